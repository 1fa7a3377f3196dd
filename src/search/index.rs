//! The words of many things: each distinct word kept once with the things that hold it.
//!
//! A typed word is looked up among the distinct words, and only the things that hold one of those it meets are touched.
//! What things are worth grows in a row of small numbers, one a thing, so that a word more costs one walk along it.

mod build;
mod evaluate;

use std::cell::RefCell;
use std::cmp::Reverse;
use std::ops::Range;

use crate::domain::pool::Pool;
use crate::search::expansions::Expansions;
use crate::search::meeting::is_slip;
use crate::search::query::Query;
use crate::search::vocabulary::Vocabulary;

pub use build::Builder;
pub use evaluate::{FAVOURS, Missed, Read, Scores, Taken, Width};

/// The first word of a thing's first field.
const OPENING: u32 = 0;
/// Another word of its first field.
const FIRST: u32 = 1;
/// A word of its second field.
const SECOND: u32 = 2;
/// A word of any other field.
const LATER: u32 = 3;
/// The bits of a posting that say where the word stands.
const PLACE_BITS: u32 = 2;
const PLACE_MASK: u32 = 3;
/// Where fewer things are met than this, words are met in wider ways too.
pub const ENOUGH: usize = 40;
/// How many of the best are looked at more closely.
const REFINED: usize = 512;
/// How many of the typed words are looked at then.
const REFINED_WORDS: usize = 32;

/// Something found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Its position among the things.
    pub thing: usize,
    /// How well it meets the query, higher being better; 0 where everything does.
    pub score: i64,
}

/// The words of things, each of which has fields, the weightiest first.
#[derive(Debug, Default)]
pub struct Index {
    vocabulary: Vocabulary,
    /// For each word the things that hold it, each with where.
    postings: Vec<u32>,
    /// Where the postings of each word end.
    ends: Vec<u32>,
    /// For each text, its words as numbers of the vocabulary.
    texts: Rows,
    /// For each thing, its fields as positions of texts.
    things: Rows,
    /// For each thing, the words of its first field, up to 255.
    lengths: Vec<u8>,
}

/// Rows of numbers, one after the other, each by where it ends.
#[derive(Debug, Default)]
struct Rows {
    numbers: Vec<u32>,
    /// Where they end; empty where all are of one length.
    ends: Vec<u32>,
    /// That length; 0 where they differ.
    length: usize,
}

impl Rows {
    /// Ends the row that the numbers since the last end make, and answers with its position.
    fn end(&mut self) -> u32 {
        self.ends.push(u32::try_from(self.numbers.len()).unwrap_or(u32::MAX));
        u32::try_from(self.ends.len() - 1).unwrap_or(u32::MAX)
    }

    fn len(&self) -> usize {
        self.numbers.len().checked_div(self.length).unwrap_or(self.ends.len())
    }

    fn get(&self, position: usize) -> &[u32] {
        if self.length > 0 {
            let start = position * self.length;
            return self.numbers.get(start..start + self.length).unwrap_or_default();
        }
        let end = self.ends.get(position).copied().unwrap_or_default();
        let start = position.checked_sub(1).and_then(|before| self.ends.get(before).copied()).unwrap_or_default();
        self.numbers.get(start as usize..end as usize).unwrap_or_default()
    }

    /// Gives back what is not needed once there are no more rows to come.
    fn settle(&mut self) {
        let length = self.numbers.len() / self.ends.len().max(1);
        if length > 0 && self.ends.iter().zip(1..).all(|(end, row)| *end as usize == row * length) {
            self.length = length;
            self.ends.clear();
        }
        self.numbers.shrink_to_fit();
        self.ends.shrink_to_fit();
    }

    fn bytes(&self) -> usize {
        4 * (self.numbers.capacity() + self.ends.capacity())
    }
}

impl Index {
    /// Reads the words of things, given as their fields' texts.
    #[must_use]
    pub fn new<'a, Fields: IntoIterator<Item = &'a str>>(things: impl IntoIterator<Item = Fields>) -> Self {
        let mut builder = Builder::default();
        for fields in things {
            let texts: Vec<u32> = fields.into_iter().map(|text| builder.text(text)).collect();
            builder.thing(texts);
        }
        builder.build()
    }

    /// How many things there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.lengths.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lengths.is_empty()
    }

    /// The bytes that it takes.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let numbers = 4 * (self.postings.capacity() + self.ends.capacity()) + self.lengths.capacity();
        self.vocabulary.bytes() + numbers + self.texts.bytes() + self.things.bytes()
    }

    /// The things that meet the words of a query, best first; of two alike the earlier stays first. Everything meets a
    /// query without words.
    #[must_use]
    pub fn search(&self, query: &Query) -> Vec<Hit> {
        let (expansions, taken) = (Expansions::default(), RefCell::default());
        let evaluate = |width| {
            let read = Read { expansions: &expansions, width, beside: &|_, _| {}, taken: &taken };
            self.evaluate(query, &read, &|| false).unwrap_or_default()
        };
        let direct = evaluate(Width::Direct);
        let scores = if direct.met() < ENOUGH.min(self.len()) { evaluate(Width::Wide) } else { direct };
        let hits = self.ordered(query, &scores, |_| 0);
        hits.into_iter().map(|thing| Hit { thing: thing as usize, score: scores.of(thing) }).collect()
    }

    /// The things that hold a word, each with where.
    fn postings(&self, word: usize) -> &[u32] {
        let end = self.ends.get(word).copied().unwrap_or_default();
        let start = word.checked_sub(1).and_then(|before| self.ends.get(before).copied()).unwrap_or_default();
        self.postings.get(start as usize..end as usize).unwrap_or_default()
    }

    /// The things that hold a word.
    pub fn holding(&self, word: usize) -> impl Iterator<Item = u32> {
        // Those of one thing stand together, one for each place of the word.
        let mut last = None;
        let things = self.postings(word).iter().map(|posting| posting >> PLACE_BITS);
        things.filter(move |thing| last.replace(*thing) != Some(*thing))
    }

    /// The distinct words.
    #[must_use]
    pub fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    /// How many things hold a word, each counted for every field.
    #[must_use]
    pub fn frequency(&self, word: usize) -> usize {
        self.postings(word).len()
    }

    /// The things that are met, in the order to show them: by what they are worth; of those worth the same by `favour`, a
    /// number below [`FAVOURS`], the highest first; then the earlier.
    #[must_use]
    pub fn ordered(&self, query: &Query, scores: &Scores, favour: impl Fn(u32) -> usize) -> Vec<u32> {
        let mut order = scores.ordered(&favour);
        self.refine(query, scores, favour, &mut order);
        order
    }

    /// The words that a typed word begins; where there are none, the one that comes nearest.
    fn meant(&self, typed: &str) -> Range<usize> {
        let begun = self.vocabulary.beginning(typed);
        if begun.is_empty() { self.nearest(typed).map_or(begun, |word| word..word + 1) } else { begun }
    }

    /// The word that comes nearest to one that is typed and that nothing holds: of those that are as near the most frequent.
    fn nearest(&self, typed: &str) -> Option<usize> {
        let all = self.vocabulary.widened(typed).into_iter();
        all.max_by_key(|(word, score)| (*score, self.frequency(*word), Reverse(*word))).map(|(word, _)| word)
    }

    /// The word of a thing that a typed one is most likely a slip of; nothing where the thing holds none, but only its letters
    /// somehow.
    #[must_use]
    pub fn slip_of(&self, typed: &str, thing: u32) -> Option<&str> {
        let texts = self.things.get(thing as usize).iter();
        let held: Vec<u32> = texts.flat_map(|text| self.texts.get(*text as usize)).copied().collect();
        let all = self.vocabulary.widened(typed).into_iter();
        let all = all.filter(|(word, _)| held.iter().any(|held| *held as usize == *word));
        let slips = all.filter(|(word, _)| is_slip(self.vocabulary.word(*word), typed));
        slips.max_by_key(|(_, score)| *score).map(|(word, _)| self.vocabulary.word(word))
    }

    /// Puts the best in order by what is too slow to ask of all: words that follow each other as typed.
    fn refine(&self, query: &Query, scores: &Scores, favour: impl Fn(u32) -> usize, order: &mut [u32]) {
        let typed = query.words().flat_map(|words| &words.words).take(REFINED_WORDS);
        let ranges: Vec<_> = typed.map(|word| self.meant(word)).collect();
        if ranges.len() < 2 {
            return;
        }
        let most = order.len().min(REFINED);
        order[..most].sort_by_cached_key(|thing| {
            let title = self.things.get(*thing as usize).first().map_or(&[][..], |text| self.texts.get(*text as usize));
            (Reverse((scores.of(*thing) + nearness(title, &ranges), favour(*thing))), *thing)
        });
    }
}

/// What it is worth that typed words stand in a title one after the other.
fn nearness(title: &[u32], typed: &[Range<usize>]) -> i64 {
    const FOLLOWS: i64 = 12;
    const OPENS: i64 = 4;
    let meets = |at: usize, range: &Range<usize>| title.get(at).is_some_and(|word| range.contains(&(*word as usize)));
    let pairs =
        typed.windows(2).filter(|pair| (0..title.len()).any(|at| meets(at, &pair[0]) && meets(at + 1, &pair[1])));
    let opens = typed.first().is_some_and(|first| meets(0, first));
    FOLLOWS * i64::try_from(pairs.count()).unwrap_or_default() + if opens { OPENS } else { 0 }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const POSTS: [[&str; 3]; 6] = [
        ["Head of Strategy, Engagement and Inclusion", "Manchester University NHS FT", "Manchester"],
        ["Policy and Strategy Manager", "NHS Resolution", "Leeds, London"],
        ["Leeds Liaison Nurse", "Strategic Care", "York"],
        ["Staff Nurse", "Leeds Teaching Hospitals", "Leeds"],
        ["Étude Nurse", "Health Board", "Bangor"],
        ["Trauma & Orthopaedics Ward Manager", "Health Board", "Bangor"],
    ];

    fn found(text: &str) -> Vec<usize> {
        Index::new(POSTS).search(&Query::read(text)).into_iter().map(|hit| hit.thing).collect()
    }

    #[test]
    fn every_word_must_be_met_in_any_order_over_any_field() {
        assert_eq!(found("stratgy leeds"), [1]);
        assert_eq!(found("leeds stratgy"), [1]);
        assert_eq!(found("NURSE leeds"), [2, 3]);
        assert_eq!(found("nurse leeds"), found("leeds nurse"));
        assert_eq!(found("etude"), [4]);
        assert_eq!(found("nurse zebra"), [0_usize; 0]);
    }

    #[test]
    fn slips_are_mended() {
        for typed in ["nusre leeds", "murse leeds", "nurze leeds", "nrse leeds"] {
            assert_eq!(found(typed), [2, 3], "{typed}");
        }
    }

    #[test]
    fn the_forms_of_the_grammar_narrow() {
        for (typed, expected) in [
            ("-leeds nurse", &[4][..]),
            ("nurse -manager -", &[3, 4, 2]),
            ("\"strategy manager\"", &[1]),
            ("\"manager strategy\"", &[]),
            ("'strat'", &[]),
            ("^staff", &[3]),
            ("^nurse", &[]),
            ("title:leeds", &[2]),
            ("employer:leeds", &[3]),
            ("place:leeds", &[3, 1]),
            ("\"trauma and orthopaedics\"", &[5]),
            ("trauma and orthopaedics", &[5]),
            ("t&o", &[]),
        ] {
            assert_eq!(found(typed), expected, "{typed}");
        }
    }

    proptest! {
        #[test]
        fn settled_rows_are_as_they_were(
            rows in prop_oneof![
                prop::collection::vec(prop::collection::vec(0..9_u32, 0..4), 0..6),
                prop::collection::vec(prop::collection::vec(0..9_u32, 2), 0..6),
            ],
        ) {
            let mut settled = Rows::default();
            for row in &rows {
                settled.numbers.extend(row);
                settled.end();
            }
            settled.settle();
            prop_assert_eq!(settled.len(), rows.len());
            prop_assert_eq!((0..rows.len()).map(|row| settled.get(row)).collect::<Vec<_>>(), rows);
            prop_assert_eq!(settled.get(settled.len()), &[] as &[u32]);
        }
    }

    #[test]
    fn an_empty_query_keeps_everything_in_order() {
        assert_eq!(found("  ,"), [0, 1, 2, 3, 4, 5]);
    }

    #[test]
    fn letters_scattered_over_several_words_are_no_hit() {
        assert_eq!(found("psm"), [0_usize; 0]);
    }
}
