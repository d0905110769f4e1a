//! What readers see instead of a story that cannot be shown.

use yew::{AttrValue, Callback, Html};

use super::tag::{Attr, part, tag};
use crate::i18n::{Message, Messages};

/// Why there is no story, as far as a reader is concerned.
#[derive(Clone)]
pub struct Failure {
    /// The reason in plain words.
    pub message: Message,
    /// The story's own page and its site's name, where they are known.
    pub link: Option<(AttrValue, AttrValue)>,
    /// Whether trying again can help.
    pub can_retry: bool,
    /// The interface's texts.
    pub messages: Messages,
}

/// The text, the button and the link.
pub fn failure(failure: &Failure, on_retry: &Callback<()>) -> Html {
    let messages = failure.messages;
    let retry = failure.can_retry.then(|| {
        tag("button")
            .on_click(on_retry.reform(|_| ()))
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
        .child(tag("p").say(messages, failure.message))
        .child(tag("p.failure-actions").child(retry).child(link))
        .into()
}
