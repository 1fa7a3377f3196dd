//! The thread that reads and changes the person's own files on the disk, one act after the other.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Sender, channel};
use std::thread::{self, JoinHandle};

use crate::app::effect::Purpose;
use crate::app::message::{Changed, Message, NotChanged};
use crate::config::keep;
use crate::domain::shortlist::Change;
use crate::runtime::DeathNotice;
use crate::store::shortlists::ShortlistFile;

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
    pub fn start(lists: ShortlistFile, settings: PathBuf, outbox: Sender<Message>) -> Self {
        let (tasks, inbox) = channel();
        let thread = thread::spawn(move || {
            let _notice = DeathNotice::new("keeps the shortlists and settings", outbox.clone());
            for task in inbox {
                // Where the loop has ended the change is still made; there is nobody left to tell.
                let _ = outbox.send(carry_out(&lists, &settings, task));
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

fn carry_out(file: &ShortlistFile, settings: &Path, task: Task) -> Message {
    match task {
        Task::Read => Message::Lists(file.load().map_err(|error| logged(&error))),
        Task::Settings(changes) => Message::Told(match keep::keep(settings, &changes) {
            Ok(()) => Ok("your pay settings are saved; your own pay is shown on roles and adverts".to_owned()),
            Err(error) => Err(format!("not saved, and used until you quit: {}", logged(&error))),
        }),
        Task::Change { change, purpose, said } => Message::Changed(match file.change(change.clone()) {
            Ok((lists, undo)) => Ok(Changed { lists, undo, purpose, said }),
            Err(error) => Err(NotChanged { why: logged(&error), undo: (purpose == Purpose::Undo).then_some(change) }),
        }),
    }
}

fn logged(error: &dyn std::error::Error) -> String {
    log::error!("{error}");
    error.to_string()
}
