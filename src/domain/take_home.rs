//! What is left of a year's pay: pension contributions, income tax, National Insurance and student loans taken off, each
//! line kept so that the arithmetic can be shown.
//!
//! An estimate for twelve equal months of one job: a tax code of one's own, salary sacrifice, overtime, unsocial hours and
//! union fees are left out. `terms` holds what a person's own pay depends on, `post` what a post pays them, `sheet` the whole
//! of a band, grade or figure.
//!
//! The rules, and where they were read on 22 November 2026:
//! - Members contribute by the tier of their actual pay, on all of it (NHS Business Services Authority, see
//!   `assets/pay/deductions/pensions.ron`), so that at the edge of a tier a pound more can leave less.
//! - Contributions are taken off before income tax is worked out, and not before National Insurance (a net pay arrangement:
//!   <https://payslipcheck.co.uk/glossary/net-pay-arrangement/>).
//! - Student loans are repaid out of pay before tax and pension
//!   (<https://www.litrg.org.uk/tax-guides/students/student-loans/plan-4-student-loans>).

pub mod post;
pub mod sheet;
pub mod terms;

use crate::domain::deductions::{Deductions, NoTable, Percent, RateBand, TaxTable};
use crate::domain::pay::Pence;
use crate::domain::scale::{Nation, PayYear};
use crate::domain::take_home::terms::PayTerms;

/// A part of a sum with the rate on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slice {
    /// What the rate is called.
    pub name: String,
    /// The part of the sum.
    pub part: Pence,
    /// The rate.
    pub rate: Percent,
    /// What it comes to.
    pub charge: Pence,
}

/// What a person pays into a pension scheme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contribution {
    /// The scheme.
    pub scheme: String,
    /// The rate of the tier.
    pub rate: Percent,
    /// What it comes to.
    pub charge: Pence,
}

/// A year's pay and everything taken off it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakeHome {
    /// The pay.
    pub gross: Pence,
    /// The pension contribution, of a member.
    pub pension: Option<Contribution>,
    /// The personal allowance, as far as the pay leaves one.
    pub allowance: Pence,
    /// Income tax on what is above the allowance once the contribution is taken off.
    pub tax: Vec<Slice>,
    /// National Insurance on the pay.
    pub insurance: Vec<Slice>,
    /// Student loans, named by their plans.
    pub loans: Vec<Slice>,
}

impl TakeHome {
    /// Works a year's pay out.
    ///
    /// # Errors
    /// Where a table for exactly that nation and year is missing.
    pub fn of(
        gross: Pence,
        nation: Nation,
        year: PayYear,
        terms: &PayTerms,
        tables: &Deductions,
    ) -> Result<Self, NoTable> {
        let tax = tables.tax(terms.tax_nation.unwrap_or(nation), year)?;
        let insurance = tables.insurance(year)?;
        let pension = if terms.pension { contribution(gross, nation, year, tables)? } else { None };
        let income = gross.less(pension.as_ref().map_or(Pence(0), |paid| paid.charge));
        let allowance = allowance(income, tax);
        Ok(Self {
            gross,
            pension,
            allowance,
            tax: slices(income.less(allowance), &tax.bands),
            insurance: slices(gross, &insurance.bands),
            loans: repayments(gross, year, terms, tables)?,
        })
    }

    /// What the person pays into the pension scheme.
    #[must_use]
    pub fn pension_charge(&self) -> Pence {
        self.pension.as_ref().map_or(Pence(0), |paid| paid.charge)
    }

    /// Income tax.
    #[must_use]
    pub fn tax_charge(&self) -> Pence {
        charge(&self.tax)
    }

    /// National Insurance.
    #[must_use]
    pub fn insurance_charge(&self) -> Pence {
        charge(&self.insurance)
    }

    /// Student loans.
    #[must_use]
    pub fn loans_charge(&self) -> Pence {
        charge(&self.loans)
    }

    /// What is left of the year.
    #[must_use]
    pub fn year(&self) -> Pence {
        let taken = [self.pension_charge(), self.tax_charge(), self.insurance_charge(), self.loans_charge()];
        taken.into_iter().fold(self.gross, Pence::less)
    }

    /// What is left of a month: a twelfth of the year, to the nearest penny.
    #[must_use]
    pub fn month(&self) -> Pence {
        self.year().scaled(1, 12)
    }
}

fn charge(slices: &[Slice]) -> Pence {
    Pence(slices.iter().map(|slice| slice.charge.0).sum())
}

fn contribution(
    gross: Pence,
    nation: Nation,
    year: PayYear,
    tables: &Deductions,
) -> Result<Option<Contribution>, NoTable> {
    let table = tables.pension(nation, year)?;
    Ok(table.tier(gross).map(|tier| Contribution {
        scheme: table.scheme.clone(),
        rate: tier.rate,
        charge: tier.rate.of(gross),
    }))
}

/// The allowance that is left at an income: it falls by one pound for every two above the taper's beginning.
fn allowance(income: Pence, table: &TaxTable) -> Pence {
    let above = income.less(Pence::of_pounds(table.taper_above.into()));
    Pence::of_pounds(table.personal_allowance.into()).less(Pence(above.0 / 2))
}

/// The parts of a sum that fall into each band, with what the band's rate makes of them; empty bands are left out.
fn slices(sum: Pence, bands: &[RateBand]) -> Vec<Slice> {
    let ends = bands.iter().skip(1).map(|next| Pence::of_pounds(next.above.into())).chain([sum]);
    let parts = bands.iter().zip(ends).map(|(band, end)| {
        let part = sum.min(end.max(Pence::of_pounds(band.above.into()))).less(Pence::of_pounds(band.above.into()));
        Slice { name: band.name.clone(), part, rate: band.rate, charge: band.rate.of(part) }
    });
    parts.filter(|slice| slice.part > Pence(0)).collect()
}

/// A loan that is not in the year's table is not repaid yet.
fn repayments(gross: Pence, year: PayYear, terms: &PayTerms, tables: &Deductions) -> Result<Vec<Slice>, NoTable> {
    if terms.loans.iter().next().is_none() {
        return Ok(Vec::new());
    }
    let table = tables.loans(year)?;
    let repaid = terms.loans.iter().filter_map(|loan| table.loans.iter().find(|terms| terms.loan == loan));
    let slices = repaid.map(|terms| {
        let part = gross.less(Pence::of_pounds(terms.above.into()));
        Slice { name: terms.loan.to_string(), part, rate: terms.rate, charge: terms.rate.of(part) }
    });
    Ok(slices.filter(|slice| slice.part > Pence(0)).collect())
}

#[cfg(test)]
mod tests;
