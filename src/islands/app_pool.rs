//! The apps that draw the islands, one for each embed.
//!
//! Yew never frees what an app listens with, so a page whose stories come and go would lose memory
//! with each. An app that nobody needs any more is used again instead.

use std::cell::RefCell;
use std::rc::Rc;

use web_sys::Document;
use yew::AppHandle;

use super::app::{App, Props};
use super::hosts::Hosts;
use super::taken::Taken;

thread_local! {
    static UNUSED: RefCell<Vec<PooledApp>> = const { RefCell::new(Vec::new()) };
}

/// An app with the elements that it draws in.
pub struct PooledApp {
    hosts: Hosts,
    app: AppHandle<App>,
}

impl PooledApp {
    /// An app that shows a story's islands; `None` where there can be none.
    pub fn open(document: &Document, taken: Rc<Taken>) -> Option<Self> {
        if let Some(mut unused) = UNUSED.with_borrow_mut(Vec::pop) {
            unused.show(Some(taken));
            return Some(unused);
        }
        let hosts = Hosts::new(document)?;
        let props = Props {
            hosts: hosts.clone(),
            taken: Some(taken),
        };
        // All that it draws stands elsewhere.
        let root = document.create_element("div").ok()?;
        let app = yew::Renderer::<App>::with_root_and_props(root, props).render();
        Some(Self { hosts, app })
    }

    /// Shows another story's islands, or the same in another way, or none.
    pub fn show(&mut self, taken: Option<Rc<Taken>>) {
        if taken.is_none() {
            self.hosts.leave();
        }
        self.app.update(Props {
            hosts: self.hosts.clone(),
            taken,
        });
    }

    /// Ends what is shown.
    pub fn close(mut self) {
        self.show(None);
        UNUSED.with_borrow_mut(|unused| unused.push(self));
    }
}
