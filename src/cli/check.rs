//! `rolecall check`.

use crate::app::keymap::Keymap;
use crate::cli::output::Output;
use crate::cli::world::World;
use crate::cli::{Failure, Outcome};
use crate::config::homes;
use crate::domain::searches::NamedSearch;
use crate::domain::text::count;
use crate::search::adverts::Sort;
use crate::search::query::Query;
use crate::source::bundled;

/// Validates the catalogue, the place data, the configuration, the shortlists and the named searches.
///
/// # Errors
/// Where anything is wrong: each problem is written as a line, and the failure counts them.
pub fn run(world: &World, out: &mut Output) -> Result<Outcome, Failure> {
    let (_, key_problems) = Keymap::new(&world.config.keys);
    let mut problems: Vec<String> =
        world.catalogue.problems().into_iter().map(|problem| format!("catalogue: {problem}")).collect();
    problems.extend(world.problems.iter().map(ToString::to_string));
    problems
        .extend(key_problems.into_iter().map(|problem| format!("{}: {problem}", world.paths.config_file().display())));
    let gazetteer = bundled::gazetteer().map_err(Failure::of)?;
    let (_, home_problems) = homes::locate(&world.config.homes, gazetteer, &world.paths.config_file());
    problems.extend(home_problems.iter().map(ToString::to_string));
    let lists = world.shortlists().load();
    problems.extend(lists.as_ref().err().map(ToString::to_string));
    let searches = world.searches().load();
    match &searches {
        Ok(searches) => problems.extend(in_searches(world, &searches.0)),
        Err(error) => problems.push(error.to_string()),
    }
    if out.json {
        for problem in &problems {
            out.json(&serde_json::json!({ "problem": problem }))?;
        }
    } else {
        for problem in &problems {
            out.line(problem)?;
        }
    }
    if !problems.is_empty() {
        return Err(Failure::Wrong(format!(
            "checking: {} found; each line above says what to mend",
            count(problems.len(), "problem")
        )));
    }
    let saved = lists.map(|lists| lists.entries().count()).unwrap_or_default();
    if out.json {
        return out.json(&serde_json::json!({
            "roles": world.catalogue.roles().count(),
            "categories": world.catalogue.categories().len(),
            "steps": world.catalogue.steps().len(),
            "pay_tables": world.catalogue.pay().bands.len(),
            "saved_adverts": saved,
            "saved_searches": searches.map(|searches| searches.0.len()).unwrap_or_default(),
        }));
    }
    out.line(&format!(
        "{} in {} categories, {} and {} hold together; configuration, shortlists ({}) and searches are sound",
        count(world.catalogue.roles().count(), "role"),
        world.catalogue.categories().len(),
        count(world.catalogue.steps().len(), "step"),
        count(world.catalogue.pay().bands.len(), "pay table"),
        count(saved, "saved advert"),
    ))
}

/// What of the named searches would be passed over when they are run.
fn in_searches(world: &World, searches: &[NamedSearch]) -> Vec<String> {
    let (file, names) = (world.paths.searches_file(), world.place_names());
    let mut problems = Vec::new();
    for (at, NamedSearch { name, query, sort }) in searches.iter().enumerate() {
        let mut told = |problem: String| problems.push(format!("{}: the search “{name}”: {problem}", file.display()));
        let unread = Query::read(&names.quoted(query)).ignored;
        if !unread.is_empty() {
            told(format!("cannot be read: {}; `rolecall search --help` lists every form", unread.join(", ")));
        }
        if let Some(sort) = sort.as_ref().filter(|sort| Sort::named(sort).is_none()) {
            let known: Vec<&str> = Sort::ALL.into_iter().map(Sort::title).collect();
            told(format!("the order “{sort}” is not known; write one of {}", known.join(", ")));
        }
        if searches[..at].iter().any(|other| other.name.to_lowercase() == name.to_lowercase()) {
            told("another before it has that name, so it is never run; give it another".to_owned());
        }
    }
    problems
}
