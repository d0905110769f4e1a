//! Where the comments will stand: their title, until the islands take the place, and the way to them
//! on the publisher's own page where those cannot be had.

use super::blocks::heading;
use super::inlines::link;
use super::places::{Action, Place, When};
use crate::i18n::{Message, Messages};
use crate::markup::{Attr, Tag, part, tag};
use crate::url::WebUrl;

/// What gives the comments their name among the landmarks of a page, which may have several stories.
pub const NAME: &str = "comments-title headline";

/// The place, for comments under a headline of this level. `page` is the story's own page; `None` where
/// there are no comments.
#[must_use]
pub fn comments_place(messages: Messages, level: u8, page: Option<&WebUrl>) -> Tag {
    tag("div")
        .set(Attr::DataPlace, Place::Comments.name())
        .spoken()
        .child(page.map(|page| section(messages, level, page)))
}

fn section(messages: Messages, level: u8, page: &WebUrl) -> Tag {
    let retry = tag("button")
        .set(Attr::DataAction, Action::Retry.name())
        .say(messages, Message::Retry);
    let failed = part("p.notice")
        .set(Attr::Role, "alert")
        .set(Attr::DataWhen, When::Failed.name())
        .set(Attr::Hidden, "")
        .text([messages.text(Message::CommentsFailed), " "].concat())
        .child(retry)
        .text(" ")
        .child(there(messages, page));
    empty(messages, level)
        .child(
            tag("p.notice quiet")
                .set(Attr::DataWhen, When::Waiting.name())
                .say(messages, Message::CommentsLoading),
        )
        .child(failed)
}

/// The comments of an engine that does not start, whatever is tried. `page` is the story's own page.
#[must_use]
pub fn refused(messages: Messages, level: u8, page: Option<&WebUrl>) -> Tag {
    let notice = part("p.notice").text([messages.text(Message::CommentsFailed), " "].concat());
    empty(messages, level).child(notice.child(page.map(|page| there(messages, page))))
}

/// The title without any comments.
fn empty(messages: Messages, level: u8) -> Tag {
    part("section.comments")
        .interface(messages)
        .set(Attr::AriaLabelledBy, NAME)
        .child(tag("div.title-row").child(title(None, messages, level)))
}

/// The way to the comments on the story's own page.
fn there(messages: Messages, page: &WebUrl) -> Tag {
    let words = messages.filled(Message::ReplyThere, "site", &page.site());
    link(page.as_str(), "noopener").text(words)
}

/// The title above the comments, with their number where that is known. `level` is the headline's.
#[must_use]
pub fn title(total: Option<u32>, messages: Messages, level: u8) -> Tag {
    let text = match total {
        Some(total) if total > 0 => messages.counted(Message::CommentsCount, "count", total),
        _ => messages.text(Message::Comments).to_owned(),
    };
    tag(heading(level + 1))
        .set(Attr::Id, "comments-title")
        .set(Attr::TabIndex, "-1")
        .class("comments-title")
        .text(text)
}
