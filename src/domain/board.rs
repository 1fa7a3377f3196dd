//! The board: the adverts at hand, each with what was read out of it, marked apart from what it states.

use std::collections::HashMap;

use crate::domain::advert::{Advert, AdvertId};
use crate::domain::band::Band;
use crate::domain::catalogue::Catalogue;
use crate::domain::linking::Linker;
use crate::domain::pay::{Pay, PayUnit};
use crate::domain::place::Place;
use crate::domain::role::RoleId;
use crate::domain::scale::{Nation, PayTables, PayYear};

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

/// A band with how it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BandReading {
    /// The advert names it.
    Stated(Band),
    /// The pay is exactly the band's range in a nation and year.
    Inferred(Band, Nation, PayYear),
}

impl BandReading {
    /// The band itself.
    #[must_use]
    pub fn band(self) -> Band {
        match self {
            Self::Stated(band) | Self::Inferred(band, ..) => band,
        }
    }

    /// The band as a column shows it: `7`, or `7?` where it was inferred.
    #[must_use]
    pub fn mark(self) -> String {
        match self {
            Self::Stated(band) => band.to_string(),
            Self::Inferred(band, ..) => format!("{band}?"),
        }
    }
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
        let pay = Pay::read(advert.pay.as_deref().unwrap_or_default());
        let band = stated_band(&advert.title, &pay).or_else(|| inferred_band(&pay, tables));
        let places = advert.places.iter().map(|place| Place::read(&place.text)).collect();
        let roles = linker.roles(&advert.title);
        Self { advert, pay, places, band, roles }
    }

    /// The first place in its short form and how many more there are, or nothing where none is stated.
    #[must_use]
    pub fn place_summary(&self) -> Option<String> {
        let (first, more) = self.places.split_first()?;
        Some(if more.is_empty() { first.short().to_owned() } else { format!("{} +{}", first.short(), more.len()) })
    }
}

/// The one band that the pay or the title names.
fn stated_band(title: &str, pay: &Pay) -> Option<BandReading> {
    let in_title = crate::domain::pay::named_bands(title);
    let bands = if pay.bands.is_empty() { &in_title } else { &pay.bands };
    match bands.as_slice() {
        [band] => Some(BandReading::Stated(*band)),
        _ => None,
    }
}

/// The band whose lowest and highest point are exactly the yearly pay.
fn inferred_band(pay: &Pay, tables: &PayTables) -> Option<BandReading> {
    if pay.unit != Some(PayUnit::Year) {
        return None;
    }
    let (low, high) = (pay.low?.whole_pounds()?, pay.high?.whole_pounds()?);
    let (band, table) = tables.bands_paying(low, high).next()?;
    Some(BandReading::Inferred(band, table.nation, table.year))
}
