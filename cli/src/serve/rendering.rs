//! Makes what is answered of what a source wrote.

use std::panic::{self, AssertUnwindSafe};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use article_embed::article::{Access, Article, WithheldReason};
use article_embed::embed::Options;
use article_embed::embed::load_error::LoadError;

use article_embed::render::Page;
use axum::http::StatusCode;
use rayon::ThreadPool;
use reqwest::header::HeaderMap;
use thiserror::Error;
use tokio::sync::oneshot;

use super::document::{Document, Effort};
use super::id::StoryId;
use super::limits::Limits;
use super::oembed::Provider;
use crate::attributes::Attributes;
use crate::fetch::Answer;
use crate::publish::oembed::{self, Wish};
use crate::publish::page::{self, Choices};
use crate::publish::{Places, Publication};
use crate::reading;

/// A story as its source wrote it.
#[derive(Debug)]
pub struct Raw {
    /// The source's number.
    pub source: usize,
    /// The story's id there.
    pub id: StoryId,
    /// HTTP's status.
    pub status: u16,
    /// The text.
    pub body: String,
    /// Where it came from in the end.
    pub address: String,
    /// Where readers' browsers find it, if that is elsewhere.
    pub public: Option<String>,
}

/// What is answered for a story.
#[derive(Debug)]
pub struct Rendered {
    /// 200; 403 or 410 for a story that may not be shown, whose documents say so.
    pub status: StatusCode,
    /// The story for the embed.
    pub fragment: Document,
    /// The story as a page.
    pub page: Document,
    article: Article,
    options: Options,
    places: Places,
    size: usize,
    limits: Limits,
}

impl Rendered {
    /// Whether the story may be shown.
    pub fn is_shown(&self) -> bool {
        self.status == StatusCode::OK
    }

    /// Whether the story may be shown at any time, so that nothing of it has to be judged by the clock.
    pub fn is_always_shown(&self) -> bool {
        self.is_shown() && !self.limits.are_there
    }

    /// How long it takes until the clock may change whether the story is shown.
    pub fn until_limit(&self) -> Option<Duration> {
        self.limits.until_next(SystemTime::now())
    }

    /// How many bytes this keeps in memory, about: as a tree, a story takes some more than as a text.
    pub fn weight(&self) -> usize {
        self.fragment.weight() + self.page.weight() + 2 * self.size
    }
}

/// Why a source's story cannot be answered.
#[derive(Clone, Debug, Error)]
pub enum Failure {
    /// It is no story.
    #[error(transparent)]
    Unreadable(#[from] LoadError),
    /// There is a mistake in the program, which this story has shown.
    #[error("rendering has panicked; what it said stands above")]
    Panicked,
}

impl Failure {
    /// How a request for the story is answered where there is nothing older.
    pub fn status(&self) -> StatusCode {
        match self {
            Self::Unreadable(_) => StatusCode::BAD_GATEWAY,
            Self::Panicked => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

/// What makes the documents of a story; those from before, where nothing has changed.
pub type Render = dyn Fn(&Raw, Option<Arc<Rendered>>, SystemTime) -> Result<Arc<Rendered>, LoadError>
    + Send
    + Sync;

/// Waits for work on threads that only compute; `None` where it panics, which costs nobody else anything.
pub async fn on_threads<T: Send + 'static>(
    threads: &ThreadPool,
    work: impl FnOnce() -> T + Send + 'static,
) -> Option<T> {
    let (sender, receiver) = oneshot::channel();
    threads.spawn(move || {
        // What the work has used is dropped with it: stories that are kept are never changed.
        if let Ok(done) = panic::catch_unwind(AssertUnwindSafe(work)) {
            // Nobody waits any more when the service ends.
            let _ = sender.send(done);
        }
    });
    receiver.await.ok()
}

/// Renders with the options of the command line.
#[derive(Clone, Debug)]
pub struct Renderer {
    attributes: Attributes,
    choices: Choices,
    provider: Provider,
}

impl Renderer {
    /// A renderer with these options, for stories at these addresses.
    pub fn new(attributes: Attributes, choices: Choices, provider: Provider) -> Self {
        Self {
            attributes,
            choices,
            provider,
        }
    }

    /// The documents of a story; those from before, where nothing has changed.
    pub fn render(
        &self,
        raw: &Raw,
        before: Option<Arc<Rendered>>,
        now: SystemTime,
    ) -> Result<Arc<Rendered>, LoadError> {
        let address = raw.public.as_ref().unwrap_or(&raw.address);
        // The options were tried when the service started.
        let options = self.attributes.options(address, None);
        let options = options.map_err(|_| LoadError::NoArticle)?;
        let answer = Answer {
            status: raw.status,
            address: address.clone(),
            headers: HeaderMap::new(),
            body: raw.body.clone(),
        };
        let article = reading::story(&answer, &options, now)?;
        let places = self.provider.places(raw.source, &raw.id);
        let embedded = page(&article, &options, &self.attributes);
        let fragment = self.publication(&embedded, &places).into_fragment().html;
        let options_alone = self.attributes.alone(&options);
        let alone = page(&article, &options_alone, &self.attributes);
        let whole = page::page(&self.publication(&alone, &places), self.choices);
        let status = status(&article);
        let limits = Limits::of(&raw.body);
        let is_known = |before: &Arc<Rendered>| {
            before.status == status
                && before.limits == limits
                && before.fragment.is(fragment.as_bytes())
                && before.page.is(whole.as_bytes())
        };
        if let Some(before) = before.filter(is_known) {
            return Ok(before);
        }
        Ok(Arc::new(Rendered {
            status,
            fragment: Document::new(fragment, Effort::Quick),
            page: Document::new(whole, Effort::Quick),
            article,
            options,
            places,
            size: raw.body.len(),
            limits,
        }))
    }

    /// What oEmbed answers for a story.
    pub fn oembed(&self, rendered: &Rendered, wish: Wish) -> String {
        let page = page(&rendered.article, &rendered.options, &self.attributes);
        oembed::answer(&self.publication(&page, &rendered.places), wish).to_json()
    }

    fn publication<'a>(&'a self, page: &'a Page<'a>, places: &'a Places) -> Publication<'a> {
        Publication::new(page, places, self.attributes.given())
    }
}

/// The story as it is shown. It was made when it was last changed: all instances say the same then, and as long as
/// the source does, so do they.
fn page<'a>(article: &'a Article, options: &'a Options, attributes: &Attributes) -> Page<'a> {
    let mut page = reading::page(article, options, attributes);
    let date = article.date_modified.or(article.date_published);
    page.context.made = date.map(article_embed::article::Date::datetime);
    page
}

fn status(article: &Article) -> StatusCode {
    match article.access {
        Access::Withheld(WithheldReason::Canceled | WithheldReason::Expired) => StatusCode::GONE,
        Access::Withheld(_) => StatusCode::FORBIDDEN,
        _ => StatusCode::OK,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;
    use url::Url;

    fn renderer() -> Renderer {
        let public = Url::parse("https://embed.river-post.example/").unwrap();
        let provider = Provider::new(public, vec!["story".to_owned()], Vec::new()).unwrap();
        Renderer::new(Attributes::default(), Choices::default(), provider)
    }

    fn raw(members: &str) -> Raw {
        Raw {
            source: 0,
            id: StoryId::parse("412").unwrap(),
            status: 200,
            body: format!(
                r#"{{"schema": "article-embed/1", "headline": "The lock keeper",
                "body": [{{"type": "paragraph", "content": ["He counts barges."]}}]{members}}}"#
            ),
            address: "https://river-post.example/412.json".to_owned(),
            public: None,
        }
    }

    /// Some time in 2026, so many days later.
    fn day(number: u64) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(1_780_000_000 + number * 86_400)
    }

    #[test]
    fn what_has_not_changed_is_not_made_again() {
        let renderer = renderer();
        let first = renderer.render(&raw(""), None, day(0)).unwrap();
        let second = renderer.render(&raw(""), Some(Arc::clone(&first)), day(9));
        assert!(Arc::ptr_eq(&first, &second.unwrap()));
        let other = raw(r#", "kicker": "Rivers""#);
        let third = renderer.render(&other, Some(Arc::clone(&first)), day(9));
        assert!(!Arc::ptr_eq(&first, &third.unwrap()));
    }

    #[test]
    fn a_story_ends_with_its_time_though_its_source_says_nothing_new() {
        let renderer = renderer();
        let raw = raw(r#", "expires": "2026-06-01T00:00:00Z""#);
        let shown = renderer.render(&raw, None, day(0)).unwrap();
        assert!(shown.is_shown());
        let over = renderer.render(&raw, Some(shown), day(30)).unwrap();
        assert_eq!(over.status, StatusCode::GONE);
        let text = |document: &Document| {
            let bytes = document.variant(|_| false).bytes.to_vec();
            String::from_utf8(bytes).unwrap()
        };
        for document in [&over.fragment, &over.page] {
            assert!(!text(document).contains("He counts barges"));
        }
    }

    #[test]
    fn a_story_comes_with_its_time() {
        let renderer = renderer();
        let raw = raw(r#", "embargoed": "2026-06-01T00:00:00Z""#);
        let waiting = renderer.render(&raw, None, day(0)).unwrap();
        assert_eq!(waiting.status, StatusCode::FORBIDDEN);
        let shown = renderer.render(&raw, Some(waiting), day(30)).unwrap();
        assert!(shown.is_shown());
    }
}
