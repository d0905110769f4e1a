//! The comments, in threads.

use std::cell::RefCell;

use yew::{Callback, MouseEvent};

use super::Event;
use crate::comments::thread::{self, Node};
use crate::comments::{Comment, Order, State, Submission, kept};
use crate::i18n::{Message, Messages, moments};
use crate::islands::live_tag::LiveTag;
use crate::markup::tag::copied;
use crate::markup::{Attr, Tag, part, tag};
use crate::render::blocks::blocks;
use crate::render::inlines::link;
use crate::render::places::Action;
use crate::render::setting::{Nobody, Setting};

/// Readers' links are not the publisher's recommendations.
const fn in_comments<'a>() -> Setting<'a, Nobody> {
    Setting {
        above: 6,
        rel: "nofollow ugc noopener",
        story: None,
    }
}

/// What is on its way, as a comment.
pub fn sending(sent: &Submission) -> Comment {
    Comment {
        state: State::Sending,
        ..kept::typed(sent)
    }
}

/// What the list shows beside the comments.
pub struct View<'a> {
    /// The interface's texts.
    pub messages: Messages,
    /// The comment to be shown to the reader.
    pub posted: Option<&'a str>,
    /// The comment of which she is asked whether she means to delete it.
    pub deleting: Option<&'a str>,
    /// The comment that could not be deleted.
    pub not_deleted: Option<&'a str>,
    /// Replies are taken.
    pub can_reply: bool,
    /// The comment that the reader replies to or changes.
    pub writing: Option<&'a str>,
    /// The form, which is taken where it stands in the list.
    pub form: &'a RefCell<Option<LiveTag>>,
    /// What the reader does.
    pub on_event: &'a Callback<Event>,
}

impl View<'_> {
    /// All threads, and what is on its way.
    pub fn list(
        &self,
        comments: &[Comment],
        sending: Option<Comment>,
        order: Order,
    ) -> Option<LiveTag> {
        let comments: Vec<_> = comments.iter().chain(&sending).collect();
        self.nodes(&thread::threads(&comments, order))
    }

    fn nodes(&self, nodes: &[Node]) -> Option<LiveTag> {
        if nodes.is_empty() {
            return None;
        }
        let items = nodes.iter().map(|node| {
            let form = self
                .writing
                .filter(|id| *id == node.comment.id)
                .and_then(|_| self.form.take());
            tag("li")
                .live()
                .key(&node.comment.id)
                .child(self.comment(node))
                .child(form)
                .child(self.nodes(&node.replies))
        });
        Some(tag("ol.thread").live().children(items))
    }

    fn comment(&self, node: &Node) -> LiveTag {
        let comment = node.comment;
        let messages = self.messages;
        let author = author_name(comment, messages);
        let is_posted = self.posted == Some(comment.id.as_str());
        let badge = comment
            .by_publisher
            .then(|| tag("span.badge").say(messages, Message::ByPublisher));
        let in_reply_to = node.in_reply_to.map(|other| {
            let name = author_name(other, messages);
            tag("p.in-reply-to").say_of(messages, Message::InReplyTo, "name", &name)
        });
        let not_deleted = (self.not_deleted == Some(comment.id.as_str()))
            .then(|| part("p.notice").say(messages, Message::DeleteFailed));
        let pending = match comment.state {
            State::Pending => Some(("p.pending", Message::AwaitingModeration)),
            State::Sending => Some(("p.sending", Message::Sending)),
            State::Published | State::Deleted => None,
        };
        let pending = pending.map(|(name, message)| tag(name).say(messages, message));
        let words = tag("div.words").set(Attr::Dir, "auto");
        let words = if comment.state == State::Deleted {
            words.child(tag("p.quiet").say(messages, Message::CommentDeleted))
        } else {
            words
                .child(blocks(&comment.body, in_comments()))
                .child(self.folded(comment))
        };
        let element = tag(if is_posted {
            "article.comment posted"
        } else {
            "article.comment"
        });
        element
            .set(Attr::Part, "comment")
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
            .live()
            .child(self.buttons(comment, &author))
            .child(not_deleted)
    }

    /// What not everybody wants to see at once.
    fn folded(&self, comment: &Comment) -> Option<Tag> {
        let folded = comment.folded.as_ref()?;
        // Its direction is none of what it folds.
        let summary = tag("summary").set(Attr::Dir, "auto");
        let summary = match &folded.warning {
            Some(warning) => summary.text(copied(warning)),
            None => summary.say(self.messages, Message::Sensitive),
        };
        let body = blocks(&folded.body, in_comments());
        Some(tag("details").child(summary).child(body))
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
        let locale = self.messages.locale();
        let moment = moments::moment(created, locale);
        let time = tag("time")
            .set(Attr::DateTime, created.datetime())
            .set(Attr::Lang, locale);
        let time = match moments::ago(created, locale) {
            Some(ago) => time
                .set(Attr::Title, moment.clone())
                .child(tag("span").set(Attr::AriaHidden, "true").text(ago))
                .child(tag("span.visually-hidden").text(moment)),
            None => time.text(moment),
        };
        Some(match &comment.permalink {
            Some(url) => link(url.as_str(), "noopener")
                .class("permalink")
                .child(time),
            None => time,
        })
    }

    /// What a button does that is about the comment of this id.
    #[inline(never)]
    fn on_id(&self, id: &str, event: fn(String) -> Event) -> Callback<MouseEvent> {
        let id = id.to_owned();
        self.on_event.reform(move |_| event(id.clone()))
    }

    fn buttons(&self, comment: &Comment, author: &str) -> Option<LiveTag> {
        let messages = self.messages;
        let id = &comment.id;
        let reply = (self.can_reply && comment.state == State::Published).then(|| {
            tag("button.reply")
                .set(
                    Attr::AriaLabel,
                    messages.filled(Message::ReplyTo, "name", author),
                )
                .set(Attr::DataAction, Action::Reply.name())
                .say(messages, Message::Reply)
                .live()
                .on_click(self.on_id(id, Event::Reply))
        });
        let edit = comment.source.is_some().then(|| {
            tag("button.reply edit")
                .set(Attr::DataAction, Action::Edit.name())
                .say(messages, Message::Edit)
                .live()
                .on_click(self.on_id(id, Event::Edit))
        });
        let delete = comment.source.is_some().then(|| {
            let message = if self.deleting == Some(id) {
                Message::DeleteForGood
            } else {
                Message::Delete
            };
            tag("button.reply delete")
                .say(messages, message)
                .live()
                .on_click(self.on_id(id, Event::Delete))
        });
        let has_any = reply.is_some() || edit.is_some();
        has_any.then(|| {
            let buttons = tag("p.buttons").live();
            buttons.child(reply).child(edit).child(delete)
        })
    }
}

/// Who wrote a comment.
pub fn author_name(comment: &Comment, messages: Messages) -> String {
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
