//! Each effect, carried out.

use std::sync::Arc;
use std::sync::mpsc::Sender;

use crate::app::effect::{Effect, SearchRequest};
use crate::app::message::Message;
use crate::domain::advert::{AdvertId, Section};
use crate::runtime::browser;
use crate::runtime::keeper::{Keeper, Task};
use crate::runtime::loader;

/// What the explorer reaches outside itself.
pub struct Outside {
    /// The search thread.
    pub searcher: Sender<SearchRequest>,
    /// The shortlist thread.
    pub keeper: Keeper,
    /// Reads the text of an advert.
    pub texts: Arc<TextReader>,
    /// Where answers go.
    pub outbox: Sender<Message>,
    /// The terminal's own abilities.
    pub terminal: Box<dyn TerminalPort>,
    /// Whether the next drawing starts from an empty screen.
    redraw: bool,
}

/// Reads the text of an advert, or says why it cannot.
pub type TextReader = dyn Fn(&AdvertId) -> Result<Vec<Section>, String> + Send + Sync;

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
        texts: Arc<TextReader>,
        outbox: Sender<Message>,
        terminal: Box<dyn TerminalPort>,
    ) -> Self {
        Self { searcher, keeper, texts, outbox, terminal, redraw: false }
    }

    /// Carries an effect out; its answer comes as a message. A thread that is gone has sent word of its own.
    pub fn carry_out(&mut self, effect: Effect) {
        match effect {
            Effect::Search(request) => {
                let _ = self.searcher.send(request);
            }
            Effect::ReadText(id) => loader::read_text(Arc::clone(&self.texts), id, self.outbox.clone()),
            Effect::ReadLists => self.keeper.ask(Task::Read),
            Effect::Change { change, purpose, said } => self.keeper.ask(Task::Change { change, purpose, said }),
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
