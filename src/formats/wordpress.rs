//! A post as WordPress's REST API serves it: `wp/v2/posts/ID?_embed`, or a list of posts.
//!
//! Source: the WordPress REST API handbook. WordPress escapes titles and names, gives dates in the
//! site's own time without an offset (the moment is in the `_gmt` field, without its `Z`), and puts
//! an error object in `_embedded` where a reader may not see the real one.

use super::fields::{self, Places, Writing};
use super::format::{Format, FormatError, StorySource};
use super::{body, image, listed};
use crate::article::{
    Access, Article, CommentsEndpoint, CommentsInfo, CommentsStatus, Date, Image,
};
use crate::html;
use crate::json::Json;
use crate::url::Base;

/// The format's row in the table.
pub const FORMAT: Format = Format {
    name: "wordpress",
    places: Places {
        headline: "title.rendered",
        canonical_url: "link",
        ..Places::NONE
    },
    ids: &["id", "link"],
    detect,
    stories: |answer| listed(answer, answer),
    read,
};

fn detect(answer: &Json) -> bool {
    let post = listed(answer, answer).into_iter().next();
    post.is_some_and(|post| {
        post.at(&["title", "rendered"]).as_str().is_some()
            && post.at(&["content", "rendered"]).as_str().is_some()
    })
}

/// WordPress's way to say no: `{code, message, data: {status}}`.
pub fn refusal(json: &Json) -> Option<FormatError> {
    json.at(&["data", "status"]).as_unsigned()?;
    Some(FormatError::Refused {
        code: json.get("code").as_str()?.to_owned(),
        message: html::text(json.get("message").as_str()?),
    })
}

fn read(story: &StorySource, article: &mut Article) {
    let json = story.json;
    article.headline = html::text(&article.headline);
    // Addresses in the text are relative to the post's own page, not to the API.
    let base = story.base.join(fields::text(json, "link"));
    article.lead_image = lead_image(json.at(&["_embedded", "wp:featuredmedia", "0"]), &base);
    article.body = body::from_html(fields::text(json, "content.rendered"), &base);
    article.standfirst = body::words_from_html(fields::text(json, "excerpt.rendered"), &base);
    for author in json.at(&["_embedded", "author"]).items() {
        fields::push_author(&mut article.authors, author, Writing::Html, "link", &base);
    }
    for term in json.at(&["_embedded", "wp:term"]).items() {
        for term in term.items() {
            if term.get("taxonomy").as_str() == Some("category") {
                fields::push_name(&mut article.sections, term, Writing::Html);
            }
        }
    }
    article.date_published = date(json, "date", "date_gmt");
    article.date_modified = date(json, "modified", "modified_gmt");
    if json.at(&["content", "protected"]).is_true() {
        article.access = Access::Protected;
    }
    article.comments = CommentsInfo {
        status: match json.get("comment_status").as_str() {
            Some("closed") => CommentsStatus::Closed,
            _ => CommentsStatus::Open,
        },
        count: None,
        endpoint: fields::web(json, "_links.replies.0.href", story.base).map(|url| {
            CommentsEndpoint {
                engine: "wordpress".to_owned(),
                url,
                author: json.get("author").as_unsigned(),
            }
        }),
    };
}

fn date(json: &Json, local: &str, utc: &str) -> Option<Date> {
    match (fields::date(json, local), fields::date(json, utc)) {
        (Some(local), Some(utc)) => Some(local.with_utc(utc)),
        (Some(local), None) => Some(local),
        (None, utc) => utc.map(Date::in_utc),
    }
}

fn lead_image(media: &Json, base: &Base) -> Option<Image> {
    let mut image = Image::new(fields::media(media, "source_url", base)?);
    let details = media.get("media_details");
    image.width = fields::pixels(details, "width");
    image.height = fields::pixels(details, "height");
    image.alt = fields::owned(media, "alt_text").unwrap_or_default();
    image.caption = body::words_from_html(fields::text(media, "caption.rendered"), base);
    image::add_sizes(&mut image, details.get("sizes"), "source_url", base);
    Some(image)
}
