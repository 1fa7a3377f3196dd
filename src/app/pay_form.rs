//! Whose pay is shown, while it is filled in: nation, year, hours, area, pension, tax and student loans.

use crate::app::choices::{optional, step};
use crate::app::keymap::{Chord, Key};
use crate::app::line::Line;
use crate::config::keep::PaySettings;
use crate::domain::deductions::Loan;
use crate::domain::hours::Hours;
use crate::domain::scale::{Nation, PayYear};
use crate::domain::take_home::terms::{Loans, PayTerms, Zone};

/// The fields, each with what it is about. The hours are typed, the others are switched.
pub const FIELDS: [(&str, &str); 8] = [
    ("Nation", "that pays you"),
    ("Pay year", "from 1 April"),
    ("Hours", "a week; empty for full time"),
    ("London area", "its supplement counts in England alone"),
    ("Pension", "the health service scheme"),
    ("Taxed in", "the nation you live in"),
    ("Student loan", "one plan at a time"),
    ("Postgraduate", "a loan beside it"),
];

/// The field that is typed.
const HOURS: usize = 2;

/// The settings while they are filled in.
#[derive(Clone, Debug)]
pub struct PayForm {
    /// The settings as they were.
    before: PaySettings,
    settings: PaySettings,
    plan: Option<Loan>,
    postgraduate: bool,
    hours: Line,
    /// The years that there are tables for, newest first.
    years: Vec<PayYear>,
    /// The year that today falls in.
    this_year: PayYear,
    /// The field that has the keys, from 0.
    pub row: usize,
}

impl PayForm {
    /// The form for settings, with the years that may be chosen, newest first, and the one that today falls in.
    #[must_use]
    pub fn new(settings: PaySettings, years: Vec<PayYear>, this_year: PayYear) -> Self {
        let loans: Vec<Loan> = settings.terms.loans.iter().collect();
        Self {
            before: settings,
            settings,
            plan: loans.iter().copied().find(|loan| *loan != Loan::Postgraduate),
            postgraduate: loans.contains(&Loan::Postgraduate),
            hours: Line::new(settings.terms.hours.map_or(String::new(), |hours| hours.to_string())),
            years,
            this_year,
            row: 0,
        }
    }

    /// The line that a field is typed in; nothing for those that are switched.
    #[must_use]
    pub fn line(&self, row: usize) -> Option<&Line> {
        (row == HOURS).then_some(&self.hours)
    }

    /// The line that has the keys.
    pub fn line_mut(&mut self) -> Option<&mut Line> {
        (self.row == HOURS).then_some(&mut self.hours)
    }

    /// What a switched field holds, in words.
    #[must_use]
    pub fn value(&self, row: usize) -> String {
        let terms = &self.settings.terms;
        match row {
            0 => self.settings.nation.to_string(),
            1 => self.settings.year.map_or(format!("today's, {}", self.this_year), |year| year.to_string()),
            HOURS => self.hours.text().to_owned(),
            3 => terms.zone.map_or("none".to_owned(), |zone| zone.to_string()),
            4 => if terms.pension { "paid into" } else { "not paid into" }.to_owned(),
            5 => terms.tax_nation.map_or("where paid".to_owned(), |nation| nation.to_string()),
            6 => self.plan.map_or("none".to_owned(), |plan| plan.to_string()),
            _ => if self.postgraduate { "yes" } else { "no" }.to_owned(),
        }
    }

    /// Takes a key that is not Enter or Esc.
    pub fn key(&mut self, chord: Chord) {
        let count = FIELDS.len();
        match chord.key {
            Key::Named("down" | "tab") if !chord.shift => self.row = (self.row + 1) % count,
            Key::Named("up" | "tab") => self.row = (self.row + count - 1) % count,
            Key::Named("left") if self.row != HOURS => self.switch(false),
            Key::Named("right") | Key::Char(' ') if self.row != HOURS => self.switch(true),
            _ => {
                self.line_mut().and_then(|line| line.edit(chord));
            }
        }
    }

    /// Goes to the next or the former choice of the field.
    fn switch(&mut self, on: bool) {
        let terms = &mut self.settings.terms;
        match self.row {
            0 => step(&mut self.settings.nation, Nation::ALL, on),
            1 => step(&mut self.settings.year, optional(self.years.iter().copied()), on),
            3 => step(&mut terms.zone, optional(Zone::ALL), on),
            4 => terms.pension = !terms.pension,
            5 => step(&mut terms.tax_nation, optional(Nation::ALL), on),
            6 => step(&mut self.plan, optional([Loan::Plan1, Loan::Plan2, Loan::Plan4, Loan::Plan5]), on),
            _ => self.postgraduate = !self.postgraduate,
        }
    }

    /// The settings as they were and as they are filled in.
    ///
    /// # Errors
    /// A sentence, where the hours are no hours.
    pub fn filled(&self) -> Result<(PaySettings, PaySettings), String> {
        let typed = self.hours.text().trim();
        let hours = match typed {
            "" => None,
            number => Some(number.parse().ok().and_then(|number: f64| Hours::try_from(number).ok()).ok_or_else(|| {
                format!("“{number}” is no number of hours a week; write one from 1 to 60, such as 30, or nothing for full time")
            })?),
        };
        let loans: Vec<Loan> = self.plan.into_iter().chain(self.postgraduate.then_some(Loan::Postgraduate)).collect();
        let loans = Loans::try_from(loans).unwrap_or_default();
        let terms = PayTerms { hours, loans, ..self.settings.terms };
        Ok((self.before, PaySettings { terms, ..self.settings }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> PayForm {
        let settings = PaySettings { nation: Nation::England, year: None, terms: PayTerms::default() };
        PayForm::new(settings, vec![PayYear(2026), PayYear(2025)], PayYear(2026))
    }

    fn press(form: &mut PayForm, keys: &str) {
        for key in keys.split_whitespace() {
            form.key(key.parse().unwrap());
        }
    }

    #[test]
    fn an_untouched_form_changes_nothing() {
        let (before, after) = form().filled().unwrap();
        assert_eq!(before.changes(&after), []);
    }

    #[test]
    fn every_field_can_be_filled_in() {
        let mut form = form();
        press(&mut form, "right down left down 2 2 . 5 down space down space down left down right right down space");
        let values: Vec<String> = (0..FIELDS.len()).map(|row| form.value(row)).collect();
        let expected =
            ["Scotland", "2025/26", "22.5", "inner London", "not paid into", "Northern Ireland", "plan 2", "yes"];
        assert_eq!(values, expected);
        let (before, after) = form.filled().unwrap();
        let changes: Vec<String> =
            before.changes(&after).into_iter().map(|change| format!("{}: {}", change.name, change.value)).collect();
        let expected = [
            "nation: Scotland",
            "pay_year: \"2025/26\"",
            "hours: 22.5",
            "zone: Inner",
            "pension: false",
            "tax_nation: NorthernIreland",
            "student_loans: [Plan2, Postgraduate]",
        ];
        assert_eq!(changes, expected);
        // What is filled in is what a new form begins with.
        assert_eq!(PayForm::new(after, Vec::new(), PayYear(2026)).filled(), Ok((after, after)));
    }

    #[test]
    fn choices_go_round_and_rows_too() {
        let mut form = form();
        press(&mut form, "left");
        assert_eq!(form.value(0), "Northern Ireland");
        press(&mut form, "up");
        assert_eq!(form.row, FIELDS.len() - 1);
        press(&mut form, "shift-tab tab tab");
        assert_eq!(form.row, 0);
    }

    #[test]
    fn hours_that_are_none_are_said() {
        for bad in ["many", "0", "99", "-5", "NaN"] {
            let mut form = form();
            form.hours = Line::new(bad);
            assert!(form.filled().unwrap_err().contains(&format!("“{bad}”")));
        }
    }
}
