//! The queries typed before, to be called back one after the other as a shell does.

/// The queries typed before, and how far back the line is among them.
#[derive(Clone, Debug, Default)]
pub struct History {
    /// The oldest first, none twice.
    kept: Vec<String>,
    /// The place of the query that the line shows, while one was called back.
    at: Option<usize>,
    /// What stood in the line before the first was called back.
    draft: String,
}

impl History {
    /// Queries kept earlier, the oldest first.
    #[must_use]
    pub fn new(kept: Vec<String>) -> Self {
        let mut history = Self::default();
        for query in kept {
            history.keep(&query);
        }
        history
    }

    /// Whether a query was called back and not changed since.
    #[must_use]
    pub fn is_recalling(&self) -> bool {
        self.at.is_some()
    }

    /// The query before the one that the line shows; nothing where that is the first.
    pub fn older(&mut self, line: &str) -> Option<&str> {
        let from = self.at.unwrap_or(self.kept.len());
        let to = (0..from).rev().find(|place| self.kept[*place] != line.trim())?;
        if self.at.replace(to).is_none() {
            line.clone_into(&mut self.draft);
        }
        self.kept.get(to).map(String::as_str)
    }

    /// The query after the one that the line shows, at last what stood there before; nothing where none was called back.
    pub fn newer(&mut self) -> Option<&str> {
        let next = self.at? + 1;
        self.at = Some(next).filter(|next| *next < self.kept.len());
        Some(self.at.map_or(self.draft.as_str(), |at| &self.kept[at]))
    }

    /// The line was changed: what it shows is a query of its own.
    pub fn leave(&mut self) {
        self.at = None;
    }

    /// Keeps a query as the newest; whether it says something and was not that already.
    pub fn keep(&mut self, query: &str) -> bool {
        self.at = None;
        let query = query.trim();
        if query.is_empty() || self.kept.last().is_some_and(|last| last == query) {
            return false;
        }
        self.kept.retain(|kept| kept != query);
        self.kept.push(query.to_owned());
        true
    }

    /// The queries, the oldest first.
    #[must_use]
    pub fn queries(&self) -> &[String] {
        &self.kept
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn queries_are_called_back_and_the_draft_comes_last() {
        let mut history = History::new(["nurse", "porter", "nurse", "midwife leeds"].map(str::to_owned).to_vec());
        assert_eq!(history.queries(), ["porter", "nurse", "midwife leeds"]);
        assert_eq!(history.newer(), None);
        assert_eq!(history.older("dra"), Some("midwife leeds"));
        assert_eq!(history.older("midwife leeds"), Some("nurse"));
        assert_eq!(history.older("nurse"), Some("porter"));
        assert_eq!(history.older("porter"), None);
        assert_eq!(history.newer(), Some("nurse"));
        assert_eq!(history.newer(), Some("midwife leeds"));
        assert_eq!(history.newer(), Some("dra"));
        assert_eq!(history.newer(), None);
    }

    #[test]
    fn the_query_that_stands_in_the_line_is_not_called_back() {
        let mut history = History::new(vec!["porter".to_owned(), "nurse".to_owned()]);
        assert_eq!(history.older("nurse "), Some("porter"));
        assert_eq!(history.newer(), Some("nurse"));
    }

    #[test]
    fn nothing_and_the_same_again_are_not_kept() {
        let mut history = History::default();
        assert_eq!([" ", "nurse", "nurse ", "porter"].map(|query| history.keep(query)), [false, true, false, true]);
    }

    proptest! {
        #[test]
        fn no_query_is_kept_twice(queries in prop::collection::vec("[a-c]{0,2} ?", 0..40)) {
            let history = History::new(queries);
            let kept = history.queries();
            let distinct: std::collections::HashSet<_> = kept.iter().collect();
            prop_assert_eq!(distinct.len(), kept.len());
        }
    }
}
