//! Places of several plain words after `near:`, such as `near:kings lynn nurse`: which of the words name the place, only the
//! names of places can tell. They are put in quotation marks before the query is read, so that what is asked for and what is
//! put in and taken out go by the same text.

use std::borrow::Cow;
use std::fmt;

use crate::domain::gazetteer::{Gazetteer, Naming};
use crate::domain::place::Postcode;
use crate::domain::text::folded_words;
use crate::search::query::Filter;
use crate::search::query::chunk::{Chunk, Piece, pieces};
use crate::search::query::term::quotable;

/// The most words of a place and the words that choose among its namesakes: `Newcastle upon Tyne, Tyne and Wear`.
const MOST_WORDS: usize = 7;

/// The names that places have.
#[derive(Clone)]
pub struct PlaceNames {
    /// Where places are; not read before something is to be looked up.
    gazetteer: fn() -> Option<&'static Gazetteer>,
    /// What the person's home points are called, each in its folded words.
    homes: Vec<String>,
}

impl Default for PlaceNames {
    /// Knows no name.
    fn default() -> Self {
        Self { gazetteer: || None, homes: Vec::new() }
    }
}

impl fmt::Debug for PlaceNames {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PlaceNames").field("homes", &self.homes).finish_non_exhaustive()
    }
}

impl PlaceNames {
    /// The names of a gazetteer, which is asked for when it is first needed, and of home points.
    #[must_use]
    pub fn new<'h>(gazetteer: fn() -> Option<&'static Gazetteer>, homes: impl IntoIterator<Item = &'h str>) -> Self {
        Self { gazetteer, homes: homes.into_iter().map(|name| folded_words(name).join(" ")).collect() }
    }

    /// Where places are; nothing where that cannot be read.
    #[must_use]
    pub fn gazetteer(&self) -> Option<&'static Gazetteer> {
        (self.gazetteer)()
    }

    /// What is typed, each place of several plain words in quotation marks: what [`Query::read`] and the functions of
    /// [`term`] are to be given of all that a person types for adverts.
    ///
    /// [`Query::read`]: crate::search::query::Query::read
    /// [`term`]: crate::search::query::term
    #[must_use]
    pub fn quoted<'t>(&self, typed: &'t str) -> Cow<'t, str> {
        if !typed.contains(':') {
            return Cow::Borrowed(typed);
        }
        let pieces: Vec<Piece<'_>> = pieces(typed).collect();
        let mut quoted = String::new();
        let mut copied = 0;
        for (at, near) in pieces.iter().enumerate().filter(|(_, piece)| is_open_near(&piece.chunk)) {
            let end = near.span.start + near.chunk.typed.len();
            let start = end - near.chunk.value.len();
            if let Some(end) = self.end(typed, start, &pieces[at..]) {
                let place = quotable(&typed[start..end]);
                quoted.extend([&typed[copied..start], "\"", &place, "\""]);
                copied = end;
            }
        }
        if copied == 0 { Cow::Borrowed(typed) } else { Cow::Owned(quoted + &typed[copied..]) }
    }

    /// Where the place ends whose first word stands at `start`, if more words than that one name it: `pieces` are the limit
    /// and what stands behind it. The longest name counts; one that is only begun where the text ends with it.
    fn end(&self, typed: &str, start: usize, pieces: &[Piece<'_>]) -> Option<usize> {
        let more = pieces[1..].iter().take_while(|piece| piece.chunk.is_plain()).take(MOST_WORDS).count();
        (1..=more).rev().find_map(|count| {
            let piece = &pieces[count];
            let end = piece.span.start + piece.chunk.typed.len();
            let is_last = count + 1 == pieces.len() && !pieces[0].chunk.value.is_empty();
            match self.naming(typed[start..end].trim())? {
                Naming::Begun if !is_last => None,
                _ => Some(end),
            }
        })
    }

    fn naming(&self, text: &str) -> Option<Naming> {
        let words = folded_words(text).join(" ");
        if self.homes.contains(&words) || Postcode::read(text).is_some() {
            return Some(Naming::Whole);
        }
        let known = self.gazetteer().and_then(|gazetteer| gazetteer.naming(text));
        let begins_home = || !words.is_empty() && self.homes.iter().any(|home| home.starts_with(&words));
        known.or_else(|| begins_home().then_some(Naming::Begun))
    }
}

/// Whether a piece is a `near:` whose place does not stand in quotation marks.
fn is_open_near(chunk: &Chunk<'_>) -> bool {
    !chunk.exact && matches!(chunk.limit(), Some(Filter::Near(_)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::search::query::term::{lifted, value_in};
    use crate::search::query::{Ask, Query};

    fn names() -> PlaceNames {
        PlaceNames::new(|| Some(crate::domain::gazetteer::tests::gazetteer()), ["Home", "Gran and Grandad"])
    }

    #[test]
    fn the_longest_name_of_plain_words_is_the_place() {
        let cases = [
            ("near:kings lynn", "near:\"kings lynn\""),
            ("near:King's Lynn nurse", "near:\"King's Lynn\" nurse"),
            ("nurse near:milton keynes band:6", "nurse near:\"milton keynes\" band:6"),
            ("near:newcastle upon tyne nurse", "near:\"newcastle upon tyne\" nurse"),
            ("near:st ives nurse", "near:\"st ives\" nurse"),
            ("near:St Albans", "near:\"St Albans\""),
            ("near:bury st edmunds within:20", "near:\"bury st edmunds\" within:20"),
            ("near:bury st edmunds", "near:\"bury st edmunds\""),
            ("near:brighton and hove nurse", "near:\"brighton and hove\" nurse"),
            ("near:central london nurse", "near:\"central london\" nurse"),
            ("near:newport wales nurse", "near:\"newport wales\" nurse"),
            ("near:richmond north yorkshire nurse", "near:\"richmond north yorkshire\" nurse"),
            ("near:leeds, west yorkshire nurse", "near:\"leeds, west yorkshire\" nurse"),
            ("-near:kings lynn nurse", "-near:\"kings lynn\" nurse"),
            ("near: kings lynn", "near:\"kings lynn\""),
            ("near: leeds nurse", "near:\"leeds\" nurse"),
            ("near:gran and grandad nurse", "near:\"gran and grandad\" nurse"),
            ("near:kings lynn near:milton keynes", "near:\"kings lynn\" near:\"milton keynes\""),
            // Begun at the end of what is typed.
            ("near:kings l", "near:\"kings l\""),
            ("near:newcastle up", "near:\"newcastle up\""),
            ("near:bury saint ed", "near:\"bury saint ed\""),
            ("near:gran and gr", "near:\"gran and gr\""),
        ];
        for (typed, expected) in cases {
            assert_eq!(names().quoted(typed), expected, "{typed}");
        }
    }

    #[test]
    fn what_is_no_name_stays_words() {
        for typed in [
            "",
            "nurse",
            "kings lynn",
            "nurse near:leeds manager",
            "near:leeds yorkshire ambulance",
            "near:leeds city council",
            "near:ls1 4ap nurse",
            "near:st nurse",
            "near:kings l band:6",
            "near:kings -lynn",
            "near:kings 'lynn'",
            "near:kings title:lynn",
            "near:\"kings\" lynn",
            "near:kings-lynn nurse",
            "near: nurse",
            "place:kings lynn",
            "near:york, kent nurse",
        ] {
            assert_eq!(names().quoted(typed), typed);
        }
        assert_eq!(PlaceNames::default().quoted("near:kings lynn"), "near:kings lynn");
    }

    #[test]
    fn the_whole_name_is_lifted_and_put_in_the_line() {
        let typed = "nurse near:kings lynn zebra";
        let quoted = names().quoted(typed);
        let query = Query::read(&quoted);
        let near = query.parts.iter().find(|part| matches!(part.ask, Ask::Filter(Filter::Near(_)))).unwrap();
        assert_eq!(lifted(&quoted, &near.typed), "nurse zebra");
        assert_eq!(value_in(&quoted, "near").as_deref(), Some("kings lynn"));
    }

    proptest! {
        #[test]
        fn nothing_but_places_changes(
            words in prop::collection::vec(prop::sample::select(vec![
                "near:", "near:kings", "-near:st", "lynn", "near:LS1", "4ap", "ives", "nurse", "\"st", "'ives'", "leeds,",
                "kent", "band:6", "near:\"bury", "st", "edmunds\"", "and", "upon", "-", "near:newcastle", "tyne",
            ]), 0..9),
            any in "\\PC{0,30}",
        ) {
            for typed in [words.join(" "), format!("{} {any}", words.join("  ")), any.clone()] {
                let quoted = names().quoted(&typed).into_owned();
                prop_assert_eq!(names().quoted(&quoted), quoted.as_str(), "{}", typed);
                let others = |text: &str| -> Vec<String> {
                    pieces(text).map(|piece| piece.chunk.operator.to_owned()).filter(|name| !name.is_empty()).collect()
                };
                prop_assert_eq!(others(&quoted), others(&typed), "{}", typed);
                let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
                prop_assert_eq!(letters(&quoted), letters(&typed));
            }
        }
    }
}
