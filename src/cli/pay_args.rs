//! The command line of `rolecall pay`.

use clap::{Args as Group, ValueEnum};

use crate::cli::typed::{OrNone, Spelt, or_none};
use crate::domain::deductions::Loan;
use crate::domain::hours::Hours;
use crate::domain::scale::{Nation, PayYear, Zone};
use crate::domain::take_home::post::Payee;
use crate::domain::take_home::terms::Loans;

/// What follows the help of `pay`.
pub const PAY: &str = "\
Without a name it lists every band; 5-7 or 5/6 names several. A figure is taken
for full-time pay with every supplement in it: 35000, 31000-37000, \"16.40 an
hour\", \"3000 a month\", unless it says otherwise: \"18000 for 25 hours a week\",
\"16.40 an hour for 20 hours a week\", \"14200 actual\", \"31000 plus HCAS\".

What is not said comes from config.ron: nation, pay_year, hours, zone, pension,
tax_nation and student_loans. Everything is an estimate; unsocial hours,
overtime and tax codes of your own are left out.

What very senior managers are paid is not in a table: vsm tells what is known.

With --json, one object for each band, grade or figure:
  name         what is paid
  band         the band, or null
  nation, table_year
               whose table it is, and of which year; table_year is null for a
               figure, and may be older than year where no newer one is out
  year         the year whose deductions are taken off
  week_hours, hours
               the full-time week and the hours worked of it, or null
  zone, pension, tax_nation, student_loans
               as they were taken; these and nation are spelt as the options
               take them: northern-ireland, inner, 2
  points       one each: years completed before it (null for the ends of a
               range), basic, supplement, full_time, hourly (null where a part-time
               figure does not tell), pay (for the hours),
               pension, income_tax, national_insurance, student_loans,
               take_home_year, take_home_month; pounds a year unless named else
  ten_years    the next ten, by year: pay, take_home_year; none where points
               between were not seen
  missing      which table there is none of, so that nothing is taken off; or null
  also         what else a role is paid by that no table here tells, in words
  assumed      what the figures take for granted, in words, and what to know of
               the table
  sources      where they come from
Of vsm: name, nation, typically_above (pounds a year), framework, sources.";

/// What to work out, and for whom.
#[derive(Debug, Group)]
pub struct PayArgs {
    /// A band (5, 8a) or several (5-7, 5/6), a role by its id, a name or an everyday word, or a figure; every band where nothing is said.
    #[arg(allow_negative_numbers = true)]
    pub what: Vec<String>,
    /// The pay year, such as 2026/27.
    #[arg(long, value_name = "YEAR", value_parser = year)]
    pub year: Option<PayYear>,
    /// The nation that pays: england, scotland, wales or northern-ireland.
    #[arg(long, value_name = "NATION", value_parser = nation)]
    pub nation: Option<Nation>,
    /// The high cost area of the post, which counts in England alone.
    #[arg(long, value_parser = or_none(&Zone::ALL, "nowhere near"))]
    pub zone: Option<OrNone<Zone>>,
    /// Hours a week, such as 30; or `full`.
    #[arg(long, value_name = "HOURS", value_parser = hours)]
    pub hours: Option<HoursArg>,
    /// Whether you pay into the pension scheme.
    #[arg(long, value_enum)]
    pub pension: Option<PensionArg>,
    /// The nation you are taxed in, where that is not the one that pays.
    #[arg(long, value_name = "NATION", value_parser = nation)]
    pub tax: Option<Nation>,
    /// The student loans you repay: 1, 2, 4 or 5, and postgraduate beside it; or none.
    #[arg(long, value_name = "LOAN", value_delimiter = ',', value_parser = or_none(&Loan::ALL, "no loan"))]
    pub loan: Vec<OrNone<Loan>>,
}

/// Whether a pension is paid into, as it is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum PensionArg {
    /// A member of the scheme.
    In,
    /// No member.
    Out,
}

/// Hours as they are typed; nothing stands for full time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HoursArg(Option<Hours>);

impl PayArgs {
    /// Puts what was typed in the place of what the configuration says.
    ///
    /// # Errors
    /// Where the loans named are not repaid at a time.
    pub fn change(&self, payee: &mut Payee) -> Result<(), String> {
        payee.year = self.year.unwrap_or(payee.year);
        payee.nation = self.nation.unwrap_or(payee.nation);
        let terms = &mut payee.terms;
        terms.tax_nation = self.tax.or(terms.tax_nation);
        terms.zone = self.zone.unwrap_or(terms.zone);
        if let Some(HoursArg(hours)) = self.hours {
            terms.hours = hours;
        }
        terms.pension = self.pension.map_or(terms.pension, |pension| pension == PensionArg::In);
        if !self.loan.is_empty() {
            terms.loans = loans(&self.loan)?;
        }
        Ok(())
    }
}

fn loans(typed: &[OrNone<Loan>]) -> Result<Loans, String> {
    let named: Vec<Loan> = typed.iter().copied().flatten().collect();
    if named.len() < typed.len() && typed.len() > 1 {
        return Err("`none` stands alone".to_owned());
    }
    Loans::try_from(named).map_err(|error| error.to_string())
}

fn year(text: &str) -> Result<PayYear, String> {
    PayYear::try_from(text.to_owned())
}

/// A nation by its spelling, whatever its case and however its words are parted.
fn nation(text: &str) -> Result<Nation, String> {
    let letters = |text: &str| text.to_lowercase().replace([' ', '-', '_'], "");
    let found = Nation::ALL.into_iter().find(|nation| letters(nation.spelt()) == letters(text));
    found.ok_or_else(|| "write england, scotland, wales or northern-ireland".to_owned())
}

fn hours(text: &str) -> Result<HoursArg, String> {
    if text.eq_ignore_ascii_case("full") {
        return Ok(HoursArg(None));
    }
    let number: f64 = text.parse().map_err(|_| "write a number of hours a week such as 30, or full".to_owned())?;
    Hours::try_from(number).map(|hours| HoursArg(Some(hours))).map_err(|error| error.to_string())
}
