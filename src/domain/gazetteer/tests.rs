//! Tests of the gazetteer, on the tables that the binary carries and on small ones of their own.

use std::sync::LazyLock;

use proptest::prelude::*;

use super::*;
use crate::domain::advert::StatedPlace;
use crate::domain::gazetteer::region::PARTS;
use crate::domain::scale::Nation;

/// The gazetteer of the tables that the binary carries.
pub(crate) fn gazetteer() -> &'static Gazetteer {
    static GAZETTEER: LazyLock<Gazetteer> = LazyLock::new(|| {
        let outcodes = include_str!("../../../assets/places/outcodes.csv");
        Gazetteer::read(outcodes, include_str!("../../../assets/places/places.csv")).unwrap()
    });
    &GAZETTEER
}

/// What a text may mean, or why it means nothing, as one line.
fn found(text: &str) -> String {
    match gazetteer().find(text) {
        Ok(spots) => spots.into_iter().map(|spot| spot.label).collect::<Vec<_>>().join(" · "),
        Err(error) => format!("? {}", error.near.join(" · ")),
    }
}

/// The place of a text as its sites: each how it is known and the nearest of a few towns.
fn sites(text: &str, position: Option<(f64, f64)>) -> String {
    let stated = StatedPlace { text: text.to_owned(), position };
    let sites = gazetteer().locate(&stated, &Place::read(text));
    let shown = sites.into_iter().map(|site| {
        let towns = [
            "Leeds",
            "London",
            "York",
            "Truro",
            "Newport, Isle of Wight",
            "Ashford, Kent",
            "Ashford, Surrey",
            "Cambridge",
            "Leyland",
            "Bangor, Gwynedd",
            "Ipswich",
        ];
        let miles = |town: &&str| gazetteer().find(town).unwrap()[0].position.miles_to(site.position);
        let nearest = towns.into_iter().min_by(|one, other| miles(one).total_cmp(&miles(other))).unwrap();
        format!("{nearest} {:?}", site.exactness)
    });
    shown.collect::<Vec<_>>().join(" · ")
}

#[test]
fn postcodes_are_found_however_they_are_written() {
    let cases = [
        ("LS1 4AP", "LS1 4AP, Leeds"),
        ("ls14ap", "LS1 4AP, Leeds"),
        (" l s1 4 ap ", "LS1 4AP, Leeds"),
        ("LS1", "LS1, Leeds"),
        ("LS14", "LS14, Leeds"),
        ("LS1 4", "LS1, Leeds"),
        ("LS1 4A", "LS1, Leeds"),
        ("ls14a", "LS1, Leeds"),
        ("Leeds, LS1 4AP", "LS1 4AP, Leeds"),
        ("SW1", "SW1"),
        ("W1 5AB", "W1 5AB"),
        ("LS", "LS"),
        ("LS55 1AA", "? "),
        ("ZZ1", "? "),
    ];
    for (text, expected) in cases {
        assert_eq!(found(text), expected, "{text}");
    }
}

#[test]
fn a_shorter_code_is_the_middle_of_those_it_stands_for() {
    let middle = |code: &str| gazetteer().find(code).unwrap().remove(0);
    let (short, long) = (middle("SW1"), middle("SW1A"));
    assert_eq!((short.exactness, long.exactness), (Exactness::Districts, Exactness::District));
    assert!(short.position.miles_to(long.position) < 1.5);
    // SW10 to SW19 are not among the districts of SW1.
    assert!(middle("SW10").position.miles_to(short.position) > 1.5);
    assert!(middle("L").position.miles_to(middle("Liverpool").position) < 10.0);
}

#[test]
fn names_are_found_with_their_namesakes() {
    let cases = [
        ("leeds", "Leeds"),
        ("Hull", "Kingston upon Hull"),
        ("stoke on trent", "Stoke-on-Trent"),
        ("Saint Albans", "St Albans"),
        ("KINGS LYNN", "King's Lynn"),
        ("Newcastle-on-Tyne", "Newcastle upon Tyne"),
        ("Caerdydd", "Cardiff"),
        ("Central London", "London"),
        ("Ashford", "Ashford, South East · Ashford, near Hounslow"),
        ("Richmond", "Richmond, London · Richmond, Yorkshire and the Humber"),
        ("Isle of Wight", "Isle of Wight"),
    ];
    for (text, expected) in cases {
        assert_eq!(found(text), expected, "{text}");
    }
    assert!(found("Newport").starts_with("Newport, Wales · Newport, South East · Newport, West Midlands · "));
}

#[test]
fn words_beside_a_name_choose_among_namesakes() {
    let cases = [
        ("Newport, Wales", "Newport, Wales"),
        ("newport wales", "Newport, Wales"),
        ("Newport, Isle of Wight", "Newport, South East"),
        ("Newport (Shropshire)", "Newport, West Midlands"),
        ("Newport, Essex", "Newport, East of England"),
        ("Richmond, North Yorkshire", "Richmond, Yorkshire and the Humber"),
        ("Richmond, Surrey", "Richmond, London"),
        ("Ashford, Surrey", "Ashford, near Hounslow"),
        ("Ashford Kent", "Ashford, South East"),
        ("Leeds, England", "Leeds"),
        ("Leeds, Floor 2", "Leeds"),
    ];
    for (text, expected) in cases {
        let first = found(text);
        assert_eq!(first.split(" · ").next(), Some(expected), "{text}");
    }
    // A nation is no place, though a village bears its name; and no York is in Kent.
    assert_eq!(found("Wales"), "? Wales, Yorkshire and the Humber");
    assert_eq!(found("York, Kent"), "? York");
}

#[test]
fn a_name_is_told_from_the_words_beside_it() {
    use Naming::{Begun, Whole};
    let cases = [
        ("kings lynn", Some(Whole)),
        ("Newcastle upon Tyne", Some(Whole)),
        ("north london", Some(Whole)),
        ("newport wales", Some(Whole)),
        ("Newport, Wales", Some(Whole)),
        ("ashford kent", Some(Whole)),
        ("kings l", Some(Begun)),
        ("newcastle up", Some(Begun)),
        ("bury sain", Some(Begun)),
        ("leeds nurse", None),
        ("leeds yorkshire", None),
        ("leeds city", None),
        ("south wales", None),
        ("leeds, york", None),
        ("", None),
    ];
    for (text, naming) in cases {
        assert_eq!(gazetteer().naming(text), naming, "{text}");
    }
    let so_far = |text: &str| gazetteer().find_so_far(text).map(|spots| spots[0].label.clone());
    assert_eq!(so_far("london c").as_deref(), Some("London"));
    assert_eq!(so_far("london nurse"), None);
    assert_eq!(so_far("kings l"), None);
    assert_eq!(so_far("st iv"), None);
}

#[test]
fn what_is_not_known_gets_near_spellings() {
    assert_eq!(found("Manchster"), "? Manchester");
    assert_eq!(found("Birmingahm"), "? Birmingham");
    assert!(found("Wolverh").starts_with("? Wolverhampton"));
    assert_eq!(found(""), "? ");
    let error = gazetteer().find("Manchster").unwrap_err();
    assert_eq!(error.to_string(), "looking up the place “Manchster”: it is not known; did you mean Manchester?");
    let error = gazetteer().find("\u{1b}[2Jqqqqqqqq").unwrap_err();
    assert_eq!(
        error.to_string(),
        "looking up the place “qqqqqqqq”: no town or postcode of that name is known; write a town such as York, or a \
         postcode such as LS1"
    );
}

#[test]
fn a_long_text_is_no_name() {
    assert_eq!(found(&"north ".repeat(2_000)), "? ");
    assert_eq!(sites(&"north ".repeat(2_000), None), "");
    assert_eq!(sites(&"north,".repeat(2_000), None), "");
}

#[test]
fn every_place_is_found_again_by_its_label() {
    for row in 0..u16::try_from(gazetteer().places.len()).unwrap() {
        let spot = gazetteer().spot(row).unwrap();
        let again = gazetteer().find(&spot.label).unwrap();
        assert_eq!(again.first(), Some(&spot), "{}", gazetteer().town(row).unwrap().name);
        let typed = gazetteer().to_type(&spot);
        let again = gazetteer().find(typed.trim_matches('"')).unwrap();
        assert_eq!(again.first(), Some(&spot), "{typed}");
    }
}

#[test]
fn a_place_is_typed_in_one_piece() {
    let cases = [
        ("Newport, South East", "newport-south-east"),
        ("Newport, Wales", "newport-wales"),
        ("King's Lynn", "kings-lynn"),
        ("Ashford, near Hounslow", "\"Ashford, near Hounslow\""),
    ];
    for (text, expected) in cases {
        assert_eq!(gazetteer().to_type(&gazetteer().find(text).unwrap()[0]), expected);
    }
}

#[test]
fn every_county_is_known_by_a_town_of_the_table() {
    for (names, part) in PARTS {
        for name in names.split('|') {
            assert_eq!((folded(name).as_str(), Part::read(name)), (name, Some(part)));
        }
        if let Part::County(town) = part {
            assert!(!gazetteer().names.rows(&folded(town)).is_empty(), "{town}");
        }
    }
}

#[test]
fn an_advert_is_where_it_says_most_exactly() {
    let leeds = Some((53.80, -1.55));
    let cases = [
        ("Leeds, LS1 4AP", leeds, "Leeds Stated"),
        ("Leeds, LS1 4AP", None, "Leeds District"),
        ("Leeds, LS55 9ZZ", None, "Leeds Town"),
        ("Leeds", None, "Leeds Town"),
        // Coordinates far from their own postcode are not believed, nor any that are not in these islands.
        ("London, SE1 8UG", leeds, "London District"),
        ("London, SE1 8UG", Some((0.0, 0.0)), "London District"),
        ("Newport, Isle of Wight", None, "Newport, Isle of Wight Town"),
        ("Ashford, Surrey", None, "Ashford, Surrey Town"),
        ("Community Hospital, Ashford, Kent", None, "Ashford, Kent Town"),
        ("Ipswich Suffolk, IP3 8LY", None, "Ipswich District"),
        ("Ipswich Suffolk", None, "Ipswich Town"),
        ("Central London", None, "London Town"),
        ("North West London", None, "London Town"),
        ("Ashford", None, "Ashford, Kent Namesake"),
        ("Ashford Hospital, Surrey, Ashford", None, "Ashford, Surrey Town"),
        ("Bangor Ward, Ysbyty Gwynedd, Bangor", None, "Bangor, Gwynedd Town"),
        ("HMP Garth, Leyland Lancashire, Leyland", None, "Leyland Town"),
        ("Leeds, London, Hybrid or Home working, LS1 4AP", None, "Leeds District · London Town"),
        ("Surrey, Herts, Essex", None, ""),
        ("Home based", None, ""),
        ("Wales", None, ""),
        ("", None, ""),
    ];
    for (text, position, expected) in cases {
        assert_eq!(sites(text, position), expected, "{text}");
    }
}

/// Whether the short way to the sites of a text leads where reading its words does.
fn is_located_alike(text: &str, position: Option<(f64, f64)>) -> bool {
    let stated = StatedPlace { text: text.to_owned(), position };
    gazetteer().locate_unread(&stated) == gazetteer().locate(&stated, &Place::read(text))
}

#[test]
fn the_short_way_to_the_sites_leads_to_the_same() {
    let labelled = include_str!("../../../tests/data/places/labelled.tsv");
    let texts: Vec<&str> = labelled.lines().skip(1).filter_map(|row| row.split('\t').next()).collect();
    assert!(texts.len() > 150);
    for text in texts {
        for position in [None, Some((53.80, -1.55))] {
            assert!(is_located_alike(text, position), "{text}");
        }
    }
}

#[test]
fn a_damaged_table_is_named_with_its_line() {
    let (districts, places) =
        ("a,b,c,d,e\nLS1,53.8,-1.5,Leeds,Yorkshire and the Humber\n", "a,b,c,d,e\nLeeds,53.8,-1.5,Wales,1\n");
    assert!(Gazetteer::read(districts, places).is_ok());
    let cases = [
        ("h\nLS1,53.8,-1.5,Leeds\n", places, Table::Districts, 2),
        ("h\nLS1,53.8,east,Leeds,Wales\n", places, Table::Districts, 2),
        ("h\nLS2,53.8,-1.5,Leeds,Wales\nLS1,53.8,-1.5,Leeds,Wales\n", places, Table::Districts, 3),
        (districts, "h\nLeeds,53.8,-1.5,Yorkshire,1\n", Table::Places, 2),
        (districts, "h\nLeeds,53.8,-1.5,Wales,1\nYork,99.0,-1.0,Wales,\n", Table::Places, 3),
        (districts, "h\nLeeds,53.8,-1.5,Wales,1,2\n", Table::Places, 2),
    ];
    for (districts, places, table, line) in cases {
        let fault = Gazetteer::read(districts, places).unwrap_err();
        assert_eq!((fault.table, fault.line), (table, line));
    }
}

#[test]
fn the_gazetteer_is_small() {
    let bytes = gazetteer().bytes();
    assert!(bytes < 400_000, "{bytes} bytes");
}

proptest! {
    #[test]
    fn any_text_is_looked_up(text in ".{0,40}|[A-Za-z0-9 ,()'&-]{0,30}|[A-Z]{1,2}[0-9]{1,2} ?[0-9]?[A-Z]{0,2}") {
        match gazetteer().find(&text) {
            Ok(spots) => prop_assert!(!spots.is_empty()),
            Err(error) => prop_assert!(!error.to_string().chars().any(char::is_control)),
        }
    }

    #[test]
    fn the_short_way_leads_to_the_same_from_any_text(
        names in "(Leeds|London|York|HMP|Ward 3|YO1|M1 1AA|Kent)(( or | and |/|[|]| & |, | - | [(])(Leeds|Hull|LS1|Home|E1 6AN))?",
        postcode in ", ?(LS1 4AP|ls14ap|LS55 1AA|W1 5AB|LS1|Home)[.)]?",
        position in proptest::option::of((49.0..61.0_f64, -9.0..2.0_f64)),
    ) {
        prop_assert!(is_located_alike(&(names + &postcode), position));
    }

    #[test]
    fn any_place_has_sites_or_none(text in ".{0,40}|[A-Za-z0-9 ,()'&-]{0,40}", latitude: f64, longitude: f64) {
        let stated = StatedPlace { text: text.clone(), position: Some((latitude, longitude)) };
        let read = Place::read(&text);
        prop_assert!(gazetteer().locate(&stated, &read).len() <= 1 + read.town.iter().chain(&read.others).count());
    }
}

#[test]
fn the_nation_of_places_is_known_where_all_of_them_agree() {
    let nation = |places: &[&str]| {
        let places: Vec<StatedPlace> =
            places.iter().map(|text| StatedPlace { text: (*text).to_owned(), position: None }).collect();
        gazetteer().nation_of(&places)
    };
    let cases: [(&[&str], Option<Nation>); 8] = [
        (&["Leeds, LS1 3EX"], Some(Nation::England)),
        (&["Cardiff CF10 1EP"], Some(Nation::Wales)),
        (&["Glasgow"], Some(Nation::Scotland)),
        (&["Belfast", "BT9 7AB"], Some(Nation::NorthernIreland)),
        (&["Leeds", "somewhere unheard of"], Some(Nation::England)),
        (&["Leeds", "Glasgow"], None),
        (&["somewhere unheard of"], None),
        (&[], None),
    ];
    for (places, expected) in cases {
        assert_eq!(nation(places), expected, "{places:?}");
    }
}
