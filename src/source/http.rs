//! The one HTTP client: asks for one address at a time, politely, and never waits where it is told to stop.
//!
//! It speaks https, and plain http only to this machine. It stays with the host that it was told to ask, takes in no more
//! than a limit, tries again where that may help, and waits as long as a service asks it to. Not here: what is asked
//! for and what the answer means.

use std::fmt;
use std::io::{ErrorKind, Read};
use std::sync::mpsc::{self, TryRecvError};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::fmt::rfc2822::DateTimeParser;
use jiff::tz::TimeZone;
use ureq::http::header::{CONTENT_ENCODING, DATE, HeaderMap, HeaderName, LOCATION, RETRY_AFTER};
use ureq::http::{Response, StatusCode};
use ureq::{Agent, Body, Error};

use crate::domain::text::{clean_line, count, size};
use crate::source::limits;

pub use crate::address::{Address, AddressError};

/// How the program names itself to a service.
const USER_AGENT: &str = concat!("rolecall/", env!("CARGO_PKG_VERSION"));
/// How often one address is asked for.
const TRIES: u32 = 3;
/// The wait before the second try; each further one is twice as long.
const FIRST_WAIT: Duration = Duration::from_secs(2);
/// The longest wait that a service may ask for; over it the request is given up.
const LONGEST_WAIT: Duration = Duration::from_secs(120);
/// How many redirects within one host are followed.
const REDIRECTS: usize = 3;
/// How much of a refusal is read for its words, in bytes.
const REFUSAL: u64 = 4 << 10;

/// Stops a request or a wait, from any thread and at once.
#[derive(Clone, Debug, Default)]
pub struct Cancel(Arc<CancelState>);

#[derive(Debug, Default)]
struct CancelState {
    cancelled: Mutex<bool>,
    changed: Condvar,
}

/// That it was told to stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("cancelled")]
pub struct Cancelled;

impl Cancel {
    /// Stops what runs and what is yet to run with this handle.
    pub fn cancel(&self) {
        *self.lock() = true;
        self.0.changed.notify_all();
    }

    /// Waits so long, or until cancelled.
    ///
    /// # Errors
    /// Where it was cancelled, before or meanwhile.
    pub fn wait(&self, time: Duration) -> Result<(), Cancelled> {
        let outcome = self.0.changed.wait_timeout_while(self.lock(), time, |cancelled| !*cancelled);
        let (cancelled, _) = outcome.unwrap_or_else(PoisonError::into_inner);
        if *cancelled { Err(Cancelled) } else { Ok(()) }
    }

    /// Does the work on a thread of its own and waits for it, or until cancelled; the work is then left to end by itself.
    /// Nothing where the work could not be done.
    fn run<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<Option<T>, Cancelled> {
        let (sender, receiver) = mpsc::channel();
        let bell = Bell(self.clone());
        let started = thread::Builder::new().name("request".to_owned()).spawn(move || {
            // Locals are dropped last to first: the bell rings after the answer is sent or its sender is gone.
            let _bell = bell;
            let sender = sender;
            // Where nobody waits any more nobody needs the answer.
            let _ = sender.send(work());
        });
        if started.is_err() {
            return Ok(None);
        }
        let mut cancelled = self.lock();
        loop {
            if *cancelled {
                return Err(Cancelled);
            }
            match receiver.try_recv() {
                Ok(answer) => return Ok(Some(answer)),
                Err(TryRecvError::Disconnected) => return Ok(None),
                Err(TryRecvError::Empty) => {}
            }
            cancelled = self.0.changed.wait(cancelled).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn lock(&self) -> MutexGuard<'_, bool> {
        self.0.cancelled.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Wakes who waits when it is dropped.
struct Bell(Cancel);

impl Drop for Bell {
    fn drop(&mut self) {
        // Whoever looks and then waits holds the lock in between, so that no ring is missed.
        let _held = self.0.lock();
        self.0.0.changed.notify_all();
    }
}

/// How time is let pass. A test lets none pass.
pub trait Pause: Send + Sync {
    /// Waits so long, or until cancelled.
    ///
    /// # Errors
    /// Where it was cancelled, before or meanwhile.
    fn pause(&self, time: Duration, cancel: &Cancel) -> Result<(), Cancelled>;
}

/// Time as it passes.
#[derive(Clone, Copy, Debug, Default)]
pub struct RealTime;

impl Pause for RealTime {
    fn pause(&self, time: Duration, cancel: &Cancel) -> Result<(), Cancelled> {
        cancel.wait(time)
    }
}

/// Lets time pass, and first says how many seconds, where that is more than what usually passes between two pages.
pub struct ToldPause<T> {
    /// What usually passes, and is not told.
    pub usual: Duration,
    /// Takes the seconds.
    pub tell: T,
}

impl<T: Fn(u64) + Send + Sync> Pause for ToldPause<T> {
    fn pause(&self, time: Duration, cancel: &Cancel) -> Result<(), Cancelled> {
        if time > self.usual {
            (self.tell)(time.as_secs());
        }
        RealTime.pause(time, cancel)
    }
}

/// How much one request may take.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// The longest time to connect.
    pub connect: Duration,
    /// The longest time in all, from the first packet to the last.
    pub whole: Duration,
    /// The largest answer, in bytes.
    pub body: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { connect: Duration::from_secs(10), whole: Duration::from_secs(40), body: limits::ANSWER }
    }
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("asking {}{}: {why}", .address.place(), after(*.tries))]
pub struct FetchError {
    /// What was asked for.
    pub address: Address,
    /// How often.
    pub tries: u32,
    /// What went wrong.
    pub why: Fault,
}

fn after(tries: u32) -> String {
    if tries > 1 { format!(" ({tries} tries)") } else { String::new() }
}

/// What went wrong with a request, and what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// It was told to stop.
    #[error("cancelled")]
    Cancelled,
    /// The service will not answer this request, however often it is asked.
    #[error("the service refused the request (HTTP {status}{}); change what is asked for", said(.words.as_ref()))]
    Refused {
        /// The HTTP status.
        status: u16,
        /// What the service says, where those are words for people or a code.
        words: Option<String>,
    },
    /// The service cannot answer now.
    #[error("the service is too busy or out of order (HTTP {status}); try again {}", when(*.wait))]
    Busy {
        /// The HTTP status.
        status: u16,
        /// How long the service asks to wait.
        wait: Option<Duration>,
    },
    /// The answer took too long.
    #[error("no whole answer came in time; check the connection, or try again later")]
    TooSlow,
    /// No connection, or one that broke.
    #[error("the connection failed: {0}; check the connection, or try again later")]
    Connection(String),
    /// An answer that is not HTTP, or a connection that is not safe.
    #[error("the service cannot be talked to: {0}; check the address and whether a proxy stands between")]
    Protocol(String),
    /// The answer is over the limit.
    #[error("the answer is longer than {}; check the address", size(*.0))]
    TooLarge(u64),
    /// The service sends elsewhere.
    #[error("the service sends on to `{0}`, which is not followed; check the address")]
    Redirect(String),
}

fn said(words: Option<&String>) -> String {
    words.map_or(String::new(), |words| format!(": {words}"))
}

fn when(wait: Option<Duration>) -> String {
    let (number, unit) = match wait.map_or(0, |wait| wait.as_secs().div_ceil(60)) {
        0 => return "in a few minutes".to_owned(),
        minutes @ 1..120 => (minutes, "minute"),
        minutes => (minutes.div_ceil(60), "hour"),
    };
    format!("in {}", count(usize::try_from(number).unwrap_or(usize::MAX), unit))
}

impl Fault {
    /// How long to wait before the next try; nothing where there should be none.
    fn wait(&self, tries: u32) -> Option<Duration> {
        let own = FIRST_WAIT * 2_u32.saturating_pow(tries - 1);
        let wait = match self {
            Self::Busy { wait, .. } => wait.unwrap_or(own).max(own),
            Self::TooSlow | Self::Connection(_) => own,
            _ => return None,
        };
        (tries < TRIES && wait <= LONGEST_WAIT).then_some(wait)
    }
}

/// Asks for addresses. Cookies are not kept.
pub struct Client {
    agent: Agent,
    limits: Limits,
    pause: Box<dyn Pause>,
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").field("limits", &self.limits).finish_non_exhaustive()
    }
}

impl Client {
    /// A client that keeps to the limits and waits as `pause` does.
    #[must_use]
    pub fn new(limits: Limits, pause: Box<dyn Pause>) -> Self {
        let config = Agent::config_builder()
            .user_agent(USER_AGENT)
            .accept("application/xml")
            .http_status_as_error(false)
            .max_redirects(0)
            .timeout_connect(Some(limits.connect))
            .timeout_global(Some(limits.whole))
            .build();
        Self { agent: config.into(), limits, pause }
    }

    /// The answer to a request for the address.
    ///
    /// # Errors
    /// Where there is none, though it was asked for three times where that may help.
    pub fn get(&self, address: &Address, cancel: &Cancel) -> Result<Vec<u8>, FetchError> {
        let mut tries = 1;
        loop {
            let fail = |why| FetchError { address: address.clone(), tries, why };
            let why = match self.ask(address, cancel) {
                Ok(body) => return Ok(body),
                Err(why) => why,
            };
            let Some(wait) = why.wait(tries) else { return Err(fail(why)) };
            log::info!("asking {address}: {why}; waiting {wait:?}");
            self.pause(wait, cancel).map_err(|Cancelled| fail(Fault::Cancelled))?;
            tries += 1;
        }
    }

    /// Waits so long, or until cancelled.
    ///
    /// # Errors
    /// Where it was cancelled, before or meanwhile.
    pub fn pause(&self, time: Duration, cancel: &Cancel) -> Result<(), Cancelled> {
        self.pause.pause(time, cancel)
    }

    /// One try, on a thread of its own.
    fn ask(&self, address: &Address, cancel: &Cancel) -> Result<Vec<u8>, Fault> {
        let (agent, address, limit) = (self.agent.clone(), address.clone(), self.limits.body);
        match cancel.run(move || follow(&agent, address, limit)) {
            Ok(Some(answer)) => answer,
            Ok(None) => Err(Fault::Connection("the request could not be carried out".to_owned())),
            Err(Cancelled) => Err(Fault::Cancelled),
        }
    }
}

/// Asks, following redirects within the host.
fn follow(agent: &Agent, mut address: Address, limit: u64) -> Result<Vec<u8>, Fault> {
    for _ in 0..=REDIRECTS {
        let response = send(agent, &address)?;
        let Some(location) = header(response.headers(), &LOCATION).filter(|_| response.status().is_redirection())
        else {
            return body(response, limit);
        };
        let refused = || Fault::Redirect(short(location));
        address = address.redirected(location).ok_or_else(refused)?;
    }
    Err(Fault::Redirect(address.to_string()))
}

fn send(agent: &Agent, address: &Address) -> Result<Response<Body>, Fault> {
    let request = agent.get(address.as_str());
    // A proxy is for the world outside.
    let answer = if address.is_local() { request.config().proxy(None).build().call() } else { request.call() };
    answer.map_err(fault)
}

fn body(mut response: Response<Body>, limit: u64) -> Result<Vec<u8>, Fault> {
    if !response.status().is_success() {
        return Err(refusal(response));
    }
    if response.body().content_length().is_some_and(|length| length > limit) {
        return Err(Fault::TooLarge(limit));
    }
    if let Some(coding) = unasked_coding(response.headers()) {
        return Err(Fault::Protocol(format!(
            "its answer is compressed as `{}`, which was not asked for",
            short(coding)
        )));
    }
    // The client's own limit counts the bytes before they are unpacked.
    let mut bytes = Vec::new();
    let reader = response.body_mut().with_config().limit(limit).reader();
    reader.take(limit.saturating_add(1)).read_to_end(&mut bytes).map_err(|error| fault(Error::from(error)))?;
    if bytes.len() as u64 > limit { Err(Fault::TooLarge(limit)) } else { Ok(bytes) }
}

/// A way in which the body is packed that the client cannot unpack.
fn unasked_coding(headers: &HeaderMap) -> Option<&str> {
    header(headers, &CONTENT_ENCODING).map(str::trim).filter(|coding| !["", "gzip", "identity"].contains(coding))
}

/// What an answer without success means.
fn refusal(mut response: Response<Body>) -> Fault {
    let status = response.status();
    if status.is_server_error() || matches!(status.as_u16(), 408 | 429) {
        return Fault::Busy { status: status.as_u16(), wait: asked_wait(response.headers(), Timestamp::now()) };
    }
    let words = response.body_mut().with_config().limit(REFUSAL).read_to_vec().ok();
    Fault::Refused {
        status: status.as_u16(),
        words: words.and_then(|words| readable(&words)).or_else(|| reason(status)),
    }
}

/// The words of a refusal without markup; nothing where it is a web page.
fn readable(words: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(words);
    if text.to_ascii_lowercase().contains("<html") {
        return None;
    }
    let pieces = text.split('<').enumerate();
    let bare: Vec<&str> = pieces
        .map(|(place, piece)| if place == 0 { piece } else { piece.split_once('>').map_or("", |(_, rest)| rest) })
        .collect();
    Some(short(&bare.join(" "))).filter(|words| !words.is_empty())
}

fn reason(status: StatusCode) -> Option<String> {
    status.canonical_reason().map(str::to_owned)
}

/// How long the service asks to wait: in seconds, or until a time, which is taken against the service's own clock where it
/// tells that, and else against this machine's, `now`.
fn asked_wait(headers: &HeaderMap, now: Timestamp) -> Option<Duration> {
    let asked = header(headers, &RETRY_AFTER)?.trim();
    if let Ok(seconds) = asked.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let until = http_date(asked)?;
    let now = header(headers, &DATE).and_then(http_date).unwrap_or(now);
    Some(Duration::try_from(until.duration_since(now)).unwrap_or_default())
}

/// A time in any of the three forms that HTTP has had: `Sun, 06 Nov 1994 08:49:37 GMT`, `Sunday, 06-Nov-94 08:49:37 GMT` and
/// `Sun Nov  6 08:49:37 1994`.
fn http_date(text: &str) -> Option<Timestamp> {
    let old = |form| TimeZone::UTC.to_timestamp(DateTime::strptime(form, text).ok()?).ok();
    let today = DateTimeParser::new().relaxed_weekday(true).parse_timestamp(text).ok();
    today.or_else(|| old("%A, %d-%b-%y %H:%M:%S GMT")).or_else(|| old("%a %b %e %H:%M:%S %Y"))
}

fn header<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}

fn fault(error: Error) -> Fault {
    match error {
        Error::Timeout(_) => Fault::TooSlow,
        Error::BodyExceedsLimit(limit) => Fault::TooLarge(limit),
        // A certificate that is not trusted comes as invalid data.
        Error::Io(error) if error.kind() == ErrorKind::InvalidData => Fault::Protocol(short(&error.to_string())),
        Error::Io(error) => Fault::Connection(short(&error.to_string())),
        Error::HostNotFound | Error::ConnectionFailed | Error::ConnectProxyFailed(_) => {
            Fault::Connection(short(&error.to_string()))
        }
        error => Fault::Protocol(short(&error.to_string())),
    }
}

/// Words from outside in an error: one line, and not a long one.
fn short(text: &str) -> String {
    clean_line(text).chars().take(200).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn waits_grow_and_follow_the_service() {
        let busy = |wait| Fault::Busy { status: 503, wait };
        let seconds = |seconds| Some(Duration::from_secs(seconds));
        assert_eq!([1, 2, 3].map(|tries| busy(None).wait(tries)), [seconds(2), seconds(4), None]);
        assert_eq!(busy(seconds(30)).wait(1), seconds(30));
        assert_eq!(busy(seconds(1)).wait(2), seconds(4));
        assert_eq!(busy(seconds(3_600)).wait(1), None);
        assert_eq!(Fault::TooLarge(1).wait(1), None);
        assert!(busy(seconds(3_601)).to_string().ends_with("try again in 61 minutes"));
        assert!(busy(seconds(0)).to_string().ends_with("try again in a few minutes"));
    }

    #[test]
    fn the_wait_asked_for_is_read_in_both_forms() {
        let own: Timestamp = "2026-09-04T10:01:00Z".parse().unwrap();
        let asked = |after: &str, date: Option<&str>| {
            let mut headers = HeaderMap::new();
            headers.insert(RETRY_AFTER, after.parse().unwrap());
            if let Some(date) = date {
                headers.insert(DATE, date.parse().unwrap());
            }
            asked_wait(&headers, own).map(|wait| wait.as_secs())
        };
        let date = Some("Fri, 04 Sep 2026 10:00:00 GMT");
        assert_eq!(asked("17", None), Some(17));
        assert_eq!(asked(" 17 ", date), Some(17));
        assert_eq!(asked("Fri, 04 Sep 2026 10:01:30 GMT", date), Some(90));
        assert_eq!(asked("Friday, 04-Sep-26 10:01:30 GMT", date), Some(90));
        assert_eq!(asked("Fri Sep  4 10:01:30 2026", date), Some(90));
        assert_eq!(asked("Fri, 04 Sep 2026 09:00:00 GMT", date), Some(0));
        assert_eq!(asked("Fri, 04 Sep 2026 10:01:30 GMT", None), Some(30));
        assert_eq!(asked("99999999999999999999999999", date), None);
        assert_eq!(asked("-5", date), None);
        assert_eq!(asked("soon", date), None);
        assert_eq!(asked_wait(&HeaderMap::new(), own), None);
    }

    #[test]
    fn refusals_are_put_in_words() {
        assert_eq!(readable(b"search.validation.date").as_deref(), Some("search.validation.date"));
        assert_eq!(readable(b"<errors><e>bad\x1b[2J</e><e>date</e></errors>").as_deref(), Some("bad date"));
        assert_eq!(readable(b"<!DOCTYPE html><HTML><p>Sorry"), None);
        assert_eq!(readable(b" "), None);
    }

    #[test]
    fn cancelling_ends_every_wait() {
        let cancel = Cancel::default();
        assert_eq!(cancel.run(|| 7), Ok(Some(7)));
        assert_eq!(cancel.run(|| -> u8 { std::panic::resume_unwind(Box::new(())) }), Ok(None));
        // Work that ends only when the test does.
        let (kept, end) = mpsc::channel::<()>();
        let other = cancel.clone();
        let waiting = thread::spawn(move || other.run(move || end.recv()));
        let other = cancel.clone();
        let sleeping = thread::spawn(move || other.wait(Duration::MAX));
        cancel.cancel();
        assert_eq!(waiting.join().unwrap(), Err(Cancelled));
        assert_eq!(sleeping.join().unwrap(), Err(Cancelled));
        assert_eq!(cancel.wait(Duration::ZERO), Err(Cancelled));
        drop(kept);
    }

    proptest! {
        #[test]
        fn any_wait_and_any_words_are_read_or_left(text: String, bytes: Vec<u8>) {
            let _ = http_date(&text);
            prop_assert!(readable(&bytes).is_none_or(|words| !words.contains(char::is_control)));
        }

        #[test]
        fn every_time_is_read_back_in_every_form(seconds in 0_i64..2_000_000_000) {
            let time = Timestamp::from_second(seconds).unwrap();
            for form in ["%a, %d %b %Y %H:%M:%S GMT", "%A, %d-%b-%y %H:%M:%S GMT", "%a %b %e %H:%M:%S %Y"] {
                prop_assert_eq!(http_date(&time.strftime(form).to_string()), Some(time), "{}", form);
            }
        }
    }
}
