//! The loader: how often and in what ways it may run, and what it leaves on the page.

use browser_tests::site::Fault;
use browser_tests::stage::{count_embeds, start};
use browser_tests::{Embed, Servers, Site};
use serde_json::json;

const TIDE: &str = "The tide mill grinds again";
const BELL: &str = "A bell that nobody rang";

/// Checks that each file of the programs was asked for once.
fn once(requests: &[String], servers: &Servers) {
    for (begin, end) in [
        ("loader-", ".js"),
        ("render-", ".wasm"),
        ("islands-", ".wasm"),
        ("islands-", ".js"),
    ] {
        let file = format!("{}{}", servers.embed, servers.built(begin, end));
        let asked = requests.iter().filter(|address| **address == file);
        assert_eq!(asked.count(), 1, "{file}: {requests:#?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tag_pasted_twice_shows_the_story_twice_and_each_program_comes_once() {
    let (browser, servers) = start().await;
    let story = servers.story("tide");
    browser
        .open(&servers.page("two", &[("FIRST", &story), ("SECOND", &story)]))
        .await;
    assert_eq!(Embed::nth(&browser, 0).story().await, TIDE);
    assert_eq!(Embed::nth(&browser, 1).story().await, TIDE);
    assert_eq!(count_embeds(&browser).await, 2);
    for index in 0..2 {
        Embed::nth(&browser, index).islands().await;
    }
    once(&browser.requests().await, &servers);
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
async fn the_page_gets_one_name_and_two_symbols() {
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
    embed.islands().await;
    let mut after: Vec<Vec<String>> = browser.run(names, vec![]).await;
    for (after, before) in after.iter_mut().zip(&before) {
        after.retain(|name| !before.contains(name));
    }
    let [window, document] = &mut *after else {
        panic!("{after:#?}");
    };
    window.sort();
    let symbols = ["Symbol(article-embed)", "Symbol(article-embed-programs)"];
    assert_eq!(*window, ["ArticleEmbed", symbols[0], symbols[1]]);
    assert_eq!(*document, [""; 0]);
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
    for index in 0..3 {
        Embed::nth(&browser, index).islands().await;
    }
    let requests = browser.requests().await;
    for servers in [&servers, &others] {
        once(&requests, servers);
    }
    // The first still does what it is told.
    let script = "document.querySelector('article-embed').setAttribute('heading-level', '5')";
    let () = browser.run(script, vec![]).await;
    Embed::first(&browser).until_text("h5.headline", TIDE).await;
    assert_eq!(browser.console().await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn files_are_found_beside_the_loader_that_a_redirect_leads_to() {
    let (browser, servers) = start().await;
    let site = Site::start().await;
    // The tag says where it was once: nothing but the way to the loader is there.
    site.spoil("/embed.js", Fault::RedirectedTo("/now/embed.js"));
    site.move_to("/now");
    browser.open(&servers.page("blank", &[])).await;
    let tide = json!({ "article": servers.story("tide"), "lang": "de" });
    browser.add_tag(&site.origin, "#here", tide).await;
    let embed = Embed::first(&browser);
    assert_eq!(embed.story().await, TIDE);
    embed.islands().await;
    embed.until_text("time", "Mai").await;
    let errors: Vec<String> = browser.run("return recorded.errors", vec![]).await;
    assert_eq!(errors, [""; 0], "the page saw errors");
    assert_eq!(browser.events("article-embed-error").await.len(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bad_answer_that_a_cache_keeps_is_asked_for_past_it() {
    let (browser, servers) = start().await;
    let site = Site::start().await;
    for (begin, end) in [
        ("loader-", ".js"),
        ("render-", ".wasm"),
        ("islands-", ".wasm"),
        ("islands-", ".js"),
    ] {
        let path = site.built(begin, end);
        site.spoil(&path, Fault::KeptWrong);
        browser.open(&servers.page("blank", &[])).await;
        // A cache between has it from now on.
        let keep = "return fetch(arguments[0]).then((answer) => answer.text())";
        let kept: String = browser
            .run(keep, vec![json!(format!("{}{path}", site.origin))])
            .await;
        assert_eq!(kept, "Please log in.", "{path}");
        site.recover();
        site.forget();
        let again: String = browser
            .run(keep, vec![json!(format!("{}{path}", site.origin))])
            .await;
        assert_eq!(
            (again.as_str(), site.asked(&path)),
            ("Please log in.", 0),
            "{path}"
        );
        let tide = json!({ "article": servers.story("tide") });
        browser.add_tag(&site.origin, "#here", tide).await;
        let embed = Embed::first(&browser);
        assert_eq!(embed.story().await, TIDE, "{path}");
        embed.islands().await;
        // A script is run by its address, which is asked for again where nothing is kept.
        let asked = site.asked(&path);
        assert!((1..=2).contains(&asked), "{path}: asked for {asked} times");
        assert_eq!(
            browser.events("article-embed-error").await.len(),
            0,
            "{path}"
        );
    }
}
