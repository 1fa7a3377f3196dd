//! Finding roles by title, other titles and abbreviations.

use crate::domain::catalogue::{Catalogue, RolePath};
use crate::domain::text::folded_words;
use crate::search::index::Index;
use crate::search::query::Query;

/// The words of a catalogue's roles.
#[derive(Debug, Default)]
pub struct RoleIndex {
    index: Index,
    paths: Vec<RolePath>,
    /// Each role's names, folded.
    names: Vec<Vec<Vec<String>>>,
}

impl RoleIndex {
    /// Reads the roles of a catalogue.
    #[must_use]
    pub fn new(catalogue: &Catalogue) -> Self {
        let paths = catalogue.roles().map(|(path, _)| path).collect();
        let index = Index::new(catalogue.roles().map(|(_, role)| role.names()));
        let names = catalogue.roles().map(|(_, role)| role.names().map(folded_words).collect()).collect();
        Self { index, paths, names }
    }

    /// The roles that meet a query, best first. A name that is the query and nothing else is the best: `hca` is the healthcare
    /// assistant's own, and only a part of the theatre HCA's.
    #[must_use]
    pub fn search(&self, query: &Query) -> Vec<RolePath> {
        let typed: Vec<String> = query.plain_words().into_iter().map(str::to_owned).collect();
        let mut hits = self.index.search(query);
        hits.sort_by_key(|hit| !self.names[hit.thing].contains(&typed));
        hits.into_iter().map(|hit| self.paths[hit.thing]).collect()
    }
}
