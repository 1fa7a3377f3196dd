//! Reading a pay text: which of its figures are the pay, and what they are the ends of.
//!
//! A text is a row of statements: one figure, or several joined by a dash or `to`. The first statement that is pay
//! counts. What is added to it (`plus £5,000 bonus`, `+ £2,162 LW`), says it again (`(£44,121 FTE)`, `£12.77 per hour`)
//! or stands in no proportion to it is passed over. What is left beside it (`£31,365 - £37,890 / £38,890 - £44,503`) is
//! as good a statement, so the pay runs from the lowest to the highest of them.

use std::sync::LazyLock;

use crate::domain::pay::paid_for::Restated;
use crate::domain::pay::quantity::{Meaning, Quantity, WIDEST, quantities};
use crate::domain::pay::unit::{Mention, Mentions, mentions};
use crate::domain::pay::{Ends, PayKind, PayUnit, Pence, Reversed};
use crate::domain::tokens::{Token, Words, listed};

/// Where boards cut a text, in characters: its last word or figure may then be half of one.
const CUT: usize = 50;
/// A figure of this and more is pay for a year, where nothing says otherwise.
const YEARLY_FROM: Pence = Pence::of_pounds(9_000);
/// How many times higher or lower another statement may be and still be another choice of the same post.
const COMPARABLE: u64 = 3;

/// Money beside the pay, even where it stands first.
static EXTRAS: Words = LazyLock::new(|| {
    listed("bonus bonuses golden hello handshake welcome joining sign referral relocation incentive retention")
});
/// Money beside the pay, where something stands before it.
static ADDITIONS: Words = LazyLock::new(|| {
    listed(
        "sleep allowance allowances payment payments premium premia rrp supplement supplements enhancement enhancements \
    commission ote car hca hcas hcaa lw lwa weighting inc incl inclusive including includes benefits expenses",
    )
});
/// What a post costs rather than pays, even where it stands first.
static COSTS: Words = LazyLock::new(|| listed("mileage mile miles expenses"));
/// Names of money beside the pay, right before their figure: `Car allowance £4,000`.
static EXTRA_NAMES: Words =
    LazyLock::new(|| listed("allowance allowances supplement supplements premium rrp hca hcas weighting commission"));
/// Those of the names that make the figure before them money beside the pay; `£28,691 HCAS` has it in it.
const EXTRA_NOUNS: [&str; 5] = ["allowance", "allowances", "supplement", "premium", "rrp"];
/// The same money again.
static RESTATED: Words =
    LazyLock::new(|| listed("fte wte actual equivalent equivalents equiv equates equal equivalence"));
/// Those of the words for full-time pay.
static WHOLE: Words = LazyLock::new(|| listed("fte wte full equivalent equivalents equiv"));
static UPPER: Words = LazyLock::new(|| listed("max maximum below under upto"));
static RISING: Words = LazyLock::new(|| listed("up max maximum rising increasing progressing"));
static LOWER: Words = LazyLock::new(|| listed("from min minimum starting starts start least over excess upwards"));
/// What may stand between `starting`, `up to` or `from` and its figure.
static FILLERS: Words = LazyLock::new(|| listed("of a the salary pay rate basic approx circa c around at gbp about"));
/// What follows the sign of an open end: `£30,000+ DOE`.
static AFTER_OPEN: Words = LazyLock::new(|| listed("per pa ph p a an doe depending dependent negotiable pro"));

/// What a text says.
#[derive(Debug, PartialEq, Eq)]
pub struct Reading {
    /// Its form.
    pub kind: PayKind,
    /// Its ends.
    pub ends: Ends,
    /// The unit that the text gives.
    pub stated: Option<PayUnit>,
    /// Whether the size may tell the unit where the text does not.
    pub inferable: bool,
    /// What the text states again, for other hours.
    pub restated: Restated,
    /// The range that is not read as it stands the wrong way round.
    pub reversed: Option<Reversed>,
}

/// One statement: figures that belong to each other.
#[derive(Debug)]
struct Statement {
    /// The figures, as places among the quantities.
    figures: Vec<usize>,
    unit: Option<Mention>,
    kind: PayKind,
    ends: Ends,
    addition: bool,
    restated: bool,
    /// Whether it is called full-time pay.
    whole: bool,
}

impl Reading {
    fn without_figures(kind: PayKind) -> Self {
        Self { kind, ends: (None, None), stated: None, inferable: false, restated: Restated::default(), reversed: None }
    }
}

/// A text with its numbers and units found.
struct Text<'a> {
    tokens: &'a [Token],
    quantities: Vec<Quantity>,
    mentions: Mentions,
    cut: bool,
}

/// Reads a text that is `length` characters long.
pub fn read(tokens: &[Token], length: usize) -> Reading {
    let quantities = quantities(tokens);
    let mentions = mentions(tokens, &quantities);
    Text { tokens, quantities, mentions, cut: length == CUT }.read()
}

impl Text<'_> {
    fn read(&self) -> Reading {
        let statements = self.statements();
        let pay = choices(&statements);
        if pay.is_empty() {
            return Reading::without_figures(PayKind::None);
        }
        let (kind, ends) = combined(&pay);
        if kind == PayKind::Unreadable {
            // A unit belongs to figures, and there are none.
            return Reading { reversed: self.reversed(&pay), ..Reading::without_figures(kind) };
        }
        let unit = pay
            .iter()
            .find_map(|statement| statement.unit)
            .or_else(|| self.mentions.leading.filter(|mention| believable(*mention, ends)))
            .or_else(|| unit_elsewhere(&statements, ends));
        let (stated, inferable) = match unit {
            Some(mention @ Mention::Unit(unit)) if believable(mention, ends) => (Some(unit), false),
            Some(Mention::Unit(_) | Mention::Other) => (None, false),
            Some(Mention::Unknown) => (None, size(ends) == Some(PayUnit::Year)),
            None => (None, true),
        };
        Reading { kind, ends, stated, inferable, restated: restated(&statements, pay[0], ends), reversed: None }
    }

    /// Every statement in order, with what tells additions and repetitions from pay.
    fn statements(&self) -> Vec<Statement> {
        let money: Vec<usize> =
            (0..self.quantities.len()).filter(|place| self.quantities[*place].meaning != Meaning::Measure).collect();
        let mut statements: Vec<Statement> = Vec::new();
        let mut figures: Vec<usize> = Vec::new();
        for place in money {
            if let Some(last) = figures.last()
                && !self.continues(*last, place)
            {
                let done = std::mem::take(&mut figures);
                statements.extend(self.statement(done, first_pay(&statements)));
            }
            figures.push(place);
        }
        statements.extend(self.statement(figures, first_pay(&statements)));
        statements
    }

    /// The words and marks between the figure before and this one.
    fn lead(&self, place: usize) -> &[Token] {
        let before = self.quantities[..place].iter().rev().find(|quantity| quantity.meaning != Meaning::Measure);
        let lead = &self.tokens[before.map_or(0, |before| before.end)..self.quantities[place].start];
        match lead.split_last() {
            Some((last, rest)) if last.is_mark('£') => rest,
            _ => lead,
        }
    }

    /// The words right after a figure, its unit left out, up to the next mark.
    fn tail(&self, place: usize) -> impl Iterator<Item = &str> {
        self.tokens[self.quantities[place].end..]
            .iter()
            .map_while(Token::word)
            .filter(|word| {
                !matches!(*word, "per" | "annum" | "pa" | "a" | "an" | "year" | "hour" | "ph" | "one" | "off")
            })
            .take_while(|word| !matches!(*word, "plus" | "inc" | "including" | "inclusive" | "and" | "with" | "to"))
            .take(2)
    }

    /// Whether a figure is a further end of the statement that the one before it belongs to.
    fn continues(&self, before: usize, place: usize) -> bool {
        let lead = self.lead(place);
        let mut words = lead.iter().rev().skip_while(|token| token.is_in(&FILLERS));
        let (last, one_before) = (words.next(), words.next());
        let Some(last) = last else { return false };
        let between = || self.tokens[..self.quantities[before].start].iter().any(|token| token.is("between"));
        let joined = last.is_mark('-')
            || last.is_mark('~')
            || last.is_one_of(&["max", "maximum"])
            || (last.is("to") && !one_before.is_some_and(|word| word.is("rata") || word.is_in(&RESTATED)))
            || (last.is_one_of(&["and", "or"]) && between());
        let units = (self.mentions.of[before], self.mentions.of[place]);
        let unlike = matches!(units, (Some(one), Some(other)) if one != other);
        joined && !unlike && !is_addition(lead)
    }

    /// The statement that the figures make; nothing where they are all nought.
    fn statement(&self, figures: Vec<usize>, first: Option<&Statement>) -> Option<Statement> {
        let start = *figures.first()?;
        let end = *figures.last()?;
        let (kind, ends) = self.ends(&figures)?;
        let lead = self.lead(start);
        let tail = || self.tail(end);
        let alone = figures.len() == 1;
        let extra = tail().any(|word| EXTRAS.contains(word))
            || own_words(lead).iter().any(|token| token.is_in(&EXTRAS))
            || (alone && (names_extra(lead) || tail().next().is_some_and(|word| EXTRA_NOUNS.contains(&word))));
        let added = first.is_some()
            && (is_addition(lead)
                || (alone && (tail().any(|word| ADDITIONS.contains(word)) || mentions_addition(lead))));
        let again = first.is_some_and(|first| {
            let first_in_bracket = first.figures.first().is_some_and(|place| in_bracket(self.lead(*place)));
            (in_bracket(lead) && !first_in_bracket)
                || tail().any(|word| RESTATED.contains(word))
                || lead.iter().any(|token| token.is_in(&RESTATED) || token.is_mark('='))
        });
        let half = first.is_some() && kind == PayKind::Unreadable && self.cut && self.is_last(end);
        let unit = figures.iter().find_map(|place| self.mentions.of[*place]);
        // `£12 per hour, mileage paid` and `£25,000 mileage paid` are pay.
        let small = !matches!(unit, Some(Mention::Unit(_))) && ends.1.or(ends.0).is_some_and(|most| most < YEARLY_FROM);
        let cost = small
            && (tail().any(|word| COSTS.contains(word)) || own_words(lead).iter().any(|token| token.is_in(&COSTS)));
        let whole = tail().any(|word| WHOLE.contains(word)) || lead.iter().any(|token| token.is_in(&WHOLE));
        Some(Statement { figures, unit, kind, ends, addition: extra || added || cost, restated: again || half, whole })
    }

    fn is_last(&self, place: usize) -> bool {
        self.quantities[place].end == self.tokens.len()
    }

    /// The form and the ends of figures that belong to each other. A reversed range is not swapped: one of its ends is
    /// wrong, and there is no telling which.
    fn ends(&self, figures: &[usize]) -> Option<(PayKind, Ends)> {
        let mut sums = Vec::new();
        for place in figures {
            match self.quantities[*place].meaning {
                Meaning::Money(sum) => sums.push(sum),
                _ => return Some((PayKind::Unreadable, (None, None))),
            }
        }
        let (low, high) = (*sums.first()?, *sums.last()?);
        if sums.iter().all(|sum| sum.0 == 0) {
            return None;
        }
        Some(if !sums.is_sorted() {
            (PayKind::Unreadable, (None, None))
        } else if low.0 == 0 {
            (PayKind::UpTo, (None, Some(high)))
        } else if high.0 > low.0.saturating_mul(WIDEST) {
            (PayKind::Unreadable, (None, None))
        } else if sums.len() == 1 {
            self.one_sided(*figures.first()?, low)
        } else {
            both(low, high)
        })
    }

    /// The only range of a text, where its two ends stand the wrong way round.
    fn reversed(&self, pay: &[&Statement]) -> Option<Reversed> {
        let [Statement { figures, unit, .. }] = pay else { return None };
        let [first, second] = figures.as_slice() else { return None };
        let (high, low) = (self.quantities[*first].meaning, self.quantities[*second].meaning);
        let (Meaning::Money(high), Meaning::Money(low)) = (high, low) else { return None };
        let unit = match unit {
            Some(Mention::Unit(unit)) => Some(*unit),
            _ => None,
        };
        let is_range = low.0 > 0 && low < high && high.0 <= low.0.saturating_mul(WIDEST);
        is_range.then_some(Reversed { low, high, unit })
    }

    /// A figure that stands alone: an upper end, a lower end, or both.
    fn one_sided(&self, place: usize, sum: Pence) -> (PayKind, Ends) {
        let lead = self.lead(place);
        let near =
            lead.iter().rev().take_while(|token| token.word().is_some() || token.is_mark(':') || token.is_mark('.'));
        let mut words = near.filter_map(Token::word).skip_while(|word| FILLERS.contains(word));
        let (last, before) = (words.next().unwrap_or_default(), words.next());
        let after = &self.tokens[self.quantities[place].end..];
        if last == "than" {
            return compared(before, words.next(), sum);
        }
        let bare_to = last == "to" && before.is_none_or(|word| RISING.contains(word));
        if bare_to || UPPER.contains(last) || begins(after, &["max", "maximum"]) {
            (PayKind::UpTo, (None, Some(sum)))
        } else if LOWER.contains(last) || begins(after, &["min", "minimum", "upwards", "onwards"]) || is_open(after) {
            (PayKind::From, (Some(sum), None))
        } else {
            both(sum, sum)
        }
    }
}

/// A figure after `than`: `no more than £30,000`, `not less than £30,000`, `more than £30,000`.
fn compared(how: Option<&str>, negated: Option<&str>, sum: Pence) -> (PayKind, Ends) {
    let less = how.is_some_and(|how| matches!(how, "less" | "lower" | "fewer"));
    let negated = negated.is_some_and(|word| matches!(word, "no" | "not" | "never"));
    if less == negated { (PayKind::From, (Some(sum), None)) } else { (PayKind::UpTo, (None, Some(sum))) }
}

fn both(low: Pence, high: Pence) -> (PayKind, Ends) {
    (if low == high { PayKind::Single } else { PayKind::Range }, (Some(low), Some(high)))
}

/// Whether one of the words follows, brackets passed over.
fn begins(after: &[Token], words: &[&str]) -> bool {
    after.iter().find(|token| !token.is_mark('(')).is_some_and(|token| token.is_one_of(words))
}

/// Whether a figure is open upwards: `£30,000+`, `£30,000 and above`. A `+` with something to add after it is no such.
fn is_open(after: &[Token]) -> bool {
    let mut after = after.iter();
    let Some(first) = after.next() else { return false };
    let next = after.next();
    let ends = next.is_none_or(|token| {
        [')', ',', ';', '.', '('].iter().any(|mark| token.is_mark(*mark)) || token.is_in(&AFTER_OPEN)
    });
    let above = first.is_one_of(&["and", "or"]) && next.is_some_and(|word| word.is_one_of(&["above", "over", "more"]));
    above || (first.is_mark('+') && ends) || (first.is("plus") && next.is_none())
}

/// Whether what stands before a figure makes it an addition to the one before. A dash, a slash or a new band begins
/// anew: `£24,907 plus HCAS - £30,615 plus HCAS` is a range.
fn is_addition(lead: &[Token]) -> bool {
    since_anew(lead).iter().any(|token| {
        token.is_mark('+') || token.is_one_of(&["plus", "inc", "incl", "including", "inclusive", "includes"])
    })
}

fn mentions_addition(lead: &[Token]) -> bool {
    since_anew(lead).iter().any(|token| token.is_in(&ADDITIONS))
}

/// Whether the words right before a figure name money beside the pay, and do not say that the figure holds it
/// (`including London allowance £28,000`).
fn names_extra(lead: &[Token]) -> bool {
    let mut near = since_anew(lead).iter().rev().skip_while(|token| token.is_mark(':') || token.is("of"));
    near.next().is_some_and(|token| token.is_in(&EXTRA_NAMES))
        && !near.any(|token| {
            token.word().is_some_and(|word| word.starts_with("inc")) || token.is_one_of(&["salary", "with"])
        })
}

/// The part of a lead that speaks of the figure after it, not of the one before.
fn own_words(lead: &[Token]) -> &[Token] {
    let parts = |token: &Token| ['+', '&', ','].iter().any(|mark| token.is_mark(*mark)) || token.is("plus");
    let lead = since_anew(lead);
    lead.iter().rposition(parts).map_or(lead, |place| &lead[place + 1..])
}

fn since_anew(lead: &[Token]) -> &[Token] {
    let anew = |token: &Token| {
        ['-', '/', ';', '|', '.'].iter().any(|mark| token.is_mark(*mark)) || token.is_one_of(&["or", "band", "grade"])
    };
    lead.iter().rposition(anew).map_or(lead, |place| &lead[place + 1..])
}

/// Whether a bracket is open at the end of the tokens.
fn in_bracket(lead: &[Token]) -> bool {
    let last = |marks: [char; 2]| lead.iter().rposition(|token| marks.iter().any(|mark| token.is_mark(*mark)));
    last(['(', '[']) > last([')', ']'])
}

fn first_pay(statements: &[Statement]) -> Option<&Statement> {
    statements.iter().find(|statement| !statement.addition)
}

/// The first statement that is pay, and those after it that are as good.
fn choices(statements: &[Statement]) -> Vec<&Statement> {
    let mut pay: Vec<&Statement> = Vec::new();
    for statement in statements.iter().filter(|statement| !statement.addition) {
        match pay.first() {
            None => pay.push(statement),
            Some(first) if !statement.restated && comparable(first, statement) => pay.push(statement),
            Some(_) => {}
        }
    }
    pay
}

/// Whether a statement may be another choice of the same post: the same unit and no other size.
fn comparable(first: &Statement, other: &Statement) -> bool {
    if matches!((first.unit, other.unit), (Some(one), Some(two)) if one != two) {
        return false;
    }
    let top = |statement: &Statement| statement.ends.1.or(statement.ends.0);
    match (top(first), top(other)) {
        (Some(one), Some(two)) => one.max(two).0 <= one.min(two).0.saturating_mul(COMPARABLE),
        // One of them cannot be read, so the whole cannot.
        _ => true,
    }
}

fn combined(pay: &[&Statement]) -> (PayKind, Ends) {
    match pay {
        [only] => (only.kind, only.ends),
        several if several.iter().any(|statement| statement.kind == PayKind::Unreadable) => {
            (PayKind::Unreadable, (None, None))
        }
        several => {
            let low = several.iter().filter_map(|statement| statement.ends.0).min();
            let high = several.iter().filter_map(|statement| statement.ends.1).max();
            match (low, high) {
                (Some(low), Some(high)) => both(low, high),
                (Some(_), None) => (PayKind::From, (low, None)),
                _ => (PayKind::UpTo, (None, high)),
            }
        }
    }
}

/// What the statements say again of the pay: what full time is paid, where that is more and the pay is not said to be
/// full-time itself, or less than the pay.
fn restated(statements: &[Statement], first: &Statement, ends: Ends) -> Restated {
    let top = |ends: Ends| ends.1.or(ends.0);
    let Some(stated) = top(ends) else { return Restated::default() };
    let again = || {
        let same = statements.iter().filter(|other| other.restated && !other.addition);
        same.filter(|other| other.unit.is_none() || first.unit.is_none() || other.unit == first.unit)
    };
    let most = again().filter(|other| other.whole && !first.whole).filter_map(|other| top(other.ends)).max();
    let lower = |other: Pence| YEARLY_FROM <= other && other < stated;
    let believed = |whole: &Pence| *whole > stated && whole.0 <= stated.0.saturating_mul(WIDEST);
    Restated {
        whole: most.filter(believed).map(|whole| (stated, whole)),
        lower: again().map(|other| other.ends).find(|ends| top(*ends).is_some_and(lower)),
    }
}

/// A unit that stands with an addition or a repetition speaks for the pay where the size says the same:
/// `£32,478 + £2,162 LW per annum`.
fn unit_elsewhere(statements: &[Statement], ends: Ends) -> Option<Mention> {
    let size = size(ends)?;
    statements.iter().filter_map(|statement| statement.unit).find(|unit| *unit == Mention::Unit(size))
}

/// A unit by size alone: the rule for a salary field that has none.
pub fn size((low, high): Ends) -> Option<PayUnit> {
    /// Nobody is paid less than this an hour.
    const HOURLY_FROM: Pence = Pence::of_pounds(3);
    const HOURLY_BELOW: Pence = Pence::of_pounds(200);
    let (least, most) = (low.or(high)?, high.or(low)?);
    if (HOURLY_FROM..HOURLY_BELOW).contains(&least) && most < HOURLY_BELOW {
        Some(PayUnit::Hour)
    } else if least >= YEARLY_FROM {
        Some(PayUnit::Year)
    } else {
        None
    }
}

/// Whether a unit and the size of the figures can both be true; `£9.45 per annum` and `£31,365 an hour` cannot. The limits are
/// ours and no source's: wide, so that they part no pay from its unit, only a figure from one that it cannot be for.
pub fn believable(mention: Mention, (low, high): Ends) -> bool {
    let Mention::Unit(unit) = mention else { return true };
    let (Some(least), Some(most)) = (low.or(high), high.or(low)) else { return true };
    let (floor, ceiling) = match unit {
        PayUnit::Year => (1_000, u64::MAX / 100),
        PayUnit::Month => (100, 15_000),
        PayUnit::Week => (20, 5_000),
        PayUnit::Day => (20, 3_000),
        PayUnit::Session => (10, 20_000),
        PayUnit::Hour => (0, 1_000),
    };
    Pence::of_pounds(floor) <= least && most < Pence::of_pounds(ceiling)
}
