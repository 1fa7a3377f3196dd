//! A name or a title as the words that tell roles apart: spelling variants made one, plurals made singular, and what only
//! trims an advert (“Bank”, “Band 5”, “x2 posts”, “fixed term”) left out. It knows no role.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::domain::text::fold;

/// What a text is made of, once its trimmings are gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// The word, or what it does to the words around it.
    pub part: Part,
    /// The stretch between dashes, commas, brackets and slashes that it stands in, counted from 0.
    pub segment: u8,
}

/// A word, or what it does to the words around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// A word by its number.
    Word(u16),
    /// `and`, `or`: another job may follow.
    Joiner,
    /// `of`, `in`, `to`: what follows is about the job before.
    Preposition,
}

/// Words that trim an advert and say nothing of the job.
const TRIMMINGS: &str = "bank locum permanent temporary temp fixed term ft pt part full time substantive secondment band \
    grade x post hour hrs week wk month year per annum wte fte days night evening weekend registered qualified newly \
    experienced rotational rotation rotating static internal external only applicant employee vacancy opportunity job role \
    flexible agency welcome bonus new exciting various";
const JOINERS: &str = "and or";
const PREPOSITIONS: &str = "of in for to with at on by supporting";
/// Words that hold a phrase together and are passed over.
const FILLERS: &str = "the a an amp plus";

/// Ways to write the same thing: the left is read as the right, the longest left first. A field whose name is two words
/// is made one, so that it weighs no more than another field.
const SAME: [(&str, &str); 85] = [
    ("a and e", "emergency"),
    ("a e", "emergency"),
    ("accident and emergency", "emergency"),
    ("admin", "administration"),
    ("administrative", "administration"),
    ("advisor", "adviser"),
    ("anaesthesia", "anaesthetic"),
    ("ccu", "coronary care"),
    ("child", "children"),
    ("child and adolescent mental health", "camh"),
    ("child and adolescent mental health services", "camh"),
    ("child and young people", "child adolescent"),
    ("children and young people", "child adolescent"),
    ("children in care", "lookedafter"),
    ("children looked after", "lookedafter"),
    ("co ordinator", "coordinator"),
    ("consultant physician", "consultant"),
    ("consultant surgeon", "consultant"),
    ("cpn", "community psychiatric nurse"),
    ("critical care", "criticalcare"),
    ("critical care unit", "criticalcare"),
    ("dept", "department"),
    ("dietetician", "dietitian"),
    ("dietician", "dietitian"),
    ("ed", "emergency"),
    ("emergency department", "emergency"),
    ("ent", "ear nose throat"),
    ("gpwer", "gp extended role"),
    ("gpwsi", "gp special interest"),
    ("hca", "healthcare assistant"),
    ("hcsw", "healthcare support worker"),
    ("hdu", "criticalcare"),
    ("health care", "healthcare"),
    ("high dependency", "criticalcare"),
    ("hmp", "prison"),
    ("hmyoi", "prison"),
    ("icu", "criticalcare"),
    ("intensive care", "criticalcare"),
    ("intensive therapy", "criticalcare"),
    ("itu", "criticalcare"),
    ("jnr", "junior"),
    ("lac", "lookedafter"),
    ("ld", "learningdisability"),
    ("learning disability", "learningdisability"),
    ("looked after children", "lookedafter"),
    ("manger", "manager"),
    ("mental health", "mentalhealth"),
    ("mh", "mentalhealth"),
    ("midwives", "midwife"),
    ("msk", "musculoskeletal"),
    ("o and g", "obstetric gynaecology"),
    ("o g", "obstetric gynaecology"),
    ("obs and gynae", "obstetric gynaecology"),
    ("older adult", "older people"),
    ("ot", "occupational therapist"),
    ("paed", "paediatric"),
    ("palliative care", "palliativecare"),
    ("physio", "physiotherapist"),
    ("practioner", "practitioner"),
    ("programme management office", "pmo"),
    ("psychiatric intensive care", "mentalhealth"),
    ("public health", "publichealth"),
    ("rehab", "rehabilitation"),
    ("rgn", "nurse"),
    ("rmhn", "mentalhealth nurse"),
    ("rmn", "mentalhealth nurse"),
    ("rn", "nurse"),
    ("rnld", "learningdisability nurse"),
    ("rnmh", "mentalhealth nurse"),
    ("rscn", "children nurse"),
    ("salt", "speech language therapist"),
    ("slt", "speech language therapist"),
    ("snr", "senior"),
    ("speciality", "specialty"),
    ("spr", "registrar"),
    ("st1", "specialty trainee"),
    ("st2", "specialty trainee"),
    ("st3", "registrar"),
    ("st4", "registrar"),
    ("st5", "registrar"),
    ("st6", "registrar"),
    ("st7", "registrar"),
    ("st8", "registrar"),
    ("t and o", "trauma orthopaedic"),
    ("t o", "trauma orthopaedic"),
];

/// What is to be done with a word, and with the phrases that it begins.
#[derive(Default)]
struct Habit {
    treatment: Option<Treatment>,
    /// The rest of each phrase that begins with the word, and what it is read as; the longest first.
    readings: Vec<(Vec<String>, Vec<String>)>,
}

#[derive(Clone, Copy)]
enum Treatment {
    LeaveOut,
    Joiner,
    Preposition,
}

static HABITS: LazyLock<HashMap<String, Habit>> = LazyLock::new(|| {
    let mut habits: HashMap<String, Habit> = HashMap::new();
    let treated = [
        (TRIMMINGS, Treatment::LeaveOut),
        (FILLERS, Treatment::LeaveOut),
        (JOINERS, Treatment::Joiner),
        (PREPOSITIONS, Treatment::Preposition),
    ];
    for (words, treatment) in treated {
        for word in words.split_whitespace() {
            habits.entry(singular(word)).or_default().treatment = Some(treatment);
        }
    }
    for (from, to) in SAME {
        let mut from = from.split(' ').map(singular);
        let first = from.next().unwrap_or_default();
        let reading = (from.collect(), to.split(' ').map(singular).collect());
        habits.entry(first).or_default().readings.push(reading);
    }
    for habit in habits.values_mut() {
        habit.readings.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
    }
    habits
});

/// The tokens of a text; `number` gives each word its number.
pub fn read(text: &str, mut number: impl FnMut(&str) -> u16) -> Vec<Token> {
    let words = raw(text);
    let mut tokens = Vec::with_capacity(words.len());
    let mut at = 0;
    while let Some((word, segment)) = words.get(at) {
        let segment = *segment;
        let habit = HABITS.get(word.as_str());
        let reading = habit.and_then(|habit| habit.readings.iter().find(|(rest, _)| follows(&words[at + 1..], rest)));
        if let Some((rest, means)) = reading {
            tokens.extend(means.iter().map(|word| Token { part: Part::Word(number(word)), segment }));
            at += 1 + rest.len();
            continue;
        }
        at += 1;
        let part = match habit.and_then(|habit| habit.treatment) {
            Some(Treatment::LeaveOut) => continue,
            Some(Treatment::Joiner) => Part::Joiner,
            Some(Treatment::Preposition) => Part::Preposition,
            None if is_count_or_band(word) => continue,
            None => Part::Word(number(word)),
        };
        tokens.push(Token { part, segment });
    }
    tokens
}

fn follows(words: &[(String, u8)], rest: &[String]) -> bool {
    words.len() >= rest.len() && words.iter().zip(rest).all(|((word, _), wanted)| word == wanted)
}

/// How many, how long or which band: `2`, `x2`, `8a`, `b7`, `band5`. Three digits are a name, as in NHS 111.
fn is_count_or_band(word: &str) -> bool {
    let digits = ["band", "b", "x"].iter().find_map(|sign| word.strip_prefix(sign)).unwrap_or(word);
    let counts = digits.trim_end_matches(['a', 'b', 'c', 'd', 'x']);
    !counts.is_empty() && counts.len() <= 2 && counts.bytes().all(|byte| byte.is_ascii_digit())
}

/// The folded words of a text in the singular, each with its segment.
fn raw(text: &str) -> Vec<(String, u8)> {
    let mut words: Vec<(String, u8)> = Vec::new();
    let mut word = String::new();
    let (mut segment, mut ended) = (0_u8, false);
    let mut chars = text.chars().map(fold).chain([' ']).peekable();
    while let Some(c) = chars.next() {
        if c.is_alphanumeric() {
            if ended && !words.is_empty() {
                segment = segment.saturating_add(1);
            }
            ended = false;
            word.push(c);
        } else if c != '\'' {
            let ampersand = c == '&' && word.is_empty() && chars.peek().is_some_and(|next| next.is_whitespace());
            if ampersand {
                word.push_str("and");
            }
            let joins = c == '-' && !word.is_empty() && chars.peek().is_some_and(|next| next.is_alphanumeric());
            if !word.is_empty() {
                words.push((singular(&word), segment));
                word.clear();
            }
            ended |= !joins && !c.is_whitespace() && !matches!(c, '&' | '+' | '.');
        }
    }
    words
}

/// A folded word in the singular, by its ending alone: the same for names and titles, which is all that matters.
fn singular(word: &str) -> String {
    let stays = word.len() <= 3 || ["ss", "us", "is"].iter().any(|end| word.ends_with(end));
    match word.strip_suffix("ies") {
        Some(stem) if !stays => format!("{stem}y"),
        _ if stays => word.to_owned(),
        _ => word.strip_suffix('s').unwrap_or(word).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The words with `·` for a preposition, `&` for a joiner and `|` where a segment ends.
    fn shown(text: &str) -> String {
        let mut known: Vec<String> = Vec::new();
        let tokens = read(text, |word| {
            known.push(word.to_owned());
            u16::try_from(known.len() - 1).unwrap()
        });
        let mut shown = Vec::new();
        let mut segment = 0;
        for token in tokens {
            if token.segment > segment {
                shown.push("|");
            }
            segment = token.segment;
            shown.push(match token.part {
                Part::Word(number) => &known[usize::from(number)],
                Part::Joiner => "&",
                Part::Preposition => "·",
            });
        }
        shown.join(" ")
    }

    #[test]
    fn trimmings_are_left_out_and_variants_made_one() {
        let cases = [
            ("Bank Registered Nurses x2 - Ward 7 (Band 5)", "nurse | ward"),
            ("B6 Dietician, 22.5 hours per week", "dietitian"),
            ("Co-ordinator / Secretaries", "coordinator | secretary"),
            ("Children’s Nurse – A&E", "children nurse | emergency"),
            ("Director of Nursing & Quality", "director · nursing & quality"),
            ("NHS 111 Health Advisor", "nhs 111 health adviser"),
            ("Child & Adolescent Mental Health Services", "camh"),
            ("Locum ST3+ in T&O", "registrar · trauma orthopaedic"),
            ("- (Midwives)", "midwife"),
            ("Physiotherapist 8a/8b", "physiotherapist"),
            ("", ""),
        ];
        for (text, expected) in cases {
            assert_eq!(shown(text), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read(text: String) {
            let tokens = read(&text, |_| 0);
            prop_assert!(tokens.is_sorted_by_key(|token| token.segment));
        }
    }
}
