//! The cache in memory, and on a real disk in folders of its own.

use std::fs;
use std::path::{Path, PathBuf};

use jiff::civil::{DateTime, date};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use tempfile::TempDir;

use super::*;
use crate::domain::advert::{Advert, PayFigures, PredictedPay, StatedPlace};
use crate::domain::band::Band;
use crate::domain::record::SameReason;
use crate::domain::text::{clean, clean_line};

const TODAY: Date = date(2026, 11, 22);

/// Nine o'clock on a day of November 2026.
fn nine_on(day: i8) -> DateTime {
    date(2026, 11, day).at(9, 0, 0, 0)
}

fn id(text: &str) -> AdvertId {
    AdvertId::new(text)
}

fn advert(name: &str) -> Advert {
    Advert {
        id: id(name),
        title: format!("Nurse {name}"),
        employer: "Example Trust".to_owned(),
        places: vec![StatedPlace::new("Leeds, LS1 4AP")],
        posted: Some(date(2026, 11, 10)),
        source: "NHS Jobs".to_owned(),
        sections: vec![Section { heading: "Overview".to_owned(), text: format!("The work of {name}.") }],
        ..Advert::default()
    }
}

fn with(name: &str, change: impl FnOnce(&mut Advert)) -> Advert {
    let mut advert = advert(name);
    change(&mut advert);
    advert
}

fn store() -> AdvertStore {
    AdvertStore::in_memory().unwrap()
}

fn put(store: &mut AdvertStore, adverts: &[Advert], day: i8) -> Counts {
    store.begin().unwrap().put_page(adverts, nine_on(day)).unwrap()
}

/// Walks through the adverts to the end of the scope and answers with how many are found to be gone.
fn walk(store: &mut AdvertStore, adverts: &[Advert], day: i8, scope: Scope) -> usize {
    let mut walk = store.begin().unwrap();
    walk.put_page(adverts, nine_on(day)).unwrap();
    walk.finish("NHS Jobs", scope).unwrap()
}

/// An advert as the cache hands it over.
#[derive(Debug, PartialEq)]
struct Stored {
    advert: Advert,
    seen: Seen,
}

fn load_all(store: &AdvertStore) -> Result<Vec<Stored>, CacheError> {
    let mut stored = Vec::new();
    store.load(|facts| stored.push(Stored { advert: facts.to_advert(), seen: facts.seen.unwrap() }))?;
    Ok(stored)
}

fn one(store: &AdvertStore, name: &str) -> Stored {
    load_all(store).unwrap().into_iter().find(|stored| stored.advert.id == id(name)).unwrap()
}

fn open(folder: &TempDir) -> Result<Opened, CacheError> {
    AdvertStore::open(folder.path(), TODAY)
}

fn file(folder: &TempDir) -> PathBuf {
    folder.path().join(FILE)
}

/// A folder with a cache of some hundred adverts, closed.
fn filled() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let adverts: Vec<Advert> = (0..300).map(|number| advert(&format!("a{number}"))).collect();
    put(&mut open(&folder).unwrap().store, &adverts, 20);
    folder
}

#[test]
fn what_is_put_in_is_read_back_without_its_text() {
    let mut store = store();
    let kept = with("one", |advert| {
        advert.places.push(StatedPlace { text: "Truro".to_owned(), position: Some((50.26, -5.05)) });
        advert.pay = Some("£31049.00 to £37796.00".to_owned());
        advert.predicted_pay = Some(PredictedPay { by: "A board".to_owned(), text: "£35,000".to_owned() });
        advert.pay_figures = Some(PayFigures { low: None, high: Some("37796".to_owned()), unit: None });
        advert.closes = Some(date(2026, 12, 1));
        advert.reference = Some("C9999-26-0042".to_owned());
    });
    assert_eq!(put(&mut store, &[kept.clone(), advert("two")], 20), Counts { new: 2, changed: 0, same: 0 });
    let loaded = load_all(&store).unwrap();
    let seen = date(2026, 11, 20);
    assert_eq!(loaded[0], Stored { advert: kept.facts(), seen: Seen { first: seen, last: seen, gone_since: None } });
    assert_eq!(loaded[1].advert.id, id("two"));
    assert_eq!(store.sections(&id("one")).unwrap(), kept.sections);
    assert_eq!(store.sections(&id("missing")).unwrap(), []);
}

#[test]
fn a_second_reading_says_what_changed_and_when() {
    let mut store = store();
    put(&mut store, &[advert("one"), advert("two")], 20);
    let changed = with("one", |advert| {
        advert.closes = Some(date(2026, 12, 1));
        advert.sections[0].text = "Other work.".to_owned();
    });
    assert_eq!(put(&mut store, &[changed.clone(), advert("two")], 21), Counts { new: 0, changed: 1, same: 1 });
    let told = |field: &str, before: Option<&str>, after: &str| Change {
        date: date(2026, 11, 21),
        difference: Difference {
            field: field.to_owned(),
            before: before.map(str::to_owned),
            after: Some(after.to_owned()),
        },
    };
    assert_eq!(
        store.history(&id("one")).unwrap(),
        [
            told("closes", None, "2026-12-01"),
            told("sections", Some("Overview\nThe work of one."), "Overview\nOther work.")
        ]
    );
    assert_eq!(store.history(&id("two")).unwrap(), []);
    let stored = one(&store, "one");
    assert_eq!((stored.seen.first, stored.seen.last), (date(2026, 11, 20), date(2026, 11, 21)));
    assert_eq!(stored.advert, changed.facts());
    assert_eq!(store.sections(&id("one")).unwrap(), changed.sections);
}

#[test]
fn labels_stay_where_a_reading_gives_none() {
    let mut store = store();
    let labelled = |band: &str| with("one", |advert| advert.band = Some(band.to_owned()));
    put(&mut store, &[labelled("Band 5")], 20);
    assert_eq!(put(&mut store, &[advert("one")], 21).same, 1);
    assert_eq!(one(&store, "one").advert.band.as_deref(), Some("Band 5"));
    assert_eq!(put(&mut store, &[labelled("Band 6")], 22).changed, 1);
    assert_eq!(store.history(&id("one")).unwrap().len(), 1);
}

#[test]
fn a_label_that_is_learnt_is_no_change() {
    let mut store = store();
    put(&mut store, &[advert("one"), advert("two")], 20);
    let labelled = |name, change: fn(&mut Advert)| {
        with(name, |advert| {
            advert.staff_group = Some("Students".to_owned());
            change(advert);
        })
    };
    let adverts = [labelled("one", |_| ()), labelled("two", |advert| advert.pay = Some("£25.76".to_owned()))];
    assert_eq!(put(&mut store, &adverts, 21), Counts { new: 0, changed: 1, same: 1 });
    assert_eq!(one(&store, "one").advert.staff_group.as_deref(), Some("Students"));
    assert_eq!(store.history(&id("one")).unwrap(), []);
    let told: Vec<String> =
        store.history(&id("two")).unwrap().into_iter().map(|change| change.difference.field).collect();
    assert_eq!(told, ["pay"]);
}

#[test]
fn an_advert_twice_on_a_page_is_new_once() {
    let mut store = store();
    assert_eq!(put(&mut store, &[advert("one"), advert("one")], 20), Counts { new: 1, changed: 0, same: 1 });
    assert_eq!(store.last_refresh().unwrap()[0].adverts, 1);
}

#[test]
fn only_a_walk_to_the_end_finds_adverts_gone() {
    let mut store = store();
    let both = [advert("one"), advert("two")];
    assert_eq!(walk(&mut store, &both, 19, Scope::Everything), 0);
    put(&mut store, &both[..1], 20);
    assert_eq!(walk(&mut store, &both[..1], 20, Scope::Answer), 0);
    assert_eq!(one(&store, "two").seen.gone_since, None);
    assert_eq!(walk(&mut store, &both[..1], 21, Scope::Everything), 1);
    assert_eq!(walk(&mut store, &both[..1], 22, Scope::Everything), 0);
    assert_eq!(one(&store, "two").seen.gone_since, Some(date(2026, 11, 21)));
    assert_eq!(one(&store, "one").seen.gone_since, None);
    put(&mut store, &both, 23);
    let back = one(&store, "two");
    assert_eq!((back.seen.gone_since, back.seen.last), (None, date(2026, 11, 23)));
}

#[test]
fn a_walk_says_nothing_about_other_sources() {
    let mut store = store();
    let other = with("other", |advert| advert.source = "A file".to_owned());
    put(&mut store, &[other, advert("unseen"), advert("seen")], 20);
    assert_eq!(walk(&mut store, &[advert("seen")], 21, Scope::Everything), 1);
    assert_eq!(one(&store, "other").seen.gone_since, None);
}

#[test]
fn a_walk_that_saw_nothing_says_nothing() {
    let mut store = store();
    put(&mut store, &[advert("one")], 20);
    assert_eq!(walk(&mut store, &[], 21, Scope::Everything), 0);
    assert_eq!(one(&store, "one").seen.gone_since, None);
    assert_eq!(store.last_refresh().unwrap()[0].at, nine_on(20));
}

#[test]
fn the_age_of_each_source_is_known() {
    let mut store = store();
    assert_eq!(store.last_refresh().unwrap(), []);
    walk(&mut store, &[advert("one"), advert("two")], 19, Scope::Everything);
    walk(&mut store, &[advert("one")], 20, Scope::Answer);
    let other = with("other", |advert| advert.source = "A file".to_owned());
    put(&mut store, &[other, advert("three")], 21);
    let refresh = |source: &str, whole| Refresh {
        source: source.to_owned(),
        at: nine_on(21),
        adverts: 1,
        complete: false,
        whole,
    };
    assert_eq!(store.last_refresh().unwrap(), [refresh("A file", None), refresh("NHS Jobs", Some(nine_on(19)))]);
    walk(&mut store, &[advert("one")], 22, Scope::Answer);
    let newest = &store.last_refresh().unwrap()[1];
    assert_eq!((newest.at, newest.complete, newest.whole), (nine_on(22), true, Some(nine_on(19))));
}

#[test]
fn adverts_for_one_post_are_named_not_merged() {
    let mut store = store();
    let titled = |name, title: &str, reference: &str| {
        with(name, |advert| {
            advert.title = title.to_owned();
            advert.reference = Some(reference.to_owned());
        })
    };
    let adverts =
        [titled("a", "Staff nurse", "C9999-1"), titled("b", "STAFF NURSE", "C9999/1"), titled("c", "Staff-nurse", "")];
    put(&mut store, &adverts, 20);
    let same = |store: &AdvertStore, name| -> Vec<_> {
        store
            .record(&id(name))
            .unwrap()
            .same_posts
            .into_iter()
            .map(|same| (same.advert, same.title, same.reason))
            .collect()
    };
    let (by_reference, by_place) = (SameReason::Reference, SameReason::EmployerTitlePlace);
    assert_eq!(
        same(&store, "a"),
        [(id("b"), "STAFF NURSE".to_owned(), by_reference), (id("c"), "Staff-nurse".to_owned(), by_place)]
    );
    assert_eq!(load_all(&store).unwrap().len(), 3);
    put(&mut store, &[titled("b", "Matron", "C9999-2")], 21);
    assert_eq!(same(&store, "a"), [(id("c"), "Staff-nurse".to_owned(), by_place)]);
    assert_eq!(same(&store, "b"), []);
}

#[test]
fn what_came_since_the_last_look_is_new() {
    let mut store = store();
    assert_eq!(store.look().unwrap(), None);
    put(&mut store, &[advert("one")], 20);
    let looked = store.look().unwrap().unwrap();
    assert_eq!(store.new_since(looked).unwrap(), [id("one")]);
    let looked = store.look().unwrap().unwrap();
    assert_eq!(store.new_since(looked).unwrap(), []);
    put(&mut store, &[advert("one"), advert("two")], 21);
    assert_eq!(store.looked().unwrap(), Some(looked));
    assert_eq!(store.new_since(looked).unwrap(), [id("two")]);
}

#[test]
fn the_day_of_a_texts_last_change_is_known() {
    let mut store = store();
    put(&mut store, &[advert("one"), advert("two")], 20);
    for (day, text) in [(21, "Other work."), (23, "Other work again.")] {
        put(&mut store, &[with("one", |advert| advert.sections[0].text = text.to_owned())], day);
    }
    put(&mut store, &[with("two", |advert| advert.closes = Some(date(2026, 12, 1)))], 22);
    assert_eq!(store.texts_changed().unwrap(), [(id("one"), date(2026, 11, 23))]);
}

#[test]
fn text_is_found_as_it_reads_now() {
    let mut store = store();
    let text = |name, text: &str| with(name, |advert| advert.sections[0].text = text.to_owned());
    put(&mut store, &[text("a", "Children’s ward in Gŵynedd"), text("b", "IT items")], 20);
    let found = |store: &AdvertStore, query: &str| -> Vec<String> {
        store.text_matches(query).unwrap().iter().map(ToString::to_string).collect()
    };
    assert_eq!(found(&store, "childrens GWYN"), ["a"]);
    assert_eq!(found(&store, "it"), ["b"]);
    assert_eq!(found(&store, "example leeds overview"), ["a", "b"]);
    assert_eq!(found(&store, "ward items"), [""; 0]);
    assert_eq!(found(&store, " -*\" "), [""; 0]);
    put(&mut store, &[text("a", "Theatre")], 21);
    assert_eq!(found(&store, "childrens"), [""; 0]);
    assert_eq!(found(&store, "theatre"), ["a"]);
    store.connection.execute("INSERT INTO advert_words (advert_words) VALUES ('integrity-check')", []).unwrap();
}

#[test]
fn what_another_hand_wrote_is_made_safe() {
    let mut store = store();
    put(&mut store, &[advert("one")], 20);
    let dirty =
        "UPDATE advert SET title = char(27) || '[31mNurse', pay = '£1' || char(0x202e), url = char(9, 133) || 'x'";
    store.connection.execute_batch(dirty).unwrap();
    store.connection.execute_batch("UPDATE section SET text = 'a' || char(10, 27) || 'b'").unwrap();
    store.connection.execute_batch("UPDATE advert SET text_band = '66'").unwrap();
    assert_eq!(text_band(&store, "one"), None);
    let stored = one(&store, "one").advert;
    assert_eq!(
        (stored.title.as_str(), stored.pay.unwrap().as_str(), stored.url.unwrap().as_str()),
        ("Nurse", "£1", "x")
    );
    assert_eq!(store.sections(&id("one")).unwrap()[0].text, "a\nb");
    store.connection.execute_batch("UPDATE advert SET closes = 'soon'").unwrap();
    let error = load_all(&store).unwrap_err();
    assert!(matches!(error, CacheError::Damaged { doing: Doing::Read, .. }), "{error}");
}

#[test]
fn the_first_versions_file_is_read_whole() {
    let folder = tempfile::tempdir().unwrap();
    let fixture = include_str!("../../../tests/data/adverts/version-1.sql");
    Connection::open(file(&folder)).unwrap().execute_batch(fixture).unwrap();
    let store = open(&folder).unwrap().store;
    let stored = one(&store, "nhs-jobs-1");
    assert_eq!(stored.advert.places[1], StatedPlace { text: "Sampleford".to_owned(), position: Some((50.72, -3.53)) });
    assert_eq!(stored.advert.pay.as_deref(), Some("£31049.00 to £37796.00"));
    assert_eq!(stored.advert.staff_group.as_deref(), Some("Nursing and Midwifery Registered"));
    assert_eq!(one(&store, "nhs-jobs-2").seen.gone_since, Some(date(2026, 11, 21)));
    assert_eq!(store.sections(&id("nhs-jobs-1")).unwrap()[1].text, "• Care\n• Teaching");
    assert_eq!(store.history(&id("nhs-jobs-1")).unwrap()[0].difference.field, "closes");
    assert_eq!(store.same_posts(&id("nhs-jobs-1")).unwrap()[0].reason, SameReason::EmployerTitlePlace);
    assert_eq!(store.text_matches("surgery").unwrap(), [id("nhs-jobs-1")]);
    assert_eq!(store.last_refresh().unwrap()[0].whole, Some(date(2026, 11, 20).at(8, 30, 0, 0)));
}

#[test]
fn the_second_versions_file_is_read_whole() {
    let folder = tempfile::tempdir().unwrap();
    let fixture = include_str!("../../../tests/data/adverts/version-2.sql");
    Connection::open(file(&folder)).unwrap().execute_batch(fixture).unwrap();
    let mut store = open(&folder).unwrap().store;
    assert_eq!(store.text_matches("surgery").unwrap(), [id("nhs-jobs-1")]);
    let page = with("page-1", |advert| {
        advert.source = "NHS Jobs advert page".to_owned();
        advert.closes = Some(date(2026, 11, 30));
    });
    put(&mut store, &[page], 22);
    assert_eq!(how_many(&store, "advert"), 2);
    assert_eq!(one(&store, "nhs-jobs-1").advert.closes, Some(date(2026, 12, 1)), "the page says the same as before");
}

#[test]
fn the_third_versions_file_is_read_whole_and_its_texts_bands_with_it() {
    let folder = tempfile::tempdir().unwrap();
    let fixture = include_str!("../../../tests/data/adverts/version-3.sql");
    let old = Connection::open(file(&folder)).unwrap();
    old.execute_batch(fixture).unwrap();
    let texts = "INSERT INTO section (advert, position, heading, text) VALUES
            (1, 2, 'Our team', 'You will supervise a Band 4 assistant.'), (2, 0, 'Overview', 'A husband and his dog.'),
            (2, 1, 'BAND 6', 'Care.'), (2, 3, 'Pay', 'AfC Band 6')";
    old.execute_batch(texts).unwrap();
    drop(old);
    let store = open(&folder).unwrap().store;
    assert_eq!((text_band(&store, "nhs-jobs-1"), text_band(&store, "nhs-jobs-2")), (None, Some(Band::Six)));
    assert_eq!(one(&store, "nhs-jobs-2").advert.band, None, "the source's label stays its own");
    assert_eq!(store.sections(&id("nhs-jobs-2")).unwrap().len(), 3);
    assert_eq!(how_many(&store, "history"), 1);
    assert_eq!(store.looked().unwrap(), Some(1));
}

#[test]
fn the_fourth_versions_file_is_read_whole() {
    let folder = tempfile::tempdir().unwrap();
    let fixture = include_str!("../../../tests/data/adverts/version-4.sql");
    Connection::open(file(&folder)).unwrap().execute_batch(fixture).unwrap();
    let store = open(&folder).unwrap().store;
    assert_eq!((text_band(&store, "nhs-jobs-1"), text_band(&store, "nhs-jobs-2")), (None, Some(Band::Six)));
    assert_eq!(store.text_matches("band 6").unwrap(), [id("nhs-jobs-2")]);
}

/// The band that an advert's text offers, as it is loaded with its facts.
fn text_band(store: &AdvertStore, name: &str) -> Option<Band> {
    let mut found = None;
    store.load(|facts| found = if facts.id == name { facts.text_band } else { found }).unwrap();
    found
}

#[test]
fn the_band_that_a_text_offers_follows_the_text_and_is_no_news() {
    let mut store = store();
    let text = |text: &str| with("one", |advert| advert.sections[0].text = text.to_owned());
    for (day, said, band) in [
        (20, "This is a Band 6 post.", Some(Band::Six)),
        (21, "This is a Band 6 post.", Some(Band::Six)),
        (22, "This is a Band 7 post.", Some(Band::Seven)),
        (23, "You will supervise a Band 5 nurse.", None),
        (24, "Salary: AfC Band 8a", Some(Band::EightA)),
    ] {
        put(&mut store, &[text(said)], day);
        assert_eq!(text_band(&store, "one"), band, "{said}");
    }
    put(&mut store, &[with("one", |advert| advert.sections.clear())], 25);
    assert_eq!(text_band(&store, "one"), None);
    let fields: Vec<String> =
        store.history(&id("one")).unwrap().into_iter().map(|change| change.difference.field).collect();
    assert_eq!(fields, ["sections"; 4]);
    assert_eq!(one(&store, "one").advert.band, None);
}

#[test]
fn of_two_sources_the_band_is_that_of_the_text_that_stays() {
    let mut whole = page();
    whole.band = None;
    whole.sections[0].text.push_str(" This is a Band 6 post.");
    let mut short = listed(7);
    short.sections[0].text = "This is a Band 5 post...".to_owned();
    for [first, second] in [[&short, &whole], [&whole, &short]] {
        let mut store = store();
        for reading in [first, second, first] {
            put(&mut store, std::slice::from_ref(reading), 20);
        }
        assert_eq!(text_band(&store, first.id.as_str()), Some(Band::Six));
    }
}

/// What the listing of NHS Jobs says of an advert.
fn listed(number: u32) -> Advert {
    with(&format!("nhs:{number}:C9999-26-0042"), |advert| {
        advert.title = "Staff Nurse, Band 5".to_owned();
        advert.pay = Some("£31049.00 to £37796.00".to_owned());
        advert.contract = Some("Fixed-Term".to_owned());
        advert.closes = Some(date(2026, 12, 6));
        advert.reference = Some("C9999-26-0042".to_owned());
        advert.sections[0].text = "Ward 7 is looking for a nu...".to_owned();
    })
}

/// What its page says, which a person saved.
fn page() -> Advert {
    with("nhs:C9999-26-0042", |advert| {
        advert.title = "Staff Nurse".to_owned();
        advert.pay = Some("£31,049 to £37,796 a year".to_owned());
        advert.band = Some("Band 5".to_owned());
        advert.contract = Some("Fixed term, 12 months".to_owned());
        advert.closes = Some(date(2026, 12, 6));
        advert.reference = Some("C9999-26-0042".to_owned());
        advert.source = "NHS Jobs advert page".to_owned();
        advert.sections[0].text =
            "Ward 7 is looking for a nurse who enjoys teaching, and offers a year of it.".to_owned();
    })
}

fn how_many(store: &AdvertStore, table: &str) -> usize {
    store.connection.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0)).unwrap()
}

/// The history of an advert as `field: before -> after`.
fn told(store: &AdvertStore, name: &str) -> Vec<String> {
    let history = store.history(&id(name)).unwrap().into_iter().map(|change| change.difference);
    let words = |text: Option<String>| text.unwrap_or_default();
    history.map(|change| format!("{}: {} -> {}", change.field, words(change.before), words(change.after))).collect()
}

#[test]
fn a_listing_and_a_page_are_one_advert_whichever_comes_first() {
    for [first, second] in [[listed(7), page()], [page(), listed(7)]] {
        let mut store = store();
        let name = first.id.as_str();
        put(&mut store, std::slice::from_ref(&first), 20);
        assert_eq!(put(&mut store, std::slice::from_ref(&second), 21), Counts { new: 0, changed: 1, same: 0 });
        assert_eq!(how_many(&store, "advert"), 1);
        let kept = one(&store, name).advert;
        assert_eq!((kept.source.as_str(), kept.title.as_str()), ("NHS Jobs", first.title.as_str()));
        assert_eq!((kept.pay.as_deref(), kept.band), (page().pay.as_deref(), page().band));
        assert_eq!(store.sections(&first.id).unwrap(), page().sections);
        for again in [&first, &second, &first] {
            assert_eq!(put(&mut store, std::slice::from_ref(again), 22).same, 1);
        }
        assert_eq!(told(&store, name), [""; 0], "one said it in other words, and nothing changed");
        assert_eq!(store.text_matches("teaching").unwrap(), [id(name)]);
    }
}

#[test]
fn what_really_changed_is_told_whoever_says_it_first() {
    let mut store = store();
    let name = "nhs:7:C9999-26-0042";
    put(&mut store, &[listed(7)], 20);
    let later = |mut advert: Advert, pay: &str| {
        advert.closes = Some(date(2026, 12, 13));
        advert.pay = Some(pay.to_owned());
        advert
    };
    let page = later(page(), "£33,000 to £40,000 a year");
    put(&mut store, std::slice::from_ref(&page), 21);
    let news = [
        "pay: £31049.00 to £37796.00 -> £33,000 to £40,000 a year".to_owned(),
        "closes: 2026-12-06 -> 2026-12-13".to_owned(),
    ];
    assert_eq!(told(&store, name), news);
    assert_eq!(put(&mut store, &[listed(7)], 22).same, 1, "the listing says again what it said");
    put(&mut store, &[later(listed(7), "£33000.00 to £40000.00")], 23);
    assert_eq!(told(&store, name), news, "the listing has caught up");
    let cut =
        with(name, |advert| *advert = Advert { sections: advert.sections.clone(), ..later(listed(7), "£33000") });
    put(&mut store, &[cut], 24);
    assert_eq!(store.sections(&id(name)).unwrap(), page.sections, "another short text is still a short text");
    assert_eq!(told(&store, name)[2..], ["pay: £33,000 to £40,000 a year -> £33000"]);
}

#[test]
fn two_adverts_of_one_reference_stay_two() {
    for (readings, adverts) in [
        (vec![listed(7), listed(8), page()], 3),
        (vec![listed(7), page(), listed(8)], 2),
        (vec![page(), listed(7), listed(8)], 2),
    ] {
        let mut store = store();
        put(&mut store, &readings, 20);
        assert_eq!(how_many(&store, "advert"), adverts);
        let again = put(&mut store, &readings, 21);
        assert_eq!((again.same, how_many(&store, "history")), (3, 0));
    }
    let mut store = store();
    let other = Advert { id: id("nhs:C9999-26-0043"), reference: Some("C9999-26-0043".to_owned()), ..page() };
    put(&mut store, &[listed(7), other, with("jp:C9999-26-0042", |_| ())], 20);
    assert_eq!(how_many(&store, "advert"), 3);
}

#[test]
fn an_advert_goes_by_every_id_it_came_under_and_by_its_reference() {
    let mut store = store();
    let twin = with("jp:9", |advert| advert.reference = Some("W-12345".to_owned()));
    let other = with("jp:8", |advert| advert.reference = Some("w12345".to_owned()));
    put(&mut store, &[listed(7), twin, other], 20);
    let named = |store: &AdvertStore, text: &str| -> Vec<String> {
        store.named(text).unwrap().iter().map(ToString::to_string).collect()
    };
    let listing = "nhs:7:C9999-26-0042";
    for text in [listing, "C9999-26-0042", "c9999 26 0042", "nhs:C9999-26-0042"] {
        assert_eq!(named(&store, text), [listing], "{text}");
    }
    assert_eq!(named(&store, "W-12345"), ["jp:9", "jp:8"]);
    assert_eq!(named(&store, "jp:8"), ["jp:8"]);
    for text in ["", "to follow", "C9999", "jp:7"] {
        assert_eq!(named(&store, text), [""; 0], "{text}");
    }
    put(&mut store, &[page()], 21);
    assert_eq!(named(&store, "nhs:C9999-26-0042"), [listing]);
}

#[test]
fn a_saved_page_does_not_say_that_an_advert_is_listed() {
    let mut store = store();
    walk(&mut store, &[listed(7), advert("other")], 19, Scope::Everything);
    walk(&mut store, &[advert("other")], 20, Scope::Everything);
    put(&mut store, &[page()], 21);
    let gone = |store: &AdvertStore| {
        let since = "SELECT gone_since FROM advert WHERE id LIKE 'nhs:%'";
        store.connection.query_row(since, [], |row| row.get::<_, Option<Date>>(0)).unwrap()
    };
    assert_eq!(gone(&store), Some(date(2026, 11, 20)));
    put(&mut store, &[listed(7)], 22);
    assert_eq!(gone(&store), None);
}

#[test]
fn a_cache_is_there_when_it_is_opened_again() {
    let folder = filled();
    let opened = open(&folder).unwrap();
    assert_eq!(opened.aside, None);
    assert_eq!(load_all(&opened.store).unwrap().len(), 300);
}

#[test]
fn a_newer_file_and_a_foreign_one_are_refused_and_left_as_they_are() {
    for (made, words) in
        [("PRAGMA user_version = 99", "version 99"), ("PRAGMA application_id = 7", "another program's")]
    {
        let folder = filled();
        Connection::open(file(&folder)).unwrap().execute_batch(made).unwrap();
        let before = fs::read(file(&folder)).unwrap();
        let error = open(&folder).unwrap_err().to_string();
        assert!(error.contains(words) && error.contains("it was not touched"), "{error}");
        assert_eq!(fs::read(file(&folder)).unwrap(), before);
    }
}

/// Ways a file can be damaged that opening it meets.
fn damaged() -> Vec<(&'static str, Vec<u8>)> {
    let whole = fs::read(file(&filled())).unwrap();
    let mut broken = whole.clone();
    broken[100..3_000].fill(0xff);
    let mut odd = whole.clone();
    odd[44..48].fill(9);
    let folder = filled();
    Connection::open(file(&folder)).unwrap().execute_batch("ALTER TABLE advert DROP COLUMN gone_since").unwrap();
    vec![
        ("a text", b"Dear diary".to_vec()),
        ("random bytes", (0..20_000_u32).map(|n| n.wrapping_mul(2_654_435_761).to_le_bytes()[3]).collect()),
        ("cut short", whole[..whole.len() / 2].to_vec()),
        ("cut within its head", whole[..1_000].to_vec()),
        ("first page overwritten", broken),
        ("an unknown form", odd),
        ("a column missing", fs::read(file(&folder)).unwrap()),
    ]
}

#[test]
fn a_damaged_file_is_moved_aside_and_named() {
    for (what, bytes) in damaged() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["adverts.sqlite3.damaged-2026-11-22", "adverts.sqlite3.damaged-2026-11-22-2"] {
            fs::write(file(&folder), &bytes).unwrap();
            let opened = open(&folder).unwrap();
            let aside = opened.aside.expect(what);
            assert_eq!(aside.now, folder.path().join(name), "{what}");
            assert!(aside.to_string().contains(name), "{aside}");
            assert_eq!(fs::read(&aside.now).unwrap(), bytes, "{what}");
            assert_eq!(load_all(&opened.store).unwrap(), []);
        }
    }
}

#[test]
fn damage_met_later_is_told_with_what_to_do() {
    let folder = filled();
    let mut bytes = fs::read(file(&folder)).unwrap();
    let tail = bytes.len() / 4;
    bytes[tail..].fill(0xee);
    fs::write(file(&folder), bytes).unwrap();
    let Opened { mut store, aside } = open(&folder).unwrap();
    assert_eq!(aside, None);
    let error = load_all(&store).unwrap_err();
    assert!(error.to_string().contains("move or delete it"), "{error}");
    let adverts: Vec<Advert> =
        (0..300).map(|number| with(&format!("a{number}"), |advert| advert.title.push('x'))).collect();
    let error = store.begin().and_then(|mut walk| walk.put_page(&adverts, nine_on(21))).unwrap_err();
    assert!(matches!(error, CacheError::Damaged { doing: Doing::Save, .. }), "{error}");
}

#[test]
fn a_folder_that_cannot_be_used_is_named() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("taken"), "").unwrap();
    let error = AdvertStore::open(&folder.path().join("taken"), TODAY).unwrap_err();
    assert!(matches!(error, CacheError::Folder { .. }), "{error}");
    fs::create_dir(file(&folder)).unwrap();
    let error = open(&folder).unwrap_err();
    assert!(matches!(error, CacheError::Refused { doing: Doing::Open, .. }), "{error}");
    assert!(error.to_string().contains("adverts.sqlite3"), "{error}");
}

#[test]
fn what_stands_in_the_way_of_a_page_is_told_and_the_page_is_not_there() {
    type Way = (&'static str, fn(&Path, &AdvertStore) -> Option<Connection>);
    let ways: [Way; 3] = [
        ("another program", |path, store| {
            store.connection.busy_timeout(std::time::Duration::ZERO).unwrap();
            let other = Connection::open(path).unwrap();
            other.execute_batch("BEGIN IMMEDIATE").unwrap();
            Some(other)
        }),
        ("the disk is full", |_, store| {
            store.connection.pragma_update(None, "max_page_count", 1).unwrap();
            None
        }),
        ("may write", |_, store| {
            store.connection.pragma_update(None, "query_only", true).unwrap();
            None
        }),
    ];
    for (words, stand) in ways {
        let folder = filled();
        let mut store = open(&folder).unwrap().store;
        let mut walk = store.begin().unwrap();
        let _held = stand(&file(&folder), walk.store());
        let page: Vec<Advert> = (0..500).map(|number| advert(&format!("new{number}"))).collect();
        let error = walk.put_page(&page, nine_on(21)).unwrap_err();
        assert!(error.to_string().contains(words), "{error}");
        assert_eq!(load_all(&store).unwrap().len(), 300);
    }
}

#[test]
fn one_copy_reads_whole_pages_while_another_writes() {
    const PAGE: usize = 20;
    let folder = tempfile::tempdir().unwrap();
    let mut writer = open(&folder).unwrap().store;
    let reader = open(&folder).unwrap().store;
    let writing = std::thread::spawn(move || {
        let mut walk = writer.begin().unwrap();
        for page in 0..30 {
            let adverts: Vec<Advert> = (0..PAGE).map(|number| advert(&format!("{page}-{number}"))).collect();
            walk.put_page(&adverts, nine_on(20)).unwrap();
        }
    });
    let mut before = 0;
    while before < 30 * PAGE {
        let seen = load_all(&reader).unwrap().len();
        assert!(seen.is_multiple_of(PAGE) && seen >= before, "{seen} after {before}");
        assert_eq!(reader.text_matches("example").unwrap().len() % PAGE, 0);
        before = if writing.is_finished() && seen == before { break } else { seen };
    }
    writing.join().unwrap();
    assert_eq!(load_all(&reader).unwrap().len(), 30 * PAGE);
}

fn any_line() -> impl Strategy<Value = String> {
    any::<String>().prop_map(|text| clean_line(&text))
}

fn any_day() -> impl Strategy<Value = Date> {
    (0_i16..=9999, 1_i8..=12, 1_i8..=28).prop_map(|(year, month, day)| date(year, month, day))
}

fn any_place() -> impl Strategy<Value = StatedPlace> {
    let degrees = || any::<f64>().prop_filter("a number", |degrees| degrees.is_finite());
    (any_line(), option::of((degrees(), degrees()))).prop_map(|(text, position)| StatedPlace { text, position })
}

fn any_section() -> impl Strategy<Value = Section> {
    (any_line(), any::<String>()).prop_map(|(heading, text)| Section { heading, text: clean(&text) })
}

prop_compose! {
    /// An advert as a reader may leave it.
    fn any_advert()(
        (id, title, employer, source) in ("[a-c]", any_line(), any_line(), any_line()),
        places in vec(any_place(), 0..3),
        lines in vec(option::of(any_line()), 10),
        figures in option::of((any_line(), option::of(any_line()), option::of(any_line()))),
        guess in option::of((any_line(), any_line())),
        days in (option::of(any_day()), option::of(any_day())),
        sections in vec(any_section(), 0..3),
    ) -> Advert {
        let mut lines = lines.into_iter().flatten();
        Advert {
            id: AdvertId::new(id),
            title,
            employer,
            places,
            pay: lines.next(),
            predicted_pay: guess.map(|(by, text)| PredictedPay { by, text }),
            pay_figures: figures.map(|(low, high, unit)| PayFigures { low: Some(low), high, unit }),
            band: lines.next(),
            contract: lines.next(),
            working_pattern: lines.next(),
            staff_group: lines.next(),
            closes: days.0,
            posted: days.1,
            reference: lines.next(),
            url: lines.next(),
            source,
            sections,
        }
    }
}

/// Pay that one source takes back is not another's to bring back by saying what it said before.
#[test]
fn pay_that_was_taken_back_stays_so_while_nobody_says_anything_new() {
    let mut store = store();
    let says = |source: &str, number: &str, pay: Option<&str>| Advert {
        id: id(&format!("nhs:{number}C9999-26-0042")),
        source: source.to_owned(),
        pay: pay.map(str::to_owned),
        reference: Some("C9999-26-0042".to_owned()),
        ..advert("one")
    };
    let listed = says("NHS Jobs", "7:", Some("not said"));
    for reading in [says("pasted text", "", Some("to be agreed")), listed.clone(), says("pasted text", "", None)] {
        put(&mut store, &[reading], 20);
    }
    assert_eq!(put(&mut store, &[listed], 21).same, 1);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_advert_comes_back_as_it_was_put_in(mut readings in vec(any_advert(), 1..6), source in any_line()) {
        let mut store = store();
        for reading in &mut readings {
            reading.source.clone_from(&source);
            let fresh = load_all(&store).unwrap().iter().all(|stored| stored.advert.id != reading.id);
            let counts = put(&mut store, std::slice::from_ref(reading), 20);
            prop_assert_eq!(counts.new, usize::from(fresh));
            prop_assert_eq!(put(&mut store, std::slice::from_ref(reading), 21).same, 1);
            let kept = one(&store, reading.id.as_str()).advert;
            let (band, working_pattern, staff_group) =
                (kept.band.clone(), kept.working_pattern.clone(), kept.staff_group.clone());
            for (stated, kept) in [(&reading.band, &band), (&reading.staff_group, &staff_group)] {
                prop_assert!(stated.is_none() || stated == kept);
            }
            prop_assert_eq!(&kept, &Advert { band, working_pattern, staff_group, ..reading.facts() });
            prop_assert_eq!(&store.sections(&reading.id).unwrap(), &reading.sections);
            store.history(&reading.id).unwrap();
            store.same_posts(&reading.id).unwrap();
        }
    }

    #[test]
    fn what_each_source_says_again_changes_nothing(mut readings in vec((any_advert(), 0_usize..3), 1..8)) {
        let mut store = store();
        let mut last = std::collections::BTreeMap::new();
        for (reading, source) in &mut readings {
            reading.source = ["NHS Jobs", "NHS Jobs advert page", "pasted text"][*source].to_owned();
            reading.id = id(["nhs:7:C9999-26-0042", "nhs:C9999-26-0042", "nhs:C9999-26-0042"][*source]);
            reading.reference = Some("C9999-26-0042".to_owned());
            put(&mut store, std::slice::from_ref(reading), 20);
            last.insert(*source, reading.clone());
        }
        prop_assert_eq!(how_many(&store, "advert"), 1);
        let changes = how_many(&store, "history");
        for reading in last.values().chain(last.values().rev()) {
            prop_assert_eq!(put(&mut store, std::slice::from_ref(reading), 21).same, 1);
        }
        prop_assert_eq!(how_many(&store, "history"), changes);
    }

    #[test]
    fn nothing_that_is_typed_is_an_error(query: String) {
        let mut store = store();
        put(&mut store, &[advert("one")], 20);
        store.text_matches(&query).unwrap();
        store.text_matches(&format!("nurse {query}\" OR NEAR(* ^{query}")).unwrap();
    }

    #[test]
    fn an_advert_is_found_by_each_of_its_words(reading in any_advert()) {
        let mut store = store();
        put(&mut store, std::slice::from_ref(&reading), 20);
        for word in words::of_advert(&reading).split(' ').filter(|word| !word.is_empty()) {
            prop_assert_eq!(&store.text_matches(word).unwrap(), std::slice::from_ref(&reading.id));
        }
    }

    #[test]
    fn no_bytes_in_the_files_place_make_opening_panic(mut bytes: Vec<u8>, like_ours: bool) {
        let folder = tempfile::tempdir().unwrap();
        if like_ours {
            bytes.splice(0..0, *b"SQLite format 3\0");
        }
        fs::write(file(&folder), &bytes).unwrap();
        if let Ok(opened) = open(&folder) {
            prop_assert_eq!(load_all(&opened.store).unwrap(), []);
        }
    }
}
