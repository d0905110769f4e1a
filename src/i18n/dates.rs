//! Dates in words, by the browser's `Intl.DateTimeFormat`.
//!
//! Rendering without a browser writes dates as ISO 8601; the widget takes over from there.

use crate::article::Date;

/// The day as it stands in the publisher's calendar, such as 'Fri 21 January 2022'.
#[must_use]
pub fn day(date: Date, language: Option<&str>) -> String {
    platform::day(date, language)
}

/// The day and time of day where the reader is.
#[must_use]
pub fn moment(date: Date, language: Option<&str>) -> String {
    platform::moment(date, language)
}

/// How long ago a moment was, such as '5 minutes ago'; `None` where that was over a week ago and the
/// day says more.
#[must_use]
pub fn ago(date: Date, language: Option<&str>) -> Option<String> {
    let seconds = (platform::now() - date.unix_seconds()).max(0);
    let (count, unit) = match seconds {
        0..60 => (0, "second"),
        60..3_600 => (seconds / 60, "minute"),
        3_600..86_400 => (seconds / 3_600, "hour"),
        86_400..604_800 => (seconds / 86_400, "day"),
        _ => return None,
    };
    platform::ago(count, unit, language)
}

#[cfg(target_arch = "wasm32")]
mod platform {
    use js_sys::{JsString, Object};
    use wasm_bindgen::JsValue;
    use wasm_bindgen::prelude::wasm_bindgen;

    use super::Date;
    use crate::dictionary::texts;

    #[wasm_bindgen]
    extern "C" {
        #[wasm_bindgen(js_name = Date)]
        type JsDate;

        #[wasm_bindgen(constructor, js_class = "Date")]
        fn new(milliseconds: f64) -> JsDate;

        /// Throws where the tag of the language is malformed.
        #[wasm_bindgen(method, catch, js_class = "Date", js_name = toLocaleString)]
        fn in_words(
            this: &JsDate,
            language: &JsValue,
            options: &Object,
        ) -> Result<JsString, JsValue>;

        #[wasm_bindgen(js_namespace = Intl)]
        type RelativeTimeFormat;

        /// Throws where the tag of the language is malformed.
        #[wasm_bindgen(constructor, catch, js_namespace = Intl)]
        fn new(language: &JsValue, options: &Object) -> Result<RelativeTimeFormat, JsValue>;

        #[wasm_bindgen(method)]
        fn format(this: &RelativeTimeFormat, count: f64, unit: &str) -> JsString;
    }

    pub fn now() -> i64 {
        #[allow(clippy::cast_possible_truncation, reason = "seconds of today fit")]
        let now = (js_sys::Date::now() / 1000.0) as i64;
        now
    }

    pub fn ago(count: i64, unit: &str, language: Option<&str>) -> Option<String> {
        let language = language.map_or(JsValue::UNDEFINED, JsValue::from_str);
        let format = RelativeTimeFormat::new(&language, &texts(&[("numeric", "auto")])).ok()?;
        #[allow(clippy::cast_precision_loss, reason = "a week's seconds fit a double")]
        let ago = format.format(-(count as f64), unit);
        Some(ago.into())
    }

    pub fn day(date: Date, language: Option<&str>) -> String {
        // The day as written is put into words as if it were in UTC, so that no time zone moves it.
        let noon = Date { time: None, ..date }.unix_seconds() + 12 * 3600;
        let options = [
            ("weekday", "short"),
            ("day", "numeric"),
            ("month", "long"),
            ("year", "numeric"),
            ("timeZone", "UTC"),
        ];
        format(noon, language, &options).unwrap_or_else(|| date.datetime())
    }

    pub fn moment(date: Date, language: Option<&str>) -> String {
        let options = [("dateStyle", "long"), ("timeStyle", "short")];
        format(date.unix_seconds(), language, &options).unwrap_or_else(|| date.datetime())
    }

    #[allow(clippy::cast_precision_loss, reason = "years up to 9999 fit a double")]
    fn format(seconds: i64, language: Option<&str>, options: &[(&str, &str)]) -> Option<String> {
        // Without a language it is the reader's own.
        let language = language.map_or(JsValue::UNDEFINED, JsValue::from_str);
        let date = JsDate::new(seconds as f64 * 1000.0);
        date.in_words(&language, &texts(options))
            .ok()
            .map(String::from)
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod platform {
    use super::Date;

    pub fn day(date: Date, _: Option<&str>) -> String {
        Date { time: None, ..date }.datetime()
    }

    pub fn moment(date: Date, _: Option<&str>) -> String {
        date.datetime()
    }

    pub fn now() -> i64 {
        i64::MAX
    }

    pub fn ago(_: i64, _: &str, _: Option<&str>) -> Option<String> {
        None
    }
}
