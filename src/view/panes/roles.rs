//! The side column: the tree of roles, and the names of the shortlists.

use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use crate::app::notice::Topic;
use crate::app::pane::Pane;
use crate::app::panes::roles::{Node, Row};
use crate::app::state::State;
use crate::domain::text::{count, thousands};
use crate::view::Canvas;
use crate::view::panes::{cut, filter_line, framed, row_style, rows};

/// Draws the tree.
pub fn draw(canvas: &mut Canvas, state: &State, area: Rect) {
    let entries = state.roles.rows(&state.catalogue);
    let title = if state.roles.filtered() { format!("Roles · {}", entries.len()) } else { "Roles".to_owned() };
    let inside = framed(canvas, state, Pane::Roles, &title, area);
    let inside = filter_line(canvas, &state.roles.filter, state.roles.typing, |_| String::new(), inside);
    if entries.is_empty() {
        let words = "No role meets the filter.\nEsc twice clears it.";
        canvas
            .frame
            .render_widget(ratatui::widgets::Paragraph::new(words).wrap(ratatui::widgets::Wrap { trim: true }), inside);
    }
    let selected = state.roles.position(&entries);
    let cursor = canvas.cursor;
    let sight = rows(canvas, state, Pane::Roles, inside, selected, entries.len());
    if state.roles.typing {
        canvas.cursor = cursor;
    }
    for place in sight.shown.clone() {
        let style = row_style(state, canvas.theme, Pane::Roles, place == selected);
        let line = tree_row(state, entries[place], usize::from(inside.width), place == selected);
        canvas.frame.render_widget(line.style(style), sight.area(place));
    }
}

fn tree_row<'a>(state: &State, row: Row, width: usize, selected: bool) -> Line<'a> {
    let mark = match row.open {
        Some(true) => "▾ ",
        Some(false) => "▸ ",
        None if is_marked(state, row.node) => "≡ ",
        None if selected => "• ",
        None => "  ",
    };
    let left = format!("{}{mark}{}", "  ".repeat(row.depth), state.node_title(row.node));
    let adverts = state.counts.get(&row.node).copied().unwrap_or_default();
    let right = if adverts == 0 { String::new() } else { thousands(adverts) };
    padded(&left, &right, width)
}

/// Whether a row is a role that is to be compared.
fn is_marked(state: &State, node: Node) -> bool {
    let Node::Role(path) = node else { return false };
    state.catalogue.role_at(path).is_some_and(|role| state.marked.roles.contains(&role.id))
}

/// A text at the left and one at the right of a row.
fn padded<'a>(left: &str, right: &str, width: usize) -> Line<'a> {
    let left = cut(left, width.saturating_sub(right.width() + 1));
    let gap = width.saturating_sub(left.width() + right.width());
    Line::from(vec![Span::raw(left), Span::raw(" ".repeat(gap)), Span::raw(right.to_owned())])
}

/// Draws the names of the shortlists.
pub fn lists(canvas: &mut Canvas, state: &State, area: Rect) {
    let inside = framed(canvas, state, Pane::Lists, "Shortlists", area);
    let lists = &state.shortlists.lists;
    if lists.is_empty() {
        let words = if state.notices.about(Topic::Lists) {
            "The shortlists cannot be read; the bottom of the screen says why."
        } else {
            "No shortlist yet. Press v to find a vacancy, then s to save it."
        };
        canvas
            .frame
            .render_widget(ratatui::widgets::Paragraph::new(words).wrap(ratatui::widgets::Wrap { trim: true }), inside);
    }
    let selected = state.entries.list_row(&state.shortlists);
    let sight = rows(canvas, state, Pane::Lists, inside, selected, lists.len());
    for place in sight.shown.clone() {
        let list = &lists[place];
        let mark = if place == selected { "• " } else { "  " };
        let line =
            padded(&format!("{mark}{}", list.name), &count(list.entries.len(), "advert"), usize::from(inside.width));
        let style = row_style(state, canvas.theme, Pane::Lists, place == selected);
        canvas.frame.render_widget(line.style(style), sight.area(place));
    }
}
