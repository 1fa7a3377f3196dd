//! The thread that reads and changes the person's own files, one act after the other: shortlists, named searches, settings and
//! the queries typed before.

use std::path::PathBuf;
use std::sync::mpsc::{Sender, channel};
use std::thread::{self, JoinHandle};

use crate::app::effect::Purpose;
use crate::app::message::{Changed, Message, NotChanged, SearchesChanged, SearchesNotChanged};
use crate::config::keep;
use crate::domain::searches::SearchChange;
use crate::domain::shortlist::Change;
use crate::runtime::DeathNotice;
use crate::store::queries::QueryFile;
use crate::store::{SearchFile, ShortlistFile};

/// The person's own files.
#[derive(Debug)]
pub struct Files {
    /// The shortlists.
    pub lists: ShortlistFile,
    /// The named searches.
    pub searches: SearchFile,
    /// The queries typed before.
    pub queries: QueryFile,
    /// Where the settings are.
    pub settings: PathBuf,
}

/// Something for the thread to do.
pub enum Task {
    /// Read the lists.
    Read,
    /// Change them.
    Change {
        /// The change.
        change: Change,
        /// Why it is made.
        purpose: Purpose,
        /// What to say once it is on the disk.
        said: String,
    },
    /// Read the named searches.
    ReadSearches,
    /// Change the named searches.
    ChangeSearches {
        /// The change.
        change: SearchChange,
        /// Why it is made.
        purpose: Purpose,
        /// What to say once it is on the disk.
        said: String,
    },
    /// Read the queries that were kept.
    ReadQueries,
    /// Keep a query.
    KeepQuery(String),
    /// Change settings.
    Settings(Vec<keep::Change>),
}

/// The thread. Dropping it waits until every change asked for is on the disk.
pub struct Keeper {
    tasks: Option<Sender<Task>>,
    thread: Option<JoinHandle<()>>,
}

impl Keeper {
    /// Starts the thread.
    #[must_use]
    pub fn start(files: Files, outbox: Sender<Message>) -> Self {
        let (tasks, inbox) = channel();
        let thread = thread::spawn(move || {
            let _notice = DeathNotice::new("keeps your files", outbox.clone());
            for task in inbox {
                // Where the loop has ended the change is still made; there is nobody left to tell.
                if let Some(message) = carry_out(&files, task) {
                    let _ = outbox.send(message);
                }
            }
        });
        Self { tasks: Some(tasks), thread: Some(thread) }
    }

    /// Asks for something. A dead thread has sent its own notice.
    pub fn ask(&self, task: Task) {
        if let Some(tasks) = &self.tasks {
            let _ = tasks.send(task);
        }
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        self.tasks = None;
        if let Some(thread) = self.thread.take() {
            // A panic of the thread has been reported by its notice.
            let _ = thread.join();
        }
    }
}

fn carry_out(files: &Files, task: Task) -> Option<Message> {
    Some(match task {
        Task::Read => Message::Lists(files.lists.load().map_err(|error| logged(&error))),
        Task::Settings(changes) => Message::Told(match keep::keep(&files.settings, &changes) {
            Ok(()) => Ok("your pay settings are saved; your own pay is shown on roles and adverts".to_owned()),
            Err(error) => Err(format!("not saved, and used until you quit: {}", logged(&error))),
        }),
        Task::Change { change, purpose, said } => Message::Changed(match files.lists.change(change.clone()) {
            Ok((lists, undo)) => Ok(Changed { lists, undo, purpose, said }),
            Err(error) => Err(NotChanged { why: logged(&error), undo: (purpose == Purpose::Undo).then_some(change) }),
        }),
        Task::ReadSearches => Message::Searches(files.searches.load().map_err(|error| logged(&error))),
        Task::ChangeSearches { change, purpose, said } => {
            Message::SearchesChanged(match files.searches.change(change.clone()) {
                Ok((searches, undo)) => Ok(SearchesChanged { searches, undo, purpose, said }),
                Err(error) => {
                    let undo = (purpose == Purpose::Undo).then_some(change);
                    Err(SearchesNotChanged { why: logged(&error), undo })
                }
            })
        }
        // Nobody waits for these: what is wrong with their file is in the log.
        Task::ReadQueries => Message::Queries(files.queries.load().map_err(|error| logged(&error)).ok()?),
        Task::KeepQuery(query) => {
            files.queries.keep(&query).map_err(|error| logged(&error)).ok()?;
            return None;
        }
    })
}

fn logged(error: &dyn std::error::Error) -> String {
    log::error!("{error}");
    error.to_string()
}
