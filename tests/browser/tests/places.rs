//! Links of a story that lead to a place in it: readers stay on the partner's page, and the focus goes along.

use browser_tests::site::Fault;
use browser_tests::stage::start;
use browser_tests::{Browser, Embed, Servers};

use crate::rendered::Ahead;

async fn open<'a>(browser: &'a Browser, servers: &Servers) -> Embed<'a> {
    browser.resize(800, 600).await;
    let page = servers.comments_page(&servers.story("lamp"), "off", "");
    browser.open(&page).await;
    let embed = Embed::first(browser);
    embed.story().await;
    embed
}

/// The words of what has the focus, and whether the reader sees it.
const FOCUS: &str = "
    const { activeElement } = root;
    if (!activeElement) return ['', false];
    const { top, bottom } = activeElement.getBoundingClientRect();
    return [activeElement.textContent, top >= 0 && bottom <= innerHeight]";

#[tokio::test(flavor = "multi_thread")]
async fn a_footnote_is_read_and_left_again() {
    let (browser, servers) = start().await;
    let embed = open(&browser, &servers).await;
    let address = "return location.href";
    let before: String = browser.run(address, vec![]).await;
    embed.click("sup a").await;
    let (words, is_seen): (String, bool) = embed.run(FOCUS, &[]).await;
    assert!(words.starts_with("It was first lit"), "{words}");
    assert!(is_seen, "the footnote is out of sight");
    embed.click("li [data-jump][href$='#n1-link']").await;
    let back = "return root.activeElement?.closest('sup')?.textContent ?? ''";
    let number: String = embed.until("the reader is back", back, &[]).await;
    assert_eq!(number, "1");
    let after: String = browser.run(address, vec![]).await;
    assert_eq!(after, before);
}

/// A story that was rendered before is seen sooner than what moves the reader in it.
#[tokio::test(flavor = "multi_thread")]
async fn a_footnote_that_is_pressed_early_is_not_left_for_the_publishers_page() {
    let ahead = Ahead::start().await;
    let lamp = ahead.publish("lamp", include_str!("../stories/lamp.json"), "off");
    ahead.browser.resize(800, 600).await;
    let rest = ahead.site.built("loader-", ".js");
    ahead.site.spoil(&rest, Fault::Silent);
    let embed = ahead.open(&ahead.tag(&lamp.address, "off", "")).await;
    embed.story().await;
    let address = "return location.href";
    let before: String = ahead.browser.run(address, vec![]).await;
    embed.click("sup a").await;
    ahead.site.recover();
    let there = "return root.activeElement?.textContent.startsWith('It was first lit')";
    let _: bool = embed
        .until("the reader is at the footnote", there, &[])
        .await;
    let after: String = ahead.browser.run(address, vec![]).await;
    assert_eq!(after, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_table_of_contents_leads_to_its_headings() {
    let (browser, servers) = start().await;
    let embed = open(&browser, &servers).await;
    for (link, heading) in [("Oil", "Oil"), ("Shifts", "Shifts")] {
        let press = "
            const link = [...root.querySelectorAll('li a')].find((link) => link.textContent === arguments[1]);
            link.focus();
            link.click()";
        let () = embed.run(press, &[link]).await;
        let (words, is_seen): (String, bool) = embed.run(FOCUS, &[]).await;
        assert_eq!((&*words, is_seen), (heading, true));
    }
}

/// What is not in the story is on the publisher's page, and no id of the data is in the embed.
#[tokio::test(flavor = "multi_thread")]
async fn other_places_stay_links_to_the_publisher() {
    let (browser, servers) = start().await;
    let embed = open(&browser, &servers).await;
    let links = "return [...root.querySelectorAll('a[href*=\"#\"]')].map((link) =>
        [link.textContent, link.getAttribute('href'), link.hasAttribute('data-jump')])";
    let links: Vec<(String, String, bool)> = embed.run(links, &[]).await;
    let elsewhere: Vec<_> = links.iter().filter(|(.., is_jump)| !is_jump).collect();
    let [(words, address, _)] = &elsewhere[..] else {
        panic!("{links:?}");
    };
    assert_eq!(words, "Elsewhere");
    assert_eq!(address, "https://coast-gazette.example/lamp/#elsewhere");
    assert_eq!(links.len(), 6, "{links:?}");
    assert_eq!(embed.count(".text [id]").await, 0);
}
