//! The element as a page's own script treats it: made in any way, moved, taken away, set through
//! properties, put into a frame.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use browser_tests::stage::start;
use browser_tests::{Answer, Browser, Embed, Servers};
use serde_json::{Value, json};

const TIDE: &str = "The tide mill grinds again";
const BELL: &str = "A bell that nobody rang";

/// Opens a page on which the element is known and none stands.
async fn open(browser: &Browser, servers: &Servers) {
    browser.open(&servers.page("blank", &[])).await;
    browser.add_tag(&servers.embed, "#there", json!({})).await;
    let defined = "return Boolean(customElements.get('article-embed'))";
    browser
        .until::<bool>("the element is known", defined, vec![])
        .await;
}

/// Runs a script with the stories' addresses.
async fn with_stories(browser: &Browser, servers: &Servers, script: &str) -> Value {
    let script = ["const [tide, bell] = arguments;", script].concat();
    let stories = vec![json!(servers.story("tide")), json!(servers.story("bell"))];
    browser.run(&script, stories).await
}

async fn is_clean(browser: &Browser, case: &str) {
    assert_eq!(browser.console().await, [""; 0], "{case}");
    let errors: Vec<String> = browser.run("return recorded.errors", vec![]).await;
    assert_eq!(errors, [""; 0], "{case}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_element_can_be_made_in_every_way_that_html_knows() {
    let (browser, servers) = start().await;
    for (case, script) in [
        (
            "attributes before",
            "
            const embed = document.createElement('article-embed');
            embed.setAttribute('article', tide);
            here.append(embed)",
        ),
        (
            "attributes after",
            "
            const embed = document.createElement('article-embed');
            here.append(embed);
            embed.setAttribute('article', tide)",
        ),
        (
            "innerHTML",
            "here.innerHTML = `<article-embed article='${tide}'></article-embed>`",
        ),
        (
            "insertAdjacentHTML",
            "
            here.insertAdjacentHTML('beforeend', `<article-embed article=${tide}>`)",
        ),
        (
            "a copy",
            "
            const embed = document.createElement('article-embed');
            embed.article = tide;
            here.append(embed.cloneNode(true))",
        ),
        (
            "a template",
            "
            const template = document.createElement('template');
            template.innerHTML = `<article-embed article='${tide}'></article-embed>`;
            here.append(template.content.cloneNode(true))",
        ),
        (
            "the constructor",
            "
            const embed = new (customElements.get('article-embed'))();
            embed.article = tide;
            here.append(embed)",
        ),
        (
            "inside of a shadow root",
            "
            const box = document.createElement('div');
            here.append(box);
            box.attachShadow({mode: 'open'}).innerHTML =
                `<article-embed article='${tide}'></article-embed>`",
        ),
        (
            "parsed",
            "
            const frame = Document.parseHTMLUnsafe(`<article-embed article='${tide}'>`);
            here.append(frame.querySelector('article-embed'))",
        ),
    ] {
        open(&browser, &servers).await;
        with_stories(&browser, &servers, script).await;
        let event = browser.event("article-embed-ready").await;
        assert_eq!(event["detail"]["headline"], TIDE, "{case}");
        for name in ["loading", "ready"] {
            let name = format!("article-embed-{name}");
            assert_eq!(browser.events(&name).await.len(), 1, "{case}: {name}");
        }
        is_clean(&browser, case).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn properties_are_the_attributes() {
    let (browser, servers) = start().await;
    open(&browser, &servers).await;
    let made = with_stories(&browser, &servers, "
        const embed = document.createElement('article-embed');
        embed.article = tide;
        embed.headingLevel = 3;
        embed.commentsUrl = 'https://news.example/comments';
        embed.comments = 'off';
        embed.share = 'x';
        embed.theme = null;
        embed.follow = undefined;
        embed.publisher = false;
        here.append(embed);
        const names = ['article', 'headingLevel', 'commentsUrl', 'share', 'theme', 'shareUrl', 'count'];
        return [embed.getAttributeNames().sort(), embed.headingLevel, embed.theme,
            names.every((name) => name in embed)]").await;
    let attributes = [
        "article",
        "comments",
        "comments-url",
        "heading-level",
        "share",
    ];
    assert_eq!(made, json!([attributes, "3", null, true]));
    let embed = Embed::first(&browser);
    assert_eq!(embed.story().await, TIDE);
    assert_eq!(embed.count("h3.headline").await, 1);
    assert_eq!(embed.count(".share-button").await, 1);
    for (empty, level) in [("null", 4), ("undefined", 5), ("false", 6)] {
        let set = format!("host.headingLevel = {level}");
        let () = embed.run(&set, &[]).await;
        embed.element(&format!("h{level}.headline")).await;
        let () = embed
            .run(&format!("host.headingLevel = {empty}"), &[])
            .await;
        embed.element("h2.headline").await;
        let has = "return host.hasAttribute('heading-level')";
        assert!(!embed.run::<bool>(has, &[]).await, "{empty}");
    }
    let () = embed
        .run("host.article = arguments[1]", &[&servers.story("bell")])
        .await;
    embed.until_text(".headline", BELL).await;
    is_clean(&browser, "properties").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn properties_that_are_set_before_the_script_is_there_count() {
    let (browser, servers) = start().await;
    browser.open(&servers.page("blank", &[])).await;
    with_stories(
        &browser,
        &servers,
        "
        const [standing, waiting] = ['tide', 'bell'].map(() =>
            document.createElement('article-embed'));
        Object.assign(standing, {article: tide, headingLevel: 3, share: null, own: 'kept'});
        Object.assign(waiting, {article: bell, headingLevel: 4});
        here.append(standing);
        window.waiting = waiting",
    )
    .await;
    browser.add_tag(&servers.embed, "#there", json!({})).await;
    let embed = Embed::first(&browser);
    assert_eq!(embed.story().await, TIDE);
    assert_eq!(embed.count("h3.headline").await, 1);
    let taken: Value = embed
        .run(
            "
        return [host.getAttributeNames().sort(), Object.keys(host), host.own]",
            &[],
        )
        .await;
    assert_eq!(taken[0], json!(["article", "heading-level"]));
    assert_eq!((&taken[1], &taken[2]), (&json!(["own"]), &json!("kept")));
    let () = embed.run("host.headingLevel = 5", &[]).await;
    embed.element("h5.headline").await;
    let () = browser.run("there.append(waiting)", vec![]).await;
    let embed = Embed::nth(&browser, 1);
    assert_eq!(embed.story().await, BELL);
    assert_eq!(embed.count("h4.headline").await, 1);
    is_clean(&browser, "early properties").await;
}

/// Puts a story with a reader's draft on the page, and remembers what must stay.
async fn start_writing(browser: &Browser, servers: &Servers) {
    open(browser, servers).await;
    with_stories(
        browser,
        servers,
        "
        here.innerHTML = `<div id=first></div><div id=second><hr></div>`;
        ArticleEmbed.mount(first, {article: tide, comments: 'preview'})",
    )
    .await;
    let embed = Embed::first(browser);
    embed.story().await;
    embed.reply_form().await;
    embed.type_into("comment", "Half a thought").await;
    let () = embed
        .run(
            "
        window.kept = [root.querySelector('.story'), root.querySelector('[name=comment]')]",
            &[],
        )
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_move_changes_nothing_that_a_reader_sees() {
    let (browser, servers) = start().await;
    start_writing(&browser, &servers).await;
    let embed = Embed::first(&browser);
    for (case, script) in [
        ("another parent", "second.append(host)"),
        ("another place among its siblings", "second.prepend(host)"),
        ("through nowhere", "host.remove(); first.append(host)"),
        (
            "through a fragment",
            "
            const fragment = new DocumentFragment();
            fragment.append(host);
            second.append(fragment)",
        ),
        ("the parent with it", "here.prepend(second)"),
        (
            "at once, where the browser can",
            "(first.moveBefore ?? first.insertBefore).call(first, host, null)",
        ),
    ] {
        // The reader has the form before her, and still has.
        let place = "return root.querySelector('[name=comment]').getBoundingClientRect().top";
        let before: f64 = embed.run(place, &[]).await;
        let () = embed.run(script, &[]).await;
        let same = "
            const now = [root.querySelector('.story'), root.querySelector('[name=comment]')];
            return now.every((element, index) => element && element === kept[index])
                && now[1].value === 'Half a thought'";
        assert!(embed.run::<bool>(same, &[]).await, "{case}");
        // What happens in the next step of the page.
        let later = "return new Promise((resolve) => setTimeout(resolve))";
        let () = browser.run(later, vec![]).await;
        assert!(embed.run::<bool>(same, &[]).await, "{case}: afterwards");
        let after: f64 = embed.run(place, &[]).await;
        assert!(
            (0.0..800.0).contains(&after),
            "{case}: the form was at {before}, and is at {after}"
        );
    }
    let () = embed.run("host.headingLevel = 4", &[]).await;
    embed.element("h4.headline").await;
    assert_eq!(browser.events("article-embed-loading").await.len(), 1);
    assert_eq!(browser.events("article-embed-ready").await.len(), 1);
    is_clean(&browser, "moves").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_in_the_whole_window_stays_there_through_a_move() {
    let (browser, servers) = start().await;
    start_writing(&browser, &servers).await;
    let embed = Embed::first(&browser);
    let open = "root.querySelector('.enlarge').click()";
    let () = embed.run(open, &[]).await;
    let is_modal = "return root.querySelector('dialog').matches(':modal')
        && root.activeElement.closest('dialog') !== null";
    let _: bool = embed.until("the window is open", is_modal, &[]).await;
    let () = embed.run("second.append(host)", &[]).await;
    let is_kept: bool = embed.run(is_modal, &[]).await;
    assert!(is_kept, "the picture has become a part of the page");
    browser.press('\u{e00c}').await;
    let is_closed = "return !root.querySelector('dialog').open";
    let _: bool = embed.until("Escape closes it", is_closed, &[]).await;
    is_clean(&browser, "a move with a picture").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_removed_before_it_began_tells_nothing() {
    let (browser, servers) = start().await;
    browser.open(&servers.page("blank", &[])).await;
    // The program is on its way while the first goes.
    with_stories(
        &browser,
        &servers,
        "
        here.innerHTML = `<article-embed article='${tide}'></article-embed>`;
        const gone = here.firstChild;
        customElements.whenDefined('article-embed').then(() => gone.remove())",
    )
    .await;
    let bell = json!({ "article": servers.story("bell") });
    browser.add_tag(&servers.embed, "#there", bell).await;
    assert_eq!(Embed::first(&browser).story().await, BELL);
    // Now the program is there, and each of these is gone in the same step.
    with_stories(
        &browser,
        &servers,
        "
        for (let count = 0; count < 3; count++) {
            const embed = document.createElement('article-embed');
            embed.article = tide;
            here.append(embed);
            embed.remove();
        }
        const last = document.createElement('article-embed');
        last.article = tide;
        there.prepend(last)",
    )
    .await;
    let embed = Embed::first(&browser);
    assert_eq!(embed.story().await, TIDE);
    assert_eq!(browser.events("article-embed-loading").await.len(), 2);
    assert_eq!(browser.events("article-embed-ready").await.len(), 2);
    assert_eq!(browser.events("article-embed-error").await.len(), 0);
    is_clean(&browser, "removed early").await;
}

/// Mounts and unmounts embeds with all that they can have, and waits until they are given up.
async fn come_and_go(browser: &Browser, servers: &Servers, times: usize) {
    servers.answer("/count", Answer::With(204, "text/plain", String::new()));
    for _ in 0..times {
        with_stories(
            browser,
            servers,
            "
            window.embeds = [tide, bell].map((article) => ArticleEmbed.mount(here, {
                article, comments: 'preview', count: `${new URL(article).origin}/count`}))",
        )
        .await;
        for index in 0..2 {
            Embed::nth(browser, index).story().await;
        }
        // The driver keeps what it is given, so it is given no element.
        let form = "
            const root = document.querySelector('article-embed').shadowRoot;
            root.querySelector('.comments').scrollIntoView();
            return Boolean(root.querySelector('form [name=comment]'))";
        browser
            .until::<bool>("the form is there", form, vec![])
            .await;
        let leave = "
            window.gone ??= [];
            for (const embed of embeds) {
                gone.push(new WeakRef(embed.element));
                embed.unmount();
            }
            window.embeds = null;
            recorded.events.length = recorded.shifts.length = 0;
            performance.clearResourceTimings()";
        let () = browser.run(leave, vec![]).await;
    }
}

/// What the browser holds for the page, after it has cleared away what nobody holds.
async fn held(browser: &Browser) -> (f64, f64) {
    browser
        .devtools("HeapProfiler.collectGarbage", json!({}))
        .await;
    let metrics = browser.devtools("Performance.getMetrics", json!({})).await;
    let metric = |name: &str| {
        let metrics = metrics["metrics"].as_array().unwrap();
        let metric = metrics.iter().find(|metric| metric["name"] == name);
        metric.unwrap()["value"].as_f64().unwrap()
    };
    (metric("JSEventListeners"), metric("Nodes"))
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_removed_leaves_nothing_behind() {
    let (browser, servers) = start().await;
    browser.open(&servers.page("blank", &[])).await;
    // The programs' memories.
    let watch = "
        window.memories = [];
        for (const name of ['instantiateStreaming', 'instantiate']) {
            const usual = WebAssembly[name];
            WebAssembly[name] = async (...given) => {
                const made = await usual.apply(WebAssembly, given);
                const {exports} = made.instance ?? made;
                memories.push(Object.values(exports).find((value) =>
                    value instanceof WebAssembly.Memory));
                return made;
            };
        }";
    let () = browser.run(watch, vec![]).await;
    browser.add_tag(&servers.embed, "#there", json!({})).await;
    let api = "return Boolean(window.ArticleEmbed)";
    browser.until::<bool>("the API is there", api, vec![]).await;
    browser.devtools("Performance.enable", json!({})).await;
    // What is made once is made by then.
    come_and_go(&browser, &servers, 4).await;
    let memory = "
        if (memories.length !== 2) throw new Error(`${memories.length} programs`);
        return memories.reduce((sum, { buffer }) => sum + buffer.byteLength, 0)";
    let mut seen: Vec<(u64, (f64, f64))> = Vec::new();
    for _ in 0..24 {
        come_and_go(&browser, &servers, 1).await;
        let held = held(&browser).await;
        seen.push((browser.run(memory, vec![]).await, held));
    }
    // All but the last ones, which a task may still have.
    let left = "return gone.filter((reference) => reference.deref()).length";
    let left: usize = browser.run(left, vec![]).await;
    assert!(left <= 4, "{left} of the removed elements are still held");
    let (early, late) = seen.split_at(seen.len() / 2);
    // What one round leaves may be there a little longer; what all leave is there at the least.
    let least = |rounds: &[(u64, (f64, f64))]| {
        let start = (u64::MAX, f64::MAX, f64::MAX);
        rounds
            .iter()
            .fold(start, |least, &(memory, (listeners, nodes))| {
                (
                    least.0.min(memory),
                    least.1.min(listeners),
                    least.2.min(nodes),
                )
            })
    };
    let (early, late) = (least(early), least(late));
    assert!(
        late.1 <= early.1 && late.2 <= early.2,
        "listeners or nodes grow: {seen:#?}"
    );
    // Each grows by pages of 64 kB.
    assert!(
        late.0 <= early.0 + 2 * 65_536,
        "the memory grows: {seen:#?}"
    );
    is_clean(&browser, "removed").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_element_begins_anew_in_the_document_of_a_frame_and_looks_the_same() {
    let (browser, servers) = start().await;
    start_writing(&browser, &servers).await;
    let look = "
        const style = getComputedStyle(root.querySelector('.headline'));
        return [style.fontSize, style.fontFamily, style.color].join(' ')";
    let usual: String = Embed::first(&browser).run(look, &[]).await;
    let enter = "
        const frame = document.createElement('iframe');
        frame.style.cssText = 'width: 100%; height: 600px';
        second.append(frame);
        window.inside = frame.contentDocument;
        window.host = document.querySelector('article-embed');
        inside.body.append(host)";
    let () = browser.run(enter, vec![]).await;
    let there = "
        const root = host.shadowRoot;
        if (host.ownerDocument !== inside || !root.querySelector('form [name=comment]')) {
            root.querySelector('.comments')?.scrollIntoView();
            return null;
        }
        const style = getComputedStyle(root.querySelector('.headline'));
        return [[style.fontSize, style.fontFamily, style.color].join(' '),
            root.querySelector('[name=comment]').value]";
    let (framed, draft): (String, String) =
        browser.until("it stands in the frame", there, vec![]).await;
    assert_eq!(framed, usual);
    assert_eq!(draft, "Half a thought");
    let () = browser.run("host.headingLevel = 5", vec![]).await;
    let changed = "return Boolean(host.shadowRoot.querySelector('h5.headline'))";
    browser
        .until::<bool>("it still listens", changed, vec![])
        .await;
    // And back.
    let () = browser.run("first.append(host)", vec![]).await;
    let embed = Embed::first(&browser);
    embed.element("h5.headline").await;
    embed.reply_form().await;
    assert_eq!(embed.value("comment").await, "Half a thought");
    // A document that no window shows is no place for a story.
    let nowhere = "document.implementation.createHTMLDocument().body.append(host)";
    let () = browser.run(nowhere, vec![]).await;
    let given_up = "return !host.shadowRoot.querySelector('.headline')";
    browser
        .until::<bool>("it is given up", given_up, vec![])
        .await;
    is_clean(&browser, "frames").await;
}
