//! The walk through NHS Jobs against a service on this machine: every fault ends in a clear line or a clean result.

pub mod server;

use std::collections::HashSet;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::ops::{ControlFlow, Range};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use jiff::civil::Date;
use rolecall::domain::advert::Advert;
use rolecall::source::http::{Address, Cancel, Cancelled, Client, Limits, Pause, RealTime};
use rolecall::source::nhs_jobs::{Ending, Filters, PageRead, Service, WalkError, Walked};

use self::server::{Answer, Server};

/// Lets no time pass and writes down what should have.
#[derive(Clone, Default)]
struct NoTime(Arc<Mutex<Vec<Duration>>>);

impl Pause for NoTime {
    fn pause(&self, time: Duration, cancel: &Cancel) -> Result<(), Cancelled> {
        self.0.lock().unwrap().push(time);
        cancel.wait(Duration::ZERO)
    }
}

/// Is cancelled as soon as it waits.
struct CancelledMeanwhile;

impl Pause for CancelledMeanwhile {
    fn pause(&self, time: Duration, cancel: &Cancel) -> Result<(), Cancelled> {
        cancel.cancel();
        RealTime.pause(time, cancel)
    }
}

/// Long enough for anything on this machine.
const ENOUGH: Limits = Limits { connect: Duration::from_secs(60), whole: Duration::from_secs(60), body: 1 << 20 };
const NO_TIME_TO_ANSWER: Limits = Limits { whole: Duration::from_millis(50), ..ENOUGH };

/// What came of a walk.
struct Outcome {
    walked: Result<Walked, WalkError>,
    pages: Vec<PageRead>,
    waits: Vec<u64>,
    requests: Vec<String>,
}

impl Outcome {
    fn error(&self) -> String {
        let error = self.walked.as_ref().unwrap_err().to_string();
        assert!(!error.contains(['\n', '\u{1b}']), "{error}");
        error
    }

    fn walked(&self) -> Walked {
        self.walked.clone().unwrap()
    }

    fn advert(&self) -> &Advert {
        &self.pages[0].batch.adverts[0]
    }
}

fn walk(answers: impl Fn(usize) -> Answer + Send + 'static) -> Outcome {
    walk_within(ENOUGH, &Filters::default(), answers)
}

fn walk_within(limits: Limits, filters: &Filters, answers: impl Fn(usize) -> Answer + Send + 'static) -> Outcome {
    let server = Server::new(answers);
    let time = NoTime::default();
    let client = Client::new(limits, Box::new(time.clone()));
    let mut pages = Vec::new();
    let walked = service(&client, &server).walk(filters, &Cancel::default(), &mut |page| {
        pages.push(page);
        ControlFlow::Continue(())
    });
    let waits = time.0.lock().unwrap().iter().map(Duration::as_secs).collect();
    Outcome { walked, pages, waits, requests: server.requests() }
}

fn service<'a>(client: &'a Client, server: &Server) -> Service<'a> {
    Service { client, address: Address::parse(&server.url()).unwrap(), pause: Duration::from_secs(1) }
}

/// A page of made-up vacancies.
fn page(ids: Range<u32>, totals: Option<(u32, u32)>) -> String {
    let vacancy = |id| format!("<vacancyDetails><id>{id}</id><reference>C1-{id}</reference></vacancyDetails>");
    let total = |(pages, results)| format!("<totalPages>{pages}</totalPages><totalResults>{results}</totalResults>");
    format!("<nhsJobs>{}{}</nhsJobs>", ids.map(vacancy).collect::<String>(), totals.map_or(String::new(), total))
}

/// A page of one vacancy with these children.
fn vacancy(children: &[u8]) -> Vec<u8> {
    let (before, after) = (&b"<nhsJobs><vacancyDetails><id>1</id>"[..], &b"</vacancyDetails></nhsJobs>"[..]);
    [before, children, after].concat()
}

fn number(page: usize) -> u32 {
    u32::try_from(page).unwrap()
}

#[test]
fn the_walk_goes_to_the_last_page_politely() {
    let outcome = walk(|asked| Answer::ok(page(number(asked) * 10..number(asked) * 10 + 10, Some((3, 30)))));
    let walked = outcome.walked();
    assert_eq!((walked.ending, walked.pages, walked.adverts), (Ending::LastPage, 3, 30));
    assert!(walked.is_complete());
    assert_eq!(outcome.waits, [1, 1]);
    assert_eq!(outcome.pages.iter().map(|page| page.number).collect::<Vec<_>>(), [1, 2, 3]);
    let ids: HashSet<_> = outcome.pages.iter().flat_map(|page| &page.batch.adverts).map(|advert| &advert.id).collect();
    assert_eq!(ids.len(), 30);
    for (place, request) in outcome.requests.iter().enumerate() {
        let first = format!("GET /api/v1/search_xml?sort=publicationDateAsc&limit=100&page={} HTTP/1.1", place + 1);
        assert_eq!(request.lines().next(), Some(first.as_str()));
        let lower = request.to_lowercase();
        assert!(lower.contains(concat!("\nuser-agent: rolecall/", env!("CARGO_PKG_VERSION"))), "{request}");
        assert!(lower.contains("\naccept: application/xml"), "{request}");
        assert!(!lower.contains("internalonly"), "{request}");
    }
}

#[test]
fn filters_are_asked_for_and_marked() {
    let filters = Filters {
        keyword: Some("staff & nurse".to_owned()),
        pay_bands: vec!["BAND_6".to_owned()],
        staff_groups: vec!["STUDENTS".to_owned(), "CLINICAL_SERVICES".to_owned()],
        published_from: Some(Date::constant(2026, 9, 1)),
        ..Filters::default()
    };
    let outcome = walk_within(ENOUGH, &filters, |_| Answer::ok(page(1..2, Some((1, 1)))));
    let asked = "?keyword=staff+%26+nurse&payBand=BAND_6&staffGroup=STUDENTS&staffGroup=CLINICAL_SERVICES\
                 &publishedFrom=2026-09-01&sort=publicationDateAsc&limit=100&page=1 ";
    assert!(outcome.requests[0].contains(asked), "{}", outcome.requests[0]);
    assert_eq!((outcome.advert().band.as_deref(), outcome.advert().staff_group.as_deref()), (Some("Band 6"), None));
}

#[test]
fn the_walk_ends_where_nothing_more_comes() {
    let empty =
        walk(|asked| Answer::ok(page(if asked < 3 { 10 * number(asked)..10 * number(asked) + 5 } else { 0..0 }, None)));
    assert_eq!((empty.walked().ending, empty.walked().pages, empty.walked().adverts), (Ending::EmptyPage, 3, 10));
    assert!(!empty.walked().is_complete(), "how many there are was never said");

    let repeating = walk(|_| Answer::ok(page(0..10, Some((50, 500)))));
    assert_eq!((repeating.walked().ending, repeating.walked().pages), (Ending::NothingNew, 2));
    assert!(!repeating.walked().is_complete());

    let endless = walk(|asked| Answer::ok(page(number(asked)..number(asked) + 1, None)));
    assert_eq!((endless.walked().ending, endless.walked().pages), (Ending::TooManyPages, 500));

    let nothing = walk(|_| Answer::ok(page(0..0, Some((0, 0)))));
    assert_eq!((nothing.walked().ending, nothing.walked().adverts), (Ending::EmptyPage, 0));
    assert!(!nothing.walked().is_complete(), "an empty answer never empties what is stored");

    let gap = walk(|asked| Answer::ok(page(if asked == 2 { 0..0 } else { 0..10 }, Some((3, 30)))));
    assert_eq!((gap.walked().ending, gap.walked().is_complete()), (Ending::EmptyPage, false));
}

#[test]
fn whoever_takes_the_pages_may_stop() {
    let server = Server::new(|asked| Answer::ok(page(number(asked)..number(asked) + 1, Some((9, 9)))));
    let client = Client::new(ENOUGH, Box::new(NoTime::default()));
    let walked =
        service(&client, &server).walk(&Filters::default(), &Cancel::default(), &mut |_| ControlFlow::Break(()));
    assert_eq!(walked.map(|walked| (walked.ending, walked.pages)), Ok((Ending::Stopped, 1)));
    assert_eq!(server.requests().len(), 1);
}

#[test]
fn a_service_that_recovers_is_asked_again() {
    let good = || Answer::ok(page(0..1, Some((1, 1))));
    let after_error =
        walk(move |asked| if asked == 1 { Answer::new("500 Internal Server Error", "", "") } else { good() });
    assert_eq!((after_error.walked().adverts, after_error.waits), (1, vec![2]));
    let after_wait = walk(move |asked| match asked {
        1 => Answer::new("429 Too Many Requests", "Retry-After: 7\r\n", "slow down"),
        2 => Answer::new(
            "503 Service Unavailable",
            "Date: Fri, 04 Sep 2026 10:00:00 GMT\r\nRetry-After: Fri, 04 Sep 2026 10:01:00 GMT\r\n",
            "",
        ),
        _ => good(),
    });
    assert_eq!((after_wait.walked().adverts, after_wait.waits), (1, vec![7, 60]));
    let after_reset = walk(move |asked| match asked {
        1 => Answer::Reset,
        2 => Answer::nothing(),
        _ => good(),
    });
    assert_eq!((after_reset.walked().adverts, after_reset.waits), (1, vec![2, 4]));
    let after_cut = walk(move |asked| match asked {
        1 => Answer::Send(b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n<nhsJobs>".to_vec()),
        _ => good(),
    });
    assert_eq!((after_cut.walked().adverts, after_cut.waits), (1, vec![2]));
}

#[test]
fn a_fault_of_the_service_ends_in_one_clear_line() {
    let always = |answer: fn() -> Answer| walk(move |_| answer());
    for (outcome, asked, words) in [
        (
            always(|| Answer::new("400 Bad Request", "", r#"{"code":"search.validation.date"}"#)),
            1,
            "the service refused the request (HTTP 400: {\"code\":\"search.validation.date\"}); change what is asked for",
        ),
        (
            always(|| Answer::new("403 Forbidden", "", "<html><body>\x1b[31mno</body></html>")),
            1,
            "the service refused the request (HTTP 403: Forbidden)",
        ),
        (
            always(|| Answer::new("429 Too Many Requests", "Retry-After: 5\r\n", "")),
            3,
            "(3 tries): the service is too busy or out of order (HTTP 429); try again in 1 minute",
        ),
        (
            always(|| Answer::new("429 Too Many Requests", "Retry-After: 86400\r\n", "")),
            1,
            "(HTTP 429); try again in 24 hours",
        ),
        (always(|| Answer::new("502 Bad Gateway", "", "")), 3, "(HTTP 502); try again in a few minutes"),
        (always(|| Answer::Reset), 3, "(3 tries): the connection failed: "),
        (always(Answer::nothing), 3, "(3 tries): the connection failed: "),
        (
            always(|| Answer::Send(b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n<nhsJobs>".to_vec())),
            3,
            "(3 tries): the connection failed: ",
        ),
        (
            always(|| Answer::Send(b"HTTP/1.0 200 OK\r\n\r\n<nhsJobs><vacancyDetails>".to_vec())),
            1,
            "it is cut short after 0 adverts; fetch it again",
        ),
        (always(|| Answer::Send(b"\x1b[2Jnot http\r\n\r\n".to_vec())), 1, "the service cannot be talked to: "),
        (
            always(|| Answer::ok("<!DOCTYPE html><html><title>Service Domain Information</title></html>")),
            1,
            "it is a web page (HTML) and not NHS Jobs XML",
        ),
        (
            always(|| Answer::ok("<!DOCTYPE nhsJobs [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><nhsJobs>&b;</nhsJobs>")),
            1,
            "it holds a DOCTYPE",
        ),
        (always(|| Answer::ok("<rss\u{202e}/>")), 1, "its root element is `rss`"),
        (always(|| Answer::ok("")), 1, "it is empty"),
        (
            always(|| {
                Answer::Endless(b"HTTP/1.1 200 OK\r\n\r\n<nhsJobs>".to_vec(), b"<vacancyDetails/>".repeat(1_000))
            }),
            1,
            "the answer is longer than 1 MB",
        ),
        (
            always(|| Answer::Send(b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n".to_vec())),
            1,
            "the answer is longer than 1 MB",
        ),
        (
            always(|| Answer::Endless(b"HTTP/1.1 200 OK\r\n".to_vec(), b"X-More: and more\r\n".repeat(100))),
            1,
            "the service cannot be talked to: ",
        ),
    ] {
        let error = outcome.error();
        assert!(error.contains(words), "{error}");
        assert!(error.contains(" page 1 from NHS Jobs") && error.contains("http://127.0.0.1:"), "{error}");
        assert_eq!(outcome.requests.len(), asked, "{error}");
        assert!(outcome.pages.is_empty(), "{error}");
    }
}

#[test]
fn a_service_that_does_not_answer_is_given_up() {
    for begun in ["", "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n<nhsJobs>"] {
        let held = move |_: usize| Answer::Hold(begun.as_bytes().to_vec());
        let outcome = walk_within(NO_TIME_TO_ANSWER, &Filters::default(), held);
        assert!(outcome.error().contains("no whole answer came in time"), "{}", outcome.error());
    }
}

#[test]
fn https_is_encrypted_or_nothing() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = Address::parse(&format!("https://{}/", listener.local_addr().unwrap())).unwrap();
    let plain = thread::spawn(move || {
        let mut stream = listener.accept().unwrap().0;
        let mut first = [0];
        stream.read_exact(&mut first).unwrap();
        stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n<nhsJobs/>").unwrap();
        (first, stream)
    });
    let client = Client::new(ENOUGH, Box::new(NoTime::default()));
    let error = client.get(&address, &Cancel::default()).unwrap_err();
    assert_eq!(plain.join().unwrap().0, [0x16], "a handshake comes first");
    assert!(error.to_string().contains("the service cannot be talked to: "), "{error}");
}

#[test]
fn nobody_there_is_said_so() {
    let client = Client::new(ENOUGH, Box::new(NoTime::default()));
    // The first port is for a service that nobody runs any more.
    let address = Address::parse("http://127.0.0.1:1/").unwrap();
    let gone = Service { client: &client, address, pause: Duration::ZERO };
    let error = gone.walk(&Filters::default(), &Cancel::default(), &mut |_| ControlFlow::Continue(())).unwrap_err();
    assert!(error.to_string().contains("(3 tries): the connection failed: "), "{error}");
}

#[test]
fn a_fault_in_the_middle_keeps_the_pages_before_it() {
    let outcome = walk(|asked| match asked {
        1 => Answer::ok(page(0..10, Some((2, 20)))),
        _ => Answer::new("404 Not Found", "", ""),
    });
    assert!(outcome.error().starts_with("fetching page 2 from NHS Jobs: asking http://127.0.0.1:"));
    assert_eq!(outcome.pages.len(), 1);
}

#[test]
fn redirects_are_followed_within_the_host_only() {
    let within = walk(|asked| match asked {
        1 => Answer::new("301 Moved Permanently", "Location: /elsewhere?page=1\r\n", ""),
        _ => Answer::ok(page(0..1, Some((1, 1)))),
    });
    assert_eq!(within.walked().adverts, 1);
    assert!(within.requests[1].starts_with("GET /elsewhere?page=1 HTTP/1.1"));

    let around = walk(|_| Answer::new("302 Found", "Location: /again\r\n", ""));
    assert!(around.error().contains("sends on to `http://127.0.0.1:"), "{}", around.error());
    assert_eq!(around.requests.len(), 4);

    let other = Server::new(|_| Answer::ok(page(0..1, Some((1, 1)))));
    for location in [other.url(), "http://www.jobs.nhs.uk/".to_owned(), "//example.org/\u{1b}[2J".to_owned()] {
        let shown: String = location.chars().filter(|c| !c.is_control()).collect();
        let headers = format!("Location: {location}\r\n");
        let away = walk(move |_| Answer::new("302 Found", &headers, ""));
        let error = away.error();
        assert!(error.contains(&format!("sends on to `{shown}`")) || location.contains('\u{1b}'), "{error}");
        assert_eq!(away.requests.len(), 1);
    }
    assert!(other.requests().is_empty());
}

#[test]
fn hostile_fields_are_harmless() {
    let read = |children: &'static [u8]| walk(move |_| Answer::ok(vacancy(children)));
    let escapes = read(b"<title>Nurse &#27;]52;c;AAAA&#7;\x1b[2J\xe2\x80\xae</title><employer>A&#x9b;31mB</employer>");
    assert_eq!(escapes.advert().title, "Nurse");
    assert_eq!(escapes.advert().employer, "AB");
    for link in [
        &b"<url>javascript:alert(1)</url>"[..],
        b"<url>http://www.jobs.nhs.uk/x</url>",
        b"<url>https://www.jobs.nhs.uk@example.org/x</url>",
        b"<url>https://www.jobs.nhs.uk:444/x</url>",
        b"<url>https://www.jobs.nhs.uk/&#27;]8;;x</url>",
    ] {
        let outcome = read(link);
        assert_eq!((outcome.advert().url.as_deref(), outcome.advert().id.as_str()), (None, "nhs:1"));
    }
    assert!(!read(b"").walked().is_complete());
}

#[test]
fn cancelling_breaks_off_a_request_that_hangs() {
    let cancel = Cancel::default();
    let from_inside = cancel.clone();
    let server = Server::new(move |_| {
        from_inside.cancel();
        Answer::Hold(Vec::new())
    });
    let client = Client::new(ENOUGH, Box::new(RealTime));
    let error =
        service(&client, &server).walk(&Filters::default(), &cancel, &mut |_| ControlFlow::Continue(())).unwrap_err();
    assert_eq!(error, WalkError::Cancelled { page: 1 });
}

#[test]
fn cancelling_breaks_off_every_wait() {
    let client = Client::new(ENOUGH, Box::new(CancelledMeanwhile));
    for (answer, next) in [("429 Too Many Requests", 1), ("200 OK", 2)] {
        let server = Server::new(move |_| Answer::new(answer, "Retry-After: 100\r\n", page(0..1, Some((2, 2)))));
        let service = Service { pause: Duration::from_secs(3_600), ..service(&client, &server) };
        let mut pages = 0;
        let error = service
            .walk(&Filters::default(), &Cancel::default(), &mut |_| {
                pages += 1;
                ControlFlow::Continue(())
            })
            .unwrap_err();
        assert_eq!((error, pages), (WalkError::Cancelled { page: next }, next - 1));
    }
}
