//! A story that a hostile or careless author wrote, as WordPress hands it out.

use browser_tests::{Browser, Embed, Servers, WordPress};
use serde_json::{Value, json};

#[tokio::test(flavor = "multi_thread")]
async fn nothing_in_a_story_runs() {
    let (browser, servers) = (Browser::start().await, Servers::start().await);
    let content = include_str!("../stories/hostile.html");
    let title = "<b onmouseover=\"window.harmed = 'title'\">Bold</b> <script>window.harmed = 'headline'</script>";
    let post = WordPress::default()
        .publish(json!({ "title": title, "content": content }))
        .await;
    let stored: Value = reqwest::get(&post.article)
        .await
        .unwrap()
        .json()
        .await
        .unwrap();
    let stored = stored["content"]["rendered"].as_str().unwrap();
    assert!(
        stored.contains("onerror") && stored.contains("<script"),
        "WordPress keeps no harm"
    );
    browser
        .open(&servers.page("story", &[("ARTICLE", &post.article), ("URL", "")]))
        .await;
    let embed = Embed::first(&browser);
    assert!(embed.story().await.starts_with("Bold"));
    let paragraphs = embed.texts(".text p").await;
    assert_eq!(
        paragraphs.first().map(String::as_str),
        Some("Before."),
        "{paragraphs:#?}"
    );
    assert_eq!(
        paragraphs.last().map(String::as_str),
        Some("After."),
        "{paragraphs:#?}"
    );
    let left =
        ".text :is(script, style, iframe, form, svg, [onclick], [onerror], [href^=javascript])";
    assert_eq!(embed.count(left).await, 0);
    embed.until_text(".text", "Read on").await;
    let () = embed
        .run(
            "for (const e of root.querySelectorAll('.text *')) e.click()",
            &[],
        )
        .await;
    let harmed: Value = browser.run("return window.harmed ?? null", vec![]).await;
    assert_eq!(harmed, Value::Null);
}
