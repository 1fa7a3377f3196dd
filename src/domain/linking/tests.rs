//! How names and titles meet, on roles made up for it.

use proptest::prelude::*;

use super::names::Doctor::{Field, Grade};
use super::*;

/// A role with its names, bands and what it is among doctors.
type Made<'m> = (&'m str, &'m [&'m str], &'m [Band], Option<Doctor>);

fn linker(roles: &[Made<'_>]) -> Linker {
    let roles = roles.iter().enumerate().map(|(part, (id, names, bands, doctor))| {
        (Linked { id: RoleId::new(*id), part: (0, part), bands: bands.to_vec(), doctor: *doctor }, names.to_vec())
    });
    Linker { names: OnceLock::from(Names::new(roles)), ..Linker::default() }
}

fn check(linker: &Linker, cases: &[(&str, &[&str])]) {
    for (title, expected) in cases {
        let roles = linker.roles(title);
        assert_eq!(roles.iter().map(RoleId::as_str).collect::<Vec<_>>(), *expected, "{title}");
    }
}

#[test]
fn the_name_that_says_most_of_the_title_wins() {
    let linker = linker(&[
        ("adult-nurse", &["Staff nurse", "Adult nurse"], &[], None),
        ("critical-care-nurse", &["Critical care nurse", "ITU staff nurse"], &[], None),
        ("ward-manager", &["Ward manager"], &[], None),
        ("clerk", &["Ward clerk", "Clerk"], &[], None),
        ("specialist-nurse", &["Clinical nurse specialist"], &[], None),
        ("consultant-nurse", &["Nurse consultant"], &[], None),
        ("scrub", &["Scrub practitioner", "ODP"], &[], None),
        ("porter", &["Porter"], &[], None),
        ("assistant", &["Clinic assistant"], &[], None),
        ("clinical-director", &["Clinical director"], &[], None),
        ("hygiene", &["Hygiene"], &[], None),
    ]);
    check(
        &linker,
        &[
            ("STAFF NURSES x2 (Band 5) – Ward 7", &["adult-nurse"]),
            ("Staff Nurse - Intensive Care Unit", &["critical-care-nurse"]),
            ("Ward Clerk", &["clerk"]),
            ("Ward Manager", &["ward-manager"]),
            ("Consultant Nurse, Critical Care", &["consultant-nurse"]),
            ("Clinical Nurse Specialist – Critical Care", &["specialist-nurse"]),
            ("ODP or Staff Nurse", &["scrub", "adult-nurse"]),
            ("Clinical Director, Surgery", &["clinical-director"]),
            ("Director of Clinical Services", &[]),
            ("Porter & Ward Clerk", &["porter", "clerk"]),
            ("Clerk to the Ward Manager", &["clerk"]),
            ("Ward Manager’s Assistant", &[]),
            ("Hygiene", &["hygiene"]),
            ("Hygiene Clerk", &["clerk"]),
            ("Sessional Lecturer", &[]),
            ("Manager", &[]),
            ("", &[]),
        ],
    );
}

#[test]
fn a_rank_belongs_to_the_person_it_stands_by() {
    let linker = linker(&[
        ("psychologist", &["Clinical psychologist"], &[], None),
        ("lead", &["Lead psychologist"], &[], None),
        ("assistant", &["Assistant psychologist"], &[], None),
    ]);
    check(
        &linker,
        &[
            ("Clinical Psychologist – lead for training", &["psychologist"]),
            ("Lead Clinical Psychologist", &["lead"]),
            ("Assistant Clinical Psychologist", &["assistant"]),
        ],
    );
}

#[test]
fn a_doctors_grade_comes_before_the_field_but_a_consultant_is_of_the_field() {
    let linker = linker(&[
        ("consultant", &["Consultant physician"], &[], Some(Field)),
        ("heart", &["Cardiologist", "Consultant in cardiology", "Clinical fellow in cardiology"], &[], Some(Field)),
        ("fellow", &["Clinical fellow", "Fellow"], &[], Some(Grade)),
    ]);
    check(
        &linker,
        &[
            ("Senior Clinical Fellow in Cardiology", &["fellow", "heart"]),
            ("Consultant Physician in Cardiology", &["heart"]),
            ("Locum Consultant Cardiologist", &["heart"]),
            ("Consultant Physician", &["consultant"]),
        ],
    );
}

#[test]
fn the_band_that_a_title_names_decides_between_rungs() {
    let linker =
        linker(&[("deputy", &["Charge nurse"], &[Band::Six], None), ("manager", &["Sister"], &[Band::Seven], None)]);
    check(
        &linker,
        &[
            ("Sister / Charge Nurse", &["manager", "deputy"]),
            ("Sister / Charge Nurse, Band 7", &["manager", "deputy"]),
            ("Sister / Charge Nurse, Band 6", &["deputy", "manager"]),
        ],
    );
}

proptest! {
    #[test]
    fn any_title_is_read(title in "(nurse|ward|clerk|of|and|[,/(-]| |\\PC){0,99}") {
        let linker = linker(&[("nurse", &["Nurse", "Ward nurse"], &[Band::Five], None), ("clerk", &["Clerk"], &[], None)]);
        prop_assert!(linker.roles(&title).len() <= 2);
    }
}
