//! An advert for a post, as its source states it. What rolecall reads out of it stands apart, in [`crate::domain::board`].

use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The lasting name of an advert, as the commands take it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Advert {
    /// The lasting name.
    pub id: AdvertId,
    /// The post's title.
    pub title: String,
    /// Who employs.
    pub employer: String,
    /// Each place as stated, such as `Leeds, LS1 4AP`.
    pub places: Vec<String>,
    /// The pay as stated; nothing where the advert says nothing.
    #[serde(default)]
    pub pay: Option<String>,
    /// A figure that somebody other than the employer guessed. It is never pay.
    #[serde(default)]
    pub predicted_pay: Option<PredictedPay>,
    /// The contract type as stated.
    #[serde(default)]
    pub contract: Option<String>,
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
    /// The facts without the text: what a shortlist keeps.
    #[must_use]
    pub fn facts(&self) -> Self {
        Self { sections: Vec::new(), ..self.clone() }
    }
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
