//! Where words begin and end, and what readers count as one character (Unicode Standard Annex 29).
//!
//! The widget asks the browser's own `Intl.Segmenter`, which also knows the words of scripts that
//! write no spaces between them; native builds have a crate for the others.

/// What a text is divided into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Granularity {
    /// Grapheme clusters: what readers count as one character.
    Grapheme,
    /// Words, and what stands between them.
    Word,
}

/// Where the parts of a text end, as numbers of bytes.
#[cfg(target_arch = "wasm32")]
#[must_use]
pub fn ends(text: &str, granularity: Granularity) -> Vec<usize> {
    let granularity = match granularity {
        Granularity::Grapheme => "grapheme",
        Granularity::Word => "word",
    };
    let mut ends = Vec::new();
    let mut end = 0;
    for segment in browser::segments(text, granularity) {
        end += segment.len();
        ends.push(end);
    }
    ends
}

/// Where the parts of a text end, as numbers of bytes.
#[cfg(not(target_arch = "wasm32"))]
#[must_use]
pub fn ends(text: &str, granularity: Granularity) -> Vec<usize> {
    use unicode_segmentation::UnicodeSegmentation as _;
    let begins: Vec<usize> = match granularity {
        Granularity::Grapheme => text.grapheme_indices(true).map(|(at, _)| at).collect(),
        Granularity::Word => text.split_word_bound_indices().map(|(at, _)| at).collect(),
    };
    begins.into_iter().skip(1).chain([text.len()]).collect()
}

/// A text of so many characters at most: a longer one ends with an ellipsis.
#[must_use]
pub fn shortened(text: &str, characters: usize) -> String {
    // A character has a byte at least.
    if text.len() <= characters {
        return text.to_owned();
    }
    let ends = ends(text, Granularity::Grapheme);
    if ends.len() <= characters {
        return text.to_owned();
    }
    let Some(kept) = characters.checked_sub(2).and_then(|last| ends.get(last)) else {
        return String::new();
    };
    [text.get(..*kept).unwrap_or_default().trim_ascii_end(), "…"].concat()
}

/// A text in small letters, for comparing as browsers search.
#[cfg(target_arch = "wasm32")]
#[must_use]
pub fn small(text: &str) -> String {
    js_sys::JsString::from(text).to_lower_case().into()
}

/// A text in small letters, for comparing as browsers search.
#[cfg(not(target_arch = "wasm32"))]
#[must_use]
pub fn small(text: &str) -> String {
    text.to_lowercase()
}

#[cfg(target_arch = "wasm32")]
mod browser {
    use js_sys::{Array, Reflect};
    use wasm_bindgen::JsValue;
    use wasm_bindgen::prelude::wasm_bindgen;

    use crate::js_object::texts;

    #[wasm_bindgen]
    extern "C" {
        #[wasm_bindgen(js_namespace = Intl)]
        type Segmenter;
        #[wasm_bindgen(constructor, js_namespace = Intl, catch)]
        fn new(locales: &JsValue, options: &JsValue) -> Result<Segmenter, JsValue>;
        #[wasm_bindgen(method)]
        fn segment(this: &Segmenter, text: &str) -> JsValue;
    }

    /// The parts of a text; none where the browser has no way to tell.
    pub fn segments(text: &str, granularity: &str) -> Vec<String> {
        let options: JsValue = texts(&[("granularity", granularity)]);
        let Ok(segmenter) = Segmenter::new(&JsValue::UNDEFINED, &options) else {
            return Vec::new();
        };
        let name = JsValue::from_str("segment");
        let mut segments = Vec::new();
        for segment in Array::from(&segmenter.segment(text)).iter() {
            let words = Reflect::get(&segment, &name).ok();
            segments.push(
                words
                    .and_then(|words| words.as_string())
                    .unwrap_or_default(),
            );
        }
        segments
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_end_with_an_ellipsis_at_a_character() {
        for (text, characters, expected) in [
            ("tide", 4, "tide"),
            ("tides", 4, "tid…"),
            ("the tide", 5, "the…"),
            ("tide", 1, ""),
            ("tide", 0, ""),
            ("", 0, ""),
            ("münze", 5, "münze"),
            ("mu\u{308}nze", 5, "mu\u{308}nze"),
            ("mu\u{308}nzen", 3, "mu\u{308}…"),
            ("👩‍👩‍👧🇳🇴🇩🇰", 3, "👩‍👩‍👧🇳🇴🇩🇰"),
            ("👩‍👩‍👧🇳🇴🇩🇰x", 3, "👩‍👩‍👧🇳🇴…"),
        ] {
            assert_eq!(
                shortened(text, characters),
                expected,
                "{text} in {characters}"
            );
        }
    }
}
