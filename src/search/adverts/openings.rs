//! How many adverts for each role can still be applied for, and how many of them are near the person's home points: what
//! stands beside a role wherever steps and comparisons name it. It is counted once for a board.

use std::collections::HashMap;

use jiff::civil::Date;
use serde::Serialize;

use crate::domain::role::RoleId;
use crate::domain::text::{count, thousands};
use crate::search::adverts::AdvertIndex;
use crate::search::adverts::filters::as_miles;
use crate::search::adverts::order::open;
use crate::search::adverts::places::Reach;
use crate::search::query::operators::MILES;

/// The adverts for one role that can still be applied for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Openings {
    /// How many there are, wherever they are.
    pub open: usize,
    /// How many of them are within [`MILES`] of a home point; nothing where none is known to measure from.
    pub near: Option<usize>,
}

impl Openings {
    /// The adverts in words: `12 open adverts, 3 within 20 mi of home`.
    #[must_use]
    pub fn describe(self) -> String {
        let open = match self.open {
            0 => return "no open adverts".to_owned(),
            open => count(open, "open advert"),
        };
        match self.near {
            None => open,
            Some(0) => format!("{open}, none within {MILES} mi of home"),
            Some(near) => format!("{open}, {} within {MILES} mi of home", thousands(near)),
        }
    }
}

/// The open adverts of every role that has any.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RoleOpenings {
    of_roles: HashMap<RoleId, Openings>,
    /// What a role has of which no open advert is known.
    none: Openings,
    /// Where the adverts come from and how old they are.
    origin: String,
}

impl RoleOpenings {
    /// Counts the adverts of an index on a day; `from_homes` says how far they are from the home points.
    #[must_use]
    pub fn of(index: &AdvertIndex, from_homes: Option<&Reach>, today: Date) -> Self {
        let none = Openings { open: 0, near: from_homes.map(|_| 0) };
        let sets = index.role_sets();
        let mut counts = vec![none; sets.sets.len()];
        for thing in open(index.board(), index.order(), today) {
            let position = index.position(thing);
            let count = &mut counts[sets.of_adverts[position] as usize];
            count.open += 1;
            let is_near = from_homes.is_some_and(|reach| reach.miles(position) <= as_miles(MILES));
            count.near = count.near.map(|near| near + usize::from(is_near));
        }
        let origin = index.board().origin().full.clone();
        let mut openings = Self { of_roles: HashMap::new(), none, origin };
        for (roles, count) in sets.sets.iter().zip(counts).filter(|(_, count)| count.open > 0) {
            for role in roles {
                openings.add(role, count);
            }
        }
        openings
    }

    fn add(&mut self, role: &RoleId, more: Openings) {
        let count = self.of_roles.entry(role.clone()).or_insert(self.none);
        count.open += more.open;
        count.near = count.near.zip(more.near).map(|(near, more)| near + more);
    }

    /// What open means, and how old it is, in a sentence: the screen and the commands tell it beside the counts.
    #[must_use]
    pub fn caption(&self) -> String {
        format!("Open adverts are those not known to have closed: {}.", self.origin)
    }

    /// Those of a role.
    #[must_use]
    pub fn of_role(&self, role: &RoleId) -> Openings {
        self.of_roles.get(role).copied().unwrap_or(self.none)
    }
}
