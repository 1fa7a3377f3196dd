//! How fast the explorer is: `cargo bench --bench explorer`.
//!
//! What is bundled opens it; made-up adverts, the same in every run, stand in for a jobs board of 15,000.

#![expect(clippy::unwrap_used, reason = "a benchmark that cannot set up its subject has nothing to measure")]

mod made_up;

use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};

use criterion::Criterion;
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
use rolecall::domain::board::{Board, Origin};
use rolecall::domain::role::RoleId;
use rolecall::runtime::searcher::Searcher;
use rolecall::search::adverts::places::Nowhere;
use rolecall::search::adverts::{AdvertIndex, Request, Scope, Sort, Standings};
use rolecall::search::expansions::Expansions;
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
            let catalogue = Arc::new(bundled::catalogue().unwrap());
            let board = Arc::new(Board::unread(Arc::clone(&catalogue)));
            let mut state = State::new(catalogue, board, &Config::default(), TODAY);
            let mut terminal = Terminal::new(TestBackend::new(120, 36)).unwrap();
            draw(&mut terminal, &mut state);
            terminal
        });
    });
    criterion.bench_function("start/catalogue alone", |bencher| bencher.iter(|| bundled::catalogue().unwrap()));
    let catalogue = Arc::new(bundled::catalogue().unwrap());
    criterion.bench_function("start/bundled adverts, behind the first frame", |bencher| {
        bencher.iter(|| Board::new(bundled::adverts().unwrap(), Arc::clone(&catalogue), bundled::sample_origin()));
    });
}

/// The search behind the vacancy filter, key by key.
fn filter(criterion: &mut Criterion, explorer: &Explorer) {
    let (standings, expansions) = (Standings::default(), Expansions::new(&bundled::words().unwrap()));
    let search = |text: &str| {
        explorer.index.search(&Request {
            query: &Query::read(text),
            scope: &Scope::All,
            sort: Sort::Fit,
            today: TODAY,
            standings: &standings,
            expansions: &expansions,
            texts: &|_| Ok(Vec::new()),
            places: &Nowhere,
            overtaken: &|| false,
        })
    };
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
        let catalogue = Arc::new(bundled::catalogue().unwrap());
        let board = Arc::new(Board::new(made_up::adverts(ADVERTS, TODAY), Arc::clone(&catalogue), Origin::default()));
        let index = AdvertIndex::new(Arc::clone(&board));
        let mut state = State::new(catalogue, board, &Config::default(), TODAY);
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
