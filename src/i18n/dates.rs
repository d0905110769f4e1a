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

#[cfg(target_arch = "wasm32")]
mod platform {
    use js_sys::{Array, Function, Intl, Object, Reflect};
    use wasm_bindgen::{JsCast, JsValue};

    use super::Date;

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
        let bag = Object::new();
        for (name, value) in options {
            Reflect::set(&bag, &JsValue::from_str(name), &JsValue::from_str(value)).ok()?;
        }
        // An empty list of locales means the reader's own.
        let locales = Array::new();
        if let Some(language) = language {
            locales.push(&JsValue::from_str(language));
        }
        // Reached as a function, since a malformed tag makes the constructor throw.
        let intl = Reflect::get(&js_sys::global(), &JsValue::from_str("Intl")).ok()?;
        let constructor = Reflect::get(&intl, &JsValue::from_str("DateTimeFormat")).ok()?;
        let arguments = Array::of2(&locales, &bag);
        let formatter = Reflect::construct(constructor.dyn_ref::<Function>()?, &arguments).ok()?;
        let formatter: Intl::DateTimeFormat = formatter.dyn_into().ok()?;
        let date = js_sys::Date::new(&JsValue::from_f64(seconds as f64 * 1000.0));
        let text = formatter.format().call1(&JsValue::UNDEFINED, &date).ok()?;
        text.as_string()
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
}
