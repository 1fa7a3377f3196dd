//! What abbreviations and everyday words stand for, ready to be looked up by what is typed.

use std::collections::HashMap;

use crate::domain::everyday::EverydayWords;
use crate::domain::text::folded_words;

/// The most words of an entry that are looked up.
const LONGEST: usize = 6;

/// The entries by their folded words.
#[derive(Debug, Default)]
pub struct Expansions {
    entries: HashMap<String, Vec<Phrase>>,
}

/// Words that stand one after the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// As the list writes them.
    pub text: String,
    /// Folded.
    pub words: Vec<String>,
}

impl Expansions {
    /// Takes the list.
    #[must_use]
    pub fn new(list: &EverydayWords) -> Self {
        let phrase = |text: &String| Phrase { text: text.clone(), words: meant(text) };
        let entries = list.words.iter().map(|entry| {
            let phrases = entry.means.iter().map(phrase).filter(|phrase| !phrase.words.is_empty());
            (meant(&entry.word).join(" "), phrases.collect())
        });
        Self { entries: entries.collect() }
    }

    /// What words stand for together.
    #[must_use]
    pub fn of(&self, words: &[&str]) -> &[Phrase] {
        let found = if words.len() <= LONGEST { self.entries.get(&words.join(" ")) } else { None };
        found.map(Vec::as_slice).unwrap_or_default()
    }

    /// How many of the first words, the more the better, stand for something together; 1 where none do.
    #[must_use]
    pub fn longest(&self, words: &[&str]) -> usize {
        let most = words.len().min(LONGEST);
        (2..=most).rev().find(|count| !self.of(&words[..*count]).is_empty()).unwrap_or(1)
    }
}

/// The folded words of a text without `and`, which `&` is written for just as often.
fn meant(text: &str) -> Vec<String> {
    let mut words = folded_words(text);
    words.retain(|word| word != "and");
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::everyday::EverydayWord;

    #[test]
    fn entries_are_found_by_their_words_however_they_are_written() {
        let entry = |word: &str, means: &str| EverydayWord {
            word: word.to_owned(),
            means: vec![means.to_owned()],
            roles: Vec::new(),
        };
        let list =
            EverydayWords { words: vec![entry("a&e", "emergency department"), entry("scrub nurse", "theatre nurse")] };
        let expansions = Expansions::new(&list);
        assert_eq!(expansions.of(&["a", "e"])[0].words, ["emergency", "department"]);
        assert_eq!(expansions.of(&["nurse"]), []);
        assert_eq!(expansions.longest(&["scrub", "nurse", "leeds"]), 2);
        assert_eq!(expansions.longest(&["nurse", "leeds"]), 1);
        assert_eq!(expansions.longest(&[]), 1);
    }
}
