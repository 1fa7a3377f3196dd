//! What stated pay is for a full-time year, with the sentence that says how that was made, and how that year stands to a range.

use crate::domain::against_band::Relation;
use crate::domain::against_band::measure::Scale;
use crate::domain::hours::Hours;
use crate::domain::pay::{Ends, PaidFor, Pay, PayUnit, Pence, yearly};

/// Full-time pay, with the sentence that made it of what is stated.
pub(super) struct FullTime {
    ends: Ends,
    pub(super) made: Option<String>,
    /// How far rounding may put it off.
    slack: Pence,
    /// What it was rounded to: `pound`, `penny an hour`.
    nearest: &'static str,
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
        let nearest = match pay.unit {
            Some(PayUnit::Hour) => "penny an hour",
            Some(PayUnit::Month) => "pound a month",
            _ => "pound",
        };
        Some(Self { ends, made: made(pay, ends, week), slack: slack(pay, week), nearest })
    }

    /// How the year stands to a range, in pounds.
    pub(super) fn stands(&self, range: (u32, u32)) -> Relation {
        let (least, most) = sums(range);
        let (low, high) = self.beside(range);
        let below = low.is_some_and(|low| low < least) || high.is_some_and(|high| high < least);
        let above = high.is_some_and(|high| high > most) || low.is_some_and(|low| low > most);
        match (below, above) {
            (true, true) => Relation::Around,
            (true, false) => Relation::Below,
            (false, true) => Relation::Above,
            (false, false) => Relation::Within,
        }
    }

    /// Whether all of the year lies under a range.
    pub(super) fn lies_under(&self, range: (u32, u32)) -> bool {
        self.beside(range).1.is_some_and(|high| high < sums(range).0)
    }

    /// How the year stands to a scale, in words with the figures.
    pub(super) fn sentence(&self, scale: &Scale) -> String {
        let (figure, band) = (self.figure(), format!("{} ({})", scale.title(), scale.shown));
        let (least, most) = sums(scale.range);
        let (low, high) = self.beside(scale.range);
        let under = |sum: Option<Pence>| sum.filter(|sum| *sum < least).map(|sum| least.less(sum).rounded());
        let over = |sum: Option<Pence>| sum.filter(|sum| *sum > most).map(|sum| sum.less(most).rounded());
        let single = low == high;
        match (under(low), under(high), over(low), over(high)) {
            (_, Some(gap), _, _) if single => format!("{figure} is {gap} under {band}."),
            (_, Some(gap), _, _) => format!("{figure} is below {band}: even its upper end is {gap} under."),
            (_, _, Some(gap), _) if single => format!("{figure} is {gap} over {band}."),
            (_, _, Some(gap), _) => format!("{figure} is above {band}: even its lower end is {gap} over."),
            (Some(under), _, _, Some(over)) => {
                format!("{figure} begins {under} under {band}, and ends {over} over it.")
            }
            (Some(gap), ..) => format!("{figure} begins {gap} under {band}."),
            (.., Some(gap)) => format!("{figure} ends {gap} over {band}."),
            _ => format!("{figure} is within {band}{}.", self.rounding(scale.range)),
        }
    }

    /// What the year is called in a sentence: it was named in the one before, or it is the pay as it is stated.
    pub(super) fn figure(&self) -> &'static str {
        if self.made.is_some() { "That" } else { "The pay" }
    }

    /// What was rounded, where the year is within a range by rounding alone: `, to the nearest penny an hour`.
    pub(super) fn rounding(&self, range: (u32, u32)) -> String {
        if self.beside(range) == self.ends { String::new() } else { format!(", to the nearest {}", self.nearest) }
    }

    /// The ends, moved to those of a range where no more than rounding parts them.
    fn beside(&self, range: (u32, u32)) -> Ends {
        let (least, most) = sums(range);
        let near = |sum: Pence| match sum {
            sum if sum < least && least.less(sum) <= self.slack => least,
            sum if sum > most && sum.less(most) <= self.slack => most,
            sum => sum,
        };
        (self.ends.0.map(near), self.ends.1.map(near))
    }
}

fn sums((least, most): (u32, u32)) -> (Pence, Pence) {
    (Pence::of_pounds(least.into()), Pence::of_pounds(most.into()))
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

pub(super) fn in_words(ends: Ends) -> String {
    match ends {
        (Some(low), Some(high)) if low == high => low.rounded(),
        (Some(low), Some(high)) => format!("{} to {}", low.rounded(), high.rounded()),
        (Some(low), None) => format!("from {}", low.rounded()),
        (None, high) => format!("up to {}", high.unwrap_or(Pence(0)).rounded()),
    }
}
