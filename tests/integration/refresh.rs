//! A refresh from a service on this machine into a cache: what is stored, labelled, marked and said, whatever comes back.

mod board;
mod command;
mod faults;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use jiff::civil::{Date, DateTime, date};
use rolecall::domain::advert::{Advert, AdvertId};
use rolecall::domain::facts::Facts;
use rolecall::runtime::refresh::{Broken, Progress, Report, Request, run};
use rolecall::source::http::{Address, Cancel, Cancelled, Client, Limits, Pause};
use rolecall::source::nhs_jobs::{Filters, Kind, Service};
use rolecall::store::adverts::{AdvertStore, Counts};

use self::board::{Post, answer, asked, id, page_of, posts};
use crate::nhs_jobs::server::{Answer, Server};

/// Long enough for anything on this machine.
const ENOUGH: Limits = Limits { connect: Duration::from_secs(60), whole: Duration::from_secs(60), body: 1 << 20 };
const TODAY: Date = date(2026, 11, 22);

/// Lets no time pass.
struct NoTime;

impl Pause for NoTime {
    fn pause(&self, _time: Duration, cancel: &Cancel) -> Result<(), Cancelled> {
        cancel.wait(Duration::ZERO)
    }
}

fn nine_on(day: Date) -> DateTime {
    day.at(9, 0, 0, 0)
}

/// A cache and what refreshing it told.
struct Cache {
    store: AdvertStore,
    told: Vec<Progress>,
    today: Date,
}

impl Cache {
    fn new() -> Self {
        Self { store: AdvertStore::in_memory().unwrap(), told: Vec::new(), today: TODAY }
    }

    /// A cache that has read a board whole.
    fn of(board: &[Post]) -> Self {
        let mut cache = Self::new();
        let posts = board.to_vec();
        let report = cache.refresh(&Request::default(), &Server::reading(move |_, request| answer(&posts, request)));
        assert!(report.unwrap().complete);
        cache
    }

    fn refresh(&mut self, request: &Request, server: &Server) -> Result<Report, Box<Broken>> {
        self.refresh_within(ENOUGH, request, server)
    }

    fn refresh_within(&mut self, limits: Limits, request: &Request, server: &Server) -> Result<Report, Box<Broken>> {
        self.told.clear();
        let client = Client::new(limits, Box::new(NoTime));
        let service =
            Service { client: &client, address: Address::parse(&server.url()).unwrap(), pause: Duration::ZERO };
        let (today, told) = (self.today, &mut self.told);
        let clock = || nine_on(today);
        run(request, &service, &mut self.store, &clock, &Cancel::default(), &mut |far| told.push(far))
    }

    fn ids(&self) -> BTreeSet<String> {
        let mut ids = BTreeSet::new();
        self.store.load(|facts| _ = ids.insert(facts.id.to_owned())).unwrap();
        ids
    }

    fn gone(&self) -> BTreeSet<String> {
        let mut ids = BTreeSet::new();
        let is_gone = |facts: &Facts<'_>| facts.seen.is_some_and(|seen| seen.gone_since.is_some());
        self.store.load(|facts| ids.extend(is_gone(facts).then(|| facts.id.to_owned()))).unwrap();
        ids
    }

    /// Band and staff group of each advert, by its number.
    fn labels(&self) -> BTreeMap<u32, (Option<String>, Option<String>)> {
        let number = |id: &AdvertId| id.as_str().split(':').nth(1).unwrap().parse().unwrap();
        let mut labels = BTreeMap::new();
        let mut add = |advert: Advert| _ = labels.insert(number(&advert.id), (advert.band, advert.staff_group));
        self.store.load(|facts| add(facts.to_advert())).unwrap();
        labels
    }
}

fn ids(numbers: Range<u32>) -> BTreeSet<String> {
    numbers.map(id).collect()
}

fn label() -> Request {
    Request { label: true, ..Request::default() }
}

fn labels(band: Option<&str>, group: &str) -> (Option<String>, Option<String>) {
    (band.map(str::to_owned), Some(group.to_owned()))
}

/// A board of three bands and none, and of two staff groups.
fn mixed() -> Vec<Post> {
    let mut board = posts(0..250);
    for post in &mut board {
        post.band = [Some("BAND_5"), Some("BAND_8A"), Some("CONSULTANT"), None][post.number as usize % 4];
        post.group = ["MEDICAL_AND_DENTAL", "STUDENTS"][post.number as usize % 2];
    }
    board
}

#[test]
fn each_stored_page_is_told() {
    let mut cache = Cache::new();
    let report = cache.refresh(&Request::default(), &Server::reading(|_, request| answer(&posts(0..250), request)));
    let far = |page, adverts| Progress { page, of_pages: Some(3), adverts, total: Some(250), round: None };
    assert_eq!(cache.told, [far(1, 100), far(2, 200), far(3, 250)]);
    let counts = Counts { new: 250, changed: 0, same: 0 };
    assert_eq!(report.unwrap(), Report { pages: 3, read: 250, counts, complete: true, ..Report::default() });
    assert_eq!(cache.ids(), ids(0..250));
}

#[test]
fn what_a_whole_board_no_longer_lists_is_marked() {
    let mut cache = Cache::of(&posts(0..250));
    let report = cache.refresh(&Request::default(), &Server::reading(|_, request| answer(&posts(10..260), request)));
    let report = report.unwrap();
    assert_eq!((report.counts, report.gone), (Counts { new: 10, changed: 0, same: 240 }, 10));
    assert_eq!(cache.gone(), ids(0..10));
}

#[test]
fn a_part_of_the_board_marks_nothing() {
    let filters = [
        Filters { keyword: Some("nurse".to_owned()), ..Filters::default() },
        Filters { location: Some("Leeds".to_owned()), ..Filters::default() },
        Filters { pay_bands: vec!["BAND_5".to_owned()], ..Filters::default() },
        Filters { staff_groups: vec!["STUDENTS".to_owned()], ..Filters::default() },
        Filters { published_from: Some(date(2026, 11, 20)), ..Filters::default() },
    ];
    for filters in filters {
        let mut cache = Cache::of(&posts(0..20));
        let few = Server::new(|_| Answer::ok(board::xml(&posts(0..3), "GET /?page=1 HTTP/1.1")));
        let report = cache.refresh(&Request { filters, ..Request::default() }, &few).unwrap();
        assert_eq!((report.complete, report.gone, cache.gone().len()), (true, 0, 0));
    }
}

#[test]
fn an_advert_that_closes_meanwhile_hides_no_other() {
    // Between the second page and the third, some of the first page are taken off.
    for closed in [1, 3, 20] {
        let mut cache = Cache::of(&posts(0..350));
        let server = Server::reading(move |number, request| {
            let board = if number <= 2 { posts(0..350) } else { posts(closed..350) };
            answer(&board, request)
        });
        let report = cache.refresh(&Request::default(), &server).unwrap();
        let asked: Vec<usize> = server.requests().iter().map(|request| page_of(request)).collect();
        assert_eq!(asked, [1, 2, 3, 2, 4]);
        assert_eq!((report.complete, report.read, report.gone), (true, 350, 0));
        assert_eq!((report.counts.same, cache.gone().len()), (350, 0));
    }
}

#[test]
fn the_last_advert_may_close_just_before_its_page() {
    let mut cache = Cache::of(&posts(0..201));
    let server =
        Server::reading(|number, request| answer(&if number <= 2 { posts(0..201) } else { posts(1..201) }, request));
    let report = cache.refresh(&Request::default(), &server).unwrap();
    assert_eq!((report.complete, report.read, cache.gone().len()), (true, 201, 0));
}

#[test]
fn adverts_published_meanwhile_are_read_too() {
    let mut cache = Cache::of(&posts(0..200));
    let server =
        Server::reading(|number, request| answer(&posts(0..200 + 3 * u32::try_from(number).unwrap()), request));
    let report = cache.refresh(&Request::default(), &server).unwrap();
    assert!(report.complete);
    assert_eq!((report.read, report.counts.new), (209, 9));
}

#[test]
fn a_board_that_shrinks_too_much_is_not_believed() {
    let mut cache = Cache::of(&posts(0..300));
    let server =
        Server::reading(|number, request| answer(&if number <= 1 { posts(0..300) } else { posts(0..150) }, request));
    let report = cache.refresh(&Request::default(), &server).unwrap();
    assert_eq!((report.complete, report.read, report.gone, cache.gone().len()), (false, 150, 0, 0));
}

#[test]
fn totals_that_lie_mark_nothing_and_hide_nothing() {
    // What is said: pages, results. Then how many of 250 adverts are read.
    for (pages, results, read) in [
        (1, 250, 250),
        (1, 1, 250),
        (0, 0, 250),
        (2, 250, 250),
        (99, 250, 250),
        (99, 9_900, 250),
        (3, 251, 250),
        (3, 0, 250),
    ] {
        let mut cache = Cache::of(&posts(240..260));
        let server = Server::reading(move |_, request| {
            let honest = board::xml(&posts(0..250), request);
            let vacancies = &honest["<nhsJobs>".len()..honest.find("<totalPages>").unwrap()];
            Answer::ok(board::page_xml(vacancies, pages, results))
        });
        let report = cache.refresh(&Request::default(), &server).unwrap();
        assert_eq!(report.read, read, "{pages} pages, {results} results");
        assert_eq!(report.complete, results == 250, "{pages} pages, {results} results");
        assert_eq!(cache.gone().is_empty(), results != 250, "{pages} pages, {results} results");
    }
}

#[test]
fn what_lies_behind_the_last_page_may_be_anything() {
    let mut cache = Cache::new();
    let server = Server::reading(|number, request| match number {
        1 => Answer::ok(board::xml(&posts(0..100), request).replace("<totalResults>100", "<totalResults>130")),
        _ => Answer::new("400 Bad Request", "", "no such page"),
    });
    let report = cache.refresh(&Request::default(), &server).unwrap();
    assert_eq!((report.read, report.complete, server.requests().len()), (100, false, 2));
}

#[test]
fn a_record_that_cannot_be_read_is_named_and_the_board_not_whole() {
    let mut cache = Cache::of(&posts(0..3));
    let server = Server::reading(|_, request| {
        let honest = board::xml(&posts(0..2), request).replace("<totalResults>2", "<totalResults>3");
        Answer::ok(honest.replace("<nhsJobs>", "<nhsJobs><vacancyDetails><title>Nobody</title></vacancyDetails>"))
    });
    let report = cache.refresh(&Request::default(), &server).unwrap();
    assert_eq!((report.skipped, report.complete, report.gone), (1, false, 0));
    let (page, skipped) = &report.named[0];
    assert_eq!((*page, skipped.what.as_str()), (1, "a vacancy without id or reference (Nobody)"));
}

#[test]
fn one_bad_record_keeps_its_own_advert_and_no_other() {
    // What the bad record says of itself: what it is known by, and what is found to be gone of 0 to 200.
    let deep = "<a>".repeat(100) + &"</a>".repeat(100);
    for (says, gone) in [
        ("<id>0</id><reference>C9999-26-0000</reference>", 50),
        ("<id>0</id>", 50),
        ("<reference>C9999-26-0000</reference>", 50),
        ("<title>Nobody</title>", 51),
    ] {
        let bad = format!("<nhsJobs><vacancyDetails>{says}{deep}</vacancyDetails>");
        let mut cache = Cache::of(&posts(0..200));
        let server = Server::reading(move |_, request| {
            let honest = board::xml(&posts(1..150), request).replace("<totalResults>149", "<totalResults>150");
            Answer::ok(if page_of(request) == 1 { honest.replace("<nhsJobs>", &bad) } else { honest })
        });
        let report = cache.refresh(&Request::default(), &server).unwrap();
        assert_eq!((report.read, report.skipped, report.complete, report.gone), (149, 1, true, gone), "{says}");
        assert_eq!(cache.gone().contains(&id(0)), gone == 51, "{says}");
        let remarks = report.remarks();
        assert_eq!(remarks.len(), 1, "{remarks:?}");
        assert!(
            remarks[0].starts_with("1 record could not be read, which refreshing again does not mend"),
            "{remarks:?}"
        );
    }
}

#[test]
fn a_bad_record_on_a_repeating_page_is_no_reason_to_go_on() {
    let server = Server::new(|_| {
        let bad = "<vacancyDetails><title>Nobody</title></vacancyDetails>";
        Answer::ok(board::page_xml(bad, 400, 40_000))
    });
    let report = Cache::new().refresh(&Request::default(), &server).unwrap();
    assert_eq!((report.pages, server.requests().len()), (2, 2));
}

#[test]
fn an_advert_is_counted_once_however_often_it_comes() {
    let twice = |_: usize, request: &str| answer(&posts((0..100).chain(50..150)), request);
    let report = Cache::new().refresh(&Request::default(), &Server::reading(twice)).unwrap();
    assert_eq!((report.read, report.counts), (150, Counts { new: 150, changed: 0, same: 0 }));
    assert!(!report.complete, "200 were said to be there");
}

#[test]
fn every_band_and_group_is_asked_for_and_labels_what_comes() {
    let mut cache = Cache::new();
    let server = Server::reading(|_, request| answer(&mixed(), request));
    let report = cache.refresh(&label(), &server).unwrap();
    let of = 1 + Kind::ALL.map(|kind| kind.values().len()).iter().sum::<usize>();
    assert_eq!(of, 27);
    let told: BTreeSet<String> =
        cache.told.iter().filter_map(|far| far.round.as_ref()).map(ToString::to_string).collect();
    for round in ["All adverts, 1 of 27", "Band 5, 5 of 27", "Band 8a, 8 of 27", "Students, 27 of 27"] {
        assert!(told.contains(round), "{round}: {told:?}");
    }
    assert_eq!(told.len(), of);
    let counts = Counts { new: 250, changed: 0, same: 0 };
    assert_eq!((report.read, report.counts, report.complete, report.ignored.len()), (250, counts, true, 0));
    let known = cache.labels();
    let medical = "Medical and Dental";
    assert_eq!(known[&0], labels(Some("Band 5"), medical));
    assert_eq!(known[&1], labels(Some("Band 8a"), "Students"));
    assert_eq!(known[&2], labels(Some("Consultant"), medical));
    assert_eq!(known[&3], labels(None, "Students"));
    assert!(cache.store.history(&AdvertId::new(id(0))).unwrap().is_empty());
}

#[test]
fn labels_stay_until_a_labelled_refresh_says_otherwise() {
    let mut cache = Cache::new();
    cache.refresh(&label(), &Server::reading(|_, request| answer(&mixed(), request))).unwrap();
    let report = cache.refresh(&Request::default(), &Server::reading(|_, request| answer(&mixed(), request))).unwrap();
    assert_eq!(report.counts.same, 250);
    assert_eq!(cache.labels()[&0], labels(Some("Band 5"), "Medical and Dental"));
    let mut board = mixed();
    board[0].band = Some("BAND_6");
    let server = Server::reading(move |_, request| answer(&board, request));
    let report = cache.refresh(&label(), &server).unwrap();
    assert_eq!(report.counts, Counts { new: 0, changed: 1, same: 249 });
    assert_eq!(cache.labels()[&0].0.as_deref(), Some("Band 6"));
    let history = cache.store.history(&AdvertId::new(id(0))).unwrap();
    assert_eq!(history.iter().map(|change| change.difference.field.as_str()).collect::<Vec<_>>(), ["band"]);
    let report = cache.refresh(&label(), &server).unwrap();
    assert_eq!((report.counts.same, report.gone), (250, 0));
}

#[test]
fn labels_are_asked_for_within_the_other_filters() {
    let filters = Filters {
        keyword: Some("nurse".to_owned()),
        location: Some("Leeds".to_owned()),
        distance: Some(10),
        pay_bands: vec!["BAND_5".to_owned(), "BAND_8A".to_owned()],
        staff_groups: vec!["STUDENTS".to_owned()],
        ..Filters::default()
    };
    let server = Server::reading(|_, request| answer(&mixed(), request));
    let mut cache = Cache::new();
    let report = cache.refresh(&Request { filters, label: true, ..Request::default() }, &server).unwrap();
    assert!(report.complete);
    let bands: Vec<Vec<String>> = server
        .requests()
        .iter()
        .map(|request| asked(request, "payBand").into_iter().map(str::to_owned).collect())
        .collect();
    // The first round asks for both; the bands have a round each; the group is known from the first.
    assert_eq!(bands[0], ["BAND_5", "BAND_8A"]);
    assert!(bands[1..].iter().all(|bands| bands.len() == 1), "{bands:?}");
    for request in server.requests() {
        let [words, place, miles] = ["keyword", "location", "distance"].map(|name| asked(&request, name));
        assert_eq!((words, place, miles), (vec!["nurse"], vec!["Leeds"], vec!["10"]));
        assert_eq!(asked(&request, "staffGroup"), ["STUDENTS"]);
    }
    assert!(cache.labels().values().all(|known| *known == labels(Some("Band 8a"), "Students")));
}

#[test]
fn an_answer_that_is_not_narrowed_labels_nothing() {
    // A service that knows no bands at all, and one that does not know a single one.
    let blind = |unknown: fn(&str) -> bool| {
        Server::reading(move |_, request| {
            let is_known = asked(request, "payBand").iter().all(|band| !unknown(band));
            answer(&mixed(), &if is_known { request.to_owned() } else { request.replace("payBand", "unheardOf") })
        })
    };
    let mut cache = Cache::new();
    let report = cache.refresh(&label(), &blind(|_| true)).unwrap();
    assert_eq!(report.ignored.len(), Kind::PayBand.values().len());
    assert!(cache.labels().values().all(|(band, group)| band.is_none() && group.is_some()));

    let mut cache = Cache::new();
    let report = cache.refresh(&label(), &blind(|band| band == "BAND_2")).unwrap();
    assert_eq!(report.ignored, ["Band 2"]);
    assert_eq!((cache.labels()[&0].0.as_deref(), cache.labels()[&3].0.as_deref()), (Some("Band 5"), None));
}

#[test]
fn a_board_of_one_band_and_group_is_labelled() {
    let mut board = posts(0..7);
    for post in &mut board {
        post.band = Some("BAND_6");
    }
    let mut cache = Cache::new();
    let report = cache.refresh(&label(), &Server::reading(move |_, request| answer(&board, request))).unwrap();
    assert!(report.complete && report.ignored.is_empty());
    assert!(cache.labels().values().all(|known| *known == labels(Some("Band 6"), "Students")));
}

#[test]
fn an_advert_of_two_bands_keeps_the_first() {
    let server = || {
        Server::reading(|_, request| {
            let both = request.replace("BAND_7", "BAND_6");
            let mut board = mixed();
            board[3].band = Some("BAND_6");
            answer(&board, &both)
        })
    };
    let mut cache = Cache::new();
    cache.refresh(&label(), &server()).unwrap();
    let again = cache.refresh(&label(), &server()).unwrap();
    assert_eq!((again.counts.changed, cache.labels()[&3].0.as_deref()), (0, Some("Band 6")));
}

#[test]
fn a_round_that_fails_keeps_those_before_it() {
    let mut cache = Cache::of(&posts(0..300));
    let server = Server::reading(|_, request| match asked(request, "payBand").as_slice() {
        ["CONSULTANT"] => Answer::ok("<html>sorry</html>"),
        _ => answer(&mixed(), request),
    });
    let broken = cache.refresh(&label(), &server).unwrap_err();
    let words = broken.to_string();
    assert!(words.starts_with("Consultant, 13 of 27: reading page 1 from NHS Jobs"), "{words}");
    assert!(words.contains("what was read before that is kept (250 adverts on "), "{words}");
    assert_eq!((broken.kept.read, broken.kept.complete, cache.gone().len()), (250, false, 0));
    assert_eq!(cache.labels()[&1].0.as_deref(), Some("Band 8a"));
    assert_eq!(cache.labels()[&2], (None, None));
}

#[test]
fn since_last_asks_from_the_day_before_and_marks_nothing() {
    let since = Request { since_last: true, ..Request::default() };
    let mut board = posts(0..5);
    board[4].posted = "2026-11-22";
    let later = board.clone();
    let server = Server::reading(move |_, request| answer(&later[1..], request));
    let mut cache = Cache::new();
    let first = cache.refresh(&since, &server).unwrap();
    assert_eq!((first.since, first.read, first.complete), (None, 4, true));
    // What is asked for counts from the last reading of everything, not from the last refresh.
    cache.today = date(2026, 11, 25);
    for _ in 0..2 {
        let server = Server::reading({
            let board = board.clone();
            move |_, request| answer(&board, request)
        });
        let report = cache.refresh(&since, &server).unwrap();
        assert_eq!(asked(&server.requests()[0], "publishedFrom"), ["2026-11-21"]);
        assert_eq!((report.since, report.read, report.gone), (Some(date(2026, 11, 21)), 1, 0));
        assert!(report.complete);
    }
    assert!(cache.gone().is_empty());
    let report = cache.refresh(&since, &Server::reading(|_, request| answer(&[], request))).unwrap();
    assert!(report.complete);
    assert_eq!((report.read, report.gone, cache.gone().len()), (0, 0, 0));
}

#[test]
fn a_refresh_may_be_stopped_from_anywhere() {
    let mut cache = Cache::of(&posts(0..300));
    let client = Client::new(ENOUGH, Box::new(NoTime));
    let server = Server::reading(|_, request| answer(&posts(100..350), request));
    let service = Service { client: &client, address: Address::parse(&server.url()).unwrap(), pause: Duration::ZERO };
    let cancel = Cancel::default();
    let told = Arc::new(Mutex::new(0));
    let broken = run(&Request::default(), &service, &mut cache.store, &|| nine_on(TODAY), &cancel, &mut |_| {
        *told.lock().unwrap() += 1;
        cancel.cancel();
    });
    let broken = broken.unwrap_err();
    assert!(broken.is_cancelled() && *told.lock().unwrap() == 1);
    assert_eq!(
        broken.to_string(),
        "asking NHS Jobs for page 2: stopped; refresh again to read it all; what was read before that is kept (100 adverts on 1 \
         page), and none was marked as no longer listed"
    );
    assert!(cache.gone().is_empty() && cache.ids() == ids(0..300));
}
