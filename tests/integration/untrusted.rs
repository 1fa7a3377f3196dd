//! What others wrote is never obeyed: no control character, escape sequence or trick of direction gets from any source to
//! the terminal, be it through a command, an error or a screen.

use std::collections::HashSet;
use std::path::Path;

use rolecall::domain::shortlist::Shortlists;
use rolecall::source::form_of;

use crate::explorer::Explorer;
use crate::harness::{Home, Ran};
use crate::nhs_jobs::server::{Answer, Server};

/// Sets a title, clears the screen, colours by C1 control, moves back, turns the direction, hides letters.
const HOSTILE: [&str; 8] = [
    "\u{1b}]0;owned\u{7}",
    "\u{1b}[2J",
    "\u{9b}31m",
    "\r\u{8}\u{7f}",
    "\u{202e}",
    "\u{2066}",
    "\u{200b}",
    "\u{90}q\u{9c}",
];

/// A fixture with something hostile after every word, once raw and once as the form's own references would write it.
fn poisoned(name: &str) -> Vec<(String, String)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(name);
    let text = std::fs::read_to_string(path).unwrap();
    let json = |hostile: &str| hostile.encode_utf16().map(|unit| format!("\\u{unit:04x}")).collect::<Vec<_>>().concat();
    let markup = |hostile: &str| hostile.chars().map(|c| format!("&#{};", u32::from(c))).collect::<Vec<_>>().concat();
    let written: [&dyn Fn(&str) -> String; 3] = [&|hostile| hostile.to_owned(), &json, &markup];
    written
        .iter()
        .enumerate()
        .map(|(way, write)| {
            let mut turn = HOSTILE.iter().cycle();
            let mut poisoned = String::new();
            for part in text.split_inclusive("e ") {
                let word = part.strip_suffix(' ');
                poisoned.push_str(word.unwrap_or(part));
                if word.is_some() {
                    poisoned.push_str(&write(turn.next().unwrap()));
                    poisoned.push(' ');
                }
            }
            (format!("{way}-{}", name.replace('/', "-")), poisoned)
        })
        .collect()
}

fn everything_poisoned() -> Vec<(String, String)> {
    let names = [
        "job_posting/nhs.json",
        "job_posting/lines.jsonl",
        "job_posting/page.html",
        "advert_page/page.html",
        "health_careers/printed.txt",
        "health_careers/browser.txt",
        "pasted/nhs_jobs.txt",
        "pasted/reseller.txt",
        "pasted/board.txt",
        "nhs_jobs/sample.xml",
    ];
    names.into_iter().flat_map(poisoned).collect()
}

/// Whether a terminal shows the character and does nothing else with it.
fn is_harmless(c: char) -> bool {
    let turns = matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{61c}');
    let hides = matches!(c, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}');
    c == '\n' || !(c.is_control() || turns || hides)
}

#[track_caller]
fn assert_harmless(what: &str, text: &str) {
    if let Some(line) = text.lines().find(|line| !line.chars().all(is_harmless)) {
        panic!("{what}: {line:?}");
    }
}

#[track_caller]
fn checked(home: &Home, arguments: &[&str]) -> Ran {
    let ran = home.run(arguments);
    // Tables part their columns by tabs, as many in every row.
    let tabs: HashSet<usize> = ran.out.lines().map(|line| line.matches('\t').count()).collect();
    let text = if tabs.len() == 1 { ran.out.replace('\t', " ") } else { ran.out.clone() };
    assert_harmless(&format!("{arguments:?}"), &text);
    assert_harmless(&format!("{arguments:?} complains"), &ran.err);
    ran
}

#[test]
fn no_command_passes_on_what_a_terminal_would_obey() {
    let home = Home::new();
    for (name, text) in everything_poisoned() {
        home.write(&name, text);
    }
    #[cfg(unix)]
    home.write("na\u{1b}[2Jme\u{202e}.txt", "no advert");
    let folder = home.config().display().to_string();
    let imported = checked(&home, &["import", "--verbose", &folder]);
    assert!(imported.err.contains("name.txt") || cfg!(not(unix)), "{}", imported.err);
    let ids: Vec<String> = home.json(&["search"]).iter().map(|line| line["id"].as_str().unwrap().to_owned()).collect();
    assert!(ids.len() >= 10, "{ids:?}");
    checked(&home, &["search"]);
    checked(&home, &["search", "--json"]);
    for id in &ids {
        checked(&home, &["advert", id]);
        checked(&home, &["advert", id, "--json"]);
    }
    let save: Vec<&str> = ["shortlist", "add"].into_iter().chain(ids.iter().map(String::as_str)).collect();
    checked(&home, &save);
    checked(&home, &["shortlist", "list"]);
    checked(&home, &["advert", "no\u{1b}[2J such\u{202e}"]);
    checked(&home, &["search", "\u{1b}[2J\u{9b}"]);
}

#[test]
fn no_screen_shows_what_a_terminal_would_obey() {
    for (name, text) in everything_poisoned() {
        let adverts = form_of(&text).map(|form| form.read(&text).adverts).unwrap_or_default();
        let mut explorer = Explorer::with(adverts, Shortlists::default(), 120, 36);
        for keys in ["v esc", "enter", "pagedown pagedown", "s", "2", "tab enter", "pagedown"] {
            explorer.keys(keys);
            let buffer = explorer.terminal.backend().buffer();
            let shown: String = buffer.content().iter().map(ratatui::buffer::Cell::symbol).collect();
            assert_harmless(&format!("{name} after {keys}"), &shown);
        }
    }
}

#[test]
fn no_answer_of_a_service_is_obeyed() {
    let home = Home::new();
    let (_, page) = poisoned("nhs_jobs/sample.xml").remove(2);
    let answers: [fn(&str) -> Answer; 2] =
        [|page| Answer::ok(page), |page| Answer::ok(page.replace("nhsJobs", "html"))];
    for answer in answers {
        let page = page.clone();
        let server = Server::new(move |_| answer(&page));
        checked(&home, &["refresh", "--pause", "0", "--address", &server.url()]);
    }
    checked(&home, &["refresh", "--address", "https://\u{1b}[2Jexample.org"]);
    checked(&home, &["search"]);
}
