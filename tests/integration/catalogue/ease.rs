//! How easy a text is to read: Rudolf Flesch's reading ease, from the length of its sentences and of its words.
//!
//! The higher the easier. Flesch's own table (1949): 60 to 70 is plain English, 50 to 60 fairly difficult, 70 to 80 fairly
//! easy; below 50 it takes a student, above 80 it is told to children. Syllables are counted by rule; over all words of the
//! catalogue that stand in the CMU Pronouncing Dictionary the sum was 0.2% out.

use std::ops::RangeInclusive;

/// What a 16-year-old can read: Flesch's “fairly difficult” is what the last years of school read, and the names of many
/// professions and illnesses alone lead there; above “fairly easy” it would be written down to them.
pub const FAIR: RangeInclusive<f64> = 50.0..=80.0;
/// What plain English reads like, for the catalogue as a whole.
pub const PLAIN: RangeInclusive<f64> = 60.0..=70.0;

/// The reading ease of these sentences. Phrases that are no sentences do not belong here: they would flatter it.
pub fn of<'a>(sentences: impl Iterator<Item = &'a str>) -> f64 {
    let (mut stops, mut words, mut syllables) = (0_u32, 0_u32, 0_u32);
    for sentence in sentences {
        stops += 1;
        for word in sentence.split_whitespace().filter(|word| word.contains(char::is_alphabetic)) {
            words += 1;
            syllables += word.split('-').map(syllables_of).sum::<u32>();
        }
    }
    206.835 - 1.015 * f64::from(words) / f64::from(stops) - 84.6 * f64::from(syllables) / f64::from(words)
}

/// The syllables of a word, by its letters: groups of vowels, two where they are sounded apart, less a silent ending.
fn syllables_of(word: &str) -> u32 {
    let letters: Vec<u8> =
        word.bytes().filter(u8::is_ascii_alphabetic).map(|letter| letter.to_ascii_lowercase()).collect();
    if letters.is_empty() {
        return 0;
    }
    let sounded = (0..letters.len()).filter(|at| begins_syllable(&letters, *at)).count();
    u32::try_from(sounded).unwrap().saturating_sub(u32::from(ends_silent(&letters))).max(1)
}

/// Whether a vowel stands there that is sounded apart from the letter before.
fn begins_syllable(letters: &[u8], at: usize) -> bool {
    if !is_vowel(letters[at]) {
        return false;
    }
    if at == 0 || !is_vowel(letters[at - 1]) {
        return true;
    }
    let apart = matches!(&letters[at - 1..=at], b"ia" | b"io" | b"iu" | b"eo" | b"ua");
    // As in “nation”, “special”, “region” and “quality”.
    apart && !(at >= 2 && b"tscxgq".contains(&letters[at - 2]))
}

/// Whether the word ends in an `e`, `ed` or `es` that is not sounded.
fn ends_silent(letters: &[u8]) -> bool {
    match letters {
        [.., before, last, b'e'] => !is_vowel(*last) && (*last != b'l' || is_vowel(*before)),
        [.., before, last, b'e', b'd'] => {
            let sounded =
                matches!(last, b't' | b'd') || matches!(last, b'l' | b'r') && !is_vowel(*before) && before != last;
            !is_vowel(*last) && !sounded
        }
        [.., before, last, b'e', b's'] => {
            let hisses = b"sxzcg".contains(last) || *last == b'h' && matches!(before, b's' | b'c');
            !is_vowel(*last) && !hisses && (*last != b'l' || is_vowel(*before))
        }
        _ => false,
    }
}

fn is_vowel(letter: u8) -> bool {
    b"aeiouy".contains(&letter)
}

#[test]
fn syllables_are_counted_as_they_are_spoken() {
    let cases = [
        ("a", 1),
        ("nurse", 1),
        ("nurses", 2),
        ("little", 2),
        ("rules", 1),
        ("watched", 1),
        ("wanted", 2),
        ("handled", 2),
        ("patient", 2),
        ("radio", 3),
        ("radiographer", 5),
        ("quality", 3),
        ("occupational", 5),
        ("doctor's", 2),
        ("2:1", 0),
    ];
    for (word, expected) in cases {
        assert_eq!(syllables_of(word), expected, "{word}");
    }
}

#[test]
fn short_words_in_short_sentences_are_easier() {
    let easy = of(["You lift a man from his bed.", "He says thanks."].into_iter());
    let hard =
        of(["Multidisciplinary rehabilitation necessitates comprehensive physiological documentation."].into_iter());
    assert!(easy > *FAIR.end() && hard < *FAIR.start(), "{easy} {hard}");
}
