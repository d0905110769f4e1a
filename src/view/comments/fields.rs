//! What stands in the form.
//!
//! The browser holds the fields' text, not the program, so that no rendering can lose or disturb
//! it. Only the engine's confirmation clears it.

use web_sys::{HtmlElement, HtmlInputElement, HtmlTextAreaElement};
use yew::NodeRef;

use super::form::Problem;
use crate::comments::engine::Limits;
use crate::comments::{Capabilities, Field, Submission, reader};
use crate::i18n::Message;

/// The form's fields on the page.
#[derive(Default)]
pub struct Fields {
    pub text: NodeRef,
    pub author: NodeRef,
    pub email: NodeRef,
    pub website: NodeRef,
    pub remember: NodeRef,
    /// The field that no reader sees.
    pub trap: NodeRef,
    /// The text of a problem that is about no field.
    pub summary: NodeRef,
}

/// Who writes.
#[derive(Default)]
pub struct Reader {
    /// A submission without words.
    pub who: Submission,
    /// Whether the browser is to keep that.
    pub is_remembered: bool,
}

impl Reader {
    /// The reader whom this browser knows, or one of whom it knows nothing.
    pub fn remembered() -> Self {
        let who = reader::remembered();
        Self {
            is_remembered: who.is_some(),
            who: who.unwrap_or_default(),
        }
    }
}

impl Fields {
    /// What the reader has written.
    pub fn submission(&self) -> Submission {
        Submission {
            text: self.text(),
            author: value(&self.author),
            email: value(&self.email),
            website: value(&self.website),
            ..Submission::default()
        }
    }

    /// The comment as it is being written; `None` where there is no form.
    pub fn draft(&self) -> Option<String> {
        let text = self.text.cast::<HtmlTextAreaElement>()?;
        Some(text.value())
    }

    /// What stands in the field that no reader sees.
    pub fn trap(&self) -> String {
        value(&self.trap)
    }

    /// How many more characters there is room for, where that is soon none. Limits count bytes, of
    /// which this text's characters have so many on average.
    pub fn room(&self, limits: Limits) -> Option<usize> {
        let text = self.draft()?;
        let limit = limits.text as usize;
        let bytes = text.len();
        let room = limit.saturating_sub(bytes) * text.chars().count() / bytes.max(1);
        (bytes * 100 > limit * 99).then_some(room)
    }

    fn text(&self) -> String {
        self.draft().unwrap_or_default().trim().to_owned()
    }

    /// Puts a draft in the place of the comment.
    pub fn set_draft(&self, draft: &str) {
        // Setting the same would move the cursor.
        if self.draft().is_some_and(|written| written != draft)
            && let Some(text) = self.text.cast::<HtmlTextAreaElement>()
        {
            text.set_value(draft);
        }
    }

    /// Who writes.
    pub fn reader(&self) -> Reader {
        Reader {
            who: self.submission(),
            is_remembered: self.remembers(),
        }
    }

    /// Fills in who writes.
    pub fn set_reader(&self, reader: &Reader) {
        for (field, value) in [
            (&self.author, &reader.who.author),
            (&self.email, &reader.who.email),
            (&self.website, &reader.who.website),
        ] {
            if let Some(input) = field.cast::<HtmlInputElement>() {
                input.set_value(value);
            }
        }
        if let Some(remember) = self.remember.cast::<HtmlInputElement>() {
            remember.set_checked(reader.is_remembered);
        }
    }

    /// Whether name and addresses are to be kept.
    pub fn remembers(&self) -> bool {
        let remember = self.remember.cast::<HtmlInputElement>();
        remember.is_some_and(|remember| remember.checked())
    }

    /// The first field that the engine would refuse.
    pub fn check(&self, capabilities: Capabilities) -> Option<Problem> {
        let written = self.submission();
        let limits = capabilities.limits;
        let rules = [
            (Field::Text, &written.text, true),
            (Field::Author, &written.author, capabilities.requires_author),
            (Field::Email, &written.email, capabilities.requires_email),
            (Field::Website, &written.website, false),
        ];
        for (field, value, is_required) in rules {
            let message = if is_required && value.is_empty() {
                Message::FieldMissing
            } else if value.len() > limit(limits, field) as usize {
                Message::FieldTooLong
            } else if field == Field::Email && is_mistyped(&self.email) {
                Message::EmailInvalid
            } else if field == Field::Website && is_mistyped(&self.website) {
                Message::WebsiteInvalid
            } else {
                continue;
            };
            return Some(Problem::Field(field, message));
        }
        None
    }

    /// Puts the reader into the field with the problem, or before the problem's text, or into the
    /// text where there is none.
    pub fn focus(&self, problem: Option<&Problem>) {
        let place = match problem.and_then(Problem::field) {
            Some(Field::Author) => &self.author,
            Some(Field::Email) => &self.email,
            Some(Field::Website) => &self.website,
            None if problem.is_some() => &self.summary,
            Some(Field::Text) | None => &self.text,
        };
        if let Some(element) = place.cast::<HtmlElement>() {
            let _ = element.focus();
        }
    }
}

fn value(field: &NodeRef) -> String {
    let input = field.cast::<HtmlInputElement>();
    input
        .map(|input| input.value().trim().to_owned())
        .unwrap_or_default()
}

/// The browser's own judgement of addresses.
fn is_mistyped(field: &NodeRef) -> bool {
    let input = field.cast::<HtmlInputElement>();
    input.is_some_and(|input| input.validity().type_mismatch())
}

fn limit(limits: Limits, field: Field) -> u32 {
    match field {
        Field::Text => limits.text,
        Field::Author => limits.author,
        Field::Email => limits.email,
        Field::Website => limits.website,
    }
}
