//! How a story is shown on one page: what the options and the surroundings add to the article.
//!
//! Pure, so that the same story is presented alike natively and in a browser.

use super::Options;
use super::comments;
use super::options::asked_over_https;
use crate::article::{Access, Article, CommentsStatus, Date};
use crate::comments::Order;
use crate::i18n::Messages;
use crate::json::Json;
use crate::render::Page;
use crate::render::context::{CommentsContext, Context, VERSION};
use crate::share::server::Server;
use crate::share::{Action, Shareable};
use crate::url::{Base, WebUrl};

/// What is known of the place that a story is shown in, and of who reads it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Surroundings {
    /// The address of the page that the story stands in.
    pub page_address: String,
    /// BCP 47 tags of the languages that the reader reads, in her order.
    pub languages: Vec<String>,
    /// The device has a share sheet.
    pub has_share_sheet: bool,
    /// The Mastodon server that the reader has asked this browser to keep.
    pub server: Option<Server>,
}

impl Surroundings {
    /// What the loader says of a visit: `{ address, languages, sharing, server }`.
    #[must_use]
    pub fn read(visit: &Json) -> Self {
        let mut languages = Vec::new();
        for tag in visit.get("languages").items() {
            languages.extend(tag.as_str().map(str::to_owned));
        }
        Self {
            page_address: visit.get("address").as_str().unwrap_or_default().to_owned(),
            languages,
            has_share_sheet: visit.get("sharing").is_true(),
            server: visit.get("server").as_str().and_then(Server::parse),
        }
    }
}

/// The options of an embed, from what the loader says of a visit (`{ base, attributes }`), and what is wrong
/// with them.
#[must_use]
pub fn options(visit: &Json) -> (Options, Vec<String>) {
    let attributes = visit.get("attributes");
    let base = visit.get("base").as_str().and_then(Base::parse);
    let value = |name: &str| attributes.get(name).as_str().map(str::to_owned);
    Options::read(&value, &base.unwrap_or_else(Base::nowhere))
}

/// The story as the options want it, and what developers are told of its comments.
#[must_use]
pub fn page<'a>(
    article: &'a Article,
    options: &'a Options,
    messages: Messages,
    surroundings: &Surroundings,
) -> (Page<'a>, Option<String>) {
    let url = article.canonical_url.as_ref().or(options.url.as_ref());
    let shared = url.filter(|_| !options.shares_page).map(WebUrl::as_str);
    // What may not be shown is nothing to be passed on either.
    let is_withheld = matches!(article.access, Access::Withheld(_));
    let targets = options.share.iter().copied();
    let targets: Vec<_> = targets
        .filter(|_| !is_withheld)
        .filter(|target| target.action != Action::Device || surroundings.has_share_sheet)
        .collect();
    let publisher = article.source.name.as_ref().or(options.publisher.as_ref());
    let (place, mistake) = match comments::place(article, options) {
        Ok(place) => {
            let upgraded = place.as_ref().and_then(|place| place.upgraded.as_ref());
            let told = upgraded.map(asked_over_https);
            (place, told)
        }
        Err(mistake) => (None, Some(mistake.text())),
    };
    let context = Context {
        version: VERSION,
        article: options.article.as_ref().map(text),
        url: url.map(text),
        headline: article.headline.clone(),
        level: options.heading_level,
        publisher: publisher.cloned(),
        language: article.language.clone(),
        interface: messages.language().to_owned(),
        locale: messages.locale().to_owned(),
        share: targets
            .iter()
            .map(|target| target.name.to_owned())
            .collect(),
        shared: shared.map(str::to_owned),
        blocks: u32::try_from(article.body.len()).unwrap_or(u32::MAX),
        comments: place.map(|place| CommentsContext {
            engine: place.kind.name.to_owned(),
            address: text(&place.address),
            page: text(&place.page),
            author: place.author,
            newest: options.comments_order == Order::Newest,
            closed: article.comments.status == CommentsStatus::Closed,
        }),
        modified: article
            .date_modified
            .or(article.date_published)
            .map(Date::datetime),
        #[cfg(not(target_arch = "wasm32"))]
        options: std::collections::BTreeMap::new(),
        made: None,
    };
    let page = Page {
        article,
        publisher: publisher.map(String::as_str),
        follow: if article.follow.is_empty() {
            &options.follow
        } else {
            &article.follow
        },
        url,
        messages,
        heading_level: options.heading_level,
        shared: Shareable {
            title: article.headline.clone(),
            marks: [String::new(), String::new()],
            url: shared.unwrap_or(&surroundings.page_address).to_owned(),
        },
        targets,
        server: surroundings.server.clone(),
        context,
    };
    (page, mistake)
}

fn text(url: &WebUrl) -> String {
    url.as_str().to_owned()
}
