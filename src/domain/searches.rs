//! Named searches: what a person types again and again, kept under a name, and the changes made to them.
//!
//! As with the shortlists, a change is a value that is applied to the newest copy and answers with the one that takes it back.

use crate::domain::text::clean_line;

/// Every named search of a person, in the order they were kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NamedSearches(pub Vec<NamedSearch>);

/// A search under a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedSearch {
    /// Its name, distinct among the others whatever the capitals.
    pub name: String,
    /// What is typed.
    pub query: String,
    /// The order, by its name; nothing for the usual one. It may be one that only another rolecall knows.
    pub sort: Option<String>,
}

/// Something a person does to the named searches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SearchChange {
    /// Keeps a search under a name that no other has.
    Add(NamedSearch),
    /// Keeps a search, in the place of one of the same name.
    Keep(NamedSearch),
    /// Takes the search of a name away.
    Remove(String),
}

/// Why a change could not be made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SearchChangeError {
    /// There is no search of the name.
    #[error("there is no search named “{0}”")]
    NoSearch(String),
    /// There is another search of the name: that name, and what is typed for it.
    #[error("there is a search named “{0}” already ({1})")]
    Taken(String, String),
    /// The name or what is typed is empty.
    #[error("a search needs a name and something to search for")]
    Empty,
}

impl NamedSearches {
    /// The search of a name, whatever the capitals.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&NamedSearch> {
        self.place(name).and_then(|place| self.0.get(place))
    }

    fn place(&self, name: &str) -> Option<usize> {
        let wanted = clean_line(name).to_lowercase();
        self.0.iter().position(|search| search.name.to_lowercase() == wanted)
    }

    /// Makes a change and returns the one that takes it back. Texts are made safe to show first.
    ///
    /// # Errors
    /// Where the change does not fit the searches as they stand; they are then unchanged.
    pub fn apply(&mut self, change: SearchChange) -> Result<SearchChange, SearchChangeError> {
        match change {
            SearchChange::Add(search) => self.add(search.cleaned()),
            SearchChange::Keep(search) => self.keep(search.cleaned()),
            SearchChange::Remove(name) => {
                let place = self.place(&name).ok_or(SearchChangeError::NoSearch(clean_line(&name)))?;
                Ok(SearchChange::Keep(self.0.remove(place)))
            }
        }
    }

    fn add(&mut self, search: NamedSearch) -> Result<SearchChange, SearchChangeError> {
        match self.get(&search.name) {
            Some(known) if (&known.query, &known.sort) != (&search.query, &search.sort) => {
                Err(SearchChangeError::Taken(known.name.clone(), known.describe()))
            }
            _ => self.keep(search),
        }
    }

    fn keep(&mut self, search: NamedSearch) -> Result<SearchChange, SearchChangeError> {
        if search.name.is_empty() || search.query.is_empty() {
            return Err(SearchChangeError::Empty);
        }
        let place = self.place(&search.name);
        if let Some(known) = place.and_then(|place| self.0.get_mut(place)) {
            return Ok(SearchChange::Keep(std::mem::replace(known, search)));
        }
        let undo = SearchChange::Remove(search.name.clone());
        self.0.push(search);
        Ok(undo)
    }
}

impl NamedSearch {
    /// What it looks for, in words: `nurse near:leeds, sorted by pay`.
    #[must_use]
    pub fn describe(&self) -> String {
        let order = self.sort.as_ref().map_or_else(String::new, |sort| format!(", sorted by {sort}"));
        format!("{}{order}", self.query)
    }

    /// The search with every text safe to show on one line.
    #[must_use]
    pub fn cleaned(self) -> Self {
        let Self { name, query, sort } = self;
        Self { name: clean_line(&name), query: clean_line(&query), sort: sort.map(|sort| clean_line(&sort)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn search(name: &str, query: &str) -> NamedSearch {
        NamedSearch { name: name.to_owned(), query: query.to_owned(), sort: None }
    }

    #[test]
    fn each_change_is_taken_back_by_its_answer() {
        let mut searches = NamedSearches::default();
        let kept = searches.apply(SearchChange::Keep(search("Leeds", "near:leeds"))).unwrap();
        let before = searches.clone();
        let replaced = searches.apply(SearchChange::Keep(search("LEEDS", "nurse\u{1b}[2J\n"))).unwrap();
        assert_eq!(searches.get("leeds"), Some(&search("LEEDS", "nurse")));
        searches.apply(replaced).unwrap();
        assert_eq!(searches, before);
        let removed = searches.apply(SearchChange::Remove(" leeds".to_owned())).unwrap();
        assert_eq!(searches, NamedSearches::default());
        searches.apply(removed).unwrap();
        assert_eq!(searches, before);
        searches.apply(kept).unwrap();
        assert_eq!(searches, NamedSearches::default());
    }

    #[test]
    fn a_search_is_added_where_its_name_is_free_or_already_its_own() {
        let mut searches = NamedSearches::default();
        let undo = searches.apply(SearchChange::Add(search("Leeds", "near:leeds"))).unwrap();
        assert_eq!(undo, SearchChange::Remove("Leeds".to_owned()));
        searches.apply(SearchChange::Add(search("LEEDS", "near:leeds"))).unwrap();
        assert_eq!(searches, NamedSearches(vec![search("LEEDS", "near:leeds")]));
    }

    #[test]
    fn what_does_not_fit_changes_nothing() {
        let mut searches = NamedSearches(vec![search("Leeds", "near:leeds")]);
        let before = searches.clone();
        for change in [SearchChange::Keep(search(" \u{7}", "nurse")), SearchChange::Keep(search("York", " \n"))] {
            assert_eq!(searches.apply(change), Err(SearchChangeError::Empty));
        }
        let taken = searches.apply(SearchChange::Add(search(" LEEDS", "nurse")));
        assert_eq!(taken.unwrap_err().to_string(), "there is a search named “Leeds” already (near:leeds)");
        let unknown = searches.apply(SearchChange::Remove("York".to_owned()));
        assert_eq!(unknown.unwrap_err().to_string(), "there is no search named “York”");
        assert_eq!(searches, before);
    }
}
