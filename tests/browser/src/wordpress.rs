//! A publisher's editor at work: publishing and moderating over WordPress's REST API.
//!
//! Readers' side of the same API is the widget's business and is not here.

use reqwest::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use reqwest::{Client, Method, RequestBuilder};
use serde_json::{Value, json};

use crate::setting;

/// The real WordPress of this run.
#[derive(Debug)]
pub struct WordPress {
    address: String,
    client: Client,
}

/// A published story.
#[derive(Debug)]
pub struct Post {
    /// Its number.
    pub id: u64,
    /// Its own page.
    pub link: String,
    /// What `data-article` holds.
    pub article: String,
}

impl Default for WordPress {
    fn default() -> Self {
        Self {
            address: setting("ARTICLE_EMBED_WORDPRESS"),
            client: Client::new(),
        }
    }
}

impl WordPress {
    /// Publishes a post of these fields.
    pub async fn publish(&self, fields: Value) -> Post {
        let mut fields = fields;
        fields["status"] = json!("publish");
        let post = send(self.request(Method::POST, "posts").json(&fields)).await;
        let id = number(&post["id"]);
        Post {
            id,
            link: post["link"].as_str().unwrap().to_owned(),
            article: format!("{}/wp-json/wp/v2/posts/{id}?_embed", self.address),
        }
    }

    /// Publishes a short story that a test about something else can use.
    pub async fn publish_short(&self, title: &str) -> Post {
        let content = "<p>The tide came up to the third step and went back again.</p>";
        self.publish(json!({ "title": title, "content": content }))
            .await
    }

    /// Uploads a picture and returns WordPress's record of it.
    pub async fn upload(&self, name: &str, bytes: Vec<u8>, fields: Value) -> Value {
        let upload = self
            .request(Method::POST, "media")
            .header(CONTENT_TYPE, "image/png")
            .header(
                CONTENT_DISPOSITION,
                format!("attachment; filename=\"{name}\""),
            )
            .body(bytes);
        let id = number(&send(upload).await["id"]);
        send(
            self.request(Method::POST, &format!("media/{id}"))
                .json(&fields),
        )
        .await
    }

    /// The number of the category of this name, which is made where it is missing.
    pub async fn category(&self, name: &str) -> u64 {
        let found = send(
            self.request(Method::GET, "categories")
                .query(&[("search", name)]),
        )
        .await;
        let found = found
            .as_array()
            .unwrap()
            .iter()
            .find(|category| category["name"] == name);
        if let Some(category) = found {
            return number(&category["id"]);
        }
        let fields = json!({ "name": name });
        let made = send(self.request(Method::POST, "categories").json(&fields)).await;
        number(&made["id"])
    }

    /// All comments on a post that are not thrown away, whatever their state, oldest first.
    pub async fn comments(&self, post: &Post) -> Vec<Value> {
        let id = post.id.to_string();
        let mut comments = Vec::new();
        for status in ["hold", "approve", "spam"] {
            let query = [
                ("post", id.as_str()),
                ("status", status),
                ("context", "edit"),
                ("per_page", "100"),
            ];
            let page = send(self.request(Method::GET, "comments").query(&query)).await;
            comments.extend(page.as_array().unwrap().iter().cloned());
        }
        comments.sort_by_key(|comment| number(&comment["id"]));
        comments
    }

    /// Address of a post's comments, at an origin that stands for WordPress's.
    #[must_use]
    pub fn comments_at(&self, origin: &str, post: &Post) -> String {
        format!("{origin}/wp-json/wp/v2/comments?post={}", post.id)
    }

    /// Where it answers.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.address
    }

    /// Lets a comment through.
    pub async fn approve(&self, comment: &Value) {
        let path = format!("comments/{}", number(&comment["id"]));
        send(
            self.request(Method::POST, &path)
                .json(&json!({ "status": "approved" })),
        )
        .await;
    }

    /// Throws a comment away for good.
    pub async fn delete(&self, comment: &Value) {
        let path = format!("comments/{}", number(&comment["id"]));
        let request = self.request(Method::DELETE, &path);
        send(request.query(&[("force", "true")])).await;
    }

    /// Writes a comment as the editor, which needs nobody's approval.
    pub async fn comment(&self, post: &Post, text: &str) {
        let fields = json!({ "post": post.id, "content": text });
        send(self.request(Method::POST, "comments").json(&fields)).await;
    }

    /// Has a guest have written a comment at this moment (in UTC), which is published.
    pub async fn comment_by(&self, post: &Post, author: &str, email: &str, text: &str, at: &str) {
        let fields = json!({
            "post": post.id,
            "author_name": author,
            "author_email": email,
            "content": text,
            "date_gmt": at,
            "status": "approved",
        });
        send(self.request(Method::POST, "comments").json(&fields)).await;
    }

    /// Takes no more comments on a post.
    pub async fn close_comments(&self, post: &Post) {
        let path = format!("posts/{}", post.id);
        send(
            self.request(Method::POST, &path)
                .json(&json!({ "comment_status": "closed" })),
        )
        .await;
    }

    fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let user = setting("ARTICLE_EMBED_WORDPRESS_USER");
        let password = setting("ARTICLE_EMBED_WORDPRESS_PASSWORD");
        self.client
            .request(method, format!("{}/wp-json/wp/v2/{path}", self.address))
            .basic_auth(user, Some(password))
    }
}

async fn send(request: RequestBuilder) -> Value {
    let answer = request.send().await.expect("WordPress does not answer");
    let (status, url) = (answer.status(), answer.url().clone());
    let text = answer.text().await.unwrap();
    assert!(status.is_success(), "{url}: {status}: {text}");
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{url}: {error}: {text}"))
}

fn number(value: &Value) -> u64 {
    value
        .as_u64()
        .unwrap_or_else(|| panic!("{value} is no number"))
}
