//! Changing settings in the person's own file: one value is exchanged for another, and every comment, every other setting
//! and every unknown one stays as it was written.
//!
//! What would be written is read back first. Where that does not give exactly what was asked, the file is left alone.

use std::io;
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use crate::config::LIMIT;
use crate::disk;
use crate::domain::deductions::Loan;
use crate::domain::scale::{Nation, PayYear};
use crate::domain::take_home::terms::PayTerms;
use crate::notation::kept::{Field, Fields};
use crate::notation::{self, Fault};

/// The file whose lock keeps two copies of rolecall from changing the settings at a time.
const LOCK: &str = "config.lock";

/// The settings that say whose pay is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PaySettings {
    /// The nation.
    pub nation: Nation,
    /// The pay year; nothing stands for the one that the day falls in.
    pub year: Option<PayYear>,
    /// The person's own terms.
    pub terms: PayTerms,
}

impl PaySettings {
    /// The pay year: the one that is set, else the one that a day falls in.
    #[must_use]
    pub fn year_on(&self, day: Date) -> PayYear {
        self.year.unwrap_or_else(|| PayYear::of(day))
    }
}

/// A setting with its new value, as the file writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The setting's name.
    pub name: &'static str,
    /// The value.
    pub value: String,
}

impl PaySettings {
    /// What turns these settings into others.
    #[must_use]
    pub fn changes(&self, to: &Self) -> Vec<Change> {
        let written = |settings: &Self| -> [Change; 7] {
            let PaySettings { nation, year, terms } = settings;
            let loans: Vec<String> = terms.loans.iter().map(|loan: Loan| format!("{loan:?}")).collect();
            [
                ("nation", format!("{nation:?}")),
                ("pay_year", year.map_or(NONE.to_owned(), |year| format!("\"{year}\""))),
                ("hours", terms.hours.map_or(NONE.to_owned(), |hours| hours.to_string())),
                ("zone", terms.zone.map_or(NONE.to_owned(), |zone| format!("{zone:?}"))),
                ("pension", terms.pension.to_string()),
                ("tax_nation", terms.tax_nation.map_or(NONE.to_owned(), |nation| format!("{nation:?}"))),
                ("student_loans", format!("[{}]", loans.join(", "))),
            ]
            .map(|(name, value)| Change { name, value })
        };
        let pairs = written(self).into_iter().zip(written(to));
        pairs.filter(|(before, after)| before != after).map(|(_, after)| after).collect()
    }
}

const NONE: &str = "None";

/// Why settings were not kept; the file is as it was.
#[derive(Debug, thiserror::Error)]
pub enum NotKept {
    /// The file or its folder could not be read or written.
    #[error("keeping settings in {path}: {why}; make room or allow writing there, and try again")]
    Disk {
        /// The file.
        path: PathBuf,
        /// Why.
        why: io::Error,
    },
    /// The file does not parse.
    #[error("keeping settings in {path}: line {line}, column {column}: {why}; mend the file, or move it away")]
    Damaged {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
        /// What is wrong.
        why: String,
    },
    /// No safe place was found for the value.
    #[error(
        "keeping settings in {path}: `{name}` could not be changed without touching the rest; write `{name}: {value},` there yourself"
    )]
    Unsafe {
        /// The file.
        path: PathBuf,
        /// The setting.
        name: &'static str,
        /// Its value.
        value: String,
    },
}

/// Writes changed settings into the file, which is made where it is missing. When this returns they are on the disk.
///
/// # Errors
/// Where the file cannot be read, parsed, safely changed or written; it is then as it was.
pub fn keep(path: &Path, changes: &[Change]) -> Result<(), NotKept> {
    let failed = |why| NotKept::Disk { path: path.to_owned(), why };
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    disk::make_folder(folder).map_err(failed)?;
    let _lock = disk::lock(&folder.join(LOCK)).map_err(failed)?;
    let bytes = disk::read(path, LIMIT).map_err(failed)?.unwrap_or_else(|| b"(\n)\n".to_vec());
    let damaged = |Fault { line, column, why }: Fault| NotKept::Damaged { path: path.to_owned(), line, column, why };
    notation::parse::<Fields>(&bytes).map_err(damaged)?;
    let mut text = String::from_utf8_lossy(&bytes).into_owned();
    for Change { name, value } in changes {
        text = changed(&text, name, value).ok_or_else(|| NotKept::Unsafe {
            path: path.to_owned(),
            name,
            value: value.clone(),
        })?;
    }
    disk::replace(path, text.as_bytes()).map_err(failed)
}

/// The text with one setting changed and everything else as it was; nothing where that cannot be done.
fn changed(text: &str, name: &str, value: &str) -> Option<String> {
    let fields = notation::parse::<Fields>(text.as_bytes()).ok()?.0;
    let sound = |after: &String| is_sound(&fields, after, name, value);
    match fields.iter().find(|field| field.name == name) {
        Some(field) => {
            let (from, to) = token(text, field);
            Some([&text[..from], value, &text[to..]].concat()).filter(sound)
        }
        None => added(text, fields.last(), name, value).into_iter().find(sound),
    }
}

/// Whether a text holds the same settings as before in the same order, but for the one changed or added.
fn is_sound(before: &[Field], after: &str, name: &str, value: &str) -> bool {
    let Ok(Fields(after)) = notation::parse::<Fields>(after.as_bytes()) else { return false };
    let others = |fields: &[Field]| -> Vec<(String, String)> {
        let others = fields.iter().filter(|field| field.name != name);
        others.map(|field| (field.name.to_owned(), token_of(field.value).to_owned())).collect()
    };
    let of_name = |fields: &[Field]| fields.iter().filter(|field| field.name == name).count();
    let first = after.iter().find(|field| field.name == name).map(|field| token_of(field.value));
    others(before) == others(&after) && of_name(&after) == of_name(before).max(1) && first == Some(value)
}

/// The texts that a new setting may make, the tidiest first: behind the last one, else within the brackets.
fn added(text: &str, last: Option<&Field>, name: &str, value: &str) -> Vec<String> {
    let line = format!("\n    {name}: {value},");
    let Some(last) = last else {
        let brackets = text.match_indices('(').map(|(at, _)| at + 1);
        return brackets.map(|at| insert(text, at, &line)).collect();
    };
    let (_, end) = token(text, last);
    let comma = end + space(&text[end..]);
    let (text, after) =
        if text[comma..].starts_with(',') { (text.to_owned(), comma + 1) } else { (insert(text, end, ","), end + 1) };
    // A comment on the same line belongs to the setting it stands behind.
    let rest = text[after..].split('\n').next().unwrap_or_default();
    let own_line = rest.len() < text[after..].len() && (rest.trim().is_empty() || rest.trim_start().starts_with("//"));
    let below = insert(&text, after + rest.len(), &line);
    let beside = insert(&text, after, &format!(" {name}: {value},"));
    if own_line { vec![below, beside] } else { vec![beside] }
}

fn insert(text: &str, at: usize, new: &str) -> String {
    [&text[..at], new, &text[at..]].concat()
}

/// Where a field's value stands in the text, comments around it aside.
fn token(text: &str, field: &Field) -> (usize, usize) {
    let at = (field.value.as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
    let from = at + space(field.value);
    (from, from + token_of(field.value).len())
}

/// A value as written without the comments around it.
fn token_of(value: &str) -> &str {
    let value = &value[space(value)..];
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(c) = value[at..].chars().next() {
        let skipped = space(&value[at..]);
        match c {
            _ if skipped > 0 && depth == 0 => break,
            _ if skipped > 0 => at += skipped,
            '"' => at += quoted(&value[at..]),
            _ => {
                depth = match c {
                    '(' | '[' | '{' => depth + 1,
                    ')' | ']' | '}' => depth.saturating_sub(1),
                    _ => depth,
                };
                at += c.len_utf8();
            }
        }
    }
    &value[..at]
}

/// The length of the blanks and comments that a text begins with.
fn space(text: &str) -> usize {
    let mut at = 0;
    loop {
        let rest = &text[at..];
        let blank = rest.len() - rest.trim_start().len();
        let comment = if rest[blank..].starts_with("//") {
            rest[blank..].find('\n').unwrap_or(rest.len() - blank)
        } else if rest[blank..].starts_with("/*") {
            rest[blank..].find("*/").map_or(rest.len() - blank, |end| end + 2)
        } else {
            0
        };
        at += blank + comment;
        if comment == 0 {
            return at;
        }
    }
}

/// The length of the text in quotes that a text begins with.
fn quoted(text: &str) -> usize {
    let mut escaped = false;
    let end = text.char_indices().skip(1).find(|(_, c)| {
        let ends = *c == '"' && !escaped;
        escaped = *c == '\\' && !escaped;
        ends
    });
    end.map_or(text.len(), |(at, _)| at + 1)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_value_is_exchanged_and_all_else_stays() {
        let cases = [
            ("(hours: None)", "(hours: 30)"),
            (
                "( hours :  /* mine */ 37.5 /* all */ , zone: Inner)",
                "( hours :  /* mine */ 30 /* all */ , zone: Inner)",
            ),
            (
                "// mine\n(\n    hours: None, // full\n    colour: (\"red\", // (x\n    ),\n)\n",
                "// mine\n(\n    hours: 30, // full\n    colour: (\"red\", // (x\n    ),\n)\n",
            ),
            ("(nation: Wales)", "(nation: Wales, hours: 30,)"),
            ("(nation: Wales,)", "(nation: Wales, hours: 30,)"),
            ("(\n    nation: Wales\n)\n", "(\n    nation: Wales,\n    hours: 30,\n)\n"),
            ("(\n    nation: Wales, // home\n)\n", "(\n    nation: Wales, // home\n    hours: 30,\n)\n"),
            ("(\n    nation: Wales // home\n)\n", "(\n    nation: Wales, // home\n    hours: 30,\n)\n"),
            (
                "(\n    keys: {\"save\": [\"s\", \"//\"]}\n)",
                "(\n    keys: {\"save\": [\"s\", \"//\"]},\n    hours: 30,\n)",
            ),
            ("()", "(\n    hours: 30,)"),
            ("// settings (mine)\n(\n)\n", "// settings (mine)\n(\n    hours: 30,\n)\n"),
            ("\u{feff}(\r\n    nation: Wales,\r\n)", "\u{feff}(\r\n    nation: Wales,\r\n    hours: 30,\r\n)"),
        ];
        for (before, after) in cases {
            let told = changed(before, "hours", "30").unwrap_or_else(|| panic!("{before}"));
            assert_eq!(told.replace('\r', ""), after.replace('\r', ""), "{before}");
        }
    }

    #[test]
    fn the_manual_takes_every_change_and_reads_back() {
        let manual = include_str!("../../assets/config.ron");
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new").join("config.ron");
        let before = PaySettings { nation: Nation::England, year: None, terms: PayTerms::default() };
        let loans = vec![Loan::Plan2, Loan::Postgraduate];
        let terms = PayTerms {
            hours: Some(30.0.try_into().unwrap()),
            zone: Some(crate::domain::scale::Zone::Fringe),
            pension: false,
            tax_nation: Some(Nation::Scotland),
            loans: loans.try_into().unwrap(),
        };
        let after = PaySettings { nation: Nation::Wales, year: Some(PayYear(2025)), terms };
        assert_eq!(before.changes(&before), []);
        // Without a file, then with the manual in its place.
        for content in [None, Some(manual)] {
            if let Some(content) = content {
                fs::write(&path, content).unwrap();
            }
            keep(&path, &before.changes(&after)).unwrap();
            let (config, problems) = crate::config::load(&path);
            assert_eq!((config.pay(), problems), (after, Vec::new()));
        }
        let comments =
            |text: &str| text.lines().filter(|line| line.contains("//")).map(str::to_owned).collect::<Vec<_>>();
        let written = fs::read_to_string(&path).unwrap();
        assert_eq!(comments(&written), comments(manual));
        keep(&path, &after.changes(&before)).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), manual);
    }

    #[test]
    fn a_file_that_cannot_be_read_is_named_and_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("config.ron");
        fs::write(&path, "(\n  nation: Wales\n  keys: {},\n)").unwrap();
        let error = keep(&path, &[Change { name: "hours", value: "30".to_owned() }]).unwrap_err().to_string();
        assert!(error.contains("line 3, column 3") && error.contains("mend the file"), "{error}");
        assert_eq!(fs::read_to_string(&path).unwrap(), "(\n  nation: Wales\n  keys: {},\n)");
    }

    proptest! {
        #[test]
        fn whatever_stands_there_is_changed_soundly_or_not_at_all(
            parts in proptest::collection::vec(
                proptest::sample::select(vec!["nation: Wales", "x: [1, (2)]", ",", "// c\n", "/* ( */", "\n", "s: \"a)//\"", "hours: None", " "]),
                0..8,
            ),
        ) {
            let text = format!("({})", parts.concat());
            if let Some(after) = changed(&text, "hours", "30") {
                let fields = notation::parse::<Fields>(text.as_bytes()).unwrap().0;
                prop_assert!(is_sound(&fields, &after, "hours", "30"));
                prop_assert_eq!(text.matches("// c\n").count(), after.matches("// c\n").count());
            }
        }
    }
}
