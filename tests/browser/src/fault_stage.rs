//! Two embeds on a page that looks on while files do not come as they should.

use std::time::Instant;

use serde_json::json;

use crate::browser::{PATIENCE, POLL};
use crate::site::Fault;
use crate::{Browser, Servers, Site};

/// A file of the embed, or the story.
#[derive(Debug)]
pub struct File {
    /// What it is.
    pub name: &'static str,
    /// How its path begins and ends.
    pub begin: &'static str,
    /// See there.
    pub end: &'static str,
    /// The language that the embeds are to speak.
    pub language: &'static str,
}

/// All of them.
pub const FILES: &[File] = &[
    file("the story", "stories/first", ".json", "en"),
    file("loader, the rest", "loader-", ".js", "en"),
    file("render, wasm", "render-", ".wasm", "en"),
    file("islands, script", "islands-", ".js", "en"),
    file("islands, wasm", "islands-", ".wasm", "en"),
    file("list of languages", "languages-", "/index.json", "de"),
    file("a language", "languages-", "/de.json", "de"),
];

const fn file(
    name: &'static str,
    begin: &'static str,
    end: &'static str,
    language: &'static str,
) -> File {
    File {
        name,
        begin,
        end,
        language,
    }
}

impl File {
    /// Whether it is the first embed's story.
    #[must_use]
    pub fn is_story(&self) -> bool {
        self.begin.starts_with("stories")
    }

    /// Whether this is wrong with it at all, as far as a browser is concerned.
    #[must_use]
    pub fn minds(&self, fault: Fault) -> bool {
        match fault {
            Fault::Redirected | Fault::RedirectedTo(_) => false,
            Fault::WrongType => self.end == ".js",
            // Whose letters are whose nobody knows but the publisher; `changed_bytes` has more of that.
            Fault::Changed(_) => !self.is_story(),
            _ => true,
        }
    }
}

/// A page with two embeds, from a site that does as the test wants.
#[derive(Debug)]
pub struct FaultStage {
    /// The browser.
    pub browser: Browser,
    servers: Servers,
    /// Where the embed and its stories are.
    pub site: Site,
}

impl FaultStage {
    /// Starts all of it.
    pub async fn start() -> Self {
        let site = Site::start().await;
        for name in ["first", "second"] {
            let story = json!({
                "schema": "article-embed/1", "headline": format!("The {name}"),
                "canonical_url": format!("https://www.estuary-post.example/{name}"),
                "body": [{ "type": "paragraph", "content": "The tide came up to the third step." }],
            });
            site.story(name, &story.to_string());
        }
        Self {
            browser: Browser::start().await,
            servers: Servers::start().await,
            site,
        }
    }

    /// Opens the page, with embeds that are to speak a language.
    pub async fn open(&self, language: &str) {
        let story = |name: &str| format!("{}/stories/{name}.json", self.site.origin);
        let (first, second) = (story("first"), story("second"));
        let values = [
            ("SITE", self.site.origin.as_str()),
            ("FIRST", &first),
            ("SECOND", &second),
            ("LANG", language),
        ];
        self.browser
            .open(&self.servers.page("faults", &values))
            .await;
        let script = "faults.language = arguments[0]";
        let () = self.browser.run(script, vec![json!(language)]).await;
    }

    /// Waits until a silent file has been asked for, and lets time pass until nobody waits for it.
    pub async fn pass_time(&self, file: &File, case: &str) {
        let path = self.site.built(file.begin, file.end);
        let is_asked = || self.site.asked(&path) > 0;
        // The other story is there, or, for a language, the rest of it, so time passes for this file alone.
        let is_other_there = file.is_story() || file.language != "en";
        let is_ready = "
            const [, other] = faults.hosts();
            other?.shadowRoot.querySelector('[data-place=comments]')?.scrollIntoView();
            return arguments[1] && !!other && (!arguments[0] || faults.sees(other) !== null)";
        let is_ready = async || -> bool {
            let arguments = vec![json!(is_other_there), json!(is_asked())];
            self.browser.run(is_ready, arguments).await
        };
        let deadline = Instant::now() + PATIENCE;
        while !is_ready().await {
            assert!(Instant::now() < deadline, "{case}: nobody asks for it");
            tokio::time::sleep(POLL).await;
        }
        let script = "
            faults.strike();
            for (const host of faults.hosts())
                host.shadowRoot.querySelector('[data-place=comments]')?.scrollIntoView();
            return !!faults.seen()";
        let _: bool = self.browser.until(case, script, vec![]).await;
    }

    /// What stands in the embeds once nothing is on its way any more.
    pub async fn seen(&self, case: &str, and: &str) -> Vec<String> {
        let script = format!(
            "for (const host of faults.hosts())
                host.shadowRoot.querySelector('[data-place=comments]')?.scrollIntoView();
            const seen = faults.seen();
            return seen && ({and}) && seen"
        );
        self.browser.until(case, &script, vec![]).await
    }

    /// What the console has been told, without origins and hashes.
    pub async fn lines(&self) -> Vec<String> {
        let lines: Vec<String> = self.browser.run("return faults.lines", vec![]).await;
        let hash = |line: String| {
            let mut words = line.replace(&self.site.origin, "");
            while let Some(start) = hash_in(&words) {
                words.replace_range(start..start + 16, "…");
            }
            words
        };
        lines.into_iter().map(hash).collect()
    }

    /// Presses the button in the first embed, as a reader does.
    pub async fn press(&self, case: &str) {
        let script = "return faults.press(0)";
        assert!(
            self.browser.run::<bool>(script, vec![]).await,
            "{case}: there is no button to press"
        );
    }

    /// Waits until both stories stand whole, and checks that the page has seen no error.
    pub async fn is_mended(&self, case: &str) {
        let what = format!("{case}: all is well again");
        let well = "seen.every((what) => what === 'the story')";
        self.seen(&what, well).await;
        let errors: Vec<String> = self.browser.run("return recorded.errors", vec![]).await;
        assert_eq!(errors, [""; 0], "{case}: the page saw errors");
        // Of a script from elsewhere the page itself is told nothing.
        let uncaught = self.browser.uncaught().await;
        assert_eq!(uncaught, [""; 0], "{case}: nobody caught it");
    }
}

/// Where a hash of a name begins.
fn hash_in(text: &str) -> Option<usize> {
    let is_hex = |piece: &&[u8]| piece.iter().all(u8::is_ascii_hexdigit);
    let mut windows = text.as_bytes().windows(16);
    windows.position(|piece| is_hex(&piece))
}
