//! What abbreviations and everyday words stand for, ready to be looked up by what is typed.

use std::collections::HashMap;
use std::ops::Range;

use crate::domain::everyday::{EverydayWord, EverydayWords};
use crate::domain::text::folded_words;
use crate::search::meeting::singular;

/// The most words of an entry that are looked up.
const LONGEST: usize = 6;

/// The longest word that counts as an abbreviation, in letters.
const SHORT: usize = 5;

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
    /// How they belong to what is typed.
    pub kind: Kind,
}

/// How a meaning belongs to what is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// What is typed is short for it: `hca`, healthcare assistant. Nobody who types it means anything else.
    Long,
    /// Another word for it: `boss`, manager.
    Other,
    /// It is short for what is typed. Short words have other meanings elsewhere (in postcodes, say), so it counts in the
    /// first field alone.
    Short,
}

impl Expansions {
    /// Takes the list. An abbreviation is read both ways.
    #[must_use]
    pub fn new(list: &EverydayWords) -> Self {
        let mut expansions = Self::default();
        for entry in &list.words {
            for means in &entry.means {
                let kind = if spells_out(entry, means) { Kind::Long } else { Kind::Other };
                expansions.add(&entry.word, means, kind);
            }
        }
        for entry in &list.words {
            for means in entry.means.iter().filter(|means| spells_out(entry, means)) {
                expansions.add(means, &entry.word, Kind::Short);
            }
        }
        expansions
    }

    fn add(&mut self, typed: &str, means: &str, kind: Kind) {
        let phrase = Phrase { text: means.to_owned(), words: meant(means), kind };
        let phrases = self.entries.entry(meant(typed).join(" ")).or_default();
        if !phrase.words.is_empty() && phrases.iter().all(|known| known.words != phrase.words) {
            phrases.push(phrase);
        }
    }

    /// What words stand for together; their plural stands for the same where it has no entry of its own.
    #[must_use]
    pub fn of(&self, words: &[&str]) -> &[Phrase] {
        if words.len() > LONGEST {
            return &[];
        }
        let typed = words.join(" ");
        let found = self.entries.get(&typed).or_else(|| self.entries.get(singular(&typed)?));
        found.map(Vec::as_slice).unwrap_or_default()
    }

    /// Where at least two of some words stand for something together.
    #[must_use]
    pub fn groups(&self, words: &[&str]) -> Vec<Range<usize>> {
        let starts = 0..words.len();
        let groups = starts.flat_map(|start| (start + 2..=words.len().min(start + LONGEST)).map(move |end| start..end));
        groups.filter(|group| !self.of(&words[group.clone()]).is_empty()).collect()
    }
}

/// Whether the word of an entry is short for one of its meanings, or for one that goes on where that ends: ICU is short for
/// intensive care unit, and so for intensive care.
fn spells_out(entry: &EverydayWord, means: &str) -> bool {
    entry.means.iter().any(|longer| longer.starts_with(means) && is_short_for(&entry.word, longer))
}

/// Whether a word is an abbreviation of a phrase: it is short, begins as the phrase does and has its letters in order, but is
/// not merely its beginning, which is met without help.
fn is_short_for(word: &str, phrase: &str) -> bool {
    let (word, phrase) = (meant(word).concat(), meant(phrase));
    let begins = phrase.first().is_none_or(|first| first.starts_with(&word));
    let spelled = phrase.concat();
    let mut letters = spelled.chars();
    let in_order = word.chars().all(|wanted| letters.any(|letter| letter == wanted));
    !word.is_empty() && word.len() <= SHORT && !begins && in_order && word.chars().next() == spelled.chars().next()
}

/// The folded words of a text without `and`, which `&` is written for just as often.
pub(super) fn meant(text: &str) -> Vec<String> {
    let mut words = folded_words(text);
    words.retain(|word| word != "and");
    words
}

#[cfg(test)]
mod tests {
    use super::*;

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
        assert_eq!(expansions.groups(&["senior", "scrub", "nurse", "leeds"]), std::slice::from_ref(&(1..3)));
        assert_eq!(expansions.of(&["scrub", "nurses"])[0].text, "theatre nurse");
        assert!(expansions.groups(&["nurse", "leeds"]).is_empty());
        assert!(expansions.groups(&[]).is_empty());
    }

    #[test]
    fn an_abbreviation_is_read_both_ways_and_another_word_is_not() {
        let entry = |word: &str, means: &[&str]| EverydayWord {
            word: word.to_owned(),
            means: means.iter().map(|text| (*text).to_owned()).collect(),
            roles: Vec::new(),
        };
        let list = EverydayWords {
            words: vec![
                entry("t&o", &["trauma and orthopaedics"]),
                entry("icu", &["intensive care unit", "intensive care", "critical care"]),
                entry("boss", &["manager"]),
                entry("admin", &["administrator"]),
            ],
        };
        let expansions = Expansions::new(&list);
        let told = |typed: &[&str]| -> Vec<(String, Kind)> {
            expansions.of(typed).iter().map(|phrase| (phrase.text.clone(), phrase.kind)).collect()
        };
        let one = |text: &str, kind| vec![(text.to_owned(), kind)];
        assert_eq!(told(&["t", "o"]), one("trauma and orthopaedics", Kind::Long));
        assert_eq!(told(&["trauma", "orthopaedics"]), one("t&o", Kind::Short));
        assert_eq!(told(&["icu"])[2], ("critical care".to_owned(), Kind::Other));
        assert_eq!(told(&["intensive", "care"]), one("icu", Kind::Short));
        assert_eq!(told(&["intensive", "care", "unit"]), one("icu", Kind::Short));
        assert_eq!(told(&["boss"]), one("manager", Kind::Other));
        for typed in ["manager", "administrator", "critical"] {
            assert_eq!(told(&[typed]), [], "{typed}");
        }
    }
}
