//! Opening the cache's file: whose it is, of what version, and what to do with a damaged one.

use std::ffi::OsString;
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::civil::Date;
use rusqlite::{Connection, OpenFlags};

use super::error::{CacheError, Doing};
use super::schema::{self, MIGRATIONS, Standing};
use crate::disk;

/// The cache's file in the data folder.
pub const FILE: &str = "adverts.sqlite3";
const LOCK: &str = "adverts.lock";
/// What is added to the name for the files that stand beside a database; its log first, which must never outlive it.
const BESIDE: [&str; 3] = ["-wal", "-shm", ""];

/// How long another copy's page of adverts is waited for.
const PATIENCE: Duration = Duration::from_secs(5);

/// A damaged file that was moved out of the way, to be told to the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MovedAside {
    /// Where the cache is.
    pub path: PathBuf,
    /// Where the damaged file is now.
    pub now: PathBuf,
    /// What was met in it.
    pub why: String,
}

impl fmt::Display for MovedAside {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { path, now, why } = self;
        write!(
            f,
            "the file of adverts {} was damaged ({why}); it is kept as {}, and a new one was begun; refresh or import to \
             fill it",
            path.display(),
            now.display()
        )
    }
}

/// Opens the file in a folder, both made where they are missing. One that is damaged is moved aside first.
///
/// # Errors
/// Where the folder or the file cannot be used, or the file is a newer rolecall's or another program's.
pub fn open(folder: &Path, today: Date) -> Result<(Connection, Option<MovedAside>), CacheError> {
    disk::make_folder(folder).map_err(|source| CacheError::Folder { path: folder.to_owned(), source })?;
    let lock = folder.join(LOCK);
    // Held to the end, so that of two copies only one migrates or moves the file.
    let _lock = disk::lock(&lock).map_err(|source| CacheError::Folder { path: lock, source })?;
    let path = folder.join(FILE);
    match connect(&path) {
        Err(CacheError::Damaged { why, .. }) => {
            let now = move_aside(&path, today).map_err(|source| CacheError::NotMoved { path: path.clone(), source })?;
            Ok((connect(&path)?, Some(MovedAside { path, now, why })))
        }
        done => done.map(|connection| (connection, None)),
    }
}

fn connect(path: &Path) -> Result<Connection, CacheError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags);
    prepare(connection.map_err(|error| CacheError::sorted(Doing::Open, path, error))?, path)
}

/// Makes a connection ready for use, the file's shape brought up to date.
///
/// # Errors
/// Where the file is damaged, a newer rolecall's or another program's, or cannot be used.
pub fn prepare(mut connection: Connection, path: &Path) -> Result<Connection, CacheError> {
    let failed = |error| CacheError::sorted(Doing::Open, path, error);
    connection.busy_timeout(PATIENCE).map_err(failed)?;
    let done = match schema::standing(&connection).map_err(failed)? {
        Standing::Ours(done) => done,
        Standing::Newer(found) => {
            return Err(CacheError::Newer { path: path.to_owned(), found, known: MIGRATIONS.len() });
        }
        Standing::Foreign => return Err(CacheError::Foreign { path: path.to_owned() }),
    };
    set_up(&mut connection, done).map_err(failed)?;
    Ok(connection)
}

fn set_up(connection: &mut Connection, done: usize) -> rusqlite::Result<()> {
    connection.pragma_update(None, "foreign_keys", true)?;
    // What another hand put into the schema may not call functions with effects.
    connection.pragma_update(None, "trusted_schema", false)?;
    // Readers go on while a page is written. A file system that cannot do that answers with another mode and still works.
    connection.pragma_update_and_check(None, "journal_mode", "wal", |_| Ok(()))?;
    // A power cut may take the last pages, never half of one; what is lost can be fetched again.
    connection.pragma_update(None, "synchronous", "normal")?;
    connection.set_prepared_statement_cache_capacity(64);
    schema::migrate(connection, done, &MIGRATIONS)?;
    connection.prepare_cached(super::LOAD).map(drop)
}

/// Renames the file, and those that stand beside it, to a name that says what it is and of what day.
fn move_aside(path: &Path, today: Date) -> io::Result<PathBuf> {
    let now = free_name(path, today)?;
    for ending in BESIDE {
        match fs::rename(with_ending(path, ending), with_ending(&now, ending)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound && !ending.is_empty() => {}
            done => done?,
        }
    }
    Ok(now)
}

fn free_name(path: &Path, today: Date) -> io::Result<PathBuf> {
    let first = with_ending(path, &format!(".damaged-{today}"));
    let mut name = first.clone();
    for number in 2.. {
        if !name.try_exists()? {
            break;
        }
        name = with_ending(&first, &format!("-{number}"));
    }
    Ok(name)
}

fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(ending);
    name.into()
}
