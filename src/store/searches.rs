//! The person's named searches: one small, readable file in the configuration folder, kept as the shortlists are.

use std::collections::HashMap;
use std::path::Path;

use serde::Deserialize;

use super::StoreError;
use super::file::{Kind, OwnFile};
use super::print::Page;
use super::record::{Distinct, Extra, Named, VERSION, owned};
use crate::domain::searches::{NamedSearch, NamedSearches, SearchChange};
use crate::notation::kept::Kept;
use crate::notation::{self, Fault};

const KIND: Kind = Kind { what: "named searches", file: "searches.ron", lock: "searches.lock" };

const HEAD: &str = "\
// The named searches of rolecall. You may edit this file while rolecall is not saving to it: each has a name, what is typed
// (`rolecall search --help` lists every form) and, if you like, an order.
// Saving writes the file anew: fields that rolecall does not know are kept, comments such as yours are not.
";

/// The named searches on the disk.
#[derive(Debug)]
pub struct SearchFile(OwnFile);

/// What stands in the file beside what is known of it.
#[derive(Debug)]
struct Extras {
    version: u32,
    file: Vec<Extra>,
    /// Beside each search, by its name.
    searches: HashMap<String, Vec<Extra>>,
}

impl Default for Extras {
    fn default() -> Self {
        Self { version: VERSION, file: Vec::new(), searches: HashMap::new() }
    }
}

impl SearchFile {
    /// The named searches of a configuration folder. Nothing is read or made yet.
    #[must_use]
    pub fn new(config_folder: &Path) -> Self {
        Self(OwnFile::new(KIND, config_folder))
    }

    /// Reads the searches; without a file there are none.
    ///
    /// # Errors
    /// Where the file cannot be read or is not one of named searches.
    pub fn load(&self) -> Result<NamedSearches, StoreError> {
        self.0.read(read).map(|(searches, _)| searches)
    }

    /// Makes a change to the searches as the file holds them now, and returns them with the change that takes it back. When
    /// this returns, the change is on the disk.
    ///
    /// # Errors
    /// Where the file cannot be read, locked or written, or the change does not fit the searches. The file is then as it was,
    /// unless only the last step of writing failed (see [`StoreError::Write`]): then the change may be in it.
    pub fn change(&self, change: SearchChange) -> Result<(NamedSearches, SearchChange), StoreError> {
        // Held to the end: dropping it lets the lock go.
        let _lock = self.0.lock()?;
        let (mut searches, extras) = self.0.read(read)?;
        let undo = searches.apply(change)?;
        self.0.write(print(&searches, &extras))?;
        Ok((searches, undo))
    }
}

#[derive(Deserialize)]
struct FileRecord<'a> {
    version: u32,
    #[serde(borrow, default)]
    searches: Distinct<Kept<'a, SearchRecord>>,
}

#[derive(Deserialize)]
struct SearchRecord {
    name: String,
    query: String,
    #[serde(default)]
    sort: Option<String>,
}

impl Named for Kept<'_, SearchRecord> {
    const WHAT: &'static str = "search";

    fn name(&self) -> &str {
        &self.known.name
    }
}

fn read(bytes: &[u8]) -> Result<(NamedSearches, Extras), Fault> {
    let file: Kept<'_, FileRecord<'_>> = notation::parse(bytes)?;
    let mut extras = Extras { version: file.known.version, file: owned(file.unknown), searches: HashMap::new() };
    let searches = file.known.searches.0.into_iter().map(|record| {
        let SearchRecord { name, query, sort } = record.known;
        let search = NamedSearch { name, query, sort }.cleaned();
        extras.searches.insert(search.name.to_lowercase(), owned(record.unknown));
        search
    });
    let searches = NamedSearches(searches.collect());
    Ok((searches, extras))
}

fn print(searches: &NamedSearches, extras: &Extras) -> Result<String, ron::Error> {
    let mut page = Page::new(HEAD);
    page.open("(");
    page.field("version", &extras.version)?;
    page.list("searches", &searches.0, |page, search| {
        page.open("(");
        page.field("name", &search.name)?;
        page.field("query", &search.query)?;
        page.optional("sort", search.sort.as_ref())?;
        page.extras(extras.searches.get(&search.name.to_lowercase()).map_or(&[], Vec::as_slice));
        page.close("),");
        Ok(())
    })?;
    page.extras(&extras.file);
    page.close(")");
    Ok(page.into_text())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use proptest::prelude::*;

    use super::*;

    fn search(name: &str, query: &str, sort: Option<&str>) -> NamedSearch {
        NamedSearch { name: name.to_owned(), query: query.to_owned(), sort: sort.map(str::to_owned) }
    }

    #[test]
    fn what_is_kept_is_on_the_disk_for_every_copy() {
        let folder = tempfile::tempdir().unwrap();
        let (one, other) = (SearchFile::new(folder.path()), SearchFile::new(folder.path()));
        assert_eq!(one.load().unwrap(), NamedSearches::default());
        let leeds = search("Leeds", "nurse near:\"St Helens\" band:6", Some("newest"));
        one.change(SearchChange::Keep(leeds.clone())).unwrap();
        other.change(SearchChange::Keep(search("York", "pay:>40k", None))).unwrap();
        let (left, undo) = one.change(SearchChange::Remove("york".to_owned())).unwrap();
        assert_eq!(left.0, [leeds]);
        assert_eq!(other.load().unwrap(), left);
        assert_eq!(other.change(undo).unwrap().0.0.len(), 2);
    }

    #[test]
    fn fields_of_a_newer_rolecall_stay() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(KIND.file);
        let text =
            "(version: 7, colour: (1, 2), searches: [(name: \"A\", query: \"nurse\", sort: \"luck\", tell: [\"x\"])])";
        fs::write(&path, text).unwrap();
        let file = SearchFile::new(folder.path());
        file.change(SearchChange::Keep(search("a", "porter", Some("luck")))).unwrap();
        file.change(SearchChange::Keep(search("B", "nurse", None))).unwrap();
        let text = fs::read_to_string(&path).unwrap();
        let body: String = text.lines().filter(|line| !line.starts_with("//")).map(str::trim).collect();
        let expected = "(version: 7,searches: [(name: \"a\",query: \"porter\",sort: \"luck\",tell: [\"x\"],),\
                        (name: \"B\",query: \"nurse\",),],colour: (1, 2),)";
        assert_eq!(body, expected);
    }

    #[test]
    fn a_damaged_file_is_named_and_never_written_to() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(KIND.file);
        let cases = [
            ("(version: 1, searches: [(name: \"A\")])", "the field `query` is missing"),
            (
                "(version: 1, searches: [(name: \"A\", query: \"x\"), (name: \" A\", query: \"y\")])",
                "“A” is here twice",
            ),
            ("nurse", ""),
            ("", ""),
        ];
        for (text, why) in cases {
            fs::write(&path, text).unwrap();
            let file = SearchFile::new(folder.path());
            let error = file.change(SearchChange::Keep(search("B", "nurse", None))).unwrap_err().to_string();
            assert!(error.starts_with("cannot read the named searches in ") && error.contains(why), "{error}");
            assert_eq!(fs::read_to_string(&path).unwrap(), text);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn any_texts_come_back(name in ".{1,12}", query in ".{1,40}", sort in proptest::option::of("[a-z]{1,6}")) {
            let folder = tempfile::tempdir().unwrap();
            let file = SearchFile::new(folder.path());
            let kept = NamedSearch { name, query, sort }.cleaned();
            prop_assume!(!kept.name.is_empty() && !kept.query.is_empty());
            file.change(SearchChange::Keep(kept.clone())).unwrap();
            prop_assert_eq!(file.load().unwrap().0, [kept]);
        }
    }
}
