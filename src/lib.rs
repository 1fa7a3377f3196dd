//! rolecall

pub mod app;
pub mod config;
mod disk;
pub mod domain;
mod notation;
pub mod search;
pub mod source;
pub mod store;
pub mod view;
