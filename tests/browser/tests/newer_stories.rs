//! Stories that their publisher changes or takes back while they are read.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use browser_tests::Browser;
use browser_tests::site::Fault;
use serde_json::json;

use crate::rendered::Ahead;

const NOTE: &str =
    "return [...root.querySelectorAll('.newer')].filter((note) => note.checkVisibility()).map(
    (note) => note.dataset.when)";

/// A story that is long enough to be read in the middle.
fn long(first: &str, modified: &str) -> String {
    let mut body = vec![json!({ "type": "paragraph", "content": first })];
    for number in 0..60 {
        let words = format!(
            "Paragraph {number} of a story that goes on for a while, about the tide and the mill. "
        );
        body.push(json!({ "type": "paragraph", "content": words.repeat(3) }));
    }
    json!({
        "schema": "article-embed/1", "headline": "The mill", "language": "en-GB", "date_published": "2025-05-02",
        "date_modified": modified, "canonical_url": "https://estuary-post.example/mill", "body": body,
    })
    .to_string()
}

/// From now on a minute is over when the test says so.
async fn hold_minutes(browser: &Browser) {
    let hold = "
        const wait = window.setTimeout;
        window.setTimeout = (call, time, ...more) =>
            time === 60000 ? void (window.minute = call) : wait(call, time, ...more);";
    browser.run_first(hold).await;
}

/// Waits until a minute has begun.
async fn minute_begins(browser: &Browser) {
    let begun = "return !!window.minute";
    let _: bool = browser.until("a minute begins", begun, vec![]).await;
}

/// The minute is over.
async fn end_minute(browser: &Browser) {
    let end = "const { minute } = window; window.minute = null; minute()";
    let () = browser.run(end, vec![]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_newer_story_comes_without_moving_what_is_read_and_says_what_has_changed() {
    let ahead = Ahead::start().await;
    let short = "The first line.";
    let longer = "The first line, which has become a great deal longer. ".repeat(40);
    for (case, modified, change) in [
        ("fragment", "2025-05-02", "corrected"),
        ("fragment", "2025-06-13", "updated"),
        ("json", "2025-06-13", "updated"),
        ("declared", "2025-05-02", "corrected"),
    ] {
        let before = long(short, "2025-05-02");
        let mill = ahead.publish("mill", &before, "off");
        let markup = match case {
            "fragment" => ahead.tag(&mill.address, "off", "data-refresh='1'"),
            "json" => ahead.tag(&mill.json, "off", "data-refresh='1'"),
            _ => [mill.declared("refresh='1'"), ahead.loader()].concat(),
        };
        hold_minutes(&ahead.browser).await;
        let embed = ahead.open(&markup).await;
        embed.story().await;
        minute_begins(&ahead.browser).await;
        let place = "
            const block = [...root.querySelectorAll('.text > *')].find((block) => /Paragraph 40 /.test(block.textContent));
            return Math.round(block.getBoundingClientRect().top)";
        embed.run::<()>(
            "[...root.querySelectorAll('.text > *')].find((block) => /Paragraph 40 /.test(block.textContent))
                .scrollIntoView({ block: 'start', behavior: 'instant' })",
            &[],
        ).await;
        let top: f64 = embed.run(place, &[]).await;
        ahead.publish("mill", &long(&longer, modified), "off");
        end_minute(&ahead.browser).await;
        let come = "return /great deal longer/.test(root.querySelector('.text').textContent)";
        embed.until::<bool>("the newer story", come, &[]).await;
        let shown: Vec<String> = embed.run(NOTE, &[]).await;
        assert_eq!(shown, [change], "{case}");
        let settled = "return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))";
        let _: bool = ahead.browser.run(settled, vec![]).await;
        let now: f64 = embed.run(place, &[]).await;
        assert!((now - top).abs() <= 2.0, "{case}: {top} has become {now}");
        embed.click(&format!("[data-when={change}] button")).await;
        assert_eq!(embed.run::<Vec<String>>(NOTE, &[]).await, [""; 0], "{case}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_story_that_was_taken_back_is_replaced_by_a_sentence_and_what_is_gone_differs_from_what_is_missing()
 {
    let ahead = Ahead::start().await;
    for (status, words) in [(410, "withdrawn this story"), (404, "could not be found")] {
        ahead.site.recover();
        let mill = ahead.publish("mill", &long("The first line.", "2025-05-02"), "off");
        hold_minutes(&ahead.browser).await;
        let tag = ahead.tag(&mill.address, "off", "data-refresh='1'");
        let embed = ahead.open(&tag).await;
        embed.story().await;
        minute_begins(&ahead.browser).await;
        // A server that has a problem takes nothing away.
        ahead.site.spoil("/stories/mill.html", Fault::Status(503));
        let asked = ahead.site.asked("/stories/mill.html");
        end_minute(&ahead.browser).await;
        minute_begins(&ahead.browser).await;
        assert_eq!(ahead.site.asked("/stories/mill.html"), asked + 1);
        assert_eq!(embed.story().await, "The mill");
        ahead
            .site
            .spoil("/stories/mill.html", Fault::Status(status));
        end_minute(&ahead.browser).await;
        assert!(embed.failure().await.contains(words), "{status}");
    }
}

/// What stood in the page has brought its own style; what comes in its place has none of it.
#[tokio::test(flavor = "multi_thread")]
async fn a_story_in_the_page_that_was_taken_back_leaves_a_line_that_is_readable_without_a_program()
{
    let ahead = Ahead::start().await;
    let mill = ahead.publish("mill", &long("The first line.", "2025-05-02"), "off");
    hold_minutes(&ahead.browser).await;
    let render = ahead.site.built("render-", ".wasm");
    ahead.site.spoil(&render, Fault::Status(503));
    let markup = [mill.declared("refresh='1'"), ahead.loader()].concat();
    let embed = ahead.open(&markup).await;
    embed.story().await;
    minute_begins(&ahead.browser).await;
    ahead.site.spoil("/stories/mill.json", Fault::Status(410));
    end_minute(&ahead.browser).await;
    assert!(embed.failure().await.contains("cannot be shown here"));
    let look = "
        const { textAlign, fontFamily } = getComputedStyle(root.querySelector('.failure'));
        return [textAlign, fontFamily]";
    let declared: [String; 2] = embed.run(look, &[]).await;
    assert_eq!(declared[0], "center");

    ahead.site.spoil("/stories/mill.html", Fault::Status(503));
    let embed = ahead.open(&ahead.tag(&mill.json, "off", "")).await;
    embed.failure().await;
    assert_eq!(embed.run::<[String; 2]>(look, &[]).await, declared);
}
