//! A picture of the story in the whole window, with the way to the others: the browser's own
//! `dialog`, which keeps the focus, closes with Escape and gives the focus back to the picture.

use yew::{Callback, Html, KeyboardEvent};

use super::icons::icon;
use super::opened::{Event, Reader};
use super::picture::{Place, caption, picture};
use super::tag::{Tag, nothing, tag, tag_with};
use crate::i18n::Message;

/// The dialog for the pictures that the reader's story has drawn so far.
pub fn lightbox(reader: &Reader, rel: &'static str) -> Html {
    let messages = reader.messages;
    let pictures = reader.pictures.borrow();
    let count = pictures.len();
    if count == 0 {
        return nothing();
    }
    // The first button gets the focus. It closes without a program of ours, and it also lies under
    // the picture, so that a click anywhere else closes too.
    let close = tag_with("form", &[("method", "dialog")]).child(button(
        "close",
        messages.text(Message::Close),
        "x",
    ));
    let dialog = tag_with("dialog", &[("class", "lightbox"), ("dir", "ltr")])
        .reference(&reader.opened.dialog)
        .set("lang", messages.language())
        .set("aria-label", messages.text(Message::Pictures))
        .child(close);
    let Some(shown) = reader.opened.picture else {
        return dialog.into();
    };
    let Some(image) = pictures.get(shown) else {
        return dialog.into();
    };
    let (previous, next) = ((shown + count - 1) % count, (shown + 1) % count);
    let figure = tag("figure")
        // A picture of its own, so that the one before does not stand there until this one has come.
        .key(&shown.to_string())
        .set("dir", "auto")
        .child(picture(image, Place::Alone))
        .child(caption(&image.caption, &image.credit, rel));
    let turn = (count > 1).then(|| {
        let button = |class, message, sign, number| {
            button(class, messages.text(message), sign)
                .set("type", "button")
                .on_click(reader.on_click(Event::Picture(number)))
        };
        let place = [
            &(shown + 1).to_string(),
            "\u{2009}/\u{2009}",
            &count.to_string(),
        ]
        .concat();
        tag_with("p", &[("class", "turn")])
            .child(button(
                "previous",
                Message::PreviousPicture,
                "previous",
                previous,
            ))
            .child(tag_with("span", &[("role", "status")]).text(place))
            .child(button("next", Message::NextPicture, "next", next))
    });
    let on_event = reader.on_event.clone();
    dialog
        .child(figure)
        .maybe(turn)
        .on_key(Callback::from(move |event: KeyboardEvent| {
            match &*event.key() {
                "ArrowLeft" => on_event.emit(Event::Picture(previous)),
                "ArrowRight" => on_event.emit(Event::Picture(next)),
                _ => {}
            }
        }))
        .into()
}

/// A button that shows a sign.
pub fn button(class: &'static str, label: &'static str, sign: &str) -> Tag {
    tag("button")
        .class(class)
        .set("aria-label", label)
        .child(icon(sign))
}
