//! How fast places are: `cargo bench --bench places`.
//!
//! Boards of made-up adverts, the same in every run: on one they share ten thousand places, as a jobs board's do; on the other
//! nearly each has a postcode of its own, the dearest case.

#![expect(clippy::unwrap_used, reason = "a benchmark that cannot set up its subject has nothing to measure")]

mod made_up;

use std::hint::black_box;
use std::sync::Arc;

use criterion::Criterion;
use jiff::civil::{Date, date};
use rolecall::domain::advert::{Advert, StatedPlace};
use rolecall::domain::board::{Board, Origin};
use rolecall::domain::sites::Sites;
use rolecall::domain::text::thousands;
use rolecall::source::bundled;

/// The table that shared places are taken from.
const OUTCODES: &str = include_str!("../assets/places/outcodes.csv");
/// The day it is.
const TODAY: Date = date(2026, 11, 22);
/// How many adverts there are.
const ADVERTS: [usize; 2] = [100_000, 1_000_000];
/// How many places they share.
const SHARED: usize = 10_000;

fn main() {
    let mut criterion = Criterion::default().configure_from_args().sample_size(10);
    lookups(&mut criterion);
    for count in ADVERTS {
        let adverts = made_up::adverts(count, TODAY);
        sites(&mut criterion, "shared places", with_places(adverts.clone(), SHARED));
        sites(&mut criterion, "a place each", with_places(adverts, count));
    }
    criterion.final_summary();
}

/// Reading the tables, and looking up what people type.
fn lookups(criterion: &mut Criterion) {
    criterion.bench_function("places/reading the tables", |bencher| bencher.iter(bundled::read_gazetteer));
    let gazetteer = bundled::gazetteer().unwrap();
    for typed in ["LS1 4AP", "Leeds", "Newport", "Manchster"] {
        criterion.bench_function(&format!("places/looking up “{typed}”"), |bencher| {
            bencher.iter(|| gazetteer.find(typed));
        });
    }
}

/// Locating the places of a board, measuring them from two home points, and looking every advert up.
fn sites(criterion: &mut Criterion, what: &str, adverts: Vec<Advert>) {
    let name = format!("{}, {what}", thousands(adverts.len()));
    let board = Board::new(adverts, Arc::default(), Origin::default());
    let gazetteer = bundled::gazetteer().unwrap();
    let homes = ["LS1 4AP", "York"].map(|home| gazetteer.find(home).unwrap()[0].position);
    criterion
        .bench_function(&format!("sites/{name}, locating"), |bencher| bencher.iter(|| Sites::new(&board, gazetteer)));
    let sites = Sites::new(&board, gazetteer);
    criterion.bench_function(&format!("sites/{name}, measuring"), |bencher| bencher.iter(|| sites.distances(&homes)));
    let distances = sites.distances(&homes);
    let places: Vec<u32> = (0..board.len()).map(|position| board.head(position).places).collect();
    criterion.bench_function(&format!("sites/{name}, looking each up"), |bencher| {
        bencher.iter(|| places.iter().for_each(|places| _ = black_box(distances.nearest(*places))));
    });
}

/// The adverts at so many places: nine in ten a town with a postcode, else a town alone; one in ten gives coordinates.
fn with_places(mut adverts: Vec<Advert>, count: usize) -> Vec<Advert> {
    let districts: Vec<Vec<&str>> = OUTCODES.lines().skip(1).map(|row| row.split(',').collect()).collect();
    let letter = |number: usize| char::from(b'A' + u8::try_from(number % 26).unwrap());
    for (number, advert) in adverts.iter_mut().enumerate() {
        let place = number * 7_919 % count;
        let district = &districts[place % districts.len()];
        let [first, second] = [letter(place / districts.len()), letter(place / districts.len() / 26)];
        let text = match place % 10 {
            0 => district[3].to_owned(),
            digit => format!("{}, {} {digit}{first}{second}", district[3], district[0]),
        };
        let position = (place % 10 == 1).then(|| (district[1].parse().unwrap(), district[2].parse().unwrap()));
        advert.places = vec![StatedPlace { text, position }];
    }
    adverts
}
