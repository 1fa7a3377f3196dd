//! What is said of pay beside its band, case by case.

use super::*;
use crate::domain::band_reading::settled;

fn told(text: &str, band: Option<Band>, nation: Nation) -> (Option<Relation>, String) {
    let tables = PayTables::bundled();
    let yardstick = Yardstick { tables: &tables, nation, year: PayYear(2026) };
    let (pay, band) = (settled(Pay::read(text), &tables), band.map(BandReading::Stated));
    let advert = Advertised { band: band.as_ref(), nation: Some(nation), ..advert(text, &pay) };
    let found = AgainstBand::of(&advert, yardstick);
    (found.relation, found.sentences.join(" "))
}

fn advert<'a>(text: &'a str, pay: &'a Pay) -> Advertised<'a> {
    Advertised { title: "Made-up post", text, pay, beside: None, band: None, several: &[], year: None, nation: None }
}

/// What is said of an advert in England in 2026/27.
fn said(advert: &Advertised) -> (Option<Relation>, String) {
    let tables = PayTables::bundled();
    let yardstick = Yardstick { tables: &tables, nation: Nation::England, year: PayYear(2026) };
    let found = AgainstBand::of(advert, yardstick);
    (found.relation, found.sentences.join(" "))
}

#[test]
fn pay_is_below_within_or_above_its_band() {
    use Relation::{Above, Around, Below, Within};
    let cases = [
        ("£32,073 - £39,043 a year", Within, "This is exactly band 5, England 2026/27."),
        (
            "£31,049 - £37,796 a year",
            Below,
            "This is exactly band 5, England 2025/26, an earlier year. In 2026/27 the band pays £32,073 to £39,043.",
        ),
        ("£33,000 - £38,000 a year", Within, "The pay is within band 5, England 2026/27 (£32,073 to £39,043)."),
        ("£33,000", Within, "The pay is within band 5, England 2026/27 (£32,073 to £39,043)."),
        (
            "£20,000 - £24,000 a year",
            Below,
            "The pay is below band 5, England 2026/27 (£32,073 to £39,043): even its upper end is £8,073 under. Ask \
             whether it is for part-time hours or from an earlier table.",
        ),
        (
            "£30,000 - £38,000 pro rata",
            Below,
            "The pay begins £2,073 under band 5, England 2026/27 (£32,073 to £39,043). It is pro rata and the advert \
             does not work it out: part-time hours pay that part of the figures.",
        ),
        (
            "£60,000 - £70,000 a year",
            Above,
            "The pay is above band 5, England 2026/27 (£32,073 to £39,043): even its lower end is £20,957 over.",
        ),
        (
            "£30,000 - £70,000 a year",
            Around,
            "The pay begins £2,073 under band 5, England 2026/27 (£32,073 to £39,043), and ends £30,957 over it.",
        ),
        (
            "From £50,000 a year",
            Above,
            "The pay is above band 5, England 2026/27 (£32,073 to £39,043): even its lower end is £10,957 over.",
        ),
        (
            "From £20,000 a year",
            Below,
            "The pay begins £12,073 under band 5, England 2026/27 (£32,073 to £39,043). Ask whether it is \
             for part-time hours or from an earlier table.",
        ),
        ("Up to £60,000 a year", Above, "The pay ends £20,957 over band 5, England 2026/27 (£32,073 to £39,043)."),
        (
            "£40,000 a year",
            Above,
            "The pay is £957 over band 5, England 2026/27 (£32,073 to £39,043). With the Inner London \
             supplement the band pays £38,488 to £46,852; the advert does not say that one is in it.",
        ),
        (
            "£39,959 - £48,117 a year",
            Above,
            "The pay is above band 5, England 2026/27 (£32,073 to £39,043): even its lower end is £916 over. The \
             figures are those of band 6, England 2026/27.",
        ),
    ];
    for (text, relation, sentence) in cases {
        assert_eq!(told(text, Some(Band::Five), Nation::England), (Some(relation), sentence.to_owned()), "{text}");
    }
}

#[test]
fn a_supplement_that_is_in_the_figures_is_named() {
    let exact = told("£38,488 - £46,852 a year inc HCAS", Some(Band::Five), Nation::England);
    assert_eq!(exact.1, "This is exactly band 5 with the Inner London supplement, England 2026/27.");
    // 20% of 32,073 is 6,415, and of 39,043 it is 7,809.
    let within = told("£40,000 - £45,000 a year inc London weighting", Some(Band::Five), Nation::England);
    let sentence = "The pay is within band 5, England 2026/27 with the Inner London supplement (£38,488 to £46,852), as \
                    the advert says one is in it; without it the band pays £32,073 to £39,043.";
    assert_eq!(within, (Some(Relation::Within), sentence.to_owned()));
    // Without a word of one, the nation that is looked at counts.
    assert_eq!(told("£44,000 a year", Some(Band::Five), Nation::Scotland).0, Some(Relation::Above));
}

#[test]
fn an_hourly_rate_is_a_full_time_year_of_the_nations_week() {
    // £16.42 × 37.5 × 52.143 = £32,107.05.
    let sentence = "£16.42 an hour is £32,107 a full-time year: 37.5 hours a week over 52.143 weeks. That is within \
                    band 5, England 2026/27 (£32,073 to £39,043).";
    assert_eq!(
        told("£16.42 an hour", Some(Band::Five), Nation::England),
        (Some(Relation::Within), sentence.to_owned())
    );
    // £16.40 is the band's first point by the hour, and £5 short of it by the year only as the rate is rounded.
    assert_eq!(told("£16.40 an hour", Some(Band::Five), Nation::England).0, Some(Relation::Within));
    let own_hours = told("£16.42 an hour for 20 hours a week", Some(Band::Five), Nation::England);
    assert_eq!(own_hours, (Some(Relation::Within), sentence.to_owned()));
    // £14.15 × 36 × 52.143 = £26,561.64.
    let scot = told("£14.15 an hour", Some(Band::Two), Nation::Scotland);
    assert!(scot.1.starts_with("£14.15 an hour is £26,562 a full-time year: 36 hours a week"), "{}", scot.1);
    assert_eq!(scot.0, Some(Relation::Below));
}

#[test]
fn a_year_made_of_an_hourly_rate_by_a_machine_is_shown_to_be_one() {
    let beside = |low: &str| PayFigures { low: Some(low.to_owned()), high: None, unit: Some("YEAR".to_owned()) };
    let told = |text: &str, low: &str| {
        let (figures, pay) = (beside(low), Pay::read(text));
        said(&Advertised { beside: Some(&figures), ..advert(text, &pay) }).1
    };
    let sentence = "The source also gives £21,853 a year: that is £13 × 1,681 hours, which is no full-time year. A week \
                    of 37.5 hours is 1,955 hours a year (37.5 × 52.143), which pay £25,420.";
    assert_eq!(told("£13.00 to £17.00 per hour", "21853"), sentence);
    // 13.54 × 1,681 = 22,760.74, of which the pence may be dropped.
    for year in ["22760", "22760.74", "£22,761"] {
        assert!(told("£13.54-£27.85 per hour", year).contains("£13.54 × 1,681 hours"), "{year}");
    }
    assert_eq!(told("£13.00 per hour", "25000"), "");
    assert_eq!(told("£21,853 a year", "21853"), "");
    // 8 × 1,681 = 13,448: the board took the band for a rate.
    let sentence = "The source also gives £13,448 a year: that is 8 × 1,681 hours, made of a number in the text that is \
                    no pay, so it is left out.";
    assert_eq!(told("Bank level 8a", "13448"), sentence);
    assert_eq!(told("Bank level 8a", "14000"), "");
}

#[test]
fn figures_that_were_made_of_a_number_of_the_text_never_go_without_a_word() {
    let sentence = "The source also gives £13,448 a year: that is 8 × 1,681 hours, made of a number in the text that is \
                    no pay, so it is left out.";
    let cases = [
        ("Band 8", Some("£13448"), None),
        ("Band 8", None, Some(" £13,448.00 ")),
        ("Band 8", Some("12000"), Some("13448")),
        ("Band 8", Some("0"), Some("13448")),
        ("Level 8a", Some("13448"), Some("20000")),
        ("Bands 7,8", Some("13448"), None),
        ("Band 8.2", Some("13448"), None),
    ];
    for (text, low, high) in cases {
        let figures =
            PayFigures { low: low.map(str::to_owned), high: high.map(str::to_owned), unit: Some("YEAR".to_owned()) };
        let pay = Pay::stated(Some(text), Some(&figures));
        assert_eq!(pay.figures(), None, "{text} {low:?} {high:?}");
        let told = said(&Advertised { beside: Some(&figures), ..advert(text, &pay) }).1;
        assert_eq!(told, sentence, "{text} {low:?} {high:?}");
    }
    // Sums with pence of their own are not made of a whole number, so they stand and nothing is said.
    let figures = PayFigures { low: Some("13448.50".to_owned()), high: None, unit: None };
    let pay = Pay::stated(Some("Band 8"), Some(&figures));
    assert_eq!(pay.low, Some(Pence(1_344_850)));
    assert_eq!(said(&Advertised { beside: Some(&figures), ..advert("Band 8", &pay) }).1, "");
}

#[test]
fn a_made_up_year_is_seen_in_the_text_and_by_a_rate_in_the_title_too() {
    let sentence = "The advert gives £21,853 a year: that is £13 × 1,681 hours";
    for text in ["£13.00 per hour (£21,853 a year)", "£21,853 per annum (£13 an hour)"] {
        let told = said(&advert(text, &Pay::read(text))).1;
        assert!(told.starts_with(sentence), "{text}: {told}");
    }
    let titled = |text: &str| {
        let pay = Pay::read(text);
        said(&Advertised { title: "Care assistant, £13.00 per hour", ..advert(text, &pay) }).1
    };
    assert!(titled("£21,853 a year").starts_with(sentence));
    // 13 × 1,955.36 = 25,419.71 is a full-time year.
    assert_eq!(titled("£25,420 a year"), "");
}

#[test]
fn pay_for_part_of_a_week_is_compared_by_its_full_time() {
    let told = |text| told(text, Some(Band::Seven), Nation::England);
    // £20,000 × 37.5 / 15 = £50,000.
    let (relation, sentence) = told("£20,000 for 15 hours a week");
    assert_eq!(relation, Some(Relation::Within));
    assert_eq!(
        sentence,
        "£20,000 for 15 hours a week is £50,000 for the full 37.5. That is within band 7, England 2026/27 (£49,387 to \
         £56,515)."
    );
    let (relation, sentence) = told("Up to £17,648 (£44,121 FTE)");
    assert_eq!(relation, Some(Relation::Below));
    assert_eq!(
        sentence,
        "up to £17,648 is for a part of full time, which pays up to £44,121. That is below band 7, England 2026/27 (£49,387 \
         to £56,515): even its upper end is £5,266 under."
    );
    let sentence = "The pay is for part-time hours that the advert does not give, so it is not compared: full time, band 7, \
                    England 2026/27 is £49,387 to £56,515.";
    assert_eq!(told("£20,000 actual"), (None, sentence.to_owned()));
}

#[test]
fn an_advert_of_an_earlier_year_is_compared_with_that_years_table_or_with_none() {
    let of = |text: &str, year| {
        let (pay, band) = (Pay::read(text), BandReading::Stated(Band::Five));
        let nation = Some(Nation::England);
        said(&Advertised { band: Some(&band), year: Some(PayYear(year)), nation, ..advert(text, &pay) })
    };
    let within = "The pay is within band 5, England 2025/26 (£31,049 to £37,796).";
    assert_eq!(of("£31,500 a year", 2025), (Some(Relation::Within), within.to_owned()));
    let not = "The advert is of 2018/19, of which no table is bundled, so it is not compared. In England in 2026/27 band 5 pays \
               £32,073 to £39,043.";
    assert_eq!(of("£25,000 - £31,000 a year", 2018), (None, not.to_owned()));
    let hourly =
        "£14 an hour is £27,375 a full-time year: 37.5 hours a week over 52.143 weeks. The advert is of 2018/19,";
    assert!(of("£14.00 an hour", 2018).1.starts_with(hourly));
    // A range that is a later year's own tells its year better than the day it was posted.
    let exact = "This is exactly band 5, England 2026/27.";
    assert_eq!(of("£32,073 - £39,043 a year", 2025), (Some(Relation::Within), exact.to_owned()));
}

#[test]
fn a_post_in_either_of_two_bands_is_compared_with_both() {
    let of = |text: &str| {
        let pay = Pay::read(text);
        said(&Advertised { several: &[Band::Six, Band::Five], nation: Some(Nation::England), ..advert(text, &pay) })
    };
    let bands = "bands 5 and 6, England 2026/27 (£32,073 to £39,043 and £39,959 to £48,117)";
    assert_eq!(of("£32,073 - £48,117 a year"), (Some(Relation::Within), format!("The pay is within {bands}.")));
    let (relation, told) = of("£30,000 a year");
    assert_eq!(relation, Some(Relation::Below));
    assert!(told.starts_with(&format!("The pay is £2,073 under {bands}.")), "{told}");
}

#[test]
fn a_supplement_on_top_is_told_with_its_figures() {
    let of = |text: &str| told(text, Some(Band::Five), Nation::England).1;
    // 20% of 32,073 and 39,043 is 6,415 and 7,809; 15% is 4,811, under the floor of 4,870, and 5,856; 5% is 1,604 and 1,952.
    assert_eq!(
        of("£32,073 - £39,043 a year plus HCAS"),
        "This is exactly band 5, England 2026/27. The supplement comes on top of these figures, 2026/27: inner London \
         £6,415 to £7,809, outer London £4,870 to £5,856, London fringe £1,604 to £1,952 a year."
    );
    let outer = of("£33,000 a year plus outer London HCAS");
    assert!(outer.ends_with("on top of these figures, 2026/27: outer London £4,950 a year."), "{outer}");
    // Above the band without one is above it, whatever comes on top.
    let above = of("£41,000 a year + HCAS");
    assert!(!above.contains("With the"), "{above}");
    let text = "£25,000 a year plus HCAS";
    let earlier = said(&Advertised { year: Some(PayYear(2020)), ..advert(text, &Pay::read(text)) }).1;
    assert_eq!(earlier, "The supplement comes on top of these figures; no table of it for 2020/21 is bundled.");
    assert_eq!(of("£17.00 an hour plus HCAS").matches("on top").count(), 0);
}

#[test]
fn pay_with_a_supplement_in_it_is_compared_with_the_band_that_has_one() {
    let of = |text: &str| told(text, Some(Band::Five), Nation::England);
    // 32,073 + 1,604 = 33,677 on the fringe is the least that the band pays with a supplement.
    let (relation, sentence) = of("£32,500 - £38,000 a year inc HCAS");
    assert_eq!(relation, Some(Relation::Below));
    assert_eq!(
        sentence,
        "The pay begins £1,177 under band 5 with the Fringe supplement, England 2026/27 (£33,677 to £40,995). The advert \
         says that a supplement is in it; with one the band pays: London fringe £33,677 to £40,995, outer London £36,943 to \
         £44,899, inner London £38,488 to £46,852."
    );
    let (relation, sentence) = of("£34,000 a year inc inner London HCAS");
    assert_eq!(relation, Some(Relation::Below));
    assert_eq!(
        sentence,
        "The pay is £4,488 under band 5 with the Inner London supplement, England 2026/27 (£38,488 to £46,852)."
    );
    // The supplement is England's, whatever nation is looked at.
    let scots = told("£40,000 a year inc HCAS", Some(Band::Five), Nation::Scotland);
    assert_eq!(scots.0, Some(Relation::Within));
}

#[test]
fn where_there_is_nothing_to_compare_nothing_is_said() {
    for text in ["Negotiable", "£1850"] {
        assert_eq!(told(text, Some(Band::Five), Nation::England), (None, String::new()), "{text}");
    }
    assert_eq!(told("£33,000 a year", None, Nation::England), (None, String::new()));
    // England's table has no band 1.
    assert_eq!(told("£25,000 a year", Some(Band::One), Nation::England), (None, String::new()));
}

/// What is said of a band 5 advert to somebody who looks at a nation in 2026/27: of a place's nation and a year, if any.
fn seen(text: &str, looked_at: Nation, nation: Option<Nation>, year: Option<i16>) -> (Option<Relation>, String) {
    let tables = PayTables::bundled();
    let yardstick = Yardstick { tables: &tables, nation: looked_at, year: PayYear(2026) };
    let (pay, band) = (Pay::read(text), BandReading::Stated(Band::Five));
    let advert = Advertised { band: Some(&band), nation, year: year.map(PayYear), ..advert(text, &pay) };
    let found = AgainstBand::of(&advert, yardstick);
    (found.relation, found.sentences.join(" "))
}

#[test]
fn the_nation_of_the_post_counts_and_not_that_of_who_looks() {
    let (england, scotland) = (Nation::England, Nation::Scotland);
    let here = seen("£33,000 a year", england, Some(scotland), None);
    assert!(here.1.contains("band 5, Scotland 2026/27"), "{}", here.1);
    assert_eq!(seen("£33,000 a year", scotland, Some(scotland), None), here);
    let hourly = seen("£18.00 an hour", england, Some(scotland), None).1;
    assert!(hourly.contains("36 hours a week"), "{hourly}");
    let unknown = "The pay is within band 5, England 2026/27 (£32,073 to £39,043). Taken for England: the place does not \
                   tell the nation.";
    assert_eq!(seen("£33,000 a year", england, None, None), (Some(Relation::Within), unknown.to_owned()));
    // England's own range is no band of Scotland's.
    let (relation, told) = seen("£32,073 - £39,043 a year", england, Some(scotland), None);
    assert_eq!(relation, Some(Relation::Below), "{told}");
    assert!(told.ends_with("The figures are those of band 5, England 2026/27."), "{told}");
    // Where the place is not known the figures tell the nation, and nothing is taken for granted.
    let exact = "This is exactly band 5, England 2026/27.";
    assert_eq!(seen("£32,073 - £39,043 a year", scotland, None, None), (Some(Relation::Within), exact.to_owned()));
}

#[test]
fn the_year_of_the_advert_counts_and_not_that_which_is_looked_at() {
    let tables = PayTables::bundled();
    let earlier = Yardstick { tables: &tables, nation: Nation::England, year: PayYear(2025) };
    let (pay, band) = (Pay::read("£32,073 a year"), BandReading::Stated(Band::Five));
    let england = Some(Nation::England);
    let own = Advertised { band: Some(&band), nation: england, ..advert("£32,073 a year", &pay) };
    let said = |year: Option<i16>| AgainstBand::of(&Advertised { year: year.map(PayYear), ..own }, earlier).sentences;
    assert!(said(Some(2026))[0].contains("England 2026/27"));
    assert!(said(None)[0].contains("England 2025/26"));
}

#[test]
fn the_range_of_the_adverts_own_year_is_not_below() {
    let of = |year| seen("£31,049 - £37,796 a year", Nation::England, Some(Nation::England), year);
    let own = "This is exactly band 5, England 2025/26, the year that the advert is of. In 2026/27 the band pays £32,073 to \
               £39,043.";
    assert_eq!(of(Some(2025)), (Some(Relation::Within), own.to_owned()));
    let old = "This is exactly band 5, England 2025/26, an earlier year. In 2026/27 the band pays £32,073 to £39,043.";
    for year in [Some(2026), None] {
        assert_eq!(of(year), (Some(Relation::Below), old.to_owned()));
    }
}

#[test]
fn rounding_is_forgiven_as_often_as_the_hours_multiply_it() {
    let of = |text: &str| told(text, Some(Band::Five), Nation::England);
    // 15 of 37.5 hours of £32,073 are £12,829.20, which is printed £12,829; half of it £16,036.50.
    for text in ["£12,829 for 15 hours a week", "£16,036 a year, 0.5 WTE", "£2,672 a month"] {
        assert_eq!(of(text).0, Some(Relation::Within), "{text}: {}", of(text).1);
    }
    for text in ["£12,820 for 15 hours a week", "£16,030 a year, 0.5 WTE", "£2,670 a month"] {
        assert_eq!(of(text).0, Some(Relation::Below), "{text}: {}", of(text).1);
    }
}

#[test]
fn pay_for_a_month_is_compared_and_for_a_day_it_is_said_why_not() {
    let of = |text: &str| told(text, Some(Band::Five), Nation::England);
    let month =
        "£3,000 a month is £36,000 a year: 12 months. That is within band 5, England 2026/27 (£32,073 to £39,043).";
    assert_eq!(of("£3,000 a month"), (Some(Relation::Within), month.to_owned()));
    let hours = "£1,500 a month for 20 hours a week is £33,750 a year for the full 37.5: 12 months. That is within";
    assert!(
        of("£1,500 a month for 20 hours a week").1.starts_with(hours),
        "{}",
        of("£1,500 a month for 20 hours a week").1
    );
    for (text, unit) in [("£150 a day", "a day"), ("£600 a session", "a session"), ("£700 a week", "a week")] {
        let sentence = format!(
            "The pay is for {unit}, which does not tell a year's, so it is not compared: full time, band 5, England 2026/27 is \
             £32,073 to £39,043."
        );
        assert_eq!(of(text), (None, sentence), "{text}");
    }
}

#[test]
fn pay_for_a_share_of_full_time_is_made_whole() {
    let share = "£18,000 for 50% of full time is £36,000 for all of it. That is within band 5, England 2026/27 (£32,073 to \
                 £39,043).";
    assert_eq!(
        told("£18,000 a year, 0.5 WTE", Some(Band::Five), Nation::England),
        (Some(Relation::Within), share.to_owned())
    );
}

#[test]
fn a_supplement_that_no_table_tells_of_is_not_compared() {
    let of = |text: &str| seen(text, Nation::England, None, Some(2020));
    // Band 5 of 2020/21 is £24,907 to £30,615.
    let not = "The advert says a supplement is in it; no table of it for 2020/21 is bundled, so it is not compared. Without one, \
               band 5 pays £24,907 to £30,615.";
    for text in
        ["£26,300 - £32,300 pa inc HCA", "£29,000 - £35,500 a year inclusive of HCAS", "£25,000 inc London weighting"]
    {
        assert_eq!(of(text), (None, not.to_owned()), "{text}");
    }
    let hourly = of("£14.50 an hour inclusive of HCAS");
    assert!(hourly.0.is_none() && hourly.1.ends_with(not), "{}", hourly.1);
    // What lies under the band without a supplement lies under it with one.
    let below = "The pay begins £2,907 under band 5, England 2020/21 (£24,907 to £30,615). Ask whether it is for part-time \
                 hours or from an earlier table.";
    assert_eq!(of("£22,000 - £28,000 a year inc HCAS"), (Some(Relation::Below), below.to_owned()));
}

#[test]
fn a_text_that_ends_in_inc_may_mean_a_supplement() {
    let perhaps = "The text ends in “inc”, which may mean that a London supplement is in it; no table of one for 2020/21 is \
                   bundled.";
    for text in ["£29,900 - £36,700 pa inc", "£29,900 - £36,700 per annum Inc."] {
        let (relation, told) = seen(text, Nation::England, Some(Nation::England), Some(2020));
        assert_eq!(relation, Some(Relation::Above));
        assert!(
            told.ends_with(&format!("ends £6,085 over band 5, England 2020/21 (£24,907 to £30,615). {perhaps}")),
            "{told}"
        );
    }
    let named = seen("£29,900 - £36,700 pa HCAS", Nation::England, None, Some(2020)).1;
    let not =
        "The advert names a supplement but does not say that it is in it; no table of one for 2020/21 is bundled.";
    assert!(named.ends_with(not), "{named}");
    let silent = [
        ("£29,900 - £36,700 pa", Nation::England, 2020),
        ("£25,000 - £30,000 pa inc", Nation::England, 2020),
        ("£39,100 - £46,700 pa inc", Nation::England, 2026),
        ("£39,100 - £46,700 pa inc", Nation::Wales, 2025),
    ];
    for (text, nation, year) in silent {
        let (_, told) = seen(text, nation, Some(nation), Some(year));
        assert!(!told.contains("“inc”"), "{text} {nation} {year}: {told}");
    }
}

#[test]
fn rounding_is_forgiven_with_a_supplement_too() {
    let of = |text: &str| told(text, Some(Band::Five), Nation::England);
    // £38,488 / 1,955.3625 = £19.683, £38,488 / 12 = £3,207.33, and 22.5 of 37.5 hours of it are £23,092.80.
    let cases = [
        ("£19.68 to £23.96 an hour inclusive of HCAS", "to the nearest penny an hour"),
        ("£3,207 to £3,904 a month inclusive of inner London HCAS", "to the nearest pound a month"),
        ("£23,092 to £28,111 inclusive of HCAS for 22.5 hours per week", "to the nearest pound"),
    ];
    for (text, nearest) in cases {
        let (relation, told) = of(text);
        assert_eq!(relation, Some(Relation::Within), "{text}: {told}");
        let within = format!(
            "is within band 5, England 2026/27 with the Inner London supplement (£38,488 to £46,852), {nearest}, as the advert \
             says one is in it"
        );
        assert!(told.contains(&within), "{text}: {told}");
    }
    let hint =
        "With the Inner London supplement the band pays £38,488 to £46,852; the advert does not say that one is in it.";
    let (relation, told) = of("£19.68 to £23.96 an hour");
    assert_eq!(relation, Some(Relation::Above));
    assert!(told.ends_with(hint), "{told}");
    for text in ["£19.60 an hour inc inner London HCAS", "£3,200 a month inclusive of inner London HCAS"] {
        assert_eq!(of(text).0, Some(Relation::Below), "{text}");
    }
}

#[test]
fn within_by_rounding_says_so() {
    // £13.17 × 1,955.3625 = £25,752.12, and £25,760 / 1,955.3625 = £13.174.
    let hourly = "£13.17 an hour is £25,752 a full-time year: 37.5 hours a week over 52.143 weeks. That is within band 3, England \
                  2026/27 (£25,760 to £27,476), to the nearest penny an hour.";
    let cases = [
        ("£13.17 an hour", hourly),
        ("£25,759 a year", "The pay is within band 3, England 2026/27 (£25,760 to £27,476), to the nearest pound."),
        ("£26,000 a year", "The pay is within band 3, England 2026/27 (£25,760 to £27,476)."),
    ];
    for (text, sentence) in cases {
        let within = (Some(Relation::Within), sentence.to_owned());
        assert_eq!(told(text, Some(Band::Three), Nation::England), within, "{text}");
    }
}

#[test]
fn pro_rata_pay_that_the_advert_works_out_says_so() {
    let cases = [
        ("£32,073 - £39,043 pro rata (actual £19,244 - £23,426)", Band::Five, "£19,244 to £23,426"),
        ("£49,387 to £56,515 pro rata (£29,632 to £33,909 for 22.5 hours)", Band::Seven, "£29,632 to £33,909"),
        ("£32,073 to £39,043 per annum pro rata (£17,105 for 20 hours)", Band::Five, "£17,105"),
    ];
    for (text, band, part) in cases {
        let sentence = format!(
            "This is exactly band {band}, England 2026/27. It is pro rata, and the advert works it out as {part}."
        );
        assert_eq!(told(text, Some(band), Nation::England), (Some(Relation::Within), sentence), "{text}");
    }
    let below = told("£25,000 - £28,000 pro rata (actual £15,000 - £16,800)", Some(Band::Five), Nation::England).1;
    assert!(
        below.ends_with("£4,073 under. It is pro rata, and the advert works it out as £15,000 to £16,800."),
        "{below}"
    );
}

#[test]
fn pro_rata_pay_under_its_band_may_be_worked_out_already() {
    let of = |text: &str| told(text, Some(Band::Five), Nation::England);
    let (relation, told) = of("£19,244 - £23,426 pro rata");
    assert_eq!(relation, Some(Relation::Below));
    assert_eq!(
        told,
        "The pay is below band 5, England 2026/27 (£32,073 to £39,043): even its upper end is £8,647 under. Ask whether it is \
         for part-time hours or from an earlier table. It is pro rata and may be worked out already: then part-time hours pay \
         the figures as stated."
    );
    // No band's range is 55% of full time of these.
    let other = of("£19,244 - £23,426 (pro rata, 0.55 wte)");
    assert_eq!(other, (relation, told));
    // 60% of £32,073 is £19,243.80, and of £39,043 £23,425.80.
    for text in ["£19,244 - £23,426 (pro rata, 0.6 wte)", "£19,243 - £23,425 pro rata, 60% FTE"] {
        let (relation, told) = of(text);
        assert_eq!(relation, Some(Relation::Within), "{text}: {told}");
        assert!(told.contains("for 60% of full time is") && !told.contains("pro rata"), "{told}");
    }
    // 60% of £38,488 is £23,092.80, and of £46,852 £28,111.20.
    let (relation, with) = of("£23,093 - £28,111 inc HCAS (pro rata, 0.6 wte)");
    assert!(relation == Some(Relation::Within) && with.contains("the Inner London supplement"), "{with}");
    // The figures of another band are full-time pay, of which part-time hours pay a part.
    let two = of("£25,760 - £27,476 pro rata").1;
    assert!(two.ends_with("part-time hours pay that part of the figures."), "{two}");
}

#[test]
fn a_year_made_of_a_rate_by_other_hours_than_full_time_says_by_how_many() {
    let of = |text: &str| said(&advert(text, &Pay::read(text))).1;
    // £16.40 × 40 × 52 = £34,112, and £16.40 × 37.5 × 52.143 = £32,067.95.
    let sentence = "The advert gives £34,112 a year and £16.40 an hour, which is 2,080 hours of that rate; a full-time week of 37.5 \
                    hours makes 1,955 a year (37.5 × 52.143), which pay £32,068.";
    for text in
        ["£34,112 (£16.40 per hour x 40 hours x 52 weeks)", "£16.40 per hour (£34,112 a year for 40 hours a week)"]
    {
        assert_eq!(of(text), sentence, "{text}");
    }
    assert!(of("£19,244 a year (£16.40 per hour)").contains("which is 1,173 hours of that rate"));
    let full_time = [
        "£32,073 - £39,043 (£16.40 - £19.97 per hour)",
        "£31,980 a year (£16.40 per hour)",
        "£32,073 a year (£16 per hour)",
        "£34,112 - £40,000 a year (£16.40 - £25 per hour)",
        "£17,056 a year for 20 hours a week (£16.40 per hour)",
        "£32,073 a year (£16.40 per hour) (£24.60 per hour on Sundays)",
        "£32,073 a year (£5 per hour)",
    ];
    for text in full_time {
        assert_eq!(of(text), "", "{text}");
    }
}

#[test]
fn a_range_the_wrong_way_round_is_said_to_be_one() {
    let of = |text: &str| told(text, Some(Band::Five), Nation::England);
    let exact = "The advert gives the ends of the pay the wrong way round. This is exactly band 5, England 2026/27.";
    for text in ["£39,043 - £32,073", "£39,043 to £32,073 per annum"] {
        assert_eq!(of(text), (Some(Relation::Within), exact.to_owned()), "{text}");
    }
    let other = "The advert gives the ends of the pay the wrong way round, £39,043 before £31,000, so one of them may be wrong, \
                 and it is not compared.";
    assert_eq!(of("£39,043 - £31,000"), (None, other.to_owned()));
    assert_eq!(of("£19.97 - £16.40 an hour").0, None);
}
