//! Texts to read: a role's tabs, an advert, a saved advert.

mod charts;

use ratatui::layout::{Constraint, Layout as Split, Rect};
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};

use crate::app::document::{TextLine, Tone};
use crate::app::pages::role::{Tab, breadcrumb};
use crate::app::pane::Pane;
use crate::app::panes::reader::{Reading, led};
use crate::app::state::State;
use crate::view::Canvas;
use crate::view::panes::{framed, stretch};
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
    let together = led(&lines, current);
    let sight = stretch(canvas, state, pane, inside, current..together.end.max(current + 1), lines.len());
    for place in sight.shown.clone() {
        let selected = state.focus == pane && together.contains(&place);
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
            None => state.node_path(state.role.subject),
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
    let (all, width) = (state.tabs(), usize::from(area.width));
    let names: usize = all.iter().map(|tab| state.tab_title(*tab).len() + 1).sum();
    // Each name has brackets or the room for them; where that is too wide the names stand closer.
    let line = if names + all.len() <= width {
        all.iter().map(|tab| named_tab(state, canvas.theme, *tab, " ")).collect()
    } else if names < width {
        let close_by = |(place, tab): (usize, &Tab)| {
            [Span::raw(if place > 0 { " " } else { "" }), named_tab(state, canvas.theme, *tab, "")]
        };
        all.iter().enumerate().flat_map(close_by).collect()
    } else {
        let place = all.iter().position(|tab| *tab == state.tab()).unwrap_or_default() + 1;
        let text = format!("[{}] {place} of {}, → ← turn", state.tab_title(state.tab()), all.len());
        Line::styled(text, canvas.theme.heading)
    };
    canvas.frame.render_widget(line, top);
    rest
}

/// The name of a tab: in brackets where it is shown, else beside what stands for them.
fn named_tab<'a>(state: &State, theme: &Theme, tab: Tab, beside: &'a str) -> Span<'a> {
    let title = state.tab_title(tab);
    if tab == state.tab() {
        Span::styled(format!("[{title}]"), theme.heading)
    } else {
        Span::styled(format!("{beside}{title}{beside}"), theme.muted)
    }
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
