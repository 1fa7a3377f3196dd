//! The real binary taking adverts in: files of every form, and NHS Jobs as a service on this machine plays it.

use std::path::Path;
use std::process::Stdio;

use jiff::civil::date;
use rolecall::source::limits;
use rolecall::store::adverts::AdvertStore;
use serde_json::{Value, json};

use crate::harness::Home;
use crate::nhs_jobs::server::{Answer, Server};

/// A file of `tests/data`.
fn data(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(name).display().to_string()
}

/// Runs an import and answers with its counts: read, new, changed, repeats, skipped.
fn import(home: &Home, paths: &[&str]) -> Vec<u64> {
    let arguments: Vec<&str> = ["import", "--json"].into_iter().chain(paths.iter().copied()).collect();
    let ran = home.run(&arguments);
    let counts: Value = serde_json::from_str(ran.out.lines().last().unwrap_or("null")).unwrap();
    ["read", "new", "changed", "repeats", "skipped"].map(|name| counts[name].as_u64().unwrap()).to_vec()
}

#[test]
fn every_form_is_told_apart_and_read() {
    for (name, at_least) in [
        ("job_posting/nhs.json", 1),
        ("job_posting/lines.jsonl", 1),
        ("job_posting/page.html", 1),
        ("advert_page/page.html", 1),
        ("health_careers/printed.txt", 2),
        ("health_careers/browser.txt", 1),
        ("pasted/nhs_jobs.txt", 1),
        ("pasted/reseller.txt", 1),
        ("nhs_jobs/sample.xml", 1),
    ] {
        let home = Home::new();
        let counts = import(&home, &[&data(name)]);
        assert!(counts[0] >= at_least && counts[1] > 0, "{name}: {counts:?}");
    }
}

#[test]
fn what_is_imported_takes_the_samples_place_and_keeps_its_text() {
    let home = Home::new();
    let page = data("job_posting/nhs.json");
    let first = import(&home, &[&page]);
    let again = import(&home, &[&page]);
    assert_eq!((again[1], again[3]), (0, first[0]));
    let adverts = home.json(&["search"]);
    assert_eq!(adverts.len() as u64, first[1]);
    let id = adverts[0]["id"].as_str().unwrap().to_owned();
    let whole = home.json(&["advert", &id]);
    assert!(whole[0]["sections"].as_array().is_some_and(|sections| !sections.is_empty()), "{whole:?}");
    assert!(home.run(&["shortlist", "add", &id]).out.contains("saved"));
}

#[test]
fn what_is_read_stands_beside_what_is_stated() {
    let home = Home::new();
    let text = "Job title: Community Nurse\nLocation: Leeds / York, Hybrid, LS1\nSalary: £31,049 to £37,796 a year\n\
        Working pattern: Full time, Part time\nStaff group: Allied Health Professionals\nContract: Fixed term\n\
        Closing date: 30/11/26\n\nAbout the post\nYou will visit people at home and teach students, from two bases.\n";
    import(&home, &[&home.write("advert.txt", text).display().to_string()]);
    let advert = &home.json(&["search"])[0];
    let place = &advert["places"][0];
    assert_eq!((&place["town"], &place["other_towns"]), (&json!("Leeds"), &json!(["York"])));
    assert_eq!((&place["postcode"], &place["postcode_partial"]), (&json!("LS1"), &json!(true)));
    assert_eq!(place["settings"], json!([{"setting": "hybrid", "words": "Hybrid"}]));
    let band = json!({"value": "5", "how": "inferred", "nation": "england", "year": "2025/26", "zone": null});
    assert_eq!((&advert["band"], &advert["employer"]), (&band, &Value::Null));
    assert_eq!(advert["working_pattern_kinds"], json!(["Full time", "Part time"]));
    assert_eq!(advert["staff_group"], "Allied Health Professionals");
    assert_eq!(advert["staff_group_kind"], "Allied Health Professional");
    assert_eq!((&advert["contract_kinds"], &advert["closes"]), (&json!(["Fixed-term"]), &json!("2026-11-30")));
    assert!(home.run(&["search"]).out.contains("\tnot stated\t"));
    let page = home.run(&["advert", advert["id"].as_str().unwrap()]).out;
    let facts: Vec<(&str, &str)> = page.lines().filter_map(|line| line.split_once("  ")).collect();
    for (name, fact) in [
        ("Setting", "partly at home: it says “Hybrid”"),
        ("Working", "Full time, Part time"),
        ("Staff group", "Allied Health Professionals"),
    ] {
        assert!(facts.iter().any(|(label, value)| (*label, value.trim_start()) == (name, fact)), "{name}: {page}");
    }
}

#[test]
fn an_advert_is_named_by_another_sources_id_or_its_reference() {
    let home = Home::new();
    import(&home, &[&data("nhs_jobs/sample.xml")]);
    import(&home, &[&data("advert_page/page.html")]);
    let id = "nhs:5501234:C9999-26-0042";
    for name in [id, "nhs:C9999-26-0042", "C9999-26-0042", "c9999 26 0042"] {
        assert_eq!(home.json(&["advert", name])[0]["id"], id, "{name}");
        assert_eq!(home.json(&["search", "--why", name])[0]["id"], id, "{name}");
        let list = format!("For {name}");
        assert_eq!(home.json(&["shortlist", "add", name, "--list", &list])[0]["id"], id, "{name}");
    }
    let twins = ["1", "2"].map(|number| {
        json!({"@type": "JobPosting", "title": "Porter", "identifier": "W-12345",
            "url": format!("https://example.org/{number}0000{number}")})
        .to_string()
    });
    import(&home, &[&home.write("twins.jsonl", twins.join("\n")).display().to_string()]);
    for arguments in [&["advert", "W-12345"][..], &["shortlist", "add", "W-12345"]] {
        let ran = home.run(arguments);
        assert_eq!(ran.code, Some(2), "{ran:?}");
        assert!(ran.err.contains("is the reference of 2 adverts; give the id of one: `jp:"), "{}", ran.err);
    }
    let unknown = home.run(&["advert", "W-99999"]);
    assert_eq!(unknown.code, Some(1));
    assert!(unknown.err.contains("no advert with the id or reference `W-99999`"), "{}", unknown.err);
}

#[test]
fn a_band_that_only_the_text_states_is_found_and_shown() {
    let range = "£64455.00 to £74896.00";
    let adverts = [
        ("Physiotherapist", "", "This is a Band 6 post.", json!({"value": "6", "how": "stated"})),
        ("Sister", range, "This is a Band 8b post.", json!({"value": "8b", "how": "stated"})),
        ("Nurse, Band 5", "", "This is a Band 6 post.", json!({"value": "5", "how": "stated"})),
        ("Manager", range, "This is a Band 6 post.", json!({"value": "8b", "how": "inferred"})),
        ("Matron", "", "You will supervise a Band 6 nurse.", Value::Null),
        // Doctors have no bands, whatever their pay or their advert's text.
        ("Consultant Anaesthetist", range, "We are a trust.", Value::Null),
        ("Consultant Cardiologist", "", "This is a Band 6 post.", Value::Null),
    ];
    let lines = adverts.iter().map(|(title, pay, text, _)| {
        json!({"@type": "JobPosting", "title": title, "baseSalary": pay, "description": format!("<p>{text}</p>")})
            .to_string()
    });
    let home = Home::new();
    import(&home, &[&home.write("adverts.jsonl", lines.collect::<Vec<_>>().join("\n")).display().to_string()]);
    let listed = home.json(&["search"]);
    for (title, _, _, band) in &adverts {
        let advert = listed.iter().find(|advert| advert["title"] == *title).unwrap();
        let read = &advert["band"];
        assert_eq!((&read["value"], &read["how"]), (&band["value"], &band["how"]), "{title}");
        let whole = &home.json(&["advert", advert["id"].as_str().unwrap()])[0];
        assert_eq!(&whole["band"], read, "{title}");
    }
    for band in ["5", "6", "8b"] {
        let titles = |adverts: &[Value]| adverts.iter().map(|advert| advert["title"].to_string()).collect::<Vec<_>>();
        let expected: Vec<Value> = listed.iter().filter(|advert| advert["band"]["value"] == band).cloned().collect();
        let mut found = titles(&home.json(&["search", &format!("band:{band}")]));
        let mut expected = titles(&expected);
        found.sort();
        expected.sort();
        assert_eq!(found, expected, "band:{band}");
    }
}

#[test]
fn a_folder_is_read_whole_and_what_holds_no_advert_is_named() {
    let home = Home::new();
    std::fs::create_dir_all(home.config().join("inbox/deep")).unwrap();
    home.write("inbox/one.json", std::fs::read(data("job_posting/nhs.json")).unwrap());
    home.write("inbox/deep/noise.bin", [0_u8, 159, 146, 150]);
    let inbox = home.config().join("inbox").display().to_string();
    let ran = home.run(&["import", "--verbose", &inbox]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(ran.err.contains("noise.bin: it holds no adverts in a form that rolecall reads"), "{}", ran.err);
    let ran = home.run(&["import", "/no/such/file"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("importing /no/such/file"), "{}", ran.err);
}

#[test]
fn a_listing_and_a_saved_page_are_one_advert_in_either_order() {
    let (listing, page) = (data("nhs_jobs/sample.xml"), data("advert_page/page.html"));
    for ([first, second], id) in
        [([&listing, &page], "nhs:5501234:C9999-26-0042"), ([&page, &listing], "nhs:C9999-26-0042")]
    {
        let home = Home::new();
        import(&home, &[first]);
        import(&home, &[second]);
        for again in [first, second, first] {
            let counts = import(&home, &[again]);
            assert_eq!((counts[1], counts[2]), (0, 0), "{again} after {first}");
        }
        assert_eq!(home.json(&["search"]).len(), 2);
        let advert = home.json(&["advert", id]).remove(0);
        assert_eq!((&advert["source"], &advert["band"]["value"]), (&"NHS Jobs".into(), &"5".into()), "{advert}");
        assert_eq!(advert["history"].as_array().map(Vec::len), Some(0), "{advert}");
        let text = advert["sections"].to_string();
        assert!(text.contains("Forty colleagues") && !text.contains("cut short"), "{text}");
    }
}

#[test]
fn the_pound_sign_is_read_in_every_encoding() {
    let advert = "Job title: Nurse\nEmployer: Example Trust – Café\nSalary: £31,049 to £37,796 a year\n";
    let utf16 = |bytes: fn(u16) -> [u8; 2]| [0xfeff].into_iter().chain(advert.encode_utf16()).flat_map(bytes).collect();
    let western = |c: char| u8::try_from(u32::from(c)).unwrap_or(0x96);
    let files: [Vec<u8>; 4] =
        [advert.into(), advert.chars().map(western).collect(), utf16(u16::to_le_bytes), utf16(u16::to_be_bytes)];
    for file in files {
        let home = Home::new();
        let path = home.write("advert.txt", &file);
        assert_eq!(import(&home, &[&path.display().to_string()])[1], 1, "{file:?}");
        let found = home.json(&["search"]).remove(0);
        assert_eq!(found["pay"]["text"], "£31,049 to £37,796 a year");
        assert_eq!(found["employer"], "Example Trust – Café");
    }
}

#[test]
fn an_input_that_is_too_long_is_not_read() {
    let home = Home::new();
    let path = home.write("long.jsonl", "");
    std::fs::File::options().write(true).open(&path).unwrap().set_len(limits::INPUT as u64 + 1).unwrap();
    let ran = home.run(&["import", &path.display().to_string()]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("it is longer than 256 MB; check the file"), "{}", ran.err);
}

/// As many made-up postings as lines.
fn postings(count: usize) -> String {
    let posting = |number| {
        format!(
            "{{\"@type\": \"JobPosting\", \"title\": \"Nurse {number}\", \"identifier\": \"R-{number}\", \
             \"description\": \"<p>{}</p>\"}}\n",
            "care ".repeat(200)
        )
    };
    (0..count).map(posting).collect::<Vec<_>>().concat()
}

#[test]
fn a_kill_during_an_import_leaves_whole_pieces() {
    let home = Home::new();
    let many = 20 * limits::PIECE;
    home.write("many.jsonl", postings(many));
    let file = home.config().join("many.jsonl").display().to_string();
    let mut command = home.command(["import", &file]);
    let mut child = crate::harness::start(command.stdout(Stdio::null()).stderr(Stdio::inherit()));
    let stored = || AdvertStore::open(&home.data(), date(2026, 11, 22)).unwrap().store;
    while stored().text_matches("nurse").unwrap().is_empty() {
        assert!(child.try_wait().unwrap().is_none(), "it ended before anything was stored");
    }
    child.kill().unwrap();
    assert_eq!(child.wait().unwrap().code(), None, "it was killed while it read on");
    let store = stored();
    let found = store.text_matches("nurse care").unwrap();
    assert!(!found.is_empty() && found.len() < many && found.len().is_multiple_of(limits::PIECE), "{}", found.len());
    assert!(found.iter().all(|id| store.record(id).unwrap().sections.len() == 1));
    assert_eq!(import(&home, &[&file])[1], (many - found.len()) as u64, "the rest comes the next time");
}

/// A page of made-up adverts, as the service writes them.
fn page(numbers: std::ops::Range<u32>, pages: u32, total: u32) -> String {
    let vacancies: Vec<String> = numbers
        .map(|number| {
            format!(
                "<vacancyDetails><id>{number}</id><reference>C9999-26-{number:04}</reference><title>Staff Nurse {number}</title>\
                 <employer>Example Trust</employer><type>Permanent</type><salary>£31049.00 to £37796.00</salary>\
                 <closeDate>2026-12-06</closeDate><postDate>2026-11-20</postDate>\
                 <locations><location>Exampleton, EX1 1EX</location></locations></vacancyDetails>"
            )
        })
        .collect();
    format!(
        "<nhsJobs>{}<totalPages>{pages}</totalPages><totalResults>{total}</totalResults></nhsJobs>",
        vacancies.concat()
    )
}

/// Runs a refresh against a service.
fn refresh(home: &Home, server: &Server) -> crate::harness::Ran {
    let mut command = home.command(["refresh", "--json", "--pause", "0", "--address", &server.url()]);
    command.env_remove("HTTP_PROXY").env_remove("http_proxy");
    crate::harness::run(command)
}

#[test]
fn a_whole_walk_stores_every_page_and_marks_what_is_gone() {
    let home = Home::new();
    let whole = |asked: usize| Answer::ok(if asked == 1 { page(0..100, 2, 150) } else { page(100..150, 2, 150) });
    let ran = refresh(&home, &Server::new(whole));
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let counts = &ran.json()[0];
    assert_eq!(
        (counts["new"].as_u64(), counts["gone"].as_u64(), counts["complete"].as_bool()),
        (Some(150), Some(0), Some(true))
    );
    assert_eq!(home.json(&["search", "nurse"]).len(), 150);
    let ran = refresh(&home, &Server::new(|_| Answer::ok(page(0..90, 1, 90))));
    assert_eq!(ran.json()[0]["gone"].as_u64(), Some(60));
}

#[test]
fn a_walk_that_fails_keeps_what_was_stored_and_exits_with_3() {
    let home = Home::new();
    let breaks =
        |asked: usize| if asked == 1 { Answer::ok(page(0..100, 2, 150)) } else { Answer::ok("<html>sorry</html>") };
    let ran = refresh(&home, &Server::new(breaks));
    assert_eq!(ran.code, Some(3), "{}", ran.err);
    assert_eq!(ran.err.lines().count(), 1, "{}", ran.err);
    assert!(ran.err.contains("what was read before that is kept (100 adverts on 1 page)"), "{}", ran.err);
    assert_eq!(home.json(&["search"]).len(), 100);
}

#[cfg(unix)]
#[test]
fn a_pipe_is_read_where_it_is_named_and_passed_over_in_a_folder() {
    use std::io::Write;

    let home = Home::new();
    let advert = "Job title: Nurse\nEmployer: Example Trust\nSalary: £31,049 a year\n";
    std::fs::create_dir_all(home.config().join("inbox")).unwrap();
    let inbox = home.write("inbox/two.txt", advert).parent().unwrap().display().to_string();
    let fifo = format!("{inbox}/pipe");
    assert!(std::process::Command::new("mkfifo").arg(&fifo).status().unwrap().success());
    assert_eq!(import(&home, &[&inbox])[..2], [1, 1]);
    let writer = std::thread::spawn({
        let fifo = fifo.clone();
        move || std::fs::write(fifo, advert.replace("Nurse", "Porter"))
    });
    assert_eq!(import(&home, &[&fifo])[..2], [1, 1]);
    writer.join().unwrap().unwrap();
    for path in ["/dev/stdin", "-"] {
        let (reader, mut writer) = std::io::pipe().unwrap();
        writer.write_all(advert.replace("Nurse", path).as_bytes()).unwrap();
        drop(writer);
        let mut command = home.command(["import", path]);
        let child = crate::harness::start(command.stdin(reader).stdout(Stdio::piped()).stderr(Stdio::piped()));
        let ran = child.wait_with_output().unwrap();
        assert_eq!(
            String::from_utf8_lossy(&ran.stdout),
            "read 1 advert: 1 new, 0 changed, 0 repeats, 0 skipped\n",
            "{path}: {}",
            String::from_utf8_lossy(&ran.stderr)
        );
    }
    let (reader, writer) = std::io::pipe().unwrap();
    drop(writer);
    let mut command = home.command(["import", "-"]);
    let child = crate::harness::start(command.stdin(reader).stdout(Stdio::null()).stderr(Stdio::piped()));
    let told = String::from_utf8(child.wait_with_output().unwrap().stderr).unwrap();
    assert!(told.contains("skipping the whole of standard input: it holds no adverts"), "{told}");
}
