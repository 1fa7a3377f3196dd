//! `rolecall roles` and `rolecall role`.

use std::sync::Arc;

use crate::app::pages::role::{breadcrumb, whole};
use crate::cli::json::{RoleLine, RoleWhole};
use crate::cli::output::{Output, complain};
use crate::cli::world::World;
use crate::cli::{Failure, Outcome};
use crate::domain::band;
use crate::domain::role::{Role, RoleId};
use crate::domain::text::{clean_line, folded_words};
use crate::search::adverts::AdvertIndex;
use crate::search::query::Query;
use crate::search::roles::{Named, RoleIndex};

/// A name that several roles go by is answered with at most so many of them.
const MOST_NAMED: usize = 6;

/// The role of an id, a name or an everyday word; none where there is none. `doing` is what it is wanted for.
///
/// # Errors
/// Where it may be several.
pub fn named<'a>(world: &'a World, index: &RoleIndex, name: &str, doing: &str) -> Result<Option<&'a Role>, Failure> {
    if let Some(role) = world.catalogue.role(&RoleId::new(name)) {
        return Ok(Some(role));
    }
    match index.named(name) {
        Named::One(path) => Ok(world.catalogue.role_at(path)),
        Named::Nobody => Ok(None),
        Named::Several(paths) => {
            let ids = paths.iter().take(MOST_NAMED).filter_map(|path| world.catalogue.role_at(*path));
            let mut ids = ids.map(|role| role.id.to_string()).collect::<Vec<_>>().join(", ");
            if paths.len() > MOST_NAMED {
                ids.push_str(" and more");
            }
            Err(Failure::Wrong(format!("{doing}: `{name}` may be {ids}; name one by its id")))
        }
    }
}

/// The same, where there must be one.
///
/// # Errors
/// Where there is none, or it may be several.
pub fn meant<'a>(world: &'a World, name: &str, doing: &str) -> Result<&'a Role, Failure> {
    named(world, &world.role_index(), name, doing)?.ok_or_else(|| {
        let name = clean_line(name);
        Failure::Wrong(format!("{doing}: there is no role `{name}`; `rolecall roles` lists them"))
    })
}

/// Lists the roles that meet a query, the best first.
///
/// # Errors
/// Where the category is unknown, or the output cannot be written.
pub fn list(world: &World, query: &str, category: Option<&str>, out: &mut Output) -> Result<Outcome, Failure> {
    let within = category.map(|name| category_named(world, name, "listing roles")).transpose()?;
    let index = world.role_index();
    let adverts = AdvertIndex::new(Arc::new(world.board()?));
    let found = index.search(&Query::plain(query)).into_iter();
    let roles: Vec<_> = found
        .filter_map(|path| world.catalogue.role_at(path))
        .filter(|role| within.as_ref().is_none_or(|group| group.roles.iter().any(|of| of.id == role.id)))
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

/// A category, or a part of one.
pub struct Group<'a> {
    /// Its title; of a part behind that of its category.
    pub title: String,
    /// Its roles.
    pub roles: Vec<&'a Role>,
}

/// The category of that name, whatever its case, or else the part of one, which goes by its own name or by both:
/// `Pharmacy › Specialist and senior roles`. `doing` is what it is wanted for.
///
/// # Errors
/// Where there is none, or several parts have the name.
pub fn category_named<'a>(world: &'a World, name: &str, doing: &str) -> Result<Group<'a>, Failure> {
    let wanted = folded_words(name);
    let categories = world.catalogue.categories();
    if let Some(category) = categories.iter().find(|category| folded_words(&category.title) == wanted) {
        return Ok(Group { title: category.title.clone(), roles: category.roles().collect() });
    }
    let parts = categories.iter().flat_map(|category| {
        category.subcategories.iter().map(move |part| (part, format!("{} › {}", category.title, part.title)))
    });
    let meant: Vec<_> =
        parts.filter(|(part, both)| [&part.title, both].into_iter().any(|name| folded_words(name) == wanted)).collect();
    let name = clean_line(name);
    match meant.as_slice() {
        [(part, both)] => Ok(Group { title: both.clone(), roles: part.roles.iter().collect() }),
        [] => {
            let names: Vec<&str> = categories.iter().map(|category| category.title.as_str()).collect();
            let names = names.join(", ");
            Err(Failure::Wrong(format!("{doing}: there is no category `{name}` and no part of one; there are {names}")))
        }
        several => {
            let names: Vec<String> = several.iter().map(|(_, both)| format!("\"{both}\"")).collect();
            Err(Failure::Wrong(format!("{doing}: `{name}` may be {}; name one so", names.join(" or "))))
        }
    }
}

/// Shows one role.
///
/// # Errors
/// Where the adverts cannot be read or the output cannot be written.
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
    let openings = world.openings(&adverts)?;
    for (tab, document) in whole(&world.outlook(&openings), role) {
        out.line(&format!("\n# {}\n", tab.title()))?;
        out.document(&document)?;
    }
    Ok(Outcome::Done)
}

#[cfg(test)]
mod tests {
    use crate::domain::role::RoleId;
    use crate::search::query::Query;
    use crate::search::roles::{Named, RoleIndex};
    use crate::source::bundled::{self, everyday};

    /// The ids of the roles that are found, the best first.
    fn search(text: &str) -> Vec<String> {
        let catalogue = bundled::catalogue().unwrap();
        let index = RoleIndex::new(&catalogue).with_words(everyday);
        let found = index.search(&Query::plain(text)).into_iter();
        found.map(|path| catalogue.role_at(path).unwrap().id.to_string()).collect()
    }

    #[test]
    fn everyday_words_lead_to_the_roles_that_they_name() {
        let catalogue = bundled::catalogue().unwrap();
        let index = RoleIndex::new(&catalogue).with_words(everyday);
        let mut missed = Vec::new();
        let list = everyday();
        for entry in list.words.iter().filter(|entry| !entry.roles.is_empty()) {
            let found = index.search(&Query::plain(&entry.word)).into_iter().take(3);
            let found: Vec<_> = found.map(|path| catalogue.role_at(path).unwrap().id.clone()).collect();
            if !entry.roles.iter().any(|role| found.contains(role)) {
                missed.push((&entry.word, found));
            }
        }
        assert!(missed.is_empty(), "{missed:?}");
    }

    #[test]
    fn what_everyday_words_mean_is_looked_for_too() {
        for (text, first) in [
            ("bloods", "phlebotomist"),
            ("x-ray", "diagnostic-radiographer"),
            ("SaLT", "speech-and-language-therapist"),
            ("CPN", "mental-health-nurse"),
            ("skin doctor", "dermatology"),
            ("handyman", "estates"),
            ("handym", "estates"),
            ("teeth", "dentist"),
            ("itu", "intensive-care-medicine"),
            ("staff nurse", "adult-nurse"),
        ] {
            assert_eq!(search(text).first().map(String::as_str), Some(first), "{text}");
        }
    }

    #[test]
    fn what_is_merely_like_a_word_is_left_out() {
        for (text, first, most) in [
            ("heart", "cardiac-nurse", 10),
            ("brain", "neurology", 5),
            ("skin", "dermatology", 5),
            ("feet", "podiatrist", 5),
        ] {
            let found = search(text);
            assert_eq!(found.first().map(String::as_str), Some(first), "{text}");
            assert!(found.len() <= most, "{text}: {found:?}");
        }
    }

    #[test]
    fn a_role_is_named_by_its_names_and_everyday_words() {
        let catalogue = bundled::catalogue().unwrap();
        let index = RoleIndex::new(&catalogue).with_words(everyday);
        let titled = |id: &str| catalogue.roles().find(|(_, role)| role.id == RoleId::new(id)).unwrap().0;
        for (text, id) in [
            ("hca", "healthcare-assistant"),
            ("ODP", "operating-department-practitioner"),
            ("skin doctor", "dermatology"),
            ("handyman", "estates"),
        ] {
            assert_eq!(index.named(text), Named::One(titled(id)), "{text}");
        }
    }
}
