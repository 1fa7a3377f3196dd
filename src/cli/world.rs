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
use crate::config::paths::Paths;
use crate::config::{self, Config, Problem, homes};
use crate::domain::board::Board;
use crate::domain::catalogue::Catalogue;
use crate::domain::route::Wanted;
use crate::domain::shortlist::Shortlists;
use crate::domain::take_home::post::Payee;
use crate::runtime::effects::Adverts;
use crate::search::adverts::openings::RoleOpenings;
use crate::search::adverts::{AdvertIndex, Atlas, Places, Request, Scope, Sort, Standings};
use crate::search::expansions::Expansions;
use crate::search::query::Query;
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

impl World {
    /// The words of the roles, and the everyday words for them.
    #[must_use]
    pub fn role_index(&self) -> RoleIndex {
        RoleIndex::new(&self.catalogue).with_words(bundled::everyday)
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

    /// Where the adverts of a board are. Home points whose place is not known are named and left out; where there are others,
    /// the sites are located, so that every row can say how far it is.
    ///
    /// # Errors
    /// Where the tables of places cannot be read.
    pub fn atlas(&self, board: &Arc<Board>) -> Result<Atlas, Failure> {
        let gazetteer = bundled::gazetteer().map_err(Failure::of)?;
        let (homes, problems) = homes::locate(&self.config.homes, gazetteer, &self.paths.config_file());
        for problem in problems {
            complain(&problem.to_string());
        }
        let has_homes = !homes.is_empty();
        let atlas = Atlas::new(Arc::clone(board), gazetteer, homes);
        while has_homes && atlas.prepare() {}
        Ok(atlas)
    }

    /// What is typed for adverts, whole: nothing of it is still being typed.
    #[must_use]
    pub fn query(&self, typed: &str) -> Query {
        Query::read(&self.place_names().quoted(typed)).finished()
    }

    /// Gives `answer` what a query asks of adverts: of all of them, by fit, and never overtaken.
    pub fn ask<T>(
        &self,
        index: &AdvertIndex,
        atlas: &Atlas,
        lists: &Shortlists,
        query: &Query,
        answer: impl FnOnce(&Request<'_>) -> T,
    ) -> T {
        let cache = self.cache();
        answer(&Request {
            query,
            scope: &Scope::All,
            sort: Sort::Fit,
            today: self.today,
            standings: &Standings::of(lists, index.board(), query),
            expansions: &Expansions::new(&bundled::everyday()),
            texts: &|words| cache.text_matches(words),
            places: atlas,
            overtaken: &|| false,
        })
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
        PayChoice { nation: self.config.nation, year: self.config.pay().year_on(self.today) }
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
        let reach = if self.config.homes.is_empty() { None } else { self.atlas(index.board())?.reach_of_homes() };
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
