//! What axe finds on every state of the samples, in both colour schemes, in forced colours, and in
//! languages of either direction: nothing.
//!
//! axe sees what a program can see. That the embed can be used by the keyboard alone is tried in
//! `keyboard`.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use browser_tests::stage::start;
use browser_tests::{Answer, Browser, Embed, Servers, setting};
use serde_json::json;

/// How a page looks to a reader.
#[derive(Clone, Copy, Debug)]
struct Look {
    colours: &'static str,
    forced: &'static str,
    width: u32,
}

const LOOKS: &[Look] = &[
    Look {
        colours: "light",
        forced: "none",
        width: 1000,
    },
    Look {
        colours: "dark",
        forced: "none",
        width: 360,
    },
    Look {
        colours: "dark",
        forced: "active",
        width: 700,
    },
];

/// What is wrong, one line for each element.
const CHECK: &str = "
    if (!window.axe) (0, eval)(arguments[1]);
    // axe takes the browser's own ground for white.
    document.documentElement.style.background = 'Canvas';
    const isForced = matchMedia('(forced-colors: active)').matches;
    const rules = {
        'target-size': { enabled: true },
        // The system's own colours are drawn then; axe goes by -webkit-text-fill-color, which does not
        // tell them.
        'color-contrast': { enabled: !isForced },
    };
    return axe.run(host, { resultTypes: ['violations'], rules }).then(({ violations }) =>
        violations.flatMap(({ id, nodes }) => nodes.map((node) =>
            `${id}: ${node.html.slice(0, 200)} ${node.failureSummary}`)))";

async fn assert_accessible(browser: &Browser, case: &str) {
    let axe = std::fs::read_to_string(setting("ARTICLE_EMBED_AXE")).unwrap();
    for look in LOOKS {
        let media = json!({ "features": [
            { "name": "prefers-color-scheme", "value": look.colours },
            { "name": "forced-colors", "value": look.forced },
            // No colour is on its way to another.
            { "name": "prefers-reduced-motion", "value": "reduce" },
        ] });
        browser.devtools("Emulation.setEmulatedMedia", media).await;
        browser.resize(look.width, 900).await;
        let found: Vec<String> = Embed::first(browser).run(CHECK, &[&axe]).await;
        assert_eq!(found, [""; 0], "{case}, {look:?}");
    }
}

/// The samples that the preview shows alone.
const SAMPLES: &[&str] = &["harbour", "prison", "arabic", "wordpress"];

async fn open_sample(browser: &Browser, servers: &Servers, sample: &str) {
    let address = format!("{}/?story={sample}", servers.embed);
    browser.open(&address).await;
}

/// Who goes through the landmarks of a page can tell its stories from each other.
#[tokio::test(flavor = "multi_thread")]
async fn two_stories_on_a_page_have_landmarks_of_their_own() {
    let (browser, servers) = start().await;
    browser.open(&format!("{}/", servers.embed)).await;
    for number in 0..2 {
        Embed::nth(&browser, number).reply_form().await;
    }
    let axe = std::fs::read_to_string(setting("ARTICLE_EMBED_AXE")).unwrap();
    let check = "(0, eval)(arguments[0]);
        return axe.run({ runOnly: ['landmark-unique', 'landmark-complementary-is-top-level'] })
            .then(({ violations, passes }) => [passes.length > 0, violations.flatMap(({ id, nodes }) =>
                nodes.map((node) => `${id}: ${node.html.slice(0, 200)}`))])";
    let (has_checked, found): (bool, Vec<String>) = browser.run(check, vec![json!(axe)]).await;
    assert!(has_checked);
    assert_eq!(found, [""; 0]);
    let name = Embed::nth(&browser, 1).accessible_name(".comments").await;
    assert!(name.starts_with("Comments ") && name.len() > 20, "{name}");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_sample_with_its_form() {
    let (browser, servers) = start().await;
    for sample in SAMPLES {
        open_sample(&browser, &servers, sample).await;
        let embed = Embed::first(&browser);
        embed.reply_form().await;
        assert_accessible(&browser, sample).await;

        embed.send().await;
        embed.element("form .field .error").await;
        assert_accessible(&browser, &format!("{sample}, an empty form sent")).await;

        embed.write("Ada", "ada@example.org", "It **turns**.").await;
        embed.send().await;
        embed.until_text(".comment.posted", "It").await;
        assert_accessible(&browser, &format!("{sample}, posted")).await;

        embed.click(".comment .reply").await;
        embed.until_text("form .form-title", "Ada").await;
        assert_accessible(&browser, &format!("{sample}, a reply begun")).await;

        open_sample(&browser, &servers, sample).await;
        embed.reply_form().await;
        embed.write("Hold", "ada@example.org", "It does.").await;
        embed.send().await;
        embed.element(".comment .pending").await;
        assert_accessible(&browser, &format!("{sample}, a comment is held")).await;
    }
}

/// A story with whatever kinds of things stories have.
#[tokio::test(flavor = "multi_thread")]
async fn a_story_with_everything_in_its_text() {
    let (browser, servers) = start().await;
    let page = servers.comments_page(&servers.story("lamp"), "off", "");
    browser.open(&page).await;
    let embed = Embed::first(&browser);
    embed.story().await;
    embed.islands().await;
    assert_accessible(&browser, "lamp").await;
    let open = "for (const details of root.querySelectorAll('details')) details.open = true";
    let () = embed.run(open, &[]).await;
    assert_accessible(&browser, "lamp, all of it unfolded").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn pictures_in_the_whole_window() {
    let (browser, servers) = start().await;
    open_sample(&browser, &servers, "harbour").await;
    let embed = Embed::first(&browser);
    embed.story().await;
    embed.click("figure button").await;
    let is_open = "return !!root.querySelector('dialog[open]')";
    let _: bool = embed.until("the picture is large", is_open, &[]).await;
    assert_accessible(&browser, "a picture in the window").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_story_that_loads_and_one_that_does_not_come() {
    let (browser, servers) = start().await;
    servers.answer("/tide.json", Answer::Never);
    browser
        .open(&servers.comments_page(&servers.story("tide"), "off", ""))
        .await;
    let embed = Embed::first(&browser);
    embed.element(".placeholder").await;
    assert_accessible(&browser, "loading").await;
    servers.answer("/tide.json", Answer::html(404));
    browser
        .open(&servers.comments_page(&servers.story("tide"), "off", ""))
        .await;
    embed.failure().await;
    assert_accessible(&browser, "not found").await;
}
