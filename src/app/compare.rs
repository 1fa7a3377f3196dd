//! What is marked to be compared, and the comparison while it is open.

use crate::app::action::Action;
use crate::app::geometry::Room;
use crate::app::list::moved;
use crate::domain::advert::AdvertId;
use crate::domain::role::RoleId;

/// The fewest that are compared with each other.
pub const FEWEST: usize = 2;
/// The most.
pub const MOST: usize = 4;

/// What is marked: roles among themselves, and adverts among themselves.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marked {
    /// The roles, in the order that they were marked in.
    pub roles: Vec<RoleId>,
    /// The adverts, in the same order.
    pub adverts: Vec<AdvertId>,
}

/// What is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Roles.
    Roles,
    /// Adverts.
    Adverts,
}

impl Kind {
    /// The word for one.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Roles => "role",
            Self::Adverts => "advert",
        }
    }
}

/// What became of a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is set; so many are.
    Set(usize),
    /// It is taken away; so many are left.
    Taken(usize),
    /// There are as many as can be compared already.
    Full,
}

/// Sets a mark, or takes it away where it is set.
pub fn toggle<T: PartialEq>(marked: &mut Vec<T>, thing: T) -> Outcome {
    if let Some(place) = marked.iter().position(|other| *other == thing) {
        marked.remove(place);
        return Outcome::Taken(marked.len());
    }
    if marked.len() == MOST {
        return Outcome::Full;
    }
    marked.push(thing);
    Outcome::Set(marked.len())
}

/// A comparison while it is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Open {
    /// What is compared.
    pub kind: Kind,
    /// Which of the [`choices`] of columns is shown, from 0.
    pub choice: usize,
    /// Whether only what differs is shown.
    pub differences: bool,
    /// The first line shown.
    pub line: usize,
}

impl Open {
    /// A comparison as it opens.
    #[must_use]
    pub fn new(kind: Kind) -> Self {
        Self { kind, choice: 0, differences: false, line: 0 }
    }

    /// Scrolls within a room, or turns to the next or the former of so many choices.
    pub fn go(&mut self, action: Action, room: Room, choices: usize) {
        let choices = choices.max(1);
        match action {
            Action::Open => self.choice = (self.choice + 1) % choices,
            Action::Close => self.choice = (self.choice + choices - 1) % choices,
            _ => {
                let firsts = room.rows.saturating_sub(room.height) + 1;
                self.line = moved(action, self.line, firsts, room.height).unwrap_or(self.line);
            }
        }
    }
}

/// Every choice of so many of some columns, each in order: `[0, 1]`, `[0, 2]`, `[1, 2]` of three by two.
#[must_use]
pub fn choices(columns: usize, shown: usize) -> Vec<Vec<usize>> {
    let sets = 0_usize..1 << columns.min(MOST);
    let of = |set: usize| (0..columns.min(MOST)).filter(move |column| set & (1 << column) != 0).collect::<Vec<_>>();
    let mut choices: Vec<Vec<usize>> = sets.map(of).filter(|choice| choice.len() == shown.min(columns)).collect();
    choices.sort();
    choices
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_choice_of_columns_comes_once() {
        assert_eq!(choices(3, 2), [vec![0, 1], vec![0, 2], vec![1, 2]]);
        assert_eq!(choices(4, 2).len(), 6);
        assert_eq!(choices(4, 4), [vec![0, 1, 2, 3]]);
        assert_eq!(choices(2, 3), [vec![0, 1]]);
        assert_eq!(choices(0, 2), [Vec::<usize>::new()]);
    }

    #[test]
    fn a_mark_is_set_and_taken_away_and_there_are_four_at_most() {
        let mut marked = Vec::new();
        let outcomes: Vec<Outcome> = [1, 2, 1, 3, 4, 5, 6].map(|thing| toggle(&mut marked, thing)).to_vec();
        let expected = [
            Outcome::Set(1),
            Outcome::Set(2),
            Outcome::Taken(1),
            Outcome::Set(2),
            Outcome::Set(3),
            Outcome::Set(4),
            Outcome::Full,
        ];
        assert_eq!(outcomes, expected);
        assert_eq!(marked, [2, 3, 4, 5]);
    }

    #[test]
    fn the_columns_turn_round_and_the_lines_do_not() {
        let mut open = Open::new(Kind::Roles);
        let room = Room { height: 4, rows: 6, ..Room::default() };
        open.go(Action::Close, room, 3);
        assert_eq!(open.choice, 2);
        open.go(Action::Open, room, 3);
        assert_eq!(open.choice, 0);
        (0..3).for_each(|_| open.go(Action::Down, room, 3));
        assert_eq!(open.line, 2);
        open.go(Action::First, room, 0);
        assert_eq!(open.line, 0);
    }
}
