//! Days as adverts print them: `21 August 2026`, `Friday 21st Aug 2026`, `21/08/26 23:59`, `2026-08-21`.

use jiff::civil::Date;

use crate::domain::date::month_named;
use crate::domain::text::folded_words;

/// The first whole day in a text. In figures the day comes before the month; a day without its year is not whole.
pub(super) fn date_in(text: &str) -> Option<Date> {
    text.split_whitespace().find_map(in_figures).or_else(|| in_words(&folded_words(text)))
}

/// `21/08/2026`, `21.08.26`, `2026-08-21`, with whatever else stands around it.
fn in_figures(word: &str) -> Option<Date> {
    let word = word.trim_matches(|c: char| !c.is_ascii_digit());
    let parts: Vec<&str> = word.split(['/', '.', '-', 'T']).collect();
    match parts[..] {
        [year, month, day, ..] if year.len() == 4 => date(day, month.parse().ok()?, year),
        [day, month, year] if year.len() == 2 => date(day, month.parse().ok()?, &format!("20{year}")),
        [day, month, year] => date(day, month.parse().ok()?, year),
        _ => None,
    }
}

/// `21st August 2026` or `August 21 2026`.
fn in_words(words: &[String]) -> Option<Date> {
    words.windows(3).find_map(|run| {
        let (day, month) =
            if run[0].starts_with(char::is_alphabetic) { (&run[1], &run[0]) } else { (&run[0], &run[1]) };
        let day = ["st", "nd", "rd", "th"].iter().find_map(|ending| day.strip_suffix(ending)).unwrap_or(day);
        date(day, month_named(month)?, &run[2])
    })
}

fn date(day: &str, month: i8, year: &str) -> Option<Date> {
    let year = (year.len() == 4).then(|| year.parse().ok()).flatten()?;
    Date::new(year, month, day.parse().ok()?).ok().filter(|date| (2000..2100).contains(&date.year()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_in_every_form_that_adverts_use() {
        let day = Some(Date::constant(2026, 8, 9));
        let cases = [
            ("9 August 2026", day),
            ("Sunday 9th Aug 2026 at 11:59pm", day),
            ("is 09 August 2026", day),
            ("August 9, 2026", day),
            ("09/08/2026 23:59", day),
            ("10:11 on 9.8.26", day),
            ("2026-08-09T15:57:11.165", day),
            ("(9-8-2026)", day),
            ("9 August", None),
            ("31 June 2026", None),
            ("09/21/2026", None),
            ("10:11:2012", None),
            ("in 30 days", None),
            ("", None),
        ];
        for (text, expected) in cases {
            assert_eq!(date_in(text), expected, "{text}");
        }
    }
}
