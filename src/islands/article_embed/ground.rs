//! The colours of a component for which the application has chosen none: those of the page that it stands on.
//!
//! The loader does the same for its elements, see `static/loader/colours.js`, which says why.

use js_sys::{Array, Reflect};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    CssStyleDeclaration, Document, Element, EventTarget, HtmlElement, MediaQueryList,
    MutationObserver, MutationObserverInit, ShadowRoot, Window,
};

use crate::js_object::js_object;

/// The property by which the style is told.
const SCHEME: &str = "--_scheme";

/// What is heard of the document: style sheets that have come, and backgrounds that have faded.
const EVENTS: [&str; 2] = ["load", "transitionend"];

/// A watch over the ground of a component, until this is dropped.
pub struct Ground {
    page: Page,
    observer: MutationObserver,
    document: Document,
    device: Option<MediaQueryList>,
    look: Closure<dyn Fn(JsValue)>,
    _changed: Closure<dyn Fn(Array, MutationObserver)>,
}

/// The component's element, and what surrounds it.
#[derive(Clone)]
struct Page {
    host: HtmlElement,
    window: Window,
}

impl Ground {
    /// Looks at the ground now, and whenever the page may have changed.
    pub fn watch(host: &HtmlElement) -> Option<Self> {
        let document = host.owner_document()?;
        let page = Page {
            host: host.clone(),
            window: document.default_view()?,
        };
        let looking = page.clone();
        let changed = Closure::<dyn Fn(Array, MutationObserver)>::new(
            move |_: Array, observer: MutationObserver| looking.look(&observer),
        );
        let observer = MutationObserver::new(changed.as_ref().unchecked_ref()).ok()?;
        let (looking, watching) = (page.clone(), observer.clone());
        let look = Closure::<dyn Fn(JsValue)>::new(move |_| looking.look(&watching));
        let listener = look.as_ref().unchecked_ref();
        for name in EVENTS {
            let _ = document.add_event_listener_with_callback_and_bool(name, listener, true);
        }
        let device = page.window.match_media("(prefers-color-scheme: dark)");
        let device = device.ok().flatten();
        if let Some(device) = &device {
            let target: &EventTarget = device;
            let _ = target.add_event_listener_with_callback("change", listener);
        }
        page.look(&observer);
        // Style sheets that hold back the first frame have come by then.
        let _ = page.window.request_animation_frame(listener);
        Some(Self {
            page,
            observer,
            document,
            device,
            look,
            _changed: changed,
        })
    }

    /// Looks again, once the component has changed.
    pub fn look(&self) {
        self.page.look(&self.observer);
    }
}

impl Drop for Ground {
    fn drop(&mut self) {
        self.observer.disconnect();
        let listener = self.look.as_ref().unchecked_ref();
        for name in EVENTS {
            let _ = self
                .document
                .remove_event_listener_with_callback_and_bool(name, listener, true);
        }
        if let Some(device) = &self.device {
            let _ = device.remove_event_listener_with_callback("change", listener);
        }
    }
}

impl Page {
    fn look(&self, observer: &MutationObserver) {
        observer.disconnect();
        if !self.host.is_connected() {
            return;
        }
        let (of_page, inherited) = self.declared();
        let (light, rest) = self.lightness(observer);
        // Where there is nothing else, the browser's own ground shows through.
        let rest = if self.is_dark(&of_page) { 0.0 } else { rest };
        let is_ground_dark = light + rest < 0.5;
        // What is right by itself follows the page live.
        let scheme = match is_ground_dark {
            dark if dark == self.is_dark(&inherited) => "",
            true => "dark",
            false => "light",
        };
        if let Some(head) = self.host.owner_document().and_then(|page| page.head()) {
            observe(observer, &head, &["attributes", "childList", "subtree"]);
        }
        let style = self.host.style();
        let before = style.get_property_value(SCHEME).unwrap_or_default();
        if scheme != before {
            let _ = style.set_property(SCHEME, scheme);
        }
    }

    /// The colour schemes that the page declares, and those that the component inherits.
    fn declared(&self) -> (String, String) {
        let document = self.host.owner_document();
        let meta = document
            .as_ref()
            .and_then(|page| page.query_selector("meta[name=color-scheme i]").ok())
            .flatten()
            .and_then(|meta| meta.get_attribute("content"));
        let root = document.and_then(|page| page.document_element());
        let of = |element: Option<Element>| match element {
            Some(element) => self.computed(&element, "color-scheme"),
            None => String::new(),
        };
        let of_page = [&meta.unwrap_or_default(), " ", &of(root)].concat();
        let inherited = of(under(&self.host));
        let inherited = if inherited == "normal" {
            of_page.clone()
        } else {
            inherited
        };
        (of_page, inherited)
    }

    /// Whether these colour schemes are dark on this device.
    fn is_dark(&self, declared: &str) -> bool {
        let device = self.window.match_media("(prefers-color-scheme: dark)");
        let device = device.ok().flatten();
        let prefers_dark = device.is_some_and(|device| device.matches());
        declared.contains("dark") && (prefers_dark || !declared.contains("light"))
    }

    /// How much light comes from the ground, and how much of what is below it shows through. All that it is made of
    /// is observed from now on.
    fn lightness(&self, observer: &MutationObserver) -> (f64, f64) {
        let (mut light, mut rest) = (0.0, 1.0);
        let mut next = under(&self.host);
        while let Some(element) = next {
            observe(observer, &element, &["attributes"]);
            let mut ground = Colour::read(&self.computed(&element, "background-color"));
            if ground.cover < 1.0 && self.computed(&element, "background-image") != "none" {
                let words = Colour::read(&self.computed(&element, "color"));
                ground = Colour {
                    lightness: 1.0 - words.lightness,
                    cover: 1.0,
                };
            }
            light += rest * ground.cover * ground.lightness;
            rest *= 1.0 - ground.cover;
            next = under(&element);
        }
        (light, rest)
    }

    fn computed(&self, element: &Element, property: &str) -> String {
        let style = self.window.get_computed_style(element).ok().flatten();
        let value = |style: CssStyleDeclaration| style.get_property_value(property).ok();
        style.and_then(value).unwrap_or_default()
    }
}

fn observe(observer: &MutationObserver, element: &Element, what: &[&str]) {
    let members: Vec<_> = what.iter().map(|name| (*name, JsValue::TRUE)).collect();
    let options: MutationObserverInit = js_object(&members);
    let _ = observer.observe_with_options(element, &options);
}

/// What an element stands on, out of shadow trees.
fn under(element: &Element) -> Option<Element> {
    let slot = Reflect::get(element, &"assignedSlot".into()).ok();
    let slot = slot.and_then(|slot| slot.dyn_into::<Element>().ok());
    slot.or_else(|| element.parent_element()).or_else(|| {
        let root = element.get_root_node().dyn_into::<ShadowRoot>().ok()?;
        Some(root.host())
    })
}

/// A colour as browsers write a computed one.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Colour {
    /// From 0 to 1.
    lightness: f64,
    /// How much of what is below it covers, from 0 to 1.
    cover: f64,
}

impl Colour {
    fn read(text: &str) -> Self {
        let (space, values) = text.split_once('(').unwrap_or_default();
        let values = values.trim_end_matches(')');
        let between = |sign: char| sign.is_ascii_whitespace() || matches!(sign, ',' | '/');
        let words = values.split(between).filter(|word| !word.is_empty());
        // `color()` names its space first.
        let mut numbers = words.skip(usize::from(space == "color"));
        let mut number = |default| match numbers.next() {
            Some(word) => word.parse().unwrap_or(0.0),
            None => default,
        };
        let [one, two, three, cover] = [number(1.0), number(0.0), number(0.0), number(1.0)];
        let mixed = 0.3 * one + 0.6 * two + 0.1 * three;
        let lightness = match space {
            "rgb" | "rgba" => mixed / 255.0,
            "color" => mixed,
            "lab" | "lch" => one / 100.0,
            _ => one,
        };
        Self { lightness, cover }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn computed_colours_are_read() {
        for (text, is_light, cover) in [
            ("rgb(255, 255, 255)", true, 1.0),
            ("rgba(0, 0, 0, 0)", false, 0.0),
            ("rgba(250, 250, 240, 0.5)", true, 0.5),
            ("color(display-p3 0.1 0.1 0.1)", false, 1.0),
            ("color(srgb 0.9 0.9 0.9 / 0.25)", true, 0.25),
            ("oklch(0.2 0.02 250)", false, 1.0),
            ("oklab(0.95 0 0 / 0.75)", true, 0.75),
            ("lab(20 10 10)", false, 1.0),
            ("lch(90 5 none)", true, 1.0),
            ("", true, 1.0),
        ] {
            let colour = Colour::read(text);
            assert_eq!(colour.lightness > 0.5, is_light, "{text}: {colour:?}");
            assert!((colour.cover - cover).abs() < 0.001, "{text}: {colour:?}");
        }
    }
}
