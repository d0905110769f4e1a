//! What the story's own buttons do, which stand among its words and belong to nobody: one listener on
//! the story's element hears of them all.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::Callback;

use super::lightbox::figures;
use super::share_bar::within;
use crate::embed::listener::Listener;
use crate::markup::Attr;
use crate::markup::dom::Builder;
use crate::render::frame::opened;
use crate::render::places::Action;

/// Listens as long as the listener is kept. `on_picture` is told the number of the picture that the
/// reader wants to see large.
pub fn watch(story: &Element, on_picture: Callback<u32>) -> Listener {
    let within_story = story.clone();
    Listener::with_event(story.clone().into(), &["click"], move |event| {
        let Some(button) = within(&event, "[data-action]") else {
            return;
        };
        let action = button.get_attribute(Attr::DataAction.name());
        match action.as_deref().and_then(Action::named) {
            Some(Action::Picture) => {
                if let Some(number) = number_of(&button, &within_story) {
                    on_picture.emit(number);
                }
            }
            Some(Action::Frame) => {
                let _ = show_frame(&button);
            }
            _ => {}
        }
    })
}

/// The number of the picture that a button stands on.
fn number_of(button: &Element, story: &Element) -> Option<u32> {
    let figure = button.closest("[data-picture]").ok()??;
    let figures = figures(story)?;
    (0..figures.length()).find(|number| {
        let other = figures.get(*number);
        other.is_some_and(|other| *other == **figure)
    })
}

/// Puts the frame in place of its card, and the reader into it, who was at the card's button.
fn show_frame(button: &Element) -> Option<()> {
    let figure = button.closest("[data-frame]").ok()??;
    let stands = figure.query_selector("[data-box]").ok()??;
    let address = figure.get_attribute(Attr::DataFrame.name())?;
    let title = figure.get_attribute(Attr::DataTitle.name());
    let frame = opened(address, title.unwrap_or_default());
    let frame = Builder::new(figure.owner_document()?).element(&frame)?;
    stands.replace_children_with_node_1(&frame);
    frame.unchecked_into::<HtmlElement>().focus().ok()
}
