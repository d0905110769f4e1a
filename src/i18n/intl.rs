//! The browser's `Intl`, which knows how each language writes moments and numbers, and days of all
//! calendars (ECMA-402). The first use of it keeps a slow machine busy for longer than a whole story.
//!
//! Rendering without a browser, days, numbers and plural forms are those of ICU4X, which has the same data as
//! browsers have; moments are written as ISO 8601, since they depend on where the reader is, and the widget takes over
//! from there. A tag that `Intl` refuses is answered in the same way.

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
    use icu_datetime::DateTimeFormatter;
    use icu_datetime::fieldsets::{E, YMD, YMDE};
    use icu_datetime::input::Date as IsoDate;
    use icu_decimal::DecimalFormatter;
    use icu_decimal::options::DecimalFormatterOptions;
    use icu_locale_core::Locale;
    use icu_plurals::{PluralCategory, PluralRules, PluralRulesOptions};

    use crate::article::Date;

    /// Regions with a calendar of their own, and the only language that browsers have words of there.
    const OTHER_CALENDARS: &[&str] = &["AF", "IR", "TH"];
    const THEIR_LANGUAGE: (&str, &[&str]) = ("fa", &["AF", "IR"]);

    /// As if it had.
    pub fn has_words(_: &str) -> bool {
        true
    }

    /// The day of a moment in UTC, in words of these options of `Intl.DateTimeFormat`; no words for the time of day,
    /// which is the reader's.
    pub fn date(seconds: i64, locale: &str, options: &[(&str, &str)]) -> Option<String> {
        let locale = resolved(locale)?;
        let day = Date::from_unix_seconds(seconds)?;
        let day = IsoDate::try_new_iso(day.year.into(), day.month, day.day).ok()?;
        let has = |name: &str| options.iter().any(|(option, _)| *option == name);
        let prefs = (&locale).into();
        let words = match (has("weekday"), has("day")) {
            (true, true) => DateTimeFormatter::try_new(prefs, YMDE::long())
                .ok()?
                .format(&day)
                .to_string(),
            (true, false) => DateTimeFormatter::try_new(prefs, E::long())
                .ok()?
                .format(&day)
                .to_string(),
            (false, true) => DateTimeFormatter::try_new(prefs, YMD::long())
                .ok()?
                .format(&day)
                .to_string(),
            (false, false) => return None,
        };
        Some(words)
    }

    /// The locale that a browser takes for a tag: where it has no words for a region, it has no calendar of it either
    /// (ECMA-402, `LookupMatchingLocaleByPrefix`).
    fn resolved(tag: &str) -> Option<Locale> {
        let mut locale = Locale::try_from_str(tag).ok()?;
        let region = locale.id.region;
        let region = region.as_ref().map_or("", |region| region.as_str());
        let (language, regions) = THEIR_LANGUAGE;
        let has_words = if locale.id.language.as_str() == language {
            regions.contains(&region)
        } else {
            !OTHER_CALENDARS.contains(&region)
        };
        if !has_words {
            locale.id.region = None;
        }
        Some(locale)
    }

    /// No words: when the page is read is not known.
    pub fn ago(_: i64, _: &str, _: &str) -> Option<String> {
        None
    }

    /// A whole number.
    pub fn number(number: u32, locale: &str) -> String {
        let format = resolved(locale).and_then(|locale| {
            DecimalFormatter::try_new((&locale).into(), DecimalFormatterOptions::default()).ok()
        });
        match format {
            Some(format) => format.format(&number.into()).to_string(),
            None => number.to_string(),
        }
    }

    /// The category of Unicode's plural rules that a number is of.
    pub fn plural_category(count: u32, locale: &str) -> String {
        let rules = resolved(locale).and_then(|locale| {
            PluralRules::try_new((&locale).into(), PluralRulesOptions::default()).ok()
        });
        let category = rules.map(|rules| match rules.category_for(count) {
            PluralCategory::Zero => "zero",
            PluralCategory::One => "one",
            PluralCategory::Two => "two",
            PluralCategory::Few => "few",
            PluralCategory::Many => "many",
            PluralCategory::Other => "other",
        });
        category.unwrap_or_default().to_owned()
    }

    /// So late that nothing was just now.
    pub fn now() -> i64 {
        i64::MAX
    }
}
