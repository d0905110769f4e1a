//! What was understood of a story, in numbers and names.

use std::collections::BTreeMap;

use article_embed::article::block::{Block, plain_text};
use article_embed::article::{Access, Article, CommentsStatus, Date, Inline, WithheldReason};
use article_embed::embed::Options;
use article_embed::embed::comments::CommentsPlace;
use article_embed::url::WebUrl;
use serde::Serialize;
use unicode_segmentation::UnicodeSegmentation;

use super::walk::{self, Part};

/// What was understood of a story.
#[derive(Clone, Debug, Serialize)]
pub struct Understood {
    /// The name of the format that it came in.
    pub format: Option<&'static str>,
    /// Its title.
    pub headline: String,
    /// When it was published, as RFC 3339.
    pub date_published: Option<String>,
    /// When it was last changed, likewise.
    pub date_modified: Option<String>,
    /// The line that names the writers, where the publisher wrote one out.
    pub byline: Option<String>,
    /// The writers' names.
    pub authors: Vec<String>,
    /// The publisher's name.
    pub publisher: Option<String>,
    /// The parts of the publication that it stands in.
    pub sections: Vec<String>,
    /// BCP 47 tag.
    pub language: Option<String>,
    /// Those of parts in other languages, in order.
    pub other_languages: Vec<String>,
    /// The story's own page.
    pub url: Option<String>,
    /// What is passed on when the story is shared; `None` where it is the partner's page.
    pub shared: Option<String>,
    /// How many words its text has, with captions and summaries.
    pub words: usize,
    /// How many blocks of each kind there are, those in others as well.
    pub blocks: BTreeMap<&'static str, usize>,
    /// Its pictures.
    pub pictures: PictureCount,
    /// Its comments.
    pub comments: Option<CommentCount>,
    /// Its rights.
    pub rights: Rights,
}

/// How many pictures there are.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct PictureCount {
    /// All of them.
    pub count: usize,
    /// Those with words for who cannot see them.
    pub with_alternative_text: usize,
    /// Those whose size is known before they come.
    pub with_size: usize,
    /// Those whose maker is named, or that have a caption that may name one.
    pub with_credit: usize,
}

/// Where comments are.
#[derive(Clone, Debug, Serialize)]
pub struct CommentCount {
    /// The name of their engine.
    pub engine: &'static str,
    /// Where the engine is asked.
    pub address: String,
    /// Whether the story takes new ones, as far as it says.
    pub open: bool,
}

/// What partners may do with a story.
#[derive(Clone, Debug, Serialize)]
pub struct Rights {
    /// For example '© 2026 Example News'.
    pub copyright_notice: Option<String>,
    /// The licence.
    pub license_url: Option<String>,
    /// `open`, `protected`, or why it is withheld.
    pub access: &'static str,
    /// What it was made from.
    pub based_on: Vec<String>,
}

/// Sums a story up.
pub fn understood(
    article: &Article,
    format: Option<&'static str>,
    options: &Options,
    comments: Option<&CommentsPlace>,
) -> Understood {
    let mut words = 0;
    let mut blocks = BTreeMap::new();
    let mut languages = Vec::new();
    walk::story(article, &mut |part| match part {
        Part::Block(block) => {
            *blocks.entry(kind(block)).or_default() += 1;
            if let Block::Foreign { language, .. } = block {
                push_language(language.as_deref(), &mut languages);
            }
        }
        Part::Words(content) => {
            words += plain_text(content).unicode_words().count();
            push_languages(content, &mut languages);
        }
        Part::Picture(_) => {}
    });
    languages.retain(|tag| article.language.as_ref() != Some(tag));
    let text = |url: &WebUrl| url.as_str().to_owned();
    let url = article.canonical_url.as_ref().or(options.url.as_ref());
    let publisher = article.source.name.as_ref().or(options.publisher.as_ref());
    Understood {
        format,
        headline: article.headline.clone(),
        date_published: article.date_published.map(Date::datetime),
        date_modified: article.date_modified.map(Date::datetime),
        byline: article.byline.clone(),
        authors: (article.authors.iter())
            .map(|author| author.name.clone())
            .collect(),
        publisher: publisher.cloned(),
        sections: article.sections.clone(),
        language: article.language.clone(),
        other_languages: languages,
        url: url.map(text),
        shared: url.filter(|_| !options.shares_page).map(text),
        words,
        blocks,
        pictures: pictures(article),
        comments: comments.map(|place| CommentCount {
            engine: place.kind.name,
            address: text(&place.address),
            open: article.comments.status == CommentsStatus::Open,
        }),
        rights: Rights {
            copyright_notice: article.copyright_notice.clone(),
            license_url: article.license_url.as_ref().map(text),
            access: match article.access {
                Access::Open => "open",
                Access::Protected => "protected",
                Access::Withheld(reason) => withheld(reason),
            },
            based_on: (article.based_on.iter())
                .map(|origin| origin.name.clone())
                .collect(),
        },
    }
}

fn push_languages(content: &[Inline], languages: &mut Vec<String>) {
    for inline in content {
        if let Inline::Foreign { language, .. } = inline {
            push_language(language.as_deref(), languages);
        }
        push_languages(inline.content(), languages);
    }
}

fn push_language(tag: Option<&str>, languages: &mut Vec<String>) {
    if let Some(tag) = tag
        && !languages.iter().any(|known| known == tag)
    {
        languages.push(tag.to_owned());
    }
}

fn pictures(article: &Article) -> PictureCount {
    let mut pictures = PictureCount::default();
    walk::story(article, &mut |part| {
        if let Part::Picture(image) = part {
            let is_named = !image.credit.is_empty() || !image.caption.is_empty();
            let has_size = image.width.is_some() && image.height.is_some();
            pictures.count += 1;
            pictures.with_alternative_text += usize::from(!image.alt.trim().is_empty());
            pictures.with_size += usize::from(has_size);
            pictures.with_credit += usize::from(is_named);
        }
    });
    pictures
}

/// Why a story is withheld, for people.
pub fn withheld(reason: WithheldReason) -> &'static str {
    match reason {
        WithheldReason::NotShared => "the publisher does not share it",
        WithheldReason::Withheld => "it is not to be used until further notice",
        WithheldReason::Canceled => "it was taken back",
        WithheldReason::Embargoed => "its time has not come (embargo)",
        WithheldReason::Expired => "its time is over",
    }
}

/// What kind of block this is, as article documents call it.
fn kind(block: &Block) -> &'static str {
    match block {
        Block::Paragraph(_) => "paragraph",
        Block::Heading { .. } => "heading",
        Block::List { .. } => "list",
        Block::DefinitionList(_) => "definition_list",
        Block::Quote { .. } => "quote",
        Block::PullQuote { .. } => "pull_quote",
        Block::Image(_) => "image",
        Block::Gallery { .. } => "gallery",
        Block::Audio(_) => "audio",
        Block::Video(_) => "video",
        Block::Embed(_) => "embed",
        Block::Table(_) => "table",
        Block::Preformatted(_) => "preformatted",
        Block::Separator => "separator",
        Block::Aside(_) => "aside",
        Block::Details { .. } => "details",
        Block::Foreign { .. } => "foreign",
    }
}
