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

/// So many targets are seen at once, besides those that need no other site. One more is shown as well: it takes no
/// more room than the word that would hide it.
const SHOWN: usize = 4;

/// The targets that need no other site, and all others, in the publisher's order.
fn in_order(targets: &[&'static Target]) -> (Vec<&'static Target>, Vec<&'static Target>) {
    let is_own = |target: &&&Target| matches!(target.action, Action::Device | Action::Copy);
    targets.iter().partition(is_own)
}

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
        let (first, others) = in_order(self.targets);
        let (shown, more) = others.split_at(if others.len() > SHOWN + 1 {
            SHOWN
        } else {
            others.len()
        });
        let list = |targets: &[&'static Target]| {
            let buttons = targets
                .iter()
                .map(|target| tag("li").child(self.button(target)));
            (!targets.is_empty()).then(|| tag("ul").children(buttons))
        };
        let more = list(more).map(|list| {
            let summary = tag("summary.share-button").set(Attr::Part, "share-button");
            tag("details")
                .child(summary.say(messages, Message::ShareMore))
                .child(list)
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
            .child(
                tag("div.share-buttons")
                    .child(list(&first))
                    .child(list(shown))
                    .child(more),
            )
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
            Action::Print => (
                tag("button").set(Attr::Title, messages.text(Message::Print)),
                messages.text(Message::Print),
            ),
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
                tag("a")
                    .label(messages, Message::ShareEmail)
                    .set(Attr::Title, messages.text(Message::EmailShort)),
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
                Action::Device | Action::Copy => "share-button",
                // Their signs are known; all names in a row would be louder than the story.
                _ => "share-button round",
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markup::html::Writer;
    use crate::share::TARGETS;

    /// The names of the targets that are seen at once, and of those behind the word 'More'.
    fn drawn(names: &[&str]) -> [Vec<String>; 2] {
        let target = |name: &&str| TARGETS.iter().find(|target| target.name == *name).unwrap();
        let targets: Vec<_> = names.iter().map(target).collect();
        let bar = ShareBar {
            messages: Messages::english("en-GB"),
            targets: &targets,
            shared: &Shareable {
                title: "The mill".into(),
                marks: [String::new(), String::new()],
                url: "https://news.example/mill".into(),
            },
            server: None,
            copied: None,
            picker: Picker::Closed,
        };
        let mut writer = Writer::default();
        writer.node(&bar.draw().unwrap().into());
        let (seen, more) = writer
            .html
            .split_once("<details")
            .unwrap_or((&writer.html, ""));
        [seen, more].map(|html| {
            let parts = html.split("data-target=\"").skip(1);
            parts
                .map(|part| part.split('"').next().unwrap().to_owned())
                .collect()
        })
    }

    #[test]
    fn what_needs_no_other_site_comes_first_and_four_others_are_seen() {
        let names: Vec<_> = TARGETS.iter().map(|target| target.name).collect();
        let [seen, more] = drawn(&names);
        assert_eq!(
            seen,
            ["device", "copy", "x", "facebook", "whatsapp", "telegram"]
        );
        assert_eq!(seen.len() + more.len(), TARGETS.len());
        // The word would take as much room as the one that it hides.
        let five = ["x", "reddit", "print", "email", "threads"];
        assert_eq!(drawn(&five), [five.map(String::from).to_vec(), Vec::new()]);
        assert_eq!(drawn(&["reddit", "copy", "x"])[0], ["copy", "reddit", "x"]);
    }
}
