//! The shortlists and the adverts that the chosen one holds.

use crate::app::action::Action;
use crate::app::line::Line;
use crate::app::list::moved;
use crate::domain::advert::AdvertId;
use crate::domain::shortlist::{Entry, Shortlist, Shortlists};
use crate::search::index::Index;
use crate::search::marks::advert_fields;
use crate::search::query::Query;

/// How the entries are ordered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum EntrySort {
    /// As they were saved.
    #[default]
    Saved,
    /// By closing day, those without one last.
    Closing,
    /// By title.
    Title,
    /// By employer.
    Employer,
}

impl EntrySort {
    const ALL: [EntrySort; 4] = [EntrySort::Saved, EntrySort::Closing, EntrySort::Title, EntrySort::Employer];

    /// The order after this one, the first after the last.
    #[must_use]
    pub fn next(self) -> Self {
        Self::ALL[(self as usize + 1) % Self::ALL.len()]
    }

    /// The order in a word.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Saved => "saved",
            Self::Closing => "closing",
            Self::Title => "title",
            Self::Employer => "employer",
        }
    }
}

/// The state of the shortlist screen's panes.
#[derive(Debug, Default)]
pub struct EntriesPane {
    /// The name of the chosen list.
    pub list: Option<String>,
    /// The filter's line.
    pub filter: Line,
    /// Whether the filter's line has the keys.
    pub typing: bool,
    /// The order.
    pub sort: EntrySort,
    /// The selected advert.
    pub selected: Option<AdvertId>,
}

impl EntriesPane {
    /// The chosen list, else the one that saves go to, else the first.
    #[must_use]
    pub fn shortlist<'a>(&self, lists: &'a Shortlists) -> Option<&'a Shortlist> {
        self.list
            .as_deref()
            .and_then(|name| lists.list(name))
            .or_else(|| lists.list(lists.target()))
            .or_else(|| lists.lists.first())
    }

    /// The position of the chosen list.
    #[must_use]
    pub fn list_row(&self, lists: &Shortlists) -> usize {
        let chosen = self.shortlist(lists).map(|list| list.name.as_str());
        lists.lists.iter().position(|list| Some(list.name.as_str()) == chosen).unwrap_or_default()
    }

    /// The entries shown: those that meet the filter, in the chosen order.
    #[must_use]
    pub fn entries<'a>(&self, lists: &'a Shortlists) -> Vec<&'a Entry> {
        let Some(list) = self.shortlist(lists) else { return Vec::new() };
        let query = Query::plain(self.filter.text());
        let mut entries: Vec<&Entry> = list.entries.iter().collect();
        match self.sort {
            EntrySort::Saved => {}
            EntrySort::Closing => entries.sort_by_key(|entry| (entry.advert.closes.is_none(), entry.advert.closes)),
            EntrySort::Title => entries.sort_by_key(|entry| entry.advert.title.to_lowercase()),
            EntrySort::Employer => entries.sort_by_key(|entry| entry.advert.employer.to_lowercase()),
        }
        if query.is_empty() {
            return entries;
        }
        let fields: Vec<Vec<String>> = entries
            .iter()
            .map(|entry| advert_fields(&entry.advert).into_iter().chain([entry.note.clone()]).collect())
            .collect();
        let index = Index::new(fields.iter().map(|fields| fields.iter().map(String::as_str)));
        index.search(&query).into_iter().map(|hit| entries[hit.thing]).collect()
    }

    /// The selected row among `entries`.
    #[must_use]
    pub fn row(&self, entries: &[&Entry]) -> usize {
        entries.iter().position(|entry| Some(&entry.advert.id) == self.selected.as_ref()).unwrap_or_default()
    }

    /// The selected entry.
    #[must_use]
    pub fn entry<'a>(&self, lists: &'a Shortlists) -> Option<&'a Entry> {
        let entries = self.entries(lists);
        entries.get(self.row(&entries)).copied()
    }

    /// Moves the selection among the entries; whether the action is a movement.
    pub fn go(&mut self, action: Action, lists: &Shortlists, page: usize) -> bool {
        let entries = self.entries(lists);
        let Some(to) = moved(action, self.row(&entries), entries.len(), page) else { return false };
        self.selected = entries.get(to).map(|entry| entry.advert.id.clone());
        true
    }

    /// Moves the selection among the lists; whether the action is a movement.
    pub fn go_list(&mut self, action: Action, lists: &Shortlists, page: usize) -> bool {
        let Some(to) = moved(action, self.list_row(lists), lists.lists.len(), page) else { return false };
        self.list = lists.lists.get(to).map(|list| list.name.clone());
        true
    }

    /// Before an entry goes: selects the one that will stand in its row.
    pub fn step_off(&mut self, lists: &Shortlists) {
        let entries = self.entries(lists);
        let row = self.row(&entries);
        let next = entries.get(row + 1).or_else(|| entries.get(row.checked_sub(1)?));
        self.selected = next.map(|entry| entry.advert.id.clone());
    }
}
