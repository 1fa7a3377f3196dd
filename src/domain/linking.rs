//! Which roles an advert is for, by the names that its title holds.
//!
//! A name is found where all its words are in the title, in one run or apart: “Staff Nurse – Critical Care” is a critical
//! care staff nurse. The name that says most of the title wins, and one that begins with what the title says the person
//! is comes before one that is only mentioned. Where no name fits there is no role: that is an answer too.

mod names;
mod wording;

use std::cmp::Reverse;
use std::sync::{Arc, OnceLock};

use crate::domain::band::Band;
use crate::domain::band_reading::named_bands;
use crate::domain::catalogue::Catalogue;
use crate::domain::role::RoleId;
use names::{Doctor, Linked, Name, Names};
use wording::{Part, Token};

/// What a name is worth more for standing in one run, in tenths of a word.
const RUN: u16 = 5;
/// What it is worth more for saying what the first person of the title is.
const FIRST_HEAD: u16 = 20;
/// What it is worth more for saying what another person of the title is (“Scrub Nurse or ODP”).
const OTHER_HEAD: u16 = 10;
/// What a role is worth less whose bands the title's band is not among.
const OTHER_BAND: u16 = 6;
/// The words of a title that are looked at; there are never more but in what is no title.
const WORDS: usize = 64;

/// Finds the roles of adverts. The names are read when they are first asked for: the first screen has no use for them.
#[derive(Debug, Default)]
pub struct Linker {
    catalogue: Arc<Catalogue>,
    names: OnceLock<Names>,
}

/// A title, read.
struct Title<'t> {
    text: &'t str,
    tokens: Vec<Token>,
    /// The words in their order, each with its place among the tokens.
    words: Vec<(u16, usize)>,
    /// The places of the words that say what the persons are.
    heads: Vec<usize>,
}

/// A name that a title holds.
struct Found<'n> {
    name: &'n Name,
    role: &'n Linked,
    /// In tenths of a word.
    score: u16,
    /// The places of its words among the title's tokens, one bit each.
    places: u64,
    /// Whether it says what a person of the title is.
    is_head: bool,
}

impl Linker {
    /// A linker of adverts to the roles of a catalogue.
    #[must_use]
    pub fn new(catalogue: Arc<Catalogue>) -> Self {
        Self { catalogue, names: OnceLock::new() }
    }

    /// The roles that a title names, the best first; empty where it names none.
    ///
    /// More than one where the title offers a choice (“Mammographer / Radiographer”), and where a doctor's grade and field
    /// are both named: the grade comes first, as it is a rung of its own, but a consultant is of the field.
    #[must_use]
    pub fn roles(&self, title: &str) -> Vec<RoleId> {
        let names = self.names.get_or_init(|| Names::of(&self.catalogue));
        let title = Title::read(title, names);
        let mut found = title.find(names);
        found.sort_by_key(|found| (Reverse(found.score), found.places.trailing_zeros(), found.name.role));
        put_grades_first(&mut found);
        without_lesser(names, found).into_iter().map(|found| found.role.id.clone()).collect()
    }
}

impl<'t> Title<'t> {
    fn read(text: &'t str, names: &Names) -> Self {
        let mut tokens = names.read(text);
        tokens.truncate(WORDS);
        let word = |(place, token): (usize, &Token)| match token.part {
            Part::Word(word) => Some((word, place)),
            Part::Joiner | Part::Preposition => None,
        };
        let words = tokens.iter().enumerate().filter_map(word).collect();
        let heads = names.heads(&tokens);
        Self { text, tokens, words, heads }
    }

    /// The names that the title holds.
    fn find<'n>(&self, names: &'n Names) -> Vec<Found<'n>> {
        let mut distinct: Vec<u16> = self.words.iter().map(|(word, _)| *word).collect();
        distinct.sort_unstable();
        distinct.dedup();
        let held = distinct.iter().flat_map(|word| names.of_rarest(*word));
        let held = held.filter(|name| name.words.iter().all(|word| distinct.binary_search(word).is_ok()));
        let mut found: Vec<Found> = held.filter_map(|name| self.weigh(name, names)).collect();
        if found.len() > 1 && may_name_a_band(self.text) {
            let bands = named_bands(self.text);
            found.iter_mut().filter(|found| is_of_another_band(found.role, &bands)).for_each(|found| {
                found.score = found.score.saturating_sub(OTHER_BAND);
            });
        }
        found
    }

    /// How well a name fits whose words are all in the title; nothing where they do not add up to it.
    fn weigh<'n>(&self, name: &'n Name, names: &'n Names) -> Option<Found<'n>> {
        let run = self.run(name);
        let places = run.unwrap_or_else(|| self.places(&name.words));
        let says = |place: &usize| self.is(*place, name.head) && (run.is_none() || places & (1 << place) != 0);
        let head = self.heads.iter().position(says);
        let holds = match (head, run) {
            (Some(_), Some(_)) => true,
            (Some(_), None) => !names.is_office(name.head) && self.ranks_stand_by_the_first_head(name, names),
            (None, Some(_)) => self.may_be_mentioned(name, names),
            (None, None) => false,
        };
        let head_worth = head.map_or(0, |head| if head == 0 { FIRST_HEAD } else { OTHER_HEAD });
        let score = name.worth + head_worth + if run.is_some() { RUN } else { 0 };
        let role = names.role(name.role);
        holds.then_some(Found { name, role, score, places, is_head: head.is_some() })
    }

    /// Where the words stand in one run, one bit a place; of several runs the one that says what a person is.
    fn run(&self, name: &Name) -> Option<u64> {
        let is_run = |run: &&[(u16, usize)]| run.iter().map(|(word, _)| word).eq(&name.words);
        let places = |run: &[(u16, usize)]| run.iter().fold(0_u64, |places, (_, place)| places | 1 << place);
        let mut runs = self.words.windows(name.words.len()).filter(is_run).map(places);
        let heads = self.heads.iter().fold(0_u64, |places, head| places | 1 << head);
        let first = runs.next()?;
        Some(if first & heads == 0 { runs.find(|run| run & heads != 0).unwrap_or(first) } else { first })
    }

    /// Wherever the words stand, one bit a place.
    fn places(&self, words: &[u16]) -> u64 {
        let ours = self.words.iter().filter(|(word, _)| words.contains(word));
        ours.fold(0, |places, (_, place)| places | 1 << place)
    }

    fn is(&self, place: usize, word: u16) -> bool {
        self.tokens[place].part == Part::Word(word)
    }

    /// Whether the words of rank belong to the first person: in “Clinical Psychologist – lead for training” the lead does
    /// not.
    fn ranks_stand_by_the_first_head(&self, name: &Name, names: &Names) -> bool {
        let Some(segment) = self.heads.first().map(|head| self.tokens[*head].segment) else { return true };
        let first = |word: u16| self.words.iter().find(|(ours, _)| *ours == word).map(|(_, place)| *place);
        let ranks = name.words.iter().filter(|word| names.is_rank(**word));
        ranks.filter_map(|rank| first(*rank)).all(|place| self.tokens[place].segment == segment)
    }

    /// Whether a name that is not what the title says the person is may count all the same: “Occupational Health Nurse
    /// Lead” is that nurse, “Ward Manager's Assistant” no manager.
    fn may_be_mentioned(&self, name: &Name, names: &Names) -> bool {
        let Some(first) = self.heads.first().map(|head| self.tokens[*head].part) else { return true };
        let is_one_word = name.words.len() == 1 && !names.is_trade(name.words[0]);
        !is_one_word && !matches!(first, Part::Word(word) if names.is_beside(word))
    }
}

/// Whether it is worth while to look for a band: few titles name one.
fn may_name_a_band(title: &str) -> bool {
    let title = title.as_bytes();
    let holds = |word: &[u8]| title.windows(word.len()).any(|part| part.eq_ignore_ascii_case(word));
    let is_short = |pair: &[u8]| pair[0].eq_ignore_ascii_case(&b'b') && pair[1].is_ascii_digit();
    holds(b"band") || holds(b"afc") || title.windows(2).any(is_short)
}

fn is_of_another_band(role: &Linked, bands: &[Band]) -> bool {
    !bands.is_empty() && !role.bands.is_empty() && !bands.iter().any(|band| role.bands.contains(band))
}

/// Where the best is a field of medicine, a grade that the same person is named by comes first.
fn put_grades_first(found: &mut [Found<'_>]) {
    let Some(best) = found.first().filter(|best| best.role.doctor == Some(Doctor::Field)) else { return };
    let (head, part) = (best.name.head, best.role.part);
    let is_grade = |found: &Found| found.role.doctor == Some(Doctor::Grade) && found.role.part != part;
    found.sort_by_key(|found| !(is_grade(found) && found.is_head && found.name.head == head));
}

/// The best name of each role, without those that say nothing a better one does not say.
fn without_lesser<'n>(names: &Names, found: Vec<Found<'n>>) -> Vec<Found<'n>> {
    let mut kept: Vec<Found> = Vec::new();
    for next in found {
        let is_lesser = |better: &Found| better.name.role == next.name.role || is_within(&next, better);
        let adds = kept.first().is_none_or(|best| next.is_head && !is_lower_rung(names, &next, best));
        if adds && !kept.iter().any(is_lesser) {
            kept.push(next);
        }
    }
    kept
}

/// Whether all of a name is part of a better one; a doctor's grade is not part of the field.
fn is_within(next: &Found<'_>, better: &Found<'_>) -> bool {
    let grade_and_field = next.role.doctor.is_some()
        && better.role.doctor.is_some()
        && next.role.doctor != better.role.doctor
        && next.places != better.places;
    next.places & !better.places == 0 && !grade_and_field
}

/// Whether a name leaves out the rank that the best one has for the same person.
fn is_lower_rung(names: &Names, next: &Found<'_>, best: &Found<'_>) -> bool {
    let both_doctors = next.role.doctor.is_some() && best.role.doctor.is_some();
    let mut ranks = best.name.words.iter().filter(|word| names.is_rank(**word));
    next.places & best.places != 0 && !both_doctors && ranks.any(|rank| !next.name.words.contains(rank))
}

#[cfg(test)]
mod tests;
