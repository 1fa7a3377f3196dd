//! Progression steps: which role leads to which, and what the step asks for.

use serde::{Deserialize, Serialize};

use crate::domain::role::RoleId;

/// One known way from a role to another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// The role left.
    pub from: RoleId,
    /// The role reached.
    pub to: RoleId,
    /// What sort of move it is.
    pub kind: StepKind,
    /// What the step asks for, as a phrase.
    pub needs: String,
    /// The page that shows the step; empty where it is general knowledge.
    #[serde(default)]
    pub evidence: String,
}

/// What sort of move a step is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StepKind {
    /// The next rung of the same work.
    Promotion,
    /// A narrower field of the same work.
    Specialise,
    /// Leading a service or people.
    Leadership,
    /// Another profession, by further training.
    Conversion,
}

impl StepKind {
    /// The kind as a word for people.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Promotion => "promotion",
            Self::Specialise => "specialism",
            Self::Leadership => "leadership",
            Self::Conversion => "new profession",
        }
    }
}
