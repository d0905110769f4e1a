//! The bar beside words that a reader has selected in a story, and passing those words on.

use wasm_bindgen_futures::spawn_local;
use yew::{Callback, MouseEvent, NodeRef};

use super::device::{self, Shared};
use super::live_tag::LiveTag;
use super::selection::{self, Watch};
use super::share_bar::{Event, target_of, within};
use super::story_context::StoryContext;
use super::taken::Taken;
use crate::i18n::Message;
use crate::markup::{Attr, tag};
use crate::render::icons::icon;
use crate::share::{Action, Target};

/// So many targets stand in the bar besides copying.
const TARGETS: usize = 3;

/// The bar, which is hidden as long as nothing is selected.
#[derive(Default)]
pub struct QuoteBar {
    bar: NodeRef,
    watch: Option<Watch>,
}

impl QuoteBar {
    /// After the bar was drawn.
    pub fn rendered(&mut self) {
        if self.watch.is_none() {
            self.watch = Watch::start(&self.bar);
        }
    }

    /// The bar, with those of the story's targets that take words.
    pub fn bar(&self, story: &StoryContext, on_event: &Callback<Event>) -> Option<LiveTag> {
        // A quote leads to its place in the original.
        story.url.as_ref()?;
        let messages = story.messages;
        let is_sheet = |target: &&Target| target.action == Action::Device;
        let words = story.targets.iter().copied();
        let words = words.filter(|target| is_sheet(target) || target.takes_words());
        let copy = story.targets.iter().copied();
        let copy = copy.filter(|target| target.action == Action::Copy);
        let buttons = words.take(TARGETS).chain(copy).map(|target| {
            let label = match target.action {
                Action::Device => messages.text(Message::ShareDevice).to_owned(),
                Action::Copy => messages.text(Message::CopyQuote).to_owned(),
                _ => messages.filled(Message::ShareOn, "target", target.label),
            };
            let button = tag("button.quote-button")
                .set(Attr::Title, label.clone())
                .set(Attr::AriaLabel, label)
                .set(Attr::DataTarget, target.name)
                .child(icon(target.name));
            button.live().key(target.name)
        });
        let targets = story.targets.clone();
        let on_event = on_event.clone();
        let bar = tag("div.quote-bar")
            .set(Attr::Role, "toolbar")
            .set(Attr::Hidden, "")
            .label(messages, Message::ShareQuote)
            .interface(messages)
            .live()
            .reference(&self.bar)
            // A press on a button would take the selection away.
            .on_press(Callback::from(|event: MouseEvent| event.prevent_default()))
            .on_click(Callback::from(move |event: MouseEvent| {
                let button = within(&event, "button");
                if let Some(target) = button.and_then(|button| target_of(&button, &targets)) {
                    on_event.emit(Event::Quote(target));
                }
            }))
            .child(tag("div").live().children(buttons));
        (!story.targets.is_empty()).then_some(bar)
    }

    /// Passes on what is selected, and tells the page.
    pub fn pass_on(&self, target: &'static Target, taken: &Taken) {
        if let Some(words) = self.pass_on_words(target, &taken.story) {
            taken.tell_shared(target.name, Some(&words));
        }
    }

    fn pass_on_words(&self, target: &'static Target, story: &StoryContext) -> Option<String> {
        let quote = selection::quote(&self.bar)?;
        let marks = story.messages.around(Message::Quoted, "words");
        let shared = quote.story(marks, story.url.as_ref()?.as_str());
        let words = shared.title_within(usize::MAX);
        let copied = [&words, "\n", &shared.url].concat();
        match target.action {
            Action::Device => {
                let sharing = device::share(&[("text", words.as_str()), ("url", &shared.url)]);
                spawn_local(async move {
                    if sharing.await == Shared::Refused {
                        device::copy(&copied).await;
                    }
                });
            }
            Action::Copy => {
                let copying = device::copy(&copied);
                spawn_local(async move {
                    copying.await;
                });
            }
            _ => device::open(&target.address(&shared, None)?),
        }
        Some(quote.words)
    }
}
