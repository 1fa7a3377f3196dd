//! What a command line asks to search for, as one query text: each limit stands for a form of the grammar, which alone says
//! what it means.

use crate::cli::Failure;
use crate::cli::args::Search;
use crate::cli::output::complain;
use crate::cli::role::meant;
use crate::cli::world::World;
use crate::domain::bounds::SIGNS;
use crate::domain::text::clean_line;
use crate::search::adverts::Sort;
use crate::search::query::term::Term;
use crate::search::query::{Ask, QUOTES};

/// A search as it is typed.
#[derive(Debug, PartialEq, Eq)]
pub struct Asked {
    /// The query.
    pub text: String,
    /// The order.
    pub sort: Sort,
}

impl Asked {
    /// What is asked for: the limits, the search kept under a name, and what is typed.
    ///
    /// # Errors
    /// Where a limit cannot be read, or the role or the named search is unknown.
    pub fn of(world: &World, args: &Search) -> Result<Self, Failure> {
        let mut limits = limits(args)?;
        if let Some(name) = &args.role {
            limits.push(Term::new("role", meant(world, name, "searching")?.id.to_string()));
        }
        let mut texts: Vec<String> = limits.iter().map(ToString::to_string).collect();
        let mut sort = args.sort.map(Sort::from);
        if let Some(name) = &args.saved {
            let searches = world.searches().load().map_err(Failure::of)?;
            let kept = searches.get(name).ok_or_else(|| unknown(name))?;
            // A limit that is given takes the place of the kept one of its kind, as it does in the explorer.
            let kept_text = world.place_names().quoted(&kept.query).into_owned();
            texts.push(limits.iter().fold(kept_text, |text, limit| limit.take_out_of(&text)));
            sort = sort.or_else(|| kept.sort.as_deref().and_then(order));
        }
        texts.push(args.query.join(" "));
        texts.retain(|text| !text.is_empty());
        let mut text = texts.join(" ");
        if args.query.is_empty() && !text.is_empty() {
            // What is given by a flag or kept under a name is whole: no more of its last word is to come.
            text.push(' ');
        }
        Ok(Self { text, sort: sort.unwrap_or_default() })
    }
}

fn unknown(name: &str) -> Failure {
    let name = clean_line(name);
    Failure::Wrong(format!("searching: there is no search named “{name}”; `rolecall search --list-saved` lists them"))
}

/// The order that a named search names.
fn order(name: &str) -> Option<Sort> {
    let sort = Sort::named(name);
    if sort.is_none() {
        complain(&format!("searching: the order “{name}” of the saved search is not known, so it is passed over"));
    }
    sort
}

/// The limits as forms of the grammar.
fn limits(args: &Search) -> Result<Vec<Term>, Failure> {
    let limits = [
        ("--near", "near", "", &args.near, "a town, a postcode or a home point"),
        ("--within", "within", "", &args.within, "miles, such as 20"),
        ("--anywhere", "anywhere", "", &args.anywhere, "with, without or only"),
        ("--band", "band", "", &args.band, "a band such as 6, 8a or 6-7"),
        ("--min-pay", "pay", ">", &args.min_pay, "pounds a year, such as 38000 or 38k"),
        ("--unstated", "unstated", "", &args.unstated, "with, without or only"),
        ("--contract", "contract", "", &args.contract, "a kind such as permanent, fixed-term, bank or secondment"),
        ("--closing", "closing", "<", &args.closing, "days, such as 7"),
    ];
    let given = limits.into_iter().filter_map(|(flag, operator, sign, value, right)| {
        value.as_ref().map(|value| limit(flag, operator, sign, value, right))
    });
    given.chain(args.new.then(|| Ok(Term::new("is", "new")))).collect()
}

/// One limit, which must be read as such.
fn limit(flag: &str, operator: &'static str, sign: &str, value: &str, right: &str) -> Result<Term, Failure> {
    let value = clean_line(value).replace(QUOTES, "");
    let bare = if sign.is_empty() { value.trim() } else { value.trim_start_matches(SIGNS) };
    let limit = Term::new(operator, format!("{sign}{bare}"));
    let query = limit.query();
    let is_read =
        query.ignored.is_empty() && matches!(query.parts.as_slice(), [part] if matches!(part.ask, Ask::Filter(_)));
    if is_read {
        return Ok(limit);
    }
    let value = limit.value.trim_start_matches(sign);
    Err(Failure::Wrong(format!("searching: {flag} cannot be “{value}”; write {right}")))
}
