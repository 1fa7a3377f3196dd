//! RON as the person's own files use it: read with line and column, faults told in plain words.
//!
//! What the files mean is not known here; see [`crate::store`] and [`crate::config`].

pub mod kept;

use ron::error::{Error, Position, SpannedError};
use ron::extensions::Extensions;
use serde::Deserialize;

use crate::domain::text::clean_line;

/// The longest part of a fault's reason that is shown, in characters.
const LONGEST_REASON: usize = 300;

/// Why a text could not be read, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The line, from 1.
    pub line: usize,
    /// The character within the line, from 1.
    pub column: usize,
    /// The reason in words, on one line.
    pub why: String,
}

/// How the files are read: an optional value is written without `Some`.
#[must_use]
pub fn options() -> ron::Options {
    ron::Options::default().with_default_extension(Extensions::IMPLICIT_SOME)
}

/// Reads a whole file.
///
/// # Errors
/// Where the bytes are not RON, or not of the shape that `T` asks for.
pub fn parse<'a, T: Deserialize<'a>>(bytes: &'a [u8]) -> Result<T, Fault> {
    // Some editors put a byte order mark first.
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = str::from_utf8(bytes).unwrap_or_default();
    options().from_bytes(bytes).map_err(|error| Fault::new(text, &error))
}

/// Reads a part of a text, telling places as in the whole. `part` must be a slice of `whole`.
///
/// # Errors
/// As [`parse`].
pub fn parse_part<'a, T: Deserialize<'a>>(whole: &str, part: &'a str) -> Result<T, Fault> {
    options().from_str(part).map_err(|error| {
        let fault = Fault::new(part, &error);
        let (line, column) = place(whole, part);
        let column = if fault.line == 1 { column + fault.column - 1 } else { fault.column };
        Fault { line: line + fault.line - 1, column, why: fault.why }
    })
}

/// Line and column, from 1, at which a slice of a text begins.
#[must_use]
pub fn place(whole: &str, part: &str) -> (usize, usize) {
    let offset = (part.as_ptr() as usize).saturating_sub(whole.as_ptr() as usize);
    let before = whole.get(..offset).unwrap_or_default();
    let line = before.rsplit('\n').next().unwrap_or_default();
    (before.matches('\n').count() + 1, line.chars().count() + 1)
}

impl Fault {
    /// A fault found in a part of a text after it was read. `part` must be a slice of `whole`.
    #[must_use]
    pub fn at(whole: &str, part: &str, why: &str) -> Self {
        let (line, column) = place(whole, part);
        Self { line, column, why: clean_line(why).chars().take(LONGEST_REASON).collect() }
    }

    fn new(text: &str, error: &SpannedError) -> Self {
        let (start, end) = (error.span.start, error.span.end);
        let place = match error.code {
            Error::Utf8Error(_) => end,
            // Told after a whole record was read: what follows it is not at fault.
            Error::Message(_) => start,
            _ if only_space_between(text, start, end) => end,
            _ => start,
        };
        let why = clean_line(&reason(&error.code)).chars().take(LONGEST_REASON).collect();
        Self { line: place.line, column: place.col, why }
    }
}

fn only_space_between(text: &str, start: Position, end: Position) -> bool {
    text.get(offset(text, start)..offset(text, end)).is_some_and(|between| between.trim().is_empty())
}

/// Where a line and column are, in bytes.
fn offset(text: &str, place: Position) -> usize {
    let before: usize = text.split_inclusive('\n').take(place.line - 1).map(str::len).sum();
    let line = text.get(before..).unwrap_or_default();
    before + line.chars().take(place.col - 1).map(char::len_utf8).sum::<usize>()
}

/// The reason for somebody who does not know how RON is read.
fn reason(error: &Error) -> String {
    match error {
        Error::Eof => "the file ends in the middle".to_owned(),
        Error::Utf8Error(_) => "this is not text in UTF-8".to_owned(),
        Error::MissingStructField { field, .. } => format!("the field `{field}` is missing"),
        Error::DuplicateStructField { field, .. } => format!("the field `{field}` is given twice"),
        Error::NoSuchStructField { found, .. } => format!("there is no field `{found}` here"),
        Error::NoSuchEnumVariant { expected, found, .. } => {
            format!("`{found}` is not one of {}", expected.join(", "))
        }
        Error::ExpectedIdentifier => "expected the name of a field".to_owned(),
        Error::TrailingCharacters => "something follows the closing `)`".to_owned(),
        Error::ExceededRecursionLimit => "the brackets are nested too deeply".to_owned(),
        Error::Message(message) => message.clone(),
        other => {
            let text = other.to_string();
            let mut chars = text.chars();
            chars.next().map(|first| first.to_lowercase().chain(chars).collect()).unwrap_or_default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(text: &[u8]) -> (usize, usize, String) {
        let fault = parse::<Vec<String>>(text).unwrap_err();
        (fault.line, fault.column, fault.why)
    }

    #[test]
    fn a_fault_names_its_place() {
        assert_eq!(fault(b"[\n  \"a\",\n  3]"), (3, 3, "expected string".to_owned()));
        assert_eq!(fault(b"[\"a\", \xff]"), (1, 7, "this is not text in UTF-8".to_owned()));
        assert_eq!(fault(b"[3 , \"a\"] more"), (1, 2, "expected string".to_owned()));
        assert_eq!(fault(b""), (1, 1, "expected opening `[`".to_owned()));
    }

    #[test]
    fn a_byte_order_mark_is_passed_over() {
        assert_eq!(parse("\u{feff}[\r\n\"a\"]".as_bytes()), Ok(vec!["a".to_owned()]));
    }

    #[test]
    fn a_part_is_told_as_in_the_whole() {
        let whole = "(\n  é: [\"x\", 3],\n)";
        let part = &whole[whole.find('[').unwrap()..whole.rfind(',').unwrap()];
        assert_eq!(place(whole, part), (2, 6));
        let fault = parse_part::<Vec<String>>(whole, part).unwrap_err();
        assert_eq!((fault.line, fault.column), (2, 12));
    }

    #[test]
    fn deep_nesting_is_a_fault() {
        let deep = "[".repeat(1_000_000);
        assert_eq!(parse::<kept::Fields<'_>>(format!("(a: {deep}").as_bytes()).unwrap_err().line, 1);
    }
}
