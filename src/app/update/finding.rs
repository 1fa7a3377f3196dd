//! What is typed over the vacancies: searching for it, calling earlier queries back, the filters, and the ways out of an empty
//! list.

use std::sync::Arc;

use crate::app::action::Action;
use crate::app::effect::{Effect, SearchRequest};
use crate::app::filters::{Asked, FilterForm, Outcome};
use crate::app::keymap::{Chord, Key};
use crate::app::line::Line;
use crate::app::message::{Beside, Found};
use crate::app::overlay::Overlay;
use crate::app::pane::Pane;
use crate::app::panes::vacancies::{VacanciesPane, Way};
use crate::app::state::State;
use crate::app::update::{focus, market};
use crate::domain::advert::AdvertId;
use crate::domain::text::{count, thousands};
use crate::search::adverts::explain::Verdict;
use crate::search::adverts::{Scope, Standings};
use crate::search::query::Query;
use crate::search::query::term::{ends_begun, lifted};

/// Asks for the adverts that the filter and the role now call for.
pub(super) fn search(state: &mut State) -> Effect {
    request(state, None)
}

/// Asks for them, and where a sought advert stands.
fn request(state: &mut State, sought: Option<AdvertId>) -> Effect {
    state.vacancies.sought.clone_from(&sought);
    state.vacancies.generation += 1;
    let scope = state.narrowed_to().map_or(Scope::All, |role| Scope::Roles(vec![role.id.clone()]));
    let market = market::wanted(state);
    let text = state.query_text();
    let query = Query::read(&text);
    Effect::Search(SearchRequest {
        board: Arc::clone(&state.board),
        generation: state.vacancies.generation,
        standings: Standings::of(&state.shortlists, &state.board, &query),
        query,
        scope,
        sort: state.vacancies.sort,
        today: state.today,
        asked: matches!(state.overlay, Some(Overlay::Filters(_))).then(|| Asked::of(&text)),
        sought,
        market,
    })
}

/// Looks for the saved advert among the vacancies, as they are filtered now.
pub(super) fn locate(state: &mut State) -> Vec<Effect> {
    let Some(advert) = state.current_entry().map(|entry| entry.advert.id.clone()) else { return Vec::new() };
    if state.board.position(&advert).is_none() {
        state.notices.failed("this advert is not among those loaded now; the shortlist keeps its facts");
        return Vec::new();
    }
    vec![request(state, Some(advert))]
}

/// Goes to the advert that was sought, or says what hides it.
fn tell_verdict(state: &mut State, verdict: Verdict) {
    let Some(advert) = state.vacancies.sought.take() else { return };
    match verdict {
        Verdict::Found { row, of } => {
            state.vacancies.selected = Some(advert);
            focus(state, Pane::Vacancies);
            state.notices.done(format!("number {} of {}", thousands(row), count(of, "advert")));
        }
        Verdict::Hidden(parts) => {
            let parts = parts.join(" and by ");
            state.notices.failed(format!("the vacancies' filter hides it, by {parts}; v goes there to change it"));
        }
        Verdict::OutOfScope => {
            let whose = state.narrowed_to().map_or_else(String::new, |role| format!(" for {}", role.title));
            state.notices.failed(format!("the vacancies are those{whose} alone; v, Esc and w show all"));
        }
    }
}

/// Takes what a search found, unless a newer one was asked for since.
pub(super) fn found(state: &mut State, found: Found) {
    if found.generation == state.vacancies.generation {
        state.vacancies.within = found.within;
        state.vacancies.everywhere = found.everywhere;
        state.vacancies.reading = found.reading;
        state.vacancies.reach = found.reach;
        state.vacancies.take(found.hits, &state.board);
    }
}

/// Takes what was counted beside a search, unless a newer one was asked for since.
pub(super) fn beside(state: &mut State, beside: Beside) {
    if beside.generation == state.vacancies.generation {
        let verdict = beside.verdict.clone();
        state.vacancies.beside = beside;
        state.vacancies.way = state.first_way();
        if let Some(verdict) = verdict {
            tell_verdict(state, verdict);
        }
    }
}

/// Puts another text into the filter. A space ends it, so that what is typed next does not run into it; but no limit that is
/// still being typed, which counts only while it finds something.
pub(super) fn rewrite(state: &mut State, text: &str) -> Vec<Effect> {
    let is_begun = ends_begun(text);
    let text = text.trim_end();
    let is_open = text.is_empty() || is_begun;
    state.vacancies.filter = Line::new(if is_open { text.to_owned() } else { format!("{text} ") });
    state.vacancies.history.leave();
    vec![search(state)]
}

/// Keeps what is typed among the queries to be called back.
pub(super) fn keep(state: &mut State) -> Option<Effect> {
    let query = state.vacancies.filter.text().trim().to_owned();
    state.vacancies.history.keep(&query).then_some(Effect::KeepQuery(query))
}

/// While the filter is typed: what the keys of the history ask for. Up calls an earlier query back, too, where it has nowhere
/// to move to and has not moved before, and from then on up and down walk along the queries.
pub(super) fn recall(state: &mut State, chord: Chord) -> Option<Vec<Effect>> {
    let is_typed = matches!(chord.key, Key::Char(_)) && !chord.ctrl && !chord.alt;
    let asked = state.keymap.action(chord, Pane::Vacancies).filter(|_| !is_typed);
    let is_at_top =
        state.vacancies.row(&state.board) == 0 && state.vacancies.way == state.first_way() && !state.vacancies.moved;
    let is_recalling = state.vacancies.history.is_recalling();
    match (asked?, chord.key) {
        (action @ (Action::Older | Action::Newer), _) => Some(call_back(state, action)),
        (_, Key::Named("up")) if is_recalling || is_at_top => Some(call_back(state, Action::Older)),
        (_, Key::Named("down")) if is_recalling => Some(call_back(state, Action::Newer)),
        _ => None,
    }
}

/// Puts the query before the one that stands in the filter into it, or the one after it, where there is one.
pub(super) fn call_back(state: &mut State, action: Action) -> Vec<Effect> {
    let VacanciesPane { filter, history, .. } = &mut state.vacancies;
    let called = if action == Action::Older { history.older(filter.text()) } else { history.newer() };
    let Some(query) = called.map(str::to_owned) else { return Vec::new() };
    *filter = Line::new(query);
    vec![search(state)]
}

/// Does what the selected way out of an empty list says; nothing where there is none.
pub(super) fn take_way(state: &mut State) -> Option<Vec<Effect>> {
    let way = state.ways().into_iter().nth(state.vacancies.way)?;
    let text = state.query_text().into_owned();
    Some(match way {
        Way::AllRoles(_) => {
            state.vacancies.wide = true;
            vec![search(state)]
        }
        Way::Without(typed, _) => {
            let rest = typed.iter().fold(text, |text, typed| lifted(&text, typed));
            rewrite(state, &rest)
        }
        Way::Unfiltered(_) => rewrite(state, ""),
    })
}

/// Opens the filters over the vacancies.
pub(super) fn open_filters(state: &mut State) -> Vec<Effect> {
    focus(state, Pane::Vacancies);
    state.overlay = Some(Overlay::Filters(Box::new(FilterForm::new(&state.query_text()))));
    vec![search(state)]
}

/// A key while the filters are open.
pub(super) fn filters_key(state: &mut State, mut form: Box<FilterForm>, chord: Chord) -> Vec<Effect> {
    let text = state.query_text().into_owned();
    let outcome = form.key(chord, &text, &state.filter_rows(), state.geometry.overlay.height);
    state.overlay = Some(Overlay::Filters(form));
    match outcome {
        Outcome::Query(text) => rewrite(state, &text),
        Outcome::Moved => Vec::new(),
        Outcome::WantsPlace => {
            state.notices.failed("say near what place first");
            Vec::new()
        }
    }
}

/// A text was pasted while the filters are open.
pub(super) fn filters_pasted(state: &mut State) -> Vec<Effect> {
    match &state.overlay {
        Some(Overlay::Filters(form)) => {
            let text = form.written(&state.query_text());
            rewrite(state, &text)
        }
        _ => Vec::new(),
    }
}
