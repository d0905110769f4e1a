//! Elements, built step by step.
//!
//! The same virtual DOM as Yew's `html!` makes, by calls to a few shared functions. The macro
//! writes its code out anew at each element, which came to several times the bytes; the record in
//! docs/decisions has the figures. A child that is not there leaves an empty place, so that its
//! siblings keep theirs and what a reader has typed into them.

use std::rc::Rc;

use yew::virtual_dom::{AttributeOrProperty, Attributes, VComp, VNode, VTag};
use yew::{
    AttrValue, BaseComponent, Callback, Html, InputEvent, KeyboardEvent, MouseEvent, NodeRef,
    SubmitEvent, TouchEvent,
};

pub use super::attributes::Attr;
use super::attributes::NAMES;
use super::content::{Child, Value, Words, copied};
use super::parts;
use crate::i18n::{Message, Messages};

/// An element that is being built. Boxed, since it is handed on with each step.
pub struct Tag(Box<Parts>);

struct Parts {
    tag: VTag,
    /// One place for each attribute, up to the last that is set. So Yew compares them place by place,
    /// and needs no table of names for each element.
    values: Vec<Option<AttributeOrProperty>>,
    /// Kept until the element is finished: Yew would add to a list that may be shared, and copies it
    /// then.
    children: Vec<Html>,
}

/// An element: its name, and its class after a point, as in `p.byline`. Several classes have spaces
/// between them.
#[inline(never)]
#[must_use]
pub fn tag(selector: &'static str) -> Tag {
    let (name, class) = split(selector);
    let tag = Tag(Box::new(Parts {
        tag: VTag::new(name),
        values: Vec::new(),
        children: Vec::new(),
    }));
    let tag = match class {
        "" => tag,
        class => tag.set(Attr::Class, class),
    };
    let tag = match parts::of_element(name) {
        Some(part) => tag.set(Attr::Part, part),
        None => tag,
    };
    match name {
        // In a form, any other would send it.
        "button" => tag.set(Attr::Type, "button"),
        _ => tag,
    }
}

/// An element that pages may style under the name of its class.
#[inline(never)]
#[must_use]
pub fn part(selector: &'static str) -> Tag {
    let (_, class) = split(selector);
    tag(selector).set(Attr::Part, class)
}

fn split(selector: &'static str) -> (&'static str, &'static str) {
    selector.split_once('.').unwrap_or((selector, ""))
}

/// Nothing, in a place of its own.
pub fn nothing() -> Html {
    Html::default()
}

/// Characters.
pub fn text(text: impl Words) -> Html {
    VNode::VText(text.words().into())
}

/// Nodes one after the other.
#[inline(never)]
pub fn list(nodes: Vec<Html>) -> Html {
    nodes.into_iter().collect()
}

/// Nodes one after the other, as they are drawn.
pub fn each<T: Into<Html>>(drawn: impl Iterator<Item = T>) -> Html {
    // A loop, since collecting writes out anew how a list grows for each kind of iterator.
    let mut nodes = Vec::new();
    for node in drawn {
        nodes.push(node.into());
    }
    list(nodes)
}

/// A component. One with another key is another component, with a state of its own.
pub fn component<C: BaseComponent>(key: &str, properties: C::Properties) -> Html {
    VNode::from(VComp::new::<C>(Rc::new(properties), Some(key.into())))
}

impl Tag {
    /// Sets an attribute, where there is a value.
    #[must_use]
    pub fn set(self, name: Attr, value: impl Value) -> Self {
        self.set_value(name, value.value())
    }

    /// Sets the class.
    #[must_use]
    pub fn class(self, class: &'static str) -> Self {
        self.set(Attr::Class, class)
    }

    #[inline(never)]
    fn set_value(mut self, name: Attr, value: Option<AttrValue>) -> Self {
        if value.is_some() {
            let values = &mut self.0.values;
            if values.len() <= name as usize {
                values.resize_with(name as usize + 1, || None);
            }
            if let Some(place) = values.get_mut(name as usize) {
                *place = value.map(AttributeOrProperty::Attribute);
            }
        }
        self
    }

    /// Adds a child, or its empty place.
    #[must_use]
    pub fn child(self, child: impl Child) -> Self {
        child.join(self)
    }

    /// Adds characters.
    #[must_use]
    pub fn text(self, text: impl Words) -> Self {
        self.push_text(text.words())
    }

    /// Adds a text of the interface.
    #[inline(never)]
    #[must_use]
    pub fn say(self, messages: Messages, message: Message) -> Self {
        self.text(messages.text(message))
    }

    /// Names the element for screen readers by a text of the interface.
    #[inline(never)]
    #[must_use]
    pub fn label(self, messages: Messages, message: Message) -> Self {
        self.set(Attr::AriaLabel, messages.text(message))
    }

    /// Adds a text of the interface with a name filled in that may run in another direction.
    #[inline(never)]
    #[must_use]
    pub fn say_of(self, messages: Messages, message: Message, name: &str, value: &str) -> Self {
        let (before, after) = messages.around(message, name);
        let value = tag("bdi").text(copied(value));
        self.text(before).child(value).text(after)
    }

    /// Says that the words and their order are the interface's.
    #[inline(never)]
    #[must_use]
    pub fn interface(self, messages: Messages) -> Self {
        self.set(Attr::Lang, messages.language())
            .set(Attr::Dir, messages.direction())
    }

    /// Adds children in a place of their own, whatever their number.
    #[must_use]
    pub fn children<T: Into<Html>>(self, children: impl Iterator<Item = T>) -> Self {
        self.push(each(children))
    }

    #[inline(never)]
    fn push_text(self, text: AttrValue) -> Self {
        self.push(self::text(text))
    }

    #[inline(never)]
    pub(super) fn push_tag(self, child: Option<Tag>) -> Self {
        self.push(child.map_or_else(nothing, Html::from))
    }

    #[inline(never)]
    pub(super) fn push(mut self, child: Html) -> Self {
        self.0.children.push(child);
        self
    }

    /// Gives the element a name among its siblings.
    #[must_use]
    pub fn key(mut self, key: &str) -> Self {
        self.0.tag.key = Some(key.into());
        self
    }

    /// Lets the component reach the element.
    #[must_use]
    pub fn reference(mut self, reference: &NodeRef) -> Self {
        self.0.tag.node_ref = reference.clone();
        self
    }

    /// Listens to clicks.
    #[inline(never)]
    #[must_use]
    pub fn on_click(mut self, callback: Callback<MouseEvent>) -> Self {
        let listener = yew::html::onclick::Wrapper::new(callback);
        self.0.tag.add_listener(Rc::new(listener));
        self
    }

    /// Listens to a mouse or finger that is put down.
    #[must_use]
    pub fn on_press(mut self, callback: Callback<MouseEvent>) -> Self {
        let listener = yew::html::onmousedown::Wrapper::new(callback);
        self.0.tag.add_listener(Rc::new(listener));
        self
    }

    /// Listens to keys.
    #[must_use]
    pub fn on_key(mut self, callback: Callback<KeyboardEvent>) -> Self {
        let listener = yew::html::onkeydown::Wrapper::new(callback);
        self.0.tag.add_listener(Rc::new(listener));
        self
    }

    /// Listens to fingers that are put down and lifted.
    #[must_use]
    pub fn on_touch(
        mut self,
        on_start: Callback<TouchEvent>,
        on_end: Callback<TouchEvent>,
    ) -> Self {
        let listener = yew::html::ontouchstart::Wrapper::new(on_start);
        self.0.tag.add_listener(Rc::new(listener));
        let listener = yew::html::ontouchend::Wrapper::new(on_end);
        self.0.tag.add_listener(Rc::new(listener));
        self
    }

    /// Listens to what is typed into the element.
    #[must_use]
    pub fn on_input(mut self, callback: Callback<InputEvent>) -> Self {
        let listener = yew::html::oninput::Wrapper::new(callback);
        self.0.tag.add_listener(Rc::new(listener));
        self
    }

    /// Listens to a form being sent.
    #[must_use]
    pub fn on_submit(mut self, callback: Callback<SubmitEvent>) -> Self {
        let listener = yew::html::onsubmit::Wrapper::new(callback);
        self.0.tag.add_listener(Rc::new(listener));
        self
    }
}

impl From<Tag> for Html {
    #[inline(never)]
    fn from(tag: Tag) -> Self {
        let Parts {
            mut tag,
            values,
            children,
        } = *tag.0;
        if !values.is_empty() {
            tag.set_attributes(Attributes::Dynamic {
                keys: NAMES.get(..values.len()).unwrap_or_default(),
                values: values.into_boxed_slice(),
            });
        }
        if let Some(place) = tag.children_mut() {
            *place = list(children);
        }
        tag.into()
    }
}
