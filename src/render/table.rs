//! Tables of data, which scroll by themselves where they are wider than the story.

use crate::article::block::plain_text;
use crate::article::{Cell, Row, Table};
use crate::markup::{Attr, Tag, tag};

/// A table.
#[must_use]
pub fn table(table: &Table, rel: &'static str) -> Tag {
    let has_caption = !table.caption.is_empty();
    let caption = has_caption.then(|| tag("caption").inlines(&table.caption, rel));
    let rows = tag("table")
        .child(caption)
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
}

fn section(name: &'static str, rows: &[Row], rel: &'static str) -> Option<Tag> {
    if rows.is_empty() {
        return None;
    }
    let is_head = name == "thead";
    let rows = rows.iter().map(|row| {
        let cells = row
            .iter()
            .enumerate()
            .map(|(column, cell)| self::cell(cell, is_head, column, rel));
        tag("tr").children(cells)
    });
    Some(tag(name).children(rows))
}

fn cell(cell: &Cell, is_head: bool, column: usize, rel: &'static str) -> Tag {
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
        .inlines(&cell.content, rel)
}
