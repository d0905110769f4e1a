//! Asking the engine, and the event in which its answer comes.

use std::rc::Rc;

use yew::Context;

use super::{CommentSection, Event};
use crate::article::Date;
use crate::comments::{Engine, Order, Submission, exchange};
use crate::timer::{self, SECOND};

/// How many seconds a comment may take longer than one that was sent after it.
pub(super) const ON_THE_WAY: i32 = 2;

/// What the engine is asked, other than to take a comment.
pub(super) enum Question {
    /// The page of this number in this order; past all caches, or not.
    List(u32, Order, bool),
    /// Whether these words have arrived, in so many seconds.
    Find(Rc<Submission>, i32),
    /// What has become of the comment of this id, which this reader wrote.
    Standing(String),
    /// Whether this comment, of this moment, has come twice, and then to take it back.
    Twice(Rc<Submission>, Option<Date>),
    /// To delete the comment of this id.
    Delete(String),
    /// Nothing, for a minute.
    Wait,
}

/// Asks; the answer is an event of the component's.
pub(super) fn ask(context: &Context<CommentSection>, question: Question) {
    let engine = context.props().engine.engine.clone();
    // One future for all questions, since each kind would have its own copy of what sends events.
    context.link().send_future(answer(engine, question));
}

async fn answer(engine: Rc<dyn Engine>, question: Question) -> Event {
    match question {
        Question::List(page, order, is_fresh) => {
            let outcome = exchange::list(engine, page, order, is_fresh).await;
            Event::Listed(page, order, outcome)
        }
        Question::Find(sent, seconds) => {
            timer::wait(seconds * SECOND).await;
            let found = exchange::find(engine, sent.clone()).await;
            Event::Found(sent, found.ok().flatten())
        }
        Question::Standing(id) => {
            let standing = exchange::standing(engine, &id).await;
            Event::Stands(id, standing)
        }
        Question::Twice(sent, created) => {
            // The first one may take longer than the second.
            timer::wait(ON_THE_WAY * SECOND).await;
            let other = exchange::take_back(engine, sent.clone(), created).await;
            Event::Twice(sent, other)
        }
        Question::Delete(id) => {
            let is_done = exchange::delete(engine, &id).await;
            Event::Deleted(id, is_done)
        }
        Question::Wait => {
            timer::wait(60 * SECOND).await;
            Event::Minute
        }
    }
}
