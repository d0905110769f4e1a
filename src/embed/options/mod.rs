//! What a partner can set: one [`table`], and the values read from it.
//!
//! The attributes of `<article-embed>` are the table's names; on the script tag each has `data-` in
//! front. An unknown value is answered with one line for the console and the default is used, so a typing
//! mistake never costs a reader the story. Unknown names are left to the loader.

pub mod table;

pub use table::{Definition, OPTIONS, Values};

use crate::article::Profile;
use crate::comments::Order;
use crate::comments::engines::{self, ENGINES};
use crate::i18n::languages::{self, LANGUAGES};
use crate::share::network;
use crate::share::{TARGETS, Target};
use crate::text::listed;
use crate::url::{Base, WebUrl};

/// What the partner has set, read and checked.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Options {
    /// Where the story's JSON is.
    pub article: Option<WebUrl>,
    /// The story's own page.
    pub url: Option<WebUrl>,
    /// The id or address of the story that is meant, where there are several.
    pub item: Option<String>,
    /// The format's name, where it is not to be found out.
    pub format: Option<&'static str>,
    /// The publisher's name, for articles without one.
    pub publisher: Option<String>,
    /// The publisher's profiles, for articles without any.
    pub follow: Vec<Profile>,
    /// The comment engine.
    pub comments: CommentsOption,
    /// The engine's address, where the article does not give it.
    pub comments_url: Option<WebUrl>,
    /// Which comments stand first.
    pub comments_order: Order,
    /// The share targets, in order.
    pub share: Vec<&'static Target>,
    /// Whether the partner page's address is shared rather than the story's.
    pub shares_page: bool,
    /// The interface's language, as it was asked for.
    pub language: Option<String>,
    /// The headline's level, 1 to 6.
    pub heading_level: u8,
    /// What is told of a story that is shown or read.
    pub count: Option<WebUrl>,
    /// The page came over `https`, and so must all that it fetches.
    pub is_secure: bool,
}

/// Which comment engine is wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CommentsOption {
    /// The one that the article names.
    #[default]
    Auto,
    /// None.
    Off,
    /// The one of this name.
    Named(&'static str),
}

impl Options {
    /// Reads the attributes, and lists what is wrong with them: one line for the partner's developers
    /// each.
    #[must_use]
    pub fn read(value: &dyn Fn(&str) -> Option<String>, page: &Base) -> (Self, Vec<String>) {
        let mut reader = Reader {
            value,
            page,
            complaints: Vec::new(),
        };
        let options = Self {
            article: reader.fetched("article"),
            url: reader.address("url"),
            item: reader.value("item"),
            format: reader.choice("format"),
            publisher: reader.value("publisher"),
            follow: reader.profiles("follow"),
            comments: reader.comments("comments"),
            comments_url: reader.address("comments-url"),
            comments_order: match reader.choice("comments-order") {
                Some("newest") => Order::Newest,
                _ => Order::Oldest,
            },
            share: reader.share_targets("share"),
            shares_page: reader.choice("share-url") == Some("page"),
            language: reader.language("lang"),
            heading_level: reader
                .choice("heading-level")
                .and_then(|level| level.bytes().next())
                .map_or(2, |digit| digit - b'0'),
            count: reader.fetched("count"),
            is_secure: is_secure(page),
        };
        // These are the style sheet's and the loader's business; here only mistakes are named.
        reader.choice("theme");
        reader.choice("frame");
        reader.choice("font");
        reader.choice("links");
        reader.choice("loading");
        reader.choice("refresh");
        (options, reader.complaints)
    }
}

fn is_secure(page: &Base) -> bool {
    page.as_str().starts_with("https:")
}

/// What developers are told where this address is used with `https` in front.
#[must_use]
pub fn asked_over_https(url: &WebUrl) -> String {
    [
        "asked for over https, as the page came over it: ",
        url.as_str(),
    ]
    .concat()
}

struct Reader<'a> {
    value: &'a dyn Fn(&str) -> Option<String>,
    page: &'a Base,
    complaints: Vec<String>,
}

impl Reader<'_> {
    fn value(&self, name: &str) -> Option<String> {
        let value = (self.value)(name)?;
        let value = value.trim();
        (!value.is_empty()).then(|| value.to_owned())
    }

    fn complain(&mut self, name: &str, value: &str, allowed: &str) {
        let line = [
            "“",
            value,
            "” is no value for ",
            name,
            "; allowed: ",
            allowed,
        ]
        .concat();
        self.complaints.push(line);
    }

    fn address(&mut self, name: &str) -> Option<WebUrl> {
        let value = self.value(name)?;
        let url = self.page.web(&value);
        if url.is_none() {
            self.complain(name, &value, "an http or https address");
        }
        url
    }

    /// The address of something to fetch, which on a page over `https` goes over `https` as well.
    fn fetched(&mut self, name: &str) -> Option<WebUrl> {
        let url = self.address(name)?;
        if !(is_secure(self.page) && url.is_insecure()) {
            return Some(url);
        }
        self.complaints.push(asked_over_https(&url));
        Some(url.secure())
    }

    fn choice(&mut self, name: &str) -> Option<&'static str> {
        let value = self.value(name)?;
        let option = OPTIONS.iter().find(|option| option.name == name)?;
        let Values::OneOf(allowed) = option.values else {
            return None;
        };
        let choice = allowed.iter().find(|allowed| **allowed == value).copied();
        if choice.is_none() {
            self.complain(name, &value, &listed(&mut allowed.iter().copied()));
        }
        choice
    }

    fn language(&mut self, name: &str) -> Option<String> {
        let value = self.value(name)?;
        if languages::matching(&value).is_some() {
            return Some(value);
        }
        self.complain(name, &value, &listed(&mut LANGUAGES.iter().copied()));
        None
    }

    fn comments(&mut self, name: &str) -> CommentsOption {
        let Some(value) = self.value(name) else {
            return CommentsOption::Auto;
        };
        match (value.as_str(), engines::named(&value)) {
            (_, Some(kind)) => CommentsOption::Named(kind.name),
            ("off", _) => CommentsOption::Off,
            ("auto", _) => CommentsOption::Auto,
            _ => {
                let names = ENGINES.iter().map(|kind| kind.name);
                let allowed = listed(&mut ["auto", "off"].into_iter().chain(names));
                self.complain(name, &value, &allowed);
                CommentsOption::Auto
            }
        }
    }

    fn profiles(&mut self, name: &str) -> Vec<Profile> {
        let mut profiles = Vec::new();
        let addresses = self.value(name).unwrap_or_default();
        // An address may have commas of its own.
        let addresses = addresses.replace(",http", " http");
        for address in addresses.split_ascii_whitespace() {
            let address = address.trim_end_matches(',');
            match self.page.web(address) {
                Some(url) => profiles.push(Profile {
                    label: profile_label(&url),
                    url,
                }),
                None => self.complain(name, address, "http or https addresses"),
            }
        }
        profiles
    }

    fn share_targets(&mut self, name: &str) -> Vec<&'static Target> {
        let mut targets = Vec::new();
        let value = self.value(name).unwrap_or_default();
        if value == "off" {
            return targets;
        }
        let is_between = |sign: char| sign == ',' || sign.is_ascii_whitespace();
        for word in value.split(is_between).filter(|word| !word.is_empty()) {
            match TARGETS.iter().find(|target| target.name == word) {
                Some(target) if targets.contains(&target) => {}
                Some(target) => targets.push(target),
                None => {
                    let names = TARGETS.iter().map(|target| target.name);
                    self.complain(name, word, &listed(&mut ["off"].into_iter().chain(names)));
                }
            }
        }
        if targets.is_empty() {
            targets.extend(TARGETS);
        }
        targets
    }
}

/// A profile's name: the network's, or its host where readers know no better one.
fn profile_label(url: &WebUrl) -> String {
    let site = url.site();
    network::at(&site).map_or(site, |network| network.label.to_owned())
}

#[cfg(test)]
mod tests {
    use super::table::FORMAT_NAMES;
    use super::*;
    use crate::formats::FORMATS;

    fn read(attributes: &[(&str, &str)]) -> (Options, Vec<String>) {
        let value = |name: &str| {
            let attribute = attributes.iter().find(|(other, _)| *other == name)?;
            Some(attribute.1.to_owned())
        };
        Options::read(&value, &Base::parse("https://partner.example/a/").unwrap())
    }

    #[test]
    fn the_formats_named_are_those_that_there_are() {
        let names: Vec<_> = FORMATS.iter().map(|format| format.name).collect();
        assert_eq!(FORMAT_NAMES, names);
    }

    #[test]
    fn names_that_are_none_leave_all_ways_to_share() {
        for (value, count, mistakes) in [
            ("X, Facebook", TARGETS.len(), 2),
            (" ", TARGETS.len(), 0),
            ("X facebook", 1, 1),
            ("off", 0, 0),
        ] {
            let (options, complaints) = read(&[("share", value)]);
            assert_eq!(options.share.len(), count, "{value:?}");
            assert_eq!(complaints.len(), mistakes, "{value:?}: {complaints:?}");
        }
    }

    #[test]
    fn values_are_read() {
        let (options, complaints) = read(&[
            ("article", "story.json"),
            (
                "follow",
                "https://x.com/a https://www.facebook.com/a https://ours.example/",
            ),
            ("share", "copy x copy"),
            ("comments", "preview"),
            ("theme", " dark "),
            ("heading-level", "3"),
        ]);
        assert_eq!(complaints, [""; 0]);
        let article = options.article.unwrap();
        assert_eq!(article.as_str(), "https://partner.example/a/story.json");
        let labels: Vec<_> = options
            .follow
            .iter()
            .map(|profile| profile.label.as_str())
            .collect();
        assert_eq!(labels, ["X", "Facebook", "ours.example"]);
        let names: Vec<_> = options.share.iter().map(|target| target.name).collect();
        assert_eq!(names, ["copy", "x"]);
        assert_eq!(options.comments, CommentsOption::Named("preview"));
        assert_eq!(options.heading_level, 3);
    }

    #[test]
    fn what_a_secure_page_fetches_is_asked_for_over_https() {
        for (page, article, expected, lines) in [
            (
                "https://a.example/",
                "http://b.example:81/c",
                "https://b.example:81/c",
                1,
            ),
            (
                "https://a.example/",
                "https://b.example/c",
                "https://b.example/c",
                0,
            ),
            (
                "https://a.example/",
                "http://127.0.0.1/c",
                "http://127.0.0.1/c",
                0,
            ),
            (
                "http://a.example/",
                "http://b.example/c",
                "http://b.example/c",
                0,
            ),
        ] {
            let value = |name: &str| matches!(name, "article" | "url").then(|| article.to_owned());
            let (options, complaints) = Options::read(&value, &Base::parse(page).unwrap());
            let case = format!("{article} on {page}: {complaints:?}");
            assert_eq!(options.article.unwrap().as_str(), expected, "{case}");
            assert_eq!(complaints.len(), lines, "{case}");
            // A link is what it is.
            assert_eq!(options.url.unwrap().as_str(), article, "{case}");
        }
    }

    #[test]
    fn mistakes_are_named_with_what_is_allowed_and_the_default_stands() {
        let (options, complaints) = read(&[
            ("theme", "drak"),
            ("share", "x myspace"),
            ("article", "javascript:alert(1)"),
            ("lang", "tlh"),
        ]);
        assert_eq!(options.article, None);
        assert_eq!(complaints.len(), 4, "{complaints:#?}");
        for (mistake, allowed) in [
            ("“drak” is no value for theme", "auto, light, dark"),
            ("“myspace” is no value for share", "off, device, x,"),
            (
                "“javascript:alert(1)” is no value for article",
                "an http or https address",
            ),
            ("“tlh” is no value for lang", "ar, bn, "),
        ] {
            assert!(
                complaints
                    .iter()
                    .any(|line| line.contains(mistake) && line.contains(allowed)),
                "{mistake}: {complaints:#?}"
            );
        }
    }
}
