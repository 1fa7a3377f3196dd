//! Texts to read: a role's tabs, an advert, a saved advert.

mod charts;

use ratatui::layout::{Constraint, Layout as Split, Rect};
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};

use crate::app::document::{TextLine, Tone};
use crate::app::pages::role::breadcrumb;
use crate::app::pane::Pane;
use crate::app::panes::reader::Reading;
use crate::app::state::State;
use crate::view::Canvas;
use crate::view::panes::{framed, rows};
use crate::view::theme::Theme;

/// Draws a text with its cursor line.
pub fn draw(canvas: &mut Canvas, state: &State, pane: Pane, area: Rect) {
    let inside = framed(canvas, state, pane, &title(state, pane), area);
    let inside = if pane == Pane::Role { tabs(canvas, state, inside) } else { inside };
    let lines = state.document(pane).lay(usize::from(inside.width));
    if lines.is_empty() {
        canvas.frame.render_widget("Nothing is selected.", inside);
    }
    let current = reading(state, pane).line.min(lines.len().saturating_sub(1));
    let sight = rows(canvas, state, pane, inside, current, lines.len());
    for place in sight.shown.clone() {
        let selected = state.focus == pane && leads_with(&lines, current, place);
        canvas.frame.render_widget(styled(&lines[place], canvas.theme, selected), sight.area(place));
    }
    charts::draw(canvas, &lines[sight.shown.clone()], sight.area);
}

fn reading(state: &State, pane: Pane) -> Reading {
    match pane {
        Pane::Role => state.role.reading,
        Pane::Advert => state.advert.as_ref().map(|advert| advert.reading).unwrap_or_default(),
        _ => state.entry,
    }
}

fn title(state: &State, pane: Pane) -> String {
    match pane {
        Pane::Role => match state.role() {
            Some(role) => breadcrumb(&state.catalogue, &role.id),
            None => state.node_title(state.role.subject).to_owned(),
        },
        Pane::Advert => format!("Advert · {}", state.board.origin().full),
        _ => "Saved advert".to_owned(),
    }
}

/// Draws the names of the tabs, the one shown in brackets.
fn tabs(canvas: &mut Canvas, state: &State, area: Rect) -> Rect {
    if area.height < 3 {
        return area;
    }
    let [top, rest] = area.layout(&Split::vertical([Constraint::Length(1), Constraint::Fill(1)]));
    let (all, shown) = (state.tabs(), state.tab());
    let width: usize = all.iter().map(|tab| state.tab_title(*tab).len() + 2).sum();
    if width > usize::from(area.width) {
        let place = all.iter().position(|tab| *tab == shown).unwrap_or_default() + 1;
        let text = format!("[{}] {place} of {}, → ← turn", state.tab_title(shown), all.len());
        canvas.frame.render_widget(Line::styled(text, canvas.theme.heading), top);
        return rest;
    }
    let spans = all.iter().map(|tab| {
        let title = state.tab_title(*tab);
        if *tab == shown {
            Span::styled(format!("[{title}]"), canvas.theme.heading)
        } else {
            Span::styled(format!(" {title} "), canvas.theme.muted)
        }
    });
    canvas.frame.render_widget(spans.collect::<Line>(), top);
    rest
}

/// Whether a line belongs to the place to go to that the current line belongs to: all its lines stand out together.
fn leads_with(lines: &[TextLine], current: usize, place: usize) -> bool {
    let (from, to) = (current.min(place), current.max(place));
    lines[from..=to].iter().all(|line| line.target.is_some() && line.target == lines[current].target)
}

/// A line with its styles. Where the line being read leads somewhere it is reversed; else the terminal's cursor alone marks it.
pub(in crate::view) fn styled<'a>(line: &TextLine, theme: &Theme, selected: bool) -> Line<'a> {
    let spans: Vec<Span> =
        line.runs.iter().map(|(text, tone)| Span::styled(text.clone(), style(*tone, theme))).collect();
    let style = if selected { theme.selected } else { Style::new() };
    Line::from(spans).patch_style(style)
}

fn style(tone: Tone, theme: &Theme) -> Style {
    match tone {
        Tone::Plain => theme.plain,
        Tone::Heading => theme.heading,
        Tone::Muted => theme.muted,
        Tone::Link => theme.link,
        Tone::Chosen => theme.link.add_modifier(Modifier::BOLD),
    }
}
