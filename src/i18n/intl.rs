//! The browser's `Intl`, which knows how each language writes moments and numbers, and days of all
//! calendars (ECMA-402). The first use of it keeps a slow machine busy for longer than a whole story.
//!
//! Rendering without a browser writes moments as ISO 8601 and numbers as English does; the widget
//! takes over from there. A tag that `Intl` refuses is answered in the same way.

pub use platform::*;

#[cfg(target_arch = "wasm32")]
mod platform {
    use js_sys::{Array, JsString, Object};
    use wasm_bindgen::prelude::wasm_bindgen;
    use wasm_bindgen::{JsCast, JsValue};

    use crate::js_object::texts;
    use crate::text::decimal;

    #[wasm_bindgen]
    extern "C" {
        /// A date or a number.
        #[wasm_bindgen(js_name = Object)]
        type Localizable;

        /// Throws where the tag of the language is malformed.
        #[wasm_bindgen(method, catch, js_class = "Object", js_name = toLocaleString)]
        fn in_words(
            this: &Localizable,
            locale: &str,
            options: &Object,
        ) -> Result<JsString, JsValue>;

        #[wasm_bindgen(js_name = Date)]
        type JsDate;

        #[wasm_bindgen(constructor, js_class = "Date")]
        fn new(milliseconds: f64) -> JsDate;

        /// Throws where the tag of the language is malformed.
        #[wasm_bindgen(
            catch,
            js_namespace = ["Intl", "DateTimeFormat"],
            js_name = supportedLocalesOf
        )]
        fn supported(locale: &str) -> Result<Array, JsValue>;

        #[wasm_bindgen(js_namespace = Intl)]
        type RelativeTimeFormat;

        /// Throws where the tag of the language is malformed.
        #[wasm_bindgen(constructor, catch, js_namespace = Intl)]
        fn new(locale: &str, options: &Object) -> Result<RelativeTimeFormat, JsValue>;

        #[wasm_bindgen(method)]
        fn format(this: &RelativeTimeFormat, count: f64, unit: &str) -> JsString;

        #[wasm_bindgen(js_namespace = Intl)]
        type PluralRules;

        /// Throws where the tag of the language is malformed.
        #[wasm_bindgen(constructor, catch, js_namespace = Intl)]
        fn new(locale: &str) -> Result<PluralRules, JsValue>;

        #[wasm_bindgen(method)]
        fn select(this: &PluralRules, count: f64) -> JsString;
    }

    fn words(value: JsValue, locale: &str, options: &[(&str, &str)]) -> Option<String> {
        let value: Localizable = value.unchecked_into();
        let words = value.in_words(locale, &texts(options)).ok()?;
        Some(words.into())
    }

    /// Whether the browser has words of this language for dates.
    pub fn has_words(locale: &str) -> bool {
        supported(locale).is_ok_and(|supported| supported.length() > 0)
    }

    /// The moment so many seconds after 1970 began, in words of these options of
    /// `Intl.DateTimeFormat`.
    #[allow(clippy::cast_precision_loss, reason = "years up to 9999 fit a double")]
    pub fn date(seconds: i64, locale: &str, options: &[(&str, &str)]) -> Option<String> {
        let date = JsDate::new(seconds as f64 * 1000.0);
        words(date.into(), locale, options)
    }

    /// How long ago something was.
    pub fn ago(count: i64, unit: &str, locale: &str) -> Option<String> {
        let format = RelativeTimeFormat::new(locale, &texts(&[("numeric", "auto")])).ok()?;
        #[allow(clippy::cast_precision_loss, reason = "a week's seconds fit a double")]
        let ago = format.format(-(count as f64), unit);
        Some(ago.into())
    }

    /// A whole number.
    pub fn number(number: u32, locale: &str) -> String {
        words(number.into(), locale, &[]).unwrap_or_else(|| decimal(number))
    }

    /// The category of Unicode's plural rules that a number is of.
    pub fn plural_category(count: u32, locale: &str) -> String {
        match PluralRules::new(locale) {
            Ok(rules) => rules.select(count.into()).into(),
            Err(_) => String::new(),
        }
    }

    /// Seconds since 1970 began, as the reader's clock has it.
    pub fn now() -> i64 {
        #[allow(clippy::cast_possible_truncation, reason = "seconds of today fit")]
        let now = (js_sys::Date::now() / 1000.0) as i64;
        now
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod platform {
    /// As if it had.
    pub fn has_words(_: &str) -> bool {
        true
    }

    /// No words: they are the browser's.
    pub fn date(_: i64, _: &str, _: &[(&str, &str)]) -> Option<String> {
        None
    }

    /// No words: when the page is read is not known.
    pub fn ago(_: i64, _: &str, _: &str) -> Option<String> {
        None
    }

    /// A whole number.
    pub fn number(number: u32, _: &str) -> String {
        number.to_string()
    }

    /// English's category.
    pub fn plural_category(count: u32, _: &str) -> String {
        if count == 1 { "one" } else { "other" }.to_owned()
    }

    /// So late that nothing was just now.
    pub fn now() -> i64 {
        i64::MAX
    }
}
