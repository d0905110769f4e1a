//! The texts of an item, of which there can be several for one purpose: plain, marked up, short, for
//! other machines. Which is used where is decided here.

use std::borrow::Cow;

use super::super::writing::{Writing, is_html};
use super::super::{body, fields, left_out};
use super::{FORMAT, nitf};
use crate::article::block::{Block, Inline};
use crate::article::{Reason, Report};
use crate::html;
use crate::json::Json;
use crate::text;
use crate::url::Base;

/// One of several texts for the same purpose.
pub struct Wording<'a> {
    /// The text, in HTML where it is marked up.
    pub text: Cow<'a, str>,
    /// The field that it stands in.
    field: &'a str,
    /// Whether it is marked up.
    pub is_html: bool,
    /// How well it serves the purpose.
    score: u8,
}

/// What makes a text serve a purpose well. The sums are compared.
pub struct Purpose {
    /// The member that lists the texts in versions 2 and 3.
    list: &'static str,
    /// How the names of members begin that are such texts in version 1.
    prefix: &'static str,
    plain: u8,
    html: u8,
    /// Roles that mean this purpose, the best first.
    wanted: &'static str,
    /// Roles of other purposes.
    unwanted: &'static str,
    /// What becomes of the others.
    others: Others,
}

/// Texts whose role is not wanted.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Others {
    /// Even an unwanted one is better than none.
    All,
    /// Those that are not unwanted.
    Neutral,
    /// None.
    None,
}

/// The text of an item. Markup matters most.
const BODY: Purpose = Purpose {
    list: "bodies",
    prefix: "body_",
    plain: 20,
    html: 40,
    wanted: "main",
    unwanted: "summary abstract teaser factbox caption creditline credit headline byline dateline usage note",
    others: Others::All,
};

/// What an item is about.
pub const DESCRIPTION: Purpose = Purpose {
    list: "descriptions",
    prefix: "description_",
    plain: 2,
    html: 1,
    wanted: "main summary abstract description text caption",
    unwanted: "creditline credit copyright byline headline usage note",
    others: Others::Neutral,
};

/// What is seen on a picture.
pub const CAPTION: Purpose = Purpose {
    wanted: "caption description main text summary",
    ..DESCRIPTION
};

/// Who made a picture.
pub const CREDIT: Purpose = Purpose {
    wanted: "creditline credit byline",
    unwanted: "",
    others: Others::None,
    ..DESCRIPTION
};

const HEADLINE: Purpose = Purpose {
    list: "headlines",
    prefix: "headline_",
    wanted: "main headline text",
    unwanted: "creditline credit caption",
    others: Others::All,
    ..DESCRIPTION
};

impl Wording<'_> {
    /// The words on one line.
    pub fn words(&self, base: &Base, dropped: &mut Report) -> Vec<Inline> {
        let writing = if self.is_html {
            Writing::Html
        } else {
            Writing::Loose
        };
        body::line(&self.text, self.field, writing, base, dropped)
    }

    /// The blocks.
    pub fn blocks(&self, base: &Base, dropped: &mut Report) -> Vec<Block> {
        if self.is_html {
            body::blocks(&self.text, self.field, base, dropped)
        } else {
            body::paragraphs(&self.text, self.field, Writing::Loose, base, dropped)
        }
    }

    fn drop(&self, dropped: &mut Report) {
        dropped.add(Reason::Alternative, self.field, || html::text(&self.text));
    }
}

/// The text of an item.
pub fn body<'a>(item: &'a Json, dropped: &mut Report) -> Option<Wording<'a>> {
    best(item, &BODY, dropped)
}

/// The headline of an item. In version 1 it stands alone; `headline_` begins the names of others.
pub fn headline(item: &Json, dropped: &mut Report) -> Option<String> {
    if let Some(alone) = fields::text(item, "headline") {
        dropped.look(|dropped| {
            if let Some(other) = best(item, &HEADLINE, dropped) {
                other.drop(dropped);
            }
        });
        return Some(Writing::Loose.line(alone));
    }
    let headline = best(item, &HEADLINE, dropped);
    if headline.is_some() {
        let title = || left_out::words(item.get("title"));
        dropped.add(Reason::Alternative, "title", title);
    }
    match headline {
        Some(headline) if headline.is_html => Some(html::text(&headline.text)),
        Some(headline) => Some(Writing::Loose.line(&headline.text)),
        None => fields::text(item, FORMAT.places.headline).map(|title| Writing::Loose.line(title)),
    }
}

/// The best text for a purpose: from an array such as `bodies` in versions 2 and 3, from members
/// such as `body_text` and `body_xhtml` in version 1.
pub fn best<'a>(item: &'a Json, purpose: &Purpose, dropped: &mut Report) -> Option<Wording<'a>> {
    let mut best = None;
    for version in fields::values(item.get(purpose.list)) {
        let kind = fields::text(version, "contenttype contentType").unwrap_or("text");
        let role = fields::text(version, "role").unwrap_or_default();
        let text = version.get("value");
        offer(
            &mut best,
            kind,
            role,
            (purpose.list, text),
            purpose,
            dropped,
        );
    }
    for (name, text) in item.entries() {
        if let Some(role) = name.strip_prefix(purpose.prefix) {
            let kind = match role {
                "json" | "rtf" | "xml" => "application",
                kind if text::contains(kind, "html") => kind,
                _ => "text",
            };
            offer(&mut best, kind, role, (name, text), purpose, dropped);
        }
    }
    best
}

/// How far a role stands from the end of a row of roles; 0 where it is not in it.
fn rank(role: &str, roles: &str) -> u8 {
    let mut rank = 0;
    for other in roles.split(' ') {
        if rank > 0 || other == role {
            rank += 1;
        }
    }
    rank
}

/// Takes a text where it is better than what there is; of equals the first stays.
fn offer<'a>(
    best: &mut Option<Wording<'a>>,
    kind: &str,
    role: &str,
    (field, text): (&'a str, &'a Json),
    purpose: &Purpose,
    dropped: &mut Report,
) {
    let Some(text) = text.text() else {
        return;
    };
    let is_nitf = nitf::is_nitf(text)
        || text::contains(kind, "nitf")
        || text::contains(kind, "NITF")
        || role == "nitf";
    let is_html = is_nitf || text::contains(kind, "html") || is_html(text);
    // Other XML is for machines of another kind, and an empty frame for nobody.
    let is_useless = if is_nitf {
        let mut ends = ["</p>", "</block>", "</pre>"].into_iter();
        !ends.any(|end| text::contains(text, end))
    } else {
        let is_xml = !kind.starts_with("text") || text::contains(kind, "xml");
        is_xml && !text::contains(kind, "html")
    };
    let wanted = rank(role, purpose.wanted);
    let is_unwanted = rank(role, purpose.unwanted) > 0;
    let is_other = match purpose.others {
        Others::All => false,
        Others::Neutral => is_unwanted,
        Others::None => wanted == 0,
    };
    if is_useless || is_other {
        let reason = if is_useless {
            Reason::Program
        } else {
            Reason::NoPlace
        };
        dropped.add(reason, field, || html::text(text));
        return;
    }
    let markup = if is_html { purpose.html } else { purpose.plain };
    // What its sender calls HTML is more likely to be made for a page than what looks like it.
    let is_exact = u8::from(text::contains(kind, "html")) + u8::from(!is_nitf);
    let score = if is_unwanted {
        0
    } else {
        3 * (markup + 3 * wanted) + is_exact
    };
    if best.as_ref().is_some_and(|best| best.score >= score) {
        dropped.add(Reason::Alternative, field, || html::text(text));
        return;
    }
    if let Some(poorer) = best {
        poorer.drop(dropped);
    }
    let text = if is_nitf {
        Cow::Owned(nitf::to_html(text))
    } else {
        Cow::Borrowed(text)
    };
    *best = Some(Wording {
        text,
        field,
        is_html,
        score,
    });
}

#[cfg(test)]
mod tests {
    use crate::article::block::{Block, plain_text};
    use crate::formats::pick::tests::read;

    fn item(members: &str) -> (String, String, String) {
        let answer = [
            r#"{"uri": "urn:x:1", "versioncreated": "2026-03-02T08:00:00Z", "#,
            members,
            "}",
        ]
        .concat();
        let article = read(&answer).unwrap();
        let words = article.body.iter().map(|block| match block {
            Block::Paragraph(content) => plain_text(content),
            other => panic!("{other:?}"),
        });
        let words: Vec<_> = words.collect();
        (
            article.headline,
            plain_text(&article.standfirst),
            words.join("|"),
        )
    }

    #[test]
    fn version_1_names_its_texts_as_it_likes() {
        for members in [
            r#""headline_main": "H", "headline_seo": "Hh", "body_main": "One two", "body_richtext": "<p>One</p><p>two</p>", "description_summary": "D""#,
            r#""headline": "H", "body_text": "One two", "body_html5": "<p>One</p><p>two</p>", "body_json": "{}", "description_text": "D", "description_usage": "Free""#,
            r#""headline_text": "H", "body_nitf": "<nitf><body><body.content><block><p>One</p><p>two</p></block></body.content></body></nitf>", "description_main": "D""#,
            r#""headline_short": "H", "body_text": "<p>One</p>\n<p>two</p>", "description_abstract": "D""#,
            r#""headline_richtext": "<b>H</b>", "body_text": "One\ntwo", "body_summary": "<p>No</p>", "description_html": "<p>D</p>""#,
        ] {
            assert_eq!(
                item(members),
                ("H".into(), "D".into(), "One|two".into()),
                "{members}"
            );
        }
    }

    #[test]
    fn roles_say_what_a_text_is_for() {
        for members in [
            r#""headlines": [{"role": "short", "value": "Hh"}, {"role": "main", "value": "H"}],
                "descriptions": [{"role": "creditline", "value": "Us"}, {"role": "caption", "value": "Seen"}, {"role": "summary", "value": "D"}],
                "bodies": [{"role": "factbox", "contentType": "text/html", "value": "<p>Fact</p>"}, {"role": "main", "value": "One\ntwo"}]"#,
            r#""headlines": [{"value": "H &amp; h", "role": "other"}, {"value": "H", "role": "main"}],
                "descriptions": [{"value": "D"}],
                "bodies": [{"contentType": "application/json", "value": "{}"}, {"contentType": "text/vnd.IPTC.NITF", "value": "<body.content><p>One</p><p>two</p></body.content>"},
                    {"contentType": "text/plain", "value": "One two"}]"#,
        ] {
            assert_eq!(
                item(members),
                ("H".into(), "D".into(), "One|two".into()),
                "{members}"
            );
        }
    }

    #[test]
    fn a_text_for_machines_or_without_words_is_none() {
        for body in [
            r#""bodies": [{"contentType": "application/nitf+xml", "value": "<nitf/>"}]"#,
            r#""bodies": [{"contentType": "text/xml", "value": "<newsItem>One</newsItem>"}]"#,
            r#""body_nitf": "<nitf><body/></nitf>", "body_rtf": "{rtf1}""#,
            r#""bodies": []"#,
        ] {
            let members = [r#""headline": "H", "#, body].concat();
            assert_eq!(item(&members).2, "", "{body}");
        }
    }
}
