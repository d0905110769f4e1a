//! A post as WordPress's REST API serves it: `wp/v2/posts/ID?_embed`, or a list of posts.
//!
//! Source: the WordPress REST API handbook. WordPress escapes titles and names, gives dates in the
//! site's own time without an offset (the moment is in the `_gmt` field, without its `Z`), and puts
//! an error object in `_embedded` where a reader may not see the real one.

use super::fields::{self, Places};
use super::format::{Format, FormatError, StorySource};
use super::writing::Writing;
use super::{body, image, left_out, listed, repeated};
use crate::article::{
    Access, Article, CommentsEndpoint, CommentsInfo, CommentsStatus, Date, Image, Reason, Report,
};
use crate::html;
use crate::json::Json;
use crate::url::Base;

/// The format's row in the table.
pub const FORMAT: Format = Format {
    name: "wordpress",
    places: Places {
        writing: Writing::Html,
        headline: "title.rendered",
        canonical_url: "link",
        // Polylang, WPML, Yoast
        language: "lang wpml_current_locale yoast_head_json.inLanguage yoast_head_json.og_locale",
        ..Places::NONE
    },
    ids: &["id", "link"],
    detect,
    stories: |answer| listed(answer, answer),
    read,
};

fn detect(answer: &Json) -> bool {
    let post = listed(answer, answer).into_iter().next();
    // Lists, and answers to `_fields`, may leave the text out.
    post.is_some_and(|post| {
        post.at(&["title", "rendered"]).as_str().is_some()
            && [
                post.at(&["content", "rendered"]),
                post.at(&["excerpt", "rendered"]),
                post.get("link"),
            ]
            .into_iter()
            .any(|part| part.as_str().is_some())
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
    // Addresses in the text are relative to the post's own page, not to the API.
    let base = story.base.join(fields::text(json, "link"));
    let dropped = &mut article.dropped;
    let media = json.at(&["_embedded", "wp:featuredmedia", "0"]);
    article.lead_image = lead_image(media, &base, dropped);
    article.body = body::from_html(json, "content.rendered", &base, dropped);
    repeated::read_excerpt(json, "excerpt.rendered", &base, article);
    let mut guests = Vec::new();
    for term in fields::values(json.at(&["_embedded", "wp:term"])) {
        for term in fields::values(term) {
            match term.get("taxonomy").as_str() {
                Some("category") => fields::push_name(&mut article.sections, term, Writing::Html),
                Some("author") => guests.push(guest(term, json)),
                _ => {
                    let name = || fields::name(term, Writing::Html).unwrap_or_default();
                    article.dropped.add(Reason::NoPlace, "wp:term", name);
                }
            }
        }
    }
    left_out::no_place(json, "acf", &mut article.dropped);
    push_authors(article, &fields::values(json.get("authors")), &base);
    push_authors(article, &guests, &base);
    push_authors(
        article,
        &fields::values(json.at(&["_embedded", "author"])),
        &base,
    );
    push_authors(article, &[json.at(&["yoast_head_json", "author"])], &base);
    article.date_published = date(json, "date", "date_gmt");
    article.date_modified = date(json, "modified", "modified_gmt");
    article.dropped.look(|dropped| {
        for dates in ["date date_gmt", "modified modified_gmt"] {
            left_out::unreadable_date(json, dates, dropped);
        }
    });
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

/// Adds the writers of a source, unless a better one has named any.
fn push_authors(article: &mut Article, authors: &[&Json], base: &Base) {
    if article.authors.is_empty() {
        for author in authors {
            fields::push_author(article, author, Writing::Html, "link", base);
        }
        return;
    }
    article.dropped.look(|dropped| {
        for author in authors {
            let name = fields::name(author, Writing::Html).unwrap_or_default();
            if article.authors.iter().all(|known| known.name != name) {
                dropped.add(Reason::Alternative, "author", || name);
            }
        }
    });
}

/// The writer that a term of Co-Authors Plus stands for: the user whose name its slug has, where that
/// one came along, since the term itself may be called by a login.
fn guest<'a>(term: &'a Json, post: &'a Json) -> &'a Json {
    let slug = term.get("slug").as_str().unwrap_or_default();
    let slug = slug.strip_prefix("cap-").unwrap_or(slug);
    let users = post.at(&["_embedded", "author"]).items();
    let is_it = |user: &&Json| !slug.is_empty() && user.get("slug").as_str() == Some(slug);
    users.iter().find(is_it).unwrap_or(term)
}

fn date(json: &Json, local: &str, utc: &str) -> Option<Date> {
    match (fields::date(json, local), fields::date(json, utc)) {
        (Some(local), Some(utc)) => Some(local.with_utc(utc)),
        (Some(local), None) => Some(local),
        (None, utc) => utc.map(Date::in_utc),
    }
}

fn lead_image(media: &Json, base: &Base, dropped: &mut Report) -> Option<Image> {
    let Some(file) = fields::media(media, "source_url", base) else {
        left_out::no_address(media, "source_url alt_text caption.rendered", dropped);
        return None;
    };
    let mut image = Image::new(file);
    let details = media.get("media_details");
    image.width = fields::pixels(details, "width");
    image.height = fields::pixels(details, "height");
    image.alt = fields::owned(media, "alt_text").unwrap_or_default();
    image.caption = body::line_of(media, "caption.rendered", Writing::Html, base, dropped);
    image::add_sizes(&mut image, details.get("sizes"), "source_url", base);
    Some(image)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::block::plain_text;
    use crate::formats::pick::tests::read;

    fn post(members: &str) -> Article {
        let post = [
            r#"{"id": 7, "title": {"rendered": "T"}, "content": {"rendered": "<p>One</p>"}, "#,
            members,
            "}",
        ]
        .concat();
        read(&post).unwrap()
    }

    #[test]
    fn guests_are_named_rather_than_who_typed_it_in() {
        let publish_press = r#""authors": [{"display_name": "Bo &amp; Co"}, {"display_name": "Cy Ash", "link": "https://gazette.example/cy"}]"#;
        let terms = r#""wp:term": [[{"taxonomy": "category", "name": "Coast"}], [{"taxonomy": "author", "name": "Di Elm", "slug": "cap-di-elm"}]]"#;
        let login = r#""wp:term": {"1": {"0": {"taxonomy": "author", "name": "ann_o", "slug": "cap-ann"}}}"#;
        let user = r#""author": [{"name": "Ann Oake", "slug": "ann", "link": "https://gazette.example/ann"}]"#;
        let failed = r#""author": [{"code": "rest_user_invalid_id"}]"#;
        let yoast = r#""yoast_head_json": {"author": "Eve Fir"}"#;
        let embedded = |parts: &[&str]| [r#""_embedded": {"#, &parts.join(", "), "}"].concat();
        for (members, expected) in [
            (
                &[publish_press.to_owned(), embedded(&[terms, user])][..],
                &["Bo & Co", "Cy Ash"][..],
            ),
            (
                &[
                    r#""authors": [7]"#.to_owned(),
                    embedded(&[terms, user]),
                    yoast.to_owned(),
                ],
                &["Di Elm"],
            ),
            (&[embedded(&[login, user])], &["Ann Oake"]),
            (&[embedded(&[login])], &["ann_o"]),
            (&[embedded(&[user]), yoast.to_owned()], &["Ann Oake"]),
            (&[embedded(&[failed]), yoast.to_owned()], &["Eve Fir"]),
        ] {
            let article = post(&members.join(", "));
            let names: Vec<_> = article.authors.iter().map(|author| &*author.name).collect();
            assert_eq!(names, expected, "{members:?}");
        }
    }

    #[test]
    fn the_language_is_that_of_a_plugin() {
        for (members, language) in [
            (
                r#""lang": "nb", "yoast_head_json": {"og_locale": "en_US"}"#,
                Some("nb"),
            ),
            (
                r#""yoast_head_json": {"og_locale": "pt_BR"}"#,
                Some("pt-BR"),
            ),
            (
                r#""yoast_head_json": {"inLanguage": "de-AT", "og_locale": "de_DE"}"#,
                Some("de-AT"),
            ),
            (r#""lang": """#, None),
        ] {
            assert_eq!(post(members).language.as_deref(), language, "{members}");
        }
    }

    #[test]
    fn a_post_without_its_text_shows_what_there_is() {
        for post in [
            r#"{"id": 7, "title": {"rendered": "T"}, "link": "https://gazette.example/t/", "excerpt": {"rendered": "<p>In short, and [&hellip;]</p>"}}"#,
            r#"[{"title": {"rendered": "T"}, "link": "https://gazette.example/t/"}]"#,
            r#"{"7": {"title": {"rendered": "T"}, "link": "https://gazette.example/t/", "content": {"rendered": "", "protected": false}}}"#,
        ] {
            let article = read(post).unwrap();
            assert_eq!((&*article.headline, article.body.len()), ("T", 0));
            assert!(article.canonical_url.is_some());
            assert_eq!(article.standfirst.is_empty(), !post.contains("short"));
        }
    }

    #[test]
    fn a_caption_keeps_all_its_paragraphs() {
        let article = post(
            r#""_embedded": {"wp:featuredmedia": [{"source_url": "https://gazette.example/a.jpg", "caption": {"rendered": "<p>One</p>\n<p>Two</p>"}}]}"#,
        );
        assert_eq!(plain_text(&article.lead_image.unwrap().caption), "One\nTwo");
    }
}
