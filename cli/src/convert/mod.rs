//! `convert`: stories of any format in another one.
//!
//! What a format has no words for is left out, and so is what reading has left out.

mod html;
mod json_feed;
mod json_ld;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::SystemTime;

use article_embed::article::{Access, Article};
use article_embed::formats::document::written::Document;
use clap::{Args, ValueEnum};
use serde_json::Value;

use crate::atomic;
use crate::attributes::Attributes;
use crate::error::CliError;
use crate::output;
use crate::progress;
use crate::reading;
use crate::stories::{Story, StoryArgs};

/// What to convert, into what.
#[derive(Clone, Debug, Args)]
#[command(after_long_help = HELP)]
pub struct ConvertArgs {
    #[command(flatten)]
    stories: StoryArgs,
    /// The format to write
    #[arg(long, value_enum, default_value_t = Target::Document)]
    to: Target,
    /// The file to write to, which is written whole or not at all; a pipe or device takes it as it comes [default: standard
    /// output]
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// The format that the stories are in, as `wordpress` [default: found out from each]
    #[arg(long, value_name = "FORMAT")]
    format: Option<String>,
}

const HELP: &str = "\
Examples:
  A WordPress post as this project's own document:
    article-embed convert 'https://news.example/wp-json/wp/v2/posts/42?_embed' -o tea.json
  All stories of a folder as one feed:
    article-embed convert --feed stories/ --to json-feed -o feed.json \\
      --address 'https://news.example/{name}.json'

Exit codes:
  0  everything was written
  1  a story could not be read, or the file not be written; other stories are written
  2  the command is wrong";

/// What can be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Target {
    /// This project's own article document
    Document,
    /// JSON Feed 1.1
    JsonFeed,
    /// An article of schema.org in JSON-LD
    JsonLd,
}

/// Converts stories.
pub fn run(args: &ConvertArgs) -> Result<ExitCode, CliError> {
    let attributes = Attributes::of_format(args.format.as_deref())?;
    let now = SystemTime::now();
    let bar = progress::stories(args.stories.feed, "stories converted");
    let mut written = Vec::new();
    let mut feed = None;
    let mut publisher = None;
    let mut has_failed = false;
    for story in args.stories.stories(args.format.as_deref()) {
        let read = story.map_err(|missing| missing.error).and_then(|story| {
            let article = read(&story, &attributes, now)?;
            // Other formats have no words for that a story is withheld.
            if args.to != Target::Document && matches!(article.access, Access::Withheld(_)) {
                return Err(CliError::Withheld { name: story.name });
            }
            // Readers take the feed's title for the publisher of all its stories.
            let own = &article.source.name;
            if args.to == Target::JsonFeed && publisher.get_or_insert_with(|| own.clone()) != own {
                return Err(CliError::OtherPublisher { name: story.name });
            }
            Ok((story, article))
        });
        bar.inc(1);
        match read {
            Ok((story, article)) => {
                feed.get_or_insert_with(|| json_feed::head(&article));
                written.push(convert(&article, &story.name, args.to)?);
            }
            Err(error) if error.is_misuse() => return Err(error),
            Err(error) => {
                has_failed = true;
                bar.suspend(|| output::say(&error.report()));
            }
        }
    }
    bar.finish_and_clear();
    if has_failed && written.is_empty() {
        return Ok(ExitCode::FAILURE);
    }
    let is_one = !args.stories.feed && args.stories.sources.len() == 1;
    let value = match args.to {
        Target::JsonFeed => feed.map(|feed| feed.with("items", Some(written)).into()),
        _ if is_one => written.pop(),
        _ => Some(Value::Array(written)),
    };
    if let Some(value) = value {
        let text = serde_json::to_string_pretty(&value).map_err(CliError::Write)?;
        write(&text, args.output.as_deref())?;
    }
    Ok(if has_failed {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}

fn read(story: &Story, attributes: &Attributes, now: SystemTime) -> Result<Article, CliError> {
    let options = story.options(attributes)?;
    Ok(reading::story(&story.answer, &options, now)?)
}

fn convert(article: &Article, name: &str, to: Target) -> Result<Value, CliError> {
    Ok(match to {
        Target::Document => {
            serde_json::to_value(Document::from(article.clone())).map_err(CliError::Write)?
        }
        Target::JsonFeed => json_feed::item(article, name),
        Target::JsonLd => json_ld::news_article(article),
    })
}

fn write(text: &str, path: Option<&Path>) -> Result<(), CliError> {
    let Some(path) = path else {
        return output::print_json(text);
    };
    let failed = |source| CliError::WriteFile {
        path: path.to_owned(),
        source,
    };
    atomic::write_to(path, (text.to_owned() + "\n").as_bytes()).map_err(failed)
}
