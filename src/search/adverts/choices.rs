//! How many adverts each of some limits would leave: the live counts beside the filters. A count is what would be found with the
//! limit, those of its kind that stand in the query set aside; so one at its end that is still being typed is passed over where
//! nothing is found with it.

use std::cell::{OnceCell, RefCell};
use std::cmp::Reverse;
use std::collections::HashMap;

use crate::search::adverts::filters::{Filters, pass};
use crate::search::adverts::{AdvertIndex, Request, locate};
use crate::search::index::ENOUGH;
use crate::search::query::term::Term;
use crate::search::query::{Ask, Filter, Part, Query};

/// Limits of one kind to choose from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choices {
    /// The query without its own limits of the kind.
    pub lifted: Query,
    /// Each limit on its own.
    pub limits: Vec<Query>,
}

impl AdvertIndex {
    /// How many adverts would be found with each limit of some groups, nothing where that cannot be told; nothing at all where
    /// the request was overtaken. The request's own query counts for nothing.
    #[must_use]
    pub fn count_choices(&self, request: &Request<'_>, groups: &[Choices]) -> Option<Vec<Vec<Option<usize>>>> {
        if groups.iter().flat_map(|choices| &choices.limits).any(Query::asks_where) {
            locate(request)?;
        }
        // Most groups are without limits in the query: what it meets is worked out once for all of them.
        let mut known: Vec<Met> = Vec::new();
        let without: Vec<Option<Query>> =
            groups.iter().map(|choices| choices.lifted.without_begun().map(|(query, _)| query)).collect();
        let mut counts = Vec::new();
        for (choices, without) in groups.iter().zip(&without) {
            let met = self.met(&mut known, Request { query: &choices.lifted, ..*request })?;
            let mut left: Vec<Option<usize>> = choices.limits.iter().map(|limit| met.count(limit)).collect();
            if let Some(query) = without.as_ref().filter(|_| left.contains(&Some(0))) {
                let met = self.met(&mut known, Request { query, ..*request })?;
                let empty = left.iter_mut().zip(&choices.limits).filter(|(left, _)| **left == Some(0));
                empty.for_each(|(left, limit)| *left = met.count(limit));
            }
            counts.push(left);
        }
        // What was counted since then is not all.
        (!(request.overtaken)()).then_some(counts)
    }

    /// What a request meets, of what is known already or else worked out; nothing where it was overtaken.
    fn met<'k, 'i>(&'i self, known: &'k mut Vec<Met<'i>>, request: Request<'i>) -> Option<&'k Met<'i>> {
        let at = known.iter().position(|met| met.request.query == request.query);
        if at.is_none() {
            known.push(Met::new(self, request)?);
        }
        at.map_or(known.last(), |at| known.get(at))
    }

    /// The employers of the most adverts found, at most so many, each with how many would be found of it alone; nothing where
    /// the request was overtaken.
    #[must_use]
    pub fn top_employers(&self, request: &Request<'_>, most: usize) -> Option<Vec<(String, usize)>> {
        let mut counts: HashMap<u32, usize> = HashMap::new();
        for hit in self.search(request)?.hits {
            *counts.entry(self.board().head(hit).employer).or_default() += 1;
        }
        let name = |employer: u32| self.board().pool().text(employer);
        let mut employers: Vec<(u32, usize)> =
            counts.into_iter().filter(|(employer, _)| !name(*employer).is_empty()).collect();
        employers.sort_by_key(|(employer, count)| (Reverse(*count), name(*employer)));
        let alone = |(employer, _): (u32, usize)| {
            let limit = Term::new("employer", name(employer)).query();
            Some((name(employer).to_owned(), found_with(self, request, &limit)?))
        };
        employers.into_iter().take(most).map(alone).collect()
    }
}

/// What a query meets of all adverts, whatever the scope, by their numbers in the index.
struct Met<'i> {
    index: &'i AdvertIndex,
    request: Request<'i>,
    /// By words as they are typed.
    narrow: Vec<u32>,
    /// By words in wider ways, too: what counts where fewer than enough are met; nothing where that was overtaken.
    wide: OnceCell<Option<Vec<u32>>>,
}

impl<'i> Met<'i> {
    /// What a request meets; nothing where it was overtaken.
    fn new(index: &'i AdvertIndex, request: Request<'i>) -> Option<Self> {
        Some(Self { index, request, narrow: met(index, &request, false)?, wide: OnceCell::new() })
    }

    /// How many a limit leaves; nothing where that cannot be told, or the request was overtaken.
    fn count(&self, limit: &Query) -> Option<usize> {
        if (self.request.overtaken)() {
            return None;
        }
        // A switch changes what other limits let pass, so that what they keep out must be looked among too.
        let is_switch = |filter: &Filter| matches!(filter, Filter::Unstated(_) | Filter::Anywhere(_));
        if let [Part { not: false, ask: Ask::Filter(filter), .. }] = limit.parts.as_slice()
            && !is_switch(filter)
            && !self.is_nothing()
        {
            match pass(self.index, &self.request, filter, false) {
                Ok(Some(pass)) => return self.passing(&pass),
                // It changes another limit of the query.
                Ok(None) => {}
                Err(_) => return None,
            }
        }
        found_with(self.index, &self.request, limit)
    }

    /// Whether no advert is met, so that the query is read again.
    fn is_nothing(&self) -> bool {
        self.narrow.is_empty() && self.wide().is_none_or(<[u32]>::is_empty)
    }

    fn wide(&self) -> Option<&[u32]> {
        self.wide.get_or_init(|| met(self.index, &self.request, true)).as_deref()
    }

    fn passing(&self, pass: &dyn Fn(usize) -> bool) -> Option<usize> {
        let within = self.index.wanted(self.request.scope);
        let count = |things: &[u32]| {
            let positions = things.iter().map(|thing| self.index.position(*thing)).filter(|position| pass(*position));
            positions.fold((0, 0), |(all, inside), position| {
                (all + 1, inside + usize::from(within.as_ref().is_none_or(|within| within(position))))
            })
        };
        let (all, inside) = count(&self.narrow);
        if all >= ENOUGH || self.request.query.words().next().is_none() {
            return Some(inside);
        }
        self.wide().map(|wide| count(wide).1)
    }
}

/// The adverts that a query meets, whatever the scope.
fn met(index: &AdvertIndex, request: &Request<'_>, wide: bool) -> Option<Vec<u32>> {
    let things = 0..u32::try_from(index.board().len()).unwrap_or(u32::MAX);
    if request.query.is_empty() {
        return Some(things.collect());
    }
    let mut scores = index.evaluate(request, wide, &RefCell::default())?;
    Filters::new(index, request).narrow(&mut scores);
    Some(things.filter(|thing| scores.meets(*thing)).collect())
}

/// How many adverts are found with a limit more, which stands before what is still being typed.
fn found_with(index: &AdvertIndex, request: &Request<'_>, limit: &Query) -> Option<usize> {
    let parts = limit.parts.iter().chain(&request.query.parts).cloned().collect();
    let query = Query { parts, ..Query::default() };
    index.search(&Request { query: &query, ..*request }).map(|found| found.hits.len())
}
