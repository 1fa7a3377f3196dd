//! Reading the adverts on a thread of their own, so that the first screen does not wait for them.

use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::thread;

use crate::app::message::Message;
use crate::domain::board::Board;
use crate::runtime::DeathNotice;

/// Starts reading; the board comes as a message, or why there is none.
pub fn start(load: impl FnOnce() -> Result<Board, String> + Send + 'static, outbox: Sender<Message>) {
    thread::spawn(move || {
        let _notice = DeathNotice::new("reads the adverts", outbox.clone());
        let message = match load() {
            Ok(board) => Message::Board(Arc::new(board)),
            Err(why) => Message::Told(Err(why)),
        };
        // Where the loop has ended there is nobody left to tell.
        let _ = outbox.send(message);
    });
}
