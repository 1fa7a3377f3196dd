//! Reading the adverts, and what is known of each on threads of their own, so that no screen waits for the disk.

use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::thread;

use crate::app::message::Message;
use crate::domain::advert::AdvertId;
use crate::runtime::DeathNotice;
use crate::runtime::effects::Adverts;

/// Starts reading; the board comes as a message, or why there is none.
pub fn read_board(adverts: Arc<dyn Adverts>, outbox: Sender<Message>) {
    thread::spawn(move || {
        let _notice = DeathNotice::new("reads the adverts", outbox.clone());
        // Where the loop has ended there is nobody left to tell.
        let _ = outbox.send(Message::Board(adverts.board().map(Arc::new)));
    });
}

/// Starts reading what is known of an advert beside its facts; it comes as a message, or why there is none.
pub fn read_record(adverts: Arc<dyn Adverts>, id: AdvertId, outbox: Sender<Message>) {
    thread::spawn(move || {
        let _notice = DeathNotice::new("reads an advert", outbox.clone());
        let message = match adverts.record(&id) {
            Ok(record) => Message::Record(id, record),
            Err(why) => Message::Told(Err(why)),
        };
        // Where the loop has ended there is nobody left to tell.
        let _ = outbox.send(message);
    });
}
