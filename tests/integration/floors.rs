//! The floors of the house: what each part of `src/` may name. Read from the files' text, comments and strings aside.

use std::fs;
use std::path::{Path, PathBuf};

/// Each part with its floor and the parts that it may name besides itself. `lib.rs` and `main.rs` are the door and the
/// map, and may name everything.
const PARTS: &[(&str, u8, &[&str])] = &[
    ("domain", 0, &[]),
    ("search", 1, &["domain"]),
    ("disk", 2, &[]),
    ("notation", 2, &["domain"]),
    ("address", 2, &["domain"]),
    ("store", 2, &["domain", "disk", "notation"]),
    ("source", 2, &["domain", "disk", "notation", "address"]),
    ("config", 2, &["domain", "disk", "notation", "address"]),
    ("app", 3, &["domain", "search", "config"]),
    ("view", 4, &["domain", "search", "config", "app"]),
    ("runtime", 5, &["domain", "search", "store", "source", "config", "app", "view", "disk", "notation", "address"]),
    (
        "cli",
        6,
        &["domain", "search", "store", "source", "config", "app", "view", "runtime", "disk", "notation", "address"],
    ),
];

/// What the two lowest floors do without: screen, disk, network, thread.
const KEPT_OUT: &[(&str, &[&str])] = &[("std", &["fs", "net", "thread"]), ("ratatui", &[]), ("crossterm", &[])];

/// A name after a root, such as `domain` after `crate::`, and its line.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Named {
    line: usize,
    name: String,
}

/// A file below `src/`.
struct SourceFile {
    path: PathBuf,
    part: String,
    /// How many modules it is below the crate's root.
    depth: usize,
    text: String,
}

/// Every file below `src/`.
fn source() -> Vec<SourceFile> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let below = path.strip_prefix(&root).unwrap().with_extension("");
                let names: Vec<String> =
                    below.iter().map(|name| name.to_string_lossy().into_owned()).filter(|name| name != "mod").collect();
                let text = fs::read_to_string(&path).unwrap();
                files.push(SourceFile { path, part: names[0].clone(), depth: names.len(), text });
            }
        }
    }
    assert!(files.len() > 20, "the files are found");
    files
}

/// The text with comments, strings and character literals made blank. Lines stay where they are.
fn bare(text: &str) -> String {
    let mut rest = text;
    let mut bare = String::new();
    while let Some(first) = rest.chars().next() {
        let length = blank(rest, bare.chars().last());
        let (taken, after) = rest.split_at(length.unwrap_or(first.len_utf8()));
        match length {
            Some(_) => bare.extend(taken.chars().map(|c| if c == '\n' { '\n' } else { ' ' })),
            None => bare.push_str(taken),
        }
        rest = after;
    }
    bare
}

/// The length of the comment, string or character literal that a text begins with, if it does. A raw string begins one
/// only where no letter stands before it.
fn blank(text: &str, before: Option<char>) -> Option<usize> {
    let to = |from: usize, end: &str| text[from..].find(end).map_or(text.len(), |at| from + at + end.len());
    if text.starts_with("//") {
        return Some(text.find('\n').unwrap_or(text.len()));
    }
    if text.starts_with("/*") {
        return Some(to(2, "*/"));
    }
    if text.starts_with('"') {
        return Some(quoted(text, '"'));
    }
    if text.starts_with('\'') {
        // A lifetime has no second quote two characters on.
        let one = text.chars().nth(2) == Some('\'');
        return (one || text.starts_with("'\\")).then(|| quoted(text, '\''));
    }
    let hashes = text.strip_prefix('r')?.chars().take_while(|c| *c == '#').count();
    let raw = text[1 + hashes..].starts_with('"') && !before.is_some_and(|c| c.is_alphanumeric() && c != 'b');
    raw.then(|| to(2 + hashes, &format!("\"{}", "#".repeat(hashes))))
}

/// The length of a literal between quotes, in which a backslash takes the next character's meaning.
fn quoted(text: &str, quote: char) -> usize {
    let mut escaped = false;
    let end = text.char_indices().skip(1).find(|(_, c)| {
        let ends = *c == quote && !escaped;
        escaped = *c == '\\' && !escaped;
        ends
    });
    end.map_or(text.len(), |(at, _)| at + quote.len_utf8())
}

/// The first names after `root::` in a bare text, those of a group in braces each.
fn named(bare: &str, root: &str) -> Vec<Named> {
    let mut found = Vec::new();
    for (at, _) in bare.match_indices(root) {
        let after = bare[at + root.len()..].trim_start();
        let whole = !bare[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
        let Some(path) = after.strip_prefix("::").filter(|_| whole) else { continue };
        let line = bare[..at].matches('\n').count() + 1;
        let path = path.trim_start();
        let names = path.strip_prefix('{').map_or_else(|| vec![first_word(path)], group);
        found.extend(names.into_iter().map(|name| Named { line, name }));
    }
    found
}

fn first_word(text: &str) -> String {
    text.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

/// The first word of each member of a group, whose opening brace is taken off.
fn group(text: &str) -> Vec<String> {
    let mut depth = 0_usize;
    let mut members = vec![String::new()];
    for c in text.chars() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                members.push(String::new());
                continue;
            }
            _ => {}
        }
        if let Some(member) = members.last_mut() {
            member.push(c);
        }
    }
    members.iter().map(|member| first_word(member)).filter(|name| !name.is_empty()).collect()
}

/// Whether a bare text names a crate, by a path or by itself in a `use`.
fn names_crate(bare: &str, name: &str) -> bool {
    bare.match_indices(name).any(|(at, _)| {
        let word = |c: char| c.is_alphanumeric() || c == '_';
        !bare[..at].ends_with(word) && !bare[at + name.len()..].starts_with(word)
    })
}

/// What is wrong with a file of a part: each name of another part that it may not name. Tests may name what is on
/// their own floor too.
fn wrong_names(part: &str, depth: usize, text: &str) -> Vec<String> {
    let Some((_, floor, allowed)) = PARTS.iter().find(|(name, ..)| *name == part) else {
        return vec![format!("`{part}` has no floor: give it one in the table")];
    };
    let code = bare(text);
    let tests_from = code.find("#[cfg(test)]\nmod ").map_or(usize::MAX, |at| code[..at].matches('\n').count() + 1);
    let mut names = named(&code, "crate");
    names.extend(named(&code, "rolecall"));
    // From a part's own file `super` is the root of the crate; deeper, and in a module of tests, it takes more of them.
    let up = ["super", "super::super", "super::super::super"];
    for climb in up.iter().skip(depth.saturating_sub(1)).take(1) {
        let climbs = named(&code, climb).into_iter().filter(|named| named.line < tests_from);
        names.extend(climbs.filter(|named| PARTS.iter().any(|(name, ..)| *name == named.name)));
    }
    let wrong = names.into_iter().filter_map(|Named { line, name }| {
        if name == part || allowed.contains(&name.as_str()) {
            return None;
        }
        match PARTS.iter().find(|(other, ..)| *other == name) {
            Some((_, theirs, _)) if theirs == floor && line > tests_from => None,
            Some((_, theirs, _)) => {
                Some(format!("line {line}: `{part}` (floor {floor}) names `{name}` (floor {theirs})"))
            }
            None => Some(format!("line {line}: `{name}` is in no part of the table")),
        }
    });
    wrong.collect()
}

#[test]
fn no_file_names_a_floor_above_its_own() {
    let mut wrong = Vec::new();
    for file in source().iter().filter(|file| !["lib", "main"].contains(&file.part.as_str())) {
        let names = wrong_names(&file.part, file.depth, &file.text);
        wrong.extend(names.into_iter().map(|what| format!("{}: {what}", file.path.display())));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_table_of_parts_points_downwards_and_names_every_module_of_the_crate() {
    for (part, floor, allowed) in PARTS {
        for name in *allowed {
            let (_, theirs, _) = PARTS.iter().find(|(other, ..)| other == name).unwrap();
            assert!(theirs <= floor && name != part, "{part} may not name {name}");
        }
    }
    let files = source();
    let lib = files.iter().find(|file| file.part == "lib").unwrap();
    let modules = lib.text.lines().filter_map(|line| {
        line.trim_start_matches("pub ").strip_prefix("mod ").map(|name| name.trim_end_matches(';').to_owned())
    });
    let mut modules: Vec<String> = modules.collect();
    let mut parts: Vec<String> = PARTS.iter().map(|(name, ..)| (*name).to_owned()).collect();
    modules.sort();
    parts.sort();
    assert_eq!(modules, parts);
}

#[test]
fn the_lowest_floors_know_no_screen_disk_network_or_thread() {
    for file in source().iter().filter(|file| ["domain", "search"].contains(&file.part.as_str())) {
        let bare = bare(&file.text);
        for (root, names) in KEPT_OUT {
            let kept_out = |named: &Named| names.contains(&named.name.as_str());
            let found = named(&bare, root).into_iter().find(kept_out);
            assert_eq!(found, None, "{} names {root}::…", file.path.display());
            assert!(!names.is_empty() || !names_crate(&bare, root), "{} names {root}", file.path.display());
        }
    }
}

#[test]
fn one_file_names_the_fuzzy_crate() {
    let naming: Vec<_> = source().into_iter().filter(|file| names_crate(&bare(&file.text), "fuzzy_matcher")).collect();
    assert_eq!(naming.len(), 1);
    assert!(naming[0].path.ends_with("search/fuzzy.rs"), "{}", naming[0].path.display());
}

#[test]
fn there_is_one_crossterm_and_one_ratatui() {
    let lock = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.lock")).unwrap();
    for name in ["crossterm", "ratatui"] {
        let line = format!("name = \"{name}\"");
        assert_eq!(lock.lines().filter(|other| **other == line).count(), 1, "{name}");
    }
}

#[test]
fn every_file_opens_with_what_it_is_for() {
    for file in source() {
        let first = file.text.lines().next().unwrap_or_default();
        assert!(first.starts_with("//! ") && first.len() > 12, "{}: {first}", file.path.display());
    }
}

#[test]
fn a_wrong_name_is_found_however_it_is_written() {
    let bad = [
        "use crate::cli::Failure;",
        "fn f() { crate::cli::run(); }",
        "use crate::{\n    domain::text,\n    cli::{Failure, Outcome},\n};",
        "use crate :: cli;",
        "use super::cli;",
        "use rolecall::cli;",
        "type T = &'static crate::cli::T;",
        "const C: char = '\"'; use crate::cli; const D: char = '\"';",
        "const C: &str = \"\\\"\"; use crate::cli; // \"",
        "const R: &str = r#\"a\"b\"#; use crate::cli;",
        "#[cfg(test)]\nmod tests {\n    use crate::cli;\n}",
    ];
    for text in bad {
        assert_eq!(wrong_names("app", 1, text).len(), 1, "{text}");
    }
    assert_eq!(wrong_names("app", 2, "use super::super::cli;").len(), 1);
    assert_eq!(
        wrong_names("domain", 1, "use crate::search::query;")[0],
        "line 1: `domain` (floor 0) names `search` (floor 1)"
    );
    assert_eq!(wrong_names("store", 1, "\n\nuse crate::config;").len(), 1, "of one floor, yet not each other's");
    assert_eq!(wrong_names("elsewhere", 1, "").len(), 1);
    assert_eq!(wrong_names("app", 1, "use crate::elsewhere;").len(), 1);
}

#[test]
fn what_is_no_wrong_name_is_let_be() {
    let good = [
        "use crate::domain::text;\nuse crate::app::state::State;\nuse crate::{domain, search::query, config};",
        "//! As [`crate::cli`].\n/* crate::cli */ // crate::cli",
        "const S: &str = \"crate::cli\"; const R: &str = r#\"crate::cli\"#;",
        "use my_crate::cli; use super::update; use subcrate::cli;",
    ];
    for text in good {
        assert_eq!(wrong_names("app", 1, text), [""; 0], "{text}");
    }
    assert_eq!(wrong_names("app", 2, "use super::view;"), [""; 0], "a module of its own");
    assert_eq!(wrong_names("config", 2, "#[cfg(test)]\nmod tests {\n    use crate::store;\n}"), [""; 0]);
}

#[test]
fn groups_and_crates_are_read() {
    let names =
        |text: &str, root: &str| named(&bare(text), root).into_iter().map(|named| named.name).collect::<Vec<_>>();
    assert_eq!(names("use std::{fs, io::{self, Read}, thread};", "std"), ["fs", "io", "thread"]);
    assert_eq!(names("let x = std::fs::read(y); // std::net", "std"), ["fs"]);
    assert!(names_crate("use ratatui;", "ratatui") && names_crate("ratatui::run()", "ratatui"));
    assert!(!names_crate("ratatui_widgets::x", "ratatui") && !names_crate(&bare("\"ratatui\""), "ratatui"));
}
