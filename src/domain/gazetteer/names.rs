//! Names of places as they are compared, and the index that finds them.

use std::cmp::Ordering;
use std::ops::Range;

use crate::domain::gazetteer::region::Part;
use crate::domain::text::folded_words;

/// Words before a name that say whereabouts in the place.
const BEFORE: &str =
    " central greater inner outer north south east west northern southern eastern western near nr around the ";
/// Words after a name that say no more than it.
const AFTER: [&str; 4] = [" city centre", " town centre", " city", " area"];

/// The longest name, in bytes, that words are taken off. No place's name is half as long, and a person may paste anything.
const LONGEST: usize = 80;

/// A name as it is compared: small letters, single spaces, no hyphens, apostrophes or dots, `saint` as `st`, `upon` as `on`
/// and `&` as `and`.
pub(super) fn folded(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    for word in folded_words(&name.replace('&', " and ")) {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(match word.as_str() {
            "saint" => "st",
            "upon" => "on",
            word => word,
        });
    }
    folded
}

/// A name with the words written beside it, each folded.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Written {
    pub name: String,
    pub beside: Vec<String>,
}

impl Written {
    /// Takes `Newport, Wales` or `Newport (Wales)` apart.
    pub(super) fn read(text: &str) -> Self {
        let mut parts = text.split([',', ';', '(', ')']).map(folded).filter(|part| !part.is_empty());
        Self { name: parts.next().unwrap_or_default(), beside: parts.collect() }
    }

    /// The next reading of a name that is not known as it stands: without a county or nation at its end (`Ipswich Suffolk`),
    /// else without a word that says whereabouts in the place (`Leeds city centre`).
    pub(super) fn shortened(&self) -> Option<Self> {
        if self.name.len() > LONGEST {
            return None;
        }
        let spaces = || self.name.match_indices(' ').map(|(at, _)| self.name.split_at(at));
        let is_part = |(name, part): &(&str, &str)| !is_before(name) && Part::read(part.trim_start()).is_some();
        if let Some((name, part)) = spaces().find(is_part) {
            let mut beside = self.beside.clone();
            beside.push(part.trim_start().to_owned());
            return Some(Self { name: name.to_owned(), beside });
        }
        let name = match AFTER.iter().find_map(|after| self.name.strip_suffix(after)) {
            Some(name) => name,
            None => spaces().next().filter(|(word, _)| is_before(word))?.1.trim_start(),
        };
        Some(Self { name: name.to_owned(), beside: self.beside.clone() })
    }
}

impl Written {
    /// The name as it stands, then without each of the words before it that say whereabouts in the place.
    pub(super) fn without_before(&self) -> impl Iterator<Item = &str> {
        let is_short = self.name.len() <= LONGEST;
        std::iter::successors(Some(self.name.as_str()), move |name: &&str| {
            let (word, rest) = name.split_once(' ')?;
            (is_short && is_before(word)).then_some(rest)
        })
    }
}

/// Whether words only say whereabouts.
fn is_before(words: &str) -> bool {
    words.split(' ').all(|word| BEFORE.contains(&format!(" {word} ")))
}

/// Every name, in order of its letters, with the rows it stands for.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// All folded names, one behind the other: thousands of small strings would take twice the memory.
    letters: String,
    entries: Vec<Entry>,
}

#[derive(Clone, Copy, Debug)]
struct Entry {
    start: u32,
    length: u16,
    row: u16,
}

impl Names {
    /// Takes names with their rows, a row's names together.
    pub(super) fn new<'a>(names: impl Iterator<Item = (&'a str, u16)>) -> Self {
        let mut index = Self::default();
        for (name, row) in names {
            let name = folded(name);
            let (Ok(start), Ok(length)) = (u32::try_from(index.letters.len()), u16::try_from(name.len())) else {
                continue;
            };
            index.letters.push_str(&name);
            index.entries.push(Entry { start, length, row });
        }
        let Self { letters, entries } = &mut index;
        entries.sort_unstable_by(|one, other| {
            name_in(letters, *one).cmp(name_in(letters, *other)).then(one.row.cmp(&other.row))
        });
        letters.shrink_to_fit();
        entries.shrink_to_fit();
        index
    }

    /// The rows of a folded name, the first first.
    pub(super) fn rows(&self, name: &str) -> Vec<u16> {
        in_order(self.entries[self.range(|known| known.cmp(name))].iter().map(|entry| entry.row))
    }

    /// Whether a name begins with folded letters. Of these the last word may be the beginning of one that folding shortens.
    pub(super) fn are_begun(&self, letters: &str) -> bool {
        let (before, last) = letters.rsplit_once(' ').map_or(("", letters), |(before, last)| (before, last));
        let begins = |short: &str, long: &str| long.starts_with(last).then(|| format!("{before} {short}"));
        let folded = [begins("on", "upon"), begins("st", "saint")].into_iter().flatten();
        let is_begun = |name: &str| {
            !self.range(|known| if known.starts_with(name) { Ordering::Equal } else { known.cmp(name) }).is_empty()
        };
        !last.is_empty() && (is_begun(letters) || folded.into_iter().any(|name| is_begun(name.trim_start())))
    }

    /// The rows whose name begins with folded letters, or else those spelt most like them; the most important first.
    pub(super) fn like(&self, name: &str) -> Vec<u16> {
        let letters = name.chars().count();
        let begun = self.range(|known| if known.starts_with(name) { Ordering::Equal } else { known.cmp(name) });
        if letters > 1 && !begun.is_empty() {
            return in_order(self.entries[begun].iter().map(|entry| entry.row));
        }
        let most = if letters < 5 { 1 } else { 2 };
        let near: Vec<(usize, u16)> =
            self.entries.iter().filter_map(|entry| Some((self.slips(*entry, name, most)?, entry.row))).collect();
        let fewest = near.iter().map(|(slips, _)| *slips).min();
        in_order(near.into_iter().filter(|(slips, _)| Some(*slips) == fewest).map(|(_, row)| row))
    }

    /// How many slips of a letter lie between a name and another, where they are few.
    fn slips(&self, entry: Entry, name: &str, most: usize) -> Option<usize> {
        let known = name_in(&self.letters, entry);
        let near = known.len().abs_diff(name.len()) <= most;
        near.then(|| strsim::osa_distance(known, name)).filter(|slips| *slips <= most)
    }

    /// The entries that compare as equal.
    fn range(&self, compare: impl Fn(&str) -> Ordering) -> Range<usize> {
        let order = |entry: &Entry| compare(name_in(&self.letters, *entry));
        let start = self.entries.partition_point(|entry| order(entry) == Ordering::Less);
        let length = self.entries[start..].partition_point(|entry| order(entry) == Ordering::Equal);
        start..start + length
    }

    /// The memory it takes, in bytes.
    #[cfg(test)]
    pub(super) fn bytes(&self) -> usize {
        self.letters.capacity() + self.entries.capacity() * size_of::<Entry>()
    }
}

/// Rows in their order, each once.
fn in_order(rows: impl Iterator<Item = u16>) -> Vec<u16> {
    let mut rows: Vec<u16> = rows.collect();
    rows.sort_unstable();
    rows.dedup();
    rows
}

fn name_in(letters: &str, entry: Entry) -> &str {
    let start = entry.start as usize;
    &letters[start..start + usize::from(entry.length)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_as_people_write_them() {
        let same = [
            ("Bury St Edmunds", "bury saint EDMUNDS"),
            ("St. Ives", "st ives"),
            ("King’s Lynn", "kings  lynn"),
            ("Stoke-on-Trent", "Stoke on Trent"),
            ("Newcastle upon Tyne", "newcastle-on-tyne"),
            ("Brighton & Hove", "brighton and hove"),
            ("Ynys Môn", "ynys mon"),
        ];
        for (one, other) in same {
            assert_eq!(folded(one), folded(other));
        }
    }

    #[test]
    fn what_stands_beside_a_name_is_taken_off() {
        let cases = [
            ("Newport, Wales", "newport | wales"),
            ("Newport (Isle of Wight)", "newport | isle of wight"),
            (" , ;", " | "),
        ];
        for (text, expected) in cases {
            let written = Written::read(text);
            assert_eq!(format!("{} | {}", written.name, written.beside.join(", ")), expected);
        }
        let shortened = [
            ("Ipswich Suffolk", Some("ipswich | suffolk")),
            ("Richmond North Yorkshire", Some("richmond | north yorkshire")),
            ("Leeds city centre", Some("leeds | ")),
            ("The Wirral", Some("wirral | ")),
            ("Central London", Some("london | ")),
            ("North West London", Some("west london | ")),
            ("West Ham London", Some("west ham | london")),
            ("Leeds", None),
            ("Torbay Hospital", None),
        ];
        for (text, expected) in shortened {
            let written = Written::read(text).shortened();
            let shown = written.map(|written| format!("{} | {}", written.name, written.beside.join(", ")));
            assert_eq!(shown.as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn names_are_found_whole_begun_and_misspelt() {
        let names =
            Names::new([("London", 0), ("Leeds", 1), ("Newport", 2), ("Casnewydd", 2), ("Newport", 3)].into_iter());
        assert_eq!(names.rows("newport"), [2, 3]);
        assert_eq!(names.rows("casnewydd"), [2]);
        assert_eq!(names.rows("newpor"), [0_u16; 0]);
        assert_eq!(names.like("newp"), [2, 3]);
        assert_eq!(names.like("lodnon"), [0]);
        assert_eq!(names.like("l"), [0_u16; 0]);
        assert_eq!(names.like("zzz"), [0_u16; 0]);
    }
}
