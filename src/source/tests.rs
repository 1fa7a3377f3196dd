//! What holds for every form: any bytes are read, and nothing hidden in any field gets through.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use super::*;
use crate::domain::advert::{PayFigures, PredictedPay, Section, StatedPlace};
use crate::domain::text::{clean, clean_line};
use crate::source::encoding::decode;
use crate::source::limits::{LINE, PLACES, TEXT};

/// An input of each form with `@` in every field; what a reader takes for a date or a number has none.
const INPUTS: [(&str, &str); 7] = [
    (
        "NHS Jobs XML",
        "<nhsJobs><vacancyDetails><id>1@</id><reference>C1@</reference><title>Nurse@</title><employer>Trust@</employer>\
         <type>Permanent@</type><salary>£5@</salary><url>https://www.jobs.nhs.uk/@a</url><description>@Care <p>@x</p>@\
         </description><locations><location>Leeds@</location><x>@York</x></locations></vacancyDetails>\
         <vacancyDetails><title>No key@</title></vacancyDetails></nhsJobs>",
    ),
    (
        "JobPosting JSON-LD",
        r#"[{"@type":"JobPosting","title":"Nurse@","url":"https://example.org/@a","identifier":{"value":"R1@"},
        "hiringOrganization":{"name":"Trust@"},"jobLocation":[{"address":{"addressLocality":"Leeds@","postalCode":"LS1@"}},
        "York@"],"baseSalary":{"currency":"GBP@","value":{"value":"£5@","minValue":"5@","maxValue":"6@","unitText":"HOUR@"}},
        "employmentType":["FULL_TIME@","Bank@"],"description":"&lt;h2&gt;About@&lt;/h2&gt;&lt;li&gt;@Care@&lt;/li&gt;",
        "skills":"Plain@ text","qualifications":["A@","B@"]},{"@type":"JobPosting"},{"x":"@"}]"#,
    ),
    (
        "JobPosting JSON-LD",
        "<html><link rel=canonical href='https://example.org/@x'><script type='application/ld+json'>\
         {\"@type\":\"JobPosting\",\"title\":\"Nurse@\",\"description\":\"A@<b>Duties@</b><br>Care@\"}</script></html>",
    ),
    (
        "NHS Jobs advert page",
        "<h1 id=\"heading\">Nurse@</h1><p id=\"employer_name\">Trust@</p><p id=\"closing_date\">6 September 2026</p>\
         <p id=\"job_overview\">Care@<h3>Why@</h3>Us@</p><p id=\"payscheme-band\">Band 5@</p><p id=\"range_salary\">£5@</p>\
         <p id=\"contract_type\">Fixed@</p><h3 id=\"working_pattern_heading\">Pattern</h3><p>Full@</p>\
         <p id=\"trac-job-reference\">9-EX@</p><p id=\"employer_town\">Leeds@</p><p id=\"employer_postcode\">LS1@</p>\
         <h3 id=\"skill_category_1\">Skills@</h3><li id=\"essential_skill_1_criteria_1\">Care@</li>\
         <li id=\"desirable_skill_1_criteria_1\">Teach@</li><a href=\"/candidate/jobadvert/@C1\">x</a>",
    ),
    (
        "Health Careers page text",
        "Role | Health Careers\nNurse@\n\nLeeds@, LS1 4AP\nSalary: £5@\nType: Bank@\nEmployer: Trust@\n\
         Apply now on NHS Jobs for Nurse@ job (opens in a new window)\nSalary: x@\nEmployer: y@\n",
    ),
    (
        "pasted advert text",
        "Nurse@\nEmployer: Trust@\nLocation: Leeds@\nSalary: £5 an hour@\nBand: 5@\nContract: Bank@\n\
         Working pattern: Full time@\nStaff group: Nurses@\nReference: R1@\nPredicted salary: £6@\nAbout us\nCare@\n• Item@\n",
    ),
    (
        "pasted advert text",
        "Job title: Nurse@\nSite@\nTown\nLeeds@\nGrade\nBand 3@\nJob ref\n000-1@\n\
         https://www.jobs.nhs.uk/candidate/jobadvert/@C1\nNurse@ in York@ employer: Trust@\nMain duties@\nCare@\n",
    ),
];

fn form(name: &str) -> &'static dyn Form {
    FORMS.iter().copied().find(|form| form.name() == name).unwrap()
}

/// What does not show, moves the cursor or turns the text, among letters.
fn hidden() -> impl Strategy<Value = String> {
    let ranges = [
        '\u{1}'..='\u{9}',
        '\u{b}'..='\u{1f}',
        '\u{7f}'..='\u{9f}',
        '\u{ad}'..='\u{ad}',
        '\u{61c}'..='\u{61c}',
        '\u{180e}'..='\u{180e}',
        '\u{200b}'..='\u{200f}',
        '\u{2028}'..='\u{202e}',
        '\u{2060}'..='\u{206f}',
        '\u{fe00}'..='\u{fe0f}',
        '\u{feff}'..='\u{feff}',
        '\u{e0000}'..='\u{e007f}',
    ];
    let hidden = proptest::char::ranges(ranges.to_vec().into()).prop_map(String::from);
    vec(prop_oneof![4 => hidden, 1 => "[a-z ]{1,3}"], 1..5).prop_map(|parts| parts.concat())
}

/// The ways that forms write a character: itself, by number in markup, escaped once more, in JSON.
const WAYS: [fn(&str) -> String; 4] = [
    str::to_owned,
    |text| text.chars().map(|c| format!("&#{};", u32::from(c))).collect::<Vec<_>>().concat(),
    |text| text.chars().map(|c| format!("&amp;#x{:x};", u32::from(c))).collect::<Vec<_>>().concat(),
    |text| text.encode_utf16().map(|unit| format!("\\u{unit:04x}")).collect::<Vec<_>>().concat(),
];

/// Every text of an advert that is one line, and every one of several.
fn texts(advert: &Advert) -> (Vec<&str>, Vec<&str>) {
    // Named one by one, so that a new field cannot be forgotten here.
    let Advert {
        id,
        title,
        employer,
        places,
        pay,
        predicted_pay,
        pay_figures,
        band,
        contract,
        working_pattern,
        staff_group,
        closes: _,
        posted: _,
        reference,
        url,
        source,
        sections,
    } = advert;
    let mut lines = vec![id.as_str(), title, employer, source];
    lines.extend(places.iter().map(|StatedPlace { text, .. }| text.as_str()));
    lines.extend(predicted_pay.iter().flat_map(|PredictedPay { by, text }| [by.as_str(), text]));
    let figures = pay_figures.iter().flat_map(|PayFigures { low, high, unit }| [low, high, unit]);
    let fields = [pay, band, contract, working_pattern, staff_group, reference, url];
    lines.extend(figures.chain(fields).filter_map(Option::as_deref));
    lines.extend(sections.iter().map(|Section { heading, .. }| heading.as_str()));
    (lines, sections.iter().map(|section| section.text.as_str()).collect())
}

/// What is wrong with a batch: a text that is not clean, or one that is too long.
fn fault(batch: &Batch) -> Option<String> {
    for advert in &batch.adverts {
        let (lines, texts) = texts(advert);
        let line = lines.into_iter().find(|line| clean_line(line) != line.trim_end() || line.len() > 4 * LINE);
        let text = texts.iter().find(|text| clean(text) != **text).copied();
        let long = texts.iter().map(|text| text.chars().count()).sum::<usize>() > TEXT || advert.places.len() > PLACES;
        if let Some(fault) = line.or(text).or(long.then_some("too much text")) {
            return Some(format!("{fault:?} in {advert:?}"));
        }
    }
    let said = batch.skipped.iter().flat_map(|skipped| [&skipped.what, &skipped.why]);
    said.into_iter().find(|text| clean_line(text) != text.trim_end()).map(|text| format!("skipped {text:?}"))
}

#[test]
fn every_form_has_an_input_and_tells_its_own() {
    for (name, input) in INPUTS {
        let plain = input.replace('@', "").replace("\"type\"", "\"@type\"");
        assert_eq!(form_of(&plain).map(Form::name), Some(name), "{plain}");
    }
    for form in FORMS {
        assert!(INPUTS.iter().any(|(name, _)| *name == form.name()), "{}", form.name());
    }
}

#[test]
fn long_fields_and_many_of_them_are_cut() {
    for (name, input) in INPUTS {
        let long = input.replace("@type", "\0").replace('@', &" é".repeat(TEXT)).replace('\0', "@type");
        let batch = form(name).read(&long);
        assert_eq!(fault(&batch), None, "{name}");
    }
}

proptest! {
    #[test]
    fn nothing_hidden_gets_through_in_any_field(hidden in hidden(), way in select(WAYS.to_vec())) {
        for (name, input) in INPUTS {
            let input = input.replace("@type", "\0").replace('@', &way(&hidden)).replace('\0', "@type");
            let batch = form(name).read(&input);
            prop_assert!(batch.adverts.len() + batch.skipped.len() > 0, "{name}");
            prop_assert_eq!(fault(&batch), None, "{}: {:?}", name, input);
        }
    }

    #[test]
    fn any_bytes_are_read_by_every_form(bytes: Vec<u8>, input in select(INPUTS.to_vec()), at: prop::sample::Index) {
        let mut spoiled = input.1.as_bytes().to_vec();
        let at = at.index(spoiled.len());
        spoiled.splice(at..spoiled.len().min(at + bytes.len()), bytes.iter().copied());
        for bytes in [&bytes, &spoiled] {
            let text = decode(bytes);
            let _ = form_of(&text);
            for form in FORMS {
                let batch = form.read(&text);
                prop_assert_eq!(fault(&batch), None, "{}: {:?}", form.name(), text);
            }
        }
    }
}
