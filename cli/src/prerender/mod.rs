//! `prerender`: writes stories as files that need no program.
//!
//! This file knows the order: which stories are new, changed, the same, withdrawn or gone. [`kind`] makes the files,
//! [`folder`] keeps them, [`manifest`] knows what they were made from, [`key`] names that.

mod args;
mod folder;
mod key;
mod kind;
mod manifest;
mod record;
mod summary;

use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, SyncSender};
use std::thread;
use std::time::SystemTime;

use article_embed::article::Access;
use article_embed::embed::load_error::LoadError;
use article_embed::render::Page;
use article_embed::url::{WebUrl, encode_component};
use indicatif::ProgressBar;
use rayon::iter::{ParallelBridge, ParallelIterator};

use crate::error::CliError;
use crate::output;
use crate::progress;
use crate::publish::{Places, Publication};
use crate::reading;
use crate::stories::{Missing, Story};

pub use self::args::{EXAMPLES, PrerenderArgs};
pub use self::folder::OpenError;
#[cfg(test)]
pub use self::manifest::ManifestError;

use self::folder::{Folder, Staged};
use self::key::{Key, Maker};
use self::kind::{Kind, Settings, Shown};
use self::record::Record;
use self::summary::{State, Summary};

/// So many stories may wait for the disk. They hold no text.
const WAITING: usize = 1024;

/// Renders, and says how it went.
pub fn run(args: &PrerenderArgs) -> Result<ExitCode, CliError> {
    if let Some(warning) = args.warning() {
        output::say(&warning);
    }
    let summary = render(args, SystemTime::now())?;
    summary.print(args.json, &args.public)
}

/// Renders what may be shown at this moment.
fn render(args: &PrerenderArgs, now: SystemTime) -> Result<Summary, CliError> {
    let settings = args.settings()?;
    // A wrong option is the command's fault, and none of the stories'.
    args.attributes.options("", None)?;
    let folder = Folder::open(&args.out)?;
    let work = Work {
        args,
        settings,
        maker: Maker::new(args)?,
        folder,
        made: args.made(now)?,
        now,
        summary: Summary::default(),
        has_stories: AtomicBool::new(false),
        progress: progress::stories(true, "stories"),
    };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(args.jobs);
    let pool = pool
        .build()
        .map_err(|error| CliError::Runtime(std::io::Error::other(error)))?;
    let stories = args.stories.stories(args.attributes.format());
    let (sender, receiver) = mpsc::sync_channel(WAITING);
    thread::scope(|scope| {
        let work = &work;
        scope.spawn(move || {
            work.folder.settle(&receiver, |name, result| match result {
                Ok(()) => work.tell(name, State::Written),
                Err(error) => work.tell(name, State::Failed(error.to_string())),
            });
        });
        pool.install(|| {
            stories
                .par_bridge()
                .for_each_with(sender, |sender, story| match story {
                    Ok(story) => work.story(&story, sender),
                    Err(missing) => work.missing(missing),
                });
        });
    });
    let removed = work.require_stories().map(|()| work.remove_the_rest());
    work.progress.finish_and_clear();
    removed?;
    work.folder.close().map_err(OpenError::from)?;
    Ok(work.summary)
}

/// What a run works with.
struct Work<'a> {
    args: &'a PrerenderArgs,
    settings: Settings,
    maker: Maker,
    folder: Folder,
    made: String,
    now: SystemTime,
    summary: Summary,
    /// Some story was among those that were looked for, whatever became of it.
    has_stories: AtomicBool,
    progress: ProgressBar,
}

impl Work<'_> {
    fn tell(&self, name: String, state: State) {
        if let State::Failed(reason) = &state {
            self.progress
                .suspend(|| output::say(&format!("{name}: {reason}")));
        }
        self.progress.inc(1);
        if !matches!(state, State::Withdrawn(_)) {
            self.folder.want(&name);
        }
        self.summary.tell(name, state);
    }

    /// A story that there should be, or a source.
    fn missing(&self, missing: Missing) {
        self.summary.is_incomplete();
        let error = missing.error.report();
        let reason = error.strip_prefix("error: ").unwrap_or(&error).to_owned();
        self.tell(missing.from, State::Failed(reason));
    }

    /// Renders a story, unless what it was rendered from is the same.
    fn story(&self, story: &Story, sender: &SyncSender<Staged>) {
        self.has_stories.store(true, Ordering::Relaxed);
        let key = self.maker.key(story);
        if !key.depends_on_time && self.is_there(&story.name, &key) {
            return self.tell(story.name.clone(), State::Unchanged);
        }
        match self.rendered(story, key) {
            Ok(Rendered::Same) => self.tell(story.name.clone(), State::Unchanged),
            Ok(Rendered::Withdrawn(reason)) => {
                self.tell(story.name.clone(), State::Withdrawn(reason));
            }
            Ok(Rendered::Staged(staged)) => {
                // Whoever settles stories goes on for as long as there is a sender.
                let _ = sender.send(staged);
            }
            Err(error) => {
                let error = error.report();
                let reason = error.strip_prefix("error: ").unwrap_or(&error).to_owned();
                self.tell(story.name.clone(), State::Failed(reason));
            }
        }
    }

    fn is_there(&self, name: &str, key: &Key) -> bool {
        !self.args.force
            && self.folder.record(name).is_some_and(|record| {
                record.key.as_deref() == Some(&key.text) && self.folder.has_all(name, &record)
            })
    }

    fn rendered(&self, story: &Story, mut key: Key) -> Result<Rendered, CliError> {
        kind::require_no_file(&story.name)?;
        let options = story.options(&self.args.attributes)?;
        let article = match reading::story(&story.answer, &options, self.now) {
            Ok(article) => article,
            Err(error) => {
                if story.is_whole {
                    self.summary.is_incomplete();
                }
                return if is_withdrawn(&error) {
                    Ok(Rendered::Withdrawn(error.to_string()))
                } else {
                    Err(error.into())
                };
            }
        };
        if let Access::Withheld(reason) = article.access {
            return Ok(Rendered::Withdrawn(format!("{reason:?}").to_lowercase()));
        }
        let options_alone = self.args.attributes.alone(&options);
        let places = places(
            &self.args.embed,
            &self.args.public,
            &story.name,
            &self.settings,
        );
        let mut embedded = reading::page(&article, &options, &self.args.attributes);
        let mut alone = reading::page(&article, &options_alone, &self.args.attributes);
        if key.depends_on_time {
            // What may be shown now is seen in what is shown.
            key = key.with(&self.publication(&embedded, &places).fragment().html);
            if self.is_there(&story.name, &key) {
                return Ok(Rendered::Same);
            }
        }
        for page in [&mut embedded, &mut alone] {
            page.context.made = Some(self.made.clone());
        }
        let shown = Shown {
            embedded: self.publication(&embedded, &places),
            alone: self.publication(&alone, &places),
        };
        let files = kind::files(&shown, &self.settings).map_err(CliError::Runtime)?;
        let staged = self
            .folder
            .stage(&story.name, key.text, self.made.clone(), &files);
        Ok(Rendered::Staged(staged.map_err(OpenError::from)?))
    }

    fn publication<'a>(&'a self, page: &'a Page<'a>, places: &'a Places) -> Publication<'a> {
        Publication::new(page, places, self.args.attributes.given())
    }

    /// Refuses to take all stories away because a source has none: it may be a folder that is not mounted.
    fn require_stories(&self) -> Result<(), CliError> {
        let count = self.folder.names(|_, _| true).len();
        let may_be_empty = !self.args.stories.feed || self.args.allow_empty || count == 0;
        if may_be_empty || self.has_stories.load(Ordering::Relaxed) || !self.summary.is_complete() {
            return Ok(());
        }
        Err(CliError::NoStories {
            path: self.args.out.clone(),
            count,
        })
    }

    /// Takes away what was withdrawn, and what is no longer among the stories where all of them are known.
    fn remove_the_rest(&self) {
        // Who names single stories says nothing of the others.
        let are_all = self.args.stories.feed;
        let takes_away =
            |name: &str, record: &Record| self.summary.takes_away(name, record.is_wanted, are_all);
        for name in self.folder.names(takes_away) {
            match self.folder.remove(&name) {
                Ok(()) => self.summary.removed(name),
                Err(error) => self.tell(name, State::Failed(error.to_string())),
            }
        }
    }
}

/// What came of a story.
enum Rendered {
    /// It is as it was.
    Same,
    /// It may not be shown, for this reason.
    Withdrawn(String),
    /// It waits for the disk.
    Staged(Staged),
}

/// The address of a story's folder. Its name may be that of a file, with any signs in it.
pub fn story(public: &WebUrl, name: &str) -> WebUrl {
    let parts: Vec<_> = name.split('/').map(encode_component).collect();
    public.below(&(parts.join("/") + "/"))
}

/// Where the parts of a story are.
fn places(embed: &WebUrl, public: &WebUrl, name: &str, settings: &Settings) -> Places {
    let place = |kind: Kind| {
        let file = match kind {
            // A page is at the address of its folder.
            Kind::Page => "",
            kind => kind.file(),
        };
        let is_written = settings.kinds.contains(&kind);
        is_written.then(|| story(public, name).below(file))
    };
    Places {
        embed: embed.clone(),
        fragment: place(Kind::Fragment),
        page: place(Kind::Page),
        oembed: place(Kind::Oembed),
    }
}

/// Whether a server says that there is no such story any more. WordPress refuses in words of its own what was a public
/// post and has become a draft; a refusal without words may be anybody's on the way to it.
fn is_withdrawn(error: &LoadError) -> bool {
    match error {
        LoadError::Status {
            status: 401 | 403,
            reason,
            ..
        } => !reason.is_empty(),
        error => matches!(error.code(), "not-found" | "withdrawn"),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::time::Duration;

    use clap::Parser;

    use super::*;
    use crate::args::{Args, Command};

    #[test]
    fn the_name_of_a_file_is_encoded_in_addresses() {
        let public = WebUrl::parse("https://news.example/s/").unwrap();
        let settings = Settings {
            kinds: vec![Kind::Fragment, Kind::Page],
            ..Settings::default()
        };
        let places = places(&public, &public, "2026/a #?%41\\\n潮", &settings);
        let folder = "https://news.example/s/2026/a%20%23%3F%2541%5C%0A%E6%BD%AE/";
        assert_eq!(places.page.unwrap().as_str(), folder);
        assert_eq!(
            places.fragment.unwrap().as_str(),
            [folder, "fragment.html"].concat()
        );
    }

    #[test]
    fn time_changes_what_may_be_shown_of_the_same_story() {
        let folder = tempfile::tempdir().unwrap();
        let story = folder.path().join("tide.json");
        let json = r#"{"schema":"article-embed/1","headline":"Tide","body":[{"type":"paragraph","content":"In."}],
            "embargoed":"2026-01-02T00:00:00Z","expires":"2026-01-04T00:00:00Z"}"#;
        fs::write(&story, json).unwrap();
        let out = folder.path().join("out");
        let arguments = [
            "article-embed",
            "prerender",
            story.to_str().unwrap(),
            "--out",
        ];
        let places = [
            "--embed",
            "https://news.example/embed/",
            "--public",
            "https://news.example/",
        ];
        let arguments = arguments
            .into_iter()
            .chain([out.to_str().unwrap()])
            .chain(places);
        let Command::Prerender(args) = Args::parse_from(arguments).command else {
            panic!("another command");
        };
        let fragment = out.join("tide/fragment.html");
        // The first of January began so many seconds after 1970.
        let mut made = Vec::new();
        for (day, is_there) in [(0, false), (1, true), (2, true), (3, false)] {
            let now = Duration::from_secs(1_767_225_600 + day * 86_400);
            render(&args, SystemTime::UNIX_EPOCH + now).unwrap();
            assert_eq!(fragment.exists(), is_there, "{day}");
            made.extend(fs::read(&fragment));
        }
        // As long as nothing changes, the story is left alone.
        let (first, second) = made.split_at(made.len() / 2);
        assert!(first == second);
    }
}
