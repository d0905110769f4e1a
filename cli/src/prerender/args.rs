//! The command line of `prerender`.

use std::path::PathBuf;
use std::time::SystemTime;

use article_embed::article::Date;
use article_embed::url::WebUrl;
use clap::Args;

use super::kind::{Kind, Settings};
use crate::attributes::Attributes;
use crate::error::CliError;
use crate::publish::oembed::Wish;
use crate::publish::page::Choices;
use crate::publish::snippet::{BuiltFiles, FRAME_HEIGHT};
use crate::stories::StoryArgs;

/// Shown below the help.
pub const EXAMPLES: &str = "\
Files: each story has a folder DIR/NAME/, which is public at PUBLIC/NAME/:
  index.html     the story as a page of its own
  fragment.html  the story for a tag: <script async src=…/embed.js data-article=…/fragment.html>
  oembed.json    oEmbed's answer
  script.html, hints.html, iframe.html, shadow.html, card.html
                 what partners paste
The file DIR/.article-embed.jsonl says what was made from what. A second run writes
only what has changed, and deletes stories that are withdrawn; with --feed also those
that are gone. Without --feed the stories that are not named stay as they are. The
folder must be this command's own.

embed.js shows HTML from its own folder and below. So the stories are best put there,
as in the examples; for another place see --fragments-from.

Examples:
  All stories in a folder's files, in all kinds:
    article-embed prerender stories/ --feed --out public/embed/stories \\
      --embed https://news.example/embed/ --public https://news.example/embed/stories/ \\
      --address 'https://news.example/articles/{name}.json'
  All posts of a WordPress, as fragments and oEmbed:
    article-embed prerender 'https://news.example/wp-json/wp/v2/posts?_embed' --feed \\
      --out public/embed/stories --kinds fragment,oembed \\
      --embed https://news.example/embed/ --public https://news.example/embed/stories/
  One story again, as when an editor has saved it:
    article-embed prerender 'https://news.example/wp-json/wp/v2/posts/42?_embed' \\
      --out public/embed/stories \\
      --embed https://news.example/embed/ --public https://news.example/embed/stories/

Exit codes:
  0  all stories are there
  1  some could not be found, read or written: the others are there, and of these what was
  2  the command is wrong";

/// Writes stories as files.
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a switch of the command line"
)]
#[derive(Clone, Debug, Args)]
pub struct PrerenderArgs {
    #[command(flatten)]
    pub stories: StoryArgs,
    /// The folder to write into: a new or empty one, or one that this command has written into before
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// The public address of the folder in which embed.js is, such as `https://news.example/embed/`
    #[arg(long, value_name = "URL", value_parser = folder)]
    pub embed: WebUrl,
    /// The public address of the folder of --out, such as `https://news.example/embed/stories/`
    #[arg(long, value_name = "URL", value_parser = folder)]
    pub public: WebUrl,
    /// An origin whose HTML this embed.js shows, as it was built with: `cargo xtask build --fragments-from ORIGIN`. Needed
    /// where --public is not below --embed [default: none]
    #[arg(long, value_name = "ORIGIN", value_parser = folder)]
    pub fragments_from: Vec<WebUrl>,
    /// Which files to write of each story, separated by commas [default: all]
    #[arg(long, value_name = "KINDS", value_enum, value_delimiter = ',')]
    pub kinds: Vec<Kind>,
    /// The folder of the built embed (dist/), so that hints.html can name the program where tags name JSON [default: it
    /// names none]
    #[arg(long, value_name = "DIR")]
    pub site: Option<PathBuf>,
    /// Ask search engines not to list the pages
    #[arg(long)]
    pub noindex: bool,
    /// How high the frame of iframe.html is, in CSS pixels
    #[arg(long, value_name = "PIXELS", default_value_t = FRAME_HEIGHT)]
    pub frame_height: u32,
    /// For how long oembed.json says that it may be kept
    #[arg(long, value_name = "SECONDS", default_value_t = Wish::default().cache_age)]
    pub cache_age: u32,
    /// Write compressed files (.br and .gz) beside those that browsers fetch, for servers that use these
    #[arg(long)]
    pub compress: bool,
    /// With --feed, take all stories away where none is found any more, instead of refusing to
    #[arg(long, requires = "feed")]
    pub allow_empty: bool,
    /// Write all stories, those that have not changed, too
    #[arg(long)]
    pub force: bool,
    /// The time that files name as that of their making, as 2026-03-01T08:00:00Z: with it the same stories are the same
    /// bytes at any time [default: now]
    #[arg(long, value_name = "TIME", env = "SOURCE_DATE_EPOCH", value_parser = moment)]
    pub made: Option<Date>,
    /// How many stories are rendered at once; 0 is as many as there are processors
    #[arg(long, value_name = "NUMBER", default_value_t = 0)]
    pub jobs: usize,
    /// Print what was done as JSON, for programs, and not as text
    #[arg(long)]
    pub json: bool,
    #[command(flatten)]
    pub attributes: Attributes,
}

impl PrerenderArgs {
    /// What there is to say of tags that would not work.
    pub fn warning(&self) -> Option<String> {
        let public = self.public.as_str();
        let mut trusted = self.fragments_from.iter().chain([&self.embed]);
        if trusted.any(|place| public.starts_with(place.as_str())) {
            return None;
        }
        let embed = self.embed.as_str();
        Some(format!(
            "warning: embed.js does not show the fragments at {public}, since that is not below {embed}: put the stories \
             there, or build embed.js with --fragments-from and name the origin here, too"
        ))
    }

    /// What the files are besides the stories.
    pub fn settings(&self) -> Result<Settings, CliError> {
        let built = match &self.site {
            Some(site) => BuiltFiles::read(site).map_err(|source| CliError::Read {
                path: site.clone(),
                source,
            })?,
            None => BuiltFiles::default(),
        };
        Ok(Settings {
            kinds: self.kinds(),
            choices: Choices {
                is_hidden_from_search: self.noindex,
            },
            wish: Wish {
                cache_age: self.cache_age,
                ..Wish::default()
            },
            frame_height: self.frame_height,
            built,
            is_compressed: self.compress,
        })
    }

    /// The kinds, in order.
    fn kinds(&self) -> Vec<Kind> {
        if self.kinds.is_empty() {
            return <Kind as clap::ValueEnum>::value_variants().to_vec();
        }
        let mut kinds = self.kinds.clone();
        kinds.sort_unstable();
        kinds.dedup();
        kinds
    }

    /// All that makes files other ones, besides the stories.
    pub fn identity(&self) -> Result<String, CliError> {
        Ok(format!(
            "{:?}",
            (
                self.settings()?,
                &self.embed,
                &self.public,
                self.attributes.given(),
            )
        ))
    }

    /// When the stories are made, as ISO 8601 in UTC.
    pub fn made(&self, now: SystemTime) -> Result<String, CliError> {
        let by_clock = || {
            let since = now.duration_since(SystemTime::UNIX_EPOCH);
            let seconds = since.map_or(0, |since| since.as_secs());
            i64::try_from(seconds).unwrap_or(i64::MAX)
        };
        let seconds = self.made.map_or_else(by_clock, Date::unix_seconds);
        let date = Date::from_unix_seconds(seconds);
        let wrong = || CliError::Option("the time has no year of four digits".to_owned());
        Ok(date.ok_or_else(wrong)?.datetime())
    }
}

/// An address of a folder.
fn folder(address: &str) -> Result<WebUrl, String> {
    let url = WebUrl::parse(address).ok_or("no address that begins with https:// or http://")?;
    if url.as_str().contains(['?', '#']) {
        return Err("a folder's address has no ? and no #".to_owned());
    }
    Ok(url.below(""))
}

/// A moment, as text or in seconds since 1970.
fn moment(text: &str) -> Result<Date, String> {
    let seconds = text.parse().ok().and_then(Date::from_unix_seconds);
    let date = seconds.or_else(|| Date::parse(text));
    date.ok_or_else(|| "no time such as 2026-03-01T08:00:00Z".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_end_with_a_slash() {
        for address in ["https://news.example/a", "https://news.example/a/"] {
            assert_eq!(folder(address).unwrap().as_str(), "https://news.example/a/");
        }
        assert_eq!(
            folder("https://news.example").unwrap().as_str(),
            "https://news.example/"
        );
        for wrong in [
            "news.example",
            "https://news.example/?a",
            "javascript:1",
            "a/",
        ] {
            assert!(folder(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_moment_is_a_time_or_seconds() {
        for (text, seconds) in [
            ("0", 0),
            ("1700000000", 1_700_000_000),
            ("2023-11-14T22:13:20Z", 1_700_000_000),
            ("2023-11-14T23:13:20+01:00", 1_700_000_000),
        ] {
            assert_eq!(moment(text).unwrap().unix_seconds(), seconds, "{text}");
        }
        assert!(moment("soon").is_err());
    }
}
