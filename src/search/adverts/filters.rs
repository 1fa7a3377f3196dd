//! The limits of a query, ready to be asked of each advert.

use std::fmt;
use std::sync::Arc;

use jiff::ToSpan;
use jiff::civil::Date;

use crate::domain::advert::AdvertId;
use crate::domain::board::Board;
use crate::domain::distance::MILES;
use crate::domain::shortlist::{Entry, Shortlists};
use crate::domain::standing::Standing;
use crate::domain::text::folded_words;
use crate::search::adverts::places::{FROM_WHERE, Reach};
use crate::search::adverts::{AdvertIndex, Request, order};
use crate::search::columns::{band_bits, day_number};
use crate::search::index::Scores;
use crate::search::query::{Filter, Query, Switch};

/// How adverts stand with the person: those of each kind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standings {
    /// On a shortlist.
    pub saved: Vec<AdvertId>,
    /// Changed since they were saved.
    pub changed: Vec<AdvertId>,
}

impl Standings {
    /// How the adverts of a board stand with what is saved, as far as a query asks: to tell what has changed each saved advert
    /// must be read, and that at every key.
    #[must_use]
    pub fn of(lists: &Shortlists, board: &Board, query: &Query) -> Self {
        let asks_for_changed = query.filters().any(|(filter, _)| matches!(filter, Filter::Is(Standing::Changed)));
        let entries = || lists.entries().map(|(_, entry)| entry);
        let has_changed = |entry: &&Entry| board.get(&entry.advert.id).is_some_and(|now| now.has_changed_since(entry));
        let ids = |entry: &Entry| entry.advert.id.clone();
        Self {
            saved: entries().map(ids).collect(),
            changed: entries().filter(|entry| asks_for_changed && has_changed(entry)).map(ids).collect(),
        }
    }

    /// For each position on a board whether its advert is saved; nothing where none is.
    pub(super) fn saved_on(&self, board: &Board) -> Option<Vec<bool>> {
        (!self.saved.is_empty()).then(|| on_board(board, &self.saved))
    }
}

fn on_board(board: &Board, ids: &[AdvertId]) -> Vec<bool> {
    let mut there = vec![false; board.len()];
    ids.iter().filter_map(|id| board.position(id)).for_each(|position| there[position] = true);
    there
}

/// What a limit asks of an advert, by its position on the board.
pub(super) type Pass<'i> = Box<dyn Fn(usize) -> bool + 'i>;

/// The limits of a query.
pub struct Filters<'i> {
    index: &'i AdvertIndex,
    passes: Vec<Pass<'i>>,
    /// What could not be asked, and why.
    pub ignored: Vec<String>,
}

impl fmt::Debug for Filters<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Filters").field("count", &self.passes.len()).field("ignored", &self.ignored).finish()
    }
}

impl<'i> Filters<'i> {
    /// Makes ready the limits of a request.
    pub fn new(index: &'i AdvertIndex, request: &Request<'i>) -> Self {
        let mut filters = Self { index, passes: Vec::new(), ignored: Vec::new() };
        for (filter, not) in request.query.filters() {
            match pass(index, request, filter, not) {
                Ok(Some(pass)) if not => filters.passes.push(Box::new(move |advert| !pass(advert))),
                Ok(Some(pass)) => filters.passes.push(pass),
                Ok(None) => {}
                Err(why) => filters.ignored.push(why),
            }
        }
        filters
    }

    /// Takes out the adverts that are not within all limits.
    pub fn narrow(&self, scores: &mut Scores) {
        if !self.passes.is_empty() {
            scores.retain(|thing| self.let_pass(thing));
        }
    }

    /// Whether an advert, by its number in the index, is within all limits.
    #[must_use]
    pub fn let_pass(&self, thing: u32) -> bool {
        let position = self.index.position(thing);
        self.passes.iter().all(|pass| pass(position))
    }
}

/// What a filter, turned round or `not`, asks of an advert; nothing where it adds to another, a reason where it cannot be
/// asked.
pub(super) fn pass<'i>(
    index: &'i AdvertIndex,
    request: &Request<'i>,
    filter: &'i Filter,
    not: bool,
) -> Result<Option<Pass<'i>>, String> {
    let columns = || index.columns();
    Ok(Some(match filter {
        Filter::Band(bands) => {
            let (columns, wanted) = (columns(), band_bits(bands));
            Box::new(move |at| columns.bands(at) & wanted != 0)
        }
        Filter::Pay(low, high) => {
            let columns = columns();
            let unstated = !not && request.query.lets_pass(Filter::Unstated);
            Box::new(move |at| match columns.pay[at] {
                0 => unstated,
                pence => (*low..=*high).contains(&pence.into()),
            })
        }
        Filter::Unstated(Switch::With) | Filter::Anywhere(Switch::With) => return Ok(None),
        Filter::Unstated(switch) => {
            let (columns, wanted) = (columns(), *switch == Switch::Only);
            Box::new(move |at| (columns.pay[at] == 0) == wanted)
        }
        Filter::Contract(kinds) => {
            let index = index.kinds();
            Box::new(move |at| kinds.iter().any(|kind| index.has_contract(at, *kind)))
        }
        Filter::Pattern(patterns) => {
            let kinds = index.kinds();
            Box::new(move |at| patterns.iter().any(|pattern| kinds.has_pattern(at, *pattern)))
        }
        Filter::StaffGroup(groups) => return staff_group(index, groups).map(Some),
        Filter::Closing(low, high) => {
            let days = days(request.today, *low, *high);
            let there = index.marked(&order::closing(index.board(), index.order(), &days));
            Box::new(move |at| there[at])
        }
        Filter::Posted(low, high) => {
            let (columns, days) = (columns(), days(request.today, high.saturating_neg(), low.saturating_neg()));
            Box::new(move |at| days.contains(&columns.posted(at)))
        }
        Filter::Near(place) => {
            let reach = request.places.reach_of(place).map_err(|why| format!("near:{place} ({why})"))?;
            near(index, request.query, not, reach, radius(request.query))
        }
        Filter::Within(miles) => return within(index, request, *miles, not),
        Filter::Anywhere(switch) => {
            let (kinds, wanted) = (index.kinds(), *switch == Switch::Only);
            Box::new(move |at| kinds.is_anywhere(at) == wanted)
        }
        Filter::Setting(settings) => {
            let kinds = index.kinds();
            Box::new(move |at| settings.iter().any(|setting| kinds.has_setting(at, *setting)))
        }
        Filter::Role(id) => return role(index, id).map(Some),
        Filter::Is(standing) => standing_pass(index, request, *standing),
        Filter::Text(words) => {
            let found = (request.texts)(words).map_err(|why| format!("text:{words} ({why})"))?;
            let there = on_board(index.board(), &found);
            Box::new(move |at| there[at])
        }
    }))
}

/// The adverts of the staff groups that some words name.
fn staff_group<'i>(index: &'i AdvertIndex, groups: &[Vec<String>]) -> Result<Pass<'i>, String> {
    let kinds = index.kinds();
    let meets = |stated: &str| {
        let stated = folded_words(stated);
        let is_met = |word: &String| stated.iter().any(|known| known.starts_with(word));
        groups.iter().any(|words| words.iter().all(is_met))
    };
    let wanted: Vec<bool> = kinds.staff_groups().map(meets).collect();
    if !wanted.contains(&true) {
        let words: Vec<String> = groups.iter().map(|words| words.join(" ")).collect();
        return Err(format!("staff-group:{} (no advert at hand states such a staff group)", words.join(",")));
    }
    Ok(Box::new(move |at| kinds.staff_group(at).is_some_and(|group| wanted[group])))
}

fn standing_pass<'i>(index: &'i AdvertIndex, request: &Request<'i>, standing: Standing) -> Pass<'i> {
    let ids = match standing {
        Standing::New => {
            let board = index.board();
            return Box::new(move |at| board.is_new(at));
        }
        Standing::Saved => &request.standings.saved,
        Standing::Changed => &request.standings.changed,
        Standing::Gone => {
            let there = index.marked(&[order::gone(index.board(), index.order())]);
            return Box::new(move |at| there[at]);
        }
    };
    let there = on_board(index.board(), ids);
    Box::new(move |at| there[at])
}

/// The adverts for a role, or for roles whose ids begin so while the id is typed.
fn role<'i>(index: &'i AdvertIndex, id: &str) -> Result<Pass<'i>, String> {
    let sets = index.role_sets();
    let named = |exact: bool| -> Vec<bool> {
        let is = |role: &str| if exact { role == id } else { role.starts_with(id) };
        sets.sets.iter().map(|set| set.iter().any(|role| is(role.as_str()))).collect()
    };
    let catalogue = index.board().catalogue();
    let known = catalogue.roles().any(|(_, role)| role.id.as_str() == id);
    if !known && !catalogue.roles().any(|(_, role)| role.id.as_str().starts_with(id)) {
        return Err(format!("role:{id} (no role has this id)"));
    }
    let wanted = named(known);
    Ok(Box::new(move |at| wanted[sets.of_adverts[at] as usize]))
}

/// Whether an advert is within a radius, in miles, or else can be worked from anywhere, where the query lets that pass.
fn near<'i>(index: &'i AdvertIndex, query: &Query, not: bool, reach: Arc<Reach>, radius: f32) -> Pass<'i> {
    let kinds = (!not && query.lets_pass(Filter::Anywhere)).then(|| index.kinds());
    Box::new(move |at| reach.miles(at) <= radius || kinds.is_some_and(|kinds| kinds.is_anywhere(at)))
}

/// What a `within:` asks for: nothing more where it is the radius of a `near:`, else to be near a home point.
fn within<'i>(
    index: &'i AdvertIndex,
    request: &Request<'i>,
    miles: u32,
    not: bool,
) -> Result<Option<Pass<'i>>, String> {
    let is_near = request.query.filters().any(|(filter, _)| matches!(filter, Filter::Near(_)));
    if is_near && !not {
        return Ok(None);
    }
    let reach = reach(request).ok_or_else(|| format!("within:{miles} ({FROM_WHERE})"))?;
    Ok(Some(near(index, request.query, not, reach, as_miles(miles))))
}

/// How far adverts are from the place of the query's first `near:` that is known, else from the home points.
pub(super) fn reach(request: &Request<'_>) -> Option<Arc<Reach>> {
    let mut places = request.query.filters().filter_map(|(filter, not)| match filter {
        Filter::Near(place) if !not => Some(place),
        _ => None,
    });
    places.find_map(|place| request.places.reach_of(place).ok()).or_else(|| request.places.reach_of_homes())
}

/// The miles of the last `within:`.
fn radius(query: &Query) -> f32 {
    let within = query.filters().filter_map(|(filter, not)| match filter {
        Filter::Within(miles) if !not => Some(*miles),
        _ => None,
    });
    as_miles(within.last().unwrap_or(MILES))
}

pub(super) fn as_miles(miles: u32) -> f32 {
    f32::from(u16::try_from(miles).unwrap_or(u16::MAX))
}

/// The numbers of the days between two distances from a day.
fn days(today: Date, low: i32, high: i32) -> std::ops::RangeInclusive<i32> {
    let day = |distance: i32| {
        let distance = distance.clamp(-4_000_000, 4_000_000);
        day_number(Some(today.saturating_add(distance.days())))
    };
    day(low)..=day(high)
}
