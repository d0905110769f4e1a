//! Makes what is answered of what a source wrote.

use std::sync::Arc;
use std::time::SystemTime;

use article_embed::article::{Access, WithheldReason};
use article_embed::embed::load_error::LoadError;
use article_embed::render::fragment;
use axum::http::StatusCode;

use super::document::{Document, Effort};
use super::template::StoryId;
use crate::attributes::Attributes;
use crate::fetch::Answer;
use crate::reading;

/// A story as its source wrote it.
#[derive(Debug)]
pub struct Raw {
    /// The source's name.
    pub source: String,
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
    /// The headline.
    pub title: String,
}

impl Rendered {
    /// Whether the story may be shown.
    pub fn is_shown(&self) -> bool {
        self.status == StatusCode::OK
    }

    /// How many bytes this keeps in memory.
    pub fn weight(&self) -> usize {
        self.fragment.weight() + self.page.weight() + self.title.len()
    }
}

/// Renders with the options of the command line.
#[derive(Debug)]
pub struct Renderer {
    attributes: Attributes,
}

impl Renderer {
    /// A renderer with these options.
    pub fn new(attributes: Attributes) -> Self {
        Self { attributes }
    }

    /// The documents of a story; those from before, where nothing has changed.
    pub fn render(
        &self,
        raw: &Raw,
        before: Option<Arc<Rendered>>,
        now: SystemTime,
    ) -> Result<Arc<Rendered>, LoadError> {
        let address = raw.public.as_ref().unwrap_or(&raw.address);
        let options = self.attributes.options(address, None);
        // The options were tried when the service started.
        let options = options.map_err(|_| LoadError::NoArticle)?;
        let answer = Answer {
            status: raw.status,
            address: address.clone(),
            headers: reqwest::header::HeaderMap::new(),
            body: raw.body.clone(),
        };
        let article = reading::story(&answer, &options, now)?;
        let page = reading::page(&article, &options);
        let status = match article.access {
            Access::Withheld(WithheldReason::Canceled | WithheldReason::Expired) => {
                StatusCode::GONE
            }
            Access::Withheld(_) => StatusCode::FORBIDDEN,
            _ => StatusCode::OK,
        };
        let fragment = fragment::fragment(&page);
        let whole = fragment.clone();
        let is_known = |before: &Arc<Rendered>| {
            before.status == status
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
            title: article.headline,
        }))
    }
}
