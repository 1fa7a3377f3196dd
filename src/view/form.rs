//! Fields to fill in, one a row: what has the keys is marked, typed fields are edited in place, others are switched.

use ratatui::layout::{Constraint, Layout as Split, Rect};
use ratatui::text::{Line, Span};

use crate::app::line::Line as Typed;
use crate::app::list::scrolled;
use crate::view::Canvas;
use crate::view::panes::{cut, edited};

/// The room of a field's name.
const LABEL: usize = 12;
/// The same with the mark before it, in columns of the screen.
const LABEL_COLUMNS: u16 = 15;
/// The columns of the signs around a choice.
const FRAME: usize = 4;

/// What a field holds.
pub enum Held<'a> {
    /// A line that is typed.
    Typed(&'a Typed),
    /// A choice that is switched.
    Choice(String),
}

/// A field.
pub struct Field<'a> {
    /// Its name.
    pub name: &'a str,
    /// What it is about: shown where nothing is typed, or beside the choice.
    pub hint: &'a str,
    /// What it holds.
    pub held: Held<'a>,
}

/// Draws the fields, those around the one that has the keys where there is no room for all.
pub fn draw(canvas: &mut Canvas, inside: Rect, fields: &[Field], chosen: usize) {
    let height = usize::from(inside.height);
    let offset = scrolled(0, chosen, fields.len(), height);
    let mut cursor = None;
    for (row, field) in fields.iter().enumerate().skip(offset).take(height) {
        let down = u16::try_from(row - offset).unwrap_or_default();
        let area = Rect { y: inside.y + down, height: 1, ..inside };
        let placed = one(canvas, area, field, row == chosen);
        cursor = placed.or(cursor);
    }
    canvas.cursor = cursor.or(canvas.cursor);
}

/// Puts the hint behind a typed text, where both have room beside each other; answers with the room that is left to type in.
fn hinted(canvas: &mut Canvas, line: &Typed, hint: &str, area: Rect) -> Rect {
    // A column for the cursor, and two that part the hint from it.
    let typed = u16::try_from(line.text().chars().count() + 3).unwrap_or(u16::MAX);
    let room = area.width.saturating_sub(typed);
    if hint.is_empty() || usize::from(room) < hint.chars().count() {
        return area;
    }
    let [left, right] = area.layout(&Split::horizontal([Constraint::Length(typed), Constraint::Fill(1)]));
    canvas.frame.render_widget(Span::styled(hint, canvas.theme.muted), right);
    left
}

/// Draws a field; answers with where the terminal's cursor belongs if the field has the keys.
fn one(canvas: &mut Canvas, area: Rect, field: &Field, chosen: bool) -> Option<ratatui::layout::Position> {
    let label = Span::styled(
        format!("{} {:<LABEL$}", if chosen { "▸" } else { " " }, field.name),
        if chosen { canvas.theme.resting } else { canvas.theme.muted },
    );
    let [left, right] = area.layout(&Split::horizontal([Constraint::Length(LABEL_COLUMNS), Constraint::Fill(1)]));
    canvas.frame.render_widget(label, left);
    match &field.held {
        Held::Typed(line) if chosen || !line.text().is_empty() => {
            let typed = hinted(canvas, line, field.hint, right);
            edited(canvas, line, chosen, typed);
            canvas.cursor.filter(|_| chosen)
        }
        Held::Typed(_) => {
            canvas.frame.render_widget(Span::styled(field.hint, canvas.theme.muted), right);
            None
        }
        Held::Choice(choice) => {
            let room = usize::from(right.width);
            let choice = format!("‹ {} ›  ", cut(choice, room.saturating_sub(FRAME)));
            let left_over = room.saturating_sub(choice.chars().count());
            let hint = Some(field.hint).filter(|hint| hint.chars().count() <= left_over).unwrap_or_default();
            let spans = vec![Span::raw(choice), Span::styled(hint, canvas.theme.muted)];
            canvas.frame.render_widget(Line::from(spans), right);
            chosen.then_some(right.as_position())
        }
    }
}
