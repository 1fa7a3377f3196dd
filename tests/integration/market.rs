//! The market: what adverts say together, counted from a board, shown on the tab and told by the command.

use std::sync::Arc;

use jiff::ToSpan;
use jiff::civil::Date;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::style::Color;
use rolecall::app::message::Message;
use rolecall::app::panes::market::Told;
use rolecall::domain::advert::{Advert, AdvertId, StatedPlace};
use rolecall::domain::board::{Board, Origin};
use rolecall::domain::contract::{Contract, WorkingPattern};
use rolecall::domain::gazetteer::Region;
use rolecall::domain::market::Market;
use rolecall::domain::shortlist::Shortlists;
use rolecall::search::adverts::market::Posts;
use rolecall::search::adverts::{AdvertIndex, Atlas, Places};
use rolecall::source::bundled;
use rolecall::view::draw;
use rolecall::view::theme::Theme;
use serde_json::Value;

use crate::explorer::{Explorer, TODAY, catalogue};
use crate::harness::Home;
use crate::screens::snapshots;

/// Adverts that differ in what they say, most of it said several times.
pub fn adverts(count: usize) -> Vec<Advert> {
    (0..count).map(advert).collect()
}

fn advert(number: usize) -> Advert {
    let own = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let days = i32::try_from(number % 40).unwrap();
    let of = |texts: &[&str]| texts[number % texts.len()].to_owned();
    let pay = of(&[
        "£32,073 to £39,043 a year",
        "£39,959 to £48,117 a year",
        "£32,073 to £39,043 per annum pro rata",
        "",
        "£49,387 to £56,515 a year",
        "£14.10 an hour",
        "£27485.00 to £30162.00",
        "up to £60,000 a year",
        "£57,528 to £64,750 a year",
        "£25,272 a year",
        "£32,073 to £39,043 a year",
    ]);
    let employers = ["Example Valley NHS Foundation Trust", "Other Town Hospice", "", "Third Borough Council"];
    Advert {
        id: AdvertId::new(format!("made-up-{number}")),
        title: of(&["Strategic manager", "Staff nurse", "Porter", "Head of strategy", "Strategy manager"]),
        employer: of(&employers),
        places: vec![StatedPlace::new(of(&[
            "Leeds, LS1 4AP",
            "Truro",
            "Home based",
            "Cardiff",
            "Leeds",
            "York / Hull",
        ]))],
        pay: own(&pay),
        contract: own(&of(&["Permanent", "Permanent", "Fixed term", "", "Bank"])),
        working_pattern: own(&of(&["Full time, part time", "Full time", "Shifts", ""])),
        posted: (!number.is_multiple_of(7)).then(|| TODAY.saturating_sub((days * 2).days())),
        closes: (!number.is_multiple_of(9)).then(|| TODAY.saturating_add((days - 6).days())),
        source: "made up".to_owned(),
        ..Advert::default()
    }
}

fn market(adverts: Vec<Advert>) -> Market {
    let index = AdvertIndex::new(Arc::new(Board::new(adverts, catalogue(), Origin::default())));
    let atlas = Atlas::new(Arc::clone(index.board()), bundled::gazetteer().unwrap(), Vec::new());
    while atlas.prepare() {}
    let mut posts = Posts::default();
    while posts.go_on(&index, &atlas) {}
    let all: Vec<usize> = (0..index.board().len()).collect();
    posts.market(&index, &all, TODAY)
}

/// The explorer at the market of a role, over a board of its own.
fn at_market(explorer: &mut Explorer, count: usize) -> &mut Explorer {
    explorer.board(adverts(count), &[], &[]);
    explorer.keys("/").type_text("strategic management").keys("enter ] ] ] ]")
}

#[test]
fn a_board_in_another_order_has_the_same_market() {
    let mut all = adverts(120);
    let found = market(all.clone());
    assert_eq!(found.adverts + found.past, 120);
    assert!(found.past > 0 && found.pay.yearly > 0 && !found.pay.left_out.is_empty());
    all.rotate_left(41);
    all.reverse();
    assert_eq!(market(all), found);
}

#[test]
fn an_advert_counts_for_each_thing_that_it_says() {
    let places = vec![StatedPlace::new("York / Cardiff")];
    let found = market(vec![Advert { places, closes: Some(TODAY), ..advert(0) }]);
    assert_eq!((found.adverts, found.past), (1, 0));
    assert_eq!((found.pay.stated, found.pay.yearly, found.pay.by_size), (1, 1, 0));
    assert_eq!(found.pay.bins[0].from, 30_000);
    assert_eq!(found.regions.counts, [(Region::Yorkshire, 1), (Region::Wales, 1)]);
    assert_eq!(found.contracts.counts, [(Contract::Permanent, 1)]);
    assert_eq!(found.patterns.counts, [(WorkingPattern::FullTime, 1), (WorkingPattern::PartTime, 1)]);
    assert_eq!(found.employers.biggest, [("Example Valley NHS Foundation Trust".to_owned(), 1)]);
    assert_eq!((found.posted.unstated, found.closing.counts[0].1), (1, 1));
}

#[test]
fn the_tab_at_every_size() {
    let none = Shortlists::default();
    snapshots("market-role", &none, |explorer| {
        at_market(explorer, 120);
    });
    snapshots("market-role-lower", &none, |explorer| {
        at_market(explorer, 120).keys("pagedown pagedown");
    });
    snapshots("market-few", &none, |explorer| {
        at_market(explorer, 6);
    });
    snapshots("market-search", &none, |explorer| {
        at_market(explorer, 120).keys("v").type_text("leeds").keys("esc shift-tab");
    });
    snapshots("market-category", &none, |explorer| {
        explorer.board(adverts(120), &[], &[]);
        explorer.keys(&"down ".repeat(12)).keys("tab ]");
    });
}

#[test]
fn nothing_is_counted_while_the_tab_is_not_looked_at() {
    let mut explorer = Explorer::new(120, 36);
    explorer.board(adverts(120), &[], &[]);
    explorer.keys("/").type_text("strategic management").keys("enter ] ]");
    assert_eq!(explorer.markets, 0);
    explorer.keys("] ]");
    assert_eq!(explorer.markets, 1);
    // The list in sight of it is searched, and so is the market told anew.
    explorer.keys("v l");
    assert_eq!(explorer.markets, 2);
    // An advert that is read stands in its place.
    explorer.keys("enter");
    explorer.keys("v e");
    assert_eq!(explorer.markets, 2);
    explorer.keys("esc esc shift-tab esc");
    assert_eq!(explorer.markets, 3);
    // So does the other screen.
    explorer.keys("v e esc 2");
    assert_eq!(explorer.markets, 4);
    explorer.keys("1");
    assert_eq!(explorer.markets, 4, "nothing was asked for meanwhile");
    assert!(explorer.screen().contains("The market: Strategic management"), "{}", explorer.screen());
}

#[test]
fn on_a_small_screen_the_market_is_counted_when_it_comes_into_sight() {
    let mut explorer = Explorer::new(60, 20);
    at_market(&mut explorer, 120).keys("v l");
    let counted = explorer.markets;
    explorer.keys("e e d s");
    assert_eq!(explorer.markets, counted);
    explorer.keys("esc shift-tab");
    assert_eq!(explorer.markets, counted + 1);
    assert!(explorer.screen().contains("“leeds”"), "{}", explorer.screen());
    // A terminal that grows shows the tab beside the list.
    explorer.keys("v backspace");
    assert_eq!(explorer.markets, counted + 1);
    explorer.resize(120, 36);
    assert_eq!(explorer.markets, counted + 2);
}

#[test]
fn figures_of_an_earlier_search_are_said_to_be() {
    let mut explorer = Explorer::new(120, 36);
    at_market(&mut explorer, 120);
    let told = explorer.state.market.told.clone().unwrap();
    let stale = Told { generation: told.generation - 1, ..told.clone() };
    explorer.message(Message::Market(stale));
    assert!(explorer.screen().contains("Counting anew"), "{}", explorer.screen());
    explorer.message(Message::Market(told.clone()));
    assert!(!explorer.screen().contains("Counting anew"), "{}", explorer.screen());
    // One of other adverts is none of these at all.
    explorer.message(Message::Market(Told { scope: rolecall::search::adverts::Scope::All, ..told }));
    assert!(explorer.screen().contains("Counting the adverts"), "{}", explorer.screen());
}

/// Printed screens carry no style. Without colour the bars are there still, in the terminal's own.
#[test]
fn bars_are_drawn_with_and_without_colour() {
    let mut explorer = Explorer::new(120, 36);
    at_market(&mut explorer, 120).keys("down");
    let bars = |theme: &Theme| {
        let mut terminal = Terminal::new(TestBackend::new(120, 36)).unwrap();
        terminal.draw(|frame| _ = draw(frame, &explorer.state, theme)).unwrap();
        let cells = terminal.backend().buffer().content.clone();
        cells.into_iter().filter(|cell| cell.symbol() == "█").map(|cell| cell.fg).collect::<Vec<Color>>()
    };
    let (coloured, plain) = (bars(&Theme::colour()), bars(&Theme::monochrome()));
    assert!(coloured.len() > 20 && coloured.iter().all(|colour| *colour == Color::Cyan), "{coloured:?}");
    assert_eq!(plain, vec![Color::Reset; coloured.len()]);
}

/// A home whose cache holds the made-up adverts.
fn stocked(count: usize) -> Home {
    let home = Home::new();
    let day = |day: Option<Date>| day.map_or(String::new(), |day| format!("\"{day}\""));
    let line = |advert: &Advert| {
        let mut posting = serde_json::json!({
            "@context": "https://schema.org",
            "@type": "JobPosting",
            "identifier": { "@type": "PropertyValue", "value": advert.id.as_str() },
            "title": advert.title,
            "hiringOrganization": { "@type": "Organization", "name": advert.employer },
            "jobLocation": { "@type": "Place", "address": advert.places[0].text },
            "employmentType": advert.contract,
        });
        for (name, value) in [("validThrough", day(advert.closes)), ("datePosted", day(advert.posted))] {
            if !value.is_empty() {
                posting[name] = serde_json::from_str(&value).unwrap();
            }
        }
        posting.to_string() + "\n"
    };
    let file = home.write("adverts.jsonl", adverts(count).iter().map(line).collect::<String>());
    let ran = home.run(&["import", file.to_str().unwrap()]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    home
}

#[test]
fn the_command_tells_it_in_words_and_in_json() {
    let home = stocked(60);
    let ran = home.run(&["market"]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
    assert!(ran.out.contains("The market: all roles\n"), "{}", ran.out);
    assert!(ran.out.contains("too few to draw"), "no advert states pay here: {}", ran.out);
    assert!(!ran.out.contains('█'), "{}", ran.out);
    let role = home.json(&["market", "--role", "strategic-management"]).remove(0);
    let all = home.json(&["market"]).remove(0);
    let narrowed = home.json(&["market", "leeds"]).remove(0);
    let adverts = |market: &Value| market["adverts"].as_u64().unwrap();
    assert!(adverts(&role) < adverts(&all) && adverts(&narrowed) < adverts(&all));
    assert_eq!(adverts(&all) + all["past"].as_u64().unwrap(), 60);
    for part in ["regions", "contracts", "working_patterns", "bands", "employers", "posted", "closing"] {
        let of = |name: &str| all[part][name].as_u64().unwrap();
        assert_eq!(of("known") + of("unknown"), adverts(&all), "{part}");
    }
    assert_eq!(all["pay"]["quartiles"], Value::Null);
    let category = home.json(&["market", "--category", "management"]).remove(0);
    assert_eq!(category["category"], "management");
    assert_eq!(home.json(&["market", "--role", "Strategic management"]).remove(0), role);
    let part = home.json(&["market", "--category", "General management"]).remove(0);
    assert!((1..=adverts(&category)).contains(&adverts(&part)), "{part}");
    assert!(
        home.run(&["market", "--category", "general management"])
            .out
            .contains("The market: Management › General management\n")
    );
}

#[test]
fn where_all_is_closed_the_market_says_how_old_it_is_and_what_to_do() {
    let home = Home::new();
    let closed = r#"{"@context": "https://schema.org", "@type": "JobPosting", "title": "Porter",
        "identifier": {"@type": "PropertyValue", "value": "made-up-1"}, "datePosted": "2026-10-01", "validThrough": "2026-10-31"}"#;
    let file = home.write("adverts.jsonl", closed.replace('\n', " "));
    assert_eq!(home.run(&["import", file.to_str().unwrap()]).code, Some(0));
    let ran = home.run(&["market"]);
    assert_eq!(ran.code, Some(1));
    for part in
        ["No advert is open now. One that is closed", "the newest was published on 1 October", "`rolecall refresh`"]
    {
        assert!(ran.out.contains(part), "`{part}` is not in\n{}", ran.out);
    }
    assert!(home.run(&["market", "zzzqx"]).out.contains("There is no such advert."));
}

#[test]
fn the_command_says_what_it_cannot_find() {
    let home = Home::new();
    for (arguments, code, says) in [
        (&["market", "--role", "nosuch"][..], 2, "no role `nosuch`"),
        (&["market", "--category", "nosuch"], 2, "no category `nosuch`"),
        (&["market", "--category", "specialist and senior roles"], 2, "or \"Pharmacy › Specialist and senior roles\""),
        (&["market", "--category", "Nursing", "--role", "porter"], 2, "cannot be used with"),
        (&["market", "zzzqx"], 1, ""),
    ] {
        let ran = home.run(arguments);
        assert_eq!(ran.code, Some(code), "{arguments:?} {}", ran.err);
        assert!(ran.err.contains(says), "{arguments:?}: {}", ran.err);
    }
}
