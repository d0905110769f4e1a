//! A story published in WordPress, as a reader sees it on a partner's page.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use browser_tests::{Browser, Embed, Servers, WordPress};
use serde_json::{Value, json};

/// In Auckland it is already the ninth; in UTC it is still the eighth.
const PUBLISHED: &str = "2025-03-09T00:20:00";

/// The story's page in the tag, for when nothing else can be had.
const URL: &str = "https://example-news.example/the-third-gate";

/// Publishes a story with everything in it.
async fn publish(wordpress: &WordPress) -> browser_tests::wordpress::Post {
    let file = |name: &str| format!("{}/stories/{name}", env!("CARGO_MANIFEST_DIR"));
    let lead = wordpress
        .upload(
            "lead.png",
            std::fs::read(file("lead.png")).unwrap(),
            json!({ "alt_text": "A river under a dark sky", "caption": "The Upper Wend in March." }),
        )
        .await;
    let gate = std::fs::read(file("gate.png")).unwrap();
    let gate = wordpress.upload("gate.png", gate, json!({})).await;
    let content = std::fs::read_to_string(file("bridge.html")).unwrap();
    let categories = [
        wordpress.category("River life").await,
        wordpress.category("World").await,
    ];
    wordpress
        .publish(json!({
            "title": "Lock keepers &amp; bargemen: who shut the &#8216;third gate&#8217; &lt;again&gt;?",
            "content": content.replace("{{GATE}}", gate["source_url"].as_str().unwrap()),
            "date": PUBLISHED,
            "categories": categories,
            "featured_media": lead["id"],
        }))
        .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reader_sees_all_of_the_story() {
    let (browser, servers) = (Browser::start().await, Servers::start().await);
    let wordpress = WordPress::default();
    let post = publish(&wordpress).await;
    browser
        .open(&servers.page("story", &[("ARTICLE", &post.article), ("URL", URL)]))
        .await;
    let embed = Embed::first(&browser);

    let headline = "Lock keepers & bargemen: who shut the ‘third gate’ <again>?";
    assert_eq!(embed.story().await, headline);
    assert_eq!(embed.texts(".sections li").await, ["River life", "World"]);

    let lead = "const picture = root.querySelector('.lead img');
        return picture?.complete && picture.naturalWidth";
    let width: u32 = embed.until("the lead picture is loaded", lead, &[]).await;
    assert!(width > 0, "the lead picture is empty");
    assert_eq!(
        embed.attribute(".lead img", "alt").await.as_deref(),
        Some("A river under a dark sky")
    );
    assert_eq!(
        embed.text(".lead figcaption").await,
        "The Upper Wend in March."
    );

    let body: Vec<(String, String)> = embed
        .run(
            "return [...root.querySelector('.text').children].map((e) => [e.localName, words(e)])",
            &[],
        )
        .await;
    let names: Vec<_> = body.iter().map(|(name, _)| name.as_str()).collect();
    let words: Vec<_> = body.iter().map(|(_, words)| words.as_str()).collect();
    assert_eq!(
        names[..6],
        ["p", "p", "h3", "ul", "blockquote", "figure"],
        "{body:#?}"
    );
    assert_eq!(names.len(), 8, "{body:#?}");
    for (words, expected) in words.iter().zip([
        "The lock keepers of the Upper Wend have shut the third gate for the winter",
        "“We came down with the barge & found it chained,” said the skipper",
        "Who holds the key",
        "The parish, which paid for the chain",
        "A gate is a promise with hinges.",
        "The third gate, seen from the inn.",
        "Gate",
        "The parish meets on Thursday.",
    ]) {
        assert!(
            words.starts_with(expected),
            "{words:?} should start with {expected:?}"
        );
    }
    assert_eq!(
        embed.texts(".text li").await[1],
        "The mill, which owns the bank"
    );
    assert_eq!(
        embed.text(".text blockquote footer").await,
        "Ada Brook, lock keeper"
    );
    assert_eq!(embed.texts(".text th").await, ["Gate", "Opened"]);
    assert_eq!(
        embed.texts(".text td").await,
        ["First", "1871", "Third", "1902"]
    );
    assert_eq!(
        embed.texts(".text strong, .text em").await,
        ["Upper Wend", "Ferry Inn"]
    );
    // Relative to the publisher's page, not to the partner's.
    let link = embed.attribute(".text a", "href").await.unwrap();
    assert_eq!(
        link,
        post.link
            .replace(post.link.rsplit('/').nth(1).unwrap(), "cargo")
            + "?from=wend&to=sea"
    );

    embed.scroll_to(".text figure img").await;
    let gate = "const picture = root.querySelector('.text figure img');
        return picture.complete && picture.naturalWidth";
    assert_eq!(
        embed
            .until::<u32>("the picture in the text is loaded", gate, &[])
            .await,
        320
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn below_the_text_stand_the_source_the_profiles_the_share_bar_and_the_form() {
    let (browser, servers) = (Browser::start().await, Servers::start().await);
    let post = WordPress::default()
        .publish_short("What stands below")
        .await;
    browser
        .open(&servers.page("story", &[("ARTICLE", &post.article), ("URL", URL)]))
        .await;
    let embed = Embed::first(&browser);
    embed.story().await;

    assert_eq!(embed.text(".credit-line").await, "Source: Example News");
    assert_eq!(
        embed.attribute(".original a", "href").await.as_deref(),
        Some(post.link.as_str())
    );
    assert!(
        embed
            .text(".follow")
            .await
            .starts_with("Follow Example News")
    );
    let links: Vec<(String, String)> = embed
        .run(
            "return [...root.querySelectorAll('.follow a')].map((a) => [words(a), a.href])",
            &[],
        )
        .await;
    let links: Vec<_> = links
        .iter()
        .map(|(label, href)| (label.as_str(), href.as_str()))
        .collect();
    assert_eq!(
        links,
        [
            ("X", "https://x.com/example_news"),
            ("Facebook", "https://www.facebook.com/example.news"),
            ("example-news.example", "https://example-news.example/"),
        ]
    );
    assert_eq!(
        embed.text(".invitation").await,
        "Think your friends would be interested? Share this story!"
    );
    assert!(
        embed.count(".share-button").await >= 6,
        "share buttons are missing"
    );

    embed.reply_form().await;
    assert_eq!(embed.text(".comments-title").await, "Comments");
    assert_eq!(embed.text(".form-title").await, "Leave a Reply");
    let notes = "Your email address will not be published. Required fields are marked *";
    assert_eq!(embed.text(".form-notes").await, notes);
    assert_eq!(
        embed.texts("form label:not([aria-hidden] *)").await,
        [
            "Comment *",
            "Name *",
            "Email *",
            "Website",
            "Remember me on this site"
        ]
    );
    assert_eq!(embed.text("form button.submit").await, "Post Comment");
    // What the reader reads is what assistive technology says.
    for (field, name) in [
        ("comment", "Comment"),
        ("author", "Name"),
        ("email", "Email"),
        ("website", "Website"),
    ] {
        let label = embed.accessible_name(&format!("form [name={field}]")).await;
        assert_eq!(label.trim(), name, "the accessible name of {field}");
    }
    let order: Vec<String> = embed
        .run(
            "return [...root.querySelectorAll('.headline, .date, .text, .credit-line, .follow, .share, .comments')]
                .map((element) => element.className)",
            &[],
        )
        .await;
    assert_eq!(
        order,
        [
            "headline",
            "date",
            "text",
            "credit-line",
            "follow",
            "share",
            "comments"
        ]
    );
    assert_eq!(browser.console().await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_date_is_the_publishers_day_wherever_the_reader_is() {
    let servers = Servers::start().await;
    let wordpress = WordPress::default();
    let post = wordpress
        .publish(json!({ "title": "Past midnight", "content": "<p>Late.</p>", "date": PUBLISHED }))
        .await;
    let page = servers.page("story", &[("ARTICLE", &post.article), ("URL", URL)]);
    for (language, time_zone, day, weekday) in [
        ("en-GB", "America/Los_Angeles", "9 March 2025", "Sun"),
        ("en-GB", "Pacific/Kiritimati", "9 March 2025", "Sun"),
        ("de-DE", "Europe/Berlin", "9. März 2025", "So"),
    ] {
        let browser = Browser::speaking(language).await;
        browser
            .devtools(
                "Emulation.setTimezoneOverride",
                json!({ "timezoneId": time_zone }),
            )
            .await;
        browser.open(&page).await;
        let zone: String = browser
            .run(
                "return Intl.DateTimeFormat().resolvedOptions().timeZone",
                vec![],
            )
            .await;
        assert_eq!(zone, time_zone);
        let embed = Embed::first(&browser);
        embed.story().await;
        let date = embed.text(".date time").await;
        assert!(
            date.ends_with(day) && date.starts_with(weekday),
            "{language} in {time_zone}: {date:?} should be {weekday} {day}"
        );
        let shown: Value = embed
            .run("return root.querySelector('time').dateTime", &[])
            .await;
        assert_eq!(
            shown, "2025-03-09T00:20:00+13:00",
            "{language} in {time_zone}"
        );
    }
}
