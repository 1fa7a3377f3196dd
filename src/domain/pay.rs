//! Stated pay: what a text such as `£46148.00 to £52809.00` or `up to £25.76 an hour` says, and what it leaves unsaid.
//!
//! The text itself always stands beside the reading. Where it gives no unit, one is inferred from the size alone and
//! marked so; nothing is converted from one unit to another.

use std::fmt;

use serde::Serialize;

use crate::domain::band::Band;
use crate::domain::text::{folded_words, thousands};

/// A sum of money in pence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pence(pub u64);

impl Pence {
    /// A sum of whole pounds.
    #[must_use]
    pub const fn of_pounds(pounds: u64) -> Self {
        Self(pounds * 100)
    }

    /// The sum in pounds where it has no pence left over.
    #[must_use]
    pub fn whole_pounds(self) -> Option<u32> {
        self.0.is_multiple_of(100).then(|| u32::try_from(self.0 / 100).ok()).flatten()
    }

    /// The sum in pounds.
    #[must_use]
    #[expect(
        clippy::cast_precision_loss,
        reason = "sums stay under a million pounds, far inside what f64 holds exactly"
    )]
    pub fn pounds(self) -> f64 {
        self.0 as f64 / 100.0
    }

    /// The sum without its pound sign: commas between thousands, and the pence only where there are any.
    fn digits(self) -> String {
        let pence = self.0 % 100;
        let pounds = thousands(self.0 / 100);
        if pence == 0 { pounds } else { format!("{pounds}.{pence:02}") }
    }
}

impl fmt::Display for Pence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("£{}", self.digits()))
    }
}

/// What a pay text says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pay {
    /// The form of the statement.
    pub kind: PayKind,
    /// The lower end, in the text's own unit.
    pub low: Option<Pence>,
    /// The upper end, in the text's own unit.
    pub high: Option<Pence>,
    /// What the figures are for; nothing where the text does not say and the size does not tell.
    pub unit: Option<PayUnit>,
    /// Whether the text gives the unit, rather than the size of the figures.
    pub unit_stated: bool,
    /// Whether the text says pro rata.
    pub pro_rata: bool,
    /// Whether the text speaks of a London or high cost area supplement.
    pub supplement: bool,
    /// The bands that the text names.
    pub bands: Vec<Band>,
}

/// The form of a pay statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PayKind {
    /// Two figures.
    Range,
    /// One figure, which is both ends.
    Single,
    /// An upper end alone.
    UpTo,
    /// A lower end alone.
    From,
    /// No figure.
    None,
    /// A figure that cannot be read.
    Unreadable,
}

/// What a figure pays for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PayUnit {
    /// A year.
    Year,
    /// A month.
    Month,
    /// A week.
    Week,
    /// A day.
    Day,
    /// A session or programmed activity.
    Session,
    /// An hour.
    Hour,
}

impl PayUnit {
    /// The words that give each unit, folded.
    const WORDS: [(PayUnit, &'static [&'static str]); 6] = [
        (PayUnit::Hour, &["hour", "hourly", "hr", "ph"]),
        (PayUnit::Session, &["session", "sessional"]),
        (PayUnit::Day, &["day", "daily"]),
        (PayUnit::Week, &["week", "weekly", "pw"]),
        (PayUnit::Month, &["month", "monthly", "pcm"]),
        (PayUnit::Year, &["year", "yearly", "annum", "annual", "annually", "pa"]),
    ];

    /// The unit with its article: `a year`, `an hour`.
    #[must_use]
    pub fn per(self) -> &'static str {
        match self {
            Self::Year => "a year",
            Self::Month => "a month",
            Self::Week => "a week",
            Self::Day => "a day",
            Self::Session => "a session",
            Self::Hour => "an hour",
        }
    }
}

/// Below this an unnamed figure is taken for an hourly rate.
const HOURLY_BELOW: Pence = Pence::of_pounds(200);
/// From this on an unnamed figure is taken for a yearly one.
const YEARLY_FROM: Pence = Pence::of_pounds(9_000);
/// No post pays more than this; a greater figure has lost a separator.
const UNBELIEVABLE: Pence = Pence::of_pounds(400_000);
/// A figure without a pound sign is money from here on, and one with a `k` is not yet in thousands below it.
const THOUSAND: Pence = Pence::of_pounds(1_000);

impl Pay {
    /// Reads a pay text. Every text has a reading, if only that it states no figure.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let words = folded_words(text);
        let figures = figures(text);
        let (kind, low, high) = classify(&figures, &words);
        let stated = stated_unit(&words, text);
        let unit = stated.or_else(|| inferred_unit(low, high));
        let says = |phrase: &[&str]| words.windows(phrase.len()).any(|run| run.iter().eq(phrase.iter()));
        Self {
            kind,
            low,
            high,
            unit: unit.filter(|_| low.is_some() || high.is_some()),
            unit_stated: stated.is_some() && (low.is_some() || high.is_some()),
            pro_rata: says(&["pro", "rata"]) || says(&["prorata"]) || says(&["pro", "rota"]),
            supplement: says(&["hca"])
                || says(&["hcas"])
                || says(&["london"])
                || says(&["high", "cost"])
                || says(&["weighting"]),
            bands: named_bands(text),
        }
    }

    /// The upper end, or the lower where there is no other, of pay that is for a year.
    #[must_use]
    pub fn most_a_year(&self) -> Option<Pence> {
        self.high.or(self.low).filter(|_| self.unit == Some(PayUnit::Year))
    }

    /// The figures as a person reads them, with their unit: `£46,148–52,809 a year`; nothing where there is no figure.
    ///
    /// A unit that was inferred carries a question mark.
    #[must_use]
    pub fn describe(&self) -> Option<String> {
        let figures = self.figures()?;
        let unit = self.unit.map_or(" (unit not stated)".to_owned(), |unit| {
            format!(" {}{}", unit.per(), if self.unit_stated { "" } else { "?" })
        });
        Some(format!("{figures}{unit}"))
    }

    /// The figures alone: `£46,148–52,809`, `up to £60,000`; nothing where there is no figure.
    #[must_use]
    pub fn figures(&self) -> Option<String> {
        match (self.low, self.high) {
            (Some(low), Some(high)) if low == high => Some(low.to_string()),
            (Some(low), Some(high)) => Some(format!("{low}–{}", high.digits())),
            (Some(low), None) => Some(format!("from {low}")),
            (None, Some(high)) => Some(format!("up to {high}")),
            (None, None) => None,
        }
    }

    /// What a narrow column shows: the figures, with the unit where it is not a year; else what stands in for them.
    #[must_use]
    pub fn column(&self) -> String {
        match (self.figures(), self.unit) {
            (Some(figures), Some(PayUnit::Year)) => figures,
            (Some(_), _) => self.describe().unwrap_or_default(),
            (None, _) if self.kind == PayKind::Unreadable => "unreadable".to_owned(),
            (None, _) => "not stated".to_owned(),
        }
    }
}

/// A number met in a pay text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Figure {
    /// A sum.
    Sum(Pence),
    /// Digits that must be a sum but whose separators make no sense.
    Broken,
}

/// The sums in a text, in order. Band numbers, percentages, hours and postcodes are passed over.
fn figures(text: &str) -> Vec<Figure> {
    let chars: Vec<char> = text.chars().collect();
    let mut figures = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        if !chars[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let end = at + chars[at..].iter().take_while(|c| c.is_ascii_digit() || matches!(c, ',' | '.')).count();
        let digits: String = chars[at..end].iter().collect();
        let before: String = chars[..at].iter().collect();
        let after: String = chars[end..].iter().collect();
        figures.extend(figure(digits.trim_end_matches([',', '.']), &before, &after));
        at = end;
    }
    figures
}

/// One run of digits as a sum, judged by what stands around it; nothing where it is not money.
fn figure(digits: &str, before: &str, after: &str) -> Option<Figure> {
    let pound_after = after
        .trim_start()
        .strip_prefix('£')
        .is_some_and(|rest| !rest.trim_start().starts_with(|c: char| c.is_ascii_digit()));
    let pound = before.trim_end().ends_with('£') || pound_after;
    let next = after.trim_start().to_lowercase();
    let inside_word = before.ends_with(char::is_alphanumeric);
    let thousand = next.strip_prefix('k').is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
    let other_measure = ["%", "per cent", "hours", "hrs"].iter().any(|word| next.starts_with(word));
    if inside_word || other_measure || (!thousand && after.starts_with(char::is_alphabetic)) {
        return None;
    }
    let sum = parse_sum(digits).map(|sum| if thousand && sum < THOUSAND { Pence(sum.0 * 1000) } else { sum });
    match sum {
        Some(sum) if pound || sum >= THOUSAND || digits.contains('.') => {
            Some(if sum > UNBELIEVABLE { Figure::Broken } else { Figure::Sum(sum) })
        }
        None if pound || digits.len() > 4 => Some(Figure::Broken),
        _ => None,
    }
}

/// Pounds, with commas only before groups of three digits and at most two decimals.
fn parse_sum(digits: &str) -> Option<Pence> {
    let (pounds, pence) = digits.split_once('.').unwrap_or((digits, ""));
    let (first, groups) = pounds.split_once(',').map_or((pounds, None), |(first, rest)| (first, Some(rest)));
    let sound = groups.is_none_or(|rest| first.len() <= 3 && rest.split(',').all(|group| group.len() == 3));
    if !sound || pence.len() > 2 || pence.contains(['.', ',']) {
        return None;
    }
    let pounds: u64 = pounds.replace(',', "").parse().ok()?;
    let pence: u64 = format!("{pence:0<2}").parse().ok()?;
    pounds.checked_mul(100)?.checked_add(pence).map(Pence)
}

/// The form of the statement and its two ends.
fn classify(figures: &[Figure], words: &[String]) -> (PayKind, Option<Pence>, Option<Pence>) {
    let begins = |phrase: &[&str]| {
        words
            .iter()
            .map(String::as_str)
            .take(phrase.len() + 2)
            .collect::<Vec<_>>()
            .windows(phrase.len())
            .any(|run| run == phrase)
    };
    match figures {
        [] => (PayKind::None, None, None),
        [Figure::Sum(sum)] if begins(&["up", "to"]) => (PayKind::UpTo, None, Some(*sum)),
        [Figure::Sum(sum)] if begins(&["from"]) || begins(&["starting"]) => (PayKind::From, Some(*sum), None),
        [Figure::Sum(sum)] => (PayKind::Single, Some(*sum), Some(*sum)),
        [Figure::Sum(low), Figure::Sum(high), ..] if low == high => (PayKind::Single, Some(*low), Some(*high)),
        [Figure::Sum(low), Figure::Sum(high), ..] if low < high => (PayKind::Range, Some(*low), Some(*high)),
        // A reversed range is not swapped: one of its ends is wrong, and there is no telling which.
        _ => (PayKind::Unreadable, None, None),
    }
}

/// The unit that the text gives. “37.5 hours a week” speaks of hours, not of pay.
fn stated_unit(words: &[String], text: &str) -> Option<PayUnit> {
    let folded = text.to_lowercase();
    if folded.contains("p.a") {
        return Some(PayUnit::Year);
    }
    let about_hours = |place: usize| place >= 2 && matches!(words[place - 2].as_str(), "hours" | "hrs");
    PayUnit::WORDS
        .into_iter()
        .find(|(_, names)| {
            words.iter().enumerate().any(|(place, word)| names.contains(&word.as_str()) && !about_hours(place))
        })
        .map(|(unit, _)| unit)
        .or_else(|| folded.contains("p/h").then_some(PayUnit::Hour))
}

/// A unit by size alone: the rule of the NHS Jobs salary field, which has none.
fn inferred_unit(low: Option<Pence>, high: Option<Pence>) -> Option<PayUnit> {
    let (least, most) = (low.or(high)?, high.or(low)?);
    if most < HOURLY_BELOW {
        Some(PayUnit::Hour)
    } else if least >= YEARLY_FROM {
        Some(PayUnit::Year)
    } else {
        None
    }
}

/// The Agenda for Change bands that a text names (`Band 6`, `Bands 5-7`, `Band 8a/8b`), each once, in the text's order.
#[must_use]
pub fn named_bands(text: &str) -> Vec<Band> {
    let words = folded_words(text);
    let mut bands = Vec::new();
    for (place, word) in words.iter().enumerate() {
        let glued = word.strip_prefix("band").filter(|rest| !rest.is_empty() && *rest != "s");
        if let Some(band) = glued.and_then(|rest| rest.parse().ok()) {
            bands.push(band);
        }
        if matches!(word.as_str(), "band" | "bands") {
            let named = words[place + 1..].iter().map(|next| next.parse::<Band>());
            bands.extend(named.take_while(Result::is_ok).flatten());
        }
    }
    let mut seen = Vec::new();
    bands.retain(|band| {
        !seen.contains(band) && {
            seen.push(*band);
            true
        }
    });
    bands
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The reading as one line: kind, ends in pounds, unit.
    fn line(text: &str) -> String {
        let pay = Pay::read(text);
        let end = |sum: Option<Pence>| sum.map_or("-".to_owned(), Pence::digits);
        let unit = pay.unit.map_or("-", PayUnit::per);
        format!(
            "{:?} {} {} {unit} {}",
            pay.kind,
            end(pay.low),
            end(pay.high),
            if pay.unit_stated { "stated" } else { "inferred" }
        )
    }

    #[test]
    fn the_forms_of_the_boards_are_read() {
        let cases = [
            ("£46148.00 to £52809.00", "Range 46,148 52,809 a year inferred"),
            ("£140000.00", "Single 140,000 140,000 a year inferred"),
            ("£85000.00 to £85000.00", "Single 85,000 85,000 a year inferred"),
            ("£37578.60 to £39709.50", "Range 37,578.60 39,709.50 a year inferred"),
            ("£38,114.53 to £44,469.24 a year", "Range 38,114.53 44,469.24 a year stated"),
            ("£31,049 - £37,796 per annum pro rata", "Range 31,049 37,796 a year stated"),
            ("£25.76", "Single 25.76 25.76 an hour inferred"),
            ("£14 - £16 per hour", "Range 14 16 an hour stated"),
            ("£23.83 an hour", "Single 23.83 23.83 an hour stated"),
            ("£1,850 a session", "Single 1,850 1,850 a session stated"),
            ("£1850", "Single 1,850 1,850 - inferred"),
            ("£3,000 a month", "Single 3,000 3,000 a month stated"),
            ("Up to £60,000 p.a.", "UpTo - 60,000 a year stated"),
            ("From £28k", "From 28,000 - a year inferred"),
            ("43200 - 72000 £ per year", "Range 43,200 72,000 a year stated"),
            ("Negotiable", "None - - - inferred"),
            ("Competitive", "None - - - inferred"),
            ("Depends on experience", "None - - - inferred"),
            ("", "None - - - inferred"),
            ("Band 5", "None - - - inferred"),
            ("Band 7 £47,810 to £54,710 for 37.5 hours a week", "Range 47,810 54,710 a year inferred"),
            ("£82,096- £11,0683", "Unreadable - - - inferred"),
            ("£52809 to £46148", "Unreadable - - - inferred"),
            ("RG24 9RH", "None - - - inferred"),
        ];
        let read: Vec<String> = cases.iter().map(|(text, _)| line(text)).collect();
        let expected: Vec<&str> = cases.iter().map(|(_, line)| *line).collect();
        assert_eq!(read, expected);
    }

    #[test]
    fn bands_are_named_alone_and_in_runs() {
        assert_eq!(named_bands("Staff Nurse - Band 5"), [Band::Five]);
        assert_eq!(named_bands("Bands 5-7"), [Band::Five, Band::Seven]);
        assert_eq!(named_bands("AfC band 8A/8b, Band 8a"), [Band::EightA, Band::EightB]);
        assert_eq!(named_bands("Husband, 3 bands of 20"), []);
    }

    proptest! {
        #[test]
        fn any_text_has_a_reading_that_agrees_with_itself(text in "[£0-9,. a-zA-Z/-]{0,40}|.{0,40}") {
            let pay = Pay::read(&text);
            match pay.kind {
                PayKind::Range => prop_assert!(pay.low < pay.high && pay.low.is_some()),
                PayKind::Single => prop_assert!(pay.low == pay.high && pay.low.is_some()),
                PayKind::UpTo => prop_assert!(pay.low.is_none() && pay.high.is_some()),
                PayKind::From => prop_assert!(pay.low.is_some() && pay.high.is_none()),
                PayKind::None | PayKind::Unreadable => prop_assert!(pay.low.is_none() && pay.high.is_none() && pay.unit.is_none()),
            }
            prop_assert!(!pay.unit_stated || pay.unit.is_some());
        }

        #[test]
        fn whole_ranges_are_read_back(low in 1_000_u32..200_000, more in 1_u32..100_000) {
            let high = low + more;
            let pay = Pay::read(&format!("£{low}.00 to £{high}.00"));
            prop_assert_eq!((pay.low.and_then(Pence::whole_pounds), pay.high.and_then(Pence::whole_pounds)), (Some(low), Some(high)));
        }
    }
}
