//! `rolecall pay`.

use serde::Serialize;

use crate::app::document::Document;
use crate::app::pages::{self, my_pay};
use crate::cli::output::{Output, complain};
use crate::cli::pay_args::PayArgs;
use crate::cli::pay_asked::{self, Asked};
use crate::cli::role::named;
use crate::cli::typed::Typed;
use crate::cli::world::World;
use crate::cli::{Failure, Outcome};
use crate::domain::band::Band;
use crate::domain::band_reading::settled;
use crate::domain::deductions::Loan;
use crate::domain::hours::Hours;
use crate::domain::pay::{Pay, Pence, SupplementHow};
use crate::domain::role::{PaySystem, Role};
use crate::domain::scale::{FigureSource, Nation, PayYear, VerySeniorManagers, Zone};
use crate::domain::take_home::TakeHome;
use crate::domain::take_home::post::{Payee, PostPay};
use crate::domain::take_home::sheet::{At, Row, Sheet};
use crate::domain::text::folded_words;

/// Works out what a band, a role, a figure or every band pays the person.
///
/// # Errors
/// Where the name may be several roles or the figure cannot be read, or the output cannot be written.
pub fn run(world: &World, asked: &PayArgs, out: &mut Output) -> Result<Outcome, Failure> {
    let mut payee = world.payee();
    asked.change(&mut payee).map_err(|why| Failure::Wrong(format!("working out pay: {why}")))?;
    let what = asked.what.join(" ");
    let what = what.trim();
    if what.is_empty() {
        return every_band(world, &payee, out);
    }
    match pay_asked::read(what).map_err(|why| Failure::Wrong(format!("working out pay: {why}")))? {
        Asked::Bands(bands) => return named_bands(&bands, &payee, out),
        Asked::Figure(pay) => return figure(what, &settled(*pay, payee.tables), asked, &payee, out),
        Asked::Name => {}
    }
    if is_very_senior(what) {
        return very_senior(&payee, out);
    }
    let Some(role) = named(world, &world.role_index(), what, "working out pay")? else {
        complain(&format!(
            "working out pay: `{what}` is no band, role or figure; `rolecall roles {what}` looks for roles, and a figure is \
             written as 35000 or \"16.40 an hour\""
        ));
        return Ok(Outcome::NothingFound);
    };
    of_role(role, &payee, out)
}

fn no_table(why: Option<String>) -> Failure {
    let why = why.unwrap_or_else(|| "no table of bands is bundled".to_owned());
    Failure::Wrong(format!("working out pay: {why}, and `--year` chooses one"))
}

fn every_band(world: &World, payee: &Payee, out: &mut Output) -> Result<Outcome, Failure> {
    let table =
        world.catalogue.pay().table(payee.nation, payee.year).ok_or_else(|| no_table(my_pay::no_bands(payee)))?;
    let sheets: Vec<Sheet> = table.bands.iter().filter_map(|scale| payee.band(scale.band)).collect();
    if out.json {
        return all(&sheets, payee, &[], out);
    }
    out.document(&my_pay::bands(&sheets, payee))
}

fn named_bands(bands: &[Band], payee: &Payee, out: &mut Output) -> Result<Outcome, Failure> {
    let table = payee.tables.table(payee.nation, payee.year).ok_or_else(|| no_table(my_pay::no_bands(payee)))?;
    if let Some(band) = bands.iter().find(|band| table.band(**band).is_none()) {
        complain(&format!("working out pay: the table of {} {} has no band {band}", table.nation, table.year));
        return Ok(Outcome::NothingFound);
    }
    let sheets: Vec<Sheet> = bands.iter().filter_map(|band| payee.band(*band)).collect();
    answer(&sheets, payee, &[], out)
}

fn figure(what: &str, pay: &Pay, asked: &PayArgs, payee: &Payee, out: &mut Output) -> Result<Outcome, Failure> {
    let on_top = pay.supplement.is_some_and(|supplement| supplement.how == SupplementHow::OnTop);
    if asked.zone.is_some() && !on_top {
        return Err(Failure::Wrong(format!(
            "working out pay: `{what}` is taken with every supplement in it; leave --zone out, or write \"{what} plus HCAS\" to \
             have it added"
        )));
    }
    let sheet = payee.figure(pay);
    let sheet = sheet.map_err(|why| Failure::Wrong(format!("working out pay: reading `{what}`: {why}")))?;
    whole(&sheet, payee, &[], out)
}

/// Whether the scale of very senior managers is named.
fn is_very_senior(what: &str) -> bool {
    matches!(folded_words(what).join(" ").as_str(), "vsm" | "vsms" | "very senior manager" | "very senior managers")
}

/// What is known of the pay that no table tells.
fn very_senior(payee: &Payee, out: &mut Output) -> Result<Outcome, Failure> {
    let Some(scale) = &payee.tables.very_senior_managers else { return Ok(Outcome::NothingFound) };
    if out.json {
        return out.json(&VerySeniorShape::new(scale));
    }
    let mut page = Document::default();
    pages::pay::very_senior(&mut page, payee.tables);
    out.document(&page)
}

fn of_role(role: &Role, payee: &Payee, out: &mut Output) -> Result<Outcome, Failure> {
    let sheets = my_pay::sheets(role, payee);
    let also = my_pay::also(role);
    if sheets.is_empty() {
        if let Some(why) = my_pay::missing(role, payee) {
            return Err(no_table(Some(why)));
        }
        if role.pay.systems.contains(&PaySystem::VerySeniorManager) {
            return very_senior(payee, out);
        }
        complain(&format!(
            "working out pay: no national scale for {} is bundled, so there is nothing to work out",
            role.title
        ));
        return Ok(Outcome::NothingFound);
    }
    answer(&sheets, payee, &also, out)
}

/// One sheet whole, or several beside each other.
fn answer(sheets: &[Sheet], payee: &Payee, also: &[&'static str], out: &mut Output) -> Result<Outcome, Failure> {
    match sheets {
        [sheet] => whole(sheet, payee, also, out),
        _ if out.json => all(sheets, payee, also, out),
        _ => out.document(&closed(my_pay::overview(sheets, payee), also)),
    }
}

fn whole(sheet: &Sheet, payee: &Payee, also: &[&'static str], out: &mut Output) -> Result<Outcome, Failure> {
    if out.json {
        return out.json(&SheetShape::new(sheet, payee, also));
    }
    out.document(&closed(my_pay::document(sheet, payee), also))
}

fn all(sheets: &[Sheet], payee: &Payee, also: &[&'static str], out: &mut Output) -> Result<Outcome, Failure> {
    for sheet in sheets {
        out.json(&SheetShape::new(sheet, payee, also))?;
    }
    Ok(Outcome::Done)
}

/// A role's pay with a last line for what else it is paid by.
fn closed(mut page: Document, also: &[&'static str]) -> Document {
    if !also.is_empty() {
        page.gap();
        page.aside(format!("Also paid: {}.", also.join("; ")));
    }
    page
}

/// A band, grade or figure.
#[derive(Serialize)]
struct SheetShape<'a> {
    name: &'a str,
    band: Option<Band>,
    nation: Typed<Nation>,
    table_year: Option<PayYear>,
    year: PayYear,
    week_hours: Option<Hours>,
    hours: Option<Hours>,
    zone: Option<Typed<Zone>>,
    pension: bool,
    tax_nation: Typed<Nation>,
    student_loans: Vec<Typed<Loan>>,
    points: Vec<PointShape>,
    ten_years: Vec<YearShape>,
    missing: Option<String>,
    also: Vec<&'static str>,
    assumed: Vec<String>,
    sources: Vec<&'a FigureSource>,
}

/// The scale of very senior managers.
#[derive(Serialize)]
struct VerySeniorShape<'a> {
    name: &'static str,
    nation: Typed<Nation>,
    typically_above: u32,
    framework: &'a str,
    sources: [&'a FigureSource; 1],
}

impl<'a> VerySeniorShape<'a> {
    fn new(scale: &'a VerySeniorManagers) -> Self {
        Self {
            name: "Very senior managers",
            nation: Typed(Nation::England),
            typically_above: scale.typically_above,
            framework: &scale.framework,
            sources: [&scale.source],
        }
    }
}

#[derive(Serialize)]
struct PointShape {
    years: Option<u8>,
    basic: Option<f64>,
    supplement: f64,
    full_time: Option<f64>,
    hourly: Option<f64>,
    pay: f64,
    pension: Option<f64>,
    income_tax: Option<f64>,
    national_insurance: Option<f64>,
    student_loans: Option<f64>,
    take_home_year: Option<f64>,
    take_home_month: Option<f64>,
}

#[derive(Serialize)]
struct YearShape {
    year: u8,
    pay: f64,
    take_home_year: Option<f64>,
}

impl<'a> SheetShape<'a> {
    fn new(sheet: &'a Sheet<'a>, payee: &Payee<'a>, also: &[&'static str]) -> Self {
        let missing = sheet.rows.iter().find_map(|row| row.pay.take_home.as_ref().err());
        Self {
            name: &sheet.name,
            band: sheet.band,
            nation: Typed(sheet.nation),
            table_year: sheet.table_year,
            year: payee.year,
            week_hours: sheet.week,
            hours: payee.hours(sheet.week),
            zone: payee.terms.zone.map(Typed),
            pension: payee.terms.pension,
            tax_nation: Typed(payee.taxed_in(sheet.nation)),
            student_loans: payee.terms.loans.iter().map(Typed).collect(),
            points: sheet.rows.iter().map(PointShape::new).collect(),
            ten_years: sheet.ahead.iter().map(YearShape::new).collect(),
            missing: missing.map(ToString::to_string),
            also: also.to_vec(),
            assumed: my_pay::assumed(sheet, payee)
                .into_iter()
                .chain(my_pay::warnings(sheet).into_iter().map(str::to_owned))
                .collect(),
            sources: sheet.sources.iter().copied().chain(payee.sources(sheet.nation)).collect(),
        }
    }
}

impl PointShape {
    fn new(row: &Row) -> Self {
        let PostPay { basic, supplement, hourly, mine, take_home } = &row.pay;
        let paid = |sum: fn(&TakeHome) -> Pence| take_home.as_ref().ok().map(|paid| sum(paid).pounds());
        Self {
            years: match row.at {
                At::Years(years) => Some(years),
                At::Lowest | At::Highest | At::Only => None,
            },
            basic: basic.map(Pence::pounds),
            supplement: supplement.pounds(),
            full_time: row.pay.full_time().map(Pence::pounds),
            hourly: hourly.map(Pence::pounds),
            pay: mine.pounds(),
            pension: paid(TakeHome::pension_charge),
            income_tax: paid(TakeHome::tax_charge),
            national_insurance: paid(TakeHome::insurance_charge),
            student_loans: paid(TakeHome::loans_charge),
            take_home_year: paid(TakeHome::year),
            take_home_month: paid(TakeHome::month),
        }
    }
}

impl YearShape {
    fn new((year, pay): &(u8, PostPay)) -> Self {
        let take_home_year = pay.take_home.as_ref().ok().map(|paid| paid.year().pounds());
        Self { year: *year, pay: pay.mine.pounds(), take_home_year }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::catalogue::Catalogue;
    use crate::domain::role::GradeId;
    use crate::domain::role::RoleId;
    use crate::domain::take_home::terms::PayTerms;
    use crate::source::bundled;

    fn payee(catalogue: &Catalogue, nation: Nation) -> Payee<'_> {
        Payee { tables: catalogue.pay(), nation, year: PayYear(2026), terms: PayTerms::default() }
    }

    #[test]
    fn the_year_made_of_an_hour_or_a_month_is_shown() {
        let catalogue = bundled::catalogue().unwrap();
        let cases = [
            (Nation::England, "15.50", "full time: £15.50 × 37.5 × 52.143 = £30,308.12"),
            (Nation::Scotland, "£15.50 an hour", "full time: £15.50 × 36 × 52.143 = "),
            (Nation::England, "£3,000 a month", "full time: £3,000 × 12 = £36,000"),
            (Nation::England, "£39,106 a year", "an hour: £39,106 ÷ (37.5 × 52.143) = £20.00"),
            (Nation::England, "£18,000 for 25 hours a week", "full time: pay for 25 hours × 37.5 ÷ 25 = £27,000"),
            (Nation::England, "£18,000 for 25 hours a week", "an hour: £18,000 ÷ (25 × 52.143) = £13.81"),
            (Nation::England, "£13.17 an hour for 22.5 hours a week", "full time: £13.17 × 37.5 × 52.143 = £25,752.12"),
            (
                Nation::England,
                "£13.17 an hour for 22.5 hours a week",
                "its own hours: £13.17 × 22.5 × 52.143 = £15,451.27",
            ),
            (Nation::England, "£12,000 (£30,000 FTE)", "full time: the pay × £30,000 ÷ £12,000 = £30,000"),
        ];
        for (nation, text, line) in cases {
            let payee = payee(&catalogue, nation);
            let page = format!("{:?}", my_pay::document(&payee.figure(&Pay::read(text)).unwrap(), &payee));
            assert!(page.contains(line), "{text}: {page}");
        }
        let payee = payee(&catalogue, Nation::England);
        let page = my_pay::document(&payee.figure(&Pay::read("35000")).unwrap(), &payee);
        assert!(!format!("{page:?}").contains("full time: "));
    }

    #[test]
    fn a_grade_of_england_says_so_in_another_nation() {
        let catalogue = bundled::catalogue().unwrap();
        let says = |nation| {
            let payee = payee(&catalogue, nation);
            let parts = my_pay::assumed(&payee.grade(&GradeId("consultant".to_owned())).unwrap(), &payee);
            parts.contains(&format!("doctors' and dentists' pay of England, as no table of {nation} is bundled"))
        };
        assert_eq!(Nation::ALL.map(says), [false, true, true, true]);
    }

    #[test]
    fn what_no_table_tells_of_a_role_is_named() {
        let catalogue = bundled::catalogue().unwrap();
        for id in ["medical-director", "strategic-management", "director-public-health"] {
            assert!(!my_pay::also(catalogue.role(&RoleId::new(id)).unwrap()).is_empty(), "{id}");
        }
        let page = format!("{:?}", closed(Document::default(), &["pay set by each employer"]));
        assert!(page.contains("Also paid: pay set by each employer."), "{page}");
        assert_eq!(closed(Document::default(), &[]), Document::default());
    }
}
