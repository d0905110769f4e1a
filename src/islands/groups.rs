//! The islands of all embeds: which element has which.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::Promise;
use web_sys::HtmlElement;

use super::group::Group;
use crate::comments::draft::Nth;

thread_local! {
    static GROUPS: RefCell<Vec<Rc<Group>>> = const { RefCell::new(Vec::new()) };
}

/// Brings the story in an element to life. The promise is kept once that is done.
pub fn start(host: &HtmlElement, nth: Nth) -> Promise {
    let group = find(host).unwrap_or_else(|| {
        let group = Group::new(host);
        GROUPS.with_borrow_mut(|groups| groups.push(group.clone()));
        group
    });
    group.number(nth);
    group.look();
    group.settled()
}

/// Takes over what has changed: the story's context, or the story.
pub fn update(host: &HtmlElement) {
    if let Some(group) = find(host) {
        group.look();
    }
}

/// Ends the islands in an element.
pub fn stop(host: &HtmlElement) {
    let found = GROUPS.with_borrow_mut(|groups| {
        let place = groups.iter().position(|group| group.is_in(host))?;
        Some(groups.remove(place))
    });
    if let Some(group) = found {
        group.stop();
    }
}

fn find(host: &HtmlElement) -> Option<Rc<Group>> {
    GROUPS.with_borrow(|groups| groups.iter().find(|group| group.is_in(host)).cloned())
}
