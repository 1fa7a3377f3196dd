//! How the command line spells nations, zones and student loans, so that what JSON says can be given back to a command.

use std::fmt;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser, ValueParser};
use serde::{Serialize, Serializer};

use crate::domain::deductions::Loan;
use crate::domain::scale::{Nation, Zone};

/// A value that JSON spells as the command line takes it.
pub struct Typed<T>(pub T);

/// What the command line has a spelling for.
pub trait Spelt {
    /// The spelling.
    fn spelt(&self) -> &'static str;
}

impl Spelt for Nation {
    fn spelt(&self) -> &'static str {
        match self {
            Self::England => "england",
            Self::Scotland => "scotland",
            Self::Wales => "wales",
            Self::NorthernIreland => "northern-ireland",
        }
    }
}

impl Spelt for Zone {
    fn spelt(&self) -> &'static str {
        match self {
            Self::Inner => "inner",
            Self::Outer => "outer",
            Self::Fringe => "fringe",
        }
    }
}

impl Spelt for Loan {
    fn spelt(&self) -> &'static str {
        match self {
            Self::Plan1 => "1",
            Self::Plan2 => "2",
            Self::Plan4 => "4",
            Self::Plan5 => "5",
            Self::Postgraduate => "postgraduate",
        }
    }
}

/// What may be left out by writing `none`.
pub type OrNone<T> = Option<T>;

/// What reads an option that is one of some values or `none`; help and shell completions list them with what they are.
pub fn or_none<T>(all: &'static [T], none: &'static str) -> ValueParser
where
    T: Spelt + fmt::Display + Copy + Send + Sync + 'static,
{
    let values = all.iter().map(|one| PossibleValue::new(one.spelt()).help(one.to_string()));
    let values = values.chain([PossibleValue::new("none").help(none)]);
    let read = |text: String| all.iter().copied().find(|one| one.spelt() == text);
    PossibleValuesParser::new(values).map(read).into()
}

impl<T: Spelt> Serialize for Typed<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0.spelt())
    }
}
