//! What the publisher and the partner serve: the built widget, its peers, the story, and a page for each
//! competitor.

use std::fs;
use std::path::Path;

use anyhow::Result;

use super::competitor::Competitor;
use super::peers::Peers;
use super::rendered::Rendered;
use super::server::{Cache, File, Files};
use super::story::{self, Story};
use crate::dist::{LOADER, hints, parts};

/// The partner's page around an embed.
const PAGE: &str = include_str!("partner.html");

/// Where the pages of competitors are; others are not watched.
pub const PAGES: &str = "/story/";

/// A page without an embed, from which a reader comes.
pub const BLANK: &str = "/before";

/// Both origins, the story, and what is built.
#[derive(Debug)]
pub struct Site<'a> {
    /// The publisher's address.
    pub publisher: &'a str,
    /// The built widget.
    pub dist: &'a Path,
    /// The folder of the story's pictures.
    pub pictures: &'a Path,
    /// The other widgets.
    pub peers: &'a Peers,
    /// The story.
    pub story: &'a Story,
    /// The story as it is rendered ahead.
    pub rendered: &'a Rendered,
}

impl Site<'_> {
    /// What the publisher serves.
    pub fn publisher(&self, fragment: &str) -> Result<Files> {
        let mut files = Files::new();
        let mut add = |path: String, bytes: &[u8], cache, headers: &str| -> Result<()> {
            let file = File::new(&path, bytes, cache)?.with_headers(headers);
            files.insert(path, file);
            Ok(())
        };
        for name in parts(self.dist)? {
            let cache = if name == LOADER {
                Cache::Short
            } else {
                Cache::Immutable
            };
            let bytes = fs::read(self.dist.join(&name))?;
            add(format!("/embed/{name}"), &bytes, cache, "")?;
        }
        for name in ["preact.js", "react.js", "fragment.js"] {
            let bytes = self.peers.read(name)?;
            add(format!("/peers/{name}"), &bytes, Cache::Short, "")?;
        }
        add(
            "/fragment.html".to_owned(),
            fragment.as_bytes(),
            Cache::Ask,
            "",
        )?;
        let ahead = self.rendered.fragment.as_bytes();
        add(Rendered::path(), ahead, Cache::Ask, "")?;
        let document = self.story.document.to_string();
        add(story::PATH.to_owned(), document.as_bytes(), Cache::Ask, "")?;
        let counts = "X-WP-Total: 3\r\nX-WP-TotalPages: 1\r\n\
                      Access-Control-Expose-Headers: X-WP-Total, X-WP-TotalPages\r\n";
        let comments = story::COMMENTS.as_bytes();
        add(
            story::COMMENTS_PATH.to_owned(),
            comments,
            Cache::Ask,
            counts,
        )?;
        for entry in fs::read_dir(self.pictures)? {
            let path = entry?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            add(
                format!("/stories/pictures/{name}"),
                &fs::read(&path)?,
                Cache::Immutable,
                "",
            )?;
        }
        Ok(files)
    }

    /// What the partner serves.
    pub fn partner(&self, fragment: &str) -> Result<Files> {
        let mut files = Files::new();
        let mut add = |path: String, embed: &str| -> Result<()> {
            let page = PAGE.replace("{{embed}}", embed);
            files.insert(path, File::new(".html", page.as_bytes(), Cache::Never)?);
            Ok(())
        };
        add(BLANK.to_owned(), "")?;
        for &competitor in Competitor::ALL {
            let embed = self.embed(competitor, fragment)?;
            add(format!("{PAGES}{}", competitor.page()), &embed)?;
        }
        Ok(files)
    }

    /// What a partner pastes.
    fn embed(&self, competitor: Competitor, fragment: &str) -> Result<String> {
        let Self {
            publisher, story, ..
        } = self;
        let url = &story.url;
        let article = format!("{publisher}{}", story::PATH);
        let tag = |script: &str| {
            format!(
                "<script async src=\"{publisher}/{script}\" data-article=\"{article}\" \
                 data-url=\"{url}\"></script>"
            )
        };
        let no_script = format!("<noscript><a href=\"{url}\">Read the story</a></noscript>");
        let embed = match competitor {
            Competitor::Inline => {
                format!("<div><template shadowrootmode=\"open\">{fragment}</template></div>")
            }
            Competitor::Fragment => format!(
                "<script async src=\"{publisher}/peers/fragment.js\" \
                 data-fragment=\"{publisher}/fragment.html\" data-url=\"{url}\"></script>"
            ),
            Competitor::Widget => tag("embed/embed.js"),
            Competitor::Hints => {
                let names = parts(self.dist)?;
                let links = hints(&format!("{publisher}/embed/"), &names, &article);
                format!("{links}{}", tag("embed/embed.js"))
            }
            Competitor::Ahead => return Ok(self.rendered.tag.clone()),
            Competitor::AheadHints => return Ok(self.rendered.hinted_tag.clone()),
            Competitor::Shadow => return Ok(self.rendered.shadow.clone()),
            Competitor::Preact => tag("peers/preact.js"),
            Competitor::React => tag("peers/react.js"),
        };
        Ok(format!("{embed}\n{no_script}"))
    }
}
