//! The project's own article document as it is written: the model, put into the words of the format.
//!
//! These types are what publishers see of the model, so their comments are the descriptions in the
//! format's JSON Schema, which [`schema`] makes from them. Each is taken from its type of the model
//! field by field; a field that the model gains does not compile here before it is written. Reading
//! is left to [`super`], and only native builds have any of this.
//!
//! What the format has no words for is not written: the language of words within a text, a
//! picture's files by density, the number of the writer in the comment engine, which reason a story
//! is withheld for, and what was left out. `embargoed`, `expires` and `reuse` are judged
//! while reading and are no part of the model.

mod about;
mod block;
mod inline;
mod media;
mod part;
pub mod schema;
mod table;
mod value;

pub use about::{Access, Author, Comments, CommentsStatus, Origin, Profile, Related, Source};
pub use block::Block;
pub use inline::{Inline, Inlines};
pub use media::{Image, Recording, Size, Track};
pub use part::{Definition, Embed, ListItem};
pub use table::{Cell, Row, Table};

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Serialize, Serializer};

use crate::article::{Article, Date, Direction};
use crate::url::WebUrl;

/// What `schema` says; the only version so far.
const VERSION: &str = "article-embed/1";

/// A story as JSON, with its text as typed blocks. Addresses may be relative to the document.
/// Fields that are not named here are passed over.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(title = "Article document", example = schema::example())]
pub struct Document {
    /// The format and its version.
    #[schemars(extend("const" = VERSION))]
    pub schema: &'static str,
    /// The title that is shown, as plain text.
    #[schemars(length(min = 1))]
    pub headline: String,
    /// A word or two above the headline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kicker: Option<String>,
    /// The summary under the headline.
    #[serde(skip_serializing_if = "Inlines::is_empty")]
    pub standfirst: Inlines,
    /// The line that names the writers, where it is not made from `authors`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub byline: Option<String>,
    /// The writers.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub authors: Vec<Author>,
    /// Who published the story.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
    /// The parts of the publication that the story stands in, the widest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sections: Vec<String>,
    /// When the story was first published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date_published: Option<Date>,
    /// When it was last changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date_modified: Option<Date>,
    /// BCP 47 tag of the language that it is written in, such as `en-GB`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// The direction that it is written in, where the language does not say it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub direction: Option<Direction>,
    /// The picture that opens the story.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lead_image: Option<Image>,
    /// The text.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub body: Vec<Block>,
    /// For example '© 2026 Example News'.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub copyright_notice: Option<String>,
    /// What the story was made from, such as one that it was taken over from.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub based_on: Vec<Origin>,
    /// The licence that the story may be used under, which the notice links to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub license_url: Option<WebUrl>,
    /// How much of the story may be shown; `open` where nothing is said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub access: Option<Access>,
    /// The moment before which nothing of the story is shown.
    // Like `expires`, for documents written elsewhere: the model does not keep it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub embargoed: Option<Date>,
    /// The moment after which only the headline and the link are shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expires: Option<Date>,
    /// The publisher's profiles elsewhere.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub follow: Vec<Profile>,
    /// Where readers' comments live.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub comments: Option<Comments>,
    /// Further reading.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub related: Vec<Related>,
    /// The story's own page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub canonical_url: Option<WebUrl>,
}

impl From<Article> for Document {
    fn from(article: Article) -> Self {
        let Article {
            headline,
            kicker,
            standfirst,
            byline,
            authors,
            source,
            sections,
            date_published,
            date_modified,
            language,
            direction,
            lead_image,
            body,
            copyright_notice,
            based_on,
            license_url,
            access,
            has_withheld_images: _,
            follow,
            comments,
            related,
            canonical_url,
            dropped: _,
        } = article;
        Self {
            schema: VERSION,
            headline,
            kicker,
            standfirst: standfirst.into(),
            byline,
            authors: all(authors),
            source: Source::written(source),
            sections,
            date_published,
            date_modified,
            language,
            direction,
            lead_image: lead_image.map(Into::into),
            body: all(body),
            copyright_notice,
            based_on: all(based_on),
            license_url,
            access: Access::written(access),
            embargoed: None,
            expires: None,
            follow: all(follow),
            comments: Comments::written(comments),
            related: all(related),
            canonical_url,
        }
    }
}

/// Everything of a list, as it is written.
fn all<Kept, Written: From<Kept>>(items: Vec<Kept>) -> Vec<Written> {
    items.into_iter().map(Into::into).collect()
}

impl Serialize for Article {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Document::from(self.clone()).serialize(serializer)
    }
}

impl JsonSchema for Article {
    fn schema_name() -> Cow<'static, str> {
        Document::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        Document::json_schema(generator)
    }
}
