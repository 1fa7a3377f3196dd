//! Limits as they are typed, put into what is typed and taken out of it. What is typed is the one place where filters stand, so
//! that a key and the grammar always agree.

use std::fmt;

use crate::domain::text::folded_words;
use crate::search::query::chunk::{Chunk, Piece, chunk, pieces};
use crate::search::query::operators::read;
use crate::search::query::{APOSTROPHES, Filter, QUOTES, Query};

/// A limit as it is typed, such as `band:6`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// The word before the colon.
    pub operator: &'static str,
    /// What stands behind it, without quotation marks.
    pub value: String,
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let value = quotable(&self.value);
        if value.contains(' ') || value.contains(APOSTROPHES) {
            f.write_str(&self.in_quotes())
        } else {
            write!(f, "{}:{value}", self.operator)
        }
    }
}

/// A text on one line without what would end a quotation, its own or one begun before it. An apostrophe at the end of a word
/// (`St Thomas'`) adds nothing to what is searched.
pub(super) fn quotable(text: &str) -> String {
    let words = text.split_whitespace().map(|word| word.replace(QUOTES, ""));
    let words = words.map(|word| word.trim_end_matches(APOSTROPHES).to_owned());
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

impl Term {
    /// A limit.
    #[must_use]
    pub fn new(operator: &'static str, value: impl Into<String>) -> Self {
        Self { operator, value: value.into() }
    }

    /// Its form that nothing behind it can go on with.
    fn in_quotes(&self) -> String {
        format!("{}:\"{}\"", self.operator, quotable(&self.value))
    }

    /// The limit that it is; nothing where it is none, or its value cannot be read.
    #[must_use]
    pub fn limit(&self) -> Option<Filter> {
        read(self.operator, &self.value)
    }

    /// What it asks for on its own.
    #[must_use]
    pub fn query(&self) -> Query {
        Query::read(&self.to_string())
    }

    /// The text with this limit in the place of the others of its kind; one that says nothing only takes those out. All else
    /// stays as it was typed.
    #[must_use]
    pub fn put_into(&self, text: &str) -> String {
        if folded_words(&self.value).is_empty() {
            return self.take_out_of(text);
        }
        let alike = self.alike(text);
        if alike.is_empty() { self.added_to(text) } else { replaced(text, &alike, Some(self)) }
    }

    /// The text without the limits of this kind. All else stays as it was typed.
    #[must_use]
    pub fn take_out_of(&self, text: &str) -> String {
        replaced(text, &self.alike(text), None)
    }

    /// Whether this very limit stands in the text.
    #[must_use]
    pub fn stands_in(&self, text: &str) -> bool {
        let limit = self.limit();
        let is_same = |chunk: &Chunk<'_>| match &limit {
            Some(_) => chunk.limit() == limit,
            None => folded_words(chunk.value) == folded_words(&self.value),
        };
        self.alike(text).iter().any(|piece| is_same(&piece.chunk))
    }

    /// The pieces of a text that are limits of this kind. An advert can be new and saved, so those are kinds of their own.
    fn alike<'t>(&self, text: &'t str) -> Vec<Piece<'t>> {
        let limit = self.limit();
        let is_own_kind = matches!(limit, Some(Filter::Is(_)));
        let is_alike = |chunk: &Chunk<'_>| {
            let same = chunk.operator == self.operator && !chunk.not;
            same && (!is_own_kind || chunk.limit() == limit)
        };
        pieces(text).filter(|piece| is_alike(&piece.chunk)).collect()
    }

    /// Behind the text; or before it where its last words are still open, for these would go on, and before a limit that is
    /// still being typed, for it would count as whole.
    fn added_to(&self, text: &str) -> String {
        let trimmed = text.trim();
        if trimmed.is_empty() {
            return self.to_string();
        }
        let behind = format!("{trimmed} {self}");
        let told = |text: &str| -> Vec<(String, bool)> {
            pieces(text).map(|piece| (piece.chunk.typed.trim().to_owned(), piece.chunk.open)).collect()
        };
        let (now, then) = (told(text), told(&behind));
        if then.len() == now.len() + 1 && then.starts_with(&now) && !ends_begun(text) {
            return behind;
        }
        let before = format!("{self} {}", text.trim_start());
        let stays = told(&before).get(1..) == Some(&now);
        if stays { before } else { format!("{} {}", self.in_quotes(), text.trim_start()) }
    }
}

/// Whether a text ends with a limit that is still being typed.
#[must_use]
pub fn ends_begun(text: &str) -> bool {
    Query::read(text).without_begun().is_some()
}

/// What stands behind an operator in a text, the first time that it does.
#[must_use]
pub fn value_in(text: &str, operator: &str) -> Option<String> {
    let found = pieces(text).find(|piece| piece.chunk.operator == operator && !piece.chunk.not);
    found.map(|piece| piece.chunk.value.trim().to_owned())
}

/// The text without a part of its query, by the [`typed`](crate::search::query::Part::typed) of the part, wherever that stands.
#[must_use]
pub fn lifted(text: &str, typed: &str) -> String {
    let is_meant = |piece: &Piece<'_>| piece.chunk.typed.trim() == typed;
    let gone: Vec<Piece<'_>> = pieces(text).filter(is_meant).collect();
    replaced(text, &gone, None)
}

/// A text with a limit in the place of the first of some of its pieces, and without the others. The rest stays as it is, unless
/// a limit would go on with what it then stands before: that one is put in quotation marks.
fn replaced(text: &str, gone: &[Piece<'_>], limit: Option<&Term>) -> String {
    let mut new = limit.map(ToString::to_string);
    let mut kept: Vec<(String, &str)> = Vec::new();
    for piece in pieces(text) {
        let space = &text[piece.span.start + piece.chunk.typed.len()..piece.span.end];
        if gone.iter().all(|other| other.span != piece.span) {
            kept.push((piece.chunk.typed.to_owned(), space));
        } else if let Some(new) = new.take() {
            kept.push((new, if space.is_empty() && piece.span.end < text.len() { " " } else { space }));
        }
    }
    keep_apart(&mut kept);
    let before = &text[..text.len() - text.trim_start().len()];
    let result = kept.iter().fold(before.to_owned(), |text, (piece, space)| text + piece + space);
    if result.trim().is_empty() { String::new() } else { result }
}

/// Puts limits in quotation marks that would go on with the piece behind them. One without a value goes, as it asks for nothing.
fn keep_apart(kept: &mut Vec<(String, &str)>) {
    for at in (1..kept.len()).rev() {
        let (piece, space) = &kept[at - 1];
        let together = format!("{piece}{space}{}", kept[at].0);
        let (reading, _) = chunk(piece);
        let goes_on = chunk(&together).0.typed.len() > piece.len();
        if goes_on && reading.value.trim().is_empty() {
            kept.remove(at - 1);
        } else if goes_on && !reading.exact && reading.is_limit() {
            let value = quotable(reading.value);
            kept[at - 1].0 = format!("{}\"{value}\"", &piece[..piece.len() - reading.value.len()]);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::search::query::{Ask, Field, Part};

    #[test]
    fn limits_are_put_in_changed_and_taken_out() {
        let cases = [
            ("", "band", "6", "band:6"),
            ("nurse ", "band", "6", "nurse band:6"),
            ("band:5 nurse", "band", "6-7", "band:6-7 nurse"),
            ("band:5 nurse  BAND:7 leeds", "band", "6", "band:6 nurse  leeds"),
            ("-band:5 nurse", "band", "6", "-band:5 nurse band:6"),
            ("nurse band:", "band", "6", "nurse band:6"),
            ("nurse pay:lots leeds", "pay", ">40k", "nurse pay:>40k leeds"),
            ("\"staff nur", "band", "6", "band:6 \"staff nur"),
            ("-\"staff nur", "band", "6", "band:6 -\"staff nur"),
            ("'nur", "band", "6", "band:6 'nur"),
            ("is:saved nurse", "is", "new", "is:saved nurse is:new"),
            ("near:\"St Ives\"x", "near", "LS1", "near:LS1 x"),
            ("'guy", "employer", "Guy's and St Thomas' Trust", "employer:\"Guy's and St Thomas Trust\" 'guy"),
            ("nurse near:leeds", "near", " ", "nurse "),
            ("near:leeds", "near", "", ""),
            ("near:LS1 4AP nurse", "near", "York", "near:York nurse"),
            ("nurse near:leeds 4ap", "near", "LS1", "nurse near:\"LS1\" 4ap"),
            ("4ap 'hal", "near", "LS1", "near:\"LS1\" 4ap 'hal"),
            ("within:20 km nurse", "within", "5", "within:5 nurse"),
            ("pay:> 40k", "pay", ">50k", "pay:>50k"),
            ("pay: band:6 >40k", "band", "", ">40k"),
            ("nurse is:n", "band", "6", "band:6 nurse is:n"),
            ("nurse is:n ", "band", "6", "nurse is:n band:6"),
            ("band:5 is:n", "band", "6", "band:6 is:n"),
        ];
        for (text, operator, value, expected) in cases {
            assert_eq!(Term::new(operator, value).put_into(text), expected, "{text} {operator} {value}");
        }
    }

    #[test]
    fn a_limit_stands_in_a_text_however_it_is_written() {
        let stands = |operator, value: &str, text| Term::new(operator, value).stands_in(text);
        assert!(stands("contract", "permanent", "nurse CONTRACT:perm"));
        assert!(stands("employer", "City Council", "employer:\"city council\""));
        assert!(!stands("band", "6", "-band:6"));
        assert!(!stands("band", "6", "band:6-7"));
        assert!(!stands("is", "new", "is:saved"));
        assert_eq!(value_in("nurse near:\"St Ives\" band:6", "near").as_deref(), Some("St Ives"));
        assert_eq!(value_in("-near:leeds", "near"), None);
    }

    #[test]
    fn parts_are_lifted_by_what_was_typed() {
        let cases = [
            ("staff nurse leeds", "nurse", "staff leeds"),
            ("nurse nurse", "nurse", ""),
            ("physio band 6", "band 6", "physio "),
            ("band 6 physio", "physio", "band 6 "),
            ("a&e nurse", "a&e", "nurse"),
            ("x -\"staff nurse\" y", "-\"staff nurse\"", "x y"),
            ("nurse", "midwife", "nurse"),
            ("nurse band 5 or 6 leeds", "band 5 or 6", "nurse leeds"),
            ("near:ls1 4ap nurse", "near:ls1 4ap", "nurse"),
            ("within:20 zebra km", "zebra", "within:\"20\" km"),
            ("nurse pay:> 40k", "pay:> 40k", "nurse "),
            ("sk2 7je", "sk2 7je", ""),
        ];
        for (text, typed, expected) in cases {
            assert_eq!(lifted(text, typed), expected, "{text} without {typed}");
        }
    }

    fn is_alike(part: &Part, of: &Part) -> bool {
        let kinds = (&part.ask, &of.ask);
        !part.not
            && match kinds {
                (Ask::Filter(Filter::Is(one)), Ask::Filter(Filter::Is(other))) => one == other,
                (Ask::Filter(one), Ask::Filter(other)) => std::mem::discriminant(one) == std::mem::discriminant(other),
                (Ask::Words(one), Ask::Words(_)) => one.field == Some(Field::Employer),
                _ => false,
            }
    }

    /// The other parts of a text; a limit may have been put in quotation marks, so that nothing more belongs to it, and what was
    /// still being typed may no longer stand at the end.
    fn others(text: &str, of: &Part) -> Vec<Part> {
        let others = Query::read(text).parts.into_iter().filter(|part| !is_alike(part, of));
        others.map(|part| Part { typed: part.typed.replace('"', ""), begun: false, ..part }).collect()
    }

    fn typed() -> impl Strategy<Value = String> {
        let pieces = [
            "nurse",
            "it's",
            "st",
            "'exact'",
            "'open",
            "\"two words\"",
            "-not",
            "-\"not these\"",
            "^start",
            "title:ward",
            "band:6",
            "-band:7",
            "band:",
            "pay:>40k",
            "pay:lots",
            "near:LS1",
            "near:\"St Ives\"",
            "within:20",
            "is:new",
            "is:saved",
            "a&e",
            "-",
            "closing:<7d",
            "employer:trust",
            "employer:\"the 'big' trust\"",
            "4ap",
            "km",
            ">40k",
            "days",
            "within:20 km",
            "band 5 or 6",
            "closing:3",
            "pay:>",
            "within:",
            "sk2 7je",
            "near:\"kings lynn\"",
        ];
        let ends = ["", " ", " \"half a", " -\"half a", " 'hal", " title:\"", " employer:\"x "];
        let piece = prop::sample::select(pieces.to_vec());
        let spaced = (piece, prop::sample::select(vec![" ", "  "]));
        (prop::collection::vec(spaced, 0..8), prop::sample::select(ends.to_vec())).prop_map(|(pieces, end)| {
            pieces.into_iter().flat_map(|(piece, space)| [piece, space]).collect::<String>().trim_end().to_owned() + end
        })
    }

    fn term() -> impl Strategy<Value = Term> {
        let terms = [
            ("band", "6"),
            ("band", "6-8a"),
            ("pay", ">40k"),
            ("near", "LS1"),
            ("near", "St Ives"),
            ("within", "20"),
            ("closing", "<7d"),
            ("is", "new"),
            ("contract", "fixed-term"),
            ("employer", "Guy's and St Thomas' Trust"),
            ("employer", "The \"Best\" Trust"),
        ];
        prop::sample::select(terms.to_vec()).prop_map(|(operator, value)| Term::new(operator, value))
    }

    proptest! {
        #[test]
        fn what_is_put_in_is_read_and_nothing_else_changes(text in typed(), term in term()) {
            let asked = term.query().parts.remove(0);
            let put = term.put_into(&text);
            prop_assert!(term.stands_in(&put), "{put}");
            let alike: Vec<Part> = Query::read(&put).parts.into_iter().filter(|part| is_alike(part, &asked)).collect();
            prop_assert_eq!(alike.len(), 1, "{}", put);
            prop_assert_eq!(&alike[0].ask, &asked.ask);
            prop_assert_eq!(others(&put, &asked), others(&text, &asked), "{}", put);
            prop_assert_eq!(term.put_into(&put), put.clone());
            let out = term.take_out_of(&put);
            prop_assert!(!term.stands_in(&out));
            prop_assert_eq!(others(&out, &asked), others(&text, &asked), "{}", out);
        }

        #[test]
        fn any_text_takes_a_limit(text in "\\PC{0,60}|[-'\"^:a-z<>0-9 ]{0,60}", term in term()) {
            let put = term.put_into(&text);
            prop_assert!(term.stands_in(&put), "{put}");
            prop_assert!(!term.stands_in(&term.take_out_of(&put)));
        }

        #[test]
        fn what_is_lifted_is_gone_and_nothing_else(text in typed()) {
            let query = Query::read(&text);
            // A limit may have been put in quotation marks, so that it is typed otherwise and asks the same.
            let asked = |query: Query| query.parts.into_iter().map(|part| (part.not, part.ask)).collect::<Vec<_>>();
            for Part { typed, .. } in &query.parts {
                let left = Query::read(&lifted(&text, typed));
                prop_assert_eq!(asked(left), asked(query.without(&[typed])), "{}", typed);
            }
        }
    }
}
