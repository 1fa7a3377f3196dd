//! Figures in columns within a text; where the columns do not fit beside each other, each row becomes a named fact.

use unicode_width::UnicodeWidthStr;

use crate::app::document::{Column, TextLine, Tone, before_value, lay_below, lay_fact};

/// A blank at which no line ends.
const UNPARTED: &str = "\u{a0}";
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
        table.rows.iter().for_each(|row| stacked(table, row, column, lines));
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

/// A row as a named fact: each cell behind its heading, the two never parted at the end of a line, and no figure broken: where
/// one does not fit beside the name, all stand below it.
fn stacked(table: &Table, row: &[String], column: Column, lines: &mut Vec<TextLine>) {
    let pairs = table.headings.iter().zip(row).skip(1);
    let cells: Vec<String> = pairs.map(|(heading, cell)| format!("{heading} {cell}").replace(' ', UNPARTED)).collect();
    let name = row.first().map_or("", String::as_str);
    let label = format!("{name}{}", " ".repeat(width(table, 0).saturating_sub(name.width())));
    let widest = cells.iter().map(|cell| cell.width() + ",".len()).max().unwrap_or_default();
    let lay = if before_value(&label) + widest > column.width { lay_below } else { lay_fact };
    let from = lines.len();
    lay(&label, &cells.join(", "), column, lines);
    for (text, _) in lines[from..].iter_mut().flat_map(|line| &mut line.runs) {
        *text = text.replace(UNPARTED, " ");
    }
}

#[cfg(test)]
mod tests {
    use crate::app::document::Document;

    #[test]
    fn no_figure_is_broken_at_the_end_of_a_line() {
        let mut page = Document::default();
        let headings = ["point", "full time", "your hours", "take-home a month"];
        let cells = ["on joining", "£32,073", "£25,658", "£2,041"];
        page.table(&headings, vec![cells.map(str::to_owned).to_vec()]);
        for width in 27..60 {
            let lines: Vec<String> = page.lay(width).iter().map(|line| line.text().trim().to_owned()).collect();
            for figure in &cells[1..] {
                assert!(lines.iter().any(|line| line.contains(figure)), "{width}: {lines:?}");
            }
        }
    }

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
        page = Document::default();
        page.table(&["point", "full time", "an hour"], vec![row(["after 2 years", "£34,592", "£17.69"])]);
        assert_eq!(page.plain(33).lines().count(), 2);
        assert_eq!(page.plain(32), "after 2 years\n  full time £34,592,\n  an hour £17.69\n");
    }
}
