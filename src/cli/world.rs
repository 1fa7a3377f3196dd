//! What every command starts from: the catalogue, the configuration, the day, and a way to the adverts.

use std::sync::Arc;

use jiff::Zoned;
use jiff::civil::Date;

use crate::app::pages::pay::PayChoice;
use crate::cli::Failure;
use crate::cli::args::Place;
use crate::cli::output::complain;
use crate::config::paths::Paths;
use crate::config::{self, Config, Problem};
use crate::domain::advert::{Advert, AdvertId, Section};
use crate::domain::board::{Board, Origin};
use crate::domain::catalogue::Catalogue;
use crate::domain::scale::PayYear;
use crate::source::bundled;
use crate::store::adverts::{AdvertStore, Change, Refresh};
use crate::store::shortlists::ShortlistFile;

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
        read_board(&self.catalogue, &self.paths, self.today).map_err(Failure::Wrong)
    }

    /// Opens the cache of adverts, made where it is missing.
    ///
    /// # Errors
    /// Where it cannot be opened.
    pub fn adverts(&self) -> Result<AdvertStore, Failure> {
        open(&self.paths, self.today).map_err(Failure::Wrong)
    }

    /// The file of the shortlists.
    #[must_use]
    pub fn shortlists(&self) -> ShortlistFile {
        ShortlistFile::new(&self.paths.config)
    }

    /// Whose pay to show.
    #[must_use]
    pub fn choice(&self) -> PayChoice {
        let year = self.config.pay_year.unwrap_or_else(|| PayYear::of(self.today));
        PayChoice { nation: self.config.nation, year }
    }
}

/// Reads the adverts at hand, without their texts: those imported, else the bundled sample.
///
/// # Errors
/// A sentence, where the cache cannot be read or the bundled file is damaged.
pub fn read_board(catalogue: &Catalogue, paths: &Paths, today: Date) -> Result<Board, String> {
    if paths.adverts_file().exists() {
        let store = open(paths, today)?;
        let adverts: Vec<Advert> = store.load_all().map_err(told)?.into_iter().map(|stored| stored.advert).collect();
        if !adverts.is_empty() {
            let origin = origin(&store.last_refresh().map_err(told)?, today);
            return Ok(Board::new(adverts, catalogue, origin));
        }
    }
    let adverts = bundled::adverts().map_err(told)?;
    Ok(Board::new(adverts, catalogue, bundled::sample_origin()))
}

/// The text of an advert, part by part, where the cache has it.
///
/// # Errors
/// A sentence, where the cache cannot be read.
pub fn read_text(paths: &Paths, today: Date, id: &AdvertId) -> Result<Vec<Section>, String> {
    if paths.adverts_file().exists() { open(paths, today)?.sections(id).map_err(told) } else { Ok(Vec::new()) }
}

/// What changed in an advert since it was first read, oldest first.
///
/// # Errors
/// A sentence, where the cache cannot be read.
pub fn read_history(paths: &Paths, today: Date, id: &AdvertId) -> Result<Vec<Change>, String> {
    if paths.adverts_file().exists() { open(paths, today)?.history(id).map_err(told) } else { Ok(Vec::new()) }
}

fn open(paths: &Paths, today: Date) -> Result<AdvertStore, String> {
    let opened = AdvertStore::open(&paths.data, today).map_err(told)?;
    if let Some(aside) = opened.aside {
        complain(&aside.to_string());
    }
    Ok(opened.store)
}

fn told(error: impl std::fmt::Display) -> String {
    error.to_string()
}

/// Where imported adverts come from and how many days ago the newest were read.
fn origin(walks: &[Refresh], today: Date) -> Origin {
    let newest = walks.iter().map(|walk| walk.at.date()).max().unwrap_or(today);
    let days = newest.until(today).map_or(0, |span| span.get_days()).max(0);
    let age = match days {
        0 => "read today".to_owned(),
        1 => "1 day old".to_owned(),
        days => format!("{days} days old"),
    };
    let source = match walks {
        [only] => only.source.clone(),
        several => format!("{} sources", several.len()),
    };
    Origin::new(format!("{source}, {age}"), age)
}
