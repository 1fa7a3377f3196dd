//! The search thread: only the newest request is answered.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use crate::app::effect::SearchRequest;
use crate::app::message::{Found, Message};
use crate::domain::board::Board;
use crate::runtime::DeathNotice;
use crate::search::adverts::{AdvertIndex, Scope, Sort};
use crate::search::query::Query;

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
    while let Ok(first) = requests.recv() {
        let newest = requests.try_iter().last().unwrap_or(first);
        if outbox.send(Message::Found(searcher.answer(&newest))).is_err() {
            return;
        }
    }
}

/// Answers requests. The words of a board are read once, when it is first asked about.
#[derive(Default)]
pub struct Searcher {
    indexed: Option<(Arc<Board>, AdvertIndex)>,
}

impl Searcher {
    /// What a request finds.
    pub fn answer(&mut self, request: &SearchRequest) -> Found {
        let board = &request.board;
        let known = self.indexed.take().filter(|(indexed, _)| Arc::ptr_eq(indexed, board));
        let (_, index) = self.indexed.insert(known.unwrap_or_else(|| (Arc::clone(board), AdvertIndex::new(board))));
        let count = |query: &Query, scope: &Scope| index.search(board, query, scope, Sort::Fit).len();
        let hits = index.search(board, &request.query, &request.scope, request.sort);
        Found {
            generation: request.generation,
            within: count(&Query::default(), &request.scope),
            everywhere: if request.scope == Scope::All { hits.len() } else { count(&request.query, &Scope::All) },
            hits: hits.into_iter().map(|hit| hit.thing).collect(),
        }
    }
}
