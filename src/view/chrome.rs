//! The top line, the bottom line, and the bar of a refresh above it.

use ratatui::layout::{Alignment, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::{LineGauge, Paragraph, Wrap};

use crate::app::action::Action;
use crate::app::keymap::readable;
use crate::app::notice::{Notice, Severity};
use crate::app::overlay::{Overlay, SearchRow, name_to_keep, search_rows};
use crate::app::pane::{Pane, Screen};
use crate::app::refresh::Refreshing;
use crate::app::state::State;
use crate::domain::text::{count, thousands};
use crate::view::layout::{Layout, SMALLEST};
use crate::view::overlay::compare::compared;
use crate::view::{Canvas, theme::Theme};

/// What is said never takes more rows than this.
const MOST_ROWS: u16 = 5;
/// The bar of a refresh is drawn in no fewer columns than this.
const SHORTEST_BAR: usize = 12;
/// From this width on the top line has room for the program's name.
const NAMED: usize = 60;

/// Draws them.
pub fn draw(canvas: &mut Canvas, state: &State, layout: &Layout) {
    let width = usize::from(layout.title.width);
    let left = title(state, canvas.theme, width);
    let rest = width.saturating_sub(left.width() + 1);
    let right = data(state, rest);
    canvas.frame.render_widget(Paragraph::new(left), layout.title);
    let right = Paragraph::new(Line::styled(right, canvas.theme.muted)).alignment(Alignment::Right);
    canvas.frame.render_widget(right, layout.title);
    if let Some(refreshing) = &state.refreshing {
        refresh(canvas, state, refreshing, layout.refresh);
    }
    let status = status(state, canvas.theme, usize::from(layout.status.width));
    canvas.frame.render_widget(Paragraph::new(status).wrap(Wrap { trim: true }), layout.status);
}

/// The program and its screens, the one shown in brackets.
fn title<'a>(state: &State, theme: &Theme, width: usize) -> Line<'a> {
    let name = if width < NAMED { "" } else { " rolecall " };
    let mut spans = vec![Span::styled(name, theme.heading)];
    let saved = state.shortlists.entries().count();
    let due = closing_today(state);
    let count = match (saved, due) {
        (0, _) => String::new(),
        (saved, 0) => format!(" {saved}"),
        (saved, _) if width < NAMED => format!(" {saved}!"),
        (saved, 1) => format!(" {saved} (1 closes today)"),
        (saved, due) => format!(" {saved} ({due} close today)"),
    };
    for (screen, name) in
        [(Screen::Explore, "1 Explore".to_owned()), (Screen::Shortlist, format!("2 Shortlist{count}"))]
    {
        let shown = state.screen() == screen;
        let (text, style) =
            if shown { (format!("[{name}]"), theme.heading) } else { (format!(" {name} "), theme.muted) };
        spans.push(Span::styled(text, style));
    }
    Line::from(spans)
}

fn closing_today(state: &State) -> usize {
    state.shortlists.entries().filter(|(_, entry)| entry.advert.closes == Some(state.today)).count()
}

/// Whose pay is shown and how old the adverts are, as much of it as fits.
fn data(state: &State, width: usize) -> String {
    let adverts = thousands(state.board.len());
    let pay = format!("{} {}", state.choice.nation, state.choice.year);
    let origin = state.board.origin();
    let forms = [
        format!("pay: {pay} · adverts: {}, {adverts} ", origin.full),
        format!("{pay} · {} ", origin.full),
        format!("{pay} · {} ", origin.brief),
        origin.brief.clone(),
    ];
    forms.into_iter().find(|form| form.chars().count() <= width).unwrap_or_default()
}

/// How far a refresh is: in words, as many as there is room for, and as a bar.
fn refresh(canvas: &mut Canvas, state: &State, refreshing: &Refreshing, area: Rect) {
    let progress = &refreshing.progress;
    let pages = match progress.of_pages {
        Some(of) => format!("page {} of {of}", progress.pages),
        None if progress.pages == 0 => "asking".to_owned(),
        None => format!("page {}", progress.pages),
    };
    let adverts = match refreshing.waits {
        Some(seconds) => format!("no answer yet, asking again in {seconds} s"),
        None => count(progress.adverts, "advert"),
    };
    let key = state.keymap.keys(Action::Refresh).first().map(readable).unwrap_or_default();
    let stop = if refreshing.stopping { "stopping".to_owned() } else { format!("{key} stops it") };
    let round = progress.round.as_ref().map(|round| format!("{round} · ")).unwrap_or_default();
    let forms = [
        format!(" Refreshing from NHS Jobs: {round}{pages} · {adverts} · {stop} "),
        format!(" NHS Jobs: {round}{pages} · {adverts} · {stop} "),
        format!(" NHS Jobs: {pages} · {adverts} · {stop} "),
        format!(" {pages} · {stop} "),
        format!(" {pages} "),
    ];
    let room = usize::from(area.width).saturating_sub(SHORTEST_BAR);
    let label = forms.into_iter().find(|form| form.chars().count() <= room).unwrap_or_default();
    let done = progress.of_pages.filter(|of| *of > 0).map_or(0.0, |of| f64::from(progress.pages) / f64::from(of));
    let bar = LineGauge::default()
        .label(label)
        .ratio(done.min(1.0))
        .filled_symbol("━")
        .unfilled_symbol("┄")
        .filled_style(canvas.theme.focused)
        .unfilled_style(canvas.theme.frame);
    canvas.frame.render_widget(bar, area);
}

/// What was just said, else the keys of this pane.
fn status<'a>(state: &State, theme: &Theme, width: usize) -> Line<'a> {
    if let Some(notice) = state.notices.shown() {
        let style = match notice.severity {
            Severity::Done => theme.done,
            Severity::Failed => theme.failed,
        };
        return Line::styled(marked(&notice), style);
    }
    let mut spans = Vec::new();
    let mut taken = 1;
    for (key, name) in hints(state, width) {
        let room = key.chars().count() + name.chars().count() + 4;
        if taken + room > width {
            break;
        }
        taken += room;
        spans.push(Span::styled(format!(" {key} "), theme.key));
        spans.push(Span::styled(format!("{name}  "), theme.plain));
    }
    Line::from(spans)
}

/// A notice as it is shown: a mark tells what went well from what failed.
fn marked(notice: &Notice) -> String {
    let mark = match notice.severity {
        Severity::Done => '✓',
        Severity::Failed => '!',
    };
    format!("{mark} {}", notice.text)
}

/// How many rows the bottom line takes: one, or as many as what is said needs, within reason.
#[must_use]
pub fn status_rows(state: &State, width: u16) -> u16 {
    let text = state.notices.shown().map(|notice| marked(&notice)).unwrap_or_default();
    let rows = textwrap::wrap(&text, usize::from(width).max(1)).len();
    u16::try_from(rows).unwrap_or(u16::MAX).clamp(1, MOST_ROWS)
}

/// The keys to hint at, the most useful first, on a screen of a width.
fn hints(state: &State, width: usize) -> Vec<(String, &'static str)> {
    let fixed = |hints: &[(&str, &'static str)]| hints.iter().map(|(key, name)| ((*key).to_owned(), *name)).collect();
    match &state.overlay {
        Some(Overlay::Help { .. }) => return fixed(&[("↑↓", "scroll"), ("Esc", "close"), ("?", "all keys")]),
        Some(Overlay::Links(_)) => return fixed(&[("1–9", "open in the browser"), ("Esc", "close")]),
        Some(Overlay::Compare(open)) => {
            let comparison = state.comparison(open.kind);
            let others = (comparison.fitting(compared(width)) < comparison.titles.len()).then_some(("→", "others"));
            let rest = [("d", "differences"), ("x", "unmark"), ("Esc", "close")];
            return fixed(&[("↑↓", "scroll")].into_iter().chain(others).chain(rest).collect::<Vec<_>>());
        }
        Some(Overlay::Note { .. } | Overlay::Rename { .. }) => {
            return fixed(&[("Enter", "save"), ("Esc", "leave it as it was")]);
        }
        Some(Overlay::Pay(_)) => {
            return fixed(&[("Enter", "keep"), ("↑↓", "move"), ("Space", "switch"), ("Esc", "leave it as it was")]);
        }
        Some(Overlay::Refresh(_)) => {
            return fixed(&[("Enter", "fetch"), ("↑↓", "move"), ("Space", "switch"), ("Esc", "close")]);
        }
        Some(Overlay::Searches { line, row }) => return searches_hints(state, line.text(), *row),
        Some(Overlay::Filters(_)) => {
            return fixed(&[("Space", "choose"), ("↑↓", "move"), ("Tab", "next group"), ("Esc", "close")]);
        }
        Some(Overlay::Become(_)) => {
            return fixed(&[("Enter", "show"), ("↑↓", "move"), ("→ ←", "switch"), ("Esc", "close")]);
        }
        Some(Overlay::Palette { .. } | Overlay::PickList { .. } | Overlay::RouteTo { .. }) => {
            return fixed(&[("Enter", "choose"), ("↑↓", "move"), ("Esc", "close")]);
        }
        None => {}
    }
    let is_stuck = state.focus == Pane::Vacancies && !state.ways().is_empty();
    if state.roles.typing || state.vacancies.typing || state.entries.typing {
        return typing_hints(state, if is_stuck { "do what is marked" } else { "go in" });
    }
    if is_stuck {
        return fixed(&[("Enter", "do what is marked"), ("↑↓", "move"), ("/", "filter"), ("?", "help")]);
    }
    let pane = state.focus;
    let mut rows: Vec<_> = state
        .keymap
        .rows()
        .filter(|(row, keys)| row.hint.is_some() && row.reaches(pane) && !keys.is_empty() && useful(state, row.action))
        .collect();
    rows.sort_by_key(|(row, _)| (row.action != Action::Help, row.hint));
    rows.rotate_left(1);
    let help = rows.pop();
    let mut hints = vec![("↑↓".to_owned(), "move")];
    hints.extend(
        help.into_iter().chain(rows).map(|(row, keys)| (keys.first().map(readable).unwrap_or_default(), row.title)),
    );
    hints
}

/// The keys to hint at over the named searches: what they do to the row that is selected and the name that is typed.
fn searches_hints(state: &State, typed: &str, row: usize) -> Vec<(String, &'static str)> {
    let is_old = matches!(search_rows(&state.searches, typed).get(row), Some(SearchRow::Old(_)));
    let enter = ("Enter", if is_old { "run" } else { "keep" });
    let keep = name_to_keep(&state.searches, typed, row).map(|name| match state.searches.get(name) {
        Some(_) => ("Ctrl-S", "replace"),
        None => ("Ctrl-S", "keep"),
    });
    let keep = keep.filter(|_| is_old && !state.vacancies.filter.text().trim().is_empty());
    let rest = [("↑↓", "move"), ("Delete", "remove"), ("Esc", "close")];
    let hints = [enter].into_iter().chain(keep).chain(rest);
    hints.map(|(key, name)| (key.to_owned(), name)).collect()
}

/// The keys to hint at while a filter is typed.
fn typing_hints(state: &State, enter: &'static str) -> Vec<(String, &'static str)> {
    let can_recall = state.vacancies.typing && !state.vacancies.history.queries().is_empty();
    let older = state.keymap.keys(Action::Older).first().filter(|_| can_recall);
    let older = older.map(|key| (readable(key), "earlier"));
    let fixed = |(key, name): (&str, &'static str)| (key.to_owned(), name);
    let first = [("Enter", enter), ("↑↓", "move"), ("Esc", "leave the line")].map(fixed);
    first.into_iter().chain(older).chain([fixed(("Ctrl-U", "empty it"))]).collect()
}

/// Whether an action would do anything now.
fn useful(state: &State, action: Action) -> bool {
    match action {
        Action::Widen | Action::RouteTo | Action::Become => state.role().is_some(),
        Action::WalkBack => !state.role.walked.is_empty(),
        Action::Remove | Action::Note if matches!(state.focus, Pane::Vacancies | Pane::Advert) => {
            state.current_listing().is_some_and(|listing| state.shortlists.holding(&listing.advert.id).next().is_some())
        }
        _ => true,
    }
}

/// The one message for a terminal too small to use.
pub fn too_small(canvas: &mut Canvas) {
    let area = canvas.frame.area();
    let text = format!("rolecall needs {} by {}; this is {} by {}", SMALLEST.0, SMALLEST.1, area.width, area.height);
    let message = Paragraph::new(text).wrap(Wrap { trim: true });
    canvas.frame.render_widget(message, area);
}
