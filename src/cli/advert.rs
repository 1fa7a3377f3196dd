//! `rolecall search` and `rolecall advert`.

use std::sync::Arc;

use crate::app::columns::COLUMNS;
use crate::app::pages::advert::{Reader, against_band, document};
use crate::cli::json::{AdvertLine, AdvertWhole};
use crate::cli::output::{Output, complain};
use crate::cli::world::World;
use crate::cli::{Failure, Outcome};
use crate::config::homes;
use crate::domain::advert::AdvertId;
use crate::domain::board::Board;
use crate::domain::distance::about;
use crate::domain::role::RoleId;
use crate::domain::shortlist::Shortlists;
use crate::domain::text::count;
use crate::runtime::effects::Adverts;
use crate::search::adverts::places::Distance;
use crate::search::adverts::{AdvertIndex, Atlas, Places, Request, Scope, Sort, Standings};
use crate::search::expansions::Expansions;
use crate::search::query::Query;
use crate::source::bundled;

/// Lists the vacancies that meet a query.
///
/// # Errors
/// Where the role is unknown or the output cannot be written.
pub fn search(
    world: &World,
    query: &str,
    role: Option<&str>,
    sort: Sort,
    limit: usize,
    out: &mut Output,
) -> Result<Outcome, Failure> {
    let scope = match role.map(RoleId::new) {
        None => Scope::All,
        Some(id) if world.catalogue.role(&id).is_some() => Scope::Roles(vec![id]),
        Some(id) => {
            return Err(Failure::Wrong(format!("searching: there is no role `{id}`; `rolecall roles` lists them")));
        }
    };
    let lists = saved(world);
    let index = AdvertIndex::new(Arc::new(world.board()?));
    let query = Query::read(query);
    let atlas = atlas(world, index.board())?;
    let cache = world.cache();
    let texts = |words: &str| cache.text_matches(words);
    let standings = Standings::of(&lists, index.board(), &query);
    let found = index.search(&Request {
        query: &query,
        scope: &scope,
        sort,
        today: world.today,
        standings: &standings,
        expansions: &Expansions::new(&bundled::words().map_err(Failure::of)?),
        texts: &texts,
        places: &atlas,
        overtaken: &|| false,
    });
    let found = found.unwrap_or_default();
    if !found.reading.ignored.is_empty() {
        complain(&format!(
            "searching: passed over what could not be asked: {}; `rolecall search --help` lists every form",
            found.reading.ignored.join(", ")
        ));
    }
    let hits = &found.hits[..limit.min(found.hits.len())];
    let scores = index.scores(&found);
    let far = |hit: usize| found.reach.as_ref().and_then(|reach| reach.distance(hit));
    let listings = hits.iter().zip(scores).filter_map(|(hit, score)| Some((*hit, index.board().at(*hit)?, score)));
    if !out.json {
        let columns = COLUMNS.iter().map(|column| column.heading);
        let headings: Vec<&str> = ["id"].into_iter().chain(columns).chain(["Distance"]).collect();
        let rows = listings.map(|(hit, listing, _)| {
            let cells = COLUMNS.iter().map(|column| (column.text)(&listing));
            [listing.advert.id.to_string()].into_iter().chain(cells).chain([distance(far(hit))]).collect()
        });
        return out.table(&headings, rows);
    }
    for (hit, listing, score) in listings {
        let saved = lists.holding(&listing.advert.id).next().is_some();
        out.json(&AdvertLine::new(&listing, saved, score).at(far(hit)))?;
    }
    Ok(if hits.is_empty() { Outcome::NothingFound } else { Outcome::Done })
}

/// A distance as a cell of a table.
fn distance(far: Option<Distance<'_>>) -> String {
    far.map_or_else(|| "–".to_owned(), |far| about(far.miles))
}

/// Where the adverts of a board are. Home points whose place is not known are named and left out; where there are others, the
/// sites are located, so that every row can say how far it is.
fn atlas(world: &World, board: &Arc<Board>) -> Result<Atlas, Failure> {
    let gazetteer = bundled::gazetteer().map_err(Failure::of)?;
    let (homes, problems) = homes::locate(&world.config.homes, gazetteer, &world.paths.config_file());
    for problem in problems {
        complain(&problem.to_string());
    }
    let has_homes = !homes.is_empty();
    let atlas = Atlas::new(Arc::clone(board), gazetteer, homes);
    while has_homes && atlas.prepare() {}
    Ok(atlas)
}

/// The shortlists, which only mark adverts here: where they cannot be read that is said, and nothing is marked.
fn saved(world: &World) -> Shortlists {
    world.shortlists().load().unwrap_or_else(|error| {
        complain(&error.to_string());
        Shortlists::default()
    })
}

/// The advert that a text names: by its id, by one that it came under from another source, or by its reference; the text
/// itself where it names none. `doing` is what it is wanted for.
///
/// # Errors
/// Where several adverts give that reference, or the cache cannot be read.
pub fn named(world: &World, board: &Board, text: &str, doing: &str) -> Result<AdvertId, Failure> {
    let id = AdvertId::new(text);
    if board.position(&id).is_some() {
        return Ok(id);
    }
    let mut found = world.cache().named(text).map_err(Failure::Wrong)?;
    if found.len() > 1 {
        let ids: Vec<String> = found.iter().map(|id| format!("`{id}`")).collect();
        let (count, ids) = (count(ids.len(), "advert"), ids.join(", "));
        return Err(Failure::Wrong(format!(
            "{doing}: `{text}` is the reference of {count}; give the id of one: {ids}"
        )));
    }
    Ok(found.pop().unwrap_or(id))
}

/// Shows one advert.
///
/// # Errors
/// Where several adverts go by that name, the adverts cannot be read, or the output cannot be written.
pub fn show(world: &World, name: &str, out: &mut Output) -> Result<Outcome, Failure> {
    let lists = saved(world);
    let board = world.board()?;
    let id = named(world, &board, name, "showing an advert")?;
    let kept = || lists.entries().find(|(_, entry)| entry.advert.id == id).map(|(_, entry)| &entry.advert);
    let listing = board.get(&id).or_else(|| Some(board.read(kept()?.clone())));
    let Some(listing) = listing else {
        complain(&format!(
            "showing an advert: there is no advert with the id or reference `{id}`; `rolecall search` lists their ids"
        ));
        return Ok(Outcome::NothingFound);
    };
    let record = world.cache().record(&id).map_err(Failure::Wrong)?;
    let holding: Vec<&str> = lists.holding(&id).collect();
    if out.json {
        let against = against_band(&listing, &world.payee());
        return out.json(&AdvertWhole::new(&listing, !holding.is_empty(), &record, against));
    }
    let reader = Reader { today: world.today, payee: world.payee(), shows_my_pay: false };
    out.document(&document(&listing, &record, &world.catalogue, &reader, &holding, &board.origin().full))
}
