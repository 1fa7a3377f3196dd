//! `rolecall shortlist`.

use crate::cli::advert::named;
use crate::cli::args::ShortlistAct;
use crate::cli::json::EntryLine;
use crate::cli::output::Output;
use crate::cli::world::World;
use crate::cli::{Failure, Outcome};
use crate::domain::advert::AdvertId;
use crate::domain::board::Board;
use crate::domain::shortlist::{Change, Entry, Shortlists};
use crate::domain::text::{clean, clean_line, or_not_stated};
use crate::store::StoreError;

/// Lists or changes the shortlists.
///
/// # Errors
/// Where the file cannot be read or written, an advert or a list is unknown, or the output cannot be written.
pub fn run(world: &World, act: Option<ShortlistAct>, out: &mut Output) -> Result<Outcome, Failure> {
    match act.unwrap_or(ShortlistAct::List { list: None }) {
        ShortlistAct::List { list } => print(world, list.as_deref(), out),
        ShortlistAct::Add { ids, list } => {
            let board = world.board()?;
            each(&ids, |id| add(world, &board, id.as_str(), list.as_deref(), out))
        }
        ShortlistAct::Remove { ids, list } => each(&ids, |id| {
            let list = list_of(world, &id, list.as_deref())?;
            change(world, Change::Remove { list: list.clone(), advert: id.clone() })?;
            say(out, "removed", &id, "from", &list)
        }),
        ShortlistAct::Note { id, text, list } => {
            let id = AdvertId::new(id);
            let list = list_of(world, &id, list.as_deref())?;
            let text = clean(&text).trim().to_owned();
            change(world, Change::Note { list: list.clone(), advert: id.clone(), text })?;
            say(out, "noted", &id, "in", &list)
        }
    }
}

/// Says what is now on the disk. Where nobody reads it any more, the changes still asked for are made all the same.
fn say(out: &mut Output, done: &str, id: &AdvertId, word: &str, list: &str) -> Result<Outcome, Failure> {
    let said = if out.json {
        out.json(&serde_json::json!({ "done": done, "id": id, "list": list }))
    } else {
        out.line(&format!("{done} {id} {word} “{list}”"))
    };
    match said {
        Err(Failure::ClosedPipe) => Ok(Outcome::Done),
        said => said,
    }
}

fn print(world: &World, only: Option<&str>, out: &mut Output) -> Result<Outcome, Failure> {
    let lists = world.shortlists().load().map_err(Failure::of)?;
    if let Some(name) = only.filter(|name| lists.list(name).is_none()) {
        return Err(Failure::Wrong(format!("listing a shortlist: {}", no_list(&lists, name))));
    }
    let entries: Vec<(&str, &Entry)> =
        lists.entries().filter(|(list, _)| only.is_none_or(|name| name == *list)).collect();
    if !out.json {
        let rows = entries.iter().map(|(list, entry)| {
            let advert = &entry.advert;
            let closes = advert.closes.map_or_else(|| "–".to_owned(), |day| day.to_string());
            vec![
                (*list).to_owned(),
                advert.id.to_string(),
                advert.title.clone(),
                or_not_stated(&advert.employer).to_owned(),
                closes,
                entry.note.clone(),
            ]
        });
        return out.table(&["list", "id", "title", "employer", "closes", "note"], rows);
    }
    let board = world.board()?;
    for (list, entry) in &entries {
        let listing = board.read(entry.advert.clone());
        out.json(&EntryLine::new(list, entry, &listing))?;
    }
    Ok(if entries.is_empty() { Outcome::NothingFound } else { Outcome::Done })
}

/// Acts on each id in turn and stops at the first failure: what was reported done is done.
fn each(ids: &[String], mut act: impl FnMut(AdvertId) -> Result<Outcome, Failure>) -> Result<Outcome, Failure> {
    for id in ids {
        act(AdvertId::new(id))?;
    }
    Ok(Outcome::Done)
}

fn add(world: &World, board: &Board, name: &str, list: Option<&str>, out: &mut Output) -> Result<Outcome, Failure> {
    let id = &named(world, board, name, "saving an advert")?;
    let Some(listing) = board.get(id) else {
        return Err(Failure::Wrong(format!(
            "saving an advert: there is no advert with the id or reference `{id}`; `rolecall search` lists their ids"
        )));
    };
    let list = match list {
        Some(name) => clean_line(name),
        None => world.shortlists().load().map_err(Failure::of)?.target().to_owned(),
    };
    let entry = Entry { advert: listing.advert.facts(), saved: world.today, note: String::new() };
    change(world, Change::Save { list: list.clone(), entry: Box::new(entry) })?;
    say(out, "saved", id, "to", &list)
}

fn change(world: &World, change: Change) -> Result<(), Failure> {
    let doing = if matches!(change, Change::Save { .. }) { "saving an advert" } else { "changing a shortlist" };
    world.shortlists().change(change).map(|_| ()).map_err(|error| match error {
        StoreError::Change(why) => {
            Failure::Wrong(format!("{doing}: {why}; `rolecall shortlist list` shows what the lists hold"))
        }
        other => Failure::of(other),
    })
}

/// The list to act in: the one named, else the only one that holds the advert.
fn list_of(world: &World, id: &AdvertId, named: Option<&str>) -> Result<String, Failure> {
    if let Some(name) = named {
        return Ok(clean_line(name));
    }
    let lists = world.shortlists().load().map_err(Failure::of)?;
    let holding: Vec<&str> = lists.holding(id).collect();
    match holding.as_slice() {
        [only] => Ok((*only).to_owned()),
        [] => Err(Failure::Wrong(format!(
            "changing a shortlist: no list holds `{id}`; `rolecall shortlist list` shows what they hold"
        ))),
        several => Err(Failure::Wrong(format!(
            "changing a shortlist: {} hold `{id}`; name one with --list",
            several.join(", ")
        ))),
    }
}

fn no_list(lists: &Shortlists, name: &str) -> String {
    let names: Vec<&str> = lists.lists.iter().map(|list| list.name.as_str()).collect();
    let known =
        if names.is_empty() { "there are none yet".to_owned() } else { format!("there are {}", names.join(", ")) };
    format!("there is no list “{name}”; {known}")
}
