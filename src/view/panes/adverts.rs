//! Lists of adverts in columns: the vacancies, and what a shortlist holds.

use jiff::civil::Date;
use ratatui::layout::{Constraint, Layout as Split, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Paragraph, Wrap};
use unicode_width::UnicodeWidthStr;

use crate::app::columns::{Column, DISTANCE, fitting};
use crate::app::pane::Pane;
use crate::app::panes::vacancies::Way;
use crate::app::state::State;
use crate::domain::board::Listing;
use crate::domain::distance::about;
use crate::domain::standing::Standing;
use crate::domain::text::{count, fold, thousands};
use crate::search::adverts::Sort;
use crate::search::marks::advert_marks;
use crate::search::query::Query;
use crate::view::Canvas;
use crate::view::panes::{cut, filter_line, framed, row_style, rows};
use crate::view::theme::Theme;

/// Below this width of the screen its top line says in brief where the adverts come from, so the list says it in full.
const FULL_ORIGIN: u16 = 100;
/// The columns that a way out of an empty list takes before its count.
const WAY: usize = 36;
/// Room for the marks of an advert: saved or noted, and how it stands.
const MARK: usize = 3;

/// Draws the vacancies.
pub fn vacancies(canvas: &mut Canvas, state: &State, area: Rect) {
    let pane = &state.vacancies;
    let inside = framed(canvas, state, Pane::Vacancies, &vacancies_title(state, canvas.frame.area().width), area);
    let inside = filter_line(canvas, &pane.filter, pane.typing, &pane.reading.describe(), inside);
    if pane.hits.is_empty() {
        return nothing(canvas, state, inside);
    }
    let query = Query::read(pane.filter.text());
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

fn vacancies_title(state: &State, width: u16) -> String {
    let pane = &state.vacancies;
    let origin = if width < FULL_ORIGIN { format!(" · {}", state.board.origin().full) } else { String::new() };
    let whose =
        state.narrowed_to().map_or_else(|| "All vacancies".to_owned(), |role| format!("Vacancies for {}", role.title));
    let sorted = match pane.sort {
        // Where nothing is typed everything fits alike.
        Sort::Fit if pane.filter.text().trim().is_empty() => String::new(),
        sort => format!(" · by {}", sort.title()),
    };
    if pane.hits.len() == pane.within {
        let new = state.board.how_many_new();
        let new = if state.narrowed_to().is_some() || new == 0 {
            String::new()
        } else {
            format!(" · {} new", thousands(new))
        };
        format!("{whose} · {}{new}{sorted}{origin}", thousands(pane.within))
    } else {
        format!("{whose} · {} of {}{sorted}{origin}", thousands(pane.hits.len()), thousands(pane.within))
    }
}

/// Draws why the list is empty, and below it the ways out, the selected one marked.
fn nothing(canvas: &mut Canvas, state: &State, area: Rect) {
    let ways = state.ways();
    let mut why = why_nothing(state);
    if !ways.is_empty() {
        why += " Enter does what is marked:";
    }
    let taken = textwrap::wrap(&why, usize::from(area.width).max(1)).len();
    let taken = u16::try_from(taken).unwrap_or(u16::MAX);
    let [top, list] = area.layout(&Split::vertical([Constraint::Length(taken), Constraint::Fill(1)]));
    canvas.frame.render_widget(Paragraph::new(why).wrap(Wrap { trim: true }), top);
    let cursor = canvas.cursor;
    let selected = state.vacancies.way;
    let sight = rows(canvas, state, Pane::Vacancies, list, selected, ways.len());
    if state.vacancies.typing {
        canvas.cursor = cursor;
    }
    for row in sight.shown.clone() {
        let style = row_style(state, canvas.theme, Pane::Vacancies, row == selected);
        let line = way(&ways[row], row == selected, usize::from(list.width));
        canvas.frame.render_widget(line.style(style), sight.area(row));
    }
}

/// A way out with how many adverts are there.
fn way<'a>(way: &Way, is_selected: bool, width: usize) -> Line<'a> {
    let mark = if is_selected { "▸" } else { " " };
    let count = count(way.count(), "advert");
    let left = cut(&format!("{mark} {}", way.describe()), width.saturating_sub(count.width() + 2));
    let gap = WAY.min(width.saturating_sub(count.width())).saturating_sub(left.width()).max(2);
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
    let inside = filter_line(canvas, &pane.filter, pane.typing, "", inside);
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
            let distance = state.distance(&listing).filter(|_| reach.is_some()).map(|distance| about(distance.miles));
            spans.extend(self.cells(&listing, distance.as_deref(), &columns, canvas.theme));
            canvas.frame.render_widget(Line::from(spans).style(style), sight.area(row));
        }
    }

    fn cells<'a>(
        &self,
        listing: &Listing,
        distance: Option<&str>,
        columns: &[(&Column, usize)],
        theme: &Theme,
    ) -> Vec<Span<'a>> {
        let marks =
            if self.query.is_empty() { Vec::new() } else { advert_marks(&self.query, &self.also, &listing.advert) };
        let mut spans = Vec::new();
        for (place, (column, width)) in columns.iter().enumerate() {
            if place > 0 {
                spans.push(Span::raw(" "));
            }
            let met = column.field.and_then(|field| marks.get(field)).map_or(&[][..], Vec::as_slice);
            let met = match listing.places.first() {
                Some(place) if column.id == "place" => &within_name(&place.text, place.short(), met),
                _ => met,
            };
            let measured = distance.filter(|_| column.id == DISTANCE.id);
            let text = measured.map_or_else(|| (column.text)(listing, self.today), str::to_owned);
            spans.extend(marked_cell(&text, *width, met, theme));
        }
        spans
    }
}

/// The marks of a stated place that fall within the short name shown for it.
fn within_name(stated: &str, name: &str, met: &[usize]) -> Vec<usize> {
    let (stated, name): (Vec<char>, Vec<char>) = (stated.chars().map(fold).collect(), name.chars().map(fold).collect());
    let Some(start) = stated.windows(name.len().max(1)).position(|run| run == name) else { return Vec::new() };
    met.iter().filter_map(|mark| mark.checked_sub(start)).filter(|mark| *mark < name.len()).collect()
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

    #[test]
    fn marks_follow_the_short_name_into_its_column() {
        assert_eq!(within_name("Angel, LONDON, N1 9PF", "London", &[0, 7, 8, 15]), [0, 1]);
        assert_eq!(within_name("Leeds, London, Hybrid", "Leeds", &[7, 8]), [0_usize; 0]);
        assert_eq!(within_name("Leeds", "Leeds", &[0, 4]), [0, 4]);
        assert_eq!(within_name("Leeds", "", &[0]), [0_usize; 0]);
    }
}
