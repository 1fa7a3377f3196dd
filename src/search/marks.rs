//! Which letters of what is shown a query meets. Asked for the rows in sight alone.

use crate::domain::advert::Advert;
use crate::domain::text::{Word, words};
use crate::search::fuzzy::Scorer;
use crate::search::meeting::{direct, letters, meet as meet_word};
use crate::search::query::{Field, Query, Words};

/// The searched texts of an advert: title, employer, places.
#[must_use]
pub fn advert_fields(advert: &Advert) -> [String; 3] {
    [
        advert.title.clone(),
        advert.employer.clone(),
        advert.places.iter().map(|place| place.text.as_str()).collect::<Vec<_>>().join(" · "),
    ]
}

/// Which characters of an advert's title, employer and joined places a query meets; `also` are the phrases that the query
/// was widened by.
#[must_use]
pub fn advert_marks(query: &Query, also: &[String], advert: &Advert) -> Vec<Vec<usize>> {
    let fields = advert_fields(advert);
    marks(query, also, &fields.each_ref().map(String::as_str))
}

/// Which characters of each field a query meets: for each typed word the letters of its best word, for several that belong
/// together the place where they stand so. Each in order, none twice.
#[must_use]
pub fn marks(query: &Query, also: &[String], fields: &[&str]) -> Vec<Vec<usize>> {
    let split: Vec<Vec<Word>> = fields.iter().map(|text| words(text)).collect();
    let mut marks = vec![Vec::new(); fields.len()];
    let scorer = Scorer::default();
    let mut unmet = false;
    for asked in query.words() {
        unmet |= !mark(asked, &scorer, &split, &mut marks);
    }
    if unmet {
        for phrase in also {
            let wanted = crate::domain::text::folded_words(phrase);
            mark_run(&wanted, |_| true, &split, &mut marks);
        }
    }
    for field in &mut marks {
        field.sort_unstable();
        field.dedup();
    }
    marks
}

/// Marks what words meet; whether they meet anything as they stand.
fn mark(asked: &Words, scorer: &Scorer, split: &[Vec<Word>], marks: &mut [Vec<usize>]) -> bool {
    let looked = |field: usize| match asked.field {
        None => true,
        Some(Field::Title) => field == 0,
        Some(Field::Employer) => field == 1,
        Some(Field::Place) => field == 2,
    };
    let [typed] = asked.words.as_slice() else {
        return mark_run(&asked.words, looked, split, marks);
    };
    let meet = |word: &str| if asked.exact { direct(word, typed) } else { meet_word(scorer, word, typed) };
    let candidates = split.iter().enumerate().filter(|(field, _)| looked(*field));
    let best = candidates
        .flat_map(|(field, words)| words.iter().map(move |word| (field, word)))
        .filter_map(|(field, word)| Some((meet(&word.folded)?, field, word)))
        .reduce(|best, next| if next.0 > best.0 { next } else { best });
    let Some((_, field, word)) = best else { return false };
    let marked = letters(scorer, &word.folded, typed);
    marks[field].extend(marked.into_iter().filter_map(|at| word.positions.get(at).map(|at| *at as usize)));
    direct(&word.folded, typed).is_some()
}

/// Marks the first place where words stand one after the other; whether there is one.
fn mark_run(wanted: &[String], looked: impl Fn(usize) -> bool, split: &[Vec<Word>], marks: &mut [Vec<usize>]) -> bool {
    let wanted: Vec<&String> = wanted.iter().filter(|word| *word != "and").collect();
    let Some(last) = wanted.len().checked_sub(1) else { return false };
    for (field, words) in split.iter().enumerate().filter(|(field, _)| looked(*field)) {
        let words: Vec<&Word> = words.iter().filter(|word| word.folded != "and").collect();
        let meets = |at: usize, word: &Word| {
            if at == last { word.folded.starts_with(wanted[at].as_str()) } else { word.folded == *wanted[at] }
        };
        let run = words.windows(wanted.len()).find(|run| run.iter().enumerate().all(|(at, word)| meets(at, word)));
        if let Some(run) = run {
            let letters = |(at, word): (usize, &&Word)| {
                let met = wanted[at].chars().count();
                word.positions.iter().take(met).map(|at| *at as usize).collect::<Vec<_>>()
            };
            marks[field].extend(run.iter().enumerate().flat_map(letters));
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn marks_stand_on_the_best_word_alone() {
        let fields = ["Policy and Strategy Manager", "NHS Resolution", "Leeds, London"];
        let marks = |typed: &str, also: &[&str]| {
            let also: Vec<String> = also.iter().map(|text| (*text).to_owned()).collect();
            super::marks(&Query::read(typed), &also, &fields)
        };
        assert_eq!(marks("leeds manag", &[]), [vec![20, 21, 22, 23, 24], vec![], vec![0, 1, 2, 3, 4]]);
        assert_eq!(marks("mangaer", &[])[0].first(), Some(&20));
        assert_eq!(marks("\"nhs res\"", &[])[1], [0, 1, 2, 4, 5, 6]);
        assert_eq!(marks("policy & strategy", &[])[0].len(), 14);
        assert_eq!(marks("boss", &["strategy manager"])[0], (11..27).filter(|at| *at != 19).collect::<Vec<_>>());
    }

    proptest! {
        #[test]
        fn marks_are_characters_of_what_is_shown(typed in "\\PC{0,20}|[a-e' \"-]{0,20}", title in "\\PC{0,30}|[a-e' &]{0,30}") {
            let marks = marks(&Query::read(&typed), &["b c".to_owned()], &[&title]);
            prop_assert!(marks[0].iter().all(|at| *at < title.chars().count()));
            prop_assert!(marks[0].is_sorted_by(|one, next| one < next));
        }
    }
}
