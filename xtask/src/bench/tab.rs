//! A tab of the browser: what it is told before it opens a page, and what is learnt from it.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use super::devtools::{DevTools, Event};
use super::profile::Profile;

/// How long a page may take until it says what it has to say.
const PATIENCE: Duration = Duration::from_secs(90);

/// The name by which a page's watcher calls the bench.
const BINDING: &str = "articleEmbedBench";

/// The width and height of the tab's page, and how many pixels a pixel has: a telephone's.
const SCREEN: (u32, u32, f32) = (412, 823, 1.75);

/// A reader's browser with nothing in its cache. It ends when this is closed.
#[derive(Debug)]
pub struct Reader {
    context: String,
}

impl Reader {
    /// A new one.
    pub fn start(devtools: &mut DevTools) -> Result<Self> {
        let answer = devtools.call(None, "Target.createBrowserContext", &json!({}))?;
        Ok(Self {
            context: text(&answer, "browserContextId")?,
        })
    }

    /// Opens a tab.
    pub fn open<'a>(&self, devtools: &'a mut DevTools) -> Result<Tab<'a>> {
        let place = json!({ "url": "about:blank", "browserContextId": self.context });
        let target = text(
            &devtools.call(None, "Target.createTarget", &place)?,
            "targetId",
        )?;
        let which = json!({ "targetId": target, "flatten": true });
        let session = text(
            &devtools.call(None, "Target.attachToTarget", &which)?,
            "sessionId",
        )?;
        let mut tab = Tab {
            devtools,
            target,
            session,
        };
        for domain in ["Page", "Network", "Runtime"] {
            tab.call(&format!("{domain}.enable"), &json!({}))?;
        }
        let (width, height, pixels) = SCREEN;
        let screen = json!({
            "width": width, "height": height, "deviceScaleFactor": pixels, "mobile": true,
        });
        tab.call("Emulation.setDeviceMetricsOverride", &screen)?;
        tab.call("Runtime.addBinding", &json!({ "name": BINDING }))?;
        Ok(tab)
    }

    /// Forgets all that it has kept.
    pub fn close(self, devtools: &mut DevTools) -> Result<()> {
        let context = json!({ "browserContextId": self.context });
        devtools.call(None, "Target.disposeBrowserContext", &context)?;
        Ok(())
    }
}

/// An open tab.
#[derive(Debug)]
pub struct Tab<'a> {
    devtools: &'a mut DevTools,
    target: String,
    session: String,
}

impl Tab<'_> {
    /// Makes network and processor as slow as a profile's.
    pub fn slow_down(&mut self, profile: &Profile) -> Result<()> {
        let rate = json!({ "rate": profile.processor });
        self.call("Emulation.setCPUThrottlingRate", &rate)?;
        if let Some(network) = &profile.network {
            let conditions = json!({
                "offline": false,
                "latency": network.latency,
                "downloadThroughput": network.down / 8,
                "uploadThroughput": network.up / 8,
            });
            self.call("Network.emulateNetworkConditions", &conditions)?;
        }
        Ok(())
    }

    /// Has this script run in every page before the page's own. It calls `report(value)` once.
    pub fn watch(&mut self, script: &str, argument: &Value) -> Result<()> {
        let report = format!("(value) => {BINDING}(JSON.stringify(value))");
        let source = format!("({script})({argument}, {report})");
        self.call(
            "Page.addScriptToEvaluateOnNewDocument",
            &json!({ "source": source }),
        )?;
        Ok(())
    }

    /// Opens a page and waits for the watcher's report; returns it with all events until then.
    pub fn visit(&mut self, address: &str) -> Result<(Value, Vec<Event>)> {
        let answer = self.call("Page.navigate", &json!({ "url": address }))?;
        if let Some(reason) = answer["errorText"].as_str() {
            bail!("{address} cannot be opened: {reason}");
        }
        let deadline = Instant::now() + PATIENCE;
        let mut events = Vec::new();
        loop {
            let event = match self.devtools.event(&self.session, deadline) {
                Ok(event) => event,
                Err(error) => {
                    let complaints = complaints(&events);
                    return Err(error)
                        .with_context(|| format!("the story is not shown; {complaints}"));
                }
            };
            if event.method == "Runtime.bindingCalled" && event.parameters["name"] == BINDING {
                let report = event.parameters["payload"].as_str().unwrap_or_default();
                return Ok((serde_json::from_str(report)?, events));
            }
            events.push(event);
        }
    }

    /// Opens a page that nobody watches, and waits until it is there.
    pub fn go(&mut self, address: &str) -> Result<()> {
        self.call("Page.navigate", &json!({ "url": address }))?;
        let deadline = Instant::now() + PATIENCE;
        while self.devtools.event(&self.session, deadline)?.method != "Page.loadEventFired" {}
        Ok(())
    }

    /// Closes it.
    pub fn close(self) -> Result<()> {
        let target = json!({ "targetId": self.target });
        self.devtools.call(None, "Target.closeTarget", &target)?;
        Ok(())
    }

    fn call(&mut self, method: &str, parameters: &Value) -> Result<Value> {
        Ok(self
            .devtools
            .call(Some(&self.session), method, parameters)?)
    }
}

fn text(answer: &Value, name: &str) -> Result<String> {
    let text = answer[name].as_str();
    Ok(text
        .with_context(|| format!("the browser tells no {name}"))?
        .to_owned())
}

/// What a page has said about its own trouble.
pub fn complaints(events: &[Event]) -> String {
    let said = events.iter().filter_map(|event| {
        let parameters = &event.parameters;
        match event.method.as_str() {
            "Runtime.exceptionThrown" => {
                let details = &parameters["exceptionDetails"];
                let exception = &details["exception"]["description"];
                Some(exception.as_str().or(details["text"].as_str())?.to_owned())
            }
            "Runtime.consoleAPICalled" if parameters["type"] == "error" => {
                let arguments = parameters["args"].as_array()?;
                let words = arguments.iter().filter_map(|argument| {
                    argument["value"]
                        .as_str()
                        .or(argument["description"].as_str())
                });
                Some(words.collect::<Vec<_>>().join(" "))
            }
            "Network.loadingFailed" => {
                Some(format!("a file did not come: {}", parameters["errorText"]))
            }
            _ => None,
        }
    });
    let said: Vec<_> = said.collect();
    if said.is_empty() {
        "the page does not say why".to_owned()
    } else {
        format!("the page says: {}", said.join("; "))
    }
}
