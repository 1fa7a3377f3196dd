//! Saved means on the disk: nothing reported saved is lost to a kill, or to another copy that saves at the same time.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader};
use std::process::Stdio;
use std::sync::Barrier;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use crate::harness::{DEADLINE, Home, SAMPLES, run_within, sample, start};

/// How often a saving program is killed.
const ROUNDS: u32 = 30;

/// How long a run may take that saves dozens of adverts and waits for another copy's dozens: the lock is not fair, so the
/// other may come first every time.
const CROWDED: Duration = DEADLINE.saturating_mul(5);

/// Which adverts are on which lists.
type Lists = BTreeMap<String, BTreeSet<String>>;

fn on_the_disk(home: &Home) -> Lists {
    let mut lists = Lists::new();
    for line in home.json(&["shortlist", "list"]) {
        let text = |field: &str| line[field].as_str().unwrap().to_owned();
        assert!(lists.entry(text("list")).or_default().insert(text("id")), "an advert is on its list once: {line}");
    }
    lists
}

fn add<'a>(list: &'a str, ids: &'a [String]) -> Vec<&'a str> {
    let ids = ids.iter().map(String::as_str);
    ["shortlist", "add", "--list", list].into_iter().chain(ids).collect()
}

/// The lines that a program writes, as it writes them.
fn lines(output: impl std::io::Read + Send + 'static) -> Receiver<String> {
    let (sender, lines) = channel();
    thread::spawn(move || {
        for line in BufReader::new(output).lines().map_while(Result::ok) {
            if sender.send(line).is_err() {
                return;
            }
        }
    });
    lines
}

/// Saves adverts to a list, kills the program after `count` lines and a part of the time that a line takes, and returns
/// every id that it reported saved.
fn save_and_kill(home: &Home, list: &str, count: usize, part: u32) -> BTreeSet<String> {
    let ids: Vec<String> = SAMPLES.map(sample).collect();
    let mut command = home.command(add(list, &ids));
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::inherit());
    let mut child = start(&mut command);
    let output = lines(child.stdout.take().unwrap());
    let mut reported = Vec::new();
    let mut pace = Duration::ZERO;
    while reported.len() < count {
        let before = Instant::now();
        reported.push(output.recv_timeout(DEADLINE).expect("it saves"));
        pace = before.elapsed();
    }
    // Into the next save, so that the kill meets every part of it sooner or later.
    match output.recv_timeout(pace * part / 8) {
        Ok(line) => reported.push(line),
        Err(RecvTimeoutError::Timeout) => {}
        Err(RecvTimeoutError::Disconnected) => panic!("it ended before it was killed"),
    }
    child.kill().unwrap();
    assert_eq!(child.wait().unwrap().code(), None, "it was killed, so the round counts");
    reported.extend(output);
    let end = format!(" to “{list}”");
    let id = |line: &String| line.strip_prefix("saved ").and_then(|line| line.strip_suffix(&end)).map(str::to_owned);
    reported.iter().map(|line| id(line).unwrap_or_else(|| panic!("what is this line: {line}"))).collect()
}

#[test]
fn a_kill_loses_nothing_that_was_reported_saved() {
    let home = Home::new();
    let mut reported = Lists::new();
    for round in 0..ROUNDS {
        let list = format!("Round {round}");
        let saved = save_and_kill(&home, &list, 1 + (round as usize * 7) % 17, round % 8);
        reported.insert(list, saved);
        let found = on_the_disk(&home);
        for (list, ids) in &reported {
            let kept = &found[list];
            assert!(ids.is_subset(kept), "round {round}: “{list}” lost {:?}", ids.difference(kept));
            assert!(kept.len() <= ids.len() + 1, "round {round}: “{list}” holds what nobody asked for");
        }
    }
    let check = home.run(&["check"]);
    assert_eq!(check.code, Some(0), "{check:?}");
    // The lock of a killed program is free.
    assert_eq!(home.run(&["shortlist", "add", "sample-9", "--list", "After"]).code, Some(0));
}

#[test]
fn two_copies_saving_at_once_lose_nothing_of_each_others() {
    let home = Home::new();
    let ids: Vec<String> = SAMPLES.take(50).map(sample).collect();
    let together = Barrier::new(2);
    let save = |copy: &str| {
        together.wait();
        for number in 1..=4 {
            let list = format!("{copy} {number}");
            let ran = run_within(CROWDED, home.command(add(&list, &ids)));
            assert_eq!((ran.code, ran.err.as_str(), ran.out.lines().count()), (Some(0), "", 50), "{list}");
        }
    };
    thread::scope(|scope| {
        scope.spawn(|| save("One"));
        scope.spawn(|| save("Two"));
    });
    let lists = on_the_disk(&home);
    let wanted: BTreeSet<String> = ids.iter().cloned().collect();
    assert_eq!(lists.len(), 8);
    assert!(lists.values().all(|ids| *ids == wanted), "{lists:?}");
    assert_eq!(lists.values().map(BTreeSet::len).sum::<usize>(), 400);
    assert_eq!(home.files(), ["shortlists.lock", "shortlists.ron"], "no temporary file is left");
}

#[test]
fn two_copies_saving_to_one_list_lose_nothing_of_each_others() {
    let home = Home::new();
    let ids: Vec<String> = SAMPLES.take(50).map(sample).collect();
    let (ones, twos) = ids.split_at(25);
    let together = Barrier::new(2);
    let save = |ids: &[String]| {
        together.wait();
        assert_eq!(run_within(CROWDED, home.command(add("Ours", ids))).code, Some(0));
    };
    thread::scope(|scope| {
        scope.spawn(|| save(ones));
        scope.spawn(|| save(twos));
    });
    assert_eq!(on_the_disk(&home)["Ours"], ids.iter().cloned().collect());
}

#[test]
fn an_ordinary_run_leaves_no_temporary_file() {
    let home = Home::new();
    for arguments in [
        &["shortlist", "add", "sample-9", "sample-10"][..],
        &["shortlist", "note", "sample-9", "call them"],
        &["shortlist", "remove", "sample-10"],
    ] {
        assert_eq!(home.run(arguments).code, Some(0), "{arguments:?}");
        assert_eq!(home.files(), ["shortlists.lock", "shortlists.ron"], "{arguments:?}");
    }
}

#[test]
fn the_persons_files_are_for_the_person_alone() {
    use std::os::unix::fs::PermissionsExt;
    let home = Home::new();
    assert_eq!(home.run(&["shortlist", "add", "sample-9"]).code, Some(0));
    for (path, mode) in [(home.config(), 0o700), (home.shortlists(), 0o600)] {
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, mode, "{}", path.display());
    }
}

#[test]
fn a_full_or_forbidden_disk_is_told_and_the_old_file_stands() {
    let home = Home::new();
    assert_eq!(home.run(&["shortlist", "add", "sample-9"]).code, Some(0));
    let before = std::fs::read(home.shortlists()).unwrap();
    // A folder in the place of the lock file cannot be opened for writing, whoever runs the test.
    std::fs::remove_file(home.config().join("shortlists.lock")).unwrap();
    std::fs::create_dir(home.config().join("shortlists.lock")).unwrap();
    let ran = home.run(&["shortlist", "add", "sample-10"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""));
    assert!(ran.err.contains("cannot save to the shortlists") && ran.err.contains("check that"), "{}", ran.err);
    assert_eq!(std::fs::read(home.shortlists()).unwrap(), before);
}
