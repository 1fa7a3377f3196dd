//! How fast a market is told: `cargo bench --bench market`, or with the numbers of adverts after `--`.
//!
//! The aim: once all is read, the market of any of 100,000 adverts is told within 20 ms.
//!
//! Made-up adverts, the same in every run. What is read once of a board, in slices while nobody waits, is timed apart from what
//! every change of the search takes.

#![expect(clippy::unwrap_used, reason = "a benchmark that cannot set up its subject has nothing to measure")]

mod made_up;

use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};

use jiff::civil::{Date, date};
use rolecall::domain::board::{Board, Origin};
use rolecall::search::adverts::market::Posts;
use rolecall::search::adverts::{AdvertIndex, Atlas, Places};
use rolecall::source::bundled;

/// The day it is.
const TODAY: Date = date(2026, 11, 22);
/// How often a market is told.
const ROUNDS: usize = 50;

fn main() {
    let asked: Vec<usize> = std::env::args().filter_map(|argument| argument.parse().ok()).collect();
    let sizes = if asked.is_empty() { vec![15_000, 100_000] } else { asked };
    sizes.into_iter().for_each(measure);
}

fn measure(size: usize) {
    let adverts = made_up::adverts(size, TODAY);
    let board = Board::new(adverts, Arc::new(bundled::catalogue().unwrap()), Origin::default());
    let index = AdvertIndex::new(Arc::new(board));
    while index.prepare() {}
    let atlas = Atlas::new(Arc::clone(index.board()), bundled::gazetteer().unwrap(), Vec::new());
    let located = timed(|| while atlas.prepare() {});
    let mut posts = Posts::default();
    let mut longest = Duration::ZERO;
    let read = timed(|| while step(&mut posts, &index, &atlas, &mut longest) {});
    let all: Vec<usize> = (0..size).collect();
    let mut times: Vec<Duration> =
        (0..ROUNDS).map(|_| timed(|| _ = black_box(posts.market(&index, &all, TODAY)))).collect();
    times.sort_unstable();
    let (middle, most) = (times[ROUNDS / 2], times[ROUNDS - 1]);
    println!("{size} adverts: market of all {middle:.2?}, at most {most:.2?}");
    println!(
        "  once a board: places located in {located:.0?}, the rest read in {read:.0?}, a slice in {longest:.2?} at most"
    );
}

/// Reads a slice and notes how long that took; whether there was anything to read.
fn step(posts: &mut Posts, index: &AdvertIndex, atlas: &Atlas, longest: &mut Duration) -> bool {
    let mut is_left = false;
    *longest = timed(|| is_left = posts.go_on(index, atlas)).max(*longest);
    is_left
}

fn timed(work: impl FnOnce()) -> Duration {
    let begun = Instant::now();
    work();
    begun.elapsed()
}
