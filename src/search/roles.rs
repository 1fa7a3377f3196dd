//! Finding roles by title, other titles and abbreviations.

use crate::domain::catalogue::{Catalogue, RolePath};
use crate::search::index::Index;
use crate::search::query::Query;

/// The words of a catalogue's roles.
#[derive(Debug, Default)]
pub struct RoleIndex {
    index: Index,
    paths: Vec<RolePath>,
}

impl RoleIndex {
    /// Reads the roles of a catalogue.
    #[must_use]
    pub fn new(catalogue: &Catalogue) -> Self {
        let paths = catalogue.roles().map(|(path, _)| path).collect();
        let index = Index::new(catalogue.roles().map(|(_, role)| role.names()));
        Self { index, paths }
    }

    /// The roles that meet a query, best first.
    #[must_use]
    pub fn search(&self, query: &Query) -> Vec<RolePath> {
        let hits = self.index.search(query, 0..self.paths.len());
        hits.into_iter().map(|hit| self.paths[hit.thing]).collect()
    }
}
