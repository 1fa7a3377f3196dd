//! How an advert stands with the person and with its source: what a list marks, and what `is:` asks for.

/// How an advert stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Standing {
    /// On a shortlist.
    Saved,
    /// It came since the person last looked.
    New,
    /// It says otherwise than when it was saved.
    Changed,
    /// It is no longer listed.
    Gone,
}

impl Standing {
    /// Every standing.
    pub const ALL: [Standing; 4] = [Standing::Saved, Standing::New, Standing::Changed, Standing::Gone];

    /// Its name, as it is asked for.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Saved => "saved",
            Self::New => "new",
            Self::Changed => "changed",
            Self::Gone => "gone",
        }
    }

    /// Its mark in a list, one column wide.
    #[must_use]
    pub fn mark(self) -> &'static str {
        match self {
            Self::Saved => "★",
            Self::New => "+",
            Self::Changed => "~",
            Self::Gone => "×",
        }
    }

    /// What the mark means.
    #[must_use]
    pub fn describe(self) -> &'static str {
        match self {
            Self::Saved => "saved",
            Self::New => "new since you last looked",
            Self::Changed => "changed since it was saved",
            Self::Gone => "no longer listed",
        }
    }
}
