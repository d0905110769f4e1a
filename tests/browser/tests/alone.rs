//! How long stories that are hard to draw stop the page, and how soon very many comments are there. What
//! measures time runs with nothing beside it, after all other tests.

use browser_tests::isso::Settings;
use browser_tests::stage::{TIDE, start};
use browser_tests::{Answer, Embed, Isso};
use serde_json::json;

/// How long the page may stand still for one of these stories, in milliseconds. On an idle machine
/// it is less than half a second.
const MOMENT: f64 = 1_500.0;

/// How long the page may stand still for a story of the same length in which every second word is
/// bold, in milliseconds. On an idle machine it is about one second.
const STYLED: f64 = 3_000.0;

/// How long the page may stand still for a story that is one line, in milliseconds. Nearly all of it
/// is the browser's own: it can lay a line out only as a whole.
const ONE_LINE: f64 = 4_000.0;

#[tokio::test(flavor = "multi_thread")]
async fn deep_and_long_html_does_not_stop_the_page() {
    let (browser, servers) = start().await;
    let paragraph = "<p>The bridge turned again on Thursday, as its keeper says it must.</p>";
    let long = paragraph.repeat(5_000_000 / paragraph.len());
    let paragraph = ["<p>", &"The <b>bridge</b> turned ".repeat(6), "again.</p>"].concat();
    let bold = paragraph.repeat(5_000_000 / paragraph.len());
    for (name, html, at_most) in [
        ("nested blocks", "<div>".repeat(60_000) + "deep", MOMENT),
        ("nested styles", "<b>".repeat(60_000) + "deep", MOMENT),
        ("long", long, MOMENT),
        ("long and bold", bold, STYLED),
        ("one long line", "words ".repeat(5_000_000 / 6), ONE_LINE),
    ] {
        let post = json!({ "title": { "rendered": name }, "content": { "rendered": html } });
        servers.answer("/heavy.json", Answer::json(200, &post.to_string()));
        browser.open(&servers.page("payloads", &[])).await;
        let script = "
            const start = performance.now();
            let longest = 0;
            let last = start;
            // Whatever the page would do has to wait as long as this.
            const beat = () => {
                longest = Math.max(longest, performance.now() - last);
                last = performance.now();
                setTimeout(beat);
            };
            beat();
            const [article] = arguments;
            const {element} = ArticleEmbed.mount(document.body, {article, comments: 'off'});
            return (async () => {
                await until(() => element.shadowRoot.querySelector('.story, .failure'));
                // The frame in which it is drawn belongs to it.
                for (let i = 0; i < 2; i++) await new Promise(requestAnimationFrame);
                await new Promise(setTimeout);
                beat();
                const words = element.shadowRoot.querySelector('.text')?.textContent.length ?? 0;
                return [performance.now() - start, longest, words];
            })()";
        let address = format!("{}/heavy.json", servers.publisher);
        let mut shortest = f64::INFINITY;
        // Whatever else the machine does can only make it longer.
        for _ in 0..3 {
            let (ready, longest, words): (f64, f64, usize) =
                browser.run(script, vec![json!(address)]).await;
            println!("{name}: shown after {ready:.0} ms, longest wait {longest:.0} ms");
            assert!(words >= "deep".len(), "{name}: nothing is shown");
            shortest = shortest.min(longest);
            if shortest < at_most {
                break;
            }
            browser.open(&servers.page("payloads", &[])).await;
        }
        assert!(
            shortest < at_most,
            "{name}: the page stands still for {shortest} ms"
        );
    }
}

/// How much later the first page of very many comments may be there than that of ten, in
/// milliseconds: it has ten times as many comments, and their engine has more to look through. On an
/// idle machine it is a tenth of a second.
const LATER: f64 = 1_000.0;

#[tokio::test(flavor = "multi_thread")]
async fn the_first_of_ten_thousand_comments_are_there_as_soon_as_of_ten() {
    let (browser, servers) = start().await;
    let mut times = Vec::new();
    for count in [10, 10_000] {
        let isso = Isso::start(&servers, Settings::default()).await;
        isso.write(TIDE, json!({ "text": "The first.", "author": "Bo" }))
            .await;
        isso.fill(count - 1);
        let script = "
            const [article, commentsUrl, total] = arguments;
            const {element} = ArticleEmbed.mount(document.body,
                {article, comments: 'isso', commentsUrl});
            const find = (selector) => element.shadowRoot.querySelector(selector);
            return (async () => {
                await until(() => find('.comments'));
                find('.comments').scrollIntoView();
                await until(() => find('.comment'));
                const shown = performance.now();
                const listed = performance.getEntriesByType('resource')
                    .find(({name}) => name.startsWith(commentsUrl) && name.includes('limit'));
                await until(() => find('.comments-title').textContent.includes(total));
                const count = element.shadowRoot.querySelectorAll('.comment').length;
                element.remove();
                return [shown - listed.startTime, shown - listed.responseEnd, count];
            })()";
        let story = servers.story("tide");
        let address = format!("{}/", isso.origin());
        let total = if count == 10 { "10 " } else { "10,000 " };
        let mut soonest = [f64::INFINITY; 2];
        // Whatever else the machine does can only make it later.
        for _ in 0..3 {
            browser.open(&servers.page("payloads", &[])).await;
            let arguments = vec![json!(story), json!(address), json!(total)];
            let (whole, own, shown): (f64, f64, usize) = browser.run(script, arguments).await;
            println!(
                "{count} comments: {shown} shown {whole:.0} ms after they were asked for, \
                 {own:.0} ms after the answer"
            );
            assert!(
                shown <= 100,
                "{shown} of {count} comments are shown at once"
            );
            soonest = [soonest[0].min(whole), soonest[1].min(own)];
        }
        times.push(soonest);
    }
    for (few, many) in times[0].iter().zip(times[1]) {
        assert!(
            many < few + LATER,
            "{few} ms for ten, {many} ms for ten thousand"
        );
    }
}

/// How long a page may stand still for a short story and its islands, in milliseconds: all tasks
/// together that are long enough for the browser to tell of. An idle machine has one or none.
const SHORT: f64 = 400.0;

#[tokio::test(flavor = "multi_thread")]
async fn a_short_story_stops_the_page_for_a_moment_at_most() {
    let watch = "
        window.long = [];
        new PerformanceObserver((list) => long.push(...list.getEntries().map(({ duration }) => duration)))
            .observe({ type: 'longtask', buffered: true })";
    let mut visits: Vec<Vec<f64>> = Vec::new();
    // Whatever else the machine does can only make them longer; a browser of its own has compiled nothing yet.
    for _ in 0..3 {
        let (browser, servers) = start().await;
        browser.run_first(watch).await;
        let values = [("ARTICLE", &*servers.story("tide")), ("URL", "")];
        browser.open(&servers.page("story", &values)).await;
        Embed::first(&browser).islands().await;
        visits.push(browser.run("return long", vec![]).await);
    }
    let is_short = |long: &Vec<f64>| long.iter().sum::<f64>() < SHORT;
    assert!(visits.iter().any(is_short), "long tasks: {visits:?}");
}
