//! What a set of adverts says together: how many there are, what they pay, where they are, and what they offer.
//!
//! Every figure stands beside the number of adverts that it comes from, and what could not be counted is counted too: the
//! parts always add up to the adverts. Nothing is worked out from so few that it would tell of single posts (see [`FEWEST`]).

mod pay;
mod weeks;

use std::cmp::Reverse;

use hashbrown::HashMap;
use jiff::civil::Date;

use crate::domain::band::Band;
use crate::domain::contract::{Contract, WorkingPattern};
use crate::domain::gazetteer::Region;

pub use pay::{Bin, PayMarket, Quartiles, Statement};
pub use weeks::{WEEKS, Weeks};

/// From fewer adverts than this nothing is drawn: so few say nothing of a market.
pub const FEWEST: usize = 5;

/// The most employers that are named.
pub const EMPLOYERS: usize = 10;

/// What a market takes of one advert, in a few bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Post {
    /// How its pay is stated.
    pub statement: Statement,
    /// Where pay for a year starts, in whole pounds; 0 where none is stated.
    pub pay_from: u32,
    /// Its band, stated or inferred.
    pub band: Option<Band>,
    /// The kinds of its contract.
    pub contracts: Set,
    /// Its working patterns.
    pub patterns: Set,
    /// The regions of its places.
    pub regions: Set,
    /// The number of its employer's name.
    pub employer: u32,
    /// The day it was published.
    pub posted: Option<Date>,
    /// The last day to apply.
    pub closes: Option<Date>,
    /// Whether it is no longer listed.
    pub is_gone: bool,
}

impl Post {
    /// Whether it can still be applied for on a day, as far as is known.
    fn is_open(&self, today: Date) -> bool {
        !self.is_gone && self.closes.is_none_or(|closes| closes >= today)
    }
}

/// Some of at most sixteen things, by their numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Set(u16);

impl Set {
    /// Those of these numbers; numbers past the sixteenth are none.
    pub fn of(numbers: impl IntoIterator<Item = usize>) -> Self {
        Self(numbers.into_iter().filter(|number| *number < SIXTEEN).fold(0, |bits, number| bits | 1 << number))
    }

    fn has(self, number: usize) -> bool {
        self.0 & (1 << number) != 0
    }
}

/// The most things in a [`Set`].
const SIXTEEN: usize = 16;

/// How many adverts say each of some things. One that says several counts for each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shares<T> {
    /// Each thing that any advert says, with how many do.
    pub counts: Vec<(T, usize)>,
    /// How many adverts say any.
    pub known: usize,
    /// How many say none, or none for certain.
    pub unknown: usize,
}

/// Who employs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Employers {
    /// Those of the most adverts, at most [`EMPLOYERS`], the biggest first.
    pub biggest: Vec<(String, usize)>,
    /// How many different names there are.
    pub different: usize,
    /// How many adverts name one.
    pub known: usize,
    /// How many name none.
    pub unknown: usize,
}

/// What a set of adverts says together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Market {
    /// How many adverts are counted: those that can still be applied for, as far as is known.
    pub adverts: usize,
    /// How many more are closed or no longer listed, and counted nowhere else.
    pub past: usize,
    /// The last day, up to this one, on which any of all these was published: how new the data is.
    pub newest: Option<Date>,
    /// What they pay.
    pub pay: PayMarket,
    /// Their bands, stated or inferred from the pay.
    pub bands: Shares<Band>,
    /// Where they are.
    pub regions: Shares<Region>,
    /// Their contracts.
    pub contracts: Shares<Contract>,
    /// Their working patterns.
    pub patterns: Shares<WorkingPattern>,
    /// Who employs.
    pub employers: Employers,
    /// When they were published, up to this week.
    pub posted: Weeks,
    /// When they close, from this week on.
    pub closing: Weeks,
}

impl Market {
    /// The market of some adverts on a day; `name` gives the name of an employer by its number.
    pub fn of<'p, 'n>(posts: impl IntoIterator<Item = &'p Post>, today: Date, name: impl Fn(u32) -> &'n str) -> Self {
        let mut tally = Tally::new(today);
        posts.into_iter().for_each(|post| tally.take(post, today));
        tally.market(name)
    }

    /// Whether there are too few adverts to draw anything from.
    #[must_use]
    pub fn is_small(&self) -> bool {
        self.adverts < FEWEST
    }
}

/// A market being counted.
struct Tally {
    adverts: usize,
    past: usize,
    newest: Option<Date>,
    pay: pay::Tally,
    bands: Counter,
    regions: Counter,
    contracts: Counter,
    patterns: Counter,
    employers: HashMap<u32, usize>,
    posted: Weeks,
    closing: Weeks,
}

impl Tally {
    fn new(today: Date) -> Self {
        Self {
            adverts: 0,
            past: 0,
            newest: None,
            pay: pay::Tally::default(),
            bands: Counter::default(),
            regions: Counter::default(),
            contracts: Counter::default(),
            patterns: Counter::default(),
            employers: HashMap::new(),
            posted: Weeks::up_to(today),
            closing: Weeks::from(today),
        }
    }

    fn take(&mut self, post: &Post, today: Date) {
        self.newest = self.newest.max(post.posted.filter(|posted| *posted <= today));
        if !post.is_open(today) {
            self.past += 1;
            return;
        }
        self.adverts += 1;
        self.pay.take(post.statement, post.pay_from);
        self.bands.take(Set::of(post.band.map(|band| band as usize)));
        self.regions.take(post.regions);
        self.contracts.take(post.contracts);
        self.patterns.take(post.patterns);
        *self.employers.entry(post.employer).or_default() += 1;
        self.posted.take(post.posted);
        self.closing.take(post.closes);
    }

    fn market<'n>(self, name: impl Fn(u32) -> &'n str) -> Market {
        Market {
            adverts: self.adverts,
            past: self.past,
            newest: self.newest,
            pay: self.pay.market(),
            bands: self.bands.shares(Band::ALL.map(|(band, _)| band)),
            regions: self.regions.by_size(Region::ALL),
            contracts: self.contracts.by_size(Contract::KINDS),
            patterns: self.patterns.by_size(WorkingPattern::KINDS),
            employers: employers(self.employers, name),
            posted: self.posted,
            closing: self.closing,
        }
    }
}

/// How many adverts say each of at most sixteen things.
#[derive(Default)]
struct Counter {
    counts: [usize; SIXTEEN],
    known: usize,
    unknown: usize,
}

impl Counter {
    fn take(&mut self, said: Set) {
        if said == Set::default() {
            self.unknown += 1;
            return;
        }
        self.known += 1;
        for (number, count) in self.counts.iter_mut().enumerate() {
            *count += usize::from(said.has(number));
        }
    }

    /// The things that any advert says, in their own order.
    fn shares<T>(self, things: impl IntoIterator<Item = T>) -> Shares<T> {
        let counts = things.into_iter().zip(self.counts).filter(|(_, count)| *count > 0).collect();
        Shares { counts, known: self.known, unknown: self.unknown }
    }

    /// The things that any advert says, what most say first.
    fn by_size<T>(self, things: impl IntoIterator<Item = T>) -> Shares<T> {
        let mut shares = self.shares(things);
        shares.counts.sort_by_key(|(_, count)| Reverse(*count));
        shares
    }
}

fn employers<'n>(counts: HashMap<u32, usize>, name: impl Fn(u32) -> &'n str) -> Employers {
    let (named, unnamed): (Vec<_>, Vec<_>) =
        counts.into_iter().map(|(number, count)| (name(number), count)).partition(|(name, _)| !name.is_empty());
    let total = |counts: &[(&str, usize)]| counts.iter().map(|(_, count)| count).sum();
    let (known, unknown, different) = (total(&named), total(&unnamed), named.len());
    let mut biggest = named;
    biggest.sort_unstable_by_key(|(name, count)| (Reverse(*count), *name));
    biggest.truncate(EMPLOYERS);
    let biggest = biggest.into_iter().map(|(name, count)| (name.to_owned(), count)).collect();
    Employers { biggest, different, known, unknown }
}

#[cfg(test)]
mod tests;
