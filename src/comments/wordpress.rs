//! WordPress's own comments over its REST API (`wp/v2/comments`).
//!
//! Source: the WordPress REST API handbook. Guests may post only where the site has the filter
//! `rest_allow_anonymous_comments`. Refusals are told apart by their code, since the text is
//! translated. A guest cannot read a held comment back, so what was posted is kept by the caller.

use std::rc::Rc;

use super::engine::{
    Call, Capabilities, Engine, Field, Limits, Order, Page, Refusal, Standing, Submission, read_all,
};
use super::kind::{Discussion, Kind};
use super::{Comment, State, kept, member};
use crate::article::Date;
use crate::html;
use crate::json::Json;
use crate::text::{is_all, split_run};
use crate::transport::{Answer, Request};
use crate::url::{Base, WebUrl};

/// The engine's row.
pub const KIND: Kind = Kind {
    name: "wordpress",
    example: "https://news.example/wp-json/wp/v2/comments?post=42",
};

/// Starts the engine; `None` where the address is of another kind than the example.
#[must_use]
pub fn start(discussion: &Discussion) -> Option<Rc<dyn Engine>> {
    Some(Rc::new(WordPress::new(discussion)?))
}

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

/// What of a comment is asked for: the rest, which is not shown, is three quarters of the bytes.
const FIELDS: &str = "id,parent,author,author_name,author_url,date_gmt,content,link,status";

/// A post's comments.
pub struct WordPress {
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
    pub fn new(story: &Discussion) -> Option<Self> {
        let post = story.address.query("post");
        Some(Self {
            url: story.address.clone(),
            post: post.filter(|post| is_all(post, u8::is_ascii_digit))?,
            base: story.base.clone(),
            author: story.author,
        })
    }

    fn list_url(&self, page: u32, order: Order) -> WebUrl {
        let order = match order {
            Order::Newest => "desc",
            Order::Oldest => "asc",
        };
        self.url
            .with_query("per_page", &PER_PAGE.to_string())
            .with_query("page", &page.to_string())
            .with_query("order", order)
            .with_query("_fields", FIELDS)
    }
}

impl Engine for WordPress {
    fn capabilities(&self) -> Capabilities {
        CAPABILITIES
    }

    fn list(&self, page: u32, order: Order) -> Call {
        Request::get(self.list_url(page, order)).into()
    }

    fn read_list(&self, page: u32, order: Order, answer: &Answer) -> Option<Page> {
        let Json::Array(listed) = answer.json() else {
            return None;
        };
        let mut items = read_all(self, &mut listed.iter());
        if order == Order::Newest {
            items.reverse();
        }
        let count = u32::try_from(listed.len()).ok()?;
        let pages = number(answer, "X-WP-TotalPages");
        let total = number(answer, "X-WP-Total");
        let (has_next, total) = extent(page, count, pages, total);
        Some(Page {
            items,
            total,
            next: has_next.then_some(page + 1),
        })
    }

    fn post(&self, sent: &Submission) -> Option<Call> {
        let seconds = sent.signs.seconds.to_string();
        let mut fields = vec![
            // What WordPress does not know, a plugin can check.
            ("article_embed_trap", sent.signs.honeypot.as_str()),
            ("article_embed_seconds", &seconds),
            ("post", &self.post),
            ("content", &sent.text),
            ("author_name", &sent.author),
            ("author_email", &sent.email),
            ("author_url", &sent.website),
            ("parent", sent.parent.as_deref().unwrap_or_default()),
        ];
        // WordPress checks an address that is sent, even an empty one.
        fields.retain(|(_, value)| !value.is_empty());
        Some(Request::form(self.url.without_query("post"), &fields).into())
    }

    fn read_comment(&self, json: &Json) -> Option<Comment> {
        comment(json, &self.base, self.author)
    }

    fn read_refusal(&self, sent: &Submission, answer: &Answer) -> Refusal {
        match refusal(answer.status, answer.json()) {
            // One code stands for both; the field that was filled in is not the missing one.
            Refusal::Missing(Field::Author) if !matches!(sent.author.as_str(), "" | "0") => {
                Refusal::Missing(Field::Email)
            }
            refusal => refusal,
        }
    }

    fn search(&self, sent: &Submission, step: u32) -> Option<Call> {
        let newest = self.list_url(1, Order::Newest);
        let url = match step {
            0 => newest,
            // It may be an old one.
            1 => newest.with_query("search", plainest(&sent.text)?),
            _ => return None,
        };
        Some(Request::get(url).into())
    }

    fn read_search(&self, sent: &Submission, json: &Json) -> Option<Comment> {
        let wanted = kept::typed(sent);
        let mut comments = read_all(self, &mut json.items().iter()).into_iter();
        comments.find(|one| {
            kept::is_same(one, &wanted) && kept::is_in_place(one.parent.as_deref(), sent)
        })
    }

    fn standing(&self, id: &str) -> Option<Call> {
        // Also where the site has its plain addresses (`?rest_route=…`).
        let comments = self.url.without_query("post");
        let url = WebUrl::parse(&[comments.as_str(), "/", id].concat())?;
        Some(Request::get(url).into())
    }

    fn read_standing(&self, answer: &Answer) -> Standing {
        let json = answer.json();
        // A guest is refused what is held (401), and told what is not there (404). Others than
        // WordPress answer 404, too.
        if answer.status == 404 && json.get("code").as_str() == Some("rest_comment_invalid_id") {
            return Standing::Gone;
        }
        let comment = self.read_comment(json).filter(|_| answer.is_ok());
        comment.map_or(Standing::Unknown, |comment| {
            Standing::There(Box::new(comment))
        })
    }
}

/// The longest part of a text that WordPress keeps as it was typed, for it to look for; an address has
/// room for so much of it.
fn plainest(text: &str) -> Option<&str> {
    let mut longest = "";
    let mut rest = text;
    while !rest.is_empty() {
        let (part, after) = split_run(rest, |byte| !b"<>&\"'\\\n\r".contains(byte));
        if part.len() > longest.len() {
            longest = part;
        }
        rest = after.get(1..).unwrap_or_default();
    }
    let end = longest.floor_char_boundary(SEARCH_LENGTH);
    longest.get(..end).filter(|part| !part.is_empty())
}

/// How many bytes of a text are looked for.
const SEARCH_LENGTH: usize = 200;

/// Whether there is a page behind this one, which has so many comments, and how many there are on all.
/// The headers that tell are often hidden from other origins (CORS): then a page that is as long as what
/// was asked for has another behind it, until one comes short.
fn extent(page: u32, count: u32, pages: Option<u32>, total: Option<u32>) -> (bool, Option<u32>) {
    let here = page.saturating_mul(PER_PAGE);
    let has_next = match (pages, total) {
        (Some(pages), _) => page < pages,
        (None, Some(total)) => here < total,
        (None, None) => count >= PER_PAGE,
    };
    let last = (!has_next).then(|| here - PER_PAGE + count);
    (has_next, total.or(last))
}

fn number(answer: &Answer, header: &str) -> Option<u32> {
    answer.header(header)?.trim().parse().ok()
}

/// A comment as WordPress lists it.
fn comment(json: &Json, base: &Base, author: Option<u32>) -> Option<Comment> {
    let words = json.at(&["content", "rendered"]).as_str()?;
    Some(Comment {
        id: member::id(json, "id")?,
        parent: member::id(json, "parent").filter(|parent| parent != "0"),
        author: member::words(json, "author_name"),
        author_url: member::link(json, "author_url", base),
        body: html::blocks(words, base),
        created: member::date(json, "date_gmt").map(Date::in_utc),
        state: match json.get("status").as_str() {
            Some("approved") | None => State::Published,
            // `hold`, and `trash` or `spam` by a filter: the reader is not to be told a judgement.
            Some(_) => State::Pending,
        },
        // Any registered user's comment carries a number; only the writer's own is told apart.
        by_publisher: author.is_some() && json.get("author").as_unsigned() == author,
        permalink: member::link(json, "link", base),
        source: None,
        edited: None,
        folded: None,
    })
}

/// Codes by which WordPress refuses, and what it means.
const REFUSALS: &[(&str, Refusal)] = &[
    (
        "rest_comment_author_data_required",
        Refusal::Missing(Field::Author),
    ),
    (
        "rest_comment_content_invalid",
        Refusal::Missing(Field::Text),
    ),
    (
        "comment_author_column_length",
        Refusal::TooLong(Field::Author),
    ),
    (
        "comment_author_email_column_length",
        Refusal::TooLong(Field::Email),
    ),
    (
        "comment_author_url_column_length",
        Refusal::TooLong(Field::Website),
    ),
    (
        "comment_content_column_length",
        Refusal::TooLong(Field::Text),
    ),
    ("comment_flood", Refusal::TooFast(FLOOD_INTERVAL)),
    ("comment_duplicate", Refusal::Duplicate),
    ("rest_comment_closed", Refusal::Closed),
    ("rest_comment_invalid_post_id", Refusal::Closed),
    ("rest_comment_draft_post", Refusal::Closed),
    ("rest_comment_login_required", Refusal::LoginRequired),
    ("rest_cannot_read_post", Refusal::LoginRequired),
];

pub(super) fn refusal(status: u16, json: &Json) -> Refusal {
    let code = json.get("code").as_str().unwrap_or_default();
    let mut known = REFUSALS.iter();
    if let Some((_, refusal)) = known.find(|(name, _)| *name == code) {
        return refusal.clone();
    }
    // Of the fields that it can name, only these two have forms of their own.
    let params = json.at(&["data", "params"]);
    let is_named = |name| {
        let mut items = params.items().iter();
        !params.get(name).is_null() || items.any(|item| item.as_str() == Some(name))
    };
    if is_named("author_email") {
        Refusal::Invalid(Field::Email)
    } else if is_named("author_url") {
        Refusal::Invalid(Field::Website)
    } else if code.is_empty() || status >= 500 {
        Refusal::by_status(status)
    } else {
        Refusal::Other(member::words(json, "message"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
                Refusal::Unknown,
            ),
        ] {
            assert_eq!(refusal(status, &json(text)), expected, "{text}");
        }
    }

    fn wordpress(address: &str) -> Option<WordPress> {
        let url = WebUrl::parse(address).unwrap();
        WordPress::new(&Discussion {
            address: &url,
            page: &url,
            headline: "",
            author: None,
            base: Base::nowhere(),
        })
    }

    fn request(call: Option<Call>) -> Request {
        match call {
            Some(Call::Server(request)) => request,
            _ => panic!("WordPress is asked for everything"),
        }
    }

    #[test]
    fn what_is_asked_names_the_post_also_with_plain_addresses() {
        for (address, list, comment) in [
            (
                "https://news.example/wp-json/wp/v2/comments?post=5",
                "https://news.example/wp-json/wp/v2/comments?post=5&per_page=100&page=2&order=desc",
                "https://news.example/wp-json/wp/v2/comments/7",
            ),
            (
                "https://news.example/?rest_route=/wp/v2/comments&post=5",
                "https://news.example/?rest_route=/wp/v2/comments&post=5&per_page=100&page=2&order=desc",
                "https://news.example/?rest_route=/wp/v2/comments/7",
            ),
        ] {
            let engine = wordpress(address).unwrap();
            let asked = request(Some(engine.list(2, Order::Newest)));
            assert!(asked.url.as_str().starts_with(list), "{asked:?}");
            assert!(!asked.with_cookies, "{asked:?}");
            let asked = request(engine.standing("7"));
            assert_eq!(asked.url.as_str(), comment);
        }
    }

    #[test]
    fn what_is_looked_for_stands_in_the_database_as_it_was_typed() {
        let long = "é".repeat(300);
        for (text, expected) in [
            ("I <b>really</b> mean it", Some(" mean it")),
            ("It's so", Some("s so")),
            ("one\na longer line", Some("a longer line")),
            ("<>", None),
            (&long, long.get(..200)),
        ] {
            assert_eq!(plainest(text), expected, "{text}");
        }
    }

    #[test]
    fn a_comment_is_a_form_without_empty_fields() {
        let engine = wordpress("https://news.example/wp-json/wp/v2/comments?post=5").unwrap();
        let sent = Submission {
            text: "So & so".into(),
            author: "Zoë".into(),
            ..Submission::default()
        };
        let posted = request(engine.post(&sent));
        let fields = "article_embed_seconds=0&post=5&content=So%20%26%20so&author_name=Zo%C3%AB";
        assert_eq!(posted.content.unwrap().1, fields);
        assert_eq!(
            posted.url.as_str(),
            "https://news.example/wp-json/wp/v2/comments"
        );
    }

    #[test]
    fn what_is_no_list_is_none() {
        let engine = wordpress("https://news.example/wp-json/wp/v2/comments?post=5").unwrap();
        for (text, is_list) in [("[]", true), ("[null, 1, {}]", true), ("{}", false)] {
            let answer = Answer::from_here(200, json(text));
            let page = engine.read_list(1, Order::Oldest, &answer);
            assert_eq!(page.is_some(), is_list, "{text}");
            assert_eq!(page.map_or(0, |page| page.items.len()), 0, "{text}");
        }
    }

    #[test]
    fn a_full_page_has_another_behind_it_where_no_header_tells() {
        for (page, count, pages, total, expected) in [
            (1, 100, Some(3), Some(207), (true, Some(207))),
            (3, 7, Some(3), Some(207), (false, Some(207))),
            (1, 100, Some(1), Some(100), (false, Some(100))),
            (1, 100, None, Some(207), (true, Some(207))),
            (1, 100, None, Some(100), (false, Some(100))),
            (1, 100, Some(2), None, (true, None)),
            (1, 100, None, None, (true, None)),
            (3, 7, None, None, (false, Some(207))),
            (3, 0, None, None, (false, Some(200))),
            (1, 7, None, None, (false, Some(7))),
            (1, 0, None, None, (false, Some(0))),
        ] {
            let case = (page, count, pages, total);
            assert_eq!(extent(page, count, pages, total), expected, "{case:?}");
        }
        let engine = wordpress("https://news.example/wp-json/wp/v2/comments?post=5").unwrap();
        // What cannot be read was listed all the same.
        let listed = ["[", &vec!["null"; 100].join(","), "]"].concat();
        let answer = Answer::from_here(200, json(&listed));
        let read = engine.read_list(2, Order::Oldest, &answer).unwrap();
        assert_eq!((read.next, read.total), (Some(3), None));
    }

    #[test]
    fn only_wordpress_itself_says_that_a_comment_is_gone() {
        let engine = wordpress("https://news.example/wp-json/wp/v2/comments?post=5").unwrap();
        for (status, text, expected) in [
            (404, r#"{"code":"rest_comment_invalid_id"}"#, Standing::Gone),
            (404, r#"{"code":"rest_no_route"}"#, Standing::Unknown),
            (401, r#"{"code":"rest_cannot_read"}"#, Standing::Unknown),
            (200, "{}", Standing::Unknown),
        ] {
            let answer = Answer::from_here(status, json(text));
            assert_eq!(engine.read_standing(&answer), expected, "{text}");
        }
    }

    #[test]
    fn an_address_without_a_post_is_none() {
        for (address, is_place) in [
            ("https://news.example/wp-json/wp/v2/comments?post=5", true),
            (
                "https://news.example/?rest_route=/wp/v2/comments&post=5",
                true,
            ),
            ("https://news.example/wp-json/wp/v2/comments", false),
            ("https://news.example/wp-json/wp/v2/comments?post=x", false),
        ] {
            assert_eq!(wordpress(address).is_some(), is_place, "{address}");
        }
    }
}
