//! A category or a part of one: its roles, to walk to.

use crate::app::document::Document;
use crate::app::pages::pay::{self, PayChoice};
use crate::domain::catalogue::Catalogue;
use crate::domain::category::{Category, Subcategory};

/// A whole category.
#[must_use]
pub fn document(catalogue: &Catalogue, category: &Category, choice: PayChoice) -> Document {
    let mut page = Document::default();
    page.paragraph(&category.summary);
    for part in &category.subcategories {
        if part.title == category.title {
            page.gap();
        } else {
            page.heading(&part.title);
        }
        roles(&mut page, catalogue, part, choice);
    }
    page
}

/// One part of a category.
#[must_use]
pub fn part(catalogue: &Catalogue, part: &Subcategory, choice: PayChoice) -> Document {
    let mut page = Document::default();
    roles(&mut page, catalogue, part, choice);
    page
}

fn roles(page: &mut Document, catalogue: &Catalogue, part: &Subcategory, choice: PayChoice) {
    for role in &part.roles {
        page.go_to(
            role.id.clone(),
            &role.title,
            format!("{}\n{}", role.summary, pay::summary(role, catalogue.pay(), choice)),
        );
    }
}
