//! Writing to standard output: aligned for a terminal, tabs for a pipe, JSON where asked for.

use std::io::{self, IsTerminal, Write};

use serde::Serialize;
use unicode_width::UnicodeWidthStr;

use crate::app::document::Document;
use crate::cli::{Failure, Outcome};
use crate::domain::text::clean_line;

/// Plain text is laid out for this many columns.
const PLAIN_WIDTH: usize = 80;

/// Writes a line of complaint to standard error, safe to show. Where nobody reads that, there is nobody left to tell.
pub fn complain(why: &str) {
    let _ = writeln!(io::stderr(), "rolecall: {}", clean_line(why));
}

/// Where a command writes.
pub struct Output {
    /// Whether JSON is asked for.
    pub json: bool,
    terminal_width: Option<usize>,
    stream: io::BufWriter<io::Stdout>,
}

impl Output {
    /// Standard output, in the form asked for.
    #[must_use]
    pub fn new(json: bool, plain: bool) -> Self {
        let terminal = !plain && io::stdout().is_terminal();
        let width =
            terminal.then(|| crossterm::terminal::size().map_or(PLAIN_WIDTH, |(columns, _)| usize::from(columns)));
        Self { json, terminal_width: width, stream: io::BufWriter::new(io::stdout()) }
    }

    /// The columns of the terminal that it writes to; nothing where plain lines are wanted.
    #[must_use]
    pub fn width(&self) -> Option<usize> {
        self.terminal_width
    }

    /// Writes bytes as they are.
    ///
    /// # Errors
    /// Where the output cannot be written.
    pub fn bytes(&mut self, bytes: &[u8]) -> Result<Outcome, Failure> {
        self.stream.write_all(bytes)?;
        self.stream.flush()?;
        Ok(Outcome::Done)
    }

    /// Writes a line.
    ///
    /// # Errors
    /// Where the output cannot be written.
    pub fn line(&mut self, text: &str) -> Result<Outcome, Failure> {
        self.bytes(format!("{text}\n").as_bytes())
    }

    /// Writes a value as one line of JSON.
    ///
    /// # Errors
    /// Where the output cannot be written.
    pub fn json(&mut self, value: &impl Serialize) -> Result<Outcome, Failure> {
        let line = serde_json::to_string(value).map_err(Failure::of)?;
        self.line(&line)
    }

    /// Writes a text.
    ///
    /// # Errors
    /// Where the output cannot be written.
    pub fn document(&mut self, document: &Document) -> Result<Outcome, Failure> {
        let text = document.plain(self.terminal_width.unwrap_or(PLAIN_WIDTH));
        self.bytes(text.as_bytes())
    }

    /// Writes rows: aligned under headings on a terminal, else fields apart by tabs. No rows are nothing found.
    ///
    /// # Errors
    /// Where the output cannot be written.
    pub fn table(&mut self, headings: &[&str], rows: impl Iterator<Item = Vec<String>>) -> Result<Outcome, Failure> {
        let rows: Vec<Vec<String>> = rows.map(|row| row.iter().map(|cell| clean_line(cell)).collect()).collect();
        if rows.is_empty() {
            return Ok(Outcome::NothingFound);
        }
        if self.terminal_width.is_none() {
            for row in rows {
                writeln!(self.stream, "{}", row.join("\t"))?;
            }
            self.stream.flush()?;
            return Ok(Outcome::Done);
        }
        let headings: Vec<String> = headings.iter().map(|heading| (*heading).to_owned()).collect();
        let widths: Vec<usize> = (0..headings.len())
            .map(|column| {
                rows.iter()
                    .chain([&headings])
                    .filter_map(|row| row.get(column))
                    .map(|cell| cell.width())
                    .max()
                    .unwrap_or(0)
            })
            .collect();
        for row in [&headings].into_iter().chain(&rows) {
            let cells: Vec<String> = row
                .iter()
                .zip(&widths)
                .map(|(cell, width)| format!("{cell}{}", " ".repeat(width - cell.width())))
                .collect();
            writeln!(self.stream, "{}", cells.join("  ").trim_end())?;
        }
        self.stream.flush()?;
        Ok(Outcome::Done)
    }
}
