//! What rolecall keeps on the disk for the person. Imports the domain and the two helpers `disk` and
//! `notation`; knows no screen and starts no thread.

pub mod adverts;
mod file;
mod print;
pub mod queries;
mod record;
pub mod searches;
pub mod shortlists;
#[cfg(test)]
mod tests;

use std::io;
use std::path::PathBuf;

use crate::domain::searches::SearchChangeError;
use crate::domain::shortlist::ChangeError;
use crate::domain::text::size;

pub use searches::SearchFile;
pub use shortlists::ShortlistFile;

/// Why the person's files could not be read or changed. Each is told on one line: what was being done, to what, why it
/// failed and what to do.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The file is not what it should be.
    #[error(
        "cannot read the {what} in {}, line {line}, column {column}: {why}; mend or move the file; rolecall will not \
         write to it until then", path.display()
    )]
    Unreadable {
        /// What the file holds.
        what: &'static str,
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// The character within the line, from 1.
        column: usize,
        /// The reason in words.
        why: String,
    },
    /// The file is longer than rolecall reads.
    #[error(
        "cannot read the {what} in {}: the file is longer than {}; shorten or move it; rolecall will not write to \
         it until then", path.display(), size(*limit)
    )]
    TooLong {
        /// What the file holds.
        what: &'static str,
        /// The file.
        path: PathBuf,
        /// The most bytes that are read.
        limit: u64,
    },
    /// The change would make the file longer than rolecall reads; it was not made.
    #[error(
        "cannot save to the {what} in {}: they would be longer than {}; nothing was changed; remove what is no \
         longer needed first", path.display(), size(*limit)
    )]
    WouldBeTooLong {
        /// What the file holds.
        what: &'static str,
        /// The file.
        path: PathBuf,
        /// The most bytes that are read.
        limit: u64,
    },
    /// The system does not let the file be read.
    #[error("cannot read the {what} in {}: {source}; check that it is a file that you may read", path.display())]
    Read {
        /// What the file holds.
        what: &'static str,
        /// The file.
        path: PathBuf,
        /// The system's reason.
        source: io::Error,
    },
    /// The folder or the lock file could not be made, or not locked.
    #[error(
        "cannot save to the {what}: locking {} failed: {source}; check that you may write to its folder", path.display()
    )]
    Lock {
        /// What the file holds.
        what: &'static str,
        /// The folder or the lock file.
        path: PathBuf,
        /// The system's reason.
        source: io::Error,
    },
    /// The file could not be replaced, or was, but the disk did not confirm it.
    #[error(
        "cannot save to the {what} in {}: {source}; check that you may write to its folder and that the disk has \
         room", path.display()
    )]
    Write {
        /// What the file holds.
        what: &'static str,
        /// The file.
        path: PathBuf,
        /// The system's reason.
        source: io::Error,
    },
    /// The change does not fit the lists as they stand in the file.
    #[error(transparent)]
    Change(#[from] ChangeError),
    /// The change does not fit the named searches as they stand in the file.
    #[error(transparent)]
    Search(#[from] SearchChangeError),
}
