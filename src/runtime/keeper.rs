//! The thread that reads and changes the person's own files, shortlists and named searches, one act after the other.

use std::sync::mpsc::{Sender, channel};
use std::thread::{self, JoinHandle};

use crate::app::effect::Purpose;
use crate::app::message::{Changed, Message, NotChanged, SearchesChanged};
use crate::domain::searches::SearchChange;
use crate::domain::shortlist::Change;
use crate::runtime::DeathNotice;
use crate::store::{SearchFile, ShortlistFile};

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
        /// What to say once it is on the disk.
        said: String,
    },
}

/// The thread. Dropping it waits until every change asked for is on the disk.
pub struct Keeper {
    tasks: Option<Sender<Task>>,
    thread: Option<JoinHandle<()>>,
}

impl Keeper {
    /// Starts the thread.
    #[must_use]
    pub fn start(lists: ShortlistFile, searches: SearchFile, outbox: Sender<Message>) -> Self {
        let (tasks, inbox) = channel();
        let thread = thread::spawn(move || {
            let _notice = DeathNotice::new("keeps shortlists and searches", outbox.clone());
            for task in inbox {
                // Where the loop has ended the change is still made; there is nobody left to tell.
                let _ = outbox.send(carry_out(&lists, &searches, task));
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

fn carry_out(lists: &ShortlistFile, searches: &SearchFile, task: Task) -> Message {
    match task {
        Task::Read => Message::Lists(lists.load().map_err(|error| logged(&error))),
        Task::Change { change, purpose, said } => Message::Changed(match lists.change(change.clone()) {
            Ok((lists, undo)) => Ok(Changed { lists, undo, purpose, said }),
            Err(error) => Err(NotChanged { why: logged(&error), undo: (purpose == Purpose::Undo).then_some(change) }),
        }),
        Task::ReadSearches => Message::Searches(searches.load().map_err(|error| logged(&error))),
        Task::ChangeSearches { change, said } => {
            let changed = searches.change(change).map_err(|error| logged(&error));
            Message::SearchesChanged(changed.map(|(searches, undo)| SearchesChanged { searches, undo, said }))
        }
    }
}

fn logged(error: &crate::store::StoreError) -> String {
    log::error!("{error}");
    error.to_string()
}
