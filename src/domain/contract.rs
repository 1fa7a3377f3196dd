//! What kind of contract and which working patterns an advert offers, where its words leave no doubt; the words themselves
//! always stand beside it.

use crate::domain::text::folded_words;

/// One kind of a thing: the word for it, and the phrases that name it, folded.
type Kind<T> = (T, &'static str, &'static [&'static [&'static str]]);

/// The kinds that a text names, in the order of the list; none where it says what is not offered.
fn named<T: Copy>(kinds: &[Kind<T>], text: &str) -> Vec<T> {
    let words = folded_words(text);
    if words.iter().any(|word| matches!(word.as_str(), "not" | "non" | "no")) {
        return Vec::new();
    }
    let says = |phrase: &[&str]| words.windows(phrase.len()).any(|run| run.iter().eq(phrase.iter()));
    kinds.iter().filter(|(_, _, phrases)| phrases.iter().any(|phrase| says(phrase))).map(|(kind, ..)| *kind).collect()
}

/// A kind of contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Contract {
    /// Without an end.
    Permanent,
    /// For a stated time.
    FixedTerm,
    /// On loan from another employer.
    Secondment,
    /// As and when wanted, from the employer's own pool.
    Bank,
    /// With a paid training that leads to a qualification.
    Apprenticeship,
    /// In a training programme.
    Training,
    /// Standing in for somebody.
    Locum,
    /// Unpaid.
    Voluntary,
    /// For a time, without more said.
    Temporary,
}

impl Contract {
    /// Every kind with the word for it and the phrases that name it, folded.
    const ALL: [Kind<Contract>; 9] = [
        (Contract::Permanent, "Permanent", &[&["permanent"], &["substantive"]]),
        (
            Contract::FixedTerm,
            "Fixed-term",
            &[&["fixed", "term"], &["fixedterm"], &["fixed", "period"], &["maternity", "cover"], &["ftc"]],
        ),
        (Contract::Secondment, "Secondment", &[&["secondment"], &["secondments"], &["secondee"]]),
        (Contract::Bank, "Bank", &[&["bank"]]),
        (Contract::Apprenticeship, "Apprenticeship", &[&["apprenticeship"], &["apprentice"], &["apprenticeships"]]),
        (Contract::Training, "Training", &[&["training"], &["trainee"]]),
        (Contract::Locum, "Locum", &[&["locum"]]),
        (Contract::Voluntary, "Voluntary", &[&["voluntary"], &["volunteer"], &["volunteering"]]),
        (Contract::Temporary, "Temporary", &[&["temporary"]]),
    ];

    /// Every kind, in the order of its number.
    pub const KINDS: [Contract; 9] = [
        Contract::Permanent,
        Contract::FixedTerm,
        Contract::Secondment,
        Contract::Bank,
        Contract::Apprenticeship,
        Contract::Training,
        Contract::Locum,
        Contract::Voluntary,
        Contract::Temporary,
    ];

    /// The kinds that a contract field names, in the order of this list; none where it names none for certain.
    ///
    /// It reads the field that states the contract, not a title: a “Training Manager” is no trainee. Machine words
    /// such as `FULL_TIME`, `CONTRACTOR` and `OTHER` name none, for boards give them whatever the contract is; `TEMPORARY` says
    /// no more than it says.
    #[must_use]
    pub fn named(text: &str) -> Vec<Self> {
        named(&Self::ALL, text)
    }

    /// The kind in a word.
    #[must_use]
    pub fn title(self) -> &'static str {
        Self::ALL[self as usize].1
    }
}

/// When or where the hours of a post are worked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WorkingPattern {
    /// The whole week.
    FullTime,
    /// Less than the whole week.
    PartTime,
    /// One post shared by two.
    JobShare,
    /// Hours to be agreed.
    Flexible,
    /// Partly or wholly away from the workplace.
    HomeOrRemote,
    /// The week's hours in fewer days.
    Compressed,
    /// Hours counted over the year.
    Annualised,
    /// In school terms.
    TermTime,
    /// In shifts.
    Shifts,
}

impl WorkingPattern {
    const ALL: [Kind<WorkingPattern>; 9] = [
        (Self::FullTime, "Full time", &[&["full", "time"], &["fulltime"]]),
        (Self::PartTime, "Part time", &[&["part", "time"], &["parttime"]]),
        (Self::JobShare, "Job share", &[&["job", "share"], &["job", "sharing"], &["jobshare"]]),
        (Self::Flexible, "Flexible working", &[&["flexible"], &["flexitime"]]),
        (
            Self::HomeOrRemote,
            "Home or remote working",
            &[&["home", "working"], &["remote"], &["hybrid"], &["agile"], &["home", "based"]],
        ),
        (Self::Compressed, "Compressed hours", &[&["compressed"]]),
        (Self::Annualised, "Annualised hours", &[&["annualised"]]),
        (Self::TermTime, "Term time", &[&["term", "time"], &["termtime"]]),
        (Self::Shifts, "Shifts", &[&["shift"], &["shifts"], &["rota"]]),
    ];

    /// Every pattern, in the order of its number.
    pub const KINDS: [WorkingPattern; 9] = [
        Self::FullTime,
        Self::PartTime,
        Self::JobShare,
        Self::Flexible,
        Self::HomeOrRemote,
        Self::Compressed,
        Self::Annualised,
        Self::TermTime,
        Self::Shifts,
    ];

    /// The patterns that a field names, in the order of this list. Machine words such as `FULL_TIME` name none, for boards
    /// give them to part-time posts too.
    #[must_use]
    pub fn named(text: &str) -> Vec<Self> {
        if text.contains('_') { Vec::new() } else { named(&Self::ALL, text) }
    }

    /// The patterns by which a search finds a field: those that it names, and machine words as they are printed. Of 262 adverts of
    /// 2020 that state `FULL_TIME` about one in eight was part-time, so nothing is told of a post by these.
    #[must_use]
    pub fn searched(text: &str) -> Vec<Self> {
        named(&Self::ALL, text)
    }

    /// The pattern in a word or two.
    #[must_use]
    pub fn title(self) -> &'static str {
        Self::ALL[self as usize].1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn working_patterns_are_named_however_they_are_spelt() {
        use WorkingPattern::{Flexible, FullTime, HomeOrRemote, JobShare, PartTime, Shifts, TermTime};
        let cases: [(&str, &[WorkingPattern]); 9] = [
            ("Full-time, Part-time, Job share", &[FullTime, PartTime, JobShare]),
            ("Full time", &[FullTime]),
            ("Part time - 22.5 hours per week (shifts)", &[PartTime, Shifts]),
            ("Flexible working, Home or remote working", &[Flexible, HomeOrRemote]),
            ("Term time only", &[TermTime]),
            ("FULL_TIME", &[]),
            ("Full time, not suitable for job share", &[]),
            ("37.5 hours", &[]),
            ("", &[]),
        ];
        for (text, patterns) in cases {
            assert_eq!(WorkingPattern::named(text), patterns, "{text}");
        }
    }

    #[test]
    fn machine_words_are_found_and_tell_nothing() {
        use WorkingPattern::{FullTime, PartTime};
        for (text, found) in
            [("FULL_TIME", &[FullTime][..]), ("FULL_TIME, PART_TIME", &[FullTime, PartTime]), ("OTHER", &[])]
        {
            assert_eq!(
                (WorkingPattern::searched(text).as_slice(), WorkingPattern::named(text)),
                (found, vec![]),
                "{text}"
            );
        }
        assert_eq!(WorkingPattern::searched("Part time"), WorkingPattern::named("Part time"));
    }

    #[test]
    fn every_title_is_its_own() {
        assert!(Contract::ALL.iter().all(|(kind, title, _)| kind.title() == *title));
        assert!(WorkingPattern::ALL.iter().all(|(pattern, title, _)| pattern.title() == *title));
    }

    #[test]
    fn contracts_are_named_however_they_are_spelt() {
        let cases: [(&str, &[Contract]); 15] = [
            ("Permanent", &[Contract::Permanent]),
            ("Fixed-Term", &[Contract::FixedTerm]),
            ("Fixed term (12 months)", &[Contract::FixedTerm]),
            ("SECONDMENT", &[Contract::Secondment]),
            ("Fixed-Term or Secondment", &[Contract::FixedTerm, Contract::Secondment]),
            ("Bank", &[Contract::Bank]),
            ("Apprenticeship", &[Contract::Apprenticeship]),
            ("Training", &[Contract::Training]),
            ("Locum", &[Contract::Locum]),
            ("VOLUNTEER", &[Contract::Voluntary]),
            ("FULL_TIME", &[]),
            ("TEMPORARY", &[Contract::Temporary]),
            ("Fixed term temporary", &[Contract::FixedTerm, Contract::Temporary]),
            ("PER_DIEM, CONTRACTOR, INTERN, OTHER", &[]),
            ("Non-permanent", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(Contract::named(text), expected, "{text}");
        }
    }

    #[test]
    fn each_kind_stands_at_its_place_in_the_list() {
        for (place, (kind, title, _)) in Contract::ALL.into_iter().enumerate() {
            assert_eq!((kind as usize, kind.title()), (place, title));
        }
        for (place, (pattern, title, _)) in WorkingPattern::ALL.into_iter().enumerate() {
            assert_eq!((pattern as usize, WorkingPattern::KINDS[place].title()), (place, title));
        }
    }
}
