//! One advert as a person copies it from a page: NHS Jobs, a trust's board, a reseller's copy.
//!
//! What the text labels becomes a fact; all else stays text, under its headings. A figure that a reseller predicts is
//! never pay, and its advice is marked as its own. This is the last form to try: it takes any text that has a label or a
//! heading such as adverts have, or begins as an advert does. Several adverts one after the other are told apart where each
//! labels its title.

mod labels;
mod sections;

use crate::domain::advert::{Advert, AdvertId, PredictedPay, StatedPlace};
use crate::domain::date;
use crate::domain::pay::{Pay, PayUnit};
use crate::domain::place::Place;
use crate::domain::text::folded_words;
use crate::source::id::{nhs_jobs_id, nhs_jobs_reference, stable_id};
use crate::source::{Batch, Form, Skipped, limits, plain};
use labels::{Fact, Labelled};
use sections::Heading;

/// The text of one advert.
#[derive(Clone, Copy, Debug)]
pub struct Pasted;

/// Why a text is not read.
const NO_ADVERT: &str =
    "it is no advert: it states fewer than two facts, or none of pay, employer, place and closing date";
/// Whom a prediction or advice is from where the text does not say.
const SITE: &str = "the site it was copied from";
/// Resellers that predict pay or give advice, as they write themselves.
const RESELLERS: [&str; 4] = ["StudySmarter", "Adzuna", "Glassdoor", "Jooble"];
/// The lines of a page that are not of the advert, by their folded words.
const NOISE: [&str; 20] = [
    "apply",
    "apply for this job",
    "apply now",
    "back to search results",
    "go back",
    "indeed",
    "linkedin",
    "nhs jobs",
    "opens in a new tab",
    "print",
    "read more",
    "reed",
    "save job",
    "save this job",
    "share",
    "share this job",
    "show more",
    "skip to main content",
    "totaljobs",
    "trac",
];
/// A line of up to this many characters can be a title.
const TITLE: usize = 100;
/// A line of up to this many characters can be part of an address.
const ADDRESS_LINE: usize = 80;
/// How many lines of a text without labels are looked at.
const BRIEF: usize = 12;
/// The most lines of an address.
const ADDRESS_LINES: usize = 8;

impl Form for Pasted {
    fn name(&self) -> &'static str {
        "pasted advert text"
    }

    fn recognises(&self, text: &str) -> bool {
        plain::is_plain(text)
            && text.len() <= limits::RECORD
            && apart(&lines(text)).into_iter().any(|lines| facts(lines).is_some())
    }

    fn read(&self, text: &str) -> Batch {
        let mut batch = Batch::default();
        let mut skip = |why: &str| batch.skipped.push(Skipped::new("the pasted text", why));
        if text.len() > limits::RECORD {
            skip("it is too long to be one advert");
            return batch;
        }
        let lines = lines(text);
        for lines in apart(&lines) {
            match read(lines) {
                Ok(advert) => batch.adverts.push(advert),
                Err(why) => skip(why),
            }
        }
        batch
    }
}

/// The lines that are of an advert.
fn lines(text: &str) -> Vec<String> {
    plain::lines(text).filter(|line| !is_page_noise(line)).collect()
}

fn read(lines: &[String]) -> Result<Advert, &'static str> {
    facts(lines).ok_or(NO_ADVERT)?.advert()
}

/// The facts of lines that are an advert; none where they are text of another kind.
fn facts(lines: &[String]) -> Option<Reader<'_>> {
    let is_marked = lines.iter().any(|line| is_mark(line));
    if lines.iter().any(|line| is_markdown(line)) || !is_marked && !is_brief(lines) {
        return None;
    }
    let mut reader = Reader::new(lines);
    reader.facts();
    let has_title = !reader.advert.title.is_empty();
    reader.headline();
    if is_marked {
        reader.unlabelled();
    } else {
        reader.brief();
    }
    reader.is_advert(has_title).then_some(reader)
}

/// Whether a line is a heading, a fence or a row of a table as Markdown writes them.
fn is_markdown(line: &str) -> bool {
    let hashes = line.chars().take_while(|c| *c == '#').count();
    let heading = (1..=6).contains(&hashes) && line[hashes..].starts_with(' ');
    heading
        || line.starts_with("```")
        || line.starts_with("~~~")
        || line.len() > 1 && line.starts_with('|') && line.ends_with('|')
}

/// The lines of each advert: another begins where a title is labelled again that is not the one before it, if further
/// labels follow. The labels that stand above the first title stand above the others too.
fn apart(lines: &[String]) -> Vec<&[String]> {
    let titles: Vec<(usize, &str)> =
        (0..).zip(lines).filter_map(|(at, line)| Some((at, labels::job_title(line)?))).collect();
    let Some((first, _)) = titles.first() else { return vec![lines] };
    let above = if lines[..*first].iter().all(|line| states(line, None)) { *first } else { 0 };
    let mut starts = vec![0];
    for (number, pair) in (2..).zip(titles.windows(2)) {
        let [(before, former), (at, title)] = [pair[0], pair[1]].map(|(at, title)| (at - above, title));
        let end = titles.get(number).map_or(lines.len(), |(next, _)| next - above);
        let own = &lines[at..end.max(at)];
        let is_other = title != former || employer(own) != employer(&lines[before..at.max(before)]);
        if is_other && own.iter().any(|line| states(line, Some(Fact::Employer)) || states(line, Some(Fact::Pay))) {
            starts.push(at);
        }
    }
    let ends = starts.iter().skip(1).copied().chain([lines.len()]);
    starts.iter().zip(ends).map(|(start, end)| &lines[*start..end]).collect()
}

/// Whether a line is a label with its value: that of the fact, where one is asked for.
fn states(line: &str, fact: Option<Fact>) -> bool {
    Labelled::read(line).is_some_and(|labelled| labelled.is_stated() && fact.is_none_or(|fact| labelled.fact == fact))
}

fn employer(lines: &[String]) -> Option<&str> {
    let line = lines.iter().find(|line| states(line, Some(Fact::Employer)))?;
    Labelled::read(line).map(|labelled| labelled.value)
}

/// Whether a text without any label begins as an advert does, with a title and an employer, and says what is paid.
fn is_brief(lines: &[String]) -> bool {
    let filled: Vec<&String> = lines.iter().filter(|line| !line.is_empty()).take(BRIEF).collect();
    let begins = filled.iter().take(2).filter(|line| is_short(line)).count() == 2;
    begins && filled[..2].iter().any(|line| is_organisation(line)) && filled.iter().any(|line| states_pay(line))
}

/// Whether a line shows that the text is an advert.
fn is_mark(line: &str) -> bool {
    Labelled::read(line).is_some_and(|labelled| labelled.is_stated())
        || Heading::read(line).is_some()
        || employer_line(line).is_some()
        || predicted(line).is_some()
}

fn is_page_noise(line: &str) -> bool {
    !line.is_empty() && line.len() < 40 && NOISE.contains(&folded_words(line).join(" ").as_str())
}

/// The advert as far as it is read.
struct Reader<'a> {
    lines: &'a [String],
    advert: Advert,
    /// A site and its town, which some boards state apart.
    site: Option<String>,
    town: Option<String>,
    scheme: Option<String>,
    /// The lines that state no fact.
    rest: Vec<String>,
}

impl<'a> Reader<'a> {
    fn new(lines: &'a [String]) -> Self {
        let advert = Advert { source: "pasted text".to_owned(), ..Advert::default() };
        Self { lines, advert, site: None, town: None, scheme: None, rest: Vec::new() }
    }

    /// Takes the facts out of the lines. A reseller's advice states none.
    fn facts(&mut self) {
        let (mut at, mut advice) = (0, false);
        while let Some(line) = self.lines.get(at) {
            match Heading::read(line) {
                Some(Heading::Advice(_)) => advice = true,
                Some(_) => advice = false,
                None => {}
            }
            let used = if advice { 0 } else { self.fact(at, line) };
            if used == 0 {
                self.rest.push(line.clone());
            }
            at += used.max(1);
        }
    }

    /// Takes the fact that begins at a line, and says how many lines it took.
    fn fact(&mut self, at: usize, line: &str) -> usize {
        if let Some(summary) = employer_line(line) {
            return usize::from(self.summary(summary));
        }
        if let Some(text) = predicted(line) {
            let lines = self.lines;
            let guess = || PredictedPay { by: reseller(lines).to_owned(), text: one_line(text) };
            self.advert.predicted_pay.get_or_insert_with(guess);
            return 1;
        }
        let is_link = line.starts_with("https://") && !line.contains(' ');
        if is_link && nhs_jobs_reference(line).is_some() && self.advert.url.is_none() {
            self.advert.url = Some(line.to_owned());
            return 1;
        }
        let Some(labelled) = Labelled::read(line) else { return 0 };
        if labelled.value.is_empty() { self.below(at, &labelled) } else { self.beside(line, &labelled) }
    }

    /// Takes a reseller's line of title, place and employer, unless it sums up another of its posts.
    fn summary(&mut self, (title, place, employer): (&str, &str, &str)) -> bool {
        if !self.set(Fact::Title, title) && !self.advert.employer.is_empty() {
            return false;
        }
        self.set(Fact::Employer, employer);
        place.is_empty() || self.set(Fact::Place, place)
    }

    /// Takes the value that stands on the label's own line.
    fn beside(&mut self, line: &str, labelled: &Labelled<'_>) -> usize {
        if !labelled.is_stated() || !self.set(labelled.fact, labelled.value) {
            return 0;
        }
        let says_more = matches!(labelled.fact, Fact::Closes | Fact::Posted) && labelled.value.chars().count() > 40;
        if says_more {
            self.rest.push(line.to_owned());
        }
        1
    }

    /// Takes the value that stands below a label.
    fn below(&mut self, at: usize, labelled: &Labelled<'_>) -> usize {
        if labelled.fact == Fact::Place {
            return self.addresses(at);
        }
        let mut lines = self.lines.iter().enumerate().skip(at + 1);
        match lines.find(|(_, line)| !line.is_empty()) {
            Some((next, line)) if can_stand_below(line, labelled) && self.set(labelled.fact, line) => next + 1 - at,
            _ => 0,
        }
    }

    /// Takes the addresses below a label, each up to its postcode; where there is none, the next line alone.
    fn addresses(&mut self, at: usize) -> usize {
        let (mut used, mut address) = (0, Vec::new());
        let mut first = None;
        for (place, line) in self.lines.iter().enumerate().skip(at + 1).filter(|(_, line)| !line.is_empty()) {
            if !is_address_line(line) || address.len() >= ADDRESS_LINES {
                break;
            }
            first.get_or_insert((place, line));
            address.push(line.as_str());
            if Place::read(line).postcode.is_some() {
                self.set(Fact::Place, &std::mem::take(&mut address).join(", "));
                used = place + 1 - at;
            }
        }
        match first {
            Some((place, line)) if used == 0 && self.set(Fact::Place, line) => place + 1 - at,
            _ => used,
        }
    }

    /// Keeps a fact, and says whether it is kept. What contradicts an earlier line is not.
    fn set(&mut self, fact: Fact, value: &str) -> bool {
        let value = one_line(value);
        let advert = &mut self.advert;
        match fact {
            Fact::Title => return keep_text(&mut advert.title, &value),
            Fact::Employer => return keep_text(&mut advert.employer, &value),
            Fact::Closes => return date::read(&value).is_some_and(|date| keep(&mut advert.closes, date)),
            Fact::Posted => return date::read(&value).is_some_and(|date| keep(&mut advert.posted, date)),
            Fact::Place => return add_place(&mut advert.places, &value),
            _ => {}
        }
        let field = match fact {
            Fact::Site => &mut self.site,
            Fact::Town => &mut self.town,
            Fact::Scheme => &mut self.scheme,
            Fact::Pay => &mut advert.pay,
            Fact::Type if labels::is_pattern(&value) => &mut advert.working_pattern,
            Fact::Pattern => &mut advert.working_pattern,
            Fact::Reference => &mut advert.reference,
            Fact::Band => &mut advert.band,
            Fact::StaffGroup => &mut advert.staff_group,
            _ => &mut advert.contract,
        };
        keep(field, if fact == Fact::Band { band(value) } else { value })
    }

    /// Whether the facts are enough to tell an advert from other text: two of them, one of which other text seldom states.
    fn is_advert(&self, has_title: bool) -> bool {
        let advert = &self.advert;
        let is_organised =
            || self.above().iter().filter(|line| is_short(line)).take(3).any(|line| is_organisation(line));
        let telling = [
            advert.pay.is_some() || advert.predicted_pay.is_some() || self.rest.iter().any(|line| states_pay(line)),
            !advert.employer.is_empty() || is_organised(),
            !advert.places.is_empty() || self.site.is_some() || self.town.is_some(),
            advert.closes.is_some(),
        ];
        let further = [
            has_title,
            advert.url.is_some(),
            advert.posted.is_some(),
            advert.contract.is_some(),
            advert.working_pattern.is_some(),
            advert.reference.is_some(),
            advert.band.is_some() || self.scheme.is_some(),
            advert.staff_group.is_some(),
        ];
        telling.contains(&true) && telling.into_iter().chain(further).filter(|is_stated| *is_stated).count() > 1
    }

    /// The lines above the first heading that state no fact.
    fn above(&self) -> &[String] {
        let end = self.rest.iter().position(|line| Heading::read(line).is_some());
        &self.rest[..end.unwrap_or(self.rest.len())]
    }

    /// Takes the facts of a text without labels: the place below title and employer, and what can be nothing else.
    fn brief(&mut self) {
        let place = self.rest.iter().position(|line| !line.is_empty());
        let is_place = |line: &String| is_short(line) && labels::alone(line).is_none() && !states_pay(line);
        if let Some(at) = place.filter(|at| is_place(&self.rest[*at]) && folded_words(&self.rest[*at]).len() <= 5) {
            let line = self.rest.remove(at);
            self.set(Fact::Place, &line);
        }
        self.unlabelled();
    }

    /// Takes what can be nothing else than place, contract or pattern from the lines above the first heading, where no
    /// label states it.
    fn unlabelled(&mut self) {
        let below = self.rest.split_off(self.above().len());
        for line in std::mem::take(&mut self.rest) {
            if !self.unlabelled_fact(&line) {
                self.rest.push(line);
            }
        }
        self.rest.extend(below);
    }

    fn unlabelled_fact(&mut self, line: &str) -> bool {
        let has_place = !self.advert.places.is_empty() || self.site.is_some() || self.town.is_some();
        if !has_place && is_short(line) && is_address_line(line) && Place::read(line).postcode.is_some() {
            return self.set(Fact::Place, line);
        }
        if let Some((first, second)) = line.split_once(',')
            && let (Some(one), Some(other)) = (labels::alone(first), labels::alone(second))
            && one != other
            && self.is_open(one)
            && self.is_open(other)
        {
            return self.set(one, first) && self.set(other, second);
        }
        labels::alone(line).is_some_and(|fact| self.set(fact, line))
    }

    /// Whether nothing states a contract or a pattern yet.
    fn is_open(&self, fact: Fact) -> bool {
        if fact == Fact::Contract { self.advert.contract.is_none() } else { self.advert.working_pattern.is_none() }
    }

    /// The advert, with what no label states.
    fn advert(mut self) -> Result<Advert, &'static str> {
        self.headline();
        if self.advert.title.is_empty() {
            return Err("it has no title; write `Job title:` and the title on a line of their own");
        }
        let is_advice = |line: &String| matches!(Heading::read(line), Some(Heading::Advice(_)));
        let advice = self.rest.iter().position(is_advice).unwrap_or(self.rest.len());
        let contract = self.advert.contract.take().or_else(|| contract_in(&self.rest[..advice]));
        if self.advert.pay.is_none()
            && let Some(at) = self.rest[..advice].iter().position(|line| states_pay(line))
        {
            self.advert.pay = Some(one_line(sections::undecorated(&self.rest.remove(at))));
        }
        let place = [self.site.take(), self.town.take()].into_iter().flatten().collect::<Vec<_>>().join(", ");
        if self.advert.places.is_empty() && !place.is_empty() {
            self.advert.places.push(StatedPlace::new(place));
        }
        let advert = Advert {
            band: self.advert.band.take().or(self.scheme),
            contract,
            sections: sections::sections(&self.rest, reseller(self.lines)),
            ..self.advert
        };
        Ok(Advert { id: id(&advert), ..advert })
    }

    /// Takes title and employer from the lines above the first heading, where no label states them.
    fn headline(&mut self) {
        let above = self.rest.iter().take_while(|line| Heading::read(line).is_none());
        let short: Vec<String> = above.filter(|line| is_short(line)).take(3).cloned().collect();
        let is_employer = |line: &String| {
            if self.advert.employer.is_empty() { is_organisation(line) } else { self.advert.employer == **line }
        };
        let employer = short
            .iter()
            .take(2)
            .find(|line| is_employer(line))
            .filter(|_| short.len() > 1 || !self.advert.title.is_empty());
        let title = short.iter().find(|line| Some(*line) != employer);
        let mut taken = Vec::new();
        if let Some(employer) = employer {
            self.advert.employer = one_line(employer);
            taken.push(employer.clone());
        }
        if let Some(title) = title
            && keep_text(&mut self.advert.title, &one_line(sections::undecorated(title)))
        {
            taken.push(title.clone());
        }
        for line in taken {
            if let Some(at) = self.rest.iter().position(|rest| *rest == line) {
                self.rest.remove(at);
            }
        }
    }
}

/// `TITLE in PLACE employer: NAME`, as a reseller sums up; the place is empty where there is none.
fn employer_line(line: &str) -> Option<(&str, &str, &str)> {
    const LABEL: &str = " employer:";
    let at = line.to_ascii_lowercase().find(LABEL)?;
    let (before, employer) = (line[..at].trim(), line[at + LABEL.len()..].trim());
    if before.is_empty() || employer.is_empty() || before.chars().count() > 2 * TITLE {
        return None;
    }
    match before.rsplit_once(" in ") {
        Some((title, place)) if !is_field_of_work(place) => Some((title.trim(), place.trim(), employer)),
        _ => Some((before, "", employer)),
    }
}

/// Whether what follows “in” is a field, as in “Consultant in Public Health”, rather than a place.
fn is_field_of_work(text: &str) -> bool {
    const ENDINGS: [&str; 12] = [
        "ology",
        "iatry",
        "iatrics",
        "aesthetics",
        "aesthesia",
        "medicine",
        "surgery",
        "health",
        "care",
        "nursing",
        "therapy",
        "theatres",
    ];
    folded_words(text).last().is_none_or(|last| ENDINGS.iter().any(|ending| last.ends_with(ending)))
}

/// The figures of a line that predicts the pay rather than states it.
fn predicted(line: &str) -> Option<&str> {
    let words = folded_words(line);
    let has = |names: &[&str]| words.iter().any(|word| names.contains(&word.as_str()));
    let predicts = has(&["predicted", "estimated"]) && has(&["salary", "pay"]) && line.chars().count() <= 2 * TITLE;
    let figures = line.find(|c: char| c == '£' || c.is_ascii_digit()).map(|at| line[at..].trim_end_matches('.'));
    figures.filter(|_| predicts)
}

/// The reseller that a text names.
fn reseller(lines: &[String]) -> &'static str {
    let named = |name: &&str| lines.iter().any(|line| line.contains(*name));
    RESELLERS.into_iter().find(named).unwrap_or(SITE)
}

/// Whether a line can be the value of the label above it, rather than something of its own.
fn can_stand_below(line: &str, label: &Labelled<'_>) -> bool {
    // “Band 6” stands below “Band”, and reads as that label again.
    let same = Labelled::read(line).is_some_and(|other| other.fact == label.fact && !other.value.is_empty());
    label.takes(line) && (same || !(is_mark(line) || is_label(line)))
}

/// Whether a line is a label without its value.
fn is_label(line: &str) -> bool {
    Labelled::read(line).is_some_and(|labelled| labelled.value.is_empty())
}

fn is_address_line(line: &str) -> bool {
    let stops = is_mark(line) || is_label(line) || sections::item(line).is_some();
    !stops && line.chars().count() <= ADDRESS_LINE && !line.ends_with('.')
}

/// Whether a line has the size of a title.
fn is_short(line: &str) -> bool {
    let stops = sections::item(line).is_some() || line.ends_with(['.', ',', ';', ':']) || line.contains("://");
    !stops && line.contains(char::is_alphabetic) && line.chars().count() <= TITLE
}

/// Whether a line is the name of an organisation of the health service.
fn is_organisation(line: &str) -> bool {
    const LAST: [&str; 12] = [
        "trust",
        "council",
        "hospice",
        "hospices",
        "hospital",
        "hospitals",
        "ltd",
        "limited",
        "cic",
        "icb",
        "nhsft",
        "university",
    ];
    let words = folded_words(line);
    let pair =
        |pair: &[String]| matches!([pair[0].as_str(), &pair[1]], ["nhs" | "foundation", "trust"] | ["health", "board"]);
    let last = words.last().map_or("", String::as_str);
    !line.contains([',', '|'])
        && !line.contains(" - ")
        && (words.windows(2).any(pair) || LAST.contains(&last) || is_practice(&words, last))
}

/// Whether words end as the names of practices and homes do, and name nobody who works at one.
fn is_practice(words: &[String], last: &str) -> bool {
    const ENDS: [[&str; 2]; 10] = [
        ["medical", "practice"],
        ["dental", "practice"],
        ["gp", "practice"],
        ["family", "practice"],
        ["health", "centre"],
        ["medical", "centre"],
        ["medical", "group"],
        ["care", "home"],
        ["nursing", "home"],
        ["residential", "home"],
    ];
    const PEOPLE: [&str; 24] = [
        "administrator",
        "assistant",
        "carer",
        "cleaner",
        "clinician",
        "consultant",
        "cook",
        "coordinator",
        "director",
        "doctor",
        "head",
        "lead",
        "manager",
        "midwife",
        "nurse",
        "officer",
        "paramedic",
        "pharmacist",
        "practitioner",
        "receptionist",
        "secretary",
        "sister",
        "specialist",
        "therapist",
    ];
    let is_named = || !words.iter().any(|word| PEOPLE.contains(&word.as_str()));
    let is_one = words.len() > 2 && ENDS.iter().any(|end| words.ends_with(&end.map(str::to_owned)));
    let is_the = words.len() > 2 && words[0] == "the" && ["surgery", "practice"].contains(&last);
    (is_one || is_the || words.len() > 1 && ["clinic", "partnership"].contains(&last)) && is_named()
}

/// Whether a line without a label states the pay: it begins with a sum that can be pay.
fn states_pay(line: &str) -> bool {
    const OTHER: [&str; 7] = ["bonus", "budget", "allowance", "voucher", "referral", "million", "fee"];
    let words = folded_words(line);
    let pay = Pay::read(line);
    line.chars().count() <= TITLE
        && sections::undecorated(line).starts_with('£')
        && (pay.unit_stated || pay.unit == Some(PayUnit::Year))
        && !words.iter().any(|word| OTHER.contains(&word.as_str()))
}

/// The contract that the text says the post is advertised on, where it says one alone.
fn contract_in(lines: &[String]) -> Option<String> {
    const KINDS: [(&str, &str); 4] =
        [("Permanent", "permanent"), ("Fixed-Term", "fixed term"), ("Secondment", "secondment"), ("Bank", "bank")];
    let texts: Vec<String> = lines.iter().map(|line| folded_words(line).join(" ")).collect();
    let mut said = KINDS.into_iter().filter(|(_, kind)| {
        let offered = ["advertised", "offered"].map(|verb| format!("{verb} on a {kind} basis"));
        let named = ["post", "position", "role", "contract"].map(|noun| format!("this is a {kind} {noun}"));
        texts.iter().any(|text| offered.iter().chain(&named).any(|phrase| text.contains(phrase)))
    });
    let (name, _) = said.next()?;
    said.next().is_none().then(|| name.to_owned())
}

/// A band as stated, with the word where only its number stands.
fn band(value: String) -> String {
    let alone = value.starts_with(|c: char| c.is_ascii_digit());
    if alone { format!("Band {value}") } else { value }
}

fn id(advert: &Advert) -> AdvertId {
    let place = advert.places.first().map_or("", |place| place.text.as_str());
    if let Some(reference) = advert.url.as_deref().and_then(nhs_jobs_reference) {
        return nhs_jobs_id(reference);
    }
    match &advert.reference {
        Some(reference) => AdvertId::new(format!("ref:{reference}")),
        None => stable_id("text", &[&advert.title, &advert.employer, place]),
    }
}

fn one_line(text: &str) -> String {
    plain::cut(text.trim(), limits::LINE)
}

/// Fills an empty field, and says whether it now holds the value.
fn keep<T: PartialEq>(field: &mut Option<T>, value: T) -> bool {
    if field.is_none() {
        *field = Some(value);
        return true;
    }
    *field == Some(value)
}

/// The same for a text that is empty where nothing is stated.
fn keep_text(field: &mut String, value: &str) -> bool {
    if field.is_empty() {
        value.clone_into(field);
    }
    field == value
}

fn add_place(places: &mut Vec<StatedPlace>, text: &str) -> bool {
    if !places.iter().any(|place| place.text == text) && places.len() < limits::PLACES {
        places.push(StatedPlace::new(text));
    }
    true
}

#[cfg(test)]
mod tests {
    use jiff::civil::Date;
    use proptest::prelude::*;

    use super::*;
    use crate::source::encoding::decode;

    const NHS_JOBS_PAGE: &str = include_str!("../../tests/data/pasted/nhs_jobs.txt");
    const RESELLER: &str = include_str!("../../tests/data/pasted/reseller.txt");
    const BOARD: &str = include_str!("../../tests/data/pasted/board.txt");

    fn advert(text: &str) -> Advert {
        let batch = Pasted.read(text);
        assert_eq!(batch.skipped, []);
        batch.adverts.into_iter().next().unwrap()
    }

    fn places(advert: &Advert) -> Vec<&str> {
        advert.places.iter().map(|place| place.text.as_str()).collect()
    }

    fn parts(advert: &Advert) -> Vec<(&str, &str)> {
        advert.sections.iter().map(|section| (section.heading.as_str(), section.text.as_str())).collect()
    }

    #[test]
    fn a_page_of_nhs_jobs_gives_its_facts() {
        let advert = advert(NHS_JOBS_PAGE);
        assert_eq!(advert.title, "Tea Sister - Coffee and Cake");
        assert_eq!(advert.employer, "Example Valley NHS Foundation Trust");
        assert_eq!(
            places(&advert),
            ["Example House, 1 Example Street, Exampleton, EX1 1EX", "Sample Clinic, Sampleford, EX2 2EX"]
        );
        assert_eq!(advert.pay.as_deref(), Some("£38,682 to £46,580 a year"));
        assert_eq!(advert.band.as_deref(), Some("Band 6"));
        assert_eq!(advert.contract.as_deref(), Some("Permanent"));
        assert_eq!(advert.working_pattern.as_deref(), Some("Full-time, Flexible working"));
        assert_eq!(advert.reference.as_deref(), Some("999-TEA-26"));
        assert_eq!(advert.closes, Some(Date::constant(2026, 9, 6)));
        assert_eq!(advert.posted, Some(Date::constant(2026, 8, 21)));
        assert_eq!((advert.id.as_str(), advert.source.as_str()), ("ref:999-TEA-26", "pasted text"));
    }

    #[test]
    fn a_page_of_nhs_jobs_gives_its_text_once() {
        assert_eq!(
            parts(&advert(NHS_JOBS_PAGE)),
            [
                ("Job summary", "Ward 7 is looking for a nurse who enjoys teaching."),
                ("Main duties of the job", "You will lead a team of forty."),
                ("About us", "We care for people after surgery."),
                ("Job responsibilities", "Plan care.\n• Teach others\n• Keep records"),
                ("Qualifications (essential)", "• Registered nurse\n• Degree in tea"),
                ("Qualifications (desirable)", "• Teaching certificate"),
                ("Kettle handling (essential)", "• Steady hands"),
                ("Disclosure and Barring Service Check", "This post needs a check."),
                ("Employer details", "Address\nExample House\nExampleton\nEX1 1EX"),
                ("Employer contact details", "For questions about the job, contact:\nWard manager"),
            ]
        );
    }

    #[test]
    fn labels_on_the_line_of_their_value_read_the_same() {
        let advert = advert(
            "Job summary\nJob title: Tea Sister\nDate posted 21 August 2026\nPay scheme Agenda for change\nBand Band 6\n\
             Salary £38,682 to £46,580 a year\nContract Permanent\nWorking pattern Full-time\n\
             Reference number 123-ABC\nJob locations\nExample House\nExampleton\nEX1 1EX\nYou make tea.",
        );
        assert_eq!(advert.title, "Tea Sister");
        assert_eq!(places(&advert), ["Example House, Exampleton, EX1 1EX"]);
        assert_eq!(advert.pay.as_deref(), Some("£38,682 to £46,580 a year"));
        assert_eq!((advert.band.as_deref(), advert.contract.as_deref()), (Some("Band 6"), Some("Permanent")));
        assert_eq!(advert.working_pattern.as_deref(), Some("Full-time"));
        assert_eq!(advert.id.as_str(), "ref:123-ABC");
        assert_eq!(parts(&advert), [("Job summary", "You make tea.")]);
    }

    #[test]
    fn a_resellers_prediction_is_not_pay_and_its_advice_is_marked() {
        let advert = advert(RESELLER);
        assert_eq!((advert.title.as_str(), advert.employer.as_str()), ("Director of Tea", "EXAMPLE DEPARTMENT"));
        assert_eq!(places(&advert), ["Exampleton"]);
        assert_eq!(advert.pay, None);
        let predicted = PredictedPay { by: "StudySmarter".to_owned(), text: "43200 - 72000 £ per year".to_owned() };
        assert_eq!(advert.predicted_pay, Some(predicted));
        assert_eq!(advert.contract.as_deref(), Some("Permanent"));
        let headings: Vec<&str> = advert.sections.iter().map(|section| section.heading.as_str()).collect();
        assert_eq!(
            headings,
            [
                "At a Glance",
                "The post",
                "Key Responsibilities",
                "Panel Exercise",
                "Contact Detail",
                "StudySmarter Expert Advice (advice from StudySmarter, not from the employer)",
                "Some tips for your application (advice from StudySmarter, not from the employer)",
                "How to prepare for a job interview at EXAMPLE DEPARTMENT (advice from StudySmarter, not from the employer)",
            ]
        );
        let text = |heading: &str| {
            advert
                .sections
                .iter()
                .find(|section| section.heading.starts_with(heading))
                .map(|section| section.text.as_str())
        };
        assert_eq!(text("Key"), Some("• Carry out the ten year tea plan.\n• Advise on cups."));
        assert_eq!(text("How to"), Some("Know Your Stuff\nRead the ten year tea plan."));
    }

    #[test]
    fn a_table_of_labels_and_values_reads_line_by_line() {
        let advert = advert(BOARD);
        assert_eq!(
            (advert.title.as_str(), advert.employer.as_str()),
            ("Bank Healthcare Assistant", "Example Care Ltd.")
        );
        assert_eq!(places(&advert), ["Example Hospital, Exampleton"]);
        assert_eq!(advert.pay.as_deref(), Some("£13.20 per hour"));
        assert_eq!((advert.band.as_deref(), advert.contract.as_deref()), (Some("Band 3"), Some("Bank")));
        assert_eq!(advert.working_pattern.as_deref(), Some("Part time - 22.5 hours per week (shifts)"));
        assert_eq!(advert.staff_group.as_deref(), Some("Additional Clinical Services"));
        assert_eq!(advert.closes, Some(Date::constant(2026, 9, 6)));
        assert_eq!(advert.reference.as_deref(), Some("000-1234-B"));
        assert_eq!(advert.url.as_deref(), Some("https://www.jobs.nhs.uk/candidate/jobadvert/C0000-26-0001"));
        let text = "£13.00 an hour, weekly paid\n£500 welcome bonus\nMain area\nOlder people\nEmployer type\nNHS\nSalary period\nHourly";
        assert_eq!(parts(&advert), [("About the post", text)]);
    }

    #[test]
    fn titles_and_employers_stand_first_where_no_label_names_them() {
        let cases = [
            ("Staff Nurse\nExample NHS Trust\nSalary: £31,049", "Staff Nurse", "Example NHS Trust"),
            ("Example NHS Trust\nStaff Nurse\nJob summary", "Staff Nurse", "Example NHS Trust"),
            ("✨ Staff Nurse!\nWe look for a nurse.\nJob summary", "Staff Nurse", ""),
            ("Employer: Example Trust\nExample Trust\nStaff Nurse\nJob summary", "Staff Nurse", "Example Trust"),
            ("Receptionist\nThe Sampleton Surgery\nSalary: £12 an hour", "Receptionist", "The Sampleton Surgery"),
            ("Sampleton Medical Practice\nNurse\nSalary: £31,049", "Nurse", "Sampleton Medical Practice"),
            ("Nurse\nSample Road Health Centre\nJob summary", "Nurse", "Sample Road Health Centre"),
            ("Nurse\nSampleton Medical Group\nJob summary", "Nurse", "Sampleton Medical Group"),
            ("Nurse\nSampleton Partnership\nJob summary", "Nurse", "Sampleton Partnership"),
            ("Cook\nOak Tree Care Home\nJob summary", "Cook", "Oak Tree Care Home"),
            ("Cook\nOak Tree Nursing Home\nJob summary", "Cook", "Oak Tree Nursing Home"),
            ("Nurse\nSampleton Clinic\nJob summary", "Nurse", "Sampleton Clinic"),
            ("Porter\nSampleton Hospice\nJob summary", "Porter", "Sampleton Hospice"),
            ("Social Worker\nSampleton Council\nJob summary", "Social Worker", "Sampleton Council"),
            ("Lecturer\nSampleton University\nJob summary", "Lecturer", "Sampleton University"),
            ("Staff Nurse Outpatient Clinic\nWe look for you.\nJob summary", "Staff Nurse Outpatient Clinic", ""),
            ("Consultant in General Surgery\nSalary: £105,504", "Consultant in General Surgery", ""),
            ("Trust Doctor\nLocation: Exampleton", "Trust Doctor", ""),
            ("Consultant in Public Health employer: Example Council", "Consultant in Public Health", "Example Council"),
            ("Head of Nursing in Theatres in Leeds employer: Example", "Head of Nursing in Theatres", "Example"),
        ];
        for (text, title, employer) in cases {
            let advert = advert(&format!("{text}\nClosing date: 1 May 2026\nReference: 12345"));
            assert_eq!((advert.title.as_str(), advert.employer.as_str()), (title, employer), "{text}");
        }
    }

    #[test]
    fn pay_without_a_label_must_look_like_pay() {
        let pay = |line: &str| advert(&format!("Staff Nurse\nEmployer: Example Trust\nLocation: Leeds\n{line}")).pay;
        assert_eq!(pay("£31,049 - £37,796 per annum").as_deref(), Some("£31,049 - £37,796 per annum"));
        assert_eq!(pay("• £14 an hour").as_deref(), Some("£14 an hour"));
        assert_eq!(pay("£500 welcome bonus"), None);
        assert_eq!(pay("£20,000 a year study budget"), None);
        assert_eq!(pay("Estimated salary: £40,000 a year"), None);
    }

    #[test]
    fn advice_and_other_posts_state_no_facts() {
        let advert = advert(
            "Staff Nurse in Leeds employer: Example Trust\nPorter in York employer: Example Hospice\n\
             StudySmarter Expert Advice\n£45,000 a year is what to ask for\nThis is a permanent post.\nClosing date: 1 May 2026",
        );
        assert_eq!((advert.title.as_str(), advert.employer.as_str()), ("Staff Nurse", "Example Trust"));
        assert_eq!(places(&advert), ["Leeds"]);
        assert_eq!((advert.pay, advert.contract, advert.closes), (None, None, None));
    }

    #[test]
    fn a_prediction_without_a_known_name_is_the_sites() {
        let predicted =
            advert("Staff Nurse\nLocation: Leeds\nEstimated salary: £40,000 a year.").predicted_pay.unwrap();
        assert_eq!((predicted.by.as_str(), predicted.text.as_str()), (SITE, "£40,000 a year"));
    }

    #[test]
    fn ids_last_while_title_employer_and_place_do() {
        let id = |more: &str| advert(&format!("Staff Nurse\nEmployer: Example Trust\nLocation: Leeds\n{more}")).id;
        assert_eq!(id("Salary: £31,049"), id("Salary: £32,000\nAbout us\nWe care."));
        assert_ne!(id(""), id("Job title: Nurse"));
    }

    #[test]
    fn adverts_one_after_the_other_are_told_apart_by_their_titles() {
        let told = |text: &str| -> Vec<(String, String, Option<String>)> {
            let batch = Pasted.read(text);
            assert_eq!(batch.skipped, [], "{text}");
            batch.adverts.into_iter().map(|advert| (advert.title, advert.employer, advert.pay)).collect()
        };
        let one = |title: &str, employer: &str, pay: &str| {
            (title.to_owned(), employer.to_owned(), Some(pay.to_owned()).filter(|pay| !pay.is_empty()))
        };
        let (nurse, cook) = (one("Nurse", "Example Trust", "£31,049"), one("Cook", "Sample Trust", "£24,465"));
        let text = "Job title: Nurse\nEmployer: Example Trust\nSalary: £31,049\n\nAbout us\nWe care.\n\n\
            Job title: Cook\nEmployer: Sample Trust\nSalary: £24,465\n";
        assert_eq!(told(text), [nurse.clone(), cook.clone()]);
        let text = "Employer: Example Trust\nJob title: Nurse\nSalary: £31,049\n\n\
            Employer: Sample Trust\nJob title: Cook\nSalary: £24,465\n";
        assert_eq!(told(text), [nurse.clone(), cook]);
        let text = "Job title: Nurse\nEmployer: Example Trust\nJob title: Nurse\nEmployer: Sample Trust";
        assert_eq!(told(text), [one("Nurse", "Example Trust", ""), one("Nurse", "Sample Trust", "")]);
        let text =
            "Job title: Nurse\nEmployer: Example Trust\nSalary: £31,049\nJob title: Nurse\nEmployer: Example Trust";
        assert_eq!(told(text), std::slice::from_ref(&nurse));
        let text = "Job title: Nurse\nEmployer: Example Trust\nSalary: £31,049\nSimilar jobs\nJob title: Cook";
        assert_eq!(told(text), [nurse]);
    }

    #[test]
    fn a_short_text_without_labels_is_read_where_it_names_post_employer_and_pay() {
        let text = "Staff Nurse\nLeeds Teaching Hospitals NHS Trust\nLeeds\n£31,049 - £37,796 a year\nPermanent\n\
            Full time\nPosted 3 days ago\nCloses in 5 days";
        assert!(Pasted.recognises(text));
        let read = advert(text);
        assert_eq!(
            (read.title.as_str(), read.employer.as_str()),
            ("Staff Nurse", "Leeds Teaching Hospitals NHS Trust")
        );
        assert_eq!((places(&read), read.pay.as_deref()), (vec!["Leeds"], Some("£31,049 - £37,796 a year")));
        assert_eq!((read.contract.as_deref(), read.working_pattern.as_deref()), (Some("Permanent"), Some("Full time")));
        assert_eq!(parts(&read), [("The post", "Posted 3 days ago\nCloses in 5 days")]);
        for other in ["Staff Nurse\nLeeds NHS Trust\nPermanent", "Staff Nurse\nLeeds\n£31,049 a year", "£31,049 a year"]
        {
            assert!(!Pasted.recognises(other), "{other}");
        }
    }

    #[test]
    fn plain_text_of_another_kind_is_no_advert() {
        let cases = [
            "Career explorer\nSearch with `band:6 permanent`.\npay:>40k",
            "Dear Sir\nThank you for your letter.\nReference: 12345",
            "# My notes\nRequirements:\n- tea",
            "My notes\nRequirements:\n- tea",
            "Nurse\nSalary: £31,049\nEmployer: Example Trust\n```\ncode\n```",
            "# Nurse\nSalary: £31,049\nEmployer: Example Trust",
            "Nurse\n| Salary: | £31,049 |\nPay: £31,049\nEmployer: Example Trust",
            "Nurse\nContract: Permanent\nReference: 12345",
        ];
        for text in cases {
            assert!(!Pasted.recognises(text), "{text}");
            assert_eq!(Pasted.read(text).adverts, [], "{text}");
        }
        for text in ["Nurse\nSalary: £31,049\nLocation: Leeds", "Nurse\nExample NHS Trust\nClosing date: 1 May 2026"] {
            assert!(Pasted.recognises(text), "{text}");
            assert_eq!(Pasted.read(text).adverts.len(), 1, "{text}");
        }
    }

    #[test]
    fn lines_above_the_first_heading_are_read_beside_a_label() {
        let text = "Staff Nurse\nExample NHS Trust\nLeeds, LS9 7TF\n£38,682 - £46,580 a year\nPermanent, Full time\n\
            Closing date: 1 May 2026\nJob summary\nYou nurse.\nBank";
        let read = advert(text);
        assert_eq!((read.title.as_str(), read.employer.as_str()), ("Staff Nurse", "Example NHS Trust"));
        assert_eq!((places(&read), read.pay.as_deref()), (vec!["Leeds, LS9 7TF"], Some("£38,682 - £46,580 a year")));
        assert_eq!((read.contract.as_deref(), read.working_pattern.as_deref()), (Some("Permanent"), Some("Full time")));
        assert_eq!(parts(&read), [("Job summary", "You nurse.\nBank")]);
        let labelled = advert(&format!("{text}\nContract: Secondment\nLocation: York"));
        assert_eq!((labelled.contract.as_deref(), places(&labelled)), (Some("Secondment"), vec!["York"]));
    }

    #[test]
    fn the_name_of_a_board_alone_on_a_line_is_no_title() {
        for board in ["Indeed", "Reed", "Totaljobs", "LinkedIn", "NHS Jobs", "Trac"] {
            let read = advert(&format!("{board}\nStaff Nurse\nExample NHS Trust\nSalary: £31,049"));
            assert_eq!((read.title.as_str(), read.employer.as_str()), ("Staff Nurse", "Example NHS Trust"), "{board}");
        }
    }

    #[test]
    fn what_is_not_an_advert_is_refused_with_the_reason() {
        let cases = [
            ("", NO_ADVERT),
            ("A letter\n\nDear reader, all is well.", NO_ADVERT),
            (
                "Salary: £31,049\nLocation: Leeds",
                "it has no title; write `Job title:` and the title on a line of their own",
            ),
        ];
        for (text, why) in cases {
            let batch = Pasted.read(text);
            assert_eq!(batch.adverts, [], "{text}");
            assert_eq!(batch.skipped, [Skipped::new("the pasted text", why)], "{text}");
        }
        assert!(Pasted.recognises(BOARD));
        for other in ["", "A letter", "<p>\nSalary: £5", "{\n\"a\": 1,\nSalary: £5", "Salary: £5\0"] {
            assert!(!Pasted.recognises(other), "{other:?}");
        }
    }

    #[test]
    fn nothing_pasted_can_steer_the_screen_or_outgrow_the_limits() {
        let long = "x".repeat(limits::TEXT);
        let text = format!(
            "Staff\u{1b}[31m Nurse\nSalary: £5\u{202e}0 an hour\nLocation: Leeds\nAbout us\n{long}\n{long}\nJob summary\nmore"
        );
        let advert = advert(&text);
        assert_eq!((advert.title.as_str(), advert.pay.as_deref()), ("Staff Nurse", Some("£50 an hour")));
        assert_eq!(advert.sections.iter().map(|section| section.text.chars().count()).sum::<usize>(), limits::TEXT);
        assert_eq!(Pasted.read(&"x".repeat(limits::RECORD + 1)).skipped.len(), 1);
    }

    fn piece() -> impl Strategy<Value = String> {
        let fixed = [
            "Job title:",
            "Employer",
            "Job locations",
            "LS1 4AP",
            "Salary",
            "£",
            "The closing date is 1 May 2026",
            "Essential",
            "Person specification",
            "in Leeds employer: X",
            "StudySmarter Expert Advice 🤫",
            "•",
            "At a glance",
            "predicted salary 5",
        ];
        prop_oneof![proptest::sample::select(fixed.map(str::to_owned).to_vec()), "[ -~£é’🤫]{0,90}"]
    }

    proptest! {
        #[test]
        fn any_bytes_are_read(bytes: Vec<u8>) {
            let text = decode(&bytes);
            let _ = Pasted.recognises(&text);
            let _ = Pasted.read(&text);
        }

        #[test]
        fn any_text_gives_sound_adverts_or_a_reason(pieces in proptest::collection::vec((piece(), "[ \n]"), 0..40)) {
            let text: String = pieces.into_iter().flat_map(|(text, gap)| [text, gap]).collect();
            let batch = Pasted.read(&text);
            prop_assert!(batch.adverts.len() + batch.skipped.len() >= 1);
            for advert in &batch.adverts {
                prop_assert!(!advert.title.is_empty());
                prop_assert!(advert.sections.iter().all(|section| !section.heading.is_empty() && !section.text.is_empty()));
            }
        }
    }
}
