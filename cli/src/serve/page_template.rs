//! How the publisher's own pages are addressed, and which story a page's address is of.

use std::str::FromStr;

use percent_encoding::percent_decode_str;
use url::Url;

use super::id::StoryId;
use super::template::{TemplateError, address};

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

#[cfg(test)]
mod tests {
    use super::*;

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
