//! Adverts from the search of NHS Jobs: which questions may be asked, and the walk through the pages of the answer. Not
//! how a page is read ([`super::jobs_xml`]) nor how it is fetched ([`super::http`]).
//!
//! The service publishes no limit, so the walk is a guest: one request at a time, a pause after each, and never for
//! internal adverts. A keyword orders the answer and does not narrow it; whoever wants it narrower filters again.

use std::collections::HashSet;
use std::ops::ControlFlow;
use std::time::Duration;

use jiff::civil::Date;

use super::http::{Address, Cancel, Cancelled, Client, Fault, FetchError};
use super::jobs_xml::{PageError, parse_page};
use super::{Batch, Skipped};
use crate::domain::advert::{Advert, AdvertId};

/// How long to wait after a page before the next is asked for.
pub const PAUSE: Duration = Duration::from_secs(1);
/// How many adverts a page may hold at most.
const PER_PAGE: u32 = 100;
/// How many pages are asked for at most: four times what the whole board needs.
const MOST_PAGES: u32 = 500;
/// How many adverts may be taken off the board between two pages; where more are missed the totals are not believed.
const MOST_CLOSED: u32 = 20;

/// Of how many adverts that are read one more may be met that does not say which it is: by more of them a change of the form
/// would pass for adverts that are gone.
const NAMELESS: usize = 100;

/// A value that the search takes, with its name for people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Value {
    /// What is sent.
    pub code: &'static str,
    /// What people read.
    pub label: &'static str,
}

macro_rules! values {
    ($($code:literal => $label:literal,)*) => { &[$(Value { code: $code, label: $label }),*] };
}

/// The staff groups; every advert is in exactly one.
pub const STAFF_GROUPS: &[Value] = values![
    "NURSING_AND_MIDWIFERY_REGD" => "Nursing and Midwifery Registered",
    "ADMINISTRATIVE_AND_CLERICAL" => "Administrative and Clerical",
    "MEDICAL_AND_DENTAL" => "Medical and Dental",
    "ALLIED_HEALTH_PROF" => "Allied Health Professional",
    "CLINICAL_SERVICES" => "Additional Clinical Services",
    "ESTATES_AND_ANCILLARY" => "Estates and Ancillary",
    "PROF_SCIENTIFIC_AND_TECHNICAL" => "Additional Professional Scientific and Technical",
    "HEALTHCARE_SCIENTISTS" => "Healthcare Scientist",
    "STUDENTS" => "Students",
];

/// The bands and pay schemes; many adverts have none.
pub const PAY_BANDS: &[Value] = values![
    "BAND_2" => "Band 2",
    "BAND_3" => "Band 3",
    "BAND_4" => "Band 4",
    "BAND_5" => "Band 5",
    "BAND_6" => "Band 6",
    "BAND_7" => "Band 7",
    "BAND_8A" => "Band 8a",
    "BAND_8B" => "Band 8b",
    "BAND_8C" => "Band 8c",
    "BAND_8D" => "Band 8d",
    "BAND_9" => "Band 9",
    "CONSULTANT" => "Consultant",
    "SPECIALTY_DOCTOR" => "Specialty doctor",
    "SPECIALTY_REGISTRAR" => "Specialty registrar",
    "SPECIALIST" => "Specialist",
    "DOCTOR_OTHER" => "Doctor, other",
    "VERY_SENIOR_MANAGER" => "Very senior manager",
];

/// What an advert may be labelled by: a filter that says of what comes back what the answer itself does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// [`PAY_BANDS`].
    PayBand,
    /// [`STAFF_GROUPS`].
    StaffGroup,
}

impl Kind {
    /// Both.
    pub const ALL: [Self; 2] = [Self::PayBand, Self::StaffGroup];

    /// Every value there is.
    #[must_use]
    pub fn values(self) -> &'static [Value] {
        match self {
            Self::PayBand => PAY_BANDS,
            Self::StaffGroup => STAFF_GROUPS,
        }
    }

    /// The codes of this kind that are asked for.
    #[must_use]
    pub fn asked(self, filters: &Filters) -> &[String] {
        match self {
            Self::PayBand => &filters.pay_bands,
            Self::StaffGroup => &filters.staff_groups,
        }
    }

    /// The same question for one value of this kind alone.
    #[must_use]
    pub fn narrowed(self, filters: &Filters, value: &Value) -> Filters {
        let mut filters = filters.clone();
        let codes = match self {
            Self::PayBand => &mut filters.pay_bands,
            Self::StaffGroup => &mut filters.staff_groups,
        };
        *codes = vec![value.code.to_owned()];
        filters
    }

    /// Where an advert has the label.
    pub fn label_of(self, advert: &mut Advert) -> &mut Option<String> {
        match self {
            Self::PayBand => &mut advert.band,
            Self::StaffGroup => &mut advert.staff_group,
        }
    }
}

/// The code of the staff group that a text names by code or label; any other text as it came.
#[must_use]
pub fn staff_group(text: &str) -> String {
    // Related systems spell it so.
    let text = if folded(text) == folded("ESTATES_AND_ACILLARY") { "ESTATES_AND_ANCILLARY" } else { text };
    code(STAFF_GROUPS, text, &folded(text))
}

/// The code of the band or pay scheme that a text names by code, label or the band's number alone (`8a`); any other text
/// as it came.
#[must_use]
pub fn pay_band(text: &str) -> String {
    let name = folded(text);
    let name = if name.starts_with(|c: char| c.is_ascii_digit()) { format!("band{name}") } else { name };
    code(PAY_BANDS, text, &name)
}

fn code(values: &[Value], text: &str, name: &str) -> String {
    let known = values.iter().find(|value| [value.code, value.label].iter().any(|known| folded(known) == name));
    known.map_or_else(|| text.to_owned(), |value| value.code.to_owned())
}

fn folded(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The label of the only code that was asked for. A code that is not known may have been ignored, and says nothing.
fn only_label(values: &[Value], asked: &[String]) -> Option<String> {
    let [code] = asked else { return None };
    values.iter().find(|value| value.code == code).map(|value| value.label.to_owned())
}

/// A value asked for that NHS Jobs is not known to take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unknown<'f> {
    /// What it should be.
    pub kind: &'static str,
    /// What it is.
    pub code: &'f str,
    known: &'static [Value],
}

impl Unknown<'_> {
    /// The labels of the values that are known.
    #[must_use]
    pub fn known(&self) -> String {
        self.known.iter().map(|value| value.label).collect::<Vec<_>>().join(", ")
    }
}

/// What is asked for; the whole board where nothing is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filters {
    /// Words that title or employer should hold. They rank the answer and do not narrow it.
    pub keyword: Option<String>,
    /// A town, city or postcode.
    pub location: Option<String>,
    /// How many miles from the location; nothing without one.
    pub distance: Option<u32>,
    /// Codes as [`pay_band`] gives them; any of them.
    pub pay_bands: Vec<String>,
    /// Codes as [`staff_group`] gives them; any of them.
    pub staff_groups: Vec<String>,
    /// The first day of publication.
    pub published_from: Option<Date>,
}

impl Filters {
    /// Whether they ask for every advert there is.
    #[must_use]
    pub fn is_whole_board(&self) -> bool {
        *self == Self::default()
    }

    /// The bands and staff groups asked for that NHS Jobs is not known to take.
    pub fn unknown(&self) -> impl Iterator<Item = Unknown<'_>> {
        let kinds = [("band", PAY_BANDS, &self.pay_bands), ("staff group", STAFF_GROUPS, &self.staff_groups)];
        kinds.into_iter().flat_map(|(kind, values, asked)| {
            let unknown = asked.iter().filter(|code| values.iter().all(|value| value.code != **code));
            unknown.map(move |code| Unknown { kind, code, known: values })
        })
    }

    /// The parameters of one page's request.
    fn parameters(&self, page: u32) -> Vec<(&'static str, String)> {
        let mut parameters = Vec::new();
        let location = given(self.location.as_deref());
        let distance = self.distance.filter(|_| location.is_some()).map(|miles| miles.to_string());
        parameters.extend(given(self.keyword.as_deref()).map(|keyword| ("keyword", keyword)));
        parameters.extend(location.map(|location| ("location", location)));
        parameters.extend(distance.map(|miles| ("distance", miles)));
        parameters.extend(self.pay_bands.iter().map(|code| ("payBand", code.clone())));
        parameters.extend(self.staff_groups.iter().map(|code| ("staffGroup", code.clone())));
        parameters.extend(self.published_from.map(|day| ("publishedFrom", day.to_string())));
        parameters.extend(self.sort().map(|sort| ("sort", sort.to_owned())));
        parameters.extend([("limit", PER_PAGE.to_string()), ("page", page.to_string())]);
        parameters
    }

    /// Oldest first, so that what is published meanwhile comes at the end and moves nothing to another page; but best
    /// match first for a keyword alone, whose last pages hardly answer it.
    fn sort(&self) -> Option<&'static str> {
        let is_ranked = given(self.keyword.as_deref()).is_some() && self.published_from.is_none();
        (!is_ranked).then_some("publicationDateAsc")
    }

    /// Says in an advert what it is known by to have answered: its band and its staff group, where one alone was asked for.
    fn mark(&self, advert: &mut Advert) {
        for kind in Kind::ALL {
            *kind.label_of(advert) = only_label(kind.values(), kind.asked(self));
        }
    }
}

/// A text with anything in it, without the space around it.
fn given(text: Option<&str>) -> Option<String> {
    text.map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
}

/// The service and how it is asked.
#[derive(Debug)]
pub struct Service<'a> {
    /// Who asks.
    pub client: &'a Client,
    /// Where it is: [`Address::nhs_jobs`], or what the person says.
    pub address: Address,
    /// How long to wait between pages; [`PAUSE`] but in tests.
    pub pause: Duration,
}

/// A page that was read.
#[derive(Clone, Debug, PartialEq)]
pub struct PageRead {
    /// Which, from 1.
    pub number: u32,
    /// How many pages there are, where the service says so.
    pub total_pages: Option<u32>,
    /// How many adverts there are in all, where the service says so.
    pub total_results: Option<u32>,
    /// What it holds.
    pub batch: Batch,
}

/// Why a walk ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// The last page was read.
    LastPage,
    /// A page held nothing.
    EmptyPage,
    /// A page held nothing that was not on an earlier one.
    NothingNew,
    /// As many pages were read as one walk may.
    TooManyPages,
    /// Whoever took the pages wanted no more.
    Stopped,
}

/// Why a walk did not meet every advert that it should have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shortfall {
    /// Fewer were met than the service counts, or how many there are is not known.
    Missing,
    /// Too many vacancies do not say which advert they are.
    Nameless,
}

/// A walk that ended without a fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Walked {
    /// Why it ended.
    pub ending: Ending,
    /// How many pages were read.
    pub pages: u32,
    /// How many different adverts were read.
    pub adverts: usize,
    /// How many vacancies could not be read.
    pub skipped: usize,
    /// How many of those do not say which advert they are.
    pub nameless: usize,
    /// How many adverts the service said to be there: the most at any time, without those that were taken off the board
    /// during the walk.
    pub total_results: Option<u32>,
}

impl Walked {
    /// Whether every advert that answers was met: only then is one that was not among them, nor among the vacancies that
    /// could not be read, no longer listed.
    ///
    /// An empty answer proves nothing, nor does one that does not say how long it is or is far longer than it says. An
    /// advert can still be missed where one closed and another was published between the same two pages.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.shortfall().is_none()
    }

    /// What is wrong where not every advert that answers was met.
    #[must_use]
    pub fn shortfall(&self) -> Option<Shortfall> {
        let total = self.total_results.unwrap_or_default() as usize;
        let is_whole = (total..=total + total / 10).contains(&(self.adverts + self.skipped));
        let is_end = matches!(self.ending, Ending::LastPage | Ending::EmptyPage);
        if self.adverts == 0 || total == 0 || !is_whole || !is_end {
            Some(Shortfall::Missing)
        } else if self.nameless > self.adverts / NAMELESS {
            Some(Shortfall::Nameless)
        } else {
            None
        }
    }

    /// Whether the answer was that there is nothing.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        self.ending == Ending::EmptyPage && self.pages == 1 && self.total_results == Some(0)
    }
}

/// Why a walk broke off. The pages before were handed on and are good.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WalkError {
    /// It was told to stop.
    #[error("asking NHS Jobs for page {page}: stopped; refresh again to read it all")]
    Cancelled {
        /// Which page was next.
        page: u32,
    },
    /// A page could not be fetched.
    #[error("fetching page {page} from NHS Jobs: {error}")]
    Fetch {
        /// Which page.
        page: u32,
        /// Why.
        error: FetchError,
    },
    /// The service answered with something else.
    #[error("reading page {page} from NHS Jobs ({}): {error}", .address.place())]
    Page {
        /// Which page.
        page: u32,
        /// Where it came from.
        address: Address,
        /// Why.
        error: PageError,
    },
}

impl WalkError {
    /// Whether it was told to stop.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        matches!(self, Self::Cancelled { .. })
    }
}

impl Service<'_> {
    /// Asks for page after page and hands each to `sink`, which says whether to go on.
    ///
    /// Where an advert is taken off the board meanwhile, those behind it move up, and one of them to the page before, which
    /// was read already; so that page is asked for again, and `sink` gets it again.
    ///
    /// # Errors
    /// At the first page that cannot be had, or where it was cancelled.
    pub fn walk(
        &self,
        filters: &Filters,
        cancel: &Cancel,
        sink: &mut dyn FnMut(PageRead) -> ControlFlow<()>,
    ) -> Result<Walked, WalkError> {
        let mut tally = Tally::default();
        loop {
            let page = match self.page(filters, tally.pages + 1, cancel) {
                // Whether there is anything behind the page that the service calls its last is not said anywhere.
                Err(error) if tally.was_last && !error.is_cancelled() => return Ok(tally.walked(Ending::LastPage)),
                page => page?,
            };
            let again = tally.closed_before(&page).then_some(tally.pages);
            let ending = tally.add(&page);
            let mut is_stopped = sink(page).is_break();
            if let Some(number) = again.filter(|_| !is_stopped) {
                self.pause(number, cancel)?;
                let page = self.page(filters, number, cancel)?;
                tally.see(&page.batch);
                is_stopped = sink(page).is_break();
            }
            if let Some(ending) = is_stopped.then_some(Ending::Stopped).or(ending) {
                return Ok(tally.walked(ending));
            }
            self.pause(tally.pages + 1, cancel)?;
        }
    }

    /// Waits before the next page.
    fn pause(&self, page: u32, cancel: &Cancel) -> Result<(), WalkError> {
        self.client.pause(self.pause, cancel).map_err(|Cancelled| WalkError::Cancelled { page })
    }

    fn page(&self, filters: &Filters, number: u32, cancel: &Cancel) -> Result<PageRead, WalkError> {
        let address = self.address.with(&filters.parameters(number));
        let body = self.client.get(&address, cancel).map_err(|error| match error.why {
            Fault::Cancelled => WalkError::Cancelled { page: number },
            _ => WalkError::Fetch { page: number, error },
        })?;
        let mut page = parse_page(&body).map_err(|error| WalkError::Page { page: number, address, error })?;
        page.batch.adverts.iter_mut().for_each(|advert| filters.mark(advert));
        let (total_pages, total_results) = (page.total_pages, page.total_results);
        Ok(PageRead { number, total_pages, total_results, batch: page.batch })
    }
}

/// What a walk has met so far.
#[derive(Debug, Default)]
struct Tally {
    seen: HashSet<AdvertId>,
    pages: u32,
    /// The adverts whose records could not be read.
    unread: HashSet<AdvertId>,
    /// How many records could not be read and do not say which advert they are.
    nameless: usize,
    /// The records of the last page that could not be read.
    bad: Vec<Skipped>,
    /// The most adverts that the service said at any time to be there.
    most: Option<u32>,
    /// How many it said to be there last.
    total: Option<u32>,
    /// How many were taken off the board during the walk.
    closed: u32,
    /// Whether the service calls the last page that was read its last.
    was_last: bool,
}

impl Tally {
    /// Whether adverts were taken off the board between the page before and this one.
    fn closed_before(&mut self, page: &PageRead) -> bool {
        let (Some(before), Some(now)) = (self.total, page.total_results) else { return false };
        let closed = before.saturating_sub(now);
        let is_likely = (1..=MOST_CLOSED.min(before / 10)).contains(&closed);
        self.closed += if is_likely { closed } else { 0 };
        is_likely
    }

    /// Takes a page in; the ending where the walk ends with it.
    fn add(&mut self, page: &PageRead) -> Option<Ending> {
        self.pages = page.number;
        self.nameless += page.batch.skipped.iter().filter(|skipped| skipped.id.is_none()).count();
        self.most = self.most.max(page.total_results);
        self.total = page.total_results.or(self.total);
        self.was_last = page.total_pages.is_some_and(|last| page.number >= last);
        let has_new = self.see(&page.batch) || page.batch.adverts.is_empty() && self.bad != page.batch.skipped;
        self.bad.clone_from(&page.batch.skipped);
        if page.batch == Batch::default() {
            Some(Ending::EmptyPage)
        } else if self.was_last && !self.has_more(page) {
            Some(Ending::LastPage)
        } else if !has_new {
            Some(Ending::NothingNew)
        } else if page.number >= MOST_PAGES {
            Some(Ending::TooManyPages)
        } else {
            None
        }
    }

    /// Takes adverts in; whether any of them is new to the walk.
    fn see(&mut self, batch: &Batch) -> bool {
        let before = self.seen.len();
        self.seen.extend(batch.adverts.iter().map(|advert| advert.id.clone()));
        self.unread.extend(batch.skipped.iter().filter_map(|skipped| skipped.id.clone()));
        self.seen.len() > before
    }

    /// Whether a page that is called the last may have others behind it: it is full, and the numbers do not agree.
    fn has_more(&self, page: &PageRead) -> bool {
        let records = page.batch.adverts.len() + page.batch.skipped.len();
        let is_all = page.total_results.is_none_or(|total| self.seen.len() + self.skipped() == total as usize);
        records >= PER_PAGE as usize && !is_all
    }

    /// How many records could not be read.
    fn skipped(&self) -> usize {
        self.unread.difference(&self.seen).count() + self.nameless
    }

    fn walked(&self, ending: Ending) -> Walked {
        let total = self.most.map(|most| most.saturating_sub(self.closed)).max(self.total);
        Walked {
            ending,
            pages: self.pages,
            adverts: self.seen.len(),
            skipped: self.skipped(),
            nameless: self.nameless,
            total_results: total,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn query(filters: &Filters) -> String {
        Address::parse("https://example.org").unwrap().with(&filters.parameters(3)).to_string()
    }

    #[test]
    fn filters_become_parameters() {
        let all = "https://example.org?sort=publicationDateAsc&limit=100&page=3";
        assert_eq!(query(&Filters::default()), all);
        assert_eq!(query(&Filters { keyword: Some(" ".to_owned()), distance: Some(5), ..Filters::default() }), all);
        let filters = Filters {
            keyword: Some("staff nurse".to_owned()),
            location: Some("LS1 4AP".to_owned()),
            distance: Some(20),
            pay_bands: vec!["BAND_5".to_owned(), "BAND_6".to_owned()],
            staff_groups: vec!["STUDENTS".to_owned()],
            published_from: Some(Date::constant(2026, 9, 4)),
        };
        assert_eq!(
            query(&filters),
            "https://example.org?keyword=staff+nurse&location=LS1+4AP&distance=20&payBand=BAND_5&payBand=BAND_6\
             &staffGroup=STUDENTS&publishedFrom=2026-09-04&sort=publicationDateAsc&limit=100&page=3"
        );
        let ranked = Filters { published_from: None, ..filters };
        assert!(!query(&ranked).contains("sort"));
        assert!(!ranked.is_whole_board() && Filters::default().is_whole_board());
    }

    #[test]
    fn values_are_known_by_code_and_label() {
        for (text, code) in [
            ("BAND_8A", "BAND_8A"),
            ("8a", "BAND_8A"),
            ("band 8A", "BAND_8A"),
            ("6", "BAND_6"),
            ("very senior manager", "VERY_SENIOR_MANAGER"),
            ("BAND_X", "BAND_X"),
        ] {
            assert_eq!(pay_band(text), code);
        }
        for (text, code) in [
            ("Estates and Ancillary", "ESTATES_AND_ANCILLARY"),
            ("ESTATES_AND_ACILLARY", "ESTATES_AND_ANCILLARY"),
            ("students", "STUDENTS"),
            ("Wizards", "Wizards"),
        ] {
            assert_eq!(staff_group(text), code);
        }
        for value in PAY_BANDS {
            assert_eq!((pay_band(value.code), pay_band(value.label)), (value.code.to_owned(), value.code.to_owned()));
        }
        for value in STAFF_GROUPS {
            assert_eq!(staff_group(value.label), value.code);
        }
    }

    #[test]
    fn an_advert_is_marked_with_what_alone_was_asked_for() {
        let marked = |bands: &[&str]| {
            let pay_bands = bands.iter().map(|band| (*band).to_owned()).collect();
            let mut advert = Advert::default();
            Filters { pay_bands, ..Filters::default() }.mark(&mut advert);
            advert.band
        };
        assert_eq!(marked(&["BAND_8A"]).as_deref(), Some("Band 8a"));
        assert_eq!(marked(&["BAND_X"]), None);
        assert_eq!(marked(&["BAND_5", "BAND_6"]), None);
        assert_eq!(marked(&[]), None);
    }

    #[test]
    fn a_walk_is_complete_only_where_everything_is_accounted_for() {
        let whole = Walked {
            ending: Ending::LastPage,
            pages: 2,
            adverts: 150,
            skipped: 0,
            nameless: 0,
            total_results: Some(150),
        };
        assert!(whole.is_complete());
        assert!(Walked { ending: Ending::EmptyPage, adverts: 151, ..whole }.is_complete());
        assert!(Walked { adverts: 149, skipped: 1, ..whole }.is_complete());
        assert!(Walked { adverts: 149, skipped: 1, nameless: 1, ..whole }.is_complete());
        for partial in [
            Walked { adverts: 149, ..whole },
            Walked { adverts: 148, skipped: 1, ..whole },
            Walked { adverts: 148, skipped: 2, nameless: 2, ..whole },
            Walked { adverts: 0, skipped: 150, ..whole },
            Walked { total_results: None, ..whole },
            Walked { adverts: 0, total_results: Some(0), ..whole },
            Walked { adverts: 3, total_results: Some(0), ..whole },
            Walked { adverts: 200, ..whole },
            Walked { ending: Ending::NothingNew, ..whole },
            Walked { ending: Ending::TooManyPages, ..whole },
            Walked { ending: Ending::Stopped, ..whole },
        ] {
            assert!(!partial.is_complete(), "{partial:?}");
        }
    }
}
