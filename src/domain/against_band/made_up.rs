//! Years that no post has: boards make yearly pay of an hourly rate, or of any number in a text, by hours of their own.

use crate::domain::advert::PayFigures;
use crate::domain::against_band::Advertised;
use crate::domain::hours::Hours;
use crate::domain::pay::{MADE_UP_YEARS, MadeUp, Pay, PayUnit, Pence, made_of};
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
    made.or_else(|| of_a_number(advert))
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
