//! Routes: chains of progression steps from one role to another, and what a person could become within a few steps.
//!
//! A route is made of steps of the catalogue and nothing else. That none is known does not mean that there is none.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};

use crate::domain::band::Band;
use crate::domain::catalogue::Catalogue;
use crate::domain::progression::Step;
use crate::domain::role::{EntryLevel, Regulator, Role, RoleId};
use crate::domain::scale::{Nation, PayYear};
use crate::domain::starting_pay::{PayChange, StartingPay};
use crate::domain::study::StudyTime;

/// No more routes than this are told.
pub const MOST_ROUTES: usize = 3;
/// The search for further routes ends after so many chains: in a map full of circles there may be very many.
const MOST_CHAINS: usize = 20_000;

/// What makes one route better than another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Measure {
    /// The fewest steps.
    #[default]
    Steps,
    /// The least study: the fewest steps whose study has no known length, then the fewest months of those that have.
    Years,
    /// The fewest steps of those routes on which pay is known to drop nowhere.
    Pay,
}

impl Measure {
    /// Every measure.
    pub const ALL: [Measure; 3] = [Measure::Steps, Measure::Years, Measure::Pay];

    /// The measure as a heading.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Steps => "Fewest steps",
            Self::Years => "Least study",
            Self::Pay => "No drop in pay",
        }
    }

    /// The measure as it is asked for.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Steps => "steps",
            Self::Years => "years",
            Self::Pay => "pay",
        }
    }

    /// What a step costs, what counts most first; nothing where it may not be taken. Equals are told apart by
    /// the other measures: less study first, then pay that drops after fewer steps, then pay that is not known after fewer.
    fn cost(self, leg: &Leg) -> Option<Cost> {
        let (unknown, least) = (leg.study.unknown.into(), leg.study.least.into());
        let [drops, not_known] = [PayChange::Drops, PayChange::NotKnown].map(|change| u32::from(leg.pay == change));
        match self {
            Self::Steps => Some(Cost([1, unknown, least, drops, not_known])),
            Self::Years => Some(Cost([unknown, least, 1, drops, not_known])),
            Self::Pay => leg.pay.is_no_drop().then_some(Cost([1, unknown, least, 0, 0])),
        }
    }
}

/// What a chain costs, what counts most first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Cost([u32; 5]);

impl Cost {
    fn and(self, other: Self) -> Self {
        Self(std::array::from_fn(|place| self.0[place].saturating_add(other.0[place])))
    }
}

/// A step with what it takes and brings.
#[derive(Clone, Copy, Debug)]
pub struct Leg<'a> {
    /// The step.
    pub step: &'a Step,
    /// The role left.
    pub from: &'a Role,
    /// The role reached.
    pub to: &'a Role,
    /// How long its study takes.
    pub study: StudyTime,
    /// Where pay starts in the role left.
    pub before: Option<StartingPay>,
    /// Where it starts in the role reached.
    pub after: Option<StartingPay>,
    /// What becomes of pay.
    pub pay: PayChange,
}

/// A chain of steps from one role to another, no role twice.
#[derive(Clone, Debug)]
pub struct Route<'a> {
    /// The steps, in order; never empty.
    pub legs: Vec<Leg<'a>>,
}

impl Route<'_> {
    /// How long all its study takes.
    #[must_use]
    pub fn study(&self) -> StudyTime {
        self.legs.iter().fold(StudyTime::default(), |sum, leg| sum + leg.study)
    }

    /// Whether it takes the same steps as another.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        self.legs.iter().map(|leg| leg.step).eq(other.legs.iter().map(|leg| leg.step))
    }
}

/// A role that can be reached.
#[derive(Clone, Debug)]
pub struct Reached<'a> {
    /// The role.
    pub role: &'a Role,
    /// A shortest way there.
    pub route: Route<'a>,
}

/// Which of the roles within reach are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// At most this many steps away.
    pub within: u8,
    /// With a way in that asks for this to begin.
    pub entry: Option<EntryLevel>,
    /// Paid at this band, among others.
    pub band: Option<Band>,
    /// With a register, or with none recorded.
    pub register: Register,
}

impl Default for Wanted {
    fn default() -> Self {
        Self { within: 2, entry: None, band: None, register: Register::Any }
    }
}

/// Which register a wanted role asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Register {
    /// Any or none.
    #[default]
    Any,
    /// None that is recorded.
    Without,
    /// That of a body.
    Of(Regulator),
}

impl Wanted {
    /// Whether a role is one of those wanted, however far away.
    #[must_use]
    pub fn meets(&self, role: &Role) -> bool {
        let kept_by = role.getting_in.registration.as_ref().map(|registration| registration.regulator);
        let register = match self.register {
            Register::Any => true,
            Register::Without => kept_by.is_none(),
            Register::Of(body) => kept_by == Some(body),
        };
        register
            && self.entry.is_none_or(|level| role.getting_in.routes.iter().any(|route| route.level == level))
            && self.band.is_none_or(|band| role.bands().contains(&band))
    }
}

/// The roles and the steps between them, with pay in one nation and year.
pub struct RouteMap<'a> {
    numbers: HashMap<&'a RoleId, usize>,
    legs: Vec<Leg<'a>>,
    /// By a role's number, the legs that leave it, in the order of the file, and the roles they reach.
    leaving: Vec<Vec<(usize, usize)>>,
    /// By a role's number, the legs that reach it and the roles they leave.
    reaching: Vec<Vec<(usize, usize)>>,
}

impl<'a> RouteMap<'a> {
    /// Reads the steps of a catalogue.
    #[must_use]
    pub fn new(catalogue: &'a Catalogue, nation: Nation, year: PayYear) -> Self {
        let roles: Vec<&Role> = catalogue.roles().map(|(_, role)| role).collect();
        let pay: Vec<_> = roles.iter().map(|role| catalogue.pay().starting(role, nation, year)).collect();
        let numbers: HashMap<&RoleId, usize> =
            roles.iter().enumerate().map(|(number, role)| (&role.id, number)).collect();
        let none = vec![Vec::new(); roles.len()];
        let mut map = Self { numbers, legs: Vec::new(), leaving: none.clone(), reaching: none };
        for (step, study) in catalogue.timed_steps() {
            let (Some(&from), Some(&to)) = (map.numbers.get(&step.from), map.numbers.get(&step.to)) else { continue };
            let number = map.legs.len();
            map.leaving[from].push((number, to));
            map.reaching[to].push((number, from));
            let change = PayChange::between(pay[from], pay[to]);
            let (before, after) = (pay[from], pay[to]);
            map.legs.push(Leg { step, from: roles[from], to: roles[to], study, before, after, pay: change });
        }
        map
    }

    /// The steps that leave a role.
    pub fn leaving(&self, role: &RoleId) -> impl Iterator<Item = &Leg<'a>> {
        self.of(&self.leaving, role)
    }

    /// The steps that reach a role.
    pub fn reaching(&self, role: &RoleId) -> impl Iterator<Item = &Leg<'a>> {
        self.of(&self.reaching, role)
    }

    fn of<'m>(&'m self, sides: &'m [Vec<(usize, usize)>], role: &RoleId) -> impl Iterator<Item = &'m Leg<'a>> {
        let number = self.numbers.get(role);
        number.into_iter().flat_map(|number| &sides[*number]).map(|(leg, _)| &self.legs[*leg])
    }

    /// The best routes between two roles by a measure, the best first, at most [`MOST_ROUTES`]; none where none is known.
    ///
    /// What the rest of a chain costs at least is worked out from the goal backwards, so that the search follows chains that
    /// lead there and finds the routes in their order.
    #[must_use]
    pub fn routes(&self, from: &RoleId, to: &RoleId, by: Measure) -> Vec<Route<'a>> {
        let (Some(&start), Some(&goal)) = (self.numbers.get(from), self.numbers.get(to)) else { return Vec::new() };
        let rest = self.costs_to(goal, by);
        let mut found = Vec::new();
        let mut chains = BinaryHeap::new();
        if let Some(whole) = rest[start].filter(|_| start != goal) {
            chains.push(Reverse(Chain { whole, so_far: Cost::default(), legs: Vec::new(), roles: vec![start] }));
        }
        for _ in 0..MOST_CHAINS {
            let Some(Reverse(chain)) = chains.pop() else { break };
            if chain.roles.last() == Some(&goal) {
                found.push(Route { legs: chain.legs.iter().map(|leg| self.legs[*leg]).collect() });
                if found.len() == MOST_ROUTES {
                    break;
                }
                continue;
            }
            chains.extend(self.longer(&chain, &rest, by).map(Reverse));
        }
        found
    }

    /// A chain with each step that may follow.
    fn longer(&self, chain: &Chain, rest: &[Option<Cost>], by: Measure) -> impl Iterator<Item = Chain> {
        let steps = chain.roles.last().into_iter().flat_map(|end| &self.leaving[*end]);
        steps.filter(|(_, to)| !chain.roles.contains(to)).filter_map(move |&(leg, to)| {
            let so_far = chain.so_far.and(by.cost(&self.legs[leg])?);
            let mut longer = Chain { whole: so_far.and(rest[to]?), so_far, ..chain.clone() };
            longer.legs.push(leg);
            longer.roles.push(to);
            Some(longer)
        })
    }

    /// What it costs at least to get from each role to the goal; nothing where that cannot be.
    fn costs_to(&self, goal: usize, by: Measure) -> Vec<Option<Cost>> {
        let mut costs = vec![None; self.leaving.len()];
        let mut queue = BinaryHeap::from([Reverse((Cost::default(), goal))]);
        while let Some(Reverse((cost, role))) = queue.pop() {
            if costs[role].is_some() {
                continue;
            }
            costs[role] = Some(cost);
            let before = self.reaching[role].iter().filter(|(_, from)| costs[*from].is_none());
            queue.extend(before.filter_map(|(leg, from)| Some(Reverse((cost.and(by.cost(&self.legs[*leg])?), *from)))));
        }
        costs
    }

    /// The roles that can be reached from one and are wanted, the nearest first, each with a shortest way.
    #[must_use]
    pub fn within(&self, from: &RoleId, wanted: &Wanted) -> Vec<Reached<'a>> {
        let Some(&start) = self.numbers.get(from) else { return Vec::new() };
        let mut came_by: HashMap<usize, Option<(usize, usize)>> = HashMap::from([(start, None)]);
        let mut edge = vec![start];
        let mut reached = Vec::new();
        for _ in 0..wanted.within {
            let mut next = Vec::new();
            for role in edge {
                for (leg, to) in &self.leaving[role] {
                    if !came_by.contains_key(to) {
                        came_by.insert(*to, Some((*leg, role)));
                        next.push(*to);
                    }
                }
            }
            reached.extend(&next);
            edge = next;
        }
        let there = reached.into_iter().filter_map(|role| self.way(role, &came_by));
        there.filter(|reached| wanted.meets(reached.role)).collect()
    }

    /// The way that a role was come to by.
    fn way(&self, role: usize, came_by: &HashMap<usize, Option<(usize, usize)>>) -> Option<Reached<'a>> {
        let mut legs = Vec::new();
        let mut end = role;
        while let Some(Some((leg, from))) = came_by.get(&end) {
            legs.push(self.legs[*leg]);
            end = *from;
        }
        legs.reverse();
        Some(Reached { role: legs.last()?.to, route: Route { legs } })
    }
}

/// A chain under search; ordered by what it costs at least all the way, then by its steps, so that equal ones have an order.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Chain {
    whole: Cost,
    so_far: Cost,
    legs: Vec<usize>,
    /// Their roles by number, the first and the last included.
    roles: Vec<usize>,
}

#[cfg(test)]
mod tests;
