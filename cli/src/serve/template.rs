//! Addresses with places in them: where a source has a story, and which story a page's address is of.
//!
//! What stands in a place is a [`StoryId`], whose alphabet has nothing that an address is built of; and an
//! address that was filled in must still have the template's origin, depth and query.

use std::fmt;
use std::str::FromStr;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use thiserror::Error;
use url::{Host, Origin, Url};

/// The place that a story's id stands in.
const PLACE: &str = "{id}";

/// An id is no longer, in bytes.
const LONGEST: usize = 200;

/// What cannot stand in an address as it is.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_');

/// Which story of a source is meant: its id or slug.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct StoryId(String);

impl StoryId {
    /// An id of letters, digits, `-` and `_`. Slugs of all scripts are taken, but no characters that look like,
    /// or are taken for, those that addresses are built of.
    pub fn parse(text: &str) -> Option<Self> {
        let is_id = !text.is_empty() && text.len() <= LONGEST && text.chars().all(is_of_id);
        is_id.then(|| Self(text.to_owned()))
    }

    /// The id as it is.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The id as it stands in an address.
    pub fn encoded(&self) -> String {
        utf8_percent_encode(&self.0, ENCODED).to_string()
    }
}

fn is_of_id(character: char) -> bool {
    match character {
        // The last two join letters in Persian and Indic words.
        '-' | '_' | '\u{200c}' | '\u{200d}' => true,
        // Punctuation, symbols, full-width and small forms, and what has no meaning of its own.
        '\u{2000}'..='\u{2bff}'
        | '\u{3000}'..='\u{3004}'
        | '\u{e000}'..='\u{f8ff}'
        | '\u{fe00}'..='\u{fe6f}'
        | '\u{ff00}'..='\u{ffef}'
        | '\u{e0000}'.. => false,
        _ if character.is_ascii() => character.is_ascii_alphanumeric(),
        _ => !character.is_control() && !character.is_whitespace(),
    }
}

/// Why a template is none.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum TemplateError {
    /// It is no address.
    #[error("“{0}” is no http or https address")]
    NoAddress(String),
    /// The place is missing, or there are several.
    #[error("“{0}” must have {{id}} once, in its path or query")]
    Place(String),
    /// It carries a name and password.
    #[error("“{0}” must not carry a name or password")]
    Credentials(String),
}

/// Where a source has its stories: an address with `{id}` in its path or query.
#[derive(Clone, Debug)]
pub struct Template {
    text: String,
    probe: Url,
}

impl Template {
    /// The origin that all addresses of this template are at.
    pub fn origin(&self) -> Origin {
        self.probe.origin()
    }

    /// The host that all addresses of this template are at.
    pub fn host(&self) -> Option<Host<&str>> {
        self.probe.host()
    }

    /// Where a story is.
    pub fn expand(&self, id: &StoryId) -> Option<Url> {
        let url = Url::parse(&self.text.replace(PLACE, &id.encoded())).ok()?;
        is_alike(&self.probe, &url).then_some(url)
    }
}

/// Whether two addresses differ in nothing but what stands in one place.
fn is_alike(one: &Url, other: &Url) -> bool {
    let depth = |url: &Url| url.path_segments().map(Iterator::count);
    let names = |url: &Url| -> Vec<String> {
        url.query_pairs()
            .map(|(name, _)| name.into_owned())
            .collect()
    };
    one.origin() == other.origin()
        && depth(one) == depth(other)
        && one.query().is_some() == other.query().is_some()
        && names(one) == names(other)
        && one.fragment() == other.fragment()
        && one.username() == other.username()
        && one.password() == other.password()
}

impl FromStr for Template {
    type Err = TemplateError;

    fn from_str(text: &str) -> Result<Self, TemplateError> {
        let probe = address(text, &text.replace(PLACE, "0"))?;
        let origin = probe.origin().ascii_serialization();
        let wrong = || TemplateError::Place(text.to_owned());
        if text.matches(PLACE).count() != 1 || probe.fragment().is_some() {
            return Err(wrong());
        }
        let other = Url::parse(&text.replace(PLACE, "a-b")).map_err(|_| wrong())?;
        // Nothing but its path and query may depend on the id; the name of a field may not either.
        if other.origin().ascii_serialization() != origin || !is_alike(&probe, &other) {
            return Err(wrong());
        }
        Ok(Self {
            text: text.to_owned(),
            probe,
        })
    }
}

impl fmt::Display for Template {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str(&self.text)
    }
}

/// How the publisher's own pages are addressed: `{id}` and any other names in braces stand for a part of the path
/// or for the value of a field.
#[derive(Clone, Debug)]
pub struct PageTemplate {
    host: Option<String>,
    port: Option<u16>,
    path: Vec<Part>,
    query: Vec<(String, Part)>,
}

/// A part of a path, or the value of a field.
#[derive(Clone, Debug)]
enum Part {
    Literal(String),
    Place {
        before: String,
        after: String,
        is_id: bool,
    },
}

/// What a part of an address says of the story.
enum Said {
    Nothing,
    Id(StoryId),
}

impl Said {
    fn id(self) -> Option<StoryId> {
        match self {
            Self::Nothing => None,
            Self::Id(id) => Some(id),
        }
    }
}

impl PageTemplate {
    /// The story whose page this is.
    pub fn find(&self, page: &Url) -> Option<StoryId> {
        let is_here = matches!(page.scheme(), "http" | "https")
            && page.host_str() == self.host.as_deref()
            && page.port() == self.port;
        if !is_here {
            return None;
        }
        let mut found = None;
        let segments = segments(page);
        if segments.len() != self.path.len() {
            return None;
        }
        for (part, segment) in self.path.iter().zip(segments) {
            found = part.read(&segment)?.id().or(found);
        }
        for (name, part) in &self.query {
            let value = page
                .query_pairs()
                .find_map(|(own, value)| (own == *name).then_some(value))?;
            found = part.read(&value)?.id().or(found);
        }
        found
    }
}

/// The parts of a path, decoded; a slash at the end makes no difference.
fn segments(url: &Url) -> Vec<String> {
    let path = url.path().trim_matches('/').split('/');
    path.map(|segment| percent_decode_str(segment).decode_utf8_lossy().into_owned())
        .collect()
}

impl Part {
    fn parse(text: &str) -> Option<Self> {
        let Some((before, rest)) = text.split_once('{') else {
            return Some(Self::Literal(text.to_owned()));
        };
        let (name, after) = rest.split_once('}')?;
        let is_name = !name.is_empty() && name.chars().all(|letter| letter.is_ascii_alphanumeric());
        (is_name && !after.contains(['{', '}'])).then(|| Self::Place {
            before: before.to_owned(),
            after: after.to_owned(),
            is_id: name == "id",
        })
    }

    /// What the text says, if it is of this part.
    fn read(&self, text: &str) -> Option<Said> {
        match self {
            Self::Literal(literal) => (literal == text).then_some(Said::Nothing),
            Self::Place {
                before,
                after,
                is_id,
            } => {
                let value = text.strip_prefix(&**before)?.strip_suffix(&**after)?;
                if *is_id {
                    StoryId::parse(value).map(Said::Id)
                } else {
                    (!value.is_empty()).then_some(Said::Nothing)
                }
            }
        }
    }

    fn is_id(&self) -> bool {
        matches!(self, Self::Place { is_id: true, .. })
    }
}

impl FromStr for PageTemplate {
    type Err = TemplateError;

    fn from_str(text: &str) -> Result<Self, TemplateError> {
        let url = address(text, text)?;
        let wrong = || TemplateError::Place(text.to_owned());
        let path: Option<Vec<_>> = segments(&url)
            .iter()
            .map(|segment| Part::parse(segment))
            .collect();
        let query: Option<Vec<_>> = url
            .query_pairs()
            .map(|(name, value)| Some((name.into_owned(), Part::parse(&value)?)))
            .collect();
        let (path, query) = path.zip(query).ok_or_else(wrong)?;
        let ids = path.iter().chain(query.iter().map(|(_, part)| part));
        if ids.filter(|part| part.is_id()).count() != 1 {
            return Err(wrong());
        }
        Ok(Self {
            host: url.host_str().map(str::to_owned),
            port: url.port(),
            path,
            query,
        })
    }
}

fn address(text: &str, filled: &str) -> Result<Url, TemplateError> {
    let no_address = || TemplateError::NoAddress(text.to_owned());
    let url = Url::parse(filled).map_err(|_| no_address())?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err(no_address());
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(TemplateError::Credentials(text.to_owned()));
    }
    Ok(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    const POSTS: &str = "https://news.example/wp-json/wp/v2/posts/{id}?_embed";

    #[test]
    fn hostile_ids_are_no_ids() {
        for text in [
            "",
            ".",
            "..",
            "1/2",
            "../users/1",
            "..%2fusers",
            "%2e%2e",
            "1?context=edit",
            "1#x",
            "1&x=y",
            "1;x",
            "1 2",
            "1\n2",
            "1\r\nHost: a",
            "1\0",
            "1\\2",
            "@evil.example",
            "1:80",
            "//evil.example",
            "1%00",
            "１／２",
            "．．",
            "1\u{2215}2",
            "1\u{2024}2",
            "a\u{202e}b",
            "a\u{fe52}b",
            "a\u{a0}b",
            &"9".repeat(LONGEST + 1),
        ] {
            assert_eq!(StoryId::parse(text), None, "{text:?}");
        }
    }

    #[test]
    fn ids_and_slugs_stand_in_the_place_and_nowhere_else() {
        let template: Template = POSTS.parse().unwrap();
        for (id, segment) in [
            ("412", "412"),
            ("a-quiet_night", "a-quiet_night"),
            ("قصة", "%D9%82%D8%B5%D8%A9"),
            (
                "हिन्दी",
                "%E0%A4%B9%E0%A4%BF%E0%A4%A8%E0%A5%8D%E0%A4%A6%E0%A5%80",
            ),
        ] {
            let url = template.expand(&StoryId::parse(id).unwrap()).unwrap();
            assert_eq!(url.as_str(), POSTS.replace("{id}", segment));
        }
        let slugs: Template = "https://news.example/posts?slug={id}&_embed"
            .parse()
            .unwrap();
        let url = slugs.expand(&StoryId::parse("a-b").unwrap()).unwrap();
        assert_eq!(url.query(), Some("slug=a-b&_embed"));
    }

    #[test]
    fn an_id_may_stand_only_where_it_changes_nothing_else() {
        for (text, expected) in [
            ("news.example/{id}", "is no http or https address"),
            ("ftp://news.example/{id}", "is no http or https address"),
            ("file:///{id}", "is no http or https address"),
            ("https://news.example/", "must have {id} once"),
            ("https://news.example/{id}/{id}", "must have {id} once"),
            ("https://{id}.example/", "must have {id} once"),
            ("https://news.example:{id}/", "must have {id} once"),
            ("https://news.example/#{id}", "must have {id} once"),
            ("https://news.example/?{id}=1", "must have {id} once"),
            ("https://a:b@news.example/{id}", "must not carry a name"),
        ] {
            let error = text.parse::<Template>().unwrap_err().to_string();
            assert!(error.contains(expected), "{text}: {error}");
        }
    }

    #[test]
    fn the_story_of_a_page_is_found_by_its_address() {
        let by_slug = "https://news.example/{year}/{month}/{id}/";
        let by_number = "https://news.example/?p={id}";
        let with_ending = "https://news.example/news/{id}.html";
        for (template, page, expected) in [
            (
                by_slug,
                "https://news.example/2025/11/a-quiet-night/",
                Some("a-quiet-night"),
            ),
            (
                by_slug,
                "http://news.example/2025/11/a-quiet-night?utm_source=x#top",
                Some("a-quiet-night"),
            ),
            (
                by_slug,
                "https://news.example/2025/11/%D9%82%D8%B5%D8%A9/",
                Some("قصة"),
            ),
            (by_slug, "https://news.example/2025/11/", None),
            (by_slug, "https://news.example/2025/11/a/b/", None),
            (by_slug, "https://news.example/2025/11/..%2fa/", None),
            (by_slug, "https://news.example:8443/2025/11/a/", None),
            (by_slug, "https://evil.example/2025/11/a/", None),
            (
                by_slug,
                "https://news.example@evil.example/2025/11/a/",
                None,
            ),
            (
                by_number,
                "https://news.example/?utm_source=x&p=412",
                Some("412"),
            ),
            (by_number, "https://news.example/", None),
            (by_number, "https://news.example/?p=4%2f12", None),
            (
                with_ending,
                "https://news.example/news/a-b.html",
                Some("a-b"),
            ),
            (with_ending, "https://news.example/news/a-b", None),
        ] {
            let template: PageTemplate = template.parse().unwrap();
            let found = template.find(&Url::parse(page).unwrap());
            assert_eq!(found.as_ref().map(StoryId::as_str), expected, "{page}");
        }
    }

    #[test]
    fn a_page_template_needs_the_id_once() {
        for text in [
            "https://news.example/{year}/",
            "https://news.example/{id}/{id}",
            "https://news.example/{id",
            "https://news.example/{}{id}",
            "mailto:{id}",
        ] {
            assert!(text.parse::<PageTemplate>().is_err(), "{text}");
        }
    }
}
