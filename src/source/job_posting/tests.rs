//! Tests of `job_posting`.

use jiff::civil::Date;
use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::domain::advert::{Advert, PayFigures, StatedPlace};
use crate::source::encoding::decode;

const NHS: &str = include_str!("../../../tests/data/job_posting/nhs.json");
const LINES: &str = include_str!("../../../tests/data/job_posting/lines.jsonl");
const PAGE: &str = include_str!("../../../tests/data/job_posting/page.html");

fn read(text: &str) -> Batch {
    JobPosting.read(text)
}

/// The advert of a posting with these fields beside its type and title.
fn advert(fields: Value) -> Advert {
    let Value::Object(mut posting) = fields else { panic!("the fields are no object") };
    posting.insert("@type".to_owned(), json!("JobPosting"));
    posting.entry("title").or_insert(json!("Nurse"));
    let mut batch = read(&Value::Object(posting).to_string());
    assert_eq!(batch.skipped, []);
    batch.adverts.remove(0)
}

fn skipped(batch: &Batch) -> Vec<String> {
    batch.skipped.iter().map(|skipped| format!("{}: {}", skipped.what, skipped.why)).collect()
}

fn titles(batch: &Batch) -> Vec<&str> {
    batch.adverts.iter().map(|advert| advert.title.as_str()).collect()
}

#[test]
fn a_document_of_the_older_nhs_site_is_read_whole() {
    let batch = read(NHS);
    assert_eq!(skipped(&batch), [""; 0]);
    let advert = &batch.adverts[0];
    assert_eq!(advert.id.as_str(), "jp:900000001");
    assert_eq!(advert.title, "Bank Healthcare Assistant & Driver");
    assert_eq!(advert.employer, "Example Trust");
    let place =
        StatedPlace { text: "Day Unit, St John's, EXAMPLETON, EX1".to_owned(), position: Some((50.7204, -0.262_406)) };
    assert_eq!(advert.places, [place]);
    assert_eq!(advert.pay.as_deref(), Some("£13.00 to £17.00 per hour & mileage"));
    assert_eq!(advert.pay_figures, Some(figures("21853", "28577", Some("YEAR"))));
    assert_eq!((advert.working_pattern.as_deref(), advert.contract.as_deref()), (Some("FULL_TIME"), None));
    assert_eq!(advert.posted, Some(Date::constant(2020, 10, 9)));
    assert_eq!(advert.closes, Some(Date::constant(2020, 11, 15)));
    assert_eq!(advert.url.as_deref(), Some("https://www.jobs.nhs.uk/xi/vacancy/900000001"));
    assert_eq!(advert.source, "JobPosting, www.jobs.nhs.uk");
    let sections: Vec<_> = advert.sections.iter().map(|part| (part.heading.as_str(), part.text.as_str())).collect();
    let expected = [
        ("About the post", "Part time, 22.5 hours.\n• Care & kindness first"),
        ("Your day", "Babies of <1500g, R&D and driving."),
    ];
    assert_eq!(sections, expected);
}

fn figures(low: &str, high: &str, unit: Option<&str>) -> PayFigures {
    PayFigures { low: Some(low.to_owned()), high: Some(high.to_owned()), unit: unit.map(str::to_owned) }
}

#[test]
fn one_object_a_line_names_bad_lines_by_number() {
    let batch = read(LINES);
    assert_eq!(titles(&batch), ["Ward Clerk", "Cook"]);
    let expected = [
        "line 2: it is not JSON: EOF while parsing a value, column 42",
        "line 4: it has no title",
        "line 5: it is not a JobPosting",
    ];
    assert_eq!(skipped(&batch), expected);
}

#[test]
fn a_first_line_that_is_damaged_costs_only_itself() {
    let batch = read(&format!("…of an advert\"}}\n{LINES}"));
    assert_eq!(titles(&batch), ["Ward Clerk", "Cook"]);
    assert!(JobPosting.recognises(&format!("…of an advert\"}}\n{LINES}")));
}

#[test]
fn a_saved_page_gives_every_posting_and_names_the_script_that_is_invalid() {
    let batch = read(PAGE);
    assert_eq!(titles(&batch), ["Podiatrist", "Dietitian"]);
    assert_eq!(skipped(&batch), ["script 2 of the page: it is not JSON: EOF while parsing a value, column 42"]);
    let [podiatrist, dietitian] = batch.adverts.as_slice() else { panic!("{batch:?}") };
    assert_eq!(podiatrist.reference.as_deref(), Some("POD 26"));
    assert_eq!(podiatrist.id.as_str(), "jp:POD-26");
    assert_eq!(podiatrist.sections[0].heading, "The role");
    assert_eq!(podiatrist.sections[0].text, "Feet, and more feet.");
    assert_eq!(podiatrist.url.as_deref(), Some("https://jobs.example.org/listing/spring"));
    assert_eq!(dietitian.source, "JobPosting, jobs.example.org");
    assert_ne!(podiatrist.id, dietitian.id);
}

#[test]
fn arrays_are_read_up_to_where_they_break() {
    let array =
        r#"[{"@type":"JobPosting","title":"A"}, 7, [{"@type":"JobPosting","title":"B"}], {"@type":"JobPosting""#;
    let batch = read(&format!("  {array}"));
    assert_eq!(titles(&batch), ["A", "B"]);
    let expected = [
        "record 2: it is not a JobPosting",
        "the document after record 3: it is not JSON: EOF while parsing an object, column 99",
    ];
    assert_eq!(skipped(&batch), expected);
}

/// The adverts of each piece, up to a number of pieces, and how much of the text was read for them.
fn pieces(text: &str, most: usize) -> Vec<(usize, usize)> {
    let mut pieces = Vec::new();
    let _ = JobPosting.read_in_pieces(text, &mut |piece, read| {
        pieces.push((piece.adverts.len(), read));
        if pieces.len() < most { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
    pieces
}

#[test]
fn many_records_come_in_pieces_until_it_is_enough() {
    let records = vec![r#"{"@type":"JobPosting","title":"A"}"#; 2 * PIECE + 1];
    let length = records[0].len() + 1;
    for text in [records.join("\n"), format!("[{}]", records.join(","))] {
        let expected = [(PIECE, PIECE * length), (PIECE, 2 * PIECE * length), (1, (2 * PIECE + 1) * length)];
        assert_eq!(pieces(&text, 9), expected);
        assert_eq!(pieces(&text, 1), expected[..1]);
        assert_eq!(JobPosting.read(&text).adverts.len(), 2 * PIECE + 1);
    }
    let bad = "{}\n".repeat(PIECE + 1);
    assert_eq!(pieces(&bad, 9).len(), 2, "what is skipped is not gathered up either");
}

#[test]
fn a_document_that_is_damaged_is_one_record() {
    let damaged = "{\n \"@type\": \"JobPosting\",\n \"title\": \"Nurse\"\n \"url\": 1\n}";
    let expected = ["the document: it is not JSON: expected `,` or `}`, line 4, column 2"];
    assert_eq!(skipped(&read(damaged)), expected);
    assert_eq!(skipped(&read("{}")), ["the document: it is not a JobPosting"]);
    assert_eq!(read("  "), Batch::default());
}

#[test]
fn what_is_too_long_or_too_deep_is_named() {
    let long = json!({"@type": "JobPosting", "title": "A", "description": "x".repeat(RECORD)}).to_string();
    assert_eq!(skipped(&read(&long)), ["the document: it is longer than 4 MB"]);
    let deep = format!("{}1{}", r#"{"@graph":"#.repeat(500), "}".repeat(500));
    assert_eq!(skipped(&read(&deep)), ["the document: it is not JSON: recursion limit exceeded, column 1271"]);
    let nested = format!(r#"{}{{"@type":"JobPosting","title":"A"}}{}"#, "[".repeat(100), "]".repeat(100));
    assert_eq!(skipped(&read(&nested)), ["record 1: it is not a JobPosting"]);
}

#[test]
fn only_documents_that_hold_a_posting_are_recognised() {
    let yes = [
        NHS,
        LINES,
        PAGE,
        "[{\"@type\" : [ \"Thing\", \"JobPosting\" ]}]",
        r#"{"@graph": [{"@type": "http:\/\/schema.org\/JobPosting"}]}"#,
    ];
    for text in yes {
        assert!(JobPosting.recognises(text), "{text}");
    }
    let no = [
        "",
        "{}",
        r#"{"source": "JobPosting, www.jobs.nhs.uk", "@type": "Person"}"#,
        r#"{"@type": "Organization", "name": "JobPosting"}"#,
        r#"{"@type": "JobPostingList"}"#,
        r#"<nhsJobs><description>{"@type": "JobPosting"}</description></nhsJobs>"#,
        r#"<html><script type="application/ld+json">{"@type": "WebSite"}</script>JobPosting</html>"#,
        "Paste your \"@type\": \"JobPosting\" here",
    ];
    for text in no {
        assert!(!JobPosting.recognises(text), "{text}");
    }
}

#[test]
fn the_id_is_the_number_of_the_address_else_the_identifier_else_a_lasting_fingerprint() {
    let cases = [
        (json!({"url": "https://example.org/job/nurse-job98123456/?ref=1#top"}), "jp:example.org:98123456"),
        (json!({"url": "https://example.org/nurse-band-5", "identifier": "R-7"}), "jp:example.org:R-7"),
        (json!({"identifier": 4711}), "jp:4711"),
        (json!({"url": "https://WWW.jobs.nhs.uk/xi/vacancy/900000001"}), "jp:900000001"),
        (json!({"url": "https://beta.jobs.nhs.uk/candidate/jobadvert/U0080-2026-20859"}), "nhs:U0080-2026-20859"),
        (json!({"identifier": [{"name": "Trust", "value": "V 9"}]}), "jp:V-9"),
        (json!({"url": "https://example.org/nurse"}), "jp:49a8c31d83a222bd"),
        (json!({"hiringOrganization": "Example Trust"}), "jp:76d137c1b0300d4c"),
    ];
    for (fields, id) in cases {
        assert_eq!(advert(fields.clone()).id.as_str(), id, "{fields}");
    }
}

#[test]
fn pay_is_read_in_every_form() {
    let value = |value: Value| json!({"@type": "MonetaryAmount", "currency": "GBP", "value": value});
    let cases = [
        (json!("£30,000 to £35,000"), Some("£30,000 to £35,000"), None),
        (json!(30000), None, Some(figures("30000", "30000", None))),
        (json!("Competitive"), Some("Competitive"), None),
        (value(json!(12.5)), None, Some(figures("12.5", "12.5", None))),
        (
            value(json!({"value": "30,000", "unitText": "YEAR"})),
            Some("30,000"),
            Some(figures("30,000", "30,000", Some("YEAR"))),
        ),
        (
            value(json!({"value": "28407.00", "unitText": "YEAR"})),
            Some("28407.00"),
            Some(figures("28407.00", "28407.00", Some("YEAR"))),
        ),
        (
            value(json!({"value": "25000.0", "unitText": "YEAR"})),
            Some("25000.0"),
            Some(figures("25000", "25000", Some("YEAR"))),
        ),
        (
            value(json!({"value": "26.42", "minValue": 44412, "maxValue": "44412", "unitText": "YEAR"})),
            Some("26.42"),
            Some(figures("44412", "44412", Some("YEAR"))),
        ),
        (
            json!({"minValue": 14, "maxValue": 16.5, "unitText": "HOUR"}),
            None,
            Some(figures("14", "16.5", Some("HOUR"))),
        ),
        (json!([{"value": {"value": "Negotiable", "unitText": "YEAR"}}]), Some("Negotiable"), None),
        (
            json!({"currency": "EUR", "value": {"minValue": 1, "maxValue": 2, "unitText": "DAY"}}),
            Some("EUR 1 to 2 (DAY)"),
            None,
        ),
        (
            json!({"currency": "EUR", "value": {"minValue": 40000, "maxValue": 50000, "unitText": "YEAR"}}),
            Some("EUR 40000 to 50000 (YEAR)"),
            None,
        ),
        (json!({"currency": "USD", "value": 40000}), Some("USD 40000"), None),
        (
            json!({"currency": "EUR", "value": {"value": "40,000 to 50,000", "minValue": 40000, "maxValue": 50000}}),
            Some("EUR 40,000 to 50,000"),
            None,
        ),
        (json!({"currency": "EUR", "value": {"value": "€40,000"}}), Some("€40,000"), None),
        (
            json!({"currency": "EUR", "value": {"value": "Competitive", "minValue": 40000, "maxValue": 50000}}),
            Some("Competitive, EUR 40000 to 50000"),
            None,
        ),
        (json!({"currency": "EUR", "value": {"value": "Competitive"}}), Some("Competitive"), None),
        (json!({"currency": "EUR", "value": {"value": "£30,000"}}), Some("£30,000"), None),
        (json!({"currency": "ISK", "value": 900_000}), Some("ISK currency 900000"), None),
        (json!({"currency": "£", "value": {"value": "30,000 a year"}}), Some("30,000 a year"), None),
        (json!(null), None, None),
        (json!({"value": true}), None, None),
    ];
    for (salary, text, figures) in cases {
        let advert = advert(json!({"baseSalary": salary}));
        assert_eq!((advert.pay.as_deref(), advert.pay_figures), (text, figures), "{salary}");
    }
}

#[test]
fn places_are_read_in_every_form() {
    let cases = [
        (json!("Leeds, LS1 4AP"), vec!["Leeds, LS1 4AP"]),
        (json!({"address": "Truro"}), vec!["Truro"]),
        (json!({"address": {"addressLocality": "Leeds LS1 4AP", "postalCode": "LS1 4AP"}}), vec!["Leeds LS1 4AP"]),
        (json!({"address": {"addressRegion": "Kent", "postalCode": 7}}), vec!["Kent, 7"]),
        (json!({"address": {"postalCode": "EX2"}}), vec!["EX2"]),
        (json!({"address": {"addressCountry": {"@type": "Country", "name": "Wales"}}}), vec!["Wales"]),
        (json!([{"name": "Ward 7"}, {"addressLocality": "Bath"}, "Bath", 5, null]), vec!["Ward 7", "Bath", "5"]),
        (json!({}), vec![]),
    ];
    for (location, texts) in cases {
        let advert = advert(json!({"jobLocation": location}));
        assert_eq!(advert.places.iter().map(|place| place.text.as_str()).collect::<Vec<_>>(), texts, "{location}");
    }
    let remote = advert(json!({"jobLocationType": "TELECOMMUTE", "jobLocation": "Hull"}));
    assert_eq!(remote.places, [StatedPlace::new("Hull"), StatedPlace::new("Remote")]);
}

#[test]
fn only_positions_within_these_islands_are_kept() {
    let cases = [
        (json!({"latitude": 51.5, "longitude": -0.1}), Some((51.5, -0.1))),
        (json!({"latitude": " 51.5 ", "longitude": "-.1"}), Some((51.5, -0.1))),
        (json!({"latitude": "24.5917", "longitude": "-1.05"}), None),
        (json!({"latitude": "51.5", "longitude": "2.5"}), None),
        (json!({"latitude": "NaN", "longitude": "0"}), None),
        (json!({"latitude": "51.5"}), None),
    ];
    for (geo, position) in cases {
        let advert = advert(json!({"jobLocation": {"address": "Here", "geo": geo}}));
        assert_eq!(advert.places[0].position, position, "{geo}");
    }
}

#[test]
fn employment_is_kept_as_given() {
    let cases = [
        (json!("PART_TIME"), Some("PART_TIME"), None),
        (json!("Full-time"), Some("Full-time"), None),
        (json!(["FULL_TIME", "TEMPORARY", "PART_TIME"]), Some("FULL_TIME, PART_TIME"), Some("TEMPORARY")),
        (json!("FULL_TIME, CONTRACTOR"), Some("FULL_TIME"), Some("CONTRACTOR")),
        (json!("OTHER"), None, Some("OTHER")),
        (json!([null, ""]), None, None),
    ];
    for (stated, pattern, contract) in cases {
        let advert = advert(json!({"employmentType": stated}));
        assert_eq!((advert.working_pattern.as_deref(), advert.contract.as_deref()), (pattern, contract), "{stated}");
    }
}

#[test]
fn dates_are_taken_as_written() {
    let day = Some(Date::constant(2026, 8, 11));
    let cases = [
        ("2026-08-11T13:34:51+0100", day),
        ("2026-08-11T23:59:59+0000", day),
        ("2026-08-11T00:30:00+01:00", day),
        ("2026-08-11T15:57:11.165", day),
        ("2026-08-11T10:00:00Z", day),
        ("2026-08-11 10:00", day),
        (" 2026-08-11 ", day),
        ("11 August 2026", day),
        ("The closing date is 11 August 2026.", day),
        ("1 March 2027", Some(Date::constant(2027, 3, 1))),
        ("2026-08-111", None),
        ("2026-02-30", None),
        ("31 Augusto 2026", None),
        ("äöüäöüäöüäöü", None),
        ("Ongoing", None),
        ("", None),
    ];
    for (text, date) in cases {
        assert_eq!(advert(json!({"validThrough": text})).closes, date, "{text}");
    }
    let advert = advert(json!({"validThrough": null, "datePosted": 20_260_811}));
    assert_eq!((advert.closes, advert.posted), (None, None));
}

#[test]
fn fields_of_the_wrong_type_are_taken_as_text_or_left_out() {
    let posting = json!({"@type": "JobPosting", "title": 42, "hiringOrganization": ["Example Trust"], "description": 7,
        "url": {"x": 1}, "skills": ["Kindness", "Driving"]});
    let advert = &read(&posting.to_string()).adverts[0];
    assert_eq!((advert.title.as_str(), advert.employer.as_str()), ("42", "Example Trust"));
    assert_eq!((advert.url.as_ref(), advert.source.as_str()), (None, "JobPosting"));
    assert_eq!(advert.sections[0].text, "7");
    assert_eq!(
        (advert.sections[1].heading.as_str(), advert.sections[1].text.as_str()),
        ("Skills", "Kindness\nDriving")
    );
}

#[test]
fn only_addresses_on_the_web_are_kept() {
    let cases = [
        ("https://example.org/a?b=1&amp;c=2", Some("https://example.org/a?b=1&c=2")),
        (" HTTP://example.org ", Some("HTTP://example.org")),
        ("javascript://example.org/%0aalert(1)", None),
        ("file:///etc/passwd", None),
        ("https://", None),
        ("https://a b.org", None),
        ("https://example.org/\u{1b}]8;;", None),
        ("/job/5", None),
    ];
    for (text, url) in cases {
        assert_eq!(advert(json!({"url": text})).url.as_deref(), url, "{text}");
    }
    assert_eq!(advert(json!({"url": "https://me:x@Jobs.Example.org:8080/1"})).source, "JobPosting, jobs.example.org");
}

#[test]
fn scripts_are_read_within_the_marks_that_hide_them() {
    let json = r#"{"@type": "JobPosting", "title": "Nurse", "description": "a -->"}"#;
    for (before, after) in [
        ("//<![CDATA[\n", "\n//]]>"),
        ("<![CDATA[", "]]>"),
        ("/*<![CDATA[*/ ", " /*]]>*/"),
        ("\n<!--\n", "\n-->\n"),
        ("<!-- ", " //-->"),
    ] {
        let page = format!("<html><script type=\"application/ld+json\">{before}{json}{after}</script>");
        let batch = JobPosting.read(&page);
        assert_eq!((batch.adverts.len(), batch.skipped), (1, Vec::new()), "{before}");
    }
}

#[test]
fn half_a_character_costs_no_record() {
    let cases = [
        (r"a\ud800b", "a\u{fffd}b"),
        (r"a\udc00\ud83d", "a\u{fffd}\u{fffd}"),
        (r"a\ud83d\ude00\uD83D\uDE00b\ud800", "a😀😀b\u{fffd}"),
        (r"a\\ud800\ud800b", "a\\ud800\u{fffd}b"),
        (r"a\u0000b\u0000", "ab"),
    ];
    for (written, title) in cases {
        let json = format!(r#"{{"@type": "JobPosting", "title": "{written}"}}"#);
        for json in [format!("[{json}]"), format!("{json}\n{json}"), json] {
            let batch = JobPosting.read(&json);
            assert_eq!(batch.skipped, [], "{written}");
            assert_eq!(batch.adverts[0].title, title, "{written}");
        }
    }
}

#[test]
fn nothing_that_moves_the_cursor_comes_through() {
    let nasty = "a\u{1b}[2Jb\u{202e}c&#27;[31md";
    let fields = json!({"title": nasty, "hiringOrganization": nasty, "jobLocation": nasty, "baseSalary": nasty,
        "employmentType": nasty, "identifier": nasty, "description": format!("<h2>{nasty}</h2><p>{nasty}")});
    let text = format!("{:?}", advert(fields));
    assert!(!text.contains("\\u{1b}") && !text.contains("\\u{202e}"), "{text}");
}

proptest! {
    #[test]
    fn any_bytes_are_read(bytes: Vec<u8>) {
        let text = decode(&bytes);
        let _ = JobPosting.recognises(&text);
        let _ = JobPosting.read(&text);
    }

    #[test]
    fn any_cut_of_a_document_is_read(end in 0..NHS.len(), page_end in 0..PAGE.len()) {
        let _ = JobPosting.read(&decode(&NHS.as_bytes()[..end]));
        let _ = JobPosting.read(&decode(&PAGE.as_bytes()[..page_end]));
    }

    #[test]
    fn any_text_in_a_field_is_safe_to_show(text: String) {
        let advert = advert(json!({"title": format!("T{text}"), "description": text, "employmentType": text,
            "jobLocation": text, "baseSalary": text, "identifier": text, "url": format!("https://e.org/{text}")}));
        let shown = [&Some(advert.title), &advert.contract, &advert.pay, &advert.reference, &advert.url];
        for line in shown.into_iter().flatten() {
            prop_assert!(!line.contains(char::is_control), "{line:?}");
        }
    }
}
