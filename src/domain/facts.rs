//! The facts of an advert as borrowed texts: the form in which they pass between the cache, the board and an [`Advert`]
//! without each text being copied on the way.

use std::borrow::Cow;
use std::fmt::Write;

use jiff::civil::Date;

use crate::domain::advert::{Advert, AdvertId, PayFigures, PredictedPay, StatedPlace};
use crate::domain::band::Band;
use crate::domain::band_reading::band_in_text;
use crate::domain::record::Seen;
use crate::domain::text::safe_line;

/// What is stated in an advert and when it was listed; its text is elsewhere, but for the band that it offers. It may come from a file that other programs
/// can write to, so the texts are made safe to show when an [`Advert`] or a board takes them.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Facts<'a> {
    /// The lasting name.
    pub id: &'a str,
    /// The post's title.
    pub title: &'a str,
    /// Who employs.
    pub employer: &'a str,
    /// The places, as [`places_text`] writes them.
    pub places: &'a str,
    /// The pay as stated.
    pub pay: Option<&'a str>,
    /// The lower figure beside the pay's text.
    pub figure_low: Option<&'a str>,
    /// The upper figure beside the pay's text.
    pub figure_high: Option<&'a str>,
    /// What these figures are said to be for.
    pub figure_unit: Option<&'a str>,
    /// Who guessed the pay.
    pub predicted_by: Option<&'a str>,
    /// The guess as printed.
    pub predicted_text: Option<&'a str>,
    /// The band beside the text.
    pub band: Option<&'a str>,
    /// The band that the text offers, by [`band_in_text`]: read out of the advert, where all else is stated beside its text.
    pub text_band: Option<Band>,
    /// The contract type as stated.
    pub contract: Option<&'a str>,
    /// The working pattern as stated.
    pub working_pattern: Option<&'a str>,
    /// The staff group as the source labels it.
    pub staff_group: Option<&'a str>,
    /// The last day to apply.
    pub closes: Option<Date>,
    /// The day it was published.
    pub posted: Option<Date>,
    /// The employer's or board's reference.
    pub reference: Option<&'a str>,
    /// Its page.
    pub url: Option<Address<'a>>,
    /// Where the record comes from.
    pub source: &'a str,
    /// When it was listed; nothing where that was not noted.
    pub seen: Option<Seen>,
}

/// The address of a page in two parts: what stands up to its last slash is the same for thousands of adverts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Address<'a> {
    /// Up to the last slash and with it.
    pub folder: &'a str,
    /// What comes after it.
    pub page: &'a str,
}

impl<'a> Address<'a> {
    /// Parts an address.
    #[must_use]
    pub fn of(url: &'a str) -> Self {
        let (folder, page) = url.split_at(url.rfind('/').map_or(0, |slash| slash + 1));
        Self { folder, page }
    }
}

impl<'a> Facts<'a> {
    /// The facts of an advert, its text with it; `places` is the [`places_text`] of its places.
    #[must_use]
    pub fn of(advert: &'a Advert, places: &'a str) -> Self {
        let (figures, predicted) = (advert.pay_figures.as_ref(), advert.predicted_pay.as_ref());
        Self {
            id: advert.id.as_str(),
            title: &advert.title,
            employer: &advert.employer,
            places,
            pay: advert.pay.as_deref(),
            figure_low: figures.and_then(|figures| figures.low.as_deref()),
            figure_high: figures.and_then(|figures| figures.high.as_deref()),
            figure_unit: figures.and_then(|figures| figures.unit.as_deref()),
            predicted_by: predicted.map(|guess| guess.by.as_str()),
            predicted_text: predicted.map(|guess| guess.text.as_str()),
            band: advert.band.as_deref(),
            text_band: band_in_text(&advert.sections),
            contract: advert.contract.as_deref(),
            working_pattern: advert.working_pattern.as_deref(),
            staff_group: advert.staff_group.as_deref(),
            closes: advert.closes,
            posted: advert.posted,
            reference: advert.reference.as_deref(),
            url: advert.url.as_deref().map(Address::of),
            source: &advert.source,
            seen: None,
        }
    }

    /// The advert without its text, safe to show. Figures that say nothing are none.
    #[must_use]
    pub fn to_advert(&self) -> Advert {
        let line = |text: &str| safe_line(text).into_owned();
        let maybe = |text: Option<&str>| text.map(line);
        let figures =
            PayFigures { low: maybe(self.figure_low), high: maybe(self.figure_high), unit: maybe(self.figure_unit) };
        let predicted = self.predicted_by.zip(self.predicted_text);
        Advert {
            id: AdvertId::new(line(self.id)),
            title: line(self.title),
            employer: line(self.employer),
            places: places(self.places),
            pay: maybe(self.pay),
            predicted_pay: predicted.map(|(by, text)| PredictedPay { by: line(by), text: line(text) }),
            pay_figures: Some(figures).filter(|figures| *figures != PayFigures { low: None, high: None, unit: None }),
            band: maybe(self.band),
            contract: maybe(self.contract),
            working_pattern: maybe(self.working_pattern),
            staff_group: maybe(self.staff_group),
            closes: self.closes,
            posted: self.posted,
            reference: maybe(self.reference),
            url: self.url.map(|url| line(&[url.folder, url.page].concat())),
            source: line(self.source),
            sections: Vec::new(),
        }
    }
}

/// Places as one text: each is a line, ended by a line feed, of its words and, where a position is given, a tab, the
/// degrees north, a tab and the degrees east.
#[must_use]
pub fn places_text(places: &[StatedPlace]) -> String {
    let mut text = String::new();
    for place in places {
        text.push_str(&place.text);
        if let Some((north, east)) = place.position {
            // Writing to a text does not fail. `{}` gives as many digits as reading the same number back takes.
            let _ = write!(text, "\t{north}\t{east}");
        }
        text.push('\n');
    }
    text
}

/// The places of a [`places_text`], their words safe to show. A position that is no number is none.
#[must_use]
pub fn places(text: &str) -> Vec<StatedPlace> {
    let mut places = Vec::with_capacity(text.bytes().filter(|byte| *byte == b'\n').count());
    places.extend(text.split_terminator('\n').map(place));
    places
}

/// The words of the places of a [`places_text`], one after the other between dots, as people read and search them.
#[must_use]
pub fn places_words(text: &str) -> Cow<'_, str> {
    let mut words = text.split_terminator('\n').map(|line| safe_line(words_of(line)));
    let first = words.next().unwrap_or_default();
    words.fold(first, |all, next| all + " · " + next)
}

fn words_of(line: &str) -> &str {
    line.split('\t').next().unwrap_or_default()
}

fn place(line: &str) -> StatedPlace {
    let mut degrees =
        line.split('\t').skip(1).map_while(|part| part.parse().ok()).filter(|degrees: &f64| degrees.is_finite());
    StatedPlace { text: safe_line(words_of(line)).into_owned(), position: degrees.next().zip(degrees.next()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_keep_their_positions_to_the_last_digit() {
        let kept = vec![
            StatedPlace::new("Leeds, LS1 4AP"),
            StatedPlace { text: "Truro".to_owned(), position: Some((0.1 + 0.2, -5.05)) },
            StatedPlace::new(""),
        ];
        let text = places_text(&kept);
        assert_eq!(places(&text), kept);
        assert_eq!(places_words(&text), "Leeds, LS1 4AP · Truro · ");
        assert_eq!(places(&places_text(&[])), []);
        assert_eq!(places_words(""), "");
    }

    #[test]
    fn places_from_another_hand_are_harmless() {
        for text in ["Leeds\tNaN\tinf\n", "Leeds\t50.1\n", "Leeds\t\t\n", "\u{1b}Leeds", "Leeds\t1e999\t2\n"] {
            assert_eq!(places(text), [StatedPlace::new("Leeds")], "{text:?}");
            assert_eq!(places_words(text), "Leeds");
        }
    }

    #[test]
    fn an_address_is_parted_after_its_last_slash() {
        let parts = |url| (Address::of(url).folder, Address::of(url).page);
        assert_eq!(parts("https://example.org/advert/7"), ("https://example.org/advert/", "7"));
        assert_eq!(parts("https://example.org/advert/"), ("https://example.org/advert/", ""));
        assert_eq!(parts("none"), ("", "none"));
        assert_eq!(parts(""), ("", ""));
    }
}
