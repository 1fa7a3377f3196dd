//! Reading adverts and their texts on threads of their own, so that no screen waits for the disk.

use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::thread;

use crate::app::message::Message;
use crate::domain::advert::AdvertId;
use crate::domain::board::Board;
use crate::runtime::DeathNotice;
use crate::runtime::effects::TextReader;

/// Starts reading; the board comes as a message, or why there is none.
pub fn start(load: impl FnOnce() -> Result<Board, String> + Send + 'static, outbox: Sender<Message>) {
    thread::spawn(move || {
        let _notice = DeathNotice::new("reads the adverts", outbox.clone());
        let (board, told) = match load() {
            Ok(board) => (board, None),
            Err(why) => (Board::unreadable(), Some(Message::Told(Err(why)))),
        };
        // Where the loop has ended there is nobody left to tell.
        for message in std::iter::once(Message::Board(Arc::new(board))).chain(told) {
            let _ = outbox.send(message);
        }
    });
}

/// Starts reading the text of an advert; it comes as a message, or why there is none.
pub fn read_text(texts: Arc<TextReader>, id: AdvertId, outbox: Sender<Message>) {
    thread::spawn(move || {
        let _notice = DeathNotice::new("reads an advert", outbox.clone());
        let message = match texts(&id) {
            Ok(text) => Message::Text(id, text),
            Err(why) => Message::Told(Err(why)),
        };
        // Where the loop has ended there is nobody left to tell.
        let _ = outbox.send(message);
    });
}
