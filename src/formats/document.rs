//! The project's own article document: the model as JSON, with a tagged `body`.
//!
//! Publishers who write this format need no HTML parsing in the reader's browser. Unknown fields,
//! block types and inline types are passed over, so that newer documents still show in older
//! widgets. Relative addresses are relative to the document itself.

use super::format::{Format, FormatError, required};
use crate::article::block::{
    Block, Cell, Definition, Inline, Row, SPAN_LIMIT, Style, Table, is_blank,
};
use crate::article::image::{Candidate, Descriptor};
use crate::article::{
    Access, Article, Author, CommentsEndpoint, CommentsInfo, CommentsStatus, Date, Direction,
    Embed, Image, MediaObject, Profile, Related, Source,
};
use crate::json::Json;
use crate::url::Base;

/// The format's row in the table.
pub const FORMAT: Format = Format {
    name: "article-embed",
    detect,
    read,
};

/// `schema` says `article-embed/` and the version, of which there is 1 so far.
fn detect(json: &Json) -> bool {
    json.get("schema")
        .as_str()
        .is_some_and(|schema| schema.starts_with("article-embed/"))
}

fn read(json: &Json, base: &Base) -> Result<Article, FormatError> {
    let reader = Reader { base };
    let source = json.get("source");
    Ok(Article {
        headline: required(json, FORMAT.name, "headline")?.to_owned(),
        kicker: text(json, "kicker"),
        standfirst: reader.inlines(json.get("standfirst")),
        byline: text(json, "byline"),
        authors: list(json, "authors", |author| {
            Some(Author {
                name: text(author, "name")?,
                url: author.get("url").text().and_then(|url| base.web(url)),
            })
        }),
        source: Source {
            name: text(source, "name"),
            url: source.get("url").text().and_then(|url| base.web(url)),
            logo: source.get("logo").text().and_then(|url| base.media(url)),
            credit_line: text(source, "credit_line"),
        },
        sections: list(json, "sections", |section| Some(section.text()?.to_owned())),
        date_published: json.get("date_published").as_str().and_then(Date::parse),
        date_modified: json.get("date_modified").as_str().and_then(Date::parse),
        language: text(json, "language"),
        direction: match json.get("direction").as_str() {
            Some("ltr") => Some(Direction::LeftToRight),
            Some("rtl") => Some(Direction::RightToLeft),
            _ => None,
        },
        lead_image: reader.image(json.get("lead_image")),
        body: reader.blocks(json.get("body"), DEPTH_LIMIT),
        copyright_notice: text(json, "copyright_notice"),
        license_url: json.get("license_url").text().and_then(|url| base.web(url)),
        access: match json.get("access").as_str() {
            Some("protected" | "withheld") => Access::Protected,
            _ => Access::Open,
        },
        follow: list(json, "follow", |profile| {
            Some(Profile {
                label: text(profile, "label")?,
                url: base.web(profile.get("url").text()?)?,
            })
        }),
        comments: comments(json.get("comments"), base),
        related: list(json, "related", |related| {
            Some(Related {
                headline: text(related, "headline")?,
                url: base.link(related.get("url").text()?)?,
            })
        }),
        canonical_url: json
            .get("canonical_url")
            .text()
            .and_then(|url| base.web(url)),
    })
}

/// Blocks inside blocks deeper than this are passed over.
const DEPTH_LIMIT: usize = 24;

fn text(json: &Json, name: &str) -> Option<String> {
    json.get(name).text().map(str::to_owned)
}

fn list<T>(json: &Json, name: &str, read: impl Fn(&Json) -> Option<T>) -> Vec<T> {
    json.get(name).items().iter().filter_map(read).collect()
}

fn comments(json: &Json, base: &Base) -> CommentsInfo {
    CommentsInfo {
        status: match json.get("status").as_str() {
            Some("closed") => CommentsStatus::Closed,
            _ => CommentsStatus::Open,
        },
        count: json.get("count").as_unsigned(),
        endpoint: json
            .get("endpoint")
            .text()
            .and_then(|address| base.web(address))
            .map(|url| CommentsEndpoint::WordPress { url, author: None }),
    }
}

struct Reader<'a> {
    base: &'a Base,
}

impl Reader<'_> {
    fn blocks(&self, json: &Json, levels: usize) -> Vec<Block> {
        json.items()
            .iter()
            .filter_map(|block| self.block(block, levels))
            .collect()
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
                embed.title = text(json, "title").unwrap_or_default();
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
    fn cell(&self, json: &Json, header: bool) -> Cell {
        let span = |name| {
            json.get(name)
                .as_unsigned()
                .and_then(|span| u16::try_from(span).ok())
                .map_or(1, |span| span.clamp(1, SPAN_LIMIT))
        };
        let is_cell = json.get("type").is_null() && !json.get("content").is_null();
        Cell {
            content: self.inlines(if is_cell { json.get("content") } else { json }),
            header: header || json.get("header").is_true(),
            column_span: span("colspan"),
            row_span: span("rowspan"),
        }
    }

    fn image(&self, json: &Json) -> Option<Image> {
        let mut image = Image::new(self.base.media(json.get("src").text()?)?);
        image.srcset = list(json, "srcset", |candidate| {
            Some(Candidate {
                url: self.base.media(candidate.get("url").text()?)?,
                descriptor: Descriptor::Width(candidate.get("width").as_unsigned()?),
            })
        });
        image.alt = json.get("alt").as_str().unwrap_or_default().to_owned();
        image.caption = self.inlines(json.get("caption"));
        image.credit = self.inlines(json.get("credit"));
        image.width = json.get("width").as_unsigned().filter(|width| *width > 0);
        image.height = json
            .get("height")
            .as_unsigned()
            .filter(|height| *height > 0);
        Some(image)
    }

    fn media(&self, json: &Json) -> Option<MediaObject> {
        let pixels = |name| json.get(name).as_unsigned().filter(|pixels| *pixels > 0);
        Some(MediaObject {
            sources: some(list(json, "sources", |source| {
                self.base.media(source.text()?)
            }))?,
            poster: json
                .get("poster")
                .text()
                .and_then(|poster| self.base.media(poster)),
            caption: self.inlines(json.get("caption")),
            width: pixels("width"),
            height: pixels("height"),
        })
    }

    /// A text, an inline object, or an array of both.
    fn inlines(&self, json: &Json) -> Vec<Inline> {
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
