//! Words in a stated place that say that the post is worked elsewhere, or everywhere: `Home based`, `Hybrid`, `National`.

use std::sync::LazyLock;

use crate::domain::contract::WorkingPattern;
use crate::domain::text::{each_word, folded_words};
use crate::domain::tokens::{Words, listed};

/// How a post is worked, where the place says that it is not simply at the place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Setting {
    /// Partly at home.
    Hybrid,
    /// At home.
    Home,
    /// Anywhere.
    Remote,
    /// All over the nation.
    National,
    /// Not yet known.
    Unconfirmed,
}

impl Setting {
    /// Every setting.
    pub const ALL: [Self; 5] = [Self::Home, Self::Hybrid, Self::Remote, Self::National, Self::Unconfirmed];

    /// The settings that the field of the working pattern names, such as `Full time, Home or remote working`.
    #[must_use]
    pub fn of_pattern(text: &str) -> Vec<Self> {
        if !WorkingPattern::named(text).contains(&WorkingPattern::HomeOrRemote) {
            return Vec::new();
        }
        let words = folded_words(text);
        let named =
            |setting: &Self| NAMES.iter().any(|(name, of)| of == setting && words.iter().any(|word| word == name));
        [Self::Home, Self::Hybrid, Self::Remote].into_iter().filter(named).collect()
    }

    /// The setting in a word, as JSON writes it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Hybrid => "hybrid",
            Self::Home => "home",
            Self::Remote => "remote",
            Self::National => "national",
            Self::Unconfirmed => "unconfirmed",
        }
    }

    /// The setting in words for people.
    #[must_use]
    pub fn describe(self) -> &'static str {
        match self {
            Self::Hybrid => "partly at home",
            Self::Home => "at home",
            Self::Remote => "from anywhere",
            Self::National => "all over the country",
            Self::Unconfirmed => "not settled yet",
        }
    }
}

/// A setting with the words that say it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatedSetting {
    /// The setting.
    pub setting: Setting,
    /// The words as stated.
    pub words: String,
}

/// The words that name a setting.
const NAMES: [(&str, Setting); 17] = [
    ("hybrid", Setting::Hybrid),
    ("agile", Setting::Hybrid),
    ("home", Setting::Home),
    ("homebased", Setting::Home),
    ("homeworking", Setting::Home),
    ("wfh", Setting::Home),
    ("remote", Setting::Remote),
    ("remotely", Setting::Remote),
    ("anywhere", Setting::Remote),
    ("national", Setting::National),
    ("nationally", Setting::National),
    ("nationwide", Setting::National),
    ("countrywide", Setting::National),
    ("confirmed", Setting::Unconfirmed),
    ("tbc", Setting::Unconfirmed),
    ("tba", Setting::Unconfirmed),
    ("negotiable", Setting::Unconfirmed),
];
/// The words that may stand with them without naming a place.
static COMPANY: Words = LazyLock::new(|| {
    listed(
        "a and any at available base based be considered currently day days flexible from fully in is location locations \
    minimum office option options or partly per possible post predominantly primarily role some the to travel uk week with within \
    work worker working site on",
    )
});
/// What says that a post is all over a nation.
static WIDE: Words = LazyLock::new(|| listed("wide across throughout around all"));

/// Whether a text may name a setting at all, so that most need not be taken apart.
pub fn may_be_named(text: &str) -> bool {
    const OF_NATIONS: [&str; 8] = ["united", "great", "northern", "uk", "gb", "england", "scotland", "wales"];
    let mut is_named = false;
    each_word(text, |word| {
        is_named |= OF_NATIONS.contains(&word) || WIDE.contains(word) || NAMES.iter().any(|(name, _)| *name == word);
    });
    is_named
}

/// Whether words name a nation, or several, and nothing else.
pub fn is_nation(words: &[String]) -> bool {
    const NATIONS: [&[&str]; 8] = [
        &["united", "kingdom"],
        &["great", "britain"],
        &["northern", "ireland"],
        &["uk"],
        &["gb"],
        &["england"],
        &["scotland"],
        &["wales"],
    ];
    let Some(first) = words.first() else { return false };
    match NATIONS
        .iter()
        .find(|name| words.len() >= name.len() && name.iter().zip(words).all(|(name, word)| name == word))
    {
        Some(name) => words.len() == name.len() || is_nation(&words[name.len()..]),
        None => matches!(first.as_str(), "and" | "the" | "in" | "of") && is_nation(&words[1..]),
    }
}

/// Takes the settings out of a part of a place and gives back what is left. A whole part, a part in brackets or one beside
/// a joiner (`Leeds - hybrid working`, `Leeds or remote`) counts, and only where every word of it belongs to settings:
/// `National Star College` names none.
pub fn take_out(part: &str, found: &mut Vec<StatedSetting>) -> String {
    if note(part, found) {
        return String::new();
    }
    if let Some((before, rest)) = part.split_once('(')
        && let Some((inside, after)) = rest.split_once(')')
        && note(inside, found)
    {
        return format!("{before}{after}");
    }
    for joiner in [" - ", " – ", "/", " and ", " & ", " or ", " with "] {
        if let Some((before, after)) = part.rsplit_once(joiner) {
            if note(after, found) {
                return before.to_owned();
            }
            if note(before, found) {
                return after.to_owned();
            }
        }
    }
    part.to_owned()
}

/// Notes the settings that words name, where they do nothing else.
fn note(words: &str, found: &mut Vec<StatedSetting>) -> bool {
    let folded = folded_words(words);
    let named = |word: &String| NAMES.iter().find(|(name, _)| name == word).map(|(_, setting)| *setting);
    let mut settings: Vec<Setting> = folded.iter().filter_map(named).collect();
    settings.dedup();
    let number = |word: &String| word.bytes().all(|byte| byte.is_ascii_digit());
    let only = folded.iter().all(|word| named(word).is_some() || COMPANY.contains(word.as_str()) || number(word));
    if is_all_over_a_nation(&folded) {
        settings = vec![Setting::National];
    } else if !only || settings.is_empty() {
        return false;
    }
    let words = words.trim();
    found.extend(settings.into_iter().map(|setting| StatedSetting { setting, words: words.to_owned() }));
    true
}

/// `UK wide`, `across England and Wales`.
fn is_all_over_a_nation(words: &[String]) -> bool {
    if !words.iter().any(|word| WIDE.contains(word.as_str())) {
        return false;
    }
    let nation: Vec<String> = words.iter().filter(|word| !WIDE.contains(word.as_str())).cloned().collect();
    is_nation(&nation)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn working_patterns_name_settings_too() {
        use Setting::{Home, Hybrid, Remote};
        let cases: [(&str, &[Setting]); 5] = [
            ("Full time, Home or remote working", &[Home, Remote]),
            ("Part time (hybrid)", &[Hybrid]),
            ("Full time, Flexible working", &[]),
            ("Full time, not suitable for remote working", &[]),
            ("", &[]),
        ];
        for (text, settings) in cases {
            assert_eq!(Setting::of_pattern(text), settings, "{text}");
        }
    }
}
