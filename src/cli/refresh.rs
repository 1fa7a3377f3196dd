//! `rolecall refresh`: adverts from NHS Jobs into the cache.

use std::time::Duration;

use indicatif::ProgressBar;

use crate::cli::args::{Refresh, Since};
use crate::cli::output::{Output, complain};
use crate::cli::world::World;
use crate::cli::{Failure, Outcome, progress};
use crate::domain::text::count;
use crate::runtime::refresh::{self, Broken, Progress, Report, Request, Why};
use crate::runtime::signals;
use crate::source::http::{Cancel, Client, Limits, ToldPause};
use crate::source::nhs_jobs::{Filters, Service, Shortfall, pay_band, staff_group};
use crate::store::adverts::Counts;

/// Fetches adverts page by page, each stored as it comes, and says what became of them.
///
/// # Errors
/// Where the service fails or the refresh is stopped, with what was kept; or the cache cannot be used.
pub fn run(world: &World, asked: &Refresh, out: &mut Output) -> Result<Outcome, Failure> {
    let address = world.nhs_jobs(asked.address.as_deref())?;
    let bar = progress::bar(None, "page");
    let pause = Duration::from_secs(asked.pause);
    let waiting = bar.clone();
    let tell_wait = move |seconds| waiting.set_message(format!("no answer yet; asking again in {seconds} seconds"));
    let client = Client::new(Limits::default(), Box::new(ToldPause { usual: pause, tell: tell_wait }));
    let service = Service { client: &client, address, pause };
    let cache = world.cache();
    let mut store = world.adverts()?;
    let cancel = Cancel::default();
    let stopped = cancel.clone();
    signals::stop_with(move || stopped.cancel())
        .map_err(|error| Failure::Wrong(format!("catching signals: {error}")))?;
    let request = request(asked);
    name_unknown(&request.filters);
    let done = refresh::run(&request, &service, &mut store, &|| cache.now(), &cancel, &mut |far| show(&bar, &far));
    bar.finish_and_clear();
    let report = done.as_ref().unwrap_or_else(|broken| &broken.kept);
    for (page, skipped) in report.named.iter().take(progress::NAMED) {
        progress::name(skipped, &format!("page {page}"));
    }
    tell(&done.map_err(|broken| failure(&broken))?, out)
}

/// Says which values are not among those that NHS Jobs is known to take. They are asked for all the same, since it may have
/// learnt new ones.
fn name_unknown(filters: &Filters) {
    for unknown in filters.unknown() {
        complain(&format!(
            "refreshing: “{}” is no {} that NHS Jobs is known to take, so it may answer with all adverts; known are {}",
            unknown.code,
            unknown.kind,
            unknown.known()
        ));
    }
}

fn request(asked: &Refresh) -> Request {
    let published_from = match asked.since {
        Some(Since::Day(day)) => Some(day),
        Some(Since::Last) | None => None,
    };
    let filters = Filters {
        keyword: asked.keyword.clone(),
        location: asked.location.clone(),
        distance: asked.distance,
        pay_bands: asked.band.iter().map(|band| pay_band(band)).collect(),
        staff_groups: asked.staff_group.iter().map(|group| staff_group(group)).collect(),
        published_from,
    };
    Request { filters, since_last: asked.since == Some(Since::Last), label: asked.label }
}

fn show(bar: &ProgressBar, far: &Progress) {
    bar.set_length(u64::from(far.of_pages.unwrap_or(far.page)));
    bar.set_position(u64::from(far.page));
    let adverts = count(far.adverts, "advert");
    bar.set_message(far.round.as_ref().map_or(adverts.clone(), |round| format!("{adverts} · {round}")));
}

fn failure(broken: &Broken) -> Failure {
    match broken.why {
        Why::Walk(_) => Failure::Service(broken.to_string()),
        Why::Cache(_) => Failure::of(broken),
    }
}

fn tell(report: &Report, out: &mut Output) -> Result<Outcome, Failure> {
    let Report {
        since,
        pages,
        read,
        counts: Counts { new, changed, same },
        gone,
        skipped,
        complete,
        shortfall,
        ignored,
        ..
    } = report;
    if out.json {
        out.json(&serde_json::json!({
            "pages": pages, "read": read, "new": new, "changed": changed, "same": same, "gone": gone,
            "skipped": skipped, "complete": complete, "since": since, "ignored": ignored,
        }))?;
    } else {
        out.line(&report.to_string())?;
        for remark in report.remarks() {
            out.line(&remark)?;
        }
        out.line(
            "Source: NHS Jobs. Contains public sector information licensed under the Open Government Licence v3.0.",
        )?;
    }
    if *read > 0 && *shortfall == Some(Shortfall::Missing) {
        return Err(Failure::Service(
            "refreshing: NHS Jobs did not hand out all that it counts; what it did is kept, and you may try again"
                .to_owned(),
        ));
    }
    Ok(if *read == 0 { Outcome::NothingFound } else { Outcome::Done })
}
