//! From one `JobPosting` object to an advert.

use crate::domain::advert::{Advert, AdvertId, Section};
use crate::domain::date;
use crate::domain::text::clean_line;
use crate::source::html;
use crate::source::id::{NHS_JOBS_HOSTS, fingerprint, nhs_jobs_id, nhs_jobs_reference};
use crate::source::job_posting::fields::{self, Object};
use crate::source::limits::IDENTIFIER;

/// The least digits that the number at the end of an address has where it is the advert's key and not a page or a band.
const KEY_DIGITS: usize = 5;
/// The heading of what stands before a description's first own heading.
const FIRST: &str = "About the post";
/// The texts that some boards give beside the description.
const MORE: [(&str, &str); 6] = [
    ("responsibilities", "Responsibilities"),
    ("qualifications", "Qualifications"),
    ("skills", "Skills"),
    ("experienceRequirements", "Experience"),
    ("educationRequirements", "Education"),
    ("jobBenefits", "Benefits"),
];

/// Reads a posting; nothing where it has no title. `page` is the address of the page it stands in.
pub(super) fn advert(posting: &Object, page: Option<&str>) -> Option<Advert> {
    let title = fields::line(posting, "title").or_else(|| fields::line(posting, "name"))?;
    let own = ["url", "@id"].iter().find_map(|key| fields::address(&fields::text(posting, key)?));
    let url = own.clone().or_else(|| page.and_then(fields::address));
    let pay = fields::pay(posting);
    let (working_pattern, contract) = fields::employment(posting);
    let day = |key| fields::text(posting, key).as_deref().and_then(date::read);
    let mut advert = Advert {
        title,
        employer: fields::line(posting, "hiringOrganization").unwrap_or_default(),
        places: fields::places(posting),
        pay: pay.text,
        pay_figures: pay.figures,
        contract,
        working_pattern,
        closes: day("validThrough"),
        posted: day("datePosted"),
        reference: fields::line(posting, "identifier"),
        source: source(url.as_deref()),
        sections: sections(posting),
        url,
        ..Advert::default()
    };
    advert.id = id(&advert, own.as_deref());
    Some(advert)
}

fn source(url: Option<&str>) -> String {
    match url.and_then(fields::host) {
        Some(host) => format!("JobPosting, {}", clean_line(host).to_ascii_lowercase()),
        None => "JobPosting".to_owned(),
    }
}

fn sections(posting: &Object) -> Vec<Section> {
    let described = [("description", FIRST)].into_iter().chain(MORE);
    html::limited(described.flat_map(|(key, heading)| html::description(&fields::paragraphs(posting, key), heading)))
}

/// The id of its advert on NHS Jobs, where its own address is the page of one; else its key on its board, else a
/// fingerprint of what the advert is known by. The address of a page is no key: several adverts may stand in it.
fn id(advert: &Advert, own: Option<&str>) -> AdvertId {
    if let Some(reference) = own.and_then(nhs_jobs_reference) {
        return nhs_jobs_id(reference);
    }
    if let Some(key) = key(advert, own) {
        return AdvertId::new(format!("jp:{}{key}", own.and_then(board).unwrap_or_default()));
    }
    let places: Vec<&str> = advert.places.iter().map(|place| place.text.as_str()).collect();
    let parts = [own.unwrap_or_default(), &advert.title, &advert.employer, &places.join("\n")];
    AdvertId::new(format!("jp:{}", fingerprint(&parts)))
}

/// The number at the end of its own address, else the identifier.
fn key(advert: &Advert, own: Option<&str>) -> Option<String> {
    let number = own.and_then(number_at_end).map(str::to_owned);
    number.or_else(|| {
        let reference = advert.reference.as_deref().filter(|reference| reference.chars().count() <= IDENTIFIER)?;
        Some(reference.replace(' ', "-"))
    })
}

/// The board whose keys an address has, so that two boards with one number do not give one id. That of the older NHS Jobs
/// goes without saying.
fn board(own: &str) -> Option<String> {
    let host = fields::host(own)?.to_ascii_lowercase();
    (!NHS_JOBS_HOSTS.contains(&host.as_str())).then(|| format!("{host}:"))
}

fn number_at_end(url: &str) -> Option<&str> {
    let path = url.split(['?', '#']).next()?.trim_end_matches('/');
    let number = &path[path.trim_end_matches(|c: char| c.is_ascii_digit()).len()..];
    (number.len() >= KEY_DIGITS).then_some(number)
}
