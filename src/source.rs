//! Floor 2: where roles and adverts come from. Imports the domain.
//!
//! [`bundled`] is what the binary carries. Every other form of adverts is a file of its own with a [`Form`] in [`FORMS`];
//! parsing is pure: text in, a [`Batch`] out, no disk and no network. [`encoding`] makes text of bytes.

pub mod advert_page;
pub mod asset;
pub mod bundled;
pub mod encoding;
pub mod health_careers;
pub mod html;
pub mod http;
pub mod id;
pub mod job_posting;
pub mod jobs_xml;
pub mod limits;
pub mod nhs_jobs;
pub mod pasted;
mod plain;

use std::ops::ControlFlow;

use crate::domain::advert::{Advert, AdvertId};

/// Every form that can be imported, the more particular before the more general.
pub static FORMS: &[&dyn Form] = &[
    &jobs_xml::NhsJobsXml,
    &job_posting::JobPosting,
    &advert_page::AdvertPage,
    &health_careers::HealthCareers,
    &pasted::Pasted,
];

/// The form that a text looks like; nothing where it is none of [`FORMS`].
#[must_use]
pub fn form_of(text: &str) -> Option<&'static dyn Form> {
    FORMS.iter().copied().find(|form| form.recognises(text))
}

/// Takes a piece of what is read, and how much of the text, in bytes, was read for all pieces up to it; says whether to
/// go on.
pub type Take<'t> = &'t mut dyn FnMut(Batch, usize) -> ControlFlow<()>;

/// A form that adverts come in.
pub trait Form: Sync {
    /// What people call it, such as `JobPosting JSON-LD`.
    fn name(&self) -> &'static str;

    /// Whether a text looks like it. Of several forms that say so the first of the table reads.
    fn recognises(&self, text: &str) -> bool;

    /// Reads every advert. A bad record is counted and named, never fatal; every text is safe to show
    /// (see [`crate::domain::text::clean`]).
    fn read(&self, text: &str) -> Batch;

    /// Reads the same and hands it over piece by piece, so that not all of it stands in memory: a form that holds many
    /// adverts as soon as it has [`limits::PIECE`] of them, any other in one piece.
    fn read_in_pieces(&self, text: &str, take: Take<'_>) -> ControlFlow<()> {
        take(self.read(text), text.len())
    }
}

/// What was read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Batch {
    /// The adverts, in the order they stand.
    pub adverts: Vec<Advert>,
    /// How many records were the same as one before them, and are not handed over again.
    pub repeats: usize,
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
    /// The id of the advert that it would have been, where it says that much.
    pub id: Option<AdvertId>,
}

impl Skipped {
    /// Names a record and says why it could not be read.
    pub fn new(what: impl Into<String>, why: impl Into<String>) -> Self {
        Self { what: what.into(), why: why.into(), id: None }
    }
}

#[cfg(test)]
mod tests;
