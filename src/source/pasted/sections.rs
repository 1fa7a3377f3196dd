//! The text of a pasted advert, parted at its headings.

use std::collections::HashSet;

use crate::domain::advert::Section;
use crate::domain::text::folded_words;
use crate::source::{limits, plain};

/// Headings that adverts use, by their folded words.
const HEADINGS: &[&str] = &[
    "about our organisation",
    "about the employer",
    "about the job",
    "about the post",
    "about the role",
    "about the team",
    "about us",
    "about you",
    "additional criteria",
    "additional information",
    "additional requirements",
    "at a glance",
    "benefits",
    "certificate of sponsorship",
    "contact detail",
    "contact details",
    "detailed job description and main responsibilities",
    "details",
    "disclosure and barring service check",
    "diversity and inclusion",
    "duties",
    "duties and responsibilities",
    "education",
    "education and qualifications",
    "employer contact details",
    "employer details",
    "equality and diversity",
    "experience",
    "experience and knowledge",
    "further details",
    "further information",
    "further requirements",
    "how to apply",
    "important information",
    "job description",
    "job overview",
    "job purpose",
    "job responsibilities",
    "job summary",
    "key duties",
    "key responsibilities",
    "knowledge",
    "knowledge and experience",
    "knowledge and skills",
    "main duties",
    "main duties of the job",
    "main responsibilities",
    "other",
    "other requirements",
    "overview",
    "person specification",
    "personal attributes",
    "personal qualities",
    "privacy notice",
    "qualifications",
    "qualifications and experience",
    "qualifications and training",
    "recruitment process",
    "requirements",
    "responsibilities",
    "selection process",
    "skills",
    "skills and abilities",
    "skills and experience",
    "skills and knowledge",
    "summary",
    "supporting documents",
    "the role",
    "training",
    "training and qualifications",
    "uk registration",
    "values",
    "what we offer",
    "what we re looking for",
    "what were looking for",
    "what you will bring",
    "what you will do",
    "what you will need",
    "what youll bring",
    "what youll do",
    "what youll need",
    "who we are",
    "who you are",
    "working for our organisation",
];
/// How resellers begin the headings of advice that is theirs, by folded words.
const ADVICE: [&str; 4] = [
    "some tips for your application",
    "how to prepare for a job interview",
    "we think you need these skills",
    "we think this is how you could land",
];
/// What lists are marked with.
const BULLETS: [char; 16] =
    ['•', '-', '*', '·', '–', '—', '▪', '●', '‣', '◦', '➢', '✓', '✔', '■', '\u{f0b7}', '\u{f0a7}'];
/// Text before the first heading, and the post itself where a summary stands before it.
const NO_HEADING: &str = "The post";
/// A line from this many characters on is a paragraph.
const PARAGRAPH: usize = 80;
/// The most characters of a heading that is not among the known ones.
const HEADING: usize = 60;

/// A line that is a heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Heading {
    /// One that adverts use.
    Known(String),
    /// Of the essential or the desirable criteria.
    Criteria(&'static str),
    /// Of a reseller's own advice.
    Advice(String),
}

impl Heading {
    /// The heading that a line is, whatever it is decorated with.
    pub(super) fn read(line: &str) -> Option<Self> {
        if item(line).is_some() {
            return None;
        }
        let heading = undecorated(line);
        let words = folded_words(heading);
        if words.len() > 20 {
            return None;
        }
        let folded = words.join(" ");
        match folded.as_str() {
            "essential" | "essential criteria" | "essential requirements" => Some(Self::Criteria("essential")),
            "desirable" | "desirable criteria" | "desirable requirements" => Some(Self::Criteria("desirable")),
            _ if HEADINGS.contains(&folded.as_str()) => Some(Self::Known(heading.to_owned())),
            _ if folded.ends_with("expert advice") || ADVICE.iter().any(|start| folded.starts_with(start)) => {
                Some(Self::Advice(heading.to_owned()))
            }
            _ => None,
        }
    }
}

/// A line without emoji, rules and other decoration around it, and without the colon after it.
pub(super) fn undecorated(line: &str) -> &str {
    let begins = |c: char| c.is_alphanumeric() || matches!(c, '(' | '£' | '“' | '"' | '‘' | '\'');
    let ends = |c: char| c.is_alphanumeric() || matches!(c, ')' | '?' | '”' | '"' | '’' | '\'' | '%' | '+');
    line.trim_start_matches(|c| !begins(c)).trim_end_matches(|c| !ends(c))
}

/// The text of an item of a list; empty where its mark stands alone.
pub(super) fn item(line: &str) -> Option<&str> {
    let rest = line.strip_prefix(BULLETS)?;
    let dashed = line.starts_with(['-', '–', '—', '*']) && !rest.is_empty() && !rest.starts_with(' ');
    (!dashed).then(|| rest.trim_start())
}

/// Parts lines at their headings. `adviser` is whom advice is from where the text shows that it is a reseller's.
pub(super) fn sections(lines: &[String], adviser: &str) -> Vec<Section> {
    let mut parting = Parting { adviser, ..Parting::default() };
    let mut filled = lines.iter().filter(|line| !line.is_empty()).peekable();
    while let Some(line) = filled.next() {
        parting.line(line, filled.peek().map_or("", |line| line.as_str()));
    }
    parting.end()
}

/// The section that lines are being added to, and those before it.
#[derive(Default)]
struct Parting<'a> {
    adviser: &'a str,
    done: Vec<Section>,
    /// Heading and text of every section done.
    seen: HashSet<String>,
    /// The last heading that is not of criteria.
    group: String,
    /// Which criteria the lines are, where they are any.
    criteria: Option<&'static str>,
    advice: bool,
    text: Vec<String>,
    /// Whether a list's mark stood alone on the line before.
    marked: bool,
}

impl Parting<'_> {
    fn line(&mut self, line: &str, next: &str) {
        match Heading::read(line) {
            Some(Heading::Criteria(kind)) => {
                self.close();
                (self.criteria, self.advice) = (Some(kind), false);
            }
            Some(Heading::Known(heading)) => self.open(&heading, false),
            Some(Heading::Advice(heading)) if !(self.advice && heading.starts_with("We think this")) => {
                self.open(&heading, true);
            }
            _ if self.is_heading(line, next) => self.open(undecorated(line), false),
            _ => self.add(line),
        }
    }

    /// Whether a line that is not a known heading is one by its shape.
    fn is_heading(&self, line: &str, next: &str) -> bool {
        let heading = undecorated(line);
        let short = heading.chars().count() <= HEADING && folded_words(heading).len() <= 8;
        if self.advice || self.marked || !short || heading.is_empty() || item(line).is_some() {
            return false;
        }
        // The last essential item stands above “Desirable” as a group's name stands above “Essential”.
        let above_criteria = match Heading::read(next) {
            Some(Heading::Criteria(kind)) => self.criteria.is_none() || kind == "essential",
            _ => false,
        };
        let leads = item(next).is_some() || next.chars().count() >= PARAGRAPH;
        let marked = line.ends_with(':') || line.starts_with('#') || is_pictured(line);
        let plain = heading.starts_with(char::is_uppercase)
            && line.ends_with(|c: char| c.is_alphanumeric() || c == ')' || c == '?');
        above_criteria || (self.criteria.is_none() && leads && (marked || plain))
    }

    fn add(&mut self, line: &str) {
        let advised = self.advice && is_pictured(line);
        let listed = item(line);
        if listed == Some("") {
            self.marked = true;
            return;
        }
        let is_item = listed.is_some() || self.criteria.is_some() || self.marked;
        self.marked = false;
        let summed_up = folded_words(&self.group) == ["at", "a", "glance"] && !self.text.is_empty();
        if summed_up && !is_item && line.chars().count() >= PARAGRAPH {
            self.open(NO_HEADING, false);
        }
        self.text.push(match (is_item, listed) {
            (true, listed) => format!("• {}", listed.unwrap_or(line)),
            (false, _) if advised => undecorated(line).to_owned(),
            (false, _) => line.to_owned(),
        });
    }

    fn open(&mut self, heading: &str, advice: bool) {
        self.close();
        (self.criteria, self.advice) = (None, advice);
        heading.clone_into(&mut self.group);
    }

    /// Keeps the section, unless it is empty or a repeat: NHS Jobs prints every part twice.
    fn close(&mut self) {
        let text = std::mem::take(&mut self.text).join("\n");
        self.marked = false;
        let section = Section { heading: plain::cut(&self.heading(), limits::LINE), text };
        if !section.text.is_empty() && self.seen.insert(format!("{}\n{}", section.heading, section.text)) {
            self.done.push(section);
        }
    }

    fn heading(&self) -> String {
        match (self.criteria, self.group.as_str()) {
            (Some(kind), "") => format!("Person specification ({kind})"),
            (Some(kind), group) => format!("{group} ({kind})"),
            (None, "") => NO_HEADING.to_owned(),
            (None, group) if self.advice => format!("{group} (advice from {}, not from the employer)", self.adviser),
            (None, group) => group.to_owned(),
        }
    }

    fn end(mut self) -> Vec<Section> {
        self.close();
        let mut left = limits::TEXT;
        for section in &mut self.done {
            section.text = plain::cut(&section.text, left);
            left -= section.text.chars().count();
        }
        self.done.retain(|section| !section.text.is_empty());
        self.done
    }
}

/// Whether a line begins with a picture, as resellers mark their headings.
fn is_pictured(line: &str) -> bool {
    line.starts_with(|c: char| !c.is_alphanumeric() && c > '\u{2100}') && item(line).is_none()
}
