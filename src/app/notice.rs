//! What the status line says.

/// How much a notice matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Something happened.
    Done,
    /// Something could not be done.
    Failed,
}

/// A sentence for the status line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// How much it matters.
    pub severity: Severity,
    /// The sentence.
    pub text: String,
}

/// What a lasting notice is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Topic {
    /// The shortlists.
    Lists,
    /// The file of the adverts.
    Adverts,
    /// The configuration.
    Config,
}

/// What the status line says now, and what it must not stop saying.
#[derive(Clone, Debug, Default)]
pub struct Notices {
    passing: Option<Notice>,
    lasting: Vec<(Topic, String)>,
}

impl Notices {
    /// Says that something happened, until the next key.
    pub fn done(&mut self, text: impl Into<String>) {
        self.passing = Some(Notice { severity: Severity::Done, text: text.into() });
    }

    /// Says that something could not be done, until the next key.
    pub fn failed(&mut self, text: impl Into<String>) {
        self.passing = Some(Notice { severity: Severity::Failed, text: text.into() });
    }

    /// Says something until it is [`Notices::mended`].
    pub fn stay(&mut self, topic: Topic, text: impl Into<String>) {
        let notice = (topic, text.into());
        if !self.lasting.contains(&notice) {
            self.lasting.push(notice);
            // What keeps shortlists from being saved matters more than a setting.
            self.lasting.sort_by_key(|(topic, _)| *topic);
        }
    }

    /// Whether anything lasting is said on a topic.
    #[must_use]
    pub fn about(&self, topic: Topic) -> bool {
        self.lasting.iter().any(|(about, _)| *about == topic)
    }

    /// Takes back the lasting notices on a topic.
    pub fn mended(&mut self, topic: Topic) {
        self.lasting.retain(|(about, _)| *about != topic);
    }

    /// Lets the passing notice go.
    pub fn passed(&mut self) {
        self.passing = None;
    }

    /// What to show: the passing notice, else the first lasting one with how many more there are.
    #[must_use]
    pub fn shown(&self) -> Option<Notice> {
        self.passing.clone().or_else(|| {
            let (_, text) = self.lasting.first()?;
            let more = self.lasting.len() - 1;
            let text = if more == 0 { text.clone() } else { format!("{text} (and {more} more: `rolecall check`)") };
            Some(Notice { severity: Severity::Failed, text })
        })
    }
}
