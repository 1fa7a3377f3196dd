//! rolecall

pub mod app;
pub mod config;
pub mod domain;
pub mod search;
pub mod source;
pub mod view;
