//! Reads things' words into an index.

use super::{FIRST, Index, LATER, OPENING, PLACE_BITS, Pool, Rows, SECOND, Vocabulary};
use crate::domain::text::each_word;

/// An index in the making.
#[derive(Debug, Default)]
pub struct Builder {
    words: Pool,
    /// For each text, its words by their numbers in the pool.
    texts: Rows,
    things: Rows,
}

impl Builder {
    /// Reads the words of a text and answers with its position, by which things name it. A text that many things have is
    /// best read once.
    pub fn text(&mut self, text: &str) -> u32 {
        each_word(text, |word| self.texts.numbers.push(self.words.number(word)));
        self.texts.end()
    }

    /// Adds a thing by the positions of its fields' texts.
    pub fn thing(&mut self, texts: impl IntoIterator<Item = u32>) {
        self.things.numbers.extend(texts);
        self.things.end();
    }

    /// Puts the words in order and notes which things hold each.
    #[must_use]
    pub fn build(mut self) -> Index {
        let mut order: Vec<(&str, u32)> = self.words.iter().zip(0..).collect();
        order.sort_unstable();
        let vocabulary = Vocabulary::new(order.iter().map(|(word, _)| *word));
        let mut renamed = vec![0; order.len()];
        for (now, (_, before)) in (0..).zip(&order) {
            renamed[*before as usize] = now;
        }
        for word in &mut self.texts.numbers {
            *word = renamed[*word as usize];
        }
        self.texts.settle();
        self.things.settle();
        let first = |thing| self.things.get(thing).first().map_or(0, |text| self.texts.get(*text as usize).len());
        let lengths = (0..self.things.len()).map(|thing| u8::try_from(first(thing)).unwrap_or(u8::MAX)).collect();
        let (postings, ends) = self.postings(vocabulary.len());
        Index { vocabulary, postings, ends, texts: self.texts, things: self.things, lengths }
    }

    /// Calls for each thing's words in turn with the posting of each; a word twice in one place only once running.
    fn each_posting(&self, mut each: impl FnMut(usize, u32)) {
        for thing in 0..self.things.len() {
            let number = u32::try_from(thing).unwrap_or(u32::MAX) << PLACE_BITS;
            for (field, text) in self.things.get(thing).iter().enumerate() {
                for (at, word) in self.texts.get(*text as usize).iter().enumerate() {
                    let place = match (field, at) {
                        (0, 0) => OPENING,
                        (0, _) => FIRST,
                        (1, _) => SECOND,
                        _ => LATER,
                    };
                    each(*word as usize, number | place);
                }
            }
        }
    }

    fn postings(&self, words: usize) -> (Vec<u32>, Vec<u32>) {
        let mut ends = vec![0_u32; words];
        self.each_posting(|word, _| ends[word] += 1);
        let mut sum = 0_u32;
        for end in &mut ends {
            // Where the word's postings begin, for now.
            let count = std::mem::replace(end, sum);
            sum = sum.saturating_add(count);
        }
        let mut postings = vec![0; sum as usize];
        self.each_posting(|word, posting| {
            let at = &mut ends[word];
            postings[*at as usize] = posting;
            *at += 1;
        });
        (postings, ends)
    }
}
