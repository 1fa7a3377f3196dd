//! The regions that places are told apart by, and the words for parts of the country that people write beside a name.
//!
//! The place data has no counties, so a county is known here by a town near its middle: it chooses among namesakes, and is
//! never a position itself.

use std::fmt;

use crate::domain::scale::Nation;

/// A region of England, or another nation of the UK.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Region {
    /// Derbyshire to Northamptonshire.
    EastMidlands,
    /// East Anglia, Essex, Hertfordshire, Bedfordshire.
    EastOfEngland,
    /// Greater London.
    London,
    /// Northumberland to Teesside.
    NorthEast,
    /// Cumbria to Cheshire.
    NorthWest,
    /// Oxfordshire to Kent.
    SouthEast,
    /// Gloucestershire to Cornwall.
    SouthWest,
    /// Staffordshire to Herefordshire.
    WestMidlands,
    /// Yorkshire, and Lincolnshire's north.
    Yorkshire,
    /// Wales.
    Wales,
    /// Scotland.
    Scotland,
    /// Northern Ireland.
    NorthernIreland,
}

impl Region {
    /// Every region, England's first.
    pub const ALL: [Self; 12] = [
        Self::EastMidlands,
        Self::EastOfEngland,
        Self::London,
        Self::NorthEast,
        Self::NorthWest,
        Self::SouthEast,
        Self::SouthWest,
        Self::WestMidlands,
        Self::Yorkshire,
        Self::Wales,
        Self::Scotland,
        Self::NorthernIreland,
    ];

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::EastMidlands => "East Midlands",
            Self::EastOfEngland => "East of England",
            Self::London => "London",
            Self::NorthEast => "North East",
            Self::NorthWest => "North West",
            Self::SouthEast => "South East",
            Self::SouthWest => "South West",
            Self::WestMidlands => "West Midlands",
            Self::Yorkshire => "Yorkshire and the Humber",
            Self::Wales => "Wales",
            Self::Scotland => "Scotland",
            Self::NorthernIreland => "Northern Ireland",
        }
    }

    /// The nation that it is, or is in.
    #[must_use]
    pub fn nation(self) -> Nation {
        match self {
            Self::Wales => Nation::Wales,
            Self::Scotland => Nation::Scotland,
            Self::NorthernIreland => Nation::NorthernIreland,
            _ => Nation::England,
        }
    }

    /// Whether it is one of England's.
    fn is_english(self) -> bool {
        self.nation() == Nation::England
    }
}

impl fmt::Display for Region {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// A part of the country that words name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// One region.
    Region(Region),
    /// All of England.
    England,
    /// The whole kingdom, which chooses nothing.
    Kingdom,
    /// A county, by the name of a town near its middle.
    County(&'static str),
}

impl Part {
    /// The part that folded words name.
    pub(super) fn read(folded: &str) -> Option<Self> {
        let (_, part) = PARTS.iter().find(|(names, _)| names.split('|').any(|name| name == folded))?;
        Some(*part)
    }

    /// The part that folded words name or end with: `ysbyty gwynedd` is in Gwynedd.
    pub(super) fn at_the_end(folded: &str) -> Option<Self> {
        let ends = folded.match_indices(' ').map(|(at, _)| &folded[at + 1..]);
        std::iter::once(folded).chain(ends).find_map(Self::read)
    }

    /// Whether it is too wide to be measured from, whatever bears the name besides. London is a region and a place.
    pub(super) fn is_wide(self) -> bool {
        matches!(self, Self::Region(region) if region != Region::London)
    }

    /// Whether a region is in this part, as far as that can be said of it.
    pub(super) fn allows(self, region: Region) -> bool {
        match self {
            Self::Region(own) => own == region,
            Self::England => region.is_english(),
            Self::Kingdom | Self::County(_) => true,
        }
    }
}

/// The words for parts of the country, folded as names are.
pub(super) const PARTS: [(&str, Part); 91] = [
    ("east midlands", Part::Region(Region::EastMidlands)),
    ("east of england|east england|east anglia", Part::Region(Region::EastOfEngland)),
    ("london|greater london", Part::Region(Region::London)),
    ("north east|the north east|north east england", Part::Region(Region::NorthEast)),
    ("north west|the north west|north west england", Part::Region(Region::NorthWest)),
    ("south east|the south east|south east england", Part::Region(Region::SouthEast)),
    ("south west|the south west|south west england|west country", Part::Region(Region::SouthWest)),
    ("west midlands|the west midlands", Part::Region(Region::WestMidlands)),
    ("yorkshire and the humber|yorkshire and humber|yorkshire|yorks", Part::Region(Region::Yorkshire)),
    ("wales|cymru", Part::Region(Region::Wales)),
    ("scotland|highland|highlands|the highlands", Part::Region(Region::Scotland)),
    ("northern ireland|ni|ulster", Part::Region(Region::NorthernIreland)),
    ("england", Part::England),
    ("united kingdom|the united kingdom|uk|the uk|great britain|gb", Part::Kingdom),
    ("bedfordshire|beds", Part::County("Bedford")),
    ("berkshire|berks", Part::County("Reading")),
    ("buckinghamshire|bucks", Part::County("Aylesbury")),
    ("cambridgeshire|cambs", Part::County("Ely")),
    ("cheshire|ches", Part::County("Northwich")),
    ("cornwall", Part::County("Truro")),
    ("cumbria|westmorland|cumberland", Part::County("Penrith")),
    ("derbyshire", Part::County("Matlock")),
    ("devon|devonshire", Part::County("Crediton")),
    ("dorset", Part::County("Dorchester")),
    ("county durham|co durham", Part::County("Bishop Auckland")),
    ("east sussex", Part::County("Uckfield")),
    ("west sussex", Part::County("Horsham")),
    ("sussex", Part::County("Haywards Heath")),
    ("essex", Part::County("Chelmsford")),
    ("gloucestershire|glos", Part::County("Gloucester")),
    ("greater manchester|gtr manchester", Part::County("Manchester")),
    ("hampshire|hants", Part::County("Winchester")),
    ("herefordshire", Part::County("Hereford")),
    ("hertfordshire|herts", Part::County("Welwyn Garden City")),
    ("kent", Part::County("Maidstone")),
    ("lancashire|lancs", Part::County("Preston")),
    ("leicestershire|leics", Part::County("Leicester")),
    ("lincolnshire|lincs", Part::County("Lincoln")),
    ("merseyside", Part::County("Liverpool")),
    ("middlesex|middx", Part::County("Hounslow")),
    ("norfolk", Part::County("East Dereham")),
    ("northamptonshire|northants", Part::County("Northampton")),
    ("northumberland", Part::County("Morpeth")),
    ("nottinghamshire|notts", Part::County("Nottingham")),
    ("oxfordshire|oxon", Part::County("Oxford")),
    ("rutland", Part::County("Oakham")),
    ("shropshire|salop", Part::County("Shrewsbury")),
    ("somerset", Part::County("Glastonbury")),
    ("avon", Part::County("Bristol")),
    ("staffordshire|staffs", Part::County("Stafford")),
    ("suffolk", Part::County("Stowmarket")),
    ("surrey", Part::County("Guildford")),
    ("teesside|cleveland", Part::County("Middlesbrough")),
    ("tyne and wear", Part::County("Gateshead")),
    ("warwickshire", Part::County("Warwick")),
    ("wiltshire|wilts", Part::County("Devizes")),
    ("worcestershire|worcs", Part::County("Worcester")),
    ("north yorkshire", Part::County("Ripon")),
    ("south yorkshire", Part::County("Rotherham")),
    ("west yorkshire", Part::County("Leeds")),
    ("east yorkshire|east riding of yorkshire|east riding|humberside", Part::County("Beverley")),
    ("anglesey|ynys mon|isle of anglesey", Part::County("Llangefni")),
    ("carmarthenshire|dyfed", Part::County("Carmarthen")),
    ("ceredigion", Part::County("Aberaeron")),
    ("clwyd|denbighshire", Part::County("Denbigh")),
    ("conwy county", Part::County("Llandudno")),
    ("flintshire", Part::County("Mold")),
    ("glamorgan|mid glamorgan|south glamorgan|west glamorgan", Part::County("Bridgend")),
    ("gwent", Part::County("Pontypool")),
    ("monmouthshire", Part::County("Monmouth")),
    ("gwynedd", Part::County("Porthmadog")),
    ("pembrokeshire", Part::County("Haverfordwest")),
    ("powys", Part::County("Llandrindod Wells")),
    ("aberdeenshire", Part::County("Aberdeen")),
    ("angus", Part::County("Forfar")),
    ("argyll|argyll and bute", Part::County("Lochgilphead")),
    ("ayrshire|south ayrshire|east ayrshire|north ayrshire", Part::County("Kilmarnock")),
    ("dumfries and galloway", Part::County("Dumfries")),
    ("fife", Part::County("Glenrothes")),
    ("lanarkshire|north lanarkshire|south lanarkshire", Part::County("Motherwell")),
    ("lothian|midlothian|east lothian|west lothian", Part::County("Edinburgh")),
    ("moray", Part::County("Elgin")),
    ("perthshire", Part::County("Perth")),
    ("renfrewshire|east renfrewshire", Part::County("Paisley")),
    ("borders|scottish borders", Part::County("Galashiels")),
    ("antrim|county antrim|co antrim", Part::County("Ballymena")),
    ("county armagh|co armagh", Part::County("Armagh")),
    ("county down|co down", Part::County("Downpatrick")),
    ("county fermanagh|co fermanagh|fermanagh", Part::County("Enniskillen")),
    ("county londonderry|co londonderry", Part::County("Limavady")),
    ("county tyrone|co tyrone|tyrone", Part::County("Omagh")),
];
