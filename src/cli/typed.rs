//! How the command line spells nations, zones and student loans, so that what JSON says can be given back to a command.

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

impl<T: Spelt> Serialize for Typed<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0.spelt())
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;
    use crate::cli::pay_args::PayArgs;
    use crate::domain::scale::PayYear;
    use crate::domain::take_home::post::Payee;
    use crate::domain::take_home::terms::PayTerms;
    use crate::source::bundled;

    /// Somebody whose pay is worked out with these options.
    #[derive(Parser)]
    struct Line {
        #[command(flatten)]
        pay: PayArgs,
    }

    #[test]
    fn every_spelling_is_taken_for_what_it_was_made_of() {
        let catalogue = bundled::catalogue().unwrap();
        let asked = |option: &str, value: &str| {
            let (tables, terms) = (catalogue.pay(), PayTerms::default());
            let mut payee = Payee { tables, nation: Nation::default(), year: PayYear(2026), terms };
            Line::try_parse_from(["pay", option, value]).unwrap().pay.change(&mut payee).unwrap();
            payee
        };
        for nation in Nation::ALL {
            assert_eq!(asked("--nation", nation.spelt()).nation, nation);
        }
        for zone in Zone::ALL {
            assert_eq!(asked("--zone", zone.spelt()).terms.zone, Some(zone));
        }
        for loan in [Loan::Plan1, Loan::Plan2, Loan::Plan4, Loan::Plan5, Loan::Postgraduate] {
            assert_eq!(Vec::from(asked("--loan", loan.spelt()).terms.loans), [loan]);
        }
    }
}
