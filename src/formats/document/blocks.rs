//! The blocks of an article document. What stands within their lines is left to [`super::inlines`].

use std::cell::Cell;

use super::super::{fields, image, left_out};
use crate::article::block::{
    Align, Block, Cell as TableCell, Definition, Inline, Item, Numbering, Row, SPAN_LIMIT, Table,
    is_blank,
};
use crate::article::image::{Candidate, Descriptor};
use crate::article::provider::Cue;
use crate::article::{ExternalEmbed, Image, MediaObject, Reason, Report, Track};
use crate::html::is_language_tag;
use crate::json::Json;
use crate::url::Base;

/// Blocks inside blocks deeper than this are passed over.
pub const DEPTH_LIMIT: usize = 24;

/// Reads blocks, and remembers whether pictures had to be left out.
pub struct Reader<'a> {
    /// What addresses are relative to.
    pub base: &'a Base,
    /// Whether there were pictures that may not be used again.
    pub has_withheld_images: Cell<bool>,
    /// What had to be left out.
    pub dropped: Cell<Report>,
}

impl Reader<'_> {
    /// Leaves something out.
    pub fn drop(&self, reason: Reason, json: &Json) {
        let mut dropped = self.dropped.take();
        dropped.look(|dropped| {
            let words = left_out::words(json);
            if !words.is_empty() {
                let kind = json.get("type").as_str().unwrap_or_default();
                dropped.add_element(reason, kind, || words);
            }
        });
        self.dropped.set(dropped);
    }

    /// The blocks of a body.
    pub fn body(&self, json: &Json) -> Vec<Block> {
        self.blocks(json, DEPTH_LIMIT)
    }

    fn blocks(&self, json: &Json, levels: usize) -> Vec<Block> {
        let mut blocks = Vec::new();
        let Some(levels) = levels.checked_sub(1) else {
            self.drop(Reason::Limit, json);
            return blocks;
        };
        for json in json.items() {
            match self.block(json, levels) {
                Some(block) if !block.is_empty() => blocks.push(block),
                Some(_) => self.drop(Reason::Incomplete, json),
                None => {}
            }
        }
        blocks
    }

    fn block(&self, json: &Json, levels: usize) -> Option<Block> {
        let content = || self.inlines(json.get("content"));
        let citation = || self.inlines(json.get("citation"));
        let body = || self.blocks(json.get("body"), levels);
        Some(match json.get("type").as_str().unwrap_or_default() {
            "paragraph" => Block::Paragraph(content()),
            "heading" => Block::Heading {
                level: match json.get("level").as_unsigned() {
                    Some(level @ 2..=6) => u8::try_from(level).ok()?,
                    _ => 2,
                },
                content: content(),
            },
            "list" => self.list(json, levels),
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
                // Without words, who said them is nothing either.
                let citation = if body.is_empty() {
                    Vec::new()
                } else {
                    citation()
                };
                Block::Quote { body, citation }
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
            "embed" => Block::Embed(self.embed(json, levels)?),
            "table" => Block::Table(Table {
                caption: self.inlines(json.get("caption")),
                is_caption_below: json.get("caption_below").is_true(),
                head: self.rows(json.get("head"), true, levels),
                body: self.rows(json.get("body"), false, levels),
                foot: self.rows(json.get("foot"), false, levels),
            }),
            "preformatted" => {
                let text = json.get("text");
                let content = if text.is_null() {
                    json.get("content")
                } else {
                    self.drop(Reason::Alternative, json.get("content"));
                    text
                };
                Block::Preformatted(self.inlines(content))
            }
            "separator" => Block::Separator,
            "aside" => Block::Aside(body()),
            "details" => {
                let summary = self.inlines(json.get("summary"));
                if is_blank(&summary) {
                    self.drop(Reason::Incomplete, json);
                    return None;
                }
                Block::Details {
                    summary,
                    body: body(),
                }
            }
            "foreign" => Block::Foreign {
                language: language(json),
                direction: direction(json),
                body: body(),
            },
            _ => {
                self.drop(Reason::Unknown, json);
                return None;
            }
        })
    }

    fn embed(&self, json: &Json, levels: usize) -> Option<ExternalEmbed> {
        let named = |name| json.get(name).as_str().unwrap_or_default();
        let Some(mut embed) = ExternalEmbed::named(named("provider"), named("id")) else {
            self.drop(Reason::Unknown, json);
            return None;
        };
        embed.set_cue(Cue::new(
            json.get("start").as_unsigned(),
            json.get("end").as_unsigned(),
            fields::text(json, "list"),
        ));
        embed.title = fields::owned(json, "title").unwrap_or_default();
        embed.caption = self.inlines(json.get("caption"));
        embed.quote = self.blocks(json.get("body"), levels);
        Some(embed)
    }

    fn list(&self, json: &Json, levels: usize) -> Block {
        let mut items = Vec::new();
        for item in json.get("items").items() {
            let item = self.item(item, levels);
            if !item.body.is_empty() {
                items.push(item);
            }
        }
        Block::List {
            ordered: json.get("ordered").is_true(),
            start: integer(json, "start"),
            numbering: json
                .get("numbering")
                .as_str()
                .and_then(Numbering::named)
                .unwrap_or_default(),
            reversed: json.get("reversed").is_true(),
            items,
        }
    }

    /// An item is inlines, or an object with blocks.
    fn item(&self, json: &Json, levels: usize) -> Item {
        let mut body = self.blocks(json.get("body"), levels);
        if body.is_empty() {
            body = paragraph(self.inlines(json));
        } else {
            self.drop(Reason::Alternative, json.get("content"));
        }
        Item {
            value: integer(json, "value"),
            body,
        }
    }

    fn rows(&self, json: &Json, header: bool, levels: usize) -> Vec<Row> {
        let mut rows = Vec::new();
        for json in json.items() {
            let mut row = Row::new();
            for cell in json.items() {
                row.push(self.cell(cell, header, levels));
            }
            if !row.is_empty() {
                rows.push(row);
            }
        }
        rows
    }

    /// A cell is inlines, or an object with `content` or a `body` of blocks and how far it reaches.
    fn cell(&self, json: &Json, header: bool, levels: usize) -> TableCell {
        let span = |name| {
            json.get(name)
                .as_unsigned()
                .and_then(|span| u16::try_from(span).ok())
                .map_or(1, |span| span.clamp(1, SPAN_LIMIT))
        };
        let is_cell = json.get("type").is_null() && !json.get("content").is_null();
        let mut body = self.blocks(json.get("body"), levels);
        if body.is_empty() {
            body = paragraph(self.inlines(if is_cell { json.get("content") } else { json }));
        } else {
            self.drop(Reason::Alternative, json.get("content"));
        }
        TableCell {
            body,
            align: json.get("align").as_str().and_then(Align::named),
            header: header || json.get("header").is_true(),
            column_span: span("colspan"),
            row_span: span("rowspan"),
        }
    }

    /// A picture, unless it may not be used again.
    pub fn image(&self, json: &Json) -> Option<Image> {
        let Some(mut image) = image::read(json.get("src"), "", self.base) else {
            self.drop(Reason::Address, json);
            return None;
        };
        if json.get("reuse").is_false() {
            self.has_withheld_images.set(true);
            self.drop(Reason::Rights, json);
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
        image.link = fields::text(json, "link").and_then(|link| self.base.link(link));
        image.width = fields::pixels(json, "width");
        image.height = fields::pixels(json, "height");
        image.is_made_with_ai = json.get("made_with_ai").is_true();
        Some(image)
    }

    fn media(&self, json: &Json) -> MediaObject {
        let mut sources = Vec::new();
        for source in json.get("sources").items() {
            match source.text().and_then(|source| self.base.media(source)) {
                Some(url) => sources.push(url),
                None => self.drop(Reason::Address, source),
            }
        }
        let mut tracks = Vec::new();
        for track in json.get("tracks").items() {
            if let Some(src) = fields::media(track, "src", self.base) {
                tracks.extend(Track::new(
                    src,
                    fields::text(track, "kind"),
                    fields::text(track, "language"),
                    fields::text(track, "label"),
                    track.get("default").is_true(),
                ));
            }
        }
        MediaObject {
            sources,
            tracks,
            poster: fields::media(json, "poster", self.base),
            caption: self.inlines(json.get("caption")),
            width: fields::pixels(json, "width"),
            height: fields::pixels(json, "height"),
        }
    }
}

fn paragraph(content: Vec<Inline>) -> Vec<Block> {
    if content.is_empty() {
        return Vec::new();
    }
    vec![Block::Paragraph(content)]
}

fn integer(json: &Json, name: &str) -> Option<i32> {
    json.get(name).as_integer()?.try_into().ok()
}

/// The language that a part is in.
pub fn language(json: &Json) -> Option<String> {
    fields::owned(json, "language").filter(|tag| is_language_tag(tag))
}

/// The direction that a part runs in.
pub fn direction(json: &Json) -> Option<&'static str> {
    let direction = json.get("direction").as_str()?;
    let names = ["ltr", "rtl", "auto"];
    names.into_iter().find(|name| *name == direction)
}
