//! Styles by meaning. The sixteen colours of the terminal and its own foreground and background: right on light and dark.

use ratatui::style::{Color, Modifier, Style};

/// What each kind of thing looks like. Nothing is told by colour alone: every meaning has a mark or a modifier besides.
#[derive(Clone, Copy, Debug)]
pub struct Theme {
    /// Text.
    pub plain: Style,
    /// Headings and titles.
    pub heading: Style,
    /// What matters less.
    pub muted: Style,
    /// Somewhere to go.
    pub link: Style,
    /// The selected row of the focused pane.
    pub selected: Style,
    /// The selected row of another pane.
    pub resting: Style,
    /// Letters that a filter met.
    pub matched: Style,
    /// The frame of the focused pane.
    pub focused: Style,
    /// The other frames.
    pub frame: Style,
    /// Something went well.
    pub done: Style,
    /// Something failed.
    pub failed: Style,
    /// Keys in hints and help.
    pub key: Style,
    /// Bars of charts.
    pub bar: Style,
}

impl Theme {
    /// The sixteen-colour theme.
    #[must_use]
    pub fn colour() -> Self {
        let plain = Style::new();
        Self {
            link: plain.fg(Color::Cyan),
            matched: plain.fg(Color::Magenta).add_modifier(Modifier::BOLD | Modifier::UNDERLINED),
            focused: plain.fg(Color::Cyan).add_modifier(Modifier::BOLD),
            done: plain.fg(Color::Green),
            failed: plain.fg(Color::Red).add_modifier(Modifier::BOLD),
            key: plain.fg(Color::Cyan),
            bar: plain.fg(Color::Cyan),
            ..Self::monochrome()
        }
    }

    /// The theme without colour, for `NO_COLOR`.
    #[must_use]
    pub fn monochrome() -> Self {
        let plain = Style::new();
        let bold = plain.add_modifier(Modifier::BOLD);
        Self {
            plain,
            heading: bold,
            muted: plain.add_modifier(Modifier::DIM),
            link: plain.add_modifier(Modifier::UNDERLINED),
            selected: plain.add_modifier(Modifier::REVERSED),
            resting: bold,
            matched: plain.add_modifier(Modifier::BOLD | Modifier::UNDERLINED),
            focused: bold,
            frame: plain.add_modifier(Modifier::DIM),
            done: plain,
            failed: bold,
            key: bold,
            bar: plain,
        }
    }

    /// The theme that the environment asks for: `NO_COLOR`, set and not empty, takes colour away (<https://no-color.org>).
    #[must_use]
    pub fn of(no_color: Option<&str>) -> Self {
        if no_color.is_some_and(|value| !value.is_empty()) { Self::monochrome() } else { Self::colour() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_color_takes_colour_away_when_set_and_not_empty() {
        assert!(Theme::of(Some("1")).link.fg.is_none());
        assert!(Theme::of(Some("")).link.fg.is_some());
        assert!(Theme::of(None).link.fg.is_some());
    }
}
