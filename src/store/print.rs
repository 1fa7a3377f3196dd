//! The shortlists as text for their file. Printed by hand, not through serde: the look matters to people who edit it,
//! and what a newer rolecall wrote goes back exactly as it was.

use ron::Error;
use ron::ser::PrettyConfig;
use serde::Serialize;

use crate::domain::advert::Advert;
use crate::domain::shortlist::{Entry, Shortlist, Shortlists};
use crate::notation;

use super::record::{EntryExtras, Extra, Extras, ListExtras};

const HEAD: &str = "\
// The shortlists of rolecall. You may edit this file while rolecall is not saving to it.
// Saving writes the file anew: fields that rolecall does not know are kept, comments such as yours are not.
";

/// The whole file.
///
/// # Errors
/// Where RON cannot write a value; none of ours is such.
pub fn print(lists: &Shortlists, extras: &Extras) -> Result<String, Error> {
    let mut page = Page::new(HEAD);
    page.open("(");
    page.field("version", &extras.version)?;
    page.optional("last_used", lists.last_used.as_ref())?;
    page.list("lists", &lists.lists, |page, list| print_list(page, list, extras.list(&list.name)))?;
    page.extras(&extras.file);
    page.close(")");
    Ok(page.into_text())
}

fn print_list(page: &mut Page, list: &Shortlist, extras: Option<&ListExtras>) -> Result<(), Error> {
    page.open("(");
    page.field("name", &list.name)?;
    page.list("entries", &list.entries, |page, entry| {
        print_entry(page, entry, extras.and_then(|extras| extras.entry(&entry.advert.id)))
    })?;
    page.extras(extras.map_or(&[], |extras| &extras.list));
    page.close("),");
    Ok(())
}

fn print_entry(page: &mut Page, entry: &Entry, extras: Option<&EntryExtras>) -> Result<(), Error> {
    page.open("(");
    page.open("advert: (");
    print_advert(page, &entry.advert)?;
    page.extras(extras.map_or(&[], |extras| &extras.advert));
    page.close("),");
    page.field("saved", &entry.saved)?;
    page.field("note", &entry.note)?;
    page.extras(extras.map_or(&[], |extras| &extras.entry));
    page.close("),");
    Ok(())
}

fn print_advert(page: &mut Page, advert: &Advert) -> Result<(), Error> {
    // Taken apart, so that a field that the domain gains cannot be forgotten here.
    let Advert {
        id,
        title,
        employer,
        places,
        pay,
        predicted_pay,
        pay_figures,
        band,
        contract,
        working_pattern,
        staff_group,
        closes,
        posted,
        reference,
        url,
        source,
        sections,
    } = advert;
    page.field("id", id)?;
    page.field("title", title)?;
    page.field("employer", employer)?;
    page.field("places", places)?;
    page.optional("pay", pay.as_ref())?;
    page.optional("predicted_pay", predicted_pay.as_ref())?;
    page.optional("pay_figures", pay_figures.as_ref())?;
    page.optional("band", band.as_ref())?;
    page.optional("contract", contract.as_ref())?;
    page.optional("working_pattern", working_pattern.as_ref())?;
    page.optional("staff_group", staff_group.as_ref())?;
    page.optional("closes", closes.as_ref())?;
    page.optional("posted", posted.as_ref())?;
    page.optional("reference", reference.as_ref())?;
    page.optional("url", url.as_ref())?;
    page.field("source", source)?;
    page.optional("sections", Some(sections).filter(|sections| !sections.is_empty()))
}

/// Text with the brackets that stand open in it.
pub struct Page {
    text: String,
    depth: usize,
}

impl Page {
    /// Text that begins with a head.
    pub fn new(head: &str) -> Self {
        Self { text: head.to_owned(), depth: 0 }
    }

    /// The text.
    pub fn into_text(self) -> String {
        self.text
    }

    /// A line that opens a bracket.
    pub fn open(&mut self, line: &str) {
        self.line(line);
        self.depth += 1;
    }

    /// A line that closes a bracket.
    pub fn close(&mut self, line: &str) {
        self.depth -= 1;
        self.line(line);
    }

    /// A field that is a list.
    pub fn list<T>(
        &mut self,
        name: &str,
        items: &[T],
        print: impl Fn(&mut Self, &T) -> Result<(), Error>,
    ) -> Result<(), Error> {
        if items.is_empty() {
            self.line(&format!("{name}: [],"));
            return Ok(());
        }
        self.open(&format!("{name}: ["));
        for item in items {
            print(self, item)?;
        }
        self.close("],");
        Ok(())
    }

    /// A field.
    pub fn field(&mut self, name: &str, value: &impl Serialize) -> Result<(), Error> {
        // Without escapes notes stay legible: line feeds and quotation marks stand as they are.
        let style = PrettyConfig::new().escape_strings(false).compact_arrays(true).compact_structs(true);
        let value = notation::options().to_string_pretty(value, style)?;
        self.line(&format!("{name}: {value},"));
        Ok(())
    }

    /// A field, where it has a value.
    pub fn optional(&mut self, name: &str, value: Option<&impl Serialize>) -> Result<(), Error> {
        value.map_or(Ok(()), |value| self.field(name, value))
    }

    /// Fields as they were written.
    pub fn extras(&mut self, extras: &[Extra]) {
        for (name, value) in extras {
            let raw = if is_plain(name) { "" } else { "r#" };
            self.line(&format!("{raw}{name}: {value},"));
        }
    }

    fn line(&mut self, line: &str) {
        for _ in 0..self.depth {
            self.text.push_str("    ");
        }
        self.text.push_str(line);
        self.text.push('\n');
    }
}

/// Whether RON takes a name without the mark of a raw one.
fn is_plain(name: &str) -> bool {
    name.bytes().all(|c| c.is_ascii_alphanumeric() || c == b'_') && !name.starts_with(|c: char| c.is_ascii_digit())
}
