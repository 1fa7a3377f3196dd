//! How well a typed word meets a word of a text. The only file that names fuzzy-matcher.

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

/// A typed word that is the whole word.
const EXACT: i64 = 1000;
/// A typed word that begins the word; less a point for each letter still to come.
const PREFIX: i64 = 800;
/// A typed word that stands within the word; less a point for each letter around it.
const WITHIN: i64 = 500;
/// The most that letters scattered over the word are worth.
const SCATTERED: i64 = 400;
/// Shorter typed words must begin a word or be it: two scattered letters meet nearly everything.
const SCATTERED_FROM: usize = 3;

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

/// Whether the matcher's answer for a typed word can depend on what it was asked before: where the first two letters
/// are equal, rows of its thread-local cache leak from call to call (seen in 0.3.7).
fn depends_on_history(typed: &str) -> bool {
    let mut letters = typed.chars();
    let first = letters.next();
    first.is_some() && first == letters.next()
}

/// Whether the word begins as the typed one does and holds its letters in order: far cheaper than scoring, and most words
/// fail it. People seldom miss the first letter, and without it long words meet nearly everything.
fn holds_letters(word: &str, typed: &str) -> bool {
    let mut letters = word.chars();
    let mut wanted = typed.chars();
    letters.next() == wanted.next() && wanted.all(|wanted| letters.any(|letter| letter == wanted))
}

impl Scorer {
    /// How well `typed` meets `word`, higher being better; nothing where it does not. A typed plural meets the singular too.
    #[must_use]
    pub fn score(&self, word: &str, typed: &str) -> Option<i64> {
        let singular = typed.strip_suffix('s').filter(|singular| singular.len() >= SCATTERED_FROM && *singular == word);
        if singular.is_some() {
            return Some(PREFIX);
        }
        self.score_as_typed(word, typed)
    }

    fn score_as_typed(&self, word: &str, typed: &str) -> Option<i64> {
        let spare = i64::try_from(word.len()).ok()? - i64::try_from(typed.len()).ok()?;
        if spare < 0 {
            None
        } else if word == typed {
            Some(EXACT)
        } else if word.starts_with(typed) {
            Some(PREFIX - spare.min(100))
        } else if typed.len() < SCATTERED_FROM {
            None
        } else if word.contains(typed) {
            Some(WITHIN - spare.min(90))
        } else if !holds_letters(word, typed) {
            None
        } else {
            let score = if depends_on_history(typed) {
                matcher().fuzzy_match(word, typed)
            } else {
                self.matcher.fuzzy_match(word, typed)
            };
            score.map(|score| score.clamp(1, SCATTERED - 1))
        }
    }

    /// Which letters of `word` the typed ones meet, as positions in characters; to be asked only where there is a score.
    #[must_use]
    pub fn positions(&self, word: &str, typed: &str) -> Vec<usize> {
        let typed = typed.strip_suffix('s').filter(|singular| *singular == word).unwrap_or(typed);
        if let Some(start) = word.find(typed) {
            let before = word[..start].chars().count();
            return (before..before + typed.chars().count()).collect();
        }
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
    fn whole_words_come_before_beginnings_before_middles_before_scattered_letters() {
        let scorer = Scorer::default();
        let found = [("nurse", "nurse"), ("nurses", "nurse"), ("prenurse", "nurse"), ("neurosensory", "nurse")]
            .map(|(word, typed)| scorer.score(word, typed));
        assert!(found.iter().all(Option::is_some), "{found:?}");
        assert!(found.is_sorted_by(|better, worse| better > worse), "{found:?}");
    }

    #[test]
    fn a_dropped_letter_is_met_and_marked() {
        let scorer = Scorer::default();
        assert!(scorer.score("strategy", "stratgy").is_some());
        assert_eq!(scorer.positions("strategy", "stratgy"), [0, 1, 2, 3, 4, 6, 7]);
    }

    #[test]
    fn two_letters_must_begin_a_word() {
        let scorer = Scorer::default();
        assert_eq!(scorer.score("manager", "mg"), None);
        assert_eq!(scorer.score("manager", "na"), None);
        assert!(scorer.score("manager", "ma").is_some());
    }

    #[test]
    fn scores_do_not_depend_on_the_order_of_asking() {
        let words = ["llandudno", "lalaland", "hallamllan", "cwmllynfell", "pool", "oolong", "aapx", "zaaapxp"];
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
            if scorer.score_as_typed(&word, &typed).is_some() {
                let letters: Vec<char> = word.chars().collect();
                let marked: String = scorer.positions(&word, &typed).into_iter().map(|at| letters[at]).collect();
                prop_assert_eq!(marked, typed);
            }
        }
    }
}
