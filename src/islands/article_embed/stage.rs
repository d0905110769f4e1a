//! Where the component draws: the shadow root of its element, which the page's styles do not reach,
//! and what is heard of in it.

use web_sys::{Element, HtmlElement, ShadowRoot, ShadowRootInit};
use yew::Callback;

use super::ground::Ground;
use super::{jumps, style};
use crate::embed::events;
use crate::embed::listener::Listener;
use crate::islands::hosts::Hosts;
use crate::islands::share_bar::within;
use crate::islands::translated::Translated;
use crate::js_object::texts;
use crate::markup::Attr;
use crate::render::places::Action;

/// What is heard of in an embed, besides what the islands hear of.
pub enum Heard {
    /// The reader asks for the story again.
    Retry,
    /// The reader comes near something. The page may have another address by now.
    Reach,
}

/// Where the component draws.
pub struct Stage {
    /// The component's element.
    pub host: HtmlElement,
    /// Its shadow root.
    pub shadow: ShadowRoot,
    /// What stands in that; its width is what the layout goes by.
    pub column: Element,
    /// What the islands are drawn in.
    pub islands: Hosts,
    _listeners: [Listener; 2],
    _words: Option<Translated>,
    ground: Option<Ground>,
}

impl Stage {
    /// Makes an element ready; `None` where it can hold no embed.
    pub fn new(host: HtmlElement, on_heard: Callback<Heard>) -> Option<Self> {
        let document = host.owner_document()?;
        let options: ShadowRootInit = texts(&[("mode", "open")]);
        let shadow = host
            .shadow_root()
            .or_else(|| host.attach_shadow(&options).ok())?;
        style::adopt(&shadow);
        let column = document.create_element("div").ok()?;
        column.set_class_name("column");
        column.set_attribute(Attr::DataColumn.name(), "").ok()?;
        shadow.replace_children_with_node_1(&column);
        let listeners = [
            clicks(&column, &host, on_heard.clone()),
            Listener::new(
                column.clone().into(),
                &["pointerover", "focusin"],
                move || on_heard.emit(Heard::Reach),
            ),
        ];
        Some(Self {
            _words: Translated::watch(&[&column]),
            ground: Ground::watch(&host),
            host,
            shadow,
            column,
            islands: Hosts::new(&document)?,
            _listeners: listeners,
        })
    }

    /// Takes note that the component, or what it stands in, may be another.
    pub fn look_around(&self) {
        if let Some(ground) = &self.ground {
            ground.look();
        }
    }
}

/// Hears of links to share with, which do by themselves what they are for, and of the button that asks
/// again for a story; one in a place is the islands'.
fn clicks(column: &Element, host: &HtmlElement, on_heard: Callback<Heard>) -> Listener {
    let (host, inside) = (host.clone(), column.clone());
    Listener::with_event(column.clone().into(), &["click"], move |event| {
        if jumps::follow(&inside, &event).is_some() {
            return;
        }
        if let Some(link) = within(&event, "a[data-target]") {
            let target = link.get_attribute(Attr::DataTarget.name());
            let target = target.unwrap_or_default();
            events::dispatch(&host, events::Event::Share, &[("target", &target)]);
        } else if let Some(button) = within(&event, "button[data-action]")
            && button.get_attribute(Attr::DataAction.name()).as_deref()
                == Some(Action::Retry.name())
            && matches!(button.closest("[data-place]"), Ok(None))
        {
            on_heard.emit(Heard::Retry);
        }
    })
}
