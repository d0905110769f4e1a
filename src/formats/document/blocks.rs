//! The blocks and inlines of an article document.

use std::cell::Cell;

use super::super::{fields, image};
use crate::article::block::{
    Block, Cell as TableCell, Definition, Inline, Row, SPAN_LIMIT, Style, Table, is_blank,
};
use crate::article::image::{Candidate, Descriptor};
use crate::article::{ExternalEmbed, Image, MediaObject};
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
        if let Some(levels) = levels.checked_sub(1) {
            for json in json.items() {
                if let Some(block) = self.block(json, levels)
                    && !block.is_empty()
                {
                    blocks.push(block);
                }
            }
        }
        blocks
    }

    fn block(&self, json: &Json, levels: usize) -> Option<Block> {
        let content = || self.inlines(json.get("content"));
        let citation = || self.inlines(json.get("citation"));
        let body = || self.blocks(json.get("body"), levels);
        Some(match json.get("type").as_str()? {
            "paragraph" => Block::Paragraph(content()),
            "heading" => Block::Heading {
                level: match json.get("level").as_unsigned() {
                    Some(level @ 2..=6) => u8::try_from(level).ok()?,
                    _ => 2,
                },
                content: content(),
            },
            "list" => {
                let mut items = Vec::new();
                for item in json.get("items").items() {
                    let item = self.item(item, levels);
                    if !item.is_empty() {
                        items.push(item);
                    }
                }
                Block::List {
                    ordered: json.get("ordered").is_true(),
                    start: json
                        .get("start")
                        .as_integer()
                        .and_then(|start| start.try_into().ok()),
                    reversed: json.get("reversed").is_true(),
                    items,
                }
            }
            "definition_list" => {
                let mut list = Vec::new();
                for item in json.get("items").items() {
                    list.push(Definition {
                        term: self.inlines(item.get("term")),
                        body: self.blocks(item.get("body"), levels),
                    });
                }
                Block::DefinitionList(list)
            }
            "quote" => {
                let body = body();
                if body.is_empty() {
                    return None;
                }
                Block::Quote {
                    body,
                    citation: citation(),
                }
            }
            "pull_quote" => Block::PullQuote {
                content: content(),
                citation: citation(),
            },
            "image" => Block::Image(self.image(json)?),
            "gallery" => {
                let mut images = Vec::new();
                for image in json.get("images").items() {
                    if let Some(image) = self.image(image) {
                        images.push(image);
                    }
                }
                Block::Gallery {
                    images,
                    caption: self.inlines(json.get("caption")),
                }
            }
            "audio" => Block::Audio(self.media(json)),
            "video" => Block::Video(self.media(json)),
            "embed" => {
                let mut embed =
                    ExternalEmbed::named(json.get("provider").as_str()?, json.get("id").as_str()?)?;
                embed.title = fields::owned(json, "title").unwrap_or_default();
                embed.caption = self.inlines(json.get("caption"));
                embed.quote = body();
                Block::Embed(embed)
            }
            "table" => Block::Table(Table {
                caption: self.inlines(json.get("caption")),
                head: self.rows(json.get("head"), true),
                body: self.rows(json.get("body"), false),
                foot: self.rows(json.get("foot"), false),
            }),
            "preformatted" => Block::Preformatted(json.get("text").as_str()?.to_owned()),
            "separator" => Block::Separator,
            "aside" => Block::Aside(body()),
            _ => return None,
        })
    }

    /// An item is inlines, or an object with blocks.
    fn item(&self, json: &Json, levels: usize) -> Vec<Block> {
        let mut body = self.blocks(json.get("body"), levels);
        if body.is_empty() {
            let content = self.inlines(json);
            if !content.is_empty() {
                body.push(Block::Paragraph(content));
            }
        }
        body
    }

    fn rows(&self, json: &Json, header: bool) -> Vec<Row> {
        let mut rows = Vec::new();
        for json in json.items() {
            let mut row = Row::new();
            for cell in json.items() {
                row.push(self.cell(cell, header));
            }
            if !row.is_empty() {
                rows.push(row);
            }
        }
        rows
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
                fields::media(candidate, "url", self.base),
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

    fn media(&self, json: &Json) -> MediaObject {
        let mut sources = Vec::new();
        for source in json.get("sources").items() {
            if let Some(url) = source.text().and_then(|source| self.base.media(source)) {
                sources.push(url);
            }
        }
        MediaObject {
            sources,
            poster: fields::media(json, "poster", self.base),
            caption: self.inlines(json.get("caption")),
            width: fields::pixels(json, "width"),
            height: fields::pixels(json, "height"),
        }
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
                match self.inline(json) {
                    Some(Inline::Break) => content.push(Inline::Break),
                    Some(inline) if !is_blank(&inner) => content.push(inline.holding(inner)),
                    // A type of a later version: its words still belong to the text.
                    _ => content.append(&mut inner),
                }
            }
            _ => {}
        }
    }

    /// What the type stands for, still empty.
    fn inline(&self, json: &Json) -> Option<Inline> {
        let own = |name| fields::owned(json, name);
        let content = Vec::new();
        Some(match json.get("type").as_str()? {
            "break" => Inline::Break,
            "link" => Inline::Link {
                url: self.base.link(fields::text(json, "url")?)?,
                content,
            },
            "abbreviation" => Inline::Abbreviation {
                title: own("title")?,
                content,
            },
            "time" => Inline::Time {
                datetime: own("datetime")?,
                content,
            },
            "ruby" => Inline::Ruby {
                reading: own("text")?,
                content,
            },
            name => Inline::Styled(Style::named(name)?, content),
        })
    }
}
