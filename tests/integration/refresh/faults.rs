//! Every fault of a service: each ends in a clear line, or in a clean reading, and spoils nothing that was stored.

use std::collections::BTreeSet;
use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;

use super::board::{self, Post, id, posts};
use super::*;

/// The second page comes as `bad` says, the others as they should.
fn with_second(bad: impl Fn(&str) -> Answer + Send + 'static) -> Server {
    Server::reading(move |_, request| if page_of(request) == 2 { bad(request) } else { answer(&new_board(), request) })
}

/// What the service lists.
fn new_board() -> Vec<Post> {
    posts(100..250)
}

/// What the cache held before, of which half is listed no longer.
fn old_board() -> Vec<Post> {
    posts(0..150)
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// The bytes of an answer with these headers, and nothing more; the connection is then closed.
fn raw(headers: &str, body: impl AsRef<[u8]>) -> Answer {
    Answer::Send([format!("HTTP/1.1 200 OK\r\n{headers}\r\n").as_bytes(), body.as_ref()].concat())
}

/// A body in chunks of some bytes, with or without the last one that says that it is whole.
fn chunked(body: &str, is_whole: bool) -> Answer {
    let mut bytes = Vec::new();
    for chunk in body.as_bytes().chunks(1_000) {
        write!(bytes, "{:x}\r\n", chunk.len()).unwrap();
        bytes.extend(chunk);
        bytes.extend(b"\r\n");
    }
    bytes.extend(if is_whole { &b"0\r\n\r\n"[..] } else { b"3e8\r\n<vacancy" });
    raw("Transfer-Encoding: chunked\r\n", bytes)
}

type Fault = (&'static str, fn(&str) -> Answer, usize, &'static str);

/// Name, answer, and how many adverts are read at most.
type Half = (&'static str, fn(&str) -> Answer, usize);
/// Name and answer.
type Way = (&'static str, fn(&str) -> Answer);
/// Answer, how long it may take, and words of what is said.
type Silence = (fn() -> Answer, Limits, &'static str);

/// Name, answer, how often it is asked for, and words of what is said.
const FAULTS: &[Fault] = &[
    ("400", |_| Answer::new("400 Bad Request", "", "search.validation.date"), 1, "(HTTP 400: search.validation.date)"),
    ("400 in HTML", |_| Answer::new("400 Bad Request", "", "<html>\x1b[2Jno</html>"), 1, "(HTTP 400: Bad Request)"),
    ("401", |_| Answer::new("401 Unauthorized", "", ""), 1, "(HTTP 401: Unauthorized)"),
    ("403", |_| Answer::new("403 Forbidden", "", ""), 1, "(HTTP 403: Forbidden)"),
    ("404", |_| Answer::new("404 Not Found", "", ""), 1, "(HTTP 404: Not Found)"),
    ("408", |_| Answer::new("408 Request Timeout", "", ""), 3, "(HTTP 408); try again in a few minutes"),
    ("429", |_| Answer::new("429 Too Many Requests", "", ""), 3, "(HTTP 429); try again in a few minutes"),
    (
        "429 for seconds",
        |_| Answer::new("429 Too Many Requests", "Retry-After: 90\r\n", ""),
        3,
        "(HTTP 429); try again in 2 minutes",
    ),
    (
        "429 until a time",
        |_| {
            let headers = "Date: Fri, 04 Sep 2026 10:00:00 GMT\r\nRetry-After: Fri, 04 Sep 2026 10:01:00 GMT\r\n";
            Answer::new("429 Too Many Requests", headers, "")
        },
        3,
        "(HTTP 429); try again in 1 minute",
    ),
    (
        "429 for hours",
        |_| Answer::new("429 Too Many Requests", "Retry-After: 7200\r\n", ""),
        1,
        "(HTTP 429); try again in 2 hours",
    ),
    (
        "429 for ever",
        |_| Answer::new("429 Too Many Requests", "Retry-After: 18446744073709551615\r\n", ""),
        1,
        "(HTTP 429); try again in ",
    ),
    (
        "429 for nonsense",
        |_| Answer::new("429 Too Many Requests", "Retry-After: soon\r\n", ""),
        3,
        "try again in a few minutes",
    ),
    ("500", |_| Answer::new("500 Internal Server Error", "", "<p>oops"), 3, "(HTTP 500); try again in a few minutes"),
    ("503", |_| Answer::new("503 Service Unavailable", "", ""), 3, "(HTTP 503); try again in a few minutes"),
    ("520", |_| Answer::new("520 Odd", "", ""), 3, "(HTTP 520); try again in a few minutes"),
    ("204", |_| raw("", "").replaced("200 OK", "204 No Content"), 1, "it is empty; try again later"),
    ("304", |_| Answer::new("304 Not Modified", "", ""), 1, "(HTTP 304: Not Modified)"),
    ("no body", |_| Answer::ok(""), 1, "it is empty; try again later"),
    ("nothing at all", |_| Answer::nothing(), 3, "the connection failed: "),
    ("too short", |r| raw("Content-Length: 99999\r\n", whole(r)), 3, "the connection failed: "),
    ("cut, of no length", |r| raw("", &whole(r)[..5_000]), 1, "it is cut short after "),
    ("cut in a chunk", |r| chunked(&whole(r)[..5_000], false), 3, "the connection failed: "),
    ("bad chunks", |_| raw("Transfer-Encoding: chunked\r\n", "zz\r\nmore"), 1, "the service cannot be talked to: "),
    ("not HTTP", |_| Answer::Send(b"\x1b[2Jhello\r\n\r\n".to_vec()), 1, "the service cannot be talked to: "),
    ("HTML", |_| Answer::ok("<!DOCTYPE html><html><p>Service Domain Information"), 1, "it is a web page (HTML)"),
    ("JSON", |_| Answer::ok("{\"error\": 1}"), 1, "it is not XML"),
    ("other XML", |_| Answer::ok("<feed xmlns='http://www.w3.org/2005/Atom'/>"), 1, "its root element is `feed`"),
    (
        "DOCTYPE bomb",
        |_| {
            let entity = |n: usize| format!("<!ENTITY e{n} '{}'>", format!("&e{};", n - 1).repeat(10));
            let entities: String = (1..20).map(entity).collect();
            Answer::ok(format!("<!DOCTYPE nhsJobs [<!ENTITY e0 'ha'>{entities}]><nhsJobs>&e19;</nhsJobs>"))
        },
        1,
        "it holds a DOCTYPE",
    ),
    (
        "external entity",
        |_| Answer::ok("<!DOCTYPE nhsJobs SYSTEM 'file:///etc/passwd'><nhsJobs/>"),
        1,
        "it holds a DOCTYPE",
    ),
    ("too deep", |_| Answer::ok(format!("<nhsJobs>{}", "<a>".repeat(100_000))), 1, "nested deeper than 64"),
    ("not well-formed", |_| Answer::ok("<nhsJobs><vacancyDetails></nhsJobs>"), 1, "it is damaged at line 1"),
    ("bytes that are not UTF-8", |r| Answer::ok(spoilt("", r)), 1, "it holds bytes that are not UTF-8"),
    (
        "bytes that are not the UTF-8 it declares",
        |r| Answer::ok(spoilt("<?xml version='1.0' encoding='UTF-8'?>", r)),
        1,
        "it holds bytes that are not UTF-8",
    ),
    (
        "endless",
        |_| Answer::Endless(b"HTTP/1.1 200 OK\r\n\r\n<nhsJobs>".to_vec(), b"<vacancyDetails/>".repeat(1_000)),
        1,
        "the answer is longer than 1 MB",
    ),
    (
        "endless head",
        |_| Answer::Endless(b"HTTP/1.1 200 OK\r\n".to_vec(), b"X-More: and more\r\n".repeat(100)),
        1,
        "the service cannot be talked to: ",
    ),
    (
        "gzip bomb",
        |_| raw("Content-Encoding: gzip\r\n", gzip(&vec![b' '; 64 << 20])),
        1,
        "the answer is longer than 1 MB",
    ),
    ("no gzip", |r| raw("Content-Encoding: gzip\r\n", whole(r)), 1, "the service cannot be talked to: "),
    (
        "half a gzip",
        |r| raw("Content-Encoding: gzip\r\n", &gzip(whole(r).as_bytes())[..100]),
        1,
        "the service cannot be talked to: ",
    ),
    (
        "unasked compression",
        |r| raw("Content-Encoding: br\r\n", whole(r)),
        1,
        "its answer is compressed as `br`, which was not asked for",
    ),
    (
        "sent elsewhere",
        |_| Answer::new("302 Found", "Location: https://example.org/\r\n", ""),
        1,
        "sends on to `https://example.org/`, which is not followed",
    ),
    (
        "sent around",
        |_| Answer::new("307 Temporary Redirect", "Location: /x?page=2\r\n", ""),
        4,
        "which is not followed",
    ),
];

/// A page with a sign in one byte, as Windows writes it.
fn spoilt(declaration: &str, request: &str) -> Vec<u8> {
    let page = format!("{declaration}{}", whole(request));
    let at = page.find("Staff Nurse").unwrap();
    [&page.as_bytes()[..at], b"\xa3", &page.as_bytes()[at..]].concat()
}

fn whole(request: &str) -> String {
    board::xml(&new_board(), request)
}

impl Answer {
    /// The same bytes with another status.
    fn replaced(self, from: &str, to: &str) -> Self {
        match self {
            Self::Send(bytes) => Self::Send(String::from_utf8(bytes).unwrap().replace(from, to).into_bytes()),
            other => other,
        }
    }
}

#[test]
fn a_fault_ends_in_a_line_and_leaves_the_cache_with_the_pages_before_it() {
    for (name, bad, asked, words) in FAULTS {
        let mut cache = Cache::of(&old_board());
        let server = with_second(bad);
        let Err(broken) = cache.refresh(&Request::default(), &server) else { panic!("{name} is no fault") };
        let line = broken.to_string();
        assert!(line.contains(words), "{name}: {line}");
        assert!(line.contains(" page 2 from NHS Jobs"), "{name}: {line}");
        assert!(line.contains("what was read before that is kept (100 adverts on 1 page)"), "{name}: {line}");
        assert!(line.ends_with("and none was marked as no longer listed"), "{name}: {line}");
        assert!(!line.contains(char::is_control), "{name}: {line}");
        let second = server.requests().iter().filter(|request| page_of(request) == 2).count();
        assert_eq!(second, *asked, "{name}: {line}");
        assert_eq!(cache.ids(), ids(0..200), "{name}");
        assert_eq!(cache.gone(), BTreeSet::new(), "{name}");
        let after = cache.refresh(&Request::default(), &Server::reading(|_, request| answer(&new_board(), request)));
        assert_eq!((after.unwrap().gone, cache.gone()), (100, ids(0..100)), "{name}");
    }
}

#[test]
fn a_reset_or_a_service_that_hangs_ends_in_a_line() {
    let mut cache = Cache::of(&old_board());
    let answers: [Silence; 3] = [
        (|| Answer::Reset, ENOUGH, "the connection failed: "),
        (|| Answer::Hold(Vec::new()), HURRIED, "no whole answer came in time"),
        (|| Answer::Hold(b"HTTP/1.1 200 OK\r\n\r\n<nhsJobs>".to_vec()), HURRIED, "no whole answer came in time"),
    ];
    for (bad, limits, words) in answers {
        let server = Server::new(move |_| bad());
        let broken = cache.refresh_within(limits, &Request::default(), &server).unwrap_err();
        let line = broken.to_string();
        assert!(line.contains(words) && line.contains("(3 tries)"), "{line}");
        assert!(line.ends_with("nothing was read before that, and what was stored is as it was"), "{line}");
        assert_eq!((cache.ids(), cache.gone().len(), server.requests().len()), (ids(0..150), 0, 3));
    }
}

/// No time for an answer that never comes.
const HURRIED: Limits = Limits { whole: Duration::from_millis(50), ..ENOUGH };

#[test]
fn a_reading_that_is_not_whole_marks_nothing() {
    let half: [Half; 4] = [
        ("repeating page", |request| answer(&new_board(), &request.replace("page=2", "page=1")), 100),
        ("empty page", |_| Answer::ok(board::page_xml("", 2, 150)), 100),
        ("empty page that denies all", |_| Answer::ok(board::page_xml("", 0, 0)), 100),
        ("page of another board", |_| answer(&posts(300..340), "GET /?page=1 HTTP/1.1"), 140),
    ];
    for (name, bad, read) in half {
        let mut cache = Cache::of(&old_board());
        let report = cache.refresh(&Request::default(), &with_second(bad)).unwrap();
        assert!(!report.complete && report.gone == 0 && cache.gone().is_empty(), "{name}: {report:?}");
        assert!(report.read <= read, "{name}: {report:?}");
        assert!(cache.ids().is_superset(&ids(0..200)), "{name}");
    }
    let mut cache = Cache::of(&old_board());
    let report = cache.refresh(&Request::default(), &Server::new(|_| Answer::ok(board::page_xml("", 0, 0)))).unwrap();
    assert_eq!((report.read, report.gone, cache.gone().len()), (0, 0, 0));
}

#[test]
fn answers_are_taken_in_whatever_way_they_are_sent() {
    let ways: [Way; 10] = [
        ("HTTP/1.0", |r| raw("", whole(r)).replaced("HTTP/1.1", "HTTP/1.0")),
        ("chunks", |r| chunked(&whole(r), true)),
        ("gzip", |r| raw("Content-Encoding: gzip\r\n", gzip(whole(r).as_bytes()))),
        ("identity", |r| raw("Content-Encoding: identity\r\n", whole(r))),
        ("no type", |r| raw(&format!("Content-Length: {}\r\n", whole(r).len()), whole(r))),
        ("a type of text", |r| raw("Content-Type: text/html; charset=iso-8859-1\r\n", whole(r))),
        ("a kept connection that is closed", |r| {
            raw(&format!("Connection: keep-alive\r\nContent-Length: {}\r\n", whole(r).len()), whole(r))
        }),
        ("a declaration and a mark", |r| {
            Answer::ok(format!("\u{feff}<?xml version='1.0' encoding='UTF-8'?>\n{}", whole(r)))
        }),
        ("another encoding", |r| {
            let page = whole(r).replace('£', "&#163;");
            assert!(page.is_ascii());
            Answer::ok(format!("<?xml version='1.0' encoding='KOI8-R'?>\n{page}"))
        }),
        ("an address of its own", |r| {
            let page = page_of(r);
            if r.contains("/moved") {
                return Answer::ok(whole(r));
            }
            Answer::new("308 Permanent Redirect", &format!("Location: /moved?page={page}\r\n"), "")
        }),
    ];
    for (name, way) in ways {
        let mut cache = Cache::of(&old_board());
        let server = Server::reading(move |_, request| way(request));
        let report = cache.refresh(&Request::default(), &server);
        let report = report.unwrap_or_else(|broken| panic!("{name}: {broken}"));
        assert_eq!((report.read, report.complete, report.gone), (150, true, 100), "{name}");
        let asked = if name == "an address of its own" { 4 } else { 2 };
        assert_eq!(server.requests().len(), asked, "{name}: nothing was asked for twice");
    }
}

#[test]
fn a_cache_that_cannot_be_written_ends_it_with_the_pages_before() {
    let folder = tempfile::tempdir().unwrap();
    let mut cache = Cache { store: AdvertStore::open(folder.path(), TODAY).unwrap().store, ..Cache::new() };
    let full = "CREATE TRIGGER full BEFORE INSERT ON advert WHEN new.title = 'Staff Nurse 120'
                BEGIN SELECT RAISE(ABORT, 'no room'); END";
    rusqlite::Connection::open(folder.path().join("adverts.sqlite3")).unwrap().execute_batch(full).unwrap();
    let broken = cache.refresh(&Request::default(), &Server::reading(|_, request| answer(&posts(0..250), request)));
    let line = broken.unwrap_err().to_string();
    assert!(line.starts_with("cannot save the adverts in "), "{line}");
    assert!(line.contains("what was read before that is kept (100 adverts on 1 page)"), "{line}");
    assert_eq!(cache.ids(), (0..100).map(id).collect());
}
