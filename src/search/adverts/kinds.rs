//! Which working patterns and settings each advert states, as bits: read once for each distinct text, in slices while nobody
//! waits.

use std::collections::HashMap;

use crate::domain::board::Board;
use crate::domain::contract::WorkingPattern;
use crate::domain::facts;
use crate::domain::place::{Place, Setting};
use crate::search::slices::Slices;

/// How many adverts a slice reads.
const SLICE: usize = 2_000;
/// Where the bits of the settings begin, those of any text and those of the places alone; the patterns stand before them.
const SETTINGS: u32 = 16;
const OF_PLACES: u32 = 24;
/// The settings that leave it open where the work is done.
const ANYWHERE: [Setting; 3] = [Setting::Home, Setting::Remote, Setting::National];

/// The bits, by the adverts' positions on the board.
#[derive(Debug, Default)]
pub struct Kinds(Vec<u32>);

/// The bits in the making.
#[derive(Debug, Default)]
pub struct KindsInMaking {
    kinds: Kinds,
    patterns: HashMap<String, u32>,
    /// By the numbers of the texts of places.
    places: HashMap<u32, u32>,
}

impl Kinds {
    /// Whether an advert states a working pattern.
    #[must_use]
    pub fn has_pattern(&self, position: usize, pattern: WorkingPattern) -> bool {
        self.has(position, pattern as u32)
    }

    /// Whether the place or the working pattern of an advert states a setting.
    #[must_use]
    pub fn has_setting(&self, position: usize, setting: Setting) -> bool {
        self.has(position, SETTINGS + setting as u32)
    }

    /// Whether the place of an advert says that the work is done at home, remotely or all over the nation.
    #[must_use]
    pub fn is_anywhere(&self, position: usize) -> bool {
        ANYWHERE.into_iter().any(|setting| self.has(position, OF_PLACES + setting as u32))
    }

    /// The bytes that they take.
    #[must_use]
    pub fn bytes(&self) -> usize {
        4 * self.0.capacity()
    }

    fn has(&self, position: usize, bit: u32) -> bool {
        self.0.get(position).is_some_and(|bits| bits & (1 << bit) != 0)
    }
}

impl Slices for KindsInMaking {
    type Whole = Kinds;

    fn go_on(&mut self, board: &Board, _: &[u32]) -> Option<Kinds> {
        let from = self.kinds.0.len();
        for position in from..board.len().min(from + SLICE) {
            let bits = self.of_pattern(board.facts(position).working_pattern) | self.of_places(position, board);
            self.kinds.0.push(bits);
        }
        (self.kinds.0.len() == board.len()).then(|| {
            self.kinds.0.shrink_to_fit();
            std::mem::take(self).kinds
        })
    }
}

impl KindsInMaking {
    fn of_pattern(&mut self, text: Option<&str>) -> u32 {
        let Some(text) = text else { return 0 };
        if let Some(known) = self.patterns.get(text) {
            return *known;
        }
        let patterns = WorkingPattern::named(text).into_iter().map(|pattern| pattern as u32);
        let settings = Setting::of_pattern(text).into_iter().map(|setting| SETTINGS + setting as u32);
        *self.patterns.entry(text.to_owned()).or_insert(bits(patterns.chain(settings)))
    }

    fn of_places(&mut self, position: usize, board: &Board) -> u32 {
        let number = board.head(position).places;
        *self.places.entry(number).or_insert_with(|| {
            let places = facts::places(board.pool().text(number));
            let stated = places.iter().flat_map(|place| Place::read_settings(&place.text));
            bits(stated.flat_map(|stated| [SETTINGS, OF_PLACES].map(|start| start + stated.setting as u32)))
        })
    }
}

fn bits(numbers: impl Iterator<Item = u32>) -> u32 {
    numbers.fold(0, |bits, number| bits | 1 << number)
}
