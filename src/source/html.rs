//! HTML as adverts carry it, read into plain text: headings, paragraphs and items of lists, every entity decoded.
//!
//! Tokens are as the HTML standard splits them; there is no tree, so nothing nests, and no page can exhaust the stack. Not
//! for showing pages: colours, links and pictures are dropped.

mod prose;

use std::borrow::Cow;
use std::convert::Infallible;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, State, Tokenizer};

use crate::domain::advert::Section;
use crate::domain::text::clean_line;
use crate::source::limits::{ATTRIBUTE, ATTRIBUTES, LINE, MARKUP, TEXT};

/// What a browser writes before the address in the first comment of a page it saves.
const SAVED_FROM: &str = "saved from url=";

/// A piece of HTML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Text, its entities decoded; the inside of a script as it stands.
    Text(String),
    /// The beginning of an element.
    Open(Tag),
    /// The end of an element, by its name.
    Close(String),
}

/// The beginning of an element.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tag {
    /// Its name in small letters.
    pub name: String,
    attributes: Vec<(String, String)>,
}

impl Tag {
    /// The value of an attribute; empty where there is none.
    #[must_use]
    pub fn attribute(&self, name: &str) -> &str {
        self.attributes.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
    }
}

/// A page in pieces.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    pieces: Vec<Piece>,
    saved_from: Option<String>,
}

impl Page {
    /// Takes a page or a fragment of one apart.
    #[must_use]
    pub fn read(html: &str) -> Self {
        let mut page = Self::default();
        let mut emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, _: Span<()>| -> Option<Infallible> {
            page.take(&event);
            None
        });
        emitter.naively_switch_states(true);
        let Ok(()) = Tokenizer::new_with_emitter(html, emitter).finish();
        page
    }

    /// Every piece, in order.
    #[must_use]
    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// The insides of the scripts of a media type.
    pub fn scripts<'p>(&'p self, media_type: &'p str) -> impl Iterator<Item = &'p str> {
        self.pieces.windows(2).filter_map(move |pair| match pair {
            [Piece::Open(tag), Piece::Text(text)] if tag.name == "script" => {
                let stated = tag.attribute("type").split(';').next().unwrap_or_default();
                stated.trim().eq_ignore_ascii_case(media_type).then_some(text.as_str())
            }
            _ => None,
        })
    }

    /// The page's own address, as it or the browser that saved it says.
    #[must_use]
    pub fn address(&self) -> Option<&str> {
        let stated = self.tags().find_map(|tag| match tag.name.as_str() {
            "link" if tag.attribute("rel").eq_ignore_ascii_case("canonical") => Some(tag.attribute("href")),
            "meta" if tag.attribute("property") == "og:url" => Some(tag.attribute("content")),
            _ => None,
        });
        stated.or(self.saved_from.as_deref()).filter(|address| !address.is_empty())
    }

    /// Every beginning of an element.
    pub fn tags(&self) -> impl Iterator<Item = &Tag> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Open(tag) => Some(tag),
            _ => None,
        })
    }

    fn take(&mut self, event: &CallbackEvent<'_>) {
        match event {
            CallbackEvent::AttributeName { name } => {
                if let Some(Piece::Open(tag)) = self.pieces.last_mut()
                    && tag.attributes.len() < ATTRIBUTES
                {
                    tag.attributes.push((lossy(name), String::new()));
                }
            }
            CallbackEvent::AttributeValue { value } if value.len() <= ATTRIBUTE => {
                if let Some(Piece::Open(Tag { attributes, .. })) = self.pieces.last_mut()
                    && let Some((_, empty)) = attributes.last_mut()
                {
                    *empty = lossy(value);
                }
            }
            CallbackEvent::Comment { value } => self.take_comment(value),
            _ if self.pieces.len() >= MARKUP => {}
            CallbackEvent::OpenStartTag { name } => {
                self.pieces.push(Piece::Open(Tag { name: lossy(name), attributes: Vec::new() }));
            }
            CallbackEvent::EndTag { name } => self.pieces.push(Piece::Close(lossy(name))),
            CallbackEvent::String { value } => self.pieces.push(Piece::Text(lossy(value))),
            _ => {}
        }
    }

    fn take_comment(&mut self, comment: &[u8]) {
        if self.saved_from.is_some() || comment.len() > ATTRIBUTE {
            return;
        }
        let comment = String::from_utf8_lossy(comment);
        if let Some((_, address)) = comment.split_once(SAVED_FROM) {
            let address = address.split_once(')').map_or(address, |(_, address)| address);
            self.saved_from = address.split_whitespace().next().map(str::to_owned);
        }
    }
}

fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// The entities of a text decoded once; what looks like a tag stays as it is.
#[must_use]
pub fn decode(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        decoded.push_str(&rest[..at]);
        rest = &rest[at..];
        let length = entity(&rest[1..]).map_or(1, |entity| entity + 1);
        match &rest[..length] {
            "&" | "&amp;" => decoded.push('&'),
            "&lt;" => decoded.push('<'),
            "&gt;" => decoded.push('>'),
            entity => decode_entity(entity, &mut decoded),
        }
        rest = &rest[length..];
    }
    decoded.push_str(rest);
    Cow::Owned(decoded)
}

/// Adds what an entity stands for, by the table of the HTML standard; of one that it does not know, the text itself.
fn decode_entity(entity: &str, decoded: &mut String) {
    let emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, _: Span<()>| -> Option<Infallible> {
        if let CallbackEvent::String { value } = event {
            decoded.push_str(&String::from_utf8_lossy(value));
        }
        None
    });
    let mut tokenizer = Tokenizer::new_with_emitter(entity, emitter);
    tokenizer.set_state(State::RcData);
    let Ok(()) = tokenizer.finish();
}

/// A field of one line: its entities decoded once, tags dropped, cut to the limit.
#[must_use]
pub fn line(text: &str) -> String {
    let decoded = decode(text);
    match as_markup(&decoded) {
        Some(markup) => line_of(Page::read(&markup).pieces()),
        None => cut(clean_line(&decoded), LINE),
    }
}

/// A description as boards write it: plain text, or HTML that is escaped once, twice or not at all. What stands before its
/// first heading goes under `heading`.
///
/// It is decoded once, and again only where that left no `<` but still `&lt;`: right for every board that was seen.
#[must_use]
pub fn description(text: &str, heading: &str) -> Vec<Section> {
    let mut decoded = decode(text);
    if !decoded.contains('<') && decoded.contains("&lt;") {
        decoded = Cow::Owned(decode(&decoded).into_owned());
    }
    match as_markup(&decoded) {
        Some(markup) => prose::sections(Page::read(&markup).pieces(), heading),
        None => prose::plain(&decoded, heading),
    }
}

/// The sections of pieces of a page. What stands before the first heading goes under `heading`.
#[must_use]
pub fn sections(pieces: &[Piece], heading: &str) -> Vec<Section> {
    prose::sections(pieces, heading)
}

/// The text of pieces of a page as one line, cut to the limit.
#[must_use]
pub fn line_of(pieces: &[Piece]) -> String {
    cut(clean_line(&prose::lines(pieces).join(" ")), LINE)
}

/// The same on as many lines as it has.
#[must_use]
pub fn lines_of(pieces: &[Piece]) -> String {
    let lines: Vec<String> = prose::lines(pieces).iter().map(|line| clean_line(line)).collect();
    cut(lines.join("\n"), LINE)
}

/// The sections of an advert, cut where together they are longer than its text may be.
pub(super) fn limited(sections: impl Iterator<Item = Section>) -> Vec<Section> {
    let mut room = TEXT;
    let cut_to_room = sections.map(|Section { heading, text }| {
        let text = cut(text, room);
        room -= text.chars().count();
        Section { heading, text }
    });
    cut_to_room.take_while(|section| !section.text.is_empty()).collect()
}

/// The first so many characters of a text.
pub(super) fn cut(mut text: String, most: usize) -> String {
    if let Some((end, _)) = text.char_indices().nth(most) {
        text.truncate(end);
    }
    text
}

/// The text ready to be read as HTML, or nothing where it holds no tag.
fn as_markup(text: &str) -> Option<Cow<'_, str>> {
    let last = text.rfind('>')?;
    let is_tag = |place: usize| place < last && begins_tag(&text[place + 1..]);
    text.match_indices('<').any(|(place, _)| is_tag(place)).then(|| escape_strays(text, is_tag))
}

/// Escapes each `<` that begins no tag and each `&` that begins no entity, so that they come out as they stand: people
/// write `<1500g`, `<jane@example.org>` and `R&D`, and a browser would read `&notes` as `¬es`.
fn escape_strays(text: &str, is_tag: impl Fn(usize) -> bool) -> Cow<'_, str> {
    let mut escaped = String::new();
    let mut copied = 0;
    for (place, found) in text.match_indices(['<', '&']) {
        let stray = if found == "<" { !is_tag(place) } else { entity(&text[place + 1..]).is_none() };
        if stray {
            escaped.push_str(&text[copied..place]);
            escaped.push_str(if found == "<" { "&lt;" } else { "&amp;" });
            copied = place + 1;
        }
    }
    if copied == 0 {
        return Cow::Borrowed(text);
    }
    escaped.push_str(&text[copied..]);
    Cow::Owned(escaped)
}

/// Whether what follows a `<` makes it a tag, a comment or a declaration.
fn begins_tag(rest: &str) -> bool {
    if rest.starts_with(['!', '?']) {
        return true;
    }
    let rest = rest.strip_prefix('/').unwrap_or(rest);
    let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, ':' | '-'))).unwrap_or(rest.len());
    let (name, after) = rest.split_at(end);
    let ends = after.starts_with(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>'));
    ends && is_element(name)
}

/// Whether a name is one of HTML's elements, a custom element (`x-y`) or one that a word processor left behind (`o:p`).
fn is_element(name: &str) -> bool {
    let own = |name: &str| {
        name.split_once([':', '-']).is_some_and(|(first, second)| !first.is_empty() && !second.is_empty())
            && name.starts_with(|c: char| c.is_ascii_alphabetic())
    };
    ELEMENTS.binary_search(&name.to_ascii_lowercase().as_str()).is_ok() || own(name)
}

/// The length of the entity that what follows a `&` makes, with its semicolon.
fn entity(rest: &str) -> Option<usize> {
    let start = usize::from(rest.starts_with('#'));
    let length = rest.bytes().skip(start).take_while(u8::is_ascii_alphanumeric).count();
    let end = start + length;
    (length > 0 && rest[end..].starts_with(';')).then_some(end + 1)
}

/// The names of HTML's elements, in the order of the alphabet.
const ELEMENTS: [&str; 125] = [
    "a",
    "abbr",
    "acronym",
    "address",
    "applet",
    "area",
    "article",
    "aside",
    "audio",
    "b",
    "base",
    "basefont",
    "bdi",
    "bdo",
    "big",
    "blink",
    "blockquote",
    "body",
    "br",
    "button",
    "canvas",
    "caption",
    "center",
    "cite",
    "code",
    "col",
    "colgroup",
    "data",
    "datalist",
    "dd",
    "del",
    "details",
    "dfn",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "em",
    "embed",
    "fieldset",
    "figcaption",
    "figure",
    "font",
    "footer",
    "form",
    "frame",
    "frameset",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hgroup",
    "hr",
    "html",
    "i",
    "iframe",
    "img",
    "input",
    "ins",
    "kbd",
    "label",
    "legend",
    "li",
    "link",
    "main",
    "map",
    "mark",
    "menu",
    "meta",
    "meter",
    "nav",
    "nobr",
    "noembed",
    "noscript",
    "object",
    "ol",
    "optgroup",
    "option",
    "output",
    "p",
    "param",
    "picture",
    "pre",
    "progress",
    "q",
    "s",
    "samp",
    "script",
    "search",
    "section",
    "select",
    "slot",
    "small",
    "source",
    "span",
    "strike",
    "strong",
    "style",
    "sub",
    "summary",
    "sup",
    "svg",
    "table",
    "tbody",
    "td",
    "template",
    "textarea",
    "tfoot",
    "th",
    "thead",
    "time",
    "title",
    "tr",
    "tt",
    "u",
    "ul",
    "var",
    "video",
    "wbr",
    "xmp",
];

#[cfg(test)]
mod tests;
