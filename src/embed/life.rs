//! The life of one embed in the first program: what the loader brings is read, waits for the
//! interface's language, is drawn, and is drawn again in place where an option changes.
//!
//! Nothing here waits, and nothing calls the page: each call of the loader's ends with what it is asked to
//! do [`Next`], and what the page is to be told is kept as [`News`] until then.

use std::mem;

use web_sys::ShadowRoot;

use super::drawing::Drawing;
use super::load_error::LoadError;
use super::presentation::Surroundings;
use super::{Options, answer, languages, presentation};
use crate::article::{Access, Article};
use crate::i18n::Messages;
use crate::i18n::languages::Locale;
use crate::json::Json;
use crate::render::Page;
use crate::render::failure::Failure;
use crate::url::WebUrl;

/// One embed on a page.
pub struct Embed {
    /// What stands in its shadow root.
    drawing: Drawing,
    options: Options,
    surroundings: Surroundings,
    phase: Phase,
    /// The interface's texts.
    messages: Messages,
    /// The language whose texts are on their way.
    awaited: Option<Locale>,
    /// What the page is to be told.
    news: Vec<News>,
}

/// The phases of an embed.
enum Phase {
    /// Nothing has come.
    Empty,
    /// It is here, and waits for the interface's language.
    Held(Outcome),
    /// The beginning of a story stands, with these texts.
    Drawing(Box<Article>, Messages),
    /// It stands.
    Shown(Outcome),
}

/// What came of fetching a story.
type Outcome = Result<Box<Article>, Box<LoadError>>;

/// What the loader is asked to do after a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// Nothing.
    Done,
    /// Fetch the texts in this language, and bring them by [`Embed::speak`].
    Fetch(&'static str),
    /// Call [`Embed::go_on`] once what stands has been painted.
    GoOn,
}

/// What the page is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    /// Something is wrong with the options; told once.
    Mistake(String),
    /// The story stands.
    Ready {
        /// Its headline.
        headline: String,
        /// Its own page; empty where it is not known.
        url: String,
    },
    /// There is no story, or no text in it.
    Failed {
        /// A short name of the reason.
        code: &'static str,
        /// The reason, for developers.
        message: String,
        /// The story's own page; empty where it is not known.
        url: String,
    },
}

impl Embed {
    /// An embed in its shadow root; `None` where that cannot hold one.
    #[must_use]
    pub fn new(shadow: &ShadowRoot) -> Option<Self> {
        Some(Self {
            drawing: Drawing::new(shadow)?,
            options: Options::default(),
            surroundings: Surroundings::default(),
            phase: Phase::Empty,
            messages: Messages::default(),
            awaited: None,
            news: Vec::new(),
        })
    }

    /// Whether this is the embed in that shadow root.
    #[must_use]
    pub fn is_in(&self, shadow: &ShadowRoot) -> bool {
        self.drawing.is_in(shadow)
    }

    /// Shows what the loader brings: an answer, the JSON in it, and what is known of the visit.
    pub fn paint(&mut self, answer: &Json, story: Option<Json>, visit: &Json) -> Next {
        self.read(visit);
        let outcome = answer::read(answer, story, &self.options);
        self.phase = Phase::Held(outcome.map(Box::new).map_err(Box::new));
        self.translate()
    }

    /// Takes over what has been changed on the element, or around it.
    pub fn update(&mut self, visit: &Json) -> Next {
        self.read(visit);
        self.redraw();
        self.translate()
    }

    /// Takes the texts in a language that was asked for; what is no list of texts says that they have not
    /// come in time, or not at all.
    pub fn speak(&mut self, language: &str, texts: Option<Json>) -> Next {
        // Another language may be wanted by now.
        let Some(locale) = self.awaited.take_if(|awaited| awaited.language == language) else {
            return Next::Done;
        };
        if let Some(messages) = languages::take(&locale, texts) {
            return self.say(messages);
        }
        // They may come yet.
        self.awaited = Some(locale);
        self.reveal()
    }

    /// Draws more of a story.
    pub fn go_on(&mut self) -> Next {
        let Phase::Drawing(article, messages) = &self.phase else {
            return Next::Done;
        };
        let page = page(
            article,
            &self.options,
            *messages,
            &self.surroundings,
            &mut self.news,
        );
        if self.drawing.go_on(&page) {
            return Next::GoOn;
        }
        if let Phase::Drawing(article, _) = mem::replace(&mut self.phase, Phase::Empty) {
            self.finish(Ok(article));
            // Options may have changed meanwhile.
            self.redraw();
        }
        Next::Done
    }

    /// What the page is to be told since the last time.
    pub fn news(&mut self) -> Vec<News> {
        mem::take(&mut self.news)
    }

    fn read(&mut self, visit: &Json) {
        let (options, mistakes) = presentation::options(visit);
        self.options = options;
        self.surroundings = Surroundings::read(visit);
        self.news.extend(mistakes.into_iter().map(News::Mistake));
    }

    /// Has the interface speak its language: at once where the texts are here, and else when they
    /// come. Until then, and where they never come, it goes on as it is.
    fn translate(&mut self) -> Next {
        let article = match &self.phase {
            Phase::Held(Ok(article)) | Phase::Drawing(article, _) | Phase::Shown(Ok(article)) => {
                Some(&**article)
            }
            _ => None,
        };
        let locale = languages::choose(&self.options, article, &self.surroundings.languages);
        if let Some(messages) = languages::known(&locale) {
            return self.say(messages);
        }
        let language = locale.language;
        self.awaited = Some(locale);
        Next::Fetch(language)
    }

    /// Takes these texts.
    fn say(&mut self, messages: Messages) -> Next {
        self.awaited = None;
        let is_other = mem::replace(&mut self.messages, messages) != messages;
        if is_other {
            self.redraw();
        }
        self.reveal()
    }

    /// Shows what has come and was held back.
    fn reveal(&mut self) -> Next {
        let outcome = match mem::replace(&mut self.phase, Phase::Empty) {
            Phase::Held(outcome) => outcome,
            phase => {
                self.phase = phase;
                return Next::Done;
            }
        };
        match &outcome {
            Err(error) => self
                .drawing
                .fail(&failure(error, &self.options, self.messages)),
            Ok(article) => {
                let page = page(
                    article,
                    &self.options,
                    self.messages,
                    &self.surroundings,
                    &mut self.news,
                );
                if self.drawing.story(&page)
                    && let Ok(article) = outcome
                {
                    self.phase = Phase::Drawing(article, self.messages);
                    return Next::GoOn;
                }
            }
        }
        self.finish(outcome);
        Next::Done
    }

    /// Draws what depends on options again, where something stands.
    fn redraw(&mut self) {
        match &self.phase {
            Phase::Shown(Err(error)) => {
                self.drawing
                    .redraw_failure(&failure(error, &self.options, self.messages));
            }
            Phase::Shown(Ok(article)) => {
                let page = page(
                    article,
                    &self.options,
                    self.messages,
                    &self.surroundings,
                    &mut self.news,
                );
                self.drawing.redraw_story(&page);
            }
            _ => {}
        }
    }

    fn finish(&mut self, outcome: Outcome) {
        let canonical = outcome
            .as_ref()
            .ok()
            .and_then(|article| article.canonical_url.as_ref());
        let url = canonical.or(self.options.url.as_ref());
        let url = url.map_or("", WebUrl::as_str).to_owned();
        match &outcome {
            Err(error) => self.news.push(News::Failed {
                code: error.code(),
                message: error.text(),
                url,
            }),
            Ok(article) => {
                self.news.push(News::Ready {
                    headline: article.headline.clone(),
                    url: url.clone(),
                });
                if article.access == Access::Open && article.body.is_empty() {
                    self.news.push(News::Failed {
                        code: "empty",
                        message: "the story came without its text".to_owned(),
                        url,
                    });
                }
            }
        }
        self.phase = Phase::Shown(outcome);
    }
}

/// The story as it is to be shown.
fn page<'a>(
    article: &'a Article,
    options: &'a Options,
    messages: Messages,
    surroundings: &Surroundings,
    news: &mut Vec<News>,
) -> Page<'a> {
    let (page, mistake) = presentation::page(article, options, messages, surroundings);
    news.extend(mistake.map(News::Mistake));
    page
}

fn failure(error: &LoadError, options: &Options, messages: Messages) -> Failure {
    let link = options.url.as_ref();
    Failure {
        message: error.message(),
        link: link.map(|url| (url.as_str().to_owned().into(), url.site().into())),
        can_retry: error.can_retry(),
        messages,
    }
}
