//! What readers see instead of a story that cannot be shown.

use super::places::Action;
use crate::i18n::{Message, Messages};
use crate::markup::{Attr, Tag, Text, part, tag};

/// Why there is no story, as far as a reader is concerned.
#[derive(Clone)]
pub struct Failure {
    /// The reason in plain words.
    pub message: Message,
    /// The story's own page and its site's name, where they are known.
    pub link: Option<(Text, Text)>,
    /// Whether trying again can help.
    pub can_retry: bool,
    /// The interface's texts.
    pub messages: Messages,
}

/// The text, the button and the link.
#[must_use]
pub fn failure(failure: &Failure) -> Tag {
    let messages = failure.messages;
    let retry = failure.can_retry.then(|| {
        tag("button")
            .set(Attr::DataAction, Action::Retry.name())
            .say(messages, Message::Retry)
    });
    let link = failure.link.as_ref().map(|(url, site)| {
        tag("a")
            .set(Attr::Href, url.clone())
            .text(messages.filled(Message::ReadOn, "site", site))
    });
    part("div.failure")
        .set(Attr::Role, "alert")
        .interface(messages)
        .spoken()
        .child(tag("p").say(messages, failure.message))
        .child(tag("p.failure-actions").child(retry).child(link))
}
