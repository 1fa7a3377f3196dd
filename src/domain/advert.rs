//! An advert for a post, as its source states it. What rolecall reads out of it stands apart, in [`crate::domain::board`].

use std::fmt;

use jiff::civil::Date;
use serde::de::value::MapAccessDeserializer;
use serde::de::{self, Deserializer, MapAccess, Visitor};
use serde::ser::{SerializeStruct, Serializer};
use serde::{Deserialize, Serialize};

use crate::domain::scale::PayYear;

/// The lasting name of an advert, as the commands take it.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct AdvertId(String);

impl AdvertId {
    /// Takes the text as it stands.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for AdvertId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// One advert. Every text is safe to show (see [`crate::domain::text::clean`]); the reader that made it saw to that.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Advert {
    /// The lasting name.
    pub id: AdvertId,
    /// The post's title.
    pub title: String,
    /// Who employs.
    pub employer: String,
    /// Each place as stated.
    pub places: Vec<StatedPlace>,
    /// The pay as stated; nothing where the advert says nothing.
    #[serde(default)]
    pub pay: Option<String>,
    /// A figure that somebody other than the employer guessed. It is never pay.
    #[serde(default)]
    pub predicted_pay: Option<PredictedPay>,
    /// Figures that the source gives beside the text of the pay; they count only where the text has none of its own.
    #[serde(default)]
    pub pay_figures: Option<PayFigures>,
    /// The band or pay scheme that the source gives beside the text, as given (`Band 6`, `Consultant`).
    #[serde(default)]
    pub band: Option<String>,
    /// The contract type as stated.
    #[serde(default)]
    pub contract: Option<String>,
    /// The working pattern as stated, such as `Full time, Flexible working`.
    #[serde(default)]
    pub working_pattern: Option<String>,
    /// The staff group as the source labels it, such as `Nursing and Midwifery Registered`.
    #[serde(default)]
    pub staff_group: Option<String>,
    /// The last day to apply.
    #[serde(default)]
    pub closes: Option<Date>,
    /// The day it was published.
    #[serde(default)]
    pub posted: Option<Date>,
    /// The employer's or board's reference.
    #[serde(default)]
    pub reference: Option<String>,
    /// Its page.
    #[serde(default)]
    pub url: Option<String>,
    /// Where the record comes from, in words.
    pub source: String,
    /// Its text, part by part.
    #[serde(default)]
    pub sections: Vec<Section>,
}

impl Advert {
    /// The pay year that the advert is of: that of the later of the days it was posted and closes, where it gives one.
    #[must_use]
    pub fn pay_year(&self) -> Option<PayYear> {
        self.posted.max(self.closes).map(PayYear::of)
    }

    /// The facts without the text: what a shortlist keeps.
    #[must_use]
    pub fn facts(&self) -> Self {
        Self { sections: Vec::new(), ..self.clone() }
    }
}

/// A place as stated, with the position that the source gives for it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StatedPlace {
    /// The place in words, such as `Leeds, LS1 4AP`.
    pub text: String,
    /// Degrees north and east (WGS84), where the source gives both and they are believable.
    pub position: Option<(f64, f64)>,
}

impl StatedPlace {
    /// A place of which no position is given.
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), position: None }
    }
}

/// Written as its text alone, or as a record with the position where there is one.
impl Serialize for StatedPlace {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Some((latitude, longitude)) = self.position else { return serializer.serialize_str(&self.text) };
        let mut record = serializer.serialize_struct("StatedPlace", 3)?;
        record.serialize_field("text", &self.text)?;
        record.serialize_field("latitude", &latitude)?;
        record.serialize_field("longitude", &longitude)?;
        record.end()
    }
}

impl<'de> Deserialize<'de> for StatedPlace {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(PlaceVisitor)
    }
}

/// Takes either form of a [`StatedPlace`].
struct PlaceVisitor;

impl<'de> Visitor<'de> for PlaceVisitor {
    type Value = StatedPlace;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a place: its text, or (text: \"…\", latitude: …, longitude: …)")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<StatedPlace, E> {
        Ok(StatedPlace::new(text))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<StatedPlace, A::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Record {
            text: String,
            latitude: f64,
            longitude: f64,
        }
        let record = Record::deserialize(MapAccessDeserializer::new(map))?;
        Ok(StatedPlace { text: record.text, position: Some((record.latitude, record.longitude)) })
    }
}

/// Figures that a source gives beside the pay's text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PayFigures {
    /// The lower figure as given.
    pub low: Option<String>,
    /// The upper figure as given.
    pub high: Option<String>,
    /// What the source says they are for (`YEAR`, `HOUR`); often untrue.
    pub unit: Option<String>,
}

/// A reseller's guess at the pay.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PredictedPay {
    /// Who guessed.
    pub by: String,
    /// The guess as printed.
    pub text: String,
}

/// A part of an advert's text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// Its heading.
    pub heading: String,
    /// Its paragraphs, apart by line feeds; a line that begins with `• ` is an item of a list.
    pub text: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_written_plainly_and_read_back_in_both_forms() {
        let places = vec![
            StatedPlace::new("Leeds, LS1 4AP"),
            StatedPlace { text: "Truro".to_owned(), position: Some((50.26, -5.05)) },
        ];
        let text = ron::to_string(&places).unwrap();
        assert_eq!(text, r#"["Leeds, LS1 4AP",(text:"Truro",latitude:50.26,longitude:-5.05)]"#);
        assert_eq!(ron::from_str::<Vec<StatedPlace>>(&text).unwrap(), places);
    }
}
