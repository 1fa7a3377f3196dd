//! An advert's facts as a row of the cache, and back.
//!
//! The file lies where other programs can write, so what is read from it is made safe to show again; where a text is
//! plain, as most are, that takes one look at its characters.

use std::fmt::Write;

use jiff::civil::Date;
use rusqlite::types::{FromSqlError, ValueRef};
use rusqlite::{Row, Statement, named_params};

use crate::domain::advert::{Advert, AdvertId, PayFigures, PredictedPay, StatedPlace};
use crate::domain::text::{clean, clean_line};

/// The columns of the facts, in the order that [`facts`] reads them.
macro_rules! columns {
    () => {
        "id, title, employer, places, pay, predicted_by, predicted_text, figure_low, figure_high, figure_unit, band, \
         contract, working_pattern, staff_group, closes, posted, reference, url, source"
    };
}
pub(super) use columns;

/// How many columns the facts take.
pub const WIDTH: usize = 19;

/// Writes an advert's facts under its id, whether it is there or not, and answers with its number. When an advert that is
/// there was seen is left as it stands.
pub const WRITE: &str = concat!(
    "INSERT INTO advert (",
    columns!(),
    ", first_seen, last_seen, last_walk) VALUES (:id, :title, :employer, :places, :pay, :predicted_by, :predicted_text, \
     :figure_low, :figure_high, :figure_unit, :band, :contract, :working_pattern, :staff_group, :closes, :posted, \
     :reference, :url, :source, :seen, :seen, :walk)
     ON CONFLICT (id) DO UPDATE SET title = excluded.title, employer = excluded.employer, places = excluded.places,
     pay = excluded.pay, predicted_by = excluded.predicted_by, predicted_text = excluded.predicted_text,
     figure_low = excluded.figure_low, figure_high = excluded.figure_high, figure_unit = excluded.figure_unit,
     band = excluded.band, contract = excluded.contract, working_pattern = excluded.working_pattern,
     staff_group = excluded.staff_group, closes = excluded.closes, posted = excluded.posted,
     reference = excluded.reference, url = excluded.url, source = excluded.source
     RETURNING number"
);

/// Carries out [`WRITE`].
///
/// # Errors
/// Where the row cannot be written.
pub fn write(statement: &mut Statement<'_>, advert: &Advert, seen: Date, walk: i64) -> rusqlite::Result<i64> {
    let predicted = advert.predicted_pay.as_ref();
    let figures = advert.pay_figures.as_ref();
    statement.query_row(
        named_params! {
            ":id": advert.id.as_str(),
            ":title": advert.title,
            ":employer": advert.employer,
            ":places": places_text(&advert.places),
            ":pay": advert.pay,
            ":predicted_by": predicted.map(|guess| &guess.by),
            ":predicted_text": predicted.map(|guess| &guess.text),
            ":figure_low": figures.and_then(|figures| figures.low.as_ref()),
            ":figure_high": figures.and_then(|figures| figures.high.as_ref()),
            ":figure_unit": figures.and_then(|figures| figures.unit.as_ref()),
            ":band": advert.band,
            ":contract": advert.contract,
            ":working_pattern": advert.working_pattern,
            ":staff_group": advert.staff_group,
            ":closes": advert.closes,
            ":posted": advert.posted,
            ":reference": advert.reference,
            ":url": advert.url,
            ":source": advert.source,
            ":seen": seen,
            ":walk": walk,
        },
        |row| row.get(0),
    )
}

/// Reads the facts of an advert from the first [`WIDTH`] columns of a row. Its sections are elsewhere.
///
/// # Errors
/// Where a value is of another kind than [`write`] leaves there.
pub fn facts(row: &Row<'_>) -> rusqlite::Result<Advert> {
    let (low, high, unit) = (maybe(row, 7)?, maybe(row, 8)?, maybe(row, 9)?);
    let stated = low.is_some() || high.is_some() || unit.is_some();
    Ok(Advert {
        id: AdvertId::new(line(row, 0)?),
        title: line(row, 1)?,
        employer: line(row, 2)?,
        places: places(text(row, 3)?),
        pay: maybe(row, 4)?,
        predicted_pay: maybe(row, 5)?.zip(maybe(row, 6)?).map(|(by, text)| PredictedPay { by, text }),
        pay_figures: stated.then_some(PayFigures { low, high, unit }),
        band: maybe(row, 10)?,
        contract: maybe(row, 11)?,
        working_pattern: maybe(row, 12)?,
        staff_group: maybe(row, 13)?,
        closes: row.get(14)?,
        posted: row.get(15)?,
        reference: maybe(row, 16)?,
        url: maybe(row, 17)?,
        source: line(row, 18)?,
        sections: Vec::new(),
    })
}

/// The advert in the one form that reading its row gives: figures that say nothing are none, and so is a position that is
/// no number.
pub fn as_kept(advert: &Advert) -> Advert {
    let mut advert = advert.clone();
    advert.pay_figures =
        advert.pay_figures.filter(|figures| *figures != PayFigures { low: None, high: None, unit: None });
    for place in &mut advert.places {
        place.position = place.position.filter(|(north, east)| north.is_finite() && east.is_finite());
    }
    advert
}

/// A text of one line, safe to show.
///
/// # Errors
/// Where the value is no text.
pub fn line(row: &Row<'_>, column: usize) -> rusqlite::Result<String> {
    text(row, column).map(safe_line)
}

/// A text of one line, safe to show, or nothing.
fn maybe(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<String>> {
    match row.get_ref(column)? {
        ValueRef::Null => Ok(None),
        _ => line(row, column).map(Some),
    }
}

/// A text of several lines, safe to show.
///
/// # Errors
/// Where the value is no text.
pub fn lines(row: &Row<'_>, column: usize) -> rusqlite::Result<String> {
    text(row, column).map(clean)
}

/// A text of several lines, safe to show, or nothing.
///
/// # Errors
/// Where the value is no text.
pub fn maybe_lines(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<String>> {
    match row.get_ref(column)? {
        ValueRef::Null => Ok(None),
        _ => lines(row, column).map(Some),
    }
}

fn text<'r>(row: &'r Row<'_>, column: usize) -> rusqlite::Result<&'r str> {
    let value = row.get_ref(column)?;
    value.as_str().map_err(|fault: FromSqlError| {
        rusqlite::Error::FromSqlConversionFailure(column, value.data_type(), Box::new(fault))
    })
}

fn safe_line(text: &str) -> String {
    if text.chars().all(is_plain) { text.to_owned() } else { clean_line(text) }
}

/// What nearly every character of an advert is, and cleaning leaves alone: ASCII, the signs and letters of western
/// Europe, dashes, quotation marks and bullets.
fn is_plain(c: char) -> bool {
    matches!(c, ' '..='~' | '\u{a1}'..='\u{ac}' | '\u{ae}'..='\u{24f}' | '\u{2010}'..='\u{2027}')
}

fn places_text(places: &[StatedPlace]) -> String {
    let mut text = String::new();
    for place in places {
        text.push_str(&place.text);
        if let Some((north, east)) = place.position {
            // Writing to a text does not fail. `{}` gives as many digits as reading the same number back takes.
            let _ = write!(text, "\t{north}\t{east}");
        }
        text.push('\n');
    }
    text
}

fn places(text: &str) -> Vec<StatedPlace> {
    let mut places = Vec::with_capacity(text.bytes().filter(|byte| *byte == b'\n').count());
    places.extend(text.split_terminator('\n').map(place));
    places
}

fn place(text: &str) -> StatedPlace {
    let mut parts = text.split('\t');
    let stated = safe_line(parts.next().unwrap_or_default());
    let mut degrees = parts.map_while(|part| part.parse().ok()).filter(|degrees: &f64| degrees.is_finite());
    StatedPlace { text: stated, position: degrees.next().zip(degrees.next()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_keep_their_positions_to_the_last_digit() {
        let kept = vec![
            StatedPlace::new("Leeds, LS1 4AP"),
            StatedPlace { text: "Truro".to_owned(), position: Some((0.1 + 0.2, -5.05)) },
            StatedPlace::new(""),
        ];
        assert_eq!(places(&places_text(&kept)), kept);
        assert_eq!(places(&places_text(&[])), []);
    }

    #[test]
    fn cleaning_leaves_plain_characters_alone() {
        for c in ('\0'..=char::MAX).filter(|c| is_plain(*c)) {
            assert_eq!(clean(&c.to_string()), c.to_string());
        }
    }

    #[test]
    fn places_from_another_hand_are_harmless() {
        for text in ["Leeds\tNaN\tinf\n", "Leeds\t50.1\n", "Leeds\t\t\n", "\u{1b}Leeds", "Leeds\t1e999\t2\n"] {
            assert_eq!(places(text), [StatedPlace::new("Leeds")], "{text:?}");
        }
    }
}
