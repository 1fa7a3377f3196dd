//! When two adverts may be for the same post: keys that equal ones share.

use std::collections::BTreeSet;

use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};

use crate::domain::advert::Advert;
use crate::domain::place::Place;
use crate::domain::record::SameReason;
use crate::domain::text::folded_words;

/// A reference with fewer letters and digits is somebody's own count, not a name.
const SHORTEST_REFERENCE: usize = 5;

impl ToSql for SameReason {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(i64::from(*self == Self::EmployerTitlePlace).into())
    }
}

impl FromSql for SameReason {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        match value.as_i64()? {
            0 => Ok(Self::Reference),
            1 => Ok(Self::EmployerTitlePlace),
            other => Err(FromSqlError::OutOfRange(other)),
        }
    }
}

/// The keys of an advert.
pub fn keys(advert: &Advert) -> BTreeSet<(SameReason, String)> {
    let reference = advert.reference.as_deref().and_then(reference_key).map(|key| (SameReason::Reference, key));
    let places = place_keys(advert).into_iter().map(|key| (SameReason::EmployerTitlePlace, key));
    reference.into_iter().chain(places).collect()
}

/// The letters and digits of a reference; words such as `to follow` are none.
pub fn reference_key(reference: &str) -> Option<String> {
    let key = folded_words(reference).concat();
    (key.chars().count() >= SHORTEST_REFERENCE && key.bytes().any(|byte| byte.is_ascii_digit())).then_some(key)
}

/// A key for each place; none where employer, title or place is not stated.
fn place_keys(advert: &Advert) -> Vec<String> {
    let phrase = |text: &str| Some(folded_words(text).join(" ")).filter(|phrase| !phrase.is_empty());
    let Some((employer, title)) = phrase(&advert.employer).zip(phrase(&advert.title)) else { return Vec::new() };
    let places = advert.places.iter().filter_map(|place| {
        let place = Place::read(&place.text);
        // The postcode tells two hospitals of one town apart.
        phrase(place.postcode.as_ref().map_or(&place.text, |postcode| postcode.as_str()))
    });
    places.map(|place| format!("{employer}|{title}|{place}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::advert::StatedPlace;

    fn advert(title: &str, places: &[&str], reference: &str) -> Advert {
        Advert {
            title: title.to_owned(),
            employer: "Example Trust".to_owned(),
            places: places.iter().copied().map(StatedPlace::new).collect(),
            reference: Some(reference.to_owned()),
            ..Advert::default()
        }
    }

    #[test]
    fn case_and_punctuation_part_nothing() {
        let one = advert("Staff Nurse – Ward 7", &["York", "Leeds, LS1 4AP"], "C9999-26-0042");
        let other = advert("STAFF NURSE (WARD 7)", &["leeds, ls14ap"], "c9999 26 0042");
        let shared: Vec<_> = keys(&one).intersection(&keys(&other)).map(|(reason, _)| *reason).collect();
        assert_eq!(shared, [SameReason::Reference, SameReason::EmployerTitlePlace]);
    }

    #[test]
    fn what_is_not_stated_is_not_the_same() {
        for blank in [advert("Nurse", &[], "to follow"), advert("Nurse", &["–"], "17"), advert("", &["Leeds"], "n/a")]
        {
            assert_eq!(keys(&blank), BTreeSet::new(), "{blank:?}");
        }
        let leeds = |postcode| keys(&advert("Nurse", &[postcode], ""));
        assert!(leeds("Leeds, LS1 4AP").is_disjoint(&leeds("Leeds, LS9 7TF")));
    }
}
