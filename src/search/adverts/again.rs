//! Reads a query again that nothing meets, with the one change after which something does: a word that is a slip of the keys
//! though there are such words (`bank 6` for `band 6`), or that is too short to be forgiven one unasked (`head fo`), or a space
//! that was struck too early or too late (`hea dof`).

use std::cell::RefCell;
use std::cmp::Reverse;
use std::ops::Range;

use crate::search::adverts::filters::Filters;
use crate::search::adverts::{AdvertIndex, Request};
use crate::search::edits::slips;
use crate::search::index::{Missed, Width};
use crate::search::query::{Query, Single, passed_over};

/// Of more words than these no slip is looked for: nobody types so many and means each.
const MOST: usize = 16;
/// So many of the likeliest changes are offered.
const OFFERED: usize = 4;
/// A word of fewer letters that is known, or is still being typed, is no slip but where two letters are swapped: it is like too
/// many others.
const TELLING: usize = 4;

/// A change that may be meant, the likeliest first.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Change {
    /// The slips that it takes back, but none for a swap, which is the plainest; more than any where what is read says nothing.
    slips: usize,
    /// How many adverts meet the query with it.
    met: Reverse<usize>,
    /// The parts that it changes.
    first: usize,
    many: usize,
    /// What is read instead.
    to: String,
}

impl Change {
    fn parts(&self) -> Range<usize> {
        self.first..self.first + self.many
    }
}

impl AdvertIndex {
    /// The likeliest queries that may be meant by one that nothing meets, each with what was typed and what that was read as,
    /// the likeliest first. None where something meets its words, and only its limits keep that out, nor where the request was
    /// overtaken.
    pub(super) fn meant(&self, request: &Request<'_>) -> Vec<(Query, (String, String))> {
        let query = request.query;
        let mut changes = self.changes(request).unwrap_or_default();
        changes.sort_unstable();
        changes.truncate(OFFERED);
        changes.iter().map(|change| query.with(change.parts(), &change.to)).collect()
    }

    fn changes(&self, request: &Request<'_>) -> Option<Vec<Change>> {
        let typed = request.query.single_words();
        if typed.is_empty() || !(2..=MOST).contains(&request.query.words().count()) {
            return None;
        }
        let missed = self.missed(request)?;
        if missed.has_met_all() {
            return None;
        }
        let filters = Filters::new(self, request);
        let mut changes: Vec<Change> =
            typed.iter().flat_map(|one| self.slips(request, one, &missed, &filters)).collect();
        let neighbours = typed.windows(2).filter(|pair| pair[0].part + 1 == pair[1].part);
        changes.extend(neighbours.flat_map(|pair| self.spaces(request, &pair[0], &pair[1], &filters)));
        // Words that stand for something together are missed one by one.
        let is_met = || self.evaluate(request, true, &RefCell::default()).is_none_or(|scores| scores.met() > 0);
        (!changes.is_empty() && !is_met() && !(request.overtaken)()).then_some(changes)
    }

    /// The words that one may be a slip of, where all others are met with them.
    fn slips(&self, request: &Request<'_>, typed: &Single<'_>, missed: &Missed, filters: &Filters<'_>) -> Vec<Change> {
        let words = self.words();
        let wanted = self.wanted(request.scope);
        let is_wanted = |thing: u32| wanted.as_ref().is_none_or(|wanted| wanted(self.position(thing)));
        let is_left = |thing: &u32| missed.is_only(*thing, typed.word) && is_wanted(*thing) && filters.let_pass(*thing);
        let change = |(to, slips): (&str, usize), met: usize| {
            let to = to.to_owned();
            (met > 0).then_some(Change { slips, met: Reverse(met), first: typed.part, many: 1, to })
        };
        let is_known = || !request.expansions.of(&[typed.text]).is_empty();
        let swaps_only = typed.text.len() < TELLING && (typed.is_open || is_known());
        let is_meant = |slips: usize| slips == 0 || !swaps_only;
        let held = words.vocabulary().slips(typed.text).into_iter().filter(|(_, slips)| is_meant(*slips));
        let held = held.filter_map(|(number, slips)| {
            let met = words.holding(number).filter(is_left).count();
            change((words.vocabulary().word(number), slips), met)
        });
        // A word that says nothing is met by everything: only what hardly can be anything else is a slip of one.
        let dropped = passed_over().filter_map(|word| Some((word, slips(typed.text, word)?)));
        let dropped = dropped.filter(|(_, slips)| !typed.is_open && (*slips == 0 || typed.text.len() < TELLING - 1));
        // Whichever it is, it is passed over.
        let dropped = dropped.map(|(word, _)| (word, usize::MAX)).min();
        let all = || (0..).take(self.board.len()).filter(is_left).count();
        held.chain(dropped.and_then(|dropped| change(dropped, all()))).collect()
    }

    /// Two words with the space between them taken out or moved by a letter, where that makes words that are held.
    fn spaces(
        &self,
        request: &Request<'_>,
        left: &Single<'_>,
        right: &Single<'_>,
        filters: &Filters<'_>,
    ) -> Vec<Change> {
        let vocabulary = self.words().vocabulary();
        let is_held = |word: &str| vocabulary.find(word).is_some();
        let is_begun = |word: &str| right.is_open && !vocabulary.beginning(word).is_empty();
        let are_held = |words: &String| {
            let (before, last) = words.rsplit_once(' ').map_or((None, words.as_str()), |(one, last)| (Some(one), last));
            before.is_none_or(is_held) && (is_held(last) || is_begun(last))
        };
        let changed = respaced(left.text, right.text).into_iter().filter(are_held);
        let change = |to: String| {
            let (query, _) = request.query.with(left.part..right.part + 1, &to);
            let request = Request { query: &query, ..*request };
            // It may name a band where what was typed did not.
            self.make_ready(&request)?;
            let mut scores = self.evaluate(&request, false, &RefCell::default())?;
            filters.narrow(&mut scores);
            let met = scores.met();
            (met > 0).then_some(Change { slips: 1, met: Reverse(met), first: left.part, many: 2, to })
        };
        changed.filter_map(change).collect()
    }

    /// Which of its words each advert misses.
    fn missed(&self, request: &Request<'_>) -> Option<Missed> {
        self.reading(request, Width::Wide, &RefCell::default(), |read| {
            self.words().missed(request.query, read, request.overtaken)
        })
    }
}

/// Two words as one, and with the last letter of the first or the first of the second on the other side of the space.
fn respaced(left: &str, right: &str) -> Vec<String> {
    let mut respaced = vec![format!("{left}{right}")];
    let last = left.char_indices().next_back().filter(|(at, _)| *at > 0);
    respaced.extend(last.map(|(at, _)| format!("{} {}{right}", &left[..at], &left[at..])));
    let second = right.char_indices().nth(1);
    respaced.extend(second.map(|(at, _)| format!("{left}{} {}", &right[..at], &right[at..])));
    respaced
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;
    use crate::domain::advert::AdvertId;
    use crate::domain::board::{Board, Origin};
    use crate::domain::everyday::{EverydayWord, EverydayWords};
    use crate::domain::facts::Facts;
    use crate::search::adverts::filters::Standings;
    use crate::search::adverts::places::Nowhere;
    use crate::search::adverts::{Findings, Scope, Sort};
    use crate::search::expansions::Expansions;

    const TITLES: [&str; 9] = [
        "Clinical Psychologist Band 7",
        "Bank Staff Nurse",
        "Care of the Elderly Consultant",
        "Consultant in Palliative Medicine",
        "Head of PMO",
        "District Nursing Sister",
        "Accident & Emergency Practitioner",
        "Maternity Cover Administrator",
        "Clinical Coder",
    ];

    fn found(typed: &str) -> Findings {
        let mut board = Board::empty(Arc::default(), Origin::default());
        for (number, title) in TITLES.iter().enumerate() {
            assert!(board.push(&Facts { id: &format!("made-up/{number}"), title, ..Facts::default() }));
        }
        let index = AdvertIndex::new(Arc::new(board));
        // A word that is known is no slip of another as long as something is found with it.
        let known = |(word, means): (&str, &str)| EverydayWord {
            word: word.to_owned(),
            means: vec![means.to_owned()],
            roles: Vec::new(),
        };
        let words = [("bank", "temporary staffing"), ("coder", "clinical coding"), ("hca", "healthcare assistant")];
        let request = Request {
            query: &Query::read(typed),
            scope: &Scope::All,
            sort: Sort::Fit,
            today: date(2026, 11, 22),
            standings: &Standings::default(),
            expansions: &Expansions::new(&EverydayWords { words: words.map(known).to_vec() }),
            texts: &|_| Ok(Vec::<AdvertId>::new()),
            places: &Nowhere,
            overtaken: &|| false,
        };
        index.search(&request).unwrap()
    }

    #[test]
    fn a_slip_that_is_a_word_of_its_own_is_mended_where_nothing_is_found_with_it() {
        for (typed, title, read) in [
            ("clinical psychologist bank 7", 0, "read bank as band"),
            ("bank 7 psychologist", 0, "read bank as band"),
            ("care fo the elderly", 2, "read fo as of"),
            ("consultant ni palliative medicine", 3, "read ni as in"),
            ("head fo pmo", 4, "read fo as of"),
            ("accident nd emergency", 6, "read nd as and"),
            ("maternity coder", 7, "read coder as cover"),
            ("head oq pmo", 4, "read oq as of"),
        ] {
            let found = found(typed);
            assert_eq!(found.hits, [title], "{typed}: {}", found.reading.describe());
            assert!(found.reading.describe().contains(read), "{typed}: {}", found.reading.describe());
        }
    }

    #[test]
    fn a_space_is_put_where_it_belongs() {
        for (typed, title, read) in [
            ("hea dof pmo", 4, "read hea dof as head of"),
            ("headof pmo", 4, ""),
            ("distri ct nursing", 5, "read distri ct as district"),
            ("ban d7 psychologist", 0, "read ban d7 as band 7"),
            ("bank staff nurs e", 1, "read nurs e as nurse"),
        ] {
            let found = found(typed);
            assert_eq!(found.hits, [title], "{typed}");
            assert!(found.reading.describe().contains(read), "{typed}: {}", found.reading.describe());
        }
    }

    #[test]
    fn what_is_meant_as_it_stands_is_not_read_again() {
        for typed in [
            // What says nothing is no reading of a word that may say something.
            "art psychologist",
            // Marked as meant.
            "'bank' psychologist",
            "\"bank 7\" psychologist",
            "title:hca psychologist",
            "hca sister",
            "psychologist -band",
            // A number is meant.
            "psychologist 6",
            // Still being typed.
            "head of pm co",
            // One word alone says too little.
            "zzzz",
            // The words are met; a limit keeps all out.
            "bank nurse band:2",
        ] {
            assert!(found(typed).hits.is_empty(), "{typed}");
        }
    }

    #[test]
    fn spaces_move_by_a_letter() {
        assert_eq!(respaced("hea", "dof"), ["headof", "he adof", "head of"]);
        assert_eq!(respaced("a", "é"), ["aé"]);
    }

    proptest! {
        #[test]
        fn any_words_are_read_again(typed in "[ a-fé]{0,40}|(bank |psychologist |ni |fo |7 |-head |band:7 ){0,20}") {
            let query = Query::read(&typed);
            let plain: Vec<usize> = query.single_words().iter().map(|single| single.part).collect();
            for single in query.single_words() {
                let (changed, (before, after)) = query.with(single.part..single.part + 1, "nurse");
                prop_assert_eq!((before, after.as_str()), (query.parts[single.part].typed.clone(), "nurse"));
                // What is marked as meant, left out or a limit stays.
                for (_, part) in query.parts.iter().enumerate().filter(|(at, _)| !plain.contains(at)) {
                    prop_assert!(changed.parts.iter().any(|kept| (kept.not, &kept.ask) == (part.not, &part.ask)));
                }
            }
            let _ = found(&typed);
        }
    }
}
