//! Choices that a field of a form is switched through, round and round.

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
