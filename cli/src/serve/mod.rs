//! `article-embed serve`: answers stories, oEmbed and the files of the embed, in front of what a publisher has.
//!
//! Stateless: what it keeps is a cache, so any number of it may run. This file knows the command line and puts the
//! parts together: `template` and `network` say what may be asked, `sources` asks, `rendering` makes `document`s,
//! `stories` keeps them; `site` has the files; `routes` answers by `reply`, `oembed` and `notices`; `listen` has the
//! connections, `metrics` counts.

mod document;
mod error;
mod listen;
mod metrics;
mod network;
mod notices;
mod oembed;
mod rendering;
mod reply;
mod routes;
mod site;
mod sources;
mod stories;
mod template;

use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;
use std::str::FromStr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use sha2::{Digest, Sha256};
use tokio::net::TcpListener;
use tokio::sync::Notify;
use url::Url;

pub use self::error::ServeError;
use self::listen::Signals;
use self::metrics::Metrics;
use self::network::{Reach, SystemNames};
use self::notices::Notices;
use self::oembed::Provider;
use self::rendering::Renderer;
use self::routes::Service;
use self::site::Site;
use self::sources::Asker;
use self::stories::{Source, Stories, Times};
use self::template::{PageTemplate, Template};
use crate::attributes::Attributes;
use crate::error::CliError;
use crate::publish::page::Choices;

/// The name of a source that was given none.
const NAME: &str = "story";

/// Names that the service's own addresses have.
const TAKEN: &[&str] = &["healthz", "metrics", "oembed", "purge", "readyz"];

/// A thread that renders has room for stories that nest deeply.
const STACK: usize = 16 * 1024 * 1024;

const MEGABYTE: u64 = 1024 * 1024;

/// What can be chosen.
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub struct ServeArgs {
    /// Where stories are: an address with {id} in its path or query; with NAME= in front where there are several
    #[arg(long, required = true, value_name = "[NAME=]ADDRESS")]
    source: Vec<Named<Template>>,
    /// Where readers' browsers find the JSON of a story, if that is another address than --source
    #[arg(long, value_name = "[NAME=]ADDRESS")]
    article: Vec<Named<Template>>,
    /// How the publisher's own pages are addressed, for oEmbed: {id} and any other names in braces
    #[arg(long, value_name = "[NAME=]ADDRESS")]
    story_url: Vec<Named<PageTemplate>>,
    /// The built site (dist/), whose files are answered, too
    #[arg(long, value_name = "FOLDER")]
    site: PathBuf,
    /// The address that partners and readers have of this service
    #[arg(long, value_name = "URL")]
    public: Url,
    /// Where to listen
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// How long an answer is as good as new, for this service and for caches
    #[arg(long, value_name = "SECONDS", default_value = "60", help_heading = FRESHNESS)]
    fresh: u32,
    /// How long an old answer is given while a new one is fetched
    #[arg(long, value_name = "SECONDS", default_value = "600", help_heading = FRESHNESS)]
    stale: u32,
    /// How long caches in front may give an old answer while they get no new one
    #[arg(long, value_name = "SECONDS", default_value = "86400", help_heading = FRESHNESS)]
    stale_if_error: u32,
    /// How long it is believed that there is no such story
    #[arg(long, value_name = "SECONDS", default_value = "10", help_heading = FRESHNESS)]
    absent: u32,
    /// How long a source that failed is left alone
    #[arg(long, value_name = "SECONDS", default_value = "5", help_heading = FRESHNESS)]
    retry: u32,
    /// What POST /purge/NAME/ID must carry as a bearer token; without it, nothing can be purged
    #[arg(long, value_name = "KEY", env = "ARTICLE_EMBED_PURGE_KEY", hide_env_values = true, help_heading = FRESHNESS)]
    purge_key: Option<String>,
    /// Origins besides their own that sources may redirect to
    #[arg(long, value_name = "ORIGIN", help_heading = LIMITS)]
    redirect_to: Vec<Url>,
    /// Let the named sources be on this machine or in a private network
    #[arg(long, help_heading = LIMITS)]
    allow_private_source: bool,
    /// How long a source may take for a whole answer
    #[arg(long, value_name = "SECONDS", default_value = "10", help_heading = LIMITS, value_parser = clap::value_parser!(u32).range(1..))]
    source_timeout: u32,
    /// So many questions to sources at once
    #[arg(long, value_name = "NUMBER", default_value = "32", help_heading = LIMITS, value_parser = clap::value_parser!(u16).range(1..))]
    source_connections: u16,
    /// The largest answer of a source, in megabytes
    #[arg(long, value_name = "MB", default_value = "8", help_heading = LIMITS, value_parser = clap::value_parser!(u16).range(1..))]
    largest: u16,
    /// The most memory for rendered stories, in megabytes
    #[arg(long, value_name = "MB", default_value = "256", help_heading = LIMITS, value_parser = clap::value_parser!(u32).range(1..))]
    memory: u32,
    /// So many connections at once
    #[arg(long, value_name = "NUMBER", default_value = "1024", help_heading = LIMITS, value_parser = clap::value_parser!(u16).range(1..))]
    connections: u16,
    /// How long a slow or idle connection is borne
    #[arg(long, value_name = "SECONDS", default_value = "30", help_heading = LIMITS, value_parser = clap::value_parser!(u32).range(1..))]
    patience: u32,
    /// How long answers that are being given may take after the service was asked to end
    #[arg(long, value_name = "SECONDS", default_value = "10", help_heading = LIMITS)]
    grace: u32,
    /// Ask search engines to leave the pages out
    #[arg(long)]
    noindex: bool,
    /// Write a line on stderr for each request
    #[arg(long)]
    access_log: bool,
    #[command(flatten)]
    attributes: Attributes,
}

const FRESHNESS: &str = "How fresh answers are";
const LIMITS: &str = "Limits";

const EXAMPLES: &str = "\
Addresses, for a source called NAME (“story” where it was given none):
  /NAME/ID/               the story as a page, for an iframe
  /NAME/ID/fragment.html  the story as a fragment, for data-article
  /oembed?url=URL         oEmbed, by these addresses or by those of --story-url
  /embed.js, …            the files of the built site
  /healthz, /readyz       whether it lives, and whether it wants requests
  /metrics                counts and times for Prometheus

Examples:
  A WordPress whose stories are found by their slugs:
    article-embed serve --site dist/ --public https://embed.news.example/ \\
      --source 'https://news.example/wp-json/wp/v2/posts?slug={id}&_embed' \\
      --story-url 'https://news.example/{year}/{month}/{id}/'
  Posts and pages by number, from a server on the same machine:
    article-embed serve --site dist/ --public https://embed.news.example/ --allow-private-source \\
      --source 'posts=http://127.0.0.1:8081/wp-json/wp/v2/posts/{id}?_embed' \\
      --source 'pages=http://127.0.0.1:8081/wp-json/wp/v2/pages/{id}?_embed' \\
      --article 'posts=https://news.example/wp-json/wp/v2/posts/{id}?_embed'

It ends by SIGTERM or Ctrl-C when what it is answering is answered; a second one ends it at once.
Exit codes: 0 after such an end, 1 if it cannot start, 2 for a wrong command line.";

/// A value for a source of this name.
#[derive(Clone, Debug)]
struct Named<T> {
    name: String,
    value: T,
}

impl<T: FromStr> FromStr for Named<T> {
    type Err = T::Err;

    fn from_str(text: &str) -> Result<Self, T::Err> {
        let is_of_name = |letter: char| letter.is_ascii_alphanumeric() || letter == '-';
        let (name, value) = match text.split_once('=') {
            Some((name, value)) if !name.is_empty() && name.chars().all(is_of_name) => {
                (name, value)
            }
            _ => (NAME, text),
        };
        Ok(Self {
            name: name.to_owned(),
            value: value.parse()?,
        })
    }
}

/// Serves until it is asked to end.
pub fn run(args: &ServeArgs) -> Result<ExitCode, CliError> {
    let metrics = Arc::new(Metrics::new());
    let is_ending = Arc::new(AtomicBool::new(false));
    let service = service(args, metrics, Arc::clone(&is_ending))?;
    let path = args.public.path().to_owned();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(ServeError::System)?;
    runtime.block_on(answer(args, service, &path, &is_ending))?;
    // What is still being fetched is for nobody any more.
    runtime.shutdown_background();
    Ok(ExitCode::SUCCESS)
}

async fn answer(
    args: &ServeArgs,
    service: Service,
    path: &str,
    is_ending: &Arc<AtomicBool>,
) -> Result<(), ServeError> {
    let mut signals = Signals::listen().map_err(ServeError::System)?;
    let failed = |source| ServeError::Listen {
        address: args.listen,
        source,
    };
    let listener = TcpListener::bind(args.listen).await.map_err(failed)?;
    let address = listener.local_addr().map_err(failed)?;
    anstream::eprintln!("listening on http://{address}");
    let stop = Arc::new(Notify::new());
    let now = Arc::new(Notify::new());
    let told = (Arc::clone(&stop), Arc::clone(&now), Arc::clone(is_ending));
    tokio::spawn(async move {
        let (stop, now, is_ending) = told;
        signals.next().await;
        is_ending.store(true, Ordering::Relaxed);
        anstream::eprintln!("ending");
        stop.notify_one();
        signals.next().await;
        now.notify_one();
    });
    let limits = listen::Limits {
        connections: args.connections.into(),
        patience: seconds(args.patience),
        grace: seconds(args.grace),
    };
    let router = routes::router(Arc::new(service), path);
    listen::run(listener, router, limits, stop.notified(), now.notified()).await;
    Ok(())
}

fn service(
    args: &ServeArgs,
    metrics: Arc<Metrics>,
    is_ending: Arc<AtomicBool>,
) -> Result<Service, CliError> {
    let public = public(&args.public)?;
    let sources = sources(args)?;
    let options = args.attributes.options(public.as_str(), None)?;
    let site = Site::read(&args.site)?;
    for source in &sources {
        if TAKEN.contains(&&*source.name) || site.has_folder(&source.name) {
            return Err(ServeError::TakenName(source.name.clone()).into());
        }
    }
    let names: Vec<_> = sources.iter().map(|source| source.name.clone()).collect();
    let pages: Result<Vec<_>, _> = (args.story_url.iter())
        .map(|page| Ok((number(&names, &page.name)?, page.value.clone())))
        .collect::<Result<_, ServeError>>();
    let times = Times {
        fresh: seconds(args.fresh),
        stale: seconds(args.stale),
        absent: seconds(args.absent),
        retry: seconds(args.retry),
    };
    let provider = Provider::new(public, names, pages?);
    let provider = provider.ok_or_else(|| ServeError::Public(args.public.to_string()))?;
    let choices = Choices {
        is_hidden_from_search: args.noindex,
    };
    let threads = rayon::ThreadPoolBuilder::new()
        .num_threads(thread::available_parallelism().map_or(1, usize::from))
        .stack_size(STACK)
        .thread_name(|number| format!("render-{number}"))
        .build();
    let stories = Stories::new(
        sources.clone(),
        asker(args, &sources)?,
        Renderer::new(args.attributes.clone(), choices, provider.clone()),
        threads.map_err(ServeError::Threads)?,
        times,
        u64::from(args.memory) * MEGABYTE,
        Arc::clone(&metrics),
    );
    Ok(Service {
        stories: Arc::new(stories),
        site,
        notices: Notices::new(&options),
        oembed: provider,
        times,
        stale_if_error: seconds(args.stale_if_error),
        // It is waited for a place to ask from, and for the answer; and then it is rendered.
        limit: 3 * seconds(args.source_timeout),
        metrics,
        has_log: args.access_log,
        purge_key: args
            .purge_key
            .as_ref()
            .map(|key| Sha256::digest(key).into()),
        is_ending,
    })
}

fn seconds(number: u32) -> Duration {
    Duration::from_secs(number.into())
}

/// The address of the service, as a folder.
fn public(given: &Url) -> Result<Url, ServeError> {
    let is_web = matches!(given.scheme(), "http" | "https");
    if !is_web || given.query().is_some() || given.fragment().is_some() {
        return Err(ServeError::Public(given.to_string()));
    }
    let mut public = given.clone();
    if !public.path().ends_with('/') {
        let path = format!("{}/", public.path());
        public.set_path(&path);
    }
    Ok(public)
}

fn sources(args: &ServeArgs) -> Result<Vec<Source>, ServeError> {
    let reach = reach(args);
    let mut sources: Vec<Source> = Vec::new();
    for Named { name, value } in &args.source {
        if sources.iter().any(|source| source.name == *name) {
            return Err(ServeError::SameName(name.clone()));
        }
        reach
            .check(value.host())
            .map_err(|source| ServeError::Private {
                name: name.clone(),
                source,
            })?;
        sources.push(Source {
            name: name.clone(),
            template: value.clone(),
            public: None,
        });
    }
    for Named { name, value } in &args.article {
        let source = sources.iter_mut().find(|source| source.name == *name);
        let source = source.ok_or_else(|| ServeError::NoSource(name.clone()))?;
        source.public = Some(value.clone());
    }
    Ok(sources)
}

fn number(names: &[String], name: &str) -> Result<usize, ServeError> {
    let number = names.iter().position(|known| known == name);
    number.ok_or_else(|| ServeError::NoSource(name.to_owned()))
}

fn reach(args: &ServeArgs) -> Reach {
    if args.allow_private_source {
        Reach::Anywhere
    } else {
        Reach::Internet
    }
}

fn asker(args: &ServeArgs, sources: &[Source]) -> Result<Asker, ServeError> {
    let others = args.redirect_to.iter().map(Url::origin);
    let origins = sources.iter().map(|source| source.template.origin());
    let limits = sources::Limits {
        time: seconds(args.source_timeout),
        bytes: usize::from(args.largest) * 1024 * 1024,
        questions: args.source_connections.into(),
    };
    let names = Arc::new(SystemNames);
    let origins = origins.chain(others).collect();
    Asker::new(origins, names, reach(args), limits).map_err(ServeError::Client)
}
