//! The explorer in a pseudo-terminal: keys in, a screen out.

use std::io::{Read, Write};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{CommandBuilder, ExitStatus, MasterPty, PtyPair, PtySize, native_pty_system};
use vt100::{Parser, Screen};

use super::{DEADLINE, Home, TODAY, signal, starting};

/// The keys that are no characters, as a terminal sends them.
pub mod keys {
    pub const DOWN: &str = "\x1b[B";
    pub const RIGHT: &str = "\x1b[C";
    pub const ENTER: &str = "\r";
    pub const ESC: &str = "\x1b";
    pub const CTRL_C: &str = "\x03";
    pub const CTRL_Z: &str = "\x1a";
}

/// The question where the cursor is.
const ASKED: &str = "\x1b[6n";

/// A running explorer and the terminal it is in.
pub struct Session {
    terminal: Option<Box<dyn MasterPty + Send>>,
    keyboard: Option<Box<dyn Write + Send>>,
    output: Receiver<Vec<u8>>,
    ended: Receiver<ExitStatus>,
    id: u32,
    parser: Parser,
    raw: Vec<u8>,
    forgotten: usize,
    answered: usize,
    settings_before: String,
    over: bool,
}

/// A size of terminal.
pub fn size(columns: u16, rows: u16) -> PtySize {
    PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }
}

impl Session {
    /// Opens the explorer in a terminal of that many columns and rows.
    pub fn open(home: &Home, columns: u16, rows: u16) -> Self {
        Self::open_with(home, columns, rows, &[])
    }

    /// Opens it with more variables.
    pub fn open_with(home: &Home, columns: u16, rows: u16, variables: &[(&str, &str)]) -> Self {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_rolecall"));
        command.args(["--today", TODAY]);
        command.env_clear();
        for (name, value) in home.variables() {
            command.env(name, value);
        }
        for (name, value) in variables {
            command.env(name, value);
        }
        command.cwd(home.path());
        let only_one = starting();
        let PtyPair { master, slave } = native_pty_system().openpty(size(columns, rows)).expect("a pseudo-terminal");
        let settings_before = settings(master.as_ref());
        let mut child = slave.spawn_command(command).expect("the explorer starts");
        drop(slave);
        let reader = master.try_clone_reader().expect("its output");
        let keyboard = master.take_writer().expect("its keyboard");
        drop(only_one);
        let id = child.process_id().expect("it has an id");
        let (status, ended) = channel();
        thread::spawn(move || child.wait().map(|ending| status.send(ending)));
        Self {
            terminal: Some(master),
            keyboard: Some(keyboard),
            output: reading(reader),
            ended,
            id,
            parser: Parser::new(rows, columns, 0),
            raw: Vec::new(),
            forgotten: 0,
            answered: 0,
            settings_before,
            over: false,
        }
    }

    /// The explorer's process.
    pub fn id(&self) -> u32 {
        self.id
    }

    /// All that it has written since it was started or last forgotten.
    pub fn raw(&self) -> &[u8] {
        &self.raw[self.forgotten..]
    }

    /// Forgets what it has written, the screen aside.
    pub fn forget(&mut self) {
        self.forgotten = self.raw.len();
    }

    /// The screen as it stands.
    pub fn screen(&self) -> &Screen {
        self.parser.screen()
    }

    /// Types.
    pub fn send(&mut self, keys: &str) {
        let keyboard = self.keyboard.as_mut().expect("the terminal is there");
        keyboard.write_all(keys.as_bytes()).and_then(|()| keyboard.flush()).expect("keys are taken");
    }

    /// Changes the terminal's size.
    pub fn resize(&mut self, columns: u16, rows: u16) {
        self.parser.screen_mut().set_size(rows, columns);
        let terminal = self.terminal.as_ref().expect("the terminal is there");
        terminal.resize(size(columns, rows)).expect("the size is changed");
    }

    /// Takes the terminal away, as closing its window does. A key first makes the explorer draw, so that the thread that
    /// reads finds nobody to read for and lets its hold on the terminal go too.
    pub fn hang_up(&mut self) {
        self.output = channel().1;
        self.send(keys::DOWN);
        self.keyboard = None;
        self.terminal = None;
    }

    /// The settings of the terminal: whether keys are echoed, lines gathered and so on.
    pub fn settings(&self) -> String {
        settings(self.terminal.as_deref().expect("the terminal is there"))
    }

    /// The settings before the explorer was started.
    pub fn settings_before(&self) -> &str {
        &self.settings_before
    }

    /// Waits until a screen that is drawn to its end satisfies the test.
    pub fn wait(&mut self, what: &str, mut done: impl FnMut(&Screen) -> bool) {
        let deadline = Instant::now() + DEADLINE;
        while !(self.drawn() && done(self.parser.screen())) {
            if let Err(why) = self.read(deadline.saturating_duration_since(Instant::now())) {
                panic!("waited for {what}, but {why}; the screen is\n{}", self.parser.screen().contents());
            }
        }
    }

    /// Waits until the screen holds a text.
    pub fn wait_for(&mut self, text: &str) {
        self.wait(&format!("`{text}`"), |screen| screen.contents().contains(text));
    }

    /// Waits until what was written since the last forgetting holds a text, escapes and all.
    pub fn wait_for_raw(&mut self, text: &str) {
        let deadline = Instant::now() + DEADLINE;
        while !holds(self.raw(), text) {
            if let Err(why) = self.read(deadline.saturating_duration_since(Instant::now())) {
                panic!("waited for {text:?}, but {why}; written was\n{}", String::from_utf8_lossy(self.raw()));
            }
        }
    }

    /// Whether nothing is written for that long.
    pub fn silent_for(&mut self, time: Duration) -> bool {
        matches!(self.read(time), Err("nothing more was written"))
    }

    /// Waits for the end and returns how it ended, all output having been read.
    pub fn end(&mut self) -> ExitStatus {
        let deadline = Instant::now() + DEADLINE;
        while let Ok(()) = self.read(deadline.saturating_duration_since(Instant::now())) {}
        let ending = self.ended.recv_timeout(deadline.saturating_duration_since(Instant::now()));
        self.over = ending.is_ok();
        ending.unwrap_or_else(|_| panic!("it did not end; the screen is\n{}", self.parser.screen().contents()))
    }

    /// Whether the last drawing is whole: each ends by putting the cursor in its place, or hiding it.
    fn drawn(&self) -> bool {
        if self.raw.ends_with(b"\x1b[?25l") {
            return true;
        }
        let Some(shown) = self.raw.windows(6).rposition(|bytes| bytes == b"\x1b[?25h") else { return false };
        let after = &self.raw[shown + 6..];
        after.starts_with(b"\x1b[") && after.iter().position(|byte| *byte == b'H') == Some(after.len() - 1)
    }

    /// Takes the next output, or says why there is none.
    fn read(&mut self, patience: Duration) -> Result<(), &'static str> {
        match self.output.recv_timeout(patience) {
            Ok(bytes) => {
                self.parser.process(&bytes);
                self.raw.extend(bytes);
                self.answer();
                Ok(())
            }
            Err(RecvTimeoutError::Timeout) => Err("nothing more was written"),
            Err(RecvTimeoutError::Disconnected) => Err("it ended"),
        }
    }
}

impl Session {
    /// Tells where the cursor is for each time that it was asked, as terminals do.
    fn answer(&mut self) {
        let asked = self.raw.windows(ASKED.len()).filter(|bytes| *bytes == ASKED.as_bytes()).count();
        let (row, column) = self.screen().cursor_position();
        for _ in self.answered..asked {
            self.send(&format!("\x1b[{};{}R", row + 1, column + 1));
        }
        self.answered = asked;
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        if !self.over {
            signal(self.id, "KILL");
        }
    }
}

/// Whether bytes hold a text.
pub fn holds(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

/// The text of the row that the cursor is in, from its first column on, at most that wide.
pub fn cursor_row(screen: &Screen, width: u16) -> String {
    let (row, _) = screen.cursor_position();
    screen.rows(0, width).nth(usize::from(row)).unwrap_or_default()
}

/// The output, read on a thread of its own so that a wait can give up.
fn reading(mut reader: Box<dyn Read + Send>) -> Receiver<Vec<u8>> {
    let (sender, output) = channel();
    thread::spawn(move || {
        let mut bytes = [0; 4096];
        while let Ok(count) = reader.read(&mut bytes) {
            if count == 0 || sender.send(bytes[..count].to_vec()).is_err() {
                return;
            }
        }
    });
    output
}

/// The terminal's settings, to be compared and shown; the type itself has no name here.
fn settings(terminal: &(dyn MasterPty + Send)) -> String {
    format!("{:?}", terminal.get_termios().expect("a terminal has settings"))
}
