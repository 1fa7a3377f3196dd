//! `rolecall advert`.

use crate::app::pages::advert::{Reader, against_band, document};
use crate::cli::json::AdvertWhole;
use crate::cli::output::{Output, complain};
use crate::cli::world::World;
use crate::cli::{Failure, Outcome};
use crate::domain::advert::{Advert, AdvertId};
use crate::domain::board::Board;
use crate::domain::scale::Nation;
use crate::domain::shortlist::Shortlists;
use crate::domain::text::count;
use crate::runtime::effects::Adverts;
use crate::source::bundled;

/// The shortlists, which only mark adverts here: where they cannot be read that is said, and nothing is marked.
pub fn saved(world: &World) -> Shortlists {
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

/// The nation that a post is in, where its places tell.
pub fn nation_of(advert: &Advert) -> Option<Nation> {
    bundled::gazetteer().ok()?.nation_of(&advert.places)
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
    let nation = nation_of(&listing.advert);
    if out.json {
        let against = against_band(&listing, &world.payee(), nation);
        return out.json(&AdvertWhole::new(&listing, !holding.is_empty(), &record, against));
    }
    let reader = Reader { today: world.today, payee: world.payee(), shows_my_pay: false, distance: None, nation };
    out.document(&document(&listing, &record, &world.catalogue, &reader, &holding, &board.origin().full))
}
