//! `rolecall compare`: roles, or adverts, side by side.

use std::sync::Arc;

use serde_json::{Value, json};

use crate::app::compare::{Kind, MOST};
use crate::app::document::TextLine;
use crate::app::pages::compare::{Comparison, Row, adverts, roles};
use crate::cli::advert::{named, nation_of, saved};
use crate::cli::output::{Output, complain};
use crate::cli::role;
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
/// Where roles and adverts are mixed, an id comes twice or a name is that of several roles, the adverts cannot be read, or the
/// output cannot be written.
pub fn run(world: &World, ids: &[String], differences: bool, out: &mut Output) -> Result<Outcome, Failure> {
    if let Some(twice) = ids.iter().enumerate().find(|(place, id)| ids[..*place].contains(id)) {
        return Err(Failure::Wrong(format!("comparing: `{}` is given twice", clean_line(twice.1))));
    }
    let board = Arc::new(world.board()?);
    let is_role = |id: &String| world.catalogue.role(&RoleId::new(id.as_str())).is_some();
    let first = ids.first().map_or(Ok(None), |id| listing(world, &board, id));
    let are_adverts = !ids.iter().any(is_role) && first?.is_some();
    let asked = if are_adverts { of_adverts(world, ids, &board)? } else { of_roles(world, ids, board)? };
    asked.map_or(Ok(Outcome::NothingFound), |asked| print(&asked, differences, out))
}

/// Roles, each by its id, a name or an everyday word; nothing where one is none, which is said.
fn of_roles(world: &World, ids: &[String], board: Arc<Board>) -> Result<Option<Asked>, Failure> {
    let names = world.role_index();
    let mut found: Vec<&Role> = Vec::with_capacity(MOST);
    for id in ids {
        let told = clean_line(id);
        if board.position(&AdvertId::new(id.as_str())).is_some() {
            return Err(Failure::Wrong(format!(
                "comparing: `{told}` is an advert and others are roles; compare roles with roles, and adverts with adverts"
            )));
        }
        let Some(role) = role::named(world, &names, id, "comparing")? else {
            complain(&format!(
                "comparing: there is no role and no advert `{told}`; `rolecall roles` and `rolecall search` list their ids"
            ));
            return Ok(None);
        };
        if found.iter().any(|other| other.id == role.id) {
            return Err(Failure::Wrong(format!("comparing: `{told}` names a role that is given already")));
        }
        found.push(role);
    }
    let openings = world.openings(&AdvertIndex::new(board))?;
    let comparison = roles(&found, &world.catalogue, world.choice(), Some(&openings));
    Ok(Some(Asked { kind: Kind::Roles, ids: found.iter().map(|role| role.id.to_string()).collect(), comparison }))
}

/// Adverts, each by its id or reference; nothing where one is none, which is said.
fn of_adverts(world: &World, ids: &[String], board: &Arc<Board>) -> Result<Option<Asked>, Failure> {
    let mut listings: Vec<Listing> = Vec::with_capacity(MOST);
    for name in ids {
        let told = clean_line(name);
        let Some(listing) = listing(world, board, name)? else {
            complain(&format!("comparing: there is no advert `{told}`; `rolecall search` lists their ids"));
            return Ok(None);
        };
        if listings.iter().any(|other| other.advert.id == listing.advert.id) {
            return Err(Failure::Wrong(format!("comparing: `{told}` names an advert that is given already")));
        }
        listings.push(listing);
    }
    let reach = world.atlas(board)?.reach_of_homes();
    let distance = |listing: &Listing| {
        let far = reach.as_ref()?.distance(board.position(&listing.advert.id)?)?;
        Some(format!("{} from {}", about(far.miles), far.from))
    };
    let comparison = adverts(&listings, &world.catalogue, &world.payee(), world.today, distance, |listing| {
        nation_of(&listing.advert)
    });
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
        let lines = comparison.heads(shown, width, usize::MAX).into_iter().chain(comparison.lay(
            shown,
            &all,
            width,
            differences,
        ));
        let text: String = lines.map(|line: TextLine| line.text().trim_end().to_owned() + "\n").collect();
        out.line(&text)?;
    }
    Ok(Outcome::Done)
}

fn shape(row: &Row) -> Value {
    json!({ "fact": row.fact, "label": row.label, "differs": row.differs(), "values": row.cells })
}
