//! Why the cache of adverts could not be opened, read or written.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

/// What can be said of the cache wherever it is in the way.
const REPLACEABLE: &str = "it holds only what can be fetched and imported again";

/// Why the cache could not be used. Each is told on one line: what was being done, to what, why it failed and what to do.
#[derive(Debug, thiserror::Error)]
pub enum CacheError {
    /// The folder or the lock file could not be made, or not locked.
    #[error("cannot open the adverts: {source}, at {}; check that you may write to that folder", path.display())]
    Folder {
        /// The folder or the lock file.
        path: PathBuf,
        /// The system's reason.
        source: io::Error,
    },
    /// A newer rolecall wrote the file.
    #[error(
        "cannot open the adverts in {}: the file is of version {found} and this rolecall knows those up to {known}; it \
         was not touched; use the newer rolecall, or name another folder with --data-dir", path.display()
    )]
    Newer {
        /// The file.
        path: PathBuf,
        /// The file's version.
        found: i64,
        /// The last version that this rolecall knows.
        known: usize,
    },
    /// The file is a database of another program.
    #[error(
        "cannot open the adverts in {}: it is another program's database; it was not touched; move it, or name another \
         folder with --data-dir", path.display()
    )]
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// The file is damaged and could not be moved aside.
    #[error(
        "cannot open the adverts in {}: the file is damaged, and moving it aside failed: {source}; move or delete it; \
         {REPLACEABLE}", path.display()
    )]
    NotMoved {
        /// The file.
        path: PathBuf,
        /// The system's reason.
        source: io::Error,
    },
    /// The file is damaged.
    #[error("cannot {doing} the adverts in {}: the file is damaged: {why}; move or delete it; {REPLACEABLE}", path.display())]
    Damaged {
        /// What was being done.
        doing: Doing,
        /// The file.
        path: PathBuf,
        /// What was met.
        why: String,
    },
    /// Another program has the file locked.
    #[error("cannot {doing} the adverts in {}: another program is using the file; try again when it is done", path.display())]
    Locked {
        /// What was being done.
        doing: Doing,
        /// The file.
        path: PathBuf,
    },
    /// There is no room.
    #[error("cannot {doing} the adverts in {}: the disk is full; what was there before is whole; make room, then try again", path.display())]
    Full {
        /// What was being done.
        doing: Doing,
        /// The file.
        path: PathBuf,
    },
    /// The system does not let the file be used.
    #[error("cannot {doing} the adverts in {}: {why}; check that you may write to the file and its folder", path.display())]
    Refused {
        /// What was being done.
        doing: Doing,
        /// The file.
        path: PathBuf,
        /// What was met.
        why: String,
    },
    /// Anything else.
    #[error("cannot {doing} the adverts in {}: {source}; try again, or move or delete the file; {REPLACEABLE}", path.display())]
    Failed {
        /// What was being done.
        doing: Doing,
        /// The file.
        path: PathBuf,
        /// What was met.
        source: rusqlite::Error,
    },
}

/// What was being done to the cache.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doing {
    /// Opening it.
    Open,
    /// Reading from it.
    Read,
    /// Writing to it.
    Save,
}

impl fmt::Display for Doing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Open => "open",
            Self::Read => "read",
            Self::Save => "save",
        })
    }
}

impl CacheError {
    /// Sorts what the database says by what a person can do about it.
    pub(super) fn sorted(doing: Doing, path: &Path, error: rusqlite::Error) -> Self {
        let path = path.to_owned();
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Locked { doing, path },
            Some(ErrorCode::DiskFull) => Self::Full { doing, path },
            Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => {
                Self::Refused { doing, path, why: error.to_string() }
            }
            Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt) => {
                Self::Damaged { doing, path, why: error.to_string() }
            }
            // At opening the database has no code of its own for a head that makes no sense.
            Some(ErrorCode::Unknown) if doing == Doing::Open => Self::Damaged { doing, path, why: error.to_string() },
            Some(_) => Self::Failed { doing, path, source: error },
            None => Self::unlike_ours(doing, path, error),
        }
    }

    /// An error of rusqlite's own: where a table is not there, or a value is not of the kind that rolecall writes, the
    /// file is not as it left it.
    fn unlike_ours(doing: Doing, path: PathBuf, error: rusqlite::Error) -> Self {
        match error {
            rusqlite::Error::FromSqlConversionFailure(..)
            | rusqlite::Error::InvalidColumnType(..)
            | rusqlite::Error::Utf8Error(..) => Self::Damaged { doing, path, why: error.to_string() },
            // The other words of this error are the whole statement.
            rusqlite::Error::SqlInputError { msg, .. } => Self::Damaged { doing, path, why: msg },
            source => Self::Failed { doing, path, source },
        }
    }
}
