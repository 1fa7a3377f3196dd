//! The rings of tests around the units: the state, whole screens, the real loop, and the real binary run as a person, a
//! script or a misfortune would; and the floors of the house.
//!
//! Files are written to temporary folders only; no test sleeps or looks at the folders of whoever runs it. A wait is for
//! something to happen and gives up after [`harness::DEADLINE`].

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test says what it expects by unwrapping it, in its helpers too, which clippy.toml does not reach"
)]

#[cfg(unix)]
mod advert_cache;
mod catalogue;
mod commands;
mod compare;
#[cfg(unix)]
mod durability;
mod explorer;
mod filters;
mod floors;
mod harness;
mod incoming;
mod linking;
mod market;
mod near;
mod nhs_jobs;
mod pay;
mod refresh;
mod route;
mod running;
mod screens;
mod search;
mod search_command;
mod state;
#[cfg(unix)]
mod terminal;
mod untrusted;
