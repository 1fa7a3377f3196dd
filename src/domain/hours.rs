//! Hours of work a week, and what turns an hourly rate into a year's pay and back.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::domain::pay::{Pence, scaled};

/// [`Hours::WEEKS_A_YEAR`] in thousandths.
const WEEK_THOUSANDTHS: u64 = 52_143;

/// An hour in hundred thousandths, which hundredths of an hour times thousandths of weeks are.
const HOUR: u64 = 100_000;

/// The fewest and the most hours, in hundredths.
const ENDS: std::ops::RangeInclusive<f64> = 100.0..=6_000.0;

/// Hours a week, in hundredths; written `37.5`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "f64", try_from = "f64")]
pub struct Hours(u16);

impl Hours {
    /// The standard week of Agenda for Change in England, Wales and Northern Ireland.
    pub const STANDARD: Self = Self(3_750);

    /// Weeks in a year, as sentences tell them: 365 days divided by 7, as the NHS Business Services Authority works out notional
    /// yearly pay (<https://faq.nhsbsa.nhs.uk/knowledgebase/article/KA-02658/en-us>, read on 22 November 2026).
    pub const WEEKS_A_YEAR: &str = "52.143";

    /// These hours' part of what is paid for a full-time week of `week`; never more than the whole, to the nearest penny.
    #[must_use]
    pub fn share(self, week: Self, full_time: Pence) -> Pence {
        full_time.scaled(self.min(week).0.into(), week.0.into())
    }

    /// What a full-time week of `week` is paid where these hours are paid so much, to the nearest penny; never less.
    #[must_use]
    pub fn grossed_up(self, week: Self, paid: Pence) -> Pence {
        paid.scaled(week.0.into(), self.min(week).0.into())
    }

    /// What a year's pay for these hours a week is an hour, to the nearest penny.
    #[must_use]
    pub fn hourly(self, yearly: Pence) -> Pence {
        yearly.scaled(HOUR, self.exact_year())
    }

    /// What an hourly rate is a year for these hours a week, to the nearest penny.
    #[must_use]
    pub fn yearly(self, hourly: Pence) -> Pence {
        hourly.scaled(self.exact_year(), HOUR)
    }

    /// The hours of a year of such weeks, to the nearest hour.
    #[must_use]
    pub fn a_year(self) -> u64 {
        scaled(self.exact_year(), 1, HOUR)
    }

    /// The hours of a year of such weeks, in hundred thousandths.
    fn exact_year(self) -> u64 {
        u64::from(self.0) * WEEK_THOUSANDTHS
    }
}

impl fmt::Display for Hours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&f64::from(*self).to_string())
    }
}

impl From<Hours> for f64 {
    fn from(hours: Hours) -> Self {
        Self::from(hours.0) / 100.0
    }
}

/// A number that is no week's work.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("{0} is not a number of hours a week from 1 to 60")]
pub struct BadHours(f64);

impl TryFrom<f64> for Hours {
    type Error = BadHours;

    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked to lie well within u16")]
    fn try_from(hours: f64) -> Result<Self, BadHours> {
        let hundredths = (hours * 100.0).round();
        if ENDS.contains(&hundredths) { Ok(Self(hundredths as u16)) } else { Err(BadHours(hours)) }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn hours(number: f64) -> Hours {
        Hours::try_from(number).unwrap()
    }

    #[test]
    fn hours_read_as_they_are_written() {
        for (number, text) in [(37.5, "37.5"), (36.0, "36"), (22.25, "22.25"), (1.0, "1")] {
            assert_eq!(hours(number).to_string(), text);
        }
        for bad in [0.0, 0.5, 60.5, -3.0, f64::NAN, f64::INFINITY] {
            assert!(Hours::try_from(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn sentences_tell_the_weeks_that_are_reckoned_with() {
        assert_eq!(Hours::WEEKS_A_YEAR, format!("{}.{:03}", WEEK_THOUSANDTHS / 1_000, WEEK_THOUSANDTHS % 1_000));
    }

    #[test]
    fn a_year_is_so_many_hours() {
        // 37.5 × 52.143 = 1,955.36; 36 × 52.143 = 1,877.15.
        assert_eq!((Hours::STANDARD.a_year(), hours(36.0).a_year()), (1_955, 1_877));
        // £32,073 / 1,955.3625 = £16.4026; £26,557 / 1,877.148 = £14.1475.
        assert_eq!(Hours::STANDARD.hourly(Pence::of_pounds(32_073)), Pence(1_640));
        assert_eq!(hours(36.0).hourly(Pence::of_pounds(26_557)), Pence(1_415));
        // £13 × 1,955.3625 = £25,419.71.
        assert_eq!(Hours::STANDARD.yearly(Pence(1_300)), Pence(2_541_971));
        // 30 / 37.5 of £32,073 = £25,658.40; nobody is paid for more than the whole week.
        assert_eq!(hours(30.0).share(Hours::STANDARD, Pence::of_pounds(32_073)), Pence(2_565_840));
        assert_eq!(hours(40.0).share(Hours::STANDARD, Pence::of_pounds(32_073)), Pence::of_pounds(32_073));
        // £18,000 × 37.5 / 25 = £27,000.
        assert_eq!(hours(25.0).grossed_up(Hours::STANDARD, Pence::of_pounds(18_000)), Pence::of_pounds(27_000));
        assert_eq!(hours(40.0).grossed_up(Hours::STANDARD, Pence::of_pounds(24_000)), Pence::of_pounds(24_000));
    }

    proptest! {
        #[test]
        fn an_hourly_rate_comes_back_from_its_year(rate in 1_u64..100_000, week in 1.0_f64..=60.0) {
            let week = hours(week);
            prop_assert_eq!(week.hourly(week.yearly(Pence(rate))), Pence(rate));
        }

        #[test]
        fn more_hours_never_pay_less(pay in 0_u64..40_000_000, one in 1.0_f64..=60.0, other in 1.0_f64..=60.0) {
            let (fewer, more) = (hours(one.min(other)), hours(one.max(other)));
            let share = |hours: Hours| hours.share(Hours::STANDARD, Pence(pay));
            prop_assert!(share(fewer) <= share(more) && share(more) <= Pence(pay));
        }
    }
}
