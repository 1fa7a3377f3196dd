//! Which roles within reach to show, while it is filled in: how far, by which way in, at which band, with which register.

use crate::app::choices::{field, optional, step};
use crate::app::keymap::{Chord, Key};
use crate::domain::band::Band;
use crate::domain::role::{EntryLevel, Regulator};
use crate::domain::route::{Register, Wanted};

/// The fields, each with what it is about.
pub const FIELDS: [(&str, &str); 4] = [
    ("Steps", "at most, from this role"),
    ("Way in", "what one way in asks for to begin"),
    ("Band", "of Agenda for Change"),
    ("Register", "that the role asks to be on"),
];

/// The most steps that may be chosen: further on next to every role is within reach.
pub const FURTHEST: u8 = 6;

/// The choice while it is filled in.
#[derive(Clone, Copy, Debug)]
pub struct BecomeForm {
    /// What is wanted.
    pub wanted: Wanted,
    /// The field that has the keys, from 0.
    pub row: usize,
}

impl BecomeForm {
    /// What a field holds, in words.
    #[must_use]
    pub fn value(&self, row: usize) -> String {
        let any = || "any".to_owned();
        match row {
            0 => self.wanted.within.to_string(),
            1 => self.wanted.entry.map_or_else(any, |level| level.title().to_owned()),
            2 => self.wanted.band.map_or_else(any, |band| band.to_string()),
            _ => match self.wanted.register {
                Register::Any => any(),
                Register::Without => "none recorded".to_owned(),
                Register::Of(body) => body.name().to_owned(),
            },
        }
    }

    /// Takes a key that is not Enter or Esc.
    pub fn key(&mut self, chord: Chord) {
        if let Some(row) = field(chord, self.row, FIELDS.len()) {
            self.row = row;
            return;
        }
        match chord.key {
            Key::Named("left") => self.switch(false),
            Key::Named("right") | Key::Char(' ') => self.switch(true),
            _ => {}
        }
    }

    /// Goes to the next or the former choice of the field.
    fn switch(&mut self, on: bool) {
        let wanted = &mut self.wanted;
        match self.row {
            0 => step(&mut wanted.within, (1..=FURTHEST).collect::<Vec<_>>(), on),
            1 => step(&mut wanted.entry, optional(EntryLevel::ALL), on),
            2 => step(&mut wanted.band, optional(Band::ALL.map(|(band, _)| band)), on),
            _ => {
                let bodies = Regulator::ALL.map(Register::Of);
                step(&mut wanted.register, [&[Register::Any, Register::Without], bodies.as_slice()].concat(), on);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(keys: &[&str]) -> BecomeForm {
        let mut form = BecomeForm { wanted: Wanted::default(), row: 0 };
        for key in keys {
            form.key(key.parse().unwrap());
        }
        form
    }

    #[test]
    fn fields_are_switched_both_ways_round() {
        for (keys, row, value) in [
            ([].as_slice(), 0, "2"),
            (&["right"], 0, "3"),
            (&["left", "left"], 0, "6"),
            (&["down", "right"], 1, "No set qualification"),
            (&["down", "left"], 1, "Experience"),
            (&["down", "down", "left", "space"], 2, "any"),
            (&["up", "right"], 3, "none recorded"),
            (&["shift-tab", "left"], 3, Regulator::Ukphr.name()),
        ] {
            let form = filled(keys);
            assert_eq!((form.row, form.value(row).as_str()), (row, value), "{keys:?}");
        }
    }
}
