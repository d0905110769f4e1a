//! Pictures with their captions, and galleries of them.

use super::icons::icon;
use super::inlines::link;
use super::places::Action;
use super::setting::{Lines, Openable, Setting};
use crate::article::block::is_blank;
use crate::article::{Image, Inline};
use crate::i18n::{Message, Messages};
use crate::markup::tag::copied;
use crate::markup::{Attr, Tag, part, tag};
use crate::url::MediaUrl;

/// Where a picture stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Position {
    /// It opens the story, so it is fetched at once.
    Lead,
    /// It stands in the text, and is fetched when the reader comes near.
    Body,
    /// It stands beside others.
    Gallery,
    /// It stands in a line of text.
    Line,
}

/// A picture that is narrower than this, in pixels, is not drawn larger than it is.
const SMALL: u32 = 400;

/// A picture with its caption and its maker.
#[must_use]
pub fn figure<S: Openable>(image: &Image, position: Position, setting: Setting<S>) -> Tag {
    let Some(story) = setting.story else {
        return elsewhere(&image.src, &image.alt, &image.caption, setting.lines());
    };
    let label = story.messages().text(Message::Enlarge);
    let enlarge = part("button.enlarge")
        .set(
            Attr::AriaLabel,
            match &*image.alt {
                "" => label.to_owned(),
                alt => [label, ": ", alt].concat(),
            },
        )
        .set(Attr::DataAction, Action::Picture.name())
        .spoken()
        .child(icon("enlarge"));
    let linked = match &image.link {
        Some(url) => link(url.as_str(), setting.rel).child(picture(image, position)),
        None => picture(image, position),
    };
    let figure = tag(match position {
        Position::Lead => "figure.picture lead",
        _ => "figure.picture",
    });
    figure
        .set(Attr::DataPicture, story.next_picture())
        .child(tag("div.picture-box").child(linked).child(enlarge))
        .child(told(image, story.messages(), setting.lines()))
}

/// What stands under a picture.
fn told(image: &Image, messages: Messages, lines: Lines) -> Option<Tag> {
    let caption = caption(&image.caption, &image.credit, lines);
    if !image.is_made_with_ai {
        return caption;
    }
    let mark = tag("small.credit").interface(messages).spoken();
    let mark = mark.say(messages, Message::MadeWithAi);
    let caption = caption.unwrap_or_else(|| tag("figcaption"));
    Some(caption.text(" ").child(mark))
}

/// A file that a reader's comment or another service's post names: a link to it, since its server
/// would hear of whoever reads the page.
#[must_use]
pub fn elsewhere(url: &MediaUrl, words: &str, caption: &[Inline], lines: Lines) -> Tag {
    let words = if words.is_empty() {
        url.as_str()
    } else {
        words
    };
    tag("p")
        .child(link(url.as_str(), lines.rel).text(copied(words)))
        .text(" ")
        .inlines(caption, lines)
}

/// Pictures that belong together.
#[must_use]
pub fn gallery<S: Openable>(images: &[Image], caption: &[Inline], setting: Setting<S>) -> Tag {
    let pictures = images
        .iter()
        .map(|image| figure(image, Position::Gallery, setting));
    tag("figure.gallery")
        .child(tag("div.gallery-pictures").children(pictures))
        .child(self::caption(caption, &[], setting.lines()))
}

/// The picture itself.
#[must_use]
pub fn picture(image: &Image, position: Position) -> Tag {
    let is_lead = position == Position::Lead;
    let srcset = (!image.srcset.is_empty()).then(|| image.srcset_attribute());
    let sizes = srcset.is_some().then_some(match position {
        Position::Lead | Position::Body => "(min-width: 48em) 46em, 100vw",
        Position::Gallery => "(min-width: 48em) 23em, 50vw",
        Position::Line => "10em",
    });
    let is_small = matches!(position, Position::Lead | Position::Body)
        && image.width.is_some_and(|width| width < SMALL);
    tag(match position {
        Position::Line => "img.in-line",
        _ if is_small => "img.small",
        _ => "img",
    })
    .set(
        Attr::Loading,
        match position {
            Position::Lead => "eager",
            _ => "lazy",
        },
    )
    .set(Attr::FetchPriority, is_lead.then_some("high"))
    .set(Attr::Decoding, "async")
    .set(Attr::Width, image.width)
    .set(Attr::Height, image.height)
    .set(Attr::Sizes, sizes)
    .set(Attr::SrcSet, srcset)
    .set(Attr::Alt, &image.alt)
    .set(Attr::Src, &image.src)
}

/// A caption and the name of the maker, where there are any.
#[must_use]
pub fn caption(caption: &[Inline], credit: &[Inline], lines: Lines) -> Option<Tag> {
    let has_caption = !is_blank(caption);
    let has_credit = !is_blank(credit);
    if !has_caption && !has_credit {
        return None;
    }
    let mut figcaption = tag("figcaption");
    if has_caption {
        figcaption = figcaption.inlines(caption, lines).text(" ");
    }
    if has_credit {
        figcaption = figcaption.child(tag("small.credit").inlines(credit, lines));
    }
    Some(figcaption)
}
