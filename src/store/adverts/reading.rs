//! One advert, many readings: NHS Jobs lists an advert in a search, a person saves its page, a board copies it. When
//! readings are of one advert, and what the advert says after one more of them. The rule itself stands at
//! [`super::walk::Walk::put_page`].

use crate::domain::advert::{Advert, PayFigures, Section};
use crate::domain::changes::{Difference, differences};
use crate::domain::pay::{Pay, PayKind};

/// What an id says where it is one of NHS Jobs: `nhs:REFERENCE`, or `nhs:NUMBER:REFERENCE` in a listing of the service,
/// which alone knows the number of an advert and can give one reference to two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NhsId<'i> {
    /// The reference.
    pub reference: &'i str,
    /// Whether the number stands before it.
    pub numbered: bool,
}

impl<'i> NhsId<'i> {
    /// Reads an id; nothing where it is another source's.
    pub fn read(id: &'i str) -> Option<Self> {
        let rest = id.strip_prefix("nhs:")?;
        let reference = rest.rsplit_once(':').map(|(_, reference)| reference);
        Some(Self { reference: reference.unwrap_or(rest), numbered: reference.is_some() })
    }
}

/// What an advert says after a reading. `before` is what the same source said of it the last time, if it ever did.
pub fn merged(known: &Advert, before: Option<&Advert>, now: &Advert) -> Advert {
    let listed = NhsId::read(now.id.as_str()).is_some_and(|id| id.numbered);
    let (pay, pay_figures) = pay(known, before, now);
    Advert {
        id: known.id.clone(),
        title: field(|advert| &advert.title, known, before, now),
        employer: field(|advert| &advert.employer, known, before, now),
        places: field(|advert| &advert.places, known, before, now),
        pay,
        predicted_pay: field(|advert| &advert.predicted_pay, known, before, now),
        pay_figures,
        band: label(|advert| &advert.band, known, before, now),
        contract: field(|advert| &advert.contract, known, before, now),
        working_pattern: label(|advert| &advert.working_pattern, known, before, now),
        staff_group: label(|advert| &advert.staff_group, known, before, now),
        closes: if before.is_none() { now.closes.or(known.closes) } else { field(|a| &a.closes, known, before, now) },
        posted: field(|advert| &advert.posted, known, before, now),
        reference: field(|advert| &advert.reference, known, before, now),
        url: field(|advert| &advert.url, known, before, now),
        source: if listed { now.source.clone() } else { known.source.clone() },
        sections: sections(known, before, now),
    }
}

/// What changed by a reading, to be told to the person. A source's first reading is news only in closing date and pay, and
/// only where both were stated before; all else is another way of saying the same.
pub fn news(known: &Advert, before: Option<&Advert>, merged: &Advert) -> Vec<Difference> {
    let mut found = differences(known, merged);
    if before.is_none() {
        found.retain(|found| match found.field.as_str() {
            "closes" => found.before.is_some(),
            "pay" | "pay_figures" => found.before.is_some() && !reads_the_same(&read(known), &read(merged)),
            _ => false,
        });
    }
    found
}

/// What a field says after a reading: what the source says otherwise than the last time, else what it said; what only
/// others say stays.
fn field<T: Clone + Default + PartialEq>(
    of: impl Fn(&Advert) -> &T,
    known: &Advert,
    before: Option<&Advert>,
    now: &Advert,
) -> T {
    let (known, before, now) = (of(known), before.map(&of), of(now));
    let nothing = T::default();
    let taken = match before {
        Some(before) => before == known || before != now && *now != nothing,
        None => *known == nothing,
    };
    if taken { now.clone() } else { known.clone() }
}

/// The same for what a source says only when it is asked for it: that it says nothing now takes nothing back.
fn label(
    of: impl Fn(&Advert) -> &Option<String>,
    known: &Advert,
    before: Option<&Advert>,
    now: &Advert,
) -> Option<String> {
    if of(now).is_none() { of(known).clone() } else { field(of, known, before, now) }
}

/// An advert with the labels that were learnt of it since, which nobody changed.
pub fn labelled(known: &Advert, since: &Advert) -> Advert {
    let learnt = |known: &Option<String>, since: &Option<String>| known.clone().or_else(|| since.clone());
    Advert {
        band: learnt(&known.band, &since.band),
        working_pattern: learnt(&known.working_pattern, &since.working_pattern),
        staff_group: learnt(&known.staff_group, &since.staff_group),
        ..known.clone()
    }
}

/// The text of the pay, and the figures beside it.
type StatedPay = (Option<String>, Option<PayFigures>);

/// Pay that reads the same as what another source states is no news, in whatever form it is written; the text that says
/// what its figures are for stays.
fn pay(known: &Advert, before: Option<&Advert>, now: &Advert) -> StatedPay {
    let stated = |advert: &Advert| (advert.pay.clone(), advert.pay_figures.clone());
    let own = before.is_some_and(|before| stated(before) == stated(known));
    let again = before.is_some_and(|before| stated(before) == stated(now));
    if own || !again && stated(known) == StatedPay::default() {
        return stated(now);
    }
    let (old, new) = (read(known), read(now));
    let better = if reads_the_same(&old, &new) { new.unit_stated && !old.unit_stated } else { has_figures(&new) };
    if better && !again { stated(now) } else { stated(known) }
}

fn read(advert: &Advert) -> Pay {
    Pay::stated(advert.pay.as_deref(), advert.pay_figures.as_ref())
}

fn has_figures(pay: &Pay) -> bool {
    !matches!(pay.kind, PayKind::None | PayKind::Unreadable)
}

/// Whether two readings of pay have the same ends, and neither says that they are for something else.
fn reads_the_same(one: &Pay, other: &Pay) -> bool {
    let units_agree = one.unit == other.unit || one.unit.is_none() || other.unit.is_none();
    (one.kind, one.low, one.high) == (other.kind, other.low, other.high) && units_agree
}

/// The text after a reading. Of two sources the longer text stays: a search gives the first 150 characters of what the
/// advert's page says whole.
fn sections(known: &Advert, before: Option<&Advert>, now: &Advert) -> Vec<Section> {
    let length = |advert: &Advert| advert.sections.iter().map(|section| section.text.chars().count()).sum::<usize>();
    let own = before.is_some_and(|before| before.sections == known.sections);
    let again = before.is_some_and(|before| before.sections == now.sections);
    let taken = own || !again && length(now) > length(known);
    if taken { now.sections.clone() } else { known.sections.clone() }
}
