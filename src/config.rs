//! The person's settings. Imports the domain and the three helpers `disk`, `notation` and `address`.
//!
//! A fault in the file never keeps rolecall from starting: each is a [`Problem`] to show, and the default stands in for
//! what could not be read. The file `assets/config.ron` explains every setting to people.

pub mod homes;
pub mod keep;
pub mod paths;

use std::collections::BTreeMap;
use std::fmt;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::address::Address;
use crate::config::homes::Home;
use crate::config::keep::PaySettings;
use crate::disk;
use crate::domain::distance::Radius;
use crate::domain::scale::{Nation, PayYear};
use crate::domain::take_home::terms::PayTerms;
use crate::domain::text::{clean_line, size};
use crate::notation::kept::{Field, Fields};
use crate::notation::{self, Fault};

/// The longest file that is read, in bytes.
const LIMIT: u64 = 1_000_000;
/// The most characters of a name or value that a problem repeats.
const LONGEST_SHOWN: usize = 40;
/// The most single-letter slips between an unknown name and the one that was meant.
const MOST_SLIPS: usize = 2;

/// The settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// The nation whose pay tables are shown first.
    pub nation: Nation,
    /// The pay year shown first; nothing stands for the one that the day falls in.
    pub pay_year: Option<PayYear>,
    /// What the person's own pay depends on beside those.
    pub terms: PayTerms,
    /// Where NHS Jobs is asked for adverts.
    pub nhs_jobs: Address,
    /// The places that distances are measured from.
    pub homes: Vec<Home>,
    /// How far from one an open advert of a role still counts as near.
    pub radius: Radius,
    /// The keys that start an action, by the action's id. Neither is checked here.
    pub keys: BTreeMap<String, Vec<String>>,
}

impl Default for Config {
    fn default() -> Self {
        let (nation, nhs_jobs) = (Nation::default(), Address::nhs_jobs());
        let terms = PayTerms::default();
        let (homes, radius, keys) = (Vec::new(), Radius::default(), BTreeMap::new());
        Self { nation, pay_year: None, terms, nhs_jobs, homes, radius, keys }
    }
}

impl Config {
    /// The settings that say whose pay is shown.
    #[must_use]
    pub fn pay(&self) -> PaySettings {
        PaySettings { nation: self.nation, year: self.pay_year, terms: self.terms }
    }
}

/// Something in the settings that was not used, and what stands in for it. Displays as one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The file.
    pub path: PathBuf,
    /// Line and column, from 1; nothing where the whole file is at fault.
    pub place: Option<(usize, usize)>,
    /// What is wrong, what is allowed and what stands in.
    pub what: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.path.display())?;
        if let Some((line, column)) = self.place {
            write!(f, ":{line}:{column}")?;
        }
        write!(f, ": {}", self.what)
    }
}

/// A setting as the file names it.
struct Setting {
    name: &'static str,
    allowed: &'static str,
    stands_in: &'static str,
    /// Reads the value, which is a slice of the whole text, into the settings.
    read: fn(&mut Config, whole: &str, value: &str) -> Result<(), Fault>,
}

const SETTINGS: [Setting; 11] = [
    Setting {
        name: "nation",
        allowed: "England, Scotland, Wales or NorthernIreland",
        stands_in: "England stands in",
        read: |config, whole, value| take(&mut config.nation, whole, value),
    },
    Setting {
        name: "pay_year",
        allowed: "a year such as \"2026/27\", or None",
        stands_in: "the year that today falls in stands in",
        read: |config, whole, value| take(&mut config.pay_year, whole, value),
    },
    Setting {
        name: "hours",
        allowed: "hours a week from 1 to 60, such as 30, or None",
        stands_in: "full time stands in",
        read: |config, whole, value| take(&mut config.terms.hours, whole, value),
    },
    Setting {
        name: "zone",
        allowed: "Inner, Outer or Fringe, or None",
        stands_in: "there is no supplement",
        read: |config, whole, value| take(&mut config.terms.zone, whole, value),
    },
    Setting {
        name: "pension",
        allowed: "true or false",
        stands_in: "true stands in",
        read: |config, whole, value| take(&mut config.terms.pension, whole, value),
    },
    Setting {
        name: "tax_nation",
        allowed: "England, Scotland, Wales or NorthernIreland, or None",
        stands_in: "the nation that pays stands in",
        read: |config, whole, value| take(&mut config.terms.tax_nation, whole, value),
    },
    Setting {
        name: "student_loans",
        allowed: "one of Plan1, Plan2, Plan4 and Plan5, with Postgraduate beside it or alone, such as [Plan2, Postgraduate]",
        stands_in: "there is none",
        read: |config, whole, value| take(&mut config.terms.loans, whole, value),
    },
    Setting {
        name: "nhs_jobs",
        allowed: "an address that begins with https:// (or with http:// on this computer)",
        stands_in: "NHS Jobs' own address stands in",
        read: |config, whole, value| {
            let mut text = String::new();
            take(&mut text, whole, value)?;
            config.nhs_jobs = Address::parse(&text).map_err(|error| Fault::at(whole, value, &error.to_string()))?;
            Ok(())
        },
    },
    Setting {
        name: "homes",
        allowed: "names, each once, with a postcode or town, such as [(\"Home\", \"LS1 4AP\"), (\"Mum\", \"York\")]",
        stands_in: "there is no home point",
        read: |config, whole, value| homes::read(whole, value).map(|homes| config.homes = homes),
    },
    Setting {
        name: "radius",
        allowed: "whole miles from 1 to 1000, such as 30",
        stands_in: "20 stands in",
        read: |config, whole, value| take(&mut config.radius, whole, value),
    },
    Setting {
        name: "keys",
        allowed: "actions with lists of keys, such as { \"save\": [\"s\", \"ctrl-s\"] }",
        stands_in: "the usual keys stand in",
        read: |config, whole, value| {
            take(&mut config.keys, whole, value)?;
            config.keys = std::mem::take(&mut config.keys).into_iter().map(clean_keys).collect();
            Ok(())
        },
    },
];

/// Reads the settings; what is missing has its default. Without a file all are defaults, and that is no problem.
#[must_use]
pub fn load(path: &Path) -> (Config, Vec<Problem>) {
    let whole_file = |what: String| {
        let problem = Problem { path: path.to_owned(), place: None, what };
        (Config::default(), vec![problem])
    };
    match disk::read(path, LIMIT) {
        Ok(None) => (Config::default(), Vec::new()),
        Ok(Some(bytes)) => read(path, &bytes),
        Err(error) if error.kind() == ErrorKind::FileTooLarge => {
            whole_file(format!("longer than {}, so not read; every setting has its default", size(LIMIT)))
        }
        Err(error) => whole_file(format!("cannot be read: {error}; every setting has its default")),
    }
}

fn read(path: &Path, bytes: &[u8]) -> (Config, Vec<Problem>) {
    let mut config = Config::default();
    let problem = |place, what| Problem { path: path.to_owned(), place: Some(place), what };
    let fields: Fields<'_> = match notation::parse(bytes) {
        Ok(fields) => fields,
        Err(fault) => {
            let what = format!("{}; every setting has its default until this is mended", fault.why);
            return (config, vec![problem((fault.line, fault.column), what)]);
        }
    };
    let whole = str::from_utf8(bytes).unwrap_or_default();
    let mut problems = Vec::new();
    for (number, field) in fields.0.iter().enumerate() {
        let earlier = fields.0.iter().take(number).any(|other| other.name == field.name);
        if let Err((place, what)) = read_field(&mut config, whole, field, earlier) {
            problems.push(problem(place, what));
        }
    }
    (config, problems)
}

/// Reads one field into the settings, or says where it is wrong and how.
fn read_field(
    config: &mut Config,
    whole: &str,
    field: &Field<'_>,
    earlier: bool,
) -> Result<(), ((usize, usize), String)> {
    let name = shown(field.name);
    let Some(setting) = SETTINGS.iter().find(|setting| setting.name == field.name) else {
        let meant = nearest(&name).map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
        return Err((
            notation::place(whole, field.name),
            format!("there is no setting `{name}`, so it is left out{meant}"),
        ));
    };
    if earlier {
        return Err((notation::place(whole, field.name), format!("`{name}` is given twice; the first stands")));
    }
    (setting.read)(config, whole, field.value).map_err(|fault| {
        let Setting { allowed, stands_in, .. } = setting;
        let what = format!("`{name}` cannot be `{}`: write {allowed}; {stands_in}", shown(field.value));
        ((fault.line, fault.column), what)
    })
}

/// A text of the file as a problem repeats it.
fn shown(text: &str) -> String {
    clean_line(text).chars().take(LONGEST_SHOWN).collect()
}

fn take<'a, T: Deserialize<'a>>(into: &mut T, whole: &str, value: &'a str) -> Result<(), Fault> {
    notation::parse_part(whole, value).map(|read| *into = read)
}

fn clean_keys((action, chords): (String, Vec<String>)) -> (String, Vec<String>) {
    (clean_line(&action), chords.iter().map(|chord| clean_line(chord)).collect())
}

/// The setting whose name is a slip or two away.
fn nearest(name: &str) -> Option<&'static str> {
    SETTINGS
        .iter()
        .map(|setting| (strsim::osa_distance(&name.to_lowercase(), setting.name), setting.name))
        .filter(|(slips, _)| *slips <= MOST_SLIPS)
        .min()
        .map(|(_, near)| near)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use proptest::prelude::*;

    use super::*;
    use crate::domain::scale::Zone;

    /// The settings of a file and its problems without the file's name.
    fn settings(text: impl AsRef<[u8]>) -> (Config, Vec<String>) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("config.ron");
        fs::write(&path, text).unwrap();
        let (config, problems) = load(&path);
        let start = format!("{}:", path.display());
        let problems = problems.iter().map(|problem| problem.to_string().strip_prefix(&start).unwrap().to_owned());
        (config, problems.collect())
    }

    #[test]
    fn the_manual_shows_the_defaults() {
        let manual = include_str!("../assets/config.ron");
        assert_eq!(settings(manual), (Config::default(), Vec::new()));
        for setting in SETTINGS {
            assert!(manual.contains(&format!("\n    {}: ", setting.name)), "{} is not explained", setting.name);
        }
    }

    #[test]
    fn the_examples_in_the_manual_work() {
        let manual = include_str!("../assets/config.ron");
        let examples: Vec<_> = manual.lines().filter_map(|line| line.trim().strip_prefix("//     ")).collect();
        let (config, problems) = settings(format!("({})", examples.join("\n")));
        assert!(problems.is_empty(), "{problems:?}");
        assert_eq!(config.pay_year, Some(PayYear(2026)));
        assert_eq!(config.keys["save"], ["s", "ctrl-s"]);
        assert_eq!(config.terms.hours.map(|hours| hours.to_string()), Some("30".to_owned()));
        assert_eq!(config.terms.loans.to_string(), "plan 2 and postgraduate");
        let homes: Vec<_> = config.homes.iter().map(|home| (home.name.as_str(), home.place.as_str())).collect();
        assert_eq!(homes, [("Home", "LS1 4AP"), ("Mum", "York")]);
    }

    #[test]
    fn without_a_file_all_are_defaults() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(load(&folder.path().join("config.ron")), (Config::default(), Vec::new()));
        assert_eq!(settings("()"), (Config::default(), Vec::new()));
    }

    #[test]
    fn settings_are_read() {
        let (config, problems) =
            settings("(nation: NorthernIreland, pay_year: Some(\"2025/26\"), keys: {\"q\\u{7}\": [\"x\"]})");
        assert!(problems.is_empty(), "{problems:?}");
        assert_eq!((config.nation, config.pay_year), (Nation::NorthernIreland, Some(PayYear(2025))));
        assert_eq!(config.keys, BTreeMap::from([("q".to_owned(), vec!["x".to_owned()])]));
    }

    #[test]
    fn a_bad_value_costs_only_its_own_setting() {
        let (config, problems) =
            settings("(\n  nation: Cornwall,\n  pay_year: \"2026\",\n  keys: {\n    \"save\": \"s\",\n  },\n)");
        assert_eq!(config, Config::default());
        let expected = [
            "2:11: `nation` cannot be `Cornwall`: write England, Scotland, Wales or NorthernIreland; England stands in",
            "3:14: `pay_year` cannot be `\"2026\"`: write a year such as \"2026/27\", or None; the year that today falls in \
             stands in",
            "5:13: `keys` cannot be `{ \"save\": \"s\", }`: write actions with lists of keys, such as \
             { \"save\": [\"s\", \"ctrl-s\"] }; the usual keys stand in",
        ];
        assert_eq!(problems, expected);
        let (config, problems) = settings("(nation: Cornwall, pay_year: \"2025/26\")");
        assert_eq!((config.pay_year, problems.len()), (Some(PayYear(2025)), 1));
    }

    #[test]
    fn terms_of_pay_are_read_and_checked() {
        let (config, problems) = settings(
            "(hours: 22.5, zone: Outer, pension: false, tax_nation: Scotland, student_loans: [Postgraduate, Plan4])",
        );
        assert!(problems.is_empty(), "{problems:?}");
        let terms = config.terms;
        assert_eq!(terms.hours.map(f64::from), Some(22.5));
        assert_eq!((terms.zone, terms.pension, terms.tax_nation), (Some(Zone::Outer), false, Some(Nation::Scotland)));
        assert_eq!(terms.loans.to_string(), "plan 4 and postgraduate");
        for bad in
            ["hours: 0", "hours: 70", "hours: \"30\"", "zone: Leeds", "pension: 1", "student_loans: [Plan1, Plan2]"]
        {
            let (config, problems) = settings(format!("({bad})"));
            assert_eq!((config.terms, problems.len()), (PayTerms::default(), 1), "{bad}");
        }
    }

    #[test]
    fn the_address_of_nhs_jobs_is_safe_or_left_out() {
        let (config, problems) = settings("(nhs_jobs: \"http://127.0.0.1:8080/x\")");
        assert_eq!((config.nhs_jobs.as_str(), problems.len()), ("http://127.0.0.1:8080/x", 0));
        for bad in ["\"http://www.jobs.nhs.uk/\"", "\"www.jobs.nhs.uk\"", "\"\"", "7", "None"] {
            let (config, problems) = settings(format!("(\n    nhs_jobs: {bad},\n)"));
            assert_eq!(config, Config::default());
            let expected = format!(
                "2:15: `nhs_jobs` cannot be `{bad}`: write an address that begins with https:// (or with http:// on this \
                 computer); NHS Jobs' own address stands in"
            );
            assert_eq!(problems, [expected]);
        }
    }

    #[test]
    fn bad_home_points_are_named_with_their_place() {
        let (config, problems) = settings("(\n  homes: [(\"Home\", \"York\"),\n    (\"Home\", \"Leeds\")],\n)");
        assert_eq!(config, Config::default());
        let expected = "3:6: `homes` cannot be `[(\"Home\", \"York\"), (\"Home\", \"Leeds\")]`: write names, each once, with a postcode \
                        or town, such as [(\"Home\", \"LS1 4AP\"), (\"Mum\", \"York\")]; there is no home point";
        assert_eq!(problems, [expected]);
    }

    #[test]
    fn the_radius_is_whole_miles() {
        for (text, miles) in [("1", 1), ("30", 30), ("1000", 1_000)] {
            let (config, problems) = settings(format!("(radius: {text})"));
            assert_eq!((config.radius.miles(), problems), (miles, Vec::new()));
        }
        for bad in ["0", "1001", "-5", "2.5", "\"30\"", "None", "99999999999"] {
            let (config, problems) = settings(format!("(radius: {bad})"));
            let says =
                format!("`radius` cannot be `{bad}`: write whole miles from 1 to 1000, such as 30; 20 stands in");
            assert!(config == Config::default() && problems.len() == 1 && problems[0].ends_with(&says), "{problems:?}");
        }
    }

    #[test]
    fn unknown_settings_are_named() {
        let (config, problems) =
            settings("(\n  natoin: Wales,\n  Pay_Year: 3,\n  colour: (red: 1),\n  nation: Wales,\n  nation: Scotland)");
        assert_eq!(config.nation, Nation::Wales);
        let expected = [
            "2:3: there is no setting `natoin`, so it is left out; did you mean `nation`?",
            "3:3: there is no setting `Pay_Year`, so it is left out; did you mean `pay_year`?",
            "4:3: there is no setting `colour`, so it is left out",
            "6:3: `nation` is given twice; the first stands",
        ];
        assert_eq!(problems, expected);
    }

    #[test]
    fn a_damaged_file_is_one_problem() {
        let (config, problems) = settings("(\n  nation: Wales\n  keys: {},\n)");
        assert_eq!(config, Config::default());
        assert_eq!(problems, ["3:3: expected comma; every setting has its default until this is mended"]);
        assert_eq!(settings(b"(\xff").1.len(), 1);
        assert_eq!(settings(format!("({})", "a: 1,".repeat(200_000))).1.len(), 1);
        assert_eq!(
            settings("x".repeat(2_000_000)).1,
            [" longer than 1 MB, so not read; every setting has its default"]
        );
    }

    #[test]
    fn a_folder_in_the_files_place_is_a_problem() {
        let folder = tempfile::tempdir().unwrap();
        let (config, problems) = load(folder.path());
        assert_eq!(config, Config::default());
        assert_eq!(problems[0].what, "cannot be read: it is not a file; every setting has its default");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn any_text_is_settings_and_lines(text in any::<String>().prop_map(|text| format!("(nation: {text})"))) {
            for problem in settings(text).1 {
                prop_assert!(!problem.chars().any(char::is_control), "{:?}", problem);
            }
        }
    }
}
