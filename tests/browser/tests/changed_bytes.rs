//! One byte of each file of the embed is another one, at a hundred places: it is noticed, told once, and
//! mended.

use std::time::Instant;

use browser_tests::browser::PATIENCE;
use browser_tests::fault_stage::{FILES, FaultStage};
use browser_tests::site::Fault;
use serde_json::json;

/// At how many places a byte is changed.
const PLACES: usize = 100;

/// The places at which a byte of so many is changed.
fn places(length: usize) -> impl Iterator<Item = usize> {
    let count = PLACES.min(length);
    (0..count).map(move |index| index * length / count)
}

/// Has the language be asked for again, once the attempt before is over.
async fn ask_again(stage: &FaultStage, path: &str, case: &str) {
    let before = stage.site.asked(path);
    let again = "
        const [host] = faults.hosts();
        host.lang = '';
        return new Promise((done) => setTimeout(done)).then(() => { host.lang = 'de' })";
    let deadline = Instant::now() + PATIENCE;
    // As usual, past the cache, and to find the cause.
    while stage.site.asked(path) < before + 3 {
        assert!(
            Instant::now() < deadline,
            "{case}: it is not asked for again"
        );
        let () = stage.browser.run(again, vec![]).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_byte_is_noticed_wherever_it_is() {
    let stage = FaultStage::start().await;
    let FaultStage { browser, site, .. } = &stage;
    for file in &FILES[1..] {
        let path = site.built(file.begin, file.end);
        let length = site.bytes(&path).len();
        let is_language = file.language != "en";
        for (count, place) in places(length).enumerate() {
            let case = format!("{}: byte {place} of {length}", file.name);
            site.spoil(&path, Fault::Changed(place));
            if count == 0 {
                stage.open(file.language).await;
            } else if is_language {
                ask_again(&stage, &path, &case).await;
            } else {
                stage.press(&case).await;
            }
            let is_told = if is_language {
                // The console is told once.
                "faults.lines.length > 0".to_owned()
            } else {
                format!("faults.told.filter(([index]) => index === 0).length > {count}")
            };
            let seen = stage.seen(&case, &is_told).await;
            assert_ne!(seen[0], "the story", "{case}: it was taken");
        }
        let lines = stage.lines().await;
        assert_eq!(
            lines.len(),
            1,
            "{}: told more than once: {lines:#?}",
            file.name
        );
        assert!(lines[0].contains("integrity"), "{}: {lines:#?}", file.name);
        site.recover();
        if is_language {
            browser.set_offline(true).await;
            browser.set_offline(false).await;
        } else {
            stage.press(file.name).await;
        }
        stage.is_mended(file.name).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_byte_of_a_story_shows_it_or_says_that_it_cannot() {
    let stage = FaultStage::start().await;
    let FaultStage { browser, site, .. } = &stage;
    let path = "/stories/first.json";
    let length = site.bytes(path).len();
    stage.open("en").await;
    stage.is_mended("before").await;
    for place in places(length) {
        let case = format!("byte {place} of {length}");
        site.spoil(path, Fault::Changed(place));
        let script = "
            const [host] = faults.hosts();
            faults.step = 'none';
            for (const step of ['ready', 'error'])
                host.addEventListener(`article-embed-${step}`, () => (faults.step = step), { once: true });
            host.article = host.article.split('?')[0] + '?' + arguments[0]";
        let () = browser.run(script, vec![json!(place)]).await;
        let settled = "return faults.step !== 'none' && faults.seen()";
        let seen: Vec<String> = browser.until(&case, settled, vec![]).await;
        let is_right = seen[0] == "the story" || seen[0].starts_with('“');
        assert!(is_right, "{case}: {seen:?}");
        assert_eq!(seen[1], "the story", "{case}: the other story");
    }
    site.recover();
    let again = "const [host] = faults.hosts(); host.article = host.article.split('?')[0]";
    let () = browser.run(again, vec![]).await;
    stage.is_mended("after").await;
}
