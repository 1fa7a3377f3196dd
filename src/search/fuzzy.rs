//! Letters scattered over a word: how well they meet it and where. The only file that names fuzzy-matcher.
//!
//! Two faults of the matcher (seen in 0.3.7) shape what is asked of it. Where the first two letters typed are equal, its
//! answer depends on what it was asked before, so such a word gets a fresh matcher. And its score with positions is not
//! always its score without, so words are ranked by the score alone and the positions are used for marks alone.

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

/// Scores folded words against folded typed words.
pub struct Scorer {
    matcher: SkimMatcherV2,
}

impl Default for Scorer {
    fn default() -> Self {
        Self { matcher: matcher() }
    }
}

fn matcher() -> SkimMatcherV2 {
    SkimMatcherV2::default().respect_case()
}

/// Whether the matcher's answer can depend on what it was asked before: rows of its thread-local cache leak.
fn depends_on_history(typed: &str) -> bool {
    let mut letters = typed.chars();
    let first = letters.next();
    first.is_some() && first == letters.next()
}

/// Whether the word begins as the typed one does and holds its letters in order: far cheaper than scoring, and most words
/// fail it. Without the first letter long words meet nearly everything.
fn holds_letters(word: &str, typed: &str) -> bool {
    let mut letters = word.chars();
    let mut wanted = typed.chars();
    letters.next() == wanted.next() && wanted.all(|wanted| letters.any(|letter| letter == wanted))
}

impl Scorer {
    /// How well the letters of `typed`, in order, meet `word`, higher being better; nothing where they do not.
    #[must_use]
    pub fn score(&self, word: &str, typed: &str) -> Option<i64> {
        if !holds_letters(word, typed) {
            None
        } else if depends_on_history(typed) {
            matcher().fuzzy_match(word, typed)
        } else {
            self.matcher.fuzzy_match(word, typed)
        }
    }

    /// Which letters of `word` the typed ones meet, in characters; none where they do not.
    #[must_use]
    pub fn positions(&self, word: &str, typed: &str) -> Vec<usize> {
        let found = if depends_on_history(typed) {
            matcher().fuzzy_indices(word, typed)
        } else {
            self.matcher.fuzzy_indices(word, typed)
        };
        found.map(|(_, positions)| positions).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_dropped_letter_is_met_and_marked() {
        let scorer = Scorer::default();
        assert!(scorer.score("strategy", "stratgy").is_some());
        assert_eq!(scorer.positions("strategy", "stratgy"), [0, 1, 2, 3, 4, 6, 7]);
    }

    #[test]
    fn scores_do_not_depend_on_the_order_of_asking() {
        let words = ["llandudno", "lalaland", "hallamllan", "llwmllynfell", "oopool", "oolong", "aapx", "aaaapxp"];
        for typed in ["llan", "aap", "ool", "lln", "lad"] {
            let forward = Scorer::default();
            let there: Vec<_> = words.iter().map(|word| forward.score(word, typed)).collect();
            let backward = Scorer::default();
            let mut back: Vec<_> = words.iter().rev().map(|word| backward.score(word, typed)).collect();
            back.reverse();
            assert_eq!(there, back, "{typed}");
        }
    }

    proptest! {
        #[test]
        fn marked_letters_are_the_typed_ones(word in "[a-eé]{1,10}", typed in "[a-eé]{1,6}") {
            let scorer = Scorer::default();
            if scorer.score(&word, &typed).is_some() {
                let letters: Vec<char> = word.chars().collect();
                let marked: String = scorer.positions(&word, &typed).into_iter().map(|at| letters[at]).collect();
                prop_assert_eq!(marked, typed);
            }
        }
    }
}
