//! Pictures with their captions, and galleries of them.

use super::blocks::Setting;
use super::content::copied;
use super::icons::icon;
use super::inlines::link;
use super::opened::Event;
use super::tag::{Attr, Tag, part, tag};
use crate::article::block::is_blank;
use crate::article::{Image, Inline};
use crate::i18n::Message;
use crate::url::MediaUrl;

/// Where a picture stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// It opens the story, so it is fetched at once.
    Lead,
    /// It stands in the text, and is fetched when the reader comes near.
    Body,
    /// It stands beside others.
    Gallery,
    /// It has the whole window.
    Alone,
}

/// A picture that is narrower than this, in pixels, is not drawn larger than it is.
const SMALL: u32 = 400;

/// A picture with its caption and its maker.
pub fn figure<'a>(image: &'a Image, place: Place, setting: Setting<'a>) -> Tag {
    let Some(reader) = setting.reader else {
        return elsewhere(&image.src, &image.alt, &image.caption, setting);
    };
    let number = reader.next_picture(image);
    let label = reader.messages.text(Message::Enlarge);
    let enlarge = part("button.enlarge")
        .set(
            Attr::AriaLabel,
            match &*image.alt {
                "" => label.to_owned(),
                alt => [label, ": ", alt].concat(),
            },
        )
        .child(icon("enlarge"))
        .on_click(reader.on_click(Event::Picture(number)));
    let figure = tag(match place {
        Place::Lead => "figure.picture lead",
        _ => "figure.picture",
    });
    figure
        .child(
            tag("div.picture-box")
                .child(picture(image, place))
                .child(enlarge),
        )
        .child(caption(&image.caption, &image.credit, setting.rel))
}

/// A file that a reader's comment or another service's post names: a link to it, since its server
/// would hear of whoever reads the page.
pub fn elsewhere(url: &MediaUrl, words: &str, caption: &[Inline], setting: Setting) -> Tag {
    let words = if words.is_empty() {
        url.as_str()
    } else {
        words
    };
    tag("p")
        .child(link(url.as_str(), setting.rel).text(copied(words)))
        .text(" ")
        .inlines(caption, setting.rel)
}

/// Pictures that belong together.
pub fn gallery<'a>(images: &'a [Image], caption: &[Inline], setting: Setting<'a>) -> Tag {
    let pictures = images
        .iter()
        .map(|image| figure(image, Place::Gallery, setting));
    tag("figure.gallery")
        .child(tag("div.gallery-pictures").children(pictures))
        .child(self::caption(caption, &[], setting.rel))
}

/// The picture itself.
pub fn picture(image: &Image, place: Place) -> Tag {
    let is_lead = place == Place::Lead;
    let srcset = (!image.srcset.is_empty()).then(|| image.srcset_attribute());
    let sizes = srcset.is_some().then_some(match place {
        Place::Lead | Place::Body => "(min-width: 48em) 46em, 100vw",
        Place::Gallery => "(min-width: 48em) 23em, 50vw",
        Place::Alone => "100vw",
    });
    let is_small = place != Place::Gallery && image.width.is_some_and(|width| width < SMALL);
    tag(if is_small { "img.small" } else { "img" })
        .set(
            Attr::Loading,
            match place {
                Place::Lead | Place::Alone => "eager",
                Place::Body | Place::Gallery => "lazy",
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
pub fn caption(caption: &[Inline], credit: &[Inline], rel: &'static str) -> Option<Tag> {
    let has_caption = !is_blank(caption);
    let has_credit = !is_blank(credit);
    if !has_caption && !has_credit {
        return None;
    }
    let mut figcaption = tag("figcaption");
    if has_caption {
        figcaption = figcaption.inlines(caption, rel).text(" ");
    }
    if has_credit {
        figcaption = figcaption.child(tag("small.credit").inlines(credit, rel));
    }
    Some(figcaption)
}
