//! Ring (a): keys in, state and effects out, nothing drawn looked at.

use std::collections::HashMap;
use std::sync::Arc;

use rolecall::app::message::{Counted, Found, Message};
use rolecall::app::pages::role::Tab;
use rolecall::app::pane::Pane;
use rolecall::app::state::Ending;
use rolecall::domain::advert::{Advert, AdvertId};
use rolecall::domain::board::Board;
use rolecall::domain::record::{AdvertRecord, SamePost, SameReason};
use rolecall::domain::role::RoleId;
use rolecall::domain::scale::{Nation, PayYear};
use rolecall::domain::shortlist::Shortlists;
use rolecall::domain::standing::Standing;
use rolecall::search::adverts::openings::RoleOpenings;

use crate::explorer::Explorer;

/// The titles of the vacancies found, in order.
fn found(explorer: &Explorer) -> Vec<String> {
    let board = &explorer.state.board;
    explorer.state.vacancies.hits.iter().map(|hit| board.at(*hit).unwrap().advert.title).collect()
}

fn at_role(explorer: &Explorer) -> Option<&str> {
    explorer.state.role().map(|role| role.id.as_str())
}

/// An explorer with Strategic management found and read.
fn at_strategic_management() -> Explorer {
    let mut explorer = Explorer::new(120, 36);
    explorer.keys("/").type_text("strategic management").keys("enter");
    explorer
}

#[test]
fn arrows_walk_to_a_role_and_narrow_the_vacancies() {
    let mut explorer = Explorer::new(120, 36);
    let categories = explorer.state.catalogue.categories();
    let down = categories.iter().position(|category| category.title == "Management").unwrap();
    for _ in 0..down {
        explorer.keys("down");
    }
    explorer.keys("right right right");
    for _ in 0..12 {
        if at_role(&explorer) == Some("strategic-management") {
            break;
        }
        explorer.keys("down");
    }
    assert_eq!(at_role(&explorer), Some("strategic-management"));
    let titles = found(&explorer);
    assert!(titles.contains(&"Policy and Strategy Manager".to_owned()), "{titles:?}");
    assert!(!titles.contains(&"Director of Finance".to_owned()), "{titles:?}");
    explorer.keys("enter");
    assert_eq!(explorer.state.focus, Pane::Role);
}

#[test]
fn hjkl_move_as_the_arrows_do() {
    let mut arrows = Explorer::new(120, 36);
    arrows.keys("down down right down down left up");
    let mut letters = Explorer::new(120, 36);
    letters.keys("j j l j j h k");
    assert_eq!(arrows.state.roles.selected, letters.state.roles.selected);
}

#[test]
fn one_key_widens_to_all_and_choosing_a_role_narrows_again() {
    let mut explorer = at_strategic_management();
    let narrow = found(&explorer).len();
    explorer.keys("w");
    assert_eq!(found(&explorer).len(), explorer.state.board.len());
    explorer.keys("w");
    assert_eq!(found(&explorer).len(), narrow);
    explorer.keys("w 1 / ctrl-u").type_text("medical director").keys("enter");
    assert!(!explorer.state.vacancies.wide);
}

#[test]
fn roles_are_found_by_title_other_title_and_abbreviation() {
    for (typed, id) in
        [("stratgic", "strategic-management"), ("staff nurse", "adult-nurse"), ("hca", "healthcare-assistant")]
    {
        let mut explorer = Explorer::new(120, 36);
        explorer.keys("/").type_text(typed).keys("enter");
        assert_eq!(at_role(&explorer), Some(id), "{typed}");
    }
}

#[test]
fn vacancies_filter_as_typed_and_the_best_hit_is_selected() {
    let row = |explorer: &Explorer| explorer.state.vacancies.row(&explorer.state.board);
    let mut explorer = Explorer::new(120, 36);
    explorer.keys("v").type_text("stratgy leeds");
    assert_eq!(found(&explorer), ["Policy and Strategy Manager"]);
    explorer.keys("ctrl-w");
    assert!(found(&explorer).len() > 1);
    assert_eq!(row(&explorer), 0);
    explorer.keys("esc esc");
    assert_eq!(explorer.state.vacancies.filter.text(), "");
    assert_eq!(row(&explorer), 0);
}

#[test]
fn an_answer_to_an_older_search_is_dropped() {
    let mut explorer = Explorer::new(120, 36);
    let before = found(&explorer);
    let generation = explorer.state.vacancies.generation - 1;
    explorer.message(Message::Found(Found { generation, hits: vec![0], within: 1, everywhere: 1, ..Found::default() }));
    assert_eq!(found(&explorer), before);
}

#[test]
fn esc_steps_back_level_by_level_and_never_quits() {
    let mut explorer = at_strategic_management();
    explorer.keys("v").type_text("stratgy").keys("enter");
    assert_eq!(explorer.state.focus, Pane::Advert);
    for _ in 0..20 {
        explorer.keys("esc");
    }
    assert_eq!(explorer.state.focus, Pane::Roles);
    assert!(!explorer.state.roles.filtered());
    assert_eq!(explorer.state.ended, None);
}

#[test]
fn saving_says_so_only_once_the_disk_has_it() {
    let mut explorer = Explorer::new(120, 36);
    explorer.disk_fails = Some("writing shortlists.ron: the disk is full".to_owned());
    explorer.keys("v enter s");
    assert!(explorer.said().contains("the disk is full"), "{}", explorer.said());
    assert_eq!(explorer.state.shortlists.entries().count(), 0);
    explorer.disk_fails = None;
    explorer.keys("s");
    assert!(explorer.said().starts_with("saved to “My shortlist”"), "{}", explorer.said());
    assert_eq!(explorer.disk().len(), 1);
}

#[test]
fn another_key_saves_to_a_list_of_a_new_name_and_it_is_used_from_then_on() {
    let mut explorer = Explorer::new(120, 36);
    explorer.keys("v").type_text("finance").keys("esc s S").type_text("Boards").keys("down enter");
    explorer.keys("down s");
    let names: Vec<(String, usize)> =
        explorer.disk().into_iter().map(|(name, entries)| (name, entries.len())).collect();
    assert_eq!(names, [("My shortlist".to_owned(), 1), ("Boards".to_owned(), 2)]);
}

#[test]
fn removing_noting_and_renaming_are_undone_one_by_one() {
    let mut explorer = Explorer::new(120, 36);
    explorer.keys("v").type_text("supply chain").keys("esc s n").type_text("ask about hours").keys("enter");
    let noted = explorer.disk();
    assert_eq!(noted[0].1[0].1, "ask about hours");
    explorer.keys("2 r ctrl-u").type_text("Later").keys("enter");
    assert_eq!(explorer.disk()[0].0, "Later");
    explorer.keys("right x");
    assert_eq!(explorer.disk()[0].1.len(), 0);
    explorer.keys("u");
    assert_eq!(explorer.disk()[0].1[0].1, "ask about hours");
    explorer.keys("u");
    assert_eq!(explorer.disk(), noted);
    explorer.keys("u");
    assert_eq!(explorer.disk()[0].1[0].1, "");
    explorer.keys("u u");
    assert_eq!(explorer.disk(), []);
    assert!(explorer.said().contains("nothing to undo"), "{}", explorer.said());
}

#[test]
fn what_is_put_back_stands_where_it_stood() {
    let mut explorer = Explorer::new(120, 36);
    explorer.keys("v esc s down s down s");
    let before = explorer.disk();
    explorer.keys("2 right home x u");
    assert_eq!(explorer.disk(), before);
}

#[test]
fn undo_can_be_pressed_ahead_and_a_failed_one_can_be_tried_again() {
    let mut explorer = Explorer::new(120, 36);
    explorer.keys("v esc s down s");
    explorer.disk_fails = Some("the disk is full".to_owned());
    explorer.keys("u");
    assert!(explorer.said().contains("not saved: the disk is full"), "{}", explorer.said());
    explorer.disk_fails = None;
    explorer.keys("u u");
    assert_eq!(explorer.disk(), []);
}

#[test]
fn a_failed_rename_leaves_the_selection_where_it_was() {
    let mut explorer = Explorer::new(120, 36);
    explorer.keys("v esc s S").type_text("Beta").keys("enter");
    explorer.keys("2 up r ctrl-u").type_text("Beta").keys("enter");
    assert!(explorer.said().contains("cannot be named"), "{}", explorer.said());
    assert_eq!(explorer.state.entries.list.as_deref(), Some("My shortlist"));
}

#[test]
fn enter_goes_nowhere_where_no_role_is_found() {
    let mut explorer = Explorer::new(120, 36);
    explorer.keys("/").type_text("medicalzzz").keys("enter");
    assert_eq!(explorer.state.focus, Pane::Roles);
}

#[test]
fn a_removed_list_comes_back_whole() {
    let mut explorer = Explorer::new(120, 36);
    explorer.keys("v esc s down s 2 x");
    assert_eq!(explorer.disk(), []);
    explorer.keys("u");
    assert_eq!(explorer.disk()[0].1.len(), 2);
}

#[test]
fn steps_and_related_roles_are_walked_and_walked_back() {
    let mut explorer = at_strategic_management();
    explorer.keys("] ]");
    assert_eq!(explorer.state.role.tab, Tab::Progression);
    let lines = explorer.state.lines(Pane::Role);
    let director =
        lines.iter().position(|line| line.target == Some(RoleId::new("director-of-strategy").into())).unwrap();
    while explorer.state.role.reading.line < director {
        explorer.keys("down");
    }
    explorer.keys("enter");
    assert_eq!(at_role(&explorer), Some("director-of-strategy"));
    explorer.keys("backspace");
    assert_eq!(at_role(&explorer), Some("strategic-management"));
    assert_eq!(explorer.state.role.reading.line, director);
    explorer.keys("b b b");
    assert!(explorer.said().contains("no role to go back to"), "{}", explorer.said());
}

#[test]
fn links_open_by_their_number_and_enter_never_opens_a_browser() {
    let mut explorer = at_strategic_management();
    explorer.keys("enter enter");
    assert_eq!(explorer.asked, [""; 0]);
    explorer.keys("o 2");
    assert_eq!(explorer.asked, ["Browse(\"https://graduates.nhs.uk/\")"]);
    explorer.keys("o 9 esc");
    assert_eq!(explorer.asked.len(), 1);
}

#[test]
fn an_advert_without_an_address_is_copied_instead() {
    let mut explorer = Explorer::new(120, 36);
    explorer.keys("v").type_text("stratgy leeds").keys("enter o");
    assert!(explorer.said().contains("no address"), "{}", explorer.said());
    explorer.keys("y");
    assert_eq!(explorer.asked, ["Copy(\"Policy and Strategy Manager, NHS Resolution\")"]);
    let porter = Advert { id: AdvertId::new("1"), title: "Porter".to_owned(), ..Advert::default() };
    let mut explorer = Explorer::with(vec![porter], Shortlists::default(), 120, 36);
    explorer.keys("v esc y");
    assert_eq!(explorer.asked, ["Copy(\"Porter\")"]);
}

#[test]
fn a_damaged_file_of_adverts_is_told_until_adverts_are_fetched_anew() {
    let mut explorer = Explorer::new(120, 36);
    explorer.message(Message::Damaged("the file was damaged".to_owned()));
    assert_eq!(explorer.keys("down down").said(), "the file was damaged");
    explorer.message(Message::Refreshed(Err("no connection".to_owned())));
    assert_eq!(explorer.keys("down").said(), "the file was damaged");
    explorer.message(Message::Refreshed(Ok("fetched".to_owned())));
    assert_eq!(explorer.keys("down").said(), "");
}

#[test]
fn nation_and_year_go_round() {
    let mut explorer = Explorer::new(120, 36);
    explorer.keys("N");
    assert_eq!(explorer.state.choice.nation, Nation::Scotland);
    explorer.keys("N N N");
    assert_eq!(explorer.state.choice.nation, Nation::England);
    assert_eq!(explorer.state.choice.year, PayYear(2026));
    explorer.keys("Y");
    assert_eq!(explorer.state.choice.year, PayYear(2025));
    let others = explorer.state.catalogue.pay().years(Nation::England).len() - 1;
    explorer.keys(&vec!["Y"; others].join(" "));
    assert_eq!(explorer.state.choice.year, PayYear(2026));
}

#[test]
fn letters_are_text_while_a_filter_is_typed() {
    let mut explorer = Explorer::new(120, 36);
    explorer.keys("v").type_text("quality q?");
    assert_eq!(explorer.state.ended, None);
    assert_eq!(explorer.state.vacancies.filter.text(), "quality q?");
    explorer.keys("ctrl-c");
    assert_eq!(explorer.state.ended, Some(Ending::Asked));
}

#[test]
fn the_palette_does_what_its_row_says() {
    let mut explorer = Explorer::new(120, 36);
    explorer.keys(":").type_text("shortlists").keys("enter");
    assert_eq!(explorer.state.focus, Pane::Lists);
    explorer.keys(":").type_text("no such action").keys("enter");
    assert!(explorer.state.overlay.is_none());
}

#[test]
fn pasted_text_is_typed_safely_and_nothing_else() {
    let mut explorer = Explorer::new(120, 36);
    explorer.message(Message::Paste("q".to_owned()));
    assert_eq!(explorer.state.ended, None);
    explorer.keys("v");
    explorer.message(Message::Paste("leeds\u{1b}[31m\nq".to_owned()));
    assert_eq!(explorer.state.vacancies.filter.text(), "leeds q");
}

#[test]
fn adverts_that_cannot_be_read_are_none_and_it_is_said_why() {
    let mut explorer = Explorer::new(120, 36);
    explorer.message(Message::Board(Err("the disk is gone".to_owned())));
    assert_eq!(explorer.said(), "the disk is gone");
    assert_eq!(explorer.state.board.origin().brief, "unreadable");
    assert_eq!((found(&explorer).len(), explorer.state.counts.len()), (0, 0));
}

#[test]
fn counts_of_another_board_are_dropped() {
    let mut explorer = Explorer::new(120, 36);
    let before = explorer.state.counts.clone();
    assert!(!before.is_empty());
    let (board, counts, openings) = (Arc::new(Board::default()), HashMap::new(), RoleOpenings::default());
    explorer.message(Message::Counted(Counted { board, counts, openings }));
    assert_eq!(explorer.state.counts, before);
}

#[test]
fn a_changed_advert_is_kept_as_it_stands_by_saving_it_once_more() {
    let mut explorer = Explorer::new(120, 36);
    explorer.keys("v esc s");
    let saved = explorer.state.current_listing().unwrap().advert;
    assert!(explorer.keys("s").said().contains("already on"), "{}", explorer.said());
    let changed = Advert { closes: Some(jiff::civil::date(2026, 12, 24)), ..saved.clone() };
    explorer.board(vec![changed.clone()], &[], &[]);
    let standing = |explorer: &Explorer| explorer.state.standing(&explorer.state.current_listing().unwrap());
    assert_eq!(standing(&explorer), Some(Standing::Changed));
    explorer.keys("n k e e p enter s");
    assert!(explorer.said().contains("keeps it as it now stands"), "{}", explorer.said());
    assert_eq!(standing(&explorer), None);
    let kept = explorer.state.shortlists.lists[0].entries[0].clone();
    assert_eq!((kept.advert.closes, kept.note.as_str()), (changed.closes, "keep"));
    explorer.keys("u");
    assert_eq!(standing(&explorer), Some(Standing::Changed));
}

#[test]
fn other_adverts_for_the_same_post_are_gone_to() {
    let mut explorer = Explorer::new(120, 60);
    let (one, other) = (explorer.state.board.id(0).unwrap(), explorer.state.board.id(1).unwrap());
    let same = SamePost {
        advert: other.clone(),
        title: "The other".to_owned(),
        source: "elsewhere".to_owned(),
        reason: SameReason::Reference,
    };
    explorer.records.insert(one.clone(), AdvertRecord { same_posts: vec![same], ..AdvertRecord::default() });
    explorer.keys("v esc home enter");
    assert_eq!(explorer.state.advert.as_ref().unwrap().advert, one);
    assert!(explorer.screen().contains("The other"), "{}", explorer.screen());
    let lines = explorer.state.lines(Pane::Advert);
    let line = lines.iter().position(|line| line.target == Some(other.clone().into())).unwrap();
    for _ in 0..line {
        explorer.keys("down");
    }
    explorer.keys("enter");
    assert_eq!(explorer.state.advert.as_ref().unwrap().advert, other);
}
