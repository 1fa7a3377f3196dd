//! Where a post is: the town and the postcode read out of a stated place.

use std::fmt;

/// A stated place and what was read from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The place as stated.
    pub text: String,
    /// What stands before the postcode.
    pub town: Option<String>,
    /// The full postcode, or its outward part where only that was stated.
    pub postcode: Option<Postcode>,
}

impl Place {
    /// Reads a stated place: the last comma parts town from postcode, but only where a postcode follows it.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let (before, last) = text.rsplit_once(',').unwrap_or(("", text));
        let (town, postcode) = match Postcode::read(last) {
            Some(postcode) => (before, Some(postcode)),
            None => (text, None),
        };
        let town = town.trim().trim_end_matches(',').trim_end();
        Self { text: text.to_owned(), town: (!town.is_empty()).then(|| town.to_owned()), postcode }
    }

    /// The shortest name that tells the place apart: the town, else the postcode, else the stated text.
    #[must_use]
    pub fn short(&self) -> &str {
        match (&self.town, &self.postcode) {
            (Some(town), _) => town,
            (None, Some(postcode)) => &postcode.0,
            (None, None) => &self.text,
        }
    }
}

/// A UK postcode in its usual form: capitals, one space before the last three characters (`LS1 4AP`), or an outward code alone (`LS1`).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Postcode(String);

impl Postcode {
    /// Reads a postcode with or without its space and capitals; nothing where the text is not one.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let packed: String = text.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_uppercase()).collect();
        if !packed.is_ascii() {
            return None;
        }
        if is_outward(&packed) {
            return Some(Self(packed));
        }
        let (outward, inward) = packed.split_at_checked(packed.len().checked_sub(3)?)?;
        (is_outward(outward) && is_inward(inward)).then(|| Self(format!("{outward} {inward}")))
    }

    /// The postcode as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Postcode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// One or two letters, a digit, then perhaps one more digit or letter.
fn is_outward(text: &str) -> bool {
    let letters = text.bytes().take_while(u8::is_ascii_uppercase).count();
    let rest = text.as_bytes().get(letters..).unwrap_or_default();
    (1..=2).contains(&letters)
        && match rest {
            [digit] => digit.is_ascii_digit(),
            [digit, last] => digit.is_ascii_digit() && last.is_ascii_alphanumeric(),
            _ => false,
        }
}

/// A digit, then two letters.
fn is_inward(text: &str) -> bool {
    matches!(text.as_bytes(), [digit, first, second]
        if digit.is_ascii_digit() && first.is_ascii_uppercase() && second.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn parts(text: &str) -> (Option<String>, Option<String>) {
        let place = Place::read(text);
        (place.town, place.postcode.map(|postcode| postcode.to_string()))
    }

    #[test]
    fn the_last_comma_parts_town_from_postcode() {
        let both = |town: &str, postcode: &str| (Some(town.to_owned()), Some(postcode.to_owned()));
        assert_eq!(parts("Ipswich, IP1 2BX"), both("Ipswich", "IP1 2BX"));
        assert_eq!(
            parts("Leeds, London, Hybrid or Home working, LS1 4AP"),
            both("Leeds, London, Hybrid or Home working", "LS1 4AP")
        );
        assert_eq!(parts("Walsall, WS29PS"), both("Walsall", "WS2 9PS"));
        assert_eq!(parts("Exeter, ex2"), both("Exeter", "EX2"));
        assert_eq!(parts("SE1 8UG"), (None, Some("SE1 8UG".to_owned())));
        assert_eq!(parts("Angel, London"), (Some("Angel, London".to_owned()), None));
        assert_eq!(parts("Remote"), (Some("Remote".to_owned()), None));
        assert_eq!(parts(""), (None, None));
    }

    proptest! {
        #[test]
        fn any_text_is_read_and_kept(text: String) {
            let place = Place::read(&text);
            prop_assert_eq!(&place.text, &text);
            if let Some(postcode) = &place.postcode {
                let again = Postcode::read(postcode.as_str());
                prop_assert_eq!(again.as_ref(), Some(postcode));
            }
        }

        #[test]
        fn postcodes_are_read_however_they_are_spaced(text in "[A-Z]{1,2}[0-9][0-9A-Z]? [0-9][A-Z]{2}") {
            let packed = text.replace(' ', "").to_lowercase();
            prop_assert_eq!(Postcode::read(&packed).map(|postcode| postcode.to_string()), Some(text));
        }
    }
}
