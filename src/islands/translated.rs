//! Words of ours on a page that is being translated. A translator takes a text out of the page and puts an element
//! with other words in its place. Yew knows nothing of that: it would go on giving the text that is gone its new
//! words, and readers would see the old ones. So a text that gets other words comes back, in place of what stands
//! for it, and is the translator's to translate anew.

use js_sys::{Array, WeakMap};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, MutationObserver, MutationObserverInit, MutationRecord, Node, Text};

use crate::js_object::js_object;

/// A watch over texts that ends when this is dropped.
pub struct Translated {
    observer: MutationObserver,
    _changed: Closure<dyn FnMut(Array, MutationObserver)>,
}

impl Translated {
    /// Watches over all texts in these elements; `None` where the browser cannot.
    pub fn watch(elements: &[&Element]) -> Option<Self> {
        let substitutes = WeakMap::new();
        let changed = Closure::<dyn FnMut(Array, MutationObserver)>::new(
            move |records: Array, observer: MutationObserver| {
                for record in records {
                    notice(record.unchecked_ref(), &observer, &substitutes);
                }
            },
        );
        let observer = MutationObserver::new(changed.as_ref().unchecked_ref()).ok()?;
        for element in elements {
            observe(&observer, element, &["childList", "subtree"]);
        }
        Some(Self {
            observer,
            _changed: changed,
        })
    }
}

impl Drop for Translated {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

fn observe(observer: &MutationObserver, node: &Node, what: &[&str]) {
    let members: Vec<_> = what.iter().map(|name| (*name, JsValue::TRUE)).collect();
    let options: MutationObserverInit = js_object(&members);
    let _ = observer.observe_with_options(node, &options);
}

/// Takes note of a text that was taken out, and brings back one that has got other words.
fn notice(record: &MutationRecord, observer: &MutationObserver, substitutes: &WeakMap) {
    if let Some(text) = record.target()
        && text.has_type::<Text>()
    {
        if let Ok(substitute) = substitutes.get(&text).dyn_into::<Element>() {
            let _ = substitute.replace_with_with_node_1(&text);
        }
        return;
    }
    let Some(text) = record.removed_nodes().get(0) else {
        return;
    };
    let around = [
        record.added_nodes().get(0),
        record.previous_sibling(),
        record.next_sibling(),
    ];
    let is_substitute = |element: &Element| element.local_name() == "font";
    let elements = around.into_iter().flatten();
    let mut elements = elements.filter_map(|node| node.dyn_into::<Element>().ok());
    if text.has_type::<Text>()
        && let Some(substitute) = elements.find(is_substitute)
    {
        substitutes.set(&text, &substitute);
        observe(observer, &text, &["characterData"]);
    }
}
