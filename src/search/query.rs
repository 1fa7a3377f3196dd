//! What is typed, as parts that must all be met. Any text is a query: what cannot be read is passed over and named, so that
//! a half-typed operator never empties a list.

mod chunk;
pub mod operators;
pub mod place_names;
pub mod term;
mod value;

use std::ops::Range;

use crate::domain::band::Band;
use crate::domain::contract::{Contract, WorkingPattern};
use crate::domain::place::Setting;
use crate::domain::standing::Standing;
use crate::domain::text::folded_words;
use crate::search::query::chunk::{Chunk, chunks};
use crate::search::query::operators::{Operator, Reads};

/// The most parts that count: what stands behind them is passed over.
const MOST: usize = 64;

/// What stands around words that are meant as they are, straight or curly.
pub const QUOTES: [char; 3] = ['"', '“', '”'];
/// What stands around one such word, or within a word.
pub const APOSTROPHES: [char; 3] = ['\'', '’', '‘'];

/// What is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// What must be met.
    pub parts: Vec<Part>,
    /// What was typed and could not be read, such as `pay:lots`.
    pub ignored: Vec<String>,
    /// What was typed with what it was read as, where that is not what it says: `within:20km` as `12 miles`.
    pub read_as: Vec<(String, String)>,
}

/// One thing that is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The part as it was typed.
    pub typed: String,
    /// Whether it must not be met.
    pub not: bool,
    /// What it is.
    pub ask: Ask,
    /// Whether it is still being typed: nothing stands behind it, and it may be but the beginning of a word, or of a limit's
    /// value. Such a limit counts only while it finds something.
    pub begun: bool,
}

/// The kinds of things that are asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ask {
    /// Words of the advert's facts.
    Words(Words),
    /// A limit to what is looked among.
    Filter(Filter),
}

/// Words to be met by one text, one after the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// The words, folded; at least one.
    pub words: Vec<String>,
    /// Whether they are met by nothing but themselves.
    pub exact: bool,
    /// Whether more of the last word may follow.
    pub open: bool,
    /// The text that must meet them; any where nothing is said.
    pub field: Option<Field>,
    /// Whether the text must begin with them.
    pub start: bool,
    /// The bands that they name as well, as `band 6` does.
    pub bands: Option<Vec<Band>>,
}

/// A plain word that was typed as a word of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Single<'q> {
    /// Its part, by its position.
    pub part: usize,
    /// Its position among the [`Query::words`].
    pub word: usize,
    /// It, folded.
    pub text: &'q str,
    /// Whether it is the last that was typed, so that more of it may follow.
    pub is_open: bool,
}

/// The texts of an advert that an operator names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The title.
    Title,
    /// The employer.
    Employer,
    /// The places.
    Place,
}

/// A limit to the adverts looked among.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Filter {
    /// A band of these, lowest first.
    Band(Vec<Band>),
    /// The highest yearly pay stated, in pence: at least, at most.
    Pay(u64, u64),
    /// What becomes of adverts that state no yearly pay.
    Unstated(Switch),
    /// A contract of these kinds.
    Contract(Vec<Contract>),
    /// A working pattern of these.
    Pattern(Vec<WorkingPattern>),
    /// A staff group of which all of some words are words, or the beginnings of such; folded.
    StaffGroup(Vec<Vec<String>>),
    /// Closes in so many days from today: at least, at most.
    Closing(i32, i32),
    /// Was published so many days ago: at least, at most.
    Posted(i32, i32),
    /// Is near a place, as typed.
    Near(String),
    /// Is within so many miles of the place of a `near:`, else of a home point.
    Within(u32),
    /// What becomes of posts that can be worked from anywhere.
    Anywhere(Switch),
    /// Is worked in one of these ways.
    Setting(Vec<Setting>),
    /// Is for a role whose id begins so.
    Role(String),
    /// Stands so with the person.
    Is(Standing),
    /// The advert's whole text holds these words.
    Text(String),
}

/// What becomes of adverts that another limit cannot be asked of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Switch {
    /// They are found beside those that meet it.
    With,
    /// They are left out.
    Without,
    /// None but they are found.
    Only,
}

impl Switch {
    /// Every switch.
    pub const ALL: [Self; 3] = [Self::With, Self::Without, Self::Only];

    /// How it is typed.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::With => "with",
            Self::Without => "without",
            Self::Only => "only",
        }
    }
}

impl Query {
    /// Reads what is typed for adverts.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let mut query = Self::default();
        for chunk in chunks(text) {
            if query.parts.len() >= MOST {
                break;
            }
            if let Some(meant) = chunk.slip_of {
                query.ignored.push(format!("{} (did you mean {meant}:?)", chunk.typed.trim()));
            } else if !query.take_whole(&chunk) {
                query.take(&chunk);
            }
        }
        query.drop_fillers();
        let last = query.parts.len().saturating_sub(1);
        for (at, part) in query.parts.iter_mut().enumerate() {
            part.begun &= at == last && text.ends_with(&part.typed);
        }
        query
    }

    /// Reads what is typed for other things, which have no bands or closing days: operators are words.
    #[must_use]
    pub fn plain(text: &str) -> Self {
        let mut query = Self::default();
        for chunk in chunks(text) {
            let is_words = chunk.operator.is_empty() && chunk.slip_of.is_none();
            let value = if is_words { chunk.value } else { chunk.typed };
            query.take(&Chunk { operator: "", value, ..chunk });
        }
        query.parts.truncate(MOST);
        query.drop_fillers();
        query
    }

    /// Whether everything meets it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// The words that must be met.
    pub fn words(&self) -> impl Iterator<Item = &Words> {
        self.parts.iter().filter(|part| !part.not).filter_map(|part| match &part.ask {
            Ask::Words(words) => Some(words),
            Ask::Filter(_) => None,
        })
    }

    /// The limits, each with whether it is turned round.
    pub fn filters(&self) -> impl Iterator<Item = (&Filter, bool)> {
        self.parts.iter().filter_map(|part| match &part.ask {
            Ask::Filter(filter) => Some((filter, part.not)),
            Ask::Words(_) => None,
        })
    }

    /// Whether it asks how far adverts are.
    #[must_use]
    pub fn asks_where(&self) -> bool {
        self.filters().any(|(filter, _)| matches!(filter, Filter::Near(_) | Filter::Within(_)))
    }

    /// Whether adverts are let pass of which a limit cannot be asked, by a switch given as the filter that it would be.
    #[must_use]
    pub fn lets_pass(&self, switch: fn(Switch) -> Filter) -> bool {
        let on = [switch(Switch::With), switch(Switch::Only)];
        self.filters().any(|(filter, not)| !not && on.contains(filter))
    }

    /// The query as it stands, with nothing at its end that is still being typed.
    #[must_use]
    pub fn finished(mut self) -> Self {
        for part in &mut self.parts {
            part.begun = false;
        }
        self
    }

    /// The query without a limit at its end that is still being typed, and that limit; nothing where there is none.
    #[must_use]
    pub fn without_begun(&self) -> Option<(Self, &str)> {
        let (last, before) =
            self.parts.split_last().filter(|(last, _)| last.begun && matches!(last.ask, Ask::Filter(_)))?;
        let (ignored, read_as) = (self.ignored.clone(), self.read_as.clone());
        Some((Self { parts: before.to_vec(), ignored, read_as }, &last.typed))
    }

    /// The query without the parts that were typed so.
    #[must_use]
    pub fn without(&self, gone: &[&str]) -> Self {
        let kept = self.parts.iter().filter(|part| !gone.contains(&part.typed.as_str()));
        Self { parts: kept.cloned().collect(), ..Self::default() }
    }

    /// The words that must be met, folded, in their order.
    #[must_use]
    pub fn typed_words(&self) -> Vec<&str> {
        self.words().flat_map(|words| words.words.iter().map(String::as_str)).collect()
    }

    /// The plain words that were each typed as a word of their own.
    #[must_use]
    pub fn single_words(&self) -> Vec<Single<'_>> {
        let asked = self.parts.iter().enumerate().filter(|(_, part)| !part.not);
        let words = asked.filter_map(|(at, part)| match &part.ask {
            Ask::Words(words) => Some((at, &part.typed, words)),
            Ask::Filter(_) => None,
        });
        let singles = words.enumerate().filter_map(|(word, (part, typed, asked))| {
            let [text] = asked.words.as_slice() else { return None };
            let is_plain = !asked.exact && !asked.start && asked.field.is_none() && asked.bands.is_none();
            let is_alone = folded_words(typed) == [text.as_str()];
            (is_plain && is_alone).then_some(Single { part, word, text, is_open: self.parts[part].begun })
        });
        singles.collect()
    }

    /// The query with other words in the place of some of its parts; and what was typed there, with those words.
    #[must_use]
    pub fn with(&self, parts: Range<usize>, words: &str) -> (Self, (String, String)) {
        // Of what is typed as one there may be several parts.
        let typed = |parts: &[Part]| {
            let mut typed: Vec<&str> = parts.iter().map(|part| part.typed.as_str()).collect();
            typed.dedup();
            typed.join(" ")
        };
        let gone = typed(self.parts.get(parts.clone()).unwrap_or_default());
        let before = typed(self.parts.get(..parts.start).unwrap_or_default());
        let after = typed(self.parts.get(parts.end..).unwrap_or_default());
        let query = Self::read([&before, words, &after].join(" ").trim());
        (Self { ignored: self.ignored.clone(), ..query }, (gone, words.to_owned()))
    }

    fn take(&mut self, chunk: &Chunk<'_>) {
        let field = match Operator::named(chunk.operator).map(|operator| operator.reads) {
            None => None,
            Some(Reads::Words(field)) => Some(field),
            Some(Reads::Limit(read)) => return self.take_limit(chunk, read(chunk.value)),
        };
        let words = folded_words(chunk.value);
        let ask = |words| Words { exact: chunk.exact, open: chunk.open, field, ..Words::of(words) };
        if words.is_empty() {
            return;
        }
        // Single letters (`a&e`, `t&o`) meet nearly everything unless they follow each other.
        let is_single_letters = words.iter().all(|word| word.len() < 3);
        let together = chunk.exact || chunk.not || chunk.start || is_single_letters || looks_like_reference(&words);
        if together {
            self.add(chunk, Ask::Words(Words { start: chunk.start, ..ask(words) }));
        } else {
            for word in words {
                self.add(chunk, Ask::Words(ask(vec![word])));
            }
        }
    }

    fn add(&mut self, chunk: &Chunk<'_>, ask: Ask) {
        let begun = chunk.is_begun();
        self.parts.push(Part { typed: chunk.typed.trim().to_owned(), not: chunk.not, ask, begun });
    }

    /// Takes a limit, or notes that it could not be read; one without a value asks for nothing.
    fn take_limit(&mut self, chunk: &Chunk<'_>, limit: Option<Filter>) {
        if folded_words(chunk.value).is_empty() {
            return;
        }
        let typed = chunk.typed.trim().to_owned();
        let Some(limit) = limit else { return self.ignored.push(typed) };
        self.read_as.extend(value::remark(&limit, chunk.value).map(|remark| (typed, remark)));
        self.add(chunk, Ask::Filter(limit));
    }

    /// Takes plain words that are one thing: bands (`band6`, `band 5 or 6`) or a postcode (`SK2 7JE`); whether they are that.
    /// Bands that are not wanted are the limit turned round: a title rarely says its band.
    fn take_whole(&mut self, chunk: &Chunk<'_>) -> bool {
        if chunk.not && chunk.operator.is_empty() && !chunk.start {
            let Some(bands) = value::named_bands(chunk.value) else { return false };
            self.add(chunk, Ask::Filter(Filter::Band(bands)));
            return true;
        }
        if !chunk.is_plain() {
            return false;
        }
        let words = if let Some(key) = key_of_page(chunk.value) {
            Words::of(folded_words(key))
        } else if let Some(bands) = value::named_bands(chunk.value) {
            Words { bands: Some(bands), ..Words::of(folded_words(chunk.value)) }
        } else if let Some(halves) = value::whole_postcode(chunk.value) {
            Words::of(halves.to_vec())
        } else {
            return false;
        };
        self.add(chunk, Ask::Words(Words { open: chunk.open, ..words }));
        true
    }

    /// Takes out the words that say nothing of a post. Of those that begin words which do, such as `in`, the last that is
    /// typed stays: more of it may follow.
    fn drop_fillers(&mut self) {
        let is_of = |part: &Part, fillers: &[&str]| match &part.ask {
            Ask::Words(words) if !part.not && !words.exact && !words.start && words.field.is_none() => {
                matches!(words.words.as_slice(), [word] if fillers.contains(&word.as_str()))
            }
            _ => false,
        };
        let last = self.parts.len().saturating_sub(1);
        let is_filler = |(at, part): (usize, &Part)| is_of(part, &FILLERS) || at < last && is_of(part, &LINKS);
        let kept: Vec<bool> = self.parts.iter().enumerate().map(|part| !is_filler(part)).collect();
        if kept.contains(&true) {
            let mut kept = kept.into_iter();
            self.parts.retain(|_| kept.next().unwrap_or(true));
        }
    }
}

/// Words that are passed over: titles write `and` as `&` just as often, and every advert is one of `jobs`.
const FILLERS: [&str; 3] = ["and", "jobs", "vacancies"];
/// Words that are passed over where something follows them.
const LINKS: [&str; 6] = ["in", "at", "for", "near", "the", "or"];

/// Words that are passed over unless nothing else is typed, or nothing behind them.
pub fn passed_over() -> impl Iterator<Item = &'static str> {
    FILLERS.into_iter().chain(LINKS)
}

/// What tells an advert's page from all others, where a text is the address of one: what its path ends with.
fn key_of_page(text: &str) -> Option<&str> {
    let text = text.trim_matches(['<', '>']);
    let (before, rest) = text.split_once("//").unwrap_or(("", text));
    let is_address = ["http:", "https:"].iter().any(|scheme| before.eq_ignore_ascii_case(scheme))
        || (before.is_empty() && rest.get(..4).is_some_and(|www| www.eq_ignore_ascii_case("www.")));
    let (_, path) = rest.split(['?', '#']).next().filter(|_| is_address)?.split_once('/')?;
    path.rsplit('/').find(|key| key.bytes().any(|byte| byte.is_ascii_digit()))
}

/// Whether words that were typed without white space between them may be a reference, such as `C9188-26-0123`: mostly digits,
/// and more than a band or a year takes.
fn looks_like_reference(words: &[String]) -> bool {
    let count = |is: fn(&u8) -> bool| words.iter().flat_map(String::as_bytes).filter(|byte| is(byte)).count();
    let digits = count(u8::is_ascii_digit);
    words.len() > 1 && count(|_| true) >= 6 && digits * 2 >= count(|_| true)
}

impl Words {
    /// Words as they are, met by any text.
    fn of(words: Vec<String>) -> Self {
        Self { words, exact: false, open: false, field: None, start: false, bands: None }
    }

    /// Whether they are the halves of a postcode, which may stand without a space between them.
    #[must_use]
    pub fn is_postcode(&self) -> bool {
        !self.exact && self.words.len() == 2 && value::whole_postcode(&self.words.concat()).is_some()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The parts in a short form.
    fn told(text: &str) -> Vec<String> {
        let part = |part: &Part| {
            let not = if part.not { "-" } else { "" };
            match &part.ask {
                Ask::Filter(filter) => format!("{not}{filter:?}"),
                Ask::Words(words) => {
                    let field = words.field.map_or(String::new(), |field| format!("{field:?}:"));
                    let start = if words.start { "^" } else { "" };
                    let (mark, open) = (if words.exact { "=" } else { "" }, if words.open { "…" } else { "" });
                    format!("{not}{field}{start}{mark}{}{open}", words.words.join("+"))
                }
            }
        };
        Query::read(text).parts.iter().map(part).collect()
    }

    #[test]
    fn every_form_is_read() {
        let cases: [(&str, &[&str]); 60] = [
            ("c9188-26-0123", &["c9188+26+0123…"]),
            ("covid-19/ward-6", &["covid…", "19…", "ward…", "6…"]),
            ("Staff  nurse", &["staff…", "nurse…"]),
            ("'nurse'", &["=nurse"]),
            ("'children's' ward", &["=childrens", "ward…"]),
            ("'nur", &["=nur…"]),
            ("\"staff nurse\" leeds", &["=staff+nurse", "leeds…"]),
            ("“staff nurse”", &["=staff+nurse"]),
            ("\"staff nur", &["=staff+nur…"]),
            ("-bank", &["-bank"]),
            ("-\"staff nurse\"", &["-=staff+nurse"]),
            ("^staff", &["^staff…"]),
            ("title:nurse", &["Title:nurse…"]),
            ("employer:\"city council\"", &["Employer:=city+council"]),
            ("PLACE:leeds", &["Place:leeds…"]),
            ("a&e", &["a+e…"]),
            ("nurse/midwife", &["nurse…", "midwife…"]),
            ("band:6", &["Band([Six])"]),
            ("-band:6-7", &["-Band([Six, Seven])"]),
            ("band 6 physio", &["band+6…", "physio…"]),
            ("near:LS1 within:20", &["Near(\"LS1\")", "Within(20)"]),
            ("near:\"St Ives\"", &["Near(\"St Ives\")"]),
            ("near:ls1 4ap nurse", &["Near(\"ls1 4ap\")", "nurse…"]),
            ("near:LS1 4 nurse", &["Near(\"LS1 4\")", "nurse…"]),
            ("near:leeds 4ap", &["Near(\"leeds\")", "4ap…"]),
            ("-near:LS1 -4ap", &["-Near(\"LS1\")", "-4ap"]),
            ("pay: >40k nurse", &["Pay(4000000, 18446744073709551615)", "nurse…"]),
            ("-pay:> 40k", &["-Pay(4000000, 18446744073709551615)"]),
            ("within:20 km nurse", &["Within(12)", "nurse…"]),
            ("closing:<7 days", &["Closing(0, 7)"]),
            ("band 5 or 6 nurse", &["band+5+or+6…", "nurse…"]),
            ("band 5 - 6", &["band+5+6…"]),
            ("band nurse", &["band…", "nurse…"]),
            ("sk27je nurse", &["sk2+7je…", "nurse…"]),
            ("SK2 7JE", &["sk2+7je…"]),
            ("staff-group:\"Allied Health\"", &["StaffGroup([[\"allied\", \"health\"]])"]),
            ("setting:home,hyb anywhere:w", &["Setting([Home, Hybrid])", "Anywhere(With)"]),
            ("anywhere:witho", &["Anywhere(Without)"]),
            ("role:adult-nurse", &["Role(\"adult-nurse\")"]),
            ("is:saved", &["Is(Saved)"]),
            ("text:\"visa sponsorship\"", &["Text(\"visa sponsorship\")"]),
            ("trauma and orthopaedics", &["trauma…", "orthopaedics…"]),
            ("and", &["and…"]),
            ("nurse in leeds", &["nurse…", "leeds…"]),
            ("jobs for the nurse at leeds", &["nurse…", "leeds…"]),
            ("nurse or midwife", &["nurse…", "midwife…"]),
            ("nurse in", &["nurse…", "in…"]),
            ("jobs", &["jobs…"]),
            ("'in' leeds -for title:the x", &["=in", "leeds…", "-for", "Title:the…", "x…"]),
            ("bone marrow", &["bone…", "marrow…"]),
            ("10:30", &["10+30…"]),
            ("nurse - leeds", &["nurse…", "leeds…"]),
            ("nurse – leeds — York", &["nurse…", "leeds…", "york…"]),
            ("–bank —\"staff nurse\" −leeds", &["-bank", "-=staff+nurse", "-leeds"]),
            ("-band 6 nurse", &["-Band([Six])", "nurse…"]),
            ("-\"band 5 or 6\"", &["-Band([Five, Six])"]),
            ("-band6", &["-Band([Six])"]),
            ("nurse titel:x bnad:6 closng:<7d", &["nurse…"]),
            ("titel:\"staff nurse\" nurse", &["nurse…"]),
            ("foo:bar bank:nurse year:2", &["foo…", "bar…", "bank…", "nurse…", "year…", "2…"]),
        ];
        for (text, expected) in cases {
            assert_eq!(told(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_half_typed_asks_for_nothing() {
        for text in
            ["", " ", "-", "--", "^", "-^", "'", "\"", "-\"", "''", "\"\"", "title:", "title:\"", "-title:", ","]
        {
            assert_eq!(Query::read(text), Query::default(), "{text:?}");
        }
        for operator in operators::OPERATORS.map(|operator| operator.name) {
            for half in [":", ":\"", ":<", ":>", ":-", ":'"] {
                assert_eq!(Query::read(&format!("{operator}{half}")), Query::default(), "{operator}{half}");
            }
        }
        let lots = Query::read("nurse pay:lots is:purple");
        assert_eq!((lots.parts.len(), lots.ignored), (1, vec!["pay:lots".to_owned(), "is:purple".to_owned()]));
        let far = Query::read("within:20 km");
        assert_eq!(far.read_as, [("within:20 km".to_owned(), "12 miles".to_owned())]);
    }

    #[test]
    fn an_operator_with_a_slip_in_it_is_named() {
        let ignored = |text: &str| Query::read(text).ignored;
        assert_eq!(ignored("titel:nurse"), ["titel:nurse (did you mean title:?)"]);
        assert_eq!(
            ignored("-bnad:6 CLOSNG:<7d"),
            ["-bnad:6 (did you mean band:?)", "CLOSNG:<7d (did you mean closing:?)"]
        );
        assert_eq!(Query::plain("titel:nurse").typed_words(), ["titel", "nurse"]);
    }

    #[test]
    fn a_limit_is_begun_while_more_of_its_word_may_follow() {
        for (text, begun) in [
            ("nurse contract:p", true),
            ("pattern:part", true),
            ("is:n", true),
            ("-setting:home,h", true),
            ("contract:permanent", false),
            ("pattern:part-time", false),
            ("pattern:home-or-remote-working", false),
            ("anywhere:with", false),
            ("anywhere:witho", true),
            ("setting:home", false),
            ("is:new", false),
            ("contract:p ", false),
            ("contract:\"p\"", false),
            ("contract:p nurse", false),
            ("contract:p pay:lots", false),
            ("near:l", false),
            ("nur", false),
        ] {
            assert_eq!(Query::read(text).without_begun().is_some(), begun, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_a_query(text in "\\PC{0,200}|[-'\"^:a-z<>0-9 ]{0,60}") {
            for query in [Query::read(&text), Query::plain(&text)] {
                prop_assert!(query.parts.len() <= MOST);
                prop_assert!(query.words().all(|words| !words.words.is_empty()));
            }
        }
    }
}
