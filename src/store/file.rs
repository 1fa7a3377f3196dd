//! A file of the person's own in the configuration folder, with the lock that keeps two copies of rolecall from losing each
//! other's changes. What stands in it others know.

use std::fs::File;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::StoreError;
use crate::disk;
use crate::notation::Fault;

/// The longest file that is read or written, in bytes; some ten thousand adverts.
pub const LIMIT: u64 = 8_000_000;

/// Which file it is.
#[derive(Clone, Copy, Debug)]
pub struct Kind {
    /// What it holds, as errors call it.
    pub what: &'static str,
    /// Its name.
    pub file: &'static str,
    /// The name of its lock file.
    pub lock: &'static str,
}

/// The file.
#[derive(Debug)]
pub struct OwnFile {
    kind: Kind,
    folder: PathBuf,
}

impl OwnFile {
    /// A file of a configuration folder. Nothing is read or made yet.
    pub fn new(kind: Kind, config_folder: &Path) -> Self {
        Self { kind, folder: config_folder.to_owned() }
    }

    fn path(&self) -> PathBuf {
        self.folder.join(self.kind.file)
    }

    /// Takes the lock, which is let go when the answer is dropped.
    pub fn lock(&self) -> Result<File, StoreError> {
        let failed = |path, source| StoreError::Lock { what: self.kind.what, path, source };
        disk::make_folder(&self.folder).map_err(|source| failed(self.folder.clone(), source))?;
        let path = self.folder.join(self.kind.lock);
        disk::lock(&path).map_err(|source| failed(path, source))
    }

    /// What `read` makes of the file's content; the default where there is no file.
    pub fn read<T: Default>(&self, read: impl FnOnce(&[u8]) -> Result<T, Fault>) -> Result<T, StoreError> {
        let (what, path) = (self.kind.what, self.path());
        match disk::read(&path, LIMIT) {
            Ok(None) => Ok(T::default()),
            Ok(Some(bytes)) => read(&bytes).map_err(|Fault { line, column, why }| StoreError::Unreadable {
                what,
                path,
                line,
                column,
                why,
            }),
            Err(error) if error.kind() == ErrorKind::FileTooLarge => {
                Err(StoreError::TooLong { what, path, limit: LIMIT })
            }
            Err(source) => Err(StoreError::Read { what, path, source }),
        }
    }

    /// Replaces the file's content.
    pub fn write(&self, text: Result<String, ron::Error>) -> Result<(), StoreError> {
        let (what, path) = (self.kind.what, self.path());
        let done = match text.map_err(io::Error::other) {
            Ok(text) if text.len() as u64 > LIMIT => {
                return Err(StoreError::WouldBeTooLong { what, path, limit: LIMIT });
            }
            Ok(text) => disk::replace(&path, text.as_bytes()),
            Err(error) => Err(error),
        };
        done.map_err(|source| StoreError::Write { what, path, source })
    }
}
