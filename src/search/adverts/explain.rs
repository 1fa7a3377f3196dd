//! Why an advert is not among those found: which words and limits of the query it does not meet.

use std::cell::RefCell;

use crate::search::adverts::filters::pass;
use crate::search::adverts::{AdvertIndex, Request};
use crate::search::query::{Ask, Part, Query};

/// What becomes of an advert in a search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is found: in which row, from 1, and of how many.
    Found {
        /// The row.
        row: usize,
        /// How many are found.
        of: usize,
    },
    /// It is not: the parts of the query that it does not meet, as they were typed.
    Hidden(Vec<String>),
    /// It meets the query and is outside the scope.
    OutOfScope,
}

impl AdvertIndex {
    /// Where the advert at a position stands with a request; nothing where the request was overtaken.
    #[must_use]
    pub fn explain(&self, request: &Request<'_>, position: usize) -> Option<Verdict> {
        let found = self.search(request)?;
        if let Some(row) = found.hits.iter().position(|hit| *hit == position) {
            return Some(Verdict::Found { row: row + 1, of: found.hits.len() });
        }
        // Words are met in wider ways only where few adverts are found: a word that is met by none hides it first of all.
        for wide in [true, false] {
            let mut hidden = Vec::new();
            for part in &request.query.parts {
                // A piece such as `10/11` is several words, all typed as that.
                if !hidden.contains(&part.typed) && !self.meets(request, part, position, wide)? {
                    hidden.push(part.typed.clone());
                }
            }
            if !hidden.is_empty() {
                return Some(Verdict::Hidden(hidden));
            }
        }
        Some(Verdict::OutOfScope)
    }

    /// Whether an advert meets a part of a request's query.
    fn meets(&self, request: &Request<'_>, part: &Part, position: usize, wide: bool) -> Option<bool> {
        let query = Query { parts: vec![part.clone()], ..Query::default() };
        match &part.ask {
            // The others may change what it asks, as `within:` does for `near:`.
            Ask::Filter(filter) => Some(match pass(self, request, filter, part.not) {
                Ok(Some(pass)) => pass(position) != part.not,
                Ok(None) | Err(_) => true,
            }),
            Ask::Words(_) => {
                let scores = self.evaluate(&Request { query: &query, ..*request }, wide, &RefCell::default())?;
                let thing = self.order().iter().position(|at| *at as usize == position)?;
                Some(scores.meets(u32::try_from(thing).ok()?))
            }
        }
    }
}
