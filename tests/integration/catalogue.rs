//! What the catalogue is held to as a text to read: its length, its words, its order, and where its facts are from. That it
//! holds together as data is told by `rolecall check`; here that check is shown to find what it is for.

mod ease;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use jiff::fmt::strtime;
use rolecall::domain::catalogue::Catalogue;
use rolecall::domain::category::Category;
use rolecall::domain::progression::{Step, StepKind};
use rolecall::domain::role::{Role, RoleId};
use rolecall::source::bundled;

/// Every id that was ever published, one a line. One may be added; none may go, since shortlists and scripts hold them.
const IDS: &str = include_str!("../data/catalogue/ids.txt");
const README: &str = include_str!("../../README.md");

/// What every role is held to: the rule's name, and what breaks it, each with the sentence.
type Rule = (&'static str, fn(&Role) -> Vec<String>);
const RULES: [Rule; 5] = [
    ("180 to 450 words", length),
    ("no filler", filler),
    ("British spelling", american),
    ("no figure of pay", pay_figures),
    ("fair reading ease", reading_ease),
];

/// Words that promise without telling. Each is looked for as whole words, whatever joins them.
const FILLER: &[&str] = &[
    "a key part of",
    "amazing",
    "an array of",
    "any number of",
    "are you looking for",
    "broad range",
    "cutting edge",
    "diverse range",
    "dynamic environment",
    "dynamic team",
    "essential role",
    "ever changing",
    "every day is different",
    "excellent communication",
    "excellent opportunity",
    "exciting",
    "fast moving environment",
    "fast paced",
    "forward thinking",
    "fulfilling",
    "go the extra mile",
    "high quality care",
    "highly motivated",
    "hit the ground running",
    "holistic approach",
    "immensely",
    "important role",
    "in order to",
    "integral part",
    "key role",
    "make a difference",
    "make a real difference",
    "makes a difference",
    "making a difference",
    "myriad",
    "no two days",
    "no two shifts",
    "of the utmost importance",
    "passion for",
    "passionate",
    "pivotal",
    "plays a part in",
    "plays a vital",
    "plethora",
    "rewarding",
    "self starter",
    "state of the art",
    "team player",
    "thrive",
    "truly",
    "unique opportunity",
    "vibrant",
    "vital part",
    "vital role",
    "whole host of",
    "wide array",
    "wide range",
    "wide variety",
    "world class",
];

/// American spellings and words; a star stands for any ending. Left out are those that are British in another sense, such as
/// “meter” and “practice”. Health services write “specialty”.
const AMERICAN: &str = "airplane* aluminum analog analyz* anemi* anesthe* artifact* behavior* canceled canceling catalog \
    catalogs catalyz* celiac center* color colored colorful coloring colors counseled counseling counselor* defense* diaper* \
    diarrhea edema enroll enrollment* enrolls esophag* estrogen faucet* favor* fiber* flavor* fulfill fulfills gotten \
    gynecolog* harbor* hematolog* hemoglobin* hemorrhag* honor honored honoring honors humor labeled labeling labor labored \
    laborer* labors leukemi* liter liters maneuver* math modeled modeling mold molds neighbor* odor* offense* orthopedic* \
    paralyz* pediatric* practiced practicing program programs rumor* sidewalk* signaled signaling skeptic* skillful* \
    speciality specialities theater* toward traveled traveler* traveling tumor tumors vapor vigor";
/// Endings that are American, and the words in which they are not.
const AMERICAN_ENDINGS: [&str; 9] =
    ["ize", "ized", "izes", "izing", "izer", "izers", "ization", "izations", "izational"];
const OWN_Z: &[&str] =
    &["prize", "prized", "prizes", "seize", "seized", "seizes", "seizing", "size", "sized", "sizes", "sizing"];

fn catalogue() -> Catalogue {
    bundled::catalogue().unwrap()
}

#[test]
fn every_role_keeps_every_rule() {
    let catalogue = catalogue();
    let faults: Vec<String> = catalogue
        .roles()
        .flat_map(|(_, role)| {
            RULES.iter().flat_map(move |(rule, faults)| {
                faults(role).into_iter().map(move |fault| format!("{}: {rule}: {fault}", role.id))
            })
        })
        .collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn each_rule_finds_what_it_is_for() {
    type Spoil = fn(&mut Role);
    let cases: [(&str, Spoil); 9] = [
        ("180 to 450 words", |role| {
            role.working_life.what_you_do.clear();
            role.getting_in.routes.clear();
            role.progression.clear();
        }),
        ("180 to 450 words", |role| role.summary = "You look after people. ".repeat(120)),
        ("no filler", |role| role.summary = "It is Fast-paced, and no two days are the same.".to_owned()),
        ("no filler", |role| role.skills = vec!["a passion for care".to_owned()]),
        ("British spelling", |role| role.summary = "You organize the Center.".to_owned()),
        ("British spelling", |role| role.getting_in.training = "You enroll in a program.".to_owned()),
        ("no figure of pay", |role| role.pay.note = Some("You begin on 31,000 a year.".to_owned())),
        ("no figure of pay", |role| role.working_life.hours = "Some earn 40k.".to_owned()),
        ("fair reading ease", |role| role.summary = "Interprofessional organisational responsibility. ".repeat(30)),
    ];
    let catalogue = catalogue();
    let sound = catalogue.role(&RoleId::new("adult-nurse")).unwrap();
    for (rule, spoil) in cases {
        let mut role = sound.clone();
        spoil(&mut role);
        let (_, faults) = RULES.iter().find(|(name, _)| *name == rule).unwrap();
        assert!(faults(sound).is_empty() && !faults(&role).is_empty(), "{rule}: {:?}", role.summary);
    }
}

fn length(role: &Role) -> Vec<String> {
    let words = role.texts().flat_map(str::split_whitespace).count();
    if (180..=450).contains(&words) { vec![] } else { vec![format!("it has {words}")] }
}

fn filler(role: &Role) -> Vec<String> {
    sentences(role)
        .flat_map(|sentence| {
            let spaced = format!(" {} ", plain(sentence));
            let found = FILLER.iter().filter(move |phrase| spaced.contains(&format!(" {phrase} ")));
            found.map(move |phrase| format!("“{phrase}” in: {sentence}"))
        })
        .collect()
}

fn american(role: &Role) -> Vec<String> {
    let words = sentences(role).flat_map(|sentence| {
        let words: Vec<String> = plain(sentence).split(' ').map(str::to_owned).collect();
        words.into_iter().map(move |word| (word, sentence))
    });
    let american = words.filter(|(word, _)| is_american(word));
    american.map(|(word, sentence)| format!("“{word}” in: {sentence}")).collect()
}

fn is_american(word: &str) -> bool {
    let listed = AMERICAN.split_whitespace().any(|entry| match entry.strip_suffix('*') {
        Some(beginning) => word.starts_with(beginning),
        None => word == entry,
    });
    listed || !OWN_Z.contains(&word) && AMERICAN_ENDINGS.iter().any(|ending| word.ends_with(ending))
}

fn pay_figures(role: &Role) -> Vec<String> {
    sentences(role).filter(|sentence| states_pay(&plain(sentence))).map(str::to_owned).collect()
}

/// Whether figures stand there that can only be pay; `rolecall check` looks for the pound sign.
fn states_pay(plain: &str) -> bool {
    let words: Vec<&str> = plain.split(' ').collect();
    let is_figure = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
    let is_span = |words: &[&str]| matches!(words, ["a" | "per", "year" | "month"] | ["per", "annum"]);
    words.iter().any(|word| word.strip_suffix('k').is_some_and(is_figure))
        || words.windows(2).any(|pair| is_figure(pair[0]) && pair[1] == "pounds")
        || words.windows(3).any(|three| is_figure(three[0]) && three[0].len() >= 4 && is_span(&three[1..]))
}

fn reading_ease(role: &Role) -> Vec<String> {
    let ease = ease::of(whole_sentences(role));
    if ease::FAIR.contains(&ease) { vec![] } else { vec![format!("it is {ease:.1}")] }
}

/// The sentences and phrases of a role.
fn sentences(role: &Role) -> impl Iterator<Item = &str> {
    role.texts().flat_map(|text| text.split_inclusive(". ")).flat_map(|text| text.split_inclusive("? ")).map(str::trim)
}

/// The sentences of a role without the phrases of its lists.
fn whole_sentences(role: &Role) -> impl Iterator<Item = &str> {
    sentences(role).filter(|sentence| sentence.ends_with(['.', '?', '!']))
}

/// A text in lower case, its words a space apart and nothing between them; figures lose their commas.
fn plain(text: &str) -> String {
    let text = text.replace(',', "").to_lowercase().replace('’', "'");
    text.split(|letter: char| !letter.is_alphanumeric() && letter != '\'')
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

#[test]
fn no_sentence_of_eight_words_stands_in_three_roles() {
    let catalogue = catalogue();
    let mut roles_of: BTreeMap<String, BTreeSet<&RoleId>> = BTreeMap::new();
    for (_, role) in catalogue.roles() {
        for sentence in sentences(role).map(plain).filter(|sentence| sentence.split(' ').count() >= 8) {
            roles_of.entry(sentence).or_default().insert(&role.id);
        }
    }
    assert!(roles_of.len() > 5_000, "sentences are told apart");
    let repeated: Vec<_> = roles_of.iter().filter(|(_, roles)| roles.len() >= 3).collect();
    assert!(repeated.is_empty(), "{repeated:#?}");
}

#[test]
fn the_catalogue_as_a_whole_is_plain_english() {
    let catalogue = catalogue();
    let ease = ease::of(catalogue.roles().flat_map(|(_, role)| whole_sentences(role)));
    assert!(ease::PLAIN.contains(&ease), "{ease:.1}");
}

#[test]
fn no_id_has_vanished() {
    let catalogue = catalogue();
    let gone: Vec<&str> = IDS.lines().filter(|id| catalogue.role(&RoleId::new(*id)).is_none()).collect();
    assert!(gone.is_empty(), "these ids are published and must stay: {gone:?}");
    assert!(IDS.lines().count() >= 486);
}

#[test]
fn no_page_was_read_after_the_day_that_the_readme_names() {
    let readme = README.split_whitespace().collect::<Vec<_>>().join(" ");
    let (_, after) = readme.split_once("Role pages and addresses were last seen on ").unwrap();
    let last: Date = strtime::parse("%d %B %Y", after.split_once('.').unwrap().0).unwrap().to_date().unwrap();
    let catalogue = catalogue();
    for (_, role) in catalogue.roles() {
        for page in role.source.iter().chain(&role.also_read) {
            assert!(page.read <= last, "{}: {} was read on {}, after {last}", role.id, page.url, page.read);
        }
    }
}

#[test]
fn the_check_names_what_does_not_hold_together() {
    type Spoil = fn(&mut Role, &mut Vec<Step>);
    let cases: [(&str, Spoil); 9] = [
        ("role `Nurse 1`: the id is not lower-case", |role, _| role.id = RoleId::new("Nurse 1")),
        ("role `nurse--1`: the id is not lower-case", |role, _| role.id = RoleId::new("nurse--1")),
        ("`tasks` is empty", |role, _| role.working_life.tasks.clear()),
        ("a text is empty", |role, _| role.skills.push(" ".to_owned())),
        ("a pay figure is typed into the text: “£9.”", |role, _| role.summary = "£9.".to_owned()),
        ("`http://nhs.uk/` is not an https address", |role, _| role.links[0].url = "http://nhs.uk/".to_owned()),
        ("`https://a@b.uk` is not an https address", |role, _| role.links[0].url = "https://a@b.uk".to_owned()),
        ("no step leads on from it", |role, steps| steps.retain(|step| step.from != role.id)),
        ("to `healthcare-assistant`: a promotion leads from band 6 down to 3", |role, steps| {
            let step = steps.iter_mut().find(|step| step.from == role.id).unwrap();
            (step.to, step.kind) = (RoleId::new("healthcare-assistant"), StepKind::Promotion);
        }),
    ];
    let sound = catalogue();
    for (expected, spoil) in cases {
        let (mut categories, mut steps) = (sound.categories().to_vec(), sound.steps().to_vec());
        spoil(adult_nurse(&mut categories), &mut steps);
        let problems = Catalogue::new(categories, steps, sound.pay().clone()).problems();
        assert!(problems.iter().any(|problem| problem.contains(expected)), "{expected}: {problems:?}");
    }
}

fn adult_nurse(categories: &mut [Category]) -> &mut Role {
    let parts = categories.iter_mut().flat_map(|category| &mut category.subcategories);
    parts.flat_map(|part| &mut part.roles).find(|role| role.id.as_str() == "adult-nurse").unwrap()
}

#[test]
fn a_ladder_stands_from_its_foot_to_its_top() {
    let catalogue = catalogue();
    let leads_back = |up: &Step| catalogue.steps_from(&up.to).any(|step| step.to == up.from);
    let rungs = catalogue.steps().iter().filter(|step| matches!(step.kind, StepKind::Promotion | StepKind::Leadership));
    for step in rungs.filter(|step| !leads_back(step)) {
        let (from, to) = (catalogue.path(&step.from).unwrap(), catalogue.path(&step.to).unwrap());
        let together = (from.category, from.subcategory) == (to.category, to.subcategory);
        assert!(!together || from.role < to.role, "`{}` leads to `{}` and stands below it", step.from, step.to);
    }
}
