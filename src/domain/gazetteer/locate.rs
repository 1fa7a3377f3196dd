//! Where the places of an advert are.

use crate::domain::advert::StatedPlace;
use crate::domain::distance::Position;
use crate::domain::gazetteer::names::{Written, folded};
use crate::domain::gazetteer::{Exactness, Gazetteer, Region};
use crate::domain::place::{Place, Postcode};
use crate::domain::scale::Nation;

/// How far stated coordinates may lie from their own postcode's district and still be believed, in miles. In 14,542 adverts
/// none lay more than 9 miles off; the widest districts of the Highlands are the reason for more.
const BELIEVED: f32 = 25.0;
/// Within how many miles a further town of the same place adds no site.
const SAME: f32 = 10.0;
/// The most towns of one place, and the most words beside them, that are looked up.
const MOST: usize = 20;

/// Where a post is worked.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Site {
    /// Where it is.
    pub position: Position,
    /// How that is known.
    pub exactness: Exactness,
    /// The region it is in; nothing where it is far from every one.
    pub region: Option<Region>,
}

impl Gazetteer {
    /// The sites of a stated place, with what was read of its words: from its coordinates where they are believable, else from
    /// its postcode, else from its town; and one for each other town that the text offers. Empty where nothing says where.
    #[must_use]
    pub fn locate(&self, stated: &StatedPlace, read: &Place) -> Vec<Site> {
        let mut sites: Vec<Site> = self.stated_or_district(stated, read.postcode.as_ref()).into_iter().collect();
        let towns: Vec<&String> = read.town.iter().chain(&read.others).take(MOST).collect();
        if !sites.is_empty() && towns.len() < 2 {
            return sites;
        }
        let beside = words_beside(&towns, &stated.text);
        for town in towns {
            let anchor = sites.first().map(|site| site.position);
            let Some(further) = self.stated_town(town, &beside, anchor) else { continue };
            if sites.iter().all(|site| site.position.miles_to(further.position) > SAME) {
                sites.push(further);
            }
        }
        sites
    }

    /// The sites that [`Gazetteer::locate`] finds, of a stated place whose words are not read yet; they are read only where its
    /// postcode does not settle it, which takes a tenth of the time.
    #[must_use]
    pub fn locate_unread(&self, stated: &StatedPlace) -> Vec<Site> {
        match only_postcode(&stated.text).filter(|postcode| self.middle_of(postcode).is_some()) {
            Some(postcode) => self.stated_or_district(stated, Some(&postcode)).into_iter().collect(),
            None => self.locate(stated, &Place::read(&stated.text)),
        }
    }

    /// The nation that all known sites of some stated places are in; nothing where none is known or they are in several.
    #[must_use]
    pub fn nation_of(&self, places: &[StatedPlace]) -> Option<Nation> {
        let sites = places.iter().flat_map(|place| self.locate_unread(place));
        let mut nations = sites.filter_map(|site| site.region).map(Region::nation);
        let first = nations.next()?;
        nations.all(|nation| nation == first).then_some(first)
    }

    fn stated_or_district(&self, stated: &StatedPlace, postcode: Option<&Postcode>) -> Option<Site> {
        let district = postcode.and_then(|postcode| self.middle_of(postcode));
        let region = postcode.and_then(|postcode| self.region_of(postcode.outward()));
        let district = district.map(|(position, exactness)| Site { position, exactness, region });
        let stated = stated.position.and_then(|(latitude, longitude)| Position::new(latitude, longitude));
        let believed = |position: &Position| district.is_none_or(|site| site.position.miles_to(*position) <= BELIEVED);
        let exact = stated.filter(believed).map(|position| {
            let region = region.or_else(|| self.region_at(position));
            Site { position, exactness: Exactness::Stated, region }
        });
        exact.or(district)
    }

    /// A town of a stated place, chosen among its namesakes by the words beside it.
    fn stated_town(&self, town: &str, beside: &[String], anchor: Option<Position>) -> Option<Site> {
        let mut written = Written::read(town);
        written.beside.extend_from_slice(beside);
        let rows = self.rows(&written, anchor);
        let exactness = if rows.len() > 1 { Exactness::Namesake } else { Exactness::Town };
        let town = self.town(*rows.first()?)?;
        Some(Site { position: town.position, exactness, region: Some(town.region) })
    }
}

/// The postcode of a text that is one name and a postcode (`Leeds, LS1 4AP`), and offers no other town.
fn only_postcode(text: &str) -> Option<Postcode> {
    let (name, postcode) = text.split_once(',')?;
    let offers = ["/", "|", "&", " or ", " and "].iter().any(|joiner| name.contains(joiner));
    if offers || postcode.contains(',') { None } else { Postcode::read(postcode.trim()) }
}

/// The parts of a stated place that are none of its towns, folded.
fn words_beside(towns: &[&String], text: &str) -> Vec<String> {
    let towns: Vec<String> = towns.iter().map(|town| folded(town)).collect();
    let words = Written::read(text);
    let parts = std::iter::once(words.name).chain(words.beside);
    parts.filter(|part| !towns.contains(part)).take(MOST).collect()
}
