//! The story as the native tool renders it ahead: the fragment that the publisher serves beside the loader, and what
//! partners paste.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use super::story::{self, Story};
use super::tool::Tool;
use crate::process;

/// Where the publisher serves the rendered story: in the loader's own folder, whose fragments are shown.
const FOLDER: &str = "/embed/rendered/";

/// The story's name there.
const NAME: &str = "story";

/// What the tool has written.
#[derive(Debug)]
pub struct Rendered {
    /// The fragment.
    pub fragment: String,
    /// The tag with the fragment's address.
    pub tag: String,
    /// The same with a link that starts the download of the fragment.
    pub hinted_tag: String,
    /// The tag with the story before it, in a declarative shadow root.
    pub shadow: String,
}

impl Rendered {
    /// Renders the story of a publisher's with this address.
    pub fn render(tool: &Tool, story: &Story, publisher: &str, folder: &Path) -> Result<Self> {
        let document = folder.join(NAME).with_extension("json");
        fs::write(&document, story.document.to_string())?;
        let out = folder.join("rendered");
        let mut command = tool.command("prerender");
        command.arg(&document).arg("--out").arg(&out);
        command.args(["--kinds", "fragment,script,hints,shadow"]);
        command.args(["--embed", &format!("{publisher}/embed/")]);
        command.args(["--public", &format!("{publisher}{FOLDER}")]);
        command.args(["--address", &format!("{publisher}{}", story::PATH)]);
        process::read(&mut command).context("the story could not be rendered ahead")?;
        let read = |name: &str| {
            let path = out.join(NAME).join(name);
            fs::read_to_string(&path).with_context(|| format!("{} was not written", path.display()))
        };
        Ok(Self {
            fragment: read("fragment.html")?,
            tag: read("script.html")?,
            hinted_tag: read("hints.html")?,
            shadow: read("shadow.html")?,
        })
    }

    /// The fragment's path at the publisher's.
    pub fn path() -> String {
        format!("{FOLDER}{NAME}/fragment.html")
    }
}
