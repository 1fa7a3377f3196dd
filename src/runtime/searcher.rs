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

/// Starts the thread, which reads the adverts' words first, and returns where to send requests.
#[must_use]
pub fn start(board: Arc<Board>, outbox: Sender<Message>) -> Sender<SearchRequest> {
    let (sender, requests) = channel();
    thread::spawn(move || {
        let _notice = DeathNotice::new("searches", outbox.clone());
        serve(&board, &requests, &outbox);
    });
    sender
}

/// Answers until nobody asks any more or nobody listens.
fn serve(board: &Board, requests: &Receiver<SearchRequest>, outbox: &Sender<Message>) {
    let index = AdvertIndex::new(board);
    while let Ok(first) = requests.recv() {
        let newest = requests.try_iter().last().unwrap_or(first);
        if outbox.send(Message::Found(answer(board, &index, &newest))).is_err() {
            return;
        }
    }
}

/// What a request finds.
#[must_use]
pub fn answer(board: &Board, index: &AdvertIndex, request: &SearchRequest) -> Found {
    let count = |query: &Query, scope: &Scope| index.search(board, query, scope, Sort::Fit).len();
    let hits = index.search(board, &request.query, &request.scope, request.sort);
    Found {
        generation: request.generation,
        within: count(&Query::default(), &request.scope),
        everywhere: if request.scope == Scope::All { hits.len() } else { count(&request.query, &Scope::All) },
        hits: hits.into_iter().map(|hit| hit.thing).collect(),
    }
}
