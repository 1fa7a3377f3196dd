//! One drawing a pane. Frame, title and cursor are the same for all.

mod adverts;
pub(super) mod reader;
mod roles;

use std::ops::Range;

use ratatui::layout::{Constraint, Layout as Split, Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, BorderType, Padding};
use unicode_width::UnicodeWidthStr;

use crate::app::geometry::Room;
use crate::app::list::scrolled;
use crate::app::pane::Pane;
use crate::app::state::State;
use crate::view::Canvas;
use crate::view::theme::Theme;

/// Draws a pane in its area, frame included.
pub fn draw(canvas: &mut Canvas, state: &State, pane: Pane, area: Rect) {
    match pane {
        Pane::Roles => roles::draw(canvas, state, area),
        Pane::Role | Pane::Advert | Pane::Entry => reader::draw(canvas, state, pane, area),
        Pane::Vacancies => adverts::vacancies(canvas, state, area),
        Pane::Lists => roles::lists(canvas, state, area),
        Pane::Entries => adverts::entries(canvas, state, area),
    }
}

/// From this height on a list has a row to spare for a note on its filter.
const ROOM_FOR_NOTE: u16 = 4;
/// From this width on a pane's text stands off its frame.
const ROOMY: u16 = 60;

/// The columns that the frame of an area has for a title.
fn title_room(area: Rect) -> usize {
    usize::from(area.width.saturating_sub(4))
}

/// Draws a frame with a title and returns its inside.
fn framed(canvas: &mut Canvas, state: &State, pane: Pane, title: &str, area: Rect) -> Rect {
    let focused = state.focus == pane;
    let theme = canvas.theme;
    // A double line tells the focused pane apart without colour.
    let (border, style) =
        if focused { (BorderType::Double, theme.focused) } else { (BorderType::Rounded, theme.frame) };
    let title_style = if focused { theme.focused } else { theme.plain };
    let padding = if area.width >= ROOMY { Padding::horizontal(1) } else { Padding::ZERO };
    let block = Block::bordered()
        .padding(padding)
        .border_type(border)
        .border_style(style)
        .title(Line::styled(format!(" {} ", cut(title, title_room(area))), title_style));
    let inside = block.inner(area);
    canvas.frame.render_widget(block, area);
    inside
}

/// The rows of a list in sight: notes the room, puts the cursor on the selected row of the focused pane.
struct Rows {
    /// Which rows to draw.
    shown: Range<usize>,
    /// Where.
    area: Rect,
}

/// Works out which of `count` rows are in sight, `row` among them.
fn rows(canvas: &mut Canvas, state: &State, pane: Pane, area: Rect, row: usize, count: usize) -> Rows {
    stretch(canvas, state, pane, area, row..row + 1, count)
}

/// Works out which of `count` rows are in sight: all of a selected stretch, or its first ones where it is too long.
fn stretch(canvas: &mut Canvas, state: &State, pane: Pane, area: Rect, selected: Range<usize>, count: usize) -> Rows {
    let height = usize::from(area.height);
    let row = selected.start;
    let whole = scrolled(state.geometry.room(pane).offset, selected.end - 1, count, height);
    let offset = scrolled(whole, row, count, height);
    canvas.geometry.set(pane, Room { width: usize::from(area.width), height, offset, rows: count });
    if state.focus == pane && count > 0 && height > 0 {
        let down = u16::try_from(row.saturating_sub(offset)).unwrap_or_default();
        canvas.cursor = Some(Position::new(area.x, area.y + down.min(area.height - 1)));
    }
    Rows { shown: offset..count.min(offset + height), area }
}

impl Rows {
    /// The area of a row in sight.
    fn area(&self, row: usize) -> Rect {
        let down = u16::try_from(row - self.shown.start).unwrap_or_default();
        Rect { y: self.area.y + down, height: 1, ..self.area }
    }
}

/// How the selected row looks: reversed where the pane has the focus, bold elsewhere.
fn row_style(state: &State, theme: &Theme, pane: Pane, selected: bool) -> Style {
    match (selected, state.focus == pane) {
        (true, true) => theme.selected,
        (true, false) => theme.resting,
        (false, _) => theme.plain,
    }
}

/// Draws a filter's line at the top of an area, with a note beside it, or below where there is no room beside; returns what is
/// left of the area. The note is said in as many columns as it is given. Nothing is drawn where there is no filter.
fn filter_line(
    canvas: &mut Canvas,
    line: &crate::app::line::Line,
    typing: bool,
    note: impl Fn(usize) -> String,
    area: Rect,
) -> Rect {
    if (!typing && line.text().is_empty()) || area.height < 2 {
        return area;
    }
    let [top, rest] = area.layout(&Split::vertical([Constraint::Length(1), Constraint::Fill(1)]));
    let text_area = Rect { x: top.x + 2, width: top.width.saturating_sub(2), ..top };
    canvas.frame.render_widget(Span::styled("/", canvas.theme.key), top);
    edited(canvas, line, typing, text_area);
    let room = usize::from(text_area.width).saturating_sub(line.text().width() + 3);
    let beside = note(usize::MAX);
    if beside.width() <= room {
        let note = Line::styled(beside, canvas.theme.muted).right_aligned();
        canvas.frame.render_widget(note, text_area);
        return rest;
    }
    if rest.height < ROOM_FOR_NOTE {
        return rest;
    }
    let [line, rest] = rest.layout(&Split::vertical([Constraint::Length(1), Constraint::Fill(1)]));
    let width = usize::from(line.width.saturating_sub(2));
    let note = cut(&note(width), width);
    canvas.frame.render_widget(Line::styled(format!("  {note}"), canvas.theme.muted), line);
    rest
}

/// Draws an editable line; while it has the keys the terminal's cursor is in it.
pub(super) fn edited(canvas: &mut Canvas, line: &crate::app::line::Line, typing: bool, area: Rect) {
    let scroll = line.scroll(usize::from(area.width));
    let skip = u16::try_from(scroll).unwrap_or_default();
    let text = ratatui::widgets::Paragraph::new(line.text().to_owned()).scroll((0, skip));
    canvas.frame.render_widget(text, area);
    if typing {
        let along = u16::try_from(line.cursor() - scroll.min(line.cursor())).unwrap_or_default();
        canvas.cursor = Some(Position::new(area.x + along.min(area.width.saturating_sub(1)), area.y));
    }
}

/// A text cut to a width in columns, with an ellipsis where something is left out.
pub(super) fn cut(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut taken = 0;
    let signs = Span::raw(text);
    // What the screen shows as one sign is as wide as the whole of it, not as its characters are apart.
    let signs = signs.styled_graphemes(Style::new()).map(|sign| sign.symbol).take_while(|sign| {
        taken += sign.width();
        taken < width
    });
    let mut short: String = signs.collect();
    if width > 0 {
        short.truncate(short.trim_end().len());
        short.push('…');
    }
    short
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn as_much_as_has_room_stands_before_the_ellipsis() {
        for (text, width, short) in [
            ("Nurse", 5, "Nurse"),
            ("Nurse", 4, "Nur…"),
            ("Staff nurse", 7, "Staff…"),
            ("Nurse", 1, "…"),
            ("Nurse", 0, ""),
            ("看護師", 4, "看…"),
            ("❤\u{fe0f}❤\u{fe0f}❤\u{fe0f}", 4, "❤\u{fe0f}…"),
            ("👩\u{200d}⚕\u{fe0f}👩\u{200d}⚕\u{fe0f}", 3, "👩\u{200d}⚕\u{fe0f}…"),
        ] {
            assert_eq!(cut(text, width), short, "{text} {width}");
        }
    }

    proptest! {
        #[test]
        fn a_cut_text_fits(text in "(\\PC|[a-c ]|❤\u{fe0f}|👩\u{200d}⚕\u{fe0f}|🇬🇧|e\u{301}|لا){0,30}", width in 0_usize..40) {
            let short = cut(&text, width);
            prop_assert!(short.width() <= width, "{short}");
            if text.width() <= width {
                prop_assert_eq!(short, text);
            } else if width > 0 {
                prop_assert!(short.strip_suffix('…').is_some_and(|beginning| text.starts_with(beginning)), "{short}");
            }
        }
    }
}
