//! A ladder within a text: where a role leads and where people come from, as branches of a drawn trunk; an indented list
//! where nothing is drawn.

use crate::app::document::{Column, Target, TextLine, Tone, wrapped};

/// The indent of a rung and of what is told of it, where nothing is drawn.
const INDENT: &str = "  ";

/// A role with the steps around it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ladder {
    /// The role itself.
    pub here: String,
    /// The branches that lead up from it, the highest first.
    pub above: Vec<Branch>,
    /// The others.
    pub below: Vec<Branch>,
}

/// Steps of one sort; never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Branch {
    /// The sort, in words.
    pub title: String,
    /// A sign before it where it is drawn, one column wide.
    pub sign: char,
    /// The steps.
    pub rungs: Vec<Rung>,
}

/// A step to walk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rung {
    /// The role at its other end.
    pub target: Target,
    /// Its title.
    pub title: String,
    /// What is told of the step, each on lines of its own.
    pub facts: Vec<String>,
}

/// What stands before a text: on its first line and on the rest.
struct Margin<'a> {
    first: &'a str,
    rest: &'a str,
}

impl<'a> Margin<'a> {
    fn of(first: &'a str, rest: &'a str) -> Self {
        Self { first, rest }
    }
}

/// Lays a ladder out.
pub(super) fn lay(ladder: &Ladder, column: Column, lines: &mut Vec<TextLine>) {
    if column.drawn { drawn(ladder, column, lines) } else { listed(ladder, column, lines) }
}

fn drawn(ladder: &Ladder, column: Column, lines: &mut Vec<TextLine>) {
    for (place, branch) in ladder.above.iter().enumerate() {
        let corner = if place == 0 { "┌─" } else { "├─" };
        draw_branch(branch, corner, "│ ", column, lines);
    }
    text(&ladder.here, &Margin::of("█ ", "█ "), Tone::Heading, column, lines);
    for (place, branch) in ladder.below.iter().enumerate() {
        let (corner, trunk) = if place + 1 == ladder.below.len() { ("└─", "  ") } else { ("├─", "│ ") };
        draw_branch(branch, corner, trunk, column, lines);
    }
}

fn draw_branch(branch: &Branch, corner: &str, trunk: &str, column: Column, lines: &mut Vec<TextLine>) {
    let (first, rest) = (format!("{corner}{} ", branch.sign), format!("{trunk}  "));
    text(&branch.title, &Margin::of(&first, &rest), Tone::Heading, column, lines);
    for (place, rung) in branch.rungs.iter().enumerate() {
        let (corner, bough) = if place + 1 == branch.rungs.len() { ("└─ ", "   ") } else { ("├─ ", "│  ") };
        let (first, rest) = (format!("{trunk}{corner}"), format!("{trunk}{bough}"));
        lay_rung(rung, &Margin::of(&first, &rest), &rest, column, lines);
    }
}

fn listed(ladder: &Ladder, column: Column, lines: &mut Vec<TextLine>) {
    text(&ladder.here, &Margin::of("", ""), Tone::Heading, column, lines);
    let twice = INDENT.repeat(2);
    for branch in ladder.above.iter().chain(&ladder.below) {
        text(&branch.title, &Margin::of("", ""), Tone::Heading, column, lines);
        for rung in &branch.rungs {
            lay_rung(rung, &Margin::of(INDENT, INDENT), &twice, column, lines);
        }
    }
}

/// A rung: every line of it leads to the same role.
fn lay_rung(rung: &Rung, title: &Margin, facts: &str, column: Column, lines: &mut Vec<TextLine>) {
    let first = lines.len();
    text(&rung.title, title, Tone::Link, column, lines);
    for fact in &rung.facts {
        text(fact, &Margin::of(facts, facts), Tone::Plain, column, lines);
    }
    lines[first..].iter_mut().for_each(|line| line.target = Some(rung.target.clone()));
}

/// A text beside its margin. Where the margin would leave next to no room it is left out.
fn text(text: &str, margin: &Margin, tone: Tone, column: Column, lines: &mut Vec<TextLine>) {
    let taken = margin.first.chars().count().max(margin.rest.chars().count());
    let fits = column.width > taken + 4;
    let width = if fits { column.width - taken } else { column.width };
    let first = lines.len();
    wrapped(text, Column { width, ..column }, "", "", tone, lines);
    for (place, line) in lines[first..].iter_mut().enumerate().filter(|_| fits) {
        let before = if place == 0 { margin.first } else { margin.rest };
        line.runs.insert(0, (before.to_owned(), Tone::Muted));
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_width::UnicodeWidthStr;

    use super::*;
    use crate::app::document::Document;
    use crate::domain::role::RoleId;

    fn page() -> Document {
        let rung = |name: &str| Rung {
            target: RoleId::new(name).into(),
            title: format!("Senior {name}"),
            facts: vec!["asks: years of experience in the field".to_owned(), "pay: not known".to_owned()],
        };
        let branch = |title: &str, sign, rungs| Branch { title: title.to_owned(), sign, rungs };
        let mut page = Document::default();
        page.ladder(Ladder {
            here: "Nurse".to_owned(),
            above: vec![branch("Lead", '▲', vec![rung("matron")]), branch("Up", '▲', vec![rung("sister")])],
            below: vec![
                branch("Specialise", '▶', vec![rung("a"), rung("b")]),
                branch("From", '▼', vec![rung("helper")]),
            ],
        });
        page
    }

    #[test]
    fn a_ladder_is_drawn_on_a_screen_and_listed_in_plain_text() {
        let drawn: Vec<String> = page().lay(30).iter().map(TextLine::text).collect();
        insta::assert_snapshot!(drawn.join("\n"));
        insta::assert_snapshot!(page().plain(30));
    }

    #[test]
    fn each_line_of_a_rung_leads_to_its_role() {
        let led = page().lay(30).into_iter().filter(|line| line.target == Some(RoleId::new("b").into()));
        let text: Vec<String> = led.map(|line| line.text()).collect();
        assert!(text.first().is_some_and(|line| line.ends_with("Senior b")), "{text:?}");
        assert!(text.last().is_some_and(|line| line.ends_with("pay: not known")), "{text:?}");
    }

    proptest! {
        #[test]
        fn no_line_is_wider_than_asked_for(width in 1_usize..60) {
            for line in page().lay(width) {
                prop_assert!(line.text().width() <= width, "{:?}", line.text());
            }
        }
    }
}
