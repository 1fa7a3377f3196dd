//! What there is to read, as documents: a role's tabs, a category, an advert. The screen and the commands share them.

pub mod advert;
pub mod category;
pub mod compare;
pub mod ladder;
pub mod market;
pub mod my_pay;
pub mod pay;
pub mod role;
pub mod route;
pub mod steps;
