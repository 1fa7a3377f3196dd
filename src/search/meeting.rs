//! How well a typed word meets a word of a text: the steps of the order in which things are found, and the letters met.

use crate::search::edits::{allowed, between, is_swap};
use crate::search::fuzzy::Scorer;

/// The typed word is the whole word.
pub const EXACT: u16 = 900;
/// One of the two is the plural of the other.
pub const PLURAL: u16 = 880;
/// The typed word begins the word; less a point for each letter still to come, up to `SPARE`.
pub const PREFIX: u16 = 800;
/// What a typed abbreviation is short for: below the abbreviation itself where that stands in the same field, above it
/// where that stands in a field of less weight, and above what the abbreviation merely begins.
pub const SPELLED_OUT: u16 = 870;
/// What the typed words stand for, by the list of everyday words.
pub const EXPANDED: u16 = 640;
/// The typed word is two words without the space between them.
pub const JOINED: u16 = 600;
/// The typed word stands within the word; less a point for each letter around it, up to `SPARE`.
const WITHIN: u16 = 560;
/// The typed word is the word with two neighbouring letters swapped; a point less for its plural. No other slip is as plain.
const SWAPPED: u16 = 510;
/// The letters of the typed word stand in the word in order; with up to [`SCATTERED_BEST`] more for how well.
const SCATTERED: u16 = 410;
const SCATTERED_BEST: u16 = 90;
/// The typed word is the word but for one slip; [`PER_SLIP`] less for the second.
const MENDED: u16 = 390;
/// The typed word begins the word but for one slip.
const MENDED_BEGINNING: u16 = 350;
const PER_SLIP: u16 = 80;
/// The most letters that count as spare.
const SPARE: usize = 50;
/// Shorter typed words must begin a word or be it: two scattered letters meet nearly everything.
const SCATTERED_FROM: usize = 3;
/// Shorter words have no plural: `its` is none.
const SINGULAR_FROM: usize = 3;
/// In shorter words no letter is taken for another; they may be swapped.
const MENDED_FROM: usize = 4;
/// Shorter beginnings fit too many words when they may hold a slip.
const MENDED_BEGINNING_FROM: usize = 4;

/// How well `typed` meets `word` as it stands: as the whole, as its plural or singular, or as its beginning.
#[must_use]
pub fn direct(word: &str, typed: &str) -> Option<u16> {
    let longer = |long: &str, short: &str| singular(long) == Some(short);
    if word == typed {
        Some(EXACT)
    } else if longer(word, typed) || longer(typed, word) {
        Some(PLURAL)
    } else if word.starts_with(typed) {
        Some(PREFIX - spare(word.len() - typed.len()))
    } else {
        None
    }
}

/// The word that another is the plural of, where it may be one.
#[must_use]
pub fn singular(word: &str) -> Option<&str> {
    word.strip_suffix('s').filter(|singular| singular.len() >= SINGULAR_FROM)
}

/// How well `typed` meets `word` that it does not meet as it stands: from within, by its letters, or but for a slip.
#[must_use]
pub fn widened(scorer: &Scorer, word: &str, typed: &str) -> Option<u16> {
    if typed.len() < SCATTERED_FROM {
        return None;
    }
    if word.contains(typed) {
        return Some(WITHIN - spare(word.len() - typed.len()));
    }
    // A number is meant: another would be something else, and without it the word says too little. Nobody leaves one out.
    let has_digits = has_digit(typed);
    if !has_digits && has_digit(word) {
        return None;
    }
    if !has_digits && let Some(swapped) = swapped(word, typed) {
        return Some(swapped);
    }
    let near = word.len() <= typed.len() * 3;
    let scattered = scorer.score(word, typed).filter(|_| near);
    scattered.map(|score| SCATTERED + u16::try_from(score.clamp(0, SCATTERED_BEST.into())).unwrap_or(0)).or_else(|| {
        if has_digits {
            return None;
        }
        let slips = slips(word, typed);
        let mended = |slips: usize| MENDED - PER_SLIP * u16::try_from(slips.saturating_sub(1)).unwrap_or(0);
        let begun = |slips: usize| mended(slips) - (MENDED - MENDED_BEGINNING);
        slips.0.map(mended).or(slips.1.map(begun))
    })
}

/// Whether there is a digit in a word.
#[must_use]
pub fn has_digit(word: &str) -> bool {
    word.bytes().any(|byte| byte.is_ascii_digit())
}

/// How well `typed` meets a word of which it is a swap of two neighbouring letters, or the plural of such a word.
fn swapped(word: &str, typed: &str) -> Option<u16> {
    if word.len() == typed.len() {
        return is_swap(word, typed).then_some(SWAPPED);
    }
    let singular = singular(word).filter(|singular| singular.len() == typed.len())?;
    is_swap(singular, typed).then_some(SWAPPED - 1)
}

/// Whether what is typed is a word, or the beginning of one, but for the slips allowed.
#[must_use]
pub fn is_slip(word: &str, typed: &str) -> bool {
    slips(word, typed) != (None, None)
}

/// The slips between what is typed and a word, and its beginning.
fn slips(word: &str, typed: &str) -> (Option<usize>, Option<usize>) {
    let (whole, beginning) = between(typed.as_bytes(), word.as_bytes(), allowed(typed.len()));
    let whole = whole.filter(|_| typed.len() >= MENDED_FROM || same_letters(word, typed));
    (whole, beginning.filter(|_| typed.len() >= MENDED_BEGINNING_FROM))
}

/// Whether a word holds every letter that is typed.
fn same_letters(word: &str, typed: &str) -> bool {
    typed.chars().all(|letter| word.contains(letter))
}

/// How well `typed` meets `word` in any way.
#[must_use]
pub fn meet(scorer: &Scorer, word: &str, typed: &str) -> Option<u16> {
    direct(word, typed).or_else(|| widened(scorer, word, typed))
}

fn spare(letters: usize) -> u16 {
    u16::try_from(letters.min(SPARE)).unwrap_or(0)
}

/// Which letters of a word that is met are the typed ones, in characters.
#[must_use]
pub fn letters(scorer: &Scorer, word: &str, typed: &str) -> Vec<usize> {
    let typed = singular(typed).filter(|singular| *singular == word).unwrap_or(typed);
    if let Some(start) = word.find(typed) {
        let before = word[..start].chars().count();
        return (before..before + typed.chars().count()).collect();
    }
    if scorer.score(word, typed).is_some() {
        return scorer.positions(word, typed);
    }
    mended_letters(word, typed)
}

/// The letters before and behind the slips.
fn mended_letters(word: &str, typed: &str) -> Vec<usize> {
    let (word, typed): (Vec<char>, Vec<char>) = (word.chars().collect(), typed.chars().collect());
    let before = word.iter().zip(&typed).take_while(|(one, other)| one == other).count();
    let most = word.len().min(typed.len()) - before;
    let behind = word.iter().rev().zip(typed.iter().rev()).take(most).take_while(|(one, other)| one == other).count();
    let middle = before..word.len() - behind;
    let swapped =
        middle.clone().filter(|at| typed.get(before..typed.len() - behind).is_some_and(|m| m.contains(&word[*at])));
    let mut met: Vec<usize> = (0..before).chain(swapped).chain(middle.end..word.len()).collect();
    met.dedup();
    met
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_steps_of_the_order_are_kept() {
        let scorer = Scorer::default();
        let found = [
            ("nurse", "nurse"),
            ("nurses", "nurse"),
            ("nursery", "nurse"),
            ("prenurse", "nurse"),
            ("neurosensory", "nurse"),
            ("purse", "nurse"),
            ("pursery", "nurse"),
        ]
        .map(|(word, typed)| meet(&scorer, word, typed));
        assert!(found.iter().all(Option::is_some), "{found:?}");
        assert!(found.is_sorted_by(|better, worse| better > worse), "{found:?}");
        assert!(found[2] > Some(EXPANDED) && Some(EXPANDED) > found[3]);
    }

    #[test]
    fn swapped_letters_are_the_plainest_slip() {
        let scorer = Scorer::default();
        let found = ["nurse", "nurses"].map(|word| meet(&scorer, word, "nures"));
        assert!(found[1] > meet(&scorer, "nutrees", "nures"), "{found:?}");
        assert!(found[0] > found[1], "{found:?}");
    }

    #[test]
    fn few_letters_must_begin_a_word() {
        let scorer = Scorer::default();
        for (word, typed, met) in [
            ("manager", "mg", false),
            ("manager", "na", false),
            ("manager", "ma", true),
            ("rca", "hca", false),
            ("hac", "hca", true),
            ("nurse", "nurses", true),
            ("bas", "ba", true),
            ("band", "band6", false),
            ("6band", "band6", false),
            ("ward16", "ward6", true),
            ("0qq", "qqq", false),
            ("ec1a", "eca", false),
        ] {
            assert_eq!(meet(&scorer, word, typed).is_some(), met, "{word} {typed}");
        }
    }

    #[test]
    fn letters_are_marked_for_mended_words_too() {
        let scorer = Scorer::default();
        assert_eq!(letters(&scorer, "nurses", "nurse"), [0, 1, 2, 3, 4]);
        assert_eq!(letters(&scorer, "nurse", "murse"), [1, 2, 3, 4]);
        assert_eq!(letters(&scorer, "nurse", "nusre"), [0, 1, 2, 3, 4]);
        assert_eq!(letters(&scorer, "physiotherapist", "fysiotherapist"), (2..15).collect::<Vec<_>>());
    }

    proptest! {
        #[test]
        fn marked_letters_are_letters_of_the_word(word in "[a-dé]{1,9}", typed in "[a-dé]{1,9}") {
            let length = word.chars().count();
            let marked = letters(&Scorer::default(), &word, &typed);
            prop_assert!(marked.iter().all(|at| *at < length));
            prop_assert!(marked.is_sorted_by(|one, next| one < next));
        }
    }
}
