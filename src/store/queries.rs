//! The queries typed over the vacancies: a plain file in the state folder, a line each, the newest last. It may be deleted at any
//! time.

use std::io;
use std::path::{Path, PathBuf};

use crate::disk;
use crate::domain::text::clean_line;

const FILE: &str = "queries.txt";
const LOCK: &str = "queries.lock";
/// The most queries that are kept.
const MOST: usize = 200;
/// The longest file that is read, in bytes.
const LIMIT: u64 = 1 << 20;
/// The longest query that is kept, in characters.
const LONGEST: usize = 2_000;

/// Why the queries could not be read or kept.
#[derive(Debug, thiserror::Error)]
pub enum QueryFileError {
    /// The file cannot be read.
    #[error("cannot read the earlier queries in {}: {source}; you may delete the file", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// The reason.
        source: io::Error,
    },
    /// The file cannot be written.
    #[error("cannot keep the query in {}: {source}; check that you may write to its folder", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// The reason.
        source: io::Error,
    },
}

/// The file of the queries.
#[derive(Debug)]
pub struct QueryFile {
    folder: PathBuf,
}

impl QueryFile {
    /// The queries of a state folder. Nothing is read or made yet.
    #[must_use]
    pub fn new(state_folder: &Path) -> Self {
        Self { folder: state_folder.to_owned() }
    }

    /// The queries, the oldest first, without what a terminal would obey; none where there is no file.
    ///
    /// # Errors
    /// Where the file cannot be read, or is no text.
    pub fn load(&self) -> Result<Vec<String>, QueryFileError> {
        let path = self.folder.join(FILE);
        let read = disk::read(&path, LIMIT).map(Option::unwrap_or_default);
        let text = read.and_then(|bytes| String::from_utf8(bytes).map_err(io::Error::other));
        let text = text.map_err(|source| QueryFileError::Read { path, source })?;
        Ok(text.lines().map(kept).filter(|query| !query.is_empty()).collect())
    }

    /// Puts a query behind those that the file now holds; the oldest go where they grow too many.
    ///
    /// # Errors
    /// Where the file cannot be read or written. It is then as it was.
    pub fn keep(&self, query: &str) -> Result<(), QueryFileError> {
        let path = self.folder.join(FILE);
        let failed = |source| QueryFileError::Write { path: path.clone(), source };
        disk::make_folder(&self.folder).map_err(failed)?;
        let _lock = disk::lock(&self.folder.join(LOCK)).map_err(failed)?;
        let mut queries = self.load()?;
        let query = kept(query);
        queries.retain(|other| *other != query);
        queries.push(query);
        let spare = queries.len().saturating_sub(MOST);
        let text: String = queries[spare..].iter().flat_map(|query| [query, "\n"]).collect();
        disk::replace(&path, text.as_bytes()).map_err(failed)
    }
}

/// A query as the file holds it: on one line, and not too long.
fn kept(query: &str) -> String {
    clean_line(query).chars().take(LONGEST).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn queries_are_kept_once_each_the_newest_last() {
        let folder = tempfile::tempdir().unwrap();
        let file = QueryFile::new(&folder.path().join("state"));
        assert_eq!(file.load().unwrap(), [""; 0]);
        for query in ["nurse leeds", "porter", "nurse\nleeds\u{1b}[2J"] {
            file.keep(query).unwrap();
        }
        assert_eq!(file.load().unwrap(), ["porter", "nurse leeds"]);
        // Another copy of the program sees them, and neither loses the other's.
        QueryFile::new(&folder.path().join("state")).keep("midwife").unwrap();
        file.keep("porter").unwrap();
        assert_eq!(file.load().unwrap(), ["nurse leeds", "midwife", "porter"]);
    }

    #[test]
    fn the_oldest_go_where_there_are_too_many() {
        let folder = tempfile::tempdir().unwrap();
        let file = QueryFile::new(folder.path());
        let many: Vec<String> = (0..300).map(|number| format!("query {number}")).collect();
        std::fs::write(folder.path().join(FILE), many.join("\n")).unwrap();
        file.keep("the last").unwrap();
        let queries = file.load().unwrap();
        assert_eq!((queries.len(), queries[0].as_str(), queries[199].as_str()), (200, "query 101", "the last"));
    }

    #[test]
    fn a_file_that_is_no_text_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(FILE);
        std::fs::write(&path, b"nurse\n\xff\xfe").unwrap();
        let file = QueryFile::new(folder.path());
        assert!(file.keep("porter").unwrap_err().to_string().contains("cannot read the earlier queries"));
        assert_eq!(std::fs::read(&path).unwrap(), b"nurse\n\xff\xfe");
    }
}
