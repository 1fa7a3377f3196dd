//! How far a long command is, and what it could not read.

use std::io::{self, IsTerminal};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::cli::output::complain;
use crate::source::Skipped;

/// Skipped records that are named without being asked for.
pub const NAMED: usize = 5;

/// A bar on standard error, where that is a terminal; `of` says what it counts, in the template's words.
#[must_use]
pub fn bar(length: Option<u64>, of: &str) -> ProgressBar {
    let target = if io::stderr().is_terminal() { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
    let bar = ProgressBar::with_draw_target(length, target);
    let style = ProgressStyle::with_template(&format!("{{bar:30}} {of} {{pos}} of {{len}} {{wide_msg}}"));
    style.map_or(bar.clone(), |style| bar.with_style(style))
}

/// Names a record that was skipped, and why.
pub fn name(skipped: &Skipped, from: &str) {
    complain(&format!("skipping {} of {from}: {}", skipped.what, skipped.why));
}
