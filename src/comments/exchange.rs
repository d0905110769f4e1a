//! Asking a comment engine's server, one function for each thing that an engine can be asked.
//!
//! What is asked and what an answer means is the [`Engine`]'s. Nothing is sent twice here.

use std::future::{Future, ready};
use std::pin::Pin;
use std::rc::Rc;

use super::engine::{Call, ListError};
use super::{Comment, Engine, Order, Page, Refusal, Standing, Submission, kept};
use crate::article::Date;
use crate::transport::{self, Answer, Body, TransportError};

/// An answer that is still to come.
pub type Pending<T> = Pin<Box<dyn Future<Output = T>>>;

fn ask(call: Call) -> Pending<Result<Answer, TransportError>> {
    match call {
        Call::Server(request) => transport::send(request),
        Call::Here(answer) => Box::pin(ready(Ok(answer))),
    }
}

/// Asks past all caches, which may not know yet what this reader has only now written.
fn ask_fresh(call: Call) -> Pending<Result<Answer, TransportError>> {
    ask(match call {
        Call::Server(request) => request.fresh().into(),
        here @ Call::Here(_) => here,
    })
}

/// Fetches a page of comments. The first page is 1. `is_fresh` asks past all caches.
pub fn list(
    engine: Rc<dyn Engine>,
    page: u32,
    order: Order,
    is_fresh: bool,
) -> Pending<Result<Page, ListError>> {
    Box::pin(async move {
        let ask_list = if is_fresh { ask_fresh } else { ask };
        let answer = ask_list(engine.list(page, order)).await?;
        let listed = answer
            .is_ok()
            .then(|| engine.read_list(page, order, &answer));
        let mut listed = listed.flatten().ok_or(unreadable(&answer))?;
        if listed.total.is_none()
            && let Some(call) = engine.count()
            && let Ok(answer) = ask(call).await
        {
            listed.total = engine.read_count(answer.json());
        }
        Ok(listed)
    })
}

fn unreadable(answer: &Answer) -> ListError {
    ListError::Unreadable {
        status: answer.status,
    }
}

/// How far a comment has come. One that is answered by a redirect was not taken, and goes on where the engine
/// has moved to another address of the same site: then reading leads to the same place there.
#[derive(Clone, Copy)]
enum Step {
    /// It was sent.
    Sent,
    /// It was answered by a redirect, and what is there was read.
    Read,
    /// It was sent to where that has led.
    SentOn,
}

/// Posts a comment, or changes one.
pub fn post(engine: Rc<dyn Engine>, sent: Rc<Submission>) -> Pending<Result<Comment, Refusal>> {
    Box::pin(async move {
        let mut call = engine.post(&sent).ok_or(Refusal::Closed)?;
        let mut step = Step::Sent;
        let asked = || match engine.post(&sent) {
            Some(Call::Server(request)) => Ok(request),
            _ => Err(Refusal::Redirected),
        };
        let answer = loop {
            let answer = ask(call).await;
            let is_redirect = answer.as_ref().is_ok_and(Answer::is_redirect);
            (call, step) = match step {
                Step::Sent if is_redirect => (asked()?.reading().into(), Step::Read),
                Step::Read => {
                    let place = answer.map_or_else(|_| String::new(), |answer| answer.url());
                    let moved = asked()?.moved_to(&place).ok_or(Refusal::Redirected)?;
                    (moved.into(), Step::SentOn)
                }
                Step::SentOn if is_redirect => return Err(Refusal::Redirected),
                Step::Sent | Step::SentOn => break answer?,
            };
        };
        if !answer.is_ok() {
            return Err(engine.read_refusal(&sent, &answer));
        }
        let comment = engine.read_comment(answer.json());
        // It said yes, and nobody knows to what, as when a notice stands before its JSON.
        comment.ok_or(Refusal::Unknown)
    })
}

/// Looks for a comment that may have arrived. That nobody could look is an error, and does not mean
/// that it is not there.
pub fn find(
    engine: Rc<dyn Engine>,
    sent: Rc<Submission>,
) -> Pending<Result<Option<Comment>, ListError>> {
    Box::pin(async move {
        for step in 0.. {
            let Some(call) = engine.search(&sent, step) else {
                break;
            };
            let answer = ask_fresh(call).await?;
            let found = match &answer.body {
                Body::Json(json) if answer.is_ok() => engine.read_search(&sent, json),
                _ => return Err(unreadable(&answer)),
            };
            let Some(found) = found else {
                continue;
            };
            // It was found as it was typed; the newest are listed as they are shown.
            if engine.capabilities().has_markdown
                && let Ok(answer) = ask_fresh(engine.list(1, Order::Newest)).await
            {
                return Ok(Some(engine.as_shown(found, answer.json())));
            }
            return Ok(Some(found));
        }
        Ok(None)
    })
}

/// What has become of a comment that this reader wrote, with the words as they were typed where she may
/// change it.
pub async fn standing(engine: Rc<dyn Engine>, id: &str) -> Standing {
    let Some(call) = engine.standing(id) else {
        return Standing::Unknown;
    };
    let Ok(answer) = ask_fresh(call).await else {
        return Standing::Unknown;
    };
    let mut standing = engine.read_standing(&answer);
    if let Standing::There(comment) = &mut standing
        && let Some(call) = engine.source(id)
        && let Ok(answer) = ask_fresh(call).await
        && answer.is_ok()
    {
        comment.source = engine.read_source(answer.json());
    }
    standing
}

/// Takes back a comment of this moment that has come twice, and gives the other one. Browsers themselves
/// send again what broke at once, which only an engine that tells duplicates notices.
pub async fn take_back(
    engine: Rc<dyn Engine>,
    sent: Rc<Submission>,
    created: Option<Date>,
) -> Option<Comment> {
    let other = find(engine.clone(), sent.clone()).await.ok()??;
    let is_double = kept::are_at_once(other.created, created);
    let is_taken_back = is_double && delete(engine, sent.arrived_as.as_ref()?).await;
    is_taken_back.then_some(other)
}

/// Deletes a comment that this reader wrote; whether that was done, now or before.
pub async fn delete(engine: Rc<dyn Engine>, id: &str) -> bool {
    let Some(call) = engine.delete(id) else {
        return false;
    };
    ask(call).await.is_ok_and(|answer| answer.is_ok())
        || standing(engine, id).await == Standing::Gone
}
