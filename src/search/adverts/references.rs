//! Finding adverts by their reference or id, of which each has its own: kept in order of their letters and digits.

use std::ops::Range;

use crate::domain::board::Board;
use crate::domain::text::folded_words;
use crate::search::slices::Slices;

/// How many adverts a slice reads.
const SLICE: usize = 2_000;
/// So many letters and digits of a reference are told apart by their order alone.
const LETTERS: usize = 16;

/// The references and ids in the order of their first letters, each as the advert's number in the index and whether it is
/// the id. The letters themselves are the board's, so that this takes a few bytes an advert.
#[derive(Debug, Default)]
pub struct References(Vec<Name>);

/// A reference or an id of an advert.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Name(u32);

impl Name {
    fn new(thing: u32, is_id: bool) -> Self {
        Self(thing << 1 | u32::from(is_id))
    }

    fn thing(self) -> u32 {
        self.0 >> 1
    }

    /// Its letters and digits; empty where the advert has no reference.
    fn folded(self, board: &Board, order: &[u32]) -> String {
        let facts = board.facts(order.get(self.thing() as usize).copied().unwrap_or_default() as usize);
        folded(if self.0 & 1 == 1 { facts.id } else { facts.reference.unwrap_or_default() })
    }
}

/// References in the making, each after its key.
#[derive(Debug, Default)]
pub struct PartialReferences {
    read: usize,
    keys: Vec<(u128, Name)>,
}

impl Slices for PartialReferences {
    type Whole = References;

    fn go_on(&mut self, board: &Board, order: &[u32]) -> Option<References> {
        let slice = (0..).zip(order).skip(self.read).take(SLICE);
        for (thing, position) in slice {
            let facts = board.facts(*position as usize);
            let names = facts.reference.map(|text| (text, false)).into_iter().chain([(facts.id, true)]);
            self.keys.extend(names.map(|(text, is_id)| (key(&folded(text)), Name::new(thing, is_id))));
        }
        self.read += SLICE;
        (self.read >= order.len()).then(|| {
            let mut keys = std::mem::take(&mut self.keys);
            keys.sort_unstable();
            References(keys.into_iter().map(|(_, name)| name).collect())
        })
    }
}

impl References {
    /// The adverts whose reference or id begins with these folded letters, by their numbers in the index.
    pub fn beginning<'r>(
        &'r self,
        typed: &'r str,
        board: &'r Board,
        order: &'r [u32],
    ) -> impl Iterator<Item = u32> + 'r {
        let names = self.0.get(self.range(typed, board, order)).unwrap_or_default();
        let is_long = typed.len() > LETTERS;
        let fits = move |name: &&Name| !is_long || name.folded(board, order).starts_with(typed);
        names.iter().filter(fits).map(|name| name.thing())
    }

    /// Where those stand whose first letters are typed.
    fn range(&self, typed: &str, board: &Board, order: &[u32]) -> Range<usize> {
        let low = key(typed);
        let spare = 8 * u32::try_from(LETTERS.saturating_sub(typed.len())).unwrap_or(0);
        let high = low | 1_u128.checked_shl(spare).map_or(u128::MAX, |end| end - 1);
        let until =
            |within: &dyn Fn(u128) -> bool| self.0.partition_point(|name| within(key(&name.folded(board, order))));
        until(&|key| key < low)..until(&|key| key <= high)
    }

    /// The bytes that it takes.
    #[must_use]
    pub fn bytes(&self) -> usize {
        4 * self.0.capacity()
    }
}

fn folded(text: &str) -> String {
    folded_words(text).concat()
}

/// The first bytes as a number in the same order.
fn key(text: &str) -> u128 {
    let mut bytes = [0; LETTERS];
    for (byte, of_text) in bytes.iter_mut().zip(text.as_bytes()) {
        *byte = *of_text;
    }
    u128::from_be_bytes(bytes)
}
