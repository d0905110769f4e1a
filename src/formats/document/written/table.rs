//! Tables and their cells.

use std::ops::Not;

use schemars::JsonSchema;
use serde::Serialize;

use super::part::lines;
use super::{Block, Inlines, schema};
use crate::article::block::{self, Align, SPAN_LIMIT};

/// A table of data.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Table {
    /// What the table shows.
    #[serde(skip_serializing_if = "Inlines::is_empty")]
    pub caption: Inlines,
    /// The caption stands below the table.
    #[serde(skip_serializing_if = "Not::not")]
    pub caption_below: bool,
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
            is_caption_below,
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
            caption_below: is_caption_below,
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
        /// What stands in it, where that is words alone.
        #[serde(skip_serializing_if = "Inlines::is_empty")]
        content: Inlines,
        /// What stands in it, where that is blocks.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        body: Vec<Block>,
        /// On which side its lines stand.
        #[serde(skip_serializing_if = "Option::is_none")]
        #[schemars(extend("enum" = Align::TABLE.map(|(_, name)| name)))]
        align: Option<&'static str>,
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
            body,
            header,
            align,
            column_span,
            row_span,
        } = cell;
        let header = header && !is_head;
        let is_plain = !header && align.is_none() && column_span == 1 && row_span == 1;
        let (content, body) = match lines(body) {
            Ok(content) if is_plain => return Self::Words(content),
            Ok(content) => (content, Vec::new()),
            Err(body) if is_plain && body.is_empty() => return Self::Words(Vec::new().into()),
            Err(body) => (Vec::new().into(), body),
        };
        let span = |span| (span != 1).then_some(span);
        Self::Whole {
            content,
            body,
            align: align.map(Align::name),
            header,
            colspan: span(column_span),
            rowspan: span(row_span),
        }
    }
}
