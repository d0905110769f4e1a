//! How formats write words: plain, as HTML, or plain by their specification and not always so in what
//! they are used for, where entities are left in, and tags too.

use crate::html;
use crate::html::allowlist::{Treatment, treatment};
use crate::text::{is_among, replaced, split_run};

/// How a format writes names, titles and texts.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Writing {
    /// As they are.
    Plain,
    /// As HTML, with entities.
    Html,
    /// Plain, unless what is there is HTML.
    Loose,
}

impl Writing {
    /// The words of a line.
    pub fn line(self, text: &str) -> String {
        match self {
            Self::Html => html::text(text),
            Self::Loose if is_html(text) => html::text(text),
            Self::Loose if has_reference(text) => html::text(&replaced(text, b'<', "&lt;")),
            Self::Plain | Self::Loose => text.to_owned(),
        }
    }
}

/// Elements that the walk looks through, but which are HTML's own.
const LOOKED_THROUGH: &str = "span u font big ins label";

/// Elements without an end tag, or often without.
const OPEN: &str = "br hr img p";

/// Whether a text has tags of HTML in it. Their names alone do not tell, since "a <b and c> d" is a text:
/// there has to be an end tag, or a tag of an element that needs none.
pub fn is_html(text: &str) -> bool {
    let mut rest = text;
    while let Some((_, tag)) = rest.split_once('<') {
        rest = tag;
        let name = tag.strip_prefix('/').unwrap_or(tag);
        let is_end = name.len() < tag.len();
        let (name, after) = split_run(name, u8::is_ascii_alphanumeric);
        let name = name.to_ascii_lowercase();
        let is_one = |names: &str| is_among(&name, names);
        let is_tag = if is_end {
            after.starts_with('>')
                && (treatment(&name) != Treatment::Unwrap || is_one(LOOKED_THROUGH))
        } else {
            after.starts_with(['>', '/', ' ']) && is_one(OPEN)
        };
        if is_tag {
            return true;
        }
    }
    false
}

/// Whether a text has something like `&amp;` or `&#8222;` in it.
pub fn has_reference(text: &str) -> bool {
    text.split('&').skip(1).any(|part| {
        let (name, after) = split_run(part, |byte| byte.is_ascii_alphanumeric() || *byte == b'#');
        name.len() > 1 && after.starts_with(';')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_told_from_signs() {
        for html in [
            "<p>One",
            "One<br>two",
            "One<br/>two",
            "See <A HREF=\"/a\">this</A>.",
            "<IMG src=a.png>",
            "<span>One</span>",
            "a < b <em>c</em>",
        ] {
            assert!(is_html(html), "{html}");
        }
        for plain in [
            "",
            "a < b",
            "a <b and c> d",
            "3<4, 5>4",
            "<3",
            "</3>",
            "A <marquee> in a headline",
            "<ann@news.example>",
            "</harbour>",
            "<p",
            "<pier>",
        ] {
            assert!(!is_html(plain), "{plain}");
        }
    }

    #[test]
    fn a_loose_line_is_read_as_what_it_is() {
        for (text, expected) in [
            ("Tea &amp; cake", "Tea & cake"),
            ("&#8222;Plover&#8220; at <3 knots", "„Plover“ at <3 knots"),
            ("The <em>Plover</em> &ndash; back", "The Plover – back"),
            ("Salt & pepper; 3 < 4", "Salt & pepper; 3 < 4"),
            ("A&B; &; &#;", "A&B; &; &#;"),
        ] {
            assert_eq!(Writing::Loose.line(text), expected);
        }
        assert_eq!(Writing::Plain.line("Tea &amp; cake"), "Tea &amp; cake");
    }
}
