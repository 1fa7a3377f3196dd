//! Finding adverts: those that meet a query within a scope, in the order asked for.

mod again;
pub mod choices;
pub mod explain;
pub mod filters;
mod kinds;
pub mod market;
pub mod openings;
mod order;
pub mod places;
mod references;
mod roles;
#[cfg(test)]
mod tests;

use std::cell::RefCell;
use std::cmp::Reverse;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use jiff::civil::Date;

use crate::domain::advert::AdvertId;
use crate::domain::board::{Board, Head};
use crate::domain::facts::places_words;
use crate::domain::role::RoleId;
use crate::domain::text::count;
use crate::search::adverts::filters::Filters;
use crate::search::adverts::kinds::{Kinds, KindsInMaking};
use crate::search::adverts::places::{FROM_WHERE, Namesake};
use crate::search::adverts::references::{PartialReferences, References};
use crate::search::adverts::roles::{PartialRoles, RoleSets};
use crate::search::columns::{Columns, Partial, band_bits};
use crate::search::expansions::Expansions;
use crate::search::index::{Builder, ENOUGH, Index, Read, Scores, Taken, Width};
use crate::search::meeting::{EXACT, PREFIX};
use crate::search::query::{Ask, Query, Words};
use crate::search::slices::Sliced;

pub use filters::Standings;
pub use places::{Atlas, Places, Reach};

/// Which adverts to look among.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Scope {
    /// Every advert.
    #[default]
    All,
    /// Those for any of these roles.
    Roles(Vec<RoleId>),
}

/// How the adverts found are ordered. Of two alike the better fit comes first, then the source's order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// By how well they meet the query; what can no longer be applied for as if its title were a few words longer. Of two
    /// that meet it alike a saved one comes first, then one that can be applied for, then the one that closes sooner, then
    /// the lower id. Where no words are asked for everything meets the query alike, and what can no longer be applied for
    /// comes last, as it does in the other orders.
    #[default]
    Fit,
    /// By the day of publication, the latest first, those without one last.
    Newest,
    /// By closing day, those without one last.
    Closing,
    /// By the highest pay stated for a year, those without one last.
    Pay,
    /// By the distance from the place of a `near:`, else from the nearest home point; where it is not known last.
    Distance,
    /// By title.
    Title,
    /// By employer.
    Employer,
}

impl Sort {
    /// Every order.
    pub const ALL: [Sort; 7] =
        [Sort::Fit, Sort::Newest, Sort::Closing, Sort::Pay, Sort::Distance, Sort::Title, Sort::Employer];

    /// The order after this one, the first after the last.
    #[must_use]
    pub fn next(self) -> Self {
        Self::ALL[(self as usize + 1) % Self::ALL.len()]
    }

    /// The order of a [`Sort::title`].
    #[must_use]
    pub fn named(title: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.title() == title)
    }

    /// The order in a word.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Fit => "fit",
            Self::Newest => "newest",
            Self::Closing => "closing",
            Self::Pay => "pay",
            Self::Distance => "distance",
            Self::Title => "title",
            Self::Employer => "employer",
        }
    }
}

/// How many parts of a query are lifted two by two.
const PAIRED: usize = 8;

/// What an advert's role is worth to a word of its name, where the advert's own words do not say it.
const ROLE: u16 = 660;

/// What to search for.
#[derive(Clone, Copy)]
pub struct Request<'r> {
    /// What is typed.
    pub query: &'r Query,
    /// Which adverts to look among.
    pub scope: &'r Scope,
    /// The order.
    pub sort: Sort,
    /// The day it is.
    pub today: Date,
    /// How adverts stand with the person.
    pub standings: &'r Standings,
    /// What abbreviations stand for.
    pub expansions: &'r Expansions,
    /// Finds the adverts whose whole text holds words; a sentence where it cannot be read.
    pub texts: &'r dyn Fn(&str) -> Result<Vec<AdvertId>, String>,
    /// Where places are.
    pub places: &'r dyn Places,
    /// Whether nobody waits for the answer any more; asked every few milliseconds.
    pub overtaken: &'r dyn Fn() -> bool,
}

/// What was found.
#[derive(Clone, Debug, Default)]
pub struct Findings {
    /// The adverts, as positions on the board, in the order asked for.
    pub hits: Vec<usize>,
    /// How many adverts the scope holds, whatever was typed.
    pub within: usize,
    /// How many adverts meet the query among all.
    pub everywhere: usize,
    /// How the query was read.
    pub reading: Reading,
    /// How far adverts are from the place that the query names, else from the person's home points; nothing where there is
    /// neither, or the sites of the adverts are not located yet and the query does not ask for them.
    pub reach: Option<Arc<Reach>>,
    /// What the adverts met are worth, by their numbers in the index.
    scores: Scores,
}

/// How a query was read where that is more than it says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// Words that were read as slips, each as it was typed with what was read for it.
    pub mended: Vec<(String, String)>,
    /// What abbreviations and everyday words were taken to mean.
    pub also: Vec<String>,
    /// What could not be read and was passed over, or why it could not be asked.
    pub ignored: Vec<String>,
    /// The limit still being typed with which nothing is found yet, so that it was left out.
    pub pending: Option<String>,
    /// Limits that were read otherwise than they say: `within:20km` as `12 miles`.
    pub read_as: Vec<(String, String)>,
    /// The place that the query names, where there is more to say of it.
    pub place: Option<PlaceReading>,
}

/// A place that was taken for the one that a text names, where that is not all that there is to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceReading {
    /// The place taken: `Newport, Wales`.
    pub taken: String,
    /// What it is, where it is not just what was typed: `the middle of several postcode districts`.
    pub note: Option<&'static str>,
    /// Others, the likeliest first, each with what to type after `near:` for it.
    pub others: Vec<Namesake>,
}

impl PlaceReading {
    /// What is to be said of the place measured from; nothing where it is just what was typed and has no namesakes.
    fn of(reach: &Reach) -> Option<Self> {
        let taken = reach.from().first()?.clone();
        let (note, others) = (reach.note(), reach.namesakes().to_vec());
        (note.is_some() || !others.is_empty()).then_some(Self { taken, note, others })
    }

    /// The reading in words: `near Newport, Wales, else near:newport-south-east`, `near LS, the middle of several postcode
    /// districts`; of the others as many as fit into a width, each whole, and how many more there are.
    fn describe_in(&self, width: usize) -> String {
        let taken = std::iter::once(self.taken.as_str()).chain(self.note).collect::<Vec<_>>().join(", ");
        let all = self.others.len();
        if all == 0 {
            return format!("near {taken}");
        }
        let offering = |offered: usize| {
            let named: Vec<String> =
                self.others.iter().take(offered).map(|other| format!("near:{}", other.typed)).collect();
            match (named.join(" "), all - offered) {
                (named, 0) => format!("{taken}, else {named}"),
                (named, more) => format!("{taken}, else {named} +{more}"),
            }
        };
        let offers = (1..=all).rev().map(|offered| format!("near {}", offering(offered))).chain([offering(1)]);
        let fitting = offers.into_iter().find(|said| said.chars().count() <= width);
        fitting.unwrap_or_else(|| format!("near {taken}, or {}", count(all, "other")))
    }
}

impl Reading {
    /// The reading in words, such as `also: healthcare assistant`; empty where the query was read as it stands.
    #[must_use]
    pub fn describe(&self) -> String {
        self.describe_in(usize::MAX)
    }

    /// The same with fewer of the places that could have been meant, so that it fits into a width if it can. What changes the
    /// answer most stands first.
    #[must_use]
    pub fn describe_in(&self, width: usize) -> String {
        let ignored = (!self.ignored.is_empty()).then(|| format!("not understood: {}", self.ignored.join(", ")));
        let pending = self.pending.iter().map(|typed| format!("nothing yet with {typed}"));
        let mended = self.mended.iter().chain(&self.read_as);
        let mended = mended.map(|(typed, word)| format!("read {typed} as {word}"));
        let also = (!self.also.is_empty()).then(|| format!("also: {}", self.also.join(", ")));
        let said: Vec<String> = ignored.into_iter().chain(pending).chain(mended).chain(also).collect();
        let taken: usize = said.iter().map(|said| said.chars().count() + SEPARATOR.len()).sum();
        let place = self.place.as_ref().map(|place| place.describe_in(width.saturating_sub(taken)));
        said.into_iter().chain(place).collect::<Vec<_>>().join(SEPARATOR)
    }
}

/// What stands between the things that are said of a query.
const SEPARATOR: &str = " · ";

/// What a search must know of every advert of a board. Each part is worked out when it is first needed and takes a few
/// bytes an advert.
#[derive(Debug)]
pub struct AdvertIndex {
    board: Arc<Board>,
    /// The adverts by closing day and id: the index numbers them so, and of two alike the lower number comes first.
    order: OnceLock<Vec<u32>>,
    words: OnceLock<Index>,
    roles: Sliced<PartialRoles>,
    references: Sliced<PartialReferences>,
    columns: Sliced<Partial>,
    kinds: Sliced<KindsInMaking>,
}

impl AdvertIndex {
    /// An index of a board.
    #[must_use]
    pub fn new(board: Arc<Board>) -> Self {
        Self {
            board,
            order: OnceLock::new(),
            words: OnceLock::new(),
            roles: Sliced::default(),
            references: Sliced::default(),
            columns: Sliced::default(),
            kinds: Sliced::default(),
        }
    }

    /// The board.
    #[must_use]
    pub fn board(&self) -> &Arc<Board> {
        &self.board
    }

    /// The adverts that meet a query within a scope, in the order asked for; nothing where the request was overtaken. Where
    /// nothing is found, a limit that is still being typed is passed over, and then a word that may be a slip is read as what
    /// may have been meant.
    #[must_use]
    pub fn search(&self, request: &Request<'_>) -> Option<Findings> {
        let found = self.find(request)?;
        if !found.hits.is_empty() {
            return Some(found);
        }
        if let Some((query, pending)) = request.query.without_begun() {
            let mut without = self.find(&Request { query: &query, ..*request })?;
            if !without.hits.is_empty() {
                without.reading.pending = Some(pending.to_owned());
                return Some(without);
            }
        }
        for (query, change) in self.meant(request) {
            let mut meant = self.find(&Request { query: &query, ..*request })?;
            if !meant.hits.is_empty() {
                meant.reading.mended.insert(0, change);
                return Some(meant);
            }
        }
        Some(found)
    }

    fn find(&self, request: &Request<'_>) -> Option<Findings> {
        self.make_ready(request)?;
        let within = self.count_within(request.scope);
        let open = order::open(&self.board, self.order(), request.today);
        let reach = if can_measure(request)? { filters::reach(request) } else { None };
        if request.query.is_empty() {
            let mut hits: Vec<usize> = self.within(request.scope).collect();
            self.sort(&mut hits, request.sort, reach.as_deref());
            self.put_past_last(&mut hits, request, &open);
            let ignored = ignored(request, reach.as_deref(), Vec::new());
            let reading = Reading { ignored, ..Reading::default() };
            let scores = Scores::default();
            return Some(Findings { hits, within, everywhere: self.board.len(), reading, reach, scores });
        }
        let filters = Filters::new(self, request);
        let taken = RefCell::default();
        let mut wide = false;
        let mut scores = self.evaluate(request, wide, &taken)?;
        filters.narrow(&mut scores);
        if scores.met() < ENOUGH && request.query.words().next().is_some() {
            wide = true;
            taken.take();
            scores = self.evaluate(request, wide, &taken)?;
            filters.narrow(&mut scores);
        }
        let everywhere = scores.met();
        if let Some(wanted) = self.wanted(request.scope) {
            scores.retain(|thing| wanted(self.position(thing)));
        }
        let mut hits = self.by_fit(request, &mut scores, &open);
        if request.sort != Sort::Fit {
            self.sort(&mut hits, request.sort, reach.as_deref());
            self.put_past_last(&mut hits, request, &open);
        }
        let Taken { also, understood } = taken.into_inner();
        let best = hits.first().filter(|_| wide);
        let mended = best.map(|best| self.mended(request.query, &understood, *best)).unwrap_or_default();
        let ignored = ignored(request, reach.as_deref(), filters.ignored);
        let place = reach.as_ref().and_then(|reach| PlaceReading::of(reach));
        let read_as = request.query.read_as.clone();
        let reading = Reading { mended, also, ignored, pending: None, read_as, place };
        Some(Findings { hits, within, everywhere, reading, reach, scores })
    }

    /// For each part of a query how many adverts are met without it, within the scope: why nothing was found. Parts that were
    /// typed alike are lifted together. Where no part helps on its own the two of the first few stand last without
    /// which the most are met, if any are; not where the two are all.
    #[must_use]
    pub fn lifted(&self, request: &Request<'_>) -> Vec<(Vec<String>, usize)> {
        let mut typed: Vec<&str> = Vec::new();
        for part in &request.query.parts {
            if !typed.contains(&part.typed.as_str()) {
                typed.push(&part.typed);
            }
        }
        let without = |gone: &[&str]| {
            let query = request.query.without(gone);
            let left = self.search(&Request { query: &query, ..*request }).map_or(0, |found| found.hits.len());
            (gone.iter().map(|typed| (*typed).to_owned()).collect(), left)
        };
        let mut lifted: Vec<(Vec<String>, usize)> = typed.iter().map(|one| without(&[one])).collect();
        if typed.len() > 2 && lifted.iter().all(|(_, left)| *left == 0) {
            let paired = &typed[..typed.len().min(PAIRED)];
            let pairs = (0..paired.len()).flat_map(|last| (0..last).map(move |first| [paired[first], paired[last]]));
            let counted = pairs.take_while(|_| !(request.overtaken)()).map(|pair| without(&pair));
            lifted.extend(counted.max_by_key(|(_, left)| *left).filter(|(_, left)| *left > 0));
        }
        lifted
    }

    /// What each advert found is worth, in the order of the hits, higher being better; 0 where everything is found.
    #[must_use]
    pub fn scores(&self, found: &Findings) -> Vec<i64> {
        if found.scores.is_empty() {
            return vec![0; found.hits.len()];
        }
        let mut things = vec![0; self.board.len()];
        for (thing, position) in (0_u32..).zip(self.order()) {
            things[*position as usize] = thing;
        }
        found.hits.iter().map(|hit| found.scores.of(things[*hit])).collect()
    }

    /// Works out what a request needs and is not yet there; nothing where the request was overtaken meanwhile.
    fn make_ready(&self, request: &Request<'_>) -> Option<()> {
        let (board, order, overtaken) = (&self.board, self.order(), request.overtaken);
        let query = request.query;
        let left_out = query.parts.iter().filter_map(|part| match &part.ask {
            Ask::Words(words) if part.not => Some(words),
            _ => None,
        });
        let words: Vec<&Words> = query.words().chain(left_out).collect();
        if *request.scope != Scope::All || words.iter().any(|words| may_name_role(words)) {
            self.roles.unless(board, order, overtaken)?;
        }
        let names_band = query.words().any(|words| words.bands.is_some());
        if [Sort::Pay, Sort::Newest].contains(&request.sort) || names_band || query.filters().next().is_some() {
            self.columns.unless(board, order, overtaken)?;
        }
        if query.filters().next().is_some() {
            self.kinds.unless(board, order, overtaken)?;
        }
        if words.iter().any(|words| may_be_reference(&words.words.concat())) {
            self.references.unless(board, order, overtaken)?;
        }
        Some(())
    }

    /// Those that are met by how well they meet the query, what is past standing back.
    fn by_fit(&self, request: &Request<'_>, scores: &mut Scores, open: &Range<u32>) -> Vec<usize> {
        let has_words = request.query.words().next().is_some();
        if has_words {
            scores.stand_back(open);
        }
        let saved = request.standings.saved_on(&self.board);
        let favour = |thing| {
            let is_saved = saved.as_ref().is_some_and(|saved| saved[self.position(thing)]);
            let (is_saved, is_open) = (usize::from(is_saved), usize::from(open.contains(&thing)));
            if has_words { 2 * is_saved + is_open } else { is_saved + 2 * is_open }
        };
        let order = self.words().ordered(request.query, scores, favour);
        order.into_iter().map(|thing| self.position(thing)).collect()
    }

    /// Puts behind the others what can no longer be applied for, and, where nothing is asked for, what is new before them.
    fn put_past_last(&self, hits: &mut [usize], request: &Request<'_>, open: &Range<u32>) {
        let past = self.marked(&[0..open.start, open.end..u32::MAX]);
        let new_first = request.query.is_empty() && request.sort == Sort::Fit && self.board.how_many_new() > 0;
        let rank = |at: &usize| match (past[*at], new_first && self.board.is_new(*at)) {
            (true, _) => 2,
            (false, true) => 0,
            (false, false) => 1,
        };
        if hits.iter().any(|at| rank(at) != 1) {
            hits.sort_by_key(rank);
        }
    }

    fn evaluate(&self, request: &Request<'_>, wide: bool, taken: &RefCell<Taken>) -> Option<Scores> {
        let width = if wide { Width::Wide } else { Width::Direct };
        self.reading(request, width, taken, |read| self.words().evaluate(request.query, read, request.overtaken))
    }

    /// Does something with how a request is to be read.
    fn reading<T>(
        &self,
        request: &Request<'_>,
        width: Width,
        taken: &RefCell<Taken>,
        act: impl FnOnce(&Read<'_>) -> T,
    ) -> T {
        let beside = |words: &Words, met: &mut [u16]| self.beside(words, met);
        act(&Read { expansions: request.expansions, width, beside: &beside, taken })
    }

    /// Adds what is known of adverts beside their words: bands, roles and references.
    fn beside(&self, words: &Words, met: &mut [u16]) {
        if let Some(bands) = &words.bands {
            let (columns, wanted) = (self.columns(), band_bits(bands));
            for (thing, met) in (0..).zip(met.iter_mut()) {
                if columns.bands(self.position(thing)) & wanted != 0 {
                    *met = (*met).max(PREFIX);
                }
            }
        } else if may_name_role(words) {
            self.beside_by_role(&words.words[0], met);
        }
        let typed = words.words.concat();
        if may_be_reference(&typed) {
            for thing in self.references().beginning(&typed, &self.board, self.order()) {
                met[thing as usize] = EXACT;
            }
        }
    }

    /// Adds the adverts for a role whose title has a word.
    fn beside_by_role(&self, word: &str, met: &mut [u16]) {
        let roles = self.role_sets();
        if let Some(sets) = roles.named(word) {
            for (thing, met) in (0..).zip(met.iter_mut()) {
                if *met < ROLE && sets[roles.of_adverts[self.position(thing)] as usize] {
                    *met = ROLE;
                }
            }
        }
    }

    /// The typed words that no advert holds and that were not understood, each with the word that it is a slip of in the advert
    /// that fits best, given by its position on the board.
    fn mended(&self, query: &Query, understood: &[String], best: usize) -> Vec<(String, String)> {
        let words = self.words();
        let vocabulary = words.vocabulary();
        let single = |words: &Words| if words.exact { None } else { <[String; 1]>::try_from(words.words.clone()).ok() };
        let unknown = query
            .words()
            .filter_map(single)
            .filter(|[typed]| !understood.contains(typed) && vocabulary.direct(typed).is_empty());
        let slip_of = |typed: &str| words.slip_of(typed, self.thing(best)?).map(str::to_owned);
        unknown.filter_map(|[typed]| slip_of(&typed).map(|word| (typed, word))).collect()
    }

    fn sort(&self, hits: &mut [usize], sort: Sort, reach: Option<&Reach>) {
        let pool = self.board.pool();
        let head = |hit: &usize| self.board.head(*hit);
        match sort {
            Sort::Fit => {}
            Sort::Newest => {
                let columns = self.columns();
                hits.sort_by_key(|hit| Reverse(columns.posted(*hit)));
            }
            Sort::Distance => {
                if let Some(reach) = reach {
                    hits.sort_by(|one, other| reach.miles(*one).total_cmp(&reach.miles(*other)));
                }
            }
            Sort::Closing => hits.sort_by_cached_key(|hit| {
                let closes = head(hit).closes;
                (closes.is_none(), closes)
            }),
            Sort::Pay => {
                let columns = self.columns();
                hits.sort_by_key(|hit| Reverse(columns.pay[*hit]));
            }
            Sort::Title => hits.sort_by_cached_key(|hit| pool.text(head(hit).title).to_lowercase()),
            Sort::Employer => hits.sort_by_cached_key(|hit| pool.text(head(hit).employer).to_lowercase()),
        }
    }

    /// The adverts of a scope, as positions on the board.
    pub fn within(&self, scope: &Scope) -> impl Iterator<Item = usize> {
        let wanted = self.wanted(scope);
        (0..self.board.len()).filter(move |advert| wanted.as_ref().is_none_or(|wanted| wanted(*advert)))
    }

    fn count_within(&self, scope: &Scope) -> usize {
        if *scope == Scope::All { self.board.len() } else { self.within(scope).count() }
    }

    /// Whether an advert is within a scope; nothing where all are.
    fn wanted(&self, scope: &Scope) -> Option<impl Fn(usize) -> bool> {
        let Scope::Roles(roles) = scope else { return None };
        let sets = self.role_sets();
        let wanted: Vec<bool> = sets.sets.iter().map(|set| set.iter().any(|role| roles.contains(role))).collect();
        Some(move |advert: usize| wanted[sets.of_adverts[advert] as usize])
    }

    /// Sets of roles, each with how many adverts are for exactly these.
    #[must_use]
    pub fn roles(&self) -> Vec<(&[RoleId], usize)> {
        let RoleSets { sets, of_adverts, .. } = self.role_sets();
        let mut counts = vec![0; sets.len()];
        for set in of_adverts {
            counts[*set as usize] += 1;
        }
        sets.iter().map(Vec::as_slice).zip(counts).collect()
    }

    /// How many adverts a role has.
    #[must_use]
    pub fn count(&self, role: &RoleId) -> usize {
        self.roles().into_iter().filter(|(roles, _)| roles.contains(role)).map(|(_, count)| count).sum()
    }

    /// Works out a slice of the roles that adverts are for; whether some are still missing.
    pub fn prepare_roles(&self) -> bool {
        self.roles.go_on(&self.board, self.order());
        self.roles.get().is_none()
    }

    /// Works out a part that was not needed yet, or a slice of it; whether there was one.
    pub fn prepare(&self) -> bool {
        if self.words.get().is_none() {
            self.words();
            return true;
        }
        let (board, order) = (&self.board, self.order());
        self.roles.go_on(board, order)
            || self.columns.go_on(board, order)
            || self.references.go_on(board, order)
            || self.kinds.go_on(board, order)
    }

    /// The bytes that it takes, as far as it is worked out.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let order = self.order.get().map_or(0, |order| 4 * order.capacity());
        let words = self.words.get().map_or(0, Index::bytes);
        let roles = self.roles.get().map_or(0, RoleSets::bytes);
        let columns = self.columns.get().map_or(0, Columns::bytes) + self.kinds.get().map_or(0, Kinds::bytes);
        order + words + roles + columns + self.references.get().map_or(0, References::bytes)
    }

    /// For each position on the board whether the number of its advert in the index is among some.
    fn marked(&self, things: &[Range<u32>]) -> Vec<bool> {
        let mut marked = vec![false; self.board.len()];
        for range in things {
            let end = self.order().len().min(range.end as usize);
            for position in self.order().get(range.start as usize..end).unwrap_or_default() {
                marked[*position as usize] = true;
            }
        }
        marked
    }

    /// The position on the board of an advert by its number in the index.
    fn position(&self, thing: u32) -> usize {
        self.order().get(thing as usize).copied().unwrap_or_default() as usize
    }

    /// The number in the index of the advert at a position on the board.
    fn thing(&self, position: usize) -> Option<u32> {
        (0..).zip(self.order()).find(|(_, at)| **at as usize == position).map(|(thing, _)| thing)
    }

    fn order(&self) -> &[u32] {
        self.order.get_or_init(|| order::by_closing_and_id(&self.board))
    }

    fn words(&self) -> &Index {
        self.words.get_or_init(|| read_words(&self.board, self.order()))
    }

    fn role_sets(&self) -> &RoleSets {
        self.roles.whole(&self.board, self.order())
    }

    fn references(&self) -> &References {
        self.references.whole(&self.board, self.order())
    }

    fn columns(&self) -> &Columns {
        self.columns.whole(&self.board, self.order())
    }

    fn kinds(&self) -> &Kinds {
        self.kinds.whole(&self.board, self.order())
    }
}

/// Whether words may be a word of a role's title.
fn may_name_role(words: &Words) -> bool {
    words.bands.is_none() && words.words.len() == 1 && words.words[0].len() > 2
}

/// Whether what is typed, its words in one, may begin a reference.
fn may_be_reference(typed: &str) -> bool {
    typed.len() > 3 && typed.bytes().any(|byte| byte.is_ascii_digit())
}

/// Whether distances are at hand; where the request asks for them they are, once it is worked out where the adverts are.
/// Nothing where the request was overtaken meanwhile.
fn can_measure(request: &Request<'_>) -> Option<bool> {
    if request.sort == Sort::Distance || request.query.asks_where() {
        locate(request)?;
    }
    Some(request.places.is_ready())
}

/// Works out where the adverts are; nothing where the request was overtaken meanwhile.
fn locate(request: &Request<'_>) -> Option<()> {
    while request.places.prepare() {
        if (request.overtaken)() {
            return None;
        }
    }
    Some(())
}

/// What of a request was passed over: what could not be read, what could not be asked, and an order that has nothing to go by.
fn ignored(request: &Request<'_>, reach: Option<&Reach>, not_asked: Vec<String>) -> Vec<String> {
    let order =
        (request.sort == Sort::Distance && reach.is_none()).then(|| format!("sorting by distance ({FROM_WHERE})"));
    request.query.ignored.iter().cloned().chain(not_asked).chain(order).collect()
}

/// The words of titles, employers and places, each distinct text read once, the adverts in the order given.
fn read_words(board: &Board, order: &[u32]) -> Index {
    let mut builder = Builder::default();
    let mut known = vec![None; board.pool().len()];
    // Read in the board's own order, in which the texts lie in memory: to jump between them takes longer than to read them.
    let read = |head: Head| {
        // A title or an employer is read as the words of a single place would be.
        [head.title, head.employer, head.places].map(|number| {
            let known = &mut known[number as usize];
            *known.get_or_insert_with(|| builder.text(&places_words(board.pool().text(number))))
        })
    };
    let texts: Vec<[u32; 3]> = (0..board.len()).map(|position| board.head(position)).map(read).collect();
    for position in order {
        builder.thing(texts[*position as usize]);
    }
    builder.build()
}
