//! A story's text as HTML for whoever reads it: the elements that HTML has for it, and nothing of the embed's own.
//!
//! The library reads it again as the same blocks, as far as HTML has words for them: what others take over from a
//! feed can be embedded like the story itself.

use article_embed::article::block::{Block, Cell, Table};
use article_embed::article::{ExternalEmbed, Image, Inline, MediaObject};

/// The classes by which services' own scripts, and the library, know posts that are quoted.
const POSTS: &[(&str, &str)] = &[
    ("x", "twitter-tweet"),
    ("instagram", "instagram-media"),
    ("tiktok", "tiktok-embed"),
    ("facebook", "fb-post"),
    ("bluesky", "bluesky-embed"),
    ("mastodon", "mastodon-embed"),
    ("reddit", "reddit-embed-bq"),
];

/// A story's text as HTML.
pub fn html(body: &[Block]) -> String {
    let mut writer = Writer::default();
    writer.blocks(body);
    writer.html
}

#[derive(Default)]
struct Writer {
    html: String,
}

impl Writer {
    /// Writes a start tag; attributes without a value are left out.
    fn open(&mut self, name: &str, attributes: &[(&str, Option<&str>)]) {
        self.html.push('<');
        self.html.push_str(name);
        for (name, value) in attributes {
            if let Some(value) = value {
                self.html.push(' ');
                self.html.push_str(name);
                self.html.push_str("=\"");
                self.text(value);
                self.html.push('"');
            }
        }
        self.html.push('>');
    }

    fn close(&mut self, name: &str) {
        self.html.push_str("</");
        self.html.push_str(name);
        self.html.push('>');
    }

    fn text(&mut self, text: &str) {
        for character in text.chars() {
            match character {
                '&' => self.html.push_str("&amp;"),
                '<' => self.html.push_str("&lt;"),
                '>' => self.html.push_str("&gt;"),
                '"' => self.html.push_str("&quot;"),
                // Both would not survive a parser.
                '\r' => self.html.push_str("&#13;"),
                '\0' => self.html.push('\u{fffd}'),
                _ => self.html.push(character),
            }
        }
    }

    /// A line in an element, unless there is nothing on it.
    fn line(&mut self, name: &str, content: &[Inline]) {
        if !content.is_empty() {
            self.open(name, &[]);
            self.inlines(content);
            self.close(name);
        }
    }

    fn blocks(&mut self, body: &[Block]) {
        for block in body {
            self.block(block, &[]);
        }
    }

    fn around(&mut self, name: &str, own: &[(&str, Option<&str>)], body: &[Block]) {
        self.open(name, own);
        self.blocks(body);
        self.close(name);
    }

    /// A block; its element has what is said of the language and direction.
    fn block(&mut self, block: &Block, said: &[(&str, Option<&str>)]) {
        match block {
            Block::Paragraph(content) => self.element("p", said, content),
            Block::Heading { level, content } => {
                let level = level.to_string();
                self.element(&["h", &level].concat(), said, content);
            }
            Block::List { .. } | Block::DefinitionList(_) | Block::Details { .. } => {
                self.list(block, said);
            }
            Block::Quote { body, citation } => {
                self.open("blockquote", said);
                self.blocks(body);
                self.line("footer", citation);
                self.close("blockquote");
            }
            Block::PullQuote { content, citation } => {
                self.figure(
                    &[said, &[("class", Some("wp-block-pullquote"))]].concat(),
                    |writer| {
                        writer.open("blockquote", &[]);
                        writer.line("p", content);
                        writer.close("blockquote");
                        writer.line("figcaption", citation);
                    },
                );
            }
            Block::Image(image) => self.figure(said, |writer| writer.captioned(image)),
            Block::Gallery { images, caption } => self.figure(said, |writer| {
                for image in images {
                    writer.figure(&[], |writer| writer.captioned(image));
                }
                writer.line("figcaption", caption);
            }),
            Block::Audio(media) => self.recording("audio", media, said),
            Block::Video(media) => self.recording("video", media, said),
            Block::Embed(embed) => self.embed(embed, said),
            Block::Table(table) => self.table(table, said),
            Block::Preformatted(content) => {
                self.open("pre", said);
                // A parser drops the first line break.
                self.html.push('\n');
                self.inlines(content);
                self.close("pre");
            }
            Block::Separator => self.open("hr", said),
            Block::Aside(body) => self.around("aside", said, body),
            Block::Foreign {
                language,
                direction,
                body,
            } => {
                let own = [("lang", language.as_deref()), ("dir", *direction)];
                match &**body {
                    [block] if said.is_empty() => self.block(block, &own),
                    several => self.around("div", &own, several),
                }
            }
        }
    }

    /// What stands around several bodies.
    fn list(&mut self, block: &Block, said: &[(&str, Option<&str>)]) {
        match block {
            Block::List {
                ordered,
                start,
                numbering,
                reversed,
                items,
            } => {
                let name = if *ordered { "ol" } else { "ul" };
                let start = start.map(|start| start.to_string());
                let own = [
                    ("type", numbering.html_type()),
                    ("start", start.as_deref()),
                    ("reversed", reversed.then_some("")),
                ];
                self.open(name, &[said, &own].concat());
                for item in items {
                    let value = item.value.map(|value| value.to_string());
                    self.open("li", &[("value", value.as_deref())]);
                    self.content(&item.body);
                    self.close("li");
                }
                self.close(name);
            }
            Block::DefinitionList(list) => {
                self.open("dl", said);
                for definition in list {
                    self.line("dt", &definition.term);
                    self.open("dd", &[]);
                    self.content(&definition.body);
                    self.close("dd");
                }
                self.close("dl");
            }
            Block::Details { summary, body } => {
                self.open("details", said);
                self.line("summary", summary);
                self.blocks(body);
                self.close("details");
            }
            _ => {}
        }
    }

    fn element(&mut self, name: &str, said: &[(&str, Option<&str>)], content: &[Inline]) {
        self.open(name, said);
        self.inlines(content);
        self.close(name);
    }

    fn figure(&mut self, said: &[(&str, Option<&str>)], content: impl FnOnce(&mut Self)) {
        self.open("figure", said);
        content(self);
        self.close("figure");
    }

    /// Words that are alone need no paragraph around them.
    fn content(&mut self, body: &[Block]) {
        match body {
            [Block::Paragraph(content)] => self.inlines(content),
            _ => self.blocks(body),
        }
    }

    /// A picture with what is said about it. Its maker stands on a line of its own beside the caption.
    fn captioned(&mut self, image: &Image) {
        let link = image.link.as_ref().map(article_embed::url::LinkUrl::as_str);
        if link.is_some() {
            self.open("a", &[("href", link)]);
        }
        self.picture(image, None);
        if link.is_some() {
            self.close("a");
        }
        if image.caption.is_empty() {
            self.line("figcaption", &image.credit);
        } else {
            self.line("p", &image.credit);
            self.line("figcaption", &image.caption);
        }
    }

    fn picture(&mut self, image: &Image, style: Option<&str>) {
        let number = |number: Option<u32>| number.map(|number| number.to_string());
        let (width, height) = (number(image.width), number(image.height));
        let srcset = Some(image.srcset_attribute()).filter(|list| !list.is_empty());
        self.open(
            "img",
            &[
                ("src", Some(image.src.as_str())),
                ("srcset", srcset.as_deref()),
                ("alt", Some(&image.alt)),
                ("width", width.as_deref()),
                ("height", height.as_deref()),
                ("style", style),
            ],
        );
    }

    fn recording(&mut self, name: &str, media: &MediaObject, said: &[(&str, Option<&str>)]) {
        let number = |number: Option<u32>| number.map(|number| number.to_string());
        let (width, height) = (number(media.width), number(media.height));
        self.figure(said, |writer| {
            writer.open(
                name,
                &[
                    ("controls", Some("")),
                    ("preload", Some("none")),
                    (
                        "poster",
                        media
                            .poster
                            .as_ref()
                            .map(article_embed::url::MediaUrl::as_str),
                    ),
                    ("width", width.as_deref()),
                    ("height", height.as_deref()),
                ],
            );
            for source in &media.sources {
                writer.open("source", &[("src", Some(source.as_str()))]);
            }
            for track in &media.tracks {
                writer.open(
                    "track",
                    &[
                        ("src", Some(track.src.as_str())),
                        ("kind", Some(track.kind.name())),
                        ("srclang", track.language.as_deref()),
                        ("label", track.label.as_deref()),
                        ("default", track.is_default.then_some("")),
                    ],
                );
            }
            writer.close(name);
            writer.line("figcaption", &media.caption);
        });
    }

    /// What another service shows: its words where the story quotes them, and else its frame.
    fn embed(&mut self, embed: &ExternalEmbed, said: &[(&str, Option<&str>)]) {
        let name = embed.provider().name;
        let class = POSTS.iter().find(|(provider, _)| *provider == name);
        let page = embed.page();
        self.figure(said, |writer| {
            match (class, &page) {
                (Some((_, class)), Some(page)) if !embed.quote.is_empty() => {
                    let own = [("class", Some(*class)), ("cite", Some(page.as_str()))];
                    writer.around("blockquote", &own, &embed.quote);
                }
                _ => {
                    // Nobody asked for several films at once.
                    let frame = embed.frame().replace("autoplay=1&", "");
                    let frame = frame.replace("&autoplay=1", "").replace("?autoplay=1", "");
                    let title = Some(embed.title.as_str()).filter(|title| !title.is_empty());
                    let own = [("src", Some(frame.as_str())), ("title", title)];
                    writer.open("iframe", &own);
                    writer.close("iframe");
                    writer.blocks(&embed.quote);
                }
            }
            writer.line("figcaption", &embed.caption);
        });
    }

    fn table(&mut self, table: &Table, said: &[(&str, Option<&str>)]) {
        if table.is_caption_below && !table.caption.is_empty() {
            self.figure(said, |writer| {
                writer.rows(table, &[], false);
                writer.line("figcaption", &table.caption);
            });
        } else {
            self.rows(table, said, true);
        }
    }

    fn rows(&mut self, table: &Table, said: &[(&str, Option<&str>)], has_caption: bool) {
        self.open("table", said);
        if has_caption {
            self.line("caption", &table.caption);
        }
        for (name, rows) in [
            ("thead", &table.head),
            ("tbody", &table.body),
            ("tfoot", &table.foot),
        ] {
            if rows.is_empty() {
                continue;
            }
            self.open(name, &[]);
            for row in rows {
                self.open("tr", &[]);
                for cell in row {
                    self.cell(cell);
                }
                self.close("tr");
            }
            self.close(name);
        }
        self.close("table");
    }

    fn cell(&mut self, cell: &Cell) {
        let name = if cell.header { "th" } else { "td" };
        let span = |span: u16| (span != 1).then(|| span.to_string());
        let (columns, rows) = (span(cell.column_span), span(cell.row_span));
        let align = cell
            .align
            .map(|align| ["text-align:", align.name()].concat());
        self.open(
            name,
            &[
                ("colspan", columns.as_deref()),
                ("rowspan", rows.as_deref()),
                ("style", align.as_deref()),
            ],
        );
        self.content(&cell.body);
        self.close(name);
    }

    fn inlines(&mut self, content: &[Inline]) {
        for inline in content {
            self.inline(inline);
        }
    }

    fn inline(&mut self, inline: &Inline) {
        let anchor;
        let (name, own): (&str, [(&str, Option<&str>); 2]) = match inline {
            Inline::Text(text) => return self.text(text),
            Inline::Break => return self.open("br", &[]),
            // Else it would be one that stands by itself.
            Inline::Picture(image) => return self.picture(image, Some("vertical-align:middle")),
            Inline::Anchor(number) => {
                anchor = name_of(*number);
                self.open("span", &[("id", Some(&anchor))]);
                return self.close("span");
            }
            Inline::Jump { anchor: number, .. } => {
                anchor = ["#", &name_of(*number)].concat();
                ("a", [("href", Some(&anchor)), ("", None)])
            }
            Inline::Math("block", _) => ("math", [("display", Some("block")), ("", None)]),
            Inline::Math(name, _) => (name, [("", None); 2]),
            Inline::Styled(style, _) => (style.element(), [("", None); 2]),
            Inline::Link { url, .. } => ("a", [("href", Some(url.as_str())), ("", None)]),
            Inline::Abbreviation { title, .. } => ("abbr", [("title", Some(title)), ("", None)]),
            Inline::Time { datetime, .. } => ("time", [("datetime", Some(datetime)), ("", None)]),
            Inline::Ruby { content, reading } => {
                self.open("ruby", &[]);
                self.inlines(content);
                self.open("rt", &[]);
                self.text(reading);
                self.close("rt");
                return self.close("ruby");
            }
            Inline::Foreign {
                language,
                direction,
                ..
            } => ("span", [("lang", language.as_deref()), ("dir", *direction)]),
        };
        self.open(name, &own);
        self.inlines(inline.content());
        self.close(name);
    }
}

/// The name of a place in the text.
fn name_of(anchor: u32) -> String {
    format!("place-{anchor}")
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use article_embed::html::read;
    use article_embed::url::Base;

    use super::*;

    /// What the library makes of HTML, as the page of a story would have it.
    fn blocks(html: &str) -> Vec<Block> {
        let base = Base::parse("https://news.example/tea").unwrap();
        read(html, &base).0
    }

    /// Blocks, whose texts may be in pieces.
    fn told(body: &[Block]) -> String {
        format!("{body:?}").replace("\"), Text(\"", "")
    }

    #[test]
    fn what_is_written_is_read_again_as_the_same() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz/seeds/html");
        let mut names: Vec<_> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .collect();
        names.sort();
        assert!(names.len() > 40);
        for path in names {
            let body = blocks(&fs::read_to_string(&path).unwrap());
            let written = html(&body);
            let again = blocks(&written);
            assert_eq!(told(&again), told(&body), "{}: {written}", path.display());
        }
    }

    #[test]
    fn texts_stay_texts() {
        let text = "<img src=x onerror=alert(1)> & \"x\"";
        let body = [
            Block::Paragraph(vec![Inline::Text(text.into())]),
            Block::Preformatted(vec![Inline::Text("\n</pre><script>".into())]),
        ];
        assert_eq!(
            html(&body),
            "<p>&lt;img src=x onerror=alert(1)&gt; &amp; &quot;x&quot;</p>\
             <pre>\n\n&lt;/pre&gt;&lt;script&gt;</pre>"
        );
    }
}
