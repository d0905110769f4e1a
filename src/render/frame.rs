//! Posts and recordings of other services: a card that loads nothing, and the frame that takes its
//! place once the reader asks for it. Both are of the same size.

use super::blocks::blocks;
use super::icons::icon;
use super::inlines::link;
use super::picture::caption;
use super::places::Action;
use super::setting::{Openable, Setting};
use crate::article::ExternalEmbed;
use crate::article::provider::Shape;
use crate::i18n::Message;
use crate::markup::tag::copied;
use crate::markup::{Attr, Node, Tag, tag};

/// What a frame may do. It is of another origin than the page, so a service's own storage, which
/// most cannot do without, is all that `allow-same-origin` gives it. It may not navigate the page.
const MAY: &str = "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-presentation";

/// The card, with a link to the post's own page. Outside of a story it is what the post says, and the link.
#[must_use]
pub fn frame<S: Openable>(embed: &ExternalEmbed, setting: Setting<S>) -> Tag {
    let page = embed.page().map(|page| link(&page, setting.rel));
    let Some(story) = setting.story else {
        let words: Node = match page {
            Some(link) => link.text(copied(embed.name())).into(),
            None => Node::Text(copied(embed.name())),
        };
        let line = tag("p").child(words);
        if embed.quote.is_empty() {
            return line;
        }
        let quote = blocks(&embed.quote, setting);
        return tag("blockquote").child(quote).child(line);
    };
    let provider = embed.provider();
    let messages = story.messages();
    let words = messages.filled(Message::EmbedOpen, "provider", provider.label);
    let page = page.map(|link| link.interface(messages).spoken().text(words));
    let figure = tag(match provider.shape {
        Shape::Film => "figure.frame film",
        Shape::Upright => "figure.frame upright",
        Shape::Post => "figure.frame post",
        Shape::Audio => "figure.frame audio",
        Shape::Chart => "figure.frame chart",
    });
    figure
        .set(Attr::DataFrame, embed.frame())
        .set(Attr::DataTitle, copied(embed.name()))
        .child(
            tag("div.frame-box")
                .set(Attr::DataBox, "")
                .child(card(embed, story, setting)),
        )
        .child(caption(&embed.caption, &[], setting.lines()))
        .child(page)
}

/// The frame that takes a card's place: of what address, and what it is called.
#[must_use]
pub fn opened(address: String, title: String) -> Tag {
    tag("iframe")
        .set(Attr::Sandbox, MAY)
        .set(
            Attr::Allow,
            "autoplay; encrypted-media; fullscreen; picture-in-picture",
        )
        // Some services refuse to play where they are not told which site asks.
        .set(Attr::ReferrerPolicy, "strict-origin-when-cross-origin")
        .set(Attr::Loading, "lazy")
        .set(Attr::Title, title)
        .set(Attr::Src, address)
}

fn card<S: Openable>(embed: &ExternalEmbed, story: &S, setting: Setting<S>) -> Tag {
    let label = embed.provider().label;
    let messages = story.messages();
    let filled = |message| messages.filled(message, "provider", label);
    let is_film = matches!(embed.provider().shape, Shape::Film | Shape::Upright);
    let show = filled(if is_film {
        Message::EmbedPlay
    } else {
        Message::EmbedShow
    });
    let quote = blocks(
        &embed.quote,
        Setting {
            story: None,
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
                .set(Attr::DataAction, Action::Frame.name())
                .spoken()
                .child(is_film.then(|| icon("play")))
                .child(tag("span").text(show)),
        )
        // What plays a film says so itself.
        .child((!is_film).then(|| {
            tag("p.frame-notice")
                .interface(messages)
                .spoken()
                .text(filled(Message::EmbedNotice))
        }))
}
