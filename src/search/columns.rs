//! What filters and orders ask of every advert and its [`Head`](crate::domain::board::Head) does not tell, in a few bytes each:
//! pay, band and day of publication.
//!
//! Reading pay and bands out of a million adverts takes seconds, so it is done in slices while nobody waits, and once for
//! each distinct text.

use jiff::civil::Date;

use crate::domain::advert::PayFigures;
use crate::domain::band::Band;
use crate::domain::band_reading::{BandClues, BandReading, bands_named, is_doctors_post, settled};
use crate::domain::board::Board;
use crate::domain::facts::Facts;
use crate::domain::pay::Pay;
use crate::search::slices::{Remembered, Slices};

/// How many adverts a slice reads.
const SLICE: usize = 1_000;

/// The columns, by the adverts' positions on the board.
#[derive(Debug, Default)]
pub struct Columns {
    /// The highest pay stated for a year, in pence; 0 where none is.
    pub pay: Vec<u32>,
    /// The bands by their place in the sets.
    bands: Vec<u8>,
    /// The sets of bands that adverts have, each once, as [`band_bits`].
    sets: Vec<u16>,
    posted: Vec<i32>,
}

/// Bands as bits.
#[must_use]
pub fn band_bits(bands: &[Band]) -> u16 {
    bands.iter().fold(0, |bits, band| bits | 1 << *band as u16)
}

/// The [`band_bits`] of posts that say the same.
#[derive(Clone, Copy, Debug)]
struct Bands {
    /// Where the post is a doctor's or a dentist's.
    doctors: u16,
    /// Where it is any other.
    others: u16,
}

/// Columns in the making.
#[derive(Debug, Default)]
pub struct Partial {
    columns: Columns,
    /// The pay and the bands of texts that were read already.
    known: Remembered<String, (u32, Bands)>,
}

/// A day as a number that grows with it; the least where there is none.
#[must_use]
pub fn day_number(day: Option<Date>) -> i32 {
    day.map_or(i32::MIN, |day| (i32::from(day.year()) * 16 + i32::from(day.month())) * 32 + i32::from(day.day()))
}

impl Columns {
    /// The band of an advert; nothing where it names several.
    #[must_use]
    pub fn band(&self, position: usize) -> Option<Band> {
        let bits = self.bands(position);
        let (band, _) = Band::ALL.get(usize::try_from(bits.trailing_zeros()).ok()?)?;
        bits.is_power_of_two().then_some(*band)
    }

    /// The [`band_bits`] of an advert: more than one where it is a post in any of several, as `Band 5/6` is.
    #[must_use]
    pub fn bands(&self, position: usize) -> u16 {
        self.bands.get(position).and_then(|set| self.sets.get(usize::from(*set))).copied().unwrap_or_default()
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
        let (pay, bands) = self.pay_and_bands(facts, board);
        let set = self.set_of(bands);
        self.columns.pay.push(pay);
        self.columns.bands.push(set);
        self.columns.posted.push(day_number(facts.posted));
    }

    /// The place of a set of bands. Adverts have some dozens; past 256 the first, which is no band, stands for the rest.
    fn set_of(&mut self, bands: u16) -> u8 {
        let sets = &mut self.columns.sets;
        if sets.is_empty() {
            sets.push(0);
        }
        let known = sets.iter().position(|set| *set == bands);
        let at = known.unwrap_or_else(|| {
            sets.push(bands);
            sets.len() - 1
        });
        u8::try_from(at).unwrap_or_default()
    }

    /// The highest yearly pay, 0 where there is none, and the [`band_bits`]. Of a title only what may name a band is looked
    /// at, so that most adverts are alike; and whether it is a doctor's only where that tells.
    fn pay_and_bands(&mut self, facts: &Facts<'_>, board: &Board) -> (u32, u16) {
        let lower = facts.title.to_lowercase();
        let names_band = lower.contains("band") || lower.bytes().any(|byte| byte.is_ascii_digit());
        let title = if names_band { facts.title } else { "" };
        let text_band = facts.text_band.map(Band::as_str);
        let parts = [facts.pay, facts.figure_low, facts.figure_high, facts.figure_unit, facts.band, text_band];
        let key = parts.iter().fold(title.to_owned(), |key, part| key + "\n" + part.unwrap_or("\r"));
        let (most, bands) = self.known.or_read(key.as_str(), || read_pay_and_bands(title, facts, board));
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
    let pay = settled(Pay::stated(facts.pay, Some(&figures)), board.catalogue().pay());
    let bands = |staff_group| {
        let clues = BandClues { title, label: facts.band, staff_group, text_band: facts.text_band };
        match BandReading::of(&clues, &pay, board.catalogue().pay()) {
            Some(reading) => band_bits(&[reading.band()]),
            None => band_bits(&bands_named(&clues, &pay)),
        }
    };
    let most = pay.most_a_year().map_or(0, |pence| u32::try_from(pence.0).unwrap_or(u32::MAX));
    (most, Bands { doctors: bands(Some(DOCTORS)), others: bands(None) })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::domain::board::Origin;
    use crate::search::slices::REMEMBERED;

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
            assert!(making.known.how_many() <= REMEMBERED);
        };
        let expected: Vec<u32> = (0..count).map(|number| u32::try_from(pounds(number) * 100).unwrap()).collect();
        assert!(columns.pay == expected);
    }
}
