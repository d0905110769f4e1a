//! Shortcodes that a content system left in the text because it no longer knew them, such as
//! `[vc_row width="full"]` or `[dropcap]T[/dropcap]`. Their words stay, the brackets go.
//!
//! Brackets are also writing: `[sic]`, `[…]`, `[1]`. So only what cannot be that is taken out: what
//! has an attribute, what closes or is closed in the same text, and names with an underscore.

use crate::text::split_run;

/// No line with shortcodes is longer than this; looking through longer ones would take too long.
const LENGTH_LIMIT: usize = 2000;

/// The text without its shortcodes; `None` where there are none.
pub fn without(text: &str) -> Option<String> {
    if text.len() > LENGTH_LIMIT || !text.contains('[') {
        return None;
    }
    let mut kept = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('[') {
        kept.push_str(before);
        match after.split_once(']') {
            Some((code, after)) if is_shortcode(code, after) => rest = after,
            _ => {
                kept.push('[');
                rest = after;
            }
        }
    }
    kept.push_str(rest);
    (kept.len() < text.len()).then_some(kept)
}

/// Whether this, between brackets and before the rest of the text, is a shortcode.
fn is_shortcode(code: &str, after: &str) -> bool {
    let (is_closing, code) = match code.strip_prefix('/') {
        Some(code) => (true, code),
        None => (false, code),
    };
    let (name, attributes) = split_run(code, |byte| {
        byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-')
    });
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return false;
    }
    if attributes.is_empty() {
        return is_closing || name.contains('_') || is_closed(name, after);
    }
    !is_closing
        && (attributes.starts_with(' ') || attributes.starts_with('\u{a0}'))
        && attributes.contains('=')
}

fn is_closed(name: &str, after: &str) -> bool {
    after.split('[').skip(1).any(|code| {
        let code = code.strip_prefix('/');
        let rest = code.and_then(|code| code.strip_prefix(name));
        rest.is_some_and(|rest| rest.starts_with(']'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shortcodes_go_and_brackets_of_writers_stay() {
        for (text, expected) in [
            ("[dropcap]T[/dropcap]he ferry", "The ferry"),
            ("[vc_row width=\"full\"]Words[/vc_row]", "Words"),
            (
                "[gallery ids=”1,2″][contact-form-7 id=\"5\" title=\"x\"]",
                "",
            ),
            ("He said [sic] that", "He said [sic] that"),
            ("[…] and [1] and [/] and []", "[…] and [1] and [/] and []"),
            ("[laughter]", "[laughter]"),
            ("[vc_row]Words", "Words"),
            ("a[0] = b[1]", "a[0] = b[1]"),
            ("[[a x=1]", "["),
            ("[open", "[open"),
        ] {
            assert_eq!(without(text).as_deref().unwrap_or(text), expected, "{text}");
        }
    }
}
