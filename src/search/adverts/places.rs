//! How far the adverts of a board are from where people say: a town, a postcode, a home point. Each place is measured once,
//! then an advert's distance is looked up.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use crate::domain::board::Board;
use crate::domain::distance::Position;
use crate::domain::gazetteer::{Exactness, Gazetteer, Spot};
use crate::domain::place::Postcode;
use crate::domain::sites::{HomePoint, Sites, SitesInMaking};
use crate::domain::text::folded_words;

/// How many places stay measured: the one typed, the one before, and what stood between.
const KEPT: usize = 4;
/// The most namesakes that are offered.
const OFFERED: usize = 4;

/// What to do where a distance is asked for and nothing says from where.
pub const FROM_WHERE: &str = "say near: what, or name your home points in config.ron";

/// How far adverts are from a place, or why not, in a few words.
pub type Reached = Result<Arc<Reach>, String>;

/// Where places are.
pub trait Places {
    /// How far the adverts are from the place that a text names.
    ///
    /// # Errors
    /// Where it names none: why not, in a few words.
    fn reach_of(&self, text: &str) -> Reached;

    /// How far they are from the person's home points; nothing where there are none.
    fn reach_of_homes(&self) -> Option<Arc<Reach>>;

    /// Whether the two answer at once.
    fn is_ready(&self) -> bool;

    /// Works out a part of what they need; whether there was anything left to work out.
    fn prepare(&self) -> bool;
}

/// Knows no place.
#[derive(Clone, Copy, Debug, Default)]
pub struct Nowhere;

impl Places for Nowhere {
    fn reach_of(&self, _: &str) -> Reached {
        Err("place not known".to_owned())
    }

    fn reach_of_homes(&self) -> Option<Arc<Reach>> {
        None
    }

    fn is_ready(&self) -> bool {
        true
    }

    fn prepare(&self) -> bool {
        false
    }
}

/// How far each advert of a board is from a place, or from the nearest of several.
#[derive(Debug, Default, PartialEq)]
pub struct Reach {
    /// What the places measured from are called.
    from: Vec<String>,
    /// The other places of the same name, where it was not said which is meant.
    namesakes: Vec<Namesake>,
    /// What is to be said of the place, where it is not just what was typed.
    note: Option<&'static str>,
    /// The miles, by the adverts' positions on the board; infinite where they are not known.
    miles: Vec<f32>,
    /// By the adverts' positions, the nearest of the places; empty where there is only one.
    nearest: Vec<u8>,
}

/// How far an advert is away.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Distance<'r> {
    /// The miles from its nearest site, as the crow flies.
    pub miles: f32,
    /// The place that they are measured from.
    pub from: &'r str,
}

/// A place that could have been meant as well.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Namesake {
    /// What it is called, with its region: `Newport, South East`.
    pub label: String,
    /// What to type after `near:` for it: `newport-south-east`.
    pub typed: String,
}

impl Reach {
    /// The miles to the nearest site of the advert at a position; infinite where they are not known.
    #[must_use]
    pub fn miles(&self, position: usize) -> f32 {
        self.miles.get(position).copied().unwrap_or(f32::INFINITY)
    }

    /// How far the advert at a position is; nothing where that is not known.
    #[must_use]
    pub fn distance(&self, position: usize) -> Option<Distance<'_>> {
        let miles = self.miles(position);
        let nearest = self.nearest.get(position).copied().unwrap_or_default();
        let from = self.from.get(usize::from(nearest))?;
        miles.is_finite().then_some(Distance { miles, from })
    }

    /// What the places measured from are called.
    #[must_use]
    pub fn from(&self) -> &[String] {
        &self.from
    }

    /// The other places of the same name, the likeliest first, where it was not said which is meant.
    #[must_use]
    pub fn namesakes(&self) -> &[Namesake] {
        &self.namesakes
    }

    /// What is to be said of the place measured from, where it is not just what was typed.
    #[must_use]
    pub fn note(&self) -> Option<&'static str> {
        self.note
    }
}

/// Where the adverts of one board are.
#[derive(Debug)]
pub struct Atlas {
    board: Arc<Board>,
    gazetteer: &'static Gazetteer,
    homes: Vec<HomePoint>,
    sites: OnceLock<Sites>,
    making: Mutex<Option<SitesInMaking>>,
    from_homes: OnceLock<Arc<Reach>>,
    /// What was measured last, by the text that named it, the latest at the end.
    measured: Mutex<Vec<(String, Reached)>>,
}

impl Atlas {
    /// An atlas of a board. Its sites are located when they are first needed, or by [`Places::prepare`].
    #[must_use]
    pub fn new(board: Arc<Board>, gazetteer: &'static Gazetteer, homes: Vec<HomePoint>) -> Self {
        Self {
            board,
            gazetteer,
            homes,
            sites: OnceLock::new(),
            making: Mutex::default(),
            from_homes: OnceLock::new(),
            measured: Mutex::default(),
        }
    }

    /// The board.
    #[must_use]
    pub fn board(&self) -> &Arc<Board> {
        &self.board
    }

    /// The person's home points.
    #[must_use]
    pub fn homes(&self) -> &[HomePoint] {
        &self.homes
    }

    /// Where its adverts are worked; located now, unless [`Places::prepare`] has done so.
    pub fn sites(&self) -> &Sites {
        loop {
            match self.sites.get() {
                Some(sites) => return sites,
                None => self.go_on(),
            }
        }
    }

    /// Locates a slice of the sites.
    fn go_on(&self) {
        let mut making = self.making.lock().unwrap_or_else(PoisonError::into_inner);
        let slice = making.get_or_insert_with(|| SitesInMaking::new(&self.board)).go_on(&self.board, self.gazetteer);
        if let Some(sites) = slice {
            *making = None;
            self.sites.get_or_init(|| sites);
        }
    }

    /// Measures every advert from places with their names.
    fn measure(&self, from: Vec<(String, Position)>) -> Reach {
        let (from, positions): (Vec<String>, Vec<Position>) = from.into_iter().unzip();
        let distances = self.sites().distances(&positions);
        let all = self.sites().of_adverts().iter().map(|places| distances.nearest(*places));
        let all = all.map(|near| near.map_or((f32::INFINITY, 0), |near| (near.miles, near.home)));
        let (miles, nearest): (Vec<f32>, Vec<u8>) =
            all.map(|(miles, home)| (miles, u8::try_from(home).unwrap_or(u8::MAX))).unzip();
        let nearest = if from.len() > 1 { nearest } else { Vec::new() };
        Reach { from, miles, nearest, ..Reach::default() }
    }

    /// The home point that a text names, or all where it is the word `home`.
    fn home(&self, text: &str) -> Result<Option<Arc<Reach>>, String> {
        let wanted = folded_words(text);
        if let Some(home) = self.homes.iter().find(|home| folded_words(&home.name) == wanted) {
            return Ok(Some(Arc::new(self.measure(vec![(home.name.clone(), home.position)]))));
        }
        if wanted != ["home"] {
            return Ok(None);
        }
        self.reach_of_homes()
            .map(Some)
            .ok_or_else(|| "no home point is set: `homes` in config.ron names them".to_owned())
    }

    /// The place of the gazetteer that a text names, the likeliest of namesakes; of a name that is only begun the place that
    /// its first words name, as long as there is one.
    fn place(&self, text: &str) -> Reached {
        let found = self.gazetteer.find(text);
        let is_begun = found.is_err();
        let spots = found.or_else(|unknown| self.gazetteer.find_so_far(text).ok_or(unknown));
        let spots = spots.map_err(|unknown| match unknown.near.as_slice() {
            [] => "place not known; write a town or a postcode".to_owned(),
            near => format!("place not known; did you mean {}?", near.join(" or ")),
        })?;
        let mut spots = spots.into_iter();
        let Some(first) = spots.next() else { return Err("place not known".to_owned()) };
        let note = if is_begun { Some("as far as its name is typed") } else { note(text, &first) };
        let others = spots.take(if is_the_label(text, &first) { 0 } else { OFFERED });
        let namesakes = others.map(|spot| self.namesake(spot)).collect();
        Ok(Arc::new(Reach { namesakes, note, ..self.measure(vec![(first.label, first.position)]) }))
    }

    fn namesake(&self, spot: Spot) -> Namesake {
        Namesake { typed: self.gazetteer.to_type(&spot), label: spot.label }
    }
}

impl Places for Atlas {
    fn reach_of(&self, text: &str) -> Reached {
        let mut measured = self.measured.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, reach)) = measured.iter().find(|(typed, _)| typed == text) {
            return reach.clone();
        }
        let reach = self.home(text).and_then(|home| home.map_or_else(|| self.place(text), Ok));
        if measured.len() == KEPT {
            drop(measured.remove(0));
        }
        measured.push((text.to_owned(), reach.clone()));
        reach
    }

    fn reach_of_homes(&self) -> Option<Arc<Reach>> {
        let from = || self.homes.iter().map(|home| (home.name.clone(), home.position)).collect();
        let reach = || self.from_homes.get_or_init(|| Arc::new(self.measure(from())));
        (!self.homes.is_empty()).then(|| Arc::clone(reach()))
    }

    fn is_ready(&self) -> bool {
        self.sites.get().is_some()
    }

    fn prepare(&self) -> bool {
        let is_left = !self.is_ready();
        if is_left {
            self.go_on();
        }
        is_left
    }
}

/// What is to be said of a place that a text names, where it is wider than a district or less than what was typed.
fn note(text: &str, spot: &Spot) -> Option<&'static str> {
    let typed = folded_words(text).concat();
    let is_cut = || {
        let postcode = Postcode::read(spot.label.split(',').next()?)?;
        (postcode.is_partial() && typed != folded_words(postcode.as_str()).concat()).then_some(())
    };
    let is_to_be_said = match spot.exactness {
        Exactness::Districts => true,
        Exactness::District => is_cut().is_some(),
        Exactness::Stated | Exactness::Town | Exactness::Namesake => false,
    };
    is_to_be_said.then(|| spot.exactness.describe())
}

/// Whether a text names a place by its whole label, with what tells it from its namesakes.
fn is_the_label(text: &str, spot: &Spot) -> bool {
    spot.label.contains(',') && folded_words(text) == folded_words(&spot.label)
}
