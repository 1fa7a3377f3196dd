//! Marking roles and adverts, and comparing them.

use crate::app::action::Action;
use crate::app::compare::{FEWEST, Kind, MOST, Open, Outcome, choices, toggle};
use crate::app::keymap::{Chord, Key};
use crate::app::overlay::Overlay;
use crate::app::pane::Pane;
use crate::app::state::State;
use crate::domain::text::count;

/// Marks the role or the advert that is selected, or takes the mark away, or opens the comparison.
pub(super) fn act(state: &mut State, action: Action) {
    let kind = if matches!(state.focus, Pane::Roles | Pane::Role) { Kind::Roles } else { Kind::Adverts };
    match action {
        Action::Compare => mark(state, kind),
        _ if state.marked(kind) < FEWEST => {
            let word = kind.word();
            state.notices.failed(format!("mark two {word}s at least to compare them; {} marked", many(state, kind)));
        }
        _ => state.overlay = Some(Overlay::Compare(Open::new(kind))),
    }
}

fn many(state: &State, kind: Kind) -> String {
    match state.marked(kind) {
        0 => "none is".to_owned(),
        1 => "one is".to_owned(),
        marked => format!("{marked} are"),
    }
}

/// With the second mark there is something to compare, so the comparison opens.
fn mark(state: &mut State, kind: Kind) {
    let outcome = match kind {
        Kind::Roles => state.role().map(|role| role.id.clone()).map(|id| toggle(&mut state.marked.roles, id)),
        Kind::Adverts => {
            let id = state.current_listing().map(|listing| listing.advert.id);
            id.map(|id| toggle(&mut state.marked.adverts, id))
        }
    };
    let word = kind.word();
    match outcome {
        None => state
            .notices
            .failed(format!("select {} to mark it", if kind == Kind::Roles { "a role" } else { "an advert" })),
        Some(Outcome::Set(1)) => state.notices.done(format!("marked to compare; mark another {word}")),
        Some(Outcome::Set(_)) => state.overlay = Some(Overlay::Compare(Open::new(kind))),
        Some(Outcome::Taken(left)) => {
            state.notices.done(format!("no longer marked; {} left to compare", count(left, word)));
        }
        Some(Outcome::Full) => {
            state
                .notices
                .failed(format!("{MOST} {word}s are marked, the most to compare; the same key takes a mark away"));
        }
    }
}

/// A key while a comparison is open.
pub(super) fn key(state: &mut State, mut open: Open, chord: Chord) {
    let action = state.keymap.action(chord, state.focus);
    let comparison = state.comparison(open.kind);
    let room = state.geometry.overlay;
    let is = |letter| chord == Chord::plain(Key::Char(letter));
    match action {
        _ if is('d') => open = Open { differences: !open.differences, line: 0, ..open },
        _ if is('x') => {
            match open.kind {
                Kind::Roles => state.marked.roles.clear(),
                Kind::Adverts => state.marked.adverts.clear(),
            }
            state.notices.done(format!("no {} is marked any more", open.kind.word()));
            return;
        }
        Some(Action::Quit | Action::Compare | Action::CompareMarked) => return,
        Some(action) => {
            let choices = choices(comparison.titles.len(), comparison.fitting(room.width));
            open.go(action, room, choices.len());
        }
        None => {}
    }
    state.overlay = Some(Overlay::Compare(open));
}
