//! The words of many things, each distinct word and each distinct text kept and scored once.
//!
//! Adverts share most of their words and many of their texts, so a typed word is scored against the distinct words alone,
//! each distinct text then takes its best word's score, and each thing looks its texts' scores up.

use crate::domain::pool::Pool;
use crate::domain::text::{Word, each_word, words};
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

/// The words of things, each of which has fields, the weightiest first.
#[derive(Debug, Default)]
pub struct Index {
    vocabulary: Pool,
    /// For each text, its words as numbers of the vocabulary.
    texts: Rows,
    /// For each thing, its fields as positions of texts.
    things: Rows,
}

/// Rows of numbers, one after the other, each by where it ends.
#[derive(Debug, Default)]
struct Rows {
    numbers: Vec<u32>,
    ends: Vec<u32>,
}

impl Rows {
    /// Ends the row that the numbers since the last end make, and answers with its position.
    fn end(&mut self) -> u32 {
        self.ends.push(u32::try_from(self.numbers.len()).unwrap_or(u32::MAX));
        u32::try_from(self.ends.len() - 1).unwrap_or(u32::MAX)
    }

    fn get(&self, position: usize) -> Option<&[u32]> {
        let end = *self.ends.get(position)?;
        let start = position.checked_sub(1).map_or(0, |before| self.ends[before]);
        self.numbers.get(start as usize..end as usize)
    }

    fn iter(&self) -> impl Iterator<Item = &[u32]> {
        (0..self.ends.len()).filter_map(|position| self.get(position))
    }

    fn settle(&mut self) {
        self.numbers.shrink_to_fit();
        self.ends.shrink_to_fit();
    }
}

impl Index {
    /// Reads the words of things, given as their fields' texts.
    #[must_use]
    pub fn new<'a, Fields: IntoIterator<Item = &'a str>>(things: impl IntoIterator<Item = Fields>) -> Self {
        let mut index = Self::default();
        for fields in things {
            let texts: Vec<u32> = fields.into_iter().map(|text| index.text(text)).collect();
            index.thing(texts);
        }
        index
    }

    /// Reads the words of a text and answers with its position, by which things name it. A text that many things have is
    /// best read once.
    pub fn text(&mut self, text: &str) -> u32 {
        each_word(text, |word| self.texts.numbers.push(self.vocabulary.number(word)));
        self.texts.end()
    }

    /// Adds a thing by the positions of its fields' texts.
    pub fn thing(&mut self, texts: impl IntoIterator<Item = u32>) {
        self.things.numbers.extend(texts);
        self.things.end();
    }

    /// Gives back the memory that was set aside for more.
    pub fn settle(&mut self) {
        self.vocabulary.settle();
        self.texts.settle();
        self.things.settle();
    }

    /// The things of `among` that meet the query, best first; of two alike the earlier of `among` stays first.
    #[must_use]
    pub fn search(&self, query: &Query, among: impl Iterator<Item = usize>) -> Vec<Hit> {
        let scorer = Scorer::default();
        let met: Vec<Vec<u16>> = query.words.iter().map(|typed| self.score_texts(&scorer, typed)).collect();
        let mut hits: Vec<Hit> =
            among.filter_map(|thing| self.meet(thing, &met).map(|score| Hit { thing, score })).collect();
        hits.sort_by_key(|hit| std::cmp::Reverse(hit.score));
        hits
    }

    /// For each text the score of that of its words which meets a typed one best; 0 where none does. Scores are small, and
    /// so many of them are looked up that they had better lie close together.
    fn score_texts(&self, scorer: &Scorer, typed: &str) -> Vec<u16> {
        let score = |word| scorer.score(word, typed).map_or(0, |score| u16::try_from(score).unwrap_or(u16::MAX));
        let words: Vec<u16> = self.vocabulary.iter().map(score).collect();
        self.texts.iter().map(|text| text.iter().map(|word| words[*word as usize]).max().unwrap_or(0)).collect()
    }

    /// The thing's score: for each typed word its best word, and a little for having few words besides.
    fn meet(&self, thing: usize, met: &[Vec<u16>]) -> Option<i64> {
        let fields = self.things.get(thing)?;
        let mut total = 0;
        for by_text in met {
            let scores = (0..).zip(fields).map(|(field, text)| (field, by_text[*text as usize]));
            total +=
                scores.filter(|(_, score)| *score > 0).map(|(field, score)| i64::from(score) + bonus(field)).max()?;
        }
        let first = fields.first().and_then(|text| self.texts.get(*text as usize)).unwrap_or_default();
        let spare = first.len().saturating_sub(met.len()).min(10);
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
    use proptest::collection::vec;
    use proptest::prelude::*;

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

    /// What a thing is worth, word by word of its fields.
    fn worth(fields: &[String], query: &Query) -> Option<i64> {
        let scorer = Scorer::default();
        let best = |typed: &String| {
            let score = |field, word: &Word| Some(scorer.score(&word.folded, typed)? + bonus(field));
            (0..)
                .zip(fields)
                .filter_map(|(field, text)| words(text).iter().filter_map(|word| score(field, word)).max())
                .max()
        };
        let total: i64 = query.words.iter().map(best).sum::<Option<i64>>()?;
        let spare = words(fields.first().map_or("", String::as_str)).len().saturating_sub(query.words.len()).min(10);
        Some(if query.is_empty() { 0 } else { total - i64::try_from(spare).unwrap() })
    }

    proptest! {
        #[test]
        fn a_thing_is_worth_its_best_words_wherever_its_texts_stand(
            things in vec(vec("([a-c]{1,3} ){0,3}", 0..4), 0..6),
            typed in "([a-c]{1,3} ){0,2}",
        ) {
            let query = Query::read(&typed);
            let index = Index::new(things.iter().map(|fields| fields.iter().map(String::as_str)));
            let mut found = index.search(&query, 0..things.len());
            found.sort_by_key(|hit| hit.thing);
            let wanted = things.iter().enumerate().filter_map(|(thing, fields)| {
                worth(fields, &query).map(|score| Hit { thing, score })
            });
            prop_assert_eq!(found, wanted.collect::<Vec<_>>());
        }
    }
}
