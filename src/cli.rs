//! Floor 6: the command line. Every view of the explorer is a command too, as plain text and as JSON.
//!
//! Exit status: 0 done, 1 nothing found, 2 wrong use or unreadable input, 3 network or service failure. Errors go to standard error, a line each.

mod advert;
mod args;
mod cache;
mod check;
mod compare;
mod explore;
mod import;
mod json;
mod market;
mod output;
mod pay;
mod pay_args;
mod pay_asked;
mod progress;
mod refresh;
mod role;
mod route;
mod search;
mod shortlist;
mod typed;
mod world;

use std::io;
use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use crate::app::keymap::{Keymap, readable_all};
use crate::cli::args::{Args, Command};
use crate::cli::output::{Output, complain};
use crate::cli::world::World;
use crate::domain::text::clean_line;

/// How a command ended, short of an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It did what it was asked.
    Done,
    /// There was nothing of the kind asked for.
    NothingFound,
}

/// Why a command failed: one line that says what was being done, to what, why it failed and what to do.
#[derive(Debug)]
pub enum Failure {
    /// Wrong use, or something that cannot be read or written.
    Wrong(String),
    /// The network or a service failed.
    Service(String),
    /// Whoever read the output has stopped: no failure at all.
    ClosedPipe,
}

impl Failure {
    /// A failure told by an error.
    pub fn of(error: impl std::fmt::Display) -> Self {
        Self::Wrong(error.to_string())
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::ClosedPipe,
            _ => Self::Wrong(format!("writing the output: {error}")),
        }
    }
}

/// Parses the arguments, carries the command out and says how it ended.
#[must_use]
pub fn run() -> ExitCode {
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(error) => return usage(&error),
    };
    match carry_out(args) {
        Ok(Outcome::Done) | Err(Failure::ClosedPipe) => ExitCode::SUCCESS,
        Ok(Outcome::NothingFound) => ExitCode::from(1),
        Err(Failure::Wrong(why)) => {
            complain(&why);
            ExitCode::from(2)
        }
        Err(Failure::Service(why)) => {
            complain(&why);
            ExitCode::from(3)
        }
    }
}

/// Help and version are asked for and go to standard output; a wrong use goes to standard error in one line.
fn usage(error: &clap::Error) -> ExitCode {
    if !error.use_stderr() {
        // A closed pipe is no failure.
        let _ = error.print();
        return ExitCode::SUCCESS;
    }
    let text = error.to_string();
    let told = text.split("\n\n").next().unwrap_or(&text).trim_start_matches("error: ");
    let line = clean_line(told);
    complain(&format!("reading the command line: {line}; `rolecall --help` shows what there is"));
    ExitCode::from(2)
}

fn carry_out(args: Args) -> Result<Outcome, Failure> {
    let mut out = Output::new(args.json, args.plain);
    match args.command {
        Some(Command::Completions { shell }) => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Args::command(), "rolecall", &mut script);
            out.bytes(&script)
        }
        Some(Command::Man) => {
            let mut page = Vec::new();
            clap_mangen::Man::new(Args::command()).render(&mut page)?;
            out.bytes(&page)
        }
        command => {
            let world = World::load(&args.place, args.today)?;
            if !matches!(command, None | Some(Command::Check)) {
                // The explorer and the check show them themselves.
                for problem in &world.problems {
                    complain(&problem.to_string());
                }
            }
            with_world(command, &world, &mut out)
        }
    }
}

fn with_world(command: Option<Command>, world: &World, out: &mut Output) -> Result<Outcome, Failure> {
    match command {
        None => explore::run(world),
        Some(Command::Roles { query, category }) => role::list(world, &query.join(" "), category.as_deref(), out),
        Some(Command::Role { id }) => role::show(world, &id, out),
        Some(Command::Route(asked)) => route::run(world, &asked, out),
        Some(Command::Search(asked)) => search::run(world, &asked, out),
        Some(Command::Advert { id }) => advert::show(world, &id, out),
        Some(Command::Pay(asked)) => pay::run(world, &asked, out),
        Some(Command::Market(asked)) => market::run(world, &asked, out),
        Some(Command::Compare { ids, differences }) => compare::run(world, &ids, differences, out),
        Some(Command::Refresh(asked)) => refresh::run(world, &asked, out),
        Some(Command::Import { paths, verbose }) => import::run(world, &paths, verbose, out),
        Some(Command::Shortlist { act }) => shortlist::run(world, act, out),
        Some(Command::Paths) => paths(world, out),
        Some(Command::Keys) => keys(world, out),
        Some(Command::Check) => check::run(world, out),
        Some(Command::Completions { .. } | Command::Man) => Ok(Outcome::Done),
    }
}

/// Where the files are.
fn paths(world: &World, out: &mut Output) -> Result<Outcome, Failure> {
    let files = [
        ("config", world.paths.config_file()),
        ("shortlists", world.paths.shortlists_file()),
        ("searches", world.paths.searches_file()),
        ("data", world.paths.data.clone()),
        ("log", world.paths.log_file()),
    ];
    if out.json {
        let object: serde_json::Map<String, serde_json::Value> =
            files.iter().map(|(name, path)| ((*name).to_owned(), path.display().to_string().into())).collect();
        return out.json(&object);
    }
    out.table(&["what", "path"], files.iter().map(|(name, path)| vec![(*name).to_owned(), path.display().to_string()]))
}

/// Every action with its keys, as they stand with the person's own.
fn keys(world: &World, out: &mut Output) -> Result<Outcome, Failure> {
    let (keymap, _) = Keymap::new(&world.config.keys);
    if out.json {
        for (row, keys) in keymap.rows() {
            let keys: Vec<String> = keys.iter().map(ToString::to_string).collect();
            out.json(&serde_json::json!({ "id": row.id, "keys": keys, "group": row.group.title(), "help": row.help }))?;
        }
        return Ok(Outcome::Done);
    }
    let rows = keymap.rows().map(|(row, keys)| vec![readable_all(keys), row.id.to_owned(), row.help.to_owned()]);
    out.table(&["keys", "action", "does"], rows)
}
