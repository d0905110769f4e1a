//! From a field of an answer to a value of the model: what all formats read alike.
//!
//! A place is a path of names and indices joined by dots. Where several are given, separated by
//! spaces, the first that holds anything counts. What a format calls its fields is left to its file.

use super::format::StorySource;
use super::left_out;
use super::writing::Writing;
use crate::article::{Article, Author, Date, Reason, Report};
use crate::html;
use crate::json::Json;
use crate::text::{contains, is_all, replaced};
use crate::url::{Base, MediaUrl, WebUrl};

/// Where a format keeps what needs no more than reading; empty where it has no such field.
pub struct Places {
    /// How the headline, the byline and the notice are written.
    pub writing: Writing,
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
        writing: Writing::Plain,
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
    let line = |place| text(json, place).map(|text| places.writing.line(text));
    let holder = || Some(["© ", &line(places.copyright_holder)?].concat());
    let mut dropped = Report::default();
    dropped.look(|dropped| left_out::of_places(story, places, dropped));
    Article {
        headline: line(places.headline).unwrap_or_default(),
        byline: line(places.byline),
        date_published: date(json, places.date_published),
        date_modified: date(json, places.date_modified),
        language: language(json, places.language),
        canonical_url: web(json, places.canonical_url, story.base),
        copyright_notice: line(places.copyright_notice).or_else(holder),
        license_url: web(json, places.license_url, story.base),
        dropped,
        ..Article::default()
    }
}

/// A BCP 47 tag, which some write with the low line of their locales.
pub fn language(json: &Json, places: &str) -> Option<String> {
    text(json, places).map(|tag| replaced(tag, b'_', "-"))
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

/// A date: a text, or a number of seconds or milliseconds.
pub fn date(json: &Json, places: &str) -> Option<Date> {
    let value = find(json, places);
    match value.text() {
        Some(text) => Date::parse_any(text),
        None => Date::from_number(value.as_integer()?),
    }
}

/// An address on the web.
pub fn web(json: &Json, places: &str, base: &Base) -> Option<WebUrl> {
    base.web(&address(text(json, places)?))
}

/// An address of a file to load.
pub fn media(json: &Json, places: &str, base: &Base) -> Option<MediaUrl> {
    base.media(&address(text(json, places)?))
}

/// An address, of which some were meant for HTML. An `&amp;` of its own does not occur in any.
pub fn address(text: &str) -> String {
    let mut parts = text.split('&');
    let mut address = parts.next().unwrap_or_default().to_owned();
    for mut part in parts {
        for reference in ["amp;", "#038;", "#38;"] {
            part = part.strip_prefix(reference).unwrap_or(part);
        }
        address.push('&');
        address.push_str(part);
    }
    address
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

/// The items of a list, which PHP writes as an object once the first of them is gone.
pub fn list(json: &Json) -> Option<Vec<&Json>> {
    let is_number = |(name, _): &(String, Json)| is_all(name, u8::is_ascii_digit);
    let is_list = match json {
        Json::Array(_) => true,
        Json::Object(members) => !members.is_empty() && members.iter().all(is_number),
        _ => false,
    };
    is_list.then(|| values(json))
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

/// A name that stands for itself or in an object.
pub fn name(json: &Json, writing: Writing) -> Option<String> {
    let name = json.text().or_else(|| text(json, "name display_name"))?;
    Some(writing.line(name))
}

/// Adds a name, such as that of a section, where there is one.
pub fn push_name(names: &mut Vec<String>, json: &Json, writing: Writing) {
    if let Some(name) = name(json, writing) {
        names.push(name);
    }
}

/// No byline names more. Each is compared with all others.
const MOST_AUTHORS: usize = 100;

/// A writer, who may be there already; `place` is that of the writer's page.
pub fn push_author(article: &mut Article, json: &Json, writing: Writing, place: &str, base: &Base) {
    // Some name several writers in one object.
    for several in json.get("name").items() {
        push_author(article, several, writing, "", base);
    }
    let url = web(json, place, base);
    let Some(mut name) = name(json, writing) else {
        let page = || url.map(|url| url.as_str().to_owned());
        article
            .dropped
            .add(Reason::Incomplete, "author", || page().unwrap_or_default());
        return;
    };
    // Names that are plain are as somebody wanted them.
    if writing != Writing::Plain {
        if contains(&name, "://") {
            article.dropped.add(Reason::Address, "author", || name);
            return;
        }
        name = html::folded(&name);
    }
    if article.authors.len() == MOST_AUTHORS {
        article.dropped.add(Reason::Limit, "author", || name);
        return;
    }
    let mut known = article.authors.iter_mut();
    match known.find(|known| known.name.eq_ignore_ascii_case(&name)) {
        Some(known) => {
            known.url = known.url.take().or(url);
            article.dropped.add(Reason::Repeated, "author", || name);
        }
        None => article.authors.push(Author { name, url }),
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
    fn addresses_that_were_meant_for_html_lead_where_they_should() {
        for (text, expected) in [
            ("/a?b=1&amp;c=2", "/a?b=1&c=2"),
            ("/a?b=1&#038;c=2&#38;d", "/a?b=1&c=2&d"),
            ("/a?b=1&copy=2", "/a?b=1&copy=2"),
        ] {
            assert_eq!(address(text), expected);
        }
    }

    #[test]
    fn the_same_writer_stands_once() {
        let base = Base::parse("https://news.example/").unwrap();
        let mut article = Article::default();
        for author in json(
            r#"["Ann Oake", {"name": "ann oake", "url": "/ann"}, {"display_name": "Bo Elm"},
                {"name": ["Cy Ash", "Bo Elm"]}, {"name": ""}, " Bo  Elm", "https://news.example/staff/di"]"#,
        )
        .items()
        {
            push_author(&mut article, author, Writing::Loose, "url", &base);
        }
        let Article {
            authors, dropped, ..
        } = article;
        let names: Vec<_> = authors.iter().map(|author| author.name.as_str()).collect();
        assert_eq!(names, ["Ann Oake", "Bo Elm", "Cy Ash"]);
        assert!(authors[0].url.is_some());
        let twice: Vec<_> = dropped.dropped().iter().map(|one| &*one.words).collect();
        assert_eq!(
            twice,
            [
                "ann oake",
                "Bo Elm",
                "Bo Elm",
                "https://news.example/staff/di"
            ]
        );
    }

    #[test]
    fn dates_are_texts_or_numbers_and_languages_tags() {
        let json = json(r#"{"a": 1772439300, "b": 7, "c": "2026-03-02", "d": "pt_BR"}"#);
        let dates = ["a", "b", "c"].map(|name| date(&json, name).map(Date::datetime));
        assert_eq!(
            dates.each_ref().map(Option::as_deref),
            [Some("2026-03-02T08:15:00Z"), None, Some("2026-03-02")]
        );
        assert_eq!(language(&json, "d").as_deref(), Some("pt-BR"));
    }

    #[test]
    fn sizes_are_numbers_or_digits() {
        let json = json(r#"{"a": "640", "b": 480, "c": "wide", "d": 0, "e": -1}"#);
        let sizes = ["a", "b", "c", "d", "e"].map(|name| pixels(&json, name));
        assert_eq!(sizes, [Some(640), Some(480), None, None, None]);
    }
}
