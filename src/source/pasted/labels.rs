//! Facts that a pasted advert labels: `Salary: £…`, `Band Band 6`, or a label alone with its value on the next line.

use crate::domain::band_reading::named_bands;
use crate::domain::date;
use crate::domain::text::{folded_words, words};

/// What a label stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fact {
    Title,
    Employer,
    Place,
    Site,
    Town,
    Pay,
    Closes,
    Posted,
    Contract,
    /// A contract type or a working pattern: boards print both under one label.
    Type,
    Pattern,
    Reference,
    Band,
    Scheme,
    StaffGroup,
}

/// Every label, by its folded words.
const LABELS: [(Fact, &[&str]); 15] = [
    (Fact::Title, &["job title", "post title", "position title", "vacancy title", "title", "position"]),
    (
        Fact::Employer,
        &[
            "employer",
            "employer name",
            "name of employer",
            "organisation",
            "organisation name",
            "company",
            "company name",
        ],
    ),
    (
        Fact::Place,
        &[
            "job locations",
            "job location",
            "location",
            "locations",
            "location s",
            "place of work",
            "work location",
            "based at",
        ],
    ),
    (Fact::Site, &["site"]),
    (Fact::Town, &["town"]),
    (
        Fact::Pay,
        &[
            "salary",
            "salary range",
            "salary details",
            "annual salary",
            "pay",
            "pay range",
            "pay rate",
            "rate of pay",
            "hourly rate",
            "remuneration",
        ],
    ),
    (
        Fact::Closes,
        &[
            "closing date",
            "the closing date",
            "closing date for applications",
            "the closing date for applications",
            "closing",
            "closes",
            "close date",
            "this job closes",
            "this advert closes",
            "advert closes",
            "applications close",
            "application deadline",
            "deadline",
            "apply by",
            "apply before",
            "last date to apply",
        ],
    ),
    (Fact::Posted, &["date posted", "posted", "posted on", "date published", "published", "date advertised"]),
    (Fact::Contract, &["contract", "contract type", "type of contract"]),
    (Fact::Type, &["employment type", "job type", "type"]),
    (Fact::Pattern, &["working pattern", "work pattern", "hours", "working hours", "hours of work"]),
    (
        Fact::Reference,
        &[
            "reference",
            "reference number",
            "reference no",
            "ref",
            "ref no",
            "job reference",
            "job reference number",
            "job ref",
            "job id",
            "vacancy reference",
            "vacancy ref",
            "vacancy id",
            "advert reference",
        ],
    ),
    (Fact::Band, &["band", "pay band", "grade"]),
    (Fact::Scheme, &["pay scheme"]),
    (Fact::StaffGroup, &["staff group"]),
];

/// How contract types begin.
const CONTRACTS: [&str; 14] = [
    "permanent",
    "fixed",
    "bank",
    "secondment",
    "locum",
    "apprenticeship",
    "temporary",
    "training",
    "voluntary",
    "honorary",
    "casual",
    "zero",
    "interim",
    "substantive",
];
/// How working patterns begin.
const PATTERNS: [&str; 14] = [
    "full",
    "fulltime",
    "part",
    "parttime",
    "flexible",
    "job",
    "compressed",
    "term",
    "annualised",
    "home",
    "hybrid",
    "shift",
    "shifts",
    "night",
];
/// How pay without a figure begins.
const NO_FIGURE: [&str; 6] = ["negotiable", "competitive", "depends", "depending", "unpaid", "voluntary"];

/// A line that begins with a label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Labelled<'a> {
    /// What the label stands for.
    pub(super) fact: Fact,
    /// What follows it; empty where the label stands alone.
    pub(super) value: &'a str,
    /// Whether a colon parts the two, rather than a space alone.
    firm: bool,
}

impl<'a> Labelled<'a> {
    /// The label that a line begins with, the longest of several. An item of a list is never firm.
    pub(super) fn read(line: &'a str) -> Option<Self> {
        let start = line.find(char::is_alphanumeric)?;
        let item = line[..start].contains(['•', '-', '*', '·']);
        let line = &line[start..];
        let words = words(&line.chars().take(60).collect::<String>());
        let (fact, length) = LABELS
            .iter()
            .flat_map(|(fact, labels)| labels.iter().map(move |label| (*fact, label)))
            .filter(|(_, label)| {
                label.split(' ').enumerate().all(|(at, word)| words.get(at).is_some_and(|met| met.folded == word))
            })
            .map(|(fact, label)| (fact, label.split(' ').count()))
            .max_by_key(|(_, length)| *length)?;
        let last = words.get(length - 1)?.positions.last()?;
        let rest = line.char_indices().nth(*last as usize + 1).map_or("", |(at, _)| &line[at..]);
        let rest = rest.trim_start_matches(')').trim_start();
        let firm = !item && (rest.starts_with([':', '|', '=']) || rest.starts_with("- ") || rest.starts_with("– "));
        Some(Self { fact, value: rest.trim_start_matches([':', '|', '=', '-', '–', ' ']), firm })
    }

    /// Whether what stands on the line after the label can be its value.
    pub(super) fn is_stated(&self) -> bool {
        if self.firm {
            is_sound(self.fact, self.value)
        } else {
            self.fact.is_strict() && is_evident(self.fact, self.value)
        }
    }

    /// Whether a line of its own can be the value of the label above it.
    pub(super) fn takes(&self, below: &str) -> bool {
        self.value.is_empty() && is_evident(self.fact, below)
    }
}

impl Fact {
    /// Whether a value can be told from running text without a colon before it.
    fn is_strict(self) -> bool {
        !matches!(self, Self::Title | Self::Employer | Self::Place | Self::Site | Self::Town | Self::StaffGroup)
    }
}

/// Whether a value has the size and shape that a fact has.
fn is_sound(fact: Fact, value: &str) -> bool {
    let length = value.chars().count();
    let longest = match fact {
        Fact::Reference | Fact::Band => 60,
        Fact::Pay | Fact::Place => 300,
        _ => 200,
    };
    let is_name = || length <= 100 && !is_sentence(value);
    value.contains(char::is_alphanumeric)
        && length <= longest
        && match fact {
            Fact::Closes | Fact::Posted => date::read(value).is_some(),
            Fact::Reference => value.contains(|c: char| c.is_ascii_digit()),
            Fact::Title | Fact::Employer | Fact::Site | Fact::Town => is_name(),
            _ => true,
        }
}

/// Whether a value shows by itself what fact it is.
fn is_evident(fact: Fact, value: &str) -> bool {
    let words = folded_words(value);
    let begins = |names: &[&str]| words.first().is_some_and(|word| names.contains(&word.as_str()));
    let length = value.chars().count();
    is_sound(fact, value)
        && match fact {
            Fact::Pay => (has_sum(value) && length <= 160) || (begins(&NO_FIGURE) && length <= 60),
            Fact::Closes | Fact::Posted => length <= 100,
            Fact::Contract => begins(&CONTRACTS) && length <= 60 && !is_sentence(value),
            Fact::Type => (begins(&CONTRACTS) || begins(&PATTERNS)) && length <= 60,
            Fact::Pattern => {
                (begins(&PATTERNS) || value.starts_with(|c: char| c.is_ascii_digit())) && !is_sentence(value)
            }
            Fact::Reference => !value.contains(' '),
            Fact::Band => is_band(value),
            Fact::Scheme => length <= 60,
            Fact::Title | Fact::Employer | Fact::Place | Fact::Site | Fact::Town | Fact::StaffGroup => {
                length <= 100 && !is_sentence(value)
            }
        }
}

/// The title that a line labels as that of a post, beyond doubt.
pub(super) fn job_title(line: &str) -> Option<&str> {
    let labelled = Labelled::read(line).filter(|labelled| labelled.fact == Fact::Title && labelled.firm)?;
    let is_of_a_post = folded_words(line).get(1).is_some_and(|word| word == "title");
    (is_of_a_post && labelled.is_stated()).then_some(labelled.value)
}

/// The fact that a line states without a label, being a contract or a working pattern and nothing else.
pub(super) fn alone(line: &str) -> Option<Fact> {
    let words = folded_words(line);
    let begins = |names: &[&str]| words.first().is_some_and(|first| names.contains(&first.as_str()));
    if words.len() > 3 || is_sentence(line) {
        return None;
    }
    if begins(&CONTRACTS) { Some(Fact::Contract) } else { begins(&PATTERNS).then_some(Fact::Pattern) }
}

/// Whether a text names a sum of pounds.
pub(super) fn has_sum(text: &str) -> bool {
    text.split('£').skip(1).any(|rest| rest.trim_start().starts_with(|c: char| c.is_ascii_digit()))
}

/// A band and nothing else, or the grade of a doctor.
fn is_band(value: &str) -> bool {
    let words = folded_words(value);
    match words.as_slice() {
        [word] => named_bands(&format!("band {word}")).len() == 1 || word == "consultant",
        [.., band, _] if band == "band" => words.len() <= 4 && named_bands(value).len() == 1,
        _ => false,
    }
}

/// Whether a value says when somebody is employed rather than how.
pub(super) fn is_pattern(value: &str) -> bool {
    let words = folded_words(value);
    let names = |names: &[&str]| words.iter().any(|word| names.contains(&word.as_str()));
    names(&PATTERNS) && !names(&CONTRACTS)
}

fn is_sentence(text: &str) -> bool {
    let abbreviated = [" ltd.", " inc.", " co."].iter().any(|ending| text.to_lowercase().ends_with(ending));
    text.ends_with(['.', '!', '?']) && !abbreviated
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_stand_before_a_colon_a_space_or_a_line_end() {
        let cases = [
            ("Salary: £31,049 a year", Some((Fact::Pay, "£31,049 a year"))),
            ("Salary £38,682 to £46,580 a year", Some((Fact::Pay, "£38,682 to £46,580 a year"))),
            ("💷 Salary – Negotiable", Some((Fact::Pay, "Negotiable"))),
            ("Salary is competitive", None),
            ("Salary sacrifice schemes", None),
            ("Pay scheme Agenda for change", Some((Fact::Scheme, "Agenda for change"))),
            ("Band Band 6", Some((Fact::Band, "Band 6"))),
            ("Band 6", Some((Fact::Band, "6"))),
            ("Grade: NHS AfC: Band 8a", Some((Fact::Band, "NHS AfC: Band 8a"))),
            ("Band 6 nurses are welcome", None),
            ("Contract Permanent", Some((Fact::Contract, "Permanent"))),
            ("Contract management experience", None),
            ("Working pattern Full-time, Flexible working", Some((Fact::Pattern, "Full-time, Flexible working"))),
            ("Reference number 123-ABC", Some((Fact::Reference, "123-ABC"))),
            ("References are taken up", None),
            ("Reference: to be given", None),
            ("The closing date is 6 September 2026", Some((Fact::Closes, "is 6 September 2026"))),
            ("Closing date: to be confirmed", None),
            ("Apply by 6/9/26", Some((Fact::Closes, "6/9/26"))),
            ("Date posted 21 August 2026", Some((Fact::Posted, "21 August 2026"))),
            ("Location(s): Exampleton, EX1 1EX", Some((Fact::Place, "Exampleton, EX1 1EX"))),
            ("Location of the ward", None),
            ("• Employer: Example Care", None),
            ("Company: Join a team that cares for people.", None),
            ("Employer: Example Care Ltd.", Some((Fact::Employer, "Example Care Ltd."))),
            ("Employer type NHS", None),
            ("…", None),
        ];
        for (line, expected) in cases {
            let read = Labelled::read(line).filter(Labelled::is_stated).map(|labelled| (labelled.fact, labelled.value));
            assert_eq!(read, expected, "{line}");
        }
    }

    #[test]
    fn a_label_alone_takes_a_value_of_its_kind() {
        let takes = |label: &str, below: &str| Labelled::read(label).is_some_and(|labelled| labelled.takes(below));
        assert!(takes("Salary", "£38,682 to £46,580 a year"));
        assert!(takes("Employer name:", "Example Trust"));
        assert!(takes("Reference number", "123-ABC"));
        assert!(!takes("Salary", "We pay what the work is worth."));
        assert!(!takes("Contract", "You will manage the contracts of three wards."));
        assert!(!takes("Band", "You will play in the hospital's band"));
    }
}
