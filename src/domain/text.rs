//! Text as people write it: made safe to show, folded for matching, split into words.

use std::borrow::Cow;

use jiff::civil::Date;
use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// Text made safe to show: what could move the cursor, colour the screen or turn the reading direction is taken out.
///
/// Escape sequences of terminals go as a whole; so do all other control characters (but the line feed), the bidirectional
/// overrides and isolates, and zero-width characters. Tabs and the Unicode line separators become plain white space.
#[must_use]
pub fn clean(text: &str) -> String {
    if is_clean(text) {
        return text.to_owned();
    }
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        kept.extend(cleaned(first));
        rest = &rest[escape_sequence(rest).max(first.len_utf8())..];
    }
    kept
}

/// How long the escape sequence of terminals is that a text begins with, in bytes; 0 where it begins with none.
///
/// Of one that does not end as it should no more counts than surely belongs to it, so that no text is lost behind it.
#[must_use]
pub fn escape_sequence(text: &str) -> usize {
    let mut chars = text.chars();
    let introducer = match chars.next() {
        Some('\u{1b}') => chars.next().filter(char::is_ascii),
        Some(c1 @ '\u{80}'..='\u{9f}') => char::from_u32(u32::from(c1) - 0x40),
        _ => return 0,
    };
    let rest = chars.as_str();
    let begun = text.len() - rest.len();
    match introducer {
        Some('[') => begun + control_sequence(rest),
        Some(']' | 'P' | 'X' | '^' | '_') => begun + control_string(rest),
        Some('!'..='/') => {
            let between = rest.bytes().take_while(|byte| matches!(byte, b'!'..=b'/')).count();
            let is_ended = matches!(rest.as_bytes().get(between), Some(b'0'..=b'~'));
            if is_ended { begun + between + 1 } else { 1 }
        }
        // Those of two characters that terminals know; before any other letter a stray escape is likelier.
        Some('6'..='9' | '=' | '>' | 'D' | 'E' | 'H' | 'M'..='O' | 'Z' | '\\' | 'c' | 'n' | 'o' | '|'..='~') => begun,
        _ => text.chars().next().map_or(0, char::len_utf8),
    }
}

/// How long the rest of a control sequence is: its parameters, what stands between, and the letter that ends it.
fn control_sequence(text: &str) -> usize {
    let bytes = text.as_bytes();
    let parameters = bytes.iter().take_while(|byte| matches!(byte, b'0'..=b'?')).count();
    let between = bytes[parameters..].iter().take_while(|byte| matches!(byte, b' '..=b'/')).count();
    let end = parameters + between;
    if matches!(bytes.get(end), Some(b'@'..=b'~')) { end + 1 } else { parameters }
}

/// How long the rest of a control string is: of one line, with the bell or the terminator that ends it; 0 where none does.
fn control_string(text: &str) -> usize {
    let Some((end, control)) = text.char_indices().find(|(_, c)| c.is_control()) else { return 0 };
    match control {
        '\u{7}' | '\u{9c}' => end + control.len_utf8(),
        '\u{1b}' if text[end + 1..].starts_with('\\') => end + 2,
        _ => 0,
    }
}

/// What [`clean`] leaves of a character that begins no escape sequence.
#[must_use]
pub fn cleaned(c: char) -> Option<char> {
    match c {
        ' '..='~' | '\n' => Some(c),
        '\t' | '\u{a0}' | '\u{202f}' => Some(' '),
        '\u{2028}' | '\u{2029}' => Some('\n'),
        c if c.is_control() || is_invisible(c) => None,
        c => Some(c),
    }
}

/// Whether a character takes no room, so that nobody sees that it is there: soft hyphens, joiners and fillers, marks and
/// overrides of direction, variation selectors, tags.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{115f}'..='\u{1160}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{fff0}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}

/// Whether a text is nothing but what [`clean`] leaves alone; only of ASCII can that be told at a glance.
fn is_clean(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\n'))
}

/// [`clean`] text on one line, its white space folded into single spaces.
#[must_use]
pub fn clean_line(text: &str) -> String {
    clean(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text of one line, safe to show: as it stands where it is plain, which takes one look at its characters, else as
/// [`clean_line`] leaves it.
#[must_use]
pub fn safe_line(text: &str) -> Cow<'_, str> {
    if is_plain(text) { Cow::Borrowed(text) } else { Cow::Owned(clean_line(text)) }
}

/// Whether a text holds nothing but what nearly every text is made of and cleaning leaves alone: ASCII, the signs and
/// letters of western Europe, dashes, quotation marks and bullets.
#[must_use]
pub fn is_plain(text: &str) -> bool {
    let plain = |c: char| matches!(c, ' '..='~' | '\u{a1}'..='\u{ac}' | '\u{ae}'..='\u{24f}' | '\u{2010}'..='\u{2027}');
    text.bytes().all(|byte| matches!(byte, b' '..=b'~')) || text.chars().all(plain)
}

/// One character without case or accent, and in its usual form, so that `É` and `Ｅ` meet `e`. One in, one out: of a character
/// that stands for several, such as the ligature `ﬁ`, the first.
#[must_use]
pub fn fold(c: char) -> char {
    let mut first = None;
    each_folded(c, |part| {
        first.get_or_insert(part);
    });
    first.unwrap_or(c)
}

/// Hands over what a character is without case or accent: mostly one, of a ligature or a fraction all that it stands for. It is
/// what Unicode calls its compatibility decomposition (NFKD, of Unicode Standard Annex 15), without the marks.
fn each_folded(c: char, mut each: impl FnMut(char)) {
    if c.is_ascii() {
        return each(c.to_ascii_lowercase());
    }
    let mut is_first = true;
    decompose_compatible(c, |part| {
        if is_first || !is_combining_mark(part) {
            let part = match part {
                '’' | '‘' => '\'',
                '‐'..='―' => '-',
                part => part,
            };
            each(part.to_lowercase().next().unwrap_or(part));
        }
        is_first = false;
    });
}

/// A word of a text: its folded letters and where it begins, in characters of the original.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Letters and digits only, folded.
    pub folded: String,
    /// The place of each letter, in characters from the start of the text.
    pub positions: Vec<u32>,
}

/// The words of a text: runs of letters and digits. An apostrophe within a word is passed over, so `children's` is one word.
#[must_use]
pub fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut open = false;
    for (place, c) in (0..).zip(text.chars()) {
        each_folded(c, |c| {
            if c.is_alphanumeric() {
                if !open {
                    words.push(Word { folded: String::new(), positions: Vec::new() });
                    open = true;
                }
                if let Some(word) = words.last_mut() {
                    word.folded.push(c);
                    word.positions.push(place);
                }
            } else if parts_words(c) {
                open = false;
            }
        });
    }
    words
}

/// Whether a character that is no letter or digit ends a word: an apostrophe does not, nor does an accent that stands for
/// itself behind its letter.
fn parts_words(c: char) -> bool {
    c != '\'' && (c.is_ascii() || !is_combining_mark(c))
}

/// Hands over the folded letters of each word of a text, one word after the other, without keeping any: for reading very
/// many texts.
pub fn each_word(text: &str, mut each: impl FnMut(&str)) {
    if text.is_ascii() && !text.contains('\'') {
        let folded = text.to_ascii_lowercase();
        return folded.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).for_each(each);
    }
    let mut word = String::new();
    for c in text.chars() {
        each_folded(c, |c| {
            if c.is_alphanumeric() {
                word.push(c);
            } else if !word.is_empty() && parts_words(c) {
                each(&word);
                word.clear();
            }
        });
    }
    if !word.is_empty() {
        each(&word);
    }
}

/// Only the folded letters of each word, for comparing phrases.
#[must_use]
pub fn folded_words(text: &str) -> Vec<String> {
    let mut folded = Vec::new();
    each_word(text, |word| folded.push(word.to_owned()));
    folded
}

/// A count with its noun: `1 advert`, `1,204 adverts`.
#[must_use]
pub fn count(number: usize, singular: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{} {singular}{plural}", thousands(number))
}

/// A size in bytes as people say it: in MB of a million bytes, what is over a whole one left out, or in bytes.
#[must_use]
pub fn size(bytes: u64) -> String {
    match bytes / 1_000_000 {
        0 => count(usize::try_from(bytes).unwrap_or(usize::MAX), "byte"),
        megabytes => format!("{} MB", thousands(megabytes)),
    }
}

/// A text that may be missing, as it is shown.
#[must_use]
pub fn or_not_stated(text: &str) -> &str {
    if text.is_empty() { "not stated" } else { text }
}

/// A day as people write it: `22 November 2026`.
#[must_use]
pub fn day(date: Date) -> String {
    date.strftime("%-d %B %Y").to_string()
}

/// A whole number with commas between its thousands.
#[must_use]
pub fn thousands(number: impl TryInto<u64>) -> String {
    let digits = number.try_into().unwrap_or(u64::MAX).to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn numbers_are_grouped_by_thousands() {
        assert_eq!(thousands(0_u32), "0");
        assert_eq!(thousands(999_u32), "999");
        assert_eq!(thousands(46_148_u32), "46,148");
        assert_eq!(thousands(1_234_567_u32), "1,234,567");
        assert_eq!(count(1, "advert"), "1 advert");
        assert_eq!(count(0, "advert"), "0 adverts");
    }

    #[test]
    fn words_fold_case_accents_and_apostrophes() {
        assert_eq!(
            folded_words("Children’s Nurse – Ysbyty Gŵynedd (Élan)"),
            ["childrens", "nurse", "ysbyty", "gwynedd", "elan"]
        );
        assert_eq!(words("A-B")[1].positions, [2]);
    }

    #[test]
    fn letters_are_the_same_in_every_form_that_they_are_written_in() {
        let cases = [
            ("Ｎｕｒｓｅ", "nurse"),
            ("oﬃce ﬁrst", "office|first"),
            ("E\u{301}lan Gwy\u{302}nedd", "elan|gwynedd"),
            ("H₂O m²", "h2o|m2"),
            ("𝐒𝐭𝐚𝐟𝐟 Ⅳ", "staff|iv"),
            ("№ 1½", "no|11|2"),
            ("한국", "한국"),
        ];
        for (text, expected) in cases {
            let expected: Vec<String> = expected.split('|').map(decomposed).collect();
            assert_eq!(folded_words(text), expected, "{text}");
        }
        assert_eq!(words("oﬃce")[0].positions, [0, 1, 1, 1, 2, 3]);
        assert_eq!([fold('É'), fold('Ａ'), fold('ﬁ'), fold('’'), fold('–')], ['e', 'a', 'f', '\'', '-']);
    }

    fn decomposed(text: &str) -> String {
        use unicode_normalization::UnicodeNormalization;
        text.nfkd().collect()
    }

    #[test]
    fn sizes_are_told_in_whole_megabytes() {
        let told =
            [(1, "1 byte"), (999_999, "999,999 bytes"), (8_000_000, "8 MB"), (1 << 20, "1 MB"), (256 << 20, "268 MB")];
        for (bytes, words) in told {
            assert_eq!(size(bytes), words);
        }
    }

    #[test]
    fn escape_sequences_and_direction_marks_are_taken_out() {
        assert_eq!(clean("a\u{e0041}\u{fe0f}\u{180e}b"), "ab");
        assert_eq!(clean("a\u{1b}[31mb\u{202e}c\u{9b}5Ad\te\r\nf\u{200b}"), "abcd e\nf");
        assert_eq!(clean_line("  two\n\n words "), "two words");
    }

    #[test]
    fn an_escape_sequence_goes_whole_and_takes_no_text_with_it() {
        let cases = [
            ("Nurse \u{1b}[31mRED\u{1b}[0m", "Nurse RED"),
            ("a\u{1b}[38;2;1;2;3mb\u{1b}[?25hc\u{1b}[1 qd\u{9b}2Je\u{1b}[@f", "abcdef"),
            ("a\u{1b}]0;title\u{7}b\u{9d}8;;https://x\u{9c}c\u{1b}]52;c;Zé=\u{1b}\\d", "abcd"),
            ("a\u{1b}P1;2|q\u{1b}\\b\u{90}x\u{9c}c\u{1b}_y\u{7}d\u{1b}^z\u{9c}e\u{1b}Xs\u{9c}f", "abcdef"),
            ("a\u{1b}cb\u{1b}7c\u{1b}(Bd\u{1b}#8e\u{85}f\u{1b}=g", "abcdefg"),
            ("a\u{1b}", "a"),
            ("a\u{1b}[", "a"),
            ("a\u{1b}[31", "a"),
            ("a\u{1b}[31£5", "a£5"),
            ("a\u{1b}[3\nb", "a\nb"),
            ("a\u{1b}[£5", "a£5"),
            ("a\u{9b}é", "aé"),
            ("a\u{1b}]0;title\nb\u{7}c", "a0;title\nbc"),
            ("a\u{1b}]b", "ab"),
            ("a\u{1b}Pb\u{1b}[31mc", "abc"),
            ("a\u{1b}éb\u{1b} c", "aéb c"),
            ("a\u{1b}(", "a("),
            ("\u{1b}Leeds\u{80}\u{9b}/7", "Leeds/7"),
            ("a\u{1b}\u{1b}[31mb", "ab"),
            ("a\u{1b}\nb", "a\nb"),
        ];
        for (text, kept) in cases {
            assert_eq!(clean(text), kept, "{text:?}");
        }
    }

    #[test]
    fn cleaning_leaves_plain_characters_alone() {
        for text in ('\0'..=char::MAX).map(String::from).filter(|text| is_plain(text)) {
            assert_eq!(clean(&text), text);
        }
    }

    proptest! {
        #[test]
        fn a_safe_line_is_safe(text in "[ -~]{0,9}|.{0,9}|\\PC{0,9}") {
            prop_assert_eq!(clean(&safe_line(&text)), safe_line(&text));
            prop_assert!(!safe_line(&text).contains('\n'));
        }

        #[test]
        fn cleaned_text_holds_no_control_character(text in "(\\PC|[\\x1b\\x07\\x9b\\x9d\\[\\]é]){0,20}|.{0,9}") {
            prop_assert!(clean(&text).chars().all(|c| c == '\n' || !c.is_control()));
            prop_assert!(!clean_line(&text).contains('\n'));
        }

        #[test]
        fn words_are_the_same_with_their_positions_and_without(text: String) {
            let placed: Vec<String> = words(&text).into_iter().map(|word| word.folded).collect();
            prop_assert_eq!(folded_words(&text), placed);
        }

        #[test]
        fn word_positions_point_at_their_letters(text: String) {
            let chars: Vec<char> = text.chars().collect();
            for word in words(&text) {
                let letters: Vec<char> = word.folded.chars().collect();
                prop_assert_eq!(letters.len(), word.positions.len());
                for (letter, place) in letters.into_iter().zip(word.positions) {
                    let mut stands_for = Vec::new();
                    each_folded(chars[place as usize], |part| stands_for.push(part));
                    prop_assert!(stands_for.contains(&letter));
                }
            }
        }
    }
}
