//! A story that the islands have taken, and how they tell the page what a reader does with it.

use std::rc::Rc;
use std::sync::atomic::{AtomicU32, Ordering};

use web_sys::{Element, HtmlElement, ShadowRoot};
use yew::Callback;

use super::story_context::StoryContext;
use crate::embed::events::{self, Event};
use crate::render::places::Place;

/// A story as it stands in one embed.
pub struct Taken {
    /// Another story has another number.
    pub number: u32,
    /// What is known of it.
    pub story: Rc<StoryContext>,
    /// The story's element.
    pub element: Element,
    /// Where it stands.
    pub shadow: ShadowRoot,
    /// The embed's element.
    pub host: HtmlElement,
    /// Is told when the islands stand in it. Yew may draw some tasks later.
    pub on_settled: Callback<()>,
}

/// A number that no story has yet.
pub fn next_number() -> u32 {
    static NEXT: AtomicU32 = AtomicU32::new(1);
    NEXT.fetch_add(1, Ordering::Relaxed)
}

impl Taken {
    /// A key by which what is drawn in a place of this story is told from what is drawn in its other places,
    /// and for other stories.
    pub fn key(&self, place: Place) -> String {
        [&self.number.to_string(), " ", place.name()].concat()
    }

    /// The reader has passed the story on, or the words of it that she had selected.
    pub fn tell_shared(&self, target: &str, quote: Option<&str>) {
        let mut detail = vec![("target", target)];
        detail.extend(quote.map(|quote| ("quote", quote)));
        events::dispatch(&self.host, Event::Share, &detail);
    }
}
