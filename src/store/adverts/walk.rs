//! Writing: a walk through what a source lists, page by page.

use std::collections::BTreeMap;

use jiff::civil::{Date, DateTime};
use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};

use super::error::{CacheError, Doing};
use super::row::{self, WIDTH, columns};
use super::{AdvertStore, post, words};
use crate::domain::advert::Advert;
use crate::domain::changes::{Difference, differences};

/// A walk through what a source lists. Each page is on the disk whole, or not at all, when [`Walk::put_page`] returns.
///
/// A walk that broke off is dropped: what it read stays, and nothing is said about what it did not see.
#[derive(Debug)]
pub struct Walk<'s> {
    store: &'s mut AdvertStore,
    number: i64,
}

/// What became of the adverts of a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Never seen before.
    pub new: usize,
    /// Seen before, and saying something else now.
    pub changed: usize,
    /// Seen before and the same.
    pub same: usize,
}

/// How much of a source a walk went through to the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Everything it lists.
    Everything,
    /// What was posted on that day or later.
    PostedFrom(Date),
    /// What it answers to some question, such as a keyword or a place. Which adverts that leaves out cannot be told
    /// from here.
    Answer,
}

impl<'s> Walk<'s> {
    /// The cache that is written to.
    #[cfg(test)]
    pub(super) fn store(&self) -> &AdvertStore {
        self.store
    }

    /// Begins a walk.
    pub(super) fn begin(store: &'s mut AdvertStore) -> Result<Self, CacheError> {
        let number = store.connection.execute("INSERT INTO walk DEFAULT VALUES", []);
        let number = number.map(|_| store.connection.last_insert_rowid());
        match number {
            Ok(number) => Ok(Self { store, number }),
            Err(error) => Err(store.failed(Doing::Save, error)),
        }
    }

    /// Takes in a page of adverts as they were seen at a moment, all of them or none.
    ///
    /// An advert that was there is brought up to date, with a note of what changed. Its band, working pattern and staff
    /// group stay where this reading has none: a source labels adverts with them only when asked by them.
    ///
    /// # Errors
    /// Where the page cannot be written; then the cache is as it was.
    pub fn put_page(&mut self, adverts: &[Advert], seen_at: DateTime) -> Result<Counts, CacheError> {
        let done = put_page(&mut self.store.connection, self.number, adverts, seen_at);
        done.map_err(|error| self.store.failed(Doing::Save, error))
    }

    /// Ends a walk that went through to the end of its scope, and answers with how many adverts of the source are found
    /// to be no longer listed. A walk that saw none of the source's adverts says nothing about the others.
    ///
    /// # Errors
    /// Where that cannot be written; then the cache is as it was.
    pub fn finish(self, source: &str, scope: Scope) -> Result<usize, CacheError> {
        let done = finish(&mut self.store.connection, self.number, source, scope);
        done.map_err(|error| self.store.failed(Doing::Save, error))
    }
}

fn finish(connection: &mut Connection, walk: i64, source: &str, scope: Scope) -> rusqlite::Result<usize> {
    let change = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let ended = change
        .prepare_cached("UPDATE refresh SET complete = 1, whole = ?3 WHERE walk = ?1 AND source = ?2 RETURNING at")?
        .query_row(params![walk, source, scope == Scope::Everything], |row| row.get::<_, DateTime>(0))
        .optional()?;
    let after = match scope {
        Scope::Everything => None,
        // Sources and readers may not agree when a day begins, so that day's own adverts are left alone.
        Scope::PostedFrom(day) => Some(day),
        Scope::Answer => return change.commit().map(|()| 0),
    };
    let Some(ended) = ended else { return Ok(0) };
    let gone = change
        .prepare_cached(
            "UPDATE advert SET gone_since = ?1 WHERE source = ?2 AND last_walk < ?3 AND gone_since IS NULL
             AND (?4 IS NULL OR posted > ?4)",
        )?
        .execute(params![ended.date(), source, walk, after])?;
    change.commit()?;
    Ok(gone)
}

fn put_page(connection: &mut Connection, walk: i64, adverts: &[Advert], seen_at: DateTime) -> rusqlite::Result<Counts> {
    let change = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let mut page = Page::new(&change, walk, seen_at.date());
    for advert in adverts {
        page.put(&row::as_kept(advert))?;
    }
    page.index()?;
    let counts = page.counts;
    page.note_refresh(seen_at)?;
    change.commit()?;
    Ok(counts)
}

/// A page while it is written.
struct Page<'c> {
    change: &'c Transaction<'c>,
    walk: i64,
    day: Date,
    counts: Counts,
    /// How many adverts of each source this walk had not seen before this page.
    seen: BTreeMap<String, usize>,
    /// The words of the adverts that were written, by their numbers.
    words: BTreeMap<i64, String>,
}

/// An advert as the cache has it.
struct Known {
    number: i64,
    last_walk: i64,
    advert: Advert,
}

impl<'c> Page<'c> {
    fn new(change: &'c Transaction<'c>, walk: i64, day: Date) -> Self {
        Self { change, walk, day, counts: Counts::default(), seen: BTreeMap::new(), words: BTreeMap::new() }
    }

    fn put(&mut self, advert: &Advert) -> rusqlite::Result<()> {
        let known = self.known(advert)?;
        let seen = self.seen.entry(advert.source.clone()).or_default();
        *seen += usize::from(known.as_ref().is_none_or(|known| known.last_walk < self.walk));
        match known {
            None => {
                self.counts.new += 1;
                let number = self.write_facts(advert)?;
                self.write_rest(number, advert)?;
            }
            Some(known) => self.put_again(&known, &with_labels_of(advert, &known.advert))?,
        }
        Ok(())
    }

    fn put_again(&mut self, known: &Known, advert: &Advert) -> rusqlite::Result<()> {
        if *advert == known.advert {
            self.counts.same += 1;
            return self.touch(known.number);
        }
        let number = self.write_facts(advert)?;
        self.clear(number)?;
        self.write_rest(number, advert)?;
        // A label that was not known before was not changed by anybody.
        let known = with_labels_of(&known.advert, advert);
        if *advert == known {
            self.counts.same += 1;
            return Ok(());
        }
        self.counts.changed += 1;
        self.note_changes(number, differences(&known, advert))
    }

    fn known(&self, advert: &Advert) -> rusqlite::Result<Option<Known>> {
        const FIND: &str = concat!("SELECT ", columns!(), ", number, last_walk FROM advert WHERE id = ?1");
        let found = self
            .change
            .prepare_cached(FIND)?
            .query_row([advert.id.as_str()], |row| {
                Ok(Known { number: row.get(WIDTH)?, last_walk: row.get(WIDTH + 1)?, advert: row::facts(row)? })
            })
            .optional()?;
        let Some(mut known) = found else { return Ok(None) };
        known.advert.sections = super::sections(self.change, &advert.id)?;
        Ok(Some(known))
    }

    fn touch(&self, number: i64) -> rusqlite::Result<()> {
        let mut statement = self.change.prepare_cached(
            "UPDATE advert SET last_seen = ?2, last_walk = max(last_walk, ?3), gone_since = NULL WHERE number = ?1",
        )?;
        statement.execute(params![number, self.day, self.walk]).map(drop)
    }

    /// Writes the facts in place of what was there, and answers with the advert's number.
    fn write_facts(&self, advert: &Advert) -> rusqlite::Result<i64> {
        row::write(&mut *self.change.prepare_cached(row::WRITE)?, advert, self.day, self.walk)
    }

    /// Takes away what belongs to an advert beside its facts.
    fn clear(&self, number: i64) -> rusqlite::Result<()> {
        const CLEAR: [&str; 3] = [
            "DELETE FROM section WHERE advert = ?1",
            "DELETE FROM post_key WHERE advert = ?1",
            "DELETE FROM advert_words WHERE rowid = ?1",
        ];
        CLEAR.into_iter().try_for_each(|clear| self.change.prepare_cached(clear)?.execute([number]).map(drop))
    }

    /// Writes what belongs to an advert beside its facts, where nothing stands of it.
    fn write_rest(&mut self, number: i64, advert: &Advert) -> rusqlite::Result<()> {
        let mut sections = self
            .change
            .prepare_cached("INSERT INTO section (advert, position, heading, text) VALUES (?1, ?2, ?3, ?4)")?;
        for (position, section) in advert.sections.iter().enumerate() {
            sections.execute(params![number, position, section.heading, section.text])?;
        }
        let mut keys = self.change.prepare_cached("INSERT INTO post_key (kind, key, advert) VALUES (?1, ?2, ?3)")?;
        for (kind, key) in post::keys(advert) {
            keys.execute(params![kind, key, number])?;
        }
        self.words.insert(number, words::of_advert(advert));
        Ok(())
    }

    /// Writes the words of all adverts one after the other: any other statement in between would make the index write out
    /// what it has gathered, and so a piece an advert, which it must merge with all others later.
    fn index(&mut self) -> rusqlite::Result<()> {
        let mut statement = self.change.prepare_cached("INSERT INTO advert_words (rowid, words) VALUES (?1, ?2)")?;
        std::mem::take(&mut self.words).into_iter().try_for_each(|row| statement.execute(row).map(drop))
    }

    fn note_changes(&self, number: i64, changes: Vec<Difference>) -> rusqlite::Result<()> {
        let mut statement = self
            .change
            .prepare_cached("INSERT INTO history (advert, date, field, before, after) VALUES (?1, ?2, ?3, ?4, ?5)")?;
        for Difference { field, before, after } in changes {
            statement.execute(params![number, self.day, field, before, after])?;
        }
        Ok(())
    }

    fn note_refresh(self, at: DateTime) -> rusqlite::Result<()> {
        let mut statement = self.change.prepare_cached(
            "INSERT INTO refresh (walk, source, at, adverts) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (walk, source) DO UPDATE SET at = excluded.at, adverts = adverts + excluded.adverts",
        )?;
        for (source, seen) in self.seen {
            statement.execute(params![self.walk, source, at, seen])?;
        }
        Ok(())
    }
}

/// The advert with the labels that another reading of it had and this one has not.
fn with_labels_of(advert: &Advert, other: &Advert) -> Advert {
    let label = |own: &Option<String>, other: &Option<String>| own.clone().or_else(|| other.clone());
    Advert {
        band: label(&advert.band, &other.band),
        working_pattern: label(&advert.working_pattern, &other.working_pattern),
        staff_group: label(&advert.staff_group, &other.staff_group),
        ..advert.clone()
    }
}
