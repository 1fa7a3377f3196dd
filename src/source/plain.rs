//! What the forms of plain text have in common: their lines, made safe, and the limits on them.

use crate::domain::text::clean_line;

/// Whether a text can be one that a person copied: no binary data, and none of the markup or data that have forms of their
/// own.
pub(super) fn is_plain(text: &str) -> bool {
    let start = text.trim_ascii_start();
    let list_of_records = start.strip_prefix('[').is_some_and(|rest| rest.trim_ascii_start().starts_with('{'));
    !start.starts_with(['<', '{']) && !list_of_records && !text.contains('\0')
}

/// The lines, each safe to show and with single spaces. Page breaks and the soft breaks of word processors part lines too.
pub(super) fn lines(text: &str) -> impl Iterator<Item = String> {
    text.split('\n')
        .flat_map(|line| {
            let line = line.strip_suffix('\r').unwrap_or(line);
            line.split(['\r', '\u{b}', '\u{c}', '\u{2028}', '\u{2029}'])
        })
        .map(clean_line)
}

/// The text up to a number of characters.
pub(super) fn cut(text: &str, characters: usize) -> String {
    text.chars().take(characters).collect()
}

/// Adds a line to the text before it. A word that a hyphen broke is made whole, hyphen and all.
pub(super) fn join(text: &mut String, line: &str) {
    let mut last = text.chars().rev();
    let broken = last.next() == Some('-') && last.next().is_some_and(char::is_alphanumeric);
    if !text.is_empty() && !broken {
        text.push(' ');
    }
    text.push_str(line);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_break_parts_lines() {
        let text = "a\r\nb\u{c}c  d\u{b}e\n\n\u{1b}[1mf\u{2028}g";
        assert_eq!(lines(text).collect::<Vec<_>>(), ["a", "b", "c d", "e", "", "f", "g"]);
    }

    #[test]
    fn other_forms_are_not_plain_text() {
        for other in ["<html>", " \n<?xml?>", "{\"a\": 1}", "[ {\"a\": 1}]", "a\0b"] {
            assert!(!is_plain(other), "{other:?}");
        }
        for plain in ["", "Staff Nurse", "[1] Staff Nurse", "£5 < £6"] {
            assert!(is_plain(plain), "{plain:?}");
        }
    }

    #[test]
    fn broken_words_are_made_whole() {
        let joined = |parts: &[&str]| {
            let mut text = String::new();
            for part in parts {
                join(&mut text, part);
            }
            text
        };
        assert_eq!(joined(&["Staff", "Nurse"]), "Staff Nurse");
        assert_eq!(joined(&["Head of Well-", "being"]), "Head of Well-being");
        assert_eq!(joined(&["Director -", "Surgery"]), "Director - Surgery");
    }
}
