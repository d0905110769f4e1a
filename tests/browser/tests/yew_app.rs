//! The component for applications that are written with Yew, in the example's own build: it looks like
//! `<article-embed>`, pixel by pixel, and a reader can do the same with it.

use browser_tests::stage::start;
use browser_tests::{Answer, Browser, Embed, Servers, setting};
use serde_json::json;

use super::hell::{BOXES, arrive, assert_same, begin, pictures, placed};

/// The stories of the example, whose first one is shown.
const STORIES: [(&str, &str); 2] = [
    ("prison", "Gunmen storm prison"),
    ("harbour", "taught itself"),
];

/// Serves the example, and answers at which origin.
async fn serve(servers: &Servers) -> String {
    servers
        .serve_folder(&setting("ARTICLE_EMBED_YEW_APP"))
        .await
}

/// Opens the example, which notes nothing for the tests by itself.
async fn open(browser: &Browser, app: &str) {
    browser.run_first(include_str!("../pages/record.js")).await;
    browser.open(app).await;
}

/// Chooses a story of the example's, once it has drawn its buttons.
async fn choose(browser: &Browser, number: usize) {
    let is_there = "return !!document.querySelectorAll('nav button')[arguments[0]]";
    let _: bool = browser
        .until("the button", is_there, vec![json!(number)])
        .await;
    let script = "document.querySelectorAll('nav button')[arguments[0]].click()";
    let () = browser.run(script, vec![json!(number)]).await;
}

/// Where the comparisons put an embed.
async fn name_place(browser: &Browser) {
    let script = "host.parentElement.id = 'place'";
    let () = Embed::first(browser).run(script, &[]).await;
}

/// Shows the story of this number in the application.
async fn show(browser: &Browser, number: usize) {
    choose(browser, number).await;
    let headline = STORIES[number].1;
    Embed::first(browser)
        .until_text(".headline", headline)
        .await;
    arrive(browser).await;
    name_place(browser).await;
}

/// Where elements stand.
type Boxes = Vec<(String, u32, [f64; 4])>;

#[tokio::test(flavor = "multi_thread")]
async fn it_looks_as_the_element_does() {
    for (number, (story, _)) in STORIES.into_iter().enumerate() {
        let (browser, servers) = begin().await;
        let app = serve(&servers).await;
        let article = format!("{app}/stories/{story}.json");
        let page = servers.page("hell/blank/index", &[("ARTICLE", &article)]);
        browser.open(&page).await;
        arrive(&browser).await;
        let expected_boxes: Boxes = placed(&browser, 640, BOXES).await;
        let expected = pictures(&browser, story).await;

        // What the element's page had to say is a matter of other tests.
        browser.console().await;
        open(&browser, &app).await;
        Embed::first(&browser).story().await;
        show(&browser, number).await;
        let boxes: Boxes = placed(&browser, 640, BOXES).await;
        assert!(boxes.len() > 100, "{story}: {} elements", boxes.len());
        assert_eq!(boxes, expected_boxes, "{story}");
        assert_same(
            &pictures(&browser, story).await,
            &expected,
            &format!("yew-{story}"),
        );
        assert_eq!(browser.console().await, [""; 0], "{story}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn another_story_comes_in_its_place() {
    let (browser, servers) = start().await;
    open(&browser, &serve(&servers).await).await;
    let embed = Embed::first(&browser);
    for (number, (_, headline)) in STORIES.into_iter().enumerate().chain([(0, STORIES[0])]) {
        choose(&browser, number).await;
        embed.until_text(".headline", headline).await;
        embed.reply_form().await;
        for (selector, count) in [(".story", 1), (".share", 1), (".comments", 1)] {
            assert_eq!(embed.count(selector).await, count, "{selector}: {headline}");
        }
    }
    // Who changes her mind sees what she chose last, whichever comes first.
    servers.answer("/stories/harbour.json", Answer::Never);
    choose(&browser, 1).await;
    choose(&browser, 0).await;
    embed.until_text(".headline", STORIES[0].1).await;
    assert_eq!(browser.console().await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn readers_share_enlarge_and_reply() {
    let (browser, servers) = start().await;
    open(&browser, &serve(&servers).await).await;
    let embed = Embed::first(&browser);
    embed.until_text(".headline", STORIES[0].1).await;

    browser
        .decide_permission("clipboard-write", "granted")
        .await;
    embed.click(".share-button[data-target=copy]").await;
    assert_eq!(
        browser.event("article-embed-share").await["detail"]["target"],
        "copy"
    );
    let press = "
        const link = root.querySelector('a[data-target]');
        link.addEventListener('click', (event) => event.preventDefault());
        link.click();
        return link.dataset.target";
    let target: String = embed.run(press, &[]).await;
    let told = browser.events("article-embed-share").await;
    assert_eq!(told.len(), 2, "{told:?}");
    assert_eq!(told[1]["detail"]["target"], target);

    embed.click(".enlarge").await;
    embed.element("dialog[open] img").await;
    embed.click("dialog .close").await;
    let closed = "return !root.querySelector('dialog[open]')";
    let _: bool = embed.until("the picture closes", closed, &[]).await;

    embed.reply_form().await;
    embed
        .write("Ada", "ada@example.org", "The road is long")
        .await;
    embed.send().await;
    embed
        .until_text(".comment.posted", "The road is long")
        .await;
    browser.event("article-embed-comment").await;
    assert_eq!(browser.console().await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_story_that_fails_can_be_asked_for_again() {
    let (browser, servers) = start().await;
    servers.answer("/stories/prison.json", Answer::json(500, "{}"));
    open(&browser, &serve(&servers).await).await;
    let embed = Embed::first(&browser);
    let words = embed.failure().await;
    assert!(words.contains("Try again"), "{words}");
    let told = browser.event("article-embed-error").await;
    assert_eq!(told["detail"]["code"], "server-error");
    servers.recover("/stories/prison.json");
    embed.click(".failure button").await;
    embed.until_text(".headline", STORIES[0].1).await;
    // Who pressed the button is led to the story.
    let focused = "return root.activeElement?.id === 'headline'";
    let _: bool = embed
        .until("the headline has the focus", focused, &[])
        .await;
}

/// The example's page says that it has both colours. One that says nothing has those of its ground.
#[tokio::test(flavor = "multi_thread")]
async fn it_takes_the_colours_of_its_page_as_the_element_does() {
    let (browser, servers) = start().await;
    let app = serve(&servers).await;
    open(&browser, &app).await;
    let embed = Embed::first(&browser);
    embed.story().await;
    let is_dark = "return (getComputedStyle(host).color === 'rgb(233, 230, 223)')
        === (arguments[1] === 'dark')";
    for (device, change, expected) in [
        ("light", "", "light"),
        ("dark", "", "dark"),
        (
            "dark",
            "document.querySelector('[name=color-scheme]').remove()",
            "light",
        ),
        ("dark", "document.body.style.background = '#000'", "dark"),
        (
            "light",
            "host.parentElement.style.background = '#fff'",
            "light",
        ),
        (
            "light",
            "host.parentElement.removeAttribute('style')",
            "dark",
        ),
        (
            "light",
            "document.documentElement.style.colorScheme = 'light'",
            "dark",
        ),
    ] {
        browser.prefer(device).await;
        let () = embed.run(change, &[]).await;
        let case = format!("{change:?} on a {device} device is {expected}");
        let _: bool = embed.until(&case, is_dark, &[expected]).await;
    }
}
