//! A role, a document a tab.

use crate::app::document::Document;
use crate::app::pages::ladder::ladder;
use crate::app::pages::pay;
use crate::app::pages::route::where_to;
use crate::app::pages::steps::Outlook;
use crate::domain::catalogue::Catalogue;
use crate::domain::role::{Role, RoleId, Source};
use crate::domain::text::day;

/// A part of a role's page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Tab {
    /// What the work is like.
    #[default]
    WorkingLife,
    /// What it pays.
    Pay,
    /// Where it leads.
    Progression,
    /// How to get in.
    GettingIn,
    /// What the adverts say together.
    Market,
    /// Routes to a role that was chosen, and what is within reach.
    WhereTo,
}

impl Tab {
    /// Every tab, in order.
    pub const ALL: [Tab; 6] = [Tab::WorkingLife, Tab::Pay, Tab::Progression, Tab::GettingIn, Tab::Market, Tab::WhereTo];

    /// The tabs of a category or a part of one, the first of which lists its roles.
    pub const OF_BRANCH: [Tab; 2] = [Tab::WorkingLife, Tab::Market];

    /// The tabs that the catalogue alone fills.
    const OF_CATALOGUE: [Tab; 4] = [Tab::WorkingLife, Tab::Pay, Tab::Progression, Tab::GettingIn];

    /// The heading.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::WorkingLife => "Working life",
            Self::Pay => "Pay",
            Self::Progression => "Progression",
            Self::GettingIn => "Getting in",
            Self::Market => "Market",
            Self::WhereTo => "Where to",
        }
    }
}

/// The path from the category down: `Management › General management › Strategic management`.
#[must_use]
pub fn breadcrumb(catalogue: &Catalogue, id: &RoleId) -> String {
    let parts = catalogue.path(id).and_then(|path| {
        let category = catalogue.categories().get(path.category)?;
        let part = category.subcategories.get(path.subcategory)?;
        let role = part.roles.get(path.role)?;
        let mut parts = vec![category.title.as_str(), part.title.as_str(), role.title.as_str()];
        parts.dedup();
        Some(parts.join(" › "))
    });
    parts.unwrap_or_default()
}

/// One tab of a role; that of the market is empty, since the catalogue knows no adverts.
#[must_use]
pub fn document(outlook: &Outlook, role: &Role, tab: Tab) -> Document {
    let mut page = body(outlook, role, tab);
    if Tab::OF_CATALOGUE.contains(&tab) {
        sources(&mut page, role);
    }
    page
}

fn body(outlook: &Outlook, role: &Role, tab: Tab) -> Document {
    match tab {
        Tab::WorkingLife => working_life(role),
        Tab::Pay => pay::document(role, outlook.catalogue.pay(), outlook.choice),
        Tab::Progression => progression(outlook, role),
        Tab::GettingIn => getting_in(role),
        Tab::Market => Document::default(),
        Tab::WhereTo => where_to(outlook, role),
    }
}

/// The whole role as the catalogue has it, tab after tab, for plain output; its market and where it can lead are commands of
/// their own.
#[must_use]
pub fn whole(outlook: &Outlook, role: &Role) -> Vec<(Tab, Document)> {
    let mut pages: Vec<_> = Tab::OF_CATALOGUE.into_iter().map(|tab| (tab, body(outlook, role, tab))).collect();
    if let Some((_, last)) = pages.last_mut() {
        sources(last, role);
    }
    pages
}

fn working_life(role: &Role) -> Document {
    let life = &role.working_life;
    let mut page = Document::default();
    page.paragraph(&role.summary);
    let also: Vec<&str> = role.names().skip(1).collect();
    if !also.is_empty() {
        page.gap();
        page.aside(format!("Also advertised as: {}", also.join(", ")));
    }
    page.heading("What you do");
    page.paragraphs(&life.what_you_do);
    page.gap();
    life.tasks.iter().for_each(|task| page.item(task));
    page.heading("The setting");
    page.fact("Where", &life.where_you_work);
    page.fact("With whom", &life.who_you_work_with);
    page.fact("Hours", &life.hours);
    page.heading("Skills it takes");
    role.skills.iter().for_each(|skill| page.item(skill));
    for (place, post) in life.example_posts.iter().enumerate() {
        if place == 0 {
            page.heading("Example posts");
        }
        page.gap();
        page.aside(&post.title);
        page.paragraph(&post.text);
    }
    page
}

fn getting_in(role: &Role) -> Document {
    let entry = &role.getting_in;
    let mut page = Document::default();
    page.heading("Ways in");
    for route in &entry.routes {
        page.fact(route.level.title(), &route.text);
    }
    page.heading("Registration");
    match &entry.registration {
        Some(registration) => {
            page.fact("With the", registration.regulator.name());
            page.paragraph(&registration.text);
        }
        None => page.paragraph("No registration is recorded for this role."),
    }
    page.heading("Training");
    page.paragraph(&entry.training);
    page.heading("Find out more");
    for (number, link) in (1..).zip(&role.links) {
        page.link(number, &link.name, &link.url);
    }
    page
}

fn progression(outlook: &Outlook, role: &Role) -> Document {
    let mut page = Document::default();
    page.paragraphs(&role.progression);
    let ladder = ladder(outlook, role);
    page.heading("The steps around this role");
    if ladder.above.is_empty() && ladder.below.is_empty() {
        page.paragraph("No step to or from this role is in the catalogue yet.");
    } else {
        page.ladder(ladder);
        page.gap();
        page.aside(outlook.caption());
    }
    if !role.related.is_empty() {
        page.heading("Other roles that may interest you");
        for related in role.related.iter().filter_map(|id| outlook.catalogue.role(id)) {
            let pays = pay::summary(related, outlook.catalogue.pay(), outlook.choice);
            page.go_to(related.id.clone(), &related.title, pays);
        }
    }
    page
}

fn sources(page: &mut Document, role: &Role) {
    page.gap();
    match &role.source {
        Some(source) => page.aside(read_on("Facts from", source)),
        None => page.aside("Not checked against a source."),
    }
    for source in &role.also_read {
        page.aside(read_on("and", source));
    }
}

fn read_on(word: &str, source: &Source) -> String {
    format!("{word} {} (read {})", source.url, day(source.read))
}
