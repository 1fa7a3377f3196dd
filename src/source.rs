//! Floor 2: where roles and adverts come from. Imports the domain.
//!
//! [`bundled`] is what the binary carries. Every other form of adverts is a file of its own with a [`Form`]; parsing is
//! pure: bytes in, a [`Batch`] out, no disk and no network.

pub mod bundled;
pub mod http;
pub mod jobs_xml;
pub mod limits;
pub mod nhs_jobs;

use crate::domain::advert::Advert;

/// A form that adverts come in.
pub trait Form: Sync {
    /// What people call it, such as `JobPosting JSON-LD`.
    fn name(&self) -> &'static str;

    /// Whether the bytes look like it. Of several forms that say so the first of the table reads.
    fn recognises(&self, bytes: &[u8]) -> bool;

    /// Reads every advert. A bad record is counted and named, never fatal; every text is safe to show
    /// (see [`crate::domain::text::clean`]).
    fn read(&self, bytes: &[u8]) -> Batch;
}

/// What was read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Batch {
    /// The adverts, in the order they stand.
    pub adverts: Vec<Advert>,
    /// The records that could not be read.
    pub skipped: Vec<Skipped>,
}

/// A record that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skipped {
    /// Which record: its title, its number or its line.
    pub what: String,
    /// Why, as a phrase.
    pub why: String,
}
