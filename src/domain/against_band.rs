//! What an advert states of its pay beside what its band pays: below, within or above, in sentences with the figures.
//!
//! Says only what the tables and the advert's own figures show. Why pay differs (part-time hours, an older table, a bonus) is
//! the employer's to say, so it is offered as a question and never as a fact. `measure` tells which table counts, `full_time`
//! what a full-time year of the pay is and how that stands to a range, `made_up` tells years that were made of an hourly rate by
//! other hours, `supplement` what one adds.

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
use crate::domain::pay::{PaidFor, Pay, PayKind, PayUnit, Pence, Reversed, SupplementHow};
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
    /// Whether it may be for part-time hours that the advert does not give, as it lies under the band.
    #[serde(skip)]
    pub may_be_part: bool,
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
        found.sentences.extend(reversed(pay));
        found.compare(advert, measure);
        found.sentences.extend(supplement::on_top(advert, measure));
        found.sentences.extend(made_up::year(advert, measure.week()));
        if pay.pro_rata && is_full_time(pay) {
            found.sentences.push(pro_rata(pay, found.may_be_part));
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
            (Some(stated), Some(scale)) => self.lies(advert, &stated, &scale, &bands, measure),
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
    fn lies(&mut self, advert: &Advertised, stated: &FullTime, scale: &Scale, bands: &[Band], measure: Measure) {
        self.sentences.extend(stated.made.clone());
        let how = advert.pay.supplement.map(|supplement| supplement.how);
        if how == Some(SupplementHow::Included)
            && let Some((relation, told)) = supplement::included(advert, stated, scale, measure)
        {
            self.relation = relation;
            self.sentences.extend(told);
            return;
        }
        let relation = stated.stands(scale.range);
        self.relation = Some(relation);
        self.sentences.push(stated.sentence(scale));
        if relation == Relation::Above && how != Some(SupplementHow::OnTop) {
            self.sentences.extend(supplement::perhaps(advert, stated, scale, measure));
        }
        match elsewhere(advert.pay, bands, measure) {
            Some(told) => self.sentences.push(told),
            None if relation == Relation::Below => self.ask(advert.pay, stated.lies_under(scale.range)),
            None => {}
        }
    }

    /// Asks what the advert does not tell of pay that lies under its band, in part or wholly.
    fn ask(&mut self, pay: &Pay, wholly: bool) {
        let is_open = !pay.pro_rata || (wholly && pay.worked_out.is_none());
        self.may_be_part = is_open && is_full_time(pay);
        if self.may_be_part && pay.unit == Some(PayUnit::Year) {
            self.sentences.push("Ask whether it is for part-time hours or from an earlier table.".to_owned());
        }
    }
}

/// The band of other posts whose figures the pay is, where it is not in its own.
fn elsewhere(pay: &Pay, bands: &[Band], measure: Measure) -> Option<String> {
    let other = |paid: &PaidAs| !bands.contains(&paid.band) || (bands.len() == 1 && paid.nation != measure.nation);
    let PaidAs { band, nation, year, .. } = paid_as(pay, measure.tables).filter(other)?;
    Some(format!("The figures are those of band {band}, {nation} {year}."))
}

/// That the ends of a range stand the wrong way round.
fn reversed(pay: &Pay) -> Option<String> {
    let Reversed { low, high, .. } = pay.reversed?;
    Some(if pay.kind == PayKind::Range {
        "The advert gives the ends of the pay the wrong way round.".to_owned()
    } else {
        format!(
            "The advert gives the ends of the pay the wrong way round, {high} before {low}, so one of them may be wrong, and \
             it is not compared."
        )
    })
}

/// Whether the pay is stated for a full-time week, of which fewer hours pay a part.
fn is_full_time(pay: &Pay) -> bool {
    pay.paid_for == PaidFor::FullTime && pay.figures().is_some() && pay.unit != Some(PayUnit::Hour)
}

/// What pro rata means for the figures.
fn pro_rata(pay: &Pay, may_be_part: bool) -> String {
    match pay.worked_out {
        Some(part) => format!("It is pro rata, and the advert works it out as {}.", full_time::in_words(part)),
        None if may_be_part => {
            "It is pro rata and may be worked out already: then part-time hours pay the figures as stated.".to_owned()
        }
        None => "It is pro rata and the advert does not work it out: part-time hours pay that part of the figures."
            .to_owned(),
    }
}

/// The band whose own range the pay is, where the post is or may be. Of several bands it is that of none alone.
fn exactly(advert: &Advertised, measure: Measure) -> Option<PaidAs> {
    let paid = range_paid(advert.pay, advert.band?.band(), measure.tables, measure.nation)?;
    (!measure.is_known || paid.nation == measure.nation).then_some(paid)
}

/// That no table is bundled of the year that the advert is of, where it tells one.
fn not_compared(measure: Measure, now: &Scale) -> Option<String> {
    Some(format!(
        "The advert is of {}, of which no table is bundled, so it is not compared. In {} in {} {}.",
        measure.untold()?,
        now.table.nation,
        now.table.year,
        now.pays()
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

fn pounds((low, high): (u32, u32)) -> String {
    let (low, high) = (Pence::of_pounds(low.into()), Pence::of_pounds(high.into()));
    if low == high { low.to_string() } else { format!("{low} to {high}") }
}

#[cfg(test)]
mod tests;
