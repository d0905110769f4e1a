//! Traps stay where they are: what stands goes on standing, whichever program breaks down, and whoever
//! else's does.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use browser_tests::stage::start;
use browser_tests::{Browser, Embed, Servers, Site};
use serde_json::json;

const TIDE: &str = "The tide mill grinds again";
const BELL: &str = "A bell that nobody rang";

/// A program whose only function traps.
const TRAPPING: &[u8] =
    b"\0asm\x01\0\0\0\x01\x04\x01\x60\0\0\x03\x02\x01\0\x07\x08\x01\x04trap\0\0\
    \x0a\x05\x01\x03\0\0\x0b";

/// Islands that take a place and trap where `when` says.
fn islands(wasm: &str, when: &str) -> String {
    format!(
        r#"(globalThis[Symbol.for("article-embed-programs")] ??= {{}})["{wasm}"] = (WebAssembly) => {{
            let program;
            const trap = (at) => {{ if (at === "{when}") program.trap(); }};
            const bindgen = async ({{ module_or_path }}) => {{
                program = (await WebAssembly.instantiate(module_or_path, {{}})).instance.exports;
            }};
            bindgen.connect = () => {{}};
            bindgen.style = () => "";
            bindgen.start = async (host) => {{
                trap("start");
                const root = host.shadowRoot;
                root.querySelector("[data-place=share]").dataset.live = "";
                root.querySelector(".invitation").addEventListener("click", () => trap("click"));
                setTimeout(() => trap("later"));
                queueMicrotask(() => trap("soon"));
            }};
            bindgen.update = () => trap("update");
            bindgen.stop = () => {{}};
            return bindgen;
        }};"#
    )
}

/// Has a site serve such islands, in this folder.
fn rebuild(site: &Site, folder: &str, when: &str) {
    let wasm = site.built("islands-", ".wasm");
    let script = site.built("islands-", ".js");
    site.rebuild(folder, &wasm, TRAPPING);
    site.rebuild(folder, &script, islands(wasm.trim_start_matches('/'), when));
}

/// Waits until the comments' place has the link, and checks that the rest stands.
async fn comments_are_a_link(embed: Embed<'_>, headline: &str, case: &str) {
    let script = "
        const failed = root.querySelector('[data-place=comments] [data-when=failed]');
        return !!failed?.checkVisibility() && !!failed.querySelector('a[href^=http]')";
    let _: bool = embed.until(case, script, &[]).await;
    assert_eq!(embed.story().await, headline, "{case}");
    assert!(
        embed.count("a.share-button[href]").await > 3,
        "{case}: share links"
    );
    assert_eq!(embed.count(".failure").await, 0, "{case}");
}

async fn no_errors(browser: &Browser, case: &str) {
    let errors: Vec<String> = browser.run("return recorded.errors", vec![]).await;
    assert_eq!(errors, [""; 0], "{case}: the page saw errors");
}

/// The lines of the console that are the embed's.
async fn lines(browser: &Browser) -> Vec<String> {
    let console = browser.console().await;
    let is_uncaught = |line: &&String| line.contains("Uncaught");
    assert_eq!(console.iter().find(is_uncaught), None, "nobody caught it");
    let lines = console.into_iter();
    lines
        .filter(|line| line.contains("article-embed: "))
        .collect()
}

async fn add(browser: &Browser, origin: &str, place: &str, servers: &Servers, story: &str) {
    let options = json!({
        "article": servers.story(story), "comments": "preview",
        "url": format!("https://www.estuary-post.example/{story}"),
    });
    browser.add_tag(origin, place, options).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_trap_in_the_islands_leaves_the_story_and_its_links() {
    for when in ["start", "soon", "later", "click", "update"] {
        let (browser, servers) = start().await;
        let site = Site::start().await;
        rebuild(&site, "", when);
        browser.open(&servers.page("blank", &[])).await;
        for (place, story) in [("#here", "tide"), ("#there", "bell")] {
            add(&browser, &site.origin, place, &servers, story).await;
        }
        let embeds = [Embed::first(&browser), Embed::nth(&browser, 1)];
        for embed in embeds {
            embed.story().await;
        }
        let act = match when {
            "click" => Some("root.querySelector('.invitation').click()"),
            "update" => Some("host.headingLevel = 4"),
            _ => None,
        };
        if let Some(act) = act {
            for embed in embeds {
                embed.islands().await;
            }
            let () = embeds[0].run(act, &[]).await;
        }
        for (embed, headline) in embeds.into_iter().zip([TIDE, BELL]) {
            comments_are_a_link(embed, headline, when).await;
        }
        let events = browser.events("article-embed-error").await;
        let codes: Vec<_> = events
            .iter()
            .map(|event| event["detail"]["code"].clone())
            .collect();
        assert_eq!(codes, ["islands"; 2], "{when}: {events:#?}");
        let lines = lines(&browser).await;
        assert_eq!(lines.len(), 1, "{when}: {lines:#?}");
        assert!(lines[0].contains("unreachable"), "{when}: {lines:#?}");
        // Options go on to count.
        let () = embeds[1]
            .run("host.headingLevel = 5; host.lang = 'de'", &[])
            .await;
        embeds[1].element("h5.headline").await;
        embeds[1].until_text("time", "Mai").await;
        // In another language and on another level, the comments' place still says so.
        comments_are_a_link(embeds[1], BELL, when).await;
        no_errors(&browser, when).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_takes_a_method_away_from_the_islands_keeps_its_story() {
    let (browser, servers) = start().await;
    let break_down = "
        const make = Document.prototype.createTextNode;
        window.mend = () => { Document.prototype.createTextNode = make };
        addEventListener('article-embed-ready', () => {
            Document.prototype.createTextNode = () => { throw new Error('taken away') };
        }, { once: true })";
    browser.run_first(break_down).await;
    browser.open(&servers.page("blank", &[])).await;
    add(&browser, &servers.embed, "#here", &servers, "tide").await;
    let embed = Embed::first(&browser);
    comments_are_a_link(embed, TIDE, "no texts can be made").await;
    let lines = lines(&browser).await;
    assert_eq!(lines.len(), 1, "{lines:#?}");
    assert!(lines[0].contains("taken away"), "{lines:#?}");
    no_errors(&browser, "no texts can be made").await;
    let () = browser.run("mend()", vec![]).await;
    embed
        .click("[data-place=comments] [data-action=retry]")
        .await;
    embed.reply_form().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_program_of_the_same_origin_takes_nothing_away() {
    let (browser, servers) = start().await;
    let site = Site::start().await;
    for name in ["/other.wasm", "/render-0.wasm", "/islands-0.wasm"] {
        site.put(name, TRAPPING);
    }
    browser.open(&servers.page("blank", &[])).await;
    add(&browser, &site.origin, "#here", &servers, "tide").await;
    let embed = Embed::first(&browser);
    embed.reply_form().await;
    let script = "
        const [origin] = arguments;
        return (async () => {
            for (const name of ['other', 'render-0', 'islands-0']) {
                const file = fetch(`${origin}/${name}.wasm`);
                const { instance } = await WebAssembly.instantiateStreaming(file);
                setTimeout(() => instance.exports.trap());
                Promise.resolve().then(() => instance.exports.trap());
            }
        })()";
    let () = browser.run(script, vec![json!(site.origin)]).await;
    let heard = "return recorded.errors.length === 6";
    let _: bool = browser
        .until("the page hears of its own errors", heard, vec![])
        .await;
    let () = browser.run("recorded.errors = []", vec![]).await;
    assert_eq!(embed.story().await, TIDE);
    assert_eq!(embed.count("form.reply-form").await, 1);
    assert_eq!(browser.events("article-embed-error").await.len(), 0);
    let () = embed.run("host.headingLevel = 5", &[]).await;
    embed.element("h5.headline").await;
    let console = browser.console().await;
    let told = console.iter().find(|line| line.contains("article-embed: "));
    assert_eq!(told, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_older_release_beside_takes_nothing_away() {
    let (browser, servers) = start().await;
    let site = Site::start().await;
    site.copy_to("/old");
    rebuild(&site, "/old", "start");
    // Its files have other names.
    let name = site.built("islands-", ".wasm");
    for file in [site.built("islands-", ".js"), site.built("loader-", ".js")] {
        let text = site.text(&["/old", &file].concat());
        let text = text.replace(name.trim_start_matches('/'), "islands-0.wasm");
        site.rebuild("/old", &file, text);
    }
    site.put("/old/islands-0.wasm", TRAPPING);
    browser.open(&servers.page("blank", &[])).await;
    let old = format!("{}/old", site.origin);
    add(&browser, &old, "#here", &servers, "bell").await;
    add(&browser, &site.origin, "#there", &servers, "tide").await;
    comments_are_a_link(Embed::first(&browser), BELL, "the older release").await;
    let embed = Embed::nth(&browser, 1);
    embed.reply_form().await;
    assert_eq!(embed.story().await, TIDE);
    assert_eq!(embed.count("[data-failed]").await, 0);
    assert_eq!(browser.events("article-embed-error").await.len(), 1);
    no_errors(&browser, "an older release").await;
}

/// A page on which some words cannot be made.
const TRAP_HERE: &str = "
    const make = Document.prototype.createTextNode;
    Document.prototype.createTextNode = function (text) {
        if (text.includes('Trap here')) throw new Error('taken away');
        return make.call(this, text);
    }";

/// The line in place of a story.
async fn is_a_line(embed: Embed<'_>, case: &str) {
    let line = "This story cannot be shown here. Read it on estuary-post.example Try again";
    assert_eq!(embed.failure().await, line, "{case}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_story_that_traps_render_takes_no_other_with_it() {
    let (browser, servers) = start().await;
    let site = Site::start().await;
    browser.run_first(TRAP_HERE).await;
    let story = json!({
        "schema": "article-embed/1", "headline": "Trap here",
        "body": [{ "type": "paragraph", "content": "No word of it." }],
    });
    let trapping = site.story("trap", &story.to_string());
    browser.open(&servers.page("blank", &[])).await;
    let options = json!({ "article": trapping, "url": "https://www.estuary-post.example/trap" });
    add(&browser, &servers.embed, "#here", &servers, "tide").await;
    browser
        .add_tag(&servers.embed, "#there", options.clone())
        .await;
    add(&browser, &servers.embed, "#there", &servers, "bell").await;
    let [tide, line, bell] = [0, 1, 2].map(|index| Embed::nth(&browser, index));
    is_a_line(line, "it traps").await;
    assert_eq!(tide.story().await, TIDE);
    assert_eq!(bell.story().await, BELL);
    let told = browser.events("article-embed-error").await;
    assert_eq!(told.len(), 1, "{told:#?}");
    assert_eq!(told[0]["detail"]["code"], "program");
    let told = lines(&browser).await;
    assert_eq!(told.len(), 1, "{told:#?}");
    assert!(told[0].contains("taken away"), "{told:#?}");
    no_errors(&browser, "a story that traps").await;

    // The others live on, and those that come later.
    for embed in [tide, bell] {
        let () = embed
            .run("host.headingLevel = 5; host.lang = 'de'", &[])
            .await;
        embed.element("h5.headline").await;
        embed.until_text("time", "Mai").await;
        embed.reply_form().await;
    }
    add(&browser, &servers.embed, "#there", &servers, "almanac").await;
    Embed::nth(&browser, 3).story().await;
    // Again, and then another story in the same place.
    line.click(".failure button").await;
    let pressed = "return !root.querySelector('[aria-busy]') && !!root.querySelector('p.failure')";
    let _: bool = line.until("it traps again", pressed, &[]).await;
    let () = line
        .run("host.article = arguments[1]", &[&servers.story("bell")])
        .await;
    line.until_text(".headline", BELL).await;
    assert_eq!(tide.story().await, TIDE);
    no_errors(&browser, "another story").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_option_that_traps_render_takes_no_other_story_with_it() {
    let (browser, servers) = start().await;
    browser.open(&servers.page("blank", &[])).await;
    for (place, story) in [("#here", "tide"), ("#there", "bell")] {
        add(&browser, &servers.embed, place, &servers, story).await;
    }
    let [tide, bell] = [Embed::first(&browser), Embed::nth(&browser, 1)];
    for embed in [tide, bell] {
        embed.story().await;
    }
    let trap = TRAP_HERE.replace("Trap here", "trap.example");
    let script = format!("{trap}; host.follow = 'https://trap.example/'");
    let () = tide.run(&script, &[]).await;
    is_a_line(tide, "it traps").await;
    let told = browser.events("article-embed-error").await;
    assert_eq!(told.len(), 1, "{told:#?}");
    assert_eq!(bell.story().await, BELL);
    let () = bell.run("host.headingLevel = 5", &[]).await;
    bell.element("h5.headline").await;
    let () = tide.run("host.removeAttribute('follow')", &[]).await;
    tide.click(".failure button").await;
    assert_eq!(tide.story().await, TIDE);
    no_errors(&browser, "an option that traps").await;
}
