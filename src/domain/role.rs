//! A role: an occupation in the catalogue, with what the work is, what it pays and how a person gets in.
//!
//! The fields stand in the order of a record in `assets/roles/*.ron`, which a careers adviser edits.

use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::domain::band::Band;

/// The lasting name of a role, in lower case with hyphens (`strategic-management`). It never changes once published.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RoleId(String);

impl RoleId {
    /// Takes the text as it stands; the catalogue's check tells whether it is well formed.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for RoleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// One occupation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Role {
    /// The lasting name.
    pub id: RoleId,
    /// The name people read.
    pub title: String,
    /// Other titles that adverts use for the same work.
    #[serde(default)]
    pub other_titles: Vec<String>,
    /// Short forms, such as `HCA`.
    #[serde(default)]
    pub abbreviations: Vec<String>,
    /// One or two sentences: what the person does and for whom.
    pub summary: String,
    /// What the days are like.
    pub working_life: WorkingLife,
    /// Which pay systems cover the role. Figures are computed from the tables, never typed here.
    pub pay: RolePay,
    /// How a person enters the role.
    pub getting_in: GettingIn,
    /// Skills and personal qualities, each a short phrase.
    pub skills: Vec<String>,
    /// Where the role can lead, in paragraphs.
    pub progression: Vec<String>,
    /// Other roles that may interest the reader.
    pub related: Vec<RoleId>,
    /// Pages with further information.
    pub links: Vec<Link>,
    /// The page the facts were read from, or nothing where none was seen.
    pub source: Option<Source>,
    /// Other pages that single facts were checked against.
    #[serde(default)]
    pub also_read: Vec<Source>,
}

impl Role {
    /// The Agenda for Change bands of the role, lowest first; empty where another system covers it.
    #[must_use]
    pub fn bands(&self) -> Vec<Band> {
        let mut bands: Vec<Band> = self
            .pay
            .systems
            .iter()
            .filter_map(|system| match system {
                PaySystem::AgendaForChange(bands) => Some(bands),
                _ => None,
            })
            .flatten()
            .copied()
            .collect();
        bands.sort_unstable();
        bands.dedup();
        bands
    }

    /// Every name the role goes by: title, other titles, abbreviations.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.title.as_str())
            .chain(self.other_titles.iter().map(String::as_str))
            .chain(self.abbreviations.iter().map(String::as_str))
    }

    /// Every text written for the role, in the order of the record: paragraphs, sentences and short phrases. Not its names,
    /// links and addresses.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        let life = &self.working_life;
        let begins = [&self.summary].into_iter().chain(&life.what_you_do).chain(&life.tasks);
        let days = [&life.where_you_work, &life.who_you_work_with, &life.hours];
        let posts = life.example_posts.iter().flat_map(|post| [&post.title, &post.text]);
        let routes = self.getting_in.routes.iter().map(|route| &route.text);
        let registration = self.getting_in.registration.iter().map(|registration| &registration.text);
        begins
            .chain(days)
            .chain(posts)
            .chain(&self.pay.note)
            .chain(routes)
            .chain(registration)
            .chain([&self.getting_in.training])
            .chain(&self.skills)
            .chain(&self.progression)
            .map(String::as_str)
    }
}

/// What the days are like.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WorkingLife {
    /// The work itself, in paragraphs.
    pub what_you_do: Vec<String>,
    /// Real tasks, each a short phrase.
    pub tasks: Vec<String>,
    /// The places the work is done in.
    pub where_you_work: String,
    /// The people worked with.
    pub who_you_work_with: String,
    /// Usual hours and shifts.
    pub hours: String,
    /// The kinds the role comes in, where it comes in kinds.
    #[serde(default)]
    pub example_posts: Vec<ExamplePost>,
}

/// One kind of post within a role.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExamplePost {
    /// The post's title.
    pub title: String,
    /// A paragraph on what it is.
    pub text: String,
}

/// Which pay systems cover a role.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RolePay {
    /// One or more systems; a role may reach from bands into the very senior scale.
    pub systems: Vec<PaySystem>,
    /// What the systems do not say, in a sentence.
    #[serde(default)]
    pub note: Option<String>,
}

/// A way that pay is set.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum PaySystem {
    /// Agenda for Change, at these bands.
    AgendaForChange(Vec<Band>),
    /// The doctors' scales, at these grades of `assets/pay/medical_and_dental.ron`.
    Medical(Vec<GradeId>),
    /// The dentists' scales, at these grades of the same file.
    Dental(Vec<GradeId>),
    /// The very senior manager framework.
    VerySeniorManager,
    /// Set by each employer.
    Local,
}

/// The lasting name of a medical or dental grade, such as `consultant`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct GradeId(pub String);

/// How a person enters a role.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GettingIn {
    /// Each way in.
    pub routes: Vec<EntryRoute>,
    /// The register that the law or custom asks for, if any.
    pub registration: Option<Registration>,
    /// Training in the post and after it.
    pub training: String,
}

/// One way in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EntryRoute {
    /// What the route asks for to begin.
    pub level: EntryLevel,
    /// The route in a sentence or two.
    pub text: String,
}

/// What a route asks for to begin, from least to most study.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EntryLevel {
    /// No set qualification.
    NoSetLevel,
    /// GCSEs or the like.
    Gcses,
    /// A levels, BTEC, T level or the like.
    ALevels,
    /// An apprenticeship below degree level.
    Apprenticeship,
    /// A foundation degree, diploma or higher national.
    FoundationDegree,
    /// A degree.
    Degree,
    /// A degree earned while working.
    DegreeApprenticeship,
    /// A further degree or training after a degree.
    Postgraduate,
    /// Work in an earlier post.
    Experience,
}

impl EntryLevel {
    /// Every level, from least to most study.
    pub const ALL: [EntryLevel; 9] = [
        Self::NoSetLevel,
        Self::Gcses,
        Self::ALevels,
        Self::Apprenticeship,
        Self::FoundationDegree,
        Self::Degree,
        Self::DegreeApprenticeship,
        Self::Postgraduate,
        Self::Experience,
    ];

    /// The level as a heading.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::NoSetLevel => "No set qualification",
            Self::Gcses => "GCSEs",
            Self::ALevels => "A levels",
            Self::Apprenticeship => "Apprenticeship",
            Self::FoundationDegree => "Foundation degree or diploma",
            Self::Degree => "Degree",
            Self::DegreeApprenticeship => "Degree apprenticeship",
            Self::Postgraduate => "After a degree",
            Self::Experience => "Experience",
        }
    }
}

/// A register to be on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Registration {
    /// Who keeps the register.
    pub regulator: Regulator,
    /// What it asks, in a sentence or two.
    pub text: String,
}

/// A body that keeps a register of health or care workers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Regulator {
    /// General Dental Council.
    Gdc,
    /// General Medical Council.
    Gmc,
    /// General Pharmaceutical Council.
    Gphc,
    /// Health and Care Professions Council.
    Hcpc,
    /// Nursing and Midwifery Council.
    Nmc,
    /// Social Work England.
    Swe,
    /// UK Public Health Register.
    Ukphr,
}

impl Regulator {
    /// Every regulator, by its short name.
    pub const ALL: [Regulator; 7] = [Self::Gdc, Self::Gmc, Self::Gphc, Self::Hcpc, Self::Nmc, Self::Swe, Self::Ukphr];

    /// The body's full name and its short one.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Gdc => "General Dental Council (GDC)",
            Self::Gmc => "General Medical Council (GMC)",
            Self::Gphc => "General Pharmaceutical Council (GPhC), for Great Britain",
            Self::Hcpc => "Health and Care Professions Council (HCPC)",
            Self::Nmc => "Nursing and Midwifery Council (NMC)",
            Self::Swe => "Social Work England",
            Self::Ukphr => "UK Public Health Register (UKPHR), a voluntary register",
        }
    }
}

/// A named page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Link {
    /// What the page is.
    pub name: String,
    /// Its address, `https` wherever the site has it.
    pub url: String,
}

/// A page that facts came from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Its address.
    pub url: String,
    /// The day it was read.
    pub read: Date,
}
