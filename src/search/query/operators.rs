//! The operators of the grammar, one row each: the word before the colon, what reads the value, how far the value goes, the
//! names that it takes and how help tells of it. Another operator is another row here, and a [`Filter`] where it is a limit of
//! a new kind.

use crate::domain::contract::{Contract, WorkingPattern};
use crate::domain::distance::MILES;
use crate::domain::place::Setting;
use crate::domain::standing::Standing;
use crate::domain::text::folded_words;
use crate::search::edits::{between, is_swap};
use crate::search::query::chunk::{self, GoesOn};
use crate::search::query::{Field, Filter, Switch, value};

/// An operator.
#[derive(Clone, Copy, Debug)]
pub struct Operator {
    /// The word before the colon.
    pub name: &'static str,
    /// What its value is.
    pub(super) reads: Reads,
    /// Whether its value goes on behind white space.
    pub(super) goes_on: GoesOn,
    /// The names of which its value is one; none where it is anything else.
    names: fn() -> Vec<&'static str>,
    /// Whether its value is one of those names or several, any of which will do.
    pub takes_several: bool,
    /// How it is written, for help.
    forms: &'static str,
    /// What it asks for, for help; `MILES` stands for [`MILES`].
    help: &'static str,
}

/// What stands behind an operator's colon.
#[derive(Clone, Copy, Debug)]
pub(super) enum Reads {
    /// Words that one text of the advert must meet.
    Words(Field),
    /// A limit; nothing where the value cannot be read.
    Limit(fn(&str) -> Option<Filter>),
}

/// Every operator, in the order of help.
#[rustfmt::skip]
pub const OPERATORS: [Operator; 18] = [
    words("title", Field::Title, "title:nurse", "this word is met in the title"),
    words("employer", Field::Employer, "employer:barts", "it is met in the employer's name"),
    words("place", Field::Place, "place:leeds", "it is met in the place as the advert prints it"),
    limit("band", value::band, chunk::amount, "band:6  band:6-7", "the band; band:5,7 is either, band:<6 below it, band:<=6 it and below, band:6+ it and above; 8 is 8a to 8d"),
    limit("pay", value::pay, chunk::amount, "pay:>40k  pay:30k-40k", "the highest yearly pay stated is £40,000 or more, or within these; < is at most"),
    limit("unstated", value::unstated, chunk::ends, "unstated:with", "beside pay:, also what states no yearly pay; unstated:without, unstated:only").one_of(|| Switch::ALL.map(Switch::name).to_vec()),
    limit("contract", value::contract, chunk::ends, "contract:permanent", "the contract; contract:bank,fixed-term is either").any_of(|| Contract::KINDS.map(Contract::title).to_vec()),
    limit("pattern", value::pattern, chunk::ends, "pattern:part-time", "the working pattern").any_of(|| WorkingPattern::KINDS.map(WorkingPattern::title).to_vec()),
    limit("staff-group", value::staff_group, chunk::ends, "staff-group:nursing", "the staff group begins so, where the source tells it"),
    limit("closing", value::closing, chunk::days, "closing:<7d", "closes within so many days (d), weeks (w), months (m), the last day too"),
    limit("posted", value::posted, chunk::days, "posted:<3d", "published within so many days"),
    limit("near", value::near, chunk::postcode, "near:LS1  near:st ives", "within so many miles (MILES where none are said) of a postcode, a town (of namesakes near:newport-wales) or a home point of config.ron (near:home)"),
    limit("within", value::within, chunk::miles, "within:20  within:30km", "how many miles or kilometres; of the nearest home point where no near: is said"),
    limit("anywhere", value::anywhere, chunk::ends, "anywhere:with", "beside near:, also what is home-based, remote or national by its place; anywhere:without, anywhere:only").one_of(|| Switch::ALL.map(Switch::name).to_vec()),
    limit("setting", value::setting, chunk::ends, "setting:home", "home, hybrid, remote or national; setting:home,hybrid").any_of(|| Setting::ALL.map(Setting::name).to_vec()),
    limit("role", value::role, chunk::ends, "role:ID", "for the role of this id"),
    limit("is", value::is, chunk::ends, "is:new", "new, saved, changed or gone").one_of(|| Standing::ALL.map(Standing::name).to_vec()),
    limit("text", value::text, chunk::ends, "text:\"visa sponsorship\"", "the advert's whole text holds these words"),
];

const fn words(name: &'static str, field: Field, forms: &'static str, help: &'static str) -> Operator {
    let reads = Reads::Words(field);
    Operator { name, reads, goes_on: chunk::ends, names: Vec::new, takes_several: false, forms, help }
}

const fn limit(
    name: &'static str,
    read: fn(&str) -> Option<Filter>,
    goes_on: GoesOn,
    forms: &'static str,
    help: &'static str,
) -> Operator {
    Operator { name, reads: Reads::Limit(read), goes_on, names: Vec::new, takes_several: false, forms, help }
}

impl Operator {
    /// The operator whose value is one of some names.
    const fn one_of(self, names: fn() -> Vec<&'static str>) -> Self {
        Self { names, ..self }
    }

    /// The operator whose value is one of some names, or several of them.
    const fn any_of(self, names: fn() -> Vec<&'static str>) -> Self {
        Self { names, takes_several: true, ..self }
    }

    /// The operator of a name, in any case.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        OPERATORS.into_iter().find(|known| known.name.eq_ignore_ascii_case(name))
    }
}

/// From so many letters on a name is known with a wrong letter in it: `bank:` is not `band:`.
const LONG: usize = 5;
/// From so many letters on it is known with another slip.
const MEANT_FROM: usize = 4;

impl Operator {
    /// The operator that a name stands for but for one slip.
    pub(super) fn meant(name: &str) -> Option<Self> {
        let name = name.to_lowercase();
        let is_slip = |known: &str| {
            let is_plain = known.len() >= LONG || known.len() != name.len() || is_swap(known, &name);
            known.len() >= MEANT_FROM && is_plain && between(name.as_bytes(), known.as_bytes(), 1).0 == Some(1)
        };
        OPERATORS.into_iter().find(|known| is_slip(known.name))
    }

    /// Whether a value, which is one of a few names, is but the beginning of one.
    pub(super) fn may_go_on(&self, value: &str) -> bool {
        let letters = |text: &str| folded_words(text).concat();
        let typed = letters(value.rsplit([',', '|']).next().unwrap_or(value));
        let names: Vec<String> = (self.names)().into_iter().map(letters).collect();
        !names.contains(&typed) && names.iter().any(|name| name.starts_with(&typed))
    }
}

/// The limit that an operator and its value are; nothing where the value cannot be read.
pub(super) fn read(operator: &str, value: &str) -> Option<Filter> {
    match Operator::named(operator)?.reads {
        Reads::Limit(read) => read(value),
        Reads::Words(_) => None,
    }
}

/// What a query is, and the forms of plain words, for help.
const WORDS: &str = "\
A query is words, in any order. Each must be met by the title, employer,
place, band, role or reference. A slip of the keys is mended and an
abbreviation is read as what it stands for, both below what is met as typed.
Where nothing is found, one more word may be read as a slip of another
(bank 6 as band 6), or a space put where it belongs; what was read is told.
Bands and postcodes may be written as one speaks: band 5 or 6, SK2 7JE.
A form that is still being typed at the end, such as contract:p, is passed
over where nothing is found with it.

  'exact'                   this word as it is written
  \"several words\"           these words, one after the other
  -not                      without this word, its plural or singular, and
                            without what is for a role of that name; -\"not\"
                            is the word alone; also before any form below
  ^start                    the title begins so
";
/// Where the meanings of the forms begin, in columns.
const MEANING: usize = 28;
/// A line is shorter than this, in columns.
const LINE: usize = 79;

/// How queries are written, for help texts.
#[must_use]
pub fn grammar() -> String {
    let rows =
        OPERATORS.iter().map(|operator| row(operator.forms, &operator.help.replace("MILES", &MILES.to_string())));
    format!("{WORDS}{}", rows.collect::<Vec<_>>().join("\n"))
}

/// A form and what it means, in two columns.
fn row(forms: &str, meaning: &str) -> String {
    let mut lines = vec![format!("  {forms:<width$}", width = MEANING - 2)];
    for word in meaning.split(' ') {
        let last = lines.last_mut().filter(|line| line.chars().count() + word.chars().count() < LINE);
        match last {
            Some(line) if line.ends_with(' ') => *line += word,
            Some(line) => *line = format!("{line} {word}"),
            None => lines.push(format!("{}{word}", " ".repeat(MEANING))),
        }
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::query::Query;

    #[test]
    fn every_operator_stands_in_help_and_is_read_as_help_writes_it() {
        let grammar = grammar();
        for operator in OPERATORS {
            let form = operator.forms.split("  ").next().unwrap();
            assert!(form.starts_with(&format!("{}:", operator.name)), "{form}");
            let query = Query::read(form);
            assert_eq!((query.parts.len(), query.ignored.len()), (1, 0), "{form}");
            assert!(grammar.contains(&format!("\n  {}", operator.forms)), "{grammar}");
        }
        assert!(grammar.lines().all(|line| line.chars().count() < LINE), "{grammar}");
        assert!(grammar.contains(&format!("({MILES} where none")) && !grammar.contains("MILES"), "{grammar}");
    }

    #[test]
    fn the_readme_names_every_operator_and_how_far_near_reaches() {
        let readme = include_str!("../../../README.md");
        for operator in OPERATORS {
            assert!(readme.contains(&format!("`{}:", operator.name)), "{}", operator.name);
        }
        assert!(readme.contains(&format!("{MILES} where it is missing")));
    }

    #[test]
    fn no_two_operators_share_a_name() {
        for (place, operator) in OPERATORS.iter().enumerate() {
            let first = OPERATORS.iter().position(|other| other.name.eq_ignore_ascii_case(operator.name));
            assert_eq!(first, Some(place), "{}", operator.name);
        }
    }
}
