//! A story as a `NewsArticle` of schema.org, in JSON-LD.

use article_embed::article::block::{Block, plain_text};
use article_embed::article::{Access, Article, Date, Image};
use serde_json::Value;

use crate::object::{Object, address, some};
use crate::schema_org::{self, list};

/// The story.
pub fn news_article(article: &Article) -> Value {
    let url = address(article.canonical_url.as_ref());
    let standfirst = plain_text(&article.standfirst);
    let mut body = String::new();
    text(&article.body, &mut body);
    let origins = article.based_on.iter().map(schema_org::work).collect();
    let source = &article.source;
    let publisher = source.name.as_deref();
    let publisher = publisher.map(|name| schema_org::publisher(name, source));
    let is_open = article.access == Access::Open;
    Object::default()
        .with("@context", some("https://schema.org"))
        .with("@type", some("NewsArticle"))
        .with("@id", url.clone())
        .with("url", url.clone())
        .with("mainEntityOfPage", url)
        .with("headline", some(&article.headline))
        .with("alternativeHeadline", article.kicker.as_deref())
        .with("description", some(&standfirst))
        .with("articleBody", some(body.trim_end()).filter(|_| is_open))
        .with("author", schema_org::writers(article))
        .with("publisher", publisher)
        .with("datePublished", article.date_published.map(Date::datetime))
        .with("dateModified", article.date_modified.map(Date::datetime))
        .with("inLanguage", article.language.as_deref())
        .with("image", article.lead_image.as_ref().map(image))
        .with("articleSection", list(article.sections.clone()))
        .with("isBasedOn", list(origins))
        .with("copyrightNotice", article.copyright_notice.as_deref())
        .with("license", address(article.license_url.as_ref()))
        .with("isAccessibleForFree", (!is_open).then_some(false))
        .into()
}

fn image(image: &Image) -> Value {
    let ai = "https://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia";
    schema_org::image(image)
        .with("caption", some(&plain_text(&image.caption)))
        .with("creditText", some(&plain_text(&image.credit)))
        .with("digitalSourceType", image.is_made_with_ai.then_some(ai))
        .into()
}

/// The words of a text, a blank line between its blocks. Pictures, recordings and embeds have no place in it.
fn text(body: &[Block], words: &mut String) {
    for block in body {
        let before = words.len();
        match block {
            Block::Paragraph(content)
            | Block::Heading { content, .. }
            | Block::Preformatted(content)
            | Block::PullQuote { content, .. } => words.push_str(plain_text(content).trim()),
            Block::List { items, .. } => items.iter().for_each(|item| text(&item.body, words)),
            Block::DefinitionList(list) => {
                for definition in list {
                    words.push_str(plain_text(&definition.term).trim());
                    words.push_str("\n\n");
                    text(&definition.body, words);
                }
            }
            Block::Quote { body, citation } => {
                text(body, words);
                words.push_str(plain_text(citation).trim());
            }
            Block::Table(table) => {
                let rows = table.head.iter().chain(&table.body).chain(&table.foot);
                for cell in rows.flatten() {
                    text(&cell.body, words);
                }
            }
            Block::Aside(body) | Block::Foreign { body, .. } => text(body, words),
            Block::Details { summary, body } => {
                words.push_str(plain_text(summary).trim());
                words.push_str("\n\n");
                text(body, words);
            }
            Block::Embed(embed) => text(&embed.quote, words),
            Block::Image(_)
            | Block::Gallery { .. }
            | Block::Audio(_)
            | Block::Video(_)
            | Block::Separator => {}
        }
        if words.len() > before && !words.ends_with("\n\n") {
            words.push_str("\n\n");
        }
    }
}
