//! The JSON shapes: stable names, to which fields may be added and none renamed.

use jiff::civil::Date;
use serde::Serialize;

use crate::app::pages::pay::PayChoice;
use crate::cli::typed::Typed;
use crate::cli::world::World;
use crate::domain::advert::{AdvertId, StatedPlace};
use crate::domain::against_band::AgainstBand;
use crate::domain::band::Band;
use crate::domain::band_reading::{BandReading, PaidAs};
use crate::domain::board::Listing;
use crate::domain::changes::Change;
use crate::domain::contract::{Contract, WorkingPattern};
use crate::domain::pay::{FiguresFrom, Pay, PayKind, PayUnit, Pence};
use crate::domain::place::{Place, Postcode, StatedSetting};
use crate::domain::record::{AdvertRecord, SamePost, SameReason};
use crate::domain::role::{GettingIn, GradeId, Link, PaySystem, Role, RoleId, Source, WorkingLife};
use crate::domain::scale::{Nation, PayTables, PayYear, Zone};
use crate::domain::shortlist::Entry;
use crate::search::adverts::places::Distance;
use crate::source::nhs_jobs;

/// A role in a list.
#[derive(Serialize)]
pub struct RoleLine<'a> {
    id: &'a RoleId,
    title: &'a str,
    other_titles: Vec<&'a str>,
    category: &'a str,
    subcategory: &'a str,
    bands: Vec<Band>,
    vacancies: usize,
}

impl<'a> RoleLine<'a> {
    /// The role's line.
    pub fn new(world: &'a World, role: &'a Role, vacancies: usize) -> Self {
        let path = world.catalogue.path(&role.id);
        let category = path.and_then(|path| world.catalogue.categories().get(path.category));
        let part = path.and_then(|path| category?.subcategories.get(path.subcategory));
        Self {
            id: &role.id,
            title: &role.title,
            other_titles: role.names().skip(1).collect(),
            category: category.map_or("", |category| &category.title),
            subcategory: part.map_or("", |part| &part.title),
            bands: role.bands(),
            vacancies,
        }
    }
}

/// A role, whole.
#[derive(Serialize)]
pub struct RoleWhole<'a> {
    #[serde(flatten)]
    line: RoleLine<'a>,
    summary: &'a str,
    working_life: &'a WorkingLife,
    skills: &'a [String],
    pay: RolePayShape<'a>,
    getting_in: &'a GettingIn,
    progression: Progression<'a>,
    related: &'a [RoleId],
    links: &'a [Link],
    source: Option<&'a Source>,
    also_read: &'a [Source],
}

/// What a role pays, computed from the tables for the nation and year of the configuration.
#[derive(Serialize)]
struct RolePayShape<'a> {
    summary: String,
    nation: Typed<Nation>,
    year: PayYear,
    systems: Vec<PaySystemShape<'a>>,
    note: Option<&'a str>,
}

/// A pay system with the figures of its bands or grades, in pounds a year.
#[derive(Serialize)]
struct PaySystemShape<'a> {
    system: &'static str,
    scales: Vec<ScaleShape<'a>>,
}

#[derive(Serialize)]
struct ScaleShape<'a> {
    name: &'a str,
    low: u32,
    high: u32,
    year: PayYear,
}

impl<'a> RolePayShape<'a> {
    fn new(world: &'a World, role: &'a Role) -> Self {
        let choice = world.choice();
        let tables = world.catalogue.pay();
        Self {
            summary: crate::app::pages::pay::summary(role, tables, choice),
            nation: Typed(choice.nation),
            year: choice.year,
            systems: role.pay.systems.iter().map(|system| PaySystemShape::new(system, tables, choice)).collect(),
            note: role.pay.note.as_deref(),
        }
    }
}

impl<'a> PaySystemShape<'a> {
    fn new(system: &'a PaySystem, tables: &PayTables, choice: PayChoice) -> Self {
        let grades = |ids: &'a [GradeId]| {
            let scale = |id: &'a GradeId| {
                let scale = tables.grade(id, choice.year)?;
                let (low, high) = scale.pay.range()?;
                Some(ScaleShape { name: id.0.as_str(), low, high, year: scale.year })
            };
            ids.iter().filter_map(scale).collect()
        };
        let bands = |bands: &[Band]| {
            let scale = |band: &Band| {
                let table = tables.table(choice.nation, choice.year)?;
                let (low, high) = table.band(*band)?.range()?;
                Some(ScaleShape { name: band.as_str(), low, high, year: table.year })
            };
            bands.iter().filter_map(scale).collect()
        };
        let (system, scales) = match system {
            PaySystem::AgendaForChange(list) => ("agenda_for_change", bands(list)),
            PaySystem::Medical(ids) => ("medical", grades(ids)),
            PaySystem::Dental(ids) => ("dental", grades(ids)),
            PaySystem::VerySeniorManager => ("very_senior_manager", Vec::new()),
            PaySystem::Local => ("local", Vec::new()),
        };
        Self { system, scales }
    }
}

/// Where a role leads.
#[derive(Serialize)]
struct Progression<'a> {
    text: &'a [String],
    steps: Vec<&'a crate::domain::progression::Step>,
}

impl<'a> RoleWhole<'a> {
    /// The whole role.
    pub fn new(world: &'a World, role: &'a Role, vacancies: usize) -> Self {
        let steps = world.catalogue.steps_from(&role.id).chain(world.catalogue.steps_to(&role.id)).collect();
        Self {
            line: RoleLine::new(world, role, vacancies),
            summary: &role.summary,
            working_life: &role.working_life,
            skills: &role.skills,
            pay: RolePayShape::new(world, role),
            getting_in: &role.getting_in,
            progression: Progression { text: &role.progression, steps },
            related: &role.related,
            links: &role.links,
            source: role.source.as_ref(),
            also_read: &role.also_read,
        }
    }
}

/// An advert in a list.
#[derive(Serialize)]
pub struct AdvertLine<'a> {
    id: &'a str,
    source: &'a str,
    reference: Option<&'a str>,
    title: &'a str,
    employer: Option<&'a str>,
    places: Vec<PlaceShape<'a>>,
    distance_miles: Option<f64>,
    distance_from: Option<&'a str>,
    pay: PayShape<'a>,
    predicted_pay: Option<&'a crate::domain::advert::PredictedPay>,
    band: Option<BandShape>,
    band_text: Option<&'a str>,
    contract: Option<&'a str>,
    contract_kinds: Vec<&'static str>,
    working_pattern: Option<&'a str>,
    working_pattern_kinds: Vec<&'static str>,
    staff_group: Option<&'a str>,
    staff_group_kind: Option<&'static str>,
    closes: Option<Date>,
    posted: Option<Date>,
    role: Option<&'a RoleId>,
    roles: &'a [RoleId],
    saved: bool,
    new: bool,
    gone_since: Option<Date>,
    url: Option<&'a str>,
    score: i64,
}

#[derive(Serialize)]
struct PlaceShape<'a> {
    text: &'a str,
    town: Option<&'a str>,
    other_towns: &'a [String],
    postcode: Option<&'a str>,
    postcode_partial: bool,
    settings: Vec<SettingShape<'a>>,
    latitude: Option<f64>,
    longitude: Option<f64>,
}

#[derive(Serialize)]
struct SettingShape<'a> {
    setting: &'static str,
    words: &'a str,
}

#[derive(Serialize)]
struct PayShape<'a> {
    text: Option<&'a str>,
    kind: PayKind,
    low: Option<f64>,
    high: Option<f64>,
    unit: Option<PayUnit>,
    unit_stated: bool,
    pro_rata: bool,
    supplement: bool,
    bands: &'a [Band],
    figures_from: FiguresFrom,
}

#[derive(Serialize)]
struct BandShape {
    value: Band,
    how: &'static str,
    nation: Option<Typed<Nation>>,
    year: Option<PayYear>,
    zone: Option<Typed<Zone>>,
}

impl<'a> AdvertLine<'a> {
    /// The advert's line.
    pub fn new(listing: &'a Listing, saved: bool, score: i64) -> Self {
        let advert = &listing.advert;
        Self {
            id: advert.id.as_str(),
            source: &advert.source,
            reference: advert.reference.as_deref(),
            title: &advert.title,
            employer: Some(advert.employer.as_str()).filter(|employer| !employer.is_empty()),
            places: listing.places.iter().zip(&advert.places).map(place).collect(),
            distance_miles: None,
            distance_from: None,
            pay: pay(advert.pay.as_deref(), &listing.pay),
            predicted_pay: advert.predicted_pay.as_ref(),
            band: listing.band.as_ref().map(band),
            band_text: advert.band.as_deref(),
            contract: advert.contract.as_deref(),
            contract_kinds: Contract::named(advert.contract.as_deref().unwrap_or_default())
                .into_iter()
                .map(Contract::title)
                .collect(),
            working_pattern: advert.working_pattern.as_deref(),
            working_pattern_kinds: WorkingPattern::named(advert.working_pattern.as_deref().unwrap_or_default())
                .into_iter()
                .map(WorkingPattern::title)
                .collect(),
            staff_group: advert.staff_group.as_deref(),
            staff_group_kind: advert.staff_group.as_deref().and_then(staff_group),
            closes: advert.closes,
            posted: advert.posted,
            role: listing.roles.first(),
            roles: &listing.roles,
            saved,
            new: listing.is_new,
            gone_since: listing.seen.and_then(|seen| seen.gone_since),
            url: advert.url.as_deref(),
            score,
        }
    }

    /// The line with how far the advert is, to a tenth of a mile.
    pub fn at(mut self, distance: Option<Distance<'a>>) -> Self {
        self.distance_miles = distance.map(|far| (f64::from(far.miles) * 10.0).round() / 10.0);
        self.distance_from = distance.map(|far| far.from);
        self
    }
}

fn place<'a>((read, stated): (&'a Place, &StatedPlace)) -> PlaceShape<'a> {
    PlaceShape {
        text: &read.text,
        town: read.town.as_deref(),
        other_towns: &read.others,
        postcode: read.postcode.as_ref().map(Postcode::as_str),
        postcode_partial: read.postcode.as_ref().is_some_and(Postcode::is_partial),
        settings: read.settings.iter().map(setting).collect(),
        latitude: stated.position.map(|(latitude, _)| latitude),
        longitude: stated.position.map(|(_, longitude)| longitude),
    }
}

fn pay<'a>(text: Option<&'a str>, pay: &'a Pay) -> PayShape<'a> {
    PayShape {
        text,
        kind: pay.kind,
        low: pay.low.map(Pence::pounds),
        high: pay.high.map(Pence::pounds),
        unit: pay.unit,
        unit_stated: pay.unit_stated,
        pro_rata: pay.pro_rata,
        supplement: pay.supplement.is_some(),
        bands: &pay.bands,
        figures_from: pay.figures_from,
    }
}

fn setting(stated: &StatedSetting) -> SettingShape<'_> {
    SettingShape { setting: stated.setting.name(), words: &stated.words }
}

/// The service's own label of a staff group that is certain, in the singular or plural and with `&` or `and`.
fn staff_group(given: &str) -> Option<&'static str> {
    let given = given.replace('&', " and ");
    [given.as_str(), given.trim_end().trim_end_matches('s')].into_iter().find_map(|name| {
        let code = nhs_jobs::staff_group(name);
        nhs_jobs::STAFF_GROUPS.iter().find(|group| group.code == code).map(|group| group.label)
    })
}

fn band(reading: &BandReading) -> BandShape {
    match reading {
        BandReading::Stated(value) => BandShape { value: *value, how: "stated", nation: None, year: None, zone: None },
        BandReading::Inferred(PaidAs { band, nation, year, zone }) => BandShape {
            value: *band,
            how: "inferred",
            nation: Some(Typed(*nation)),
            year: Some(*year),
            zone: zone.map(Typed),
        },
    }
}

/// A field that changed.
#[derive(Serialize)]
struct ChangeShape<'a> {
    date: Date,
    field: &'a str,
    before: Option<&'a str>,
    after: Option<&'a str>,
}

/// Another advert that may be for the same post.
#[derive(Serialize)]
struct SamePostShape<'a> {
    id: &'a AdvertId,
    title: &'a str,
    source: &'a str,
    reason: &'static str,
}

/// An advert, whole.
#[derive(Serialize)]
pub struct AdvertWhole<'a> {
    #[serde(flatten)]
    line: AdvertLine<'a>,
    sections: &'a [crate::domain::advert::Section],
    first_seen: Option<Date>,
    last_seen: Option<Date>,
    history: Vec<ChangeShape<'a>>,
    same_posts: Vec<SamePostShape<'a>>,
    pay_against_band: AgainstBand,
}

impl<'a> AdvertWhole<'a> {
    /// The whole advert with what the cache knows of it.
    pub fn new(listing: &'a Listing, saved: bool, record: &'a AdvertRecord, pay_against_band: AgainstBand) -> Self {
        let change = |Change { date, difference }: &'a Change| ChangeShape {
            date: *date,
            field: &difference.field,
            before: difference.before.as_deref(),
            after: difference.after.as_deref(),
        };
        let same = |SamePost { advert, title, source, reason }: &'a SamePost| SamePostShape {
            id: advert,
            title,
            source,
            reason: match reason {
                SameReason::Reference => "reference",
                SameReason::EmployerTitlePlace => "employer_title_place",
            },
        };
        Self {
            line: AdvertLine::new(listing, saved, 0),
            sections: if listing.advert.sections.is_empty() { &record.sections } else { &listing.advert.sections },
            first_seen: record.seen.map(|seen| seen.first),
            last_seen: record.seen.map(|seen| seen.last),
            history: record.history.iter().map(change).collect(),
            same_posts: record.same_posts.iter().map(same).collect(),
            pay_against_band,
        }
    }
}

/// A saved advert.
#[derive(Serialize)]
pub struct EntryLine<'a> {
    list: &'a str,
    saved_on: Date,
    note: &'a str,
    #[serde(flatten)]
    advert: AdvertLine<'a>,
}

impl<'a> EntryLine<'a> {
    /// The saved advert's line.
    pub fn new(list: &'a str, entry: &'a Entry, listing: &'a Listing) -> Self {
        Self { list, saved_on: entry.saved, note: &entry.note, advert: AdvertLine::new(listing, true, 0) }
    }
}
