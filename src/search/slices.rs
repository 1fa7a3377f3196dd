//! Parts of an index that take long to work out for very many things: a slice at a time, so that a newer request need not
//! wait for the whole of what an older one asked for.

use std::borrow::Borrow;
use std::collections::HashMap;
use std::fmt::Debug;
use std::hash::Hash;
use std::sync::{Mutex, OnceLock, PoisonError};

use crate::domain::board::Board;

/// How many texts that were read already are remembered while slices are worked out, in case they come again; then they are
/// forgotten. To let more of them go, or to make room for more, would take too long for a slice.
pub const REMEMBERED: usize = 1 << 14;

/// Works out a part in slices of a few milliseconds.
pub trait Slices {
    /// The part.
    type Whole: Debug;

    /// Works out a slice more for the adverts of a board, in the order in which the index numbers them; the part once all
    /// is done.
    fn go_on(&mut self, board: &Board, order: &[u32]) -> Option<Self::Whole>;
}

/// What was read of texts, by the texts or their numbers, up to [`REMEMBERED`] of them.
#[derive(Debug)]
pub struct Remembered<K, V>(HashMap<K, V>);

impl<K, V> Default for Remembered<K, V> {
    fn default() -> Self {
        Self(HashMap::new())
    }
}

impl<K: Hash + Eq, V: Copy> Remembered<K, V> {
    /// What was read of a text; read now where it is not remembered.
    pub fn or_read<Q>(&mut self, text: &Q, read: impl FnOnce() -> V) -> V
    where
        K: Borrow<Q>,
        Q: Hash + Eq + ToOwned<Owned = K> + ?Sized,
    {
        if let Some(known) = self.0.get(text) {
            return *known;
        }
        if self.0.len() == REMEMBERED {
            self.0.clear();
        }
        *self.0.entry(text.to_owned()).or_insert_with(read)
    }

    /// How many texts are remembered.
    #[cfg(test)]
    #[must_use]
    pub fn how_many(&self) -> usize {
        self.0.len()
    }
}

/// A part that is made in slices, and kept.
#[derive(Debug, Default)]
pub struct Sliced<S: Slices> {
    whole: OnceLock<S::Whole>,
    slices: Mutex<S>,
}

impl<S: Slices> Sliced<S> {
    /// The part, where it is whole.
    pub fn get(&self) -> Option<&S::Whole> {
        self.whole.get()
    }

    /// Works out a slice more; whether one was missing.
    pub fn go_on(&self, board: &Board, order: &[u32]) -> bool {
        if self.whole.get().is_some() {
            return false;
        }
        let mut slices = self.slices.lock().unwrap_or_else(PoisonError::into_inner);
        if self.whole.get().is_none()
            && let Some(whole) = slices.go_on(board, order)
        {
            self.whole.get_or_init(|| whole);
        }
        true
    }

    /// The part, what is missing of it worked out first; nothing where `overtaken` says that nobody waits for it any more.
    pub fn unless(&self, board: &Board, order: &[u32], overtaken: &dyn Fn() -> bool) -> Option<&S::Whole> {
        while self.go_on(board, order) {
            if overtaken() {
                return None;
            }
        }
        self.get()
    }

    /// The part, what is missing of it worked out first.
    pub fn whole(&self, board: &Board, order: &[u32]) -> &S::Whole {
        loop {
            match self.get() {
                Some(whole) => return whole,
                None => self.go_on(board, order),
            };
        }
    }
}
