//! A picture of the story in the whole window, with the way to the others: the browser's own
//! `dialog`, which keeps the focus, closes with Escape and gives the focus back to the picture. Keys,
//! buttons and a finger turn to the others.
//!
//! It shows copies of what stands in the story: the picture and what is written under it.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlDialogElement, NodeList, ShadowRoot};
use yew::virtual_dom::VNode;
use yew::{Callback, Html, KeyboardEvent, MouseEvent, NodeRef};

use super::live_tag::LiveTag;
use super::swipe::Finger;
use crate::i18n::{Message, Messages};
use crate::markup::{Attr, Tag, tag};
use crate::render::icons::icon;

/// The dialog, and the picture in it.
#[derive(Default)]
pub struct Lightbox {
    dialog: NodeRef,
    finger: Finger,
    shown: Option<Shown>,
    needs_opening: bool,
}

/// The picture that is shown, or was last.
struct Shown {
    number: u32,
    /// How many there are.
    count: u32,
    picture: Html,
    caption: Html,
}

/// The story's pictures, in document order.
pub fn figures(story: &Element) -> Option<NodeList> {
    story.query_selector_all("figure[data-picture]").ok()
}

impl Lightbox {
    /// Shows the picture of this number; answers whether there is one.
    pub fn open(&mut self, story: &Element, number: u32) -> bool {
        let shown = Shown::find(story, number);
        let is_found = shown.is_some();
        if is_found {
            self.shown = shown;
            self.needs_opening = true;
        }
        is_found
    }

    /// After the dialog was drawn.
    pub fn rendered(&mut self) {
        if std::mem::take(&mut self.needs_opening)
            && let Some(dialog) = self.dialog.get()
        {
            // It may be open already, for the picture before this one.
            let _ = dialog.unchecked_into::<HtmlDialogElement>().show_modal();
        }
    }

    /// The dialog, which is empty until a picture is asked for. `on_turn` is told which is asked for in it.
    pub fn dialog(&self, messages: Messages, on_turn: &Callback<u32>) -> LiveTag {
        let dialog = tag("dialog.lightbox")
            .interface(messages)
            .label(messages, Message::Pictures)
            // It gets the focus, and closes without a program of ours. It also lies under the picture,
            // so that a click anywhere else closes too.
            .child(tag("form").set(Attr::Method, "dialog").child(
                button("button.close", messages, Message::Close, "x").set(Attr::Type, "submit"),
            ))
            .live()
            .reference(&self.dialog);
        match &self.shown {
            Some(shown) => self.with_picture(dialog, shown, messages, on_turn),
            None => dialog,
        }
    }

    fn with_picture(
        &self,
        dialog: LiveTag,
        shown: &Shown,
        messages: Messages,
        on_turn: &Callback<u32>,
    ) -> LiveTag {
        let (number, count) = (shown.number, shown.count);
        let (previous, next) = ((number + count - 1) % count, (number + 1) % count);
        // Keys and fingers go by the screen, where the next one is on the side that one reads towards.
        let (left, right) = if messages.direction() == "rtl" {
            (next, previous)
        } else {
            (previous, next)
        };
        let figure = tag("figure")
            .set(Attr::Dir, "auto")
            .live()
            // One of its own, so that the picture before does not stand there until this has come.
            .key(&number.to_string())
            .child(shown.picture.clone())
            .child(shown.caption.clone());
        let turn = (count > 1).then(|| {
            let button = |selector, message, sign, number| {
                let on_turn = on_turn.clone();
                let button = button(selector, messages, message, sign).live();
                button.on_click(Callback::from(move |_: MouseEvent| on_turn.emit(number)))
            };
            let place = [&messages.number(number + 1), " / ", &messages.number(count)].concat();
            tag("p.turn")
                .live()
                .child(button(
                    "button.previous",
                    Message::PreviousPicture,
                    "previous",
                    previous,
                ))
                .child(tag("span").set(Attr::Role, "status").text(place))
                .child(button("button.next", Message::NextPicture, "next", next))
        });
        let on_key = on_turn.clone();
        let dialog = dialog
            .on_key(Callback::from(move |event: KeyboardEvent| {
                match &*event.key() {
                    "ArrowLeft" => on_key.emit(left),
                    "ArrowRight" => on_key.emit(right),
                    _ => {}
                }
            }))
            .child(figure)
            .child(turn);
        let on_turn = on_turn.clone();
        let on_swipe = Callback::from(move |is_leftward| {
            on_turn.emit(if is_leftward { right } else { left });
        });
        self.finger.watch(dialog, on_swipe)
    }
}

impl Shown {
    fn find(story: &Element, number: u32) -> Option<Self> {
        let figures = figures(story)?;
        let count = figures.length();
        let figure: Element = figures.get(number)?.unchecked_into();
        let picture = copy_of(&figure, "img")?;
        // It has the whole window, and is asked for now.
        let _ = picture.remove_attribute("class");
        if picture.has_attribute("sizes") {
            let _ = picture.set_attribute("sizes", "100vw");
        }
        let _ = picture.set_attribute("loading", "eager");
        Some(Self {
            number,
            count,
            picture: VNode::VRef(picture.into()),
            caption: copy_of(&figure, "figcaption")
                .map_or_else(Html::default, |caption| VNode::VRef(caption.into())),
        })
    }
}

fn copy_of(figure: &Element, name: &str) -> Option<Element> {
    let original = figure.query_selector(name).ok()??;
    let copy = original.clone_node_with_deep(true).ok()?;
    Some(copy.unchecked_into())
}

/// A button that shows a sign.
fn button(selector: &'static str, messages: Messages, label: Message, sign: &str) -> Tag {
    tag(selector).label(messages, label).child(icon(sign))
}

/// A window that was open when the embed was moved has become a part of the page: opens it again.
pub fn reopen(shadow: &ShadowRoot) {
    if let Ok(Some(found)) = shadow.query_selector("dialog[open]:not(:modal)") {
        let dialog: HtmlDialogElement = found.unchecked_into();
        dialog.close();
        let _ = dialog.show_modal();
    }
}
