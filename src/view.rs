//! Floor 4: draws the state and changes nothing. Imports the app, the domain, search and ratatui.

pub mod chrome;
pub mod form;
pub mod layout;
pub mod overlay;
pub mod panes;
pub mod theme;

use ratatui::Frame;
use ratatui::layout::Position;

use crate::app::geometry::Geometry;
use crate::app::state::State;
use crate::view::layout::Layout;
use crate::view::theme::Theme;

/// Draws the whole screen and tells what room each pane had. The terminal's cursor is put where the person is.
pub fn draw(frame: &mut Frame, state: &State, theme: &Theme) -> Geometry {
    let mut canvas = Canvas { frame, theme, geometry: Geometry::default(), cursor: None };
    match Layout::of(canvas.frame.area(), state) {
        Some(layout) => {
            chrome::draw(&mut canvas, state, &layout);
            for (pane, area) in &layout.panes {
                panes::draw(&mut canvas, state, *pane, *area);
            }
            overlay::draw(&mut canvas, state, layout.body);
        }
        None => chrome::too_small(&mut canvas),
    }
    if let Some(cursor) = canvas.cursor {
        canvas.frame.set_cursor_position(cursor);
    }
    canvas.geometry
}

/// What a drawing draws on, and what it notes while it does.
pub struct Canvas<'a, 'b> {
    /// Where to draw.
    pub frame: &'a mut Frame<'b>,
    /// How.
    pub theme: &'a Theme,
    /// The rooms noted so far.
    pub geometry: Geometry,
    /// Where the terminal's cursor goes: the last place noted stands.
    pub cursor: Option<Position>,
}
