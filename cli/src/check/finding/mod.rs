//! What is wrong or could be better, how much it matters, and how it is mended.
//!
//! The kinds by what they are about: [`story`], [`server`], [`published`], [`comments`]. Codes are stable: a code that was once
//! told keeps its meaning.

pub mod comments;
pub mod published;
pub mod server;
pub mod story;

use article_embed::embed::load_error::LoadError;
use serde::Serialize;

pub use comments::OfComments;
pub use published::OfPublished;
pub use server::OfServer;
pub use story::OfStory;

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Readers on partners' pages do not get the story, or get another one.
    Error,
    /// Readers get less than they could.
    Warning,
    /// Good to know.
    Note,
}

/// Something that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// There is no story in what came.
    NoStory(LoadError),
    /// It is a page for people, whose JSON is elsewhere.
    Page {
        /// The page.
        url: String,
        /// Where the page says that its JSON is.
        json: Option<String>,
    },
    /// It cannot be read from where it is kept.
    NotRead(String),
    /// The story's own text and what is said about it.
    Story(OfStory),
    /// The server that the story is on.
    Server(OfServer),
    /// What is published of a file.
    Published(OfPublished),
    /// The comments.
    Comments(OfComments),
}

/// A finding in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Told {
    /// How much it matters.
    pub severity: Severity,
    /// Its stable name.
    pub code: &'static str,
    /// What is the case.
    pub text: String,
    /// What to do about it; empty where there is nothing to do.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub mend: String,
}

impl Told {
    fn new(
        severity: Severity,
        code: &'static str,
        text: impl Into<String>,
        mend: impl Into<String>,
    ) -> Self {
        Self {
            severity,
            code,
            text: text.into(),
            mend: mend.into(),
        }
    }
}

impl Finding {
    /// The finding in words.
    pub fn told(&self) -> Told {
        match self {
            Self::NoStory(error) => no_story(error),
            Self::Page { url, json } => Told::new(
                Severity::Error,
                "page",
                format!("{url} is a page for people, not the story's JSON"),
                match json {
                    Some(json) => format!("Name the address that the page gives for it: {json}"),
                    None => "Name the address of the story's JSON; docs/formats.md has those of content systems."
                        .to_owned(),
                },
            ),
            Self::NotRead(why) => Told::new(Severity::Error, "not-read", why.clone(), ""),
            Self::Story(finding) => finding.told(),
            Self::Server(finding) => finding.told(),
            Self::Published(finding) => finding.told(),
            Self::Comments(finding) => finding.told(),
        }
    }
}

fn no_story(error: &LoadError) -> Told {
    let mend = match error {
        LoadError::Status {
            status: 401 | 403, ..
        } => "Let everybody read this address: partners' readers are nobody's users.",
        LoadError::Status { .. } => {
            "Open the address in a browser where you are not logged in; it has to answer with the story and status 200."
        }
        LoadError::Empty { .. } => {
            "Look into the server's log; an empty answer often is a program that ended."
        }
        LoadError::NotJson { .. } => {
            "Name the address of the story's JSON, not that of its page; docs/formats.md has the addresses of content systems."
        }
        LoadError::Format { .. } => {
            "Name the format with --format if it is one of these, or convert the story; docs/formats.md has what each has to look like."
        }
        LoadError::NoAnswer { .. } | LoadError::NoArticle => "",
    };
    Told::new(Severity::Error, error.code(), error.text(), mend)
}

impl From<LoadError> for Finding {
    fn from(error: LoadError) -> Self {
        Self::NoStory(error)
    }
}

impl From<OfStory> for Finding {
    fn from(finding: OfStory) -> Self {
        Self::Story(finding)
    }
}

impl From<OfPublished> for Finding {
    fn from(finding: OfPublished) -> Self {
        Self::Published(finding)
    }
}

impl From<OfServer> for Finding {
    fn from(finding: OfServer) -> Self {
        Self::Server(finding)
    }
}

impl From<OfComments> for Finding {
    fn from(finding: OfComments) -> Self {
        Self::Comments(finding)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Severities and codes, as they stand in the tables of these files.
    fn kinds() -> Vec<(String, String)> {
        let sources = [
            include_str!("mod.rs"),
            include_str!("story.rs"),
            include_str!("server.rs"),
            include_str!("comments.rs"),
        ];
        let calls = sources
            .iter()
            .flat_map(|text| text.split("Told::new(").skip(1));
        let words = calls.filter_map(|call| {
            let mut words = call.split(',').map(str::trim);
            let severity = words.next()?.rsplit("::").next()?;
            let code = words.next()?.strip_prefix('"')?.strip_suffix('"')?;
            Some((severity.to_lowercase(), code.to_owned()))
        });
        words.collect()
    }

    #[test]
    fn the_docs_name_every_finding() {
        let docs = include_str!("../../../../docs/cli.md");
        let kinds = kinds();
        assert!(kinds.len() > 55, "{}", kinds.len());
        for (severity, code) in kinds {
            let name = format!("| `{code}` |");
            let row = docs.lines().find(|line| line.starts_with(&name));
            assert!(
                row.is_some_and(|row| row.contains(&severity)),
                "{severity} {code}"
            );
        }
    }

    #[test]
    fn worse_findings_come_first() {
        assert!(Severity::Error < Severity::Warning && Severity::Warning < Severity::Note);
    }
}
