//! The blocks and inlines of an article document.

use std::cell::Cell;

use super::super::{fields, image};
use crate::article::block::{
    Block, Cell as TableCell, Definition, Inline, Row, SPAN_LIMIT, Style, Table, is_blank,
};
use crate::article::image::{Candidate, Descriptor};
use crate::article::{Embed, Image, MediaObject};
use crate::json::Json;
use crate::url::Base;

/// Blocks inside blocks deeper than this are passed over.
const DEPTH_LIMIT: usize = 24;

/// Reads blocks, and remembers whether pictures had to be left out.
pub struct Reader<'a> {
    /// What addresses are relative to.
    pub base: &'a Base,
    /// Whether there were pictures that may not be used again.
    pub has_withheld_images: Cell<bool>,
}

impl Reader<'_> {
    /// The blocks of a body.
    pub fn body(&self, json: &Json) -> Vec<Block> {
        self.blocks(json, DEPTH_LIMIT)
    }

    fn blocks(&self, json: &Json, levels: usize) -> Vec<Block> {
        let mut blocks = Vec::new();
        for block in json.items() {
            blocks.extend(self.block(block, levels));
        }
        blocks
    }

    fn block(&self, json: &Json, levels: usize) -> Option<Block> {
        let levels = levels.checked_sub(1)?;
        let content = || self.inlines(json.get("content"));
        let citation = || self.inlines(json.get("citation"));
        let body = || self.blocks(json.get("body"), levels);
        let block = match json.get("type").as_str()? {
            "paragraph" => Block::Paragraph(words(content())?),
            "heading" => Block::Heading {
                level: match json.get("level").as_unsigned() {
                    Some(level @ 2..=6) => u8::try_from(level).ok()?,
                    _ => 2,
                },
                content: words(content())?,
            },
            "list" => Block::List {
                ordered: json.get("ordered").is_true(),
                start: json
                    .get("start")
                    .as_integer()
                    .and_then(|start| start.try_into().ok()),
                reversed: json.get("reversed").is_true(),
                items: some(
                    json.get("items")
                        .items()
                        .iter()
                        .map(|item| self.item(item, levels))
                        .filter(|item| !item.is_empty())
                        .collect(),
                )?,
            },
            "definition_list" => Block::DefinitionList(some(
                json.get("items")
                    .items()
                    .iter()
                    .map(|item| Definition {
                        term: self.inlines(item.get("term")),
                        body: self.blocks(item.get("body"), levels),
                    })
                    .collect(),
            )?),
            "quote" => Block::Quote {
                body: some(body())?,
                citation: citation(),
            },
            "pull_quote" => Block::PullQuote {
                content: words(content())?,
                citation: citation(),
            },
            "image" => Block::Image(self.image(json)?),
            "gallery" => Block::Gallery {
                images: some(
                    json.get("images")
                        .items()
                        .iter()
                        .filter_map(|image| self.image(image))
                        .collect(),
                )?,
                caption: self.inlines(json.get("caption")),
            },
            "audio" => Block::Audio(self.media(json)?),
            "video" => Block::Video(self.media(json)?),
            "embed" => {
                let mut embed =
                    Embed::named(json.get("provider").as_str()?, json.get("id").as_str()?)?;
                embed.title = json.get("title").text().unwrap_or_default().to_owned();
                embed.caption = self.inlines(json.get("caption"));
                embed.quote = body();
                Block::Embed(embed)
            }
            "table" => {
                let table = Table {
                    caption: self.inlines(json.get("caption")),
                    head: self.rows(json.get("head"), true),
                    body: self.rows(json.get("body"), false),
                    foot: self.rows(json.get("foot"), false),
                };
                let rows = [&table.head, &table.body, &table.foot];
                if rows.iter().all(|rows| rows.is_empty()) {
                    return None;
                }
                Block::Table(table)
            }
            "preformatted" => {
                json.get("text").text()?;
                Block::Preformatted(json.get("text").as_str()?.to_owned())
            }
            "separator" => Block::Separator,
            "aside" => Block::Aside(some(body())?),
            _ => return None,
        };
        Some(block)
    }

    /// An item is inlines, or an object with blocks.
    fn item(&self, json: &Json, levels: usize) -> Vec<Block> {
        let body = self.blocks(json.get("body"), levels);
        if !body.is_empty() {
            return body;
        }
        some(self.inlines(json))
            .map(Block::Paragraph)
            .into_iter()
            .collect()
    }

    fn rows(&self, json: &Json, header: bool) -> Vec<Row> {
        json.items()
            .iter()
            .map(|row| {
                row.items()
                    .iter()
                    .map(|cell| self.cell(cell, header))
                    .collect()
            })
            .filter(|row: &Row| !row.is_empty())
            .collect()
    }

    /// A cell is inlines, or an object with `content` and how far it reaches.
    fn cell(&self, json: &Json, header: bool) -> TableCell {
        let span = |name| {
            json.get(name)
                .as_unsigned()
                .and_then(|span| u16::try_from(span).ok())
                .map_or(1, |span| span.clamp(1, SPAN_LIMIT))
        };
        let is_cell = json.get("type").is_null() && !json.get("content").is_null();
        TableCell {
            content: self.inlines(if is_cell { json.get("content") } else { json }),
            header: header || json.get("header").is_true(),
            column_span: span("colspan"),
            row_span: span("rowspan"),
        }
    }

    /// A picture, unless it may not be used again.
    pub fn image(&self, json: &Json) -> Option<Image> {
        let mut image = image::read(json.get("src"), "", self.base)?;
        if json.get("reuse").is_false() {
            self.has_withheld_images.set(true);
            return None;
        }
        for candidate in json.get("srcset").items() {
            if let (Some(url), Some(width)) = (
                fields::text(candidate, "url").and_then(|url| self.base.media(url)),
                candidate.get("width").as_unsigned(),
            ) {
                let descriptor = Descriptor::Width(width);
                image.srcset.push(Candidate { url, descriptor });
            }
        }
        image.alt = fields::owned(json, "alt").unwrap_or_default();
        image.caption = self.inlines(json.get("caption"));
        image.credit = self.inlines(json.get("credit"));
        image.width = fields::pixels(json, "width");
        image.height = fields::pixels(json, "height");
        Some(image)
    }

    fn media(&self, json: &Json) -> Option<MediaObject> {
        Some(MediaObject {
            sources: some(
                json.get("sources")
                    .items()
                    .iter()
                    .filter_map(|source| self.base.media(source.text()?))
                    .collect(),
            )?,
            poster: fields::text(json, "poster").and_then(|poster| self.base.media(poster)),
            caption: self.inlines(json.get("caption")),
            width: fields::pixels(json, "width"),
            height: fields::pixels(json, "height"),
        })
    }

    /// A text, an inline object, or an array of both.
    pub fn inlines(&self, json: &Json) -> Vec<Inline> {
        let mut content = Vec::new();
        self.push_inlines(json, &mut content, DEPTH_LIMIT);
        content
    }

    fn push_inlines(&self, json: &Json, content: &mut Vec<Inline>, levels: usize) {
        let Some(levels) = levels.checked_sub(1) else {
            return;
        };
        match json {
            Json::String(text) if !text.is_empty() => content.push(Inline::Text(text.clone())),
            Json::Array(items) => {
                for item in items {
                    self.push_inlines(item, content, levels);
                }
            }
            Json::Object(_) => {
                let mut inner = Vec::new();
                self.push_inlines(json.get("content"), &mut inner, levels);
                content.extend(self.inline(json, inner));
            }
            _ => {}
        }
    }

    fn inline(&self, json: &Json, content: Vec<Inline>) -> Vec<Inline> {
        let own = |name| json.get(name).text();
        let inline = match json.get("type").as_str() {
            Some("break") => Inline::Break,
            _ if is_blank(&content) => return content,
            Some("link") => match own("url").and_then(|url| self.base.link(url)) {
                Some(url) => Inline::Link { url, content },
                None => return content,
            },
            Some("abbreviation") => match own("title") {
                Some(title) => Inline::Abbreviation {
                    title: title.to_owned(),
                    content,
                },
                None => return content,
            },
            Some("time") => match own("datetime") {
                Some(datetime) => Inline::Time {
                    datetime: datetime.to_owned(),
                    content,
                },
                None => return content,
            },
            Some("ruby") => match own("text") {
                Some(reading) => Inline::Ruby {
                    reading: reading.to_owned(),
                    content,
                },
                None => return content,
            },
            Some(name) => match Style::named(name) {
                Some(style) => Inline::Styled(style, content),
                // A type of a later version: its words still belong to the text.
                None => return content,
            },
            None => return content,
        };
        vec![inline]
    }
}

/// Words that a reader would see.
fn words(content: Vec<Inline>) -> Option<Vec<Inline>> {
    (!is_blank(&content)).then_some(content)
}

/// A list that has something in it.
fn some<T>(items: Vec<T>) -> Option<Vec<T>> {
    (!items.is_empty()).then_some(items)
}
