//! The words of many things, each distinct word kept and scored once.
//!
//! Adverts share most of their words, so a typed word is scored against the distinct ones alone and each thing then looks
//! its words' scores up.

use std::collections::HashMap;

use crate::domain::text::{Word, words};
use crate::search::fuzzy::Scorer;
use crate::search::query::Query;

/// What a word in a thing's first field is worth above one in its second, and so on. It never outweighs how the word is met.
const FIELD_STEP: i64 = 20;
/// The most fields whose order counts.
const RANKED_FIELDS: i64 = 4;

/// Something found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Its position among the things.
    pub thing: usize,
    /// How well it meets the query, higher being better; 0 where everything does.
    pub score: i64,
}

/// The words of things, each of which has the same fields, the weightiest first.
#[derive(Debug, Default)]
pub struct Index {
    vocabulary: Vec<String>,
    /// For each thing, its words as positions in the vocabulary, each with its field.
    things: Vec<Vec<(u32, u8)>>,
}

impl Index {
    /// Reads the words of things, given as their fields' texts.
    #[must_use]
    pub fn new<'a, Fields: IntoIterator<Item = &'a str>>(things: impl IntoIterator<Item = Fields>) -> Self {
        let mut known: HashMap<String, u32> = HashMap::new();
        let mut index = Self::default();
        for fields in things {
            let mut entry = Vec::new();
            for (field, text) in (0_u8..).zip(fields) {
                for word in words(text) {
                    let place = *known.entry(word.folded).or_insert_with_key(|word| {
                        index.vocabulary.push(word.clone());
                        u32::try_from(index.vocabulary.len() - 1).unwrap_or(u32::MAX)
                    });
                    entry.push((place, field));
                }
            }
            index.things.push(entry);
        }
        index
    }

    /// The things of `among` that meet the query, best first; of two alike the earlier of `among` stays first.
    #[must_use]
    pub fn search(&self, query: &Query, among: impl Iterator<Item = usize>) -> Vec<Hit> {
        let scorer = Scorer::default();
        let met: Vec<Vec<Option<i64>>> = query
            .words
            .iter()
            .map(|typed| self.vocabulary.iter().map(|word| scorer.score(word, typed)).collect())
            .collect();
        let mut hits: Vec<Hit> =
            among.filter_map(|thing| self.meet(thing, &met).map(|score| Hit { thing, score })).collect();
        hits.sort_by_key(|hit| std::cmp::Reverse(hit.score));
        hits
    }

    /// The thing's score: for each typed word its best word, and a little for having few words besides.
    fn meet(&self, thing: usize, met: &[Vec<Option<i64>>]) -> Option<i64> {
        let words = self.things.get(thing)?;
        let mut total = 0;
        for by_word in met {
            total += words.iter().filter_map(|(word, field)| Some(by_word[*word as usize]? + bonus(*field))).max()?;
        }
        let spare = words.iter().filter(|(_, field)| *field == 0).count().saturating_sub(met.len()).min(10);
        Some(if met.is_empty() { 0 } else { total - i64::try_from(spare).unwrap_or_default() })
    }
}

fn bonus(field: u8) -> i64 {
    FIELD_STEP * (RANKED_FIELDS - i64::from(field)).max(0)
}

/// Which characters of each field a query meets: for each typed word the letters of its best word.
#[must_use]
pub fn marks(query: &Query, fields: &[&str]) -> Vec<Vec<usize>> {
    let scorer = Scorer::default();
    let split: Vec<Vec<Word>> = fields.iter().map(|text| words(text)).collect();
    let mut marks = vec![Vec::new(); fields.len()];
    for typed in &query.words {
        let best = (0_u8..)
            .zip(&split)
            .flat_map(|(field, words)| words.iter().map(move |word| (field, word)))
            .filter_map(|(field, word)| Some((scorer.score(&word.folded, typed)? + bonus(field), field, word)))
            .reduce(|best, next| if next.0 > best.0 { next } else { best });
        if let Some((_, field, word)) = best {
            let letters = scorer.positions(&word.folded, typed);
            marks[usize::from(field)]
                .extend(letters.into_iter().filter_map(|at| word.positions.get(at).map(|at| *at as usize)));
        }
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::*;

    const POSTS: [[&str; 3]; 5] = [
        ["Head of Strategy, Engagement and Inclusion", "Manchester University NHS FT", "Manchester"],
        ["Policy and Strategy Manager", "NHS Resolution", "Leeds, London"],
        ["Leeds Liaison Nurse", "Strategic Care", "York"],
        ["Staff Nurse", "Leeds Teaching Hospitals", "Leeds"],
        ["Étude Nurse", "Health Board", "Bangor"],
    ];

    fn found(text: &str) -> Vec<usize> {
        let index = Index::new(POSTS);
        index.search(&Query::read(text), 0..POSTS.len()).into_iter().map(|hit| hit.thing).collect()
    }

    #[test]
    fn every_word_must_be_met_in_any_order_over_any_field() {
        assert_eq!(found("stratgy leeds"), [1]);
        assert_eq!(found("leeds stratgy"), [1]);
        assert_eq!(found("NURSE leeds"), [2, 3]);
        assert_eq!(found("etude"), [4]);
        assert_eq!(found("nurse zebra"), [0_usize; 0]);
    }

    #[test]
    fn an_empty_query_keeps_everything_in_order() {
        assert_eq!(found("  ,"), [0, 1, 2, 3, 4]);
    }

    #[test]
    fn letters_scattered_over_several_words_are_no_hit() {
        assert_eq!(found("psm"), [0_usize; 0]);
    }

    #[test]
    fn marks_stand_on_the_best_word_alone() {
        let marks = marks(&Query::read("leeds manag"), &POSTS[1]);
        assert_eq!(marks, [vec![20, 21, 22, 23, 24], vec![], vec![0, 1, 2, 3, 4]]);
    }
}
