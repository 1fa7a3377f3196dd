//! Whose pay is shown, while it is filled in: nation, year, hours, area, pension, tax and student loans.

use crate::app::choices::{self, optional, step};
use crate::app::keymap::{Chord, Key};
use crate::app::line::Line;
use crate::config::keep::PaySettings;
use crate::domain::deductions::Loan;
use crate::domain::hours::Hours;
use crate::domain::scale::{Nation, PayYear, Zone};
use crate::domain::take_home::terms::{Loans, PayTerms};

/// A field. The hours are typed, the others are switched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The nation that pays.
    Nation,
    /// The pay year.
    Year,
    /// The hours a week.
    Hours,
    /// The high cost area.
    Zone,
    /// Whether the pension is paid into.
    Pension,
    /// The nation that taxes.
    TaxNation,
    /// The plan of a student loan.
    Plan,
    /// Whether there is a postgraduate loan.
    Postgraduate,
}

impl Field {
    /// Every field, in the order of the rows.
    pub const ALL: [Field; 8] = [
        Field::Nation,
        Field::Year,
        Field::Hours,
        Field::Zone,
        Field::Pension,
        Field::TaxNation,
        Field::Plan,
        Field::Postgraduate,
    ];

    /// What it is called, and what it is about.
    #[must_use]
    pub fn describe(self) -> (&'static str, &'static str) {
        match self {
            Self::Nation => ("Nation", "that pays you"),
            Self::Year => ("Pay year", "from 1 April"),
            Self::Hours => ("Hours", "a week; empty for full time"),
            Self::Zone => ("London area", "its supplement counts in England alone"),
            Self::Pension => ("Pension", "the health service scheme"),
            Self::TaxNation => ("Taxed in", "the nation you live in"),
            Self::Plan => ("Student loan", "one plan at a time"),
            Self::Postgraduate => ("Postgraduate", "a loan beside it"),
        }
    }
}

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
    /// The field that has the keys.
    pub field: Field,
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
            field: Field::Nation,
        }
    }

    /// The line that a field is typed in; nothing for those that are switched.
    #[must_use]
    pub fn line(&self, field: Field) -> Option<&Line> {
        (field == Field::Hours).then_some(&self.hours)
    }

    /// The line that has the keys.
    pub fn line_mut(&mut self) -> Option<&mut Line> {
        (self.field == Field::Hours).then_some(&mut self.hours)
    }

    /// What a field holds, in words.
    #[must_use]
    pub fn value(&self, field: Field) -> String {
        let terms = &self.settings.terms;
        match field {
            Field::Nation => self.settings.nation.to_string(),
            Field::Year => self.settings.year.map_or(format!("today's, {}", self.this_year), |year| year.to_string()),
            Field::Hours => self.hours.text().to_owned(),
            Field::Zone => terms.zone.map_or("none".to_owned(), |zone| zone.to_string()),
            Field::Pension => if terms.pension { "paid into" } else { "not paid into" }.to_owned(),
            Field::TaxNation => terms.tax_nation.map_or("where paid".to_owned(), |nation| nation.to_string()),
            Field::Plan => self.plan.map_or("none".to_owned(), |plan| plan.to_string()),
            Field::Postgraduate => if self.postgraduate { "yes" } else { "no" }.to_owned(),
        }
    }

    /// Takes a key that is not Enter or Esc.
    pub fn key(&mut self, chord: Chord) {
        if let Some(row) = choices::field(chord, self.field as usize, Field::ALL.len()) {
            self.field = Field::ALL[row];
            return;
        }
        match chord.key {
            Key::Named("left") if self.field != Field::Hours => self.switch(false),
            Key::Named("right") | Key::Char(' ') if self.field != Field::Hours => self.switch(true),
            _ => {
                self.line_mut().and_then(|line| line.edit(chord));
            }
        }
    }

    /// Goes to the next or the former choice of the field.
    fn switch(&mut self, on: bool) {
        let terms = &mut self.settings.terms;
        match self.field {
            Field::Nation => step(&mut self.settings.nation, Nation::ALL, on),
            Field::Year => step(&mut self.settings.year, optional(self.years.iter().copied()), on),
            Field::Hours => {}
            Field::Zone => step(&mut terms.zone, optional(Zone::ALL), on),
            Field::Pension => terms.pension = !terms.pension,
            Field::TaxNation => step(&mut terms.tax_nation, optional(Nation::ALL), on),
            Field::Plan => step(&mut self.plan, optional([Loan::Plan1, Loan::Plan2, Loan::Plan4, Loan::Plan5]), on),
            Field::Postgraduate => self.postgraduate = !self.postgraduate,
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
        let values = Field::ALL.map(|field| form.value(field));
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
        assert_eq!(form.value(Field::Nation), "Northern Ireland");
        press(&mut form, "up");
        assert_eq!(form.field, Field::Postgraduate);
        press(&mut form, "shift-tab tab tab");
        assert_eq!(form.field, Field::Nation);
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
