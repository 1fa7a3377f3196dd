//! The adverts that meet the filter, among those of the role or all.

use std::sync::Arc;

use crate::app::action::Action;
use crate::app::line::Line;
use crate::app::list::moved;
use crate::domain::advert::AdvertId;
use crate::domain::board::{Board, Listing};
use crate::search::adverts::{Reach, Reading, Sort};

/// The pane's state.
#[derive(Debug, Default)]
pub struct VacanciesPane {
    /// The filter's line.
    pub filter: Line,
    /// Whether the filter's line has the keys.
    pub typing: bool,
    /// Whether all adverts are looked among, whatever role is chosen.
    pub wide: bool,
    /// The order.
    pub sort: Sort,
    /// The adverts found, as positions in the board.
    pub hits: Vec<usize>,
    /// How many the scope holds, filter aside.
    pub within: usize,
    /// How many adverts meet the filter among all.
    pub everywhere: usize,
    /// How the filter was read where that is more than it says.
    pub reading: Reading,
    /// How far adverts are, where there is a place to measure from.
    pub reach: Option<Arc<Reach>>,
    /// The number of the newest search.
    pub generation: u64,
    /// Whether any search has been answered yet.
    pub answered: bool,
    /// The selected advert.
    pub selected: Option<AdvertId>,
}

impl VacanciesPane {
    /// Takes a search's answer. The selection stays on its advert, else goes to the nearest row.
    pub fn take(&mut self, hits: Vec<usize>, board: &Board) {
        let row = self.row(board);
        self.answered = true;
        self.hits = hits;
        if self.position(board).is_none() {
            let row = if self.typing { 0 } else { row.min(self.hits.len().saturating_sub(1)) };
            self.selected = self.id_at(row, board);
        }
    }

    /// The row of the selected advert, where it is among those found.
    fn position(&self, board: &Board) -> Option<usize> {
        let selected = board.position(self.selected.as_ref()?)?;
        self.hits.iter().position(|hit| *hit == selected)
    }

    /// The selected row.
    #[must_use]
    pub fn row(&self, board: &Board) -> usize {
        self.position(board).unwrap_or_default()
    }

    /// The listing in a row.
    #[must_use]
    pub fn at(&self, row: usize, board: &Board) -> Option<Listing> {
        board.at(*self.hits.get(row)?)
    }

    /// The advert in a row.
    fn id_at(&self, row: usize, board: &Board) -> Option<AdvertId> {
        board.id(*self.hits.get(row)?)
    }

    /// The selected listing.
    #[must_use]
    pub fn listing(&self, board: &Board) -> Option<Listing> {
        self.at(self.row(board), board)
    }

    /// Moves the selection; whether the action is a movement.
    pub fn go(&mut self, action: Action, board: &Board, page: usize) -> bool {
        let Some(to) = moved(action, self.row(board), self.hits.len(), page) else { return false };
        self.selected = self.id_at(to, board);
        true
    }
}
