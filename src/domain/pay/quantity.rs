//! The numbers of a pay text: which are money, which are not, and which have lost a separator.
//!
//! A number with a pound sign is money. One without is money by its form (`31,365`, `17.01`, `28k`), or because it is
//! joined to money (`£20-22`); band numbers, hours, percentages, dates, postcodes and references are not. Other money
//! than pounds (`€40,000`, `USD 50k`) is never taken for pounds: it is no figure that can be read.

use std::sync::LazyLock;

use crate::domain::pay::Pence;
use crate::domain::tokens::{Token, Words, listed};

/// A number of the text, with its place among the tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quantity {
    /// Its first token.
    pub start: usize,
    /// One past its last token.
    pub end: usize,
    /// What it is.
    pub meaning: Meaning,
}

/// What a number is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// Money.
    Money(Pence),
    /// Digits that must be money but whose separators make no sense, more than any post pays, or other money than pounds.
    Broken,
    /// Anything else.
    Measure,
}

/// No post is taken to pay more than this; a greater figure has lost a separator. A rule of ours and no source's, far
/// above the highest figure of the bundled tables.
pub const MOST_PAY: Pence = Pence::of_pounds(300_000);
const THOUSAND: Pence = Pence::of_pounds(1_000);
/// Two decimals alone make no money of less than this: `0.80` and `1.00` are shares of full time.
const LEAST_RATE: Pence = Pence::of_pounds(6);
/// A whole number of less than this with `per hour` after it is a rate even without a pound sign.
const MOST_RATE: Pence = Pence::of_pounds(200);
/// Below this a number with `per week` after it may be hours.
const MOST_HOURS: Pence = Pence::of_pounds(60);
/// Of a range the upper end is no more than this many times the lower; else one of them has lost a digit.
pub const WIDEST: u64 = 10;

/// What follows a number that is not money.
static MEASURES: Words = LazyLock::new(|| {
    listed(
        "hour hours hr hrs hpw h day days week weeks wk wks month months mth mths year years yr yrs session \
    sessions pas wte fte shift shifts night nights post posts x patient patients bed beds mile miles people \
    staff min mins minute minutes st nd rd th am pm point points weekends percent",
    )
});
/// What stands before a number that is not money.
static LABELS: Words = LazyLock::new(|| {
    listed(
        "band bands afc grade grades level levels scale point points scp spine tier step hours hrs week ref \
    reference id tel telephone phone ext no number code call contact age",
    )
});
/// What may be written onto the digits of money without a pound sign.
static ENDINGS: Words = LazyLock::new(|| listed("k kpa pa ph phr pw pcm p per pro a an"));

/// Signs of other money than pounds.
const OTHER_SIGNS: [char; 6] = ['€', '$', '¥', '₹', '₽', '¤'];
/// Names of other money; codes that are English words or short forms used in health care (`ALL`, `INR`) are left out.
/// A code that is not here is told by the word `currency`.
static OTHER_MONEY: Words = LazyLock::new(|| {
    listed(
        "eur euro euros usd dollar dollars cents aud nzd cad hkd sgd chf francs aed dirham dirhams qar riyal riyals \
    kwd bhd omr sek nok dkk krone pln zloty czk huf zar rand jpy yen cny yuan rupees ngn naira currency",
    )
});

/// A number while it is not yet clear what it is.
#[derive(Debug)]
struct Draft {
    start: usize,
    end: usize,
    guess: Guess,
    thousands: bool,
}

/// What a number is taken for before its neighbours are looked at: a [`Meaning`], or one that they decide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Guess {
    Money(Pence),
    Broken,
    Measure,
    /// Money only if it is joined to money.
    Bare(Pence),
}

/// The numbers of a text, in order.
pub fn quantities(tokens: &[Token]) -> Vec<Quantity> {
    let mut drafts: Vec<Draft> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if tokens[at].number().is_some() {
            let draft = draft(tokens, at, drafts.last());
            at = draft.end;
            drafts.push(draft);
        } else {
            at += 1;
        }
    }
    for right in 1..drafts.len() {
        lend(tokens, &mut drafts, right);
    }
    drafts.iter().map(finished).collect()
}

fn finished(draft: &Draft) -> Quantity {
    let meaning = match draft.guess {
        Guess::Money(sum) if sum > MOST_PAY => Meaning::Broken,
        Guess::Money(sum) => Meaning::Money(sum),
        Guess::Broken => Meaning::Broken,
        Guess::Measure | Guess::Bare(_) => Meaning::Measure,
    };
    Quantity { start: draft.start, end: draft.end, meaning }
}

fn draft(tokens: &[Token], start: usize, before: Option<&Draft>) -> Draft {
    let pound_before = start > 0 && (tokens[start - 1].is_mark('£') || tokens[start - 1].is("gbp"));
    let (digits, mut end) = spaced_thousands(tokens, start, pound_before);
    let pound = pound_before || pound_after(tokens, end);
    let next = tokens.get(end);
    let foreign = !pound && is_other_money(tokens, start, end);
    let thousands = next.is_some_and(|next| next.is("k") || (next.glued && next.is("kpa")));
    let guess = if next.is_some_and(|next| next.is_mark('%') || next.is_one_of(&["m", "million", "bn", "billion"])) {
        Guess::Measure
    } else if foreign {
        Guess::Broken
    } else if pound {
        parse_sum(&digits).map_or(Guess::Broken, Guess::Money)
    } else if is_measure(tokens, start, end, before) {
        Guess::Measure
    } else {
        by_form(&digits, thousands, tokens, end)
    };
    if thousands && tokens[end].is("k") {
        end += 1;
    }
    let guess = match guess {
        Guess::Money(sum) if thousands && sum < THOUSAND => Guess::Money(Pence(sum.0 * 1000)),
        guess => guess,
    };
    Draft { start, end, guess, thousands }
}

/// The digits of a number, over a space where there is one between its thousands: `£24, 907`, `£24 907`.
fn spaced_thousands(tokens: &[Token], start: usize, pound: bool) -> (String, usize) {
    let digits = tokens[start].number().unwrap_or_default();
    let comma = tokens.get(start + 1).is_some_and(|token| token.is_mark(','));
    let place = start + 1 + usize::from(comma);
    let rest = tokens.get(place).and_then(Token::number).unwrap_or_default();
    let group = rest.split('.').next().unwrap_or_default();
    if pound && digits.len() <= 3 && !digits.contains('.') && group.len() == 3 {
        (format!("{digits}{rest}"), place + 1)
    } else {
        (digits.to_owned(), start + 1)
    }
}

/// A pound sign that follows its number: `72000 £ per year`.
fn pound_after(tokens: &[Token], end: usize) -> bool {
    let sign = tokens.get(end).is_some_and(|token| token.is_mark('£') || token.is_one_of(&["gbp", "pounds"]));
    sign && tokens.get(end + 1).is_none_or(|token| token.number().is_none())
}

/// Whether a sign or a name of other money stands before a number, or after it and its `k` and before no other number.
fn is_other_money(tokens: &[Token], start: usize, end: usize) -> bool {
    let named = |token: &Token| token.is_in(&OTHER_MONEY) || OTHER_SIGNS.iter().any(|sign| token.is_mark(*sign));
    let after = end + usize::from(tokens.get(end).is_some_and(|token| token.is("k")));
    let place = after + usize::from(tokens.get(after).is_some_and(|token| token.is_one_of(&["us", "australian"])));
    let follows =
        tokens.get(place).is_some_and(named) && tokens.get(place + 1).is_none_or(|next| next.number().is_none());
    follows || (start > 0 && named(&tokens[start - 1]))
}

/// Whether what stands around a number without a pound sign makes it something else than money.
fn is_measure(tokens: &[Token], start: usize, end: usize, before: Option<&Draft>) -> bool {
    let in_word = tokens[start].glued && start > 0 && tokens[start - 1].word().is_some_and(|word| word != "c");
    let followed = tokens
        .get(end)
        .is_some_and(|next| next.is_in(&MEASURES) || (next.glued && next.word().is_some() && !next.is_in(&ENDINGS)));
    let per_cent =
        tokens.get(end).is_some_and(|next| next.is("per")) && tokens.get(end + 1).is_some_and(|next| next.is("cent"));
    let labelled = tokens[..start]
        .iter()
        .rev()
        .find(|token| ![':', '.', '(', '#'].iter().any(|mark| token.is_mark(*mark)))
        .is_some_and(|token| token.is_in(&LABELS));
    // `Bands 5/6 - £12`, `0114 960000`: a number joined to one that is no money is none either.
    let continues = before.is_some_and(|before| {
        let between = &tokens[before.end..start];
        let telephone =
            between.is_empty() && tokens[before.start].number().is_some_and(|digits| digits.starts_with('0'));
        let small = tokens[start].number().is_some_and(|digits| digits.len() <= 2);
        before.guess == Guess::Measure && (telephone || (small && joins(between)))
    });
    in_word || followed || per_cent || labelled || continues
}

/// A number without a pound sign, by its form alone.
fn by_form(digits: &str, thousands: bool, tokens: &[Token], end: usize) -> Guess {
    let count = digits.chars().filter(char::is_ascii_digit).count();
    let Some(sum) = parse_sum(digits) else {
        let date = digits.matches('.').count() > 1;
        return if count >= 5 && !date { Guess::Broken } else { Guess::Measure };
    };
    let decimals = digits.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let whole = count - decimals;
    let calendar_year = whole == 4 && !digits.contains(',') && ("1900".."2100").contains(&digits);
    if thousands {
        return Guess::Money(sum);
    }
    let weekly_hours = decimals == 2 && sum < MOST_HOURS && is_unit(tokens, end, &["week", "w"]);
    let hourly = (LEAST_RATE..MOST_RATE).contains(&sum) && is_unit(tokens, end, &["hour", "h", "hr"]);
    if digits.starts_with('0') || sum > MOST_PAY || weekly_hours || (decimals == 2 && sum < LEAST_RATE) {
        Guess::Measure
    } else if digits.contains(',') || decimals == 2 || (decimals == 0 && ((whole >= 4 && !calendar_year) || hourly)) {
        Guess::Money(sum)
    } else {
        Guess::Bare(sum)
    }
}

/// Whether a unit follows: `per hour`, `an hour`, `p/h`, `ph`.
fn is_unit(tokens: &[Token], end: usize, nouns: &[&str]) -> bool {
    let mut rest = tokens[end.min(tokens.len())..].iter().filter(|token| !token.is_mark('/') && !token.is_mark('.'));
    match rest.next().and_then(Token::word) {
        Some("per" | "p" | "a" | "an") => rest.next().is_some_and(|token| token.is_one_of(nouns)),
        Some(word) => nouns.iter().any(|noun| word.strip_prefix('p') == Some(noun)),
        None => false,
    }
}

/// Lets a number and its right neighbour lend each other what one of them lacks: `£20-22`, `60-70k`, `£24-£30k`.
fn lend(tokens: &[Token], drafts: &mut [Draft], right: usize) {
    let (left, right) = (right - 1, right);
    if !joins(&tokens[drafts[left].end..drafts[right].start]) {
        return;
    }
    for (from, to) in [(left, right), (right, left)] {
        let Guess::Money(sure) = drafts[from].guess else { continue };
        let (Guess::Money(sum) | Guess::Bare(sum)) = drafts[to].guess else { continue };
        let bare = matches!(drafts[to].guess, Guess::Bare(_));
        if drafts[from].thousands && !drafts[to].thousands && sum < THOUSAND && alike(Pence(sum.0 * 1000), sure) {
            drafts[to].guess = Guess::Money(Pence(sum.0 * 1000));
        } else if bare && alike(sum, sure) {
            drafts[to].guess = Guess::Money(sum);
        }
    }
}

/// Whether two sums may be the ends of one range.
fn alike(one: Pence, other: Pence) -> bool {
    one.max(other).0 <= one.min(other).0.saturating_mul(WIDEST)
}

/// Whether tokens do nothing but join two numbers.
fn joins(between: &[Token]) -> bool {
    let joiner = |token: &Token| {
        ['-', '/', '&', '~'].iter().any(|mark| token.is_mark(*mark)) || token.is_one_of(&["to", "or", "and"])
    };
    between.iter().any(joiner) && between.iter().all(|token| joiner(token) || token.is_mark('£') || token.is("up"))
}

/// Pounds, with commas only before groups of three digits and at most two decimals.
pub fn parse_sum(digits: &str) -> Option<Pence> {
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
