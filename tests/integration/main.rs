//! Tests of the whole: see each module for its ring.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test says what it expects by unwrapping it")]

mod explorer;
mod nhs_jobs;
mod running;
mod screens;
mod state;
