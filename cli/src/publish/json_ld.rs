//! A story in the words of schema.org, for search engines and other programs.

use article_embed::article::Date;
use article_embed::url::WebUrl;
use serde_json::Value;

use super::Publication;
use super::about::About;
use crate::object::{Object, address};
use crate::schema_org::{self, list};

/// The content of a page's `script` element of the type `application/ld+json`.
pub fn script(publication: &Publication) -> String {
    within_script(&news_article(publication).to_string())
}

/// JSON that ends no `script` element and begins no comment in one, and that is JSON still.
fn within_script(json: &str) -> String {
    json.replace('<', "\\u003c")
        .replace('>', "\\u003e")
        .replace('&', "\\u0026")
        .replace('\u{2028}', "\\u2028")
        .replace('\u{2029}', "\\u2029")
}

fn news_article(publication: &Publication) -> Value {
    let page = publication.page;
    let article = page.article;
    let about = About(article);
    let own_page = publication.url();
    let here = publication.places.page.as_ref().map(WebUrl::as_str);
    let mut based_on: Vec<Value> = Vec::new();
    // A copy of the publisher's own page.
    if let (Some(own), Some(here)) = (own_page, here)
        && own != here
    {
        based_on.push(own.into());
    }
    based_on.extend(article.based_on.iter().map(schema_org::work));
    let publisher = page.publisher;
    let publisher = publisher.map(|name| schema_org::publisher(name, &article.source));
    Object::default()
        .with("@context", Some("https://schema.org"))
        .with("@type", Some("NewsArticle"))
        .with("headline", Some(about.title()))
        .with("description", about.description())
        .with("url", own_page.or(here))
        .with("mainEntityOfPage", own_page.or(here))
        .with("inLanguage", about.language())
        .with("datePublished", article.date_published.map(Date::datetime))
        .with("dateModified", article.date_modified.map(Date::datetime))
        .with("author", schema_org::writers(article))
        .with("publisher", publisher)
        .with("image", about.picture().map(schema_org::image))
        .with("articleSection", list(article.sections.clone()))
        .with("isBasedOn", list(based_on))
        .with("copyrightNotice", article.copyright_notice.as_deref())
        .with("license", address(article.license_url.as_ref()))
        .into()
}
