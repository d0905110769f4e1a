//! Where an embed is drawn: an element in its shadow root, and Yew's app in that.
//!
//! Yew never frees what an app listens with, so a page whose stories come and go would lose memory
//! with each. An app that nobody needs any more is used again instead.

use std::cell::RefCell;

use web_sys::{Element, ShadowRoot};
use yew::AppHandle;

use crate::view::embed::{Embed as View, Props};

thread_local! {
    static UNUSED: RefCell<Vec<Stage>> = const { RefCell::new(Vec::new()) };
}

/// An element that shows what it is told.
pub struct Stage {
    /// Its width is what the layout goes by.
    column: Element,
    app: AppHandle<View>,
}

impl Stage {
    /// A stage at the end of a shadow root; `None` where none can be.
    pub fn open(shadow: &ShadowRoot, props: Props) -> Option<Self> {
        let unused = UNUSED.with_borrow_mut(Vec::pop);
        let stage = if let Some(mut stage) = unused {
            stage.show(props);
            stage
        } else {
            let document = shadow.owner_document()?;
            let column = document.create_element("div").ok()?;
            column.set_class_name("column");
            let root = document.create_element("div").ok()?;
            root.set_class_name("embed");
            column.append_child(&root).ok()?;
            let app = yew::Renderer::<View>::with_root_and_props(root, props).render();
            Self { column, app }
        };
        shadow.append_child(&stage.column).ok()?;
        Some(stage)
    }

    /// Shows something else.
    pub fn show(&mut self, props: Props) {
        self.app.update(props);
    }

    /// Takes the stage away, with something on it that belongs to nobody.
    pub fn close(mut self, nothing: Props) {
        self.column.remove();
        self.show(nothing);
        UNUSED.with_borrow_mut(|unused| unused.push(self));
    }
}
