//! Builds elements step by step: `tag("p.byline").set(Attr::Lang, "de").text("…")`.

use super::parts;
use super::{Attr, Element, Node, Text};
use crate::i18n::{Message, Messages};
use crate::text::decimal;
use crate::url::MediaUrl;

/// An element that is being built. Boxed, since it is handed on with each step.
#[derive(Clone, Debug, PartialEq)]
pub struct Tag(Box<Element>);

/// An element: its name, and its class after a point, as in `p.byline`. Several classes have spaces
/// between them.
#[inline(never)]
#[must_use]
pub fn tag(selector: &'static str) -> Tag {
    let (name, class) = split(selector);
    let tag = Tag(Box::new(Element {
        name,
        attributes: Vec::new(),
        children: Vec::new(),
        is_spoken: false,
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

/// A selector's name and class; the class may be empty.
#[must_use]
pub fn split(selector: &'static str) -> (&'static str, &'static str) {
    selector.split_once('.').unwrap_or((selector, ""))
}

impl Tag {
    /// The finished element.
    #[must_use]
    pub fn into_element(self) -> Element {
        *self.0
    }

    /// The element as it stands.
    #[must_use]
    pub fn element(&self) -> &Element {
        &self.0
    }

    /// Sets an attribute, where there is a value.
    // For each type of value it is one function, and not a part of each function that calls it.
    #[inline(never)]
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
    fn set_value(mut self, name: Attr, value: Option<Text>) -> Self {
        let Some(value) = value else {
            return self;
        };
        let attributes = &mut self.0.attributes;
        let place = attributes.iter().position(|(other, _)| *other >= name);
        match place {
            Some(place) => match attributes.get_mut(place) {
                Some(same) if same.0 == name => same.1 = value,
                _ => attributes.insert(place, (name, value)),
            },
            None => attributes.push((name, value)),
        }
        self
    }

    /// Says that attributes and children depend on the options ([`Element::is_spoken`]).
    #[must_use]
    pub fn spoken(mut self) -> Self {
        self.0.is_spoken = true;
        self
    }

    /// Adds a child, or its empty place.
    #[inline(never)]
    #[must_use]
    pub fn child(mut self, child: impl Child) -> Self {
        child.join(&mut self.0.children);
        self
    }

    /// Adds characters.
    #[inline(never)]
    #[must_use]
    pub fn text(self, text: impl Words) -> Self {
        self.push(Node::Text(text.words()))
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
        let value = tag("bdi").text(value.to_owned());
        self.text(before).child(value).text(after)
    }

    /// Says that the words and their order are the interface's.
    #[inline(never)]
    #[must_use]
    pub fn interface(self, messages: Messages) -> Self {
        self.set(Attr::Lang, messages.language())
            .set(Attr::Dir, messages.direction())
    }

    /// Adds children, whatever their number.
    #[must_use]
    pub fn children<T: Child>(mut self, children: impl Iterator<Item = T>) -> Self {
        for child in children {
            child.join(&mut self.0.children);
        }
        self
    }

    #[inline(never)]
    fn push(mut self, child: Node) -> Self {
        self.0.children.push(child);
        self
    }
}

/// What can be shown.
pub trait Words {
    /// The characters.
    fn words(self) -> Text;
}

impl Words for Text {
    fn words(self) -> Text {
        self
    }
}

impl Words for &'static str {
    fn words(self) -> Text {
        Text::Borrowed(self)
    }
}

impl Words for String {
    fn words(self) -> Text {
        Text::Owned(self)
    }
}

impl Words for &String {
    fn words(self) -> Text {
        copied(self)
    }
}

impl Words for &MediaUrl {
    fn words(self) -> Text {
        copied(self.as_str())
    }
}

impl Words for u32 {
    fn words(self) -> Text {
        Text::Owned(decimal(self))
    }
}

impl Words for i32 {
    fn words(self) -> Text {
        let sign = if self < 0 { "-" } else { "" };
        Text::Owned([sign, &decimal(self.unsigned_abs())].concat())
    }
}

/// Characters of the data, which are not the program's own.
#[inline(never)]
#[must_use]
pub fn copied(words: &str) -> Text {
    Text::Owned(words.to_owned())
}

/// What can be the value of an attribute.
pub trait Value {
    /// The value; without one the attribute is not set.
    fn value(self) -> Option<Text>;
}

impl<T: Words> Value for T {
    fn value(self) -> Option<Text> {
        Some(self.words())
    }
}

impl<T: Words> Value for Option<T> {
    fn value(self) -> Option<Text> {
        self.map(Words::words)
    }
}

/// The attribute is there or not, and has no value of its own.
impl Value for bool {
    fn value(self) -> Option<Text> {
        self.then_some(Text::Borrowed(""))
    }
}

/// What can stand in an element.
pub trait Child {
    /// Becomes the last of these.
    fn join(self, siblings: &mut Vec<Node>);
}

impl Child for Node {
    fn join(self, siblings: &mut Vec<Node>) {
        siblings.push(self);
    }
}

impl Child for Tag {
    #[inline(never)]
    fn join(self, siblings: &mut Vec<Node>) {
        siblings.push(Node::Element(self));
    }
}

/// A child that is not there leaves an empty place, so that the places of its siblings say which they
/// are, whoever draws the tree again.
impl<T: Child> Child for Option<T> {
    fn join(self, siblings: &mut Vec<Node>) {
        match self {
            Some(child) => child.join(siblings),
            None => siblings.push(Node::nothing()),
        }
    }
}

impl From<Tag> for Node {
    fn from(tag: Tag) -> Self {
        Self::Element(tag)
    }
}
