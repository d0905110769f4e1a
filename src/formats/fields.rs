//! From a field of an answer to a value of the model: what all formats read alike.
//!
//! A place is a path of names and indices joined by dots. Where several are given, separated by
//! spaces, the first that holds anything counts. What a format calls its fields is left to its file.

use super::format::StorySource;
use crate::article::{Article, Author, Date};
use crate::html;
use crate::json::Json;
use crate::url::{Base, MediaUrl, WebUrl};

/// Where a format keeps what needs no more than reading; empty where it has no such field.
pub struct Places {
    /// [`Article::headline`]
    pub headline: &'static str,
    /// [`Article::byline`]
    pub byline: &'static str,
    /// [`Article::date_published`]
    pub date_published: &'static str,
    /// [`Article::date_modified`]
    pub date_modified: &'static str,
    /// [`Article::language`]
    pub language: &'static str,
    /// [`Article::canonical_url`]
    pub canonical_url: &'static str,
    /// [`Article::copyright_notice`]
    pub copyright_notice: &'static str,
    /// Who holds the rights, where no notice is worded.
    pub copyright_holder: &'static str,
    /// [`Article::license_url`]
    pub license_url: &'static str,
    /// IPTC's publication status: `usable`, `withheld` or `canceled`.
    pub status: &'static str,
    /// The moment before which nothing may be shown.
    pub embargoed: &'static str,
    /// The moment after which no more may be shown.
    pub expires: &'static str,
}

impl Places {
    /// No field at all.
    pub const NONE: Self = Self {
        headline: "",
        byline: "",
        date_published: "",
        date_modified: "",
        language: "",
        canonical_url: "",
        copyright_notice: "",
        copyright_holder: "",
        license_url: "",
        status: "",
        embargoed: "",
        expires: "",
    };
}

/// The article as far as places tell.
pub fn article(story: &StorySource, places: &Places) -> Article {
    let json = story.json;
    Article {
        headline: owned(json, places.headline).unwrap_or_default(),
        byline: owned(json, places.byline),
        date_published: date(json, places.date_published),
        date_modified: date(json, places.date_modified),
        language: owned(json, places.language),
        canonical_url: web(json, places.canonical_url, story.base),
        copyright_notice: owned(json, places.copyright_notice)
            .or_else(|| text(json, places.copyright_holder).map(|holder| ["© ", holder].concat())),
        license_url: web(json, places.license_url, story.base),
        ..Article::default()
    }
}

/// The first place's value that is more than `null` or white space, otherwise `null`.
pub fn find<'a>(json: &'a Json, places: &str) -> &'a Json {
    static NOTHING: Json = Json::Null;
    for place in places.split(' ') {
        let mut value = json;
        for step in place.split('.') {
            value = value.at(&[step]);
        }
        let is_blank = match value {
            Json::Null => true,
            Json::String(text) => text.trim().is_empty(),
            _ => false,
        };
        if !is_blank {
            return value;
        }
    }
    &NOTHING
}

/// A text without white space around it.
pub fn text<'a>(json: &'a Json, places: &str) -> Option<&'a str> {
    find(json, places).text()
}

/// The same, to be kept.
pub fn owned(json: &Json, places: &str) -> Option<String> {
    text(json, places).map(str::to_owned)
}

/// A date.
pub fn date(json: &Json, places: &str) -> Option<Date> {
    text(json, places).and_then(Date::parse)
}

/// An address on the web.
pub fn web(json: &Json, places: &str, base: &Base) -> Option<WebUrl> {
    base.web(text(json, places)?)
}

/// An address of a file to load.
pub fn media(json: &Json, places: &str, base: &Base) -> Option<MediaUrl> {
    base.media(text(json, places)?)
}

/// A size in pixels, which some write as a text.
pub fn pixels(json: &Json, name: &str) -> Option<u32> {
    let value = json.get(name);
    let number = match value.text() {
        Some(digits) => digits.parse().ok(),
        None => value.as_unsigned(),
    };
    number.filter(|number| *number > 0)
}

/// What stands alone or in an array.
pub fn one_or_many(json: &Json) -> &[Json] {
    match json {
        Json::Null => &[],
        Json::Array(items) => items,
        one => std::slice::from_ref(one),
    }
}

/// The values of an array or of an object whose names do not matter.
pub fn values(json: &Json) -> Vec<&Json> {
    let mut values = Vec::new();
    match json {
        Json::Array(items) => values.extend(items),
        Json::Object(members) => {
            for (_, value) in members {
                values.push(value);
            }
        }
        _ => {}
    }
    values
}

/// How a format writes names.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Writing {
    /// As they are.
    Plain,
    /// As HTML, with entities.
    Html,
}

/// A name that stands for itself or in an object.
pub fn name(json: &Json, writing: Writing) -> Option<String> {
    let name = json.text().or_else(|| text(json, "name"))?;
    Some(match writing {
        Writing::Plain => name.to_owned(),
        Writing::Html => html::text(name),
    })
}

/// Adds a name, such as that of a section, where there is one.
pub fn push_name(names: &mut Vec<String>, json: &Json, writing: Writing) {
    if let Some(name) = name(json, writing) {
        names.push(name);
    }
}

/// A writer; `url` is the place of the writer's page.
pub fn push_author(
    authors: &mut Vec<Author>,
    json: &Json,
    writing: Writing,
    url: &str,
    base: &Base,
) {
    if let Some(name) = name(json, writing) {
        let url = web(json, url, base);
        authors.push(Author { name, url });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn json(text: &str) -> Json {
        serde_json::from_str(text).unwrap()
    }

    #[test]
    fn the_first_place_that_holds_anything_counts() {
        let json = json(r#"{"a": {"b": " "}, "c": [null, {"d": " x "}], "e": {}}"#);
        assert_eq!(text(&json, "a.b c.0 c.1.d f"), Some("x"));
        assert_eq!(find(&json, "e a"), &Json::Object(Vec::new()));
        assert!(find(&json, "a.b z").is_null() && find(&json, "").is_null());
    }

    #[test]
    fn sizes_are_numbers_or_digits() {
        let json = json(r#"{"a": "640", "b": 480, "c": "wide", "d": 0, "e": -1}"#);
        let sizes = ["a", "b", "c", "d", "e"].map(|name| pixels(&json, name));
        assert_eq!(sizes, [Some(640), Some(480), None, None, None]);
    }
}
