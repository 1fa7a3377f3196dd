//! `rolecall refresh`: adverts from NHS Jobs into the cache.

use std::ops::ControlFlow;
use std::time::Duration;

use indicatif::ProgressBar;
use jiff::Zoned;

use crate::cli::args::Refresh;
use crate::cli::output::Output;
use crate::cli::world::World;
use crate::cli::{Failure, Outcome, progress};
use crate::domain::text::count;
use crate::source::http::{Address, Cancel, Client, Limits, RealTime};
use crate::source::jobs_xml::SOURCE;
use crate::source::nhs_jobs::{Filters, PageRead, Service, pay_band, staff_group};
use crate::store::adverts::{CacheError, Counts, Scope, Walk};

/// Fetches adverts page by page, each stored as it comes, and says what became of them.
///
/// Adverts are marked as no longer listed only after a complete walk through the whole board.
///
/// # Errors
/// Where the service fails, with what was kept; or the cache cannot be written.
pub fn run(world: &World, asked: &Refresh, out: &mut Output) -> Result<Outcome, Failure> {
    let filters = filters(asked);
    let address = Address::parse(&asked.address).map_err(Failure::of)?;
    let client = Client::new(Limits::default(), Box::new(RealTime));
    let service = Service { client: &client, address, pause: Duration::from_secs(asked.pause) };
    let mut store = world.adverts()?;
    let mut take =
        Intake { walk: store.begin().map_err(Failure::of)?, counts: Counts::default(), named: 0, failed: None };
    let bar = progress::bar(None, "page");
    let walked = service.walk(&filters, &Cancel::default(), &mut |page| take.page(&page, &bar));
    bar.finish_and_clear();
    let Intake { walk, counts, failed, .. } = take;
    if let Some(error) = failed {
        return Err(Failure::of(error));
    }
    let kept = count(counts.new + counts.changed + counts.same, "advert");
    let walked = walked.map_err(|error| {
        Failure::Service(format!("{error}; {kept} read before that are kept, and nothing was marked as gone"))
    })?;
    let whole = walked.is_complete() && filters.is_whole_board();
    let gone = if whole { walk.finish(SOURCE, Scope::Everything).map_err(Failure::of)? } else { 0 };
    let Counts { new, changed, same } = counts;
    let skipped = walked.skipped;
    if out.json {
        let object = serde_json::json!({
            "pages": walked.pages, "read": walked.adverts, "new": new, "changed": changed, "same": same, "gone": gone,
            "skipped": skipped, "complete": walked.is_complete(),
        });
        out.json(&object)?;
    } else {
        out.line(&format!(
            "read {} on {}: {new} new, {changed} changed, {same} as before, {gone} no longer listed, {skipped} skipped",
            count(walked.adverts, "advert"),
            count(walked.pages as usize, "page"),
        ))?;
        out.line(
            "Source: NHS Jobs. Contains public sector information licensed under the Open Government Licence v3.0.",
        )?;
    }
    Ok(if walked.adverts == 0 { Outcome::NothingFound } else { Outcome::Done })
}

fn filters(asked: &Refresh) -> Filters {
    Filters {
        keyword: asked.keyword.clone(),
        location: asked.location.clone(),
        distance: asked.distance,
        pay_bands: asked.band.iter().map(|band| pay_band(band)).collect(),
        staff_groups: asked.staff_group.iter().map(|group| staff_group(group)).collect(),
        published_from: asked.since,
    }
}

/// Where the pages go.
struct Intake<'s> {
    walk: Walk<'s>,
    counts: Counts,
    named: usize,
    failed: Option<CacheError>,
}

impl Intake<'_> {
    /// Stores a page whole; the walk ends where the cache cannot be written.
    fn page(&mut self, page: &PageRead, bar: &ProgressBar) -> ControlFlow<()> {
        match self.walk.put_page(&page.batch.adverts, Zoned::now().datetime()) {
            Ok(counts) => {
                self.counts.new += counts.new;
                self.counts.changed += counts.changed;
                self.counts.same += counts.same;
            }
            Err(error) => {
                self.failed = Some(error);
                return ControlFlow::Break(());
            }
        }
        for skipped in page.batch.skipped.iter().take(progress::NAMED - self.named.min(progress::NAMED)) {
            self.named += 1;
            progress::name(skipped, &format!("page {}", page.number));
        }
        bar.set_length(u64::from(page.total_pages.unwrap_or(page.number)));
        bar.set_position(u64::from(page.number));
        bar.set_message(count(self.counts.new + self.counts.changed + self.counts.same, "advert"));
        ControlFlow::Continue(())
    }
}
