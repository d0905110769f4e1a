//! A story as it is shown on one page: what every part of the view is given.

use std::rc::Rc;

use yew::AttrValue;

use crate::article::Article;
use crate::comments;
use crate::i18n::Messages;
use crate::share::{Story, Target};

/// A story as it is shown on this page.
pub struct Page {
    /// The story.
    pub article: Rc<Article>,
    /// The interface's texts.
    pub messages: Messages,
    /// The language of dates; `None` leaves it to the browser.
    pub language: Option<AttrValue>,
    /// The headline's level, 1 to 6.
    pub heading_level: u8,
    /// What is shared.
    pub shared: Story,
    /// Where it can be shared.
    pub targets: Vec<Target>,
    /// The comments, where there are any.
    pub comments: Option<Engine>,
}

/// A comment engine that components can be given.
#[derive(Clone)]
pub struct Engine(pub Rc<dyn comments::Engine>);

impl PartialEq for Engine {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}
