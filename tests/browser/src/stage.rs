//! What most tests begin with: a browser, the servers, and a story with its comments.

use crate::isso::Settings;
use crate::wordpress::Post;
use crate::{Browser, Embed, Isso, Servers, WordPress};

/// What Isso knows the story `tide` by: its page's path.
pub const TIDE: &str = "/2025/05/the-tide-mill-grinds-again";

/// A browser of the test's own, and the servers.
pub async fn start() -> (Browser, Servers) {
    (Browser::start().await, Servers::start().await)
}

/// Opens a story with the comments of WordPress and comes near them.
pub async fn open_comments(browser: &Browser, servers: &Servers, post: &Post) {
    browser
        .open(&servers.comments_page(&post.article, "auto", ""))
        .await;
    Embed::first(browser).reply_form().await;
}

/// The same with a short story of this title, which is published for the test.
pub async fn start_commenting(title: &str) -> (Browser, Servers, WordPress, Post) {
    let (browser, servers) = start().await;
    let wordpress = WordPress::default();
    let post = wordpress.publish_short(title).await;
    open_comments(&browser, &servers, &post).await;
    (browser, servers, wordpress, post)
}

/// Opens the story `tide` with comments that stay in the browser.
pub async fn open_preview(browser: &Browser, servers: &Servers) {
    let page = servers.comments_page(&servers.story("tide"), "preview", "");
    browser.open(&page).await;
    Embed::first(browser).reply_form().await;
}

/// Opens the story `tide` with the comments of an Isso, at its origin or one that stands for it.
pub async fn open_isso(browser: &Browser, servers: &Servers, origin: &str) {
    let page = servers.comments_page(&servers.story("tide"), "isso", &format!("{origin}/"));
    browser.open(&page).await;
    Embed::first(browser).reply_form().await;
}

/// The same with an Isso of the test's own.
pub async fn start_isso(settings: Settings) -> (Browser, Servers, Isso) {
    let (browser, servers) = start().await;
    let isso = Isso::start(&servers, settings).await;
    open_isso(&browser, &servers, isso.origin()).await;
    (browser, servers, isso)
}

/// How many embeds there are on the page.
pub async fn count_embeds(browser: &Browser) -> usize {
    let script = "return document.querySelectorAll('article-embed').length";
    browser.run(script, vec![]).await
}
