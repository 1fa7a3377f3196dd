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
