//! The panes: what a screen is made of, and where the focus can be.

/// A screen: a set of panes shown together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Screen {
    /// Roles, their detail and their vacancies.
    #[default]
    Explore,
    /// The shortlists and what they hold.
    Shortlist,
}

/// A part of a screen that can have the focus.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Pane {
    /// The tree of categories and roles.
    Roles,
    /// One role, or a category, to read.
    Role,
    /// The adverts.
    Vacancies,
    /// One advert to read; stands in the role's place.
    Advert,
    /// The names of the shortlists.
    Lists,
    /// The adverts of a shortlist.
    Entries,
    /// One saved advert with its note.
    Entry,
}

/// Where on its screen a pane stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Slot {
    /// The column at the left.
    Side,
    /// The upper part of the rest.
    Upper,
    /// The lower part of the rest.
    Lower,
}

impl Pane {
    /// Every pane, in the order that Tab walks within a screen.
    pub const ALL: [Pane; 7] =
        [Pane::Roles, Pane::Role, Pane::Advert, Pane::Vacancies, Pane::Lists, Pane::Entries, Pane::Entry];

    /// The pane's heading in help.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Roles => "Roles",
            Self::Role => "Role",
            Self::Vacancies => "Vacancies",
            Self::Advert => "Advert",
            Self::Lists => "Shortlists",
            Self::Entries => "Saved adverts",
            Self::Entry => "Saved advert",
        }
    }

    /// The screen it belongs to.
    #[must_use]
    pub fn screen(self) -> Screen {
        match self {
            Self::Roles | Self::Role | Self::Vacancies | Self::Advert => Screen::Explore,
            Self::Lists | Self::Entries | Self::Entry => Screen::Shortlist,
        }
    }

    /// Where it stands.
    #[must_use]
    pub fn slot(self) -> Slot {
        match self {
            Self::Roles | Self::Lists => Slot::Side,
            Self::Role | Self::Advert | Self::Entries => Slot::Upper,
            Self::Vacancies | Self::Entry => Slot::Lower,
        }
    }
}
