//! Which band a post is in: named in the advert, or known by its pay. The two are marked apart.

mod doctor;
mod named;

use named::distinct;

pub use doctor::is_doctors_post;
pub use named::{band_in_text, named_bands};

use crate::domain::advert::Advert;
use crate::domain::band::Band;
use crate::domain::pay::{PaidFor, Pay, PayKind, PayUnit, Pence, Reversed};
use crate::domain::scale::{BandScale, BandTable, HighCostArea, Nation, PayTables, PayYear, Zone};
use crate::domain::text::folded_words;

/// What tells the band of an advert, beside its pay.
#[derive(Clone, Copy, Debug, Default)]
pub struct BandClues<'a> {
    /// The post's title.
    pub title: &'a str,
    /// The band or pay scheme that the source gives beside the text, a label that may be the board's.
    pub label: Option<&'a str>,
    /// The staff group as the source labels it.
    pub staff_group: Option<&'a str>,
    /// The band that the text offers, by [`band_in_text`].
    pub text_band: Option<Band>,
}

impl<'a> BandClues<'a> {
    /// What an advert tells; `text_band` is the [`band_in_text`] of its text, which need not be with it.
    #[must_use]
    pub fn of(advert: &'a Advert, text_band: Option<Band>) -> Self {
        Self {
            title: &advert.title,
            label: advert.band.as_deref(),
            staff_group: advert.staff_group.as_deref(),
            text_band,
        }
    }
}

/// A band with how it is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BandReading {
    /// The advert names it.
    Stated(Band),
    /// The pay is exactly the band's range somewhere.
    Inferred(PaidAs),
}

/// A band's range that a stated pay equals.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaidAs {
    /// The band.
    pub band: Band,
    /// The nation whose range it is.
    pub nation: Nation,
    /// The year whose range it is.
    pub year: PayYear,
    /// The high cost area whose supplement is in the figures, where one is.
    pub zone: Option<Zone>,
}

/// The bands that an advert names: its title and pay text, else the band field. More than one is a post in any of them.
#[must_use]
pub fn bands_named(clues: &BandClues<'_>, pay: &Pay) -> Vec<Band> {
    let mut named = named_bands(clues.title);
    named.extend(&pay.bands);
    if named.is_empty() {
        named.extend(clues.label.map(given_bands).unwrap_or_default());
    }
    distinct(named)
}

impl BandReading {
    /// Reads an advert. What its title and pay text name, the employer's own words, counts before the band field, a
    /// label that may be the board's, and that before what its pay tells and its text offers. Where one of these names
    /// several bands the post is in none of them for certain, and nothing else is asked.
    #[must_use]
    pub fn of(clues: &BandClues<'_>, pay: &Pay, tables: &PayTables) -> Option<Self> {
        match bands_named(clues, pay).as_slice() {
            [] if clues.label.is_some_and(is_other_scheme) => None,
            [] if is_doctors_post(clues.title, clues.staff_group) => None,
            [] => Self::of_text_and_pay(clues.text_band, paid_as(pay, tables)),
            [band] => Some(Self::Stated(*band)),
            _ => None,
        }
    }

    /// Where the text offers one band and the pay is another's, the text speaks of somebody else's.
    fn of_text_and_pay(text_band: Option<Band>, paid: Option<PaidAs>) -> Option<Self> {
        match (text_band, paid) {
            (Some(band), Some(paid)) if paid.band == band => Some(Self::Stated(band)),
            (_, Some(paid)) => Some(Self::Inferred(paid)),
            (text_band, None) => text_band.map(Self::Stated),
        }
    }

    /// The band itself.
    #[must_use]
    pub fn band(&self) -> Band {
        match self {
            Self::Stated(band) => *band,
            Self::Inferred(paid) => paid.band,
        }
    }

    /// The band as a column shows it: `7`, or `7?` where it was inferred.
    #[must_use]
    pub fn mark(&self) -> String {
        match self {
            Self::Stated(band) => band.to_string(),
            Self::Inferred(paid) => format!("{}?", paid.band),
        }
    }
}

/// The bands of a field that holds a band and nothing else: `Band 6`, `8a`, `BAND_8A`.
#[must_use]
pub fn given_bands(text: &str) -> Vec<Band> {
    match text.trim().parse() {
        Ok(band) => vec![band],
        Err(_) => named_bands(text),
    }
}

/// Whether the band field names a scheme of its own (`Consultant`), so that no band of Agenda for Change can be meant.
fn is_other_scheme(text: &str) -> bool {
    let words = folded_words(text);
    !words.is_empty() && !words.iter().any(|word| matches!(word.as_str(), "agenda" | "afc" | "band"))
}

/// The band whose lowest and highest point are exactly the yearly pay, with or without a high cost area supplement; the
/// newest year first. Nothing where two bands pay the same.
#[must_use]
pub fn paid_as(pay: &Pay, tables: &PayTables) -> Option<PaidAs> {
    let mut found = all_paid(pay, tables)?.into_iter();
    let first = found.next()?;
    found.all(|other| other.band == first.band).then_some(first)
}

/// Where and when the yearly pay is exactly a band's range: in a nation rather than in another, then the newest year first.
#[must_use]
pub fn range_paid(pay: &Pay, band: Band, tables: &PayTables, nation: Nation) -> Option<PaidAs> {
    let mut paid = all_paid(pay, tables)?;
    paid.retain(|paid| paid.band == band);
    // The sort is stable, so the newest stay first.
    paid.sort_by_key(|paid| paid.nation != nation);
    paid.into_iter().next()
}

/// The pay with what the tables tell of it: pro rata pay beside a share of full time is for that share, worked out already,
/// where it is just the share of a band's own range; and a range the wrong way round is one where it is a band's own.
#[must_use]
pub fn settled(pay: Pay, tables: &PayTables) -> Pay {
    if let Some(turned) = turned(&pay).filter(|turned| paid_as(turned, tables).is_some()) {
        return turned;
    }
    let worked_out = |percent: &u8| paid_as(&pay, tables).is_none() && is_share(&pay, *percent, tables);
    match pay.share.filter(worked_out) {
        Some(percent) => Pay { paid_for: PaidFor::Share(percent), ..pay },
        None => pay,
    }
}

/// The pay with its ends turned round, where they stand the wrong way and may be a year's.
fn turned(pay: &Pay) -> Option<Pay> {
    let Reversed { low, high, unit } = pay.reversed?;
    let unit_stated = unit.is_some();
    let unit = Some(unit.unwrap_or(PayUnit::Year));
    Some(Pay { kind: PayKind::Range, low: Some(low), high: Some(high), unit, unit_stated, ..pay.clone() })
}

/// Whether a range is so many hundredths of a band's, which employers round either way.
fn is_share(pay: &Pay, percent: u8, tables: &PayTables) -> bool {
    let (Some(low), Some(high), Some(PayUnit::Year)) = (pay.low, pay.high, pay.unit) else { return false };
    let part = |whole: u32| Pence::of_pounds(whole.into()).scaled(percent.into(), 100);
    let near = |whole: u32, sum: Pence| part(whole).0.abs_diff(sum.0) <= 100;
    let mut ranges =
        tables.bands.iter().flat_map(|table| ranges(table, tables)).filter_map(|(scale, area)| range(scale, area));
    ranges.any(|(least, most)| near(least, low) && near(most, high))
}

fn all_paid(pay: &Pay, tables: &PayTables) -> Option<Vec<PaidAs>> {
    if pay.unit != Some(PayUnit::Year) {
        return None;
    }
    let stated = (pay.low?.whole_pounds()?, pay.high?.whole_pounds()?);
    let mut newest_first: Vec<&BandTable> = tables.bands.iter().collect();
    newest_first.sort_by_key(|table| std::cmp::Reverse(table.year));
    Some(newest_first.into_iter().flat_map(|table| paid_in(stated, table, tables)).collect())
}

/// The bands of one table that pay the stated range.
fn paid_in(stated: (u32, u32), table: &BandTable, tables: &PayTables) -> Vec<PaidAs> {
    ranges(table, tables)
        .filter(|(scale, area)| pays(scale, *area, stated))
        .map(|(scale, area)| PaidAs {
            band: scale.band,
            nation: table.nation,
            year: table.year,
            zone: area.map(|area| area.zone),
        })
        .collect()
}

/// The bands of one table without a supplement, and with every one that there is.
fn ranges<'a>(
    table: &'a BandTable,
    tables: &'a PayTables,
) -> impl Iterator<Item = (&'a BandScale, Option<&'a HighCostArea>)> {
    let areas = std::iter::once(None).chain(tables.supplements(table.nation, table.year).map(Some));
    areas.flat_map(|area| table.bands.iter().map(move |scale| (scale, area)))
}

/// A band's range with a supplement in it, or without one.
fn range(scale: &BandScale, area: Option<&HighCostArea>) -> Option<(u32, u32)> {
    let with = |basic: u32| area.map_or(basic, |area| area.paid_with(basic));
    scale.range().map(|(least, most)| (with(least), with(most)))
}

/// Whether a band pays the stated range. Employers round a supplement either way, so with one a pound does not matter.
fn pays(scale: &BandScale, area: Option<&HighCostArea>, (low, high): (u32, u32)) -> bool {
    let slack = u32::from(area.is_some());
    range(scale, area).is_some_and(|(least, most)| least.abs_diff(low) <= slack && most.abs_diff(high) <= slack)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::advert::Section;

    fn reading(title: &str, pay: &str, band: Option<&str>, text: &str) -> String {
        let advert = Advert {
            title: title.to_owned(),
            pay: Some(pay.to_owned()),
            band: band.map(str::to_owned),
            sections: vec![Section { heading: "About the post".to_owned(), text: text.to_owned() }],
            ..Advert::default()
        };
        let clues = BandClues::of(&advert, band_in_text(&advert.sections));
        match BandReading::of(&clues, &Pay::read(pay), &PayTables::bundled()) {
            None => "-".to_owned(),
            Some(BandReading::Stated(band)) => format!("{band} stated"),
            Some(BandReading::Inferred(paid)) => {
                let zone = paid.zone.map_or(String::new(), |zone| format!(", {}", zone.name()));
                format!("{} paid in {} {}{zone}", paid.band, paid.nation, paid.year)
            }
        }
    }

    #[test]
    fn bands_are_named_alone_and_in_runs() {
        use Band::{EightA, EightB, Five, Seven, Six};
        let cases: [(&str, &[Band]); 22] = [
            ("Staff Nurse - Band 5", &[Five]),
            ("Bands 5-7", &[Five, Seven]),
            ("AfC band 8A/8b, Band 8a", &[EightA, EightB]),
            ("Husband, 3 bands of 20", &[]),
            ("Band5", &[Five]),
            ("BAND_8A", &[EightA]),
            ("Band 8 (a)", &[EightA]),
            ("Band 8 a post", &[EightA]),
            ("Band 8", &[]),
            ("Band 5 - 2 posts", &[Five]),
            ("Band 5, 37.5 hours", &[Five]),
            ("Band 6 7.5 hours", &[Six]),
            ("Band 5 x 3", &[Five]),
            ("Band 5 or Band 6", &[Five, Six]),
            ("Band 5 & 6", &[Five, Six]),
            ("Band 5/6 (£24,907 - £37,890)", &[Five, Six]),
            ("Band: 6", &[Six]),
            ("band six", &[Six]),
            ("Band 6 to Band 7 development", &[Six, Seven]),
            ("Band 5-£24,907", &[Five]),
            ("Band 12", &[]),
            ("B6 2AB", &[]),
        ];
        for (text, bands) in cases {
            assert_eq!(named_bands(text), bands, "{text}");
        }
    }

    #[test]
    fn labelled_adverts_are_in_the_band_that_a_person_says() {
        let labelled = include_str!("../../tests/data/bands/labelled.tsv");
        let rows: Vec<Vec<&str>> = labelled.lines().skip(1).map(|row| row.split('\t').collect()).collect();
        assert!(rows.len() > 200);
        for row in rows {
            let [title, pay, text, band, label] = row[..] else { panic!("{row:?}") };
            let read = reading(title, pay, Some(band).filter(|band| !band.is_empty()), text);
            let read = read.split_once(" paid").map_or(read.clone(), |(band, _)| format!("{band} inferred"));
            assert_eq!(read, label, "{title} | {pay} | {text} | {band}");
        }
    }

    #[test]
    fn a_band_is_stated_where_one_is_named() {
        let cases = [
            (("Staff Nurse Band 5", "Negotiable", None), "5 stated"),
            (("Staff Nurse", "Band 5: £31,049 - £37,796 pa", None), "5 stated"),
            (("Staff Nurse", "Negotiable", Some("BAND_8A")), "8a stated"),
            (("Staff Nurse", "Negotiable", Some("6")), "6 stated"),
            (("Staff Nurse, Band 5/6", "£31,049 - £37,796", None), "-"),
            // The employer's own words stand against the label beside them.
            (("Staff Nurse Band 5", "£31,049 - £37,796", Some("Band 6")), "5 stated"),
            (("Staff Nurse Band 6", "Negotiable", Some("BAND_4")), "6 stated"),
            (("Staff Nurse", "Band 6, £38,682", Some("BAND_4")), "6 stated"),
            (("Staff Nurse Band 6", "Band 5", Some("BAND_6")), "-"),
            (("Staff Nurse, Band 5/6", "Negotiable", Some("BAND_5")), "-"),
            (("Medical Director", "£109179.00 to £125637.00", Some("Consultant")), "-"),
        ];
        for ((title, pay, band), expected) in cases {
            assert_eq!(reading(title, pay, band, ""), expected, "{title}, {pay}");
        }
    }

    #[test]
    fn a_band_is_inferred_from_its_range_with_or_without_a_supplement() {
        let cases = [
            ("£64455.00 to £74896.00", "8b paid in England 2025/26"),
            ("£117645.00 to £134103.00", "9 paid in England 2025/26, Inner London"),
            ("£46418 - £55046", "6 paid in England 2025/26, Inner London"),
            ("£24465.00", "2 paid in England 2025/26"),
            ("£64456.00 to £74896.00", "-"),
            ("£64455.00 to £74896.00 a month", "-"),
            ("£64455.00", "-"),
            ("Negotiable", "-"),
        ];
        for (pay, expected) in cases {
            assert_eq!(reading("Manager", pay, None, ""), expected, "{pay}");
        }
    }

    #[test]
    fn the_text_names_the_band_where_it_offers_one_and_no_other() {
        let cases = [
            ("We are recruiting a motivated Band 6 physiotherapist.", "6 stated"),
            ("An opportunity has arisen for a full time Band 5 nurse.", "5 stated"),
            ("Salary: AfC Band 7", "7 stated"),
            ("This is a Band 4 post.", "4 stated"),
            ("You will supervise a Band 5 technician.", "-"),
            ("We are looking for somebody with experience at Band 5.", "-"),
            ("Equivalent Band 5.", "-"),
            ("We are recruiting a Band 5 nurse, led by a Band 7 sister.", "-"),
            ("A rock band of 6.", "-"),
        ];
        for (text, expected) in cases {
            assert_eq!(reading("Nurse", "Negotiable", None, text), expected, "{text}");
        }
    }

    #[test]
    fn pay_that_is_another_bands_range_overrules_the_text() {
        let text = "We are recruiting a Band 5 nurse.";
        assert_eq!(reading("Sister", "£64455.00 to £74896.00", None, text), "8b paid in England 2025/26");
        assert_eq!(reading("Sister", "£31049.00 to £37796.00", None, text), "5 stated");
    }

    #[test]
    fn no_band_is_inferred_for_a_doctor_or_dentist() {
        let range = "£64455.00 to £74896.00";
        let doctors = [
            "Consultant in Cardiology",
            "Consultant Anaesthetist",
            "Locum Consultant Psychiatrist",
            "Specialty Doctor in Emergency Medicine",
            "Speciality Doctor",
            "Specialty Doctor in Psychological Medicine",
            "Dental Core Trainee",
            "FY1 in Surgery",
            "Associate Specialist",
            "Specialty Registrar",
            "Senior Clinical Fellow",
            "Clinical Research Fellow in Stroke",
            "Salaried GP",
            "General Practitioner",
            "Dental Officer",
            "Community Dentist",
            "Senior House Officer",
        ];
        for title in doctors {
            assert_eq!(reading(title, range, None, "We are recruiting a Band 5 nurse."), "-", "{title}");
        }
        let others = [
            "Nurse Consultant",
            "Consultant Midwife",
            "Consultant Pharmacist",
            "Consultant Psychologist",
            "Consultant Clinical Scientist",
            "Consultant Radiographer",
            "Therapy Consultant",
            "GP Practice Manager",
            "Secretary to the Consultant Cardiologist",
            "Physician Associate",
            "Dental Nurse",
            "Doctors' Rota Coordinator",
            "Medical Director's Personal Assistant",
        ];
        for title in others {
            assert_eq!(reading(title, range, None, ""), "8b paid in England 2025/26", "{title}");
        }
        assert_eq!(reading("Consultant Midwife, Band 8b", "Negotiable", None, ""), "8b stated");
    }

    #[test]
    fn the_staff_group_of_doctors_and_dentists_has_no_band_either() {
        for (group, expected) in [("Medical and Dental", None), ("Healthcare Scientist", Some(Band::EightB))] {
            let clues = BandClues { title: "Head of Service", staff_group: Some(group), ..BandClues::default() };
            let read = BandReading::of(&clues, &Pay::read("£64455.00 to £74896.00"), &PayTables::bundled());
            assert_eq!(read.map(|read| read.band()), expected, "{group}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_names_each_band_once(text in "(band|Bands|or|and|[0-9]{1,2}|8[a-dA-D]|[ /,(:-]|.){0,12}") {
            let bands = named_bands(&text);
            for (place, band) in bands.iter().enumerate() {
                proptest::prop_assert!(!bands[place + 1..].contains(band));
            }
        }
    }
}
