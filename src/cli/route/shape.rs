//! The JSON shapes of routes.

use serde::Serialize;

use crate::app::pages::pay::PayChoice;
use crate::app::pages::steps::Outlook;
use crate::cli::json::RoleLine;
use crate::cli::typed::Typed;
use crate::domain::progression::StepKind;
use crate::domain::role::RoleId;
use crate::domain::route::{Leg, Measure, Route};
use crate::domain::scale::{Nation, PayYear};
use crate::domain::starting_pay::StartingPay;
use crate::domain::study::StudyTime;
use crate::search::adverts::openings::Openings;

/// A route.
#[derive(Serialize)]
pub struct RouteShape<'a> {
    from: Option<&'a RoleId>,
    to: Option<&'a RoleId>,
    by: &'static str,
    nation: Typed<Nation>,
    year: PayYear,
    /// The year of the table of bands that pay is read from: an older one where none of that year is out.
    table_year: Option<PayYear>,
    study: StudyShape<'a>,
    steps: Vec<StepShape<'a>>,
}

/// A role within reach, with a shortest way there.
#[derive(Serialize)]
pub struct ReachedShape<'a> {
    #[serde(flatten)]
    role: RoleLine<'a>,
    #[serde(flatten)]
    openings: Openings,
    steps: Vec<StepShape<'a>>,
}

/// A step with what it takes and brings.
#[derive(Serialize)]
struct StepShape<'a> {
    from: &'a RoleId,
    to: &'a RoleId,
    kind: StepKind,
    needs: &'a str,
    /// The page that shows the step; null where it is general knowledge.
    evidence: Option<&'a str>,
    study: StudyShape<'a>,
    pay_before: Option<PayShape>,
    pay_after: Option<PayShape>,
    /// What becomes of pay: `rises`, `stays`, `drops` or `not_known`.
    pay: &'static str,
}

/// How long study takes: the months that are known of, and how many steps ask for a course whose length is not known.
#[derive(Serialize)]
struct StudyShape<'a> {
    least_months: u16,
    most_months: u16,
    unknown: u16,
    /// The roles whose pages say so.
    told_by: Vec<&'a RoleId>,
}

/// What a full-time year starts at, in the lowest and the highest band or grade.
#[derive(Serialize)]
struct PayShape {
    lowest: u32,
    highest: u32,
}

impl<'a> RouteShape<'a> {
    /// A route that was found by a measure.
    pub fn new(outlook: &Outlook<'a>, by: Measure, route: &Route<'a>) -> Self {
        let mut told_by: Vec<&RoleId> = Vec::new();
        let tellers = route.legs.iter().flat_map(|leg| outlook.catalogue.study().told_by(leg.step));
        tellers.for_each(|teller| told_by.extend((!told_by.contains(&teller)).then_some(teller)));
        let PayChoice { nation, year } = outlook.choice;
        Self {
            from: route.legs.first().map(|leg| &leg.from.id),
            to: route.legs.last().map(|leg| &leg.to.id),
            by: by.name(),
            nation: Typed(nation),
            year,
            table_year: outlook.catalogue.pay().table(nation, year).map(|table| table.year),
            study: study(route.study(), told_by),
            steps: steps(outlook, route),
        }
    }
}

impl<'a> ReachedShape<'a> {
    /// A role's line with its open adverts and the way there.
    pub fn new(outlook: &Outlook<'a>, role: RoleLine<'a>, openings: Openings, route: &Route<'a>) -> Self {
        Self { role, openings, steps: steps(outlook, route) }
    }
}

fn steps<'a>(outlook: &Outlook<'a>, route: &Route<'a>) -> Vec<StepShape<'a>> {
    route.legs.iter().map(|leg| step(outlook, leg)).collect()
}

fn step<'a>(outlook: &Outlook<'a>, leg: &Leg<'a>) -> StepShape<'a> {
    let start = |pay: Option<StartingPay>| pay.map(|StartingPay { lowest, highest }| PayShape { lowest, highest });
    StepShape {
        from: &leg.from.id,
        to: &leg.to.id,
        kind: leg.step.kind,
        needs: &leg.step.needs,
        evidence: Some(leg.step.evidence.as_str()).filter(|page| !page.is_empty()),
        study: study(leg.study, outlook.catalogue.study().told_by(leg.step).collect()),
        pay_before: start(leg.before),
        pay_after: start(leg.after),
        pay: leg.pay.name(),
    }
}

fn study(StudyTime { least, most, unknown }: StudyTime, told_by: Vec<&RoleId>) -> StudyShape<'_> {
    StudyShape { least_months: least, most_months: most, unknown, told_by }
}
