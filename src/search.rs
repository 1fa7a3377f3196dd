//! Floor 1: finding things by what is typed. Imports the domain; knows no thread.
//!
//! A query is words, in any order. Each must be met by a word of the thing: exactly, as its beginning, within it, or by
//! its letters in order. [`fuzzy`] alone names the fuzzy-matching crate.

pub mod adverts;
pub mod fuzzy;
pub mod index;
pub mod query;
pub mod roles;
