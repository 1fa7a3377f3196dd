//! Where everything stands, by the terminal's size.

use ratatui::layout::{Constraint, Layout as Split, Rect};

use crate::app::pane::{Pane, Slot};
use crate::app::state::State;
use crate::view::chrome::status_rows;

/// Below this nothing is drawn but a request for room.
pub const SMALLEST: (u16, u16) = (30, 8);
/// From this width on two panes stand side by side.
const TWO_PANES: u16 = 80;
/// From this width and height on there are three.
const THREE_PANES: (u16, u16) = (100, 28);

/// How wide the column at the left is on a screen of few columns while a list beside it has the keys: the list's places then stand
/// beside its pay.
const NARROW_SIDE: u16 = 22;

/// The areas of a screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    /// The top line.
    pub title: Rect,
    /// All between the top line and the bottom one.
    pub body: Rect,
    /// The bar of a refresh under way; without one it has no height.
    pub refresh: Rect,
    /// The bottom: hints, or what was just said, which may take several rows.
    pub status: Rect,
    /// Each pane that is shown, with its frame.
    pub panes: Vec<(Pane, Rect)>,
}

impl Layout {
    /// The areas for a terminal's size; nothing where it is too small.
    #[must_use]
    pub fn of(area: Rect, state: &State) -> Option<Self> {
        if area.width < SMALLEST.0 || area.height < SMALLEST.1 {
            return None;
        }
        let rows = status_rows(state, area.width);
        let bar = u16::from(state.refreshing.is_some());
        let heights = [Constraint::Length(1), Constraint::Fill(1), Constraint::Length(bar), Constraint::Length(rows)];
        let [title, body, refresh, status] = area.layout(&Split::vertical(heights));
        Some(Self { title, body, refresh, status, panes: panes(area, body, state) })
    }
}

/// How wide the column at the left is on a screen of a width with several panes.
#[must_use]
pub fn side_width(width: u16) -> u16 {
    (width * 2 / 7).clamp(28, 46)
}

fn panes(area: Rect, body: Rect, state: &State) -> Vec<(Pane, Rect)> {
    if area.width < TWO_PANES {
        return vec![(state.focus, body)];
    }
    let is_tight = area.width < THREE_PANES.0 && state.focus == Pane::Vacancies;
    let side = if is_tight { NARROW_SIDE } else { side_width(area.width) };
    let [side, rest] = body.layout(&Split::horizontal([Constraint::Length(side), Constraint::Fill(1)]));
    let side = (state.pane_in(Slot::Side), side);
    if area.width < THREE_PANES.0 || area.height < THREE_PANES.1 {
        return vec![side, (state.beside(), rest)];
    }
    // Reading takes more room than choosing what to read.
    let share = if state.focus.slot() == Slot::Upper { 6 } else { 3 };
    let [upper, lower] = rest.layout(&Split::vertical([Constraint::Fill(share), Constraint::Fill(2)]));
    vec![side, (state.pane_in(Slot::Upper), upper), (state.pane_in(Slot::Lower), lower)]
}
