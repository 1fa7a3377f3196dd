//! Shortlists: named lists of saved adverts, and the changes a person makes to them.
//!
//! A change is a value. It is applied to the newest copy of the lists, whoever wrote that, and answers with the change
//! that takes it back; so two running copies lose nothing of each other's, and undo needs no history of its own.

use jiff::civil::Date;

use crate::domain::advert::{Advert, AdvertId};
use crate::domain::changes::{Difference, differences};

/// The list that the first save goes to where there is none.
pub const FIRST_LIST: &str = "My shortlist";

/// Fields that say where an advert was read and how it was labelled there, not what the employer offers.
const LABELS: [&str; 6] = ["band", "working_pattern", "staff_group", "pay_figures", "url", "source"];

/// Every list of a person.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Shortlists {
    /// The lists, in the order they were made.
    pub lists: Vec<Shortlist>,
    /// The list that the last save went to.
    pub last_used: Option<String>,
}

/// One named list.
#[derive(Clone, Debug, PartialEq)]
pub struct Shortlist {
    /// Its name, distinct among the lists.
    pub name: String,
    /// Its adverts, in the order they were saved.
    pub entries: Vec<Entry>,
}

/// A saved advert.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The advert's facts as they were when it was saved, without its text; they outlive the advert.
    pub advert: Advert,
    /// The day it was saved.
    pub saved: Date,
    /// The person's own words.
    pub note: String,
}

impl Entry {
    /// What the advert states otherwise than when it was saved.
    ///
    /// A label that a source adds later, such as a staff group, is no change of the advert.
    #[must_use]
    pub fn changes(&self, now: &Advert) -> Vec<Difference> {
        let differences = differences(&self.advert, &now.facts()).into_iter();
        differences.filter(|difference| !LABELS.contains(&difference.field.as_str())).collect()
    }
}

/// Something a person does to the lists.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// Puts an entry into a list, which is made where it is missing.
    Save {
        /// The list's name.
        list: String,
        /// What to keep.
        entry: Box<Entry>,
    },
    /// Puts an entry back to where it stood in a list, which is made where it is missing: what takes back a removal.
    Restore {
        /// The list's name.
        list: String,
        /// What to put back.
        entry: Box<Entry>,
        /// Its place in the list, from 0.
        place: usize,
    },
    /// Takes an advert off a list.
    Remove {
        /// The list's name.
        list: String,
        /// The advert.
        advert: AdvertId,
    },
    /// Takes an advert off a list, and the list too where that empties it: what takes back a save that made the list.
    Unsave {
        /// The list's name.
        list: String,
        /// The advert.
        advert: AdvertId,
    },
    /// Replaces an entry's note.
    Note {
        /// The list's name.
        list: String,
        /// The advert.
        advert: AdvertId,
        /// The new note.
        text: String,
    },
    /// Keeps an entry's advert as it now stands, as if it were saved now; the note stays.
    Renew {
        /// The list's name.
        list: String,
        /// The advert's facts.
        advert: Box<Advert>,
        /// The day.
        saved: Date,
    },
    /// Gives a list another name.
    Rename {
        /// The present name.
        list: String,
        /// The new name.
        name: String,
    },
    /// Takes a whole list away.
    RemoveList {
        /// The list's name.
        list: String,
    },
    /// Puts a whole list back.
    RestoreList(Shortlist),
}

/// Why a change could not be made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ChangeError {
    /// There is no such list.
    #[error("there is no shortlist named “{0}”")]
    NoList(String),
    /// The list does not hold the advert.
    #[error("“{list}” does not hold the advert `{advert}`")]
    NoEntry {
        /// The list's name.
        list: String,
        /// The advert looked for.
        advert: AdvertId,
    },
    /// The list holds the advert already.
    #[error("“{advert}” is already on “{list}”")]
    AlreadySaved {
        /// The list's name.
        list: String,
        /// The advert's title.
        advert: String,
    },
    /// The name is taken or empty.
    #[error("a shortlist cannot be named “{0}”: the name is empty or taken")]
    BadName(String),
}

impl Shortlists {
    /// The list of that name.
    #[must_use]
    pub fn list(&self, name: &str) -> Option<&Shortlist> {
        self.lists.iter().find(|list| list.name == name)
    }

    /// The names of the lists that hold an advert.
    pub fn holding<'a>(&'a self, id: &'a AdvertId) -> impl Iterator<Item = &'a str> {
        self.lists.iter().filter(|list| list.entry(id).is_some()).map(|list| list.name.as_str())
    }

    /// The list that one key saves to: the last used, else the first, else [`FIRST_LIST`].
    #[must_use]
    pub fn target(&self) -> &str {
        self.last_used
            .as_deref()
            .filter(|name| self.list(name).is_some())
            .or_else(|| self.lists.first().map(|list| list.name.as_str()))
            .unwrap_or(FIRST_LIST)
    }

    /// Every entry with the name of its list.
    pub fn entries(&self) -> impl Iterator<Item = (&str, &Entry)> {
        self.lists.iter().flat_map(|list| list.entries.iter().map(|entry| (list.name.as_str(), entry)))
    }

    /// Makes a change and returns the one that takes it back.
    ///
    /// # Errors
    /// Where the change does not fit the lists as they stand; they are then unchanged.
    pub fn apply(&mut self, change: Change) -> Result<Change, ChangeError> {
        match change {
            Change::Save { list, entry } => {
                let undo = self.put(list.clone(), *entry, usize::MAX)?;
                self.last_used = Some(list);
                Ok(undo)
            }
            Change::Restore { list, entry, place } => self.put(list, *entry, place),
            Change::Remove { list, advert } => self.remove(&list, &advert),
            Change::Unsave { list, advert } => {
                let undo = self.remove(&list, &advert)?;
                self.lists.retain(|kept| kept.name != list || !kept.entries.is_empty());
                Ok(undo)
            }
            Change::Note { list, advert, text } => {
                let entry = self.entry_mut(&list, &advert)?;
                let before = std::mem::replace(&mut entry.note, text);
                Ok(Change::Note { list, advert, text: before })
            }
            Change::Renew { list, advert, saved } => {
                let entry = self.entry_mut(&list, &advert.id)?;
                let advert = Box::new(std::mem::replace(&mut entry.advert, *advert));
                let saved = std::mem::replace(&mut entry.saved, saved);
                Ok(Change::Renew { list, advert, saved })
            }
            Change::Rename { list, name } => self.rename(list, name),
            Change::RemoveList { list } => {
                let place = self.lists.iter().position(|kept| kept.name == list).ok_or(ChangeError::NoList(list))?;
                Ok(Change::RestoreList(self.lists.remove(place)))
            }
            Change::RestoreList(list) => {
                self.check_name(&list.name)?;
                let undo = Change::RemoveList { list: list.name.clone() };
                self.lists.push(list);
                Ok(undo)
            }
        }
    }

    /// Puts an entry at a place of a list, or at its end where it is shorter.
    fn put(&mut self, list: String, entry: Entry, place: usize) -> Result<Change, ChangeError> {
        if list.trim().is_empty() {
            return Err(ChangeError::BadName(list));
        }
        let advert = entry.advert.id.clone();
        match self.list_mut(&list) {
            Ok(kept) if kept.entry(&advert).is_some() => {
                Err(ChangeError::AlreadySaved { list, advert: entry.advert.title })
            }
            Ok(kept) => {
                kept.entries.insert(place.min(kept.entries.len()), entry);
                Ok(Change::Remove { list, advert })
            }
            Err(_) => {
                self.lists.push(Shortlist { name: list.clone(), entries: vec![entry] });
                Ok(Change::Unsave { list, advert })
            }
        }
    }

    fn remove(&mut self, list: &str, advert: &AdvertId) -> Result<Change, ChangeError> {
        let kept = self.list_mut(list)?;
        let place = kept
            .entries
            .iter()
            .position(|entry| entry.advert.id == *advert)
            .ok_or_else(|| ChangeError::NoEntry { list: list.to_owned(), advert: advert.clone() })?;
        Ok(Change::Restore { list: list.to_owned(), entry: Box::new(kept.entries.remove(place)), place })
    }

    fn rename(&mut self, list: String, name: String) -> Result<Change, ChangeError> {
        if name != list {
            self.check_name(&name)?;
        }
        self.list_mut(&list)?.name.clone_from(&name);
        if self.last_used.as_ref() == Some(&list) {
            self.last_used = Some(name.clone());
        }
        Ok(Change::Rename { list: name, name: list })
    }

    fn check_name(&self, name: &str) -> Result<(), ChangeError> {
        if name.trim().is_empty() || self.list(name).is_some() {
            return Err(ChangeError::BadName(name.to_owned()));
        }
        Ok(())
    }

    fn list_mut(&mut self, name: &str) -> Result<&mut Shortlist, ChangeError> {
        self.lists.iter_mut().find(|list| list.name == name).ok_or_else(|| ChangeError::NoList(name.to_owned()))
    }

    fn entry_mut(&mut self, list: &str, advert: &AdvertId) -> Result<&mut Entry, ChangeError> {
        self.list_mut(list)?
            .entries
            .iter_mut()
            .find(|entry| entry.advert.id == *advert)
            .ok_or_else(|| ChangeError::NoEntry { list: list.to_owned(), advert: advert.clone() })
    }
}

impl Shortlist {
    /// The entry for an advert.
    #[must_use]
    pub fn entry(&self, id: &AdvertId) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.advert.id == *id)
    }
}
