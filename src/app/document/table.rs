//! Figures in columns within a text; where the columns do not fit beside each other, each row becomes lines of its own.

use unicode_width::UnicodeWidthStr;

use crate::app::document::{Column, TextLine, Tone, lay_fact, wrapped};

/// The room between two columns.
const APART: usize = 2;

/// Rows of cells under headings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Table {
    pub(super) headings: Vec<String>,
    pub(super) rows: Vec<Vec<String>>,
}

/// Lays a table out: the first column to the left, the others, which are figures, to the right.
pub(super) fn lay(table: &Table, column: Column, lines: &mut Vec<TextLine>) {
    let widths: Vec<usize> = (0..table.headings.len()).map(|place| width(table, place)).collect();
    let together = widths.iter().sum::<usize>() + APART * widths.len().saturating_sub(1);
    if together > column.width {
        table.rows.iter().for_each(|row| stacked(&table.headings, row, column, lines));
        return;
    }
    lines.push(TextLine::new(beside(&table.headings, &widths), Tone::Muted));
    lines.extend(table.rows.iter().map(|row| TextLine::new(beside(row, &widths), Tone::Plain)));
}

fn width(table: &Table, place: usize) -> usize {
    let cells = table.rows.iter().chain([&table.headings]).filter_map(|row| row.get(place));
    cells.map(|cell| cell.width()).max().unwrap_or_default()
}

fn beside(cells: &[String], widths: &[usize]) -> String {
    let mut line = String::new();
    for (place, (cell, width)) in cells.iter().zip(widths).enumerate() {
        let padding = " ".repeat(width - cell.width());
        match place {
            0 => line.extend([cell.as_str(), &padding]),
            _ => line.extend([&" ".repeat(APART), &padding, cell.as_str()]),
        }
    }
    line
}

fn stacked(headings: &[String], row: &[String], column: Column, lines: &mut Vec<TextLine>) {
    let widest = headings.iter().map(|heading| heading.width()).max().unwrap_or_default();
    for (place, (heading, cell)) in headings.iter().zip(row).enumerate() {
        match place {
            0 => wrapped(cell, column, "", "", Tone::Plain, lines),
            _ => lay_fact(&format!("  {heading:<widest$}"), cell, column, lines),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::app::document::Document;

    #[test]
    fn columns_stand_side_by_side_where_there_is_room_and_below_each_other_where_not() {
        let mut page = Document::default();
        let row = |cells: [&str; 3]| cells.map(str::to_owned).to_vec();
        page.table(
            &["point", "full time", "an hour"],
            vec![row(["on joining", "£32,073", "£16.40"]), row(["after 2 years", "£34,592", "£17.69"])],
        );
        let beside = "point          full time  an hour\n\
                      on joining       £32,073   £16.40\n\
                      after 2 years    £34,592   £17.69\n";
        assert_eq!(page.plain(33), beside);
        assert_eq!(page.plain(32).lines().next(), Some("on joining"));
        assert!(page.plain(20).contains("£17.69"));
    }
}
