//! What an advert states of its pay beside what its band pays: below, within or above, in sentences with the figures.
//!
//! Says only what the tables and the advert's own figures show. Why pay differs (part-time hours, an older table, a bonus) is
//! the employer's to say, so it is offered as a question and never as a fact.

use serde::Serialize;

use crate::domain::advert::PayFigures;
use crate::domain::band::Band;
use crate::domain::band_reading::{BandReading, PaidAs, paid_as, range_paid};
use crate::domain::hours::Hours;
use crate::domain::pay::{Ends, MADE_UP_YEARS, Pay, PayUnit, Pence};
use crate::domain::scale::{BandScale, BandTable, Nation, PayTables, PayYear};

/// How stated pay stands to its band's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// All or part of it lies under the band.
    Below,
    /// All of it lies in the band.
    Within,
    /// All or part of it lies over the band.
    Above,
    /// It reaches out of the band at both ends.
    Around,
}

/// What there is to say of stated pay.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct AgainstBand {
    /// How it stands to the band; nothing where there is no band or no figure to compare.
    pub relation: Option<Relation>,
    /// What there is to say, a sentence or two each.
    pub sentences: Vec<String>,
}

/// What pay is compared by.
#[derive(Clone, Copy, Debug)]
pub struct Yardstick<'a> {
    /// The tables.
    pub tables: &'a PayTables,
    /// The nation whose table counts where the pay does not tell another.
    pub nation: Nation,
    /// The year likewise.
    pub year: PayYear,
}

impl AgainstBand {
    /// Compares stated pay with the band that the advert is in. `beside` are the numbers that the source gives beside the text.
    #[must_use]
    pub fn of(pay: &Pay, beside: Option<&PayFigures>, band: Option<&BandReading>, yardstick: Yardstick) -> Self {
        let mut found = Self::default();
        let week = yardstick.table().map_or(Hours::STANDARD, |table| table.weekly_hours);
        if let Some(band) = band {
            found.compare(pay, band, week, yardstick);
        }
        found.sentences.extend(made_up_year(pay, beside, week));
        if pay.pro_rata && pay.figures().is_some() && pay.unit != Some(PayUnit::Hour) {
            found.sentences.push(
                "It is pro rata and the advert does not work it out: part-time hours pay that part of the figures."
                    .to_owned(),
            );
        }
        found
    }

    fn compare(&mut self, pay: &Pay, reading: &BandReading, week: Hours, yardstick: Yardstick) {
        let Some(ends) = yearly_ends(pay, week) else { return };
        let band = reading.band();
        let exact = match reading {
            BandReading::Inferred(paid) => Some(paid.clone()),
            BandReading::Stated(band) => range_paid(pay, *band, yardstick.tables),
        };
        let converted = (pay.unit == Some(PayUnit::Hour)).then(|| hourly(pay, ends, week));
        if let Some(paid) = exact {
            self.is_exactly(&paid, yardstick);
        } else if let Some((table, scale)) = yardstick.scale(band) {
            self.lies(pay, ends, converted.is_some(), table, scale, yardstick);
            self.sentences.extend(self.perhaps(pay, band, yardstick));
        } else {
            return;
        }
        // The sum in a year comes first: what follows speaks of it.
        if let Some(converted) = converted {
            self.sentences.insert(0, converted);
        }
    }

    /// The pay is a band's own range, perhaps that of an earlier year.
    fn is_exactly(&mut self, paid: &PaidAs, yardstick: Yardstick) {
        let PaidAs { band, nation, year, zone } = paid;
        let zone = zone.as_ref().map_or(String::new(), |zone| format!(" with the {zone} supplement"));
        let now = Yardstick { nation: *nation, ..yardstick }.scale(*band).filter(|(table, _)| table.year > *year);
        let Some(((table, scale), range)) = now.and_then(|now| Some((now, now.1.range()?))) else {
            self.relation = Some(Relation::Within);
            self.sentences.push(format!("This is exactly band {band}{zone}, {nation} {year}."));
            return;
        };
        self.relation = Some(Relation::Below);
        self.sentences.push(format!(
            "This is exactly band {}{zone}, {nation} {year}, an earlier year. In {} the band pays {}{}.",
            scale.band,
            table.year,
            pounds(range),
            if zone.is_empty() { "" } else { " before the supplement" }
        ));
    }

    /// The pay is not the band's own range.
    fn lies(
        &mut self,
        pay: &Pay,
        ends: Ends,
        converted: bool,
        table: &BandTable,
        scale: &BandScale,
        yardstick: Yardstick,
    ) {
        let Some(range) = scale.range() else { return };
        // A rate is printed to the penny, which a year multiplies; a year's pay is printed to the pound.
        let slack = Pence(if converted { table.weekly_hours.a_year() / 2 + 1 } else { 100 });
        let ends = settled(ends, range, slack);
        let relation = stands(ends, range);
        let name = format!("band {}, {} {}", scale.band, table.nation, table.year);
        let figure = if converted { "That" } else { "The pay" };
        let zone = with_supplement(ends, relation, table, scale, yardstick);
        if let Some((zone, with)) = zone.as_ref().filter(|_| pay.supplement) {
            self.relation = Some(Relation::Within);
            self.sentences.push(format!(
                "{figure} is within {name} with the {zone} supplement ({}), as the advert says one is in it; without it \
                 the band pays {}.",
                pounds(*with),
                pounds(range)
            ));
            return;
        }
        self.relation = Some(relation);
        self.sentences.push(sentence(figure, ends, range, &name));
        self.sentences.extend(zone.map(|(zone, with)| {
            format!(
                "With the {zone} supplement the band pays {}; the advert does not say that one is in it.",
                pounds(with)
            )
        }));
    }

    /// What else might be meant, where the pay is not in the band: another band's figures, or a question to ask.
    fn perhaps(&self, pay: &Pay, band: Band, yardstick: Yardstick) -> Option<String> {
        let other = paid_as(pay, yardstick.tables).filter(|paid| paid.band != band);
        if let Some(PaidAs { band, nation, year, .. }) = other {
            return Some(format!("The figures are those of band {band}, {nation} {year}."));
        }
        let open = self.relation == Some(Relation::Below) && !pay.pro_rata && pay.unit == Some(PayUnit::Year);
        open.then(|| "Ask whether it is for part-time hours or from an earlier table.".to_owned())
    }
}

impl<'a> Yardstick<'a> {
    fn table(&self) -> Option<&'a BandTable> {
        self.tables.table(self.nation, self.year)
    }

    fn scale(&self, band: Band) -> Option<(&'a BandTable, &'a BandScale)> {
        let table = self.table()?;
        Some((table, table.band(band)?))
    }
}

/// The stated ends as a full-time year's, where they are for a year or an hour.
fn yearly_ends(pay: &Pay, week: Hours) -> Option<Ends> {
    let year = match pay.unit? {
        PayUnit::Year => |_, sum| sum,
        PayUnit::Hour => |week: Hours, sum| week.yearly(sum),
        _ => return None,
    };
    let ends = (pay.low.map(|sum| year(week, sum)), pay.high.map(|sum| year(week, sum)));
    (ends != (None, None)).then_some(ends)
}

/// An hourly rate is compared as a year's, and what that takes for granted is said.
fn hourly(pay: &Pay, ends: Ends, week: Hours) -> String {
    let sum = match ends {
        (Some(low), Some(high)) if low == high => low.rounded(),
        (Some(low), Some(high)) => format!("{} to {}", low.rounded(), high.rounded()),
        (Some(low), None) => format!("from {}", low.rounded()),
        (None, high) => format!("up to {}", high.unwrap_or(Pence(0)).rounded()),
    };
    let figures = pay.figures().unwrap_or_default();
    format!("{figures} an hour is {sum} a full-time year: {week} hours a week over 52.143 weeks.")
}

/// The ends, moved to the band's own where no more than rounding parts them.
fn settled((low, high): Ends, (least, most): (u32, u32), slack: Pence) -> Ends {
    let (least, most) = (Pence::of_pounds(least.into()), Pence::of_pounds(most.into()));
    let near = |sum: Pence| match sum {
        sum if sum < least && least.less(sum) <= slack => least,
        sum if sum > most && sum.less(most) <= slack => most,
        sum => sum,
    };
    (low.map(near), high.map(near))
}

fn stands((low, high): Ends, (least, most): (u32, u32)) -> Relation {
    let (least, most) = (Pence::of_pounds(least.into()), Pence::of_pounds(most.into()));
    let below = low.is_some_and(|low| low < least) || high.is_some_and(|high| high < least);
    let above = high.is_some_and(|high| high > most) || low.is_some_and(|low| low > most);
    match (below, above) {
        (true, true) => Relation::Around,
        (true, false) => Relation::Below,
        (false, true) => Relation::Above,
        (false, false) => Relation::Within,
    }
}

/// The zone with whose supplement the pay lies in the band, and the band's range with it: only asked where the pay is above
/// the band without one.
fn with_supplement(
    ends: Ends,
    relation: Relation,
    table: &BandTable,
    scale: &BandScale,
    yardstick: Yardstick,
) -> Option<(String, (u32, u32))> {
    if relation != Relation::Above || table.nation != Nation::England {
        return None;
    }
    let (least, most) = scale.range()?;
    let areas = yardstick.tables.high_cost_areas.iter().flat_map(|areas| &areas.supplements);
    let mut zones = areas.filter(|area| area.year == table.year).map(|area| {
        let with = |basic: u32| basic.saturating_add(area.supplement(basic));
        (area.zone.clone(), (with(least), with(most)))
    });
    zones.find(|(_, range)| stands(ends, *range) == Relation::Within)
}

fn sentence(figure: &str, (low, high): Ends, (least, most): (u32, u32), name: &str) -> String {
    let band = format!("{name} ({})", pounds((least, most)));
    let (least, most) = (Pence::of_pounds(least.into()), Pence::of_pounds(most.into()));
    let under = |sum: Option<Pence>| sum.filter(|sum| *sum < least).map(|sum| least.less(sum).rounded());
    let over = |sum: Option<Pence>| sum.filter(|sum| *sum > most).map(|sum| sum.less(most).rounded());
    let single = low == high;
    match (under(low), under(high), over(low), over(high)) {
        (_, Some(gap), _, _) if single => format!("{figure} is {gap} under {band}."),
        (_, Some(gap), _, _) => format!("{figure} is below {band}: even its upper end is {gap} under."),
        (_, _, Some(gap), _) if single => format!("{figure} is {gap} over {band}."),
        (_, _, Some(gap), _) => format!("{figure} is above {band}: even its lower end is {gap} over."),
        (Some(under), _, _, Some(over)) => format!("{figure} begins {under} under {band}, and ends {over} over it."),
        (Some(gap), ..) => format!("{figure} begins {gap} under {band}."),
        (.., Some(gap)) => format!("{figure} ends {gap} over {band}."),
        _ => format!("{figure} is within {band}."),
    }
}

/// Boards make a year of an hourly rate by hours that no full-time post has; the numbers beside the text show it.
fn made_up_year(pay: &Pay, beside: Option<&PayFigures>, week: Hours) -> Option<String> {
    let rate = (pay.unit == Some(PayUnit::Hour)).then(|| pay.low.or(pay.high)).flatten()?;
    let figures = beside?;
    let given: u64 = figures.low.as_deref().or(figures.high.as_deref())?.trim().parse().ok()?;
    // Boards drop the pence.
    let hours = MADE_UP_YEARS.into_iter().find(|hours| (rate.0 * hours / 100).abs_diff(given) <= 1)?;
    Some(format!(
        "The source also gives {} a year: that is {rate} × {} hours, which is no full-time year. A week of {week} hours \
         is {} hours a year, which pay {}.",
        Pence::of_pounds(given),
        crate::domain::text::thousands(hours),
        crate::domain::text::thousands(week.a_year()),
        week.yearly(rate).rounded(),
    ))
}

fn pounds((low, high): (u32, u32)) -> String {
    let (low, high) = (Pence::of_pounds(low.into()), Pence::of_pounds(high.into()));
    if low == high { low.to_string() } else { format!("{low} to {high}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str, band: Option<Band>, nation: Nation) -> (Option<Relation>, String) {
        let tables = PayTables::bundled();
        let yardstick = Yardstick { tables: &tables, nation, year: PayYear(2026) };
        let band = band.map(BandReading::Stated);
        let found = AgainstBand::of(&Pay::read(text), None, band.as_ref(), yardstick);
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
        // Scotland has none.
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
        // £14.15 × 36 × 52.143 = £26,561.64.
        let scot = told("£14.15 an hour", Some(Band::Two), Nation::Scotland);
        assert!(scot.1.starts_with("£14.15 an hour is £26,562 a full-time year: 36 hours a week"), "{}", scot.1);
        assert_eq!(scot.0, Some(Relation::Below));
    }

    #[test]
    fn a_year_made_of_an_hourly_rate_by_a_machine_is_shown_to_be_one() {
        let tables = PayTables::bundled();
        let yardstick = Yardstick { tables: &tables, nation: Nation::England, year: PayYear(2026) };
        let said = |text: &str, low: &str| {
            let figures = PayFigures { low: Some(low.to_owned()), high: None, unit: Some("YEAR".to_owned()) };
            AgainstBand::of(&Pay::read(text), Some(&figures), None, yardstick).sentences
        };
        let sentence = "The source also gives £21,853 a year: that is £13 × 1,681 hours, which is no full-time year. A week \
                        of 37.5 hours is 1,955 hours a year, which pay £25,420.";
        assert_eq!(said("£13.00 to £17.00 per hour", "21853"), [sentence]);
        // 13.54 × 1,681 = 22,760.74, of which the pence are dropped.
        assert_eq!(said("£13.54-£27.85 per hour", "22760").len(), 1);
        assert_eq!(said("£13.00 per hour", "25000"), [""; 0]);
        assert_eq!(said("£21,853 a year", "21853"), [""; 0]);
    }

    #[test]
    fn where_there_is_nothing_to_compare_nothing_is_said() {
        for text in ["Negotiable", "£150 a day", "£1850", "£600 a session"] {
            assert_eq!(told(text, Some(Band::Five), Nation::England), (None, String::new()), "{text}");
        }
        assert_eq!(told("£33,000 a year", None, Nation::England), (None, String::new()));
        // England's table has no band 1.
        assert_eq!(told("£25,000 a year", Some(Band::One), Nation::England), (None, String::new()));
    }
}
