//! Floor 5: runs the explorer. One channel of messages in; every effect goes to a thread or the terminal and comes back
//! as a message. Imports all floors below.

pub mod browser;
pub mod effects;
pub mod input;
pub mod keeper;
pub mod loader;
pub mod refresh;
pub mod refresher;
pub mod searcher;
pub mod signals;
pub mod terminal;

use std::sync::mpsc::Receiver;

use ratatui::Terminal;
use ratatui::backend::Backend;

use crate::app::message::Message;
use crate::app::state::{Ending, State};
use crate::app::update::{opening, update};
use crate::runtime::effects::Outside;
use crate::view::draw;
use crate::view::theme::Theme;

/// Why the explorer stopped without being asked to.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// The terminal could not be drawn on.
    #[error("drawing on the terminal: {0}; start rolecall again in a working terminal")]
    Draw(String),
    /// A part of the program died.
    #[error("running the explorer: {0}; what was said to be saved is on the disk")]
    Died(String),
}

/// Draws, waits for messages, updates and carries out effects until the state has ended. Nothing runs while nothing happens.
///
/// # Errors
/// Where the terminal cannot be drawn on, or a part of the program died.
pub fn run<B: Backend>(
    terminal: &mut Terminal<B>,
    state: &mut State,
    theme: &Theme,
    inbox: &Receiver<Message>,
    outside: &mut Outside,
) -> Result<(), RunError> {
    // The first screen stands before the first search.
    show(terminal, state, theme)?;
    for effect in opening(state) {
        outside.carry_out(effect);
    }
    while state.ended.is_none() {
        let Ok(first) = inbox.recv() else { break };
        for message in std::iter::once(first).chain(inbox.try_iter()) {
            for effect in update(state, message) {
                outside.carry_out(effect);
            }
        }
        if outside.take_redraw() {
            // `clear` would ask the terminal where its cursor is, and the thread that reads the keyboard has the answer.
            let size = terminal.size().map_err(|error| RunError::Draw(error.to_string()))?;
            terminal.resize(size.into()).map_err(|error| RunError::Draw(error.to_string()))?;
        }
        if state.ended.is_none() {
            show(terminal, state, theme)?;
        }
    }
    match &state.ended {
        Some(Ending::Died(why)) => Err(RunError::Died(why.clone())),
        Some(Ending::Asked) | None => Ok(()),
    }
}

/// Draws, unless a panic has given the terminal back already.
fn show<B: Backend>(terminal: &mut Terminal<B>, state: &mut State, theme: &Theme) -> Result<(), RunError> {
    if terminal::given_back() {
        return Ok(());
    }
    let mut geometry = None;
    terminal
        .draw(|frame| geometry = Some(draw(frame, state, theme)))
        .map_err(|error| RunError::Draw(error.to_string()))?;
    if let Some(geometry) = geometry {
        state.geometry = geometry;
    }
    Ok(())
}

/// Sends word when the thread that holds it unwinds, so that the loop ends instead of waiting for answers that never come.
pub struct DeathNotice {
    what: &'static str,
    outbox: std::sync::mpsc::Sender<Message>,
}

impl DeathNotice {
    /// Watches over the thread that does `what`.
    #[must_use]
    pub fn new(what: &'static str, outbox: std::sync::mpsc::Sender<Message>) -> Self {
        Self { what, outbox }
    }
}

impl Drop for DeathNotice {
    fn drop(&mut self) {
        if std::thread::panicking() {
            // Nobody is left to tell where the loop is gone already.
            let _ = self.outbox.send(Message::Died(format!("the thread that {} panicked", self.what)));
        }
    }
}
