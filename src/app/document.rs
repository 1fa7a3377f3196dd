//! Text to read: blocks that are laid out for a width, for the screen and for plain output alike.

mod chart;
pub mod ladder;
mod table;

use unicode_width::UnicodeWidthStr;

use crate::app::document::ladder::Ladder;
use crate::app::document::table::Table;
use crate::domain::advert::AdvertId;
use crate::domain::role::RoleId;

pub use chart::{Count, Stroke};

/// The room that labels of facts take.
const LABEL: usize = 12;
/// Lines are not made longer than this, however wide the pane: long lines are hard to read.
const MEASURE: usize = 100;

/// A text to read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    blocks: Vec<Block>,
}

/// A part of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Block {
    Title(String),
    Heading(String),
    Paragraph(String),
    Item(String),
    Fact(String, String),
    Aside(String),
    Link(usize, String, String),
    Goto(Target, String, String),
    Bar(Bar),
    Table(Table),
    Chart(Vec<Count>),
    Ladder(Ladder),
    Gap,
}

/// Where a line of a text leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// To a role.
    Role(RoleId),
    /// To an advert.
    Advert(AdvertId),
}

impl From<RoleId> for Target {
    fn from(role: RoleId) -> Self {
        Self::Role(role)
    }
}

impl From<AdvertId> for Target {
    fn from(advert: AdvertId) -> Self {
        Self::Advert(advert)
    }
}

/// A range drawn on a scale that others share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    /// What the range is of.
    pub label: String,
    /// The range, in the scale's unit.
    pub range: (u32, u32),
    /// The scale's ends.
    pub scale: (u32, u32),
    /// Whether the range is one of those asked for, rather than there to compare.
    pub chosen: bool,
    /// The range in words.
    pub value: String,
}

/// What a run of text is, so that a theme can colour it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// The text itself.
    #[default]
    Plain,
    /// A title or heading.
    Heading,
    /// Names of facts, sources: less than the text.
    Muted,
    /// Somewhere to go.
    Link,
    /// A bar that was asked for.
    Chosen,
}

/// A laid out line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextLine {
    /// Its runs, from left to right.
    pub runs: Vec<(String, Tone)>,
    /// Where Enter goes to from here.
    pub target: Option<Target>,
    /// A bar to be drawn over it, where the runs leave room.
    pub stroke: Option<Stroke>,
}

impl TextLine {
    /// A line of one run that leads nowhere.
    #[must_use]
    pub fn new(text: impl Into<String>, tone: Tone) -> Self {
        Self { runs: vec![(text.into(), tone)], ..Self::default() }
    }

    /// The line's text alone.
    #[must_use]
    pub fn text(&self) -> String {
        self.runs.iter().map(|(text, _)| text.as_str()).collect()
    }
}

impl Document {
    /// A title: the first line of a page.
    pub fn title(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Title(text.into()));
    }

    /// A heading, apart from what stands above it.
    pub fn heading(&mut self, text: impl Into<String>) {
        self.gap();
        self.blocks.push(Block::Heading(text.into()));
    }

    /// A paragraph. Nothing is added where the text is empty.
    pub fn paragraph(&mut self, text: impl Into<String>) {
        let text = text.into();
        if !text.is_empty() {
            self.gap_after_paragraph();
            self.blocks.push(Block::Paragraph(text));
        }
    }

    /// Several paragraphs.
    pub fn paragraphs<'a>(&mut self, texts: impl IntoIterator<Item = &'a String>) {
        texts.into_iter().for_each(|text| self.paragraph(text));
    }

    /// An item of a list.
    pub fn item(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Item(text.into()));
    }

    /// A named fact.
    pub fn fact(&mut self, label: impl Into<String>, value: impl Into<String>) {
        self.blocks.push(Block::Fact(label.into(), value.into()));
    }

    /// Something said about the text: a source, a caution.
    pub fn aside(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Aside(text.into()));
    }

    /// A numbered page to open.
    pub fn link(&mut self, number: usize, name: impl Into<String>, url: impl Into<String>) {
        self.blocks.push(Block::Link(number, name.into(), url.into()));
    }

    /// A role or advert to walk to, with a line on the way there.
    pub fn go_to(&mut self, target: impl Into<Target>, title: impl Into<String>, detail: impl Into<String>) {
        self.blocks.push(Block::Goto(target.into(), title.into(), detail.into()));
    }

    /// A range on a scale.
    pub fn bar(&mut self, bar: Bar) {
        self.blocks.push(Block::Bar(bar));
    }

    /// Figures in columns, the first of which names the row. Every row has as many cells as there are headings.
    pub fn table(&mut self, headings: &[&str], rows: Vec<Vec<String>>) {
        let headings = headings.iter().map(|heading| (*heading).to_owned()).collect();
        self.blocks.push(Block::Table(Table { headings, rows }));
    }

    /// Another text after this one.
    pub fn follow(&mut self, other: Self) {
        self.blocks.extend(other.blocks);
    }

    /// Counts to compare.
    pub fn chart(&mut self, counts: Vec<Count>) {
        self.blocks.push(Block::Chart(counts));
    }

    /// A role with the steps around it.
    pub fn ladder(&mut self, ladder: Ladder) {
        self.blocks.push(Block::Ladder(ladder));
    }

    /// An empty line, unless one is there or nothing is.
    pub fn gap(&mut self) {
        if !matches!(self.blocks.last(), None | Some(Block::Gap)) {
            self.blocks.push(Block::Gap);
        }
    }

    fn gap_after_paragraph(&mut self) {
        if matches!(self.blocks.last(), Some(Block::Paragraph(_) | Block::Item(_) | Block::Title(_))) {
            self.gap();
        }
    }

    /// The text as lines of at most `width` columns.
    #[must_use]
    pub fn lay(&self, width: usize) -> Vec<TextLine> {
        self.lay_for(width, true)
    }

    /// The text as lines, for the screen or not.
    fn lay_for(&self, width: usize, screen: bool) -> Vec<TextLine> {
        let column = Column { width: width.clamp(1, MEASURE), broken: screen, drawn: screen };
        let mut lines = Vec::new();
        for block in &self.blocks {
            lay_block(block, column, &mut lines);
        }
        lines
    }

    /// The text for a pipe or a screen reader. Long words stay whole, since web addresses are such.
    #[must_use]
    pub fn plain(&self, width: usize) -> String {
        self.lay_for(width, false).iter().map(|line| line.text().trim_end().to_owned() + "\n").collect()
    }
}

/// The room for text.
#[derive(Clone, Copy)]
struct Column {
    width: usize,
    /// Whether a word longer than the width is broken.
    broken: bool,
    /// Whether lines may be drawn beside the text.
    drawn: bool,
}

fn lay_block(block: &Block, column: Column, lines: &mut Vec<TextLine>) {
    match block {
        Block::Title(text) | Block::Heading(text) => wrapped(text, column, "", "", Tone::Heading, lines),
        Block::Paragraph(text) => wrapped(text, column, "", "", Tone::Plain, lines),
        Block::Item(text) => wrapped(text, column, "• ", "  ", Tone::Plain, lines),
        Block::Aside(text) => wrapped(text, column, "", "", Tone::Muted, lines),
        Block::Fact(label, value) => lay_fact(label, value, column, lines),
        Block::Link(number, name, url) => {
            wrapped(name, column, &format!("[{number}] "), "    ", Tone::Plain, lines);
            wrapped(url, column, "    ", "    ", Tone::Link, lines);
        }
        Block::Goto(target, title, detail) => {
            let first = lines.len();
            wrapped(title, column, "→ ", "  ", Tone::Link, lines);
            if !detail.is_empty() {
                wrapped(detail, column, "  ", "  ", Tone::Muted, lines);
            }
            lines[first..].iter_mut().for_each(|line| line.target = Some(target.clone()));
        }
        Block::Bar(bar) => lines.push(lay_bar(bar, column.width)),
        Block::Table(table) => table::lay(table, column, lines),
        Block::Chart(counts) => chart::lay(counts, column, lines),
        Block::Ladder(ladder) => ladder::lay(ladder, column, lines),
        Block::Gap => lines.push(TextLine::default()),
    }
}

fn wrapped(text: &str, column: Column, first: &str, rest: &str, tone: Tone, lines: &mut Vec<TextLine>) {
    let fits = column.width > first.width() + 4;
    let (first, rest) = if fits { (first, rest) } else { ("", "") };
    // Words are not parted at their hyphens: web addresses are full of them, and people copy those.
    let options = textwrap::Options::new(column.width)
        .initial_indent(first)
        .subsequent_indent(rest)
        .word_splitter(textwrap::WordSplitter::NoHyphenation)
        .break_words(column.broken);
    for paragraph in text.split('\n') {
        lines.extend(textwrap::wrap(paragraph, &options).into_iter().map(|line| TextLine::new(line, tone)));
    }
}

/// A fact with its value beside its label, or below it where there is no room.
fn lay_fact(label: &str, value: &str, column: Column, lines: &mut Vec<TextLine>) {
    if column.width < LABEL * 3 {
        return lay_below(label, value, column, lines);
    }
    let room = before_value(label);
    let mut values = Vec::new();
    wrapped(value, Column { width: column.width - room, ..column }, "", "", Tone::Plain, &mut values);
    for (place, mut line) in values.into_iter().enumerate() {
        let label = if place == 0 { label } else { "" };
        let padding = " ".repeat(room - label.width());
        line.runs.insert(0, (format!("{label}{padding}"), Tone::Muted));
        lines.push(line);
    }
}

/// A fact with its value below its label.
fn lay_below(label: &str, value: &str, column: Column, lines: &mut Vec<TextLine>) {
    wrapped(label, column, "", "", Tone::Muted, lines);
    wrapped(value, column, "  ", "  ", Tone::Plain, lines);
}

/// How many columns stand before a value that is beside its label.
fn before_value(label: &str) -> usize {
    LABEL.max(label.width()) + 2
}

/// A bar on its scale: label, the range as blocks within a line of dots, then the range in words.
fn lay_bar(bar: &Bar, width: usize) -> TextLine {
    let label = format!("{:<4}", bar.label);
    let room = width.saturating_sub(label.width() + bar.value.width() + 2);
    let (tone, block) = if bar.chosen { (Tone::Chosen, "█") } else { (Tone::Muted, "▒") };
    let mut line = TextLine::new(label, tone);
    if room >= 8 {
        let (low, high) = bar.scale;
        let span = usize::try_from(high.saturating_sub(low)).unwrap_or(1).max(1);
        let column = |pay: u32| usize::try_from(pay.saturating_sub(low)).unwrap_or(0) * (room - 1) / span;
        let (from, to) = (column(bar.range.0).min(room - 1), column(bar.range.1).min(room - 1));
        line.runs.push(("·".repeat(from), Tone::Muted));
        line.runs.push((block.repeat(to - from + 1), tone));
        line.runs.push(("·".repeat(room - 1 - to), Tone::Muted));
        line.runs.push(("  ".to_owned(), Tone::Plain));
    }
    line.runs.push((bar.value.clone(), if bar.chosen { Tone::Plain } else { Tone::Muted }));
    line
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn sample() -> Document {
        let mut document = Document::default();
        document.title("Strategic management");
        document.paragraph("Leads part of an organisation and answers for it.");
        document.fact("Where", "Hospitals, community trusts and national organisations");
        document.heading("What you do");
        document.item("lead people through change");
        document.link(1, "NHS Leadership Academy", "https://www.leadershipacademy.nhs.uk/");
        document.go_to(RoleId::new("project-manager"), "Project manager", "bands 6–8b");
        document.bar(Bar {
            label: "8a".into(),
            range: (57_528, 64_750),
            scale: (20_000, 130_000),
            chosen: true,
            value: "£57,528–64,750".into(),
        });
        document
    }

    #[test]
    fn blocks_are_laid_out_for_a_width() {
        insta::assert_snapshot!(sample().plain(44));
    }

    #[test]
    fn lines_that_lead_to_a_role_know_it() {
        let targets: Vec<bool> = sample().lay(60).iter().map(|line| line.target.is_some()).collect();
        assert_eq!(targets.iter().filter(|target| **target).count(), 2);
    }

    proptest! {
        #[test]
        fn no_line_is_wider_than_asked_for(width in 30_usize..120) {
            for line in sample().lay(width) {
                prop_assert!(line.text().width() <= width, "{:?}", line.text());
            }
        }

        #[test]
        fn any_width_lays_out(width in 0_usize..40) {
            prop_assert!(!sample().lay(width).is_empty());
        }
    }
}
