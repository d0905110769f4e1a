//! The few attributes that are read, each checked and turned into the model's own type.

use super::tree::Cursor;
use crate::article::block::SPAN_LIMIT;
use crate::article::image::{Candidate, Descriptor};
use crate::article::{Image, MediaObject};
use crate::text::{is_all, split_run};
use crate::url::{Base, MediaUrl};

/// `colspan` and `rowspan`: 1 where there is none or it is no number.
pub fn span(cursor: &dyn Cursor, name: &str) -> u16 {
    number(cursor, name).map_or(1, |span| {
        u16::try_from(span).map_or(SPAN_LIMIT, |span| span.clamp(1, SPAN_LIMIT))
    })
}

/// A number that is not negative, as HTML reads one: what comes after the digits does not matter.
pub fn number(cursor: &dyn Cursor, name: &str) -> Option<u32> {
    let value = cursor.attribute(name)?;
    let (digits, _) = split_run(value.trim_ascii(), u8::is_ascii_digit);
    digits.parse().ok()
}

/// `lang`, where it has the form of a BCP 47 tag.
pub fn language(cursor: &dyn Cursor) -> Option<String> {
    cursor.attribute("lang").filter(|tag| is_language_tag(tag))
}

/// Whether this has the form of a BCP 47 tag: letters, then groups of up to eight letters and
/// digits.
#[must_use]
pub fn is_language_tag(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let is_letters = |part| is_all(part, u8::is_ascii_alphabetic);
    parts.next().is_some_and(is_letters)
        && parts.all(|part| is_all(part, u8::is_ascii_alphanumeric))
        && tag.split('-').all(|part| part.len() <= 8)
}

/// `dir`, where it is one of HTML's values.
pub fn direction(cursor: &dyn Cursor) -> Option<&'static str> {
    let value = cursor.attribute("dir")?;
    ["ltr", "rtl", "auto"]
        .into_iter()
        .find(|direction| value.eq_ignore_ascii_case(direction))
}

/// What an `img` shows.
pub enum Picture {
    /// A picture of its own.
    Image(Image),
    /// A small sign in the text, such as an emoji: its alternative text says the same.
    Sign(String),
}

/// The `img` here, unless it has no usable source or is a counting pixel.
pub fn picture(cursor: &dyn Cursor, base: &Base) -> Option<Picture> {
    /// Emoji and smileys come as pictures of 16 to 72 pixels without a size, or with one below this.
    const SIGN: u32 = 32;
    /// Pictures of at most this size are there to count readers.
    const PIXEL: u32 = 2;
    let width = number(cursor, "width");
    let height = number(cursor, "height");
    if [width, height]
        .into_iter()
        .flatten()
        .any(|size| size <= PIXEL)
    {
        return None;
    }
    let alt = cursor.attribute("alt").unwrap_or_default();
    let is_sign = [width, height]
        .iter()
        .all(|size| size.is_some_and(|size| size <= SIGN))
        || cursor.attribute("class").is_some_and(|class| {
            class
                .split_ascii_whitespace()
                .any(|name| matches!(name, "emoji" | "wp-smiley"))
        });
    if is_sign && !alt.is_empty() {
        return Some(Picture::Sign(alt));
    }
    let mut image = Image::new(file(cursor, "src", base)?);
    image.alt = alt;
    image.width = width;
    image.height = height;
    if let Some(srcset) = cursor.attribute("srcset") {
        image.srcset = candidates(&srcset, base);
    }
    Some(Picture::Image(image))
}

/// The `audio` or `video` here, with the file that it names itself.
pub fn media(cursor: &dyn Cursor, base: &Base) -> MediaObject {
    MediaObject {
        sources: file(cursor, "src", base).into_iter().collect(),
        poster: file(cursor, "poster", base),
        caption: Vec::new(),
        width: number(cursor, "width").filter(|width| *width > 0),
        height: number(cursor, "height").filter(|height| *height > 0),
    }
}

/// An attribute with the address of a file to load.
pub fn file(cursor: &dyn Cursor, name: &str, base: &Base) -> Option<MediaUrl> {
    base.media(&cursor.attribute(name)?)
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
