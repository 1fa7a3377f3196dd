//! An advert's facts as a row of the cache, and back.
//!
//! The file lies where other programs can write, so what is read from it is made safe to show again: facts by those who
//! take them (see [`Facts`]), other texts here.

use jiff::civil::Date;
use rusqlite::types::{FromSqlError, ValueRef};
use rusqlite::{Row, Statement, named_params};

use crate::domain::advert::{Advert, PayFigures};
use crate::domain::band::Band;
use crate::domain::band_reading::band_in_text;
use crate::domain::facts::{Address, Facts, places_text};
use crate::domain::text::{clean, safe_line};

/// The columns of the facts, in the order that [`facts`] reads them.
macro_rules! columns {
    () => {
        "id, title, employer, places, pay, predicted_by, predicted_text, figure_low, figure_high, figure_unit, band, \
         contract, working_pattern, staff_group, closes, posted, reference, url, source, text_band"
    };
}
pub(super) use columns;

/// How many columns the facts take.
pub const WIDTH: usize = 20;

/// Writes an advert's facts, and the band that its text offers, under its id, whether it is there or not, and answers with its number. When an advert that is
/// there was seen is left as it stands.
pub const WRITE: &str = concat!(
    "INSERT INTO advert (",
    columns!(),
    ", first_seen, last_seen, last_walk, first_walk) VALUES (:id, :title, :employer, :places, :pay, :predicted_by, :predicted_text, \
     :figure_low, :figure_high, :figure_unit, :band, :contract, :working_pattern, :staff_group, :closes, :posted, \
     :reference, :url, :source, :text_band, :seen, :seen, :walk, :walk)
     ON CONFLICT (id) DO UPDATE SET title = excluded.title, employer = excluded.employer, places = excluded.places,
     pay = excluded.pay, predicted_by = excluded.predicted_by, predicted_text = excluded.predicted_text,
     figure_low = excluded.figure_low, figure_high = excluded.figure_high, figure_unit = excluded.figure_unit,
     band = excluded.band, contract = excluded.contract, working_pattern = excluded.working_pattern,
     staff_group = excluded.staff_group, closes = excluded.closes, posted = excluded.posted,
     reference = excluded.reference, url = excluded.url, source = excluded.source, text_band = excluded.text_band
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
            ":text_band": band_in_text(&advert.sections).map(Band::as_str),
            ":seen": seen,
            ":walk": walk,
        },
        |row| row.get(0),
    )
}

/// The facts of an advert from the first [`WIDTH`] columns of a row, as they stand there.
///
/// # Errors
/// Where a value is of another kind than [`write`] leaves there.
pub fn facts<'r>(row: &'r Row<'_>) -> rusqlite::Result<Facts<'r>> {
    Ok(Facts {
        id: text(row, 0)?,
        title: text(row, 1)?,
        employer: text(row, 2)?,
        places: text(row, 3)?,
        pay: maybe(row, 4)?,
        predicted_by: maybe(row, 5)?,
        predicted_text: maybe(row, 6)?,
        figure_low: maybe(row, 7)?,
        figure_high: maybe(row, 8)?,
        figure_unit: maybe(row, 9)?,
        band: maybe(row, 10)?,
        contract: maybe(row, 11)?,
        working_pattern: maybe(row, 12)?,
        staff_group: maybe(row, 13)?,
        closes: row.get(14)?,
        posted: row.get(15)?,
        reference: maybe(row, 16)?,
        url: maybe(row, 17)?.map(Address::of),
        source: text(row, 18)?,
        // Read out of the text by rolecall, so a word of another hand's that is no band is none.
        text_band: maybe(row, 19)?.and_then(|band| band.parse().ok()),
        seen: None,
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
    text(row, column).map(|text| safe_line(text).into_owned())
}

/// A text as it stands, or nothing.
fn maybe<'r>(row: &'r Row<'_>, column: usize) -> rusqlite::Result<Option<&'r str>> {
    match row.get_ref(column)? {
        ValueRef::Null => Ok(None),
        _ => text(row, column).map(Some),
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
