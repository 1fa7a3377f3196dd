//! How the roles of the catalogue are grouped.

use serde::{Deserialize, Serialize};

use crate::domain::role::Role;

/// A family of roles: one file of `assets/roles/`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Category {
    /// The name people read.
    pub title: String,
    /// What the family does, in a sentence.
    pub summary: String,
    /// Its parts, in the order to show them.
    pub subcategories: Vec<Subcategory>,
}

impl Category {
    /// The roles of every subcategory, in order.
    pub fn roles(&self) -> impl Iterator<Item = &Role> {
        self.subcategories.iter().flat_map(|part| &part.roles)
    }
}

/// A part of a category.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Subcategory {
    /// The name people read.
    pub title: String,
    /// Its roles, in the order to show them.
    pub roles: Vec<Role>,
}
