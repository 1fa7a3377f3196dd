//! What the README says of the keys is what the action table holds.

use rolecall::app::action::{ActionRow, Reach};
use rolecall::app::keymap::{Chord, Keymap, readable};

const README: &str = include_str!("../README.md");

#[test]
fn the_key_table_is_that_of_the_actions() {
    let (_, after) = README.split_once("<!-- keys -->\n").expect("the README marks where the key table begins");
    let (shown, _) = after.split_once("<!-- /keys -->").expect("the README marks where the key table ends");
    let table = key_table();
    assert!(shown == table, "put this between the key markers of README.md:\n\n{table}");
}

/// The usual keys as a Markdown table, a row an action.
fn key_table() -> String {
    let rows = Keymap::default().rows().map(|(row, keys)| line(row, keys)).collect::<String>();
    format!("| keys | action | what it does | where |\n| --- | --- | --- | --- |\n{rows}")
}

fn line(row: &ActionRow, keys: &[Chord]) -> String {
    // A bar would end the cell, even in code.
    let keys: Vec<String> = keys.iter().map(|key| format!("`{}`", readable(key).replace('|', "\\|"))).collect();
    format!("| {} | `{}` | {} | {} |\n", keys.join(" "), row.id, row.help, place(row.reach))
}

fn place(reach: Reach) -> String {
    match reach {
        Reach::Everywhere => "everywhere".to_owned(),
        Reach::Panes(panes) => panes.iter().map(|pane| pane.title()).collect::<Vec<_>>().join(", "),
    }
}
