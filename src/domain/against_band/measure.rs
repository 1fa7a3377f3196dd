//! Which table an advert's pay is compared with: that of the post's own nation and of the advert's own year, where these are
//! known.

use crate::domain::against_band::{Advertised, Yardstick, pounds};
use crate::domain::band::Band;
use crate::domain::hours::Hours;
use crate::domain::scale::{BandTable, Nation, PayTables, PayYear};

/// The tables that count for one advert.
#[derive(Clone, Copy)]
pub(super) struct Measure<'a> {
    pub(super) tables: &'a PayTables,
    pub(super) nation: Nation,
    /// Whether the advert tells the nation.
    pub(super) is_known: bool,
    /// The year that counts: the advert's own, else the one that is looked at.
    pub(super) year: PayYear,
    /// The advert's own year, where it tells one.
    own: Option<PayYear>,
    /// The year that is looked at.
    now: PayYear,
}

impl<'a> Measure<'a> {
    pub(super) fn of(advert: &Advertised, yardstick: Yardstick<'a>) -> Self {
        // The supplement is England's alone, so pay that speaks of it is.
        let told = advert.pay.supplement.map(|_| Nation::England).or(advert.nation);
        Self {
            tables: yardstick.tables,
            nation: told.unwrap_or(yardstick.nation),
            is_known: told.is_some(),
            year: advert.year.unwrap_or(yardstick.year),
            own: advert.year,
            now: yardstick.year,
        }
    }

    /// The same in a nation.
    pub(super) fn in_nation(self, nation: Nation) -> Self {
        Self { nation, ..self }
    }

    /// Whether a table is of a year. The newest stays in force until the next one is out.
    fn has_table(self, year: PayYear) -> bool {
        let years = self.tables.years(self.nation);
        years.contains(&year) || years.first().is_some_and(|newest| year > *newest)
    }

    /// The advert's own year, where no table is of it.
    pub(super) fn untold(self) -> Option<PayYear> {
        self.own.filter(|year| !self.has_table(*year))
    }

    fn table(self) -> Option<&'a BandTable> {
        self.tables.table(self.nation, self.year).filter(|_| self.untold().is_none())
    }

    /// The full-time week.
    pub(super) fn week(self) -> Hours {
        let table = self.table().or_else(|| self.tables.table(self.nation, self.now));
        table.map_or(Hours::STANDARD, |table| table.weekly_hours)
    }

    /// What bands pay in the year that counts; nothing where one of them is not in its table.
    pub(super) fn scale(self, bands: &[Band]) -> Option<Scale<'a>> {
        Scale::of(self.table()?, bands)
    }

    /// What bands pay in the year that is looked at.
    pub(super) fn scale_now(self, bands: &[Band]) -> Option<Scale<'a>> {
        Scale::of(self.tables.table(self.nation, self.now)?, bands)
    }
}

/// What one band or several pay in a table.
pub(super) struct Scale<'a> {
    pub(super) table: &'a BandTable,
    /// `band 5` or `bands 5 and 6`.
    pub(super) name: String,
    /// The lowest and the highest point, in pounds a year.
    pub(super) range: (u32, u32),
    /// The range of each.
    pub(super) shown: String,
}

impl<'a> Scale<'a> {
    fn of(table: &'a BandTable, bands: &[Band]) -> Option<Self> {
        let mut bands = bands.to_vec();
        bands.sort_unstable();
        let ranges: Vec<(u32, u32)> =
            bands.iter().map(|band| table.band(*band)?.range()).collect::<Option<Vec<(u32, u32)>>>()?;
        let names: Vec<String> = bands.iter().map(ToString::to_string).collect();
        let shown: Vec<String> = ranges.iter().copied().map(pounds).collect();
        Some(Self {
            table,
            name: format!("band{} {}", if bands.len() == 1 { "" } else { "s" }, names.join(" and ")),
            range: (ranges.iter().map(|range| range.0).min()?, ranges.iter().map(|range| range.1).max()?),
            shown: shown.join(" and "),
        })
    }

    pub(super) fn title(&self) -> String {
        format!("{}, {} {}", self.name, self.table.nation, self.table.year)
    }

    /// `band 5 pays £32,073 to £39,043`.
    pub(super) fn pays(&self) -> String {
        let pays = if self.name.starts_with("bands") { "pay" } else { "pays" };
        format!("{} {pays} {}", self.name, self.shown)
    }
}
