//! Tests of the whole: see each module for its ring.

mod explorer;
mod running;
mod screens;
mod state;
