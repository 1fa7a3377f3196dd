//! Tests of `advert_page`.

use jiff::civil::Date;
use proptest::prelude::*;

use super::*;
use crate::source::encoding::decode;

const PAGE: &str = include_str!("../../../tests/data/advert_page/page.html");

fn read(html: &str) -> Advert {
    let mut batch = AdvertPage.read(html);
    assert_eq!(batch.skipped, []);
    batch.adverts.remove(0)
}

#[test]
fn a_saved_page_is_read_whole() {
    let advert = read(PAGE);
    assert_eq!(advert.id.as_str(), "nhs:C9999-26-0042");
    assert_eq!(advert.title, "Staff Nurse & Link Practitioner");
    assert_eq!(advert.employer, "Example Valley NHS Foundation Trust");
    assert_eq!(advert.places, [StatedPlace::new("Exampleton, EX1 1EX"), StatedPlace::new("Sampleford, EX4 4EX")]);
    assert_eq!(advert.pay.as_deref(), Some("£31,049 to £37,796 a year per annum, pro rata"));
    assert_eq!(advert.band.as_deref(), Some("Band 5"));
    assert_eq!(advert.contract.as_deref(), Some("Fixed term, 12 months"));
    assert_eq!(advert.working_pattern.as_deref(), Some("Full-time, Part-time"));
    assert_eq!(advert.posted, Some(Date::constant(2026, 8, 21)));
    assert_eq!(advert.closes, Some(Date::constant(2026, 9, 6)));
    assert_eq!(advert.reference.as_deref(), Some("C9999-26-0042"));
    assert_eq!(advert.url.as_deref(), Some("https://www.jobs.nhs.uk/candidate/jobadvert/C9999-26-0042"));
}

#[test]
fn every_text_is_taken_once_and_whole() {
    let sections = read(PAGE).sections;
    let told: Vec<_> = sections.iter().map(|part| (part.heading.as_str(), part.text.as_str())).collect();
    let expected = [
        ("Job summary", "Ward 7 cares for people after orthopaedic surgery."),
        ("Why us", "Forty colleagues; babies of <1500g are cared for elsewhere."),
        ("Main duties of the job", "• Plan care\n• Teach students"),
        ("Job responsibilities", "Every day:\ngive medicines\nhand over"),
        ("About us", "A made-up trust."),
        ("Person specification: Qualifications", "Essential\n• Registered nurse\nDesirable\n• Teaching qualification"),
        ("Person specification: Experience", "Essential\n• Work on a ward\n• Work at night"),
    ];
    assert_eq!(told, expected);
}

#[test]
fn a_page_without_most_parts_is_read() {
    let html = "<h1 id=heading>Doctor</h1><span id=\"employer_name\"></span><p id='payscheme-type'>Hospital doctors</p>\
        <p id=\"payscheme-band\"></p><p id=\"range_salary\"></p><p id=\"negotiable_salary\">Negotiable</p>\
        <p id=\"trac-job-reference\">12 AB</p>";
    let advert = read(html);
    assert_eq!((advert.band.as_deref(), advert.pay.as_deref()), (Some("Hospital doctors"), Some("Negotiable")));
    assert_eq!((advert.id.as_str(), advert.url), ("nhs:12-AB", None));
    assert_eq!(advert.sections, []);
    let other = read("<h1 id=heading>Doctor</h1><p id=payscheme-type>Other</p>");
    assert_eq!((other.band, other.id.as_str()), (None, "nhs:ba2a9e3e467424c6"));
}

#[test]
fn a_heading_of_the_page_is_no_end_of_the_text_before_it() {
    let page = |before: &str, after: &str| {
        let html = format!(
            "<h1 id=heading>Nurse</h1><h3>Job summary</h3>{before}Care.<div>More.</div>{after}<h3>Main duties of the job</h3>\
             <div id=\"job_description\"><p>Plan.</p></div><h3>About us</h3><p>not of the duties</p>"
        );
        read(&html).sections.into_iter().map(|part| (part.heading, part.text)).collect::<Vec<_>>()
    };
    for (before, after) in [("<div id=job_overview>", "</div>"), ("<p id=job_overview>", "</p>")] {
        let parts = page(before, after);
        assert_eq!(parts[0], ("Job summary".to_owned(), "Care.\nMore.".to_owned()), "{before}");
        assert_eq!(parts.len(), 2, "{parts:?}");
        assert_eq!(parts[1].1, "Plan.");
    }
}

#[test]
fn breaks_of_the_page_are_breaks_of_the_text() {
    let html = "<h1 id=heading>Staff<br>Nurse</h1><div id=job_overview>One<br>two<br />three</br>four&lt;br /&gt;five</div>\
        <div id=job_description><ul><li>a<br>b</li></ul></div>\
        <p id=job_description_large style='white-space: pre-line'>Every day:<br>\ngive<br><br>hand over</p>\
        <li id=essential_skill_1_criteria_1>Registered<br>or near it&lt;br&gt;by spring</li>";
    let advert = read(html);
    assert_eq!(advert.title, "Staff Nurse");
    let texts: Vec<&str> = advert.sections.iter().map(|part| part.text.as_str()).collect();
    let expected = [
        "One\ntwo\nthree\nfour\nfive",
        "• a\nb",
        "Every day:\ngive\nhand over",
        "Essential\n• Registered\nor near it\nby spring",
    ];
    assert_eq!(texts, expected);
}

#[test]
fn a_page_that_names_no_post_is_named() {
    let batch = AdvertPage.read("<p id=\"employer_name\">Example Trust</p><h1 id=\"heading\"> </h1>");
    assert_eq!(batch.skipped, [Skipped::new("the page", "it names no post")]);
}

#[test]
fn only_advert_pages_are_recognised() {
    assert!(AdvertPage.recognises(PAGE));
    let no = [
        "",
        "<html>Service Domain Information</html>",
        "<nhsJobs/>",
        "<p id=\"employer_name\">x</p>",
        "employer_name job_overview",
    ];
    for text in no {
        assert!(!AdvertPage.recognises(text), "{text}");
    }
}

#[test]
fn a_page_made_to_be_slow_is_read_in_bounds() {
    let ids = "<p id=essential_skill_1_criteria_1>".repeat(100_000);
    let same = "<p id=heading><p id=job_overview>".repeat(100_000);
    let batch = AdvertPage.read(&format!("<h1 id=heading>A</h1>{ids}x{same}"));
    assert_eq!(batch.adverts.len(), 1);
}

proptest! {
    #[test]
    fn any_bytes_are_read(bytes: Vec<u8>, end in 0..PAGE.len()) {
        let text = decode(&bytes);
        let _ = AdvertPage.recognises(&text);
        let _ = AdvertPage.read(&text);
        let _ = AdvertPage.read(&decode(&PAGE.as_bytes()[..end]));
    }
}
