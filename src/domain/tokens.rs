//! A short text, such as a pay statement, as words, numbers and marks, for the readings that need to know what stands
//! beside what. It knows nothing of what the tokens mean.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::domain::text::fold;

/// One token and whether it touches the one before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: Kind,
    /// Whether no white space stands before it.
    pub glued: bool,
}

/// What a token is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A run of letters, folded, its apostrophes left out.
    Word(String),
    /// A run of digits with the commas and points between them.
    Number(String),
    /// Any other character but a footnote's asterisk. Every dash is `-`; a hyphen between letters is left out, so that `pro-rata` is two words.
    Mark(char),
}

impl Token {
    /// The folded word, where it is one.
    #[must_use]
    pub fn word(&self) -> Option<&str> {
        match &self.kind {
            Kind::Word(word) => Some(word),
            _ => None,
        }
    }

    /// The digits with their separators, where it is a number.
    #[must_use]
    pub fn number(&self) -> Option<&str> {
        match &self.kind {
            Kind::Number(digits) => Some(digits),
            _ => None,
        }
    }

    /// Whether it is this word.
    #[must_use]
    pub fn is(&self, word: &str) -> bool {
        self.word() == Some(word)
    }

    /// Whether it is one of these words.
    #[must_use]
    pub fn is_one_of(&self, words: &[&str]) -> bool {
        self.word().is_some_and(|word| words.contains(&word))
    }

    /// Whether it is a word of the list.
    #[must_use]
    pub fn is_in(&self, words: &HashSet<&str>) -> bool {
        self.word().is_some_and(|word| words.contains(word))
    }

    /// Whether it is this mark.
    #[must_use]
    pub fn is_mark(&self, mark: char) -> bool {
        self.kind == Kind::Mark(mark)
    }
}

/// Words to look others up in.
pub type Words = LazyLock<HashSet<&'static str>>;

/// The words of a list, apart by white space.
#[must_use]
pub fn listed(list: &'static str) -> HashSet<&'static str> {
    list.split_whitespace().collect()
}

/// The tokens of a text, in order.
#[must_use]
pub fn tokens(text: &str) -> Vec<Token> {
    let chars: Vec<char> = text.chars().map(dash).filter(|c| !unseen(*c)).collect();
    let mut tokens = Vec::new();
    let (mut at, mut spaced) = (0, true);
    while at < chars.len() {
        let c = chars[at];
        let end = if c.is_ascii_digit() {
            number_end(&chars, at)
        } else if c.is_alphabetic() {
            at + chars[at..].iter().take_while(|c| c.is_alphabetic() || **c == '\'').count()
        } else {
            at + 1
        };
        if !c.is_whitespace() && !joins_letters(&chars, at) {
            tokens.push(Token { kind: kind(&chars[at..end]), glued: !spaced });
        }
        spaced = c.is_whitespace();
        at = end;
    }
    tokens
}

fn kind(run: &[char]) -> Kind {
    match run[0] {
        c if c.is_ascii_digit() => Kind::Number(run.iter().collect()),
        c if c.is_alphabetic() => Kind::Word(run.iter().filter(|c| **c != '\'').collect()),
        c => Kind::Mark(c),
    }
}

/// Where a number ends: a comma or point belongs to it only where a digit follows.
fn number_end(chars: &[char], start: usize) -> usize {
    let digit = |place: usize| chars.get(place).is_some_and(char::is_ascii_digit);
    let mut end = start;
    while digit(end) || (matches!(chars.get(end), Some(',' | '.')) && digit(end + 1)) {
        end += 1;
    }
    end
}

fn dash(c: char) -> char {
    match c {
        '−' | '–' | '—' => '-',
        c => fold(c),
    }
}

/// What takes no room, and so parts nothing; and the asterisk of a footnote.
fn unseen(c: char) -> bool {
    matches!(c, '*' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

fn joins_letters(chars: &[char], at: usize) -> bool {
    let letter = |place: Option<usize>| place.and_then(|place| chars.get(place)).is_some_and(|c| c.is_alphabetic());
    chars[at] == '-' && letter(at.checked_sub(1)) && letter(Some(at + 1))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn words_numbers_and_marks_are_told_apart() {
        let shown: Vec<String> = tokens("£31,365–£37,890.50pa, Pro-Rata (5%)")
            .into_iter()
            .map(|token| {
                let text = match token.kind {
                    Kind::Word(text) | Kind::Number(text) => text,
                    Kind::Mark(mark) => mark.to_string(),
                };
                if token.glued { format!("_{text}") } else { text }
            })
            .collect();
        assert_eq!(shown.join(" "), "£ _31,365 _- _£ _37,890.50 _pa _, pro _rata ( _5 _% _)");
    }

    proptest! {
        #[test]
        fn any_text_has_tokens(text: String) {
            for token in tokens(&text) {
                prop_assert!(token.number().is_none_or(|digits| digits.starts_with(|c: char| c.is_ascii_digit())));
                prop_assert!(token.word().is_none_or(|word| !word.is_empty()));
            }
        }
    }
}
