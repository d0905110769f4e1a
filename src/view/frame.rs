//! Posts and recordings of other services: a card that loads nothing, and the frame that takes its
//! place once the reader asks for it. Both are of the same size.

use super::blocks::{Setting, blocks};
use super::content::copied;
use super::inlines::link;
use super::opened::{Event, Reader};
use super::picture::caption;
use super::tag::{Attr, Tag, tag, text};
use crate::article::Embed;
use crate::article::provider::Shape;
use crate::i18n::Message;

/// What a frame may do. It is of another origin than the page, so a service's own storage, which
/// most cannot do without, is all that `allow-same-origin` gives it. It may not navigate the page.
const MAY: &str = "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-presentation";

/// The card or the frame, with a link to the post's own page.
pub fn frame<'a>(embed: &'a Embed, setting: Setting<'a>) -> Tag {
    let page = embed.page().map(|page| link(&page, setting.rel));
    let Some(reader) = setting.reader else {
        let words = match page {
            Some(link) => link.text(copied(embed.name())).into(),
            None => text(copied(embed.name())),
        };
        return tag("p").child(words);
    };
    let provider = embed.provider();
    let messages = reader.messages;
    let number = reader.next_frame();
    let inside = match reader.opened.frame(number) {
        None => card(embed, reader, number, setting),
        Some(place) => tag("iframe")
            .reference(place)
            .set(Attr::Sandbox, MAY)
            .set(
                Attr::Allow,
                "autoplay; encrypted-media; fullscreen; picture-in-picture",
            )
            // Some services refuse to play where they are not told which site asks.
            .set(Attr::ReferrerPolicy, "strict-origin-when-cross-origin")
            .set(Attr::Loading, "lazy")
            .set(Attr::Title, copied(embed.name()))
            .set(Attr::Src, embed.frame()),
    };
    let words = messages.filled(Message::EmbedOpen, "provider", provider.label);
    let page = page.map(|link| link.interface(messages).text(words));
    let figure = tag(match provider.shape {
        Shape::Film => "figure.frame film",
        Shape::Upright => "figure.frame upright",
        Shape::Post => "figure.frame post",
        Shape::Audio => "figure.frame audio",
        Shape::Chart => "figure.frame chart",
    });
    figure
        .child(tag("div.frame-box").child(inside))
        .child(caption(&embed.caption, &[], setting.rel))
        .child(page)
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
    tag("div.frame-card")
        .child(tag("p.frame-title").text(copied(embed.name())))
        .child(quote)
        .child(
            tag("button.frame-show")
                .interface(messages)
                .set(Attr::AriaLabel, [&show, ": ", embed.name()].concat())
                .on_click(reader.on_click(Event::Frame(number)))
                .text(show),
        )
        .child(
            tag("p.frame-notice")
                .interface(messages)
                .text(filled(Message::EmbedNotice)),
        )
}
