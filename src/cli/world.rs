//! What every command starts from: the catalogue, the configuration, the day, and a way to the adverts.

use std::env;
use std::sync::{Arc, OnceLock};

use jiff::Zoned;
use jiff::civil::Date;

use crate::app::pages::pay::PayChoice;
use crate::app::pages::steps::{Keys, Outlook};
use crate::cli::Failure;
use crate::cli::args::Place;
use crate::cli::cache::Cache;
use crate::cli::output::complain;
use crate::cli::search::atlas;
use crate::config::paths::Paths;
use crate::config::{self, Config, Problem};
use crate::domain::board::Board;
use crate::domain::catalogue::Catalogue;
use crate::domain::everyday::EverydayWords;
use crate::domain::route::Wanted;
use crate::domain::scale::PayYear;
use crate::domain::take_home::post::Payee;
use crate::search::adverts::openings::RoleOpenings;
use crate::search::adverts::{AdvertIndex, Places};
use crate::search::query::place_names::PlaceNames;
use crate::search::roles::RoleIndex;
use crate::source::bundled;
use crate::source::http::Address;
use crate::store::adverts::AdvertStore;
use crate::store::{SearchFile, ShortlistFile};

/// The variable that names another address of NHS Jobs.
const NHS_JOBS_URL: &str = "ROLECALL_NHS_JOBS_URL";

/// What every command starts from.
pub struct World {
    /// The roles.
    pub catalogue: Arc<Catalogue>,
    /// The configuration.
    pub config: Config,
    /// What is wrong with it.
    pub problems: Vec<Problem>,
    /// Where the files are.
    pub paths: Paths,
    /// The day it is.
    pub today: Date,
}

/// The everyday words. A test sees to it that they can be read.
#[must_use]
pub fn everyday() -> EverydayWords {
    bundled::words().unwrap_or_default()
}

impl World {
    /// The words of the roles, and the everyday words for them.
    #[must_use]
    pub fn role_index(&self) -> RoleIndex {
        RoleIndex::new(&self.catalogue).with_words(everyday)
    }

    /// Reads the catalogue and the configuration.
    ///
    /// # Errors
    /// Where no home folder is known, or a bundled file is damaged.
    pub fn load(place: &Place, today: Option<Date>) -> Result<Self, Failure> {
        let paths = Paths::find(place.config_dir.clone(), place.data_dir.clone()).map_err(Failure::of)?;
        let (config, problems) = config::load(&paths.config_file());
        let catalogue = bundled::catalogue().map_err(Failure::of)?;
        Ok(Self {
            catalogue: Arc::new(catalogue),
            config,
            problems,
            paths,
            today: today.unwrap_or_else(|| Zoned::now().date()),
        })
    }

    /// Reads the adverts: those imported, else the bundled sample.
    ///
    /// # Errors
    /// Where the cache cannot be read or the bundled file is damaged.
    pub fn board(&self) -> Result<Board, Failure> {
        self.cache().read().map_err(Failure::Wrong)
    }

    /// Opens the cache of adverts, made where it is missing.
    ///
    /// # Errors
    /// Where it cannot be opened.
    pub fn adverts(&self) -> Result<AdvertStore, Failure> {
        self.cache().open().map_err(Failure::Wrong)
    }

    /// The way to the adverts. What must be told beside an answer goes to standard error.
    #[must_use]
    pub fn cache(&self) -> Cache {
        Cache {
            catalogue: Arc::clone(&self.catalogue),
            paths: self.paths.clone(),
            today: self.today,
            service: self.service(),
            looked: OnceLock::new(),
            notify: Box::new(complain),
        }
    }

    /// Where NHS Jobs is asked: where `given` says, else `ROLECALL_NHS_JOBS_URL`, else the configuration.
    ///
    /// # Errors
    /// Where one of the first two is no address that may be asked.
    pub fn nhs_jobs(&self, given: Option<&str>) -> Result<Address, Failure> {
        Address::parse(&given.map_or_else(|| self.service(), str::to_owned)).map_err(Failure::of)
    }

    /// Where NHS Jobs is asked unless a command says otherwise. It may be no address that may be asked.
    fn service(&self) -> String {
        let variable = env::var(NHS_JOBS_URL).ok().filter(|text| !text.is_empty());
        variable.unwrap_or_else(|| self.config.nhs_jobs.to_string())
    }

    /// The names by which a query is read that says where.
    #[must_use]
    pub fn place_names(&self) -> PlaceNames {
        let homes = self.config.homes.iter().map(|home| home.name.as_str());
        PlaceNames::new(|| bundled::gazetteer().ok(), homes)
    }

    /// The file of the shortlists.
    #[must_use]
    pub fn shortlists(&self) -> ShortlistFile {
        ShortlistFile::new(&self.paths.config)
    }

    /// The file of the named searches.
    #[must_use]
    pub fn searches(&self) -> SearchFile {
        SearchFile::new(&self.paths.config)
    }

    /// Whose pay to show.
    #[must_use]
    pub fn choice(&self) -> PayChoice {
        let year = self.config.pay_year.unwrap_or_else(|| PayYear::of(self.today));
        PayChoice { nation: self.config.nation, year }
    }

    /// The person whose pay is worked out, by the configuration.
    #[must_use]
    pub fn payee(&self) -> Payee<'_> {
        let PayChoice { nation, year } = self.choice();
        Payee { tables: self.catalogue.pay(), nation, year, terms: self.config.terms }
    }

    /// The open adverts of each role, and how many are near the home points where there are any.
    ///
    /// # Errors
    /// Where the bundled places are damaged.
    pub fn openings(&self, index: &AdvertIndex) -> Result<RoleOpenings, Failure> {
        let reach = if self.config.homes.is_empty() { None } else { atlas(self, index.board())?.reach_of_homes() };
        Ok(RoleOpenings::of(index, reach.as_deref(), self.config.radius, self.today))
    }

    /// What roles are looked at with, `openings` beside them.
    #[must_use]
    pub fn outlook<'a>(&'a self, openings: &'a RoleOpenings) -> Outlook<'a> {
        Outlook {
            catalogue: &self.catalogue,
            choice: self.choice(),
            openings: Some(openings),
            goal: None,
            wanted: Wanted::default(),
            keys: Keys::default(),
        }
    }
}
