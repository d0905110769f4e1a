//! Long lists of a WordPress whose headers other origins may not read, as behind a gateway that sets its own.

use browser_tests::stage::start;
use browser_tests::{Embed, Fake, Reply};
use serde_json::{Value, json};

/// A comment as WordPress lists it.
fn listed(number: usize) -> Value {
    json!({
        "id": number, "parent": 0, "author": 0, "author_name": format!("Walker {number}"),
        "author_url": "", "date_gmt": "2026-03-02T10:00:00", "status": "approved",
        "content": { "rendered": format!("<p>Bridge {number}.</p>") },
        "link": "https://news.example/bridges/",
    })
}

/// The number in a query.
fn number(address: &str, name: &str) -> Option<usize> {
    let pairs = address.split(['?', '&']);
    let mut values = pairs.filter_map(|pair| pair.strip_prefix(name)?.strip_prefix('='));
    values.next()?.parse().ok()
}

/// A WordPress with so many comments, whose pages are of the length that was asked for.
async fn wordpress(count: usize) -> Fake {
    Fake::start(move |asked| {
        let page = number(&asked.address, "page").unwrap_or(1);
        let length = number(&asked.address, "per_page").unwrap_or(10);
        let all = (1..=count).map(listed).skip((page - 1) * length);
        let pages = count.div_ceil(length).to_string();
        Reply::json(200, &all.take(length).collect())
            .header("x-wp-total", &count.to_string())
            .header("x-wp-totalpages", &pages)
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn all_comments_can_be_had_where_no_header_tells_of_them() {
    let (browser, servers) = start().await;
    for (count, clicks) in [(207, 2), (100, 1), (99, 0)] {
        let engine = wordpress(count).await;
        let address = format!("{}/wp-json/wp/v2/comments?post=8", engine.origin);
        let page = servers.comments_page(&servers.story("tide"), "wordpress", &address);
        browser.open(&page).await;
        let embed = Embed::first(&browser);
        embed.reply_form().await;
        embed.until_text(".comment .words", "Bridge 1.").await;
        assert_eq!(embed.count(".comment").await, count.min(100), "{count}");
        if clicks > 0 {
            let title = embed.text(".comments-title").await;
            assert_eq!(title, "Comments", "{count}: how many is not known yet");
        }
        for _ in 0..clicks {
            let before = embed.count(".comment").await;
            embed.click("button.more:not([aria-disabled])").await;
            let script = "return root.querySelectorAll('.comment').length > Number(arguments[1])
                || !root.querySelector('button.more')";
            let what = "more of them, or no more";
            let before = before.to_string();
            let _: bool = embed.until(what, script, &[&before]).await;
        }
        let title = format!("{count} comments");
        embed.until_text(".comments-title", &title).await;
        assert_eq!(embed.count(".comment").await, count);
        assert_eq!(embed.count("button.more").await, 0, "{count}");
        let last = embed.texts(".comment .words").await.pop();
        assert_eq!(last, Some(format!("Bridge {count}.")));
    }
}

/// As of a cache that leaves the query out.
#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_lists_the_same_page_for_ever_is_not_asked_for_ever() {
    let (browser, servers) = start().await;
    let first: Value = (1..=100).map(listed).collect();
    let engine = Fake::start(move |_| Reply::json(200, &first)).await;
    let address = format!("{}/wp-json/wp/v2/comments?post=8", engine.origin);
    let page = servers.comments_page(&servers.story("tide"), "wordpress", &address);
    browser.open(&page).await;
    let embed = Embed::first(&browser);
    embed.reply_form().await;
    embed.click("button.more").await;
    let script = "return !root.querySelector('button.more')";
    let _: bool = embed.until("there is no more", script, &[]).await;
    assert_eq!(embed.count(".comment").await, 100);
}
