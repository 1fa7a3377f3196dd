//! Finding adverts by title, employer and place.

use crate::domain::advert::Advert;
use crate::domain::board::Board;
use crate::domain::role::RoleId;
use crate::search::index::{Hit, Index, marks};
use crate::search::query::Query;

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
    /// By how well they meet the query.
    #[default]
    Fit,
    /// By closing day, those without one last.
    Closing,
    /// By the highest pay stated for a year, those without one last.
    Pay,
    /// By title.
    Title,
    /// By employer.
    Employer,
}

impl Sort {
    /// Every order.
    pub const ALL: [Sort; 5] = [Sort::Fit, Sort::Closing, Sort::Pay, Sort::Title, Sort::Employer];

    /// The order after this one, the first after the last.
    #[must_use]
    pub fn next(self) -> Self {
        Self::ALL[(self as usize + 1) % Self::ALL.len()]
    }

    /// The order in a word.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Fit => "fit",
            Self::Closing => "closing",
            Self::Pay => "pay",
            Self::Title => "title",
            Self::Employer => "employer",
        }
    }
}

/// The words of a board's adverts.
#[derive(Debug, Default)]
pub struct AdvertIndex {
    index: Index,
}

impl AdvertIndex {
    /// Reads the adverts of a board.
    #[must_use]
    pub fn new(board: &Board) -> Self {
        let fields: Vec<[String; 3]> = board.listings().iter().map(|listing| advert_fields(&listing.advert)).collect();
        Self { index: Index::new(fields.iter().map(|fields| fields.iter().map(String::as_str))) }
    }

    /// The adverts that meet a query within a scope, as positions in the board's listings, in the order asked for.
    #[must_use]
    pub fn search(&self, board: &Board, query: &Query, scope: &Scope, sort: Sort) -> Vec<Hit> {
        let listings = board.listings();
        let within = |thing: &usize| match scope {
            Scope::All => true,
            Scope::Roles(roles) => listings[*thing].roles.iter().any(|role| roles.contains(role)),
        };
        let mut hits = self.index.search(query, (0..listings.len()).filter(within));
        match sort {
            Sort::Fit => {}
            Sort::Closing => hits.sort_by_key(|hit| {
                let closes = listings[hit.thing].advert.closes;
                (closes.is_none(), closes)
            }),
            Sort::Pay => hits.sort_by_key(|hit| std::cmp::Reverse(listings[hit.thing].pay.most_a_year())),
            Sort::Title => hits.sort_by_cached_key(|hit| listings[hit.thing].advert.title.to_lowercase()),
            Sort::Employer => hits.sort_by_cached_key(|hit| listings[hit.thing].advert.employer.to_lowercase()),
        }
        hits
    }
}

/// The searched texts of an advert: title, employer, places.
#[must_use]
pub fn advert_fields(advert: &Advert) -> [String; 3] {
    [
        advert.title.clone(),
        advert.employer.clone(),
        advert.places.iter().map(|place| place.text.as_str()).collect::<Vec<_>>().join(" · "),
    ]
}

/// Which characters of an advert's title, employer and joined places a query meets.
#[must_use]
pub fn advert_marks(query: &Query, advert: &Advert) -> Vec<Vec<usize>> {
    let fields = advert_fields(advert);
    marks(query, &fields.each_ref().map(String::as_str))
}
