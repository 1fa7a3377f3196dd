//! schema.org `JobPosting` documents: JSON-LD alone, one object a line, or within a saved web page.
//!
//! Boards differ in the types they write, so each field is read by itself: a number where text is expected is taken as
//! text, a list of one as the one. What cannot be read is left out; only a record without a title is no advert.

mod fields;
mod record;

use std::ops::ControlFlow;
use std::{fmt, mem};

use serde::de::{Deserializer as _, SeqAccess, Visitor};
use serde_json::value::RawValue;
use serde_json::{Error, Map, Value};

use crate::domain::text::size;
use crate::source::html::Page;
use crate::source::limits::{ADVERTS, DEPTH, PIECE, RECORD, TYPE_NAMES, TYPES};
use crate::source::{Batch, Form, Skipped, Take};

/// The media type of the scripts that carry JSON-LD.
const MEDIA_TYPE: &str = "application/ld+json";
/// Where one object holds others.
const HOLDERS: [&str; 4] = ["@graph", "itemListElement", "item", "mainEntity"];

/// schema.org `JobPosting` documents.
#[derive(Clone, Copy, Debug)]
pub struct JobPosting;

impl Form for JobPosting {
    fn name(&self) -> &'static str {
        "JobPosting JSON-LD"
    }

    fn recognises(&self, text: &str) -> bool {
        let start = text.trim_ascii_start();
        let carries = match start.bytes().next() {
            Some(b'<') => start.contains(MEDIA_TYPE),
            Some(b'{' | b'[') => true,
            _ => start.contains("\n{"),
        };
        carries && states_type(start)
    }

    fn read(&self, text: &str) -> Batch {
        let mut whole = Batch::default();
        let _ = self.read_in_pieces(text, &mut |piece, _| {
            whole.adverts.extend(piece.adverts);
            whole.skipped.extend(piece.skipped);
            ControlFlow::Continue(())
        });
        whole
    }

    fn read_in_pieces(&self, text: &str, take: Take<'_>) -> ControlFlow<()> {
        let mut reader = Reader { take, batch: Batch::default(), address: None, records: 0, bytes: 0 };
        let text = text.trim();
        match text.bytes().next() {
            None => {}
            Some(b'<') => reader.page(text)?,
            Some(b'[') => reader.array(text)?,
            Some(_) => reader.object_or_lines(text)?,
        }
        reader.hand_over()
    }
}

/// Whether an object in the text says that it is a `JobPosting`.
fn states_type(text: &str) -> bool {
    const KEY: &str = "\"@type\"";
    text.match_indices(KEY).take(TYPES).any(|(place, _)| {
        let value = text.as_bytes()[place + KEY.len()..].trim_ascii_start();
        let Some(value) = value.strip_prefix(b":").map(<[u8]>::trim_ascii_start) else { return false };
        let value = &value[..value.len().min(TYPE_NAMES)];
        let end = if value.starts_with(b"[") { b']' } else { b',' };
        let value = value.split(|byte| *byte == end || *byte == b'}').next().unwrap_or_default();
        String::from_utf8_lossy(value).contains("JobPosting\"")
    })
}

/// Reads record after record, and hands over piece after piece.
struct Reader<'t> {
    take: Take<'t>,
    /// The piece that is being read.
    batch: Batch,
    /// The address of the page that the records stand in.
    address: Option<String>,
    records: usize,
    /// How long the records were that were read.
    bytes: usize,
}

impl Reader<'_> {
    fn page(&mut self, html: &str) -> ControlFlow<()> {
        let page = Page::read(html);
        self.address = page.address().map(str::to_owned);
        (1..).zip(page.scripts(MEDIA_TYPE)).try_for_each(|(number, script)| {
            let script = unwrapped(script);
            self.record(script, &format!("script {number} of the page"))
        })
    }

    /// An array is read element by element, so that only one stands in memory.
    fn array(&mut self, json: &str) -> ControlFlow<()> {
        let mut flow = ControlFlow::Continue(());
        let mut deserializer = serde_json::Deserializer::from_str(json);
        let elements = Elements { reader: self, flow: &mut flow };
        let read = deserializer.deserialize_seq(elements).and_then(|()| deserializer.end());
        flow?;
        if let Err(error) = read {
            let what = format!("the document after record {}", self.records);
            self.skip(what, phrase(&error));
        }
        ControlFlow::Continue(())
    }

    fn object_or_lines(&mut self, json: &str) -> ControlFlow<()> {
        match serde_json::from_str::<&RawValue>(json) {
            Err(_) if json.lines().any(|line| serde_json::from_str::<&RawValue>(line).is_ok()) => self.lines(json),
            _ => self.record(json, "the document"),
        }
    }

    fn lines(&mut self, json: &str) -> ControlFlow<()> {
        let lines = (1..).zip(json.lines()).filter(|(_, line)| !line.trim().is_empty());
        lines.into_iter().try_for_each(|(number, line)| self.record(line.trim(), &format!("line {number}")))
    }

    /// Hands over what was read since the last time.
    fn hand_over(&mut self) -> ControlFlow<()> {
        (self.take)(mem::take(&mut self.batch), self.bytes)
    }

    /// Reads a record, and hands the piece over once it is large enough.
    fn record(&mut self, json: &str, what: &str) -> ControlFlow<()> {
        self.read_record(json, what);
        self.bytes += json.len() + 1;
        let full = self.batch.adverts.len().max(self.batch.skipped.len()) >= PIECE;
        if full { self.hand_over() } else { ControlFlow::Continue(()) }
    }

    /// Reads every advert of one record. A thing of another kind may stand beside the adverts; anything else is named.
    fn read_record(&mut self, json: &str, what: &str) {
        self.records += 1;
        if self.records > ADVERTS {
            return self.skip_rest();
        }
        if json.len() > RECORD {
            return self.skip(what, format!("it is longer than {}", size(RECORD as u64)));
        }
        let value = match parse(json) {
            Ok(value) => value,
            Err(error) => return self.skip(what, phrase(&error)),
        };
        let mut found = Vec::new();
        postings(&value, DEPTH, &mut found);
        if found.is_empty() && value.get("@type").is_none() {
            self.skip(what, "it is not a JobPosting");
        }
        for posting in found {
            match record::advert(posting, self.address.as_deref()) {
                Some(advert) => self.batch.adverts.push(advert),
                None => self.skip(what, "it has no title"),
            }
        }
    }

    fn skip(&mut self, what: impl Into<String>, why: impl Into<String>) {
        self.batch.skipped.push(Skipped::new(what, why));
    }

    /// Says once that there were too many.
    fn skip_rest(&mut self) {
        if self.records == ADVERTS + 1 {
            self.skip(format!("every record after number {ADVERTS}"), "there are too many in one input");
        }
    }
}

/// A script without the comments and marks that hide it from readers of old.
fn unwrapped(script: &str) -> &str {
    const BEGINS: [&str; 5] = ["//", "/*", "*/", "<!--", "<![CDATA["];
    const ENDS: [&str; 5] = ["//", "/*", "*/", "-->", "]]>"];
    let mut script = script.trim();
    while let Some(inside) = BEGINS.iter().find_map(|mark| script.strip_prefix(mark)) {
        script = inside.trim_start();
    }
    while let Some(inside) = ENDS.iter().find_map(|mark| script.strip_suffix(mark)) {
        script = inside.trim_end();
    }
    script
}

/// Parses one record. Control characters within text, which JSON forbids and many pages hold, are read as spaces, and the
/// halves of characters that a board cut a text between as what cannot be read.
fn parse(json: &str) -> Result<Value, Error> {
    serde_json::from_str(json).or_else(|error| {
        let spaced = json.replace(|c: char| c.is_ascii_control(), " ");
        serde_json::from_str(&whole_characters(&spaced)).map_err(|_| error)
    })
}

/// JSON whose escapes name whole characters: a surrogate without its other half becomes U+FFFD.
fn whole_characters(json: &str) -> String {
    let mut whole = String::with_capacity(json.len());
    let mut rest = json;
    while let Some(at) = rest.find('\\') {
        whole.push_str(&rest[..at]);
        rest = &rest[at..];
        let length = match (surrogate(rest), rest.get(6..).and_then(surrogate)) {
            (Some(0xd800..=0xdbff), Some(0xdc00..=0xdfff)) => 12,
            (Some(_), _) => 0,
            // A backslash and what it escapes.
            (None, _) => rest.chars().take(2).map(char::len_utf8).sum(),
        };
        whole.push_str(if length == 0 { "\\ufffd" } else { &rest[..length] });
        rest = &rest[if length == 0 { 6 } else { length }..];
    }
    whole + rest
}

/// The half of a character that an escape at the beginning of a text names.
fn surrogate(text: &str) -> Option<u16> {
    let digits = text.strip_prefix("\\u")?.get(..4)?;
    u16::from_str_radix(digits, 16).ok().filter(|unit| (0xd800..=0xdfff).contains(unit))
}

/// Why a document could not be read, with the place.
fn phrase(error: &Error) -> String {
    let message = error.to_string();
    let why = message.split(" at line ").next().unwrap_or_default();
    match error.line() {
        0 | 1 => format!("it is not JSON: {why}, column {}", error.column()),
        line => format!("it is not JSON: {why}, line {line}, column {}", error.column()),
    }
}

/// Gathers the postings within a value, as deep as is allowed.
fn postings<'v>(value: &'v Value, depth: usize, found: &mut Vec<&'v Map<String, Value>>) {
    let Some(depth) = depth.checked_sub(1) else { return };
    match value {
        Value::Array(values) => values.iter().for_each(|value| postings(value, depth, found)),
        Value::Object(object) if is_posting(object) => found.push(object),
        Value::Object(object) => {
            for held in HOLDERS.iter().filter_map(|key| object.get(*key)) {
                postings(held, depth, found);
            }
        }
        _ => {}
    }
}

fn is_posting(object: &Map<String, Value>) -> bool {
    let is_it = |name: &Value| name.as_str().is_some_and(|name| name.rsplit(['/', ':']).next() == Some("JobPosting"));
    match object.get("@type") {
        Some(Value::Array(names)) => names.iter().any(is_it),
        Some(name) => is_it(name),
        None => false,
    }
}

/// Hands each element of an array to the reader, until it says that it is enough.
struct Elements<'r, 't> {
    reader: &'r mut Reader<'t>,
    flow: &'r mut ControlFlow<()>,
}

impl<'de> Visitor<'de> for Elements<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of JobPosting objects")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<(), A::Error> {
        while self.flow.is_continue()
            && let Some(element) = elements.next_element::<&RawValue>()?
        {
            let what = format!("record {}", self.reader.records + 1);
            *self.flow = self.reader.record(element.get(), &what);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
