//! The page and the embed leave each other's layout and style alone.

use std::collections::BTreeMap;

use browser_tests::stage::start;
use browser_tests::{Browser, Embed, Servers, WordPress};
use serde_json::{Value, json};

/// Computed styles of elements: a name for each, and its properties.
type Styles = Vec<(String, BTreeMap<String, String>)>;

/// A function for scripts: all computed properties of elements.
const STYLES: &str = "
    const styles = (elements) => [...elements].map((element, index) => {
        const style = getComputedStyle(element);
        // The page's own custom properties come through, but mean nothing to the embed.
        const names = [...style].filter((name) => !name.startsWith('--'));
        const properties = names.map((name) => [name, style.getPropertyValue(name)]);
        const name = `${index}: ${element.localName}.${element.getAttribute('class')}`;
        return [name, Object.fromEntries(properties)];
    });";

fn assert_same(shown: &Styles, expected: &Styles, case: &str) {
    let names = |styles: &Styles| {
        styles
            .iter()
            .map(|(name, _)| name.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(names(shown), names(expected), "{case}");
    let mut differences = Vec::new();
    for ((name, shown), (_, expected)) in shown.iter().zip(expected) {
        for (property, value) in shown {
            if expected.get(property) != Some(value) {
                let expected = expected.get(property).map_or("nothing", String::as_str);
                differences.push(format!("{name}: {property} is {value}, not {expected}"));
            }
        }
    }
    differences.truncate(40);
    assert_eq!(differences, [""; 0], "{case}");
}

/// Waits until all that is on its way is drawn, and checks that nothing on the page has moved.
pub async fn nothing_has_shifted(browser: &Browser, case: &str) {
    let drawn = "return new Promise((done) =>
        requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 0))))
        .then(() => recorded.shifts)";
    let shifts: Vec<String> = browser.run(drawn, vec![]).await;
    assert_eq!(shifts, [""; 0], "{case}");
}

async fn lead_picture(embed: Embed<'_>) {
    let script = "const lead = root?.querySelector('.lead img');
        return Boolean(lead?.complete && lead.naturalWidth)";
    embed
        .until::<bool>("the lead picture is loaded", script, &[])
        .await;
}

/// Opens a page on a slow network and checks that its stories come in without a shift.
async fn stories_come_in(address: &str, stories: usize, script: &str) {
    for (width, height) in [(1200, 900), (360, 740)] {
        let browser = Browser::start().await;
        browser.resize(width, height).await;
        let source = json!({ "source": script });
        browser
            .devtools("Page.addScriptToEvaluateOnNewDocument", source)
            .await;
        browser.slow_down().await;
        browser.open(address).await;
        for index in 0..stories {
            let embed = Embed::nth(&browser, index);
            embed.story().await;
            lead_picture(embed).await;
        }
        nothing_has_shifted(&browser, &format!("{address} at {width} × {height}")).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_shifts_while_the_previews_stories_come_in() {
    let servers = Servers::start().await;
    // The preview has no recorder of its own.
    let recorder = include_str!("../pages/record.js");
    stories_come_in(&format!("{}/", servers.embed), 2, recorder).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_shifts_below_a_story_that_comes_in() {
    let servers = Servers::start().await;
    // Until the loader is here, only the page itself can keep the place.
    for (how, place) in [("defer", "reserved"), ("async", "reserved"), ("", "plain")] {
        stories_come_in(
            &servers.page("below", &[("HOW", how), ("PLACE", place)]),
            1,
            "",
        )
        .await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_shifts_for_a_reader_who_is_already_past_the_story() {
    let (browser, servers) = start().await;
    browser.slow_down().await;
    browser
        .open(&servers.page("below", &[("HOW", "async"), ("PLACE", "reserved")]))
        .await;
    let past = "
        document.querySelector('#after').scrollIntoView();
        return document.querySelector('article-embed') && scrollY > 0";
    browser
        .until::<bool>("the reader has gone past the story", past, vec![])
        .await;
    let embed = Embed::first(&browser);
    embed.story().await;
    let top = "const top = document.querySelector('#after').getBoundingClientRect().top;
        return Math.abs(top) < 2 || top";
    let stays: Value = browser.run(top, vec![]).await;
    assert_eq!(stays, true, "what the reader reads has moved to there");
    nothing_has_shifted(&browser, "what the reader reads").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_shifts_while_the_reader_reads_down_to_the_comments() {
    let (browser, servers) = start().await;
    let wordpress = WordPress::default();
    let post = wordpress.publish_short("Down to the comments").await;
    wordpress.comment(&post, "What do our readers think?").await;
    browser.slow_down().await;
    browser
        .open(&servers.page("story", &[("ARTICLE", &post.article), ("URL", "")]))
        .await;
    let embed = Embed::first(&browser);
    embed.story().await;
    // What the story itself has moved is another test's business.
    let () = browser.run("recorded.shifts = []", vec![]).await;
    embed.reply_form().await;
    nothing_has_shifted(&browser, "the way to the comments").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_style_of_the_page_reaches_the_story() {
    let (browser, servers) = start().await;
    let embed = Embed::first(&browser);
    let rude = format!("{}{}", servers.embed, servers.built("rude-", ".css"));
    let mut bare = Styles::new();
    for sheet in ["/bare.css", "/inherited.css", "/unset.css", rude.as_str()] {
        browser
            .open(&servers.page("styled", &[("SHEET", sheet)]))
            .await;
        embed.story().await;
        lead_picture(embed).await;
        embed.reply_form().await;
        // Pages have margins of all widths and lines around the tag; the comparison is in one place.
        let place = "const section = host.parentElement;
            for (const node of [...section.childNodes]) if (node !== host) node.remove();
            section.style = 'position: absolute !important; inset: 0 auto auto 0 !important;'
                + 'width: 900px !important; padding: 0 !important; margin: 0 !important';
            scrollTo(0, 0)";
        let () = embed.run(place, &[]).await;
        let script = format!("{STYLES} return styles([host, ...root.querySelectorAll('*')])");
        let styles: Styles = embed.run(&script, &[]).await;
        if bare.is_empty() {
            assert!(
                styles.len() > 30,
                "only {} elements are compared",
                styles.len()
            );
            bare = styles;
        } else {
            assert_same(&styles, &bare, sheet);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_style_of_the_embed_reaches_the_page() {
    let (browser, servers) = start().await;
    browser.open(&servers.page("failing", &[])).await;
    // Not the place of the embed and what is around it, which grow with it.
    let script = format!(
        "{STYLES} return styles(document.querySelectorAll('h1, p, em, ul, li, form, label, input'))"
    );
    let before: Styles = browser.run(&script, vec![]).await;
    let options = json!({ "article": servers.story("tide") });
    browser.add_tag(&servers.embed, "#here", options).await;
    Embed::first(&browser).story().await;
    let after: Styles = browser.run(&script, vec![]).await;
    assert_same(&after, &before, "the page's own elements");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_embed_in_a_box_that_scrolls_does_not_make_the_page_longer() {
    let (browser, servers) = start().await;
    browser.open(&servers.page("box", &[])).await;
    let embed = Embed::first(&browser);
    embed.story().await;
    embed.reply_form().await;
    let length = "return [document.scrollingElement.scrollHeight, innerHeight]";
    let (page, window): (u32, u32) = browser.run(length, vec![]).await;
    assert!(
        page <= window,
        "the page is {page} px long, the window {window} px"
    );
}
