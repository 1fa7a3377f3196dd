//! The market of what the role pane shows: which was asked for last, and which was told last.

use std::sync::Arc;

use crate::domain::market::Market;
use crate::search::adverts::Scope;

/// The market of some adverts.
#[derive(Clone, Debug)]
pub struct Told {
    /// The number of the search that it belongs to.
    pub generation: u64,
    /// The adverts that were looked among.
    pub scope: Scope,
    /// The market.
    pub market: Arc<Market>,
}

/// What is known of markets.
#[derive(Debug, Default)]
pub struct MarketTab {
    /// The number of the last search that asked for one.
    pub asked: Option<u64>,
    /// The one told last.
    pub told: Option<Told>,
}

impl MarketTab {
    /// The market of a scope, and whether it is of an earlier search than that of the number.
    #[must_use]
    pub fn of(&self, scope: &Scope, generation: u64) -> Option<(&Market, bool)> {
        let told = self.told.as_ref().filter(|told| told.scope == *scope)?;
        Some((&told.market, told.generation != generation))
    }
}
