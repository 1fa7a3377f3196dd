//! What a market needs to know of every advert of a board, packed once in slices, so that the market of any of them is counted
//! in milliseconds.

use jiff::civil::Date;

use crate::domain::advert::PayFigures;
use crate::domain::band_reading::settled;
use crate::domain::contract::{Contract, WorkingPattern};
use crate::domain::facts::Facts;
use crate::domain::market::{Market, Post, Set, Statement};
use crate::domain::pay::Pay;
use crate::domain::scale::PayTables;
use crate::domain::sites::Sites;
use crate::search::adverts::{AdvertIndex, Atlas};
use crate::search::slices::Remembered;

/// How many adverts a slice reads.
const SLICE: usize = 2_000;

/// The adverts of a board as a market sees them.
#[derive(Debug, Default)]
pub struct Posts {
    /// Those read so far, by the adverts' positions.
    read: Vec<Post>,
    /// What was read already, by its text.
    pay: Remembered<String, (Statement, u32)>,
    contracts: Remembered<String, Set>,
    patterns: Remembered<String, Set>,
    /// By the numbers of the texts of places.
    regions: Remembered<u32, Set>,
}

impl Posts {
    /// Reads a slice more of the board of an index; whether anything was left to read.
    pub fn go_on(&mut self, index: &AdvertIndex, atlas: &Atlas) -> bool {
        let (from, all) = (self.read.len(), index.board().len());
        for position in from..all.min(from + SLICE) {
            let post = self.read(position, index, atlas.sites());
            self.read.push(post);
        }
        if self.read.len() == all {
            // Only what is not read yet has a use for what was.
            *self = Self { read: std::mem::take(&mut self.read), ..Self::default() };
        }
        from < all
    }

    /// The market of some adverts, by their positions, on a day; those that are not read yet count for nothing.
    #[must_use]
    pub fn market(&self, index: &AdvertIndex, adverts: &[usize], today: Date) -> Market {
        let posts = adverts.iter().filter_map(|position| self.read.get(*position));
        Market::of(posts, today, |employer| index.board().pool().text(employer))
    }

    fn read(&mut self, position: usize, index: &AdvertIndex, sites: &Sites) -> Post {
        let (facts, head) = (index.board().facts(position), index.board().head(position));
        let (statement, pay_from) = self.pay(&facts, index.board().catalogue().pay());
        let regions = || Set::of(sites.regions(head.places).map(|region| region as usize));
        Post {
            statement,
            pay_from,
            band: index.columns().band(position),
            contracts: known(&mut self.contracts, facts.contract, |text| {
                Set::of(Contract::named(text).into_iter().map(|kind| kind as usize))
            }),
            patterns: known(&mut self.patterns, facts.working_pattern, |text| {
                Set::of(WorkingPattern::named(text).into_iter().map(|kind| kind as usize))
            }),
            regions: self.regions.or_read(&head.places, regions),
            employer: head.employer,
            posted: facts.posted,
            closes: facts.closes,
            is_gone: facts.seen.is_some_and(|seen| seen.gone_since.is_some()),
        }
    }

    fn pay(&mut self, facts: &Facts<'_>, tables: &PayTables) -> (Statement, u32) {
        let parts = [facts.pay, facts.figure_low, facts.figure_high, facts.figure_unit];
        let key = parts.map(|part| part.unwrap_or("\r")).join("\n");
        self.pay.or_read(key.as_str(), || {
            let [text, low, high, unit] = parts.map(|part| part.map(str::to_owned));
            let pay = Pay::stated(text.as_deref(), Some(&PayFigures { low, high, unit }));
            Statement::of(&settled(pay, tables), tables)
        })
    }
}

/// What a text says, read where it is not known yet; nothing of no text.
fn known(known: &mut Remembered<String, Set>, text: Option<&str>, read: impl Fn(&str) -> Set) -> Set {
    text.map(|text| known.or_read(text, || read(text))).unwrap_or_default()
}
