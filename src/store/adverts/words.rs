//! The words that adverts are found by: the same folding for the text that is kept and for what is typed.

use hashbrown::HashSet;

use crate::domain::advert::Advert;
use crate::domain::text::{each_word, folded_words};

/// The most words of a query; what stands behind them is not asked for.
const MOST: usize = 16;
/// A shorter word is looked for whole, a longer one as the beginning of a word.
const SHORTEST_BEGINNING: usize = 3;

/// Each word of an advert, once, with a space behind it. The index does not keep where a word stands nor how often, and a text
/// says each of its words twice over: handing them on again cost.
pub fn of_advert(advert: &Advert) -> String {
    let places = advert.places.iter().map(|place| &place.text);
    let sections = advert.sections.iter().flat_map(|section| [&section.heading, &section.text]);
    let texts = [&advert.title, &advert.employer].into_iter().chain(places).chain(sections);
    let mut all = String::new();
    for text in texts {
        each_word(text, |word| {
            all.push_str(word);
            all.push(' ');
        });
    }
    let mut met = HashSet::new();
    all.split_inclusive(' ').filter(|word| met.insert(*word)).collect()
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
    fn a_word_is_handed_on_once() {
        let advert =
            Advert { title: "Nurse, nurse's NURSE".to_owned(), employer: "A Trust".to_owned(), ..Advert::default() };
        assert_eq!(of_advert(&advert), "nurse nurses a trust ");
    }

    #[test]
    fn whatever_is_typed_becomes_plain_words() {
        assert_eq!(asked("Nurse's IT  NEAR(\"x\")").unwrap(), r#""nurses"* "it" "near"* "x""#);
        assert_eq!(asked("-- \"*\" ()"), None);
        assert_eq!(asked(&"word ".repeat(1_000)).unwrap().matches("word").count(), MOST);
    }
}
