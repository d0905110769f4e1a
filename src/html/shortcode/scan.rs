//! Going through HTML as far as shortcodes need it: past tags, white space and values. Nothing is looked
//! at more often than [`super`] has patience for.

use crate::text::split_run;

/// Elements that show their text just as it was written, or that show none.
const VERBATIM: &str = "pre code kbd samp tt textarea script style";

/// Quotation marks that go together: content systems turn straight ones into any that look nice. Those
/// that are written as references may stand in a value between others.
const QUOTES: [&str; 6] = [
    "\"",
    "'",
    "&quot; &#34; &#034;",
    "&#39; &#039; &apos;",
    "“ ” „ ″ &#8220; &#8221; &#8222; &#8243; &ldquo; &rdquo; &bdquo; &Prime;",
    "‘ ’ ‚ ′ &#8216; &#8217; &#8218; &#8242; &lsquo; &rsquo; &sbquo; &prime;",
];

/// Whether one of them may begin with this byte.
fn begins_quote(byte: u8) -> bool {
    matches!(byte, b'"' | b'\'' | b'&' | 0xe2)
}

/// What else than white space can stand between attributes: signs for it, and the tags that content
/// systems make of ends of lines.
const GAPS: &str = "\u{a0} &nbsp; &#160; <br> <br/> <p> </p>";

/// Goes through HTML.
pub struct Scan<'a> {
    html: &'a str,
    pub at: usize,
    /// Which of [`QUOTES`] end no value any more, a bit for each.
    unclosed: u8,
}

impl<'a> Scan<'a> {
    pub fn new(html: &'a str) -> Self {
        Self {
            html,
            at: 0,
            unclosed: 0,
        }
    }

    pub fn rest(&self) -> &'a str {
        self.html.get(self.at..).unwrap_or_default()
    }

    pub fn take(&mut self, sign: &str) -> bool {
        let is_there = self.rest().starts_with(sign);
        if is_there {
            self.at += sign.len();
        }
        is_there
    }

    fn take_one(&mut self, signs: &str) -> bool {
        signs.split(' ').any(|sign| self.take(sign))
    }

    pub fn run(&mut self, is_it: fn(&u8) -> bool) -> &'a str {
        let (run, _) = split_run(self.rest(), is_it);
        self.at += run.len();
        run
    }

    /// Goes past the tag or comment here, and past all of an element that shows its text as it is.
    pub fn pass_tag(&mut self) {
        self.at += 1;
        if self.take("!--") {
            // An empty one may end with the signs that it begins with.
            self.at -= 2;
            loop {
                let is_last = self.run(|byte| *byte != b'>').ends_with("--");
                if !self.take(">") || is_last {
                    return;
                }
            }
        }
        let is_end = self.take("/");
        let name = self.run(u8::is_ascii_alphanumeric);
        if name.is_empty() && !self.rest().starts_with(['!', '?']) {
            return;
        }
        self.pass_attributes();
        let is_it = |other: &str| other.eq_ignore_ascii_case(name);
        if is_end || !VERBATIM.split(' ').any(is_it) {
            return;
        }
        loop {
            self.run(|byte| *byte != b'<');
            if !self.take("<") || self.take("/") && is_it(self.run(u8::is_ascii_alphanumeric)) {
                return;
            }
        }
    }

    /// Goes to the end of a tag, which values in quotes can have signs of in them.
    fn pass_attributes(&mut self) {
        let mut quote = None;
        let mut before = b' ';
        let is_end = |byte: u8| {
            match quote {
                Some(opening) if byte == opening => quote = None,
                None if byte == b'>' => return true,
                None if before == b'=' && matches!(byte, b'"' | b'\'') => quote = Some(byte),
                _ => {}
            }
            if !byte.is_ascii_whitespace() {
                before = byte;
            }
            false
        };
        let end = self.rest().bytes().position(is_end);
        self.at = end.map_or(self.html.len(), |end| self.at + end + 1);
    }

    /// Goes past the value of a name. Answers whether it is in quotes.
    pub fn value(&mut self) -> Option<bool> {
        if self.quoted()? {
            return Some(true);
        }
        let value = self.run(|byte| {
            !byte.is_ascii_whitespace() && !matches!(byte, b'[' | b']' | b'<' | b'"' | b'\'')
        });
        // Writing goes on after these.
        (!value.is_empty() && !value.ends_with([',', ';'])).then_some(false)
    }

    /// Goes past a value in quotes, if there is one; `None` where it has no end. An end is what a
    /// value can end before: quotes in it belong to it.
    pub fn quoted(&mut self) -> Option<bool> {
        if !self.rest().bytes().next().is_some_and(begins_quote) {
            return Some(false);
        }
        let Some(kind) = QUOTES.iter().position(|signs| self.take_one(signs)) else {
            return Some(false);
        };
        let (signs, mark) = (QUOTES.get(kind)?, 1 << kind);
        while self.unclosed & mark == 0 {
            self.run(|byte| !begins_quote(*byte));
            if self.take_one(signs) {
                let end = self.at;
                let is_end = self.gap() || self.rest().starts_with([']', '/']);
                self.at = end;
                if is_end {
                    return Some(true);
                }
            } else if let Some(sign) = self.rest().chars().next() {
                self.at += sign.len_utf8();
            } else {
                self.unclosed |= mark;
            }
        }
        None
    }

    /// Goes past what stands between attributes. Answers whether there was something.
    pub fn gap(&mut self) -> bool {
        let start = self.at;
        loop {
            self.run(u8::is_ascii_whitespace);
            let is_other = self.rest().starts_with(['\u{a0}', '&', '<']);
            if !is_other || !self.take_one(GAPS) && !self.take("<br />") {
                return self.at > start;
            }
        }
    }
}
