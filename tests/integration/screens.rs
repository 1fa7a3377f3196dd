//! Ring (b): whole screens as text, at five sizes and smaller.

use ratatui::buffer::Cell;
use ratatui::style::Modifier;
use rolecall::app::message::Message;
use rolecall::app::refresh::{News, Progress};
use rolecall::domain::advert::{Advert, AdvertId, StatedPlace};
use rolecall::domain::shortlist::{Entry, Shortlist, Shortlists};

use crate::explorer::{Explorer, TODAY};

/// The sizes that every screen is made for.
const SIZES: [(u16, u16); 5] = [(200, 60), (120, 36), (80, 24), (60, 20), (40, 10)];

/// Draws a screen at every size and compares it with what is kept.
pub fn snapshots(name: &str, lists: &Shortlists, prepare: impl Fn(&mut Explorer)) {
    snapshots_of(name, lists, prepare, Explorer::screen);
}

/// Draws a screen at every size and compares what is told of it with what is kept.
fn snapshots_of(name: &str, lists: &Shortlists, prepare: impl Fn(&mut Explorer), tell: impl Fn(&Explorer) -> String) {
    for (columns, rows) in SIZES {
        let adverts = rolecall::source::bundled::adverts().unwrap();
        let mut explorer = Explorer::with(adverts, lists.clone(), columns, rows);
        prepare(&mut explorer);
        insta::with_settings!({ prepend_module_to_snapshot => false, snapshot_path => "../snapshots", omit_expression => true }, {
            insta::assert_snapshot!(format!("{name}-{columns}x{rows}"), tell(&explorer));
        });
    }
}

/// A screen with the marked letters of each line pointed at below it: printed screens carry no style.
fn with_marks(explorer: &Explorer) -> String {
    let buffer = explorer.terminal.backend().buffer();
    let is_marked = |cell: &Cell| cell.modifier.contains(Modifier::UNDERLINED | Modifier::BOLD);
    let rows = buffer.content.chunks(usize::from(buffer.area.width));
    let rows = rows.zip(explorer.screen().lines().map(str::to_owned).collect::<Vec<_>>());
    rows.map(|(cells, line)| {
        let marks: String = cells.iter().map(|cell| if is_marked(cell) { '^' } else { ' ' }).collect();
        if marks.trim().is_empty() { format!("{line}\n") } else { format!("{line}\n {}\n", marks.trim_end()) }
    })
    .collect()
}

/// A made-up advert.
fn advert(number: usize, title: &str, closes: Option<jiff::civil::Date>) -> Advert {
    Advert {
        id: AdvertId::new(format!("made-up-{number}")),
        title: title.to_owned(),
        employer: "Example Valley NHS Foundation Trust".to_owned(),
        places: vec![StatedPlace::new("Exampleton, EX1 1EX")],
        pay: Some("£32073.00 to £39043.00".to_owned()),
        contract: Some("Permanent".to_owned()),
        closes,
        url: Some("https://example.org/1".to_owned()),
        source: "made up".to_owned(),
        ..Advert::default()
    }
}

fn lists() -> Shortlists {
    let day = |day| Some(jiff::civil::date(2026, 11, day));
    let entry = |advert: Advert, note: &str| Entry { advert, saved: TODAY, note: note.to_owned() };
    let entries = vec![
        entry(advert(1, "Staff Nurse, Medical Ward", day(22)), "ask about rotas"),
        entry(advert(2, "Band 6 Physiotherapist", day(29)), ""),
        entry(advert(3, "Ward Clerk", None), ""),
    ];
    let other = Shortlist { name: "Boards".to_owned(), entries: Vec::new() };
    Shortlists { lists: vec![Shortlist { name: "My shortlist".to_owned(), entries }, other], last_used: None }
}

fn nothing_saved() -> Shortlists {
    Shortlists::default()
}

#[test]
fn first_screen() {
    snapshots("first", &nothing_saved(), |_| {});
}

#[test]
fn tree_open() {
    snapshots("tree", &nothing_saved(), |explorer| {
        explorer.keys("down down down down down right down down");
    });
}

#[test]
fn refreshing() {
    snapshots("refresh-form", &nothing_saved(), |explorer| {
        explorer.keys("R down down").type_text("Leeds");
    });
    snapshots("refreshing", &nothing_saved(), |explorer| {
        explorer.keys("R enter");
        let progress = Progress { round: None, pages: 34, of_pages: Some(157), adverts: 3_400 };
        explorer.message(Message::Refreshing(News::Read(progress)));
    });
}

#[test]
fn standings_are_marked() {
    let mut lists = lists();
    // As it was when it was saved: another closing day.
    lists.lists[0].entries[0].advert.closes = Some(jiff::civil::date(2026, 11, 21));
    let id = |number: usize| AdvertId::new(format!("made-up-{number}"));
    let adverts = || -> Vec<Advert> {
        let title = |number| ["Staff Nurse, Medical Ward", "Band 6 Physiotherapist", "Ward Clerk", "Porter"][number];
        (1..=4).map(|number| advert(number, title(number - 1), Some(jiff::civil::date(2026, 11, 22)))).collect()
    };
    let today = TODAY;
    for (name, keys) in [("marks", "v esc"), ("marks-saved", "2 tab")] {
        snapshots(name, &lists, |explorer| {
            explorer.board(adverts(), &[id(4)], &[(id(3), today.tomorrow().unwrap())]);
            explorer.keys(keys);
        });
    }
}

#[test]
fn role_filter() {
    snapshots("role-filter", &nothing_saved(), |explorer| {
        explorer.keys("/").type_text("nurs");
    });
}

#[test]
fn role_tabs() {
    for (tab, keys) in [("working-life", ""), ("pay", "]"), ("progression", "] ]"), ("getting-in", "] ] ]")] {
        snapshots(&format!("role-{tab}"), &nothing_saved(), |explorer| {
            explorer.keys("/").type_text("strategic management").keys("enter").keys(keys);
        });
    }
}

#[test]
fn where_a_career_can_go() {
    let at_nurse = |explorer: &mut Explorer, keys: &str| {
        explorer.keys("/").type_text("adult nurse").keys("enter").keys(keys);
    };
    snapshots("ladder", &nothing_saved(), |explorer| at_nurse(explorer, "] ] pagedown down down"));
    snapshots("route-pick", &nothing_saved(), |explorer| {
        at_nurse(explorer, "r");
        explorer.type_text("consultant");
    });
    snapshots("route", &nothing_saved(), |explorer| {
        at_nurse(explorer, "r");
        explorer.type_text("nurse consultant").keys("enter down down down");
    });
    snapshots("become-form", &nothing_saved(), |explorer| {
        at_nurse(explorer, "W down down right down right right right");
    });
    snapshots("become", &nothing_saved(), |explorer| {
        at_nurse(explorer, "W down down down left left left enter down down down");
    });
}

#[test]
fn doctors_pay() {
    snapshots("pay-doctor", &nothing_saved(), |explorer| {
        explorer.keys("/").type_text("consultant doctor").keys("enter ]");
    });
}

#[test]
fn own_pay() {
    snapshots("my-pay-form", &nothing_saved(), |explorer| {
        explorer.keys("M down down 3 0 down right down down down right right");
    });
    snapshots("my-pay-role", &nothing_saved(), |explorer| {
        explorer.keys("/").type_text("staff nurse").keys("enter ]").keys("M down down 3 0 down right enter");
    });
    snapshots("my-pay-steps", &nothing_saved(), |explorer| {
        explorer.keys("/").type_text("strategic management").keys("enter m ] ]");
    });
    snapshots("my-pay-advert", &lists(), |explorer| {
        explorer.keys("2 right t down enter m");
    });
}

#[test]
fn vacancy_filter() {
    snapshots("vacancies", &nothing_saved(), |explorer| {
        explorer.keys("v").type_text("stratgy leeds");
    });
}

#[test]
fn vacancy_filter_that_nothing_meets() {
    snapshots("vacancies-none", &nothing_saved(), |explorer| {
        explorer.keys("/").type_text("strategic management").keys("enter v").type_text("midwife");
    });
}

#[test]
fn filters() {
    let lists = nothing_saved();
    snapshots("filters", &lists, |explorer| {
        explorer.board(crate::filters::many(), &[], &[]);
        explorer.keys("f");
    });
    snapshots("filters-chosen", &lists, |explorer| {
        explorer.board(crate::filters::many(), &[], &[]);
        explorer.keys("v").type_text("nurse band:6 contract:permanent").keys("esc f tab tab down");
    });
}

#[test]
fn matched_letters_are_marked_in_mended_words_and_in_every_column() {
    let prepare = |explorer: &mut Explorer| {
        explorer.board(crate::filters::many(), &[], &[]);
        explorer.keys("v").type_text("stratgic plan leeds near:york within:50");
    };
    snapshots_of("highlight", &nothing_saved(), prepare, with_marks);
    let prepare = |explorer: &mut Explorer| {
        explorer.board(crate::filters::many(), &[], &[]);
        explorer.keys("v").type_text("band 6 coast york");
    };
    snapshots_of("highlight-columns", &nothing_saved(), prepare, with_marks);
}

#[test]
fn an_empty_list_says_what_would_help() {
    snapshots("nothing-found", &nothing_saved(), |explorer| {
        explorer.board(crate::filters::many(), &[], &[]);
        explorer.keys("v").type_text("strategic contract:bank pay:>20k").keys("esc down");
    });
    snapshots("nothing-for-role", &nothing_saved(), |explorer| {
        explorer.keys("/").type_text("paramedic").keys("enter v esc");
    });
}

#[test]
fn named_searches() {
    snapshots("searches", &nothing_saved(), |explorer| {
        for (query, name) in [("nurse near:leeds within:20", "Near home"), ("band:8 -director", "Next step")] {
            explorer.keys("v ctrl-u").type_text(query).keys("esc F").type_text(name).keys("enter");
        }
        explorer.keys("F").type_text("ne");
    });
}

#[test]
fn advert_with_text() {
    snapshots("advert", &nothing_saved(), |explorer| {
        explorer.keys("v").type_text("medical director department").keys("enter s");
    });
}

#[test]
fn shortlist_review() {
    snapshots("shortlist", &lists(), |explorer| {
        explorer.keys("2 right");
    });
}

#[test]
fn saved_advert() {
    snapshots("saved-advert", &lists(), |explorer| {
        explorer.keys("2 right t down enter");
    });
}

#[test]
fn empty_shortlists() {
    snapshots("shortlist-empty", &nothing_saved(), |explorer| {
        explorer.keys("2");
    });
}

#[test]
fn help_and_palette() {
    snapshots("help", &nothing_saved(), |explorer| {
        explorer.keys("v esc ?");
    });
    snapshots("help-all", &nothing_saved(), |explorer| {
        explorer.keys("? ?");
    });
    snapshots("palette", &nothing_saved(), |explorer| {
        explorer.keys(":").type_text("sh");
    });
}

#[test]
fn pickers_and_prompts() {
    snapshots("links", &nothing_saved(), |explorer| {
        explorer.keys("/").type_text("strategic management").keys("enter o");
    });
    snapshots("pick-list", &lists(), |explorer| {
        explorer.keys("v esc S").type_text("Boa");
    });
    snapshots("note", &lists(), |explorer| {
        explorer.keys("2 right n");
    });
}

#[test]
fn a_long_notice_is_shown_whole() {
    snapshots("notice", &nothing_saved(), |explorer| {
        explorer.disk_fails = Some(
            "saving to the shortlists: /home/someone/.config/rolecall/shortlists.ron, line 12, column 7: expected a comma; \
             mend or move the file, rolecall will not write to it until then"
                .to_owned(),
        );
        explorer.keys("v esc s");
    });
}

/// Whatever is shown, no size makes the drawing panic, and one too small says so.
#[test]
fn degenerate_sizes() {
    for keys in ["", "v", "2 right n", "? ?", ":", "/"] {
        let mut explorer = Explorer::with(rolecall::source::bundled::adverts().unwrap(), lists(), 80, 24);
        explorer.keys(keys);
        for columns in [0, 1, 2, 3, 10, 29, 30, 31, 79, 81, 99, 101, 300] {
            for rows in [0, 1, 2, 3, 7, 8, 9, 27, 28, 29, 100] {
                explorer.resize(columns, rows);
                explorer.keys("down");
            }
        }
    }
    let mut explorer = Explorer::new(29, 7);
    explorer.resize(29, 7);
    assert!(explorer.screen().contains("rolecall needs 30 by 8"), "{}", explorer.screen());
}

#[test]
fn the_cursor_is_on_the_selected_row_or_in_the_line() {
    let mut explorer = Explorer::new(120, 36);
    explorer.keys("down down");
    assert!(explorer.cursor_row().contains("Healthcare support worker"));
    explorer.keys("v").type_text("director of care");
    assert!(explorer.cursor_row().contains("/ director of care"));
    explorer.keys("esc");
    assert!(explorer.cursor_row().contains("Oswestry"), "{}", explorer.cursor_row());
}

/// Printed screens carry no style: the matched letters and the selected row are looked at here.
#[test]
fn matched_letters_and_the_selected_row_stand_out() {
    let mut explorer = Explorer::new(120, 36);
    explorer.keys("v").type_text("stratgy");
    let buffer = explorer.terminal.backend().buffer().clone();
    let marked: String = buffer
        .content
        .iter()
        .filter(|cell| cell.modifier.contains(Modifier::UNDERLINED | Modifier::BOLD))
        .map(|cell| cell.symbol().to_owned())
        .collect();
    assert!(marked.contains("Stratgy"), "{marked}");
    assert!(buffer.content.iter().any(|cell| cell.modifier.contains(Modifier::REVERSED)));
}
