//! What stated pay is for a full-time year, with the sentence that says how that was made.

use crate::domain::hours::Hours;
use crate::domain::pay::{Ends, PaidFor, Pay, PayUnit, Pence, yearly};

/// Full-time pay, with the sentence that made it of what is stated.
pub(super) struct FullTime {
    pub(super) ends: Ends,
    pub(super) made: Option<String>,
    /// How far rounding may put it off.
    pub(super) slack: Pence,
}

impl FullTime {
    /// The stated ends as a full-time year's, where they are for a year, a month or an hour and that can be said.
    pub(super) fn of(pay: &Pay, week: Hours) -> Option<Self> {
        let year = |sum: Pence| match (pay.unit, yearly(sum, pay.unit, week).ok()?) {
            // A rate makes the same full-time year however many hours the post has.
            (Some(PayUnit::Hour), year) => Some(year),
            (_, year) => pay.paid_for.full_time(year, week),
        };
        let ends = (pay.low.and_then(year), pay.high.and_then(year));
        if ends == (None, None) {
            return None;
        }
        Some(Self { ends, made: made(pay, ends, week), slack: slack(pay, week) })
    }
}

/// How far rounding may put a year off: a rate is printed to the penny and a sum to the pound, which the year multiplies.
fn slack(pay: &Pay, week: Hours) -> Pence {
    let pound = match pay.unit {
        Some(PayUnit::Hour) => return Pence(week.a_year() / 2 + 1),
        Some(PayUnit::Month) => Pence::of_pounds(12),
        _ => Pence::of_pounds(1),
    };
    match pay.paid_for {
        PaidFor::FullTime => pound,
        // The penny rounds up.
        part => part.full_time(pound, week).unwrap_or(pound).plus(Pence(1)),
    }
}

/// What full-time pay was made of, and what that takes for granted.
fn made(pay: &Pay, ends: Ends, week: Hours) -> Option<String> {
    let figures = pay.figures()?;
    let whole = in_words(ends);
    let unit = pay.unit?;
    if unit == PayUnit::Hour {
        return Some(format!(
            "{figures} an hour is {whole} a full-time year: {week} hours a week over {} weeks.",
            Hours::WEEKS_A_YEAR
        ));
    }
    let (figures, whole, months) = match unit {
        PayUnit::Month => (format!("{figures} a month"), format!("{whole} a year"), ": 12 months"),
        _ => (figures, whole, ""),
    };
    match pay.paid_for {
        PaidFor::Hours(hours) if hours < week => {
            Some(format!("{figures} for {hours} hours a week is {whole} for the full {week}{months}."))
        }
        PaidFor::PartOf { .. } => Some(format!("{figures} is for a part of full time, which pays {whole}{months}.")),
        PaidFor::Share(percent) => {
            Some(format!("{figures} for {percent}% of full time is {whole} for all of it{months}."))
        }
        _ if unit == PayUnit::Month => Some(format!("{figures} is {whole}{months}.")),
        _ => None,
    }
}

fn in_words(ends: Ends) -> String {
    match ends {
        (Some(low), Some(high)) if low == high => low.rounded(),
        (Some(low), Some(high)) => format!("{} to {}", low.rounded(), high.rounded()),
        (Some(low), None) => format!("from {}", low.rounded()),
        (None, high) => format!("up to {}", high.unwrap_or(Pence(0)).rounded()),
    }
}
