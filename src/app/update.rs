//! The one way the state changes: a message in, effects out.

use std::sync::Arc;

use crate::app::action::Action;
use crate::app::document::Target;
use crate::app::effect::Effect;
use crate::app::history::History;
use crate::app::keymap::{Chord, Key};
use crate::app::line::Line;
use crate::app::list::moved;
use crate::app::message::{Counted, Message};
use crate::app::notice::Topic;
use crate::app::overlay::Overlay;
use crate::app::pane::{Pane, Screen, Slot};
use crate::app::panes::reader::{AdvertPane, Reading};
use crate::app::panes::roles::Node;
use crate::app::state::{Ending, State};
use crate::app::update::finding::search;
use crate::domain::advert::AdvertId;
use crate::domain::board::Board;
use crate::domain::record::AdvertRecord;
use crate::domain::role::{Link, RoleId};
use crate::search::adverts::Sort;

mod compare;
mod finding;
mod keep;
mod market;
mod named;
mod over;
mod pay;
mod route;

/// What to do before the first key.
#[must_use]
pub fn opening(state: &mut State) -> Vec<Effect> {
    vec![Effect::ReadLists, Effect::ReadQueries, search(state)]
}

/// Takes a message, changes the state and returns what to do outside it.
#[must_use]
pub fn update(state: &mut State, message: Message) -> Vec<Effect> {
    let mut effects = take(state, message);
    effects.extend(follow_entry(state));
    effects.extend(market::follow(state));
    effects
}

/// Asks for what is known of the saved advert that has come into sight.
fn follow_entry(state: &mut State) -> Option<Effect> {
    if state.screen() != Screen::Shortlist {
        return None;
    }
    let shown = state.current_entry()?.advert.id.clone();
    if state.entry_record.as_ref().is_some_and(|(id, _)| *id == shown) {
        return None;
    }
    state.entry_record = Some((shown.clone(), AdvertRecord::default()));
    Some(Effect::ReadRecord(shown))
}

fn take(state: &mut State, message: Message) -> Vec<Effect> {
    match message {
        Message::Key(chord) => return key(state, chord),
        Message::Paste(text) => return paste(state, &text),
        Message::Board(outcome) => return board(state, outcome),
        Message::Refreshed(outcome) => return refreshed(state, outcome),
        Message::Resized => state.geometry.resized = true,
        Message::Damaged(why) => state.notices.stay(Topic::Adverts, why),
        Message::Refreshing(news) => {
            if let Some(refreshing) = &mut state.refreshing {
                refreshing.take(news);
            }
        }
        Message::Record(id, record) => take_record(state, id, record),
        Message::Found(found) => finding::found(state, found),
        Message::Beside(beside) => finding::beside(state, beside),
        Message::Queries(queries) => state.vacancies.history = History::new(queries),
        Message::Counted(counted) => take_counts(state, counted),
        Message::Market(told) => state.market.told = Some(told),
        Message::Lists(outcome) => keep::read(state, outcome),
        Message::Changed(outcome) => keep::changed(state, outcome),
        Message::Searches(outcome) => named::read(state, outcome),
        Message::SearchesChanged(outcome) => named::changed(state, outcome),
        Message::Misconfigured(problem) => state.notices.stay(Topic::Config, problem),
        Message::Told(Ok(text)) => state.notices.done(text),
        Message::Told(Err(text)) => state.notices.failed(text),
        Message::End => state.ended = Some(Ending::Asked),
        Message::Died(why) => state.ended = Some(Ending::Died(why)),
    }
    Vec::new()
}

/// A refresh ended: what it brought is read.
fn refreshed(state: &mut State, outcome: Result<String, String>) -> Vec<Effect> {
    state.refreshing = None;
    match outcome {
        Ok(said) => {
            state.notices.mended(Topic::Adverts);
            state.notices.done(said);
        }
        Err(why) => state.notices.failed(why),
    }
    vec![Effect::ReadBoard]
}

/// Takes what is known of an advert to where it is shown.
fn take_record(state: &mut State, id: AdvertId, record: AdvertRecord) {
    if let Some(open) = state.advert.as_mut().filter(|open| open.advert == id) {
        open.record = record.clone();
    }
    if state.current_entry().is_some_and(|entry| entry.advert.id == id) {
        state.entry_record = Some((id, record));
    }
}

/// Takes what was counted, unless another board has come since.
fn take_counts(state: &mut State, counted: Counted) {
    if Arc::ptr_eq(&counted.board, &state.board) {
        state.counts = counted.counts;
        state.openings = Some(counted.openings);
    }
}

/// Turns to another board, or to none where the adverts could not be read.
fn board(state: &mut State, outcome: Result<Arc<Board>, String>) -> Vec<Effect> {
    let board = outcome.unwrap_or_else(|why| {
        state.notices.failed(why);
        Arc::new(Board::unreadable(Arc::clone(&state.catalogue)))
    });
    state.board = board;
    // Positions in the former board mean nothing in this one.
    state.vacancies.hits.clear();
    state.market.told = None;
    state.vacancies.reach = None;
    state.entry_record = None;
    let text = state.advert.as_ref().map(|open| Effect::ReadRecord(open.advert.clone()));
    std::iter::once(search(state)).chain(text).collect()
}

fn key(state: &mut State, chord: Chord) -> Vec<Effect> {
    state.notices.passed();
    if state.overlay.is_some() {
        return over::key(state, chord);
    }
    if typing(state).is_some() {
        return type_key(state, chord);
    }
    match state.keymap.action(chord, state.focus) {
        Some(action) => act(state, action),
        None => Vec::new(),
    }
}

/// The line of the focused pane, while it has the keys.
fn typing(state: &mut State) -> Option<&mut Line> {
    match state.focus {
        Pane::Roles if state.roles.typing => Some(&mut state.roles.filter),
        Pane::Vacancies if state.vacancies.typing => Some(&mut state.vacancies.filter),
        Pane::Entries if state.entries.typing => Some(&mut state.entries.filter),
        _ => None,
    }
}

fn set_typing(state: &mut State, on: bool) {
    match state.focus {
        Pane::Roles => state.roles.typing = on,
        Pane::Vacancies => state.vacancies.typing = on,
        Pane::Entries => state.entries.typing = on,
        _ => {}
    }
}

/// A key while a filter is typed: rows still move, Enter goes in, Esc keeps what was typed and leaves the line.
fn type_key(state: &mut State, chord: Chord) -> Vec<Effect> {
    if state.focus == Pane::Vacancies
        && let Some(effects) = finding::recall(state, chord)
    {
        return effects;
    }
    if let Some(action) = chord.movement() {
        return act(state, action);
    }
    match chord.key {
        Key::Named("esc") => return leave_line(state),
        Key::Named("enter") => {
            let mut effects = leave_line(state);
            effects.extend(act(state, Action::Enter));
            return effects;
        }
        _ => {}
    }
    match typing(state).and_then(|line| line.edit(chord)) {
        Some(true) => refilter(state),
        Some(false) => Vec::new(),
        None => match state.keymap.action(chord, state.focus) {
            Some(action) => act(state, action),
            None => Vec::new(),
        },
    }
}

/// Leaves the filter's line; what was typed over the vacancies is kept to be called back.
fn leave_line(state: &mut State) -> Vec<Effect> {
    set_typing(state, false);
    let kept = if state.focus == Pane::Vacancies { finding::keep(state) } else { None };
    kept.into_iter().collect()
}

fn paste(state: &mut State, text: &str) -> Vec<Effect> {
    if let Some(line) = state.overlay.as_mut().and_then(Overlay::line_mut) {
        line.paste(text);
        return finding::filters_pasted(state);
    }
    match typing(state) {
        Some(line) => {
            line.paste(text);
            refilter(state)
        }
        None => Vec::new(),
    }
}

/// Takes the focused pane's filter anew.
fn refilter(state: &mut State) -> Vec<Effect> {
    match state.focus {
        Pane::Roles => {
            state.roles.refilter(&state.role_index);
            follow_tree(state)
        }
        Pane::Vacancies => {
            state.vacancies.history.leave();
            state.vacancies.moved = false;
            vec![search(state)]
        }
        _ => Vec::new(),
    }
}

/// Shows in the role pane what the tree has selected, and narrows the vacancies to it.
fn follow_tree(state: &mut State) -> Vec<Effect> {
    if state.role.subject == state.roles.selected {
        return Vec::new();
    }
    state.advert = None;
    state.role.show(state.roles.selected);
    state.vacancies.wide = false;
    vec![search(state)]
}

/// Does what an action asks for.
fn act(state: &mut State, action: Action) -> Vec<Effect> {
    match action {
        Action::Up | Action::Down | Action::PageUp | Action::PageDown | Action::First | Action::Last => {
            return go(state, action);
        }
        Action::Open => return open(state),
        Action::Close => return close(state),
        Action::Enter => return enter(state),
        Action::Back => return back(state),
        Action::WalkBack => return walk_back(state),
        Action::Widen => return widen(state),
        Action::Sort => return sort(state),
        Action::Older | Action::Newer => return finding::call_back(state, action),
        Action::Filters => return finding::open_filters(state),
        Action::Locate => return finding::locate(state),
        Action::Searches => return named::open(state),
        Action::Save | Action::SaveTo | Action::Remove | Action::Note | Action::Rename | Action::Undo => {
            return keep::act(state, action);
        }
        Action::Browse | Action::Copy => return look_outside(state, action),
        Action::Refresh if state.refreshing.is_some() => return stop_refresh(state),
        Action::Redraw => return vec![Effect::Redraw],
        Action::Suspend => return vec![Effect::Suspend],
        Action::Shortlist => {
            focus(state, Pane::Lists);
            return vec![Effect::ReadLists];
        }
        Action::Explore => focus(state, Pane::Roles),
        Action::NextPane => step_pane(state, 1),
        Action::PreviousPane => step_pane(state, state.panes().len() - 1),
        Action::NextTab => turn(state, 1),
        Action::PreviousTab => turn(state, -1),
        Action::Filter => start_typing(state),
        Action::Vacancies => {
            focus(state, Pane::Vacancies);
            start_typing(state);
        }
        Action::RouteTo => route::choose_goal(state),
        Action::Become => route::choose_wanted(state),
        Action::Nation | Action::Year | Action::MyPay | Action::PaySettings => pay::act(state, action),
        Action::Compare | Action::CompareMarked => compare::act(state, action),
        Action::Help | Action::HelpAll | Action::Palette | Action::Refresh => over::open(state, action),
        Action::Quit => state.ended = Some(Ending::Asked),
    }
    Vec::new()
}

fn stop_refresh(state: &mut State) -> Vec<Effect> {
    if let Some(refreshing) = &mut state.refreshing {
        refreshing.stopping = true;
    }
    vec![Effect::StopRefresh]
}

/// Gives the keys to the line of the focused pane's filter.
fn start_typing(state: &mut State) {
    set_typing(state, true);
    state.vacancies.moved = false;
}

fn go(state: &mut State, action: Action) -> Vec<Effect> {
    let page = state.geometry.room(state.focus).height;
    match state.focus {
        Pane::Roles => {
            state.roles.go(action, &state.catalogue, page);
            return follow_tree(state);
        }
        Pane::Vacancies => {
            let ways = state.ways().len();
            state.vacancies.way = moved(action, state.vacancies.way, ways, page).unwrap_or_default();
            state.vacancies.go(action, &state.board, page);
            state.vacancies.moved = true;
        }
        Pane::Lists => {
            state.entries.go_list(action, &state.shortlists, page);
            state.entry = Reading::default();
        }
        Pane::Entries => {
            state.entries.go(action, &state.shortlists, page);
            state.entry = Reading::default();
        }
        Pane::Role | Pane::Advert | Pane::Entry => {
            let lines = state.lines(state.focus);
            if let Some(reading) = reading(state) {
                reading.go(action, &lines, page);
            }
        }
    }
    Vec::new()
}

/// The place in the text of the focused pane.
fn reading(state: &mut State) -> Option<&mut Reading> {
    match state.focus {
        Pane::Role => Some(&mut state.role.reading),
        Pane::Advert => state.advert.as_mut().map(|advert| &mut advert.reading),
        Pane::Entry => Some(&mut state.entry),
        _ => None,
    }
}

fn focus(state: &mut State, pane: Pane) {
    set_typing(state, false);
    state.focus = pane;
    if pane.slot() != Slot::Side {
        state.beside[pane.screen() as usize] = pane;
    }
}

fn step_pane(state: &mut State, by: usize) {
    let panes = state.panes();
    let place = panes.iter().position(|pane| *pane == state.focus).unwrap_or_default();
    focus(state, panes[(place + by) % panes.len()]);
}

/// Turns to the tab so many after the one that is shown, or before it, where there is one.
fn turn(state: &mut State, by: isize) {
    if let Some(tab) = state.tab_beside(by) {
        state.role.turn(tab);
    }
}

fn open(state: &mut State) -> Vec<Effect> {
    match state.focus {
        Pane::Roles => {
            if state.roles.open(&state.catalogue) {
                return follow_tree(state);
            }
            focus(state, Pane::Role);
        }
        Pane::Vacancies | Pane::Entries => return enter(state),
        Pane::Role => turn(state, 1),
        Pane::Lists => focus(state, Pane::Entries),
        Pane::Advert | Pane::Entry => {}
    }
    Vec::new()
}

fn close(state: &mut State) -> Vec<Effect> {
    match state.focus {
        Pane::Roles => {
            state.roles.close(&state.catalogue);
            return follow_tree(state);
        }
        Pane::Advert | Pane::Entry => return back(state),
        Pane::Role if state.tab_beside(-1).is_some() => turn(state, -1),
        Pane::Role | Pane::Vacancies => focus(state, Pane::Roles),
        Pane::Entries => focus(state, Pane::Lists),
        Pane::Lists => {}
    }
    Vec::new()
}

fn enter(state: &mut State) -> Vec<Effect> {
    match state.focus {
        Pane::Vacancies => {
            return match state.vacancies.listing(&state.board) {
                Some(listing) => open_advert(state, listing.advert.id),
                None => finding::take_way(state).unwrap_or_default(),
            };
        }
        Pane::Role | Pane::Advert | Pane::Entry => return follow_line(state),
        Pane::Roles => match state.roles.selected {
            // A filter that no role meets leaves nothing to go into.
            Node::Role(_) if state.roles.rows(&state.catalogue).is_empty() => {}
            Node::Role(_) => focus(state, Pane::Role),
            Node::Category(_) | Node::Part(..) => state.roles.toggle(),
        },
        Pane::Lists => focus(state, Pane::Entries),
        Pane::Entries if state.current_entry().is_some() => focus(state, Pane::Entry),
        Pane::Entries => {}
    }
    Vec::new()
}

/// Goes to where the line that is read leads.
fn follow_line(state: &mut State) -> Vec<Effect> {
    let lines = state.lines(state.focus);
    match reading(state).and_then(|reading| reading.target(&lines)) {
        Some(Target::Role(role)) => walk_to(state, &role),
        Some(Target::Advert(advert)) if state.board.position(&advert).is_some() => open_advert(state, advert),
        Some(Target::Advert(_)) => {
            state.notices.failed("that advert is not among those loaded now");
            Vec::new()
        }
        None => Vec::new(),
    }
}

/// Opens an advert to read.
fn open_advert(state: &mut State, advert: AdvertId) -> Vec<Effect> {
    let pane = AdvertPane { advert: advert.clone(), record: AdvertRecord::default(), reading: Reading::default() };
    state.advert = Some(pane);
    focus(state, Pane::Advert);
    vec![Effect::ReadRecord(advert)]
}

/// Goes to a role that a text names, and remembers the way back.
fn walk_to(state: &mut State, role: &RoleId) -> Vec<Effect> {
    let Some(path) = state.catalogue.path(role) else { return Vec::new() };
    state.role.walk(Node::Role(path));
    arrive(state)
}

fn walk_back(state: &mut State) -> Vec<Effect> {
    let Some((subject, tab, reading)) = state.role.walked.pop() else {
        state.notices.failed("there is no role to go back to");
        return Vec::new();
    };
    state.role.subject = subject;
    state.role.tab = tab;
    state.role.reading = reading;
    arrive(state)
}

/// Brings tree, focus and vacancies to the role that the role pane now shows.
fn arrive(state: &mut State) -> Vec<Effect> {
    match state.role.subject {
        Node::Role(path) => state.roles.reveal(path),
        branch => state.roles.selected = branch,
    }
    state.advert = None;
    state.vacancies.wide = false;
    focus(state, Pane::Role);
    vec![search(state)]
}

/// Steps back one level: out of a text, out of a filter, to the pane on the left. It never quits.
fn back(state: &mut State) -> Vec<Effect> {
    match state.focus {
        Pane::Vacancies if !state.vacancies.filter.text().is_empty() => {
            state.vacancies.filter = Line::default();
            return vec![search(state)];
        }
        Pane::Roles if state.roles.filtered() => {
            state.roles.clear();
            return follow_tree(state);
        }
        Pane::Advert => {
            state.advert = None;
            focus(state, Pane::Vacancies);
        }
        Pane::Entry => focus(state, Pane::Entries),
        Pane::Entries if !state.entries.filter.text().is_empty() => state.entries.filter = Line::default(),
        Pane::Entries => focus(state, Pane::Lists),
        Pane::Role | Pane::Vacancies | Pane::Lists => focus(state, Pane::Roles),
        Pane::Roles => {}
    }
    Vec::new()
}

fn widen(state: &mut State) -> Vec<Effect> {
    let Some(role) = state.role().map(|role| role.title.clone()) else {
        state.notices.done("all adverts are shown; choose a role to narrow them");
        return Vec::new();
    };
    state.vacancies.wide = !state.vacancies.wide;
    let said = if state.vacancies.wide {
        "all adverts are looked among".to_owned()
    } else {
        format!("adverts for {role} alone")
    };
    state.notices.done(said);
    vec![search(state)]
}

fn sort(state: &mut State) -> Vec<Effect> {
    if state.focus == Pane::Entries {
        state.entries.sort = state.entries.sort.next();
        state.notices.done(format!("sorted by {}", state.entries.sort.title()));
        return Vec::new();
    }
    state.vacancies.sort = state.vacancies.sort.next();
    if state.vacancies.sort == Sort::Distance && state.vacancies.reach.is_none() {
        // There is nothing to measure from.
        state.vacancies.sort = state.vacancies.sort.next();
    }
    state.notices.done(format!("sorted by {}", state.vacancies.sort.title()));
    vec![search(state)]
}

/// Opens a page or copies its address.
fn look_outside(state: &mut State, action: Action) -> Vec<Effect> {
    if state.focus == Pane::Role {
        return role_outside(state, action);
    }
    let Some(listing) = state.current_listing() else { return Vec::new() };
    let advert = listing.advert;
    match (action, advert.url) {
        (Action::Browse, Some(url)) => vec![Effect::Browse(url)],
        (Action::Browse, None) => {
            state
                .notices
                .failed("this advert has no address; y copies its title and employer, to look up on jobs.nhs.uk");
            Vec::new()
        }
        (_, Some(url)) => vec![Effect::Copy(url)],
        (_, None) => {
            let names = [advert.title, advert.employer].into_iter().filter(|name| !name.is_empty());
            vec![Effect::Copy(names.collect::<Vec<_>>().join(", "))]
        }
    }
}

fn role_outside(state: &mut State, action: Action) -> Vec<Effect> {
    let Some(role) = state.role() else { return Vec::new() };
    let mut links = role.links.clone();
    links.extend(
        role.source.iter().map(|source| Link { name: "Where the facts were read".to_owned(), url: source.url.clone() }),
    );
    let address = role.source.as_ref().map_or_else(|| role.title.clone(), |source| source.url.clone());
    if action == Action::Copy {
        return vec![Effect::Copy(address)];
    }
    state.overlay = Some(Overlay::Links(links));
    Vec::new()
}
