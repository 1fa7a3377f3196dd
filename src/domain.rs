//! Floor 0: what rolecall is about. Knows no screen, disk, network, clock or thread; time is passed in.

pub mod advert;
pub mod band;
pub mod band_reading;
pub mod board;
pub mod catalogue;
pub mod category;
pub mod changes;
pub mod contract;
pub mod date;
pub mod distance;
pub mod everyday;
pub mod facts;
pub mod gazetteer;
pub mod linking;
pub mod pay;
pub mod place;
pub mod pool;
pub mod progression;
pub mod record;
pub mod role;
pub mod scale;
pub mod shortlist;
pub mod sites;
pub mod standing;
pub mod text;
pub mod tokens;
