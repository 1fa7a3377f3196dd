//! `rolecall market`: what the adverts of a role, a category or a search say together.

use std::sync::Arc;

use serde_json::{Value, json};

use crate::app::pages::market::{Whose, document};
use crate::cli::advert::saved;
use crate::cli::args::Market as Asked;
use crate::cli::output::Output;
use crate::cli::role::{category_named, meant};
use crate::cli::search::remark;
use crate::cli::world::World;
use crate::cli::{Failure, Outcome};
use crate::domain::band::Band;
use crate::domain::contract::{Contract, WorkingPattern};
use crate::domain::gazetteer::Region;
use crate::domain::market::{FEWEST, Market, PayMarket, Shares, Weeks};
use crate::domain::text::clean_line;
use crate::search::adverts::market::Posts;
use crate::search::adverts::{AdvertIndex, Places, Request, Scope};

/// Tells the market of what is asked for.
///
/// # Errors
/// Where the role or the category is unknown, the adverts cannot be read, or the output cannot be written.
pub fn run(world: &World, asked: &Asked, out: &mut Output) -> Result<Outcome, Failure> {
    let (title, scope) = scope(world, asked)?;
    let typed = clean_line(&asked.query.join(" "));
    let index = AdvertIndex::new(Arc::new(world.board()?));
    let market = count(world, &index, &typed, &scope)?;
    let origin = &index.board().origin().full;
    if out.json {
        out.json(&shape(&market, asked, &scope, &typed, origin))?;
    } else {
        let whose = Whose { title: &title, query: &typed, origin, refresh: "`rolecall refresh`", is_stale: false };
        out.document(&document(&market, &whose, world.catalogue.pay(), world.choice()))?;
    }
    Ok(if market.adverts == 0 { Outcome::NothingFound } else { Outcome::Done })
}

/// The adverts to look among, and what they are called.
fn scope(world: &World, asked: &Asked) -> Result<(String, Scope), Failure> {
    if let Some(name) = &asked.role {
        let role = meant(world, name, "telling a market")?;
        return Ok((role.title.clone(), Scope::Roles(vec![role.id.clone()])));
    }
    let Some(name) = &asked.category else { return Ok(("all roles".to_owned(), Scope::All)) };
    let group = category_named(world, name, "telling a market")?;
    Ok((group.title, Scope::Roles(group.roles.into_iter().map(|role| role.id.clone()).collect())))
}

fn count(world: &World, index: &AdvertIndex, typed: &str, scope: &Scope) -> Result<Market, Failure> {
    let atlas = world.atlas(index.board())?;
    while atlas.prepare() {}
    let query = world.query(typed);
    let found = world.ask(index, &atlas, &saved(world), &query, |asked| index.search(&Request { scope, ..*asked }));
    let found = found.unwrap_or_default();
    remark(&found.reading);
    let mut posts = Posts::default();
    while posts.go_on(index, &atlas) {}
    Ok(posts.market(index, &found.hits, world.today))
}

fn shape(market: &Market, asked: &Asked, scope: &Scope, query: &str, origin: &str) -> Value {
    let role = match scope {
        Scope::Roles(roles) if asked.role.is_some() => roles.first(),
        _ => None,
    };
    json!({
        "adverts": market.adverts,
        "past": market.past,
        "newest": market.newest,
        "role": role,
        "category": asked.category,
        "query": query,
        "data": origin,
        "fewest": FEWEST,
        "pay": pay(&market.pay),
        "bands": shares(&market.bands, Band::as_str),
        "regions": shares(&market.regions, Region::name),
        "contracts": shares(&market.contracts, Contract::title),
        "working_patterns": shares(&market.patterns, WorkingPattern::title),
        "employers": employers(market),
        "posted": weeks(&market.posted),
        "closing": weeks(&market.closing),
    })
}

/// What is drawn from enough adverts, else null.
fn enough(known: usize, drawn: Value) -> Value {
    if known < FEWEST { Value::Null } else { drawn }
}

fn pay(pay: &PayMarket) -> Value {
    let steps = pay.bins.iter().map(|bin| json!({ "from": bin.from, "below": bin.to, "count": bin.count }));
    let left_out: Value =
        pay.left_out.iter().map(|(reason, count)| json!({ "why": reason.name(), "count": count })).collect();
    let quartiles = pay.quartiles.map(|at| json!({ "lower": at.lower, "median": at.median, "upper": at.upper }));
    json!({
        "stated": pay.stated,
        "yearly": pay.yearly,
        "yearly_by_size": pay.by_size,
        "left_out": left_out,
        "starts": enough(pay.yearly, steps.collect()),
        "quartiles": enough(pay.yearly, quartiles.into()),
    })
}

fn shares<T: Copy>(shares: &Shares<T>, name: impl Fn(T) -> &'static str) -> Value {
    let counts = shares.counts.iter().map(|(thing, count)| json!({ "name": name(*thing), "count": count }));
    json!({ "known": shares.known, "unknown": shares.unknown, "counts": enough(shares.known, counts.collect()) })
}

fn employers(market: &Market) -> Value {
    let employers = &market.employers;
    let counts = employers.biggest.iter().map(|(name, count)| json!({ "name": name, "count": count }));
    json!({
        "known": employers.known,
        "unknown": employers.unknown,
        "different": employers.different,
        "biggest": enough(employers.known, counts.collect()),
    })
}

fn weeks(weeks: &Weeks) -> Value {
    let counts = weeks.counts.iter().map(|(monday, count)| json!({ "from": monday, "count": count }));
    json!({
        "known": weeks.known(),
        "unknown": weeks.unstated,
        "before": weeks.before,
        "after": weeks.after,
        "weeks": enough(weeks.known(), counts.collect()),
    })
}
