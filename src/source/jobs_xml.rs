//! The XML in which NHS Jobs answers a search: bytes in, a [`Page`] out. Not how the pages are asked for: that is
//! [`super::nhs_jobs`].
//!
//! The answer carries little (an overview cut at 150 characters, no band, no staff group), and its form varies: the
//! children of a vacancy come in any order or not at all, places are nested in two ways, and text is escaped in any way
//! that XML has.

use std::borrow::Cow;
use std::collections::BTreeMap;

use quick_xml::events::{BytesRef, Event};
use quick_xml::{Error, Reader};

use super::encoding::{decode, is_sound};
use super::id::NHS_JOBS_HOSTS;
use super::{Batch, Form, Skipped, limits};
use crate::domain::advert::{Advert, AdvertId, Section, StatedPlace};
use crate::domain::date;
use crate::domain::text::{clean, clean_line, count, size};

/// How adverts of this source are labelled.
pub const SOURCE: &str = "NHS Jobs";
/// Heads the text of an advert, which is never the whole of it.
const CUT_OVERVIEW: &str = "Overview (cut short by NHS Jobs)";
/// Heads a text that shows no sign of having been cut.
const OVERVIEW: &str = "Overview";
/// The element that a page is.
const ROOT: &str = "nhsJobs";

/// One page of answers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    /// Its adverts.
    pub batch: Batch,
    /// How many pages there are, where it says so.
    pub total_pages: Option<u32>,
    /// How many adverts answer the search in all, where it says so.
    pub total_results: Option<u32>,
}

/// Why an answer is not a page of adverts.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PageError {
    /// It holds nothing.
    #[error("it is empty; try again later")]
    Empty,
    /// It is HTML, which the service sends for addresses that it does not know.
    #[error("it is a web page (HTML) and not NHS Jobs XML; check the address, or try again later")]
    WebPage,
    /// It is not XML.
    #[error("it is not XML; check that it comes from NHS Jobs")]
    NotXml,
    /// It declares a document type, which NHS Jobs never does and which can make a small text huge.
    #[error("it holds a DOCTYPE, which NHS Jobs never sends; do not trust where it comes from")]
    DocumentType,
    /// It is some other XML.
    #[error("its root element is `{0}`, not `{ROOT}`; check that it comes from NHS Jobs")]
    Root(String),
    /// It is nested too deep.
    #[error("its elements are nested deeper than {}; check that it comes from NHS Jobs", limits::DEPTH)]
    Deep,
    /// Some of its bytes are no text.
    #[error("it holds bytes that are not UTF-8, in which NHS Jobs writes; try again later")]
    Encoding,
    /// It ends before it is whole.
    #[error("it is cut short after {}; fetch it again", count(*.0, "advert"))]
    CutShort(usize),
    /// It is not well-formed.
    #[error("it is damaged at line {line}: {why}; fetch it again")]
    Broken {
        /// The line, from 1.
        line: usize,
        /// What the reader met.
        why: String,
    },
}

/// Reads a page. A vacancy that cannot be read is skipped by name, but bytes that are no text spoil the page: what they
/// should have been is not known, and a guess would be stored over what was read well before.
///
/// # Errors
/// Where the bytes are no page of NHS Jobs, or only a part of one.
pub fn parse_page(bytes: &[u8]) -> Result<Page, PageError> {
    match read(&decode(bytes)) {
        (_, Some(error)) => Err(error),
        (_, None) if !is_sound(bytes) => Err(PageError::Encoding),
        (page, None) => Ok(page),
    }
}

/// A page that was saved to a file.
#[derive(Clone, Copy, Debug)]
pub struct NhsJobsXml;

impl Form for NhsJobsXml {
    fn name(&self) -> &'static str {
        "NHS Jobs XML"
    }

    fn recognises(&self, text: &str) -> bool {
        let mut reader = Reader::from_str(text);
        loop {
            match reader.read_event() {
                Ok(Event::Start(element) | Event::Empty(element)) => return element.local_name().as_ref() == ROOT,
                Ok(Event::Text(text)) if text.trim().is_empty() => {}
                Ok(Event::Decl(_) | Event::PI(_) | Event::Comment(_) | Event::DocType(_)) => {}
                Ok(_) | Err(_) => return false,
            }
        }
    }

    /// The adverts before a fault in the file are kept, and the fault is named.
    fn read(&self, text: &str) -> Batch {
        let (page, error) = read(text);
        let mut batch = page.batch;
        if let Some(error) = error {
            let what = if batch.adverts.is_empty() { "the file" } else { "the rest of the file" };
            batch.skipped.push(Skipped::new(what, error.to_string()));
        }
        batch
    }
}

/// What could be read, and what stopped the reading.
fn read(text: &str) -> (Page, Option<PageError>) {
    let mut reader = PageReader::default();
    let outcome = reader.read(text);
    (reader.page, outcome.err())
}

/// A child of a vacancy or of the page that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Field {
    Id,
    Reference,
    Title,
    Description,
    Employer,
    Contract,
    Salary,
    Closes,
    Posted,
    Url,
    Places,
    TotalPages,
    TotalResults,
}

impl Field {
    /// The child of a vacancy that has this name.
    fn of_vacancy(name: &str) -> Option<Self> {
        Some(match name {
            "id" => Self::Id,
            "reference" => Self::Reference,
            "title" => Self::Title,
            "description" => Self::Description,
            "employer" => Self::Employer,
            "type" => Self::Contract,
            "salary" => Self::Salary,
            "closeDate" => Self::Closes,
            "postDate" => Self::Posted,
            "url" => Self::Url,
            "locations" => Self::Places,
            _ => return None,
        })
    }

    /// The child of the page that has this name.
    fn of_page(name: &str) -> Option<Self> {
        Some(match name {
            "totalPages" => Self::TotalPages,
            "totalResults" => Self::TotalResults,
            _ => return None,
        })
    }
}

/// What stands open while a page is read.
#[derive(Debug, Default)]
struct PageReader {
    page: Page,
    /// How many elements are open.
    depth: usize,
    /// How many vacancies were met.
    vacancies: usize,
    vacancy: Option<Draft>,
    /// The field whose text is gathered, and the depth at which it opened.
    field: Option<(Field, usize)>,
    text: String,
    /// Whether the element that began last is still open.
    leaf: bool,
    /// Whether the page is at its end.
    done: bool,
}

impl PageReader {
    fn read(&mut self, text: &str) -> Result<(), PageError> {
        match text.trim_start().chars().next() {
            None => return Err(PageError::Empty),
            Some('<') => {}
            Some(_) => return Err(PageError::NotXml),
        }
        let mut reader = Reader::from_str(text);
        reader.config_mut().allow_dangling_amp = true;
        while !self.done {
            let at = reader.buffer_position();
            match reader.read_event() {
                Ok(Event::Start(element)) => self.start(element.local_name().as_ref(), at)?,
                Ok(Event::Empty(element)) => {
                    self.start(element.local_name().as_ref(), at)?;
                    self.end(reader.buffer_position());
                }
                Ok(Event::End(_)) => self.end(reader.buffer_position()),
                Ok(Event::Text(text)) => self.add(&text),
                Ok(Event::CData(text)) => self.add(&text),
                Ok(Event::GeneralRef(reference)) => self.add_reference(&reference),
                Ok(Event::DocType(declared)) => return Err(document_type(&declared)),
                Ok(Event::Decl(_) | Event::Comment(_) | Event::PI(_)) => {}
                Ok(Event::Eof) => return Err(self.cut_short()),
                Err(Error::Syntax(_)) if self.depth > 0 => return Err(self.cut_short()),
                Err(error) => return Err(broken(&error, text, reader.error_position())),
            }
        }
        Ok(())
    }

    fn start(&mut self, name: &str, at: u64) -> Result<(), PageError> {
        self.depth += 1;
        self.leaf = true;
        match (&mut self.vacancy, self.field) {
            (Some(vacancy), _) if self.depth > limits::DEPTH => vacancy.too_deep = true,
            (None, _) if self.depth > limits::DEPTH => return Err(PageError::Deep),
            (_, Some((Field::Places, _))) => self.text.clear(),
            (_, Some(_)) => self.text.push(' '),
            (Some(vacancy), None) if self.depth == vacancy.depth + 1 => self.open(Field::of_vacancy(name)),
            (Some(_), None) => {}
            (None, None) if self.depth == 1 => check_root(name)?,
            (None, None) if name == "vacancyDetails" => self.begin_vacancy(at),
            (None, None) => self.open(Field::of_page(name)),
        }
        Ok(())
    }

    fn open(&mut self, field: Option<Field>) {
        self.field = field.map(|field| (field, self.depth));
        self.text.clear();
    }

    fn begin_vacancy(&mut self, at: u64) {
        self.vacancies += 1;
        if self.vacancies > limits::ADVERTS {
            let why = format!("one input may hold {} adverts", limits::ADVERTS);
            self.page.batch.skipped.push(Skipped::new("the rest of the file", why));
            self.done = true;
            return;
        }
        self.vacancy = Some(Draft { depth: self.depth, number: self.vacancies, begins: at, ..Draft::default() });
    }

    fn end(&mut self, at: u64) {
        if let Some((field, depth)) = self.field {
            match field {
                Field::Places if self.leaf => self.add_place(),
                Field::Places => {}
                _ if depth == self.depth => self.keep(field),
                _ => self.text.push(' '),
            }
            if depth == self.depth {
                self.field = None;
            }
        }
        if let Some(vacancy) = self.vacancy.take_if(|vacancy| vacancy.depth == self.depth) {
            match vacancy.finish(at) {
                Ok(advert) => self.page.batch.adverts.push(advert),
                Err(skipped) => self.page.batch.skipped.push(skipped),
            }
        }
        self.leaf = false;
        self.depth = self.depth.saturating_sub(1);
        self.done |= self.depth == 0;
    }

    /// Gathers text. More than a whole record may hold need not be kept: such a record is skipped.
    fn add(&mut self, text: &str) {
        if self.field.is_some() && self.text.len() + text.len() <= limits::RECORD {
            self.text.push_str(text);
        }
    }

    fn add_reference(&mut self, name: &str) {
        match character(name) {
            Some(character) => self.add(character.encode_utf8(&mut [0; 4])),
            None => self.add(&format!("&{name};")),
        }
    }

    fn add_place(&mut self) {
        if let Some(vacancy) = &mut self.vacancy {
            vacancy.add_place(&line(&self.text));
        }
        self.text.clear();
    }

    /// Keeps the text that was gathered. Of a field that stands twice the first with any text counts.
    fn keep(&mut self, field: Field) {
        let text = std::mem::take(&mut self.text);
        match (field, &mut self.vacancy) {
            (Field::TotalPages, _) => self.page.total_pages = self.page.total_pages.or(text.trim().parse().ok()),
            (Field::TotalResults, _) => self.page.total_results = self.page.total_results.or(text.trim().parse().ok()),
            (_, Some(vacancy)) if !text.trim().is_empty() => {
                vacancy.fields.entry(field).or_insert(text);
            }
            _ => {}
        }
    }

    fn cut_short(&self) -> PageError {
        PageError::CutShort(self.page.batch.adverts.len())
    }
}

fn check_root(name: &str) -> Result<(), PageError> {
    if name == ROOT {
        Ok(())
    } else if name.eq_ignore_ascii_case("html") {
        Err(PageError::WebPage)
    } else {
        Err(PageError::Root(short(name)))
    }
}

fn document_type(declared: &str) -> PageError {
    let name = declared.split_whitespace().next().unwrap_or_default();
    if name.eq_ignore_ascii_case("html") { PageError::WebPage } else { PageError::DocumentType }
}

fn broken(error: &Error, text: &str, at: u64) -> PageError {
    let before = usize::try_from(at).ok().and_then(|at| text.as_bytes().get(..at)).unwrap_or_default();
    let line = before.split(|byte| *byte == b'\n').count();
    PageError::Broken { line, why: short(&error.to_string()) }
}

/// A word or a message of the input in an error: one line, and not a long one.
fn short(text: &str) -> String {
    cut(clean_line(text), 120)
}

/// A vacancy while it is read.
#[derive(Debug, Default)]
struct Draft {
    /// The depth of its element.
    depth: usize,
    /// Which of the page's vacancies it is, from 1.
    number: usize,
    /// Where it begins, in bytes.
    begins: u64,
    fields: BTreeMap<Field, String>,
    places: Vec<StatedPlace>,
    too_deep: bool,
}

impl Draft {
    fn add_place(&mut self, text: &str) {
        let known = self.places.iter().any(|place| place.text == text);
        if !text.is_empty() && !known && self.places.len() < limits::PLACES {
            self.places.push(StatedPlace::new(text));
        }
    }

    /// The vacancy as an advert, or why it is none.
    fn finish(mut self, ends: u64) -> Result<Advert, Skipped> {
        let (id, reference) = (self.line(Field::Id), self.line(Field::Reference));
        let key: Vec<&str> = [&id, &reference].into_iter().filter_map(Option::as_deref).collect();
        let title = self.line(Field::Title);
        let name = title.clone().or_else(|| reference.clone()).or_else(|| id.clone());
        let name = name.unwrap_or_else(|| format!("number {}", self.number));
        let id = (!key.is_empty()).then(|| AdvertId::new(format!("nhs:{}", key.join(":"))));
        if let Some(why) = self.fault(ends) {
            return Err(Skipped { id, ..Skipped::new(name, why) });
        }
        let Some(id) = id else {
            let why = "there is nothing to know it by when it comes again";
            return Err(Skipped::new(format!("a vacancy without id or reference ({name})"), why));
        };
        Ok(Advert {
            id,
            title: title.unwrap_or_else(|| "(no title)".to_owned()),
            employer: self.line(Field::Employer).unwrap_or_default(),
            pay: self.line(Field::Salary),
            contract: self.line(Field::Contract),
            closes: self.line(Field::Closes).as_deref().and_then(date::read),
            posted: self.line(Field::Posted).as_deref().and_then(date::read),
            url: self.fields.get(&Field::Url).and_then(|url| link(url.trim())),
            reference,
            source: SOURCE.to_owned(),
            sections: self.fields.get(&Field::Description).and_then(|text| overview(text)).into_iter().collect(),
            places: std::mem::take(&mut self.places),
            ..Advert::default()
        })
    }

    fn fault(&self, ends: u64) -> Option<String> {
        if self.too_deep {
            Some(format!("its elements are nested deeper than {}", limits::DEPTH))
        } else if ends.saturating_sub(self.begins) > limits::RECORD as u64 {
            Some(format!("it is longer than {}", size(limits::RECORD as u64)))
        } else {
            None
        }
    }

    /// A field on one line; nothing where it is missing or empty.
    fn line(&self, field: Field) -> Option<String> {
        let text = line(self.fields.get(&field)?);
        (!text.is_empty()).then_some(text)
    }
}

/// A field on one line, cut where it is too long.
fn line(text: &str) -> String {
    cut(clean_line(text), limits::LINE)
}

/// The first so many characters.
fn cut(mut text: String, characters: usize) -> String {
    if let Some((end, _)) = text.char_indices().nth(characters) {
        text.truncate(end);
        text.shrink_to_fit();
    }
    text
}

/// A link to the site itself in its `www` form; nothing where it leads anywhere else.
fn link(url: &str) -> Option<String> {
    let (scheme, rest) = url.split_once("://")?;
    let (host, path) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
    let is_plain = |byte: u8| byte.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&byte);
    let is_ours =
        scheme.eq_ignore_ascii_case("https") && NHS_JOBS_HOSTS.iter().any(|known| host.eq_ignore_ascii_case(known));
    (is_ours && url.len() <= limits::LINK && path.bytes().all(is_plain))
        .then(|| format!("https://{}{path}", NHS_JOBS_HOSTS[0]))
}

fn overview(text: &str) -> Option<Section> {
    let text = cut(plain(text), limits::TEXT);
    let is_cut = text.ends_with("...") || text.ends_with('…');
    let heading = if is_cut { CUT_OVERVIEW } else { OVERVIEW };
    (!text.is_empty()).then(|| Section { heading: heading.to_owned(), text })
}

/// The text of a fragment of HTML: paragraphs apart by line feeds, items of lists with a bullet.
fn plain(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        let length = if let Some((name, length)) = tag(rest) {
            text.push_str(breaks(name));
            length
        } else {
            text.push('<');
            1
        };
        rest = &rest[length..];
    }
    text.push_str(rest);
    let text = clean(&referenced(&text));
    text.lines().map(clean_line).filter(|line| !line.is_empty() && line != "•").collect::<Vec<_>>().join("\n")
}

/// The name and the length of the tag that the text begins with; nothing where the `<` is prose (`<20`). A tag that
/// the cutting of the text left without its end reaches to the dots.
fn tag(text: &str) -> Option<(&str, usize)> {
    let inner = text.strip_prefix('<')?;
    let named = inner.strip_prefix('/').unwrap_or(inner);
    if !named.starts_with(|c: char| c.is_ascii_alphabetic() || c == '!') {
        return None;
    }
    let name = &named[..named.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(named.len())];
    match inner.find(['<', '>']) {
        Some(end) if inner[end..].starts_with('>') => Some((name, end + 2)),
        Some(_) => None,
        None => text.ends_with("...").then(|| (name, text.len() - 3)),
    }
}

/// What stands in the place of a tag.
fn breaks(name: &str) -> &'static str {
    const BLOCKS: [&str; 12] = ["p", "br", "div", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "tr"];
    if name.eq_ignore_ascii_case("li") {
        "\n• "
    } else if BLOCKS.iter().any(|block| name.eq_ignore_ascii_case(block)) {
        "\n"
    } else {
        ""
    }
}

/// The text with its references to characters resolved; what is no reference stays.
fn referenced(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut resolved = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        resolved.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let end = rest.bytes().take(limits::CHARACTER).position(|byte| byte == b';');
        match end.and_then(|end| Some((character(&rest[..end])?, end))) {
            Some((character, end)) => {
                resolved.push(character);
                rest = &rest[end + 1..];
            }
            None => resolved.push('&'),
        }
    }
    resolved.push_str(rest);
    Cow::Owned(resolved)
}

/// The character that a reference names: by number, or by one of the names of XML or of the usual ones of HTML. A number
/// that no character has is U+FFFD.
fn character(name: &str) -> Option<char> {
    if name.starts_with('#') {
        let resolved = BytesRef::new(name).resolve_char_ref();
        return Some(resolved.ok().flatten().unwrap_or(char::REPLACEMENT_CHARACTER));
    }
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        "pound" => '£',
        "euro" => '€',
        "ndash" => '–',
        "mdash" => '—',
        "lsquo" => '‘',
        "rsquo" => '’',
        "ldquo" => '“',
        "rdquo" => '”',
        "hellip" => '…',
        "bull" => '•',
        "middot" => '·',
        "frac12" => '½',
        "eacute" => 'é',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::Date;
    use proptest::prelude::*;

    use super::*;

    const SAMPLE: &[u8] = include_bytes!("../../tests/data/nhs_jobs/sample.xml");

    /// The only advert of a page that holds one vacancy with these children.
    fn advert(children: &str) -> Advert {
        let page = parse_page(wrapped(children).as_bytes()).unwrap();
        assert_eq!((page.batch.adverts.len(), page.batch.skipped.len()), (1, 0), "{children}");
        page.batch.adverts[0].clone()
    }

    fn wrapped(children: &str) -> String {
        format!("<nhsJobs><vacancyDetails><id>1</id>{children}</vacancyDetails></nhsJobs>")
    }

    fn places(advert: &Advert) -> Vec<&str> {
        advert.places.iter().map(|place| place.text.as_str()).collect()
    }

    #[test]
    fn a_page_is_read_whole() {
        let page = parse_page(SAMPLE).unwrap();
        assert_eq!((page.total_pages, page.total_results), (Some(1), Some(2)));
        assert!(page.batch.skipped.is_empty());
        let [first, second] = page.batch.adverts.as_slice() else { panic!("two adverts") };
        let text = "Ward 7 is looking for a nurse who enjoys teaching. You will join a team of forty caring for people \
                    after orthopaedic surgery, and in your first six mo...";
        let expected = Advert {
            id: AdvertId::new("nhs:5501234:C9999-26-0042"),
            title: "Staff Nurse & Link Practitioner, Band 5".to_owned(),
            employer: "Example Valley NHS Foundation Trust".to_owned(),
            places: vec![StatedPlace::new("Exampleton, EX1 1EX"), StatedPlace::new("Sampleford, EX4 4EX")],
            pay: Some("£31049.00 to £37796.00".to_owned()),
            contract: Some("Permanent".to_owned()),
            closes: Some(Date::constant(2026, 9, 6)),
            posted: Some(Date::constant(2026, 8, 21)),
            reference: Some("C9999-26-0042".to_owned()),
            url: Some("https://www.jobs.nhs.uk/candidate/jobadvert/C9999-26-0042".to_owned()),
            source: "NHS Jobs".to_owned(),
            sections: vec![Section { heading: CUT_OVERVIEW.to_owned(), text: text.to_owned() }],
            ..Advert::default()
        };
        assert_eq!(*first, expected);
        assert_eq!(second.id.as_str(), "nhs:5501299:B0001-26-0007");
        assert_eq!(places(second), ["Remote"]);
        assert_eq!(second.pay.as_deref(), Some("Negotiable"));
        assert_eq!(second.posted, Some(Date::constant(2026, 8, 22)));
    }

    #[test]
    fn no_result_is_a_page_too() {
        let page = parse_page(b"<nhsJobs><totalPages>0</totalPages><totalResults>0</totalResults></nhsJobs>").unwrap();
        assert_eq!(page, Page { total_pages: Some(0), total_results: Some(0), ..Page::default() });
        assert_eq!(
            parse_page(b"\xef\xbb\xbf<?xml version='1.0' encoding='UTF-8'?>\n<nhsJobs/>").unwrap(),
            Page::default()
        );
    }

    #[test]
    fn totals_stand_anywhere_and_may_be_nonsense() {
        let page = parse_page(
            b"<nhsJobs><totalResults> 12 </totalResults><vacancyDetails><id>1</id><totalPages>9</totalPages>\
              </vacancyDetails><totalPages>-1</totalPages><other><totalPages>x</totalPages></other></nhsJobs>",
        )
        .unwrap();
        assert_eq!((page.total_pages, page.total_results), (None, Some(12)));
    }

    #[test]
    fn text_is_escaped_in_any_way() {
        for (written, read) in [
            ("Nurse &amp; Midwife", "Nurse & Midwife"),
            ("<![CDATA[Nurse & <location>Midwife]]>", "Nurse & <location>Midwife"),
            ("N&#117;rs&#x65; &lt;b&gt;", "Nurse <b>"),
            ("Pay &pound;1&nbsp;000 &ndash; more", "Pay £1 000 – more"),
            ("R & D &unknown; &", "R & D &unknown; &"),
            ("a<!-- not this -->b<?nor this?>c", "abc"),
            ("  two\n  lines ", "two lines"),
            ("red &#27;[31m&#x9b;31m&#x202e;and&#0;&#x110000; back", "red and\u{fffd}\u{fffd} back"),
            ("A <b>nested</b>title", "A nested title"),
            ("", "(no title)"),
        ] {
            assert_eq!(advert(&format!("<title>{written}</title>")).title, read, "{written}");
        }
    }

    #[test]
    fn every_leaf_under_locations_is_a_place() {
        for (written, read) in [
            (
                "<locations><location>Leeds, LS1 4AP</location><location>York</location></locations>",
                vec!["Leeds, LS1 4AP", "York"],
            ),
            ("<locations><locations>Remote</locations></locations>", vec!["Remote"]),
            ("<locations>Leeds</locations>", vec!["Leeds"]),
            ("<locations> <a><b>Leeds</b><c/>loose<b>York</b></a> </locations>", vec!["Leeds", "York"]),
            ("<locations><location>York</location><location> York </location><location/></locations>", vec!["York"]),
            ("<locations><location><![CDATA[</locations>]]></location></locations>", vec!["</locations>"]),
            ("<locations/>", vec![]),
            ("", vec![]),
        ] {
            assert_eq!(places(&advert(written)), read, "{written}");
        }
        let many = (0..99).map(|number| format!("<l>{number}</l>")).collect::<Vec<_>>().concat();
        assert_eq!(advert(&format!("<locations>{many}</locations>")).places.len(), limits::PLACES);
    }

    #[test]
    fn children_may_be_missing_empty_unknown_or_there_twice() {
        let bare = advert("");
        assert_eq!((bare.id.as_str(), bare.title.as_str(), bare.employer.as_str()), ("nhs:1", "(no title)", ""));
        assert_eq!((bare.pay, bare.contract, bare.closes, bare.url, bare.reference), (None, None, None, None, None));
        assert!(bare.sections.is_empty());
        let odd = advert(
            "<type/><salary> </salary><new><id>2</id><title>not this</title></new><title/><title>this</title><title>nor this</title>",
        );
        assert_eq!((odd.id.as_str(), odd.title.as_str(), odd.contract, odd.pay), ("nhs:1", "this", None, None));
    }

    #[test]
    fn the_pair_of_id_and_reference_is_the_key() {
        let id = |children: &str| {
            let page = parse_page(format!("<nhsJobs><vacancyDetails>{children}</vacancyDetails></nhsJobs>").as_bytes());
            page.unwrap().batch.adverts.pop().map(|advert| advert.id.to_string())
        };
        assert_eq!(id("<id>1</id><reference>A-2</reference>"), Some("nhs:1:A-2".to_owned()));
        assert_eq!(id("<reference>A-2</reference><id/>"), Some("nhs:A-2".to_owned()));
        assert_eq!(id("<id>x9</id>"), Some("nhs:x9".to_owned()));
        assert_eq!(id("<title>Nurse</title>"), None);
    }

    #[test]
    fn only_links_to_the_site_itself_are_kept() {
        let www = "https://www.jobs.nhs.uk/candidate/jobadvert/C1?a=b#c";
        for written in [www, "HTTPS://BETA.jobs.nhs.uk/candidate/jobadvert/C1?a=b#c"] {
            assert_eq!(link(written).as_deref(), Some(www), "{written}");
        }
        for written in [
            "http://www.jobs.nhs.uk/a",
            "https://www.jobs.nhs.uk.example.org/",
            "https://jobs.nhs.uk/",
            "https://www.jobs.nhs.uk@example.org/",
            "https://example.org@www.jobs.nhs.uk/",
            "https://www.jobs.nhs.uk:8443/",
            "https://www.jobs.nhs.uk\\@example.org/",
            "https://www.jobs.nhs.uk/a b",
            "https://www.jobs.nhs.uk/\u{1b}]8;;",
            "https://www.jobs.nhs.uk/\u{202e}",
            "javascript:alert(1)",
            "javascript://www.jobs.nhs.uk/%0aalert(1)",
            "file:///etc/passwd",
            "//www.jobs.nhs.uk/",
            "",
        ] {
            assert_eq!(link(written), None, "{written}");
        }
        assert_eq!(link(&format!("https://www.jobs.nhs.uk/{}", "a".repeat(limits::LINK))), None);
        assert_eq!(advert("<url>https://example.org/</url><title>Nurse</title>").title, "Nurse");
    }

    #[test]
    fn html_is_taken_out_of_the_overview() {
        for (written, read) in [
            (
                "&lt;p&gt;One &lt;strong&gt;ward&lt;/strong&gt;.&lt;/p&gt;&lt;p class=\"x\"&gt;Two&lt;/p&gt;",
                "One ward.\nTwo",
            ),
            ("<![CDATA[<ul>\n<li>Care</li><LI>Kindness</li><li></li></ul>]]>", "• Care\n• Kindness"),
            ("Under &lt;20 beds, a &lt; b and c &gt; d", "Under <20 beds, a < b and c > d"),
            ("Pay &amp;pound;5&amp;nbsp;an hour &amp;amp; more", "Pay £5 an hour & more"),
            ("Join us &lt;stro...", "Join us ..."),
            ("&lt;script&gt;x&lt;/script&gt;&lt;!-- y --&gt;z", "xz"),
            ("<p>really</p><p>nested</p>", "really nested"),
            ("one\n\n\ntwo &#27;[2J", "one\ntwo"),
        ] {
            let advert = advert(&format!("<description>{written}</description>"));
            assert_eq!(advert.sections.first().map(|section| section.text.as_str()), Some(read), "{written}");
        }
        assert!(advert("<description>&lt;p&gt; &lt;/p&gt;</description>").sections.is_empty());
        assert_eq!(advert("<description>Whole.</description>").sections[0].heading, OVERVIEW);
    }

    #[test]
    fn what_is_no_page_is_refused_in_words() {
        let deep = "<a>".repeat(limits::DEPTH + 1);
        for (bytes, words) in [
            (&b""[..], "it is empty"),
            (b" \r\n", "it is empty"),
            (b"{\"error\": 1}", "it is not XML"),
            (b"<!DOCTYPE html><html><head><title>Service Domain Information</title>", "it is a web page (HTML)"),
            (b"<html lang=en><body><br></p>", "it is a web page (HTML)"),
            (b"<?xml version='1.0'?><!DOCTYPE nhsJobs [<!ENTITY a 'b'>]><nhsJobs>&a;</nhsJobs>", "it holds a DOCTYPE"),
            (b"<rss version='2.0'/>", "its root element is `rss`, not `nhsJobs`"),
            (
                b"<nhsJobs><vacancyDetails><id>1</id></vacancyDetails><vacancyDetails><id>2",
                "it is cut short after 1 advert;",
            ),
            (b"<nhsJobs><vacancyDetails", "it is cut short after 0 adverts"),
            (b"<nhsJobs>\n<vacancyDetails>\n</nhsJobs>", "it is damaged at line 3"),
            (format!("<nhsJobs>{deep}").as_bytes(), "its elements are nested deeper than 64"),
        ] {
            let error = parse_page(bytes).unwrap_err().to_string();
            assert!(error.starts_with(words), "{}: {error}", String::from_utf8_lossy(bytes));
            assert!(!error.contains('\n') && error.contains("; "), "{error}");
        }
    }

    #[test]
    fn bad_vacancies_are_skipped_by_name() {
        let deep = format!("{}{}", "<a>".repeat(limits::DEPTH), "</a>".repeat(limits::DEPTH));
        let long = "x".repeat(limits::RECORD);
        let text = format!(
            "<nhsJobs><vacancyDetails/><vacancyDetails><title>Deep</title><id>2</id>{deep}</vacancyDetails>\
             <vacancyDetails><reference>R-3</reference><description>{long}</description></vacancyDetails>\
             <vacancyDetails><id>4</id></vacancyDetails></nhsJobs>"
        );
        let batch = parse_page(text.as_bytes()).unwrap().batch;
        let skipped: Vec<String> = batch.skipped.iter().map(|one| format!("{}: {}", one.what, one.why)).collect();
        assert_eq!(
            skipped,
            [
                "a vacancy without id or reference (number 1): there is nothing to know it by when it comes again",
                "Deep: its elements are nested deeper than 64",
                "R-3: it is longer than 4 MB",
            ]
        );
        assert_eq!(batch.adverts.len(), 1);
    }

    #[test]
    fn reading_ends_where_an_input_holds_too_many_vacancies() {
        let vacancies = "<vacancyDetails/>".repeat(limits::ADVERTS + 5);
        let skipped = parse_page(format!("<nhsJobs>{vacancies}").as_bytes()).unwrap().batch.skipped;
        assert_eq!(skipped.len(), limits::ADVERTS + 1);
        assert_eq!(skipped[limits::ADVERTS].what, "the rest of the file");
    }

    #[test]
    fn long_fields_are_cut() {
        let advert = advert(&format!("<title>{}</title>", "é".repeat(2 * limits::LINE)));
        assert_eq!(advert.title.chars().count(), limits::LINE);
    }

    #[test]
    fn a_page_is_read_in_the_encoding_it_says_it_is_in() {
        let title = |page: &[u8]| parse_page(page).unwrap().batch.adverts[0].title.clone();
        let bytes = b"<nhsJobs><vacancyDetails><id>1</id><title>caf\xe9</title></vacancyDetails></nhsJobs>";
        assert_eq!(parse_page(bytes), Err(PageError::Encoding));
        assert_eq!(NhsJobsXml.read(&decode(bytes)).adverts[0].title, "café");
        assert_eq!(title(&[&b"<?xml version='1.0' encoding='ISO-8859-5'?>"[..], bytes].concat()), "cafщ");
    }

    #[test]
    fn a_saved_page_is_known_by_its_root() {
        for text in [
            &decode(SAMPLE),
            " <nhsJobs/>",
            "<?xml version='1.0'?><!-- saved --><x:nhsJobs>",
            "<!DOCTYPE nhsJobs><nhsJobs>",
        ] {
            assert!(NhsJobsXml.recognises(text), "{text}");
        }
        for text in ["", "<html><nhsJobs/>", "nhsJobs", "text <nhsJobs/>", "<rss/>", "\u{fffd}"] {
            assert!(!NhsJobsXml.recognises(text), "{text}");
        }
    }

    #[test]
    fn a_saved_page_that_is_cut_short_keeps_what_it_has() {
        let end = SAMPLE.len() - 200;
        let batch = NhsJobsXml.read(&decode(&SAMPLE[..end]));
        assert_eq!(batch.adverts.len(), 1);
        assert_eq!(batch.skipped[0].what, "the rest of the file");
        assert_eq!(NhsJobsXml.read("<nhsJobs").skipped[0].what, "the file");
    }

    /// A made-up vacancy: what is printed and what should be read back.
    #[derive(Clone, Debug)]
    struct Vacancy {
        id: String,
        reference: String,
        title: String,
        employer: String,
        places: Vec<String>,
        pay: Option<String>,
        days: (i8, i8),
    }

    prop_compose! {
        fn vacancies()(
            id in "[0-9]{1,8}", reference in "[A-Z][0-9]{4}-26-[0-9]{4}", title in text(), employer in text(),
            places in proptest::collection::btree_set("[A-Za-z&<]{3,9}, [A-Z]{2}1 1[A-Z]{2}", 0..4),
            pay in proptest::option::of(text()), days in (1_i8..=12, 1_i8..=28),
        ) -> Vacancy {
            Vacancy { id, reference, title, employer, places: places.into_iter().collect(), pay, days }
        }
    }

    fn text() -> impl Strategy<Value = String> {
        r#"[A-Za-z0-9&<>"'£é;#/.-]{1,12}( [A-Za-z0-9&<>\]"'£é;#/.-]{1,12}){0,3}"#
    }

    /// Writes text in one of three ways.
    fn escaped(text: &str, way: usize) -> String {
        match way % 3 {
            0 => quick_xml::escape::escape(text).into_owned(),
            1 => format!("<![CDATA[{}]]>", text.replace("]]>", "]]]]><![CDATA[>")),
            _ => text.chars().map(|c| format!("&#x{:x};", u32::from(c))).collect::<Vec<_>>().concat(),
        }
    }

    fn printed(vacancy: &Vacancy, way: usize) -> String {
        let nest = if way.is_multiple_of(2) { "location" } else { "locations" };
        let (month, day) = vacancy.days;
        let zone = ["", "T10:00:00Z", "T15:57:11.165"][way % 3];
        let places: Vec<String> =
            vacancy.places.iter().map(|place| format!("<{nest}>{}</{nest}>", escaped(place, way))).collect();
        let places = places.concat();
        let mut children = [
            format!("<id>{}</id>", vacancy.id),
            format!("<reference>{}</reference>", vacancy.reference),
            format!("<title>{}</title>", escaped(&vacancy.title, way)),
            format!("<employer>{}</employer>", escaped(&vacancy.employer, way + 1)),
            format!("<postDate>2026-{month:02}-{day:02}{zone}</postDate>"),
            format!("<locations>{places}</locations>"),
            vacancy.pay.as_ref().map_or(String::new(), |pay| format!("<salary>{}</salary>", escaped(pay, way + 2))),
        ];
        let turn = way % children.len();
        children.rotate_left(turn);
        format!("<vacancyDetails>{}</vacancyDetails>", children.join(["", "\n  "][way % 2]))
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes: Vec<u8>) {
            let _ = parse_page(&bytes);
            let _ = NhsJobsXml.recognises(&decode(&bytes));
        }

        #[test]
        fn any_markup_is_read_or_refused(
            parts in proptest::collection::vec(prop_oneof![
                Just("<nhsJobs>"), Just("</nhsJobs>"), Just("<vacancyDetails>"), Just("</vacancyDetails>"),
                Just("<locations>"), Just("</locations>"), Just("<id>"), Just("</id>"), Just("<description>"),
                Just("</description>"), Just("<![CDATA["), Just("]]>"), Just("<!--"), Just("-->"), Just("&lt;p"),
                Just("&#x"), Just("41;"), Just("<b/>"), Just("<!DOCTYPE"), Just(">"), Just("é"), Just("<"), Just("..."),
            ], 0..40),
        ) {
            let batch = NhsJobsXml.read(&format!("<nhsJobs>{}", parts.concat()));
            prop_assert!(batch.adverts.iter().all(|advert| advert.id.as_str().starts_with("nhs:")));
        }

        #[test]
        fn any_overview_becomes_safe_text(text: String) {
            prop_assert!(plain(&text).chars().all(|c| c == '\n' || !c.is_control()));
        }

        #[test]
        fn made_up_adverts_are_read_back(vacancies in proptest::collection::vec(vacancies(), 0..6), way in 0_usize..42) {
            let printed: String = vacancies.iter().map(|vacancy| printed(vacancy, way)).collect();
            let page = parse_page(format!("<nhsJobs>{printed}<totalPages>3</totalPages></nhsJobs>").as_bytes()).unwrap();
            prop_assert_eq!(page.total_pages, Some(3));
            prop_assert_eq!(page.batch.adverts.len(), vacancies.len());
            for (advert, vacancy) in page.batch.adverts.iter().zip(&vacancies) {
                prop_assert_eq!(advert.id.as_str(), format!("nhs:{}:{}", vacancy.id, vacancy.reference));
                prop_assert_eq!(&advert.title, &vacancy.title);
                prop_assert_eq!(&advert.employer, &vacancy.employer);
                prop_assert_eq!(&advert.pay, &vacancy.pay);
                prop_assert_eq!(places(advert), vacancy.places.iter().map(String::as_str).collect::<Vec<_>>());
                prop_assert_eq!(advert.posted, Date::new(2026, vacancy.days.0, vacancy.days.1).ok());
            }
        }
    }
}
