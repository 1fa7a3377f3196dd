//! Taking the terminal and giving it back, on every way out.

use std::io::{self, Write};
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::clipboard::CopyToClipboard;
use crossterm::cursor::Show;
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::execute;
use ratatui::DefaultTerminal;

use crate::runtime::effects::TerminalPort;

/// Whether a panic has given the terminal back. A panic hook has no other way to tell the loop, and nothing may be drawn
/// after it.
static GIVEN_BACK: AtomicBool = AtomicBool::new(false);

/// Whether a panic, on any thread, has given the terminal back.
#[must_use]
pub fn given_back() -> bool {
    GIVEN_BACK.load(Ordering::SeqCst)
}

/// The terminal while the explorer has it. Dropping it gives it back.
pub struct Taken {
    /// What to draw on.
    pub terminal: DefaultTerminal,
}

impl Taken {
    /// Takes the terminal: raw mode, the alternate screen, pastes told apart from keys; and sees that a panic gives it back.
    ///
    /// # Errors
    /// Where it is no terminal or cannot be set up.
    pub fn take() -> io::Result<Self> {
        let former = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            GIVEN_BACK.store(true, Ordering::SeqCst);
            let _ = execute!(io::stdout(), DisableBracketedPaste, Show);
            former(info);
        }));
        // ratatui's own hook, set here, leaves raw mode and the alternate screen before the one above speaks.
        let terminal = ratatui::try_init()?;
        execute!(io::stdout(), EnableBracketedPaste)?;
        Ok(Self { terminal })
    }
}

impl Drop for Taken {
    fn drop(&mut self) {
        if !given_back() {
            give_back();
        }
    }
}

/// Gives the terminal back. Where that fails there is no terminal left to say so on.
fn give_back() {
    let _ = execute!(io::stdout(), DisableBracketedPaste, Show);
    ratatui::restore();
    let _ = io::stdout().flush();
}

/// The terminal's other abilities.
pub struct Abilities;

impl TerminalPort for Abilities {
    fn copy(&mut self, text: &str) -> io::Result<()> {
        execute!(io::stdout(), CopyToClipboard::to_clipboard_from(text))
    }

    #[cfg(unix)]
    fn suspend(&mut self) -> io::Result<()> {
        give_back();
        signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP)?;
        crossterm::terminal::enable_raw_mode()?;
        execute!(io::stdout(), crossterm::terminal::EnterAlternateScreen, EnableBracketedPaste)
    }

    #[cfg(not(unix))]
    fn suspend(&mut self) -> io::Result<()> {
        Err(io::Error::other("this system cannot suspend a program"))
    }
}
