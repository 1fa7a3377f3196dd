//! Ring (c): the real loop with its threads, fed scripted messages, on a test backend.

use std::cell::RefCell;
use std::io;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use rolecall::app::effect::SearchRequest;
use rolecall::app::message::Message;
use rolecall::app::refresh::{News, RefreshRequest};
use rolecall::app::state::State;
use rolecall::config::Config;
use rolecall::domain::advert::AdvertId;
use rolecall::domain::board::Board;
use rolecall::domain::record::AdvertRecord;
use rolecall::runtime::effects::{Adverts, Outside, Tell, TerminalPort};
use rolecall::runtime::keeper::{Files, Keeper};
use rolecall::runtime::searcher::{Homes, Searcher};
use rolecall::runtime::{DeathNotice, RunError, run, searcher};
use rolecall::source::bundled;
use rolecall::source::http::Cancel;
use rolecall::store::queries::QueryFile;
use rolecall::store::{SearchFile, ShortlistFile};
use rolecall::view::draw;
use rolecall::view::theme::Theme;

use crate::explorer::{TODAY, catalogue};

/// A terminal's other abilities, noted instead of used.
struct Noted(Rc<RefCell<Vec<String>>>);

impl TerminalPort for Noted {
    fn copy(&mut self, text: &str) -> io::Result<()> {
        self.0.borrow_mut().push(format!("copied {text}"));
        Ok(())
    }

    fn suspend(&mut self) -> io::Result<()> {
        self.0.borrow_mut().push("suspended".to_owned());
        Err(io::Error::other("not here"))
    }
}

/// The sample, and a refresh that goes on until it is stopped. Reading the adverts again, as after a refresh, ends the
/// program.
struct Untiring(Sender<Message>);

impl Adverts for Untiring {
    fn board(&self) -> Result<Board, String> {
        self.0.send(Message::End).unwrap();
        Ok(Board::default())
    }

    fn record(&self, _: &AdvertId) -> Result<AdvertRecord, String> {
        Ok(AdvertRecord::default())
    }

    fn text_matches(&self, _: &str) -> Result<Vec<AdvertId>, String> {
        Ok(Vec::new())
    }

    fn refresh(&self, request: &RefreshRequest, cancel: &Cancel, tell: &Arc<Tell>) -> Result<String, String> {
        tell(News::Waits(30));
        while cancel.wait(Duration::from_secs(60)).is_ok() {}
        Err(format!("stopped while asking for {:?}: 100 adverts are kept", request.place))
    }
}

/// Runs the loop on a script of keys and answers with its outcome, the last screen and what the terminal was asked for, with
/// what was said at the end.
fn run_script(
    folder: &std::path::Path,
    script: impl FnOnce(Sender<Message>),
) -> (Result<(), RunError>, String, Vec<String>) {
    let (outbox, inbox) = channel();
    let adverts: Arc<dyn Adverts> = Arc::new(Untiring(outbox.clone()));
    let searcher = searcher::start(outbox.clone(), adverts, Homes::default());
    script(outbox.clone());
    let (outcome, screen, noted, _) = run_loop(folder, searcher, outbox, &inbox);
    (outcome, screen, noted)
}

/// Runs the loop with a search of its own on what comes in, and answers with the state as it ended, too.
fn run_loop(
    folder: &std::path::Path,
    searcher: Sender<SearchRequest>,
    outbox: Sender<Message>,
    inbox: &Receiver<Message>,
) -> (Result<(), RunError>, String, Vec<String>, State) {
    let catalogue = catalogue();
    let board = Arc::new(Board::new(bundled::adverts().unwrap(), Arc::clone(&catalogue), bundled::sample_origin()));
    let mut state = State::new(catalogue, board, &Config::default(), TODAY);
    let mut terminal = Terminal::new(TestBackend::new(100, 30)).unwrap();
    let noted = Rc::new(RefCell::new(Vec::new()));
    let adverts: Arc<dyn Adverts> = Arc::new(Untiring(outbox.clone()));
    let files = Files {
        lists: ShortlistFile::new(folder),
        searches: SearchFile::new(folder),
        queries: QueryFile::new(folder),
        settings: folder.join("config.ron"),
    };
    let mut outside = Outside::new(
        searcher,
        Keeper::start(files, outbox.clone()),
        adverts,
        outbox,
        Box::new(Noted(Rc::clone(&noted))),
    );
    let outcome = run(&mut terminal, &mut state, &Theme::colour(), inbox, &mut outside);
    drop(outside);
    noted.borrow_mut().extend(state.notices.shown().map(|notice| notice.text));
    (outcome, terminal.backend().to_string(), noted.take(), state)
}

/// What is shown of a state: the loop draws no more once it has ended.
fn drawn(state: &State) -> String {
    let mut terminal = Terminal::new(TestBackend::new(100, 30)).unwrap();
    terminal.draw(|frame| _ = draw(frame, state, &Theme::colour())).unwrap();
    terminal.backend().to_string()
}

fn press(outbox: &Sender<Message>, keys: &str) {
    for key in keys.split_whitespace() {
        outbox.send(Message::Key(key.parse().unwrap())).unwrap();
    }
}

/// Saving does nothing until the search has found an advert, so `s` is pressed until the disk has one; then `q`.
#[test]
fn what_was_saved_is_on_the_disk_when_the_loop_has_ended() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("shortlists.ron");
    let (outcome, _, _) = run_script(folder.path(), move |outbox| {
        press(&outbox, "v esc");
        std::thread::spawn(move || {
            while !file.exists() && outbox.send(Message::Key("s".parse().unwrap())).is_ok() {
                std::thread::yield_now();
            }
            let _ = outbox.send(Message::Key("q".parse().unwrap()));
        });
    });
    assert!(outcome.is_ok());
    assert_eq!(ShortlistFile::new(folder.path()).load().unwrap().entries().count(), 1);
}

/// Whole texts that are searched no faster than the test lets them be.
struct Slow {
    asked: Sender<()>,
    let_go: Mutex<Receiver<()>>,
}

impl Adverts for Slow {
    fn board(&self) -> Result<Board, String> {
        Ok(Board::default())
    }

    fn record(&self, _: &AdvertId) -> Result<AdvertRecord, String> {
        Ok(AdvertRecord::default())
    }

    fn text_matches(&self, _: &str) -> Result<Vec<AdvertId>, String> {
        // The script waits for the first alone.
        let _ = self.asked.send(());
        // Nothing is ever sent: it goes on once the other end is dropped.
        let _ = self.let_go.lock().unwrap().recv();
        Ok(vec![AdvertId::new("sample-9")])
    }

    fn refresh(&self, _: &RefreshRequest, _: &Cancel, _: &Arc<Tell>) -> Result<String, String> {
        Ok(String::new())
    }
}

/// The search of the opening, one for each letter of `text:a`, and one for each key below.
const LAST: u64 = 1 + 6 + 8;
const KEYS_MEANWHILE: &str = "b ctrl-u b r e a s t";

/// The last key's result is what ends on the screen, whatever was still being looked for when it was pressed.
#[test]
fn typing_faster_than_the_search_ends_with_the_last_keys_result() {
    let folder = tempfile::tempdir().unwrap();
    let (outbox, inbox) = channel();
    let (asked, is_asked) = channel();
    let (hold, let_go) = channel();
    let (found, answers) = channel();
    let slow: Arc<dyn Adverts> = Arc::new(Slow { asked, let_go: Mutex::new(let_go) });
    let searcher = searcher::start(found, slow, Homes::default());
    let keys = outbox.clone();
    press(&keys, "v t e x t : a");
    std::thread::spawn(move || {
        is_asked.recv().unwrap();
        press(&keys, KEYS_MEANWHILE);
        drop(hold);
    });
    let loop_end = outbox.clone();
    std::thread::spawn(move || {
        for message in answers {
            let is_last = matches!(&message, Message::Found(found) if found.generation == LAST);
            loop_end.send(message).unwrap();
            if is_last {
                loop_end.send(Message::End).unwrap();
                return;
            }
        }
    });
    let (outcome, _, _, state) = run_loop(folder.path(), searcher, outbox, &inbox);
    let screen = drawn(&state);
    assert!(outcome.is_ok());
    assert!(screen.contains("/ breast") && screen.contains("Director of Breast"), "{screen}");
    assert!(screen.contains("All vacancies · 1 of"), "{screen}");
}

/// Answers may come in any order: those to older keys are dropped.
#[test]
fn answers_that_come_late_and_out_of_order_change_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (outbox, inbox) = channel();
    let (searcher, requests) = channel::<SearchRequest>();
    press(&outbox, &format!("v t e x t : a {KEYS_MEANWHILE}"));
    let answers = outbox.clone();
    std::thread::spawn(move || {
        let mut asked = Vec::new();
        while asked.last().is_none_or(|last: &SearchRequest| last.generation < LAST) {
            asked.push(requests.recv().unwrap());
        }
        let mut searcher = Searcher::default();
        for request in asked.iter().rev() {
            answers.send(Message::Found(searcher.answer(request))).unwrap();
        }
        answers.send(Message::End).unwrap();
    });
    let (outcome, _, _, state) = run_loop(folder.path(), searcher, outbox, &inbox);
    let screen = drawn(&state);
    assert!(outcome.is_ok());
    assert!(screen.contains("/ breast") && screen.contains("All vacancies · 1 of"), "{screen}");
}

/// The loop ends with the key after Enter, and the settings are on the disk all the same.
#[test]
fn settings_are_on_the_disk_when_the_loop_has_ended() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("config.ron");
    std::fs::write(&file, "(\n    nation: Wales, // where I live\n    colour: Blue,\n)\n").unwrap();
    let (outcome, _, _) = run_script(folder.path(), |outbox| press(&outbox, "M down down 3 0 enter q"));
    assert!(outcome.is_ok());
    let written = std::fs::read_to_string(&file).unwrap();
    assert_eq!(written, "(\n    nation: Wales, // where I live\n    colour: Blue,\n    hours: 30,\n)\n");
}

#[test]
fn the_screen_is_drawn_before_the_first_message() {
    let folder = tempfile::tempdir().unwrap();
    let (outcome, screen, _) = run_script(folder.path(), |outbox| press(&outbox, "q"));
    assert!(outcome.is_ok());
    assert!(screen.contains("Nursing") && screen.contains("[1 Explore]"), "{screen}");
}

#[test]
fn a_dead_thread_ends_the_loop_with_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let (outcome, _, _) = run_script(folder.path(), |outbox| {
        outbox.send(Message::Died("the thread that searches panicked".into())).unwrap();
    });
    let error = outcome.unwrap_err().to_string();
    assert!(error.contains("the thread that searches panicked"), "{error}");
}

#[test]
fn a_panicking_thread_sends_word() {
    let (outbox, inbox) = channel();
    let thread = std::thread::spawn(move || {
        let _notice = DeathNotice::new("searches", outbox);
        panic!("on purpose");
    });
    assert!(thread.join().is_err());
    assert!(matches!(inbox.recv().unwrap(), Message::Died(why) if why == "the thread that searches panicked"));
}

#[test]
fn a_refresh_is_stopped_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let (outcome, _, noted) = run_script(folder.path(), |outbox| press(&outbox, "R down down L e e d s enter R"));
    assert!(outcome.is_ok());
    assert_eq!(noted, ["stopped while asking for Some(\"Leeds\"): 100 adverts are kept"]);
}

#[test]
fn the_terminals_other_abilities_are_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let (outcome, _, noted) = run_script(folder.path(), |outbox| {
        press(&outbox, "/ s t r a t e g i c enter y ctrl-z q");
    });
    assert!(outcome.is_ok());
    assert!(noted[0].starts_with("copied https://www.healthcareers.nhs.uk/"), "{noted:?}");
    assert_eq!(noted[1], "suspended");
}
