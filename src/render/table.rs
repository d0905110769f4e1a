//! Tables of data, which scroll by themselves where they are wider than the story.

use super::blocks::item_content;
use super::setting::{Openable, Setting};
use crate::article::block::plain_text;
use crate::article::{Cell, Row, Table};
use crate::markup::{Attr, Tag, tag};

/// A table.
#[must_use]
pub fn table<S: Openable>(table: &Table, setting: Setting<S>) -> Tag {
    let has_caption = !table.caption.is_empty();
    let caption = has_caption.then(|| tag("caption").inlines(&table.caption, setting.lines()));
    let rows = tag(if table.is_caption_below {
        "table.caption-below"
    } else {
        "table"
    });
    let rows = rows
        .child(caption)
        .child(section("thead", &table.head, setting))
        .child(section("tbody", &table.body, setting))
        .child(section("tfoot", &table.foot, setting));
    tag("div.table")
        .set(Attr::TabIndex, "0")
        .set(Attr::Role, "group")
        .set(
            Attr::AriaLabel,
            has_caption.then(|| plain_text(&table.caption)),
        )
        .child(rows)
}

fn section<S: Openable>(name: &'static str, rows: &[Row], setting: Setting<S>) -> Option<Tag> {
    if rows.is_empty() {
        return None;
    }
    let is_head = name == "thead";
    let rows = rows.iter().map(|row| {
        let cells = row
            .iter()
            .enumerate()
            .map(|(column, cell)| self::cell(cell, is_head, column, setting));
        tag("tr").children(cells)
    });
    Some(tag(name).children(rows))
}

fn cell<S: Openable>(cell: &Cell, is_head: bool, column: usize, setting: Setting<S>) -> Tag {
    let span = |span: u16| (span > 1).then_some(u32::from(span));
    let scope = match (cell.header, is_head, column) {
        (true, true, _) => Some("col"),
        (true, false, 0) => Some("row"),
        _ => None,
    };
    let tag = tag(if cell.header { "th" } else { "td" });
    let tag = match cell.align {
        Some(align) => tag.class(align.name()),
        None => tag,
    };
    tag.set(Attr::ColSpan, span(cell.column_span))
        .set(Attr::RowSpan, span(cell.row_span))
        .set(Attr::Scope, scope)
        .child(item_content(&cell.body, setting))
}
