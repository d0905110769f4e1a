//! A post as WordPress.com's own API serves it: `rest/v1.1/sites/SITE/posts/ID`, or `posts`.
//!
//! Source: the WordPress.com REST API documentation. Unlike the API of WordPress itself it gives
//! titles as HTML without a wrapper, dates with their offset, and categories keyed by their names.
//! Its comments need a WordPress.com login, so none are offered.

use super::fields::{self, Places};
use super::format::{Format, StorySource};
use super::writing::Writing;
use super::{body, image, left_out, listed, repeated};
use crate::article::{Access, Article, Image, Reason, Report};
use crate::json::Json;
use crate::url::Base;

/// The format's row in the table.
pub const FORMAT: Format = Format {
    name: "wordpress.com",
    places: Places {
        writing: Writing::Html,
        headline: "title",
        canonical_url: "URL",
        date_published: "date",
        date_modified: "modified",
        ..Places::NONE
    },
    ids: &["ID", "URL"],
    detect,
    stories,
    read,
};

fn stories(answer: &Json) -> Vec<&Json> {
    listed(answer, answer.get("posts"))
}

fn detect(answer: &Json) -> bool {
    let post = stories(answer).into_iter().next();
    post.is_some_and(|post| {
        fields::text(post, "URL").is_some()
            && post.get("ID").as_integer().is_some()
            && post.get("content").as_str().is_some()
    })
}

fn read(story: &StorySource, article: &mut Article) {
    let json = story.json;
    let base = story.base.join(fields::text(json, "URL"));
    let dropped = &mut article.dropped;
    article.lead_image = lead_image(json, &base, dropped);
    article.body = body::from_html(json, "content", &base, dropped);
    repeated::read_excerpt(json, "excerpt", &base, article);
    let author = json.get("author");
    fields::push_author(article, author, Writing::Html, "URL", &base);
    for category in fields::values(json.get("categories")) {
        fields::push_name(&mut article.sections, category, Writing::Html);
    }
    article.dropped.look(|dropped| {
        for tag in fields::values(json.get("tags")) {
            let name = || fields::name(tag, Writing::Html).unwrap_or_default();
            dropped.add(Reason::NoPlace, "tags", name);
        }
    });
    if fields::text(json, "password").is_some() {
        article.access = Access::Protected;
    }
}

/// The post's picture; what is said about it stands among the post's attachments.
fn lead_image(json: &Json, base: &Base, dropped: &mut Report) -> Option<Image> {
    let media = fields::find(json, "post_thumbnail featured_image");
    let Some(mut image) = image::read(media, "URL", base) else {
        left_out::no_address(json, "post_thumbnail featured_image", dropped);
        return None;
    };
    for attachment in fields::values(json.get("attachments")) {
        let address = fields::media(attachment, "URL", base);
        if address.as_ref() == Some(&image.src) {
            image.alt = fields::owned(attachment, "alt").unwrap_or_default();
            image.caption = body::line_of(attachment, "caption", Writing::Html, base, dropped);
        }
    }
    Some(image)
}

#[cfg(test)]
mod tests {
    use crate::article::block::plain_text;
    use crate::formats::pick::tests::read;

    /// Written after the API's documentation.
    const POST: &str = r#"{
        "ID": 1171, "site_ID": 3584907, "URL": "https://gazette.example/2026/03/02/ferry/",
        "author": {"ID": 5, "email": false, "name": "Mina O&#8217;Hara", "URL": "https://mina.example/"},
        "date": "2026-03-02T08:15:00+13:00", "modified": "2026-03-03T09:00:00+13:00",
        "title": "Ferry &#8220;Plover&#8221; is back", "content": "<p>It came <a href=\"/tide\">at night</a>.</p>",
        "excerpt": "<p>Two crowns, both ways.</p>\n", "password": "", "featured_image": "https://gazette.example/a.jpg",
        "post_thumbnail": {"ID": 7, "URL": "https://gazette.example/a.jpg", "width": 1600, "height": 900},
        "categories": {"Transport &amp; roads": {"ID": 4, "name": "Transport &amp; roads"}},
        "tags": {"ferries": {"ID": 9, "name": "ferries"}},
        "attachments": {"7": {"ID": 7, "URL": "https://gazette.example/a.jpg", "alt": "The ferry", "caption": "At its slip"}}
    }"#;

    #[test]
    fn a_post_becomes_the_model() {
        let article = read(POST).unwrap();
        assert_eq!(article.headline, "Ferry “Plover” is back");
        assert_eq!(article.authors[0].name, "Mina O’Hara");
        assert_eq!(article.sections, ["Transport & roads"]);
        let published = article.date_published.unwrap();
        assert_eq!(published.datetime(), "2026-03-02T08:15:00+13:00");
        let lead = article.lead_image.unwrap();
        assert_eq!((lead.width, lead.alt.as_str()), (Some(1600), "The ferry"));
        assert_eq!(plain_text(&lead.caption), "At its slip");
        assert_eq!(plain_text(&article.standfirst), "Two crowns, both ways.");
        assert_eq!(article.body.len(), 1);
    }

    #[test]
    fn a_list_may_be_an_object_with_numbers_for_names() {
        let list = [r#"{"found": 1, "posts": {"12": "#, POST, "}}"].concat();
        assert_eq!(read(&list), read(POST));
    }

    #[test]
    fn a_list_of_one_is_that_post() {
        let list = [r#"{"found": 1, "posts": ["#, POST, "]}"].concat();
        assert_eq!(read(&list), read(POST));
    }
}
