//! Roles or adverts side by side: the titles stay while the facts scroll.

use ratatui::layout::{Constraint, Layout as Split, Rect};
use ratatui::text::Line;

use crate::app::compare::{Kind, Open, choices};
use crate::app::document::TextLine;
use crate::app::state::State;
use crate::view::Canvas;
use crate::view::overlay::{show, window};
use crate::view::panes::reader::styled;

/// The titles take no more rows than this: few where the screen has few.
const HEADS: usize = 2;
const HEADS_WHERE_ROOM: usize = 4;
const FEW: u16 = 16;

/// The columns that a comparison has inside its frame on a screen of a width.
#[must_use]
pub fn compared(width: usize) -> usize {
    width.saturating_sub(2)
}

/// Draws a comparison over all of the body.
pub fn draw(canvas: &mut Canvas, state: &State, body: Rect, open: &Open) {
    let comparison = state.comparison(open.kind);
    let width = compared(usize::from(body.width));
    let choices = choices(comparison.titles.len(), comparison.fitting(width));
    let shown = choices.get(open.choice).or(choices.first()).cloned().unwrap_or_default();
    let inside =
        window(canvas, body, &title(open, &shown, comparison.titles.len()), body.width, usize::from(body.height));
    let heads = comparison.heads(&shown, width, if body.height < FEW { HEADS } else { HEADS_WHERE_ROOM });
    let lines: Vec<Line> =
        comparison.lay(&shown, &shown, width, open.differences).iter().map(|line| plain(canvas, line)).collect();
    let taken = u16::try_from(heads.len()).unwrap_or(u16::MAX);
    let [top, rest] = inside.layout(&Split::vertical([Constraint::Length(taken), Constraint::Fill(1)]));
    for (down, line) in (0..top.height).zip(&heads) {
        canvas.frame.render_widget(plain(canvas, line), Rect { y: top.y + down, height: 1, ..top });
    }
    let offset = open.line.min(lines.len().saturating_sub(usize::from(rest.height)));
    show(canvas, rest, &lines, offset);
}

fn plain<'a>(canvas: &Canvas, line: &TextLine) -> Line<'a> {
    styled(line, canvas.theme, false)
}

/// What is compared, what the mark means, and which columns are shown where not all are.
fn title(open: &Open, shown: &[usize], all: usize) -> String {
    let what = match open.kind {
        Kind::Roles => "Roles",
        Kind::Adverts => "Adverts",
    };
    let numbers: Vec<String> = shown.iter().map(|column| (column + 1).to_string()).collect();
    let which = if shown.len() < all { format!(" {} of {all}", numbers.join(" and ")) } else { String::new() };
    let mark = if open.differences { "only what differs" } else { "≠ differs" };
    format!("{what}{which} · {mark}")
}
