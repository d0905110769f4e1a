//! `article-embed serve`: answers stories, oEmbed and the files of the embed, in front of what a publisher has.
//!
//! Stateless: what it keeps is a cache, so any number of it may run. This file puts the parts together: `args` is the
//! command line; `id`, `template`, `page_template` and `network` say what may be asked, and `sources` asks; `rendering`
//! makes each `document`, and `stories` keeps them as `entry` says; `site` has the files; `routes` answers by `reply`,
//! `oembed` and `notices`; `listen` has the connections, and `metrics` counts.

#[cfg(not(panic = "unwind"))]
compile_error!("a panic must not end the service: build the tool with panic = \"unwind\"");

mod args;
mod document;
mod entry;
mod error;
mod id;
mod limits;
mod listen;
mod metrics;
mod network;
mod notices;
mod oembed;
mod page_template;
mod rendering;
mod reply;
mod routes;
mod site;
mod sources;
mod stories;
mod template;

use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use sha2::{Digest, Sha256};
use tokio::net::TcpListener;
use tokio::sync::Notify;
use url::Url;

use self::args::Named;
pub use self::args::ServeArgs;
pub use self::error::ServeError;
use self::listen::Signals;
use self::metrics::Metrics;
use self::network::{Reach, SystemNames};
use self::notices::Notices;
use self::oembed::Provider;
use self::rendering::{Render, Renderer};
use self::routes::Service;
use self::site::Site;
use self::sources::Asker;
use self::stories::{Source, Stories, Times};
use crate::error::CliError;
use crate::output;
use crate::publish::page::Choices;

/// Names that the service's own addresses have.
const TAKEN: &[&str] = &["healthz", "metrics", "oembed", "purge", "readyz"];

/// A thread that renders has room for stories that nest deeply.
const STACK: usize = 16 * 1024 * 1024;

const MEGABYTE: u64 = 1024 * 1024;

/// Serves until it is asked to end.
pub fn run(args: &ServeArgs) -> Result<ExitCode, CliError> {
    let metrics = Arc::new(Metrics::new());
    let is_ending = Arc::new(AtomicBool::new(false));
    let render = |renderer: &Arc<Renderer>| -> Arc<Render> {
        let renderer = Arc::clone(renderer);
        Arc::new(move |raw, before, now| renderer.render(raw, before, now))
    };
    let service = service(args, metrics, Arc::clone(&is_ending), render)?;
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
    output::say(&format!("listening on http://{address}"));
    let stop = Arc::new(Notify::new());
    let now = Arc::new(Notify::new());
    let told = (Arc::clone(&stop), Arc::clone(&now), Arc::clone(is_ending));
    tokio::spawn(async move {
        let (stop, now, is_ending) = told;
        signals.next().await;
        is_ending.store(true, Ordering::Relaxed);
        output::say("ending");
        stop.notify_one();
        signals.next().await;
        now.notify_one();
    });
    let limits = listen::Limits {
        connections: args.connections.into(),
        patience: seconds(args.patience),
        answer: service.limit,
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
    render: impl FnOnce(&Arc<Renderer>) -> Arc<Render>,
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
    let renderer = Arc::new(Renderer::new(
        args.attributes.clone(),
        choices,
        provider.clone(),
    ));
    let stories = Stories::new(
        sources.clone(),
        asker(args, &sources)?,
        render(&renderer),
        threads.map_err(ServeError::Threads)?,
        times,
        u64::from(args.memory) * MEGABYTE,
        Arc::clone(&metrics),
    );
    Ok(Service {
        stories: Arc::new(stories),
        renderer,
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
    Reach::with(&args.allow_private_source)
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

#[cfg(test)]
mod tests;
