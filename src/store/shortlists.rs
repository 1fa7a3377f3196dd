//! The person's shortlists: one readable file in the configuration folder.
//!
//! Every change is made to the file as it stands at that moment, under a lock, so two running copies lose nothing of
//! each other's. A file that cannot be read is never written to.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::disk;
use crate::domain::shortlist::{Change, Shortlists};

use super::StoreError;
use super::print::print;
use super::record::{self, Extras, ListExtras};

const FILE: &str = "shortlists.ron";
const LOCK: &str = "shortlists.lock";

/// The longest file that is read or written, in bytes; some ten thousand adverts.
pub const LIMIT: u64 = 8_000_000;

/// The shortlists on the disk.
#[derive(Debug)]
pub struct ShortlistFile {
    folder: PathBuf,
    /// What a newer rolecall had written in entries and lists that were taken away here, by the change that puts them
    /// back, so that undo restores them whole.
    taken: Mutex<Vec<(Change, ListExtras)>>,
}

impl ShortlistFile {
    /// The shortlists of a configuration folder. Nothing is read or made yet.
    #[must_use]
    pub fn new(config_folder: &Path) -> Self {
        Self { folder: config_folder.to_owned(), taken: Mutex::default() }
    }

    /// Reads the lists; without a file there are none.
    ///
    /// # Errors
    /// Where the file cannot be read or is not a shortlists file.
    pub fn load(&self) -> Result<Shortlists, StoreError> {
        self.read().map(|(lists, _)| lists)
    }

    /// Makes a change to the lists as the file holds them now, and returns them with the change that takes it back.
    /// When this returns, the change is on the disk. Texts in the change are made safe to show first.
    ///
    /// Fields that this rolecall does not know stay with their list, entry or advert. They come back with an undo
    /// too, but only through the same `ShortlistFile`.
    ///
    /// # Errors
    /// Where the file cannot be read, locked or written, or the change does not fit the lists. The file is then as it
    /// was, unless only the last step of writing failed (see [`StoreError::Write`]): then the change may be in it.
    pub fn change(&self, change: Change) -> Result<(Shortlists, Change), StoreError> {
        let change = record::cleaned(change);
        // Held to the end: dropping it lets the lock go.
        let _lock = self.lock()?;
        let (mut lists, mut extras) = self.read()?;
        let undo = lists.apply(change.clone())?;
        if let Change::Rename { list, name } = &change {
            extras.rename(list, name);
        }
        let mut taken = self.taken();
        let back = taken.iter().position(|(undo, _)| *undo == change);
        if let Some((change, extra)) = back.and_then(|place| taken.get(place)) {
            extras.put_back(change, extra.clone());
        }
        let gone = extras.take(&undo, &lists);
        self.write(&lists, &extras)?;
        back.map(|place| taken.remove(place));
        taken.extend(gone.map(|extras| (undo.clone(), extras)));
        Ok((lists, undo))
    }

    fn taken(&self) -> MutexGuard<'_, Vec<(Change, ListExtras)>> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn path(&self) -> PathBuf {
        self.folder.join(FILE)
    }

    fn lock(&self) -> Result<std::fs::File, StoreError> {
        let folder = self.folder.clone();
        disk::make_folder(&folder).map_err(|source| StoreError::Lock { path: folder, source })?;
        let path = self.folder.join(LOCK);
        disk::lock(&path).map_err(|source| StoreError::Lock { path, source })
    }

    fn read(&self) -> Result<(Shortlists, Extras), StoreError> {
        let path = self.path();
        match disk::read(&path, LIMIT) {
            Ok(None) => Ok(Default::default()),
            Ok(Some(bytes)) => record::read(&bytes).map_err(|fault| StoreError::Unreadable {
                path,
                line: fault.line,
                column: fault.column,
                why: fault.why,
            }),
            Err(error) if error.kind() == ErrorKind::FileTooLarge => Err(StoreError::TooLong { path, limit: LIMIT }),
            Err(source) => Err(StoreError::Read { path, source }),
        }
    }

    fn write(&self, lists: &Shortlists, extras: &Extras) -> Result<(), StoreError> {
        let path = self.path();
        let written = print(lists, extras).map_err(io::Error::other);
        let done = match written {
            Ok(text) if text.len() as u64 > LIMIT => return Err(StoreError::WouldBeTooLong { path, limit: LIMIT }),
            Ok(text) => disk::replace(&path, text.as_bytes()),
            Err(error) => Err(error),
        };
        done.map_err(|source| StoreError::Write { path, source })
    }
}
