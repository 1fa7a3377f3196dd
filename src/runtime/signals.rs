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

/// Starts the thread that does `stop` at the first SIGINT or SIGTERM; the second ends the program as if nobody had caught it.
///
/// # Errors
/// Where the system does not let them be caught.
#[cfg(unix)]
pub fn stop_with(stop: impl FnOnce() + Send + 'static) -> io::Result<()> {
    use signal_hook::consts::{SIGINT, SIGTERM};
    let mut signals = signal_hook::iterator::Signals::new([SIGINT, SIGTERM])?;
    std::thread::spawn(move || {
        let mut caught = signals.forever();
        if caught.next().is_some() {
            stop();
        }
        if let Some(again) = caught.next() {
            // Where even that fails there is nothing left to try.
            let _ = signal_hook::low_level::emulate_default_handler(again);
        }
    });
    Ok(())
}

/// There are no such signals here; Ctrl-C ends the program.
///
/// # Errors
/// Never.
#[cfg(not(unix))]
pub fn stop_with(_stop: impl FnOnce() + Send + 'static) -> io::Result<()> {
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
