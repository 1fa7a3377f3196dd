//! Moving a selection along rows, and the scroll that keeps it in sight.

use crate::app::action::Action;

/// The row that a movement leads to, of `rows` rows with `page` of them in sight; nothing where the action is no movement.
#[must_use]
pub fn moved(action: Action, row: usize, rows: usize, page: usize) -> Option<usize> {
    let last = rows.saturating_sub(1);
    let page = page.saturating_sub(1).max(1);
    Some(match action {
        Action::Up => row.saturating_sub(1),
        Action::Down => row.saturating_add(1).min(last),
        Action::PageUp => row.saturating_sub(page),
        Action::PageDown => row.saturating_add(page).min(last),
        Action::First => 0,
        Action::Last => last,
        _ => return None,
    })
}

/// The first row to show, as near to `offset` as it can be with `row` in sight and no room left empty below.
#[must_use]
pub fn scrolled(offset: usize, row: usize, rows: usize, height: usize) -> usize {
    let lowest = row.saturating_sub(height.saturating_sub(1));
    offset.clamp(lowest, row.max(lowest)).min(rows.saturating_sub(height))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn movements_stay_on_the_rows(row in 0_usize..50, rows in 0_usize..50, page in 0_usize..60) {
            let row = row.min(rows.saturating_sub(1));
            for action in [Action::Up, Action::Down, Action::PageUp, Action::PageDown, Action::First, Action::Last] {
                let to = moved(action, row, rows, page).unwrap();
                prop_assert!(to == 0 || to < rows);
            }
        }

        #[test]
        fn the_selected_row_is_in_sight(offset in 0_usize..99, row in 0_usize..50, rows in 1_usize..50, height in 1_usize..60) {
            let row = row.min(rows - 1);
            let first = scrolled(offset, row, rows, height);
            prop_assert!(first <= row && row < first + height);
            prop_assert!(first == 0 || first + height <= rows);
        }
    }
}
