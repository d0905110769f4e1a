//! Which parser reads HTML in this program: whoever starts it says so, so that it carries one alone.

use std::cell::Cell;

use super::{Cursor, ParserRefused};

/// Parses a document and stands at its root element; `None` where the page forbids it.
pub type Parse = fn(&str) -> Option<Box<dyn Cursor>>;

thread_local! {
    static PARSE: Cell<Parse> = const { Cell::new(|_| None) };
}

/// Has this parser read all HTML from now on.
pub fn parse_by(parse: Parse) {
    PARSE.set(parse);
}

/// Parses a document and stands at its root element.
///
/// # Errors
/// Where the page forbids it, or there is no parser.
pub fn parse(html: &str) -> Result<Box<dyn Cursor>, ParserRefused> {
    PARSE.get()(html).ok_or(ParserRefused)
}
