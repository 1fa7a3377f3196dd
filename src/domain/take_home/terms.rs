//! What a person's own pay depends on beside the post: hours, zone, pension, where they are taxed, student loans.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::domain::deductions::Loan;
use crate::domain::hours::Hours;
use crate::domain::scale::{Nation, Zone};

/// The student loans that somebody repays: one plan at most, and a postgraduate loan beside it.
///
/// That an employee is on one of the plans 1, 2, 4 and 5 at a time: Payroll Options, new student loan plan 5 explained
/// (<https://www.payrolloptions.com/blog/new-student-loan-plan-5-explained-what-it-means-for-payroll-from-april-2026>).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "Vec<Loan>", try_from = "Vec<Loan>")]
pub struct Loans {
    plan: Option<Loan>,
    postgraduate: bool,
}

impl Loans {
    /// The loans.
    pub fn iter(self) -> impl Iterator<Item = Loan> {
        self.plan.into_iter().chain(self.postgraduate.then_some(Loan::Postgraduate))
    }
}

impl From<Loans> for Vec<Loan> {
    fn from(loans: Loans) -> Self {
        loans.iter().collect()
    }
}

/// Loans that nobody has at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0} and {1} are not repaid at a time: name one plan, and postgraduate beside it if you have that loan too")]
pub struct TwoPlans(Loan, Loan);

impl TryFrom<Vec<Loan>> for Loans {
    type Error = TwoPlans;

    fn try_from(loans: Vec<Loan>) -> Result<Self, TwoPlans> {
        let mut found = Self::default();
        for loan in loans {
            match found.plan {
                _ if loan == Loan::Postgraduate => found.postgraduate = true,
                Some(plan) if plan != loan => return Err(TwoPlans(plan, loan)),
                _ => found.plan = Some(loan),
            }
        }
        Ok(found)
    }
}

impl fmt::Display for Loans {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<String> = self.iter().map(|loan| loan.to_string()).collect();
        f.pad(&if names.is_empty() { "none".to_owned() } else { names.join(" and ") })
    }
}

/// What a person's own pay depends on beside the post, the nation and the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PayTerms {
    /// Hours a week; nothing stands for full time.
    pub hours: Option<Hours>,
    /// The high cost area of the post, which counts in England alone.
    pub zone: Option<Zone>,
    /// Whether the person pays into the pension scheme.
    pub pension: bool,
    /// The nation that the person is taxed in; nothing stands for the one that pays them.
    pub tax_nation: Option<Nation>,
    /// The student loans they repay.
    pub loans: Loans,
}

impl Default for PayTerms {
    /// Full time, outside London, in the pension scheme, taxed where paid, without a student loan.
    fn default() -> Self {
        Self { hours: None, zone: None, pension: true, tax_nation: None, loans: Loans::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_plan_at_most_is_repaid_and_a_postgraduate_loan_beside_it() {
        let told = |loans: &[Loan]| Loans::try_from(loans.to_vec()).map(|loans| loans.to_string());
        assert_eq!(told(&[]), Ok("none".to_owned()));
        assert_eq!(told(&[Loan::Plan2, Loan::Plan2]), Ok("plan 2".to_owned()));
        assert_eq!(told(&[Loan::Postgraduate, Loan::Plan5]), Ok("plan 5 and postgraduate".to_owned()));
        assert_eq!(told(&[Loan::Plan1, Loan::Plan4]), Err(TwoPlans(Loan::Plan1, Loan::Plan4)));
    }
}
