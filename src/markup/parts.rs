//! The parts that a page may style from outside with `::part()`.
//!
//! Elements of these names are parts wherever they stand; others are made parts one by one, with
//! [`part`](super::tag::part) or `Attr::Part`. README.md lists them all.

/// Elements, and the parts that they are unless they are something of their own.
pub const ELEMENTS: &[(&str, &str)] = &[
    ("a", "link"),
    ("aside", "aside"),
    ("blockquote", "quote"),
    ("button", "button"),
    ("figcaption", "caption"),
    ("figure", "figure"),
    ("img", "image"),
    ("input", "input"),
    ("table", "table"),
    ("textarea", "input"),
];

/// The part that an element of this name is.
pub fn of_element(name: &str) -> Option<&'static str> {
    let found = ELEMENTS.iter().find(|(element, _)| *element == name);
    found.map(|(_, part)| *part)
}
