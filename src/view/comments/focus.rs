//! Where the reader is among the comments, and where she is taken.

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement};

use super::CommentSection;

/// Where the reader's attention goes after the next rendering.
pub(super) enum Focus {
    Problem,
    Text,
    /// The comment of this id.
    Comment(String),
    /// The heading.
    Title,
}

impl CommentSection {
    /// Takes the reader to where she is to go, once that is drawn.
    pub(super) fn move_focus(&mut self) {
        match self.focus.take() {
            Some(Focus::Problem) => self.fields.focus(self.problem.as_ref()),
            Some(Focus::Text) => self.fields.focus(None),
            Some(Focus::Comment(id)) => self.focus_on(&["[data-id=\"", &id, "\"]"].concat()),
            Some(Focus::Title) => self.focus_on(".comments-title"),
            None => {}
        }
    }

    /// Whether the reader is in the form, or nowhere: only then can the focus go elsewhere by itself.
    pub(super) fn may_move_focus(&self) -> bool {
        let Some(root) = self.root.cast::<Element>() else {
            return false;
        };
        if let Ok(Some(_)) = root.query_selector(".reply-form:focus-within") {
            return true;
        }
        let document = root.owner_document();
        let active = document.as_ref().and_then(Document::active_element);
        active.is_none_or(|active| active.local_name() == "body")
    }

    fn focus_on(&self, selector: &str) {
        // An id that makes no selector is none of an engine's that readers write to.
        if let Some(root) = self.root.cast::<Element>()
            && let Ok(Some(found)) = root.query_selector(selector)
            && let Some(element) = found.dyn_ref::<HtmlElement>()
        {
            let _ = element.focus();
        }
    }
}
