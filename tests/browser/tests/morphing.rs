//! Pages that are made like the server's, element by element: the server's has a tag, and no element beside it.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use browser_tests::stage::start;
use browser_tests::{Browser, Embed, Servers};

const TIDE: &str = "The tide mill grinds again";

/// Opens the page with a draft in its story.
async fn open(browser: &Browser, servers: &Servers) {
    let page = servers.page("morphing", &[("ARTICLE", &servers.story("tide"))]);
    browser.open(&page).await;
    let embed = Embed::first(browser);
    assert_eq!(embed.story().await, TIDE);
    embed.reply_form().await;
    embed.type_into("comment", "Half a thought").await;
    let keep = "
        const field = root.querySelector('[name=comment]');
        field.focus();
        window.kept = [host, field, field.value];
        window.text = (async () => (await fetch(location.href)).text())();";
    let () = embed.run(keep, &[]).await;
}

/// The story stands in the same element, after its tag, and what the reader has written in the same field.
async fn stands(browser: &Browser, case: &str, below: &[&str]) {
    let embed = Embed::first(browser);
    let around =
        "return document.querySelector('article-embed') && root.querySelector('[name=comment]')
        && [...main.children].map((element) =>
            element === kept[0] ? 'the story' : element.localName)";
    let around: Vec<String> = embed.until(case, around, &[]).await;
    let expected = [&["p", "script", "the story"], below].concat();
    assert_eq!(around, expected, "{case}");
    let same =
        "return root.querySelector('[name=comment]') === kept[1] && kept[1].value === kept[2]";
    assert!(embed.run::<bool>(same, &[]).await, "{case}: the draft");
    let focused = "return root.activeElement === kept[1]";
    assert!(embed.run::<bool>(focused, &[]).await, "{case}: the focus");
    embed.type_into("comment", ", or more").await;
    assert_eq!(embed.text(".headline").await, TIDE, "{case}");
    assert_eq!(
        browser.events("article-embed-ready").await.len(),
        1,
        "{case}"
    );
    assert_eq!(browser.console().await, [""; 0], "{case}");
}

/// Each way to make the page like the server's.
const WAYS: &[(&str, &str)] = &[
    (
        "morphdom",
        "const page = new DOMParser().parseFromString(await text, 'text/html');
         morphdom(main, page.querySelector('#main'))",
    ),
    (
        "idiomorph",
        "const page = new DOMParser().parseFromString(await text, 'text/html');
         Idiomorph.morph(main, page.querySelector('#main'))",
    ),
    (
        "by hand",
        "for (const node of [...main.children]) if (node.localName === 'article-embed') node.remove()",
    ),
];

#[tokio::test(flavor = "multi_thread")]
async fn a_story_outlives_a_morph_of_its_page() {
    let (browser, servers) = start().await;
    for (name, way) in WAYS {
        open(&browser, &servers).await;
        let script = format!("return (async () => {{ {way}; return true }})()");
        let _: bool = browser.run(&script, vec![]).await;
        stands(&browser, name, &["noscript", "p"]).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn turbo_refreshes_the_page_around_a_story() {
    let (browser, servers) = start().await;
    open(&browser, &servers).await;
    let refresh = "
        document.querySelector('#main p').textContent = 'Changed since.';
        return new Promise((done) => {
            addEventListener('turbo:morph', () => setTimeout(() => done(true)), { once: true });
            Turbo.visit(location.href, { action: 'replace' });
        })";
    let _: bool = browser.run(refresh, vec![]).await;
    let above = "return document.querySelector('#main p').textContent";
    assert_eq!(browser.run::<String>(above, vec![]).await, "Above.");
    // Turbo leaves out what is for browsers without scripts.
    stands(&browser, "Turbo", &["p"]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_page_means_to_take_away_stays_away() {
    let (browser, servers) = start().await;
    for (case, script) in [
        ("with its tag", "kept[0].remove(); main.textContent = ''"),
        (
            "before its tag",
            "kept[0].remove();
             Promise.resolve().then(() => document.querySelector('[data-article]').remove())",
        ),
        (
            "for another",
            "const other = document.createElement('article-embed');
             kept[0].replaceWith(other)",
        ),
        (
            "whenever it comes",
            "const away = new MutationObserver(() => document.querySelector('article-embed')?.remove());
             away.observe(main, { childList: true });
             kept[0].remove()",
        ),
    ] {
        open(&browser, &servers).await;
        let () = browser.run(script, vec![]).await;
        let gone = "return !kept[0].isConnected && !kept[0].shadowRoot.querySelector('.story')";
        let _: bool = browser.until(case, gone, vec![]).await;
        // The other one has no story.
        let lines = usize::from(case == "for another");
        assert_eq!(browser.console().await.len(), lines, "{case}");
    }
}
