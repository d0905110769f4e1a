//! How long the page stands still for stories that are hard to draw. What measures time runs with nothing
//! beside it, after all other tests.

use browser_tests::Answer;
use browser_tests::stage::start;
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
