//! The state of each pane, and how it moves.

pub mod entries;
pub mod market;
pub mod reader;
pub mod roles;
pub mod vacancies;
