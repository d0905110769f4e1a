//! A story's page in a frame on a partner's page.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use browser_tests::{Embed, Site};

use crate::rendered::{Ahead, TIDE};

/// A story's page as it is published for frames.
fn page(element: &str, site: &Site) -> String {
    format!(
        "<!doctype html><html lang='en-GB' data-article-embed='page'><meta charset='utf-8'>
         <meta name='color-scheme' content='light dark'>
         <style>body {{ margin: 0 }} article-embed {{ --article-embed-reserve: 0 }}</style>
         <body>{element}<script async src='{}/embed.js'></script></body></html>",
        site.origin
    )
}

/// The lines that docs/fragments.md gives to partners.
fn documented_lines() -> &'static str {
    let (_, rest) = include_str!("../../../docs/fragments.md")
        .split_once("```html\n<script>\n")
        .unwrap();
    let (lines, _) = rest.split_once("</script>\n```").unwrap();
    lines
}

#[tokio::test(flavor = "multi_thread")]
async fn a_frame_takes_the_height_of_its_story_and_its_colours_and_language_from_its_address() {
    let ahead = Ahead::start().await;
    let tide = ahead.publish("tide", TIDE, "off");
    let page = page(&tide.declared(""), &ahead.site);
    ahead.site.put("/stories/page.html", page);
    let frame = format!(
        "<iframe data-article-embed src='{}/stories/page.html?theme=dark&lang=de' style='width:100%;height:300px;border:0'
           sandbox='allow-scripts allow-same-origin'></iframe><script>{}</script>",
        ahead.site.origin,
        documented_lines()
    );
    ahead
        .browser
        .open(&ahead.servers.page("bare", &[("SNIPPET", &frame)]))
        .await;
    let height = "const { height } = document.querySelector('iframe').getBoundingClientRect();
        return height > 600 && [height]";
    let [height]: [f64; 1] = ahead
        .browser
        .until("the frame has grown", height, vec![])
        .await;
    // Somebody else's message changes nothing.
    let hostile = "
        postMessage({ type: 'article-embed-height', height: 5 }, '*');
        return new Promise((done) => setTimeout(() => done(
            document.querySelector('iframe').getBoundingClientRect().height)))";
    assert!((ahead.browser.run::<f64>(hostile, vec![]).await - height).abs() < 400.0);
    ahead.browser.enter_frame(0).await;
    let embed = Embed::first(&ahead.browser);
    let seen = "return getComputedStyle(root.querySelector('.story')).colorScheme === 'dark'
        && /Quelle: /.test(root.querySelector('[data-context]').innerText)";
    embed.until::<bool>("dark and German", seen, &[]).await;
    let fits = "return document.documentElement.scrollHeight <= innerHeight + 1";
    ahead
        .browser
        .until::<bool>("nothing scrolls in it", fits, vec![])
        .await;
}
