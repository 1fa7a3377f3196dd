//! How much of anything a reader takes in: what is over is skipped by name, so that no input can exhaust memory.

/// The longest input that is read at once, in bytes.
pub const INPUT: usize = 256_000_000;
/// The longest single record, in bytes.
pub const RECORD: usize = 4_000_000;
/// How many adverts a reader hands over at once.
pub const PIECE: usize = 500;
/// How deep elements or values may be nested.
pub const DEPTH: usize = 64;
/// The most adverts of one input.
pub const ADVERTS: usize = 500_000;
/// The longest title, employer, place or other one-line field, in characters; longer ones are cut.
pub const LINE: usize = 500;
/// The longest text of an advert, in characters; a longer one is cut.
pub const TEXT: usize = 200_000;
/// The most places of one advert.
pub const PLACES: usize = 50;
/// The longest link of a vacancy that is kept, in bytes.
pub const LINK: usize = 2_000;
/// The longest reference to a character that is looked for (`&thetasym;`), in bytes after the ampersand.
pub const CHARACTER: usize = 12;
/// The most pieces of markup and text that are kept of one page; what follows is dropped.
pub const MARKUP: usize = 1_000_000;
/// The longest value of an attribute that is kept, in bytes: pictures stand in attributes too.
pub const ATTRIBUTE: usize = 2_000;
/// The most attributes that are kept of one tag.
pub const ATTRIBUTES: usize = 50;
/// How far the names of a JSON object's types are looked for, in bytes.
pub const TYPE_NAMES: usize = 300;
/// How many types are looked at before a document is held to be of another kind.
pub const TYPES: usize = 100_000;
/// The longest identifier that is taken as a key, in characters.
pub const IDENTIFIER: usize = 80;
/// How many elements with one id are looked at for text on a saved advert's page.
pub const SAME_ID: usize = 4;
/// The most pieces of one element of a saved advert's page.
pub const ELEMENT: usize = 10_000;
/// The most criteria and categories of one person specification.
pub const CRITERIA: usize = 1_000;
/// The largest answer of a service, in bytes.
pub const ANSWER: u64 = RECORD as u64;
