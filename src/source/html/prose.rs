//! From pieces of HTML, or lines of plain text, to the sections of an advert.

use std::mem;

use crate::domain::advert::Section;
use crate::domain::text::{cleaned, escape_sequence};
use crate::source::html::{Piece, Tag, cut};
use crate::source::limits::{LINE, TEXT};

/// The longest heading, in characters: some boards set whole paragraphs as one.
const HEADING: usize = 100;
/// The longest line in bold that is taken for a heading, in characters.
const BOLD_HEADING: usize = 60;
/// What begins an item of a list.
const ITEM: &str = "• ";
/// What stands between the cells of a row.
const CELL: &str = " | ";

/// The sections of the pieces, what stands before the first heading under `heading`.
pub fn sections(pieces: &[Piece], heading: &str) -> Vec<Section> {
    written(pieces).sections(heading)
}

/// The lines of the pieces, headings among them.
pub fn lines(pieces: &[Piece]) -> Vec<String> {
    let writer = written(pieces);
    writer.parts.into_iter().flat_map(|part| part.heading.into_iter().chain(part.lines)).collect()
}

/// The sections of plain text: each line is a paragraph.
pub fn plain(text: &str, heading: &str) -> Vec<Section> {
    let mut writer = Writer::new();
    for line in text.lines() {
        writer.text(line, false);
        writer.end_line();
    }
    writer.sections(heading)
}

fn written(pieces: &[Piece]) -> Writer {
    let mut writer = Writer::new();
    for piece in pieces {
        match piece {
            Piece::Text(text) => writer.text(text, writer.feeds),
            Piece::Open(tag) => writer.open(tag),
            Piece::Close(name) => writer.close(name),
        }
    }
    writer.end_line();
    writer
}

/// What an element does to the lines.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Layout {
    Heading,
    Item,
    Block,
    Cell,
    Break,
    Bold,
    Hidden,
    Inline,
}

impl Layout {
    fn of(name: &str) -> Self {
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Self::Heading,
            "li" => Self::Item,
            "br" => Self::Break,
            "td" | "th" => Self::Cell,
            "b" | "strong" => Self::Bold,
            "script" | "style" | "template" | "title" | "noscript" | "iframe" | "svg" | "math" | "select"
            | "textarea" | "object" | "video" | "audio" | "canvas" => Self::Hidden,
            "address" | "article" | "aside" | "blockquote" | "body" | "caption" | "center" | "dd" | "details"
            | "dir" | "div" | "dl" | "dt" | "fieldset" | "figcaption" | "figure" | "footer" | "form" | "header"
            | "hgroup" | "hr" | "html" | "legend" | "main" | "menu" | "nav" | "ol" | "p" | "pre" | "section"
            | "summary" | "table" | "tbody" | "tfoot" | "thead" | "tr" | "ul" => Self::Block,
            _ => Self::Inline,
        }
    }
}

/// A heading and what stands below it.
#[derive(Default)]
struct Part {
    heading: Option<String>,
    lines: Vec<String>,
}

/// What the line is.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Kind {
    #[default]
    Paragraph,
    Heading,
    /// The first line of an item.
    Item,
}

/// Writes line after line.
#[derive(Default)]
struct Writer {
    parts: Vec<Part>,
    line: String,
    /// What stands before the next character of the line: nothing, a space or the end of a cell.
    gap: &'static str,
    /// Some of the line is not bold.
    light: bool,
    /// How many bold elements are open.
    bold: usize,
    kind: Kind,
    /// Line feeds of the text count, until the element that says so ends.
    feeds: bool,
    /// The element whose inside is dropped, and how many of its name are open.
    hidden: Option<(String, usize)>,
}

impl Writer {
    fn new() -> Self {
        Self { parts: vec![Part::default()], ..Self::default() }
    }

    fn open(&mut self, tag: &Tag) {
        if let Some((name, depth)) = &mut self.hidden {
            *depth += usize::from(*name == tag.name);
            return;
        }
        match Layout::of(&tag.name) {
            Layout::Hidden => self.hidden = Some((tag.name.clone(), 1)),
            Layout::Bold => self.bold += 1,
            Layout::Break => self.break_line(),
            Layout::Cell => self.open_cell(),
            Layout::Inline => {}
            block => {
                self.end_line();
                self.kind = match block {
                    Layout::Item => Kind::Item,
                    Layout::Heading if self.kind != Kind::Item => Kind::Heading,
                    _ => self.kind,
                };
                self.feeds = tag.name == "pre" || tag.attribute("style").contains("pre-");
            }
        }
    }

    /// Ends the line, unless it is a heading, which stays one line.
    fn break_line(&mut self) {
        if self.kind == Kind::Heading {
            self.gap = " ";
        } else {
            self.end_line();
        }
    }

    fn open_cell(&mut self) {
        if !self.line.is_empty() {
            self.gap = CELL;
            self.light = true;
        }
    }

    fn close(&mut self, name: &str) {
        if let Some((hidden, depth)) = &mut self.hidden {
            *depth -= usize::from(hidden == name);
            if *depth == 0 {
                self.hidden = None;
            }
            return;
        }
        match Layout::of(name) {
            // Browsers break the line at `</br>` too.
            Layout::Break => self.break_line(),
            Layout::Bold => self.bold = self.bold.saturating_sub(1),
            Layout::Heading | Layout::Item => {
                self.end_line();
                self.kind = Kind::Paragraph;
            }
            Layout::Block => {
                self.end_line();
                self.feeds = false;
            }
            _ => {}
        }
    }

    /// Takes text in; where line feeds count, each ends its line.
    fn text(&mut self, text: &str, feeds: bool) {
        if self.hidden.is_some() {
            return;
        }
        let ends_line = |c: char| matches!(c, '\u{2028}' | '\u{2029}') || feeds && c == '\n';
        for (place, part) in text.split(ends_line).enumerate() {
            if place > 0 {
                self.end_line();
            }
            self.broken_part(part);
        }
    }

    /// Takes in text that may hold breaks as they are typed: employers' texts are at times escaped once too often.
    fn broken_part(&mut self, mut rest: &str) {
        while let Some((before, after)) = around_typed_break(rest) {
            self.part(before);
            self.break_line();
            rest = after;
        }
        self.part(rest);
    }

    /// Takes in text that has no line feed that counts: what is plain, as nearly all is, word by word.
    fn part(&mut self, mut rest: &str) {
        while let Some(first) = rest.chars().next() {
            let plain = rest.bytes().take_while(u8::is_ascii_graphic).count();
            if plain > 0 {
                self.word(&rest[..plain]);
            } else if let Some(c) = cleaned(first) {
                self.character(c);
            }
            rest = &rest[plain.max(escape_sequence(rest)).max(first.len_utf8())..];
        }
    }

    fn character(&mut self, c: char) {
        if is_symbol(c) {
            self.end_line();
            self.kind = Kind::Item;
        } else if c.is_whitespace() {
            self.gap = if self.gap.is_empty() { " " } else { self.gap };
        } else {
            self.word(c.encode_utf8(&mut [0; 4]));
        }
    }

    /// Adds to the line what holds no white space.
    fn word(&mut self, text: &str) {
        let gap = mem::take(&mut self.gap);
        if !self.line.is_empty() {
            self.line.push_str(gap);
        }
        self.line.push_str(text);
        self.light = self.light || self.bold == 0 && text.contains(char::is_alphanumeric);
    }

    /// Puts the line where it belongs and begins the next; an empty one is none.
    fn end_line(&mut self) {
        self.gap = "";
        let light = mem::take(&mut self.light);
        let line = mem::take(&mut self.line);
        let text = line.trim_start_matches(|c| is_bullet(c) || c == ' ');
        if text.is_empty() {
            return;
        }
        let kind = mem::take(&mut self.kind);
        if kind == Kind::Item || line.starts_with(is_bullet) {
            self.push(format!("{ITEM}{text}"));
        } else if kind == Kind::Heading && fits_heading(text) || !light && reads_as_heading(text) {
            let heading = text.trim_end_matches([':', ' ']).to_owned();
            self.parts.push(Part { heading: Some(heading), lines: Vec::new() });
        } else {
            self.push(text.to_owned());
        }
    }

    fn push(&mut self, line: String) {
        if let Some(part) = self.parts.last_mut() {
            part.lines.push(line);
        }
    }

    /// The sections. A heading with nothing below it is a line of the section before.
    fn sections(mut self, first: &str) -> Vec<Section> {
        self.end_line();
        let mut whole: Vec<Part> = Vec::new();
        for part in self.parts {
            match (part.heading, whole.last_mut()) {
                (Some(heading), Some(before)) if part.lines.is_empty() => before.lines.push(heading),
                (heading, _) => whole.push(Part { heading, lines: part.lines }),
            }
        }
        let mut room = TEXT;
        let filled = whole.into_iter().filter(|part| !part.lines.is_empty());
        filled.map(|part| part.section(first, &mut room)).filter(|section| !section.text.is_empty()).collect()
    }
}

impl Part {
    /// The section, cut to the room that is left.
    fn section(self, first: &str, room: &mut usize) -> Section {
        let text = cut(self.lines.join("\n"), *room);
        *room -= text.chars().count();
        Section { heading: cut(self.heading.unwrap_or_else(|| first.to_owned()), LINE), text }
    }
}

/// What stands before and after the first `<br>`, `<br/>` or `<BR />` of a text.
fn around_typed_break(text: &str) -> Option<(&str, &str)> {
    text.match_indices('<').find_map(|(at, _)| {
        let name = text.get(at + 1..at + 3).filter(|name| name.eq_ignore_ascii_case("br"))?;
        let rest = text[at + 1 + name.len()..].trim_start();
        let rest = rest.strip_prefix('/').unwrap_or(rest).strip_prefix('>')?;
        Some((&text[..at], rest))
    })
}

/// Whether a line that is set as a heading can stand as one.
fn fits_heading(text: &str) -> bool {
    text.chars().count() <= HEADING && text.contains(char::is_alphanumeric)
}

/// Whether a line, all of it bold, is a heading rather than a statement.
fn reads_as_heading(text: &str) -> bool {
    text.chars().count() <= BOLD_HEADING
        && text.contains(char::is_alphabetic)
        && !text.contains(": ")
        && !text.ends_with(['.', ',', ';', '!'])
}

/// A character of a symbol font that a word processor left behind: nearly always a bullet, and never readable.
fn is_symbol(c: char) -> bool {
    matches!(c, '\u{f000}'..='\u{f0ff}')
}

/// A bullet that was typed.
fn is_bullet(c: char) -> bool {
    matches!(c, '•' | '·' | '∙' | '●' | '▪' | '■' | '◦' | '‣' | '⁃' | '◆' | '➢' | '✓' | '✔')
}
