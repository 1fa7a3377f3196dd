//! The bars of charts, drawn over the room that a text leaves for them.

use ratatui::layout::Rect;
use ratatui::widgets::{Bar, BarChart};

use crate::app::document::{Stroke, TextLine};
use crate::view::Canvas;

/// Draws the bars of the lines in sight. Each of neighbouring lines that share a scale is a bar of one chart.
pub fn draw(canvas: &mut Canvas, lines: &[TextLine], area: Rect) {
    let mut first = 0;
    while first < lines.len() {
        let Some(stroke) = lines[first].stroke else {
            first += 1;
            continue;
        };
        let of_one = |line: &&TextLine| line.stroke.is_some_and(|other| share_scale(stroke, other));
        let bars: Vec<u64> = lines[first..]
            .iter()
            .take_while(of_one)
            .filter_map(|line| Some(u64::try_from(line.stroke?.count).unwrap_or(u64::MAX)))
            .collect();
        chart(canvas, stroke, &bars, down(area, first, bars.len()));
        first += bars.len();
    }
}

fn share_scale(one: Stroke, other: Stroke) -> bool {
    (one.from, one.room, one.most) == (other.from, other.room, other.most)
}

/// The rows of an area from one on, as many as there are up to a number.
fn down(area: Rect, first: usize, rows: usize) -> Rect {
    let first = u16::try_from(first).unwrap_or(u16::MAX).min(area.height);
    let rows = u16::try_from(rows).unwrap_or(u16::MAX).min(area.height - first);
    Rect { y: area.y + first, height: rows, ..area }
}

fn chart(canvas: &mut Canvas, stroke: Stroke, counts: &[u64], area: Rect) {
    let (from, room) = (u16::try_from(stroke.from), u16::try_from(stroke.room));
    let (Ok(from), Ok(room)) = (from, room) else { return };
    let from = from.min(area.width);
    let area = Rect { x: area.x + from, width: room.min(area.width - from), ..area };
    // The counts stand beside the bars, so that no bar is too short for its own.
    let bars: Vec<Bar> = counts.iter().map(|count| Bar::new(*count).text_value(String::new())).collect();
    let most = u64::try_from(stroke.most).unwrap_or(u64::MAX);
    let chart = BarChart::horizontal(bars).bar_width(1).bar_gap(0).max(most).bar_style(canvas.theme.bar);
    canvas.frame.render_widget(chart, area);
}
