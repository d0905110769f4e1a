//! What stands in the form.
//!
//! The browser holds the fields' text, not the program, so that no rendering can lose or disturb
//! it. Only the engine's confirmation clears it.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement};
use yew::NodeRef;

use super::form::Problem;
use crate::comments::engine::Limits;
use crate::comments::{Capabilities, Field, Submission, reader};
use crate::i18n::Message;

/// The form's fields on the page.
#[derive(Default)]
pub struct Fields {
    /// One for each [`Field`], in their order.
    controls: [NodeRef; 4],
    pub remember: NodeRef,
    /// The field that no reader sees.
    pub honeypot: NodeRef,
    /// The text of a problem that is about no field.
    pub summary: NodeRef,
}

thread_local! {
    /// Who has written at this place, and does not any more: as long as the page is open.
    static LEFT: RefCell<Option<(Rc<str>, Reader)>> = const { RefCell::new(None) };
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
    /// The reader who has just written at this place; or whom this browser knows, or one of whom it
    /// knows nothing.
    pub fn known(place: &Rc<str>) -> Self {
        if let Some((left, reader)) = LEFT.take()
            && left == *place
        {
            return reader;
        }
        let who = reader::remembered();
        Self {
            is_remembered: who.is_some(),
            who: who.unwrap_or_default(),
        }
    }

    /// The form at this place is gone, as where the partner takes the comments away for a while.
    pub fn leave(self, place: &Rc<str>) {
        LEFT.set(Some((place.clone(), self)));
    }
}

impl Fields {
    /// Where a field is.
    pub fn control(&self, field: Field) -> &NodeRef {
        let [text, author, email, website] = &self.controls;
        match field {
            Field::Text => text,
            Field::Author => author,
            Field::Email => email,
            Field::Website => website,
        }
    }

    /// What the reader has written.
    pub fn submission(&self) -> Submission {
        let [text, author, email, website] = &self.controls;
        Submission {
            text: trimmed(text),
            author: trimmed(author),
            email: trimmed(email),
            website: trimmed(website),
            ..Submission::default()
        }
    }

    /// The comment as it is being written; `None` where there is no form.
    pub fn draft(&self) -> Option<String> {
        Some(input(self.control(Field::Text))?.value())
    }

    /// What stands in the field that no reader sees.
    pub fn honeypot(&self) -> String {
        trimmed(&self.honeypot)
    }

    /// Puts a draft in the place of the comment.
    pub fn set_draft(&self, draft: &str) {
        // Setting the same would move the cursor.
        if self.draft().is_some_and(|written| written != draft) {
            set(self.control(Field::Text), draft);
        }
    }

    /// Who writes.
    pub fn reader(&self) -> Reader {
        Reader {
            who: self.submission(),
            is_remembered: self.remembers(),
        }
    }

    /// Fills in who writes, except for what a quick reader or the browser has filled in before.
    pub fn set_reader(&self, reader: &Reader) {
        let [_, author, email, website] = &self.controls;
        for (field, value) in [
            (author, &reader.who.author),
            (email, &reader.who.email),
            (website, &reader.who.website),
        ] {
            if trimmed(field).is_empty() {
                set(field, value);
            }
        }
        if reader.is_remembered
            && let Some(remember) = input(&self.remember)
        {
            remember.set_checked(true);
        }
    }

    /// Whether name and addresses are to be kept.
    pub fn remembers(&self) -> bool {
        input(&self.remember).is_some_and(|remember| remember.checked())
    }

    /// The fields that the engine would refuse, and why.
    pub fn check(&self, capabilities: Capabilities) -> Vec<(Field, Message)> {
        let mut wrong = Vec::new();
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
            } else if field == Field::Email && is_mistyped(self.control(field)) {
                Message::EmailInvalid
            } else if field == Field::Website && is_mistyped(self.control(field)) {
                Message::WebsiteInvalid
            } else {
                continue;
            };
            wrong.push((field, message));
        }
        wrong
    }

    /// Puts the reader into the field with the problem, or before the problem's text, or into the
    /// text where there is none.
    pub fn focus(&self, problem: Option<&Problem>) {
        let place = match (problem, problem.and_then(Problem::field)) {
            (Some(_), None) => &self.summary,
            (_, field) => self.control(field.unwrap_or(Field::Text)),
        };
        if let Some(element) = place.cast::<HtmlElement>() {
            let _ = element.focus();
        }
    }
}

/// How many more characters there is room for behind a text, where that is soon none. Limits count bytes,
/// of which this text's characters have so many on average.
pub fn room(text: &str, limits: Limits) -> Option<usize> {
    let limit = limits.text as usize;
    let bytes = text.len();
    let room = limit.saturating_sub(bytes) * text.chars().count() / bytes.max(1);
    (bytes * 100 > limit * 99).then_some(room)
}

/// A field that is on the page. A text area, which is none of HTML's inputs, has a value as they do.
fn input(field: &NodeRef) -> Option<HtmlInputElement> {
    Some(field.get()?.unchecked_into())
}

fn trimmed(field: &NodeRef) -> String {
    let input = input(field);
    input
        .map(|input| input.value().trim().to_owned())
        .unwrap_or_default()
}

fn set(field: &NodeRef, value: &str) {
    if let Some(input) = input(field) {
        input.set_value(value);
    }
}

/// The browser's own judgement of addresses.
fn is_mistyped(field: &NodeRef) -> bool {
    input(field).is_some_and(|input| input.validity().type_mismatch())
}

fn limit(limits: Limits, field: Field) -> u32 {
    match field {
        Field::Text => limits.text,
        Field::Author => limits.author,
        Field::Email => limits.email,
        Field::Website => limits.website,
    }
}
