//! The order of adverts that meet a query alike: the day they close, those without one last, then their ids. Those that are
//! no longer listed stand behind all others.

use std::ops::{Range, RangeInclusive};

use jiff::civil::Date;

use crate::domain::board::{Board, Head};
use crate::search::columns::day_number;

/// So many bytes of an id are compared at once.
const BYTES: usize = 16;

/// Behind every day there is: [`day_number`] stays within some five million of 0.
const NO_DAY: i32 = 1 << 24;
/// Behind all that are listed; with the day of an advert that is not, still behind them.
const GONE: i32 = 1 << 26;

/// Which adverts can still be applied for on a day, by their numbers in that order: those before have closed, those behind
/// are no longer listed.
#[must_use]
pub fn open(board: &Board, order: &[u32], today: Date) -> Range<u32> {
    before(day_number(Some(today)), board, order)..gone(board, order).start
}

/// Which adverts are no longer listed, by their numbers in that order.
#[must_use]
pub fn gone(board: &Board, order: &[u32]) -> Range<u32> {
    before(GONE / 2, board, order)..u32::try_from(order.len()).unwrap_or(u32::MAX)
}

/// Which adverts close between two days, given by their [`day_number`]s, by their numbers in that order: those that are
/// listed, and those that no longer are.
#[must_use]
pub fn closing(board: &Board, order: &[u32], days: &RangeInclusive<i32>) -> [Range<u32>; 2] {
    [0, GONE].map(|listed| before(listed + days.start(), board, order)..before(listed + days.end() + 1, board, order))
}

/// How many adverts come before a number.
fn before(number: i32, board: &Board, order: &[u32]) -> u32 {
    let count = order.partition_point(|position| number_of(&board.head(*position as usize)) < number);
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// The first thing adverts are ordered by, as a number.
fn number_of(head: &Head) -> i32 {
    let closes = head.closes.map_or(NO_DAY, |day| day_number(Some(day)));
    if head.gone { GONE + closes } else { closes }
}

/// The positions on the board in that order.
#[must_use]
pub fn by_closing_and_id(board: &Board) -> Vec<u32> {
    let shared = shared_beginning(board);
    let mut keys: Vec<(i32, u128, u32)> = (0..)
        .take(board.len())
        .map(|position: u32| {
            let number = number_of(&board.head(position as usize));
            (number, beginning(board.id_text(position as usize), shared), position)
        })
        .collect();
    keys.sort_unstable_by(|one, other| {
        let id = |key: &(i32, u128, u32)| board.id_text(key.2 as usize);
        (one.0, one.1).cmp(&(other.0, other.1)).then_with(|| id(one).cmp(id(other)))
    });
    keys.into_iter().map(|(_, _, position)| position).collect()
}

/// How many bytes all ids have in common at their beginning.
fn shared_beginning(board: &Board) -> usize {
    let first = board.id_text(0).as_bytes();
    (0..board.len()).fold(first.len(), |shared, position| {
        let id = board.id_text(position).as_bytes();
        first[..shared].iter().zip(id).take_while(|(one, other)| one == other).count()
    })
}

/// Some bytes of an id as a number in the same order.
fn beginning(id: &str, shared: usize) -> u128 {
    let mut bytes = [0; BYTES];
    for (byte, of_id) in bytes.iter_mut().zip(id.as_bytes().iter().skip(shared)) {
        *byte = *of_id;
    }
    u128::from_be_bytes(bytes)
}
