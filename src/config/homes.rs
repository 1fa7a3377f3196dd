//! The places that a person measures from, as the settings name them. Where each is, a gazetteer says later: reading the
//! settings needs none.

use std::path::Path;

use ron::value::RawValue;

use crate::config::Problem;
use crate::domain::gazetteer::Gazetteer;
use crate::domain::sites::HomePoint;
use crate::domain::text::clean_line;
use crate::notation::{self, Fault};

/// The most home points.
const MOST: usize = 20;

/// A home point as the settings name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Home {
    /// What the person calls it.
    pub name: String,
    /// Its postcode or town as written.
    pub place: String,
    /// Line and column of the place in the file, from 1.
    at: (usize, usize),
}

/// Reads a list of names with places; `value` is a slice of `whole`.
pub(super) fn read(whole: &str, value: &str) -> Result<Vec<Home>, Fault> {
    let pairs: Vec<(&RawValue, &RawValue)> = notation::parse_part(whole, value)?;
    let mut homes: Vec<Home> = Vec::new();
    for (name, place) in pairs {
        let home = Home {
            name: line(whole, name.get_ron())?,
            place: line(whole, place.get_ron())?,
            at: notation::place(whole, place.get_ron()),
        };
        if homes.iter().any(|other| other.name.to_lowercase() == home.name.to_lowercase()) {
            return Err(Fault::at(whole, name.get_ron(), "the name stands twice"));
        }
        if homes.len() == MOST {
            return Err(Fault::at(whole, name.get_ron(), "too many home points"));
        }
        homes.push(home);
    }
    Ok(homes)
}

/// A text that says something, on one line.
fn line(whole: &str, value: &str) -> Result<String, Fault> {
    let text: String = notation::parse_part(whole, value)?;
    let line = clean_line(&text);
    if line.is_empty() { Err(Fault::at(whole, value, "there is nothing in it")) } else { Ok(line) }
}

/// Finds where home points are. One whose place is not known is left out, with a problem that says so; `path` is the file of the
/// settings.
#[must_use]
pub fn locate(homes: &[Home], gazetteer: &Gazetteer, path: &Path) -> (Vec<HomePoint>, Vec<Problem>) {
    let (mut points, mut problems) = (Vec::new(), Vec::new());
    for home in homes {
        match gazetteer.find(&home.place).map(|spots| spots.into_iter().next()) {
            Ok(Some(spot)) => {
                points.push(HomePoint { name: home.name.clone(), place: spot.label, position: spot.position });
            }
            Ok(None) => {}
            Err(error) => {
                let what = format!("`homes` is without “{}”: {error}", home.name);
                problems.push(Problem { path: path.to_owned(), place: Some(home.at), what });
            }
        }
    }
    (points, problems)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The home points of a list and what is wrong with them.
    fn located(text: &str) -> (Vec<String>, Vec<String>) {
        let homes = read(text, text).unwrap();
        let gazetteer = Gazetteer::read(
            include_str!("../../assets/places/outcodes.csv"),
            include_str!("../../assets/places/places.csv"),
        );
        let (points, problems) = locate(&homes, &gazetteer.unwrap(), Path::new("config.ron"));
        let points = points.iter().map(|point| format!("{}: {}", point.name, point.place)).collect();
        (points, problems.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn home_points_are_found_and_the_unknown_named_with_their_place_in_the_file() {
        let (points, problems) =
            located("[\n  (\"Home\", \"ls14ap\"),\n  (\"Mum\",  \"Yrok\"),\n  (\"Gran\", \"Newport\"),\n]");
        assert_eq!(points, ["Home: LS1 4AP, Leeds", "Gran: Newport, Wales"]);
        let expected = "config.ron:3:12: `homes` is without “Mum”: looking up the place “Yrok”: it is not known; did you mean York?";
        assert_eq!(problems, [expected]);
    }

    #[test]
    fn a_list_that_is_none_is_told_with_its_place() {
        let cases = [
            ("[(\"Home\", \"York\"),\n (\"home\", \"Leeds\")]", (2, 3)),
            ("[(\"Home\", \" \")]", (1, 11)),
            ("[(\"\", \"York\")]", (1, 3)),
            ("[(\"Home\", 3)]", (1, 11)),
            ("{\"Home\": \"York\"}", (1, 1)),
            ("\"York\"", (1, 1)),
        ];
        for (text, place) in cases {
            let fault = read(text, text).unwrap_err();
            assert_eq!((fault.line, fault.column), place, "{text}: {}", fault.why);
        }
        let many = (0..30).map(|number| format!("(\"{number}\", \"York\")")).collect::<Vec<_>>().join(",");
        let many = format!("[{many}]");
        assert_eq!(read(&many, &many).unwrap_err().why, "too many home points");
    }
}
