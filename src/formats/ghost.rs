//! A post as Ghost's Content API serves it: `ghost/api/content/posts/ID/?key=…&include=authors,tags`.
//!
//! Source: Ghost's Content API documentation. Titles are plain, the feature picture's caption is
//! HTML, and writers and tags are only there when the address asks for them with `include`. What a
//! post would inject as code is never read.

use super::fields::{self, Places};
use super::format::{Format, StorySource};
use super::writing::Writing;
use super::{body, image, left_out, listed};
use crate::article::{Access, Article, Reason};
use crate::json::Json;

/// The format's row in the table.
pub const FORMAT: Format = Format {
    name: "ghost",
    places: Places {
        headline: "title",
        canonical_url: "canonical_url url",
        date_published: "published_at",
        date_modified: "updated_at",
        ..Places::NONE
    },
    ids: &["id", "url"],
    detect,
    stories,
    read,
};

fn stories(answer: &Json) -> Vec<&Json> {
    listed(answer, fields::find(answer, "posts pages"))
}

fn detect(answer: &Json) -> bool {
    let posts = fields::list(fields::find(answer, "posts pages"));
    let post = posts.and_then(|posts| posts.into_iter().next());
    post.is_some_and(|post| !fields::find(post, "html uuid").is_null())
}

fn read(story: &StorySource, article: &mut Article) {
    let json = story.json;
    // The canonical address of a post that was taken over leads to another site.
    let base = story.base.join(fields::text(json, "url"));
    let dropped = &mut article.dropped;
    article.body = body::from_html(json, "html", &base, dropped);
    article.standfirst = body::line_of(json, "custom_excerpt", Writing::Plain, &base, dropped);
    article.lead_image = image::read(json.get("feature_image"), "", &base);
    match &mut article.lead_image {
        Some(image) => {
            image.alt = fields::owned(json, "feature_image_alt").unwrap_or_default();
            let place = "feature_image_caption";
            image.caption = body::line_of(json, place, Writing::Html, &base, dropped);
        }
        None => left_out::no_address(
            json,
            "feature_image feature_image_alt feature_image_caption",
            dropped,
        ),
    }
    // Ghost takes it from the other one, or cuts it from the text.
    dropped.add(Reason::Repeated, "excerpt", || {
        left_out::words(json.get("excerpt"))
    });
    for author in fields::one_or_many(fields::find(json, "authors primary_author")) {
        fields::push_author(article, author, Writing::Plain, "url", &base);
    }
    for tag in json.get("tags").items() {
        // Internal tags steer the site's theme.
        if tag.get("visibility").as_str() == Some("internal") {
            let name = || fields::name(tag, Writing::Plain).unwrap_or_default();
            article.dropped.add(Reason::Program, "tags", name);
        } else {
            fields::push_name(&mut article.sections, tag, Writing::Plain);
        }
    }
    if json.get("access").is_false() {
        article.access = Access::Protected;
    }
}

#[cfg(test)]
mod tests {
    use crate::article::Access;
    use crate::article::block::{Block, plain_text};
    use crate::formats::pick::tests::read;

    #[test]
    fn a_post_becomes_the_model() {
        let article = read(
            r#"{"posts": [{"id": "5f", "uuid": "u", "title": "Tea & cake", "url": "https://blog.example/tea/",
                "html": "<p>One</p><pre><code>{{title}}</code></pre><p><img src=\"/b.png\"></p>",
                "custom_excerpt": "In short", "excerpt": "One {{title}}", "canonical_url": "https://first.example/tea",
                "published_at": "2026-03-02T08:15:00.000+00:00", "feature_image": "https://blog.example/a.png",
                "feature_image_alt": "A cup", "feature_image_caption": "Photo: <b>Ann</b>",
                "authors": [{"name": "Ann", "url": "https://blog.example/author/ann/"}],
                "tags": [{"name": "Food", "visibility": "public"}, {"name": "\u0023hidden", "visibility": "internal"}]}]}"#,
        )
        .unwrap();
        assert_eq!(article.headline, "Tea & cake");
        assert_eq!(plain_text(&article.standfirst), "In short");
        assert_eq!(article.sections, ["Food"]);
        assert_eq!(article.authors[0].name, "Ann");
        let lead = article.lead_image.unwrap();
        assert_eq!((lead.alt.as_str(), lead.caption.len()), ("A cup", 2));
        // Relative to the post, not to where it was published first.
        let Some(Block::Image(image)) = article.body.last() else {
            panic!("{:?}", article.body);
        };
        assert_eq!(image.src.as_str(), "https://blog.example/b.png");
        let canonical = article.canonical_url.unwrap();
        assert_eq!(canonical.as_str(), "https://first.example/tea");
        assert_eq!(article.access, Access::Open);
    }

    #[test]
    fn a_list_may_be_an_object_with_numbers_for_names() {
        let article = read(
            r#"{"posts": {"3": {"uuid": "u", "title": "Tea &amp; cake", "html": "<p>One</p>"}}}"#,
        )
        .unwrap();
        assert_eq!(
            (&*article.headline, article.body.len()),
            ("Tea &amp; cake", 1)
        );
    }

    #[test]
    fn a_members_post_shows_the_part_that_came_and_says_so() {
        let article = read(
            r#"{"posts": [{"uuid": "u", "title": "T", "html": "<p>Free part</p>", "access": false}]}"#,
        )
        .unwrap();
        assert_eq!((article.access, article.body.len()), (Access::Protected, 1));
    }
}
