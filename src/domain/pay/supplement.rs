//! A London or high cost area supplement in a pay text: whether the figures hold it, or it comes on top of them.

use std::sync::LazyLock;

use crate::domain::scale::Zone;
use crate::domain::tokens::{Token, Words, listed};

/// What a text says of the supplement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Supplement {
    /// How it stands to the figures.
    pub how: SupplementHow,
    /// The area, where the text names one.
    pub zone: Option<Zone>,
}

/// How a supplement stands to the figures of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SupplementHow {
    /// It is in them: `inc HCAS`.
    Included,
    /// It is paid besides: `plus HCAS`.
    OnTop,
    /// It is named, and no more is said.
    Named,
}

/// The names it has by itself.
static NAMES: Words = LazyLock::new(|| listed("hca hcas hcaa london weighting fringe frindge lw lwa"));
static ADDED: Words = LazyLock::new(|| listed("plus excluding excl exclusive excludes additional extra"));
static WITHIN: Words = LazyLock::new(|| listed("inc incl including inclusive includes included"));

/// Reads a text; nothing where it names no supplement.
pub(super) fn read(tokens: &[Token]) -> Option<Supplement> {
    let named = (0..tokens.len()).find(|at| {
        tokens[*at].is_in(&NAMES)
            || (tokens[*at].is("high") && tokens[at + 1..].iter().find_map(Token::word) == Some("cost"))
    })?;
    let before = tokens[..named].iter().rev().find_map(said);
    let how = before.or_else(|| tokens[named..].iter().find_map(said)).unwrap_or(SupplementHow::Named);
    Some(Supplement { how, zone: zone(tokens) })
}

/// What a word or mark beside the name says.
fn said(token: &Token) -> Option<SupplementHow> {
    match token {
        token if token.is_mark('+') || token.is_in(&ADDED) => Some(SupplementHow::OnTop),
        token if token.is_in(&WITHIN) => Some(SupplementHow::Included),
        _ => None,
    }
}

/// The one area that is named.
fn zone(tokens: &[Token]) -> Option<Zone> {
    let named = |words: &[&str]| tokens.iter().any(|token| token.is_one_of(words));
    let zones = [
        (Zone::Inner, named(&["inner"])),
        (Zone::Outer, named(&["outer"])),
        (Zone::Fringe, named(&["fringe", "frindge"])),
    ];
    let mut zones = zones.into_iter().filter_map(|(zone, named)| named.then_some(zone));
    zones.next().filter(|_| zones.next().is_none())
}
