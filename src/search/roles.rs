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

/// Which roles a text names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Named {
    /// None.
    Nobody,
    /// One, without doubt.
    One(RolePath),
    /// Several, the best first.
    Several(Vec<RolePath>),
}

impl RoleIndex {
    /// The role that a text names by a whole title, another title or an abbreviation; else the only one that it finds. Of
    /// roles that share a name, that whose own title it is comes before others.
    #[must_use]
    pub fn named(&self, text: &str) -> Named {
        let typed = folded_words(text);
        let with = |test: &dyn Fn(&[Vec<String>]) -> bool| -> Vec<RolePath> {
            let names = self.names.iter().zip(&self.paths);
            names.filter(|(names, _)| test(names)).map(|(_, path)| *path).collect()
        };
        let titled = with(&|names| names.first() == Some(&typed));
        let known_as = with(&|names| names.contains(&typed));
        let named = [titled, known_as, self.search(&Query::plain(text))].into_iter().find(|paths| !paths.is_empty());
        match named.as_deref() {
            None => Named::Nobody,
            Some(_) if typed.is_empty() => Named::Nobody,
            Some([one]) => Named::One(*one),
            Some(several) => Named::Several(several.to_vec()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::category::{Category, Subcategory};
    use crate::domain::role::Role;

    fn catalogue(roles: &[(&str, &str)]) -> Catalogue {
        let role = |(title, other): &(&str, &str)| -> Role {
            let life = r#"(what_you_do: [], tasks: [], where_you_work: "", who_you_work_with: "", hours: "")"#;
            let entry = r#"(routes: [], registration: None, training: "")"#;
            let id = title.to_lowercase().replace(' ', "-");
            ron::from_str(&format!(
                "(id: {id:?}, title: {title:?}, other_titles: [{other:?}], summary: \"\", working_life: {life}, \
                 pay: (systems: []), getting_in: {entry}, skills: [], progression: [], related: [], links: [], source: None)"
            ))
            .unwrap()
        };
        let parts = vec![Subcategory { title: "Part".to_owned(), roles: roles.iter().map(role).collect() }];
        let category = Category { title: "Family".to_owned(), summary: String::new(), subcategories: parts };
        Catalogue::new(vec![category], Vec::new(), crate::domain::scale::PayTables::default())
    }

    #[test]
    fn a_name_is_one_roles_or_several_or_nobodys() {
        let catalogue = catalogue(&[
            ("Healthcare assistant", "HCA"),
            ("Theatre HCA", "Theatre support worker"),
            ("Charge nurse", "Ward sister"),
            ("Ward sister", "Charge nurse"),
            ("Adult nurse", "Staff nurse"),
            ("Community nurse", "Staff nurse"),
        ]);
        let index = RoleIndex::new(&catalogue);
        let title = |path: &RolePath| catalogue.role_at(*path).unwrap().title.clone();
        for (text, roles) in [
            ("hca", vec!["Healthcare assistant"]),
            ("Charge Nurse", vec!["Charge nurse"]),
            ("ward sister", vec!["Ward sister"]),
            ("staff nurse", vec!["Adult nurse", "Community nurse"]),
            ("theatre", vec!["Theatre HCA"]),
            ("plumber", vec![]),
            ("", vec![]),
        ] {
            let found = match index.named(text) {
                Named::Nobody => Vec::new(),
                Named::One(path) => vec![title(&path)],
                Named::Several(paths) => paths.iter().map(title).collect(),
            };
            assert_eq!(found, roles, "{text}");
        }
    }
}
