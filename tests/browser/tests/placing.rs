//! Where an embed can stand, and what a page can do to it.

use browser_tests::{Browser, Embed, Servers};
use serde_json::json;

const TIDE: &str = "The tide mill grinds again";
const BELL: &str = "A bell that nobody rang";

/// Adds a tag by script, as pages do that draw themselves.
const ADD_TAG: &str = "
    const tag = document.createElement('script');
    tag.async = true;
    tag.src = arguments[0] + '/embed.js';
    tag.dataset.article = arguments[1];
    document.querySelector(arguments[2]).append(tag)";

async fn start() -> (Browser, Servers) {
    (Browser::start().await, Servers::start().await)
}

async fn element_names(browser: &Browser, inside: &str) -> Vec<String> {
    let script = "return [...document.querySelector(arguments[0]).children].map((e) => e.localName)";
    browser.run(script, vec![json!(inside)]).await
}

async fn count_embeds(browser: &Browser) -> usize {
    browser.run("return document.querySelectorAll('article-embed').length", vec![]).await
}

#[tokio::test(flavor = "multi_thread")]
async fn two_stories_stand_on_one_page_each_at_its_tag() {
    let (browser, servers) = start().await;
    let stories = [servers.story("tide"), servers.story("bell")];
    browser
        .open(&servers.page("two", &[("FIRST", &stories[0]), ("SECOND", &stories[1])]))
        .await;
    assert_eq!(Embed::nth(&browser, 0).story().await, TIDE);
    assert_eq!(Embed::nth(&browser, 1).story().await, BELL);
    for place in ["#here", "#there"] {
        assert_eq!(element_names(&browser, place).await, ["script", "article-embed"], "{place}");
    }
    assert_eq!(browser.console().await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tag_pasted_twice_shows_the_story_twice_and_the_program_comes_once() {
    let (browser, servers) = start().await;
    let story = servers.story("tide");
    browser.open(&servers.page("two", &[("FIRST", &story), ("SECOND", &story)])).await;
    assert_eq!(Embed::nth(&browser, 0).story().await, TIDE);
    assert_eq!(Embed::nth(&browser, 1).story().await, TIDE);
    assert_eq!(count_embeds(&browser).await, 2);
    let requests = browser.requests().await;
    let programs = requests.iter().filter(|address| address.ends_with(".wasm")).count();
    assert_eq!(programs, 1, "{requests:#?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tag_can_come_later_and_the_loader_can_run_again() {
    let (browser, servers) = start().await;
    browser.open(&servers.page("blank", &[])).await;
    let add = |story: &str, place: &str| {
        vec![json!(servers.embed), json!(servers.story(story)), json!(place)]
    };
    let _: () = browser.run(ADD_TAG, add("tide", "#here")).await;
    assert_eq!(Embed::first(&browser).story().await, TIDE);
    let _: () = browser.run(ADD_TAG, add("bell", "#there")).await;
    assert_eq!(Embed::nth(&browser, 1).story().await, BELL);

    // Again without a tag of its own, as a page does that runs all its scripts anew.
    let again = "const text = await (await fetch(arguments[0] + '/embed.js')).text();
        new Function(text)(); ArticleEmbed.scan()";
    let _: () = browser
        .run(&format!("return (async () => {{ {again} }})()"), vec![json!(servers.embed)])
        .await;
    assert_eq!(count_embeds(&browser).await, 2, "the tags were placed twice");
    assert_eq!(browser.events("article-embed-ready").await.len(), 2);
    assert_eq!(browser.console().await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_embed_that_is_removed_can_come_back() {
    let (browser, servers) = start().await;
    let story = servers.story("tide");
    browser.open(&servers.page("two", &[("FIRST", &story), ("SECOND", &story)])).await;
    let embed = Embed::first(&browser);
    embed.story().await;
    let remove = "window.kept = document.querySelector('#here article-embed'); kept.remove()";
    let _: () = browser.run(remove, vec![]).await;
    // The page goes on for a while before it changes its mind.
    browser
        .until::<bool>(
            "the removed embed is given up",
            "return !kept.shadowRoot.querySelector('.headline')",
            vec![],
        )
        .await;
    let _: () = browser.run("document.querySelector('#there').append(kept)", vec![]).await;
    assert_eq!(Embed::nth(&browser, 1).story().await, TIDE);
    assert_eq!(browser.console().await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_embed_that_is_moved_goes_on_with_what_the_reader_has_typed() {
    let (browser, servers) = start().await;
    let story = servers.story("tide");
    let page = [
        ("ARTICLE", story.as_str()),
        ("COMMENTS", "preview"),
        ("COMMENTS_URL", ""),
    ];
    browser.open(&servers.page("comments", &page)).await;
    let embed = Embed::first(&browser);
    embed.story().await;
    embed.reply_form().await;
    embed.type_into("comment", "Half a thought").await;
    let _: () = embed.run("document.body.prepend(host)", &[]).await;
    assert_eq!(embed.story().await, TIDE);
    assert_eq!(embed.value("comment").await, "Half a thought");
    embed.type_into("comment", ", and the rest").await;
    assert_eq!(embed.value("comment").await, "Half a thought, and the rest");
    assert_eq!(browser.events("article-embed-ready").await.len(), 1, "the story came again");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_element_in_the_pages_html_is_an_embed_however_often_the_loader_comes() {
    let (browser, servers) = start().await;
    for page in ["element", "element-twice"] {
        browser.open(&servers.page(page, &[("ARTICLE", &servers.story("tide"))])).await;
        assert_eq!(Embed::first(&browser).story().await, TIDE, "{page}");
        let loaded = "return document.readyState === 'complete'";
        browser.until::<bool>("all tags have run", loaded, vec![]).await;
        // The tags name no story, so they stand for none.
        assert_eq!(count_embeds(&browser).await, 1, "{page}: a tag without a story made an embed");
        assert_eq!(browser.console().await, [""; 0], "{page}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn attributes_can_be_changed_live() {
    let (browser, servers) = start().await;
    browser.open(&servers.page("element", &[("ARTICLE", &servers.story("tide"))])).await;
    let embed = Embed::first(&browser);
    embed.story().await;
    let _: () =
        embed.run("host.setAttribute('article', arguments[1])", &[&servers.story("bell")]).await;
    embed.until_text(".headline", BELL).await;
    embed.until_text(".text", "It struck eleven times").await;
    assert_eq!(embed.count(".lead").await, 0, "the first story's picture is still there");

    let background = "return getComputedStyle(host).backgroundColor";
    let light: String = embed.run(background, &[]).await;
    let _: () = embed.run("host.setAttribute('theme', 'dark')", &[]).await;
    let dark: String = embed.run(background, &[]).await;
    assert_ne!(light, dark, "the theme has not changed");

    let _: () = embed.run("host.setAttribute('share', 'copy x')", &[]).await;
    let script = "return root.querySelectorAll('.share-button').length === 2";
    embed.until::<bool>("only two share targets are left", script, &[]).await;
    assert_eq!(embed.texts(".share-button").await, ["Copy link", "X"]);
    assert_eq!(browser.console().await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tag_can_name_another_place_even_one_that_comes_later() {
    let (browser, servers) = start().await;
    browser.open(&servers.page("target", &[("ARTICLE", &servers.story("tide"))])).await;
    assert_eq!(Embed::first(&browser).story().await, TIDE);
    assert_eq!(element_names(&browser, "#there").await, ["article-embed"]);
    assert_eq!(element_names(&browser, "#here").await, [""; 0]);
    assert_eq!(browser.console().await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_may_have_an_element_of_the_same_name() {
    let (browser, servers) = start().await;
    browser.open(&servers.page("taken", &[("ARTICLE", &servers.story("tide"))])).await;
    assert_eq!(Embed::first(&browser).story().await, TIDE);
    let own: String =
        browser.run("return document.querySelector('#own').textContent", vec![]).await;
    assert_eq!(own, "the page's own element");
    assert_eq!(browser.console().await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_loader_works_without_a_tag_of_its_own() {
    let (browser, servers) = start().await;
    for page in ["module", "rewritten"] {
        browser.open(&servers.page(page, &[("ARTICLE", &servers.story("tide"))])).await;
        assert_eq!(Embed::first(&browser).story().await, TIDE, "{page}");
        assert_eq!(count_embeds(&browser).await, 1, "{page}");
        assert_eq!(browser.console().await, [""; 0], "{page}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_can_mount_update_and_unmount_by_hand() {
    let (browser, servers) = start().await;
    browser.open(&servers.page("element", &[("ARTICLE", &servers.story("tide"))])).await;
    Embed::first(&browser).story().await;
    let mount = "window.handle = ArticleEmbed.mount(document.querySelector('#there'),
        {article: arguments[0], headingLevel: 3})";
    let _: () = browser.run(mount, vec![json!(servers.story("bell"))]).await;
    let embed = Embed::nth(&browser, 1);
    assert_eq!(embed.story().await, BELL);
    assert_eq!(embed.count("h3.headline").await, 1);
    let update = "handle.update({article: arguments[0], headingLevel: null})";
    let _: () = browser.run(update, vec![json!(servers.story("tide"))]).await;
    embed.until_text("h2.headline", TIDE).await;
    let _: () = browser.run("handle.unmount()", vec![]).await;
    assert_eq!(element_names(&browser, "#there").await, [""; 0]);
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
    let arguments = vec![json!(servers.embed), json!(servers.story("tide")), json!("#here")];
    let _: () = browser.run(ADD_TAG, arguments).await;
    let embed = Embed::first(&browser);
    embed.story().await;
    embed.click(".share-button[data-target=copy]").await;
    let mut after: Vec<Vec<String>> = browser.run(names, vec![]).await;
    for (after, before) in after.iter_mut().zip(&before) {
        after.retain(|name| !before.contains(name));
    }
    assert_eq!(after, [vec!["ArticleEmbed", "Symbol(article-embed)"], vec![]]);
}
