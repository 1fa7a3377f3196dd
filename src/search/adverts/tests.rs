//! What a search of adverts promises.
