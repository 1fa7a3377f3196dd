//! What the figures of a person's pay take for granted, in words: hours, area, pension, tax, loans, and what a stated figure was
//! taken for.

use crate::app::document::Document;
use crate::domain::deductions::Loan;
use crate::domain::hours::Hours;
use crate::domain::pay::{PaidFor, Pence, SupplementHow};
use crate::domain::scale::Nation;
use crate::domain::take_home::post::Payee;
use crate::domain::take_home::sheet::{Sheet, Taken};

/// What no figure here holds.
const LEFT_OUT: &str = "Left out: unsocial hours, overtime, a tax code of your own, salary sacrifice and pay awards to come. \
                        Taken for twelve equal months.";

/// What the figures take for granted, and what they leave out.
pub(super) fn assumption(page: &mut Document, sheet: &Sheet, payee: &Payee) {
    page.aside(format!("An estimate for you: {}.", assumed(sheet, payee).join("; ")));
    if let Some(year) = sheet.table_year.filter(|year| *year != payee.year) {
        page.aside(format!("There is no table of this pay for {} yet, so that of {year} stands here.", payee.year));
    }
    if let Some(why) = sheet.rows.iter().find_map(|row| row.pay.take_home.as_ref().err()) {
        page.aside(format!("Take-home is not worked out: {why} is bundled."));
    }
    page.aside(LEFT_OUT);
}

/// What the figures take for granted, in parts of a sentence.
#[must_use]
pub fn assumed(sheet: &Sheet, payee: &Payee) -> Vec<String> {
    let terms = &payee.terms;
    let taxed = payee.taxed_in(sheet.nation);
    let pension = if terms.pension { "paying into the pension scheme" } else { "not paying into the pension scheme" };
    let mut parts = vec![hours(sheet, terms.hours)];
    parts.extend(sheet.taken.map(|taken| full_time_or_not(sheet, &taken)));
    if sheet.nation != payee.nation {
        parts.push(format!(
            "doctors' and dentists' pay of {}, as no table of {} is bundled",
            sheet.nation, payee.nation
        ));
    }
    parts.extend(supplement(sheet, payee));
    if sheet.rows.iter().any(|row| row.pay.take_home.is_ok()) {
        parts.extend([pension.to_owned(), format!("taxed as in {taxed} {}", payee.year), loans(payee)]);
    }
    parts
}

/// The student loans that are repaid, and which of them is not repaid yet.
fn loans(payee: &Payee) -> String {
    let loans = payee.terms.loans;
    let table = payee.tables.deductions.loans(payee.year).ok();
    let repaid = |loan: &Loan| table.is_none_or(|table| table.loans.iter().any(|terms| terms.loan == *loan));
    let (repaid, not_yet): (Vec<Loan>, Vec<Loan>) = loans.iter().partition(repaid);
    let named = |loans: &[Loan]| loans.iter().map(ToString::to_string).collect::<Vec<_>>().join(" and ");
    let mut parts = Vec::new();
    if !repaid.is_empty() {
        parts.push(format!("repaying the student loan {}", named(&repaid)));
    }
    if !not_yet.is_empty() {
        parts.push(format!(
            "nothing repaid of the student loan {}, which nobody repays in {}",
            named(&not_yet),
            payee.year
        ));
    }
    if parts.is_empty() { "no student loan".to_owned() } else { parts.join(", ") }
}

/// The hours that are worked, over the weeks that turn an hour into a year.
fn hours(sheet: &Sheet, hours: Option<Hours>) -> String {
    let Some(week) = sheet.week else {
        return match hours {
            None => "full time".to_owned(),
            Some(_) => "full time, as no full-time week of this grade was seen in a source".to_owned(),
        };
    };
    let year = over_the_year(week);
    match (sheet.taken.map(|taken| taken.paid_for).unwrap_or_default(), hours) {
        (PaidFor::Hours(stated), _) => format!(
            "for the {} that go with the pay (full time is {week}); yours do not change it",
            over_the_year(stated)
        ),
        (PaidFor::PartOf { part, whole }, _) => format!(
            "for the part of full time that goes with the pay ({part} of {whole}), {year}; your hours do not change it"
        ),
        (PaidFor::Share(percent), _) => {
            format!("for the {percent}% of full time that goes with the pay, {year}; your hours do not change it")
        }
        (PaidFor::Part, _) => {
            "for the part-time hours that go with the pay, which it does not give; yours do not change it".to_owned()
        }
        (_, Some(hours)) if hours < week => format!("{hours} of {year}"),
        (_, Some(hours)) if hours > week => format!("full time, {year} (the {hours} hours set are more)"),
        _ => format!("full time, {year}"),
    }
}

/// A week's hours with the weeks that make a year of them.
fn over_the_year(week: Hours) -> String {
    format!("{week} hours a week over {} weeks", Hours::WEEKS_A_YEAR)
}

/// What a stated figure is taken for.
fn full_time_or_not(sheet: &Sheet, taken: &Taken) -> String {
    let week = match taken.paid_for {
        PaidFor::FullTime if taken.pro_rata => "full-time pay (it is pro rata)",
        PaidFor::FullTime => "full-time pay",
        _ => "actual pay",
    };
    let paid = sheet.rows.iter().any(|row| row.pay.supplement > Pence(0));
    let supplement = match (taken.supplement, taken.zone) {
        (Some(SupplementHow::OnTop), Some(zone)) if paid => {
            format!("and the {zone} supplement added, which comes on top")
        }
        (Some(SupplementHow::OnTop), _) if taken.paid_for == PaidFor::Part => {
            "without the supplement that comes on top, as full-time pay is not given".to_owned()
        }
        (Some(SupplementHow::OnTop), Some(_)) => {
            format!(
                "without the supplement that comes on top, of which no table for {} {} is bundled",
                sheet.nation, taken.year
            )
        }
        (Some(SupplementHow::OnTop), None) => {
            "without the supplement that comes on top, as no London area is set".to_owned()
        }
        _ => "with every supplement in it".to_owned(),
    };
    format!("the figure taken for {week} {supplement}")
}

/// What is said of the supplement where a zone is set.
fn supplement(sheet: &Sheet, payee: &Payee) -> Option<String> {
    let (zone, year) = (payee.terms.zone?, sheet.table_year?);
    let paid = sheet.rows.iter().any(|row| row.pay.supplement > Pence(0));
    Some(match sheet.nation {
        _ if paid => format!("with the {zone} supplement"),
        _ if sheet.week.is_none() => "without a supplement, which is that of the bands alone".to_owned(),
        Nation::England => format!("without the {zone} supplement, of which no table for {year} is bundled"),
        _ => "without a supplement, which only England has".to_owned(),
    })
}
