//! Dates and lists of names: every language and region writes them as CLDR has it.
//!
//! `cargo xtask dates` writes the languages' files anew.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says why")]

mod cldr;

use std::fs;
use std::path::PathBuf;

use article_embed::article::Date;
use article_embed::i18n::languages::LANGUAGES;
use article_embed::i18n::messages::ENGLISH;
use article_embed::i18n::{Message, Messages, dates};
use article_embed::json::Json;

/// Days of every weekday and every month, of one and two digits, of long ago and far ahead.
const DAYS: &[&str] = &[
    "2022-01-21",
    "2022-02-28",
    "2024-02-29",
    "2025-03-02",
    "2025-04-05",
    "2025-05-12",
    "2025-06-18",
    "2025-07-10",
    "2025-08-08",
    "2025-09-09",
    "2025-10-10",
    "2025-11-30",
    "2025-12-31",
    "1066-10-14",
    "1969-07-20",
    "9999-12-31",
];

/// Names that begin in ways that languages tell apart, each as the last of a list.
const NAMES: &[&str] = &[
    "Zoe",
    "Iris",
    "irene",
    "Hilda",
    "hierro",
    "Hiato",
    "Hi",
    "Íñigo",
    "Ybarra",
    "Heidi",
    "אור",
    "שלום",
    "«אור»",
    "علي",
    "Юлия",
    "山",
    "7",
    "",
];

fn path(language: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src/i18n/cldr");
    folder.join(language).with_extension("txt")
}

/// A language as its packed message file gives it to the widget.
fn messages(language: &'static str, tag: &str) -> Messages {
    let mut texts = vec![Json::Null; ENGLISH.len()];
    texts.push(Json::String(fs::read_to_string(path(language)).unwrap()));
    Messages::new(language, tag, Json::Array(texts))
}

/// All tags of a language.
fn tags(language: &str) -> Vec<(String, String)> {
    let mut tags = cldr::variants(language);
    tags.push((language.to_owned(), String::new()));
    tags
}

#[test]
fn the_files_are_what_cldr_has() {
    let update = std::env::var_os("UPDATE").is_some();
    for language in LANGUAGES {
        let expected = cldr::file(language);
        if update {
            fs::write(path(language), &expected).unwrap();
        }
        let file = fs::read_to_string(path(language)).unwrap_or_default();
        assert!(
            file == expected,
            "{language}: the file is behind CLDR; cargo xtask dates writes it anew"
        );
    }
    let files = fs::read_dir(path("en").parent().unwrap()).unwrap();
    assert_eq!(
        files.count(),
        LANGUAGES.len(),
        "there are files of no language"
    );
}

#[test]
fn days_are_written_as_cldr_has_them() {
    // Persian has days of its own calendar, which are told by what browsers write.
    for language in LANGUAGES.iter().filter(|language| **language != "fa") {
        for (tag, added) in tags(language) {
            let days = cldr::Days::of(&tag);
            let messages = messages(language, &own_tag(language, &added));
            for day in DAYS {
                let day = Date::parse(day).unwrap();
                let expected = days.format(day);
                assert_eq!(dates::day(day, messages), expected, "{tag}");
            }
        }
    }
}

/// A narrow story shows a day without its name, and nothing else of it may be lost.
#[test]
fn the_day_of_the_week_is_cut_off_clean() {
    for language in LANGUAGES {
        let messages = messages(language, language);
        for day in DAYS {
            let date = Date::parse(day).unwrap();
            let whole = dates::day(date, messages);
            let [before, weekday, after] = dates::around_weekday(&whole, date, messages);
            assert_eq!([&*before, &weekday, &after].concat(), whole, "{language}");
            let rest = [before, after].concat();
            assert_eq!(
                rest.trim_end_matches(' '),
                rest.trim(),
                "{language}: {whole}"
            );
            assert!(
                rest.ends_with(|sign: char| !matches!(sign, ' ' | ',')),
                "{language}: “{rest}”"
            );
            assert_ne!(weekday, "", "{language}: {whole}");
        }
    }
}

#[test]
fn names_are_listed_as_cldr_has_it() {
    for language in LANGUAGES {
        for (tag, added) in tags(language) {
            let messages = messages(language, &own_tag(language, &added));
            let lists = cldr::Lists::of(&tag);
            for last in NAMES {
                let names = ["Ana", "Ivo", "Ida", last];
                for count in 1..=names.len() {
                    let names = &names[names.len() - count..];
                    let owned: Vec<_> = names.iter().map(|name| (*name).to_owned()).collect();
                    assert_eq!(messages.list(&owned), lists.format(names), "{tag}");
                }
            }
            assert_eq!(messages.list(&[]), "", "{tag}");
        }
    }
}

/// The tag as somebody may write it: in small letters, and with more behind the region.
fn own_tag(language: &str, added: &str) -> String {
    if added.is_empty() {
        language.to_owned()
    } else {
        format!("{language}-{added}-x-own").to_lowercase()
    }
}

#[test]
fn tags_mean_the_regions_that_they_name() {
    let day = Date::parse("2022-01-21T23:59:59-11:00").unwrap();
    for (language, tag, expected) in [
        ("en", "en", "Friday, January 21, 2022"),
        ("en", "en-Latn-GB-oxendict", "Friday, 21 January 2022"),
        ("en", "en-UK", "Friday, 21 January 2022"),
        ("en", "en-AU", "Friday 21 January 2022"),
        ("de", "de-Latn-AT-1996", "Freitag, 21. Jänner 2022"),
        ("fr", "fr-CA", "vendredi 21 janvier 2022"),
        ("pt", "pt-PT", "sexta-feira, 21 de janeiro de 2022"),
        ("pt-BR", "pt-BR", "sexta-feira, 21 de janeiro de 2022"),
        ("ar", "ar-EG", "الجمعة، ٢١ يناير ٢٠٢٢"),
        ("ar", "ar-MA", "الجمعة، 21 يناير 2022"),
        ("zh-Hant", "zh-HK", "2022年1月21日星期五"),
        ("ckb", "ku-Arab-IQ", "ھەینی، ٢١ی کانوونی دووەمی ٢٠٢٢"),
    ] {
        assert_eq!(dates::day(day, messages(language, tag)), expected, "{tag}");
    }
}

#[test]
fn early_years_are_plain_numbers_and_there_is_no_year_0() {
    let day = |date| dates::day(Date::parse(date).unwrap(), messages("de", "de"));
    assert_eq!(day("0476-09-04"), "Freitag, 4. September 476");
    assert_eq!(day("0001-01-01"), "Montag, 1. Januar 1");
    assert_eq!(day("0000-12-31"), "0000-12-31");
}

/// What browsers (ICU 78) write of these days, weekday and day put together as [`dates`] does.
#[test]
fn days_of_other_calendars_are_those_of_browsers() {
    for (language, tag, day, expected) in [
        ("fa", "fa", "2022-01-21", "جمعه ۱ بهمن ۱۴۰۰"),
        ("fa", "fa-IR", "2024-02-29", "پنجشنبه ۱۰ اسفند ۱۴۰۲"),
        ("fa", "fa-DE", "1969-07-20", "یکشنبه ۲۹ تیر ۱۳۴۸"),
        ("fa", "fa-TH", "2025-11-30", "یکشنبه ۹ آذر ۱۴۰۴"),
        ("fa", "fa-AF", "2022-01-21", "جمعه ۱ دلو ۱۴۰۰"),
        (
            "en",
            "en-u-ca-buddhist",
            "2022-01-21",
            "Friday, January 21, 2565 BE",
        ),
        (
            "de",
            "de-u-ca-hebrew",
            "2025-11-30",
            "Sonntag, 10. Kislew 5786 AM",
        ),
        ("ar", "ar-u-nu-latn", "2022-01-21", "الجمعة، 21 يناير 2022"),
        (
            "ja",
            "ja-u-ca-japanese",
            "2022-01-21",
            "令和4年1月21日金曜日",
        ),
    ] {
        let day = Date::parse(day).unwrap();
        assert_eq!(dates::day(day, messages(language, tag)), expected, "{tag}");
    }
    // A malformed tag is written in the language's own words.
    let day = Date::parse("2022-01-21").unwrap();
    let german = messages("de", "de-u-");
    assert_eq!(dates::day(day, german), "Freitag, 21. Januar 2022");
}

/// Browsers have words for no language of ours in regions with a calendar of their own, but for Persian, which they
/// write in its calendar wherever it is read, and for Sorani, of which few have words.
#[test]
fn only_persian_and_extensions_have_other_calendars() {
    for language in LANGUAGES {
        for (tag, _) in tags(language) {
            let messages = messages(language, &tag);
            assert_eq!(dates::is_gregorian(messages), *language != "fa", "{tag}");
            let region = tag.rsplit('-').next().unwrap_or_default();
            let is_of_region = ["AF", "IR", "TH"].contains(&region);
            assert!(
                cldr::is_gregorian(&tag) || is_of_region || *language == "fa",
                "{tag}"
            );
        }
        let messages = messages(language, &format!("{language}-u-ca-buddhist"));
        assert_eq!(dates::is_gregorian(messages), *language == "ckb");
    }
}

#[test]
fn numbers_are_written_and_counted_as_cldr_has_it() {
    for (language, tag, number, expected) in [
        ("en", "en-GB", 1_234_567, "1,234,567"),
        ("de", "de", 1234, "1.234"),
        ("de", "de-AT", 12_345, "12\u{a0}345"),
        ("es", "es", 1234, "1234"),
        ("pl", "pl", 1234, "1234"),
        ("hi", "hi", 123_456, "1,23,456"),
        ("ar", "ar-EG", 1234, "١٬٢٣٤"),
        ("fa", "fa", 1234, "۱٬۲۳۴"),
        ("bn", "bn", 123_456, "১,২৩,৪৫৬"),
        ("fr", "fr", 1234, "1\u{202f}234"),
    ] {
        assert_eq!(messages(language, tag).number(number), expected, "{tag}");
    }
    let form = |name: &str| (name.to_owned(), Json::String(format!("{name} {{count}}")));
    let forms = ["zero", "one", "two", "few", "many", "other"].map(form);
    let mut texts = vec![Json::Null; ENGLISH.len()];
    texts[Message::CommentsCount.place()] = Json::Object(forms.into());
    for (language, count, expected) in [
        ("ar", 0, "zero"),
        ("ar", 2, "two"),
        ("ar", 3, "few"),
        ("ar", 11, "many"),
        ("pl", 2, "few"),
        ("pl", 5, "many"),
        ("ru", 21, "one"),
        ("ja", 1, "other"),
        ("fr", 0, "one"),
        ("en", 1, "one"),
        ("he", 2, "two"),
    ] {
        let messages = Messages::new(language, language, Json::Array(texts.clone()));
        let counted = messages.counted(Message::CommentsCount, "count", count);
        assert_eq!(
            counted.split(' ').next(),
            Some(expected),
            "{language} {count}"
        );
    }
}

#[test]
fn broken_files_write_numbers() {
    let day = Date::parse("2022-01-21").unwrap();
    let names = ["Ana".to_owned(), "Ida".to_owned(), "Zoe".to_owned()];
    for text in [
        "",
        "|",
        "\n",
        "||||\n|||",
        "a|b\nDE|x",
        &"|3".repeat(19),
        &"|é".repeat(30),
    ] {
        let mut texts = vec![Json::Null; ENGLISH.len()];
        texts.push(Json::String(text.to_owned()));
        let messages = Messages::new("de", "de", Json::Array(texts));
        let _ = messages.list(&names);
        let written = dates::day(day, messages);
        assert!(
            written == "2022-01-21" || text.len() > 20,
            "{text:?}: {written}"
        );
    }
    for texts in [
        Json::Null,
        Json::Array(vec!["?".into()]),
        Json::Array(vec![Json::Null; 500]),
    ] {
        let messages = Messages::new("de", "de-AT", texts);
        assert_eq!(dates::day(day, messages), "Friday, 21 January 2022");
        assert_eq!(messages.list(&names), "Ana, Ida and Zoe");
    }
}
