//! How well the search finds what is meant: six kinds of queries, a hundred of each, made from titles by a fixed rule, as
//! people make them. The wanted title must be among the first ten.
//!
//! The titles are those of the bundled adverts and some 300 made-up ones with the signs, lengths and habits of those that boards
//! print: bands, wards, pay notes, grades of doctors, two posts with a slash between. Around them stand as many variations of
//! each as a board has.

use std::collections::HashSet;
use std::sync::Arc;

use jiff::civil::date;
use rolecall::domain::advert::{Advert, AdvertId, StatedPlace};
use rolecall::domain::board::{Board, Origin};
use rolecall::domain::shortlist::Shortlists;
use rolecall::domain::text::folded_words;
use rolecall::search::adverts::places::Nowhere;
use rolecall::search::adverts::{AdvertIndex, Findings, Request, Scope, Sort, Standings};
use rolecall::search::expansions::Expansions;
use rolecall::search::query::Query;
use rolecall::source::bundled;

use crate::explorer::Explorer;

const TITLES: &str = include_str!("../data/search/titles.txt");
/// Queries as people in the health service type them, each with the title it is for; written without a look at the list of
/// everyday words.
const ABBREVIATIONS: &str = include_str!("../data/search/abbreviations.tsv");
/// What variations of a title add to it.
const VARIATIONS: [&str; 12] = [
    "",
    " - Nights",
    ", Northgate Ward",
    " (Fixed Term)",
    " - Community Team",
    " - Bank",
    ", Riverside Unit",
    " (Part Time)",
    " - Paediatrics",
    " - Acute Medicine",
    ", Cedar House",
    " - Older People",
];
/// The queries of each kind, and how many of all must be answered; what each kind must reach stands beside it.
const EACH: usize = 100;
const LEAST_OF_ALL: usize = 590;
const TOWNS: [&str; 8] = ["Leeds", "York", "Truro", "Bangor", "Derby", "Lincoln", "Heath, Cardiff", "London"];

/// Numbers without order that come the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }

    fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }
}

/// A board of distinct titles: each wanted one, and its variations.
struct Corpus {
    index: AdvertIndex,
    expansions: Expansions,
    wanted: Vec<String>,
}

impl Corpus {
    fn new() -> Self {
        let mut wanted: Vec<String> = bundled::adverts().unwrap().into_iter().map(|advert| advert.title).collect();
        wanted.extend(TITLES.lines().map(str::to_owned));
        let mut seen = HashSet::new();
        wanted.retain(|title| seen.insert(title.clone()));
        let varied = VARIATIONS.iter().flat_map(|end| wanted.iter().map(move |title| format!("{title}{end}")));
        let mut titles: Vec<String> = varied.collect();
        let mut seen = HashSet::new();
        titles.retain(|title| seen.insert(title.clone()));
        let adverts = titles.into_iter().enumerate().map(|(number, title)| Advert {
            id: AdvertId::new(format!("made-up-{number}")),
            title,
            employer: format!("{} NHS Trust", TOWNS[number % TOWNS.len()]),
            places: vec![StatedPlace::new(TOWNS[number / 3 % TOWNS.len()])],
            source: "made up".to_owned(),
            ..Advert::default()
        });
        let board = Board::new(adverts.collect(), Arc::new(bundled::catalogue().unwrap()), Origin::default());
        let expansions = Expansions::new(&bundled::words().unwrap());
        Self { index: AdvertIndex::new(Arc::new(board)), expansions, wanted }
    }

    fn search(&self, typed: &str) -> Findings {
        let found = self.index.search(&Request {
            query: &Query::read(typed),
            scope: &Scope::All,
            sort: Sort::Fit,
            today: date(2026, 11, 22),
            standings: &Standings::default(),
            expansions: &self.expansions,
            texts: &|_| Ok(Vec::new()),
            places: &Nowhere,
            overtaken: &|| false,
        });
        found.unwrap()
    }

    /// Whether a title is among the first ten found.
    fn finds(&self, typed: &str, title: &str) -> bool {
        let found = self.search(typed);
        found.hits.iter().take(10).any(|hit| self.index.board().at(*hit).unwrap().advert.title == title)
    }
}

/// A title as it is typed, in small letters without signs.
fn typed(title: &str) -> String {
    folded_words(title).join(" ")
}

/// The title with a change made to one of its longer words.
fn slip(title: &str, dice: &mut Dice, change: impl Fn(&mut Vec<char>, usize, &mut Dice)) -> Option<String> {
    let mut words = folded_words(title);
    let long: Vec<usize> = (0..words.len()).filter(|at| words[*at].chars().count() >= 5).collect();
    if long.is_empty() {
        return None;
    }
    let word = &mut words[*dice.pick(&long)];
    let mut letters: Vec<char> = word.chars().collect();
    let at = dice.below(letters.len() - 1);
    change(&mut letters, at, dice);
    *word = letters.into_iter().collect();
    Some(words.join(" "))
}

#[expect(clippy::unnecessary_wraps, reason = "all kinds of queries are made by functions of one shape")]
fn beginning(title: &str, dice: &mut Dice) -> Option<String> {
    let typed = typed(title);
    let least = typed.len().min(10).max(typed.len() * 2 / 3);
    Some(typed.chars().take(least + dice.below(typed.len() - least + 1)).collect())
}

fn shuffled(title: &str, dice: &mut Dice) -> Option<String> {
    let mut words = folded_words(title);
    for last in (1..words.len()).rev() {
        words.swap(last, dice.below(last + 1));
    }
    (words.len() > 1).then(|| words.join(" "))
}

/// The title with words of it as the list of everyday words abbreviates them.
fn abbreviated(title: &str, dice: &mut Dice) -> Option<String> {
    let title = typed(title);
    let list = bundled::words().unwrap().words;
    let short = |entry: &&rolecall::domain::everyday::EverydayWord| {
        let word = typed(&entry.word);
        word.len() <= 5 && !word.contains(' ') && !title.contains(&word)
    };
    let fits: Vec<(String, String)> = list
        .iter()
        .filter(short)
        .flat_map(|entry| entry.means.iter().map(|means| (entry.word.clone(), typed(means))))
        .filter(|(_, means)| means.contains(' ') && format!(" {title} ").contains(&format!(" {means} ")))
        .collect();
    let (word, means) = fits.get(dice.below(fits.len().max(1)))?;
    Some(title.replacen(means.as_str(), word, 1))
}

#[test]
fn what_is_meant_is_among_the_first_ten() {
    type Make = fn(&str, &mut Dice) -> Option<String>;
    let kinds: [(&str, usize, Make); 6] = [
        ("whole beginnings", 99, beginning),
        ("a letter left out", 98, |title, dice| slip(title, dice, |letters, at, _| _ = letters.remove(at))),
        ("two letters swapped", 98, |title, dice| slip(title, dice, |letters, at, _| letters.swap(at, at + 1))),
        ("a wrong letter", 98, |title, dice| {
            slip(title, dice, |letters, at, dice| {
                letters[at] = char::from(b'a' + u8::try_from(dice.below(26)).unwrap());
            })
        }),
        ("words shuffled", 99, shuffled),
        ("abbreviations", 92, abbreviated),
    ];
    let corpus = Corpus::new();
    let mut told = Vec::new();
    let mut all = 0;
    for (kind, least, make) in kinds {
        let mut dice = Dice(7);
        let (mut found, mut asked, mut missed) = (0, 0, Vec::new());
        while asked < EACH {
            let title = dice.pick(&corpus.wanted);
            let Some(query) = make(title, &mut dice) else { continue };
            asked += 1;
            if corpus.finds(&query, title) { found += 1 } else { missed.push(format!("{query} → {title}")) }
        }
        all += found;
        told.push((kind, found, least, missed));
    }
    let enough = told.iter().all(|(_, found, least, _)| found >= least) && all >= LEAST_OF_ALL;
    let score = |(kind, found, least, missed): &(&str, usize, usize, Vec<String>)| {
        format!("{kind}: {found}, at least {least}; missed {missed:#?}")
    };
    assert!(
        enough,
        "{all} of 600, at least {LEAST_OF_ALL}:\n{}",
        told.iter().map(score).collect::<Vec<_>>().join("\n")
    );
}

#[test]
fn what_people_abbreviate_is_among_the_first_ten() {
    let corpus = Corpus::new();
    let asked: Vec<(&str, &str)> = ABBREVIATIONS.lines().filter_map(|line| line.split_once('\t')).collect();
    let missed: Vec<_> = asked.iter().filter(|(query, title)| !corpus.finds(query, title)).collect();
    assert!(missed.len() * 20 <= asked.len(), "{} of {}: {missed:#?}", missed.len(), asked.len());
}

#[test]
fn what_can_no_longer_be_applied_for_stands_last() {
    let day = |day| Some(jiff::civil::date(2026, 11, day));
    let advert = |id: &str, closes| Advert {
        id: AdvertId::new(id),
        title: "Staff Nurse".to_owned(),
        employer: "Example Trust".to_owned(),
        closes,
        ..Advert::default()
    };
    let adverts = [advert("past", day(21)), advert("today", day(22)), advert("open", None), advert("new", day(30))];
    let mut explorer = Explorer::with(adverts.to_vec(), Shortlists::default(), 120, 36);
    explorer.board(adverts.to_vec(), &[AdvertId::new("new")], &[]);
    let found = |explorer: &Explorer| -> Vec<String> {
        let board = &explorer.state.board;
        explorer.state.vacancies.hits.iter().map(|at| board.id(*at).unwrap().to_string()).collect()
    };
    assert_eq!(found(&explorer), ["new", "today", "open", "past"]);
    explorer.keys("v").type_text("nurse");
    assert_eq!(found(&explorer).last().unwrap(), "past");
    explorer.type_text(" is:new");
    assert_eq!(found(&explorer), ["new"]);
}

#[test]
fn what_has_changed_since_it_was_saved_is_found_by_asking() {
    let mut explorer = Explorer::new(120, 36);
    explorer.keys("v esc s");
    let saved = explorer.state.current_listing().unwrap().advert;
    let other = Advert { id: AdvertId::new("other"), ..saved.clone() };
    let changed = Advert { closes: Some(date(2026, 12, 24)), ..saved };
    explorer.board(vec![other, changed], &[], &[]);
    explorer.keys("v").type_text("is:changed");
    assert_eq!(explorer.state.vacancies.hits, [1]);
    explorer.keys("home").type_text("-");
    assert_eq!(explorer.state.vacancies.hits, [0]);
}
