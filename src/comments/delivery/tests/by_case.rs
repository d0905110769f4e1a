//! By case: each outcome, and what is done after it.

use super::comment;
use crate::comments::Refusal::{
    self, Closed, Duplicate, NotSent, Redirected, Server, TooFast, TooLate, Unanswered, Unknown,
};
use crate::comments::delivery::{Action, Event, Known, Look, Progress, begin, step};

/// A new comment to an engine that takes the same words twice.
const NEW: Known = Known {
    delay: 0,
    tells_duplicates_after: None,
    is_change: false,
    is_here: false,
    was_sent: false,
    is_fresh: false,
};

/// The same to one that tells duplicates.
const TOLD: Known = Known {
    tells_duplicates_after: Some(2),
    ..NEW
};

const CHANGE: Known = Known {
    is_change: true,
    ..NEW
};

fn words(action: &Action) -> String {
    match action {
        Action::Report(Progress::Waiting(seconds, cause)) => format!("{cause:?}{seconds}"),
        // It comes with what is told of it.
        Action::Wait => String::new(),
        Action::Report(Progress::Refused(refusal)) => format!("{refusal:?}"),
        Action::Report(progress) => format!("{progress:?}"),
        Action::Take(comment) => format!("Take{}", comment.id),
        other => format!("{other:?}"),
    }
}

/// What is done after these events, one after the other.
fn course(known: Known, events: &[Event]) -> String {
    let (mut delivery, actions) = begin(known);
    let mut done: Vec<_> = actions.iter().map(words).collect();
    for event in events {
        let actions;
        (delivery, actions) = step(delivery, event.clone());
        done.push("|".to_owned());
        done.extend(actions.iter().map(words));
    }
    done.retain(|words| !words.is_empty());
    done.join(" ")
}

fn ok() -> Event {
    Event::Answered(Ok(comment(1)))
}

fn no(refusal: Refusal) -> Event {
    Event::Answered(Err(refusal))
}

fn found(is_settled: bool) -> Event {
    Event::Looked(Look::Found {
        comment: comment(1),
        is_settled,
    })
}

const SECOND: Event = Event::Second;
const NOTHING: Event = Event::Looked(Look::Nothing);
const FAILED: Event = Event::Looked(Look::Failed);

const OLD: Known = Known {
    was_sent: true,
    ..NEW
};

const FRESH: Known = Known {
    is_fresh: true,
    ..OLD
};

const HERE: Known = Known {
    is_here: true,
    ..NEW
};

const TOLD_OLD: Known = Known {
    was_sent: true,
    ..TOLD
};

fn check(courses: &[(Known, Vec<Event>, &str)]) {
    for (known, events, expected) in courses {
        assert_eq!(course(*known, events), *expected, "{known:?} {events:?}");
    }
}

#[test]
fn a_refusal_ends_a_delivery_and_haste_delays_it() {
    check(&[
        (NEW, vec![ok()], "Sending Remember Post | Take1"),
        (CHANGE, vec![ok()], "Sending Post | Take1"),
        (
            Known { delay: 1, ..NEW },
            vec![SECOND],
            "WritingTime1 | Sending Remember Post",
        ),
        (
            NEW,
            vec![no(Closed)],
            "Sending Remember Post | Forget Closed",
        ),
        // What was sent before may have arrived all the same.
        (TOLD_OLD, vec![no(Closed)], "Sending Remember Post | Closed"),
        (
            NEW,
            vec![no(TooFast(1)), SECOND, ok()],
            "Sending Remember Post | Forget TooFast1 | Sending Remember Post | Take1",
        ),
        (
            NEW,
            vec![no(TooFast(2)), SECOND, Event::Stop],
            "Sending Remember Post | Forget TooFast2 | TooFast1 | Stopped",
        ),
    ]);
}

#[test]
fn a_doubt_ends_by_sending_again_or_by_looking() {
    check(&[
        // In doubt one engine is sent the same, the other is looked through.
        (
            TOLD,
            vec![no(Unknown), Event::Stop, SECOND, no(Duplicate), NOTHING],
            "Sending Remember Post | Doubt2 | Doubt1 | Sending Remember Post | Find | TakeUnnamed",
        ),
        (
            NEW,
            vec![no(Unknown), SECOND, Event::Stop, SECOND, found(false)],
            "Sending Remember Post | Doubt3 | Doubt2 | Doubt1 | Find | Take1",
        ),
        (
            CHANGE,
            vec![no(Unknown), SECOND, SECOND, SECOND, no(TooLate), NOTHING],
            "Sending Post | Doubt3 | Doubt2 | Doubt1 | Sending Post | Find | TooLate",
        ),
        (
            TOLD,
            vec![
                no(Unknown),
                SECOND,
                SECOND,
                no(NotSent),
                SECOND,
                SECOND,
                no(Server(503)),
                SECOND,
            ],
            "Sending Remember Post | Doubt2 | Doubt1 | Sending Remember Post | Doubt2 | Doubt1 | Sending \
             Remember Post | Doubt2 | Doubt1",
        ),
        (
            NEW,
            vec![no(NotSent)],
            "Sending Remember Post | Forget NotSent",
        ),
        // Twice without an answer, though the list has one: a redirect that hides.
        (
            TOLD,
            vec![no(Unanswered), SECOND, SECOND, no(Unanswered), NOTHING],
            "Sending Remember Post | Doubt2 | Doubt1 | Sending Remember Post | Find | Unanswered",
        ),
        (
            TOLD,
            vec![
                no(Unanswered),
                SECOND,
                SECOND,
                no(Unanswered),
                FAILED,
                SECOND,
            ],
            "Sending Remember Post | Doubt2 | Doubt1 | Sending Remember Post | Find | Doubt2 | Doubt1",
        ),
    ]);
}

#[test]
fn redirects_and_duplicates_are_looked_behind() {
    check(&[
        (
            NEW,
            vec![no(Redirected), found(false)],
            "Sending Remember Post | Find | Take1",
        ),
        (
            NEW,
            vec![no(Redirected), found(true)],
            "Sending Remember Post | Find | Redirected",
        ),
        (
            CHANGE,
            vec![no(Redirected), found(true)],
            "Sending Post | Find | Take1",
        ),
        (
            NEW,
            vec![no(Redirected), FAILED],
            "Sending Remember Post | Find | Redirected",
        ),
        // The browser itself has sent it again, or she has said it long before.
        (
            TOLD,
            vec![no(Duplicate), found(false)],
            "Sending Remember Post | Find | Take1",
        ),
        (
            TOLD,
            vec![no(Duplicate), found(true)],
            "Sending Remember Post | Find | Forget Duplicate",
        ),
        (
            TOLD_OLD,
            vec![no(Duplicate), found(true)],
            "Sending Remember Post | Find | Take1",
        ),
        (HERE, vec![], "Duplicate"),
        (
            Known {
                tells_duplicates_after: Some(2),
                ..HERE
            },
            vec![no(Duplicate)],
            "Sending Remember Post | Forget Duplicate",
        ),
    ]);
}

#[test]
fn what_was_sent_before_is_looked_for_first() {
    check(&[
        // Sent on an earlier visit: who cannot look must not send.
        (OLD, vec![found(false)], "Find | Take1"),
        (OLD, vec![FAILED], "Find | Unknown"),
        (OLD, vec![NOTHING], "Find | Sending Remember Post"),
        (
            FRESH,
            vec![NOTHING, Event::Stop, SECOND, SECOND, found(false)],
            "Find | Doubt3 | Doubt2 | Doubt1 | Find | Take1",
        ),
        (
            Known {
                is_here: true,
                ..FRESH
            },
            vec![NOTHING],
            "Find | Duplicate",
        ),
        // What nobody waits for changes nothing.
        (
            NEW,
            vec![SECOND, NOTHING, ok(), ok(), SECOND],
            "Sending Remember Post | | | Take1 | |",
        ),
    ]);
}
