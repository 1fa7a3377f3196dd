//! `rolecall compare`: roles, or adverts, side by side.

use std::sync::Arc;

use serde_json::{Value, json};

use crate::app::compare::{Kind, MOST};
use crate::app::document::TextLine;
use crate::app::pages::compare::{Comparison, Row, adverts, roles};
use crate::cli::advert::{named, saved};
use crate::cli::output::{Output, complain};
use crate::cli::search::atlas;
use crate::cli::world::World;
use crate::cli::{Failure, Outcome};
use crate::domain::advert::AdvertId;
use crate::domain::board::{Board, Listing};
use crate::domain::distance::about;
use crate::domain::role::{Role, RoleId};
use crate::domain::text::clean_line;
use crate::search::adverts::{AdvertIndex, Places};

/// What was asked for, side by side.
struct Asked {
    kind: Kind,
    ids: Vec<String>,
    comparison: Comparison,
}

/// Compares the things of some ids; with `differences` tells only what differs.
///
/// # Errors
/// Where roles and adverts are mixed or an id comes twice, the adverts cannot be read, or the output cannot be written.
pub fn run(world: &World, ids: &[String], differences: bool, out: &mut Output) -> Result<Outcome, Failure> {
    if let Some(twice) = ids.iter().enumerate().find(|(place, id)| ids[..*place].contains(id)) {
        return Err(Failure::Wrong(format!("comparing: `{}` is given twice", clean_line(twice.1))));
    }
    let found: Vec<Option<&Role>> = ids.iter().map(|id| world.catalogue.role(&RoleId::new(id.as_str()))).collect();
    let asked = if found.iter().any(Option::is_some) { of_roles(world, ids, &found)? } else { of_adverts(world, ids)? };
    match asked {
        Some(asked) => print(&asked, differences, out),
        None => Ok(Outcome::NothingFound),
    }
}

fn of_roles(world: &World, ids: &[String], found: &[Option<&Role>]) -> Result<Option<Asked>, Failure> {
    let board = world.board()?;
    for (id, role) in ids.iter().zip(found) {
        if role.is_none() && board.position(&AdvertId::new(id.as_str())).is_some() {
            let id = clean_line(id);
            return Err(Failure::Wrong(format!(
                "comparing: `{id}` is an advert and others are roles; compare roles with roles, and adverts with adverts"
            )));
        }
        if role.is_none() {
            let id = clean_line(id);
            complain(&format!("comparing: there is no role `{id}`; `rolecall roles {id}` looks for one like it"));
            return Ok(None);
        }
    }
    let index = AdvertIndex::new(Arc::new(board));
    let found: Vec<&Role> = found.iter().copied().flatten().collect();
    let comparison = roles(&found, &world.catalogue, world.choice(), |id| index.count(id));
    Ok(Some(Asked { kind: Kind::Roles, ids: found.iter().map(|role| role.id.to_string()).collect(), comparison }))
}

fn of_adverts(world: &World, ids: &[String]) -> Result<Option<Asked>, Failure> {
    let board = Arc::new(world.board()?);
    let mut listings: Vec<Listing> = Vec::with_capacity(MOST);
    for name in ids {
        let Some(listing) = listing(world, &board, name)? else {
            let name = clean_line(name);
            complain(&format!(
                "comparing: there is no role and no advert `{name}`; `rolecall roles` and `rolecall search` list their ids"
            ));
            return Ok(None);
        };
        if listings.iter().any(|other| other.advert.id == listing.advert.id) {
            let name = clean_line(name);
            return Err(Failure::Wrong(format!("comparing: `{name}` names an advert that is given already")));
        }
        listings.push(listing);
    }
    let reach = atlas(world, &board)?.reach_of_homes();
    let distance = |listing: &Listing| {
        let far = reach.as_ref()?.distance(board.position(&listing.advert.id)?)?;
        Some(format!("{} from {}", about(far.miles), far.from))
    };
    let comparison = adverts(&listings, &world.catalogue, world.today, distance);
    let ids = listings.iter().map(|listing| listing.advert.id.to_string()).collect();
    Ok(Some(Asked { kind: Kind::Adverts, ids, comparison }))
}

/// The advert that a text names, on the board or on a shortlist.
fn listing(world: &World, board: &Board, name: &str) -> Result<Option<Listing>, Failure> {
    let id = named(world, board, name, "comparing")?;
    if let Some(listing) = board.get(&id) {
        return Ok(Some(listing));
    }
    let lists = saved(world);
    let kept = lists.entries().find(|(_, entry)| entry.advert.id == id);
    Ok(kept.map(|(_, entry)| board.read(entry.advert.clone())))
}

fn print(asked: &Asked, differences: bool, out: &mut Output) -> Result<Outcome, Failure> {
    let comparison = &asked.comparison;
    let rows = || comparison.rows.iter().filter(|row| !differences || row.differs());
    if out.json {
        let rows: Vec<Value> = rows().map(shape).collect();
        let (kind, ids) = (asked.kind.word(), &asked.ids);
        return out.json(&json!({ "kind": kind, "ids": ids, "titles": comparison.titles, "rows": rows }));
    }
    let Some(width) = out.width() else {
        let head = ["", ""].into_iter().map(str::to_owned).chain(comparison.titles.iter().cloned()).collect();
        let line = |row: &Row| {
            let mark = if row.differs() { "≠" } else { "=" };
            [mark.to_owned(), row.label.to_owned()]
                .into_iter()
                .chain(row.cells.iter().map(|cell| cell.replace('\n', "; ")))
                .collect()
        };
        return out.table(&[], std::iter::once(head).chain(rows().map(line)));
    };
    let all: Vec<usize> = (0..comparison.titles.len()).collect();
    // A terminal scrolls: where not all columns fit beside each other, they come in turns.
    for shown in all.chunks(comparison.fitting(width).max(1)) {
        let lines = comparison.heads(shown, width).into_iter().chain(comparison.lay(shown, &all, width, differences));
        let text: String = lines.map(|line: TextLine| line.text().trim_end().to_owned() + "\n").collect();
        out.line(&text)?;
    }
    Ok(Outcome::Done)
}

fn shape(row: &Row) -> Value {
    json!({ "fact": row.fact, "label": row.label, "differs": row.differs(), "values": row.cells })
}
