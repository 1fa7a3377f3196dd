//! The person's shortlists: one readable file in the configuration folder.
//!
//! Every change is made to the file as it stands at that moment, under a lock, so two running copies lose nothing of
//! each other's. A file that cannot be read is never written to.

use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::domain::shortlist::{Change, Shortlists};

use super::StoreError;
use super::file::{Kind, OwnFile};
use super::print::print;
use super::record::{self, Extras, ListExtras};

const KIND: Kind = Kind { what: "shortlists", file: "shortlists.ron", lock: "shortlists.lock" };

/// The shortlists on the disk.
#[derive(Debug)]
pub struct ShortlistFile {
    file: OwnFile,
    /// What a newer rolecall had written in entries and lists that were taken away here, by the change that puts them
    /// back, so that undo restores them whole.
    taken: Mutex<Vec<(Change, ListExtras)>>,
}

impl ShortlistFile {
    /// The shortlists of a configuration folder. Nothing is read or made yet.
    #[must_use]
    pub fn new(config_folder: &Path) -> Self {
        Self { file: OwnFile::new(KIND, config_folder), taken: Mutex::default() }
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
        let _lock = self.file.lock()?;
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
        self.file.write(print(&lists, &extras))?;
        back.map(|place| taken.remove(place));
        taken.extend(gone.map(|extras| (undo.clone(), extras)));
        Ok((lists, undo))
    }

    fn taken(&self) -> MutexGuard<'_, Vec<(Change, ListExtras)>> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn read(&self) -> Result<(Shortlists, Extras), StoreError> {
        self.file.read(record::read)
    }
}
