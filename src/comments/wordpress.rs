//! WordPress's own comments over its REST API (`wp/v2/comments`).
//!
//! Source: the WordPress REST API handbook. Guests may post only where the site has the filter
//! `rest_allow_anonymous_comments`. Refusals are told apart by their code, since the text is
//! translated. A guest cannot read a held comment back, so what was posted is kept by the caller.

use std::rc::Rc;

use super::engine::{
    Answer, Capabilities, Engine, Field, Limits, ListError, Order, Page, Refusal, Standing,
    Submission,
};
use super::engines::{Kind, Story};
use super::{Comment, State, kept};
use crate::article::Date;
use crate::html;
use crate::json::Json;
use crate::transport::{self, Body};
use crate::url::{Base, WebUrl};

/// The engine's row.
pub const KIND: Kind = Kind {
    name: "wordpress",
    example: "https://news.example/wp-json/wp/v2/comments?post=42",
    start: |story| Some(Rc::new(WordPress::new(story)?)),
};

/// The most that WordPress gives at a time.
const PER_PAGE: u32 = 100;

/// How many seconds apart WordPress takes a reader's comments, and one more for clocks.
const FLOOD_INTERVAL: u32 = 16;

/// What WordPress can do, and what it asks for.
pub const CAPABILITIES: Capabilities = Capabilities {
    post: true,
    // A site can switch this off, and few do.
    requires_author: true,
    requires_email: true,
    has_markdown: false,
    can_change: false,
    tells_duplicates_after: Some(FLOOD_INTERVAL),
    limits: Limits {
        text: 65_525,
        author: 245,
        email: 100,
        website: 200,
    },
    is_local: false,
};

/// A post's comments.
pub struct WordPress {
    place: Rc<Place>,
}

struct Place {
    /// `…/wp/v2/comments?post=ID`
    url: WebUrl,
    post: String,
    /// Addresses in comments are relative to the story's page.
    base: Base,
    /// The number of the story's writer.
    author: Option<u32>,
}

impl WordPress {
    /// The comments at the story's address; `None` where it names no post.
    #[must_use]
    pub fn new(story: &Story) -> Option<Self> {
        let post = story.address.query("post");
        let place = Place {
            url: story.address.clone(),
            post: post.filter(|post| post.parse::<u64>().is_ok())?,
            base: story.base.clone(),
            author: story.author,
        };
        Some(Self {
            place: Rc::new(place),
        })
    }
}

impl Engine for WordPress {
    fn capabilities(&self) -> Capabilities {
        CAPABILITIES
    }

    fn list(&self, page: u32, order: Order) -> Answer<Result<Page, ListError>> {
        let place = self.place.clone();
        Box::pin(async move {
            // `_fields` leaves out what is not shown, three quarters of the bytes.
            let url = place
                .url
                .with_query("per_page", &PER_PAGE.to_string())
                .with_query("page", &page.to_string())
                .with_query(
                    "order",
                    if order == Order::Newest {
                        "desc"
                    } else {
                        "asc"
                    },
                )
                .with_query(
                    "_fields",
                    "id,parent,author,author_name,author_url,date_gmt,content,link,status",
                );
            let answer = transport::get_anonymously(&url).await?;
            let pages: u32 = number(answer.header("X-WP-TotalPages")).unwrap_or(1);
            match (&answer.body, answer.is_ok()) {
                (Body::Json(Json::Array(listed)), true) => {
                    let mut items = Vec::with_capacity(listed.len());
                    for item in listed {
                        items.extend(comment(item, &place.base, place.author));
                    }
                    if order == Order::Newest {
                        items.reverse();
                    }
                    Ok(Page {
                        items,
                        total: number(answer.header("X-WP-Total")),
                        next: (page < pages).then_some(page + 1),
                    })
                }
                (Body::Json(json), false) if json.get("code").text().is_some() => Err(
                    ListError::Refused(json.get("code").as_str().unwrap_or_default().to_owned()),
                ),
                _ => Err(ListError::Unreadable {
                    status: answer.status,
                }),
            }
        })
    }

    fn find(&self, sent: Rc<Submission>) -> Answer<Result<Option<Comment>, ListError>> {
        let recent = self.list(1, Order::Newest);
        Box::pin(async move {
            let comments = recent.await?.items.into_iter();
            let Some(wanted) = kept::nameless(&sent) else {
                return Ok(None);
            };
            Ok(comments
                .rev()
                .find(|comment| kept::is_same(comment, &wanted)))
        })
    }

    fn standing(&self, id: &str) -> Answer<Standing> {
        let place = self.place.clone();
        let url = place.comment(id);
        Box::pin(async move {
            let Some(url) = url else {
                return Standing::Unknown;
            };
            let Ok(answer) = transport::get_anonymously(&url).await else {
                return Standing::Unknown;
            };
            // A guest is refused what is held (401), and told what is not there (404). Others than
            // WordPress answer 404, too.
            match (&answer.body, answer.status) {
                (Body::Json(json), 404)
                    if json.get("code").as_str() == Some("rest_comment_invalid_id") =>
                {
                    Standing::Gone
                }
                (Body::Json(json), 200) => comment(json, &place.base, place.author)
                    .map_or(Standing::Unknown, |comment| {
                        Standing::There(Box::new(comment))
                    }),
                _ => Standing::Unknown,
            }
        })
    }

    fn post(&self, submission: Rc<Submission>) -> Answer<Result<Comment, Refusal>> {
        let place = self.place.clone();
        Box::pin(async move {
            let seconds = submission.signs.seconds.to_string();
            let mut fields = vec![
                // What WordPress does not know, a plugin can check.
                ("article_embed_trap", submission.signs.trap.as_str()),
                ("article_embed_seconds", &seconds),
                ("post", place.post.as_str()),
                ("content", &submission.text),
                ("author_name", &submission.author),
                ("author_email", &submission.email),
                ("author_url", &submission.website),
            ];
            if let Some(parent) = &submission.parent {
                fields.push(("parent", parent));
            }
            // WordPress checks an address that is sent, even an empty one.
            fields.retain(|(_, value)| !value.is_empty());
            let answer = transport::post_form(&place.url.without_query("post"), &fields).await?;
            match (&answer.body, answer.is_ok()) {
                (Body::Json(json), true) => {
                    comment(json, &place.base, place.author).ok_or_else(Refusal::unreadable)
                }
                (Body::Json(json), false) => Err(match refusal(answer.status, json) {
                    // One code stands for both; the field that was filled in is not the missing one.
                    Refusal::Missing(Field::Author) if !submission.author.is_empty() => {
                        Refusal::Missing(Field::Email)
                    }
                    refusal => refusal,
                }),
                (_, true) => Err(Refusal::unreadable()),
                (_, false) => Err(Refusal::by_status(answer.status)),
            }
        })
    }
}

impl Place {
    /// The address of one comment, also where the site has its plain addresses (`?rest_route=…`).
    fn comment(&self, id: &str) -> Option<WebUrl> {
        let comments = self.url.without_query("post");
        WebUrl::parse(&[comments.as_str(), "/", id].concat())
    }
}

fn number(header: Option<String>) -> Option<u32> {
    header?.trim().parse().ok()
}

/// A comment as WordPress lists it.
pub(super) fn comment(json: &Json, base: &Base, author: Option<u32>) -> Option<Comment> {
    let words = json.at(&["content", "rendered"]).as_str()?;
    Some(Comment {
        id: json.get("id").as_unsigned()?.to_string(),
        parent: json
            .get("parent")
            .as_unsigned()
            .filter(|parent| *parent != 0)
            .map(|parent| parent.to_string()),
        author: html::text(json.get("author_name").as_str().unwrap_or_default()),
        author_url: json.get("author_url").text().and_then(|url| base.link(url)),
        body: html::blocks(words, base),
        created: json
            .get("date_gmt")
            .as_str()
            .and_then(Date::parse)
            .map(Date::in_utc),
        state: match json.get("status").as_str() {
            Some("approved") | None => State::Published,
            // `hold`, and `trash` or `spam` by a filter: the reader is not to be told a judgement.
            Some(_) => State::Pending,
        },
        // Any registered user's comment carries a number; only the writer's own is told apart.
        by_publisher: author.is_some() && json.get("author").as_unsigned() == author,
        permalink: json.get("link").text().and_then(|link| base.link(link)),
        source: None,
    })
}

/// What WordPress means by a refusal.
fn refusal(status: u16, json: &Json) -> Refusal {
    let message = || html::text(json.get("message").as_str().unwrap_or_default());
    match json.get("code").as_str().unwrap_or_default() {
        "rest_comment_author_data_required" => Refusal::Missing(Field::Author),
        "rest_comment_content_invalid" => Refusal::Missing(Field::Text),
        "rest_invalid_param" | "rest_missing_callback_param" => {
            let params = json.at(&["data", "params"]);
            let named = |name| {
                !params.get(name).is_null()
                    || params
                        .items()
                        .iter()
                        .any(|item| item.as_str() == Some(name))
            };
            if named("author_email") {
                Refusal::Invalid(Field::Email)
            } else if named("author_url") {
                Refusal::Invalid(Field::Website)
            } else {
                Refusal::Other(message())
            }
        }
        "comment_author_column_length" => Refusal::TooLong(Field::Author),
        "comment_author_email_column_length" => Refusal::TooLong(Field::Email),
        "comment_author_url_column_length" => Refusal::TooLong(Field::Website),
        "comment_content_column_length" => Refusal::TooLong(Field::Text),
        "comment_flood" => Refusal::TooFast(FLOOD_INTERVAL),
        "comment_duplicate" => Refusal::Duplicate,
        "rest_comment_closed" | "rest_comment_invalid_post_id" | "rest_comment_draft_post" => {
            Refusal::Closed
        }
        "rest_comment_login_required" | "rest_cannot_read_post" => Refusal::LoginRequired,
        _ if status >= 500 => Refusal::by_status(status),
        _ => Refusal::Other(message()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::transport::TransportError;

    /// The comment and the words of a refusal as WordPress 6.8 answers them.
    fn json(text: &str) -> Json {
        serde_json::from_str(text).unwrap()
    }

    #[test]
    fn comments_are_read() {
        let base = Base::parse("https://news.example/story/").unwrap();
        let json = json(
            r##"{"id": 7, "parent": 6, "author": 0, "author_name": "Zoë &amp; Łukasz",
            "author_url": "javascript:alert(1)", "date_gmt": "2026-11-23T02:09:05",
            "content": {"rendered": "<p>Hi <a href=\"#x\" onclick=\"y\">there</a></p>\n"},
            "link": "https://news.example/story/#comment-7", "status": "hold"}"##,
        );
        let comment = comment(&json, &base, Some(3)).unwrap();
        assert_eq!(
            (comment.id.as_str(), comment.parent.as_deref()),
            ("7", Some("6"))
        );
        assert_eq!(comment.author, "Zoë & Łukasz");
        assert_eq!(comment.author_url, None);
        assert_eq!(comment.created.unwrap().datetime(), "2026-11-23T02:09:05Z");
        assert_eq!(
            (comment.state, comment.by_publisher),
            (State::Pending, false)
        );
        assert_eq!(comment.body.len(), 1);
    }

    #[test]
    fn refusals_go_by_their_code() {
        for (status, text, expected) in [
            (
                400,
                r#"{"code":"rest_comment_author_data_required"}"#,
                Refusal::Missing(Field::Author),
            ),
            (
                400,
                r#"{"code":"rest_invalid_param","data":{"params":{"author_email":"Invalid email address."}}}"#,
                Refusal::Invalid(Field::Email),
            ),
            (
                400,
                r#"{"code":"rest_comment_content_invalid"}"#,
                Refusal::Missing(Field::Text),
            ),
            (
                400,
                r#"{"code":"comment_content_column_length"}"#,
                Refusal::TooLong(Field::Text),
            ),
            (400, r#"{"code":"comment_flood"}"#, Refusal::TooFast(16)),
            (409, r#"{"code":"comment_duplicate"}"#, Refusal::Duplicate),
            (403, r#"{"code":"rest_comment_closed"}"#, Refusal::Closed),
            (
                401,
                r#"{"code":"rest_comment_login_required"}"#,
                Refusal::LoginRequired,
            ),
            (
                403,
                r#"{"code":"plugin_says_no","message":"Not &#8216;today&#8217;."}"#,
                Refusal::Other("Not ‘today’.".into()),
            ),
            (
                500,
                r#"{"code":"internal_server_error","message":"x"}"#,
                Refusal::Unknown(TransportError::Gateway(500)),
            ),
        ] {
            assert_eq!(refusal(status, &json(text)), expected, "{text}");
        }
    }

    #[test]
    fn an_address_without_a_post_is_none() {
        let base = Base::parse("https://news.example/").unwrap();
        for (address, is_place) in [
            ("https://news.example/wp-json/wp/v2/comments?post=5", true),
            (
                "https://news.example/?rest_route=/wp/v2/comments&post=5",
                true,
            ),
            ("https://news.example/wp-json/wp/v2/comments", false),
            ("https://news.example/wp-json/wp/v2/comments?post=x", false),
        ] {
            let url = WebUrl::parse(address).unwrap();
            let story = Story {
                address: &url,
                page: &url,
                headline: "",
                author: None,
                base: base.clone(),
            };
            assert_eq!(WordPress::new(&story).is_some(), is_place, "{address}");
        }
    }
}
