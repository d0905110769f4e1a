//! The whole embed: whichever of loading, story and failure is the case.

use std::rc::Rc;

use yew::{AttrValue, Callback, Html, Properties, function_component, html};

use super::comments::{CommentSection, Engine};
use super::failure::{Failure, failure};
use super::story;
use crate::article::Article;
use crate::i18n::Messages;
use crate::share::{Story, Target};

/// What one embed shows, and what it tells.
#[derive(Properties, Clone, PartialEq)]
pub struct Props {
    /// The state it is in.
    pub content: Content,
    /// The reader asked to try again.
    pub on_retry: Callback<()>,
    /// The reader used the share target of this name.
    pub on_share: Callback<&'static str>,
    /// The reader's comment was taken: its id.
    pub on_comment: Callback<String>,
}

/// The states of an embed.
#[derive(Clone, PartialEq)]
pub enum Content {
    /// The story is on its way; the loader's placeholder stands.
    Loading,
    /// The story is here.
    Ready(Rc<Page>),
    /// There is no story to show.
    Failed(Failure),
}

/// A story as it is shown on this page.
#[derive(Clone, PartialEq)]
pub struct Page {
    /// The story.
    pub article: Article,
    /// The interface's texts.
    pub messages: Messages,
    /// The language of dates; `None` leaves it to the browser.
    pub language: Option<AttrValue>,
    /// The headline's level, 1 to 6.
    pub heading_level: u8,
    /// What is shared.
    pub shared: Story,
    /// Where it can be shared.
    pub targets: Vec<Target>,
    /// The comments, where there are any.
    pub comments: Option<Engine>,
}

/// The embed.
#[function_component]
pub fn Embed(props: &Props) -> Html {
    match &props.content {
        Content::Loading => html! {},
        Content::Failed(cause) => failure(cause, &props.on_retry),
        Content::Ready(page) => html! {
            <>
                { story::story(page, &props.on_share) }
                if let Some(engine) = &page.comments {
                    <CommentSection
                        page={page.clone()}
                        engine={engine.clone()}
                        on_comment={props.on_comment.clone()}
                    />
                }
            </>
        },
    }
}
