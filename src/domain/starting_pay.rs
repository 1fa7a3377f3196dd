//! What a role pays somebody who begins in it, and whether a step brings more or less than the role before.
//!
//! Pay is compared by where it starts: the first point of the role's lowest band or grade, and that of its highest. A role
//! of which some posts are paid outside the tables (by the employer, or as a very senior manager) counts as not known, since
//! its pay may lie lower than any table says. So does a doctor's or dentist's grade outside England, which has no table here.

use crate::domain::role::{GradeId, PaySystem, Role};
use crate::domain::scale::{Nation, PayTables, PayYear};

/// Where a role's pay starts, in pounds a year for a full-time post, before supplements.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct StartingPay {
    /// The first point of the lowest band or grade.
    pub lowest: u32,
    /// The first point of the highest.
    pub highest: u32,
}

/// What becomes of pay where one role follows another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PayChange {
    /// It starts higher at one end at least, and lower at neither.
    Rises,
    /// It starts where it started.
    Stays,
    /// It starts lower at one end at least.
    Drops,
    /// One of the two is not known.
    NotKnown,
}

impl PayChange {
    /// From one start to another.
    #[must_use]
    pub fn between(before: Option<StartingPay>, after: Option<StartingPay>) -> Self {
        match (before, after) {
            (Some(before), Some(after)) if before == after => Self::Stays,
            (Some(before), Some(after)) if after.lowest < before.lowest || after.highest < before.highest => {
                Self::Drops
            }
            (Some(_), Some(_)) => Self::Rises,
            _ => Self::NotKnown,
        }
    }

    /// Whether it is known that pay does not drop.
    #[must_use]
    pub fn is_no_drop(self) -> bool {
        matches!(self, Self::Rises | Self::Stays)
    }

    /// The change in a word or two.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Rises => "rises",
            Self::Stays => "stays the same",
            Self::Drops => "drops",
            Self::NotKnown => "not known",
        }
    }

    /// The change as JSON spells it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Rises => "rises",
            Self::Stays => "stays",
            Self::Drops => "drops",
            Self::NotKnown => "not_known",
        }
    }
}

impl PayTables {
    /// Where a role's pay starts in a nation and year; nothing where some of it stands in no table.
    #[must_use]
    pub fn starting(&self, role: &Role, nation: Nation, year: PayYear) -> Option<StartingPay> {
        let mut starts = Vec::new();
        for system in &role.pay.systems {
            match system {
                PaySystem::AgendaForChange(bands) => {
                    let table = self.table(nation, year)?;
                    for band in bands {
                        starts.push(table.band(*band)?.range()?.0);
                    }
                }
                PaySystem::Medical(grades) | PaySystem::Dental(grades) if nation == Nation::England => {
                    for grade in grades {
                        starts.push(self.grade_start(grade, year)?);
                    }
                }
                _ => return None,
            }
        }
        Some(StartingPay { lowest: *starts.iter().min()?, highest: *starts.iter().max()? })
    }

    fn grade_start(&self, grade: &GradeId, year: PayYear) -> Option<u32> {
        self.grade(grade, year)?.pay.range().map(|(low, _)| low)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pay_drops_where_either_end_does_and_nothing_is_taken_for_granted() {
        let pay = |lowest, highest| Some(StartingPay { lowest, highest });
        for (before, after, change) in [
            (pay(20, 30), pay(20, 30), PayChange::Stays),
            (pay(20, 30), pay(25, 30), PayChange::Rises),
            (pay(20, 30), pay(25, 29), PayChange::Drops),
            (pay(20, 30), pay(19, 40), PayChange::Drops),
            (None, pay(90, 90), PayChange::NotKnown),
            (pay(20, 30), None, PayChange::NotKnown),
        ] {
            assert_eq!(PayChange::between(before, after), change, "{before:?} to {after:?}");
            assert_eq!(change.is_no_drop(), matches!(change, PayChange::Stays | PayChange::Rises));
        }
    }
}
