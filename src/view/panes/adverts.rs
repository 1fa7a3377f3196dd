//! Lists of adverts in columns: the vacancies, and what a shortlist holds.

use jiff::civil::Date;
use ratatui::layout::{Constraint, Layout as Split, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Paragraph, Wrap};
use unicode_width::UnicodeWidthStr;

use crate::app::columns::{Column, Shown, fitting};
use crate::app::pane::Pane;
use crate::app::panes::vacancies::Way;
use crate::app::state::State;
use crate::domain::board::Listing;
use crate::domain::standing::Standing;
use crate::domain::text::{count, thousands};
use crate::search::adverts::Sort;
use crate::search::marks::AdvertMarks;
use crate::search::query::Query;
use crate::view::Canvas;
use crate::view::panes::{cut, filter_line, framed, row_style, rows, title_room};
use crate::view::theme::Theme;

/// Below this width of the screen its top line says in brief where the adverts come from, so the list says it in full.
const FULL_ORIGIN: u16 = 100;
/// What the title says besides how many there are is left out rather than cut shorter than this.
const SHORTEST: usize = 14;
/// The columns that a way out of an empty list takes before its count, at least where there is room.
const WAY: usize = 36;
/// From this height on why the list is empty may take more than a row.
const ROOM_FOR_WHY: u16 = 8;
/// Room for the marks of an advert: saved or noted, and how it stands.
const MARK: usize = 3;

/// Draws the vacancies.
pub fn vacancies(canvas: &mut Canvas, state: &State, area: Rect) {
    let pane = &state.vacancies;
    let title = vacancies_title(state, canvas.frame.area().width, title_room(area));
    let inside = framed(canvas, state, Pane::Vacancies, &title, area);
    let inside = filter_line(canvas, &pane.filter, pane.typing, |width| pane.reading.describe_in(width), inside);
    if pane.hits.is_empty() {
        return nothing(canvas, state, inside);
    }
    let query = Query::read(&state.query_text());
    let table = Table {
        pane: Pane::Vacancies,
        row: pane.row(&state.board),
        count: pane.hits.len(),
        typing: pane.typing,
        today: state.today,
        query,
        also: pane.reading.also.clone(),
    };
    let listing = |row: usize| pane.at(row, &state.board);
    table.draw(canvas, state, inside, listing, |state, listing| {
        state.shortlists.holding(&listing.advert.id).next().is_some()
    });
}

/// The title of the vacancies on a screen of a width, for a frame that has `room` for it: whose they are is cut before how many.
fn vacancies_title(state: &State, width: u16, room: usize) -> String {
    let pane = &state.vacancies;
    let filtered = !pane.filter.text().trim().is_empty();
    let is_whole = pane.hits.len() == pane.within;
    let found = if is_whole && filtered && !pane.is_current() {
        // All that is shown yet is what stood there before anything was typed.
        format!(" · … of {}", thousands(pane.within))
    } else if is_whole {
        format!(" · {}", thousands(pane.within))
    } else {
        format!(" · {} of {}", thousands(pane.hits.len()), thousands(pane.within))
    };
    let new = match state.board.how_many_new() {
        new if new > 0 && state.narrowed_to().is_none() && is_whole => {
            format!(" · {} new", thousands(new))
        }
        _ => String::new(),
    };
    let sorted = match pane.sort {
        // Where nothing is typed everything fits alike.
        Sort::Fit if !filtered => String::new(),
        sort => format!(" · by {}", sort.title()),
    };
    let origin = if width < FULL_ORIGIN { format!(" · {}", state.board.origin().full) } else { String::new() };
    let mut title = whose(state, room.saturating_sub(found.width())) + &found;
    for more in [new, sorted, origin] {
        if title.width() + more.width().min(SHORTEST) <= room {
            title += &more;
        }
    }
    title
}

/// Whose vacancies are listed, in so many columns.
fn whose(state: &State, width: usize) -> String {
    let Some(role) = state.narrowed_to() else { return "All vacancies".to_owned() };
    let long = format!("Vacancies for {}", role.title);
    if long.width() <= width { long } else { cut(&role.title, width) }
}

/// Draws why the list is empty, and below it the ways out, the selected one marked.
fn nothing(canvas: &mut Canvas, state: &State, area: Rect) {
    let ways = state.ways();
    let width = usize::from(area.width).max(1);
    let why = why_nothing(state);
    let why = if ways.is_empty() { why } else { with_way(&why, width, area.height) };
    let taken = u16::try_from(textwrap::wrap(&why, width).len()).unwrap_or(u16::MAX);
    let [top, list] = area.layout(&Split::vertical([Constraint::Length(taken), Constraint::Fill(1)]));
    canvas.frame.render_widget(Paragraph::new(why).wrap(Wrap { trim: true }), top);
    let cursor = canvas.cursor;
    let selected = state.vacancies.way;
    let sight = rows(canvas, state, Pane::Vacancies, list, selected, ways.len());
    if state.vacancies.typing {
        canvas.cursor = cursor;
    }
    let labels = ways.iter().map(|way| way.describe().width() + 4).max().unwrap_or_default();
    for row in sight.shown.clone() {
        let style = row_style(state, canvas.theme, Pane::Vacancies, row == selected);
        let line = way(&ways[row], row == selected, labels.max(WAY), usize::from(list.width));
        let line = if ways[row].count() == 0 { line.style(canvas.theme.muted) } else { line };
        canvas.frame.render_widget(line.patch_style(style), sight.area(row));
    }
}

/// Why the list is empty, and that a way out can be taken: on a low screen in one row, so that the ways are in sight.
fn with_way(why: &str, width: usize, height: u16) -> String {
    let whole = format!("{why} Enter does what is marked:");
    if whole.width() <= width || height >= ROOM_FOR_WHY {
        whole
    } else {
        "Nothing found. Enter does what is ▸:".to_owned()
    }
}

/// A way out with how many adverts are there.
fn way<'a>(way: &Way, is_selected: bool, label: usize, width: usize) -> Line<'a> {
    let mark = if is_selected { "▸" } else { " " };
    let count = match way.count() {
        0 => "still none".to_owned(),
        found => count(found, "advert"),
    };
    let left = cut(&format!("{mark} {}", way.describe()), width.saturating_sub(count.width() + 2));
    let gap = label.min(width.saturating_sub(count.width())).saturating_sub(left.width()).max(2);
    Line::raw(format!("{left}{}{count}", " ".repeat(gap)))
}

/// Why the list is empty.
fn why_nothing(state: &State) -> String {
    let pane = &state.vacancies;
    let filtered = !pane.filter.text().trim().is_empty();
    match (state.narrowed_to(), filtered) {
        _ if pane.answered == 0 => "Looking through the adverts …".to_owned(),
        (Some(_), true) => "None of this role's adverts meets the filter.".to_owned(),
        (Some(role), false) => format!("No advert names {} in its title.", role.title),
        (None, true) => "No advert meets the filter.".to_owned(),
        (None, false) => "No adverts are loaded.".to_owned(),
    }
}

/// Draws what the chosen shortlist holds.
pub fn entries(canvas: &mut Canvas, state: &State, area: Rect) {
    let pane = &state.entries;
    let shown = pane.entries(&state.shortlists);
    let name = pane.shortlist(&state.shortlists).map_or("Saved adverts", |list| list.name.as_str());
    let title = format!("{name} · {} · sorted by {}", count(shown.len(), "advert"), pane.sort.title());
    let inside = framed(canvas, state, Pane::Entries, &title, area);
    let inside = filter_line(canvas, &pane.filter, pane.typing, |_| String::new(), inside);
    if shown.is_empty() {
        let words = if pane.filter.text().is_empty() {
            "This list is empty. Press v to find a vacancy, then s to save it."
        } else {
            "Nothing on this list meets the filter."
        };
        canvas.frame.render_widget(Paragraph::new(words).wrap(Wrap { trim: true }), inside);
    }
    let query = Query::plain(pane.filter.text());
    let table = Table {
        pane: Pane::Entries,
        row: pane.row(&shown),
        count: shown.len(),
        typing: pane.typing,
        today: state.today,
        query,
        also: Vec::new(),
    };
    let noted = |state: &State, listing: &Listing| {
        let list = state.entries.shortlist(&state.shortlists);
        list.and_then(|list| list.entry(&listing.advert.id)).is_some_and(|entry| !entry.note.is_empty())
    };
    table.draw(canvas, state, inside, |row| shown.get(row).map(|entry| state.listing_of(entry)), noted);
}

/// A list of adverts in columns.
struct Table {
    pane: Pane,
    row: usize,
    count: usize,
    typing: bool,
    today: Date,
    query: Query,
    /// The phrases that the query was widened by.
    also: Vec<String>,
}

impl Table {
    /// Draws headings and the rows in sight, a mark before those that `marked` picks.
    fn draw(
        &self,
        canvas: &mut Canvas,
        state: &State,
        area: Rect,
        listing: impl Fn(usize) -> Option<Listing>,
        marked: impl Fn(&State, &Listing) -> bool,
    ) {
        let reach = state.vacancies.reach.as_deref().filter(|_| self.pane == Pane::Vacancies);
        let columns = fitting(usize::from(area.width).saturating_sub(MARK), reach.is_some());
        let area = if area.height >= 4 && self.count > 0 { headings(canvas, &columns, area) } else { area };
        let cursor = canvas.cursor;
        let sight = rows(canvas, state, self.pane, area, self.row, self.count);
        if self.typing {
            canvas.cursor = cursor;
        }
        for row in sight.shown.clone() {
            let Some(listing) = listing(row) else { continue };
            let kept = match (marked(state, &listing), self.pane) {
                (true, Pane::Entries) => "✎",
                (true, _) => Standing::Saved.mark(),
                (false, _) => " ",
            };
            let compared = if state.marked.adverts.contains(&listing.advert.id) { "≡" } else { " " };
            let marks = format!("{kept}{}{compared}", state.standing(&listing).map_or(" ", Standing::mark));
            let style = row_style(state, canvas.theme, self.pane, row == self.row);
            let mut spans = vec![Span::raw(marks)];
            let miles = state.distance(&listing).filter(|_| reach.is_some()).map(|distance| distance.miles);
            let shown = Shown { listing: &listing, today: self.today, miles };
            spans.extend(self.cells(&shown, &columns, canvas.theme));
            canvas.frame.render_widget(Line::from(spans).style(style), sight.area(row));
        }
    }

    fn cells<'a>(&self, shown: &Shown<'_>, columns: &[(&Column, usize)], theme: &Theme) -> Vec<Span<'a>> {
        let marks = AdvertMarks::of(&self.query, &self.also, &shown.listing.advert);
        let mut spans = Vec::new();
        for (place, (column, width)) in columns.iter().enumerate() {
            if place > 0 {
                spans.push(Span::raw(" "));
            }
            let met = (column.met)(&marks, shown.listing);
            spans.extend(marked_cell(&(column.text)(shown, *width), *width, &met, theme));
        }
        spans
    }
}

/// Draws the columns' headings and returns the area below them.
fn headings(canvas: &mut Canvas, columns: &[(&Column, usize)], area: Rect) -> Rect {
    let [top, rest] = area.layout(&Split::vertical([Constraint::Length(1), Constraint::Fill(1)]));
    let text: Vec<String> = columns.iter().map(|(column, width)| fill(column.heading, *width)).collect();
    let line = format!("{}{}", " ".repeat(MARK), text.join(" "));
    canvas.frame.render_widget(Line::styled(line, canvas.theme.muted), top);
    rest
}

/// A text filled up or cut to a width.
fn fill(text: &str, width: usize) -> String {
    let text = cut(text, width);
    let gap = " ".repeat(width.saturating_sub(text.width()));
    text + &gap
}

/// A cell whose characters at `met` are marked. What the screen shows as one sign, as a letter with its accents is, is marked
/// as one: apart they would not meet again.
fn marked_cell<'a>(text: &str, width: usize, met: &[usize], theme: &Theme) -> Vec<Span<'a>> {
    let text = Span::raw(fill(text, width));
    if met.is_empty() {
        return vec![text];
    }
    let mut end = 0;
    let signs = text.styled_graphemes(Style::new()).map(|sign| {
        let start = end;
        end += sign.symbol.chars().count();
        let is_marked = sign.symbol != "…" && met.iter().any(|at| (start..end).contains(at));
        Span::styled(sign.symbol.to_owned(), if is_marked { theme.matched } else { Style::new() })
    });
    signs.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_one_sign_on_the_screen_is_marked_as_one() {
        let theme = Theme::colour();
        for (text, met, signs, marked) in [
            ("Cafe\u{301} Nurse", &[3, 6][..], 11, "e\u{301}N"),
            ("Cafe\u{301} Nurse", &[4], 11, "e\u{301}"),
            ("👩\u{200d}⚕\u{fe0f} Nurse", &[5], 10, "N"),
            ("אחות Nurse", &[0, 5], 11, "אN"),
        ] {
            let spans = marked_cell(text, 11, met, &theme);
            let shown: String = spans.iter().map(|span| span.content.as_ref()).collect();
            assert_eq!((shown.width(), spans.len()), (11, signs), "{text}");
            let found = spans.iter().filter(|span| span.style == theme.matched).map(|span| span.content.as_ref());
            assert_eq!(found.collect::<String>(), marked, "{text}");
        }
    }
}
