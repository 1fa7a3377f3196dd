//! Adverts find their role: how well the titles of adverts are linked to the roles of the bundled catalogue.

use std::sync::Arc;

use rolecall::domain::linking::Linker;
use rolecall::source::bundled;

/// Made-up titles in the forms that boards print, each with the best role and others that would do; `-` is no role.
const TITLES: &str = include_str!("../data/linking/titles.tsv");

/// A title as a person labelled it.
struct Labelled {
    title: &'static str,
    best: &'static str,
    acceptable: Vec<&'static str>,
}

fn labelled() -> Vec<Labelled> {
    let row = |row: &'static str| {
        let [title, best, acceptable] = row.split('\t').collect::<Vec<_>>()[..] else { panic!("{row}") };
        Labelled { title, best, acceptable: acceptable.split(',').collect() }
    };
    TITLES.lines().skip(1).map(row).collect()
}

/// The best role of a title, `-` where there is none.
fn best(linker: &Linker, title: &str) -> String {
    linker.roles(title).first().map_or("-".to_owned(), ToString::to_string)
}

#[test]
fn adverts_find_the_role_that_a_person_would_choose() {
    let linker = Linker::new(Arc::new(bundled::catalogue().unwrap()));
    let labelled = labelled();
    assert!(labelled.len() >= 300);
    let found: Vec<(&Labelled, String)> = labelled.iter().map(|row| (row, best(&linker, row.title))).collect();
    let (exact, other): (Vec<_>, Vec<_>) = found.iter().partition(|(row, role)| row.best == role);
    let acceptable = |row: &Labelled, role: &str| row.best == role || row.acceptable.contains(&role);
    let wrong: Vec<String> = other
        .iter()
        .filter(|(row, role)| !acceptable(row, role))
        .map(|(row, role)| format!("{}: {role}, not {}", row.title, row.best))
        .collect();
    // The made-up titles were there while the linker was written, so it must do better on them than on those to come.
    assert!(exact.len() * 100 >= labelled.len() * 95, "{} of {}", exact.len(), labelled.len());
    assert!(wrong.len() * 100 <= labelled.len() * 2, "{wrong:#?}");
}

#[test]
fn every_name_in_the_catalogue_finds_its_own_role() {
    let catalogue = Arc::new(bundled::catalogue().unwrap());
    let linker = Linker::new(Arc::clone(&catalogue));
    let names = catalogue.roles().flat_map(|(_, role)| role.names().map(|name| (name, &role.id)));
    let lost: Vec<&str> =
        names.filter(|(name, role)| !linker.roles(name).contains(role)).map(|(name, _)| name).collect();
    // Years are trimmings, so this one reads as any foundation doctor.
    assert_eq!(lost, ["Foundation year 3 doctor"]);
}

#[test]
fn every_labelled_role_is_in_the_catalogue() {
    let catalogue = bundled::catalogue().unwrap();
    for Labelled { title, best, acceptable } in labelled() {
        for id in acceptable.into_iter().chain([best]).filter(|id| !id.is_empty() && *id != "-") {
            assert!(catalogue.role(&rolecall::domain::role::RoleId::new(id)).is_some(), "{title}: {id}");
        }
    }
}
