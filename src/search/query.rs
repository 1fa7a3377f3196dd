//! What is typed, as parts that must all be met. Any text is a query: what cannot be read is passed over and named, so that
//! a half-typed operator never empties a list.

pub mod term;
mod value;

use crate::domain::band::Band;
use crate::domain::contract::{Contract, WorkingPattern};
use crate::domain::place::{Postcode, Setting};
use crate::domain::standing::Standing;
use crate::domain::text::folded_words;

/// How queries are written, for help texts.
pub const GRAMMAR: &str = "\
A query is words, in any order. Each must be met by the title, employer,
place, band, role or reference. A slip of the keys is mended and an
abbreviation is read as what it stands for, both below what is met as typed.

  'exact'              this word as it is written
  \"several words\"      these words, one after the other
  -not                 without this word; also before any form below
  ^start               the title begins so
  title: employer: place:   the word is met there (place:leeds)
  band:6  band:6-7  band:8  the band (8 is 8a to 8d); band:5,7 is either
  pay:>40k  pay:30k-40k     the highest yearly pay stated
  unstated:with        beside pay:, also what states no yearly pay;
                       unstated:without, unstated:only
  contract:permanent   the contract; contract:bank,fixed-term is either
  pattern:part-time    the working pattern
  closing:<7d          closes within so many days (d), weeks (w), months (m)
  posted:<3d           published within so many days
  near:LS1 within:20   within so many miles (20 where none are said) of a
                       postcode, a town (near:st-helens, near:newport-wales)
                       or a home point of config.ron (near:home)
  within:20            of the nearest home point, where no near: is said
  anywhere:with        beside near:, also what is home-based, remote or
                       national by its place; anywhere:without, anywhere:only
  setting:home         home, hybrid, remote or national; setting:home,hybrid
  role:ID              for the role of this id
  is:new  is:saved  is:changed  is:gone
  text:\"visa sponsorship\"  the advert's whole text holds these words";

/// The most parts that count: what stands behind them is passed over.
const MOST: usize = 64;

/// What is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// What must be met.
    pub parts: Vec<Part>,
    /// What was typed and could not be read, such as `pay:lots`.
    pub ignored: Vec<String>,
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

impl Query {
    /// Reads what is typed for adverts.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let mut query = Self::default();
        for chunk in chunks(text) {
            if query.parts.len() >= MOST {
                break;
            }
            if !query.take_bands(&chunk) {
                query.take(&chunk);
            }
        }
        query.join_bands();
        query.join_postcodes();
        query.drop_fillers();
        query
    }

    /// Reads what is typed for other things, which have no bands or closing days: operators are words.
    #[must_use]
    pub fn plain(text: &str) -> Self {
        let mut query = Self::default();
        for chunk in chunks(text) {
            let value = if chunk.operator.is_empty() { chunk.value } else { chunk.typed };
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

    /// The query without one of its parts, and without those that were typed alike.
    #[must_use]
    pub fn without(&self, part: usize) -> Self {
        let gone = self.parts.get(part).map(|part| part.typed.as_str());
        let kept = self.parts.iter().filter(|part| Some(part.typed.as_str()) != gone);
        Self { parts: kept.cloned().collect(), ignored: Vec::new() }
    }

    /// The letters and digits typed, a space between words, where nothing but plain words was typed.
    #[must_use]
    pub fn plain_words(&self) -> Vec<&str> {
        self.words().flat_map(|words| words.words.iter().map(String::as_str)).collect()
    }

    fn take(&mut self, chunk: &Chunk<'_>) {
        let mut add = |ask| self.parts.push(Part { typed: chunk.typed.trim().to_owned(), not: chunk.not, ask });
        let field = match chunk.operator {
            "" => None,
            "title" => Some(Field::Title),
            "employer" => Some(Field::Employer),
            "place" => Some(Field::Place),
            operator => {
                if !folded_words(chunk.value).is_empty() {
                    match value::read(operator, chunk.value) {
                        Some(filter) => add(Ask::Filter(filter)),
                        None => self.ignored.push(chunk.typed.trim().to_owned()),
                    }
                }
                return;
            }
        };
        let words = folded_words(chunk.value);
        let ask = |words| Words { words, exact: chunk.exact, open: chunk.open, field, start: false, bands: None };
        if words.is_empty() {
            return;
        }
        // Single letters (`a&e`, `t&o`) meet nearly everything unless they follow each other.
        let is_single_letters = words.iter().all(|word| word.len() < 3);
        let together = chunk.exact || chunk.not || chunk.start || is_single_letters || looks_like_reference(&words);
        if together {
            add(Ask::Words(Words { start: chunk.start, ..ask(words) }));
        } else {
            for word in words {
                add(Ask::Words(ask(vec![word])));
            }
        }
    }

    /// Reads the one word `band6` as the band too; whether it is that.
    fn take_bands(&mut self, chunk: &Chunk<'_>) -> bool {
        let is_plain = chunk.operator.is_empty() && !chunk.exact && !chunk.not && !chunk.start;
        let Some(bands) = value::named_bands(chunk.value).filter(|_| is_plain) else { return false };
        let words = folded_words(chunk.value);
        let words = Words { words, exact: false, open: chunk.open, field: None, start: false, bands: Some(bands) };
        self.parts.push(Part { typed: chunk.typed.trim().to_owned(), not: false, ask: Ask::Words(words) });
        true
    }

    /// Reads the words `band 6` as the band too.
    fn join_bands(&mut self) {
        let mut at = 0;
        while at + 1 < self.parts.len() {
            if let Some(bands) = band_of(&self.parts[at], &self.parts[at + 1]) {
                let next = self.parts.remove(at + 1);
                let part = &mut self.parts[at];
                part.typed = format!("{} {}", part.typed, next.typed);
                if let (Ask::Words(words), Ask::Words(more)) = (&mut part.ask, next.ask) {
                    words.words.extend(more.words);
                    words.bands = Some(bands);
                }
            }
            at += 1;
        }
    }

    /// Reads `near:LS1 4AP` as a whole postcode, also half typed.
    fn join_postcodes(&mut self) {
        let mut at = 0;
        while at + 1 < self.parts.len() {
            if let Some(place) = postcode_of(&self.parts[at], &self.parts[at + 1]) {
                let next = self.parts.remove(at + 1);
                let part = &mut self.parts[at];
                part.typed = format!("{} {}", part.typed, next.typed);
                part.ask = Ask::Filter(Filter::Near(place));
            }
            at += 1;
        }
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
const FILLERS: [&str; 2] = ["and", "jobs"];
/// Words that are passed over where something follows them.
const LINKS: [&str; 5] = ["in", "at", "for", "the", "or"];

/// Whether words that were typed without white space between them may be a reference, such as `C9188-26-0123`: mostly digits,
/// and more than a band or a year takes.
fn looks_like_reference(words: &[String]) -> bool {
    let count = |is: fn(&u8) -> bool| words.iter().flat_map(String::as_bytes).filter(|byte| is(byte)).count();
    let digits = count(u8::is_ascii_digit);
    words.len() > 1 && count(|_| true) >= 6 && digits * 2 >= count(|_| true)
}

/// The bands that two plain words name together, as `band 6` and `bands 5/6` do.
fn band_of(first: &Part, second: &Part) -> Option<Vec<Band>> {
    let plain = |part: &Part| match &part.ask {
        Ask::Words(words) if !part.not && !words.exact && !words.start && words.field.is_none() => {
            Some(words.words.clone())
        }
        _ => None,
    };
    let (first, second_words) = (plain(first)?, plain(second)?);
    let is_named = ["band", "bands"].iter().any(|name| first == [*name]);
    let is_whole = second_words == folded_words(&second.typed);
    let as_typed = value::bands(&second.typed).filter(|_| is_whole);
    let bands = as_typed.or_else(|| value::bands(second_words.first().filter(|_| second_words.len() == 1)?));
    bands.filter(|_| is_named)
}

/// The postcode that a `near:` of its first half and a word make together.
fn postcode_of(near: &Part, word: &Part) -> Option<String> {
    let (Ask::Filter(Filter::Near(first)), Ask::Words(words)) = (&near.ask, &word.ask) else { return None };
    let plain = !word.not && !words.exact && !words.start && words.field.is_none();
    let [second] = words.words.as_slice() else { return None };
    let is_second_half = match second.as_bytes() {
        [digit, letters @ ..] if letters.len() < 3 => {
            digit.is_ascii_digit() && letters.iter().all(u8::is_ascii_alphabetic)
        }
        _ => false,
    };
    let is_first_half = Postcode::read(first).is_some_and(|postcode| postcode.is_partial());
    (plain && is_second_half && is_first_half).then(|| format!("{first} {second}"))
}

/// A piece of what is typed, up to white space outside quotes.
#[expect(clippy::struct_excessive_bools, reason = "each is a sign that may be typed, in any mixture")]
struct Chunk<'t> {
    typed: &'t str,
    not: bool,
    operator: &'t str,
    start: bool,
    exact: bool,
    open: bool,
    value: &'t str,
}

/// The words before a colon that mean something.
const OPERATORS: [&str; 17] = [
    "title", "employer", "place", "band", "pay", "unstated", "contract", "pattern", "closing", "posted", "near",
    "within", "anywhere", "setting", "role", "is", "text",
];

fn chunks(text: &str) -> impl Iterator<Item = Chunk<'_>> {
    let mut rest = text.trim_start();
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let (chunk, after) = chunk(rest);
        rest = after.trim_start();
        Some(chunk)
    })
}

/// The first piece of a text that begins with no white space, and what comes after it.
fn chunk(text: &str) -> (Chunk<'_>, &str) {
    let mut rest = text.trim_start_matches(['-', '–', '—']);
    let not = text.starts_with('-') && !rest.is_empty() && !rest.starts_with(char::is_whitespace);
    let mut operator = "";
    if let Some((name, after)) = rest.split_once(':')
        && let Some(known) = OPERATORS.iter().find(|known| known.eq_ignore_ascii_case(name))
    {
        (operator, rest) = (known, after);
    }
    let start = operator.is_empty() && rest.starts_with('^');
    rest = rest.strip_prefix('^').filter(|_| start).unwrap_or(rest);
    let (value, exact, open, after) = quoted(rest);
    let typed = &text[..text.len() - after.len()];
    (Chunk { typed, not, operator, start, exact: exact || not, open: open && !not, value }, after)
}

/// What stands in quotation marks, or up to white space: the text, whether it is exact, whether it is still open, and what
/// comes after it.
fn quoted(text: &str) -> (&str, bool, bool, &str) {
    if let Some(rest) = text.strip_prefix(['"', '“', '”']) {
        return match rest.split_once(['"', '“', '”']) {
            Some((inside, after)) => (inside, true, false, after),
            None => (rest, true, true, ""),
        };
    }
    let apostrophes = ['\'', '’', '‘'];
    let Some(rest) = text.strip_prefix(apostrophes) else {
        let (value, after) = text.split_at(text.find(char::is_whitespace).unwrap_or(text.len()));
        return (value, false, true, after);
    };
    let ends = rest.char_indices().find(|(at, c)| {
        let next = rest[at + c.len_utf8()..].chars().next();
        apostrophes.contains(c) && next.is_none_or(char::is_whitespace)
    });
    if let Some((at, c)) = ends {
        return (&rest[..at], true, false, &rest[at + c.len_utf8()..]);
    }
    let (value, after) = rest.split_at(rest.find(char::is_whitespace).unwrap_or(rest.len()));
    (value, true, after.is_empty(), after)
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
        let cases: [(&str, &[&str]); 42] = [
            ("c9188-26-0123", &["c9188+26+0123…"]),
            ("covid-19/ward-6", &["covid…", "19…", "ward…", "6…"]),
            ("Staff  nurse", &["staff…", "nurse…"]),
            ("'nurse'", &["=nurse"]),
            ("'children's' ward", &["=childrens", "ward…"]),
            ("'nur", &["=nur…"]),
            ("\"staff nurse\" leeds", &["=staff+nurse", "leeds…"]),
            ("“staff nurse”", &["=staff+nurse"]),
            ("\"staff nur", &["=staff+nur…"]),
            ("-bank", &["-=bank"]),
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
            ("-near:LS1 -4ap", &["-Near(\"LS1\")", "-=4ap"]),
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
            ("'in' leeds -for title:the x", &["=in", "leeds…", "-=for", "Title:the…", "x…"]),
            ("bone marrow", &["bone…", "marrow…"]),
            ("10:30", &["10+30…"]),
            ("nurse - leeds", &["nurse…", "leeds…"]),
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
        for operator in OPERATORS {
            for half in [":", ":\"", ":<", ":>", ":-", ":'"] {
                assert_eq!(Query::read(&format!("{operator}{half}")), Query::default(), "{operator}{half}");
            }
        }
        let lots = Query::read("nurse pay:lots is:purple");
        assert_eq!((lots.parts.len(), lots.ignored), (1, vec!["pay:lots".to_owned(), "is:purple".to_owned()]));
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
