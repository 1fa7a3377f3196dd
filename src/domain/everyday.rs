//! Abbreviations and everyday words with the words that adverts use for them. What a search makes of them is its own
//! affair; this is only the list.

use serde::{Deserialize, Serialize};

use crate::domain::role::RoleId;

/// The whole list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EverydayWords {
    /// The entries.
    pub words: Vec<EverydayWord>,
}

/// A word or a few, as people type it, and what adverts print for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EverydayWord {
    /// What is typed, in lower case.
    pub word: String,
    /// What it means, as titles, employers or places print it; the most usual first.
    pub means: Vec<String>,
    /// The roles that it names, where it names an occupation.
    #[serde(default)]
    pub roles: Vec<RoleId>,
}
