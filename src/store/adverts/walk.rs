//! Writing: a walk through what a source lists, page by page.

use std::collections::BTreeMap;

use jiff::civil::{Date, DateTime};
use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};

use super::error::{CacheError, Doing};
use super::reading::{NhsId, labelled, merged, news};
use super::row::{self, WIDTH, columns};
use super::{AdvertStore, post, words};
use crate::domain::advert::{Advert, AdvertId};
use crate::domain::changes::Difference;

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
    /// What it answers to some question, such as a keyword, a place or what was posted since a day. Which adverts that
    /// leaves out cannot be told from here.
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
    /// Readings are of one advert where they have one id; and on NHS Jobs, where a listing has a number and a reference for
    /// each advert and its page the reference alone, where there is only one advert of that reference to choose from. The
    /// advert keeps the id that it first came under.
    ///
    /// An advert that was there is brought up to date, with a note of what changed:
    ///
    /// 1. What a source says otherwise than the last time has changed. What it says again changes nothing, whatever other
    ///    sources said in between.
    /// 2. The first time that another source speaks of the advert, it fills in what was missing; of what is there already only
    ///    the closing date, and pay with other figures, are taken from it.
    /// 3. Of the texts of two sources the longer stays.
    /// 4. Band, working pattern and staff group stay where a reading has none: a source labels adverts with them only when
    ///    asked by them. One that is learnt is no change.
    /// 5. Only the source that lists an advert says that it is still listed; a page of it that was saved does not. A listing
    ///    with a number takes over from other sources.
    ///
    /// # Errors
    /// Where the page cannot be written; then the cache is as it was.
    pub fn put_page(&mut self, adverts: &[Advert], seen_at: DateTime) -> Result<Counts, CacheError> {
        let done = put_page(&mut self.store.connection, self.number, adverts, seen_at);
        done.map_err(|error| self.store.failed(Doing::Save, error))
    }

    /// Takes note of an advert that is listed but could not be read, by the id that it would have: what is stored under it,
    /// or under its number or reference, stays and is not found to be gone.
    ///
    /// # Errors
    /// Where that cannot be written; then the cache is as it was.
    pub fn note_unread(&mut self, id: &AdvertId) -> Result<(), CacheError> {
        let done = note_unread(&self.store.connection, self.number, id.as_str());
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

fn note_unread(connection: &Connection, walk: i64, id: &str) -> rusqlite::Result<()> {
    let reference = NhsId::read(id).map(|id| id.reference);
    // Its number, with the colon behind it; where it says one of the two alone, that may be the number.
    let number = id.match_indices(':').nth(1).map_or_else(|| format!("{id}:"), |(at, _)| id[..=at].to_owned());
    connection
        .prepare_cached(
            "UPDATE advert SET last_walk = max(last_walk, ?1) WHERE id = ?2 OR reference = ?3 OR instr(id, ?4) = 1",
        )?
        .execute(params![walk, id, reference, number])
        .map(drop)
}

fn finish(connection: &mut Connection, walk: i64, source: &str, scope: Scope) -> rusqlite::Result<usize> {
    let change = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let ended = change
        .prepare_cached("UPDATE refresh SET complete = 1, whole = ?3 WHERE walk = ?1 AND source = ?2 RETURNING at")?
        .query_row(params![walk, source, scope == Scope::Everything], |row| row.get::<_, DateTime>(0))
        .optional()?;
    if scope == Scope::Answer {
        return change.commit().map(|()| 0);
    }
    let Some(ended) = ended else { return Ok(0) };
    let gone = change
        .prepare_cached(
            "UPDATE advert SET gone_since = ?1 WHERE source = ?2 AND last_walk < ?3 AND gone_since IS NULL",
        )?
        .execute(params![ended.date(), source, walk])?;
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

/// An advert as the cache has it, by all that is known of it.
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
            Some(known) => self.put_again(&known, advert)?,
        }
        Ok(())
    }

    fn put_again(&mut self, known: &Known, reading: &Advert) -> rusqlite::Result<()> {
        let number = known.number;
        let before = self.note_reading(known, reading)?;
        let advert = merged(&known.advert, before.as_ref(), reading);
        let labelled = labelled(&known.advert, &advert);
        if advert != known.advert {
            self.write_facts(&advert)?;
            self.clear(number)?;
            self.write_rest(number, &advert)?;
        }
        if advert == labelled {
            self.counts.same += 1;
        } else {
            self.counts.changed += 1;
            self.note_changes(number, news(&labelled, before.as_ref(), &advert))?;
        }
        if advert.source == reading.source { self.touch(number) } else { Ok(()) }
    }

    /// The advert that a reading is of.
    fn known(&self, reading: &Advert) -> rusqlite::Result<Option<Known>> {
        const FIND: &str = concat!("SELECT ", columns!(), ", last_walk FROM advert WHERE number = ?1");
        let number = match self.number(reading.id.as_str())? {
            None => self.number_by_reference(reading.id.as_str())?,
            number => number,
        };
        let Some(number) = number else { return Ok(None) };
        let mut known = self.change.prepare_cached(FIND)?.query_row([number], |row| {
            Ok(Known { number, last_walk: row.get(WIDTH)?, advert: row::facts(row)?.to_advert() })
        })?;
        known.advert.sections = super::sections(self.change, &known.advert.id)?;
        Ok(Some(known))
    }

    /// The advert that has an id, or that came under it from some source.
    fn number(&self, id: &str) -> rusqlite::Result<Option<i64>> {
        const NUMBER: &str =
            "SELECT number FROM advert WHERE id = ?1 UNION ALL SELECT advert FROM reading WHERE id = ?1";
        self.change.prepare_cached(NUMBER)?.query_row([id], |row| row.get(0)).optional()
    }

    /// The only advert of NHS Jobs with the reference within an id, unless it has an id of the same kind already.
    fn number_by_reference(&self, id: &str) -> rusqlite::Result<Option<i64>> {
        const NEAR: &str = "WITH near AS (
                 SELECT number, id FROM advert WHERE id = 'nhs:' || ?1
                 UNION SELECT number, id FROM post_key JOIN advert ON number = advert WHERE kind = 0 AND key = ?2
             )
             SELECT number, id FROM near UNION SELECT advert, reading.id FROM near JOIN reading ON advert = number";
        let Some(own) = NhsId::read(id) else { return Ok(None) };
        let mut statement = self.change.prepare_cached(NEAR)?;
        let mut rows = statement.query(params![own.reference, post::reference_key(own.reference)])?;
        let mut family: BTreeMap<i64, bool> = BTreeMap::new();
        while let Some(row) = rows.next()? {
            let other: String = row.get(1)?;
            if let Some(other) = NhsId::read(&other).filter(|other| other.reference == own.reference) {
                *family.entry(row.get(0)?).or_default() |= other.numbered;
            }
        }
        let mut family = family.into_iter();
        let only = family.next().filter(|_| family.next().is_none());
        Ok(only.filter(|(_, numbered)| *numbered != own.numbered).map(|(number, _)| number))
    }

    /// Keeps what a source says, and answers with what it said the last time. As long as an advert comes in one way, that
    /// is what the advert itself says.
    fn note_reading(&self, known: &Known, reading: &Advert) -> rusqlite::Result<Option<Advert>> {
        const SAID: &str = "SELECT said FROM reading WHERE advert = ?1 AND source = ?2";
        let said: Option<String> = self
            .change
            .prepare_cached(SAID)?
            .query_row(params![known.number, reading.source], |row| row.get(0))
            .optional()?;
        let alone = said.is_none() && known.advert.source == reading.source;
        if !alone || known.advert.id != reading.id {
            self.keep_reading("INSERT OR IGNORE", known.number, &known.advert)?;
            self.keep_reading("INSERT OR REPLACE", known.number, reading)?;
        }
        if alone { Ok(Some(known.advert.clone())) } else { Ok(said.and_then(|said| ron::from_str(&said).ok())) }
    }

    fn keep_reading(&self, insert: &'static str, number: i64, reading: &Advert) -> rusqlite::Result<()> {
        let said = ron::to_string(reading).map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))?;
        let insert = format!("{insert} INTO reading (advert, source, id, said) VALUES (?1, ?2, ?3, ?4)");
        let mut statement = self.change.prepare_cached(&insert)?;
        statement.execute(params![number, reading.source, reading.id.as_str(), said]).map(drop)
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
