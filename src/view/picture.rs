//! Pictures with their captions, and galleries of them.

use yew::{Html, html};

use super::inlines::inlines;
use crate::article::block::is_blank;
use crate::article::{Image, Inline};
use crate::i18n::{Message, Messages};

/// Where a picture stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// It opens the story, so it is fetched at once.
    Lead,
    /// It stands in the text, and is fetched when the reader comes near.
    Body,
}

/// A picture with its caption and its maker.
pub fn figure(image: &Image, place: Place, messages: Messages) -> Html {
    html! {
        <figure class={if place == Place::Lead { "picture lead" } else { "picture" }}>
            { picture(image, place) }
            { caption(&image.caption, &image.credit, messages) }
        </figure>
    }
}

/// Pictures that belong together.
pub fn gallery(images: &[Image], caption: &[Inline], messages: Messages) -> Html {
    html! {
        <figure class="gallery">
            <div class="gallery-pictures">
                { for images.iter().map(|image| figure(image, Place::Body, messages)) }
            </div>
            { self::caption(caption, &[], messages) }
        </figure>
    }
}

fn picture(image: &Image, place: Place) -> Html {
    let size = |size: Option<u32>| size.map(|size| size.to_string());
    let srcset = (!image.srcset.is_empty()).then(|| image.srcset_attribute());
    let is_lead = place == Place::Lead;
    html! {
        <img
            src={image.src.as_str().to_owned()}
            sizes={srcset.is_some().then_some("(min-width: 48em) 46em, 100vw")}
            {srcset}
            alt={image.alt.clone()}
            width={size(image.width)}
            height={size(image.height)}
            loading={if is_lead { "eager" } else { "lazy" }}
            fetchpriority={is_lead.then_some("high")}
            decoding="async"
        />
    }
}

fn caption(caption: &[Inline], credit: &[Inline], messages: Messages) -> Html {
    let (has_caption, has_credit) = (!is_blank(caption), !is_blank(credit));
    if !has_caption && !has_credit {
        return html! {};
    }
    let (before, after) = messages.around(Message::Credit, "name");
    html! {
        <figcaption>
            if has_caption {
                <span class="caption">{ inlines(caption) }</span>
            }
            if has_credit {
                { " " }
                <small class="credit">{ before }{ inlines(credit) }{ after }</small>
            }
        </figcaption>
    }
}
