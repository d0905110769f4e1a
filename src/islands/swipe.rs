//! Turning by a finger that goes sideways.

use std::cell::Cell;
use std::rc::Rc;

use yew::{Callback, TouchEvent};

use super::live_tag::LiveTag;
use crate::js_object::member;

/// How far a finger has to go, in CSS pixels.
const DISTANCE: i32 = 40;

/// Where a finger began, as long as it is the only one.
#[derive(Clone, Default)]
pub struct Finger(Rc<Cell<Option<i32>>>);

impl Finger {
    /// Turns when a finger goes sideways over the element. `on_turn` is told whether it went to the
    /// left, which brings what is on the right.
    pub fn watch(&self, element: LiveTag, on_turn: Callback<bool>) -> LiveTag {
        let start = self.0.clone();
        let on_start = Callback::from(move |event: TouchEvent| {
            // Two fingers enlarge, and whoever has enlarged moves about with one.
            let is_alone = event.touches().length() == 1 && !is_enlarged();
            start.set(place(&event).filter(|_| is_alone));
        });
        let start = self.0.clone();
        let on_end = Callback::from(move |event: TouchEvent| {
            if let (Some(start), Some(end)) = (start.take(), place(&event))
                && (end - start).abs() >= DISTANCE
            {
                on_turn.emit(end < start);
            }
        });
        element.on_touch(on_start, on_end)
    }
}

fn place(event: &TouchEvent) -> Option<i32> {
    let touch = event.changed_touches().get(0)?;
    Some(touch.client_x())
}

fn is_enlarged() -> bool {
    let viewport = web_sys::window().and_then(|window| member(&window, "visualViewport"));
    let scale = viewport.and_then(|viewport| member(&viewport, "scale")?.as_f64());
    scale.is_some_and(|scale| scale > 1.0)
}
