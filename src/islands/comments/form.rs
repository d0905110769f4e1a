//! The form in which a reader writes.
//!
//! What stands in it is held by the browser and reached through [`super::fields`].

use web_sys::SubmitEvent;
use yew::{Callback, InputEvent, KeyboardEvent, MouseEvent};

use super::Writing;
use super::fields::Fields;
use crate::comments::{Capabilities, Field, Refusal};
use crate::i18n::{Message, Messages};
use crate::islands::live_tag::LiveTag;
use crate::markup::{Attr, Tag, part, tag};
use crate::render::blocks::heading;
use crate::render::inlines::link;
use crate::url::WebUrl;

/// What stands in the way of a comment.
#[derive(Clone, PartialEq)]
pub enum Problem {
    /// Fields are not filled in as they should be.
    Fields(Vec<(Field, Message)>),
    /// The engine refused.
    Refused(Refusal),
    /// Nobody knows whether the comment arrived, and the engine is being asked.
    FindingOut,
    /// Another comment, which was on its way, was refused.
    Elsewhere,
}

/// What the form shows.
pub struct View<'a> {
    /// The interface's texts.
    pub messages: Messages,
    /// What the engine asks for.
    pub capabilities: Capabilities,
    /// The fields.
    pub fields: &'a Fields,
    /// What is written, if not a comment of its own.
    pub writing: Option<&'a Writing>,
    /// The story's own page.
    pub story: Option<&'a WebUrl>,
    /// How many more characters there is room for, where that is soon none.
    pub room: Option<usize>,
    /// The comment is on its way.
    pub is_sending: bool,
    /// In how many seconds it will be sent by itself.
    pub countdown: Option<u32>,
    /// What stands in the way.
    pub problem: Option<&'a Problem>,
    /// The headline's level.
    pub heading_level: u8,
    /// The browser does not keep what is typed.
    pub is_unkept: bool,
    /// The reader types.
    pub on_input: Callback<InputEvent>,
    /// The reader presses a key.
    pub on_key: Callback<KeyboardEvent>,
    /// The reader sends the form.
    pub on_submit: Callback<SubmitEvent>,
    /// The reader does not want to reply after all.
    pub on_cancel: Callback<MouseEvent>,
}

impl Problem {
    /// The first field that it is about.
    pub fn field(&self) -> Option<Field> {
        match self {
            Self::Fields(wrong) => wrong.first().map(|(field, _)| *field),
            Self::Refused(
                Refusal::Missing(field) | Refusal::Invalid(field) | Refusal::TooLong(field),
            ) => Some(*field),
            Self::Refused(Refusal::TooShort) => Some(Field::Text),
            _ => None,
        }
    }

    /// What the reader is told, at this field or at none.
    pub fn text(&self, messages: Messages, place: Option<Field>) -> Option<String> {
        let message = match self {
            Self::Fields(wrong) => {
                let mut wrong = wrong.iter();
                wrong.find(|(field, _)| Some(*field) == place)?.1
            }
            _ if self.field() != place => return None,
            Self::FindingOut => Message::FindingOut,
            Self::Elsewhere => Message::OtherRefused,
            Self::Refused(refusal) => match refusal {
                Refusal::Missing(_) => Message::FieldMissing,
                Refusal::Invalid(Field::Website) => Message::WebsiteInvalid,
                Refusal::Invalid(_) => Message::EmailInvalid,
                Refusal::TooLong(_) => Message::FieldTooLong,
                Refusal::Duplicate => Message::Duplicate,
                Refusal::TooFast(_) => Message::TooFast,
                Refusal::TooShort => Message::TooShort,
                Refusal::TooMany => Message::TooMany,
                Refusal::ToOneself => Message::ToOneself,
                Refusal::TooLate => Message::TooLate,
                Refusal::Closed => Message::ClosedMeanwhile,
                Refusal::LoginRequired => Message::LoginRequired,
                Refusal::Other(reason) => {
                    return Some(messages.filled(Message::RefusedOther, "reason", reason));
                }
                Refusal::Server(_) | Refusal::Redirected => Message::ServerFailed,
                Refusal::NotSent => Message::NotSent,
                Refusal::Unknown | Refusal::Unanswered => Message::OutcomeUnknown,
            },
        };
        Some(messages.text(message).to_owned())
    }
}

/// The form.
pub fn form(view: &View) -> LiveTag {
    let messages = view.messages;
    let is_change = view
        .writing
        .is_some_and(|writing| writing.changed.is_some());
    let title = tag(heading(view.heading_level + 1))
        .set(Attr::Id, "form-title")
        .class("form-title");
    let title = match view.writing {
        Some(_) if is_change => title.say(messages, Message::EditComment),
        Some(writing) => title.say_of(messages, Message::LeaveReplyTo, "name", &writing.author),
        None => title.say(messages, Message::LeaveReply),
    };
    let cancel = view.writing.is_some().then(|| {
        let words = if is_change {
            Message::CancelEdit
        } else {
            Message::CancelReply
        };
        tag("button.cancel")
            .say(messages, words)
            .live()
            .on_click(view.on_cancel.clone())
    });
    let engine = view.capabilities;
    let (before, after) = messages.around(Message::RequiredMarked, "mark");
    let label = match view.countdown {
        Some(seconds) => {
            let message = match view.problem {
                Some(Problem::FindingOut) => Message::AsksIn,
                _ => Message::SendsIn,
            };
            messages.filled(message, "seconds", &messages.number(seconds))
        }
        None if view.is_sending => messages.text(Message::Posting).to_owned(),
        None if is_change => messages.text(Message::SaveComment).to_owned(),
        None => messages.text(Message::PostComment).to_owned(),
    };
    tag("form.reply-form")
        .set(Attr::Part, "form")
        .set(Attr::NoValidate, "")
        .live()
        .on_input(view.on_input.clone())
        .on_key(view.on_key.clone())
        .on_submit(view.on_submit.clone())
        .child(tag("div.title-row").child(title).live().child(cancel))
        .child(
            tag("p.form-notes")
                .child(
                    tag("span")
                        .set(Attr::Id, "email-notes")
                        .say(messages, Message::EmailPrivate),
                )
                .text(" ")
                .child(tag("span").text(before).child(mark()).text(after)),
        )
        .child(text_field(view))
        .child(view.room.map(|room| {
            let room = u32::try_from(room).unwrap_or_default();
            let words = messages.counted(Message::RoomLeft, "count", room);
            tag("p.hint").text(words)
        }))
        .child(
            engine
                .has_markdown
                .then(|| tag("p.hint").say(messages, Message::MarkdownHint)),
        )
        .child(
            view.is_unkept
                .then(|| part("p.notice").say(messages, Message::NotKept)),
        )
        .child(input_field(view, Field::Author, engine.requires_author))
        .child(input_field(view, Field::Email, engine.requires_email))
        .child(input_field(view, Field::Website, false))
        .child(remember(view))
        .child(honeypot(view))
        .child(summary(view))
        // Not `disabled` while sending, which would drop the keyboard's focus.
        .child(
            part("button.submit")
                .set(Attr::Type, "submit")
                .set(Attr::AriaDisabled, view.is_sending.then_some("true"))
                .text(label),
        )
}

fn mark() -> Tag {
    tag("span.mark").set(Attr::AriaHidden, "true").text("*")
}

fn text_field(view: &View) -> LiveTag {
    let control = tag("textarea").set(Attr::Rows, "7");
    field(view, control, Field::Text, true)
}

fn input_field(view: &View, name: Field, is_required: bool) -> LiveTag {
    let (kind, completion) = match name {
        Field::Email => ("email", "email"),
        Field::Website => ("url", "url"),
        Field::Author | Field::Text => ("text", "name"),
    };
    let control = tag("input")
        .set(Attr::Type, kind)
        .set(Attr::AutoComplete, completion);
    field(view, control, name, is_required)
}

/// A label, its field, and the text of what is wrong with it.
fn field(view: &View, control: Tag, name: Field, is_required: bool) -> LiveTag {
    let (id, error_id, message) = match name {
        Field::Text => ("comment", "comment-error", Message::Comment),
        Field::Author => ("author", "author-error", Message::Name),
        Field::Email => ("email", "email-error", Message::EmailAddress),
        Field::Website => ("website", "website-error", Message::Website),
    };
    let problem = view
        .problem
        .and_then(|problem| problem.text(view.messages, Some(name)));
    let described_by = match (&problem, name) {
        (Some(_), _) => Some(error_id),
        (None, Field::Email) => Some("email-notes"),
        (None, _) => None,
    };
    let is_prose = matches!(name, Field::Text | Field::Author);
    let label = tag("label")
        .set(Attr::For, id)
        .text([view.messages.text(message), " "].concat())
        .child(is_required.then(mark));
    let control = control
        .set(Attr::Id, id)
        .set(Attr::Name, id)
        .set(Attr::Dir, if is_prose { "auto" } else { "ltr" })
        .set(Attr::Required, is_required)
        .set(Attr::AriaInvalid, problem.is_some().then_some("true"))
        .set(Attr::AriaDescribedBy, described_by)
        .live()
        .reference(view.fields.control(name));
    let error = problem.map(|text| tag("p.error").set(Attr::Id, error_id).text(text));
    tag("div.field")
        .child(label)
        .live()
        .child(control)
        .child(error)
}

/// The box that has name and addresses kept.
fn remember(view: &View) -> LiveTag {
    let control = tag("input")
        .set(Attr::Type, "checkbox")
        .set(Attr::Id, "remember")
        // As wide as a field it would push its label away.
        .set(Attr::Part, "checkbox")
        .live()
        .reference(&view.fields.remember);
    let label = tag("label").set(Attr::For, "remember");
    tag("div.remember")
        .live()
        .child(control)
        .child(label.say(view.messages, Message::RememberMe))
}

/// A field that only programs fill in. What comes of that is the engine's to say.
fn honeypot(view: &View) -> LiveTag {
    let control = tag("input")
        .set(Attr::Id, "subject")
        .set(Attr::Name, "subject")
        .set(Attr::TabIndex, "-1")
        .set(Attr::AutoComplete, "off")
        .live()
        .reference(&view.fields.honeypot);
    let label = tag("label").set(Attr::For, "subject");
    tag("div.visually-hidden")
        .set(Attr::AriaHidden, "true")
        .child(label.say(view.messages, Message::HoneypotLabel))
        .live()
        .child(control)
}

/// The text of a problem that is about no field.
fn summary(view: &View) -> LiveTag {
    let problem = view.problem.filter(|problem| problem.field().is_none());
    let story = view.story.filter(|_| {
        matches!(
            problem,
            Some(Problem::Refused(
                Refusal::LoginRequired | Refusal::Closed | Refusal::Redirected
            ))
        )
    });
    let story = story.map(|url| {
        let words = view.messages.filled(Message::ReadOn, "site", &url.site());
        link(url.as_str(), "noopener").text(words)
    });
    let words = problem
        .and_then(|problem| problem.text(view.messages, None))
        .unwrap_or_default();
    tag("p.error summary")
        .set(Attr::TabIndex, "-1")
        .text(words)
        .child(story.is_some().then(|| tag("br")))
        .child(story)
        .live()
        .reference(&view.fields.summary)
}
