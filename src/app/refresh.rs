//! Fetching adverts while the screen stays live: what to ask NHS Jobs for, and how far it is.

use crate::app::choices;
use crate::app::keymap::{Chord, Key};
use crate::app::line::Line;

/// Which adverts to ask for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum What {
    /// Those published since the last complete refresh, where there was one.
    #[default]
    New,
    /// All.
    All,
    /// All, and then once more for each band and staff group, which label what comes back.
    Labelled,
}

impl What {
    const ALL: [What; 3] = [What::New, What::All, What::Labelled];

    /// The choice in words.
    #[must_use]
    pub fn describe(self) -> &'static str {
        match self {
            Self::New => "new ones",
            Self::All => "all",
            Self::Labelled => "all, with labels",
        }
    }

    /// What the choice amounts to, where there is room to say so.
    #[must_use]
    pub fn explain(self) -> &'static str {
        match self {
            Self::New => "published since the last whole refresh",
            Self::All => "some three minutes",
            Self::Labelled => "asks band by band, too: some eight minutes",
        }
    }

    /// The choice so many places on.
    fn on(self, places: usize) -> Self {
        Self::ALL[(self as usize + places) % Self::ALL.len()]
    }
}

/// What to ask for; the whole board where nothing narrows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RefreshRequest {
    /// Which adverts.
    pub what: What,
    /// Words of the title or employer.
    pub keyword: Option<String>,
    /// A town, city or postcode.
    pub place: Option<String>,
    /// Miles around the place.
    pub miles: Option<u32>,
    /// Bands, such as `6` or `8a`, as typed.
    pub bands: Vec<String>,
    /// Staff groups, as typed.
    pub staff_groups: Vec<String>,
}

/// How far a refresh is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// What is asked for now, where that is done in several rounds.
    pub round: Option<String>,
    /// Pages read.
    pub pages: u32,
    /// Pages there are, where the service has said so.
    pub of_pages: Option<u32>,
    /// Adverts read.
    pub adverts: usize,
}

/// What is told of a refresh under way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    /// Another page was read and stored.
    Read(Progress),
    /// The service did not answer, or asked for patience; so many seconds pass before it is asked again.
    Waits(u64),
}

/// A refresh under way.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Refreshing {
    /// How far it is.
    pub progress: Progress,
    /// How many seconds pass before the service is asked again, where it did not answer.
    pub waits: Option<u64>,
    /// Whether it was told to stop.
    pub stopping: bool,
}

impl Refreshing {
    /// Takes what is told.
    pub fn take(&mut self, news: News) {
        match news {
            News::Read(progress) => {
                self.progress = progress;
                self.waits = None;
            }
            News::Waits(seconds) => self.waits = Some(seconds),
        }
    }
}

/// The fields to fill in, each with what to write there. The first is switched, the others are typed.
pub const FIELDS: [(&str, &str); 6] = [
    ("Adverts", ""),
    ("Words", "of title or employer"),
    ("Place", "town or postcode"),
    ("Miles", "around the place"),
    ("Bands", "such as 6 8a"),
    ("Staff group", "such as students"),
];

/// A request while it is filled in.
#[derive(Clone, Debug, Default)]
pub struct RefreshForm {
    /// The first field.
    pub what: What,
    /// The fields that are typed, in the order of [`FIELDS`].
    pub lines: [Line; FIELDS.len() - 1],
    /// The field that has the keys, from 0.
    pub row: usize,
}

impl RefreshForm {
    /// What a field holds, to be shown.
    #[must_use]
    pub fn value(&self, row: usize) -> &str {
        match row.checked_sub(1).and_then(|typed| self.lines.get(typed)) {
            Some(line) => line.text(),
            None => self.what.describe(),
        }
    }

    /// The line that has the keys.
    pub fn line_mut(&mut self) -> Option<&mut Line> {
        self.lines.get_mut(self.row.checked_sub(1)?)
    }

    /// Takes a key that is not Enter or Esc.
    pub fn key(&mut self, chord: Chord) {
        if let Some(row) = choices::field(chord, self.row, FIELDS.len()) {
            self.row = row;
            return;
        }
        match chord.key {
            Key::Named("left") if self.row == 0 => self.what = self.what.on(2),
            Key::Named("right") | Key::Char(' ') if self.row == 0 => self.what = self.what.on(1),
            _ => {
                self.line_mut().and_then(|line| line.edit(chord));
            }
        }
    }

    /// What is asked for.
    ///
    /// # Errors
    /// A sentence, where a field cannot be what it says.
    pub fn request(&self) -> Result<RefreshRequest, String> {
        let [keyword, place, miles, bands, staff_groups] = &self.lines;
        let given = |line: &Line| Some(line.text().trim().to_owned()).filter(|text| !text.is_empty());
        let list = |line: &Line, apart: &[char]| -> Vec<String> {
            line.text().split(apart).map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
        };
        let miles = given(miles)
            .map(|miles| miles.parse().map_err(|_| format!("“{miles}” is no number of miles; write one such as 20")))
            .transpose()?;
        let place = given(place);
        if miles.is_some() && place.is_none() {
            return Err("miles need a place to be measured from; fill it in, or empty the miles".to_owned());
        }
        Ok(RefreshRequest {
            what: self.what,
            keyword: given(keyword),
            place,
            miles,
            bands: list(bands, &[',', ' ']),
            staff_groups: list(staff_groups, &[',']),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(fields: [&str; 5]) -> Result<RefreshRequest, String> {
        RefreshForm { lines: fields.map(Line::new), ..RefreshForm::default() }.request()
    }

    #[test]
    fn an_empty_form_asks_for_what_is_new() {
        assert_eq!(RefreshForm::default().request().unwrap(), RefreshRequest::default());
    }

    #[test]
    fn fields_become_the_request() {
        let request = filled([" staff nurse ", "LS1 4AP", "20", "5, 6 8a", "Students, Healthcare Scientist"]).unwrap();
        assert_eq!(request.keyword.as_deref(), Some("staff nurse"));
        assert_eq!((request.place.as_deref(), request.miles), (Some("LS1 4AP"), Some(20)));
        assert_eq!(request.bands, ["5", "6", "8a"]);
        assert_eq!(request.staff_groups, ["Students", "Healthcare Scientist"]);
    }

    #[test]
    fn what_makes_no_sense_is_said() {
        assert!(filled(["", "Leeds", "far", "", ""]).unwrap_err().contains("“far”"));
        assert!(filled(["", "", "20", "", ""]).unwrap_err().contains("place"));
    }

    #[test]
    fn keys_move_switch_and_type() {
        let mut form = RefreshForm::default();
        for key in ["space", "down", "a", "space", "b", "tab", "left", "c", "up", "up", "up", "d"] {
            form.key(key.parse().unwrap());
        }
        assert_eq!(form.what, What::All);
        form.row = 0;
        form.key("left".parse().unwrap());
        assert_eq!(form.what, What::New);
        assert_eq!([form.value(1), form.value(2), form.value(5)], ["a b", "c", "d"]);
        form.key("shift-tab".parse().unwrap());
        assert_eq!(form.row, FIELDS.len() - 1);
        form.key("shift-tab".parse().unwrap());
        assert_eq!(form.row, FIELDS.len() - 2);
    }
}
