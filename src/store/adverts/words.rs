//! The words that adverts are found by: the same folding for the text that is kept and for what is typed.

use crate::domain::advert::Advert;
use crate::domain::text::{each_word, folded_words};

/// The most words of a query; what stands behind them is not asked for.
const MOST: usize = 16;
/// A shorter word is looked for whole, a longer one as the beginning of a word.
const SHORTEST_BEGINNING: usize = 3;

/// Every word of an advert, each with a space behind it.
pub fn of_advert(advert: &Advert) -> String {
    let places = advert.places.iter().map(|place| &place.text);
    let sections = advert.sections.iter().flat_map(|section| [&section.heading, &section.text]);
    let texts = [&advert.title, &advert.employer].into_iter().chain(places).chain(sections);
    let mut words = String::new();
    for text in texts {
        each_word(text, |word| {
            words.push_str(word);
            words.push(' ');
        });
    }
    words
}

/// The words of a query as the index takes them, all of which must be there; nothing where there are no words.
///
/// A folded word is letters and digits alone, so in quotes it can be nothing but itself.
pub fn asked(query: &str) -> Option<String> {
    let words = folded_words(query).into_iter().take(MOST).map(|word| {
        let rest = if word.chars().count() < SHORTEST_BEGINNING { "" } else { "*" };
        format!("\"{word}\"{rest}")
    });
    Some(words.collect::<Vec<_>>().join(" ")).filter(|asked| !asked.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_is_typed_becomes_plain_words() {
        assert_eq!(asked("Nurse's IT  NEAR(\"x\")").unwrap(), r#""nurses"* "it" "near"* "x""#);
        assert_eq!(asked("-- \"*\" ()"), None);
        assert_eq!(asked(&"word ".repeat(1_000)).unwrap().matches("word").count(), MOST);
    }
}
