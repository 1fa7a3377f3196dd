//! A step in words: what it asks, how long its study takes, and what pay does. Ladder and routes tell steps alike.

use crate::app::pages::pay::{PayChoice, pounds};
use crate::domain::band;
use crate::domain::catalogue::Catalogue;
use crate::domain::role::{PaySystem, Role, RoleId};
use crate::domain::route::{Leg, RouteMap, Wanted};
use crate::domain::starting_pay::{PayChange, StartingPay};
use crate::search::adverts::openings::RoleOpenings;

/// What pay is meant wherever steps tell it, ahead of nation and year.
const STARTS: &str = "Pay is what a full-time year starts at, in the lowest and the highest band or grade";
/// What the rest of such a line says.
const OUTSIDE: &str = "Where some posts are paid outside the tables it is not known.";

/// The keys that choose where to, as they are shown; empty where there are none.
#[derive(Clone, Debug, Default)]
pub struct Keys {
    /// Chooses the role to get to.
    pub goal: String,
    /// Chooses what is wanted of the roles within reach.
    pub wanted: String,
}

/// What roles are looked at with.
pub struct Outlook<'a> {
    /// The roles.
    pub catalogue: &'a Catalogue,
    /// Whose pay.
    pub choice: PayChoice,
    /// The open adverts of roles; nothing where they are not counted.
    pub openings: Option<&'a RoleOpenings>,
    /// The role to find routes to.
    pub goal: Option<&'a RoleId>,
    /// Which roles within reach to show.
    pub wanted: Wanted,
    /// The keys that choose the two.
    pub keys: Keys,
}

impl<'a> Outlook<'a> {
    /// The roles and the steps between them, with the pay that was chosen.
    #[must_use]
    pub fn map(&self) -> RouteMap<'a> {
        RouteMap::new(self.catalogue, self.choice.nation, self.choice.year)
    }

    /// A role's title with its adverts: `Ward manager · 3 open adverts, 1 near`.
    #[must_use]
    pub fn titled(&self, role: &Role) -> String {
        let openings = self.openings.map(|openings| openings.brief(&role.id));
        openings.map_or_else(|| role.title.clone(), |openings| format!("{} · {openings}", role.title))
    }

    /// What the pay beside steps is, with nation and year, and what the adverts are.
    #[must_use]
    pub fn caption(&self) -> String {
        let PayChoice { nation, year } = self.choice;
        let table = self.catalogue.pay().table(nation, year).map_or(year, |table| table.year);
        let adverts = self.openings.map_or(String::new(), |openings| format!(" {}", openings.caption()));
        format!("{STARTS}, {nation} {table}. {OUTSIDE}{adverts}")
    }

    /// What a step asks, how long its study takes as far as that is known, and what pay does.
    #[must_use]
    pub fn facts(&self, leg: &Leg) -> Vec<String> {
        vec![format!("asks: {}", leg.step.needs), format!("study: {}", self.study(leg)), format!("pay: {}", pay(leg))]
    }

    fn study(&self, leg: &Leg) -> String {
        let mut tellers: Vec<&str> = self
            .catalogue
            .study()
            .told_by(leg.step)
            .filter_map(|id| self.catalogue.role(id))
            .map(|role| role.title.as_str())
            .collect();
        tellers.dedup();
        let time = leg.study.describe();
        if tellers.is_empty() { time } else { format!("{time} (see “{}”, Getting in)", tellers.join("”, “")) }
    }
}

fn pay(leg: &Leg) -> String {
    let (before, after) = (starts(leg.before, leg.from), starts(leg.after, leg.to));
    match leg.pay {
        _ if before == after => format!("{before} before and after"),
        PayChange::NotKnown => format!("{before} → {after}"),
        change => format!("{before} → {after}, {}", change.title()),
    }
}

/// Where a role's pay starts, with what it is paid by: `£32,073–39,959 (bands 5–6)`.
fn starts(pay: Option<StartingPay>, role: &Role) -> String {
    let paid_by: Vec<String> = role.pay.systems.iter().map(name).collect();
    let pay = pay.map_or("not known".to_owned(), |pay| pounds((pay.lowest, pay.highest)));
    format!("{pay} ({})", paid_by.join(", "))
}

fn name(system: &PaySystem) -> String {
    match system {
        PaySystem::AgendaForChange(bands) if bands.len() == 1 => format!("band {}", band::describe(bands)),
        PaySystem::AgendaForChange(bands) => format!("bands {}", band::describe(bands)),
        PaySystem::Medical(_) => "doctors' scales".to_owned(),
        PaySystem::Dental(_) => "dentists' scales".to_owned(),
        PaySystem::VerySeniorManager => "very senior manager scale".to_owned(),
        PaySystem::Local => "set by each employer".to_owned(),
    }
}
