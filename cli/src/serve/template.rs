//! Where a source has its stories: an address with a place for the story's id.
//!
//! What stands in the place is a [`StoryId`]; and an address that was filled in must still have the template's origin,
//! depth and query.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;
use url::{Host, Origin, Url};

use super::id::StoryId;

/// The place that a story's id stands in.
const PLACE: &str = "{id}";

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

/// An address of the web, which carries no secrets; `filled` is the text with something in its place.
pub fn address(text: &str, filled: &str) -> Result<Url, TemplateError> {
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
}
