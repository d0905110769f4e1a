//! A post as WordPress's REST API serves it: `wp/v2/posts/ID?_embed`.
//!
//! Source: the WordPress REST API handbook. WordPress escapes titles and names, gives dates in the
//! site's own time without an offset (the moment is in the `_gmt` field, without its `Z`), and puts
//! an error object in `_embedded` where a reader may not see the real one.

use super::format::{Format, FormatError, required};
use crate::article::block::Block;
use crate::article::image::{Candidate, Descriptor};
use crate::article::{
    Access, Article, Author, CommentsEndpoint, CommentsInfo, CommentsStatus, Date, Image, Inline,
};
use crate::html;
use crate::json::Json;
use crate::url::Base;

/// The format's row in the table.
pub const FORMAT: Format = Format {
    name: "wordpress",
    detect,
    read,
};

fn detect(json: &Json) -> bool {
    json.at(&["title", "rendered"]).as_str().is_some()
        && json.at(&["content", "rendered"]).as_str().is_some()
}

/// WordPress's way to say no: `{code, message, data: {status}}`.
pub fn refusal(json: &Json) -> Option<FormatError> {
    json.at(&["data", "status"]).as_unsigned()?;
    Some(FormatError::Refused {
        code: json.get("code").as_str()?.to_owned(),
        message: html::text(json.get("message").as_str()?),
    })
}

fn read(json: &Json, base: &Base) -> Result<Article, FormatError> {
    // A post may be without a title, but an answer without the field is no post.
    let title = json.at(&["title", "rendered"]);
    let headline = match title.as_str() {
        Some(title) => html::text(title),
        None => required(json, FORMAT.name, "title.rendered")?.to_owned(),
    };
    let content = json.get("content");
    let is_protected = content.get("protected").is_true();
    let canonical_url = json.get("link").text().and_then(|link| base.web(link));
    // Addresses in the text are relative to the post's own page, not to the API.
    let base = base.join(json.get("link").text());
    let lead_image = lead_image(json.at(&["_embedded", "wp:featuredmedia", "0"]), &base);
    let mut body = blocks(content.get("rendered"), &base);
    if let (Some(lead), Some(Block::Image(first))) = (&lead_image, body.first())
        && (lead.src == first.src || lead.srcset.iter().any(|other| other.url == first.src))
    {
        body.remove(0);
    }
    let standfirst = standfirst(json.get("excerpt"), &body, &base);
    Ok(Article {
        headline,
        standfirst,
        authors: json
            .at(&["_embedded", "author"])
            .items()
            .iter()
            .filter_map(|author| {
                Some(Author {
                    name: html::text(author.get("name").text()?),
                    url: author.get("link").text().and_then(|url| base.web(url)),
                })
            })
            .collect(),
        sections: json
            .at(&["_embedded", "wp:term"])
            .items()
            .iter()
            .flat_map(Json::items)
            .filter(|term| term.get("taxonomy").as_str() == Some("category"))
            .filter_map(|term| term.get("name").text())
            .map(html::text)
            .collect(),
        date_published: date(json, "date", "date_gmt"),
        date_modified: date(json, "modified", "modified_gmt"),
        lead_image,
        body,
        access: if is_protected {
            Access::Protected
        } else {
            Access::Open
        },
        comments: CommentsInfo {
            status: match json.get("comment_status").as_str() {
                Some("closed") => CommentsStatus::Closed,
                _ => CommentsStatus::Open,
            },
            count: None,
            endpoint: json
                .at(&["_links", "replies", "0", "href"])
                .text()
                .and_then(|address| base.web(address))
                .map(|url| CommentsEndpoint::WordPress {
                    url,
                    author: json.get("author").as_unsigned(),
                }),
        },
        canonical_url,
        ..Article::default()
    })
}

fn blocks(html: &Json, base: &Base) -> Vec<Block> {
    // Where the page lets nobody parse HTML, a story without text still has its headline and link.
    html.as_str()
        .and_then(|html| html::blocks(html, base).ok())
        .unwrap_or_default()
}

/// The excerpt, unless WordPress cut it from the text itself.
fn standfirst(excerpt: &Json, body: &[Block], base: &Base) -> Vec<Inline> {
    let mut blocks = blocks(excerpt.get("rendered"), base);
    let (1, Some(Block::Paragraph(words))) = (blocks.len(), blocks.pop()) else {
        return Vec::new();
    };
    let text = crate::article::block::plain_text(&words);
    let is_cut = text.ends_with("[…]") || text.ends_with("[...]");
    let is_first_paragraph = matches!(body.first(), Some(Block::Paragraph(first)) if crate::article::block::plain_text(first) == text);
    if is_cut || is_first_paragraph {
        Vec::new()
    } else {
        words
    }
}

fn date(json: &Json, local: &str, utc: &str) -> Option<Date> {
    let parse = |field| json.get(field).as_str().and_then(Date::parse);
    match (parse(local), parse(utc)) {
        (Some(local), Some(utc)) => Some(local.with_utc(utc)),
        (Some(local), None) => Some(local),
        (None, utc) => utc.map(Date::in_utc),
    }
}

fn lead_image(media: &Json, base: &Base) -> Option<Image> {
    let mut image = Image::new(base.media(media.get("source_url").text()?)?);
    let details = media.get("media_details");
    image.width = details.get("width").as_unsigned();
    image.height = details.get("height").as_unsigned();
    image.alt = media
        .get("alt_text")
        .as_str()
        .unwrap_or_default()
        .to_owned();
    let caption = blocks(media.at(&["caption", "rendered"]), base);
    if let Some(Block::Paragraph(words)) = caption.into_iter().next() {
        image.caption = words;
    }
    if let Json::Object(sizes) = details.get("sizes") {
        image.srcset = sizes
            .iter()
            .filter(|(_, size)| has_same_shape(size, &image))
            .filter_map(|(_, size)| {
                Some(Candidate {
                    url: base.media(size.get("source_url").text()?)?,
                    descriptor: Descriptor::Width(size.get("width").as_unsigned()?),
                })
            })
            .collect();
    }
    Some(image)
}

/// WordPress also keeps cropped squares, which are other pictures.
fn has_same_shape(size: &Json, image: &Image) -> bool {
    let numbers = (
        size.get("width").as_unsigned(),
        size.get("height").as_unsigned(),
        image.width,
        image.height,
    );
    let (Some(width), Some(height), Some(full_width), Some(full_height)) = numbers else {
        return false;
    };
    // Heights are rounded to whole pixels.
    let expected = u64::from(full_height) * u64::from(width);
    let rounding = u64::from(full_width);
    (u64::from(height) * u64::from(full_width)).abs_diff(expected) <= rounding
}
