//! Tests of what a market counts.

use jiff::ToSpan;
use jiff::civil::date;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

use super::*;
use crate::domain::pay::Pay;
use crate::domain::scale::PayTables;

const TODAY: Date = date(2026, 11, 22);
const NAMES: [&str; 4] = ["", "Example Valley NHS Trust", "Other Town Hospice", "Third Council"];

fn market(posts: &[Post]) -> Market {
    Market::of(posts, TODAY, |number| NAMES[number as usize])
}

fn day() -> impl Strategy<Value = Option<Date>> {
    option::of((-80_i32..80).prop_map(|days| TODAY.saturating_add(days.days())))
}

fn set(things: usize) -> impl Strategy<Value = Set> {
    vec(0..things, 0..3).prop_map(Set::of)
}

prop_compose! {
    fn post()(
        statement in 0_usize..8,
        pay_from in 1_u32..160_000,
        band in option::of(0_usize..12),
        contracts in set(8),
        patterns in set(9),
        regions in set(12),
        employer in 0_u32..4,
        posted in day(),
        closes in day(),
        is_gone in proptest::bool::weighted(0.1),
    ) -> Post {
        let yearly = [Statement::Year, Statement::YearBySize];
        let statement = Statement::LEFT_OUT.into_iter().chain(yearly).nth(statement).unwrap_or_default();
        let pay_from = if yearly.contains(&statement) { pay_from } else { 0 };
        let band = band.map(|place| Band::ALL[place].0);
        Post { statement, pay_from, band, contracts, patterns, regions, employer, posted, closes, is_gone }
    }
}

proptest! {
    #[test]
    fn the_parts_add_up_to_the_adverts(posts in vec(post(), 0..80)) {
        let found = market(&posts);
        prop_assert_eq!(found.adverts + found.past, posts.len());
        let pay = &found.pay;
        prop_assert_eq!(pay.bins.iter().map(|bin| bin.count).sum::<usize>(), pay.yearly);
        prop_assert_eq!(pay.yearly + pay.left_out.iter().map(|(_, count)| count).sum::<usize>(), found.adverts);
        prop_assert!(pay.by_size <= pay.yearly && pay.yearly <= pay.stated && pay.stated <= found.adverts);
        for (known, unknown) in [
            (found.bands.known, found.bands.unknown),
            (found.regions.known, found.regions.unknown),
            (found.contracts.known, found.contracts.unknown),
            (found.patterns.known, found.patterns.unknown),
            (found.employers.known, found.employers.unknown),
            (found.posted.known(), found.posted.unstated),
            (found.closing.known(), found.closing.unstated),
        ] {
            prop_assert_eq!(known + unknown, found.adverts);
        }
        // A band is one; of the rest an advert may say several.
        prop_assert_eq!(found.bands.counts.iter().map(|(_, count)| count).sum::<usize>(), found.bands.known);
        prop_assert!(found.contracts.counts.iter().map(|(_, count)| count).sum::<usize>() >= found.contracts.known);
        prop_assert!(found.closing.before == 0, "what closed is past");
    }

    #[test]
    fn the_order_of_the_adverts_changes_nothing(posts in vec(post(), 0..60), places in vec(any::<u32>(), 60)) {
        let mut shuffled: Vec<(u32, Post)> = places.into_iter().zip(posts.iter().copied()).collect();
        shuffled.sort_by_key(|(place, _)| *place);
        let shuffled: Vec<Post> = shuffled.into_iter().map(|(_, post)| post).collect();
        prop_assert_eq!(market(&shuffled), market(&posts));
    }

    #[test]
    fn each_figure_is_in_its_own_step(from in 1_u32..160_000) {
        let found = market(&[Post { statement: Statement::Year, pay_from: from, ..Post::default() }]);
        let [bin] = found.pay.bins.as_slice() else { panic!("{:?}", found.pay.bins) };
        prop_assert!(bin.from <= from && bin.to.is_none_or(|to| from < to), "{bin:?}");
        let quartiles = found.pay.quartiles.unwrap();
        prop_assert_eq!([quartiles.lower, quartiles.median, quartiles.upper], [from; 3]);
    }
}

#[test]
fn pay_is_counted_for_a_year_or_left_out_for_a_reason() {
    let cases = [
        ("£32,073 to £39,043 a year", Statement::Year, 32_073),
        ("£32073.50 to £39043.00", Statement::YearBySize, 32_073),
        ("Up to £60,000 a year", Statement::UpTo, 0),
        ("£18.50 an hour", Statement::OtherUnit, 0),
        ("£400 a session", Statement::OtherUnit, 0),
        ("£18,000 a year for 20 hours a week", Statement::PartTime, 0),
        ("£18,000 a year, 0.5 WTE", Statement::PartTime, 0),
        ("£17,648 (£44,121 FTE)", Statement::PartTime, 0),
        ("£14,200 p.a. actual", Statement::PartTime, 0),
        ("£32,073 to £39,043 a year, 20 hours a week", Statement::Year, 32_073),
        ("£33,000 a year for 37.5 hours a week", Statement::Year, 33_000),
        ("£33,000 a year pro rata", Statement::Year, 33_000),
        ("Depending on experience", Statement::None, 0),
        ("", Statement::None, 0),
    ];
    let tables = PayTables::bundled();
    for (text, statement, from) in cases {
        assert_eq!(Statement::of(&Pay::read(text), &tables), (statement, from), "{text}");
    }
    for reason in Statement::LEFT_OUT {
        assert!(reason.left_out().is_some());
    }
}

#[test]
fn quartiles_part_the_figures() {
    let posts: Vec<Post> = [21_000, 32_000, 33_000, 40_000, 52_000, 60_000, 75_000, 99_000]
        .map(|pay_from| Post { statement: Statement::Year, pay_from, ..Post::default() })
        .to_vec();
    let quartiles = market(&posts).pay.quartiles.unwrap();
    assert_eq!((quartiles.lower, quartiles.median, quartiles.upper), (33_000, 52_000, 75_000));
    assert_eq!(market(&[]).pay.quartiles, None);
}

#[test]
fn weeks_run_from_monday_to_sunday() {
    // The day is a Sunday: its week began on the 16th.
    let posted = Weeks::up_to(TODAY);
    let closing = Weeks::from(TODAY);
    assert_eq!(posted.counts.first().map(|week| week.0), Some(date(2026, 9, 28)));
    assert_eq!(posted.counts.last().map(|week| week.0), Some(date(2026, 11, 16)));
    assert_eq!(closing.counts.first().map(|week| week.0), Some(date(2026, 11, 16)));
    assert_eq!(closing.counts.last().map(|week| week.0), Some(date(2027, 1, 4)));
    let mut weeks = closing;
    for day in [date(2026, 11, 15), date(2026, 11, 16), date(2026, 11, 22), date(2027, 1, 10), date(2027, 1, 11)] {
        weeks.take(Some(day));
    }
    weeks.take(None);
    assert_eq!((weeks.before, weeks.within(), weeks.after, weeks.unstated), (1, 3, 1, 1));
    assert_eq!((weeks.counts[0].1, weeks.counts[WEEKS - 1].1), (2, 1));
}

#[test]
fn what_can_no_longer_be_applied_for_is_counted_apart() {
    let closes = |day| Post { closes: Some(day), ..Post::default() };
    let posts =
        [closes(TODAY), closes(TODAY.yesterday().unwrap()), Post { is_gone: true, ..Post::default() }, Post::default()];
    let found = market(&posts);
    assert_eq!((found.adverts, found.past), (2, 2));
    assert!(found.is_small());
}

#[test]
fn the_newest_is_the_last_that_was_published_by_now_whether_open_or_closed() {
    let posted = |posted, closes| Post { posted: Some(posted), closes, ..Post::default() };
    let (old, closed) = (date(2026, 9, 1), date(2026, 10, 1));
    let mut posts = vec![posted(old, None), posted(closed, Some(closed)), Post::default()];
    assert_eq!(market(&posts).newest, Some(closed));
    posts.push(posted(TODAY.tomorrow().unwrap(), None));
    assert_eq!(market(&posts).newest, Some(closed), "a day still to come is none");
    assert_eq!(market(&[Post::default()]).newest, None);
}

#[test]
fn the_biggest_come_first_and_the_nameless_are_told() {
    let by = |employer| Post { employer, ..Post::default() };
    let found = market(&[by(2), by(0), by(1), by(2), by(3)]).employers;
    let names: Vec<(&str, usize)> = found.biggest.iter().map(|(name, count)| (name.as_str(), *count)).collect();
    assert_eq!(names, [("Other Town Hospice", 2), ("Example Valley NHS Trust", 1), ("Third Council", 1)]);
    assert_eq!((found.different, found.known, found.unknown), (3, 4, 1));
}
