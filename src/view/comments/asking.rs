//! Asking the engine, and the event in which its answer comes.

use std::rc::Rc;

use yew::Context;

use super::{CommentSection, Event};
use crate::article::Date;
use crate::comments::{Engine, Order, Submission, exchange};
use crate::timer::{self, SECOND};

/// What the engine is asked, other than to take a comment.
pub(super) enum Question {
    /// The page of this number in this order.
    List(u32, Order),
    /// Whether these words have arrived.
    Find(Rc<Submission>),
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
        Question::List(page, order) => {
            Event::Listed(page, order, exchange::list(engine, page, order).await)
        }
        Question::Find(sent) => {
            let found = exchange::find(engine, sent.clone()).await;
            Event::Found(sent, found.ok().flatten())
        }
        Question::Standing(id) => {
            let standing = exchange::standing(engine, &id).await;
            Event::Stands(id, standing)
        }
        Question::Twice(sent, created) => {
            // The first one may take longer than the second.
            timer::wait(2 * SECOND).await;
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
