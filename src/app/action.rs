//! Every action, in one table: keymap, help, palette, hints, `rolecall keys` and the README's key table all read it.

use crate::app::pane::Pane;

/// Something a key can ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// Moves the selection up.
    Up,
    /// Moves the selection down.
    Down,
    /// Moves it up by a screen.
    PageUp,
    /// Moves it down by a screen.
    PageDown,
    /// Moves it to the first row.
    First,
    /// Moves it to the last row.
    Last,
    /// Opens or goes right.
    Open,
    /// Closes or goes left.
    Close,
    /// Goes into the selected row.
    Enter,
    /// Steps back one level.
    Back,
    /// Moves on to the next pane.
    NextPane,
    /// Moves back to the pane before.
    PreviousPane,
    /// Filters the list in the focused pane.
    Filter,
    /// Goes to the vacancy filter.
    Vacancies,
    /// Calls the filter typed before back.
    Older,
    /// Goes on to the filter typed after that.
    Newer,
    /// Opens the filters over the vacancies.
    Filters,
    /// Opens the named searches.
    Searches,
    /// Finds a saved advert among the vacancies.
    Locate,
    /// Shows all adverts or only the role's.
    Widen,
    /// Sorts by the next column.
    Sort,
    /// Saves to the list last used.
    Save,
    /// Saves to a list to be picked.
    SaveTo,
    /// Takes off the list.
    Remove,
    /// Writes a note.
    Note,
    /// Gives a list another name.
    Rename,
    /// Undoes the last change.
    Undo,
    /// Opens a page in the browser.
    Browse,
    /// Copies.
    Copy,
    /// Back to the role before.
    WalkBack,
    /// Marks a role or an advert to be compared.
    Compare,
    /// Shows what is marked side by side.
    CompareMarked,
    /// Next tab.
    NextTab,
    /// Previous tab.
    PreviousTab,
    /// Chooses a role and shows the routes to it.
    RouteTo,
    /// Shows what one could become.
    Become,
    /// Another nation's pay.
    Nation,
    /// Another year's pay.
    Year,
    /// Shows the person's own pay, or no longer.
    MyPay,
    /// Says whose pay is shown.
    PaySettings,
    /// Fetches adverts, or stops fetching them.
    Refresh,
    /// The explorer.
    Explore,
    /// The shortlist screen.
    Shortlist,
    /// Help for this pane.
    Help,
    /// All keys.
    HelpAll,
    /// Every action by name.
    Palette,
    /// Draws the screen anew.
    Redraw,
    /// Hands the terminal back to the shell for a while.
    Suspend,
    /// Ends the program.
    Quit,
}

/// Where an action can be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Everywhere but in a text line.
    Everywhere,
    /// Where one of these panes has the focus.
    Panes(&'static [Pane]),
}

/// A heading that help gathers actions under.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// Moving about.
    Move,
    /// Finding.
    Find,
    /// Shortlists.
    Keep,
    /// Reading and pay.
    Read,
    /// The program.
    Program,
}

impl Group {
    /// Every group, in the order of help.
    pub const ALL: [Group; 5] = [Group::Move, Group::Find, Group::Read, Group::Keep, Group::Program];

    /// The heading.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Move => "Moving",
            Self::Find => "Finding",
            Self::Read => "Reading",
            Self::Keep => "Shortlists",
            Self::Program => "The program",
        }
    }
}

/// A row of the table.
#[derive(Clone, Copy, Debug)]
pub struct ActionRow {
    /// The action.
    pub action: Action,
    /// Its lasting name, as `config.ron` spells it.
    pub id: &'static str,
    /// A word or two for the hints.
    pub title: &'static str,
    /// What it does, in a line.
    pub help: &'static str,
    /// Where help shows it.
    pub group: Group,
    /// Where it can be asked for.
    pub reach: Reach,
    /// Its keys unless `config.ron` gives others.
    pub keys: &'static [&'static str],
    /// Its place among the hints of its panes, the first being shown first; nothing where it is not hinted at.
    pub hint: Option<u8>,
}

const LISTS: &[Pane] = &[Pane::Roles, Pane::Vacancies, Pane::Entries];
const ADVERTS: &[Pane] = &[Pane::Vacancies, Pane::Advert];
const ROLES: &[Pane] = &[Pane::Role, Pane::Roles];
const SAVED: &[Pane] = &[Pane::Vacancies, Pane::Advert, Pane::Entries, Pane::Entry];
const COMPARED: &[Pane] = &[Pane::Roles, Pane::Role, Pane::Vacancies, Pane::Advert, Pane::Entries, Pane::Entry];
const PAGES: &[Pane] = &[Pane::Role, Pane::Vacancies, Pane::Advert, Pane::Entries, Pane::Entry];

/// Every action, in the order of help.
#[rustfmt::skip]
pub const ACTIONS: &[ActionRow] = &[
    row(Action::Up, "up", "up", "Move up a row", Group::Move, Reach::Everywhere, &["up", "k"], None),
    row(Action::Down, "down", "down", "Move down a row", Group::Move, Reach::Everywhere, &["down", "j"], None),
    row(Action::PageUp, "page-up", "page up", "Move up a screen", Group::Move, Reach::Everywhere, &["pageup", "ctrl-b"], None),
    row(Action::PageDown, "page-down", "page down", "Move down a screen", Group::Move, Reach::Everywhere, &["pagedown", "ctrl-f", "space"], None),
    row(Action::First, "first", "first", "Move to the first row", Group::Move, Reach::Everywhere, &["home", "g"], None),
    row(Action::Last, "last", "last", "Move to the last row", Group::Move, Reach::Everywhere, &["end", "G"], None),
    row(Action::Open, "open", "open", "Open a branch, or go to the next tab or pane", Group::Move, Reach::Everywhere, &["right", "l"], Some(1)),
    row(Action::Close, "close", "close", "Close a branch, or go to the tab or pane before", Group::Move, Reach::Everywhere, &["left", "h"], None),
    row(Action::Enter, "enter", "go in", "Go into the selected row", Group::Move, Reach::Everywhere, &["enter"], Some(0)),
    row(Action::Back, "back", "back", "Step back one level; it never quits", Group::Move, Reach::Everywhere, &["esc"], Some(6)),
    row(Action::NextPane, "next-pane", "next pane", "Go to the next pane", Group::Move, Reach::Everywhere, &["tab"], None),
    row(Action::PreviousPane, "previous-pane", "pane before", "Go to the pane before", Group::Move, Reach::Everywhere, &["shift-tab"], None),
    row(Action::Explore, "explore", "explore", "Go to the explorer", Group::Move, Reach::Everywhere, &["1"], None),
    row(Action::Shortlist, "shortlist", "shortlist", "Go to the shortlists", Group::Move, Reach::Everywhere, &["2"], None),
    row(Action::Filter, "filter", "filter", "Filter the list in this pane as you type", Group::Find, Reach::Panes(LISTS), &["/"], Some(2)),
    row(Action::Vacancies, "vacancies", "vacancies", "Go to the vacancy filter from anywhere", Group::Find, Reach::Everywhere, &["v"], Some(5)),
    row(Action::Older, "older", "earlier", "Call an earlier filter back", Group::Find, Reach::Panes(&[Pane::Vacancies]), &["alt-up", "ctrl-up"], None),
    row(Action::Newer, "newer", "later", "Go on to the filter after it, at last to what you were typing", Group::Find, Reach::Panes(&[Pane::Vacancies]), &["alt-down", "ctrl-down"], None),
    row(Action::Filters, "filters", "filters", "Choose filters from a list: place, pay, band and more, with counts", Group::Find, Reach::Panes(&[Pane::Vacancies, Pane::Role, Pane::Roles]), &["f"], Some(3)),
    row(Action::Searches, "searches", "searches", "Run a search by its name, keep the filter under one, or remove one", Group::Find, Reach::Panes(&[Pane::Vacancies, Pane::Role, Pane::Roles]), &["F"], None),
    row(Action::Locate, "locate", "find", "Go to the saved advert in the vacancies, or say what hides it there", Group::Find, Reach::Panes(&[Pane::Entries, Pane::Entry]), &["f"], Some(5)),
    row(Action::Widen, "widen", "all or role", "Show all adverts, or only this role's", Group::Find, Reach::Panes(&[Pane::Vacancies, Pane::Role, Pane::Roles]), &["w"], Some(4)),
    row(Action::Sort, "sort", "sort", "Sort by the next column", Group::Find, Reach::Panes(&[Pane::Vacancies, Pane::Entries]), &["t"], Some(5)),
    row(Action::Refresh, "refresh", "refresh", "Fetch adverts from NHS Jobs; while that goes on, stop it", Group::Find, Reach::Everywhere, &["R"], None),
    row(Action::NextTab, "next-tab", "next tab", "Go to the next tab of the role", Group::Read, Reach::Panes(&[Pane::Role]), &["]"], Some(2)),
    row(Action::PreviousTab, "previous-tab", "tab before", "Go to the tab before", Group::Read, Reach::Panes(&[Pane::Role]), &["["], None),
    row(Action::WalkBack, "walk-back", "role before", "Go back to the role you came from", Group::Read, Reach::Panes(&[Pane::Role, Pane::Roles]), &["backspace", "b"], Some(4)),
    row(Action::Compare, "compare", "compare", "Mark to compare, or unmark; the second mark opens the comparison", Group::Read, Reach::Panes(COMPARED), &["c"], Some(5)),
    row(Action::CompareMarked, "compare-marked", "compare marked", "Show the marked roles, or adverts, side by side", Group::Read, Reach::Panes(COMPARED), &["C"], None),
    row(Action::RouteTo, "route", "route to", "Choose a role and see the routes there from this one", Group::Read, Reach::Panes(ROLES), &["r"], Some(5)),
    row(Action::Become, "become", "become", "See what you could become within a few steps", Group::Read, Reach::Panes(ROLES), &["W"], Some(5)),
    row(Action::Nation, "nation", "nation", "Show pay for the next nation", Group::Read, Reach::Everywhere, &["N"], None),
    row(Action::Year, "year", "year", "Show pay for the next year", Group::Read, Reach::Everywhere, &["Y"], None),
    row(Action::MyPay, "my-pay", "my pay", "Show what you would be paid on roles and adverts, or no longer", Group::Read, Reach::Everywhere, &["m"], None),
    row(Action::PaySettings, "pay-settings", "pay settings", "Say whose pay is shown: nation, hours, area, pension, tax, loans", Group::Read, Reach::Everywhere, &["M"], None),
    row(Action::Browse, "browse", "browser", "Open the page in the browser; a role's pages are picked by number", Group::Read, Reach::Panes(PAGES), &["o"], Some(3)),
    row(Action::Copy, "copy", "copy", "Copy the address, or the title where there is none", Group::Read, Reach::Panes(PAGES), &["y"], None),
    row(Action::Save, "save", "save", "Save the advert to the shortlist last used; once more keeps a changed one as it now stands", Group::Keep, Reach::Panes(SAVED), &["s"], Some(1)),
    row(Action::SaveTo, "save-to", "save to", "Save the advert to a shortlist you pick or name", Group::Keep, Reach::Panes(ADVERTS), &["S"], None),
    row(Action::Remove, "remove", "remove", "Take the advert off the shortlist, or remove the shortlist", Group::Keep, Reach::Panes(&[Pane::Vacancies, Pane::Advert, Pane::Entries, Pane::Entry, Pane::Lists]), &["x", "delete"], Some(4)),
    row(Action::Note, "note", "note", "Write a note on the saved advert", Group::Keep, Reach::Panes(SAVED), &["n"], Some(4)),
    row(Action::Rename, "rename", "rename", "Give the shortlist another name", Group::Keep, Reach::Panes(&[Pane::Lists]), &["r"], Some(3)),
    row(Action::Undo, "undo", "undo", "Undo the last change to the shortlists or named searches", Group::Keep, Reach::Everywhere, &["u"], None),
    row(Action::Help, "help", "help", "Show the keys of this pane; once more for all keys", Group::Program, Reach::Everywhere, &["?", "f1"], Some(9)),
    row(Action::HelpAll, "help-all", "all keys", "Show every key", Group::Program, Reach::Everywhere, &["f2"], None),
    row(Action::Palette, "palette", "actions", "Pick any action by its name", Group::Program, Reach::Everywhere, &[":", "ctrl-p"], Some(7)),
    row(Action::Redraw, "redraw", "redraw", "Draw the screen anew", Group::Program, Reach::Everywhere, &["ctrl-l"], None),
    row(Action::Suspend, "suspend", "suspend", "Go back to the shell; `fg` returns", Group::Program, Reach::Everywhere, &["ctrl-z"], None),
    row(Action::Quit, "quit", "quit", "Quit; everything saved is on the disk already", Group::Program, Reach::Everywhere, &["q", "ctrl-c"], Some(6)),
];

#[expect(clippy::too_many_arguments, reason = "a row of the table above, a column an argument")]
const fn row(
    action: Action,
    id: &'static str,
    title: &'static str,
    help: &'static str,
    group: Group,
    reach: Reach,
    keys: &'static [&'static str],
    hint: Option<u8>,
) -> ActionRow {
    ActionRow { action, id, title, help, group, reach, keys, hint }
}

impl ActionRow {
    /// Whether the action can be asked for while a pane has the focus.
    #[must_use]
    pub fn reaches(&self, pane: Pane) -> bool {
        match self.reach {
            Reach::Everywhere => true,
            Reach::Panes(panes) => panes.contains(&pane),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn ids_are_kebab_case_and_distinct_and_every_row_has_help() {
        let mut ids = HashSet::new();
        for row in ACTIONS {
            assert!(row.id.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-'), "{}", row.id);
            assert!(ids.insert(row.id), "{} stands twice", row.id);
            assert!(!row.help.is_empty() && !row.title.is_empty() && !row.keys.is_empty(), "{}", row.id);
        }
    }

    #[test]
    fn every_action_has_one_row() {
        let actions: HashSet<Action> = ACTIONS.iter().map(|row| row.action).collect();
        assert_eq!(actions.len(), ACTIONS.len());
    }
}
