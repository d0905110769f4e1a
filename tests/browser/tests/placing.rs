//! Where an embed can stand, and what a page can do to it.

use browser_tests::stage::{count_embeds, start};
use browser_tests::{Browser, Embed, Servers};
use serde_json::json;

const TIDE: &str = "The tide mill grinds again";
const BELL: &str = "A bell that nobody rang";

async fn element_names(browser: &Browser, inside: &str) -> Vec<String> {
    let script =
        "return [...document.querySelector(arguments[0]).children].map((e) => e.localName)";
    browser.run(script, vec![json!(inside)]).await
}

/// Opens a page that has the element in its markup, and waits for its story.
async fn open_element(browser: &Browser, servers: &Servers) {
    browser
        .open(&servers.page("element", &[("ARTICLE", &servers.story("tide"))]))
        .await;
    Embed::first(browser).story().await;
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
        assert_eq!(
            element_names(&browser, place).await,
            ["script", "article-embed"],
            "{place}"
        );
    }
    assert_eq!(browser.console().await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_embed_that_is_removed_can_come_back() {
    let (browser, servers) = start().await;
    let story = servers.story("tide");
    browser
        .open(&servers.page("two", &[("FIRST", &story), ("SECOND", &story)]))
        .await;
    let embed = Embed::first(&browser);
    embed.story().await;
    // Beside its tag it would come back by itself.
    let remove =
        "window.kept = document.querySelector('#here article-embed'); here.textContent = ''";
    let () = browser.run(remove, vec![]).await;
    // The page goes on for a while before it changes its mind.
    browser
        .until::<bool>(
            "the removed embed is given up",
            "return !kept.shadowRoot.querySelector('.headline')",
            vec![],
        )
        .await;
    let () = browser
        .run("document.querySelector('#there').append(kept)", vec![])
        .await;
    assert_eq!(Embed::nth(&browser, 1).story().await, TIDE);
    assert_eq!(browser.console().await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_embed_that_is_moved_goes_on_with_what_the_reader_has_typed() {
    let (browser, servers) = start().await;
    let story = servers.story("tide");
    browser
        .open(&servers.comments_page(&story, "preview", ""))
        .await;
    let embed = Embed::first(&browser);
    embed.story().await;
    embed.reply_form().await;
    embed.type_into("comment", "Half a thought").await;
    let () = embed.run("document.body.prepend(host)", &[]).await;
    assert_eq!(embed.story().await, TIDE);
    assert_eq!(embed.value("comment").await, "Half a thought");
    embed.type_into("comment", ", and the rest").await;
    assert_eq!(embed.value("comment").await, "Half a thought, and the rest");
    assert_eq!(
        browser.events("article-embed-ready").await.len(),
        1,
        "the story came again"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_element_in_the_pages_html_is_an_embed_however_often_the_loader_comes() {
    let (browser, servers) = start().await;
    for page in ["element", "element-twice"] {
        browser
            .open(&servers.page(page, &[("ARTICLE", &servers.story("tide"))]))
            .await;
        assert_eq!(Embed::first(&browser).story().await, TIDE, "{page}");
        let loaded = "return document.readyState === 'complete'";
        browser
            .until::<bool>("all tags have run", loaded, vec![])
            .await;
        // The tags name no story, so they stand for none.
        assert_eq!(
            count_embeds(&browser).await,
            1,
            "{page}: a tag without a story made an embed"
        );
        assert_eq!(browser.console().await, [""; 0], "{page}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn attributes_can_be_changed_live() {
    let (browser, servers) = start().await;
    open_element(&browser, &servers).await;
    let embed = Embed::first(&browser);
    let open = "root.querySelector('.enlarge').click(); host.setAttribute('share', 'x')";
    let () = embed.run(open, &[]).await;
    let script = "return root.querySelectorAll('.share-button').length === 1";
    embed
        .until::<bool>("only one share target is left", script, &[])
        .await;
    let is_open = "return root.querySelector('dialog').open && !!root.querySelector('dialog img')";
    embed
        .until::<bool>(
            "the picture stays open while the page changes",
            is_open,
            &[],
        )
        .await;

    let () = embed
        .run(
            "host.setAttribute('article', arguments[1])",
            &[&servers.story("bell")],
        )
        .await;
    embed.until_text(".headline", BELL).await;
    embed.until_text(".text", "It struck eleven times").await;
    assert_eq!(
        embed.count(".lead").await,
        0,
        "the first story's picture is still there"
    );

    let background = "return getComputedStyle(host).backgroundColor";
    let light: String = embed.run(background, &[]).await;
    let () = embed.run("host.setAttribute('theme', 'dark')", &[]).await;
    let dark: String = embed.run(background, &[]).await;
    assert_ne!(light, dark, "the theme has not changed");

    let () = embed.run("host.setAttribute('share', 'copy x')", &[]).await;
    let script = "return root.querySelectorAll('.share-button').length === 2";
    embed
        .until::<bool>("only two share targets are left", script, &[])
        .await;
    assert_eq!(embed.texts(".share-button").await, ["Copy link", "X"]);
    assert_eq!(browser.console().await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_story_has_a_width_wherever_it_stands() {
    let (browser, servers) = start().await;
    for (screen, at_least) in [(1200, 500), (360, 100)] {
        browser.resize(screen, 800).await;
        browser
            .open(&servers.page("shrink", &[("ARTICLE", &servers.story("tide"))]))
            .await;
        let script = "
            const embeds = [...document.querySelectorAll('.place article-embed')];
            const widths = embeds.map((embed) =>
                embed.shadowRoot?.querySelector('.story') ? embed.offsetWidth : 0);
            return embeds.length === 6 && widths.every(Boolean) && widths";
        let widths: Vec<u32> = browser.until("all stories have come", script, vec![]).await;
        for (place, width) in widths.iter().enumerate() {
            assert!(
                (at_least..=screen).contains(width),
                "place {place} on a screen of {screen}: {width} wide"
            );
        }
    }
    assert_eq!(browser.console().await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn colours_follow_the_readers_setting_where_the_page_does_unless_a_theme_is_set() {
    let (browser, servers) = start().await;
    open_element(&browser, &servers).await;
    let embed = Embed::first(&browser);
    let mut seen = Vec::new();
    for (theme, reader) in [
        ("auto", "light"),
        ("auto", "dark"),
        ("dark", "light"),
        ("light", "dark"),
    ] {
        browser.prefer(reader).await;
        let set = "host.setAttribute('theme', arguments[1])";
        let () = embed.run(set, &[theme]).await;
        let colours = "
            const text = getComputedStyle(root.querySelector('.text')).color;
            const line = getComputedStyle(root.querySelector('.meta')).borderTopColor;
            return [line, text]";
        let colours: [String; 2] = embed.run(colours, &[]).await;
        seen.push(colours);
    }
    let [auto_light, auto_dark, dark, light] = seen.as_slice() else {
        unreachable!("four were asked for");
    };
    assert_ne!(
        auto_light, auto_dark,
        "the reader's setting changes nothing"
    );
    assert_eq!((auto_light, auto_dark), (light, dark));
    assert_eq!(browser.console().await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tag_can_name_another_place_even_one_that_comes_later() {
    let (browser, servers) = start().await;
    browser
        .open(&servers.page("target", &[("ARTICLE", &servers.story("tide"))]))
        .await;
    assert_eq!(Embed::first(&browser).story().await, TIDE);
    assert_eq!(element_names(&browser, "#there").await, ["article-embed"]);
    assert_eq!(element_names(&browser, "#here").await, [""; 0]);
    assert_eq!(browser.console().await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_can_mount_update_and_unmount_by_hand() {
    let (browser, servers) = start().await;
    open_element(&browser, &servers).await;
    let mount = "window.handle = ArticleEmbed.mount(document.querySelector('#there'),
        {article: arguments[0], headingLevel: 3})";
    let () = browser.run(mount, vec![json!(servers.story("bell"))]).await;
    let embed = Embed::nth(&browser, 1);
    assert_eq!(embed.story().await, BELL);
    assert_eq!(embed.count("h3.headline").await, 1);
    let update = "handle.update({article: arguments[0], headingLevel: null})";
    let () = browser
        .run(update, vec![json!(servers.story("tide"))])
        .await;
    embed.until_text("h2.headline", TIDE).await;
    let () = browser.run("handle.unmount()", vec![]).await;
    assert_eq!(element_names(&browser, "#there").await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lazy_embed_fetches_nothing_before_the_reader_comes_near() {
    let (browser, servers) = start().await;
    for (loading, saves) in [("lazy", false), ("auto", true)] {
        browser.open(&servers.page("blank", &[])).await;
        let far = "document.querySelector('#there').style.marginTop = '5000px';
            Object.defineProperty(navigator.connection, 'saveData', {value: arguments[0]})";
        let () = browser.run(far, vec![json!(saves)]).await;
        browser.requests().await;
        let story = json!({ "article": servers.story("tide"), "loading": loading });
        browser.add_tag(&servers.embed, "#there", story).await;
        // A second, hasty one shows when the lazy one would have begun.
        let story = json!({ "article": servers.story("bell"), "loading": "eager" });
        browser.add_tag(&servers.embed, "#here", story).await;
        assert_eq!(Embed::first(&browser).story().await, BELL);
        let requests = browser.requests().await;
        let tide = servers.story("tide");
        assert!(!requests.contains(&tide), "{loading}: {requests:#?}");

        let near = "document.querySelector('#there').scrollIntoView()";
        let () = browser.run(near, vec![]).await;
        assert_eq!(Embed::nth(&browser, 1).story().await, TIDE, "{loading}");
        assert_eq!(browser.console().await, [""; 0], "{loading}");
    }
}
