//! Where a post is: town, postcode and whether it is worked at home, read out of a stated place.
//!
//! A stated place is a row of parts between commas: buildings, streets, localities, towns, counties, words such as
//! `Hybrid`, and a postcode. It is read without a gazetteer, so a town here is a name, not a position.

mod postcode;
mod setting;

pub use postcode::Postcode;
pub use setting::{Setting, StatedSetting};

use std::sync::LazyLock;

use crate::domain::text::folded_words;
use crate::domain::tokens::{Words, listed};

/// A stated place and what was read from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The place as stated.
    pub text: String,
    /// The town; where no part looks like one, the last part that names anything.
    pub town: Option<String>,
    /// The other towns, where the text is a row of them to choose from, in its order.
    pub others: Vec<String>,
    /// The full postcode, or its outward part where only that was stated.
    pub postcode: Option<Postcode>,
    /// What the place says of working elsewhere than at it, with the words that say so.
    pub settings: Vec<StatedSetting>,
}

impl Place {
    /// Reads a stated place.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let (named, postcode) = without_postcode(text);
        let mut settings = Vec::new();
        let parts = parts(&named, &mut settings);
        if let [only] = parts.as_slice()
            && postcode.is_none()
            && settings.is_empty()
            && setting::is_nation(&folded_words(only))
        {
            settings.push(StatedSetting { setting: Setting::National, words: only.clone() });
            return Self { text: text.to_owned(), town: None, others: Vec::new(), postcode, settings };
        }
        let (town, others) = town_of(parts);
        Self { text: text.to_owned(), town, others, postcode, settings }
    }

    /// What a stated place says of working elsewhere than at it: the [`Place::settings`] of [`Place::read`], for most texts in
    /// a fraction of the time.
    #[must_use]
    pub fn read_settings(text: &str) -> Vec<StatedSetting> {
        if setting::may_be_named(text) { Self::read(text).settings } else { Vec::new() }
    }

    /// The shortest name that tells the place apart: the town, else how it is worked, else the postcode, else the stated
    /// text.
    #[must_use]
    pub fn short(&self) -> &str {
        match (&self.town, self.settings.first(), &self.postcode) {
            (Some(town), ..) => town,
            (None, Some(setting), _) => &setting.words,
            (None, None, Some(postcode)) => postcode.as_str(),
            (None, None, None) => &self.text,
        }
    }
}

/// The parts of a text that name something, each once and as one writes it.
fn parts(named: &str, settings: &mut Vec<StatedSetting>) -> Vec<String> {
    let capitals = is_in_capitals(named);
    let mut parts: Vec<String> = Vec::new();
    for part in named.split([',', ';']) {
        let part = setting::take_out(part, settings);
        let part = without_round_about(&part);
        let part = part.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '(' | ')'));
        let shouted = capitals || (is_in_capitals(part) && !is_short(part));
        let part = if shouted { in_title_case(part) } else { part.to_owned() };
        if part.chars().any(char::is_alphanumeric) && !parts.iter().any(|known| known.eq_ignore_ascii_case(&part)) {
            parts.push(part);
        }
    }
    parts
}

/// The places that a part offers to choose from: `Leeds / York`, `Leeds or York`. An `and` or `&` belongs to a name
/// (`Tyne and Wear`) unless it stands between cities.
fn choices(part: &str) -> Vec<&str> {
    let is_name = |piece: &&str| piece.chars().filter(|c| c.is_alphabetic()).count() > 2;
    for joiner in ["/", "|", " or ", " and ", " & "].into_iter().filter(|joiner| part.contains(joiner)) {
        let pieces: Vec<&str> = part.split(joiner).collect();
        let between_cities = || pieces.iter().all(|piece| is_city(piece));
        if pieces.iter().all(is_name) && (!matches!(joiner, " and " | " & ") || between_cities()) {
            return pieces.into_iter().map(str::trim).collect();
        }
    }
    vec![part]
}

/// A part without what only says that the place is not settled: `Various sites across Leeds`, `Cross site - Leeds`, `Leeds
/// (2 sites)`, `near Leeds`; empty where it says nothing else.
fn without_round_about(part: &str) -> &str {
    if is_round_about(part) {
        return "";
    }
    if let Some((before, rest)) = part.split_once('(')
        && is_round_about(rest.trim_end().trim_end_matches(')'))
    {
        return before;
    }
    for dash in [" - ", " – ", ": "] {
        match part.split_once(dash) {
            Some((before, after)) if is_round_about(before) => return after,
            Some((before, after)) if is_round_about(after) => return before,
            _ => {}
        }
    }
    after_lead_in(part)
}

/// What follows `near` or `sites across`.
fn after_lead_in(part: &str) -> &str {
    const LEAD_INS: [&str; 7] = ["across", "throughout", "within", "in", "near", "nr", "around"];
    let mut start = 0;
    for word in part.split_inclusive(char::is_whitespace) {
        let (before, after) = (&part[..start], &part[start + word.len()..]);
        start += word.len();
        let leads_in = is_word_of(&LEAD_INS, word.trim());
        if leads_in && (before.trim().is_empty() || is_round_about(before)) && !after.trim().is_empty() {
            return after;
        }
    }
    part
}

/// Whether words name no place at all: `Various locations`, `Cross site`, `Flexible`, `n/a`.
fn is_round_about(words: &str) -> bool {
    const VAGUE: [&str; 27] = [
        "various",
        "across",
        "multiple",
        "both",
        "all",
        "wide",
        "trustwide",
        "flexible",
        "cross",
        "several",
        "many",
        "different",
        "any",
        "other",
        "sites",
        "locations",
        "n",
        "na",
        "none",
        "applicable",
        "field",
        "specified",
        "unknown",
        "see",
        "advert",
        "multi",
        "varied",
    ];
    const COMPANY: [&str; 24] = [
        "the",
        "of",
        "in",
        "within",
        "and",
        "or",
        "a",
        "site",
        "location",
        "base",
        "based",
        "bases",
        "area",
        "areas",
        "trust",
        "organisation",
        "required",
        "to",
        "as",
        "not",
        "for",
        "description",
        "job",
        "our",
    ];
    let number = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    let words = || words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    // Most words are neither, so that the first of them settles it.
    words().all(|word| is_word_of(&VAGUE, word) || is_word_of(&COMPANY, word) || number(word))
        && words().any(|word| is_word_of(&VAGUE, word))
}

fn is_word_of(list: &[&str], word: &str) -> bool {
    list.iter().any(|known| known.eq_ignore_ascii_case(word))
}

/// The text without its postcodes, and the last of them. Part of a postcode counts only as a whole part of the text
/// (`Exeter, EX2`) or after a city or county (`London SE1`); a whole one also at either end of a part (`Stockport. SK4 1BS`).
fn without_postcode(text: &str) -> (String, Option<Postcode>) {
    let mut found = None;
    let parts = text.split(',').map(|part| match Postcode::read(part.trim_matches(is_edge)) {
        Some(postcode) => {
            found = Some(postcode);
            String::new()
        }
        None => without_postcode_at_an_end(part, &mut found),
    });
    let named = parts.collect::<Vec<_>>().join(",");
    (named, found)
}

/// A part without the postcode at its end or its start.
fn without_postcode_at_an_end(part: &str, found: &mut Option<Postcode>) -> String {
    if !part.contains(|c: char| c.is_ascii_digit()) {
        return part.to_owned();
    }
    let words: Vec<&str> = part.split_whitespace().collect();
    let read = |words: &[&str]| Postcode::read(words.concat().trim_matches(is_edge));
    for count in [2, 1] {
        let Some(start) = words.len().checked_sub(count) else { continue };
        let (before, last) = words.split_at(start);
        if let Some(postcode) = read(last).filter(|postcode| !postcode.is_partial()) {
            *found = Some(postcode);
            return before.join(" ");
        }
        let (first, after) = words.split_at(count);
        if let Some(postcode) = read(first).filter(|postcode| !postcode.is_partial()) {
            *found = Some(postcode);
            return after.join(" ");
        }
    }
    if let [town @ .., last] = words.as_slice()
        && [is_city, is_area].iter().any(|is_named| is_named(&town.join(" ")))
        && let Some(postcode) = read(&[last])
    {
        *found = Some(postcode);
        return town.join(" ");
    }
    part.to_owned()
}

fn is_edge(c: char) -> bool {
    c.is_whitespace() || matches!(c, '(' | ')' | '.' | ';' | '-' | '–')
}

/// Chooses the town among the parts, and the others that may be chosen instead. Buildings, streets and counties do not
/// count. Of two towns the first is the narrower name (`Headington, Oxford`) and says no more than the text does; two
/// cities, three towns, counties alone and a town part that offers a choice are a row, the first of them as good as any.
fn town_of(parts: Vec<String>) -> (Option<String>, Vec<String>) {
    let (premises, names): (Vec<String>, Vec<String>) = parts.into_iter().partition(|part| is_premises(part));
    let (areas, towns): (Vec<String>, Vec<String>) = names.into_iter().partition(|part| is_area(part));
    let is_city = |part: &String| choices(part).into_iter().all(is_city);
    let (names, is_row) = match (towns.as_slice(), areas.len()) {
        ([], 0) => (premises, false),
        ([], _) => (areas, true),
        ([_], _) => (towns, false),
        // `Sheffield, Barnsley or Rotherham` is three.
        ([first, second], _) => {
            let is_row = second.contains(" or ") || (is_city(first) && is_city(second));
            (towns, is_row)
        }
        _ => (towns, true),
    };
    let chosen = if is_row { &names[..] } else { &names[names.len().saturating_sub(1)..] };
    let mut chosen = chosen.iter().flat_map(|part| choices(part)).map(str::to_owned);
    (chosen.next(), chosen.collect())
}

/// Whether a part names a building, a street, a team or a round-about rather than a town.
fn is_premises(part: &str) -> bool {
    static PREMISES: Words = LazyLock::new(|| {
        listed(
            "hospital hospitals infirmary hospice clinic clinics surgery practice centre center unit ward wards house \
        lodge building block floor suite tower court hall park campus site sites school college university trust \
        nhs hmp hq headquarters office offices department dept division directorate service services team \
        organisation beacon library road rd street lane avenue ave drive way close crescent terrace square \
        parade hub station stadium home homes ysbyty studio estate pharmacy wing plaza villa facility",
        )
    });
    static ANYWHERE: Words =
        LazyLock::new(|| listed("various across multiple both all wide trustwide flexible cross required based"));
    let words = folded_words(part);
    let acronym = is_in_capitals(part) && is_short(part);
    let named = |list: &Words| words.iter().any(|word| list.contains(word.as_str()));
    acronym || part.contains(|c: char| c.is_ascii_digit()) || named(&PREMISES) || named(&ANYWHERE)
}

/// Whether a part is a county, a nation or a region.
fn is_area(part: &str) -> bool {
    const AREAS: &str = "|bedfordshire|berkshire|buckinghamshire|bucks|cambridgeshire|cheshire|cornwall|cumbria|derbyshire|devon|\
        dorset|county durham|east sussex|west sussex|sussex|east yorkshire|east riding of yorkshire|essex|\
        gloucestershire|greater london|greater manchester|hampshire|hants|herefordshire|hertfordshire|herts|\
        isle of wight|kent|lancashire|lancs|leicestershire|lincolnshire|lincs|merseyside|middlesex|norfolk|\
        north yorkshire|northamptonshire|northants|northumberland|nottinghamshire|notts|oxfordshire|oxon|rutland|\
        shropshire|somerset|south yorkshire|staffordshire|staffs|suffolk|surrey|tyne and wear|warwickshire|\
        west midlands|west yorkshire|wiltshire|wilts|worcestershire|yorkshire|cleveland|avon|teesside|humberside|\
        anglesey|carmarthenshire|ceredigion|clwyd|conwy county|denbighshire|dyfed|flintshire|glamorgan|gwent|\
        gwynedd|mid glamorgan|monmouthshire|pembrokeshire|powys|south glamorgan|west glamorgan|aberdeenshire|angus|\
        argyll|ayrshire|fife|highland|lanarkshire|lothian|midlothian|moray|renfrewshire|scottish borders|antrim|\
        county antrim|armagh|county armagh|down|county down|fermanagh|tyrone|county tyrone|england|scotland|wales|\
        northern ireland|united kingdom|uk|gb|great britain|east midlands|north west|south west|isle of man|jersey|\
        guernsey|isles of scilly|";
    is_listed(AREAS, part)
}

/// Whether a part is a city that stands beside others only as a choice of places.
fn is_city(part: &str) -> bool {
    const CITIES: &str = "|aberdeen|bath|belfast|birmingham|bradford|brighton|bristol|cambridge|canterbury|cardiff|carlisle|\
        chelmsford|chester|colchester|coventry|derby|doncaster|dundee|durham|edinburgh|exeter|glasgow|gloucester|hull|\
        inverness|lancaster|leeds|leicester|lichfield|lincoln|liverpool|london|londonderry|manchester|milton keynes|\
        newcastle|newcastle upon tyne|norwich|nottingham|oxford|peterborough|plymouth|portsmouth|preston|reading|\
        salford|salisbury|sheffield|southampton|southend on sea|stoke on trent|sunderland|swansea|truro|wakefield|\
        winchester|wolverhampton|worcester|wrexham|york|";
    is_listed(CITIES, part)
}

/// Whether a list, its names between bars, has a part.
fn is_listed(list: &str, part: &str) -> bool {
    let name = folded_words(part).join(" ");
    !name.is_empty() && list.contains(&format!("|{name}|"))
}

/// Whether every letter is a capital.
fn is_in_capitals(text: &str) -> bool {
    text.contains(char::is_alphabetic) && !text.contains(char::is_lowercase)
}

/// Whether a part in capitals may be an abbreviation (`QMC`, `UCLH`).
fn is_short(part: &str) -> bool {
    part.chars().filter(|c| c.is_alphabetic()).count() <= 4
}

/// A name in capitals as one writes it: `STOKE-ON-TRENT` becomes `Stoke-on-Trent`; a word without a vowel stays (`HMP`).
fn in_title_case(part: &str) -> String {
    let words = part.split_inclusive(|c: char| !c.is_alphabetic() && c != '\'' && c != '’');
    words.enumerate().map(|(place, word)| capitalised(word, place == 0)).collect()
}

/// One word of a name, with the mark after it.
fn capitalised(word: &str, first: bool) -> String {
    static SMALL: Words = LazyLock::new(|| listed("on upon in le la the of and under by with cum"));
    let lower = word.to_lowercase();
    let bare = lower.trim_end_matches(|c: char| !c.is_alphabetic());
    let is_acronym = bare == "uk" || (bare != "st" && !bare.contains(['a', 'e', 'i', 'o', 'u', 'y']));
    if is_acronym {
        return word.to_owned();
    }
    if !first && SMALL.contains(bare) {
        return lower;
    }
    let mut chars = lower.chars();
    chars.next().map_or(String::new(), |c| c.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The reading as one line: town, others, postcode, settings.
    fn line(text: &str) -> String {
        let place = Place::read(text);
        let settings: Vec<String> =
            place.settings.iter().map(|stated| format!("{:?} “{}”", stated.setting, stated.words)).collect();
        let postcode = place.postcode.map_or("-".to_owned(), |postcode| postcode.to_string());
        let town = place.town.unwrap_or("-".to_owned());
        format!("{town} | {} | {postcode} | {}", place.others.join(", "), settings.join(", "))
    }

    #[test]
    fn towns_postcodes_and_settings_are_told_apart() {
        let cases = [
            ("Ipswich, IP1 2BX", "Ipswich |  | IP1 2BX | "),
            ("Walsall, WS29PS", "Walsall |  | WS2 9PS | "),
            ("Exeter, ex2", "Exeter |  | EX2 | "),
            ("SE1 8UG", "- |  | SE1 8UG | "),
            ("Angel, London, N1 9PF", "London |  | N1 9PF | "),
            ("SCARBOROUGH, YO12 5RE", "Scarborough |  | YO12 5RE | "),
            ("Ipswich Suffolk, IP3 8LY", "Ipswich Suffolk |  | IP3 8LY | "),
            ("Sunderland Enterprise Park, SR5 3XB", "Sunderland Enterprise Park |  | SR5 3XB | "),
            (
                "Leeds, London, Hybrid or Home working, LS1 4AP",
                "Leeds | London | LS1 4AP | Hybrid “Hybrid or Home working”, Home “Hybrid or Home working”",
            ),
            ("Upper Example Road, Barnsley, South Yorkshire, S70 4PL", "Barnsley |  | S70 4PL | "),
            ("General Hospital, Beech Road, Headington, Oxford", "Oxford |  | - | "),
            ("Example Road Plymouth Devon PL6 8BG", "Example Road Plymouth Devon |  | PL6 8BG | "),
            ("Example House, Heaton Lane, Stockport. SK4 1BS, Stockport, SK4 1BS", "Stockport |  | SK4 1BS | "),
            ("Horizon Centre, Torbay Hospital", "Torbay Hospital |  | - | "),
            ("QMC, Nottingham", "Nottingham |  | - | "),
            ("Surrey, Herts, Essex", "Surrey | Herts, Essex | - | "),
            ("Frimley, Aldershot, Fleet, GU16 7ER", "Frimley | Aldershot, Fleet | GU16 7ER | "),
            ("UCLH, London", "London |  | - | "),
            ("Ivory Ward, LONDON, E13 8SH", "London |  | E13 8SH | "),
            ("Flexible, Cambridgeshire", "Cambridgeshire |  | - | "),
            ("various, Berkshire", "Berkshire |  | - | "),
            ("Bexley, Bexley, DA8 1RQ", "Bexley |  | DA8 1RQ | "),
            ("Remote", "- |  | - | Remote “Remote”"),
            ("Remote, LS1 4AP", "- |  | LS1 4AP | Remote “Remote”"),
            ("Home based", "- |  | - | Home “Home based”"),
            ("National", "- |  | - | National “National”"),
            ("Nationally", "- |  | - | National “Nationally”"),
            ("National Role, Leeds", "Leeds |  | - | National “National Role”"),
            (
                "to be confirmed - currently home working",
                "- |  | - | Unconfirmed “to be confirmed - currently home working”, Home “to be confirmed - currently home working”",
            ),
            ("Leeds (Hybrid)", "Leeds |  | - | Hybrid “Hybrid”"),
            ("Leeds - hybrid working", "Leeds |  | - | Hybrid “hybrid working”"),
            ("Remote or Leeds, LS1", "Leeds |  | LS1 | Remote “Remote”"),
            ("National Star College, Cheltenham", "Cheltenham |  | - | "),
            ("Oak Meadows Nursing home, , Taunton", "Taunton |  | - | "),
            ("", "- |  | - | "),
            (",", "- |  | - | "),
        ];
        for (text, expected) in cases {
            assert_eq!(line(text), expected, "{text}");
        }
    }

    #[test]
    fn labelled_places_are_read_as_a_person_reads_them() {
        let labelled = include_str!("../../tests/data/places/labelled.tsv");
        let rows: Vec<(&str, &str)> = labelled.lines().skip(1).filter_map(|row| row.split_once('\t')).collect();
        assert!(rows.len() > 150);
        for (text, label) in rows {
            let place = Place::read(text);
            assert_eq!(Place::read_settings(text), place.settings, "{text}");
            let settings: Vec<String> = place.settings.iter().map(|stated| stated.setting.name().to_owned()).collect();
            let partial = |postcode: &Postcode| if postcode.is_partial() { " partial" } else { "" };
            let postcode = place.postcode.map_or(String::new(), |postcode| format!("{postcode}{}", partial(&postcode)));
            let columns = [place.town.unwrap_or_default(), place.others.join(", "), postcode, settings.join("+")]
                .map(|column| if column.is_empty() { "-".to_owned() } else { column });
            assert_eq!(columns.join("\t"), label, "{text}");
        }
    }

    #[test]
    fn names_in_capitals_are_shown_as_one_writes_them() {
        let cases = [
            ("STOKE-ON-TRENT", "Stoke-on-Trent"),
            ("KING'S LYNN", "King's Lynn"),
            ("BURY ST EDMUNDS", "Bury St Edmunds"),
            ("ISLE OF WIGHT", "Isle of Wight"),
            ("HMP AYLESBURY", "HMP Aylesbury"),
            ("St Leonards-on-sea", "St Leonards-on-sea"),
        ];
        for (text, expected) in cases {
            assert_eq!(Place::read(text).town.as_deref(), Some(expected));
        }
    }

    #[test]
    fn the_short_name_is_the_town_or_what_stands_in_for_it() {
        let short = |text: &str| Place::read(text).short().to_owned();
        assert_eq!(short("Leeds, London, Hybrid or Home working, LS1 4AP"), "Leeds");
        assert_eq!(short("home based, LS1 4AP"), "home based");
        assert_eq!(short("LS1 4AP"), "LS1 4AP");
        assert_eq!(short("?"), "?");
    }

    proptest! {
        #[test]
        fn any_text_is_read_and_kept(text in "[A-Za-z0-9 ,().&/-]{0,60}|.{0,60}") {
            let place = Place::read(&text);
            prop_assert_eq!(&place.text, &text);
            prop_assert_eq!(&place.settings, &Place::read_settings(&text));
            prop_assert!(place.town.is_none_or(|town| !town.trim().is_empty()));
            prop_assert!(place.settings.iter().all(|stated| text.contains(&stated.words)));
        }
    }
}
