//! Which roles an advert is for, by the names that its title holds.

use std::collections::HashMap;

use crate::domain::catalogue::Catalogue;
use crate::domain::role::RoleId;
use crate::domain::text::folded_words;

/// Every name of every role, ready to be looked for in titles.
#[derive(Debug, Default)]
pub struct Linker {
    /// Names by their first word, each with its words and its role.
    names: HashMap<String, Vec<(Vec<String>, RoleId)>>,
}

impl Linker {
    /// Takes titles, other titles and abbreviations from the catalogue.
    #[must_use]
    pub fn new(catalogue: &Catalogue) -> Self {
        let mut names: HashMap<String, Vec<(Vec<String>, RoleId)>> = HashMap::new();
        for (_, role) in catalogue.roles() {
            for name in role.names() {
                let words = folded_words(name);
                if let Some(first) = words.first() {
                    names.entry(first.clone()).or_default().push((words, role.id.clone()));
                }
            }
        }
        Self { names }
    }

    /// The roles that a title names, the longest name first; empty where it names none.
    ///
    /// A name is a run of whole words. One that stands within a longer name does not count: “Associate Director of
    /// Midwifery” is not a director of midwifery.
    #[must_use]
    pub fn roles(&self, title: &str) -> Vec<RoleId> {
        let words = folded_words(title);
        let mut found: Vec<(usize, usize, &RoleId)> = Vec::new();
        for start in 0..words.len() {
            for (name, role) in self.names.get(&words[start]).into_iter().flatten() {
                if words[start..].starts_with(name) {
                    found.push((start, start + name.len(), role));
                }
            }
        }
        let mut kept: Vec<(usize, usize, &RoleId)> = found
            .iter()
            .filter(|(start, end, _)| {
                !found.iter().any(|(from, to, _)| from <= start && end <= to && to - from > end - start)
            })
            .copied()
            .collect();
        kept.sort_by_key(|(start, end, _)| (std::cmp::Reverse(end - start), *start));
        let mut roles: Vec<RoleId> = Vec::new();
        for (_, _, role) in kept {
            if !roles.contains(role) {
                roles.push(role.clone());
            }
        }
        roles
    }
}
