//! What the words of a pay text say the figures are for: `a year`, `p/h`, `per session`.

use std::sync::LazyLock;

use strsim::damerau_levenshtein;

use crate::domain::pay::PayUnit;
use crate::domain::pay::quantity::{Meaning, Quantity};
use crate::domain::tokens::{Token, Words, listed};

/// What stands in a text where a unit may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mention {
    /// A unit of pay.
    Unit(PayUnit),
    /// A measure of pay that is none of the units (`per shift`), or one of two (`per PA` may be a programmed
    /// activity, `per session per annum` is neither).
    Other,
    /// What follows `per` is not known: a measure of pay (`per stint`, `per 12 hour shift`), working time (`per 37.5
    /// hours`), or a slip of the pen.
    Unknown,
}

/// The units that a text gives, by the figure they stand with.
#[derive(Debug)]
pub struct Mentions {
    /// Before the first number: `hourly rate £12`.
    pub leading: Option<Mention>,
    /// For each number of the text, in order.
    pub of: Vec<Option<Mention>>,
}

/// Nouns that follow `per`, `a`, `an`, `each`, `every`, `p` or a slash.
const NOUNS: [(&str, PayUnit); 14] = [
    ("annum", PayUnit::Year),
    ("year", PayUnit::Year),
    ("yr", PayUnit::Year),
    ("month", PayUnit::Month),
    ("mth", PayUnit::Month),
    ("week", PayUnit::Week),
    ("wk", PayUnit::Week),
    ("day", PayUnit::Day),
    ("diem", PayUnit::Day),
    ("session", PayUnit::Session),
    ("hour", PayUnit::Hour),
    ("hours", PayUnit::Hour),
    ("hr", PayUnit::Hour),
    ("hrs", PayUnit::Hour),
];
/// Letters that stand for a noun after `p` (`p/h`), and some of them after a slash.
const LETTERS: [(&str, PayUnit); 6] = [
    ("a", PayUnit::Year),
    ("m", PayUnit::Month),
    ("w", PayUnit::Week),
    ("d", PayUnit::Day),
    ("h", PayUnit::Hour),
    ("s", PayUnit::Session),
];
/// Words that give a unit right after a figure or before a word for pay: `hourly rate`, `£30,000 annually`.
const ADJECTIVES: [(&str, PayUnit); 9] = [
    ("annual", PayUnit::Year),
    ("annually", PayUnit::Year),
    ("yearly", PayUnit::Year),
    ("monthly", PayUnit::Month),
    ("weekly", PayUnit::Week),
    ("daily", PayUnit::Day),
    ("sessional", PayUnit::Session),
    ("hourly", PayUnit::Hour),
    ("hrly", PayUnit::Hour),
];
/// Short forms that stand anywhere after a figure.
const SHORT: [(&str, PayUnit); 6] = [
    ("pa", PayUnit::Year),
    ("kpa", PayUnit::Year),
    ("pcm", PayUnit::Month),
    ("pw", PayUnit::Week),
    ("ph", PayUnit::Hour),
    ("phr", PayUnit::Hour),
];
static WORDS_FOR_PAY: Words =
    LazyLock::new(|| listed("rate rates salary pay fee fees wage gross basic equivalent payment remuneration"));
/// What is paid for besides.
static OTHER_MEASURES: Words = LazyLock::new(|| {
    listed("shift night visit clinic list case patient procedure report appointment weekend duty call sleep")
});
/// Words between `per` and its noun that do not change it: `per calendar month`.
static WHOLE: Words = LazyLock::new(|| listed("calendar working full whole"));
/// A unit right after one of these is about working time or pay days: `hours per week`, `one day a week`, `paid monthly`.
static NOT_PAY: Words = LazyLock::new(|| {
    listed(
        "hours hour hrs hr day days night nights session sessions shift shifts week weeks times pas leave paid payable",
    )
});

/// Reads the units of a text. A unit belongs to the nearest number before it; where that one is no money (`20 hours a
/// week`, `1 session per week`), the unit is about working time and is passed over.
pub fn mentions(tokens: &[Token], quantities: &[Quantity]) -> Mentions {
    let mut found = Mentions { leading: None, of: vec![None; quantities.len()] };
    let mut ends = vec![0; quantities.len()];
    let (mut at, mut current) = (0, None::<usize>);
    // What stood before each open bracket: `£10.27 (SCP 5) per hour` is the rate of the figure, not of the point.
    let mut outside = Vec::new();
    while at < tokens.len() {
        if tokens[at].is_mark('(') {
            outside.push(current);
        } else if tokens[at].is_mark(')') {
            current = outside.pop().flatten().or(current);
        }
        if let Some(next) = quantities.iter().position(|quantity| quantity.start == at) {
            current = Some(next);
            at = quantities[next].end;
            continue;
        }
        let direct = current.is_some_and(|place| adjacent(tokens, quantities[place].end, at));
        let Some((mention, end)) = mention_at(tokens, at, direct, current.is_some()) else {
            at += 1;
            continue;
        };
        let follows = current.is_some_and(|place| found.of[place].is_some() && adjacent(tokens, ends[place], at));
        let not_pay = at > 0 && tokens[at - 1].is_in(&NOT_PAY) && !follows;
        match current {
            _ if not_pay => {}
            None => found.leading = found.leading.or(Some(mention)),
            Some(place) if quantities[place].meaning == Meaning::Measure => {}
            Some(place) => {
                // `£9,500 per session per annum` is neither.
                let both = follows && found.of[place] != Some(mention);
                found.of[place] = if both { Some(Mention::Other) } else { found.of[place].or(Some(mention)) };
                ends[place] = end;
            }
        }
        at = end;
    }
    found
}

/// Whether only brackets, commas and the like stand between two places.
fn adjacent(tokens: &[Token], from: usize, to: usize) -> bool {
    tokens
        .get(from..to)
        .is_some_and(|between| between.iter().all(|token| token.word().is_none() && !token.is_mark('+')))
}

/// The mention that begins at a place and where it ends.
fn mention_at(tokens: &[Token], at: usize, direct: bool, after_number: bool) -> Option<(Mention, usize)> {
    if let Some(found) = per(tokens, at) {
        return Some(found);
    }
    if tokens[at].is_one_of(&["day", "night"]) && by_day_and_night(tokens) {
        return None;
    }
    if direct && tokens[at].is_in(&OTHER_MEASURES) {
        return Some((Mention::Other, at + 1));
    }
    let word = tokens[at].word()?;
    let next = tokens.get(at + 1);
    let unit = if is_annum(word) {
        Some(PayUnit::Year)
    } else if after_number && let Some(unit) = named(&SHORT, word) {
        Some(unit)
    } else if direct && matches!(word, "pm" | "pd") {
        Some(if word == "pm" { PayUnit::Month } else { PayUnit::Day })
    } else if direct && word.len() > 1 && !next.is_some_and(|next| next.is_one_of(&["leave", "paid", "hours"])) {
        // `£25,100 Year 1` numbers a year; nobody numbers an hour: `£12.50 hour 30 hours a week`.
        let numbered = word != "hour" && next.is_some_and(|next| next.number().is_some());
        named(&NOUNS, word).filter(|_| !numbered).or_else(|| named(&ADJECTIVES, word))
    } else if next.is_some_and(|next| next.is_in(&WORDS_FOR_PAY)) {
        named(&ADJECTIVES, word).or_else(|| named(&NOUNS, word))
    } else if !after_number && next.is_none_or(|next| next.word().is_none()) {
        named(&ADJECTIVES, word)
    } else {
        None
    };
    unit.map(|unit| (Mention::Unit(unit), at + 1))
}

/// Whether a text gives a rate by day and one by night (`£10.90 day £14.17 night`), so that the words are no units.
fn by_day_and_night(tokens: &[Token]) -> bool {
    let said = |words: &[&str]| tokens.iter().any(|token| token.is_one_of(words));
    said(&["day", "days"]) && said(&["night", "nights"])
}

/// `per annum`, `p/h`, `a day`, `/hour`, `per shift`.
fn per(tokens: &[Token], at: usize) -> Option<(Mention, usize)> {
    let first = &tokens[at];
    let joined = first.word().and_then(|word| word.strip_prefix("per")).filter(|rest| !rest.is_empty());
    if let Some(unit) = joined.and_then(long_noun) {
        return Some((Mention::Unit(unit), at + 1));
    }
    let (per, short) = (first.is_one_of(&["per", "pr"]), first.is("p"));
    let article = first.is_one_of(&["a", "an", "each", "every"]) || first.is_mark('/');
    if !per && !short && !article || (per && at > 0 && tokens[at - 1].is("as")) {
        return None;
    }
    let skipped = tokens[at + 1..].iter().take_while(|token| ['.', '/', '-'].iter().any(|mark| token.is_mark(*mark)));
    let place = at + 1 + if article { 0 } else { skipped.count() };
    let place = place + usize::from(tokens.get(place).is_some_and(|token| token.is_in(&WHOLE)));
    let noun = tokens.get(place)?;
    let Some(word) = noun.word() else { return per.then_some((Mention::Unknown, place + 1)) };
    let letter = short || (first.is_mark('/') && noun.glued && matches!(word, "h" | "d" | "w"));
    let unit = long_noun(word)
        .or_else(|| letter.then(|| named(&LETTERS, word)).flatten())
        .or_else(|| (per && place + 1 == tokens.len()).then(|| cut_noun(word)).flatten());
    match unit {
        Some(unit) => Some((Mention::Unit(unit), place + 1)),
        None if OTHER_MEASURES.contains(word) => Some((Mention::Other, place + 1)),
        None => per.then_some((if word == "pa" { Mention::Other } else { Mention::Unknown }, place + 1)),
    }
}

fn long_noun(word: &str) -> Option<PayUnit> {
    if is_annum(word) { Some(PayUnit::Year) } else { named(&NOUNS, word).or_else(|| misspelt(word)) }
}

/// A noun with one slip after its first letter: `hor`, `houre`, `sesion`. The short ones (`day`, `week`) are too near to
/// other words, and `four` is no `hour`.
fn misspelt(word: &str) -> Option<PayUnit> {
    const LONG: [(&str, PayUnit); 4] =
        [("year", PayUnit::Year), ("month", PayUnit::Month), ("session", PayUnit::Session), ("hour", PayUnit::Hour)];
    let near = |noun: &str| {
        word.len() > 2 && word.chars().next() == noun.chars().next() && damerau_levenshtein(word, noun) == 1
    };
    LONG.into_iter().find(|(noun, _)| near(noun)).map(|(_, unit)| unit)
}

/// A noun at the end of a text that was cut: `per an`.
fn cut_noun(word: &str) -> Option<PayUnit> {
    [("annum", PayUnit::Year), ("hour", PayUnit::Hour)]
        .into_iter()
        .find(|(noun, _)| noun.starts_with(word))
        .map(|(_, unit)| unit)
}

/// `annum` as it is written and miswritten: `anum`, `annam`, `annun`, `annu`.
fn is_annum(word: &str) -> bool {
    word.len() >= 4 && word.starts_with('a') && word != "annual" && damerau_levenshtein(word, "annum") <= 2
}

fn named(list: &[(&str, PayUnit)], word: &str) -> Option<PayUnit> {
    list.iter().find(|(name, _)| *name == word).map(|(_, unit)| *unit)
}
