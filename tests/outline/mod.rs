//! Blocks as outlines, to compare them by, and the cases that are read from `tests/html/cases.txt`.

#![allow(clippy::expect_used, reason = "a test that cannot go on says why")]

pub mod collected;

use std::fmt::Write as _;

use article_embed::article::block::{Block, Inline, Style, Table};
use article_embed::article::{Cell, ExternalEmbed, Image, MediaObject};
use article_embed::html;
use article_embed::url::Base;

/// Reads every case and says which did not become the outline that stands under it.
pub fn failures() -> String {
    let base = Base::parse("https://news.example/2022/").expect("it is an address");
    let mut count = 0;
    let mut failures = String::new();
    for case in include_str!("../html/cases.txt").split("\n== ").skip(1) {
        let (name, rest) = case.split_once('\n').expect("a case has a name line");
        let (html, expected) = rest.split_once("\n--\n").expect("a case has an outline");
        let blocks = html::read(html, &base).0;
        let mut outline = String::new();
        write_blocks(&blocks, 0, &mut outline);
        if outline.trim_end() != expected.trim_end() {
            let _ = write!(
                failures,
                "\n== {name}\n{html}\nexpected:\n{expected}\nfound:\n{outline}"
            );
        }
        count += 1;
    }
    assert!(count >= 20, "only {count} cases were read");
    failures
}

fn line(level: usize, outline: &mut String, text: &str) {
    let _ = writeln!(outline, "{}{text}", "  ".repeat(level));
}

fn write_blocks(blocks: &[Block], level: usize, outline: &mut String) {
    for block in blocks {
        write_block(block, level, outline);
    }
}

fn write_block(block: &Block, level: usize, outline: &mut String) {
    match block {
        Block::Paragraph(content) => {
            line(level, outline, &format!("paragraph: {}", inlines(content)));
        }
        Block::Heading {
            level: heading,
            content,
        } => line(
            level,
            outline,
            &format!("heading {heading}: {}", inlines(content)),
        ),
        Block::List {
            start,
            numbering,
            reversed,
            items,
            ..
        } => {
            let start = start.map(|start| format!(" {start}")).unwrap_or_default();
            let numbering = numbering
                .html_type()
                .map(|_| format!(" {}", numbering.name()));
            let numbering = numbering.unwrap_or_default();
            let reversed = if *reversed { " reversed" } else { "" };
            line(level, outline, &format!("list{start}{numbering}{reversed}"));
            for item in items {
                let value = item.value.map(|value| format!(" {value}"));
                let value = value.unwrap_or_default();
                line(level + 1, outline, &format!("item{value}"));
                write_blocks(&item.body, level + 2, outline);
            }
        }
        Block::DefinitionList(list) => {
            line(level, outline, "definitions");
            for definition in list {
                let term = format!("term: {}", inlines(&definition.term));
                line(level + 1, outline, term.trim_end());
                write_blocks(&definition.body, level + 2, outline);
            }
        }
        Block::Quote { body, citation } => {
            line(level, outline, "quote");
            write_blocks(body, level + 1, outline);
            write_citation(citation, level, outline);
        }
        Block::PullQuote { content, citation } => {
            line(level, outline, &format!("pull quote: {}", inlines(content)));
            write_citation(citation, level, outline);
        }
        Block::Image(picture) => line(level, outline, &image(picture)),
        Block::Gallery { images, caption } => {
            line(level, outline, &format!("gallery{}", with_caption(caption)));
            for picture in images {
                line(level + 1, outline, &image(picture));
            }
        }
        Block::Audio(recording) => line(level, outline, &media("audio", recording)),
        Block::Video(recording) => line(level, outline, &media("video", recording)),
        Block::Embed(embed) => write_embed(embed, level, outline),
        Block::Table(table) => write_table(table, level, outline),
        Block::Preformatted(content) => {
            let text = inlines(content).replace('\n', "\\n");
            line(
                level,
                outline,
                &format!("preformatted: {}", text.trim_start()),
            );
        }
        Block::Separator => line(level, outline, "separator"),
        Block::Aside(body) => {
            line(level, outline, "aside");
            write_blocks(body, level + 1, outline);
        }
        Block::Details { summary, body } => {
            line(level, outline, &format!("details: {}", inlines(summary)));
            write_blocks(body, level + 1, outline);
        }
        Block::Foreign {
            language,
            direction,
            body,
        } => {
            let language = language.as_deref().unwrap_or_default();
            let direction = direction.unwrap_or_default();
            line(level, outline, &format!("foreign {language} {direction}"));
            write_blocks(body, level + 1, outline);
        }
    }
}

fn write_citation(citation: &[Inline], level: usize, outline: &mut String) {
    if !citation.is_empty() {
        line(
            level + 1,
            outline,
            &format!("citation: {}", inlines(citation)),
        );
    }
}

fn write_embed(embed: &ExternalEmbed, level: usize, outline: &mut String) {
    let (name, caption) = (embed.provider().name, with_caption(&embed.caption));
    let text = format!("embed {name}: {} {:?}", embed.frame(), embed.title);
    line(level, outline, &(text + &caption));
    write_blocks(&embed.quote, level + 1, outline);
}

fn write_table(table: &Table, level: usize, outline: &mut String) {
    let below = if table.is_caption_below { " below" } else { "" };
    line(
        level,
        outline,
        &format!("table{}{below}", with_caption(&table.caption)),
    );
    for (name, rows) in [
        ("head", &table.head),
        ("row", &table.body),
        ("foot", &table.foot),
    ] {
        for row in rows {
            let cells: Vec<_> = row.iter().map(cell).collect();
            line(level + 1, outline, &format!("{name}: {}", cells.join(" ")));
            for cell in row.iter().filter(|cell| words_of(cell).is_none()) {
                write_blocks(&cell.body, level + 2, outline);
            }
        }
    }
}

fn cell(cell: &Cell) -> String {
    let mut text = words_of(cell).unwrap_or_else(|| "…".to_owned());
    if text.is_empty() {
        text.push('-');
    }
    if let Some(align) = cell.align {
        let _ = write!(text, "@{}", align.name());
    }
    if cell.header {
        text.insert(0, '#');
    }
    if (cell.column_span, cell.row_span) != (1, 1) {
        let _ = write!(text, "({}x{})", cell.column_span, cell.row_span);
    }
    text
}

/// The words of a cell, if there is nothing else in it.
fn words_of(cell: &Cell) -> Option<String> {
    match &*cell.body {
        [] => Some(String::new()),
        [Block::Paragraph(content)] => Some(inlines(content)),
        _ => None,
    }
}

fn image(image: &Image) -> String {
    let mut text = format!("image: {} {:?}", image.src.as_str(), image.alt);
    if let Some(link) = &image.link {
        let _ = write!(text, " ({})", link.as_str());
    }
    if !image.srcset.is_empty() {
        let _ = write!(text, " {{{}}}", image.srcset_attribute());
    }
    if let Some((width, height)) = image.width.zip(image.height) {
        let _ = write!(text, " {width}x{height}");
    }
    text += &with_caption(&image.caption);
    if !image.credit.is_empty() {
        let _ = write!(text, " credit: {}", inlines(&image.credit));
    }
    text
}

fn media(name: &str, media: &MediaObject) -> String {
    let mut text = format!("{name}:");
    for source in &media.sources {
        let _ = write!(text, " {}", source.as_str());
    }
    for track in &media.tracks {
        let (kind, language) = (track.kind.name(), track.language.as_deref());
        let _ = write!(text, " {kind} {language:?}: {}", track.src.as_str());
    }
    if let Some(poster) = &media.poster {
        let _ = write!(text, " poster: {}", poster.as_str());
    }
    if let Some((width, height)) = media.width.zip(media.height) {
        let _ = write!(text, " {width}x{height}");
    }
    text + &with_caption(&media.caption)
}

fn with_caption(caption: &[Inline]) -> String {
    if caption.is_empty() {
        return String::new();
    }
    format!(" caption: {}", inlines(caption))
}

fn inlines(content: &[Inline]) -> String {
    content.iter().map(inline).collect()
}

fn inline(inline: &Inline) -> String {
    match inline {
        Inline::Text(text) => text.clone(),
        Inline::Styled(style, content) => {
            let mark = match style {
                Style::Strong => "*",
                Style::Emphasis => "/",
                Style::Citation => "_",
                other => other.element(),
            };
            format!("{mark}{}{mark}", inlines(content))
        }
        Inline::Link { url, content } => format!("[{}]({})", inlines(content), url.as_str()),
        Inline::Abbreviation { title, content } => format!("{}=({title})", inlines(content)),
        Inline::Time { datetime, content } => format!("{}@{datetime}", inlines(content)),
        Inline::Ruby { content, reading } => format!("{{{}^{reading}}}", inlines(content)),
        Inline::Foreign {
            language,
            direction,
            content,
        } => format!(
            "<{} {} {}>",
            language.as_deref().unwrap_or_default(),
            direction.unwrap_or_default(),
            inlines(content)
        ),
        Inline::Picture(picture) => format!("!{:?}({})", picture.alt, picture.src.as_str()),
        Inline::Math(element, content) => format!("<{element}>{}</>", inlines(content)),
        Inline::Anchor(number) => format!("#{number}:"),
        Inline::Jump {
            anchor, content, ..
        } => format!("[{}](#{anchor})", inlines(content)),
        Inline::Break => "|".to_owned(),
    }
}
