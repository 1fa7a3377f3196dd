//! What adverts pay together: the figures for a year, in steps, and what was left out of them and why.

use crate::domain::band_reading::paid_as;
use crate::domain::pay::{PaidFor, Pay, PayKind, PayUnit};
use crate::domain::scale::PayTables;

/// How an advert states its pay, as far as a market asks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Statement {
    /// It states no figure.
    #[default]
    None,
    /// It states one for a year.
    Year,
    /// It states one that is taken for a year by its size.
    YearBySize,
    /// It states only an upper end, so that nothing says where the pay starts.
    UpTo,
    /// It states one for the year of part-time hours.
    PartTime,
    /// It states one for another unit, such as an hour.
    OtherUnit,
    /// It states one and nothing tells what it is paid for.
    NoUnit,
    /// It states one that cannot be read for certain.
    Unreadable,
}

impl Statement {
    /// Why pay is left out of what is counted for a year, in the order of telling it.
    pub const LEFT_OUT: [Statement; 6] =
        [Self::None, Self::OtherUnit, Self::PartTime, Self::UpTo, Self::NoUnit, Self::Unreadable];

    /// How pay is stated, with where it starts in whole pounds, what is over left out; 0 where it is none for a year. A band's own
    /// range in the tables is full-time pay, whatever hours stand beside it.
    #[must_use]
    pub fn of(pay: &Pay, tables: &PayTables) -> (Self, u32) {
        let from = pay.low.map_or(0, |low| u32::try_from(low.0 / 100).unwrap_or(u32::MAX));
        match (pay.kind, pay.unit) {
            (PayKind::None, _) => (Self::None, 0),
            (PayKind::Unreadable, _) => (Self::Unreadable, 0),
            (_, Some(PayUnit::Year)) if is_part(pay, tables) => (Self::PartTime, 0),
            (_, Some(PayUnit::Year)) if from == 0 => (Self::UpTo, 0),
            (_, Some(PayUnit::Year)) if pay.unit_stated => (Self::Year, from),
            (_, Some(PayUnit::Year)) => (Self::YearBySize, from),
            (_, Some(_)) => (Self::OtherUnit, 0),
            (_, None) => (Self::NoUnit, 0),
        }
    }

    /// Why such pay is not among the figures for a year, as words after a count of one or more; nothing where it is among them.
    #[must_use]
    pub fn left_out(self) -> Option<&'static str> {
        match self {
            Self::Year | Self::YearBySize => None,
            Self::None => Some("with no figure"),
            Self::PartTime => Some("for part-time hours"),
            Self::UpTo => Some("with an upper end alone"),
            Self::OtherUnit => Some("by the hour, day, session, week or month"),
            Self::NoUnit => Some("with a figure that may be for anything"),
            Self::Unreadable => Some("with a figure that cannot be read for certain"),
        }
    }

    /// Its lasting name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Year => "year",
            Self::YearBySize => "year_by_size",
            Self::PartTime => "part_time",
            Self::UpTo => "up_to",
            Self::OtherUnit => "other_unit",
            Self::NoUnit => "no_unit",
            Self::Unreadable => "unreadable",
        }
    }
}

/// Whether a year's pay is for fewer hours than a full-time week has in any nation.
fn is_part(pay: &Pay, tables: &PayTables) -> bool {
    let shortest = || tables.bands.iter().map(|table| table.weekly_hours).min();
    let fewer = match pay.paid_for {
        PaidFor::FullTime => false,
        PaidFor::Hours(hours) => shortest().is_none_or(|week| hours < week),
        PaidFor::PartOf { .. } | PaidFor::Share(_) | PaidFor::Part => true,
    };
    fewer && paid_as(pay, tables).is_none()
}

/// What adverts pay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PayMarket {
    /// How many state any figure.
    pub stated: usize,
    /// How many state one for a year: those counted in the steps.
    pub yearly: usize,
    /// How many of these are taken for a year by the size of the figure alone.
    pub by_size: usize,
    /// How many are not counted in the steps, for each reason that there is; with `yearly` they are all adverts.
    pub left_out: Vec<(Statement, usize)>,
    /// How many start at a pay within each step, from the lowest that has any to the highest.
    pub bins: Vec<Bin>,
    /// How these figures lie; nothing where there is none.
    pub quartiles: Option<Quartiles>,
}

/// A step of pay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bin {
    /// The least that belongs to it, in pounds a year.
    pub from: u32,
    /// The least that no longer does; nothing where it has no upper end.
    pub to: Option<u32>,
    /// How many adverts start there.
    pub count: usize,
}

/// Where pay starts, in pounds a year: the figures at a quarter, half and three quarters of the way from the lowest to the highest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quartiles {
    /// A quarter start at this or below.
    pub lower: u32,
    /// Half start at this or below.
    pub median: u32,
    /// A quarter start at this or above.
    pub upper: u32,
}

/// Where the steps begin and end, and how wide they are, in pounds a year: below and above, pay is counted together.
const LOWEST: u32 = 20_000;
const HIGHEST: u32 = 100_000;
const WIDTH: u32 = 5_000;
/// How many steps there are, with the two open ones.
const STEPS: usize = ((HIGHEST - LOWEST) / WIDTH) as usize + 2;

/// Pay being counted.
#[derive(Default)]
pub(super) struct Tally {
    figures: Vec<u32>,
    by_size: usize,
    left_out: [usize; Statement::LEFT_OUT.len()],
}

impl Tally {
    pub(super) fn take(&mut self, statement: Statement, from: u32) {
        if let Some(reason) = Statement::LEFT_OUT.iter().position(|reason| *reason == statement) {
            self.left_out[reason] += 1;
            return;
        }
        self.by_size += usize::from(statement == Statement::YearBySize);
        self.figures.push(from);
    }

    pub(super) fn market(mut self) -> PayMarket {
        let left_out = Statement::LEFT_OUT.into_iter().zip(self.left_out).filter(|(_, count)| *count > 0);
        let left_out: Vec<(Statement, usize)> = left_out.collect();
        let none = left_out.iter().find(|(reason, _)| *reason == Statement::None).map_or(0, |(_, count)| *count);
        let adverts = self.figures.len() + left_out.iter().map(|(_, count)| count).sum::<usize>();
        PayMarket {
            stated: adverts - none,
            yearly: self.figures.len(),
            by_size: self.by_size,
            left_out,
            bins: bins(&self.figures),
            quartiles: quartiles(&mut self.figures),
        }
    }
}

/// The figures by steps, the empty ones at both ends left out.
fn bins(figures: &[u32]) -> Vec<Bin> {
    let mut counts = [0; STEPS];
    for figure in figures {
        let above = figure.checked_sub(LOWEST).map(|above| (above / WIDTH) as usize + 1);
        counts[above.unwrap_or(0).min(STEPS - 1)] += 1;
    }
    let first = counts.iter().position(|count| *count > 0).unwrap_or(STEPS);
    let last = counts.iter().rposition(|count| *count > 0).map_or(first, |last| last + 1);
    let froms = std::iter::once(0).chain((LOWEST..=HIGHEST).step_by(WIDTH as usize));
    let bin = |(from, count): (u32, usize)| {
        let to = if from == 0 { LOWEST } else { from + WIDTH };
        Bin { from, to: Some(to).filter(|to| *to <= HIGHEST), count }
    };
    froms.zip(counts).take(last).skip(first).map(bin).collect()
}

fn quartiles(figures: &mut [u32]) -> Option<Quartiles> {
    let count = figures.len();
    let mut at = |place: usize| (place < count).then(|| *figures.select_nth_unstable(place).1);
    Some(Quartiles { lower: at(count / 4)?, median: at(count / 2)?, upper: at(count * 3 / 4)? })
}
