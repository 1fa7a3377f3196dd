//! The outer rings of tests: the real binary, run as a person, a script or a misfortune would, and the floors of the house.
//!
//! Everything runs in temporary folders, all at once; no test sleeps or looks at the folders of whoever runs it. A wait
//! is for something to happen and gives up after [`harness::DEADLINE`].
//!
//! A test that is ignored shows a fault that is known and not mended yet: whoever mends it takes the `ignore` away.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test says what it expects by unwrapping it, in its helpers too, which clippy.toml does not reach"
)]

mod commands;
#[cfg(unix)]
mod durability;
mod floors;
mod harness;
#[cfg(unix)]
mod terminal;
