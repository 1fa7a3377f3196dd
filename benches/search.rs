//! How fast the search answers a key: `cargo bench --bench search`, or with the numbers of adverts after `--`.
//!
//! Adverts are made up by a fixed rule, with titles at least 40 % distinct. Each query is typed letter by letter and
//! deleted again. rolecall's search, with slips mended and everyday words read, is timed from the typed text to the whole
//! order; beside it, on the same lines and two threads, fuzzy-matcher, nucleo and frizbee score every line and sort.

#![expect(clippy::unwrap_used, reason = "a benchmark that cannot set up its subject has nothing to measure")]

mod made_up;

use std::hint::black_box;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use jiff::civil::{Date, date};
use rolecall::domain::advert::Advert;
use rolecall::domain::board::{Board, Origin};
use rolecall::search::adverts::places::Nowhere;
use rolecall::search::adverts::{AdvertIndex, Request, Scope, Sort, Standings};
use rolecall::search::expansions::Expansions;
use rolecall::search::query::Query;
use rolecall::source::bundled;

/// The day it is.
const TODAY: Date = date(2026, 11, 22);
/// What is typed.
const TYPED: [&str; 8] = [
    "nurse",
    "staff nurse leeds",
    "band 6 physio",
    "consultant psychiatrist",
    "hca",
    "radiographer manchester",
    "zzzqx",
    "a",
];
/// How often each key is pressed.
const ROUNDS: usize = 5;

fn main() {
    let asked: Vec<usize> = std::env::args().filter_map(|argument| argument.parse().ok()).collect();
    let sizes = if asked.is_empty() { vec![15_000, 100_000] } else { asked };
    for size in sizes {
        measure(size);
    }
}

fn measure(size: usize) {
    let adverts = made_up::adverts(size, TODAY);
    let lines: Vec<String> = adverts.iter().map(line).collect();
    let board = Board::new(adverts, Arc::new(bundled::catalogue().unwrap()), Origin::default());
    let index = AdvertIndex::new(Arc::new(board));
    let begun = Instant::now();
    let bytes = index.bytes();
    let built = begun.elapsed();
    while index.prepare() {}
    println!("\n{size} adverts: words read in {built:.0?}, {} bytes an advert", bytes / size);
    println!("{:<16} {:>9} {:>9}   slowest query", "", "50th", "99th");
    let expansions = Expansions::new(&bundled::words().unwrap());
    told("rolecall", |typed| rolecall(&index, &expansions, typed));
    told("frizbee", |typed| frizbee(&lines, typed));
    told("nucleo", |typed| nucleo(&lines, typed));
    told("fuzzy-matcher", |typed| fuzzy(&lines, typed));
}

fn line(advert: &Advert) -> String {
    format!("{} · {} · {}", advert.title, advert.employer, advert.places[0].text)
}

/// Prints the keys' percentiles of a search over all queries, and the query with the slowest 99th.
fn told(name: &str, mut search: impl FnMut(&str) -> usize) {
    let mut all = Vec::new();
    let mut slowest = (Duration::ZERO, "");
    for typed in TYPED {
        let mut times = Vec::new();
        for _ in 0..ROUNDS {
            for key in keys(typed) {
                let begun = Instant::now();
                black_box(search(key));
                times.push(begun.elapsed());
            }
        }
        slowest = slowest.max((percentile(&mut times, 99), typed));
        all.extend(times);
    }
    let middle = percentile(&mut all, 50);
    println!("{name:<16} {middle:>9.2?} {:>9.2?}   {} ({:.2?})", percentile(&mut all, 99), slowest.1, slowest.0);
}

/// A query letter by letter, and deleted again.
fn keys(typed: &str) -> impl Iterator<Item = &str> {
    (1..=typed.len()).chain((1..typed.len()).rev()).map(|end| &typed[..end])
}

fn percentile(times: &mut [Duration], percent: usize) -> Duration {
    times.sort_unstable();
    times[(times.len() * percent / 100).min(times.len() - 1)]
}

fn rolecall(index: &AdvertIndex, expansions: &Expansions, typed: &str) -> usize {
    let found = index.search(&Request {
        query: &Query::read(typed),
        scope: &Scope::All,
        sort: Sort::Fit,
        today: TODAY,
        standings: &Standings::default(),
        expansions,
        texts: &|_| Ok(Vec::new()),
        places: &Nowhere,
        overtaken: &|| false,
    });
    found.unwrap().hits.len()
}

/// Halves the lines over two threads and joins what each makes of its half, best first.
fn halved<T: Ord + Send>(lines: &[String], score: impl Fn(&[String], u32) -> Vec<T> + Sync) -> usize {
    let (first, second) = lines.split_at(lines.len() / 2);
    let from = u32::try_from(first.len()).unwrap();
    let mut found = thread::scope(|scope| {
        let other = scope.spawn(|| score(second, from));
        let mut found = score(first, 0);
        found.extend(other.join().unwrap());
        found
    });
    found.sort_unstable();
    found.len()
}

fn fuzzy(lines: &[String], typed: &str) -> usize {
    halved(lines, |lines, from| {
        let matcher = SkimMatcherV2::default().ignore_case();
        let scored = (from..).zip(lines).filter_map(|(at, line)| Some((-matcher.fuzzy_match(line, typed)?, at)));
        scored.collect()
    })
}

fn nucleo(lines: &[String], typed: &str) -> usize {
    use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
    use nucleo_matcher::{Config, Matcher, Utf32Str};
    halved(lines, |lines, from| {
        let mut matcher = Matcher::new(Config::DEFAULT);
        let pattern = Pattern::parse(typed, CaseMatching::Ignore, Normalization::Smart);
        let mut letters = Vec::new();
        let scored = (from..).zip(lines).filter_map(|(at, line)| {
            Some((-i64::from(pattern.score(Utf32Str::new(line, &mut letters), &mut matcher)?), at))
        });
        scored.collect()
    })
}

fn frizbee(lines: &[String], typed: &str) -> usize {
    ::frizbee::Matcher::new(typed, &::frizbee::Config::default()).match_list_parallel(lines, 2).len()
}
