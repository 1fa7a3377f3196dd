//! What somebody would be paid: the command, the screen's keys, and an advert's pay beside its band's.

use rolecall::domain::advert::{Advert, AdvertId, StatedPlace};
use rolecall::domain::scale::{Nation, PayYear};
use rolecall::domain::shortlist::Shortlists;
use serde_json::Value;

use crate::explorer::Explorer;
use crate::harness::Home;

/// The only object of an answer.
fn one(home: &Home, arguments: &[&str]) -> Value {
    let mut lines = home.json(&[&["pay"], arguments].concat());
    assert_eq!(lines.len(), 1, "{arguments:?}");
    lines.remove(0)
}

#[test]
fn a_band_is_worked_out_by_settings_and_flags_change_them_for_one_answer() {
    let home = Home::new();
    home.write("config.ron", "(hours: 30, zone: Inner, student_loans: [Plan2, Postgraduate])");
    let band = one(&home, &["5"]);
    let first = &band["points"][0];
    // 20% of 32,073 is 6,415; four fifths of 38,488 are 30,790.40; see the unit tests for what is taken off.
    assert_eq!((first["full_time"].as_f64(), first["pay"].as_f64()), (Some(38_488.0), Some(30_790.4)));
    assert_eq!((first["take_home_year"].as_f64(), first["student_loans"].as_f64()), (Some(22_930.3), Some(713.91)));
    assert_eq!((&band["hours"], &band["week_hours"], &band["zone"]), (&30.0.into(), &37.5.into(), &"inner".into()));
    assert_eq!(band["student_loans"], serde_json::json!(["2", "postgraduate"]));
    assert_eq!(band["ten_years"].as_array().unwrap().len(), 10);
    let plain = one(&home, &["band", "5", "--hours", "full", "--zone", "none", "--loan", "none", "--pension", "out"]);
    let first = &plain["points"][0];
    assert_eq!((first["pay"].as_f64(), first["pension"].as_f64()), (Some(32_073.0), Some(0.0)));
    let scots = one(&home, &["5", "--nation", "scotland", "--tax", "england"]);
    assert_eq!((&scots["week_hours"], &scots["tax_nation"]), (&36.0.into(), &"england".into()));
    // The screen says what the file says, and nothing was written.
    assert_eq!(home.files(), ["config.ron"]);
}

#[test]
fn roles_figures_and_every_band_are_answered_too() {
    let home = Home::new();
    let names = |arguments: &[&str]| -> Vec<String> {
        let lines = home.json(&[&["pay"], arguments].concat());
        lines.iter().map(|line| line["name"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(names(&[]).len(), 11);
    assert_eq!(names(&["--nation", "Scotland"]).len(), 12);
    assert_eq!(names(&["strategic-management"])[..2], ["Band 8a", "Band 8b"]);
    assert_eq!(names(&["Strategic", "management"])[..2], ["Band 8a", "Band 8b"]);
    assert_eq!(names(&["16.40 an hour"]), ["£16.40 an hour"]);
    assert_eq!(names(&["up to £17,648"]), ["up to £17,648 a year?"]);
    for bands in [&["band 5-6"][..], &["5/6"], &["bands", "5", "to", "6"]] {
        assert_eq!(names(bands), ["Band 5", "Band 6"], "{bands:?}");
    }
    let part = one(&home, &["£14,200 actual", "--hours", "20"]);
    let first = &part["points"][0];
    assert_eq!(
        (&first["full_time"], &first["hourly"], first["pay"].as_f64()),
        (&Value::Null, &Value::Null, Some(14_200.0))
    );
    let on_top = one(&home, &["£35,000 plus HCAS", "--zone", "inner"]);
    assert_eq!(on_top["points"][0]["full_time"].as_f64(), Some(42_000.0));
    let hourly = one(&home, &["£16.40", "an", "hour"]);
    // 16.40 × 37.5 × 52.143 = 32,067.95.
    assert_eq!((hourly["points"][0]["pay"].as_f64(), &hourly["table_year"]), (Some(32_067.95), &Value::Null));
}

#[test]
fn the_working_is_printed_with_what_it_assumes() {
    let text = Home::new().run(&["pay", "5", "--hours", "30", "--zone", "inner"]).out;
    for line in [
        "An estimate for you: 30 of 37.5 hours a week over 52.143 weeks; with the inner",
        "• full time: £32,073 basic pay + £6,415 supplement = £38,488",
        "• an hour: £38,488 ÷ (37.5 × 52.143) = £19.68",
        "• your hours: £38,488 × 30 ÷ 37.5 = £30,790.40",
        "• NHS Pension Scheme: 8.3% of all £30,790.40 = £2,555.60",
        "• income tax, basic rate: 20% of £15,664.80 = £3,132.96",
        "Left out: unsocial hours, overtime,",
        "Years 5–10",
        "Source: NHS Employers, Pay scales for 2026/27",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
    let missing = Home::new().run(&["pay", "5", "--year", "2024/25"]).out;
    assert!(missing.contains("no sourced table of income tax for England 2024/25"), "{missing}");
    for untold in ["taxed as in", "pension scheme", "student loan", "today's pay"] {
        assert!(!missing.contains(untold), "{untold}: {missing}");
    }
    assert!(missing.contains("Years 1 to 10, at the pay of 2024/25"), "{missing}");
    let older = Home::new().run(&["pay", "5", "--nation", "northern-ireland"]).out;
    assert!(older.contains("There is no table of this pay for 2026/27 yet"), "{older}");
}

#[test]
fn a_band_with_points_that_were_not_seen_is_not_summed_over_ten_years() {
    let home = Home::new();
    let told = "The next ten years are not told: some points of this band were not seen in a source.";
    let note = "The middle point of band 7 and all of band 9 were not seen";
    let text = home.run(&["pay", "7", "--year", "2024/25"]).out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains(told) && text.contains(note) && !text.contains("Together"), "{text}");
    let band = one(&home, &["7", "--year", "2024/25"]);
    let assumed = band["assumed"].to_string();
    assert!(assumed.contains(told) && assumed.contains(note), "{assumed}");
    assert_eq!(band["ten_years"], serde_json::json!([]));
}

#[test]
fn what_is_paid_for_its_own_hours_or_by_no_known_week_is_not_cut_by_the_persons() {
    let home = Home::new();
    let grade = home.run(&["pay", "consultant-doctor", "--hours", "20", "--year", "2025/26"]).out;
    assert!(grade.contains("lower end   £109,725           –"), "{grade}");
    // £16.40 × 20 × 52.143 = £17,102.90.
    let hourly = home.run(&["pay", "16.40 an hour for 20 hours a week", "--hours", "30"]).out;
    assert!(hourly.contains("its own hours") && hourly.contains("£17,103"), "{hourly}");
    let share = one(&home, &["£19,244 - £23,426 (pro rata, 0.6 wte)", "--hours", "22.5"]);
    assert_eq!(share["points"][0]["pay"].as_f64(), Some(19_244.0));
}

#[test]
fn very_senior_managers_have_the_one_figure_with_its_source() {
    let home = Home::new();
    for what in ["vsm", "Very Senior Managers"] {
        let text = home.run(&["pay", what]).out;
        assert!(text.contains("more than £100,000 a year") && text.contains("Source: Health Careers"), "{text}");
    }
    let scale = one(&home, &["vsm"]);
    assert_eq!((&scale["typically_above"], &scale["nation"]), (&100_000.into(), &"england".into()));
    assert_eq!(scale["sources"][0]["certainty"], "seen");
}

#[test]
fn what_cannot_be_worked_out_says_why() {
    let home = Home::new();
    for (arguments, code, why) in [
        (&["1850"][..], 2, "does not say what it is paid for"),
        (&["£150 a day"], 2, "how many times a year"),
        (&["200", "a", "day"], 2, "how many times a year"),
        (&["1200", "per", "session"], 2, "how many times a year"),
        (&["30"], 2, "does not say what it is paid for"),
        (&["1000000"], 2, "more than any post is paid"),
        (&["0"], 2, "`0` is no band, and no pay; write a band such as 5 or 8a"),
        (&["-5"], 2, "`-5` is no band, and no pay"),
        (&["35000", "--zone", "inner"], 2, "leave --zone out"),
        (&["5", "--loan", "1,2"], 2, "plan 1 and plan 2 are not repaid at a time"),
        (&["5", "--loan", "none,2"], 2, "`none` stands alone"),
        (&["5", "--hours", "90"], 2, "from 1 to 60"),
        (&["5", "--nation", "france"], 2, "write england, scotland, wales or northern-ireland"),
        (&["5", "--year", "2026"], 2, "write it as 2026/27"),
        (&["5", "--year", "2001/02"], 2, "2024/25, 2025/26, 2026/27 are bundled"),
        (&["adult-nurse", "--year", "2018/19"], 2, "no table of bands for England 2018/19 or before; those of 2020/21"),
        (&["8"], 2, "name 8a, 8b, 8c or 8d"),
        (&["band", "12"], 2, "`band 12` is no band"),
        (&["14"], 2, "`14` is no band, and as pay it does not say what it is paid for"),
        (&["1"], 1, "has no band 1"),
        (&["nurse"], 2, "`nurse` may be "),
        (&["no", "such", "role"], 1, "`rolecall roles no such role`"),
    ] {
        let ran = home.run(&[&["pay"], arguments].concat());
        assert_eq!((ran.code, ran.out.as_str()), (Some(code), ""), "{arguments:?}");
        assert!(ran.err.contains(why) && ran.err.lines().count() == 1, "{arguments:?}: {}", ran.err);
    }
}

#[test]
fn a_role_is_known_by_any_of_its_names() {
    let home = Home::new();
    for (name, role) in
        [("hca", "healthcare-assistant"), ("odp", "operating-department-practitioner"), ("staff nurse", "adult-nurse")]
    {
        assert_eq!(home.run(&["pay", name]).out, home.run(&["pay", role]).out, "{name}");
    }
}

#[test]
fn one_key_shows_and_hides_own_pay() {
    let mut explorer = Explorer::new(120, 36);
    explorer.keys("/").type_text("staff nurse").keys("enter ]");
    assert!(!explorer.screen().contains("Your pay"));
    assert!(explorer.screen().contains("m shows what you would be paid"), "{}", explorer.screen());
    explorer.keys("m");
    assert!(explorer.screen().contains("Your pay: Band 5, England 2026/27"), "{}", explorer.screen());
    // The tabs that tell no figures of theirs are left in peace; those that tell what others pay say what that is.
    explorer.keys("[");
    assert!(!explorer.screen().contains("Your pay"), "{}", explorer.screen());
    explorer.keys("] ]");
    // What the tab tells comes first.
    assert!(!explorer.screen().contains("Pay on this tab is for a full-time year"), "{}", explorer.screen());
    explorer.keys("G");
    assert!(explorer.screen().contains("Pay on this tab is for a full-time year"), "{}", explorer.screen());
    explorer.keys("[");
    assert!(explorer.screen().contains("Your pay"));
    explorer.keys("m");
    assert!(!explorer.screen().contains("Your pay"));
    assert!(explorer.said().contains("no longer shown"));
}

#[test]
fn settings_count_at_once_and_are_asked_to_be_kept() {
    let mut explorer = Explorer::new(120, 36);
    explorer.keys("N M down right down 2 0 enter");
    // The nation that was only looked at stays; the year was set.
    assert_eq!((explorer.state.choice.nation, explorer.state.choice.year), (Nation::Scotland, PayYear(2026)));
    assert_eq!(explorer.state.pay_settings.nation, Nation::England);
    assert!(explorer.state.overlay.is_none() && explorer.state.shows_my_pay);
    let asked = explorer.asked.last().unwrap();
    assert!(asked.contains("pay_year") && asked.contains("hours") && !asked.contains("nation"), "{asked}");
    assert!(!explorer.said().contains("saved"), "nothing is on the disk yet");
    // What makes no sense stays on the screen, and Esc leaves everything as it was.
    let before = explorer.state.pay_settings;
    explorer.keys("M down down backspace backspace x enter");
    assert!(explorer.said().contains("“x” is no number of hours") && explorer.state.overlay.is_some());
    explorer.keys("esc");
    assert_eq!(explorer.state.pay_settings, before);
    explorer.keys("M enter");
    assert!(explorer.said().contains("nothing was changed"));
}

/// A made-up advert with this pay.
fn advert(pay: &str) -> Advert {
    Advert {
        id: AdvertId::new("made-up-1"),
        title: "Staff Nurse, Band 5".to_owned(),
        employer: "Example Valley NHS Foundation Trust".to_owned(),
        pay: Some(pay.to_owned()),
        source: "made up".to_owned(),
        ..Advert::default()
    }
}

#[test]
fn an_adverts_pay_is_set_beside_its_bands_and_worked_out_for_the_reader() {
    let screen = |pay: &str, keys: &str| {
        let mut explorer = Explorer::with(vec![advert(pay)], Shortlists::default(), 160, 50);
        explorer.keys("v esc enter").keys(keys);
        explorer.screen()
    };
    let shown = screen("£31,049 to £37,796 a year", "");
    assert!(shown.contains("This is exactly band 5, England 2025/26, an earlier year."), "{shown}");
    let shown = screen("£16.42 an hour", "m");
    assert!(shown.contains("£16.42 an hour is £32,107 a full-time year"), "{shown}");
    assert!(shown.contains("the figure taken for full-time"), "{shown}");
    assert!(shown.contains("take-home a month     £2,042"), "{shown}");
    let shown = screen("£14,200 actual", "m");
    assert!(shown.contains("for the part-time hours that go with the pay, which it does not give"), "{shown}");
    let shown = screen("£33,000 a year plus outer London HCAS", "m");
    assert!(shown.contains("£33,000 a year, a London supplement on top"), "{shown}");
    // 15% of £33,000 is £4,950.
    assert!(shown.contains("full time            £37,950"), "{shown}");
    let shown = screen("£600 a session", "m");
    assert!(shown.contains("not worked out: pay a session does not say how much of it a year has"), "{shown}");
    let shown = screen("Negotiable", "m");
    assert!(shown.contains("not worked out: the advert states no figure that can be read"), "{shown}");
}

#[test]
fn own_hours_do_not_cut_pay_that_is_for_hours_of_its_own_or_may_be() {
    let screen = |pay: &str, keys: &str| {
        let mut explorer = Explorer::with(vec![advert(pay)], Shortlists::default(), 160, 50);
        explorer.keys("v esc enter").keys(keys);
        explorer.screen().split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let twenty_hours = "M down down 2 0 enter";
    // £13.17 × 22.5 × 52.143 = £15,451.27.
    let hourly = screen("£13.17 per hour for 22.5 hours a week", twenty_hours);
    assert!(hourly.contains("its own hours £15,451"), "{hourly}");
    let perhaps = "may be for part-time hours already";
    let pro_rata = "£19,244 - £23,426 pro rata";
    assert!(screen(pro_rata, twenty_hours).contains(perhaps));
    assert!(!screen(pro_rata, "m").contains(perhaps));
    assert!(!screen("£33,000 pro rata", twenty_hours).contains(perhaps));
}

#[test]
fn an_advert_of_an_earlier_year_says_whose_deductions_are_taken_off() {
    let screen = |day: &str| {
        let old = Advert { posted: Some(day.parse().unwrap()), ..advert("£31,500 a year") };
        let mut explorer = Explorer::with(vec![old], Shortlists::default(), 160, 50);
        explorer.keys("v esc enter m");
        explorer.screen()
    };
    let shown = screen("2020-10-01");
    assert!(shown.contains("This is the pay as advertised in 2020/21, after 2026/27's deductions"), "{shown}");
    assert!(shown.contains("taxed as in England 2026/27"), "{shown}");
    let shown = screen("2025-10-01");
    assert!(shown.contains("The advert is of 2025/26, so this is what was left"), "{shown}");
    assert!(shown.contains("taxed as in England 2025/26"), "{shown}");
    let shown = screen("2026-10-01");
    assert!(!shown.contains("The advert is of"), "{shown}");
}

#[test]
fn a_loan_that_nobody_repays_yet_says_so() {
    let said =
        |year: &str| Home::new().run(&["pay", "5", "--loan", "5,postgraduate", "--year", year]).out.replace('\n', " ");
    let last = said("2025/26");
    let words = "repaying the student loan postgraduate, nothing repaid of the student loan plan 5, which nobody repays in 2025/26";
    assert!(last.contains(words), "{last}");
    assert!(said("2026/27").contains("repaying the student loan plan 5 and postgraduate"));
}

#[test]
fn a_post_in_two_bands_names_both() {
    let two = Advert { title: "Physiotherapist, Band 5/6".to_owned(), ..advert("£32,073 - £48,117 a year") };
    let mut explorer = Explorer::with(vec![two], Shortlists::default(), 160, 50);
    let shown = explorer.keys("v esc enter").screen();
    assert!(shown.contains("5–6, as stated"), "{shown}");
    assert!(shown.contains("within bands 5 and 6, England 2026/27"), "{shown}");
}

#[test]
fn an_advert_is_measured_by_the_nation_that_the_post_is_in() {
    let shown = |places: &[&str]| {
        let places = places.iter().map(|place| StatedPlace::new(*place)).collect();
        let post = Advert { places, ..advert("£33,000 a year") };
        Explorer::with(vec![post], Shortlists::default(), 160, 50).keys("v esc enter m").screen()
    };
    let scots = shown(&["Glasgow, G12 0XH"]);
    for words in ["band 5, Scotland 2026/27", "full time, 36 hours a week", "taxed as in Scotland 2026/27"] {
        assert!(scots.contains(words), "{words}: {scots}");
    }
    for unknown in [&[][..], &["Leeds, LS1 4AP", "Glasgow, G12 0XH"]] {
        let shown = shown(unknown);
        assert!(shown.contains("band 5, England 2026/27"), "{shown}");
        assert!(shown.contains("Taken for England: the place does not tell the nation."), "{shown}");
    }
}

#[test]
fn the_advert_command_says_how_pay_stands_to_the_band() {
    let home = Home::new();
    let advert = &home.json(&["advert", "sample-9"])[0];
    let against = &advert["pay_against_band"];
    assert_eq!(against["relation"], "below");
    assert!(against["sentences"][0].as_str().unwrap().contains("an earlier year"), "{against}");
}
