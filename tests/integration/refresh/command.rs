//! `rolecall refresh` as a person or a script runs it.

use std::process::Stdio;
use std::sync::mpsc::channel;

use serde_json::Value;

use super::board::{self, answer, asked, page_of, posts};
use crate::harness::{DEADLINE, Home, Ran, run, signal, start};
use crate::nhs_jobs::server::{Answer, Server};

/// Runs a refresh without waits between pages.
fn refresh(home: &Home, server: &Server, arguments: &[&str]) -> Ran {
    let url = server.url();
    run(home.command([&["refresh", "--pause", "0", "--address", &url], arguments].concat()))
}

fn board(numbers: std::ops::Range<u32>) -> Server {
    Server::reading(move |_, request| answer(&posts(numbers.clone()), request))
}

#[test]
fn it_says_what_became_of_the_adverts() {
    let home = Home::new();
    assert_eq!(refresh(&home, &board(0..250), &[]).code, Some(0));
    let ran = refresh(&home, &board(50..251), &[]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
    assert_eq!(
        ran.out,
        "read 201 adverts on 3 pages: 1 new, 0 changed, 200 as before, 50 no longer listed, 0 skipped\n\
         Source: NHS Jobs. Contains public sector information licensed under the Open Government Licence v3.0.\n"
    );
}

#[test]
fn every_number_is_in_the_json() {
    let home = Home::new();
    let ran = refresh(&home, &board(0..150), &["--json"]);
    let expected = serde_json::json!({
        "pages": 2, "read": 150, "new": 150, "changed": 0, "same": 0, "gone": 0, "skipped": 0, "complete": true,
        "since": null, "ignored": [],
    });
    assert_eq!(ran.json(), [expected]);
    let help = home.run(&["refresh", "--help"]).out;
    for name in ran.json()[0].as_object().unwrap().keys() {
        assert!(help.contains(&format!("{name} ")), "{name} is not explained: {help}");
    }
}

#[test]
fn a_fault_is_one_line_and_status_3() {
    let home = Home::new();
    let server = Server::reading(|_, request| match page_of(request) {
        1 => answer(&posts(0..250), request),
        _ => Answer::new("429 Too Many Requests", "Retry-After: 7200\r\n", ""),
    });
    let ran = refresh(&home, &server, &["--json"]);
    assert_eq!((ran.code, ran.out.as_str(), ran.err.lines().count()), (Some(3), "", 1), "{}", ran.err);
    assert!(ran.err.starts_with("rolecall: fetching page 2 from NHS Jobs: "), "{}", ran.err);
    assert!(ran.err.contains("try again in 2 hours; what was read before that is kept (100 adverts on 1 page)"));
    assert_eq!(home.json(&["search"]).len(), 100);
}

#[test]
fn an_empty_answer_is_nothing_found() {
    let home = Home::new();
    assert_eq!(refresh(&home, &board(0..0), &[]).code, Some(1));
}

#[test]
fn what_is_asked_for_is_what_was_typed() {
    let home = Home::new();
    let server = board(0..3);
    let typed = [
        "--keyword",
        "ward sister",
        "--location",
        "LS1",
        "--distance",
        "5",
        "--band",
        "6",
        "--staff-group",
        "students",
    ];
    assert_eq!(refresh(&home, &server, &[&typed[..], &["--since", "2026-11-01"]].concat()).code, Some(1));
    let request = &server.requests()[0];
    for (name, value) in [
        ("keyword", "ward+sister"),
        ("location", "LS1"),
        ("distance", "5"),
        ("payBand", "BAND_6"),
        ("staffGroup", "STUDENTS"),
        ("publishedFrom", "2026-11-01"),
    ] {
        assert_eq!(asked(request, name), [value]);
    }
    let ran = refresh(&home, &server, &["--since", "yesterday"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("write a day as YYYY-MM-DD, or last"), "{}", ran.err);
}

#[test]
fn since_last_says_from_when_it_asked() {
    let home = Home::new();
    let first = refresh(&home, &board(0..3), &["--since", "last"]);
    assert!(first.out.contains("the whole board was never read before, so all of it was asked for"), "{}", first.out);
    let again = refresh(&home, &board(0..5), &["--since", "last"]);
    assert!(again.out.contains("asked for what was published since 2026-11-21"), "{}", again.out);
    assert_eq!(refresh(&home, &board(2..5), &["--since", "last", "--json"]).json()[0]["since"], "2026-11-21");
}

#[test]
fn labels_are_in_what_search_lists() {
    let home = Home::new();
    let server = Server::reading(|_, request| {
        let mut board = posts(0..2);
        board[0].band = Some("BAND_8B");
        answer(&board, request)
    });
    let ran = refresh(&home, &server, &["--label", "--json"]);
    assert_eq!((ran.code, ran.json()[0]["new"].as_u64()), (Some(0), Some(2)), "{}", ran.err);
    let bands: Vec<Value> = home.json(&["search"]).into_iter().map(|advert| advert["band"].clone()).collect();
    assert!(bands.iter().any(|band| band["value"] == "8b" && band["how"] == "stated"), "{bands:?}");
}

#[test]
fn what_was_not_whole_is_said() {
    let home = Home::new();
    let server = Server::reading(|_, request| {
        Answer::ok(board::xml(&posts(0..3), request).replace("<totalResults>3", "<totalResults>4"))
    });
    let ran = refresh(&home, &server, &[]);
    assert!(ran.out.contains("not every advert that NHS Jobs counts could be read"), "{}", ran.out);
}

#[test]
fn the_address_is_the_option_then_the_variable_then_the_setting() {
    let (option, variable, setting) = (board(0..1), board(0..1), board(0..1));
    let home = Home::new();
    home.write("config.ron", format!("(nhs_jobs: \"{}\")", setting.url()));
    let refresh = |url: &str, arguments: &[&str]| {
        let mut command = home.command([&["refresh", "--pause", "0"], arguments].concat());
        command.env("ROLECALL_NHS_JOBS_URL", url);
        assert_eq!(run(command).code, Some(0));
        [&option, &variable, &setting].map(|server| server.requests().len())
    };
    assert_eq!(refresh("", &[]), [0, 0, 1]);
    assert_eq!(refresh(&variable.url(), &[]), [0, 1, 1]);
    assert_eq!(refresh(&variable.url(), &["--address", &option.url()]), [1, 1, 1]);
}

#[test]
fn a_bad_address_is_named() {
    let home = Home::new();
    let path = home.write("config.ron", "(\n    nhs_jobs: \"http://www.jobs.nhs.uk/\",\n)");
    let ran = home.run(&["check"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.out.starts_with(&format!("{}:2:15: `nhs_jobs` cannot be ", path.display())), "{}", ran.out);
    let ran = home.run(&["refresh", "--address", "http://www.jobs.nhs.uk/"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("the address `http://www.jobs.nhs.uk/` is not encrypted"), "{}", ran.err);
}

#[test]
fn nothing_hostile_reaches_the_output() {
    let hostile = "<vacancyDetails><id>1</id><reference>C1</reference><title>Nurse &#27;]52;c;AAAA&#7;\u{1b}[2J\u{202e}</title>\
                   <employer>A&#x9b;31mB\u{85}</employer><salary>£1&#8;</salary><url>javascript:alert(1)</url>\
                   <description>&lt;script&gt;x&lt;/script&gt;&#27;[31m</description></vacancyDetails>";
    let body = board::page_xml(hostile, 1, 1);
    let home = Home::new();
    assert_eq!(refresh(&home, &Server::new(move |_| Answer::ok(&body)), &[]).code, Some(0));
    for arguments in
        [&["search"][..], &["search", "--json"], &["advert", "nhs:1:C1"], &["advert", "nhs:1:C1", "--json"]]
    {
        let ran = home.run(arguments);
        let bad = ran.out.chars().find(|c| c.is_control() && !matches!(c, '\n' | '\t') || *c == '\u{202e}');
        assert_eq!((ran.code, bad), (Some(0), None), "{}", ran.out);
        assert!(!ran.out.contains("javascript"), "{}", ran.out);
    }
}

#[cfg(unix)]
#[test]
fn control_c_stops_at_once_and_keeps_what_was_read() {
    for name in ["INT", "TERM"] {
        let home = Home::new();
        let (hangs, hanging) = channel();
        let server = Server::reading(move |_, request| {
            if page_of(request) == 1 {
                return answer(&posts(0..250), request);
            }
            hangs.send(()).unwrap();
            Answer::Hold(Vec::new())
        });
        let mut command = home.command(["refresh", "--pause", "0", "--address", &server.url()]);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let child = start(&mut command);
        hanging.recv_timeout(DEADLINE).unwrap();
        signal(child.id(), name);
        let output = child.wait_with_output().unwrap();
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!((output.status.code(), told.lines().count()), (Some(3), 1), "{told}");
        assert!(
            told.contains("stopped; refresh again to read it all; what was read before that is kept (100 adverts"),
            "{told}"
        );
        assert_eq!(home.json(&["search"]).len(), 100);
    }
}

#[test]
fn two_refreshes_and_a_reader_at_once_lose_nothing_and_wait_for_each_other() {
    let home = Home::new();
    assert_eq!(refresh(&home, &board(0..100), &[]).code, Some(0));
    let servers = [board(0..2_000), board(0..2_000)];
    let mut children: Vec<_> = servers
        .iter()
        .map(|server| {
            let mut command = home.command(["refresh", "--pause", "0", "--json", "--address", &server.url()]);
            command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
            start(&mut command)
        })
        .collect();
    let mut searches = 0;
    while children.iter_mut().any(|child| child.try_wait().unwrap().is_none()) {
        assert!(home.json(&["search"]).len() >= 100);
        searches += 1;
    }
    assert!(searches > 0);
    for child in children {
        let output = child.wait_with_output().unwrap();
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!((output.status.code(), told.as_str()), (Some(0), ""));
        let report: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!((&report["read"], &report["complete"]), (&2_000.into(), &true.into()));
    }
    assert_eq!(home.json(&["search"]).len(), 2_000);
}
