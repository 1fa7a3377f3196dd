//! The shortlists as their file holds them: read, cleaned, and parted into what the domain knows and the extras that it
//! does not.

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::marker::PhantomData;

use jiff::civil::Date;
use serde::Deserialize;
use serde::de::{Deserializer, Error, SeqAccess, Visitor};

use crate::domain::advert::{Advert, AdvertId, PayFigures, PredictedPay, Section, StatedPlace};
use crate::domain::shortlist::{Change, Entry, Shortlist, Shortlists};
use crate::domain::text::{clean, clean_line};
use crate::notation::kept::{Field, Kept};
use crate::notation::{self, Fault};

/// The version of the file that this rolecall writes where there is none yet.
pub const VERSION: u32 = 1;

/// A field that a newer rolecall wrote: its name, and its value as it was written.
pub type Extra = (String, String);

/// What stands in the file beside the shortlists, to be written back as it was.
#[derive(Debug)]
pub struct Extras {
    /// The version that the file says it has.
    pub version: u32,
    /// Beside the lists.
    pub file: Vec<Extra>,
    /// Beside what is known of each list, by its name.
    lists: HashMap<String, ListExtras>,
}

/// What stands beside the known fields of a list.
#[derive(Clone, Debug, Default)]
pub struct ListExtras {
    /// In the list itself.
    pub list: Vec<Extra>,
    entries: HashMap<AdvertId, EntryExtras>,
}

/// What stands beside the known fields of an entry.
#[derive(Clone, Debug, Default)]
pub struct EntryExtras {
    /// In the entry itself.
    pub entry: Vec<Extra>,
    /// In its advert.
    pub advert: Vec<Extra>,
}

impl Default for Extras {
    fn default() -> Self {
        Self { version: VERSION, file: Vec::new(), lists: HashMap::new() }
    }
}

impl Extras {
    /// What stands beside the list of that name.
    pub fn list(&self, name: &str) -> Option<&ListExtras> {
        self.lists.get(name)
    }

    /// Lets the extras of a list follow it to its new name.
    pub fn rename(&mut self, from: &str, to: &str) {
        if let Some(extras) = self.lists.remove(from) {
            self.lists.insert(to.to_owned(), extras);
        }
    }

    /// Takes out the extras of what `undo` would put back into `lists`; nothing where there are none.
    pub fn take(&mut self, undo: &Change, lists: &Shortlists) -> Option<ListExtras> {
        let taken = match undo {
            Change::RestoreList(list) => self.lists.remove(&list.name)?,
            Change::Restore { list, .. } if lists.list(list).is_none() => self.lists.remove(list)?,
            Change::Restore { list, entry, .. } => {
                let id = &entry.advert.id;
                let extras = self.lists.get_mut(list)?.entries.remove(id)?;
                ListExtras { list: Vec::new(), entries: HashMap::from([(id.clone(), extras)]) }
            }
            _ => return None,
        };
        (!taken.list.is_empty() || !taken.entries.is_empty()).then_some(taken)
    }

    /// Puts extras back that were taken out.
    pub fn put_back(&mut self, change: &Change, taken: ListExtras) {
        let name = match change {
            Change::RestoreList(list) => &list.name,
            Change::Restore { list, .. } => list,
            _ => return,
        };
        let extras = self.lists.entry(name.clone()).or_default();
        extras.list.extend(taken.list);
        extras.entries.extend(taken.entries);
    }
}

impl ListExtras {
    /// What stands beside the entry for an advert.
    pub fn entry(&self, advert: &AdvertId) -> Option<&EntryExtras> {
        self.entries.get(advert)
    }
}

/// Reads the file's content.
///
/// # Errors
/// Where it is not of the file's shape, or a list is there twice, or an advert is twice on a list.
pub fn read(bytes: &[u8]) -> Result<(Shortlists, Extras), Fault> {
    let file: Kept<'_, FileRecord<'_>> = notation::parse(bytes)?;
    let mut extras = Extras { version: file.known.version, file: owned(file.unknown), lists: HashMap::new() };
    let lists = file.known.lists.0.into_iter().map(|record| list_of(record, &mut extras)).collect();
    let last_used = file.known.last_used.map(|name| clean_line(&name));
    Ok((Shortlists { lists, last_used }, extras))
}

/// The change with every text in it made safe to show, as reading it from the file would.
pub fn cleaned(change: Change) -> Change {
    let line = |text: String| clean_line(&text);
    let id = |advert: AdvertId| AdvertId::new(clean_line(advert.as_str()));
    match change {
        Change::Save { list, entry } => Change::Save { list: line(list), entry: Box::new(clean_entry(*entry)) },
        Change::Restore { list, entry, place } => {
            Change::Restore { list: line(list), entry: Box::new(clean_entry(*entry)), place }
        }
        Change::Remove { list, advert } => Change::Remove { list: line(list), advert: id(advert) },
        Change::Unsave { list, advert } => Change::Unsave { list: line(list), advert: id(advert) },
        Change::Renew { list, advert, saved } => {
            Change::Renew { list: line(list), advert: Box::new(clean_advert(*advert)), saved }
        }
        Change::Note { list, advert, text } => {
            Change::Note { list: line(list), advert: id(advert), text: clean(&text) }
        }
        Change::Rename { list, name } => Change::Rename { list: line(list), name: line(name) },
        Change::RemoveList { list } => Change::RemoveList { list: line(list) },
        Change::RestoreList(list) => Change::RestoreList(Shortlist {
            name: line(list.name),
            entries: list.entries.into_iter().map(clean_entry).collect(),
        }),
    }
}

fn clean_entry(entry: Entry) -> Entry {
    Entry { advert: clean_advert(entry.advert), saved: entry.saved, note: clean(&entry.note) }
}

fn clean_advert(advert: Advert) -> Advert {
    let line = |text: String| clean_line(&text);
    Advert {
        id: AdvertId::new(clean_line(advert.id.as_str())),
        title: line(advert.title),
        employer: line(advert.employer),
        places: advert
            .places
            .into_iter()
            .map(|place| StatedPlace { text: line(place.text), position: place.position })
            .collect(),
        pay: advert.pay.map(line),
        pay_figures: advert.pay_figures.map(|figures| PayFigures {
            low: figures.low.map(line),
            high: figures.high.map(line),
            unit: figures.unit.map(line),
        }),
        band: advert.band.map(line),
        predicted_pay: advert.predicted_pay.map(|pay| PredictedPay { by: line(pay.by), text: line(pay.text) }),
        contract: advert.contract.map(line),
        working_pattern: advert.working_pattern.map(line),
        staff_group: advert.staff_group.map(line),
        closes: advert.closes,
        posted: advert.posted,
        reference: advert.reference.map(line),
        url: advert.url.map(line),
        source: line(advert.source),
        sections: advert
            .sections
            .into_iter()
            .map(|section| Section { heading: line(section.heading), text: clean(&section.text) })
            .collect(),
    }
}

fn list_of(record: Kept<'_, ListRecord<'_>>, extras: &mut Extras) -> Shortlist {
    let name = clean_line(&record.known.name);
    let mut beside = ListExtras { list: owned(record.unknown), entries: HashMap::new() };
    let entries = record.known.entries.0.into_iter().map(|record| entry_of(record, &mut beside)).collect();
    extras.lists.insert(name.clone(), beside);
    Shortlist { name, entries }
}

fn entry_of(record: Kept<'_, EntryRecord<'_>>, extras: &mut ListExtras) -> Entry {
    let EntryRecord { advert, saved, note } = record.known;
    let entry = clean_entry(Entry { advert: advert.known, saved, note });
    let beside = EntryExtras { entry: owned(record.unknown), advert: owned(advert.unknown) };
    if !beside.entry.is_empty() || !beside.advert.is_empty() {
        extras.entries.insert(entry.advert.id.clone(), beside);
    }
    entry
}

/// Fields to be kept beyond the text that they were read from.
pub fn owned(fields: Vec<Field<'_>>) -> Vec<Extra> {
    fields.into_iter().map(|field| (field.name.to_owned(), field.value.to_owned())).collect()
}

#[derive(Deserialize)]
struct FileRecord<'a> {
    version: u32,
    #[serde(default)]
    last_used: Option<String>,
    #[serde(borrow, default)]
    lists: Distinct<Kept<'a, ListRecord<'a>>>,
}

#[derive(Deserialize)]
struct ListRecord<'a> {
    name: String,
    #[serde(borrow, default)]
    entries: Distinct<Kept<'a, EntryRecord<'a>>>,
}

#[derive(Deserialize)]
struct EntryRecord<'a> {
    #[serde(borrow)]
    advert: Kept<'a, Advert>,
    saved: Date,
    #[serde(default)]
    note: String,
}

/// What a record is known by among its neighbours.
pub trait Named {
    /// What kind of thing is named, and where it may be but once.
    const WHAT: &'static str;

    /// The name.
    fn name(&self) -> &str;
}

impl Named for Kept<'_, ListRecord<'_>> {
    const WHAT: &'static str = "shortlist";

    fn name(&self) -> &str {
        &self.known.name
    }
}

impl Named for Kept<'_, EntryRecord<'_>> {
    const WHAT: &'static str = "advert";

    fn name(&self) -> &str {
        self.known.advert.known.id.as_str()
    }
}

/// Records of which no two have the same name; checked while reading, when the place of the second is known.
pub struct Distinct<T>(pub Vec<T>);

impl<T> Default for Distinct<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<'de, T: Deserialize<'de> + Named> Deserialize<'de> for Distinct<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(DistinctVisitor(PhantomData)).map(Self)
    }
}

struct DistinctVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de> + Named> Visitor<'de> for DistinctVisitor<T> {
    type Value = Vec<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a list of {}s", T::WHAT)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut records: A) -> Result<Vec<T>, A::Error> {
        let (mut all, mut names) = (Vec::new(), HashSet::new());
        while let Some(record) = records.next_element::<T>()? {
            let name = clean_line(record.name());
            if names.contains(&name) {
                return Err(A::Error::custom(format_args!("the {} “{name}” is here twice", T::WHAT)));
            }
            names.insert(name);
            all.push(record);
        }
        Ok(all)
    }
}
