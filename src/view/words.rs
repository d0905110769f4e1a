//! What elements take as texts and as the values of their attributes.

use yew::AttrValue;

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
