//! The page of one advert on NHS Jobs that a person saved from their browser.
//!
//! The page says each thing under an id of its own, and most of them twice, for wide and for narrow screens: the first
//! that holds any text counts. What employers write stands within paragraphs that end early, so a text goes on until the
//! page's own next part begins.

use std::collections::{BTreeMap, HashSet};

use crate::domain::advert::{Advert, Section, StatedPlace};
use crate::domain::date;
use crate::source::html::{self, Page, Piece, Tag};
use crate::source::id::{NHS_JOBS_PATH, fingerprint, leading_reference, nhs_jobs_id};
use crate::source::limits::{CRITERIA, ELEMENT, PLACES, SAME_ID};
use crate::source::{Batch, Form, Skipped};

/// The site that adverts are opened at.
const SITE: &str = "https://www.jobs.nhs.uk";
/// The texts, each with the heading that the page gives it.
const TEXTS: [(&str, &str); 4] = [
    ("job_overview", "Job summary"),
    ("job_description", "Main duties of the job"),
    ("job_description_large", "Job responsibilities"),
    ("about_organisation", "About us"),
];
/// Where the pay may stand.
const PAY: [&str; 4] = ["range_salary", "fixed_salary", "negotiable_salary", "salary"];
/// How the ids of the page's own parts begin.
const OWN_IDS: [&str; 18] = [
    "about_organisation",
    "apply",
    "closing_date",
    "contact_details",
    "contract_",
    "date_posted",
    "dbs-container",
    "desirable_skill_",
    "employer_",
    "essential_skill_",
    "fixed_salary",
    "job_",
    "payscheme-",
    "range_salary",
    "skill_category_",
    "tier-two-sponsorship",
    "uk-registration",
    "working_pattern_",
];
/// What the page shows as a pay scheme where a band says more, or where nothing is said.
const NO_BAND: [&str; 2] = ["agenda for change", "other"];

/// A saved advert page of NHS Jobs.
#[derive(Clone, Copy, Debug)]
pub struct AdvertPage;

impl Form for AdvertPage {
    fn name(&self) -> &'static str {
        "NHS Jobs advert page"
    }

    fn recognises(&self, text: &str) -> bool {
        let has = |id: &str| text.contains(id);
        has("id=\"employer_name\"") && (has("id=\"job_overview\"") || has("id=\"closing_date\""))
    }

    fn read(&self, text: &str) -> Batch {
        let page = Page::read(text);
        match advert(&page) {
            Some(advert) => Batch { adverts: vec![advert], ..Batch::default() },
            None => Batch { skipped: vec![Skipped::new("the page", "it names no post")], ..Batch::default() },
        }
    }
}

fn advert(page: &Page) -> Option<Advert> {
    let pieces = page.pieces();
    let title = field(pieces, "heading")?;
    let reference = reference(page);
    let day = |id| field(pieces, id).as_deref().and_then(date::read);
    let contract: Vec<String> =
        ["contract_type", "contract_duration"].iter().filter_map(|id| field(pieces, id)).collect();
    let mut advert = Advert {
        title,
        employer: field(pieces, "employer_name").unwrap_or_default(),
        places: places(pieces),
        pay: PAY.iter().find_map(|id| field(pieces, id)),
        band: band(pieces),
        contract: (!contract.is_empty()).then(|| contract.join(", ")),
        working_pattern: working_pattern(pieces),
        closes: day("closing_date"),
        posted: day("date_posted"),
        url: reference.as_ref().map(|reference| format!("{SITE}{NHS_JOBS_PATH}{reference}")),
        source: "NHS Jobs advert page".to_owned(),
        sections: sections(pieces),
        ..Advert::default()
    };
    advert.reference = reference.or_else(|| field(pieces, "trac-job-reference"));
    advert.id = nhs_jobs_id(&key(&advert));
    Some(advert)
}

fn key(advert: &Advert) -> String {
    let stated = advert.reference.as_ref().map(|reference| reference.replace(' ', "-"));
    stated.unwrap_or_else(|| fingerprint(&[&advert.title, &advert.employer]))
}

/// The advert's reference on the board, out of the page's own address or the first link to such a page.
fn reference(page: &Page) -> Option<String> {
    let links = page.tags().filter(|tag| tag.name == "a").map(|tag| tag.attribute("href"));
    page.address().into_iter().chain(links).find_map(|address| {
        let (_, rest) = address.split_once(NHS_JOBS_PATH)?;
        leading_reference(rest).map(str::to_owned)
    })
}

/// The first text of one line under an id.
fn field(pieces: &[Piece], id: &str) -> Option<String> {
    elements(pieces, id).map(|start| html::line_of(element(&pieces[start..]))).find(|text| !text.is_empty())
}

/// Where the first elements with an id begin.
fn elements<'p>(pieces: &'p [Piece], id: &'p str) -> impl Iterator<Item = usize> + 'p {
    let places = pieces.iter().enumerate().filter_map(move |(place, piece)| match piece {
        Piece::Open(tag) if tag.attribute("id") == id => Some(place),
        _ => None,
    });
    places.take(SAME_ID)
}

/// The pieces within the element that begins them.
fn element(pieces: &[Piece]) -> &[Piece] {
    let Some(Piece::Open(Tag { name, .. })) = pieces.first() else { return &[] };
    let pieces = &pieces[..pieces.len().min(ELEMENT)];
    let mut open = 0_usize;
    let end = pieces.iter().position(|piece| {
        match piece {
            Piece::Open(tag) if tag.name == *name => open += 1,
            // A paragraph ends where the next begins.
            Piece::Close(closed) if closed == name => open = if name == "p" { 0 } else { open.saturating_sub(1) },
            _ => return false,
        }
        open == 0
    });
    &pieces[1..end.unwrap_or(pieces.len())]
}

/// The pieces from the beginning of an employer's text to the page's own next part, or to the end of its own element where
/// that is one that text cannot end. A heading at the very end is of what comes next.
fn text_block(pieces: &[Piece]) -> &[Piece] {
    let is_box = matches!(pieces.first(), Some(Piece::Open(tag)) if tag.name == "div" || tag.name == "section");
    let block = before_next_part(pieces);
    let block =
        if is_box && block.len() <= ELEMENT { &block[..block.len().min(element(block).len() + 1)] } else { block };
    &block[..block.len() - heading_at_end(block)]
}

/// How many pieces at the end are a heading with nothing below it, and what opens there after it.
fn heading_at_end(pieces: &[Piece]) -> usize {
    let is_heading = |name: &str| matches!(name, "h2" | "h3" | "h4");
    let is_text = |piece: &Piece| matches!(piece, Piece::Text(text) if !text.trim().is_empty());
    let heading = pieces.iter().rposition(|piece| matches!(piece, Piece::Open(tag) if is_heading(&tag.name)));
    let closed = pieces.iter().rposition(|piece| matches!(piece, Piece::Close(name) if is_heading(name)));
    match (heading, closed) {
        (Some(begins), Some(ends)) if begins < ends && !pieces[ends..].iter().any(is_text) => pieces.len() - begins,
        _ => 0,
    }
}

fn before_next_part(pieces: &[Piece]) -> &[Piece] {
    let end = pieces.iter().skip(1).position(|piece| match piece {
        Piece::Open(tag) => is_own(tag),
        Piece::Close(name) => name == "details" || name == "main",
        Piece::Text(_) => false,
    });
    &pieces[..end.map_or(pieces.len(), |end| end + 1)]
}

/// Whether an element is of the page and not of an employer's text.
fn is_own(tag: &Tag) -> bool {
    let classes = || tag.attribute("class").split_ascii_whitespace();
    match tag.name.as_str() {
        "h1" | "h2" | "h3" | "h4" if classes().any(|class| class.starts_with("nhsuk-")) => true,
        "div" if classes().any(|class| class == "show-mobile" || class == "hide-mobile") => true,
        _ => OWN_IDS.iter().any(|id| tag.attribute("id").starts_with(id)),
    }
}

fn band(pieces: &[Piece]) -> Option<String> {
    let scheme = || field(pieces, "payscheme-type").filter(|text| !NO_BAND.contains(&text.to_lowercase().as_str()));
    field(pieces, "payscheme-band").or_else(scheme)
}

/// The first paragraph after its heading.
fn working_pattern(pieces: &[Piece]) -> Option<String> {
    let heading = elements(pieces, "working_pattern_heading").next()?;
    let after = &pieces[heading..];
    let start = after.iter().position(|piece| matches!(piece, Piece::Open(tag) if tag.name == "p"))?;
    Some(html::line_of(element(&after[start..]))).filter(|text| !text.is_empty())
}

/// Each place as `Town, POSTCODE`; the ids of those after the first end in a number.
fn places(pieces: &[Piece]) -> Vec<StatedPlace> {
    let suffixes = (0..PLACES).map(|number| if number == 0 { String::new() } else { format!("_{number}") });
    suffixes.map_while(|suffix| place(pieces, &suffix)).collect()
}

fn place(pieces: &[Piece], suffix: &str) -> Option<StatedPlace> {
    let part = |id: &str| field(pieces, &format!("employer_{id}{suffix}"));
    let town = part("town").or_else(|| part("county")).or_else(|| part("address_line_1"));
    let parts: Vec<String> = town.into_iter().chain(part("postcode")).collect();
    (!parts.is_empty()).then(|| StatedPlace::new(parts.join(", ")))
}

fn sections(pieces: &[Piece]) -> Vec<Section> {
    let texts = TEXTS.iter().filter_map(|(id, heading)| {
        let mut texts = elements(pieces, id).map(|start| html::sections(text_block(&pieces[start..]), heading));
        texts.find(|sections| !sections.is_empty())
    });
    html::limited(texts.flatten().chain(person_specification(pieces)))
}

/// The criteria of one category.
#[derive(Default)]
struct Criteria {
    category: String,
    essential: Vec<String>,
    desirable: Vec<String>,
}

/// The person specification, a section a category. A criterion's id names its category by number.
fn person_specification(pieces: &[Piece]) -> Vec<Section> {
    let mut categories: BTreeMap<u32, Criteria> = BTreeMap::new();
    let mut seen = HashSet::new();
    let numbered = pieces.iter().enumerate().filter_map(|(place, piece)| match piece {
        Piece::Open(tag) => numbered(tag.attribute("id")).map(|kind| (place, tag.attribute("id"), kind)),
        _ => None,
    });
    for (place, id, (kind, number)) in numbered.take(2 * CRITERIA) {
        let text = html::lines_of(element(&pieces[place..]));
        if text.is_empty() || !seen.insert(id) {
            continue;
        }
        let criteria = categories.entry(number).or_default();
        match kind {
            Kind::Category => criteria.category = text.replace('\n', " "),
            Kind::Essential => criteria.essential.push(text),
            Kind::Desirable => criteria.desirable.push(text),
        }
    }
    categories.into_values().filter_map(Criteria::section).collect()
}

enum Kind {
    Category,
    Essential,
    Desirable,
}

/// What an id such as `essential_skill_2_criteria_1` is of, and the number of the category.
fn numbered(id: &str) -> Option<(Kind, u32)> {
    let (kind, rest) = None
        .or_else(|| Some((Kind::Category, id.strip_prefix("skill_category_")?)))
        .or_else(|| Some((Kind::Essential, id.strip_prefix("essential_skill_")?)))
        .or_else(|| Some((Kind::Desirable, id.strip_prefix("desirable_skill_")?)))?;
    let number = rest.split('_').next()?.parse().ok()?;
    Some((kind, number))
}

impl Criteria {
    fn section(self) -> Option<Section> {
        let mut lines = Vec::new();
        for (title, criteria) in [("Essential", self.essential), ("Desirable", self.desirable)] {
            if !criteria.is_empty() {
                lines.push(title.to_owned());
                lines.extend(criteria.iter().map(|text| format!("• {text}")));
            }
        }
        let heading = match self.category.as_str() {
            "" => "Person specification".to_owned(),
            category => format!("Person specification: {category}"),
        };
        (!lines.is_empty()).then(|| Section { heading, text: lines.join("\n") })
    }
}

#[cfg(test)]
mod tests;
