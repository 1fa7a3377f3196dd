//! A band, a grade or a stated figure as one person would be paid it: a row for each point, and the ten years to come.

use crate::domain::band::Band;
use crate::domain::band_reading::paid_as;
use crate::domain::hours::Hours;
use crate::domain::pay::{NoYear, PaidFor, Pay, PayUnit, Pence, SupplementHow, yearly};
use crate::domain::role::GradeId;
use crate::domain::scale::{BandScale, FigureSource, GradePay, Nation, PayPoint, PayYear, Zone};
use crate::domain::take_home::post::{Payee, PostPay, years_ahead};

/// Which figure of a scale a row is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum At {
    /// The point reached after so many completed years.
    Years(u8),
    /// The lower end of a range.
    Lowest,
    /// The upper end of a range.
    Highest,
    /// The one figure there is.
    Only,
}

/// One figure and what it comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Which figure.
    pub at: At,
    /// What it comes to.
    pub pay: PostPay,
}

/// What a band, grade or figure pays one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet<'a> {
    /// What is paid: `Band 5`, a grade's title, or the figure.
    pub name: String,
    /// The band, where it is one.
    pub band: Option<Band>,
    /// The nation whose table it is.
    pub nation: Nation,
    /// The year of the table, which may be older than the one asked for; nothing where the figure was given.
    pub table_year: Option<PayYear>,
    /// The full-time week; nothing where none is known.
    pub week: Option<Hours>,
    /// The lowest figure as it was stated, where a full-time year was made of it; nothing for a year's pay.
    pub rate: Option<(Pence, PayUnit)>,
    /// How the figure was taken, where it was given.
    pub taken: Option<Taken>,
    /// The figures, lowest first.
    pub rows: Vec<Row>,
    /// The next ten years by their number, where the points tell them.
    pub ahead: Vec<(u8, PostPay)>,
    /// Whether points between were not seen in a source, so that the years ahead are not told.
    pub points_missing: bool,
    /// What a reader should know before relying on the table.
    pub note: Option<&'a str>,
    /// Where the figures come from.
    pub sources: Vec<&'a FigureSource>,
}

/// How a stated figure was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Taken {
    /// For how much of a full-time week.
    pub paid_for: PaidFor,
    /// Whether it is stated pro rata.
    pub pro_rata: bool,
    /// What is said of a supplement.
    pub supplement: Option<SupplementHow>,
    /// The area whose supplement belongs on top, as it is stated or else the person's own.
    pub zone: Option<Zone>,
    /// The pay year that it is of.
    pub year: PayYear,
}

impl<'a> Payee<'a> {
    /// A band in the table that applies.
    #[must_use]
    pub fn band(&self, band: Band) -> Option<Sheet<'a>> {
        let table = self.tables.table(self.nation, self.year)?;
        let BandScale { points, points_missing, .. } = table.band(band)?;
        let known = if *points_missing { &[] } else { points.as_slice() };
        let area = self.area(table).and(self.tables.high_cost_areas.as_ref());
        Some(Sheet {
            name: format!("Band {band}"),
            band: Some(band),
            nation: table.nation,
            table_year: Some(table.year),
            week: Some(table.weekly_hours),
            rate: None,
            taken: None,
            rows: rows(points, |point| self.point(table, point)),
            ahead: years_ahead(known).map(|(year, point)| (year, self.point(table, point))).collect(),
            points_missing: *points_missing,
            note: table.note.as_deref(),
            sources: std::iter::once(&table.source).chain(area.map(|areas| &areas.source)).collect(),
        })
    }

    /// A doctors' or dentists' grade, which is England's and paid there, whatever nation is looked at. Its full-time week was
    /// not seen in a source, so hours do not count.
    #[must_use]
    pub fn grade(&self, id: &GradeId) -> Option<Sheet<'a>> {
        let scale = self.tables.grade(id, self.year)?;
        let english = Self { nation: Nation::England, ..*self };
        let pay = |pounds: u32| english.yearly(Pence::of_pounds(pounds.into()), None);
        let (rows, ahead) = match &scale.pay {
            // The one point of a training grade says nothing of the years after it: nobody stays in it for ten.
            GradePay::Points(points) if points.len() == 1 => (rows(points, |point| pay(point.pay)), Vec::new()),
            GradePay::Points(points) => (
                rows(points, |point| pay(point.pay)),
                years_ahead(points).map(|(year, point)| (year, pay(point.pay))).collect(),
            ),
            GradePay::Range(low, high) => (ends(&pay(*low), &pay(*high)), Vec::new()),
        };
        Some(Sheet {
            name: scale.title.clone(),
            band: None,
            nation: Nation::England,
            table_year: Some(scale.year),
            week: None,
            rate: None,
            taken: None,
            rows,
            ahead,
            points_missing: false,
            note: None,
            sources: vec![&scale.source],
        })
    }

    /// A stated figure or range of this year, taken for full-time pay unless it says otherwise.
    ///
    /// # Errors
    /// Where it is no year's pay and cannot be made one.
    pub fn figure(&self, stated: &Pay) -> Result<Sheet<'a>, NoYear> {
        self.figure_of(stated, self.year)
    }

    /// A stated figure or range of a year, whose full-time week and supplement count; what is taken off is that of the
    /// person's own year. A supplement is added where the figure is said to be without one; else every one is in it.
    ///
    /// # Errors
    /// Where it is no year's pay and cannot be made one.
    pub fn figure_of(&self, stated: &Pay, year: PayYear) -> Result<Sheet<'a>, NoYear> {
        let week = self.tables.table(self.nation, year).map_or(Hours::STANDARD, |table| table.weekly_hours);
        let taken = self.taken(stated, year, week);
        let on_top = taken.zone.filter(|_| taken.supplement == Some(SupplementHow::OnTop));
        let area = on_top.and_then(|zone| self.zone_area(zone, self.nation, year));
        let pay = |sum: Pence| match (stated.unit, taken.paid_for) {
            (Some(PayUnit::Hour), PaidFor::Hours(hours)) => Ok(self.by_the_hour(sum, hours, area, week)),
            (unit, paid_for) => yearly(sum, unit, week).map(|sum| self.stated(sum, paid_for, area, week)),
        };
        let rows = match (stated.low, stated.high) {
            (Some(low), Some(high)) => ends(&pay(low)?, &pay(high)?),
            (Some(low), None) => vec![Row { at: At::Lowest, pay: pay(low)? }],
            (None, Some(high)) => vec![Row { at: At::Highest, pay: pay(high)? }],
            (None, None) => return Err(NoYear::Figure),
        };
        let areas = area.and(self.tables.high_cost_areas.as_ref());
        Ok(Sheet {
            name: stated.describe().unwrap_or_default(),
            band: None,
            nation: self.nation,
            table_year: None,
            week: Some(week),
            rate: stated.low.or(stated.high).zip(stated.unit.filter(|unit| *unit != PayUnit::Year)),
            taken: Some(taken),
            rows,
            ahead: Vec::new(),
            points_missing: false,
            note: None,
            sources: areas.map(|areas| &areas.source).into_iter().collect(),
        })
    }

    /// How a stated figure is taken. A band's own range is full-time pay, whatever hours stand beside it, and so is pay for the
    /// full-time week.
    fn taken(&self, stated: &Pay, year: PayYear, week: Hours) -> Taken {
        let whole = stated.paid_for == PaidFor::Hours(week) || paid_as(stated, self.tables).is_some();
        Taken {
            paid_for: if whole { PaidFor::FullTime } else { stated.paid_for },
            pro_rata: stated.pro_rata,
            supplement: stated.supplement.map(|supplement| supplement.how),
            zone: stated.supplement.and_then(|supplement| supplement.zone).or(self.terms.zone),
            year,
        }
    }

    /// The nation that the person is taxed in where another pays them.
    #[must_use]
    pub fn taxed_in(&self, pays: Nation) -> Nation {
        self.terms.tax_nation.unwrap_or(pays)
    }

    /// The sources of what is taken off what a nation pays, as far as the person's terms ask for them.
    #[must_use]
    pub fn sources(&self, pays: Nation) -> Vec<&'a FigureSource> {
        let tables = &self.tables.deductions;
        let taxed = self.taxed_in(pays);
        let pension = self.terms.pension.then(|| tables.pension(pays, self.year).ok()).flatten();
        let loans = self.terms.loans.iter().next().and_then(|_| tables.loans(self.year).ok());
        let sources = [
            tables.tax(taxed, self.year).ok().map(|table| &table.source),
            tables.insurance(self.year).ok().map(|table| &table.source),
            pension.map(|table| &table.source),
            loans.map(|table| &table.source),
        ];
        sources.into_iter().flatten().collect()
    }
}

fn rows(points: &[PayPoint], pay: impl Fn(PayPoint) -> PostPay) -> Vec<Row> {
    points.iter().map(|point| Row { at: At::Years(point.years), pay: pay(*point) }).collect()
}

/// The two ends of a range, or the one figure where they are the same.
fn ends(low: &PostPay, high: &PostPay) -> Vec<Row> {
    if low == high {
        return vec![Row { at: At::Only, pay: low.clone() }];
    }
    vec![Row { at: At::Lowest, pay: low.clone() }, Row { at: At::Highest, pay: high.clone() }]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::band_reading::settled;
    use crate::domain::scale::PayTables;
    use crate::domain::take_home::terms::PayTerms;

    fn payee(tables: &PayTables, nation: Nation, terms: PayTerms) -> Payee<'_> {
        Payee { tables, nation, year: PayYear(2026), terms }
    }

    #[test]
    fn figures_become_a_year_or_say_why_not() {
        let tables = PayTables::bundled();
        let payee = payee(&tables, Nation::England, PayTerms::default());
        let full_time = |text: &str| -> Result<Vec<u64>, NoYear> {
            let sheet = payee.figure(&Pay::read(text))?;
            Ok(sheet.rows.iter().map(|row| row.pay.full_time().unwrap().0).collect())
        };
        assert_eq!(full_time("35000"), Ok(vec![3_500_000]));
        assert_eq!(full_time("£31,000 - £37,000 a year"), Ok(vec![3_100_000, 3_700_000]));
        assert_eq!(full_time("£3,000 a month"), Ok(vec![3_600_000]));
        // £13 × 37.5 × 52.143 = £25,419.71.
        assert_eq!(full_time("£13.00 an hour"), Ok(vec![2_541_971]));
        assert_eq!(full_time("1850"), Err(NoYear::Unit));
        assert_eq!(full_time("£150 a day"), Err(NoYear::Count(PayUnit::Day)));
        assert_eq!(full_time("competitive"), Err(NoYear::Figure));
    }

    #[test]
    fn pay_for_part_of_a_week_is_never_cut_again() {
        let tables = PayTables::bundled();
        let terms = PayTerms { hours: Some(18.0.try_into().unwrap()), ..PayTerms::default() };
        let payee = payee(&tables, Nation::England, terms);
        let figures = |text: &str| {
            let sheet = payee.figure(&Pay::read(text)).unwrap();
            let PostPay { mine, hourly, .. } = sheet.rows[0].pay;
            (sheet.rows[0].pay.full_time().map(|sum| sum.0), mine.0, hourly.map(|sum| sum.0))
        };
        // £18,000 × 37.5 / 25 = £27,000; £18,000 / (25 × 52.143) = £13.81.
        assert_eq!(figures("£18,000 for 25 hours a week"), (Some(2_700_000), 1_800_000, Some(1_381)));
        assert_eq!(figures("£1,500 a month for 25 hours a week"), (Some(2_700_000), 1_800_000, Some(1_381)));
        // £44,121 / (37.5 × 52.143) = £22.56.
        assert_eq!(figures("£17,648 (£44,121 FTE)"), (Some(4_412_100), 1_764_800, Some(2_256)));
        assert_eq!(figures("£18,000 actual"), (None, 1_800_000, None));
        // £30,000 × 18 / 37.5 = £14,400; £30,000 / (37.5 × 52.143) = £15.34.
        for full_time in ["£30,000 pro rata", "£30,000 a year", "£30,000 for 37.5 hours a week"] {
            assert_eq!(figures(full_time), (Some(3_000_000), 1_440_000, Some(1_534)), "{full_time}");
        }
        // £13.17 × 37.5 × 52.143 = £25,752.12; × 22.5 it is £15,451.27, and × 18 £12,361.02.
        assert_eq!(figures("£13.17 per hour for 22.5 hours a week"), (Some(2_575_212), 1_545_127, Some(1_317)));
        for full_time in ["£13.17 per hour", "£13.17 per hour for 37.5 hours a week"] {
            assert_eq!(figures(full_time), (Some(2_575_212), 1_236_102, Some(1_317)), "{full_time}");
        }
        assert_eq!(figures("£13.17 per hour for 40 hours a week").1, 2_746_893);
        // A band's own range is full-time pay, whatever hours stand beside it: £32,073 × 18 / 37.5 = £15,395.04.
        assert_eq!(figures("£32,073 - £39,043, 20 hours a week").1, 1_539_504);
        // 60% of £32,073 is £19,243.80, so £19,244 is paid as it stands; £19,244 / 0.6 = £32,073.33.
        let share = settled(Pay::read("£19,244 - £23,426 (pro rata, 0.6 wte)"), &tables);
        let row = payee.figure(&share).unwrap().rows[0].pay.clone();
        assert_eq!((row.mine, row.full_time()), (Pence::of_pounds(19_244), Some(Pence(3_207_333))));
    }

    #[test]
    fn a_supplement_on_top_of_a_figure_is_added_where_the_area_is_known() {
        let tables = PayTables::bundled();
        let full_time = |text: &str, zone| {
            let payee = payee(&tables, Nation::England, PayTerms { zone, ..PayTerms::default() });
            payee.figure(&Pay::read(text)).unwrap().rows[0].pay.full_time().unwrap()
        };
        // 20% of £35,000 is £7,000, 15% of it £5,250.
        let cases = [
            ("£35,000 plus HCAS", None, 35_000),
            ("£35,000 plus HCAS", Some(Zone::Inner), 42_000),
            ("£35,000 plus outer London HCAS", Some(Zone::Inner), 40_250),
            ("£35,000 inc HCAS", Some(Zone::Inner), 35_000),
            ("£35,000", Some(Zone::Inner), 35_000),
        ];
        for (text, zone, pounds) in cases {
            assert_eq!(full_time(text, zone), Pence::of_pounds(pounds), "{text} {zone:?}");
        }
        // Half of the year, half of the supplement: £35,000 × 0.5 + £7,000 × 0.5.
        let payee = payee(&tables, Nation::England, PayTerms { zone: Some(Zone::Inner), ..PayTerms::default() });
        let half = payee.figure(&Pay::read("£17,500 for 18.75 hours a week plus HCAS")).unwrap();
        assert_eq!(half.rows[0].pay.mine, Pence::of_pounds(21_000));
        // £20 × 37.5 × 52.143 = £39,107.25, of which 20% is £7,821; 18.75 hours are half of both.
        let hourly = payee.figure(&Pay::read("£20 an hour for 18.75 hours a week plus HCAS")).unwrap();
        let PostPay { supplement, mine, .. } = hourly.rows[0].pay;
        assert_eq!((supplement, mine), (Pence::of_pounds(7_821), Pence(2_346_413)));
    }

    #[test]
    fn a_grade_is_paid_and_taxed_in_england_and_by_no_hours() {
        use crate::domain::scale::{Certainty, GradeScale};
        let source = FigureSource { name: "made up".to_owned(), certainty: Certainty::Seen, ..FigureSource::default() };
        let points = vec![PayPoint { years: 0, pay: 32_073 }, PayPoint { years: 3, pay: 40_000 }];
        let scale = |id: &str, pay| GradeScale {
            id: GradeId(id.to_owned()),
            title: "A grade".to_owned(),
            year: PayYear(2026),
            source: source.clone(),
            pay,
        };
        let tables = PayTables {
            grades: vec![
                scale("one point", GradePay::Points(points[..1].to_vec())),
                scale("points", GradePay::Points(points)),
                scale("range", GradePay::Range(30_000, 50_000)),
            ],
            ..PayTables::bundled()
        };
        let terms = PayTerms { hours: Some(18.0.try_into().unwrap()), ..PayTerms::default() };
        let scots = payee(&tables, Nation::Scotland, terms);
        let grade = scots.grade(&GradeId("points".to_owned())).unwrap();
        let first = &grade.rows[0].pay;
        assert_eq!((first.mine, first.hourly, grade.ahead.len()), (Pence::of_pounds(32_073), None, 10));
        // As band 5 in England: £24,482.51 are left.
        assert_eq!(first.take_home.as_ref().unwrap().year(), Pence(2_448_251));
        let one = scots.grade(&GradeId("one point".to_owned())).unwrap();
        assert_eq!((one.rows.len(), one.ahead.len()), (1, 0));
        let range = scots.grade(&GradeId("range".to_owned())).unwrap();
        assert_eq!((range.rows.len(), range.ahead.len(), range.rows[1].at), (2, 0, At::Highest));
    }

    #[test]
    fn a_band_with_points_that_were_not_seen_tells_no_years_ahead() {
        let tables = PayTables::bundled();
        let ahead = |year: i16, band| {
            let payee = Payee { year: PayYear(year), ..payee(&tables, Nation::England, PayTerms::default()) };
            let sheet = payee.band(band).unwrap();
            (sheet.ahead.len(), sheet.points_missing, sheet.note.is_some_and(|note| note.contains("not seen")))
        };
        for (year, band) in [(2024, Band::Seven), (2020, Band::Five), (2020, Band::Six), (2020, Band::EightD)] {
            assert_eq!(ahead(year, band), (0, true, true), "{year} {band}");
        }
        assert_eq!(ahead(2024, Band::Six), (10, false, true));
        assert_eq!(ahead(2026, Band::Seven), (10, false, false));
    }

    #[test]
    fn a_table_of_an_older_year_says_so_and_its_source_comes_along() {
        let tables = PayTables::bundled();
        let terms = PayTerms { zone: Some(Zone::Inner), ..PayTerms::default() };
        let sheet = payee(&tables, Nation::NorthernIreland, terms).band(Band::Five).unwrap();
        assert_eq!((sheet.table_year, sheet.sources.len()), (Some(PayYear(2025)), 1));
        // It is this year's contributions that are taken off: 8.5% of 31,049 in Northern Ireland in 2026/27.
        let paid = sheet.rows[0].pay.take_home.as_ref().unwrap();
        assert_eq!(paid.pension_charge(), Pence(263_917));
        let english = payee(&tables, Nation::England, terms);
        assert_eq!(english.band(Band::Five).unwrap().sources.len(), 2);
        assert_eq!(english.sources(Nation::England).len(), 3);
        assert_eq!(english.band(Band::One), None);
    }
}
