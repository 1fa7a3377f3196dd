//! A text being read, line by line: a role's tabs, an advert, a saved advert.

use crate::app::action::Action;
use crate::app::document::{Target, TextLine};
use crate::app::list::moved;
use crate::app::pages::role::Tab;
use crate::app::panes::roles::Node;
use crate::domain::advert::AdvertId;
use crate::domain::record::AdvertRecord;

/// The line a reader is on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// The line, from 0.
    pub line: usize,
}

impl Reading {
    /// Moves along a text; whether the action is a movement.
    pub fn go(&mut self, action: Action, lines: &[TextLine], page: usize) -> bool {
        let line = self.line.min(lines.len().saturating_sub(1));
        let Some(to) = moved(action, line, lines.len(), page) else { return false };
        self.line = to;
        true
    }

    /// Where the line leads.
    #[must_use]
    pub fn target(&self, lines: &[TextLine]) -> Option<Target> {
        lines.get(self.line)?.target.clone()
    }
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
}

impl Default for RolePane {
    fn default() -> Self {
        Self { subject: Node::Category(0), tab: Tab::default(), reading: Reading::default(), walked: Vec::new() }
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
