//! The invitation to share, and the ways to do it.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Clipboard, HtmlInputElement, ShareData};
use yew::{Callback, MouseEvent, NodeRef};

use super::icons::icon;
use super::page::Page;
use super::tag::{Attr, Tag, part, tag};
use crate::article::Access;
use crate::dictionary::{member, texts};
use crate::i18n::Message;
use crate::share::{Action, Story, Target};

/// What can happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// The reader follows a target's link.
    Followed(&'static str),
    /// The reader wants the device's share sheet.
    Sheet,
    /// The reader wants the address.
    Copy,
    /// The address was copied, or not.
    Copied(bool),
}

/// What the reader has done with the bar.
#[derive(Default)]
pub struct Sharing {
    /// Whether the address was copied, once that has been tried.
    copied: Option<bool>,
    address: NodeRef,
    /// The field with the address has just come.
    needs_focus: bool,
}

impl Sharing {
    /// Takes note of what has happened; answers whether the bar looks otherwise now. `on_share` is
    /// told which target was used, `on_event` what comes of it later.
    pub fn update(
        &mut self,
        event: Event,
        page: &Page,
        on_share: &Callback<&'static str>,
        on_event: Callback<Event>,
    ) -> bool {
        match event {
            Event::Followed(name) => on_share.emit(name),
            Event::Sheet => {
                if let Some(sharing) = share_with_device(&page.shared) {
                    spawn_local(async move {
                        if sharing.await.is_ok() {
                            on_event.emit(Event::Followed("device"));
                        }
                    });
                }
            }
            Event::Copy => {
                // Said anew each time, so that it is also heard anew.
                self.copied = None;
                let writing = copy(&page.shared.url);
                spawn_local(async move {
                    let is_copied = match writing {
                        Some(writing) => writing.await.is_ok(),
                        None => false,
                    };
                    on_event.emit(Event::Copied(is_copied));
                });
                return true;
            }
            Event::Copied(is_copied) => {
                if is_copied {
                    on_share.emit("copy");
                }
                self.copied = Some(is_copied);
                self.needs_focus = !is_copied;
                return true;
            }
        }
        false
    }

    /// After the bar was drawn anew: what could not be copied is there to be copied by hand.
    pub fn rendered(&mut self) {
        if std::mem::take(&mut self.needs_focus)
            && let Some(input) = self.address.cast::<HtmlInputElement>()
        {
            let _ = input.focus();
            input.select();
        }
    }

    /// The address in a field of its own.
    fn by_hand(&self, page: &Page) -> Tag {
        let field = tag("input")
            .reference(&self.address)
            .set(Attr::Type, "text")
            .set(Attr::ReadOnly, "")
            .set(Attr::Value, &page.shared.url);
        tag("label.by-hand")
            .say(page.messages, Message::CopyFailed)
            .child(field)
    }

    fn button(&self, page: &Page, target: &'static Target, on_event: &Callback<Event>) -> Tag {
        let messages = page.messages;
        let is_copied = target.action == Action::Copy && self.copied == Some(true);
        let name = target.name;
        let (element, label, event) = match target.action {
            Action::Device => (
                tag("button").label(messages, Message::ShareDevice),
                messages.text(Message::ShareShort),
                Event::Sheet,
            ),
            Action::Copy => (
                tag("button"),
                messages.text(if is_copied {
                    Message::LinkCopied
                } else {
                    Message::CopyLink
                }),
                Event::Copy,
            ),
            Action::Email(_) => (
                tag("a").label(messages, Message::ShareEmail),
                messages.text(Message::EmailShort),
                Event::Followed(name),
            ),
            Action::Page(_) => {
                let place = messages.filled(Message::ShareOn, "target", target.label);
                let title = [&place, " (", messages.text(Message::NewTab), ")"].concat();
                (
                    tag("a")
                        .set(Attr::Target, "_blank")
                        .set(Attr::AriaLabel, title),
                    target.label,
                    Event::Followed(name),
                )
            }
        };
        let element = match target.address(&page.shared) {
            Some(address) => element
                .set(Attr::Href, address)
                .set(Attr::Rel, "noopener noreferrer"),
            None => element,
        };
        element
            .class(if is_copied {
                "share-button done"
            } else {
                "share-button"
            })
            .set(Attr::DataTarget, name)
            .on_click(on_click(on_event, event))
            .child(icon(if is_copied { "done" } else { name }))
            .child(tag("span").text(label))
    }
}

/// The invitation and the bar; nothing where there is no target, and no story to pass on.
pub fn share_bar(page: &Page, sharing: &Sharing, on_event: &Callback<Event>) -> Option<Tag> {
    // What may not be shown is nothing to be passed on either.
    let is_withheld = matches!(page.article.access, Access::Withheld(_));
    if page.targets.is_empty() || is_withheld {
        return None;
    }
    let messages = page.messages;
    let buttons = page.targets.iter().map(|target| {
        tag("li")
            .key(target.name)
            .child(sharing.button(page, target, on_event))
    });
    let status = match sharing.copied {
        Some(true) => messages.text(Message::LinkCopied),
        _ => "",
    };
    let bar = part("section.share")
        .interface(messages)
        .set(Attr::AriaLabelledBy, "share-invitation")
        .child(
            tag("p.invitation")
                .set(Attr::Id, "share-invitation")
                .say(messages, Message::ShareInvitation),
        )
        .child(tag("ul").children(buttons))
        .child(
            tag("p.visually-hidden")
                .set(Attr::Role, "status")
                .text(status),
        )
        .child((sharing.copied == Some(false)).then(|| sharing.by_hand(page)));
    Some(bar)
}

fn on_click(on_event: &Callback<Event>, event: Event) -> Callback<MouseEvent> {
    let on_event = on_event.clone();
    Callback::from(move |_| on_event.emit(event))
}

/// Opens the device's share sheet. A reader who closes it again has shared nothing.
fn share_with_device(story: &Story) -> Option<JsFuture> {
    let data: ShareData = texts(&[("title", &story.title), ("url", &story.url)]);
    let sharing = web_sys::window()?.navigator().share_with_data(&data);
    Some(sharing.into())
}

/// Copies an address; `None` where there is no clipboard, as in pages that are not secure.
fn copy(address: &str) -> Option<JsFuture> {
    let clipboard = member(&web_sys::window()?.navigator(), "clipboard")?;
    let clipboard: Clipboard = clipboard.unchecked_into();
    Some(clipboard.write_text(address).into())
}
