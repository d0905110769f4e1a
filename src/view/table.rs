//! Tables of data, which scroll by themselves where they are wider than the story.

use yew::Html;

use super::inlines::inlines;
use super::tag::{Attr, nothing, tag};
use crate::article::block::plain_text;
use crate::article::{Cell, Row, Table};

/// A table.
pub fn table(table: &Table, rel: &'static str) -> Html {
    let has_caption = !table.caption.is_empty();
    let caption = has_caption.then(|| tag("caption").child(inlines(&table.caption, rel)));
    let rows = tag("table")
        .maybe(caption)
        .child(section("thead", &table.head, rel))
        .child(section("tbody", &table.body, rel))
        .child(section("tfoot", &table.foot, rel));
    tag("div.table")
        .set(Attr::TabIndex, "0")
        .set(Attr::Role, "group")
        .set(
            Attr::AriaLabel,
            has_caption.then(|| plain_text(&table.caption)),
        )
        .child(rows)
        .into()
}

fn section(name: &'static str, rows: &[Row], rel: &'static str) -> Html {
    if rows.is_empty() {
        return nothing();
    }
    let is_head = name == "thead";
    let rows = rows.iter().map(|row| {
        let cells = row
            .iter()
            .enumerate()
            .map(|(column, cell)| self::cell(cell, is_head, column, rel));
        tag("tr").children(cells)
    });
    tag(name).children(rows).into()
}

fn cell(cell: &Cell, is_head: bool, column: usize, rel: &'static str) -> Html {
    let span = |span: u16| (span > 1).then_some(u32::from(span));
    let scope = match (cell.header, is_head, column) {
        (true, true, _) => Some("col"),
        (true, false, 0) => Some("row"),
        _ => None,
    };
    tag(if cell.header { "th" } else { "td" })
        .set(Attr::ColSpan, span(cell.column_span))
        .set(Attr::RowSpan, span(cell.row_span))
        .set(Attr::Scope, scope)
        .child(inlines(&cell.content, rel))
        .into()
}
