//! `rolecall search` beyond words: limits, distances, why an advert is not found, and searches kept under names.

use serde_json::{Value, json};

use crate::harness::{Home, Ran};

/// The ids of the adverts found.
fn ids(lines: &[Value]) -> Vec<&str> {
    lines.iter().map(|line| line["id"].as_str().unwrap()).collect()
}

/// Fails unless a run was wrong use, told in one line with these words and nothing on standard output.
fn assert_wrong(ran: &Ran, words: &[&str]) {
    assert_eq!((ran.code, ran.out.as_str(), ran.err.lines().count()), (Some(2), "", 1), "{}", ran.err);
    for word in words {
        assert!(ran.err.contains(word), "`{word}` is not in {:?}", ran.err);
    }
}

#[test]
fn a_limit_is_the_form_of_the_grammar_that_it_stands_for() {
    let home = Home::new();
    let cases: [(&[&str], &[&str]); 9] = [
        (&["--near", "Leeds", "--within", "30"], &["near:leeds within:30"]),
        (&["--near", "LS1 4AP"], &["near:LS1 4AP"]),
        (&["--near", "leeds", "--within", "30", "--anywhere", "with"], &["near:leeds within:30 anywhere:with"]),
        (&["--band", "7-8"], &["band:7-8"]),
        (&["--min-pay", "60000"], &["pay:>60k"]),
        (&["--min-pay", "£60,000", "--unstated", "with"], &["pay:>60k unstated:with"]),
        (&["--contract", "fixed term"], &["contract:fixed-term"]),
        (&["--role", "strategic-management", "manager"], &["role:strategic-management manager"]),
        (&["--sort", "pay", "manager"], &["manager", "--sort", "pay"]),
    ];
    for (flags, typed) in cases {
        let found = |arguments: &[&str]| home.json(&[&["search"], arguments].concat());
        let (by_flags, by_grammar) = (found(flags), found(typed));
        assert_eq!(ids(&by_flags), ids(&by_grammar), "{flags:?}");
        assert!(by_flags.len() < 52, "{flags:?}");
    }
    assert_eq!(home.run(&["search", "--new"]).code, Some(1), "nothing is new in the sample");
    let closing = ["search", "--closing", "7", "--json"];
    assert_eq!(home.run(&closing).out, home.run(&["search", "closing:<7d", "--json"]).out);
}

#[test]
fn a_limit_that_cannot_be_read_is_wrong_use() {
    let home = Home::new();
    let cases: [(&[&str], &[&str]); 14] = [
        (&["--within", "20", "nurse"], &["--within needs a place", "--near PLACE", "config.ron"]),
        (&["--sort", "distance"], &["--sort distance needs a place", "--near PLACE"]),
        (&["--band", "12"], &["--band", "“12”", "6-7"]),
        (&["--contract", "zebra"], &["--contract", "“zebra”", "permanent"]),
        (&["--near", "nowhere"], &["--near nowhere", "place not known", "town or a postcode"]),
        (&["--near", "nowhere", "--save", "Away"], &["--near nowhere", "place not known"]),
        (&["--within", "0.x"], &["--within", "“0.x”", "20"]),
        (&["--within", "far"], &["--within", "“far”", "20"]),
        (&["--min-pay", "lots"], &["--min-pay", "“lots”", "38k"]),
        (&["--near", ""], &["--near", "postcode"]),
        (&["--near", "Manchster"], &["--near Manchster", "did you mean Manchester?"]),
        (&["--near", "home"], &["--near home", "no home point", "config.ron"]),
        (&["--anywhere", "yes"], &["--anywhere", "“yes”", "with, without or only"]),
        (&["--closing", "soon\u{1b}[2J"], &["--closing", "“soon”", "days"]),
    ];
    for (flags, words) in cases {
        assert_wrong(&home.run(&[&["search"], flags].concat()), words);
    }
    assert_eq!(home.run(&["search", "--list-saved"]).out, "");
}

#[test]
fn distances_are_told_from_a_place_or_the_nearest_home_point() {
    let home = Home::new();
    let lines = home.json(&["search", "--near", "leeds", "--within", "2", "--sort", "distance"]);
    assert!(!lines.is_empty());
    for line in &lines {
        assert!(line["distance_miles"].as_f64().unwrap() <= 4.0, "{line}");
        assert_eq!(line["distance_from"], "Leeds");
    }
    let none = home.json(&["search", "--limit", "1"]);
    assert_eq!((&none[0]["distance_miles"], &none[0]["distance_from"]), (&Value::Null, &Value::Null));
    home.write("config.ron", "(homes: [(\"Home\", \"York\"), (\"Mum\", \"Yrok\")])");
    let ran = home.run(&["search", "policy", "leeds", "--json"]);
    assert!(ran.err.contains("“Mum”") && ran.err.contains("did you mean York?"), "{}", ran.err);
    let policy = ran.json().into_iter().find(|line| line["id"] == "sample-9").unwrap();
    assert_eq!((policy["distance_miles"].as_f64().unwrap().round(), &policy["distance_from"]), (22.0, &json!("Home")));
    let plain = home.run(&["search", "policy", "leeds"]);
    assert!(plain.out.lines().next().unwrap().ends_with("\tabout 22 mi"), "{}", plain.out);
}

#[test]
fn a_name_that_several_places_have_is_told_and_json_stays_as_it_is() {
    let home = Home::new();
    let ran = home.run(&["search", "--near", "newport", "--within", "400", "--json", "--limit", "1"]);
    assert!(ran.err.contains("Newport, Wales was taken; for another say near:newport-south-east or "), "{}", ran.err);
    assert_eq!((ran.code, ran.json().len()), (Some(0), 1));
}

#[test]
fn nothing_found_says_what_each_part_hides() {
    let home = Home::new();
    let hopeless = "nothing found, and no single word or limit is why: leave out several";
    let two = "nothing found; there would be 1 advert without band:2 and qqqqqq";
    let all = "nothing found; there would be 53 adverts without qqqqqq";
    let several = "nothing found; there would be 1 advert without band:2";
    for (typed, said) in [
        ("policy leeds band:2", several),
        ("policy leeds band:2 qqqqqq", two),
        ("qqqqqq", all),
        ("qqqqqq zzzzzz", hopeless),
    ] {
        for form in ["--plain", "--json"] {
            let ran = home.run(&["search", typed, form]);
            assert_eq!((ran.code, ran.out.as_str()), (Some(1), ""), "{typed} {form}");
            assert_eq!(ran.err, format!("rolecall: searching: {said}\n"), "{typed} {form}");
        }
    }
}

#[test]
fn how_a_query_was_read_is_told_beside_the_adverts() {
    let home = Home::new();
    let cases: [(&str, &[&str]); 5] = [
        ("policy", &[]),
        ("stratgy", &["read stratgy as strategy"]),
        ("o&g", &["looked also for obstetrics and gynaecology"]),
        ("near:newport within:400", &["Newport, Wales was taken"]),
        ("policy pay:lots", &["passed over", "pay:lots", "rolecall search --help"]),
    ];
    for (typed, words) in cases {
        let plain = home.run(&["search", typed, "--plain"]);
        let json = home.run(&["search", typed, "--json"]);
        assert_eq!((plain.code, &plain.err), (json.code, &json.err), "{typed}");
        assert_eq!(json.json().len(), plain.out.lines().count(), "{typed}");
        assert!(!words.is_empty() || plain.err.is_empty(), "{typed}: {}", plain.err);
        for word in words {
            assert!(plain.err.contains(word), "{typed}: {}", plain.err);
        }
    }
}

#[test]
fn an_advert_that_is_missed_is_explained() {
    let home = Home::new();
    let said = |arguments: &[&str]| home.run(&[&["search", "--why", "sample-9"], arguments].concat()).out;
    assert_eq!(said(&["policy", "leeds", "band:2", "near:truro"]), "sample-9 is hidden by band:2 and by near:truro\n");
    assert_eq!(said(&["policy", "midwife"]), "sample-9 is hidden by midwife\n");
    assert_eq!(said(&["policy -leeds 10/11"]), "sample-9 is hidden by -leeds and by 10/11\n");
    assert!(said(&["policy", "and", "strategy", "manager"]).starts_with("sample-9 is number 1 of "));
    assert_eq!(said(&["--near", "leeds", "--sort", "title", "policy"]), "sample-9 is number 1 of 1 advert\n");
    let hidden = &home.json(&["search", "policy", "band:2", "--why", "sample-9"])[0];
    assert_eq!(hidden, &json!({ "id": "sample-9", "row": null, "of": null, "hidden_by": ["band:2"] }));
    let unknown = home.run(&["search", "policy", "--why", "none-1"]);
    assert_eq!(unknown.code, Some(2));
    assert!(unknown.err.contains("`none-1`"), "{}", unknown.err);
}

#[test]
fn a_search_is_kept_under_a_name_and_run_by_it() {
    let home = Home::new();
    let kept =
        home.run(&["search", "--save", "Up north", "--near", "leeds", "--within", "50", "manager", "--sort", "pay"]);
    assert_eq!(kept.out, "saved “Up north”: near:leeds within:50 manager, sorted by pay\n");
    let typed = home.json(&["search", "near:leeds", "within:50", "manager", "--sort", "pay"]);
    assert!(typed.len() > 1);
    assert_eq!(home.json(&["search", "--saved", "up north"]), typed);
    let narrowed = home.json(&["search", "--saved", "Up north", "policy", "--sort", "title"]);
    assert!(!narrowed.is_empty() && narrowed.len() < typed.len());
    home.json(&["search", "--save", "Sorted", "nurse"]);
    let listed = home.json(&["search", "--list-saved"]);
    assert_eq!(listed[0], json!({ "name": "Up north", "query": "near:leeds within:50 manager", "sort": "pay" }));
    assert_eq!(listed[1], json!({ "name": "Sorted", "query": "nurse", "sort": null }));
    assert_eq!(
        home.run(&["search", "--list-saved"]).out.lines().next(),
        Some("Up north\tnear:leeds within:50 manager\tpay")
    );
    assert_eq!(home.run(&["search", "--remove-saved", "SORTED"]).out, "removed “SORTED”\n");
    assert_eq!(home.json(&["search", "--list-saved"]).len(), 1);
    assert_wrong(&home.run(&["search", "--saved", "Sorted"]), &["“Sorted”", "--list-saved"]);
    assert_wrong(&home.run(&["search", "--remove-saved", "Sorted"]), &["“Sorted”", "--list-saved"]);
    assert_wrong(&home.run(&["search", "--save", "Nothing"]), &["saving a search", "something to search for"]);
}

#[test]
fn a_limit_that_is_given_takes_the_place_of_the_kept_one() {
    let home = Home::new();
    home.run(&["search", "--save", "Z", "near:st ives within:5 is:saved manager -band:9"]);
    let kept = |flags: &[&str]| {
        home.run(&[&["search", "--saved", "Z", "--save", "Y", "--replace"], flags].concat());
        home.json(&["search", "--list-saved"])[1]["query"].as_str().unwrap().to_owned()
    };
    assert_eq!(kept(&["--near", "leeds", "policy"]), "near:leeds within:5 is:saved manager -band:9 policy");
    assert_eq!(kept(&["--within", "30", "--new"]), "within:30 is:new near:\"st ives\" is:saved manager -band:9");
    assert_eq!(kept(&["--band", "9"]), "band:9 near:\"st ives\" within:5 is:saved manager -band:9");
}

#[test]
fn what_a_named_search_would_pass_over_is_a_problem() {
    let home = Home::new();
    let search = |name: &str, query: &str, sort: &str| format!("(name: \"{name}\", query: \"{query}\", sort: {sort})");
    let searches = [
        search("Up", "nurse titel:x near:st ives", "Some(\"pay\")"),
        search("Down", "nurse", "Some(\"size\")"),
        search("UP", "pay:>40k", "None"),
    ];
    let path = home.write("searches.ron", format!("(version: 1, searches: [{}])", searches.join(", ")));
    let ran = home.run(&["check"]);
    assert_eq!((ran.code, ran.out.lines().count()), (Some(2), 3), "{}", ran.out);
    let told = |line: usize, words: &str| {
        let expected = format!("{}: the search {words}", path.display());
        assert!(ran.out.lines().nth(line).unwrap().starts_with(&expected), "{}", ran.out);
    };
    told(0, "“Up”: cannot be read: titel:x (did you mean title:?);");
    told(1, "“Down”: the order “size” is not known; write one of fit, newest, ");
    told(2, "“UP”: another before it has that name");
}

#[test]
fn a_limit_is_whole_however_it_is_given() {
    let home = Home::new();
    for asked in [&["--contract", "ban"][..], &["contract:ban"], &["contract:bank"], &["--contract", "bank"]] {
        let ran = home.run(&[&["search"], asked].concat());
        assert_eq!((ran.code, ran.out.as_str()), (Some(1), ""), "{asked:?}");
    }
}

#[test]
fn what_is_overlong_is_cut_in_messages() {
    let home = Home::new();
    let long = "q".repeat(9_000);
    for typed in [long.clone(), format!("pay:{long}"), format!("{long} policy")] {
        let ran = home.run(&["search", &typed]);
        assert!(!ran.err.is_empty() && ran.err.len() < 400, "{}", ran.err.len());
    }
}

#[test]
fn every_role_that_an_advert_is_found_under_is_told() {
    let home = Home::new();
    for role in home.json(&["roles"]).iter().take(60) {
        let id = role["id"].as_str().unwrap();
        let ran = home.run(&["search", "--role", id, "--json"]);
        for advert in ran.json() {
            let roles = advert["roles"].as_array().unwrap();
            assert!(roles.contains(&role["id"]), "{id}: {advert}");
            assert_eq!(roles.first(), Some(&advert["role"]));
        }
    }
}

#[test]
fn another_search_of_the_name_is_not_written_over_unasked() {
    let home = Home::new();
    let kept = || home.json(&["search", "--list-saved"]);
    home.run(&["search", "--save", "North", "near:leeds", "--sort", "pay"]);
    let before = kept();
    assert_wrong(
        &home.run(&["search", "--save", "north", "near:york"]),
        &["“North” already", "near:leeds, sorted by pay", "--replace"],
    );
    assert_wrong(&home.run(&["search", "--save", "North", "near:leeds"]), &["“North” already"]);
    assert_eq!(kept(), before);
    assert_eq!(home.run(&["search", "--save", "North", "near:leeds", "--sort", "pay"]).code, Some(0), "it is the same");
    let said = home.run(&["search", "--save", "north", "--replace", "near:york"]).out;
    assert_eq!(said, "saved “north”: near:york\n");
    assert_eq!(kept(), [json!({ "name": "north", "query": "near:york", "sort": null })]);
    assert_eq!(home.run(&["search", "--replace", "near:york"]).code, Some(2), "there is nothing to replace it under");
}

#[test]
fn a_damaged_file_of_named_searches_is_named_and_left_alone() {
    let home = Home::new();
    let path = home.write("searches.ron", "(version: 1, searches: [(name: \"A\")])");
    let before = std::fs::read(&path).unwrap();
    for arguments in [&["--saved", "A"][..], &["--save", "B", "nurse"], &["--remove-saved", "A"], &["--list-saved"]] {
        assert_wrong(
            &home.run(&[&["search"], arguments].concat()),
            &["named searches", "line 1", "`query` is missing"],
        );
    }
    let checked = home.run(&["check"]);
    assert!(checked.code == Some(2) && checked.out.contains("cannot read the named searches in "), "{}", checked.out);
    assert_eq!(std::fs::read(&path).unwrap(), before);
}
