//! Worked examples, each with its public source or its arithmetic, and what must hold for any pay.

use std::sync::LazyLock;

use proptest::prelude::*;

use super::post::{Payee, PostPay, years_ahead};
use super::terms::{Loans, PayTerms};
use super::*;
use crate::domain::band::Band;
use crate::domain::deductions::Loan;
use crate::domain::hours::Hours;
use crate::domain::scale::{PayTables, Zone};

const LAST: PayYear = PayYear(2025);
const THIS: PayYear = PayYear(2026);

static TABLES: LazyLock<PayTables> = LazyLock::new(PayTables::bundled);

fn worked(gross: Pence, nation: Nation, year: PayYear, terms: &PayTerms) -> TakeHome {
    TakeHome::of(gross, nation, year, terms, &TABLES.deductions).unwrap()
}

fn without_pension() -> PayTerms {
    PayTerms { pension: false, ..PayTerms::default() }
}

fn repaying(loans: &[Loan]) -> PayTerms {
    PayTerms { loans: Loans::try_from(loans.to_vec()).unwrap(), ..PayTerms::default() }
}

/// Pension, tax, National Insurance, loans and what is left, in pence.
fn lines(paid: &TakeHome) -> [u64; 5] {
    let charges = [paid.pension_charge(), paid.tax_charge(), paid.insurance_charge(), paid.loans_charge(), paid.year()];
    charges.map(|sum| sum.0)
}

/// Nation, year, pay, rate of contribution, pension, tax, National Insurance and what is left, in whole pounds: figures of
/// the public program nhs-pay (github.com/casomoltd/nhs-pay, tests/fixtures/band-take-home.csv, read 22 November 2026). Its
/// Scottish pay is that of an older circular, which does not matter to what is taken off it.
const PUBLISHED: [(Nation, PayYear, u64, &str, [u64; 4]); 24] = [
    (Nation::England, LAST, 31_049, "8.3%", [2_577, 3_180, 1_478, 23_813]),
    (Nation::England, LAST, 33_487, "8.3%", [2_779, 3_628, 1_673, 25_407]),
    (Nation::England, LAST, 37_796, "9.8%", [3_704, 4_304, 2_018, 27_770]),
    (Nation::England, LAST, 47_810, "9.8%", [4_685, 6_111, 2_819, 34_195]),
    (Nation::England, LAST, 54_710, "10.7%", [5_854, 7_257, 3_105, 38_494]),
    (Nation::England, LAST, 58_487, "10.7%", [6_258, 8_324, 3_180, 40_725]),
    (Nation::Wales, LAST, 24_465, "6.5%", [1_590, 2_061, 952, 19_862]),
    (Nation::Wales, LAST, 26_598, "6.5%", [1_729, 2_460, 1_122, 21_287]),
    (Nation::England, THIS, 32_073, "8.3%", [2_662, 3_368, 1_560, 24_483]),
    (Nation::England, THIS, 39_043, "9.8%", [3_826, 4_529, 2_118, 28_570]),
    (Nation::England, THIS, 51_932, "9.8%", [5_089, 6_855, 3_049, 36_939]),
    (Nation::England, THIS, 56_515, "10.7%", [6_047, 7_619, 3_141, 39_708]),
    (Nation::England, THIS, 64_750, "10.7%", [6_928, 10_561, 3_306, 43_956]),
    (Nation::Wales, THIS, 26_300, "6.5%", [1_710, 2_404, 1_098, 21_088]),
    (Nation::Wales, THIS, 34_592, "8.3%", [2_871, 3_830, 1_762, 26_129]),
    (Nation::Scotland, THIS, 34_494, "8.7%", [3_001, 3_765, 1_754, 25_974]),
    (Nation::Scotland, THIS, 42_977, "8.7%", [3_739, 5_391, 2_433, 31_414]),
    (Nation::Scotland, THIS, 52_769, "10.5%", [5_541, 7_818, 3_066, 36_344]),
    (Nation::Scotland, THIS, 61_377, "11.6%", [7_120, 10_770, 3_238, 40_249]),
    (Nation::Scotland, THIS, 70_202, "11.6%", [8_143, 14_047, 3_415, 44_598]),
    (Nation::NorthernIreland, THIS, 32_073, "8.5%", [2_726, 3_355, 1_560, 24_431]),
    (Nation::NorthernIreland, THIS, 39_043, "10%", [3_904, 4_514, 2_118, 28_507]),
    (Nation::NorthernIreland, THIS, 56_515, "10.9%", [6_160, 7_574, 3_141, 39_640]),
    (Nation::NorthernIreland, THIS, 64_750, "10.9%", [7_058, 10_509, 3_306, 43_878]),
];

#[test]
fn published_examples_come_out() {
    for (nation, year, gross, rate, expected) in PUBLISHED {
        let paid = worked(Pence::of_pounds(gross), nation, year, &PayTerms::default());
        let [pension, tax, insurance, _, left] = lines(&paid).map(|pence| (pence + 50) / 100);
        // They are rounded by another hand, so a pound either way is the same.
        let apart = [pension, tax, insurance, left].iter().zip(expected).map(|(one, other)| one.abs_diff(other)).max();
        assert!(apart <= Some(1), "{nation} {year} {gross}: {:?}", lines(&paid));
        assert_eq!(paid.pension.unwrap().rate.to_string(), rate, "{nation} {year} {gross}");
    }
}

#[test]
fn examples_printed_for_scottish_pay_without_a_pension_come_out() {
    // Deloitte for the BBC, Scottish Budget 2026/27: tax, National Insurance and what is left, to the penny.
    for (gross, expected) in
        [(16_000, [0, 65_170, 27_440, 0, 1_507_390]), (33_000, [0, 408_107, 163_440, 0, 2_728_453])]
    {
        assert_eq!(lines(&worked(Pence::of_pounds(gross), Nation::Scotland, THIS, &without_pension())), expected);
    }
    // Scottish Parliament Information Centre, table 8: income tax in 2026/27, in whole pounds.
    for (gross, tax) in [(25_000, 2_446), (45_000, 6_882), (75_000, 19_482), (100_000, 30_732), (150_000, 59_634)] {
        let paid = worked(Pence::of_pounds(gross), Nation::Scotland, THIS, &without_pension());
        assert_eq!((paid.tax_charge().0 + 50) / 100, tax, "{gross}");
    }
}

#[test]
fn examples_worked_by_hand_come_out() {
    let england = |pounds, terms: &PayTerms| lines(&worked(Pence::of_pounds(pounds), Nation::England, THIS, terms));
    // 5.2% of 12,000 is 624; both allowances are higher than what is left.
    assert_eq!(england(12_000, &PayTerms::default()), [62_400, 0, 0, 0, 1_137_600]);
    // 12.5% of 113,565 is 14,195.63, so 99,369.37 is income and the allowance whole; of 86,799.37 the first 37,700 are
    // taxed at 20% (7,540.00) and 49,099.37 at 40% (19,639.75). Insurance: 37,700 at 8%, 63,295 at 2%.
    assert_eq!(england(113_565, &PayTerms::default()), [1_419_563, 2_717_975, 428_190, 0, 6_790_772]);
    // The allowance is 12,570 - 20,000 / 2 = 2,570; of 117,430, 37,700 at 20% and 79,730 at 40%.
    // Insurance: 3,016 + 69,730 at 2%.
    assert_eq!(england(120_000, &without_pension()), [0, 3_943_200, 441_060, 0, 7_615_740]);
    // No allowance is left: 7,540 + 87,440 at 40% + 24,860 at 45%. Insurance: 3,016 + 99,730 at 2%.
    assert_eq!(england(150_000, &without_pension()), [0, 5_370_300, 501_060, 0, 9_128_640]);
    // Plan 2: 2,688 at 9% is 241.92; postgraduate: 11,073 at 6% is 664.38. Both before pension and tax.
    let both = repaying(&[Loan::Plan2, Loan::Postgraduate]);
    assert_eq!(england(32_073, &both), [266_206, 336_819, 156_024, 90_630, 2_357_621]);
    // Plan 1 begins above 26,900: one pound more repays nine pence.
    assert_eq!(england(26_900, &repaying(&[Loan::Plan1]))[3], 0);
    assert_eq!(england(26_901, &repaying(&[Loan::Plan1]))[3], 9);
    // Plan 4: 9,244 at 9% is 831.96. Pension: 9.8% of 43,039. Tax on 26,251.18: 3,967 at 19%, 12,989 at 20%, 9,295.18 at 21%.
    let scot = worked(Pence::of_pounds(43_039), Nation::Scotland, THIS, &repaying(&[Loan::Plan4]));
    assert_eq!(lines(&scot), [421_782, 530_352, 243_752, 83_196, 3_024_818]);
    // Paid in England, taxed in Scotland: of 16,840.94, 3,967 at 19% and 12,873.94 at 20%.
    let over_the_border = PayTerms { tax_nation: Some(Nation::Scotland), ..PayTerms::default() };
    assert_eq!(england(32_073, &over_the_border), [266_206, 332_852, 156_024, 0, 2_452_218]);
}

#[test]
fn every_line_is_kept_so_that_the_arithmetic_can_be_shown() {
    let paid = worked(Pence::of_pounds(64_750), Nation::England, THIS, &repaying(&[Loan::Plan2]));
    let shown = |slices: &[Slice]| -> Vec<String> {
        let line = |slice: &Slice| format!("{} {} × {} = {}", slice.name, slice.part, slice.rate, slice.charge);
        slices.iter().map(line).collect()
    };
    assert_eq!(paid.allowance, Pence::of_pounds(12_570));
    assert_eq!(shown(&paid.tax), ["basic rate £37,700 × 20% = £7,540", "higher rate £7,551.75 × 40% = £3,020.70"]);
    let insurance = ["main rate £37,700 × 8% = £3,016", "above the upper earnings limit £14,480 × 2% = £289.60"];
    assert_eq!(shown(&paid.insurance), insurance);
    assert_eq!(shown(&paid.loans), ["plan 2 £35,365 × 9% = £3,182.85"]);
    assert_eq!(paid.month(), Pence((paid.year().0 + 6) / 12));
}

#[test]
fn nobody_repays_plan_5_before_april_2026() {
    let paid = |year| worked(Pence::of_pounds(40_000), Nation::England, year, &repaying(&[Loan::Plan5])).loans_charge();
    assert_eq!((paid(LAST), paid(THIS)), (Pence(0), Pence::of_pounds(1_350)));
}

#[test]
fn at_the_edge_of_a_pension_tier_a_pound_more_leaves_less() {
    // 28,854 at 6.5%: 1,875.51 pension, 2,881.70 tax, 1,302.72 insurance.
    // 28,855 at 8.3%: 2,394.97 pension, 2,778.01 tax, 1,302.80 insurance.
    let left = |pounds| worked(Pence::of_pounds(pounds), Nation::England, THIS, &PayTerms::default()).year();
    assert_eq!((left(28_854), left(28_855)), (Pence(2_279_407), Pence(2_237_922)));
    // Pence do not lift anybody into the next tier.
    let pence = worked(Pence(2_885_499), Nation::England, THIS, &PayTerms::default());
    assert_eq!(pence.pension.unwrap().rate.to_string(), "6.5%");
}

#[test]
fn a_year_without_a_table_is_not_worked_out_by_another() {
    let outcome =
        |nation, year| TakeHome::of(Pence::of_pounds(30_000), nation, year, &PayTerms::default(), &TABLES.deductions);
    for nation in Nation::ALL {
        assert!(outcome(nation, LAST).is_ok() && outcome(nation, THIS).is_ok());
        assert_eq!(outcome(nation, PayYear(2024)), Err(NoTable::IncomeTax(nation, PayYear(2024))));
    }
}

/// The first point of a band for somebody with these terms.
fn first_point(nation: Nation, band: Band, terms: PayTerms) -> PostPay {
    let table = TABLES.table(nation, THIS).unwrap();
    let payee = Payee { tables: &TABLES, nation, year: THIS, terms };
    payee.point(table, table.band(band).unwrap().points[0])
}

#[test]
fn supplements_keep_to_floor_and_ceiling_and_go_with_the_hours() {
    let with = |zone, hours: f64| PayTerms {
        zone: Some(zone),
        hours: Some(Hours::try_from(hours).unwrap()),
        ..PayTerms::default()
    };
    let point = |band, zone, hours| {
        let pay = first_point(Nation::England, band, with(zone, hours));
        (pay.supplement, pay.mine)
    };
    // 20% of 32,073 is 6,415; of 25,272 it would be 5,054, under the floor; of 112,782 it is far above the ceiling.
    assert_eq!(point(Band::Five, Zone::Inner, 37.5), (Pence::of_pounds(6_415), Pence::of_pounds(38_488)));
    assert_eq!(point(Band::Two, Zone::Inner, 37.5), (Pence::of_pounds(5_794), Pence::of_pounds(31_066)));
    assert_eq!(point(Band::Nine, Zone::Inner, 37.5), (Pence::of_pounds(8_746), Pence::of_pounds(121_528)));
    // 15% of 32,073 is 4,810.95, under the floor of 4,870; 5% is 1,603.65.
    assert_eq!(point(Band::Five, Zone::Outer, 37.5), (Pence::of_pounds(4_870), Pence::of_pounds(36_943)));
    // 30 of 37.5 hours of 33,677: four fifths, floor and ceiling included.
    assert_eq!(point(Band::Five, Zone::Fringe, 30.0), (Pence::of_pounds(1_604), Pence(2_694_160)));
    assert_eq!(point(Band::Nine, Zone::Fringe, 30.0).1, Pence((112_782 + 2_270) * 80));
    // Elsewhere there is none.
    let wales = first_point(Nation::Wales, Band::Five, with(Zone::Inner, 37.5));
    assert_eq!((wales.supplement, wales.mine), (Pence(0), Pence::of_pounds(32_557)));
}

#[test]
fn the_week_is_that_of_the_table() {
    let terms = PayTerms { hours: Some(Hours::try_from(18.0).unwrap()), ..PayTerms::default() };
    // Scotland's week is 36 hours from April 2026: 18 are half of 34,544. £34,544 / (36 × 52.143) = £18.40.
    let pay = first_point(Nation::Scotland, Band::Five, terms);
    assert_eq!((pay.mine, pay.hourly), (Pence::of_pounds(17_272), Some(Pence(1_840))));
    // 37.5 hours are more than the whole week, which is what is paid.
    let terms = PayTerms { hours: Some(Hours::STANDARD), ..terms };
    assert_eq!(first_point(Nation::Scotland, Band::Five, terms).mine, Pence::of_pounds(34_544));
}

#[test]
fn the_next_ten_years_climb_the_points() {
    let years = |nation, band| -> Vec<u32> {
        let points = &TABLES.table(nation, THIS).unwrap().band(band).unwrap().points;
        years_ahead(points).map(|(_, point)| point.pay).collect()
    };
    let middle = [[32_073; 2], [34_592; 2]].concat();
    assert_eq!(years(Nation::England, Band::Five), [middle, vec![39_043; 6]].concat());
    assert_eq!(years(Nation::England, Band::Two), vec![25_272; 10]);
    assert_eq!(years(Nation::Scotland, Band::EightA), [vec![65_125; 5], vec![70_303; 5]].concat());
    for table in &TABLES.bands {
        for scale in &table.bands {
            let ahead: Vec<u32> = years_ahead(&scale.points).map(|(_, point)| point.pay).collect();
            assert!(ahead.len() == 10 && ahead.is_sorted(), "{} {} {}", table.nation, table.year, scale.band);
        }
    }
}

prop_compose! {
    fn any_terms()(
        pension in any::<bool>(),
        taxed in proptest::option::of(0_usize..4),
        plan in proptest::option::of(proptest::sample::select(vec![Loan::Plan1, Loan::Plan2, Loan::Plan4, Loan::Plan5])),
        postgraduate in any::<bool>(),
    ) -> PayTerms {
        let loans: Vec<Loan> = plan.into_iter().chain(postgraduate.then_some(Loan::Postgraduate)).collect();
        let tax_nation = taxed.map(|place| Nation::ALL[place]);
        PayTerms { pension, tax_nation, loans: Loans::try_from(loans).unwrap(), ..PayTerms::default() }
    }
}

proptest! {
    #[test]
    fn take_home_is_never_more_than_pay_and_all_lines_add_up(
        gross in 0_u64..30_000_000, nation in 0_usize..4, year in 2025_i16..=2026, terms in any_terms(),
    ) {
        let paid = worked(Pence(gross), Nation::ALL[nation], PayYear(year), &terms);
        let [pension, tax, insurance, loans, left] = lines(&paid);
        prop_assert!(left <= gross);
        prop_assert_eq!(pension + tax + insurance + loans + left, gross);
    }

    // With a pension this holds within a tier alone: the test above shows why.
    #[test]
    fn more_pay_never_leaves_less_within_a_pension_tier(
        one in 0_u64..30_000_000, other in 0_u64..30_000_000, nation in 0_usize..4, terms in any_terms(),
    ) {
        let nation = Nation::ALL[nation];
        let less = worked(Pence(one.min(other)), nation, THIS, &terms);
        let more = worked(Pence(one.max(other)), nation, THIS, &terms);
        let rate = |paid: &TakeHome| paid.pension.as_ref().map(|paid| paid.rate);
        // A penny of slack for each rounded line.
        prop_assert!(rate(&less) != rate(&more) || less.year().0 <= more.year().0 + 8);
    }
}
