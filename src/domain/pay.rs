//! Stated pay: what a text such as `£46148.00 to £52809.00` or `up to £25.76 an hour` says, and what it leaves unsaid.
//!
//! The text itself always stands beside the reading. Where it gives no unit, one is inferred from the size alone and
//! marked so; nothing is converted from one unit to another. What cannot be read for certain is unreadable, not guessed.
//!
//! `quantity` finds the money in a text, `unit` what it is for, and `reading` which of it is the pay; `paid_for` tells for how
//! much of a week that is, `yearly` what it is a year, and `supplement` whether a London supplement is in it. `beside` takes the
//! numbers that some sources give beside the text.

mod beside;
mod paid_for;
mod quantity;
mod reading;
mod supplement;
mod unit;
mod yearly;

use std::fmt;

use serde::Serialize;

pub(in crate::domain) use beside::{MADE_UP_YEARS, MadeUp, made_of};
pub use paid_for::PaidFor;
pub use supplement::{Supplement, SupplementHow};
pub use yearly::{NoYear, yearly};

use crate::domain::advert::PayFigures;
use crate::domain::band::Band;
use crate::domain::band_reading::named_bands;
use crate::domain::text::{folded_words, thousands};
use crate::domain::tokens::tokens;

/// A sum of money in pence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pence(pub u64);

impl Pence {
    /// A sum of whole pounds.
    #[must_use]
    pub const fn of_pounds(pounds: u64) -> Self {
        Self(pounds * 100)
    }

    /// Both sums together.
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }

    /// What is left when another sum is taken off; never less than nothing.
    #[must_use]
    pub const fn less(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }

    /// The sum times a part over a whole, to the nearest penny; nothing of nothing.
    #[must_use]
    pub fn scaled(self, part: u64, whole: u64) -> Self {
        Self(scaled(self.0, part, whole))
    }

    /// The part of this sum that one sum is of another, to the nearest penny; nothing of nothing.
    #[must_use]
    pub fn share(self, part: Self, whole: Self) -> Self {
        self.scaled(part.0, whole.0)
    }

    /// The sum to the nearest pound, as it is shown where pence would only distract.
    #[must_use]
    pub fn rounded(self) -> String {
        format!("£{}", thousands((self.0 + 50) / 100))
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

/// A number times a part over a whole, to the nearest one and half upwards; nothing where the whole is nothing, and the most that
/// there is where it is more.
pub(in crate::domain) fn scaled(number: u64, part: u64, whole: u64) -> u64 {
    let scaled = u128::from(number) * u128::from(part) + u128::from(whole / 2);
    scaled.checked_div(whole.into()).map_or(0, |scaled| scaled.try_into().unwrap_or(u64::MAX))
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
    /// For how much of a full-time week the figures are.
    pub paid_for: PaidFor,
    /// What the text works full-time pay out to for the post's own hours: `£30,000 pro rata (actual £18,000)`.
    pub worked_out: Option<Ends>,
    /// The share of full time, in hundredths, that stands beside pro rata pay. The figures may be full time's or the share's.
    pub share: Option<u8>,
    /// The range that is not read as its ends stand the wrong way round: one of them may be wrong.
    pub reversed: Option<Reversed>,
    /// What the text says of a London or high cost area supplement.
    pub supplement: Option<Supplement>,
    /// The bands that the text names.
    pub bands: Vec<Band>,
    /// Whether the figures are the text's own.
    pub figures_from: FiguresFrom,
}

/// Two figures that would be a range if the lower stood first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reversed {
    /// The lower of them.
    pub low: Pence,
    /// The higher.
    pub high: Pence,
    /// The unit that the text gives.
    pub unit: Option<PayUnit>,
}

/// Where the figures of a reading stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FiguresFrom {
    /// In the text.
    #[default]
    Text,
    /// Beside the text, which has no figure of its own.
    Beside,
}

/// The lower and the upper end.
pub(in crate::domain) type Ends = (Option<Pence>, Option<Pence>);

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

impl Pay {
    /// Reads a pay text. Every text has a reading, if only that it states no figure.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let tokens = tokens(text);
        let reading = reading::read(&tokens, text.chars().count());
        let inferred = reading::size(reading.ends).filter(|_| reading.inferable);
        let unit = reading.stated.or(inferred);
        let pro_rata = says_pro_rata(&folded_words(text));
        let paid_for = match unit {
            Some(PayUnit::Year | PayUnit::Month) => PaidFor::read(&tokens, pro_rata, reading.restated),
            Some(PayUnit::Hour) => PaidFor::by_the_hour(&tokens),
            _ => PaidFor::FullTime,
        };
        Self {
            kind: reading.kind,
            low: reading.ends.0,
            high: reading.ends.1,
            unit,
            unit_stated: reading.stated.is_some(),
            pro_rata,
            paid_for,
            worked_out: reading.restated.lower,
            share: paid_for::share(&tokens).filter(|_| pro_rata && paid_for == PaidFor::FullTime),
            reversed: reading.reversed,
            supplement: supplement::read(&tokens),
            bands: named_bands(text),
            figures_from: FiguresFrom::Text,
        }
    }

    /// Reads what an advert states of its pay: the text, and only where that has no figure of its own the figures that
    /// the source gives beside it. Where those say the same again with a unit, and the text has none, the unit counts.
    #[must_use]
    pub fn stated(text: Option<&str>, figures: Option<&PayFigures>) -> Self {
        let text = text.unwrap_or_default();
        let pay = Self::read(text);
        match figures.and_then(|figures| beside::read(figures, text)) {
            Some(beside) if pay.kind == PayKind::None => Self {
                kind: beside.kind,
                low: beside.ends.0,
                high: beside.ends.1,
                unit: beside.unit,
                unit_stated: beside.unit_stated,
                figures_from: FiguresFrom::Beside,
                ..pay
            },
            Some(beside) if !pay.unit_stated && beside.unit_stated && beside.ends == (pay.low, pay.high) => {
                Self { unit: beside.unit, unit_stated: true, ..pay }
            }
            _ => pay,
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

/// `pro rata` in its spellings, and cut short at the end of the text.
fn says_pro_rata(words: &[String]) -> bool {
    words.iter().any(|word| word.starts_with("prorat"))
        || words.last().is_some_and(|word| word == "pro")
        || words.windows(2).any(|pair| pair[0] == "pro" && ["ra", "rot"].iter().any(|rata| pair[1].starts_with(rata)))
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
    fn a_part_is_rounded_to_the_nearest_penny_and_never_overflows() {
        let most = u64::MAX;
        let cases = [
            // 100 × 2 ÷ 3 = 66.67; 3 ÷ 2 = 1.5; 7 ÷ 3 = 2.33.
            ((100, 2, 3), 67),
            ((3, 1, 2), 2),
            ((7, 1, 3), 2),
            ((0, 5, 9), 0),
            ((5, 9, 0), 0),
            ((most, most, most), most),
            ((most, 3, 2), most),
        ];
        for ((sum, part, whole), expected) in cases {
            assert_eq!(Pence(sum).scaled(part, whole), Pence(expected), "{sum} × {part} ÷ {whole}");
        }
        assert_eq!(Pence(100).share(Pence(2), Pence(3)), Pence(67));
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
            ("£12.50 hour 30 hours a week", "Single 12.50 12.50 an hour stated"),
            ("£25,100 Year 1", "Single 25,100 25,100 a year inferred"),
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
    fn other_money_is_never_read_as_pounds() {
        let cases = [
            "€40,000",
            "€40,000 - €50,000 per annum",
            "€40,000 to 50,000",
            "40.000 €",
            "40,000 - 50,000 €",
            "40-50k EUR",
            "EUR 40000",
            "EUR40,000 a year",
            "EUR 1 to 2 (DAY)",
            "EUR 40000 to 50000 (YEAR)",
            "40000 to 50000 euros",
            "$50,000",
            "US$50k",
            "USD 50,000 to 60,000",
            "50000 US dollars",
            "AED 20,000 per month",
            "ISK currency 900000",
        ];
        for text in cases {
            assert_eq!(line(text), "Unreadable - - - inferred", "{text}");
        }
        assert_eq!(line("£40,000 (€46,000) a year"), "Single 40,000 40,000 a year stated");
        assert_eq!(line("GBP 40,000"), "Single 40,000 40,000 a year inferred");
    }

    /// The reading as the columns of the labelled file.
    fn columns(text: &str) -> String {
        let pay = Pay::read(text);
        let kind = match pay.kind {
            PayKind::Range => "range",
            PayKind::Single => "single",
            PayKind::UpTo => "up_to",
            PayKind::From => "from",
            PayKind::None => "none",
            PayKind::Unreadable => "unreadable",
        };
        let end = |sum: Option<Pence>| sum.map_or("-".to_owned(), |sum| sum.digits().replace(',', ""));
        let unit = pay.unit.map_or("-", |unit| unit.per().split(' ').next_back().unwrap_or_default());
        let stated = if pay.unit_stated { "yes" } else { "no" };
        format!("{kind} {} {} {unit} {stated}", end(pay.low), end(pay.high))
    }

    #[test]
    fn labelled_texts_are_read_as_a_person_reads_them() {
        let labelled = include_str!("../../tests/data/pay/labelled.tsv");
        let rows: Vec<&str> = labelled.lines().skip(1).collect();
        assert!(rows.len() > 1_000);
        let wrong: Vec<String> = rows
            .into_iter()
            .filter_map(|row| {
                let (text, label) = row.split_once('\t')?;
                let (read, label) = (columns(text), label.replace('\t', " "));
                (read != same_sums(&label)).then(|| format!("{text}\n  labelled {label}\n  read     {read}"))
            })
            .collect();
        assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
    }

    /// A label with its whole pounds and pence written as [`Pence::digits`] does.
    fn same_sums(label: &str) -> String {
        label.replace(".00 ", " ")
    }

    #[test]
    fn numbers_beside_the_text_count_only_where_it_has_no_figure() {
        let read = |text: Option<&str>, low: &str, high: &str, unit: &str| {
            let given = |text: &str| (!text.is_empty()).then(|| text.to_owned());
            let figures = PayFigures { low: given(low), high: given(high), unit: given(unit) };
            let pay = Pay::stated(text, Some(&figures));
            (pay.describe().unwrap_or("-".to_owned()), pay.figures_from)
        };
        let beside = |words: &str| (words.to_owned(), FiguresFrom::Beside);
        let text = |words: &str| (words.to_owned(), FiguresFrom::Text);
        // Boards write YEAR whatever the truth, so the size alone tells a year.
        assert_eq!(read(None, "24907", "30615", "YEAR"), beside("£24,907–30,615 a year?"));
        assert_eq!(read(None, "5000", "5000", "YEAR"), beside("£5,000 (unit not stated)"));
        assert_eq!(read(Some("Competitive"), "24907", "24907", ""), beside("£24,907 a year?"));
        assert_eq!(read(Some("Band 5"), "24907", "30615", "YEAR"), beside("£24,907–30,615 a year?"));
        assert_eq!(read(None, "12.50", "", "HOUR"), beside("from £12.50 an hour"));
        assert_eq!(read(None, "", "150", "DAY"), beside("up to £150 a day"));
        assert_eq!(read(None, "24907", "30615", "HOUR"), beside("£24,907–30,615 (unit not stated)"));
        assert_eq!(read(Some("£13.00 to £17.00 per hour"), "21853", "28577", "YEAR"), text("£13–17 an hour"));
        assert_eq!(read(Some("£82,096- £11,0683"), "82096", "110683", "YEAR"), text("-"));
        // The text's own figures again, with a unit that means something.
        assert_eq!(read(Some("30,000"), "30,000", "30,000", "YEAR"), text("£30,000 a year?"));
        assert_eq!(read(Some("28407.00"), "28407.00", "28407.00", "YEAR"), text("£28,407 a year?"));
        assert_eq!(read(Some("13.54"), "13.54", "13.54", "YEAR"), text("£13.54 an hour?"));
        assert_eq!(read(Some("13.54"), "13.54", "13.54", "HOUR"), text("£13.54 an hour"));
        assert_eq!(read(Some("1200"), "1200", "1200", "MONTH"), text("£1,200 a month"));
        assert_eq!(read(Some("150"), "150", "150", "DAY"), beside("£150 a day"));
        assert_eq!(read(Some("£30,000 a year"), "30000", "30000", "MONTH"), text("£30,000 a year"));
        // Made by a machine out of a band number and a postcode.
        assert_eq!(read(Some("Bank Level 8a"), "13448", "13448", "YEAR"), text("-"));
        assert_eq!(read(Some("RG24 9RH"), "249", "249", "YEAR"), text("-"));
        assert_eq!(read(None, "30615", "24907", "YEAR"), text("-"));
        assert_eq!(read(None, "0", "0", "YEAR"), text("-"));
        assert_eq!(read(None, "a lot", "", "YEAR"), text("-"));
    }

    #[test]
    fn what_travel_costs_is_not_pay() {
        let cases = [
            ("£2.50 mileage; £25,000", "Single 25,000 25,000 a year inferred"),
            ("Mileage £0.45, £25,000", "Single 25,000 25,000 a year inferred"),
            ("£0.45 per mile; £25,000 - £30,000", "Range 25,000 30,000 a year inferred"),
            ("Allowance per mile £3.50; £13 an hour", "Single 13 13 an hour stated"),
            ("Expenses up to £500; £25,000 a year", "Single 25,000 25,000 a year stated"),
            ("£500 expenses; £25,000 a year", "Single 25,000 25,000 a year stated"),
            ("£5.50 mileage", "None - - - inferred"),
            ("£25,000 mileage paid", "Single 25,000 25,000 a year inferred"),
            ("£12.50 per hour mileage paid", "Single 12.50 12.50 an hour stated"),
            ("Expenses paid £12.50 per hour", "Single 12.50 12.50 an hour stated"),
        ];
        for (text, expected) in cases {
            assert_eq!(line(text), expected, "{text}");
        }
    }

    #[test]
    fn words_beside_the_figures_are_noted() {
        let noted = |text: &str| (Pay::read(text).pro_rata, Pay::read(text).supplement.is_some());
        for text in ["£9 pro rata", "£9 pro-rata", "£9 prorata", "£9 pro rota", "£9 Pro", "£9 pro ra"] {
            assert_eq!(noted(text), (true, false), "{text}");
        }
        for text in ["£9 + HCAS", "£9 inc London Weig", "£9 + £2,162 LW", "£9 high-cost area", "£9 inc Fringe"] {
            assert_eq!(noted(text), (false, true), "{text}");
        }
        assert_eq!(noted("£9 for a professional"), (false, false));
    }

    #[test]
    fn pay_for_part_of_a_week_is_told_from_full_time_pay() {
        use PaidFor::{FullTime, Hours as For, Part, PartOf, Share};
        let hours = |number: f64| For(number.try_into().unwrap());
        let part_of = |part, whole| PartOf { part: Pence::of_pounds(part), whole: Pence::of_pounds(whole) };
        let cases = [
            ("£17,648 (£44,121FTE)", part_of(17_648, 44_121)),
            ("Up to £12,000 a year (full time equivalent £30,000)", part_of(12_000, 30_000)),
            ("£12,000 - £14,000, FTE £24,000 - £28,000", part_of(14_000, 28_000)),
            ("£14,500 pro rata (£29,000 WTE)", part_of(14_500, 29_000)),
            ("£30,000 FTE (£18,000 actual)", FullTime),
            ("£30,000 FTE (£33,000 after a year)", FullTime),
            ("£30,000 pro rata (actual £18,000)", FullTime),
            ("£30,000 a year (rising to £33,000)", FullTime),
            ("£18,000 actual salary", Part),
            ("£18,000 pro rata actual", Part),
            ("Actual salary: £18,000 p.a.", Part),
            ("£30,000 pro rata - actual salary for part-time hours", FullTime),
            ("£30,000 (actual salary depends on hours)", FullTime),
            ("£18,000 actual for 22.5 hours a week", hours(22.5)),
            ("£18,000 for 25 hours a week", hours(25.0)),
            ("£18,000 p.a. (20hrs/wk)", hours(20.0)),
            ("£18,000 - £19,000, 30hpw", hours(30.0)),
            ("£30,000 pro rata, 20 hours a week", FullTime),
            ("£30,000 a year, full time, 40 hours a week", FullTime),
            ("£18,000 for 15-20 hours a week", Part),
            ("£16,400 per annum for 1 session per week", Part),
            ("£16,400 a year, 2 days a week", Part),
            ("£30,000 a year, 5 days a week", FullTime),
            ("£15,000 part-time", Part),
            ("£18,000 a year 0.5 WTE", Share(50)),
            ("£18,000 a year (0.53wte)", Share(53)),
            ("£18,000 pa, FTE: 0.6", Share(60)),
            ("£18,000 a year for 60% FTE", Share(60)),
            ("£36,000 a year 1.0 WTE", FullTime),
            ("£36,000 a year 100% FTE", FullTime),
            ("£36,000 pro rata, 0.5 WTE", FullTime),
            ("£36,000 a year FTE", FullTime),
            ("£18,000 (£36,000 FTE) 0.5 WTE", part_of(18_000, 36_000)),
            ("£30,000 a year, part time considered", FullTime),
            ("£30,000 pro rata for part time", FullTime),
            ("£30,000 to £38,000", FullTime),
            ("£1,200 a month for 20 hours a week", hours(20.0)),
            ("£12.50 an hour, 20 hours a week", hours(20.0)),
            ("16.40 an hour for 20 hours a week", hours(20.0)),
            ("£12.50 an hour for 15-20 hours a week", FullTime),
            ("£12.50 an hour, part-time", FullTime),
        ];
        for (text, expected) in cases {
            assert_eq!(Pay::read(text).paid_for, expected, "{text}");
        }
    }

    #[test]
    fn pro_rata_pay_is_known_with_what_it_is_worked_out_to() {
        let pounds = |sum: Option<Pence>| sum.map_or(0, |sum| sum.0 / 100);
        let cases = [
            ("£32,073 - £39,043 pro rata (actual £19,244 - £23,426)", Some((19_244, 23_426)), None),
            ("£49,387 to £56,515 pro rata (£29,632 to £33,909 for 22.5 hours)", Some((29_632, 33_909)), None),
            ("£32,073 to £39,043 per annum pro rata (£17,105 for 20 hours)", Some((17_105, 17_105)), None),
            ("£32,073 - £39,043 pro rata (£16.40 - £19.97 an hour)", None, None),
            ("£32,073 - £39,043 pro rata", None, None),
            ("£19,244 - £23,426 (pro rata, 0.6 wte)", None, Some(60)),
            ("£19,244 - £23,426 (0.6 wte)", None, None),
        ];
        for (text, worked_out, share) in cases {
            let read = Pay::read(text);
            let ends = read.worked_out.map(|(low, high)| (pounds(low), pounds(high)));
            assert_eq!((ends, read.share), (worked_out, share), "{text}");
        }
    }

    #[test]
    fn a_range_the_wrong_way_round_is_not_read_but_known() {
        let pounds = Pence::of_pounds;
        let ends = Some((pounds(32_073), pounds(39_043)));
        let cases = [
            ("£39,043 - £32,073", ends, None),
            ("£39,043 to £32,073 per annum", ends, Some(PayUnit::Year)),
            ("£32,073 - £39,043", None, None),
            ("£39,043 - £0", None, None),
            ("£390,430 - £32,073", None, None),
            ("£39,043 - £36,000 - £32,073", None, None),
            ("£39,043 - £32,073 or £45,000 to £50,000", None, None),
        ];
        for (text, ends, unit) in cases {
            let reversed = Pay::read(text).reversed;
            assert_eq!(reversed.map(|range| (range.low, range.high)), ends, "{text}");
            assert_eq!(reversed.and_then(|range| range.unit), unit, "{text}");
        }
    }

    #[test]
    fn a_supplement_is_in_the_figures_or_on_top_of_them() {
        use crate::domain::scale::Zone::{Fringe, Inner, Outer};
        use SupplementHow::{Included, Named, OnTop};
        let cases = [
            ("£30,000 - £36,000 pa plus HCAS", Some((OnTop, None))),
            ("£30,000 - £36,000 plus Outer London HCAS", Some((OnTop, Some(Outer)))),
            ("£30,000 + £2,000 LW per annum", Some((OnTop, None))),
            ("£30,000 (excluding inner London weighting)", Some((OnTop, Some(Inner)))),
            ("£30,000 inc HCAS", Some((Included, None))),
            ("£30,000 plus benefits, inclusive of HCAS [15%]", Some((Included, None))),
            ("£30,000, HCAS included", Some((Included, None))),
            ("£30,000 inc Fringe HCAS", Some((Included, Some(Fringe)))),
            ("£30,000 including inner London weighting", Some((Included, Some(Inner)))),
            ("£30,000 inner or outer London", Some((Named, None))),
            ("£30,000 High Cost Area Supplement extra", Some((OnTop, None))),
            ("£30,000 plus enhancements", None),
        ];
        for (text, expected) in cases {
            let read = Pay::read(text).supplement;
            assert_eq!(read.map(|Supplement { how, zone }| (how, zone)), expected, "{text}");
        }
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
            let high = low + more.min(low * 9);
            let pay = Pay::read(&format!("£{low}.00 to £{high}.00"));
            prop_assert_eq!((pay.low.and_then(Pence::whole_pounds), pay.high.and_then(Pence::whole_pounds)), (Some(low), Some(high)));
        }
    }
}
