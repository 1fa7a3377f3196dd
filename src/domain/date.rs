//! Calendar days as sources write them. Only the day matters: no advert closes by the minute here.
//!
//! The day is the one that UK clocks show. A time without an offset is such a clock's already; one with an offset is
//! turned into the UK's own day, unless it is the edge of a day (23:59 or midnight) at an offset that the UK keeps (`Z`,
//! `+00:00`, `+01:00`): sources mix those two up, and write the edge to mean the whole of the day beside it. British
//! Summer Time runs from 01:00 UTC on the last Sunday of March to 01:00 UTC on the last Sunday of October, so no time
//! zone database is needed.

use jiff::ToSpan;
use jiff::civil::{Date, DateTime, Time, Weekday};

use crate::domain::tokens::{Token, tokens};

/// Reads the first whole day that a text holds: `2026-09-06`, `2026-09-06T23:59:59+0100`, `Tuesday 11 August 2026`,
/// `closes 11/08/26 at noon` (day first). Nothing where it holds none: a day without its year is not whole, and one that
/// does not exist, or that no advert can mean, is none.
#[must_use]
pub fn read(text: &str) -> Option<Date> {
    let mut before = None;
    let in_iso_order = text.char_indices().find_map(|(at, c)| {
        let begins = c.is_ascii_digit() && !before.replace(c).is_some_and(|c: char| c.is_alphanumeric() || c == '-');
        begins.then(|| iso(&text[at..])).flatten()
    });
    let date = in_iso_order.or_else(|| {
        let tokens = tokens(text);
        (0..tokens.len()).filter(|at| !is_in_word(&tokens, *at)).find_map(|at| written(&tokens[at..]))
    });
    date.filter(|date| YEARS.contains(&date.year()))
}

/// The years that an advert can mean; machines write `0001-01-01` and `9999-12-31` for no day at all.
const YEARS: std::ops::Range<i16> = 2000..2100;

/// A date in ISO order, perhaps with a time and an offset, at the start of a text.
fn iso(text: &str) -> Option<Date> {
    let (day, rest) = text.split_at_checked(10)?;
    let mut parts = day.splitn(3, '-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    if (year.len(), month.len(), day.len()) != (4, 2, 2) {
        return None;
    }
    let written = Date::new(digits(year)?, digits(month)?, digits(day)?).ok()?;
    match after_day(rest)? {
        (_, Zone::Kept) => Some(written),
        (time, Zone::Offset(0 | 60)) if is_edge(time) => Some(written),
        (time, Zone::Offset(offset)) => uk_day(written.to_datetime(time), offset),
    }
}

/// The time and the zone that follow a date in ISO order; nothing where what follows makes it no date.
fn after_day(rest: &str) -> Option<(Time, Zone)> {
    let plain = Some((Time::midnight(), Zone::Kept));
    match rest.chars().next() {
        Some('T' | 't' | 'Z' | 'z') if rest.len() == 1 => plain,
        Some('T' | 't') => time_and_zone(&rest[1..]),
        Some(' ') => time_and_zone(rest.trim_start()).or(plain),
        Some(c) if c.is_alphanumeric() => None,
        _ => plain,
    }
}

/// What stands after a time.
enum Zone {
    /// Nothing, or a name of UK time.
    Kept,
    /// An offset, in minutes east of UTC.
    Offset(i16),
}

/// Whether a time is the first or the last moment of its day, as machines write a day that has no time.
fn is_edge(time: Time) -> bool {
    time == Time::midnight() || (time.hour(), time.minute()) == (23, 59)
}

/// `15:57:11.165+0100` as a time and its zone.
fn time_and_zone(text: &str) -> Option<(Time, Zone)> {
    let end = text.find(|c: char| !(c.is_ascii_digit() || matches!(c, ':' | '.' | ','))).unwrap_or(text.len());
    let (clock, rest) = text.split_at(end);
    let whole = clock.split(['.', ',']).next()?;
    let mut parts = whole.split(':').map(digits::<i8>);
    let (hour, minute, second) = (parts.next()??, parts.next()??, parts.next().unwrap_or(Some(0))?);
    let time = Time::new(hour, minute, second.min(59), 0).ok()?;
    let zone = match rest.split_whitespace().next() {
        None => Zone::Kept,
        // Words after a space may be no zone at all.
        Some(word) if rest.starts_with(char::is_whitespace) => read_zone(word).unwrap_or(Zone::Kept),
        Some(word) => read_zone(word)?,
    };
    Some((time, zone))
}

fn read_zone(word: &str) -> Option<Zone> {
    let zone = word.trim_end_matches(['.', ',', ';', ')']);
    match zone {
        "" | "GMT" | "BST" => return Some(Zone::Kept),
        "Z" | "z" | "UTC" => return Some(Zone::Offset(0)),
        _ => {}
    }
    let sign = match zone.as_bytes().first()? {
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let packed: String = zone[1..].chars().filter(|c| *c != ':').collect();
    let (hours, minutes) = match packed.len() {
        2 => (digits::<i16>(&packed)?, 0),
        4 => (digits::<i16>(packed.get(..2)?)?, digits::<i16>(packed.get(2..)?)?),
        _ => return None,
    };
    (hours <= 18 && minutes <= 59).then(|| Zone::Offset(sign * (hours * 60 + minutes)))
}

/// The day in the UK at a local time with its offset.
fn uk_day(local: DateTime, offset: i16) -> Option<Date> {
    let utc = local.checked_sub(i64::from(offset).minutes()).ok()?;
    let (Some(begins), Some(ends)) = (last_sunday(utc.year(), 3), last_sunday(utc.year(), 10)) else {
        return Some(utc.date());
    };
    let change = Time::constant(1, 0, 0, 0);
    let summer = (begins.to_datetime(change)..ends.to_datetime(change)).contains(&utc);
    Some(if summer { utc.checked_add(1.hour()).ok()?.date() } else { utc.date() })
}

fn last_sunday(year: i16, month: i8) -> Option<Date> {
    Date::new(year, month, 1).ok()?.nth_weekday_of_month(-1, Weekday::Sunday).ok()
}

/// A date in words or in figures at the start of the tokens.
fn written(tokens: &[Token]) -> Option<Date> {
    in_words(tokens).or_else(|| in_figures(tokens))
}

/// The tokens of the longest date in words, so that a row of commas is not gone through again from each of them.
const LONGEST: usize = 8;

/// `11th of August, 2026`, `11-Aug-26`, `August 11 2026`.
fn in_words(tokens: &[Token]) -> Option<Date> {
    let mut parts = tokens.iter().take(LONGEST).enumerate().filter(|(_, token)| !is_filler(token));
    let ((_, first), (_, second), (at, third)) = (parts.next()?, parts.next()?, parts.next()?);
    let after = &tokens[at + 1..];
    match (first.number(), second.number(), third.number()) {
        (Some(day), None, Some(year)) => date(whole_year(year, after)?, month_named(second.word()?)?, day),
        (None, Some(day), Some(year)) => date(whole_year(year, after)?, month_named(first.word()?)?, day),
        _ => None,
    }
}

/// `11/08/2026`, `11-8-26`, `11.08.2026` (one number with two points), `2026/08/11`.
fn in_figures(tokens: &[Token]) -> Option<Date> {
    let first = tokens.first()?.number()?;
    if let [day, month, year] = first.split('.').collect::<Vec<_>>()[..] {
        return date(whole_year(year, &tokens[1..])?, digits(month)?, day);
    }
    let [slash, second, again, third, after @ ..] = tokens.get(1..)? else { return None };
    let marked = |mark| slash.is_mark(mark) && again.is_mark(mark);
    let (second, third) = (digits(second.number()?)?, third.number()?);
    match first.len() {
        4 if marked('/') => date(first, second, third),
        1 | 2 if marked('/') || marked('-') => date(whole_year(third, after)?, second, first),
        _ => None,
    }
}

/// Whether a token continues a word: the number of `A21` begins no date.
fn is_in_word(tokens: &[Token], at: usize) -> bool {
    tokens[at].glued && at > 0 && tokens[at - 1].word().is_some()
}

/// What stands between the parts of a date and says nothing: `11th of August, 2026`.
fn is_filler(token: &Token) -> bool {
    token.is_one_of(&["st", "nd", "rd", "th", "of"]) || [',', '.', '-'].iter().any(|mark| token.is_mark(*mark))
}

/// A year of four digits, or of two where nothing after them makes them something else: `11 Aug 23:59` has no year, and
/// `11 Aug 30 hours` neither.
fn whole_year<'a>(year: &'a str, after: &[Token]) -> Option<&'a str> {
    let ends = || after.first().is_none_or(|next| next.is("at") || (next.word().is_none() && !next.is_mark(':')));
    (year.len() == 4 || (year.len() == 2 && ends())).then_some(year)
}

/// A day of a year in four digits, or in the two of this century.
fn date(year: &str, month: i8, day: &str) -> Option<Date> {
    let century = if year.len() == 2 { 2000 } else { 0 };
    Date::new(century + digits::<i16>(year)?, month, digits(day)?).ok()
}

/// The month that a folded word names, in full or by its first three letters or more: 1 to 12.
#[must_use]
pub fn month_named(word: &str) -> Option<i8> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let short = if word == "sept" { "sep" } else { word };
    let place = MONTHS.iter().position(|month| short.len() >= 3 && month.starts_with(short))?;
    i8::try_from(place + 1).ok()
}

/// A number that is nothing but digits.
fn digits<N: std::str::FromStr>(text: &str) -> Option<N> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_form_of_the_boards_is_read() {
        let cases = [
            ("2026-09-06", date(2026, 9, 6)),
            ("2024-02-12T15:57:11.165", date(2024, 2, 12)),
            ("2024-02-12 15:57", date(2024, 2, 12)),
            ("2026-07-25T10:00:00Z", date(2026, 7, 25)),
            ("2020-10-09T13:34:51+0100", date(2020, 10, 9)),
            ("2020-11-15T23:59:59+0000", date(2020, 11, 15)),
            ("2020-06-30T23:59:59+01:00", date(2020, 6, 30)),
            ("2026-07-25T10:00:00.123456789+00:00", date(2026, 7, 25)),
            ("11 August 2026", date(2026, 8, 11)),
            ("Tuesday 11 August 2026", date(2026, 8, 11)),
            ("Tue, 11th Aug 2026", date(2026, 8, 11)),
            ("11 August 2026 at 11:59pm", date(2026, 8, 11)),
            ("  1st of Sept, 2026 ", date(2026, 9, 1)),
            ("11/08/2026", date(2026, 8, 11)),
            ("Tuesday 11/08/2026 23:59", date(2026, 8, 11)),
            ("1-2-2026", date(2026, 2, 1)),
            ("11/08/26", date(2026, 8, 11)),
            ("1.8.26", date(2026, 8, 1)),
            ("11-Aug-26", date(2026, 8, 11)),
            ("11Aug2026", date(2026, 8, 11)),
            ("August 11th, 2026", date(2026, 8, 11)),
            ("Mon Aug 10 2026", date(2026, 8, 10)),
            ("2026/08/11", date(2026, 8, 11)),
            ("2026-08-11Z", date(2026, 8, 11)),
            ("2026-08-11+01:00", date(2026, 8, 11)),
            ("2026-08-11T", date(2026, 8, 11)),
            ("2026-08-11 23:59 local time", date(2026, 8, 11)),
            ("(2026-08-11T23:59:59Z)", date(2026, 8, 11)),
            ("Closing date: 30 November 2026", date(2026, 11, 30)),
            ("closes 30/11/2026.", date(2026, 11, 30)),
            ("30th Nov 2026 at 23:59", date(2026, 11, 30)),
            ("23:59 on 30 November 2026", date(2026, 11, 30)),
            ("10:11 on 9.8.26", date(2026, 8, 9)),
            ("Midnight on 30 November 2026", date(2026, 11, 30)),
            ("is 09 August 2026, interviews 1 September 2026", date(2026, 8, 9)),
            ("(9-8-2026)", date(2026, 8, 9)),
            ("11.08.2026", date(2026, 8, 11)),
            ("29 February 2028", date(2028, 2, 29)),
        ];
        for (text, expected) in cases {
            assert_eq!(read(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn labelled_days_are_read_as_a_person_reads_them() {
        let labelled = include_str!("../../tests/data/dates/labelled.tsv");
        let rows: Vec<(&str, &str)> = labelled.lines().skip(1).filter_map(|row| row.split_once('\t')).collect();
        assert!(rows.len() > 100);
        for (text, day) in rows {
            assert_eq!(read(text).map_or("-".to_owned(), |date| date.to_string()), day, "{text}");
        }
    }

    #[test]
    fn what_is_no_day_is_not_read() {
        let cases = [
            "",
            "today",
            "2026-13-01",
            "2026-02-30",
            "31 June 2026",
            "08/13/2026",
            "9 August",
            "11 Aug 23:59",
            "11 Aug 30 hours",
            "in 30 days",
            "10:11:2012",
            "Ref A1-02-2026",
            "2026-9-6",
            "2026-W36-7",
            "٢٠٢٦-٠٩-٠٦",
            "24/7/365",
            "0001-01-01T00:00:00",
            "9999-12-31",
            "2026",
            "August 2026",
            "5 posts 2026",
            "2026-09-06Tea",
            "2026-09-06T25:00:00Z",
            "ongoing",
            "11 Foo 2026",
            "1 2 2026",
            "20261-09-06",
            "2026-09-061",
        ];
        for text in cases {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn a_time_of_another_land_is_turned_into_the_uk_day() {
        let cases = [
            ("2026-08-11T23:30:00-05:00", date(2026, 8, 12)),
            ("2026-08-12T00:30:00+02:00", date(2026, 8, 11)),
            ("2026-08-12T01:30:00+02:00", date(2026, 8, 12)),
            ("2026-01-12T01:30:00+02:00", date(2026, 1, 11)),
            ("2026-01-12T02:30:00+0200", date(2026, 1, 12)),
            // The clocks go forward at 01:00 UTC on 29 March 2026 and back on 25 October.
            ("2026-03-28T18:30:00-05:00", date(2026, 3, 28)),
            ("2026-03-29T18:30:00-05:00", date(2026, 3, 30)),
            ("2026-10-25T18:30:00-05:00", date(2026, 10, 25)),
        ];
        for (text, expected) in cases {
            assert_eq!(read(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn an_instant_falls_on_the_day_that_uk_clocks_show() {
        let cases = [
            ("2026-06-30T23:30:00Z", date(2026, 7, 1)),
            ("2026-06-30T23:30:00+0000", date(2026, 7, 1)),
            ("2026-06-30T23:00:00.000Z", date(2026, 7, 1)),
            ("2026-06-30T22:59:59Z", date(2026, 6, 30)),
            ("2026-06-30T23:30:00+01:00", date(2026, 6, 30)),
            ("2026-12-31T23:30:00Z", date(2026, 12, 31)),
            ("2026-12-31T00:30:00+0100", date(2026, 12, 30)),
            // The last Sunday of March and of October.
            ("2026-03-28T23:30:00Z", date(2026, 3, 28)),
            ("2026-03-29T23:30:00Z", date(2026, 3, 30)),
            ("2026-10-24T23:30:00Z", date(2026, 10, 25)),
            ("2026-10-25T23:30:00Z", date(2026, 10, 25)),
            // A name of UK time, or none, stands for the clock on the wall.
            ("2026-06-30T23:30:00", date(2026, 6, 30)),
            ("2026-06-30 23:30 GMT", date(2026, 6, 30)),
        ];
        for (text, expected) in cases {
            assert_eq!(read(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn the_edge_of_a_day_stands_for_the_whole_of_it() {
        for time in ["23:59:59Z", "23:59:59+0000", "23:59:59.999Z", "23:59Z", "00:00:00Z", "00:00:00+0100"] {
            for day in [date(2026, 6, 30), date(2026, 12, 31)] {
                assert_eq!(read(&format!("{day}T{time}")), Some(day), "{day}, {time}");
            }
        }
    }

    #[test]
    fn times_that_the_uk_keeps_stay_on_the_written_day() {
        for zone in ["", "Z", "+0000", "+00:00", "+0100", "+01:00", " +01"] {
            assert_eq!(read(&format!("2026-07-31T23:59:59{zone}")), Some(date(2026, 7, 31)), "{zone}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_not(text in "[0-9TZ:+./ -]{0,30}|.{0,40}") {
            let _ = read(&text);
        }

        #[test]
        fn every_day_reads_back_in_every_form(year in 2000_i16..2100, month in 1_i8..=12, day in 1_i8..=28) {
            let wanted = date(year, month, day);
            for form in ["%Y-%m-%d", "%d/%m/%Y", "%-d %B %Y", "%A %-d %b %Y", "%Y-%m-%dT00:00:00Z", "%d.%m.%Y"] {
                prop_assert_eq!(read(&wanted.strftime(form).to_string()), Some(wanted));
            }
        }

        #[test]
        fn any_offset_moves_the_day_by_one_at_most(text in "20[0-9]{2}-0[1-9]-1[0-9]T[01][0-9]:00:00[+-](0[0-9]|1[0-4]):?[03]0") {
            let written = read(&text[..10]).expect("a day");
            let read = read(&text).expect("a day");
            prop_assert!(written.until(read).is_ok_and(|span| span.get_days().abs() <= 1));
        }
    }
}
