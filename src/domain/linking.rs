//! Which roles an advert is for, by the names that its title holds.

use std::collections::HashMap;

use crate::domain::catalogue::Catalogue;
use crate::domain::role::RoleId;
use crate::domain::text::each_word;

/// Every name of every role, ready to be looked for in titles.
#[derive(Debug, Default)]
pub struct Linker {
    /// Names by their first word.
    names: HashMap<String, Vec<Name>>,
}

/// A name of a role.
#[derive(Debug)]
struct Name {
    /// Its folded words, a space after each.
    words: String,
    /// How many they are.
    count: usize,
    role: RoleId,
}

impl Linker {
    /// Takes titles, other titles and abbreviations from the catalogue.
    #[must_use]
    pub fn new(catalogue: &Catalogue) -> Self {
        let mut linker = Self::default();
        for (_, role) in catalogue.roles() {
            role.names().for_each(|name| linker.add(name, &role.id));
        }
        linker
    }

    fn add(&mut self, name: &str, role: &RoleId) {
        let (words, starts) = spaced(name);
        if let Some((first, _)) = words.split_once(' ') {
            let named = self.names.entry(first.to_owned()).or_default();
            named.push(Name { words, count: starts.len(), role: role.clone() });
        }
    }

    /// The roles that a title names, the longest name first; empty where it names none.
    ///
    /// A name is a run of whole words. One that stands within a longer name does not count: “Associate Director of
    /// Midwifery” is not a director of midwifery.
    #[must_use]
    pub fn roles(&self, title: &str) -> Vec<RoleId> {
        let (words, starts) = spaced(title);
        let mut found: Vec<(usize, usize, &RoleId)> = Vec::new();
        for (start, at) in starts.into_iter().enumerate() {
            let rest = &words[at..];
            let first = rest.split_once(' ').map_or(rest, |(first, _)| first);
            let candidates = self.names.get(first).into_iter().flatten();
            let named = candidates.filter(|name| rest.starts_with(&name.words));
            found.extend(named.map(|name| (start, start + name.count, &name.role)));
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

/// The folded words of a text, a space after each, and where each begins in bytes.
fn spaced(text: &str) -> (String, Vec<usize>) {
    let mut spaced = String::with_capacity(text.len() + 1);
    let mut starts = Vec::new();
    each_word(text, |word| {
        starts.push(spaced.len());
        spaced.push_str(word);
        spaced.push(' ');
    });
    (spaced, starts)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A linker of roles by their names alone.
    fn linker(names: &[(&str, &[&str])]) -> Linker {
        let mut linker = Linker::default();
        for (role, names) in names {
            names.iter().for_each(|name| linker.add(name, &RoleId::new(*role)));
        }
        linker
    }

    #[test]
    fn roles_are_named_by_runs_of_whole_words_the_longest_first() {
        let linker = linker(&[
            ("midwife", &["Midwife", "Midwives"]),
            ("director-of-midwifery", &["Director of Midwifery"]),
            ("associate-director", &["Associate Director of Midwifery", "Associate Director"]),
            ("nurse", &["Nurse", "Children’s nurse"]),
        ]);
        let cases: [(&str, &[&str]); 8] = [
            ("MIDWIFE (Band 6)", &["midwife"]),
            ("Midwifery support", &[]),
            ("Director of Midwifery", &["director-of-midwifery"]),
            ("Associate Director of Midwifery", &["associate-director"]),
            ("Midwife / Associate Director", &["associate-director", "midwife"]),
            ("Nurse, nurse and midwife", &["nurse", "midwife"]),
            ("Director of", &[]),
            ("", &[]),
        ];
        for (title, expected) in cases {
            let roles = linker.roles(title);
            assert_eq!(roles.iter().map(RoleId::as_str).collect::<Vec<_>>(), expected, "{title}");
        }
    }
}
