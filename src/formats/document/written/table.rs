//! Tables and their cells.

use std::ops::Not;

use schemars::JsonSchema;
use serde::Serialize;

use super::{Inlines, schema};
use crate::article::block::{self, SPAN_LIMIT};

/// A table of data.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Table {
    /// What the table shows.
    #[serde(skip_serializing_if = "Inlines::is_empty")]
    pub caption: Inlines,
    /// Rows that head the columns.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub head: Vec<Row>,
    /// The data.
    pub body: Vec<Row>,
    /// Rows that sum up.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub foot: Vec<Row>,
}

/// The cells of one line of a table.
pub type Row = Vec<Cell>;

impl From<block::Table> for Table {
    fn from(table: block::Table) -> Self {
        let block::Table {
            caption,
            head,
            body,
            foot,
        } = table;
        let rows = |rows: Vec<block::Row>, is_head| -> Vec<Row> {
            let row = |row: block::Row| row.into_iter().map(|cell| Cell::written(cell, is_head));
            rows.into_iter().map(|cells| row(cells).collect()).collect()
        };
        Self {
            caption: caption.into(),
            head: rows(head, true),
            body: rows(body, false),
            foot: rows(foot, false),
        }
    }
}

/// A field of a table: words, or an object that says how far it reaches.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[serde(untagged)]
#[schemars(transform = |schema: &mut _| schema::choose(schema, [schema::object_without("type")]))]
pub enum Cell {
    /// A field with what is said about it.
    Whole {
        /// What stands in it.
        content: Inlines,
        /// Whether it heads a row or column rather than holding data. In `head` all do.
        #[serde(skip_serializing_if = "Not::not")]
        header: bool,
        /// How many columns it covers, and 1 where nothing is said.
        #[serde(skip_serializing_if = "Option::is_none")]
        #[schemars(range(min = 1, max = SPAN_LIMIT))]
        colspan: Option<u16>,
        /// How many rows it covers, and 1 where nothing is said.
        #[serde(skip_serializing_if = "Option::is_none")]
        #[schemars(range(min = 1, max = SPAN_LIMIT))]
        rowspan: Option<u16>,
    },
    /// What stands in a field.
    Words(Inlines),
}

impl Cell {
    fn written(cell: block::Cell, is_head: bool) -> Self {
        let block::Cell {
            content,
            header,
            column_span,
            row_span,
        } = cell;
        let content = content.into();
        let header = header && !is_head;
        if !header && column_span == 1 && row_span == 1 {
            return Self::Words(content);
        }
        let span = |span| (span != 1).then_some(span);
        Self::Whole {
            content,
            header,
            colspan: span(column_span),
            rowspan: span(row_span),
        }
    }
}
