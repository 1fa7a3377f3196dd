//! How fast the explorer is: `cargo bench --bench explorer`.
//!
//! What is bundled opens it; made-up adverts, the same in every run, stand in for a jobs board of 15,000.

#![expect(clippy::unwrap_used, reason = "a benchmark that cannot set up its subject has nothing to measure")]

use std::collections::HashSet;
use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};

use criterion::Criterion;
use jiff::ToSpan;
use jiff::civil::{Date, date};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use rolecall::app::effect::Effect;
use rolecall::app::keymap::{Chord, Key};
use rolecall::app::message::Message;
use rolecall::app::pane::Pane;
use rolecall::app::panes::roles::Node;
use rolecall::app::state::State;
use rolecall::app::update::{opening, update};
use rolecall::config::Config;
use rolecall::domain::advert::{Advert, AdvertId, StatedPlace};
use rolecall::domain::board::{Board, Origin};
use rolecall::domain::role::RoleId;
use rolecall::runtime::searcher::Searcher;
use rolecall::search::adverts::{AdvertIndex, Scope, Sort};
use rolecall::search::query::Query;
use rolecall::source::bundled;
use rolecall::view;
use rolecall::view::theme::Theme;

/// The day it is.
const TODAY: Date = date(2026, 11, 22);
/// How many adverts a jobs board has.
const ADVERTS: usize = 15_000;
/// What people type, with and without slips.
const TYPED: [&str; 2] = ["staff nurse leeds", "stratgy manager"];

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    start(&mut criterion);
    let explorer = Explorer::new();
    filter(&mut criterion, &explorer);
    frame(&mut criterion, explorer);
    criterion.final_summary();
}

/// From nothing to the first frame, the part of it that reads the catalogue, and the adverts that are read behind it.
fn start(criterion: &mut Criterion) {
    criterion.bench_function("start/first frame, 120 by 36", |bencher| {
        bencher.iter(|| {
            let catalogue = bundled::catalogue().unwrap();
            let mut state = State::new(Arc::new(catalogue), Arc::new(Board::unread()), &Config::default(), TODAY);
            let mut terminal = Terminal::new(TestBackend::new(120, 36)).unwrap();
            draw(&mut terminal, &mut state);
            terminal
        });
    });
    criterion.bench_function("start/catalogue alone", |bencher| bencher.iter(|| bundled::catalogue().unwrap()));
    let catalogue = bundled::catalogue().unwrap();
    criterion.bench_function("start/bundled adverts, behind the first frame", |bencher| {
        bencher.iter(|| Board::new(bundled::adverts().unwrap(), &catalogue, bundled::sample_origin()));
    });
}

/// The search behind the vacancy filter, key by key.
fn filter(criterion: &mut Criterion, explorer: &Explorer) {
    let Explorer { state, index, .. } = explorer;
    let search = |text: &str| index.search(&state.board, &Query::read(text), &Scope::All, Sort::Fit);
    for typed in TYPED {
        let keys: Vec<&str> = typed.char_indices().map(|(at, letter)| &typed[..at + letter.len_utf8()]).collect();
        let mut round = keys.iter().cycle();
        criterion.bench_function(&format!("filter/mean key of “{typed}”"), |bencher| {
            bencher.iter(|| round.next().map(|text| search(text)));
        });
        let slowest = keys.iter().max_by_key(|text| quickest_of_five(|| search(text))).unwrap();
        criterion.bench_function(&format!("filter/slowest key of “{typed}”"), |bencher| {
            bencher.iter(|| search(slowest));
        });
    }
}

/// A frame with a role and its vacancies; and a key of the filter all the way: update, search with its counts, frame.
fn frame(criterion: &mut Criterion, mut explorer: Explorer) {
    criterion.bench_function("frame/role and vacancies, 200 by 60", |bencher| {
        bencher.iter(|| draw(&mut explorer.terminal, &mut explorer.state));
    });
    explorer.press(Key::Char('v'));
    let clear = Chord { ctrl: true, ..Chord::plain(Key::Char('u')) };
    for typed in TYPED {
        let mut round = typed.chars().map(|letter| Chord::plain(Key::Char(letter))).chain([clear]).cycle();
        criterion.bench_function(&format!("key/typing “{typed}”, all the way"), |bencher| {
            bencher.iter(|| round.next().map(|chord| explorer.receive(Message::Key(chord))));
        });
    }
}

/// The explorer without its threads: what they would do is done at once.
struct Explorer {
    state: State,
    index: AdvertIndex,
    searcher: Searcher,
    terminal: Terminal<TestBackend>,
}

impl Explorer {
    /// Opens on a role, all adverts beside it.
    fn new() -> Self {
        let catalogue = bundled::catalogue().unwrap();
        let board = Arc::new(Board::new(made_up(ADVERTS), &catalogue, Origin::default()));
        let index = AdvertIndex::new(&board);
        let mut state = State::new(Arc::new(catalogue), board, &Config::default(), TODAY);
        let role = state.catalogue.path(&RoleId::new("adult-nurse")).unwrap();
        state.roles.reveal(role);
        state.role.show(Node::Role(role));
        state.vacancies.wide = true;
        state.focus = Pane::Roles;
        let terminal = Terminal::new(TestBackend::new(200, 60)).unwrap();
        let mut explorer = Self { state, index, searcher: Searcher::default(), terminal };
        let effects = opening(&mut explorer.state);
        explorer.carry_out(effects);
        draw(&mut explorer.terminal, &mut explorer.state);
        assert_eq!(explorer.state.vacancies.hits.len(), ADVERTS, "the vacancies are shown");
        explorer
    }

    fn press(&mut self, key: Key) {
        self.receive(Message::Key(Chord::plain(key)));
    }

    fn receive(&mut self, message: Message) {
        let effects = update(&mut self.state, message);
        self.carry_out(effects);
        draw(&mut self.terminal, &mut self.state);
    }

    fn carry_out(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            if let Effect::Search(request) = effect {
                let found = self.searcher.answer(&request);
                assert!(update(&mut self.state, Message::Found(found)).is_empty());
            }
        }
    }
}

fn draw(terminal: &mut Terminal<TestBackend>, state: &mut State) {
    let mut geometry = None;
    terminal.draw(|frame| geometry = Some(view::draw(frame, state, &Theme::colour()))).unwrap();
    state.geometry = geometry.unwrap();
}

fn quickest_of_five<T>(act: impl Fn() -> T) -> Duration {
    let once = || {
        let begun = Instant::now();
        black_box(act());
        begun.elapsed()
    };
    (0..5).map(|_| once()).min().unwrap()
}

/// Adverts made of the words below.
fn made_up(count: usize) -> Vec<Advert> {
    let mut dice = Dice(20_261_122);
    let adverts: Vec<Advert> = (0..count).map(|number| advert(number, &mut dice)).collect();
    let titles: HashSet<&str> = adverts.iter().map(|advert| advert.title.as_str()).collect();
    assert!(titles.len() * 10 >= count * 4, "{} distinct titles", titles.len());
    adverts
}

fn advert(number: usize, dice: &mut Dice) -> Advert {
    let (town, area) = dice.pick(&words::TOWNS);
    let (grade, post, setting) = (dice.pick(&words::GRADES), dice.pick(&words::POSTS), dice.pick(&words::SETTINGS));
    Advert {
        id: AdvertId::new(format!("made-up-{number}")),
        title: format!("{grade}{post} - {setting}{}", ward(dice)),
        employer: format!("{} {}", dice.pick(&words::TOWNS).0, dice.pick(&words::EMPLOYERS)),
        places: vec![StatedPlace::new(format!("{town}, {area}{} {}", 1 + dice.throw(20), inward(dice)))],
        pay: Some((*dice.pick(&words::PAY)).to_owned()),
        contract: Some("Permanent".to_owned()),
        closes: Some(TODAY + i32::from(dice.throw(30)).days()),
        posted: Some(TODAY),
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
