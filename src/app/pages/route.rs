//! Routes in words: from one role to another by each measure, and what a person could become within a few steps.

use crate::app::document::Document;
use crate::app::pages::pay;
use crate::app::pages::steps::Outlook;
use crate::domain::band;
use crate::domain::role::Role;
use crate::domain::route::{Leg, Measure, Reached, Register, Route, RouteMap, Wanted};
use crate::domain::text::count;

/// Between the roles of a route told in a line.
const ONWARD: &str = " › ";
/// Where the search ends: what the catalogue does not hold.
const NOT_ALL: &str = "The steps are collected by hand, so there may be ways that are not known here.";

/// The routes from a role to another by one measure, the best first; nothing where none is known.
#[must_use]
pub fn routes(outlook: &Outlook, from: &Role, to: &Role, by: Measure, found: &[Route]) -> Document {
    let mut page = Document::default();
    page.title(format!("From {} to {}: {}", from.title, to.title, by.title().to_lowercase()));
    for (number, route) in (1..).zip(found) {
        page.heading(if found.len() == 1 { "The only route known".to_owned() } else { format!("Route {number}") });
        page.aside(sum(route));
        for leg in &route.legs {
            step(&mut page, outlook, leg, true);
        }
    }
    page.gap();
    page.aside(outlook.caption());
    page.aside(NOT_ALL);
    page
}

/// Why there is no route by a measure, in a sentence or two, with what to do.
#[must_use]
pub fn none(map: &RouteMap, from: &Role, to: &Role, by: Measure) -> String {
    let (here, there) = (&from.title, &to.title);
    if from.id == to.id {
        return format!("{here} is where the route begins; choose another role to get to");
    }
    if by == Measure::Pay && !map.routes(&from.id, &to.id, Measure::Steps).is_empty() {
        return format!(
            "no route from {here} to {there} is known on which pay drops nowhere: on each, pay starts lower after a step, \
             or is not known; the routes by fewest steps say where"
        );
    }
    format!(
        "no route from {here} to {there} is known; the steps are collected by hand, so there may be one all the same"
    )
}

/// Where a role can lead: routes to the goal, if one is chosen, and what is within reach.
#[must_use]
pub fn where_to(outlook: &Outlook, role: &Role) -> Document {
    let map = outlook.map();
    let mut page = Document::default();
    match outlook.goal.and_then(|goal| outlook.catalogue.role(goal)) {
        Some(goal) if goal.id == role.id => page.paragraph(format!("{} is the role you chose to get to.", goal.title)),
        Some(goal) => measures(&mut page, outlook, &map, role, goal),
        None => page.aside(format!("{} chooses a role to get to; the routes there are shown here.", outlook.keys.goal)),
    }
    reach(&mut page, outlook, &map, role);
    page.gap();
    page.aside(outlook.caption());
    page.aside(NOT_ALL);
    page
}

/// What could be become from a role, as far as it is wanted.
fn reach(page: &mut Document, outlook: &Outlook, map: &RouteMap, role: &Role) {
    let reached = map.within(&role.id, &outlook.wanted);
    page.heading(format!("What you could become: {}", count(reached.len(), "role")));
    page.aside(format!("{}. {} chooses others.", sentence(&wanted(&outlook.wanted)), outlook.keys.wanted));
    for Reached { role, route } in &reached {
        let way = if route.legs.len() == 1 { String::new() } else { format!(": {}", line(route)) };
        let steps = count(route.legs.len(), "step");
        let pays = pay::summary(role, outlook.catalogue.pay(), outlook.choice);
        page.go_to(role.id.clone(), outlook.titled(role), format!("{steps}{way}\npays: {pays}"));
    }
}

/// The best route by each measure; a route that stood already is named and not told again.
fn measures(page: &mut Document, outlook: &Outlook, map: &RouteMap, role: &Role, goal: &Role) {
    page.title(format!("From {} to {}", role.title, goal.title));
    let mut told: Vec<(Measure, Route)> = Vec::new();
    let mut named: Vec<Route> = Vec::new();
    for by in Measure::ALL {
        let routes = map.routes(&role.id, &goal.id, by);
        if let Some((best, others)) = routes.split_first() {
            page.heading(format!("{}: {}", by.title(), sum(best)));
            best_by(page, outlook, best, &told);
            told.push((by, best.clone()));
            for other in others {
                if !told.iter().map(|(_, route)| route).chain(&named).any(|route| route.is_same(other)) {
                    page.item(format!("or {} ({})", line(other), sum(other)));
                    named.push(other.clone());
                }
            }
        } else {
            page.heading(by.title());
            page.paragraph(sentence(&none(map, role, goal, by)) + ".");
            if by == Measure::Steps {
                // Without any route the other measures have none either.
                return;
            }
        }
    }
}

/// A route step by step, or, where it stood already, which one it is.
fn best_by(page: &mut Document, outlook: &Outlook, best: &Route, told: &[(Measure, Route)]) {
    match told.iter().find(|(_, route)| route.is_same(best)) {
        Some((by, _)) => page.paragraph(format!("That stands above, under “{}”.", by.title())),
        None => best.legs.iter().for_each(|leg| step(page, outlook, leg, false)),
    }
}

/// A text with its first letter made large.
fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// A step of a route; `sourced` says also where it was read.
fn step(page: &mut Document, outlook: &Outlook, leg: &Leg, sourced: bool) {
    let mut facts = outlook.facts(leg);
    if sourced {
        let evidence = &leg.step.evidence;
        let known = if evidence.is_empty() { "general knowledge" } else { evidence };
        facts.push(format!("shown by: {known}"));
    }
    let title = format!("{} ({})", outlook.titled(leg.to), leg.step.kind.title());
    page.go_to(leg.to.id.clone(), title, facts.join("\n"));
}

/// A route's length and study: `3 steps · study: 4 years`.
fn sum(route: &Route) -> String {
    format!("{} · study: {}", count(route.legs.len(), "step"), route.study().describe())
}

/// A route in a line, without the role it begins at.
#[must_use]
pub fn line(route: &Route) -> String {
    route.legs.iter().map(|leg| leg.to.title.as_str()).collect::<Vec<_>>().join(ONWARD)
}

/// Which roles are wanted, in words: `within 2 steps, band 6, registered with the NMC`.
#[must_use]
pub fn wanted(wanted: &Wanted) -> String {
    let mut words = vec![format!("within {}", count(wanted.within.into(), "step"))];
    words.extend(wanted.entry.map(|level| format!("with a way in by: {}", level.title())));
    words.extend(wanted.band.map(|band| format!("at band {}", band::describe(&[band]))));
    match wanted.register {
        Register::Any => {}
        Register::Without => words.push("with no registration recorded".to_owned()),
        Register::Of(body) => words.push(format!("registered with the {}", body.name())),
    }
    words.join(", ")
}
