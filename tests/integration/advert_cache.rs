//! The cache of adverts under a program that is killed while it writes.

use std::collections::HashMap;
use std::env;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use jiff::civil::date;
use rolecall::domain::advert::{Advert, AdvertId, Section, StatedPlace};
use rolecall::store::adverts::{AdvertStore, Opened};

/// Names the folder and the round to the program that is to be killed.
const TASK: &str = "ROLECALL_TEST_WRITE_PAGES";
const ROUNDS: usize = 6;
const PAGE: usize = 40;

fn opened(folder: &Path) -> AdvertStore {
    let Opened { store, aside } = AdvertStore::open(folder, date(2026, 11, 22)).unwrap();
    assert_eq!(aside, None);
    store
}

fn page(page: usize, round: &str) -> Vec<Advert> {
    let advert = |number| Advert {
        id: AdvertId::new(format!("{page}-{number}")),
        title: format!("Nurse of round {round}"),
        employer: "Example Trust".to_owned(),
        places: vec![StatedPlace::new("Exampleton, EX1 1EX")],
        source: "A test".to_owned(),
        sections: vec![Section {
            heading: "Overview".to_owned(),
            text: format!("round{round} {}", "care ".repeat(200)),
        }],
        ..Advert::default()
    };
    (0..PAGE).map(advert).collect()
}

/// The program that is killed: writes page after page, with a line when each is said to be on the disk.
#[test]
#[ignore = "it is run by the other test, and writes until it is killed"]
fn write_pages() {
    let Ok(task) = env::var(TASK) else { return };
    let (round, folder) = task.split_once(' ').unwrap();
    let mut store = opened(Path::new(folder));
    let mut walk = store.begin().unwrap();
    for number in 0.. {
        walk.put_page(&page(number, round), date(2026, 11, 22).at(9, 0, 0, 0)).unwrap();
        println!("\nwritten {number}");
    }
}

/// Lets the program write until it has said so of some pages, kills it, and answers with how many those are.
fn write_and_kill(folder: &Path, round: usize) -> usize {
    let mut child = Command::new(env::current_exe().unwrap())
        .args(["--exact", "advert_cache::write_pages", "--ignored", "--nocapture"])
        .env(TASK, format!("{round} {}", folder.display()))
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
    let said = lines.filter(|line| line.starts_with("written ")).take(round * 3 + 1).count();
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(said, round * 3 + 1, "the program ended by itself");
    said
}

#[test]
fn a_kill_while_pages_are_written_leaves_whole_pages() {
    let folder = tempfile::tempdir().unwrap();
    for round in 0..ROUNDS {
        let said = write_and_kill(folder.path(), round);
        let store = opened(folder.path());
        let mut stored = Vec::new();
        store.load(|facts| stored.push(facts.to_advert())).unwrap();
        let mut pages: HashMap<usize, Vec<&Advert>> = HashMap::new();
        for advert in &stored {
            let number = advert.id.as_str().split_once('-').unwrap().0.parse().unwrap();
            pages.entry(number).or_default().push(advert);
        }
        let title = format!("Nurse of round {round}");
        for (number, adverts) in &pages {
            assert_eq!(adverts.len(), PAGE, "round {round}, page {number}");
            assert!(adverts.iter().all(|advert| advert.title == adverts[0].title), "round {round}, page {number}");
            assert!(*number >= said || adverts[0].title == title, "round {round}, page {number}");
        }
        let newest: Vec<AdvertId> =
            stored.iter().filter(|advert| advert.title == title).map(|advert| advert.id.clone()).collect();
        assert_eq!(store.text_matches(&format!("round{round}")).unwrap(), newest);
        assert!(newest.len() >= said * PAGE);
        assert!(newest.iter().all(|id| store.sections(id).unwrap()[0].text.starts_with(&format!("round{round} "))));
    }
}
