//! The columns of a list of adverts, a row of data each.

use jiff::civil::Date;

use crate::domain::band_reading::BandReading;
use crate::domain::board::Listing;
use crate::domain::distance::{about, brief};
use crate::domain::text::{fold, or_not_stated};
use crate::search::marks::AdvertMarks;

/// An advert as a list shows it.
#[derive(Clone, Copy, Debug)]
pub struct Shown<'a> {
    /// The advert.
    pub listing: &'a Listing,
    /// The day it is.
    pub today: Date,
    /// How far it is, in miles, where that is known.
    pub miles: Option<f32>,
}

/// A column.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Its lasting name.
    pub id: &'static str,
    /// Its heading.
    pub heading: &'static str,
    /// How wide it is where there is room, in columns of the terminal.
    pub width: usize,
    /// How narrow it gets, so that one that matters more than its full width stays in sight.
    pub least: usize,
    /// How large a share it takes of the room left over.
    pub share: usize,
    /// Its place in line for room: the lower the sooner it is shown.
    pub rank: u8,
    /// What it shows, in so many columns of the terminal if it can be said shorter.
    pub text: fn(&Shown<'_>, usize) -> String,
    /// Which characters of that a query meets.
    pub met: fn(&AdvertMarks, &Listing) -> Vec<usize>,
}

/// The columns of a lower rank than this are what a list is read for: for these the others get narrow. Those behind them are
/// shown where all have their full width.
const BESIDES: u8 = 6;

/// The [`Column::id`] of the column that is shown only where there is somewhere to measure from.
pub const DISTANCE: &str = "distance";

/// Every column, from left to right.
#[rustfmt::skip]
pub const COLUMNS: [Column; 8] = [
    Column { id: "title", heading: "Title", width: 24, least: 20, share: 3, rank: 0, text: |shown, _| shown.listing.advert.title.clone(), met: |marks, _| marks.title().to_vec() },
    Column { id: "employer", heading: "Employer", width: 18, least: 12, share: 2, rank: 4, text: |shown, _| or_not_stated(&shown.listing.advert.employer).to_owned(), met: |marks, _| marks.employer().to_vec() },
    Column { id: "place", heading: "Place", width: 11, least: 10, share: 1, rank: 3, text: place, met: place_met },
    Column { id: DISTANCE, heading: "Distance", width: 8, least: 8, share: 1, rank: 1, text: distance, met: |_, _| Vec::new() },
    Column { id: "pay", heading: "Pay", width: 17, least: 16, share: 0, rank: 2, text: pay, met: |_, _| Vec::new() },
    Column { id: "band", heading: "Band", width: 4, least: 4, share: 0, rank: 5, text: band, met: band_met },
    Column { id: "contract", heading: "Contract", width: 10, least: 10, share: 0, rank: 7, text: contract, met: |_, _| Vec::new() },
    Column { id: "closing", heading: "Closes", width: 6, least: 6, share: 0, rank: 6, text: closing, met: |_, _| Vec::new() },
];

fn place(shown: &Shown<'_>, _: usize) -> String {
    shown.listing.place_summary().unwrap_or_else(|| "not stated".to_owned())
}

/// The marks of the places as stated that fall within the short name shown for the first.
fn place_met(marks: &AdvertMarks, listing: &Listing) -> Vec<usize> {
    listing.places.first().map(|first| within_name(&first.text, first.short(), marks.places())).unwrap_or_default()
}

fn within_name(stated: &str, name: &str, met: &[usize]) -> Vec<usize> {
    let (stated, name): (Vec<char>, Vec<char>) = (stated.chars().map(fold).collect(), name.chars().map(fold).collect());
    let Some(start) = stated.windows(name.len().max(1)).position(|run| run == name) else { return Vec::new() };
    met.iter().filter_map(|mark| mark.checked_sub(start)).filter(|mark| *mark < name.len()).collect()
}

fn distance(shown: &Shown<'_>, width: usize) -> String {
    let said = |miles| Some(about(miles)).filter(|text| text.len() <= width).unwrap_or_else(|| brief(miles));
    shown.miles.map_or_else(|| "–".to_owned(), said)
}

/// Pay with its unit after a stroke where it does not fit otherwise: `£9.21–12.98/hour`.
fn pay(shown: &Shown<'_>, width: usize) -> String {
    let pay = shown.listing.pay.column();
    if pay.chars().count() <= width { pay } else { pay.replace(" an ", "/").replace(" a ", "/") }
}

fn band(shown: &Shown<'_>, _: usize) -> String {
    shown.listing.band.as_ref().map_or_else(|| "–".to_owned(), BandReading::mark)
}

/// The band itself where the query asks for it, not the mark of one that was inferred.
fn band_met(marks: &AdvertMarks, listing: &Listing) -> Vec<usize> {
    let band = listing.band.as_ref().map(BandReading::band).filter(|band| marks.meets_band(*band));
    band.map(|band| (0..band.to_string().len()).collect()).unwrap_or_default()
}

fn contract(shown: &Shown<'_>, _: usize) -> String {
    shown.listing.advert.contract.clone().unwrap_or_else(|| "–".to_owned())
}

/// A closing date further off than this many days is shown with its year.
const FAR: i32 = 300;

fn closing(shown: &Shown<'_>, _: usize) -> String {
    let Some(date) = shown.listing.advert.closes else { return "–".to_owned() };
    if date < shown.today {
        return "closed".to_owned();
    }
    let is_far = (date - shown.today).get_days() > FAR;
    date.strftime(if is_far { "%b %y" } else { "%-d %b" }).to_string()
}

/// The columns that fit into a width, with their widths, from left to right, a space between them; that of distances only where
/// there are any.
#[must_use]
pub fn fitting(width: usize, with_distances: bool) -> Vec<(&'static Column, usize)> {
    let mut shown: Vec<&Column> = COLUMNS.iter().filter(|column| with_distances || column.id != DISTANCE).collect();
    while shown.len() > 1 && needed(&shown) > width {
        let last = shown.iter().map(|column| column.rank).max();
        shown.retain(|column| Some(column.rank) != last);
    }
    let mut widths = spread(&shown, width);
    let taken = widths.iter().sum::<usize>() + widths.len() - 1;
    // What does not divide evenly is the title's, and so is the lack of it where it is alone.
    if let Some(title) = widths.first_mut() {
        *title = (*title + width).saturating_sub(taken);
    }
    shown.into_iter().zip(widths).collect()
}

/// The width that columns must have together.
fn needed(shown: &[&Column]) -> usize {
    let is_narrow = shown.iter().all(|column| column.rank < BESIDES);
    shown.iter().map(|column| if is_narrow { column.least } else { column.width } + 1).sum::<usize>() - 1
}

/// The widths of columns within a width: what is over the least ones goes to all that lack some, then to all by their shares.
fn spread(shown: &[&Column], width: usize) -> Vec<usize> {
    let sum = |of: fn(&Column) -> usize| shown.iter().map(|column| of(column)).sum::<usize>();
    let lacking = sum(|column| column.width - column.least);
    let over = width.saturating_sub(sum(|column| column.least) + shown.len() - 1);
    let (filled, left) = (over.min(lacking), over.saturating_sub(lacking));
    let shares = sum(|column| column.share);
    let one = |column: &&Column| {
        let lack = (column.width - column.least) * filled / lacking.max(1);
        column.least + lack + left * column.share / shares.max(1)
    };
    shown.iter().map(one).collect()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;
    use crate::domain::advert::Advert;
    use crate::domain::board::{Board, Origin};
    use crate::domain::catalogue::Catalogue;

    #[test]
    fn ids_and_ranks_are_distinct() {
        for (place, column) in COLUMNS.iter().enumerate() {
            for other in &COLUMNS[place + 1..] {
                assert!(column.id != other.id && column.rank != other.rank, "{} {}", column.id, other.id);
            }
            assert!(usize::from(column.rank) < COLUMNS.len());
            assert!(column.least <= column.width && column.heading.len() <= column.least, "{}", column.id);
        }
    }

    #[test]
    fn what_a_list_is_read_for_stays_in_sight_beside_distances() {
        let shown = |width, with_distances| {
            let ids: Vec<&str> = fitting(width, with_distances).iter().map(|(column, _)| column.id).collect();
            ids.join(" ")
        };
        // The room of the vacancies on screens of 200, 120, 80, 60 and 40 columns; with the keys on one of 80 it is that of 60.
        for (width, without, with) in [
            (
                147,
                "title employer place pay band contract closing",
                "title employer place distance pay band contract closing",
            ),
            (79, "title employer place pay band", "title employer place distance pay band"),
            (47, "title pay", "title distance pay"),
            (53, "title place pay", "title distance pay"),
            (35, "title", "title distance"),
        ] {
            assert_eq!((shown(width, false).as_str(), shown(width, true).as_str()), (without, with), "{width}");
        }
    }

    #[test]
    fn a_narrow_column_says_distances_shorter() {
        let board = Board::new(vec![Advert::default()], Arc::new(Catalogue::default()), Origin::default());
        let listing = &board.at(0).unwrap();
        let said = |miles, width| distance(&Shown { listing, today: date(2026, 11, 22), miles }, width);
        for (miles, width, text) in [
            (Some(112.4), 12, "about 112 mi"),
            (Some(112.4), 11, "~112 mi"),
            (Some(17.0), 11, "about 17 mi"),
            (Some(0.3), 10, "under 2 mi"),
            (Some(0.3), 8, "<2 mi"),
            (None, 8, "–"),
        ] {
            assert_eq!(said(miles, width), text);
        }
    }

    #[test]
    fn a_narrow_column_says_the_unit_of_pay_shorter() {
        let advert = Advert { pay: Some("£9.21 to £12.98 an hour".to_owned()), ..Advert::default() };
        let board = Board::new(vec![advert], Arc::new(Catalogue::default()), Origin::default());
        let shown = Shown { listing: &board.at(0).unwrap(), today: date(2026, 11, 22), miles: None };
        assert_eq!([19, 18].map(|width| pay(&shown, width)), ["£9.21–12.98 an hour", "£9.21–12.98/hour"]);
    }

    #[test]
    fn marks_follow_the_short_name_into_its_column() {
        assert_eq!(within_name("Angel, LONDON, N1 9PF", "London", &[0, 7, 8, 15]), [0, 1]);
        assert_eq!(within_name("Leeds, London, Hybrid", "Leeds", &[7, 8]), [0_usize; 0]);
        assert_eq!(within_name("Leeds", "Leeds", &[0, 4]), [0, 4]);
        assert_eq!(within_name("Leeds", "", &[0]), [0_usize; 0]);
    }

    #[test]
    fn a_closing_date_is_not_taken_for_another_years() {
        let cases = [
            (Some(date(2020, 12, 23)), "closed"),
            (Some(date(2026, 11, 21)), "closed"),
            (Some(date(2026, 11, 22)), "22 Nov"),
            (Some(date(2027, 1, 31)), "31 Jan"),
            (Some(date(2027, 12, 1)), "Dec 27"),
            (None, "–"),
        ];
        for (closes, shown) in cases {
            let catalogue = Arc::new(Catalogue::default());
            let advert = Advert { closes, ..Advert::default() };
            let board = Board::new(vec![advert], catalogue, Origin::default());
            let listing = &board.at(0).unwrap();
            assert_eq!(closing(&Shown { listing, today: date(2026, 11, 22), miles: None }, 6), shown);
        }
    }

    proptest! {
        #[test]
        fn columns_fill_the_width_and_never_more(width in 1_usize..300, with_distances: bool) {
            let columns = fitting(width, with_distances);
            let total: usize = columns.iter().map(|(_, width)| width).sum::<usize>() + columns.len() - 1;
            prop_assert_eq!(total, width);
            prop_assert_eq!(columns[0].0.id, "title");
        }
    }
}
