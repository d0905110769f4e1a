//! Blocks of every kind.

use article_embed::article::block::SPAN_LIMIT;
use article_embed::article::image::{Candidate, Descriptor};
use article_embed::article::provider::Cue;
use article_embed::article::{
    Align, Block, Cell, Definition, ExternalEmbed, Image, Item, MediaObject, Numbering, Row, Table,
    Track, TrackKind,
};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use super::words::{direction, language, link, maybe_words, media, text, words};

/// A block, which may hold others.
pub fn block() -> impl Strategy<Value = Block> {
    let leaf = prop_oneof![
        4 => words().prop_map(Block::Paragraph),
        1 => (2..=6u8, words()).prop_map(|(level, content)| Block::Heading { level, content }),
        1 => (words(), maybe_words())
            .prop_map(|(content, citation)| Block::PullQuote { content, citation }),
        1 => image().prop_map(Block::Image),
        1 => (vec(image(), 1..3), maybe_words())
            .prop_map(|(images, caption)| Block::Gallery { images, caption }),
        1 => recording().prop_map(Block::Audio),
        1 => recording().prop_map(Block::Video),
        1 => words().prop_map(Block::Preformatted),
        1 => Just(Block::Separator),
    ];
    leaf.prop_recursive(4, 24, 3, |inner| {
        let body = vec(inner.clone(), 1..3);
        let quote = (body.clone(), maybe_words());
        let definition = (maybe_words(), vec(inner.clone(), 0..3));
        let definition = definition.prop_map(|(term, body)| Definition { term, body });
        prop_oneof![
            list(body.clone()),
            vec(definition, 1..3).prop_map(Block::DefinitionList),
            quote.prop_map(|(body, citation)| Block::Quote { body, citation }),
            body.clone().prop_map(Block::Aside),
            (words(), body.clone()).prop_map(|(summary, body)| Block::Details { summary, body }),
            (language(), direction(), body).prop_map(|(language, direction, body)| {
                Block::Foreign {
                    language,
                    direction,
                    body,
                }
            }),
            table(vec(inner.clone(), 0..3)),
            embed(inner),
        ]
    })
}

fn list(item: impl Strategy<Value = Vec<Block>>) -> impl Strategy<Value = Block> {
    let item = (any::<Option<i32>>(), item).prop_map(|(value, body)| Item { value, body });
    let parts = (
        any::<bool>(),
        any::<Option<i32>>(),
        select(&Numbering::TABLE[..]),
        any::<bool>(),
        vec(item, 1..4),
    );
    parts.prop_map(
        |(ordered, start, (numbering, ..), reversed, items)| Block::List {
            ordered,
            start,
            numbering,
            reversed,
            items,
        },
    )
}

fn embed(block: impl Strategy<Value = Block>) -> impl Strategy<Value = Block> {
    const IDS: &[(&str, &str)] = &[
        ("youtube", "dQw4w9WgXcQ"),
        ("youtube", "PLgate_QUAY-7"),
        ("dailymotion", "x7tgad0"),
        ("flourish", "story/98765"),
        ("vimeo", "76979871/8272103f6e"),
        ("vimeo", "76979871"),
        ("mastodon", "social.example/gazette/112233445566778899"),
        ("bluesky", "did:plc:z72i7hdynmk6r22z27h6tvur/3l6oveex3ii2l"),
        ("google-maps", "!1m18!1m12!4f13.1!2sBig%20Ben!5e0"),
    ];
    let title = option::of(text()).prop_map(Option::unwrap_or_default);
    let list = option::of("[A-Z]{2}[a-zA-Z0-9_-]{12,30}");
    let cue = (pixels(), pixels(), list);
    let parts = (select(IDS), cue, title, maybe_words(), vec(block, 0..2));
    parts.prop_map(
        |((provider, id), (start, end, list), title, caption, quote)| {
            let mut embed = ExternalEmbed::named(provider, id).unwrap();
            embed.set_cue(Cue::new(start, end, list.as_deref()));
            embed.title = title;
            embed.caption = caption;
            embed.quote = quote;
            Block::Embed(embed)
        },
    )
}

fn pixels() -> impl Strategy<Value = Option<u32>> {
    option::of(1..=u32::MAX)
}

/// A picture.
pub fn image() -> impl Strategy<Value = Image> {
    let size = (media(), 1..=u32::MAX).prop_map(|(url, width)| Candidate {
        url,
        descriptor: Descriptor::Width(width),
    });
    let parts = (
        media(),
        vec(size, 0..3),
        option::of(text()).prop_map(Option::unwrap_or_default),
        maybe_words(),
        maybe_words(),
        option::of(link()),
        (pixels(), pixels(), any::<bool>()),
    );
    parts.prop_map(
        |(src, srcset, alt, caption, credit, link, (width, height, is_made_with_ai))| Image {
            src,
            srcset,
            alt,
            caption,
            credit,
            link,
            width,
            height,
            is_made_with_ai,
        },
    )
}

fn recording() -> impl Strategy<Value = MediaObject> {
    let parts = (
        vec(media(), 1..3),
        vec(track(), 0..3),
        option::of(media()),
        maybe_words(),
        pixels(),
        pixels(),
    );
    parts.prop_map(
        |(sources, tracks, poster, caption, width, height)| MediaObject {
            sources,
            tracks,
            poster,
            caption,
            width,
            height,
        },
    )
}

fn track() -> impl Strategy<Value = Track> {
    let parts = (
        media(),
        select(&TrackKind::ALL),
        option::of("[a-z]{2}(-[A-Z]{2})?"),
        option::of(text()),
        any::<bool>(),
    );
    parts.prop_map(|(src, kind, language, label, is_default)| {
        let (language, label) = (language.as_deref(), label.as_deref());
        Track::new(src, Some(kind.name()), language, label, is_default).unwrap()
    })
}

fn table(body: impl Strategy<Value = Vec<Block>> + Clone) -> impl Strategy<Value = Block> {
    let parts = (
        maybe_words(),
        any::<bool>(),
        vec(row(body.clone(), true), 0..2),
        vec(row(body.clone(), false), 1..3),
        vec(row(body, false), 0..2),
    );
    parts.prop_map(|(caption, is_caption_below, head, body, foot)| {
        Block::Table(Table {
            caption,
            is_caption_below,
            head,
            body,
            foot,
        })
    })
}

/// Cells, which all head something in a table's head.
fn row(body: impl Strategy<Value = Vec<Block>>, is_head: bool) -> impl Strategy<Value = Row> {
    let span = || prop_oneof![2 => Just(1), 1 => 1..=SPAN_LIMIT];
    let align = option::of(select(&Align::TABLE[..]));
    let cell = (body, any::<bool>(), align, span(), span());
    let cell = cell.prop_map(move |(body, header, align, column_span, row_span)| Cell {
        body,
        header: header || is_head,
        align: align.map(|(align, _)| align),
        column_span,
        row_span,
    });
    vec(cell, 1..3)
}
