//! Where a career can go: `rolecall route`, the ladder of a role's page, and routes and what is within reach on the screen.

use rolecall::app::overlay::Overlay;
use rolecall::app::pages::role::Tab;
use rolecall::app::pane::Pane;
use rolecall::domain::band::Band;
use rolecall::domain::role::Role;
use rolecall::domain::route::{Measure, Register, RouteMap, Wanted};
use rolecall::domain::scale::{Nation, PayYear};
use rolecall::domain::text::thousands;
use serde_json::Value;

use crate::explorer::{Explorer, catalogue};
use crate::harness::{Home, run};

/// The ids that a route of JSON passes, the first and the last included.
fn passed(route: &Value) -> Vec<&str> {
    let steps = route["steps"].as_array().unwrap().iter();
    std::iter::once(&route["from"]).chain(steps.map(|step| &step["to"])).map(|id| id.as_str().unwrap()).collect()
}

#[test]
fn a_route_is_told_step_by_step_with_what_it_asks_and_pays() {
    let home = Home::new();
    let ran = home.run(&["route", "healthcare-assistant", "nurse-consultant", "--by", "steps"]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
    for part in [
        "From Healthcare assistant to Nurse consultant: fewest steps",
        "Route 3",
        "asks: a nursing degree or apprenticeship; registration with the NMC",
        "study: 3 years (see “Mental health nurse”, Getting in)",
        "pay: £25,272–25,760 (bands 2–3) → £32,073–39,959 (bands 5–6), rises",
        "shown by: general knowledge",
        "England 2026/27",
    ] {
        assert!(ran.out.contains(part), "`{part}` is not in\n{}", ran.out);
    }
}

#[test]
fn a_route_of_json_is_a_chain_of_the_catalogues_steps_from_the_one_role_to_the_other() {
    let (home, catalogue) = (Home::new(), catalogue());
    for by in ["steps", "years", "pay"] {
        let routes = home.json(&["route", "healthcare-assistant", "nurse-consultant", "--by", by]);
        assert!((1..=3).contains(&routes.len()), "{by}");
        for route in &routes {
            assert_eq!((route["by"].as_str(), route["nation"].as_str()), (Some(by), Some("england")));
            assert_eq!((&route["year"], &route["table_year"]), (&"2026/27".into(), &"2026/27".into()));
            let passed = passed(route);
            assert_eq!((passed[0], passed[passed.len() - 1]), ("healthcare-assistant", "nurse-consultant"));
            for (place, step) in route["steps"].as_array().unwrap().iter().enumerate() {
                assert_eq!(step["from"], passed[place]);
                let known = catalogue.steps().iter().any(|known| {
                    known.from.as_str() == passed[place]
                        && known.to.as_str() == passed[place + 1]
                        && step["needs"] == known.needs.as_str()
                });
                assert!(known, "{step}");
                if by == "pay" {
                    let low = |pay: &str| step[pay]["lowest"].as_u64().unwrap();
                    assert!(low("pay_after") >= low("pay_before"), "{step}");
                }
            }
        }
    }
}

#[test]
fn a_route_says_of_which_year_its_table_is_where_none_of_the_year_is_out() {
    let home = Home::new();
    home.write("config.ron", "(nation: NorthernIreland)");
    let route = home.json(&["route", "hca", "adult-nurse"]).remove(0);
    assert_eq!(route["nation"], "northern-ireland");
    assert_eq!((&route["year"], &route["table_year"]), (&"2026/27".into(), &"2025/26".into()));
    assert_eq!(home.json(&["role", "porter"])[0]["pay"]["nation"], "northern-ireland");
}

#[test]
fn roles_are_named_by_id_title_or_abbreviation_and_a_doubtful_name_is_asked_about() {
    let home = Home::new();
    let by_id = home.json(&["route", "healthcare-assistant", "adult-nurse"]);
    assert_eq!(home.json(&["route", "hca", "Adult nurse"]), by_id);
    let doubtful = home.run(&["route", "nurse", "matron"]);
    assert_eq!(doubtful.code, Some(2));
    assert!(
        doubtful.err.contains("`nurse` may be adult-nurse") && doubtful.err.contains("by its id"),
        "{}",
        doubtful.err
    );
}

#[test]
fn where_no_route_is_known_a_sentence_says_so() {
    let home = Home::new();
    for (arguments, words) in [
        (
            ["matron", "housekeeper", "--by=steps"],
            "no route from Matron to Housekeeper is known; the steps are collected",
        ),
        (["matron", "matron", "--by=steps"], "Matron is where the route begins"),
        (["zzzzqq", "matron", "--by=steps"], "there is no role `zzzzqq`; `rolecall roles`"),
        (["adult-nurse", "general-practice-nurse", "--by=pay"], "is known on which pay drops nowhere"),
    ] {
        let ran = home.run(&[&["route"], arguments.as_slice()].concat());
        assert_eq!((ran.code, ran.out.as_str()), (Some(1), ""), "{arguments:?}");
        assert!(ran.err.contains(words) && ran.err.lines().count() == 1, "{}", ran.err);
    }
}

#[test]
fn what_is_within_reach_is_listed_and_narrowed() {
    let home = Home::new();
    let all = home.json(&["route", "healthcare-assistant", "--within", "2"]);
    assert!(all.len() > 20);
    for role in &all {
        let steps = role["steps"].as_array().unwrap();
        assert!((1..=2).contains(&steps.len()) && steps[steps.len() - 1]["to"] == role["id"], "{role}");
    }
    let nurses = home.json(&["route", "hca", "--register", "nmc", "--band", "5"]);
    assert!(!nurses.is_empty() && nurses.len() < all.len());
    assert!(nurses.iter().all(|role| role["bands"].as_array().unwrap().contains(&"5".into())), "{nurses:?}");
    assert!(nurses.iter().any(|role| role["id"] == "mental-health-nurse"));

    let rows = home.run(&["route", "hca", "--within", "1", "--entry", "no-set-level"]);
    assert_eq!(rows.code, Some(0));
    assert!(rows.out.lines().all(|row| row.starts_with("1\t") && row.split('\t').count() == 8), "{}", rows.out);
    let none = home.run(&["route", "hca", "--within", "1", "--register", "gdc"]);
    assert_eq!((none.code, none.out.as_str()), (Some(1), ""));
    assert!(none.err.contains("within 1 step, registered with the General Dental Council"), "{}", none.err);
    for wrong in [["--within", "9"], ["--entry", "luck"], ["--register", "fa"], ["--band", "12"]] {
        assert_eq!(home.run(&["route", "hca", wrong[0], wrong[1]]).code, Some(2), "{wrong:?}");
    }
}

#[test]
fn no_bundled_route_without_a_drop_in_pay_drops_in_any_nation() {
    let catalogue = catalogue();
    let roles: Vec<&Role> = catalogue.roles().map(|(_, role)| role).collect();
    let mut found = 0;
    for nation in Nation::ALL {
        let map = RouteMap::new(&catalogue, nation, PayYear(2026));
        for (from, to) in roles.iter().step_by(7).flat_map(|from| roles.iter().step_by(8).map(move |to| (from, to))) {
            for route in map.routes(&from.id, &to.id, Measure::Pay) {
                found += 1;
                for leg in &route.legs {
                    let (before, after) = (leg.before.unwrap(), leg.after.unwrap());
                    assert!(after.lowest >= before.lowest && after.highest >= before.highest, "{}", leg.to.id);
                }
            }
        }
    }
    assert!(found > 100, "{found} routes were looked at");
}

#[test]
fn open_adverts_are_told_and_how_many_are_near_home() {
    let home = Home::new();
    let far = home.json(&["route", "hca", "--within", "1"]);
    assert!(far.iter().all(|role| role["near"] == Value::Null && role["open"].as_u64() <= role["vacancies"].as_u64()));
    home.write("config.ron", "(homes: [(\"Home\", \"Leeds\")])");
    let near = home.json(&["route", "hca", "--within", "1"]);
    assert!(near.iter().all(|role| role["near"].as_u64().unwrap() <= role["open"].as_u64().unwrap()));
    let page = run(home.command_any_day(["role", "strategic-management", "--today", "2025-01-01"])).out;
    assert!(page.contains("Strategic management · 2 open adverts, 1 near (this role)"), "{page}");
    assert!(page.contains("Open adverts are those not known to have closed: bundled sample"), "{page}");
    for (radius, near) in [(20, 1), (1_000, 2)] {
        home.write("config.ron", format!("(homes: [(\"Home\", \"Leeds\")], radius: {radius})"));
        let day = ["--today", "2025-01-01"];
        let page = run(home.command_any_day(["role", "strategic-management"].into_iter().chain(day))).out;
        assert!(page.contains(&format!("2 open adverts, {near} near (this role)")), "{page}");
        let words = page.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(words.contains(&format!("Near is within {} miles of home.", thousands(radius))), "{page}");
        let beside =
            run(home.command_any_day(["compare", "strategic-management", "porter"].into_iter().chain(day))).out;
        assert!(beside.contains(&format!("2 open adverts, {near} within {radius} mi of home")), "{beside}");
    }
}

fn at_role(explorer: &Explorer) -> Option<&str> {
    explorer.state.role().map(|role| role.id.as_str())
}

fn at(role: &str) -> Explorer {
    let mut explorer = Explorer::new(120, 36);
    explorer.keys("/").type_text(role).keys("enter");
    explorer
}

#[test]
fn a_route_is_chosen_walked_and_walked_back() {
    let mut explorer = at("adult nurse");
    explorer.keys("r").type_text("matron").keys("enter");
    assert_eq!((explorer.state.focus, explorer.state.role.tab), (Pane::Role, Tab::WhereTo));
    assert!(explorer.screen().contains("From Adult nurse to Matron"));
    explorer.keys("down down down enter");
    assert_eq!(at_role(&explorer), Some("clinical-nurse-specialist"), "{}", explorer.screen());
    assert!(explorer.screen().contains("From Clinical nurse specialist to Matron"), "the goal stays chosen");
    explorer.keys("b");
    assert_eq!(at_role(&explorer), Some("adult-nurse"));
    assert_eq!((explorer.state.role.tab, explorer.state.role.reading.line), (Tab::WhereTo, 3));
}

#[test]
fn a_role_that_cannot_be_got_to_is_said_so() {
    let mut explorer = at("matron");
    explorer.keys("r").type_text("housekeeper").keys("enter");
    let screen = explorer.screen();
    assert!(screen.contains("No route from Matron to Housekeeper is known"), "{screen}");
    assert!(!screen.contains("No drop in pay"), "{screen}");
}

#[test]
fn leaving_the_choice_of_a_role_leaves_everything_as_it_was() {
    let mut explorer = at("adult nurse");
    explorer.keys("[ ] ] ] ] ]");
    assert!(explorer.screen().contains("r chooses a role to get to"), "{}", explorer.screen());
    explorer.keys("[ [ [ [ [");
    explorer.keys("r").type_text("zzzz").keys("enter");
    assert_eq!(explorer.state.role.goal, None);
    explorer.keys("r").type_text("matron").keys("esc");
    assert_eq!((explorer.state.role.goal.as_ref(), explorer.state.role.tab), (None, Tab::WorkingLife));
}

#[test]
fn what_one_could_become_is_narrowed_on_the_screen() {
    let mut explorer = at("healthcare assistant");
    explorer.keys("W right down down right right right right right down right right right right right right enter");
    let wanted = explorer.state.role.wanted;
    let nmc = Register::Of(rolecall::domain::role::Regulator::Nmc);
    assert_eq!(wanted, Wanted { within: 3, entry: None, band: Some(Band::Five), register: nmc });
    assert!(explorer.state.overlay.is_none());
    let screen = explorer.screen();
    assert!(screen.contains("Within 3 steps, at band 5, registered with the Nursing"), "{screen}");
    assert!(screen.contains("→ Adult nurse"), "{screen}");
    explorer.keys("W right esc");
    assert_eq!(explorer.state.role.wanted, wanted, "Esc leaves what was chosen");
}

#[test]
fn a_route_sets_out_from_a_role() {
    let mut explorer = Explorer::new(120, 36);
    for key in ["r", "W"] {
        explorer.keys(key);
        assert!(explorer.state.overlay.is_none());
        assert!(explorer.said().contains("choose a role first"), "{}", explorer.said());
    }
    explorer.keys("/").type_text("adult nurse").keys("esc r");
    assert!(matches!(explorer.state.overlay, Some(Overlay::RouteTo { .. })));
}

#[test]
fn the_ladder_says_pay_for_the_nation_and_year_chosen() {
    let mut explorer = at("adult nurse");
    explorer.keys("] ]");
    assert!(explorer.screen().contains("┌─▲ Up"), "{}", explorer.screen());
    let told = |explorer: &Explorer| -> String {
        explorer.state.lines(Pane::Role).iter().map(|line| line.text() + "\n").collect()
    };
    let england = told(&explorer);
    assert!(england.contains("England 2026/27") && england.contains("▼ Where people come from"), "{england}");
    explorer.keys("N");
    let scotland = told(&explorer);
    assert!(scotland.contains("Scotland 2026/27"), "{scotland}");
    let pay = |text: &str| text.lines().find(|line| line.contains("pay: £")).map(str::to_owned);
    assert!(pay(&england).is_some() && pay(&england) != pay(&scotland));
}
