//! The search thread: only the newest request is answered. While none waits, it works out what the next ones will need.

use std::cell::{OnceCell, RefCell};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use crate::app::effect::SearchRequest;
use crate::app::message::{Counted, Found, Message};
use crate::app::state::counts;
use crate::domain::advert::AdvertId;
use crate::runtime::DeathNotice;
use crate::runtime::effects::Adverts;
use crate::search::adverts::filters::Nowhere;
use crate::search::adverts::{AdvertIndex, Request};
use crate::search::expansions::Expansions;
use crate::source::bundled;

/// Starts the thread and returns where to send requests; `adverts` is asked for whole texts.
#[must_use]
pub fn start(outbox: Sender<Message>, adverts: Arc<dyn Adverts>) -> Sender<SearchRequest> {
    let (sender, requests) = channel();
    thread::spawn(move || {
        let _notice = DeathNotice::new("searches", outbox.clone());
        serve(&Queue::new(requests), Searcher::new(adverts), &outbox);
    });
    sender
}

/// Requests of which only the newest counts.
struct Queue {
    requests: Receiver<SearchRequest>,
    newest: RefCell<Option<SearchRequest>>,
}

impl Queue {
    fn new(requests: Receiver<SearchRequest>) -> Self {
        Self { requests, newest: RefCell::new(None) }
    }

    /// Whether a request waits; those before it are dropped.
    fn waits(&self) -> bool {
        let newest = self.requests.try_iter().last();
        let mut kept = self.newest.borrow_mut();
        *kept = newest.or(kept.take());
        kept.is_some()
    }
}

/// Answers until nobody asks any more or nobody listens. An answer that a newer request overtakes is given up.
fn serve(queue: &Queue, mut searcher: Searcher, outbox: &Sender<Message>) {
    while let Some(request) = next(queue, &mut searcher, outbox) {
        let found = searcher.answer_unless(&request, &|| queue.waits());
        if found.is_some_and(|found| outbox.send(Message::Found(found)).is_err()) {
            return;
        }
    }
}

/// The next request; the time until it comes is used. Nothing where nobody asks any more.
fn next(queue: &Queue, searcher: &mut Searcher, outbox: &Sender<Message>) -> Option<SearchRequest> {
    loop {
        if queue.waits() {
            return queue.newest.take();
        }
        match searcher.prepare() {
            // Where the loop has ended there is nobody left to tell, and nobody will ask.
            Prepared::Counts(counted) => outbox.send(Message::Counted(counted)).ok()?,
            Prepared::Unseen => {}
            Prepared::All => return queue.requests.recv().ok(),
        }
    }
}

/// Answers requests. What must be known of a board's adverts is worked out once.
#[derive(Default)]
pub struct Searcher {
    index: Option<AdvertIndex>,
    counted: bool,
    expansions: OnceCell<Expansions>,
    adverts: Option<Arc<dyn Adverts>>,
}

/// What was worked out ahead of the next request.
#[derive(Debug)]
pub enum Prepared {
    /// The counts of the tree, to be shown.
    Counts(Counted),
    /// Something that only a search uses.
    Unseen,
    /// Nothing: all is ready.
    All,
}

impl Searcher {
    /// A searcher that asks `adverts` for whole texts.
    #[must_use]
    pub fn new(adverts: Arc<dyn Adverts>) -> Self {
        Self { adverts: Some(adverts), ..Self::default() }
    }

    /// What a request finds.
    pub fn answer(&mut self, request: &SearchRequest) -> Found {
        self.answer_unless(request, &|| false).unwrap_or_default()
    }

    /// What a request finds; nothing where it was overtaken meanwhile.
    pub fn answer_unless(&mut self, request: &SearchRequest, overtaken: &dyn Fn() -> bool) -> Option<Found> {
        let known = self.index.take().filter(|index| Arc::ptr_eq(index.board(), &request.board));
        self.counted &= known.is_some();
        let index = self.index.insert(known.unwrap_or_else(|| AdvertIndex::new(Arc::clone(&request.board))));
        let adverts = self.adverts.as_ref();
        let texts = |words: &str| -> Result<Vec<AdvertId>, String> {
            adverts.map_or_else(|| Ok(Vec::new()), |adverts| adverts.text_matches(words))
        };
        let none = Expansions::default();
        let expansions = if request.query.is_empty() { &none } else { read(&self.expansions) };
        let found = index.search(&Request {
            query: &request.query,
            scope: &request.scope,
            sort: request.sort,
            today: request.today,
            standings: &request.standings,
            expansions,
            texts: &texts,
            places: &Nowhere,
            overtaken,
        })?;
        Some(Found {
            generation: request.generation,
            within: found.within,
            everywhere: found.everywhere,
            hits: found.hits,
            reading: found.reading,
        })
    }

    /// Works out a part of what is still to be worked out for the board last asked about.
    pub fn prepare(&mut self) -> Prepared {
        match &self.index {
            Some(index) if !self.counted => {
                self.counted = true;
                Prepared::Counts(Counted { board: Arc::clone(index.board()), counts: counts(index) })
            }
            Some(_) if self.expansions.get().is_none() => {
                read(&self.expansions);
                Prepared::Unseen
            }
            Some(index) if index.prepare() => Prepared::Unseen,
            _ => Prepared::All,
        }
    }
}

/// The everyday words, read when they are first needed. A test sees to it that they can be.
fn read(expansions: &OnceCell<Expansions>) -> &Expansions {
    expansions.get_or_init(|| Expansions::new(&bundled::words().unwrap_or_default()))
}
