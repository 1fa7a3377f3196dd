//! Bands as people write them when they name them and nothing else: one, a range or several. What an advert names among other
//! words is read elsewhere, for it needs more care.

use crate::domain::band::Band;
use crate::domain::bounds::{Reach, Sign, between, listed, signed};

impl Band {
    /// The bands of `6`, `8`, `8a`, `six`, `6-7`, `5 to 7`, `>=6`, `6+`, `<6` or a list of these (`5,7`, `5/6`, `band 5 or 6`),
    /// lowest first and each once; `8` stands for all of its parts. Nothing where a part of it names no band.
    #[must_use]
    pub fn list(text: &str) -> Option<Vec<Self>> {
        let lower = text.to_lowercase();
        let joined: String = lower.split_whitespace().map(|word| joiner(word).unwrap_or(word)).collect();
        let mut bands = listed(&joined.replace(['/', '&'], ","), |part| range(part).unwrap_or_default())?;
        bands.sort_unstable();
        Some(bands)
    }
}

/// What a word between two bands is in a list: `,` or `-`.
#[must_use]
pub fn joiner(word: &str) -> Option<&'static str> {
    match word.to_lowercase().as_str() {
        "or" | "and" | "&" => Some(","),
        "to" | "-" | "–" => Some("-"),
        _ => None,
    }
}

/// The bands of one range, in small letters and without white space.
fn range(value: &str) -> Option<Vec<Band>> {
    let ends = |text: &str| one_band(text).map(|ends| (ends, ends));
    let (low, high) = match signed(value) {
        (Some(Sign::Below), rest) => {
            let (end, _) = one_band(rest)?;
            return Some(all_bands(|band| band < end));
        }
        (Some(Sign::Above), rest) => {
            let (_, end) = one_band(rest)?;
            return Some(all_bands(|band| band > end));
        }
        (sign, rest) => match one_band(rest.trim_end_matches(['-', '–'])).filter(|_| sign.is_none()) {
            Some(alone) => alone,
            None => match between(value, ends, Reach::Least)? {
                (Some(first), Some(last)) => (first.0.min(last.0), first.1.max(last.1)),
                (first, last) => (first.map_or(Band::One, |ends| ends.0), last.map_or(Band::Nine, |ends| ends.1)),
            },
        },
    };
    Some(all_bands(|band| (low..=high).contains(&band)))
}

/// The bands that are of a kind, lowest first.
fn all_bands(is: impl Fn(Band) -> bool) -> Vec<Band> {
    Band::ALL.into_iter().map(|(band, _)| band).filter(|band| is(*band)).collect()
}

/// The lowest and the highest band of a number, which the word for bands may stand before.
fn one_band(text: &str) -> Option<(Band, Band)> {
    Band::of_number(text.trim_start_matches("bands").trim_start_matches("band"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bands_are_listed_however_they_are_joined() {
        use Band::{EightA, EightB, EightC, EightD, Five, Nine, One, Seven, Six, Two};
        let cases: [(&str, Option<&[Band]>); 20] = [
            ("5", Some(&[Five])),
            (" 8A ", Some(&[EightA])),
            ("8 a", Some(&[EightA])),
            ("8", Some(&[EightA, EightB, EightC, EightD])),
            ("eight", Some(&[EightA, EightB, EightC, EightD])),
            ("Band five", Some(&[Five])),
            ("band 5 and band 7", Some(&[Five, Seven])),
            ("5 to 7", Some(&[Five, Six, Seven])),
            ("7–5", Some(&[Five, Six, Seven])),
            ("7, 5 & 5/6", Some(&[Five, Six, Seven])),
            ("6 OR 5", Some(&[Five, Six])),
            ("8d+", Some(&[EightD, Nine])),
            ("< three", Some(&[One, Two])),
            ("5-", Some(&[Five])),
            ("", None),
            ("5 6", None),
            ("12", None),
            ("6 or nurse", None),
            ("5-6-7", None),
            ("35000", None),
        ];
        for (text, bands) in cases {
            assert_eq!(Band::list(text).as_deref(), bands, "{text}");
        }
    }
}
