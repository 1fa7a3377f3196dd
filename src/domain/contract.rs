//! What kind of contract an advert offers, where its words leave no doubt; the words themselves always stand beside it.

use crate::domain::text::folded_words;

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
}

impl Contract {
    /// Every kind with the word for it and the phrases that name it, folded.
    const ALL: [(Contract, &'static str, &'static [&'static [&'static str]]); 8] = [
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
    ];

    /// The kinds that a contract field names, in the order of this list; none where it names none for certain.
    ///
    /// It reads the field that states the contract, not a title: a “Training Manager” is no trainee. Machine words
    /// such as `FULL_TIME`, `TEMPORARY` and `OTHER` name none, for boards give them whatever the contract is.
    #[must_use]
    pub fn named(text: &str) -> Vec<Self> {
        let words = folded_words(text);
        if words.iter().any(|word| matches!(word.as_str(), "not" | "non")) {
            return Vec::new();
        }
        let says = |phrase: &[&str]| words.windows(phrase.len()).any(|run| run.iter().eq(phrase.iter()));
        Self::ALL
            .into_iter()
            .filter(|(_, _, phrases)| phrases.iter().any(|phrase| says(phrase)))
            .map(|(kind, ..)| kind)
            .collect()
    }

    /// The kind in a word.
    #[must_use]
    pub fn title(self) -> &'static str {
        Self::ALL[self as usize].1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contracts_are_named_however_they_are_spelt() {
        let cases: [(&str, &[Contract]); 12] = [
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
    }
}
