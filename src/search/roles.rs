//! Finding roles by title, other titles and abbreviations, and by the everyday words for them.

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::OnceLock;

use crate::domain::catalogue::{Catalogue, RolePath};
use crate::domain::everyday::EverydayWords;
use crate::domain::role::RoleId;
use crate::domain::text::folded_words;
use crate::search::expansions::{Expansions, meant};
use crate::search::index::{ENOUGH, Index, Read, Scores, Width};
use crate::search::query::Query;

/// Shorter beginnings of everyday words begin too many of them.
const BEGUN_FROM: usize = 3;

/// The words of a catalogue's roles.
#[derive(Debug, Default)]
pub struct RoleIndex {
    index: Index,
    paths: Vec<RolePath>,
    ids: Vec<RoleId>,
    /// Each role's names, folded.
    names: Vec<Vec<Vec<String>>>,
    /// Reads the everyday words.
    read: Option<fn() -> EverydayWords>,
    everyday: OnceLock<Everyday>,
}

/// The everyday words for roles.
#[derive(Debug, Default)]
struct Everyday {
    expansions: Expansions,
    entries: Vec<Entry>,
}

/// An everyday word as roles are found by it.
#[derive(Debug)]
struct Entry {
    /// Its folded letters, without spaces.
    letters: String,
    /// The roles that it names, by their positions.
    roles: Vec<usize>,
    /// The folded words of what it means.
    means: Vec<Vec<String>>,
}

impl Everyday {
    fn new(list: &EverydayWords, ids: &[RoleId]) -> Self {
        let positions: HashMap<&RoleId, usize> = ids.iter().zip(0..).collect();
        let entries = list.words.iter().map(|entry| Entry {
            letters: meant(&entry.word).concat(),
            roles: entry.roles.iter().filter_map(|id| positions.get(id).copied()).collect(),
            means: entry.means.iter().map(|means| folded_words(means)).collect(),
        });
        Self { expansions: Expansions::new(list), entries: entries.collect() }
    }

    fn entry(&self, letters: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.letters == letters && !letters.is_empty())
    }

    /// The roles that words name which go on from what is typed.
    fn begun(&self, letters: &str) -> Vec<usize> {
        let begun = |entry: &&Entry| letters.len() >= BEGUN_FROM && entry.letters.starts_with(letters);
        self.entries.iter().filter(begun).flat_map(|entry| entry.roles.iter().copied()).collect()
    }
}

/// Why a role is found, the best reason first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Reason {
    /// Its title is what is typed.
    Title,
    /// What is typed is an everyday word for it, at this place among those of the word.
    Everyday(usize),
    /// Another name of it is what is typed.
    Name,
    /// A name of it is what an everyday word means, at this place among its meanings.
    Meant(usize),
    /// Its names hold what is typed or what that means.
    Words,
    /// An everyday word for it begins with what is typed.
    Begun,
    /// Its names hold it within a word, or but for slips.
    Wide,
}

impl RoleIndex {
    /// Reads the roles of a catalogue.
    #[must_use]
    pub fn new(catalogue: &Catalogue) -> Self {
        let paths = catalogue.roles().map(|(path, _)| path).collect();
        let ids = catalogue.roles().map(|(_, role)| role.id.clone()).collect();
        let index = Index::new(catalogue.roles().map(|(_, role)| role.names()));
        let names = catalogue.roles().map(|(_, role)| role.names().map(folded_words).collect()).collect();
        Self { index, paths, ids, names, read: None, everyday: OnceLock::new() }
    }

    /// The same with a list of everyday words, which is read when something is first looked for.
    #[must_use]
    pub fn with_words(self, read: fn() -> EverydayWords) -> Self {
        Self { read: Some(read), everyday: OnceLock::new(), ..self }
    }

    fn everyday(&self) -> &Everyday {
        self.everyday.get_or_init(|| self.read.map_or_else(Everyday::default, |read| Everyday::new(&read(), &self.ids)))
    }

    /// The roles that meet a query, best first. A title, an everyday word or another name that is the query and nothing else
    /// is the best: `hca` is the healthcare assistant's own, and only a part of the theatre HCA's.
    #[must_use]
    pub fn search(&self, query: &Query) -> Vec<RolePath> {
        if query.is_empty() {
            return self.paths.clone();
        }
        let everyday = self.everyday();
        let typed: Vec<String> = query.typed_words().into_iter().map(str::to_owned).collect();
        let letters = typed.concat();
        let is_plain = query.parts.iter().all(|part| !part.not);
        let entry = everyday.entry(&letters);
        let held = self.evaluate(query, false);
        let is_named = is_plain && entry.is_some_and(|entry| !entry.roles.is_empty());
        let scores = if is_named || held.met() >= ENOUGH { held.clone() } else { self.evaluate(query, true) };
        let met = self.index.ordered(query, &scores, |_| 0);
        let mut found: Vec<usize> = met.into_iter().map(|thing| thing as usize).collect();
        if is_plain {
            let named = entry.into_iter().flat_map(|entry| entry.roles.iter().copied());
            for role in named.chain(everyday.begun(&letters)) {
                if !found.contains(&role) {
                    found.push(role);
                }
            }
        }
        found.sort_by_cached_key(|role| self.reason(*role, &typed, entry, &held, &scores));
        found.into_iter().map(|role| self.paths[role]).collect()
    }

    /// What the names of roles are worth to a query; `wide` where they may hold its words within others or but for slips.
    fn evaluate(&self, query: &Query, wide: bool) -> Scores {
        let width = if wide { Width::Sparing } else { Width::Direct };
        let read =
            Read { expansions: &self.everyday().expansions, width, beside: &|_, _| {}, taken: &RefCell::default() };
        self.index.evaluate(query, &read, &|| false).unwrap_or_default()
    }

    /// Why a role is found. `held` is worth of names that hold the query, `scores` of all that meet it.
    fn reason(&self, role: usize, typed: &[String], entry: Option<&Entry>, held: &Scores, scores: &Scores) -> Reason {
        let names = &self.names[role];
        let thing = u32::try_from(role).unwrap_or(u32::MAX);
        let place = entry.and_then(|entry| entry.roles.iter().position(|named| *named == role));
        let meaning = || entry.and_then(|entry| entry.means.iter().position(|means| names.contains(means)));
        match (place, scores.meets(thing)) {
            _ if names.first().is_some_and(|title| title == typed) => Reason::Title,
            (Some(place), _) => Reason::Everyday(place),
            _ if names.iter().any(|name| name == typed) => Reason::Name,
            (None, false) => Reason::Begun,
            (None, true) => match meaning() {
                Some(place) => Reason::Meant(place),
                None if held.meets(thing) => Reason::Words,
                None => Reason::Wide,
            },
        }
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
    /// The role that a text names by a whole title, another title or an abbreviation; else by an everyday word; else the only
    /// one that it finds. Of roles that share a name, that whose own title it is comes before others.
    #[must_use]
    pub fn named(&self, text: &str) -> Named {
        let typed = folded_words(text);
        let with = |test: &dyn Fn(&[Vec<String>]) -> bool| -> Vec<RolePath> {
            let names = self.names.iter().zip(&self.paths);
            names.filter(|(names, _)| test(names)).map(|(_, path)| *path).collect()
        };
        let titled = with(&|names| names.first() == Some(&typed));
        let known_as = with(&|names| names.contains(&typed));
        let entry = self.everyday().entry(&meant(text).concat());
        let worded = entry.map(|entry| entry.roles.iter().map(|role| self.paths[*role]).collect()).unwrap_or_default();
        let found = || self.search(&Query::plain(text));
        let named = [titled, known_as, worded].into_iter().find(|paths| !paths.is_empty()).or_else(|| Some(found()));
        match named.as_deref() {
            None | Some([]) => Named::Nobody,
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
