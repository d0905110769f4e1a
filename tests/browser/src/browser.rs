//! A browser of its own for each test, steered over WebDriver and the `DevTools` protocol.
//!
//! It knows pages, scripts and conditions; what an embed is, is left to [`crate::embed`]. Nothing
//! waits for a fixed time: a wait ends with its condition, or fails with what it waited for.

use std::sync::Arc;
use std::time::{Duration, Instant};

use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use thirtyfour::common::command::{Command, ExtensionCommand};
use thirtyfour::session::http::CmdResponse;
use thirtyfour::{Capabilities, WebDriver, WebElement, WindowHandle};

use crate::setting;

/// How long something may take that happens by itself.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// How often a waiting loop looks again.
pub(crate) const POLL: Duration = Duration::from_millis(50);

/// How a browser runs where nobody looks and no sandbox can be had. The profile is ChromeDriver's
/// own, fresh for each session.
const ARGUMENTS: &[&str] = &[
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1200,900",
    // No test leaves this machine, and invented sites are all on it.
    "--host-resolver-rules=MAP *.example 127.0.0.1,MAP * ~NOTFOUND,EXCLUDE 127.0.0.1",
];

/// A browser with one window, closed when this goes away. That takes an answer of the driver, so
/// tests need a runtime with a second thread: the first one waits.
#[derive(Debug)]
pub struct Browser {
    driver: WebDriver,
}

impl Browser {
    /// Starts a browser with a window of 1200 × 900 pixels for a British reader.
    pub async fn start() -> Self {
        Self::speaking("en-GB").await
    }

    /// Starts a browser whose reader prefers another language.
    pub async fn speaking(language: &str) -> Self {
        let mut arguments = ARGUMENTS.to_vec();
        let language = format!("--accept-lang={language}");
        arguments.push(&language);
        let mut capabilities = Capabilities::new();
        let options = json!({ "binary": setting("ARTICLE_EMBED_CHROMIUM"), "args": arguments });
        for (name, value) in [
            ("browserName", json!("chrome")),
            ("goog:chromeOptions", options),
            (
                "goog:loggingPrefs",
                json!({ "browser": "ALL", "performance": "ALL" }),
            ),
            // A story that never comes must not keep a test from looking at the page.
            ("pageLoadStrategy", json!("eager")),
        ] {
            capabilities.set(name, value).unwrap();
        }
        let driver = WebDriver::new(setting("ARTICLE_EMBED_WEBDRIVER"), capabilities)
            .await
            .expect("the browser does not start");
        Self { driver }
    }

    /// Opens a page.
    pub async fn open(&self, address: &str) {
        self.driver
            .goto(address)
            .await
            .unwrap_or_else(|error| panic!("{address}: {error}"));
    }

    /// Loads the page again.
    pub async fn reload(&self) {
        self.driver
            .refresh()
            .await
            .expect("the page does not load again");
    }

    /// Goes on in a new tab, and says how to go back to the one before.
    pub async fn new_tab(&self) -> WindowHandle {
        let before = self.driver.window().await.expect("a tab");
        let tab = self.driver.new_tab().await.expect("another tab");
        self.switch_to(tab).await;
        before
    }

    /// Goes on in this tab.
    pub async fn switch_to(&self, tab: WindowHandle) {
        let switched = self.driver.switch_to_window(tab).await;
        switched.expect("the tab is gone");
    }

    /// Goes into the page's frame of this number, from 0.
    pub async fn enter_frame(&self, index: u16) {
        self.driver.enter_frame(index).await.expect("a frame");
    }

    /// Runs a script's body in the page and returns its value; promises are waited for.
    pub async fn run<T: DeserializeOwned>(&self, script: &str, arguments: Vec<Value>) -> T {
        self.try_run(script, arguments)
            .await
            .unwrap_or_else(|error| panic!("{error}\nin the script:\n{script}"))
    }

    async fn try_run<T: DeserializeOwned>(
        &self,
        script: &str,
        arguments: Vec<Value>,
    ) -> Result<T, thirtyfour::error::WebDriverError> {
        self.driver.execute(script, arguments).await?.convert()
    }

    /// Waits until a script's value is neither null nor false, and returns it.
    pub async fn until<T: DeserializeOwned>(
        &self,
        what: &str,
        script: &str,
        arguments: Vec<Value>,
    ) -> T {
        self.until_within(PATIENCE, what, script, arguments).await
    }

    /// The same for what takes longer, or must not take as long.
    pub async fn until_within<T: DeserializeOwned>(
        &self,
        patience: Duration,
        what: &str,
        script: &str,
        arguments: Vec<Value>,
    ) -> T {
        let deadline = Instant::now() + patience;
        loop {
            let outcome = self.try_run::<Value>(script, arguments.clone()).await;
            if let Ok(value) = &outcome
                && !matches!(value, Value::Null | Value::Bool(false))
            {
                return serde_json::from_value(value.clone())
                    .unwrap_or_else(|error| panic!("{what}: {error}: {value}"));
            }
            if Instant::now() > deadline {
                let console = self.console().await.join("\n");
                panic!("not within {patience:?}: {what}; last: {outcome:?}; console:\n{console}");
            }
            tokio::time::sleep(POLL).await;
        }
    }

    /// Waits until a script's value is an element, and returns it.
    pub async fn element(&self, what: &str, script: &str, arguments: Vec<Value>) -> WebElement {
        let found: Value = self.until(what, script, arguments).await;
        WebElement::from_json(found, self.driver.handle().clone()).expect("no element")
    }

    /// What assistive technology calls an element.
    pub async fn accessible_name(&self, element: &WebElement) -> String {
        let command = ComputedLabel(element.element_id().to_string());
        let answer = self
            .driver
            .cmd(Command::ExtensionCommand(Box::new(command)))
            .await;
        answer
            .and_then(CmdResponse::value)
            .expect("the element has no label")
    }

    /// Presses and lets go of a key.
    pub async fn press(&self, key: char) {
        let keys = self.driver.action_chain().key_down(key).key_up(key);
        keys.perform().await.expect("no keyboard");
    }

    /// The same while another key is held.
    pub async fn press_with(&self, held: char, key: char) {
        let keys = self.driver.action_chain().key_down(held);
        let keys = keys.key_down(key).key_up(key).key_up(held);
        keys.perform().await.expect("no keyboard");
    }

    /// Types where the focus is.
    pub async fn write(&self, text: &str) {
        let keys = self.driver.action_chain().send_keys(text);
        keys.perform().await.expect("no keyboard");
    }

    /// Sends a command of the `DevTools` protocol.
    pub async fn devtools(&self, method: &str, parameters: Value) -> Value {
        self.driver
            .cdp()
            .send_raw(method, parameters)
            .await
            .unwrap_or_else(|error| panic!("{method}: {error}"))
    }

    /// Makes the window's inner width and height those of a device.
    pub async fn resize(&self, width: u32, height: u32) {
        let parameters =
            json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.devtools("Emulation.setDeviceMetricsOverride", parameters)
            .await;
    }

    /// Sets what the reader prefers: `light` or `dark`.
    pub async fn prefer(&self, colours: &str) {
        self.set_media(&[("prefers-color-scheme", colours)]).await;
    }

    /// Sets what media queries answer, and everything else back to the browser's own.
    pub async fn set_media(&self, features: &[(&str, &str)]) {
        let features = features
            .iter()
            .map(|(name, value)| json!({ "name": name, "value": value }));
        let parameters = json!({ "features": features.collect::<Vec<_>>() });
        self.devtools("Emulation.setEmulatedMedia", parameters)
            .await;
    }

    /// Has this script run in every page before the page's own.
    pub async fn run_first(&self, script: &str) {
        let source = json!({ "source": script });
        self.devtools("Page.addScriptToEvaluateOnNewDocument", source)
            .await;
    }

    /// Makes the network slow: 150 ms for an answer to begin, 200 kB a second.
    pub async fn slow_down(&self) {
        let parameters = json!({
            "offline": false, "latency": 150, "downloadThroughput": 200_000,
            "uploadThroughput": 200_000,
        });
        self.devtools("Network.enable", json!({})).await;
        self.devtools("Network.emulateNetworkConditions", parameters)
            .await;
    }

    /// Cuts the network, or brings it back.
    pub async fn set_offline(&self, is_offline: bool) {
        let parameters = json!({
            "offline": is_offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1,
        });
        self.devtools("Network.enable", json!({})).await;
        self.devtools("Network.emulateNetworkConditions", parameters)
            .await;
    }

    /// Answers the browser's questions for a permission.
    pub async fn decide_permission(&self, name: &str, decision: &str) {
        let parameters = json!({ "permission": { "name": name }, "setting": decision });
        self.devtools("Browser.setPermission", parameters).await;
    }

    /// The console's errors since it was last asked.
    pub async fn console(&self) -> Vec<String> {
        let entries = self
            .driver
            .browser_log()
            .await
            .expect("the browser keeps no log");
        let severe = entries.into_iter().filter(|entry| entry.level == "SEVERE");
        severe.map(|entry| entry.message).collect()
    }

    /// The errors that nobody has caught since the console was last asked. Of scripts from elsewhere a
    /// page is not told of all of them.
    pub async fn uncaught(&self) -> Vec<String> {
        let console = self.console().await.into_iter();
        console.filter(|line| line.contains("Uncaught")).collect()
    }

    /// The addresses of all requests since this was last asked.
    pub async fn requests(&self) -> Vec<String> {
        let entries = self
            .driver
            .get_log("performance")
            .await
            .expect("the browser keeps no log");
        let messages = entries
            .into_iter()
            .filter_map(|entry| serde_json::from_str::<Value>(&entry.message).ok());
        messages
            .filter(|entry| entry["message"]["method"] == "Network.requestWillBeSent")
            .filter_map(|entry| {
                let url = &entry["message"]["params"]["request"]["url"];
                url.as_str().map(str::to_owned)
            })
            .collect()
    }

    /// Adds an embed's tag to the page by script, with this in its `dataset`.
    pub async fn add_tag(&self, embed: &str, place: &str, options: Value) {
        let script = "
            const tag = document.createElement('script');
            tag.async = true;
            tag.src = arguments[0] + '/embed.js';
            Object.assign(tag.dataset, arguments[2]);
            document.querySelector(arguments[1]).append(tag)";
        let arguments = vec![json!(embed), json!(place), options];
        let () = self.run(script, arguments).await;
    }

    /// What the page's recorder has seen of an event: the details, oldest first.
    pub async fn events(&self, name: &str) -> Vec<Value> {
        let script = "return recorded.events.filter(({type}) => type === arguments[0])";
        self.run(script, vec![json!(name)]).await
    }

    /// Waits for an event that the page's recorder sees, and returns the newest.
    pub async fn event(&self, name: &str) -> Value {
        let script = "return recorded.events.findLast(({type}) => type === arguments[0])";
        self.until(name, script, vec![json!(name)]).await
    }
}

/// WebDriver's own way to an accessible name, for which the client has no method.
#[derive(Debug)]
struct ComputedLabel(String);

impl ExtensionCommand for ComputedLabel {
    fn parameters_json(&self) -> Option<Value> {
        None
    }

    fn method(&self) -> reqwest::Method {
        reqwest::Method::GET
    }

    fn endpoint(&self) -> Arc<str> {
        format!("/element/{}/computedlabel", self.0).into()
    }
}
