//! Posts and recordings of other services: a card that loads nothing, and the frame that takes its
//! place once the reader asks for it. Both are of the same size.

use yew::Html;

use super::blocks::{Setting, blocks};
use super::inlines::link;
use super::opened::{Event, Reader};
use super::picture::caption;
use super::tag::{Fixed, Tag, tag, tag_with, text};
use crate::article::Embed;
use crate::article::provider::Shape;
use crate::i18n::Message;

/// What a frame may do. It is of another origin than the page, so a service's own storage, which
/// most cannot do without, is all that `allow-same-origin` gives it. It may not navigate the page.
const FRAME: Fixed = &[
    (
        "sandbox",
        "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-presentation",
    ),
    (
        "allow",
        "autoplay; encrypted-media; fullscreen; picture-in-picture",
    ),
    // Some services refuse to play where they are not told which site asks.
    ("referrerpolicy", "strict-origin-when-cross-origin"),
    ("loading", "lazy"),
];

/// The card or the frame, with a link to the post's own page.
pub fn frame<'a>(embed: &'a Embed, setting: Setting<'a>) -> Html {
    let page = embed.page().map(|page| link(&page, setting.rel));
    let Some(reader) = setting.reader else {
        let words = match page {
            Some(link) => link.text(embed.name().to_owned()).into(),
            None => text(embed.name().to_owned()),
        };
        return tag("p").child(words).into();
    };
    let provider = embed.provider();
    let messages = reader.messages;
    let number = reader.next_frame();
    let inside = match reader.opened.frame(number) {
        None => card(embed, reader, number, setting),
        Some(place) => tag_with("iframe", FRAME)
            .reference(place)
            .set("title", embed.name().to_owned())
            .set("src", embed.frame()),
    };
    let words = messages.filled(Message::EmbedOpen, "provider", provider.label);
    let page = page.map(|link| link.set("lang", messages.language()).text(words));
    tag("figure")
        .class(match provider.shape {
            Shape::Film => "frame film",
            Shape::Upright => "frame upright",
            Shape::Post => "frame post",
            Shape::Audio => "frame audio",
            Shape::Chart => "frame chart",
        })
        .child(tag_with("div", &[("class", "frame-box")]).child(inside))
        .child(caption(&embed.caption, &[], setting.rel))
        .maybe(page)
        .into()
}

fn card<'a>(embed: &'a Embed, reader: &Reader, number: usize, setting: Setting<'a>) -> Tag {
    let label = embed.provider().label;
    let messages = reader.messages;
    let filled = |message| messages.filled(message, "provider", label);
    let show = filled(Message::EmbedShow);
    let quote = blocks(
        &embed.quote,
        Setting {
            reader: None,
            ..setting
        },
    );
    tag_with("div", &[("class", "frame-card")])
        .child(tag_with("p", &[("class", "frame-title")]).text(embed.name().to_owned()))
        .child(quote)
        .child(
            tag_with("button", &[("type", "button"), ("class", "frame-show")])
                .set("lang", messages.language())
                .set("aria-label", [&show, ": ", embed.name()].concat())
                .on_click(reader.on_click(Event::Frame(number)))
                .text(show),
        )
        .child(
            tag_with("p", &[("class", "frame-notice")])
                .set("lang", messages.language())
                .text(filled(Message::EmbedNotice)),
        )
}
