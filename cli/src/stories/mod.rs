//! The stories that a command is for: one for each source, or all that the sources hold.
//!
//! [`Stories`] is an iterator that has one page of a feed or one file of a folder in memory at a time, and what comes
//! next [`ahead`] as far as it has to be fetched. What a feed is made of is known to [`split`], where it goes on to
//! [`pages`], what a story is called to [`name`].

mod ahead;
mod name;
mod pages;
mod split;
mod template;

use std::collections::{HashMap, VecDeque};
use std::path::{Path, PathBuf};

use article_embed::embed::Options;
use article_embed::embed::load_error::LoadError;
use clap::Args;
use walkdir::WalkDir;

use crate::attributes::Attributes;
use crate::error::CliError;
use crate::fetch::{self, Answer};
use crate::source::Source;

use self::ahead::{Ahead, Fetcher};
use self::pages::Visited;
use self::split::Part;
use self::template::Template;

/// So many of the addresses on the command line are asked at once, or have answered before it is their turn.
const SOURCES_AHEAD: usize = 8;

/// The same of a feed's pages, which may be large.
const PAGES_AHEAD: usize = 4;

/// The file by which a folder is known that `prerender` has written into. What is there is made of stories, and is none.
pub const JOURNAL: &str = ".article-embed.jsonl";

/// A feed with more pages has a mistake.
const PAGES: usize = if cfg!(test) { 20 } else { 10_000 };

/// Which stories a command is for.
#[derive(Clone, Debug, Args)]
pub struct StoryArgs {
    /// Where the JSON of a story is: a file, an http or https address, or - for standard input; with --feed also a
    /// folder of .json files. Several can be named
    #[arg(required = true, value_name = "SOURCE")]
    pub sources: Vec<Source>,
    /// Take all stories of each source: of a feed or list with its further pages, or of a folder. Without it each source
    /// is one story
    #[arg(long)]
    pub feed: bool,
    /// The id or address of the one story that is meant, where a source has several [default: the only one]
    #[arg(long, value_name = "ID", conflicts_with = "feed")]
    pub item: Option<String>,
    /// Where the JSON of files is published, such as `https://news.example/articles/{name}.json` [default: nowhere, or
    /// the address that it was fetched from]
    ///
    /// Relative addresses in a story are relative to it, and it is what a rendered story names as its source.
    /// {name} stands for the file's name without .json, or for the story's name in a feed, {id} for the story's id.
    #[arg(long, value_name = "TEMPLATE")]
    pub address: Option<Template>,
}

impl StoryArgs {
    /// The stories, read in this format where it is not to be found out.
    pub fn stories(&self, format: Option<&str>) -> Stories {
        Stories {
            args: self.clone(),
            format: format.map(str::to_owned),
            next_source: 0,
            open: None,
            names: HashMap::new(),
            addresses: self
                .sources
                .iter()
                .filter_map(Source::address)
                .map(str::to_owned)
                .collect(),
            ahead: Ahead::with_limit(SOURCES_AHEAD),
            fetcher: Fetcher::default(),
        }
    }
}

/// A story that has come, but has not been read.
#[derive(Clone, Debug)]
pub struct Story {
    /// What it is called: parts with `/` between, none of which is empty or begins with a dot. Those that are made
    /// from ids have small letters, digits and `-_.` alone, those of files are called like the file, so that in an
    /// address they have to be encoded. No other story of the command is called so, and it is the same each time.
    pub name: String,
    /// What was answered, with this story alone in it where it was one of several. Relative addresses are
    /// relative to its `address`.
    pub answer: Answer,
    /// Where browsers find its JSON, before any redirect; empty where that is not known.
    pub article: String,
    /// The id that picks it from what is there, where there are several.
    pub item: Option<String>,
    /// Whether it is all that there was where several were looked for. If it cannot be read, nobody knows which stories
    /// there are.
    pub is_whole: bool,
}

impl Story {
    /// The options to read and show it with.
    pub fn options(&self, attributes: &Attributes) -> Result<Options, CliError> {
        attributes.options(&self.article, self.item.as_deref())
    }
}

/// Something that was to be a story and cannot be had.
#[derive(Debug)]
pub struct Missing {
    /// What it is.
    pub from: String,
    /// Whether it is a whole source or the rest of one, so that nobody knows which stories it would have had.
    pub is_source: bool,
    /// Why it cannot be had.
    pub error: CliError,
}

/// Goes through stories.
pub struct Stories {
    args: StoryArgs,
    format: Option<String>,
    next_source: usize,
    open: Option<Open>,
    /// The stories so far: which source and which page of it they are from.
    names: HashMap<String, (usize, usize)>,
    /// The addresses among the sources that have not been asked yet.
    addresses: VecDeque<String>,
    ahead: Ahead,
    fetcher: Fetcher,
}

/// A source that is being gone through.
enum Open {
    Folder {
        root: PathBuf,
        walk: Box<walkdir::IntoIter>,
        /// The stories of a file that has several.
        waiting: VecDeque<Story>,
    },
    Feed(Feed),
}

/// A feed, or a single story.
struct Feed {
    /// The stories of the page that came last.
    waiting: VecDeque<Story>,
    /// How many stories there have been.
    count: usize,
    page: usize,
    next: Option<String>,
    /// The next page is named by a link, and not counted.
    is_linked: bool,
    /// A story of the page that came last was on none before.
    has_news: bool,
    ahead: Ahead,
    visited: Visited,
}

impl Default for Feed {
    fn default() -> Self {
        Self {
            waiting: VecDeque::new(),
            count: 0,
            page: 0,
            next: None,
            is_linked: false,
            has_news: false,
            ahead: Ahead::with_limit(PAGES_AHEAD),
            visited: Visited::default(),
        }
    }
}

impl Iterator for Stories {
    type Item = Result<Story, Missing>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let Some(mut open) = self.open.take() else {
                let source = self.args.sources.get(self.next_source)?.clone();
                self.next_source += 1;
                match self.begin(&source) {
                    Ok(open) => self.open = Some(open),
                    Err(error) => return Some(Err(missing(&source.to_string(), true, error))),
                }
                continue;
            };
            let (found, page) = match &mut open {
                Open::Folder {
                    root,
                    walk,
                    waiting,
                } => (self.of_folder(root, walk, waiting), 0),
                Open::Feed(feed) => (self.of_feed(feed), feed.page),
            };
            let Some(found) = found else {
                continue;
            };
            let place = (self.next_source, page);
            let earlier = match &found {
                Ok(story) => self.names.insert(story.name.clone(), place),
                Err(_) => None,
            };
            if let (Open::Feed(feed), None) = (&mut open, earlier) {
                feed.has_news = true;
            }
            if !matches!(&found, Err(missing) if missing.is_source) {
                self.open = Some(open);
            }
            let Ok(story) = &found else {
                return Some(found);
            };
            match earlier {
                None => return Some(found),
                // A list that grows while it is asked for moves stories to the next page.
                Some((source, earlier)) if source == place.0 && earlier != page => {}
                Some(_) => {
                    let name = story.name.clone();
                    let error = CliError::NameTaken { name: name.clone() };
                    return Some(Err(missing(&name, false, error)));
                }
            }
        }
    }
}

impl Stories {
    fn begin(&mut self, source: &Source) -> Result<Open, CliError> {
        if let Source::Path(path) = source
            && path.is_dir()
        {
            if !self.args.feed {
                return Err(CliError::Folder { path: path.clone() });
            }
            // What starts with a dot is none of the publisher's own files.
            let walk = WalkDir::new(path).follow_links(true).sort_by_file_name();
            return Ok(Open::Folder {
                root: path.clone(),
                walk: Box::new(walk.into_iter()),
                waiting: VecDeque::new(),
            });
        }
        let name = name::of_source(source);
        let answer = match source {
            Source::Input => fetch::read_input("")?,
            Source::Path(path) => fetch::read_file(path, "")?,
            Source::Address(address) => self.ask_source(address)?,
        };
        let mut feed = Feed::default();
        // Where browsers are sent from there is theirs to find out.
        let asked = match source {
            Source::Address(address) => address,
            _ => "",
        };
        if !self.args.feed || !self.open_page(&mut feed, &answer, asked)? {
            feed.waiting.push_back(self.whole(name, answer, asked));
        }
        Ok(Open::Feed(feed))
    }

    /// Takes a page of a feed apart; `false` where it is none.
    fn open_page(
        &mut self,
        feed: &mut Feed,
        answer: &Answer,
        asked: &str,
    ) -> Result<bool, CliError> {
        feed.visited.insert(asked.to_owned());
        let page = pages::read(answer, self.format.as_deref(), &mut feed.visited)?;
        feed.next = page.following.first().cloned();
        feed.is_linked = page.is_linked;
        feed.has_news = false;
        let Some(parts) = page.parts else {
            return Ok(false);
        };
        let following = page.following.iter().map(String::as_str);
        let following: Vec<_> = following.filter(|page| !feed.ahead.has(page)).collect();
        feed.ahead.ask(&mut self.fetcher, following)?;
        for part in parts {
            let story = self.story(answer, asked, part, feed.count, None);
            feed.waiting.push_back(story);
            feed.count += 1;
        }
        Ok(true)
    }

    /// The next story of a folder; `None` with the folder done.
    fn of_folder(
        &self,
        root: &Path,
        walk: &mut walkdir::IntoIter,
        waiting: &mut VecDeque<Story>,
    ) -> Option<Result<Story, Missing>> {
        loop {
            if let Some(story) = waiting.pop_front() {
                return Some(Ok(story));
            }
            let entry = match walk.next()? {
                Ok(entry) => entry,
                Err(error) => {
                    let from = error.path().unwrap_or(root).display().to_string();
                    return Some(Err(missing(&from, false, error.into())));
                }
            };
            if entry.file_type().is_dir() && entry.path().join(JOURNAL).exists() {
                walk.skip_current_dir();
                continue;
            }
            if entry.depth() > 0 && entry.file_name().as_encoded_bytes().starts_with(b".") {
                if entry.file_type().is_dir() {
                    walk.skip_current_dir();
                }
                continue;
            }
            let path = entry.path();
            let ending = path.extension().unwrap_or_default();
            if !entry.file_type().is_file() || !ending.eq_ignore_ascii_case("json") {
                continue;
            }
            let answer = match fetch::read_file(path, "") {
                Ok(answer) => answer,
                Err(error) => {
                    return Some(Err(missing(&path.display().to_string(), false, error)));
                }
            };
            let name = name::of_file(path.strip_prefix(root).unwrap_or(path));
            match split::stories(&answer.body, self.format.as_deref()) {
                Some(parts) => {
                    for (position, part) in parts.into_iter().enumerate() {
                        waiting.push_back(self.story(&answer, "", part, position, Some(&name)));
                    }
                }
                None => waiting.push_back(self.whole(name, answer, "")),
            }
        }
    }

    /// The next story of a feed; `None` with the feed done.
    fn of_feed(&mut self, feed: &mut Feed) -> Option<Result<Story, Missing>> {
        loop {
            if let Some(story) = feed.waiting.pop_front() {
                return Some(Ok(story));
            }
            let address = feed.next.take()?;
            // Some feeds say for ever that there is another page.
            if feed.is_linked && !feed.has_news {
                return None;
            }
            if feed.page + 1 >= PAGES {
                let error = CliError::Endless {
                    address: address.clone(),
                    limit: PAGES,
                };
                return Some(Err(missing(&address, true, error)));
            }
            match self.ask_page(feed, &address) {
                Ok(()) => {}
                Err(error) => return Some(Err(missing(&address, true, error))),
            }
        }
    }

    /// An answer that is one story, or is not taken apart.
    fn whole(&self, name: String, mut answer: Answer, asked: &str) -> Story {
        let mut article = asked.to_owned();
        if let Some(template) = &self.args.address {
            let id = self.args.item.as_deref().unwrap_or(&name);
            article = template.fill(&name, id);
            article.clone_into(&mut answer.address);
        }
        Story {
            name,
            article,
            answer,
            item: self.args.item.clone(),
            is_whole: self.args.feed,
        }
    }

    /// One of several stories.
    fn story(
        &self,
        answer: &Answer,
        asked: &str,
        part: Part,
        position: usize,
        file: Option<&str>,
    ) -> Story {
        let name = match &part.id {
            Some(id) => name::of_id(id),
            None => name::of_position(position),
        };
        let name = match file {
            Some(file) => [file, "/", &name].concat(),
            None => name,
        };
        let own = part.own_address(&answer.address);
        let picked = part.id.as_deref().filter(|_| part.is_pickable);
        let (address, article, item) = match (&self.args.address, own) {
            (Some(template), _) => {
                // A file that has several stories is published as one.
                let name = file.unwrap_or(&name);
                let published = template.fill(name, part.id.as_deref().unwrap_or(name));
                (published.clone(), published, picked)
            }
            (None, Some(own)) => (answer.address.clone(), own, None),
            (None, None) if picked.is_some() => (answer.address.clone(), asked.to_owned(), picked),
            (None, None) => (answer.address.clone(), String::new(), None),
        };
        Story {
            name,
            article,
            item: item.map(str::to_owned),
            is_whole: false,
            answer: Answer {
                status: answer.status,
                address,
                headers: answer.headers.clone(),
                body: part.json,
            },
        }
    }

    /// What the source answers whose turn it is, while those after it are asked.
    fn ask_source(&mut self, address: &str) -> Result<Answer, CliError> {
        let addresses = self.addresses.iter().map(String::as_str);
        let count = self.ahead.ask(&mut self.fetcher, addresses)?;
        self.addresses.drain(..count);
        let answer = self.ahead.take(&mut self.fetcher, address)?;
        self.accepted(address, answer)
    }

    /// Opens the page of a feed whose turn it is, and has those after it asked for.
    fn ask_page(&mut self, feed: &mut Feed, address: &str) -> Result<(), CliError> {
        let answer = feed.ahead.take(&mut self.fetcher, address)?;
        if pages::is_behind_the_last(&answer) {
            return Ok(());
        }
        let answer = self.accepted(address, answer)?;
        feed.page += 1;
        if self.open_page(feed, &answer, address)? {
            Ok(())
        } else {
            Err(CliError::NoPage {
                address: address.to_owned(),
            })
        }
    }

    /// An answer with which a feed goes on. Of a single story the status says what becomes of it.
    fn accepted(&self, address: &str, answer: Answer) -> Result<Answer, CliError> {
        if self.args.feed && !(200..300).contains(&answer.status) {
            return Err(CliError::Load(LoadError::Status {
                url: address.to_owned(),
                status: answer.status,
                reason: String::new(),
            }));
        }
        Ok(answer)
    }
}

fn missing(from: &str, is_source: bool, error: CliError) -> Missing {
    Missing {
        from: from.to_owned(),
        is_source,
        error,
    }
}

#[cfg(test)]
mod ahead_tests;
#[cfg(test)]
mod tests;
