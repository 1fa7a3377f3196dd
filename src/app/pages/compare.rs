//! Roles, or adverts, side by side: a row a fact, those marked that are not the same of all.

mod layout;

use jiff::civil::Date;

use crate::app::pages::advert::{against_band, bands, closing, pattern};
use crate::app::pages::pay::{self, PayChoice, pounds};
use crate::domain::band;
use crate::domain::band_reading::BandReading;
use crate::domain::board::Listing;
use crate::domain::catalogue::Catalogue;
use crate::domain::progression::{Step, StepKind};
use crate::domain::role::{PaySystem, Role};
use crate::domain::scale::{Nation, PayTables};
use crate::domain::take_home::post::Payee;
use crate::domain::text::{day, or_not_stated};
use crate::search::adverts::openings::RoleOpenings;

/// Things beside each other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// What each is called.
    pub titles: Vec<String>,
    /// The facts; each has a cell for each thing.
    pub rows: Vec<Row>,
}

/// A fact of each thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its lasting name.
    pub fact: &'static str,
    /// What people read.
    pub label: &'static str,
    /// What it is of each thing; several lines where it is several things.
    pub cells: Vec<String>,
}

impl Row {
    /// Whether it is not the same of all.
    #[must_use]
    pub fn differs(&self) -> bool {
        self.cells.iter().any(|cell| Some(cell) != self.cells.first())
    }

    /// Whether it is not the same of some, by their places.
    #[must_use]
    pub fn differs_among(&self, places: &[usize]) -> bool {
        let mut cells = places.iter().filter_map(|place| self.cells.get(*place));
        let first = cells.next();
        cells.any(|cell| Some(cell) != first)
    }
}

/// What a cell says where the sources say nothing.
const NOT_STATED: &str = "not stated";

/// Roles beside each other; `openings` are the open adverts of each, where they are counted.
#[must_use]
pub fn roles(roles: &[&Role], catalogue: &Catalogue, choice: PayChoice, openings: Option<&RoleOpenings>) -> Comparison {
    let tables = catalogue.pay();
    let row = |fact, label, cell: &dyn Fn(&Role) -> String| Row {
        fact,
        label,
        cells: roles.iter().map(|role| cell(role)).collect(),
    };
    let rows = vec![
        row("summary", "In short", &|role| role.summary.clone()),
        row("bands", "Bands", &|role| or_none(&band::describe(&role.bands()), "none")),
        row("pay", "Pay", &|role| pay::summary(role, tables, choice)),
        row("pay_starts", "Pay starts at", &|role| pay_end(role, tables, choice, |ends| ends.0)),
        row("pay_tops", "Pay reaches", &|role| pay_end(role, tables, choice, |ends| ends.1)),
        row("entry_levels", "Ways in", &entry_levels),
        row("registration", "Registration", &|role| {
            let registration = role.getting_in.registration.as_ref();
            registration.map_or("none recorded".to_owned(), |registration| registration.regulator.name().to_owned())
        }),
        row("hours", "Hours", &|role| role.working_life.hours.clone()),
        row("where", "Where", &|role| role.working_life.where_you_work.clone()),
        row("with", "With whom", &|role| role.working_life.who_you_work_with.clone()),
        row("leads_to", "Leads to", &|role| steps_on(role, catalogue)),
        row("vacancies", "Adverts", &|role| {
            openings.map_or("not counted yet".to_owned(), |openings| openings.describe(&role.id))
        }),
    ];
    Comparison { titles: roles.iter().map(|role| role.title.clone()).collect(), rows }
}

/// Adverts beside each other, their pay checked against the band's; `distance` tells how far each is and `nation` which one it
/// is in, where that is known, else the nation of `payee` counts.
#[must_use]
pub fn adverts(
    listings: &[Listing],
    catalogue: &Catalogue,
    payee: &Payee,
    today: Date,
    distance: impl Fn(&Listing) -> Option<String>,
    nation: impl Fn(&Listing) -> Option<Nation>,
) -> Comparison {
    let row = |fact, label, cell: &dyn Fn(&Listing) -> String| Row {
        fact,
        label,
        cells: listings.iter().map(cell).collect(),
    };
    let stated = |text: Option<&String>| text.map_or(NOT_STATED, String::as_str).to_owned();
    let mut rows = vec![
        row("employer", "Employer", &|listing| or_not_stated(&listing.advert.employer).to_owned()),
        row("pay", "Pay as stated", &|listing| {
            listing.advert.pay.as_ref().map_or(NOT_STATED.to_owned(), |text| format!("“{text}”"))
        }),
        row("pay_read", "Read as", &|listing| listing.pay.describe().unwrap_or_else(|| listing.pay.column())),
        row("band", "Band", &band),
        row("pay_check", "Pay check", &|listing| {
            or_none(&against_band(listing, payee, nation(listing)).sentences.join("\n"), "nothing to compare it with")
        }),
        row("places", "Place", &|listing| {
            let places: Vec<&str> = listing.places.iter().map(|place| place.text.as_str()).collect();
            or_none(&places.join("\n"), NOT_STATED)
        }),
        row("distance", "Distance", &|listing| distance(listing).unwrap_or_else(|| "not known".to_owned())),
        row("contract", "Contract", &|listing| stated(listing.advert.contract.as_ref())),
        row("working_pattern", "Working", &|listing| {
            listing.advert.working_pattern.as_deref().map_or(NOT_STATED.to_owned(), pattern)
        }),
        row("closes", "Closes", &|listing| closing(listing.advert.closes, today)),
        row("posted", "Posted", &|listing| listing.advert.posted.map_or(NOT_STATED.to_owned(), day)),
        row("roles", "For the role", &|listing| {
            let titles = listing.roles.iter().filter_map(|id| Some(catalogue.role(id)?.title.as_str()));
            or_none(&titles.collect::<Vec<_>>().join("\n"), "not known")
        }),
        row("source", "From", &|listing| listing.advert.source.clone()),
    ];
    if listings.iter().all(|listing| distance(listing).is_none()) {
        rows.retain(|row| row.fact != "distance");
    }
    Comparison { titles: listings.iter().map(|listing| listing.advert.title.clone()).collect(), rows }
}

fn or_none(text: &str, none: &str) -> String {
    if text.is_empty() { none.to_owned() } else { text.to_owned() }
}

fn band(listing: &Listing) -> String {
    match &listing.band {
        None => bands(listing),
        Some(BandReading::Stated(band)) => format!("{band}, as stated"),
        Some(BandReading::Inferred(paid)) => format!("{}? by the pay", paid.band),
    }
}

/// What each way in asks for, and the way in its own words.
fn entry_levels(role: &Role) -> String {
    let routes = role.getting_in.routes.iter().map(|route| format!("{}: {}", route.level.title(), route.text));
    or_none(&routes.collect::<Vec<_>>().join("\n"), "none recorded")
}

/// The roles that it leads to, those up from it first.
fn steps_on(role: &Role, catalogue: &Catalogue) -> String {
    let mut steps: Vec<&Step> = catalogue.steps_from(&role.id).collect();
    steps.sort_by_key(|step| !matches!(step.kind, StepKind::Promotion | StepKind::Leadership));
    let told = steps.into_iter().filter_map(|step| {
        let title = &catalogue.role(&step.to)?.title;
        Some(format!("{title} ({})", step.kind.title()))
    });
    or_none(&told.collect::<Vec<_>>().join("\n"), "none recorded")
}

/// The lowest or the highest figure of the national scales that a role is paid by, with its year.
fn pay_end(role: &Role, tables: &PayTables, choice: PayChoice, end: fn((u32, u32)) -> u32) -> String {
    let ends = role.pay.systems.iter().filter_map(|system| system_ends(system, tables, choice));
    let Some((low, high, whose)) = ends.reduce(|one, other| (one.0.min(other.0), one.1.max(other.1), one.2)) else {
        return "no national figure".to_owned();
    };
    let figure = end((low, high));
    format!("{} ({whose})", pounds((figure, figure)))
}

/// The lowest and the highest figure of a system, and whose table they are from.
fn system_ends(system: &PaySystem, tables: &PayTables, choice: PayChoice) -> Option<(u32, u32, String)> {
    let (ranges, whose): (Vec<(u32, u32)>, String) = match system {
        PaySystem::AgendaForChange(bands) => {
            let table = tables.table(choice.nation, choice.year)?;
            let ranges = bands.iter().filter_map(|band| table.band(*band)?.range());
            (ranges.collect(), format!("{} {}", table.nation, table.year))
        }
        PaySystem::Medical(grades) | PaySystem::Dental(grades) => {
            let scales = || grades.iter().filter_map(|grade| tables.grade(grade, choice.year));
            let year = scales().map(|scale| scale.year).max()?;
            (scales().filter_map(|scale| scale.pay.range()).collect(), format!("England {year}"))
        }
        PaySystem::VerySeniorManager | PaySystem::Local => return None,
    };
    let low = ranges.iter().map(|range| range.0).min()?;
    Some((low, ranges.iter().map(|range| range.1).max()?, whose))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_differs_where_any_cell_does() {
        let row = |cells: &[&str]| Row {
            fact: "where",
            label: "Where",
            cells: cells.iter().map(|cell| (*cell).to_owned()).collect(),
        };
        for (cells, differs) in
            [(&[][..], false), (&["a"], false), (&["a", "a"], false), (&["a", "a", "b"], true), (&["", "a"], true)]
        {
            assert_eq!(row(cells).differs(), differs, "{cells:?}");
        }
    }
}
