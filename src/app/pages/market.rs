//! What the adverts of a role, a category or a search say together, each figure with the number of adverts that it comes from.

use crate::app::document::{Count, Document};
use crate::app::pages::pay::{PayChoice, pounds};
use crate::domain::band;
use crate::domain::contract::{Contract, WorkingPattern};
use crate::domain::gazetteer::Region;
use crate::domain::market::{Bin, FEWEST, Market, PayMarket, Quartiles, Shares, Weeks};
use crate::domain::scale::{BandTable, PayTables};
use crate::domain::text::{count, day, thousands};

/// Whose market is told.
#[derive(Clone, Copy, Debug)]
pub struct Whose<'a> {
    /// What the adverts are for: a role, a category, or all.
    pub title: &'a str,
    /// What they were narrowed to by typing; empty where by nothing.
    pub query: &'a str,
    /// Where the adverts come from and how old they are.
    pub origin: &'a str,
    /// What fetches adverts, as it is shown: a key, or a command; empty where nothing does.
    pub refresh: &'a str,
    /// Whether something else was asked for meanwhile, so that the figures are those of before.
    pub is_stale: bool,
}

/// The page while the adverts are counted.
#[must_use]
pub fn counting(whose: &Whose<'_>) -> Document {
    let mut page = Document::default();
    page.title(title(whose));
    page.paragraph("Counting the adverts …");
    page
}

/// The whole page. Bands are those of the nation and year chosen.
#[must_use]
pub fn document(market: &Market, whose: &Whose<'_>, tables: &PayTables, choice: PayChoice) -> Document {
    let mut page = Document::default();
    page.title(title(whose));
    page.paragraph(adverts(market));
    page.aside(origin(market, whose));
    if whose.is_stale {
        page.aside("Counting anew …: these are the figures of before.");
    }
    if market.adverts + market.past == 0 {
        return page;
    }
    if market.is_small() {
        page.gap();
        page.paragraph(too_few(market, whose));
        return page;
    }
    let table = tables.table(choice.nation, choice.year);
    pay(&mut page, &market.pay, market.adverts, table);
    bands(&mut page, market, table);
    shares(&mut page, "Where", &market.regions, market, "name a place that is known", Region::name);
    shares(
        &mut page,
        "Contract",
        &market.contracts,
        market,
        "say for certain what kind of contract it is",
        Contract::title,
    );
    let worked = "say for certain how the hours are worked";
    shares(&mut page, "Working pattern", &market.patterns, market, worked, WorkingPattern::title);
    employers(&mut page, market);
    posted(&mut page, market);
    closing(&mut page, market);
    page
}

/// Where the adverts come from and how old they are: to have just read old ones makes them no newer.
fn origin(market: &Market, whose: &Whose<'_>) -> String {
    let newest = market.newest.map_or(String::new(), |newest| format!("; the newest was published on {}", day(newest)));
    format!("Adverts: {}{newest}", whose.origin)
}

/// Why nothing is drawn, and what to do where all that is at hand is closed.
fn too_few(market: &Market, whose: &Whose<'_>) -> String {
    if market.adverts == 0 && !whose.refresh.is_empty() {
        return format!(
            "Nothing is drawn from adverts that are closed. {} fetches what NHS Jobs has now.",
            whose.refresh
        );
    }
    format!("Nothing is drawn from fewer than {FEWEST} adverts: so few say nothing of a market.")
}

fn title(whose: &Whose<'_>) -> String {
    let query = if whose.query.is_empty() { String::new() } else { format!(", narrowed to “{}”", whose.query) };
    format!("The market: {}{query}", whose.title)
}

fn adverts(market: &Market) -> String {
    let past = match market.past {
        0 => String::new(),
        1 => " One that is closed or no longer listed is not counted.".to_owned(),
        past => format!(" {} that are closed or no longer listed are not counted.", thousands(past)),
    };
    match market.adverts {
        0 if market.past == 0 => "There is no such advert.".to_owned(),
        0 => format!("No advert is open now.{past}"),
        open => format!("{} now.{past}", count(open, "advert")),
    }
}

/// A part of the adverts in whole percent.
fn percent(part: usize, all: usize) -> String {
    let whole = (part * 200 + all) / (all * 2).max(1);
    match (whole, part) {
        (0, 1..) => "under 1%".to_owned(),
        (100, part) if part < all => "over 99%".to_owned(),
        _ => format!("{whole}%"),
    }
}

/// Whether enough adverts say something to draw it; says so where not.
fn is_enough(page: &mut Document, known: usize, of: usize, say: &str) -> bool {
    if known < FEWEST {
        let known = if known == 0 { "None".to_owned() } else { format!("Only {known}") };
        page.paragraph(format!("{known} of {} {say}: too few to draw.", count(of, "advert")));
    }
    known >= FEWEST
}

fn pay(page: &mut Document, pay: &PayMarket, adverts: usize, table: Option<&BandTable>) {
    page.heading("Pay a year, by where it starts");
    let share = percent(pay.stated, adverts);
    page.paragraph(format!("{} of {} state pay ({share}).", thousands(pay.stated), count(adverts, "advert")));
    if is_enough(page, pay.yearly, adverts, "say where pay for a year starts") {
        page.aside(format!("Drawn from the {} that say where pay for a year starts.", thousands(pay.yearly)));
        if let Some(quartiles) = pay.quartiles {
            page.paragraph(middle(quartiles));
        }
        page.gap();
        page.chart(pay.bins.iter().map(|bin| step(bin, table)).collect());
        page.aside(match table {
            Some(table) => format!(
                "Beside each step the bands that pay within it: {} {}, basic pay before supplements.",
                table.nation, table.year
            ),
            None => "No pay table of that nation and year is bundled, so no bands stand beside the steps.".to_owned(),
        });
    }
    left_out(page, pay);
}

/// Where the middle half starts: true of figures that many share, too.
fn middle(quartiles: Quartiles) -> String {
    let Quartiles { lower, median, upper } = quartiles;
    if lower == upper {
        return format!("The middle half of these start at {}.", sum(median));
    }
    format!(
        "The middle half of these start between {} and {}, the one in the middle at {}.",
        sum(lower),
        sum(upper),
        sum(median)
    )
}

fn sum(pounds_a_year: u32) -> String {
    pounds((pounds_a_year, pounds_a_year))
}

fn left_out(page: &mut Document, pay: &PayMarket) {
    let reasons =
        pay.left_out.iter().filter_map(|(reason, count)| Some(format!("{} {}", thousands(*count), reason.left_out()?)));
    let reasons: Vec<String> = reasons.collect();
    if !reasons.is_empty() {
        page.aside(format!("Left out: {}.", reasons.join("; ")));
    }
    if pay.by_size > 0 {
        page.aside(format!("Taken for a year by the size of the figure alone: {}.", thousands(pay.by_size)));
    }
}

/// A step as `£30k–35k`, with the bands whose pay lies partly within it.
fn step(bin: &Bin, table: Option<&BandTable>) -> Count {
    let label = match (bin.from / 1_000, bin.to.map(|to| to / 1_000)) {
        (0, Some(to)) => format!("to £{to}k"),
        (from, Some(to)) => format!("£{from}k–{to}k"),
        (from, None) => format!("£{from}k +"),
    };
    let scales = table.map_or(&[][..], |table| table.bands.as_slice());
    let within = scales.iter().filter(|scale| {
        let range = scale.range();
        range.is_some_and(|(low, high)| high >= bin.from && bin.to.is_none_or(|to| low < to))
    });
    let bands: Vec<band::Band> = within.map(|scale| scale.band).collect();
    let note = match bands.len() {
        0 => String::new(),
        1 => format!("band {}", band::describe(&bands)),
        _ => format!("bands {}", band::describe(&bands)),
    };
    Count { label, count: bin.count, note }
}

fn bands(page: &mut Document, market: &Market, table: Option<&BandTable>) {
    page.heading("Band");
    let bands = &market.bands;
    if is_enough(page, bands.known, market.adverts, "have a band that is stated or told by the pay") {
        page.aside(format!("{} Stated, or told by the pay.", base(bands.known, bands.unknown, "have a band")));
        page.gap();
        let row = |(band, count): &(band::Band, usize)| {
            let range = table.and_then(|table| table.band(*band)?.range());
            Count { label: format!("Band {band}"), count: *count, note: range.map(pounds).unwrap_or_default() }
        };
        page.chart(bands.counts.iter().map(row).collect());
    }
}

/// How many adverts something is drawn from, and how many not.
fn base(known: usize, unknown: usize, say: &str) -> String {
    let all = count(known + unknown, "advert");
    match unknown {
        0 => format!("All {all} {say}."),
        1 => format!("{} of {all} {say}; one does not.", thousands(known)),
        unknown => format!("{} of {all} {say}; {} do not.", thousands(known), thousands(unknown)),
    }
}

/// How many adverts say each thing and how many none, in parts of all the adverts: a part of those that say something would
/// look like one of all.
fn shares<T: Copy>(
    page: &mut Document,
    heading: &str,
    shares: &Shares<T>,
    market: &Market,
    say: &str,
    name: impl Fn(T) -> &'static str,
) {
    page.heading(heading);
    if is_enough(page, shares.known, market.adverts, say) {
        let several = shares.counts.iter().map(|(_, count)| count).sum::<usize>() > shares.known;
        let several = if several { " One that says several counts in each." } else { "" };
        page.aside(format!("{}{several}", base(shares.known, shares.unknown, say)));
        page.gap();
        let row = |label: &str, count| Count { label: label.to_owned(), count, note: percent(count, market.adverts) };
        let said = shares.counts.iter().map(|(thing, count)| row(name(*thing), *count));
        let unsaid = (shares.unknown > 0).then(|| row("not known", shares.unknown));
        page.chart(said.chain(unsaid).collect());
    }
}

fn employers(page: &mut Document, market: &Market) {
    page.heading("Biggest employers");
    let employers = &market.employers;
    if is_enough(page, employers.known, market.adverts, "name the employer") {
        let base = base(employers.known, employers.unknown, "name the employer");
        page.aside(format!("{base} {} in all.", count(employers.different, "name")));
        page.gap();
        let row = |(name, count): &(String, usize)| Count {
            label: name.clone(),
            count: *count,
            note: percent(*count, market.adverts),
        };
        page.chart(employers.biggest.iter().map(row).collect());
    }
}

fn posted(page: &mut Document, market: &Market) {
    let weeks = &market.posted;
    page.heading("Published, by week");
    if is_enough(page, weeks.known(), market.adverts, "say when they were published") {
        let base = base(weeks.known(), weeks.unstated, "say when they were published");
        page.aside(format!("{base} Only of adverts that are open now: of older weeks many have closed since."));
        by_week(page, weeks);
        outside(page, weeks);
    }
}

fn closing(page: &mut Document, market: &Market) {
    let weeks = &market.closing;
    page.heading("Closing, by week");
    if is_enough(page, weeks.known(), market.adverts, "say when they close") {
        page.aside(base(weeks.known(), weeks.unstated, "say when they close"));
        by_week(page, weeks);
        outside(page, weeks);
    }
}

fn by_week(page: &mut Document, weeks: &Weeks) {
    page.gap();
    let row = |(monday, count): &(jiff::civil::Date, usize)| Count {
        label: format!("from {}", monday.strftime("%-d %b")),
        count: *count,
        note: String::new(),
    };
    page.chart(weeks.counts.iter().map(row).collect());
}

/// How many adverts have their day in none of the weeks.
fn outside(page: &mut Document, weeks: &Weeks) {
    let parts = [(weeks.before, "before them"), (weeks.after, "after them")];
    let told: Vec<String> = parts
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| format!("{} {what}", thousands(count)))
        .collect();
    if !told.is_empty() {
        page.aside(format!("{} in these weeks; {}.", thousands(weeks.within()), told.join(", ")));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_parts_of_all_adverts() {
        let contracts = Shares { counts: vec![(Contract::Temporary, 32)], known: 32, unknown: 268 };
        let mut tally = Market::of(&[], jiff::civil::date(2026, 11, 22), |_| "");
        (tally.adverts, tally.contracts) = (300, contracts);
        let mut page = Document::default();
        shares(&mut page, "Contract", &tally.contracts, &tally, "say what contract it is", Contract::title);
        let told = page.plain(60);
        for row in ["32 (11%)", "268 (89%)", "not known"] {
            assert!(told.contains(row), "{told}");
        }
        tally.contracts = Shares { counts: vec![(Contract::Temporary, 300)], known: 300, unknown: 0 };
        let mut page = Document::default();
        shares(&mut page, "Contract", &tally.contracts, &tally, "say what contract it is", Contract::title);
        assert!(!page.plain(60).contains("not known"), "{}", page.plain(60));
    }

    #[test]
    fn parts_are_told_in_whole_percent_and_never_as_all_or_none_where_they_are_not() {
        let cases =
            [((0, 10), "0%"), ((1, 1_000), "under 1%"), ((1, 8), "13%"), ((999, 1_000), "over 99%"), ((7, 7), "100%")];
        for ((part, all), told) in cases {
            assert_eq!(percent(part, all), told, "{part} of {all}");
        }
    }
}
