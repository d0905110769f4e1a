//! The few attributes that are read, each checked and turned into the model's own type. Where an address
//! stands is left to [`super::address`].

use super::address::{self, style_has};
use super::tree::Element;
use crate::article::block::SPAN_LIMIT;
use crate::article::image::{Candidate, Descriptor};
use crate::article::{Align, Image, MediaObject, Numbering};
use crate::text::{around, contains, is_all, split_run};
use crate::url::{Base, MediaUrl};

/// `colspan` and `rowspan`: 1 where there is none or it is no number.
pub fn span(element: &Element, name: &str) -> u16 {
    number(element, name).map_or(1, |span| {
        u16::try_from(span).map_or(SPAN_LIMIT, |span| span.clamp(1, SPAN_LIMIT))
    })
}

/// A number that is not negative, as HTML reads one: what comes after the digits does not matter.
pub fn number(element: &Element, name: &str) -> Option<u32> {
    let (digits, _) = split_run(element.trimmed(name), u8::is_ascii_digit);
    digits.parse().ok()
}

/// A whole number.
pub fn integer(element: &Element, name: &str) -> Option<i32> {
    element.trimmed(name).parse().ok()
}

/// How a list is numbered.
pub fn numbering(element: &Element) -> Numbering {
    let named = Numbering::named(element.trimmed("type"));
    let styled = || {
        let mut rows = Numbering::TABLE.into_iter();
        rows.find(|(.., keyword)| style_has(element, &[keyword]))
    };
    named
        .or_else(|| styled().map(|(numbering, ..)| numbering))
        .unwrap_or_default()
}

/// On which side a cell's lines stand.
pub fn align(element: &Element) -> Option<Align> {
    let named = Align::named(&element.trimmed("align").to_ascii_lowercase());
    named.or_else(|| {
        ["style", "class"].into_iter().find_map(|name| {
            let (_, side) = around(element.get(name)?, "text-align");
            let (side, _) = split_run(
                side.trim_start_matches([':', '-', ' ']),
                u8::is_ascii_alphabetic,
            );
            Align::named(side)
        })
    })
}

/// `lang`, where it has the form of a BCP 47 tag.
pub fn language(element: &Element) -> Option<String> {
    let tag = element.get("lang").filter(|tag| is_language_tag(tag))?;
    Some(tag.to_owned())
}

/// Whether this has the form of a BCP 47 tag: letters, then groups of up to eight letters and
/// digits.
#[must_use]
pub fn is_language_tag(tag: &str) -> bool {
    /// RFC 5646, 4.4.1: enough for any tag in use.
    const LENGTH: usize = 35;
    let mut parts = tag.split('-');
    let is_letters = |part| is_all(part, u8::is_ascii_alphabetic);
    tag.len() <= LENGTH
        && parts.next().is_some_and(is_letters)
        && parts.all(|part| is_all(part, u8::is_ascii_alphanumeric))
        && tag.split('-').all(|part| part.len() <= 8)
}

/// `dir`, where it is one of HTML's values, else what a style says.
pub fn direction(element: &Element) -> Option<&'static str> {
    let Some(value) = element.get("dir") else {
        let mut styles = [("rtl", "direction:rtl"), ("ltr", "direction:ltr")].into_iter();
        let found = styles.find(|(_, style)| style_has(element, &[*style]));
        return found.map(|(direction, _)| direction);
    };
    ["ltr", "rtl", "auto"]
        .into_iter()
        .find(|direction| value.eq_ignore_ascii_case(direction))
}

/// What an `img` shows.
pub enum Picture {
    /// A picture of its own.
    Image(Image),
    /// A small picture, or one whose style says that it stands in a line.
    Inline(Image),
    /// A small sign in the text, such as an emoji: its alternative text says the same.
    Sign(String),
}

/// The `img` here, and whether a `noscript` may know its file better; nothing where it has no usable source.
/// `elsewhere` is what a `source` before it names.
pub fn picture(element: &Element, elsewhere: Option<&str>, base: &Base) -> Option<(Picture, bool)> {
    /// Emoji and smileys come as pictures of 16 to 72 pixels without a size, or with one below this.
    const SIGN: u32 = 32;
    /// About three lines: pictures of at most this height stand in a line.
    const LINE: u32 = 72;
    let width = number(element, "width").filter(|width| *width > 0);
    let height = number(element, "height").filter(|height| *height > 0);
    let alt = element.get("alt").unwrap_or_default();
    let is_small = |most| {
        [width, height]
            .iter()
            .all(|size| size.is_some_and(|size| size <= most))
    };
    let is_sign = is_small(SIGN)
        || element
            .classes()
            .any(|name| matches!(name, "emoji" | "wp-smiley"));
    if is_sign && !alt.is_empty() {
        return Some((Picture::Sign(alt.to_owned()), false));
    }
    let found = address::picture(element, base);
    // What a `source` names can be another picture, for another screen.
    let elsewhere = elsewhere.filter(|_| found.is_none());
    let list = address::candidates(element).or(elsewhere);
    let srcset = list.map_or_else(Vec::new, |list| candidates(list, base));
    let (src, is_sure) = found.or_else(|| Some((widest(&srcset)?, true)))?;
    let mut image = Image::new(src);
    alt.clone_into(&mut image.alt);
    image.width = width;
    image.height = height;
    image.srcset = srcset;
    let is_in_line = is_small(LINE)
        || style_has(element, &["vertical-align"])
        || element
            .get("class")
            .is_some_and(|classes| contains(classes, "latex"));
    let picture = if is_in_line {
        Picture::Inline(image)
    } else {
        Picture::Image(image)
    };
    Some((picture, is_sure))
}

/// The file for where there is nothing but a list: the widest that is not made for print.
fn widest(candidates: &[Candidate]) -> Option<MediaUrl> {
    let size = |candidate: &&Candidate| match candidate.descriptor {
        Descriptor::Width(width) if width > 2560 => 0,
        Descriptor::Width(size) | Descriptor::Density(size) => size,
    };
    let widest = candidates.iter().max_by_key(size)?;
    Some(widest.url.clone())
}

/// The `audio` or `video` here, with the file that it names itself.
pub fn media(element: &Element, base: &Base) -> MediaObject {
    MediaObject {
        sources: recording(element, base).into_iter().collect(),
        // Ghost's poster is an empty picture; the film's own first sight lies behind it.
        poster: address::background(element, base).or_else(|| file(element, "poster", base)),
        width: number(element, "width").filter(|width| *width > 0),
        height: number(element, "height").filter(|height| *height > 0),
        ..MediaObject::default()
    }
}

/// The file of a recording, which a lazy loader can have moved.
pub fn recording(element: &Element, base: &Base) -> Option<MediaUrl> {
    file(element, "src", base).or_else(|| file(element, "data-src", base))
}

/// An attribute with the address of a file to load.
pub fn file(element: &Element, name: &str, base: &Base) -> Option<MediaUrl> {
    address::own_file(element.trimmed(name), base)
}

/// Reads `srcset`: candidates that are malformed or may not be loaded are left out.
fn candidates(srcset: &str, base: &Base) -> Vec<Candidate> {
    let mut candidates = Vec::new();
    let mut rest = srcset;
    loop {
        let (_, list) = split_run(rest, |byte| byte.is_ascii_whitespace() || *byte == b',');
        if list.is_empty() {
            return candidates;
        }
        let (address, after) = split_run(list, |byte| !byte.is_ascii_whitespace());
        // A comma at the end of the address ends the candidate; one inside belongs to the address.
        let (address, descriptor) = if let Some(address) = address.strip_suffix(',') {
            rest = after;
            (address, "1x")
        } else {
            let (descriptor, after) = after.split_once(',').unwrap_or((after, ""));
            rest = after;
            (address, descriptor)
        };
        let candidate = base
            .media(address)
            .zip(descriptor_of(descriptor.trim_ascii()));
        if let Some((url, descriptor)) = candidate {
            candidates.push(Candidate { url, descriptor });
        }
    }
}

fn descriptor_of(text: &str) -> Option<Descriptor> {
    if text.is_empty() {
        return Some(Descriptor::Density(100));
    }
    if let Some(width) = text.strip_suffix('w') {
        return width
            .parse()
            .ok()
            .filter(|width| *width > 0)
            .map(Descriptor::Width);
    }
    let density = text.strip_suffix('x')?;
    let (whole, fraction) = density.split_once('.').unwrap_or((density, ""));
    if !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let mut digits = fraction.bytes().map(|byte| u32::from(byte - b'0'));
    let mut digit = || digits.next().unwrap_or(0);
    let whole: u32 = if whole.is_empty() {
        0
    } else {
        whole.parse().ok()?
    };
    let hundredths = whole
        .checked_mul(100)?
        .checked_add(digit() * 10 + digit())?;
    (hundredths > 0).then_some(Descriptor::Density(hundredths))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn srcset_is_read_into_candidates() {
        let base = Base::parse("https://news.example/").unwrap();
        for (srcset, expected) in [
            (
                "a.jpg 300w, b.jpg 1024w",
                "https://news.example/a.jpg 300w, https://news.example/b.jpg 1024w",
            ),
            (
                "a,b.jpg, c.jpg 2x",
                "https://news.example/a,b.jpg 1.00x, https://news.example/c.jpg 2.00x",
            ),
            ("a.jpg .5x", "https://news.example/a.jpg 0.50x"),
            ("javascript:alert(1) 2x, data:image/png 3x", ""),
            (
                "a.jpg -5w, b.jpg 0x, c.jpg 9999999999x, d.jpg x, , e.jpg 1.x5x",
                "",
            ),
            (",,, ,", ""),
        ] {
            let mut image = Image::new(base.media("x").unwrap());
            image.srcset = candidates(srcset, &base);
            assert_eq!(image.srcset_attribute(), expected, "{srcset}");
        }
    }

    #[test]
    fn language_tags_have_a_form() {
        for tag in ["en", "zh-Hant-TW", "ckb", "de-1996", "x-klingon"] {
            assert!(is_language_tag(tag), "{tag}");
        }
        for tag in [
            "",
            "-",
            "en_US",
            "e n",
            "1a",
            "abcdefghi",
            "en-",
            "en\"onload",
        ] {
            assert!(!is_language_tag(tag), "{tag}");
        }
    }
}
