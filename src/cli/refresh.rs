//! `rolecall refresh`: adverts from NHS Jobs into the cache.

use std::time::Duration;

use indicatif::ProgressBar;
use jiff::Zoned;

use crate::cli::args::Refresh;
use crate::cli::output::Output;
use crate::cli::world::World;
use crate::cli::{Failure, Outcome, progress};
use crate::domain::text::count;
use crate::runtime::refresh::{self, Broken, Progress, Report, Request, Why};
use crate::source::http::{Address, Cancel, Client, Limits, RealTime};
use crate::source::nhs_jobs::{Filters, Service, pay_band, staff_group};
use crate::store::adverts::Counts;

/// Fetches adverts page by page, each stored as it comes, and says what became of them.
///
/// # Errors
/// Where the service fails, with what was kept; or the cache cannot be written.
pub fn run(world: &World, asked: &Refresh, out: &mut Output) -> Result<Outcome, Failure> {
    let address = Address::parse(&asked.address).map_err(Failure::of)?;
    let client = Client::new(Limits::default(), Box::new(RealTime));
    let service = Service { client: &client, address, pause: Duration::from_secs(asked.pause) };
    let mut store = world.adverts()?;
    let bar = progress::bar(None, "page");
    let clock = || Zoned::now().datetime();
    let done =
        refresh::run(&request(asked), &service, &mut store, &clock, &Cancel::default(), &mut |far| show(&bar, &far));
    bar.finish_and_clear();
    let report = match &done {
        Ok(report) => report,
        Err(broken) => &broken.kept,
    };
    for (page, skipped) in report.named.iter().take(progress::NAMED) {
        progress::name(skipped, &format!("page {page}"));
    }
    tell(&done.map_err(|broken| failure(&broken))?, out)
}

fn request(asked: &Refresh) -> Request {
    let filters = Filters {
        keyword: asked.keyword.clone(),
        location: asked.location.clone(),
        distance: asked.distance,
        pay_bands: asked.band.iter().map(|band| pay_band(band)).collect(),
        staff_groups: asked.staff_group.iter().map(|group| staff_group(group)).collect(),
        published_from: asked.since,
    };
    Request { filters, since_last: false, label: false }
}

fn show(bar: &ProgressBar, far: &Progress) {
    bar.set_length(u64::from(far.of_pages.unwrap_or(far.page)));
    bar.set_position(u64::from(far.page));
    bar.set_message(count(far.adverts, "advert"));
}

fn failure(broken: &Broken) -> Failure {
    match broken.why {
        Why::Walk(_) => Failure::Service(broken.to_string()),
        Why::Cache(_) => Failure::of(broken),
    }
}

fn tell(report: &Report, out: &mut Output) -> Result<Outcome, Failure> {
    let Report { pages, read, counts: Counts { new, changed, same }, gone, skipped, complete, .. } = report;
    if out.json {
        let object = serde_json::json!({
            "pages": pages, "read": read, "new": new, "changed": changed, "same": same, "gone": gone,
            "skipped": skipped, "complete": complete,
        });
        out.json(&object)?;
    } else {
        out.line(&report.to_string())?;
        out.line(
            "Source: NHS Jobs. Contains public sector information licensed under the Open Government Licence v3.0.",
        )?;
    }
    Ok(if *read == 0 { Outcome::NothingFound } else { Outcome::Done })
}
