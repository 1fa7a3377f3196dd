//! The numbers that some sources give beside the pay text. They are often made out of the text by a machine, so they are
//! believed only where they can be pay, and not where they were made of a band number or a postcode.

use crate::domain::advert::PayFigures;
use crate::domain::pay::quantity::{MOST_PAY, WIDEST, parse_sum};
use crate::domain::pay::reading::{believable, size};
use crate::domain::pay::unit::Mention;
use crate::domain::pay::{Ends, PayKind, PayUnit, Pence};
use crate::domain::tokens::{Token, tokens};

/// Hours that boards take a year for when they make yearly pay of whatever number a text holds (`Band 8` becomes
/// £13,448).
pub const MADE_UP_YEARS: [u64; 4] = [1_681, 1_921, 1_961, 2_017];

/// What the numbers say.
#[derive(Debug, PartialEq, Eq)]
pub struct Beside {
    /// The form that they make.
    pub kind: PayKind,
    /// The two ends.
    pub ends: Ends,
    /// The unit, where it is known.
    pub unit: Option<PayUnit>,
    /// Whether the source gives the unit, rather than the size. A year is never given: boards write it whatever the truth.
    pub unit_stated: bool,
}

/// A year's pay that a machine made of a number in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MadeUp {
    /// The pay.
    pub year: Pence,
    /// The number, such as that of a band.
    pub number: u64,
    /// The hours that it was taken times.
    pub hours: u64,
}

impl PayFigures {
    /// The two figures as sums of money; nothing for one that is none.
    pub(in crate::domain) fn sums(&self) -> Ends {
        let sum = |given: &String| {
            let digits = given.trim().trim_start_matches('£').trim();
            parse_sum(digits).filter(|sum| sum.0 > 0)
        };
        (self.low.as_ref().and_then(sum), self.high.as_ref().and_then(sum))
    }
}

/// Reads the numbers; nothing where there are none to be believed.
pub fn read(figures: &PayFigures, text: &str) -> Option<Beside> {
    let ends = figures.sums();
    let kind = match ends {
        (Some(low), Some(high)) if low == high => PayKind::Single,
        (Some(low), Some(high)) if low < high && high.0 <= low.0.saturating_mul(WIDEST) => PayKind::Range,
        (Some(_), None) => PayKind::From,
        (None, Some(_)) => PayKind::UpTo,
        _ => return None,
    };
    let given = figures.unit.as_deref().and_then(unit);
    if ends.1.or(ends.0)? > MOST_PAY || made_of(figures, text).is_some() {
        return None;
    }
    let (unit, unit_stated) = match given.map(|unit| (unit, believable(Mention::Unit(unit), ends))) {
        None | Some((PayUnit::Year, true)) => (size(ends), false),
        // Made of a postcode or of a weekly figure.
        Some((PayUnit::Year, false)) => return None,
        Some((unit, true)) => (Some(unit), true),
        Some((_, false)) => (None, false),
    };
    Some(Beside { kind, ends, unit, unit_stated })
}

/// The figure that is a number of the text times the hours of a made-up year, where one is. Every run of digits is such a
/// number: the `8` of `8a`, and each in `5,6`.
pub fn made_of(figures: &PayFigures, text: &str) -> Option<MadeUp> {
    let (low, high) = figures.sums();
    let tokens = tokens(text);
    let runs = tokens.iter().filter_map(Token::number).flat_map(|number| number.split([',', '.']));
    let mut numbers = runs.filter_map(|digits| digits.parse::<u64>().ok());
    numbers.find_map(|number| {
        let made = |year: Pence| {
            let times = |hours: &u64| number.checked_mul(hours * 100) == Some(year.0);
            Some(MadeUp { year, number, hours: MADE_UP_YEARS.into_iter().find(times)? })
        };
        low.and_then(made).or_else(|| high.and_then(made))
    })
}

fn unit(name: &str) -> Option<PayUnit> {
    match name.trim().to_ascii_lowercase().as_str() {
        "year" | "yearly" | "annum" | "annual" | "ann" => Some(PayUnit::Year),
        "month" | "monthly" | "mon" => Some(PayUnit::Month),
        "week" | "weekly" | "wee" => Some(PayUnit::Week),
        "day" | "daily" => Some(PayUnit::Day),
        "session" => Some(PayUnit::Session),
        "hour" | "hourly" | "hur" => Some(PayUnit::Hour),
        _ => None,
    }
}
