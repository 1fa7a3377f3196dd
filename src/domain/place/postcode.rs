//! UK postcodes, whole and in part, as people type them.

use std::fmt;

/// A UK postcode in its usual form: capitals, one space before the last three characters (`LS1 4AP`), or an outward code
/// alone (`LS1`).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Postcode(String);

/// The letters that postcodes of the UK, the Isle of Man and the Channel Islands begin with.
const AREAS: &str = " AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN \
EX FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR \
NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF \
WN WR WS WV YO ZE ";

impl Postcode {
    /// Reads a postcode with or without its space and capitals; nothing where the text is not one.
    ///
    /// A letter O for a nought, a nought for a letter or a letter I for a one is mended only where the text is no postcode
    /// otherwise and the mended one begins with the letters of an area (`SE1 OUG`, `0X3 9DU`, `LSI 4AP`).
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let packed: String = text.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_uppercase()).collect();
        if !packed.is_ascii() {
            return None;
        }
        if is_outward(&packed) {
            return has_area(&packed).then_some(Self(packed));
        }
        let packed = packed.replace(['-', '.'], "");
        Self::whole(&packed).or_else(|| Self::mended(&packed))
    }

    /// A whole postcode without its space, in capitals.
    fn whole(packed: &str) -> Option<Self> {
        let (outward, inward) = packed.split_at_checked(packed.len().checked_sub(3)?)?;
        (is_outward(outward) && is_inward(inward)).then(|| Self(format!("{outward} {inward}")))
    }

    /// A whole postcode in which O and nought, or I and one, were taken for each other.
    fn mended(packed: &str) -> Option<Self> {
        let (outward, inward) = packed.split_at_checked(packed.len().checked_sub(3)?)?;
        let inward = inward.strip_prefix('O').map_or(inward.to_owned(), |letters| format!("0{letters}"));
        let outward_as_typed = outward.to_owned();
        // No area has a nought in its name, and no district ends with the letter O.
        let first = outward.strip_prefix('0').map(|rest| format!("O{rest}"));
        let second =
            outward.get(1..).and_then(|rest| rest.strip_prefix('0')).map(|rest| format!("{}O{rest}", &outward[..1]));
        let last = outward.strip_suffix('O').map(|rest| format!("{rest}0"));
        // No area has an I behind its first letter.
        let one = outward.get(1..).map(|rest| format!("{}{}", &outward[..1], rest.replace('I', "1")));
        [Some(outward_as_typed), first, second, last, one]
            .into_iter()
            .flatten()
            .filter(|outward| has_area(outward))
            .find_map(|outward| Self::whole(&format!("{outward}{inward}")))
    }

    /// The postcode as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The part before the space: the district.
    #[must_use]
    pub fn outward(&self) -> &str {
        self.0.split(' ').next().unwrap_or(&self.0)
    }

    /// Whether only the outward part was stated.
    #[must_use]
    pub fn is_partial(&self) -> bool {
        !self.0.contains(' ')
    }
}

impl fmt::Display for Postcode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// Whether an outward code begins with the letters of an area.
fn has_area(outward: &str) -> bool {
    let letters: String = outward.chars().take_while(char::is_ascii_uppercase).collect();
    AREAS.contains(&format!(" {letters} "))
}

/// One or two letters, a digit, then perhaps one more digit or letter; a district of two digits has no nought before it,
/// and none ends with the letter O.
fn is_outward(text: &str) -> bool {
    let letters = text.bytes().take_while(u8::is_ascii_uppercase).count();
    let rest = text.as_bytes().get(letters..).unwrap_or_default();
    (1..=2).contains(&letters)
        && match rest {
            [digit] => digit.is_ascii_digit(),
            [b'0', _] | [_, b'O'] => false,
            [digit, last] => digit.is_ascii_digit() && last.is_ascii_alphanumeric(),
            _ => false,
        }
}

/// A digit, then two letters.
fn is_inward(text: &str) -> bool {
    matches!(text.as_bytes(), [digit, first, second]
        if digit.is_ascii_digit() && first.is_ascii_uppercase() && second.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> Option<String> {
        Postcode::read(text).map(|postcode| postcode.to_string())
    }

    #[test]
    fn a_missing_space_and_missing_capitals_are_put_right() {
        for text in ["WS2 9PS", "WS29PS", "ws2 9ps", " ws29ps ", "WS 2 9 PS"] {
            assert_eq!(read(text).as_deref(), Some("WS2 9PS"), "{text}");
        }
        assert_eq!(read("ec4y8en").as_deref(), Some("EC4Y 8EN"));
    }

    #[test]
    fn an_outward_code_alone_is_partial() {
        let partial = Postcode::read("ex2").unwrap();
        assert!(partial.is_partial());
        assert_eq!((partial.as_str(), partial.outward()), ("EX2", "EX2"));
        let whole = Postcode::read("EX2 5DW").unwrap();
        assert!(!whole.is_partial());
        assert_eq!(whole.outward(), "EX2");
        // The shape alone makes no district: no area is called ZZ or Q.
        assert_eq!((read("ZZ1"), read("Q4")), (None, None));
    }

    #[test]
    fn an_o_for_a_nought_is_mended_only_where_nothing_else_can_be_meant() {
        let cases = [
            ("SE1 OUG", Some("SE1 0UG")),
            ("0X3 9DU", Some("OX3 9DU")),
            ("S015 2AB", Some("SO15 2AB")),
            ("LSI 4AP", Some("LS1 4AP")),
            ("SWIA 2AA", Some("SW1A 2AA")),
            ("LS1-4AP", Some("LS1 4AP")),
            ("LS1.4AP", Some("LS1 4AP")),
            ("N1-2", None),
            ("CO1O 1AB", Some("CO10 1AB")),
            ("P019 6SE", Some("PO19 6SE")),
            ("L0 1AB", Some("L0 1AB")),
            ("SE1 8U0", None),
            ("Q01 1AB", None),
            ("Room 101", None),
        ];
        for (text, expected) in cases {
            assert_eq!(read(text).as_deref(), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_read_reads_back(text in "[0OA-Z]{1,2}[0-9O][0-9A-Z]? ?[0-9O][A-Z]{2}|.{0,10}") {
            if let Some(postcode) = Postcode::read(&text) {
                prop_assert_eq!(Postcode::read(postcode.as_str()), Some(postcode));
            }
        }

        #[test]
        fn postcodes_are_read_however_they_are_spaced(text in "[A-Z]{1,2}[1-9][0-9A-NP-Z]? [0-9][A-Z]{2}") {
            let packed = text.replace(' ', "").to_lowercase();
            prop_assert_eq!(read(&packed), Some(text));
        }
    }
}
