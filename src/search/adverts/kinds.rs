//! Which contracts, working patterns, settings and staff group each advert states, as bits and a number: read once for each
//! distinct text, in slices while nobody waits.

use crate::domain::board::Board;
use crate::domain::contract::{Contract, WorkingPattern};
use crate::domain::facts;
use crate::domain::place::{Place, Setting};
use crate::search::slices::{Remembered, Slices};

/// How many adverts a slice reads.
const SLICE: usize = 2_000;
/// Where the bits of the settings begin, those of any text and those of the places alone, and the contracts'; the patterns
/// stand before them.
const SETTINGS: u32 = 10;
const OF_PLACES: u32 = 16;
const CONTRACTS: u32 = 22;
const _: () = assert!(WorkingPattern::KINDS.len() <= 10 && Setting::ALL.len() <= 6 && Contract::KINDS.len() <= 10);
/// The settings that leave it open where the work is done.
const ANYWHERE: [Setting; 3] = [Setting::Home, Setting::Remote, Setting::National];

/// What the adverts state, by their positions on the board.
#[derive(Debug, Default)]
pub struct Kinds {
    bits: Vec<u32>,
    /// The number of the staff group from 1; 0 where none is stated, or one too many.
    groups: Vec<u8>,
    /// The staff groups as stated, each once.
    group_names: Vec<String>,
}

/// These in the making.
#[derive(Debug, Default)]
pub struct KindsInMaking {
    kinds: Kinds,
    contracts: Remembered<String, u32>,
    patterns: Remembered<String, u32>,
    /// By the numbers of the texts of places.
    places: Remembered<u32, u32>,
}

impl Kinds {
    /// Whether the contract of an advert is of a kind.
    #[must_use]
    pub fn has_contract(&self, position: usize, contract: Contract) -> bool {
        self.has(position, CONTRACTS + contract as u32)
    }

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

    /// The staff groups that adverts state, as they state them.
    pub fn staff_groups(&self) -> impl Iterator<Item = &str> {
        self.group_names.iter().map(String::as_str)
    }

    /// The place among [`Kinds::staff_groups`] of the one that an advert states.
    #[must_use]
    pub fn staff_group(&self, position: usize) -> Option<usize> {
        usize::from(*self.groups.get(position)?).checked_sub(1)
    }

    /// The bytes that they take.
    #[must_use]
    pub fn bytes(&self) -> usize {
        4 * self.bits.capacity() + self.groups.capacity()
    }

    fn has(&self, position: usize, bit: u32) -> bool {
        self.bits.get(position).is_some_and(|bits| bits & (1 << bit) != 0)
    }
}

impl Slices for KindsInMaking {
    type Whole = Kinds;

    fn go_on(&mut self, board: &Board, _: &[u32]) -> Option<Kinds> {
        let from = self.kinds.bits.len();
        for position in from..board.len().min(from + SLICE) {
            let facts = board.facts(position);
            let contract = self.of_contract(facts.contract);
            let bits = contract | self.of_pattern(facts.working_pattern) | self.of_places(position, board);
            self.kinds.bits.push(bits);
            let group = self.of_staff_group(facts.staff_group);
            self.kinds.groups.push(group);
        }
        (self.kinds.bits.len() == board.len()).then(|| {
            self.kinds.bits.shrink_to_fit();
            self.kinds.groups.shrink_to_fit();
            std::mem::take(self).kinds
        })
    }
}

impl KindsInMaking {
    fn of_contract(&mut self, text: Option<&str>) -> u32 {
        let Some(text) = text else { return 0 };
        self.contracts
            .or_read(text, || bits(Contract::named(text).into_iter().map(|contract| CONTRACTS + contract as u32)))
    }

    fn of_pattern(&mut self, text: Option<&str>) -> u32 {
        let Some(text) = text else { return 0 };
        self.patterns.or_read(text, || {
            let patterns = WorkingPattern::searched(text).into_iter().map(|pattern| pattern as u32);
            let settings = Setting::of_pattern(text).into_iter().map(|setting| SETTINGS + setting as u32);
            bits(patterns.chain(settings))
        })
    }

    /// The number of a staff group. A board knows a dozen; what comes after the first 255 is none.
    fn of_staff_group(&mut self, text: Option<&str>) -> u8 {
        let Some(text) = text.filter(|text| !text.is_empty()) else { return 0 };
        let names = &mut self.kinds.group_names;
        let known = names.iter().position(|name| name == text);
        let at = known.unwrap_or_else(|| {
            if names.len() < usize::from(u8::MAX) {
                names.push(text.to_owned());
                names.len() - 1
            } else {
                names.len()
            }
        });
        u8::try_from(at + 1).unwrap_or_default()
    }

    fn of_places(&mut self, position: usize, board: &Board) -> u32 {
        let number = board.head(position).places;
        self.places.or_read(&number, || {
            let places = facts::places(board.pool().text(number));
            let stated = places.iter().flat_map(|place| Place::read_settings(&place.text));
            bits(stated.flat_map(|stated| [SETTINGS, OF_PLACES].map(|start| start + stated.setting as u32)))
        })
    }
}

fn bits(numbers: impl Iterator<Item = u32>) -> u32 {
    numbers.fold(0, |bits, number| bits | 1 << number)
}
