//! What the last drawing took up: how tall and wide each pane was, and from which row it was shown.

use std::collections::HashMap;

use crate::app::pane::Pane;

/// The room of each pane that was drawn.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Geometry {
    rooms: HashMap<Pane, Room>,
    /// The overlay's, where one was drawn.
    pub overlay: Room,
    /// Whether the terminal has had another size since, so that other panes may be drawn next.
    pub resized: bool,
}

/// The inside of a pane.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Room {
    /// Columns.
    pub width: usize,
    /// Rows for content.
    pub height: usize,
    /// The first row shown.
    pub offset: usize,
    /// Rows there are in all.
    pub rows: usize,
}

impl Geometry {
    /// The room of a pane; none where it was not drawn.
    #[must_use]
    pub fn room(&self, pane: Pane) -> Room {
        self.rooms.get(&pane).copied().unwrap_or_default()
    }

    /// How many panes were drawn.
    #[must_use]
    pub fn panes(&self) -> usize {
        self.rooms.len()
    }

    /// Notes the room of a pane.
    pub fn set(&mut self, pane: Pane, room: Room) {
        self.rooms.insert(pane, room);
    }
}
