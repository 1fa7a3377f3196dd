//! The adverts on this machine: those in the cache, else the bundled sample.

use std::sync::{Arc, OnceLock};

use jiff::Zoned;
use jiff::civil::{Date, DateTime};

use crate::app::refresh::{News, Progress, RefreshRequest, What};
use crate::config::paths::Paths;
use crate::domain::advert::AdvertId;
use crate::domain::board::{Board, Origin};
use crate::domain::catalogue::Catalogue;
use crate::domain::record::AdvertRecord;
use crate::domain::text::count;
use crate::runtime::effects::{Adverts, Tell};
use crate::runtime::refresh::{self, Request};
use crate::source::bundled;
use crate::source::http::{Address, Cancel, Client, Limits, ToldPause};
use crate::source::jobs_xml::SOURCE;
use crate::source::nhs_jobs::{Filters, PAUSE, Service, pay_band, staff_group};
use crate::store::adverts::{AdvertStore, Refresh};

/// Takes a sentence that the person must read, whatever the answer to what was asked.
pub type Notify = dyn Fn(&str) + Send + Sync;

/// Where the adverts are. The file is opened anew for each question, so that threads share nothing.
pub struct Cache {
    /// What adverts are read by.
    pub catalogue: Arc<Catalogue>,
    /// Where the files are.
    pub paths: Paths,
    /// The day it is.
    pub today: Date,
    /// Where NHS Jobs is.
    pub service: String,
    /// Up to which walk the person had looked when the explorer opened; what came since then is new as long as it runs.
    pub looked: OnceLock<Option<i64>>,
    /// Tells of a damaged file that was moved aside.
    pub notify: Box<Notify>,
}

impl Cache {
    /// Opens the cache, made where it is missing.
    ///
    /// # Errors
    /// A sentence, where it cannot be opened.
    pub fn open(&self) -> Result<AdvertStore, String> {
        let opened = AdvertStore::open(&self.paths.data, self.today).map_err(told)?;
        if let Some(aside) = opened.aside {
            log::warn!("{aside}");
            (self.notify)(&aside.to_string());
        }
        Ok(opened.store)
    }

    /// The moment it is, on the day it is taken to be.
    #[must_use]
    pub fn now(&self) -> DateTime {
        self.today.to_datetime(Zoned::now().time())
    }

    /// Opens the cache where there is one.
    fn existing(&self) -> Result<Option<AdvertStore>, String> {
        if self.paths.adverts_file().exists() { self.open().map(Some) } else { Ok(None) }
    }
}

impl Cache {
    /// Reads the adverts for a command, which is no look at them.
    ///
    /// # Errors
    /// A sentence, where the cache cannot be read or the bundled file is damaged.
    pub fn read(&self) -> Result<Board, String> {
        let store = self.existing()?;
        let looked = store.as_ref().map(AdvertStore::looked).transpose().map_err(told)?;
        self.board_of(store, looked.flatten())
    }

    /// The adverts of the cache that a text names, by an id or a reference.
    ///
    /// # Errors
    /// A sentence, where the cache cannot be read.
    pub fn named(&self, text: &str) -> Result<Vec<AdvertId>, String> {
        match self.existing()? {
            Some(store) => store.named(text).map_err(told),
            None => Ok(Vec::new()),
        }
    }

    /// The adverts of the cache, else the sample; those that came after the walk `looked` are marked as new.
    fn board_of(&self, store: Option<AdvertStore>, looked: Option<i64>) -> Result<Board, String> {
        if let Some(store) = store {
            let origin = origin(&store.last_refresh().map_err(told)?, self.now());
            let mut board = Board::empty(Arc::clone(&self.catalogue), origin);
            // Ids are distinct in the cache.
            store.load(|facts| _ = board.push(facts)).map_err(told)?;
            board.settle();
            if let Some(walk) = looked {
                board.mark_new(&store.new_since(walk).map_err(told)?);
            }
            board.note_text_changes(&store.texts_changed().map_err(told)?);
            if !board.is_empty() {
                return Ok(board);
            }
        }
        let adverts = bundled::adverts().map_err(told)?;
        Ok(Board::new(adverts, Arc::clone(&self.catalogue), bundled::sample_origin()))
    }
}

impl Adverts for Cache {
    fn board(&self) -> Result<Board, String> {
        let mut store = self.existing()?;
        // A cache that cannot be written can still be read; then nothing is marked.
        let before = store.as_mut().and_then(|store| store.look().inspect_err(|error| log::warn!("{error}")).ok());
        let looked = *self.looked.get_or_init(|| before.flatten());
        self.board_of(store, looked)
    }

    fn record(&self, id: &AdvertId) -> Result<AdvertRecord, String> {
        match self.existing()? {
            Some(store) => store.record(id).map_err(told),
            None => Ok(AdvertRecord::default()),
        }
    }

    fn text_matches(&self, query: &str) -> Result<Vec<AdvertId>, String> {
        match self.existing()? {
            Some(store) => store.text_matches(query).map_err(told),
            None => Ok(Vec::new()),
        }
    }

    fn refresh(&self, request: &RefreshRequest, cancel: &Cancel, tell: &Arc<Tell>) -> Result<String, String> {
        let request = asked(request)?;
        let waiting = Arc::clone(tell);
        let pause = ToldPause { usual: PAUSE, tell: move |seconds| waiting(News::Waits(seconds)) };
        let client = Client::new(Limits::default(), Box::new(pause));
        let address = Address::parse(&self.service).map_err(told)?;
        let service = Service { client: &client, address, pause: PAUSE };
        let report = refresh::run(&request, &service, &mut self.open()?, &|| self.now(), cancel, &mut |far| {
            let round = far.round.map(|round| round.to_string());
            tell(News::Read(Progress { round, pages: far.page, of_pages: far.of_pages, adverts: far.adverts }));
        });
        match report {
            Ok(report) => Ok([vec![report.to_string()], report.remarks()].concat().join("; ")),
            Err(broken) if broken.is_cancelled() => {
                let kept = count(broken.kept.read, "advert");
                Ok(format!("stopped: the {kept} read until then are kept, and none was marked as no longer listed"))
            }
            Err(broken) => Err(broken.to_string()),
        }
    }
}

/// What is asked for as the service knows it.
fn asked(request: &RefreshRequest) -> Result<Request, String> {
    let filters = Filters {
        keyword: request.keyword.clone(),
        location: request.place.clone(),
        distance: request.miles,
        pay_bands: request.bands.iter().map(|band| pay_band(band)).collect(),
        staff_groups: request.staff_groups.iter().map(|group| staff_group(group)).collect(),
        published_from: None,
    };
    if let Some(unknown) = filters.unknown().next() {
        return Err(format!("there is no {} “{}”; write one of: {}", unknown.kind, unknown.code, unknown.known()));
    }
    Ok(Request { filters, since_last: request.what == What::New, label: request.what == What::Labelled })
}

fn told(error: impl std::fmt::Display) -> String {
    error.to_string()
}

/// Where the adverts come from and how old they are: since the whole board was last read, where it was, for a part read
/// later makes the rest no younger.
fn origin(walks: &[Refresh], now: DateTime) -> Origin {
    let main = walks.iter().find(|walk| walk.source == SOURCE).or_else(|| walks.iter().max_by_key(|walk| walk.at));
    let Some(main) = main else { return Origin::default() };
    let read = age(main.at, now);
    let (source, age) = match main.whole {
        Some(whole) if whole < main.at => (main.source.clone(), format!("{}, in part {read}", age(whole, now))),
        None if main.source == SOURCE => (format!("part of {SOURCE}"), read),
        _ => (main.source.clone(), read),
    };
    let others = match walks.len() - 1 {
        0 => String::new(),
        others => format!(" and {}", count(others, "other source")),
    };
    Origin::new(format!("{source}{others}, {age}"), age)
}

/// How long ago something was, in minutes, hours or days.
fn age(then: DateTime, now: DateTime) -> String {
    let minutes = now.duration_since(then).as_mins();
    match minutes {
        ..=0 => "just read".to_owned(),
        1..60 => format!("{minutes} min old"),
        60..2_880 => format!("{} h old", minutes / 60),
        _ => format!("{} days old", minutes / 1_440),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_part_read_later_makes_the_board_no_younger() {
        let now = date(2026, 11, 22).at(12, 0, 0, 0);
        let walk = |source: &str, day: i8, whole: Option<i8>| Refresh {
            source: source.to_owned(),
            at: date(2026, 11, day).at(11, 0, 0, 0),
            adverts: 1,
            complete: true,
            whole: whole.map(|day| date(2026, 11, day).at(11, 0, 0, 0)),
        };
        let told = |walks: &[Refresh]| origin(walks, now).full;
        assert_eq!(told(&[walk(SOURCE, 22, Some(22))]), "NHS Jobs, 1 h old");
        assert_eq!(told(&[walk(SOURCE, 22, Some(12))]), "NHS Jobs, 10 days old, in part 1 h old");
        assert_eq!(told(&[walk(SOURCE, 22, None)]), "part of NHS Jobs, 1 h old");
        let both = [walk("A page", 22, None), walk(SOURCE, 19, Some(19))];
        assert_eq!(told(&both), "NHS Jobs and 1 other source, 3 days old");
        assert_eq!(told(&[walk("A page", 22, None)]), "A page, 1 h old");
    }

    #[test]
    fn ages_are_told_in_the_unit_that_suits() {
        let now = date(2026, 11, 22).at(12, 0, 0, 0);
        for (then, told) in [
            (date(2026, 11, 22).at(12, 0, 0, 0), "just read"),
            (date(2026, 11, 22).at(13, 0, 0, 0), "just read"),
            (date(2026, 11, 22).at(11, 59, 0, 0), "1 min old"),
            (date(2026, 11, 22).at(10, 1, 0, 0), "1 h old"),
            (date(2026, 11, 21).at(11, 0, 0, 0), "25 h old"),
            (date(2026, 11, 20).at(12, 0, 0, 0), "2 days old"),
            (date(2025, 11, 22).at(12, 0, 0, 0), "365 days old"),
        ] {
            assert_eq!(age(then, now), told);
        }
    }
}
