//! The filters over the vacancies, the ways out of an empty list, and the queries called back, by keys alone.

use proptest::prelude::*;
use rolecall::app::filters::{Choice, Counts, GROUPS, Row, toggled};
use rolecall::app::message::{Beside, Found, Message};
use rolecall::app::overlay::Overlay;
use rolecall::app::pane::Pane;
use rolecall::app::panes::vacancies::Way;
use rolecall::domain::advert::{Advert, AdvertId, StatedPlace};
use rolecall::domain::shortlist::Shortlists;
use rolecall::search::query::operators::OPERATORS;

use crate::explorer::{Explorer, TODAY};

/// The bundled adverts, and made-up ones that differ in all that can be filtered by.
pub fn many() -> Vec<Advert> {
    let contracts = ["Permanent", "Fixed-Term", "Bank", "Apprenticeship"];
    let titles = ["Staff Nurse", "Ward Manager", "Physiotherapist", "Strategic Planning Lead"];
    let towns = ["Leeds, LS1 3EX", "York, YO1 7EP", "Manchester, M13 9WL", "Leeds (hybrid working), LS9 7TF"];
    let made_up = (0..60_usize).map(|number| Advert {
        id: AdvertId::new(format!("made-up-{number}")),
        title: titles[number % titles.len()].to_owned(),
        employer: format!("Example {} NHS Foundation Trust", ["Valley", "Coast", "St Thomas'"][number % 3]),
        places: vec![StatedPlace::new(towns[number % towns.len()])],
        pay: Some(format!("£{}000 to £{}000 a year", 25 + number, 30 + number)),
        band: Some(format!("Band {}", [5, 6, 7][number % 3])),
        working_pattern: Some(["Full time", "Part time, Flexible working"][number % 2].to_owned()),
        contract: Some(contracts[number % contracts.len()].to_owned()),
        closes: TODAY.checked_add(jiff::ToSpan::days(i64::try_from(number % 20).unwrap())).ok(),
        source: "made up".to_owned(),
        ..Advert::default()
    });
    rolecall::source::bundled::adverts().unwrap().into_iter().chain(made_up).collect()
}

fn explorer() -> Explorer {
    Explorer::with(many(), Shortlists::default(), 120, 60)
}

fn typed(explorer: &Explorer) -> &str {
    explorer.state.vacancies.filter.text()
}

fn found(explorer: &Explorer) -> usize {
    explorer.state.vacancies.hits.len()
}

/// Moves to the row of a choice in the open filters.
fn go_to(explorer: &mut Explorer, id: &str) {
    for _ in 0..200 {
        let rows = explorer.state.filter_rows();
        let Some(Overlay::Filters(form)) = &explorer.state.overlay else { panic!("the filters are not open") };
        let (at, to) = (form.row(&rows), rows.iter().position(|row| row.id() == id));
        if to == Some(at) {
            return;
        }
        explorer.keys(if to.is_some_and(|to| to < at) { "up" } else { "down" });
    }
    panic!("there is no row {id}");
}

#[test]
fn a_choice_changes_what_is_typed_and_nothing_else() {
    let mut explorer = explorer();
    explorer.keys("v").type_text("nurse").keys("esc f");
    go_to(&mut explorer, "band:6");
    explorer.keys("space");
    assert_eq!(typed(&explorer), "nurse band:6 ");
    explorer.keys("down enter");
    assert_eq!(typed(&explorer), "nurse band:6-7 ", "bands that follow each other are chosen together");
    explorer.keys("up space");
    assert_eq!(typed(&explorer), "nurse band:7 ");
    explorer.keys("down space");
    assert_eq!(typed(&explorer), "nurse ");
    go_to(&mut explorer, "contract:permanent");
    explorer.keys("space");
    go_to(&mut explorer, "contract:fixed-term");
    explorer.keys("space");
    assert_eq!(typed(&explorer), "nurse contract:permanent,fixed-term ", "any of several will do");
    go_to(&mut explorer, "contract:permanent");
    explorer.keys("space esc");
    assert_eq!(typed(&explorer), "nurse contract:fixed-term ");
    assert_eq!((explorer.state.focus, explorer.state.overlay.is_none()), (Pane::Vacancies, true));
    explorer.keys("/").type_text("ward");
    assert_eq!(typed(&explorer), "nurse contract:fixed-term ward", "what is typed next stands apart");
}

#[test]
fn values_are_typed_and_pasted_into_the_query() {
    let mut explorer = explorer();
    explorer.keys("f");
    go_to(&mut explorer, "pay:");
    explorer.type_text("38k");
    assert_eq!(typed(&explorer), "pay:38k ");
    explorer.keys("ctrl-u");
    assert_eq!(typed(&explorer), "");
    go_to(&mut explorer, "pay:");
    explorer.message(Message::Paste("45k\n".to_owned()));
    assert_eq!(typed(&explorer), "pay:45k ");
    explorer.keys("esc f");
    assert!(explorer.screen().contains("At least  45k"), "{}", explorer.screen());
}

#[test]
fn tab_goes_from_group_to_group_and_back() {
    let mut explorer = explorer();
    explorer.keys("f");
    let group = |explorer: &Explorer| {
        let rows = explorer.state.filter_rows();
        let Some(Overlay::Filters(form)) = &explorer.state.overlay else { panic!("the filters are not open") };
        rows[..form.row(&rows)].iter().rev().find_map(|row| match row {
            Row::Heading(title) => Some(*title),
            _ => None,
        })
    };
    let mut walked = Vec::new();
    for key in ["tab", "tab", "tab", "shift-tab", "end", "home", "tab", "tab", "shift-tab"] {
        explorer.keys(key);
        walked.push(group(&explorer).unwrap());
    }
    let [pay, unstated] = ["Pay a year", "No yearly pay stated"];
    assert_eq!(walked, [pay, unstated, "Band", unstated, "Employer", "Place", pay, unstated, pay]);
}

#[test]
fn every_filter_comes_into_sight_on_small_screens() {
    for (columns, rows) in [(80, 24), (40, 10)] {
        let mut explorer = Explorer::with(many(), Shortlists::default(), columns, rows);
        explorer.keys("f");
        let all = explorer.state.filter_rows();
        let mut seen = 0;
        for row in all.iter().filter(|row| row.can_be_selected()) {
            let label = match row {
                Row::Choice(choice) => choice.label.chars().take(20).collect::<String>(),
                Row::Typed(typed) => typed.label.to_owned(),
                Row::Heading(title) => (*title).to_owned(),
            };
            assert!(explorer.cursor_row().contains(&label), "{label}: {}", explorer.screen());
            explorer.keys("down");
            seen += 1;
        }
        assert!(seen > 55, "{seen}");
    }
}

/// What stands beside a choice is what is found once it is made.
#[test]
fn counts_are_what_is_found() {
    let mut explorer = explorer();
    for text in [
        "",
        "near:leeds stratgic",
        "-band:6 unstated:without nurse",
        "contract:bank closing:<7d pay:>40k",
        // Still being typed: nothing is changed, and some are permanent.
        "nurse is:c",
        "pay:>40k contract:per",
        // Read again, as something that is found.
        "hea dof strategy",
    ] {
        explorer.keys("v ctrl-u");
        explorer.message(Message::Paste(text.to_owned()));
        explorer.keys("esc f");
        let rows = explorer.state.filter_rows();
        let counted: Vec<_> = rows
            .iter()
            .filter_map(|row| match row {
                Row::Choice(choice) if !choice.chosen => Some((toggled(text, choice), choice.count?)),
                _ => None,
            })
            .collect();
        assert!(counted.len() > 5 && counted.iter().any(|(_, count)| *count > 0), "{text}: {counted:?}");
        explorer.keys("esc");
        for (query, count) in counted {
            explorer.keys("v ctrl-u");
            explorer.message(Message::Paste(query.clone()));
            assert_eq!(found(&explorer), count, "{query}");
        }
    }
}

#[test]
fn a_limit_that_is_still_being_typed_stays_so_beside_a_filter() {
    let mut explorer = explorer();
    explorer.keys("v").type_text("nurse is:c").keys("esc f");
    go_to(&mut explorer, "band:5");
    explorer.keys("space");
    assert_eq!(typed(&explorer), "band:5 nurse is:c");
    let found_so = found(&explorer);
    explorer.keys("esc v ctrl-u").type_text("nurse band:5 ");
    assert!(found_so > 0 && found_so == found(&explorer), "{found_so}");
}

#[test]
fn rows_stay_where_they_are_whatever_is_found() {
    let mut explorer = explorer();
    let ids = |explorer: &Explorer| -> Vec<String> {
        let rows = explorer.state.filter_rows();
        rows.iter().map(Row::id).take_while(|id| id != "Employer").collect()
    };
    explorer.keys("f");
    let all = ids(&explorer);
    assert!(all.len() > 50 && all.contains(&"contract:locum".to_owned()), "{all:?}");
    for text in ["contract:secondment physiotherapist", "zzzqx", "unstated:only", "near:leeds pay:>40k"] {
        explorer.keys("esc v ctrl-u").type_text(text).keys("esc f");
        assert_eq!(ids(&explorer), all, "{text}");
    }
    explorer.keys("esc v ctrl-u").type_text("contract:secondment physiotherapist").keys("esc f");
    let rows = explorer.state.filter_rows();
    let chosen: Vec<String> = rows
        .iter()
        .filter_map(|row| match row {
            Row::Choice(choice) if choice.chosen => Some(choice.term.to_string()),
            _ => None,
        })
        .collect();
    assert_eq!(chosen, ["contract:secondment"]);
    let count = |id: &str| {
        rows.iter().find_map(|row| match row {
            Row::Choice(choice) if choice.term.to_string() == id => choice.count,
            _ => None,
        })
    };
    assert_eq!((count("contract:locum"), count("contract:secondment")), (Some(0), Some(0)));
    assert!(count("contract:bank") > Some(0));
}

#[test]
fn counts_of_an_older_query_are_not_shown_as_those_of_the_new_one() {
    let mut explorer = explorer();
    explorer.keys("f");
    let rows = explorer.state.filter_rows();
    assert!(explorer.state.vacancies.counts().unwrap().1);
    let shown = |explorer: &Explorer| explorer.screen().lines().find(|line| line.contains("Band 6")).map(str::to_owned);
    assert!(shown(&explorer).unwrap().contains("20"), "{:?}", shown(&explorer));
    // A new search has been asked for, and not yet answered.
    explorer.state.vacancies.generation += 1;
    explorer.message(Message::Resized);
    assert!(shown(&explorer).unwrap().contains('…'), "{:?}", shown(&explorer));
    assert_eq!(explorer.state.filter_rows(), rows, "the rows stay where they are");
    let generation = explorer.state.vacancies.generation - 1;
    explorer.message(Message::Beside(Beside { generation, counts: Some(Counts::default()), ..Beside::default() }));
    assert_eq!(explorer.state.filter_rows(), rows, "an answer to an older search is dropped");
}

/// The choices of the open filters.
fn choices(explorer: &Explorer) -> Vec<Choice> {
    let choice = |row| if let Row::Choice(choice) = row { Some(choice) } else { None };
    explorer.state.filter_rows().into_iter().filter_map(choice).collect()
}

fn is_ticked(explorer: &Explorer, id: &str) -> bool {
    choices(explorer).iter().any(|choice| choice.chosen && choice.term.to_string() == id)
}

/// Puts a text into the vacancies' filter and opens the filters.
fn with_filters(explorer: &mut Explorer, text: &str) {
    explorer.keys("esc v ctrl-u");
    explorer.message(Message::Paste(text.to_owned()));
    explorer.keys("esc f");
}

#[test]
fn a_row_of_a_group_counts_the_chosen_ones_with_it() {
    let mut explorer = explorer();
    with_filters(&mut explorer, "nurse band:5 contract:permanent");
    for id in ["band:6", "band:1", "contract:bank", "setting:hybrid"] {
        let count = choices(&explorer).into_iter().find(|choice| choice.term.to_string() == id).unwrap().count;
        go_to(&mut explorer, id);
        explorer.keys("space");
        assert_eq!(count, Some(found(&explorer)), "{id}");
        explorer.keys("space");
    }
    let five = choices(&explorer).into_iter().find(|choice| choice.term.to_string() == "band:5").unwrap();
    assert_eq!((five.chosen, five.count), (true, Some(found(&explorer))), "what is chosen leaves what is found");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    /// Whatever is typed over whatever board, the number of each row is what the list holds once it is chosen.
    #[test]
    fn every_count_is_what_the_list_holds_after_the_press(
        pieces in prop::collection::vec(prop::sample::select(PIECES.to_vec()), 0..5),
        kept in prop::collection::vec(any::<bool>(), 113),
    ) {
        let adverts = many().into_iter().zip(kept).filter(|(_, kept)| *kept).map(|(advert, _)| advert).collect();
        let mut explorer = Explorer::with(adverts, Shortlists::default(), 40, 10);
        with_filters(&mut explorer, &pieces.join(" "));
        let (text, now) = (explorer.state.query_text().into_owned(), found(&explorer));
        let choices = choices(&explorer);
        prop_assert!(choices.iter().filter(|choice| choice.count.is_some()).count() > 40);
        explorer.keys("esc");
        for choice in choices {
            let Some(count) = choice.count else { continue };
            if choice.chosen {
                prop_assert_eq!(count, now, "{:?}", choice);
                continue;
            }
            let pressed = toggled(&text, &choice);
            explorer.keys("v ctrl-u");
            explorer.message(Message::Paste(format!("{pressed} ")));
            prop_assert_eq!(found(&explorer), count, "{} by {}", pressed, choice.term);
        }
    }
}

const PIECES: [&str; 18] = [
    "hea dof",
    "fo",
    "nurse",
    "stratgic",
    "leeds",
    "-ward",
    "band:5",
    "band:5-6",
    "-band:7",
    "band:1 band:6",
    "contract:bank",
    "contract:permanent,fixed-term",
    "pattern:part-time",
    "setting:hybrid",
    "pay:>40k",
    "unstated:with",
    "near:york within:30",
    "closing:<7d",
];

#[test]
fn the_places_of_one_name_are_rows_to_choose_from() {
    let mut explorer = explorer();
    with_filters(&mut explorer, "nurse near:newport");
    let others: Vec<Choice> = choices(&explorer).into_iter().filter(|choice| choice.term.operator == "near").collect();
    let first = others.first().unwrap();
    assert!(others.len() > 1 && explorer.screen().contains(&first.label), "{others:?} {}", explorer.screen());
    go_to(&mut explorer, &first.term.to_string());
    explorer.keys("space");
    assert_eq!(typed(&explorer), format!("nurse {} ", first.term));
    assert!(choices(&explorer).iter().all(|choice| choice.term.operator != "near"), "{}", explorer.screen());
    assert!(explorer.cursor_row().contains("ewport-south-east ║"), "{}", explorer.screen());
    explorer.keys("ctrl-u").type_text("newport").keys("ctrl-u");
    assert!(choices(&explorer).iter().all(|choice| choice.term.operator != "near"), "{}", explorer.screen());
}

#[test]
fn a_radius_without_a_place_asks_for_one() {
    let mut explorer = explorer();
    with_filters(&mut explorer, "");
    go_to(&mut explorer, "within:5");
    explorer.keys("space");
    assert_eq!((typed(&explorer), explorer.said().as_str()), ("", "say near what place first"));
    assert!(explorer.cursor_row().contains("Near"), "{}", explorer.screen());
    explorer.type_text("leeds");
    go_to(&mut explorer, "within:5");
    explorer.keys("space");
    assert_eq!(typed(&explorer), "near:leeds within:5 ");
    assert!(is_ticked(&explorer, "within:5"));
    with_filters(&mut explorer, "within:5");
    assert!(!is_ticked(&explorer, "within:5"), "it is not in force");
}

#[test]
fn what_a_choice_did_is_in_sight_on_the_smallest_screen() {
    let mut explorer = Explorer::with(many(), Shortlists::default(), 40, 10);
    with_filters(&mut explorer, "zzzqx");
    go_to(&mut explorer, "contract:bank");
    explorer.keys("space");
    assert!(explorer.screen().contains("/ zzzqx contract:bank"), "{}", explorer.screen());
    assert!(explorer.cursor_row().contains("✓ Bank"), "{}", explorer.screen());
}

#[test]
fn the_place_that_a_query_meets_is_in_sight_on_a_narrow_screen() {
    let mut explorer = Explorer::with(many(), Shortlists::default(), 80, 24);
    explorer.keys("v").type_text("physiotherapist manchester").keys("esc");
    let heading = explorer.screen().lines().find(|line| line.contains("Title")).unwrap_or_default().to_owned();
    assert!(["Place", "Pay"].iter().all(|name| heading.contains(name)), "{}", explorer.screen());
    assert!(explorer.screen().contains("Manchester"), "{}", explorer.screen());
}

#[test]
fn an_empty_list_has_ways_out() {
    let mut explorer = explorer();
    explorer.keys("/").type_text("strategic management").keys("enter v").type_text("midwife band:5 leeds");
    assert_eq!(found(&explorer), 0);
    let ways = explorer.state.ways();
    assert!(ways.iter().any(|way| matches!(way, Way::Unfiltered(_))), "{ways:?}");
    assert!(ways.is_sorted_by_key(|way| way.count() == 0), "those that lead somewhere come first: {ways:?}");
    for (place, way) in ways.iter().enumerate() {
        let before = typed(&explorer).to_owned();
        explorer.keys("esc home");
        for _ in 0..place {
            explorer.keys("down");
        }
        explorer.keys("enter");
        assert_eq!(found(&explorer), way.count(), "{way:?}");
        explorer.keys("1 / ctrl-u").type_text("strategic management").keys("enter v ctrl-u").type_text(&before);
    }
}

#[test]
fn what_no_single_part_explains_can_still_be_emptied() {
    let mut explorer = explorer();
    explorer.keys("v").type_text("zzzqx qqqzx").keys("esc");
    let none = ["zzzqx", "qqqzx"].map(|typed| Way::Without(vec![typed.to_owned()], 0));
    let [first, second] = none;
    assert_eq!(explorer.state.ways(), [Way::Unfiltered(many().len()), first, second]);
    assert_eq!(explorer.state.vacancies.way, 0, "the first that leads somewhere is marked");
    assert_eq!(explorer.screen().matches("still none").count(), 2, "{}", explorer.screen());
    explorer.keys("enter");
    assert_eq!((typed(&explorer), found(&explorer)), ("", many().len()));
}

#[test]
fn a_role_without_adverts_leads_to_all_roles() {
    let mut explorer = Explorer::with(Vec::new(), Shortlists::default(), 120, 60);
    assert_eq!(explorer.state.ways(), []);
    explorer.board(many(), &[], &[]);
    explorer.keys("/").type_text("paramedic").keys("enter v");
    assert_eq!(explorer.state.ways(), [Way::AllRoles(many().len())]);
    explorer.keys("enter");
    assert_eq!(found(&explorer), many().len());
}

#[test]
fn what_stood_there_before_anything_was_typed_is_not_counted_as_found() {
    let mut explorer = explorer();
    explorer.keys("v").type_text("e");
    explorer.state.vacancies.hits = (0..many().len()).collect();
    explorer.state.vacancies.generation += 1;
    explorer.message(Message::Resized);
    assert!(explorer.screen().contains("All vacancies · … of 113"), "{}", explorer.screen());
}

#[test]
fn an_unanswered_search_offers_no_way_out() {
    let mut explorer = explorer();
    explorer.keys("v").type_text("zzzqx");
    explorer.state.vacancies.generation += 1;
    assert_eq!(explorer.state.ways(), []);
    let generation = explorer.state.vacancies.generation;
    explorer.message(Message::Found(Found { generation, within: 9, ..Found::default() }));
    assert_eq!(explorer.state.ways(), [], "what was counted is for another search");
    explorer.message(Message::Beside(Beside { generation, ..Beside::default() }));
    assert_eq!(explorer.state.ways(), [Way::Unfiltered(9)]);
}

#[test]
fn the_only_part_is_left_out_in_one_way() {
    let mut explorer = explorer();
    explorer.keys("v").type_text("zzzqx");
    assert_eq!(explorer.state.ways(), [Way::Without(vec!["zzzqx".to_owned()], many().len())]);
    assert!(explorer.screen().contains("Enter do what is marked"), "{}", explorer.screen());
    explorer.keys("enter");
    assert_eq!((typed(&explorer), found(&explorer)), ("", many().len()));
}

#[test]
fn why_nothing_was_found_is_in_sight_on_the_smallest_screen() {
    let mut explorer = Explorer::with(many(), Shortlists::default(), 40, 10);
    explorer.keys("v").type_text("strategic contract:bank pay:>20k closing:<90d near:newport");
    let screen = explorer.screen();
    assert!(screen.contains("Nothing found.") && screen.contains("▸ "), "{screen}");
    assert!(screen.contains("near Newport, Wales, or 4 others"), "{screen}");
    let ways = explorer.state.ways();
    explorer.keys("esc home");
    for way in &ways {
        assert!(explorer.screen().contains(&way.describe()[..20.min(way.describe().len())]), "{way:?}");
        explorer.keys("down");
    }
}

#[test]
fn the_count_is_in_sight_whatever_the_role_is_called() {
    let mut explorer = Explorer::with(many(), Shortlists::default(), 40, 10);
    explorer.keys("/").type_text("strategic management").keys("enter v").type_text("stratgy manch").keys("esc");
    let screen = explorer.screen();
    assert!(screen.contains("Strategic management · 1 of "), "{screen}");
}

#[test]
fn earlier_queries_are_called_back_by_their_own_keys_from_any_row() {
    let mut explorer = explorer();
    explorer.message(Message::Queries(vec!["porter".to_owned(), "nurse".to_owned()]));
    explorer.keys("v");
    assert!(explorer.screen().contains("Alt-↑ earlier"), "{}", explorer.screen());
    explorer.type_text("lea").keys("down down alt-up");
    assert_eq!(typed(&explorer), "nurse");
    explorer.keys("ctrl-up");
    assert_eq!(typed(&explorer), "porter");
    explorer.keys("alt-down ctrl-down");
    assert_eq!(typed(&explorer), "lea");
    explorer.keys("esc down down alt-up");
    assert_eq!(typed(&explorer), "nurse", "in the list, too");
}

#[test]
fn earlier_queries_are_called_back_from_the_first_row() {
    let mut explorer = explorer();
    explorer.message(Message::Queries(vec!["porter".to_owned(), "ward clerk".to_owned()]));
    explorer.keys("v").type_text("nurse").keys("esc v ctrl-u").type_text("lea");
    assert_eq!(explorer.queries, ["nurse"]);
    explorer.keys("down up up up");
    assert_eq!(typed(&explorer), "lea", "who moves up the list goes no further than its first row");
    explorer.type_text("d").keys("backspace up");
    assert_eq!(typed(&explorer), "nurse");
    let shown = found(&explorer);
    assert!(shown > 0);
    explorer.keys("up");
    assert_eq!(typed(&explorer), "ward clerk");
    explorer.keys("up up up");
    assert_eq!(typed(&explorer), "porter");
    explorer.keys("down down");
    assert_eq!((typed(&explorer), found(&explorer)), ("nurse", shown));
    explorer.keys("down");
    assert_eq!(typed(&explorer), "lea", "what was being typed comes back");
    explorer.keys("up");
    explorer.type_text("s").keys("up");
    assert_eq!(typed(&explorer), "nurse", "a changed query is a query of its own");
    explorer.keys("enter");
    assert_eq!(explorer.queries, ["nurse"], "the same query again is not kept twice");
}

#[test]
fn distances_are_told_once_there_is_a_place_to_measure_from() {
    let mut explorer = explorer();
    explorer.keys("v").type_text("near:york within:30").keys("esc");
    let headings =
        explorer.screen().lines().find(|line| line.contains("Distance")).map(str::to_owned).unwrap_or_default();
    assert!(["Title", "Employer", "Place", "Pay", "Band"].iter().all(|name| headings.contains(name)), "{headings}");
    assert!(explorer.screen().contains("<2 mi") && explorer.screen().contains("~2"), "{}", explorer.screen());
    explorer.resize(200, 60);
    assert!(explorer.screen().contains("under 2 mi") && explorer.screen().contains("about 2"), "{}", explorer.screen());
    explorer.keys("enter");
    let lines = explorer.state.lines(Pane::Advert);
    let text =
        |line: &rolecall::app::document::TextLine| line.runs.iter().map(|(text, _)| text.as_str()).collect::<String>();
    assert!(lines.iter().any(|line| text(line).contains("mi from York")), "{}", explorer.screen());
    explorer.keys("v ctrl-u esc");
    assert!(!explorer.screen().contains("under 2 mi"), "{}", explorer.screen());
}

#[test]
fn the_order_goes_round_and_distance_is_passed_over_where_nothing_is_measured() {
    let mut explorer = explorer();
    explorer.keys("v esc");
    let mut orders = Vec::new();
    for _ in 0..6 {
        explorer.keys("t");
        orders.push(explorer.state.vacancies.sort.title());
    }
    assert_eq!(orders, ["newest", "closing", "pay", "title", "employer", "fit"]);
    explorer.keys("/").type_text("near:leeds").keys("esc t t t t");
    assert!(explorer.screen().contains("by distance"), "{}", explorer.screen());
}

#[test]
fn a_search_is_kept_under_a_name_run_removed_and_brought_back() {
    let mut explorer = explorer();
    explorer.keys("v").type_text("nurse band:6").keys("esc t t F").type_text("My ward").keys("enter");
    assert!(explorer.said().contains("kept as the search “My ward”"), "{}", explorer.said());
    explorer.keys("esc t t t t t F").type_text("wrd").keys("enter");
    assert_eq!((typed(&explorer), explorer.state.vacancies.sort.title()), ("nurse band:6 ", "closing"));
    explorer.keys("F delete");
    assert_eq!(explorer.searches.0, []);
    explorer.disk_fails = Some("the disk is full".to_owned());
    explorer.keys("esc u");
    assert!(explorer.said().contains("not saved: the disk is full"), "{}", explorer.said());
    explorer.disk_fails = None;
    explorer.keys("u");
    assert_eq!(explorer.searches.get("my ward").unwrap().query, "nurse band:6");
    explorer.keys("u");
    assert_eq!(explorer.searches.0, [], "what was done first is taken back last");
    explorer.keys("v ctrl-u esc F").type_text("Nothing").keys("enter");
    assert!(explorer.said().contains("the filter is empty"), "{}", explorer.said());
}

#[test]
fn the_filter_is_kept_under_what_is_typed_whatever_names_begin_so_or_in_the_place_of_another() {
    let mut explorer = explorer();
    explorer.keys("v").type_text("nurse").keys("esc F").type_text("abc").keys("enter");
    explorer.keys("v ctrl-u").type_text("porter").keys("esc F").type_text("ab");
    assert!(explorer.screen().contains("Ctrl-S keep"), "{}", explorer.screen());
    explorer.keys("ctrl-s");
    let query = |explorer: &Explorer, name: &str| explorer.searches.get(name).map(|search| search.query.clone());
    assert_eq!(query(&explorer, "ab").as_deref(), Some("porter"), "{}", explorer.said());
    assert_eq!(typed(&explorer).trim(), "porter", "nothing was run");
    explorer.keys("F").type_text("ABC");
    assert!(explorer.screen().contains("Ctrl-S replace"), "{}", explorer.screen());
    explorer.keys("ctrl-s");
    assert_eq!(query(&explorer, "abc").as_deref(), Some("porter"));
    assert!(explorer.said().contains("“abc” is now porter (u brings back nurse)"), "{}", explorer.said());
    explorer.keys("u");
    assert_eq!(query(&explorer, "abc").as_deref(), Some("nurse"));
    explorer.keys("v ctrl-u").type_text("midwife").keys("esc F ctrl-s");
    assert_eq!(query(&explorer, "abc").as_deref(), Some("midwife"), "the selected one, where no name is typed");
    assert_eq!(explorer.searches.0.len(), 2);
}

#[test]
fn a_saved_advert_is_found_among_the_vacancies_or_it_is_said_what_hides_it() {
    let mut explorer = explorer();
    explorer.keys("v").type_text("breast screening").keys("esc s esc 2 right f");
    assert_eq!(explorer.state.focus, Pane::Vacancies);
    let title = |explorer: &Explorer| explorer.state.current_listing().unwrap().advert.title;
    assert_eq!(title(&explorer), "Director of Breast Screening");
    explorer.keys("/").type_text("director band:5").keys("esc 2 right f");
    assert_eq!(explorer.state.focus, Pane::Entries);
    assert!(explorer.said().contains("hides it, by band:5"), "{}", explorer.said());
    explorer.keys("v ctrl-u esc 1 /").type_text("paramedic").keys("enter 2 right f");
    assert!(explorer.said().contains("those for Paramedic alone"), "{}", explorer.said());
    explorer.board(Vec::new(), &[], &[]);
    explorer.keys("f");
    assert!(explorer.said().contains("not among those loaded"), "{}", explorer.said());
}

#[test]
fn switches_are_offered_where_they_change_something() {
    let offered = |explorer: &mut Explorer, text: &str| -> Vec<String> {
        explorer.keys("v ctrl-u");
        explorer.message(Message::Paste(text.to_owned()));
        explorer.keys("esc f");
        let rows = explorer.state.filter_rows();
        explorer.keys("esc");
        let useful = rows.iter().filter(|row| matches!(row, Row::Choice(choice) if !choice.is_idle));
        let useful = useful.map(Row::id).filter(|id| id.starts_with("unstated:") || id.starts_with("pay:"));
        useful.collect()
    };
    let pay = ["pay:>30k", "pay:>40k", "pay:>50k", "pay:>70k"];
    let beside = |switches: &[&str]| pay.iter().chain(switches).map(|id| (*id).to_owned()).collect::<Vec<_>>();
    let mut explorer = explorer();
    let [with, without, only] = ["unstated:with", "unstated:without", "unstated:only"];
    assert_eq!(offered(&mut explorer, ""), beside(&[without, only]));
    assert_eq!(offered(&mut explorer, "pay:>40k director"), beside(&[with, without, only]));
    assert_eq!(offered(&mut explorer, "physiotherapist band:6"), beside(&[only]));
    assert_eq!(offered(&mut explorer, "physiotherapist band:6 unstated:with"), beside(&[with, only]));
    assert_eq!(offered(&mut explorer, "director unstated:only"), [without, only], "pay says nothing then");
}

#[test]
fn a_town_of_several_words_is_one_place_in_the_line_the_filters_and_the_ways_out() {
    let mut explorer = explorer();
    explorer.keys("v").type_text("near:ashton-under-lyne physio").keys("esc");
    let meant = found(&explorer);
    explorer.keys("v ctrl-u").type_text("near:ashton under lyne physio").keys("esc");
    assert!(meant > 0 && found(&explorer) == meant, "{}", explorer.screen());
    explorer.keys("f");
    let rows = explorer.state.filter_rows();
    let typed_row = rows.iter().find_map(|row| if let Row::Typed(typed) = row { Some(*typed) } else { None }).unwrap();
    let Some(Overlay::Filters(form)) = &explorer.state.overlay else { panic!("the filters are not open") };
    assert_eq!(form.line(typed_row).text(), "ashton under lyne");
    explorer.keys("ctrl-u").type_text("york");
    assert_eq!(typed(&explorer), "physio near:york ");
    explorer.keys("esc v ctrl-u").type_text("near:ashton under lyne \"staff nurse\"");
    let ways = explorer.state.ways();
    assert!(matches!(&ways[0], Way::Without(parts, _) if parts[0] == "near:\"ashton under lyne\""), "{ways:?}");
    explorer.keys("enter");
    assert_eq!(typed(&explorer), "\"staff nurse\" ");
}

#[test]
fn every_filter_is_an_operator_of_the_grammar() {
    let known = |name: &str| OPERATORS.iter().any(|operator| operator.name == name);
    for group in GROUPS {
        assert!(known(group.operator), "{}", group.operator);
        assert!(group.typed.is_none_or(|typed| known(typed.operator)), "{}", group.title);
    }
}
