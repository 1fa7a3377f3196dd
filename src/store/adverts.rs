//! The cache of adverts: one database file in the data folder. It may be deleted at any time, for it holds only what
//! can be fetched and imported again; shortlists keep their own copy of what they need.
//!
//! What is put in is taken to be clean, as readers leave it. What is read is made safe to show once more, since other
//! programs can write to the file too: facts by whoever takes them (see [`Facts`]), other texts here. How much they may
//! have put there is not limited.
//!
//! | module | what it does |
//! | --- | --- |
//! | `file` | opens the file, moves a damaged one aside |
//! | `schema` | the migrations |
//! | `walk` | writes pages of adverts, and tells which are no longer listed |
//! | `reading` | what several readings of one advert make of it |
//! | `row` | an advert's facts as a row |
//! | `post` | when two adverts may be for the same post |
//! | `words` | the words adverts are found by |

mod error;
mod file;
mod post;
mod reading;
mod row;
mod schema;
#[cfg(test)]
mod tests;
mod walk;
mod words;

use std::path::{Path, PathBuf};

use jiff::civil::{Date, DateTime};
use rusqlite::{Connection, Row, params};

use crate::domain::advert::{AdvertId, Section};
use crate::domain::changes::{Change, Difference};
use crate::domain::facts::Facts;
use crate::domain::record::{AdvertRecord, SamePost, SameReason, Seen};

use reading::NhsId;

pub use error::{CacheError, Doing};
pub use file::{FILE, MovedAside};
pub use walk::{Counts, Scope, Walk};

/// Every advert in the order they first came.
const LOAD: &str =
    concat!("SELECT ", row::columns!(), ", first_seen, last_seen, gone_since FROM advert ORDER BY number");

/// The cache.
#[derive(Debug)]
pub struct AdvertStore {
    connection: Connection,
    path: PathBuf,
}

/// The cache just opened.
#[derive(Debug)]
pub struct Opened {
    /// The cache.
    pub store: AdvertStore,
    /// The damaged file that was in its place; to be told to the person.
    pub aside: Option<MovedAside>,
}

/// The newest walk through a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refresh {
    /// The source, as its adverts name it.
    pub source: String,
    /// When the walk's last page was read.
    pub at: DateTime,
    /// How many of the source's adverts it saw.
    pub adverts: usize,
    /// Whether it went through to the end of its scope.
    pub complete: bool,
    /// When a walk, this or an earlier one, last went through everything the source lists.
    pub whole: Option<DateTime>,
}

impl AdvertStore {
    /// Opens the cache of a data folder, both made where they are missing. `today` names a damaged file that is moved
    /// aside.
    ///
    /// # Errors
    /// Where the folder or the file cannot be used, or the file is a newer rolecall's or another program's; such a file
    /// is not touched.
    pub fn open(data_folder: &Path, today: Date) -> Result<Opened, CacheError> {
        let (connection, aside) = file::open(data_folder, today)?;
        Ok(Opened { store: Self { connection, path: data_folder.join(FILE) }, aside })
    }

    /// A cache that is gone with the program.
    ///
    /// # Errors
    /// Where there is no memory for it.
    pub fn in_memory() -> Result<Self, CacheError> {
        let path = PathBuf::from("memory");
        let connection = Connection::open_in_memory();
        let connection = connection.map_err(|error| CacheError::sorted(Doing::Open, &path, error))?;
        Ok(Self { connection: file::prepare(connection, &path)?, path })
    }

    /// Begins a walk through what a source lists, or through what a file holds.
    ///
    /// # Errors
    /// Where the cache cannot be written.
    pub fn begin(&mut self) -> Result<Walk<'_>, CacheError> {
        Walk::begin(self)
    }

    /// Hands over the facts of every advert, in the order they first came.
    ///
    /// # Errors
    /// Where the cache cannot be read; what was handed over until then stays with whom it was handed to.
    pub fn load(&self, mut each: impl FnMut(&Facts<'_>)) -> Result<(), CacheError> {
        let mut load = || {
            let mut statement = self.connection.prepare_cached(LOAD)?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                each(&Facts { seen: Some(seen(row, row::WIDTH)?), ..row::facts(row)? });
            }
            Ok(())
        };
        load().map_err(|error| self.failed(Doing::Read, error))
    }

    /// What is known of an advert beside its facts; nothing where there is no such advert.
    ///
    /// # Errors
    /// Where the cache cannot be read.
    pub fn record(&self, id: &AdvertId) -> Result<AdvertRecord, CacheError> {
        const SEEN: &str = "SELECT first_seen, last_seen, gone_since FROM advert WHERE id = ?1";
        Ok(AdvertRecord {
            sections: self.sections(id)?,
            seen: self.read(SEEN, [id.as_str()], |row| seen(row, 0))?.pop(),
            history: self.history(id)?,
            same_posts: self.same_posts(id)?,
        })
    }

    /// The adverts that a text names: the one that has it for an id or came under it from some source, else those with that
    /// reference, in the order they first came. Of a reference the letters and digits count, where there are enough.
    ///
    /// # Errors
    /// Where the cache cannot be read.
    pub fn named(&self, text: &str) -> Result<Vec<AdvertId>, CacheError> {
        const BY_ID: &str = "SELECT id FROM advert WHERE id = ?1
             UNION SELECT advert.id FROM reading JOIN advert ON advert.number = reading.advert WHERE reading.id = ?1";
        const BY_REFERENCE: &str = "SELECT id FROM post_key JOIN advert ON advert.number = post_key.advert
             WHERE kind = ?1 AND key = ?2 ORDER BY number";
        let by_id = self.read(BY_ID, [text], advert_id)?;
        let reference = NhsId::read(text).map_or(text, |id| id.reference);
        match post::reference_key(reference) {
            Some(key) if by_id.is_empty() => self.read(BY_REFERENCE, params![SameReason::Reference, key], advert_id),
            _ => Ok(by_id),
        }
    }

    /// The text of an advert, part by part; nothing where there is no such advert.
    ///
    /// # Errors
    /// Where the cache cannot be read.
    pub fn sections(&self, id: &AdvertId) -> Result<Vec<Section>, CacheError> {
        sections(&self.connection, id).map_err(|error| self.failed(Doing::Read, error))
    }

    /// What changed in an advert since it was first seen, oldest first.
    ///
    /// # Errors
    /// Where the cache cannot be read.
    pub fn history(&self, id: &AdvertId) -> Result<Vec<Change>, CacheError> {
        const HISTORY: &str = "SELECT date, field, before, after FROM history
             WHERE advert = (SELECT number FROM advert WHERE id = ?1) ORDER BY history.number";
        self.read(HISTORY, [id.as_str()], |row| {
            let (field, before, after) = (row::line(row, 1)?, row::maybe_lines(row, 2)?, row::maybe_lines(row, 3)?);
            Ok(Change { date: row.get(0)?, difference: Difference { field, before, after } })
        })
    }

    /// The adverts that may be for the same post, each with the strongest reason to think so. They stay adverts of their own.
    ///
    /// # Errors
    /// Where the cache cannot be read.
    pub fn same_posts(&self, id: &AdvertId) -> Result<Vec<SamePost>, CacheError> {
        const SAME: &str = "SELECT other.id, other.title, other.source, min(theirs.kind) FROM advert one
             JOIN post_key ours ON ours.advert = one.number
             JOIN post_key theirs ON theirs.kind = ours.kind AND theirs.key = ours.key AND theirs.advert <> ours.advert
             JOIN advert other ON other.number = theirs.advert
             WHERE one.id = ?1 GROUP BY other.number ORDER BY other.number";
        self.read(SAME, [id.as_str()], |row| {
            let (title, source) = (row::line(row, 1)?, row::line(row, 2)?);
            Ok(SamePost { advert: advert_id(row)?, title, source, reason: row.get(3)? })
        })
    }

    /// The adverts in whose title, employer, places or text every word is found, in the order they first came. Words of three
    /// letters or more may be the beginning of one; only the first sixteen count. Without any word none is found.
    ///
    /// # Errors
    /// Where the cache cannot be read.
    pub fn text_matches(&self, query: &str) -> Result<Vec<AdvertId>, CacheError> {
        const MATCHES: &str = "SELECT id FROM advert_words JOIN advert ON number = advert_words.rowid
             WHERE advert_words MATCH ?1 ORDER BY advert_words.rowid";
        let Some(asked) = words::asked(query) else { return Ok(Vec::new()) };
        self.read(MATCHES, [asked], advert_id)
    }

    /// Up to which walk the person had looked, and from now on has: the newest. Nothing where this is the first look.
    ///
    /// # Errors
    /// Where the cache cannot be read or written.
    pub fn look(&mut self) -> Result<Option<i64>, CacheError> {
        const LOOK: &str = "INSERT INTO look (number, walk) SELECT 1, coalesce(max(number), 0) FROM walk WHERE true
             ON CONFLICT (number) DO UPDATE SET walk = excluded.walk";
        let before = self.looked()?;
        self.connection.execute(LOOK, []).map_err(|error| self.failed(Doing::Save, error))?;
        Ok(before)
    }

    /// Up to which walk the person has looked; nothing before the first look.
    ///
    /// # Errors
    /// Where the cache cannot be read.
    pub fn looked(&self) -> Result<Option<i64>, CacheError> {
        Ok(self.read("SELECT walk FROM look", [], |row| row.get(0))?.pop())
    }

    /// The adverts that first came after a walk.
    ///
    /// # Errors
    /// Where the cache cannot be read.
    pub fn new_since(&self, walk: i64) -> Result<Vec<AdvertId>, CacheError> {
        self.read("SELECT id FROM advert WHERE first_walk > ?1", [walk], advert_id)
    }

    /// The adverts whose text changed, each with the day of its last change.
    ///
    /// # Errors
    /// Where the cache cannot be read.
    pub fn texts_changed(&self) -> Result<Vec<(AdvertId, Date)>, CacheError> {
        const CHANGED: &str = "SELECT id, max(date) FROM history JOIN advert ON advert.number = history.advert
             WHERE field = 'sections' GROUP BY history.advert";
        self.read(CHANGED, [], |row| Ok((advert_id(row)?, row.get(1)?)))
    }

    /// The newest walk through each source, by the sources' names.
    ///
    /// # Errors
    /// Where the cache cannot be read.
    pub fn last_refresh(&self) -> Result<Vec<Refresh>, CacheError> {
        const NEWEST: &str = "SELECT source, at, adverts, complete,
             (SELECT max(at) FROM refresh AS other WHERE other.source = refresh.source AND whole)
             FROM refresh WHERE walk = (SELECT max(walk) FROM refresh AS other WHERE other.source = refresh.source)
             ORDER BY source";
        self.read(NEWEST, [], |row| {
            Ok(Refresh {
                source: row::line(row, 0)?,
                at: row.get(1)?,
                adverts: row.get(2)?,
                complete: row.get(3)?,
                whole: row.get(4)?,
            })
        })
    }

    fn read<T>(
        &self,
        statement: &'static str,
        values: impl rusqlite::Params,
        each: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, CacheError> {
        let rows = || self.connection.prepare_cached(statement)?.query_map(values, each)?.collect();
        let done: rusqlite::Result<_> = rows();
        done.map_err(|error| self.failed(Doing::Read, error))
    }

    fn failed(&self, doing: Doing, error: rusqlite::Error) -> CacheError {
        CacheError::sorted(doing, &self.path, error)
    }
}

fn seen(row: &Row<'_>, column: usize) -> rusqlite::Result<Seen> {
    Ok(Seen { first: row.get(column)?, last: row.get(column + 1)?, gone_since: row.get(column + 2)? })
}

fn advert_id(row: &Row<'_>) -> rusqlite::Result<AdvertId> {
    row::line(row, 0).map(AdvertId::new)
}

fn sections(connection: &Connection, id: &AdvertId) -> rusqlite::Result<Vec<Section>> {
    let mut statement = connection.prepare_cached(
        "SELECT heading, text FROM section WHERE advert = (SELECT number FROM advert WHERE id = ?1) ORDER BY position",
    )?;
    let read = |row: &Row<'_>| Ok(Section { heading: row::line(row, 0)?, text: row::lines(row, 1)? });
    statement.query_map(params![id.as_str()], read)?.collect()
}
