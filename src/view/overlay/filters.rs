//! The filters over the vacancies: a row each, with how many adverts it would leave.

use ratatui::layout::{Constraint, Layout as Split, Rect};
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use super::{frame, show, window};
use crate::app::filters::{Choice, FilterForm, Row, Typed};
use crate::app::list::scrolled;
use crate::app::state::State;
use crate::domain::text::{count, thousands};
use crate::view::Canvas;
use crate::view::layout::side_width;
use crate::view::panes::{cut, edited};

/// How wide the window is at most.
const WIDTH: u16 = 46;
/// From this width on the window stands over the column at the left, so that the adverts stay in sight.
const BESIDE: u16 = 120;
/// From this height on how what is typed was read is shown below it.
const ROOMY: u16 = 10;
/// The columns of a value's name.
const LABEL: u16 = 14;

/// Draws the filters.
pub fn draw(canvas: &mut Canvas, state: &State, body: Rect, form: &FilterForm) {
    let rows = state.filter_rows();
    let at = form.row(&rows);
    let found = count(state.vacancies.hits.len(), "advert");
    let found = if state.vacancies.is_current() { found } else { "…".to_owned() };
    let title = format!("Filters · {found}");
    let inside = if body.width < BESIDE {
        window(canvas, body, &title, WIDTH, rows.len() + 1)
    } else {
        frame(canvas, Rect { width: side_width(body.width), ..body }, &title)
    };
    let area = query(canvas, state, inside);
    let offset = scrolled(state.geometry.overlay.offset, at, rows.len(), usize::from(area.height));
    // The first row of a group is shown with its heading.
    let under_heading = at > 0 && !rows[at - 1].can_be_selected();
    let offset = if under_heading { offset.min(at - 1) } else { offset };
    let is_current = state.vacancies.counts().is_some_and(|(_, is_current)| is_current);
    let lines: Vec<Line> = rows
        .iter()
        .enumerate()
        .map(|(place, row)| {
            let mut line = line(canvas, row, form, is_current, usize::from(area.width));
            if place != at {
                return line;
            }
            // What is typed is drawn over it, scrolled to its cursor.
            if matches!(row, Row::Typed(typed) if !form.line(*typed).text().is_empty()) {
                line.spans.truncate(1);
            }
            line.patch_style(canvas.theme.selected)
        })
        .collect();
    show(canvas, area, &lines, offset);
    let down = u16::try_from(at - offset).unwrap_or_default().min(area.height.saturating_sub(1));
    let row = Rect { y: area.y + down, height: 1, ..area };
    canvas.cursor = Some(row.as_position());
    if let Some(Row::Typed(typed)) = rows.get(at) {
        let left = LABEL.min(row.width);
        edited(canvas, form.line(*typed), true, Rect { x: row.x + left, width: row.width - left, ..row });
    }
}

/// Shows what is typed, which the filters are put into; returns the area below it.
fn query(canvas: &mut Canvas, state: &State, inside: Rect) -> Rect {
    let width = usize::from(inside.width.saturating_sub(2));
    let reading = state.vacancies.reading.describe_in(width);
    let said = u16::from(!reading.is_empty() && inside.height >= ROOMY);
    let heights = [Constraint::Length(1), Constraint::Length(said), Constraint::Fill(1)];
    let [top, below, rest] = inside.layout(&Split::vertical(heights));
    let text = cut(state.vacancies.filter.text(), width);
    canvas.frame.render_widget(Line::from(vec![Span::styled("/ ", canvas.theme.key), Span::raw(text)]), top);
    canvas.frame.render_widget(Line::styled(format!("  {}", cut(&reading, width)), canvas.theme.muted), below);
    rest
}

fn line<'a>(canvas: &Canvas, row: &Row, form: &FilterForm, is_current: bool, width: usize) -> Line<'a> {
    match row {
        Row::Heading(title) => Line::styled(*title, canvas.theme.heading),
        Row::Typed(typed) => value(canvas, *typed, form),
        Row::Choice(choice) => self::choice(canvas, choice, is_current, width),
    }
}

fn value<'a>(canvas: &Canvas, typed: Typed, form: &FilterForm) -> Line<'a> {
    let label = Span::raw(format!("    {:<1$}", typed.label, usize::from(LABEL) - 4));
    let text = form.line(typed).text();
    let text = if text.is_empty() { Span::styled(typed.hint, canvas.theme.muted) } else { Span::raw(text.to_owned()) };
    Line::from(vec![label, text])
}

/// A choice with its count at the right, dim where it leaves nothing or changes nothing. A count that is not for what is now typed
/// is not shown.
fn choice<'a>(canvas: &Canvas, choice: &Choice, is_current: bool, width: usize) -> Line<'a> {
    let mark = if choice.chosen { "✓" } else { " " };
    let count = match choice.count {
        Some(_) if choice.is_idle => "no change".to_owned(),
        Some(count) if is_current => thousands(count),
        Some(_) => "…".to_owned(),
        None => String::new(),
    };
    let left = cut(&format!("  {mark} {}", choice.label), width.saturating_sub(count.width() + 2));
    let gap = width.saturating_sub(left.width() + count.width() + 1);
    let is_dim = !choice.chosen && (choice.is_idle || choice.count == Some(0));
    let style = if is_dim { canvas.theme.muted } else { canvas.theme.plain };
    Line::styled(format!("{left}{}{count} ", " ".repeat(gap)), style)
}
