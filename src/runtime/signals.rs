//! Signals of the system that end the program.

use std::io;
use std::sync::mpsc::Sender;

use crate::app::message::Message;

/// Starts the thread that turns SIGTERM, SIGHUP and SIGINT into a message, so that the terminal is given back.
///
/// # Errors
/// Where the system does not let them be caught.
#[cfg(unix)]
pub fn start(outbox: Sender<Message>) -> io::Result<()> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    let mut signals = signal_hook::iterator::Signals::new([SIGTERM, SIGHUP, SIGINT])?;
    std::thread::spawn(move || {
        for _ in signals.forever() {
            if outbox.send(Message::End).is_err() {
                return;
            }
        }
    });
    Ok(())
}

/// There are no such signals here; Ctrl-C comes as a key.
///
/// # Errors
/// Never.
#[cfg(not(unix))]
pub fn start(_outbox: Sender<Message>) -> io::Result<()> {
    Ok(())
}
