//! The form that asks a reader for her Mastodon server.
//!
//! What a server's name is, and how it is kept, is the [`Server`]'s own.

use web_sys::{HtmlElement, HtmlInputElement};
use yew::{Callback, NodeRef};

use super::inlines::link;
use super::page::Page;
use super::share_bar::{Event, in_new_tab, on_click};
use super::tag::{Attr, Tag, tag};
use crate::i18n::Message;
use crate::share::server::Server;

/// The form, and what is known of the reader's server.
pub struct ServerPicker {
    /// The server that she has named.
    pub server: Option<Server>,
    is_open: bool,
    /// What she has typed is no server.
    is_invalid: bool,
    /// The focus belongs in the form, or back where it was opened.
    needs_focus: bool,
    field: NodeRef,
    remember: NodeRef,
    /// What opens the form.
    pub opener: NodeRef,
}

impl Default for ServerPicker {
    fn default() -> Self {
        Self {
            server: Server::remembered(),
            is_open: false,
            is_invalid: false,
            needs_focus: false,
            field: NodeRef::default(),
            remember: NodeRef::default(),
            opener: NodeRef::default(),
        }
    }
}

impl ServerPicker {
    /// Opens or closes the form.
    pub fn open(&mut self, is_open: bool) {
        self.is_open = is_open;
        self.is_invalid = false;
        self.needs_focus = true;
    }

    /// Takes what the reader has typed; answers whether that is a server.
    pub fn pick(&mut self) -> bool {
        let field = self.field.cast::<HtmlInputElement>();
        let server = field.and_then(|field| Server::parse(&field.value()));
        let remember = self.remember.cast::<HtmlInputElement>();
        match &server {
            Some(server) if remember.is_some_and(|remember| remember.checked()) => {
                // Where the browser keeps nothing, she is asked again on the next page.
                let _ = server.remember();
            }
            Some(_) => Server::forget(),
            None => {
                self.is_invalid = true;
                self.needs_focus = true;
                return false;
            }
        }
        self.server = server;
        self.open(false);
        true
    }

    /// After the form was drawn, or is gone.
    pub fn rendered(&mut self) {
        if !std::mem::take(&mut self.needs_focus) {
            return;
        }
        let place = if self.is_open {
            &self.field
        } else {
            &self.opener
        };
        if let Some(element) = place.cast::<HtmlElement>() {
            let _ = element.focus();
        }
    }

    /// The form, where it is open.
    pub fn form(&self, page: &Page, on_event: &Callback<Event>) -> Option<Tag> {
        if !self.is_open {
            return None;
        }
        let messages = page.messages;
        let server = self.server.as_ref();
        let field = tag("input")
            .reference(&self.field)
            .set(Attr::Type, "text")
            .set(Attr::Id, "server")
            .set(Attr::Name, "server")
            .set(Attr::InputMode, "url")
            .set(Attr::AutoCapitalize, "none")
            .set(Attr::Dir, "ltr")
            .set(Attr::Placeholder, "mastodon.social")
            .set(Attr::Value, server.map(|server| server.as_str().to_owned()))
            .set(Attr::AriaInvalid, self.is_invalid.then_some("true"))
            .set(
                Attr::AriaDescribedBy,
                self.is_invalid.then_some("server-error"),
            );
        let error = self.is_invalid.then(|| {
            tag("p.error")
                .set(Attr::Id, "server-error")
                .say(messages, Message::ServerInvalid)
        });
        let remember = tag("label")
            .child(
                tag("input")
                    .reference(&self.remember)
                    .set(Attr::Type, "checkbox"),
            )
            .text([" ", messages.text(Message::RememberServer)].concat());
        let start = link(&page.shared.mastodon_start(), "noopener noreferrer")
            .set(Attr::Target, "_blank")
            .on_click(on_click(on_event, Event::Followed("mastodon")))
            .say(messages, Message::ServerUnknown)
            .child(tag("span.visually-hidden").text(in_new_tab(messages)));
        let on_submit = on_event.clone();
        let on_key = on_event.clone();
        Some(
            tag("form.server-picker")
                .set(Attr::NoValidate, "")
                .on_submit(Callback::from(move |event: yew::SubmitEvent| {
                    event.prevent_default();
                    on_submit.emit(Event::Picked);
                }))
                .on_key(Callback::from(move |event: yew::KeyboardEvent| {
                    if event.key() == "Escape" {
                        on_key.emit(Event::Pick(false));
                    }
                }))
                .child(
                    tag("label")
                        .set(Attr::For, "server")
                        .say(messages, Message::ServerLabel),
                )
                .child(field)
                .child(error)
                .child(remember)
                .child(
                    tag("p.picker-buttons")
                        .child(
                            tag("button.submit")
                                .set(Attr::Type, "submit")
                                .say(messages, Message::ShareShort),
                        )
                        .child(
                            tag("button")
                                .on_click(on_click(on_event, Event::Pick(false)))
                                .say(messages, Message::Close),
                        )
                        .child(start),
                ),
        )
    }
}
