//! All that can happen to the explorer.

use std::collections::HashMap;
use std::sync::Arc;

use crate::app::effect::Purpose;
use crate::app::filters::Counts;
use crate::app::keymap::Chord;
use crate::app::panes::market::Told;
use crate::app::panes::roles::Node;
use crate::app::refresh::News;
use crate::domain::advert::AdvertId;
use crate::domain::board::Board;
use crate::domain::record::AdvertRecord;
use crate::domain::searches::{NamedSearches, SearchChange};
use crate::domain::shortlist::{Change, Shortlists};
use crate::search::adverts::explain::Verdict;
use crate::search::adverts::openings::RoleOpenings;
use crate::search::adverts::{Reach, Reading};

/// Something that happened.
#[derive(Clone, Debug)]
pub enum Message {
    /// A key was pressed.
    Key(Chord),
    /// A text was pasted.
    Paste(String),
    /// The terminal has another size, or shows the program again.
    Resized,
    /// The adverts were read, or could not be.
    Board(Result<Arc<Board>, String>),
    /// The file of the adverts was damaged and is moved aside; the sentence says where to.
    Damaged(String),
    /// What is known of an advert beside its facts was read.
    Record(AdvertId, AdvertRecord),
    /// How a refresh gets on.
    Refreshing(News),
    /// A refresh ended; the sentence says how.
    Refreshed(Result<String, String>),
    /// A search is done.
    Found(Found),
    /// What was to be counted beside a search is counted.
    Beside(Beside),
    /// The queries that were kept, the oldest first.
    Queries(Vec<String>),
    /// The adverts of a board are counted.
    Counted(Counted),
    /// The market that a search asked for is told.
    Market(Told),
    /// The shortlists were read, or could not be.
    Lists(Result<Shortlists, String>),
    /// A change to the shortlists is on the disk, or is not.
    Changed(Result<Changed, NotChanged>),
    /// The named searches were read, or could not be.
    Searches(Result<NamedSearches, String>),
    /// A change to the named searches is on the disk, or is not: then why.
    SearchesChanged(Result<SearchesChanged, SearchesNotChanged>),
    /// A setting cannot be used; the sentence says which and why.
    Misconfigured(String),
    /// Something asked for was done, or could not be; the sentence says which.
    Told(Result<String, String>),
    /// The program is to end.
    End,
    /// A part of the program died; nothing more can be relied on.
    Died(String),
}

/// A change that is on the disk.
#[derive(Clone, Debug)]
pub struct Changed {
    /// The lists as they now stand, with other copies' changes.
    pub lists: Shortlists,
    /// The change that takes it back.
    pub undo: Change,
    /// Why it was made.
    pub purpose: Purpose,
    /// What to say of it.
    pub said: String,
}

/// A change of the named searches that is on the disk.
#[derive(Clone, Debug)]
pub struct SearchesChanged {
    /// The searches as they now stand, with other copies' changes.
    pub searches: NamedSearches,
    /// The change that takes it back.
    pub undo: SearchChange,
    /// Why it was made.
    pub purpose: Purpose,
    /// What to say of it.
    pub said: String,
}

/// A change of the named searches that is not on the disk.
#[derive(Clone, Debug)]
pub struct SearchesNotChanged {
    /// Why.
    pub why: String,
    /// The change, where it was to take back an earlier one, which can still be taken back.
    pub undo: Option<SearchChange>,
}

/// A change that is not on the disk.
#[derive(Clone, Debug)]
pub struct NotChanged {
    /// Why.
    pub why: String,
    /// The change, where it was to take back an earlier one, which can still be taken back.
    pub undo: Option<Change>,
}

/// How many adverts of a board each row of the tree stands for, and how many are open for each role.
#[derive(Clone, Debug)]
pub struct Counted {
    /// The board.
    pub board: Arc<Board>,
    /// The counts.
    pub counts: HashMap<Node, usize>,
    /// The open adverts.
    pub openings: RoleOpenings,
}

/// What a search found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// The request's number.
    pub generation: u64,
    /// The adverts, as positions in the board, in the order asked for.
    pub hits: Vec<usize>,
    /// How many adverts the scope holds, whatever was typed.
    pub within: usize,
    /// How many adverts meet what was typed among all.
    pub everywhere: usize,
    /// How the query was read where that is more than it says.
    pub reading: Reading,
    /// How far adverts are, where there is a place to measure from.
    pub reach: Option<Arc<Reach>>,
}

/// What was counted beside a search.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Beside {
    /// The request's number.
    pub generation: u64,
    /// Where nothing was found, for each part of the query as it was typed how many adverts would be found without it; where
    /// none helps, for two of them.
    pub lifted: Vec<(Vec<String>, usize)>,
    /// What the filters show, where that was asked for.
    pub counts: Option<Counts>,
    /// Where the advert that was sought stands.
    pub verdict: Option<Verdict>,
}
