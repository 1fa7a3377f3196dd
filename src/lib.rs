//! rolecall

pub mod config;
mod disk;
pub mod domain;
mod notation;
pub mod store;
