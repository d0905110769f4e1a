//! The comments, in threads.

use std::cell::RefCell;

use yew::Callback;

use crate::comments::thread::{self, Node};
use crate::comments::{Comment, State};
use crate::i18n::{Message, Messages, dates};
use crate::view::blocks::{self, Setting};
use crate::view::content::copied;
use crate::view::inlines::link;
use crate::view::page::Page;
use crate::view::tag::{Attr, Tag, tag};

/// Readers' links are not the publisher's recommendations.
const fn in_comments<'a>() -> Setting<'a> {
    Setting {
        above: 6,
        rel: "nofollow ugc noopener",
        reader: None,
    }
}

/// The heading above the comments.
pub fn title(total: Option<u32>, page: &Page) -> Tag {
    let text = match total {
        Some(total) if total > 0 => {
            page.messages
                .filled(Message::CommentsCount, "count", &total.to_string())
        }
        _ => page.messages.text(Message::Comments).to_owned(),
    };
    tag(blocks::heading(page.heading_level + 1))
        .set(Attr::Id, "comments-title")
        .class("comments-title")
        .text(text)
}

/// All threads. `posted` is the comment to be shown to the reader; without `on_reply` nobody can.
/// `reply` is the comment that the reader replies to, and the form, which is taken where that stands.
pub fn list(
    comments: &[Comment],
    page: &Page,
    posted: Option<&str>,
    on_reply: Option<&Callback<(String, String)>>,
    reply: Option<(&str, &RefCell<Option<Tag>>)>,
) -> Option<Tag> {
    let view = View {
        page,
        posted,
        on_reply,
        reply,
    };
    view.nodes(&thread::threads(comments))
}

struct View<'a> {
    page: &'a Page,
    posted: Option<&'a str>,
    on_reply: Option<&'a Callback<(String, String)>>,
    reply: Option<(&'a str, &'a RefCell<Option<Tag>>)>,
}

impl View<'_> {
    fn nodes(&self, nodes: &[Node]) -> Option<Tag> {
        if nodes.is_empty() {
            return None;
        }
        let items = nodes.iter().map(|node| {
            let form = self
                .reply
                .filter(|(parent, _)| *parent == node.comment.id)
                .and_then(|(_, form)| form.take());
            tag("li")
                .key(&node.comment.id)
                .child(self.comment(node))
                .child(form)
                .child(self.nodes(&node.replies))
        });
        Some(tag("ol.thread").children(items))
    }

    fn comment(&self, node: &Node) -> Tag {
        let comment = node.comment;
        let messages = self.page.messages;
        let author = author_name(comment, messages);
        let is_posted = self.posted == Some(comment.id.as_str());
        let badge = comment
            .by_publisher
            .then(|| tag("span.badge").say(messages, Message::ByPublisher));
        let in_reply_to = node.in_reply_to.map(|name| {
            tag("p.in-reply-to").text(messages.filled(Message::InReplyTo, "name", name))
        });
        let pending = (comment.state == State::Pending)
            .then(|| tag("p.pending").say(messages, Message::AwaitingModeration));
        let words = tag("div.words").set(Attr::Dir, "auto");
        let words = if comment.state == State::Deleted {
            words.child(tag("p.quiet").say(messages, Message::CommentDeleted))
        } else {
            words.child(blocks::blocks(&comment.body, in_comments()))
        };
        let element = tag(if is_posted {
            "article.comment posted"
        } else {
            "article.comment"
        });
        element
            .set(Attr::TabIndex, "-1")
            .set(Attr::DataId, &comment.id)
            .set(Attr::AriaLabel, &author)
            .child(
                tag("span.initial")
                    .set(Attr::AriaHidden, "true")
                    .text(initial(&author)),
            )
            .child(
                tag("header")
                    .child(Self::author(comment, &author))
                    .child(badge)
                    .child(self.time(comment)),
            )
            .child(in_reply_to)
            .child(pending)
            .child(words)
            .child(self.reply(comment, author))
    }

    fn author(comment: &Comment, author: &str) -> Tag {
        let element = match &comment.author_url {
            Some(url) => link(url.as_str(), in_comments().rel),
            None => tag("span"),
        };
        let name = tag("bdi").text(copied(author));
        element.class("author").child(name)
    }

    fn time(&self, comment: &Comment) -> Option<Tag> {
        let created = comment.created?;
        let time = tag("time")
            .set(Attr::DateTime, created.datetime())
            .set(Attr::Lang, self.page.language.clone())
            .text(dates::moment(created, self.page.language.as_deref()));
        Some(match &comment.permalink {
            Some(url) => link(url.as_str(), "noopener")
                .class("permalink")
                .child(time),
            None => time,
        })
    }

    fn reply(&self, comment: &Comment, author: String) -> Option<Tag> {
        let (Some(on_reply), State::Published) = (self.on_reply, comment.state) else {
            return None;
        };
        let messages = self.page.messages;
        let label = messages.filled(Message::ReplyTo, "name", &author);
        let id = comment.id.clone();
        let button = tag("button.reply")
            .set(Attr::AriaLabel, label)
            .on_click(on_reply.reform(move |_| (id.clone(), author.clone())))
            .say(messages, Message::Reply);
        Some(button)
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
    let letters = author.chars();
    letters
        .filter(|letter| !letter.is_ascii_punctuation() && !letter.is_whitespace())
        .take(1)
        .collect()
}
