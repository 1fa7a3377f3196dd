//! rolecall: a career explorer for the UK health service that lives in the terminal.
//!
//! The house has seven floors; a file imports from its own floor and those below it, never upwards (a test reads the
//! `use crate::` lines).
//!
//! | floor | module | what it does |
//! | --- | --- | --- |
//! | 6 | [`cli`] | the command line: every view as plain text and JSON; opens the explorer |
//! | 5 | [`runtime`] | runs the explorer: one channel of messages in, effects out to threads and the terminal |
//! | 4 | [`view`] | draws the state and changes nothing |
//! | 3 | [`app`] | what the explorer is doing: a message in, the state changed, effects asked for |
//! | 2 | [`store`], [`source`], [`config`] | the person's shortlists and the cache of adverts; where roles and adverts come from; settings |
//! | 1 | [`search`] | finding roles and adverts by what is typed |
//! | 0 | [`domain`] | roles, bands, pay, adverts, places, shortlists: no screen, disk, network, clock or thread |
//!
//! `disk`, `notation` and `address` serve floor 2: writing small files whole, reading RON with line and column, and which
//! addresses may be asked.

mod address;
pub mod app;
pub mod cli;
pub mod config;
mod disk;
pub mod domain;
mod notation;
pub mod runtime;
pub mod search;
pub mod source;
pub mod store;
pub mod view;
