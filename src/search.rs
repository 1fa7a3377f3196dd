//! Floor 1: finding things by what is typed. Imports the domain; knows no thread.
//!
//! A query is words and limits (see [`query::operators::grammar`]). Each word must be met by a word of the thing: exactly or as its
//! beginning; else, where little is found, from within, by its letters in order, or but for a slip; or by what it stands
//! for. Words are kept in an [`index::Index`], from each distinct word to the things that hold it, so that a key costs a
//! walk along those. [`fuzzy`] alone names the fuzzy-matching crate.

pub mod adverts;
pub mod columns;
pub mod edits;
pub mod expansions;
pub mod fuzzy;
pub mod index;
pub mod marks;
pub mod meeting;
pub mod query;
pub mod roles;
pub mod slices;
pub mod vocabulary;
