//! For how much of a full-time week stated pay is: all of it, so many hours, or a part that the text does not measure.
//!
//! Pay that is stated pro rata is a full-time year's, from which somebody else still has to take their share; pay that is
//! called actual, or stands with hours or days a week, is what those hours are paid and must not be cut again.

use std::sync::LazyLock;

use crate::domain::hours::Hours;
use crate::domain::pay::{Ends, Pence};
use crate::domain::tokens::{Token, Words, listed};

/// For how much of a full-time week figures are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PaidFor {
    /// A full-time week: the text says so, says pro rata, or says nothing.
    #[default]
    FullTime,
    /// So many hours a week: `£18,000 for 25 hours a week`.
    Hours(Hours),
    /// A part of a full-time year's pay that the text gives too: `£17,648 (£44,121 FTE)`.
    PartOf {
        /// The upper end as it is stated.
        part: Pence,
        /// What full time pays.
        whole: Pence,
    },
    /// So many hundredths of full time, from 1 to 99: `£18,000, 0.5 WTE`, `£18,000 for 60% FTE`.
    Share(u8),
    /// A part that the text does not measure: `£14,200 actual`, `£16,416 for 1 session a week`.
    Part,
}

/// What the statements of a text say of each other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Restated {
    /// The pay again for full time, where that is more: the upper end, and what stands for it.
    pub whole: Option<(Pence, Pence)>,
    /// The pay again and lower: then what stands first is full time, and this what the post's own hours are paid.
    pub lower: Option<Ends>,
}

static FULL: Words = LazyLock::new(|| listed("fte wte fulltime prorata"));
/// What a share of full time is a share of.
static WHOLE: Words = LazyLock::new(|| listed("fte wte"));
/// What may stand between `actual` and its figure.
static BESIDE_ACTUAL: Words =
    LazyLock::new(|| listed("a an per annum pa p year pro rata gross salary pay of is annual"));
static WEEK: Words = LazyLock::new(|| listed("week weekly wk pw"));
/// Words with which part-time work is on offer beside what is paid: `part time considered`.
static OFFERED: Words = LazyLock::new(|| listed("available considered possible optional welcome or also and"));
/// How many of a unit a full-time week has.
const FULL_WEEKS: [(&[&str], f64); 2] = [(&["day", "days"], 5.0), (&["session", "sessions", "pas"], 10.0)];

impl PaidFor {
    /// Reads what a text says of the week that its yearly or monthly pay is for.
    pub(super) fn read(tokens: &[Token], pro_rata: bool, restated: Restated) -> Self {
        if let Some((part, whole)) = restated.whole {
            return Self::PartOf { part, whole };
        }
        if restated.lower.is_some() {
            return Self::FullTime;
        }
        if is_actual(tokens) {
            return hours_a_week(tokens).map_or(Self::Part, Self::Hours);
        }
        if let Some(percent) = share(tokens).filter(|_| !pro_rata) {
            return Self::Share(percent);
        }
        if pro_rata || tokens.iter().any(|token| token.is_in(&FULL)) || together(tokens, ["full", "time"]) {
            return Self::FullTime;
        }
        match hours_a_week(tokens) {
            Some(hours) => Self::Hours(hours),
            None if is_part_of_a_week(tokens) => Self::Part,
            None => Self::FullTime,
        }
    }

    /// Reads for how many hours a week a text pays its hourly rate; full time where it gives none.
    pub(super) fn by_the_hour(tokens: &[Token]) -> Self {
        hours_a_week(tokens).map_or(Self::FullTime, Self::Hours)
    }

    /// What a full-time week of `week` hours would be paid in the place of a stated sum; nothing where that cannot be said.
    #[must_use]
    pub fn full_time(self, stated: Pence, week: Hours) -> Option<Pence> {
        match self {
            Self::FullTime => Some(stated),
            Self::Hours(hours) => Some(hours.grossed_up(week, stated)),
            Self::PartOf { part, whole } => Some(whole.share(stated, part)),
            Self::Share(percent) => Some(stated.scaled(100, percent.into())),
            Self::Part => None,
        }
    }
}

/// Whether a figure is called actual pay: `£14,200 p.a. actual`, `actual salary: £14,200`. What the actual pay depends on is
/// another matter.
fn is_actual(tokens: &[Token]) -> bool {
    let depends = tokens.iter().filter_map(Token::word).any(|word| word.starts_with("depend"));
    let beside = |(at, token): (usize, &Token)| {
        let passed = |token: &&Token| {
            token.is_in(&BESIDE_ACTUAL) || ['£', ':', '.', '('].iter().any(|mark| token.is_mark(*mark))
        };
        let before = tokens[..at].iter().rev().find(|token| !passed(token));
        let after = tokens[at + 1..].iter().find(|token| !passed(token));
        token.is("actual") && [before, after].into_iter().flatten().any(|token| token.number().is_some())
    };
    !depends && tokens.iter().enumerate().any(beside)
}

/// The hundredths of full time beside `WTE` or `FTE`, where they are less than all of it: `0.5 WTE`, `FTE: 0.6`, `60% FTE`.
pub(super) fn share(tokens: &[Token]) -> Option<u8> {
    let at = |place: usize| {
        let number: f64 = tokens.get(place)?.number()?.parse().ok()?;
        let percent = tokens.get(place + 1).is_some_and(|token| token.is_mark('%'));
        let after = tokens.get(place + 1 + usize::from(percent)).is_some_and(|token| token.is_in(&WHOLE));
        let before = matches!(&tokens[..place], [.., word, mark] if word.is_in(&WHOLE) && mark.is_mark(':'));
        let hundredths = if percent { number } else { number * 100.0 }.round();
        let part = (1.0..100.0).contains(&hundredths) && (after || before);
        (1..100_u8).find(|percent| part && f64::from(*percent) >= hundredths)
    };
    (0..tokens.len()).find_map(at)
}

fn together(tokens: &[Token], words: [&str; 2]) -> bool {
    tokens.windows(2).any(|pair| pair[0].is(words[0]) && pair[1].is(words[1]))
}

/// Hours a week that a text gives, one number of them: `25 hours a week`, `22.5 hrs/wk`, `30hpw`.
fn hours_a_week(tokens: &[Token]) -> Option<Hours> {
    let mut found = (0..tokens.len()).filter_map(|at| {
        let unit = tokens.get(at + 1)?;
        let hours = unit.is_one_of(&["hours", "hour", "hrs", "hr"]) && a_week(&tokens[at + 2..]);
        let number = number(tokens, at).filter(|_| hours || unit.is("hpw"))?;
        Hours::try_from(number).ok()
    });
    found.next().filter(|_| found.next().is_none())
}

/// Whether the text speaks of fewer days or sessions than a full week has, or calls the pay part-time.
fn is_part_of_a_week(tokens: &[Token]) -> bool {
    let counted = (0..tokens.len()).any(|at| {
        FULL_WEEKS.iter().any(|(units, full)| {
            tokens.get(at + 1).is_some_and(|unit| unit.is_one_of(units))
                && a_week(&tokens[at + 2..])
                && number(tokens, at).is_some_and(|number| number < *full)
        })
    });
    let offered = tokens.iter().any(|token| token.is_in(&OFFERED));
    let ranged = tokens.windows(2).any(|pair| pair[0].number().is_some() && pair[1].is_one_of(&["hours", "hrs"]))
        && tokens.iter().any(|token| token.is_in(&WEEK));
    counted
        || ranged
        || (!offered && (together(tokens, ["part", "time"]) || tokens.iter().any(|token| token.is("parttime"))))
}

/// Whether a week follows: `a week`, `per week`, `/wk`, `weekly`.
fn a_week(after: &[Token]) -> bool {
    let mut after = after
        .iter()
        .skip_while(|token| token.is_one_of(&["a", "per", "each", "p"]) || token.is_mark('/') || token.is_mark('.'));
    after.next().is_some_and(|token| token.is_in(&WEEK))
}

/// A number of hours or days: not money, and not the end of a range.
fn number(tokens: &[Token], at: usize) -> Option<f64> {
    let before = at.checked_sub(1).and_then(|before| tokens.get(before));
    let ranged = before.is_some_and(|token| token.is_mark('£') || token.is_mark('-') || token.is("to"));
    tokens.get(at)?.number().filter(|_| !ranged)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn full_time_never_pays_less_than_a_part_of_it(
            paid in 1_u64..10_000_000, more in 0_u64..10_000_000, hours in 1.0_f64..=60.0,
        ) {
            let (part, whole) = (Pence(paid), Pence(paid + more));
            let shares = [PaidFor::Share(1), PaidFor::Share(99)];
            let measured = [PaidFor::FullTime, PaidFor::Hours(hours.try_into().unwrap()), PaidFor::PartOf { part, whole }];
            for paid_for in measured.into_iter().chain(shares) {
                prop_assert!(paid_for.full_time(part, Hours::STANDARD) >= Some(part), "{:?}", paid_for);
            }
            prop_assert_eq!(PaidFor::PartOf { part, whole }.full_time(part, Hours::STANDARD), Some(whole));
            prop_assert_eq!(PaidFor::Part.full_time(part, Hours::STANDARD), None);
        }
    }
}
