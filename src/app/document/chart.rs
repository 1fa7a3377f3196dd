//! Counts side by side within a text: as bars on the screen, and as words alone where it is read aloud or piped.

use unicode_width::UnicodeWidthStr;

use crate::app::document::{Column, TextLine, Tone};
use crate::domain::text::thousands;

/// A bar takes no fewer columns than this, else there is none.
const SHORTEST: usize = 4;
/// The room between the parts of a row.
const APART: usize = 2;
/// How far a bar stands in below a label that leaves it no room beside it.
const INDENT: usize = 2;

/// One count of several.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// What is counted.
    pub label: String,
    /// How many there are.
    pub count: usize,
    /// What else is to be said of it; may be empty.
    pub note: String,
}

/// Where in a laid out line a bar is to be drawn, and how long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stroke {
    /// The column it begins in.
    pub from: usize,
    /// The columns of the longest.
    pub room: usize,
    /// The count it stands for.
    pub count: usize,
    /// The count of the longest.
    pub most: usize,
}

/// Lays counts out, a row each; below its label where that takes more than half of the room.
pub(super) fn lay(counts: &[Count], column: Column, lines: &mut Vec<TextLine>) {
    if !column.drawn {
        lines.extend(counts.iter().map(words));
        return;
    }
    let rows = Rows::of(counts, column.width);
    for count in counts {
        if rows.are_below {
            super::wrapped(&count.label, column, "", "", Tone::Plain, lines);
        }
        lines.push(rows.line(count));
    }
}

/// A row in words: `£30k–35k: 12 (band 5)`.
fn words(count: &Count) -> TextLine {
    let note = if count.note.is_empty() { String::new() } else { format!(" ({})", count.note) };
    TextLine::new(format!("{}: {}{note}", count.label, thousands(count.count)), Tone::Plain)
}

/// The widths that the rows of a chart share.
struct Rows {
    are_below: bool,
    label: usize,
    bar: usize,
    count: usize,
    note: usize,
    most: usize,
}

impl Rows {
    fn of(counts: &[Count], width: usize) -> Self {
        let widest = |text: &dyn Fn(&Count) -> usize| counts.iter().map(text).max().unwrap_or_default();
        let label = widest(&|count| count.label.width());
        let (count, note) = (widest(&|count| thousands(count.count).len()), widest(&|count| count.note.width()));
        let noted = if note == 0 { 0 } else { note + APART };
        let are_below = label > width / 2 || label + APART + count + noted > width;
        let label = if are_below { INDENT - APART } else { label };
        let bar = width.saturating_sub(label + APART + APART + count + noted);
        let most = widest(&|count| count.count);
        Self { are_below, label, bar: if bar < SHORTEST { 0 } else { bar }, count, note, most }
    }

    fn line(&self, row: &Count) -> TextLine {
        let label = if self.are_below { "" } else { &row.label };
        let label = format!("{label}{}", " ".repeat(self.label.saturating_sub(label.width()) + APART));
        let from = label.width();
        let apart = if self.bar == 0 { 0 } else { self.bar + APART };
        let value = format!("{}{:>width$}", " ".repeat(apart), thousands(row.count), width = self.count);
        let note = if self.note == 0 { String::new() } else { format!("{}{}", " ".repeat(APART), row.note) };
        let mut line = TextLine::new(label, Tone::Plain);
        line.runs.push((value, Tone::Plain));
        line.runs.push((note, Tone::Muted));
        let stroke = Stroke { from, room: self.bar, count: row.count, most: self.most };
        line.stroke = (self.bar > 0).then_some(stroke);
        line
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::app::document::Document;

    fn counts() -> Vec<Count> {
        let count = |label: &str, count, note: &str| Count { label: label.to_owned(), count, note: note.to_owned() };
        vec![count("£30k–35k", 1_204, "band 5"), count("£35k–40k", 0, ""), count("£40k–45k", 12, "bands 6–7")]
    }

    #[test]
    fn a_chart_is_told_in_words_where_it_cannot_be_seen() {
        let mut page = Document::default();
        page.chart(counts());
        assert_eq!(page.plain(80), "£30k–35k: 1,204 (band 5)\n£35k–40k: 0\n£40k–45k: 12 (bands 6–7)\n");
    }

    #[test]
    fn bars_stand_between_labels_and_counts() {
        let mut page = Document::default();
        page.chart(counts());
        let lines = page.lay(50);
        assert_eq!(lines[2].text(), format!("£40k–45k{}12  bands 6–7", " ".repeat(2 + 22 + 2 + 3)));
        assert_eq!(lines[2].stroke, Some(Stroke { from: 10, room: 22, count: 12, most: 1_204 }));
    }

    proptest! {
        #[test]
        fn a_chart_is_as_wide_as_there_is_room_for(width in 28_usize..120, label in "[a-z]{1,40}") {
            let mut counts = counts();
            counts[1].label = label;
            let mut page = Document::default();
            page.chart(counts);
            for line in page.lay(width) {
                prop_assert!(line.text().width() <= width, "{:?}", line.text());
                prop_assert!(line.stroke.is_none_or(|stroke| stroke.from + stroke.room <= width));
            }
        }
    }
}
