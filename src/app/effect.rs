//! All that the explorer may ask for of the world outside it. Each effect is answered by a message.

use std::sync::Arc;

use jiff::civil::Date;

use crate::app::filters::Asked;
use crate::app::refresh::RefreshRequest;
use crate::config::keep::Change as SettingChange;
use crate::domain::advert::AdvertId;
use crate::domain::board::Board;
use crate::domain::searches::SearchChange;
use crate::domain::shortlist::Change;
use crate::search::adverts::{Scope, Sort, Standings};
use crate::search::query::Query;

/// Something to be carried out.
#[derive(Clone, Debug)]
pub enum Effect {
    /// Search the adverts.
    Search(SearchRequest),
    /// Fetch adverts into the cache.
    Refresh(RefreshRequest),
    /// Stop fetching; what was read is kept.
    StopRefresh,
    /// Read the adverts at hand.
    ReadBoard,
    /// Read what is known of an advert beside its facts.
    ReadRecord(AdvertId),
    /// Read the queries that were kept.
    ReadQueries,
    /// Keep a query, to be called back later.
    KeepQuery(String),
    /// Read the shortlists again: another copy of the program may have changed them.
    ReadLists,
    /// Change the shortlists on the disk.
    Change {
        /// The change.
        change: Change,
        /// Why it is made.
        purpose: Purpose,
        /// What to say once it is on the disk.
        said: String,
    },
    /// Read the named searches.
    ReadSearches,
    /// Change the named searches on the disk.
    ChangeSearches {
        /// The change.
        change: SearchChange,
        /// Why it is made.
        purpose: Purpose,
        /// What to say once it is on the disk.
        said: String,
    },
    /// Keep changed settings in the person's file.
    KeepSettings(Vec<SettingChange>),
    /// Open an address in the browser.
    Browse(String),
    /// Put a text on the clipboard.
    Copy(String),
    /// Hand the terminal back to the shell until the program is brought back.
    Suspend,
    /// Draw every cell anew.
    Redraw,
}

/// Why the person's files are changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// The person asked for it.
    Do,
    /// It takes back an earlier change.
    Undo,
}

/// What to search the adverts for.
#[derive(Clone, Debug)]
pub struct SearchRequest {
    /// The adverts: the answer's positions are positions in this board.
    pub board: Arc<Board>,
    /// The request's number; an answer to an older one is dropped.
    pub generation: u64,
    /// What is typed.
    pub query: Query,
    /// Which adverts to look among.
    pub scope: Scope,
    /// The order.
    pub sort: Sort,
    /// The day it is.
    pub today: Date,
    /// How adverts stand with the person.
    pub standings: Standings,
    /// What is to be counted beside it, where that is shown.
    pub asked: Option<Asked>,
    /// An advert of which it is to be told where it stands.
    pub sought: Option<AdvertId>,
    /// The adverts whose market is to be told, as far as the query leaves them, where that is looked at.
    pub market: Option<Scope>,
}
