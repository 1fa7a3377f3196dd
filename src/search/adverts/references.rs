//! Finding adverts by their reference or id, of which each has its own: kept in order of their letters and digits.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::collections::binary_heap::PeekMut;
use std::ops::Range;
use std::vec;

use crate::domain::board::Board;
use crate::domain::text::folded_words;
use crate::search::slices::Slices;

/// How many adverts a slice reads, or how many names it puts in order.
const SLICE: usize = 2_000;
const MERGED: usize = 10_000;
/// The most sources that are told apart.
const SOURCES: usize = 8;
/// So many letters and digits of a reference are told apart by their order alone.
const LETTERS: usize = 16;

/// The references and ids in the order of their first letters, each as the advert's number in the index and whether it is
/// the id. The letters themselves are the board's, so that this takes a few bytes an advert.
#[derive(Debug, Default)]
pub struct References {
    names: Vec<Name>,
    /// What the ids begin with before what people know them by, folded.
    sources: Vec<String>,
}

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

/// References in the making: what each slice reads is put in order for itself, then all of it together, a part at a time.
#[derive(Debug, Default)]
pub struct PartialReferences {
    read: usize,
    /// What is left of each slice's names, each after its key, in order; but for the first.
    runs: Vec<vec::IntoIter<(u128, Name)>>,
    /// The first of what is left of each, with which it is.
    first: BinaryHeap<Reverse<(u128, Name, usize)>>,
    whole: References,
}

impl Slices for PartialReferences {
    type Whole = References;

    fn go_on(&mut self, board: &Board, order: &[u32]) -> Option<References> {
        if self.read < order.len() {
            self.read(board, order);
            return None;
        }
        self.merge().then(|| std::mem::take(self).whole)
    }
}

impl PartialReferences {
    fn read(&mut self, board: &Board, order: &[u32]) {
        let mut run = Vec::with_capacity(2 * SLICE);
        for (thing, position) in (0..).zip(order).skip(self.read).take(SLICE) {
            let facts = board.facts(*position as usize);
            self.whole.learn(source(facts.id));
            let names = facts.reference.map(|text| (text, false)).into_iter().chain([(facts.id, true)]);
            run.extend(names.map(|(text, is_id)| (key(&folded(text)), Name::new(thing, is_id))));
        }
        run.sort_unstable();
        let mut run = run.into_iter();
        self.first.extend(run.next().map(|(key, name)| Reverse((key, name, self.runs.len()))));
        self.runs.push(run);
        self.read += SLICE;
    }

    /// Puts a slice more of the names in order; whether that was the last.
    fn merge(&mut self) -> bool {
        if self.whole.names.is_empty() {
            let left = self.runs.iter().map(ExactSizeIterator::len).sum::<usize>();
            self.whole.names.reserve_exact(left + self.first.len());
        }
        for _ in 0..MERGED {
            let Some(mut first) = self.first.peek_mut() else { return true };
            let Reverse((_, name, run)) = *first;
            self.whole.names.push(name);
            match self.runs[run].next() {
                Some((key, next)) => *first = Reverse((key, next, run)),
                None => drop(PeekMut::pop(first)),
            }
        }
        false
    }
}

impl References {
    /// Notes what an id begins with, unless there are too many that differ for it to be its source.
    fn learn(&mut self, source: &str) {
        let source = folded(source);
        if self.sources.len() < SOURCES && !source.is_empty() && !self.sources.contains(&source) {
            self.sources.push(source);
        }
    }

    /// The adverts whose reference or id begins with these folded letters, the id with what names its source before it or
    /// without; by their numbers in the index.
    pub fn beginning(&self, typed: &str, board: &Board, order: &[u32]) -> Vec<u32> {
        let sources = self.sources.iter().map(|source| format!("{source}{typed}"));
        let named = std::iter::once(typed.to_owned()).chain(sources);
        named.flat_map(|typed| self.named(&typed, board, order)).collect()
    }

    fn named(&self, typed: &str, board: &Board, order: &[u32]) -> Vec<u32> {
        let names = self.names.get(self.range(typed, board, order)).unwrap_or_default();
        let is_long = typed.len() > LETTERS;
        let fits = |name: &&Name| !is_long || name.folded(board, order).starts_with(typed);
        names.iter().filter(fits).map(|name| name.thing()).collect()
    }

    /// Where those stand whose first letters are typed.
    fn range(&self, typed: &str, board: &Board, order: &[u32]) -> Range<usize> {
        let low = key(typed);
        let spare = 8 * u32::try_from(LETTERS.saturating_sub(typed.len())).unwrap_or(0);
        let high = low | 1_u128.checked_shl(spare).map_or(u128::MAX, |end| end - 1);
        let until =
            |within: &dyn Fn(u128) -> bool| self.names.partition_point(|name| within(key(&name.folded(board, order))));
        until(&|key| key < low)..until(&|key| key <= high)
    }

    /// The bytes that it takes.
    #[must_use]
    pub fn bytes(&self) -> usize {
        4 * self.names.capacity()
    }
}

/// What an id begins with before what its source gave it: `jp:` of `jp:915909819`.
fn source(id: &str) -> &str {
    let named = id.find(':').map_or(0, |at| at + 1);
    let ends = id.rfind('/').map_or(named, |at| named.max(at + 1));
    &id[..ends]
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

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::domain::board::Origin;
    use crate::domain::facts::Facts;

    #[test]
    fn names_are_put_in_order_in_slices_of_bounded_work() {
        let mut board = Board::empty(Arc::default(), Origin::default());
        let numbers = || (0..4_999_u32).map(|number| number * 3_331 % 4_999);
        for number in numbers() {
            let (id, reference) = (format!("made-up/{number:05}"), format!("R{:05}", 9_998 - number));
            let reference = (number % 3 > 0).then_some(reference.as_str());
            assert!(board.push(&Facts { id: &id, reference, title: "Porter", ..Facts::default() }));
        }
        let order: Vec<u32> = (0..4_999).collect();
        let (mut making, mut slices) = (PartialReferences::default(), 0);
        let whole = loop {
            let (left, merged) = (making.runs.len(), making.whole.names.len());
            slices += 1;
            match making.go_on(&board, &order) {
                Some(whole) => break whole,
                None => assert!(making.runs.len() <= left + 1 && making.whole.names.len() <= merged + MERGED),
            }
        };
        assert_eq!((slices, whole.names.len(), making.runs.len()), (4, 4_999 + 3_332, 0));
        let names: Vec<String> = whole.names.iter().map(|name| name.folded(&board, &order)).collect();
        assert!(names.is_sorted());
        for (thing, number) in (0..).zip(numbers()).step_by(97) {
            for typed in [format!("madeup{number:05}"), format!("{number:05}")] {
                assert_eq!(whole.beginning(&typed, &board, &order), [thing]);
            }
        }
    }
}
