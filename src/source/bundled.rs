//! What the binary carries in `assets/`: the catalogue, the places, and the adverts of the two documents the product is described
//! by. The large files are carried as the build packed them (`assets/pack.rs`), the rest as they stand.

use std::sync::LazyLock;

use miniz_oxide::inflate::decompress_to_vec;
use serde::de::DeserializeOwned;

use crate::domain::advert::Advert;
use crate::domain::board::Origin;
use crate::domain::catalogue::Catalogue;
use crate::domain::category::Category;
use crate::domain::deductions::Deductions;
use crate::domain::everyday::EverydayWords;
use crate::domain::gazetteer::{Gazetteer, Table};
use crate::domain::scale::PayTables;
use crate::source::asset::{self, AssetError};

/// A bundled file by the name it has in `assets/`.
#[derive(Clone, Copy, Debug)]
struct Asset {
    name: &'static str,
    text: &'static str,
}

macro_rules! asset {
    ($name:literal) => {
        Asset { name: concat!("assets/", $name), text: include_str!(concat!("../../assets/", $name)) }
    };
}

/// A bundled file as the build packed it, by the name it has in `assets/`.
#[derive(Clone, Copy, Debug)]
struct Packed {
    name: &'static str,
    bytes: &'static [u8],
}

macro_rules! packed {
    ($name:literal) => {
        Packed { name: concat!("assets/", $name), bytes: include_bytes!(concat!(env!("OUT_DIR"), "/", $name)) }
    };
}

/// The categories in the order to show them, chosen for people and not by alphabet: care at the bedside first, which is what most
/// have in mind, then the professions around it, then the work behind it. Within a category the file's own order holds: the basic
/// jobs before the senior ones, and in each subcategory from where one can begin to where one can end (a test holds it to the
/// steps of `progression.ron`); of roles that are no rungs of one ladder the better known comes first.
const ROLES: [Packed; 16] = [
    packed!("roles/nursing.ron"),
    packed!("roles/midwifery.ron"),
    packed!("roles/healthcare_support_worker.ron"),
    packed!("roles/allied_health_professions.ron"),
    packed!("roles/ambulance_service_team.ron"),
    packed!("roles/doctors.ron"),
    packed!("roles/medical_associate_professions.ron"),
    packed!("roles/dental_team.ron"),
    packed!("roles/pharmacy.ron"),
    packed!("roles/psychological_professions.ron"),
    packed!("roles/healthcare_science.ron"),
    packed!("roles/public_health.ron"),
    packed!("roles/management.ron"),
    packed!("roles/digital_data_and_informatics.ron"),
    packed!("roles/estates_and_facilities.ron"),
    packed!("roles/wider_healthcare_team.ron"),
];
const PROGRESSION: Packed = packed!("progression.ron");
const STUDY: Asset = asset!("study.ron");
const BANDS: Asset = asset!("pay/agenda_for_change.ron");
const GRADES: Asset = asset!("pay/medical_and_dental.ron");
const HIGH_COST_AREAS: Asset = asset!("pay/high_cost_areas.ron");
const VERY_SENIOR_MANAGERS: Asset = asset!("pay/very_senior_managers.ron");
const INCOME_TAX: Asset = asset!("pay/deductions/income_tax.ron");
const NATIONAL_INSURANCE: Asset = asset!("pay/deductions/national_insurance.ron");
const STUDENT_LOANS: Asset = asset!("pay/deductions/student_loans.ron");
const PENSIONS: Asset = asset!("pay/deductions/pensions.ron");
const ADVERTS: Asset = asset!("adverts.ron");
const WORDS: Packed = packed!("words.ron");
const OUTCODES: Asset = asset!("places/outcodes.csv");
const PLACES: Asset = asset!("places/places.csv");

/// How the bundled adverts are labelled wherever they are shown.
#[must_use]
pub fn sample_origin() -> Origin {
    Origin::new("bundled sample of 2025, probably closed", "2025 sample")
}

/// The catalogue as bundled.
///
/// # Errors
/// The first file that does not parse.
pub fn catalogue() -> Result<Catalogue, AssetError> {
    let categories = ROLES.iter().map(Packed::parse::<Category>).collect::<Result<_, _>>()?;
    let pay = PayTables {
        bands: BANDS.parse()?,
        grades: GRADES.parse()?,
        high_cost_areas: Some(HIGH_COST_AREAS.parse()?),
        very_senior_managers: Some(VERY_SENIOR_MANAGERS.parse()?),
        deductions: deductions()?,
    };
    Ok(Catalogue::new(categories, PROGRESSION.parse()?, pay).with_study(STUDY.parse()?))
}

/// What is taken off pay, as bundled.
fn deductions() -> Result<Deductions, AssetError> {
    Ok(Deductions {
        income_tax: INCOME_TAX.parse()?,
        national_insurance: NATIONAL_INSURANCE.parse()?,
        student_loans: STUDENT_LOANS.parse()?,
        pensions: PENSIONS.parse()?,
    })
}

/// The adverts of the two source documents, as they stood in 2025.
///
/// # Errors
/// Where the file does not parse.
pub fn adverts() -> Result<Vec<Advert>, AssetError> {
    ADVERTS.parse()
}

/// Abbreviations and everyday words with what adverts print for them.
///
/// # Errors
/// Where the file does not parse.
pub fn words() -> Result<EverydayWords, AssetError> {
    WORDS.parse()
}

/// The same for searching, which finds less without them: none where they cannot be read. The build has read them, and a test
/// sees to it that they are there.
#[must_use]
pub fn everyday() -> EverydayWords {
    words().unwrap_or_default()
}

/// The places and postcode districts, read when they are first asked for.
///
/// # Errors
/// Where a table cannot be read.
pub fn gazetteer() -> Result<&'static Gazetteer, AssetError> {
    static GAZETTEER: LazyLock<Result<Gazetteer, AssetError>> = LazyLock::new(read_gazetteer);
    GAZETTEER.as_ref().map_err(Clone::clone)
}

/// Reads the tables of the gazetteer anew: what [`gazetteer`] does once.
///
/// # Errors
/// As [`gazetteer`].
pub fn read_gazetteer() -> Result<Gazetteer, AssetError> {
    Gazetteer::read(OUTCODES.text, PLACES.text).map_err(|fault| {
        let asset = match fault.table {
            Table::Districts => OUTCODES,
            Table::Places => PLACES,
        };
        AssetError { file: asset.name.to_owned(), line: fault.line, column: 1, why: fault.why.to_owned() }
    })
}

impl Asset {
    fn parse<T: DeserializeOwned>(&self) -> Result<T, AssetError> {
        asset::parse(self.name, self.text)
    }
}

impl Packed {
    /// Unpacks and reads. The build has read the file before, so a fault here is one of the program.
    fn parse<T: DeserializeOwned>(&self) -> Result<T, AssetError> {
        let damaged = |line, column, why| AssetError {
            file: self.name.to_owned(),
            line,
            column,
            why: format!("unpacked: {why}"),
        };
        let text = decompress_to_vec(self.bytes).map_err(|error| damaged(1, 1, error.to_string()))?;
        serde_json::from_slice(&text).map_err(|error| damaged(error.line(), error.column(), error.to_string()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bundled_catalogue_holds_together() {
        let catalogue = catalogue().unwrap();
        assert_eq!(catalogue.problems(), [""; 0]);
    }

    #[test]
    fn what_is_packed_stays_small() {
        let bytes = ROLES.iter().chain([&PROGRESSION, &WORDS]).map(|packed| packed.bytes.len()).sum::<usize>();
        assert!(bytes < 1_000_000, "{bytes} bytes; the program is to stay under 12 MB");
    }

    #[test]
    fn every_category_has_two_roles_or_more() {
        for category in catalogue().unwrap().categories() {
            assert!(category.roles().count() >= 2, "{}", category.title);
        }
    }

    #[test]
    fn bundled_adverts_have_one_id_each() {
        let adverts = adverts().unwrap();
        let ids: std::collections::HashSet<_> = adverts.iter().map(|advert| &advert.id).collect();
        assert_eq!(ids.len(), adverts.len());
    }

    #[test]
    fn everyday_words_are_there_once_and_mean_something() {
        let list = words().unwrap().words;
        let catalogue = catalogue().unwrap();
        let mut seen = std::collections::HashSet::new();
        for entry in &list {
            assert!(seen.insert(crate::domain::text::folded_words(&entry.word)), "{} is there twice", entry.word);
            assert!(!entry.means.is_empty(), "{} means nothing", entry.word);
            for role in &entry.roles {
                assert!(catalogue.role(role).is_some(), "{} names {role}, which is no role", entry.word);
            }
        }
        assert!(list.len() >= 480);
    }

    #[test]
    fn the_words_that_the_place_data_may_be_passed_on_with_are_shown() {
        let one_line = |text: &str| text.split_whitespace().filter(|word| *word != ">").collect::<Vec<_>>().join(" ");
        let notes = one_line(include_str!("../../assets/places/README.md"));
        let (_, words) = notes.split_once("with these words: ").unwrap();
        assert!(words.contains("OS data") && words.contains("Royal Mail") && words.contains("GeoNames"));
        assert!(one_line(include_str!("../../README.md")).contains(words));
    }

    #[test]
    fn a_damaged_file_is_named_with_line_and_column() {
        let damaged =
            Asset { name: "assets/roles/nursing.ron", text: "(\n    title: \"Nursing\",\n    sumary: \"Care\",\n)" };
        let error = damaged.parse::<Category>().unwrap_err();
        assert_eq!((error.line, error.column), (3, 5));
        assert!(error.to_string().contains("assets/roles/nursing.ron, line 3, column 5"), "{error}");
        assert!(error.to_string().contains("sumary"), "{error}");
    }
}
