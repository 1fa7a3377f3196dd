//! What filters and orders ask of every advert and its [`Head`](crate::domain::board::Head) does not tell, in a few bytes each:
//! pay, band and day of publication.
//!
//! Reading pay and bands out of a million adverts takes seconds, so it is done in slices while nobody waits, and once for
//! each distinct text.

use std::collections::HashMap;

use jiff::civil::Date;

use crate::domain::advert::PayFigures;
use crate::domain::band::Band;
use crate::domain::band_reading::{BandClues, BandReading, is_doctors_post};
use crate::domain::board::Board;
use crate::domain::facts::Facts;
use crate::domain::pay::Pay;
use crate::search::slices::{REMEMBERED, Slices};

/// How many adverts a slice reads.
const SLICE: usize = 1_000;

/// The columns, by the adverts' positions on the board.
#[derive(Debug, Default)]
pub struct Columns {
    /// The highest pay stated for a year, in pence; 0 where none is.
    pub pay: Vec<u32>,
    bands: Vec<u8>,
    posted: Vec<i32>,
}

/// The band of posts that say the same: its number from 1, or 0 where there is none.
#[derive(Clone, Copy, Debug)]
struct Bands {
    /// Where the post is a doctor's or a dentist's.
    doctors: u8,
    /// Where it is any other.
    others: u8,
}

/// Columns in the making.
#[derive(Debug, Default)]
pub struct Partial {
    columns: Columns,
    /// The pay and the bands of texts that were read already.
    known: HashMap<String, (u32, Bands)>,
}

/// A day as a number that grows with it; the least where there is none.
#[must_use]
pub fn day_number(day: Option<Date>) -> i32 {
    day.map_or(i32::MIN, |day| (i32::from(day.year()) * 16 + i32::from(day.month())) * 32 + i32::from(day.day()))
}

impl Columns {
    /// The band of an advert.
    #[must_use]
    pub fn band(&self, position: usize) -> Option<Band> {
        let number = usize::from(*self.bands.get(position)?).checked_sub(1)?;
        Band::ALL.get(number).map(|(band, _)| *band)
    }

    /// The [`day_number`] of the day of publication.
    #[must_use]
    pub fn posted(&self, position: usize) -> i32 {
        self.posted.get(position).copied().unwrap_or(i32::MIN)
    }

    /// Gives back the memory that was set aside for more adverts.
    fn settled(mut self) -> Self {
        self.pay.shrink_to_fit();
        self.bands.shrink_to_fit();
        self.posted.shrink_to_fit();
        self
    }

    /// The bytes that they take.
    #[must_use]
    pub fn bytes(&self) -> usize {
        4 * (self.pay.capacity() + self.posted.capacity()) + self.bands.capacity()
    }
}

impl Slices for Partial {
    type Whole = Columns;

    fn go_on(&mut self, board: &Board, _: &[u32]) -> Option<Columns> {
        let from = self.columns.pay.len();
        for position in from..board.len().min(from + SLICE) {
            self.take(&board.facts(position), board);
        }
        (self.columns.pay.len() == board.len()).then(|| std::mem::take(self).columns.settled())
    }
}

impl Partial {
    fn take(&mut self, facts: &Facts<'_>, board: &Board) {
        let (pay, band) = self.pay_and_band(facts, board);
        self.columns.pay.push(pay);
        self.columns.bands.push(band);
        self.columns.posted.push(day_number(facts.posted));
    }

    /// The highest yearly pay and the number of the band from 1, each 0 where there is none. Of a title only what may name
    /// a band is looked at, so that most adverts are alike; and whether it is a doctor's only where that tells.
    fn pay_and_band(&mut self, facts: &Facts<'_>, board: &Board) -> (u32, u8) {
        let lower = facts.title.to_lowercase();
        let names_band = lower.contains("band") || lower.bytes().any(|byte| byte.is_ascii_digit());
        let title = if names_band { facts.title } else { "" };
        let text_band = facts.text_band.map(Band::as_str);
        let parts = [facts.pay, facts.figure_low, facts.figure_high, facts.figure_unit, facts.band, text_band];
        let key = parts.iter().fold(title.to_owned(), |key, part| key + "\n" + part.unwrap_or("\r"));
        if self.known.len() == REMEMBERED {
            self.known.clear();
        }
        let (most, bands) = match self.known.get(&key) {
            Some(known) => *known,
            None => *self.known.entry(key).or_insert(read_pay_and_bands(title, facts, board)),
        };
        let is_doctors = bands.doctors != bands.others && is_doctors_post(facts.title, facts.staff_group);
        (most, if is_doctors { bands.doctors } else { bands.others })
    }
}

/// What the pay and the band of an advert with that title would be.
fn read_pay_and_bands(title: &str, facts: &Facts<'_>, board: &Board) -> (u32, Bands) {
    /// The staff group of posts that are doctors' whatever their titles.
    const DOCTORS: &str = "Medical and Dental";
    let own = |text: Option<&str>| text.map(str::to_owned);
    let figures = PayFigures { low: own(facts.figure_low), high: own(facts.figure_high), unit: own(facts.figure_unit) };
    let pay = Pay::stated(facts.pay, Some(&figures));
    let band = |staff_group| {
        let clues = BandClues { title, label: facts.band, staff_group, text_band: facts.text_band };
        BandReading::of(&clues, &pay, board.catalogue().pay()).map_or(0, |reading| reading.band() as u8 + 1)
    };
    let most = pay.most_a_year().map_or(0, |pence| u32::try_from(pence.0).unwrap_or(u32::MAX));
    (most, Bands { doctors: band(Some(DOCTORS)), others: band(None) })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::domain::board::Origin;

    #[test]
    fn pay_is_read_alike_however_many_texts_came_before() {
        let mut board = Board::empty(Arc::default(), Origin::default());
        let pounds = |number: usize| 20_000 + number % (REMEMBERED + 9);
        let count = REMEMBERED + 30;
        for number in 0..count {
            let (id, pay) = (number.to_string(), format!("£{} a year", pounds(number)));
            assert!(board.push(&Facts { id: &id, title: "Porter", pay: Some(&pay), ..Facts::default() }));
        }
        let mut making = Partial::default();
        let columns = loop {
            if let Some(columns) = making.go_on(&board, &[]) {
                break columns;
            }
            assert!(making.known.len() <= REMEMBERED);
        };
        let expected: Vec<u32> = (0..count).map(|number| u32::try_from(pounds(number) * 100).unwrap()).collect();
        assert!(columns.pay == expected);
    }
}
