//! What stands over the panes: help, the palette, a list to pick from, a line to fill in.

use crate::app::action::{ACTIONS, ActionRow};
use crate::app::become_form::BecomeForm;
use crate::app::compare::Open;
use crate::app::filters::FilterForm;
use crate::app::keymap::Chord;
use crate::app::line::Line;
use crate::app::pay_form::PayForm;
use crate::app::refresh::RefreshForm;
use crate::domain::advert::AdvertId;
use crate::domain::role::Link;
use crate::domain::searches::{NamedSearch, NamedSearches};
use crate::search::index::Index;
use crate::search::query::Query;

/// What stands over the panes.
#[derive(Clone, Debug)]
pub enum Overlay {
    /// The keys of the focused pane, or all.
    Help {
        /// Whether all are shown.
        all: bool,
        /// The first line shown.
        line: usize,
    },
    /// Every action by name.
    Palette {
        /// What is typed.
        line: Line,
        /// The selected row.
        row: usize,
    },
    /// A role's pages, to open by number.
    Links(Vec<Link>),
    /// A list to save an advert to: one that exists, or a new name.
    PickList {
        /// The advert.
        advert: AdvertId,
        /// What is typed: a new name, or letters of an old one.
        line: Line,
        /// The selected row.
        row: usize,
    },
    /// A note on a saved advert.
    Note {
        /// The list.
        list: String,
        /// The advert.
        advert: AdvertId,
        /// The note.
        line: Line,
    },
    /// Another name for a list.
    Rename {
        /// The list.
        list: String,
        /// The name.
        line: Line,
    },
    /// Roles, or adverts, side by side.
    Compare(Open),
    /// What to fetch.
    Refresh(Box<RefreshForm>),
    /// The named searches, to run or remove one or to keep another.
    Searches {
        /// What is typed: letters of a name, or a new one.
        line: Line,
        /// The selected row.
        row: usize,
    },
    /// A role to find routes to.
    RouteTo {
        /// What is typed.
        line: Line,
        /// The selected row.
        row: usize,
    },
    /// The filters over the vacancies.
    Filters(Box<FilterForm>),
    /// Whose pay is shown.
    Pay(Box<PayForm>),
    /// Which roles within reach to show.
    Become(BecomeForm),
}

impl Overlay {
    /// The line that takes what is typed.
    pub fn line_mut(&mut self) -> Option<&mut Line> {
        match self {
            Self::Palette { line, .. }
            | Self::PickList { line, .. }
            | Self::Searches { line, .. }
            | Self::RouteTo { line, .. }
            | Self::Note { line, .. }
            | Self::Rename { line, .. } => Some(line),
            Self::Refresh(form) => form.line_mut(),
            Self::Filters(form) => form.line_mut(),
            Self::Pay(form) => form.line_mut(),
            Self::Help { .. } | Self::Links(_) | Self::Compare(_) | Self::Become(_) => None,
        }
    }

    /// Takes a key that is not Enter or Esc to the form, where it is one that is filled in.
    pub fn form_key(&mut self, chord: Chord) {
        match self {
            Self::Refresh(form) => form.key(chord),
            Self::Pay(form) => form.key(chord),
            Self::Become(form) => form.key(chord),
            _ => {}
        }
    }
}

/// The actions whose name or help meets what is typed, the best first.
#[must_use]
pub fn palette_rows(typed: &str) -> Vec<&'static ActionRow> {
    let index = Index::new(ACTIONS.iter().map(|row| [row.title, row.help, row.id]));
    index.search(&Query::plain(typed)).into_iter().map(|hit| &ACTIONS[hit.thing]).collect()
}

/// The rows of a list picker: the lists that meet what is typed, then the typed name itself where no list has it.
#[must_use]
pub fn list_rows<'a>(names: &[&'a str], typed: &'a str) -> Vec<ListRow<'a>> {
    let index = Index::new(names.iter().map(|name| [*name]));
    let hits = index.search(&Query::plain(typed));
    let mut rows: Vec<ListRow<'a>> = hits.into_iter().map(|hit| ListRow::Old(names[hit.thing])).collect();
    let name = typed.trim();
    if !name.is_empty() && !names.contains(&name) {
        rows.push(ListRow::New(name));
    }
    rows
}

/// A row of a list picker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListRow<'a> {
    /// A list that exists.
    Old(&'a str),
    /// A list to be made.
    New(&'a str),
}

impl<'a> ListRow<'a> {
    /// The list's name.
    #[must_use]
    pub fn name(self) -> &'a str {
        match self {
            Self::Old(name) | Self::New(name) => name,
        }
    }
}

/// The rows of the named searches: those that meet what is typed by name or query, then the typed name where none has it.
#[must_use]
pub fn search_rows<'a>(searches: &'a NamedSearches, typed: &'a str) -> Vec<SearchRow<'a>> {
    let index = Index::new(searches.0.iter().map(|search| [search.name.as_str(), search.query.as_str()]));
    let hits = index.search(&Query::plain(typed));
    let mut rows: Vec<SearchRow<'a>> = hits.into_iter().map(|hit| SearchRow::Old(&searches.0[hit.thing])).collect();
    let name = typed.trim();
    if !name.is_empty() && searches.get(name).is_none() {
        rows.push(SearchRow::New(name));
    }
    rows
}

/// The name that the filter is kept under beside the rows of the named searches: the typed one, else that of the search in the
/// selected row, which it takes the place of.
#[must_use]
pub fn name_to_keep<'a>(searches: &'a NamedSearches, typed: &'a str, row: usize) -> Option<&'a str> {
    match (typed.trim(), search_rows(searches, typed).get(row)) {
        ("", Some(SearchRow::Old(search))) => Some(&search.name),
        ("", _) => None,
        (name, _) => Some(searches.get(name).map_or(name, |search| &search.name)),
    }
}

/// A row of the named searches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SearchRow<'a> {
    /// A search that is kept.
    Old(&'a NamedSearch),
    /// A name to keep what is typed over the vacancies under.
    New(&'a str),
}
