//! The result of a check, for people and for machines.

use std::collections::{BTreeMap, HashSet};
use std::fmt::Write;

use anstyle::{AnsiColor, Style};
use article_embed::article::Dropped;
use serde::Serialize;

use super::finding::server::bytes;
use super::finding::{Severity, Told};
use super::server::Served;
use super::understood::Understood;
use crate::output::plain;

/// The version of what `--json` prints. Fields may be added to it.
pub const VERSION: u32 = 1;

const HEAD: Style = Style::new().bold();
const FAINT: Style = Style::new().dimmed();

/// What was found out about one story.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    /// What it is called, or what was named on the command line where there is no story.
    pub name: String,
    /// Where browsers find its JSON.
    pub address: Option<String>,
    /// The id that picks it from what is there.
    pub item: Option<String>,
    /// What was understood; `None` where there is no story.
    pub understood: Option<Understood>,
    /// What was left out.
    pub left_out: Vec<LeftOut>,
    /// What its server says and does; `None` where none was asked.
    pub server: Option<Served>,
    /// What is wrong or could be better, the worst first.
    pub findings: Vec<Told>,
}

/// Something that was left out.
#[derive(Clone, Debug, Serialize)]
pub struct LeftOut {
    /// Where it stood in the answer.
    pub field: String,
    /// The name of its element there; empty where it is none.
    pub element: String,
    /// Its words.
    pub words: String,
    /// Why it was left out.
    pub reason: &'static str,
    #[serde(skip)]
    line: String,
}

impl From<&Dropped> for LeftOut {
    fn from(dropped: &Dropped) -> Self {
        Self {
            field: dropped.field.clone(),
            element: dropped.element.clone(),
            words: dropped.words.clone(),
            reason: dropped.reason.text(),
            line: dropped.text(),
        }
    }
}

/// How many findings there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Count {
    /// How many stories were looked at.
    pub stories: usize,
    /// How many of them could not be had.
    pub missing: usize,
    /// Findings that keep readers from a story.
    pub errors: usize,
    /// Findings that make it worse.
    pub warnings: usize,
    /// Other findings.
    pub notes: usize,
}

impl Count {
    /// Counts a story in.
    pub fn add(&mut self, report: &Report) {
        self.stories += 1;
        self.missing += usize::from(report.understood.is_none());
        for finding in &report.findings {
            *match finding.severity {
                Severity::Error => &mut self.errors,
                Severity::Warning => &mut self.warnings,
                Severity::Note => &mut self.notes,
            } += 1;
        }
    }

    /// The count for people.
    pub fn told(self) -> String {
        let some = |count: usize, name: &str| match count {
            1 => format!("1 {name}"),
            count => format!("{count} {name}s"),
        };
        [
            some(self.errors, "error"),
            some(self.warnings, "warning"),
            some(self.notes, "note"),
        ]
        .join(", ")
    }
}

fn style(severity: Severity) -> (Style, &'static str) {
    match severity {
        Severity::Error => (AnsiColor::Red.on_default().bold(), "error"),
        Severity::Warning => (AnsiColor::Yellow.on_default().bold(), "warning"),
        Severity::Note => (AnsiColor::Cyan.on_default(), "note"),
    }
}

/// The whole report for people.
pub fn whole(report: &Report) -> String {
    let mut text = String::new();
    let title = report.understood.as_ref();
    let title = title.map_or(&report.name, |understood| &understood.headline);
    let _ = writeln!(text, "{HEAD}{}{HEAD:#}", plain(title));
    let place = report.address.as_ref().unwrap_or(&report.name);
    let _ = writeln!(text, "{FAINT}{}{FAINT:#}", plain(place));
    if let Some(understood) = &report.understood {
        section(&mut text, "Understood", &lines(understood));
    }
    if !report.left_out.is_empty() {
        let _ = writeln!(text, "\n{HEAD}Left out{HEAD:#}");
        for one in &report.left_out {
            let _ = writeln!(text, "  {}", plain(&one.line));
        }
    }
    if let Some(served) = &report.server {
        section(&mut text, "Server", &server(served));
    }
    if !report.findings.is_empty() {
        let _ = writeln!(text, "\n{HEAD}Findings{HEAD:#}");
        for finding in &report.findings {
            self::finding(&mut text, finding);
        }
    }
    text
}

/// A finding for people.
pub fn finding(text: &mut String, finding: &Told) {
    let (style, name) = style(finding.severity);
    let Told { code, .. } = finding;
    let said = plain(&finding.text);
    let _ = writeln!(text, "  {style}{name}{style:#} {code}: {said}");
    if !finding.mend.is_empty() {
        let _ = writeln!(text, "    {FAINT}{}{FAINT:#}", plain(&finding.mend));
    }
}

/// One line for a story among others.
pub fn line(report: &Report) -> String {
    let worst = report.findings.first().map(|finding| finding.severity);
    let (style, word) = match worst {
        Some(severity @ (Severity::Error | Severity::Warning)) => style(severity),
        _ => (AnsiColor::Green.on_default(), "good"),
    };
    let codes: Vec<_> = (report.findings.iter())
        .filter(|finding| finding.severity < Severity::Note)
        .map(|finding| finding.code)
        .collect();
    let name = plain(&report.name);
    match &*codes {
        [] => format!("{style}{word:7}{style:#} {name}"),
        codes => format!("{style}{word:7}{style:#} {name}: {}", codes.join(", ")),
    }
}

/// What was found in many stories, each kind of finding once with the number of stories.
pub fn summary<'a>(reports: impl Iterator<Item = &'a Report>) -> String {
    let mut kinds: BTreeMap<(Severity, &str), (usize, &Told)> = BTreeMap::new();
    for report in reports {
        let mut codes = HashSet::new();
        for finding in &report.findings {
            let kind = kinds.entry((finding.severity, finding.code));
            let (stories, _) = kind.or_insert((0, finding));
            *stories += usize::from(codes.insert(finding.code));
        }
    }
    let mut text = String::new();
    for (count, finding) in kinds.values() {
        let (style, name) = style(finding.severity);
        let Told { code, .. } = finding;
        let times = match count {
            1 => "1 story".to_owned(),
            count => format!("{count} stories"),
        };
        let said = plain(&finding.text);
        let _ = writeln!(
            text,
            "  {style}{name}{style:#} {code} ({times}), such as: {said}"
        );
        if !finding.mend.is_empty() {
            let _ = writeln!(text, "    {FAINT}{}{FAINT:#}", plain(&finding.mend));
        }
    }
    text
}

fn section(text: &mut String, title: &str, lines: &[(&str, String)]) {
    let _ = writeln!(text, "\n{HEAD}{title}{HEAD:#}");
    for (name, value) in lines {
        if !value.is_empty() {
            let _ = writeln!(text, "  {FAINT}{name:<12}{FAINT:#} {}", plain(value));
        }
    }
}

fn lines(understood: &Understood) -> Vec<(&'static str, String)> {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let blocks = understood.blocks.iter();
    let blocks: Vec<_> = blocks
        .map(|(kind, count)| format!("{count} {kind}"))
        .collect();
    let pictures = understood.pictures;
    let comments = understood.comments.as_ref();
    let rights = &understood.rights;
    let writers = understood.byline.clone();
    vec![
        ("format", understood.format.unwrap_or_default().to_owned()),
        ("published", text(&understood.date_published)),
        ("changed", text(&understood.date_modified)),
        (
            "written by",
            writers.unwrap_or_else(|| understood.authors.join(", ")),
        ),
        ("publisher", text(&understood.publisher)),
        ("sections", understood.sections.join(", ")),
        ("language", text(&understood.language)),
        ("and also", understood.other_languages.join(", ")),
        ("own page", text(&understood.url)),
        (
            "shared as",
            (understood.shared.clone()).unwrap_or_else(|| "the partner's page".to_owned()),
        ),
        ("text", format!("{} words", understood.words)),
        ("blocks", blocks.join(", ")),
        (
            "pictures",
            match pictures.count {
                0 => "none".to_owned(),
                count => format!(
                    "{count}: {} with alternative text, {} with size, {} with credit or caption",
                    pictures.with_alternative_text, pictures.with_size, pictures.with_credit
                ),
            },
        ),
        (
            "comments",
            comments.map_or_else(
                || "none".to_owned(),
                |place| {
                    let open = if place.open { "open" } else { "closed" };
                    format!("{}, {open}, {}", place.engine, place.address)
                },
            ),
        ),
        (
            "rights",
            [
                Some(rights.access.to_owned()),
                rights.copyright_notice.clone(),
                rights.license_url.clone(),
            ]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(", "),
        ),
        ("based on", rights.based_on.join(", ")),
    ]
}

fn server(served: &Served) -> Vec<(&'static str, String)> {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let nothing = || "nobody".to_owned();
    let validator = if served.has_validator {
        ""
    } else {
        "no ETag or Last-Modified"
    };
    let kept = [&*text(&served.cache_control), validator];
    let kept: Vec<_> = kept.into_iter().filter(|part| !part.is_empty()).collect();
    let encoding = served.encoding.as_ref();
    let encoding = encoding.map_or_else(|| "not compressed".to_owned(), Clone::clone);
    vec![
        ("leads to", served.redirects.join(", then ")),
        ("status", served.status.to_string()),
        ("software", text(&served.software)),
        ("type", text(&served.content_type)),
        (
            "shared with",
            served.shared_with.clone().unwrap_or_else(nothing),
        ),
        ("varies by", text(&served.vary)),
        (
            "weight",
            format!(
                "{} travel ({encoding}), {} unpacked",
                bytes(served.bytes_travelled),
                bytes(served.bytes)
            ),
        ),
        ("kept", kept.join("; ")),
        (
            "took",
            format!("{} ms, from here and now", served.milliseconds),
        ),
    ]
}
