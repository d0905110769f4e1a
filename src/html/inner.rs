//! HTML within HTML: what a consent tool keeps in Base64 until a reader agrees, and what a frame has in an attribute.

use super::walk::{DEPTH_LIMIT, Walk};

impl Walk<'_> {
    /// What a consent tool keeps in Base64 until a reader agrees; answers whether there is something.
    pub fn encoded(&mut self, letters: &str) -> bool {
        base64(letters).is_some_and(|html| self.inner(&html))
    }

    /// HTML that stands in an attribute or a text; answers whether there is something in it.
    pub fn inner(&mut self, html: &str) -> bool {
        if html.is_empty() || self.depth >= DEPTH_LIMIT {
            return false;
        }
        let (blocks, report) = super::within(html, self.base, self.depth + 1);
        self.report.take("", report);
        let is_something = !blocks.is_empty();
        self.blocks(blocks);
        is_something
    }
}

/// A text in Base64.
fn base64(letters: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let (mut bits, mut count) = (0, 0);
    for letter in letters.bytes() {
        let value = match letter {
            b'A'..=b'Z' => letter - b'A',
            b'a'..=b'z' => letter - b'a' + 26,
            b'0'..=b'9' => letter - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            b'=' | b' ' | b'\n' | b'\r' => continue,
            _ => return None,
        };
        bits = (bits << 6 | u32::from(value)) & 0xffff;
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.extend(u8::try_from(bits >> count & 0xff));
        }
    }
    String::from_utf8(bytes).ok()
}
