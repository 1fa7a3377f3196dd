//! What a role pays, computed from the tables: never from a role's text.

use crate::app::document::{Bar, Document};
use crate::domain::band::{self, Band};
use crate::domain::role::{GradeId, PaySystem, Role};
use crate::domain::scale::{
    BandTable, FigureSource, GradePay, GradeScale, HighCostArea, Nation, PayPoint, PayTables, PayYear,
};
use crate::domain::text::{count, day, thousands};

/// Whose pay to show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PayChoice {
    /// The nation.
    pub nation: Nation,
    /// The pay year.
    pub year: PayYear,
}

/// What a role pays in a line: `Bands 8a–9 · £57,528–129,783 (England 2026/27) · very senior manager scale`.
#[must_use]
pub fn summary(role: &Role, tables: &PayTables, choice: PayChoice) -> String {
    let parts: Vec<String> = role.pay.systems.iter().map(|system| system_summary(system, tables, choice)).collect();
    parts.join(" · ")
}

fn system_summary(system: &PaySystem, tables: &PayTables, choice: PayChoice) -> String {
    match system {
        PaySystem::AgendaForChange(bands) => {
            let word = if bands.len() == 1 { "Band" } else { "Bands" };
            let name = format!("{word} {}", band::describe(bands));
            match tables.table(choice.nation, choice.year).and_then(|table| Some((table, bands_range(table, bands)?))) {
                Some((table, range)) => format!("{name} · {} ({} {})", pounds(range), table.nation, table.year),
                None => name,
            }
        }
        PaySystem::Medical(grades) => grades_summary("Doctors' scales", grades, tables, choice),
        PaySystem::Dental(grades) => grades_summary("Dentists' scales", grades, tables, choice),
        PaySystem::VerySeniorManager => "very senior manager scale".to_owned(),
        PaySystem::Local => "set by each employer".to_owned(),
    }
}

fn grades_summary(name: &str, grades: &[GradeId], tables: &PayTables, choice: PayChoice) -> String {
    let scales: Vec<&GradeScale> = grades.iter().filter_map(|grade| tables.grade(grade, choice.year)).collect();
    let ranges = scales.iter().filter_map(|scale| scale.pay.range());
    match (ranges.clone().map(|(low, _)| low).min(), ranges.map(|(_, high)| high).max(), scales.first()) {
        (Some(low), Some(high), Some(scale)) => format!("{name} · {} (England {})", pounds((low, high)), scale.year),
        _ => name.to_owned(),
    }
}

fn bands_range(table: &BandTable, bands: &[Band]) -> Option<(u32, u32)> {
    let ranges = bands.iter().filter_map(|band| table.band(*band)?.range());
    Some((ranges.clone().map(|(low, _)| low).min()?, ranges.map(|(_, high)| high).max()?))
}

/// A range in whole pounds: `£57,528–129,783`, or one figure where both ends are the same.
#[must_use]
pub fn pounds((low, high): (u32, u32)) -> String {
    if low == high { format!("£{}", thousands(low)) } else { format!("£{}–{}", thousands(low), thousands(high)) }
}

/// Everything about a role's pay.
#[must_use]
pub fn document(role: &Role, tables: &PayTables, choice: PayChoice) -> Document {
    let mut page = Document::default();
    for system in &role.pay.systems {
        match system {
            PaySystem::AgendaForChange(bands) => agenda_for_change(&mut page, bands, tables, choice),
            PaySystem::Medical(grades) => grade_scales(&mut page, "Doctors' scales", grades, tables, choice),
            PaySystem::Dental(grades) => grade_scales(&mut page, "Dentists' scales", grades, tables, choice),
            PaySystem::VerySeniorManager => very_senior(&mut page, tables),
            PaySystem::Local => {
                page.heading("Set by each employer");
                page.paragraph("No national scale covers this work everywhere, so pay differs from one employer to the next. The adverts say what each offers.");
            }
        }
    }
    if let Some(note) = &role.pay.note {
        page.heading("Worth knowing");
        page.paragraph(note);
    }
    page
}

/// What is known of the very senior manager scale. The framework's range tables were not seen, so the one figure is what a
/// careers page says of such posts.
pub fn very_senior(page: &mut Document, tables: &PayTables) {
    page.heading("Very senior manager scale");
    page.paragraph(
        "Chief executives, the directors who report to them and a few other posts are paid under a framework of their own \
         in England, by the size of the organisation.",
    );
    if let Some(scale) = &tables.very_senior_managers {
        page.paragraph(format!("Such posts typically pay more than £{} a year.", thousands(scale.typically_above)));
        page.gap();
        page.aside(source(&scale.source));
        page.aside(format!("The framework: {}", scale.framework));
    }
}

fn agenda_for_change(page: &mut Document, bands: &[Band], tables: &PayTables, choice: PayChoice) {
    page.heading(format!(
        "Agenda for Change, band{} {}",
        if bands.len() == 1 { "" } else { "s" },
        band::describe(bands)
    ));
    let Some(table) = tables.table(choice.nation, choice.year) else {
        page.paragraph(format!("No table for {} {} or before is bundled.", choice.nation, choice.year));
        return;
    };
    page.aside(format!(
        "{} {} · basic pay a year for a full-time post of {} hours a week, before supplements",
        table.nation, table.year, table.weekly_hours
    ));
    if table.year != choice.year {
        page.aside(format!("There is no table for {} yet, so that of {} is shown.", choice.year, table.year));
    }
    page.gap();
    for bar in bars(table, bands) {
        page.bar(bar);
    }
    page.gap();
    for scale in table.bands.iter().filter(|scale| bands.contains(&scale.band)) {
        page.fact(format!("Band {}", scale.band), points(&scale.points));
    }
    if let Some(note) = &table.note {
        page.gap();
        page.aside(note);
    }
    page.gap();
    page.aside(source(&table.source));
    let supplements: Vec<String> = tables.supplements(table.nation, table.year).map(supplement).collect();
    if let Some(areas) = tables.high_cost_areas.as_ref().filter(|_| !supplements.is_empty()) {
        page.heading("In and around London");
        page.paragraph(format!("A supplement comes on top of basic pay: {}.", supplements.join(", ")));
        page.aside(source(&areas.source));
    }
}

/// A zone's supplement: `Fringe 5% (£1,346 to £2,270)`.
fn supplement(area: &HighCostArea) -> String {
    let (least, most) = (thousands(area.minimum), thousands(area.maximum));
    format!("{} {}% (£{least} to £{most})", area.zone.name(), area.percent)
}

/// The whole scale, the bands asked for standing out.
fn bars(table: &BandTable, bands: &[Band]) -> Vec<Bar> {
    let ranges: Vec<(Band, (u32, u32))> =
        table.bands.iter().filter_map(|scale| Some((scale.band, scale.range()?))).collect();
    let scale = (
        ranges.iter().map(|(_, range)| range.0).min().unwrap_or_default(),
        ranges.iter().map(|(_, range)| range.1).max().unwrap_or_default(),
    );
    // Values of one width leave bars of one length, so that they can be compared.
    let widest = ranges.iter().map(|(_, range)| pounds(*range).chars().count()).max().unwrap_or_default();
    ranges
        .into_iter()
        .map(|(band, range)| {
            let chosen = bands.contains(&band);
            let marker = if chosen { "▸" } else { " " };
            Bar { label: format!("{marker}{band}"), range, scale, chosen, value: format!("{:<widest$}", pounds(range)) }
        })
        .collect()
}

/// Points with the completed years before each: `£32,073 → £34,592 after 2 years → £39,043 after 4`.
fn points(points: &[PayPoint]) -> String {
    let steps: Vec<String> = points
        .iter()
        .enumerate()
        .map(|(place, point)| match (place, point.years) {
            (0, _) => format!("£{}", thousands(point.pay)),
            (1, years) | (_, years @ 1) => format!("£{} {}", thousands(point.pay), points_word(years)),
            (_, years) => format!("£{} after {years}", thousands(point.pay)),
        })
        .collect();
    steps.join(" → ")
}

fn grade_scales(page: &mut Document, name: &str, grades: &[GradeId], tables: &PayTables, choice: PayChoice) {
    page.heading(format!("{name}, England"));
    if choice.nation != Nation::England {
        page.aside(format!("The tables of {} are not bundled; these are England's, to compare.", choice.nation));
    }
    let scales: Vec<&GradeScale> = grades.iter().filter_map(|grade| tables.grade(grade, choice.year)).collect();
    let mut sources: Vec<String> = Vec::new();
    for scale in &scales {
        let pay = match &scale.pay {
            GradePay::Points(list) => points(list),
            GradePay::Range(low, high) => pounds((*low, *high)),
        };
        page.fact(&scale.title, format!("{pay} ({})", scale.year));
        let line = source(&scale.source);
        if !sources.contains(&line) {
            sources.push(line);
        }
    }
    if scales.len() < grades.len() {
        page.aside(format!(
            "For {} of the grades no figure for {} or before was found.",
            grades.len() - scales.len(),
            choice.year
        ));
    }
    page.gap();
    for line in sources {
        page.aside(line);
    }
}

/// The completed years before a point, in words.
#[must_use]
pub fn points_word(years: u8) -> String {
    format!("after {}", count(years.into(), "year"))
}

/// Where figures come from, when, and how sure they are.
#[must_use]
pub fn source(source: &FigureSource) -> String {
    let dated = source.dated.map(|date| format!(", {}", day(date))).unwrap_or_default();
    let read = source.read.map(|date| format!(" (seen on {})", day(date))).unwrap_or_default();
    let check = source.cross_check.as_ref().map(|check| format!("; also checked: {check}")).unwrap_or_default();
    let url = source.url.as_ref().map(|url| format!(". {url}")).unwrap_or_default();
    format!("Source: {}{dated}; {}{read}{check}{url}", source.name, source.certainty.title())
}
