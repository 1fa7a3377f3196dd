//! The adverts that meet the filter, among those of the role or all.

use std::sync::Arc;

use crate::app::action::Action;
use crate::app::filters::Counts;
use crate::app::history::History;
use crate::app::line::Line;
use crate::app::list::moved;
use crate::app::message::Beside;
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
    /// The number of the search last answered; 0 where none was yet.
    pub answered: u64,
    /// What was typed for the search last answered; nothing where none was yet.
    answered_text: Option<String>,
    /// What was counted beside a search, if anything; it may be an older one.
    pub beside: Beside,
    /// The queries typed before.
    pub history: History,
    /// An advert that the newest search was asked about.
    pub sought: Option<AdvertId>,
    /// The selected way out of an empty list.
    pub way: usize,
    /// Whether the selection was moved since the filter was last typed.
    pub moved: bool,
    /// The selected advert.
    pub selected: Option<AdvertId>,
}

/// A way out of an empty list, with how many adverts are found there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Way {
    /// Look among the adverts of all roles.
    AllRoles(usize),
    /// Take out a part of what is typed, or two.
    Without(Vec<String>, usize),
    /// Take out all that is typed.
    Unfiltered(usize),
}

impl Way {
    /// What it does, in words.
    #[must_use]
    pub fn describe(&self) -> String {
        match self {
            Self::AllRoles(_) => "look in all roles".to_owned(),
            Self::Without(typed, _) => format!("leave out {}", typed.join(" and ")),
            Self::Unfiltered(_) => "empty the filter".to_owned(),
        }
    }

    /// How many adverts are found there.
    #[must_use]
    pub fn count(&self) -> usize {
        match self {
            Self::AllRoles(count) | Self::Without(_, count) | Self::Unfiltered(count) => *count,
        }
    }
}

impl VacanciesPane {
    /// Whether what is shown is what was asked for last.
    #[must_use]
    pub fn is_current(&self) -> bool {
        self.answered == self.generation
    }

    /// What was last counted for the filters, and whether that is for what was asked for last.
    #[must_use]
    pub fn counts(&self) -> Option<(&Counts, bool)> {
        self.beside.counts.as_ref().map(|counts| (counts, self.beside.generation == self.generation))
    }

    /// The ways out of the list, if it is empty and they are known: those that lead somewhere, then the parts of the query without
    /// which nothing is found either, and last to begin anew. With `narrowed` only a role's adverts are looked among.
    #[must_use]
    pub fn ways(&self, narrowed: bool) -> Vec<Way> {
        let is_filtered = !self.filter.text().trim().is_empty();
        let is_counted = self.beside.generation == self.generation || !is_filtered;
        if !self.hits.is_empty() || !self.is_current() || !is_counted {
            return Vec::new();
        }
        let lifted = if is_filtered { self.beside.lifted.as_slice() } else { &[] };
        let without = |helps: bool| {
            let parts = lifted.iter().filter(move |(_, count)| (*count > 0) == helps);
            parts.map(|(typed, count)| Way::Without(typed.clone(), *count))
        };
        // To leave out the only part is to empty the filter.
        let all = if is_filtered && lifted.len() != 1 { self.within } else { 0 };
        let everywhere = if narrowed { self.everywhere } else { 0 };
        let helps = |way: Way| Some(way).filter(|way| way.count() > 0);
        let first = helps(Way::AllRoles(everywhere)).into_iter().chain(without(true));
        first.chain(helps(Way::Unfiltered(all))).chain(without(false)).collect()
    }

    /// Takes a search's answer. Where other words were typed, the best of what they find is selected, so that it is in sight;
    /// else the selection stays on its advert, or goes to the nearest row.
    pub fn take(&mut self, hits: Vec<usize>, board: &Board) {
        let row = self.row(board);
        self.answered = self.generation;
        self.way = 0;
        self.hits = hits;
        let typed = self.filter.text().trim();
        let is_other = self.answered_text.as_deref().is_some_and(|before| before != typed);
        self.answered_text = Some(typed.to_owned());
        if is_other {
            self.selected = self.id_at(0, board);
        } else if self.position(board).is_none() {
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

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::domain::advert::Advert;
    use crate::domain::board::Origin;

    #[test]
    fn other_words_select_the_best_hit_and_all_else_leaves_the_selection() {
        let advert = |id: usize| Advert { id: AdvertId::new(id.to_string()), ..Advert::default() };
        let board = Board::new((0..5).map(advert).collect(), Arc::default(), Origin::default());
        let row_of = |id: &str| board.position(&AdvertId::new(id)).unwrap();
        let mut pane = VacanciesPane { selected: Some(AdvertId::new("3")), ..VacanciesPane::default() };
        for (typed, hits, selected) in [
            ("", ["0", "1", "2", "3"], "3"),
            ("", ["3", "2", "1", "0"], "3"),
            ("nurse", ["2", "1", "4", "3"], "2"),
            ("nurse ", ["1", "4", "3", "2"], "2"),
            ("nurse l", ["4", "3", "2", "1"], "4"),
            ("nurse l", ["0", "1", "2", "3"], "0"),
        ] {
            pane.filter = Line::new(typed.to_owned());
            pane.take(hits.map(row_of).to_vec(), &board);
            assert_eq!(pane.selected, Some(AdvertId::new(selected)), "{typed:?} {hits:?}");
        }
    }
}
