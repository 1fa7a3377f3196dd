//! Finding adverts by title, employer and place.

use std::cell::OnceCell;
use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::Arc;

use crate::domain::advert::{Advert, PayFigures};
use crate::domain::board::Board;
use crate::domain::facts::{Facts, places_words};
use crate::domain::pay::Pay;
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

/// What a search must know of every advert of a board. Each part is worked out when it is first needed and takes a few
/// bytes an advert.
#[derive(Debug)]
pub struct AdvertIndex {
    board: Arc<Board>,
    words: OnceCell<Index>,
    roles: OnceCell<RoleSets>,
    /// The highest pay stated for a year, in pence; 0 where none is.
    pay: OnceCell<Vec<u32>>,
}

/// The roles that adverts are for: most are for the same few.
#[derive(Debug, Default)]
struct RoleSets {
    sets: Vec<Vec<RoleId>>,
    /// For each advert the position of its set.
    of_adverts: Vec<u32>,
}

impl AdvertIndex {
    /// An index of a board.
    #[must_use]
    pub fn new(board: Arc<Board>) -> Self {
        Self { board, words: OnceCell::new(), roles: OnceCell::new(), pay: OnceCell::new() }
    }

    /// The board.
    #[must_use]
    pub fn board(&self) -> &Arc<Board> {
        &self.board
    }

    /// The adverts that meet a query within a scope, as positions on the board, in the order asked for.
    #[must_use]
    pub fn search(&self, query: &Query, scope: &Scope, sort: Sort) -> Vec<Hit> {
        let mut hits = if query.is_empty() {
            self.within(scope).map(|thing| Hit { thing, score: 0 }).collect()
        } else {
            self.words().search(query, self.within(scope))
        };
        let pool = self.board.pool();
        let head = |hit: &Hit| self.board.head(hit.thing);
        match sort {
            Sort::Fit => {}
            Sort::Closing => hits.sort_by_cached_key(|hit| {
                let closes = head(hit).closes;
                (closes.is_none(), closes)
            }),
            Sort::Pay => hits.sort_by_key(|hit| Reverse(self.pay()[hit.thing])),
            Sort::Title => hits.sort_by_cached_key(|hit| pool.text(head(hit).title).to_lowercase()),
            Sort::Employer => hits.sort_by_cached_key(|hit| pool.text(head(hit).employer).to_lowercase()),
        }
        hits
    }

    /// The adverts of a scope, as positions on the board.
    pub fn within(&self, scope: &Scope) -> impl Iterator<Item = usize> {
        let wanted = match scope {
            Scope::All => None,
            Scope::Roles(roles) => {
                let sets = self.role_sets().sets.iter();
                Some(sets.map(|set| set.iter().any(|role| roles.contains(role))).collect::<Vec<bool>>())
            }
        };
        (0..self.board.len()).filter(move |advert| {
            wanted.as_ref().is_none_or(|wanted| wanted[self.role_sets().of_adverts[*advert] as usize])
        })
    }

    /// Sets of roles, each with how many adverts are for exactly these.
    #[must_use]
    pub fn roles(&self) -> Vec<(&[RoleId], usize)> {
        let RoleSets { sets, of_adverts } = self.role_sets();
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

    /// Works out a part that was not needed yet; whether there was one.
    pub fn prepare(&self) -> bool {
        if self.words.get().is_none() {
            self.words();
        } else if self.pay.get().is_none() {
            self.pay();
        } else {
            return false;
        }
        true
    }

    fn words(&self) -> &Index {
        self.words.get_or_init(|| read_words(&self.board))
    }

    fn role_sets(&self) -> &RoleSets {
        self.roles.get_or_init(|| RoleSets::read(&self.board))
    }

    fn pay(&self) -> &[u32] {
        self.pay.get_or_init(|| (0..self.board.len()).map(|advert| most_a_year(&self.board.facts(advert))).collect())
    }
}

/// The words of titles, employers and places, each distinct text read once.
fn read_words(board: &Board) -> Index {
    let mut index = Index::default();
    let mut known = vec![None; board.pool().len()];
    for head in (0..board.len()).map(|advert| board.head(advert)) {
        // A title or an employer is read as the words of a single place would be.
        let texts = [head.title, head.employer, head.places].map(|number| {
            let known = &mut known[number as usize];
            *known.get_or_insert_with(|| index.text(&places_words(board.pool().text(number))))
        });
        index.thing(texts);
    }
    index.settle();
    index
}

impl RoleSets {
    /// Finds the roles of each distinct title.
    fn read(board: &Board) -> Self {
        let mut sets = Vec::new();
        let mut positions: HashMap<Vec<RoleId>, u32> = HashMap::new();
        let mut of_titles = vec![None; board.pool().len()];
        let of_title = |title: u32| {
            *of_titles[title as usize].get_or_insert_with(|| {
                let roles = board.linker().roles(board.pool().text(title));
                *positions.entry(roles).or_insert_with_key(|roles| {
                    sets.push(roles.clone());
                    u32::try_from(sets.len() - 1).unwrap_or(u32::MAX)
                })
            })
        };
        let of_adverts = (0..board.len()).map(|advert| board.head(advert).title).map(of_title).collect();
        Self { sets, of_adverts }
    }
}

/// The highest pay that an advert states for a year, in pence; 0 where it states none.
fn most_a_year(facts: &Facts<'_>) -> u32 {
    let figures = PayFigures {
        low: facts.figure_low.map(str::to_owned),
        high: facts.figure_high.map(str::to_owned),
        unit: facts.figure_unit.map(str::to_owned),
    };
    let most = Pay::stated(facts.pay, Some(&figures)).most_a_year();
    most.map_or(0, |pence| u32::try_from(pence.0).unwrap_or(u32::MAX))
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
