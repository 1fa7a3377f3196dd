//! What a high cost area supplement makes of a band's pay and of an advert's: in the figures, on top of them, or perhaps.

use crate::domain::against_band::full_time::FullTime;
use crate::domain::against_band::measure::{Measure, Scale};
use crate::domain::against_band::{Advertised, Relation, pounds};
use crate::domain::pay::{Ends, PaidFor, PayUnit, Pence, SupplementHow};
use crate::domain::scale::{HighCostArea, Nation, Zone};
use crate::domain::tokens::{Token, tokens};

/// A scale with each zone's supplement in it, of the zone alone where the advert names one; lowest first.
fn scales<'a>(scale: &Scale<'a>, zone: Option<Zone>, measure: Measure<'_>) -> Vec<(Zone, Scale<'a>)> {
    let areas = measure.tables.supplements(scale.table.nation, scale.table.year);
    let mut scales: Vec<(Zone, Scale)> = areas
        .filter(|area| zone.is_none_or(|zone| zone == area.zone))
        .map(|area| {
            let range = (area.paid_with(scale.range.0), area.paid_with(scale.range.1));
            let name = format!("{} with the {} supplement", scale.name, area.zone.name());
            (area.zone, Scale { table: scale.table, name, range, shown: pounds(range) })
        })
        .collect();
    scales.sort_by_key(|(_, with)| with.range);
    scales
}

/// Pay that has a supplement in it beside the band with one, which cannot be told where there is no table of it; nothing where
/// the pay is under the band even so, and needs none.
pub(super) fn included(
    advert: &Advertised,
    stated: &FullTime,
    scale: &Scale,
    measure: Measure,
) -> Option<(Option<Relation>, Vec<String>)> {
    let scales = scales(scale, advert.pay.supplement?.zone, measure);
    let (Some((_, lowest)), Some((_, highest))) = (scales.first(), scales.last()) else {
        return (stated.stands(scale.range) != Relation::Below).then(|| (None, vec![untold(scale)]));
    };
    if let Some((zone, with)) = scales.iter().find(|(_, with)| stated.stands(with.range) == Relation::Within) {
        return Some((Some(Relation::Within), vec![within(stated, scale, *zone, with)]));
    }
    let beside = if stated.stands(lowest.range) == Relation::Above { highest } else { lowest };
    let mut told = vec![stated.sentence(beside)];
    if scales.len() > 1 {
        let each: Vec<String> = scales.iter().map(|(zone, with)| format!("{zone} {}", with.shown)).collect();
        told.push(format!("The advert says that a supplement is in it; with one the band pays: {}.", each.join(", ")));
    }
    Some((Some(stated.stands(beside.range)), told))
}

/// That no table tells what supplement is in the pay.
fn untold(scale: &Scale) -> String {
    format!(
        "The advert says a supplement is in it; no table of it for {} is bundled, so it is not compared. Without one, {}.",
        scale.table.year,
        scale.pays()
    )
}

fn within(stated: &FullTime, scale: &Scale, zone: Zone, with: &Scale) -> String {
    format!(
        "{} is within {} with the {} supplement ({}){}, as the advert says one is in it; without it the band pays {}.",
        stated.figure(),
        scale.title(),
        zone.name(),
        with.shown,
        stated.rounding(with.range),
        scale.shown
    )
}

/// That pay above the band would be within it with a supplement, or may be, where the advert does not say that one is in it.
pub(super) fn perhaps(advert: &Advertised, stated: &FullTime, scale: &Scale, measure: Measure) -> Option<String> {
    let scales = scales(scale, None, measure);
    let is_named = advert.pay.supplement.is_some();
    if scales.is_empty() {
        return if is_named { Some(named(scale)) } else { cut_short(advert, scale) };
    }
    let (zone, with) = scales.iter().rfind(|(_, with)| stated.stands(with.range) == Relation::Within)?;
    let said = if is_named { "names one but does not say that it" } else { "does not say that one" };
    Some(format!("With the {} supplement the band pays {}; the advert {said} is in it.", zone.name(), with.shown))
}

/// That a supplement is named and no more is said of it, in a year of which none is known.
fn named(scale: &Scale) -> String {
    format!(
        "The advert names a supplement but does not say that it is in it; no table of one for {} is bundled.",
        scale.table.year
    )
}

/// What the last word of a text means that was cut after it, in a year of which no supplement is known.
fn cut_short(advert: &Advertised, scale: &Scale) -> Option<String> {
    let tokens = tokens(advert.text);
    let last = tokens.iter().rev().find(|token| token.word().or(token.number()).is_some()).and_then(Token::word)?;
    let cut = scale.table.nation == Nation::England && matches!(last, "inc" | "incl" | "including" | "inclusive");
    cut.then(|| {
        format!(
            "The text ends in “{last}”, which may mean that a London supplement is in it; no table of one for {} is bundled.",
            scale.table.year
        )
    })
}

/// What a supplement on top of a year's pay comes to, in each zone or in the one that the advert names.
pub(super) fn on_top(advert: &Advertised, measure: Measure) -> Option<String> {
    let pay = advert.pay;
    let supplement = pay.supplement.filter(|supplement| supplement.how == SupplementHow::OnTop)?;
    if pay.unit != Some(PayUnit::Year) || pay.paid_for != PaidFor::FullTime {
        return None;
    }
    let year = measure.year;
    let areas = measure.tables.supplements(measure.nation, year);
    let named = areas.filter(|area| supplement.zone.is_none_or(|named| named == area.zone));
    let each: Vec<String> = named.map(|area| format!("{} {}", area.zone, added(area, (pay.low, pay.high)))).collect();
    Some(if each.is_empty() {
        format!("The supplement comes on top of these figures; no table of it for {year} is bundled.")
    } else {
        format!("The supplement comes on top of these figures, {year}: {} a year.", each.join(", "))
    })
}

/// What an area adds to the ends.
fn added(area: &HighCostArea, (low, high): Ends) -> String {
    let supplement = |sum: Pence| u32::try_from(sum.0 / 100).map(|basic| area.supplement(basic)).unwrap_or_default();
    match (low.or(high), high.or(low)) {
        (Some(low), Some(high)) => pounds((supplement(low), supplement(high))),
        _ => String::new(),
    }
}
