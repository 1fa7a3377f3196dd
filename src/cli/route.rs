//! `rolecall route`: ways from a role to another, and what a person could become.

mod shape;

use std::sync::Arc;

use clap::{Args, ValueEnum};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::app::become_form::FURTHEST;
use crate::app::pages::route::{line, none, routes, wanted};
use crate::app::pages::steps::Outlook;
use crate::cli::json::RoleLine;
use crate::cli::output::{Output, complain};
use crate::cli::role::named;
use crate::cli::route::shape::{ReachedShape, RouteShape};
use crate::cli::world::World;
use crate::cli::{Failure, Outcome};
use crate::domain::band::{self, Band};
use crate::domain::role::{EntryLevel, Regulator, Role};
use crate::domain::route::{Measure, Reached, Register, RouteMap, Wanted};
use crate::search::adverts::AdvertIndex;
use crate::search::adverts::openings::RoleOpenings;
use crate::search::roles::RoleIndex;

/// What follows the help of `route`.
pub const ROUTE: &str = "\
A role is named by its id, or by its title, another title, an
abbreviation or an everyday word where only one role has it.

The measures:
  steps  the fewest steps
  years  the least study: first the fewest steps that ask for a course
         whose length is not known, then the shortest of the others
  pay    the fewest steps of the routes on which pay drops nowhere: in
         the nation and year of config.ron it starts no lower after
         each step, neither in the lowest band nor in the highest.
         A role with posts paid outside the tables has no known pay,
         so such a route does not pass it

With --json each route is an object: from, to, by, nation, year,
table_year (of which year its table of bands is: an older one where none
of that year is out), study, and steps, a list of from, to, kind, needs,
evidence, study, pay_before, pay_after and pay. Without TO each role is
one as `roles` lists it, with open, near and steps: how many adverts can
still be applied for, and how many of them are within `radius` (20 miles
unless config.ron says otherwise) of the home points of config.ron, null
where there are none.

Exit status:
  0  done
  1  no route is known, no role is within reach, or there is no such role
  2  wrong use, or a name that several roles go by";

/// Where from and where to.
#[derive(Debug, Args)]
pub struct RouteArgs {
    /// The role to set out from.
    pub from: String,
    /// The role to get to; without it, what is within reach is listed.
    pub to: Option<String>,
    /// What makes a route better than another.
    #[arg(long, value_enum, default_value_t = By::Steps)]
    pub by: By,
    /// How many steps away a role within reach may be; 2 where nothing is said.
    #[arg(long, value_name = "N", conflicts_with = "to", value_parser = clap::value_parser!(u8).range(1..=i64::from(FURTHEST)))]
    pub within: Option<u8>,
    /// Only roles within reach with a way in that asks for this to begin, such as `degree` or `no-set-level`.
    #[arg(long, value_name = "LEVEL", conflicts_with = "to", value_parser = level)]
    pub entry: Option<EntryLevel>,
    /// Only roles within reach that are paid at this band, such as `6` or `8a`.
    #[arg(long, value_name = "BAND", conflicts_with = "to")]
    pub band: Option<Band>,
    /// Only roles within reach that this body registers, such as `nmc`; `none` for those where none is recorded.
    #[arg(long, value_name = "BODY", conflicts_with = "to", value_parser = register)]
    pub register: Option<Register>,
}

/// What makes a route better than another.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum By {
    /// The fewest steps.
    Steps,
    /// The least study, as far as its length is known.
    Years,
    /// The fewest steps without a drop in pay.
    Pay,
}

impl From<By> for Measure {
    fn from(by: By) -> Self {
        match by {
            By::Steps => Self::Steps,
            By::Years => Self::Years,
            By::Pay => Self::Pay,
        }
    }
}

/// The value that the assets spell so, hyphens for underscores.
fn spelt<T: DeserializeOwned>(text: &str) -> Option<T> {
    serde_json::from_value(text.replace('-', "_").into()).ok()
}

/// How the assets spell values, hyphens for underscores, in lower case.
fn spellings<T: Serialize>(values: impl IntoIterator<Item = T>) -> String {
    let texts =
        values.into_iter().filter_map(|value| serde_json::to_value(value).ok()?.as_str().map(str::to_lowercase));
    texts.map(|text| text.replace('_', "-")).collect::<Vec<_>>().join(", ")
}

fn level(text: &str) -> Result<EntryLevel, String> {
    spelt(&text.to_lowercase()).ok_or_else(|| format!("write one of {}", spellings(EntryLevel::ALL)))
}

fn register(text: &str) -> Result<Register, String> {
    let body = || spelt::<Regulator>(&text.to_uppercase()).map(Register::Of);
    let register = if text.eq_ignore_ascii_case("none") { Some(Register::Without) } else { body() };
    register.ok_or_else(|| format!("write one of none, {}", spellings(Regulator::ALL)))
}

/// Shows routes between two roles, or what is within reach of one.
///
/// # Errors
/// Where a name is that of several roles, the adverts cannot be read or the output cannot be written.
pub fn run(world: &World, asked: &RouteArgs, out: &mut Output) -> Result<Outcome, Failure> {
    let index = world.role_index();
    let Some(from) = role_named(world, &index, &asked.from)? else { return Ok(Outcome::NothingFound) };
    let adverts = AdvertIndex::new(Arc::new(world.board()?));
    let openings = world.openings(&adverts)?;
    match &asked.to {
        Some(name) => {
            let Some(to) = role_named(world, &index, name)? else { return Ok(Outcome::NothingFound) };
            between(&world.outlook(&openings), from, to, asked.by.into(), out)
        }
        None => Within { world, adverts: &adverts, openings: &openings }.tell(from, what_is_wanted(asked), out),
    }
}

fn what_is_wanted(asked: &RouteArgs) -> Wanted {
    let usual = Wanted::default();
    Wanted {
        within: asked.within.unwrap_or(usual.within),
        entry: asked.entry,
        band: asked.band,
        register: asked.register.unwrap_or(usual.register),
    }
}

/// The role of an id or a name; none where there is none, which is said.
fn role_named<'a>(world: &'a World, index: &RoleIndex, name: &str) -> Result<Option<&'a Role>, Failure> {
    let role = named(world, index, name, "finding a route")?;
    if role.is_none() {
        complain(&format!("finding a route: there is no role `{name}`; `rolecall roles` lists them all"));
    }
    Ok(role)
}

fn between(outlook: &Outlook, from: &Role, to: &Role, by: Measure, out: &mut Output) -> Result<Outcome, Failure> {
    let map = outlook.map();
    let found = map.routes(&from.id, &to.id, by);
    if found.is_empty() {
        complain(&format!("finding a route: {}", none(&map, from, to, by)));
        return Ok(Outcome::NothingFound);
    }
    if !out.json {
        return out.document(&routes(outlook, from, to, by, &found));
    }
    for route in &found {
        out.json(&RouteShape::new(outlook, by, route))?;
    }
    Ok(Outcome::Done)
}

/// What the roles within reach are told with.
struct Within<'a> {
    world: &'a World,
    adverts: &'a AdvertIndex,
    openings: &'a RoleOpenings,
}

impl Within<'_> {
    fn tell(&self, from: &Role, limits: Wanted, out: &mut Output) -> Result<Outcome, Failure> {
        let outlook = self.world.outlook(self.openings);
        let map: RouteMap = outlook.map();
        let reached = map.within(&from.id, &limits);
        if reached.is_empty() {
            complain(&format!("finding what {} could become: no role is known {}", from.title, wanted(&limits)));
            return Ok(Outcome::NothingFound);
        }
        if !out.json {
            let head = ["steps", "id", "title", "bands", "vacancies", "open", "near", "way"];
            return out.table(&head, reached.iter().map(|one| self.row(one)));
        }
        for one in &reached {
            let line = RoleLine::new(self.world, one.role, self.adverts.count(&one.role.id));
            out.json(&ReachedShape::new(&outlook, line, self.openings.of_role(&one.role.id), &one.route))?;
        }
        Ok(Outcome::Done)
    }

    fn row(&self, one: &Reached) -> Vec<String> {
        let role = one.role;
        let openings = self.openings.of_role(&role.id);
        vec![
            one.route.legs.len().to_string(),
            role.id.to_string(),
            role.title.clone(),
            band::describe(&role.bands()),
            self.adverts.count(&role.id).to_string(),
            openings.open.to_string(),
            openings.near.map_or("–".to_owned(), |near| near.to_string()),
            line(&one.route),
        ]
    }
}
