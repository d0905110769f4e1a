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
    let shown = reader.opened.picture.unwrap_or_default();
    let image = reader.opened.picture.and_then(|shown| pictures.get(shown));
    let (previous, next) = ((shown + count - 1) % count, (shown + 1) % count);
    let figure = image.map(|image| {
        tag("figure")
            // One of its own, so that the picture before does not stand there until this has come.
            .key(&shown.to_string())
            .set("dir", "auto")
            .child(picture(image, Place::Alone))
            .child(caption(&image.caption, &image.credit, rel))
    });
    let turn = (count > 1).then(|| {
        let button = |name, message, number| {
            button(name, messages.text(message), name)
                .set("type", "button")
                .on_click(reader.on_click(Event::Picture(number)))
        };
        let (shown, count) = ((shown + 1).to_string(), count.to_string());
        tag_with("p", &[("class", "turn")])
            .child(button("previous", Message::PreviousPicture, previous))
            .child(tag_with("span", &[("role", "status")]).text([&shown, " / ", &count].concat()))
            .child(button("next", Message::NextPicture, next))
    });
    let on_event = reader.on_event.clone();
    tag_with("dialog", &[("class", "lightbox"), ("dir", "ltr")])
        .reference(&reader.opened.dialog)
        .set("lang", messages.language())
        .set("aria-label", messages.text(Message::Pictures))
        .on_key(Callback::from(move |event: KeyboardEvent| {
            match &*event.key() {
                "ArrowLeft" => on_event.emit(Event::Picture(previous)),
                "ArrowRight" => on_event.emit(Event::Picture(next)),
                _ => {}
            }
        }))
        // It gets the focus, and closes without a program of ours. It also lies under the picture,
        // so that a click anywhere else closes too.
        .child(tag_with("form", &[("method", "dialog")]).child(button(
            "close",
            messages.text(Message::Close),
            "x",
        )))
        .maybe(figure)
        .maybe(turn)
        .into()
}

/// A button that shows a sign.
pub fn button(class: &'static str, label: &'static str, sign: &str) -> Tag {
    tag("button")
        .class(class)
        .set("aria-label", label)
        .child(icon(sign))
}
