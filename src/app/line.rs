//! The editable line behind filters, notes, names and the palette.

use tui_input::{Input, InputRequest};

use crate::app::keymap::{Chord, Key};
use crate::domain::text::clean_line;

/// A paste makes no line longer than this, in characters.
const LONGEST: usize = 2_000;

/// A line of text with a cursor. The editing itself is the tui-input crate's.
#[derive(Clone, Debug, Default)]
pub struct Line(Input);

impl Line {
    /// A line that holds a text, the cursor at its end.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self(Input::new(text.into()))
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> &str {
        self.0.value()
    }

    /// The cursor's place in columns from the start of the text.
    #[must_use]
    pub fn cursor(&self) -> usize {
        self.0.visual_cursor()
    }

    /// How many columns to leave out at the left so that the cursor is within `width` columns.
    #[must_use]
    pub fn scroll(&self, width: usize) -> usize {
        self.0.visual_scroll(width.saturating_sub(1))
    }

    /// Edits by a key; whether the text changed, or nothing where the key is not one of editing.
    pub fn edit(&mut self, chord: Chord) -> Option<bool> {
        let change = self.0.handle(request(chord)?);
        Some(change.is_some_and(|change| change.value))
    }

    /// Puts a pasted text in at the cursor, on one line, without what a terminal would obey and cut where the line grows too long.
    pub fn paste(&mut self, text: &str) {
        let (value, cursor) = (self.0.value(), self.0.cursor());
        let room = LONGEST.saturating_sub(value.chars().count());
        let most: String = text.chars().take(LONGEST * 4).collect();
        let pasted: String = clean_line(&most).chars().take(room).collect();
        let line: String = value.chars().take(cursor).chain(pasted.chars()).chain(value.chars().skip(cursor)).collect();
        self.0 = Input::new(line).with_cursor(cursor + pasted.chars().count());
    }
}

/// What some keys do in a line.
#[derive(Clone, Copy, Debug)]
pub struct Editing {
    /// The keys, as [`Chord`] spells them.
    pub keys: &'static [&'static str],
    /// What they do.
    pub help: &'static str,
    ask: InputRequest,
}

/// What keys do in a line beside putting in what they print: those of a shell, which are the same whatever `config.ron` says.
#[rustfmt::skip]
pub const EDITING: [Editing; 12] = [
    Editing { keys: &["left", "ctrl-b"], help: "Move back a letter", ask: InputRequest::GoToPrevChar },
    Editing { keys: &["right", "ctrl-f"], help: "Move on a letter", ask: InputRequest::GoToNextChar },
    Editing { keys: &["alt-b", "alt-left", "ctrl-left"], help: "Move back a word", ask: InputRequest::GoToPrevWord },
    Editing { keys: &["alt-f", "alt-right", "ctrl-right"], help: "Move on a word", ask: InputRequest::GoToNextWord },
    Editing { keys: &["home", "ctrl-a"], help: "Move to the beginning", ask: InputRequest::GoToStart },
    Editing { keys: &["end", "ctrl-e"], help: "Move to the end", ask: InputRequest::GoToEnd },
    Editing { keys: &["backspace", "ctrl-h"], help: "Delete the letter before", ask: InputRequest::DeletePrevChar },
    Editing { keys: &["delete", "ctrl-d"], help: "Delete the letter after", ask: InputRequest::DeleteNextChar },
    Editing { keys: &["ctrl-w", "alt-backspace", "ctrl-backspace"], help: "Delete the word before", ask: InputRequest::DeletePrevWord },
    Editing { keys: &["alt-d", "alt-delete", "ctrl-delete"], help: "Delete the word after", ask: InputRequest::DeleteNextWord },
    Editing { keys: &["ctrl-u"], help: "Delete all", ask: InputRequest::DeleteLine },
    Editing { keys: &["ctrl-k"], help: "Delete all that follows", ask: InputRequest::DeleteTillEnd },
];

fn request(chord: Chord) -> Option<InputRequest> {
    if let Chord { key: Key::Char(c), ctrl: false, alt: false, .. } = chord {
        return Some(InputRequest::InsertChar(c));
    }
    let name = Chord { shift: false, ..chord }.to_string();
    EDITING.iter().find(|editing| editing.keys.contains(&name.as_str())).map(|editing| editing.ask)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(keys: &[&str]) -> Line {
        let mut line = Line::default();
        for key in keys {
            line.edit(key.parse().unwrap());
        }
        line
    }

    #[test]
    fn text_is_typed_and_edited() {
        let line = typed(&["n", "u", "r", "x", "backspace", "s", "e", "home", "X", "end", "s"]);
        assert_eq!((line.text(), line.cursor()), ("Xnurses", 7));
        assert_eq!(typed(&["a", "space", "b", "c", "ctrl-w"]).text(), "a ");
        assert_eq!(typed(&["a", "b", "ctrl-u"]).text(), "");
    }

    #[test]
    fn the_cursor_and_the_text_follow_the_keys_of_a_shell() {
        let cases = [
            ("ctrl-a", "one two three", 0),
            ("home", "one two three", 0),
            ("home ctrl-e", "one two three", 13),
            ("home end", "one two three", 13),
            ("left", "one two three", 12),
            ("ctrl-b ctrl-b ctrl-f", "one two three", 12),
            ("alt-b", "one two three", 8),
            ("ctrl-left ctrl-left", "one two three", 4),
            ("alt-left alt-left alt-right", "one two three", 8),
            ("home alt-f", "one two three", 4),
            ("home ctrl-right", "one two three", 4),
            ("backspace", "one two thre", 12),
            ("ctrl-h", "one two thre", 12),
            ("home delete", "ne two three", 0),
            ("home ctrl-d", "ne two three", 0),
            ("ctrl-w", "one two ", 8),
            ("alt-backspace ctrl-backspace", "one ", 4),
            ("home alt-d", "two three", 0),
            ("home ctrl-delete alt-d", "three", 0),
            ("alt-b ctrl-k", "one two ", 8),
            ("alt-b ctrl-u", "", 0),
        ];
        for (keys, text, cursor) in cases {
            let mut line = Line::new("one two three");
            for key in keys.split(' ') {
                assert!(line.edit(key.parse().unwrap()).is_some(), "{key}");
            }
            assert_eq!((line.text(), line.cursor()), (text, cursor), "{keys}");
        }
    }

    #[test]
    fn every_key_of_the_table_is_one_and_stands_once() {
        let keys: Vec<&str> = EDITING.iter().flat_map(|editing| editing.keys).copied().collect();
        for (place, key) in keys.iter().enumerate() {
            assert_eq!(key.parse::<Chord>().map(|chord| chord.to_string()).as_deref(), Ok(*key));
            assert!(!keys[place + 1..].contains(key), "{key}");
        }
    }

    #[test]
    fn keys_that_do_not_edit_are_left_to_others() {
        assert_eq!(Line::default().edit("enter".parse().unwrap()), None);
        assert_eq!(Line::default().edit("ctrl-c".parse().unwrap()), None);
        assert_eq!(Line::default().edit("left".parse().unwrap()), Some(false));
    }

    #[test]
    fn a_paste_is_one_safe_line() {
        let mut line = Line::new("a");
        line.paste("b\u{1b}[2J\nc\t");
        assert_eq!(line.text(), "ab c");
    }
}
