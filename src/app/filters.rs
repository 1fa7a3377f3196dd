//! The filters over the vacancies, in groups, each with how many adverts it would leave beside what is chosen. A choice changes
//! what is typed in the vacancies' filter and nothing else, so that keys and grammar always agree.

use crate::app::keymap::{Chord, Key};
use crate::app::line::Line;
use crate::domain::band::{Band, describe};
use crate::domain::contract::{Contract, WorkingPattern};
use crate::domain::place::Setting;
use crate::search::adverts::choices::Choices;
use crate::search::adverts::places::Namesake;
use crate::search::query::operators::Operator;
use crate::search::query::term::{Term, value_in};
use crate::search::query::{Filter, Query, Switch};

/// Filters of one kind.
#[derive(Clone, Copy, Debug)]
pub struct Group {
    /// The heading.
    pub title: &'static str,
    /// A value to be typed, where a few to choose from are not all.
    pub typed: Option<Typed>,
    /// The operator of the choices.
    pub operator: &'static str,
    /// What can be chosen, each with the value of the operator. The employers come with the counts.
    choices: fn() -> Vec<(String, String)>,
}

/// A value to be typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Typed {
    /// What it is.
    pub label: &'static str,
    /// The operator that it is the value of.
    pub operator: &'static str,
    /// What to write there.
    pub hint: &'static str,
}

const NEAR: Typed = Typed { label: "Near", operator: "near", hint: "a town or postcode" };
const LEAST: Typed = Typed { label: "At least", operator: "pay", hint: "such as 38k" };

/// Every group, from top to bottom.
#[rustfmt::skip]
pub const GROUPS: [Group; 11] = [
    Group { title: "Place", typed: Some(NEAR), operator: "within", choices: || listed(&[("Within 5 miles", "5"), ("Within 10 miles", "10"), ("Within 20 miles", "20"), ("Within 50 miles", "50")]) },
    Group { title: "Pay a year", typed: Some(LEAST), operator: "pay", choices: || listed(&[("£30,000 or more", ">30k"), ("£40,000 or more", ">40k"), ("£50,000 or more", ">50k"), ("£70,000 or more", ">70k")]) },
    Group { title: "No yearly pay stated", typed: None, operator: "unstated", choices: switch },
    Group { title: "Band", typed: None, operator: "band", choices: bands },
    Group { title: "Contract", typed: None, operator: "contract", choices: contracts },
    Group { title: "Hours", typed: None, operator: "pattern", choices: patterns },
    Group { title: "Where worked", typed: None, operator: "setting", choices: settings },
    Group { title: "Home-based or nationwide", typed: None, operator: "anywhere", choices: switch },
    Group { title: "Closes", typed: None, operator: "closing", choices: || listed(&[("Today or tomorrow", "<1d"), ("Within 3 days", "<3d"), ("Within a week", "<7d"), ("Within two weeks", "<14d")]) },
    Group { title: "New", typed: None, operator: "is", choices: || listed(&[("New since you last looked", "new")]) },
    Group { title: "Employer", typed: None, operator: "employer", choices: Vec::new },
];

fn listed(choices: &[(&str, &str)]) -> Vec<(String, String)> {
    choices.iter().map(|(label, value)| ((*label).to_owned(), (*value).to_owned())).collect()
}

fn switch() -> Vec<(String, String)> {
    let labels =
        [("Show them too", Switch::With), ("Leave them out", Switch::Without), ("Show only them", Switch::Only)];
    listed(&labels.map(|(label, switch)| (label, switch.name())))
}

fn bands() -> Vec<(String, String)> {
    Band::ALL.into_iter().map(|(_, name)| (format!("Band {name}"), name.to_owned())).collect()
}

fn contracts() -> Vec<(String, String)> {
    Contract::KINDS.into_iter().map(|kind| by_title(kind.title())).collect()
}

fn patterns() -> Vec<(String, String)> {
    WorkingPattern::KINDS.into_iter().map(|kind| by_title(kind.title())).collect()
}

fn settings() -> Vec<(String, String)> {
    let labels = [
        ("Hybrid", Setting::Hybrid),
        ("At home", Setting::Home),
        ("Remote", Setting::Remote),
        ("All over the nation", Setting::National),
    ];
    listed(&labels.map(|(label, setting)| (label, setting.name())))
}

/// A title with the value that it is typed as: `Part time` as `part-time`.
fn by_title(title: &str) -> (String, String) {
    (title.to_owned(), title.to_lowercase().replace(' ', "-"))
}

/// Whether an operator takes several values, any of which will do.
fn takes_several(operator: &str) -> bool {
    Operator::named(operator).is_some_and(|operator| operator.takes_several)
}

/// The values that stand behind an operator that takes several.
fn values_in(text: &str, operator: &str) -> Vec<String> {
    let all = value_in(text, operator).unwrap_or_default();
    all.split([',', '|']).map(|value| value.trim().to_owned()).filter(|value| !value.is_empty()).collect()
}

/// Whether two values mean the same limit.
fn is_same(one: &str, other: &Term) -> bool {
    let meant = |term: &Term| term.query().parts.into_iter().map(|part| part.ask).collect::<Vec<_>>();
    meant(&Term::new(other.operator, one)) == meant(other)
}

/// What is to be counted beside a search.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// The choices of each group.
    pub groups: Vec<Choices>,
    /// The query without an employer, of which the employers with the most adverts are wanted.
    pub employers: Query,
}

impl Asked {
    /// All that the filters show beside a query.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let lifted = |operator| Query::read(&Term::new(operator, "new").take_out_of(text));
        // What stands once a choice is made: its group's others that are chosen stay, where several can be.
        let limit = |group: &Group, (label, value)| match choice(text, group, label, value, None) {
            choice if choice.chosen => choice.term.query(),
            choice => pressed(text, &choice).map_or_else(Query::default, |term| term.query()),
        };
        let choices = |group: &Group| Choices {
            lifted: lifted(group.operator),
            limits: (group.choices)().into_iter().map(|named| limit(group, named)).collect(),
        };
        Self { groups: GROUPS.iter().map(choices).collect(), employers: lifted("employer") }
    }
}

/// What was counted beside a search.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// How many adverts each choice of each group would leave, where that can be told.
    pub groups: Vec<Vec<Option<usize>>>,
    /// The employers with the most adverts.
    pub employers: Vec<(String, usize)>,
}

/// What is known of a search beside what is typed for it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Known<'a> {
    /// What was counted, if anything.
    pub counts: Option<&'a Counts>,
    /// How many adverts were found.
    pub found: usize,
    /// The other places of the name that is typed, where it was not said which is meant.
    pub namesakes: &'a [Namesake],
}

/// A row of the filters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Row {
    /// A heading.
    Heading(&'static str),
    /// A value to be typed.
    Typed(Typed),
    /// Something to choose.
    Choice(Choice),
}

/// Something to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What it is called.
    pub label: String,
    /// What it puts into the query.
    pub term: Term,
    /// Whether it is chosen.
    pub chosen: bool,
    /// How many adverts are found once it is chosen, beside what is chosen already.
    pub count: Option<usize>,
    /// Whether it would change nothing, so that its count says nothing.
    pub is_idle: bool,
    /// Whether it asks for nothing before a place is named.
    pub wants_place: bool,
}

impl Row {
    /// Whether the selection can stand on it.
    #[must_use]
    pub fn can_be_selected(&self) -> bool {
        !matches!(self, Self::Heading(_))
    }

    /// What tells it from the other rows, whatever the counts.
    #[must_use]
    pub fn id(&self) -> String {
        match self {
            Self::Heading(title) => (*title).to_owned(),
            Self::Typed(typed) => format!("{}:", typed.operator),
            Self::Choice(choice) => choice.term.to_string(),
        }
    }
}

/// The rows for what is typed. They are the same whatever the counts, so that none moves under the hand; only the employers, at
/// the end, come with the counts, and the places of one name below where it is typed.
#[must_use]
pub fn rows(text: &str, known: &Known<'_>) -> Vec<Row> {
    let mut rows = Vec::new();
    for (place, group) in GROUPS.iter().enumerate() {
        let choices = choices(text, group, place, known);
        let meant = if group.typed == Some(NEAR) { namesakes(text, known.namesakes) } else { Vec::new() };
        let choices = meant.into_iter().chain(choices).map(Row::Choice);
        let below: Vec<Row> = group.typed.map(Row::Typed).into_iter().chain(choices).collect();
        if !below.is_empty() {
            rows.push(Row::Heading(group.title));
            rows.extend(below);
        }
    }
    rows
}

/// The places that could have been meant as well by the name that is typed.
fn namesakes(text: &str, namesakes: &[Namesake]) -> Vec<Choice> {
    let is_typed = value_in(text, NEAR.operator).is_some();
    let choice = |other: &Namesake| Choice {
        label: format!("or {}", other.label),
        term: Term::new(NEAR.operator, &other.typed),
        chosen: false,
        count: None,
        is_idle: false,
        wants_place: false,
    };
    namesakes.iter().filter(|_| is_typed).map(choice).collect()
}

/// The choices of a group, by its place among all.
fn choices(text: &str, group: &Group, place: usize, known: &Known<'_>) -> Vec<Choice> {
    let counts = known.counts;
    let of_group = counts.and_then(|counts| counts.groups.get(place)).map_or(&[][..], Vec::as_slice);
    let all = match (group.operator, counts) {
        ("employer", Some(counts)) => employers(text, &counts.employers),
        _ => (group.choices)()
            .into_iter()
            .enumerate()
            .map(|(at, (label, value))| (label, value, of_group.get(at).copied().flatten()))
            .collect(),
    };
    let mut choices: Vec<Choice> =
        all.into_iter().map(|(label, value, count)| choice(text, group, label, value, count)).collect();
    if counts.is_some() {
        for choice in &mut choices {
            choice.settle(text, known.found);
        }
        let idle: Vec<bool> = choices.iter().map(|choice| is_idle(text, choice, &choices)).collect();
        choices.iter_mut().zip(idle).for_each(|(choice, idle)| choice.is_idle = idle);
    }
    choices
}

/// Whether a choice among those of its group would change nothing: to show some adverts too is nothing new where no limit keeps
/// them out, nor is it to leave out what is not there, or to ask for pay where only what states none is shown.
fn is_idle(text: &str, choice: &Choice, group: &[Choice]) -> bool {
    use Switch::{Only, With, Without};
    let is_limited = |operators: &[&str]| operators.iter().any(|operator| value_in(text, operator).is_some());
    let is_only = |term: &Term| matches!(term.limit(), Some(Filter::Anywhere(Only) | Filter::Unstated(Only)));
    let are_some = || group.iter().any(|other| is_only(&other.term) && other.count != Some(0));
    let changes = match choice.term.limit() {
        Some(Filter::Anywhere(With)) => is_limited(&["near", "within"]) && are_some(),
        Some(Filter::Unstated(With)) => is_limited(&["pay"]) && are_some(),
        Some(Filter::Anywhere(Without) | Filter::Unstated(Without)) => are_some(),
        Some(Filter::Pay(..)) => !Term::new("unstated", Only.name()).stands_in(text),
        _ => true,
    };
    !choice.chosen && !changes
}

/// The employers with the most adverts, and before them the chosen one where it is not of them.
fn employers(text: &str, most: &[(String, usize)]) -> Vec<(String, String, Option<usize>)> {
    let chosen = value_in(text, "employer").filter(|name| {
        !most.iter().any(|(employer, _)| Term::new("employer", employer).stands_in(text)) && !name.is_empty()
    });
    let chosen = chosen.map(|name| (name.clone(), name, None));
    chosen.into_iter().chain(most.iter().map(|(name, count)| (name.clone(), name.clone(), Some(*count)))).collect()
}

fn choice(text: &str, group: &Group, label: String, value: String, count: Option<usize>) -> Choice {
    let term = Term::new(group.operator, value);
    let chosen = match (term.operator, term.value.parse::<Band>()) {
        ("band", Ok(band)) => chosen_bands(text).contains(&band),
        _ if takes_several(term.operator) => values_in(text, term.operator).iter().any(|value| is_same(value, &term)),
        _ => term.stands_in(text),
    };
    Choice { label, term, chosen, count, is_idle: false, wants_place: false }
}

impl Choice {
    /// Takes to the row what its count tells: that it cannot be asked, or else, of a chosen one, that it leaves what is found.
    fn settle(&mut self, text: &str, found: usize) {
        let is_radius = self.term.operator == "within" && value_in(text, NEAR.operator).is_none();
        self.wants_place = is_radius && self.count.is_none();
        self.chosen &= !self.wants_place;
        if self.chosen {
            self.count = Some(found);
        }
    }
}

fn chosen_bands(text: &str) -> Vec<Band> {
    let chosen = Query::read(text).filters().find_map(|(filter, not)| match filter {
        Filter::Band(bands) if !not => Some(bands.clone()),
        _ => None,
    });
    chosen.unwrap_or_default()
}

/// What is typed once a choice is made, or taken back.
#[must_use]
pub fn toggled(text: &str, choice: &Choice) -> String {
    pressed(text, choice).map_or_else(|| choice.term.take_out_of(text), |term| term.put_into(text))
}

/// What stands in the place of a choice's group once it is made, or taken back; nothing where none of it is left.
fn pressed(text: &str, choice: &Choice) -> Option<Term> {
    let operator = choice.term.operator;
    match choice.term.value.parse::<Band>() {
        Ok(band) if operator == "band" => match bands_with(chosen_bands(text), band).as_slice() {
            [] => None,
            bands => Some(Term::new(operator, describe(bands).replace('–', "-").replace(' ', ""))),
        },
        _ if takes_several(operator) => {
            let mut values = values_in(text, operator);
            values.retain(|value| !is_same(value, &choice.term));
            values.extend((!choice.chosen).then(|| choice.term.value.clone()));
            Some(Term::new(operator, values.join(",")))
        }
        _ => (!choice.chosen).then(|| choice.term.clone()),
    }
}

/// The bands with one more, or less, lowest first.
fn bands_with(mut chosen: Vec<Band>, band: Band) -> Vec<Band> {
    match chosen.iter().position(|other| *other == band) {
        Some(at) => {
            chosen.remove(at);
        }
        None => chosen.push(band),
    }
    chosen.sort_unstable();
    chosen
}

/// The filters while they are open.
#[derive(Clone, Debug)]
pub struct FilterForm {
    /// The row that has the keys, by its [`Row::id`].
    selected: String,
    near: Line,
    least: Line,
}

/// What a key did to the filters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The query is to be this.
    Query(String),
    /// Nothing that concerns the query.
    Moved,
    /// A radius was chosen and there is no place that it is of; the keys go to where one is named.
    WantsPlace,
}

impl FilterForm {
    /// The filters of what is typed.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let line = |typed: Typed| Line::new(value_in(text, typed.operator).unwrap_or_default());
        Self { selected: Row::Typed(NEAR).id(), near: line(NEAR), least: line(LEAST) }
    }

    /// The place of the selected row among these, else of the first that can be selected.
    #[must_use]
    pub fn row(&self, rows: &[Row]) -> usize {
        let selected = rows.iter().position(|row| row.id() == self.selected);
        selected.or_else(|| rows.iter().position(Row::can_be_selected)).unwrap_or_default()
    }

    /// The line of a value.
    #[must_use]
    pub fn line(&self, typed: Typed) -> &Line {
        if typed == NEAR { &self.near } else { &self.least }
    }

    /// The line that has the keys.
    pub fn line_mut(&mut self) -> Option<&mut Line> {
        match self.selected.strip_suffix(':')? {
            operator if operator == NEAR.operator => Some(&mut self.near),
            operator if operator == LEAST.operator => Some(&mut self.least),
            _ => None,
        }
    }

    /// What is typed once the line that has the keys is put into it.
    #[must_use]
    pub fn written(&self, text: &str) -> String {
        let typed = if self.selected.starts_with(NEAR.operator) { NEAR } else { LEAST };
        Term::new(typed.operator, self.line(typed).text()).put_into(text)
    }

    /// Takes a key that is not Esc; `page` rows are in sight.
    pub fn key(&mut self, chord: Chord, text: &str, rows: &[Row], page: usize) -> Outcome {
        let at = self.row(rows);
        self.selected = rows.get(at).map(Row::id).unwrap_or_default();
        if let Some(to) = moved(chord, at, rows, page) {
            self.selected = rows.get(to).map(Row::id).unwrap_or_default();
            return Outcome::Moved;
        }
        match (rows.get(at), chord.key) {
            (Some(Row::Choice(choice)), Key::Char(' ') | Key::Named("enter")) if choice.wants_place => {
                self.selected = Row::Typed(NEAR).id();
                Outcome::WantsPlace
            }
            (Some(Row::Choice(choice)), Key::Char(' ') | Key::Named("enter")) => {
                let text = toggled(text, choice);
                let selected = std::mem::take(&mut self.selected);
                *self = Self { selected, ..Self::new(&text) };
                Outcome::Query(text)
            }
            (Some(Row::Typed(_)), Key::Named("enter")) => {
                self.selected = rows.get(next(rows, at, 1)).map(Row::id).unwrap_or_default();
                Outcome::Moved
            }
            _ => match self.line_mut().and_then(|line| line.edit(chord)) {
                Some(true) => Outcome::Query(self.written(text)),
                _ => Outcome::Moved,
            },
        }
    }
}

/// The row that a key leads to; nothing where it leads nowhere.
fn moved(chord: Chord, at: usize, rows: &[Row], page: usize) -> Option<usize> {
    let headings = || rows.iter().enumerate().filter(|(_, row)| !row.can_be_selected()).map(|(place, _)| place);
    let page = page.saturating_sub(1).max(1);
    let to = match chord.key {
        Key::Named("up") => next_back(rows, at, 1),
        Key::Named("down") => next(rows, at, 1),
        Key::Named("pageup") => next_back(rows, at, page),
        Key::Named("pagedown") => next(rows, at, page),
        // In a line that is typed these move the cursor.
        Key::Named("home") if matches!(rows.get(at), Some(Row::Choice(_))) => next(rows, 0, 1),
        Key::Named("end") if matches!(rows.get(at), Some(Row::Choice(_))) => next(rows, at, rows.len()),
        Key::Named("tab") if chord.shift => {
            let own = headings().take_while(|heading| *heading < at).last().unwrap_or_default();
            headings().take_while(|heading| *heading < own).last().unwrap_or_default() + 1
        }
        Key::Named("tab") => headings().find(|heading| *heading > at).map_or(at, |heading| heading + 1),
        _ => return None,
    };
    Some(to)
}

/// The row so many places on, or the nearest that can be selected.
fn next(rows: &[Row], at: usize, by: usize) -> usize {
    let from = (at + by).min(rows.len().saturating_sub(1));
    (from..rows.len()).chain((at..from).rev()).find(|place| rows[*place].can_be_selected()).unwrap_or(at)
}

/// The row so many places back, or the nearest that can be selected.
fn next_back(rows: &[Row], at: usize, by: usize) -> usize {
    let from = at.saturating_sub(by);
    (0..=from).rev().chain(from..=at).find(|place| rows.get(*place).is_some_and(Row::can_be_selected)).unwrap_or(at)
}
