//! By course: whatever is answered, a delivery ends, and takes its steps in the order that it promises.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use super::{comment, config};
use crate::comments::Refusal;
use crate::comments::delivery::{Action, Event, Known, Look, Progress, begin, step};

fn known() -> impl Strategy<Value = Known> {
    let engine = (0..3_u32, proptest::option::of(0..20_u32));
    (engine, any::<[bool; 4]>()).prop_map(
        |((delay, tells_duplicates_after), [is_change, is_here, was_sent, is_fresh])| Known {
            delay,
            tells_duplicates_after,
            is_change,
            is_here,
            was_sent,
            is_fresh,
        },
    )
}

fn refusals() -> impl Strategy<Value = Refusal> {
    let refusals = vec![
        Refusal::Duplicate,
        Refusal::TooFast(0),
        Refusal::TooFast(61),
        Refusal::TooMany,
        Refusal::TooLate,
        Refusal::Closed,
        Refusal::Redirected,
        Refusal::Server(503),
        Refusal::NotSent,
        Refusal::Unknown,
        Refusal::Unanswered,
    ];
    select(refusals)
}

fn looks() -> impl Strategy<Value = Event> {
    let found = |is_settled| Look::Found {
        comment: comment(1),
        is_settled,
    };
    let looks = vec![Look::Nothing, Look::Failed, found(false), found(true)];
    select(looks).prop_map(Event::Looked)
}

/// No course is longer: five times, with the longest wait, the comment, and a look.
const LONGEST: usize = 5 * (61 + 2) + 2;

proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_course_ends(
        known in known(),
        refusals in vec(refusals(), 1..6),
        looks in vec(looks(), 1..6),
    ) {
        let (mut delivery, mut actions) = begin(known);
        let (mut refusals, mut looks) = (refusals.iter().cycle(), looks.iter().cycle());
        let mut is_noted = false;
        for _ in 0..LONGEST {
            let mut event = None;
            let mut is_told = false;
            for action in actions {
                prop_assert!(event.is_none() && !is_told, "{action:?} comes too late");
                match action {
                    Action::Wait => event = Some(Event::Second),
                    Action::Post => {
                        // The page may be left as soon as it is sent.
                        prop_assert!(is_noted || known.is_change, "it is not noted");
                        let refusal = refusals.next().cloned().unwrap_or(Refusal::Closed);
                        event = Some(Event::Answered(Err(refusal)));
                    }
                    Action::Find => event = looks.next().cloned(),
                    Action::Remember => is_noted = true,
                    Action::Forget => is_noted = false,
                    Action::Report(Progress::Waiting(..) | Progress::Sending) => {}
                    Action::Report(_) | Action::Take(_) | Action::TakeUnnamed => is_told = true,
                }
            }
            let Some(event) = event else {
                prop_assert!(is_told, "its reader is told nothing");
                return Ok(());
            };
            (delivery, actions) = step(delivery, event);
        }
        prop_assert!(false, "it does not end: {delivery:?}");
    }
}
