//! How a person's pay is worked out, line by line with the arithmetic.

use crate::app::document::Document;
use crate::domain::hours::Hours;
use crate::domain::pay::{PaidFor, PayUnit, Pence};
use crate::domain::take_home::post::{Payee, PostPay};
use crate::domain::take_home::sheet::{Row, Sheet};
use crate::domain::take_home::{Slice, TakeHome};

/// Each line of the working, in the order it is done.
pub(super) fn arithmetic(page: &mut Document, sheet: &Sheet, payee: &Payee, paid: &TakeHome) {
    let Some(first) = sheet.rows.first() else { return };
    for line in made_of(sheet, first) {
        page.item(line);
    }
    match (sheet.week, payee.hours(sheet.week)) {
        (Some(week), Some(hours)) if hours < week && !keeps_its_hours(sheet) => {
            let full_time = first.pay.full_time().unwrap_or(paid.gross);
            page.item(format!("your hours: {full_time} × {hours} ÷ {week} = {}", paid.gross));
        }
        _ => page.item(format!("pay: {}", paid.gross)),
    }
    if let Some(pension) = &paid.pension {
        page.item(format!("{}: {} of all {} = {}", pension.scheme, pension.rate, paid.gross, pension.charge));
    }
    let income = paid.gross.less(paid.pension_charge());
    page.item(format!("free of income tax: {} of {income}", paid.allowance.min(income)));
    slices(page, "income tax", &paid.tax);
    slices(page, "National Insurance", &paid.insurance);
    if payee.terms.loans.iter().next().is_some() {
        slices(page, "student loan", &paid.loans);
    }
    page.item(format!("left: {} a year, {} a month", paid.year(), paid.month()));
}

/// Whether the pay is for hours of its own, which the person's do not change.
pub(super) fn keeps_its_hours(sheet: &Sheet) -> bool {
    sheet.taken.is_some_and(|taken| taken.paid_for != PaidFor::FullTime)
}

/// What a full-time year was made of, and what of it an hour is.
fn made_of(sheet: &Sheet, first: &Row) -> Vec<String> {
    let PostPay { basic: Some(basic), supplement, .. } = first.pay else { return Vec::new() };
    let with_supplement = first.pay.full_time().filter(|_| supplement > Pence(0));
    let with_supplement =
        with_supplement.map(|whole| format!("full time: {basic} basic pay + {supplement} supplement = {whole}"));
    let lines = [of_a_rate(sheet, basic), of_a_part(sheet, basic), with_supplement, an_hour(sheet, &first.pay)];
    lines.into_iter().flatten().collect()
}

/// The year that was made of pay for another time.
fn of_a_rate(sheet: &Sheet, basic: Pence) -> Option<String> {
    Some(match sheet.rate? {
        (rate, PayUnit::Hour) => {
            format!("full time: {rate} × {} × {} = {basic}", sheet.week?, Hours::WEEKS_A_YEAR)
        }
        (rate, PayUnit::Month) if keeps_its_hours(sheet) => format!("a year: {rate} × 12"),
        (rate, PayUnit::Month) => format!("full time: {rate} × 12 = {basic}"),
        _ => return None,
    })
}

/// The full-time year that was made of pay for a part of one.
fn of_a_part(sheet: &Sheet, basic: Pence) -> Option<String> {
    match (sheet.taken?.paid_for, sheet.week?) {
        (PaidFor::Hours(hours), _) if let Some((rate, PayUnit::Hour)) = sheet.rate => {
            let own = hours.yearly(rate);
            Some(format!("its own hours: {rate} × {hours} × {} = {own}", Hours::WEEKS_A_YEAR))
        }
        (PaidFor::Hours(hours), week) if hours < week => {
            Some(format!("full time: pay for {hours} hours × {week} ÷ {hours} = {basic}"))
        }
        (PaidFor::PartOf { part, whole }, _) => Some(format!("full time: the pay × {whole} ÷ {part} = {basic}")),
        (PaidFor::Share(percent), _) => Some(format!("full time: the pay ÷ {percent}% = {basic}")),
        _ => None,
    }
}

/// What an hour is of the year, unless the year was made of it.
fn an_hour(sheet: &Sheet, pay: &PostPay) -> Option<String> {
    let hourly = pay.hourly.filter(|_| !matches!(sheet.rate, Some((_, PayUnit::Hour))))?;
    let (year, hours) = match sheet.taken.map(|taken| taken.paid_for) {
        Some(PaidFor::Hours(hours)) => (pay.mine, hours),
        _ => (pay.full_time()?, sheet.week?),
    };
    Some(format!("an hour: {year} ÷ ({hours} × {}) = {}", Hours::WEEKS_A_YEAR, with_pence(hourly)))
}

fn slices(page: &mut Document, what: &str, slices: &[Slice]) {
    if slices.is_empty() {
        page.item(format!("{what}: nothing"));
    }
    for Slice { name, part, rate, charge } in slices {
        page.item(format!("{what}, {name}: {rate} of {part} = {charge}"));
    }
}

/// A sum with its pence whether or not there are any, so that rates stand below each other.
pub(super) fn with_pence(sum: Pence) -> String {
    let text = sum.to_string();
    if text.contains('.') { text } else { format!("{text}.00") }
}
