//! Pay tables: what each band and grade pays, in which nation and year, and how sure each figure is.
//!
//! Figures are whole pounds of basic pay a year for a full-time post, before supplements. Pay years run from 1 April to
//! 31 March and are written `2026/27`.

use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::domain::band::Band;
use crate::domain::deductions::Deductions;
use crate::domain::hours::Hours;
use crate::domain::pay::scaled;
use crate::domain::role::GradeId;

/// A nation of the United Kingdom; each sets its own health pay.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Nation {
    /// England.
    #[default]
    England,
    /// Scotland.
    Scotland,
    /// Wales.
    Wales,
    /// Northern Ireland.
    NorthernIreland,
}

impl Nation {
    /// Every nation, in the order of [`Nation::next`].
    pub const ALL: [Nation; 4] = [Nation::England, Nation::Scotland, Nation::Wales, Nation::NorthernIreland];

    /// The nation after this one, the first after the last.
    #[must_use]
    pub fn next(self) -> Self {
        Self::ALL[(self as usize + 1) % Self::ALL.len()]
    }
}

impl fmt::Display for Nation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::England => "England",
            Self::Scotland => "Scotland",
            Self::Wales => "Wales",
            Self::NorthernIreland => "Northern Ireland",
        })
    }
}

/// A high cost area of England.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Zone {
    /// Inner London.
    Inner,
    /// Outer London.
    Outer,
    /// The fringe around London.
    Fringe,
}

impl Zone {
    /// Every zone, from the middle outwards.
    pub const ALL: [Zone; 3] = [Zone::Inner, Zone::Outer, Zone::Fringe];

    /// The zone's name as a title.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Inner => "Inner London",
            Self::Outer => "Outer London",
            Self::Fringe => "Fringe",
        }
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Inner => "inner London",
            Self::Outer => "outer London",
            Self::Fringe => "London fringe",
        })
    }
}

/// A pay year, by the calendar year it begins in; written `2026/27`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct PayYear(pub i16);

impl PayYear {
    /// The pay year a day falls in.
    #[must_use]
    pub fn of(day: Date) -> Self {
        let begun = day.month() >= 4;
        Self(if begun { day.year() } else { day.year() - 1 })
    }
}

impl fmt::Display for PayYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{}/{:02}", self.0, (self.0 + 1) % 100))
    }
}

impl From<PayYear> for String {
    fn from(year: PayYear) -> Self {
        year.to_string()
    }
}

impl TryFrom<String> for PayYear {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let year = text.split_once('/').and_then(|(first, _)| first.parse().ok()).map(PayYear);
        match year {
            Some(year) if (2000..2100).contains(&year.0) && year.to_string() == text => Ok(year),
            _ => Err(format!("`{text}` is not a pay year (write it as 2026/27)")),
        }
    }
}

/// How a figure was come by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Certainty {
    /// Read on the page named.
    #[default]
    Seen,
    /// Read in a public transcription that names the official document; the document itself was not opened.
    Transcribed,
    /// Worked out from seen figures; not seen in print.
    Derived,
    /// Quoted by somebody else.
    SecondHand,
}

impl Certainty {
    /// The certainty as words that follow a figure.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Seen => "read on the source page",
            Self::Transcribed => "read in a public transcription of the source",
            Self::Derived => "worked out from the year before and the award",
            Self::SecondHand => "quoted second-hand",
        }
    }
}

/// Where a table's figures come from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FigureSource {
    /// The document.
    pub name: String,
    /// Its address, where one is known.
    #[serde(default)]
    pub url: Option<String>,
    /// The day the document is of, where it is known.
    #[serde(default)]
    pub dated: Option<Date>,
    /// How the figures were come by.
    pub certainty: Certainty,
    /// The day they were read there, where it is known.
    #[serde(default)]
    pub read: Option<Date>,
    /// Who else prints the same figures.
    #[serde(default)]
    pub cross_check: Option<String>,
}

/// A point of a scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PayPoint {
    /// Completed years in the band or grade before the point is reached.
    pub years: u8,
    /// Pounds a year.
    pub pay: u32,
}

/// One band of one table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BandScale {
    /// The band.
    pub band: Band,
    /// Its points, lowest first.
    pub points: Vec<PayPoint>,
    /// Whether there are points between these that were not seen in a source, so that nobody can tell when they are reached.
    #[serde(default)]
    pub points_missing: bool,
}

impl BandScale {
    /// The lowest and the highest point, in pounds a year.
    #[must_use]
    pub fn range(&self) -> Option<(u32, u32)> {
        range(&self.points)
    }
}

fn range(points: &[PayPoint]) -> Option<(u32, u32)> {
    let low = points.iter().map(|point| point.pay).min()?;
    let high = points.iter().map(|point| point.pay).max()?;
    Some((low, high))
}

/// Agenda for Change pay in one nation and year.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BandTable {
    /// Where it holds.
    pub nation: Nation,
    /// When it holds.
    pub year: PayYear,
    /// Hours in the standard full-time week.
    pub weekly_hours: Hours,
    /// Where the figures come from.
    pub source: FigureSource,
    /// What a reader should know before relying on the table.
    #[serde(default)]
    pub note: Option<String>,
    /// The bands, lowest first.
    pub bands: Vec<BandScale>,
}

impl BandTable {
    /// The scale of one band.
    #[must_use]
    pub fn band(&self, band: Band) -> Option<&BandScale> {
        self.bands.iter().find(|scale| scale.band == band)
    }
}

/// The supplement for work in and around London: a share of basic pay between a floor and a ceiling.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HighCostArea {
    /// The zone.
    pub zone: Zone,
    /// When it holds.
    pub year: PayYear,
    /// Hundredths of basic pay.
    pub percent: u32,
    /// Least, in pounds a year.
    pub minimum: u32,
    /// Most, in pounds a year.
    pub maximum: u32,
}

impl HighCostArea {
    /// The supplement to a full-time year's basic pay, in pounds: the share to the nearest pound, but no less than the floor
    /// and no more than the ceiling.
    #[must_use]
    pub fn supplement(&self, basic: u32) -> u32 {
        let share = scaled(basic.into(), self.percent.into(), 100);
        u32::try_from(share).unwrap_or(u32::MAX).max(self.minimum).min(self.maximum)
    }

    /// A full-time year's basic pay with the supplement in it, in pounds.
    #[must_use]
    pub fn paid_with(&self, basic: u32) -> u32 {
        basic.saturating_add(self.supplement(basic))
    }
}

/// The three zones' supplements with their common source.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HighCostAreas {
    /// Where the figures come from.
    pub source: FigureSource,
    /// The supplements.
    pub supplements: Vec<HighCostArea>,
}

/// A medical or dental grade in one year, in England.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GradeScale {
    /// The grade's lasting name.
    pub id: GradeId,
    /// The grade as people read it.
    pub title: String,
    /// When it holds.
    pub year: PayYear,
    /// Where the figures come from.
    pub source: FigureSource,
    /// How pay is set within the grade.
    pub pay: GradePay,
}

/// How pay is set within a grade.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum GradePay {
    /// By years in the grade.
    Points(Vec<PayPoint>),
    /// Anywhere between two figures, in pounds a year, by agreement or by progression that the table does not show.
    Range(u32, u32),
}

impl GradePay {
    /// The lowest and the highest figure, in pounds a year.
    #[must_use]
    pub fn range(&self) -> Option<(u32, u32)> {
        match self {
            Self::Points(points) => range(points),
            Self::Range(low, high) => Some((*low, *high)),
        }
    }
}

/// What is known of the very senior manager scale, in England.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VerySeniorManagers {
    /// What such posts typically pay more than, in pounds a year.
    pub typically_above: u32,
    /// Where the figure comes from.
    pub source: FigureSource,
    /// The address of the framework that sets the ranges.
    pub framework: String,
}

/// Every bundled table.
#[derive(Clone, Debug, Default)]
pub struct PayTables {
    /// Agenda for Change, a table a nation and year.
    pub bands: Vec<BandTable>,
    /// Medical and dental grades, England.
    pub grades: Vec<GradeScale>,
    /// High cost area supplements, England.
    pub high_cost_areas: Option<HighCostAreas>,
    /// The very senior manager scale, England.
    pub very_senior_managers: Option<VerySeniorManagers>,
    /// What is taken off pay.
    pub deductions: Deductions,
}

impl PayTables {
    /// The Agenda for Change table that applies in a nation and year: that year's, else the newest one before it.
    ///
    /// Northern Ireland pays by the former year's table until its circular for the new year is out, so the table's own
    /// year says what was found.
    #[must_use]
    pub fn table(&self, nation: Nation, year: PayYear) -> Option<&BandTable> {
        self.bands.iter().filter(|table| table.nation == nation && table.year <= year).max_by_key(|table| table.year)
    }

    /// The grade's scale that applies in a year: that year's, else the newest one before it.
    #[must_use]
    pub fn grade(&self, id: &GradeId, year: PayYear) -> Option<&GradeScale> {
        self.grades.iter().filter(|scale| scale.id == *id && scale.year <= year).max_by_key(|scale| scale.year)
    }

    /// The supplements of a nation and year, which only England has, in the order of the table.
    pub fn supplements(&self, nation: Nation, year: PayYear) -> impl Iterator<Item = &HighCostArea> {
        let english = self.high_cost_areas.iter().filter(move |_| nation == Nation::England);
        english.flat_map(|areas| &areas.supplements).filter(move |area| area.year == year)
    }

    /// The years for which a nation has a table, newest first.
    #[must_use]
    pub fn years(&self, nation: Nation) -> Vec<PayYear> {
        let mut years: Vec<PayYear> =
            self.bands.iter().filter(|table| table.nation == nation).map(|table| table.year).collect();
        years.sort_unstable_by(|one, other| other.cmp(one));
        years
    }

    /// Whether any table has the band.
    #[must_use]
    pub fn has_band(&self, band: Band) -> bool {
        self.bands.iter().any(|table| table.band(band).is_some())
    }

    /// Whether any table has the grade.
    #[must_use]
    pub fn has_grade(&self, id: &GradeId) -> bool {
        self.grades.iter().any(|scale| scale.id == *id)
    }

    /// What does not hold together, each in a sentence that names where.
    #[must_use]
    pub fn problems(&self) -> Vec<String> {
        let mut problems = Vec::new();
        for table in &self.bands {
            let name = format!("pay table {} {}", table.nation, table.year);
            problems.extend(source_faults(&table.source).map(|fault| format!("{name}: {fault}")));
            for scale in &table.bands {
                problems
                    .extend(point_faults(&scale.points).map(|fault| format!("{name}, band {}: {fault}", scale.band)));
            }
            if !table.bands.is_sorted_by_key(|scale| scale.band) {
                problems.push(format!("{name}: the bands are not in order"));
            }
        }
        for scale in &self.grades {
            let name = format!("grade `{}` {}", scale.id.0, scale.year);
            problems.extend(source_faults(&scale.source).map(|fault| format!("{name}: {fault}")));
            match &scale.pay {
                GradePay::Points(points) => {
                    problems.extend(point_faults(points).map(|fault| format!("{name}: {fault}")));
                }
                GradePay::Range(low, high) if low >= high => problems.push(format!("{name}: the range is upside down")),
                GradePay::Range(..) => {}
            }
        }
        match &self.high_cost_areas {
            Some(areas) => {
                problems.extend(source_faults(&areas.source).map(|fault| format!("high cost areas: {fault}")));
                problems.extend(areas.supplements.iter().filter(|area| area.minimum >= area.maximum).map(|area| {
                    format!("high cost area {} {}: the floor is not below the ceiling", area.zone.name(), area.year)
                }));
            }
            None => problems.push("high cost areas: the table is missing".to_owned()),
        }
        match &self.very_senior_managers {
            Some(scale) => {
                problems.extend(source_faults(&scale.source).map(|fault| format!("very senior managers: {fault}")));
            }
            None => problems.push("very senior managers: the table is missing".to_owned()),
        }
        if self.bands.is_empty() {
            problems.push("pay tables: there are none for Agenda for Change".to_owned());
        }
        problems.extend(self.deductions.problems());
        problems
    }
}

/// What is wrong with a source.
pub(in crate::domain) fn source_faults(source: &FigureSource) -> impl Iterator<Item = &'static str> {
    source.name.trim().is_empty().then_some("its source has no name").into_iter()
}

fn point_faults(points: &[PayPoint]) -> impl Iterator<Item = &'static str> {
    let empty = points.is_empty().then_some("it has no points");
    let first =
        points.first().is_some_and(|point| point.years != 0).then_some("its first point is not that of a new starter");
    let falling = (!points.is_sorted_by_key(|point| (point.years, point.pay))).then_some("its points fall");
    let nothing = points.iter().any(|point| point.pay == 0).then_some("a point pays nothing");
    [empty, first, falling, nothing].into_iter().flatten()
}

#[cfg(test)]
impl PayTables {
    /// The bundled tables of bands, supplements and deductions.
    pub(in crate::domain) fn bundled() -> Self {
        fn read<T: serde::de::DeserializeOwned>(text: &str) -> T {
            let options = ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME);
            options.from_str(text).unwrap()
        }
        Self {
            bands: read(include_str!("../../assets/pay/agenda_for_change.ron")),
            high_cost_areas: Some(read(include_str!("../../assets/pay/high_cost_areas.ron"))),
            deductions: Deductions {
                income_tax: read(include_str!("../../assets/pay/deductions/income_tax.ron")),
                national_insurance: read(include_str!("../../assets/pay/deductions/national_insurance.ron")),
                student_loans: read(include_str!("../../assets/pay/deductions/student_loans.ron")),
                pensions: read(include_str!("../../assets/pay/deductions/pensions.ron")),
            },
            ..Self::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pay_years_turn_on_the_first_of_april_and_read_back() {
        assert_eq!(PayYear::of(Date::constant(2026, 3, 31)), PayYear(2025));
        assert_eq!(PayYear::of(Date::constant(2026, 4, 1)), PayYear(2026));
        assert_eq!(PayYear::try_from("2026/27".to_owned()), Ok(PayYear(2026)));
        assert_eq!(PayYear(2099).to_string(), "2099/00");
        for bad in ["2026", "2026/28", "26/27", "", "2026/27 "] {
            assert!(PayYear::try_from(bad.to_owned()).is_err(), "{bad}");
        }
    }

    #[test]
    fn each_zone_of_england_has_one_supplement_a_year_and_no_other_nation_has_any() {
        let tables = PayTables::bundled();
        for year in [PayYear(2025), PayYear(2026)] {
            let zones: Vec<Zone> = tables.supplements(Nation::England, year).map(|area| area.zone).collect();
            assert_eq!(zones, Zone::ALL, "{year}");
            let elsewhere = Nation::ALL.into_iter().filter(|nation| *nation != Nation::England);
            assert_eq!(elsewhere.flat_map(|nation| tables.supplements(nation, year)).count(), 0, "{year}");
        }
    }
}
