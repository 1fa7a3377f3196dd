//! Everything the explorer knows. [`crate::app::update`] alone changes it; the view only reads.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use jiff::civil::Date;

use crate::app::action::Action;
use crate::app::compare::{Kind, Marked};
use crate::app::document::{Document, TextLine};
use crate::app::filters;
use crate::app::geometry::Geometry;
use crate::app::keymap::{Keymap, readable};
use crate::app::notice::{Notices, Topic};
use crate::app::overlay::Overlay;
use crate::app::pages::compare::{self, Comparison};
use crate::app::pages::pay::PayChoice;
use crate::app::pages::role::Tab;
use crate::app::pages::steps::{Keys, Outlook};
use crate::app::pages::{advert, category, market, my_pay, role};
use crate::app::pane::{Pane, Screen, Slot};
use crate::app::panes::entries::EntriesPane;
use crate::app::panes::market::MarketTab;
use crate::app::panes::reader::{AdvertPane, Reading, RolePane};
use crate::app::panes::roles::{Node, RolesPane};
use crate::app::panes::vacancies::{VacanciesPane, Way};
use crate::app::refresh::Refreshing;
use crate::config::Config;
use crate::config::keep::PaySettings;
use crate::domain::advert::{Advert, AdvertId};
use crate::domain::board::{Board, Listing};
use crate::domain::catalogue::{Catalogue, RolePath};
use crate::domain::category::Subcategory;
use crate::domain::distance::about;
use crate::domain::record::AdvertRecord;
use crate::domain::role::Role;
use crate::domain::scale::Nation;
use crate::domain::searches::{NamedSearches, SearchChange};
use crate::domain::shortlist::{Change, Entry, Shortlists};
use crate::domain::standing::Standing;
use crate::domain::take_home::post::Payee;
use crate::search::adverts::openings::RoleOpenings;
use crate::search::adverts::places::Distance;
use crate::search::adverts::{AdvertIndex, Scope};
use crate::search::query::Query;
use crate::search::query::place_names::PlaceNames;
use crate::search::roles::RoleIndex;

/// Everything the explorer knows.
pub struct State {
    /// The day it is.
    pub today: Date,
    /// The roles.
    pub catalogue: Arc<Catalogue>,
    /// The adverts.
    pub board: Arc<Board>,
    /// How many adverts each row of the tree stands for, as far as they are counted.
    pub counts: HashMap<Node, usize>,
    /// The open adverts of each role, once they are counted.
    pub openings: Option<RoleOpenings>,
    /// The words of the roles.
    pub role_index: RoleIndex,
    /// Whose pay is shown.
    pub choice: PayChoice,
    /// The settings that say whose own pay is worked out.
    pub pay_settings: PaySettings,
    /// Whether that is shown on roles and adverts.
    pub shows_my_pay: bool,
    /// Which keys ask for what.
    pub keymap: Keymap,
    /// The pane that has the keys.
    pub focus: Pane,
    /// The pane last focused beside the side column, for each screen.
    pub beside: [Pane; 2],
    /// The tree.
    pub roles: RolesPane,
    /// The role being read.
    pub role: RolePane,
    /// The market of what the role pane shows.
    pub market: MarketTab,
    /// What is marked to be compared.
    pub marked: Marked,
    /// The adverts found.
    pub vacancies: VacanciesPane,
    /// The names that places have, by which the vacancies' filter is read.
    pub place_names: PlaceNames,
    /// The advert being read; it stands in the role's place.
    pub advert: Option<AdvertPane>,
    /// The shortlist screen.
    pub entries: EntriesPane,
    /// The line being read of the saved advert.
    pub entry: Reading,
    /// What is known beside its facts of the saved advert that was selected last.
    pub entry_record: Option<(AdvertId, AdvertRecord)>,
    /// The shortlists as they are on the disk.
    pub shortlists: Shortlists,
    /// The named searches as they are on the disk.
    pub searches: NamedSearches,
    /// The changes that would take back what was done, the last at the end.
    pub undo: Vec<Undo>,
    /// The refresh under way.
    pub refreshing: Option<Refreshing>,
    /// What stands over the panes.
    pub overlay: Option<Overlay>,
    /// What the status line says.
    pub notices: Notices,
    /// What the last drawing took up.
    pub geometry: Geometry,
    /// How the program ended; nothing while it runs.
    pub ended: Option<Ending>,
}

/// How many adverts are for each role, and for any role of each branch: an advert for two roles counts once.
#[must_use]
pub fn counts(index: &AdvertIndex) -> HashMap<Node, usize> {
    let catalogue = index.board().catalogue();
    let mut counts = HashMap::new();
    for (roles, adverts) in index.roles() {
        let nodes: HashSet<Node> = roles
            .iter()
            .filter_map(|role| catalogue.path(role))
            .flat_map(|path| {
                [Node::Category(path.category), Node::Part(path.category, path.subcategory), Node::Role(path)]
            })
            .collect();
        for node in nodes {
            *counts.entry(node).or_default() += adverts;
        }
    }
    counts
}

/// A change that would take back what was done.
#[derive(Clone, Debug, PartialEq)]
pub enum Undo {
    /// Of the shortlists.
    Lists(Change),
    /// Of the named searches.
    Searches(SearchChange),
}

/// How the program ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ending {
    /// The person, or the system, asked for it.
    Asked,
    /// A part of it died, for the reason given.
    Died(String),
}

impl State {
    /// The explorer as it opens.
    #[must_use]
    pub fn new(catalogue: Arc<Catalogue>, board: Arc<Board>, config: &Config, today: Date) -> Self {
        let (keymap, problems) = Keymap::new(&config.keys);
        let mut notices = Notices::default();
        for problem in problems {
            notices.stay(Topic::Config, format!("config.ron: {problem}"));
        }
        Self {
            today,
            counts: HashMap::new(),
            openings: None,
            role_index: RoleIndex::new(&catalogue),
            choice: PayChoice { nation: config.nation, year: config.pay().year_on(today) },
            pay_settings: config.pay(),
            shows_my_pay: false,
            catalogue,
            board,
            keymap,
            focus: Pane::Roles,
            beside: [Pane::Role, Pane::Entries],
            roles: RolesPane::default(),
            role: RolePane::default(),
            market: MarketTab::default(),
            marked: Marked::default(),
            vacancies: VacanciesPane::default(),
            place_names: PlaceNames::default(),
            advert: None,
            entries: EntriesPane::default(),
            entry: Reading::default(),
            entry_record: None,
            shortlists: Shortlists::default(),
            searches: NamedSearches::default(),
            undo: Vec::new(),
            refreshing: None,
            overlay: None,
            notices,
            geometry: Geometry::default(),
            ended: None,
        }
    }

    /// The screen that is shown.
    #[must_use]
    pub fn screen(&self) -> Screen {
        self.focus.screen()
    }

    /// The panes of the screen that is shown, in the order of Tab: the advert's takes the role's place while one is open.
    #[must_use]
    pub fn panes(&self) -> Vec<Pane> {
        let hidden = if self.advert.is_some() { Pane::Role } else { Pane::Advert };
        Pane::ALL.into_iter().filter(|pane| pane.screen() == self.screen() && *pane != hidden).collect()
    }

    /// The pane in a slot of the screen that is shown.
    #[must_use]
    pub fn pane_in(&self, slot: Slot) -> Pane {
        self.panes().into_iter().find(|pane| pane.slot() == slot).unwrap_or(self.focus)
    }

    /// The pane to show beside the side column where there is room for one alone.
    #[must_use]
    pub fn beside(&self) -> Pane {
        let remembered = self.beside[self.screen() as usize];
        let slot = if self.focus.slot() == Slot::Side { remembered.slot() } else { self.focus.slot() };
        self.pane_in(slot)
    }

    /// The role that the role pane shows.
    #[must_use]
    pub fn role(&self) -> Option<&Role> {
        match self.role.subject {
            Node::Role(path) => self.catalogue.role_at(path),
            Node::Category(_) | Node::Part(..) => None,
        }
    }

    /// The role that the vacancies are narrowed to.
    #[must_use]
    pub fn narrowed_to(&self) -> Option<&Role> {
        self.role().filter(|_| !self.vacancies.wide)
    }

    /// The ways out of the list of vacancies, if it is empty and they are known.
    #[must_use]
    pub fn ways(&self) -> Vec<Way> {
        self.vacancies.ways(self.narrowed_to().is_some())
    }

    /// The row of the first of them that leads somewhere.
    #[must_use]
    pub fn first_way(&self) -> usize {
        self.ways().iter().position(|way| way.count() > 0).unwrap_or_default()
    }

    /// What is typed over the vacancies, with each place of several words in quotation marks, as a query is read.
    #[must_use]
    pub fn query_text(&self) -> Cow<'_, str> {
        self.place_names.quoted(self.vacancies.filter.text())
    }

    /// The filters over the vacancies, row by row.
    #[must_use]
    pub fn filter_rows(&self) -> Vec<filters::Row> {
        let pane = &self.vacancies;
        let counts = pane.counts().map(|(counts, _)| counts);
        let namesakes = pane.reading.place.as_ref().map_or(&[][..], |place| place.others.as_slice());
        filters::rows(&self.query_text(), &filters::Known { counts, found: pane.hits.len(), namesakes })
    }

    /// The roles that meet what is typed, the best first: all where nothing is.
    #[must_use]
    pub fn roles_found(&self, typed: &str) -> Vec<RolePath> {
        self.role_index.search(&Query::plain(typed))
    }

    /// The names of the shortlists, the one that saves go to first, whether or not it is there yet.
    #[must_use]
    pub fn list_names(&self) -> Vec<&str> {
        let target = self.shortlists.target();
        let others = self.shortlists.lists.iter().map(|list| list.name.as_str()).filter(|name| *name != target);
        std::iter::once(target).chain(others).collect()
    }

    /// The listing that save, open and copy are about.
    #[must_use]
    pub fn current_listing(&self) -> Option<Listing> {
        match self.focus {
            Pane::Vacancies => self.vacancies.listing(&self.board),
            Pane::Advert => self.open_listing(),
            Pane::Entries | Pane::Entry => self.current_entry().map(|entry| self.listing_of(entry)),
            Pane::Roles | Pane::Role | Pane::Lists => None,
        }
    }

    /// The listing of the advert that is open.
    #[must_use]
    pub fn open_listing(&self) -> Option<Listing> {
        self.board.get(&self.advert.as_ref()?.advert)
    }

    /// The saved advert that is selected.
    #[must_use]
    pub fn current_entry(&self) -> Option<&Entry> {
        self.entries.entry(&self.shortlists)
    }

    /// A saved advert as it is on the board, else as it was kept.
    #[must_use]
    pub fn listing_of(&self, entry: &Entry) -> Listing {
        self.board.get(&entry.advert.id).unwrap_or_else(|| self.board.read(entry.advert.clone()))
    }

    /// How far an advert is from the place that the filter names, else from the nearest home point, where that is known.
    #[must_use]
    pub fn distance(&self, listing: &Listing) -> Option<Distance<'_>> {
        self.vacancies.reach.as_ref()?.distance(self.board.position(&listing.advert.id)?)
    }

    /// How an advert stands, where that is worth a mark beside the star of a saved one.
    #[must_use]
    pub fn standing(&self, listing: &Listing) -> Option<Standing> {
        let id = &listing.advert.id;
        let mut saved = self.shortlists.entries().filter(|(_, entry)| entry.advert.id == *id);
        if listing.seen.is_some_and(|seen| seen.gone_since.is_some()) {
            Some(Standing::Gone)
        } else if saved.any(|(_, entry)| listing.has_changed_since(entry)) {
            Some(Standing::Changed)
        } else {
            listing.is_new.then_some(Standing::New)
        }
    }

    /// The text of a reading pane.
    #[must_use]
    pub fn document(&self, pane: Pane) -> Document {
        match pane {
            Pane::Role => self.role_document(),
            Pane::Advert => self.advert_document().unwrap_or_default(),
            Pane::Entry => self.entry_document().unwrap_or_default(),
            Pane::Roles | Pane::Vacancies | Pane::Lists | Pane::Entries => Document::default(),
        }
    }

    fn advert_document(&self) -> Option<Document> {
        let record = &self.advert.as_ref()?.record;
        let listing = self.open_listing()?;
        let lists: Vec<&str> = self.shortlists.holding(&listing.advert.id).collect();
        let reader = advert::Reader { distance: self.distance(&listing), ..self.reader(&listing.advert) };
        Some(advert::document(&listing, record, &self.catalogue, &reader, &lists, &self.board.origin().full))
    }

    fn entry_document(&self) -> Option<Document> {
        let entry = self.current_entry()?;
        let at_hand = self.board.position(&entry.advert.id).is_some();
        let none = AdvertRecord::default();
        let read = self.entry_record.as_ref().filter(|(id, _)| *id == entry.advert.id);
        let record = read.map_or(&none, |(_, record)| record);
        let listing = self.listing_of(entry);
        Some(advert::saved(entry, &listing, record, &self.catalogue, &self.reader(&listing.advert), at_hand))
    }

    /// The tabs of what the role pane shows.
    #[must_use]
    pub fn tabs(&self) -> &'static [Tab] {
        if self.role().is_some() { &Tab::ALL } else { &Tab::OF_BRANCH }
    }

    /// The tab that the role pane shows.
    #[must_use]
    pub fn tab(&self) -> Tab {
        let tabs = self.tabs();
        tabs.iter().find(|tab| **tab == self.role.tab).or(tabs.first()).copied().unwrap_or_default()
    }

    /// What a tab of the role pane is called.
    #[must_use]
    pub fn tab_title(&self, tab: Tab) -> &'static str {
        if tab == Tab::WorkingLife && self.role().is_none() { "Roles" } else { tab.title() }
    }

    /// The tab so many after the one that is shown, or before it; nothing past either end.
    #[must_use]
    pub fn tab_beside(&self, by: isize) -> Option<Tab> {
        let tabs = self.tabs();
        let shown = tabs.iter().position(|tab| *tab == self.tab())?;
        tabs.get(shown.checked_add_signed(by)?).copied()
    }

    /// The adverts whose market the role pane tells: those of its role or category, or all where all are listed.
    #[must_use]
    pub fn market_scope(&self) -> Scope {
        let categories = self.catalogue.categories();
        let part = |place: usize, part: usize| categories.get(place).and_then(|family| family.subcategories.get(part));
        let ids = |part: &Subcategory| part.roles.iter().map(|role| role.id.clone()).collect::<Vec<_>>();
        match self.role.subject {
            _ if self.vacancies.wide => Scope::All,
            Node::Role(_) => Scope::Roles(self.role().map(|role| role.id.clone()).into_iter().collect()),
            Node::Category(place) => {
                let parts = categories.get(place).map(|family| family.subcategories.as_slice());
                Scope::Roles(parts.unwrap_or_default().iter().flat_map(ids).collect())
            }
            Node::Part(place, of) => Scope::Roles(part(place, of).map(ids).unwrap_or_default()),
        }
    }

    /// How many of a kind are marked to be compared.
    #[must_use]
    pub fn marked(&self, kind: Kind) -> usize {
        match kind {
            Kind::Roles => self.marked.roles.len(),
            Kind::Adverts => self.marked.adverts.len(),
        }
    }

    /// What is marked of a kind, side by side. An advert that is neither on the board nor on a shortlist any more is left out.
    #[must_use]
    pub fn comparison(&self, kind: Kind) -> Comparison {
        match kind {
            Kind::Roles => {
                let roles: Vec<&Role> = self.marked.roles.iter().filter_map(|id| self.catalogue.role(id)).collect();
                compare::roles(&roles, &self.catalogue, self.choice, self.openings.as_ref())
            }
            Kind::Adverts => {
                let listings: Vec<Listing> =
                    self.marked.adverts.iter().filter_map(|id| self.listing_named(id)).collect();
                let distance = |listing: &Listing| self.distance(listing).map(|distance| about(distance.miles));
                let nation = |listing: &Listing| self.nation_of(&listing.advert);
                compare::adverts(&listings, &self.catalogue, &self.payee(), self.today, distance, nation)
            }
        }
    }

    /// The advert of an id as it is on the board, else as a shortlist keeps it.
    fn listing_named(&self, id: &AdvertId) -> Option<Listing> {
        let kept = || self.shortlists.entries().find(|(_, entry)| entry.advert.id == *id);
        self.board.get(id).or_else(|| Some(self.listing_of(kept()?.1)))
    }

    fn market_document(&self) -> Document {
        let scope = self.market_scope();
        let told = self.market.of(&scope, self.vacancies.generation);
        let whose = market::Whose {
            title: &if scope == Scope::All { "all roles".to_owned() } else { self.node_path(self.role.subject) },
            query: self.vacancies.filter.text().trim(),
            origin: &self.board.origin().full,
            refresh: &self.keymap.keys(Action::Refresh).first().map(readable).unwrap_or_default(),
            is_stale: told.is_some_and(|(_, is_stale)| is_stale),
        };
        let page = |(found, _)| market::document(found, &whose, self.catalogue.pay(), self.choice);
        told.map_or_else(|| market::counting(&whose), page)
    }

    /// What a row of the tree is called.
    #[must_use]
    pub fn node_title(&self, node: Node) -> &str {
        let categories = self.catalogue.categories();
        let title = match node {
            Node::Role(path) => self.catalogue.role_at(path).map(|role| &role.title),
            Node::Category(place) => categories.get(place).map(|family| &family.title),
            Node::Part(place, part) => {
                categories.get(place).and_then(|family| family.subcategories.get(part)).map(|part| &part.title)
            }
        };
        title.map_or("", String::as_str)
    }

    /// What a row of the tree is called away from it: a part of a category with that category, as some have the same name.
    #[must_use]
    pub fn node_path(&self, node: Node) -> String {
        let title = self.node_title(node);
        match node {
            Node::Part(place, _) => format!("{} › {title}", self.node_title(Node::Category(place))),
            _ => title.to_owned(),
        }
    }

    fn role_document(&self) -> Document {
        if self.tab() == Tab::Market {
            return self.market_document();
        }
        let categories = self.catalogue.categories();
        match self.role.subject {
            Node::Role(path) => self.catalogue.role_at(path).map(|role| self.role_page(role)).unwrap_or_default(),
            Node::Category(place) => categories
                .get(place)
                .map(|family| category::document(&self.catalogue, family, self.choice))
                .unwrap_or_default(),
            Node::Part(place, part) => categories
                .get(place)
                .and_then(|family| family.subcategories.get(part))
                .map(|part| category::part(&self.catalogue, part, self.choice))
                .unwrap_or_default(),
        }
    }

    /// A tab of a role, the person's own pay first where that is asked for.
    fn role_page(&self, role: &Role) -> Document {
        let key = |action| self.keymap.keys(action).first().map(readable).unwrap_or_default();
        let RolePane { tab, goal, wanted, .. } = &self.role;
        let outlook = Outlook {
            catalogue: &self.catalogue,
            choice: self.choice,
            openings: self.openings.as_ref(),
            goal: goal.as_ref(),
            wanted: *wanted,
            keys: Keys { goal: key(Action::RouteTo), wanted: key(Action::Become) },
        };
        let page = role::document(&outlook, role, *tab);
        match self.keymap.keys(Action::MyPay).first() {
            _ if self.shows_my_pay => my_pay::on_role(role, *tab, &self.payee(), page),
            Some(key) if *tab == role::Tab::Pay => my_pay::invited(&readable(key), page),
            _ => page,
        }
    }

    /// The person whose own pay is worked out, in the nation and year that are looked at.
    #[must_use]
    pub fn payee(&self) -> Payee<'_> {
        let PayChoice { nation, year } = self.choice;
        Payee { tables: self.catalogue.pay(), nation, year, terms: self.pay_settings.terms }
    }

    fn reader(&self, advert: &Advert) -> advert::Reader<'_> {
        advert::Reader {
            today: self.today,
            payee: self.payee(),
            shows_my_pay: self.shows_my_pay,
            distance: None,
            nation: self.nation_of(advert),
        }
    }

    /// The nation that a post is in, where its places tell.
    fn nation_of(&self, advert: &Advert) -> Option<Nation> {
        self.place_names.gazetteer()?.nation_of(&advert.places)
    }

    /// The text of a reading pane as it was last laid out.
    #[must_use]
    pub fn lines(&self, pane: Pane) -> Vec<TextLine> {
        self.document(pane).lay(self.geometry.room(pane).width)
    }
}
