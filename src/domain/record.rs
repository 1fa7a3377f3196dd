//! What the cache holds of an advert beside its facts: its text, and what became of it over time.

use jiff::civil::Date;

use crate::domain::advert::{AdvertId, Section};
use crate::domain::changes::Change;

/// What is known of an advert beside its facts; empty where the cache does not hold it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AdvertRecord {
    /// Its text, part by part.
    pub sections: Vec<Section>,
    /// When it was listed.
    pub seen: Option<Seen>,
    /// What changed since it was first seen, oldest first.
    pub history: Vec<Change>,
    /// Other adverts that may be for the same post, each with its title and the strongest reason to think so.
    pub same_posts: Vec<SamePost>,
}

/// When an advert was listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    /// The day it was first seen.
    pub first: Date,
    /// The day it was last seen.
    pub last: Date,
    /// The day a walk through the whole source first missed it; nothing while it is listed.
    pub gone_since: Option<Date>,
}

/// Another advert that may be for the same post.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SamePost {
    /// The other advert.
    pub advert: AdvertId,
    /// Its title.
    pub title: String,
    /// Where it comes from.
    pub source: String,
    /// Why the two may be for the same post.
    pub reason: SameReason,
}

/// Why two adverts may be for the same post; the stronger reason first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SameReason {
    /// They give the same reference.
    Reference,
    /// They name the same employer, title and one of their places, but for case, accents and punctuation.
    EmployerTitlePlace,
}

impl SameReason {
    /// The reason in words, to stand behind the other advert's title.
    #[must_use]
    pub fn describe(self) -> &'static str {
        match self {
            Self::Reference => "it gives the same reference",
            Self::EmployerTitlePlace => "it names the same employer, title and place",
        }
    }
}
