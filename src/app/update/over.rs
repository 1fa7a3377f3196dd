//! Keys while something stands over the panes.

use crate::app::action::Action;
use crate::app::effect::Effect;
use crate::app::keymap::{Chord, Key};
use crate::app::line::Line;
use crate::app::list::moved;
use crate::app::overlay::{Overlay, list_rows, palette_rows, search_rows};
use crate::app::refresh::{RefreshForm, Refreshing};
use crate::app::state::{Ending, State};
use crate::app::update::{act, compare, finding, keep, named, pay, route};
use crate::domain::role::Link;

/// Puts what an action asks for over the panes.
pub(super) fn open(state: &mut State, action: Action) {
    state.overlay = Some(match action {
        Action::Palette => Overlay::Palette { line: Line::default(), row: 0 },
        Action::HelpAll => Overlay::Help { all: true, line: 0 },
        Action::Refresh => Overlay::Refresh(Box::default()),
        _ => Overlay::Help { all: false, line: 0 },
    });
}

/// Keeps the filter as a named search, whatever row is selected.
const KEEP: Chord = Chord { ctrl: true, ..Chord::plain(Key::Char('s')) };

/// A key while something stands over the panes. Esc takes it away; Ctrl-C still ends the program.
pub(super) fn key(state: &mut State, chord: Chord) -> Vec<Effect> {
    let action = state.keymap.action(chord, state.focus);
    if chord.ctrl && action == Some(Action::Quit) {
        state.ended = Some(Ending::Asked);
        return Vec::new();
    }
    if let (true, Some(action @ (Action::Suspend | Action::Redraw))) = (chord.ctrl, action) {
        return act(state, action);
    }
    if chord == Chord::plain(Key::Named("esc")) {
        let was_filters = matches!(state.overlay.take(), Some(Overlay::Filters(_)));
        return if was_filters { finding::keep(state).into_iter().collect() } else { Vec::new() };
    }
    match state.overlay.take() {
        Some(overlay) => answer(state, overlay, chord, action),
        None => Vec::new(),
    }
}

/// What an overlay, taken from its place, makes of a key; where it stays it is put back.
fn answer(state: &mut State, overlay: Overlay, chord: Chord, action: Option<Action>) -> Vec<Effect> {
    match overlay {
        Overlay::Links(links) => return link(state, links, chord, action),
        Overlay::Searches { line, row } if chord == Chord::plain(Key::Named("delete")) => {
            let effects = named::remove(state, line.text(), row);
            state.overlay = Some(Overlay::Searches { line, row: row.saturating_sub(1) });
            return effects;
        }
        Overlay::Searches { line, row } if chord == KEEP => return named::keep(state, line.text(), row),
        Overlay::Filters(form) => return finding::filters_key(state, form, chord),
        Overlay::Help { all, line } => state.overlay = help(state, action, all, line),
        Overlay::Compare(open) => compare::key(state, open, chord),
        overlay if chord == Chord::plain(Key::Named("enter")) => return accept(state, overlay),
        mut form @ (Overlay::Refresh(_) | Overlay::Pay(_) | Overlay::Become(_)) => {
            form.form_key(chord);
            state.overlay = Some(form);
        }
        mut picker => {
            if !pick(state, &mut picker, chord)
                && let Some(line) = picker.line_mut()
                && line.edit(chord) == Some(true)
                && let Some(row) = row_mut(&mut picker)
            {
                *row = 0;
            }
            state.overlay = Some(picker);
        }
    }
    Vec::new()
}

/// Opens the page of a number; the key that opened the list closes it.
fn link(state: &mut State, links: Vec<Link>, chord: Chord, action: Option<Action>) -> Vec<Effect> {
    let number = match chord.key {
        Key::Char(c) => c.to_digit(10).and_then(|digit| usize::try_from(digit).ok()),
        _ => None,
    };
    match number.and_then(|number| links.get(number.checked_sub(1)?)) {
        Some(link) => return vec![Effect::Browse(link.url.clone())],
        None if action == Some(Action::Browse) => {}
        None => state.overlay = Some(Overlay::Links(links)),
    }
    Vec::new()
}

fn help(state: &State, action: Option<Action>, all: bool, line: usize) -> Option<Overlay> {
    match action {
        Some(Action::Help) if !all => Some(Overlay::Help { all: true, line: 0 }),
        Some(Action::Help | Action::Quit | Action::Enter | Action::Close) => None,
        Some(Action::HelpAll) => Some(Overlay::Help { all: true, line: 0 }),
        Some(action) => {
            let room = state.geometry.overlay;
            let firsts = room.rows.saturating_sub(room.height) + 1;
            let line = moved(action, line, firsts, room.height).unwrap_or(line);
            Some(Overlay::Help { all, line })
        }
        None => Some(Overlay::Help { all, line }),
    }
}

fn row_mut(overlay: &mut Overlay) -> Option<&mut usize> {
    match overlay {
        Overlay::Palette { row, .. }
        | Overlay::PickList { row, .. }
        | Overlay::Searches { row, .. }
        | Overlay::RouteTo { row, .. } => Some(row),
        _ => None,
    }
}

/// Moves along the rows of a picker; whether the key did.
fn pick(state: &State, overlay: &mut Overlay, chord: Chord) -> bool {
    let rows = match &*overlay {
        Overlay::Palette { line, .. } => palette_rows(line.text()).len(),
        Overlay::PickList { line, .. } => list_rows(&state.list_names(), line.text()).len(),
        Overlay::Searches { line, .. } => search_rows(&state.searches, line.text()).len(),
        Overlay::RouteTo { line, .. } => state.roles_found(line.text()).len(),
        _ => return false,
    };
    let Some(action) = chord.movement() else { return false };
    if let Some(row) = row_mut(overlay) {
        *row = moved(action, *row, rows, state.geometry.overlay.height).unwrap_or(*row);
    }
    true
}

/// Enter: does what the overlay is for.
fn accept(state: &mut State, overlay: Overlay) -> Vec<Effect> {
    match overlay {
        Overlay::Palette { line, row } => match palette_rows(line.text()).get(row) {
            Some(chosen) if chosen.reaches(state.focus) => return act(state, chosen.action),
            Some(chosen) => state.notices.failed(format!("“{}” does nothing in this pane", chosen.title)),
            None => {}
        },
        Overlay::PickList { advert, line, row } => return keep::save_to(state, &advert, &line, row),
        Overlay::Note { list, advert, line } => return vec![keep::write_note(list, advert, &line)],
        Overlay::Rename { list, line } => return keep::rename(state, list, &line),
        Overlay::Searches { line, row } => return named::accept(state, line.text(), row),
        Overlay::Refresh(form) => return refresh(state, form),
        Overlay::Pay(form) => return pay::accept(state, form),
        Overlay::RouteTo { line, row } => route::take_goal(state, &line, row),
        Overlay::Become(form) => route::take_wanted(state, form),
        Overlay::Help { .. } | Overlay::Links(_) | Overlay::Compare(_) | Overlay::Filters(_) => {}
    }
    Vec::new()
}

/// Starts a refresh; a form that makes no sense stays open.
fn refresh(state: &mut State, form: Box<RefreshForm>) -> Vec<Effect> {
    match form.request() {
        Ok(request) => {
            state.refreshing = Some(Refreshing::default());
            vec![Effect::Refresh(request)]
        }
        Err(why) => {
            state.notices.failed(why);
            state.overlay = Some(Overlay::Refresh(form));
            Vec::new()
        }
    }
}
