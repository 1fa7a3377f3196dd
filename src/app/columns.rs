//! The columns of a list of adverts, a row of data each.

use crate::domain::board::Listing;
use crate::domain::text::day;

/// A column.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Its lasting name.
    pub id: &'static str,
    /// Its heading.
    pub heading: &'static str,
    /// How wide it is, in columns of the terminal; the title takes what is left.
    pub width: usize,
    /// Its place in line for room: the lower the sooner it is shown.
    pub rank: u8,
    /// Which of an advert's searched fields it shows, so that matched letters can be marked.
    pub field: Option<usize>,
    /// What it shows.
    pub text: fn(&Listing) -> String,
}

/// The title is never narrower than this while another column is shown.
const TITLE: usize = 24;

/// Every column, from left to right.
pub const COLUMNS: [Column; 7] = [
    Column { id: "title", heading: "Title", width: TITLE, rank: 0, field: Some(0), text: |listing| listing.advert.title.clone() },
    Column { id: "employer", heading: "Employer", width: 30, rank: 4, field: Some(1), text: |listing| listing.advert.employer.clone() },
    Column { id: "place", heading: "Place", width: 16, rank: 2, field: Some(2), text: place },
    Column { id: "pay", heading: "Pay", width: 17, rank: 1, field: None, text: |listing| listing.pay.column() },
    Column { id: "band", heading: "Band", width: 4, rank: 3, field: None, text: band },
    Column { id: "contract", heading: "Contract", width: 11, rank: 6, field: None, text: contract },
    Column { id: "closing", heading: "Closes", width: 11, rank: 5, field: None, text: closing },
];

fn place(listing: &Listing) -> String {
    listing.place_summary().unwrap_or_else(|| "not stated".to_owned())
}

fn band(listing: &Listing) -> String {
    listing.band.map_or_else(|| "–".to_owned(), crate::domain::board::BandReading::mark)
}

fn contract(listing: &Listing) -> String {
    listing.advert.contract.clone().unwrap_or_else(|| "–".to_owned())
}

fn closing(listing: &Listing) -> String {
    listing.advert.closes.map_or_else(|| "–".to_owned(), |date| {
        let text = day(date);
        text.rsplit_once(' ').map_or(text.clone(), |(short, _)| short.to_owned())
    })
}

/// The columns that fit into a width, with their widths, from left to right, a space between them.
#[must_use]
pub fn fitting(width: usize) -> Vec<(&'static Column, usize)> {
    let mut by_rank: Vec<&Column> = COLUMNS.iter().collect();
    by_rank.sort_by_key(|column| column.rank);
    let mut taken = 0;
    let mut ranks = 0;
    for column in by_rank {
        let more = column.width + usize::from(ranks > 0);
        if ranks > 0 && taken + more > width {
            break;
        }
        taken += more;
        ranks += 1;
    }
    let spare = width.saturating_sub(taken);
    COLUMNS
        .iter()
        .filter(|column| usize::from(column.rank) < ranks)
        .map(|column| {
            let own = if column.rank == 0 { width.min(column.width + spare) } else { column.width };
            (column, own)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn ids_and_ranks_are_distinct() {
        for (place, column) in COLUMNS.iter().enumerate() {
            for other in &COLUMNS[place + 1..] {
                assert!(column.id != other.id && column.rank != other.rank, "{} {}", column.id, other.id);
            }
            assert!(usize::from(column.rank) < COLUMNS.len());
        }
    }

    proptest! {
        #[test]
        fn columns_fill_the_width_and_never_more(width in 1_usize..300) {
            let columns = fitting(width);
            let total: usize = columns.iter().map(|(_, width)| width).sum::<usize>() + columns.len() - 1;
            prop_assert_eq!(total, width);
            prop_assert_eq!(columns[0].0.id, "title");
        }
    }
}
