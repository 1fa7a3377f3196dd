//! Saving, removing, noting, renaming and undoing: each asks for a change of the shortlists on the disk.

use crate::app::action::Action;
use crate::app::effect::{Effect, Purpose};
use crate::app::line::Line;
use crate::app::message::{Changed, NotChanged};
use crate::app::notice::Topic;
use crate::app::overlay::{ListRow, Overlay, list_rows};
use crate::app::pane::Pane;
use crate::app::state::{State, Undo};
use crate::app::update::named;
use crate::domain::advert::{Advert, AdvertId};
use crate::domain::board::Listing;
use crate::domain::shortlist::{Change, Entry, Shortlists};

/// How a line break of a note stands in the line it is edited in.
const LINE_BREAK: &str = "⏎";

/// Does what an action on the shortlists asks for.
pub(super) fn act(state: &mut State, action: Action) -> Vec<Effect> {
    match action {
        Action::Save => match state.current_listing() {
            Some(listing) => vec![renew(state, &listing).unwrap_or_else(|| {
                let list = state.shortlists.target().to_owned();
                save(state, &listing.advert, list)
            })],
            None => Vec::new(),
        },
        Action::SaveTo => {
            if let Some(listing) = state.current_listing() {
                state.overlay = Some(Overlay::PickList { advert: listing.advert.id, line: Line::default(), row: 0 });
            }
            Vec::new()
        }
        Action::Remove if state.focus == Pane::Lists => remove_list(state),
        Action::Remove => remove(state),
        Action::Note => note(state),
        Action::Rename => {
            if let Some(list) = state.entries.shortlist(&state.shortlists) {
                let list = list.name.clone();
                state.overlay = Some(Overlay::Rename { line: Line::new(list.clone()), list });
            }
            Vec::new()
        }
        _ => undo(state),
    }
}

/// Asks for an advert to be saved to the list in a row of those that meet what is typed.
pub(super) fn save_to(state: &State, advert: &AdvertId, typed: &Line, row: usize) -> Vec<Effect> {
    let names = state.list_names();
    let list = list_rows(&names, typed.text()).get(row).copied().map(ListRow::name).map(str::to_owned);
    let listing = state.board.get(advert);
    list.zip(listing).map(|(list, listing)| save(state, &listing.advert, list)).into_iter().collect()
}

/// Asks for an advert to be saved.
fn save(state: &State, advert: &Advert, list: String) -> Effect {
    let said = format!("saved to “{list}”: {}", advert.title);
    let entry = Entry { advert: advert.facts(), saved: state.today, note: String::new() };
    done(Change::Save { list, entry: Box::new(entry) }, said)
}

/// Asks for a saved advert that has changed to be kept as it now stands.
fn renew(state: &State, listing: &Listing) -> Option<Effect> {
    let list = list_of(state, &listing.advert.id)?;
    let entry = state.shortlists.list(&list)?.entry(&listing.advert.id)?;
    listing.has_changed_since(entry).then(|| {
        let said = format!("“{list}” keeps it as it now stands: {}", listing.advert.title);
        done(Change::Renew { list, advert: Box::new(listing.advert.facts()), saved: state.today }, said)
    })
}

/// A change that the person asks for.
fn done(change: Change, said: String) -> Effect {
    Effect::Change { change, purpose: Purpose::Do, said }
}

/// The list that an advert is acted on in: the chosen one on its own screen, else the one that saves go to, else any that holds it.
fn list_of(state: &State, advert: &AdvertId) -> Option<String> {
    let holding: Vec<&str> = state.shortlists.holding(advert).collect();
    let chosen = match state.focus {
        Pane::Entries | Pane::Entry => state.entries.shortlist(&state.shortlists).map(|list| list.name.as_str()),
        _ => Some(state.shortlists.target()),
    };
    chosen.filter(|name| holding.contains(name)).or(holding.first().copied()).map(str::to_owned)
}

/// The advert that the focused pane is about, with the list that holds it; a notice where none does.
fn saved_advert(state: &mut State) -> Option<(String, Advert)> {
    let advert = state.current_listing()?.advert;
    let list = list_of(state, &advert.id);
    if list.is_none() {
        state.notices.failed("this advert is on no shortlist; s saves it");
    }
    Some((list?, advert))
}

fn remove(state: &mut State) -> Vec<Effect> {
    let Some((list, advert)) = saved_advert(state) else { return Vec::new() };
    if matches!(state.focus, Pane::Entries | Pane::Entry) {
        state.entries.step_off(&state.shortlists);
        state.focus = Pane::Entries;
    }
    let said = format!("removed from “{list}”: {} (u undoes)", advert.title);
    vec![done(Change::Remove { list, advert: advert.id }, said)]
}

fn remove_list(state: &mut State) -> Vec<Effect> {
    let Some(list) = state.entries.shortlist(&state.shortlists).map(|list| list.name.clone()) else {
        return Vec::new();
    };
    let said = format!("removed the shortlist “{list}” (u undoes)");
    vec![done(Change::RemoveList { list }, said)]
}

fn note(state: &mut State) -> Vec<Effect> {
    if let Some((list, advert)) = saved_advert(state) {
        let text = state.shortlists.list(&list).and_then(|kept| kept.entry(&advert.id)).map(|entry| entry.note.clone());
        state.overlay = Some(Overlay::Note {
            list,
            advert: advert.id,
            line: Line::new(text.unwrap_or_default().replace('\n', LINE_BREAK)),
        });
    }
    Vec::new()
}

/// Asks for what is written to be the note of a saved advert.
pub(super) fn write_note(list: String, advert: AdvertId, line: &Line) -> Effect {
    let text = line.text().replace(LINE_BREAK, "\n").trim().to_owned();
    let said = if text.is_empty() { "note taken away".to_owned() } else { format!("note saved in “{list}”") };
    done(Change::Note { list, advert, text }, said)
}

/// Asks for what is written to be the name of a list, unless that is its name already.
pub(super) fn rename(state: &mut State, list: String, line: &Line) -> Vec<Effect> {
    let name = line.text().trim().to_owned();
    if name == list {
        return Vec::new();
    }
    state.entries.list = Some(list.clone());
    let said = format!("“{list}” is now called “{name}”");
    vec![done(Change::Rename { list, name }, said)]
}

fn undo(state: &mut State) -> Vec<Effect> {
    match state.undo.pop() {
        Some(Undo::Lists(change)) => {
            let said = format!("undone: {}", describe(&change));
            vec![Effect::Change { change, purpose: Purpose::Undo, said }]
        }
        Some(Undo::Searches(change)) => vec![named::undo(change)],
        None => {
            state.notices.failed("there is nothing to undo");
            Vec::new()
        }
    }
}

/// Takes the shortlists as they were read.
pub(super) fn read(state: &mut State, outcome: Result<Shortlists, String>) {
    match outcome {
        Ok(lists) => {
            state.notices.mended(Topic::Lists);
            state.shortlists = lists;
        }
        Err(why) => state.notices.stay(Topic::Lists, why),
    }
}

/// Takes what became of a change.
pub(super) fn changed(state: &mut State, outcome: Result<Changed, NotChanged>) {
    match outcome {
        Ok(changed) => {
            state.shortlists = changed.lists;
            state.notices.mended(Topic::Lists);
            // The chosen list stays chosen under its new name.
            if let Change::Rename { list, name } = &changed.undo
                && state.entries.list.as_ref() == Some(name)
            {
                state.entries.list = Some(list.clone());
            }
            if changed.purpose == Purpose::Do {
                state.undo.push(Undo::Lists(changed.undo));
            }
            state.notices.done(changed.said);
        }
        Err(failed) => {
            state.undo.extend(failed.undo.map(Undo::Lists));
            state.notices.failed(format!("not saved: {}", failed.why));
        }
    }
}

/// What taking a change back amounts to, in a few words.
fn describe(change: &Change) -> String {
    match change {
        Change::Save { list, entry } | Change::Restore { list, entry, .. } => {
            format!("“{}” is back on “{list}”", entry.advert.title)
        }
        Change::Remove { list, .. } | Change::Unsave { list, .. } => format!("the advert is off “{list}” again"),
        Change::Note { list, .. } => format!("the note on “{list}” is as it was"),
        Change::Renew { list, .. } => format!("“{list}” keeps the advert as it was"),
        Change::Rename { name, .. } => format!("the shortlist is called “{name}” again"),
        Change::RemoveList { list } => format!("the shortlist “{list}” is gone again"),
        Change::RestoreList(list) => format!("the shortlist “{}” is back", list.name),
    }
}
