//! The market of what the role pane shows. It is asked for with the search, and only while it is looked at.

use crate::app::effect::Effect;
use crate::app::pages::role::Tab;
use crate::app::pane::{Pane, Screen};
use crate::app::state::State;
use crate::app::update::finding::search;
use crate::search::adverts::Scope;

/// Asks for the market that has come into sight, unless the search under way does.
pub(super) fn follow(state: &mut State) -> Option<Effect> {
    let is_asked = state.market.asked == Some(state.vacancies.generation);
    (is_in_sight(state) && !is_asked).then(|| search(state))
}

/// The adverts whose market a search is to tell; nothing where it is not looked at.
pub(super) fn wanted(state: &mut State) -> Option<Scope> {
    let is_wanted = is_in_sight(state);
    state.market.asked = is_wanted.then_some(state.vacancies.generation);
    is_wanted.then(|| state.market_scope())
}

/// Whether the next drawing will show it: as many panes as the last, which is all three, the column at the side and the one
/// beside it, or the focused one alone.
fn is_in_sight(state: &State) -> bool {
    let is_open = state.tab() == Tab::Market && state.advert.is_none() && state.screen() == Screen::Explore;
    let is_drawn = match state.geometry.panes() {
        _ if state.geometry.resized => true,
        0 | 1 => state.focus == Pane::Role,
        2 => state.beside() == Pane::Role,
        _ => true,
    };
    is_open && is_drawn
}
