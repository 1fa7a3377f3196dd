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
    styled(bar, &format!("{{bar:30}} {of} {{pos}} of {{len}} {{wide_msg}}"))
}

/// A bar that counts bytes, where standard error is a terminal.
#[must_use]
pub fn byte_bar(bytes: u64) -> ProgressBar {
    styled(bar(Some(bytes), ""), "{bar:30} {bytes} of {total_bytes} {wide_msg}")
}

fn styled(bar: ProgressBar, template: &str) -> ProgressBar {
    ProgressStyle::with_template(template).map_or(bar.clone(), |style| bar.with_style(style))
}

/// Names a record that was skipped, and why.
pub fn name(skipped: &Skipped, from: &str) {
    complain(&format!("skipping {} of {from}: {}", skipped.what, skipped.why));
}
