//! How forms are filled in: keys go from field to field, and a field is switched through its choices, both round and round.

use crate::app::keymap::{Chord, Key};

/// The field, from 0, that a key leads to from one of so many; nothing where it stays in it.
#[must_use]
pub fn field(chord: Chord, row: usize, count: usize) -> Option<usize> {
    let by = match chord.key {
        Key::Named("down" | "tab") if !chord.shift => 1,
        Key::Named("up" | "tab") => count.checked_sub(1)?,
        _ => return None,
    };
    (row + by).checked_rem(count)
}

/// Nothing, then each of some choices.
#[must_use]
pub fn optional<T>(choices: impl IntoIterator<Item = T>) -> Vec<Option<T>> {
    std::iter::once(None).chain(choices.into_iter().map(Some)).collect()
}

/// Goes to the next or the former of some choices, round and round.
pub fn step<T: Copy + PartialEq>(now: &mut T, choices: impl AsRef<[T]>, on: bool) {
    let choices = choices.as_ref();
    let place = choices.iter().position(|choice| choice == now).unwrap_or_default();
    let by = if on { 1 } else { choices.len().saturating_sub(1) };
    if let Some(next) = choices.get((place + by) % choices.len().max(1)) {
        *now = *next;
    }
}
