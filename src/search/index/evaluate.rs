//! What each thing is worth to a query.

use std::cell::RefCell;
use std::ops::Range;

use super::{FIRST, Index, LATER, OPENING, PLACE_BITS, PLACE_MASK, SECOND};
use crate::search::edits::is_swap;
use crate::search::expansions::{Expansions, Kind};
use crate::search::meeting::{EXACT, EXPANDED, JOINED, PLURAL, PREFIX, SPELLED_OUT, has_digit, singular};
use crate::search::query::{Ask, Field, Query, Words};

/// What the place of a word is worth, by the bits of its posting. It never outweighs how the word is met.
const PLACE_WORTH: [u16; 4] = [60, 60, 40, 20];
/// What each word of the first field costs.
const PER_WORD: u16 = 3;
/// What it costs a thing to stand back: as if its first field were four words longer. Less than a step of [`PLACE_WORTH`], so
/// that a thing that is meant is found before those that are met elsewhere or less well.
const STANDING_BACK: u16 = 4 * PER_WORD;
/// How many numbers say which of two things worth the same comes first.
pub const FAVOURS: usize = 4;
/// The most points that the length of the first field costs, and one more.
const LENGTH: u16 = 40;
/// The fewest letters of a word that stands with another in one.
const SHORTEST_HALF: usize = 2;
/// Where little is forgiven, words of so many letters must stand as they are typed.
const FORGIVEN_FROM: usize = 4;

/// How a query is read.
pub struct Read<'r> {
    /// What abbreviations stand for.
    pub expansions: &'r Expansions,
    /// In which ways words are met.
    pub width: Width,
    /// Adds what is known of things beside their words: for each thing that some words meet, how well.
    pub beside: &'r dyn Fn(&Words, &mut [u16]),
    /// Takes what the words were read as.
    pub taken: &'r RefCell<Taken>,
}

/// In which ways words are met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Width {
    /// As they stand: as the whole, the plural or the beginning of a word.
    Direct,
    /// Also from within, and but for slips or by scattered letters only where nothing holds the word as it stands. Of few
    /// things the names are known by heart, and what is merely like them is noise.
    Sparing,
    /// Also from within, by scattered letters and but for slips.
    Wide,
}

/// What words were read as beside what they say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    /// The meanings that were met.
    pub also: Vec<String>,
    /// The typed words that were understood by them, so that no slip is to be looked for.
    pub understood: Vec<String>,
}

impl Taken {
    /// Notes that typed words were understood by a meaning.
    fn take(&mut self, typed: &[&str], meaning: &str) {
        if self.also.iter().all(|known| known != meaning) {
            self.also.push(meaning.to_owned());
        }
        self.understand(typed);
    }

    /// Notes that no slip is to be looked for in typed words.
    fn understand(&mut self, typed: &[&str]) {
        self.understood.extend(typed.iter().map(|word| (*word).to_owned()));
    }
}

/// What each thing is worth; 0 where it does not meet the query.
#[derive(Clone, Debug, Default)]
pub struct Scores(Vec<u16>);

impl Scores {
    /// How many things meet the query.
    #[must_use]
    pub fn met(&self) -> usize {
        self.0.iter().map(|score| usize::from(*score > 0)).sum()
    }

    /// Whether a thing meets it.
    #[must_use]
    pub fn meets(&self, thing: u32) -> bool {
        self.0.get(thing as usize).is_some_and(|score| *score > 0)
    }

    /// What a thing is worth, 0 for the least.
    #[must_use]
    pub fn of(&self, thing: u32) -> i64 {
        self.0.get(thing as usize).map_or(0, |score| i64::from(*score) - 1)
    }

    /// Whether no query has been asked.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Takes out the things that are not to be kept.
    pub fn retain(&mut self, keep: impl Fn(u32) -> bool) {
        for (thing, score) in (0..).zip(&mut self.0) {
            if *score > 0 && !keep(thing) {
                *score = 0;
            }
        }
    }

    /// Lets all things stand back a little but those of a range: what is worth the same as theirs comes before them.
    pub fn stand_back(&mut self, but: &Range<u32>) {
        let end = self.0.len().min(but.end as usize);
        let (front, behind) = self.0.split_at_mut(end);
        for score in front.iter_mut().take(but.start as usize).chain(behind) {
            // What is met stays so.
            *score = score.saturating_sub(STANDING_BACK).max((*score).min(1));
        }
    }

    /// Those met: the best first, of those worth the same the most favoured, then the earlier. In one walk to count and one
    /// to place.
    pub(super) fn ordered(&self, favour: impl Fn(u32) -> usize) -> Vec<u32> {
        let things = || (0_u32..).zip(&self.0).filter(|(_, score)| **score > 0);
        let best = usize::from(self.0.iter().copied().max().unwrap_or_default());
        let step = |thing: u32, score: u16| FAVOURS * usize::from(score) + favour(thing).min(FAVOURS - 1);
        let mut starts = vec![0_u32; FAVOURS * (best + 1)];
        for (thing, score) in things() {
            starts[step(thing, *score)] += 1;
        }
        let mut sum = 0;
        for start in starts.iter_mut().rev() {
            sum += std::mem::replace(start, sum);
        }
        let mut order = vec![0; sum as usize];
        for (thing, score) in things() {
            let at = &mut starts[step(thing, *score)];
            order[*at as usize] = thing;
            *at += 1;
        }
        order
    }
}

/// Which words of a query each thing misses.
#[derive(Debug)]
pub struct Missed {
    /// How many; the most there can be where it must not be met.
    many: Vec<u8>,
    /// The last of them.
    last: Vec<u8>,
}

impl Missed {
    /// Whether there is a thing that misses none, and so meets the query.
    #[must_use]
    pub fn has_met_all(&self) -> bool {
        self.many.contains(&0)
    }

    /// Whether a thing misses one word alone, given by its position among those asked for.
    #[must_use]
    pub fn is_only(&self, thing: u32, word: usize) -> bool {
        let thing = thing as usize;
        self.many.get(thing) == Some(&1) && self.last.get(thing).is_some_and(|last| usize::from(*last) == word)
    }
}

impl Index {
    /// Which of a query's words each thing misses; nothing where `overtaken` says that nobody waits for it any more.
    #[must_use]
    pub fn missed(&self, query: &Query, read: &Read<'_>, overtaken: &dyn Fn() -> bool) -> Option<Missed> {
        let mut left = vec![1; self.len()];
        self.leave_out(query, read, &mut left);
        let mut missed = Missed {
            many: left.into_iter().map(|left| if left == 0 { u8::MAX } else { 0 }).collect(),
            last: vec![0; self.len()],
        };
        for (word, words) in (0..=u8::MAX).zip(query.words()) {
            let met = self.words(words, read);
            for ((many, last), met) in missed.many.iter_mut().zip(&mut missed.last).zip(met) {
                if met == 0 {
                    *many = many.saturating_add(1);
                    *last = word;
                }
            }
            if overtaken() {
                return None;
            }
        }
        Some(missed)
    }

    /// What each thing is worth to a query's words; nothing where `overtaken` says that nobody waits for it any more.
    #[must_use]
    pub fn evaluate(&self, query: &Query, read: &Read<'_>, overtaken: &dyn Fn() -> bool) -> Option<Scores> {
        let asked: Vec<&Words> = query.words().collect();
        if asked.is_empty() {
            let mut all = vec![1; self.len()];
            self.leave_out(query, read, &mut all);
            return Some(Scores(all));
        }
        let mut total = vec![LENGTH; self.len()];
        for (score, length) in total.iter_mut().zip(&self.lengths) {
            *score -= (PER_WORD * u16::from(*length)).min(LENGTH - 1);
        }
        let groups = groups(&asked, read.expansions);
        let mut before = Vec::new();
        for (at, words) in asked.iter().enumerate() {
            let begins_group = groups.iter().any(|group| group.start == at);
            before.push(if begins_group { total.clone() } else { Vec::new() });
            join(&mut total, &self.words(words, read));
            for group in groups.iter().filter(|group| group.end == at + 1) {
                self.group(&asked[group.clone()], read, &before[group.start], &mut total);
            }
            if overtaken() {
                return None;
            }
        }
        self.leave_out(query, read, &mut total);
        Some(Scores(total))
    }

    /// Raises the things that hold what a group of words stands for together, from what they were worth before it.
    fn group(&self, group: &[&Words], read: &Read<'_>, before: &[u16], total: &mut [u16]) {
        let mut met = vec![0; self.len()];
        let words: Vec<&str> = group.iter().flat_map(|words| words.words.iter().map(String::as_str)).collect();
        let count = u16::try_from(group.len()).unwrap_or(1);
        self.expand(read, &words, count, places_of(None), &mut met);
        for ((total, before), met) in total.iter_mut().zip(before).zip(met) {
            if *before > 0 && met > 0 {
                *total = (*total).max(before.saturating_add(met));
            }
        }
    }

    /// How things meet some words that stand one after the other; 0 where they do not.
    fn words(&self, words: &Words, read: &Read<'_>) -> Vec<u16> {
        let mut met = vec![0; self.len()];
        let places = places_of(words.field);
        let mut is_known = false;
        let mut is_understood = false;
        if !words.exact && !words.start {
            let typed: Vec<&str> = words.words.iter().map(String::as_str).collect();
            is_known = !read.expansions.of(&typed).is_empty();
            is_understood = self.expand(read, &typed, 1, places, &mut met);
            if is_known {
                // It is a word, whether or not there are adverts for it: what it might be a slip of is noise.
                read.taken.borrow_mut().understand(&typed);
            }
            if let [typed] = typed[..]
                && read.width == Width::Wide
                && !is_known
            {
                is_understood = self.parted(read, typed, places, &mut met);
            }
        }
        match words.words.as_slice() {
            [word] => {
                let width = if is_known || is_understood { Width::Direct } else { read.width };
                self.word(words, word, width, is_known, &mut met);
            }
            several => {
                let end = if words.open { End::Open } else { End::Whole };
                self.run(several, end, |thing, place, start| {
                    if places[place as usize] && (start || !words.start) {
                        raise(&mut met, thing, PREFIX + PLACE_WORTH[place as usize]);
                    }
                });
                if words.is_postcode() {
                    self.word(words, &several.concat(), Width::Direct, false, &mut met);
                }
            }
        }
        if !words.exact && !words.start && words.field.is_none() {
            (read.beside)(words, &mut met);
        }
        met
    }

    /// Raises the things that hold a word. One that `is_known` to stand for something is no beginning of a postcode: `hr` is
    /// not meant to find what is in HR1.
    fn word(&self, words: &Words, word: &str, width: Width, is_known: bool, met: &mut [u16]) {
        let vocabulary = self.vocabulary();
        let mut numbers = match (words.exact, words.open) {
            (true, false) => vocabulary.find(word).into_iter().map(|number| (number, EXACT)).collect(),
            _ => vocabulary.direct(word),
        };
        if width != Width::Direct && !words.exact && !words.start {
            let is_held = !numbers.is_empty();
            let mut widened = vocabulary.widened(word);
            if width == Width::Sparing {
                widened.retain(|(number, _)| is_sparing(vocabulary.word(*number), word, is_held));
            }
            numbers.extend(widened);
        }
        let mut places = places_of(words.field);
        if words.start {
            places = [true, false, false, false];
        }
        let anywhere = places == [true; 4];
        for (number, score) in numbers {
            let is_postcode = is_known && anywhere && score < PLURAL && has_digit(vocabulary.word(number));
            let is_in = |place: usize| places[place] && !(is_postcode && place == LATER as usize);
            let whole = anywhere && !is_postcode;
            let worth = PLACE_WORTH.map(|place| score + place);
            for posting in self.postings(number) {
                let place = (posting & PLACE_MASK) as usize;
                if whole || is_in(place) {
                    raise(met, posting >> PLACE_BITS, worth[place]);
                }
            }
        }
    }

    /// Raises the things that hold what some words stand for; whether there are any.
    fn expand(&self, read: &Read<'_>, typed: &[&str], count: u16, places: [bool; 4], met: &mut [u16]) -> bool {
        let mut is_understood = false;
        for phrase in read.expansions.of(typed) {
            let score = if phrase.kind == Kind::Long { SPELLED_OUT } else { EXPANDED };
            // One with a digit is a postcode where it stands in a place: `fy1`.
            let last = match phrase.words.as_slice() {
                _ if phrase.kind == Kind::Short => FIRST,
                [word] if has_digit(word) => SECOND,
                _ => LATER,
            };
            let counts = |place: u32| places[place as usize] && place <= last;
            let mut used = false;
            self.run(&phrase.words, End::Plural, |thing, place, _| {
                if counts(place) {
                    used = true;
                    raise(met, thing, count * (score + PLACE_WORTH[place as usize]));
                }
            });
            if used {
                read.taken.borrow_mut().take(typed, &phrase.text);
            }
            is_understood |= used;
        }
        is_understood
    }

    /// Raises the things that hold the two halves of an unknown word one after the other, as of `wardclerk`, or of `wardvclerk`
    /// where another key was pressed for the space; whether there are any.
    fn parted(&self, read: &Read<'_>, typed: &str, places: [bool; 4], met: &mut [u16]) -> bool {
        let vocabulary = self.vocabulary();
        let mut is_understood = false;
        if !vocabulary.direct(typed).is_empty() {
            return is_understood;
        }
        let halves = typed.char_indices().skip(SHORTEST_HALF).flat_map(|(at, letter)| {
            let left = &typed[..at];
            [(left, &typed[at..]), (left, &typed[at + letter.len_utf8()..])]
        });
        for (left, right) in halves {
            if right.len() < SHORTEST_HALF || vocabulary.find(left).is_none() {
                continue;
            }
            let mut used = false;
            self.run(&[left.to_owned(), right.to_owned()], End::Open, |thing, place, _| {
                if places[place as usize] {
                    used = true;
                    raise(met, thing, JOINED + PLACE_WORTH[place as usize]);
                }
            });
            if used {
                read.taken.borrow_mut().take(&[typed], &format!("{left} {right}"));
            }
            is_understood |= used;
        }
        is_understood
    }

    /// Hands over each place where words stand one after the other: the thing, the place's bits and whether the field
    /// begins with them. `and` in between does not part them.
    pub(super) fn run(&self, words: &[String], end: End, mut each: impl FnMut(u32, u32, bool)) {
        let and = self.vocabulary().find("and").and_then(|number| u32::try_from(number).ok());
        let count = words.len();
        let wanted = words.iter().enumerate().filter(|(_, word)| *word != "and" || count == 1);
        let wanted: Vec<Wanted> =
            wanted.map(|(at, word)| self.wanted(word, if at + 1 == count { end } else { End::Whole })).collect();
        let frequency = |wanted: &Wanted| wanted.numbers().map(|word| self.frequency(word)).sum::<usize>();
        let Some(rarest) = wanted.iter().min_by_key(|wanted| frequency(wanted)) else { return };
        let stands = |text: u32| {
            let text = self.texts.get(text as usize);
            (0..text.len()).find(|start| follows(&text[*start..], &wanted, and))
        };
        for posting in rarest.numbers().flat_map(|word| self.postings(word)) {
            let (thing, place) = (posting >> PLACE_BITS, posting & PLACE_MASK);
            let fields = self.things.get(thing as usize);
            let fields = match place {
                OPENING | FIRST => &fields[..1],
                SECOND => &fields[1..2],
                _ => &fields[2..],
            };
            if let Some(start) = fields.iter().find_map(|text| stands(*text)) {
                let place = if place <= FIRST && start == 0 { OPENING } else { place.max(u32::from(place <= FIRST)) };
                each(thing, place, start == 0);
            }
        }
    }

    /// The words of the vocabulary that a word of a run may be.
    fn wanted(&self, word: &str, end: End) -> Wanted {
        let vocabulary = self.vocabulary();
        let range = match vocabulary.find(word) {
            _ if end == End::Open => vocabulary.beginning(word),
            Some(number) => number..number + 1,
            None => 0..0,
        };
        let plural = if end == End::Plural { vocabulary.find(&format!("{word}s")) } else { None };
        Wanted { range, plural }
    }

    /// Takes out the things that meet what must not be met: as it stands, or as its plural or singular and by what is known
    /// beside their words, where that is how it would be looked for.
    fn leave_out(&self, query: &Query, read: &Read<'_>, total: &mut [u16]) {
        for part in query.parts.iter().filter(|part| part.not) {
            let Ask::Words(words) = &part.ask else { continue };
            let mut met = self.held(words);
            if !words.exact && !words.start && words.field.is_none() {
                (read.beside)(words, &mut met);
            }
            for (total, met) in total.iter_mut().zip(met) {
                if met > 0 {
                    *total = 0;
                }
            }
        }
    }

    /// The things that hold words, as they stand, and unless nothing else is meant in the plural or the singular.
    fn held(&self, words: &Words) -> Vec<u16> {
        let mut met = vec![0; self.len()];
        let places = places_of(words.field);
        let end = if words.exact { End::Whole } else { End::Plural };
        let one = words.words.split_last().filter(|_| !words.exact);
        let one = one.and_then(|(last, before)| Some([before, &[singular(last)?.to_owned()]].concat()));
        for run in std::iter::once(&words.words).chain(&one) {
            self.run(run, end, |thing, place, start| {
                if places[place as usize] && (start || !words.start) {
                    met[thing as usize] = EXACT;
                }
            });
        }
        met
    }
}

/// How the last word of a run may go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// Not at all.
    Whole,
    /// In any way: it is still being typed.
    Open,
    /// As its plural.
    Plural,
}

/// The words of the vocabulary that a word of a run may be.
struct Wanted {
    range: Range<usize>,
    plural: Option<usize>,
}

impl Wanted {
    fn numbers(&self) -> impl Iterator<Item = usize> {
        self.range.clone().chain(self.plural)
    }

    fn is(&self, word: u32) -> bool {
        self.range.contains(&(word as usize)) || self.plural == Some(word as usize)
    }
}

/// Where words stand for something together, by their positions among all that are asked for.
fn groups(asked: &[&Words], expansions: &Expansions) -> Vec<Range<usize>> {
    let plain = |words: &Words| words.words.len() == 1 && !words.exact && !words.start && words.field.is_none();
    // What is not plain is no word of a group: nothing that is typed is empty.
    let typed = asked.iter().map(|words| if plain(words) { words.words[0].as_str() } else { "" });
    let typed: Vec<&str> = typed.collect();
    expansions.groups(&typed)
}

/// Which places a field stands for, by the bits of a posting.
fn places_of(field: Option<Field>) -> [bool; 4] {
    let place = |place: u32| match field {
        None => true,
        Some(Field::Title) => place <= FIRST,
        Some(Field::Employer) => place == SECOND,
        Some(Field::Place) => place == LATER,
    };
    [OPENING, FIRST, SECOND, LATER].map(place)
}

/// Whether a word that is not met as it stands is still near enough where little is forgiven: too few letters may be those of
/// any word but for a slip, unless two neighbours are swapped.
fn is_sparing(word: &str, typed: &str, is_held: bool) -> bool {
    let is_long = typed.len() > FORGIVEN_FROM || is_swap(word, typed);
    word.contains(typed) || (!is_held && is_long)
}

fn raise(met: &mut [u16], thing: u32, score: u16) {
    let met = &mut met[thing as usize];
    *met = (*met).max(score);
}

/// Adds what a part is worth to things that meet it, and takes out those that do not.
fn join(total: &mut [u16], met: &[u16]) {
    for (total, met) in total.iter_mut().zip(met) {
        *total = if *total == 0 || *met == 0 { 0 } else { total.saturating_add(*met) };
    }
}

/// Whether a text goes on with the words wanted, `and` passed over.
fn follows(text: &[u32], wanted: &[Wanted], and: Option<u32>) -> bool {
    let mut at = 0;
    for (number, wanted) in wanted.iter().enumerate() {
        let meets = |at: usize| text.get(at).is_some_and(|word| wanted.is(*word));
        if number > 0 && !meets(at) && text.get(at).is_some_and(|word| Some(*word) == and) {
            at += 1;
        }
        if !meets(at) {
            return false;
        }
        at += 1;
    }
    true
}
