//! What an advert states of its pay beside what its band pays: below, within or above, in sentences with the figures.
//!
//! Says only what the tables and the advert's own figures show. Why pay differs (part-time hours, an older table, a bonus) is
//! the employer's to say, so it is offered as a question and never as a fact. `measure` tells which table counts, `full_time`
//! what a full-time year of the pay is, `made_up` tells years that a machine made of an hourly rate, `supplement` what one adds.

mod full_time;
mod made_up;
mod measure;
mod supplement;

use serde::Serialize;

use crate::domain::advert::{Advert, PayFigures};
use crate::domain::against_band::full_time::FullTime;
use crate::domain::against_band::measure::{Measure, Scale};
use crate::domain::band::Band;
use crate::domain::band_reading::{BandReading, PaidAs, paid_as, range_paid};
use crate::domain::pay::{Ends, PaidFor, Pay, PayUnit, Pence, SupplementHow};
use crate::domain::scale::{Nation, PayTables, PayYear};

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
    /// The nation whose table counts where the advert does not tell another.
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
    /// The nation that the post is in, where its places tell.
    pub nation: Option<Nation>,
}

impl<'a> Advertised<'a> {
    /// What an advert says, with how it was read; its nation is for the places to tell.
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
            nation: None,
        }
    }
}

impl AgainstBand {
    /// Compares stated pay with the band that the advert is in, or the bands.
    #[must_use]
    pub fn of(advert: &Advertised, yardstick: Yardstick) -> Self {
        let mut found = Self::default();
        let pay = advert.pay;
        let measure = Measure::of(advert, yardstick);
        found.compare(advert, measure);
        found.sentences.extend(supplement::on_top(advert, measure));
        found.sentences.extend(made_up::year(advert, measure.week()));
        let shared = pay.pro_rata && pay.paid_for == PaidFor::FullTime;
        if shared && pay.figures().is_some() && pay.unit != Some(PayUnit::Hour) {
            found.sentences.push(
                "It is pro rata and the advert does not work it out: part-time hours pay that part of the figures."
                    .to_owned(),
            );
        }
        found
    }

    fn compare(&mut self, advert: &Advertised, measure: Measure) {
        let bands = match advert.band {
            Some(reading) => vec![reading.band()],
            None => advert.several.to_vec(),
        };
        if bands.is_empty() {
            return;
        }
        if let Some(paid) = exactly(advert, measure) {
            self.is_exactly(&paid, measure.in_nation(paid.nation));
            return;
        }
        let told = self.sentences.len();
        match (FullTime::of(advert.pay, measure.week()), measure.scale(&bands)) {
            (Some(stated), Some(scale)) => self.lies(advert, stated, &scale, &bands, measure),
            (Some(stated), None) => {
                if let Some(told) = measure.scale_now(&bands).and_then(|now| not_compared(measure, &now)) {
                    self.sentences.extend(stated.made);
                    self.sentences.push(told);
                }
            }
            (None, Some(scale)) => self.sentences.extend(not_a_year(advert.pay, &scale)),
            (None, None) => {}
        }
        if self.sentences.len() > told && !measure.is_known {
            self.sentences.push(format!("Taken for {}: the place does not tell the nation.", measure.nation));
        }
    }

    /// The pay is a band's own range, perhaps that of an earlier year than the advert.
    fn is_exactly(&mut self, paid: &PaidAs, measure: Measure) {
        let PaidAs { band, nation, year, zone } = paid;
        let before = if zone.is_some() { " before the supplement" } else { "" };
        let zone = zone.map_or(String::new(), |zone| format!(" with the {} supplement", zone.name()));
        let later = |scale: Option<Scale>| {
            let scale = scale.filter(|scale| scale.table.year > *year)?;
            Some(format!("In {} the band pays {}{before}.", scale.table.year, scale.shown))
        };
        let exact = format!("This is exactly band {band}{zone}, {nation} {year}");
        let (relation, told) = match (later(measure.scale(&[*band])), later(measure.scale_now(&[*band]))) {
            (Some(later), _) => (Relation::Below, format!("{exact}, an earlier year. {later}")),
            (None, Some(later)) => (Relation::Within, format!("{exact}, the year that the advert is of. {later}")),
            (None, None) => (Relation::Within, format!("{exact}.")),
        };
        self.relation = Some(relation);
        self.sentences.push(told);
    }

    /// The pay is not a band's own range.
    fn lies(&mut self, advert: &Advertised, stated: FullTime, scale: &Scale, bands: &[Band], measure: Measure) {
        let figure = if stated.made.is_some() { "That" } else { "The pay" };
        self.sentences.extend(stated.made);
        let ends = settled(stated.ends, scale.range, stated.slack);
        let how = advert.pay.supplement.map(|supplement| supplement.how);
        if how == Some(SupplementHow::Included)
            && let Some((relation, told)) = supplement::included(advert, figure, ends, scale, measure)
        {
            self.relation = Some(relation);
            self.sentences.extend(told);
            return;
        }
        let relation = stands(ends, scale.range);
        self.relation = Some(relation);
        self.sentences.push(sentence(figure, ends, scale));
        if relation == Relation::Above && how != Some(SupplementHow::OnTop) {
            self.sentences.extend(supplement::perhaps(how, ends, scale, measure));
        }
        self.sentences.extend(self.perhaps(advert.pay, bands, measure));
    }

    /// What else might be meant, where the pay is not in the band: another band's figures, or a question to ask.
    fn perhaps(&self, pay: &Pay, bands: &[Band], measure: Measure) -> Option<String> {
        let elsewhere =
            |paid: &PaidAs| !bands.contains(&paid.band) || (bands.len() == 1 && paid.nation != measure.nation);
        let other = paid_as(pay, measure.tables).filter(elsewhere);
        if let Some(PaidAs { band, nation, year, .. }) = other {
            return Some(format!("The figures are those of band {band}, {nation} {year}."));
        }
        let open = self.relation == Some(Relation::Below) && !pay.pro_rata && pay.paid_for == PaidFor::FullTime;
        (open && pay.unit == Some(PayUnit::Year))
            .then(|| "Ask whether it is for part-time hours or from an earlier table.".to_owned())
    }
}

/// The band whose own range the pay is, where the post is or may be. Of several bands it is that of none alone.
fn exactly(advert: &Advertised, measure: Measure) -> Option<PaidAs> {
    let paid = range_paid(advert.pay, advert.band?.band(), measure.tables, measure.nation)?;
    (!measure.is_known || paid.nation == measure.nation).then_some(paid)
}

/// That no table is bundled of the year that the advert is of, where it tells one.
fn not_compared(measure: Measure, now: &Scale) -> Option<String> {
    let pays = if now.name.starts_with("bands") { "pay" } else { "pays" };
    Some(format!(
        "The advert is of {}, of which no table is bundled, so it is not compared. In {} in {} {} {pays} {}.",
        measure.untold()?,
        now.table.nation,
        now.table.year,
        now.name,
        now.shown
    ))
}

/// Why pay that is no full-time year's is not compared.
fn not_a_year(pay: &Pay, scale: &Scale) -> Option<String> {
    let why = match (pay.paid_for, pay.unit?) {
        (PaidFor::Part, _) => "The pay is for part-time hours that the advert does not give".to_owned(),
        (_, unit @ (PayUnit::Week | PayUnit::Day | PayUnit::Session)) if pay.figures().is_some() => {
            format!("The pay is for {}, which does not tell a year's", unit.per())
        }
        _ => return None,
    };
    Some(format!("{why}, so it is not compared: full time, {} is {}.", scale.title(), scale.shown))
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
