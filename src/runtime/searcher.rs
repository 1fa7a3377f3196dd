//! The search thread: only the newest request is answered. While none waits, it works out what the next ones will need.

use std::cell::{OnceCell, RefCell};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use jiff::civil::Date;

use crate::app::effect::SearchRequest;
use crate::app::filters::Counts;
use crate::app::message::{Beside, Counted, Found, Message};
use crate::app::panes::market::Told;
use crate::app::state::counts;
use crate::config::Problem;
use crate::config::homes::{self, Home};
use crate::domain::advert::AdvertId;
use crate::domain::board::Board;
use crate::domain::distance::Radius;
use crate::domain::sites::HomePoint;
use crate::runtime::DeathNotice;
use crate::runtime::effects::Adverts;
use crate::search::adverts::market::Posts;
use crate::search::adverts::openings::RoleOpenings;
use crate::search::adverts::places::Nowhere;
use crate::search::adverts::{AdvertIndex, Atlas, Places, Reach, Request, Sort};
use crate::search::expansions::Expansions;
use crate::source::bundled;

/// How many employers the filters offer.
const EMPLOYERS: usize = 8;

/// Starts the thread and returns where to send requests; `adverts` is asked for whole texts, and distances are measured from
/// `homes` unless a query names another place.
#[must_use]
pub fn start(outbox: Sender<Message>, adverts: Arc<dyn Adverts>, homes: Homes) -> Sender<SearchRequest> {
    let (sender, requests) = channel();
    thread::spawn(move || {
        let _notice = DeathNotice::new("searches", outbox.clone());
        serve(&Queue::new(requests), Searcher::new(adverts, homes), &outbox);
    });
    sender
}

/// Requests of which only the newest counts.
struct Queue {
    requests: Receiver<SearchRequest>,
    newest: RefCell<Option<SearchRequest>>,
}

impl Queue {
    fn new(requests: Receiver<SearchRequest>) -> Self {
        Self { requests, newest: RefCell::new(None) }
    }

    /// Whether a request waits; those before it are dropped.
    fn waits(&self) -> bool {
        let newest = self.requests.try_iter().last();
        let mut kept = self.newest.borrow_mut();
        *kept = newest.or(kept.take());
        kept.is_some()
    }
}

/// Answers until nobody asks any more or nobody listens. An answer that a newer request overtakes is given up.
fn serve(queue: &Queue, mut searcher: Searcher, outbox: &Sender<Message>) {
    while let Some(request) = next(queue, &mut searcher, outbox) {
        let Some(found) = searcher.answer_unless(&request, &|| queue.waits()) else { continue };
        let is_empty = found.hits.is_empty();
        if outbox.send(Message::Found(found)).is_err() {
            return;
        }
        let beside = searcher.beside(&request, is_empty, &|| queue.waits());
        if beside.is_some_and(|beside| outbox.send(Message::Beside(beside)).is_err()) {
            return;
        }
    }
}

/// The next request; the time until it comes is used. Nothing where nobody asks any more.
fn next(queue: &Queue, searcher: &mut Searcher, outbox: &Sender<Message>) -> Option<SearchRequest> {
    loop {
        if queue.waits() {
            return queue.newest.take();
        }
        match searcher.prepare() {
            // Where the loop has ended there is nobody left to tell, and nobody will ask.
            Prepared::Counts(counted) => outbox.send(Message::Counted(counted)).ok()?,
            Prepared::Again(found) => outbox.send(Message::Found(found)).ok()?,
            Prepared::Market(told) => outbox.send(Message::Market(told)).ok()?,
            Prepared::Faults(problems) => {
                for problem in problems {
                    outbox.send(Message::Misconfigured(problem)).ok()?;
                }
            }
            Prepared::Unseen => {}
            Prepared::All => return queue.requests.recv().ok(),
        }
    }
}

/// The person's home points as the settings name them.
#[derive(Clone, Debug, Default)]
pub struct Homes {
    /// The points.
    pub homes: Vec<Home>,
    /// How far from one an open advert still counts as near.
    pub radius: Radius,
    /// The file of the settings, to be named where a point's place is not known.
    pub path: PathBuf,
}

/// Answers requests. What must be known of a board's adverts is worked out once.
#[derive(Default)]
pub struct Searcher {
    index: Option<AdvertIndex>,
    atlas: Option<Atlas>,
    counted: bool,
    /// Whether the adverts near the home points are counted too.
    counted_near: bool,
    /// The day of the last request.
    today: Date,
    expansions: OnceCell<Expansions>,
    adverts: Option<Arc<dyn Adverts>>,
    homes: Homes,
    /// Where the home points are, with what is wrong with them until that is told.
    located: Option<(Vec<HomePoint>, Vec<Problem>)>,
    /// A request that was answered without the distances that its rows show.
    unmeasured: Option<SearchRequest>,
    /// What markets need of the adverts, as far as it is read.
    posts: Posts,
    /// The request whose market is still to be told.
    untold: Option<SearchRequest>,
}

/// What was worked out ahead of the next request.
#[derive(Debug)]
pub enum Prepared {
    /// The counts of the tree and of what is open, to be shown; once more where the home points are known.
    Counts(Counted),
    /// The last answer anew, now with distances.
    Again(Found),
    /// The market that the last request asked for.
    Market(Told),
    /// What is wrong with the home points.
    Faults(Vec<String>),
    /// Something that only a search uses.
    Unseen,
    /// Nothing: all is ready.
    All,
}

impl Searcher {
    /// A searcher that asks `adverts` for whole texts and measures distances from `homes`.
    #[must_use]
    pub fn new(adverts: Arc<dyn Adverts>, homes: Homes) -> Self {
        Self { adverts: Some(adverts), homes, ..Self::default() }
    }

    /// What a request finds.
    pub fn answer(&mut self, request: &SearchRequest) -> Found {
        self.answer_unless(request, &|| false).unwrap_or_default()
    }

    /// What a request finds; nothing where it was overtaken meanwhile.
    pub fn answer_unless(&mut self, request: &SearchRequest, overtaken: &dyn Fn() -> bool) -> Option<Found> {
        self.untold = None;
        let found = self.ask(request, overtaken, AdvertIndex::search)?;
        self.untold = request.market.is_some().then(|| request.clone());
        let is_unmeasured = found.reach.is_none() && !self.homes.homes.is_empty();
        self.unmeasured = is_unmeasured.then(|| request.clone());
        Some(Found {
            generation: request.generation,
            within: found.within,
            everywhere: found.everywhere,
            hits: found.hits,
            reading: found.reading,
            reach: found.reach,
        })
    }

    /// What a request wants counted beside what it finds, and with `is_empty` what would be found without each part of the
    /// query; nothing where nothing is to be counted, or it was overtaken meanwhile.
    pub fn beside(&mut self, request: &SearchRequest, is_empty: bool, overtaken: &dyn Fn() -> bool) -> Option<Beside> {
        if request.asked.is_none() && request.sought.is_none() && !is_empty {
            return None;
        }
        self.ask(request, overtaken, |index, asked| {
            let lifted = if is_empty { index.lifted(asked) } else { Vec::new() };
            let counts = match &request.asked {
                Some(asked_for) => {
                    let groups = index.count_choices(asked, &asked_for.groups)?;
                    let whose = Request { query: &asked_for.employers, ..*asked };
                    Some(Counts { groups, employers: index.top_employers(&whose, EMPLOYERS)? })
                }
                None => None,
            };
            let position = request.sought.as_ref().and_then(|advert| request.board.position(advert));
            let verdict = position.and_then(|position| index.explain(asked, position));
            // Counts that were overtaken are not those of any query.
            (!overtaken()).then_some(Beside { generation: request.generation, lifted, counts, verdict })
        })
    }

    /// Asks the index of a request's board.
    fn ask<T>(
        &mut self,
        request: &SearchRequest,
        overtaken: &dyn Fn() -> bool,
        ask: impl FnOnce(&AdvertIndex, &Request<'_>) -> Option<T>,
    ) -> Option<T> {
        self.turn_to(&request.board);
        self.today = request.today;
        let counts_miles = request.asked.is_some() && !self.homes.homes.is_empty();
        if counts_miles || request.sort == Sort::Distance || request.query.asks_where() {
            self.open_atlas(&request.board);
        }
        let index = self.index.as_ref()?;
        let adverts = self.adverts.as_ref();
        let texts = |words: &str| -> Result<Vec<AdvertId>, String> {
            adverts.map_or_else(|| Ok(Vec::new()), |adverts| adverts.text_matches(words))
        };
        let none = Expansions::default();
        let needs_none = request.query.is_empty() && request.asked.is_none();
        let expansions = if needs_none { &none } else { read(&self.expansions) };
        let asked = Request {
            query: &request.query,
            scope: &request.scope,
            sort: request.sort,
            today: request.today,
            standings: &request.standings,
            expansions,
            texts: &texts,
            places: self.atlas.as_ref().map_or(&Nowhere as &dyn Places, |atlas| atlas),
            overtaken,
        };
        ask(index, &asked)
    }

    /// Works out a part of what is still to be worked out for the board last asked about.
    pub fn prepare(&mut self) -> Prepared {
        let Some(index) = &self.index else { return Prepared::All };
        if !self.counted {
            if index.prepare_roles() {
                return Prepared::Unseen;
            }
            self.counted = true;
            return Prepared::Counts(self.count(index, None));
        }
        if self.expansions.get().is_none() {
            read(&self.expansions);
            return Prepared::Unseen;
        }
        if index.prepare() {
            return Prepared::Unseen;
        }
        let board = Arc::clone(index.board());
        if let Some(request) = self.untold.take() {
            return self.prepare_market(request, &board);
        }
        self.prepare_places(&board)
    }

    /// Works out a part of the market that was asked for.
    fn prepare_market(&mut self, request: SearchRequest, board: &Arc<Board>) -> Prepared {
        self.open_atlas(board);
        let (Some(index), Some(atlas)) = (&self.index, &self.atlas) else { return Prepared::All };
        if atlas.prepare() || self.posts.go_on(index, atlas) {
            self.untold = Some(request);
            return Prepared::Unseen;
        }
        let market = self.market(&request);
        market.map_or(Prepared::Unseen, Prepared::Market)
    }

    /// The market of the adverts that a request asks for.
    fn market(&mut self, request: &SearchRequest) -> Option<Told> {
        let scope = request.market.clone()?;
        let adverts = self.ask(request, &|| false, |index, asked| {
            Some(index.search(&Request { scope: &scope, sort: Sort::Fit, ..*asked })?.hits)
        })?;
        let market = self.posts.market(self.index.as_ref()?, &adverts, request.today);
        Some(Told { generation: request.generation, scope, market: Arc::new(market) })
    }

    /// Works out a part of what distances need.
    fn prepare_places(&mut self, board: &Arc<Board>) -> Prepared {
        self.open_atlas(board);
        if let Some((_, problems)) = &mut self.located
            && !problems.is_empty()
        {
            return Prepared::Faults(std::mem::take(problems).iter().map(ToString::to_string).collect());
        }
        if self.atlas.as_ref().is_some_and(Places::prepare) {
            return Prepared::Unseen;
        }
        let again = self.unmeasured.take().map(|request| self.answer(&request));
        // Where no home point is known there is nothing to measure from, now or later.
        self.unmeasured = None;
        match again.filter(|found| found.reach.is_some()) {
            Some(found) => Prepared::Again(found),
            None => self.count_near().map_or(Prepared::All, Prepared::Counts),
        }
    }

    /// The counts anew, now with what is near the home points; nothing where there are none, or they are counted.
    fn count_near(&mut self) -> Option<Counted> {
        if std::mem::replace(&mut self.counted_near, true) {
            return None;
        }
        let reach = self.atlas.as_ref()?.reach_of_homes()?;
        Some(self.count(self.index.as_ref()?, Some(&reach)))
    }

    /// The adverts of a board for each row of the tree, and those that are open for each role.
    fn count(&self, index: &AdvertIndex, from_homes: Option<&Reach>) -> Counted {
        let openings = RoleOpenings::of(index, from_homes, self.homes.radius, self.today);
        Counted { board: Arc::clone(index.board()), counts: counts(index), openings }
    }

    /// Turns to a board; what was worked out of another is let go.
    fn turn_to(&mut self, board: &Arc<Board>) {
        if self.index.as_ref().is_none_or(|index| !Arc::ptr_eq(index.board(), board)) {
            self.index = Some(AdvertIndex::new(Arc::clone(board)));
            self.atlas = None;
            self.posts = Posts::default();
            self.counted = false;
            self.counted_near = false;
        }
    }

    /// Opens the atlas of a board. A test sees to it that the tables can be read; if ever they cannot, no place is known.
    fn open_atlas(&mut self, board: &Arc<Board>) {
        let Ok(gazetteer) = bundled::gazetteer() else { return };
        let locate = || homes::locate(&self.homes.homes, gazetteer, &self.homes.path);
        let (points, _) = self.located.get_or_insert_with(locate);
        if self.atlas.is_none() {
            self.atlas = Some(Atlas::new(Arc::clone(board), gazetteer, points.clone()));
        }
    }
}

/// The everyday words, read when they are first needed.
fn read(expansions: &OnceCell<Expansions>) -> &Expansions {
    expansions.get_or_init(|| Expansions::new(&bundled::everyday()))
}
