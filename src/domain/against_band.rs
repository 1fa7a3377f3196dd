//! What an advert states of its pay beside what its band pays: below, within or above, in sentences with the figures.
//!
//! Says only what the tables and the advert's own figures show. Why pay differs (part-time hours, an older table, a bonus) is
//! the employer's to say, so it is offered as a question and never as a fact. Pay of a year that has no table is compared with
//! no other year's. `made_up` tells years that a machine made of an hourly rate, `supplement` what one adds.

mod made_up;
mod supplement;

use serde::Serialize;

use crate::domain::advert::{Advert, PayFigures};
use crate::domain::band::Band;
use crate::domain::band_reading::{BandReading, PaidAs, paid_as, range_paid};
use crate::domain::hours::Hours;
use crate::domain::pay::{Ends, PaidFor, Pay, PayUnit, Pence, SupplementHow};
use crate::domain::scale::{BandTable, Nation, PayTables, PayYear};

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

/// What an advert says that bears on its pay.
#[derive(Clone, Copy, Debug)]
pub struct Advertised<'a> {
    /// The post's title.
    pub title: &'a str,
    /// The pay as stated.
    pub text: &'a str,
    /// The pay as read.
    pub pay: &'a Pay,
    /// The numbers that the source gives beside the text.
    pub beside: Option<&'a PayFigures>,
    /// The band, where it is one.
    pub band: Option<&'a BandReading>,
    /// The bands, where it names several.
    pub several: &'a [Band],
    /// The pay year that it is of.
    pub year: Option<PayYear>,
}

impl<'a> Advertised<'a> {
    /// What an advert says, with how it was read.
    #[must_use]
    pub fn new(advert: &'a Advert, pay: &'a Pay, band: Option<&'a BandReading>, several: &'a [Band]) -> Self {
        Self {
            title: &advert.title,
            text: advert.pay.as_deref().unwrap_or_default(),
            pay,
            beside: advert.pay_figures.as_ref(),
            band,
            several,
            year: advert.pay_year(),
        }
    }
}

/// What one band or several pay in a table.
struct Scale<'a> {
    table: &'a BandTable,
    /// `band 5` or `bands 5 and 6`.
    name: String,
    /// The lowest and the highest point, in pounds a year.
    range: (u32, u32),
    /// The range of each.
    shown: String,
}

impl Scale<'_> {
    fn title(&self) -> String {
        format!("{}, {} {}", self.name, self.table.nation, self.table.year)
    }
}

/// Full-time pay, with the sentence that made it of what is stated.
struct FullTime {
    ends: Ends,
    made: Option<String>,
    /// How far rounding may put it off.
    slack: Pence,
}

impl AgainstBand {
    /// Compares stated pay with the band that the advert is in, or the bands.
    #[must_use]
    pub fn of(advert: &Advertised, yardstick: Yardstick) -> Self {
        let mut found = Self::default();
        let pay = advert.pay;
        // The supplement is England's alone, so pay that speaks of it is.
        let nation = if pay.supplement.is_some() { Nation::England } else { yardstick.nation };
        let yardstick = Yardstick { nation, ..yardstick };
        let week = yardstick.week(yardstick.year_of(advert));
        found.compare(advert, week, yardstick);
        found.sentences.extend(supplement::on_top(advert, yardstick));
        found.sentences.extend(made_up::year(advert, week));
        let shared = pay.pro_rata && pay.paid_for == PaidFor::FullTime;
        if shared && pay.figures().is_some() && pay.unit != Some(PayUnit::Hour) {
            found.sentences.push(
                "It is pro rata and the advert does not work it out: part-time hours pay that part of the figures."
                    .to_owned(),
            );
        }
        found
    }

    fn compare(&mut self, advert: &Advertised, week: Hours, yardstick: Yardstick) {
        let bands = match advert.band {
            Some(reading) => vec![reading.band()],
            None => advert.several.to_vec(),
        };
        if bands.is_empty() {
            return;
        }
        if let Some(paid) = exactly(advert, yardstick.tables) {
            self.is_exactly(&paid, yardstick);
            return;
        }
        let earlier = advert.year.filter(|year| *year < yardstick.year);
        let scale = yardstick.scale(&bands, yardstick.year_of(advert));
        let now = || yardstick.scale(&bands, Some(yardstick.year));
        match (full_time(advert.pay, week), scale, earlier) {
            (Some(stated), Some(scale), _) => self.lies(advert, stated, &scale, &bands, yardstick),
            (Some(stated), None, Some(year)) => {
                self.sentences.extend(stated.made);
                self.sentences.extend(now().map(|now| not_compared(year, &now)));
            }
            (None, Some(scale), _) if advert.pay.paid_for == PaidFor::Part => self.sentences.push(format!(
                "The pay is for part-time hours that the advert does not give, so it is not compared: full time, {} is {}.",
                scale.title(),
                scale.shown
            )),
            _ => {}
        }
    }

    /// The pay is a band's own range, perhaps that of an earlier year.
    fn is_exactly(&mut self, paid: &PaidAs, yardstick: Yardstick) {
        let PaidAs { band, nation, year, zone } = paid;
        let zone = zone.as_ref().map_or(String::new(), |zone| format!(" with the {zone} supplement"));
        let now = Yardstick { nation: *nation, ..yardstick }.scale(&[*band], Some(yardstick.year));
        let Some(now) = now.filter(|now| now.table.year > *year) else {
            self.relation = Some(Relation::Within);
            self.sentences.push(format!("This is exactly band {band}{zone}, {nation} {year}."));
            return;
        };
        self.relation = Some(Relation::Below);
        self.sentences.push(format!(
            "This is exactly {}{zone}, {nation} {year}, an earlier year. In {} the band pays {}{}.",
            now.name,
            now.table.year,
            now.shown,
            if zone.is_empty() { "" } else { " before the supplement" }
        ));
    }

    /// The pay is not a band's own range.
    fn lies(&mut self, advert: &Advertised, stated: FullTime, scale: &Scale, bands: &[Band], yardstick: Yardstick) {
        let figure = if stated.made.is_some() { "That" } else { "The pay" };
        self.sentences.extend(stated.made);
        let ends = settled(stated.ends, scale.range, stated.slack);
        let how = advert.pay.supplement.map(|supplement| supplement.how);
        if how == Some(SupplementHow::Included)
            && let Some((relation, told)) = supplement::included(advert, figure, ends, scale, yardstick)
        {
            self.relation = Some(relation);
            self.sentences.extend(told);
            return;
        }
        let relation = stands(ends, scale.range);
        self.relation = Some(relation);
        self.sentences.push(sentence(figure, ends, scale));
        if relation == Relation::Above && how != Some(SupplementHow::OnTop) {
            self.sentences.extend(supplement::perhaps(how, ends, scale, yardstick));
        }
        self.sentences.extend(self.perhaps(advert.pay, bands, yardstick));
    }

    /// What else might be meant, where the pay is not in the band: another band's figures, or a question to ask.
    fn perhaps(&self, pay: &Pay, bands: &[Band], yardstick: Yardstick) -> Option<String> {
        let other = paid_as(pay, yardstick.tables).filter(|paid| !bands.contains(&paid.band));
        if let Some(PaidAs { band, nation, year, .. }) = other {
            return Some(format!("The figures are those of band {band}, {nation} {year}."));
        }
        let open = self.relation == Some(Relation::Below) && !pay.pro_rata && pay.paid_for == PaidFor::FullTime;
        (open && pay.unit == Some(PayUnit::Year))
            .then(|| "Ask whether it is for part-time hours or from an earlier table.".to_owned())
    }
}

impl<'a> Yardstick<'a> {
    /// The year whose table counts for an advert: that of its own year where it is an earlier one; nothing where that has none.
    fn year_of(self, advert: &Advertised) -> Option<PayYear> {
        match advert.year.filter(|year| *year < self.year) {
            Some(year) => self.tables.years(self.nation).contains(&year).then_some(year),
            None => Some(self.year),
        }
    }

    fn week(self, year: Option<PayYear>) -> Hours {
        let table = self.tables.table(self.nation, year.unwrap_or(self.year));
        table.map_or(Hours::STANDARD, |table| table.weekly_hours)
    }

    /// What bands pay; nothing where one of them is not in the table.
    fn scale(self, bands: &[Band], year: Option<PayYear>) -> Option<Scale<'a>> {
        let table = self.tables.table(self.nation, year?)?;
        let mut bands = bands.to_vec();
        bands.sort_unstable();
        let ranges: Vec<(u32, u32)> =
            bands.iter().map(|band| table.band(*band)?.range()).collect::<Option<Vec<(u32, u32)>>>()?;
        let names: Vec<String> = bands.iter().map(ToString::to_string).collect();
        let shown: Vec<String> = ranges.iter().copied().map(pounds).collect();
        Some(Scale {
            table,
            name: format!("band{} {}", if bands.len() == 1 { "" } else { "s" }, names.join(" and ")),
            range: (ranges.iter().map(|range| range.0).min()?, ranges.iter().map(|range| range.1).max()?),
            shown: shown.join(" and "),
        })
    }
}

/// The band whose own range the pay is. Of several bands it is that of none alone.
fn exactly(advert: &Advertised, tables: &PayTables) -> Option<PaidAs> {
    match advert.band? {
        BandReading::Inferred(paid) => Some(paid.clone()),
        BandReading::Stated(band) => range_paid(advert.pay, *band, tables),
    }
}

fn not_compared(year: PayYear, now: &Scale) -> String {
    let pays = if now.name.starts_with("bands") { "pay" } else { "pays" };
    format!(
        "The advert is of {year}, of which no table is bundled, so it is not compared. In {} {} {pays} {}.",
        now.table.year, now.name, now.shown
    )
}

/// The stated ends as a full-time year's, where they are for a year or an hour and that can be said.
fn full_time(pay: &Pay, week: Hours) -> Option<FullTime> {
    let year = |sum: Pence| match pay.unit? {
        PayUnit::Year => pay.paid_for.full_time(sum, week),
        PayUnit::Hour => Some(week.yearly(sum)),
        _ => None,
    };
    let ends = (pay.low.map(year), pay.high.map(year));
    let ends = (ends.0.unwrap_or_default(), ends.1.unwrap_or_default());
    if ends == (None, None) {
        return None;
    }
    // A rate is printed to the penny, which a year multiplies; a year's pay is printed to the pound.
    let slack = Pence(if pay.unit == Some(PayUnit::Hour) { week.a_year() / 2 + 1 } else { 100 });
    Some(FullTime { ends, made: made(pay, ends, week), slack })
}

/// What full-time pay was made of, and what that takes for granted.
fn made(pay: &Pay, ends: Ends, week: Hours) -> Option<String> {
    let figures = pay.figures()?;
    let whole = in_words(ends);
    match (pay.unit?, pay.paid_for) {
        (PayUnit::Hour, _) => {
            Some(format!("{figures} an hour is {whole} a full-time year: {week} hours a week over 52.143 weeks."))
        }
        (_, PaidFor::Hours(hours)) if hours < week => {
            Some(format!("{figures} for {hours} hours a week is {whole} for the full {week}."))
        }
        (_, PaidFor::PartOf { .. }) => Some(format!("{figures} is for a part of full time, which pays {whole}.")),
        _ => None,
    }
}

fn in_words(ends: Ends) -> String {
    match ends {
        (Some(low), Some(high)) if low == high => low.rounded(),
        (Some(low), Some(high)) => format!("{} to {}", low.rounded(), high.rounded()),
        (Some(low), None) => format!("from {}", low.rounded()),
        (None, high) => format!("up to {}", high.unwrap_or(Pence(0)).rounded()),
    }
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

fn sentence(figure: &str, (low, high): Ends, scale: &Scale) -> String {
    let band = format!("{} ({})", scale.title(), scale.shown);
    let (least, most) = (Pence::of_pounds(scale.range.0.into()), Pence::of_pounds(scale.range.1.into()));
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

fn pounds((low, high): (u32, u32)) -> String {
    let (low, high) = (Pence::of_pounds(low.into()), Pence::of_pounds(high.into()));
    if low == high { low.to_string() } else { format!("{low} to {high}") }
}

#[cfg(test)]
mod tests;
