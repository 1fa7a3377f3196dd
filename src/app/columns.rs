//! The columns of a list of adverts, a row of data each.

use jiff::civil::Date;

use crate::domain::board::Listing;
use crate::domain::text::or_not_stated;

/// A column.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Its lasting name.
    pub id: &'static str,
    /// Its heading.
    pub heading: &'static str,
    /// How wide it is at least, in columns of the terminal.
    pub width: usize,
    /// How large a share of the room left over it takes.
    pub share: usize,
    /// Its place in line for room: the lower the sooner it is shown.
    pub rank: u8,
    /// Which of an advert's searched fields it shows, so that matched letters can be marked.
    pub field: Option<usize>,
    /// What it shows on a day.
    pub text: fn(&Listing, Date) -> String,
}

/// How many columns stand before that of distances.
const AFTER_PLACE: usize = 3;

/// Every column, from left to right.
#[rustfmt::skip]
pub const COLUMNS: [Column; 7] = [
    Column { id: "title", heading: "Title", width: 24, share: 3, rank: 0, field: Some(0), text: |listing, _| listing.advert.title.clone() },
    Column { id: "employer", heading: "Employer", width: 18, share: 2, rank: 4, field: Some(1), text: |listing, _| or_not_stated(&listing.advert.employer).to_owned() },
    Column { id: "place", heading: "Place", width: 11, share: 1, rank: 2, field: Some(2), text: place },
    Column { id: "pay", heading: "Pay", width: 17, share: 0, rank: 1, field: None, text: |listing, _| listing.pay.column() },
    Column { id: "band", heading: "Band", width: 4, share: 0, rank: 5, field: None, text: band },
    Column { id: "contract", heading: "Contract", width: 10, share: 0, rank: 7, field: None, text: contract },
    Column { id: "closing", heading: "Closes", width: 6, share: 0, rank: 6, field: None, text: closing },
];

/// The column of distances, beside the place where there is somewhere to measure from. A listing does not know how far it is: who
/// does puts [`about`](crate::domain::distance::about) so many miles in place of the dash.
pub const DISTANCE: Column = Column {
    id: "distance",
    heading: "Distance",
    width: 11,
    share: 0,
    rank: 3,
    field: None,
    text: |_, _| "–".to_owned(),
};

fn place(listing: &Listing, _: Date) -> String {
    listing.place_summary().unwrap_or_else(|| "not stated".to_owned())
}

fn band(listing: &Listing, _: Date) -> String {
    listing.band.as_ref().map_or_else(|| "–".to_owned(), crate::domain::band_reading::BandReading::mark)
}

fn contract(listing: &Listing, _: Date) -> String {
    listing.advert.contract.clone().unwrap_or_else(|| "–".to_owned())
}

/// A closing date further off than this many days is shown with its year.
const FAR: i32 = 300;

fn closing(listing: &Listing, today: Date) -> String {
    let Some(date) = listing.advert.closes else { return "–".to_owned() };
    if date < today {
        return "closed".to_owned();
    }
    let is_far = (date - today).get_days() > FAR;
    date.strftime(if is_far { "%b %y" } else { "%-d %b" }).to_string()
}

/// The columns that fit into a width, with their widths, from left to right, a space between them; that of distances only where
/// there are any.
#[must_use]
pub fn fitting(width: usize, with_distances: bool) -> Vec<(&'static Column, usize)> {
    let distance = with_distances.then_some(&DISTANCE);
    let all = || COLUMNS[..AFTER_PLACE].iter().chain(distance).chain(&COLUMNS[AFTER_PLACE..]);
    let mut shown: Vec<&Column> = all().collect();
    shown.sort_by_key(|column| column.rank);
    let needed = |columns: &[&Column]| columns.iter().map(|column| column.width + 1).sum::<usize>() - 1;
    while shown.len() > 1 && needed(&shown) > width {
        shown.pop();
    }
    let spare = width.saturating_sub(needed(&shown));
    let shares: usize = shown.iter().map(|column| column.share).sum();
    let others: usize = shown.iter().skip(1).map(|column| spare * column.share / shares).sum();
    all()
        .filter(|column| shown.iter().any(|kept| kept.id == column.id))
        .map(|column| match column.rank {
            0 => (column, width.min(column.width + spare - others)),
            _ => (column, column.width + spare * column.share / shares),
        })
        .collect()
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
        let all = fitting(300, true);
        assert_eq!(all.len(), COLUMNS.len() + 1);
        for (place, (column, _)) in all.iter().enumerate() {
            for (other, _) in &all[place + 1..] {
                assert!(column.id != other.id && column.rank != other.rank, "{} {}", column.id, other.id);
            }
            assert!(usize::from(column.rank) < all.len());
        }
        assert_eq!([all[AFTER_PLACE - 1].0.id, all[AFTER_PLACE].0.id], ["place", "distance"]);
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
            assert_eq!(closing(&board.at(0).unwrap(), date(2026, 11, 22)), shown);
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
