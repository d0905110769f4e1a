//! Elements that Yew draws: those of a tree ([`crate::markup`]), with what makes them live.
//!
//! The same virtual DOM as Yew's `html!` makes, by calls to a few shared functions. The macro
//! writes its code out anew at each element, which came to several times the bytes; the record in
//! docs/decisions has the figures. A child that is not there leaves an empty place, so that its
//! siblings keep theirs and what a reader has typed into them.

use std::rc::Rc;

use yew::virtual_dom::{AttributeOrProperty, Attributes, Key, VComp, VNode, VTag};
use yew::{
    AttrValue, BaseComponent, Callback, Html, InputEvent, KeyboardEvent, MouseEvent, NodeRef,
    SubmitEvent, TouchEvent,
};

use crate::markup::attributes::NAMES;
use crate::markup::{Attr, Element, Node, Tag, Text};

/// An element that is being built. Boxed, since it is handed on with each step.
pub struct LiveTag(Box<Parts>);

struct Parts {
    tag: VTag,
    /// Kept until the element is finished: Yew would add to a list that may be shared, and copies it
    /// then.
    children: Vec<Html>,
}

impl Tag {
    /// The element as Yew draws it, to which listeners and live children are added.
    #[must_use]
    pub fn live(self) -> LiveTag {
        self.into()
    }
}

impl From<Tag> for LiveTag {
    #[inline(never)]
    fn from(tag: Tag) -> Self {
        let Element {
            name,
            attributes,
            children,
            ..
        } = tag.into_element();
        let mut tag = VTag::new(name);
        if name == "li" {
            tag.key = key_in(&children);
        }
        // One place for each attribute, up to the last that is set. So Yew compares them place by
        // place, and needs no table of names for each element.
        let mut values = Vec::new();
        for (name, value) in attributes {
            values.resize_with(name as usize, || None);
            values.push(Some(AttributeOrProperty::Attribute(shared(value))));
        }
        if !values.is_empty() {
            tag.set_attributes(Attributes::Dynamic {
                keys: NAMES.get(..values.len()).unwrap_or_default(),
                values: values.into_boxed_slice(),
            });
        }
        let children = children.into_iter().map(vnode).collect();
        Self(Box::new(Parts { tag, children }))
    }
}

/// An item of a list goes by the share target in it, wherever in the list that stands.
fn key_in(children: &[Node]) -> Option<Key> {
    let Some(Node::Element(child)) = children.first() else {
        return None;
    };
    let mut attributes = child.element().attributes.iter();
    let target = attributes.find(|(name, _)| *name == Attr::DataTarget);
    target.map(|(_, value)| (&**value).into())
}

/// A node of a tree as Yew draws it. Attributes are set in their order, so that nothing is fetched
/// twice.
pub fn vnode(node: Node) -> Html {
    match node {
        Node::Text(text) => VNode::VText(shared(text).into()),
        Node::Element(tag) => tag.live().into(),
        Node::List(nodes) => list(nodes.into_iter().map(vnode).collect()),
    }
}

fn shared(text: Text) -> AttrValue {
    match text {
        Text::Borrowed(text) => AttrValue::Static(text),
        Text::Owned(text) => AttrValue::Rc(text.into()),
    }
}

/// Nodes one after the other.
#[inline(never)]
pub fn list(nodes: Vec<Html>) -> Html {
    nodes.into_iter().collect()
}

/// A component. One with another key is another component, with a state of its own.
pub fn component<C: BaseComponent>(key: &str, properties: C::Properties) -> Html {
    VNode::from(VComp::new::<C>(Rc::new(properties), Some(key.into())))
}

impl LiveTag {
    /// Adds a child, or its empty place.
    #[must_use]
    pub fn child(self, child: impl LiveChild) -> Self {
        self.push(child.html())
    }

    /// Adds children in a place of their own, whatever their number.
    #[must_use]
    pub fn children<T: LiveChild>(self, children: impl Iterator<Item = T>) -> Self {
        // A loop, since collecting writes out anew how a list grows for each kind of iterator.
        let mut nodes = Vec::new();
        for child in children {
            nodes.push(child.html());
        }
        self.push(list(nodes))
    }

    #[inline(never)]
    fn push(mut self, child: Html) -> Self {
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

impl From<LiveTag> for Html {
    #[inline(never)]
    fn from(tag: LiveTag) -> Self {
        let Parts { mut tag, children } = *tag.0;
        if let Some(place) = tag.children_mut() {
            *place = list(children);
        }
        tag.into()
    }
}

/// What can stand in a live element.
pub trait LiveChild {
    /// What Yew draws of it.
    fn html(self) -> Html;
}

impl LiveChild for Html {
    fn html(self) -> Html {
        self
    }
}

impl LiveChild for LiveTag {
    fn html(self) -> Html {
        self.into()
    }
}

impl LiveChild for Tag {
    fn html(self) -> Html {
        self.live().into()
    }
}

impl LiveChild for Node {
    fn html(self) -> Html {
        vnode(self)
    }
}

impl<T: LiveChild> LiveChild for Option<T> {
    fn html(self) -> Html {
        self.map_or_else(Html::default, LiveChild::html)
    }
}
