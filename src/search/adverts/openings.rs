//! How many adverts for each role can still be applied for, and how many of them are near the person's home points: what
//! stands beside a role wherever steps and comparisons name it. It is counted once for a board.

use std::collections::HashMap;

use jiff::civil::Date;
use serde::Serialize;

use crate::domain::distance::Radius;
use crate::domain::role::RoleId;
use crate::domain::text::{count, thousands};
use crate::search::adverts::AdvertIndex;
use crate::search::adverts::filters::as_miles;
use crate::search::adverts::order::open;
use crate::search::adverts::places::Reach;

/// The adverts for one role that can still be applied for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Openings {
    /// How many there are, wherever they are.
    pub open: usize,
    /// How many of them are near a home point; nothing where none is known to measure from.
    pub near: Option<usize>,
}

impl Openings {
    /// The adverts in words, `near` telling of those that are near.
    fn told(self, near: impl Fn(usize) -> String) -> String {
        match (self.open, self.near) {
            (0, _) => "no open adverts".to_owned(),
            (open, None) => count(open, "open advert"),
            (open, Some(those)) => format!("{}, {}", count(open, "open advert"), near(those)),
        }
    }
}

/// The open adverts of every role that has any.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RoleOpenings {
    of_roles: HashMap<RoleId, Openings>,
    /// What a role has of which no open advert is known.
    none: Openings,
    /// How far from home still counts as near.
    radius: Radius,
    /// Where the adverts come from and how old they are.
    origin: String,
}

impl RoleOpenings {
    /// Counts the adverts of an index on a day; `from_homes` says how far they are from the home points, of which those within
    /// `radius` are near.
    #[must_use]
    pub fn of(index: &AdvertIndex, from_homes: Option<&Reach>, radius: Radius, today: Date) -> Self {
        let none = Openings { open: 0, near: from_homes.map(|_| 0) };
        let sets = index.role_sets();
        let mut counts = vec![none; sets.sets.len()];
        for thing in open(index.board(), index.order(), today) {
            let position = index.position(thing);
            let count = &mut counts[sets.of_adverts[position] as usize];
            count.open += 1;
            let is_near = from_homes.is_some_and(|reach| reach.miles(position) <= as_miles(radius.miles()));
            count.near = count.near.map(|near| near + usize::from(is_near));
        }
        let origin = index.board().origin().full.clone();
        let mut openings = Self { of_roles: HashMap::new(), none, radius, origin };
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

    /// The adverts for a role in words that need no caption: `12 open adverts, 3 within 20 mi of home`.
    #[must_use]
    pub fn describe(&self, role: &RoleId) -> String {
        let miles = self.radius.miles();
        self.of_role(role).told(|near| match near {
            0 => format!("none within {miles} mi of home"),
            near => format!("{} within {miles} mi of home", thousands(near)),
        })
    }

    /// The adverts for a role in few words, for where they stand many times above one [caption](Self::caption):
    /// `12 open adverts, 3 near`.
    #[must_use]
    pub fn brief(&self, role: &RoleId) -> String {
        self.of_role(role).told(|near| format!("{} near", thousands(near)))
    }

    /// What open and near mean, and how old the adverts are: the screen and the commands tell it beside the counts.
    #[must_use]
    pub fn caption(&self) -> String {
        let near = match self.none.near {
            Some(_) => format!(" Near is within {} of home.", count(self.radius.miles() as usize, "mile")),
            None => String::new(),
        };
        format!("Open adverts are those not known to have closed: {}.{near}", self.origin)
    }

    /// Those of a role.
    #[must_use]
    pub fn of_role(&self, role: &RoleId) -> Openings {
        self.of_roles.get(role).copied().unwrap_or(self.none)
    }
}
