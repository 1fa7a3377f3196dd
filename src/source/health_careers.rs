//! The text of a Health Careers role page, from its printed form or copied from a browser: the vacancies it lists.
//!
//! The role's own sections are passed over; the catalogue has its own. Every advert ends in an apply link, which repeats
//! the title and so tells where a wrapped title ends and the places begin. Addresses in the page's margin are passed over:
//! they do not say which advert they belong to.

use std::collections::HashSet;

use crate::domain::advert::{Advert, AdvertId, StatedPlace};
use crate::domain::place::Place;
use crate::domain::text::{fold, folded_words};
use crate::source::id::stable_id;
use crate::source::{Batch, Form, Skipped, limits, plain};

/// Text of a Health Careers role page.
#[derive(Clone, Copy, Debug)]
pub struct HealthCareers;

/// How every apply link begins.
const APPLY: &str = "Apply now on NHS Jobs for";
/// How an apply link ends, but for its number.
const APPLY_END: &str = "(opens in a new window)";
/// How the printed page begins.
const PRINTED: &str = "Published on Health Careers";
/// The most lines that an apply link wraps into.
const LINK_LINES: usize = 8;
/// The most lines that a title wraps into.
const TITLE_LINES: usize = 6;
/// A place this long, in characters, may have been wrapped by the page.
const WRAPS_FROM: usize = 60;
/// The labels of an advert's facts.
const LABELS: [&str; 3] = ["Salary:", "Type:", "Employer:"];
/// The employer's place among the [`LABELS`].
const EMPLOYER: usize = 2;

impl Form for HealthCareers {
    fn name(&self) -> &'static str {
        "Health Careers page text"
    }

    fn recognises(&self, text: &str) -> bool {
        plain::is_plain(text) && plain::lines(text).any(|line| line.starts_with(APPLY) || line.starts_with(PRINTED))
    }

    fn read(&self, text: &str) -> Batch {
        let lines: Vec<Line> = Line::all(text).collect();
        let mut reader = Reader::default();
        let (mut begin, mut at) = (0, 0);
        while at < lines.len() && reader.batch.adverts.len() < limits::ADVERTS {
            if lines[at].text.starts_with(APPLY) {
                let (link, used) = Link::read(&lines[at..]);
                reader.advert(&lines[begin..at], &link);
                at += used;
                begin = at;
            } else {
                at += 1;
            }
        }
        reader.end(&lines[begin..])
    }
}

/// A line of the page that is not noise.
struct Line {
    /// Its number, from 1.
    number: usize,
    /// Its text, never empty.
    text: String,
}

impl Line {
    fn all(text: &str) -> impl Iterator<Item = Self> {
        plain::lines(text)
            .enumerate()
            .filter(|(_, text)| !is_noise(text))
            .map(|(place, text)| Self { number: place + 1, text: plain::cut(&text, limits::LINE) })
    }

    /// The label that the line begins with, and what follows it.
    fn label(&self) -> Option<(usize, &str)> {
        LABELS.iter().enumerate().find_map(|(place, label)| {
            let (head, rest) = self.text.split_at_checked(label.len())?;
            head.eq_ignore_ascii_case(label).then_some((place, rest.trim_start()))
        })
    }
}

/// What page breaks leave behind: addresses from the margin, page numbers, the browser's own heading; and empty lines.
fn is_noise(line: &str) -> bool {
    let is_address = |word: &str| word.starts_with("http://") || word.starts_with("https://");
    let is_count = |word: &str| word.chars().all(|c| c.is_ascii_digit() || c == '/');
    line.split(' ').all(|word| is_address(word) || is_count(word)) || line.ends_with("| Health Careers")
}

/// An apply link.
#[derive(Debug, PartialEq, Eq)]
struct Link {
    /// The title it repeats.
    title: String,
    /// Its number in the printed page's list of links.
    number: Option<u32>,
}

impl Link {
    /// The link that begins at the first line, and how many lines it takes.
    fn read(lines: &[Line]) -> (Self, usize) {
        let mut text = String::new();
        let mut unclosed = None;
        for (place, line) in lines.iter().enumerate().take(LINK_LINES) {
            if place > 0 && (line.text.starts_with(APPLY) || line.label().is_some()) {
                break;
            }
            plain::join(&mut text, &line.text);
            if let Some((link, rest)) = text.split_once(APPLY_END) {
                let next = lines.get(place + 1).and_then(|line| link_number(&line.text));
                let wrapped = rest.trim().is_empty() && next.is_some();
                let number = if wrapped { next } else { link_number(rest) };
                return (Self::new(link, number), place + 1 + usize::from(wrapped));
            }
            if unclosed.is_none() && text.ends_with(" job") {
                unclosed = Some((Self::new(&text, None), place + 1));
            }
        }
        unclosed.unwrap_or_else(|| (Self::new(lines.first().map_or("", |line| &line.text), None), 1))
    }

    fn new(text: &str, number: Option<u32>) -> Self {
        let title = text.strip_prefix(APPLY).unwrap_or(text).trim();
        let without = title.strip_suffix("job").filter(|rest| rest.is_empty() || rest.ends_with(' '));
        Self { title: plain::cut(without.unwrap_or(title).trim_end(), limits::LINE), number }
    }
}

/// A link's number as the printed page writes it: `[12]`.
fn link_number(text: &str) -> Option<u32> {
    text.trim().strip_prefix('[')?.split_once(']')?.0.parse().ok()
}

/// What was read so far, and what tells a repeat.
#[derive(Default)]
struct Reader {
    batch: Batch,
    seen: HashSet<Vec<String>>,
    ids: HashSet<AdvertId>,
}

impl Reader {
    /// Reads the advert that an apply link closes out of the lines since the link before.
    fn advert(&mut self, lines: &[Line], link: &Link) {
        let Some(start) = facts_start(lines) else {
            return self.skip(&link.title, "no salary, type or employer stands before its apply link");
        };
        self.skip_unclosed(&lines[..start]);
        if link.title.is_empty() {
            return self.skip(&format!("line {}", lines[start].number), "its apply link names no title");
        }
        let [pay, contract, employer] = facts(&lines[start..]);
        let advert = Advert {
            title: link.title.clone(),
            employer: employer.unwrap_or_default(),
            places: places(&lines[..start], &link.title),
            pay,
            contract,
            source: "Health Careers page".to_owned(),
            ..Advert::default()
        };
        if self.is_repeat(&advert, link.number) {
            self.batch.repeats += 1;
        } else {
            let id = self.id(&advert);
            self.batch.adverts.push(Advert { id, ..advert });
        }
    }

    /// Takes note of what is left after the last apply link.
    fn end(mut self, rest: &[Line]) -> Batch {
        self.skip_unclosed(rest);
        if self.batch.adverts.len() >= limits::ADVERTS {
            self.skip("the rest of the page", "it has more adverts than are read at once");
        } else if self.batch == Batch::default() {
            self.skip("the page", "it lists no vacancies");
        }
        self.batch
    }

    /// Names the adverts that no apply link closes. Their titles cannot be told from their places.
    fn skip_unclosed(&mut self, lines: &[Line]) {
        for line in lines.iter().filter(|line| line.label().is_some_and(|(label, _)| label == EMPLOYER)) {
            self.skip(&format!("the advert before line {}", line.number), "no apply link closes it");
        }
    }

    fn skip(&mut self, what: &str, why: &str) {
        self.batch.skipped.push(Skipped::new(what, why));
    }

    /// Whether the page listed the advert before: the same link under the same title, or the same facts.
    fn is_repeat(&mut self, advert: &Advert, link: Option<u32>) -> bool {
        let who = [&advert.title, &advert.employer].map(|text| folded_words(text).join(" "));
        let facts = advert.places.iter().map(|place| &place.text).chain(&advert.pay);
        let by_facts = who.iter().cloned().chain(facts.map(|text| folded_words(text).join(" "))).collect();
        let by_link = link.map(|number| who.into_iter().chain([format!("[{number}]")]).collect());
        let mut repeat = !self.seen.insert(by_facts);
        if let Some(by_link) = by_link {
            repeat |= !self.seen.insert(by_link);
        }
        repeat
    }

    /// The id by title, employer and first place; where another advert of the page has it, by all that is stated.
    fn id(&mut self, advert: &Advert) -> AdvertId {
        let places: Vec<&str> = advert.places.iter().map(|place| place.text.as_str()).collect();
        let brief = [advert.title.as_str(), &advert.employer, places.first().copied().unwrap_or_default()];
        let mut id = stable_id("hc", &brief);
        if !self.ids.insert(id.clone()) {
            let all = [&brief[..], &places, &[advert.pay.as_deref().unwrap_or_default()]].concat();
            id = stable_id("hc", &all);
            self.ids.insert(id.clone());
        }
        id
    }
}

/// Where the facts of the last advert begin: the first of its labels.
fn facts_start(lines: &[Line]) -> Option<usize> {
    let mut seen = [false; LABELS.len()];
    let labels = lines.iter().enumerate().rev().filter_map(|(at, line)| line.label().map(|(label, _)| (at, label)));
    labels.take_while(|(_, label)| !std::mem::replace(&mut seen[*label], true)).last().map(|(at, _)| at)
}

/// The value of each label, on its own line or the lines after it.
fn facts(lines: &[Line]) -> [Option<String>; LABELS.len()] {
    let mut facts = [const { String::new() }; LABELS.len()];
    let mut current = 0;
    for line in lines {
        let (label, value) = line.label().unwrap_or((current, &line.text));
        current = label;
        if !value.is_empty() {
            plain::join(&mut facts[label], value);
        }
    }
    facts.map(|fact| (!fact.is_empty()).then(|| plain::cut(&fact, limits::LINE)))
}

/// The places between the title and the facts. Where the title does not stand there, only what ends in a postcode counts.
fn places(head: &[Line], title: &str) -> Vec<StatedPlace> {
    let near = &head[head.len().saturating_sub(limits::PLACES + TITLE_LINES)..];
    let text = near.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join("\n");
    let mut begins = text.match_indices('\n').map(|(place, _)| place + 1).rev().chain([0]);
    let stated = begins.find_map(|begin| after(&text[begin..], title)).unwrap_or_else(|| {
        let others = near.iter().rev().find(|line| !has_postcode(&line.text));
        others.map_or(&text, |line| text.rsplit_once(&line.text).map_or("", |(_, rest)| rest))
    });
    let mut places: Vec<String> = Vec::new();
    for line in stated.lines().map(str::trim).filter(|line| !line.is_empty()) {
        match places.last_mut() {
            Some(place) if is_wrapped(place) => plain::join(place, line),
            _ => places.push(line.to_owned()),
        }
    }
    places.iter().take(limits::PLACES).map(|place| StatedPlace::new(plain::cut(place, limits::LINE))).collect()
}

/// What follows the title in a text that begins with it, however it is wrapped.
fn after<'a>(text: &'a str, title: &str) -> Option<&'a str> {
    let mut rest = text;
    for wanted in title.chars().filter(|c| !c.is_whitespace()) {
        rest = rest.trim_start();
        let met = rest.chars().next().filter(|met| fold(*met) == fold(wanted))?;
        rest = &rest[met.len_utf8()..];
    }
    (!rest.starts_with(char::is_alphanumeric)).then_some(rest)
}

fn has_postcode(place: &str) -> bool {
    Place::read(place).postcode.is_some()
}

fn is_wrapped(place: &str) -> bool {
    !has_postcode(place) && (place.ends_with(',') || place.chars().count() >= WRAPS_FROM)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::source::encoding::decode;

    const PRINTED_PAGE: &str = include_str!("../../tests/data/health_careers/printed.txt");
    const BROWSER_PAGE: &str = include_str!("../../tests/data/health_careers/browser.txt");

    fn lines(batch: &Batch) -> Vec<String> {
        let line = |advert: &Advert| {
            let places = advert.places.iter().map(|place| place.text.as_str()).collect::<Vec<_>>().join(" / ");
            let [pay, contract] = [&advert.pay, &advert.contract].map(|text| text.as_deref().unwrap_or("-"));
            format!("{} | {} | {places} | {pay} | {contract}", advert.title, advert.employer)
        };
        batch.adverts.iter().map(line).collect()
    }

    fn skipped(batch: &Batch) -> Vec<(&str, &str)> {
        batch.skipped.iter().map(|skipped| (skipped.what.as_str(), skipped.why.as_str())).collect()
    }

    #[test]
    fn a_printed_page_gives_each_advert_once_through_page_breaks() {
        let batch = HealthCareers.read(PRINTED_PAGE);
        assert_eq!(
            lines(&batch),
            [
                "Ward tea maker | Example Valley NHS Foundation Trust | \
                 Exampleton, Sampleford, Hybrid or Home working, EX1 1EX | £25000.00 to £26000.00 | Permanent",
                "Assistant Director, Integrated Beverages and Biscuits | \
                 Example County Council and Partners in Integrated Beverages of the Example Valley | \
                 Sampleford, EX22EX | £85289.00 to £102448.00 | Fixed-Term",
                "Director of Tea | Example Health | Exampleton, EX1 1EX | £70000.00 to £75000.00 | Permanent",
                "Director of Tea Quality | St Example’s Hospice | Sampleford, EX2 2EX / Exampleton, EX1 1EX / \
                 Exampleton, EX1 2EX / \
                 A department at the far end of a long corridor of the old Hospital, Sampleford, EX3 3EX | \
                 Negotiable | Secondment",
                "Director of Tea | Example Health | Exampleton, EX1 1EX | £80000.00 | Permanent",
                "Director of Tea (Well-being) | Example Health | Remote | - | -",
                "Tea taster | Example Health | Exampleton, EX1 1EX | Negotiable | Permanent",
            ]
        );
        assert_eq!(batch.repeats, 1);
        assert_eq!(
            skipped(&batch),
            [
                ("the advert before line 156", "no apply link closes it"),
                ("Cup counter", "no salary, type or employer stands before its apply link"),
            ]
        );
    }

    #[test]
    fn a_page_copied_from_a_browser_reads_without_link_numbers() {
        let batch = HealthCareers.read(BROWSER_PAGE);
        assert_eq!(
            lines(&batch),
            [
                "Ward tea maker | Example Valley NHS Foundation Trust | Exampleton, EX1 1EX | \
                 £25000.00 to £26000.00 | Permanent",
                "Job evaluation lead for a job | Example Health | Exampleton, EX1 1EX / Sampleford, EX2 2EX | \
                 Negotiable | Permanent",
            ]
        );
        assert_eq!(skipped(&batch), []);
    }

    #[test]
    fn ids_are_distinct_and_the_same_at_every_import() {
        let read = |page: &str| HealthCareers.read(page).adverts;
        let ids: Vec<AdvertId> = read(PRINTED_PAGE).into_iter().map(|advert| advert.id).collect();
        let distinct: HashSet<_> = ids.iter().collect();
        assert_eq!(distinct.len(), ids.len());
        assert_eq!(
            ids,
            read(&PRINTED_PAGE.replace('\n', "\r\n")).into_iter().map(|advert| advert.id).collect::<Vec<_>>()
        );
    }

    #[test]
    fn pages_are_recognised_by_their_fixed_words() {
        assert!(HealthCareers.recognises(PRINTED_PAGE));
        assert!(HealthCareers.recognises(BROWSER_PAGE));
        for other in ["", "Staff Nurse\nSalary: £5", "<p>\nApply now on NHS Jobs for Staff Nurse job", "\0"] {
            assert!(!HealthCareers.recognises(other), "{other:?}");
        }
    }

    #[test]
    fn a_page_without_vacancies_says_so() {
        let page = "Published on Health Careers (https://www.healthcareers.nhs.uk)\n\nWorking life\n\nYou make tea.";
        let batch = HealthCareers.read(page);
        assert_eq!((batch.adverts.len(), skipped(&batch)), (0, vec![("the page", "it lists no vacancies")]));
    }

    #[test]
    fn where_the_title_does_not_stand_above_only_postcodes_are_places() {
        let page = "You make tea.\nTee maker\nExampleton, EX1 1EX\nSampleford, EX2 2EX\nEmployer: Example Health\n\
                    Apply now on NHS Jobs for Tea maker job (opens in a new window)";
        assert_eq!(
            lines(&HealthCareers.read(page)),
            ["Tea maker | Example Health | Exampleton, EX1 1EX / Sampleford, EX2 2EX | - | -"]
        );
    }

    fn piece() -> impl Strategy<Value = String> {
        let fixed = ["Salary:", "Type:", "Employer:", APPLY, "job (opens in a new", "window)", "[9]", "Tea", "LS1 4AP"];
        prop_oneof![proptest::sample::select(fixed.map(str::to_owned).to_vec()), "[ -~£\n\u{c}]{0,12}"]
    }

    proptest! {
        #[test]
        fn any_bytes_are_read(bytes: Vec<u8>) {
            let text = decode(&bytes);
            let _ = HealthCareers.recognises(&text);
            let _ = HealthCareers.read(&text);
        }

        #[test]
        fn any_page_gives_whole_adverts(pieces in proptest::collection::vec((piece(), "[ \n]"), 0..60)) {
            let page: String = pieces.into_iter().flat_map(|(text, gap)| [text, gap]).collect();
            let batch = HealthCareers.read(&page);
            for advert in &batch.adverts {
                prop_assert!(!advert.title.is_empty() && !advert.id.as_str().is_empty());
                prop_assert!(advert.places.iter().all(|place| !place.text.contains('\n')));
            }
        }
    }
}
