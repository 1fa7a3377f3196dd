//! The names of the catalogue's roles, ready to be looked for in titles: which words they are made of, what each word is
//! worth, and which of them says what the person is.

use crate::domain::band::Band;
use crate::domain::catalogue::{Catalogue, RolePath};
use crate::domain::linking::wording::{Lexicon, Part, Token};
use crate::domain::role::{PaySystem, Role, RoleId};

/// Words of rank. They set one rung of a profession off from the next, so they weigh more than others; and where a title
/// has no trade in it, they say what the person is (“Head of Midwifery”).
const RANKS: &str = "assistant associate deputy trainee student apprentice junior senior lead principal head director chief \
    consultant advanced specialist matron manager supervisor leader sister \
    charge";
/// Ranks that names end with as often as not, though another word says what the person is: “Nurse consultant”.
const NO_TRADES: &str = "consultant lead specialist";
/// Trades that stand beside another without being it: a radiographer's assistant is no radiographer.
const BESIDE: &str = "assistant administrator secretary receptionist clerk worker officer volunteer pa coordinator";
/// Offices, which are named by what they are of: a director of clinical services is no clinical director.
const OFFICES: &str = "director head";

/// What a word is worth, in tenths of an ordinary one.
const ORDINARY: u16 = 10;
const RANK: u16 = 16;
/// Words that say little: nearly every post is in a community or on the staff.
const SLIGHT: [(&str, u16); 2] = [("community", 7), ("staff", 3)];

/// Every name of every role.
#[derive(Debug, Default)]
pub struct Names {
    lexicon: Lexicon,
    traits: Vec<Traits>,
    all: Vec<Name>,
    /// For each word the names of which it is the rarest.
    by_rarest: Vec<Vec<u32>>,
    roles: Vec<Linked>,
}

/// A name of a role.
#[derive(Debug)]
pub struct Name {
    /// Its words in their order.
    pub words: Box<[u16]>,
    /// The word that says what the person is: `nurse` in “Clinical nurse specialist”.
    pub head: u16,
    /// What its words are worth, each once, in tenths of an ordinary one.
    pub worth: u16,
    /// The place of the role among [`Names::role`].
    pub role: u16,
}

/// What of a role decides between two.
#[derive(Debug)]
pub struct Linked {
    /// The role.
    pub id: RoleId,
    /// The category and the subcategory that it is filed in.
    pub part: (usize, usize),
    /// Its bands.
    pub bands: Vec<Band>,
    /// What it is among the roles of doctors, where it is one.
    pub doctor: Option<Doctor>,
}

/// The two ways a doctor's role is told: by grade and by field. One post is of both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doctor {
    /// A grade below consultant, such as specialty doctor.
    Grade,
    /// A field with its consultants, such as cardiology.
    Field,
}

/// What is known of a word.
#[derive(Clone, Copy, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "a word may have each of these traits beside any other")]
struct Traits {
    /// In tenths of an ordinary word.
    weight: u16,
    is_rank: bool,
    is_trade: bool,
    is_beside: bool,
    is_office: bool,
}

impl Names {
    /// Those of a catalogue: titles, other titles and abbreviations.
    pub fn of(catalogue: &Catalogue) -> Self {
        let linked = |(path, role): (RolePath, &Role)| Linked {
            id: role.id.clone(),
            part: (path.category, path.subcategory),
            bands: role.bands(),
            doctor: doctor(role),
        };
        Self::new(catalogue.roles().map(|(path, role)| (linked((path, role)), role.names().collect())))
    }

    /// Those of some roles, each with its names.
    pub fn new<'n>(roles: impl Iterator<Item = (Linked, Vec<&'n str>)>) -> Self {
        let mut names = Self::default();
        let mut read = Vec::new();
        for (place, (role, its_names)) in (0..).zip(roles) {
            read.extend(its_names.into_iter().map(|name| (place, names.lexicon.read_name(name))));
            names.roles.push(role);
        }
        names.describe(&read);
        names.all = read.iter().filter_map(|(role, tokens)| names.name(*role, tokens)).collect();
        names.sort_in();
        names
    }

    /// The tokens of a title.
    pub fn read(&self, title: &str) -> Vec<Token> {
        self.lexicon.read(title)
    }

    /// The names of which a word is the rarest.
    pub fn of_rarest(&self, word: u16) -> impl Iterator<Item = &Name> {
        let names = self.by_rarest.get(usize::from(word));
        names.into_iter().flatten().filter_map(|name| self.all.get(*name as usize))
    }

    /// A role by its place.
    pub fn role(&self, place: u16) -> &Linked {
        &self.roles[usize::from(place)]
    }

    /// Whether a word is one of rank.
    pub fn is_rank(&self, word: u16) -> bool {
        self.traits(word).is_rank
    }

    /// Whether a word by itself says what a person is.
    pub fn is_trade(&self, word: u16) -> bool {
        self.traits(word).is_trade
    }

    /// Whether a word names a trade that stands beside another without being it.
    pub fn is_beside(&self, word: u16) -> bool {
        self.traits(word).is_beside
    }

    /// Whether a word names an office, whose name stands in one run.
    pub fn is_office(&self, word: u16) -> bool {
        self.traits(word).is_office
    }

    /// What the persons of a text are: the place of the deciding word of each, in their order. Within a segment that is
    /// the last trade before “of”, “in” or “to”, else the last rank; `and` and `or` begin another person.
    pub fn heads(&self, tokens: &[Token]) -> Vec<usize> {
        let mut heads = Vec::with_capacity(4);
        let mut start = 0;
        for segment in tokens.chunk_by(|one, next| one.segment == next.segment) {
            self.add_heads_of(segment, start, &mut heads);
            start += segment.len();
        }
        heads
    }

    /// Adds the heads of a segment that begins at a place.
    fn add_heads_of(&self, segment: &[Token], start: usize, heads: &mut Vec<usize>) {
        let (mut trade, mut rank) = (None, None);
        for (place, token) in (start..).zip(segment) {
            match token.part {
                Part::Word(word) if self.is_trade(word) => trade = Some(place),
                Part::Word(word) if self.is_rank(word) => rank = Some(place),
                Part::Joiner if trade.is_some() => heads.extend(trade.take()),
                Part::Preposition if trade.or(rank).is_some() => break,
                _ => {}
            }
        }
        heads.extend(trade.or(rank));
    }

    fn traits(&self, word: u16) -> Traits {
        let unknown = Traits { weight: ORDINARY, ..Traits::default() };
        self.traits.get(usize::from(word)).copied().unwrap_or(unknown)
    }

    /// Works out what each word is worth, and which are trades: those that names end with more often than not.
    fn describe(&mut self, names: &[(u16, Vec<Token>)]) {
        let mut uses = vec![0_u32; self.lexicon.len()];
        let mut ends = vec![0_u32; self.lexicon.len()];
        for (_, tokens) in names {
            words(tokens).for_each(|word| uses[usize::from(word)] += 1);
            opening(tokens).last().into_iter().for_each(|word| ends[usize::from(*word)] += 1);
        }
        self.traits = ends.iter().zip(&uses).map(|(ends, uses)| trade(*ends, *uses)).collect();
        let mut set = |words: &str, change: fn(&mut Traits)| {
            let numbers = words.split(' ').map(|word| usize::from(self.lexicon.number(word)));
            numbers.for_each(|number| self.traits.get_mut(number).into_iter().for_each(change));
        };
        set(RANKS, |traits| (traits.is_rank, traits.weight) = (true, RANK));
        set(NO_TRADES, |traits| traits.is_trade = false);
        set(BESIDE, |traits| traits.is_beside = true);
        set(OFFICES, |traits| traits.is_office = true);
        for (word, weight) in SLIGHT {
            if let Some(traits) = self.traits.get_mut(usize::from(self.lexicon.number(word))) {
                traits.weight = weight;
            }
        }
    }

    /// A name, where it has words.
    fn name(&self, role: u16, tokens: &[Token]) -> Option<Name> {
        let opening = opening(tokens);
        let last = |is: fn(&Self, u16) -> bool| opening.iter().copied().rfind(|word| is(self, *word));
        let head = last(Self::is_trade).or_else(|| last(Self::is_rank)).or_else(|| opening.last().copied())?;
        let words: Box<[u16]> = words(tokens).collect();
        let mut distinct = words.to_vec();
        distinct.sort_unstable();
        distinct.dedup();
        let worth = distinct.into_iter().map(|word| self.traits(word).weight).sum();
        Some(Name { words, head, worth, role })
    }

    fn sort_in(&mut self) {
        let mut uses = vec![0_u32; self.lexicon.len()];
        self.all.iter().flat_map(|name| &name.words).for_each(|word| uses[usize::from(*word)] += 1);
        self.by_rarest = vec![Vec::new(); self.lexicon.len()];
        for (place, name) in (0..).zip(&self.all) {
            if let Some(rarest) = name.words.iter().min_by_key(|word| uses[usize::from(**word)]) {
                self.by_rarest[usize::from(*rarest)].push(place);
            }
        }
    }
}

fn trade(ends: u32, uses: u32) -> Traits {
    Traits { weight: ORDINARY, is_trade: ends * 2 >= uses.max(1), ..Traits::default() }
}

fn words(tokens: &[Token]) -> impl Iterator<Item = u16> {
    tokens.iter().filter_map(|token| match token.part {
        Part::Word(word) => Some(word),
        Part::Joiner | Part::Preposition => None,
    })
}

/// The words of a name before its first preposition and within its first segment.
fn opening(tokens: &[Token]) -> Vec<u16> {
    let first = tokens.first().map(|token| token.segment);
    let within = tokens.iter().take_while(|token| Some(token.segment) == first && token.part != Part::Preposition);
    words(&within.copied().collect::<Vec<_>>()).collect()
}

/// What a role is among those of doctors: the scales of a field of medicine go up to consultant.
fn doctor(role: &Role) -> Option<Doctor> {
    role.pay.systems.iter().find_map(|system| match system {
        PaySystem::Medical(grades) if grades.iter().any(|grade| grade.0 == "consultant") => Some(Doctor::Field),
        PaySystem::Medical(_) => Some(Doctor::Grade),
        _ => None,
    })
}
