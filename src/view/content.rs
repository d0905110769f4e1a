//! What elements take: texts, values of attributes, and other elements.

use yew::{AttrValue, Html};

use super::tag::Tag;
use crate::url::MediaUrl;

/// What can be shown.
pub trait Words {
    /// The characters.
    fn words(self) -> AttrValue;
}

impl Words for AttrValue {
    fn words(self) -> AttrValue {
        self
    }
}

impl Words for &'static str {
    fn words(self) -> AttrValue {
        AttrValue::Static(self)
    }
}

impl Words for String {
    fn words(self) -> AttrValue {
        self.into()
    }
}

impl Words for &String {
    fn words(self) -> AttrValue {
        copied(self)
    }
}

impl Words for &MediaUrl {
    fn words(self) -> AttrValue {
        copied(self.as_str())
    }
}

impl Words for u32 {
    fn words(self) -> AttrValue {
        self.to_string().into()
    }
}

impl Words for i32 {
    fn words(self) -> AttrValue {
        self.to_string().into()
    }
}

/// Characters of the story, which are not the program's own.
#[inline(never)]
pub fn copied(words: &str) -> AttrValue {
    AttrValue::Rc(words.into())
}

/// What can be the value of an attribute.
pub trait Value {
    /// The value; without one the attribute is not set.
    fn value(self) -> Option<AttrValue>;
}

impl<T: Words> Value for T {
    fn value(self) -> Option<AttrValue> {
        Some(self.words())
    }
}

impl<T: Words> Value for Option<T> {
    fn value(self) -> Option<AttrValue> {
        self.map(Words::words)
    }
}

/// The attribute is there or not, and has no value of its own.
impl Value for bool {
    fn value(self) -> Option<AttrValue> {
        self.then_some(AttrValue::Static(""))
    }
}

/// What can stand in an element.
pub trait Child {
    /// Becomes the last of its children.
    fn join(self, parent: Tag) -> Tag;
}

impl Child for Html {
    fn join(self, parent: Tag) -> Tag {
        parent.push(self)
    }
}

impl Child for Tag {
    fn join(self, parent: Tag) -> Tag {
        parent.push_tag(Some(self))
    }
}

impl Child for Option<Tag> {
    fn join(self, parent: Tag) -> Tag {
        parent.push_tag(self)
    }
}
