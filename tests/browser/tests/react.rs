//! The element on a page of React, as its readers' browsers run it.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use browser_tests::stage::{count_embeds, start};
use browser_tests::{Answer, Browser, Embed, Servers, setting};
use serde_json::json;

const TIDE: &str = "The tide mill grinds again";
const BELL: &str = "A bell that nobody rang";

/// React's modules, each with what the others call it.
const MODULES: &[(&str, &str)] = &[
    ("react", "react/cjs/react.production.js"),
    ("scheduler", "scheduler/cjs/scheduler.production.js"),
    ("react-dom", "react-dom/cjs/react-dom.production.js"),
    (
        "react-dom/client",
        "react-dom/cjs/react-dom-client.production.js",
    ),
];

/// One script of them all, as a bundler would make it.
fn bundle() -> String {
    let folder = setting("ARTICLE_EMBED_REACT");
    let mut bundle = String::from(
        "const made = {}, modules = {};
        const process = { env: { NODE_ENV: 'production' } };
        const require = (name) => {
            if (!made[name]) modules[name](require, made[name] = { exports: {} }, made[name].exports);
            return made[name].exports;
        };\n",
    );
    for (name, path) in MODULES {
        let source = fs::read_to_string(Path::new(&folder).join(path)).unwrap();
        let _ = writeln!(
            bundle,
            "modules[{name:?}] = (require, module, exports) => {{\n{source}\n}};"
        );
    }
    bundle + "window.React = require('react'); window.ReactDOM = require('react-dom/client');"
}

async fn open(browser: &Browser, servers: &Servers) {
    servers.answer("/react.js", Answer::With(200, "text/javascript", bundle()));
    browser.open(&servers.page("blank", &[])).await;
    let load = "
        const script = document.createElement('script');
        script.src = arguments[0] + '/react.js';
        document.head.append(script);
        return new Promise((resolve) => { script.onload = () => resolve(true) })";
    let _: bool = browser.run(load, vec![json!(servers.publisher)]).await;
    let begin = "
        window.root = ReactDOM.createRoot(here);
        window.show = (properties) => root.render(properties &&
            React.createElement('main', null, React.createElement('article-embed', properties)))";
    let () = browser.run(begin, vec![]).await;
}

async fn show(browser: &Browser, properties: serde_json::Value) {
    let () = browser.run("show(arguments[0])", vec![properties]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn react_makes_changes_and_removes_the_element() {
    let (browser, servers) = start().await;
    open(&browser, &servers).await;
    browser.add_tag(&servers.embed, "#there", json!({})).await;
    let defined = "return Boolean(customElements.get('article-embed'))";
    browser
        .until::<bool>("the element is known", defined, vec![])
        .await;
    let tide = servers.story("tide");
    show(
        &browser,
        json!({ "article": tide, "headingLevel": 3, "comments": "preview" }),
    )
    .await;
    let embed = Embed::first(&browser);
    assert_eq!(embed.story().await, TIDE);
    assert_eq!(embed.count("h3.headline").await, 1);
    embed.reply_form().await;
    embed.type_into("comment", "Half a thought").await;
    let () = embed
        .run(
            "window.kept = [host, root.querySelector('[name=comment]')]",
            &[],
        )
        .await;

    // Drawn again with other values, and with one less.
    show(
        &browser,
        json!({ "article": tide, "headingLevel": 4, "comments": "preview" }),
    )
    .await;
    embed.element("h4.headline").await;
    show(
        &browser,
        json!({ "article": tide, "comments": "preview", "share": false }),
    )
    .await;
    embed.element("h2.headline").await;
    let same = "return host === kept[0] && root.querySelector('[name=comment]') === kept[1]";
    assert!(
        embed.run::<bool>(same, &[]).await,
        "the element is another one"
    );
    assert_eq!(embed.value("comment").await, "Half a thought");
    assert_eq!(browser.events("article-embed-ready").await.len(), 1);

    show(
        &browser,
        json!({ "article": servers.story("bell"), "comments": "preview" }),
    )
    .await;
    embed.until_text(".headline", BELL).await;
    show(&browser, json!(null)).await;
    let given_up = "return !kept[0].shadowRoot.querySelector('.story')";
    browser
        .until::<bool>("the removed embed is given up", given_up, vec![])
        .await;
    assert_eq!(count_embeds(&browser).await, 0);
    assert_eq!(browser.console().await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_react_has_drawn_before_the_script_came_counts() {
    let (browser, servers) = start().await;
    open(&browser, &servers).await;
    // React knows no property of it yet, so these become attributes.
    let listening = "
        window.heard = [];
        show({article: arguments[0], 'heading-level': 3,
            'onarticle-embed-ready': ({detail}) => heard.push(detail.headline)})";
    let () = browser
        .run(listening, vec![json!(servers.story("tide"))])
        .await;
    browser.add_tag(&servers.embed, "#there", json!({})).await;
    let embed = Embed::first(&browser);
    assert_eq!(embed.story().await, TIDE);
    assert_eq!(embed.count("h3.headline").await, 1);
    let heard = "return heard.length && heard";
    let heard: Vec<String> = browser.until("React hears of it", heard, vec![]).await;
    assert_eq!(heard, [TIDE]);
    show(
        &browser,
        json!({ "article": servers.story("tide"), "heading-level": 4 }),
    )
    .await;
    embed.element("h4.headline").await;
    assert_eq!(browser.console().await, [""; 0]);
}
