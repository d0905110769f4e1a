//! Comments that stay in this browser, for trying the embed out.
//!
//! It behaves as a real engine does: it refuses what real ones refuse, and a name that begins with
//! 'Hold' has its comments held. It says in plain sight what it is. Where the browser keeps nothing
//! (storage blocked or full), comments live until the page is left.

use std::cell::RefCell;
use std::rc::Rc;

use super::engine::{
    Answer, Capabilities, Engine, Field, Limits, ListError, Page, Posted, Refusal, Submission,
};
use super::{Comment, State};
use crate::article::{Block, Date, Inline};
use crate::json::{self, Json};
use crate::url::Base;

/// Comments on one story, kept in this browser.
pub struct Preview {
    story: Rc<Story>,
}

struct Story {
    /// Name in the browser's storage.
    key: String,
    /// What was posted, newest last; also what there is where nothing can be stored.
    posted: RefCell<Vec<Record>>,
}

/// A comment as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Record {
    author: String,
    website: String,
    text: String,
    parent: Option<String>,
    created: String,
    is_held: bool,
}

impl Preview {
    /// The comments on the story of this name; any text will do that is the story's own.
    #[must_use]
    pub fn new(story: &str) -> Self {
        let key = ["article-embed/preview-comments/", story].concat();
        let posted = RefCell::new(load(&key).unwrap_or_default());
        Self {
            story: Rc::new(Story { key, posted }),
        }
    }
}

impl Engine for Preview {
    fn capabilities(&self) -> Capabilities {
        Capabilities {
            post: true,
            requires_identity: true,
            limits: Limits {
                text: 65_525,
                author: 245,
                email: 100,
                website: 200,
            },
            is_local: true,
        }
    }

    fn list(&self, _page: u32) -> Answer<Result<Page, ListError>> {
        let posted = self.story.posted.borrow();
        let items: Vec<_> = posted
            .iter()
            .enumerate()
            .map(|(index, record)| record.comment(index))
            .collect();
        let total = u32::try_from(items.len()).ok();
        let page = Page {
            items,
            total,
            next: None,
        };
        Box::pin(std::future::ready(Ok(page)))
    }

    fn post(&self, submission: Submission) -> Answer<Result<Posted, Refusal>> {
        Box::pin(std::future::ready(self.story.take(submission)))
    }
}

impl Story {
    fn take(&self, submission: Submission) -> Result<Posted, Refusal> {
        for (value, field) in [
            (&submission.text, Field::Text),
            (&submission.author, Field::Author),
            (&submission.email, Field::Email),
        ] {
            if value.trim().is_empty() {
                return Err(Refusal::Missing(field));
            }
        }
        let mut posted = self.posted.borrow_mut();
        let is_duplicate = |record: &Record| {
            (&record.author, &record.text, &record.parent)
                == (&submission.author, &submission.text, &submission.parent)
        };
        if posted.iter().any(is_duplicate) {
            return Err(Refusal::Duplicate);
        }
        posted.push(Record {
            is_held: submission.author.starts_with("Hold"),
            author: submission.author,
            website: submission.website,
            text: submission.text,
            parent: submission.parent,
            created: now(),
        });
        store(&self.key, &posted);
        let last = posted.len() - 1;
        Ok(Posted(posted[last].comment(last)))
    }
}

impl Record {
    fn comment(&self, index: usize) -> Comment {
        Comment {
            id: index.to_string(),
            parent: self.parent.clone(),
            author: self.author.clone(),
            author_url: Base::nowhere().link(&self.website),
            body: paragraphs(&self.text),
            created: Date::parse(&self.created),
            state: if self.is_held {
                State::Pending
            } else {
                State::Published
            },
            by_publisher: false,
            permalink: None,
        }
    }

    fn read(json: &Json) -> Option<Self> {
        let text = |name| json.get(name).as_str().map(str::to_owned);
        Some(Self {
            author: text("author")?,
            website: text("website")?,
            text: text("text")?,
            parent: text("parent"),
            created: text("created")?,
            is_held: json.get("is_held").is_true(),
        })
    }

    fn write(&self) -> Json {
        let parent = self.parent.as_deref().map_or(Json::Null, Json::from);
        let members = [
            ("author", self.author.as_str().into()),
            ("website", self.website.as_str().into()),
            ("text", self.text.as_str().into()),
            ("parent", parent),
            ("created", self.created.as_str().into()),
            ("is_held", Json::Bool(self.is_held)),
        ];
        Json::Object(members.map(|(name, value)| (name.to_owned(), value)).into())
    }
}

/// Plain text as blocks: an empty line ends a paragraph.
fn paragraphs(text: &str) -> Vec<Block> {
    let mut paragraphs = vec![Vec::new()];
    for line in text.lines().map(str::trim) {
        match paragraphs.last_mut() {
            Some(paragraph) if !line.is_empty() => {
                if !paragraph.is_empty() {
                    paragraph.push(Inline::Break);
                }
                paragraph.push(Inline::Text(line.to_owned()));
            }
            _ => paragraphs.push(Vec::new()),
        }
    }
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    paragraphs.into_iter().map(Block::Paragraph).collect()
}

fn now() -> String {
    String::from(js_sys::Date::new_0().to_iso_string())
}

fn storage() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok()?
}

fn load(key: &str) -> Option<Vec<Record>> {
    let text = storage()?.get_item(key).ok()??;
    let json = json::parse(&text.into()).ok()?;
    Some(json.items().iter().filter_map(Record::read).collect())
}

fn store(key: &str, records: &[Record]) -> Option<()> {
    let json = Json::Array(records.iter().map(Record::write).collect());
    storage()?.set_item(key, &json::stringify(&json)?).ok()
}
