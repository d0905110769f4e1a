//! Elements with more attributes than anybody has a use for, cut before they are parsed.
//!
//! A parser looks through all attributes that a tag has so far for each further one, so a tag with hundreds of
//! thousands of them takes minutes. Browsers have their own defence.

use std::borrow::Cow;

/// So many attributes of a tag are parsed. Fewer of them are read, see [`super::Element`].
const MOST: usize = 1000;

/// Elements whose content is text, in which there are no tags.
const RAW: &[&str] = &[
    "script",
    "style",
    "textarea",
    "title",
    "xmp",
    "iframe",
    "noembed",
    "noframes",
    "plaintext",
];

/// The same HTML, with no more attributes in any tag.
pub fn limited(html: &str) -> Cow<'_, str> {
    let mut kept: Option<String> = None;
    let mut copied = 0;
    let mut tags = Tags { html, place: 0 };
    while let Some((begin, end)) = tags.next_excess() {
        let text = kept.get_or_insert_with(String::new);
        text.push_str(&html[copied..begin]);
        copied = end;
    }
    match kept {
        Some(text) => Cow::Owned(text + &html[copied..]),
        None => Cow::Borrowed(html),
    }
}

/// Goes from tag to tag as a tokenizer does (HTML standard, 13.2.5).
struct Tags<'a> {
    html: &'a str,
    place: usize,
}

impl Tags<'_> {
    /// Where the attributes of the next tag that are too many begin, and where the tag ends.
    fn next_excess(&mut self) -> Option<(usize, usize)> {
        loop {
            self.skip_until(|sign| sign == b'<');
            self.place += 1;
            if self.rest().starts_with("!--") {
                self.skip_past("-->");
                continue;
            }
            if !self.here()?.is_ascii_alphabetic() {
                continue;
            }
            let begin = self.place;
            self.skip_until(|sign| is_space(sign) || matches!(sign, b'/' | b'>'));
            let name = self.html.get(begin..self.place).unwrap_or_default();
            let mut count = 0;
            let mut excess = None;
            loop {
                self.skip_until(|sign| !is_space(sign) && sign != b'/');
                if self.here().is_none_or(|sign| sign == b'>') {
                    break;
                }
                count += 1;
                if count > MOST && excess.is_none() {
                    excess = Some(self.place);
                }
                self.skip_attribute();
            }
            let end = self.place.min(self.html.len());
            if let Some(raw) = RAW.iter().find(|raw| raw.eq_ignore_ascii_case(name)) {
                self.skip_past(&["</", raw].concat());
            }
            if let Some(begin) = excess {
                return Some((begin, end));
            }
        }
    }

    fn skip_attribute(&mut self) {
        // An equals sign at the beginning belongs to the name.
        self.place += 1;
        self.skip_until(|sign| is_space(sign) || matches!(sign, b'/' | b'>' | b'='));
        let end = self.place;
        self.skip_until(|sign| !is_space(sign));
        if self.here() != Some(b'=') {
            self.place = end;
            return;
        }
        self.place += 1;
        self.skip_until(|sign| !is_space(sign));
        match self.here() {
            Some(quote @ (b'"' | b'\'')) => {
                self.place += 1;
                self.skip_until(|sign| sign == quote);
                self.place += 1;
            }
            _ => self.skip_until(|sign| is_space(sign) || sign == b'>'),
        }
    }

    fn here(&self) -> Option<u8> {
        self.html.as_bytes().get(self.place).copied()
    }

    fn rest(&self) -> &str {
        self.html.get(self.place..).unwrap_or_default()
    }

    /// Goes on behind these words, in capitals or not.
    fn skip_past(&mut self, words: &str) {
        let mut places = self.rest().as_bytes().windows(words.len());
        let found = places.position(|place| place.eq_ignore_ascii_case(words.as_bytes()));
        self.place += found.map_or(self.html.len(), |found| found + words.len());
    }

    fn skip_until(&mut self, is_end: impl Fn(u8) -> bool) {
        while self.here().is_some_and(|sign| !is_end(sign)) {
            self.place += 1;
        }
    }
}

fn is_space(sign: u8) -> bool {
    matches!(sign, b' ' | b'\t' | b'\n' | b'\r' | b'\x0c')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn attributes(count: usize, one: &str) -> String {
        (0..count).fold(String::new(), |all, number| {
            all + &one.replace('#', &number.to_string())
        })
    }

    #[test]
    fn what_is_usual_is_left_alone() {
        for html in [
            "",
            "a < b",
            "<",
            "<p",
            "<p class=a title=\"x > y\">Hi</p><!-- <p -->",
            "<p a='",
            "<p a=\u{e9}\u{e9} \u{2028}>é</p>",
        ] {
            assert!(matches!(limited(html), Cow::Borrowed(same) if same == html));
        }
        let most = format!("<p{}>x", attributes(MOST, " a#=1"));
        assert_eq!(limited(&most), most);
    }

    #[test]
    fn more_than_that_goes_and_the_rest_stays() {
        for one in [" a#", " a#=1", " a#='>é'", "\n/a# = \">\" "] {
            let few = format!("<p{}", attributes(MOST, one));
            let more = attributes(2 * MOST, one)[attributes(MOST, one).len()..].to_owned();
            let html = format!("<b>é</b>{few}{more}>x</p><i a=1>y</i>");
            let cut = limited(&html);
            assert!(cut.len() < html.len() - more.len() + 8, "{one}");
            assert!(
                cut.starts_with("<b>é</b><p") && cut.ends_with(">x</p><i a=1>y</i>"),
                "{one}"
            );
            // In what is no tag nothing is counted.
            for (open, close) in [
                ("<!-- ", "-->"),
                ("<Script>", "</scripT>"),
                ("<style>", "</style>"),
            ] {
                let html = format!("{open}{few}{more}{close}<i>y</i>");
                assert_eq!(limited(&html), html);
            }
            // A tag without an end is none.
            assert!(
                limited(&format!("{few}{more}")).len() < few.len() + 8,
                "{one}"
            );
        }
    }
}
