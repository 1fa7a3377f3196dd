//! Where rolecall's files are.

use std::path::{Path, PathBuf};

use directories::ProjectDirs;

/// The folders that hold rolecall's files. None of them need exist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paths {
    /// The person's own: settings and shortlists.
    pub config: PathBuf,
    /// What may be deleted at any time.
    pub data: PathBuf,
    /// The log.
    pub state: PathBuf,
}

/// The system names no home folder, so there is no place for the files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "cannot tell where rolecall's files are: this account has no home folder; name folders with --config-dir and \
     --data-dir, or with ROLECALL_CONFIG_DIR and ROLECALL_DATA_DIR"
)]
pub struct NoHome;

impl Paths {
    /// The folders that the system sets aside for programs, or those given. With a data folder given, the state folder
    /// is inside it.
    ///
    /// # Errors
    /// Where a folder is not given and the account has no home.
    pub fn find(config: Option<PathBuf>, data: Option<PathBuf>) -> Result<Self, NoHome> {
        Self::choose(config, data, || ProjectDirs::from("", "", "rolecall"))
    }

    /// As [`Paths::find`]; the system is asked only where a folder is not given.
    fn choose(
        config: Option<PathBuf>,
        data: Option<PathBuf>,
        system: impl FnOnce() -> Option<ProjectDirs>,
    ) -> Result<Self, NoHome> {
        if let (Some(config), Some(data)) = (&config, &data) {
            return Ok(Self { config: config.clone(), state: state_in(data), data: data.clone() });
        }
        let system = system().ok_or(NoHome)?;
        let state =
            data.as_deref().map_or_else(|| system.state_dir().unwrap_or(system.data_local_dir()).to_owned(), state_in);
        Ok(Self {
            config: config.unwrap_or_else(|| system.config_dir().to_owned()),
            data: data.unwrap_or_else(|| system.data_dir().to_owned()),
            state,
        })
    }

    /// The settings.
    #[must_use]
    pub fn config_file(&self) -> PathBuf {
        self.config.join("config.ron")
    }

    /// The shortlists.
    #[must_use]
    pub fn shortlists_file(&self) -> PathBuf {
        self.config.join("shortlists.ron")
    }

    /// The named searches.
    #[must_use]
    pub fn searches_file(&self) -> PathBuf {
        self.config.join("searches.ron")
    }

    /// The cache of adverts.
    #[must_use]
    pub fn adverts_file(&self) -> PathBuf {
        self.data.join("adverts.sqlite3")
    }

    /// The log.
    #[must_use]
    pub fn log_file(&self) -> PathBuf {
        self.state.join("rolecall.log")
    }
}

fn state_in(data: &Path) -> PathBuf {
    data.join("state")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_system_is_asked_for_what_is_not_given() {
        // Names folders; nothing in them is looked at.
        let Some(system) = ProjectDirs::from("", "", "rolecall") else { return };
        let choose = |config, data| Paths::choose(config, data, || Some(system.clone())).unwrap();
        let all = choose(None, None);
        assert_eq!((all.config.as_path(), all.data.as_path()), (system.config_dir(), system.data_dir()));
        assert_eq!(all.state, system.state_dir().unwrap_or(system.data_local_dir()));
        assert_eq!(choose(Some("/c".into()), None), Paths { config: "/c".into(), ..all.clone() });
        let state = Path::new("/d").join("state");
        assert_eq!(choose(None, Some("/d".into())), Paths { data: "/d".into(), state, ..all });
    }

    #[test]
    fn given_folders_are_taken_without_asking_the_system() {
        let asked = || -> Option<ProjectDirs> { panic!("the system was asked") };
        let paths = Paths::choose(Some("/c".into()), Some("/d".into()), asked).unwrap();
        let state = Path::new("/d").join("state");
        assert_eq!(paths, Paths { config: "/c".into(), data: "/d".into(), state: state.clone() });
        assert_eq!(paths.config_file(), Path::new("/c").join("config.ron"));
        assert_eq!(paths.log_file(), state.join("rolecall.log"));
    }

    #[test]
    fn without_a_home_folders_must_be_given() {
        assert_eq!(Paths::choose(Some("/c".into()), None, || None), Err(NoHome));
        assert_eq!(Paths::choose(None, Some("/d".into()), || None), Err(NoHome));
    }

    #[test]
    fn the_store_keeps_its_file_where_it_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let paths = Paths::find(Some(folder.path().join("c")), Some(folder.path().join("d"))).unwrap();
        std::fs::create_dir(&paths.config).unwrap();
        std::fs::write(paths.shortlists_file(), "(version: 1, last_used: \"here\")").unwrap();
        let lists = crate::store::ShortlistFile::new(&paths.config).load().unwrap();
        assert_eq!(lists.last_used.as_deref(), Some("here"));
        std::fs::write(paths.searches_file(), "(version: 1, searches: [(name: \"here\", query: \"nurse\")])").unwrap();
        assert!(crate::store::SearchFile::new(&paths.config).load().unwrap().get("here").is_some());
        crate::store::adverts::AdvertStore::open(&paths.data, jiff::civil::date(2026, 11, 22)).unwrap();
        assert!(paths.adverts_file().is_file());
    }
}
