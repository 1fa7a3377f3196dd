//! A comparison laid out for a width: the labels beside the columns, or above them where there is little room.

use unicode_width::UnicodeWidthStr;

use crate::app::document::{TextLine, Tone};
use crate::app::pages::compare::{Comparison, Row};

/// The room of the labels, with the mark before them.
const LABEL: usize = 16;
/// The room between two columns.
const APART: usize = 2;
/// Beside the labels a column takes no fewer than this.
const NARROWEST: usize = 22;
/// The mark of what differs; what stands for it elsewhere is as wide.
const DIFFERS: &str = "≠ ";
const SAME: &str = "  ";

/// Where the columns stand.
struct Columns {
    is_beside: bool,
    width: usize,
}

impl Columns {
    fn of(width: usize, shown: usize) -> Self {
        let shown = shown.max(1);
        let beside = width.saturating_sub(LABEL + APART * (shown - 1)) / shown;
        let below = width.saturating_sub(APART * (shown - 1)) / shown;
        let is_beside = beside >= NARROWEST;
        Self { is_beside, width: if is_beside { beside } else { below.max(1) } }
    }

    fn label(&self, text: &str) -> String {
        if self.is_beside { filled(text, LABEL) } else { String::new() }
    }
}

impl Comparison {
    /// How many of its columns are shown at once: as many as fit beside each other, but two at least.
    #[must_use]
    pub fn fitting(&self, width: usize) -> usize {
        let all = self.titles.len();
        (2..=all).rev().find(|shown| Columns::of(width, *shown).is_beside).unwrap_or(2).min(all)
    }

    /// The titles of some columns, each on as many lines as it needs and no more than `most`: one that is cut ends so.
    #[must_use]
    pub fn heads(&self, shown: &[usize], width: usize, most: usize) -> Vec<TextLine> {
        let columns = Columns::of(width, shown.len());
        let titles = shown.iter().filter_map(|column| self.titles.get(*column));
        let titles: Vec<String> = titles.map(|title| cut(title, columns.width, most)).collect();
        beside(&titles.iter().map(String::as_str).collect::<Vec<_>>(), &columns, "", Tone::Heading)
    }

    /// The facts of the columns shown, marked where they differ among some columns, or those alone.
    #[must_use]
    pub fn lay(&self, shown: &[usize], among: &[usize], width: usize, differences: bool) -> Vec<TextLine> {
        let columns = Columns::of(width, shown.len());
        let rows = self.rows.iter().map(|row| (row, row.differs_among(among)));
        let rows = rows.filter(|(_, differs)| *differs || !differences);
        let lines: Vec<TextLine> = rows.flat_map(|(row, differs)| lay_row(row, differs, shown, &columns)).collect();
        if lines.is_empty() {
            return vec![TextLine::new("Nothing differs.", Tone::Plain)];
        }
        lines
    }
}

fn lay_row(row: &Row, differs: bool, shown: &[usize], columns: &Columns) -> Vec<TextLine> {
    let mark = if differs { DIFFERS } else { SAME };
    let label = format!("{mark}{}", row.label);
    let cells: Vec<&str> = shown.iter().filter_map(|column| row.cells.get(*column)).map(String::as_str).collect();
    let mut lines = beside(&cells, columns, &label, Tone::Plain);
    if !columns.is_beside {
        lines.insert(0, TextLine::new(label, Tone::Muted));
    }
    lines
}

/// Texts in columns, with a label before the first line where there is room for one.
fn beside(texts: &[&str], columns: &Columns, label: &str, tone: Tone) -> Vec<TextLine> {
    let wrapped: Vec<Vec<String>> = texts.iter().map(|text| wrap(text, columns.width)).collect();
    let height = wrapped.iter().map(Vec::len).max().unwrap_or_default();
    let line = |at: usize| {
        let mut line = TextLine::new(columns.label(if at == 0 { label } else { "" }), Tone::Muted);
        let cells: Vec<String> =
            wrapped.iter().map(|lines| filled(lines.get(at).map_or("", String::as_str), columns.width)).collect();
        line.runs.push((cells.join(&" ".repeat(APART)).trim_end().to_owned(), tone));
        line
    };
    (0..height).map(line).collect()
}

/// A text that takes no more lines than `most` in a width.
fn cut(text: &str, width: usize, most: usize) -> String {
    let mut lines = wrap(text, width);
    if lines.len() <= most {
        return text.to_owned();
    }
    lines.truncate(most);
    if let Some(last) = lines.last_mut() {
        while last.width() >= width.max(1) {
            last.pop();
        }
        last.push('…');
    }
    lines.join("\n")
}

fn wrap(text: &str, width: usize) -> Vec<String> {
    let options = textwrap::Options::new(width).word_splitter(textwrap::WordSplitter::NoHyphenation);
    text.split('\n').flat_map(|line| textwrap::wrap(line, &options)).map(String::from).collect()
}

fn filled(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;

    fn comparison(things: usize) -> Comparison {
        let row = |label, cells: [&str; 4]| Row {
            fact: "fact",
            label,
            cells: cells.iter().take(things).map(|cell| (*cell).to_owned()).collect(),
        };
        Comparison {
            titles: ["Staff nurse", "Porter", "Ward clerk", "Midwife"]
                .iter()
                .take(things)
                .map(|t| (*t).to_owned())
                .collect(),
            rows: vec![
                row("Bands", ["5", "2", "2", "5–6"]),
                row("Where", ["Hospitals"; 4]),
                row("Ways in", ["A degree in nursing", "No set qualification", "GCSEs", "A degree in midwifery"]),
            ],
        }
    }

    fn text(lines: &[TextLine]) -> String {
        lines.iter().map(|line| line.text() + "\n").collect()
    }

    #[test]
    fn facts_stand_beside_each_other_and_what_differs_is_marked() {
        let two = comparison(2);
        assert_eq!(text(&two.heads(&[0, 1], 62, 2)), "                Staff nurse             Porter\n");
        assert_eq!(
            text(&two.lay(&[0, 1], &[0, 1], 62, false)),
            "≠ Bands         5                       2\n\
             \x20 Where         Hospitals               Hospitals\n\
             ≠ Ways in       A degree in nursing     No set qualification\n"
        );
        assert_eq!(text(&two.lay(&[0, 1], &[0, 1], 62, true)).lines().count(), 2);
    }

    #[test]
    fn a_title_that_is_cut_ends_so() {
        let mut two = comparison(2);
        two.titles[0] = "Assistant director of commissioning and contracts".to_owned();
        assert_eq!(text(&two.heads(&[0, 1], 38, 2)), "Assistant director  Porter\nof commissioning…\n");
        assert_eq!(two.heads(&[0, 1], 38, 3).len(), 3);
    }

    #[test]
    fn labels_stand_above_where_there_is_little_room() {
        let lines = comparison(2).lay(&[0, 1], &[0, 1], 38, false);
        let expected = "≠ Bands\n5                   2\n";
        assert!(text(&lines).starts_with(expected), "{}", text(&lines));
    }

    #[test]
    fn a_pair_is_marked_by_itself_unless_all_are_asked_about() {
        let three = comparison(3);
        let bands = |among: &[usize]| text(&three.lay(&[1, 2], among, 62, false)).lines().next().unwrap().to_owned();
        assert!(bands(&[1, 2]).starts_with("  Bands"));
        assert!(bands(&[0, 1, 2]).starts_with("≠ Bands"));
    }

    #[test]
    fn what_is_the_same_of_all_is_said_to_be() {
        let mut same = comparison(2);
        same.rows.truncate(2);
        same.rows.remove(0);
        assert_eq!(text(&same.lay(&[0, 1], &[0, 1], 62, true)), "Nothing differs.\n");
    }

    #[test]
    fn as_many_columns_are_shown_as_fit_and_two_at_least() {
        let cases = [(38, 4, 2), (78, 2, 2), (78, 4, 2), (90, 3, 3), (118, 4, 4), (20, 1, 1), (20, 2, 2)];
        for (width, things, shown) in cases {
            assert_eq!(comparison(things).fitting(width), shown, "{things} in {width}");
        }
    }

    proptest! {
        #[test]
        fn no_line_is_wider_than_asked_for(width in 20_usize..200, titles in vec("[a-z ]{0,60}", 2..4)) {
            let cells: Vec<String> = titles.iter().map(|title| format!("{title}\n{title}")).collect();
            let rows = vec![Row { fact: "fact", label: "Working", cells }];
            let comparison = Comparison { titles, rows };
            let shown: Vec<usize> = (0..comparison.fitting(width)).collect();
            prop_assert!(comparison.heads(&shown, width, 3).len() <= 3);
            for line in comparison.heads(&shown, width, 3).into_iter().chain(comparison.lay(&shown, &shown, width, false)) {
                prop_assert!(line.text().width() <= width, "{:?}", line.text());
            }
        }
    }
}
