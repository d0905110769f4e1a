//! Pictures with their captions, and galleries of them.

use yew::Html;

use super::inlines::inlines;
use super::tag::{nothing, tag, tag_with, text};
use crate::article::block::is_blank;
use crate::article::{Image, Inline};

/// Where a picture stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// It opens the story, so it is fetched at once.
    Lead,
    /// It stands in the text, and is fetched when the reader comes near.
    Body,
}

/// A picture with its caption and its maker.
pub fn figure(image: &Image, place: Place, rel: &'static str) -> Html {
    let is_lead = place == Place::Lead;
    tag("figure")
        .class(if is_lead { "picture lead" } else { "picture" })
        .child(picture(image, is_lead))
        .child(caption(&image.caption, &image.credit, rel))
        .into()
}

/// Pictures that belong together.
pub fn gallery(images: &[Image], caption: &[Inline], rel: &'static str) -> Html {
    let pictures = images.iter().map(|image| figure(image, Place::Body, rel));
    tag_with("figure", &[("class", "gallery")])
        .child(tag_with("div", &[("class", "gallery-pictures")]).children(pictures.collect()))
        .child(self::caption(caption, &[], rel))
        .into()
}

fn picture(image: &Image, is_lead: bool) -> Html {
    let size = |size: Option<u32>| size.map(|size| size.to_string());
    let srcset = (!image.srcset.is_empty()).then(|| image.srcset_attribute());
    let sizes = srcset.is_some().then_some("(min-width: 48em) 46em, 100vw");
    tag("img")
        // `loading` and `sizes` come before what they are about, so that nothing is fetched twice.
        .set("loading", if is_lead { "eager" } else { "lazy" })
        .set_some("fetchpriority", is_lead.then_some("high"))
        .set("decoding", "async")
        .set_some("width", size(image.width))
        .set_some("height", size(image.height))
        .set_some("sizes", sizes)
        .set_some("srcset", srcset)
        .set("alt", image.alt.clone())
        .set("src", image.src.as_str().to_owned())
        .into()
}

/// A caption and the name of the maker, where there are any.
pub fn caption(caption: &[Inline], credit: &[Inline], rel: &'static str) -> Html {
    let has_caption = !is_blank(caption);
    let has_credit = !is_blank(credit);
    if !has_caption && !has_credit {
        return nothing();
    }
    let mut figcaption = tag("figcaption");
    if has_caption {
        figcaption = figcaption.child(inlines(caption, rel)).child(text(" "));
    }
    if has_credit {
        figcaption =
            figcaption.child(tag_with("small", &[("class", "credit")]).child(inlines(credit, rel)));
    }
    figcaption.into()
}
