//! A picture of the story in the whole window, with the way to the others: the browser's own
//! `dialog`, which keeps the focus, closes with Escape and gives the focus back to the picture. Keys,
//! buttons and a finger turn to the others.

use yew::{Callback, KeyboardEvent};

use super::icons::icon;
use super::opened::{Event, Reader};
use super::picture::{Place, caption, picture};
use super::tag::{Attr, Tag, tag};
use crate::i18n::{Message, Messages};

/// The dialog for the pictures that the reader's story has drawn so far.
pub fn lightbox(reader: &Reader, rel: &'static str) -> Option<Tag> {
    let messages = reader.messages;
    let pictures = reader.pictures.borrow();
    let count = pictures.len();
    if count == 0 {
        return None;
    }
    let shown = reader.opened.picture.unwrap_or_default();
    let image = reader.opened.picture.and_then(|shown| pictures.get(shown));
    let (previous, next) = ((shown + count - 1) % count, (shown + 1) % count);
    // Keys and fingers go by the screen, where the next one is on the side that one reads towards.
    let (left, right) = if messages.direction() == "rtl" {
        (next, previous)
    } else {
        (previous, next)
    };
    let figure = image.map(|image| {
        tag("figure")
            // One of its own, so that the picture before does not stand there until this has come.
            .key(&shown.to_string())
            .set(Attr::Dir, "auto")
            .child(picture(image, Place::Alone))
            .child(caption(&image.caption, &image.credit, rel))
    });
    let turn = (count > 1).then(|| {
        let button = |selector, message, sign, number| {
            button(selector, messages, message, sign)
                .on_click(reader.on_click(Event::Picture(number)))
        };
        let number = |number| messages.number(u32::try_from(number).unwrap_or_default());
        let (shown, count) = (number(shown + 1), number(count));
        tag("p.turn")
            .child(button(
                "button.previous",
                Message::PreviousPicture,
                "previous",
                previous,
            ))
            .child(
                tag("span")
                    .set(Attr::Role, "status")
                    .text([&shown, " / ", &count].concat()),
            )
            .child(button("button.next", Message::NextPicture, "next", next))
    });
    let on_event = reader.on_event.clone();
    let dialog =
        tag("dialog.lightbox")
            .reference(&reader.opened.dialog)
            .interface(messages)
            .label(messages, Message::Pictures)
            .on_key(Callback::from(move |event: KeyboardEvent| {
                match &*event.key() {
                    "ArrowLeft" => on_event.emit(Event::Picture(left)),
                    "ArrowRight" => on_event.emit(Event::Picture(right)),
                    _ => {}
                }
            }))
            // It gets the focus, and closes without a program of ours. It also lies under the picture,
            // so that a click anywhere else closes too.
            .child(tag("form").set(Attr::Method, "dialog").child(
                button("button.close", messages, Message::Close, "x").set(Attr::Type, "submit"),
            ))
            .child(figure)
            .child(turn);
    let on_event = reader.on_event.clone();
    let on_turn = Callback::from(move |is_leftward| {
        on_event.emit(Event::Picture(if is_leftward { right } else { left }));
    });
    Some(reader.opened.finger.watch(dialog, on_turn))
}

/// A button that shows a sign.
pub fn button(selector: &'static str, messages: Messages, label: Message, sign: &str) -> Tag {
    tag(selector).label(messages, label).child(icon(sign))
}
