//! What changed between two readings of an advert, field by field.

use jiff::civil::Date;

use crate::domain::advert::{Advert, PayFigures, PredictedPay, Section};
use crate::domain::text::day;

/// A field in words: its name, and what it says where it says anything.
type Field = (&'static str, Option<String>);

/// A field that says something else than before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Its name in the JSON of an advert.
    pub field: String,
    /// What it said, in words; of sections, those alone that changed.
    pub before: Option<String>,
    /// What it says.
    pub after: Option<String>,
}

/// A field that was found changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The day it was found changed.
    pub date: Date,
    /// The field, before and after.
    pub difference: Difference,
}

impl Difference {
    /// The change in a line: what it was and what it is. Of the text only that it changed, since it is long.
    #[must_use]
    pub fn describe(&self) -> String {
        let said = |value: &Option<String>| {
            let value = value.as_deref().unwrap_or("not stated");
            value.parse::<Date>().map_or_else(|_| value.to_owned(), day)
        };
        if self.field == "sections" {
            return "the text".to_owned();
        }
        format!("{}: {}, before that {}", self.label(), said(&self.after), said(&self.before))
    }

    /// The field's name for people.
    #[must_use]
    pub fn label(&self) -> String {
        match self.field.as_str() {
            "closes" => "Closing date".to_owned(),
            "sections" => "Text".to_owned(),
            "url" => "Address".to_owned(),
            field => {
                let words = field.replace('_', " ");
                let mut letters = words.chars();
                letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
            }
        }
    }
}

/// The fields that say something else. The sections are one field, told by those parts alone that differ.
#[must_use]
pub fn differences(before: &Advert, after: &Advert) -> Vec<Difference> {
    let facts = facts(before).into_iter().zip(facts(after));
    let sections = sections(before, after).into_iter().zip(sections(after, before));
    facts
        .chain(sections)
        .filter(|((_, before), (_, after))| before != after)
        .map(|((field, before), (_, after))| Difference { field: field.to_owned(), before, after })
        .collect()
}

/// Every fact by the name that the JSON of an advert gives it.
fn facts(advert: &Advert) -> [Field; 15] {
    // Named one by one, so that a new field of an advert cannot be forgotten here.
    let Advert {
        id: _,
        title,
        employer,
        places,
        pay,
        predicted_pay,
        pay_figures,
        band,
        contract,
        working_pattern,
        staff_group,
        closes,
        posted,
        reference,
        url,
        source,
        sections: _,
    } = advert;
    let places: Vec<&str> = places.iter().map(|place| place.text.as_str()).collect();
    [
        ("title", Some(title.clone())),
        ("employer", Some(employer.clone())),
        ("places", (!places.is_empty()).then(|| places.join("; "))),
        ("pay", pay.clone()),
        ("predicted_pay", predicted_pay.as_ref().map(|PredictedPay { by, text }| format!("{text} ({by})"))),
        ("pay_figures", pay_figures.as_ref().map(figures)),
        ("band", band.clone()),
        ("contract", contract.clone()),
        ("working_pattern", working_pattern.clone()),
        ("staff_group", staff_group.clone()),
        ("closes", closes.map(|day| day.to_string())),
        ("posted", posted.map(|day| day.to_string())),
        ("reference", reference.clone()),
        ("url", url.clone()),
        ("source", Some(source.clone())),
    ]
}

/// The figures as given, such as `21853 to 28577, YEAR`.
fn figures(PayFigures { low, high, unit }: &PayFigures) -> String {
    let ends: Vec<&str> = [low, high].into_iter().flatten().map(String::as_str).collect();
    let parts = [Some(ends.join(" to ")).filter(|ends| !ends.is_empty()), unit.clone()];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// The sections of an advert that another reading of it has not, each with its heading on a line of its own.
fn sections(advert: &Advert, other: &Advert) -> Option<Field> {
    let own: Vec<String> = advert
        .sections
        .iter()
        .filter(|section| !other.sections.contains(section))
        .map(|Section { heading, text }| format!("{heading}\n{text}"))
        .collect();
    (advert.sections != other.sections).then(|| ("sections", (!own.is_empty()).then(|| own.join("\n\n"))))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::domain::advert::StatedPlace;

    fn advert() -> Advert {
        Advert {
            title: "Nurse".to_owned(),
            places: vec![StatedPlace::new("Leeds"), StatedPlace::new("York")],
            pay_figures: Some(PayFigures { low: Some("21853".to_owned()), high: None, unit: Some("YEAR".to_owned()) }),
            sections: vec![section("Duties", "Care."), section("Pay", "Good.")],
            ..Advert::default()
        }
    }

    fn section(heading: &str, text: &str) -> Section {
        Section { heading: heading.to_owned(), text: text.to_owned() }
    }

    /// What changes from [`advert`] to a changed copy of it: `field: before -> after`.
    fn told(change: impl FnOnce(&mut Advert)) -> Vec<String> {
        let mut after = advert();
        change(&mut after);
        let words = |text: Option<String>| text.unwrap_or_else(|| "nothing".to_owned());
        let found = differences(&advert(), &after).into_iter();
        found.map(|found| format!("{}: {} -> {}", found.field, words(found.before), words(found.after))).collect()
    }

    #[test]
    fn each_field_is_told_before_and_after() {
        assert_eq!(told(|_| ()), [""; 0]);
        assert_eq!(told(|advert| advert.title.push('s')), ["title: Nurse -> Nurses"]);
        assert_eq!(told(|advert| drop(advert.places.pop())), ["places: Leeds; York -> Leeds"]);
        assert_eq!(told(|advert| advert.closes = Some(date(2026, 12, 1))), ["closes: nothing -> 2026-12-01"]);
        assert_eq!(told(|advert| advert.pay_figures = None), ["pay_figures: 21853, YEAR -> nothing"]);
        let guess = |text: &str| Some(PredictedPay { by: "A board".to_owned(), text: text.to_owned() });
        assert_eq!(
            told(|advert| (advert.predicted_pay, advert.band) = (guess("£9"), Some("Band 5".to_owned()))),
            ["predicted_pay: nothing -> £9 (A board)", "band: nothing -> Band 5"]
        );
    }

    #[test]
    fn only_the_parts_of_the_text_that_differ_are_told() {
        assert_eq!(
            told(|advert| advert.sections[1] = section("Pay", "Better.")),
            ["sections: Pay\nGood. -> Pay\nBetter."]
        );
        assert_eq!(told(|advert| drop(advert.sections.pop())), ["sections: Pay\nGood. -> nothing"]);
        // The order alone says nothing else.
        assert_eq!(told(|advert| advert.sections.reverse()), [""; 0]);
    }

    #[test]
    fn a_position_is_not_told() {
        assert_eq!(told(|advert| advert.places[0].position = Some((53.8, -1.5))), [""; 0]);
    }
}
