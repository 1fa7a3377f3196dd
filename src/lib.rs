//! rolecall

pub mod domain;
