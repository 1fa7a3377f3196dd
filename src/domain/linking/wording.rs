//! A name or a title as the words that tell roles apart: spelling variants made one, plurals made singular, and what only
//! trims an advert (“Bank”, “Band 5”, “x2 posts”, “fixed term”) left out. It knows no role.

use std::collections::HashMap;

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

/// The number of a word that was not learnt.
pub const UNKNOWN: u16 = u16::MAX;

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
#[derive(Clone, Debug, Default)]
struct Habit {
    treatment: Option<Treatment>,
    /// The rest of each phrase that begins with the word, and what it is read as; the longest first.
    readings: Vec<(Vec<u16>, Vec<u16>)>,
}

#[derive(Clone, Copy, Debug)]
enum Treatment {
    LeaveOut,
    Joiner,
    Preposition,
}

/// The words that are known, by number, and what is to be done with them.
#[derive(Debug)]
pub struct Lexicon {
    numbers: HashMap<String, u16>,
    habits: Vec<Habit>,
}

impl Default for Lexicon {
    fn default() -> Self {
        let mut lexicon = Self { numbers: HashMap::new(), habits: Vec::new() };
        let treated = [
            (TRIMMINGS, Treatment::LeaveOut),
            (FILLERS, Treatment::LeaveOut),
            (JOINERS, Treatment::Joiner),
            (PREPOSITIONS, Treatment::Preposition),
        ];
        for (words, treatment) in treated {
            for word in lexicon.learn(words) {
                lexicon.habits[usize::from(word)].treatment = Some(treatment);
            }
        }
        for (from, to) in SAME {
            let (from, to) = (lexicon.learn(from), lexicon.learn(to));
            if let Some((first, rest)) = from.split_first() {
                lexicon.habits[usize::from(*first)].readings.push((rest.to_vec(), to));
            }
        }
        for habit in &mut lexicon.habits {
            habit.readings.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
        }
        lexicon
    }
}

impl Lexicon {
    /// The number of a word in the singular; [`UNKNOWN`] where it was not learnt.
    pub fn number(&self, word: &str) -> u16 {
        self.numbers.get(word).copied().unwrap_or(UNKNOWN)
    }

    /// How many words are known.
    pub fn len(&self) -> usize {
        self.habits.len()
    }

    /// The tokens of a title.
    pub fn read(&self, title: &str) -> Vec<Token> {
        let mut words = Vec::with_capacity(16);
        each_singular(title, |word, segment| words.push((self.number(word), segment)));
        self.tokens(&words)
    }

    /// The tokens of a name, whose words are learnt.
    pub fn read_name(&mut self, name: &str) -> Vec<Token> {
        let mut words = Vec::new();
        each_singular(name, |word, segment| words.push((self.learn_word(word), segment)));
        self.tokens(&words)
    }

    fn learn(&mut self, words: &str) -> Vec<u16> {
        words.split_whitespace().map(|word| self.learn_word(&singular(word))).collect()
    }

    fn learn_word(&mut self, word: &str) -> u16 {
        let known = self.number(word);
        if known != UNKNOWN {
            return known;
        }
        let next = u16::try_from(self.habits.len()).unwrap_or(UNKNOWN);
        if next != UNKNOWN {
            self.numbers.insert(word.to_owned(), next);
            self.habits.push(Habit::default());
        }
        next
    }

    fn tokens(&self, words: &[(u16, u8)]) -> Vec<Token> {
        let mut tokens = Vec::with_capacity(words.len() + 4);
        let mut rest = words;
        while let Some(((word, segment), after)) = rest.split_first() {
            let habit = self.habits.get(usize::from(*word));
            let reading = habit.and_then(|habit| habit.readings.iter().find(|(phrase, _)| follows(after, phrase)));
            if let Some((phrase, means)) = reading {
                tokens.extend(means.iter().map(|word| Token { part: Part::Word(*word), segment: *segment }));
                rest = &after[phrase.len()..];
                continue;
            }
            rest = after;
            let part = match habit.and_then(|habit| habit.treatment) {
                Some(Treatment::LeaveOut) => continue,
                Some(Treatment::Joiner) => Part::Joiner,
                Some(Treatment::Preposition) => Part::Preposition,
                None => Part::Word(*word),
            };
            tokens.push(Token { part, segment: *segment });
        }
        tokens
    }
}

fn follows(words: &[(u16, u8)], phrase: &[u16]) -> bool {
    words.len() >= phrase.len() && words.iter().zip(phrase).all(|((word, _), wanted)| word == wanted)
}

/// How many, how long or which band: `2`, `x2`, `8a`, `b7`, `band5`. Three digits are a name, as in NHS 111.
fn is_count_or_band(word: &str) -> bool {
    let digits = ["band", "b", "x"].iter().find_map(|sign| word.strip_prefix(sign)).unwrap_or(word);
    let counts = digits.trim_end_matches(['a', 'b', 'c', 'd', 'x']);
    !counts.is_empty() && counts.len() <= 2 && counts.bytes().all(|byte| byte.is_ascii_digit())
}

/// Hands over the folded words of a text in the singular, each with its segment, but for counts and bands.
fn each_singular(text: &str, mut each: impl FnMut(&str, u8)) {
    let mut word = String::with_capacity(24);
    let (mut segment, mut ended, mut begun) = (0_u8, false, false);
    let mut chars = text.chars().map(fold).chain([' ']).peekable();
    while let Some(c) = chars.next() {
        if c.is_alphanumeric() {
            if ended && begun {
                segment = segment.saturating_add(1);
            }
            (ended, begun) = (false, true);
            word.push(c);
        } else if c != '\'' {
            let spaced = chars.peek().is_some_and(|next| next.is_whitespace());
            if c == '&' && word.is_empty() && spaced {
                word.push_str("and");
            }
            let joins = c == '-' && !word.is_empty() && chars.peek().is_some_and(|next| next.is_alphanumeric());
            if !word.is_empty() && !is_count_or_band(&word) {
                make_singular(&mut word);
                each(&word, segment);
            }
            word.clear();
            ended |= !joins && !c.is_whitespace() && !matches!(c, '&' | '+' | '.');
        }
    }
}

/// Puts a folded word in the singular, by its ending alone: the same for names and titles, which is all that matters.
fn make_singular(word: &mut String) {
    if word.len() <= 3 || !word.ends_with('s') || ["ss", "us", "is"].iter().any(|end| word.ends_with(end)) {
        return;
    }
    word.pop();
    if word.ends_with("ie") {
        word.truncate(word.len() - 2);
        word.push('y');
    }
}

fn singular(word: &str) -> String {
    let mut word = word.to_owned();
    make_singular(&mut word);
    word
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The words with `·` for a preposition, `&` for a joiner and `|` where a segment ends.
    fn shown(text: &str) -> String {
        let mut lexicon = Lexicon::default();
        let tokens = lexicon.read_name(text);
        let known: HashMap<u16, &String> = lexicon.numbers.iter().map(|(word, number)| (*number, word)).collect();
        let mut shown = Vec::new();
        let mut segment = 0;
        for token in tokens {
            if token.segment > segment {
                shown.push("|");
            }
            segment = token.segment;
            shown.push(match token.part {
                Part::Word(number) => known[&number],
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
            let tokens = Lexicon::default().read(&text);
            prop_assert!(tokens.is_sorted_by_key(|token| token.segment));
        }
    }
}
