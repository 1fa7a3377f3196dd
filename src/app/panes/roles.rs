//! The tree of categories and roles, or the roles that a filter leaves.

use std::collections::HashSet;

use crate::app::action::Action;
use crate::app::line::Line;
use crate::app::list::moved;
use crate::domain::catalogue::{Catalogue, RolePath};
use crate::search::query::Query;
use crate::search::roles::RoleIndex;

/// A row of the tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Node {
    /// A category, by its position.
    Category(usize),
    /// A subcategory, by its category's position and its own.
    Part(usize, usize),
    /// A role.
    Role(RolePath),
}

/// A row with what its drawing needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// What the row is.
    pub node: Node,
    /// How deep it stands, from 0.
    pub depth: usize,
    /// Whether its branch is open; nothing where it has none.
    pub open: Option<bool>,
}

/// The pane's state.
#[derive(Debug)]
pub struct RolesPane {
    /// The selected row.
    pub selected: Node,
    /// The filter's line.
    pub filter: Line,
    /// Whether the filter's line has the keys.
    pub typing: bool,
    open: HashSet<Node>,
    found: Vec<RolePath>,
}

impl Default for RolesPane {
    fn default() -> Self {
        Self {
            selected: Node::Category(0),
            filter: Line::default(),
            typing: false,
            open: HashSet::new(),
            found: Vec::new(),
        }
    }
}

impl RolesPane {
    /// The rows: the open part of the tree, or the filter's roles, the best first.
    #[must_use]
    pub fn rows(&self, catalogue: &Catalogue) -> Vec<Row> {
        if self.filtered() {
            return self.found.iter().map(|path| Row { node: Node::Role(*path), depth: 0, open: None }).collect();
        }
        let mut rows = Vec::new();
        for (category, family) in catalogue.categories().iter().enumerate() {
            let open = self.push(&mut rows, Node::Category(category), 0);
            let parts = family.subcategories.iter().enumerate().filter(|_| open);
            for (subcategory, part) in parts {
                // A category with a single part holds its roles itself.
                let flat = family.subcategories.len() == 1;
                if flat || self.push(&mut rows, Node::Part(category, subcategory), 1) {
                    let depth = if flat { 1 } else { 2 };
                    let paths = (0..part.roles.len()).map(|role| RolePath { category, subcategory, role });
                    rows.extend(paths.map(|path| Row { node: Node::Role(path), depth, open: None }));
                }
            }
        }
        rows
    }

    fn push(&self, rows: &mut Vec<Row>, node: Node, depth: usize) -> bool {
        let open = self.open.contains(&node);
        rows.push(Row { node, depth, open: Some(open) });
        open
    }

    /// Whether a filter is narrowing the rows.
    #[must_use]
    pub fn filtered(&self) -> bool {
        !Query::plain(self.filter.text()).is_empty()
    }

    /// The position of the selected row.
    #[must_use]
    pub fn position(&self, rows: &[Row]) -> usize {
        rows.iter().position(|row| row.node == self.selected).unwrap_or_default()
    }

    /// Moves the selection; whether the action is a movement.
    pub fn go(&mut self, action: Action, catalogue: &Catalogue, page: usize) -> bool {
        let rows = self.rows(catalogue);
        let Some(to) = moved(action, self.position(&rows), rows.len(), page) else { return false };
        if let Some(row) = rows.get(to) {
            self.selected = row.node;
        }
        true
    }

    /// Opens the selected branch, or goes to its first row where it is open; whether the row is a branch.
    pub fn open(&mut self, catalogue: &Catalogue) -> bool {
        if matches!(self.selected, Node::Role(_)) {
            return false;
        }
        if !self.open.insert(self.selected) {
            self.go(Action::Down, catalogue, 1);
        }
        true
    }

    /// Closes the selected branch, or goes to the row it hangs from.
    pub fn close(&mut self, catalogue: &Catalogue) {
        if self.filtered() || self.open.remove(&self.selected) {
            return;
        }
        let flat = |category: usize| {
            catalogue.categories().get(category).is_some_and(|family| family.subcategories.len() == 1)
        };
        self.selected = match self.selected {
            Node::Role(path) if flat(path.category) => Node::Category(path.category),
            Node::Role(path) => Node::Part(path.category, path.subcategory),
            Node::Part(category, _) | Node::Category(category) => Node::Category(category),
        };
    }

    /// Opens a branch that is closed and closes one that is open.
    pub fn toggle(&mut self) {
        if !self.open.remove(&self.selected) {
            self.open.insert(self.selected);
        }
    }

    /// Selects a role and opens what it hangs from, so that it is seen. A filter that hides it is let go.
    pub fn reveal(&mut self, path: RolePath) {
        if !self.found.contains(&path) {
            self.clear();
        }
        self.open.insert(Node::Category(path.category));
        self.open.insert(Node::Part(path.category, path.subcategory));
        self.selected = Node::Role(path);
    }

    /// Takes the filter's text anew and selects the best role, so that what is typed decides and not how fast.
    pub fn refilter(&mut self, index: &RoleIndex) {
        self.found = if self.filtered() { index.search(&Query::plain(self.filter.text())) } else { Vec::new() };
        if let Some(best) = self.found.first() {
            self.selected = Node::Role(*best);
        }
    }

    /// Lets the filter go and shows the selected role in the tree.
    pub fn clear(&mut self) {
        self.filter = Line::default();
        self.typing = false;
        self.found.clear();
        if let Node::Role(path) = self.selected {
            self.open.insert(Node::Category(path.category));
            self.open.insert(Node::Part(path.category, path.subcategory));
        }
    }
}
