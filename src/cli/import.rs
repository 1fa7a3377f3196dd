//! `rolecall import`: adverts from files into the cache.

use std::fs::{self, File};
use std::io::{self, Read};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use indicatif::ProgressBar;
use jiff::Zoned;

use crate::cli::output::{Output, complain};
use crate::cli::world::World;
use crate::cli::{Failure, Outcome, progress};
use crate::domain::text::{clean_line, count, size};
use crate::source::{Batch, Skipped, encoding, form_of, limits};
use crate::store::adverts::{Counts, Walk};

/// Reads adverts from files, folders and standard input, and says what became of them.
///
/// # Errors
/// Where the cache cannot be written, or none of the inputs could be read.
pub fn run(world: &World, paths: &[PathBuf], verbose: bool, out: &mut Output) -> Result<Outcome, Failure> {
    let mut unreadable = 0;
    let mut files = Vec::new();
    for path in paths {
        if let Err(error) = gather(path, &mut files) {
            unreadable += 1;
            complain(&format!("importing {}: {error}; check the path and its permissions", path.display()));
        }
    }
    let mut store = world.adverts()?;
    let mut walk = store.begin().map_err(Failure::of)?;
    let mut tally = Tally::default();
    let bar = progress::byte_bar(files.iter().map(|path| length(path)).sum());
    for path in &files {
        let read_before = bar.position();
        bar.set_message(clean_line(&path.display().to_string()));
        match read_input(path) {
            Ok(bytes) => tally.take(path, &bytes, &mut walk, &bar)?,
            Err(error) => {
                unreadable += 1;
                complain(&format!("importing {}: {error}; check the file and its permissions", name(path)));
            }
        }
        bar.set_position(read_before + length(path));
    }
    bar.finish_and_clear();
    tally.tell(verbose, out)?;
    match (unreadable, tally.read) {
        (0, 0) => Ok(Outcome::NothingFound),
        (0, _) => Ok(Outcome::Done),
        _ => Err(Failure::Wrong(format!(
            "importing: {} could not be read; what was read from the others is kept",
            count(unreadable, "input")
        ))),
    }
}

/// The files that a path stands for: itself, or all in the folder and those below it, by name.
fn gather(path: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    if path == Path::new("-") || !fs::metadata(path)?.is_dir() {
        files.push(path.to_owned());
        return Ok(());
    }
    let mut inside: Vec<PathBuf> =
        fs::read_dir(path)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
    inside.sort();
    // A link could lead back up; files behind links are read, folders behind them are not. Nor is what is neither, such as
    // a pipe: it might never end. Only one that a person names is read.
    // What cannot be looked at is taken, so that it is named.
    let is_taken =
        |path: &PathBuf| path.is_file() || fs::symlink_metadata(path).map_or(true, |metadata| metadata.is_dir());
    inside.into_iter().filter(is_taken).try_for_each(|path| gather(&path, files))
}

/// What a person calls an input.
fn name(path: &Path) -> String {
    if path == Path::new("-") { "standard input".to_owned() } else { path.display().to_string() }
}

/// How long a file is, in bytes; of what is no file that is not known beforehand.
fn length(path: &Path) -> u64 {
    fs::metadata(path).map_or(0, |metadata| metadata.len())
}

fn read_input(path: &Path) -> io::Result<Vec<u8>> {
    if path == Path::new("-") {
        return read_whole(io::stdin().lock(), 0);
    }
    read_whole(File::open(path)?, length(path))
}

/// Reads an input to its end; `length` is how long it is expected to be.
fn read_whole(input: impl Read, length: u64) -> io::Result<Vec<u8>> {
    let most = limits::INPUT as u64;
    // One byte more than is expected, so that its end is met without asking for more room.
    let mut bytes = Vec::with_capacity(usize::try_from(length.min(most) + 1).unwrap_or_default());
    if length > most || input.take(most + 1).read_to_end(&mut bytes)? as u64 > most {
        return Err(io::Error::other(format!("it is longer than {}", size(most))));
    }
    Ok(bytes)
}

/// What became of the records.
#[derive(Default)]
struct Tally {
    read: usize,
    counts: Counts,
    skipped: Vec<(PathBuf, Skipped)>,
}

impl Tally {
    /// Reads a file in the form it looks like, and stores it piece by piece.
    fn take(&mut self, path: &Path, bytes: &[u8], walk: &mut Walk<'_>, bar: &ProgressBar) -> Result<(), Failure> {
        let text = encoding::decode(bytes);
        let Some(form) = form_of(&text) else {
            let why = "it holds no adverts in a form that rolecall reads; where it is the text of an advert, write \
                       `Job title:` before its title and `Employer:` before its employer, each on a line of its own";
            let skipped = Skipped::new("the whole", why);
            self.skipped.push((path.to_owned(), skipped));
            return Ok(());
        };
        let read_before = bar.position();
        let mut stored = Ok(());
        let _ = form.read_in_pieces(&text, &mut |piece, read| {
            bar.set_position(read_before + read as u64);
            stored = self.store(path, piece, walk);
            if stored.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        });
        stored
    }

    fn store(&mut self, path: &Path, piece: Batch, walk: &mut Walk<'_>) -> Result<(), Failure> {
        let counts = walk.put_page(&piece.adverts, Zoned::now().datetime()).map_err(Failure::of)?;
        self.read += piece.adverts.len() + piece.repeats;
        self.counts.new += counts.new;
        self.counts.changed += counts.changed;
        self.counts.same += counts.same + piece.repeats;
        self.skipped.extend(piece.skipped.into_iter().map(|skipped| (path.to_owned(), skipped)));
        Ok(())
    }

    /// Says it in a line, after the records that were skipped.
    fn tell(&self, verbose: bool, out: &mut Output) -> Result<Outcome, Failure> {
        let Counts { new, changed, same } = self.counts;
        let shown = if verbose { self.skipped.len() } else { progress::NAMED.min(self.skipped.len()) };
        for (path, skipped) in &self.skipped[..shown] {
            progress::name(skipped, &name(path));
        }
        let skipped = self.skipped.len();
        if out.json {
            return out.json(&serde_json::json!({
                "read": self.read, "new": new, "changed": changed, "repeats": same, "skipped": skipped,
            }));
        }
        let more = if shown < skipped { " (--verbose names them all)" } else { "" };
        out.line(&format!(
            "read {}: {new} new, {changed} changed, {}, {skipped} skipped{more}",
            count(self.read, "advert"),
            count(same, "repeat")
        ))
    }
}
