//! Where a role can lead: choosing a role to get to, and which roles within reach to show.

use crate::app::become_form::BecomeForm;
use crate::app::line::Line;
use crate::app::overlay::Overlay;
use crate::app::pages::role::Tab;
use crate::app::pane::Pane;
use crate::app::state::State;
use crate::app::update::focus;

/// Asks for the role to get to.
pub(super) fn choose_goal(state: &mut State) {
    if is_at_role(state) {
        state.overlay = Some(Overlay::RouteTo { line: Line::default(), row: 0 });
    }
}

/// Shows what is within reach and asks what of it is wanted.
pub(super) fn choose_wanted(state: &mut State) {
    if is_at_role(state) {
        state.overlay = Some(Overlay::Become(BecomeForm { wanted: state.role.wanted, row: 0 }));
        show(state);
    }
}

/// Takes the role in a row of what is found as the one to get to.
pub(super) fn take_goal(state: &mut State, line: &Line, row: usize) {
    let found = state.roles_found(line.text()).get(row).and_then(|path| state.catalogue.role_at(*path));
    if let Some(goal) = found.map(|role| role.id.clone()) {
        state.role.goal = Some(goal);
        show(state);
    }
}

/// Takes what is wanted of the roles within reach.
pub(super) fn take_wanted(state: &mut State, form: BecomeForm) {
    state.role.wanted = form.wanted;
    show(state);
}

/// Turns to the tab that shows it, from its first line.
fn show(state: &mut State) {
    state.role.turn(Tab::WhereTo);
    focus(state, Pane::Role);
}

/// Whether a role is shown to set out from; says so where none is.
fn is_at_role(state: &mut State) -> bool {
    let is_there = state.role().is_some();
    if !is_there {
        state.notices.failed("choose a role first: that is where a route sets out from");
    }
    is_there
}
