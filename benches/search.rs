//! How fast the search answers a key: `cargo bench --bench search`, or with the numbers of adverts after `--`.
//!
//! Adverts are made up from a fixed seed, with titles at least 40 % distinct. Each query is typed letter by letter and
//! deleted again. rolecall is timed on one thread from the typed text to the whole order, with slips mended, everyday words
//! read and all that can be asked at hand, as it is some seconds after the board; then again with limits in the query.
//! Beside it, on lines of the same titles, employers and places and on two threads, frizbee, nucleo and fuzzy-matcher score
//! every line and sort.

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
const TYPED: [&str; 12] = [
    "nurse",
    "staff nurse leeds",
    "band 6 physio",
    "consultant psychiatrist",
    "hca",
    "radiographer manchester",
    "zzzqx",
    "a",
    "stratgy manager",
    "physioterapist",
    "murse leeds",
    "pharmcay technican",
];
/// What is typed with limits.
const LIMITED: [&str; 4] = [
    "staff nurse band:5-6 pay:>30k",
    "nurse leeds contract:permanent closing:<14d",
    "-bank radiographer posted:<7d",
    "physioterapist band:6",
];
/// How often each key is pressed for rolecall, and for the others, which take a hundred times as long.
const ROUNDS: usize = 5;
const ROUNDS_OF_OTHERS: usize = 1;

fn main() {
    let asked: Vec<usize> = std::env::args().filter_map(|argument| argument.parse().ok()).collect();
    let sizes = if asked.is_empty() { vec![15_000, 100_000, 1_000_000] } else { asked };
    for size in sizes {
        measure(size);
    }
}

fn measure(size: usize) {
    let adverts = made_up::adverts(size, TODAY);
    let lines: Vec<String> = adverts.iter().map(line).collect();
    let board = Board::new(adverts, Arc::new(bundled::catalogue().unwrap()), Origin::default());
    let index = prepared(board);
    let expansions = Expansions::new(&bundled::words().unwrap());
    println!("{:<16} {:>9} {:>9} {:>9}   slowest key", "", "50th", "99th", "slowest");
    told("rolecall", &TYPED, ROUNDS, |typed| rolecall(&index, &expansions, typed));
    told("with limits", &LIMITED, ROUNDS, |typed| rolecall(&index, &expansions, typed));
    told("frizbee", &TYPED, ROUNDS_OF_OTHERS, |typed| frizbee(&lines, typed));
    told("nucleo", &TYPED, ROUNDS_OF_OTHERS, |typed| nucleo(&lines, typed));
    told("fuzzy-matcher", &TYPED, ROUNDS_OF_OTHERS, |typed| fuzzy(&lines, typed));
}

/// An index with all its parts worked out; tells how long that took, the longest that a key would have waited for a part,
/// and the bytes they take.
fn prepared(board: Board) -> AdvertIndex {
    let size = board.len();
    let index = AdvertIndex::new(Arc::new(board));
    let begun = Instant::now();
    index.prepare();
    let words = begun.elapsed();
    let (begun, mut slowest) = (Instant::now(), Duration::ZERO);
    loop {
        let slice = Instant::now();
        if !index.prepare() {
            break;
        }
        slowest = slowest.max(slice.elapsed());
    }
    let rest = begun.elapsed();
    let bytes = index.bytes() / size;
    println!(
        "\n{size} adverts: {bytes} bytes each; words in {words:.0?}, the rest in {rest:.0?}, a slice at most {slowest:.1?}"
    );
    index
}

fn line(advert: &Advert) -> String {
    format!("{} · {} · {}", advert.title, advert.employer, advert.places[0].text)
}

/// Prints the percentiles of a search's keys over all queries, and the slowest key.
fn told(name: &str, queries: &[&str], rounds: usize, mut search: impl FnMut(&str) -> usize) {
    let mut times = Vec::new();
    for key in queries.iter().flat_map(|typed| std::iter::repeat_n(*typed, rounds)).flat_map(keys) {
        let begun = Instant::now();
        black_box(search(key));
        times.push((begun.elapsed(), key));
    }
    times.sort_unstable();
    let percentile = |percent: usize| times[(times.len() * percent / 100).min(times.len() - 1)].0;
    let (slowest, key) = times[times.len() - 1];
    println!("{name:<16} {:>9.2?} {:>9.2?} {slowest:>9.2?}   {key}", percentile(50), percentile(99));
}

/// A query letter by letter, and deleted again.
fn keys(typed: &str) -> impl Iterator<Item = &str> {
    (1..=typed.len()).chain((1..typed.len()).rev()).map(|end| &typed[..end])
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
