//! What the islands know of the story that they stand in: its context, read into types.

use std::rc::Rc;

use super::comments::EngineAt;
use crate::comments::draft::Nth;
use crate::comments::engines;
use crate::comments::kind::Discussion;
use crate::comments::{self, Order};
use crate::embed::browser;
use crate::i18n::Messages;
use crate::render::Context;
use crate::render::context::CommentsContext;
use crate::share::{Action, Shareable, TARGETS, Target};
use crate::url::{Base, WebUrl};

/// A story that stands in a page.
pub struct StoryContext {
    /// The address of the story's JSON.
    pub article: Option<String>,
    /// The story's own page.
    pub url: Option<WebUrl>,
    /// The interface's texts.
    pub messages: Messages,
    /// The headline's level, 1 to 6.
    pub level: u8,
    /// Where it can be shared.
    pub targets: Vec<&'static Target>,
    /// What is shared: the headline with an address.
    pub shared: Shareable,
    /// The comments, if there are any.
    pub comments: StoryComments,
    /// Which of the embeds that show this story on the page it stands in.
    pub nth: Nth,
}

/// The comments under a story.
#[derive(Clone)]
pub enum StoryComments {
    /// There are none.
    None,
    /// They cannot be had from there.
    Refused {
        /// The engine's name and place.
        name: Rc<str>,
        /// The page on which they are.
        page: Option<WebUrl>,
    },
    /// They are had from an engine.
    From {
        /// The engine.
        engine: EngineAt,
        /// Which of them stand first.
        order: Order,
        /// The publisher takes no more.
        is_closed: bool,
    },
}

impl StoryContext {
    /// Reads a context. What `before` says of the same story is kept where it is no other now: the
    /// engine goes on.
    pub fn read(context: &Context, messages: Messages, nth: Nth, before: Option<&Self>) -> Self {
        let targets = context.share.iter().filter_map(|name| {
            let target = TARGETS.iter().find(|target| target.name == name)?;
            is_possible(target).then_some(target)
        });
        Self {
            article: context.article.clone(),
            url: context.url.as_deref().and_then(WebUrl::parse),
            messages,
            level: context.level,
            targets: targets.collect(),
            shared: Shareable {
                title: context.headline.clone(),
                marks: [String::new(), String::new()],
                url: context.shared.clone().unwrap_or_else(browser::page_address),
            },
            comments: match &context.comments {
                Some(comments) => from(comments, &context.headline, before),
                None => StoryComments::None,
            },
            nth,
        }
    }

    /// The target of this name.
    pub fn target(&self, name: &str) -> Option<&'static Target> {
        let mut targets = self.targets.iter().copied();
        targets.find(|target| target.name == name)
    }
}

fn from(context: &CommentsContext, headline: &str, before: Option<&StoryContext>) -> StoryComments {
    let CommentsContext {
        engine,
        address,
        page,
        ..
    } = context;
    let name: Rc<str> = [engine, " ", address, " ", page].concat().into();
    let started = match before.map(|before| &before.comments) {
        Some(StoryComments::From { engine, .. }) if engine.name == name => {
            Some(engine.engine.clone())
        }
        Some(StoryComments::Refused { name: refused, .. }) if *refused == name => None,
        _ => {
            let started = start(context, headline);
            if started.is_none() {
                super::comments::tell_failed(&why_not(engine));
            }
            started
        }
    };
    let Some(engine) = started else {
        return StoryComments::Refused {
            name,
            page: WebUrl::parse(page),
        };
    };
    StoryComments::From {
        engine: EngineAt { engine, name },
        order: if context.newest {
            Order::Newest
        } else {
            Order::Oldest
        },
        is_closed: context.closed,
    }
}

fn start(context: &CommentsContext, headline: &str) -> Option<Rc<dyn comments::Engine>> {
    let start = engines::start_of(&context.engine)?;
    let page = WebUrl::parse(&context.page)?;
    let address = WebUrl::parse(&context.address)?;
    // Relative to the page, and no nearer to the reader than where the comments come from.
    let base = Base::parse(address.as_str()).unwrap_or_else(Base::nowhere);
    start(&Discussion {
        address: &address,
        page: &page,
        headline,
        author: context.author,
        base: base.join(Some(page.as_str())),
    })
}

/// What developers are told where an engine does not start.
fn why_not(name: &str) -> String {
    match engines::named(name) {
        Some(kind) => kind.needs_address(),
        None => ["unknown comment engine: ", name].concat(),
    }
}

/// Not every device has a share sheet.
fn is_possible(target: &Target) -> bool {
    target.action != Action::Device || browser::has_share_sheet()
}
