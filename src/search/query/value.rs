//! What stands behind an operator's colon.

use crate::domain::band::Band;
use crate::domain::band_list::joiner;
use crate::domain::bounds::{self, Reach, Sign, between, listed, signed};
use crate::domain::contract::{Contract, WorkingPattern};
use crate::domain::distance::FARTHEST;
use crate::domain::place::{Postcode, Setting};
use crate::domain::standing::Standing;
use crate::domain::text::{count as count_of, folded_words};
use crate::search::query::{APOSTROPHES, Filter, QUOTES, Switch};

/// The units of a distance as people write them, the kilometres first.
const KILOMETRES: [&str; 6] = ["km", "kms", "kilometre", "kilometres", "kilometer", "kilometers"];
const MILES: [&str; 3] = ["mi", "mile", "miles"];
/// The units of a number of days, each with its days. Of one the `s` falls away.
const DAY_UNITS: [(&str, i32); 3] = [("days", 1), ("weeks", 7), ("months", 30)];
/// The longest text that is read as a list of bands, in bytes: all bands there are take less.
const LONGEST: usize = 80;

/// What stands behind `band:`.
pub fn band(value: &str) -> Option<Filter> {
    Band::list(value).map(Filter::Band)
}

/// What stands behind `pay:`.
pub fn pay(value: &str) -> Option<Filter> {
    pence_range(value).map(|(low, high)| Filter::Pay(low, high))
}

/// What stands behind `unstated:`.
pub fn unstated(value: &str) -> Option<Filter> {
    switch(value).map(Filter::Unstated)
}

/// What stands behind `contract:`.
pub fn contract(value: &str) -> Option<Filter> {
    listed(value, contracts).map(Filter::Contract)
}

/// What stands behind `pattern:`.
pub fn pattern(value: &str) -> Option<Filter> {
    listed(value, patterns).map(Filter::Pattern)
}

/// What stands behind `staff-group:`, each group as its folded words.
pub fn staff_group(value: &str) -> Option<Filter> {
    let words = |text: &str| Some(folded_words(text)).filter(|words| !words.is_empty()).into_iter().collect();
    listed(value, words).map(Filter::StaffGroup)
}

/// What stands behind `closing:`.
pub fn closing(value: &str) -> Option<Filter> {
    days(value).map(|(low, high)| Filter::Closing(low, high))
}

/// What stands behind `posted:`.
pub fn posted(value: &str) -> Option<Filter> {
    days(value).map(|(low, high)| Filter::Posted(low, high))
}

/// What stands behind `near:`.
#[expect(clippy::unnecessary_wraps, reason = "it is one of the readers of values, of which others may fail")]
pub fn near(value: &str) -> Option<Filter> {
    Some(Filter::Near(value.trim().to_owned()))
}

/// What stands behind `within:`.
pub fn within(value: &str) -> Option<Filter> {
    distance(value).map(|(miles, _)| Filter::Within(miles))
}

/// What stands behind `anywhere:`.
pub fn anywhere(value: &str) -> Option<Filter> {
    switch(value).map(Filter::Anywhere)
}

/// What stands behind `setting:`.
pub fn setting(value: &str) -> Option<Filter> {
    listed(value, settings).map(Filter::Setting)
}

/// What stands behind `role:`.
#[expect(clippy::unnecessary_wraps, reason = "it is one of the readers of values, of which others may fail")]
pub fn role(value: &str) -> Option<Filter> {
    Some(Filter::Role(value.trim().to_lowercase()))
}

/// What stands behind `is:`.
pub fn is(value: &str) -> Option<Filter> {
    standing(value).map(Filter::Is)
}

/// What stands behind `text:`.
#[expect(clippy::unnecessary_wraps, reason = "it is one of the readers of values, of which others may fail")]
pub fn text(value: &str) -> Option<Filter> {
    Some(Filter::Text(value.trim().to_owned()))
}

/// What a limit was read as where that is not what its value says, such as `12 miles` of `20 km`.
pub fn remark(limit: &Filter, value: &str) -> Option<String> {
    let Filter::Within(miles) = limit else { return None };
    distance(value).filter(|(_, as_said)| !as_said).map(|_| count_of(*miles as usize, "mile"))
}

/// Whether a sign may stand before an amount.
pub fn is_sign(c: char) -> bool {
    bounds::SIGNS.contains(&c) || c == '£'
}

/// Whether a word, whatever signs stand around it, says that bands follow.
pub fn is_word_for_bands(word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    ["band", "bands"].iter().any(|name| name.eq_ignore_ascii_case(word))
}

/// The bands that plain words name together with the word band: `band6`, `b6`, `band5-6`, `band 6`, `bands 5 and 6`.
pub fn named_bands(words: &str) -> Option<Vec<Band>> {
    let (first, rest) = words.trim().split_once(char::is_whitespace).unwrap_or((words.trim(), ""));
    if rest.is_empty() {
        let lower = first.to_lowercase();
        let rest = ["bands", "band", "b"].iter().find_map(|name| lower.strip_prefix(name))?;
        return Band::list(rest).filter(|_| rest.starts_with(|c: char| c.is_ascii_digit()));
    }
    if !is_word_for_bands(first) || words.len() > LONGEST {
        return None;
    }
    let listed = rest.split_whitespace().map(|word| match joiner(word) {
        Some(joiner) => Some(joiner.to_owned()),
        None => one_of_list(word),
    });
    Band::list(&listed.collect::<Option<String>>()?)
}

/// A word that names bands, without signs around it: `6,` of a sentence is `6`.
fn one_of_list(word: &str) -> Option<String> {
    if word.starts_with(QUOTES) || word.starts_with(APOSTROPHES) || word.starts_with(['-', '^']) {
        return None;
    }
    let bare = || <[String; 1]>::try_from(folded_words(word)).ok().map(|[word]| word);
    let names_bands = |word: &str| Band::list(word).is_some();
    if names_bands(word) { Some(word.to_owned()) } else { bare().filter(|word| names_bands(word)) }
}

/// The two halves of a whole postcode, folded, where a text is one as it stands, with a space or without.
pub fn whole_postcode(text: &str) -> Option<[String; 2]> {
    let has_length = (5..=9).contains(&text.len());
    let postcode = has_length.then(|| Postcode::read(text))?.filter(|postcode| !postcode.is_partial())?;
    let halves = <[String; 2]>::try_from(folded_words(postcode.as_str())).ok()?;
    // Where a letter was mended it may be no postcode at all.
    (folded_words(text).concat() == halves.concat()).then_some(halves)
}

/// The least and the most of a yearly pay, in pence. An upper end that may still be typed is none while it lies below the lower.
fn pence_range(value: &str) -> Option<(u64, u64)> {
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
    let text = text.trim().trim_start_matches(['£', ' ']).replace(',', "").to_lowercase();
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
    let unit = text[digits.len()..].trim();
    let (_, days) = DAY_UNITS.into_iter().find(|(known, _)| known.starts_with(unit))?;
    digits.parse::<i32>().ok().filter(|number| (0..100_000).contains(number)).map(|number| number * days)
}

/// Whether a word is a unit of days, written to its end; the singular of one alone.
pub fn is_unit_of_days(word: &str, is_one: bool) -> bool {
    let singular = |unit: &'static str| unit.strip_suffix('s').filter(|_| is_one);
    let mut spellings = DAY_UNITS.into_iter().flat_map(|(unit, _)| [Some(unit), singular(unit)]).flatten();
    spellings.any(|unit| unit.eq_ignore_ascii_case(word))
}

/// The miles that a value means, up to [`FARTHEST`], and whether it says just that.
fn distance(value: &str) -> Option<(u32, bool)> {
    let (sign, rest) = signed(value);
    let (digits, unit) = rest.split_at(rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len()));
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    if whole.is_empty() || part.contains('.') || matches!(sign, Some(Sign::Above | Sign::AtLeast)) {
        return None;
    }
    // More digits than a number holds are too far in any case.
    let whole = u64::from(whole.parse::<u32>().unwrap_or(u32::MAX));
    let tenths = whole * 10 + part.bytes().next().map_or(0, |digit| u64::from(digit - b'0'));
    let least = u32::from(digits.contains(|c: char| c != '0' && c != '.'));
    // The nearest whole mile, of which the least is one.
    let in_miles = |amount: u64, of_mile: u64| {
        u32::try_from((amount + of_mile / 2) / of_mile).unwrap_or(u32::MAX).clamp(least, FARTHEST)
    };
    let unit = unit.trim().to_lowercase();
    let is_begun = |units: &[&str]| units.iter().any(|known| known.starts_with(&unit));
    if is_begun(&MILES) {
        let miles = in_miles(tenths, 10);
        return Some((miles, u64::from(miles) == whole && part.bytes().all(|digit| digit == b'0')));
    }
    // A mile is 1.609344 kilometres by definition.
    is_begun(&KILOMETRES).then(|| (in_miles(tenths * 1_000_000, 16_093_440), false))
}

/// Whether a word is a unit of distance, written to its end.
pub fn is_unit_of_distance(word: &str) -> bool {
    MILES.iter().chain(&KILOMETRES).any(|unit| unit.eq_ignore_ascii_case(word))
}

/// The ways of working that a word names or begins to name.
fn settings(value: &str) -> Vec<Setting> {
    let wanted = value.to_lowercase();
    Setting::ALL.into_iter().filter(|setting| setting.name().starts_with(&wanted)).collect()
}

/// The switch that a word names or begins to name.
fn switch(value: &str) -> Option<Switch> {
    named(&Switch::ALL, Switch::name, value)
}

/// The standing that a word names or begins to name.
fn standing(value: &str) -> Option<Standing> {
    named(&Standing::ALL, Standing::name, value)
}

/// The first of some that a word names or begins to name.
fn named<T: Copy>(all: &[T], name: fn(T) -> &'static str, value: &str) -> Option<T> {
    let wanted = value.trim().to_lowercase();
    all.iter().copied().find(|one| name(*one).starts_with(&wanted))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::query::operators::read;

    #[test]
    fn values_are_read_as_people_type_them() {
        let cases = [
            ("band", "6", Some(Filter::Band(vec![Band::Six]))),
            ("band", "6-", Some(Filter::Band(vec![Band::Six]))),
            ("band", "6-7", Some(Filter::Band(vec![Band::Six, Band::Seven]))),
            ("band", "7-8", Some(Filter::Band(Band::ALL.map(|(band, _)| band)[6..11].to_vec()))),
            ("band", "8A", Some(Filter::Band(vec![Band::EightA]))),
            ("band", ">8b", Some(Filter::Band(Band::ALL.map(|(band, _)| band)[9..].to_vec()))),
            ("band", ">=8b", Some(Filter::Band(Band::ALL.map(|(band, _)| band)[8..].to_vec()))),
            ("band", "≥ 8b", Some(Filter::Band(Band::ALL.map(|(band, _)| band)[8..].to_vec()))),
            ("band", "8b+", Some(Filter::Band(Band::ALL.map(|(band, _)| band)[8..].to_vec()))),
            ("band", "<3", Some(Filter::Band(vec![Band::One, Band::Two]))),
            ("band", "< 3", Some(Filter::Band(vec![Band::One, Band::Two]))),
            ("band", "<=2", Some(Filter::Band(vec![Band::One, Band::Two]))),
            ("band", "=<2", Some(Filter::Band(vec![Band::One, Band::Two]))),
            ("band", "=2", Some(Filter::Band(vec![Band::Two]))),
            ("band", ">8", Some(Filter::Band(vec![Band::Nine]))),
            ("band", "<8", Some(Filter::Band(Band::ALL.map(|(band, _)| band)[..7].to_vec()))),
            ("band", "<=8", Some(Filter::Band(Band::ALL.map(|(band, _)| band)[..11].to_vec()))),
            ("band", "<2,>8", Some(Filter::Band(vec![Band::One, Band::Nine]))),
            ("band", "<1", None),
            ("band", ">9", None),
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
            ("pay", "> 40k", Some(Filter::Pay(4_000_000, u64::MAX))),
            ("pay", ">= 40k", Some(Filter::Pay(4_000_000, u64::MAX))),
            ("pay", " >40k", Some(Filter::Pay(4_000_000, u64::MAX))),
            ("pay", "40k+", Some(Filter::Pay(4_000_000, u64::MAX))),
            ("pay", ">40k+", Some(Filter::Pay(4_000_000, u64::MAX))),
            ("pay", ">£40,000", Some(Filter::Pay(4_000_000, u64::MAX))),
            ("pay", "> £ 40,000", Some(Filter::Pay(4_000_000, u64::MAX))),
            ("pay", "≤40k", Some(Filter::Pay(0, 4_000_000))),
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
            ("posted", "<2mont", Some(Filter::Posted(0, 60))),
            ("posted", "<2 wk", None),
            ("staff-group", "Nursing", Some(Filter::StaffGroup(vec![vec!["nursing".to_owned()]]))),
            ("is", "n", Some(Filter::Is(Standing::New))),
            ("is", "gone", Some(Filter::Is(Standing::Gone))),
        ];
        for (operator, value, expected) in cases {
            assert_eq!(read(operator, value), expected, "{operator}:{value}");
        }
    }

    #[test]
    fn miles_are_read_as_people_type_them() {
        for (value, miles) in [
            ("20", Some(20)),
            ("20 miles", Some(20)),
            ("<=20mi", Some(20)),
            ("20km", Some(12)),
            ("20 km", Some(12)),
            ("20k", Some(12)),
            ("20 Kilometres", Some(12)),
            ("1km", Some(1)),
            ("0km", Some(0)),
            ("9999", Some(1_000)),
            ("99999999999999", Some(1_000)),
            ("0.5", Some(1)),
            ("2.4 miles", Some(2)),
            ("2.", Some(2)),
            ("2.5km", Some(2)),
            ("0.0", Some(0)),
            ("1.2.3", None),
            (".5", None),
            ("20 furlongs", None),
            ("20kg", None),
            (">20", None),
            ("far", None),
        ] {
            assert_eq!(read("within", value), miles.map(Filter::Within), "{value}");
        }
    }

    #[test]
    fn what_is_read_otherwise_than_it_says_is_told() {
        let cases = [
            ("20", None),
            ("20 miles", None),
            ("1000", None),
            ("20.0", None),
            ("0.5", Some("1 mile")),
            ("20km", Some("12 miles")),
            ("2 km", Some("1 mile")),
            ("9999", Some("1,000 miles")),
            ("9999km", Some("1,000 miles")),
        ];
        for (value, told) in cases {
            assert_eq!(remark(&within(value).unwrap(), value).as_deref(), told, "{value}");
        }
    }

    #[test]
    fn bands_are_named_by_plain_words() {
        use Band::{Five, Seven, Six};
        let cases: [(&str, Option<&[Band]>); 16] = [
            ("band 6", Some(&[Six])),
            ("BAND  six,", Some(&[Six])),
            ("band 5 or 6", Some(&[Five, Six])),
            ("bands 5 and 7", Some(&[Five, Seven])),
            ("band 5 & 7", Some(&[Five, Seven])),
            ("band 5 to 7", Some(&[Five, Six, Seven])),
            ("band 5 - 6", Some(&[Five, Six])),
            ("band 5/6 or 7", Some(&[Five, Six, Seven])),
            ("band five to seven", Some(&[Five, Six, Seven])),
            ("band (6)", Some(&[Six])),
            ("band '6", None),
            ("band nurse", None),
            ("band -6", None),
            ("band6", Some(&[Six])),
            ("b6", Some(&[Six])),
            ("bsix", None),
        ];
        for (words, bands) in cases {
            assert_eq!(named_bands(words).as_deref(), bands, "{words}");
        }
    }

    #[test]
    fn whole_postcodes_are_known_as_they_stand() {
        let cases = [
            ("sk27je", Some(["sk2", "7je"])),
            ("SK2 7JE", Some(["sk2", "7je"])),
            ("ec1a1bb", Some(["ec1a", "1bb"])),
            ("sk2", None),
            ("LSI 4AP", None),
            ("c9188-26-0123", None),
            ("nurse", None),
        ];
        for (text, halves) in cases {
            assert_eq!(whole_postcode(text), halves.map(|halves| halves.map(str::to_owned)), "{text}");
        }
    }
}
