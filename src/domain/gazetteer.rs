//! Where the places are that people and adverts name: postcodes, towns and their other names. It is no map: a town or postcode
//! district is one point here, its middle.
//!
//! The tables are passed in as text (the binary carries them); what is read of an advert's place by its words alone stands in
//! [`crate::domain::place`].

mod locate;
mod names;
mod region;

pub use locate::Site;
pub use region::Region;

use crate::domain::distance::{Point, Position};
use crate::domain::gazetteer::names::{Names, Written, folded};
use crate::domain::gazetteer::region::Part;
use crate::domain::place::{Place, Postcode};
use crate::domain::text::{clean_line, folded_words};

/// How far from the words beside it a place may lie and still be the one that they choose, in miles.
const REACH: f32 = 60.0;
/// How near a place must be to be named beside another, in miles, if any is.
const BESIDE: f32 = 5.0;
/// The most names offered for one that is not known.
const OFFERED: usize = 3;
/// The most characters of a name that an error repeats.
const LONGEST_SHOWN: usize = 60;

/// Postcode districts and places with their positions.
#[derive(Debug)]
pub struct Gazetteer {
    /// In order of their code.
    districts: Vec<District>,
    /// The most important first.
    places: Vec<Town>,
    names: Names,
}

/// A postcode district.
#[derive(Clone, Copy, Debug)]
struct District {
    code: &'static str,
    position: Position,
    town: &'static str,
    region: Region,
}

/// A place that has a name.
#[derive(Clone, Copy, Debug)]
struct Town {
    name: &'static str,
    position: Position,
    region: Region,
}

/// A place that a text may mean.
#[derive(Clone, Debug, PartialEq)]
pub struct Spot {
    /// What to call it. [`Gazetteer::find`] finds it again by this, before any namesake.
    pub label: String,
    /// Where it is.
    pub position: Position,
    /// How that is known.
    pub exactness: Exactness,
}

/// How the position of something is known, the most exact first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Exactness {
    /// The advert gives coordinates.
    Stated,
    /// It is the middle of a postcode district, mostly under 2 miles from the true one.
    District,
    /// It is the middle of a place, mostly under 6 miles from the true one.
    Town,
    /// It is the middle of several postcode districts.
    Districts,
    /// It is the middle of the most important of several places with one name.
    Namesake,
}

impl Exactness {
    /// How it is known, in words that follow `from`.
    #[must_use]
    pub fn describe(self) -> &'static str {
        match self {
            Self::Stated => "the position that the advert gives",
            Self::District => "the middle of its postcode district",
            Self::Town => "the middle of its town",
            Self::Districts => "the middle of several postcode districts",
            Self::Namesake => "the middle of the largest place of its name",
        }
    }
}

/// How a text stands to the names of places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Naming {
    /// It is a name, or one with words that choose among its namesakes.
    Whole,
    /// It is the beginning of a name.
    Begun,
}

/// A text that names no place the gazetteer knows.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("looking up the place “{text}”: {}", self.advice())]
pub struct UnknownPlace {
    /// The text.
    pub text: String,
    /// Places that may be meant, the likeliest first.
    pub near: Vec<String>,
}

impl UnknownPlace {
    fn advice(&self) -> String {
        match self.near.as_slice() {
            [] => "no town or postcode of that name is known; write a town such as York, or a postcode such as LS1"
                .to_owned(),
            [near] => format!("it is not known; did you mean {near}?"),
            [first @ .., last] => format!("it is not known; did you mean {} or {last}?", first.join("; ")),
        }
    }
}

/// One of the tables that a gazetteer is read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Table {
    /// That of postcode districts.
    Districts,
    /// That of places.
    Places,
}

/// A table that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableFault {
    /// The table.
    pub table: Table,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub why: &'static str,
}

impl Gazetteer {
    /// Reads the table of postcode districts (`outcode,latitude,longitude,town,region`, in order of the code) and that of places
    /// (`name|other name,latitude,longitude,region,population`, the most important first), each below a line of headings.
    ///
    /// # Errors
    /// The first line that is not of its form.
    pub fn read(districts: &'static str, places: &'static str) -> Result<Self, TableFault> {
        let districts = rows(Table::Districts, districts, district)?;
        if let Some(at) = districts.windows(2).position(|pair| pair[0].code >= pair[1].code) {
            let why = "the code does not follow the one before it";
            return Err(TableFault { table: Table::Districts, line: at + 3, why });
        }
        let places = rows(Table::Places, places, town)?;
        let names =
            places.iter().zip(0_u16..).flat_map(|(town, row)| town.name.split('|').map(move |name| (name, row)));
        let names = Names::new(names);
        Ok(Self { districts, places, names })
    }

    /// The places that a text may mean, the likeliest first: a postcode, whole, in part or half typed; or a name, with words
    /// beside it that choose among namesakes (`Newport, Wales`; `Newport, Shropshire`; `Ashford, near Staines`).
    ///
    /// # Errors
    /// Where there is none; then with names that may be meant. So there is always one place at least.
    pub fn find(&self, text: &str) -> Result<Vec<Spot>, UnknownPlace> {
        if let Some(spot) = self.postcode(text) {
            return Ok(vec![spot]);
        }
        let written = Written::read(text);
        let rows = self.rows(&written, None);
        if !rows.is_empty() {
            return Ok(rows.into_iter().filter_map(|row| self.spot(row)).collect());
        }
        self.area(text).map(|spot| vec![spot]).ok_or_else(|| self.unknown(text, &written))
    }

    /// Whether a text of words is the name of a place, or begins one. Words that [`Gazetteer::find`] would pass over belong to no
    /// name, so that what else is typed beside a name can be told from it.
    #[must_use]
    pub fn naming(&self, text: &str) -> Option<Naming> {
        let written = Written::read(text);
        if self.is_named(&written) {
            return Some(Naming::Whole);
        }
        let is_begun = written.beside.is_empty()
            && written.without_before().any(|name| !is_wide(name) && self.names.are_begun(name));
        is_begun.then_some(Naming::Begun)
    }

    /// The places of the longest beginning of a text that is a name, where the text goes on as another name does: those of
    /// `London` for `London C`, as long as it may become London Colney. A postcode area is no such beginning, or `St Iv` would be
    /// Stoke-on-Trent's.
    #[must_use]
    pub fn find_so_far(&self, text: &str) -> Option<Vec<Spot>> {
        self.naming(text).filter(|naming| *naming == Naming::Begun)?;
        let mut ends: Vec<usize> = text.match_indices(' ').map(|(at, _)| at).collect();
        ends.reverse();
        let towns = |spots: &Vec<Spot>| spots.iter().all(|spot| spot.exactness == Exactness::Town);
        ends.into_iter().find_map(|end| self.find(&text[..end]).ok().filter(towns))
    }

    fn is_named(&self, written: &Written) -> bool {
        let known = |name: &str| !is_wide(name) && !self.names.rows(name).is_empty();
        match written.beside.as_slice() {
            [] => written.without_before().any(known) || self.is_chosen(written),
            beside => {
                let are_parts = beside.iter().all(|words| Part::read(words).is_some());
                are_parts && known(&written.name) && !self.rows(written, None).is_empty()
            }
        }
    }

    /// Whether it is a name of several places and a part of the country that some of them are not in.
    fn is_chosen(&self, written: &Written) -> bool {
        let Some(shorter) = written.shortened().filter(|shorter| !shorter.beside.is_empty()) else { return false };
        let all = self.names.rows(&shorter.name);
        let chosen = self.allowed(all.clone(), &shorter.beside, None);
        !chosen.is_empty() && chosen.len() < all.len()
    }

    /// What to type for a place so that [`Gazetteer::find`] finds it before any namesake: its label in small letters with hyphens
    /// between the words (`newport-south-east`), or in quotation marks where that would not do.
    #[must_use]
    pub fn to_type(&self, spot: &Spot) -> String {
        let joined = folded_words(&spot.label).join("-");
        let is_found = self.find(&joined).is_ok_and(|found| found.first() == Some(spot));
        if is_found { joined } else { format!("\"{}\"", spot.label) }
    }

    fn unknown(&self, text: &str, written: &Written) -> UnknownPlace {
        let near = self.names.like(&written.name).into_iter();
        let mut near: Vec<String> =
            near.filter_map(|row| self.spot(row)).map(|spot| spot.label).take(OFFERED).collect();
        near.dedup();
        UnknownPlace { text: clean_line(text).chars().take(LONGEST_SHOWN).collect(), near }
    }

    /// The position of the postcode that a text is, begins to be or holds.
    fn postcode(&self, text: &str) -> Option<Spot> {
        let held = || Place::read(text).postcode;
        // `LS1 4` is the beginning of `LS1 4AP`, not `LS14`, though packed they are one.
        let mut readings = [begun_postcode(text), Postcode::read(text)].into_iter().flatten();
        readings.find_map(|postcode| self.postcode_spot(&postcode)).or_else(|| self.postcode_spot(&held()?))
    }

    fn postcode_spot(&self, postcode: &Postcode) -> Option<Spot> {
        let (position, exactness) = self.middle_of(postcode)?;
        let town = self.district(postcode.outward()).map(|district| format!(", {}", district.town)).unwrap_or_default();
        Some(Spot { label: format!("{postcode}{town}"), position, exactness })
    }

    /// The middle of a postcode's district, or of the districts that its outward part stands for.
    fn middle_of(&self, postcode: &Postcode) -> Option<(Position, Exactness)> {
        let code = postcode.outward();
        let district = self.district(code).map(|district| (district.position, Exactness::District));
        district.or_else(|| Some((self.districts_of(code)?, Exactness::Districts)))
    }

    /// The middle of a postcode area, such as `LS`.
    fn area(&self, text: &str) -> Option<Spot> {
        let letters = text.trim().to_ascii_uppercase();
        let is_area = (1..=2).contains(&letters.len()) && letters.bytes().all(|byte| byte.is_ascii_uppercase());
        let position = is_area.then(|| self.districts_of(&letters))??;
        Some(Spot { label: letters, position, exactness: Exactness::Districts })
    }

    fn district(&self, code: &str) -> Option<&District> {
        let at = self.districts.binary_search_by(|district| district.code.cmp(code)).ok()?;
        self.districts.get(at)
    }

    /// The region of a postcode's district, or of the first that its outward part stands for.
    fn region_of(&self, code: &str) -> Option<Region> {
        let from = self.districts.partition_point(|district| district.code < code);
        Some(self.districts.get(from).filter(|district| district.code.starts_with(code))?.region)
    }

    /// The region of the district whose middle is nearest to a position.
    fn region_at(&self, position: Position) -> Option<Region> {
        let here = Point::from(position);
        let far = |district: &&District| here.miles_to(district.position.into());
        let nearest = self.districts.iter().min_by(|one, other| far(one).total_cmp(&far(other)))?;
        (far(&nearest) <= REACH).then_some(nearest.region)
    }

    /// The middle of the districts that a shorter code stands for: `W1` for `W1A`, `W1B` and so on, `LS` for `LS1` and so on.
    fn districts_of(&self, code: &str) -> Option<Position> {
        let after_digit = code.ends_with(|last: char| last.is_ascii_digit());
        let from = self.districts.partition_point(|district| district.code < code);
        let begun =
            self.districts[from..].iter().map_while(|district| Some((district, district.code.strip_prefix(code)?)));
        let meant = begun.filter(|(_, rest)| rest.starts_with(|next: char| next.is_ascii_alphabetic() == after_digit));
        Position::middle(&meant.map(|(district, _)| district.position).collect::<Vec<_>>())
    }

    /// The rows of a written name that the words beside it allow, the likeliest first; where something beside it has a known
    /// position, the nearest to that.
    fn rows(&self, written: &Written, anchor: Option<Position>) -> Vec<u16> {
        let mut reading = None;
        loop {
            let written = reading.as_ref().unwrap_or(written);
            // A nation is no place to measure from, though a village in Yorkshire is called Wales.
            let is_wide = is_wide(&written.name);
            let is_placed = written.beside.iter().any(|words| Part::read(words).is_some());
            let named = if is_wide && !is_placed { Vec::new() } else { self.names.rows(&written.name) };
            if !named.is_empty() {
                return self.allowed(named, &written.beside, anchor);
            }
            let Some(shorter) = written.shortened() else { return Vec::new() };
            reading = Some(shorter);
        }
    }

    /// The rows that the words beside a name allow. Words that name nothing known are passed over, and so is a place that is
    /// near none of them; a region or county that holds none of them leaves none.
    fn allowed(&self, mut rows: Vec<u16>, beside: &[String], anchor: Option<Position>) -> Vec<u16> {
        for words in beside {
            let words = words.strip_prefix("near ").unwrap_or(words);
            // What London's region does not hold may still lie near it.
            let holds =
                |part: &Part| rows.iter().any(|row| self.town(*row).is_some_and(|town| part.allows(town.region)));
            match Part::at_the_end(words).filter(|part| *part != Part::Region(Region::London) || holds(part)) {
                Some(Part::County(town)) => {
                    let middle = self.names.rows(&folded(town)).first().and_then(|row| self.town(*row));
                    rows = middle.map(|town| self.nearest(&rows, town.position)).unwrap_or_default();
                }
                Some(part) => rows.retain(|row| self.town(*row).is_some_and(|town| part.allows(town.region))),
                None => {
                    let other = self.names.rows(words).first().and_then(|row| self.town(*row));
                    let nearest = other.map(|town| self.nearest(&rows, town.position)).unwrap_or_default();
                    if !nearest.is_empty() {
                        rows = nearest;
                    }
                }
            }
        }
        let nearest = anchor.map(|anchor| self.nearest(&rows, anchor)).unwrap_or_default();
        if nearest.is_empty() { rows } else { nearest }
    }

    /// The row that is nearest to a position, if it is within reach.
    fn nearest(&self, rows: &[u16], to: Position) -> Vec<u16> {
        let far = rows.iter().filter_map(|row| Some((self.town(*row)?.position.miles_to(to), *row)));
        let nearest = far.filter(|(miles, _)| *miles <= REACH).min_by(|one, other| one.0.total_cmp(&other.0));
        nearest.map(|(_, row)| row).into_iter().collect()
    }

    fn town(&self, row: u16) -> Option<&Town> {
        self.places.get(usize::from(row))
    }

    /// A row as a place to choose: its name, with its region where it has namesakes, or a place nearby where they share that.
    fn spot(&self, row: u16) -> Option<Spot> {
        let town = self.town(row)?;
        let name = first_name(town.name);
        let namesakes = self.names.rows(&folded(name));
        let mut of_region =
            namesakes.iter().filter(|row| self.town(**row).is_some_and(|other| other.region == town.region));
        let is_first = of_region.next() == Some(&row);
        let label = if namesakes.len() == 1 && !is_wide(&folded(name)) {
            name.to_owned()
        } else if is_first {
            format!("{name}, {}", town.region)
        } else {
            self.beside(row, &namesakes).map_or_else(|| name.to_owned(), |near| format!("{name}, near {near}"))
        };
        Some(Spot { label, position: town.position, exactness: Exactness::Town })
    }

    /// The name of a place nearby that tells a row from its namesakes: one without namesakes of its own, the most important
    /// of those very near, else the nearest.
    fn beside(&self, row: u16, namesakes: &[u16]) -> Option<&'static str> {
        let here = Point::from(self.town(row)?.position);
        let far = self.places.iter().map(|other| (here.miles_to(other.position.into()), other));
        let mut others: Vec<(f32, &Town)> = far.filter(|(miles, _)| *miles <= REACH).collect();
        let tells = |(_, other): &&(f32, &Town)| {
            let name = folded(first_name(other.name));
            let is_plain = self.names.rows(&name).len() == 1 && Part::read(&name).is_none();
            is_plain && self.nearest(namesakes, other.position) == [row]
        };
        let mut told = others.iter().filter(|(miles, _)| *miles <= BESIDE).find(tells).copied();
        if told.is_none() {
            others.sort_by(|one, other| one.0.total_cmp(&other.0));
            told = others.iter().find(tells).copied();
        }
        told.map(|(_, other)| first_name(other.name))
    }

    /// The memory it takes, in bytes, beside the text of its tables.
    #[cfg(test)]
    fn bytes(&self) -> usize {
        self.districts.capacity() * size_of::<District>()
            + self.places.capacity() * size_of::<Town>()
            + self.names.bytes()
    }
}

/// The name before the other names of a row.
fn first_name(names: &'static str) -> &'static str {
    names.split('|').next().unwrap_or(names)
}

/// Whether a folded name is that of a nation or region.
fn is_wide(name: &str) -> bool {
    Part::read(name).is_some_and(Part::is_wide)
}

/// The outward part of a whole postcode that is begun but not ended: `LS1` of `LS1 4` and `LS14A`.
fn begun_postcode(text: &str) -> Option<Postcode> {
    let text = text.trim();
    let (outward, inward) = match text.split_once(char::is_whitespace) {
        Some((outward, inward)) => (outward, inward.trim()),
        None => text.split_at_checked(text.len().checked_sub(2)?)?,
    };
    let is_begun = match inward.as_bytes() {
        [digit] => digit.is_ascii_digit(),
        [digit, letter] => digit.is_ascii_digit() && letter.is_ascii_alphabetic(),
        _ => false,
    };
    is_begun.then(|| Postcode::read(outward))?.filter(Postcode::is_partial)
}

/// Reads the lines of a table below its headings.
fn rows<T>(table: Table, text: &'static str, read: fn(&'static str) -> Option<T>) -> Result<Vec<T>, TableFault> {
    let lines = (2..).zip(text.lines().skip(1));
    let why = "not of the form of the headings in line 1";
    let mut rows =
        lines.map(|(line, row)| read(row).ok_or(TableFault { table, line, why })).collect::<Result<Vec<T>, _>>()?;
    rows.shrink_to_fit();
    Ok(rows)
}

fn district(row: &'static str) -> Option<District> {
    let [code, latitude, longitude, town, region] = fields(row)?;
    Some(District { code, position: position(latitude, longitude)?, town, region: region_named(region)? })
}

fn town(row: &'static str) -> Option<Town> {
    let [name, latitude, longitude, region, _population] = fields(row)?;
    Some(Town { name, position: position(latitude, longitude)?, region: region_named(region)? })
}

fn region_named(name: &str) -> Option<Region> {
    Region::ALL.into_iter().find(|known| known.name() == name)
}

fn fields(row: &'static str) -> Option<[&'static str; 5]> {
    let mut fields = row.split(',');
    let five = [fields.next()?, fields.next()?, fields.next()?, fields.next()?, fields.next()?];
    (fields.next().is_none() && !five[0].is_empty()).then_some(five)
}

fn position(latitude: &str, longitude: &str) -> Option<Position> {
    Position::new(latitude.parse().ok()?, longitude.parse().ok()?)
}

#[cfg(test)]
pub(crate) mod tests;
