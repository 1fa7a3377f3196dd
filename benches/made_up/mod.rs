//! Made-up adverts for the benchmarks: titles are more than 40 % distinct, and places and pay vary as widely as those of a
//! jobs board do.

use std::collections::HashSet;

use jiff::ToSpan;
use jiff::civil::Date;
use rolecall::domain::advert::{Advert, AdvertId, StatedPlace};

/// Adverts made of the words below, the same in every run.
pub fn adverts(count: usize, today: Date) -> Vec<Advert> {
    let mut dice = Dice(20_261_122);
    let adverts: Vec<Advert> = (0..count).map(|number| advert(number, today, &mut dice)).collect();
    let titles: HashSet<&str> = adverts.iter().map(|advert| advert.title.as_str()).collect();
    assert!(titles.len() * 10 >= count * 4, "{} distinct titles", titles.len());
    adverts
}

fn advert(number: usize, today: Date, dice: &mut Dice) -> Advert {
    let (town, area) = dice.pick(&words::TOWNS);
    let (grade, post, setting) = (dice.pick(&words::GRADES), dice.pick(&words::POSTS), dice.pick(&words::SETTINGS));
    Advert {
        id: AdvertId::new(format!("made-up-{number}")),
        title: format!("{grade}{post} - {setting}{}", ward(dice)),
        employer: format!("{} {}", dice.pick(&words::TOWNS).0, dice.pick(&words::EMPLOYERS)),
        places: vec![StatedPlace::new(format!("{town}, {area}{} {}", 1 + dice.throw(20), inward(dice)))],
        pay: Some(pay(dice)),
        contract: Some("Permanent".to_owned()),
        closes: Some(today + i32::from(dice.throw(30)).days()),
        posted: Some(today),
        reference: Some(format!("C{number}")),
        url: Some(format!("https://example.org/advert/{number}")),
        source: "made up".to_owned(),
        ..Advert::default()
    }
}

/// Every other post names its ward: the rare words that titles have.
fn ward(dice: &mut Dice) -> String {
    let name = format!(", {}{} Ward", dice.pick(&words::BEGINNINGS), dice.pick(&words::ENDINGS));
    if dice.throw(2) == 0 { name } else { String::new() }
}

/// Every other post states figures that few others do.
fn pay(dice: &mut Dice) -> String {
    if dice.throw(2) == 0 {
        return (*dice.pick(&words::PAY)).to_owned();
    }
    let low = 22_000 + 250 * u32::from(dice.throw(200)) + u32::from(dice.throw(250));
    format!("£{low}.00 to £{}.00 a year", low + 1_000 + 25 * u32::from(dice.throw(250)))
}

/// The second half of a postcode.
fn inward(dice: &mut Dice) -> String {
    let mut letter = || char::from(b'A' + dice.throw(26));
    let letters = [letter(), letter()];
    format!("{}{}{}", dice.throw(10), letters[0], letters[1])
}

/// Numbers without order that come the same in every run.
struct Dice(u32);

impl Dice {
    /// A number below `sides`.
    fn throw(&mut self, sides: u8) -> u8 {
        self.0 = self.0.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        u8::try_from((self.0 >> 16) % u32::from(sides)).unwrap()
    }

    fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[usize::from(self.throw(u8::try_from(from.len()).unwrap()))]
    }
}

#[rustfmt::skip]
mod words {
    pub const GRADES: [&str; 16] = [
        "", "Senior ", "Lead ", "Deputy ", "Trainee ", "Bank ", "Advanced ", "Specialist ", "Assistant ", "Principal ",
        "Highly Specialist ", "Community ", "Newly Qualified ", "Clinical ", "Head of Service, ", "Rotational ",
    ];
    pub const POSTS: [&str; 30] = [
        "Staff Nurse", "Registered Mental Health Nurse", "Healthcare Assistant", "Midwife", "Physiotherapist", "Radiographer",
        "Occupational Therapist", "Pharmacist", "Pharmacy Technician", "Biomedical Scientist", "Consultant Psychiatrist",
        "Specialty Doctor", "Practice Manager", "Strategy Manager", "Project Manager", "Service Manager", "Ward Clerk",
        "Medical Secretary", "Data Analyst", "Software Developer", "Paramedic", "Dietitian", "Health Visitor", "Porter",
        "Clinical Psychologist", "Speech and Language Therapist", "Operating Department Practitioner", "Dental Nurse",
        "Finance Business Partner", "Estates Officer",
    ];
    pub const SETTINGS: [&str; 32] = [
        "Acute Medicine", "Emergency Department", "Intensive Care", "Theatres", "Outpatients", "Oncology", "Cardiology",
        "Stroke Unit", "Renal", "Respiratory", "Paediatrics", "Neonatal Unit", "Maternity", "Older People", "Community Team",
        "Crisis Team", "Forensic Services", "Learning Disability", "Eating Disorders", "Endoscopy", "Imaging", "Pathology",
        "Primary Care Network", "Urgent Treatment Centre", "Planning and Strategy", "Workforce", "Digital Services", "Nights",
        "Orthopaedics", "Palliative Care", "Sexual Health", "School Nursing",
    ];
    pub const TOWNS: [(&str, &str); 40] = [
        ("Leeds", "LS"), ("York", "YO"), ("Hull", "HU"), ("Bradford", "BD"), ("Sheffield", "S"), ("Manchester", "M"),
        ("Bolton", "BL"), ("Stockport", "SK"), ("Liverpool", "L"), ("Preston", "PR"), ("Lancaster", "LA"), ("Carlisle", "CA"),
        ("Newcastle", "NE"), ("Durham", "DH"), ("Sunderland", "SR"), ("Derby", "DE"), ("Nottingham", "NG"), ("Leicester", "LE"),
        ("Lincoln", "LN"), ("Birmingham", "B"), ("Coventry", "CV"), ("Dudley", "DY"), ("Worcester", "WR"), ("Oxford", "OX"),
        ("Reading", "RG"), ("Norwich", "NR"), ("Ipswich", "IP"), ("Cambridge", "CB"), ("Luton", "LU"), ("London", "SE"),
        ("Croydon", "CR"), ("Brighton", "BN"), ("Southampton", "SO"), ("Portsmouth", "PO"), ("Bristol", "BS"), ("Exeter", "EX"),
        ("Plymouth", "PL"), ("Cardiff", "CF"), ("Swansea", "SA"), ("Bangor", "LL"),
    ];
    pub const BEGINNINGS: [&str; 32] = [
        "Ash", "Beck", "Birch", "Black", "Bram", "Brook", "Burn", "Church", "Clay", "Cross", "Dal", "East", "Elm", "Fair",
        "Fern", "Green", "Hart", "Haw", "Hazel", "Hill", "Holly", "Kirk", "Lang", "Mill", "Nor", "Oak", "Red", "Rose",
        "Stan", "Thorn", "West", "Whit",
    ];
    pub const ENDINGS: [&str; 32] = [
        "bank", "beck", "borough", "bourne", "bridge", "bury", "by", "cliffe", "combe", "cote", "dale", "down", "field",
        "fold", "ford", "gate", "ham", "hill", "hurst", "ing", "land", "ley", "mere", "moor", "more", "side", "stead",
        "stone", "ton", "wick", "wood", "worth",
    ];
    pub const EMPLOYERS: [&str; 10] = [
        "Teaching Hospitals NHS Trust", "Community Health and Care NHS Trust", "Mental Health NHS Foundation Trust",
        "University Hospitals NHS Foundation Trust", "Primary Care Partnership", "Children's Hospital NHS Foundation Trust",
        "Integrated Care Board", "City Council", "Hospice", "Ambulance Service NHS Trust",
    ];
    pub const PAY: [&str; 8] = [
        "£25272.00 to £25272.00", "£28,392 to £31,157 a year", "£32,073 - £39,043 per annum", "£39,959 to £48,117 a year pro rata",
        "£49387.00 to £56515.00", "Depending on experience", "£18.50 an hour", "£66,582 to £77,368 per annum inc HCAS",
    ];
}
