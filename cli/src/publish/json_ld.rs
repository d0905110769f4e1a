//! A story in the words of schema.org, for search engines and other programs.

use article_embed::article::{Author, Image};
use serde_json::{Map, Value, json};

use super::Publication;
use super::about::About;

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
    let here = publication.places.page.as_ref().map(|url| url.as_str());
    let mut based_on = Vec::new();
    // A copy of the publisher's own page.
    if let (Some(own), Some(here)) = (own_page, here)
        && own != here
    {
        based_on.push(json!(own));
    }
    for origin in &article.based_on {
        let name = Some(&origin.name).filter(|name| !name.is_empty());
        based_on.push(object([
            ("@type", Some(json!("CreativeWork"))),
            ("name", name.map(|name| json!(name))),
            ("url", origin.url.as_ref().map(|url| json!(url.as_str()))),
        ]));
    }
    let authors = match (article.authors.as_slice(), &article.byline) {
        ([], Some(byline)) => vec![person(byline, None)],
        (authors, _) => authors.iter().map(author).collect(),
    };
    let date = |date: Option<article_embed::article::Date>| date.map(|date| json!(date.datetime()));
    let sections = (!article.sections.is_empty()).then(|| json!(article.sections));
    object([
        ("@context", Some(json!("https://schema.org"))),
        ("@type", Some(json!("NewsArticle"))),
        ("headline", Some(json!(about.title()))),
        ("description", about.description().map(Value::from)),
        ("url", own_page.or(here).map(Value::from)),
        ("mainEntityOfPage", own_page.or(here).map(Value::from)),
        ("inLanguage", about.language().map(Value::from)),
        ("datePublished", date(article.date_published)),
        ("dateModified", date(article.date_modified)),
        ("author", some_of(authors)),
        ("publisher", publisher(publication)),
        ("image", about.picture().map(image)),
        ("articleSection", sections),
        ("isBasedOn", some_of(based_on)),
        (
            "copyrightNotice",
            article.copyright_notice.as_deref().map(Value::from),
        ),
        (
            "license",
            article.license_url.as_ref().map(|url| json!(url.as_str())),
        ),
    ])
}

fn author(author: &Author) -> Value {
    person(&author.name, author.url.as_ref().map(|url| url.as_str()))
}

fn person(name: &str, url: Option<&str>) -> Value {
    object([
        ("@type", Some(json!("Person"))),
        ("name", Some(json!(name))),
        ("url", url.map(Value::from)),
    ])
}

fn publisher(publication: &Publication) -> Option<Value> {
    let source = &publication.page.article.source;
    let name = publication.page.publisher?;
    let logo = source
        .logo
        .as_ref()
        .map(|logo| json!({ "@type": "ImageObject", "url": logo.as_str() }));
    Some(object([
        ("@type", Some(json!("Organization"))),
        ("name", Some(json!(name))),
        ("url", source.url.as_ref().map(|url| json!(url.as_str()))),
        ("logo", logo),
    ]))
}

fn image(image: &Image) -> Value {
    object([
        ("@type", Some(json!("ImageObject"))),
        ("url", Some(json!(image.src.as_str()))),
        ("width", image.width.map(Value::from)),
        ("height", image.height.map(Value::from)),
    ])
}

/// A list, unless there is nothing in it.
fn some_of(items: Vec<Value>) -> Option<Value> {
    (!items.is_empty()).then_some(Value::Array(items))
}

/// The members that there are.
fn object<const N: usize>(members: [(&str, Option<Value>); N]) -> Value {
    let members = members.into_iter();
    let members = members.filter_map(|(name, value)| Some((name.to_owned(), value?)));
    Value::Object(members.collect::<Map<_, _>>())
}
