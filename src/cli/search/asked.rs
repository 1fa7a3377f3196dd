//! What a command line asks to search for, as one query text: each limit stands for a form of the grammar, which alone says
//! what it means.

use crate::cli::Failure;
use crate::cli::args::Search;
use crate::cli::output::complain;
use crate::cli::world::World;
use crate::domain::role::RoleId;
use crate::domain::text::clean_line;
use crate::search::adverts::Sort;
use crate::search::query::{Ask, Query};

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
        let mut texts = limits(args)?;
        if let Some(id) = &args.role {
            texts.push(role(world, id)?);
        }
        let mut sort = args.sort.map(Sort::from);
        if let Some(name) = &args.saved {
            let searches = world.searches().load().map_err(Failure::of)?;
            let kept = searches.get(name).ok_or_else(|| unknown(name))?;
            texts.push(kept.query.clone());
            sort = sort.or_else(|| kept.sort.as_deref().and_then(order));
        }
        texts.push(args.query.join(" "));
        texts.retain(|text| !text.is_empty());
        Ok(Self { text: texts.join(" "), sort: sort.unwrap_or_default() })
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

fn role(world: &World, id: &str) -> Result<String, Failure> {
    if world.catalogue.role(&RoleId::new(id)).is_none() {
        let why = format!("searching: there is no role `{}`; `rolecall roles` lists them", clean_line(id));
        return Err(Failure::Wrong(why));
    }
    Ok(format!("role:{id}"))
}

/// The limits as forms of the grammar.
fn limits(args: &Search) -> Result<Vec<String>, Failure> {
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
    given.chain(args.new.then(|| Ok("is:new".to_owned()))).collect()
}

/// One limit, which must be read as such.
fn limit(flag: &str, operator: &str, sign: &str, value: &str, right: &str) -> Result<String, Failure> {
    let value = clean_line(value).replace(['"', '“', '”'], "");
    let bare = if sign.is_empty() { value.trim() } else { value.trim_start_matches(['<', '>', '=']) };
    let value = format!("{sign}{bare}");
    let is_plain = !value.contains(|c: char| c.is_whitespace() || matches!(c, '\'' | '’' | '‘'));
    let text = if is_plain { format!("{operator}:{value}") } else { format!("{operator}:\"{value}\"") };
    let query = Query::read(&text);
    let is_read =
        query.ignored.is_empty() && matches!(query.parts.as_slice(), [part] if matches!(part.ask, Ask::Filter(_)));
    if is_read {
        return Ok(text);
    }
    let value = value.trim_start_matches(sign);
    Err(Failure::Wrong(format!("searching: {flag} cannot be “{value}”; write {right}")))
}
