//! The board: the adverts at hand, and what can be read out of each, marked apart from what it states.
//!
//! A board may hold a million adverts, of which a person looks at some dozens. So the facts are packed (see `packed`), and
//! pay, places, band and roles are read when a [`Listing`] is asked for, and forgotten some screens later. What must be
//! known of all adverts, for counts and orders, the search works out for itself.

mod packed;

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};

use jiff::civil::Date;

use crate::domain::advert::{Advert, AdvertId, Section};
use crate::domain::band::Band;
use crate::domain::band_reading::{BandClues, BandReading, band_in_text, settled};
use crate::domain::catalogue::Catalogue;
use crate::domain::facts::{Facts, places_text};
use crate::domain::linking::Linker;
use crate::domain::pay::Pay;
use crate::domain::place::Place;
use crate::domain::pool::Pool;
use crate::domain::record::Seen;
use crate::domain::role::RoleId;
use crate::domain::shortlist::Entry;

pub use packed::Head;
use packed::Packed;

/// Every advert at hand, by its position from 0 in the order of the source.
#[derive(Debug, Default)]
pub struct Board {
    packed: Packed,
    /// The texts of those adverts that came with theirs.
    texts: HashMap<usize, Vec<Section>>,
    /// Those that came since the person last looked.
    new: HashSet<usize>,
    /// The days on which texts last changed.
    text_changes: HashMap<usize, Date>,
    origin: Origin,
    catalogue: Arc<Catalogue>,
    linker: Linker,
    /// The listings read last: a screen asks for the same ones again after every key.
    recent: Mutex<HashMap<usize, Listing>>,
}

/// How many listings are remembered: those of several screens.
const RECENT: usize = 256;

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
    /// When it was listed; nothing where that was not noted.
    pub seen: Option<Seen>,
    /// Whether it came since the person last looked.
    pub is_new: bool,
    /// The day its text last changed, where it did.
    pub text_changed: Option<Date>,
}

impl Board {
    /// A board without adverts, to be filled by [`Board::push`].
    #[must_use]
    pub fn empty(catalogue: Arc<Catalogue>, origin: Origin) -> Self {
        Self { linker: Linker::new(Arc::clone(&catalogue)), catalogue, origin, ..Self::default() }
    }

    /// The board before the adverts are read.
    #[must_use]
    pub fn unread(catalogue: Arc<Catalogue>) -> Self {
        Self::empty(catalogue, Origin::new("being read", "reading"))
    }

    /// The board where the adverts cannot be read.
    #[must_use]
    pub fn unreadable(catalogue: Arc<Catalogue>) -> Self {
        Self::empty(catalogue, Origin::new("cannot be read", "unreadable"))
    }

    /// The board of adverts that are whole, their texts with them.
    #[must_use]
    pub fn new(adverts: Vec<Advert>, catalogue: Arc<Catalogue>, origin: Origin) -> Self {
        let mut board = Self::empty(catalogue, origin);
        for advert in adverts {
            let position = board.len();
            if board.push(&Facts::of(&advert, &places_text(&advert.places))) && !advert.sections.is_empty() {
                board.texts.insert(position, advert.sections);
            }
        }
        board.settle();
        board
    }

    /// Puts an advert on the board; whether it is there now and was not before. Of two with one id the first stays.
    pub fn push(&mut self, facts: &Facts<'_>) -> bool {
        self.packed.push(facts)
    }

    /// Gives back the memory that was set aside for more adverts.
    pub fn settle(&mut self) {
        self.packed.settle();
    }

    /// Marks adverts that came since the person last looked.
    pub fn mark_new(&mut self, ids: &[AdvertId]) {
        self.new.extend(ids.iter().filter_map(|id| self.packed.position(id.as_str())));
    }

    /// Notes the days on which texts last changed.
    pub fn note_text_changes(&mut self, changes: &[(AdvertId, Date)]) {
        let at = |(id, day): &(AdvertId, Date)| Some((self.packed.position(id.as_str())?, *day));
        self.text_changes.extend(changes.iter().filter_map(at));
    }

    /// Whether the advert at a position came since the person last looked.
    #[must_use]
    pub fn is_new(&self, position: usize) -> bool {
        self.new.contains(&position)
    }

    /// How many adverts came since the person last looked.
    #[must_use]
    pub fn how_many_new(&self) -> usize {
        self.new.len()
    }

    /// How many adverts there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.packed.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Where the adverts come from and how old they are.
    #[must_use]
    pub fn origin(&self) -> &Origin {
        &self.origin
    }

    /// Where an advert is.
    #[must_use]
    pub fn position(&self, id: &AdvertId) -> Option<usize> {
        self.packed.position(id.as_str())
    }

    /// The id of the advert at a position.
    #[must_use]
    pub fn id(&self, position: usize) -> Option<AdvertId> {
        (position < self.len()).then(|| AdvertId::new(self.packed.id(position)))
    }

    /// The text of the id of the advert at a position; empty where there is none.
    #[must_use]
    pub fn id_text(&self, position: usize) -> &str {
        self.packed.id(position)
    }

    /// What is stated of the advert at a position; nothing at all where there is none.
    #[must_use]
    pub fn facts(&self, position: usize) -> Facts<'_> {
        self.packed.facts(position)
    }

    /// What a search looks at of the advert at a position.
    #[must_use]
    pub fn head(&self, position: usize) -> Head {
        self.packed.head(position)
    }

    /// The texts that the [`Head`]s name.
    #[must_use]
    pub fn pool(&self) -> &Pool {
        self.packed.pool()
    }

    /// Finds the roles of adverts by their titles.
    #[must_use]
    pub fn linker(&self) -> &Linker {
        &self.linker
    }

    /// The catalogue that the adverts are read by.
    #[must_use]
    pub fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    /// Reads the advert at a position.
    #[must_use]
    pub fn at(&self, position: usize) -> Option<Listing> {
        let mut recent = self.recent.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(listing) = recent.get(&position) {
            return Some(listing.clone());
        }
        let listing = (position < self.len()).then(|| self.unpack(position))?;
        if recent.len() == RECENT {
            recent.clear();
        }
        recent.insert(position, listing.clone());
        Some(listing)
    }

    fn unpack(&self, position: usize) -> Listing {
        let facts = self.facts(position);
        let mut advert = facts.to_advert();
        advert.sections = self.texts.get(&position).cloned().unwrap_or_default();
        Listing {
            seen: facts.seen,
            is_new: self.is_new(position),
            text_changed: self.text_changes.get(&position).copied(),
            ..self.listing(advert, facts.text_band)
        }
    }

    /// Reads the advert of an id.
    #[must_use]
    pub fn get(&self, id: &AdvertId) -> Option<Listing> {
        self.at(self.position(id)?)
    }

    /// Reads an advert that is not on the board, such as one kept on a shortlist.
    #[must_use]
    pub fn read(&self, advert: Advert) -> Listing {
        let text_band = band_in_text(&advert.sections);
        self.listing(advert, text_band)
    }

    /// Reads an advert whose text is known to offer a band, or none.
    fn listing(&self, advert: Advert, text_band: Option<Band>) -> Listing {
        let pay = settled(Pay::stated(advert.pay.as_deref(), advert.pay_figures.as_ref()), self.catalogue.pay());
        let band = BandReading::of(&BandClues::of(&advert, text_band), &pay, self.catalogue.pay());
        let places = advert.places.iter().map(|place| Place::read(&place.text)).collect();
        let roles = self.linker.roles(&advert.title);
        Listing { advert, pay, places, band, roles, seen: None, is_new: false, text_changed: None }
    }
}

impl Listing {
    /// Whether the advert says otherwise than when it was saved. A text that changed on that very day may have changed before.
    #[must_use]
    pub fn has_changed_since(&self, entry: &Entry) -> bool {
        self.text_changed.is_some_and(|day| day > entry.saved) || !entry.changes(&self.advert).is_empty()
    }

    /// The first place in its short form and how many more there are, or nothing where none is stated.
    #[must_use]
    pub fn place_summary(&self) -> Option<String> {
        let first = self.places.first()?.short();
        let more = self.places.len() - 1 + self.places.iter().map(|place| place.others.len()).sum::<usize>();
        Some(if more == 0 { first.to_owned() } else { format!("{first} +{more}") })
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Date, date};
    use proptest::collection::vec;
    use proptest::option;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn of_two_adverts_with_one_id_the_first_stays() {
        let advert = |id: &str, title: &str| Advert {
            id: AdvertId::new(id),
            title: title.to_owned(),
            sections: vec![Section { heading: "Duties".to_owned(), text: title.to_owned() }],
            ..Advert::default()
        };
        let adverts = vec![advert("a", "Nurse"), advert("a", "Porter"), advert("b", "Midwife")];
        let board = Board::new(adverts, Arc::default(), Origin::default());
        let told: Vec<(String, String)> = (0..3)
            .filter_map(|at| board.at(at))
            .map(|at| (at.advert.title, at.advert.sections[0].text.clone()))
            .collect();
        let pair = |text: &str| (text.to_owned(), text.to_owned());
        assert_eq!(told, [pair("Nurse"), pair("Midwife")]);
        assert_eq!(board.position(&AdvertId::new("b")), Some(1));
        assert_eq!((board.position(&AdvertId::new("c")), board.id(2)), (None, None));
    }

    #[test]
    fn what_another_hand_wrote_is_made_safe() {
        let mut board = Board::default();
        let facts = Facts {
            id: "a\u{1b}",
            title: "\u{1b}[31mNurse",
            places: "Lee\u{202e}ds\n",
            url: Some(crate::domain::facts::Address::of("https://example.org/\u{9b}/7")),
            ..Facts::default()
        };
        assert!(board.push(&facts) && !board.push(&facts));
        let kept = board.get(&AdvertId::new("a")).unwrap().advert;
        assert_eq!((kept.title.as_str(), kept.places[0].text.as_str()), ("Nurse", "Leeds"));
        assert_eq!(kept.url.as_deref(), Some("https://example.org//7"));
        assert_eq!(board.pool().text(board.head(0).title), "Nurse");
    }

    fn any_day() -> impl Strategy<Value = Date> {
        (-9999_i16..=9999, 1_i8..=12, 1_i8..=28).prop_map(|(year, month, day)| date(year, month, day))
    }

    proptest! {
        #[test]
        fn any_facts_come_back_from_the_board(
            lines in vec("[ -~é]{0,5}", 5),
            maybe in vec(option::of("[ -~é]{0,5}"), 11),
            url in option::of("[a-b/]{0,9}"),
            days in vec(option::of(any_day()), 3),
            text_band in option::of(proptest::sample::select(Band::ALL.map(|(band, _)| band).to_vec())),
            seen in option::of((any_day(), any_day())),
            before in 0_usize..200,
        ) {
            let mut board = Board::default();
            for number in 0..before {
                board.push(&Facts { id: &format!("before {number}"), title: &number.to_string(), ..Facts::default() });
            }
            let maybe = |place: usize| maybe[place].as_deref();
            let facts = Facts {
                id: &lines[0],
                title: &lines[1],
                employer: &lines[2],
                places: &lines[3],
                pay: maybe(0),
                figure_low: maybe(1),
                figure_high: maybe(2),
                figure_unit: maybe(3),
                predicted_by: maybe(4),
                predicted_text: maybe(5),
                band: maybe(6),
                text_band,
                contract: maybe(7),
                working_pattern: maybe(8),
                staff_group: maybe(9),
                closes: days[0],
                posted: days[1],
                reference: maybe(10),
                url: url.as_deref().map(crate::domain::facts::Address::of),
                source: &lines[4],
                seen: seen.map(|(first, last)| Seen { first, last, gone_since: days[2] }),
            };
            prop_assert!(board.push(&facts));
            board.settle();
            prop_assert_eq!(board.facts(before), facts);
            let head = board.head(before);
            let texts = [head.title, head.employer, head.places].map(|number| board.pool().text(number));
            prop_assert_eq!((texts, head.closes), ([facts.title, facts.employer, facts.places], facts.closes));
            prop_assert_eq!(board.position(&AdvertId::new(&*lines[0])), Some(before));
        }
    }
}
