//! How fast adverts come in: `cargo bench --bench incoming`.
//!
//! Made-up documents of the size that real ones have, the same in every run: 15,000 `JobPosting` documents of about 5.5 kB,
//! a line each, from bytes to a cache on the disk; and pages of a hundred vacancies in the XML of NHS Jobs. For the figure
//! of one core: `taskset -c 0 cargo bench --bench incoming`.

#![expect(clippy::unwrap_used, reason = "a benchmark that cannot set up its subject has nothing to measure")]

use std::fmt::Write;
use std::ops::ControlFlow;

use criterion::{BatchSize, Criterion, Throughput};
use jiff::civil::{Date, date};
use rolecall::source::encoding::decode;
use rolecall::source::{form_of, jobs_xml};
use rolecall::store::adverts::AdvertStore;
use tempfile::TempDir;

/// The day it is.
const TODAY: Date = date(2026, 11, 22);
/// How many documents a jobs board has.
const DOCUMENTS: usize = 15_000;
/// How many pages of vacancies are stored.
const PAGES: usize = 20;
/// How many vacancies a page holds.
const PAGE: usize = 100;

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    documents(&mut criterion);
    pages(&mut criterion);
    criterion.final_summary();
}

/// What `rolecall import` does with a file.
fn documents(criterion: &mut Criterion) {
    let mut dice = Dice(20_261_122);
    let file: String = (0..DOCUMENTS).map(|number| document(number, &mut dice)).collect();
    assert!((80_000_000..90_000_000).contains(&file.len()), "{} bytes", file.len());
    let mut group = criterion.benchmark_group("15,000 documents");
    group.sample_size(10).throughput(Throughput::Bytes(file.len() as u64));
    group.bench_function("read", |bencher| bencher.iter(|| form_of(&file).unwrap().read(&file).adverts.len()));
    group.bench_function("read and stored", |bencher| {
        bencher.iter_batched(cache, |(folder, store)| import(file.as_bytes(), folder, store), BatchSize::PerIteration);
    });
    group.finish();
}

fn cache() -> (TempDir, AdvertStore) {
    let folder = tempfile::tempdir().unwrap();
    let store = AdvertStore::open(folder.path(), TODAY).unwrap().store;
    (folder, store)
}

/// Reads a file into a cache; what is handed back is dropped outside the time.
fn import(bytes: &[u8], folder: TempDir, mut store: AdvertStore) -> (TempDir, AdvertStore) {
    let text = decode(bytes);
    let mut walk = store.begin().unwrap();
    let mut new = 0;
    let _ = form_of(&text).unwrap().read_in_pieces(&text, &mut |piece, _| {
        new += walk.put_page(&piece.adverts, TODAY.at(9, 0, 0, 0)).unwrap().new;
        ControlFlow::Continue(())
    });
    assert_eq!(new, DOCUMENTS);
    (folder, store)
}

/// What a refresh does with what it is sent.
fn pages(criterion: &mut Criterion) {
    let mut dice = Dice(20_261_122);
    let pages: Vec<String> = (0..PAGES).map(|number| page(number, &mut dice)).collect();
    let mut group = criterion.benchmark_group("pages of 100 vacancies");
    group.throughput(Throughput::Elements(PAGES as u64));
    group.bench_function("read", |bencher| {
        bencher.iter(|| pages.iter().map(|page| adverts(page).len()).sum::<usize>());
    });
    group.sample_size(20).bench_function("read and stored", |bencher| {
        bencher.iter_batched(
            cache,
            |(folder, mut store)| {
                let mut walk = store.begin().unwrap();
                for page in &pages {
                    walk.put_page(&adverts(page), TODAY.at(9, 0, 0, 0)).unwrap();
                }
                (folder, store)
            },
            BatchSize::PerIteration,
        );
    });
    group.finish();
}

fn adverts(page: &str) -> Vec<rolecall::domain::advert::Advert> {
    jobs_xml::parse_page(page.as_bytes()).unwrap().batch.adverts
}

/// A document as the older NHS Jobs wrote them, its HTML escaped.
fn document(number: usize, dice: &mut Dice) -> String {
    let mut description = String::new();
    for part in 0..8 {
        let (heading, items) = (dice.words(3), [dice.words(12), dice.words(12), dice.words(12)]);
        let strong = if part % 2 == 0 { format!("<p><strong>{heading}</strong></p>\\n") } else { String::new() };
        let paragraph = format!("<p>{}&amp;nbsp;{}.</p>\\n", dice.words(25), dice.words(25));
        let list = items.map(|item| format!("<li>{item}</li>\\n")).concat();
        write!(description, "{strong}{paragraph}<ul>\\n{list}</ul>\\n").unwrap();
    }
    let description = description.replace('<', "&lt;").replace('>', "&gt;");
    let (title, employer, town) = (dice.words(4), dice.words(3), dice.words(1));
    let mut document = String::new();
    writeln!(
        document,
        r#"{{"@context": "http://schema.org", "@type": "JobPosting", "title": "{title}", "url": "https://www.jobs.nhs.uk/xi/vacancy/{}", "datePosted": "2020-10-09T13:34:51+0100", "validThrough": "2020-11-15T23:59:59+0000", "employmentType": "FULL_TIME", "industry": "Healthcare", "description": "{description}", "hiringOrganization": {{"@type": "Organization", "name": "{employer} NHS Trust", "url": "https://example.org/"}}, "jobLocation": {{"@type": "Place", "address": {{"@type": "PostalAddress", "addressLocality": "{town}", "postalCode": "EX1 1EX", "addressCountry": "GB"}}, "geo": {{"@type": "GeoCoordinates", "latitude": "50.7204", "longitude": "-3.5343"}}}}, "baseSalary": {{"@type": "MonetaryAmount", "currency": "GBP", "value": {{"@type": "QuantitativeValue", "unitText": "YEAR", "minValue": "21853", "maxValue": "28577", "value": "£21,853 to £28,577 per annum"}}}}}}"#,
        900_000_000 + number,
    )
    .unwrap();
    document
}

/// A page as the search of NHS Jobs answers.
fn page(number: usize, dice: &mut Dice) -> String {
    let vacancy = |id: usize| {
        format!(
            "<vacancyDetails><id>{id}</id><reference>C9999-26-{id}</reference><title>{} &amp; {}</title>\
             <description>{}...</description><employer>{} NHS Trust</employer><type>Permanent</type>\
             <salary>£31049.00 to £37796.00</salary><closeDate>2026-12-06</closeDate>\
             <postDate>2026-11-21T15:57:11.165</postDate>\
             <url>https://beta.jobs.nhs.uk/candidate/jobadvert/C9999-26-{id}</url>\
             <locations><location>{}, EX1 1EX</location></locations></vacancyDetails>",
            dice.words(2),
            dice.words(2),
            dice.words(22),
            dice.words(3),
            dice.words(1),
        )
    };
    let vacancies: String = (number * PAGE..(number + 1) * PAGE).map(vacancy).collect();
    format!(
        "<nhsJobs>{vacancies}<totalPages>{PAGES}</totalPages><totalResults>{}</totalResults></nhsJobs>",
        PAGES * PAGE
    )
}

/// Numbers without order that come the same in every run.
struct Dice(u64);

impl Dice {
    /// A number below `sides`.
    fn throw(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }

    /// So many made-up words: as in any text a few of them often, and very many hardly ever.
    fn words(&mut self, count: usize) -> String {
        (0..count).map(|_| self.word()).collect::<Vec<_>>().join(" ")
    }

    fn word(&mut self) -> String {
        const SYLLABLES: [&str; 32] = [
            "the", "a", "to", "and", "of", "in", "we", "care", "ing", "er", "nur", "se", "ward", "team", "ly", "ment",
            "ti", "on", "pa", "tient", "sup", "port", "re", "con", "pro", "de", "sta", "men", "tal", "ser", "vi", "ce",
        ];
        let syllables = [1, 1, 1, 2, 2, 3][self.throw(6)];
        let spread = if syllables == 1 { 16 } else { SYLLABLES.len() };
        (0..syllables).map(|_| SYLLABLES[self.throw(spread)]).collect()
    }
}
