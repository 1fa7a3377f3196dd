//! How long the study and training takes that a step asks for, as far as the page of a role says it.
//!
//! Time in a post counts as study only where it is training (a specialty registrar's years, say). Experience that a step
//! asks for is not counted: how long that takes is known of next to no step.

use std::ops::Add;

use serde::{Deserialize, Serialize};

use crate::domain::progression::Step;
use crate::domain::role::{Role, RoleId};

/// Parts of words by which a phrase of [`Step::needs`] is known to ask for study or training.
const COURSES: [&str; 20] = [
    "accredited",
    "apprentice",
    "certificat",
    "competenc",
    "course",
    "credential",
    "degree",
    "diploma",
    "doctor",
    "exam",
    "induction",
    "master",
    "mba",
    "mphil",
    "msc",
    "programme",
    "qualification",
    "scheme",
    "study",
    "training",
];

/// A length that the page of a role tells: an entry of `assets/study.ron`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StudyLength {
    /// The roles that the steps leave; all where it is empty.
    #[serde(default)]
    pub from: Vec<RoleId>,
    /// The roles that the steps reach; all where it is empty.
    #[serde(default)]
    pub to: Vec<RoleId>,
    /// Words that a phrase of [`Step::needs`] holds one of, as they stand there.
    pub asks: Vec<String>,
    /// The least and the most months; none where the step asks for a place alone.
    pub months: (u16, u16),
    /// The role whose page says so.
    pub told_by: RoleId,
    /// The words that say so, in that role's ways in or training.
    pub words: String,
}

impl StudyLength {
    fn fits(&self, step: &Step, phrase: &str) -> bool {
        let among = |roles: &[RoleId], role| roles.is_empty() || roles.contains(role);
        among(&self.from, &step.from) && among(&self.to, &step.to) && self.asks.iter().any(|ask| phrase.contains(ask))
    }

    /// Whether the role that is to say so does.
    fn is_told_by(&self, role: &Role) -> bool {
        let entry = &role.getting_in;
        let registration = entry.registration.iter().map(|registration| &registration.text);
        let mut texts = entry.routes.iter().map(|route| &route.text).chain(registration).chain([&entry.training]);
        texts.any(|text| text.contains(&self.words))
    }
}

/// How long study and training take: the sum of what is known, and of how many steps some is not known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct StudyTime {
    /// The least months that are known of.
    pub least: u16,
    /// The most months that are known of.
    pub most: u16,
    /// How many steps ask for study whose length is not known.
    pub unknown: u16,
}

impl Add for StudyTime {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            least: self.least.saturating_add(other.least),
            most: self.most.saturating_add(other.most),
            unknown: self.unknown.saturating_add(other.unknown),
        }
    }
}

impl StudyTime {
    /// The time in words: `3 to 4 years`, `18 months and a course whose length is not known`, `no course is named`.
    #[must_use]
    pub fn describe(self) -> String {
        let courses = match self.unknown {
            0 => None,
            1 => Some("a course whose length is not known".to_owned()),
            many => Some(format!("{many} courses whose length is not known")),
        };
        match ((self.most > 0).then(|| months(self.least, self.most)), courses) {
            (Some(known), Some(courses)) => format!("{known} and {courses}"),
            (Some(known), None) => known,
            (None, Some(courses)) => courses,
            (None, None) => "no course is named".to_owned(),
        }
    }
}

/// Months in words, as years where both ends are whole ones.
fn months(least: u16, most: u16) -> String {
    let (unit, each) = if least.is_multiple_of(12) && most.is_multiple_of(12) { ("year", 12) } else { ("month", 1) };
    let (least, most) = (least / each, most / each);
    let plural = if most == 1 { "" } else { "s" };
    if least == most { format!("{most} {unit}{plural}") } else { format!("{least} to {most} {unit}{plural}") }
}

/// Every length that is known.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct StudyTable {
    lengths: Vec<StudyLength>,
}

impl StudyTable {
    /// How long the study takes that a step asks for. Of entries that fit a phrase the first counts.
    #[must_use]
    pub fn time(&self, step: &Step) -> StudyTime {
        let mut time = StudyTime::default();
        for phrase in step.needs.split(';') {
            match self.length(step, phrase) {
                Some(length) => {
                    let (least, most) = length.months;
                    time = time + StudyTime { least, most, unknown: 0 };
                }
                None if asks_for_study(phrase) => time.unknown = 1,
                None => {}
            }
        }
        time
    }

    /// The roles whose pages say how long the study takes that a step asks for.
    pub fn told_by<'a>(&'a self, step: &'a Step) -> impl Iterator<Item = &'a RoleId> {
        let lengths = step.needs.split(';').filter_map(|phrase| self.length(step, phrase));
        lengths.filter(|length| length.months.1 > 0).map(|length| &length.told_by)
    }

    fn length(&self, step: &Step, phrase: &str) -> Option<&StudyLength> {
        self.lengths.iter().find(|length| length.fits(step, phrase))
    }

    /// What does not hold together, each in a sentence that names where. `role` finds a role by its id.
    pub fn problems<'a>(&'a self, role: impl Fn(&RoleId) -> Option<&'a Role>) -> Vec<String> {
        let mut problems = Vec::new();
        for length in &self.lengths {
            let name = format!("study length “{}”", length.asks.join("”, “"));
            let unknown = length.from.iter().chain(&length.to).filter(|id| role(id).is_none());
            problems.extend(unknown.map(|id| format!("{name}: `{id}` is not a role of the catalogue")));
            if !role(&length.told_by).is_some_and(|teller| length.is_told_by(teller)) {
                problems.push(format!("{name}: `{}` does not say “{}”", length.told_by, length.words));
            }
            if length.asks.is_empty() || length.months.0 > length.months.1 {
                problems.push(format!("{name}: it asks for nothing, or its least is more than its most"));
            }
        }
        problems
    }
}

fn asks_for_study(phrase: &str) -> bool {
    let phrase = phrase.to_lowercase();
    COURSES.iter().any(|course| phrase.contains(course))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::progression::StepKind;

    fn table() -> StudyTable {
        let length = |to: &[&str], asks: &str, months| StudyLength {
            from: Vec::new(),
            to: to.iter().copied().map(RoleId::new).collect(),
            asks: vec![asks.to_owned()],
            months,
            told_by: RoleId::new("nurse"),
            words: "three years".to_owned(),
        };
        StudyTable { lengths: vec![length(&["nurse"], "nursing degree", (36, 48)), length(&[], "a place", (0, 0))] }
    }

    fn step(to: &str, needs: &str) -> Step {
        Step {
            from: RoleId::new("helper"),
            to: RoleId::new(to),
            kind: StepKind::Conversion,
            needs: needs.to_owned(),
            evidence: String::new(),
        }
    }

    #[test]
    fn a_step_takes_as_long_as_is_known_and_says_what_is_not() {
        for (to, needs, words) in [
            ("nurse", "a nursing degree; registration with the NMC", "3 to 4 years"),
            ("midwife", "a nursing degree", "a course whose length is not known"),
            ("nurse", "a nursing degree; a leadership course", "3 to 4 years and a course whose length is not known"),
            ("nurse", "service leadership; a year of experience", "no course is named"),
            ("nurse", "a place on the programme", "no course is named"),
        ] {
            assert_eq!(table().time(&step(to, needs)).describe(), words, "{to}: {needs}");
        }
    }

    #[test]
    fn times_add_up() {
        let one = StudyTime { least: 12, most: 18, unknown: 1 };
        let both = one + StudyTime { least: 24, most: 24, unknown: 1 };
        assert_eq!(both.describe(), "36 to 42 months and 2 courses whose length is not known");
        assert_eq!(StudyTime { least: 12, most: 12, unknown: 0 }.describe(), "1 year");
    }

    #[test]
    fn an_entry_that_no_page_bears_out_is_named() {
        let problems = table().problems(|_| None);
        assert!(problems.iter().any(|problem| problem.contains("`nurse` does not say “three years”")), "{problems:?}");
    }
}
