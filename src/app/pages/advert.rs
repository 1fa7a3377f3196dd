//! An advert to read: at a glance, its pay as stated and as read, then its text.

use jiff::civil::Date;

use crate::app::document::Document;
use crate::app::pages::my_pay;
use crate::domain::advert::Advert;
use crate::domain::against_band::{Advertised, AgainstBand, Yardstick};
use crate::domain::band::{self, Band};
use crate::domain::band_reading::{BandClues, BandReading, bands_named, given_bands};
use crate::domain::board::Listing;
use crate::domain::catalogue::Catalogue;
use crate::domain::distance::about;
use crate::domain::pay::{FiguresFrom, PaidFor, Pay, PayKind, PayUnit, SupplementHow};
use crate::domain::place::{Place, StatedSetting};
use crate::domain::record::{AdvertRecord, Seen};
use crate::domain::scale::Nation;
use crate::domain::shortlist::Entry;
use crate::domain::take_home::post::Payee;
use crate::domain::text::day;
use crate::search::adverts::places::Distance;

/// Who reads an advert, when, and from where.
#[derive(Clone, Copy, Debug)]
pub struct Reader<'a> {
    /// The day it is.
    pub today: Date,
    /// The person whose own pay is worked out.
    pub payee: Payee<'a>,
    /// Whether that is shown.
    pub shows_my_pay: bool,
    /// How far the advert is, where that is known.
    pub distance: Option<Distance<'a>>,
    /// The nation that the post is in, where its places tell.
    pub nation: Option<Nation>,
}

/// The whole advert. `lists` names the shortlists that hold it, `label` says how old the data is.
#[must_use]
pub fn document(
    listing: &Listing,
    record: &AdvertRecord,
    catalogue: &Catalogue,
    reader: &Reader,
    lists: &[&str],
    label: &str,
) -> Document {
    let advert = &listing.advert;
    let mut page = Document::default();
    page.title(&advert.title);
    page.aside(employer(advert));
    page.gap();
    if !lists.is_empty() {
        page.fact("Saved", format!("★ on {}", lists.join(", ")));
    }
    gone(&mut page, record);
    if listing.is_new {
        page.fact("Listed", "new since you last looked");
    }
    glance(&mut page, listing, catalogue, reader);
    text(&mut page, listing, record);
    past(&mut page, record);
    page.gap();
    let age = record.seen.map_or_else(|| format!("data: {label}"), seen_there);
    page.aside(format!("From: {} · {age}", advert.source));
    page
}

/// A saved advert: the person's note, the facts kept, and the text where the advert is still at hand.
#[must_use]
pub fn saved(
    entry: &Entry,
    listing: &Listing,
    record: &AdvertRecord,
    catalogue: &Catalogue,
    reader: &Reader,
    at_hand: bool,
) -> Document {
    let mut page = Document::default();
    page.title(&entry.advert.title);
    page.aside(employer(&entry.advert));
    page.gap();
    page.fact("Note", if entry.note.is_empty() { "none yet" } else { &entry.note });
    page.fact("Saved", day(entry.saved));
    gone(&mut page, record);
    for (place, change) in entry.changes(&listing.advert).iter().enumerate() {
        page.fact(if place == 0 { "Changed" } else { "" }, format!("since saved: {}", change.describe()));
    }
    if let Some(day_changed) = listing.text_changed.filter(|changed| *changed > entry.saved) {
        page.fact("Text", format!("changed on {}, since it was saved", day(day_changed)));
    }
    glance(&mut page, listing, catalogue, reader);
    text(&mut page, listing, record);
    past(&mut page, record);
    page.gap();
    let state = if at_hand {
        "the advert is among those loaded"
    } else {
        "the advert is not among those loaded now; these are the facts kept"
    };
    page.aside(format!("From: {} · {state}", entry.advert.source));
    page
}

fn seen_there(seen: Seen) -> String {
    let last = day(seen.last);
    if seen.first == seen.last {
        format!("seen there on {last}")
    } else {
        format!("first seen there on {}, last on {last}", day(seen.first))
    }
}

fn employer(advert: &Advert) -> &str {
    if advert.employer.is_empty() { "employer not stated" } else { &advert.employer }
}

fn glance(page: &mut Document, listing: &Listing, catalogue: &Catalogue, reader: &Reader) {
    let advert = &listing.advert;
    for line in pay_lines(advert.pay.as_deref(), &listing.pay) {
        page.fact(line.0, line.1);
    }
    if let Some(guess) = &advert.predicted_pay {
        page.fact(
            "Not pay",
            format!("“{}” is a guess printed by {}; the employer does not state it", guess.text, guess.by),
        );
    }
    page.fact("Band", format!("{}{}", band(listing), other_label(advert, listing.band.as_ref())));
    let against = against_band(listing, &reader.payee, reader.nation);
    for (place, sentence) in against.sentences.into_iter().enumerate() {
        page.fact(if place == 0 { "Pay check" } else { "" }, sentence);
    }
    if reader.shows_my_pay {
        let nation = reader.nation.unwrap_or(reader.payee.nation);
        my_pay::on_advert(page, &listing.pay, advert.pay_year(), &Payee { nation, ..reader.payee });
        if against.may_be_part && reader.payee.terms.hours.is_some() {
            page.aside(my_pay::PERHAPS_PART);
            page.gap();
        }
    }
    if listing.places.is_empty() {
        page.fact("Place", "not stated");
    }
    for (place, stated) in listing.places.iter().enumerate() {
        page.fact(if place == 0 { "Place" } else { "" }, &stated.text);
    }
    if let Some(distance) = reader.distance {
        page.fact("Distance", format!("{} from {}", about(distance.miles), distance.from));
    }
    settings(page, &listing.places);
    terms(page, advert);
    page.fact("Closes", closing(advert.closes, reader.today));
    if let Some(posted) = advert.posted {
        page.fact("Posted", day(posted));
    }
    if let Some(reference) = &advert.reference {
        page.fact("Reference", reference);
    }
    page.fact("Id", advert.id.as_str());
    page.fact("Address", advert.url.as_deref().unwrap_or("not known; look the title and employer up on jobs.nhs.uk"));
    for (place, role) in listing.roles.iter().filter_map(|id| catalogue.role(id)).enumerate() {
        if place == 0 {
            page.gap();
        }
        page.go_to(role.id.clone(), format!("Role: {}", role.title), "");
    }
}

/// The stated pay beside that of the band, in the nation that the post is in, else in the one that is looked at.
#[must_use]
pub fn against_band(listing: &Listing, payee: &Payee, nation: Option<Nation>) -> AgainstBand {
    let yardstick = Yardstick { tables: payee.tables, nation: payee.nation, year: payee.year };
    let several = several_bands(listing);
    let advert = Advertised::new(&listing.advert, &listing.pay, listing.band.as_ref(), &several);
    AgainstBand::of(&Advertised { nation, ..advert }, yardstick)
}

/// The bands of an advert that names more than one.
fn several_bands(listing: &Listing) -> Vec<Band> {
    let mut bands = bands_named(&BandClues::of(&listing.advert, None), &listing.pay);
    bands.sort_unstable();
    if listing.band.is_none() && bands.len() > 1 { bands } else { Vec::new() }
}

/// The contract and, where they are stated, the working pattern and the staff group.
fn terms(page: &mut Document, advert: &Advert) {
    page.fact("Contract", advert.contract.as_deref().unwrap_or("not stated"));
    if let Some(text) = &advert.working_pattern {
        page.fact("Working", pattern(text));
    }
    if let Some(group) = &advert.staff_group {
        page.fact("Staff group", group);
    }
}

/// A stated working pattern; of a machine word such as `FULL_TIME`, which boards give to part-time posts too, whose it is.
#[must_use]
pub fn pattern(stated: &str) -> String {
    if stated.contains('_') { format!("the source's label says “{stated}”") } else { stated.to_owned() }
}

/// How the post is worked where its places say that, each way once with the words that say it.
fn settings(page: &mut Document, places: &[Place]) {
    let mut told: Vec<&StatedSetting> = Vec::new();
    for stated in places.iter().flat_map(|place| &place.settings) {
        if told.iter().all(|before| before.setting != stated.setting) {
            page.fact(
                if told.is_empty() { "Setting" } else { "" },
                format!("{}: it says “{}”", stated.setting.describe(), stated.words),
            );
            told.push(stated);
        }
    }
}

/// Says that the advert is no longer listed, where that is known.
fn gone(page: &mut Document, record: &AdvertRecord) {
    if let Some(since) = record.seen.and_then(|seen| seen.gone_since) {
        page.fact("Listed", format!("no longer, since {}: it may be filled or withdrawn", day(since)));
    }
}

/// What changed over time, and which adverts may be for the same post.
fn past(page: &mut Document, record: &AdvertRecord) {
    if !record.history.is_empty() {
        page.heading("What changed");
    }
    for change in &record.history {
        page.item(format!("{}: {}", day(change.date), change.difference.describe()));
    }
    if !record.same_posts.is_empty() {
        page.heading("Perhaps the same post");
    }
    for same in &record.same_posts {
        page.go_to(same.advert.clone(), &same.title, format!("{}; {}", same.source, same.reason.describe()));
    }
}

/// The advert's text: its own, else the one that the cache keeps.
fn text(page: &mut Document, listing: &Listing, record: &AdvertRecord) {
    let own = &listing.advert.sections;
    for section in if own.is_empty() { &record.sections } else { own } {
        page.heading(&section.heading);
        for line in section.text.lines() {
            match line.strip_prefix("• ") {
                Some(item) => page.item(item),
                None => page.paragraph(line),
            }
        }
    }
}

/// The pay as stated and as read.
fn pay_lines(stated: Option<&str>, pay: &Pay) -> Vec<(&'static str, String)> {
    let text = stated.map_or("not stated".to_owned(), |stated| format!("“{stated}”"));
    if stated.is_none() && pay.kind == PayKind::None {
        return vec![("Pay", text)];
    }
    let read = match (pay.kind, pay.describe()) {
        (PayKind::None, _) => "no figure".to_owned(),
        (_, Some(figures)) if pay.unit.is_some() && !pay.unit_stated => {
            format!("{figures} (the unit is not stated; {})", unit_reason(pay.unit))
        }
        (_, Some(figures)) => figures,
        (_, None) => "the figures could not be read".to_owned(),
    };
    let beside = if pay.figures_from == FiguresFrom::Beside {
        ", by the numbers that the source gives beside the text"
    } else {
        ""
    };
    let (part, supplement) = (part(pay), supplement(pay));
    vec![("Pay", text), ("Read as", format!("{read}{beside}{part}{supplement}"))]
}

/// For how much of a full-time week the figures are, where the text says.
fn part(pay: &Pay) -> String {
    match pay.paid_for {
        PaidFor::FullTime if pay.pro_rata => ", pro rata".to_owned(),
        PaidFor::FullTime => String::new(),
        PaidFor::Hours(hours) => format!(", for {hours} hours a week"),
        PaidFor::PartOf { whole, .. } => format!(", for a part of full time, which pays {whole}"),
        PaidFor::Share(percent) => format!(", for {percent}% of full time"),
        PaidFor::Part => ", for part-time hours that are not given".to_owned(),
    }
}

/// How a London supplement stands to the figures, where the text says.
fn supplement(pay: &Pay) -> &'static str {
    match pay.supplement.filter(|_| pay.figures().is_some()).map(|supplement| supplement.how) {
        Some(SupplementHow::Included) => ", a London supplement in it",
        Some(SupplementHow::OnTop) => ", a London supplement on top",
        Some(SupplementHow::Named) | None => "",
    }
}

fn unit_reason(unit: Option<PayUnit>) -> &'static str {
    if unit == Some(PayUnit::Hour) { "taken for an hour by its size" } else { "taken for a year by its size" }
}

/// What the source's label says, where that is not the band.
fn other_label(advert: &Advert, band: Option<&BandReading>) -> String {
    let band = band.map(BandReading::band);
    let other = advert.band.as_deref().filter(|label| band.is_none_or(|band| given_bands(label) != [band]));
    other.map_or_else(String::new, |label| format!("; the source's label says “{label}”"))
}

/// What is said of the band where there is no one band to read: the bands that the advert names, or that it names none.
#[must_use]
pub fn bands(listing: &Listing) -> String {
    match several_bands(listing).as_slice() {
        [] => "not stated".to_owned(),
        several => format!("{}, as stated", band::describe(several)),
    }
}

fn band(listing: &Listing) -> String {
    match &listing.band {
        None => bands(listing),
        Some(BandReading::Stated(band)) => format!("{band}, as stated"),
        Some(BandReading::Inferred(paid)) => {
            let band = paid.band;
            let zone = paid.zone.map_or(String::new(), |zone| format!(", with the {} supplement", zone.name()));
            format!("{band}? not stated; the pay is that of band {band}, {} {}{zone}", paid.nation, paid.year)
        }
    }
}

/// The closing day with the days left, or that it is past.
#[must_use]
pub fn closing(closes: Option<Date>, today: Date) -> String {
    let Some(closes) = closes else { return "not stated".to_owned() };
    let left = today.until(closes).map_or(0, |span| span.get_days());
    let words = match left {
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        2.. => format!("{left} days left"),
        _ => "closed".to_owned(),
    };
    format!("{} ({words})", day(closes))
}
