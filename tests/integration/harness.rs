//! What the rings stand on: temporary folders, and the binary run in them with nothing of the world outside.

#[cfg(unix)]
pub mod pty;

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::mpsc::channel;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use serde_json::Value;
use tempfile::TempDir;

/// How long anything waited for may take. Generous: many tests share few cores.
pub const DEADLINE: Duration = Duration::from_secs(120);
/// The day that every run takes for today.
pub const TODAY: &str = "2026-11-22";
/// The ids of the bundled adverts.
pub const SAMPLES: std::ops::RangeInclusive<u32> = 9..=60;

/// Held while a program is started: a pseudo-terminal is opened in several steps, and a program started between them by
/// another test would inherit it and keep it open.
static STARTING: Mutex<()> = Mutex::new(());

/// Takes the right to start a program.
pub fn starting() -> MutexGuard<'static, ()> {
    STARTING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The id of a bundled advert.
pub fn sample(number: u32) -> String {
    format!("sample-{number}")
}

/// A person's folders, empty at first and gone with the test.
pub struct Home {
    folder: TempDir,
}

impl Home {
    /// New folders.
    pub fn new() -> Self {
        Self { folder: tempfile::Builder::new().prefix("rc").tempdir().expect("a temporary folder") }
    }

    /// The home folder itself, which holds the others.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// The folder of settings and shortlists; as deep as people have it, since messages name it.
    pub fn config(&self) -> PathBuf {
        self.path().join(".config").join("rolecall")
    }

    /// The folder of what can be fetched again.
    pub fn data(&self) -> PathBuf {
        self.path().join("data")
    }

    /// The shortlists' file.
    pub fn shortlists(&self) -> PathBuf {
        self.config().join("shortlists.ron")
    }

    /// Writes a file into the configuration folder and returns its path.
    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        std::fs::create_dir_all(self.config()).expect("the folder is made");
        let path = self.config().join(name);
        std::fs::write(&path, content).expect("the file is written");
        path
    }

    /// The variables that the binary is given; it gets no others but `PATH`.
    pub fn variables(&self) -> Vec<(&'static str, PathBuf)> {
        vec![
            ("HOME", self.path().to_owned()),
            ("ROLECALL_CONFIG_DIR", self.config()),
            ("ROLECALL_DATA_DIR", self.data()),
            ("TERM", "xterm-256color".into()),
            ("LANG", "C.UTF-8".into()),
        ]
    }

    /// The binary with arguments after `--today`, not yet started.
    pub fn command<'a>(&self, arguments: impl IntoIterator<Item = &'a str>) -> Command {
        let mut command = self.command_any_day(arguments);
        command.args(["--today", TODAY]);
        command
    }

    /// The binary with arguments alone.
    pub fn command_any_day<'a>(&self, arguments: impl IntoIterator<Item = &'a str>) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_rolecall"));
        command.args(arguments).current_dir(self.path()).env_clear().envs(self.variables());
        command.envs(std::env::var_os("PATH").map(|path| ("PATH", path)));
        command
    }

    /// Runs the binary to its end.
    pub fn run(&self, arguments: &[&str]) -> Ran {
        run(self.command(arguments.iter().copied()))
    }

    /// Runs a command with `--json`, which must succeed, and reads its lines.
    pub fn json(&self, arguments: &[&str]) -> Vec<Value> {
        let ran = self.run(&[arguments, &["--json"]].concat());
        assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{arguments:?}");
        ran.json()
    }

    /// The names of the files in the configuration folder, in order.
    pub fn files(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.config()).expect("the folder is there");
        let mut names: Vec<String> =
            entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }
}

/// What a run left.
#[derive(Debug)]
pub struct Ran {
    /// Its exit status; nothing where a signal ended it.
    pub code: Option<i32>,
    /// What it wrote to standard output.
    pub out: String,
    /// What it wrote to standard error.
    pub err: String,
}

impl Ran {
    /// Each line of output as JSON.
    pub fn json(&self) -> Vec<Value> {
        self.out.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|why| panic!("{why}: {line}"))).collect()
    }
}

/// Starts a command.
pub fn start(command: &mut Command) -> Child {
    let _only_one = starting();
    command.spawn().expect("the binary starts")
}

/// Runs a command to its end without anything to read.
pub fn run(command: Command) -> Ran {
    run_within(DEADLINE, command)
}

/// Runs a command that may take its time to its end, without anything to read.
pub fn run_within(patience: Duration, mut command: Command) -> Ran {
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let shown = format!("{:?}", command.get_args().collect::<Vec<_>>());
    let child = start(&mut command);
    let (id, (sender, ended)) = (child.id(), channel());
    thread::spawn(move || sender.send(child.wait_with_output()));
    let Ok(output) = ended.recv_timeout(patience) else {
        kill(id);
        panic!("{shown} did not end in {patience:?}");
    };
    let Output { status, stdout, stderr } = output.expect("its output is read");
    let text = |bytes| String::from_utf8(bytes).unwrap_or_else(|why| panic!("{shown} wrote no UTF-8: {why}"));
    Ran { code: status.code(), out: text(stdout), err: text(stderr) }
}

#[cfg(unix)]
fn kill(id: u32) {
    signal(id, "KILL");
}

#[cfg(not(unix))]
fn kill(_id: u32) {}

/// Sends a signal to a program. The shell's own `kill` is everywhere.
#[cfg(unix)]
pub fn signal(id: u32, name: &str) {
    let mut command = Command::new("sh");
    command.args(["-c", &format!("kill -{name} {id}")]).stdin(Stdio::null()).stderr(Stdio::null());
    // A program that has ended already needs none.
    let _ = start(&mut command).wait();
}
