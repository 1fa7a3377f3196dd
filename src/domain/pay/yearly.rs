//! What pay for another unit of time is a year. For how much of a full-time week it is tells [`PaidFor`].
//!
//! [`PaidFor`]: crate::domain::pay::PaidFor

use crate::domain::hours::Hours;
use crate::domain::pay::{PayUnit, Pence};

/// A stated figure that cannot be turned into a year's pay.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoYear {
    /// There is no figure, or none that can be read.
    #[error("there is no figure that can be read; write one such as 35000, 31000-37000 or \"16.40 an hour\"")]
    Figure,
    /// Neither the words nor the size say what it is paid for.
    #[error("it does not say what it is paid for; add \"a year\", \"a month\" or \"an hour\"")]
    Unit,
    /// How many of them a year has is not known.
    #[error("how many times a year that is paid is not known; give pay a year, a month or an hour")]
    Count(PayUnit),
}

/// A sum for a unit of time as a full-time year's, where that can be said: twelve months, or the hours of the year.
///
/// # Errors
/// Where the unit is not known, or how often it comes in a year.
pub fn yearly(sum: Pence, unit: Option<PayUnit>, week: Hours) -> Result<Pence, NoYear> {
    match unit.ok_or(NoYear::Unit)? {
        PayUnit::Year => Ok(sum),
        PayUnit::Month => Ok(Pence(sum.0.saturating_mul(12))),
        PayUnit::Hour => Ok(week.yearly(sum)),
        unit @ (PayUnit::Week | PayUnit::Day | PayUnit::Session) => Err(NoYear::Count(unit)),
    }
}
