//! What is taken off pay: the tables of income tax, National Insurance, student loans and pension contributions.
//!
//! Tables alone: what they make of somebody's pay is worked out in [`crate::domain::take_home`]. A table holds for its own
//! nation and year and for no other, so a missing one is [`NoTable`] and never a neighbour's figures.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::domain::pay::Pence;
use crate::domain::scale::{FigureSource, Nation, PayYear, source_faults};

/// A share in hundredths of a percent; written `9.8%`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Percent(pub u32);

impl Percent {
    /// The share of a sum, to the nearest penny.
    #[must_use]
    pub fn of(self, sum: Pence) -> Pence {
        sum.scaled(self.0.into(), 10_000)
    }
}

impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, part) = (self.0 / 100, self.0 % 100);
        f.pad(&match part {
            0 => format!("{whole}%"),
            _ if part.is_multiple_of(10) => format!("{whole}.{}%", part / 10),
            _ => format!("{whole}.{part:02}%"),
        })
    }
}

impl From<Percent> for String {
    fn from(percent: Percent) -> Self {
        percent.to_string()
    }
}

impl TryFrom<String> for Percent {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let number = text.strip_suffix('%').unwrap_or_default();
        let (whole, part) = number.split_once('.').unwrap_or((number, ""));
        let parts = whole.parse::<u32>().ok().zip(format!("{part:0<2}").parse::<u32>().ok());
        match parts {
            Some((whole, part)) if whole <= 100 && part < 100 => Ok(Self(whole * 100 + part)),
            _ => Err(format!("`{text}` is not a share (write it as 9.8%)")),
        }
    }
}

/// A rate on what lies above a figure, as far as the next one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RateBand {
    /// What the rate is called.
    pub name: String,
    /// Pounds a year that the rate begins above.
    pub above: u32,
    /// The rate.
    pub rate: Percent,
}

/// Income tax in some nations and a tax year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TaxTable {
    /// The nations whose taxpayers it is for.
    pub nations: Vec<Nation>,
    /// The year.
    pub year: PayYear,
    /// Where the figures come from.
    pub source: FigureSource,
    /// Pounds of income that are free of tax.
    pub personal_allowance: u32,
    /// Pounds of income above which the allowance falls by one for every two.
    pub taper_above: u32,
    /// The rates on what is left, lowest first.
    pub bands: Vec<RateBand>,
}

/// National Insurance of employees, class 1 category A, in a tax year; the same in every nation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InsuranceTable {
    /// The year.
    pub year: PayYear,
    /// Where the figures come from.
    pub source: FigureSource,
    /// The rates on pay, lowest first.
    pub bands: Vec<RateBand>,
}

/// A kind of student loan, by the terms on which it is repaid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Loan {
    /// Plan 1.
    Plan1,
    /// Plan 2.
    Plan2,
    /// Plan 4, of Scottish students.
    Plan4,
    /// Plan 5.
    Plan5,
    /// A postgraduate loan, repaid beside one of the plans.
    Postgraduate,
}

impl Loan {
    /// Every kind, the plans first.
    pub const ALL: [Self; 5] = [Self::Plan1, Self::Plan2, Self::Plan4, Self::Plan5, Self::Postgraduate];
}

impl fmt::Display for Loan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Plan1 => "plan 1",
            Self::Plan2 => "plan 2",
            Self::Plan4 => "plan 4",
            Self::Plan5 => "plan 5",
            Self::Postgraduate => "postgraduate",
        })
    }
}

/// The terms of a student loan in a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LoanTerms {
    /// The loan.
    pub loan: Loan,
    /// Pounds of pay a year above which it is repaid.
    pub above: u32,
    /// The share of pay above that.
    pub rate: Percent,
}

/// Student loans in a tax year. A loan that nobody repays yet is not in the table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LoanTable {
    /// The year.
    pub year: PayYear,
    /// Where the figures come from.
    pub source: FigureSource,
    /// The loans.
    pub loans: Vec<LoanTerms>,
}

/// What a member whose pay is in the tier contributes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PensionTier {
    /// The least pensionable pay of the tier, in whole pounds a year.
    pub from: u32,
    /// The share of all pensionable pay.
    pub rate: Percent,
}

/// Members' contributions to a health service pension scheme in a year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PensionTable {
    /// The nations whose staff it is for.
    pub nations: Vec<Nation>,
    /// The year.
    pub year: PayYear,
    /// The scheme's name.
    pub scheme: String,
    /// Where the figures come from.
    pub source: FigureSource,
    /// The tiers, lowest first.
    pub tiers: Vec<PensionTier>,
}

impl PensionTable {
    /// The tier of a year's actual pensionable pay, of which only whole pounds count (NHS Employers, member contributions
    /// 2024/25: limits are rounded down to the nearest pound).
    #[must_use]
    pub fn tier(&self, pensionable: Pence) -> Option<PensionTier> {
        let pounds = pensionable.0 / 100;
        self.tiers.iter().copied().rfind(|tier| u64::from(tier.from) <= pounds)
    }
}

/// A table that is not bundled, so that nothing is worked out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoTable {
    /// Of income tax.
    #[error("no sourced table of income tax for {0} {1}")]
    IncomeTax(Nation, PayYear),
    /// Of National Insurance.
    #[error("no sourced table of National Insurance for {0}")]
    NationalInsurance(PayYear),
    /// Of student loans.
    #[error("no sourced table of student loans for {0}")]
    StudentLoans(PayYear),
    /// Of pension contributions.
    #[error("no sourced table of pension contributions for {0} {1}")]
    Pension(Nation, PayYear),
}

/// Every bundled table of deductions.
#[derive(Clone, Debug, Default)]
pub struct Deductions {
    /// Income tax.
    pub income_tax: Vec<TaxTable>,
    /// National Insurance.
    pub national_insurance: Vec<InsuranceTable>,
    /// Student loans.
    pub student_loans: Vec<LoanTable>,
    /// Pension contributions.
    pub pensions: Vec<PensionTable>,
}

impl Deductions {
    /// Income tax of a nation's taxpayers.
    ///
    /// # Errors
    /// Where there is no table for exactly that nation and year.
    pub fn tax(&self, nation: Nation, year: PayYear) -> Result<&TaxTable, NoTable> {
        let table = self.income_tax.iter().find(|table| table.year == year && table.nations.contains(&nation));
        table.ok_or(NoTable::IncomeTax(nation, year))
    }

    /// National Insurance.
    ///
    /// # Errors
    /// Where there is no table for exactly that year.
    pub fn insurance(&self, year: PayYear) -> Result<&InsuranceTable, NoTable> {
        self.national_insurance.iter().find(|table| table.year == year).ok_or(NoTable::NationalInsurance(year))
    }

    /// Student loans.
    ///
    /// # Errors
    /// Where there is no table for exactly that year.
    pub fn loans(&self, year: PayYear) -> Result<&LoanTable, NoTable> {
        self.student_loans.iter().find(|table| table.year == year).ok_or(NoTable::StudentLoans(year))
    }

    /// Contributions of a nation's staff.
    ///
    /// # Errors
    /// Where there is no table for exactly that nation and year.
    pub fn pension(&self, nation: Nation, year: PayYear) -> Result<&PensionTable, NoTable> {
        let table = self.pensions.iter().find(|table| table.year == year && table.nations.contains(&nation));
        table.ok_or(NoTable::Pension(nation, year))
    }

    /// What does not hold together, each in a sentence that names where.
    #[must_use]
    pub fn problems(&self) -> Vec<String> {
        let mut problems = Vec::new();
        let mut check = |name: String, source: &FigureSource, rising: bool| {
            problems.extend(source_faults(source).map(|fault| format!("{name}: {fault}")));
            problems.extend(source.read.is_none().then(|| format!("{name}: it does not say when it was read")));
            problems.extend((!rising).then(|| format!("{name}: its limits do not rise")));
        };
        for table in &self.income_tax {
            check(format!("income tax {:?} {}", table.nations, table.year), &table.source, rising(&table.bands));
        }
        for table in &self.national_insurance {
            check(format!("National Insurance {}", table.year), &table.source, rising(&table.bands));
        }
        for table in &self.student_loans {
            let distinct = table.loans.is_sorted_by(|one, next| one.loan < next.loan);
            check(format!("student loans {}", table.year), &table.source, distinct);
        }
        for table in &self.pensions {
            let rising = table.tiers.first().is_some_and(|tier| tier.from == 0)
                && table.tiers.is_sorted_by(|one, next| one.from < next.from && one.rate <= next.rate);
            check(format!("pension contributions {:?} {}", table.nations, table.year), &table.source, rising);
        }
        problems
    }
}

fn rising(bands: &[RateBand]) -> bool {
    !bands.is_empty() && bands.is_sorted_by(|one, next| one.above < next.above)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn shares_are_read_as_they_are_written() {
        for (text, hundredths) in [("9.8%", 980), ("20%", 2_000), ("7%", 700), ("12.75%", 1_275), ("0.05%", 5)] {
            let share = Percent::try_from(text.to_owned()).unwrap();
            assert_eq!((share, share.to_string().as_str()), (Percent(hundredths), text));
        }
        for bad in ["9.8", "", "%", "-1%", "101%", "9.875%", "nine%", "9.8 %"] {
            assert!(Percent::try_from(bad.to_owned()).is_err(), "{bad}");
        }
        // £31,049.55 × 9.8% = £3,042.8559.
        assert_eq!(Percent(980).of(Pence(3_104_955)), Pence(304_286));
    }

    #[test]
    fn limits_that_do_not_rise_and_sources_without_a_day_are_named() {
        let source = FigureSource { name: " ".to_owned(), ..FigureSource::default() };
        let band = |above| RateBand { name: "rate".to_owned(), above, rate: Percent(800) };
        let table = InsuranceTable { year: PayYear(2026), source, bands: vec![band(50_270), band(12_570)] };
        let problems = Deductions { national_insurance: vec![table], ..Deductions::default() }.problems();
        let expected = [
            "National Insurance 2026/27: its source has no name",
            "National Insurance 2026/27: it does not say when it was read",
            "National Insurance 2026/27: its limits do not rise",
        ];
        assert_eq!(problems, expected);
    }

    #[test]
    fn a_missing_table_is_named_and_no_other_stands_in() {
        let none = Deductions::default();
        let year = PayYear(2024);
        let told = [
            none.tax(Nation::Scotland, year).unwrap_err(),
            none.insurance(year).unwrap_err(),
            none.loans(year).unwrap_err(),
            none.pension(Nation::NorthernIreland, year).unwrap_err(),
        ];
        let expected = [
            "no sourced table of income tax for Scotland 2024/25",
            "no sourced table of National Insurance for 2024/25",
            "no sourced table of student loans for 2024/25",
            "no sourced table of pension contributions for Northern Ireland 2024/25",
        ];
        assert_eq!(told.map(|error| error.to_string()), expected);
    }

    proptest! {
        #[test]
        fn a_share_reads_back(hundredths in 0_u32..=10_000) {
            let share = Percent(hundredths);
            prop_assert_eq!(Percent::try_from(share.to_string()), Ok(share));
        }
    }
}
