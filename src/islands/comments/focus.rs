//! Where the reader is among the comments, and where she is taken.

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement, ShadowRoot};

use super::CommentSection;
use super::writing::Writing;
use crate::render::places::Action;

/// Where the reader's attention goes after the next rendering.
pub(super) enum Focus {
    Problem,
    Text,
    /// The comment of this id.
    Comment(String),
    /// The heading.
    Title,
    /// What asks for more comments.
    More,
    /// What asks for those again that did not come.
    Retry,
    /// The button that has opened the form under a comment.
    Opener(Writing),
}

impl CommentSection {
    /// Takes the reader to where she is to go, once that is drawn.
    pub(super) fn move_focus(&mut self) {
        let lost = self.focused.take().filter(|_| self.active().is_none());
        match self.focus.take() {
            Some(Focus::Problem) => self.fields.focus(self.problem.as_ref()),
            Some(Focus::Text) => self.fields.focus(None),
            Some(Focus::Comment(id)) => {
                self.focus_on(&in_comment(&id, ""));
            }
            Some(Focus::Title) => {
                self.focus_on("#comments-title");
            }
            Some(Focus::More) => {
                self.focus_on(&button_for(Action::More));
            }
            Some(Focus::Retry) => {
                self.focus_on(&button_for(Action::Retry));
            }
            Some(Focus::Opener(writing)) => {
                let button = button_for(match writing.changed {
                    Some(_) => Action::Edit,
                    None => Action::Reply,
                });
                if !self.focus_on(&in_comment(&writing.id, &[" ", &button].concat())) {
                    self.fields.focus(None);
                }
            }
            None => {
                if let Some(id) = lost {
                    self.focus_on(&["#", &id].concat());
                }
            }
        }
    }

    /// Remembers the field that the reader is in, which may be another one for the browser soon.
    pub(super) fn note_focus(&mut self) {
        let field = self.active().map(|active| active.id());
        self.focused = field.filter(|id| !id.is_empty());
    }

    /// What has the focus in this embed.
    pub(super) fn active(&self) -> Option<Element> {
        let root = self.root.cast::<Element>()?.get_root_node();
        root.unchecked_into::<ShadowRoot>().active_element()
    }

    /// Whether the reader is in the form, or nowhere: only then can the focus go elsewhere by itself.
    pub(super) fn may_move_focus(&self) -> bool {
        let Some(root) = self.root.cast::<Element>() else {
            return false;
        };
        if let Ok(Some(_)) = root.query_selector("form:focus-within") {
            return true;
        }
        self.is_nowhere()
    }

    /// Whether nothing on the page has the keyboard's focus.
    pub(super) fn is_nowhere(&self) -> bool {
        let root = self.root.cast::<Element>();
        let document = root.and_then(|root| root.owner_document());
        let active = document.as_ref().and_then(Document::active_element);
        active.is_none_or(|active| active.local_name() == "body")
    }

    /// Whether the reader is at the comment of this id, or at what is in it.
    pub(super) fn is_at_comment(&self, id: &str) -> bool {
        let comment = self
            .active()
            .and_then(|active| active.closest("[data-id]").ok()?);
        comment
            .and_then(|comment| comment.get_attribute("data-id"))
            .as_deref()
            == Some(id)
    }

    fn focus_on(&self, selector: &str) -> bool {
        // An id that makes no selector is none of an engine's that readers write to.
        if let Some(root) = self.root.cast::<Element>()
            && let Ok(Some(found)) = root.query_selector(selector)
            && let Some(element) = found.dyn_ref::<HtmlElement>()
        {
            let _ = element.focus();
            return true;
        }
        false
    }
}

fn button_for(action: Action) -> String {
    ["[data-action=", action.name(), "]"].concat()
}

fn in_comment(id: &str, what: &str) -> String {
    ["[data-id=\"", id, "\"]", what].concat()
}
