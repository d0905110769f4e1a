//! The bar beside words that a reader has selected in a story.

use yew::{Callback, NodeRef};

use super::icons::icon;
use super::page::Page;
use super::selection::Watch;
use super::share_bar::{Event, on_click};
use super::tag::{Attr, Tag, tag};
use crate::i18n::Message;
use crate::share::{Action, Target};

/// So many targets stand in the bar besides copying.
const TARGETS: usize = 3;

/// The bar, which is hidden as long as nothing is selected.
#[derive(Default)]
pub struct QuoteBar {
    /// Where it is.
    pub place: NodeRef,
    watch: Option<Watch>,
}

impl QuoteBar {
    /// After the bar was drawn.
    pub fn rendered(&mut self) {
        if self.watch.is_none() {
            self.watch = Watch::start(&self.place);
        }
    }

    /// The bar, with those of the story's targets that take words.
    pub fn bar(&self, page: &Page, on_event: &Callback<Event>) -> Option<Tag> {
        // A quote leads to its place in the original.
        page.url.as_ref()?;
        let messages = page.messages;
        let is_sheet = |target: &&Target| target.action == Action::Device;
        let words = page.targets.iter().copied();
        let words = words.filter(|target| is_sheet(target) || target.takes_words());
        let copy = page.targets.iter().copied();
        let copy = copy.filter(|target| target.action == Action::Copy);
        let buttons = words.take(TARGETS).chain(copy).map(|target| {
            let label = match target.action {
                Action::Device => messages.text(Message::ShareDevice).to_owned(),
                Action::Copy => messages.text(Message::CopyQuote).to_owned(),
                _ => messages.filled(Message::ShareOn, "target", target.label),
            };
            tag("button.quote-button")
                .key(target.name)
                .set(Attr::Title, label.clone())
                .set(Attr::AriaLabel, label)
                .set(Attr::DataTarget, target.name)
                .on_click(on_click(on_event, Event::Quote(target)))
                .child(icon(target.name))
        });
        let bar = tag("div.quote-bar")
            .reference(&self.place)
            .set(Attr::Role, "toolbar")
            .set(Attr::Hidden, "")
            .label(messages, Message::ShareQuote)
            .interface(messages)
            // A press on a button would take the selection away.
            .on_press(Callback::from(|event: yew::MouseEvent| {
                event.prevent_default();
            }))
            .child(tag("div").children(buttons));
        (!page.targets.is_empty()).then_some(bar)
    }
}
