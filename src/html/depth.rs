//! How deep HTML nests, before it is parsed: browsers' parsers take seconds for tens of thousands of
//! tags inside each other, since the time grows with the square of their number.

use crate::text::split_run;

/// No story nests as deep as this. A parser takes some hundredths of a second for so many.
const LIMIT: usize = 3_000;

/// Elements that often stand without their end tag, or never have one.
const WITHOUT_END: &[&str] = &[
    "area", "br", "col", "colgroup", "dd", "dt", "embed", "hr", "img", "input", "li", "link",
    "meta", "option", "p", "param", "rp", "rt", "source", "tbody", "td", "tfoot", "th", "thead",
    "tr", "track", "wbr",
];

/// Whether more tags are open at once than a parser should be given. A guess by the tags alone.
pub fn is_too_deep(html: &str) -> bool {
    let mut open: usize = 0;
    for tag in html.split('<').skip(1) {
        let (is_end, name) = match tag.strip_prefix('/') {
            Some(name) => (true, name),
            None => (false, tag),
        };
        let (name, rest) = split_run(name, u8::is_ascii_alphanumeric);
        let is_closed = rest
            .split('>')
            .next()
            .is_some_and(|rest| rest.ends_with('/'));
        let is_single = WITHOUT_END
            .iter()
            .any(|other| other.eq_ignore_ascii_case(name));
        if name.is_empty() || is_closed || is_single {
            continue;
        }
        if is_end {
            open = open.saturating_sub(1);
        } else {
            open += 1;
        }
        if open > LIMIT {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_stays_open_counts() {
        for (html, is_deep) in [
            ("<div>".repeat(LIMIT + 1), true),
            ("<B>".repeat(LIMIT + 1), true),
            ("<div>".repeat(LIMIT), false),
            ("<p>One<br>line <img src=a> ".repeat(LIMIT), false),
            ("<div><b>x</b></DIV>".repeat(LIMIT + 1), false),
            ("<path d='M0 0'/>".repeat(LIMIT + 1), false),
            ("5 < 6 << 7 <> ".repeat(LIMIT), false),
            ("</div>".repeat(LIMIT + 1), false),
        ] {
            assert_eq!(is_too_deep(&html), is_deep, "{}", &html[..12]);
        }
    }
}
