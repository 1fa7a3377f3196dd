//! Which letters of what is shown a query meets. Asked for the rows in sight alone.

use crate::domain::advert::Advert;
use crate::domain::band::Band;
use crate::domain::text::{Word, words};
use crate::search::fuzzy::Scorer;
use crate::search::meeting::{direct, letters, meet as meet_word};
use crate::search::query::{Field, Filter, Query, Words};

/// The searched texts of an advert: title, employer, places.
#[must_use]
pub fn advert_fields(advert: &Advert) -> [String; 3] {
    [
        advert.title.clone(),
        advert.employer.clone(),
        advert.places.iter().map(|place| place.text.as_str()).collect::<Vec<_>>().join(" · "),
    ]
}

/// What of an advert a query meets.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AdvertMarks {
    /// The characters of each of its [`advert_fields`]; empty where nothing is typed.
    fields: Vec<Vec<usize>>,
    /// The bands that are asked for.
    bands: Vec<Band>,
}

impl AdvertMarks {
    /// What a query meets of an advert; `also` are the phrases that the query was widened by.
    #[must_use]
    pub fn of(query: &Query, also: &[String], advert: &Advert) -> Self {
        if query.is_empty() {
            return Self::default();
        }
        let fields = advert_fields(advert);
        let fields = marks(query, also, &fields.each_ref().map(String::as_str));
        let named = query.words().filter_map(|words| words.bands.as_ref());
        let limits = query.filters().filter_map(|(filter, not)| match filter {
            Filter::Band(bands) if !not => Some(bands),
            _ => None,
        });
        Self { fields, bands: named.chain(limits).flatten().copied().collect() }
    }

    /// The characters of the title.
    #[must_use]
    pub fn title(&self) -> &[usize] {
        self.field(0)
    }

    /// The characters of the employer.
    #[must_use]
    pub fn employer(&self) -> &[usize] {
        self.field(1)
    }

    /// The characters of the places, joined as in [`advert_fields`].
    #[must_use]
    pub fn places(&self) -> &[usize] {
        self.field(2)
    }

    /// Whether a band is asked for, by words such as `band 6` or a limit.
    #[must_use]
    pub fn meets_band(&self, band: Band) -> bool {
        self.bands.contains(&band)
    }

    fn field(&self, field: usize) -> &[usize] {
        self.fields.get(field).map_or(&[], Vec::as_slice)
    }
}

/// Which characters of each field a query meets: for each typed word the letters of its best word in every field that holds it,
/// for several that belong together the place where they stand so. Each in order, none twice.
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
fn mark<'w>(asked: &Words, scorer: &Scorer, split: &'w [Vec<Word>], marks: &mut [Vec<usize>]) -> bool {
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
    let better = |best: (u16, usize, &'w Word), next: (u16, usize, &'w Word)| if next.0 > best.0 { next } else { best };
    let best_of = |(field, words): (usize, &'w Vec<Word>)| {
        words.iter().filter_map(|word| Some((meet(&word.folded)?, field, word))).reduce(better)
    };
    let found: Vec<_> = split.iter().enumerate().filter(|(field, _)| looked(*field)).filter_map(best_of).collect();
    let Some((_, _, best)) = found.iter().copied().reduce(better) else { return false };
    let is_direct = |word: &Word| direct(&word.folded, typed).is_some();
    // A word that holds the letters somehow says nothing beside one that is meant.
    for (_, field, word) in found.iter().filter(|(_, _, word)| is_direct(word) || word.folded == best.folded) {
        let marked = letters(scorer, &word.folded, typed);
        marks[*field].extend(marked.into_iter().filter_map(|at| word.positions.get(at).map(|at| *at as usize)));
    }
    is_direct(best)
}

/// Marks in each field the first place where words stand one after the other; whether there is one.
fn mark_run(wanted: &[String], looked: impl Fn(usize) -> bool, split: &[Vec<Word>], marks: &mut [Vec<usize>]) -> bool {
    let wanted: Vec<&String> = wanted.iter().filter(|word| *word != "and").collect();
    let Some(last) = wanted.len().checked_sub(1) else { return false };
    let mut is_met = false;
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
            is_met = true;
        }
    }
    is_met
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn marks_stand_on_the_best_word_of_each_field_that_holds_it() {
        let fields = ["Policy and Strategy Manager", "NHS Resolution", "Leeds, London"];
        let marks = |typed: &str, also: &[&str]| {
            let also: Vec<String> = also.iter().map(|text| (*text).to_owned()).collect();
            super::marks(&Query::read(typed), &also, &fields)
        };
        assert_eq!(marks("leeds manag", &[]), [vec![20, 21, 22, 23, 24], vec![], vec![0, 1, 2, 3, 4]]);
        assert_eq!(marks("l r", &[]), [vec![], vec![4], vec![0]]);
        assert_eq!(marks("mangaer", &[])[0].first(), Some(&20));
        assert_eq!(marks("\"nhs res\"", &[])[1], [0, 1, 2, 4, 5, 6]);
        assert_eq!(marks("policy & strategy", &[])[0].len(), 14);
        assert_eq!(marks("boss", &["strategy manager"])[0], (11..27).filter(|at| *at != 19).collect::<Vec<_>>());
    }

    #[test]
    fn a_word_is_marked_in_every_field_that_holds_it() {
        let fields = ["Leeds Care Manager", "Centre for Leeds", "Leeds, LS1"];
        let marked = |typed: &str| super::marks(&Query::read(typed), &[], &fields);
        assert_eq!(marked("leeds"), [vec![0, 1, 2, 3, 4], vec![11, 12, 13, 14, 15], vec![0, 1, 2, 3, 4]]);
        assert_eq!(marked("\"leeds\""), marked("leeds"));
        assert_eq!(marked("employer:leeds"), [vec![], vec![11, 12, 13, 14, 15], vec![]]);
        let mended = marked("leedz");
        assert!(mended.iter().all(|field| field.len() == 4), "a mended word is marked wherever it stands: {mended:?}");
        assert_eq!(marked("cre"), [vec![6, 8, 9], vec![], vec![]], "letters that another word holds somehow are not");
    }

    #[test]
    fn a_band_is_met_by_words_and_by_limits() {
        for (typed, is_met) in [
            ("band 6", true),
            ("band6 nurse", true),
            ("band:5-7", true),
            ("-band:6", false),
            ("band:5", false),
            ("nurse", false),
        ] {
            let marks = AdvertMarks::of(&Query::read(typed), &[], &Advert::default());
            assert_eq!(marks.meets_band(Band::Six), is_met, "{typed}");
        }
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
