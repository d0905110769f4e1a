//! How the loader finds its tag, wherever it stands and under whatever name it runs; and what it says where it
//! finds none.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use browser_tests::stage::{count_embeds, start};
use browser_tests::{Answer, Browser, Embed, setting};
use serde_json::json;

const TIDE: &str = "The tide mill grinds again";
const BELL: &str = "A bell that nobody rang";

/// The loader as it was built.
fn loader() -> String {
    let dist = setting("ARTICLE_EMBED_DIST");
    std::fs::read_to_string(std::path::Path::new(&dist).join("embed.js")).unwrap()
}

fn script(text: String) -> Answer {
    Answer::With(200, "text/javascript", text)
}

/// Adds a script with these attributes, and perhaps a text, to the end of a place.
async fn add(browser: &Browser, place: &str, attributes: serde_json::Value, text: &str) {
    let add = "
        const [place, attributes, text] = arguments;
        const tag = document.createElement('script');
        for (const [name, value] of Object.entries(attributes)) tag.setAttribute(name, value);
        tag.textContent = text;
        document.querySelector(place).append(tag)";
    let () = browser
        .run(add, vec![json!(place), attributes, json!(text)])
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_loader_of_another_name_serves_its_tag() {
    let (browser, servers) = start().await;
    servers.answer("/loader-min.js", script(loader()));
    for kind in ["", "module"] {
        browser.open(&servers.page("blank", &[])).await;
        let address = format!("{}/loader-min.js", servers.embed);
        let tag = json!({ "src": address, "type": kind, "data-article": servers.story("tide") });
        add(&browser, "#here", tag, "").await;
        assert_eq!(Embed::first(&browser).story().await, TIDE, "{kind:?}");
        assert_eq!(count_embeds(&browser).await, 1, "{kind:?}");
        assert_eq!(browser.console().await, [""; 0], "{kind:?}");
    }
    // Without a story of its own.
    browser.open(&servers.page("blank", &[])).await;
    let element = "const embed = document.createElement('article-embed');
        embed.setAttribute('article', arguments[0]);
        here.append(embed)";
    let () = browser
        .run(element, vec![json!(servers.story("tide"))])
        .await;
    let address = format!("{}/loader-min.js?version=7", servers.embed);
    add(&browser, "#there", json!({ "src": address }), "").await;
    assert_eq!(Embed::first(&browser).story().await, TIDE);
}

/// A copy elsewhere, part of a bundle, or the page's own text: it does not find its files, and says why.
#[tokio::test(flavor = "multi_thread")]
async fn a_loader_away_from_its_files_says_what_is_wrong() {
    let (browser, servers) = start().await;
    let bundle = ["window.before = 1;", &loader(), ";window.after = 1"].concat();
    servers.answer("/assets/bundle.js", script(bundle));
    let bundled = format!("{}/assets/bundle.js", servers.publisher);
    let story = servers.story("tide");
    let own_page = "https://estuary-post.example/own";
    for (case, tag, text) in [
        (
            "a bundle",
            json!({ "src": bundled, "data-article": story, "data-url": own_page }),
            "",
        ),
        (
            "a bundle as a module",
            json!({ "src": bundled, "type": "module", "data-article": story, "data-url": own_page }),
            "",
        ),
        (
            "the page",
            json!({ "data-article": story, "data-url": own_page }),
            &*loader(),
        ),
    ] {
        browser.open(&servers.page("blank", &[])).await;
        add(&browser, "#here", tag, text).await;
        let line = Embed::first(&browser).failure().await;
        assert!(line.contains("estuary-post.example"), "{case}: {line}");
        let console = browser.console().await.join("\n");
        let said = "the loader must be loaded as embed.js";
        assert!(console.contains(said), "{case}: {console}");
    }
    // The tag of a bundle that has the loader in it, and a tag whose file is no loader at all.
    browser.open(&servers.page("blank", &[])).await;
    servers.answer("/other.js", script("window.other = 1".into()));
    let other = format!("{}/other.js", servers.publisher);
    add(
        &browser,
        "#here",
        json!({ "src": other, "data-article": story }),
        "",
    )
    .await;
    add(&browser, "#there", json!({ "src": bundled }), "").await;
    let said = "return recorded.errors.length === 0 && window.after";
    let _: u32 = browser.until("the bundle has run", said, vec![]).await;
    let console = browser.console().await.join("\n");
    assert!(console.contains("its file is not embed.js"), "{console}");
    assert_eq!(count_embeds(&browser).await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tag_that_waits_for_consent_is_left_alone_until_it_runs() {
    let (browser, servers) = start().await;
    browser.open(&servers.page("blank", &[])).await;
    let address = format!("{}/embed.js", servers.embed);
    let waiting = json!({
        "src": address, "type": "text/plain", "data-cookieconsent": "marketing",
        "data-article": servers.story("bell"),
    });
    add(&browser, "#here", waiting, "").await;
    let data = json!({ "type": "application/json", "data-article": "12" });
    add(&browser, "#here", data, "{}").await;
    let tide = json!({ "article": servers.story("tide") });
    browser.add_tag(&servers.embed, "#there", tide).await;
    assert_eq!(Embed::first(&browser).story().await, TIDE);
    assert_eq!(count_embeds(&browser).await, 1);
    // As consent managers do: a copy without the type.
    let consent = "
        const waiting = document.querySelector('[type=\"text/plain\"]');
        const tag = document.createElement('script');
        for (const {name, value} of waiting.attributes) if (name !== 'type') tag.setAttribute(name, value);
        waiting.replaceWith(tag)";
    let () = browser.run(consent, vec![]).await;
    let both = "return document.querySelectorAll('article-embed').length === 2";
    let _: bool = browser.until("both embeds", both, vec![]).await;
    assert_eq!(Embed::first(&browser).story().await, BELL);
    assert_eq!(count_embeds(&browser).await, 2);
    assert_eq!(browser.console().await, [""; 0]);
}

/// Who stands first in the body, by the stories.
const FIRST: &str = "
    const [first, second] = document.body.children;
    return first.shadowRoot?.querySelector('.story') && second.shadowRoot?.querySelector('.story')
        && [first, second].map((embed) => embed.shadowRoot.querySelector('.headline').textContent)";

#[tokio::test(flavor = "multi_thread")]
async fn tags_in_the_head_show_their_stories_where_the_body_begins() {
    let (browser, servers) = start().await;
    browser.open(&servers.page("blank", &[])).await;
    for story in ["tide", "bell"] {
        let options = json!({ "article": servers.story(story) });
        browser.add_tag(&servers.embed, "head", options).await;
        let count = if story == "tide" { 1 } else { 2 };
        let there = format!("return document.querySelectorAll('article-embed').length === {count}");
        let _: bool = browser.until(story, &there, vec![]).await;
    }
    let found: Vec<String> = browser.until("both are first", FIRST, vec![]).await;
    assert_eq!(found, [TIDE, BELL]);
    // One in the head that names a place.
    let options = json!({ "article": servers.story("bell"), "target": "#there" });
    browser.add_tag(&servers.embed, "head", options).await;
    let there = "return document.querySelector('#there > article-embed')?.shadowRoot.querySelector('.story')
        && true";
    let _: bool = browser
        .until("the place that is named", there, vec![])
        .await;
    assert_eq!(browser.console().await, [""; 0]);
}

/// Heads that only the parser makes: of a frame that is nothing but the tag, and of a page without a body's tag.
#[tokio::test(flavor = "multi_thread")]
async fn a_frame_that_is_nothing_but_the_tag_shows_the_story() {
    let (browser, servers) = start().await;
    for order in ["async", "", "defer"] {
        browser.open(&servers.page("blank", &[])).await;
        let frame = "
            const [source, article, order] = arguments;
            const frame = document.createElement('iframe');
            frame.srcdoc = `<script ${order} src='${source}/embed.js' data-article='${article}'></script>`;
            here.append(frame);
            window.framed = frame";
        let arguments = vec![
            json!(servers.embed),
            json!(servers.story("tide")),
            json!(order),
        ];
        let () = browser.run(frame, arguments).await;
        let headline = "
            const [first] = framed.contentDocument?.body?.children ?? [];
            return first?.shadowRoot?.querySelector('.headline')?.textContent";
        let headline: String = browser.until(order, headline, vec![]).await;
        assert_eq!(headline, TIDE, "{order:?}");
        assert_eq!(browser.console().await, [""; 0], "{order:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tag_in_a_shadow_tree_shows_its_story_there() {
    let (browser, servers) = start().await;
    for is_first in [true, false] {
        browser.open(&servers.page("blank", &[])).await;
        if !is_first {
            let bell = json!({ "article": servers.story("bell") });
            browser.add_tag(&servers.embed, "#there", bell).await;
            assert_eq!(Embed::first(&browser).story().await, BELL);
        }
        let add = "
            const [source, article] = arguments;
            const inner = document.createElement('div');
            here.append(inner);
            here.attachShadow({ mode: 'open' }).append(inner, document.createElement('slot'));
            inner.attachShadow({ mode: 'open' }).innerHTML = '<p>Above.</p><div id=spot></div>';
            for (const target of ['', '#spot']) {
                const tag = document.createElement('script');
                tag.src = `${source}/embed.js`;
                Object.assign(tag.dataset, { article, ...(target && { target }) });
                inner.shadowRoot.append(tag);
            }
            window.inner = inner.shadowRoot";
        let arguments = vec![json!(servers.embed), json!(servers.story("tide"))];
        let () = browser.run(add, arguments).await;
        let shown = "
            const embeds = [...inner.querySelectorAll('article-embed')];
            return embeds.length === 2 && embeds.every((embed) => embed.shadowRoot.querySelector('.story'))
                && embeds.map((embed) => (embed.previousElementSibling ?? embed.parentNode).localName)";
        let places: Vec<String> = browser.until("both stories", shown, vec![]).await;
        assert_eq!(places, ["div", "script"], "first: {is_first}");
        assert_eq!(browser.console().await, [""; 0], "first: {is_first}");
    }
}

/// What other people's tools put on a tag is no mistake; what is nearly a name of ours is.
#[tokio::test(flavor = "multi_thread")]
async fn only_what_is_nearly_a_name_is_taken_for_one() {
    let (browser, servers) = start().await;
    browser.open(&servers.page("blank", &[])).await;
    let pollute = "Object.prototype.extend = () => {}; Object.prototype.theme = 'dark'";
    let () = browser.run(pollute, vec![]).await;
    let tag = json!({
        "src": format!("{}/embed.js", servers.embed), "data-article": servers.story("tide"),
        "data-astro-rerun": "", "data-minify": "1", "data-cookieconsent": "marketing", "data-cfasync": "false",
        "data-turbo-track": "reload", "data-gtmsrc": "x", "data-name": "stories", "data-type": "text/javascript",
        "data-src": "x", "data-id": "7", "data-site": "9", "data-time": "1", "data-onclick": "x", "data-style": "x",
        "data-no-optimize": "1", "data-wp-strategy": "async", "data-rocket-status": "executed", "data-hidden": "",
        "data-n-head": "ssr", "data-form": "x", "data-lazy": "1",
    });
    add(&browser, "#here", tag, "").await;
    let embed = Embed::first(&browser);
    assert_eq!(embed.story().await, TIDE);
    let foreign = "for (const name of ['wire:id', 'x-data', 'v-cloak', '_ngcontent-a', 'itemid', 'title', 'slot'])
        host.setAttribute(name, 'x');
        host.setAttribute('heading-level', 3);
        return [...host.attributes].map(({name}) => name).filter((name) => name in {
            onclick: 1, style: 1, hidden: 1, extend: 1, theme: 1, src: 1, type: 1 })";
    let taken: Vec<String> = embed.run(foreign, &[]).await;
    assert_eq!(taken, [""; 0]);
    embed.element("h3.headline").await;
    assert_eq!(browser.console().await, [""; 0]);

    let tag = json!({
        "src": format!("{}/embed.js", servers.embed), "data-article": servers.story("bell"),
        "data-colour": "red", "data-themes": "dark", "data-heading-levels": "3", "data-coments": "off",
        "data-haeding-level": "4", "data-commentsurl": "x", "data-langs": "x",
    });
    add(&browser, "#there", tag, "").await;
    assert_eq!(Embed::nth(&browser, 1).story().await, BELL);
    let console = browser.console().await;
    for (name, meant) in [
        ("colour", "theme"),
        ("themes", "theme"),
        ("heading-levels", "heading-level"),
        ("haeding-level", "heading-level"),
        ("coments", "comments"),
        ("commentsurl", "comments-url"),
        ("langs", "lang"),
    ] {
        let line = format!("unknown attribute “{name}”; is “{meant}” meant?");
        let lines = console.iter().filter(|found| found.contains(&line));
        assert_eq!(lines.count(), 1, "{line}: {console:#?}");
    }
    assert_eq!(console.len(), 7, "{console:#?}");
}
