//! The distinct words that things hold, in the order of the alphabet: a word and the words of a beginning are looked up by
//! halving, and only a slip needs a look at each, most of which a glance at the letters settles.

use std::ops::Range;

use crate::search::edits::{allowed, most_slips, slips};
use crate::search::fuzzy::Scorer;
use crate::search::meeting::{direct, has_digit, singular, widened};
use crate::search::query::passed_over;

/// The words, by their numbers from 0.
#[derive(Debug, Default)]
pub struct Vocabulary {
    text: String,
    ends: Vec<u32>,
    /// Which letters each word holds.
    letters: Vec<u32>,
}

impl Vocabulary {
    /// Takes words that are in order and distinct.
    #[must_use]
    pub fn new<'w>(words: impl Iterator<Item = &'w str>) -> Self {
        let mut vocabulary = Self::default();
        for word in words {
            vocabulary.text.push_str(word);
            vocabulary.ends.push(u32::try_from(vocabulary.text.len()).unwrap_or(u32::MAX));
            vocabulary.letters.push(letters(word));
        }
        vocabulary.text.shrink_to_fit();
        vocabulary.ends.shrink_to_fit();
        vocabulary.letters.shrink_to_fit();
        vocabulary
    }

    /// How many words there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The bytes that it takes.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.text.capacity() + 4 * (self.ends.capacity() + self.letters.capacity())
    }

    /// The word of a number; empty where there is none.
    #[must_use]
    pub fn word(&self, number: usize) -> &str {
        let start = number.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).copied());
        let range = start.zip(self.ends.get(number).copied());
        range.and_then(|(start, end)| self.text.get(start as usize..end as usize)).unwrap_or_default()
    }

    /// The numbers of the words that begin so.
    #[must_use]
    pub fn beginning(&self, typed: &str) -> Range<usize> {
        let first = self.first(|word| word < typed);
        let many = self.first_from(first, |word| word.starts_with(typed));
        first..many
    }

    /// The number of a word.
    #[must_use]
    pub fn find(&self, word: &str) -> Option<usize> {
        Some(self.first(|known| known < word)).filter(|number| self.word(*number) == word && *number < self.len())
    }

    /// The words that what is typed meets as it stands, each with how well.
    #[must_use]
    pub fn direct(&self, typed: &str) -> Vec<(usize, u16)> {
        let singular = singular(typed).and_then(|singular| self.find(singular));
        let numbers = singular.into_iter().chain(self.beginning(typed));
        numbers.filter_map(|number| Some((number, direct(self.word(number), typed)?))).collect()
    }

    /// The words that what is typed meets in some other way, each with how well; but for those that say nothing of a post, and
    /// stand in most titles.
    #[must_use]
    pub fn widened(&self, typed: &str) -> Vec<(usize, u16)> {
        let scorer = Scorer::default();
        let words = self.near(typed, allowed(typed.len()));
        let words = words.filter(|(_, word)| passed_over().all(|passed| passed != *word));
        words.filter_map(|(number, word)| Some((number, widened(&scorer, word, typed)?))).collect()
    }

    /// The words that what is typed does not meet as it stands and may be [`slips`] of, each with how many; none of a number,
    /// which is meant.
    #[must_use]
    pub fn slips(&self, typed: &str) -> Vec<(usize, usize)> {
        if has_digit(typed) {
            return Vec::new();
        }
        let words = self.near(typed, most_slips(typed.len())).filter(|(_, word)| !has_digit(word));
        words.filter_map(|(number, word)| Some((number, slips(typed, word)?))).collect()
    }

    /// The words that hold all letters of what is typed but for so many, and that it does not meet as it stands.
    fn near(&self, typed: &str, slips: usize) -> impl Iterator<Item = (usize, &str)> {
        let (wanted, most) = (letters(typed), u32::try_from(slips).unwrap_or(0));
        let near = self.letters.iter().enumerate().filter(move |(_, held)| (wanted & !**held).count_ones() <= most);
        near.map(|(number, _)| (number, self.word(number))).filter(move |(_, word)| direct(word, typed).is_none())
    }

    fn first(&self, before: impl Fn(&str) -> bool) -> usize {
        self.first_from(0, before)
    }

    /// The first number from `from` on whose word does not come before.
    fn first_from(&self, from: usize, before: impl Fn(&str) -> bool) -> usize {
        let (mut low, mut high) = (from, self.len());
        while low < high {
            let middle = low + (high - low) / 2;
            if before(self.word(middle)) { low = middle + 1 } else { high = middle }
        }
        low
    }
}

/// Which letters and digits a word holds, a bit for each; other signs share the last.
fn letters(word: &str) -> u32 {
    word.bytes().fold(0, |held, byte| {
        held | match byte {
            b'a'..=b'z' => 1 << (byte - b'a'),
            b'0'..=b'9' => 1 << (26 + (byte - b'0') / 2),
            _ => 1 << 31,
        }
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;
    use crate::search::meeting::meet;

    proptest! {
        #[test]
        fn looking_up_finds_what_comparing_with_each_word_does(
            words in proptest::collection::btree_set("[a-cs]{1,6}", 0..40),
            typed in "[a-cs]{1,6}",
        ) {
            let words: BTreeSet<String> = words;
            let vocabulary = Vocabulary::new(words.iter().map(String::as_str));
            let mut found: Vec<(&str, u16)> = [vocabulary.direct(&typed), vocabulary.widened(&typed)]
                .concat()
                .into_iter()
                .map(|(number, score)| (vocabulary.word(number), score))
                .collect();
            found.sort_unstable();
            let scorer = Scorer::default();
            let expected: Vec<(&str, u16)> =
                words.iter().filter_map(|word| Some((word.as_str(), meet(&scorer, word, &typed)?))).collect();
            prop_assert_eq!(found, expected);
        }
    }
}
