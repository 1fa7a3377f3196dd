//! Fetching adverts on a thread of its own: one refresh at a time, told page by page, stopped at a word.

use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::thread;

use crate::app::message::Message;
use crate::app::refresh::RefreshRequest;
use crate::runtime::DeathNotice;
use crate::runtime::effects::{Adverts, Tell};
use crate::source::http::Cancel;

/// Fetches adverts for the explorer.
pub struct Refresher {
    adverts: Arc<dyn Adverts>,
    outbox: Sender<Message>,
    /// What stops the refresh that was started last.
    cancel: Cancel,
}

impl Refresher {
    /// Fetches nothing yet.
    #[must_use]
    pub fn new(adverts: Arc<dyn Adverts>, outbox: Sender<Message>) -> Self {
        Self { adverts, outbox, cancel: Cancel::default() }
    }

    /// Starts a refresh; how far it is and how it ends come as messages.
    pub fn start(&mut self, request: RefreshRequest) {
        let cancel = Cancel::default();
        self.cancel = cancel.clone();
        let (adverts, outbox) = (Arc::clone(&self.adverts), self.outbox.clone());
        thread::spawn(move || {
            let _notice = DeathNotice::new("fetches adverts", outbox.clone());
            let sender = outbox.clone();
            // Where the loop has ended there is nobody left to tell, here and below.
            let tell: Arc<Tell> = Arc::new(move |news| drop(sender.send(Message::Refreshing(news))));
            let outcome = adverts.refresh(&request, &cancel, &tell);
            let _ = outbox.send(Message::Refreshed(outcome));
        });
    }

    /// Stops the refresh under way.
    pub fn stop(&self) {
        self.cancel.cancel();
    }
}
