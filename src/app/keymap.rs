//! Keys as text (`ctrl-s`, `shift-tab`, `G`), and which action each asks for.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use crate::app::action::{ACTIONS, Action, ActionRow};
use crate::app::pane::Pane;

/// A key without its modifiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Key {
    /// A character, with Shift already applied to it.
    Char(char),
    /// A function key.
    F(u8),
    /// A key with a name, one of [`NAMED`].
    Named(&'static str),
}

/// The named keys.
pub const NAMED: [&str; 14] = [
    "up",
    "down",
    "left",
    "right",
    "home",
    "end",
    "pageup",
    "pagedown",
    "enter",
    "esc",
    "tab",
    "backspace",
    "delete",
    "insert",
];

/// A key with its modifiers. Shift stands only with named keys; a character carries it in itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Chord {
    /// The key.
    pub key: Key,
    /// Whether Ctrl is held.
    pub ctrl: bool,
    /// Whether Alt is held.
    pub alt: bool,
    /// Whether Shift is held with a named key.
    pub shift: bool,
}

impl Chord {
    /// A key alone.
    #[must_use]
    pub const fn plain(key: Key) -> Self {
        Self { key, ctrl: false, alt: false, shift: false }
    }

    /// The movement that the key asks for while a line is typed over rows, whatever the keymap says.
    #[must_use]
    pub fn movement(self) -> Option<Action> {
        match self.key {
            Key::Named("up") => Some(Action::Up),
            Key::Named("down") => Some(Action::Down),
            Key::Named("pageup") => Some(Action::PageUp),
            Key::Named("pagedown") => Some(Action::PageDown),
            _ => None,
        }
    }
}

impl fmt::Display for Chord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let held = |held: bool, name: &'static str| if held { name } else { "" };
        let key = match self.key {
            Key::Char(' ') => "space".to_owned(),
            Key::Char(c) => c.to_string(),
            Key::F(number) => format!("f{number}"),
            Key::Named(name) => name.to_owned(),
        };
        f.pad(&[held(self.ctrl, "ctrl-"), held(self.alt, "alt-"), held(self.shift, "shift-"), &key].concat())
    }
}

/// A text that names no key.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no key (write `s`, `S`, `ctrl-s`, `f1`, `space`, or a name such as `enter` or `shift-tab`)")]
pub struct BadChord(String);

impl FromStr for Chord {
    type Err = BadChord;

    fn from_str(text: &str) -> Result<Self, BadChord> {
        let bad = || BadChord(text.to_owned());
        let mut chord = Self::plain(Key::Char(' '));
        let mut rest = text;
        loop {
            let held = [("ctrl-", &mut chord.ctrl), ("alt-", &mut chord.alt), ("shift-", &mut chord.shift)]
                .into_iter()
                .find_map(|(name, held)| {
                    rest.strip_prefix(name).filter(|after| !after.is_empty()).map(|after| (after, held))
                });
            let Some((after, held)) = held else { break };
            if std::mem::replace(held, true) {
                return Err(bad());
            }
            rest = after;
        }
        chord.key = key(rest).ok_or_else(bad)?;
        if chord.shift && !matches!(chord.key, Key::Named(_)) {
            return Err(bad());
        }
        Ok(chord)
    }
}

fn key(text: &str) -> Option<Key> {
    let mut chars = text.chars();
    match (chars.next(), chars.next()) {
        (Some(c), None) if !c.is_control() && c != ' ' => return Some(Key::Char(c)),
        _ => {}
    }
    if text == "space" {
        return Some(Key::Char(' '));
    }
    if let Some(name) = NAMED.into_iter().find(|name| *name == text) {
        return Some(Key::Named(name));
    }
    let number =
        text.strip_prefix('f').filter(|digits| digits.starts_with(|c: char| c.is_ascii_digit()))?.parse().ok()?;
    (text == format!("f{number}") && (1..=24).contains(&number)).then_some(Key::F(number))
}

/// Which keys ask for which actions: the table's own, or those of `config.ron` in their place.
#[derive(Clone, Debug)]
pub struct Keymap {
    /// The keys of each row of [`ACTIONS`].
    keys: Vec<Vec<Chord>>,
}

impl Default for Keymap {
    fn default() -> Self {
        Self::new(&BTreeMap::new()).0
    }
}

impl Keymap {
    /// The table with a person's own keys in place of its, and what is wrong with those, each in a sentence.
    ///
    /// An action whose keys are wrong keeps the table's.
    #[must_use]
    pub fn new(own: &BTreeMap<String, Vec<String>>) -> (Self, Vec<String>) {
        let mut problems: Vec<String> = own
            .keys()
            .filter(|id| !ACTIONS.iter().any(|row| row.id == **id))
            .map(|id| format!("keys: there is no action `{id}`; `rolecall keys` lists them"))
            .collect();
        let keys = ACTIONS
            .iter()
            .map(|row| {
                own.get(row.id).and_then(|texts| parse_all(row, texts, &mut problems)).unwrap_or_else(|| defaults(row))
            })
            .collect();
        let map = Self { keys };
        problems.extend(map.clashes());
        (map, problems)
    }

    /// The action that a key asks for while a pane has the focus. What the pane offers comes before what is everywhere.
    #[must_use]
    pub fn action(&self, chord: Chord, pane: Pane) -> Option<Action> {
        let bound = |row: &&(&ActionRow, &Vec<Chord>)| row.1.contains(&chord) && row.0.reaches(pane);
        let mut rows: Vec<(&ActionRow, &Vec<Chord>)> = self.rows().collect();
        rows.sort_by_key(|(row, _)| matches!(row.reach, crate::app::action::Reach::Everywhere));
        rows.iter().find(bound).map(|(row, _)| row.action)
    }

    /// The keys of an action.
    #[must_use]
    pub fn keys(&self, action: Action) -> &[Chord] {
        self.rows().find(|(row, _)| row.action == action).map_or(&[], |(_, keys)| keys)
    }

    /// Every row of the table with its keys.
    pub fn rows(&self) -> impl Iterator<Item = (&'static ActionRow, &Vec<Chord>)> {
        ACTIONS.iter().zip(&self.keys)
    }

    /// Keys that ask for two actions in one pane.
    fn clashes(&self) -> Vec<String> {
        let rows: Vec<_> = self.rows().collect();
        let mut clashes = Vec::new();
        for (place, (row, keys)) in rows.iter().enumerate() {
            for (other, theirs) in &rows[place + 1..] {
                let shared = Pane::ALL.into_iter().find(|pane| row.reaches(*pane) && other.reaches(*pane));
                if let (Some(pane), Some(chord)) = (shared, keys.iter().find(|chord| theirs.contains(chord))) {
                    clashes.push(format!(
                        "keys: `{chord}` asks for both `{}` and `{}` in the pane {}",
                        row.id,
                        other.id,
                        pane.title()
                    ));
                }
            }
        }
        clashes
    }
}

fn defaults(row: &ActionRow) -> Vec<Chord> {
    row.keys.iter().filter_map(|text| text.parse().ok()).collect()
}

/// A person's keys for an action, or nothing, with a problem, where one of them is no key.
fn parse_all(row: &ActionRow, texts: &[String], problems: &mut Vec<String>) -> Option<Vec<Chord>> {
    match texts.iter().map(|text| text.parse()).collect() {
        Ok(chords) => Some(chords),
        Err(error) => {
            let error: BadChord = error;
            problems.push(format!("keys: {}: {error}; its usual keys stand", row.id));
            None
        }
    }
}

/// Keys as people read them: `↑`, `Enter`, `Ctrl-S`.
#[must_use]
pub fn readable(chord: &Chord) -> String {
    let name = match chord.key {
        Key::Named("up") => "↑".to_owned(),
        Key::Named("down") => "↓".to_owned(),
        Key::Named("left") => "←".to_owned(),
        Key::Named("right") => "→".to_owned(),
        Key::Named("pageup") => "PgUp".to_owned(),
        Key::Named("pagedown") => "PgDn".to_owned(),
        Key::Named(name) => capitalised(name),
        Key::Char(' ') => "Space".to_owned(),
        Key::Char(c) if chord.ctrl => c.to_uppercase().collect(),
        Key::Char(c) => c.to_string(),
        Key::F(number) => format!("F{number}"),
    };
    let held = [(chord.ctrl, "Ctrl-"), (chord.alt, "Alt-"), (chord.shift, "Shift-")];
    held.into_iter().filter(|(held, _)| *held).map(|(_, name)| name).chain([name.as_str()]).collect()
}

/// Several keys as people read them.
#[must_use]
pub fn readable_all(chords: &[Chord]) -> String {
    chords.iter().map(readable).collect::<Vec<_>>().join(" ")
}

fn capitalised(name: &str) -> String {
    let mut chars = name.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_table_has_sound_keys_and_no_clash() {
        let (map, problems) = Keymap::new(&BTreeMap::new());
        assert_eq!(problems, [""; 0]);
        for (row, keys) in map.rows() {
            assert_eq!(keys.len(), row.keys.len(), "{}", row.id);
        }
    }

    #[test]
    fn own_keys_stand_in_for_the_tables() {
        let own = BTreeMap::from([("save".to_owned(), vec!["ctrl-s".to_owned()])]);
        let (map, problems) = Keymap::new(&own);
        assert_eq!(problems, [""; 0]);
        assert_eq!(map.action("ctrl-s".parse().unwrap(), Pane::Vacancies), Some(Action::Save));
        assert_eq!(map.action("s".parse().unwrap(), Pane::Vacancies), None);
    }

    #[test]
    fn wrong_keys_are_named_and_the_usual_ones_stand() {
        let own = BTreeMap::from([
            ("save".to_owned(), vec!["hyper-s".to_owned()]),
            ("fly".to_owned(), vec!["f".to_owned()]),
            ("note".to_owned(), vec!["x".to_owned()]),
        ]);
        let (map, problems) = Keymap::new(&own);
        assert!(problems.iter().any(|problem| problem.contains("`fly`")), "{problems:?}");
        assert!(problems.iter().any(|problem| problem.contains("`hyper-s`")), "{problems:?}");
        assert!(problems.iter().any(|problem| problem.contains("both `remove` and `note`")), "{problems:?}");
        assert_eq!(map.action("s".parse().unwrap(), Pane::Advert), Some(Action::Save));
    }

    #[test]
    fn shift_stands_only_with_named_keys() {
        assert!("shift-tab".parse::<Chord>().is_ok());
        for bad in ["shift-a", "ctrl-", "ctrl-ctrl-a", "f0", "f25", "f01", "", "ab", "escape"] {
            assert!(bad.parse::<Chord>().is_err(), "{bad}");
        }
        assert_eq!("ctrl--".parse::<Chord>().unwrap().key, Key::Char('-'));
    }

    proptest! {
        #[test]
        fn chords_print_back_as_they_parse(text in "(ctrl-)?(alt-)?(shift-)?([a-zA-Z0-9/?:+-]|f[0-9]{1,2}|up|esc|tab|space|pagedown)") {
            if let Ok(chord) = text.parse::<Chord>() {
                prop_assert_eq!(chord.to_string(), text);
            }
        }
    }
}
