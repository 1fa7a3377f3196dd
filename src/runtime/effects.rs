//! Each effect, carried out.

use std::sync::Arc;
use std::sync::mpsc::Sender;

use crate::app::effect::{Effect, SearchRequest};
use crate::app::message::Message;
use crate::app::refresh::{News, RefreshRequest};
use crate::domain::advert::AdvertId;
use crate::domain::board::Board;
use crate::domain::record::AdvertRecord;
use crate::runtime::browser;
use crate::runtime::keeper::{Keeper, Task};
use crate::runtime::loader;
use crate::runtime::refresher::Refresher;
use crate::source::http::Cancel;

/// What the explorer reaches outside itself.
pub struct Outside {
    /// The search thread.
    pub searcher: Sender<SearchRequest>,
    /// The shortlist thread.
    pub keeper: Keeper,
    /// Where adverts are read from and fetched to.
    pub adverts: Arc<dyn Adverts>,
    /// The thread that fetches.
    pub refresher: Refresher,
    /// Where answers go.
    pub outbox: Sender<Message>,
    /// The terminal's own abilities.
    pub terminal: Box<dyn TerminalPort>,
    /// Whether the next drawing starts from an empty screen.
    redraw: bool,
}

/// Takes what is told of a refresh, on whatever thread.
pub type Tell = dyn Fn(News) + Send + Sync;

/// The adverts as the threads reach them. Every error is a sentence for the person.
pub trait Adverts: Send + Sync {
    /// Reads the adverts at hand.
    ///
    /// # Errors
    /// Where they cannot be read.
    fn board(&self) -> Result<Board, String>;

    /// Reads what is known of an advert beside its facts.
    ///
    /// # Errors
    /// Where it cannot be read.
    fn record(&self, id: &AdvertId) -> Result<AdvertRecord, String>;

    /// Finds the adverts whose whole text holds all words of a query.
    ///
    /// # Errors
    /// Where the texts cannot be searched.
    fn text_matches(&self, query: &str) -> Result<Vec<AdvertId>, String>;

    /// Fetches adverts, each page stored before it is told of; answers with what became of them.
    ///
    /// # Errors
    /// Where the service or the cache failed, or it was cancelled: with what was kept.
    fn refresh(&self, request: &RefreshRequest, cancel: &Cancel, tell: &Arc<Tell>) -> Result<String, String>;
}

/// What a terminal can do besides being drawn on.
pub trait TerminalPort {
    /// Puts a text on the clipboard of the person's own machine.
    ///
    /// # Errors
    /// Where the terminal cannot be written to.
    fn copy(&mut self, text: &str) -> std::io::Result<()>;

    /// Gives the terminal back, stops the program until it is brought back, and takes the terminal again.
    ///
    /// # Errors
    /// Where the terminal cannot be given back or taken again, or this system knows no stopping.
    fn suspend(&mut self) -> std::io::Result<()>;
}

impl Outside {
    /// Puts the parts together.
    #[must_use]
    pub fn new(
        searcher: Sender<SearchRequest>,
        keeper: Keeper,
        adverts: Arc<dyn Adverts>,
        outbox: Sender<Message>,
        terminal: Box<dyn TerminalPort>,
    ) -> Self {
        let refresher = Refresher::new(Arc::clone(&adverts), outbox.clone());
        Self { searcher, keeper, adverts, refresher, outbox, terminal, redraw: false }
    }

    /// Carries an effect out; its answer comes as a message. A thread that is gone has sent word of its own.
    pub fn carry_out(&mut self, effect: Effect) {
        match effect {
            Effect::Search(request) => {
                let _ = self.searcher.send(request);
            }
            Effect::Refresh(request) => self.refresher.start(request),
            Effect::StopRefresh => self.refresher.stop(),
            Effect::ReadBoard => loader::read_board(Arc::clone(&self.adverts), self.outbox.clone()),
            Effect::ReadRecord(id) => loader::read_record(Arc::clone(&self.adverts), id, self.outbox.clone()),
            Effect::ReadQueries => self.keeper.ask(Task::ReadQueries),
            Effect::KeepQuery(query) => self.keeper.ask(Task::KeepQuery(query)),
            Effect::ReadLists => self.keeper.ask(Task::Read),
            Effect::Change { change, purpose, said } => self.keeper.ask(Task::Change { change, purpose, said }),
            Effect::ReadSearches => self.keeper.ask(Task::ReadSearches),
            Effect::ChangeSearches { change, purpose, said } => {
                self.keeper.ask(Task::ChangeSearches { change, purpose, said });
            }
            Effect::KeepSettings(changes) => self.keeper.ask(Task::Settings(changes)),
            Effect::Browse(url) => self.browse(url),
            Effect::Copy(text) => {
                let outcome = self.terminal.copy(&text);
                self.tell(outcome.map(|()| format!("copied: {text}")).map_err(|error| format!("copying: {error}")));
            }
            Effect::Suspend => {
                self.redraw = true;
                if let Err(error) = self.terminal.suspend() {
                    self.tell(Err(format!("suspending: {error}")));
                }
            }
            Effect::Redraw => self.redraw = true,
        }
    }

    /// Opens an address; where there is no browser, copies it instead.
    fn browse(&mut self, url: String) {
        if let Err(why) = browser::check(&url) {
            self.tell(Err(why));
        } else if let Some(why) = browser::hindrance() {
            let copied = match self.terminal.copy(&url) {
                Ok(()) => "the address was sent to your clipboard instead",
                Err(_) => "open the address yourself",
            };
            self.tell(Err(format!("opening {url}: {why}; {copied}")));
        } else {
            browser::open(url, self.outbox.clone());
        }
    }

    /// Whether the next drawing starts from an empty screen; asked once.
    pub fn take_redraw(&mut self) -> bool {
        std::mem::take(&mut self.redraw)
    }

    fn tell(&self, outcome: Result<String, String>) {
        let _ = self.outbox.send(Message::Told(outcome));
    }
}
