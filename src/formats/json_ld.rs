//! An article in JSON-LD with the vocabulary of schema.org, as news pages carry it for search
//! engines: an object, an array, or a `@graph` whose nodes point at each other by `@id`.
//!
//! Source: schema.org's `NewsArticle` and its relatives. Most pages leave `articleBody` out; then
//! there is a headline, a summary and a link.

use super::fields::{self, Places, Writing};
use super::format::{Format, StorySource};
use super::{body, image};
use crate::article::{Access, Article, Image};
use crate::json::Json;
use crate::text;
use crate::url::{Base, WebUrl};

/// The format's row in the table.
pub const FORMAT: Format = Format {
    name: "json-ld",
    places: Places {
        headline: "headline name",
        canonical_url: "url mainEntityOfPage.@id mainEntityOfPage.url mainEntityOfPage",
        date_published: "datePublished dateCreated",
        date_modified: "dateModified",
        language: "inLanguage.alternateName inLanguage",
        copyright_notice: "copyrightNotice",
        copyright_holder: "copyrightHolder.name copyrightHolder",
        license_url: "license.url license",
        expires: "expires",
        ..Places::NONE
    },
    ids: &["@id", "url"],
    detect,
    stories,
    read,
};

/// The nodes of an answer: those in arrays and graphs, and what a page is mainly about.
fn push_nodes<'a>(json: &'a Json, nodes: &mut Vec<&'a Json>) {
    for node in fields::one_or_many(json) {
        match node {
            Json::Array(_) => push_nodes(node, nodes),
            Json::Object(_) => {
                nodes.push(node);
                push_nodes(node.get("@graph"), nodes);
                push_nodes(node.get("mainEntity"), nodes);
            }
            _ => {}
        }
    }
}

fn nodes(answer: &Json) -> Vec<&Json> {
    let mut nodes = Vec::new();
    push_nodes(answer, &mut nodes);
    nodes
}

/// `Article`, `NewsArticle`, `BlogPosting` and so on, with or without the vocabulary's address.
fn is_story(node: &Json) -> bool {
    fields::one_or_many(node.get("@type")).iter().any(|name| {
        let name = name.as_str().unwrap_or_default();
        ["Article", "BlogPosting", "Report"]
            .iter()
            .any(|kind| name.ends_with(kind))
    })
}

fn stories(answer: &Json) -> Vec<&Json> {
    let mut nodes = nodes(answer);
    nodes.retain(|node| is_story(node));
    nodes
}

fn detect(answer: &Json) -> bool {
    let nodes = nodes(answer);
    let is_json_ld = nodes
        .iter()
        .any(|node| is_schema_org(node.get("@context")) || !node.get("@graph").is_null());
    is_json_ld && nodes.iter().any(|node| is_story(node))
}

/// A context is an address, an object with one, or an array of both.
fn is_schema_org(context: &Json) -> bool {
    match context {
        Json::String(address) => text::contains(address, "schema.org"),
        other => fields::values(other).into_iter().any(is_schema_org),
    }
}

/// The node that this one points at, where it is in the answer.
fn resolve<'a>(node: &'a Json, answer: &'a Json) -> &'a Json {
    let Some(id) = node.get("@id").as_str() else {
        return node;
    };
    let mut known = nodes(answer).into_iter();
    known
        .find(|other| other.get("@id").as_str() == Some(id))
        .unwrap_or(node)
}

fn read(story: &StorySource, article: &mut Article) {
    let json = story.json;
    let page = article.canonical_url.as_ref().map(WebUrl::as_str);
    let base = story.base.join(page);
    article.standfirst = body::words_from_plain(fields::text(json, "description"));
    for author in fields::one_or_many(json.get("author")) {
        let author = resolve(author, story.answer);
        fields::push_author(&mut article.authors, author, Writing::Plain, "url", &base);
    }
    for section in fields::one_or_many(json.get("articleSection")) {
        fields::push_name(&mut article.sections, section, Writing::Plain);
    }
    let publisher = resolve(json.get("publisher"), story.answer);
    article.source.name = fields::name(publisher, Writing::Plain);
    article.source.url = fields::web(publisher, "url", &base);
    article.lead_image = lead_image(story, &base);
    if is_false(json.get("isAccessibleForFree")) {
        // Search engines are given the text that readers pay for.
        article.access = Access::Protected;
    } else {
        article.body = body::from_plain(fields::text(json, "articleBody").unwrap_or_default());
    }
}

fn lead_image(story: &StorySource, base: &Base) -> Option<Image> {
    let images = fields::find(story.json, "image thumbnailUrl");
    let node = resolve(fields::one_or_many(images).first()?, story.answer);
    let mut image = image::read(node, "url contentUrl", base)?;
    image.caption = body::words_from_plain(fields::text(node, "caption"));
    image.credit = body::words_from_plain(fields::text(node, "creditText"));
    Some(image)
}

/// schema.org's booleans are often written as texts or as the vocabulary's addresses.
fn is_false(json: &Json) -> bool {
    match json.text() {
        Some(text) => text.ends_with("alse"),
        None => json.is_false(),
    }
}

#[cfg(test)]
mod tests {
    use crate::article::Access;
    use crate::article::block::plain_text;
    use crate::formats::pick::tests::read;

    #[test]
    fn an_article_becomes_the_model() {
        let article = read(
            r#"{"@context": {"@vocab": "http://schema.org/"}, "@type": ["http://schema.org/NewsArticle"],
                "headline": "The ferry is back", "description": "Two crowns.", "articleBody": "It came.\n\nIt stays.",
                "author": ["Ann", {"@type": "Person", "name": "Bo", "url": "/bo"}], "articleSection": ["Coast", "News"],
                "datePublished": "2026-03-02T08:15:00+0000", "dateModified": "2026-03-03", "inLanguage": "en",
                "mainEntityOfPage": {"@id": "https://gazette.example/ferry"},
                "image": [{"@type": "ImageObject", "url": "a.jpg", "width": "1600", "height": 900, "caption": "At its slip"}],
                "publisher": {"name": "The Gazette"}, "copyrightHolder": {"name": "The Gazette"},
                "license": "https://creativecommons.org/licenses/by/4.0/"}"#,
        )
        .unwrap();
        assert_eq!(article.headline, "The ferry is back");
        assert_eq!(plain_text(&article.standfirst), "Two crowns.");
        assert_eq!(article.body.len(), 2);
        assert_eq!((article.authors.len(), article.sections.len()), (2, 2));
        let published = article.date_published.unwrap();
        assert_eq!(published.datetime(), "2026-03-02T08:15:00Z");
        let lead = article.lead_image.unwrap();
        assert_eq!(lead.src.as_str(), "https://gazette.example/a.jpg");
        assert_eq!((lead.width, lead.height), (Some(1600), Some(900)));
        assert_eq!(article.copyright_notice.as_deref(), Some("© The Gazette"));
        assert!(article.license_url.is_some());
    }

    #[test]
    fn nodes_of_a_graph_point_at_each_other() {
        let article = read(
            r##"{"@context": "https://schema.org", "@graph": [
                {"@type": "WebPage", "@id": "https://gazette.example/tea", "name": "Tea"},
                {"@type": "Article", "@id": "#article", "headline": "Tea", "author": {"@id": "#ann"},
                    "image": {"@id": "#picture"}, "publisher": {"@id": "#us"}, "mainEntityOfPage": {"@id": "https://gazette.example/tea"}},
                {"@type": "Person", "@id": "#ann", "name": "Ann"},
                {"@type": "ImageObject", "@id": "#picture", "contentUrl": "https://gazette.example/a.jpg"},
                {"@type": "Organization", "@id": "#us", "name": "The Gazette"}]}"##,
        )
        .unwrap();
        assert_eq!(article.authors[0].name, "Ann");
        assert_eq!(article.source.name.as_deref(), Some("The Gazette"));
        assert!(article.lead_image.is_some());
        assert!(article.canonical_url.is_some());
        assert_eq!((article.access, article.body.len()), (Access::Open, 0));
    }

    #[test]
    fn a_text_that_readers_pay_for_is_not_shown() {
        for value in ["false", r#""False""#, r#""https://schema.org/False""#] {
            let article = read(
                &r#"{"@context": "https://schema.org", "@type": "NewsArticle", "headline": "H",
                    "articleBody": "Paid", "isAccessibleForFree": VALUE}"#
                    .replace("VALUE", value),
            )
            .unwrap();
            assert_eq!((article.access, article.body.len()), (Access::Protected, 0));
        }
    }
}
