//! `rolecall search`: finds adverts, says why one is not found, and keeps searches under names.
//!
//! Standard output holds what was asked for alone. How the query was read, and why nothing was found, goes to standard error,
//! whether adverts are written as lines or as JSON.

mod asked;

use std::sync::Arc;

use jiff::civil::Date;

use crate::app::columns::{COLUMNS, DISTANCE, Shown};
use crate::cli::advert::{named, saved};
use crate::cli::args::{Order, Search};
use crate::cli::json::AdvertLine;
use crate::cli::output::{Output, complain};
use crate::cli::search::asked::Asked;
use crate::cli::world::World;
use crate::cli::{Failure, Outcome};
use crate::domain::advert::AdvertId;
use crate::domain::distance::about;
use crate::domain::searches::{NamedSearch, SearchChange, SearchChangeError};
use crate::domain::text::{clean_line, count, thousands};
use crate::search::adverts::explain::Verdict;
use crate::search::adverts::places::Distance;
use crate::search::adverts::{AdvertIndex, Atlas, Findings, PlaceReading, Places, Reading, Request, Sort};
use crate::search::query::{Filter, Query};
use crate::store::StoreError;

/// Does what is asked with adverts or with named searches.
///
/// # Errors
/// Where a limit cannot be read, a role, place, advert or search is unknown, a file cannot be read or written, or the output
/// cannot be written.
pub fn run(world: &World, args: &Search, out: &mut Output) -> Result<Outcome, Failure> {
    if args.list_saved {
        return list_saved(world, out);
    }
    if let Some(name) = &args.remove_saved {
        return remove_saved(world, name, out);
    }
    let asked = Asked::of(world, args)?;
    match &args.save {
        Some(name) => save(world, args, name, &asked, out),
        None => search(world, args, &asked, out),
    }
}

/// Finds adverts, or says why one is not found.
fn search(world: &World, args: &Search, asked: &Asked, out: &mut Output) -> Result<Outcome, Failure> {
    let index = AdvertIndex::new(Arc::new(world.board()?));
    let atlas = world.atlas(index.board())?;
    let query = world.query(&asked.text);
    check_near(args, &atlas)?;
    check_from(args, &query, &atlas)?;
    let lists = saved(world);
    world.ask(&index, &atlas, &lists, &query, |request| {
        let request = Request { sort: asked.sort, ..*request };
        if let Some(id) = &args.why {
            return why(world, &index, &request, id, out);
        }
        let found = index.search(&request).unwrap_or_default();
        remark(&found.reading);
        if found.hits.is_empty() {
            complain(&format!("searching: {}", nothing_found(&index.lifted(&request))));
            return Ok(Outcome::NothingFound);
        }
        let is_saved = |id: &AdvertId| lists.holding(id).next().is_some();
        list(&index, &found, args.limit, world.today, is_saved, out)
    })
}

/// Fails where the place of `--near` is not known.
fn check_near(args: &Search, atlas: &Atlas) -> Result<(), Failure> {
    let Some(place) = &args.near else { return Ok(()) };
    let known = atlas.reach_of(place.trim());
    known
        .map(|_| ())
        .map_err(|why| Failure::Wrong(format!("looking up the place of --near {}: {why}", clean_line(place))))
}

/// Fails where an option asks for distances and there is nowhere to measure from.
fn check_from(args: &Search, query: &Query, atlas: &Atlas) -> Result<(), Failure> {
    let is_near = |(filter, not): (&Filter, bool)| matches!(filter, Filter::Near(_)) && !not;
    let option = match (&args.within, args.sort) {
        _ if !atlas.homes().is_empty() || query.filters().any(is_near) => return Ok(()),
        (Some(_), _) => "--within",
        (None, Some(Order::Distance)) => "--sort distance",
        (None, _) => return Ok(()),
    };
    let way = "give --near PLACE, or name your home points in config.ron";
    Err(Failure::Wrong(format!("searching: {option} needs a place to measure from; {way}")))
}

/// Says on standard error how a query was read where that is more than it says.
pub fn remark(reading: &Reading) {
    let read: Vec<String> = reading
        .mended
        .iter()
        .chain(&reading.read_as)
        .map(|(typed, read)| format!("{} as {read}", cut(typed)))
        .collect();
    if !read.is_empty() {
        complain(&format!("searching: read {}", read.join(", ")));
    }
    if !reading.also.is_empty() {
        complain(&format!("searching: looked also for {}", reading.also.join(", ")));
    }
    if !reading.ignored.is_empty() {
        complain(&format!(
            "searching: passed over what could not be asked: {}; `rolecall search --help` lists every form",
            reading.ignored.iter().map(|typed| cut(typed)).collect::<Vec<_>>().join(", ")
        ));
    }
    let Some(PlaceReading { taken, note, others }) = &reading.place else { return };
    if let Some(note) = note {
        complain(&format!("searching: near {taken}, {note}"));
    }
    if !others.is_empty() {
        let others: Vec<String> = others.iter().map(|other| format!("near:{}", other.typed)).collect();
        complain(&format!(
            "searching: several places may be meant, and {taken} was taken; for another say {}, or a postcode",
            others.join(" or ")
        ));
    }
}

/// The most of a part of a query that a message repeats, in characters.
const REPEATED: usize = 120;

/// What was typed, cut where it is longer than a message should be.
fn cut(typed: &str) -> String {
    match typed.char_indices().nth(REPEATED) {
        Some((end, _)) => format!("{}…", &typed[..end]),
        None => typed.to_owned(),
    }
}

/// Lists what was found, up to a limit.
fn list(
    index: &AdvertIndex,
    found: &Findings,
    limit: usize,
    today: Date,
    is_saved: impl Fn(&AdvertId) -> bool,
    out: &mut Output,
) -> Result<Outcome, Failure> {
    let hits = &found.hits[..limit.min(found.hits.len())];
    let far = |hit: usize| found.reach.as_ref().and_then(|reach| reach.distance(hit));
    let scored = hits.iter().zip(index.scores(found));
    let listings = scored.filter_map(|(hit, score)| Some((*hit, index.board().at(*hit)?, score)));
    if !out.json {
        // A distance was added behind all others, where scripts look for it.
        let columns = || COLUMNS.iter().filter(|column| column.id != DISTANCE);
        let headings: Vec<&str> =
            ["id"].into_iter().chain(columns().map(|column| column.heading)).chain(["Distance"]).collect();
        let rows = listings.map(|(hit, listing, _)| {
            let shown = Shown { listing: &listing, today, miles: None };
            let cells = columns().map(|column| (column.text)(&shown, usize::MAX));
            [listing.advert.id.to_string()].into_iter().chain(cells).chain([distance(far(hit))]).collect()
        });
        return out.table(&headings, rows);
    }
    for (hit, listing, score) in listings {
        out.json(&AdvertLine::new(&listing, is_saved(&listing.advert.id), score).at(far(hit)))?;
    }
    Ok(Outcome::Done)
}

/// A distance as a cell of a table.
fn distance(far: Option<Distance<'_>>) -> String {
    far.map_or_else(|| "–".to_owned(), |far| about(far.miles))
}

/// That nothing was found, with what there would be without each word or limit.
fn nothing_found(lifted: &[(Vec<String>, usize)]) -> String {
    let helps = lifted.iter().filter(|(_, left)| *left > 0);
    let named = |parts: &[String]| parts.iter().map(|part| cut(part)).collect::<Vec<_>>().join(" and ");
    let ways: Vec<String> =
        helps.map(|(parts, left)| format!("{} without {}", count(*left, "advert"), named(parts))).collect();
    match (ways.as_slice(), lifted.len()) {
        ([], 0 | 1) => "nothing found: there are no adverts to look among".to_owned(),
        ([], _) => "nothing found, and no single word or limit is why: leave out several".to_owned(),
        (ways, _) => format!("nothing found; there would be {}", ways.join(", ")),
    }
}

/// Says which words or limits hide an advert, or where it stands.
fn why(
    world: &World,
    index: &AdvertIndex,
    request: &Request<'_>,
    id: &str,
    out: &mut Output,
) -> Result<Outcome, Failure> {
    let id = named(world, index.board(), id, "searching for an advert")?;
    let Some(position) = index.board().position(&id) else {
        return Err(Failure::Wrong(format!(
            "searching for an advert: there is no advert with the id or reference `{id}`; `rolecall search` lists their ids"
        )));
    };
    // Nobody overtakes a command.
    let verdict = index.explain(request, position).unwrap_or(Verdict::OutOfScope);
    if out.json {
        let (row, of) = match verdict {
            Verdict::Found { row, of } => (Some(row), Some(of)),
            _ => (None, None),
        };
        let hidden_by = if let Verdict::Hidden(parts) = verdict { parts } else { Vec::new() };
        return out.json(&serde_json::json!({ "id": id, "row": row, "of": of, "hidden_by": hidden_by }));
    }
    out.line(&match verdict {
        Verdict::Found { row, of } => format!("{id} is number {} of {}", thousands(row), count(of, "advert")),
        Verdict::Hidden(parts) => {
            let parts: Vec<String> = parts.iter().map(|part| cut(part)).collect();
            format!("{id} is hidden by {}", parts.join(" and by "))
        }
        Verdict::OutOfScope => format!("{id} is not among the adverts looked among"),
    })
}

fn save(world: &World, args: &Search, name: &str, asked: &Asked, out: &mut Output) -> Result<Outcome, Failure> {
    check_near(args, &world.atlas(&Arc::default())?)?;
    let sort = Some(asked.sort).filter(|sort| *sort != Sort::Fit).map(|sort| sort.title().to_owned());
    let search = NamedSearch { name: name.to_owned(), query: asked.text.clone(), sort }.cleaned();
    let change = if args.replace { SearchChange::Keep } else { SearchChange::Add };
    world.searches().change(change(search.clone())).map_err(|error| {
        let way = match error {
            StoreError::Search(SearchChangeError::Taken(..)) => "; save under another name, or over it with --replace",
            _ => "",
        };
        Failure::Wrong(format!("saving a search: {error}{way}"))
    })?;
    if out.json {
        return out.json(&shape(&search));
    }
    out.line(&format!("saved “{}”: {}", search.name, search.describe()))
}

fn remove_saved(world: &World, name: &str, out: &mut Output) -> Result<Outcome, Failure> {
    let name = clean_line(name);
    world.searches().change(SearchChange::Remove(name.clone())).map_err(|error| {
        Failure::Wrong(format!("removing a search: {error}; `rolecall search --list-saved` lists them"))
    })?;
    if out.json {
        return out.json(&serde_json::json!({ "removed": name }));
    }
    out.line(&format!("removed “{name}”"))
}

fn list_saved(world: &World, out: &mut Output) -> Result<Outcome, Failure> {
    let searches = world.searches().load().map_err(Failure::of)?.0;
    if !out.json {
        let rows = searches.into_iter().map(|search| vec![search.name, search.query, search.sort.unwrap_or_default()]);
        return out.table(&["name", "search", "order"], rows);
    }
    for search in &searches {
        out.json(&shape(search))?;
    }
    Ok(if searches.is_empty() { Outcome::NothingFound } else { Outcome::Done })
}

/// A named search as JSON.
fn shape(search: &NamedSearch) -> serde_json::Value {
    serde_json::json!({ "name": search.name, "query": search.query, "sort": search.sort })
}
