//! Which roles each advert is for.

use std::collections::HashMap;

use crate::domain::board::Board;
use crate::domain::catalogue::Catalogue;
use crate::domain::role::RoleId;
use crate::domain::text::folded_words;
use crate::search::slices::Slices;

/// How many adverts a slice reads.
const SLICE: usize = 1_000;

/// The roles that adverts are for: most are for the same few.
#[derive(Debug, Default)]
pub struct RoleSets {
    /// The sets, the best role first in each.
    pub sets: Vec<Vec<RoleId>>,
    /// For each advert, by its position on the board, the position of its set.
    pub of_adverts: Vec<u32>,
    /// For each word of their titles the sets that have such a role.
    named: HashMap<String, Vec<u32>>,
}

/// The sets in the making.
#[derive(Debug, Default)]
pub struct PartialRoles {
    sets: RoleSets,
    positions: HashMap<Vec<RoleId>, u32>,
    /// For each text of the pool the set it names, where it was read as a title.
    of_titles: Vec<Option<u32>>,
}

impl PartialRoles {
    /// The set of a title.
    fn of_title(&mut self, title: u32, board: &Board) -> u32 {
        if let Some(known) = self.of_titles[title as usize] {
            return known;
        }
        let roles = board.linker().roles(board.pool().text(title));
        let sets = &mut self.sets.sets;
        let set = *self.positions.entry(roles).or_insert_with_key(|roles| {
            sets.push(roles.clone());
            u32::try_from(sets.len() - 1).unwrap_or(u32::MAX)
        });
        self.of_titles[title as usize] = Some(set);
        set
    }
}

impl Slices for PartialRoles {
    type Whole = RoleSets;

    fn go_on(&mut self, board: &Board, _: &[u32]) -> Option<RoleSets> {
        self.of_titles.resize(board.pool().len(), None);
        let from = self.sets.of_adverts.len();
        for position in from..board.len().min(from + SLICE) {
            let set = self.of_title(board.head(position).title, board);
            self.sets.of_adverts.push(set);
        }
        (self.sets.of_adverts.len() == board.len()).then(|| std::mem::take(self).sets.with_names(board.catalogue()))
    }
}

impl RoleSets {
    fn with_names(mut self, catalogue: &Catalogue) -> Self {
        self.of_adverts.shrink_to_fit();
        for (at, set) in (0..).zip(&self.sets) {
            for word in set.iter().filter_map(|role| catalogue.role(role)).flat_map(|role| folded_words(&role.title)) {
                self.named.entry(word).or_default().push(at);
            }
        }
        self
    }

    /// For each set whether it has a role whose title holds a word; nothing where none has.
    #[must_use]
    pub fn named(&self, word: &str) -> Option<Vec<bool>> {
        let mut named = vec![false; self.sets.len()];
        self.named.get(word)?.iter().for_each(|set| named[*set as usize] = true);
        Some(named)
    }

    /// The bytes that it takes, but for the ids in the sets, which are few.
    #[must_use]
    pub fn bytes(&self) -> usize {
        4 * self.of_adverts.capacity() + 4 * 4 * self.named.values().map(Vec::capacity).sum::<usize>()
    }
}
