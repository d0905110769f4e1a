//! What readers see instead of a story that cannot be shown.

use yew::{AttrValue, Callback, Html, html};

use crate::i18n::{Message, Messages};

/// Why there is no story, as far as a reader is concerned.
#[derive(Clone, PartialEq)]
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
    html! {
        <div class="failure" role="alert" lang={messages.language()} dir="ltr">
            <p>{ messages.text(failure.message) }</p>
            <p class="failure-actions">
                if failure.can_retry {
                    <button type="button" onclick={on_retry.reform(|_| ())}>
                        { messages.text(Message::Retry) }
                    </button>
                }
                if let Some((url, site)) = &failure.link {
                    <a href={url.clone()}>{ messages.filled(Message::ReadOn, "site", site) }</a>
                }
            </p>
        </div>
    }
}
