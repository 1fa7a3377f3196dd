//! Ring (d): the binary in a pseudo-terminal. It starts, answers, quits, and leaves the terminal as it was.

use std::time::{Duration, Instant};

use vt100::Screen;

use crate::harness::pty::{Session, cursor_row, holds, keys};
use crate::harness::{DEADLINE, Home, signal};

/// The column that the tree takes, at least, in a terminal of [`WIDE`] columns.
const SIDE: u16 = 28;
/// A size with room for three panes.
const WIDE: (u16, u16) = (140, 40);

/// A shortlists file that cannot be read: line 3, column 20 is where the name of the list is missed.
const DAMAGED: &str = "(\n  version: 1,\n  lists: [(nam: \"x\")],\n)\n";

fn open(home: &Home) -> Session {
    let mut session = Session::open(home, WIDE.0, WIDE.1);
    session.wait_for("Nursing");
    session
}

/// Moves down, a row at a time, to the row of the tree that holds a title.
fn walk_down_to(session: &mut Session, title: &str) {
    loop {
        let before = cursor_row(session.screen(), SIDE);
        if before.contains(title) {
            return;
        }
        session.send(keys::DOWN);
        session.wait("the next row", |screen| cursor_row(screen, SIDE) != before);
    }
}

/// Opens the branch that the cursor is on.
fn open_branch(session: &mut Session) {
    session.send(keys::RIGHT);
    session.wait("an open branch", |screen| cursor_row(screen, SIDE).contains('▾'));
}

/// Whether the cursor is in the line of a filter.
fn in_a_filter(screen: &Screen) -> bool {
    cursor_row(screen, screen.size().1).contains("║ / ")
}

/// Whether the first search has answered.
fn searched(screen: &Screen) -> bool {
    let text = screen.contents();
    text.contains("All vacancies · ") && !text.contains("All vacancies · 0")
}

/// Whether the adverts are found and counted, so that nothing more comes by itself.
fn is_settled(screen: &Screen) -> bool {
    let is_counted = screen.contents().lines().any(|line| line.contains("Doctors") && line.contains("10║"));
    is_counted && searched(screen)
}

/// What a screen shows. Blanks at the end of a row may have been written or not.
fn shown(screen: &Screen) -> String {
    screen.contents().lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
}

/// Opens the advert that the vacancies have selected.
fn open_advert(session: &mut Session) {
    session.send(keys::ENTER);
    session.wait("the advert's text", |screen| screen.contents().contains("╔ Advert · bundled sample of 2025"));
}

/// Goes to the vacancies and finds the one that the filter leaves.
fn find_vacancy(session: &mut Session) {
    session.send("v");
    session.wait("the filter's line", in_a_filter);
    session.send("stratgy leeds");
    session.wait("one vacancy", |screen| {
        let text = screen.contents();
        text.contains("/ stratgy leeds") && text.contains("· 1 of ") && text.contains("Policy and Strategy Manager")
    });
}

/// Fails unless the explorer, which has ended, has given the terminal back whole.
fn assert_clean(session: &Session) {
    let screen = session.screen();
    assert!(!screen.alternate_screen(), "the alternate screen is left");
    assert!(!screen.hide_cursor(), "the cursor is shown");
    assert!(!screen.bracketed_paste(), "pastes are not bracketed");
    assert!(!screen.application_cursor() && !screen.application_keypad(), "the keys are as they were");
    assert_eq!(session.settings(), session.settings_before(), "keys are echoed and lines gathered as before");
    assert!(holds(session.raw(), "\x1b[?1049l") && holds(session.raw(), "\x1b[?2004l"), "it took no chances");
}

/// Fails unless the explorer has the terminal, without which giving it back would show nothing.
fn assert_taken(session: &Session) {
    assert!(session.screen().alternate_screen() && session.screen().bracketed_paste());
    assert_ne!(session.settings(), session.settings_before());
}

#[test]
fn a_vacancy_is_found_saved_and_found_again() {
    let home = Home::new();
    let mut session = open(&home);
    for branch in ["Management", "General management"] {
        walk_down_to(&mut session, branch);
        open_branch(&mut session);
    }
    walk_down_to(&mut session, "Strategic management");
    session.wait_for("Vacancies for Strategic management · ");
    find_vacancy(&mut session);
    // In the line a letter is text: the `s` that saves elsewhere only ends the word.
    let (_, column) = session.screen().cursor_position();
    session.send("\x7f");
    session.wait("the cursor in the line", |screen| screen.cursor_position().1 + 1 == column);
    session.send("s");
    session.wait_for("/ stratgy leeds");

    open_advert(&mut session);
    assert!(!home.shortlists().exists(), "nothing is written before anything is saved");
    session.send("s");
    session.wait_for("saved to “My shortlist”");
    let file = std::fs::read_to_string(home.shortlists()).unwrap();
    assert!(file.contains("sample-9"), "saved means on the disk:\n{file}");
    session.send("q");
    assert_eq!(session.end().exit_code(), 0);
    assert_clean(&session);

    let mut again = open(&home);
    again.wait_for("2 Shortlist 1");
    again.send("2");
    again.wait_for("[2 Shortlist 1]");
    again.wait_for("Policy and Strategy Manager");
    again.send("q");
    assert_eq!(again.end().exit_code(), 0);
    assert_clean(&again);
    assert_eq!(home.files(), ["shortlists.lock", "shortlists.ron"]);
}

/// What ends the explorer, and its name.
type Way = (&'static str, fn(&mut Session));

#[test]
fn every_way_out_leaves_the_terminal_as_it_was() {
    let ways: [Way; 5] = [
        ("q", |session| session.send("q")),
        ("Ctrl-C", |session| session.send(keys::CTRL_C)),
        ("SIGTERM", |session| signal(session.id(), "TERM")),
        ("SIGHUP", |session| signal(session.id(), "HUP")),
        ("SIGINT", |session| signal(session.id(), "INT")),
    ];
    let home = Home::new();
    for (name, leave) in ways {
        let mut session = open(&home);
        assert_taken(&session);
        leave(&mut session);
        let status = session.end();
        assert_eq!((status.exit_code(), status.signal()), (0, None), "{name}");
        assert_clean(&session);
    }
}

#[test]
fn ctrl_c_ends_it_while_something_is_typed() {
    let home = Home::new();
    for before in ["/", "?", ":"] {
        let mut session = open(&home);
        session.wait("the first search", searched);
        let screen = shown(session.screen());
        session.send(before);
        session.wait("another screen", |now| shown(now) != screen);
        session.send(keys::CTRL_C);
        assert_eq!(session.end().exit_code(), 0, "{before}");
        assert_clean(&session);
    }
}

#[test]
fn esc_never_ends_it() {
    let home = Home::new();
    let mut session = open(&home);
    session.send("2");
    session.wait_for("[2 Shortlist]");
    session.send(keys::ESC);
    session.wait_for("[1 Explore]");
    session.send("?");
    session.wait_for("Keys in Roles");
    session.send(keys::ESC);
    session.wait("no help", |screen| !screen.contents().contains("Keys in Roles"));
    // From here there is no level to step back to. A key sent at once after the Esc would be one with Alt, so the drawing
    // that answers it is waited for.
    session.forget();
    session.send(keys::ESC);
    session.wait_for_raw("\x1b[?25h");
    session.send(keys::DOWN);
    session.wait("the next row", |screen| cursor_row(screen, SIDE).contains("Midwifery"));
    session.send("q");
    assert_eq!(session.end().exit_code(), 0);
}

#[test]
fn a_terminal_that_is_gone_ends_it() {
    let home = Home::new();
    let mut session = open(&home);
    session.hang_up();
    let status = session.end();
    assert_ne!(status.exit_code(), 101, "it does not panic");
}

#[test]
fn ctrl_l_draws_the_screen_anew() {
    let home = Home::new();
    let mut session = open(&home);
    session.wait("the first search and the counts", is_settled);
    let screen = shown(session.screen());
    session.forget();
    session.send("\x0c");
    session.wait_for_raw("\x1b[2J");
    session.wait("the screen as it was", |now| shown(now) == screen);
    session.send("q");
    assert_eq!(session.end().exit_code(), 0);
    assert_clean(&session);
}

#[cfg(target_os = "linux")]
#[test]
fn ctrl_z_gives_the_terminal_back_until_it_is_continued() {
    let home = Home::new();
    let mut session = open(&home);
    session.send(keys::DOWN);
    session.wait("the second row, counted, and its vacancies", |screen| {
        cursor_row(screen, SIDE).contains("Midwifery") && is_settled(screen)
    });
    let screen = shown(session.screen());
    for _ in 0..2 {
        session.forget();
        session.send(keys::CTRL_Z);
        wait_until_stopped(&mut session);
        session.wait_for_raw("\x1b[?1049l");
        assert_clean(&session);
        session.forget();
        signal(session.id(), "CONT");
        session.wait_for_raw("\x1b[?1049h");
        session.wait("the screen as it was", |now| shown(now) == screen);
        assert_taken(&session);
        assert!(cursor_row(session.screen(), SIDE).contains("Midwifery"));
    }
    session.send("q");
    assert_eq!(session.end().exit_code(), 0);
    assert_clean(&session);
}

/// Waits until the system says that the program is stopped. Nothing tells of it, so it is asked now and then.
#[cfg(target_os = "linux")]
fn wait_until_stopped(session: &mut Session) {
    let path = format!("/proc/{}/stat", session.id());
    let deadline = Instant::now() + DEADLINE;
    loop {
        let stat = std::fs::read_to_string(&path).unwrap();
        // The state follows the program's name in parentheses.
        if stat.rsplit(')').next().is_some_and(|rest| rest.trim_start().starts_with('T')) {
            return;
        }
        assert!(Instant::now() < deadline, "it does not stop: {stat}");
        session.silent_for(Duration::from_millis(10));
    }
}

#[test]
fn a_damaged_file_of_adverts_is_told_on_the_screen_alone() {
    let home = Home::new();
    std::fs::create_dir_all(home.data()).unwrap();
    std::fs::write(home.data().join("adverts.sqlite3"), "Dear diary").unwrap();
    let mut session = open(&home);
    session.wait_for("! the file of adverts");
    assert!(!holds(session.raw(), "rolecall: the file"), "nothing is written past the screen");
    assert!(home.data().join("adverts.sqlite3.damaged-2026-11-22").exists());
}

#[test]
fn a_damaged_shortlists_file_is_named_and_never_written_to() {
    let home = Home::new();
    let path = home.write("shortlists.ron", DAMAGED);
    let mut session = open(&home);
    session.wait_for("line 3, column 20");
    session.wait_for(&format!("cannot read the shortlists in {}", path.display()));
    find_vacancy(&mut session);
    open_advert(&mut session);
    session.forget();
    session.send("s");
    session.wait("a refusal", |screen| screen.contents().contains("! cannot read the shortlists in"));
    assert!(!session.screen().contents().contains("saved to"));
    session.send("q");
    assert_eq!(session.end().exit_code(), 0);
    assert_clean(&session);
    assert_eq!(std::fs::read(&path).unwrap(), DAMAGED.as_bytes());
    assert_eq!(home.files(), ["shortlists.lock", "shortlists.ron"]);
}

#[test]
fn a_damaged_file_is_named_with_its_place_in_eighty_columns_too() {
    let home = Home::new();
    home.write("shortlists.ron", DAMAGED);
    let mut session = Session::open(&home, 80, 24);
    session.wait_for("cannot read the shortlists");
    session.wait_for("line 3, column 20");
}

#[test]
fn a_bad_configuration_is_shown_and_the_explorer_runs() {
    let home = Home::new();
    home.write("config.ron", "(\n  nation: Englnd,\n)\n");
    let mut session = open(&home);
    session.wait_for("config.ron:2:11: `nation` cannot be `Englnd`");
    session.send("q");
    assert_eq!(session.end().exit_code(), 0);
}

#[test]
fn no_colour_is_written_where_none_is_wanted() {
    let home = Home::new();
    home.write("shortlists.ron", DAMAGED);
    let mut session = Session::open_with(&home, WIDE.0, WIDE.1, &[("NO_COLOR", "1")]);
    session.wait_for("Nursing");
    find_vacancy(&mut session);
    open_advert(&mut session);
    session.send("s");
    session.wait_for("! cannot read the shortlists");
    session.send("2");
    session.wait_for("[2 Shortlist]");
    session.send("1");
    session.wait("a selected row told apart without colour", |screen| any_cell(screen, vt100::Cell::inverse));
    session.send("q");
    session.end();
    assert_eq!(colours(session.raw()), [""; 0]);
}

#[test]
fn colour_is_written_where_it_may_be() {
    let home = Home::new();
    for variables in [&[][..], &[("NO_COLOR", "")]] {
        let mut session = Session::open_with(&home, WIDE.0, WIDE.1, variables);
        session.wait_for("Nursing");
        assert!(!colours(session.raw()).is_empty());
    }
}

fn any_cell(screen: &Screen, test: impl Fn(&vt100::Cell) -> bool) -> bool {
    let (rows, columns) = screen.size();
    (0..rows).any(|row| (0..columns).any(|column| screen.cell(row, column).is_some_and(&test)))
}

/// Every sequence that sets a colour. Those that go back to the terminal's own (39, 49) set none.
fn colours(raw: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(raw);
    let sequences = text.split("\x1b[").skip(1).filter_map(|rest| {
        let end = rest.find(|c: char| !(c.is_ascii_digit() || c == ';' || c == ':'))?;
        rest[end..].starts_with('m').then(|| rest[..end].to_owned())
    });
    sequences.filter(|sequence| sequence.split([';', ':']).any(is_colour)).collect()
}

fn is_colour(number: &str) -> bool {
    matches!(number.parse(), Ok(30..=38 | 40..=48 | 90..=97 | 100..=107))
}

#[test]
fn colours_are_told_from_other_styles() {
    assert_eq!(colours(b"a\x1b[1mb\x1b[39m\x1b[49m\x1b[0m\x1b[7;1H\x1b[34;5H\x1b[?25h\x1b[m"), [""; 0]);
    assert_eq!(colours(b"\x1b[36m\x1b[38;5;6m \x1b[1;41mx\x1b[38;2;1;2;3m\x1b[95m").len(), 5);
}

#[test]
fn nothing_is_written_while_nothing_happens() {
    let home = Home::new();
    let mut session = open(&home);
    // The first screen is whole once the shortlists are read and the first search has answered.
    session.wait("the first search", searched);
    session.send("u");
    session.wait_for("there is nothing to undo");
    // What was under way when the last screen was drawn may still come; then there is silence.
    settle(&mut session);
    session.forget();
    assert!(session.silent_for(Duration::from_millis(300)), "{:?}", String::from_utf8_lossy(session.raw()));
    let busy = processor_time(session.id());
    assert!(session.silent_for(Duration::from_millis(300)), "{:?}", String::from_utf8_lossy(session.raw()));
    assert_eq!(processor_time(session.id()), busy, "it does no work while it is idle");
    // It was not dead.
    session.send("q");
    assert_eq!(session.end().exit_code(), 0);
}

/// The processor time that a program has used, in the system's ticks; nothing where the system does not tell.
fn processor_time(id: u32) -> Option<(u64, u64)> {
    let stat = std::fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
    let mut fields = stat.rsplit(')').next()?.split_whitespace().skip(11).map(str::parse);
    Some((fields.next()?.ok()?, fields.next()?.ok()?))
}

/// Changes the terminal's size and waits until the screen is drawn anew for it, from nothing, as the test asks.
///
/// A key sent before that may meet the change on its way in: crossterm 0.29 then keeps it until the next key.
fn resize(session: &mut Session, (columns, rows): (u16, u16), what: &str, done: impl FnMut(&Screen) -> bool) {
    settle(session);
    session.forget();
    session.resize(columns, rows);
    session.wait_for_raw("\x1b[2J");
    session.wait(what, done);
}

/// Waits until what is under way is drawn.
fn settle(session: &mut Session) {
    let deadline = Instant::now() + DEADLINE;
    while !session.silent_for(Duration::from_millis(300)) {
        assert!(Instant::now() < deadline, "it never rests");
    }
}

#[test]
fn it_is_whole_at_eighty_columns_usable_at_forty_and_says_so_below() {
    let home = Home::new();
    let mut session = open(&home);
    session.wait("the first search", searched);
    resize(&mut session, (80, 24), "two panes", |screen| {
        let text = screen.contents();
        text.contains("[1 Explore]") && text.contains(" Roles ") && text.contains("╭ Nursing ") && text.contains("? ")
    });
    resize(&mut session, (40, 10), "one pane", |screen| {
        !screen.contents().contains("╭ Nursing ") && cursor_row(screen, 40).contains("Nursing")
    });
    session.send(keys::DOWN);
    session.wait("the next row", |screen| cursor_row(screen, 40).contains("Midwifery"));
    resize(&mut session, (20, 5), "a word on the size", |screen| screen.contents().contains("rolecall needs 30 by"));
    resize(&mut session, WIDE, "the whole screen again", |screen| {
        searched(screen) && cursor_row(screen, SIDE).contains("Midwifery")
    });
    session.send("q");
    assert_eq!(session.end().exit_code(), 0);
    assert_clean(&session);
}

#[test]
fn texts_from_outside_cannot_reach_the_terminal() {
    let home = Home::new();
    let evil = r"\u{1b}]52;c;ZXZpbA==\u{7}\u{1b}[31mred\u{9b}5A\u{202e}";
    let list = format!(
        "(version: 1, lists: [(name: \"List {evil}\", entries: [(advert: (id: \"x-1\", title: \"Nurse {evil}\", \
         employer: \"Trust {evil}\", places: [\"Leeds {evil}\"], url: \"file:///etc/passwd\", source: \"hand\"), \
         saved: \"2026-11-01\", note: \"Note {evil}\")])])"
    );
    home.write("shortlists.ron", list);
    let mut session = Session::open_with(&home, WIDE.0, WIDE.1, &[("NO_COLOR", "1"), ("BROWSER", "true")]);
    session.wait_for("2 Shortlist 1");
    session.send("2");
    session.wait_for("Nurse");
    session.send(keys::RIGHT);
    session.send(keys::ENTER);
    session.wait_for("Note");
    session.send("o");
    session.wait_for("is not an http or https address");
    session.send("q");
    session.end();
    assert_eq!(colours(session.raw()), [""; 0]);
    for forbidden in ["\x1b]", "\u{9b}", "\u{202e}", "\x07"] {
        assert!(!holds(session.raw(), forbidden), "{forbidden:?} was written");
    }
}

#[test]
fn two_running_copies_keep_each_others_adverts() {
    let home = Home::new();
    let mut session = open(&home);
    find_vacancy(&mut session);
    open_advert(&mut session);
    assert_eq!(home.run(&["shortlist", "add", "sample-10", "--list", "My shortlist"]).code, Some(0));
    session.send("s");
    session.wait_for("saved to “My shortlist”");
    session.wait_for("2 Shortlist 2");
    let saved: Vec<_> = home.json(&["shortlist", "list"]).iter().map(|line| line["id"].clone()).collect();
    assert_eq!(saved, ["sample-10", "sample-9"]);
    session.send("u");
    session.wait_for("undone");
    let saved: Vec<_> = home.json(&["shortlist", "list"]).iter().map(|line| line["id"].clone()).collect();
    assert_eq!(saved, ["sample-10"]);
}

#[test]
fn what_the_screen_calls_saved_outlives_a_kill() {
    let home = Home::new();
    let mut session = open(&home);
    find_vacancy(&mut session);
    open_advert(&mut session);
    session.send("s");
    session.wait_for("saved to “My shortlist”");
    signal(session.id(), "KILL");
    session.end();
    assert_eq!(home.json(&["shortlist", "list"])[0]["id"], "sample-9");
}

#[test]
fn a_paste_into_a_filter_is_text_and_runs_nothing() {
    let home = Home::new();
    let mut session = open(&home);
    session.send("v");
    session.wait("the filter's line", in_a_filter);
    session.send("\x1b[200~leeds\rq\x1b[201~");
    session.wait("the pasted words in the line", |screen| screen.contents().contains("/ leeds"));
    session.send(keys::CTRL_C);
    assert_eq!(session.end().exit_code(), 0);
}
