//! Tables of data, which scroll by themselves where they are wider than the story.

use yew::{Html, html};

use super::inlines::inlines;
use crate::article::block::plain_text;
use crate::article::{Cell, Row, Table};

/// A table.
pub fn table(table: &Table) -> Html {
    let has_caption = !table.caption.is_empty();
    html! {
        <div
            class="table"
            tabindex="0"
            role="group"
            aria-label={has_caption.then(|| plain_text(&table.caption))}
        >
            <table>
                if has_caption {
                    <caption>{ inlines(&table.caption) }</caption>
                }
                { section("thead", &table.head) }
                { section("tbody", &table.body) }
                { section("tfoot", &table.foot) }
            </table>
        </div>
    }
}

fn section(tag: &'static str, rows: &[Row]) -> Html {
    if rows.is_empty() {
        return html! {};
    }
    let rows = rows.iter().map(|row| {
        let cells = row
            .iter()
            .enumerate()
            .map(|(column, cell)| self::cell(cell, tag == "thead", column));
        html! { <tr>{ for cells }</tr> }
    });
    html! { <@{tag}>{ for rows }</@> }
}

fn cell(cell: &Cell, is_head: bool, column: usize) -> Html {
    let span = |span: u16| (span > 1).then(|| span.to_string());
    let scope = match (cell.header, is_head, column) {
        (true, true, _) => Some("col"),
        (true, false, 0) => Some("row"),
        _ => None,
    };
    html! {
        <@{if cell.header { "th" } else { "td" }}
            colspan={span(cell.column_span)}
            rowspan={span(cell.row_span)}
            {scope}
            class={is_number(cell).then_some("number")}
        >
            { inlines(&cell.content) }
        </@>
    }
}

/// Numbers stand under each other by their last digit.
fn is_number(cell: &Cell) -> bool {
    let text = plain_text(&cell.content);
    text.contains(|c: char| c.is_ascii_digit())
        && !text.contains(char::is_alphabetic)
        && text.len() < 20
}
