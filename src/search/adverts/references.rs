//! Finding adverts by their reference or id, of which each has its own: kept in order of their first letters.

use crate::domain::board::Board;
use crate::domain::text::folded_words;
use crate::search::adverts::AdvertIndex;

/// The first eight letters and digits of each reference with the advert's number in the index, in order.
#[derive(Debug, Default)]
pub struct References(Vec<(u64, u32)>);

impl References {
    /// Reads the references of a board, its adverts in the order of the index.
    #[must_use]
    pub fn read(board: &Board, order: &[u32]) -> Self {
        let texts = |position: u32| {
            let facts = board.facts(position as usize);
            [facts.reference.map(folded), Some(folded(facts.id))]
        };
        let adverts = (0..).zip(order);
        let mut keys: Vec<(u64, u32)> = adverts
            .flat_map(|(thing, position)| texts(*position).into_iter().flatten().map(move |text| (key(&text), thing)))
            .collect();
        keys.sort_unstable();
        keys.dedup();
        Self(keys)
    }

    /// The adverts whose reference or id begins with these folded letters.
    pub fn beginning<'i>(&'i self, typed: &'i str, index: &'i AdvertIndex) -> impl Iterator<Item = u32> + 'i {
        let low = key(typed);
        let spare = 8 * (8_usize.saturating_sub(typed.len()));
        let high = low | 1_u64.checked_shl(u32::try_from(spare).unwrap_or(0)).map_or(u64::MAX, |end| end - 1);
        let start = self.0.partition_point(|(key, _)| *key < low);
        let near = self.0[start..].iter().take_while(move |(key, _)| *key <= high);
        near.map(|(_, thing)| *thing).filter(move |thing| {
            let facts = index.board().facts(index.position(*thing));
            let begins = |text: &str| folded(text).starts_with(typed);
            facts.reference.is_some_and(begins) || begins(facts.id)
        })
    }
}

fn folded(text: &str) -> String {
    folded_words(text).concat()
}

/// The first eight bytes as a number in the same order.
fn key(text: &str) -> u64 {
    let mut bytes = [0; 8];
    for (byte, of_text) in bytes.iter_mut().zip(text.as_bytes()) {
        *byte = *of_text;
    }
    u64::from_be_bytes(bytes)
}
