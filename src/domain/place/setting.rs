//! Words in a stated place that say that the post is worked elsewhere, or everywhere: `Home based`, `Hybrid`, `National`.

use std::sync::LazyLock;

use crate::domain::text::folded_words;
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
        "a and any at available base based be currently flexible from fully in is location locations office \
    option options or partly post predominantly primarily role some the to uk with within work worker \
    working site on",
    )
});

/// Takes the settings out of a part of a place and gives back what is left. A whole part, a part in brackets or one after
/// a spaced dash counts, and only where every word of it belongs to settings: `National Star College` names none.
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
    for dash in [" - ", " – ", " / "] {
        if let Some((before, after)) = part.rsplit_once(dash) {
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
    let only = folded.iter().all(|word| named(word).is_some() || COMPANY.contains(word.as_str()));
    if !only || settings.is_empty() {
        return false;
    }
    let words = words.trim();
    found.extend(settings.into_iter().map(|setting| StatedSetting { setting, words: words.to_owned() }));
    true
}
