//! What a post pays a person: full time, for their hours, an hour, and what they take home; now and over ten years.

use crate::domain::deductions::NoTable;
use crate::domain::hours::Hours;
use crate::domain::pay::{PaidFor, Pence};
use crate::domain::scale::{BandTable, HighCostArea, Nation, PayPoint, PayTables, PayYear, Zone};
use crate::domain::take_home::TakeHome;
use crate::domain::take_home::terms::PayTerms;

/// How many years are looked ahead.
pub const YEARS_AHEAD: u8 = 10;

/// Whose pay is worked out: the nation that pays, the year whose deductions hold, and the person's own terms.
#[derive(Clone, Copy, Debug)]
pub struct Payee<'a> {
    /// The tables.
    pub tables: &'a PayTables,
    /// The nation that pays.
    pub nation: Nation,
    /// The year.
    pub year: PayYear,
    /// The person's terms.
    pub terms: PayTerms,
}

/// What one pay point comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PostPay {
    /// Basic pay of a full-time year; nothing where pay is stated for a part of one that is not measured.
    pub basic: Option<Pence>,
    /// The supplement of a full-time year; nothing where there is none.
    pub supplement: Pence,
    /// What is paid an hour, supplement included; nothing where no full-time week is known.
    pub hourly: Option<Pence>,
    /// What is paid a year for the person's hours, or as stated where that is for full time without a known week or for
    /// hours of its own.
    pub mine: Pence,
    /// What is left of that.
    pub take_home: Result<TakeHome, NoTable>,
}

impl PostPay {
    /// Pay of a full-time year with the supplement, where it is known.
    #[must_use]
    pub fn full_time(&self) -> Option<Pence> {
        self.basic.map(|basic| basic.plus(self.supplement))
    }
}

impl Payee<'_> {
    /// The hours that are worked of a full-time week; nothing where no such week is known.
    #[must_use]
    pub fn hours(&self, week: Option<Hours>) -> Option<Hours> {
        week.map(|week| self.terms.hours.map_or(week, |hours| hours.min(week)))
    }

    /// The same person in another year; nothing where a table of that year's deductions is missing.
    #[must_use]
    pub fn in_year(&self, year: PayYear) -> Option<Self> {
        let there = Self { year, ..*self };
        TakeHome::of(Pence(0), self.nation, year, &self.terms, &self.tables.deductions).ok().map(|_| there)
    }

    /// The supplement that comes on top in a table's nation and year.
    #[must_use]
    pub fn area(&self, table: &BandTable) -> Option<&HighCostArea> {
        self.zone_area(self.terms.zone?, table.nation, table.year)
    }

    /// The supplement of a zone in a nation and year.
    pub(super) fn zone_area(&self, zone: Zone, nation: Nation, year: PayYear) -> Option<&HighCostArea> {
        self.tables.supplements(nation, year).find(|area| area.zone == zone)
    }

    /// A point of a band.
    ///
    /// The supplement is pensionable (handbook, section 4.2:
    /// <http://www.nhsemployers.org/tchandbook/part-2-pay/section-4-pay-in-high-cost-areas>, read on 22 November 2026). That part-time
    /// staff have the full-time one, floor and ceiling included, in proportion to their hours goes for all their pay; the section
    /// does not say it of the supplement by itself.
    #[must_use]
    pub fn point(&self, table: &BandTable, point: PayPoint) -> PostPay {
        let supplement = self.area(table).map_or(0, |area| area.supplement(point.pay));
        self.pay(Pence::of_pounds(point.pay.into()), Pence::of_pounds(supplement.into()), Some(table.weekly_hours))
    }

    /// Any full-time year's pay, taken as it stands.
    #[must_use]
    pub fn yearly(&self, full_time: Pence, week: Option<Hours>) -> PostPay {
        self.pay(full_time, Pence(0), week)
    }

    /// A year's pay as it is stated for full time or for a part of it, with the supplement of an area on top. What is for
    /// hours of its own is not cut by the person's.
    pub(super) fn stated(&self, sum: Pence, paid_for: PaidFor, area: Option<&HighCostArea>, week: Hours) -> PostPay {
        let Some(basic) = paid_for.full_time(sum, week) else { return self.paid(None, Pence(0), None, sum) };
        let supplement = supplement(area, basic);
        if paid_for == PaidFor::FullTime {
            return self.pay(basic, supplement, Some(week));
        }
        let mine = sum.plus(supplement.share(sum, basic));
        let hourly = match paid_for {
            PaidFor::Hours(hours) => hours.hourly(mine),
            _ => week.hourly(basic.plus(supplement)),
        };
        self.paid(Some(basic), supplement, Some(hourly), mine)
    }

    /// Pay by the hour for hours of its own, which the person's do not cut, with the supplement of an area on top.
    pub(super) fn by_the_hour(&self, rate: Pence, hours: Hours, area: Option<&HighCostArea>, week: Hours) -> PostPay {
        let (basic, own) = (week.yearly(rate), hours.yearly(rate));
        let supplement = supplement(area, basic);
        let mine = own.plus(supplement.share(own, basic));
        self.paid(Some(basic), supplement, Some(hours.hourly(mine)), mine)
    }

    fn pay(&self, basic: Pence, supplement: Pence, week: Option<Hours>) -> PostPay {
        let full_time = basic.plus(supplement);
        let mine = match (week, self.hours(week)) {
            (Some(week), Some(hours)) => hours.share(week, full_time),
            _ => full_time,
        };
        self.paid(Some(basic), supplement, week.map(|week| week.hourly(full_time)), mine)
    }

    fn paid(&self, basic: Option<Pence>, supplement: Pence, hourly: Option<Pence>, mine: Pence) -> PostPay {
        let take_home = TakeHome::of(mine, self.nation, self.year, &self.terms, &self.tables.deductions);
        PostPay { basic, supplement, hourly, mine, take_home }
    }
}

/// What an area adds to a full-time year's basic pay.
fn supplement(area: Option<&HighCostArea>, basic: Pence) -> Pence {
    let pounds = u32::try_from(basic.0 / 100).unwrap_or(u32::MAX);
    Pence::of_pounds(area.map_or(0, |area| area.supplement(pounds)).into())
}

/// The point of each of the next years, by their number from 1, for somebody who begins at the first: nothing is assumed
/// of pay awards to come, and progress through the points is taken to be on time.
pub fn years_ahead(points: &[PayPoint]) -> impl Iterator<Item = (u8, PayPoint)> {
    (1..=YEARS_AHEAD).filter_map(|year| {
        let reached = points.iter().rev().find(|point| point.years < year)?;
        Some((year, *reached))
    })
}
