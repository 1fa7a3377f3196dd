//! The board: the adverts at hand, each with what was read out of it, marked apart from what it states.

use std::collections::HashMap;

use crate::domain::advert::{Advert, AdvertId};
use crate::domain::band_reading::BandReading;
use crate::domain::catalogue::Catalogue;
use crate::domain::linking::Linker;
use crate::domain::pay::Pay;
use crate::domain::place::Place;
use crate::domain::role::RoleId;
use crate::domain::scale::PayTables;

/// Every advert at hand.
#[derive(Debug, Default)]
pub struct Board {
    listings: Vec<Listing>,
    places: HashMap<AdvertId, usize>,
    origin: Origin,
    linker: Linker,
}

/// Where the adverts come from and how old they are; on screen always, in as many words as there is room for.
#[derive(Clone, Debug, Default)]
pub struct Origin {
    /// In full.
    pub full: String,
    /// In a word or two.
    pub brief: String,
}

impl Origin {
    /// Both in words.
    pub fn new(full: impl Into<String>, brief: impl Into<String>) -> Self {
        Self { full: full.into(), brief: brief.into() }
    }
}

/// An advert with what was read out of it.
#[derive(Clone, Debug)]
pub struct Listing {
    /// What the source states.
    pub advert: Advert,
    /// The stated pay as read.
    pub pay: Pay,
    /// The stated places as read.
    pub places: Vec<Place>,
    /// The band, and how it is known.
    pub band: Option<BandReading>,
    /// The roles it is for, the best first.
    pub roles: Vec<RoleId>,
}

impl Board {
    /// The board before the adverts are read.
    #[must_use]
    pub fn unread() -> Self {
        Self { origin: Origin::new("being read", "reading"), ..Self::default() }
    }

    /// The board where the adverts cannot be read.
    #[must_use]
    pub fn unreadable() -> Self {
        Self { origin: Origin::new("cannot be read", "unreadable"), ..Self::default() }
    }

    /// Reads every advert. Of two with one id the first stays.
    #[must_use]
    pub fn new(adverts: Vec<Advert>, catalogue: &Catalogue, origin: Origin) -> Self {
        let mut board = Self { origin, linker: Linker::new(catalogue), ..Self::default() };
        for advert in adverts {
            if !board.places.contains_key(&advert.id) {
                board.places.insert(advert.id.clone(), board.listings.len());
                board.listings.push(Listing::read(advert, catalogue.pay(), &board.linker));
            }
        }
        board
    }

    /// Every listing, in the order of the source.
    #[must_use]
    pub fn listings(&self) -> &[Listing] {
        &self.listings
    }

    /// Where the adverts come from and how old they are.
    #[must_use]
    pub fn origin(&self) -> &Origin {
        &self.origin
    }

    /// The listing of an advert.
    #[must_use]
    pub fn get(&self, id: &AdvertId) -> Option<&Listing> {
        self.places.get(id).map(|place| &self.listings[*place])
    }

    /// Reads an advert that is not on the board, such as one kept on a shortlist.
    #[must_use]
    pub fn read(&self, advert: &Advert, tables: &PayTables) -> Listing {
        Listing::read(advert.clone(), tables, &self.linker)
    }

    /// How many adverts each role has.
    #[must_use]
    pub fn counts(&self) -> HashMap<RoleId, usize> {
        let mut counts = HashMap::new();
        for role in self.listings.iter().flat_map(|listing| &listing.roles) {
            *counts.entry(role.clone()).or_default() += 1;
        }
        counts
    }
}

impl Listing {
    /// Reads one advert.
    #[must_use]
    pub fn read(advert: Advert, tables: &PayTables, linker: &Linker) -> Self {
        let pay = Pay::stated(advert.pay.as_deref(), advert.pay_figures.as_ref());
        let band = BandReading::of(&advert, &pay, tables);
        let places = advert.places.iter().map(|place| Place::read(&place.text)).collect();
        let roles = linker.roles(&advert.title);
        Self { advert, pay, places, band, roles }
    }

    /// The first place in its short form and how many more there are, or nothing where none is stated.
    #[must_use]
    pub fn place_summary(&self) -> Option<String> {
        let first = self.places.first()?.short();
        let more = self.places.len() - 1 + self.places.iter().map(|place| place.others.len()).sum::<usize>();
        Some(if more == 0 { first.to_owned() } else { format!("{first} +{more}") })
    }
}
