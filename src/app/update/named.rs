//! Named searches: run, kept and removed by name. Each change is one of their file on the disk, and can be undone.

use crate::app::effect::{Effect, Purpose};
use crate::app::line::Line;
use crate::app::message::{SearchesChanged, SearchesNotChanged};
use crate::app::overlay::{Overlay, SearchRow, name_to_keep, search_rows};
use crate::app::pane::Pane;
use crate::app::state::{State, Undo};
use crate::app::update::{finding, focus};
use crate::domain::searches::{NamedSearch, NamedSearches, SearchChange};
use crate::search::adverts::Sort;

/// Opens the list of named searches, read anew: another copy of the program may have changed them.
pub(super) fn open(state: &mut State) -> Vec<Effect> {
    focus(state, Pane::Vacancies);
    state.overlay = Some(Overlay::Searches { line: Line::default(), row: 0 });
    vec![Effect::ReadSearches]
}

/// Runs the search in a row, or keeps what is typed over the vacancies under the name that it says.
pub(super) fn accept(state: &mut State, typed: &str, row: usize) -> Vec<Effect> {
    match search_rows(&state.searches, typed).get(row) {
        Some(SearchRow::Old(search)) => {
            let search = (*search).clone();
            run(state, &search)
        }
        Some(SearchRow::New(name)) => keep_under(state, (*name).to_owned()),
        None => Vec::new(),
    }
}

fn run(state: &mut State, search: &NamedSearch) -> Vec<Effect> {
    let sort = Sort::ALL.into_iter().find(|sort| Some(sort.title()) == search.sort.as_deref());
    state.vacancies.sort = sort.unwrap_or_default();
    state.notices.done(format!("search “{}”", search.name));
    finding::rewrite(state, &search.query)
}

/// Keeps what is typed over the vacancies under the typed name, or under that of the search in a row; in the place of what had
/// the name.
pub(super) fn keep(state: &mut State, typed: &str, row: usize) -> Vec<Effect> {
    let Some(name) = name_to_keep(&state.searches, typed, row).map(str::to_owned) else {
        state.notices.failed("type a name to keep the filter under");
        return Vec::new();
    };
    keep_under(state, name)
}

fn keep_under(state: &mut State, name: String) -> Vec<Effect> {
    let query = state.vacancies.filter.text().trim().to_owned();
    if query.is_empty() {
        state.notices.failed("there is nothing to keep under a name: the filter is empty");
        return Vec::new();
    }
    let sort = Some(state.vacancies.sort).filter(|sort| *sort != Sort::Fit).map(|sort| sort.title().to_owned());
    let search = NamedSearch { name, query, sort };
    let (said, change) = match state.searches.get(&search.name) {
        Some(known) => {
            let said = format!("“{}” is now {} (u brings back {})", search.name, search.query, known.query);
            (said, SearchChange::Keep(search))
        }
        None => (format!("kept as the search “{}”: {}", search.name, search.query), SearchChange::Add(search)),
    };
    vec![Effect::ChangeSearches { change, purpose: Purpose::Do, said }]
}

/// Removes the search in a row.
pub(super) fn remove(state: &State, typed: &str, row: usize) -> Vec<Effect> {
    match search_rows(&state.searches, typed).get(row) {
        Some(SearchRow::Old(search)) => {
            let said = format!("removed the search “{}” (u undoes)", search.name);
            let change = SearchChange::Remove(search.name.clone());
            vec![Effect::ChangeSearches { change, purpose: Purpose::Do, said }]
        }
        _ => Vec::new(),
    }
}

/// Asks for a change to be taken back.
pub(super) fn undo(change: SearchChange) -> Effect {
    let said = match &change {
        SearchChange::Add(search) | SearchChange::Keep(search) => {
            format!("undone: the search “{}” is as it was", search.name)
        }
        SearchChange::Remove(name) => format!("undone: the search “{name}” is gone again"),
    };
    Effect::ChangeSearches { change, purpose: Purpose::Undo, said }
}

/// Takes the named searches as they were read.
pub(super) fn read(state: &mut State, outcome: Result<NamedSearches, String>) {
    match outcome {
        Ok(searches) => state.searches = searches,
        Err(why) => state.notices.failed(why),
    }
}

/// Takes what became of a change.
pub(super) fn changed(state: &mut State, outcome: Result<SearchesChanged, SearchesNotChanged>) {
    match outcome {
        Ok(changed) => {
            state.searches = changed.searches;
            if changed.purpose == Purpose::Do {
                state.undo.push(Undo::Searches(changed.undo));
            }
            state.notices.done(changed.said);
        }
        Err(failed) => {
            state.undo.extend(failed.undo.map(Undo::Searches));
            state.notices.failed(format!("not saved: {}", failed.why));
        }
    }
}
