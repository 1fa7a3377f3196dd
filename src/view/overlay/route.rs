//! Choosing a role to get to, and which roles within reach to show.

use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::app::become_form::{BecomeForm, FIELDS};
use crate::app::line::Line as Typed;
use crate::app::pages::role::breadcrumb;
use crate::app::state::State;
use crate::view::Canvas;
use crate::view::form::{self, Field, Held};
use crate::view::overlay::{picker, window};

/// The roles that meet what is typed, each with the family it is of.
pub(super) fn goals(canvas: &mut Canvas, state: &State, body: Rect, line: &Typed, row: usize) {
    let found = state.roles_found(line.text());
    let roles = found.iter().filter_map(|path| state.catalogue.role_at(*path));
    let rows = roles.map(|role| {
        let place = breadcrumb(&state.catalogue, &role.id);
        let family = place.split(" › ").next().unwrap_or_default().to_owned();
        Line::from(vec![Span::raw(format!("  {}  ", role.title)), Span::styled(family, canvas.theme.muted)])
    });
    let rows = rows.collect();
    let title = state.role().map_or_else(String::new, |role| format!("From {} to which role?", role.title));
    picker(canvas, body, &title, line, (rows, row), "no role of that name");
}

/// What is wanted of the roles within reach.
pub(super) fn wanted(canvas: &mut Canvas, body: Rect, form: &BecomeForm) {
    let inside = window(canvas, body, "What could you become? (Enter shows)", 78, FIELDS.len());
    let fields: Vec<Field> = (0..)
        .zip(FIELDS)
        .map(|(row, (name, hint))| Field { name, hint, held: Held::Choice(form.value(row)) })
        .collect();
    form::draw(canvas, inside, &fields, form.row);
}
