//! Where a story's comments are, and on which engine: the one that the tag names, or the one that the article names.

use super::Options;
use super::options::CommentsOption;
use crate::article::{Access, Article};
use crate::comments::engines::{self, ENGINES};
use crate::comments::kind::Kind;
use crate::text::error_text;
use crate::url::WebUrl;

/// Where a story's comments are.
pub struct CommentsPlace {
    /// The kind of engine.
    pub kind: &'static Kind,
    /// The engine's address; the story's own page where the engine needs none.
    pub address: WebUrl,
    /// The story's own page, by which engines know it.
    pub page: WebUrl,
    /// The number that the engine knows the story's writer by.
    pub author: Option<u32>,
    /// The address, where it is used over `https` although it was given without.
    pub upgraded: Option<WebUrl>,
}

/// Why a story has no comments where they were asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoEngine {
    /// There is no address. Has what is needed.
    NoAddress(String),
    /// The article names an engine that there is not.
    Unknown(String),
    /// The article names an address nearer to the reader than where it came from.
    TooNear(WebUrl),
}

error_text!(NoEngine);

impl NoEngine {
    /// What is wrong, for developers.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Self::NoAddress(needed) => needed.clone(),
            Self::Unknown(name) => ["the article names an unknown comment engine: ", name].concat(),
            Self::TooNear(url) => [
                "the article's comments would be fetched from the reader's own network: ",
                url.as_str(),
            ]
            .concat(),
        }
    }
}

/// Where a story's comments are; `None` where it has none.
pub fn place(article: &Article, options: &Options) -> Result<Option<CommentsPlace>, NoEngine> {
    // A publisher may host the embed without comments.
    if ENGINES.is_empty() || matches!(article.access, Access::Withheld(_)) {
        return Ok(None);
    }
    let own = article.comments.endpoint.as_ref();
    let name = match options.comments {
        CommentsOption::Off => return Ok(None),
        CommentsOption::Named(name) => name,
        CommentsOption::Auto => match (own, &options.comments_url) {
            (Some(own), _) => &own.engine,
            (None, Some(_)) => "wordpress",
            (None, None) => return Ok(None),
        },
    };
    let Some(page) = article.canonical_url.as_ref().or(options.article.as_ref()) else {
        return Ok(None);
    };
    let kind = engines::named(name).ok_or_else(|| NoEngine::Unknown(name.to_owned()))?;
    let own = own.filter(|own| own.engine == kind.name);
    let is_fetched = !kind.example.is_empty();
    let address = if !is_fetched {
        page
    } else if let Some(set) = &options.comments_url {
        set
    } else {
        let own = own.ok_or_else(|| NoEngine::NoAddress(kind.needs_address()))?;
        let from = options.article.as_ref();
        if !from.is_some_and(|from| own.url.is_as_far_as(from)) {
            return Err(NoEngine::TooNear(own.url.clone()));
        }
        &own.url
    };
    let is_upgraded = is_fetched && options.is_secure && address.is_insecure();
    let address = address.clone();
    Ok(Some(CommentsPlace {
        kind,
        upgraded: is_upgraded.then(|| address.clone()),
        address: if is_upgraded {
            address.secure()
        } else {
            address
        },
        page: page.clone(),
        author: own.and_then(|own| own.author),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::CommentsEndpoint;

    fn placed(story: &str, endpoint: &str, is_secure: bool) -> Result<String, NoEngine> {
        let mut article = Article::default();
        article.comments.endpoint = Some(CommentsEndpoint {
            engine: "wordpress".to_owned(),
            url: WebUrl::parse(endpoint).unwrap(),
            author: None,
        });
        let options = Options {
            article: WebUrl::parse(story),
            is_secure,
            ..Options::default()
        };
        Ok(place(&article, &options)?
            .unwrap()
            .address
            .as_str()
            .to_owned())
    }

    #[test]
    fn comments_are_as_far_as_the_story_and_as_secure_as_the_page() {
        const STORY: &str = "https://news.example/a.json";
        const OWN: &str = "http://127.0.0.1:8080/a.json";
        for (story, endpoint, is_secure, expected) in [
            (
                STORY,
                "http://news.example/c",
                true,
                Some("https://news.example/c"),
            ),
            (
                STORY,
                "http://news.example/c",
                false,
                Some("http://news.example/c"),
            ),
            (STORY, "http://192.168.0.1/c", false, None),
            (STORY, "https://localhost/c", true, None),
            (
                OWN,
                "http://127.0.0.1:81/c",
                true,
                Some("http://127.0.0.1:81/c"),
            ),
            (OWN, "http://10.0.0.1/c", false, Some("http://10.0.0.1/c")),
        ] {
            let found = placed(story, endpoint, is_secure);
            assert_eq!(found.as_deref().ok(), expected, "{endpoint} of {story}");
        }
    }
}
