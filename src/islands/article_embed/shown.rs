//! A story that stands in the component, and how far it is.

use std::rc::Rc;

use super::drawn::{Drawn, PORTIONS_AT_ONCE};
use super::stage::Stage;
use crate::article::Article;
use crate::comments::draft::Nth;
use crate::embed::browser;
use crate::i18n::Messages;
use crate::islands::story_context::StoryContext;
use crate::islands::taken::{Taken, next_number};

/// A story that stands there.
pub struct Shown {
    /// The story.
    pub article: Article,
    /// Another story has another number.
    pub number: u32,
    /// It as a tree.
    pub drawn: Drawn,
    /// So many portions of it are on the page.
    pub portions: usize,
    /// The next ones are about to come.
    pub is_going_on: bool,
    /// What the islands know of it.
    pub taken: Option<Rc<Taken>>,
    /// That is what is drawn.
    is_up_to_date: bool,
}

impl Shown {
    /// A story that is about to be shown.
    pub fn new(article: Article, drawn: Drawn) -> Self {
        Self {
            article,
            number: next_number(),
            drawn,
            portions: PORTIONS_AT_ONCE,
            is_going_on: false,
            taken: None,
            is_up_to_date: false,
        }
    }

    /// The same story, drawn anew.
    pub fn redraw(&mut self, drawn: Drawn) {
        self.drawn = drawn;
        self.is_up_to_date = false;
    }

    /// Whether all of it is on the page.
    pub fn is_whole(&self) -> bool {
        self.portions >= self.drawn.portions()
    }

    /// Whether the page's address is shared, and is another one by now.
    pub fn has_moved(&self) -> bool {
        self.drawn.context.shared.is_none() && self.drawn.shared != browser::page_address()
    }

    /// Hands the story as it stands to the islands; answers whether that changes anything.
    pub fn hand_over(&mut self, stage: &Stage, messages: Messages) -> bool {
        if self.is_up_to_date {
            return false;
        }
        let Ok(Some(element)) = stage.shadow.query_selector("[data-context]") else {
            return false;
        };
        let before = self.taken.as_ref().map(|taken| &*taken.story);
        let story = StoryContext::read(&self.drawn.context, messages, Nth::ANY, before);
        self.taken = Some(Rc::new(Taken {
            number: self.number,
            story: Rc::new(story),
            element,
            shadow: stage.shadow.clone(),
            host: stage.host.clone(),
            on_settled: yew::Callback::noop(),
        }));
        self.is_up_to_date = true;
        true
    }
}
