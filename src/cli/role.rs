//! `rolecall roles` and `rolecall role`.

use std::sync::Arc;

use crate::app::pages::role::{breadcrumb, whole};
use crate::cli::json::{RoleLine, RoleWhole};
use crate::cli::output::{Output, complain};
use crate::cli::world::World;
use crate::cli::{Failure, Outcome};
use crate::domain::band;
use crate::domain::role::RoleId;
use crate::domain::text::folded_words;
use crate::search::adverts::AdvertIndex;
use crate::search::query::Query;
use crate::search::roles::RoleIndex;

/// Lists the roles that meet a query, the best first.
///
/// # Errors
/// Where the category is unknown or the output cannot be written.
pub fn list(world: &World, query: &str, category: Option<&str>, out: &mut Output) -> Result<Outcome, Failure> {
    let within = category.map(|name| category_named(world, name, "listing roles")).transpose()?;
    let index = RoleIndex::new(&world.catalogue);
    let adverts = AdvertIndex::new(Arc::new(world.board()?));
    let found = index.search(&Query::plain(query)).into_iter();
    let roles: Vec<_> = found
        .filter(|path| within.is_none_or(|category| path.category == category))
        .filter_map(|path| world.catalogue.role_at(path))
        .map(|role| (role, adverts.count(&role.id)))
        .collect();
    if !out.json {
        let rows = roles.into_iter().map(|(role, vacancies)| {
            let place = breadcrumb(&world.catalogue, &role.id);
            let place = place.rsplit_once(" › ").map_or(place.clone(), |(place, _)| place.to_owned());
            vec![role.id.to_string(), role.title.clone(), band::describe(&role.bands()), vacancies.to_string(), place]
        });
        return out.table(&["id", "title", "bands", "vacancies", "where"], rows);
    }
    let outcome = if roles.is_empty() { Outcome::NothingFound } else { Outcome::Done };
    for (role, vacancies) in roles {
        out.json(&RoleLine::new(world, role, vacancies))?;
    }
    Ok(outcome)
}

/// The category of that name, whatever its case; `doing` is what it is wanted for.
///
/// # Errors
/// Where there is none.
pub fn category_named(world: &World, name: &str, doing: &str) -> Result<usize, Failure> {
    let wanted = folded_words(name);
    let categories = world.catalogue.categories();
    categories.iter().position(|category| folded_words(&category.title) == wanted).ok_or_else(|| {
        let names: Vec<&str> = categories.iter().map(|category| category.title.as_str()).collect();
        Failure::Wrong(format!("{doing}: there is no category `{name}`; there are {}", names.join(", ")))
    })
}

/// Shows one role.
///
/// # Errors
/// Where the output cannot be written.
pub fn show(world: &World, id: &str, out: &mut Output) -> Result<Outcome, Failure> {
    let Some(role) = world.catalogue.role(&RoleId::new(id)) else {
        complain(&format!("showing a role: there is no role `{id}`; `rolecall roles {id}` looks for one like it"));
        return Ok(Outcome::NothingFound);
    };
    let adverts = AdvertIndex::new(Arc::new(world.board()?));
    if out.json {
        return out.json(&RoleWhole::new(world, role, adverts.count(&role.id)));
    }
    out.line(&breadcrumb(&world.catalogue, &role.id))?;
    for (tab, document) in whole(&world.outlook(&|id| Some(adverts.count(id))), role) {
        out.line(&format!("\n# {}\n", tab.title()))?;
        out.document(&document)?;
    }
    Ok(Outcome::Done)
}
