//! The catalogue: categories of roles, the steps between them and the pay tables, with the check that holds it together.

use std::collections::{HashMap, HashSet};

use crate::domain::category::Category;
use crate::domain::progression::{Step, StepKind};
use crate::domain::role::{PaySystem, Role, RoleId};
use crate::domain::scale::PayTables;
use crate::domain::study::{StudyTable, StudyTime};

/// Where a role stands: the positions of its category, its subcategory and itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RolePath {
    /// Position in [`Catalogue::categories`].
    pub category: usize,
    /// Position in [`Category::subcategories`].
    pub subcategory: usize,
    /// Position in [`Subcategory::roles`](crate::domain::category::Subcategory::roles).
    pub role: usize,
}

/// Everything bundled about roles.
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    categories: Vec<Category>,
    steps: Vec<Step>,
    pay: PayTables,
    study: StudyTable,
    /// How long each step's study takes, in the order of the steps.
    times: Vec<StudyTime>,
    paths: HashMap<RoleId, RolePath>,
}

impl Catalogue {
    /// Puts the parts together. Where two roles share an id the first is found by it; [`Catalogue::problems`] names both.
    #[must_use]
    pub fn new(categories: Vec<Category>, steps: Vec<Step>, pay: PayTables) -> Self {
        let mut paths = HashMap::new();
        for (path, role) in walk(&categories) {
            paths.entry(role.id.clone()).or_insert(path);
        }
        Self { categories, steps, pay, study: StudyTable::default(), times: Vec::new(), paths }
            .with_study(StudyTable::default())
    }

    /// The catalogue with what is known of how long study takes.
    #[must_use]
    pub fn with_study(self, study: StudyTable) -> Self {
        let times = self.steps.iter().map(|step| study.time(step)).collect();
        Self { study, times, ..self }
    }

    /// The categories, in the order to show them.
    #[must_use]
    pub fn categories(&self) -> &[Category] {
        &self.categories
    }

    /// Every step, in the order of the file.
    #[must_use]
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// The pay tables.
    #[must_use]
    pub fn pay(&self) -> &PayTables {
        &self.pay
    }

    /// How long the study takes that steps ask for.
    #[must_use]
    pub fn study(&self) -> &StudyTable {
        &self.study
    }

    /// Every step, in the order of the file, with how long its study takes.
    pub fn timed_steps(&self) -> impl Iterator<Item = (&Step, StudyTime)> {
        self.steps.iter().zip(self.times.iter().copied())
    }

    /// Every role with where it stands, in the order to show them.
    pub fn roles(&self) -> impl Iterator<Item = (RolePath, &Role)> {
        walk(&self.categories)
    }

    /// The role of that id.
    #[must_use]
    pub fn role(&self, id: &RoleId) -> Option<&Role> {
        self.path(id).and_then(|path| self.role_at(path))
    }

    /// Where the role of that id stands.
    #[must_use]
    pub fn path(&self, id: &RoleId) -> Option<RolePath> {
        self.paths.get(id).copied()
    }

    /// The role that stands there.
    #[must_use]
    pub fn role_at(&self, path: RolePath) -> Option<&Role> {
        self.categories.get(path.category)?.subcategories.get(path.subcategory)?.roles.get(path.role)
    }

    /// Steps that leave a role.
    pub fn steps_from<'a>(&'a self, id: &'a RoleId) -> impl Iterator<Item = &'a Step> {
        self.steps.iter().filter(move |step| step.from == *id)
    }

    /// Steps that reach a role.
    pub fn steps_to<'a>(&'a self, id: &'a RoleId) -> impl Iterator<Item = &'a Step> {
        self.steps.iter().filter(move |step| step.to == *id)
    }

    /// What does not hold together, each in a sentence that names where; empty for a sound catalogue.
    #[must_use]
    pub fn problems(&self) -> Vec<String> {
        let mut problems = Vec::new();
        let mut seen = HashSet::new();
        for (_, role) in self.roles() {
            if !seen.insert(&role.id) {
                problems.push(format!("role `{}`: two roles have this id", role.id));
            }
            problems.extend(role_faults(role).into_iter().map(|fault| format!("role `{}`: {fault}", role.id)));
            problems.extend(self.dangling(role).into_iter().map(|fault| format!("role `{}`: {fault}", role.id)));
        }
        for category in &self.categories {
            if category.summary.trim().is_empty() || category.roles().next().is_none() {
                problems.push(format!("category `{}`: it has no summary or no roles", category.title));
            }
        }
        problems.extend(self.step_problems());
        problems.extend(self.ends());
        problems.extend(self.falls());
        problems.extend(self.pay.problems());
        problems.extend(self.study.problems(|id| self.role(id)));
        problems
    }

    fn dangling(&self, role: &Role) -> Vec<String> {
        let mut faults: Vec<String> = role
            .related
            .iter()
            .filter(|id| !self.paths.contains_key(*id) || **id == role.id)
            .map(|id| format!("related role `{id}` is not another role of the catalogue"))
            .collect();
        for system in &role.pay.systems {
            match system {
                PaySystem::AgendaForChange(bands) => faults.extend(
                    bands
                        .iter()
                        .filter(|band| !self.pay.has_band(**band))
                        .map(|band| format!("band {band} stands in no pay table")),
                ),
                PaySystem::Medical(grades) | PaySystem::Dental(grades) => faults.extend(
                    grades
                        .iter()
                        .filter(|grade| !self.pay.has_grade(grade))
                        .map(|grade| format!("grade `{}` stands in no pay table", grade.0)),
                ),
                PaySystem::VerySeniorManager | PaySystem::Local => {}
            }
        }
        faults
    }

    fn step_problems(&self) -> Vec<String> {
        let mut problems = Vec::new();
        let mut seen = HashSet::new();
        for step in &self.steps {
            let name = format!("step `{}` to `{}`", step.from, step.to);
            for end in [&step.from, &step.to] {
                if !self.paths.contains_key(end) {
                    problems.push(format!("{name}: `{end}` is not a role of the catalogue"));
                }
            }
            if step.from == step.to {
                problems.push(format!("{name}: it leads nowhere"));
            }
            if step.needs.trim().is_empty() {
                problems.push(format!("{name}: it does not say what it needs"));
            }
            if !seen.insert((&step.from, &step.to)) {
                problems.push(format!("{name}: it stands twice"));
            }
        }
        problems
    }

    /// Roles that nothing leads on from.
    fn ends(&self) -> impl Iterator<Item = String> {
        let left: HashSet<&RoleId> = self.steps.iter().map(|step| &step.from).collect();
        let ends = self.roles().filter(move |(_, role)| !left.contains(&role.id));
        ends.map(|(_, role)| format!("role `{}`: no step leads on from it", role.id))
    }

    /// Promotions to a role whose highest band is below that of the role left.
    fn falls(&self) -> impl Iterator<Item = String> {
        let top = |id| self.role(id).and_then(|role| role.bands().last().copied());
        let promotions = self.steps.iter().filter(|step| step.kind == StepKind::Promotion);
        promotions.filter_map(move |step| {
            let (from, to) = (top(&step.from)?, top(&step.to)?);
            let fall =
                format!("step `{}` to `{}`: a promotion leads from band {from} down to {to}", step.from, step.to);
            (to < from).then_some(fall)
        })
    }
}

fn walk(categories: &[Category]) -> impl Iterator<Item = (RolePath, &Role)> {
    categories.iter().enumerate().flat_map(|(category, family)| {
        family.subcategories.iter().enumerate().flat_map(move |(subcategory, part)| {
            part.roles.iter().enumerate().map(move |(role, entry)| (RolePath { category, subcategory, role }, entry))
        })
    })
}

/// What a role's own record lacks, each as a phrase.
fn role_faults(role: &Role) -> Vec<String> {
    let mut faults = Vec::new();
    if !role.id.as_str().split('-').all(is_id_part) {
        faults.push("the id is not lower-case words joined by hyphens".to_owned());
    }
    faults.extend(empty_parts(role));
    let link_names = role.links.iter().map(|link| link.name.as_str());
    if role.texts().chain(role.names()).chain(link_names).any(|text| text.trim().is_empty()) {
        faults.push("a text is empty".to_owned());
    }
    let figures = role.texts().filter(|text| text.contains('£'));
    faults.extend(figures.map(|text| format!("a pay figure is typed into the text: “{text}”")));
    let read = role.source.iter().chain(&role.also_read).map(|source| &source.url);
    let addresses = role.links.iter().map(|link| &link.url).chain(read);
    faults.extend(addresses.filter(|url| !is_https(url)).map(|url| format!("`{url}` is not an https address")));
    faults
}

/// The sections of a role that must hold something and do not.
fn empty_parts(role: &Role) -> impl Iterator<Item = String> {
    let life = &role.working_life;
    let parts = [
        ("title", role.title.trim().is_empty()),
        ("summary", role.summary.trim().is_empty()),
        ("what_you_do", life.what_you_do.is_empty()),
        ("tasks", life.tasks.is_empty()),
        ("where_you_work", life.where_you_work.trim().is_empty()),
        ("who_you_work_with", life.who_you_work_with.trim().is_empty()),
        ("hours", life.hours.trim().is_empty()),
        ("systems", role.pay.systems.is_empty()),
        ("routes", role.getting_in.routes.is_empty()),
        ("training", role.getting_in.training.trim().is_empty()),
        ("skills", role.skills.is_empty()),
        ("progression", role.progression.is_empty()),
        ("related", role.related.is_empty()),
        ("links", role.links.is_empty()),
    ];
    parts.into_iter().filter(|(_, empty)| *empty).map(|(name, _)| format!("`{name}` is empty"))
}

fn is_id_part(part: &str) -> bool {
    !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
}

/// Whether a text is an address that a browser takes as it stands: `https`, a host of two names or more, nothing that an
/// address may not hold.
fn is_https(url: &str) -> bool {
    let Some(rest) = url.strip_prefix("https://") else { return false };
    let (host, path) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
    let names = || host.split('.');
    names().count() >= 2
        && names().all(|name| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-'))
        && path.bytes().all(|byte| byte.is_ascii_graphic() && !br#""<>\^`{|}"#.contains(&byte))
}
