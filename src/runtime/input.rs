//! The terminal's events as messages.

use std::sync::mpsc::Sender;
use std::thread;

use crossterm::event::{self, Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use crate::app::keymap::{Chord, Key};
use crate::app::message::Message;
use crate::runtime::DeathNotice;

/// Starts the thread that reads the terminal.
pub fn start(outbox: Sender<Message>) {
    thread::spawn(move || {
        let _notice = DeathNotice::new("reads the keyboard", outbox.clone());
        loop {
            let message = match event::read() {
                Ok(event) => translate(event),
                Err(error) => Some(Message::Died(format!("reading the keyboard: {error}"))),
            };
            let last = matches!(message, Some(Message::Died(_)));
            let unheard = message.is_some_and(|message| outbox.send(message).is_err());
            if last || unheard {
                return;
            }
        }
    });
}

/// The message of an event; nothing for those the program does not use.
#[must_use]
pub fn translate(event: Event) -> Option<Message> {
    match event {
        Event::Key(key) if key.kind != KeyEventKind::Release => chord(key).map(Message::Key),
        Event::Paste(text) => Some(Message::Paste(text)),
        Event::Resize(..) => Some(Message::Resized),
        _ => None,
    }
}

/// A key event as a chord. Terminals disagree on whether a capital comes with Shift, so Shift is dropped from characters.
fn chord(event: KeyEvent) -> Option<Chord> {
    let held = |modifier| event.modifiers.contains(modifier);
    let key = match event.code {
        KeyCode::Char(c) if held(KeyModifiers::SHIFT) && c.is_ascii_lowercase() => Key::Char(c.to_ascii_uppercase()),
        KeyCode::Char(c) if held(KeyModifiers::CONTROL) => Key::Char(c.to_ascii_lowercase()),
        KeyCode::Char(c) => Key::Char(c),
        KeyCode::F(number) => Key::F(number),
        KeyCode::BackTab => return Some(Chord { shift: true, ..Chord::plain(Key::Named("tab")) }),
        KeyCode::Up => Key::Named("up"),
        KeyCode::Down => Key::Named("down"),
        KeyCode::Left => Key::Named("left"),
        KeyCode::Right => Key::Named("right"),
        KeyCode::Home => Key::Named("home"),
        KeyCode::End => Key::Named("end"),
        KeyCode::PageUp => Key::Named("pageup"),
        KeyCode::PageDown => Key::Named("pagedown"),
        KeyCode::Enter => Key::Named("enter"),
        KeyCode::Esc => Key::Named("esc"),
        KeyCode::Tab => Key::Named("tab"),
        KeyCode::Backspace => Key::Named("backspace"),
        KeyCode::Delete => Key::Named("delete"),
        KeyCode::Insert => Key::Named("insert"),
        _ => return None,
    };
    let named = matches!(key, Key::Named(_));
    Some(Chord {
        key,
        ctrl: held(KeyModifiers::CONTROL),
        alt: held(KeyModifiers::ALT),
        shift: named && held(KeyModifiers::SHIFT),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(code: KeyCode, modifiers: KeyModifiers) -> String {
        match translate(Event::Key(KeyEvent::new(code, modifiers))) {
            Some(Message::Key(chord)) => chord.to_string(),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn capitals_read_alike_with_and_without_shift() {
        assert_eq!(read(KeyCode::Char('G'), KeyModifiers::SHIFT), "G");
        assert_eq!(read(KeyCode::Char('G'), KeyModifiers::NONE), "G");
        assert_eq!(read(KeyCode::Char('g'), KeyModifiers::SHIFT), "G");
        assert_eq!(read(KeyCode::Char('?'), KeyModifiers::SHIFT), "?");
        assert_eq!(read(KeyCode::BackTab, KeyModifiers::SHIFT), "shift-tab");
        assert_eq!(read(KeyCode::Char('C'), KeyModifiers::CONTROL), "ctrl-c");
    }

    #[test]
    fn releases_are_dropped() {
        let release = KeyEvent { kind: KeyEventKind::Release, ..KeyEvent::new(KeyCode::Char('a'), KeyModifiers::NONE) };
        assert!(translate(Event::Key(release)).is_none());
    }
}
