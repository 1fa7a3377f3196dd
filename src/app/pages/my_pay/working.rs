//! How a person's pay is worked out, line by line with the arithmetic.

use crate::app::document::Document;
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
    let Some(full_time) = first.pay.full_time() else { return Vec::new() };
    let mut lines = Vec::new();
    match (sheet.rate, sheet.week) {
        (Some((rate, PayUnit::Hour)), Some(week)) => {
            lines.push(format!("full time: {rate} × {week} × 52.143 = {basic}"));
        }
        (Some((rate, PayUnit::Month)), _) if !keeps_its_hours(sheet) => {
            lines.push(format!("full time: {rate} × 12 = {basic}"));
        }
        (Some((rate, PayUnit::Month)), _) => lines.push(format!("a year: {rate} × 12")),
        _ => {}
    }
    match (sheet.taken.map(|taken| taken.paid_for), sheet.week) {
        (Some(PaidFor::Hours(hours)), Some(week)) if hours < week => {
            lines.push(format!("full time: pay for {hours} hours × {week} ÷ {hours} = {basic}"));
        }
        (Some(PaidFor::PartOf { part, whole }), _) => {
            lines.push(format!("full time: the pay × {whole} ÷ {part} = {basic}"));
        }
        _ => {}
    }
    if supplement > Pence(0) {
        lines.push(format!("full time: {basic} basic pay + {supplement} supplement = {full_time}"));
    }
    let hourly =
        first.pay.hourly.filter(|_| !matches!(sheet.rate, Some((_, PayUnit::Hour))) && !keeps_its_hours(sheet));
    lines.extend(
        hourly
            .zip(sheet.week)
            .map(|(hourly, week)| format!("an hour: {full_time} ÷ ({week} × 52.143) = {}", with_pence(hourly))),
    );
    lines
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
