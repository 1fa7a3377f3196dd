//! Where every advert of a board is worked, packed for search: how far the nearest site of each is from a person's home points.
//!
//! Adverts share their places, and a board keeps each text of places once, under a number (see
//! [`Head`](crate::domain::board::Head)). So each text is located once, each distinct position is measured once for a set of
//! home points, and an advert only looks its number up.

use std::collections::HashMap;
use std::ops::Range;

use crate::domain::board::Board;
use crate::domain::distance::{Point, Position};
use crate::domain::facts;
use crate::domain::gazetteer::{Gazetteer, Region};

/// The sites of the places of a board: 4 bytes for each advert, 4 for each text of the board's pool, 4 for each site of a text of
/// places, and 13 for each distinct position.
#[derive(Debug)]
pub struct Sites {
    /// The distinct positions.
    points: Vec<Point>,
    /// The region of each.
    regions: Vec<Option<Region>>,
    /// Where the sites of each text of the pool begin in `of_texts`; one more stands at the end.
    starts: Vec<u32>,
    /// The positions of the texts, one text's behind the other's.
    of_texts: Vec<u32>,
    /// The text of the places of each advert, by the advert's position on the board.
    of_adverts: Vec<u32>,
}

/// Sites in the making: a board may state a million places, and reading those takes seconds.
#[derive(Debug)]
pub struct SitesInMaking {
    /// Whether each text of the pool is one of places.
    is_places: Vec<bool>,
    /// The number of each position by its bits.
    known: HashMap<(u32, u32), u32>,
    sites: Sites,
}

/// How many texts of places a slice reads, or of how many adverts it asks which they are; a few milliseconds' worth.
const TEXTS: usize = 1_000;
const ADVERTS: usize = 50_000;

/// A place of the person's own that distances are measured from.
#[derive(Clone, Debug, PartialEq)]
pub struct HomePoint {
    /// What the person calls it.
    pub name: String,
    /// The place that it was taken for; of namesakes the most important.
    pub place: String,
    /// Where that is.
    pub position: Position,
}

/// How far the places of a board are from the nearest of some home points: 8 bytes for each text of the board's pool.
#[derive(Debug)]
pub struct Distances(Vec<Nearest>);

/// The nearest of several home points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Nearest {
    /// How far it is, in miles.
    pub miles: f32,
    /// Which of the home points it is.
    pub home: u16,
}

impl Sites {
    /// Those of no text.
    fn none() -> Self {
        Self { points: Vec::new(), regions: Vec::new(), starts: vec![0], of_texts: Vec::new(), of_adverts: Vec::new() }
    }

    /// Locates the places of a board.
    #[must_use]
    pub fn new(board: &Board, gazetteer: &Gazetteer) -> Self {
        let mut making = SitesInMaking::new(board);
        loop {
            if let Some(sites) = making.go_on(board, gazetteer) {
                return sites;
            }
        }
    }

    /// Adds the sites of a text of places; `known` has the number of each position by its bits.
    fn locate(&mut self, text: &str, gazetteer: &Gazetteer, known: &mut HashMap<(u32, u32), u32>) {
        for stated in facts::places(text) {
            for site in gazetteer.locate_unread(&stated) {
                let number = *known.entry(site.position.bits()).or_insert_with(|| {
                    self.points.push(Point::from(site.position));
                    self.regions.push(site.region);
                    u32::try_from(self.points.len() - 1).unwrap_or(u32::MAX)
                });
                self.of_texts.push(number);
            }
        }
    }

    /// The number of the text of the places of each advert, by the adverts' positions on the board.
    #[must_use]
    pub fn of_adverts(&self) -> &[u32] {
        &self.of_adverts
    }

    /// The regions of the sites of a text of places, by the number that a [`Head`](crate::domain::board::Head) names it by; one
    /// region may come several times.
    pub fn regions(&self, places: u32) -> impl Iterator<Item = Region> {
        let ends = self.starts.get(places as usize).zip(self.starts.get(places as usize + 1));
        let sites = ends.and_then(|(from, to)| self.of_texts.get(*from as usize..*to as usize)).unwrap_or_default();
        sites.iter().filter_map(|site| *self.regions.get(*site as usize)?)
    }

    /// Measures all places from home points.
    #[must_use]
    pub fn distances(&self, homes: &[Position]) -> Distances {
        let homes: Vec<(u16, Point)> = (0..).zip(homes.iter().map(|home| Point::from(*home))).collect();
        let from_homes = |point: &Point| {
            homes.iter().fold(Nearest::NONE, |best, (home, from)| {
                best.or(Nearest { miles: point.miles_to(*from), home: *home })
            })
        };
        let of_points: Vec<Nearest> = self.points.iter().map(from_homes).collect();
        let of_text = |ends: &[u32]| {
            let sites = self.of_texts.get(ends[0] as usize..ends[1] as usize).unwrap_or_default();
            sites
                .iter()
                .filter_map(|site| of_points.get(*site as usize))
                .fold(Nearest::NONE, |best, next| best.or(*next))
        };
        Distances(self.starts.windows(2).map(of_text).collect())
    }
}

impl SitesInMaking {
    /// Makes ready to locate the places of a board.
    #[must_use]
    pub fn new(board: &Board) -> Self {
        Self { is_places: vec![false; board.pool().len()], known: HashMap::new(), sites: Sites::none() }
    }

    /// Locates a slice more of the places of the same board; the sites once all are located.
    pub fn go_on(&mut self, board: &Board, gazetteer: &Gazetteer) -> Option<Sites> {
        let noted = self.sites.of_adverts.len();
        if noted < board.len() {
            self.note(board, noted..board.len().min(noted + ADVERTS));
            return None;
        }
        self.locate(board, gazetteer).then(|| std::mem::replace(&mut self.sites, Sites::none()))
    }

    /// Notes which texts are places.
    fn note(&mut self, board: &Board, adverts: Range<usize>) {
        for position in adverts {
            let places = board.head(position).places;
            self.is_places[places as usize] = true;
            self.sites.of_adverts.push(places);
        }
    }

    /// Locates a slice of the texts; whether all are located.
    fn locate(&mut self, board: &Board, gazetteer: &Gazetteer) -> bool {
        let mut left = TEXTS;
        while let Some(is_places) = self.is_places.get(self.sites.starts.len() - 1) {
            if *is_places {
                if left == 0 {
                    return false;
                }
                left -= 1;
                let number = u32::try_from(self.sites.starts.len() - 1).unwrap_or(u32::MAX);
                self.sites.locate(board.pool().text(number), gazetteer, &mut self.known);
            }
            // Past four thousand million sites there is no memory left to count.
            self.sites.starts.push(u32::try_from(self.sites.of_texts.len()).unwrap_or(u32::MAX));
        }
        true
    }
}

impl Distances {
    /// The home point nearest to any site of a text of places, by the number that a [`Head`](crate::domain::board::Head) names it
    /// by; nothing where no site is known, or there is no home point.
    #[must_use]
    pub fn nearest(&self, places: u32) -> Option<Nearest> {
        self.0.get(places as usize).copied().filter(|nearest| nearest.miles.is_finite())
    }
}

impl Nearest {
    /// Nothing near.
    const NONE: Self = Self { miles: f32::INFINITY, home: 0 };

    /// The nearer of two; the first of two as near.
    fn or(self, other: Self) -> Self {
        if other.miles < self.miles { other } else { self }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::*;
    use crate::domain::advert::{Advert, AdvertId, StatedPlace};
    use crate::domain::board::Origin;
    use crate::domain::gazetteer::tests::gazetteer;

    fn board(adverts: impl IntoIterator<Item = Vec<StatedPlace>>) -> Board {
        let adverts = adverts.into_iter().enumerate().map(|(at, places)| Advert {
            id: AdvertId::new(format!("test:{at}")),
            title: "Nurse".to_owned(),
            places,
            ..Advert::default()
        });
        Board::new(adverts.collect(), Arc::default(), Origin::default())
    }

    fn stated(texts: &[&str]) -> Vec<StatedPlace> {
        texts.iter().map(|text| StatedPlace::new(*text)).collect()
    }

    fn home(text: &str) -> Position {
        gazetteer().find(text).unwrap()[0].position
    }

    /// The nearest home of each advert: whole miles and which it is.
    fn nearest(board: &Board, homes: &[Position]) -> Vec<Option<(String, u16)>> {
        let distances = Sites::new(board, gazetteer()).distances(homes);
        let near = |position| distances.nearest(board.head(position).places);
        (0..board.len()).map(|at| near(at).map(|near| (format!("{:.0}", near.miles), near.home))).collect()
    }

    #[test]
    fn the_nearest_site_and_home_decide() {
        let board = board([
            stated(&["London", "Leeds, LS1 4AP"]),
            stated(&["Home based"]),
            stated(&[]),
            stated(&["Truro", "Leeds, LS1 4AP"]),
            vec![StatedPlace { text: "York".to_owned(), position: Some((53.9576, -1.0827)) }],
            stated(&["York, LS55 1AA"]),
        ]);
        let found = |miles: &str, home| Some((miles.to_owned(), home));
        let expected = [found("22", 0), None, None, found("0", 1), found("0", 0), found("0", 0)];
        assert_eq!(nearest(&board, &[home("York"), home("Truro")]), expected);
        assert_eq!(nearest(&board, &[]), [const { None }; 6]);
    }

    #[test]
    fn sites_are_in_regions() {
        let stated_at = |text: &str, position| vec![StatedPlace { text: text.to_owned(), position: Some(position) }];
        let board = board([
            stated(&["Leeds, LS1 4AP", "Truro"]),
            stated(&["Home based"]),
            stated_at("", (53.9576, -1.0827)),
            stated_at("York, LS1 4AP", (53.79, -1.55)),
            stated_at("", (60.5, 1.9)),
        ]);
        let sites = Sites::new(&board, gazetteer());
        let regions = |at: usize| sites.regions(board.head(at).places).collect::<Vec<_>>();
        assert_eq!(regions(0), [Region::Yorkshire, Region::SouthWest]);
        assert_eq!(regions(1), []);
        assert_eq!(regions(2), [Region::Yorkshire]);
        assert_eq!(regions(3), [Region::Yorkshire]);
        assert_eq!(regions(4), [], "far out at sea");
        assert_eq!(sites.regions(u32::MAX).count(), 0);
    }

    #[test]
    fn what_is_no_text_of_places_is_nowhere() {
        let board = board([stated(&["Leeds"])]);
        let distances = Sites::new(&board, gazetteer()).distances(&[home("Leeds")]);
        let head = board.head(0);
        assert_eq!((distances.nearest(head.title), distances.nearest(u32::MAX)), (None, None));
        assert!(distances.nearest(head.places).is_some());
    }

    #[test]
    fn a_position_that_adverts_share_is_kept_once() {
        let board = board((0..100).map(|at| stated(&[&format!("Leeds, LS1 4A{}", ["A", "B"][at % 2]), "York"])));
        let sites = Sites::new(&board, gazetteer());
        assert_eq!((sites.points.len(), sites.of_texts.len()), (2, 4));
    }

    proptest! {
        #[test]
        fn packed_distances_are_those_of_the_sites(latitude in 49.0..61.0_f64, longitude in -9.0..2.0_f64) {
            let board = board([vec![StatedPlace { text: String::new(), position: Some((latitude, longitude)) }]]);
            let (here, leeds) = (Position::new(latitude, longitude).unwrap(), home("Leeds"));
            let near = Sites::new(&board, gazetteer()).distances(&[leeds]).nearest(board.head(0).places).unwrap();
            prop_assert!((near.miles - here.miles_to(leeds)).abs() < f32::EPSILON);
        }
    }
}
