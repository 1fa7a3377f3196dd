//! Comparing: marks, the comparison on the screen, and the command.

use rolecall::app::overlay::Overlay;
use rolecall::domain::advert::{Advert, AdvertId};
use rolecall::domain::shortlist::Shortlists;
use serde_json::Value;

use crate::explorer::Explorer;
use crate::harness::{Home, sample};
use crate::market::adverts;
use crate::screens::snapshots;

/// Goes to a role by its title and presses keys there.
fn at_role<'e>(explorer: &'e mut Explorer, title: &str, keys: &str) -> &'e mut Explorer {
    explorer.keys("1 / ctrl-u").type_text(title).keys("esc").keys(keys)
}

fn three_roles(explorer: &mut Explorer) -> &mut Explorer {
    for title in ["healthcare assistant", "porter", "adult nurse"] {
        at_role(explorer, title, "c esc");
    }
    explorer
}

fn two_adverts(explorer: &mut Explorer) -> &mut Explorer {
    explorer.board(adverts(8), &[], &[]);
    explorer.keys("v esc c down c")
}

#[test]
fn the_comparison_at_every_size() {
    let none = Shortlists::default();
    snapshots("compare-roles", &none, |explorer| {
        three_roles(explorer).keys("C");
    });
    snapshots("compare-roles-turned", &none, |explorer| {
        three_roles(explorer).keys("C right down down down");
    });
    snapshots("compare-adverts", &none, |explorer| {
        two_adverts(explorer);
    });
    snapshots("compare-differences", &none, |explorer| {
        two_adverts(explorer).keys("d");
    });
    snapshots("compare-marked", &none, |explorer| {
        two_adverts(explorer).keys("esc");
    });
}

#[test]
fn an_advert_of_two_bands_has_both_beside_another() {
    let titled = |id: &str, title: &str| Advert {
        id: AdvertId::new(id),
        title: title.to_owned(),
        pay: Some("£32,073 - £48,117 a year".to_owned()),
        ..Advert::default()
    };
    let two = [titled("1", "Physiotherapist, Band 5/6"), titled("2", "Physiotherapist")];
    let mut explorer = Explorer::with(two.to_vec(), Shortlists::default(), 160, 50);
    explorer.keys("v esc c down c");
    let told = explorer.state.comparison(rolecall::app::compare::Kind::Adverts);
    let bands = told.rows.iter().find(|row| row.fact == "band").unwrap();
    assert_eq!((bands.cells.len(), bands.differs()), (2, true));
    assert!(bands.cells.contains(&"5–6, as stated".to_owned()), "{bands:?}");
    assert!(bands.cells.contains(&"not stated".to_owned()), "{bands:?}");
}

#[test]
fn the_second_mark_opens_the_comparison_and_the_same_key_takes_a_mark_away() {
    let mut explorer = Explorer::new(120, 36);
    at_role(&mut explorer, "porter", "C");
    assert!(explorer.said().contains("none is marked"), "{}", explorer.said());
    explorer.keys("c");
    assert!(explorer.said().contains("mark another role"), "{}", explorer.said());
    assert!(explorer.screen().contains("≡ "), "{}", explorer.screen());
    explorer.keys("c");
    assert!(explorer.said().contains("0 roles left"), "{}", explorer.said());
    explorer.keys("c");
    at_role(&mut explorer, "adult nurse", "c");
    assert!(matches!(explorer.state.overlay, Some(Overlay::Compare(_))));
    explorer.keys("esc C");
    assert!(matches!(explorer.state.overlay, Some(Overlay::Compare(_))), "the marks stay");
    explorer.keys("x");
    assert!(explorer.state.overlay.is_none() && explorer.state.marked.roles.is_empty());
}

#[test]
fn four_are_the_most_and_roles_and_adverts_are_marked_apart() {
    let mut explorer = Explorer::new(120, 36);
    for title in ["porter", "adult nurse", "healthcare assistant", "midwife", "paramedic"] {
        at_role(&mut explorer, title, "c");
        if title != "paramedic" {
            explorer.keys("esc");
        }
    }
    assert!(explorer.said().contains("the most to compare"), "{}", explorer.said());
    assert_eq!(explorer.state.marked.roles.len(), 4);
    explorer.keys("v esc w c");
    assert_eq!((explorer.state.marked.roles.len(), explorer.state.marked.adverts.len()), (4, 1));
}

#[test]
fn an_advert_that_is_gone_from_the_board_is_left_out() {
    let mut explorer = Explorer::new(120, 36);
    two_adverts(&mut explorer).keys("esc");
    explorer.board(adverts(1), &[], &[]);
    explorer.keys("C");
    assert_eq!(explorer.state.comparison(rolecall::app::compare::Kind::Adverts).titles.len(), 1);
}

#[test]
fn the_command_puts_facts_side_by_side() {
    let home = Home::new();
    let ran = home.run(&["compare", "adult-nurse", "porter"]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
    let rows: Vec<Vec<&str>> = ran.out.lines().map(|line| line.split('\t').collect()).collect();
    assert!(rows.iter().all(|row| row.len() == 4), "{}", ran.out);
    assert!(rows.iter().any(|row| row[..2] == ["≠", "Bands"]), "{}", ran.out);
    let told = home.json(&["compare", "adult-nurse", "porter", "--differences"]).remove(0);
    assert_eq!((told["kind"].as_str(), told["ids"][1].as_str()), (Some("role"), Some("porter")));
    let facts = told["rows"].as_array().unwrap();
    assert!(!facts.is_empty() && facts.iter().all(|row| row["differs"] == Value::Bool(true)));
    assert_eq!(home.json(&["compare", "Adult nurse", "Porter", "--differences"]).remove(0), told, "by name");
    let adverts = home.json(&["compare", &sample(9), &sample(10), &sample(11)]).remove(0);
    assert_eq!(adverts["kind"], "advert");
    assert!(adverts["rows"].as_array().unwrap().iter().all(|row| row["values"].as_array().unwrap().len() == 3));
}

#[test]
fn adverts_are_compared_by_what_their_pages_say_of_pay_and_band() {
    let home = Home::new();
    let (one, other) = (sample(9), sample(10));
    let told = home.json(&["compare", &one, &other]).remove(0);
    let checks = told["rows"].as_array().unwrap().iter().find(|row| row["fact"] == "pay_check").unwrap();
    let mut said = 0;
    for (id, check) in [&one, &other].into_iter().zip(checks["values"].as_array().unwrap()) {
        let page = home.json(&["advert", id]).remove(0);
        let sentences: Vec<&str> = page["pay_against_band"]["sentences"]
            .as_array()
            .unwrap()
            .iter()
            .map(|text| text.as_str().unwrap())
            .collect();
        said += sentences.len();
        let expected =
            if sentences.is_empty() { "nothing to compare it with".to_owned() } else { sentences.join("\n") };
        assert_eq!(check.as_str(), Some(expected.as_str()), "{id}");
    }
    assert!(said > 0, "no pay was checked");
}

#[test]
fn the_command_says_what_cannot_be_compared() {
    let home = Home::new();
    let advert = sample(9);
    for (ids, code, says) in [
        (&["adult-nurse"][..], 2, "2 values required"),
        (&["adult-nurse", "adult-nurse"], 2, "given twice"),
        (&["adult-nurse", &advert], 2, "is an advert and others are roles"),
        (&["adult-nurse", "nosuch"], 1, "no role and no advert `nosuch`"),
        (&["adult-nurse", "Adult nurse"], 2, "`Adult nurse` names a role that is given already"),
        (&["porter", "nurse"], 2, "`nurse` may be adult-nurse"),
        (&[&advert, "nosuch"], 1, "no advert `nosuch`"),
        (&["nosuch", "nothing"], 1, "no role and no advert `nosuch`"),
    ] {
        let ran = home.run(&[&["compare"], ids].concat());
        assert_eq!(ran.code, Some(code), "{ids:?} {}", ran.err);
        assert!(ran.err.contains(says), "{ids:?}: {}", ran.err);
    }
}
