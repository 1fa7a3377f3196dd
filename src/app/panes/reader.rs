//! A text being read, line by line: a role's tabs, an advert, a saved advert.

use std::ops::Range;

use crate::app::action::Action;
use crate::app::document::{Target, TextLine};
use crate::app::list::moved;
use crate::app::pages::role::Tab;
use crate::app::panes::roles::Node;
use crate::domain::advert::AdvertId;
use crate::domain::record::AdvertRecord;
use crate::domain::role::RoleId;
use crate::domain::route::Wanted;

/// The line a reader is on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// The line, from 0.
    pub line: usize,
}

impl Reading {
    /// Moves along a text; whether the action is a movement. Lines that lead to one place are one step, where they are all
    /// in sight at once.
    pub fn go(&mut self, action: Action, lines: &[TextLine], page: usize) -> bool {
        let line = self.line.min(lines.len().saturating_sub(1));
        let whole = |line| Some(led(lines, line)).filter(|led| !led.is_empty() && led.len() <= page);
        let to = match (action, whole(line)) {
            (Action::Up, here) => {
                let above = here.map_or(line, |led| led.start).saturating_sub(1);
                Some(whole(above).map_or(above, |led| led.start))
            }
            (Action::Down, Some(led)) if led.end < lines.len() => Some(led.end),
            (Action::Down, Some(_)) => Some(line),
            _ => moved(action, line, lines.len(), page),
        };
        let Some(to) = to else { return false };
        self.line = to;
        true
    }

    /// Where the line leads.
    #[must_use]
    pub fn target(&self, lines: &[TextLine]) -> Option<Target> {
        lines.get(self.line)?.target.clone()
    }
}

/// The lines around one that lead to the same place as it does; none where it leads nowhere.
#[must_use]
pub fn led(lines: &[TextLine], line: usize) -> Range<usize> {
    let Some(target) = lines.get(line).and_then(|line| line.target.as_ref()) else { return line..line };
    let same = |line: &&TextLine| line.target.as_ref() == Some(target);
    let above = lines[..line].iter().rev().take_while(same).count();
    let below = lines[line..].iter().take_while(same).count();
    line - above..line + below
}

/// What the role pane shows.
#[derive(Debug)]
pub struct RolePane {
    /// The role or the category.
    pub subject: Node,
    /// The tab, of a role.
    pub tab: Tab,
    /// The line being read.
    pub reading: Reading,
    /// Where the reader walked from, the last at the end.
    pub walked: Vec<(Node, Tab, Reading)>,
    /// The role to find routes to; it stays chosen while the reader walks.
    pub goal: Option<RoleId>,
    /// Which roles within reach to show.
    pub wanted: Wanted,
}

impl Default for RolePane {
    fn default() -> Self {
        Self {
            subject: Node::Category(0),
            tab: Tab::default(),
            reading: Reading::default(),
            walked: Vec::new(),
            goal: None,
            wanted: Wanted::default(),
        }
    }
}

impl RolePane {
    /// Shows something else from its first line, the tab unchanged.
    pub fn show(&mut self, subject: Node) {
        if self.subject != subject {
            self.subject = subject;
            self.reading = Reading::default();
        }
    }

    /// Goes to another role and remembers the way back.
    pub fn walk(&mut self, subject: Node) {
        self.walked.push((self.subject, self.tab, self.reading));
        self.show(subject);
    }

    /// Goes to another tab.
    pub fn turn(&mut self, tab: Tab) {
        self.tab = tab;
        self.reading = Reading::default();
    }
}

/// The advert that is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AdvertPane {
    /// Which advert.
    pub advert: AdvertId,
    /// What is known of it beside its facts, once that is read.
    pub record: AdvertRecord,
    /// The line being read.
    pub reading: Reading,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::role::RoleId;

    /// Lines that lead to the role of a letter, or nowhere.
    fn lines(targets: &str) -> Vec<TextLine> {
        let target = |letter: char| (letter != '.').then(|| RoleId::new(letter).into());
        targets.chars().map(|letter| TextLine { target: target(letter), ..TextLine::default() }).collect()
    }

    #[test]
    fn what_leads_to_one_place_is_one_step_where_it_is_in_sight_at_once() {
        for (targets, page, down, up) in [
            ("..aab.", 5, vec![0, 1, 2, 4, 5, 5], vec![5, 4, 2, 1, 0, 0]),
            ("aaaab", 3, vec![0, 1, 2, 3, 4, 4], vec![4, 3, 2, 1, 0, 0]),
            ("a.bb", 3, vec![0, 1, 2, 2], vec![3, 1, 0, 0]),
        ] {
            let lines = lines(targets);
            for (action, stops) in [(Action::Down, down), (Action::Up, up)] {
                let mut reading = Reading { line: stops[0] };
                for stop in &stops {
                    assert_eq!(reading.line, *stop, "{targets}, {action:?}");
                    assert!(reading.go(action, &lines, page));
                }
            }
        }
    }

    proptest! {
        #[test]
        fn every_line_comes_into_sight_on_the_way_down(targets in "[.ab]{1,30}", page in 1_usize..8) {
            let lines = lines(&targets);
            let mut reading = Reading::default();
            let mut seen = vec![false; lines.len()];
            for _ in 0..lines.len() {
                let end = led(&lines, reading.line).end.min(reading.line + page).max(reading.line + 1);
                seen[reading.line..end].fill(true);
                reading.go(Action::Down, &lines, page);
            }
            prop_assert!(seen.iter().all(|line| *line), "{seen:?}");
        }
    }
}
