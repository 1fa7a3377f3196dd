//! The search thread: only the newest request is answered. While none waits, it works out what the next ones will need.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, TryRecvError, channel};
use std::thread;

use crate::app::effect::SearchRequest;
use crate::app::message::{Counted, Found, Message};
use crate::app::state::counts;
use crate::runtime::DeathNotice;
use crate::search::adverts::{AdvertIndex, Scope, Sort};

/// Starts the thread and returns where to send requests.
#[must_use]
pub fn start(outbox: Sender<Message>) -> Sender<SearchRequest> {
    let (sender, requests) = channel();
    thread::spawn(move || {
        let _notice = DeathNotice::new("searches", outbox.clone());
        serve(&requests, &outbox);
    });
    sender
}

/// Answers until nobody asks any more or nobody listens.
fn serve(requests: &Receiver<SearchRequest>, outbox: &Sender<Message>) {
    let mut searcher = Searcher::default();
    while let Some(first) = next(requests, &mut searcher, outbox) {
        let newest = requests.try_iter().last().unwrap_or(first);
        if outbox.send(Message::Found(searcher.answer(&newest))).is_err() {
            return;
        }
    }
}

/// The next request; the time until it comes is used. Nothing where nobody asks any more.
fn next(
    requests: &Receiver<SearchRequest>,
    searcher: &mut Searcher,
    outbox: &Sender<Message>,
) -> Option<SearchRequest> {
    loop {
        match requests.try_recv() {
            Ok(request) => return Some(request),
            Err(TryRecvError::Disconnected) => return None,
            Err(TryRecvError::Empty) => {}
        }
        match searcher.prepare() {
            // Where the loop has ended there is nobody left to tell, and nobody will ask.
            Prepared::Counts(counted) => outbox.send(Message::Counted(counted)).ok()?,
            Prepared::Unseen => {}
            Prepared::All => return requests.recv().ok(),
        }
    }
}

/// Answers requests. What must be known of a board's adverts is worked out once.
#[derive(Default)]
pub struct Searcher {
    index: Option<AdvertIndex>,
    counted: bool,
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
    /// What a request finds.
    pub fn answer(&mut self, request: &SearchRequest) -> Found {
        let known = self.index.take().filter(|index| Arc::ptr_eq(index.board(), &request.board));
        self.counted &= known.is_some();
        let index = self.index.insert(known.unwrap_or_else(|| AdvertIndex::new(Arc::clone(&request.board))));
        let hits = index.search(&request.query, &request.scope, request.sort);
        let everywhere = match request.scope {
            Scope::All => hits.len(),
            Scope::Roles(_) => index.search(&request.query, &Scope::All, Sort::Fit).len(),
        };
        Found {
            generation: request.generation,
            within: index.within(&request.scope).count(),
            everywhere,
            hits: hits.into_iter().map(|hit| hit.thing).collect(),
        }
    }

    /// Works out a part of what is still to be worked out for the board last asked about.
    pub fn prepare(&mut self) -> Prepared {
        match &self.index {
            Some(index) if !self.counted => {
                self.counted = true;
                Prepared::Counts(Counted { board: Arc::clone(index.board()), counts: counts(index) })
            }
            Some(index) if index.prepare() => Prepared::Unseen,
            _ => Prepared::All,
        }
    }
}
