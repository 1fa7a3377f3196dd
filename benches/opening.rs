//! How fast and how small a board opens: `cargo bench --bench opening`.
//!
//! Made-up adverts, the same in every run, fill a cache of 15,000 and one of 100,000. Measured are the way from the cache
//! to the board, which is all that a first screen waits for, and what the search works out behind it. What a board and
//! all that a search needs take up is measured in a process that does nothing else.

#![expect(clippy::unwrap_used, reason = "a benchmark that cannot set up its subject has nothing to measure")]

mod made_up;

use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use criterion::{BatchSize, Criterion};
use jiff::civil::{Date, date};
use rolecall::app::effect::SearchRequest;
use rolecall::domain::advert::Section;
use rolecall::domain::board::{Board, Origin};
use rolecall::domain::catalogue::Catalogue;
use rolecall::domain::text::thousands;
use rolecall::runtime::searcher::{Prepared, Searcher};
use rolecall::search::adverts::{Scope, Sort, Standings};
use rolecall::search::query::Query;
use rolecall::source::bundled;
use rolecall::store::adverts::AdvertStore;

/// The day it is.
const TODAY: Date = date(2026, 11, 22);
/// How many adverts the caches hold.
const SIZES: [usize; 2] = [15_000, 100_000];
/// How many adverts are written at a time.
const PAGE: usize = 1_000;
/// Asks this program to open a cache and tell what it takes up.
const WEIGH: &str = "--weigh";

fn main() {
    let mut arguments = std::env::args().skip_while(|argument| argument != WEIGH).skip(1);
    if let Some(folder) = arguments.next() {
        weigh(Path::new(&folder));
        return;
    }
    let mut criterion = Criterion::default().configure_from_args().sample_size(20);
    for size in SIZES {
        let folder = tempfile::tempdir().unwrap();
        fill(folder.path(), size);
        measure(&mut criterion, folder.path(), &thousands(size));
        // In a process of its own: what filling the cache took up is not to be counted.
        Command::new(std::env::current_exe().unwrap()).arg(WEIGH).arg(folder.path()).status().unwrap();
    }
    criterion.final_summary();
}

fn measure(criterion: &mut Criterion, folder: &Path, size: &str) {
    let catalogue = Arc::new(bundled::catalogue().unwrap());
    criterion.bench_function(&format!("opening/{size}, from the cache to the board"), |bencher| {
        bencher.iter(|| open(folder, &catalogue));
    });
    let board = Arc::new(open(folder, &catalogue));
    criterion.bench_function(&format!("opening/{size}, from the board to the first list"), |bencher| {
        bencher.iter(|| asked(&board));
    });
    criterion.bench_function(&format!("opening/{size}, behind it, all that a search needs"), |bencher| {
        let prepare = |searcher: &mut Searcher| while !matches!(searcher.prepare(), Prepared::All) {};
        bencher.iter_batched_ref(|| asked(&board), prepare, BatchSize::PerIteration);
    });
}

/// A cache of made-up adverts, each with some text.
fn fill(folder: &Path, size: usize) {
    let mut store = AdvertStore::open(folder, TODAY).unwrap().store;
    let mut walk = store.begin().unwrap();
    let mut adverts = made_up::adverts(size, TODAY);
    for page in adverts.chunks_mut(PAGE) {
        for advert in page.iter_mut() {
            let text = format!("The work of a {} for {}. ", advert.title, advert.employer).repeat(20);
            advert.sections = vec![Section { heading: "Main duties".to_owned(), text }];
        }
        walk.put_page(page, TODAY.at(9, 0, 0, 0)).unwrap();
    }
}

/// What the explorer does between its first screen and the board.
fn open(folder: &Path, catalogue: &Arc<Catalogue>) -> Board {
    let store = AdvertStore::open(folder, TODAY).unwrap().store;
    let mut board = Board::empty(Arc::clone(catalogue), Origin::default());
    store.load(|facts| _ = board.push(facts)).unwrap();
    board.settle();
    board
}

/// The search after its first request: every advert in the order of the cache.
fn asked(board: &Arc<Board>) -> Searcher {
    let mut searcher = Searcher::default();
    let found = searcher.answer(&SearchRequest {
        board: Arc::clone(board),
        generation: 1,
        query: Query::default(),
        scope: Scope::All,
        sort: Sort::Fit,
        today: TODAY,
        asked: None,
        sought: None,
        market: None,
        standings: Standings::default(),
    });
    assert_eq!(found.hits.len(), board.len());
    searcher
}

/// Opens a cache, works out all that a search needs, and tells what the process takes up then and took up at most.
fn weigh(folder: &Path) {
    let catalogue = Arc::new(bundled::catalogue().unwrap());
    let before = taken("VmRSS");
    let board = Arc::new(open(folder, &catalogue));
    let opened = taken("VmRSS");
    let mut searcher = asked(&board);
    while !matches!(searcher.prepare(), Prepared::All) {}
    println!(
        "{} adverts: {before} KiB before, {opened} KiB with the board, {} KiB with all that a search needs, {} KiB at \
         most\n",
        thousands(board.len()),
        taken("VmRSS"),
        taken("VmHWM")
    );
}

/// A line of what the system says of this process, in KiB; 0 where it does not say.
fn taken(name: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with(name));
    line.and_then(|line| line.split_whitespace().nth(1)).and_then(|kib| kib.parse().ok()).unwrap_or_default()
}
