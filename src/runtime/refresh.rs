//! A refresh: the pages of NHS Jobs into the cache, for the command and the explorer alike. Not here: how a page is
//! asked for and read ([`crate::source::nhs_jobs`]), and how any of it is shown; nothing is printed.
//!
//! Each page is on the disk before the next is asked for. Adverts are marked as no longer listed at the very end alone,
//! and only where every advert of the whole board was read: a refresh that breaks off, or that asks for a part of the
//! board, marks none.
//!
//! The answer names no band and no staff group; to know them, NHS Jobs is asked once more for each, a *round*, and what
//! comes back is labelled.

use std::collections::HashSet;
use std::fmt;
use std::ops::ControlFlow;

use jiff::civil::{Date, DateTime};

use crate::domain::advert::{Advert, AdvertId};
use crate::domain::text::{count, thousands};
use crate::source::Skipped;
use crate::source::http::Cancel;
use crate::source::jobs_xml::SOURCE;
use crate::source::nhs_jobs::{Ending, Filters, Kind, PageRead, Service, Shortfall, Value, WalkError, Walked};
use crate::store::adverts::{AdvertStore, CacheError, Counts, Scope, Walk};

/// How many skipped records a report names; the others are counted.
const NAMED: usize = 100;

/// What to fetch.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// What is asked for; the whole board where nothing is.
    pub filters: Filters,
    /// Only what was published since the whole board was last read, with a day's overlap. It takes the place of
    /// [`Filters::published_from`]; where the whole board was never read it asks for everything.
    pub since_last: bool,
    /// Whether to ask once more for each band and each staff group, and to label what comes back.
    pub label: bool,
}

/// How far a refresh is, told after each page that was stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// The page of the round, from 1. One may come again, where adverts moved between pages meanwhile.
    pub page: u32,
    /// How many pages the round has, where NHS Jobs says so.
    pub of_pages: Option<u32>,
    /// How many different adverts were read so far, in all rounds.
    pub adverts: usize,
    /// How many adverts the round has, where NHS Jobs says so.
    pub total: Option<u32>,
    /// Which round it is; nothing where there is one alone.
    pub round: Option<Round>,
}

/// One of several rounds. Displays as `Band 5, 3 of 27`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Round {
    /// What is asked for: a band, a staff group, or all adverts.
    pub label: String,
    /// Which round it is, from 1.
    pub number: usize,
    /// How many rounds there are.
    pub of: usize,
}

impl fmt::Display for Round {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, {} of {}", self.label, self.number, self.of)
    }
}

/// What a refresh did. All of it is on the disk. Displays as one line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Whether it asked for what is new since the whole board was last read ([`Request::since_last`]).
    pub since_last: bool,
    /// The first day of publication that was asked for; nothing where all days were.
    pub since: Option<Date>,
    /// How many pages were read, in all rounds.
    pub pages: u32,
    /// How many different adverts were read.
    pub read: usize,
    /// What became of those adverts; together they are as many as were read.
    pub counts: Counts,
    /// How many adverts are found to be no longer listed.
    pub gone: usize,
    /// How many records could not be read.
    pub skipped: usize,
    /// The first of those, each with its page.
    pub named: Vec<(u32, Skipped)>,
    /// Whether every advert was met that NHS Jobs said to be there, in every round. Without that none is marked as gone.
    pub complete: bool,
    /// Why that is not so: of the first round that fell short.
    pub shortfall: Option<Shortfall>,
    /// The bands and staff groups that labelled nothing, since NHS Jobs did not narrow its answer to them.
    pub ignored: Vec<&'static str>,
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { pages, read, counts: Counts { new, changed, same }, gone, skipped, .. } = self;
        let (read, pages) = (count(*read, "advert"), count(*pages as usize, "page"));
        let [new, changed, same, gone, skipped] =
            [new, changed, same, gone, skipped].map(|number| thousands(*number as u64));
        write!(
            f,
            "read {read} on {pages}: {new} new, {changed} changed, {same} as before, {gone} no longer listed, {skipped} skipped"
        )
    }
}

impl Report {
    /// What else a person should know of it, a sentence each.
    #[must_use]
    pub fn remarks(&self) -> Vec<String> {
        let mut remarks = Vec::new();
        match self.since {
            Some(day) if self.since_last => remarks.push(format!("asked for what was published since {day}")),
            None if self.since_last => {
                remarks.push("the whole board was never read before, so all of it was asked for".to_owned());
            }
            _ => {}
        }
        let shortfall = self.shortfall.filter(|_| self.read > 0);
        remarks.extend(shortfall.map(|shortfall| remark(shortfall).to_owned()));
        if self.skipped > 0 {
            let records = count(self.skipped, "record");
            remarks.push(format!(
                "{records} could not be read, which refreshing again does not mend; what was stored before is kept"
            ));
        }
        if !self.ignored.is_empty() {
            let values = self.ignored.join(", ");
            remarks
                .push(format!("NHS Jobs did not narrow its answer to these, so none was labelled with them: {values}"));
        }
        remarks
    }
}

/// A refresh that broke off. Displays as one line: why, what was kept, and what to do.
#[derive(Debug)]
pub struct Broken {
    /// Why.
    pub why: Why,
    /// In which of several rounds.
    pub round: Option<Round>,
    /// What was read and stored before.
    pub kept: Report,
}

/// Why a refresh broke off.
#[derive(Debug, thiserror::Error)]
pub enum Why {
    /// NHS Jobs could not be asked, or answered with something else; or it was told to stop.
    #[error(transparent)]
    Walk(#[from] WalkError),
    /// The cache could not be read or written.
    #[error(transparent)]
    Cache(#[from] CacheError),
}

impl Broken {
    /// Whether it was told to stop.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        matches!(&self.why, Why::Walk(error) if error.is_cancelled())
    }
}

impl std::error::Error for Broken {}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(round) = &self.round {
            write!(f, "{round}: ")?;
        }
        let Report { read, pages, .. } = &self.kept;
        if *pages == 0 {
            return write!(f, "{}; nothing was read before that, and what was stored is as it was", self.why);
        }
        let (read, pages) = (count(*read, "advert"), count(*pages as usize, "page"));
        write!(
            f,
            "{}; what was read before that is kept ({read} on {pages}), and none was marked as no longer listed",
            self.why
        )
    }
}

/// Fetches adverts page by page, each stored as it comes, and tells after each. It may be stopped from any thread.
/// `clock` says when a page was read.
///
/// # Errors
/// Where NHS Jobs fails, the cache cannot be used, or it is told to stop. What was stored until then stays, and nothing
/// is marked.
pub fn run(
    request: &Request,
    service: &Service<'_>,
    store: &mut AdvertStore,
    clock: &dyn Fn() -> DateTime,
    cancel: &Cancel,
    tell: &mut dyn FnMut(Progress),
) -> Result<Report, Box<Broken>> {
    let broken = |why| Box::new(Broken { why: Why::Cache(why), round: None, kept: Report::default() });
    let filters = filters(request, store).map_err(broken)?;
    let report = Report { since_last: request.since_last, since: filters.published_from, ..Report::default() };
    let walk = store.begin().map_err(broken)?;
    let (seen, labelled) = (HashSet::new(), HashSet::new());
    let mut intake = Intake { service, cancel, clock, tell, walk, seen, labelled, round: None, report };
    let done = intake.rounds(&filters, request.label);
    intake.finish(done, &filters)
}

/// The filters with the day of [`Request::since_last`] filled in.
fn filters(request: &Request, store: &AdvertStore) -> Result<Filters, CacheError> {
    let mut filters = request.filters.clone();
    if request.since_last {
        let last = store.last_refresh()?.into_iter().find(|refresh| refresh.source == SOURCE);
        let whole = last.and_then(|refresh| refresh.whole).map(DateTime::date);
        // Whose midnight begins a day of publication is not known, so the day before is asked for too.
        filters.published_from = whole.map(|day| day.yesterday().unwrap_or(day));
    }
    Ok(filters)
}

/// The values that label by a kind: those that are asked for, or else all there are. Where one alone is asked for, the
/// plain answer is labelled with it already.
fn values(kind: Kind, filters: &Filters) -> Vec<&'static Value> {
    let asked = kind.asked(filters);
    let is_meant = |value: &&Value| asked.is_empty() || asked.iter().any(|code| value.code == code);
    if asked.len() == 1 { Vec::new() } else { kind.values().iter().filter(is_meant).collect() }
}

/// Why a walk fell short; nothing where it met all there is, be it nothing.
fn shortfall(walked: &Walked) -> Option<Shortfall> {
    walked.shortfall().filter(|_| !walked.is_nothing())
}

/// The same of a round that labels. The plain answer has the same records, and is long enough to weigh how many say nothing.
fn labels_short(walked: &Walked) -> Option<Shortfall> {
    shortfall(walked).filter(|shortfall| *shortfall != Shortfall::Nameless)
}

fn remark(shortfall: Shortfall) -> &'static str {
    match shortfall {
        Shortfall::Missing => {
            "not every advert that NHS Jobs counts could be read, so none was marked as no longer listed; refresh again to \
             fill the gaps"
        }
        Shortfall::Nameless => {
            "too many records do not say which advert they are, so none was marked as no longer listed; a newer rolecall \
             may read them"
        }
    }
}

/// From how many adverts on an answer is as good as the plain one, of so many: NHS Jobs may not know the value that was
/// asked for and leave it out of account, as it does with other parameters.
fn as_good_as(plain: u32) -> u32 {
    plain - plain / 10
}

/// A round that labels, and with what.
type LabelRound = (Round, &'static Value);

/// A refresh while it runs.
struct Intake<'s, 'r> {
    service: &'r Service<'r>,
    cancel: &'r Cancel,
    clock: &'r dyn Fn() -> DateTime,
    tell: &'r mut dyn FnMut(Progress),
    walk: Walk<'s>,
    seen: HashSet<AdvertId>,
    /// What the rounds of one kind have labelled so far.
    labelled: HashSet<AdvertId>,
    round: Option<Round>,
    report: Report,
}

impl Intake<'_, '_> {
    /// Reads the plain answer, then a round for each value that labels.
    fn rounds(&mut self, filters: &Filters, label: bool) -> Result<(), Why> {
        let kinds = if label { Kind::ALL.map(|kind| (kind, values(kind, filters))).into() } else { Vec::new() };
        let of = 1 + kinds.iter().map(|(_, values)| values.len()).sum::<usize>();
        let mut numbers = 1..=of;
        let mut round = |label: &str| Round { label: label.to_owned(), number: numbers.next().unwrap_or(of), of };
        let first = round("All adverts");
        self.round = (of > 1).then_some(first);
        let plain = self.read(filters, None, None)?;
        self.report.complete = true;
        self.judge(shortfall(&plain));
        if self.seen.is_empty() {
            return Ok(());
        }
        for (kind, values) in kinds {
            let rounds = values.into_iter().map(|value| (round(value.label), value)).collect();
            self.label(filters, kind, rounds, plain.total_results)?;
        }
        Ok(())
    }

    /// Reads the rounds of a kind. An answer as good as the plain one is put off to the end, and left out where all of them
    /// together are more than the plain one: then its value narrowed nothing.
    fn label(&mut self, filters: &Filters, kind: Kind, rounds: Vec<LabelRound>, plain: Option<u32>) -> Result<(), Why> {
        self.labelled.clear();
        let mut put_off = Vec::new();
        let mut unlabelled = 0;
        for (round, value) in rounds {
            self.round = Some(round.clone());
            let read = self.read(&kind.narrowed(filters, value), Some(kind), plain.map(as_good_as))?;
            if read.ending == Ending::Stopped {
                unlabelled += read.total_results.unwrap_or_default() as usize;
                put_off.push((round, value));
            } else {
                self.judge(labels_short(&read));
            }
        }
        if plain.is_none_or(|plain| self.labelled.len() + unlabelled > (plain + plain / 50) as usize) {
            self.report.ignored.extend(put_off.iter().map(|(_, value)| value.label));
            return Ok(());
        }
        for (round, value) in put_off {
            self.round = Some(round);
            let read = self.read(&kind.narrowed(filters, value), Some(kind), None)?;
            self.judge(labels_short(&read));
        }
        Ok(())
    }

    /// Takes note of a round that fell short.
    fn judge(&mut self, shortfall: Option<Shortfall>) {
        self.report.shortfall = self.report.shortfall.or(shortfall);
        self.report.complete &= self.report.shortfall.is_none();
    }

    /// Walks through the answer to a question and stores it; stops before an answer of `too_good` adverts or more.
    fn read(&mut self, filters: &Filters, labels: Option<Kind>, too_good: Option<u32>) -> Result<Walked, Why> {
        let mut failed = None;
        let (service, cancel) = (self.service, self.cancel);
        let walked = service.walk(filters, cancel, &mut |page| {
            let total = page.total_results.filter(|total| *total > 0);
            if total.zip(too_good).is_some_and(|(total, too_good)| total >= too_good) {
                return ControlFlow::Break(());
            }
            match self.store(page, labels) {
                Ok(()) => ControlFlow::Continue(()),
                Err(error) => {
                    failed = Some(error);
                    ControlFlow::Break(())
                }
            }
        });
        failed.map_or(Ok(()), Err)?;
        Ok(walked?)
    }

    /// Stores a page whole and tells how far that is.
    fn store(&mut self, mut page: PageRead, labels: Option<Kind>) -> Result<(), CacheError> {
        if let Some(kind) = labels {
            self.keep_first_label(&mut page.batch.adverts, kind);
        }
        let counts = self.walk.put_page(&page.batch.adverts, (self.clock)())?;
        self.seen.extend(page.batch.adverts.into_iter().map(|advert| advert.id));
        for id in page.batch.skipped.iter().filter_map(|skipped| skipped.id.as_ref()) {
            self.walk.note_unread(id)?;
        }
        self.tally(counts);
        // The rounds that label meet the same records again.
        if labels.is_none() {
            self.name(page.number, page.batch.skipped);
        }
        (self.tell)(Progress {
            page: page.number,
            of_pages: page.total_pages,
            adverts: self.seen.len(),
            total: page.total_results,
            round: self.round.clone(),
        });
        Ok(())
    }

    /// An advert that answers to two values of a kind keeps the label of the first, so that labels do not change to and
    /// fro from one refresh to the next.
    fn keep_first_label(&mut self, adverts: &mut [Advert], kind: Kind) {
        for advert in adverts {
            if !self.labelled.insert(advert.id.clone()) {
                *kind.label_of(advert) = None;
            }
        }
    }

    fn tally(&mut self, page: Counts) {
        let Report { pages, read, counts, .. } = &mut self.report;
        *pages += 1;
        *read = self.seen.len();
        counts.new += page.new;
        // One that was read twice may have changed twice.
        counts.changed = (counts.changed + page.changed).min(*read - counts.new);
        counts.same = *read - counts.new - counts.changed;
    }

    fn name(&mut self, page: u32, skipped: Vec<Skipped>) {
        self.report.skipped += skipped.len();
        let free = NAMED - self.report.named.len();
        self.report.named.extend(skipped.into_iter().take(free).map(|skipped| (page, skipped)));
    }

    /// Marks what is gone where that can be told.
    fn finish(self, done: Result<(), Why>, filters: &Filters) -> Result<Report, Box<Broken>> {
        let Self { walk, round, mut report, .. } = self;
        let scope = if filters.is_whole_board() { Scope::Everything } else { Scope::Answer };
        let gone = match done {
            Ok(()) if report.complete => walk.finish(SOURCE, scope).map_err(Why::from),
            done => done.map(|()| 0),
        };
        match gone {
            Ok(gone) => Ok(Report { gone, ..report }),
            Err(why) => {
                report.complete = false;
                Err(Box::new(Broken { why, round, kept: report }))
            }
        }
    }
}
