//! What `rolecall pay` is asked for: bands, a figure, or the name of a role.

use crate::domain::band::Band;
use crate::domain::pay::{NoYear, Pay, Reversed};

/// What was named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// Bands, lowest first.
    Bands(Vec<Band>),
    /// A figure.
    Figure(Box<Pay>),
    /// Neither, so perhaps a role.
    Name,
}

/// Reads what was typed: `5`, `band 8a`, `bands 5-7`, `5/6`, a pay text, or anything else.
///
/// # Errors
/// Where it is meant for a band or a figure and is none: what was understood, and what to write.
pub fn read(what: &str) -> Result<Asked, String> {
    if what.starts_with('-') || what.parse::<f64>().is_ok_and(|number| number <= 0.0) {
        return Err(format!(
            "`{what}` is no band, and no pay; write a band such as 5 or 8a, or a figure such as 35000"
        ));
    }
    let lower = what.to_lowercase();
    let named = ["bands", "band"].iter().find_map(|word| lower.strip_prefix(word));
    let bands = named.unwrap_or(&lower).trim();
    match bands_in(bands) {
        Some(Ok(bands)) => return Ok(Asked::Bands(bands)),
        Some(Err(why)) => return Err(why),
        None if named.is_some_and(|rest| rest.trim().starts_with(|c: char| c.is_ascii_digit()))
            && !lower.contains('£') =>
        {
            return Err(format!("`{what}` is no band; they are 1 to 7, 8a, 8b, 8c, 8d and 9, such as 5, 8a or 5-6"));
        }
        None => {}
    }
    let pay = Pay::read(what);
    if pay.figures().is_some() {
        return Ok(Asked::Figure(Box::new(pay)));
    }
    if let Some(Reversed { low, high, .. }) = pay.reversed {
        return Err(format!("`{what}` has its ends the wrong way round; write \"{low} - {high}\" if that is meant"));
    }
    let signed = Pay::read(&format!("£{what}"));
    let begins_with_a_digit = what.starts_with(|c: char| c.is_ascii_digit());
    if begins_with_a_digit && signed.unit_stated && signed.figures().is_some() {
        return Ok(Asked::Figure(Box::new(signed)));
    }
    let is_number = |c: char| c.is_ascii_digit() || "£.,- ".contains(c);
    if begins_with_a_digit && what.parse::<f64>().is_ok() {
        return Err(if signed.figures().is_some() {
            format!("`{what}` is no band, and as pay {}", NoYear::Unit)
        } else {
            format!("`{what}` is no band, and more than any post is paid; check its digits")
        });
    }
    if what.contains('£') || what.chars().all(is_number) {
        return Err(format!(
            "`{what}` is no band, and no figure that can be read; write one such as 35000, 31000-37000 or \"16.40 an hour\""
        ));
    }
    Ok(Asked::Name)
}

/// Bands and nothing else: a list, or the first and last of a range. Nothing where a part is no band at all.
fn bands_in(text: &str) -> Option<Result<Vec<Band>, String>> {
    let bands = Band::list(text)?;
    let parts: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let is_letter = |part: Option<&&str>| part.is_some_and(|part| "abcdABCD".contains(part));
    let mut eights = (1..).zip(&parts).filter(|(_, part)| matches!(**part, "8" | "eight"));
    if eights.any(|(next, _)| !is_letter(parts.get(next))) {
        return Some(Err("8 is four bands; name 8a, 8b, 8c or 8d, or all of them as 8a-8d".to_owned()));
    }
    Some(Ok(bands))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bands_figures_and_names_are_told_apart() {
        use Band::{EightA, Five, Seven, Six};
        let cases: [(&str, &[Band]); 13] = [
            ("5", &[Five]),
            ("8A", &[EightA]),
            ("band 5", &[Five]),
            ("Bands 5 to 7", &[Five, Six, Seven]),
            ("band 5-6", &[Five, Six]),
            ("5/6", &[Five, Six]),
            ("6 or 5", &[Five, Six]),
            ("7–8a", &[Seven, EightA]),
            ("5, 7", &[Five, Seven]),
            ("band five", &[Five]),
            ("bands five to seven", &[Five, Six, Seven]),
            ("5-6 or 8a", &[Five, Six, EightA]),
            ("8 a", &[EightA]),
        ];
        for (what, bands) in cases {
            assert_eq!(read(what), Ok(Asked::Bands(bands.to_vec())), "{what}");
        }
        for what in
            ["35000", "up to £17,648", "£15 an hour", "15.50/hour", "£30,000 pro rata", "31000-37000", "14 an hour"]
        {
            assert_eq!(read(what), Ok(Asked::Figure(Box::new(Pay::read(what)))), "{what}");
        }
        for what in ["200 a day", "900 a week"] {
            assert_eq!(read(what), Ok(Asked::Figure(Box::new(Pay::read(&format!("£{what}"))))), "{what}");
        }
        for what in ["nurse", "NHS 111 call handler", "band ten", "no such role"] {
            assert_eq!(read(what), Ok(Asked::Name), "{what}");
        }
        for (what, why) in [
            ("8", "8 is four bands"),
            ("band 8", "8 is four bands"),
            ("band eight", "8 is four bands"),
            ("7-8", "8 is four bands"),
            ("band 12", "`band 12` is no band; they are 1 to 7"),
            ("14", "`14` is no band, and as pay it does not say what it is paid for; add \"a year\""),
            ("30", "as pay it does not say what it is paid for"),
            ("1000000", "more than any post is paid"),
            ("39043-32073", "has its ends the wrong way round; write \"£32,073 - £39,043\""),
            ("0", "`0` is no band, and no pay; write a band such as 5"),
            ("-5", "`-5` is no band, and no pay"),
            ("-£35,000", "is no band, and no pay"),
            ("£", "no figure that can be read"),
        ] {
            assert!(read(what).is_err_and(|told| told.contains(why)), "{what}: {:?}", read(what));
        }
    }
}
