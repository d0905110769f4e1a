//! The comments, in threads.

use yew::{AttrValue, Callback, Html, classes, html};

use crate::comments::thread::{self, Node};
use crate::comments::{Comment, State};
use crate::i18n::{Message, Messages, dates};
use crate::view::blocks::{self, Setting};
use crate::view::embed::Page;

/// The heading above the comments.
pub fn title(total: Option<u32>, page: &Page) -> Html {
    let text = match total {
        Some(total) if total > 0 => {
            page.messages
                .filled(Message::CommentsCount, "count", &total.to_string())
        }
        _ => page.messages.text(Message::Comments).to_owned(),
    };
    let tag = blocks::heading(page.heading_level + 1);
    html! { <@{tag} id="comments-title" class="comments-title">{ text }</@> }
}

/// All threads.
pub fn list(
    comments: &[Comment],
    page: &Page,
    posted: Option<&AttrValue>,
    on_reply: &Callback<(String, String)>,
    can_reply: bool,
) -> Html {
    let view = View {
        page,
        posted,
        on_reply: can_reply.then_some(on_reply),
    };
    view.nodes(&thread::threads(comments))
}

struct View<'a> {
    page: &'a Page,
    posted: Option<&'a AttrValue>,
    on_reply: Option<&'a Callback<(String, String)>>,
}

impl View<'_> {
    fn nodes(&self, nodes: &[Node]) -> Html {
        if nodes.is_empty() {
            return html! {};
        }
        let items = nodes.iter().map(|node| {
            html! {
                <li key={node.comment.id.clone()}>
                    { self.comment(node) }
                    { self.nodes(&node.replies) }
                </li>
            }
        });
        html! { <ol class="thread">{ for items }</ol> }
    }

    fn comment(&self, node: &Node) -> Html {
        let comment = &node.comment;
        let messages = self.page.messages;
        let author = author_name(comment, messages);
        let is_posted = self.posted.is_some_and(|id| **id == *comment.id);
        let is_deleted = comment.state == State::Deleted;
        let setting = Setting {
            messages,
            heading_level: 6,
        };
        html! {
            <article
                class={classes!("comment", is_posted.then_some("posted"))}
                tabindex={is_posted.then_some("-1")}
                aria-label={author.clone()}
            >
                <span class="initial" aria-hidden="true">{ initial(&author) }</span>
                <header>
                    { self.author(comment, &author) }
                    if comment.by_publisher {
                        <span class="badge">{ messages.text(Message::ByPublisher) }</span>
                    }
                    { self.time(comment) }
                </header>
                if let Some(name) = &node.in_reply_to {
                    <p class="in-reply-to">{ messages.filled(Message::InReplyTo, "name", name) }</p>
                }
                if comment.state == State::Pending {
                    <p class="pending">{ messages.text(Message::AwaitingModeration) }</p>
                }
                <div class="words" dir="auto">
                    if is_deleted {
                        <p class="quiet">{ messages.text(Message::CommentDeleted) }</p>
                    } else {
                        { blocks::blocks(&comment.body, setting) }
                    }
                </div>
                if comment.state == State::Published {
                    { self.reply(comment, author) }
                }
            </article>
        }
    }

    fn author(&self, comment: &Comment, author: &str) -> Html {
        let name = html! { <bdi>{ author }</bdi> };
        match &comment.author_url {
            Some(url) => html! {
                <a class="author" href={url.as_str().to_owned()} rel="nofollow ugc noopener">{ name }</a>
            },
            None => html! { <span class="author">{ name }</span> },
        }
    }

    fn time(&self, comment: &Comment) -> Html {
        let Some(created) = comment.created else {
            return html! {};
        };
        let words = dates::moment(created, self.page.language.as_deref());
        let time = html! {
            <time datetime={created.datetime()} lang={self.page.language.clone()}>{ words }</time>
        };
        match &comment.permalink {
            Some(url) => html! {
                <a class="permalink" href={url.as_str().to_owned()} rel="noopener">{ time }</a>
            },
            None => time,
        }
    }

    fn reply(&self, comment: &Comment, author: String) -> Html {
        let Some(on_reply) = self.on_reply else {
            return html! {};
        };
        let messages = self.page.messages;
        let label = messages.filled(Message::ReplyTo, "name", &author);
        let id = comment.id.clone();
        let onclick = on_reply.reform(move |_| (id.clone(), author.clone()));
        html! {
            <button type="button" class="reply" aria-label={label} {onclick}>
                { messages.text(Message::Reply) }
            </button>
        }
    }
}

fn author_name(comment: &Comment, messages: Messages) -> String {
    if comment.author.is_empty() {
        messages.text(Message::Anonymous).to_owned()
    } else {
        comment.author.clone()
    }
}

/// A first letter in place of a picture, which would have to come from somebody else's server.
fn initial(author: &str) -> String {
    author
        .chars()
        .find(|character| character.is_alphanumeric())
        .unwrap_or('?')
        .to_uppercase()
        .collect()
}
