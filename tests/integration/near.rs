//! Place and distance in the search: what `near:` and `within:` find, from where, in which order, and what is said of it.

use std::sync::Arc;

use jiff::civil::date;
use proptest::prelude::*;
use rolecall::app::effect::SearchRequest;
use rolecall::app::refresh::RefreshRequest;
use rolecall::domain::advert::{Advert, AdvertId, StatedPlace};
use rolecall::domain::board::{Board, Origin};
use rolecall::domain::distance::Radius;
use rolecall::domain::record::AdvertRecord;
use rolecall::domain::role::RoleId;
use rolecall::domain::sites::HomePoint;
use rolecall::runtime::effects::{Adverts, Tell};
use rolecall::runtime::searcher::{Homes, Prepared, Searcher};
use rolecall::search::adverts::openings::RoleOpenings;
use rolecall::search::adverts::{AdvertIndex, Atlas, Findings, Places, Request, Scope, Sort, Standings};
use rolecall::search::expansions::Expansions;
use rolecall::search::query::Query;
use rolecall::search::query::place_names::PlaceNames;
use rolecall::source::bundled;
use rolecall::source::http::Cancel;

use crate::explorer::catalogue;

/// Adverts at these places, each an id with its places; a working pattern stands behind a bar.
const POSTS: [(&str, &str); 8] = [
    ("leeds", "Leeds, LS1 4AP"),
    ("york", "York, YO1 7HH|Part time, Home or remote working"),
    ("truro", "Truro, TR1 3LJ|Full time"),
    ("both", "Truro / Leeds"),
    ("home", "Home based"),
    ("national", "National"),
    ("hybrid", "Bradford (Hybrid)"),
    ("nowhere", ""),
];

/// A board with where its adverts are.
struct Near {
    index: AdvertIndex,
    atlas: Atlas,
}

fn advert(id: &str, place: &str) -> Advert {
    let (place, pattern) = place.split_once('|').map_or((place, None), |(place, pattern)| (place, Some(pattern)));
    Advert {
        id: AdvertId::new(id),
        title: "Staff nurse".to_owned(),
        places: if place.is_empty() { Vec::new() } else { vec![StatedPlace::new(place)] },
        working_pattern: pattern.map(str::to_owned),
        ..Advert::default()
    }
}

impl Near {
    /// Adverts and home points by name and place.
    fn new(adverts: Vec<Advert>, homes: &[(&str, &str)]) -> Self {
        let board = Arc::new(Board::new(adverts, catalogue(), Origin::default()));
        let gazetteer = bundled::gazetteer().unwrap();
        let homes = homes.iter().map(|(name, place)| {
            let spot = gazetteer.find(place).unwrap().remove(0);
            HomePoint { name: (*name).to_owned(), place: spot.label, position: spot.position }
        });
        let atlas = Atlas::new(Arc::clone(&board), gazetteer, homes.collect());
        Self { index: AdvertIndex::new(board), atlas }
    }

    /// The posts, measured from home points.
    fn posts(homes: &[(&str, &str)]) -> Self {
        Self::new(POSTS.iter().map(|(id, place)| advert(id, place)).collect(), homes)
    }

    fn search(&self, typed: &str, sort: Sort) -> Findings {
        let names =
            PlaceNames::new(|| bundled::gazetteer().ok(), self.atlas.homes().iter().map(|home| home.name.as_str()));
        let found = self.index.search(&Request {
            query: &Query::read(&names.quoted(typed)),
            scope: &Scope::All,
            sort,
            today: date(2026, 11, 22),
            standings: &Standings::default(),
            expansions: &Expansions::default(),
            texts: &|_| Ok(Vec::new()),
            places: &self.atlas,
            overtaken: &|| false,
        });
        found.unwrap()
    }

    /// The ids found, in order.
    fn ids(&self, typed: &str, sort: Sort) -> Vec<String> {
        let found = self.search(typed, sort);
        found.hits.iter().map(|hit| self.index.board().id(*hit).unwrap().to_string()).collect()
    }

    /// The ids found, by name.
    fn found(&self, typed: &str) -> Vec<String> {
        let mut ids = self.ids(typed, Sort::Fit);
        ids.sort();
        ids
    }
}

#[test]
fn near_and_within_find_what_is_near() {
    let near = Near::posts(&[]);
    let cases: [(&str, &[&str]); 24] = [
        ("near:LS1", &["both", "hybrid", "leeds"]),
        ("nurse near:leeds staff", &["both", "hybrid", "leeds"]),
        ("near:central leeds nurse", &["both", "hybrid", "leeds"]),
        ("near:newton abbot within:100 nurse", &["both", "truro"]),
        ("near:leeds within:9", &["both", "hybrid", "leeds"]),
        ("near:leeds within:9 km", &["both", "leeds"]),
        ("near:leeds within: 50km", &["both", "hybrid", "leeds", "york"]),
        ("near: leeds nurse", &["both", "hybrid", "leeds"]),
        ("near:ls1 4ap within:1", &["both", "leeds"]),
        ("near:leeds within:30", &["both", "hybrid", "leeds", "york"]),
        ("nurse near:\"York\" within:1", &["york"]),
        ("near:truro", &["both", "truro"]),
        ("-near:truro", &["home", "hybrid", "leeds", "national", "nowhere", "york"]),
        ("near:leeds -within:5", &["hybrid"]),
        ("near:leeds within:30 -place:truro", &["hybrid", "leeds", "york"]),
        ("near:leeds anywhere:with", &["both", "home", "hybrid", "leeds", "national"]),
        ("near:leeds anywhere:without", &["both", "hybrid", "leeds"]),
        ("anywhere:only", &["home", "national"]),
        ("setting:home", &["home", "york"]),
        ("setting:hybrid,national", &["hybrid", "national"]),
        ("pattern:part", &["york"]),
        ("pattern:full-time,part-time", &["truro", "york"]),
        ("near:leeds near:york within:30", &["both", "hybrid", "leeds", "york"]),
        ("-pattern:part near:york within:1", &[]),
    ];
    for (typed, expected) in cases {
        assert_eq!(near.found(typed), expected, "{typed}");
    }
}

#[test]
fn home_points_are_named_and_the_nearest_decides() {
    let near = Near::posts(&[("Home", "York"), ("Gran and Grandad", "Truro")]);
    let cases: [(&str, &[&str]); 7] = [
        ("near:gran and grandad nurse", &["both", "truro"]),
        ("within:10", &["both", "truro", "york"]),
        ("within:10 anywhere:with", &["both", "home", "national", "truro", "york"]),
        ("near:home within:10", &["york"]),
        ("near:HOME within:10", &["york"]),
        ("near:gran-and-grandad", &["both", "truro"]),
        ("-within:40", &["home", "national", "nowhere"]),
    ];
    for (typed, expected) in cases {
        assert_eq!(near.found(typed), expected, "{typed}");
    }
    let near = Near::posts(&[("Home", "York"), ("Gran and Grandad", "Truro")]);
    let far = |typed: &str, id: &str| {
        let position = near.index.board().position(&AdvertId::new(id)).unwrap();
        let found = near.search(typed, Sort::Fit);
        found.reach.and_then(|reach| reach.distance(position).map(|far| (far.miles.round(), far.from.to_owned())))
    };
    assert_eq!(far("", "leeds"), None, "the sites are not located before they are asked for");
    assert_eq!(far("within:10", "truro"), Some((0.0, "Gran and Grandad".to_owned())));
    assert_eq!(far("", "leeds"), Some((22.0, "Home".to_owned())));
    assert_eq!(far("near:leeds", "york"), Some((22.0, "Leeds".to_owned())));
    assert_eq!(far("near:leeds", "nowhere"), None);
    let several = Near::posts(&[("Flat", "York"), ("Work", "Leeds")]);
    assert_eq!(several.found("near:home within:2"), ["both", "leeds", "york"]);
}

#[test]
fn what_is_not_known_is_said_and_empties_nothing() {
    let near = Near::posts(&[]);
    let cases = [
        ("nurse near:manchster", "not understood: near:manchster (place not known; did you mean Manchester?)"),
        ("near:qqqqqq within:5", "not understood: near:qqqqqq (place not known; write a town or a postcode)"),
        ("near:home", "not understood: near:home (no home point is set: `homes` in config.ron names them)"),
        ("within:5", "not understood: within:5 (say near: what, or name your home points in config.ron)"),
    ];
    for (typed, said) in cases {
        let found = near.search(typed, Sort::Fit);
        assert_eq!((found.hits.len(), found.reading.describe()), (POSTS.len(), said.to_owned()), "{typed}");
    }
    let unsorted = near.search("nurse", Sort::Distance).reading.describe();
    assert_eq!(
        unsorted,
        "not understood: sorting by distance (say near: what, or name your home points in config.ron)"
    );
}

#[test]
fn of_namesakes_the_likeliest_is_taken_and_the_others_are_offered() {
    let posts = [("wales", "Newport, NP20 4UR"), ("wight", "Newport, PO30 5TG")];
    let near = Near::new(posts.iter().map(|(id, place)| advert(id, place)).collect(), &[]);
    assert_eq!(near.found("near:newport"), ["wales"]);
    let reading = near.search("near:newport", Sort::Fit).reading;
    let said = reading.describe();
    assert!(said.starts_with("near Newport, Wales, else near:newport-south-east near:newport-west-midlands"), "{said}");
    for (width, said) in [
        (90, "near Newport, Wales, else near:newport-south-east near:newport-west-midlands +2"),
        (60, "near Newport, Wales, else near:newport-south-east +3"),
        (50, "Newport, Wales, else near:newport-south-east +3"),
        (40, "near Newport, Wales, or 4 others"),
        (20, "near Newport, Wales, or 4 others"),
    ] {
        assert_eq!(reading.describe_in(width), said);
    }
    let place = reading.place.unwrap();
    assert_eq!((place.taken.as_str(), place.others[0].label.as_str()), ("Newport, Wales", "Newport, South East"));
    assert_eq!(near.found(&format!("near:{}", place.others[0].typed)), ["wight"]);
    assert_eq!(near.search("near:newport-south-east", Sort::Fit).reading.place, None);
}

#[test]
fn a_namesake_that_was_chosen_is_the_only_one() {
    let near = Near::posts(&[]);
    let mut asked = vec!["newport".to_owned(), "ashford".to_owned(), "richmond".to_owned(), "st ives".to_owned()];
    let mut chosen = 0;
    while let Some(name) = asked.pop() {
        let Some(place) = near.search(&format!("near:{name}"), Sort::Fit).reading.place else { continue };
        for other in place.others {
            let reading = near.search(&format!("near:{}", other.typed), Sort::Fit).reading;
            assert_eq!(reading.place, None, "near:{}", other.typed);
            chosen += 1;
        }
    }
    assert!(chosen > 5);
    for typed in ["near:newport-wales", "near:newport wales", "near:\"Newport, Wales\""] {
        assert_eq!(near.search(typed, Sort::Fit).reading.describe(), "", "{typed}");
    }
}

#[test]
fn what_was_taken_of_a_place_is_said() {
    let near = Near::posts(&[]);
    let cases = [
        ("near:LS", "near LS, the middle of several postcode districts"),
        ("near:sw1", "near SW1, the middle of several postcode districts"),
        ("near:LS1 4", "near LS1, Leeds, the middle of its postcode district"),
        ("near:LS1", ""),
        ("near:LS1 4AP", ""),
        ("near:leeds", ""),
        ("near:london c", "near London, as far as its name is typed"),
        ("near:kings l", "not understood: near:kings l (place not known; did you mean King's Lynn or Kings Langley?)"),
        ("near:leeds within:20km", "read within:20km as 12 miles"),
        ("near:leeds within:9999", "read within:9999 as 1,000 miles"),
    ];
    for (typed, said) in cases {
        assert_eq!(near.search(typed, Sort::Fit).reading.describe(), said, "{typed}");
    }
}

#[test]
fn distance_and_day_order_what_is_found() {
    let near = Near::posts(&[]);
    let by_distance = near.ids("nurse near:leeds within:400", Sort::Distance);
    assert_eq!(by_distance, ["both", "leeds", "hybrid", "york", "truro"]);
    let all = near.ids("nurse near:leeds anywhere:with within:400", Sort::Distance);
    assert_eq!(all[..5], by_distance);
    let posted =
        |id: &str, day: Option<i8>| Advert { posted: day.map(|day| date(2026, 11, day)), ..advert(id, "Leeds") };
    let adverts = vec![posted("none", None), posted("old", Some(1)), posted("new", Some(21)), posted("mid", Some(9))];
    let dated = Near::new(adverts, &[]);
    for typed in ["", "nurse"] {
        assert_eq!(dated.ids(typed, Sort::Newest), ["new", "mid", "old", "none"], "{typed:?}");
    }
}

#[test]
fn adverts_that_state_no_pay_pass_are_left_out_or_stand_alone() {
    let paid = |id: &str, pay: Option<&str>| Advert { pay: pay.map(str::to_owned), ..advert(id, "Leeds") };
    let pays = [
        ("low", Some("£30,000 to £35,000 a year")),
        ("high", Some("£50,000 to £60,000 a year")),
        ("hourly", Some("£15.20 an hour")),
        ("none", None),
    ];
    let near = Near::new(pays.iter().map(|(id, pay)| paid(id, *pay)).collect(), &[]);
    let cases: [(&str, &[&str]); 8] = [
        ("pay:>40k", &["high"]),
        ("pay:>40k unstated:with", &["high", "hourly", "none"]),
        ("pay:>40k unstated:without", &["high"]),
        ("pay:>40k unstated:only", &["hourly", "none"]),
        ("unstated:only", &["hourly", "none"]),
        ("unstated:without", &["high", "low"]),
        ("unstated:with", &["high", "hourly", "low", "none"]),
        ("-unstated:only", &["high", "low"]),
    ];
    for (typed, expected) in cases {
        assert_eq!(near.found(typed), expected, "{typed}");
    }
}

#[test]
fn a_request_that_is_overtaken_is_given_up_while_places_are_located() {
    let near = Near::posts(&[]);
    let many = (0..5_000).map(|number| advert(&number.to_string(), &format!("Ward {number}, Leeds"))).collect();
    let many = Near::new(many, &[]);
    for near in [near, many] {
        let found = near.index.search(&Request {
            query: &Query::read("near:leeds"),
            scope: &Scope::All,
            sort: Sort::Fit,
            today: date(2026, 11, 22),
            standings: &Standings::default(),
            expansions: &Expansions::default(),
            texts: &|_| Ok(Vec::new()),
            places: &near.atlas,
            overtaken: &|| true,
        });
        assert!(found.is_none());
    }
}

#[test]
fn open_adverts_are_counted_for_each_role_and_those_near_home_among_them() {
    let (today, radius) = (date(2026, 11, 22), Radius::default());
    let post =
        |id: &str, title: &str, place: &str, closes| Advert { title: title.to_owned(), closes, ..advert(id, place) };
    let adverts = vec![
        post("1", "Matron", "Leeds", Some(today)),
        post("2", "Matron", "Truro", None),
        post("3", "Matron", "", None),
        post("4", "Matron", "Leeds", Some(today.yesterday().unwrap())),
        post("5", "Porter", "Truro", None),
        post("6", "Porter", "Cardiff", None),
    ];
    for (homes, role, words) in [
        (&[][..], "matron", "3 open adverts"),
        (&[], "midwife", "no open adverts"),
        (&[("Home", "LS1")], "matron", "3 open adverts, 1 within 20 mi of home"),
        (&[("Home", "LS1"), ("Gran", "Truro")], "matron", "3 open adverts, 2 within 20 mi of home"),
        (&[("Home", "LS1")], "porter", "2 open adverts, none within 20 mi of home"),
        (&[("Home", "LS1")], "midwife", "no open adverts"),
    ] {
        let near = Near::new(adverts.clone(), homes);
        let openings = RoleOpenings::of(&near.index, near.atlas.reach_of_homes().as_deref(), radius, today);
        let (role, brief) =
            (RoleId::new(role), words.replace("none within", "0 within").replace(" within 20 mi of home", " near"));
        let is_near = openings.of_role(&role).near.is_some();
        assert_eq!((openings.describe(&role).as_str(), is_near), (words, !homes.is_empty()), "{role}");
        assert_eq!((openings.brief(&role), openings.caption().contains("within 20 miles")), (brief, is_near), "{role}");
    }
}

/// Adverts of which nothing more is known.
struct Bare;

impl Adverts for Bare {
    fn board(&self) -> Result<Board, String> {
        Ok(Board::default())
    }

    fn record(&self, _: &AdvertId) -> Result<AdvertRecord, String> {
        Ok(AdvertRecord::default())
    }

    fn text_matches(&self, _: &str) -> Result<Vec<AdvertId>, String> {
        Ok(Vec::new())
    }

    fn refresh(&self, _: &RefreshRequest, _: &Cancel, _: &Arc<Tell>) -> Result<String, String> {
        Ok(String::new())
    }
}

#[test]
fn distances_from_home_follow_the_first_answer_and_bad_home_points_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("config.ron");
    std::fs::write(&path, "(homes: [(\"Home\", \"York\"), (\"Mum\", \"Yrok\")])").unwrap();
    let homes = rolecall::config::load(&path).0.homes;
    let mut searcher = Searcher::new(Arc::new(Bare), Homes { homes, radius: Radius::default(), path });
    let request = SearchRequest {
        board: Arc::clone(Near::posts(&[]).index.board()),
        generation: 7,
        query: Query::default(),
        scope: Scope::All,
        sort: Sort::Fit,
        today: date(2026, 11, 22),
        standings: Standings::default(),
        asked: None,
        sought: None,
        market: None,
    };
    let first = searcher.answer(&request);
    assert_eq!((first.hits.len(), first.reach), (POSTS.len(), None));
    let (mut again, mut faults, mut openings) = (Vec::new(), Vec::new(), Vec::new());
    let nurse = RoleId::new("adult-nurse");
    loop {
        match searcher.prepare() {
            Prepared::All => break,
            Prepared::Again(found) => again.push(found),
            Prepared::Faults(problems) => faults.extend(problems),
            Prepared::Counts(counted) => openings.push(counted.openings.describe(&nurse)),
            Prepared::Market(_) | Prepared::Unseen => {}
        }
    }
    assert_eq!(faults.len(), 1);
    assert!(faults[0].contains("config.ron:1:36: `homes` is without “Mum”"), "{faults:?}");
    let [found] = again.as_slice() else { panic!("{again:?}") };
    assert_eq!((found.generation, &found.hits), (7, &first.hits));
    assert_eq!(found.reach.as_ref().unwrap().from(), ["Home"]);
    assert_eq!(openings, ["8 open adverts", "8 open adverts, 1 within 20 mi of home"]);
    assert!(searcher.answer(&request).reach.is_some(), "from now on at once");
    assert!(matches!(searcher.prepare(), Prepared::All));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn near_never_loses_an_advert_that_is_nearer_than_one_it_shows(
        posts in prop::collection::vec(prop::option::of((49.9..58.0_f64, -5.0..1.5_f64)), 1..40),
        home in (49.9..58.0_f64, -5.0..1.5_f64),
        miles in 0_u16..400,
    ) {
        let stated = |(latitude, longitude)| StatedPlace { text: String::new(), position: Some((latitude, longitude)) };
        let adverts = posts.iter().enumerate().map(|(number, position)| Advert {
            places: position.map(stated).into_iter().collect(),
            ..advert(&number.to_string(), "")
        });
        let mut near = Near::new(adverts.collect(), &[("Home", "York")]);
        let position = rolecall::domain::distance::Position::new(home.0, home.1).unwrap();
        let point = HomePoint { name: "Home".to_owned(), place: String::new(), position };
        near.atlas = Atlas::new(Arc::clone(near.index.board()), bundled::gazetteer().unwrap(), vec![point]);
        let found = near.search(&format!("within:{miles}"), Sort::Distance);
        let reach = found.reach.unwrap();
        let farthest = found.hits.iter().map(|hit| reach.miles(*hit)).fold(0.0, f32::max);
        prop_assert!(found.hits.iter().all(|hit| reach.miles(*hit) <= f32::from(miles)));
        for position in 0..near.index.board().len() {
            prop_assert!(found.hits.contains(&position) || reach.miles(position) > farthest);
        }
        prop_assert!(found.hits.windows(2).all(|pair| reach.miles(pair[0]) <= reach.miles(pair[1])));
    }
}
