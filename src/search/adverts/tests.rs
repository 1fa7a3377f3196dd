//! What a search of adverts promises: that nothing which the grammar forbids is found, that the order is total, that any text
//! is a query of bounded work, and that an overtaken request leaves nothing half done.

use std::cell::Cell;
use std::sync::{Arc, LazyLock};

use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::choices::Choices;
use super::places::Nowhere;
use super::*;
use crate::domain::advert::{Advert, StatedPlace};
use crate::domain::band::Band;
use crate::domain::board::Origin;
use crate::domain::contract::Contract;
use crate::domain::everyday::{EverydayWord, EverydayWords};
use crate::domain::facts::Facts;
use crate::domain::record::Seen;
use crate::domain::text::folded_words;
use crate::search::marks::{AdvertMarks, advert_fields};
use crate::search::query::{Ask, Field, Filter, Words};

const TODAY: Date = date(2026, 11, 22);
const TITLES: [&str; 8] = [
    "Staff Nurse",
    "Senior Staff Nurse, Élan Ward",
    "Healthcare Assistant",
    "HCA - Nights",
    "Operating Department Practitioner",
    "Physiotherapist - Trauma & Orthopaedics",
    "Consultant Psychiatrist (CAMHS)",
    "Children’s Nurse",
];
const TOWNS: [&str; 4] = ["Leeds, LS1 4AP", "York", "Truro · Bodmin", ""];
const CONTRACTS: [&str; 3] = ["Permanent", "Fixed term", "Bank"];
const BANDS: [&str; 3] = ["Band 5", "Band 6", "Band 7"];

/// Adverts of every mixture, many of them alike but for their ids.
fn adverts() -> Vec<Advert> {
    let advert = |number: usize| Advert {
        id: AdvertId::new(format!("made-up/{:03}", number * 37 % 96)),
        title: TITLES[number % TITLES.len()].to_owned(),
        employer: format!("{} NHS Trust", ["Leeds", "Airedale", "Cornwall"][number % 3]),
        places: vec![StatedPlace::new(TOWNS[number / 3 % TOWNS.len()])],
        contract: Some(CONTRACTS[number / 5 % 3].to_owned()),
        band: Some(BANDS[number / 7 % 3].to_owned()),
        reference: Some(format!("C9{}-26-0{number}", number % 5)),
        closes: (!number.is_multiple_of(4)).then(|| date(2026, 11, 18 + i8::try_from(number % 9).unwrap())),
        ..Advert::default()
    };
    (0..96).map(advert).collect()
}

fn index_of(adverts: Vec<Advert>) -> AdvertIndex {
    AdvertIndex::new(Arc::new(Board::new(adverts, Arc::default(), Origin::default())))
}

static INDEX: LazyLock<AdvertIndex> = LazyLock::new(|| index_of(adverts()));
static EXPANSIONS: LazyLock<Expansions> = LazyLock::new(|| {
    let entry = |(word, means): (&str, &str)| EverydayWord {
        word: word.to_owned(),
        means: vec![means.to_owned()],
        roles: Vec::new(),
    };
    let list = [
        ("hca", "healthcare assistant"),
        ("odp", "operating department practitioner"),
        ("t&o", "trauma and orthopaedics"),
        ("np", "nurse practitioner"),
        ("hr", "human resources"),
        ("hr", "people services"),
        ("f1", "fy1"),
        ("amhp", "approved mental health professional"),
        ("crt", "crisis resolution team"),
    ];
    Expansions::new(&EverydayWords { words: list.map(entry).to_vec() })
});

fn asked(index: &AdvertIndex, typed: &str, overtaken: &dyn Fn() -> bool) -> Option<Findings> {
    index.search(&Request { overtaken, ..request(&Query::read(typed), &Standings::default()) })
}

fn request<'r>(query: &'r Query, standings: &'r Standings) -> Request<'r> {
    Request {
        query,
        scope: &Scope::All,
        sort: Sort::Fit,
        today: TODAY,
        standings,
        expansions: &EXPANSIONS,
        texts: &|_| Ok(Vec::new()),
        places: &Nowhere,
        overtaken: &|| false,
    }
}

fn found(index: &AdvertIndex, typed: &str) -> Vec<Advert> {
    let hits = asked(index, typed, &|| false).unwrap().hits;
    hits.into_iter().map(|hit| index.board().at(hit).unwrap().advert).collect()
}

fn ids(index: &AdvertIndex, typed: &str) -> Vec<String> {
    found(index, typed).into_iter().map(|advert| advert.id.to_string()).collect()
}

/// Whether words stand, one after the other, in a text of an advert that they ask about, and where they ask; `and` between
/// others counts on neither side.
fn holds(advert: &Advert, asked: &Words) -> bool {
    let counts = |word: &String| word != "and" || asked.words.len() == 1;
    let counted = |words: Vec<String>| words.into_iter().filter(counts).collect::<Vec<_>>();
    let words = counted(asked.words.clone());
    let fields = [Field::Title, Field::Employer, Field::Place].into_iter().zip(advert_fields(advert));
    let mut texts = fields.filter(|(field, _)| asked.field.is_none_or(|asked| asked == *field));
    !words.is_empty()
        && texts.any(|(_, text)| {
            let text = counted(folded_words(&text));
            if asked.start { text.starts_with(&words) } else { text.windows(words.len()).any(|run| run == words) }
        })
}

/// Whether a query lets an advert through, as far as that can be told without searching.
fn allows(query: &Query, advert: &Advert) -> bool {
    query.parts.iter().all(|part| match &part.ask {
        Ask::Words(words) if part.not => !holds(advert, words),
        Ask::Words(words) => !words.exact || words.open || holds(advert, words),
        Ask::Filter(Filter::Contract(kinds)) => {
            let stated = Contract::named(advert.contract.as_deref().unwrap_or_default());
            part.not != kinds.iter().any(|kind| stated.contains(kind))
        }
        Ask::Filter(Filter::Band(bands)) => {
            let band = BANDS.iter().position(|band| advert.band.as_deref() == Some(*band)).unwrap();
            let band = [Band::Five, Band::Six, Band::Seven][band];
            part.not != bands.contains(&band)
        }
        Ask::Filter(_) => true,
    })
}

#[test]
fn an_abbreviation_is_no_slip_of_another_word() {
    let healthcare = |number: usize| Advert {
        id: AdvertId::new(number.to_string()),
        title: ["Healthcare Scientist", "Healthcare Assistants", "Chaplain"][number % 3].to_owned(),
        ..Advert::default()
    };
    let index = index_of((0..9).map(healthcare).collect());
    let answer = asked(&index, "hca", &|| false).unwrap();
    assert_eq!(answer.hits.len(), 3);
    assert_eq!(answer.reading.describe(), "also: healthcare assistant");
    assert!(found(&index, "hca").iter().all(|advert| advert.title == "Healthcare Assistants"));
    assert_eq!(found(&index, "helthcare").len(), 6);
}

#[test]
fn an_abbreviation_as_typed_stands_before_what_it_is_short_for() {
    let titles: Vec<String> = found(&INDEX, "hca").into_iter().map(|advert| advert.title).collect();
    let open = titles.iter().take_while(|title| *title == "HCA - Nights").count();
    assert!(open > 0 && titles[open] == "Healthcare Assistant", "{titles:?}");
    let spelled = |typed: &str, title: &str| assert_eq!(found(&INDEX, typed)[0].title, title, "{typed}");
    spelled("odp leeds", "Operating Department Practitioner");
    spelled("physio t o", "Physiotherapist - Trauma & Orthopaedics");
    spelled("healthcare assistant nights", "HCA - Nights");
}

#[test]
fn what_is_no_longer_listed_stands_behind_what_has_closed() {
    let mut board = Board::empty(Arc::default(), Origin::default());
    let seen = |gone_since| Some(Seen { first: TODAY, last: TODAY, gone_since });
    for (id, closes, gone) in [
        ("gone, no day", None, Some(TODAY)),
        ("gone", Some(date(2026, 12, 1)), Some(TODAY)),
        ("closed", Some(date(2026, 11, 21)), None),
        ("no day", None, None),
        ("last day", Some(TODAY), None),
        ("long ago", Some(Date::MIN), None),
        ("far off", Some(Date::MAX), None),
    ] {
        assert!(board.push(&Facts { id, title: "Nurse", closes, seen: seen(gone), ..Facts::default() }));
    }
    let index = AdvertIndex::new(Arc::new(board));
    let order = ["last day", "far off", "no day", "long ago", "closed", "gone", "gone, no day"];
    assert_eq!(ids(&index, "nurse"), order);
    let query = Query::read("nurse");
    let by_title = index.search(&Request { sort: Sort::Title, ..request(&query, &Standings::default()) }).unwrap();
    assert_eq!(by_title.hits[3..].iter().map(|at| index.board().id_text(*at)).collect::<Vec<_>>(), order[3..]);
    for (typed, expected) in [
        ("is:gone", &["gone", "gone, no day"][..]),
        ("closing:<30d", &["last day", "gone"]),
        ("closing:0-1d", &["last day"]),
        ("-closing:<30d", &["far off", "no day", "long ago", "closed", "gone, no day"]),
        ("closing:>30d", &["far off"]),
    ] {
        assert_eq!(ids(&index, typed), expected, "{typed}");
    }
}

#[test]
fn an_abbreviation_is_no_beginning_of_a_postcode() {
    let advert = |(title, place): (&str, &str)| Advert {
        id: AdvertId::new(title),
        title: title.to_owned(),
        places: vec![StatedPlace::new(place)],
        ..Advert::default()
    };
    let adverts = [
        ("Ward Manager", "Hereford, HR1 2ER"),
        ("People Services Manager", "Leeds"),
        ("Porter", "Blackpool, FY1 6JX"),
        ("FY1 Doctor", "York"),
    ];
    let index = index_of(adverts.map(advert).to_vec());
    for (typed, expected) in [
        ("hr", &["People Services Manager"][..]),
        ("hr manager", &["People Services Manager"]),
        ("hr1", &["Ward Manager"]),
        ("place:hr", &["Ward Manager"]),
        ("f1", &["FY1 Doctor"]),
        ("fy1 porter", &["Porter"]),
    ] {
        assert_eq!(ids(&index, typed), expected, "{typed}");
    }
}

#[test]
fn what_is_known_or_has_a_digit_is_no_slip() {
    let titles = ["Critical Care Porter", "AMH Chaplain", "Nurse", "Nurses", "Porter 0QQ", "Neutrose Aide"];
    let advert = |title: &str| Advert { id: AdvertId::new(title), title: title.to_owned(), ..Advert::default() };
    let index = index_of(titles.map(advert).to_vec());
    for (typed, read) in [("crt", ""), ("amhp", ""), ("qqq", ""), ("nures", "read nures as nurse")] {
        let answer = asked(&index, typed, &|| false).unwrap();
        assert_eq!((answer.reading.describe(), answer.hits.is_empty()), (read.to_owned(), read.is_empty()), "{typed}");
    }
}

#[test]
fn what_must_not_be_met_is_looked_for_as_widely_as_what_must() {
    let advert = |title: &str| Advert { id: AdvertId::new(title), title: title.to_owned(), ..Advert::default() };
    let titles = ["Staff Nurse", "Staff Nurses", "Nursery Aide", "Porter"];
    let index = index_of(titles.map(advert).to_vec());
    for (typed, expected) in [
        ("-nurse", &["Nursery Aide", "Porter"][..]),
        ("-nurses", &["Nursery Aide", "Porter"]),
        ("-\"nurse\"", &["Nursery Aide", "Porter", "Staff Nurses"]),
        ("-staff-nurse", &["Nursery Aide", "Porter"]),
        ("-title:nurse", &["Nursery Aide", "Porter"]),
    ] {
        assert_eq!(ids(&index, typed), expected, "{typed}");
    }
}

#[test]
fn a_limit_that_is_being_typed_never_empties_the_list() {
    let index = board_of(&[("one", "Nurse", "", None), ("two", "Porter", "", None)]);
    let words =
        ["contract:permanent", "pattern:part-time", "is:new", "setting:hybrid", "-anywhere:without", "unstated:only"];
    for limit in words {
        let (operator, value) = limit.split_once(':').unwrap();
        for end in 0..value.len() {
            let typed = format!("nurse {operator}:{}", &value[..end]);
            assert_eq!(ids(&index, &typed), ["one"], "{typed}");
        }
    }
    let answer = asked(&index, "nurse is:n", &|| false).unwrap();
    assert_eq!(answer.reading.describe(), "nothing yet with is:n");
    assert_eq!(ids(&index, "nurse is:new"), [""; 0]);
    assert_eq!(ids(&index, "zebra is:n"), [""; 0]);
}

/// A board of adverts of an id, a title, an employer and a last day.
fn board_of(adverts: &[(&str, &str, &str, Option<Date>)]) -> AdvertIndex {
    let mut board = Board::empty(Arc::default(), Origin::default());
    for (id, title, employer, closes) in adverts {
        assert!(board.push(&Facts { id, title, employer, closes: *closes, ..Facts::default() }));
    }
    AdvertIndex::new(Arc::new(board))
}

#[test]
fn what_has_closed_stands_back_a_little() {
    let (closed, open) = (Some(date(2026, 11, 21)), Some(date(2026, 12, 1)));
    for (typed, title, employer, other, other_employer, expected) in [
        ("staff nurse", "Staff Nurse", "", "Staff Nurse, Ward 12", "", "open, closed"),
        ("staff nurse", "Staff Nurse", "", "Staff Nurse, Ward 12 and Ward 14 at Night", "", "closed, open"),
        ("staff nurse ward", "Staff Nurse, Ward 9", "", "Staff Nurse", "Ward Care", "closed, open"),
        ("nurse", "Nurse, Ward 9", "", "Nurses", "", "closed, open"),
        ("nurse", "Nurse, Ward 9", "", "Nursery Aide", "", "closed, open"),
        ("nurse", "Porter", "Nurse Care", "Nurse", "", "open, closed"),
        ("murse", "Purse Maker", "", "Nurse", "", "open, closed"),
        ("", "Staff Nurse", "", "Nurse", "", "open, closed"),
        ("-porter", "Staff Nurse", "", "Nurse", "", "open, closed"),
    ] {
        let index = board_of(&[("closed", title, employer, closed), ("open", other, other_employer, open)]);
        assert_eq!(ids(&index, typed).join(", "), expected, "{typed}: {title}, {other}");
    }
}

#[test]
fn of_those_worth_the_same_the_saved_comes_first_then_what_is_open_then_what_closes_sooner() {
    // Four words more are worth as much as being open.
    let (short, long) = ("Staff Nurse", "Staff Nurse, Ward 1, Ward 2");
    let (closed, soon, late) = (Some(date(2026, 11, 1)), Some(date(2026, 11, 23)), Some(date(2026, 12, 1)));
    let index = board_of(&[
        ("a late", long, "", late),
        ("b closed", short, "", closed),
        ("c soon", long, "", soon),
        ("d closed", short, "", closed),
        ("e no day", long, "", None),
        ("f late", long, "", late),
    ]);
    let order = |typed: &str, saved: &[&str]| {
        let standings = Standings { saved: saved.iter().copied().map(AdvertId::new).collect(), ..Standings::default() };
        let query = Query::read(typed);
        let found = index.search(&request(&query, &standings)).unwrap();
        found.hits.iter().map(|hit| index.board().id_text(*hit).to_owned()).collect::<Vec<_>>()
    };
    for typed in ["staff", "nurse staff", "staff nurse"] {
        assert_eq!(order(typed, &[]), ["c soon", "a late", "f late", "e no day", "b closed", "d closed"], "{typed}");
        let saved = order(typed, &["d closed", "f late"]);
        assert_eq!(saved, ["f late", "d closed", "c soon", "a late", "e no day", "b closed"], "{typed}");
    }
    assert_eq!(order("-porter", &["d closed", "f late"])[..2], ["f late", "c soon"]);
}

#[test]
fn a_band_is_found_in_a_list_of_bands() {
    let titles = [
        "Physiotherapist, Band 5/6",
        "Nurse (Bands 5 or 6)",
        "Nurse - Band 5 - 7",
        "Nurse Band 5, Ward 6",
        "Matron 6 Band 8a/8b",
    ];
    let advert = |title: &&str| Advert { id: AdvertId::new(*title), title: (*title).to_owned(), ..Advert::default() };
    let index = index_of(titles.iter().map(advert).collect());
    for (typed, expected) in [
        ("band:6", &titles[..2]),
        ("band:7", &titles[2..3]),
        ("-band:5", &titles[4..]),
        ("band 6", &titles[..2]),
        ("b6 physiotherapist", &titles[..1]),
        ("band 7 nurse", &titles[2..3]),
        ("band 8b", &titles[4..]),
        ("ward 6 nurse band 5", &titles[3..4]),
    ] {
        let mut found = ids(&index, typed);
        found.sort_by_key(|id| titles.iter().position(|title| title == id));
        assert_eq!(found, expected, "{typed}");
    }
}

#[test]
fn two_words_typed_as_one_are_found() {
    let titles = ["Ward Clerk", "Speech and Language Therapist", "Clerk - Ward 4", "Wardrobe Keeper"];
    let advert = |title: &&str| Advert { id: AdvertId::new(*title), title: (*title).to_owned(), ..Advert::default() };
    let index = index_of(titles.iter().map(advert).collect());
    for (typed, expected) in [
        ("wardclerk", &titles[..1]),
        ("wardcler", &titles[..1]),
        ("wardvclerk", &titles[..1]),
        ("speech andlanguage", &titles[1..2]),
        ("languagetherapist speech", &titles[1..2]),
        ("wardrobe", &titles[3..]),
        ("'wardclerk'", &[]),
        ("title:wardclerk", &titles[..1]),
        ("place:wardclerk", &[]),
    ] {
        assert_eq!(ids(&index, typed), expected, "{typed}");
    }
    let reading = asked(&index, "wardclerk", &|| false).unwrap().reading;
    assert_eq!(reading.describe(), "also: ward clerk");
}

#[test]
fn a_mended_word_counts_as_standing_where_it_does() {
    let titles = ["Lead Therapist, Occupational", "Lead Occupational Therapist in Pelvic Health"];
    let advert = |title: &&str| Advert { id: AdvertId::new(*title), title: (*title).to_owned(), ..Advert::default() };
    let index = index_of(titles.iter().map(advert).collect());
    for typed in ["lead occupational therapist", "lead ocupational therapist", "laed occupational therapist"] {
        assert_eq!(ids(&index, typed), [titles[1], titles[0]], "{typed}");
    }
}

#[test]
fn references_and_ids_are_found_by_how_they_begin() {
    let names = [
        ("nhs-jobs/C9188-26-0123", Some("C9188-26-0123")),
        ("nhs-jobs/C9188-26-0124", Some("C9188-26-0124")),
        ("a", Some("180-P-ÄB1234/5 (long reference of a trust) 1")),
        ("b", Some("180-P-ÄB1234/5 (long reference of a trust) 2")),
        ("c", None),
        ("jp:915909819", None),
        ("jp:jobs.example/915909820", None),
    ];
    let advert = |(id, reference): (&str, Option<&str>)| Advert {
        id: AdvertId::new(id),
        title: "Porter".to_owned(),
        reference: reference.map(str::to_owned),
        ..Advert::default()
    };
    let index = index_of(names.map(advert).to_vec());
    for (typed, expected) in [
        ("c9188-26-0123", &["nhs-jobs/C9188-26-0123"][..]),
        ("C918826", &["nhs-jobs/C9188-26-0123", "nhs-jobs/C9188-26-0124"]),
        ("9188-26-0123", &[]),
        ("nhsjobsc9188260124", &["nhs-jobs/C9188-26-0124"]),
        ("915909819", &["jp:915909819"]),
        ("jp:915909819", &["jp:915909819"]),
        ("91590982", &["jp:jobs.example/915909820"]),
        ("https://www.jobs.example/xi/vacancy/915909819", &["jp:915909819"]),
        ("https://jobs.example/candidate/jobadvert/C9188-26-0123?language=en", &["nhs-jobs/C9188-26-0123"]),
        ("porter http://jobs.example/915909820/", &["jp:jobs.example/915909820"]),
        ("180pab12345", &["a", "b"]),
        ("180pab12345longreferenceofatrust2", &["b"]),
        ("180pab12345longreferenceofatrust3", &[]),
    ] {
        assert_eq!(ids(&index, typed), expected, "{typed}");
    }
}

#[test]
fn a_postcode_is_found_with_its_space_and_without() {
    let post = |(id, place): (&str, &str)| Advert {
        id: AdvertId::new(id),
        title: "Porter".to_owned(),
        places: vec![StatedPlace::new(place)],
        ..Advert::default()
    };
    let places = [("apart", "Stockport, SK2 7JE"), ("glued", "Stockport SK27JE"), ("near", "Stockport, SK2 7JF")];
    let index = index_of(places.map(post).to_vec());
    for typed in ["sk27je", "SK2 7JE", "sk2 7je porter", "porter SK27JE"] {
        let mut found = ids(&index, typed);
        found.sort();
        assert_eq!(found, ["apart", "glued"], "{typed}");
    }
    assert_eq!(ids(&index, "-\"sk2 7je\""), ["glued", "near"]);
}

#[test]
fn words_are_met_in_whatever_form_their_letters_are_written() {
    let post =
        |(id, title): (&str, &str)| Advert { id: AdvertId::new(id), title: title.to_owned(), ..Advert::default() };
    let titles = [("wide", "Ｏｆｆｉｃｅ Manager"), ("joined", "Oﬃce Manager"), ("plain", "Office Manager")];
    let index = index_of(titles.map(post).to_vec());
    for typed in ["office", "oﬃce", "ｏｆｆｉｃｅ", "\"office manager\""] {
        assert_eq!(ids(&index, typed).len(), 3, "{typed}");
    }
}

#[test]
fn staff_groups_are_found_by_how_they_begin_and_unknown_ones_named() {
    let post = |(id, group): (&str, Option<&str>)| Advert {
        id: AdvertId::new(id),
        title: "Post".to_owned(),
        staff_group: group.map(str::to_owned),
        ..Advert::default()
    };
    let groups = [
        ("nurse", Some("Nursing and Midwifery Registered")),
        ("allied", Some("Allied Health Professional")),
        ("none", None),
        ("other", Some("Nursing and Midwifery Registered")),
    ];
    let index = index_of(groups.map(post).to_vec());
    for (typed, expected) in [
        ("staff-group:nursing", &["nurse", "other"][..]),
        ("staff-group:allied-health", &["allied"]),
        ("staff-group:allied,midwifery", &["allied", "nurse", "other"]),
        ("-staff-group:nursing", &["allied", "none"]),
    ] {
        let mut found = ids(&index, typed);
        found.sort();
        assert_eq!(found, expected, "{typed}");
    }
    let unknown = asked(&index, "staff-group:zebra", &|| false).unwrap();
    assert_eq!(unknown.hits.len(), 4);
    let said = "not understood: staff-group:zebra (no advert at hand states such a staff group)";
    assert_eq!(unknown.reading.describe(), said);
}

#[test]
fn machine_words_are_found_by_the_words_they_are_printed_for() {
    let post = |(id, contract, pattern): (&str, &str, &str)| Advert {
        id: AdvertId::new(id),
        title: "Post".to_owned(),
        contract: Some(contract.to_owned()),
        working_pattern: Some(pattern.to_owned()),
        ..Advert::default()
    };
    let posts = [("a", "TEMPORARY", "PART_TIME"), ("b", "OTHER", "FULL_TIME"), ("c", "Permanent", "Full-time")];
    let index = index_of(posts.map(post).to_vec());
    for (typed, expected) in [
        ("contract:temporary", &["a"][..]),
        ("contract:temp,perm", &["a", "c"]),
        ("pattern:full-time", &["b", "c"]),
        ("pattern:part-time", &["a"]),
    ] {
        assert_eq!(ids(&index, typed), expected, "{typed}");
    }
}

#[test]
fn limits_that_are_not_read_as_they_stand_are_told() {
    let reading = |typed: &str| asked(&INDEX, typed, &|| false).unwrap().reading.describe();
    let both = reading("nurse within:20km");
    assert!(both.starts_with("not understood: within:12") && both.ends_with("read within:20km as 12 miles"), "{both}");
    assert_eq!(reading("nurse within:20kg"), "not understood: within:20kg");
    assert_eq!(reading("nurse band:<1"), "not understood: band:<1");
}

#[test]
fn a_quotation_may_be_half_typed() {
    assert!(!ids(&INDEX, "\"staff nurse\"").is_empty());
    for typed in ["\"staff nur", "\"staff n", "\"staff nurse"] {
        assert_eq!(ids(&INDEX, typed), ids(&INDEX, "\"staff nurse\""), "{typed}");
    }
}

#[test]
fn bands_are_read_as_people_type_them() {
    for (typed, meant) in [
        ("band6", "band 6"),
        ("Band6 nurse", "band 6 nurse"),
        ("b6", "band 6"),
        ("band six", "band 6"),
        ("bands 6", "band 6"),
    ] {
        assert!(!ids(&INDEX, typed).is_empty() && ids(&INDEX, typed) == ids(&INDEX, meant), "{typed}");
        assert_eq!(asked(&INDEX, typed, &|| false).unwrap().reading.mended, [], "{typed}");
    }
    for (typed, meant) in [
        ("bands 5-6", "band:5-6"),
        ("band 5-7", "band:5-7"),
        ("band 5/6", "band:5-6"),
        ("band5-6", "band:5-6"),
        ("band 6+", "band:>=6"),
        ("band:6+", "band:>=6"),
        ("band:>5", "band:>=6"),
        ("band:<6", "band:5"),
        ("band:<=6", "band:5-6"),
        ("band 5 or 6", "band:5-6"),
        ("band 5 - 6", "band:5-6"),
        ("band 5 to 7", "band:5-7"),
        ("bands 5 and 7", "-band:6"),
        ("band:6,7", "band:6-7"),
        ("band:5,7", "-band:6"),
        ("band 5,7", "-band:6"),
        ("band:5,", "band:5"),
    ] {
        let sorted = |typed: &str| ids(&INDEX, typed).into_iter().collect::<std::collections::BTreeSet<_>>();
        assert!(!sorted(typed).is_empty() && sorted(typed) == sorted(meant), "{typed}");
    }
}

#[test]
fn lifting_a_part_tells_how_many_it_hid() {
    for (typed, expected) in [
        ("nurse leeds zebra", vec![("nurse", 0), ("leeds", 0), ("zebra", ids(&INDEX, "nurse leeds").len())]),
        ("nurse band:9", vec![("nurse", 0), ("band:9", ids(&INDEX, "nurse").len())]),
        (
            "nurse zebra band:9",
            vec![("nurse", 0), ("zebra", 0), ("band:9", 0), ("zebra and band:9", ids(&INDEX, "nurse").len())],
        ),
        ("zebra giraffe lion", vec![("zebra", 0), ("giraffe", 0), ("lion", 0)]),
        ("-nurse nurse", vec![("-nurse", ids(&INDEX, "nurse").len()), ("nurse", ids(&INDEX, "-nurse").len())]),
    ] {
        let query = Query::read(typed);
        let lifted = INDEX.lifted(&request(&query, &Standings::default()));
        let lifted: Vec<(String, usize)> =
            lifted.into_iter().map(|(parts, count)| (parts.join(" and "), count)).collect();
        let expected: Vec<(String, usize)> =
            expected.into_iter().map(|(part, count)| (part.to_owned(), count)).collect();
        assert_eq!(lifted, expected, "{typed}");
    }
}

#[test]
fn a_choice_counts_what_choosing_it_would_find() {
    for (lifted, limits) in [
        ("nurse", ["band:5", "band:6", "band:9"]),
        ("nurse contract:permanent", ["band:6", "-leeds", "is:saved"]),
        ("-leeds", ["contract:bank", "closing:<7d", "pay:>40k"]),
    ] {
        let choices = Choices { lifted: Query::read(lifted), limits: limits.map(Query::read).to_vec() };
        let counts = INDEX.count_choices(&request(&Query::default(), &Standings::default()), &[choices]).unwrap();
        let found = limits.map(|limit| Some(ids(&INDEX, &format!("{lifted} {limit}")).len()));
        assert_eq!(counts, [found], "{lifted}");
    }
}

/// Places that take some time to be worked out, and must not be asked before.
struct Far(Cell<usize>);

impl Places for Far {
    fn reach_of(&self, _: &str) -> places::Reached {
        assert!(self.is_ready(), "asked before it is ready");
        Err("far".to_owned())
    }

    fn reach_of_homes(&self) -> Option<Arc<Reach>> {
        assert!(self.is_ready(), "asked before it is ready");
        None
    }

    fn is_ready(&self) -> bool {
        self.0.get() == 0
    }

    fn prepare(&self) -> bool {
        let is_left = !self.is_ready();
        self.0.set(self.0.get().saturating_sub(1));
        is_left
    }
}

#[test]
fn distances_that_only_a_choice_asks_for_may_be_overtaken() {
    let near = Choices { lifted: Query::default(), limits: vec![Query::read("near:leeds"), Query::read("band:5")] };
    let asked = Query::default();
    let count = |places: &Far, overtaken: &dyn Fn() -> bool| {
        let standings = Standings::default();
        let request = Request { places, overtaken, ..request(&asked, &standings) };
        INDEX.count_choices(&request, std::slice::from_ref(&near))
    };
    let places = Far(Cell::new(9));
    assert_eq!(count(&places, &|| true), None);
    assert_eq!(places.0.get(), 8, "it goes on though nobody waits");
    assert_eq!(count(&places, &|| false), Some(vec![vec![None, Some(ids(&INDEX, "band:5").len())]]));
}

#[test]
fn an_overtaken_request_leaves_nothing_half_done() {
    let whole = ids(&INDEX, "nurse band:6 c90-26-0");
    assert!(!whole.is_empty());
    let index = index_of(adverts());
    let mut patience = 0;
    let answer = loop {
        let asks = Cell::new(0);
        let overtaken = || asks.replace(asks.get() + 1) >= patience;
        if let Some(answer) = asked(&index, "nurse band:6 c90-26-0", &overtaken) {
            break answer;
        }
        patience += 1;
    };
    let hits: Vec<&str> = answer.hits.iter().map(|hit| index.board().id_text(*hit)).collect();
    assert!(patience > 0 && hits == whole, "{patience} {hits:?}");
}

/// A query of words, operators and letters, as they might stand in the box.
fn any_query() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "nurse",
        "staff",
        "hca",
        "-nurse",
        "-leeds",
        "'nurse'",
        "\"staff nurse\"",
        "band:6",
        "-band:5-6",
        "contract:perm",
        "-contract:bank",
        "^staff",
        "-^staff",
        "-^'nurse'",
        "title:nurse",
        "-title:nurse",
        "title:'nurse'",
        "leeds",
        "élan",
        "t&o",
        "c90",
        "closing:<7d",
        "nusre",
        "and",
        "psych",
        "ls1 4ap",
        "ls14ap",
        "band 5 or 6",
        "band:<6",
        "-band:>=6",
        "pay:> 40k",
        "within:20 km",
        "oﬃce",
        "staff-group:nursing",
    ]);
    let letters = "[a-f' \"^:&-]{0,6}";
    prop::collection::vec(prop_oneof![3 => piece.prop_map(str::to_owned), 1 => letters], 0..5).prop_map(|p| p.join(" "))
}

/// Text as nobody means it: marks without letters, signs of several characters, other directions, control characters.
fn odd_text() -> impl Strategy<Value = String> {
    let pieces = [
        "e\u{301}",
        "\u{308}\u{323}",
        "👩\u{200d}⚕\u{fe0f}",
        "🇬🇧",
        "אחות",
        "ممرضة",
        "\u{202e}",
        "\u{0}",
        "\u{1b}[2J",
        "\u{7f}",
        "ﬁ",
        "ｎｕｒｓｅ",
        "ß",
        "İ",
        "ǅ",
        "²",
        "\t",
        "\u{a0}",
        " ",
        "\"",
        "-",
        "near:",
        "band:",
        "^",
        "nurse",
    ];
    prop::collection::vec(prop::sample::select(pieces.to_vec()), 0..2_000).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn fit_is_by_worth_then_saved_then_open_then_closing_day_then_id(
        typed in "(nurse|staff|leeds|hca|psych|c90|élan)( band:[56])?",
        saved in prop::collection::vec(0..96_usize, 0..9),
    ) {
        let standings = Standings {
            saved: saved.into_iter().map(|number| AdvertId::new(format!("made-up/{number:03}"))).collect(),
            ..Standings::default()
        };
        let query = Query::read(&typed);
        let found = INDEX.search(&request(&query, &standings)).unwrap();
        let keys = found.hits.iter().zip(INDEX.scores(&found)).map(|(hit, score)| {
            let Advert { id, closes, .. } = INDEX.board().at(*hit).unwrap().advert;
            let (is_past, has_no_day) = (closes.is_some_and(|day| day < TODAY), closes.is_none());
            (Reverse(score), !standings.saved.contains(&id), is_past, has_no_day, closes, id.to_string())
        });
        let keys: Vec<_> = keys.collect();
        prop_assert!(keys.is_sorted_by(|one, next| one < next), "{keys:?}");
    }

    #[test]
    fn no_letter_brings_up_what_the_grammar_forbids(typed in any_query()) {
        for (end, c) in typed.char_indices() {
            let begun = &typed[..end + c.len_utf8()];
            let answer = asked(&INDEX, begun, &|| false).unwrap();
            let query = Query::read(begun);
            // Where nothing is found with a limit that is still being typed, the query stands without it.
            let without = query.without_begun().map(|(query, _)| query).filter(|_| answer.reading.pending.is_some());
            prop_assert!(without.is_some() || answer.reading.pending.is_none());
            for hit in answer.hits {
                let advert = INDEX.board().at(hit).unwrap().advert;
                prop_assert!(allows(without.as_ref().unwrap_or(&query), &advert), "{begun:?} found {advert:?}");
            }
        }
    }

    #[test]
    fn no_words_bring_up_what_a_limit_forbids(
        words in any_query(),
        limit in prop::sample::select(vec![
            "band:<6", "-band:>=6", "band: 5,7", "contract:perm", "-contract:bank", "closing:<2 days", "closing:> 3",
            "pay: >40k", "unstated:only", "-nurse", "-\"staff nurse\"", "^staff", "title:ward", "'hca'",
        ]),
    ) {
        let alone = ids(&INDEX, limit);
        for id in ids(&INDEX, &format!("{limit} {words}")) {
            prop_assert!(alone.contains(&id), "{limit} {words:?} found {id}");
        }
    }

    #[test]
    fn the_order_does_not_depend_on_the_boards(typed in any_query(), shuffled in Just(adverts()).prop_shuffle()) {
        let query = Query::read(&typed);
        // Where nothing is asked for, the source's order stands.
        prop_assume!(!query.is_empty());
        prop_assert_eq!(ids(&index_of(shuffled), &typed), ids(&INDEX, &typed));
    }

    #[test]
    fn any_text_is_a_query_of_bounded_work(
        typed in prop_oneof![
            prop::collection::vec(any::<char>(), 0..10_000).prop_map(String::from_iter),
            "[a-e' \"^:&0-9-]{0,10000}",
            "(nurse |hca |\"a b |-x |band:6 ){0,1500}",
            odd_text(),
        ],
    ) {
        let asks = Cell::new(0);
        let count = || {
            asks.set(asks.get() + 1);
            false
        };
        let answer = asked(&INDEX, &typed, &count).unwrap();
        prop_assert!(asks.get() < 200, "asked {} times", asks.get());
        prop_assert_eq!(answer.hits.len(), INDEX.scores(&answer).len());
        let query = Query::read(&typed);
        for hit in answer.hits.into_iter().take(2) {
            let advert = INDEX.board().at(hit).unwrap().advert;
            let marks = AdvertMarks::of(&query, &answer.reading.also, &advert);
            let fields = [marks.title(), marks.employer(), marks.places()];
            for (marked, text) in fields.into_iter().zip(advert_fields(&advert)) {
                prop_assert!(marked.iter().all(|at| *at < text.chars().count()));
                prop_assert!(marked.is_sorted_by(|one, next| one < next));
            }
        }
    }
}
