//! The Agenda for Change bands that a text names, and whether it names them as the post's own.
//!
//! A title or a pay text is short and speaks of the post, so a band in it is the post's unless the words around it say
//! otherwise (`equivalent to Band 6`, `75% of Band 6`). The running text of an advert speaks of others too, so there a
//! band counts only where the text offers it.

use std::sync::LazyLock;

use crate::domain::advert::Section;
use crate::domain::band::Band;
use crate::domain::tokens::{Kind, Token, Words, listed, tokens};

/// The Agenda for Change bands that a short text such as a title gives to the post (`Band 6`, `Bands 5-7`, `Band 8a/8b`,
/// `AfC 6`, `B6`, `8a`), each once, in the text's order.
#[must_use]
pub fn named_bands(text: &str) -> Vec<Band> {
    let tokens = tokens(text);
    if is_share_of_a_band(&tokens) {
        return Vec::new();
    }
    let own = mentions(&tokens, true).into_iter().filter(|mention| is_own(&tokens, mention));
    distinct(own.flat_map(|mention| mention.bands).collect())
}

/// Each band once, in their order.
pub fn distinct(bands: Vec<Band>) -> Vec<Band> {
    let mut seen = Vec::new();
    for band in bands {
        if !seen.contains(&band) {
            seen.push(band);
        }
    }
    seen
}

/// Whether a text is about a trainee's pay, which is a share of the band that the training leads to.
fn is_share_of_a_band(tokens: &[Token]) -> bool {
    tokens.windows(2).any(|pair| pair[0].is("annex") && (pair[1].is("u") || matches!(pair[1].number(), Some("21"))))
}

/// Whether a band is the post's: not the like of it (`equivalent to Band 6`), a share of it (`75% of Band 6`) or what
/// comes after it (`Band 5 on completion`).
fn is_own(tokens: &[Token], mention: &Mention) -> bool {
    static PASSED: Words =
        LazyLock::new(|| listed("to with of the a nhs afc agenda for change top bottom maximum minimum"));
    let before = tokens[..mention.start].iter().rev().find(|token| !token.is_in(&PASSED) && !token.is_mark('('));
    let mut after = tokens[mention.end..].iter().filter(|token| !token.is_mark('('));
    let (next, last) = (after.next(), after.next());
    let stems = |token: Option<&Token>, stems: &[&str]| {
        token.and_then(Token::word).is_some_and(|word| stems.iter().any(|stem| word.starts_with(stem)))
    };
    let alike = |token| stems(token, &["equiv", "compar"]);
    let later = next.is_some_and(|token| token.is_one_of(&["on", "upon", "after", "once", "when"]))
        && stems(last, &["complet", "quali", "success"]);
    let share =
        before.is_some_and(|token| token.is_mark('%')) && tokens[..mention.start].iter().any(|token| token.is("of"));
    // `Age band 5-11` is no pay band.
    let other_scale = before.is_some_and(|token| token.is_one_of(&["age", "tax", "income"]));
    !alike(before) && !alike(next) && !later && !share && !other_scale
}

/// A place in a text that names bands.
struct Mention {
    /// The word `band`, or the band itself where it stands without the word.
    start: usize,
    /// One past the last band.
    end: usize,
    bands: Vec<Band>,
}

/// Words after a number that make it no band: `Band 5 - 2 posts`.
static COUNTED: Words =
    LazyLock::new(|| listed("x post posts hour hours hrs day days week weeks month months year years wte fte"));

/// The bands that a text names; the short forms without the word `band` only where they are asked for.
fn mentions(tokens: &[Token], short_forms: bool) -> Vec<Mention> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let worded = tokens[at].is_one_of(&["band", "bands", "payband"]).then(|| mention(tokens, at)).flatten();
        let mention = worded.or_else(|| short_forms.then(|| short_mention(tokens, at)).flatten());
        at = mention.as_ref().map_or(at + 1, |mention| mention.end);
        found.extend(mention);
    }
    found
}

/// The bands after the word: one, then others as long as something joins them to it.
fn mention(tokens: &[Token], start: usize) -> Option<Mention> {
    let marks = |token: &&Token| [':', '-', '(', '_', '.'].iter().any(|mark| token.is_mark(*mark));
    run(tokens, start, start + 1 + tokens[start + 1..].iter().take(2).take_while(marks).count())
}

/// A band without the word: after the scheme (`AfC 6`), by its letter (`B6`), or one that no other scale has (`8a`).
fn short_mention(tokens: &[Token], at: usize) -> Option<Mention> {
    /// What has numbers and letters of its own: `Ward B6`, `Room 8a`, `vitamin B6`.
    static NUMBERED: Words = LazyLock::new(|| {
        listed(
            "ward room unit flat floor house building block bay level suite zone gate site clinic theatre pod module \
        lot section annex year class grade level scale point category vitamin vit hepatitis hep group type no number",
        )
    });
    let numbered = at > 0
        && (tokens[at - 1].is_in(&NUMBERED)
            || (tokens[at].glued && (tokens[at - 1].is_mark('£') || !matches!(tokens[at - 1].kind, Kind::Mark(_)))));
    let named_scheme = tokens[at].is("afc") || (tokens[at].is("change") && at > 1 && tokens[at - 1].is("for"));
    let first = match tokens[at].word() {
        _ if numbered => return None,
        Some(_) if named_scheme => at + 1 + usize::from(tokens.get(at + 1).is_some_and(|token| token.is_mark(':'))),
        Some("b") if tokens.get(at + 1).is_some_and(|next| next.glued) => at + 1,
        None if tokens[at].number() == Some("8") && tokens.get(at + 1).is_some_and(|next| next.glued) => at,
        _ => return None,
    };
    let mention = run(tokens, at, first)?;
    let next = tokens.get(mention.end);
    // `B6 5ZZ` is a postcode, `8a.30` nothing known, and `AfC 2 year contract` no band.
    let goes_on = next.is_some_and(|next| next.number().is_some() || (next.is_mark('.') && next.glued));
    let counted = next.is_some_and(|next| next.is_in(&COUNTED));
    (!counted && (named_scheme || !goes_on)).then_some(mention)
}

/// The bands from a place on: one, then others as long as something joins them to it.
fn run(tokens: &[Token], start: usize, first: usize) -> Option<Mention> {
    let (band, mut end) = band_at(tokens, first)?;
    let mut bands = vec![band];
    while let Some(next) = joined(tokens, end)
        && let Some((band, next)) = band_at(tokens, next)
        && !tokens.get(next).is_some_and(|token| token.is_in(&COUNTED) || token.is_mark('%'))
    {
        bands.push(band);
        end = next;
    }
    Some(Mention { start, end, bands })
}

/// Where the band after a joiner stands: `/`, `or`, `progressing to`.
fn joined(tokens: &[Token], at: usize) -> Option<usize> {
    let joiner = tokens.get(at)?;
    let mark = ['/', '-', '&', ',', '+', '→', '>'].iter().any(|mark| joiner.is_mark(*mark));
    let progress =
        joiner.is_one_of(&["progressing", "progression", "rising", "moving", "developing", "leading", "through"])
            && tokens.get(at + 1).is_some_and(|token| token.is("to"));
    let next = if progress { at + 2 } else { at + 1 };
    let lettered = tokens.get(next).is_some_and(|token| token.is("b"))
        && tokens.get(next + 1).is_some_and(|number| number.glued && number.number().is_some());
    (mark || progress || joiner.is_one_of(&["or", "and", "to"])).then_some(next + usize::from(lettered))
}

/// A band by itself: `6`, `06`, `8a`, `8 A`, `8(a)`, `8 - Range A`, `six`; and where it ends.
fn band_at(tokens: &[Token], at: usize) -> Option<(Band, usize)> {
    let token = tokens.get(at)?;
    if let Some(word) = token.word() {
        // `Band 5 and one evening a week` names no band 1.
        let named = Band::of_number(word).filter(|(low, high)| low == high && *low != Band::One);
        return named.map(|(band, _)| (band, at + 1));
    }
    let digit = token.number()?;
    let mut next = at + 1;
    if digit == "8" {
        next += usize::from(['(', '-'].iter().any(|mark| tokens.get(next).is_some_and(|token| token.is_mark(*mark))));
        next += usize::from(tokens.get(next).is_some_and(|token| token.is("range")));
        let letter = tokens.get(next)?.word()?;
        let closed = tokens.get(next + 1).is_some_and(|token| token.is_mark(')'));
        return format!("8{letter}").parse().ok().map(|band| (band, next + 1 + usize::from(closed)));
    }
    let ordinal = tokens.get(next).is_some_and(|next| next.glued && next.word().is_some_and(|word| word.len() < 3));
    let digit = digit.strip_prefix('0').unwrap_or(digit);
    if ordinal { None } else { digit.parse().ok().map(|band| (band, next)) }
}

/// The band that an advert's text offers, where the whole text names one band only. A band that is merely spoken of
/// (`experience at Band 5`, `supervises a Band 4`) does not count.
#[must_use]
pub fn band_in_text(sections: &[Section]) -> Option<Band> {
    let mut named = Vec::new();
    let mut offered = false;
    let lines = sections.iter().flat_map(|section| std::iter::once(&*section.heading).chain(section.text.lines()));
    for line in lines.filter(|line| speaks_of_bands(line)) {
        let tokens = tokens(line);
        for mention in mentions(&tokens, false) {
            offered |= is_offer(&tokens[..mention.start], tokens.get(mention.end));
            named.extend(mention.bands);
        }
    }
    match distinct(named).as_slice() {
        [band] if offered => Some(*band),
        _ => None,
    }
}

/// Whether a line is worth reading word by word.
fn speaks_of_bands(line: &str) -> bool {
    // Every line of every advert that comes in passes here, so all letters but one are passed over at a glance.
    let begin = |(at, byte): (usize, u8)| matches!(byte, b'b' | b'B').then(|| &line.as_bytes()[at..]);
    let runs = line.bytes().enumerate().filter_map(begin).filter_map(|rest| rest.get(..4));
    runs.into_iter().any(|run| run.eq_ignore_ascii_case(b"band"))
}

/// Whether what stands before a band says that it is the post's: a label (`Salary: AfC Band 6`) or an offer (`an
/// opportunity for a motivated Band 6`).
fn is_offer(before: &[Token], after: Option<&Token>) -> bool {
    static LABELS: Words = LazyLock::new(|| listed("grade salary pay banding afc agenda for change nhs"));
    static OFFERS: Words = LazyLock::new(|| {
        listed(
            "opportunity opportunities vacancy vacancies recruit recruiting appoint seeking looking inviting \
        applications this",
        )
    });
    static SPOKEN_OF: Words = LazyLock::new(|| {
        listed(
            "experience experienced worked working supervise supervision supervising manage managing equivalent above \
        under support mentor lead leading progress progression",
        )
    });
    let sentence =
        before.rsplit(|token| ['.', '!', '?', ';'].iter().any(|mark| token.is_mark(*mark))).next().unwrap_or(before);
    let label = sentence.iter().all(|token| token.word().is_none() || token.is_in(&LABELS))
        && after.is_none_or(|token| {
            token.word().is_none() || token.is_one_of(&["with", "of", "post", "role", "position", "permanent"])
        });
    let near = || sentence.iter().rev().take(10);
    let spoken_of = near().any(|token| token.is_in(&SPOKEN_OF)) || after.is_some_and(|token| token.is("or"));
    label || (near().any(|token| token.is_in(&OFFERS)) && !spoken_of)
}
