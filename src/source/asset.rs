//! Reading a file of `assets/` that is written in RON, its faults told with line and column. The build reads by it too, in
//! `assets/pack.rs`, so it names nothing of the crate.

use ron::extensions::Extensions;
use serde::de::DeserializeOwned;

/// A file of `assets/` that does not parse.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("reading the bundled file {file}, line {line}, column {column}: {why}; mend the file and build again")]
pub struct AssetError {
    /// The file's name from the root of the project.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1.
    pub column: usize,
    /// What the parser met.
    pub why: String,
}

/// Reads the text of the file of that name; an optional value is written without `Some`.
///
/// # Errors
/// Where it does not parse.
pub fn parse<T: DeserializeOwned>(file: &str, text: &str) -> Result<T, AssetError> {
    let options = ron::Options::default().with_default_extension(Extensions::IMPLICIT_SOME);
    options.from_str(text).map_err(|error| AssetError {
        file: file.to_owned(),
        line: error.span.start.line,
        column: error.span.start.col,
        why: error.code.to_string(),
    })
}
