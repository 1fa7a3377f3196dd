//! Adverts' facts in as few bytes as may be: some hundred for an advert, where an [`Advert`](crate::domain::advert::Advert)
//! takes several times as many.
//!
//! What repeats from advert to advert is kept once, in a [`Pool`]; an advert is a row of bytes that names such texts by
//! their numbers and holds those that are its own. Numbers take a byte for each seven bits.

use jiff::civil::Date;

use crate::domain::band::Band;
use crate::domain::facts::{Address, Facts};
use crate::domain::pool::{Finder, Pool};
use crate::domain::record::Seen;
use crate::domain::text::{is_plain, safe_line};

/// The facts of many adverts, by their positions from 0.
#[derive(Debug, Default)]
pub struct Packed {
    rows: Rows,
    pool: Pool,
    positions: Finder,
}

/// The rows, one after the other, each by where it ends.
#[derive(Debug, Default)]
struct Rows {
    bytes: Vec<u8>,
    ends: Vec<usize>,
}

/// What a search looks at, without a text being touched: numbers of texts in the pool.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// The post's title.
    pub title: u32,
    /// Who employs.
    pub employer: u32,
    /// The places, as [`crate::domain::facts::places_text`] writes them.
    pub places: u32,
    /// The last day to apply.
    pub closes: Option<Date>,
    /// Whether the source no longer lists it.
    pub gone: bool,
}

impl Packed {
    /// Takes an advert in, its texts made safe to show; whether its id was not there before. Where it was, nothing is
    /// done.
    pub fn push(&mut self, facts: &Facts<'_>) -> bool {
        let id = safe_line(facts.id);
        let Self { rows, pool, positions } = self;
        let mark = positions.mark(&id);
        let Ok(position) = u32::try_from(rows.ends.len()) else { return false };
        if positions.find(mark, |known| rows.id(known) == id).is_some() {
            return false;
        }
        positions.insert(mark, position);
        Packer { bytes: &mut rows.bytes, pool }.facts(&id, facts);
        rows.ends.push(rows.bytes.len());
        true
    }

    /// How many adverts there are.
    pub fn len(&self) -> usize {
        self.rows.ends.len()
    }

    /// Where the advert of an id is.
    pub fn position(&self, id: &str) -> Option<usize> {
        let found = self.positions.find(self.positions.mark(id), |known| self.rows.id(known) == id);
        found.map(|position| position as usize)
    }

    /// The id of the advert at a position; empty where there is none.
    pub fn id(&self, position: usize) -> &str {
        self.rows.row(position).own().unwrap_or_default()
    }

    /// What a search looks at of the advert at a position.
    pub fn head(&self, position: usize) -> Head {
        let mut row = self.rows.row(position);
        row.own();
        let (closes, seen) = (row.day(), row.seen());
        let gone = seen.is_some_and(|seen| seen.gone_since.is_some());
        Head { closes, gone, title: row.number(), employer: row.number(), places: row.number() }
    }

    /// The advert at a position; an empty one where there is none.
    pub fn facts(&self, position: usize) -> Facts<'_> {
        if position >= self.len() {
            return Facts::default();
        }
        let mut row = self.rows.row(position);
        // In the order of `Packer::facts`.
        Facts {
            id: row.own().unwrap_or_default(),
            closes: row.day(),
            seen: row.seen(),
            title: self.pool.text(row.number()),
            employer: self.pool.text(row.number()),
            places: self.pool.text(row.number()),
            pay: row.shared(&self.pool),
            figure_low: row.own(),
            figure_high: row.own(),
            figure_unit: row.shared(&self.pool),
            predicted_by: row.shared(&self.pool),
            predicted_text: row.own(),
            band: row.shared(&self.pool),
            text_band: row.band(),
            contract: row.shared(&self.pool),
            working_pattern: row.shared(&self.pool),
            staff_group: row.shared(&self.pool),
            posted: row.day(),
            reference: row.own(),
            url: row.shared(&self.pool).zip(row.own()).map(|(folder, page)| Address { folder, page }),
            source: self.pool.text(row.number()),
        }
    }

    /// The texts that adverts share.
    pub fn pool(&self) -> &Pool {
        &self.pool
    }

    /// Gives back the memory that was set aside for more.
    pub fn settle(&mut self) {
        self.rows.bytes.shrink_to_fit();
        self.rows.ends.shrink_to_fit();
        self.pool.settle();
    }
}

impl Rows {
    fn row(&self, position: usize) -> Row<'_> {
        let start = position.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).copied());
        let range = start.zip(self.ends.get(position).copied());
        Row { rest: range.and_then(|(start, end)| self.bytes.get(start..end)).unwrap_or_default() }
    }

    fn id(&self, position: u32) -> &str {
        self.row(position as usize).own().unwrap_or_default()
    }
}

/// Writes a row.
struct Packer<'p> {
    bytes: &'p mut Vec<u8>,
    pool: &'p mut Pool,
}

impl Packer<'_> {
    fn facts(&mut self, id: &str, facts: &Facts<'_>) {
        self.own(Some(id));
        self.day(facts.closes);
        self.seen(facts.seen);
        self.text(facts.title);
        self.text(facts.employer);
        // Its lines and tabs are not for show: `facts::places` makes what they part safe.
        let places = self.pool.number(facts.places);
        self.number(places.into());
        self.shared(facts.pay);
        self.own(facts.figure_low);
        self.own(facts.figure_high);
        self.shared(facts.figure_unit);
        self.shared(facts.predicted_by);
        self.own(facts.predicted_text);
        self.shared(facts.band);
        self.band(facts.text_band);
        self.shared(facts.contract);
        self.shared(facts.working_pattern);
        self.shared(facts.staff_group);
        self.day(facts.posted);
        self.own(facts.reference);
        self.address(facts.url);
        self.text(facts.source);
    }

    /// Writes a number, seven bits a byte, the lowest first; a set eighth bit says that more follows.
    fn number(&mut self, mut number: u64) {
        while number > 0x7f {
            self.bytes.push(number.to_le_bytes()[0] | 0x80);
            number >>= 7;
        }
        self.bytes.push(number.to_le_bytes()[0]);
    }

    /// Writes a text that other adverts have too.
    fn text(&mut self, text: &str) {
        let number = self.pool.number(&safe_line(text));
        self.number(number.into());
    }

    /// Writes a text that other adverts have too, or nothing, which is 0.
    fn shared(&mut self, text: Option<&str>) {
        let number = text.map_or(0, |text| u64::from(self.pool.number(&safe_line(text))) + 1);
        self.number(number);
    }

    /// Writes a text of this advert's own, or nothing, which is 0.
    fn own(&mut self, text: Option<&str>) {
        let Some(text) = text.map(safe_line) else { return self.number(0) };
        self.number(text.len() as u64 + 1);
        self.bytes.extend_from_slice(text.as_bytes());
    }

    /// Writes a band by its number from 1, or nothing, which is 0.
    fn band(&mut self, band: Option<Band>) {
        self.number(band.map_or(0, |band| band as u64 + 1));
    }

    fn address(&mut self, url: Option<Address<'_>>) {
        let whole;
        let url = match url {
            Some(url) if !is_plain(url.folder) || !is_plain(url.page) => {
                whole = safe_line(&[url.folder, url.page].concat()).into_owned();
                Some(Address::of(&whole))
            }
            url => url,
        };
        self.shared(url.map(|url| url.folder));
        self.own(url.map(|url| url.page));
    }

    /// Writes when an advert was listed, or nothing, which is as if it had been on no day.
    fn seen(&mut self, seen: Option<Seen>) {
        self.day(seen.map(|seen| seen.first));
        self.day(seen.map(|seen| seen.last));
        self.day(seen.and_then(|seen| seen.gone_since));
    }

    /// Writes a day by its distance from the first that there is, or nothing, which is 0.
    fn day(&mut self, day: Option<Date>) {
        let number = day.map_or(0, |day| {
            let [year, month, day] =
                [day.year() - Date::MIN.year(), day.month().into(), day.day().into()].map(i16::unsigned_abs);
            (u64::from(year) * MONTHS + u64::from(month)) * DAYS + u64::from(day)
        });
        self.number(number);
    }
}

/// Room for the months of a year, and for the days of a month, by their numbers from 1.
const MONTHS: u64 = 13;
const DAYS: u64 = 32;

/// Reads a row, field by field.
struct Row<'r> {
    rest: &'r [u8],
}

impl<'r> Row<'r> {
    fn wide(&mut self) -> u64 {
        let mut number = 0;
        let mut bits = 0;
        while let Some((byte, rest)) = self.rest.split_first() {
            self.rest = rest;
            number |= u64::from(byte & 0x7f) << bits;
            bits += 7;
            if byte & 0x80 == 0 {
                break;
            }
        }
        number
    }

    /// The number of a text that other adverts have too.
    fn number(&mut self) -> u32 {
        u32::try_from(self.wide()).unwrap_or(u32::MAX)
    }

    fn shared<'p>(&mut self, pool: &'p Pool) -> Option<&'p str> {
        self.number().checked_sub(1).map(|number| pool.text(number))
    }

    fn own(&mut self) -> Option<&'r str> {
        let length = usize::try_from(self.wide().checked_sub(1)?).ok()?;
        let (text, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        str::from_utf8(text).ok()
    }

    fn band(&mut self) -> Option<Band> {
        let number = usize::try_from(self.wide().checked_sub(1)?).ok()?;
        Band::ALL.get(number).map(|(band, _)| *band)
    }

    fn seen(&mut self) -> Option<Seen> {
        let (first, last, gone_since) = (self.day(), self.day(), self.day());
        Some(Seen { first: first?, last: last?, gone_since })
    }

    fn day(&mut self) -> Option<Date> {
        let number = self.wide();
        let (year, month, day) = (number / DAYS / MONTHS, number / DAYS % MONTHS, number % DAYS);
        let year = i16::try_from(year).ok()?.checked_add(Date::MIN.year())?;
        Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
    }
}
