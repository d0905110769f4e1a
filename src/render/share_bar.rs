//! The invitation to share with its bar, as it stands from the first moment: targets that are links
//! are links, the others are buttons in their places, which work once the islands are there.
//!
//! The islands draw the same bar with what has happened since.

use super::icons::icon;
use super::inlines::link;
use super::places::Action as ButtonAction;
use crate::i18n::{Message, Messages};
use crate::markup::{Attr, Tag, part, tag};
use crate::share::server::Server;
use crate::share::{Action, Shareable, Target};

/// The id of the field with the address that could not be copied.
pub const ADDRESS: &str = "share-address";
/// The id of the field for the reader's Mastodon server.
pub const SERVER: &str = "server";
/// The id of the box that keeps that server.
pub const REMEMBER: &str = "server-remember";

/// What the bar shows.
pub struct ShareBar<'a> {
    /// The interface's texts.
    pub messages: Messages,
    /// The targets, in order.
    pub targets: &'a [&'static Target],
    /// What is shared.
    pub shared: &'a Shareable,
    /// The Mastodon server that the reader has named.
    pub server: Option<&'a Server>,
    /// Whether the address was copied, once that has been tried.
    pub copied: Option<bool>,
    /// The form that asks for the server.
    pub picker: Picker,
}

/// The form that asks a reader for her Mastodon server.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Picker {
    /// It is not there.
    #[default]
    Closed,
    /// It is there.
    Open,
    /// What she has typed is no server.
    Invalid,
}

impl ShareBar<'_> {
    /// The invitation and the bar; nothing where there is no target.
    #[must_use]
    pub fn draw(&self) -> Option<Tag> {
        if self.targets.is_empty() {
            return None;
        }
        let messages = self.messages;
        let buttons = self.targets.iter().map(|target| {
            let button = self.button(target);
            tag("li").child(button)
        });
        let status = match self.copied {
            Some(true) => messages.text(Message::LinkCopied),
            _ => "",
        };
        // A group and no landmark: in a foreign page the embed has one, the comments.
        let bar = part("div.share")
            .interface(messages)
            .set(Attr::Role, "group")
            .set(Attr::AriaLabelledBy, "share-invitation")
            .child(
                tag("p.invitation")
                    .set(Attr::Id, "share-invitation")
                    .say(messages, Message::ShareInvitation),
            )
            .child(tag("ul").children(buttons))
            .child(self.change_server())
            .child((self.picker != Picker::Closed).then(|| self.server_form()))
            .child(
                // The button that copies says it, where there is one.
                tag(if status.is_empty() || self.has_copy() {
                    "p.visually-hidden"
                } else {
                    "p.quiet"
                })
                .set(Attr::Role, "status")
                .text(status),
            )
            .child((self.copied == Some(false)).then(|| self.by_hand()));
        Some(bar)
    }

    fn has_copy(&self) -> bool {
        let mut targets = self.targets.iter();
        targets.any(|target| target.action == Action::Copy)
    }

    fn button(&self, target: &'static Target) -> Tag {
        let messages = self.messages;
        let is_copied = target.action == Action::Copy && self.copied == Some(true);
        let name = target.name;
        let place = |target: &Target| messages.filled(Message::ShareOn, "target", target.label);
        let (element, label) = match target.action {
            Action::Device => (
                tag("button").label(messages, Message::ShareDevice),
                messages.text(Message::ShareShort),
            ),
            Action::Print => (tag("button"), messages.text(Message::Print)),
            Action::Server(..) if self.server.is_none() => (
                tag("button")
                    .set(Attr::Title, target.label)
                    .set(Attr::AriaLabel, place(target)),
                target.label,
            ),
            Action::Copy => (
                tag("button"),
                messages.text(if is_copied {
                    Message::LinkCopied
                } else {
                    Message::CopyLink
                }),
            ),
            Action::Email(_) => (
                tag("a").label(messages, Message::ShareEmail),
                messages.text(Message::EmailShort),
            ),
            Action::Page(..) | Action::Server(..) => {
                let title = [place(target), in_new_tab(messages)].concat();
                (
                    tag("a")
                        .set(Attr::Target, "_blank")
                        .set(Attr::Title, target.label)
                        .set(Attr::AriaLabel, title),
                    target.label,
                )
            }
        };
        let element = match target.address(self.shared, self.server) {
            Some(address) => element
                .set(Attr::Href, address)
                .set(Attr::Rel, "noopener noreferrer"),
            None => element,
        };
        element
            .class(match target.action {
                _ if is_copied => "share-button done",
                // Their signs are known; all names in a row would be louder than the story.
                Action::Page(..) | Action::Server(..) => "share-button round",
                _ => "share-button",
            })
            .set(Attr::Part, "share-button")
            .set(Attr::DataTarget, name)
            .child(icon(if is_copied { "done" } else { name }))
            .child(tag("span").text(label))
    }

    /// Lets a reader of Mastodon name another server than the one that is known.
    fn change_server(&self) -> Option<Tag> {
        let server = self.server?;
        let words = self
            .messages
            .filled(Message::ChangeServer, "server", server.as_str());
        let button = tag("button.change")
            .set(Attr::DataAction, ButtonAction::PickServer.name())
            .text(words);
        let mut targets = self.targets.iter();
        targets
            .any(|target| matches!(target.action, Action::Server(..)))
            .then_some(button)
    }

    /// The address in a field of its own, to be copied by hand.
    fn by_hand(&self) -> Tag {
        let field = tag("input")
            .set(Attr::Id, ADDRESS)
            .set(Attr::Type, "text")
            .set(Attr::ReadOnly, "")
            .set(Attr::Value, &self.shared.url);
        tag("label.by-hand")
            .say(self.messages, Message::CopyFailed)
            .child(field)
    }

    fn server_form(&self) -> Tag {
        let messages = self.messages;
        let is_invalid = self.picker == Picker::Invalid;
        let field = tag("input")
            .set(Attr::Type, "text")
            .set(Attr::Id, SERVER)
            .set(Attr::Name, "server")
            .set(Attr::InputMode, "url")
            .set(Attr::AutoCapitalize, "none")
            .set(Attr::Dir, "ltr")
            .set(Attr::Placeholder, "mastodon.social")
            .set(
                Attr::Value,
                self.server.map(|server| server.as_str().to_owned()),
            )
            .set(Attr::AriaInvalid, is_invalid.then_some("true"))
            .set(Attr::AriaDescribedBy, is_invalid.then_some("server-error"));
        let error = is_invalid.then(|| {
            tag("p.error")
                .set(Attr::Id, "server-error")
                .say(messages, Message::ServerInvalid)
        });
        let remember = tag("label")
            .child(
                tag("input")
                    .set(Attr::Id, REMEMBER)
                    .set(Attr::Type, "checkbox"),
            )
            .text([" ", messages.text(Message::RememberServer)].concat());
        let start = link(&self.shared.mastodon_start(), "noopener noreferrer")
            .set(Attr::Target, "_blank")
            .set(Attr::DataTarget, "mastodon")
            .say(messages, Message::ServerUnknown)
            .child(tag("span.visually-hidden").text(in_new_tab(messages)));
        tag("form.server-picker")
            .set(Attr::NoValidate, "")
            .child(
                tag("label")
                    .set(Attr::For, SERVER)
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
                            .set(Attr::DataAction, ButtonAction::CloseServer.name())
                            .say(messages, Message::Close),
                    )
                    .child(start),
            )
    }
}

/// What screen readers say after the name of a link that opens elsewhere.
#[must_use]
pub fn in_new_tab(messages: Messages) -> String {
    [" (", messages.text(Message::NewTab), ")"].concat()
}
