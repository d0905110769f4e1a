//! What a reader does with the invitation to share. The bar looks as [`crate::render::share_bar`]
//! draws it, here as there.
//!
//! Targets that are links do by themselves what they are for, and the loader tells the page of them.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, HtmlInputElement};
use yew::{Callback, KeyboardEvent, MouseEvent, SubmitEvent};

use super::device::{self, Shared};
use super::live_tag::LiveTag;
use super::print;
use super::server_picker::ServerPicker;
use super::story_context::StoryContext;
use super::taken::Taken;
use crate::render::places::Action as ButtonAction;
use crate::render::share_bar::{ADDRESS, Picker, ShareBar};
use crate::share::{Action, Target};

/// What can happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// The reader presses the button of a target.
    Use(&'static Target),
    /// The device has passed the story on.
    Sent,
    /// The address was copied, or not.
    Copied(bool),
    /// The reader wants to name her Mastodon server, or not any more.
    Pick(bool),
    /// The reader has named her Mastodon server.
    Picked,
    /// The reader passes on the words that she has selected.
    Quote(&'static Target),
}

/// What the reader has done with the bar.
#[derive(Default)]
pub struct Sharing {
    /// Whether the address was copied, once that has been tried.
    copied: Option<bool>,
    /// The field with the address has just come.
    needs_focus: bool,
    picker: ServerPicker,
}

impl Sharing {
    /// Takes note of what has happened; answers whether the bar looks otherwise now. `place` is where
    /// it stands.
    pub fn update(
        &mut self,
        event: Event,
        taken: &Taken,
        place: &Element,
        on_outcome: Callback<Event>,
    ) -> bool {
        let shared = &taken.story.shared;
        match event {
            Event::Use(target) => match target.action {
                Action::Device => {
                    let data = [("title", shared.title.as_str()), ("url", &shared.url)];
                    let sharing = device::share(&data);
                    let url = shared.url.clone();
                    spawn_local(async move {
                        on_outcome.emit(match sharing.await {
                            Shared::Sent => Event::Sent,
                            // Who closes the sheet again has shared nothing.
                            Shared::Left => return,
                            Shared::Refused => Event::Copied(device::copy(&url).await),
                        });
                    });
                    self.copied.take().is_some()
                }
                Action::Copy => {
                    // Said anew each time, so that it is also heard anew.
                    self.copied = None;
                    let copying = device::copy(&shared.url);
                    spawn_local(async move {
                        on_outcome.emit(Event::Copied(copying.await));
                    });
                    true
                }
                Action::Print => {
                    print::story(&taken.host);
                    taken.tell_shared(target.name, None);
                    false
                }
                Action::Server(..) => {
                    self.picker.open(true);
                    true
                }
                Action::Page(..) | Action::Email(_) => false,
            },
            Event::Sent => {
                taken.tell_shared("device", None);
                false
            }
            Event::Copied(is_copied) => {
                if is_copied {
                    taken.tell_shared("copy", None);
                }
                self.copied = Some(is_copied);
                self.needs_focus = !is_copied;
                true
            }
            Event::Pick(is_open) => {
                self.picker.open(is_open);
                true
            }
            Event::Picked => {
                let is_on_server = |target: &&Target| matches!(target.action, Action::Server(..));
                let mut targets = taken.story.targets.iter().copied();
                if self.picker.pick(place)
                    && let Some(target) = targets.find(is_on_server)
                    && let Some(address) = target.address(shared, self.picker.server.as_ref())
                {
                    device::open(&address);
                    taken.tell_shared(target.name, None);
                }
                true
            }
            Event::Quote(_) => false,
        }
    }

    /// After the bar was drawn anew: what could not be copied is there to be copied by hand.
    pub fn rendered(&mut self, place: &Element) {
        self.picker.rendered(place);
        if std::mem::take(&mut self.needs_focus)
            && let Ok(Some(field)) = place.query_selector(&["#", ADDRESS].concat())
        {
            let field: HtmlInputElement = field.unchecked_into();
            let _ = field.focus();
            field.select();
        }
    }

    /// The bar; nothing where there is no target.
    pub fn bar(&self, story: &StoryContext, on_event: &Callback<Event>) -> Option<LiveTag> {
        let bar = ShareBar {
            messages: story.messages,
            targets: &story.targets,
            shared: &story.shared,
            server: self.picker.server.as_ref(),
            copied: self.copied,
            picker: self.picker.state,
        };
        let targets = story.targets.clone();
        let on_click = on_event.clone();
        let on_submit = on_event.clone();
        let on_key = on_event.clone();
        let is_open = self.picker.state != Picker::Closed;
        let bar = bar
            .draw()?
            .live()
            .on_click(Callback::from(move |event: MouseEvent| {
                if let Some(event) = clicked(&event, &targets) {
                    on_click.emit(event);
                }
            }))
            .on_submit(Callback::from(move |event: SubmitEvent| {
                event.prevent_default();
                on_submit.emit(Event::Picked);
            }))
            .on_key(Callback::from(move |event: KeyboardEvent| {
                if is_open && event.key() == "Escape" && within(&event, "form").is_some() {
                    on_key.emit(Event::Pick(false));
                }
            }));
        Some(bar)
    }
}

/// What a click in the bar means.
fn clicked(event: &MouseEvent, targets: &[&'static Target]) -> Option<Event> {
    let button = within(event, "button")?;
    if let Some(target) = target_of(&button, targets) {
        return Some(Event::Use(target));
    }
    match ButtonAction::named(&button.get_attribute("data-action")?)? {
        ButtonAction::PickServer => Some(Event::Pick(true)),
        ButtonAction::CloseServer => Some(Event::Pick(false)),
        _ => None,
    }
}

/// The target that a button stands for.
pub fn target_of(button: &Element, targets: &[&'static Target]) -> Option<&'static Target> {
    let name = button.get_attribute("data-target")?;
    let mut targets = targets.iter().copied();
    targets.find(|target| target.name == name)
}

/// What an event happened in, as far as it is or stands in such an element.
pub fn within(event: &web_sys::Event, selector: &str) -> Option<Element> {
    let target: Element = event.target()?.dyn_into().ok()?;
    target.closest(selector).ok()?
}
