//! What can be chosen on the command line.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::str::FromStr;

use url::Url;

use super::network::Place;
use super::page_template::PageTemplate;
use super::template::Template;
use crate::attributes::Attributes;

/// The name of a source that was given none.
const NAME: &str = "story";

/// What can be chosen.
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub struct ServeArgs {
    /// Where the service fetches the JSON of stories: an address with {id} in its path or query; with NAME= in front
    /// where there are several
    #[arg(long, required = true, value_name = "[NAME=]ADDRESS")]
    pub source: Vec<Named<Template>>,
    /// Where readers' browsers find the JSON of a story [default: the address of --source]
    #[arg(long, value_name = "[NAME=]ADDRESS")]
    pub article: Vec<Named<Template>>,
    /// How the publisher's own pages of stories are addressed, for oEmbed: with {id}, and any other names in braces for
    /// what differs [default: oEmbed knows this service's own addresses alone]
    #[arg(long, value_name = "[NAME=]ADDRESS")]
    pub story_url: Vec<Named<PageTemplate>>,
    /// The folder of the built embed (dist/), whose files are served, too
    #[arg(long, value_name = "FOLDER")]
    pub site: PathBuf,
    /// The public address of this service, as partners and readers know it
    #[arg(long, value_name = "URL")]
    pub public: Url,
    /// The address and port to listen on
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
    /// How long an answer is fresh: so long no source is asked, and caches keep it
    #[arg(long, value_name = "SECONDS", default_value = "60", help_heading = FRESHNESS)]
    pub fresh: u32,
    /// How much longer an old answer is given while a new one is fetched
    #[arg(long, value_name = "SECONDS", default_value = "600", help_heading = FRESHNESS)]
    pub stale: u32,
    /// How long caches in front may give an old answer while this service fails
    #[arg(long, value_name = "SECONDS", default_value = "86400", help_heading = FRESHNESS)]
    pub stale_if_error: u32,
    /// How long a source is not asked again for a story that it does not have
    #[arg(long, value_name = "SECONDS", default_value = "10", help_heading = FRESHNESS)]
    pub absent: u32,
    /// How long a source is not asked again for a story after it has failed
    #[arg(long, value_name = "SECONDS", default_value = "5", help_heading = FRESHNESS)]
    pub retry: u32,
    /// The secret that POST /purge/NAME/ID must carry as its bearer token [default: none, so that nothing can be purged]
    #[arg(long, value_name = "KEY", env = "ARTICLE_EMBED_PURGE_KEY", hide_env_values = true, help_heading = FRESHNESS)]
    pub purge_key: Option<String>,
    /// An origin that sources may redirect to, such as `https://cdn.example`; can be said for several [default: their own
    /// alone]
    #[arg(long, value_name = "ORIGIN", help_heading = LIMITS)]
    pub redirect_to: Vec<Url>,
    /// A host, address or network in which sources may be although it is this machine or a private network, such as
    /// localhost or 10.1.2.0/24; can be said for several [default: none]
    #[arg(long, value_name = "HOST", help_heading = LIMITS)]
    pub allow_private_source: Vec<Place>,
    /// How long a source may take to answer
    #[arg(long, value_name = "SECONDS", default_value = "10", help_heading = LIMITS, value_parser = clap::value_parser!(u32).range(1..))]
    pub source_timeout: u32,
    /// How many requests to sources may be under way at once
    #[arg(long, value_name = "NUMBER", default_value = "32", help_heading = LIMITS, value_parser = clap::value_parser!(u16).range(1..))]
    pub source_connections: u16,
    /// The largest answer of a source, in megabytes
    #[arg(long, value_name = "MB", default_value = "8", help_heading = LIMITS, value_parser = clap::value_parser!(u16).range(1..))]
    pub largest: u16,
    /// The most memory for rendered stories, in megabytes
    #[arg(long, value_name = "MB", default_value = "256", help_heading = LIMITS, value_parser = clap::value_parser!(u32).range(1..))]
    pub memory: u32,
    /// How many connections may be open at once
    #[arg(long, value_name = "NUMBER", default_value = "1024", help_heading = LIMITS, value_parser = clap::value_parser!(u16).range(1..))]
    pub connections: u16,
    /// How long a connection may be slow or idle before it is closed
    #[arg(long, value_name = "SECONDS", default_value = "30", help_heading = LIMITS, value_parser = clap::value_parser!(u32).range(1..))]
    pub patience: u32,
    /// How long requests under way may go on after the service was asked to end
    #[arg(long, value_name = "SECONDS", default_value = "10", help_heading = LIMITS)]
    pub grace: u32,
    /// Ask search engines not to list the pages
    #[arg(long)]
    pub noindex: bool,
    /// Write a line on stderr for each request
    #[arg(long)]
    pub access_log: bool,
    /// How stories are shown.
    #[command(flatten)]
    pub attributes: Attributes,
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
    article-embed serve --site dist/ --public https://embed.news.example/ \\
      --allow-private-source 127.0.0.1 \\
      --source 'posts=http://127.0.0.1:8081/wp-json/wp/v2/posts/{id}?_embed' \\
      --source 'pages=http://127.0.0.1:8081/wp-json/wp/v2/pages/{id}?_embed' \\
      --article 'posts=https://news.example/wp-json/wp/v2/posts/{id}?_embed'

SIGTERM or Ctrl-C end it, once requests under way are answered; a second one ends it at once.

Exit codes:
  0  it was asked to end
  1  it cannot start
  2  the command is wrong";

/// A value for a source of this name.
#[derive(Clone, Debug)]
pub struct Named<T> {
    /// The source's name.
    pub name: String,
    /// The value.
    pub value: T,
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
