//! The steps around a role as a ladder: up, specialise, convert, lead, and where people come from.

use crate::app::document::ladder::{Branch, Ladder, Rung};
use crate::app::pages::steps::Outlook;
use crate::domain::progression::StepKind;
use crate::domain::role::Role;
use crate::domain::route::Leg;

/// The branches that lead on, with whether they lead up.
const ONWARD: [(StepKind, &str, char, bool); 4] = [
    (StepKind::Leadership, "Lead", '▲', true),
    (StepKind::Promotion, "Up", '▲', true),
    (StepKind::Specialise, "Specialise", '▶', false),
    (StepKind::Conversion, "Another profession", '▶', false),
];

/// The ladder around a role.
#[must_use]
pub fn ladder(outlook: &Outlook, role: &Role) -> Ladder {
    let map = outlook.map();
    let mut ladder = Ladder { here: format!("{} (this role)", outlook.titled(role)), ..Ladder::default() };
    for (kind, title, sign, is_up) in ONWARD {
        let legs = map.leaving(&role.id).filter(|leg| leg.step.kind == kind);
        let rungs = legs.map(|leg| rung(outlook, leg, leg.to, outlook.titled(leg.to))).collect();
        let side = if is_up { &mut ladder.above } else { &mut ladder.below };
        side.extend(branch(title, sign, rungs));
    }
    let origins = map.reaching(&role.id).map(|leg| {
        let title = format!("{} ({})", outlook.titled(leg.from), leg.step.kind.title());
        rung(outlook, leg, leg.from, title)
    });
    ladder.below.extend(branch("Where people come from", '▼', origins.collect()));
    ladder
}

fn branch(title: &str, sign: char, rungs: Vec<Rung>) -> Option<Branch> {
    (!rungs.is_empty()).then(|| Branch { title: title.to_owned(), sign, rungs })
}

fn rung(outlook: &Outlook, leg: &Leg, end: &Role, title: String) -> Rung {
    Rung { target: end.id.clone().into(), title, facts: outlook.facts(leg) }
}
