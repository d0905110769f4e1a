//! Where the things of a story are fetched from: over `https` where the page came over it, and never from the
//! reader's own machine or network, unless the story came from there.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use browser_tests::stage::start;
use browser_tests::{Answer, Embed};
use serde_json::json;

/// A page that has an address over `https` as far as a script can tell.
const SECURE: &str = "<base href='https://partner.example/page/'>";

#[tokio::test(flavor = "multi_thread")]
async fn a_secure_page_asks_for_everything_over_https() {
    let (browser, servers) = start().await;
    for (base, scheme) in [(SECURE, "https"), ("", "http")] {
        let markup = format!(
            "{base}<script async src='{}/embed.js' data-article='http://news.example:81/a.json'
                data-url='http://news.example/a'></script>",
            servers.embed
        );
        browser.requests().await;
        browser
            .open(&servers.page("bare", &[("SNIPPET", &markup)]))
            .await;
        let embed = Embed::first(&browser);
        embed.failure().await;
        let link = "return root.querySelector('.failure a').href";
        assert_eq!(
            embed.run::<String>(link, &[]).await,
            "http://news.example/a"
        );
        let asked = browser.requests().await;
        let address = format!("{scheme}://news.example:81/a.json");
        assert!(asked.contains(&address), "{address}: {asked:#?}");
        let console = browser.console().await;
        let told = "asked for over https, as the page came over it: http://news.example:81/a.json";
        let lines = console.iter().filter(|line| line.contains(told)).count();
        assert_eq!(lines, usize::from(scheme == "https"), "{console:#?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_comments_and_the_count_of_a_secure_page_go_over_https_and_those_of_this_machine_do_not()
 {
    let (browser, servers) = start().await;
    let story = json!({
        "id": 42, "date": "2026-03-02T10:00:00", "link": "http://news.example/ferry/", "comment_status": "open",
        "title": { "rendered": "Low water" }, "content": { "rendered": "<p>The ferry lay on the sand.</p>" },
        "_links": { "replies": [{ "href": "http://news.example:82/wp-json/wp/v2/comments?post=42" }] },
    });
    servers.answer("/low.json", Answer::json(200, &story.to_string()));
    let count = format!("{}/count", servers.publisher);
    for count in [count.as_str(), "http://count.example:83/x"] {
        let markup = format!(
            "{SECURE}<script async src='{}/embed.js' data-article='{}' data-count='{count}'></script>",
            servers.embed,
            servers.story("low"),
        );
        browser.requests().await;
        browser
            .open(&servers.page("bare", &[("SNIPPET", &markup)]))
            .await;
        let embed = Embed::first(&browser);
        assert_eq!(embed.story().await, "Low water");
        embed.scroll_to(".comments, [data-place=comments]").await;
        let secure = if count.contains("127.0.0.1") {
            count.to_owned()
        } else {
            count.replace("http:", "https:")
        };
        let (mut comments, mut counted) = (false, false);
        let mut all = Vec::new();
        for _ in 0..100 {
            let asked = browser.requests().await;
            comments |= asked
                .iter()
                .any(|url| url.starts_with("https://news.example:82/"));
            counted |= asked.iter().any(|url| url.starts_with(&secure));
            all.extend(asked);
            if comments && counted {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
        assert!(comments && counted, "{all:#?}");
        let plain = all.iter().filter(|url| {
            url.starts_with("http://news.example") || url.starts_with("http://count")
        });
        assert_eq!(plain.count(), 0, "{all:#?}");
        let console = browser.console().await.join("\n");
        assert!(
            console.contains("came over it: http://news.example:82/"),
            "{console}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_story_from_the_web_asks_nothing_of_the_readers_own_machine() {
    let (browser, servers) = start().await;
    let own = &servers.publisher;
    let local = own.replace("127.0.0.1", "localhost");
    let html = format!(
        "<p>Before.</p><img src=\"{own}/reboot-1\"><img src=\"{local}/reboot-2\" srcset=\"{local}/reboot-3 2x\">
        <figure><video src=\"{own}/reboot-4\" poster=\"{own}/reboot-5\"></video></figure>
        <audio src=\"{own}/reboot-6\"></audio><img src=\"/reboot-7\"><p>After.</p>"
    );
    let story = json!({
        "id": 42, "date": "2026-03-02T10:00:00", "link": format!("{own}/own/"), "comment_status": "open",
        "title": { "rendered": "Low water" }, "content": { "rendered": html },
        "_links": { "replies": [{ "href": format!("{own}/comments?post=42") }] },
        "_embedded": { "wp:featuredmedia": [{ "source_url": format!("{own}/reboot-8"), "media_type": "image" }] },
    });
    servers.answer("/low.json", Answer::json(200, &story.to_string()));
    let paths: Vec<_> = (1..9).map(|number| format!("/reboot-{number}")).collect();
    let pixel = Answer::With(
        200,
        "image/svg+xml",
        "<svg xmlns='http://www.w3.org/2000/svg'/>".into(),
    );
    for path in &paths {
        servers.answer(path, pixel.clone());
    }
    servers.answer("/comments", Answer::json(200, "[]"));
    // The same server by a name of the web, and by its own.
    let port = own.rsplit(':').next().unwrap();
    for (from, is_own) in [
        (format!("http://news.example:{port}"), false),
        (own.clone(), true),
    ] {
        let article = format!("{from}/low.json");
        let page = servers.comments_page(&article, "auto", "");
        browser.open(&page).await;
        let embed = Embed::first(&browser);
        assert_eq!(embed.story().await, "Low water");
        embed
            .scroll_to("[data-place=comments], .credit, footer")
            .await;
        if is_own {
            embed.reply_form().await;
        } else {
            embed.islands().await;
        }
        let pictures = "return root.querySelectorAll('img, video, audio').length";
        let pictures: usize = embed.run(pictures, &[]).await;
        assert_eq!(pictures > 0, is_own, "{from}: {pictures}");
        let asked: usize = paths.iter().map(|path| servers.asked(path).len()).sum();
        assert_eq!(asked > 0, is_own, "{from}: {asked} pictures");
        let comments = servers.asked("/comments").len();
        assert_eq!(
            comments > 0,
            is_own,
            "{from}: {comments} requests for comments"
        );
        let console = browser.console().await.join("\n");
        let told = console.contains("would be fetched from the reader's own network");
        assert_eq!(told, !is_own, "{from}: {console}");
    }
}
