//! Many texts under small numbers, each distinct one kept once and all of them in one piece of memory.
//!
//! A hundred thousand adverts say the same few thousand things about employers, places and pay: a number a text is a
//! tenth of what a text of its own would take, and what is worked out for a text is worked out once.

use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashTable};

/// The texts.
#[derive(Clone, Debug, Default)]
pub struct Pool {
    text: String,
    ends: Vec<usize>,
    numbers: Finder,
}

/// Finds the number of a text that is kept elsewhere.
#[derive(Clone, Debug, Default)]
pub struct Finder {
    /// Each number after the mark of its text, so that few texts are looked at and none when the table grows: a text lies
    /// somewhere in megabytes, and to reach it takes longer than all else.
    numbers: HashTable<(Mark, u32)>,
    hasher: DefaultHashBuilder,
}

/// Half a hash: texts of two marks are two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark(u32);

impl Mark {
    /// A hash made of it alone: the table takes one end of a hash for the place and the other for its own marks.
    fn hash(self) -> u64 {
        u64::from(self.0) << 32 | u64::from(self.0)
    }
}

impl Finder {
    /// The mark of a text.
    #[must_use]
    pub fn mark(&self, text: &str) -> Mark {
        let [.., a, b, c, d] = self.hasher.hash_one(text).to_le_bytes();
        Mark(u32::from_le_bytes([a, b, c, d]))
    }

    /// The number with that mark whose text is `is_it`.
    pub fn find(&self, mark: Mark, is_it: impl Fn(u32) -> bool) -> Option<u32> {
        self.numbers.find(mark.hash(), |(known, number)| *known == mark && is_it(*number)).map(|(_, number)| *number)
    }

    /// Adds a number that is not there.
    pub fn insert(&mut self, mark: Mark, number: u32) {
        self.numbers.insert_unique(mark.hash(), (mark, number), |(mark, _)| mark.hash());
    }
}

impl Pool {
    /// The number of a text, which is taken in where it is not yet known. Numbers count from 0.
    pub fn number(&mut self, text: &str) -> u32 {
        let mark = self.numbers.mark(text);
        self.numbers.find(mark, |number| self.text(number) == text).unwrap_or_else(|| self.push(mark, text))
    }

    /// Takes in a text that is not yet known. The last number stands for every text past four thousand million, which no
    /// machine of today has the memory for.
    fn push(&mut self, mark: Mark, text: &str) -> u32 {
        let number = u32::try_from(self.ends.len()).unwrap_or(u32::MAX);
        self.text.push_str(text);
        self.ends.push(self.text.len());
        self.numbers.insert(mark, number);
        number
    }

    /// The text of a number; empty where there is none.
    #[must_use]
    pub fn text(&self, number: u32) -> &str {
        let number = number as usize;
        let start = number.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).copied());
        let range = start.zip(self.ends.get(number).copied());
        range.and_then(|(start, end)| self.text.get(start..end)).unwrap_or_default()
    }

    /// Every text, in the order of the numbers.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..).take(self.len()).map(|number| self.text(number))
    }

    /// How many texts there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Gives back the memory that was set aside for more.
    pub fn settle(&mut self) {
        self.text.shrink_to_fit();
        self.ends.shrink_to_fit();
    }
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn each_text_has_one_number_and_comes_back(texts in vec("[a-cé]{0,3}", 0..60)) {
            let mut pool = Pool::default();
            let numbers: Vec<u32> = texts.iter().map(|text| pool.number(text)).collect();
            pool.settle();
            for (text, number) in texts.iter().zip(numbers) {
                prop_assert_eq!(pool.text(number), text);
                prop_assert_eq!(pool.number(text), number);
            }
            let mut distinct = texts.clone();
            distinct.sort();
            distinct.dedup();
            let mut kept: Vec<&str> = pool.iter().collect();
            kept.sort_unstable();
            prop_assert_eq!(kept, distinct);
        }
    }

    #[test]
    fn a_number_that_was_never_given_has_no_text() {
        let mut pool = Pool::default();
        pool.number("Leeds");
        assert_eq!((pool.text(0), pool.text(1), pool.text(u32::MAX)), ("Leeds", "", ""));
        assert!(!pool.is_empty());
    }
}
