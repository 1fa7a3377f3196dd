//! Floor 3: what the explorer is doing, apart from how it is drawn and carried out.
//!
//! [`update::update`] takes a [`message::Message`], changes the [`state::State`] and asks for [`effect::Effect`]s; it
//! touches nothing else. Imports the domain, search and configuration; no terminal, store or source.

pub mod action;
pub mod become_form;
pub mod choices;
pub mod columns;
pub mod compare;
pub mod document;
pub mod effect;
pub mod filters;
pub mod geometry;
pub mod history;
pub mod keymap;
pub mod line;
pub mod list;
pub mod message;
pub mod notice;
pub mod overlay;
pub mod pages;
pub mod pane;
pub mod panes;
pub mod pay_form;
pub mod refresh;
pub mod state;
pub mod update;
