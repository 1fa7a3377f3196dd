//! What one person would be paid: full time, for their hours, an hour, and what they take home, with what that assumes.

mod assumed;
mod working;

use crate::app::document::Document;
use crate::app::pages::my_pay::assumed::assumption;
use crate::app::pages::my_pay::working::{arithmetic, keeps_its_hours, with_pence};
use crate::app::pages::pay::{points_word, source};
use crate::app::pages::role::Tab;
use crate::domain::pay::{NoYear, Pay, Pence};
use crate::domain::role::{PaySystem, Role};
use crate::domain::scale::PayYear;
use crate::domain::take_home::TakeHome;
use crate::domain::take_home::post::{Payee, PostPay};
use crate::domain::take_home::sheet::{At, Row, Sheet};

pub use crate::app::pages::my_pay::assumed::assumed;

/// The figures of a person's pay, as columns or as rows.
const HEADINGS: [&str; 5] = ["full time", "your hours", "an hour", "take-home a month", "and a year"];
/// The second of them, where pay is for hours of its own that the person's do not change.
const ITS_HOURS: &str = "its own hours";
/// Why years ahead are not told of a band.
const NOT_AHEAD: &str = "The next ten years are not told: some points of this band were not seen in a source.";
/// What to know of a person's part of an advert's pay that may be a part already.
pub const PERHAPS_PART: &str = "The advert's pay lies under its band and may be for part-time hours already: then the post pays the \
                                figures as stated, and your hours do not change them.";
/// What is said on tabs that tell pay without working it out.
const FULL_TIME_HERE: &str =
    "Pay on this tab is for a full-time year, before anything is taken off; the Pay tab has yours.";

/// The bands and grades that a role pays by, as the person would be paid them.
#[must_use]
pub fn sheets<'a>(role: &Role, payee: &Payee<'a>) -> Vec<Sheet<'a>> {
    let of_system = |system: &PaySystem| -> Vec<Sheet<'a>> {
        match system {
            PaySystem::AgendaForChange(bands) => bands.iter().filter_map(|band| payee.band(*band)).collect(),
            PaySystem::Medical(grades) | PaySystem::Dental(grades) => {
                grades.iter().filter_map(|grade| payee.grade(grade)).collect()
            }
            PaySystem::VerySeniorManager | PaySystem::Local => Vec::new(),
        }
    };
    role.pay.systems.iter().flat_map(of_system).collect()
}

/// What a role is also paid by that no table here tells, in words that follow "also paid".
#[must_use]
pub fn also(role: &Role) -> Vec<&'static str> {
    let untold = |system: &PaySystem| match system {
        PaySystem::VerySeniorManager => Some("on the very senior manager scale (no table here)"),
        PaySystem::Local => Some("pay set by each employer"),
        PaySystem::AgendaForChange(_) | PaySystem::Medical(_) | PaySystem::Dental(_) => None,
    };
    role.pay.systems.iter().filter_map(untold).collect()
}

/// Which table a role's pay is missing in the year that is asked for, where there are some of later years.
#[must_use]
pub fn missing(role: &Role, payee: &Payee) -> Option<String> {
    role.pay.systems.iter().find_map(|system| match system {
        PaySystem::AgendaForChange(_) => no_bands(payee),
        PaySystem::Medical(grades) | PaySystem::Dental(grades) => {
            let scales = payee.tables.grades.iter().filter(|scale| grades.contains(&scale.id));
            let what = format!("doctors' and dentists' pay for {}", payee.year);
            no_table(&what, scales.map(|scale| scale.year).collect(), payee.year)
        }
        PaySystem::VerySeniorManager | PaySystem::Local => None,
    })
}

/// That no table of bands goes back to the year that is asked for; nothing where one does.
#[must_use]
pub fn no_bands(payee: &Payee) -> Option<String> {
    let what = format!("bands for {} {}", payee.nation, payee.year);
    no_table(&what, payee.tables.years(payee.nation), payee.year)
}

fn no_table(what: &str, mut years: Vec<PayYear>, asked: PayYear) -> Option<String> {
    years.sort_unstable();
    years.dedup();
    let told: Vec<String> = years.iter().map(ToString::to_string).collect();
    years.first().filter(|first| **first > asked)?;
    Some(format!("there is no table of {what} or before; those of {} are bundled", told.join(", ")))
}

/// What a band, grade or figure pays, whole: the figures, how the first is worked out, ten years, and the sources.
#[must_use]
pub fn document(sheet: &Sheet, payee: &Payee) -> Document {
    let mut page = Document::default();
    page.title(title(sheet));
    figures(&mut page, sheet, payee);
    page.gap();
    assumption(&mut page, sheet, payee);
    if let Some(Row { at, pay: PostPay { take_home: Ok(paid), .. } }) = sheet.rows.first() {
        page.heading(format!("How “{}” is worked out", at_words(*at)));
        arithmetic(&mut page, sheet, payee, paid);
    }
    ahead(&mut page, sheet);
    sources(&mut page, &[sheet], payee);
    page
}

/// Several bands and grades: the figures of each, and once what they assume and where they come from.
#[must_use]
pub fn overview(sheets: &[Sheet], payee: &Payee) -> Document {
    let mut page = Document::default();
    several(&mut page, sheets, payee);
    let all: Vec<&Sheet> = sheets.iter().collect();
    sources(&mut page, &all, payee);
    page
}

/// A tab of a role's page while the person's own pay is shown: before the tab about pay the figures, with what they assume; below
/// tabs that tell what steps pay, that this is not theirs.
#[must_use]
pub fn on_role(role: &Role, tab: Tab, payee: &Payee, rest: Document) -> Document {
    let mut page = Document::default();
    match tab {
        Tab::Pay => {
            let sheets = sheets(role, payee);
            if sheets.is_empty() {
                let why = missing(role, payee);
                let why = why.unwrap_or_else(|| "no national scale of this role is bundled".to_owned());
                page.aside(format!("Your pay cannot be worked out: {why}."));
            }
            several(&mut page, &sheets, payee);
            page.gap();
            page.follow(rest);
        }
        Tab::Progression | Tab::WhereTo => {
            page.follow(rest);
            page.gap();
            page.aside(FULL_TIME_HERE);
        }
        _ => page.follow(rest),
    }
    page
}

/// The person's own pay beside what an advert states: a row for each figure, and what they assume. An advert of an earlier
/// year is worked out with that year's deductions where there are tables of them, and says so where there are none.
pub fn on_advert(page: &mut Document, stated: &Pay, advertised: Option<PayYear>, payee: &Payee) {
    let earlier = advertised.filter(|year| *year < payee.year);
    let then = earlier.and_then(|year| payee.in_year(year));
    let sheet = match then.as_ref().unwrap_or(payee).figure_of(stated, earlier.unwrap_or(payee.year)) {
        Ok(sheet) => sheet,
        Err(why) => return page.fact("Your pay", format!("not worked out: {}", unknown(why))),
    };
    page.heading("Your pay, an estimate");
    let figures: Vec<[String; 5]> = sheet.rows.iter().map(|row| cells(&row.pay)).collect();
    let rows = headings(&sheet).into_iter().enumerate().map(|(at, name)| {
        std::iter::once(name.to_owned()).chain(figures.iter().map(|cells| cells[at].clone())).collect()
    });
    let ends = sheet.rows.iter().map(|row| match row.at {
        At::Lowest => "lower",
        At::Highest => "upper",
        At::Only | At::Years(_) => "as stated",
    });
    page.table(&std::iter::once("").chain(ends).collect::<Vec<_>>(), rows.collect());
    if let Some(year) = earlier {
        page.aside(of_earlier(year, then.is_some(), payee));
    }
    assumption(page, &sheet, then.as_ref().unwrap_or(payee));
    page.gap();
}

/// Whose deductions are taken off the pay of an advert of an earlier year.
fn of_earlier(year: PayYear, has_tables: bool, payee: &Payee) -> String {
    if has_tables {
        return format!("The advert is of {year}, so this is what was left after that year's deductions.");
    }
    format!("This is the pay as advertised in {year}, after {}'s deductions: none of {year} are bundled.", payee.year)
}

/// Why an advert's pay is not worked out for the reader, who did not write it.
fn unknown(why: NoYear) -> String {
    match why {
        NoYear::Figure => "the advert states no figure that can be read".to_owned(),
        NoYear::Unit => "the advert does not say what the figure is paid for".to_owned(),
        NoYear::Count(unit) => format!("pay {} does not say how much of it a year has", unit.per()),
    }
}

/// A role's page about pay with the key that shows the person's own, while that is not shown.
#[must_use]
pub fn invited(key: &str, rest: Document) -> Document {
    let mut page = Document::default();
    page.aside(format!("{key} shows what you would be paid: for your hours, an hour, and what you take home."));
    page.gap();
    page.follow(rest);
    page
}

fn several(page: &mut Document, sheets: &[Sheet], payee: &Payee) {
    let same =
        |one: &Sheet, other: &Sheet| assumed(one, payee) == assumed(other, payee) && one.table_year == other.table_year;
    for alike in sheets.chunk_by(same) {
        for sheet in alike {
            page.heading(format!("Your pay: {}", title(sheet)));
            figures(page, sheet, payee);
            if sheet.points_missing {
                page.aside(NOT_AHEAD);
            } else if !sheet.ahead.is_empty() {
                page.aside(format!("The first ten years, {}: {}.", at_pay(sheet), together(sheet)));
            }
        }
        page.gap();
        if let Some(first) = alike.first() {
            assumption(page, first, payee);
        }
    }
}

/// Every band in a line each, the first and the last point of it.
#[must_use]
pub fn bands(sheets: &[Sheet], payee: &Payee) -> Document {
    let mut page = Document::default();
    let Some(first) = sheets.first() else { return page };
    page.title(title(&Sheet { name: "Agenda for Change".to_owned(), ..first.clone() }));
    // The year's take-home stands with each band alone: with it the ranges would not fit 80 columns.
    let headings: Vec<&str> = std::iter::once("band").chain(HEADINGS[..4].iter().copied()).collect();
    let rows = sheets.iter().filter_map(|sheet| {
        let (low, high) = (cells(&sheet.rows.first()?.pay), cells(&sheet.rows.last()?.pay));
        let ranges = low.into_iter().zip(high).map(|(low, high)| range(&low, &high));
        let band = sheet.band.map_or_else(|| sheet.name.clone(), |band| band.to_string());
        Some(std::iter::once(band).chain(ranges.take(headings.len() - 1)).collect())
    });
    page.table(&headings, rows.collect());
    page.gap();
    assumption(&mut page, first, payee);
    sources(&mut page, &[first], payee);
    page
}

fn title(sheet: &Sheet) -> String {
    match sheet.table_year {
        Some(year) => format!("{}, {} {year}", sheet.name, sheet.nation),
        None => sheet.name.clone(),
    }
}

fn range(low: &str, high: &str) -> String {
    if low == high { low.to_owned() } else { format!("{low}–{}", high.trim_start_matches('£')) }
}

fn headings(sheet: &Sheet) -> [&'static str; 5] {
    let [full_time, hours, rest @ ..] = HEADINGS;
    let [hourly, month, year] = rest;
    [full_time, if keeps_its_hours(sheet) { ITS_HOURS } else { hours }, hourly, month, year]
}

fn figures(page: &mut Document, sheet: &Sheet, payee: &Payee) {
    // Of a week that is not known nobody can tell what fewer hours are paid.
    let no_hours = sheet.week.is_none() && payee.terms.hours.is_some();
    let rows = sheet.rows.iter().map(|row| {
        let mut cells = cells(&row.pay);
        if no_hours {
            "–".clone_into(&mut cells[1]);
        }
        std::iter::once(at_words(row.at)).chain(cells).collect()
    });
    let headings: Vec<&str> = std::iter::once("point").chain(headings(sheet)).collect();
    page.table(&headings, rows.collect());
}

/// Full time, your hours, an hour, a month and a year at home; a dash where a figure is not known.
fn cells(pay: &PostPay) -> [String; 5] {
    let home =
        |sum: fn(&TakeHome) -> Pence| pay.take_home.as_ref().map_or("–".to_owned(), |paid| sum(paid).rounded());
    let hourly = pay.hourly.map_or("–".to_owned(), with_pence);
    let full_time = pay.full_time().map_or("–".to_owned(), Pence::rounded);
    [full_time, pay.mine.rounded(), hourly, home(TakeHome::month), home(TakeHome::year)]
}

/// Which figure a row is about, in words.
#[must_use]
pub fn at_words(at: At) -> String {
    match at {
        At::Years(0) => "on joining".to_owned(),
        At::Years(years) => points_word(years),
        At::Lowest => "lower end".to_owned(),
        At::Highest => "upper end".to_owned(),
        At::Only => "as stated".to_owned(),
    }
}

/// The next ten years, those that pay alike in one line.
fn ahead(page: &mut Document, sheet: &Sheet) {
    if sheet.points_missing {
        page.gap();
        page.aside(NOT_AHEAD);
    }
    let (Some((first, _)), Some((last, _))) = (sheet.ahead.first(), sheet.ahead.last()) else { return };
    page.heading(format!("Years {first} to {last}, {}", at_pay(sheet)));
    for alike in sheet.ahead.chunk_by(|(_, one), (_, next)| one == next) {
        let (Some((from, pay)), Some((to, _))) = (alike.first(), alike.last()) else { continue };
        let years = if from == to { format!("Year {from}") } else { format!("Years {from}–{to}") };
        let home = pay.take_home.as_ref().map_or(String::new(), |paid| {
            format!(", take-home {} a year, {} a month", paid.year().rounded(), paid.month().rounded())
        });
        page.fact(years, format!("{} a year{home}", pay.mine.rounded()));
    }
    page.fact("Together", together(sheet));
    page.aside("From the first point on, each next point reached on time, and no pay award counted that is to come.");
}

/// Whose figures the years ahead go by.
fn at_pay(sheet: &Sheet) -> String {
    sheet.table_year.map_or_else(|| "at today's pay".to_owned(), |year| format!("at the pay of {year}"))
}

/// What the next ten years come to.
fn together(sheet: &Sheet) -> String {
    let total = |sum: &dyn Fn(&PostPay) -> Option<u64>| -> Option<Pence> {
        sheet.ahead.iter().map(|(_, pay)| sum(pay)).sum::<Option<u64>>().map(Pence)
    };
    let earned = total(&|pay| Some(pay.mine.0)).unwrap_or(Pence(0)).rounded();
    let home = total(&|pay| pay.take_home.as_ref().ok().map(|paid| paid.year().0));
    let home = home.map_or(String::new(), |home| format!(", {} of it to take home", home.rounded()));
    format!("{earned}{home}")
}

/// What a reader should know of the table before relying on a sheet, in sentences.
#[must_use]
pub fn warnings<'a>(sheet: &Sheet<'a>) -> Vec<&'a str> {
    let ahead = sheet.points_missing.then_some(NOT_AHEAD);
    sheet.note.into_iter().chain(ahead).collect()
}

/// Where all figures come from, and what to know of the tables before that.
fn sources(page: &mut Document, sheets: &[&Sheet], payee: &Payee) {
    page.heading("Where the figures come from");
    let mut lines: Vec<String> = Vec::new();
    let notes = sheets.iter().filter_map(|sheet| sheet.note).map(str::to_owned);
    let taken = sheets.iter().flat_map(|sheet| payee.sources(sheet.nation));
    let named = sheets.iter().flat_map(|sheet| &sheet.sources).copied().chain(taken).map(source);
    for line in notes.chain(named) {
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    for line in lines {
        page.aside(line);
    }
}
