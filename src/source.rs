//! Floor 2: where roles and adverts come from. Imports the domain.

pub mod bundled;
