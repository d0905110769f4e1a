//! Pages with a `Cross-Origin-Embedder-Policy`, as docs/frameworks.md describes them.

use browser_tests::server::EMBEDDER_POLICY;
use browser_tests::stage::start;
use browser_tests::{Browser, Embed, Servers};
use serde_json::json;

async fn open(browser: &Browser, servers: &Servers, policy: &str, tag: &str) {
    let markup = format!(
        "<script async {tag} src='{}/embed.js' data-article='{}' data-comments='preview'></script>",
        servers.embed,
        servers.story("tide"),
    );
    let values = [("SNIPPET", &*markup), (EMBEDDER_POLICY, policy)];
    browser.open(&servers.page("bare", &values)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_isolated_page_needs_crossorigin_on_the_tag_alone() {
    let (browser, servers) = start().await;
    for (policy, tag) in [
        ("require-corp", "crossorigin"),
        ("credentialless", "crossorigin"),
        ("credentialless", ""),
    ] {
        open(&browser, &servers, policy, tag).await;
        let embed = Embed::first(&browser);
        embed.story().await;
        embed.reply_form().await;
        // Pictures are shown where their server lets every page have them, or where no cookies go with them.
        let picture = "
            const picture = root.querySelector('img');
            picture.loading = 'eager';
            return picture.complete && [picture.naturalWidth > 0]";
        let [is_shown]: [bool; 1] = embed.until("the picture", picture, &[]).await;
        assert_eq!(is_shown, policy == "credentialless", "{policy} {tag}");
    }
    // Without it, not even the loader comes.
    open(&browser, &servers, "require-corp", "").await;
    let script = "
        const tag = document.createElement('script');
        tag.src = arguments[0] + '/embed.js';
        document.body.append(tag);
        return new Promise((done) => { tag.onerror = () => done('refused'); tag.onload = () => done('loaded') })";
    let outcome: String = browser.run(script, vec![json!(servers.embed)]).await;
    assert_eq!(outcome, "refused");
}
