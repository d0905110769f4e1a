//! Whether blocks are such as may be rendered: every address of a kind that may be followed or
//! loaded, every number in its bounds, and no block without an end to what is in it.

use article_embed::article::block::{Block, Inline, SPAN_LIMIT};
use article_embed::article::inline::math_element;
use article_embed::article::{ExternalEmbed, Image, MediaObject, Table};
use article_embed::html;
use article_embed::url::{Base, MediaUrl};

/// Blocks may stand in blocks this deep, and inlines in inlines; the walk's own limits are lower.
const DEPTH: usize = 64;

/// Reads HTML as the text of a story of `news.example`, and checks what comes out.
pub fn read(html: &str) -> Vec<Block> {
    let base = Base::parse("https://news.example/2022/").expect("it is an address");
    let blocks = html::read(html, &base).0;
    check_blocks(&blocks, DEPTH);
    blocks
}

fn check_blocks(blocks: &[Block], depth: usize) {
    assert!(depth > 0, "blocks stand in blocks without end");
    for block in blocks {
        check_block(block, depth - 1);
    }
}

fn check_block(block: &Block, depth: usize) {
    match block {
        Block::Paragraph(content) | Block::Preformatted(content) => check_words(content),
        Block::Heading { level, content } => {
            assert!((2..=6).contains(level), "a heading of level {level}");
            check_words(content);
        }
        Block::List { items, .. } => {
            assert!(!items.is_empty(), "a list without items");
            for item in items {
                check_blocks(&item.body, depth);
            }
        }
        Block::DefinitionList(list) => {
            for definition in list {
                check_inlines(&definition.term, DEPTH);
                check_blocks(&definition.body, depth);
            }
        }
        Block::Quote { body, citation } => {
            check_blocks(body, depth);
            check_inlines(citation, DEPTH);
        }
        Block::PullQuote { content, citation } => {
            check_inlines(content, DEPTH);
            check_inlines(citation, DEPTH);
        }
        Block::Image(image) => check_image(image),
        Block::Gallery { images, caption } => {
            assert!(images.len() > 1, "a gallery of {} pictures", images.len());
            images.iter().for_each(check_image);
            check_inlines(caption, DEPTH);
        }
        Block::Audio(media) | Block::Video(media) => check_media(media),
        Block::Embed(embed) => check_embed(embed, depth),
        Block::Table(table) => check_table(table, depth),
        Block::Separator => {}
        Block::Aside(body) => check_blocks(body, depth),
        Block::Details { summary, body } => {
            check_words(summary);
            check_blocks(body, depth);
        }
        Block::Foreign {
            language,
            direction,
            body,
        } => {
            check_foreign(language.as_deref(), *direction);
            check_blocks(body, depth);
        }
    }
}

fn check_words(content: &[Inline]) {
    assert!(!content.is_empty(), "a line with nothing on it");
    check_inlines(content, DEPTH);
}

fn check_inlines(content: &[Inline], depth: usize) {
    assert!(depth > 0, "inlines stand in inlines without end");
    for inline in content {
        let inner = match inline {
            Inline::Text(_) | Inline::Break | Inline::Anchor(_) => continue,
            Inline::Picture(image) => {
                check_image(image);
                continue;
            }
            Inline::Math(element, content) => {
                assert_eq!(math_element(element), Some(*element), "no MathML");
                content
            }
            Inline::Link { url, content } | Inline::Jump { url, content, .. } => {
                let schemes = ["https://", "http://", "mailto:", "tel:"];
                let address = url.as_str();
                assert!(
                    schemes.iter().any(|scheme| address.starts_with(scheme)),
                    "a link to {address}"
                );
                content
            }
            Inline::Foreign {
                language,
                direction,
                content,
            } => {
                check_foreign(language.as_deref(), *direction);
                content
            }
            Inline::Styled(_, content)
            | Inline::Abbreviation { content, .. }
            | Inline::Time { content, .. }
            | Inline::Ruby { content, .. } => content,
        };
        check_inlines(inner, depth - 1);
    }
}

fn check_foreign(language: Option<&str>, direction: Option<&str>) {
    assert!(language.is_none_or(html::is_language_tag));
    assert!(direction.is_none_or(|name| ["ltr", "rtl", "auto"].contains(&name)));
    assert!(language.is_some() || direction.is_some());
}

fn check_image(image: &Image) {
    let link = image.link.clone().map(|url| Inline::Link {
        url,
        content: Vec::new(),
    });
    check_inlines(link.as_slice(), DEPTH);
    check_file(&image.src);
    for candidate in &image.srcset {
        check_file(&candidate.url);
    }
    check_inlines(&image.caption, DEPTH);
    check_inlines(&image.credit, DEPTH);
}

fn check_media(media: &MediaObject) {
    assert!(!media.sources.is_empty(), "a recording without a file");
    media
        .sources
        .iter()
        .chain(&media.poster)
        .for_each(check_file);
    media.tracks.iter().for_each(|track| check_file(&track.src));
    check_inlines(&media.caption, DEPTH);
}

fn check_file(url: &MediaUrl) {
    let address = url.as_str();
    let is_local = ["http://127.", "http://localhost", "http://[::1]"]
        .iter()
        .any(|start| address.starts_with(start));
    assert!(
        address.starts_with("https://") || is_local,
        "a file at {address}"
    );
}

/// Hosts that frames may be of, where their service has some of its own.
const HOSTS: &[&str] = &[
    "www.youtube-nocookie.com",
    "player.vimeo.com",
    "www.dailymotion.com",
    "www.tiktok.com",
    "platform.twitter.com",
    "www.instagram.com",
    "www.facebook.com",
    "embed.bsky.app",
    "embed.reddit.com",
    "open.spotify.com",
    "w.soundcloud.com",
    "datawrapper.dwcdn.net",
    "flo.uri.sh",
    "e.infogram.com",
    "t.me",
    "www.google.com",
];

fn check_embed(embed: &ExternalEmbed, depth: usize) {
    for address in std::iter::once(embed.frame()).chain(embed.page()) {
        let url = url_of(&address);
        assert_eq!(url.as_deref(), Some(address.as_str()), "is not as written");
        assert!(
            !address.contains(['"', '\'', '<', '>', ' ', '\\', '$']),
            "{address}"
        );
    }
    let frame = embed.frame();
    let host = frame
        .strip_prefix("https://")
        .and_then(|rest| rest.split('/').next())
        .expect("a frame over https");
    let is_known = match embed.provider().name {
        "mastodon" => host.contains('.') && frame.ends_with("/embed"),
        _ => HOSTS.contains(&host),
    };
    assert!(is_known, "a frame of {frame}");
    check_inlines(&embed.caption, DEPTH);
    check_blocks(&embed.quote, depth);
}

/// The address in the standard's serialised form.
fn url_of(address: &str) -> Option<String> {
    article_embed::url::WebUrl::parse(address).map(|url| url.as_str().to_owned())
}

fn check_table(table: &Table, depth: usize) {
    check_inlines(&table.caption, DEPTH);
    let rows = [&table.head, &table.body, &table.foot];
    assert!(
        rows.iter().any(|rows| !rows.is_empty()),
        "a table without rows"
    );
    for cell in rows.into_iter().flatten().flatten() {
        for span in [cell.column_span, cell.row_span] {
            assert!((1..=SPAN_LIMIT).contains(&span), "a span of {span}");
        }
        check_blocks(&cell.body, depth);
    }
}
