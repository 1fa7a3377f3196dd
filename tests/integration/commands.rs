//! Every command as a script meets it: plain lines, the shapes of the JSON, exit statuses and error lines.

use std::fs;
use std::process::Stdio;

use serde_json::Value;

use crate::harness::{Home, Ran, SAMPLES, TODAY, run, sample, start};

/// What PRODUCT promises of an advert in a list. A mark of `?` lets the value be null.
const ADVERT: &[(&str, &str)] = &[
    ("id", "text"),
    ("source", "text"),
    ("reference", "text?"),
    ("title", "text"),
    ("employer", "text?"),
    ("places", "list"),
    ("distance_miles", "number?"),
    ("pay", "object"),
    ("band", "object?"),
    ("band_text", "text?"),
    ("contract", "text?"),
    ("contract_kinds", "list"),
    ("working_pattern", "text?"),
    ("working_pattern_kinds", "list"),
    ("staff_group", "text?"),
    ("staff_group_kind", "text?"),
    ("closes", "date?"),
    ("posted", "date?"),
    ("role", "text?"),
    ("roles", "list"),
    ("saved", "flag"),
    ("url", "text?"),
    ("score", "number"),
];
const PLACE: &[(&str, &str)] = &[
    ("text", "text"),
    ("town", "text?"),
    ("other_towns", "list"),
    ("postcode", "text?"),
    ("postcode_partial", "flag"),
    ("settings", "list"),
    ("latitude", "number?"),
    ("longitude", "number?"),
];
const PAY: &[(&str, &str)] = &[
    ("text", "text?"),
    ("kind", "text"),
    ("low", "number?"),
    ("high", "number?"),
    ("unit", "text?"),
    ("unit_stated", "flag"),
    ("pro_rata", "flag"),
    ("supplement", "flag"),
    ("bands", "list"),
];
const ROLE: &[(&str, &str)] = &[
    ("id", "text"),
    ("title", "text"),
    ("other_titles", "list"),
    ("category", "text"),
    ("subcategory", "text"),
    ("bands", "list"),
    ("vacancies", "number"),
];
const ROLE_WHOLE: &[(&str, &str)] = &[
    ("summary", "text"),
    ("working_life", "object"),
    ("pay", "object"),
    ("getting_in", "object"),
    ("progression", "object"),
    ("related", "list"),
    ("links", "list"),
    ("source", "object?"),
];

/// Fails unless every field named is there and of its kind.
fn assert_shape(value: &Value, fields: &[(&str, &str)]) {
    for (name, kind) in fields {
        let field = value.get(name).unwrap_or_else(|| panic!("there is no `{name}` in {value}"));
        let kind_alone = kind.trim_end_matches('?');
        let fits = match kind_alone {
            "text" => field.is_string(),
            "date" => field.as_str().is_some_and(is_date),
            "number" => field.is_number(),
            "flag" => field.is_boolean(),
            "list" => field.is_array(),
            _ => field.is_object(),
        };
        assert!(fits || (kind.ends_with('?') && field.is_null()), "`{name}` is no {kind}: {field}");
    }
}

fn is_date(text: &str) -> bool {
    let digits = |part: &str, count: usize| part.len() == count && part.bytes().all(|byte| byte.is_ascii_digit());
    let parts: Vec<&str> = text.split('-').collect();
    matches!(parts.as_slice(), [year, month, day] if digits(year, 4) && digits(month, 2) && digits(day, 2))
}

fn assert_advert(value: &Value) {
    assert_shape(value, ADVERT);
    for place in value["places"].as_array().unwrap() {
        assert_shape(place, PLACE);
    }
    let pay = &value["pay"];
    assert_shape(pay, PAY);
    let kind = pay["kind"].as_str().unwrap();
    assert!(["range", "single", "up_to", "from", "none", "unreadable"].contains(&kind), "{kind}");
    assert!(kind != "up_to" || pay["low"].is_null(), "{pay}");
    assert!(kind != "from" || pay["high"].is_null(), "{pay}");
    assert!(!pay["text"].is_null() || kind == "none", "{pay}");
    assert!(kind != "none" || (pay["low"].is_null() && pay["high"].is_null()), "{pay}");
    let units = ["year", "month", "week", "day", "session", "hour"];
    assert!(pay["unit"].as_str().is_none_or(|unit| units.contains(&unit)), "{pay}");
    if let Some(band) = value["band"].as_object() {
        assert!(band["value"].is_string(), "{value}");
        assert!(["stated", "inferred"].contains(&band["how"].as_str().unwrap()), "{value}");
    }
}

/// Fails unless a run ended with a status and nothing on standard error.
fn assert_quiet(ran: &Ran, code: i32) {
    assert_eq!((ran.code, ran.err.as_str()), (Some(code), ""), "{}", ran.out);
}

/// Fails unless a run ended with a status, wrote nothing to standard output, and told why in one line of its own that
/// holds all the words given.
fn assert_told(ran: &Ran, code: i32, words: &[&str]) {
    assert_eq!((ran.code, ran.out.as_str()), (Some(code), ""), "{}", ran.err);
    assert!(ran.err.starts_with("rolecall: ") && ran.err.ends_with('\n'), "{:?}", ran.err);
    assert_eq!(ran.err.lines().count(), 1, "{:?}", ran.err);
    assert!(!ran.err.trim_end().contains(|c: char| c.is_control()), "{:?}", ran.err);
    for word in words {
        assert!(ran.err.contains(word), "`{word}` is not in {:?}", ran.err);
    }
}

/// The fields of each line of plain output.
fn rows(ran: &Ran) -> Vec<Vec<&str>> {
    ran.out.lines().map(|line| line.split('\t').collect()).collect()
}

#[test]
fn roles_are_listed_best_first() {
    let home = Home::new();
    let ran = home.run(&["roles", "strategic", "management"]);
    assert_quiet(&ran, 0);
    let rows = rows(&ran);
    assert_eq!(rows[0][..2], ["strategic-management", "Strategic management"]);
    assert!(rows.iter().all(|row| row.len() == 5 && row[3].parse::<u32>().is_ok()), "{rows:?}");
    assert_eq!(rows[0][4], "Management › General management");

    let lines = home.json(&["roles"]);
    assert!(lines.len() > 50, "every role, where nothing is asked for");
    for line in &lines {
        assert_shape(line, ROLE);
    }
    let midwives = home.json(&["roles", "--category", "midwifery"]);
    assert!(!midwives.is_empty() && midwives.iter().all(|line| line["category"] == "Midwifery"));

    assert_quiet(&home.run(&["roles", "zzzz"]), 1);
    assert_quiet(&home.run(&["roles", "zzzz", "--json"]), 1);
    assert_told(&home.run(&["roles", "--category", "nowhere"]), 2, &["listing roles", "`nowhere`", "Midwifery"]);
}

#[test]
fn a_role_is_shown_whole() {
    let home = Home::new();
    let ran = home.run(&["role", "strategic-management"]);
    assert_quiet(&ran, 0);
    for part in ["Management › General management › Strategic management", "# Working life", "# Pay", "# Progression"]
    {
        assert!(ran.out.contains(part), "`{part}` is not in\n{}", ran.out);
    }
    let lines = home.json(&["role", "strategic-management"]);
    assert_eq!(lines.len(), 1);
    assert_shape(&lines[0], ROLE);
    assert_shape(&lines[0], ROLE_WHOLE);
    for link in lines[0]["links"].as_array().unwrap() {
        assert_shape(link, &[("name", "text"), ("url", "text")]);
    }
    assert_shape(&lines[0]["source"], &[("url", "text"), ("read", "date")]);
    assert_told(&home.run(&["role", "nurs"]), 1, &["showing a role", "`nurs`", "`rolecall roles nurs`"]);
}

#[test]
fn every_role_can_be_shown_by_its_id_and_leads_to_roles_there_are() {
    let home = Home::new();
    let ids: Vec<String> = home.json(&["roles"]).iter().map(|line| line["id"].as_str().unwrap().to_owned()).collect();
    for id in ids.iter().step_by(4) {
        let role = home.json(&["role", id]).remove(0);
        assert_shape(&role, ROLE_WHOLE);
        for related in role["related"].as_array().unwrap() {
            assert!(ids.iter().any(|id| related == id), "{id} is related to {related}, which there is not");
        }
    }
}

#[test]
fn vacancies_are_found_in_the_shape_promised() {
    let home = Home::new();
    let ran = home.run(&["search", "stratgy", "leeds"]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), "rolecall: searching: read stratgy as strategy\n"));
    assert_eq!(rows(&ran)[0][..3], ["sample-9", "Policy and Strategy Manager", "NHS Resolution"]);

    let lines = home.json(&["search"]);
    assert!(SAMPLES.map(sample).all(|id| lines.iter().any(|line| line["id"] == id)), "every advert, asked for or not");
    lines.iter().for_each(assert_advert);
    assert!(lines.iter().all(|line| line["saved"] == false));
    let scores: Vec<i64> =
        home.json(&["search", "manager"]).iter().map(|line| line["score"].as_i64().unwrap()).collect();
    assert!(scores.len() > 1 && scores.is_sorted_by(|better, worse| better >= worse), "{scores:?}");

    let own = home.json(&["search", "--role", "strategic-management"]);
    assert!(!own.is_empty() && own.len() < lines.len());
    assert_eq!(home.json(&["search", "--role", "Strategic management"]), own, "any name of the role");
    assert_told(&home.run(&["search", "--role", "nurse"]), 2, &["searching: `nurse` may be ", "by its id"]);
    assert_eq!(home.json(&["search", "--limit", "3"]).len(), 3);
    assert_told(&home.run(&["search", "zzzz"]), 1, &["nothing found", "without zzzz"]);
    assert_told(&home.run(&["search", "zzzz", "--json"]), 1, &["nothing found", "without zzzz"]);
    assert_told(&home.run(&["search", "--role", "nobody"]), 2, &["searching", "`nobody`", "`rolecall roles`"]);
    assert_told(&home.run(&["search", "--limit", "many"]), 2, &["reading the command line", "many", "--help"]);
    assert_told(&home.run(&["search", "--sort", "luck"]), 2, &["luck", "closing"]);
}

#[test]
fn vacancies_come_in_the_order_asked_for() {
    let home = Home::new();
    let field = |order: &str, name: &str| -> Vec<String> {
        let lines = home.json(&["search", "--sort", order]);
        lines.iter().map(|line| line[name].as_str().unwrap_or("9999").to_lowercase()).collect()
    };
    for (order, name) in [("title", "title"), ("employer", "employer"), ("closing", "closes")] {
        assert!(field(order, name).is_sorted(), "{order}");
    }
    let best_paid = &home.json(&["search", "--sort", "pay", "--limit", "1"])[0];
    assert!(best_paid["pay"]["high"].as_f64().unwrap() > 100_000.0, "{best_paid}");
    let mut all = field("fit", "id");
    let mut same = field("pay", "id");
    all.sort();
    same.sort();
    assert_eq!(all, same, "an order leaves none out");
}

#[test]
fn an_advert_is_shown_whole() {
    let home = Home::new();
    let ran = home.run(&["advert", "sample-9"]);
    assert_quiet(&ran, 0);
    for part in ["Policy and Strategy Manager", "NHS Resolution", "£46148.00 to £52809.00", "bundled sample of"] {
        assert!(ran.out.contains(part), "`{part}` is not in\n{}", ran.out);
    }
    for number in SAMPLES.step_by(5) {
        let lines = home.json(&["advert", &sample(number)]);
        assert_eq!(lines.len(), 1);
        assert_advert(&lines[0]);
        assert_shape(&lines[0], &[("sections", "list"), ("history", "list")]);
        for section in lines[0]["sections"].as_array().unwrap() {
            assert_shape(section, &[("heading", "text"), ("text", "text")]);
        }
    }
    assert_told(&home.run(&["advert", "none-1"]), 1, &["showing an advert", "`none-1`", "`rolecall search`"]);
}

#[test]
fn shortlists_are_kept_noted_on_and_emptied() {
    let home = Home::new();
    assert_quiet(&home.run(&["shortlist"]), 1);
    assert_quiet(&home.run(&["shortlist", "list", "--json"]), 1);
    assert!(!home.config().exists(), "reading makes no file");

    let ran = home.run(&["shortlist", "add", "sample-9", "sample-10"]);
    assert_quiet(&ran, 0);
    assert_eq!(ran.out, "saved sample-9 to “My shortlist”\nsaved sample-10 to “My shortlist”\n");
    assert_quiet(&home.run(&["shortlist", "add", "sample-9", "--list", "Leeds"]), 0);
    assert_quiet(&home.run(&["shortlist", "note", "sample-10", "Ring them\nabout hours"]), 0);

    let lines = home.json(&["shortlist", "list"]);
    assert_eq!(lines.len(), 3);
    for line in &lines {
        assert_advert(line);
        assert_shape(line, &[("list", "text"), ("saved_on", "date"), ("note", "text")]);
        assert!(line["saved"] == true && line["saved_on"] == TODAY, "{line}");
    }
    assert_eq!(lines[1]["note"], "Ring them\nabout hours");
    let plain = home.run(&["shortlist", "list"]);
    assert_quiet(&plain, 0);
    assert!(rows(&plain).iter().all(|row| row.len() == 6), "a note of two lines is one row: {}", plain.out);
    assert_eq!(home.json(&["shortlist", "list", "--list", "Leeds"]).len(), 1);
    assert_eq!(home.json(&["advert", "sample-9"])[0]["saved"], true);
    let saved = home.json(&["search"]).iter().filter(|line| line["saved"] == true).count();
    assert_eq!(saved, 2);

    assert_told(&home.run(&["shortlist", "remove", "sample-9"]), 2, &["changing a shortlist", "Leeds", "--list"]);
    let ran = home.run(&["shortlist", "remove", "sample-9", "--list", "Leeds"]);
    assert_quiet(&ran, 0);
    assert_eq!(ran.out, "removed sample-9 from “Leeds”\n");
    assert_quiet(&home.run(&["shortlist", "remove", "sample-9", "sample-10"]), 0);
    assert_quiet(&home.run(&["shortlist", "list"]), 1);
}

#[test]
fn a_wrong_change_of_the_shortlists_changes_nothing() {
    let home = Home::new();
    assert_quiet(&home.run(&["shortlist", "add", "sample-9"]), 0);
    let before = fs::read(home.shortlists()).unwrap();
    for (arguments, words) in [
        (&["shortlist", "add", "none-1"][..], &["saving an advert", "`none-1`", "`rolecall search`"][..]),
        (&["shortlist", "add", "sample-9"], &["already on “My shortlist”"]),
        (&["shortlist", "add", "sample-10", "--list", " "], &["cannot be named"]),
        (&["shortlist", "remove", "sample-10"], &["`sample-10`", "`rolecall shortlist list`"]),
        (&["shortlist", "remove", "sample-9", "--list", "None"], &["“None”"]),
        (&["shortlist", "note", "sample-10", "x", "--list", "My shortlist"], &["`sample-10`", "“My shortlist”"]),
        (&["shortlist", "list", "--list", "None"], &["listing a shortlist", "“None”", "My shortlist"]),
        (&["shortlist", "add"], &["reading the command line", "<IDS>"]),
    ] {
        assert_told(&home.run(arguments), 2, words);
        assert_eq!(fs::read(home.shortlists()).unwrap(), before, "{arguments:?}");
    }
    // What came before the failure is done, and was said.
    let ran = home.run(&["shortlist", "add", "sample-10", "none-1", "sample-11"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(2), "saved sample-10 to “My shortlist”\n"));
    let saved: Vec<Value> = home.json(&["shortlist", "list"]).iter().map(|line| line["id"].clone()).collect();
    assert_eq!(saved, ["sample-9", "sample-10"]);
}

#[test]
fn a_damaged_shortlists_file_is_named_and_left_alone() {
    let home = Home::new();
    for entry in fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/shortlists/bad")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "ron") {
            continue;
        }
        let damaged = fs::read(&path).unwrap();
        let file = home.write("shortlists.ron", &damaged).display().to_string();
        for arguments in [&["shortlist", "list"][..], &["shortlist", "add", "sample-9"]] {
            assert_told(&home.run(arguments), 2, &["cannot read the shortlists in", &file, "line ", "column ", "mend"]);
        }
        let check = home.run(&["check"]);
        assert_eq!(check.code, Some(2));
        assert!(check.out.contains(&file), "{}", check.out);
        assert_eq!(fs::read(home.shortlists()).unwrap(), damaged, "{}", path.display());
    }
}

#[test]
fn the_folders_are_told_and_can_be_given() {
    let home = Home::new();
    let ran = home.run(&["paths"]);
    assert_quiet(&ran, 0);
    assert_eq!(
        rows(&ran).iter().map(|row| row[0]).collect::<Vec<_>>(),
        ["config", "shortlists", "searches", "data", "log"]
    );
    let paths = home.json(&["paths"]).remove(0);
    assert_eq!(paths["config"], home.config().join("config.ron").to_str().unwrap());
    assert_eq!(paths["shortlists"], home.shortlists().to_str().unwrap());
    assert_eq!(paths["data"], home.data().to_str().unwrap());
    assert_shape(&paths, &[("log", "text")]);
    let own = home.path().to_str().unwrap();
    let given = home.run(&["paths", "--config-dir", "/given", "--data-dir", "/also"]);
    assert!(given.out.contains("/given") && given.out.contains("/also") && !given.out.contains(own), "{}", given.out);
    assert!(!home.config().exists() && !home.data().exists(), "naming folders makes none");
}

#[test]
fn without_folders_or_home_the_system_is_asked() {
    let home = Home::new();
    let mut command = home.command(["paths"]);
    command.env_remove("ROLECALL_CONFIG_DIR").env_remove("ROLECALL_DATA_DIR");
    let ran = run(command);
    assert_quiet(&ran, 0);
    assert!(rows(&ran).iter().all(|row| row[1].starts_with(home.path().to_str().unwrap())), "{}", ran.out);
}

#[test]
fn the_key_table_lists_every_action_once() {
    let home = Home::new();
    let text = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/src/app/action.rs")).unwrap();
    let table: Vec<String> = text
        .lines()
        .filter_map(|line| line.trim().strip_prefix("row(Action::")?.split('"').nth(1).map(str::to_owned))
        .collect();
    assert!(table.len() > 30, "the rows of the table are found");
    let ran = home.run(&["keys"]);
    assert_quiet(&ran, 0);
    assert_eq!(rows(&ran).iter().map(|row| row[1]).collect::<Vec<_>>(), table);
    let lines = home.json(&["keys"]);
    assert_eq!(lines.iter().map(|line| line["id"].as_str().unwrap()).collect::<Vec<_>>(), table);
    for line in lines {
        assert_shape(&line, &[("id", "text"), ("keys", "list"), ("group", "text"), ("help", "text")]);
    }
}

#[test]
fn the_key_table_shows_the_persons_own_keys() {
    let home = Home::new();
    home.write("config.ron", "(keys: { \"save\": [\"ctrl-s\"] })");
    let lines = home.json(&["keys"]);
    let save = lines.iter().find(|line| line["id"] == "save").unwrap();
    assert_eq!(save["keys"], serde_json::json!(["ctrl-s"]));
}

#[test]
fn all_is_sound_at_first_and_with_the_shipped_configuration() {
    let home = Home::new();
    let ran = home.run(&["check"]);
    assert_quiet(&ran, 0);
    assert!(ran.out.contains("sound") && ran.out.lines().count() == 1, "{}", ran.out);
    assert_quiet(&home.run(&["check", "--json"]), 0);
    home.write("config.ron", include_str!("../../assets/config.ron"));
    assert_quiet(&home.run(&["check"]), 0);
}

#[test]
fn a_bad_configuration_is_named_and_stops_nothing() {
    let home = Home::new();
    let path = home.write(
        "config.ron",
        "(\n  nation: Englnd,\n  keys: { \"sve\": [\"s\"], \"note\": [\"hyper-n\"], \"s\\u{1b}[31m\": [] },\n  natoin: 3,\n  homes: [(\"Mum\", \"Yrok\")],\n)\n",
    );
    let path = path.display();
    let ran = home.run(&["check"]);
    assert_eq!(ran.code, Some(2));
    for problem in [
        format!("{path}:2:11: `nation` cannot be `Englnd`"),
        format!("{path}:4:3: there is no setting `natoin`"),
        format!("{path}:5:19: `homes` is without “Mum”: looking up the place “Yrok”"),
        "did you mean `nation`?".to_owned(),
        "there is no action `sve`".to_owned(),
        "`hyper-n` is no key".to_owned(),
    ] {
        assert!(ran.out.contains(&problem), "`{problem}` is not in\n{}", ran.out);
    }
    assert!(!ran.out.contains('\x1b'), "{:?}", ran.out);
    let (found, _) = ran.err.strip_prefix("rolecall: checking: ").unwrap().split_once(" problems found").unwrap();
    assert_eq!(found.parse::<usize>().unwrap(), ran.out.lines().count());
    let json = home.run(&["check", "--json"]);
    assert_eq!(json.code, Some(2));
    assert_eq!(json.json().len(), ran.out.lines().count());
    json.json().iter().for_each(|line| assert_shape(line, &[("problem", "text")]));

    for arguments in [&["roles", "nurse"][..], &["role", "adult-nurse"], &["search"], &["keys"], &["paths"]] {
        let ran = home.run(arguments);
        assert_eq!(ran.code, Some(0), "{}", ran.err);
        assert!(ran.err.contains(&format!("{path}:2:11: `nation` cannot be `Englnd`")), "{}", ran.err);
        assert!(!ran.err.contains('\x1b'), "{:?}", ran.err);
    }
    for broken in ["(nation: ", "", "\u{0}\u{1}", "[[[[[[", "(keys: 3)"] {
        home.write("config.ron", broken);
        let ran = home.run(&["roles", "nurse"]);
        assert_eq!((ran.code, ran.err.lines().count()), (Some(0), 1), "{}", ran.err);
        assert_eq!(home.run(&["check"]).code, Some(2), "{broken:?}");
    }
}

#[test]
fn completions_and_manual_are_written() {
    let home = Home::new();
    for (shell, sign) in [("bash", "complete -F"), ("zsh", "#compdef rolecall"), ("fish", "complete -c rolecall")] {
        let ran = home.run(&["completions", shell]);
        assert_quiet(&ran, 0);
        assert!(ran.out.contains(sign) && ran.out.contains("shortlist"), "{shell}");
    }
    assert_told(&home.run(&["completions", "abacus"]), 2, &["abacus", "bash"]);
    let man = home.run(&["man"]);
    assert_quiet(&man, 0);
    assert!(man.out.starts_with(".ie ") || man.out.starts_with(".TH "), "it opens as roff does");
    assert!(man.out.lines().any(|line| line.starts_with(".TH rolecall")));
    for command in ["roles", "search", "advert", "shortlist", "check"] {
        assert!(man.out.contains(&format!("rolecall\\-{command}(1)")), "{command} is not in the manual");
    }
}

#[test]
fn help_and_version_are_no_failures_and_wrong_use_is() {
    let home = Home::new();
    let help = run(home.command_any_day(["--help"]));
    assert_quiet(&help, 0);
    for command in
        ["roles", "role", "search", "advert", "shortlist", "paths", "keys", "check", "completions", "man", "--today"]
    {
        assert!(help.out.contains(command), "{command}");
    }
    let version = run(home.command_any_day(["--version"]));
    assert_quiet(&version, 0);
    assert_eq!(version.out, concat!("rolecall ", env!("CARGO_PKG_VERSION"), "\n"));
    for (arguments, word) in [
        (&["frobnicate"][..], "frobnicate"),
        (&["role"], "<ID>"),
        (&["roles", "--json", "--plain"], "--plain"),
        (&["roles", "--nonsense"], "--nonsense"),
        (&["shortlist", "juggle"], "juggle"),
    ] {
        assert_told(&home.run(arguments), 2, &["reading the command line", word, "`rolecall --help`"]);
    }
}

#[test]
fn any_command_can_be_asked_as_if_it_were_another_day() {
    let home = Home::new();
    let run_on = |day: &str| {
        let list = format!("On {day}");
        run(home.command_any_day(["--today", day, "shortlist", "add", "sample-9", "--list", list.as_str()]))
    };
    for day in ["2024-02-29", "2031-01-01"] {
        assert_quiet(&run_on(day), 0);
    }
    let days: Vec<Value> = home.json(&["shortlist", "list"]).iter().map(|line| line["saved_on"].clone()).collect();
    assert_eq!(days, ["2024-02-29", "2031-01-01"]);
    for day in ["2025-02-29", "tomorrow", "22/11/2026", ""] {
        assert_told(&run_on(day), 2, &["reading the command line", "--today"]);
    }
    // The pay year begins on the first of April.
    let pay = |day: &str| run(home.command_any_day(["role", "adult-nurse", "--today", day])).out;
    assert!(pay("2026-04-01").contains("2026/27") && pay("2026-03-31").contains("2025/26"));
}

#[test]
fn without_a_terminal_the_explorer_says_so() {
    let home = Home::new();
    assert_told(&home.run(&[]), 2, &["opening the explorer", "no terminal", "`rolecall --help`"]);
}

/// Every command that writes something.
const WRITING: &[&[&str]] = &[
    &["roles"],
    &["roles", "--json"],
    &["role", "strategic-management"],
    &["search"],
    &["search", "--json"],
    &["advert", "sample-9"],
    &["shortlist", "list"],
    &["paths"],
    &["keys"],
    &["keys", "--json"],
    &["check"],
    &["completions", "bash"],
    &["man"],
    &["--help"],
    &["--version"],
];

#[test]
fn a_closed_pipe_is_success() {
    let home = Home::new();
    assert_quiet(&home.run(&["shortlist", "add", "sample-9"]), 0);
    for arguments in WRITING {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let mut command = home.command(arguments.iter().copied());
        command.stdin(Stdio::null()).stdout(writer).stderr(Stdio::piped());
        let child = start(&mut command);
        drop(command);
        let output = child.wait_with_output().unwrap();
        assert_eq!((output.status.code(), &*String::from_utf8_lossy(&output.stderr)), (Some(0), ""), "{arguments:?}");
    }
}

#[cfg(unix)]
#[test]
fn a_reader_that_stops_after_a_line_is_no_failure() {
    use std::io::{BufRead, BufReader};
    let home = Home::new();
    let mut command = home.command(["roles", "--json"]);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = start(&mut command);
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    assert_shape(&serde_json::from_str(&line).unwrap(), ROLE);
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]));
}

#[test]
fn json_is_one_object_a_line_and_plain_lines_hold_no_escapes() {
    let home = Home::new();
    assert_quiet(&home.run(&["shortlist", "add", "sample-9"]), 0);
    for arguments in [&["roles"][..], &["search"], &["keys"], &["paths"], &["shortlist", "list"]] {
        assert!(home.json(arguments).iter().all(Value::is_object), "{arguments:?}");
        let plain = home.run(arguments);
        assert!(!plain.out.contains('\x1b'), "{arguments:?}");
        assert_eq!(plain.out, home.run(&[arguments, &["--plain"]].concat()).out, "plain where no terminal is");
    }
}

#[test]
fn texts_from_outside_are_clean_in_plain_output() {
    let home = Home::new();
    let evil = r"\u{1b}]52;c;x\u{7}\u{1b}[31m\n\tred\u{9b}5A\u{202e}";
    home.write(
        "shortlists.ron",
        format!(
            "(version: 1, lists: [(name: \"L{evil}\", entries: [(advert: (id: \"x-1\", title: \"T{evil}\", employer: \
             \"E{evil}\", places: [\"P{evil}\"], source: \"S{evil}\"), saved: \"2026-11-01\", note: \"N{evil}\")])])"
        ),
    );
    for arguments in [&["shortlist", "list"][..], &["advert", "x-1"]] {
        let ran = home.run(arguments);
        assert_quiet(&ran, 0);
        let foul = ran.out.chars().find(|c| (c.is_control() && !"\n\t".contains(*c)) || *c == '\u{202e}');
        assert_eq!(foul, None, "{arguments:?}: {:?}", ran.out);
    }
    assert_eq!(rows(&home.run(&["shortlist"])).iter().map(Vec::len).collect::<Vec<_>>(), [6]);
}

#[test]
fn an_error_is_one_clean_line_whatever_was_typed() {
    let home = Home::new();
    let evil = "a\nb\x1b[31m";
    assert_told(&home.run(&["role", evil]), 1, &["showing a role"]);
    assert_told(&home.run(&["advert", evil]), 1, &["showing an advert"]);
    assert_told(&home.run(&["search", "--role", evil]), 2, &["searching"]);
    assert_told(&home.run(&["roles", "--category", evil]), 2, &["listing roles"]);
    assert_told(&home.run(&["shortlist", "list", "--list", evil]), 2, &["listing a shortlist"]);
    assert_told(&home.run(&[evil]), 2, &["reading the command line"]);
}

#[test]
fn what_is_asked_for_may_not_be_found_and_an_unknown_name_of_an_option_is_wrong_use() {
    let home = Home::new();
    for (line, code) in [
        ("role zz", 1),
        ("advert zz", 1),
        ("pay zzzz", 1),
        ("route zz matron", 1),
        ("route matron zz", 1),
        ("compare porter zz", 1),
        ("search zzzxq", 1),
        ("search --role zz", 2),
        ("search --near zzxq", 2),
        ("search --why zz", 2),
        ("search --saved zz", 2),
        ("market --role zz", 2),
        ("market --category zz", 2),
        ("roles --category zz", 2),
        ("shortlist list --list zz", 2),
        ("shortlist add zz", 2),
        ("shortlist remove zz", 2),
    ] {
        assert_told(&home.run(&line.split(' ').collect::<Vec<_>>()), code, &["zz"]);
    }
}

#[test]
fn an_error_that_nobody_reads_keeps_its_exit_status() {
    let home = Home::new();
    for (arguments, code) in [(&["frobnicate"][..], 2), (&["role", "zz"], 1), (&["shortlist", "add", "zz"], 2)] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let mut command = home.command(arguments.iter().copied());
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(writer);
        assert_eq!(start(&mut command).wait().unwrap().code(), Some(code), "{arguments:?}");
    }
}

#[test]
fn a_closed_pipe_does_not_end_a_change_half_way() {
    let home = Home::new();
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let mut command = home.command(["shortlist", "add", "sample-9", "sample-10", "sample-11"]);
    command.stdin(Stdio::null()).stdout(writer);
    assert_eq!(start(&mut command).wait().unwrap().code(), Some(0));
    assert_eq!(home.json(&["shortlist", "list"]).len(), 3);
}

#[test]
fn changes_are_told_as_json_where_that_is_asked_for() {
    let home = Home::new();
    assert!(home.json(&["shortlist", "add", "sample-9", "sample-10"]).iter().all(Value::is_object));
    assert!(home.json(&["shortlist", "note", "sample-9", "x"]).iter().all(Value::is_object));
    assert!(home.json(&["shortlist", "remove", "sample-9"]).iter().all(Value::is_object));
}

#[test]
fn plain_and_json_agree_on_nothing_found() {
    let home = Home::new();
    let plain = home.run(&["search", "qqqqqq"]);
    assert_eq!((plain.code, plain.code), (Some(1), home.run(&["search", "qqqqqq", "--json"]).code));
}

#[test]
fn no_advert_at_all_is_no_limit() {
    let home = Home::new();
    for limit in ["0", "many", "1.5"] {
        let ran = home.run(&["search", "--limit", limit]);
        assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{limit}");
        assert!(ran.err.contains("--limit") && ran.err.contains("from 1 on"), "{}", ran.err);
    }
}

#[test]
fn a_refused_change_says_what_was_being_done() {
    let home = Home::new();
    assert_quiet(&home.run(&["shortlist", "add", "sample-9"]), 0);
    for (arguments, done) in [
        (&["shortlist", "add", "sample-9"][..], "saving an advert"),
        (&["shortlist", "remove", "sample-9", "--list", "None"], "changing a shortlist"),
        (&["shortlist", "note", "sample-10", "x", "--list", "My shortlist"], "changing a shortlist"),
    ] {
        assert_told(&home.run(arguments), 2, &[done]);
    }
}

#[test]
fn adverts_can_be_read_while_the_shortlists_file_is_damaged() {
    let home = Home::new();
    home.write("shortlists.ron", "(");
    assert_eq!(home.run(&["search"]).code, Some(0));
    assert_eq!(home.run(&["advert", "sample-9"]).code, Some(0));
}
