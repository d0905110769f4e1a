//! `check`: what was understood of stories, what is wrong with them, and whether their server is set up.

mod asking;
mod content;
mod finding;
mod guests;
mod page;
mod published;
mod report;
mod server;
mod understood;
mod walk;

use std::collections::HashSet;
use std::process::ExitCode;
use std::time::SystemTime;

use article_embed::article::{Access, Article, CommentsStatus};
use article_embed::embed::load_error::LoadError;
use article_embed::embed::{Options, answer, comments};
use article_embed::formats::{FORMATS, wordpress};
use article_embed::json::Json;
use clap::Args;
use serde::Serialize;
use tokio::runtime::Runtime;
use url::Url;

use self::asking::Asker;
use self::finding::{Finding, OfComments, OfPublished, OfStory, Told};
use self::published::Published;
use self::report::{Count, LeftOut, Report};
use self::server::Came;
use crate::attributes::Attributes;
use crate::error::CliError;
use crate::output;
use crate::progress;
use crate::reading;
use crate::stories::{Missing, Stories, Story, StoryArgs};

/// What to check, and how to tell of it.
#[derive(Clone, Debug, Args)]
#[command(after_long_help = HELP)]
pub struct CheckArgs {
    #[command(flatten)]
    stories: StoryArgs,
    /// Print the result as JSON, for programs, and not as text
    #[arg(long)]
    json: bool,
    /// End with exit code 1 for warnings, too, and not for errors alone
    #[arg(long)]
    strict: bool,
    /// Fetch the stories and nothing else: test no server, no comments and no --address
    #[arg(long)]
    offline: bool,
    #[command(flatten)]
    attributes: Attributes,
}

const HELP: &str = "\
Examples:
  What readers on a partner's page get of this post, and what to mend:
    article-embed check 'https://news.example/wp-json/wp/v2/posts/42?_embed'
  A file that is not published yet:
    article-embed check story.json --offline
  All files of a folder, and whether they are published there as they are here:
    article-embed check --feed stories/ \\
      --address 'https://news.example/articles/{name}.json'
  All stories of a feed, for a program:
    article-embed check --feed https://news.example/feed.json --strict --json

Exit codes:
  0  nothing is wrong
  1  there are errors; with --strict, or warnings
  2  the command is wrong
  3  there is no story at all";

/// Checks stories.
pub fn run(args: &CheckArgs) -> Result<ExitCode, CliError> {
    let format = args.attributes.format();
    let mut checker = Checker::new(args);
    let bar = progress::stories(args.stories.feed, "stories checked");
    let mut reports: Vec<Report> = Vec::new();
    let mut count = Count::default();
    let stories: Stories = args.stories.stories(format);
    for story in stories {
        let report = match story {
            Ok(story) => checker.story(&story)?,
            // What nobody could mend but who typed the command.
            Err(missing) if missing.error.is_misuse() => return Err(missing.error),
            Err(missing) => self::missing(&missing),
        };
        count.add(&report);
        bar.inc(1);
        if args.stories.feed && !args.json {
            bar.suspend(|| output::print(&(report::line(&report) + "\n")))?;
        }
        reports.push(report);
    }
    bar.finish_and_clear();
    if args.json {
        print_json(&reports, count)?;
    } else {
        print(args, &reports, count)?;
    }
    let is_wrong = count.errors > 0 || (args.strict && count.warnings > 0);
    Ok(match count {
        count if count.stories == count.missing => ExitCode::from(3),
        _ if is_wrong => ExitCode::FAILURE,
        _ => ExitCode::SUCCESS,
    })
}

fn print(args: &CheckArgs, reports: &[Report], count: Count) -> Result<(), CliError> {
    if args.stories.feed {
        let stories = match count.stories {
            1 => "1 story".to_owned(),
            count => format!("{count} stories"),
        };
        let summary = report::summary(reports.iter());
        return output::print(&format!("\n{summary}{stories}: {}\n", count.told()));
    }
    for report in reports {
        output::print(&(report::whole(report) + "\n"))?;
    }
    output::print(&(count.told() + "\n"))
}

/// What `--json` prints.
#[derive(Serialize)]
struct Printed<'a> {
    version: u32,
    stories: &'a [Report],
    count: Count,
}

fn print_json(stories: &[Report], count: Count) -> Result<(), CliError> {
    let version = report::VERSION;
    let printed = Printed {
        version,
        stories,
        count,
    };
    let text = serde_json::to_string_pretty(&printed).map_err(CliError::Write)?;
    output::print_json(&text)
}

/// Checks one story after the other.
struct Checker<'a> {
    args: &'a CheckArgs,
    now: SystemTime,
    /// There from the first question on: files are checked where nobody can be asked, too.
    online: Option<Online>,
    /// The hosts that were asked: all stories of a feed come from one.
    asked: HashSet<String>,
}

/// What asks servers.
struct Online {
    asker: Asker,
    published: Published,
    runtime: Runtime,
}

impl Online {
    fn new() -> Result<Self, CliError> {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build();
        Ok(Self {
            asker: Asker::new()?,
            published: Published::new()?,
            runtime: runtime.map_err(CliError::Runtime)?,
        })
    }
}

impl<'a> Checker<'a> {
    fn new(args: &'a CheckArgs) -> Self {
        Self {
            args,
            now: SystemTime::now(),
            online: None,
            asked: HashSet::new(),
        }
    }

    fn online(&mut self) -> Result<&mut Online, CliError> {
        Ok(match &mut self.online {
            Some(online) => online,
            none => none.insert(Online::new()?),
        })
    }

    fn story(&mut self, story: &Story) -> Result<Report, CliError> {
        let options = story.options(&self.args.attributes)?;
        let mut findings: Vec<Finding> = Vec::new();
        let mut report = Report {
            name: story.name.clone(),
            address: Some(story.article.clone()).filter(|address| !address.is_empty()),
            item: story.item.clone(),
            understood: None,
            left_out: Vec::new(),
            server: None,
            findings: Vec::new(),
        };
        let read = reading::story(&story.answer, &options, self.now);
        let mut published = None;
        let json = answer::parse::<Json>(story.answer.body.trim()).unwrap_or(Json::Null);
        match read {
            Ok(article) => {
                let format = format(&options, &json);
                let placing = placing(&article, &options);
                let place = comments::place(&article, &placing);
                let found = place.as_ref().ok().and_then(Option::as_ref);
                let understood = understood::understood(&article, format, &options, found);
                let content = content::findings(&article, &understood, &options, &story.answer);
                findings.extend(content.into_iter().map(Finding::from));
                findings.extend(whole_feed(format, &json).map(Finding::from));
                report.understood = Some(understood);
                published = self.published(story, &article, &options)?;
                report.left_out = article
                    .dropped
                    .dropped()
                    .iter()
                    .map(LeftOut::from)
                    .collect();
                match place {
                    Ok(Some(place)) => findings.extend(self.comments(&article, &place, story)?),
                    Ok(None) => {}
                    Err(why) => findings.push(OfComments::NotShown(why.text()).into()),
                }
            }
            Err(error) => findings.push(better(error, story)),
        }
        let is_there = matches!(published, None | Some(OfPublished::Differs));
        findings.extend(published.map(Finding::from));
        if let Some(url) = self.unasked(story).filter(|_| is_there) {
            let kind = match &report.understood {
                None => Came::Other,
                Some(_) if (wordpress::FORMAT.detect)(&json) => Came::Post,
                Some(_) => Came::Story,
            };
            let online = self.online()?;
            let asked = server::ask(&online.asker, &url, story.answer.body.len(), kind);
            let (served, found) = online.runtime.block_on(asked);
            report.server = served;
            findings.extend(found.into_iter().map(Finding::from));
        }
        report.findings = told(&findings);
        Ok(report)
    }

    /// What is wrong with what is published of a story from elsewhere, such as a file.
    fn published(
        &mut self,
        story: &Story,
        article: &Article,
        options: &Options,
    ) -> Result<Option<OfPublished>, CliError> {
        if self.args.offline || self.args.stories.address.is_none() {
            return Ok(None);
        }
        let now = self.now;
        let Online {
            published, runtime, ..
        } = self.online()?;
        Ok(published.look(runtime, story, article, options, now))
    }

    /// The address of a story whose server is to be asked: a published one, and of a feed the first alone.
    fn unasked(&mut self, story: &Story) -> Option<Url> {
        let is_published = self.args.stories.address.is_some() || !story.answer.headers.is_empty();
        if self.args.offline || !is_published {
            return None;
        }
        let url = Url::parse(&story.article).ok()?;
        let host = url.origin().ascii_serialization();
        (self.asked.insert(host) || !self.args.stories.feed).then_some(url)
    }

    fn comments(
        &mut self,
        article: &Article,
        place: &comments::CommentsPlace,
        story: &Story,
    ) -> Result<Vec<Finding>, CliError> {
        if article.comments.status == CommentsStatus::Closed {
            return Ok(vec![OfComments::Closed.into()]);
        }
        let is_online = !self.args.offline && !story.answer.headers.is_empty();
        let key = ["comments of ", &place.address.site()].concat();
        let is_first = self.asked.insert(key) || !self.args.stories.feed;
        if !is_online || !is_first || matches!(article.access, Access::Withheld(_)) {
            return Ok(Vec::new());
        }
        let online = self.online()?;
        let found = online.runtime.block_on(guests::ask(&online.asker, place));
        Ok(found.into_iter().map(Finding::from).collect())
    }
}

/// What there is to say of something that is no story.
fn missing(missing: &Missing) -> Report {
    let finding: Finding = match &missing.error {
        CliError::NoAnswer { address, source } => match Url::parse(address) {
            Ok(url) => asking::failure(source, &url).into(),
            Err(_) => Finding::NotRead(missing.error.to_string()),
        },
        CliError::Load(error) => error.clone().into(),
        error => Finding::NotRead(error.report()),
    };
    Report {
        name: missing.from.clone(),
        address: None,
        item: None,
        understood: None,
        left_out: Vec::new(),
        server: None,
        findings: vec![finding.told()],
    }
}

/// The name of the format that a story is in.
fn format(options: &Options, json: &Json) -> Option<&'static str> {
    let found = || FORMATS.iter().find(|format| (format.detect)(json));
    options.format.or_else(|| Some(found()?.name))
}

/// The options to find the comments with: those of a file are where its story is published.
fn placing(article: &Article, options: &Options) -> Options {
    Options {
        article: options.article.clone().or(article.canonical_url.clone()),
        ..options.clone()
    }
}

/// Whether readers fetch more stories than they see.
fn whole_feed(format: Option<&str>, json: &Json) -> Option<OfStory> {
    let format = FORMATS.iter().find(|known| Some(known.name) == format)?;
    let count = (format.stories)(json).len();
    (count > 1).then_some(OfStory::WholeFeed(count))
}

/// Why there is no story, and where it is where what came is its page.
fn better(error: LoadError, story: &Story) -> Finding {
    match &error {
        LoadError::NotJson { url, .. } if page::is_page(&story.answer.body) => Finding::Page {
            url: url.clone(),
            json: page::json(&story.answer),
        },
        _ => error.into(),
    }
}

fn told(findings: &[Finding]) -> Vec<Told> {
    let mut told: Vec<_> = findings.iter().map(Finding::told).collect();
    told.sort_by_key(|finding| finding.severity);
    told
}
