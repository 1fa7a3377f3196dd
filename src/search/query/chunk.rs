//! The pieces that what is typed falls into. Both what is asked for and what is put in and taken out again go by them, so that
//! the two always agree where a piece ends.

use std::ops::Range;

use crate::domain::band_list::joiner;
use crate::domain::place::Postcode;
use crate::search::query::operators::{Operator, Reads, read};
use crate::search::query::{APOSTROPHES, Filter, QUOTES, value};

/// A piece of what is typed, up to white space outside quotation marks; further where a limit or a band goes on behind it
/// (`pay:> 40k`, `within:20 km`, `near:LS1 4AP`, `band 5 or 6`).
#[expect(clippy::struct_excessive_bools, reason = "each is a sign that may be typed, in any mixture")]
pub(super) struct Chunk<'t> {
    pub typed: &'t str,
    pub not: bool,
    /// The operator's name as the table spells it; empty where there is none.
    pub operator: &'static str,
    pub start: bool,
    pub exact: bool,
    pub open: bool,
    pub value: &'t str,
    /// The operator that is meant, where its name holds a slip; what is typed then asks for nothing.
    pub slip_of: Option<&'static str>,
}

impl Chunk<'_> {
    /// Whether it is a limit.
    pub(super) fn is_limit(&self) -> bool {
        Operator::named(self.operator).is_some_and(|operator| matches!(operator.reads, Reads::Limit(_)))
    }

    /// The limit that it is; nothing where it is none, or its value cannot be read.
    pub(super) fn limit(&self) -> Option<Filter> {
        read(self.operator, self.value)
    }

    /// Whether its value, or its last word, may still be the beginning of a word.
    pub(super) fn is_begun(&self) -> bool {
        let may_go_on = || Operator::named(self.operator).is_some_and(|operator| operator.may_go_on(self.value));
        !self.exact && (may_go_on() || (self.is_plain() && self.open))
    }

    /// Whether it is words without any sign.
    pub(super) fn is_plain(&self) -> bool {
        self.operator.is_empty() && self.slip_of.is_none() && !self.exact && !self.not && !self.start
    }
}

/// How many bytes of what stands behind a value belong to it as well; nothing where it ends.
pub(super) type GoesOn = fn(value: &str, rest: &str) -> Option<usize>;

/// A piece of what is typed and where it stands.
pub(super) struct Piece<'t> {
    /// Its bytes in the text, the white space behind it among them.
    pub span: Range<usize>,
    pub chunk: Chunk<'t>,
}

/// The pieces of a text in their order.
pub(super) fn pieces(text: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = text.trim_start();
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let start = text.len() - rest.len();
        let (chunk, after) = chunk(rest);
        rest = after.trim_start();
        Some(Piece { span: start..text.len() - rest.len(), chunk })
    })
}

/// The same without where they stand.
pub(super) fn chunks(text: &str) -> impl Iterator<Item = Chunk<'_>> {
    pieces(text).map(|piece| piece.chunk)
}

/// What is typed for "not", or pasted for it: a hyphen, a dash or a minus sign.
const DASHES: [char; 4] = ['-', '–', '—', '−'];

/// The first piece of a text that begins with no white space, and what comes after it.
pub(super) fn chunk(text: &str) -> (Chunk<'_>, &str) {
    let mut rest = text.trim_start_matches(DASHES);
    let not = text.starts_with(DASHES) && !rest.is_empty() && !rest.starts_with(char::is_whitespace);
    let (mut operator, mut slip_of) = (None, None);
    if let Some((name, after)) = rest.split_once(':') {
        operator = Operator::named(name);
        slip_of = if operator.is_some() { None } else { Operator::meant(name).map(|operator| operator.name) };
        rest = if operator.is_some() || slip_of.is_some() { after } else { rest };
    }
    let start = operator.is_none() && slip_of.is_none() && rest.starts_with('^');
    rest = rest.strip_prefix('^').filter(|_| start).unwrap_or(rest);
    let (mut value, quoted, open, mut after) = in_quotes(rest);
    let goes_on = match operator {
        Some(operator) => operator.goes_on,
        None if start || slip_of.is_some() => ends,
        None if not => bands,
        None => plain,
    };
    if !quoted {
        let end = end(rest, value.len(), goes_on);
        (value, after) = rest.split_at(end);
    }
    let typed = &text[..text.len() - after.len()];
    let operator = operator.map_or("", |operator| operator.name);
    (Chunk { typed, not, operator, start, exact: quoted, open: open && !not, value, slip_of }, after)
}

/// Where a value ends that reaches so far at least, in bytes of a text that begins with it.
fn end(text: &str, least: usize, goes_on: GoesOn) -> usize {
    let mut end = least;
    while let Some(more) = goes_on(&text[..end], &text[end..]) {
        end += more;
    }
    end
}

/// What stands in quotation marks, or up to white space: the text, whether it is exact, whether it is still open, and what
/// comes after it.
fn in_quotes(text: &str) -> (&str, bool, bool, &str) {
    if let Some(rest) = text.strip_prefix(QUOTES) {
        return match rest.split_once(QUOTES) {
            Some((inside, after)) => (inside, true, false, after),
            None => (rest, true, true, ""),
        };
    }
    let Some(rest) = text.strip_prefix(APOSTROPHES) else {
        let (value, after) = text.split_at(text.find(char::is_whitespace).unwrap_or(text.len()));
        return (value, false, true, after);
    };
    let ends = rest.char_indices().find(|(at, c)| {
        let next = rest[at + c.len_utf8()..].chars().next();
        APOSTROPHES.contains(c) && next.is_none_or(char::is_whitespace)
    });
    if let Some((at, c)) = ends {
        return (&rest[..at], true, false, &rest[at + c.len_utf8()..]);
    }
    let (value, after) = rest.split_at(rest.find(char::is_whitespace).unwrap_or(rest.len()));
    (value, true, after.is_empty(), after)
}

/// The next word of what stands behind a value, and where it ends.
fn next(rest: &str) -> Option<(&str, usize)> {
    let trimmed = rest.trim_start();
    let word = trimmed.split(char::is_whitespace).next().filter(|word| !word.is_empty())?;
    let start = rest.len() - trimmed.len();
    (start > 0).then_some((word, start + word.len()))
}

/// Of a value that ends at white space.
pub(super) fn ends(_: &str, _: &str) -> Option<usize> {
    None
}

/// Of an amount, which may stand apart from the signs before it: `pay:> 40k`, `band: 6`.
pub(super) fn amount(value: &str, rest: &str) -> Option<usize> {
    let (word, end) = next(rest)?;
    let is_begun = value.trim_matches(value::is_sign).trim().is_empty();
    let is_amount = word.starts_with(|c: char| value::is_sign(c) || c.is_ascii_digit());
    (is_begun && is_amount).then_some(end)
}

/// Of a number of days: `closing:<7 days`. One word alone is no unit but where the number is one: `closing:3 day surgery`.
pub(super) fn days(value: &str, rest: &str) -> Option<usize> {
    let unit = || {
        let (word, end) = next(rest)?;
        let number = number(value)?;
        value::is_unit_of_days(word, number == "1").then_some(end)
    };
    amount(value, rest).or_else(unit)
}

/// Of a number of miles: `within:20 km`.
pub(super) fn miles(value: &str, rest: &str) -> Option<usize> {
    let unit = || {
        let (word, end) = next(rest)?;
        number(value).filter(|_| value::is_unit_of_distance(word)).map(|_| end)
    };
    amount(value, rest).or_else(unit)
}

/// The digits of a value that is a number behind its signs, with a decimal point or without.
fn number(value: &str) -> Option<&str> {
    let number = value.trim_start_matches(value::is_sign).trim();
    (!number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')).then_some(number)
}

/// Of a place: the second half of a postcode, also half typed.
pub(super) fn postcode(value: &str, rest: &str) -> Option<usize> {
    let (word, end) = next(rest)?;
    let is_second_half = match word.as_bytes() {
        [digit, letters @ ..] if letters.len() < 3 => {
            digit.is_ascii_digit() && letters.iter().all(u8::is_ascii_alphabetic)
        }
        _ => false,
    };
    let is_first_half = || Postcode::read(value).is_some_and(|postcode| postcode.is_partial());
    (is_second_half && is_first_half()).then_some(end)
}

/// Of plain words: bands, and a whole postcode.
fn plain(value: &str, rest: &str) -> Option<usize> {
    bands(value, rest).or_else(|| {
        let end = postcode(value, rest)?;
        value::whole_postcode(&format!("{value}{}", &rest[..end])).map(|_| end)
    })
}

/// Of the words `band 6`, `band 5 or 6`, `bands 5 to 7`.
fn bands(value: &str, rest: &str) -> Option<usize> {
    let mut words = value.split_whitespace();
    words.next().filter(|word| value::is_word_for_bands(word))?;
    let (word, mut end) = next(rest)?;
    if words.next().is_some() {
        joiner(word)?;
        end += next(&rest[end..])?.1;
    }
    value::named_bands(&format!("{value}{}", &rest[..end])).map(|_| end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_end_where_what_they_say_ends() {
        let cases: [(&str, &[&str]); 43] = [
            ("staff nurse", &["staff", "nurse"]),
            ("pay:> 40k nurse", &["pay:> 40k", "nurse"]),
            ("pay:>= 40k", &["pay:>= 40k"]),
            ("pay: >40k", &["pay: >40k"]),
            ("pay: > £40,000 x", &["pay: > £40,000", "x"]),
            ("pay: 40k 50k", &["pay: 40k", "50k"]),
            ("pay: nurse 40k", &["pay:", "nurse", "40k"]),
            ("pay:\">\" 40k", &["pay:\">\"", "40k"]),
            ("band: 6 nurse", &["band: 6", "nurse"]),
            ("band:< 6", &["band:< 6"]),
            ("band: band:6", &["band:", "band:6"]),
            ("within:20 km nurse", &["within:20 km", "nurse"]),
            ("within: 20 Miles", &["within: 20 Miles"]),
            ("within:0.5 km nurse", &["within:0.5 km", "nurse"]),
            ("within:20 kidney", &["within:20", "kidney"]),
            ("within:20 m", &["within:20", "m"]),
            ("within:\"20\" km", &["within:\"20\"", "km"]),
            ("within:far km", &["within:far", "km"]),
            ("closing:<7 days nurse", &["closing:<7 days", "nurse"]),
            ("posted:< 2 weeks", &["posted:< 2 weeks"]),
            ("closing:1 week", &["closing:1 week"]),
            ("closing:3 day surgery", &["closing:3", "day", "surgery"]),
            ("near:ls1 4ap nurse", &["near:ls1 4ap", "nurse"]),
            ("near:LS1 4 nurse", &["near:LS1 4", "nurse"]),
            ("near:leeds 4ap", &["near:leeds", "4ap"]),
            ("-near:LS1 -4ap", &["-near:LS1", "-4ap"]),
            ("sk2 7je nurse", &["sk2 7je", "nurse"]),
            ("sk2 7", &["sk2", "7"]),
            ("band 6 nurse", &["band 6", "nurse"]),
            ("Bands 5  and 6 nurse", &["Bands 5  and 6", "nurse"]),
            ("band 5 or 6 or 7", &["band 5 or 6 or 7"]),
            ("band 5 - 6", &["band 5 - 6"]),
            ("band 5 to 7 nurse", &["band 5 to 7", "nurse"]),
            ("band 5 or midwife", &["band 5", "or", "midwife"]),
            ("band 5 6", &["band 5", "6"]),
            ("band six, nurse", &["band six,", "nurse"]),
            ("-band 6 nurse", &["-band 6", "nurse"]),
            ("–bank — leeds", &["–bank", "—", "leeds"]),
            ("titel:\"staff nurse\" leeds", &["titel:\"staff nurse\"", "leeds"]),
            ("^band 6", &["^band", "6"]),
            ("band \"6\"", &["band", "\"6\""]),
            ("bank 6", &["bank", "6"]),
            ("band", &["band"]),
        ];
        for (text, pieces) in cases {
            let read: Vec<&str> = chunks(text).map(|chunk| chunk.typed).collect();
            assert_eq!(read, pieces, "{text}");
        }
    }
}
