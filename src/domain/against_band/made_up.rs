//! Years that no full-time post has: boards make yearly pay of an hourly rate, or of any number in a text, by hours of their
//! own, and adverts by those of another week.

use crate::domain::advert::PayFigures;
use crate::domain::against_band::Advertised;
use crate::domain::hours::Hours;
use crate::domain::pay::{MADE_UP_YEARS, MadeUp, PaidFor, Pay, PayUnit, Pence, made_of};
use crate::domain::text::thousands;

/// Says that a year's pay in or beside an advert is an hourly rate times hours that no full-time post has, where the numbers
/// show it; or that it was made of a number that is no pay.
pub(super) fn year(advert: &Advertised, week: Hours) -> Option<String> {
    let rates = rates(advert);
    let years = years(advert);
    let made = years.iter().find_map(|(whose, year)| {
        let (rate, hours) = rates.iter().find_map(|rate| Some((*rate, hours_between(*rate, *year)?)))?;
        Some(format!(
            "{whose} {} a year: that is {rate} × {} hours, which is no full-time year. A week of {week} hours is {} hours a \
             year ({week} × {}), which pay {}.",
            year.rounded(),
            thousands(hours),
            thousands(week.a_year()),
            Hours::WEEKS_A_YEAR,
            week.yearly(rate).rounded(),
        ))
    });
    made.or_else(|| by_other_hours(advert, week)).or_else(|| of_a_number(advert))
}

/// The hours that stand between a year's pay and an hourly rate of one text, where they are not those of a full-time year.
fn by_other_hours(advert: &Advertised, week: Hours) -> Option<String> {
    let is_part = match advert.pay.paid_for {
        PaidFor::FullTime => false,
        PaidFor::Hours(hours) => hours < week,
        PaidFor::PartOf { .. } | PaidFor::Share(_) | PaidFor::Part => true,
    };
    let (year, rate) = (the_one(advert.text, PayUnit::Year)?, the_one(advert.text, PayUnit::Hour)?);
    let between = |year: Option<Pence>, rate: Option<Pence>| Some((year?, rate?, hours_of(rate?, year?)?));
    let (low, high) = (between(year.low, rate.low), between(year.high, rate.high));
    let (year, rate, hours) = low.or(high)?;
    let unlike = high.is_some_and(|(_, _, other)| !is_near(hours, other));
    if is_part || unlike || is_full_time(year, rate, week) {
        return None;
    }
    Some(format!(
        "The advert gives {} a year and {rate} an hour, which is {} hours of that rate; a full-time week of {week} hours makes \
         {} a year ({week} × {}), which pay {}.",
        year.rounded(),
        thousands(hours),
        thousands(week.a_year()),
        Hours::WEEKS_A_YEAR,
        week.yearly(rate).rounded(),
    ))
}

/// The only pay for a unit that the parts of a text state.
fn the_one(text: &str, unit: PayUnit) -> Option<Pay> {
    let stated = |pay: &Pay| pay.unit == Some(unit) && (pay.unit_stated || unit == PayUnit::Year);
    let mut found = parts(text).filter(stated);
    found.next().filter(|_| found.next().is_none())
}

/// The hours that make a year's pay of a rate, as far as anybody works them.
fn hours_of(rate: Pence, year: Pence) -> Option<u64> {
    const WORKED: std::ops::RangeInclusive<u64> = 100..=4_000;
    (year.0 + rate.0 / 2).checked_div(rate.0).filter(|hours| WORKED.contains(hours))
}

/// Whether a year is that of full time, within half a hundredth, or half a pound an hour where the rate has no pence.
fn is_full_time(year: Pence, rate: Pence, week: Hours) -> bool {
    let half_a_pound = if rate.whole_pounds().is_some() { week.a_year() * 50 } else { 0 };
    let whole = week.yearly(rate);
    is_near(year.0, whole.0) || year.0.abs_diff(whole.0) <= half_a_pound
}

/// Whether two numbers are the same within half a hundredth.
fn is_near(one: u64, other: u64) -> bool {
    one.abs_diff(other).saturating_mul(200) <= one.max(other)
}

/// The hours that make a year's pay of a rate. Boards drop the pence.
fn hours_between(rate: Pence, year: Pence) -> Option<u64> {
    MADE_UP_YEARS.into_iter().find(|hours| rate.0.saturating_mul(*hours).abs_diff(year.0) <= 100)
}

/// Hourly rates: the pay itself, and those told in its text and in the title (`Support worker, £9.40 per hour`).
fn rates(advert: &Advertised) -> Vec<Pence> {
    let hourly = |pay: &Pay| pay.unit == Some(PayUnit::Hour);
    let told = parts(advert.text).chain(parts(advert.title)).filter(|pay| hourly(pay) && pay.unit_stated);
    let own = hourly(advert.pay).then(|| advert.pay.clone());
    own.into_iter().chain(told).flat_map(|pay| ends(&pay)).collect()
}

/// Pay for a year, with who gives it: the source beside the text, or the text.
fn years<'a>(advert: &Advertised) -> Vec<(&'a str, Pence)> {
    let beside = advert.beside.map(PayFigures::sums).into_iter().flat_map(|(low, high)| low.into_iter().chain(high));
    let told = parts(advert.text).chain([advert.pay.clone()]).filter(|pay| pay.unit == Some(PayUnit::Year));
    let told = told.flat_map(|pay| ends(&pay)).map(|year| ("The advert gives", year));
    beside.map(|year| ("The source also gives", year)).chain(told).collect()
}

fn ends(pay: &Pay) -> impl Iterator<Item = Pence> + use<> {
    pay.low.into_iter().chain(pay.high)
}

/// The statements of a text that brackets and the like part, each read by itself.
fn parts(text: &str) -> impl Iterator<Item = Pay> {
    text.split(['(', ')', '[', ']', ';', '=', '|']).filter(|part| !part.trim().is_empty()).map(Pay::read)
}

/// A year's pay beside the text that is a whole number of the text, such as its band, times a made-up year.
fn of_a_number(advert: &Advertised) -> Option<String> {
    if advert.pay.figures().is_some() {
        return None;
    }
    let MadeUp { year, number, hours } = made_of(advert.beside?, advert.text)?;
    Some(format!(
        "The source also gives {} a year: that is {number} × {} hours, made of a number in the text that is no pay, so it is \
         left out.",
        year.rounded(),
        thousands(hours)
    ))
}
