//! The loader: how often and in what ways it may run, and what it leaves on the page.

use browser_tests::stage::{count_embeds, start};
use browser_tests::{Embed, Servers};
use serde_json::json;

const TIDE: &str = "The tide mill grinds again";
const BELL: &str = "A bell that nobody rang";

#[tokio::test(flavor = "multi_thread")]
async fn a_tag_pasted_twice_shows_the_story_twice_and_the_program_comes_once() {
    let (browser, servers) = start().await;
    let story = servers.story("tide");
    browser
        .open(&servers.page("two", &[("FIRST", &story), ("SECOND", &story)]))
        .await;
    assert_eq!(Embed::nth(&browser, 0).story().await, TIDE);
    assert_eq!(Embed::nth(&browser, 1).story().await, TIDE);
    assert_eq!(count_embeds(&browser).await, 2);
    let requests = browser.requests().await;
    let programs = requests
        .iter()
        .filter(|address| address.contains(".wasm"))
        .count();
    assert_eq!(programs, 1, "{requests:#?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tag_can_come_later_and_the_loader_can_run_again() {
    let (browser, servers) = start().await;
    browser.open(&servers.page("blank", &[])).await;
    let tide = json!({ "article": servers.story("tide") });
    browser.add_tag(&servers.embed, "#here", tide).await;
    assert_eq!(Embed::first(&browser).story().await, TIDE);
    let bell = json!({ "article": servers.story("bell") });
    browser.add_tag(&servers.embed, "#there", bell).await;
    assert_eq!(Embed::nth(&browser, 1).story().await, BELL);

    // Again without a tag of its own, as a page does that runs all its scripts anew.
    let again = "const text = await (await fetch(arguments[0] + '/embed.js')).text();
        new Function(text)(); ArticleEmbed.scan()";
    let () = browser
        .run(
            &format!("return (async () => {{ {again} }})()"),
            vec![json!(servers.embed)],
        )
        .await;
    assert_eq!(
        count_embeds(&browser).await,
        2,
        "the tags were placed twice"
    );
    assert_eq!(browser.events("article-embed-ready").await.len(), 2);
    assert_eq!(browser.console().await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_may_have_an_element_of_the_same_name() {
    let (browser, servers) = start().await;
    browser
        .open(&servers.page("taken", &[("ARTICLE", &servers.story("tide"))]))
        .await;
    assert_eq!(Embed::first(&browser).story().await, TIDE);
    let own: String = browser
        .run("return document.querySelector('#own').textContent", vec![])
        .await;
    assert_eq!(own, "the page's own element");
    assert_eq!(browser.console().await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_loader_works_without_a_tag_of_its_own() {
    let (browser, servers) = start().await;
    for page in ["module", "rewritten"] {
        browser
            .open(&servers.page(page, &[("ARTICLE", &servers.story("tide"))]))
            .await;
        assert_eq!(Embed::first(&browser).story().await, TIDE, "{page}");
        assert_eq!(count_embeds(&browser).await, 1, "{page}");
        assert_eq!(browser.console().await, [""; 0], "{page}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_gets_one_name_and_one_symbol() {
    let (browser, servers) = start().await;
    browser.open(&servers.page("blank", &[])).await;
    // WebDriver leaves names of its own at the first element and the first click.
    let heading = browser.element("the heading", "return document.querySelector('h1')", vec![]);
    heading.await.click().await.unwrap();
    let names = "
        const bare = document.createElement('iframe');
        document.body.append(bare);
        const names = (place) => Reflect.ownKeys(place).map(String);
        const added = (own, other) => names(own).filter((name) => !names(other).includes(name));
        const found = [added(window, bare.contentWindow), added(document, bare.contentDocument)];
        bare.remove();
        return found.map((list) => list.filter((name) => !/^\\d+$/.test(name)))";
    let before: Vec<Vec<String>> = browser.run(names, vec![]).await;
    let options = json!({ "article": servers.story("tide") });
    browser.add_tag(&servers.embed, "#here", options).await;
    let embed = Embed::first(&browser);
    embed.story().await;
    embed.click(".share-button[data-target=copy]").await;
    let mut after: Vec<Vec<String>> = browser.run(names, vec![]).await;
    for (after, before) in after.iter_mut().zip(&before) {
        after.retain(|name| !before.contains(name));
    }
    assert_eq!(
        after,
        [vec!["ArticleEmbed", "Symbol(article-embed)"], vec![]]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn embeds_of_two_publishers_leave_each_other_alone() {
    let (browser, servers) = start().await;
    let others = Servers::start().await;
    browser.open(&servers.page("blank", &[])).await;
    let tide = json!({ "article": servers.story("tide") });
    browser.add_tag(&servers.embed, "#here", tide).await;
    assert_eq!(Embed::first(&browser).story().await, TIDE);
    for _ in 0..2 {
        let bell = json!({ "article": others.story("bell") });
        browser.add_tag(&others.embed, "#there", bell).await;
    }
    for index in 1..3 {
        assert_eq!(Embed::nth(&browser, index).story().await, BELL);
    }
    let names: Vec<String> = browser
        .run(
            "return [...document.querySelectorAll('#here > *, #there > *')]
                .map((element) => element.localName)
                .filter((name) => name !== 'script')",
            vec![],
        )
        .await;
    assert_eq!(
        names,
        ["article-embed", "article-embed-2", "article-embed-2"]
    );
    let requests = browser.requests().await;
    for embed in [&servers.embed, &others.embed] {
        let programs = requests
            .iter()
            .filter(|url| url.starts_with(embed.as_str()) && url.contains(".wasm"));
        assert_eq!(programs.count(), 1, "{embed}: {requests:#?}");
    }
    // The first still does what it is told.
    let script = "document.querySelector('article-embed').setAttribute('heading-level', '5')";
    let () = browser.run(script, vec![]).await;
    Embed::first(&browser).until_text("h5.headline", TIDE).await;
    assert_eq!(browser.console().await, [""; 0]);
}
