//! `rolecall`: opens the explorer.

use std::io::{self, IsTerminal};
use std::mem::take;
use std::sync::Arc;
use std::sync::mpsc::{Sender, channel};

use crate::app::effect::Effect;
use crate::app::message::Message;
use crate::app::notice::Topic;
use crate::app::state::State;
use crate::cli::cache::{Cache, Notify};
use crate::cli::world::World;
use crate::cli::{Failure, Outcome};
use crate::domain::board::Board;
use crate::domain::text::clean_line;
use crate::runtime::effects::{Adverts, Outside};
use crate::runtime::keeper::{Files, Keeper};
use crate::runtime::searcher::Homes;
use crate::runtime::terminal::{Abilities, Taken};
use crate::runtime::{input, run as run_loop, searcher, signals};
use crate::source::bundled;
use crate::store::queries::QueryFile;
use crate::view::theme::Theme;

/// Takes the terminal and runs the explorer until it ends.
///
/// # Errors
/// Where there is no terminal, or the explorer died.
pub fn run(world: &World) -> Result<Outcome, Failure> {
    if !io::stdin().is_terminal() || !io::stdout().is_terminal() {
        return Err(Failure::Wrong(
            "opening the explorer: standard input or output is no terminal; `rolecall --help` lists the commands for pipes".to_owned(),
        ));
    }
    start_log(world);
    let mut state = State::new(
        Arc::clone(&world.catalogue),
        Arc::new(Board::unread(Arc::clone(&world.catalogue))),
        &world.config,
        world.today,
    );
    state.role_index = take(&mut state.role_index).with_words(bundled::everyday);
    state.place_names = world.place_names();
    for problem in &world.problems {
        log::warn!("{problem}");
        state.notices.stay(Topic::Config, problem.to_string());
    }
    let theme = Theme::of(std::env::var("NO_COLOR").ok().as_deref());
    let (outbox, inbox) = channel();
    signals::start(outbox.clone()).map_err(|error| Failure::Wrong(format!("catching signals: {error}")))?;
    let adverts: Arc<dyn Adverts> = Arc::new(Cache { notify: on_screen(outbox.clone()), ..world.cache() });
    let (homes, radius) = (world.config.homes.clone(), world.config.radius);
    let homes = Homes { homes, radius, path: world.paths.config_file() };
    let queries = QueryFile::new(&world.paths.state);
    let settings = world.paths.config_file();
    let files = Files { lists: world.shortlists(), searches: world.searches(), queries, settings };
    let mut outside = Outside::new(
        searcher::start(outbox.clone(), Arc::clone(&adverts), homes),
        Keeper::start(files, outbox.clone()),
        adverts,
        outbox.clone(),
        Box::new(Abilities),
    );
    let mut taken = Taken::take().map_err(|error| Failure::Wrong(format!("taking the terminal: {error}")))?;
    outside.carry_out(Effect::ReadBoard);
    input::start(outbox);
    let outcome = run_loop(&mut taken.terminal, &mut state, &theme, &inbox, &mut outside);
    drop(taken);
    outcome.map(|()| Outcome::Done).map_err(Failure::of)
}

/// Shows what must be told on the screen, which a line to standard error would spoil.
fn on_screen(outbox: Sender<Message>) -> Box<Notify> {
    // Where the loop has ended there is nobody left to tell.
    Box::new(move |why| drop(outbox.send(Message::Damaged(clean_line(why)))))
}

/// Sends what is logged to the file in the state folder. Where that cannot be opened the explorer runs without a log.
fn start_log(world: &World) {
    let path = world.paths.log_file();
    let file = path
        .parent()
        .map_or(Ok(()), std::fs::create_dir_all)
        .and_then(|()| std::fs::OpenOptions::new().create(true).append(true).open(&path));
    if let Ok(file) = file {
        let logger = env_logger::Builder::new()
            .filter_level(log::LevelFilter::Warn)
            .format(|out, record| {
                use std::io::Write;
                writeln!(
                    out,
                    "{} {} {}",
                    jiff::Zoned::now().strftime("%Y-%m-%d %H:%M:%S"),
                    record.level(),
                    record.args()
                )
            })
            .target(env_logger::Target::Pipe(Box::new(file)))
            .try_init();
        // Only a second logger in one process could be refused, and the first then serves.
        drop(logger);
    }
}
