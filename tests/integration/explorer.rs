//! The explorer without threads or terminal: every effect is answered at once, so a test sends keys and reads state or screen.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

use jiff::civil::Date;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use rolecall::app::effect::{Effect, Purpose};
use rolecall::app::message::{Changed, Message, NotChanged, SearchesChanged, SearchesNotChanged};
use rolecall::app::state::State;
use rolecall::app::update::{opening, update};
use rolecall::config::Config;
use rolecall::domain::advert::{Advert, AdvertId};
use rolecall::domain::board::Board;
use rolecall::domain::catalogue::Catalogue;
use rolecall::domain::record::AdvertRecord;
use rolecall::domain::searches::NamedSearches;
use rolecall::domain::shortlist::{Change, Shortlists};
use rolecall::runtime::searcher::{Prepared, Searcher};
use rolecall::search::query::place_names::PlaceNames;
use rolecall::source::bundled;
use rolecall::view::draw;
use rolecall::view::theme::Theme;

/// The day it is in every test.
pub const TODAY: Date = Date::constant(2026, 11, 22);

/// The bundled catalogue, read once for all tests.
pub fn catalogue() -> Arc<Catalogue> {
    static CATALOGUE: LazyLock<Arc<Catalogue>> = LazyLock::new(|| Arc::new(bundled::catalogue().unwrap()));
    Arc::clone(&CATALOGUE)
}

/// An explorer under test.
pub struct Explorer {
    pub state: State,
    pub terminal: Terminal<TestBackend>,
    /// What was asked of the browser, the clipboard and the shell, in words.
    pub asked: Vec<String>,
    /// Where set, every change of the shortlists fails with this.
    pub disk_fails: Option<String>,
    /// How often a market was counted.
    pub markets: usize,
    /// What the cache knows of adverts.
    pub records: HashMap<AdvertId, AdvertRecord>,
    /// The queries that the disk holds.
    pub queries: Vec<String>,
    /// The named searches that the disk holds.
    pub searches: NamedSearches,
    searcher: Searcher,
    disk: Shortlists,
}

impl Explorer {
    /// The bundled catalogue and adverts on a screen of a size.
    pub fn new(columns: u16, rows: u16) -> Self {
        Self::with(bundled::adverts().unwrap(), Shortlists::default(), columns, rows)
    }

    /// Other adverts and shortlists.
    pub fn with(adverts: Vec<Advert>, lists: Shortlists, columns: u16, rows: u16) -> Self {
        let catalogue = catalogue();
        let board = Arc::new(Board::new(adverts, Arc::clone(&catalogue), bundled::sample_origin()));
        let mut state = State::new(catalogue, board, &Config::default(), TODAY);
        state.place_names = PlaceNames::new(|| bundled::gazetteer().ok(), []);
        let terminal = Terminal::new(TestBackend::new(columns, rows)).unwrap();
        let mut explorer = Self {
            state,
            terminal,
            asked: Vec::new(),
            disk_fails: None,
            markets: 0,
            records: HashMap::new(),
            queries: Vec::new(),
            searches: NamedSearches::default(),
            searcher: Searcher::default(),
            disk: lists,
        };
        explorer.draw();
        let effects = opening(&mut explorer.state);
        explorer.carry_out(effects);
        explorer.draw();
        explorer
    }

    /// Adverts on the board anew, some of them new since the last look and some with a text that changed on a day.
    pub fn board(&mut self, adverts: Vec<Advert>, new: &[AdvertId], text_changes: &[(AdvertId, Date)]) {
        let mut board = Board::new(adverts, catalogue(), bundled::sample_origin());
        board.mark_new(new);
        board.note_text_changes(text_changes);
        self.message(Message::Board(Ok(Arc::new(board))));
    }

    /// Sends keys, each as `config.ron` would spell it.
    pub fn keys(&mut self, keys: &str) -> &mut Self {
        for key in keys.split_whitespace() {
            let chord = key.parse().unwrap_or_else(|error| panic!("{error}"));
            self.message(Message::Key(chord));
        }
        self
    }

    /// Types a text.
    pub fn type_text(&mut self, text: &str) -> &mut Self {
        for c in text.chars() {
            let key = if c == ' ' { "space".to_owned() } else { c.to_string() };
            self.keys(&key);
        }
        self
    }

    /// Sends a message, carries out what it asks for, and draws.
    pub fn message(&mut self, message: Message) {
        let effects = update(&mut self.state, message);
        self.carry_out(effects);
        self.draw();
    }

    fn carry_out(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            let answer = match effect {
                Effect::Search(request) => {
                    let found = self.searcher.answer(&request);
                    let beside = self.searcher.beside(&request, found.hits.is_empty(), &|| false);
                    self.prepare(request.market.is_some());
                    assert!(update(&mut self.state, Message::Found(found)).is_empty());
                    beside.map(Message::Beside)
                }
                Effect::ReadRecord(id) => {
                    let record = self.records.get(&id).cloned().unwrap_or_default();
                    Some(Message::Record(id, record))
                }
                Effect::ReadQueries => Some(Message::Queries(self.queries.clone())),
                Effect::KeepQuery(query) => {
                    self.queries.push(query);
                    None
                }
                Effect::ReadSearches => Some(Message::Searches(Ok(self.searches.clone()))),
                Effect::ChangeSearches { change, purpose, said } => {
                    let undo = (purpose == Purpose::Undo).then(|| change.clone());
                    let done = match &self.disk_fails {
                        Some(why) => Err(why.clone()),
                        None => self.searches.apply(change).map_err(|error| error.to_string()),
                    };
                    let searches = self.searches.clone();
                    Some(Message::SearchesChanged(
                        done.map(|undo| SearchesChanged { searches, undo, purpose, said })
                            .map_err(|why| SearchesNotChanged { why, undo }),
                    ))
                }
                Effect::ReadLists => Some(Message::Lists(Ok(self.disk.clone()))),
                Effect::Change { change, purpose, said } => Some(Message::Changed(self.change(change, purpose, said))),
                other => {
                    self.asked.push(format!("{other:?}"));
                    None
                }
            };
            if let Some(answer) = answer {
                let effects = update(&mut self.state, answer);
                self.carry_out(effects);
            }
        }
    }

    /// Works once, or until the market is told that was asked for. That comes before the answer itself, as a test may have it.
    fn prepare(&mut self, asks_for_market: bool) {
        loop {
            match self.searcher.prepare() {
                Prepared::Counts(counted) => {
                    assert!(update(&mut self.state, Message::Counted(counted)).is_empty());
                }
                Prepared::Market(told) => {
                    self.markets += 1;
                    assert!(update(&mut self.state, Message::Market(told)).is_empty());
                    return;
                }
                Prepared::All => assert!(!asks_for_market, "no market was told"),
                _ => {}
            }
            if !asks_for_market {
                return;
            }
        }
    }

    fn change(&mut self, change: Change, purpose: Purpose, said: String) -> Result<Changed, NotChanged> {
        let undo = (purpose == Purpose::Undo).then(|| change.clone());
        let done = match &self.disk_fails {
            Some(why) => Err(why.clone()),
            None => self.disk.apply(change).map_err(|error| error.to_string()),
        };
        done.map(|undo| Changed { lists: self.disk.clone(), undo, purpose, said })
            .map_err(|why| NotChanged { why, undo })
    }

    /// Gives the terminal another size.
    pub fn resize(&mut self, columns: u16, rows: u16) {
        self.terminal.backend_mut().resize(columns, rows);
        self.message(Message::Resized);
    }

    fn draw(&mut self) {
        let (state, theme) = (&self.state, Theme::colour());
        let mut geometry = None;
        self.terminal.draw(|frame| geometry = Some(draw(frame, state, &theme))).unwrap();
        self.state.geometry = geometry.unwrap();
    }

    /// The screen as text.
    pub fn screen(&self) -> String {
        self.terminal.backend().to_string()
    }

    /// The text of the row that the terminal's cursor is on.
    pub fn cursor_row(&mut self) -> String {
        let position = self.terminal.get_cursor_position().unwrap();
        self.screen().lines().nth(usize::from(position.y)).unwrap_or_default().to_owned()
    }

    /// What is said at the bottom.
    pub fn said(&self) -> String {
        self.state.notices.shown().map(|notice| notice.text).unwrap_or_default()
    }

    /// What the disk holds: list names with their adverts' titles and notes.
    pub fn disk(&self) -> Vec<(String, Vec<(String, String)>)> {
        let entries = |list: &rolecall::domain::shortlist::Shortlist| {
            list.entries.iter().map(|entry| (entry.advert.title.clone(), entry.note.clone())).collect()
        };
        self.disk.lists.iter().map(|list| (list.name.clone(), entries(list))).collect()
    }
}
