//! The invitation to share, and the ways to do it.

use std::rc::Rc;

use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::{HtmlInputElement, ShareData};
use yew::{Callback, Component, Context, Html, NodeRef, Properties};

use super::icons::icon;
use super::page::Page;
use super::tag::{Tag, tag, tag_with};
use crate::i18n::Message;
use crate::share::{Action, Story, Target};

/// What is shared, and where.
#[derive(Properties)]
pub struct Props {
    /// The story, with its targets.
    pub page: Rc<Page>,
    /// A target was used: its name.
    pub on_share: Callback<&'static str>,
}

impl PartialEq for Props {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.page, &other.page)
    }
}

/// What can happen.
pub enum Event {
    /// The reader follows a target's link.
    Followed(&'static str),
    /// The reader wants the device's share sheet.
    Sheet,
    /// The reader shared with it, or closed it again.
    SheetClosed(bool),
    /// The reader wants the address.
    Copy,
    /// The address was copied, or not.
    Copied(bool),
}

/// The invitation and the bar.
pub struct ShareBar {
    /// Whether the address was copied, once that has been tried.
    copied: Option<bool>,
    address: NodeRef,
    /// The field with the address has just come.
    needs_focus: bool,
}

impl Component for ShareBar {
    type Message = Event;
    type Properties = Props;

    fn create(_: &Context<Self>) -> Self {
        Self {
            copied: None,
            address: NodeRef::default(),
            needs_focus: false,
        }
    }

    fn update(&mut self, context: &Context<Self>, event: Event) -> bool {
        let props = context.props();
        let link = context.link();
        match event {
            Event::Followed(name) => props.on_share.emit(name),
            Event::Sheet => {
                if let Some(sharing) = share_with_device(&props.page.shared) {
                    link.send_future(async { Event::SheetClosed(sharing.await.is_ok()) });
                }
            }
            Event::SheetClosed(is_shared) => {
                if is_shared {
                    props.on_share.emit("device");
                }
            }
            Event::Copy => {
                // Said anew each time, so that it is also heard anew.
                self.copied = None;
                match copy(&props.page.shared.url) {
                    Some(writing) => {
                        link.send_future(async { Event::Copied(writing.await.is_ok()) });
                    }
                    None => link.send_message(Event::Copied(false)),
                }
                return true;
            }
            Event::Copied(is_copied) => {
                if is_copied {
                    props.on_share.emit("copy");
                }
                self.copied = Some(is_copied);
                self.needs_focus = !is_copied;
                return true;
            }
        }
        false
    }

    fn view(&self, context: &Context<Self>) -> Html {
        let page = &context.props().page;
        let messages = page.messages;
        let buttons = page.targets.iter().map(|target| {
            tag("li")
                .key(target.name)
                .child(self.button(context, *target))
                .into()
        });
        let is_copied = self.copied == Some(true);
        let by_hand = (self.copied == Some(false)).then(|| self.by_hand(page));
        tag_with("section", &[("class", "share"), ("part", "share")])
            .set("lang", messages.language())
            .set("dir", "ltr")
            .set("aria-labelledby", "share-invitation")
            .child(
                tag_with("p", &[("id", "share-invitation"), ("class", "invitation")])
                    .text(messages.text(Message::ShareInvitation)),
            )
            .child(tag("ul").children(buttons.collect()))
            .child(
                tag_with("p", &[("class", "visually-hidden"), ("role", "status")]).text(
                    if is_copied {
                        messages.text(Message::LinkCopied)
                    } else {
                        ""
                    },
                ),
            )
            .maybe(by_hand)
            .into()
    }

    fn rendered(&mut self, _: &Context<Self>, _: bool) {
        // What could not be copied is there to be copied by hand.
        if std::mem::take(&mut self.needs_focus)
            && let Some(input) = self.address.cast::<HtmlInputElement>()
        {
            let _ = input.focus();
            input.select();
        }
    }
}

impl ShareBar {
    /// The address in a field of its own.
    fn by_hand(&self, page: &Page) -> Tag {
        let field = tag("input")
            .reference(&self.address)
            .set("type", "text")
            .set("readonly", "")
            .set("value", page.shared.url.clone());
        tag_with("label", &[("class", "by-hand")])
            .text(page.messages.text(Message::CopyFailed))
            .child(field)
    }

    fn button(&self, context: &Context<Self>, target: Target) -> Tag {
        let page = &context.props().page;
        let messages = page.messages;
        let link = context.link();
        let is_copied = target.action == Action::Copy && self.copied == Some(true);
        let sign = icon(if is_copied { "done" } else { target.name });
        let name = target.name;
        let (element, label) = match target.action {
            Action::Device => (
                tag_with("button", &[("type", "button")])
                    .set("aria-label", messages.text(Message::ShareDevice))
                    .on_click(link.callback(|_| Event::Sheet)),
                messages.text(Message::ShareShort),
            ),
            Action::Copy => (
                tag_with("button", &[("type", "button")]).on_click(link.callback(|_| Event::Copy)),
                messages.text(if is_copied {
                    Message::LinkCopied
                } else {
                    Message::CopyLink
                }),
            ),
            Action::Email(_) => (
                tag("a").set("aria-label", messages.text(Message::ShareEmail)),
                messages.text(Message::EmailShort),
            ),
            Action::Page(_) => {
                let place = messages.filled(Message::ShareOn, "target", target.label);
                let name = [&place, " (", messages.text(Message::NewTab), ")"].concat();
                (
                    tag_with("a", &[("target", "_blank")]).set("aria-label", name),
                    target.label,
                )
            }
        };
        let element = match target.address(&page.shared) {
            Some(address) => element
                .set("href", address)
                .set("rel", "noopener noreferrer")
                .on_click(link.callback(move |_| Event::Followed(name))),
            None => element,
        };
        element
            .class(if is_copied {
                "share-button done"
            } else {
                "share-button"
            })
            .set("data-target", name)
            .child(sign)
            .child(tag("span").text(label))
    }
}

/// Opens the device's share sheet. A reader who closes it again has shared nothing.
fn share_with_device(story: &Story) -> Option<JsFuture> {
    let data = ShareData::new();
    data.set_title(&story.title);
    data.set_url(&story.url);
    let sharing = web_sys::window()?.navigator().share_with_data(&data);
    Some(sharing.into())
}

/// Copies an address; `None` where there is no clipboard, as in pages that are not secure.
fn copy(address: &str) -> Option<JsFuture> {
    let clipboard = web_sys::window()?.navigator().clipboard();
    let is_there = !JsValue::from(clipboard.clone()).is_undefined();
    is_there.then(|| clipboard.write_text(address).into())
}
