//! Routes over small made-up maps, checked against every chain there is.

use proptest::prelude::*;

use super::*;
use crate::domain::category::{Category, Subcategory};
use crate::domain::hours::Hours;
use crate::domain::progression::StepKind;
use crate::domain::role::{EntryRoute, GettingIn, PaySystem, Registration, RolePay, WorkingLife};
use crate::domain::scale::{BandScale, BandTable, FigureSource, PayPoint, PayTables};

const YEAR: PayYear = PayYear(2026);
const WAYS: [&str; 4] = ["experience", "a degree", "a course in leading", "service leadership"];

fn role(number: usize, bands: &[Band]) -> Role {
    let systems =
        if bands.is_empty() { vec![PaySystem::Local] } else { vec![PaySystem::AgendaForChange(bands.to_vec())] };
    let entry = |level| EntryRoute { level, text: "A degree of three years.".to_owned() };
    Role {
        id: id(number),
        title: format!("Role {number}"),
        other_titles: Vec::new(),
        abbreviations: Vec::new(),
        summary: String::new(),
        working_life: WorkingLife {
            what_you_do: Vec::new(),
            tasks: Vec::new(),
            where_you_work: String::new(),
            who_you_work_with: String::new(),
            hours: String::new(),
            example_posts: Vec::new(),
        },
        pay: RolePay { systems, note: None },
        getting_in: GettingIn {
            routes: vec![entry(if number.is_multiple_of(2) { EntryLevel::Degree } else { EntryLevel::Gcses })],
            registration: number
                .is_multiple_of(3)
                .then(|| Registration { regulator: Regulator::Nmc, text: "Registration.".to_owned() }),
            training: String::new(),
        },
        skills: Vec::new(),
        progression: Vec::new(),
        related: Vec::new(),
        links: Vec::new(),
        source: None,
        also_read: Vec::new(),
    }
}

fn id(number: usize) -> RoleId {
    RoleId::new(format!("role-{number}"))
}

fn tables() -> PayTables {
    let source = FigureSource { name: "made up".to_owned(), ..FigureSource::default() };
    let bands = Band::ALL.into_iter().zip((20_000..).step_by(5_000)).map(|((band, _), pay)| BandScale {
        band,
        points: vec![PayPoint { years: 0, pay }],
        points_missing: false,
    });
    let table = BandTable {
        nation: Nation::England,
        year: YEAR,
        weekly_hours: Hours::try_from(37.5).unwrap(),
        source,
        note: None,
        bands: bands.collect(),
    };
    PayTables { bands: vec![table], ..PayTables::default() }
}

/// A catalogue of roles at bands (none: paid outside the tables) with steps between them.
fn catalogue(bands: &[Vec<Band>], steps: &[(usize, usize, usize)]) -> Catalogue {
    let roles = bands.iter().enumerate().map(|(number, bands)| role(number, bands)).collect();
    let parts = vec![Subcategory { title: "Part".to_owned(), roles }];
    let category = Category { title: "Family".to_owned(), summary: "Made up.".to_owned(), subcategories: parts };
    let step = |&(from, to, way): &(usize, usize, usize)| Step {
        from: id(from),
        to: id(to),
        kind: StepKind::Promotion,
        needs: WAYS[way % WAYS.len()].to_owned(),
        evidence: String::new(),
    };
    let study = ron::from_str(r#"[(asks: ["a degree"], months: (36, 48), told_by: "role-0", words: "three years")]"#);
    Catalogue::new(vec![category], steps.iter().map(step).collect(), tables()).with_study(study.unwrap())
}

/// Every chain without a role twice that may be taken by a measure, with its cost.
fn every_chain(map: &RouteMap, from: &RoleId, to: &RoleId, by: Measure) -> Vec<(Cost, Vec<Step>)> {
    let mut open: Vec<(Cost, Vec<&Leg>)> = vec![(Cost::default(), Vec::new())];
    let mut whole = Vec::new();
    while let Some((cost, legs)) = open.pop() {
        let end = legs.last().map_or(from, |leg| &leg.to.id);
        if end == to {
            whole.push((cost, legs.iter().map(|leg| leg.step.clone()).collect()));
            continue;
        }
        for leg in map.leaving(end) {
            let met = leg.to.id == *from || legs.iter().any(|earlier| earlier.to.id == leg.to.id);
            if let (false, Some(more)) = (met, by.cost(leg)) {
                let longer = legs.iter().copied().chain([leg]).collect();
                open.push((cost.and(more), longer));
            }
        }
    }
    whole
}

fn cost(route: &Route, by: Measure) -> Cost {
    route.legs.iter().fold(Cost::default(), |sum, leg| sum.and(by.cost(leg).unwrap()))
}

/// Up to seven roles, each at up to two bands or outside the tables, and steps between any two of them.
fn small_map() -> impl Strategy<Value = Catalogue> {
    let band = (0..Band::ALL.len()).prop_map(|number| Band::ALL[number].0);
    let bands = proptest::collection::vec(proptest::collection::vec(band, 0..3), 2..8);
    bands.prop_flat_map(|bands| {
        let roles = bands.len();
        let steps = proptest::collection::btree_map((0..roles, 0..roles), 0..WAYS.len(), 0..20);
        steps.prop_map(move |steps| {
            let apart = steps.into_iter().filter(|((from, to), _)| from != to);
            let steps: Vec<_> = apart.map(|((from, to), way)| (from, to, way)).collect();
            catalogue(&bands, &steps)
        })
    })
}

proptest! {
    #[test]
    fn the_best_routes_are_the_best_of_all_chains(catalogue in small_map()) {
        let map = RouteMap::new(&catalogue, Nation::England, YEAR);
        let (from, to) = (id(0), id(1));
        for by in Measure::ALL {
            let mut costs: Vec<Cost> = every_chain(&map, &from, &to, by).into_iter().map(|(cost, _)| cost).collect();
            costs.sort_unstable();
            costs.truncate(MOST_ROUTES);
            let routes = map.routes(&from, &to, by);
            prop_assert_eq!(routes.iter().map(|route| cost(route, by)).collect::<Vec<_>>(), costs, "{:?}", by);
        }
    }

    #[test]
    fn routes_are_chains_of_known_steps_that_meet_no_role_twice_and_differ(catalogue in small_map()) {
        let map = RouteMap::new(&catalogue, Nation::England, YEAR);
        for by in Measure::ALL {
            let routes = map.routes(&id(0), &id(1), by);
            for (place, route) in routes.iter().enumerate() {
                let mut at = id(0);
                let mut met = vec![at.clone()];
                for leg in &route.legs {
                    prop_assert!(catalogue.steps().contains(leg.step));
                    prop_assert_eq!(&leg.step.from, &at);
                    at = leg.step.to.clone();
                    prop_assert!(!met.contains(&at));
                    met.push(at.clone());
                }
                prop_assert_eq!(at, id(1));
                prop_assert!(!routes[..place].iter().any(|other| other.is_same(route)));
            }
        }
    }

    #[test]
    fn no_route_without_a_drop_in_pay_drops_or_passes_pay_that_is_not_known(catalogue in small_map()) {
        let map = RouteMap::new(&catalogue, Nation::England, YEAR);
        for route in map.routes(&id(0), &id(1), Measure::Pay) {
            for leg in &route.legs {
                let (before, after) = (leg.before.unwrap(), leg.after.unwrap());
                prop_assert!(after.lowest >= before.lowest && after.highest >= before.highest);
            }
        }
    }

    #[test]
    fn what_is_within_reach_is_what_routes_of_so_many_steps_lead_to(catalogue in small_map(), within in 0_u8..5) {
        let map = RouteMap::new(&catalogue, Nation::England, YEAR);
        let wanted = Wanted { within, ..Wanted::default() };
        let reached = map.within(&id(0), &wanted);
        for (_, role) in catalogue.roles() {
            let fewest = map.routes(&id(0), &role.id, Measure::Steps).first().map(|route| route.legs.len());
            let here = reached.iter().find(|reached| reached.role.id == role.id).map(|reached| reached.route.legs.len());
            prop_assert_eq!(here, fewest.filter(|steps| *steps <= usize::from(within)));
        }
        prop_assert!(reached.is_sorted_by_key(|reached| reached.route.legs.len()));
    }
}

/// From 0 to 3: in one step with study of no known length, in two with a degree, in three without any; the last drops in
/// pay on the way.
fn crossroads() -> Catalogue {
    let bands = [vec![Band::Three], vec![Band::Two], vec![Band::Two], vec![Band::Five], vec![Band::Four]];
    catalogue(&bands, &[(0, 3, 2), (0, 4, 1), (4, 3, 0), (0, 1, 0), (1, 2, 0), (2, 3, 3)])
}

#[test]
fn each_measure_has_its_own_best() {
    let catalogue = crossroads();
    let map = RouteMap::new(&catalogue, Nation::England, YEAR);
    for (by, ways) in [
        (Measure::Steps, ["3", "4 3", "1 2 3"].as_slice()),
        (Measure::Years, &["1 2 3", "4 3", "3"]),
        (Measure::Pay, &["3", "4 3"]),
    ] {
        let routes = map.routes(&id(0), &id(3), by);
        let way =
            |route: &Route| -> Vec<String> { route.legs.iter().map(|leg| leg.to.title[5..].to_owned()).collect() };
        assert_eq!(routes.iter().map(|route| way(route).join(" ")).collect::<Vec<_>>(), ways, "{by:?}");
    }
    assert!(map.routes(&id(3), &id(0), Measure::Steps).is_empty());
    assert!(map.routes(&id(0), &id(0), Measure::Steps).is_empty());
    assert!(map.routes(&id(0), &RoleId::new("nobody"), Measure::Steps).is_empty());
}

#[test]
fn the_roles_within_reach_are_narrowed() {
    let catalogue = crossroads();
    let map = RouteMap::new(&catalogue, Nation::England, YEAR);
    let all = Wanted { within: 9, ..Wanted::default() };
    for (wanted, roles) in [
        (Wanted { within: 1, ..all }, [3, 4, 1].as_slice()),
        (all, &[3, 4, 1, 2]),
        (Wanted { band: Some(Band::Two), ..all }, &[1, 2]),
        (Wanted { entry: Some(EntryLevel::Degree), ..all }, &[4, 2]),
        (Wanted { register: Register::Of(Regulator::Nmc), ..all }, &[3]),
        (Wanted { register: Register::Of(Regulator::Gmc), ..all }, &[]),
        (Wanted { register: Register::Without, ..all }, &[4, 1, 2]),
    ] {
        let ids: Vec<RoleId> = map.within(&id(0), &wanted).iter().map(|reached| reached.role.id.clone()).collect();
        assert_eq!(ids, roles.iter().copied().map(id).collect::<Vec<_>>(), "{wanted:?}");
    }
}
