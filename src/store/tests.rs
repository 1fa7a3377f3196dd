//! The shortlists on a real disk, in folders of their own. What is read is under `tests/data/shortlists`.

use std::fs;
use std::path::{Path, PathBuf};

use jiff::civil::date;
use proptest::prelude::*;
use tempfile::TempDir;

use super::file::LIMIT;
use super::record::{self, Extras};
use super::{ShortlistFile, StoreError, print};
use crate::domain::advert::{Advert, AdvertId, PayFigures, PredictedPay, Section, StatedPlace};
use crate::domain::shortlist::{Change, ChangeError, Entry, Shortlist, Shortlists};
use crate::domain::text::{clean, clean_line};

const NEWER: &str = include_str!("../../tests/data/shortlists/good/newer.ron");

/// A configuration folder with a shortlists file, or without.
struct Home(TempDir);

impl Home {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn with(content: impl AsRef<[u8]>) -> Self {
        let home = Self::new();
        fs::write(home.path(), content).unwrap();
        home
    }

    fn path(&self) -> PathBuf {
        self.0.path().join("shortlists.ron")
    }

    fn store(&self) -> ShortlistFile {
        ShortlistFile::new(self.0.path())
    }

    fn text(&self) -> String {
        fs::read_to_string(self.path()).unwrap()
    }

    /// The names of what is in the folder.
    fn names(&self) -> Vec<String> {
        let files = fs::read_dir(self.0.path()).unwrap();
        let mut names: Vec<_> = files.map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }
}

fn advert(id: &str) -> Advert {
    Advert {
        id: AdvertId::new(id),
        title: "Policy and Strategy Manager".to_owned(),
        employer: "NHS Resolution".to_owned(),
        places: vec![StatedPlace::new("Leeds, LS1 4AP")],
        pay: Some("£46148.00 to £52809.00".to_owned()),
        closes: Some(date(2026, 12, 1)),
        source: "NHS Jobs".to_owned(),
        ..Advert::default()
    }
}

fn entry(id: &str) -> Entry {
    Entry { advert: advert(id), saved: date(2026, 11, 22), note: String::new() }
}

fn save(list: &str, id: &str) -> Change {
    Change::Save { list: list.to_owned(), entry: Box::new(entry(id)) }
}

/// The files of a folder under `tests/data/shortlists` with an extension, in order.
fn data(folder: &str, extension: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/shortlists").join(folder);
    let files = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    let mut files: Vec<_> = files.filter(|path| path.extension().is_some_and(|found| found == extension)).collect();
    files.sort();
    assert!(!files.is_empty());
    files
}

#[test]
fn without_a_file_there_are_no_lists() {
    let home = Home::new();
    assert_eq!(home.store().load().unwrap(), Shortlists::default());
    assert_eq!(ShortlistFile::new(&home.0.path().join("missing")).load().unwrap(), Shortlists::default());
    assert!(home.names().is_empty());
}

#[test]
fn what_is_saved_is_read_back() {
    let home = Home::new();
    let (lists, undo) = home.store().change(save("First", "one")).unwrap();
    assert_eq!(lists.list("First").unwrap().entries, [entry("one")]);
    assert_eq!(home.store().load().unwrap(), lists);
    let (lists, _) = home.store().change(undo).unwrap();
    assert!(lists.lists.is_empty());
    assert_eq!(home.store().load().unwrap(), lists);
    assert_eq!(home.names(), ["shortlists.lock", "shortlists.ron"]);
}

#[test]
fn texts_in_a_change_are_cleaned_as_when_read() {
    let home = Home::new();
    let mut dirty = entry("o\u{202e}ne");
    dirty.note = "a\u{1b}[31m\tb\r\nc".to_owned();
    let (lists, undo) =
        home.store().change(Change::Save { list: " My\n list ".to_owned(), entry: Box::new(dirty) }).unwrap();
    let kept = &lists.list("My list").unwrap().entries[0];
    assert_eq!((kept.advert.id.as_str(), kept.note.as_str()), ("one", "a b\nc"));
    assert_eq!(home.store().load().unwrap(), lists);
    home.store().change(undo).unwrap();
}

#[test]
fn a_change_that_does_not_fit_leaves_the_file() {
    let home = Home::with(NEWER);
    let error = home.store().change(Change::RemoveList { list: "None".to_owned() }).unwrap_err();
    assert!(matches!(&error, StoreError::Change(ChangeError::NoList(name)) if name == "None"));
    assert_eq!(home.text(), NEWER);
}

#[test]
fn good_files_are_read_and_written_as_shown() {
    for path in data("good", "ron") {
        let home = Home::with(fs::read(&path).unwrap());
        let before = home.store().load().unwrap();
        let note = Change::Save { list: "Added".to_owned(), entry: Box::new(entry("added")) };
        let (after, undo) = home.store().change(note).unwrap();
        assert_eq!(home.store().load().unwrap(), after, "{}", path.display());
        let shown = fs::read_to_string(path.with_extension("after")).unwrap_or_default();
        assert_eq!(home.text(), shown, "{}", path.display());
        assert_eq!(home.store().change(undo).unwrap().0.lists, before.lists);
    }
}

#[test]
fn bad_files_are_named_and_never_touched() {
    for path in data("bad", "ron") {
        let bytes = fs::read(&path).unwrap();
        let home = Home::with(&bytes);
        let expected = fs::read_to_string(path.with_extension("expected")).unwrap_or_default();
        for error in [home.store().load().unwrap_err(), home.store().change(save("First", "one")).unwrap_err()] {
            let StoreError::Unreadable { line, column, why, .. } = &error else { panic!("{error}") };
            assert_eq!(format!("{line}:{column}: {why}\n"), expected, "{}", path.display());
            assert!(!error.to_string().contains('\n'));
        }
        assert_eq!(fs::read(home.path()).unwrap(), bytes);
        assert_eq!(home.names(), ["shortlists.lock", "shortlists.ron"]);
    }
}

#[test]
fn a_damaged_file_is_told_on_one_line_with_what_to_do() {
    let home = Home::with("(version: 1, lists: [(name: 3)])");
    let words = format!(
        "cannot read the shortlists in {}, line 1, column 29: expected string; mend or move the file; rolecall will not \
         write to it until then",
        home.path().display()
    );
    assert_eq!(home.store().load().unwrap_err().to_string(), words);
}

#[test]
fn a_file_beyond_the_limit_is_neither_read_nor_written() {
    let home = Home::with(format!("(version: 1)//{}", " ".repeat(usize::try_from(LIMIT).unwrap())));
    let length = fs::metadata(home.path()).unwrap().len();
    let error = home.store().load().unwrap_err();
    assert!(error.to_string().contains("the file is longer than 8 MB; shorten"), "{error}");
    assert!(matches!(home.store().change(save("First", "one")), Err(StoreError::TooLong { .. })));
    assert_eq!(fs::metadata(home.path()).unwrap().len(), length);

    fs::write(home.path(), NEWER).unwrap();
    let text = "x".repeat(usize::try_from(LIMIT).unwrap());
    let long = Change::Note { list: "First".to_owned(), advert: AdvertId::new("one"), text };
    assert!(matches!(home.store().change(long), Err(StoreError::WouldBeTooLong { .. })));
    assert_eq!(home.text(), NEWER);
}

#[test]
fn what_a_newer_version_wrote_survives_changes() {
    let home = Home::with(NEWER);
    let one = || AdvertId::new("one");
    let first = || "First".to_owned();
    home.store().change(Change::Note { list: first(), advert: one(), text: "read".to_owned() }).unwrap();
    home.store().change(save("First", "two")).unwrap();
    home.store().change(Change::Rename { list: first(), name: "Renamed".to_owned() }).unwrap();
    let text = home.text();
    for kept in [
        "version: 2,",
        "colour: Some( \"green\" ),",
        "shared_with: [ (name: \"Sam\", r#since-when: \"2027-01-05\"), /* and */ ],",
        "map: { \"lift\": 3, \"stairs\": None },",
        "stage: Applied(on: \"2027-01-06\",\n                        with: r#\"the \"long\" form\"#),",
        "r#sort-by: closing,",
        "weight: 0.50,",
        "r#été: true,",
    ] {
        assert_eq!(text.matches(kept).count(), 1, "{kept} in {text}");
    }
    assert!(text.find("map: {") < text.find("id: \"two\""));
    assert!(text.find("r#sort-by") < text.find("name: \"Second\""));
}

#[test]
fn unknown_fields_may_have_any_name() {
    let home =
        Home::with("(version: 1, None: 3, true: 1, r: 2, b: [], _: 5, r#1a: 6, r#b: 7, lists: [], Some: (1, \"a\"))");
    home.store().change(save("First", "one")).unwrap();
    home.store().change(save("First", "two")).unwrap();
    let text = home.text();
    let (_, extras) = record::read(text.as_bytes()).unwrap();
    let names: Vec<_> = extras.file.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["None", "true", "r", "b", "_", "1a", "b", "Some"], "{text}");
}

#[test]
fn undo_restores_what_a_newer_version_wrote() {
    let home = Home::with(NEWER);
    let store = home.store();
    let first = || "First".to_owned();
    let remove = || Change::Remove { list: first(), advert: AdvertId::new("one") };
    let (_, undo) = store.change(remove()).unwrap();
    let text = home.text();
    assert!(!text.contains("stage") && !text.contains("lift") && text.contains("sort-by"));
    store.change(undo).unwrap();
    let whole = home.text();
    assert!(whole.contains("stage: Applied(") && whole.contains("\"lift\": 3"));

    let (_, undo) = store.change(Change::RemoveList { list: first() }).unwrap();
    assert!(!home.text().contains("sort-by"));
    store.change(undo).unwrap();
    let mut sorted = (whole.lines().collect::<Vec<_>>(), home.text());
    let mut again: Vec<_> = sorted.1.lines().collect();
    sorted.0.sort_unstable();
    again.sort_unstable();
    assert_eq!(again, sorted.0);

    // Saved anew it is another entry.
    store.change(remove()).unwrap();
    store.change(save("First", "one")).unwrap();
    assert!(!home.text().contains("stage"));
}

#[test]
fn two_copies_lose_nothing_of_each_others() {
    let home = Home::new();
    let saves = |name: &'static str| {
        let store = home.store();
        move || {
            for number in 0..200 {
                store.change(save("Shared", &format!("{name}-{number}"))).unwrap();
            }
        }
    };
    std::thread::scope(|scope| {
        scope.spawn(saves("one"));
        scope.spawn(saves("two"));
    });
    let lists = home.store().load().unwrap();
    assert_eq!(lists.list("Shared").unwrap().entries.len(), 400);
    assert_eq!(home.names(), ["shortlists.lock", "shortlists.ron"]);
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().permissions().mode() & 0o777
    }

    #[test]
    fn only_the_owner_may_look() {
        let home = Home::new();
        let folder = home.0.path().join("new/config");
        ShortlistFile::new(&folder).change(save("First", "one")).unwrap();
        assert_eq!(mode(&folder), 0o700);
        assert_eq!(mode(&folder.join("shortlists.ron")), 0o600);
        assert_eq!(mode(&folder.join("shortlists.lock")), 0o600);
    }

    #[test]
    fn a_link_stays_and_its_target_is_written() {
        let (home, dotfiles) = (Home::new(), tempfile::tempdir().unwrap());
        let target = dotfiles.path().join("lists.ron");
        symlink(&target, home.path()).unwrap();
        assert_eq!(home.store().load().unwrap(), Shortlists::default());
        for id in ["one", "two"] {
            home.store().change(save("First", id)).unwrap();
            assert!(home.path().is_symlink());
            assert!(fs::read_to_string(&target).unwrap().contains(id));
        }
        assert_eq!(fs::read_dir(dotfiles.path()).unwrap().count(), 1);
    }

    #[test]
    fn what_is_no_file_is_not_opened() {
        let home = Home::new();
        fs::create_dir(home.path()).unwrap();
        let words = home.store().load().unwrap_err().to_string();
        assert!(words.ends_with("it is not a file; check that it is a file that you may read"), "{words}");
    }

    #[test]
    fn a_folder_that_cannot_be_made_is_named() {
        let home = Home::new();
        fs::write(home.0.path().join("taken"), "").unwrap();
        let error = ShortlistFile::new(&home.0.path().join("taken/config")).change(save("First", "one")).unwrap_err();
        assert!(matches!(error, StoreError::Lock { .. }), "{error}");
    }
}

/// One line with all sorts of characters in it.
fn line() -> impl Strategy<Value = String> {
    prop_oneof![any::<String>(), "[a-z\"'\\\\#{}()/*,:é£’\u{301}\u{1f600} ]{0,20}"].prop_map(|text| clean_line(&text))
}

fn lines() -> impl Strategy<Value = String> {
    prop_oneof![any::<String>(), "([a-z\"#\\\\ ]{0,9}\n){0,4}", "\"#{0,4}"].prop_map(|text| clean(&text))
}

fn day() -> impl Strategy<Value = jiff::civil::Date> {
    (1990_i16..2090, 1_i8..=12, 1_i8..=28).prop_map(|(year, month, day)| date(year, month, day))
}

prop_compose! {
    fn any_advert()(
        (id, title, employer, source) in (line(), line(), line(), line()),
        places in prop::collection::vec((line(), prop::option::of((49.0..61.0, -8.0..2.0))), 0..3),
        (pay, contract, reference, url) in
            (prop::option::of(line()), prop::option::of(line()), prop::option::of(line()), prop::option::of(line())),
        predicted in prop::option::of((line(), line())),
        figures in prop::option::of((prop::option::of(line()), prop::option::of(line()), prop::option::of(line()))),
        (band, working_pattern, staff_group) in
            (prop::option::of(line()), prop::option::of(line()), prop::option::of(line())),
        (closes, posted) in (prop::option::of(day()), prop::option::of(day())),
        sections in prop::collection::vec((line(), lines()), 0..2),
    ) -> Advert {
        Advert {
            id: AdvertId::new(id), title, employer, pay, contract, closes, posted, reference, url, source,
            band, working_pattern, staff_group,
            places: places.into_iter().map(|(text, position)| StatedPlace { text, position }).collect(),
            pay_figures: figures.map(|(low, high, unit)| PayFigures { low, high, unit }),
            predicted_pay: predicted.map(|(by, text)| PredictedPay { by, text }),
            sections: sections.into_iter().map(|(heading, text)| Section { heading, text }).collect(),
        }
    }
}

prop_compose! {
    fn any_entry()(advert in any_advert(), saved in day(), note in lines()) -> Entry {
        Entry { advert, saved, note }
    }
}

prop_compose! {
    fn any_list()(name in line(), entries in prop::collection::vec(any_entry(), 0..4)) -> Shortlist {
        let mut list = Shortlist { name, entries: Vec::new() };
        for entry in entries {
            if list.entry(&entry.advert.id).is_none() {
                list.entries.push(entry);
            }
        }
        list
    }
}

prop_compose! {
    fn any_lists()(all in prop::collection::vec(any_list(), 0..4), last_used in prop::option::of(line())) -> Shortlists {
        let mut lists = Shortlists { lists: Vec::new(), last_used };
        for list in all {
            if lists.list(&list.name).is_none() {
                lists.lists.push(list);
            }
        }
        lists
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_is_printed_is_read_back(lists in any_lists()) {
        let text = print::print(&lists, &Extras::default()).unwrap();
        let (read, extras) = record::read(text.as_bytes()).map_err(|fault| TestCaseError::fail(format!("{fault:?} {text}")))?;
        prop_assert_eq!(&read, &lists);
        prop_assert_eq!(print::print(&read, &extras).unwrap(), text);
    }

    #[test]
    fn any_bytes_are_lists_or_a_fault(bytes: Vec<u8>) {
        let _ = record::read(&bytes);
    }

    #[test]
    fn any_damage_is_lists_or_a_fault(at in 0..NEWER.len(), with: u8) {
        let mut bytes = NEWER.as_bytes().to_vec();
        bytes[at] = with;
        if let Ok((lists, extras)) = record::read(&bytes) {
            let text = print::print(&lists, &extras).unwrap();
            prop_assert_eq!(record::read(text.as_bytes()).map(|(lists, _)| lists), Ok(lists));
        }
    }
}
