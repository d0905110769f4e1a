//! A news item in IPTC's ninjs, versions 1, 2 and 3, as agencies deliver it.
//!
//! Source: the ninjs schemas in IPTC's newsinjson repository. The versions differ in how names are
//! written (`versioncreated`, `versionCreated`) and in whether texts, pictures and their renditions
//! are members of an object (1) or items of an array (2 and 3). Both are read whatever version an
//! item says it is. Superdesk, which writes version 1, names the item by its `guid`. The `uri` names the item and leads to a page only where it is an address.

mod nitf;
mod picture;
mod wording;

use super::fields::{self, Places};
use super::format::{Format, StorySource};
use super::repeated::is_same_line;
use super::writing::Writing;
use super::{left_out, whole};
use crate::article::block::{Block, plain_text};
use crate::article::{Article, Reason, Report};
use crate::json::Json;
use crate::url::WebUrl;

/// The format's row in the table.
pub const FORMAT: Format = Format {
    name: "ninjs",
    places: Places {
        writing: Writing::Loose,
        headline: "headline title",
        byline: "byline by",
        date_published: "firstcreated firstCreated versioncreated versionCreated",
        date_modified: "versioncreated versionCreated",
        language: "language",
        canonical_url: "",
        copyright_notice: "copyrightnotice copyrightNotice",
        copyright_holder: "copyrightholder copyrightHolder",
        license_url: "rightsinfo.linkedrights rightsInfo.linkedRights",
        status: "pubstatus pubStatus",
        embargoed: "embargoed embargoeduntil embargoedUntil",
        expires: "expires",
    },
    ids: &[],
    detect,
    stories: whole,
    read,
};

fn detect(answer: &Json) -> bool {
    let marks = "standard.version versioncreated versionCreated headline headlines bodies";
    fields::text(answer, "uri guid").is_some()
        && (!fields::find(answer, marks).is_null()
            || wording::headline(answer, &mut Report::default()).is_some()
            || wording::body(answer, &mut Report::default()).is_some())
}

fn read(story: &StorySource, article: &mut Article) {
    let json = story.json;
    article.canonical_url = fields::text(json, "uri").and_then(WebUrl::parse);
    let page = article.canonical_url.as_ref().map(WebUrl::as_str);
    let base = &story.base.join(page);
    let dropped = &mut article.dropped;
    article.headline = wording::headline(json, dropped).unwrap_or_default();
    if let Some(description) = wording::best(json, &wording::DESCRIPTION, dropped) {
        article.standfirst = description.words(base, dropped);
    }
    if let Some(wording) = wording::body(json, dropped) {
        article.body = wording.blocks(base, dropped);
        drop_heading(article);
    }
    left_out::no_place(
        json,
        "located usageterms usageTerms extra",
        &mut article.dropped,
    );
    // Superdesk lists who wrote an item beside those who did something else for it.
    for author in fields::values(json.get("authors")) {
        if matches!(
            fields::text(author, "role"),
            None | Some("writer" | "author")
        ) {
            fields::push_author(article, author, Writing::Loose, "", base);
        } else {
            let name = || fields::name(author, Writing::Loose).unwrap_or_default();
            article.dropped.add(Reason::NoPlace, "authors", name);
        }
    }
    for subject in fields::find(json, "subject subjects").items() {
        fields::push_name(&mut article.sections, subject, Writing::Loose);
    }
    if picture::is_picture(json) {
        picture::read_picture(json, article, base);
    } else {
        picture::push_pictures(story, article, base);
    }
}

/// Some agencies put a whole page into the body: the headline, the byline, a line with place and source,
/// and then the text.
fn drop_heading(article: &mut Article) {
    if !is_same_line(&first_words(article), &article.headline) {
        return;
    }
    drop_first(article, Reason::Repeated);
    let line = first_words(article);
    let line = line.strip_prefix("By ").unwrap_or(&line);
    if is_same_line(line, article.byline.as_deref().unwrap_or_default()) {
        drop_first(article, Reason::Repeated);
    }
    if article.body.len() > 1 && is_dateline(&first_words(article)) {
        drop_first(article, Reason::NoPlace);
    }
}

fn drop_first(article: &mut Article, reason: Reason) {
    let mut dropped = std::mem::take(&mut article.dropped);
    dropped.add(reason, "body", || first_words(article));
    article.dropped = dropped;
    article.body.remove(0);
}

/// The words of the block that opens the text.
fn first_words(article: &Article) -> String {
    match article.body.first() {
        Some(Block::Paragraph(content) | Block::Heading { content, .. }) => plain_text(content),
        _ => String::new(),
    }
}

/// Whether a line is names with an agency's short one behind them, as `Bergen NTB`, and nothing that the
/// text would lack.
fn is_dateline(line: &str) -> bool {
    /// Longer lines are text.
    const LENGTH: usize = 40;
    let signs = line.bytes().rev();
    let agency = signs.take_while(u8::is_ascii_uppercase).count();
    let is_name = |name: &str| {
        let mut bytes = name.bytes();
        bytes.next().is_some_and(|first| first.is_ascii_uppercase())
            && bytes.all(|byte| byte.is_ascii_alphabetic() || !byte.is_ascii())
    };
    (2..6).contains(&agency)
        && line.len() > agency
        && line.split(' ').all(is_name)
        && line.len() < LENGTH
}

#[cfg(test)]
mod tests {
    use crate::article::block::plain_text;
    use crate::article::{Access, WithheldReason};
    use crate::formats::pick::tests::read;

    fn item(members: &str) -> String {
        [
            r#"{"uri": "urn:x:1", "headline": "H", "body_text": "Text.","#,
            members,
            "}",
        ]
        .concat()
    }

    #[test]
    fn the_body_is_html_rather_than_text_and_never_nitf() {
        let article = read(
            r#"{"uri": "urn:x:1", "standard": {"name": "ninjs", "version": "3.1"}, "headlines": [{"value": "H"}],
                "bodies": [{"contentType": "application/nitf+xml", "value": "<nitf/>"}, {"role": "main", "value": "One"},
                    {"contentType": "text/html", "value": "<p>One</p><p>Two</p>"}]}"#,
        )
        .unwrap();
        assert_eq!((article.headline.as_str(), article.body.len()), ("H", 2));
        assert_eq!(article.canonical_url, None);
    }

    #[test]
    fn pictures_lead_and_follow_with_their_sizes() {
        let picture = |name: &str, more: &str| {
            r#"{"name": "NAME", "type": "picture", "by": "Ann", "descriptions": [{"value": "NAME caption"}], MORE "renditions": [
                {"href": "https://a.example/NAME-print.jpg", "contentType": "image/jpeg", "width": 4800, "height": 3200},
                {"href": "https://a.example/NAME-small.jpg", "contentType": "image/jpeg", "width": 300, "height": 200},
                {"href": "https://a.example/NAME.jpg", "contentType": "image/jpeg", "width": 1200, "height": 800},
                {"href": "https://a.example/NAME.mp4", "contentType": "video/mp4", "width": 1920, "height": 1280}]}"#
                .replace("NAME", name)
                .replace("MORE", more)
        };
        let pictures = [
            picture("a", ""),
            picture("b", r#""pubStatus": "withheld","#),
            picture("c", r#""embargoedUntil": "2027-06-01T00:00:00Z","#),
            picture("d", r#""expires": "2026-06-01T00:00:00Z","#),
            picture("e", r#""pubStatus": "usable","#),
        ];
        let members = [r#""associations": ["#, &pictures.join(","), "]"].concat();
        let article = read(&item(&members)).unwrap();
        let lead = article.lead_image.unwrap();
        assert_eq!(lead.src.as_str(), "https://a.example/a.jpg");
        assert_eq!(plain_text(&lead.caption), "a caption");
        assert_eq!(plain_text(&lead.credit), "Ann");
        assert_eq!(article.body.len(), 2);
        assert!(article.has_withheld_images);
    }

    #[test]
    fn what_a_page_repeats_goes_and_what_it_adds_stays() {
        for (body, expected) in [
            ("<h1>H</h1><p>Bergen NTB</p><p>One.</p>", 1),
            ("<h1>“H”</h1><p>By Ann</p><p>BERGEN (NTB)</p><p>One.</p>", 2),
            (
                "<h1>H</h1><p>Monday 2 March, 4 pm, at the slip</p><p>One.</p>",
                2,
            ),
            ("<h1>H</h1><p>Facts about the tide</p><p>One.</p>", 2),
            ("<h1>H</h1><p>FAKTA</p><p>One.</p>", 2),
            ("<h1>H</h1><p>Bergen NTB</p>", 1),
            ("<p>Bergen NTB</p><p>One.</p>", 2),
        ] {
            let answer =
                r#"{"uri": "urn:x:1", "headline": "H", "byline": "Ann", "body_html": "BODY"}"#;
            let article = read(&answer.replace("BODY", body)).unwrap();
            assert_eq!(article.body.len(), expected, "{body}");
        }
    }

    #[test]
    fn superdesk_names_an_item_by_its_guid() {
        let article = read(
            r#"{"guid": "urn:newsml:x:1", "version": "2", "type": "text", "pubstatus": "usable", "headline": "Tea &amp; cake",
                "versioncreated": "2026-03-02T08:00:00+0000", "body_html": "<p>One.</p>",
                "authors": [{"name": "Ann", "role": "writer"}, {"name": "Bo", "role": "editor"}]}"#,
        )
        .unwrap();
        assert_eq!(article.authors.len(), 1);
        assert_eq!((&*article.headline, article.body.len()), ("Tea & cake", 1));
        assert_eq!(article.canonical_url, None);
    }

    #[test]
    fn a_status_embargo_or_expiry_withholds_the_story() {
        for (members, reason) in [
            (r#""pubstatus": "withheld""#, WithheldReason::Withheld),
            (r#""pubStatus": "canceled""#, WithheldReason::Canceled),
            (
                r#""embargoed": "2027-01-02T00:00:00Z""#,
                WithheldReason::Embargoed,
            ),
            (
                r#""embargoedUntil": "2027-01-02""#,
                WithheldReason::Embargoed,
            ),
            (
                r#""expires": "2026-12-31T23:00:00Z""#,
                WithheldReason::Expired,
            ),
        ] {
            let article = read(&item(members)).unwrap();
            assert_eq!(article.access, Access::Withheld(reason), "{members}");
            assert!(article.body.is_empty());
            let is_expired = reason == WithheldReason::Expired;
            assert_eq!(!article.headline.is_empty(), is_expired, "{members}");
        }
        for members in [
            r#""pubstatus": "usable""#,
            r#""embargoed": "2026-12-31T00:00:00Z""#,
            // The day lasts until its end.
            r#""expires": "2027-01-01""#,
            r#""embargoed": """#,
        ] {
            assert_eq!(read(&item(members)).unwrap().access, Access::Open);
        }
    }

    #[test]
    fn rights_that_are_not_understood_are_refused() {
        for (members, message) in [
            (
                r#""pubStatus": "maybe""#,
                "ninjs: `pubStatus` should be usable, withheld or canceled, but is a text",
            ),
            (
                r#""embargoed": "soon""#,
                "ninjs: `embargoed` should be a date and time, but is a text",
            ),
            (
                r#""expires": 7"#,
                "ninjs: `expires` should be a date and time, but is a number",
            ),
        ] {
            assert_eq!(read(&item(members)).unwrap_err().to_string(), message);
        }
    }
}
