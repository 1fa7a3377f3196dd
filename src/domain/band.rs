//! Agenda for Change bands: the steps of the pay system that covers most NHS staff.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// One Agenda for Change band, written `2` to `7`, `8a` to `8d` and `9`; ordered from low to high.
///
/// Band 1 has been closed to new starters since 1 December 2018 and is paid as a scale of its own in Scotland only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub enum Band {
    /// Band 1.
    One,
    /// Band 2.
    Two,
    /// Band 3.
    Three,
    /// Band 4.
    Four,
    /// Band 5.
    Five,
    /// Band 6.
    Six,
    /// Band 7.
    Seven,
    /// Band 8a.
    EightA,
    /// Band 8b.
    EightB,
    /// Band 8c.
    EightC,
    /// Band 8d.
    EightD,
    /// Band 9.
    Nine,
}

impl Band {
    /// Every band with the way it is written, lowest first.
    pub const ALL: [(Band, &'static str); 12] = [
        (Band::One, "1"),
        (Band::Two, "2"),
        (Band::Three, "3"),
        (Band::Four, "4"),
        (Band::Five, "5"),
        (Band::Six, "6"),
        (Band::Seven, "7"),
        (Band::EightA, "8a"),
        (Band::EightB, "8b"),
        (Band::EightC, "8c"),
        (Band::EightD, "8d"),
        (Band::Nine, "9"),
    ];

    /// The band as it is written, without the word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        Self::ALL[self as usize].1
    }

    /// The lowest and the highest band of a number, in digits or as a word in small letters. Only `8` has several, its parts.
    #[must_use]
    pub fn of_number(text: &str) -> Option<(Self, Self)> {
        let digits = (1..).zip(WORDS).find(|(_, word)| *word == text).map(|(number, _)| number.to_string());
        match digits.as_deref().unwrap_or(text) {
            "8" => Some((Self::EightA, Self::EightD)),
            text => text.parse().ok().map(|band| (band, band)),
        }
    }
}

/// The numbers of bands as words, from one on.
const WORDS: [&str; 9] = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];

impl fmt::Display for Band {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// A text that names no band.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not an Agenda for Change band (1 to 7, 8a, 8b, 8c, 8d or 9)")]
pub struct UnknownBand(String);

impl FromStr for Band {
    type Err = UnknownBand;

    fn from_str(text: &str) -> Result<Self, UnknownBand> {
        let wanted = text.trim();
        Self::ALL
            .into_iter()
            .find(|(_, name)| name.eq_ignore_ascii_case(wanted))
            .map(|(band, _)| band)
            .ok_or_else(|| UnknownBand(text.to_owned()))
    }
}

impl From<Band> for String {
    fn from(band: Band) -> Self {
        band.as_str().to_owned()
    }
}

impl TryFrom<String> for Band {
    type Error = UnknownBand;

    fn try_from(text: String) -> Result<Self, UnknownBand> {
        text.parse()
    }
}

/// Bands as a person writes them: neighbours joined by a dash, the rest by commas (`8a–9`, `5, 7`).
#[must_use]
pub fn describe(bands: &[Band]) -> String {
    let mut runs: Vec<(Band, Band)> = Vec::new();
    for &band in bands {
        match runs.last_mut() {
            Some((_, last)) if band as usize == *last as usize + 1 => *last = band,
            _ => runs.push((band, band)),
        }
    }
    let runs: Vec<String> = runs
        .into_iter()
        .map(|(first, last)| if first == last { first.to_string() } else { format!("{first}–{last}") })
        .collect();
    runs.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_band_parses_back_from_the_way_it_is_written() {
        for (band, name) in Band::ALL {
            assert_eq!(band.as_str(), name);
            assert_eq!(name.parse(), Ok(band));
        }
        assert_eq!(" 8A ".parse(), Ok(Band::EightA));
        assert!("8".parse::<Band>().is_err());
    }

    #[test]
    fn neighbouring_bands_are_joined() {
        assert_eq!(describe(&[Band::EightA, Band::EightB, Band::EightC, Band::EightD, Band::Nine]), "8a–9");
        assert_eq!(describe(&[Band::Five, Band::Seven]), "5, 7");
        assert_eq!(describe(&[]), "");
    }
}
