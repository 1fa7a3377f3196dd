//! What stands over the panes: help, palette, pickers and lines to fill in, all drawn from tables.

pub(super) mod compare;
mod filters;
mod route;

use ratatui::layout::{Constraint, Layout as Split, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, BorderType, Clear};

use crate::app::action::{ActionRow, Group, Reach};
use crate::app::geometry::Room;
use crate::app::keymap::{Chord, readable_all};
use crate::app::line::EDITING;
use crate::app::list::scrolled;
use crate::app::overlay::{ListRow, Overlay, SearchRow, list_rows, palette_rows, search_rows};
use crate::app::pay_form::{self, PayForm};
use crate::app::refresh::{FIELDS, RefreshForm};
use crate::app::state::State;
use crate::domain::standing::Standing;
use crate::view::Canvas;
use crate::view::form::{self, Field, Held};
use crate::view::panes::{cut, edited};
use crate::view::theme::Theme;

/// From this width on help stands beside its keys.
const HELP_BESIDE: usize = 90;
/// How wide the window of help is at most.
const HELP: u16 = 88;
/// The columns before help that stands beside its keys, unless these take more.
const HELP_INDENT: usize = 21;

/// Draws the overlay, if there is one.
pub fn draw(canvas: &mut Canvas, state: &State, body: Rect) {
    match &state.overlay {
        None => {}
        Some(Overlay::Help { all, line }) => help(canvas, state, body, *all, *line),
        Some(Overlay::Palette { line, row }) => {
            let rows = palette_rows(line.text());
            let lines = rows.iter().map(|row| action_line(row, state, canvas.theme)).collect();
            picker(canvas, body, "Actions: type a name", line, (lines, *row), "no action of that name");
        }
        Some(Overlay::Searches { line, row }) => searches(canvas, state, body, line, *row),
        Some(Overlay::PickList { line, row, .. }) => {
            let names = state.list_names();
            let lines = list_rows(&names, line.text()).into_iter().map(list_line).collect();
            let title = "Save to which shortlist? Type a new name or pick";
            picker(canvas, body, title, line, (lines, *row), "nothing of that name yet");
        }
        Some(Overlay::Links(links)) => {
            let pages: Vec<Line> = (1..)
                .zip(links)
                .map(|(number, link): (usize, _)| {
                    Line::from(vec![
                        Span::styled(format!(" {number} "), canvas.theme.key),
                        Span::raw(format!("{}  ", link.name)),
                        Span::styled(link.url.clone(), canvas.theme.muted),
                    ])
                })
                .collect();
            let inside = window(canvas, body, "Open which page in the browser? Press its number", 90, pages.len());
            show(canvas, inside, &pages, 0);
        }
        Some(Overlay::Compare(open)) => compare::draw(canvas, state, body, open),
        Some(Overlay::Refresh(form)) => refresh(canvas, body, form),
        Some(Overlay::Filters(form)) => filters::draw(canvas, state, body, form),
        Some(Overlay::Pay(form)) => pay(canvas, body, form),
        Some(Overlay::RouteTo { line, row }) => route::goals(canvas, state, body, line, *row),
        Some(Overlay::Become(form)) => route::wanted(canvas, body, form),
        Some(Overlay::Note { line, .. }) => prompt(canvas, body, "Note (Enter saves it, Esc leaves it)", line),
        Some(Overlay::Rename { list, line }) => prompt(canvas, body, &format!("New name for “{list}”"), line),
    }
}

/// The named searches that meet what is typed.
fn searches(canvas: &mut Canvas, state: &State, body: Rect, line: &crate::app::line::Line, row: usize) {
    let rows = search_rows(&state.searches, line.text());
    let lines = rows.into_iter().map(|row| search_line(row, canvas.theme)).collect();
    let nothing = match state.vacancies.filter.text().trim() {
        "" => "none is kept yet; first type a filter",
        _ => "none is kept yet; type a name",
    };
    picker(canvas, body, "Named searches: pick one, or name the filter", line, (lines, row), nothing);
}

/// The fields of a refresh.
fn refresh(canvas: &mut Canvas, body: Rect, form: &RefreshForm) {
    let fields: Vec<Field> = FIELDS
        .iter()
        .enumerate()
        .map(|(row, (name, hint))| match row.checked_sub(1).and_then(|typed| form.lines.get(typed)) {
            Some(line) => Field { name, hint, held: Held::Typed(line) },
            None => Field { name, hint: form.what.explain(), held: Held::Choice(form.value(row).to_owned()) },
        })
        .collect();
    let inside = window(canvas, body, "Fetch from NHS Jobs (Enter starts)", 78, fields.len());
    form::draw(canvas, inside, &fields, form.row);
}

/// The fields that say whose pay is shown.
fn pay(canvas: &mut Canvas, body: Rect, form: &PayForm) {
    let fields = pay_form::Field::ALL.map(|field| {
        let (name, hint) = field.describe();
        Field { name, hint, held: form.line(field).map_or_else(|| Held::Choice(form.value(field)), Held::Typed) }
    });
    let inside = window(canvas, body, "Whose pay is shown (Enter keeps it)", 78, fields.len());
    form::draw(canvas, inside, &fields, form.field as usize);
}

/// Clears and frames a window of at most `width` columns and `rows` rows in the middle of an area; returns its inside.
fn window(canvas: &mut Canvas, body: Rect, title: &str, width: u16, rows: usize) -> Rect {
    let width = width.min(body.width);
    let height = u16::try_from(rows).unwrap_or(u16::MAX).saturating_add(2).min(body.height);
    frame(canvas, body.centered(Constraint::Length(width), Constraint::Length(height)), title)
}

/// Clears and frames a window; returns its inside.
fn frame(canvas: &mut Canvas, area: Rect, title: &str) -> Rect {
    let block = Block::bordered().border_type(BorderType::Double).border_style(canvas.theme.focused).title(
        Line::styled(format!(" {} ", cut(title, usize::from(area.width.saturating_sub(4)))), canvas.theme.focused),
    );
    let inside = block.inner(area);
    canvas.frame.render_widget(Clear, area);
    canvas.frame.render_widget(block, area);
    inside
}

/// Draws lines from one on and notes the room.
fn show(canvas: &mut Canvas, area: Rect, lines: &[Line], offset: usize) {
    let height = usize::from(area.height);
    canvas.geometry.overlay = Room { width: usize::from(area.width), height, offset, rows: lines.len() };
    for (down, line) in (0..area.height).zip(lines.iter().skip(offset)) {
        canvas.frame.render_widget(line, Rect { y: area.y + down, height: 1, ..area });
    }
    canvas.cursor = Some(area.as_position());
}

/// Draws a line over the rows that it picks from, one of them selected; `nothing` is said where there are none.
fn picker(
    canvas: &mut Canvas,
    body: Rect,
    title: &str,
    line: &crate::app::line::Line,
    (rows, row): (Vec<Line>, usize),
    nothing: &str,
) {
    let inside = window(canvas, body, title, 78, rows.len().max(1) + 1);
    let [top, list] = inside.layout(&Split::vertical([Constraint::Length(1), Constraint::Fill(1)]));
    canvas.frame.render_widget(Span::styled(":", canvas.theme.key), top);
    let offset = scrolled(0, row, rows.len(), usize::from(list.height));
    let selected = canvas.theme.selected;
    let lines: Vec<Line> = rows
        .into_iter()
        .enumerate()
        .map(|(place, line)| if place == row { line.style(selected) } else { line })
        .collect();
    if lines.is_empty() {
        let room = usize::from(list.width);
        canvas.frame.render_widget(cut(&format!("  {nothing}"), room), list);
    }
    show(canvas, list, &lines, offset);
    edited(canvas, line, true, Rect { x: top.x + 2, width: top.width.saturating_sub(2), ..top });
}

fn prompt(canvas: &mut Canvas, body: Rect, title: &str, line: &crate::app::line::Line) {
    let inside = window(canvas, body, title, 90, 1);
    edited(canvas, line, true, inside);
}

fn action_line<'a>(row: &ActionRow, state: &State, theme: &Theme) -> Line<'a> {
    let keys = readable_all(state.keymap.keys(row.action));
    Line::from(vec![
        Span::raw(format!("{:<14}", row.title)),
        Span::styled(format!("{keys:<14}"), theme.key),
        Span::raw(row.help),
    ])
}

fn list_line<'a>(row: ListRow) -> Line<'a> {
    Line::raw(match row {
        ListRow::Old(name) => format!("  {name}"),
        ListRow::New(name) => format!("  {name} (new)"),
    })
}

fn search_line<'a>(row: SearchRow, theme: &Theme) -> Line<'a> {
    match row {
        SearchRow::Old(search) => {
            let sort = search.sort.as_ref().map(|sort| format!("  by {sort}")).unwrap_or_default();
            let query = Span::styled(format!("{}{sort}", search.query), theme.muted);
            Line::from(vec![Span::raw(format!("  {:<20}  ", search.name)), query])
        }
        SearchRow::New(name) => Line::raw(format!("  {name} (keep the filter under this name)")),
    }
}

fn help(canvas: &mut Canvas, state: &State, body: Rect, all: bool, line: usize) {
    let title =
        if all { "All keys".to_owned() } else { format!("Keys in {} (? once more for all)", state.focus.title()) };
    let lines = help_lines(state, canvas.theme, all, usize::from(body.width));
    let inside = window(canvas, body, &title, HELP, lines.len());
    let offset = line.min(lines.len().saturating_sub(usize::from(inside.height)));
    show(canvas, inside, &lines, offset);
}

/// The keys under headings: all by group, or first those of the focused pane alone and then the rest that work in it.
fn help_lines<'a>(state: &State, theme: &Theme, all: bool, width: usize) -> Vec<Line<'a>> {
    let rows: Vec<(&ActionRow, &Vec<Chord>)> =
        state.keymap.rows().filter(|(row, keys)| !keys.is_empty() && (all || row.reaches(state.focus))).collect();
    let own = |row: &ActionRow| !all && matches!(row.reach, Reach::Panes(_));
    let mut sections = vec![(state.focus.title(), rows.iter().filter(|(row, _)| own(row)).collect::<Vec<_>>())];
    for group in Group::ALL {
        sections.push((group.title(), rows.iter().filter(|(row, _)| row.group == group && !own(row)).collect()));
    }
    let mut lines: Vec<Line> = Vec::new();
    for (heading, members) in sections.into_iter().filter(|(_, members)| !members.is_empty()) {
        if !lines.is_empty() {
            lines.push(Line::default());
        }
        lines.push(Line::styled(heading, theme.heading));
        lines.extend(members.into_iter().flat_map(|(row, keys)| key_lines(keys, row.help, theme, width)));
    }
    lines.extend([Line::default(), Line::styled("While text is typed", theme.heading)]);
    for editing in EDITING {
        let keys: Vec<Chord> = editing.keys.iter().filter_map(|key| key.parse().ok()).collect();
        lines.extend(key_lines(&keys, editing.help, theme, width));
    }
    lines.extend([Line::default(), Line::styled("Marks of adverts", theme.heading)]);
    let noted = ("✎", "saved, with a note");
    let mut marks = Standing::ALL.map(|standing| (standing.mark(), standing.describe())).to_vec();
    marks.insert(1, noted);
    marks.push(("≡", "marked to compare, as roles are"));
    lines.extend(
        marks.into_iter().map(|(mark, meaning)| {
            Line::from(vec![Span::styled(format!("  {mark}  "), theme.key), Span::raw(meaning)])
        }),
    );
    lines
}

/// Keys with what they do: beside them, or below on a screen of few columns.
fn key_lines<'a>(keys: &[Chord], help: &str, theme: &Theme, width: usize) -> Vec<Line<'a>> {
    let keys = format!("  {:<18} ", readable_all(keys));
    let beside = width >= HELP_BESIDE;
    let room = if beside { usize::from(HELP) - 2 } else { width.saturating_sub(2) };
    let indent = " ".repeat(if beside { HELP_INDENT } else { 4 });
    let first = if beside { keys.as_str() } else { indent.as_str() };
    let room = textwrap::Options::new(room).initial_indent(first).subsequent_indent(&indent);
    let mut help = textwrap::wrap(help, room).into_iter().map(|line| Line::raw(line.into_owned())).collect::<Vec<_>>();
    match help.first_mut().filter(|_| beside) {
        Some(first) => {
            let said = first.to_string();
            let rest = said.strip_prefix(&keys).unwrap_or_default().to_owned();
            *first = Line::from(vec![Span::styled(keys, theme.key), Span::raw(rest)]);
        }
        None => help.insert(0, Line::styled(keys, theme.key)),
    }
    help
}
