//! What stands behind an operator's colon.

use crate::domain::band::Band;
use crate::domain::contract::{Contract, WorkingPattern};
use crate::domain::place::Setting;
use crate::domain::standing::Standing;
use crate::domain::text::folded_words;
use crate::search::query::{Filter, Switch};

/// The limit that an operator and its value are; nothing where the value cannot be read.
pub fn read(operator: &str, value: &str) -> Option<Filter> {
    match operator {
        "band" => bands(value).map(Filter::Band),
        "pay" => pay(value).map(|(low, high)| Filter::Pay(low, high)),
        "unstated" => switch(value).map(Filter::Unstated),
        "contract" => listed(value, contracts).map(Filter::Contract),
        "pattern" => listed(value, patterns).map(Filter::Pattern),
        "closing" => days(value).map(|(low, high)| Filter::Closing(low, high)),
        "posted" => days(value).map(|(low, high)| Filter::Posted(low, high)),
        "near" => Some(Filter::Near(value.trim().to_owned())),
        "within" => miles(value).map(Filter::Within),
        "anywhere" => switch(value).map(Filter::Anywhere),
        "setting" => listed(value, setting).map(Filter::Setting),
        "role" => Some(Filter::Role(value.trim().to_lowercase())),
        "is" => standing(value).map(Filter::Is),
        "text" => Some(Filter::Text(value.trim().to_owned())),
        _ => None,
    }
}

/// Which side of a single value is meant where no sign says so.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reach {
    Least,
    Most,
}

/// The ends of `>a`, `<a`, `a+`, `a-b` or `a`, as they were typed. A half-typed range (`6-`) is its first value alone.
fn between<T>(value: &str, read: impl Fn(&str) -> Option<(T, T)>, alone: Reach) -> Option<(Option<T>, Option<T>)> {
    let value = value.trim();
    if let Some(least) = value.strip_prefix('>') {
        return Some((Some(read(least.trim_start_matches('='))?.0), None));
    }
    if let Some(most) = value.strip_prefix('<') {
        return Some((None, Some(read(most.trim_start_matches('='))?.1)));
    }
    if let Some((first, last)) = value.split_once(['-', '–'])
        && !last.trim().is_empty()
    {
        return Some((Some(read(first)?.0), Some(read(last)?.1)));
    }
    if let Some(least) = value.strip_suffix('+') {
        return Some((Some(read(least)?.0), None));
    }
    let (low, high) = read(value.trim_end_matches(['-', '–']))?;
    Some(if alone == Reach::Least { (Some(low), None) } else { (None, Some(high)) })
}

/// The bands of `6`, `8`, `6-7`, `>6`, `6+`, `8a` or a list of these (`5,7`), lowest first; `8` stands for all of its parts.
pub fn bands(value: &str) -> Option<Vec<Band>> {
    let lower = value.to_lowercase();
    let each = |text: &str| band_range(text).unwrap_or_default();
    let mut bands: Vec<Band> = listed(&lower.replace('/', ","), each)?;
    bands.sort_unstable();
    Some(bands)
}

/// The bands that a single word names together with the word band: `band6`, `b6`, `band5-6`.
pub fn named_bands(word: &str) -> Option<Vec<Band>> {
    let lower = word.to_lowercase();
    let rest = ["bands", "band", "b"].iter().find_map(|name| lower.strip_prefix(name))?;
    bands(rest).filter(|_| rest.starts_with(|c: char| c.is_ascii_digit()))
}

fn band_range(value: &str) -> Option<Vec<Band>> {
    let (low, high) = match one_band(value.trim_end_matches(['-', '–'])) {
        Some(alone) => alone,
        None => match between(value, |text| one_band(text).map(|ends| (ends, ends)), Reach::Least)? {
            (Some(first), Some(last)) => (first.0.min(last.0), first.1.max(last.1)),
            (first, last) => (first.map_or(Band::One, |ends| ends.0), last.map_or(Band::Nine, |ends| ends.1)),
        },
    };
    Some(Band::ALL.into_iter().map(|(band, _)| band).filter(|band| (low..=high).contains(band)).collect())
}

/// The lowest and the highest band of a number or its word.
fn one_band(text: &str) -> Option<(Band, Band)> {
    const WORDS: [&str; 9] = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
    let text = text.trim().trim_start_matches("bands").trim_start_matches("band").trim();
    let digits = (1..).zip(WORDS).find(|(_, word)| *word == text).map(|(number, _)| number.to_string());
    match digits.as_deref().unwrap_or(text) {
        "8" => Some((Band::EightA, Band::EightD)),
        text => text.parse().ok().map(|band| (band, band)),
    }
}

/// The least and the most of a yearly pay, in pence. An upper end that may still be typed is none while it lies below the lower.
fn pay(value: &str) -> Option<(u64, u64)> {
    let (low, high) = between(value, |text| Some((sum(text)?, sum(text)?)), Reach::Least)?;
    let least = low.map_or(0, Sum::least);
    Some(match high {
        None => (least, u64::MAX),
        Some(high) if !high.is_whole && (low.is_none() && high.pence < WHOLE || high.pence < least) => {
            (least, u64::MAX)
        }
        Some(high) => (least.min(high.pence), least.max(high.pence)),
    })
}

/// A sum below this may be the beginning of a longer one, such as £4,000 of £40,000. In pence.
const WHOLE: u64 = 1_000_000;
/// From here on a number of thousands is rather the beginning of a sum in pounds, such as 400 of £40,000. In pence.
const TOO_MUCH: u64 = 40_000_000;

/// A sum of money as it is typed.
#[derive(Clone, Copy)]
struct Sum {
    /// What it is taken for.
    pence: u64,
    /// What its digits say.
    digits: u64,
    /// Whether nothing can be meant to follow.
    is_whole: bool,
}

impl Sum {
    /// What it is as the lower end of a range.
    fn least(self) -> u64 {
        if self.pence >= TOO_MUCH && !self.is_whole { self.digits } else { self.pence }
    }
}

/// The sum that a text is: below 1,000 it is in thousands, with a `k` or without.
fn sum(text: &str) -> Option<Sum> {
    let digits = pence(text)?;
    let says_thousands = text.trim().ends_with(['k', 'K']);
    let pence = if digits < 100_000 && !says_thousands { digits * 1_000 } else { digits };
    Some(Sum { pence, digits, is_whole: says_thousands || digits >= WHOLE })
}

/// A sum as people type it: `40k`, `£40,000`, `38.5k`.
fn pence(text: &str) -> Option<u64> {
    let text = text.trim().trim_start_matches('£').replace(',', "").to_lowercase();
    let (digits, thousands) = text.strip_suffix('k').map_or((text.as_str(), false), |digits| (digits, true));
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    if whole.len() > 9 || part.len() > 3 || !part.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let thousandths: u64 = format!("{part:0<3}").parse().ok()?;
    let all = whole.parse::<u64>().ok()? * 1_000 + thousandths;
    Some(if thousands { all * 100 } else { all / 10 })
}

/// The kinds of contract that a word names or begins to name.
fn contracts(value: &str) -> Vec<Contract> {
    kinds(value, &Contract::KINDS, Contract::title, Contract::named(value))
}

/// The working patterns that a word names or begins to name.
fn patterns(value: &str) -> Vec<WorkingPattern> {
    kinds(value, &WorkingPattern::KINDS, WorkingPattern::title, WorkingPattern::named(value))
}

/// Those that a word names, and of all those whose title it begins.
fn kinds<T: Copy + PartialEq>(value: &str, all: &[T], title: fn(T) -> &'static str, named: Vec<T>) -> Vec<T> {
    let wanted = folded_words(value).concat();
    let begins = |kind: &T| folded_words(title(*kind)).concat().starts_with(&wanted);
    let begun: Vec<T> = all.iter().copied().filter(begins).filter(|kind| !named.contains(kind)).collect();
    [named, begun].concat()
}

/// The days of `<7d`, `>2w`, `3d-1w`, `7` or `today`: at least, at most.
fn days(value: &str) -> Option<(i32, i32)> {
    let lower = value.to_lowercase();
    if lower.trim() == "today" {
        return Some((0, 0));
    }
    let (low, high) = between(&lower, |text| Some((span(text)?, span(text)?)), Reach::Most)?;
    let (low, high) = (low.unwrap_or(0), high.unwrap_or(i32::MAX));
    Some((low.min(high), low.max(high)))
}

fn span(text: &str) -> Option<i32> {
    let text = text.trim();
    let digits = text.trim_end_matches(|c: char| c.is_alphabetic() || c == ' ');
    let unit = match text[digits.len()..].trim() {
        "" | "d" | "da" | "day" | "days" => 1,
        "w" | "we" | "wee" | "week" | "weeks" => 7,
        "m" | "mo" | "month" | "months" => 30,
        _ => return None,
    };
    digits.parse::<i32>().ok().filter(|number| (0..100_000).contains(number)).map(|number| number * unit)
}

fn miles(value: &str) -> Option<u32> {
    let digits = value.trim().trim_start_matches(['<', '=']).to_lowercase();
    let digits = digits.trim_end_matches(|c: char| c.is_alphabetic() || c == ' ');
    digits.parse().ok().filter(|miles| *miles <= 1_000)
}

/// The ways of working that a word names or begins to name.
fn setting(value: &str) -> Vec<Setting> {
    let wanted = value.to_lowercase();
    Setting::ALL.into_iter().filter(|setting| setting.name().starts_with(&wanted)).collect()
}

/// What the words of a list between commas name, each once; nothing where one of them names nothing.
fn listed<T: PartialEq>(value: &str, read: impl Fn(&str) -> Vec<T>) -> Option<Vec<T>> {
    let mut all = Vec::new();
    for word in value.split([',', '|']).map(str::trim).filter(|word| !word.is_empty()) {
        let named = read(word);
        if named.is_empty() {
            return None;
        }
        let new: Vec<T> = named.into_iter().filter(|one| !all.contains(one)).collect();
        all.extend(new);
    }
    Some(all).filter(|all| !all.is_empty())
}

/// The switch that a word names or begins to name.
fn switch(value: &str) -> Option<Switch> {
    let all = [("with", Switch::With), ("without", Switch::Without), ("only", Switch::Only)];
    named(&all, value)
}

/// The standing that a word names or begins to name.
fn standing(value: &str) -> Option<Standing> {
    named(&Standing::ALL.map(|standing| (standing.name(), standing)), value)
}

/// The first of some that a word names or begins to name.
fn named<T: Copy>(all: &[(&str, T)], value: &str) -> Option<T> {
    let wanted = value.trim().to_lowercase();
    all.iter().find(|(name, _)| name.starts_with(&wanted)).map(|(_, named)| *named)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_read_as_people_type_them() {
        let cases = [
            ("band", "6", Some(Filter::Band(vec![Band::Six]))),
            ("band", "6-", Some(Filter::Band(vec![Band::Six]))),
            ("band", "6-7", Some(Filter::Band(vec![Band::Six, Band::Seven]))),
            ("band", "7-8", Some(Filter::Band(Band::ALL.map(|(band, _)| band)[6..11].to_vec()))),
            ("band", "8A", Some(Filter::Band(vec![Band::EightA]))),
            ("band", ">8b", Some(Filter::Band(Band::ALL.map(|(band, _)| band)[8..].to_vec()))),
            ("band", "7,5", Some(Filter::Band(vec![Band::Five, Band::Seven]))),
            ("band", "5,", Some(Filter::Band(vec![Band::Five]))),
            ("band", "7-6", Some(Filter::Band(vec![Band::Six, Band::Seven]))),
            ("band", "8-7", Some(Filter::Band(Band::ALL.map(|(band, _)| band)[6..11].to_vec()))),
            ("band", "12", None),
            ("pay", ">40k", Some(Filter::Pay(4_000_000, u64::MAX))),
            ("pay", "£40,000", Some(Filter::Pay(4_000_000, u64::MAX))),
            ("pay", "<38.5k", Some(Filter::Pay(0, 3_850_000))),
            ("pay", "30k-40k", Some(Filter::Pay(3_000_000, 4_000_000))),
            ("pay", "99999999999999999999", None),
            ("pay", ">40", Some(Filter::Pay(4_000_000, u64::MAX))),
            ("pay", "30-40", Some(Filter::Pay(3_000_000, 4_000_000))),
            ("pay", "30k-40", Some(Filter::Pay(3_000_000, 4_000_000))),
            ("pay", "30k-4", Some(Filter::Pay(3_000_000, u64::MAX))),
            ("pay", "30000-400", Some(Filter::Pay(3_000_000, 40_000_000))),
            ("pay", "30000-4000", Some(Filter::Pay(3_000_000, u64::MAX))),
            ("pay", "40k-30k", Some(Filter::Pay(3_000_000, 4_000_000))),
            ("pay", "40000-30000", Some(Filter::Pay(3_000_000, 4_000_000))),
            ("pay", "<40", Some(Filter::Pay(0, 4_000_000))),
            ("pay", "<4", Some(Filter::Pay(0, u64::MAX))),
            ("pay", "<4000", Some(Filter::Pay(0, u64::MAX))),
            ("pay", "<4k", Some(Filter::Pay(0, 400_000))),
            ("pay", ">400", Some(Filter::Pay(40_000, u64::MAX))),
            ("pay", ">145", Some(Filter::Pay(14_500_000, u64::MAX))),
            ("pay", "good", None),
            ("contract", "perm", Some(Filter::Contract(vec![Contract::Permanent]))),
            ("contract", "fixed", Some(Filter::Contract(vec![Contract::FixedTerm]))),
            ("contract", "fixed-term", Some(Filter::Contract(vec![Contract::FixedTerm]))),
            ("contract", "perm,bank", Some(Filter::Contract(vec![Contract::Permanent, Contract::Bank]))),
            ("contract", "zebra", None),
            ("contract", "bank,zebra", None),
            ("contract", "bank,", Some(Filter::Contract(vec![Contract::Bank]))),
            ("pattern", "part-time", Some(Filter::Pattern(vec![WorkingPattern::PartTime]))),
            ("pattern", "job|flex", Some(Filter::Pattern(vec![WorkingPattern::JobShare, WorkingPattern::Flexible]))),
            ("setting", "h", Some(Filter::Setting(vec![Setting::Home, Setting::Hybrid]))),
            ("setting", "office", None),
            ("anywhere", "only", Some(Filter::Anywhere(Switch::Only))),
            ("anywhere", "yes", None),
            ("closing", "<7d", Some(Filter::Closing(0, 7))),
            ("closing", "2w", Some(Filter::Closing(0, 14))),
            ("closing", ">1m", Some(Filter::Closing(30, i32::MAX))),
            ("closing", "today", Some(Filter::Closing(0, 0))),
            ("closing", "1w-3d", Some(Filter::Closing(3, 7))),
            ("posted", "<3d", Some(Filter::Posted(0, 3))),
            ("posted", "<3x", None),
            ("within", "20", Some(Filter::Within(20))),
            ("within", "20 miles", Some(Filter::Within(20))),
            ("is", "n", Some(Filter::Is(Standing::New))),
            ("is", "gone", Some(Filter::Is(Standing::Gone))),
        ];
        for (operator, value, expected) in cases {
            assert_eq!(read(operator, value), expected, "{operator}:{value}");
        }
    }
}
