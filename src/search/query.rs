//! What is typed, as words to be met. Any text is a query.

use crate::domain::text::folded_words;

/// The words of a query, folded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// Each word must be met.
    pub words: Vec<String>,
}

impl Query {
    /// Reads what is typed.
    #[must_use]
    pub fn read(text: &str) -> Self {
        Self { words: folded_words(text) }
    }

    /// Whether everything meets it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }
}
