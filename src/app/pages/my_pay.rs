//! What one person would be paid: full time, for their hours, an hour, and what they take home, with what that assumes.

use crate::app::document::Document;
use crate::app::pages::pay::{points_word, source};
use crate::app::pages::role::Tab;
use crate::domain::hours::Hours;
use crate::domain::pay::{Pay, PayUnit, Pence};
use crate::domain::role::{PaySystem, Role};
use crate::domain::scale::Nation;
use crate::domain::take_home::post::{Payee, PostPay};
use crate::domain::take_home::sheet::{At, NoYear, Row, Sheet};
use crate::domain::take_home::{Slice, TakeHome};

/// The columns of a person's pay after the one that names the row.
const HEADINGS: [&str; 6] = ["point", "full time", "your hours", "an hour", "take-home a month", "and a year"];
/// What no figure here holds.
const LEFT_OUT: &str = "Left out: unsocial hours, overtime, a tax code of your own, salary sacrifice and pay awards to come. \
                        Taken for twelve equal months.";

/// The same where there is less room.
const BRIEFLY_LEFT_OUT: &str = "unsocial hours, overtime and tax codes of your own left out";

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

/// What a band, grade or figure pays, whole: the figures, how the first is worked out, ten years, and the sources.
#[must_use]
pub fn document(sheet: &Sheet, payee: &Payee) -> Document {
    let mut page = Document::default();
    page.title(title(sheet));
    figures(&mut page, sheet);
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

/// A tab of a role's page with the person's own pay before it: whole on the tab about pay, in a line on the others.
#[must_use]
pub fn on_role(role: &Role, tab: Tab, payee: &Payee, rest: Document) -> Document {
    let sheets = sheets(role, payee);
    let mut page = Document::default();
    match sheets.first() {
        None => page.aside("Your pay: no national scale of this role is bundled, so it cannot be worked out."),
        Some(_) if tab == Tab::Pay => several(&mut page, &sheets, payee),
        Some(first) => page.aside(brief(&sheets, first, payee)),
    }
    page.gap();
    page.follow(rest);
    page
}

/// A person's pay from the lowest to the highest of a role's figures, with what it assumes.
fn brief(sheets: &[Sheet], first: &Sheet, payee: &Payee) -> String {
    let home = |sum: fn(&TakeHome) -> Pence| -> Option<String> {
        let rows = sheets.iter().flat_map(|sheet| &sheet.rows);
        let sums: Option<Vec<Pence>> = rows.map(|row| row.pay.take_home.as_ref().ok().map(sum)).collect();
        let sums = sums?;
        Some(range(&sums.iter().min()?.rounded(), &sums.iter().max()?.rounded()))
    };
    let assumed = assumed(first, payee).join("; ");
    match (home(TakeHome::month), home(TakeHome::year)) {
        (Some(month), Some(year)) => {
            format!(
                "Your pay, an estimate: {month} a month to take home, {year} a year ({assumed}; {BRIEFLY_LEFT_OUT})."
            )
        }
        _ => {
            format!("Your pay: take-home is not worked out, as a table is missing; the Pay tab says which ({assumed}).")
        }
    }
}

/// The person's own pay beside what an advert states: in a fact, with what it assumes in another.
#[must_use]
pub fn on_advert(stated: &Pay, payee: &Payee) -> [String; 2] {
    let sheet = match payee.figure(stated) {
        Ok(sheet) => sheet,
        Err(why) => return [format!("not worked out: {}", unknown(why)), String::new()],
    };
    let (Some(first), Some(last)) = (sheet.rows.first(), sheet.rows.last()) else { return Default::default() };
    let ranges = cells(&first.pay).into_iter().zip(cells(&last.pay)).map(|(low, high)| range(&low, &high));
    let named = HEADINGS[1..].iter().zip(ranges).map(|(heading, range)| format!("{heading} {range}"));
    let missing = first.pay.take_home.as_ref().err().map(|why| format!("; {why} is bundled")).unwrap_or_default();
    [
        named.collect::<Vec<_>>().join(", "),
        format!("an estimate: {}{missing}; {BRIEFLY_LEFT_OUT}", assumed(&sheet, payee).join("; ")),
    ]
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
            figures(page, sheet);
            if !sheet.ahead.is_empty() {
                page.aside(format!("The first ten years, at today's pay: {}.", together(sheet)));
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
    let headings: Vec<&str> = std::iter::once("band").chain(HEADINGS[1..5].iter().copied()).collect();
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

fn figures(page: &mut Document, sheet: &Sheet) {
    let rows = sheet.rows.iter().map(|row| std::iter::once(at_words(row.at)).chain(cells(&row.pay)).collect());
    page.table(&HEADINGS, rows.collect());
}

/// Full time, your hours, an hour, a month and a year at home; a dash where a figure is not known.
fn cells(pay: &PostPay) -> [String; 5] {
    let home =
        |sum: fn(&TakeHome) -> Pence| pay.take_home.as_ref().map_or("–".to_owned(), |paid| sum(paid).rounded());
    let hourly = pay.hourly.map_or("–".to_owned(), with_pence);
    [pay.full_time().rounded(), pay.mine.rounded(), hourly, home(TakeHome::month), home(TakeHome::year)]
}

/// A sum with its pence whether or not there are any, so that rates stand below each other.
fn with_pence(sum: Pence) -> String {
    let text = sum.to_string();
    if text.contains('.') { text } else { format!("{text}.00") }
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

/// What the figures take for granted, and what they leave out.
fn assumption(page: &mut Document, sheet: &Sheet, payee: &Payee) {
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
    let loans = match terms.loans.iter().count() {
        0 => "no student loan".to_owned(),
        _ => format!("repaying the student loan {}", terms.loans),
    };
    let mut parts = vec![hours(sheet.week, terms.hours)];
    if sheet.table_year.is_none() {
        parts.push("the figure taken for full-time pay with every supplement in it".to_owned());
    }
    if sheet.nation != payee.nation {
        parts.push(format!(
            "doctors' and dentists' pay of {}, as no table of {} is bundled",
            sheet.nation, payee.nation
        ));
    }
    parts.extend(supplement(sheet, payee));
    parts.extend([pension.to_owned(), format!("taxed as in {taxed} {}", payee.year), loans]);
    parts
}

fn hours(week: Option<Hours>, hours: Option<Hours>) -> String {
    match (week, hours) {
        (None, None) => "full time".to_owned(),
        (None, Some(_)) => "full time, as no full-time week of this grade was seen in a source".to_owned(),
        (Some(week), Some(hours)) if hours < week => format!("{hours} of {week} hours a week"),
        (Some(week), Some(hours)) if hours > week => {
            format!("full time, {week} hours a week (the {hours} hours set are more)")
        }
        (Some(week), _) => format!("full time, {week} hours a week"),
    }
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

/// Each line of the working, in the order it is done.
fn arithmetic(page: &mut Document, sheet: &Sheet, payee: &Payee, paid: &TakeHome) {
    let Some(first) = sheet.rows.first() else { return };
    if let Some(times) = conversion(sheet) {
        page.item(format!("full time: {times} = {}", first.pay.full_time()));
    }
    if first.pay.supplement > Pence(0) {
        page.item(format!(
            "full time: {} basic pay + {} supplement = {}",
            first.pay.basic,
            first.pay.supplement,
            first.pay.full_time()
        ));
    }
    match (sheet.week, payee.hours(sheet.week)) {
        (Some(week), Some(hours)) if hours < week => {
            page.item(format!("your hours: {} × {hours} ÷ {week} = {}", first.pay.full_time(), paid.gross));
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

/// What a full-time year was made of, where the figure was not a year's.
fn conversion(sheet: &Sheet) -> Option<String> {
    match sheet.rate? {
        (rate, PayUnit::Hour) => Some(format!("{rate} × {} × 52.143", sheet.week?)),
        (rate, PayUnit::Month) => Some(format!("{rate} × 12")),
        _ => None,
    }
}

fn slices(page: &mut Document, what: &str, slices: &[Slice]) {
    if slices.is_empty() {
        page.item(format!("{what}: nothing"));
    }
    for Slice { name, part, rate, charge } in slices {
        page.item(format!("{what}, {name}: {rate} of {part} = {charge}"));
    }
}

/// The next ten years, those that pay alike in one line.
fn ahead(page: &mut Document, sheet: &Sheet) {
    let (Some((first, _)), Some((last, _))) = (sheet.ahead.first(), sheet.ahead.last()) else { return };
    page.heading(format!("Years {first} to {last}, at today's pay"));
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

/// Where all figures come from.
fn sources(page: &mut Document, sheets: &[&Sheet], payee: &Payee) {
    page.heading("Where the figures come from");
    let mut lines: Vec<String> = Vec::new();
    let taken = sheets.iter().flat_map(|sheet| payee.sources(sheet.nation));
    for line in sheets.iter().flat_map(|sheet| &sheet.sources).copied().chain(taken).map(source) {
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    for line in lines {
        page.aside(line);
    }
}
