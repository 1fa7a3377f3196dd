//! Posts of doctors and dentists. They have pay scales of their own, so a band's range or a band in the text is never
//! theirs.

use std::sync::LazyLock;

use crate::domain::text::folded_words;
use crate::domain::tokens::{Words, listed};

/// Grades and callings that are a doctor's or a dentist's by themselves.
static CALLINGS: Words = LazyLock::new(|| {
    listed(
        "doctor doctors registrar gp gps physician surgeon dentist orthodontist psychiatrist anaesthetist anesthetist \
    radiologist pathologist paediatrician sho fy1 fy2",
    )
});
/// The same in two words.
const GRADES: [(&str, &str); 8] = [
    ("general", "practitioner"),
    ("associate", "specialist"),
    ("house", "officer"),
    ("medical", "officer"),
    ("dental", "officer"),
    ("medical", "director"),
    ("clinical", "fellow"),
    ("research", "fellow"),
];
/// Titles that are a doctor's or a dentist's whatever else stands in them: `Specialty Doctor in Psychological Medicine`.
const SURE: [(&str, &str); 5] = [
    ("specialty", "doctor"),
    ("speciality", "doctor"),
    ("specialty", "registrar"),
    ("general", "practitioners"),
    ("dental", "core"),
];
/// How words begin that make a post another's, whatever else its title holds: `Nurse Consultant`, `GP Receptionist`.
const OTHERS: [&str; 34] = [
    "nurs",
    "midwi",
    "pharmac",
    "psycholog",
    "psychother",
    "physio",
    "therap",
    "diet",
    "scien",
    "radiographer",
    "sonograph",
    "paramedic",
    "podiatr",
    "orthopt",
    "optom",
    "speech",
    "technolog",
    "technic",
    "physicist",
    "allied",
    "ahp",
    "secretar",
    "admin",
    "coordinator",
    "ordinator",
    "manager",
    "clerk",
    "receptionist",
    "assistant",
    "support",
    "recruit",
    "business",
    "digital",
    "workforce",
];

/// Whether a post is a doctor's or a dentist's, by its staff group or its title.
#[must_use]
pub fn is_doctors_post(title: &str, staff_group: Option<&str>) -> bool {
    staff_group.is_some_and(is_doctors_group) || is_doctors_title(&folded_words(title))
}

fn is_doctors_group(group: &str) -> bool {
    let words = folded_words(group);
    ["medical", "dental"].iter().all(|name| words.iter().any(|word| word == name))
}

fn is_doctors_title(words: &[String]) -> bool {
    let graded = words.windows(2).any(|pair| GRADES.contains(&(&pair[0], &pair[1])));
    let called = words.iter().any(|word| word == "consultant" || CALLINGS.contains(word.as_str()));
    let sure = words.windows(2).any(|pair| SURE.contains(&(&pair[0], &pair[1])));
    sure || ((graded || called) && !is_others_title(words))
}

fn is_others_title(words: &[String]) -> bool {
    words.iter().enumerate().any(|(at, word)| match word.as_str() {
        "pa" => true,
        "practitioner" => at == 0 || words[at - 1] != "general",
        // A physician associate is none, and an associate specialist is one.
        "associate" => at > 0 && words[at - 1] == "physician",
        word => OTHERS.iter().any(|stem| word.starts_with(stem)),
    })
}
