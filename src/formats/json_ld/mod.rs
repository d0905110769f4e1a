//! An article in JSON-LD with the vocabulary of schema.org, as news pages carry it for search
//! engines: an object, an array, or a `@graph` whose nodes point at each other by `@id`.
//!
//! Source: schema.org's `NewsArticle` and its relatives. Most pages leave `articleBody` out; then
//! there is a headline, a summary and a link.

mod nodes;
mod notes;
mod picture;

use self::nodes::resolve;
use super::fields::{self, Places};
use super::format::{Format, StorySource};
use super::writing::Writing;
use super::{body, left_out};
use crate::article::{Access, Article, Reason};
use crate::json::Json;
use crate::url::WebUrl;

/// The format's row in the table.
pub const FORMAT: Format = Format {
    name: "json-ld",
    places: PLACES,
    ids: &["@id", "url"],
    detect: nodes::detect,
    stories: nodes::stories,
    read,
};

const PLACES: Places = Places {
    writing: Writing::Loose,
    headline: "headline name",
    canonical_url: "url mainEntityOfPage.@id mainEntityOfPage.url mainEntityOfPage",
    date_published: "datePublished dateCreated",
    date_modified: "dateModified",
    language: "inLanguage.alternateName inLanguage.0 inLanguage",
    copyright_notice: "copyrightNotice",
    copyright_holder: "copyrightHolder.name copyrightHolder",
    license_url: "license.url license",
    expires: "expires",
    ..Places::NONE
};

/// What news pages show and stories have no place for.
const NO_PLACE: &str = "alternativeHeadline abstract text dateline backstory contributor creator editor translator \
    sponsor video audio associatedMedia liveBlogUpdate";

fn read(story: &StorySource, article: &mut Article) {
    let json = story.json;
    let page = article.canonical_url.as_ref().map(WebUrl::as_str);
    let base = story.base.join(page);
    let dropped = &mut article.dropped;
    article.standfirst = body::line_of(json, "description", Writing::Loose, &base, dropped);
    nodes::drop_poorer(story, dropped);
    left_out::no_place(json, NO_PLACE, dropped);
    for author in fields::one_or_many(json.get("author")) {
        let author = resolve(author, story.answer);
        fields::push_author(article, author, Writing::Loose, "url", &base);
    }
    for section in fields::one_or_many(json.get("articleSection")) {
        fields::push_name(&mut article.sections, section, Writing::Loose);
    }
    let publisher = resolve(json.get("publisher"), story.answer);
    article.source.name = fields::name(publisher, Writing::Loose);
    article.source.url = fields::web(publisher, "url", &base);
    article.lead_image = picture::lead(story, &base, &mut article.dropped);
    if is_false(json.get("isAccessibleForFree")) {
        // Search engines are given the text that readers pay for.
        article.access = Access::Protected;
        let text = || left_out::words(json.get("articleBody"));
        article.dropped.add(Reason::Rights, "articleBody", text);
    } else {
        let dropped = &mut article.dropped;
        article.body = body::from_plain(json, "articleBody", Writing::Loose, &base, dropped);
    }
    notes::push_origins(story, article);
    // Where there is no text at all, that is said instead.
    if !article.body.is_empty() || article.access == Access::Protected {
        notes::push_corrections(story, &base, article);
    } else {
        let correction = || left_out::words(json.get("correction"));
        article
            .dropped
            .add(Reason::Incomplete, "correction", correction);
    }
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
    fn plain_fields_are_decoded_and_marked_up_texts_read() {
        let article = read(
            r#"{"@context": "https://schema.org", "@type": "NewsArticle", "headline": "&#8222;Tea&#8220; &amp; cake",
                "description": "<p>In&nbsp;short</p><p>again</p>", "author": {"name": "Ann O&rsquo;Hara"}, "articleSection": "Food &amp; drink",
                "articleBody": "<h2>Hot</h2>\n<p>One.</p>", "inLanguage": "en_GB", "copyrightNotice": "&copy; Us",
                "image": {"url": "https://a.example/a.jpg", "caption": "A &lsquo;cup&rsquo;"}}"#,
        )
        .unwrap();
        assert_eq!(article.headline, "„Tea“ & cake");
        assert_eq!(plain_text(&article.standfirst), "In\u{a0}short\nagain");
        assert_eq!(article.authors[0].name, "Ann O’Hara");
        assert_eq!(article.sections, ["Food & drink"]);
        assert_eq!(article.body.len(), 2);
        assert_eq!(article.language.as_deref(), Some("en-GB"));
        assert_eq!(article.copyright_notice.as_deref(), Some("© Us"));
        assert_eq!(plain_text(&article.lead_image.unwrap().caption), "A ‘cup’");
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
